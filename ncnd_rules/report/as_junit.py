"""Verdicts as JUnit XML, which build servers read as tests: a suite a letter, a test a rule."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ncnd_rules.errors import InputError
from ncnd_rules.explain.explanation import one_line
from ncnd_rules.letter import visible
from ncnd_rules.report.checked import Checked
from ncnd_rules.report.finding_words import notes_of, weight_of
from ncnd_rules.report.run import Run
from ncnd_rules.report.words import letter_path, words_of
from ncnd_rules.rules import Rule
from ncnd_rules.verdicts import Finding, Outcome


def as_junit(run: Run) -> str:
    """One document. A test fails where a finding of its rule makes the run fail; what is undecided is skipped.

    Findings that weigh less than that are told as the output of a test that passes, and so is that a rule does not
    apply. No times are given: they would differ from run to run.
    """
    root = Element("testsuites", name="ncnd_rules")
    for checked in run.letters:
        _letter(root, checked, run)
    for problem in run.unreadable:
        _unreadable(root, problem)
    _count(root, *root)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode")


def _letter(root: Element, checked: Checked, run: Run) -> None:
    name = visible(letter_path(checked))
    suite = SubElement(root, "testsuite", name=name)
    about = {
        "authority": checked.verdicts.authority,
        "reference": checked.verdicts.reference,
        "date": checked.verdicts.date,
        "evaluator": checked.verdicts.evaluator,
        "ruleset": checked.verdicts.ruleset,
        "registers": checked.verdicts.registers,
        "facts set by a person": ", ".join(checked.encoding.by_person),
        "passages not understood": str(len(checked.verdicts.unread)),
    }
    properties = SubElement(suite, "properties")
    for key, value in about.items():
        if value:
            SubElement(properties, "property", name=key, value=visible(value))
    for rule in run.rules:
        _rule(suite, rule, checked, run)
    _count(suite, suite)


def _rule(suite: Element, rule: Rule, checked: Checked, run: Run) -> None:
    case = SubElement(suite, "testcase", classname=f"{suite.get('name')} {rule.group}", name=f"{rule.id}: {rule.title}")
    own = [finding for finding in checked.verdicts.findings if finding.rule == rule.id]
    failing = [finding for finding in own if run.fails(finding)]
    lesser = [finding for finding in own if finding.outcome == "violated" and not run.fails(finding)]
    undecided = [finding for finding in own if finding.outcome == "undecided"]
    known = [item for item in checked.set_aside.suppressed if item.finding.rule == rule.id]
    if failing:
        told = "\n\n".join(_told(finding, checked) for finding in [*failing, *lesser, *undecided])
        _say(case, "failure", told, message=failing[0].message, type=weight_of(failing[0]))
    elif undecided:
        told = "\n\n".join(_told(finding, checked) for finding in [*lesser, *undecided])
        _say(case, "skipped", told, message=undecided[0].message)
    elif known:
        _say(case, "skipped", "", message=f"known: {'; '.join(item.reason for item in known)}")
    elif lesser:
        _say(case, "system-out", "\n\n".join(_told(finding, checked) for finding in lesser))
    elif checked.verdicts.outcomes.get(rule.id) == Outcome.NOT_APPLICABLE:
        reason = checked.verdicts.not_applied.get(rule.id)
        _say(case, "system-out", f"not applicable{f': {reason}' if reason else ''}")


def _unreadable(root: Element, problem: InputError) -> None:
    suite = SubElement(root, "testsuite", name=visible(problem.file))
    case = SubElement(suite, "testcase", classname=visible(problem.file), name="can be read")
    _say(case, "error", problem.why, message=problem.why, type="unreadable")
    _count(suite, suite)


def _count(element: Element, *suites: Element) -> None:
    """Write down how many tests there are, and how they came out."""
    numbers = {"tests": "testcase", "failures": "failure", "errors": "error", "skipped": "skipped"}
    for name, tag in numbers.items():
        element.set(name, str(sum(1 for suite in suites for _ in suite.iter(tag))))


def _told(finding: Finding, checked: Checked) -> str:
    return "\n".join(_lines(finding, checked))


def _lines(finding: Finding, checked: Checked) -> Iterator[str]:
    yield f"{weight_of(finding)}[{finding.rule}]: {finding.message}"
    for words in words_of(finding.evidence, checked):
        where = f"{words.first.line}:{words.first.column}" if words.first else words.anchor
        yield f"  {where + ': ' if where else ''}“{one_line(words.quote)}”"
    yield from (f"  {name}: {text}" for name, text in notes_of(finding, checked))


def _say(case: Element, tag: str, text: str, **attributes: str) -> None:
    element = SubElement(case, tag, {name: one_line(value) for name, value in attributes.items()})
    # XML knows no control characters, however they are written.
    element.text = visible(text) or None
