"""Reports for a terminal, in the manner of compilers: the only module that knows rich."""

import sys
import textwrap
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import IO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from ncnd_rules.explain.explanation import conditions, one_line, spoken
from ncnd_rules.letter import Span, visible
from ncnd_rules.registers import without_sources
from ncnd_rules.report.checked import Checked
from ncnd_rules.rules import Example, Pattern, Rule
from ncnd_rules.verdicts import Absence, Finding, Outcome, Verdicts

_COLOURS = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}
_MOST_PLACES = 3  # shown of a finding's words; the rest are counted
_WIDEST = 110
_QUOTED = 90  # characters of a line of the letter shown around its underlined words


def print_verdicts(letters: Iterable[Checked], *, stream: IO[str] | None = None, quiet: bool = False) -> None:
    """Findings with the words underlined, then how all rules came out.

    Colour is used on a terminal only, never with NO_COLOR, always with FORCE_COLOR.

    Args:
        quiet: the summary of each letter alone.
    """
    console = _console(stream)
    for checked in letters:
        console.print(_heading(checked))
        if not quiet:
            for finding in checked.verdicts.findings:
                console.print()
                for line in _finding(finding, checked, _width(console)):
                    console.print(line)
            if checked.verdicts.findings:
                console.print()
        for line in _summary(checked.verdicts):
            console.print(line)
        console.print()


def print_rules(rules: Iterable[Rule], *, stream: IO[str] | None = None) -> None:
    """One line a rule."""
    console = _console(stream)
    for rule in rules:
        line = Text()
        line.append(f"{rule.id:8}", "bold")
        line.append(f"{rule.severity:8}", _COLOURS[rule.severity])
        line.append(rule.title)
        if rule.status != "stable":
            line.append(f" ({rule.status})", "dim")
        console.print(line)


def print_rule(rule: Rule, place: str, *, stream: IO[str] | None = None) -> None:
    """Everything a rule says, as a page."""
    console = _console(stream)
    width = _width(console)
    console.print(Text.assemble((rule.id, "bold"), ("  ", ""), (rule.title, "bold")))
    until = f" until {rule.in_force.until}" if rule.in_force.until else ""
    lessened = f", lessened to {rule.lessened_to} in some cases" if rule.lessened_to else ""
    facts = [
        ("Severity", f"{rule.severity}{lessened}"),
        ("Status", f"{rule.status}, version {rule.version}"),
        ("In force", f"for letters dated from {rule.in_force.since}{until}"),
        ("File", place),
    ]
    for name, value in facts:
        console.print(Text.assemble((f"  {name:10}", "dim"), value))
    for title, lines in _page(rule):
        console.print()
        console.print(Text(title, "bold"))
        for line in lines:
            for number, wrapped in enumerate(textwrap.wrap(line, width - 4)):
                console.print(Text(f"  {'' if number == 0 else '  '}{wrapped}"))


def _page(rule: Rule) -> Iterator[tuple[str, list[str]]]:
    yield "Basis", [f"{basis.cite}{': ' + basis.says if basis.says else ''}" for basis in rule.basis]
    yield "Applies where the letter has", [_pattern(pattern) for pattern in rule.when]
    for title, groups in (
        ("and requires", rule.require),
        ("and forbids", rule.forbid),
        ("unless it has", rule.unless),
        ("and is lessened by", rule.lessened_by),
    ):
        if groups:
            yield title, [" with ".join(_pattern(pattern) for pattern in group) for group in groups]
    if rule.look_in:
        yield "What is absent is looked for in", [", ".join(spoken(section) for section in rule.look_in)]
    yield "Finding", [rule.finding]
    yield "Repair", [rule.repair]
    yield "Violated by a letter that", _names(rule.bad)
    yield "Not violated by a letter that", _names(rule.good)
    if rule.undecided:
        yield "Undecided for a letter that", _names(rule.undecided)
    yield "Where it may mislead", [rule.false_positives]


def _pattern(pattern: Pattern) -> str:
    wanted = [
        (field, "any" if values is None else " or ".join(map(str, values)))
        for field, values in pattern.literals.items()
    ]
    wanted += [(field, f"that of {reference.alias}") for field, reference in pattern.joins.items()]
    name = "" if pattern.alias.startswith("_") else f"{pattern.alias}: "
    return f"{name}{spoken(pattern.kind)}{conditions(wanted)}"


def _names(examples: Iterable[Example]) -> list[str]:
    return [f"… {example.name}" for example in examples]


def _heading(checked: Checked) -> Text:
    verdicts = checked.verdicts
    about = ", ".join(filter(None, (verdicts.authority, verdicts.reference, verdicts.date)))
    return Text.assemble((checked.source, "bold underline"), f"  {about}" if about else "")


