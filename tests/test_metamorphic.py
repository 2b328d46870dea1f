"""What may be changed in a letter without a verdict changing, and what changes exactly the verdicts that it should.

Letters are composed from the seen half of the wordings, or are the project's own cases. What is told of a changed
letter is held against what is told of the letter itself, so no expectation is written down by hand.
"""

import re
from collections import Counter
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

import pytest
from changed_letters import (
    FORMATS,
    UNRELATED,
    authorities,
    reflowed,
    renamed,
    said_by,
    with_a_paragraph,
    with_factors_in_other_order,
    with_other_dashes,
    with_other_quotes,
)
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from ncnd_rules.compose import Composed, Plan, compose, load_wordings, random_plan
from ncnd_rules.compose.plan import Answer, Refusal, Threat
from ncnd_rules.compose.printed import day
from ncnd_rules.encoding import Encoding
from ncnd_rules.engine import Checker
from ncnd_rules.engine.compiler import definitions_for, patterns_of
from ncnd_rules.facts import Balance, Citation, Date, Fact, Factor, Harm, Level, Part
from ncnd_rules.letter import Letter
from ncnd_rules.registers import load_registers
from ncnd_rules.rule_files import load_ruleset
from ncnd_rules.rules import Rule
from ncnd_rules.verdicts import Outcome

CASES = Path(__file__).parents[1] / "cases"
BANK = load_wordings(CASES / "wordings" / "seen")
OWN = tuple(path.read_text(encoding="utf-8") for path in sorted(CASES.glob("*/letter.txt")))
RULESET, REGISTERS = load_ruleset(), load_registers()
CHECKER = Checker(RULESET, REGISTERS)

Verdicts = dict[str, tuple[Outcome, frozenset[str]]]  # by rule, the outcome and the severities of its violations

few = settings(max_examples=6, derandomize=True, phases=[Phase.explicit, Phase.generate])
seeds = st.integers(min_value=0, max_value=9_999)
texts = st.one_of(seeds.map(lambda seed: composed(seed).text), st.sampled_from(OWN))


def chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - letters are not secrets


@cache
def composed(seed: int, factors: str = "") -> Composed:
    """A letter without feet of pages, which no paragraph can be told from once it is written anew."""
    plan = random_plan(chance(seed), BANK, chance(seed).choice(("all_silent", "mixed", "not_held_and_silent")))
    style = plan.style._replace(paged=False)
    if factors:
        style = style._replace(width=0, factors=factors, headings="plain")
    return compose(plan._replace(style=style), BANK, seed)


@cache
def of_text(text: str) -> Verdicts:
    return verdicts(said_by(text.encode()))


def verdicts(letter: Encoding) -> Verdicts:
    told = CHECKER.check(letter)
    severities: dict[str, set[str]] = {}
    for finding in told.findings:
        if finding.outcome == "violated":
            severities.setdefault(finding.rule, set()).add(finding.severity)
    return {rule: (outcome, frozenset(severities.get(rule, ()))) for rule, outcome in told.outcomes.items()}


def changed(before: Verdicts, after: Verdicts) -> dict[str, tuple[str, str]]:
    """The rules that come out otherwise."""
    return {rule: (before[rule][0], after[rule][0]) for rule in before if before[rule] != after[rule]}


def kinds_of(rule: Rule) -> set[str]:
    """The kinds of fact at which a rule looks, itself or through definitions."""
    owners = (rule, *definitions_for(rule, RULESET.definitions))
    return {pattern.kind for owner in owners for pattern in patterns_of(owner)}


def violated(told: Verdicts) -> set[str]:
    return {rule for rule, (outcome, _) in told.items() if outcome is Outcome.VIOLATED}


def a_refusal(
    seed: int, on: date, *, level: Level | None = None, received: date | None = None, weighed: bool = True
) -> Composed:
    """A letter that neither confirms nor denies under sections 24(2) and 31(3), argues harm, and weighs if asked to."""
    plan = random_plan(chance(seed), BANK, "all_silent")
    topic = BANK.topic(plan.topic)
    if topic.person:
        plan = plan._replace(topic=next(one.id for one in BANK.topics if not one.person))
    kind = BANK.topic(plan.topic).kinds
    body = next(one.name for one in BANK.bodies if one.kind in kind)
    part = Part(id="P1", position="ncnd")
    both = ("24", "31")
    refusal = Refusal(
        citations=(Citation(id="C1", part="P1", provision="24(2)"), Citation(id="C2", part="P1", provision="31(3)")),
        harm=tuple(Harm(id=f"H{number}", part="P1", section=both, scope="unqualified") for number in (1, 2)),
        factors=_factors(both) if weighed else (),
        balances=(Balance(id="B1", part="P1", section=both, direction="maintain", object="existence"),)
        if weighed
        else (),
        classified=False,
    )
    days = (Date(id="D1", role="response", on=on),)
    days += (Date(id="D2", role="received", on=received),) if received else ()
    plan = Plan(
        authority=body,
        topic=plan.topic,
        dates=days,
        questions=(),
        answers=(Answer(part, refusal),),
        style=plan.style._replace(paged=False, width=0, headings="plain", request="absent", sent_as="letter"),
        threat=Threat(level) if level else None,
        no_inference=False,
    )
    return compose(plan, BANK, seed)


