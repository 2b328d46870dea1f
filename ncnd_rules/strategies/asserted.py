"""What a test asserts of a letter, and the sentences that it fails with."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import get_args

from ncnd_rules.encode import encode
from ncnd_rules.encoding import Encoding
from ncnd_rules.engine import check
from ncnd_rules.errors import LetterError, check_choice, unfit
from ncnd_rules.letter import CopyState
from ncnd_rules.read import read, read_bytes
from ncnd_rules.rules import SEVERITIES, Severity
from ncnd_rules.strategies.arguments import several
from ncnd_rules.strategies.bank import refuse_unknown
from ncnd_rules.strategies.sample import SampleLetter
from ncnd_rules.verdicts import Finding

_FILE_NAME = re.compile(r"\S+\.(?:txt|md|docx?|pdf|html?|eml|rtf|odt)")

AnyLetter = str | bytes | Path | SampleLetter | Encoding


def encoding_of_any(letter: AnyLetter, copy: CopyState = "complete") -> Encoding:
    """What a letter says, given as its words, its bytes, its file, or drawn.

    Args:
        copy: how whole the copy is; a drawn letter and an encoding know it themselves.

    Raises:
        LetterError: for a file that cannot be read, and for words that are the name of a file.
        NcndError: for what is no letter in any of these forms, and for a *copy* that there is not.
    """
    check_choice("copy", copy, get_args(CopyState))
    if isinstance(letter, SampleLetter):
        return letter.encode()
    if isinstance(letter, Encoding):
        return letter
    if isinstance(letter, Path):
        return encode(read(letter), copy)
    if isinstance(letter, str) and _FILE_NAME.fullmatch(letter):
        # Taken for a letter of one word, it would be told at length what it lacks.
        raise LetterError(letter, f"is the name of a file, expected the words of a letter, or Path('{letter}')")
    data = letter.encode() if isinstance(letter, str) else letter
    if not isinstance(data, bytes):
        raise unfit("letter", letter, "words, bytes, a Path, an Encoding, or a drawn letter")
    return encode(read_bytes(data, Path("letter.txt")), copy)


def assert_consistent(
    letter: AnyLetter,
    *,
    at_least: Severity = "info",
    without: str | Collection[str] = (),
    copy: CopyState = "complete",
) -> None:
    """Fail unless nothing is found in a letter.

    Args:
        letter: its words, its bytes, its file, an `Encoding`, or a drawn letter.
        at_least: the least severity that fails: ``info``, ``warning`` or ``error``.
        without: ids of rules whose findings do not fail; one may stand alone.
        copy: how whole the copy is; your own drafts are complete.

    Raises:
        AssertionError: with one sentence a finding, the words it rests on, and what would mend it.
        RuleError: for an id in *without* that no rule has, naming those there are.
        NcndError: for a severity that there is not, and as for `encoding_of_any`.
        LetterError: for a file that cannot be read.
    """
    __tracebackhide__ = True
    spared = several("without", without, "ids of rules")
    for rule in spared:
        refuse_unknown(rule, "letter")
    check_choice("at_least", at_least, SEVERITIES)
    grave = SEVERITIES[: SEVERITIES.index(at_least) + 1]
    found = check(encoding_of_any(letter, copy)).findings
    counted = [one for one in found if one.severity in grave and one.rule not in spared]
    if counted:
        lines = [
            f"{len(counted)} finding{'s' * (len(counted) != 1)}:",
            *(line for one in counted for line in _told(one)),
        ]
        raise AssertionError("\n".join(lines))


def _told(one: Finding) -> Iterator[str]:
    said = f"{one.severity}, cannot be decided" if one.outcome == "undecided" else one.severity
    yield f"  {one.rule} ({said}): {one.message}"
    yield from (f"    because {reason}" for reason in one.why)
    yield from (f"    “{' '.join(span.quote.split())}”" for span in one.evidence[:2])
    yield f"    To mend it: {one.repair}"
