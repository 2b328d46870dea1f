"""What was read in a letter as its page lists it, and the forms that correct it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ncnd_rules.encoding import Encoding
from ncnd_rules.explain.explanation import one_line, spoken
from ncnd_rules.facts import Fact
from ncnd_rules.letter import Span
from ncnd_rules.report.corrected import Told, told
from ncnd_rules.report.fact_words import quoted, read_as
from ncnd_rules.report.templating import render
from ncnd_rules.verdicts import Finding
from ncnd_rules.web.corrected import Folder
from ncnd_rules.web.fields import inputs, kinds
from ncnd_rules.web.letters import Opened
from ncnd_rules.web.shown import counted, shown_place
from ncnd_rules.web.toggles import premises_of

_AROUND = 200  # characters of the letter on either side of words that are spoken of


class Here(NamedTuple):
    """The page of a letter, to which its forms lead back."""

    root: str
    here: str  # its path
    filters: str  # that are chosen, behind its path


class Line(NamedTuple):
    """One fact, or one passage that was not understood."""

    id: str
    words: str
    read_as: str
    by_person: bool
    places: str  # '120-180 200-210', as a browser counts


class Group(NamedTuple):
    """What was read in one section of the letter."""

    name: str
    lines: tuple[Line, ...]


class Excerpt(NamedTuple):
    """Words of the letter between those that stand around them, with the spaces that stand between all three."""

    before: str
    words: str
    after: str


class Read(NamedTuple):
    """Everything that was read in a letter, and what a person made of it."""

    number: int
    groups: tuple[Group, ...]
    unread: tuple[Line, ...]
    made: tuple[Told, ...]
    folder: str  # where corrections are kept; empty where only a person keeps them
    file: str  # the one of this letter; empty while there is none


def read_of(letter: Opened, folder: Folder) -> Read:
    """What a page lists of a reading."""
    encoding = letter.checked.encoding
    offsets = counted(encoding.text or "")
    unread = tuple(
        Line(
            f"unread-{number}",
            one_line((encoding.text or "")[gap.start or 0 : gap.stop or 0]),
            f"{spoken(gap.section or 'somewhere')}: {gap.reason}",
            False,
            _places([(gap.start, gap.stop)], offsets),
        )
        for number, gap in enumerate(encoding.unread)
    )
    return Read(
        len(encoding.facts),
        tuple(_groups(encoding, offsets)),
        unread,
        tuple(told(one, letter.read) for one in letter.mended.made),
        str(folder.path or ""),
        letter.mended.file.name if letter.mended.file else "",
    )


def fact_form(here: Here, letter: Opened, fact: Fact, problem: str = "") -> str:
    """The form that corrects one fact.

    Args:
        problem: why what was sent cannot be used.
    """
    return render(
        "local_correct.html",
        **here._asdict(),
        title="Correct what was read",
        problem=problem,
        excerpts=_excerpts(fact.evidence, letter),
        fact=fact,
        read_as=read_as(fact),
        inputs=inputs(fact.kind, letter.checked.encoding.facts, fact),
    )


def premises_page(here: Here, letter: Opened, finding: Finding) -> str:
    """What one finding rests on, each with the way to correct it."""
    premises = set(premises_of(finding, letter.checked.verdicts))
    return render(
        "local_rests.html",
        **here._asdict(),
        title="What was read wrongly?",
        problem="",
        excerpts=(),
        message=finding.message,
        facts=[fact for fact in letter.checked.encoding.facts if fact.id in premises],
        quoted=quoted,
        read_as=read_as,
    )


def add_form(here: Here, letter: Opened, span: Span | None, kind: str, problem: str = "", words: str = "") -> str:
    """The form that adds what was missed: first the words, then what kind of thing they say, then what they say.

    Args:
        span: the words; none where they are asked for.
        problem: why what was sent cannot be used.
        words: what was typed.
    """
    facts = letter.checked.encoding.facts
    return render(
        "local_add.html",
        **here._asdict(),
        title="Add what was missed",
        problem=problem,
        excerpts=_excerpts((span,), letter) if span else (),
        span=span,
        words=words,
        kinds=kinds(),
        kind=kind,
        inputs=inputs(kind, facts) if kind else (),
        standing=[fact for fact in facts if span and _stands_in(fact, span)],
        quoted=quoted,
        read_as=read_as,
    )


def _stands_in(fact: Fact, words: Span) -> bool:
    return any(
        (words.start or 0) <= (span.start or 0) and (span.stop or 0) <= (words.stop or 0)
        for span in fact.evidence
        if span.start is not None
    )


def _groups(encoding: Encoding, offsets: Sequence[int]) -> Iterator[Group]:
    """The facts as the letter runs, by its sections."""
    own: dict[str, list[Line]] = {}
    placed = sorted(encoding.facts, key=lambda fact: (fact.start is None, fact.start or 0))
    sections = [(sentence.start, sentence.stop, sentence.section) for sentence in sorted(encoding.said)]
    last = ""
    for fact in placed:
        start = fact.start
        found = next((name for first, stop, name in sections if start is not None and first <= start < stop), None)
        last = spoken(found or "") or last
        name = "without words of the letter" if start is None else last or "header"
        own.setdefault(name, []).append(_line(fact, encoding, offsets))
    yield from (Group(name, tuple(lines)) for name, lines in own.items())


def _line(fact: Fact, encoding: Encoding, offsets: Sequence[int]) -> Line:
    places = _places([(span.start, span.stop) for span in fact.evidence], offsets)
    return Line(fact.id, quoted(fact), read_as(fact), fact.id in encoding.by_person, places)


def _places(spans: Sequence[tuple[int | None, int | None]], offsets: Sequence[int]) -> str:
    found = (shown_place(start, stop, offsets) for start, stop in spans if start is not None and stop is not None)
    return " ".join(f"{first}-{last}" for first, last in found)


def _excerpts(spans: Sequence[Span], letter: Opened) -> tuple[Excerpt, ...]:
    text = letter.checked.text or ""
    return tuple(_excerpt(span, text) for span in spans)


def _excerpt(span: Span, text: str) -> Excerpt:
    if span.start is None or span.stop is None:
        return Excerpt("", span.quote, "")
    before = one_line(text[max(0, span.start - _AROUND) : span.start])
    after = one_line(text[span.stop : span.stop + _AROUND])
    if span.start > _AROUND:
        before = f"… {before.partition(' ')[2]}"
    if span.stop + _AROUND < len(text):
        after = f"{after.rpartition(' ')[0]} …"
    first = " " * text[max(0, span.start - 1) : span.start].isspace()
    last = " " * text[span.stop : span.stop + 1].isspace()
    return Excerpt(f"{before}{first}", one_line(span.quote), f"{last}{after}")
