"""Ten authors who had not seen the lexicon: how much of what their letters say is read, and how much of it is right."""

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from ncnd_rules.accuracy import agrees
from ncnd_rules.compose import SHAPES, compose, load_wordings, random_plan
from ncnd_rules.encode import encode
from ncnd_rules.read import read_bytes

AUTHORS = sorted((Path(__file__).parents[1] / "cases" / "wordings" / "authors").iterdir())
LETTERS = 15  # of each author

# What was reached with these letters, less what chance moves; the README tells what letters of another author may hope
# for. A row that reads more may raise these, and nothing may lower them.
LEAST = {  # kind: precision, recall
    "part": (0.86, 0.86),
    "citation": (0.97, 0.97),
    "factor": (0.95, 0.92),
    "balance": (0.94, 0.92),
    "threat_claim": (0.96, 0.92),
    "date": (0.98, 0.97),
    "review_right": (0.97, 0.96),
    "complaint_right": (0.98, 0.97),
}


@pytest.fixture(scope="module")
def counted() -> dict[str, Counter[str]]:
    """By kind: facts that the plan has, those that were read, and those read that the plan has not."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in LEAST}
    for author in AUTHORS:
        wordings = load_wordings(author)
        for number in range(LETTERS):
            chance = Random(f"{author.name}-{number}")  # noqa: S311 - letters are not secrets
            letter = compose(random_plan(chance, wordings, SHAPES[number % len(SHAPES)]), wordings, number)
            read = encode(read_bytes(letter.text.encode(), Path("letter.txt"))).facts
            for kind, count in counts.items():
                said = [fact for fact in letter.facts if fact.kind == kind]
                found = [fact for fact in read if fact.kind == kind]
                count["said"] += len(said)
                count["read"] += sum(any(agrees(fact, other) for other in found) for fact in said)
                count["found"] += len(found)
                count["right"] += sum(any(agrees(fact, other) for other in said) for fact in found)
    return counts


@pytest.mark.parametrize("kind", LEAST)
def test_as_much_is_read_as_before(kind: str, counted: dict[str, Counter[str]]) -> None:
    """
    Of what ten authors say in words of their own, no less is read, and no less of it is right.
    """
    count = counted[kind]
    precision, recall = LEAST[kind]

    assert count["read"] >= recall * count["said"], f"recall {count['read'] / count['said']:.3f}"
    assert count["right"] >= precision * count["found"], f"precision {count['right'] / count['found']:.3f}"
