"""Reports for a terminal, in the manner of compilers: the only module that knows rich."""

import textwrap
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import accumulate
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from ncnd_rules.explain.explanation import one_line, spoken
from ncnd_rules.letter import Span, visible
from ncnd_rules.registers import without_sources
from ncnd_rules.report.checked import Checked
from ncnd_rules.report.finding_words import absent
from ncnd_rules.report.known import expired_in_words, known_in_words
from ncnd_rules.report.rule_words import asked_by, mended_by
from ncnd_rules.report.told import by_person, no_answer, not_applied, noticed, rests_on_person
from ncnd_rules.rules import Example, Rule
from ncnd_rules.verdicts import Finding, Outcome, Verdicts

COLOURS = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}
_MOST_UNREAD = 6  # passages shown
_MOST_PLACES = 3  # shown of a finding's words; the rest are counted


class Screen(NamedTuple):
    """What the text is written for."""

    width: int = 100  # columns
    colour: bool = False


def verdicts_as_text(letters: Sequence[Checked], screen: Screen, *, quiet: bool = False) -> str:
    """Findings with the words underlined, then how all rules came out.

    Args:
        quiet: the summary of each letter alone.
    """
    lines: list[Text] = []
    for checked in letters:
        lines.append(_heading(checked))
        if not quiet:
            for finding in checked.verdicts.findings:
                lines += [Text(), *_finding(finding, checked, screen.width)]
            lines.append(Text())
        lines += [*_summary(checked, screen.width, quiet=quiet), Text()]
    expired = [entry for checked in letters for entry in checked.set_aside.expired]
    for told in expired_in_words(expired):
        lines += [*map(Text, textwrap.wrap(told, screen.width)), Text()]
    return _rendered(lines[:-1], screen)


Line = tuple[str | tuple[str, str], ...]  # pieces of one line, each plain or with its style


def styled(lines: Iterable[Line], screen: Screen) -> str:
    """Lines that another report has put together."""
    return _rendered([Text.assemble(*line) for line in lines], screen)


def laws_as_text(letters: Iterable[Sequence[Checked]], laws: Sequence[str], screen: Screen) -> str:
    """The rules that come out otherwise under two laws, a column for each.

    Args:
        letters: each letter as checked under each of the laws, in their order.
        laws: how the two were asked for.
    """
    lines: list[Text] = []
    for columns in letters:
        lines += [_heading(columns[0]), Text()]
        outcomes = [item.verdicts.outcomes for item in columns]
        differing = [rule for rule in outcomes[0] if len({own[rule] for own in outcomes}) > 1]
        if differing:
            lines.append(Text.assemble((f"  {'rule':8}  {laws[0]:16}{laws[1]}", "dim")))
        for rule in differing:
            told = [spoken(own[rule]) for own in outcomes]
            lines.append(Text.assemble("  ", (f"{rule:8}", "bold"), f"  {told[0]:16}{told[1]}"))
            for law, item in zip(laws, columns, strict=True):
                for why in (item.verdicts.not_applied.get(rule), *_messages(rule, item.verdicts)):
                    if why:
                        lines += _note(law, why, screen.width)
        same = len(outcomes[0]) - len(differing)
        lines += [Text(f"{same} rule{'s come' if same != 1 else ' comes'} out alike under both."), Text()]
    return _rendered(lines[:-1], screen)


def _messages(rule: str, verdicts: Verdicts) -> list[str]:
    return [finding.message for finding in verdicts.findings if finding.rule == rule]


def rules_as_text(rules: Iterable[Rule], screen: Screen) -> str:
    """One line a rule."""
    lines = []
    for rule in rules:
        line = Text.assemble((f"{rule.id:8}", "bold"), (f"{rule.severity:8}", COLOURS[rule.severity]), rule.title)
        lines.append(line.append(f" ({rule.status})", "dim") if rule.status != "stable" else line)
    return _rendered(lines, screen)


def rule_as_text(rule: Rule, place: str, screen: Screen) -> str:
    """Everything a rule says, as a page."""
    lines = [Text.assemble((rule.id, "bold"), "  ", (rule.title, "bold"))]
    until = f" until {rule.in_force.until}" if rule.in_force.until else ""
    lessened = f", lessened to {rule.lessened_to} in some cases" if rule.lessened_to else ""
    facts = [
        ("Severity", f"{rule.severity}{lessened}"),
        ("Status", f"{rule.status}, version {rule.version}"),
        ("In force", f"for letters dated from {rule.in_force.since}{until}"),
        *([("Put to", "several letters, by ncnd compare")] if rule.over == "letters" else []),
        ("File", place),
    ]
    lines += [Text.assemble((f"  {name:10}", "dim"), value) for name, value in facts]
    for title, paragraphs in _page(rule):
        lines += [Text(), Text(title, "bold")]
        for paragraph in paragraphs:
            wrapped = textwrap.wrap(paragraph, screen.width - 4)
            lines += [Text(f"  {'' if number == 0 else '  '}{line}") for number, line in enumerate(wrapped)]
    return _rendered(lines, screen)


