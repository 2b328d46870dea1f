"""Reasons: what is said to follow, for whom, and under which exemption. Harm and public interest share it.

`arguments` goes through the sentences that argue. It asks for which `refusals` each does, for which `sections`, and
what its `subjects` are; `worded` tells what the words say would follow, and from which answer.
"""

from ncnd_rules.encode.reasons.arguments import Reason, Reasons
from ncnd_rules.encode.reasons.worded import (
    FOLLOWS,
    answer_named,
    argues,
    argues_in,
    clauses_left,
    clauses_of,
    evidence,
    likelihood,
    likelihood_at,
    of_answer,
    speaks,
)

__all__ = [
    "FOLLOWS",
    "Reason",
    "Reasons",
    "answer_named",
    "argues",
    "argues_in",
    "clauses_left",
    "clauses_of",
    "evidence",
    "likelihood",
    "likelihood_at",
    "of_answer",
    "speaks",
]