def _factors(sections: tuple[str, ...]) -> tuple[Factor, ...]:
    return tuple(
        Factor(id=f"F{side}", part="P1", section=sections, side=side, object="existence", scope="unqualified")
        for side in ("for", "against")
    )


def without(text: str, start: int, stop: int) -> str:
    """The text without the paragraph in which some words stand, and without the heading over it."""
    begins = text.rindex("\n\n", 0, start)
    heading = text.rindex("\n\n", 0, begins)
    ends = text.find("\n\n", stop)
    return text[: heading if "." not in text[heading:begins] else begins] + text[ends if ends >= 0 else len(text) :]


# What changes nothing.


@few
@given(seed=seeds, factors=st.sampled_from(("bullets", "paragraphs")))
def test_the_order_of_factors_changes_nothing(seed: int, factors: str) -> None:
    """
    What stands in one list on one side of the test can stand there in any order.
    """
    letter = composed(seed, factors)

    assert {} == changed(of_text(letter.text), of_text(with_factors_in_other_order(letter, chance(seed))))


# Lines narrower than this are taken for a list, or for an address: see ncnd_rules/read/lines.py.
NARROWEST = 66


@few
@example(text=next(text for text in OWN if "[1], [2] and [3]" in text.replace("\n", " ")), width=66)
@given(text=texts, width=st.integers(min_value=NARROWEST, max_value=110))
def test_where_lines_break_changes_nothing(text: str, width: int) -> None:
    """
    Paragraphs may be wrapped at any width at which text is told from a list.
    """
    assert {} == changed(of_text(text), of_text(reflowed(text, width)))


@few
@given(text=texts)
def test_quote_marks_and_dashes_change_nothing(text: str) -> None:
    """
    Straight marks curled or curled ones straight, hyphens for dashes or dashes for hyphens: the words are the same.
    """
    assert {} == changed(of_text(text), of_text(with_other_dashes(with_other_quotes(text))))


# Bodies whose days the register has, so that naming one makes a claim about it, whoever writes the letter.
DATED = frozenset({"Police Service of Northern Ireland", "PSNI", "British Transport Police"})


def named_apart() -> list[str]:
    """Authorities under the Act that a letter can be of without saying a thing about them."""
    return [name for name in authorities("foia") if name not in DATED]


def test_only_dated_authorities_are_left_out() -> None:
    """
    The authorities that are not exchanged are named here, because the register of bodies has their days.
    """
    assert {name for name in authorities("foia") if REGISTERS.bodies.named(name)} == DATED


@few
@example(
    text=next(text for text in OWN if "TYNEMARCH" in text),
    names=["Hampshire Constabulary", "Hampshire & Isle of Wight Constabulary"],
)
@given(text=texts, names=st.lists(st.sampled_from(named_apart()), min_size=2, max_size=2, unique=True))
def test_who_writes_changes_nothing(text: str, names: list[str]) -> None:
    """
    The same letter of two authorities under one Act says the same.
    """
    own = next((fact.name for fact in said_by(text.encode()).facts if fact.kind == "authority"), None)  # type: ignore[attr-defined]
    first, second = (renamed(text, own, name) if own else text for name in names)

    assert {} == changed(of_text(first), of_text(second))


@pytest.mark.parametrize("act", ["foia", "foisa"])
def test_every_authority_of_the_register_is_read_by_its_whole_name(act: str) -> None:
    """
    No name loses its beginning or its end.
    """

    def letter(name: str) -> str:
        answer = f"{name} can neither confirm nor deny that it holds the information, by virtue of section 31(3)."
        return f"{name}\n\n12 October 2021\n\nDear Applicant,\n\nThank you for writing to {name}.\n\n{answer}\n"

    read = {name: said_by(letter(name).encode()).facts for name in authorities(act)}

    assert read
    assert {name: [name] for name in read} == {
        name: [fact.name for fact in facts if fact.kind == "authority"]  # type: ignore[attr-defined]
        for name, facts in read.items()
    }


