"""What was read in a letter, as a person who never saw the vocabulary reads it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from ncnd_rules.corrections import says
from ncnd_rules.explain.explanation import one_line, spoken
from ncnd_rules.facts import Fact
from ncnd_rules.registers import day_in_words
from ncnd_rules.rules import in_words

POSITIONS = {
    "disclosed": "information is given",
    "withheld": "held and withheld",
    "not_held": "not held",
    "ncnd": "neither confirmed nor denied",
    "cost_refusal": "refused on cost",
    "vexatious": "refused as vexatious or repeated",
    "unanswered": "not answered",
    "unclear": "it cannot be told what the answer is",
}
_KINDS = {"part": "answer", "regime": "Act", "body_mention": "body named"}
_FIELDS = {"part": "answer", "act": "Act"}
_VALUES = {
    "position": POSITIONS,
    "purpose": {"ncnd": "to neither confirm nor deny", "cost": "cost", "withhold": "to withhold"},
    "act": {
        "foia": "FOIA",
        "eir": "EIR",
        "foisa": "FOISA",
        "dpa": "data protection",
        "none": "no Act",
        "other": "the law of another country",
    },
}
_LONGEST = 80  # characters of a quotation


def kind_in_words(kind: str) -> str:
    """What a kind of fact is called."""
    return _KINDS.get(kind, spoken(kind))


def field_in_words(field: str) -> str:
    """What a field is called."""
    return _FIELDS.get(field, spoken(field))


def value_in_words(field: str, value: Any) -> str:
    """What a value of a field is called."""
    if isinstance(value, date):
        return day_in_words(value)
    told = in_words(value)
    return _VALUES.get(field, {}).get(told, spoken(told))


def read_as(fact: Fact) -> str:
    """``answer: not held, tense present``: the kind, and every field that says something."""
    told = ", ".join(_fields(fact))
    return f"{kind_in_words(fact.kind)}{': ' + told if told else ''}"


def quoted(fact: Fact) -> str:
    """The words that a fact stands on, cut where they are long; nothing where it has none."""
    words = " … ".join(one_line(span.quote) for span in fact.evidence)
    return f"“{words if len(words) <= _LONGEST else words[: _LONGEST - 1] + '…'}”" if words else ""


def _fields(fact: Fact) -> Iterator[str]:
    for field in sorted(says(fact), key=lambda field: field != "position"):
        value = getattr(fact, field)
        values = value if isinstance(value, tuple) else (value,)
        told = ", ".join(value_in_words(field, one) for one in values)
        named = field_in_words(field) == kind_in_words(fact.kind) or field == "position"
        yield told if named else f"{field_in_words(field)} {told}"