def _page(rule: Rule) -> Iterator[tuple[str, list[str]]]:
    yield "Basis", [f"{basis.cite}{': ' + basis.says if basis.says else ''}" for basis in rule.basis]
    yield from ((lead, sought) for _, lead, sought in asked_by(rule))
    yield "Finding", [rule.finding]
    yield "Repair", [rule.repair]
    if mended := mended_by(rule):
        yield "How ncnd repair mends it", mended
    yield "Violated by a letter that", _names(rule.bad)
    yield "Not violated by a letter that", _names(rule.good)
    if rule.undecided:
        yield "Undecided for a letter that", _names(rule.undecided)
    yield "Where it may mislead", [rule.false_positives]


def _names(examples: Iterable[Example]) -> list[str]:
    return [f"… {example.name}" for example in examples]


def _heading(checked: Checked) -> Text:
    verdicts = checked.verdicts
    about = ", ".join(filter(None, (verdicts.authority, verdicts.reference, verdicts.date)))
    return Text.assemble((checked.source, "bold underline"), f"  {about}" if about else "")


def _finding(finding: Finding, checked: Checked, width: int) -> Iterator[Text]:
    undecided = finding.outcome == "undecided"
    name, colour = ("undecided", "bold magenta") if undecided else (finding.severity, COLOURS[finding.severity])
    draft = f", {finding.status}" if finding.status != "stable" else ""
    lead = f"{name}[{finding.rule}{draft}]: "
    for number, line in enumerate(textwrap.wrap(finding.message, width - 4, initial_indent=" " * len(lead))):
        text = line[len(lead) :] if number == 0 else f"    {line}"
        yield Text.assemble((lead, colour), (text, "bold")) if number == 0 else Text(text, "bold")
    yield from _evidence(finding.evidence, checked, colour, width)
    laws = "; ".join(f"{basis.cite}{' (' + basis.says + ')' if basis.says else ''}" for basis in finding.basis)
    yield from _note("basis", laws, width)
    yield from _notes("register", map(without_sources, finding.sources), width)
    required = [absence for absence in finding.not_found if absence.role == "required"]
    yield from _notes("not found", (absent(absence, checked.verdicts) for absence in required), width)
    yield from _notes("set by a person", rests_on_person(finding, checked), width)
    if finding.attribution == "copy":
        yield from _note("copy", "this copy of the letter lacks a part of it; the authority's own may have it", width)
    if not undecided:
        yield from _note("repair", finding.repair, width)


class _Place(NamedTuple):
    """Words of one line of the letter, underlined together."""

    number: int  # of the line, from 1
    offset: int  # at which the line begins
    line: str
    marks: list[tuple[int, int]]  # columns from 0, the second exclusive


def _evidence(spans: Iterable[Span], checked: Checked, colour: str, width: int) -> Iterator[Text]:
    """The first few places, words that stand close together shown in one."""
    room = width - 10  # for the margin and an ellipsis on either side
    places: list[_Place | Span] = []
    for span in spans:
        if checked.text is None or span.start is None or span.stop is None:
            places.append(span)
            continue
        number, column, line = _line_at(checked.text, span.start)
        mark = (column, min(column + span.stop - span.start, len(line)))
        for place in places:
            if isinstance(place, _Place) and place.number == number:
                both = [*place.marks, mark]
                if max(stop for _, stop in both) - min(start for start, _ in both) <= room:
                    place.marks.append(mark)
                    break
        else:
            places.append(_Place(number, span.start - column, line, [mark]))
    for place in places[:_MOST_PLACES]:
        if isinstance(place, Span):
            where = f" (characters {place.start} to {place.stop})" if place.start is not None else ""
            yield Text.assemble(("    | ", "dim"), f"“{one_line(place.quote)}”", (where, "dim"))
        else:
            yield from _underlined(place, checked, colour, room)
    if more := len(places) - len(places[:_MOST_PLACES]):
        yield Text(f"    … and {more} more place{'s' if more > 1 else ''}", "dim")


