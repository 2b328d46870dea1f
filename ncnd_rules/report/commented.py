"""A letter's own Word file with its findings as comments on the words that they rest on."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ncnd_rules.errors import LetterError, Unreadable
from ncnd_rules.explain.explanation import one_line
from ncnd_rules.letter import sha256
from ncnd_rules.read.word.editable import Editable, editable
from ncnd_rules.read.word.package import Element, Package, child, every
from ncnd_rules.read.word.traced import Origin, traced
from ncnd_rules.report.checked import Checked
from ncnd_rules.report.finding_words import notes_of, weight_of
from ncnd_rules.report.run import Run
from ncnd_rules.report.told import by_person
from ncnd_rules.report.word.parts import Comments, comment_styles, with_comments
from ncnd_rules.report.word.ranges import Cutter, is_in_run, mark_range, reference, shown_by
from ncnd_rules.report.words import STANDARD_INPUT, Words, words_of
from ncnd_rules.textfile import read_bytes
from ncnd_rules.verdicts import Finding

_MOST_BYTES = 64 * 2**20  # as many as are read of a letter
_MOST_PLACES = 8  # of one finding that its comment names


class _Range(NamedTuple):
    """Words that a comment is tied to."""

    first: Origin
    last: Origin
    is_box: bool = False  # whether it is the text box around the words


class _Note(NamedTuple):
    """A comment."""

    paragraphs: tuple[str, ...]
    place: _Range | None = None  # none: the beginning of the letter


def as_docx(run: Run) -> bytes:
    """The file of the one letter of a run, with a comment a finding and one on the run as a whole.

    The letter's words and their look stay as they are; every part of the file that has nothing to do with comments
    is copied byte for byte.

    Raises:
        LetterError: where the letter is no Word file, or is no longer the one that was read.
    """
    (checked,) = run.letters
    path = Path(checked.source)
    if checked.source == STANDARD_INPUT:
        raise LetterError(path, "standard input was read and is gone; --format docx needs the name of the Word file")
    form = checked.encoding.source.format
    if form != "docx":
        found = "plain text" if form == "text" else f"a letter of the format {form}"
        hint = "; save it as .docx first" if form in ("doc", "rtf", "odt") else ""
        raise LetterError(path, f"is {found}, expected a Word file (.docx), into which comments are put{hint}")
    data = read_bytes(path, LetterError, _MOST_BYTES)
    if sha256(data) != checked.verdicts.letter.sha256:
        raise LetterError(path, "has changed since it was read; check it again")
    try:
        return commented(data, checked)
    except Unreadable as problem:  # a part that is not needed to read the letter, such as its own comments
        raise LetterError(path, str(problem)) from None


def commented(data: bytes, checked: Checked) -> bytes:
    """The bytes of a Word file with comments; the same file and verdicts give the same bytes."""
    package = Package(data)
    main = package.root(package.main)
    body = child(main, "w:body")
    assert main is not None
    assert body is not None
    origins = {
        offset: origin
        for offset, origin in traced(package, body, checked.text or "", checked.encoding.source).items()
        if is_in_run(origin)
    }
    comments = Comments(package, main)
    notes = [_summary(checked), *(_note(finding, checked, origins) for finding in checked.verdicts.findings)]
    head = _head(checked.text or "", origins)
    _tie([note._replace(place=note.place or head) for note in notes], comments, package, body)
    return with_comments(data, package, main, comments)


def _tie(notes: list[_Note], comments: Comments, package: Package, body: Element) -> None:
    """Put down each note, and mark the words it is tied to."""
    style = comment_styles(package).reference
    cutter = Cutter()
    for note in notes:
        if note.place is not None:
            cutter.cut_before(note.place.first)
            cutter.cut_after(note.place.last)
    numbers = [comments.add(note.paragraphs) for note in notes]
    # From the last to the first: what is put behind the same run comes to stand in the order of the numbers.
    for number, note in zip(reversed(numbers), reversed(notes), strict=True):
        if note.place is not None:
            mark_range(cutter.run_of(note.place.first), cutter.run_of(note.place.last), number, style)
        else:
            _mark_nothing(body, number, style)


def _head(text: str, origins: Mapping[int, Origin]) -> _Range | None:
    """The first line of the letter: what no words of the body say is tied to it."""
    if not origins:
        return None
    start = min(origins)
    return _range(start, text.find("\n", start), origins)


def _mark_nothing(body: Element, number: int, style: str) -> None:
    """Tie a comment to the first paragraph of a file whose body has no words."""
    paragraph: Editable | None = next((editable(one) for one in every(body, "w:p")), None)
    if paragraph is not None:
        paragraph.append(reference(paragraph, number, style))


def _note(finding: Finding, checked: Checked, origins: Mapping[int, Origin]) -> _Note:
    found = words_of(finding.evidence, checked)
    ranges = [_range(words.start, words.stop, origins) for words in found]
    place = next(filter(None, ranges), None)
    at = ranges.index(place) if place is not None else 0
    exact = place is not None and not place.is_box
    draft = f", {finding.status}" if finding.status != "stable" else ""
    lines = [f"{finding.rule}, {weight_of(finding)}{draft}", finding.message]
    lines += _places(found[:at] + found[at + 1 :], "Also") if exact else _places(found, "Rests on")
    lines += [f"{name.capitalize()}: {text}" for name, text in notes_of(finding, checked)]
    return _Note(tuple(lines), place)


def _places(found: Sequence[Words], lead: str) -> Iterator[str]:
    """The words that the comment does not mark itself, and where they stand."""
    for words in found[:_MOST_PLACES]:
        yield f"{lead}: “{one_line(words.quote)}”{f' ({words.anchor})' if words.anchor else ''}"
    if more := len(found[_MOST_PLACES:]):
        yield f"… and {more} more place{'s' if more != 1 else ''}"


def _range(start: int | None, stop: int | None, origins: Mapping[int, Origin]) -> _Range | None:
    """The first and the last character of words that comments can be tied to, or the text box around them."""
    if start is None or stop is None:
        return None
    found = [origins[offset] for offset in range(start, stop) if offset in origins]
    if not found:
        return None
    if (box := shown_by(found[0])) is not None:
        return _Range(box, box, is_box=True)
    return _Range(found[0], next(origin for origin in reversed(found) if shown_by(origin) is None))


def _summary(checked: Checked) -> _Note:
    """What is to be known before the first finding is read."""
    verdicts = checked.verdicts
    violated = sum(finding.outcome == "violated" for finding in verdicts.findings)
    undecided = len(verdicts.findings) - violated
    lines = [f"{violated} finding{'s' if violated != 1 else ''}, {undecided} undecided"]
    if number := len(verdicts.unread):
        lines.append(
            f"{number} passage{'s were' if number != 1 else ' was'} not understood; ncnd encode lists "
            f"{'them' if number != 1 else 'it'}."
        )
    if number := len(checked.set_aside.suppressed):
        lines.append(f"{number} known finding{'s are' if number != 1 else ' is'} set aside, and not shown.")
    lines += by_person(checked)
    ids = f"rules {verdicts.ruleset[:8]}, registers {verdicts.registers[:8]}"
    lines.append(f"These comments name inconsistencies, not wrongdoing. Evaluated by {verdicts.evaluator}; {ids}.")
    return _Note(tuple(lines))
