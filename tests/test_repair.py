"""Repair: sets clear what they say and bring nothing new, no smaller set does, and their words are read back."""

import json
import re
import shutil
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random

import jsonschema
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from ncnd_rules import yamlfile
from ncnd_rules.cli import main
from ncnd_rules.compose import SHAPES, compose, load_wordings, random_plan
from ncnd_rules.encode import load_encoder
from ncnd_rules.engine import Checker
from ncnd_rules.errors import RuleError
from ncnd_rules.explain.repair import Bound, Repairs, applied, is_cleared, repairs_of
from ncnd_rules.explain.repair.manuscript import Manuscript
from ncnd_rules.explain.repair.model import Gone
from ncnd_rules.explain.repair.problems import errors_of, problems_in
from ncnd_rules.facts import Fact
from ncnd_rules.facts_file import load_facts
from ncnd_rules.read import read, read_bytes
from ncnd_rules.reading import Reading
from ncnd_rules.registers import load_registers
from ncnd_rules.report.repaired_json import repairs_schema
from ncnd_rules.rule_files import encoding_of, load_ruleset
from ncnd_rules.rules import Rule
from ncnd_rules.verdicts import Verdicts

CASES = Path(__file__).parents[1] / "cases"
LETTERS = sorted(CASES.glob("*/letter.txt"))
WORDINGS = load_wordings(CASES / "wordings" / "seen")
GRAVE = [rule for rule in load_ruleset().rules if rule.severity == "error"]

# A letter of our own without any error; each test changes some of its paragraphs.
PARTS = {
    "head": "Harbourshire Police\n\n4 March 2024\n\nReference: FOI 101/24\n\n"
    "Thank you for your request of 12 February 2024.",
    "request": "REQUEST\n\n1. How many thermal drones has the force used?",
    "answer": "RESPONSE\n\nHarbourshire Police neither confirms nor denies that it holds the information requested.",
    "reliance": "The duty in section 1(1)(a) of the Freedom of Information Act 2000 does not apply by virtue of the "
    "following exemption:",
    "list": "Section 31(3) - Law enforcement",
    "nature": "Section 31 is a qualified and prejudice-based exemption.",
    "harm": "HARM\n\nConfirming or denying that information is held would be likely to help offenders to evade "
    "detection.",
    "test": "PUBLIC INTEREST TEST\n\nI have considered whether the public interest in maintaining the exclusion of the "
    "duty to confirm or deny outweighs the public interest in disclosing whether the information is held.",
    "favour": "Factors favouring confirming or denying\n\nConfirming or denying would better inform the public.",
    "against": "Factors against confirming or denying\n\nConfirming or denying would compromise law enforcement "
    "tactics.",
    "balance": "BALANCE\n\nOn balance, the public interest in maintaining the exclusion of the duty to confirm or deny "
    "outweighs the public interest in disclosing whether the information is held.",
    "review": "YOUR RIGHTS\n\nIf you are not satisfied you may ask for an internal review within 40 working days by "
    "writing to the Disclosure Office, Quay Street, Harbourton.",
    "commissioner": "You may then apply to the Information Commissioner under section 50 of the Act for a decision, by "
    "way of www.ico.org.uk.",
    "end": "Yours sincerely\n\nDisclosure Officer",
}
UNWEIGHED = {"test": "", "favour": "", "against": "", "balance": ""}
TACTICS = PARTS["against"]


def letter(**changed: str) -> str:
    """The letter with some paragraphs changed or, where they are empty, left out."""
    return "\n\n".join(paragraph for paragraph in {**PARTS, **changed}.values() if paragraph) + "\n"


def reading_of(text: str) -> Reading:
    return read_bytes(text.encode(), Path("letter.txt"))


def ncnd(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], env={"NO_COLOR": "1", "COLUMNS": "100"})


@cache
def checker() -> Checker:
    return Checker(load_ruleset(), load_registers())


def verdicts(text: str, copy: str | None = None) -> Verdicts:
    return checker().check(load_encoder().encode(reading_of(text), copy))  # type: ignore[arg-type]


@cache
def repairs(text: str, copy: str | None = None, sets: int = 3) -> Repairs:
    return repairs_of(reading_of(text), checker(), copy, Bound(sets=sets))  # type: ignore[arg-type]


def composed(seed: int) -> str:
    chance = Random(seed)  # noqa: S311 - letters are not secrets
    return compose(random_plan(chance, WORDINGS, chance.choice(SHAPES)), WORDINGS, seed).text