def _underlined(place: _Place, checked: Checked, colour: str, room: int) -> Iterator[Text]:
    start, stop = min(start for start, _ in place.marks), max(stop for _, stop in place.marks)
    first = max(0, start - max(0, room - (stop - start)) // 2)
    last = min(len(place.line), first + room)
    under = "".join(
        ("^" if any(start <= column < stop for start, stop in place.marks) else " ") * cell_len(place.line[column])
        for column in range(first, last)
    )
    before, after = "…" if first else "", "…" if last < len(place.line) else ""
    where = _where(checked, place.offset, f"{place.number}:{start + 1}")
    yield Text.assemble(("  --> ", "dim"), where)
    number = "" if checked.encoding.source.anchors else str(place.number)
    yield Text.assemble((f"{number:>5} | ", "dim"), before, visible(place.line[first:last]), after)
    yield Text.assemble((" " * 5 + " | ", "dim"), (" " * len(before) + under.rstrip(), colour))


def _where(checked: Checked, offset: int, line: str) -> str:
    """The place of words: where they stand in the file, or in which line of a text."""
    file, anchor = checked.verdicts.letter.file, checked.encoding.source.at(offset)
    return f"{file}:{line}" if anchor is None or not str(anchor) else f"{file}, {anchor}"


def _line_at(text: str, offset: int) -> tuple[int, int, str]:
    """The line of an offset: its number from 1, the column from 0, and its words."""
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    number = bisect_right(starts, offset) - 1
    return number + 1, offset - starts[number], lines[number].rstrip("\r").replace("\t", " ")


def _notes(name: str, texts: Iterable[str], width: int) -> Iterator[Text]:
    """The first few of several notes, each once, and how many more there are."""
    texts = list(dict.fromkeys(texts))
    for text in texts[:_MOST_PLACES]:
        yield from _note(name, text, width)
    if more := len(texts) - len(texts[:_MOST_PLACES]):
        yield from _note(name, f"… and {more} more", width)


def _note(name: str, text: str, width: int) -> Iterator[Text]:
    lead = f"    = {name}: "
    for number, line in enumerate(textwrap.wrap(text, max(40, width - len(lead)))):
        yield Text.assemble((lead if number == 0 else " " * len(lead), "dim"), line)


def _summary(checked: Checked, width: int, *, quiet: bool) -> Iterator[Text]:
    verdicts = checked.verdicts
    counts = verdicts.counts()
    violated = [finding for finding in verdicts.findings if finding.outcome == "violated"]
    grave = [
        f"{number} {severity}{'s' if number != 1 and severity != 'info' else ''}"
        for severity in COLOURS
        if (number := sum(finding.severity == severity for finding in violated))
    ]
    line = Text.assemble((f"{len(violated)} findings" if len(violated) != 1 else "1 finding", "bold"))
    line.append(f" ({', '.join(grave)})" if grave else "")
    told = ", ".join(f"{counts[outcome]} {spoken(outcome)}" for outcome in Outcome)
    line.append(f". Rules: {told}.")
    yield line
    yield from _told(not_applied(verdicts), width)
    yield from _told(known_in_words(checked.set_aside), width)
    yield from (Text(sentence, "bold") for sentence in no_answer(checked))
    yield from _told(noticed(checked), width)
    yield from _told(by_person(checked), width)
    yield from _unread(checked, width, quiet=quiet)
    ids = f"rules {verdicts.ruleset[:8]}, registers {verdicts.registers[:8]}"
    yield Text(f"Evaluated by {verdicts.evaluator}; {ids}.", "dim")


def _told(sentences: Iterable[str], width: int) -> Iterator[Text]:
    return (Text(line) for sentence in sentences for line in textwrap.wrap(sentence, width))


def _unread(checked: Checked, width: int, *, quiet: bool) -> Iterator[Text]:
    """Passages that were not understood; the most telling first."""
    unread = checked.verdicts.unread
    if not unread:
        return
    number = f"{len(unread)} passage{'s were' if len(unread) != 1 else ' was'} not understood"
    yield Text(f"{number}{'.' if quiet else ':'}", "dim")
    for passage in () if quiet else unread[:_MOST_UNREAD]:
        where = f"{checked.verdicts.letter.file}, {spoken(passage.section or 'somewhere')}"
        words = ""
        if checked.text is not None and passage.start is not None and passage.stop is not None:
            line, _, _ = _line_at(checked.text, passage.start)
            where = f"{_where(checked, passage.start, str(line))}, {spoken(passage.section or 'somewhere')}"
            if passage.stop > passage.start:
                words = f": “{one_line(checked.text[passage.start : passage.stop])}”"
        yield Text(textwrap.shorten(f"  {where}, {passage.reason}{words}", width + 40, placeholder=" …”"), "dim")
    if not quiet and len(unread) > _MOST_UNREAD:
        yield Text(f"  … and {len(unread) - _MOST_UNREAD} more; `ncnd encode` lists them all", "dim")


def _rendered(lines: Iterable[Text], screen: Screen) -> str:
    stream = StringIO()
    console = Console(
        file=stream,
        force_terminal=screen.colour,
        color_system="standard" if screen.colour else None,
        highlight=False,
        soft_wrap=True,
        markup=False,
        emoji=False,
    )
    for line in lines:
        console.print(line)
    return stream.getvalue().rstrip("\n")
