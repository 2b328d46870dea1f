"""Letters against each other, for people."""

import textwrap
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

from ncnd_rules.compare import Comparison
from ncnd_rules.compare.story import Chapter, Strand, chapters, strands
from ncnd_rules.explain.explanation import conditions, one_line, spoken
from ncnd_rules.letter import Span, SpanOf, visible
from ncnd_rules.report.known import expired_in_words, known_in_words
from ncnd_rules.report.terminal import COLOURS, Line, Screen, styled
from ncnd_rules.suppressions import SetAside
from ncnd_rules.verdicts import Absence, Finding, Outcome

_NOTHING = SetAside()
_MOST_STRANDS = 12  # sentences shown
_MOST_PLACES = 3  # shown of a letter's words under one finding
_MOST_WORDS = 90  # characters of a quotation


def comparison_as_text(
    comparison: Comparison,
    sources: Mapping[str, str],
    screen: Screen,
    *,
    quiet: bool = False,
    aside: SetAside = _NOTHING,
) -> str:
    """The letters by date, what changed, which sentences travelled, and the findings.

    Args:
        sources: the file of each letter as the user named it, by the letter's identity.
        quiet: the letters and the summary alone.
        aside: what of the findings is known, and which known ones are no more.
    """
    lines = [*_letters(comparison, sources)]
    if not quiet:
        for chapter in chapters(comparison):
            lines += [(), *_chapter(chapter, screen.width)]
        lines += [*_lineage(strands(comparison), screen.width)]
        for finding in comparison.findings:
            lines += [(), *_finding(finding, comparison, screen.width)]
    lines += [(), *_summary(comparison, aside, screen.width)]
    return styled(lines, screen)


def legend(comparison: Comparison) -> str:
    """Which letter goes by which short name, a line each."""
    return "\n".join(f"{letter.name}: {letter.label}" for letter in comparison.letters)


def _letters(comparison: Comparison, sources: Mapping[str, str]) -> Iterator[Line]:
    for letter in comparison.letters:
        identity = letter.encoding.identity
        note = f", the same words as {letter.copy_of}" if letter.copy_of else ""
        if letter not in comparison.meeting.compared and not letter.copy_of:
            note = f", answers under {letter.world.act} and is not compared"
        yield (f"{letter.name}  ", "bold"), letter.label, (f"  {sources.get(identity, identity)}{note}", "dim")


def _chapter(chapter: Chapter, width: int) -> Iterator[Line]:
    yield ((f"From {chapter.earlier.name} to {chapter.later.name}: {chapter.subject}", "bold underline"),)
    for reason in chapter.doubt:
        yield from wrapped("  in doubt: ", reason, width, "dim")
    for event in chapter.events:
        yield from wrapped("  - ", event.says, width)
        yield from (line for reason in event.doubt for line in wrapped("    in doubt: ", reason, width, "dim"))


def _lineage(found: tuple[Strand, ...], width: int) -> Iterator[Line]:
    if not found:
        return
    yield ()
    number = f"{len(found)} sentence{'s are' if len(found) > 1 else ' is'} shared, the same or nearly"
    yield ((number, "bold underline"),)
    for strand in found[:_MOST_STRANDS]:
        stale = " (stale)" if strand.stale else ""
        yield from wrapped(f"  {', '.join(strand.letters)}{stale}: ", f"“{visible(strand.words)}”", width)
        for letter in dict.fromkeys(letter for letter, _ in strand.stale):
            labels = "; ".join(label for of, label in strand.stale if of == letter)
            yield from wrapped("      ", f"{letter}: the register has {labels}", width, "dim")
        for before, after, own in strand.changed:
            told = "; ".join(change_in_words(change.before, change.after) for change in own)
            yield from wrapped(f"      {before} to {after}: ", visible(told), width, "dim")
    if len(found) > _MOST_STRANDS:
        yield ((f"  … and {len(found) - _MOST_STRANDS} more; --format json has them all", "dim"),)