def holds(text: str, copy: str | None = None) -> None:
    """Each set clears what it says and adds nothing, no set of fewer changes does, and its edits are apart."""
    found = repairs(text, copy)
    before = verdicts(text, copy)
    assert {error.fingerprint for error in errors_of(before)} == {
        error.fingerprint for error in (*found.mended, *(left.finding for left in found.left))
    }
    assert all(left.why for left in found.left)
    assert bool(found.sets) == bool(found.mended)
    for number, one in enumerate(found.sets, start=1):
        edited = found.edited(number)
        after = verdicts(edited, copy)

        assert one.proved == "text"
        assert [] == list(problems_in(after, before, found.mended))
        assert found.left or not errors_of(after)
        assert all(first.stop < second.start for first, second in pairwise(one.edits))
        assert all(0 <= edit.start <= edit.stop <= len(text) for edit in one.edits)
        for change in one.changes:
            alone = applied(text, change.edits)
            if len(one.changes) > 1:
                assert list(problems_in(verdicts(alone, copy), before, found.mended)), change


# Invariants


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.parent.name)
def test_sets_hold_on_the_letters_of_cases(path: Path) -> None:
    """
    The edited letter is read anew, and is free of what the set clears; one change alone does not do as much.
    """
    holds(path.read_text(encoding="utf-8"))


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_sets_hold_on_composed_letters(seed: int) -> None:
    """
    The same is true of letters of which nobody has looked at the words.
    """
    holds(composed(seed))


@pytest.mark.parametrize("seed", [21, 137])
def test_no_change_can_be_left_out(seed: int) -> None:
    """
    A set without any one of its changes leaves an error, or brings a finding.
    """
    text = composed(seed)
    found, before = repairs(text), verdicts(text)
    assert any(len(one.changes) > 1 for one in found.sets)
    for one in found.sets:
        for left_out in one.changes:
            others = [edit for change in one.changes if change is not left_out for edit in change.edits]
            if all(first.stop <= second.start for first, second in pairwise(sorted(others))):
                after = verdicts(applied(text, sorted(others)))
                assert list(problems_in(after, before, found.mended)), left_out


facts = st.sampled_from([path for path in sorted(CASES.glob("*/facts.yaml")) if "compared" not in path.parts])


@settings(max_examples=6, deadline=None)
@given(path=facts, data=st.data())
def test_sets_of_facts_hold_whatever_a_letter_lacks(path: Path, data: st.DataObject) -> None:
    """
    Without a letter the changed facts are checked: any one of them taken out, all errors that sets clear are gone.
    """
    whole = load_facts(path)
    lost = data.draw(st.sampled_from([fact.id for fact in whole.facts if fact.kind != "part"]))
    encoding = whole._replace(facts=tuple(fact for fact in whole.facts if fact.id != lost))
    found = repairs_of(encoding, checker(), bound=Bound(sets=1, checks=60))

    assert {error.fingerprint for error in errors_of(checker().check(encoding))} == {
        error.fingerprint for error in (*found.mended, *(left.finding for left in found.left))
    }
    for one in found.sets:
        assert one.proved == "facts"
        assert not one.edits
        assert all(change.rules for change in one.changes)


def test_a_sound_letter_needs_nothing() -> None:
    """
    Where there is no error there is no set, and nothing is left.
    """
    found = repairs(letter(), "complete")

    assert ((), (), ()) == (found.sets, found.mended, found.left)


# The words of every rule

