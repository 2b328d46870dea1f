"""Whether a reference that is to be quoted is that of the letter."""

from collections.abc import Iterator

from ncnd_rules.encoding import Encoding
from ncnd_rules.facts import (
    Reference,
)
from ncnd_rules.world.told import Fields, WorldFact


def references_matched(encoding: Encoding) -> Iterator[WorldFact]:
    """Whether a reference to be quoted is that of the letter.

    Nothing is said of one that is built in another way, such as that of a register of reviews.
    """
    own = [fact for fact in encoding.facts if isinstance(fact, Reference) and fact.whose == "authority"]
    heads = [fact for fact in own if not fact.quoted]
    for fact in own:
        alike = [head for head in heads if _shape(head.value) == _shape(fact.value)]
        if fact.quoted and alike:
            agrees = any(_signs(head.value) == _signs(fact.value) for head in alike)
            fields: Fields = {"reference": fact.id, "agrees": agrees, "own": alike[0].value, "quoted": fact.value}
            name = f"reference_match {fact.id}"
            yield WorldFact(name, "reference_match", fields, (fact.id, alike[0].id), "")


def _signs(reference: str) -> str:
    return "".join(sign for sign in reference.casefold() if sign.isalnum())


def _shape(reference: str) -> str:
    """How a reference is built: its letters, and a 0 for each digit."""
    return "".join("0" if sign.isdigit() else sign for sign in _signs(reference))
