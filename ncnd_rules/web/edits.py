"""The smallest edits of a letter, as its page tells them."""

from typing import NamedTuple

from ncnd_rules.explain.explanation import one_line
from ncnd_rules.explain.repair import Change, RepairSet
from ncnd_rules.report.page_shapes import LetterPage, Shown
from ncnd_rules.report.repaired import repairs_in_words
from ncnd_rules.web.letters import Opened
from ncnd_rules.web.tried import Asked, offered

_BEFORE = 70  # characters that stand before a place, to find it by


class EditLine(NamedTuple):
    """One change."""

    number: int  # among those that can be tried
    taken: tuple[str, ...]
    words: str
    after: str  # the words it is put in after; empty where it replaces others, or stands first
    findings: tuple[Shown, ...]  # that it helps to clear


class EditSet(NamedTuple):
    """Changes that clear all that can be cleared."""

    lines: tuple[EditLine, ...]
    address: str  # of all of them, behind the path of what is tried


class Edits(NamedTuple):
    """All sets, and what none of them clears."""

    says: str
    sets: tuple["EditSet", ...]
    left: tuple[tuple[str, str, str], ...]  # rule, sentence and reason
    asks: bool  # whether words that come have a place in square brackets


def edits_of(letter: Opened, page: LetterPage) -> Edits | None:
    """The edits of a letter as far as they were asked for, by the numbers of its findings."""
    repairs = letter.repairs
    if repairs is None:
        return None
    numbers = {change: number for number, change in enumerate(map(_key, offered(repairs)), 1)}
    shown = {item.finding.fingerprint: item for item in page.findings}
    return Edits(
        repairs_in_words(repairs),
        tuple(_set([numbers[_key(change)] for change in one.changes], one, letter, shown) for one in repairs.sets),
        tuple((left.finding.rule, left.finding.message, left.why) for left in repairs.left),
        any("[" in change.words for change in offered(repairs)),
    )


def _key(change: Change) -> tuple[object, ...]:
    return (change.does, change.edits, change.words, change.taken)


def _set(numbers: list[int], one: RepairSet, letter: Opened, shown: dict[str, Shown]) -> EditSet:
    lines = (_line(number, change, letter, shown) for number, change in zip(numbers, one.changes, strict=True))
    return EditSet(tuple(lines), Asked(edits=tuple(numbers)).address())


def _line(number: int, change: Change, letter: Opened, shown: dict[str, Shown]) -> EditLine:
    before = "" if change.taken else one_line(letter.reading.text[: change.edits[0].start])
    after = before if len(before) <= _BEFORE else f"… {before[-_BEFORE:].split(' ', 1)[-1]}"
    findings = tuple(shown[name] for name in change.findings if name in shown)
    return EditLine(number, change.taken, change.words, after, findings)