READ_BACK: dict[str, tuple[str, dict[str, str]]] = {
    "HARM-05": ("insert", {"harm": "", "favour": "", "against": ""}),
    "LIMB-08": (
        "replace",
        {
            **UNWEIGHED,
            "answer": "RESPONSE\n\nThe information is held and is withheld.",
            "reliance": "It is exempt by virtue of the following exemptions:",
            "list": "Section 23(1) - Security bodies\n\nSection 24(1) - National security",
            "nature": "",
            "harm": "HARM\n\nExemption is required for the purpose of safeguarding national security.",
            "balance": "BALANCE\n\nThe public interest in maintaining the exemption outweighs that in disclosure.",
        },
    ),
    "NOT-01": ("insert", {"reliance": ""}),
    "NOT-01 of what is withheld": (
        "insert",
        {
            **UNWEIGHED,
            "answer": "RESPONSE\n\nThe information is held but is withheld.",
            "reliance": "",
            "list": "Section 31(1)(a) - Law enforcement",
            "nature": "",
            "harm": "HARM\n\nDisclosure would be likely to help offenders to evade detection.",
            "balance": "BALANCE\n\nThe public interest in maintaining the exemption outweighs that in disclosure.",
        },
    ),
    "NOT-03": (
        "insert",
        {
            **UNWEIGHED,
            "answer": "RESPONSE\n\nThe information is held and is withheld.",
            "reliance": "It is exempt by virtue of the following exemption:",
            "list": "Section 31(1)(a) - Law enforcement",
            "nature": "",
            "harm": "",
        },
    ),
    "PIT-01": ("insert", UNWEIGHED),
    "PIT-02": (
        "replace",
        {
            "test": "PUBLIC INTEREST TEST\n\nI am required to carry out a public interest test on the disclosure of "
            "the information.",
            "favour": "",
            "against": "",
            "balance": "BALANCE\n\nOn balance, the public interest favours maintaining the exemption.",
        },
    ),
    "PIT-04": ("replace", {"nature": "Section 31 is an absolute exemption."}),
    "PIT-08": ("insert", {"balance": ""}),
    "PIT-19": (
        "insert",
        {
            **UNWEIGHED,
            "request": "REQUEST\n\n1. How many thermal drones has the force used?\n\n2. Which firms were asked for drones?",
            "answer": "RESPONSE\n\n1. Harbourshire Police neither confirms nor denies that it holds the information, by "
            "virtue of section 31(3).\n\n2. Harbourshire Police neither confirms nor denies that it holds the "
            "information, by virtue of section 31(3).",
            "reliance": "",
            "list": "",
            "balance": "BALANCE\n\nOn balance, the public interest in maintaining the exclusion of the duty to confirm "
            "or deny outweighs the public interest in disclosing whether the information requested at question 1 is "
            "held.",
        },
    ),
    "REF-02": ("insert", {"harm": "", **UNWEIGHED}),
    "REF-02 for national security": (
        "insert",
        {"list": "Section 24(2) - National security", "nature": "", "harm": "", **UNWEIGHED},
    ),
    "REF-02 for an absolute exemption": (
        "insert",
        {"list": "Section 23(5) - Security bodies\n\nSection 31(3) - Law enforcement"},
    ),
    "RGT-01": ("insert", {"review": ""}),
    "RGT-02": ("insert", {"commissioner": ""}),
    "RGT-09": ("replace", {"commissioner": "You may then apply to the Scottish Information Commissioner."}),
}


@pytest.mark.parametrize("name", READ_BACK)
def test_words_are_read_back(name: str) -> None:
    """
    What a rule proposes to write is understood by the encoder as what it is to say, and clears the whole letter.
    """
    does, changed = READ_BACK[name]
    rule = name.partition(" ")[0]
    text = letter(**changed)
    found = repairs(text, "complete")

    assert rule in {error.rule for error in found.mended}
    assert () == found.left
    assert any(change.does == does and rule in change.rules and change.words for change in found.sets[0].changes)
    holds(text, "complete")


def test_the_words_of_every_rule_are_read_back() -> None:
    """
    No rule proposes words of which no test shows that they are read.
    """
    with_words = {rule.id for rule in GRAVE for operation in rule.repairs if operation.words}

    assert with_words == {name.partition(" ")[0] for name in READ_BACK}


def test_a_printed_value_is_exchanged_in_place() -> None:
    """
    A wrong level is exchanged for the published one, in its own capitals; or its sentence goes.
    """
    text = letter(against=f"{TACTICS} The current threat level is SEVERE.")
    found = repairs(text, "complete")

    assert [["SUBSTANTIAL"], [""]] == [
        [edit.replacement.rpartition(" ")[2] for edit in one.edits] for one in found.sets
    ]
    (swap,) = found.sets[0].changes
    assert (("SEVERE",), "SUBSTANTIAL") == (swap.taken, swap.words)
    assert text.replace("SEVERE", "SUBSTANTIAL") == found.edited(1)
    assert letter() == found.edited(2)


def test_two_changes_may_meet_in_one_fact() -> None:
    """
    A level with its rank: both values are exchanged where only together they clear the letter.
    """
    text = letter(against=f"{TACTICS} The current threat level is severe, the second highest.")
    found = repairs(text, "complete")

    assert {"substantial, the third highest"} <= {
        found.edited(number).partition("threat level is ")[2].partition(".")[0] for number in (1, 2)
    }


