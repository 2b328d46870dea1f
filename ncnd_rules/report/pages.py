"""Rules as Markdown: a page each, and one index.

Each ends in a mark with the digest of what stands above, by which a page that was written here, and by nobody changed
since, is known again.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ncnd_rules.govern.cover import Value
from ncnd_rules.govern.history import Change
from ncnd_rules.govern.trial import Trials
from ncnd_rules.govern.truth import TruthTable, truth_table
from ncnd_rules.letter import sha256, visible
from ncnd_rules.report.rule_words import asked_by
from ncnd_rules.rules import Example, Rule, SmallLetter
from ncnd_rules.shipped import shown

INDEX = "index.md"
_MARK = "<!-- Written by ncnd rules pages; sha256 of what stands above: {} -->"
_MARKED = re.compile(_MARK.format("([0-9a-f]{64})") + r"\n")
_SIGNS = {Value.TRUE: "yes", Value.FALSE: "no", Value.UNDECIDED: "?", None: "–"}
_LEGEND = (
    "A line is a combination that examples of the rule show; *bad[0]* is the first of those that violate it. "
    "`yes`: the letter has it; `no`: it has not; `?`: that cannot be told; `–`: the rule does not apply, and nothing "
    "is asked. The columns are the alternatives of its parts, as named above."
)


def rule_pages(
    rules: Iterable[Rule], trials: Trials, history: Mapping[Path, tuple[Change, ...]] | None
) -> dict[str, str]:
    """The name of each page with its words; the same rules and history give the same bytes.

    Args:
        history: the changes of each rule file; none where they are not known.

    Raises:
        RuleError: where an example is outside the vocabulary.
    """
    rules = sorted(rules, key=lambda rule: rule.id)
    pages = {INDEX: _marked(_index(rules))}
    for rule in rules:
        changes = None if history is None else history.get(rule.path.resolve(), ())
        pages[f"{rule.id}.md"] = _marked(_page(rule, truth_table(rule, trials), changes))
    return pages


def is_a_page(text: str) -> bool:
    """Whether a file was written here, whatever became of it since."""
    return _MARKED.search(text) is not None


def is_unchanged(text: str) -> bool:
    """Whether a file was written here, and by nobody changed since."""
    mark = _MARKED.search(text)
    return mark is not None and mark.end() == len(text) and mark[1] == sha256(text[: mark.start()].encode())


def _marked(lines: Iterable[str]) -> str:
    text = "\n".join([*lines, "", ""])
    return f"{text}{_MARK.format(sha256(text.encode()))}\n"


def _index(rules: list[Rule]) -> Iterator[str]:
    yield "# The rules"
    yield ""
    yield f"{len(rules)} rules, each with its own page."
    for group in dict.fromkeys(rule.group for rule in rules):
        yield from ("", f"## {group}", "", "| Rule | Says | Severity | Status |", "|---|---|---|---|")
        for rule in rules:
            if rule.group == group:
                yield f"| [{rule.id}]({rule.id}.md) | {_cell(rule.title)} | {rule.severity} | {rule.status} |"


def _page(rule: Rule, table: TruthTable, changes: tuple[Change, ...] | None) -> Iterator[str]:
    yield f"# {rule.id}: {_plain(rule.title)}"
    yield ""
    lessened = f", lessened to {rule.lessened_to} in some cases" if rule.lessened_to else ""
    until = f" until {rule.in_force.until}" if rule.in_force.until else ""
    yield f"* Severity: {rule.severity}{lessened}"
    yield f"* Status: {rule.status}, version {rule.version}"
    of = "letters dated" if rule.in_force.by == "response" else "requests received"
    yield f"* In force: for {of} from {rule.in_force.since}{until}"
    yield from ["* Put to: several letters, by `ncnd compare`"] if rule.over == "letters" else []
    yield f"* File: `{shown(rule.path)}`"
    yield from _section("Basis", _listed(f"{item.cite}{': ' + item.says if item.says else ''}" for item in rule.basis))
    yield from _section("What it asks", _asked(rule))
    yield from _section("What it says", [f"> {_plain(rule.finding)}", "", f"Repair: {_plain(rule.repair)}"])
    yield from _section("Truth table", _table(table))
    yield from _section("Examples", _examples(rule))
    yield from _section("Where it may mislead", [_plain(rule.false_positives)])
    yield from _section("Changes", _changes(changes))


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield from ("", f"## {title}", "", *lines)


def _asked(rule: Rule) -> Iterator[str]:
    for order, (part, lead, sought) in enumerate(asked_by(rule)):
        yield from ("", f"{lead}:", "") if order else (f"{lead}:", "")
        if part == "look_in":
            yield from _listed(sought)
        else:
            yield from (f"* `{part}[{number}]` {_plain(words)}" for number, words in enumerate(sought))


def _table(table: TruthTable) -> Iterator[str]:
    heads = [*(f"`{column}`" for column in table.columns), "Outcome", "Shown by"]
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for line in table.lines:
        cells = [*(_SIGNS[value] for value in line.values), line.outcome.replace("_", " "), ", ".join(line.examples)]
        yield f"| {' | '.join(cells)} |"
    yield from ("", _LEGEND)


def _examples(rule: Rule) -> Iterator[str]:
    leads = {
        "bad": "Violated by a letter that",
        "good": "Not violated by a letter that",
        "undecided": "Undecided for a letter that",
    }
    examples: Mapping[str, tuple[Example, ...]] = {"bad": rule.bad, "good": rule.good, "undecided": rule.undecided}
    first = True
    for part, lead in leads.items():
        if examples[part]:
            yield from (f"{lead}",) if first else ("", f"{lead}")
            first = False
            for number, example in enumerate(examples[part]):
                yield from ("", f"{number}. *{part}[{number}]* … {_plain(example.name)}", "")
                yield from (f"   {line}" for line in _letter(example))
                for name, letter in example.letters.items():
                    yield f"   - {_plain(name)}:"
                    yield from (f"     {line}" for line in _letter(letter))


def _letter(letter: SmallLetter) -> Iterator[str]:
    yield from (f"- `{_fact(item)}`" for item in letter.facts)
    yield from (f"- it says: {_plain(words)}" for words in letter.said)
    if letter.missing:
        yield f"- the copy lacks: {', '.join(letter.missing)}"
    elif letter.copy_state != "complete":
        yield f"- the copy is {letter.copy_state}"
    if letter.unread:
        yield f"- not read: {', '.join(letter.unread)}"


def _fact(item: Any) -> str:
    ((kind, fields),) = item.items()
    told = ", ".join(f"{name}: {_value(value)}" for name, value in (fields or {}).items())
    return visible(f"{kind}: {{{told}}}").replace("`", "'")


def _value(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{name}: {_value(own)}' for name, own in value.items())}}}"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _changes(changes: tuple[Change, ...] | None) -> Iterator[str]:
    if changes is None:
        yield "Not known: these rules were not read from a git checkout."
    elif not changes:
        yield "None yet: the file was never committed."
    else:
        yield from _listed(f"{change.on}: {change.subject}" for change in changes)


def _listed(items: Iterable[str]) -> Iterator[str]:
    return (f"* {_plain(item)}" for item in items)


def _cell(words: str) -> str:
    return _plain(words).replace("|", "\\|")


def _plain(words: str) -> str:
    """Words that Markdown shows as they stand."""
    shown_as = visible(" ".join(words.split()))
    for sign in ("\\", "`", "*", "_", "<", "["):
        shown_as = shown_as.replace(sign, f"\\{sign}")
    return shown_as