def _finding(finding: Finding, checked: Checked, width: int) -> Iterator[Text]:
    undecided = finding.outcome == "undecided"
    name, colour = ("undecided", "bold magenta") if undecided else (finding.severity, _COLOURS[finding.severity])
    lead = f"{name}[{finding.rule}]: "
    for number, line in enumerate(textwrap.wrap(finding.message, width - 4, initial_indent=" " * len(lead))):
        text = line[len(lead) :] if number == 0 else f"    {line}"
        yield Text.assemble((lead, colour), (text, "bold")) if number == 0 else Text(text, "bold")
    shown = finding.evidence[:_MOST_PLACES]
    for span in shown:
        yield from _words(span, checked, colour)
    if len(finding.evidence) > len(shown):
        more = len(finding.evidence) - len(shown)
        yield Text(f"    … and {more} more place{'s' if more > 1 else ''}", "dim")
    laws = "; ".join(f"{basis.cite}{' (' + basis.says + ')' if basis.says else ''}" for basis in finding.basis)
    yield from _note("basis", laws, width)
    for source in finding.sources[:_MOST_PLACES]:
        yield from _note("register", without_sources(source), width)
    required = [absence for absence in finding.not_found if absence.role == "required"]
    for absence in required[:_MOST_PLACES]:
        yield from _note("not found", _absence(absence), width)
    if not undecided:
        yield from _note("repair", finding.repair, width)


def _words(span: Span, checked: Checked, colour: str) -> Iterator[Text]:
    if checked.text is None or span.start is None or span.stop is None:
        where = f" (characters {span.start} to {span.stop})" if span.start is not None else ""
        yield Text.assemble(("    | ", "dim"), f"“{one_line(span.quote)}”", (where, "dim"))
        return
    number, column, line = _line_at(checked.text, span.start)
    length = min(span.stop - span.start, len(line) - column)
    first = max(0, column - (_QUOTED - min(length, _QUOTED)) // 2)
    shown = visible(line[first : first + _QUOTED])
    before = "…" if first else ""
    after = "…" if first + _QUOTED < len(line) else ""
    margin = f"{number:>5} | "
    yield Text.assemble(("  --> ", "dim"), f"{checked.verdicts.letter.file}:{number}:{column + 1}")
    yield Text.assemble((margin, "dim"), before, shown, after)
    lead, marked = line[first:column], line[column : min(column + length, first + _QUOTED)]
    marks = " " * (len(before) + cell_len(lead)) + "^" * max(1, cell_len(marked))
    yield Text.assemble((" " * 5 + " | ", "dim"), (marks, colour))


def _line_at(text: str, offset: int) -> tuple[int, int, str]:
    """The line of an offset: its number from 1, the column from 0, and its words."""
    lines = text.splitlines(keepends=True)
    starts = [0, *accumulate(len(line) for line in lines)]
    number = bisect_right(starts, offset) - 1
    return number + 1, offset - starts[number], lines[number].rstrip("\r\n").replace("\t", " ")


def _absence(absence: Absence) -> str:
    where = f"; searched in {', '.join(spoken(name) for name in absence.searched)}" if absence.searched else ""
    return f"no {spoken(absence.kind)}{conditions(absence.conditions)}{where}"


def _note(name: str, text: str, width: int) -> Iterator[Text]:
    lead = f"    = {name}: "
    for number, line in enumerate(textwrap.wrap(text, max(40, width - len(lead)))):
        yield Text.assemble((lead if number == 0 else " " * len(lead), "dim"), line)


def _summary(verdicts: Verdicts) -> Iterator[Text]:
    counts = verdicts.counts()
    violated = [finding for finding in verdicts.findings if finding.outcome == "violated"]
    grave = [
        f"{number} {severity}{'s' if number != 1 and severity != 'info' else ''}"
        for severity in _COLOURS
        if (number := sum(finding.severity == severity for finding in violated))
    ]
    line = Text.assemble((f"{len(violated)} findings" if len(violated) != 1 else "1 finding", "bold"))
    line.append(f" ({', '.join(grave)})" if grave else "")
    told = ", ".join(f"{counts[outcome]} {spoken(outcome)}" for outcome in Outcome)
    line.append(f". Rules: {told}.")
    yield line
    for passage in verdicts.unread:
        yield Text(f"unread, {spoken(passage.section)}: {passage.reason}", "dim")
    yield Text(
        f"Evaluated by {verdicts.evaluator}; rules {verdicts.ruleset[:8]}, registers {verdicts.registers[:8]}.", "dim"
    )


def _console(stream: IO[str] | None) -> Console:
    return Console(file=stream or sys.stdout, highlight=False, soft_wrap=True, markup=False, emoji=False)


def _width(console: Console) -> int:
    return min(console.width, _WIDEST) if console.is_terminal else _WIDEST