def test_what_is_taken_out_goes_with_its_line() -> None:
    """
    A list item goes with its line, and a heading with all that stood under it.
    """
    listed = "Section 23(5) - Security bodies\n\nSection 31(3) - Law enforcement"
    found = repairs(letter(list=listed), "complete")
    deleted = next(number for number, one in enumerate(found.sets, 1) if one.changes[0].does == "delete")

    assert letter() == found.edited(deleted)


def test_a_wrapped_paragraph_stays_wrapped() -> None:
    """
    A sentence taken out of lines that were wrapped leaves no short line, whose end would look as if it were meant.
    """
    said = (
        "Confirming or denying would compromise law enforcement tactics across the whole of the\n"
        "county. The current threat level is severe. Officers would have to change how they work, and\n"
        "offenders would learn from each change what the force had been able to see before it was\n"
        "made, and where it could see nothing."
    )
    text = letter(against=f"Factors against confirming or denying\n\n{said}")
    found = repairs(text, "complete")
    edited = next(found.edited(n) for n, one in enumerate(found.sets, 1) if one.changes[0].does == "delete")
    paragraph = edited.partition("Confirming or denying would compromise")[2].partition("\n\n")[0]

    assert "severe" not in paragraph
    assert " ".join(said.replace(" The current threat level is severe.", "").split()).endswith(
        " ".join(paragraph.split())
    )
    assert all(len(line) > 60 for line in paragraph.split("\n")[1:-1])


@settings(max_examples=60, deadline=None)
@given(path=st.sampled_from(LETTERS), crlf=st.booleans(), data=st.data())
def test_edits_take_out_what_they_are_to(path: Path, crlf: bool, data: st.DataObject) -> None:
    """
    Whichever sentences go, those that stay are there in their order, and no word of those that go is left behind.
    """
    text = path.read_text(encoding="utf-8")
    reading = reading_of(text.replace("\n", "\r\n") if crlf else text)
    manuscript, page = Manuscript(reading, load_encoder().page(reading)), load_encoder().page(reading)
    numbers = [number for number, one in enumerate(page.sentences) if one.voice == "authority" and not one.is_heading]
    begin = data.draw(st.sampled_from(range(len(numbers))))
    gone = {numbers[begin], *data.draw(st.sets(st.sampled_from(numbers[begin : begin + 9])))}
    edits = manuscript.edits_of(map(Gone, gone))
    edited = applied(reading.text, edits)

    at, stays = 0, " ".join(edited.split())
    for number, one in enumerate(page.sentences):
        said = " ".join(manuscript.words_of(number).split())
        if number in gone:
            assert stays.count(said) < " ".join(reading.text.split()).count(said)
        elif one.voice == "authority" and not one.is_heading:
            at = stays.index(said, at) + len(said)
    assert not crlf or "\n" not in edited.replace("\r\n", "")
    assert all(before.stop < behind.start for before, behind in pairwise(edits))


# What no repair does


def test_what_cannot_be_mended_says_why() -> None:
    """
    A late answer is on record: no set clears it, the others are cleared all the same, and the reason is given.
    """
    head = PARTS["head"].replace("12 February 2024", "2 January 2024")
    found = repairs(letter(head=head, commissioner=""), "complete")

    assert ["DATE-01"] == [left.finding.rule for left in found.left]
    assert "on record" in found.left[0].why
    assert ["RGT-02"] == [error.rule for error in found.mended]


def test_a_copy_that_lost_a_part_is_not_blamed_for_it() -> None:
    """
    What the copy may have lost is undecided, so that nothing is proposed to be put in.
    """
    text = letter(review="", commissioner="", end="").rpartition("BALANCE")[0]

    assert "RGT-02" not in {error.rule for error in repairs(text).mended}


def test_no_set_claims_answers_or_touches_a_record() -> None:
    """
    Whatever the letter, no change puts in a citation, changes an answer or a day, or loses one of its words.
    """
    for path in LETTERS:
        for one in repairs(path.read_text(encoding="utf-8")).sets:
            for change in one.changes:
                assert change.kind not in ("part", "date", "question", "authority", "reference", "regime")
                assert not (change.kind == "citation" and change.does == "insert")
                assert not {"provision", "position", "scope"} & change.fields.keys()


