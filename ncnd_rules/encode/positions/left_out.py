"""Limbs of a question that its answer leaves out: two figures were asked for, and one is given."""

import re

from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.positions.sought import figures_in
from ncnd_rules.encode.positions.words import content
from ncnd_rules.facts import Part, Question

_ASKS_FIGURE = re.compile(
    r"(?i)\W*(?:and |please |(?:in|for|to|on|of|from|by|at) )*"
    r"(?:how (?:many|much|often)|the (?:total )?(?:number|cost)s?)\b"
)
_ASKS_WHETHER_EVER = re.compile(
    r"(?i)\W*(?:and |please )*(?:whether |has |have |did |does |is |was |were )[^?;]*\bever\b"
)
# Words that say something of a limb without a figure, or of several at once, or that it is told elsewhere.
_SAYS_MORE = re.compile(
    r"(?i)\b(?:each|both|all|every|any|same|respectively|none|nil|no|not|never|nor|neither|only|also|yes|unknown|"
    r"average|per|an?nex|appendix|attach\w*|enclos\w*|below|above|table|see|link|website|"
    r"answer|question|exempt\w*|section)\b|n't\b|https?:|%|\||/"
)
_LONGEST = 160  # characters of an answer of which it can be told that it says nothing else


def leave_out(draft: Draft) -> None:
    """Take limbs from the part that answers their question where its words cannot answer them.

    Only a short answer that stands under its label tells so: one that gives figures, fewer than were asked for, or
    that gives a figure and says nothing of what was ever done.
    """
    limbs = _limbs(draft)
    for number, fact in enumerate(draft.facts):
        if not isinstance(fact, Part) or fact.position != "disclosed":
            continue
        out: set[str] = set()
        for head, further in limbs.items():
            if head.id in fact.question and _is_alone(fact, head, draft):
                out |= _left_out([head, *further], _said_under(head, draft))
        if out:
            kept = tuple(one for one in fact.question if one not in out)
            draft.facts[number] = fact.model_copy(update={"question": kept})


def _limbs(draft: Draft) -> dict[Question, list[Question]]:
    """Each question that one sentence asks beside other things, with those."""
    asked = [fact for fact in draft.facts if isinstance(fact, Question)]
    found = {head: [one for one in asked if one.id.startswith(f"{head.id}.limb")] for head in asked}
    return {head: further for head, further in found.items() if further}


def _is_alone(part: Part, head: Question, draft: Draft) -> bool:
    """Whether no other part speaks of a question."""
    return not any(isinstance(one, Part) and one is not part and head.id in one.question for one in draft.facts)


def _said_under(head: Question, draft: Draft) -> list[Sentence]:
    """What the authority says under the label of a question."""
    label = head.label.lower()
    return [one for one in draft.page.spoken("answer") if label in one.labels and not one.is_heading]


def _left_out(asked: list[Question], said: list[Sentence]) -> set[str]:
    """The limbs of which an answer says nothing."""
    words = " ".join(one.words for one in said)
    figures = figures_in(words)
    if not figures or len(words) > _LONGEST or _SAYS_MORE.search(words):
        return set()
    told = content(words)
    ever = {one.id for one in asked[1:] if _ASKS_WHETHER_EVER.match(_quote(one)) and not content(_quote(one)) & told}
    counted = [one for one in asked if _ASKS_FIGURE.match(_quote(one))]
    # Figures are given in the order in which they were asked for, unless the answer's own words tell otherwise.
    counted.sort(key=lambda one: not content(_quote(one)) & told)
    return ever | {one.id for one in counted[figures:]}


def _quote(asked: Question) -> str:
    return asked.evidence[0].quote
