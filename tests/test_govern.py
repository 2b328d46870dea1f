"""The rules are governed: sound as written, tried, covered, noticed when wrong, and changed knowingly."""

import json
import random
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from ncnd_rules.cli import main
from ncnd_rules.encoding import Encoding
from ncnd_rules.engine.program import Join, Program, Row, RowPattern, Shape
from ncnd_rules.engine.reference import ReferenceMatcher
from ncnd_rules.facts import FieldType
from ncnd_rules.facts_file import load_facts
from ncnd_rules.govern.cover import Value, cover
from ncnd_rules.govern.diff import Bump, Compared, compare_rulesets
from ncnd_rules.govern.doubts import doubts_of
from ncnd_rules.govern.explained import load_explanations
from ncnd_rules.govern.history import history_of
from ncnd_rules.govern.lint import CHECKS, lint
from ncnd_rules.govern.logic import Conjunction, is_certain
from ncnd_rules.govern.mutate import mutants_of, mutate
from ncnd_rules.govern.parts import Owner, owners_of
from ncnd_rules.govern.suggest import examples_for_conditions
from ncnd_rules.govern.trial import Trials
from ncnd_rules.registers import load_registers
from ncnd_rules.report.pages import rule_pages
from ncnd_rules.rule_files import load_every_rule
from ncnd_rules.rules import Pattern, Reference, Ruleset
from ncnd_rules.shipped import rulesets_dir

CASES = Path(__file__).parents[1] / "cases"
SHIPPED = owners_of(load_every_rule())

RULE = """
id: {id}
title: A refusal names an exemption
status: stable
severity: error
in_force: {{from: {since}}}
basis:
  - {{cite: "FOIA 2000 s.17(1)(b)"}}
when:
  - {{as: part, part: {{position: ncnd{scope}}}}}{also}
{asks}
look_in: [exemptions, answer]
finding: The letter refuses and names no exemption.
repair: Name the exemption.
no_repair: Only the authority can name it.
bad:
  - name: names none
    facts:
      - part: {{id: P1, position: ncnd{scope}}}
      - citation: {{provision: 31(3), purpose: withhold}}
good:
  - name: names one
    facts:
      - part: {{id: P1, position: ncnd{scope}}}
      - citation: {{part: P1, provision: 31(3)}}
{more}
false_positives: None are known.
"""
REQUIRES = "require:\n  - {citation: {part: $part, purpose: ncnd}}"
LOST = "undecided:\n  - name: has lost some\n    missing: exemptions\n    facts:\n      - part: {position: ncnd}"
OTHER = "  - name: discloses\n    facts:\n      - part: {position: disclosed}"


def rule(**changed: str) -> str:
    """A sound rule file, with some of it changed."""
    return RULE.format(
        **{"id": "AAA-01", "since": "2005-01-01", "scope": "", "asks": REQUIRES, "also": "", "more": "", **changed}
    )


def folder(at: Path, *rules: str, **others: str) -> Path:
    """A folder of rulesets; *others* are files by their paths, a double underscore for a slash."""
    for text in rules:
        name = text.partition("id: ")[2].partition("\n")[0]
        path = at / "rules" / name.partition("-")[0].lower() / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name, text in others.items():
        path = at / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return at


def ncnd(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], env={"NO_COLOR": "1", "COLUMNS": "100"})


@cache
def trials() -> Trials:
    return Trials(load_every_rule(), load_registers())


def trials_of(root: Path) -> Trials:
    return Trials(load_every_rule(root), load_registers())


# The shipped rules


def test_the_shipped_rules_are_sound() -> None:
    """
    None of the checks finds anything in the rules, definitions, lexicon and explanations that are shipped. How far
    they are is told after each rule, since trying examples takes longest.
    """
    told: list[tuple[int, int]] = []

    assert () == lint(watch=lambda *far: told.append(far))
    total = len(CHECKS) - 1 + len(trials().ruleset.rules)
    assert told == [(done, total) for done in range(1, total + 1)]


def test_every_condition_is_seen_in_every_way_that_it_can_be() -> None:
    """
    The examples show each condition of each rule true, false and undecided, as far as it can be.
    """
    coverage = cover(trials(), load_every_rule().rules)

    assert [] == [
        f"{item.condition.owner}: {item.condition.place} is never {' nor '.join(item.missing)}"
        for item in coverage.covered
        if item.missing
    ]


def test_what_cannot_be_is_never_seen() -> None:
    """
    No example shows a value of which it is said that it cannot be, nor does one of a few cases.
    """
    known = trials()
    read = [load_facts(path) for path in sorted(CASES.glob("*/facts.yaml"))[::3]]
    letters = [*(known.letter(encoding) for encoding in read), known.letters(read)]
    coverage = cover(known, load_every_rule().rules, letters)

    assert [] == [
        f"{item.condition.owner}: {item.condition.place} is {value}"
        for item in coverage.covered
        for value, number in item.seen.items()
        # What a register says may be undecided all the same, beyond the day until which it was verified.
        if number and value not in item.demanded and (value != Value.UNDECIDED or item.condition.pattern.same)
    ]


