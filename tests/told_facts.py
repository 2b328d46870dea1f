"""What an encoding tells, in short."""

from pathlib import Path
from typing import Any

from ncnd_rules.encode import encode
from ncnd_rules.encoding import Encoding
from ncnd_rules.read import read_bytes


def page(*blocks: str) -> Encoding:
    """A page with a letter of which nobody says whether it is complete."""
    return encode(read_bytes("\n\n".join(blocks).encode(), Path("page.txt")), None)


def told(encoding: Encoding, kind: str, *fields: str) -> list[Any]:
    """The facts of a kind by some fields; by one alone, its bare values."""
    facts = [fact for fact in encoding.facts if fact.kind == kind]
    values = [tuple(getattr(fact, field) for field in fields) for fact in facts]
    return [value[0] for value in values] if len(fields) == 1 else values
