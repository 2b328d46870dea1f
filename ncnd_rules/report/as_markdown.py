"""Findings as Markdown, to be pasted into an issue, a wiki or a file note."""

from collections.abc import Iterator

from ncnd_rules.explain.explanation import spoken
from ncnd_rules.report.checked import Checked
from ncnd_rules.report.finding_words import notes_of, weight_of
from ncnd_rules.report.known import expired_in_words, known_in_words
from ncnd_rules.report.marked import plain
from ncnd_rules.report.run import Run
from ncnd_rules.report.told import by_person
from ncnd_rules.report.words import Words, words_of
from ncnd_rules.verdicts import Finding, Outcome


def as_markdown(run: Run) -> str:
    """A heading a letter, and a heading a finding with the words that it rests on."""
    lines: list[str] = []
    for checked in run.letters:
        lines += _letter(checked)
    for problem in run.unreadable:
        lines += [f"# {plain(problem.file)}", "", f"This file could not be used: {plain(problem.why)}", ""]
    return "\n".join(lines[:-1])


def _letter(checked: Checked) -> Iterator[str]:
    verdicts = checked.verdicts
    yield from (f"# {plain(checked.source)}", "")
    if about := ", ".join(filter(None, (verdicts.authority, verdicts.reference, verdicts.date))):
        yield from (plain(about), "")
    counts = verdicts.counts()
    yield from (f"Rules: {', '.join(f'{counts[outcome]} {spoken(outcome)}' for outcome in Outcome)}.", "")
    for finding in verdicts.findings:
        yield from _finding(finding, checked)
    yield from _listed("Set aside as known", _known(checked))
    yield from _listed("Noticed", _noticed(checked))
    yield from _listed("Not understood", _unread(checked))
    yield f"Evaluated by {plain(verdicts.evaluator)}; rules {verdicts.ruleset[:8]}, registers {verdicts.registers[:8]}."
    yield ""


def _finding(finding: Finding, checked: Checked) -> Iterator[str]:
    draft = f", {finding.status}" if finding.status != "stable" else ""
    yield from (f"## {finding.rule}: {plain(finding.title)}", "")
    yield from (f"**{weight_of(finding)}{draft}**: {plain(finding.message)}", "")
    for number, words in enumerate(words_of(finding.evidence, checked)):
        yield from (">",) if number else ()
        where = _where(words)
        yield f"> “{plain(words.quote)}”{f' ({where})' if where else ''}"
    yield from ("",) if finding.evidence else ()
    yield from (f"* {name}: {plain(text)}" for name, text in notes_of(finding, checked))
    yield ""


def _where(words: Words) -> str:
    if words.first is not None:
        return f"line {words.first.line}, column {words.first.column}"
    return plain(words.anchor) or (f"characters {words.start} to {words.stop}" if words.start is not None else "")


def _known(checked: Checked) -> Iterator[str]:
    for item in checked.set_aside.suppressed:
        until = f", until {item.until}" if item.until else ""
        yield f"{item.finding.rule}, by the {item.by}: {plain(item.reason)}{until}"


def _noticed(checked: Checked) -> Iterator[str]:
    """What a reader noticed about the file, what of the baseline no longer fits, and what a person has set."""
    yield from (plain(remark.says) for remark in checked.encoding.source.remarks)
    yield from map(plain, known_in_words(checked.set_aside))
    yield from map(plain, expired_in_words(checked.set_aside.expired))
    yield from map(plain, by_person(checked))


def _unread(checked: Checked) -> Iterator[str]:
    for passage in checked.verdicts.unread:
        words = ""
        if checked.text is not None and passage.start is not None and passage.stop is not None:
            words = checked.text[passage.start : passage.stop]
        section = spoken(passage.section or "somewhere")
        yield f"{section}, {plain(passage.reason)}{f': “{plain(words)}”' if words.strip() else ''}"


def _listed(title: str, items: Iterator[str]) -> Iterator[str]:
    found = [f"* {item}" for item in items]
    if found:
        yield from (f"## {title}", "", *found, "")