def change_in_words(before: str, after: str) -> str:
    """What became of words on their way from one letter to the next."""
    if not after:
        return f"“{before}” left out"
    return f"“{before}” became “{after}”" if before else f"“{after}” put in"


def _finding(finding: Finding, comparison: Comparison, width: int) -> Iterator[Line]:
    undecided = finding.outcome == "undecided"
    name, colour = ("undecided", "bold magenta") if undecided else (finding.severity, COLOURS[finding.severity])
    draft = f", {finding.status}" if finding.status != "stable" else ""
    lead = f"{name}[{finding.rule}{draft}]: "
    for number, line in enumerate(textwrap.wrap(visible(finding.message), width - 4, initial_indent=" " * len(lead))):
        yield ((lead, colour), (line[len(lead) :], "bold")) if number == 0 else ((f"    {line}", "bold"),)
    yield from _evidence(finding.evidence, comparison)
    laws = "; ".join(f"{basis.cite}{' (' + basis.says + ')' if basis.says else ''}" for basis in finding.basis)
    yield from wrapped("    = basis: ", laws, width)
    for absence in dict.fromkeys(absence for absence in finding.not_found if absence.role == "required"):
        yield from wrapped("    = not found: ", absence_in_words(absence), width)
    if not undecided:
        yield from wrapped("    = repair: ", finding.repair, width)


def _evidence(spans: Iterable[Span], comparison: Comparison) -> Iterator[Line]:
    """The words in each letter, in the order of the letters."""
    own = [span for span in spans if isinstance(span, SpanOf)]
    for letter in comparison.letters:
        here = [span for span in own if span.letter == letter.name]
        for span in here[:_MOST_PLACES]:
            words = one_line(span.quote)
            words = words if len(words) <= _MOST_WORDS else f"{words[:_MOST_WORDS]}…"
            yield (f"    {letter.name}{_line_of(letter.encoding.text, span.start):>5} | ", "dim"), f"“{words}”"
        if len(here) > _MOST_PLACES:
            yield ((f"    {letter.name}      … and {len(here) - _MOST_PLACES} more", "dim"),)


def _line_of(text: str | None, start: int | None) -> str:
    if text is None or start is None:
        return ""
    return str(bisect_right([0, *accumulate(len(line) + 1 for line in text.split("\n"))], start))


def absence_in_words(absence: Absence) -> str:
    """What was looked for between letters, and not found."""
    told = [(field, value) for field, value in absence.conditions if field not in ("part", "question")]
    return f"no {spoken(absence.kind)}{conditions(told)}"


def _summary(comparison: Comparison, aside: SetAside, width: int) -> Iterator[Line]:
    counts = comparison.counts()
    violated = sum(finding.outcome == "violated" for finding in comparison.findings)
    told = ", ".join(f"{counts[outcome]} {spoken(outcome)}" for outcome in Outcome)
    yield (f"{violated} finding{'s' * (violated != 1)}", "bold"), f". Rules over letters: {told}."
    for sentence in (*known_in_words(aside), *expired_in_words(aside.expired)):
        yield from wrapped("", sentence, width)
    untold = [letter.name for letter in comparison.letters if not letter.encoding.said]
    if untold:
        yield from wrapped("", f"The sentences of {', '.join(untold)} were not at hand and were not compared.", width)
    ids = f"rules {comparison.ruleset[:8]}, registers {comparison.registers[:8]}"
    yield ((f"Evaluated by {comparison.evaluator}; {ids}.", "dim"),)


def wrapped(lead: str, text: str, width: int, style: str = "") -> Iterator[Line]:
    """A lead and a text beside it, which runs on below itself."""
    for number, line in enumerate(textwrap.wrap(text, max(40, width - len(lead)), break_on_hyphens=False)):
        yield (lead if number == 0 else " " * len(lead), style or "dim"), (line, style)