@pytest.mark.parametrize("owner", SHIPPED, ids=lambda owner: owner.id)
def test_every_mutant_is_noticed_or_explained(owner: Owner) -> None:
    """
    Whatever is changed in a rule or definition, an example notices, or a reason says why no letter could.
    """
    mutated = mutate(trials(), [owner], load_explanations(rulesets_dir()))

    assert [] == [f"no example notices: {item.what}" for item in mutated.unexplained]


def test_the_score_is_high_without_explanations() -> None:
    """
    Explanations cannot carry the score: 95 of 100 mutants are noticed by examples.
    """
    assert mutate(trials(), SHIPPED).score >= 0.95


# Lint

MISTAKES: dict[str, tuple[str, str, tuple[str, ...], Mapping[str, str]]] = {
    "a kind that does not exist": (
        "refused",
        "no kind of fact is called 'citaton'",
        (rule(asks="require:\n  - {citaton: {}}"),),
        {},
    ),
    "a provision that is in no register": (
        "refused",
        "the provision '31(9)' is not in the register",
        (rule(asks='require:\n  - {citation: {provision: "31(9)"}}'),),
        {},
    ),
    "definitions that exclude each other": (
        "refused",
        "depends on its own absence",
        (rule(),),
        {
            "definitions__one": "id: one\ntitle: one of a circle\nwhen:\n  - {part: {}}\nunless:\n  - {two: {}}\n"
            "look_in: [answer]\nconclude:\n  one: {part: yes}\n",
            "definitions__two": "id: two\ntitle: two of a circle\nwhen:\n  - {part: {}}\nunless:\n  - {one: {}}\n"
            "look_in: [answer]\nconclude:\n  two: {part: yes}\n",
        },
    ),
    "an example that comes out otherwise": (
        "example",
        "a letter that discloses is not applicable, expected undecided",
        (rule(more="undecided:\n" + OTHER),),
        {},
    ),
    "an example outside the vocabulary": (
        "example",
        "outside the vocabulary",
        (rule(more="  - name: misspells\n    facts:\n      - part: {positon: ncnd}"),),
        {},
    ),
    "two values for one field": (
        "unreachable",
        "no value of part.position fits",
        (rule(also="\n  - {is: part, part: {position: disclosed}}"),),
        {},
    ),
    "an exemption of a nature that it does not have": (
        "unreachable",
        "nothing gives such a fact of the kind 'exemption'",
        (rule(also="\n  - {exemption: {section: 24, nature: absolute}}"),),
        {},
    ),
    "a limb of another section": (
        "unreachable",
        "no value of citation.section fits",
        (rule(asks='require:\n  - {citation: {provision: "31(3)", section: 24}}'),),
        {},
    ),
    "a requirement that cannot be missed": (
        "always",
        "no letter can lack it",
        (rule(asks="require:\n  - {part: {position: [ncnd, withheld]}}"),),
        {},
    ),
    "an exception that every letter meets": (
        "always",
        "nothing that it applies to is left",
        (rule(asks=f"unless:\n  - {{part: {{}}}}\n{REQUIRES}"),),
        {},
    ),
    "a section of which no one row is what is asked": (
        "unreachable",
        "no rows give what is asked of the kinds 'exemption', 'limb' together",
        (
            rule(
                also="\n  - {as: cited, citation: {}}"
                "\n  - {exemption: {section: $cited.section, nature: absolute}}"
                "\n  - {limb: {section: $cited.section, purpose: ncnd, based_on: prejudice}}"
            ),
        ),
        {},
    ),
    "a provision that is of another section": (
        "unreachable",
        "nothing gives such a fact of the kind 'exemption'",
        (
            rule(
                also="\n  - {as: cited, citation: {}}"
                "\n  - {limb: {provision: '31(3)', section: $cited.section}}"
                "\n  - {exemption: {section: $cited.section, nature: absolute}}"
            ),
        ),
        {},
    ),
    "a provision that answers the other duty": (
        "unreachable",
        "nothing gives such a fact of the kind 'limb'",
        (rule(also="\n  - {limb: {provision: '31(3)', purpose: disclosure}}"),),
        {},
    ),
    "a body that has not ended": (
        "unreachable",
        "nothing gives such a fact of the kind 'body_status'",
        (
            rule(
                also="\n  - {as: named, body_mention: {body: ICO}}"
                "\n  - {body_status: {body_mention: $named, status: abolished}}"
            ),
        ),
        {},
    ),
    "an office that was never vacant": (
        "unreachable",
        "nothing gives such a fact of the kind 'body_vacancy'",
        (rule(also="\n  - {as: named, body_mention: {body: IPCO}}\n  - {body_vacancy: {body_mention: $named}}"),),
        {},
    ),
    "a series that had ended before the rule began": (
        "unreachable",
        "nothing gives such a fact of the kind 'published_level'",
        (rule(since="2021-01-01", also="\n  - {published_level: {series: great_britain}}"),),
        {},
    ),
    "a body that section 23 does not list": (
        "unreachable",
        "nothing gives such a fact of the kind 'security_listing'",
        (
            rule(
                also="\n  - {as: named, body_mention: {body: NPCC}}"
                "\n  - {security_listing: {body_mention: $named, listed: true}}"
            ),
        ),
        {},
    ),
    "two things that are so of no one body": (
        "unreachable",
        "no rows give what is asked of the kinds 'body_status', 'security_listing' together",
        (
            rule(
                also="\n  - {as: named, body_mention: {}}"
                "\n  - {body_status: {body_mention: $named, group: legislation}}"
                "\n  - {security_listing: {body_mention: $named, listed: true}}"
            ),
        ),
        {},
    ),
    "an event of another year": (
        "unreachable",
        "nothing gives such a fact of the kind 'event'",
        (rule(also="\n  - {event: {event: manchester_arena, year: 2018}}"),),
        {},
    ),
    "a rule that forbids what another requires": (
        "conflict",
        "has what AAA-02 forbids in forbid[0]",
        (rule(), rule(id="AAA-02", asks="unless:\n  - {extension: {}}\nforbid:\n  - {citation: {purpose: ncnd}}")),
        {},
    ),
    "a rule that another says already": (
        "subsumed",
        "every letter that violates it violates AAA-01 too",
        (rule(), rule(id="AAA-02", scope=", scope: covert")),
        {},
    ),
    "a definition that nothing uses": (
        "unused",
        "no rule looks at 'lonely'",
        (rule(),),
        {
            "definitions__lonely": "id: lonely\ntitle: nobody uses it\nwhen:\n  - {part: {}}\n"
            "conclude:\n  lonely: {a: b}\n"
        },
    ),
    "a pattern that is not RE2": (
        "pattern",
        "RE2 cannot compile the pattern",
        (rule(),),
        {
            "lexicon__fragments": "a: b\n",
            "lexicon__guards": "about: none\nrows: []\n",
            "lexicon__words": "about: some\nrows:\n"
            "  - {id: w, tier: sure, pattern: '(?=a)b', example: a, counter: b}\n",
        },
    ),
    "a guard that nothing names": (
        "unused",
        "no pattern of the lexicon names this guard",
        (rule(),),
        {
            "lexicon__fragments": "{}\n",
            "lexicon__guards": "about: one\nrows:\n  - {id: g, pattern: 'ab', where: before, why: for no reason}\n",
        },
    ),
    "an error that nothing mends, for no reason": (
        "repair",
        "declares no 'repairs', and no 'no_repair'",
        (rule().replace("no_repair: Only the authority can name it.\n", ""),),
        {},
    ),
    "an explained mutant that is no more": (
        "stale",
        "there is no such mutant",
        (rule(),),
        {"explained": "- {owner: AAA-01, mutant: drop everything, why: nobody could ever tell}\n"},
    ),
    "an explained likeness of rules that are not alike": (
        "stale",
        "there is no such finding",
        (
            rule(),
            rule(id="AAA-02", asks="forbid:\n  - {citation: {part: $part, purpose: withhold}}").replace(
                "look_in: [exemptions, answer]\n", ""
            ),
        ),
        {"explained": "- {owner: AAA-02, subsumed_by: AAA-01, why: nobody could ever tell}\n"},
    ),
    "a sentence that accuses": (
        "wording",
        "found 'deliberately', expected words that tell what is inconsistent",
        (rule().replace("The letter refuses and", "The letter refuses and deliberately"),),
        {},
    ),
    "an explained mutant that an example notices": (
        "stale",
        "is noticed by AAA-01 bad[0]",
        (rule(),),
        {"explained": "- {owner: AAA-01, mutant: severity warning, why: nobody could ever tell}\n"},
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_lint_finds(mistake: str, tmp_path: Path) -> None:
    """
    Each mistake is found by the check that is made for it, and said in words that tell what to mend.
    """
    check, says, rules, others = MISTAKES[mistake]
    found = lint(folder(tmp_path, *rules, **others))

    assert [item for item in found if item.check == check and says in item.says], found


def test_every_check_is_tried() -> None:
    """
    There is no check of which no mistake shows that it finds anything.
    """
    assert set(CHECKS) == {check for check, *_ in MISTAKES.values()}


def test_lint_has_nothing_against_a_sound_rule(tmp_path: Path) -> None:
    """
    A rule that is sound, beside one that only resembles it, is left in peace.
    """
    other = rule(
        id="AAA-02", asks="forbid:\n  - {citation: {part: $part, purpose: withhold}}\nunless:\n  - {extension: {}}"
    )
    other = other.replace("citation: {provision", "citation: {part: P1, provision")

    assert () == lint(folder(tmp_path, rule(more=LOST), other))


def test_a_likeness_that_is_explained_is_let_stand(tmp_path: Path) -> None:
    """
    A rule that says no more than another may stay where a reason is given.
    """
    root = folder(
        tmp_path,
        rule(),
        rule(id="AAA-02", scope=", scope: covert"),
        explained="- {owner: AAA-02, subsumed_by: AAA-01, why: it has a sentence of its own}\n",
    )

    assert () == lint(root)


def test_lint_names_every_file_that_does_not_load(tmp_path: Path) -> None:
    """
    Of several broken files each is named with its line, and the sound ones are still looked at.
    """
    broken = [rule(id=f"AAA-0{number}", asks="require:\n  - {citaton: {}}") for number in (1, 2)]
    unsound = rule(id="AAA-03", more="undecided:\n" + OTHER)
    run = ncnd("rules", "lint", "--rulesets", folder(tmp_path, *broken, unsound))

    assert 1 == run.exit_code
    assert "AAA-01.yaml: line 12, require[0].citaton: no kind" in run.output
    assert "AAA-02.yaml: line 12" in run.output
    assert "AAA-03.yaml: line 28, undecided[0]: a letter that discloses" in run.output


# Cover


def test_conditions_are_counted_exactly(tmp_path: Path) -> None:
    """
    Each value of each condition is counted by the letters that show it, and what cannot be is not demanded.
    """
    known = trials_of(folder(tmp_path, rule(more=f"{OTHER}\n{LOST}")))
    coverage = cover(known, known.ruleset.rules)
    told = {item.condition.place: (dict(item.seen), sorted(item.demanded)) for item in coverage.covered}

    assert {
        "when[0] part": ({Value.TRUE: 3, Value.FALSE: 1}, ["false", "true"]),
        "require[0] citation": (
            {Value.TRUE: 1, Value.FALSE: 1, Value.UNDECIDED: 1},
            ["false", "true", "undecided"],
        ),
    } == told
    assert (5, 0) == (coverage.demanded, coverage.missing)


def test_what_was_never_seen_is_named(tmp_path: Path) -> None:
    """
    A rule without an undecided example, and without a letter to which it does not apply, is told so.
    """
    run = ncnd("rules", "cover", "--rulesets", folder(tmp_path, rule()))

    assert 1 == run.exit_code
    assert "when[0] part: never false" in run.output
    assert "require[0] citation: never undecided" in run.output
    assert "3 of 5 values of 2 conditions seen (60.0 %); not demanded: 1." in run.output


def test_cases_cover_too(tmp_path: Path) -> None:
    """
    A letter of a case shows what no example does.
    """
    root = folder(tmp_path / "rulesets", rule(more=LOST))
    case = tmp_path / "cases" / "one" / "facts.yaml"
    case.parent.mkdir(parents=True)
    case.write_text(
        "letter: {file: a.txt, copy: complete}\nfacts:\n  - part: {position: disclosed}\n", encoding="utf-8"
    )

    assert 1 == ncnd("rules", "cover", "--rulesets", root).exit_code
    assert 0 == ncnd("rules", "cover", "--rulesets", root, "--cases", tmp_path / "cases").exit_code


# Mutate


def test_mutants_of_a_rule(tmp_path: Path) -> None:
    """
    One thing is changed at a time: conditions, values, days and severities.
    """
    text = rule(
        since="2010-03-01",
        scope=", scope: [overt, covert]",
        asks="unless:\n  - {threat_claim: {month: 2017-05}}\n"
        'require:\n  - {citation: {part: $part, provision: "31(3)"}}\nneeds: [letter_date]',
    ).replace("{id: P1, position: ncnd, scope: [overt, covert]}", "{id: P1, position: ncnd, scope: overt}")
    known = trials_of(folder(tmp_path, text.replace("look_in: [", "look_in: [harm, ")))

    assert [
        "drop when[0] part.position",
        "swap ncnd for cost_refusal in when[0] part.position",
        "drop when[0] part.scope",
        "swap covert for further in when[0] part.scope",
        "add further in when[0] part.scope",
        "drop unless[0]",
        "drop unless[0] threat_claim.month",
        "swap 2017-05 for 2017-04 in unless[0] threat_claim.month",
        "swap 2017-05 for 2017-06 in unless[0] threat_claim.month",
        "drop require[0] citation.provision",
        "swap 31(3) for 32(1) in require[0] citation.provision",
        "drop require[0] citation.part",
        "drop look_in harm",
        "drop look_in exemptions",
        "drop look_in answer",
        "severity warning",
        "severity info",
        "drop needs letter_date",
        "regime eir",
        "regime any",
        "in_force.by received",
        "in_force.from a day earlier",
        "in_force.from a day later",
    ] == [mutant.what for mutant in mutants_of(known.ruleset.rule("AAA-01"), known.ruleset, known.registers)]


def test_survivors_are_named_and_explained(tmp_path: Path) -> None:
    """
    What no example notices is named; with a reason it is still a survivor, but no longer a finding.
    """
    root = folder(tmp_path, rule())
    first = ncnd("rules", "mutate", "--rulesets", root)
    survivor = "drop when[0] part.position"
    folder(root, explained=f"- {{owner: AAA-01, mutant: '{survivor}', why: it is only a trial here}}\n")
    second = json.loads(ncnd("rules", "mutate", "--rulesets", root, "--format", "json").output)

    assert 1 == first.exit_code
    assert f"AAA-01.yaml: {survivor}\n" in first.output
    assert "0 explained" in first.output
    assert "it is only a trial here" in {mutant["why"] for mutant in second["mutants"]}
    assert json.loads(ncnd("rules", "mutate", "--rulesets", root, "--format", "json").output) == second


# Suggestions


def test_suggested_examples_show_what_was_missing(tmp_path: Path) -> None:
    """
    Put under their parts with a name, the suggested examples leave no value unseen and no new mutant unnoticed.
    """
    before = folder(tmp_path / "before", rule())
    assert 1 == ncnd("rules", "cover", "--rulesets", before).exit_code
    known = trials_of(before)
    near = examples_for_conditions(cover(known, known.ruleset.rules), known)
    parts = {"good": "", "undecided": "undecided:\n"}
    for found in near.values():
        parts[found.part] += found.as_yaml().replace("…", f"is suggested as {found.part}") + "\n"
    after = folder(tmp_path / "after", rule(more="".join(parts.values()).rstrip()))

    assert {"good", "undecided"} == {found.part for found in near.values()}
    assert 0 == ncnd("rules", "test", "--rulesets", after).exit_code
    assert 0 == ncnd("rules", "cover", "--rulesets", after).exit_code


def test_suggested_examples_notice_mutants(tmp_path: Path) -> None:
    """
    For a survivor an example is found that the rule and its mutant tell apart, also one that turns on a day.
    """
    root = folder(tmp_path, rule(since="2010-03-01", more=LOST))
    run = ncnd("rules", "mutate", "--rulesets", root, "--suggest")
    data = json.loads(ncnd("rules", "mutate", "--rulesets", root, "--suggest", "--format", "json").output)
    suggested = {item["what"]: item["suggestion"]["facts"] for item in data["mutants"] if "suggestion" in item}

    assert "to be named and put under 'bad' of AAA-01:\n      - name: …\n" in run.output
    assert {"date": {"role": "response", "on": "2010-03-01"}} in suggested["in_force.from a day later"]
    assert suggested.keys() <= {item["what"] for item in data["mutants"] if item["noticed_by"] is None}


def test_examples_of_several_letters_are_suggested_too(tmp_path: Path) -> None:
    """
    Of a rule over letters that lacks an example, one is found in which a single letter says something else.
    """
    text = (rulesets_dir() / "rules" / "crs" / "CRS-14.yaml").read_text(encoding="utf-8")
    start, stop = text.index("undecided:"), text.index("false_positives:")
    root = folder(tmp_path, text[:start] + text[stop:])
    shutil.copytree(rulesets_dir() / "registers", root / "registers")
    known = trials_of(root)
    near = examples_for_conditions(cover(known, known.ruleset.rules), known)

    assert {("CRS-14", "when[1] stale_claim"), ("CRS-14", "forbid[0] stale_claim")} == near.keys()
    assert {"undecided"} == {found.part for found in near.values()}
    assert all("        missing: [harm]" in found.as_yaml().splitlines() for found in near.values())


# Diff


def case(position: str) -> Encoding:
    from ncnd_rules.facts import Part
    from ncnd_rules.letter import Letter

    letter = Letter.model_validate({"file": "letter.txt", "copy": "complete"})
    return Encoding(letter, (Part.model_validate({"id": "P1", "position": position}),))


def compared(tmp_path: Path, old: tuple[str, ...], new: tuple[str, ...], position: str = "ncnd") -> Compared:
    before, after = folder(tmp_path / "old", *old), folder(tmp_path / "new", *new)
    return compare_rulesets(before, after, {"case": case(position)})


NARROW = rule(scope=", scope: covert")


@pytest.mark.parametrize(
    ("old", "new", "bump"),
    [
        pytest.param((rule(),), (rule(),), Bump.NONE, id="nothing changed"),
        pytest.param((rule(),), (rule(more="# a remark"),), Bump.PATCH, id="other words"),
        pytest.param((rule(),), (rule(more=OTHER),), Bump.PATCH, id="one more example"),
        pytest.param((NARROW,), (rule(),), Bump.MAJOR, id="applies to more letters"),
        pytest.param((rule(),), (NARROW,), Bump.MINOR, id="applies to fewer letters"),
        pytest.param(
            (rule().replace("severity: error", "severity: info"),), (rule(),), Bump.MAJOR, id="weighs more than before"
        ),
        pytest.param(
            (rule(),), (rule().replace("severity: error", "severity: info"),), Bump.MINOR, id="weighs less than before"
        ),
        pytest.param((rule(),), (rule(), rule(id="AAA-02")), Bump.MAJOR, id="a new rule that fires on the case"),
        pytest.param(
            (rule(),), (rule(), rule(id="AAA-02", scope=", scope: covert")), Bump.MINOR, id="a new rule that does not"
        ),
        pytest.param((rule(), rule(id="AAA-02")), (rule(),), Bump.MAJOR, id="a rule is gone"),
    ],
)
def test_version_bumps(tmp_path: Path, old: tuple[str, ...], new: tuple[str, ...], bump: Bump) -> None:
    """
    The bump follows from what becomes of verdicts, and from the rules that there are.
    """
    assert bump == compared(tmp_path, old, new).bump


def test_flips_are_listed_with_both_verdicts(tmp_path: Path) -> None:
    """
    Each flip names rule, letter and both verdicts; the exit code tells whether there is one.
    """
    old, new = folder(tmp_path / "old", rule()), folder(tmp_path / "new", NARROW)
    run = ncnd("rules", "diff", old, new)

    assert 1 == run.exit_code
    assert "AAA-01: a violation is no longer found [MINOR]" in run.output
    assert (
        "example of AAA-01: a letter that names none (bad), as it was: violated (error) -> not applicable" in run.output
    )
    assert "version bump: MINOR" in run.output
    assert 0 == ncnd("rules", "diff", old, old).exit_code


def test_a_comparison_tells_how_far_it_is(tmp_path: Path) -> None:
    """
    After each letter, of how many: cases and the examples of both folders.
    """
    old, told = folder(tmp_path, rule()), list[tuple[int, int]]()
    done = compare_rulesets(old, old, {"case": case("ncnd")}, lambda *far: told.append(far))

    assert [(number, done.letters) for number in range(1, done.letters + 1)] == told


# Pages


def test_pages_are_whole_and_the_same_each_time(tmp_path: Path) -> None:
    """
    Each rule has a page that the index leads to, and writing them again gives the same bytes.
    """
    first, second = tmp_path / "first", tmp_path / "second"
    assert [0, 0] == [ncnd("rules", "pages", "-o", at).exit_code for at in (first, second)]
    index = (first / "index.md").read_text(encoding="utf-8")

    assert {f"{item.id}.md" for item in load_every_rule().rules} | {"index.md"} == {
        path.name for path in first.iterdir()
    }
    assert [] == [item.id for item in load_every_rule().rules if f"[{item.id}]({item.id}.md)" not in index]
    assert {path.name: path.read_bytes() for path in first.iterdir()} == {
        path.name: path.read_bytes() for path in second.iterdir()
    }


def test_pages_of_rules_that_are_no_more_are_removed(tmp_path: Path) -> None:
    """
    Only what the command wrote itself, and nobody has changed since, and only of rules that are no more.
    """
    before = folder(tmp_path / "before", *(rule(id=name) for name in ("AAA-01", "AAA-02", "AAA-03", "BBB-01")))
    after = folder(tmp_path / "after", rule(), rule(id="BBB-01"))
    pages = tmp_path / "pages"
    ncnd("rules", "pages", "--rulesets", before, "-o", pages)
    with (pages / "AAA-03.md").open("a", encoding="utf-8") as page:
        page.write("A note of our own.\n")
    changed = (pages / "AAA-02.md").read_text(encoding="utf-8").replace("Name the exemption", "Name it")
    (pages / "AAA-04.md").write_text(changed, encoding="utf-8")
    (pages / "notes.md").write_text("# Notes\n", encoding="utf-8")
    run = ncnd("rules", "pages", "AAA", "--rulesets", after, "-o", pages)

    assert 0 == run.exit_code, run.output
    assert "1 of rules that are no more removed" in run.output
    for name in ("AAA-03", "AAA-04"):
        assert f"{name}.md: is of a rule that is no more, but was changed by hand, and stays" in run.output
    assert ["AAA-01.md", "AAA-03.md", "AAA-04.md", "BBB-01.md", "index.md", "notes.md"] == sorted(
        path.name for path in pages.iterdir()
    )


def test_no_file_of_others_is_taken_for_a_page(tmp_path: Path) -> None:
    """
    A file that the command did not write is not replaced, and nothing else is written.
    """
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "index.md").write_text("# Our own index\n", encoding="utf-8")
    run = ncnd("rules", "pages", "--rulesets", folder(tmp_path / "rules", rule()), "-o", tmp_path / "pages")

    assert 2 == run.exit_code
    assert "index.md: was not written by this command, expected a folder for its pages alone" in run.output
    assert ["index.md"] == [path.name for path in (tmp_path / "pages").iterdir()]


def test_a_page_tells_everything(tmp_path: Path) -> None:
    """
    Title, basis, what is asked, truth table, examples and where it may mislead, and that its history is not known.
    """
    known = trials_of(folder(tmp_path, rule(more=f"{OTHER}\n{LOST}")))
    page = rule_pages(known.ruleset.rules, known, None)["AAA-01.md"]

    for words in (
        "# AAA-01: A refusal names an exemption",
        "* FOIA 2000 s.17(1)(b)",
        "* `require[0]` citation (purpose ncnd, part that of part)",
        "| `require[0]` | Outcome | Shown by |",
        "| no | violated (error) | bad[0] |",
        "| yes | satisfied | good[0] |",
        "| – | not applicable | good[1] |",
        "| ? | undecided | undecided[0] |",
        "   - `citation: {part: P1, provision: 31(3)}`",
        "   - the copy lacks: exemptions",
        "None are known.",
        "Not known: these rules were not read from a git checkout.",
    ):
        assert f"{words}\n" in page


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_page_tells_what_git_knows(tmp_path: Path) -> None:
    """
    In a checkout a page lists the commits that touched its file, the latest first.
    """

    def git(*words: str) -> None:
        about = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", "-C", tmp_path, *about, *words], check=True, capture_output=True)

    git("init", "--quiet")
    for subject, text in (("Add *a* rule", rule()), ("AAA-01: tell one more", rule(more=OTHER))):
        folder(tmp_path, text)
        git("add", ".")
        git("commit", "--quiet", "--message", subject, "--date", "2024-05-06T07:08:09Z")
    known = trials_of(tmp_path)
    page = rule_pages(known.ruleset.rules, known, history_of(tmp_path))["AAA-01.md"]

    assert "* 2024-05-06: AAA-01: tell one more\n* 2024-05-06: Add \\*a\\* rule\n" in page
    assert history_of(tmp_path / "nowhere") is None


# Registers


def test_doubtful_rows_are_listed_with_their_sources() -> None:
    """
    Unverified, of low confidence, approximate and doubtful by a day: each row says which, and names its sources.
    """
    doubts = doubts_of(load_registers(), date(2027, 1, 1))
    why = {f"{item.register} {item.row}": item.why for item in doubts.rows}

    assert ("unverified", "low confidence") == why["bodies bodies/OCDA"]
    assert "low confidence in its first day" in why["bodies bodies/OSC"]
    assert ("unverified", "its days are approximate") == why["contacts contacts/national_rate"]
    assert "doubtful from 2027-01-01" in why["contacts contacts/wycliffe_house"]
    assert all(item.sources for item in doubts.rows)
    assert len(doubts.rows) < doubts.total


def test_registers_outlive_their_verification() -> None:
    """
    From the day after the last that was verified a register is named, and the exit code is 1.
    """
    until = load_registers().threat.verified_until

    assert () == doubts_of(load_registers(), until).outdated
    assert 0 == ncnd("registers", "--as-of", until).exit_code
    assert 1 == ncnd("registers", "--as-of", date(until.year, until.month + 1, 1)).exit_code
    assert "contacts/wycliffe_house" not in ncnd("registers", "--as-of", "2000-01-01").output


# Logic

LETTERS = ("a", "b")
FIELDS = ("x", "y")
LOGIC_KINDS = {kind: {kind: FieldType(str), **{field: FieldType(str) for field in FIELDS}} for kind in LETTERS}


@st.composite
def conjunctions(draw: st.DrawFn) -> list[Pattern]:
    made: list[Pattern] = []
    for number in range(draw(st.integers(1, 2))):
        literals: dict[str, tuple[str, ...] | None] = {}
        joins: dict[str, Reference] = {}
        for field in draw(st.sets(st.sampled_from(FIELDS))):
            if made and draw(st.booleans()):
                joins[field] = Reference(draw(st.sampled_from(made)).alias, draw(st.sampled_from(FIELDS)))
            else:
                literals[field] = draw(st.none() | st.sampled_from((("1",), ("2",), ("1", "2"))))
        made.append(Pattern(f"p{number}", draw(st.sampled_from(LETTERS)), literals, joins))
    return made


@st.composite
def weakened(draw: st.DrawFn, patterns: list[Pattern]) -> list[Pattern]:
    """Some of them under other names, with a condition dropped or exchanged here and there."""
    renamed: dict[str, str] = {}
    made = []
    for pattern in draw(st.lists(st.sampled_from(patterns), min_size=1, max_size=2, unique_by=lambda item: item.alias)):
        alias = renamed.setdefault(pattern.alias, f"q{pattern.alias}")
        literals = {field: values for field, values in pattern.literals.items() if draw(st.integers(0, 3))}
        if draw(st.integers(0, 3)) == 0:
            literals[draw(st.sampled_from(FIELDS))] = draw(st.none() | st.sampled_from((("1",), ("1", "2"))))
        joins = {field: wanted for field, wanted in pattern.joins.items() if field not in literals}
        if draw(st.integers(0, 2)) == 0:
            field = draw(st.sampled_from(FIELDS))
            literals.pop(field, None)
            joins[field] = Reference(draw(st.sampled_from(patterns)).alias, draw(st.sampled_from(FIELDS)))
        made.append(Pattern(alias, pattern.kind, literals, joins))
    return made


def matches(patterns: Sequence[Pattern], rows: Sequence[Row]) -> list[Mapping[str, str]]:
    shapes = tuple(
        RowPattern(item.alias, Shape(item.kind), tuple(item.literals.items()), tuple(item.joins.items()))
        for item in patterns
    )
    matcher = ReferenceMatcher(Program(Ruleset((), (), {}, ""), (Join("j", "when", 0, shapes),), (), {}, {}))
    matcher.put(rows)
    aliases = [item.alias for item in patterns]
    return [
        {alias: row.id for alias, row in zip(aliases, match, strict=True)}
        for match in matcher.matches().get("j when 0", ())
    ]


# Every row that there can be, in these few words.
EVERY_ROW = [
    Row(f"{kind}{x}{y}", Shape(kind), {field: value for field, value in (("x", x), ("y", y)) if value}, "f")
    for kind in LETTERS
    for x in ("", "1", "2", "3")
    for y in ("", "1", "2", "3")
]


@settings(max_examples=300, deadline=None)
@given(conjunctions().flatmap(lambda made: st.tuples(st.just(made), weakened(made))), st.randoms(use_true_random=False))
def test_what_is_certain_is_always_found(pair: tuple[list[Pattern], list[Pattern]], chance: random.Random) -> None:
    """
    What is said never to hold never does; what is said to be implied is found with no more than what implies it.
    """
    patterns, sought = pair
    together = Conjunction(patterns, LOGIC_KINDS)
    found = matches(patterns, EVERY_ROW)

    if together.contradiction():
        assert [] == found
    if is_certain(sought, together):
        for match in chance.sample(found, min(len(found), 20)):
            alone = [row for row in EVERY_ROW if row.id in match.values()]
            both = [dict(list(other.items())[: len(patterns)]) for other in matches([*patterns, *sought], alone)]
            assert dict(match) in both


# The command line


def test_rules_without_a_verb_are_listed() -> None:
    """
    What is no verb is the beginning of an id, as ever.
    """
    every = load_every_rule().rules
    assert len(every) == len(ncnd("rules").output.splitlines())
    assert {"PIT"} == {line.partition("-")[0] for line in ncnd("rules", "pit").output.splitlines()}
    assert ncnd("rules", "PIT").output == ncnd("rules", "list", "PIT").output
    assert 2 == ncnd("rules", "XYZ").exit_code


@pytest.mark.parametrize("verb", ["lint", "test", "cover"])
def test_verbs_for_people_and_programs(verb: str, tmp_path: Path) -> None:
    """
    On a sound rule each verb ends with 0, in words and as JSON, on the screen and in a file.
    """
    command = ("rules", verb, "--rulesets", folder(tmp_path, rule(more=f"{OTHER}\n{LOST}")))
    words, data = ncnd(*command), ncnd(*command, "--format", "json")
    written = ncnd(*command, "--format", "json", "-o", tmp_path / "out.json")

    assert [0, 0, 0] == [words.exit_code, data.exit_code, written.exit_code]
    assert words.output.strip()
    assert json.loads(data.output) == json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "words",
    [
        ("rules", "lint", "--rulesets", "nowhere"),
        ("rules", "test", "XYZ"),
        ("rules", "cover", "--cases", "nowhere"),
        ("rules", "diff", "nowhere", "nowhere"),
        ("rules", "pages", "-o", __file__),
        ("registers", "--as-of", "yesterday"),
    ],
)
def test_what_cannot_run_says_so(words: tuple[str, ...]) -> None:
    """
    A missing folder, an unknown id, an odd day: one sentence, and exit code 2.
    """
    run = ncnd(*words)

    assert 2 == run.exit_code
    assert "Traceback" not in run.output
