"""Smallest edits for people: each set as a diff, with what it clears, and what is left with the reason."""

import re
import textwrap
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from ncnd_rules.explain.explanation import spoken
from ncnd_rules.explain.repair import Change, Left, Repairs, RepairSet, applied
from ncnd_rules.letter import visible
from ncnd_rules.report.counting import count
from ncnd_rules.report.terminal import COLOURS, Line, Screen, styled
from ncnd_rules.rules import in_words

_LONGEST = 110  # characters of words that go, in the sentence on a change; the diff has them all
_MOST_FACTS = 4  # named in it
_CONTEXT = 1  # lines of the letter around each change
_DOES = {"insert": "put in", "replace": "exchange", "delete": "take out"}
_DIFF = {"+": "green", "-": "red"}
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+")


def repairs_as_text(letters: Iterable[tuple[Path, Repairs]], screen: Screen) -> str:
    """Each letter with its sets, best first, and what none of them clears."""
    lines: list[Line] = []
    for path, repairs in letters:
        lines += [((visible(str(path)), "bold"),), *_letter(repairs, screen.width), ()]
    return styled(lines[:-1], screen)


def _letter(repairs: Repairs, width: int) -> Iterator[Line]:
    for number, one in enumerate(repairs.sets, start=1):
        yield ()
        yield from _set(number, one, repairs, width)
    for left in repairs.left:
        yield ()
        yield from _left(left, width)
    yield ()
    yield from _wrapped(repairs_in_words(repairs), "", width)


def _set(number: int, one: RepairSet, repairs: Repairs, width: int) -> Iterator[Line]:
    proof = "the edited letter was read and checked again" if one.proved == "text" else "the changed facts were checked"
    yield (("set", "bold green"), f" {number}: {count(len(one.changes), 'change')}; {proof}")
    for change in one.changes:
        rules = ", ".join(change.rules) or "together with the others"
        yield from _wrapped(f"{rules}: {_told(change)}", "  ", width)
    if repairs.text is not None:
        yield ()
        yield from _diff(repairs.text, one, width)


def _told(change: Change) -> str:
    """A change in one sentence."""
    does, kind = _DOES[change.does], change.kind.replace("_", " ")
    fields = ", ".join(f"{name.replace('_', ' ')} {_value(value)}" for name, value in change.fields.items())
    told = f"{does} {kind}{f' ({fields})' if fields else ''}"
    if not change.taken and change.facts:
        told += f" {', '.join(change.facts[:_MOST_FACTS])}{_more(len(change.facts) - _MOST_FACTS)}"
    said = change.words or (change.taken[0] if change.taken else "")
    if change.does == "delete":
        return f"{told}: {_short(said)}{_more(len(change.taken) - 1)}" if said else told
    if change.does == "replace" and change.taken and change.words:
        return f"{told}: {_short(change.taken[0])}{_more(len(change.taken) - 1)} becomes “{visible(change.words)}”"
    return f"{told}: “{visible(said)}”" if said else told


def _short(words: str) -> str:
    shown = " ".join(visible(words).split())
    return (
        f"“{shown}”"
        if len(shown) <= _LONGEST
        else f"“{shown[: _LONGEST // 2].rstrip()} … {shown[-_LONGEST // 3 :].lstrip()}”"
    )


def _more(number: int) -> str:
    return f" and {number} more" if number > 0 else ""


def _value(value: Any) -> str:
    return spoken("/".join(value) if isinstance(value, tuple) else in_words(value))


def _diff(text: str, one: RepairSet, width: int) -> Iterator[Line]:
    """What changes, with the line of the letter; of a paragraph on one long line, sentence by sentence."""
    before, after = _pieces(text, width), _pieces(applied(text, one.edits), width)
    matcher = SequenceMatcher(None, [said for _, said in before], [said for _, said in after], autojunk=False)
    for group in matcher.get_grouped_opcodes(_CONTEXT):
        yield ((f"  @@ line {before[group[0][1]][0]} @@", "cyan"),)
        for tag, start, stop, begin, end in group:
            if tag == "equal":
                yield from _marked(" ", (said for _, said in before[start:stop]), width)
            else:
                yield from _marked("-", (said for _, said in before[start:stop]), width)
                yield from _marked("+", (said for _, said in after[begin:end]), width)


def _pieces(text: str, width: int) -> list[tuple[int, str]]:
    """The lines of a text with their numbers, blank ones left out, long ones as their sentences."""
    return [
        (number, piece)
        for number, line in enumerate(text.splitlines(), start=1)
        for piece in (_SENTENCE.split(line) if len(line) > width else [line])
        if piece.strip()
    ]


def _marked(sign: str, pieces: Iterable[str], width: int) -> Iterator[Line]:
    for piece in pieces:
        for line in textwrap.wrap(visible(piece), width - 3, break_on_hyphens=False):
            shown = f"  {sign}{line}"
            yield ((shown, _DIFF[sign]) if sign in _DIFF else shown,)


def _left(left: Left, width: int) -> Iterator[Line]:
    finding = left.finding
    yield (("left", COLOURS[finding.severity]), f" {finding.rule}")
    yield from _wrapped(visible(finding.message), "  ", width)
    yield from _wrapped(f"why: {visible(left.why)}", "  ", width)


def repairs_in_words(repairs: Repairs) -> str:
    """How many errors there are, and how far the sets clear them."""
    errors = len(repairs.mended) + len(repairs.left)
    if not errors:
        return "No errors: nothing to repair."
    told = f"{count(errors, 'error')}. "
    if repairs.sets:
        each = "Each set" if len(repairs.sets) > 1 else "The set"
        cleared = "all of them" if not repairs.left else f"{len(repairs.mended)} of them"
        told += f"{each} clears {cleared} and brings no new error or warning. "
    if repairs.left:
        told += f"No set clears {len(repairs.left)}, for the reason given. "
    if repairs.dropped:
        told += f"{count(repairs.dropped, 'way')} dropped: the words were not read back as meant. "
    if repairs.bounded:
        told += "There may be more sets than were looked for. "
    return told.strip()


def _wrapped(words: str, indent: str, width: int) -> Iterator[Line]:
    for line in textwrap.wrap(words, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False):
        yield (line,)