def test_answers_and_days_are_as_they_were() -> None:
    """
    The edited letter answers, and is dated, as the letter was.
    """

    def kept(text: str) -> list[str]:
        said: list[Fact] = [*load_encoder().encode(reading_of(text)).facts]
        return sorted(
            fact.model_dump_json(exclude={"evidence", "id"})
            for fact in said
            if fact.kind in ("part", "date", "question")
        )

    for path in LETTERS:
        text = path.read_text(encoding="utf-8")
        for number in range(1, len(repairs(text).sets) + 1):
            assert kept(text) == kept(repairs(text).edited(number)), path


# Operations in rule files

BAD_OPERATIONS = [
    ("- insert: {balanse: {part: $part}}\n    words: On balance.\n    at_end_of: balance", "no kind of fact (did you mean 'balance'?)"),
    ("- insert: {balance: {parts: $part}}\n    words: On balance.\n    at_end_of: balance", "no field 'parts' in balance"),
    ("- insert: {balance: {part: $prat}}\n    words: On balance.\n    at_end_of: balance", "no earlier pattern is called 'prat'"),
    ("- insert: {balance: {direction: mantain}}\n    words: On balance.\n    at_end_of: balance", "found 'mantain', expected one of maintain"),
    ("- insert: {balance: {part: $part}}\n    words: On balance.", "expected 'words', and 'after' a name or 'at_end_of' sections"),
    ("- insert: {balance: {part: $part}}\n    words: Under {sited.provision}.\n    at_end_of: balance", "nothing in 'when' or 'forbid' is called 'sited'"),
    ("- insert: {balance: {part: $part}}\n    words: Because [].\n    at_end_of: balance", "a square bracket that marks nothing"),
    ("- insert: {balance: {part: $part}}\n    words: Because {cited.provision.\n    at_end_of: balance", "a brace without its other half"),
    ("- insert: {citation: {provision: 31(3), purpose: ncnd}}\n    words: Section 31(3).\n    at_end_of: answer", "never claims an exemption"),
    ("- insert: {citation: {provision: 31(1), purpose: withhold}}\n    words: Section 31(1).\n    at_end_of: answer", "never claims an exemption"),
    ("- insert: {date: {role: received, on: 2024-01-01}}\n    words: On 1 January.\n    at_end_of: header", "a date is on record"),
    ("- insert: {question: {label: 9}}\n    words: Nine.\n    at_end_of: request", "a question is on record"),
    ("- replace: {part: {position: not_held}}", "never answers otherwise"),
    ("- replace: {part: {scope: overt}}", "never answers otherwise"),
    ("- replace: {cited: {provision: 24(2)}}", "'provision' of a citation is what was decided"),
    ("- replace: {cited: {section: 24}}", "'section' of a citation follows from its other fields"),
    ("- replace: {sited: {role: argued}}", "nothing in 'when' or 'forbid' is called 'sited' (did you mean 'cited'?)"),
    ("- delete: part", "never answers otherwise"),
    ("- delete: cited\n    words: Some.", "takes words out: expected no 'words'"),
    ("- delete: cited\n    along: [{date: {}}]", "expected kinds that a letter states and that are not on record"),
    ("- {}", "expected one of insert, replace, delete"),
    ("- delete: cited\n    replace: {cited: {role: argued}}", "found replace and delete, expected one"),
    ("- delete: cited\n    given: {cited: {purpose: silence}}", "found 'silence', expected one of ncnd"),
    ("- delete: cited\n    wordz: Some", "no field 'wordz'"),
]  # fmt: skip


@pytest.mark.parametrize(("operation", "says"), BAD_OPERATIONS, ids=[says for _, says in BAD_OPERATIONS])
def test_operations_are_held_against_the_vocabulary(operation: str, says: str, tmp_path: Path) -> None:
    """
    What is wrong with an operation, and what would mend the label, is refused when the rule is loaded.
    """
    text = load_ruleset().rule("PIT-01").path.read_text(encoding="utf-8")
    shipped = text.partition("repairs:\n")[2].partition("\nbad:")[0]
    root = with_rule(tmp_path, "PIT-01", shipped, f"  {operation}")

    with pytest.raises(RuleError) as refused:
        load_ruleset(root)
    assert says in str(refused.value)
    assert "PIT-01.yaml" in str(refused.value)
    assert "line" in str(refused.value)


