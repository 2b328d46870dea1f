"""Findings as annotations of a GitHub Actions run, which shows them beside the letter's lines."""

from collections.abc import Iterator

from ncnd_rules.explain.explanation import one_line
from ncnd_rules.letter import visible
from ncnd_rules.report.checked import Checked
from ncnd_rules.report.finding_words import laws, weight_of
from ncnd_rules.report.run import Run
from ncnd_rules.report.told import rests_on_person
from ncnd_rules.report.words import Words, letter_path, words_of
from ncnd_rules.verdicts import Finding

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice", "undecided": "notice"}


def as_github(run: Run) -> str:
    """A workflow command a finding, and a last line that is none."""
    lines = [_annotation(finding, checked) for checked in run.letters for finding in checked.verdicts.findings]
    lines += [
        f"::error file={_property(problem.file)},title=unreadable::{_data(problem.why)}" for problem in run.unreadable
    ]
    unread = sum(len(checked.verdicts.unread) for checked in run.letters)
    counts = {"letter": len(run.letters), "annotation": len(lines), "passage": unread}
    letters, annotations, passages = (f"{number} {name}{'s' if number != 1 else ''}" for name, number in counts.items())
    return "\n".join([*lines, f"{letters} checked: {annotations}, {passages} not understood."])


def _annotation(finding: Finding, checked: Checked) -> str:
    found = words_of(finding.evidence, checked)
    weight = weight_of(finding)
    title = f"{finding.rule} {weight}" if weight == "undecided" else finding.rule
    named = [
        f"file={_property(letter_path(checked))}",
        *_place(found[:1]),
        f"title={_property(f'{title}: {finding.title}')}",
    ]
    return f"::{_COMMANDS[weight]} {','.join(named)}::{_data(_message(finding, checked, found))}"


def _place(found: tuple[Words, ...]) -> Iterator[str]:
    for words in found:
        if words.first is not None and words.last is not None:
            yield f"line={words.first.line},endLine={words.last.line},col={words.first.column}"
            if words.first.line == words.last.line:  # a column at the end is only taken together with one line
                yield f"endColumn={words.last.column}"


def _message(finding: Finding, checked: Checked, found: tuple[Words, ...]) -> str:
    told = [finding.message]
    if found and found[0].first is None:  # no line shows the words
        where = f" ({found[0].anchor})" if found[0].anchor else ""
        told.append(f"“{one_line(found[0].quote)}”{where}")
    told.append(f"Basis: {laws(finding)}")
    if own := rests_on_person(finding, checked):
        told.append(f"Set by a person: {', '.join(own)}")
    if finding.outcome == "violated":
        told.append(f"Repair: {finding.repair}")
    return "\n".join(told)


def _data(text: str) -> str:
    """What stands behind the last '::' of a command."""
    lines = (visible(line) for line in text.split("\n"))
    return "%0A".join(line.replace("%", "%25").replace("\r", "%0D") for line in lines)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
