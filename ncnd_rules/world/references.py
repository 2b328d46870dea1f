"""Whether the references of a letter agree: its own, that of the request as it prints it, and one to be quoted."""

import re
from collections.abc import Iterator

from ncnd_rules.encoding import Encoding
from ncnd_rules.facts import Date, EarlierAnswer, Reference
from ncnd_rules.world.told import Fields, WorldFact

_SAYS_WHAT = re.compile(r"(?i)foia?(?=[^a-z])")  # 'FOI 0612-25' may be quoted as '0612-25'


def references_matched(encoding: Encoding) -> Iterator[WorldFact]:
    """Whether a reference to be quoted, or printed as that of the request, is that of the letter.

    Nothing is said of one that is built in another way, such as that of a register of reviews.
    """
    own = [fact for fact in encoding.facts if isinstance(fact, Reference) and fact.whose == "authority"]
    heads = [fact for fact in own if not fact.quoted]
    for fact in own:
        alike = [head for head in heads if _shape(head.value) == _shape(fact.value)]
        if fact.quoted and alike:
            agrees = any(_signs(head.value) == _signs(fact.value) for head in alike)
            yield _match(fact, alike[0], agrees=agrees, label=f"asks the requester to quote {fact.value}")
    of_letter = [fact for fact in heads if not fact.of_request]
    of_request = [fact for fact in heads if fact.of_request]
    if len(of_letter) == len(of_request) == 1 and not _answers_a_review(encoding):
        (head,), (asked,) = of_letter, of_request
        if _is_slip(_signs(head.value), _signs(asked.value)):
            yield _match(asked, head, agrees=False, label=f"gives the request the number {asked.value}")


def _match(fact: Reference, head: Reference, *, agrees: bool, label: str) -> WorldFact:
    fields: Fields = {"reference": fact.id, "agrees": agrees, "own": head.value, "quoted": fact.value, "label": label}
    return WorldFact(f"reference_match {fact.id}", "reference_match", fields, (fact.id, head.id), "")


def _answers_a_review(encoding: Encoding) -> bool:
    """Whether the letter answers a review, which may have a number of its own beside that of the request."""
    return any(
        (isinstance(fact, Date) and fact.of_review) or (isinstance(fact, EarlierAnswer) and fact.says == "reviewed")
        for fact in encoding.facts
    )


def _is_slip(one: str, other: str) -> bool:
    """Whether one digit differs, or two neighbours have changed places; numbers further apart may be of two things."""
    if _shape(one) != _shape(other):
        return False
    apart = [place for place, (left, right) in enumerate(zip(one, other, strict=True)) if left != right]
    if len(apart) == 2:
        first, second = apart
        return second == first + 1 and one[first] == other[second] and one[second] == other[first]
    return len(apart) == 1


def _signs(reference: str) -> str:
    number = _SAYS_WHAT.sub("", reference, count=1) if _SAYS_WHAT.match(reference) else reference
    return "".join(sign for sign in number.casefold() if sign.isalnum())


def _shape(reference: str) -> str:
    """How a reference is built: its letters, and a 0 for each digit."""
    return "".join("0" if sign.isdigit() else sign for sign in _signs(reference))
