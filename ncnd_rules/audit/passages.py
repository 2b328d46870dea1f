"""The sentences of a letter that others may share, as they are kept while it is read."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from ncnd_rules.audit.fingerprint import fingerprints
from ncnd_rules.between.passages import FEWEST_WORDS
from ncnd_rules.encoding import Encoding


def passage_rows(
    encoding: Encoding, authority: str | None, reference: str | None, *, keep_text: bool
) -> Iterator[list[Any]]:
    """The rows of ``passages``, without the letter and its encoder.

    Args:
        authority: and *reference*, as ``letters`` has them: they count for nothing in a fingerprint.
    """
    long = [said for said in encoding.said if said.words.count(" ") >= FEWEST_WORDS - 1]
    prints = fingerprints([said.words for said in long], authority, reference)
    starts = [said.start for said in long]
    kinds: list[set[str]] = [set() for _ in long]
    for fact in encoding.facts if long else ():
        for span in fact.evidence:
            start = -1 if span.start is None else span.start
            place = bisect_right(starts, start) - 1
            if place >= 0 and start < long[place].stop:
                kinds[place].add(fact.kind)
    for number, (said, (exact, sketch)) in enumerate(zip(long, prints, strict=True)):
        text = said.words if keep_text else None
        yield [number, said.section, said.start, said.stop, " ".join(sorted(kinds[number])), exact, sketch.hex(), text]