@few
@given(seed=seeds, words=st.sampled_from(UNRELATED))
def test_what_has_nothing_to_do_with_it_changes_nothing(seed: int, words: str) -> None:
    """
    A paragraph about opening hours, printers or large print neither breaks a rule nor hides anything.
    """
    letter = composed(seed)

    assert {} == changed(of_text(letter.text), of_text(with_a_paragraph(letter, words)))


@pytest.mark.parametrize("form", FORMATS)
@settings(few, max_examples=4)
@given(text=texts)
def test_the_format_changes_nothing(form: str, text: str) -> None:
    """
    A letter is the same as text, as a Word file and as a web page.
    """
    written, name = FORMATS[form]

    assert {} == changed(of_text(text), verdicts(said_by(written(text), name)))


# What changes exactly what it should.

# The rules that ask for a balance where an exemption is relied on or factors are given.
ASK_FOR_A_BALANCE = frozenset({"PIT-01", "PIT-08"})


@few
@given(seed=seeds)
def test_without_its_balance_a_letter_violates_the_rules_that_ask_for_one(seed: int) -> None:
    """
    A sound weighing taken out violates what asks for it, and leaves nothing to say for what speaks of it.
    """
    letter = a_refusal(seed, date(2021, 3, 9))
    span = next(fact for fact in letter.facts if fact.kind == "balance").evidence[0]
    assert span.start is not None
    assert span.stop is not None
    bare = without(letter.text, span.start, span.stop)
    before, after = of_text(letter.text), of_text(bare)
    found = changed(before, after)
    lost = Counter(map(_says, said_by(letter.text.encode()).facts)) - Counter(map(_says, said_by(bare.encode()).facts))
    kinds = {kind for kind, _ in lost}

    assert not ASK_FOR_A_BALANCE & violated(before)
    assert ASK_FOR_A_BALANCE == violated(after) - violated(before)
    assert {"not_applicable"} >= {now for rule, (_, now) in found.items() if rule not in ASK_FOR_A_BALANCE}
    assert [] == [rule for rule in found if not kinds & kinds_of(RULESET.rule(rule))]


def _says(fact: Fact) -> tuple[str, str]:
    return fact.kind, fact.model_dump_json(exclude={"id", "evidence"})


def level_changes() -> list[tuple[Level, date]]:
    """Each day on which a letter may call a level current and could not the day before, or the other way round."""
    first, last = date(2014, 1, 1), REGISTERS.threat.verified_until
    days = [first + timedelta(days=number) for number in range((last - first).days)]
    levels: tuple[Level, ...] = ("substantial", "severe", "critical")
    right = [{level for level, _, _ in REGISTERS.threat.standings("national", one)} for one in days]
    return [
        (level, today)
        for today, now, before in zip(days[1:], right[1:], right, strict=False)
        for level in levels
        if (level in now) != (level in before)
    ]


@few
@given(seed=seeds, change=st.sampled_from(level_changes()))
def test_a_day_across_a_change_of_level_flips_the_rules_of_levels(seed: int, change: tuple[Level, date]) -> None:
    """
    The same words a day later are right where they were wrong, or wrong where they were right, of the level alone.
    """
    level, today = change
    letter = a_refusal(seed, today - timedelta(days=1), level=level)
    printed = next(fact for fact in letter.facts if fact.kind == "date").evidence[0].quote
    form = next(row.text for row in BANK.of("day") if day(row.text, today - timedelta(days=1)) == printed)
    found = changed(of_text(letter.text), of_text(letter.text.replace(printed, day(form, today))))
    says_it = any(fact.kind == "threat_claim" and fact.claim == "current" for fact in letter.facts)  # type: ignore[attr-defined]

    assert "THR-01" in found or not says_it
    assert [] == [rule for rule in found if not rule.startswith("THR-")]


# A sound extension of time: what it is for, under what, and when it ends.
EXTENDED = (
    "We need more time to consider where the public interest lies, as section 10(3) allows, and decide by {until}.",
    "Section 10(3) of the Act lets us take longer to weigh the public interest; we will send our decision by {until}.",
    "We extend the time limit under section 10(3) to consider the public interest test, and will write by {until}.",
    "We need more time to consider where the public interest lies in confirming or denying, and will reply by {until}.",
)
ABOUT_EXTENSIONS = {rule.id for rule in RULESET.rules if {"extension", "extension_length"} & kinds_of(rule)}
EXCUSED = {
    rule.id for rule in RULESET.rules if any(pattern.kind == "extension" for group in rule.unless for pattern in group)
}