def test_an_operation_that_does_not_mend_is_noticed() -> None:
    """
    The bad examples of a rule show whether its operations clear it.
    """
    rule: Rule = load_ruleset().rule("NOT-01")
    example = encoding_of(rule.bad[0], rule)
    operation = rule.repairs[0]
    wrong = operation._replace(kind="review_right", fields={})
    unfit = operation._replace(given={("part", "position"): ("vexatious",)})

    assert is_cleared(rule, example, checker()) is True
    assert is_cleared(rule._replace(repairs=(wrong,)), example, checker()) is False
    assert (
        is_cleared(rule._replace(repairs=(unfit,)), example, checker()) is None if rule.when[0].alias == "part" else 1
    )


def with_rule(tmp_path: Path, rule_id: str, before: str, after: str) -> Path:
    """A folder of rulesets with one shipped rule, in which some words are exchanged."""
    shipped = load_ruleset().rule(rule_id).path
    root = tmp_path / "rulesets"
    target = root / "rules" / rule_id.partition("-")[0].lower() / f"{rule_id}.yaml"
    target.parent.mkdir(parents=True)
    text = shipped.read_text(encoding="utf-8")
    assert before in text
    target.write_text(text.replace(before, after, 1), encoding="utf-8")
    for folder in ("registers", "definitions"):
        shutil.copytree(shipped.parents[2] / folder, root / folder)
    return root


def test_rules_test_counts_and_names_repairs(tmp_path: Path) -> None:
    """
    An operation that does not clear the bad examples of its rule fails the test of the rules, with its place.
    """
    sound = ncnd("rules", "test", "RGT-02")
    root = with_rule(tmp_path, "RGT-02", "- insert: {complaint_right: {to: ICO}}", "- insert: {review_right: {}}")
    wrong = ncnd("rules", "test", "--rulesets", root)

    assert 0 == sound.exit_code
    assert re.search(r"\d+ examples tried, 0 failed\. \d+ repairs tried, 0 failed\.", sound.stdout)
    assert 1 == wrong.exit_code
    assert re.search(r"RGT-02\.yaml: line \d+, repairs\[0\]: a letter that .* is violated still", wrong.stdout)
    assert json.loads(ncnd("rules", "test", "--rulesets", root, "--format", "json").stdout)["repairs"]["failed"]


def test_an_operation_that_fits_nothing_is_named(tmp_path: Path) -> None:
    """
    An operation for letters of which the rule has no example could do anything.
    """
    root = with_rule(tmp_path, "PIT-19", "    after: part\n", "    after: part\n    given: {part: {scope: overt}}\n")
    told = ncnd("rules", "test", "--rulesets", root)

    assert 1 == told.exit_code
    assert "expected one that the operation fits" in told.stdout


def test_lint_lists_what_nothing_mends() -> None:
    """
    The errors without an operation are named with the reason that their rules give.
    """
    told = ncnd("rules", "lint")

    assert 0 == told.exit_code
    for rule in GRAVE:
        assert (f"  {rule.id}: {rule.no_repair}" in told.stdout) == (not rule.repairs and rule.over == "letter"), (
            rule.id
        )


# The command


def written(tmp_path: Path, text: str, name: str = "letter.txt") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode())
    return path


def test_the_command_shows_a_set_as_a_diff(tmp_path: Path) -> None:
    """
    What is to be done, for which rule, and the lines that change; the exit code says that there are errors.
    """
    told = ncnd("repair", written(tmp_path, letter(commissioner="")), "--copy", "complete")

    assert 1 == told.exit_code
    assert "set 1: 1 change; the edited letter was read and checked again" in told.stdout
    assert "RGT-02: put in complaint right (to ICO)" in told.stdout
    assert "  +You have the right to apply to the Information Commissioner under section 50" in told.stdout
    assert "1 error. The set clears all of them and brings no new error or warning." in told.stdout
    sound = ncnd("repair", written(tmp_path, letter()), "--copy", "complete")
    assert (0, True) == (sound.exit_code, "No errors: nothing to repair." in sound.stdout)


def test_json_fits_the_published_schema(tmp_path: Path) -> None:
    """
    The JSON is a list, one object a letter, and the same input gives the same bytes.
    """
    path = CASES / "partial-ncnd-with-defects" / "facts.yaml"
    words = ("repair", path, written(tmp_path, letter(review="")), "--format", "json", "--sets", 1)
    told = ncnd(*words)

    letters = json.loads(told.stdout)
    jsonschema.Draft202012Validator(repairs_schema()).validate(letters)
    assert repairs_schema() == json.loads(ncnd("schema", "repairs").stdout)
    assert ["facts", "text"] == [item["sets"][0]["proved"] for item in letters]
    assert told.stdout == ncnd(*words).stdout


@pytest.mark.parametrize("name", ["letter.txt", "letter.md"])
def test_a_copy_is_written(name: str, tmp_path: Path) -> None:
    """
    The copy has the edits and nothing else, line ends and the mark at the beginning as they were; it is checked again.
    """
    text = "\ufeff" + letter(commissioner="", harm="", **UNWEIGHED).replace("\n", "\r\n")
    path, copy = written(tmp_path, text, name), tmp_path / f"copy-{name}"
    told = ncnd("repair", path, "--copy", "complete", "--apply", "-o", copy)

    assert 0 == told.exit_code, told.output
    assert "Fill in what stands in square brackets" in told.stdout
    assert repairs(text, "complete").edited(1).encode() == copy.read_bytes()
    assert text == path.read_bytes().decode()
    assert b"\n" not in copy.read_bytes().replace(b"\r\n", b"")
    assert 0 == ncnd("check", copy, "--copy", "complete").exit_code


def test_a_copy_that_still_has_an_error_says_so(tmp_path: Path) -> None:
    """
    What no set clears is named, and the exit code is that of a letter with findings.
    """
    head = PARTS["head"].replace("12 February 2024", "2 January 2024")
    told = ncnd("repair", written(tmp_path, letter(head=head, review="")), "--apply", "1", "-o", tmp_path / "copy.txt")

    assert 1 == told.exit_code
    assert "cleared: RGT-01; left: DATE-01" in told.stdout


BAD_COMMANDS = [
    (("letter.txt", "--apply"), "--apply needs -o FILE"),
    (("letter.txt", "sound.txt", "--apply", "-o", "copy.txt"), "--apply takes one letter"),
    (("letter.txt", "--apply", "9", "-o", "copy.txt", "--copy", "complete"), "has 1 sets of edits, and --apply asks for set 9"),
    (("sound.txt", "--apply", "-o", "copy.txt", "--copy", "complete"), "has no error; nothing was written"),
    (("letter.txt", "--apply", "-o", "letter.txt", "--copy", "complete"), "is one of the files read, and would be lost"),
    (("case", "--apply", "-o", "copy.txt"), "is a facts file: it has no words to edit"),
    (("letter.html", "--apply", "-o", "copy.html", "--copy", "complete"), "copies are written of plain text and of Word files"),
    (("letter.txt", "--apply", "-o", "nowhere/copy.txt", "--copy", "complete"), "cannot be written"),
    (("letter.txt", "--apply", "-o", "copy.PDF", "--copy", "complete"), "would hold plain text, found the ending .pdf"),
    (("letter.txt", "--apply", "-o", "copy.txt", "--format", "json"), "--apply writes a copy of the letter, and no report"),
    (("absent.txt",), "no such file"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "says"), BAD_COMMANDS, ids=[says for _, says in BAD_COMMANDS])
def test_what_cannot_be_written_is_one_sentence(
    words: tuple[str, ...], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    A mistake is one line and exit code 2, and nothing is written.
    """
    monkeypatch.chdir(tmp_path)
    flawed = letter(commissioner="")
    written(tmp_path, flawed)
    written(tmp_path, letter(), "sound.txt")
    (tmp_path / "case").mkdir()
    written(tmp_path / "case", (CASES / "spyware-full-ncnd" / "facts.yaml").read_text(encoding="utf-8"), "facts.yaml")
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in flawed.split("\n\n"))
    written(tmp_path, f"<!DOCTYPE html><html><body>{paragraphs}</body></html>", "letter.html")
    before = sorted(path.name for path in tmp_path.iterdir())
    told = ncnd("repair", *words)

    assert 2 == told.exit_code
    assert says in told.output
    assert "Traceback" not in told.output
    assert before == sorted(path.name for path in tmp_path.iterdir())
    assert flawed == read(tmp_path / "letter.txt").text


def test_yaml_of_rules_stays_readable() -> None:
    """
    Every error rule says how it is mended, or in one sentence why it is not.
    """
    for rule in GRAVE:
        assert rule.repairs or rule.no_repair, rule.id
        assert not rule.no_repair or rule.no_repair.endswith("."), rule.id
        assert "repairs" in yamlfile.load(rule.path, RuleError) or rule.no_repair, rule.id