@few
@given(seed=seeds, words=st.sampled_from(EXTENDED))
def test_more_time_to_weigh_excuses_what_it_should(seed: int, words: str) -> None:
    """
    A sound extension excuses the want of a balance, and every other rule with that exception, and no rule without one.
    """
    sent = date(2021, 3, 9)
    letter = a_refusal(seed, sent, received=sent - timedelta(days=20), weighed=False)
    until = sent + timedelta(days=18)
    longer = with_a_paragraph(letter, words.format(until=f"{until.day} {until:%B %Y}"))
    before, after = of_text(letter.text), of_text(longer)
    found = changed(before, after)

    assert ("violated", "satisfied") == found["PIT-01"]
    assert violated(before) - violated(after) == violated(before) & EXCUSED
    assert set() == violated(after) - violated(before)
    assert set(found) <= ABOUT_EXTENSIONS


# Rules that hold one part of a letter against another, or take what is said anywhere in it for every part.
OF_THE_WHOLE_LETTER = {
    "NOT-03": "a letter that weighs the public interest anywhere is taken to have given a reason for what it withholds",
    "PIT-19": "a weighing for one part alone is held against the parts without one",
    "POS-10": "an answer to one part is held against the argument that an answer in part gives the rest away",
    "THR-14": "the level told may be meant for any exemption that the letter relies on",
}
_ORDER = (Outcome.VIOLATED, Outcome.UNDECIDED, Outcome.SATISFIED, Outcome.NOT_APPLICABLE)
_OF_A_PART = ("question", "part", "citation", "harm", "factor", "balance")


@settings(few, max_examples=12)
@given(seed=seeds)
def test_two_parts_are_told_what_each_is_told_alone(seed: int) -> None:
    """
    Of two parts that share no exemption the letter with both is told the graver of what it is told with either.
    """
    one, other = composed(seed), composed(seed + 10_000)
    frame = [fact for fact in one.facts if fact.kind not in _OF_A_PART]
    first, second = parts_of(one, "A"), parts_of(other, "B")
    if sections_of(first) & sections_of(second):
        return
    apart, beside, both = (verdicts(as_letter([*frame, *own])) for own in (first, second, first + second))
    expected = {rule: min(apart[rule][0], beside[rule][0], key=_ORDER.index) for rule in apart}
    found = {rule: (outcome, both[rule][0]) for rule, outcome in expected.items() if both[rule][0] is not outcome}

    assert {} == {rule: told for rule, told in found.items() if rule not in OF_THE_WHOLE_LETTER}


@pytest.mark.parametrize("rule", OF_THE_WHOLE_LETTER)
def test_a_rule_of_the_whole_letter_is_one(rule: str) -> None:
    """
    A rule left out above asks for something that no name ties to the part it speaks of, or for two parts at once.
    """
    own = RULESET.rule(rule)
    groups = ((*own.when,), *own.unless, *own.require)
    untied = [
        pattern
        for group in groups
        for number, pattern in enumerate(group)
        if pattern.kind in _OF_A_PART and not pattern.joins and (number or group is not groups[0])
    ]

    assert untied


def parts_of(letter: Composed, name: str) -> list[Fact]:
    """What is said for the parts of a letter, under ids that begin so."""
    facts = []
    for fact in letter.facts:
        if fact.kind in _OF_A_PART:
            update: dict[str, object] = {"id": name + fact.id}
            for field in {"part", "question"} & type(fact).model_fields.keys():
                update[field] = tuple(name + one for one in getattr(fact, field))
            if fact.kind == "question":
                parent = getattr(fact, "parent")  # noqa: B009 - only questions have one
                update |= {"label": f"{name}{fact.label}", "parent": name + parent if parent else None}  # type: ignore[attr-defined]
            facts.append(fact.model_copy(update=update))
    return facts


def sections_of(facts: list[Fact]) -> set[str]:
    return {fact.section for fact in facts if isinstance(fact, Citation)}


def as_letter(facts: list[Fact]) -> Encoding:
    return Encoding(Letter.model_validate({"file": "letter.txt", "copy": "complete"}), tuple(facts))


def test_the_changes_change_something() -> None:
    """
    Each change that is said to change nothing does change the words of some letter.
    """
    letters = [composed(seed, "paragraphs") for seed in range(8)]

    assert any(with_factors_in_other_order(one, chance(1)) != one.text for one in letters)
    assert any(reflowed(one.text, 80) != one.text for one in letters)
    assert any(with_other_quotes(one.text) != one.text for one in letters)
    assert any(with_other_dashes(one.text) != one.text for one in letters)
    assert all(UNRELATED[0] in with_a_paragraph(one, UNRELATED[0]) for one in letters)
    assert not any(re.search(r"\n{4}", with_a_paragraph(one, UNRELATED[0])) for one in letters)
