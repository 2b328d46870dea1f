"""Corrections of what was read: made, taken back, written down, refused where they do not fit, and told everywhere."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pages import DEFECTIVE, RULESET, SHORT

from ncnd_rules.cli import main
from ncnd_rules.corrections import (
    Add,
    Change,
    Correction,
    Remove,
    SaysNothing,
    Understood,
    changed_fact,
    corrected_by,
    put_in,
)
from ncnd_rules.corrections_file import corrections_as_yaml, corrections_in, corrections_schema, load_corrections
from ncnd_rules.encode import encode
from ncnd_rules.encoding import Encoding
from ncnd_rules.engine import Checker
from ncnd_rules.errors import CorrectionsError, Misfit
from ncnd_rules.explain import explain
from ncnd_rules.facts import Citation, Date, Fact, Part
from ncnd_rules.facts_file import facts_as_yaml, load_facts
from ncnd_rules.letter import Span
from ncnd_rules.read import read_bytes
from ncnd_rules.registers import load_registers
from ncnd_rules.yamlfile import parse

LETTER = Path("letter.txt")
READ = encode(read_bytes(SHORT.encode(), LETTER))
CHECKER = Checker(RULESET, load_registers(), "reference")
FACTS = {fact.id: fact for fact in READ.facts}
PARTS = [fact for fact in READ.facts if isinstance(fact, Part)]
SILENT = next(part for part in PARTS if part.position == "ncnd")
DENIAL = next(part for part in PARTS if part.position == "not_held")


def ncnd(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def messages(encoding: Encoding) -> list[str]:
    return sorted(finding.message for finding in CHECKER.check(encoding).findings)


def words(quote: str) -> Span:
    start = SHORT.index(quote)
    return Span(start=start, stop=start + len(quote), quote=quote)


def understood(number: int) -> Understood:
    gap = READ.unread[number]
    return Understood(start=gap.start, stop=gap.stop, reason=gap.reason)


def bound(text: str) -> str:
    return text.replace("SHA", str(READ.letter.sha256))


facts = st.sampled_from(READ.facts)


# What corrections do


def test_no_correction_changes_nothing() -> None:
    """
    A letter without corrections is as it was read, and nothing in it is a person's.
    """
    assert READ == corrected_by(READ, ())


@settings(max_examples=12, deadline=None)
@given(facts)
def test_what_is_taken_out_and_put_in_again(fact: Fact) -> None:
    """
    A fact taken out and put in again gives the same verdicts, whatever refers to it.
    """
    again = corrected_by(READ, (Remove(fact=fact.id, was=fact), Add(fact=fact)))

    assert messages(READ) == messages(again)
    assert {one.id: one for one in again.facts} == FACTS


@settings(max_examples=25, deadline=None)
@given(st.lists(facts, unique_by=lambda fact: fact.id, max_size=6))
def test_what_is_taken_out_is_gone(gone: list[Fact]) -> None:
    """
    Facts taken out are gone and counted, and nothing left refers to them.
    """
    encoding = corrected_by(READ, [Remove(fact=fact.id) for fact in gone])
    ids = {fact.id for fact in gone}

    assert FACTS.keys() - ids == {fact.id for fact in encoding.facts}
    assert len(ids) == encoding.struck_out
    assert () == encoding.by_person
    assert not [fact for fact in encoding.facts if ids & {*getattr(fact, "part", ()), *getattr(fact, "question", ())}]


def test_a_position_that_was_read_wrongly() -> None:
    """
    A fact that says something else keeps its words and its name, is marked, and moves the findings that rest on it.
    """
    encoding = corrected_by(READ, (Change(fact=DENIAL.id, was=DENIAL, to={"position": "disclosed"}),))
    changed = next(fact for fact in encoding.facts if fact.id == DENIAL.id)

    assert DENIAL.model_copy(update={"position": "disclosed"}) == changed
    assert ((DENIAL.id,), 1) == (encoding.by_person, encoding.struck_out)
    assert messages(READ) != messages(encoding)


def test_words_that_say_nothing() -> None:
    """
    Of a passage that says nothing every fact goes that stands on it alone, and nothing in it is left to be understood.
    """
    passage = words(SHORT[SHORT.index("Since 2006") : SHORT.index("It is plain")].strip())
    gap = words(SHORT[SHORT.index("It is plain") :].strip())
    assert any(one.start == gap.start for one in READ.unread)
    encoding = corrected_by(READ, (SaysNothing(words=passage), SaysNothing(words=gap)))

    assert not [
        fact.id
        for fact in encoding.facts
        if all((passage.start or 0) <= (span.start or 0) < (passage.stop or 0) for span in fact.evidence)
    ]
    assert not [one for one in encoding.unread if one.start == gap.start]
    assert len(READ.facts) - encoding.struck_out <= len(encoding.facts)


def test_a_fact_on_other_words_too_keeps_those() -> None:
    """
    A fact that stands on words in two places loses those that say nothing, stays, and is a person's from then on.
    """
    first, last = words("31."), words("would help offenders")
    fact = Citation(id="set-1", provision="31", evidence=(first, last))
    encoding = corrected_by(READ, (Add(fact=fact), SaysNothing(words=last)))
    left = next(one for one in encoding.facts if one.id == "set-1")

    assert (first,) == left.evidence
    assert "set-1" in encoding.by_person


def test_a_passage_that_is_understood() -> None:
    """
    A passage said to hold nothing more leaves nothing undecided for it, and no fact is anybody else's for it.
    """
    whole = READ._replace(
        letter=READ.letter.model_copy(update={"copy_state": "complete", "missing": ()}),
        unread=tuple(gap.model_copy(update={"section": None, "may_hold": None}) for gap in READ.unread),
    )
    encoding = corrected_by(whole, [understood(number) for number in range(len(READ.unread))])
    before, after = (
        [why for finding in CHECKER.check(one).findings for why in finding.why if "was not read" in why]
        for one in (whole, encoding)
    )

    assert () == encoding.unread
    assert ((), 0) == (encoding.by_person, encoding.struck_out)
    assert before
    assert [] == after


def test_what_was_missed() -> None:
    """
    A fact that is added at words of the letter is marked, and the findings that its lack gave are gone.
    """
    cited = Citation(id="set-1", provision="31(3)", part=(SILENT.id,), evidence=(words("section 31"),))
    encoding = corrected_by(READ, (Add(fact=cited),))
    gone = set(messages(READ)) - set(messages(encoding))

    assert (("set-1",), 0) == (encoding.by_person, encoding.struck_out)
    assert [message for message in gone if "nowhere with its subsection" in message]


@pytest.mark.parametrize(
    ("correction", "why"),
    [
        (Remove(fact="P9"), "no fact is called 'P9'"),
        (Remove(fact=DENIAL.id, was=SILENT), f"'{DENIAL.id}' was part .* and is now read as part"),
        (Change(fact=DENIAL.id, to={"position": "not_held"}), "is read so already"),
        (Change(fact=DENIAL.id, to={"position": "no"}), "position: found 'no', expected one of disclosed"),
        (Change(fact=DENIAL.id, to={"positon": "ncnd"}), r"no field 'positon' here \(did you mean 'position'\?\)"),
        (Change(fact=DENIAL.id, to={"id": "P7"}), "the field 'id' of a fact cannot be changed"),
        (Change(fact=DENIAL.id, to={"question": ["Q77"]}), "found question 'Q77', expected one of"),
        (Add(fact=DENIAL), f"the id '{DENIAL.id}' is taken by a part"),
        (Add(fact=Citation(id="x", provision="31", part=("P8",))), "found part 'P8', expected one of"),
        (
            Add(fact=Citation(provision="31", evidence=(Span(start=0, stop=3, quote="31."),))),
            "quotes '31.' at 0, where",
        ),
        (SaysNothing(words=words("WEXMOOR")), "no fact stands on 'WEXMOOR'"),
        (Understood(start=1, stop=2, reason="none"), "no passage at 1 was left unread because 'none'"),
    ],
)
def test_what_does_not_fit_is_refused(correction: Correction, why: str) -> None:
    """
    A correction of what is not there, is read otherwise, or would say what the vocabulary cannot is refused by number.
    """
    with pytest.raises(Misfit, match=why) as found:
        corrected_by(READ, (understood(0), correction))
    assert 1 == found.value.number


def test_one_correction_a_fact() -> None:
    """
    Whoever corrects a fact again has corrected it once; back to what was read is no correction at all.
    """
    once = put_in((), Change(fact=DENIAL.id, was=DENIAL, to={"position": "disclosed"}), READ)
    twice = put_in(once, Change(fact=DENIAL.id, was=DENIAL, to={"scope": "overt"}), READ)
    added = put_in((), Add(fact=Citation(id="set-1", provision="31")), READ)

    assert {"position": "disclosed", "scope": "overt"} == dict(getattr(twice[0], "to"))  # noqa: B009 - one of several types
    assert 1 == len(twice)
    assert () == put_in(once, Change(fact=DENIAL.id, to={"position": "not_held"}), READ)
    assert (Remove(fact=DENIAL.id, was=DENIAL),) == put_in(once, Remove(fact=DENIAL.id), READ)
    assert () == put_in(added, Remove(fact="set-1"), READ)
    assert (Add(fact=Citation(id="set-1", provision="24")),) == put_in(
        added, Change(fact="set-1", to={"provision": "24"}), READ
    )


# The file


@st.composite
def corrections(draw: st.DrawFn) -> tuple[Correction, ...]:
    """Corrections of different facts, each of which fits."""
    made: list[Correction] = []
    for number, fact in enumerate(draw(st.lists(facts, unique_by=lambda fact: fact.id, max_size=5))):
        kind = draw(st.sampled_from(["remove", "add", "change"]))
        if kind == "remove" and fact.kind not in ("part", "question"):
            made.append(Remove(fact=fact.id, was=draw(st.sampled_from([None, fact]))))
        elif kind == "change" and isinstance(fact, Part):
            made.append(Change(fact=fact.id, was=fact, to={"position": "unclear"}))
        else:
            made.append(Add(fact=fact.model_copy(update={"id": f"set-{number}"})))
    made += [understood(number) for number in draw(st.sets(st.integers(0, len(READ.unread) - 1)))]
    return tuple(made)


@settings(max_examples=40, deadline=None)
@given(corrections())
def test_the_file_comes_back_as_it_was(made: tuple[Correction, ...]) -> None:
    """
    What is written down is read again as it was, and is what the published schema says it is.
    """
    text = corrections_as_yaml(READ.letter, made)

    assert made == corrections_in(text, Path("x.corrections.yaml"), READ)
    Draft202012Validator(corrections_schema()).validate(parse(text, LETTER))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is empty"),
        ("letter: {file: a.txt, sha256: SHA}\ncorrections:\n  - [", "not valid YAML"),
        ("letter: {file: a.txt}\ncorrections: []\n", "line 1, letter.sha256: the field 'sha256' is missing"),
        ("letter: {file: a.txt, sha256: SHA}\nfacts: []\n", "no field 'facts' here"),
        (
            f"letter: {{file: a.txt, sha256: {'0' * 64}}}\ncorrections: []\n",
            "line 1, letter.sha256: is about another letter: found sha256 0+ of a.txt, expected [0-9a-f]+ of",
        ),
        (
            "letter: {file: a.txt, sha256: SHA}\ncorrections:\n  - understood: {reason: x}\n",
            r"line 3, corrections\[0\]: does not fit the letter as it is read: no passage was left unread because 'x'",
        ),
        (
            "letter: {file: a.txt, sha256: SHA}\ncorrections:\n  - delete: {fact: P1}\n",
            "no correction is called 'delete'.*expected one of remove, change, add, says_nothing, understood",
        ),
        (
            "letter: {file: a.txt, sha256: SHA}\ncorrections:\n  - add: {citation: {provison: 31}}\n",
            r"line 3, corrections\[0\].add.citation.provison: no field 'provison' here \(did you mean 'provision'\?\)",
        ),
        (
            "letter: {file: a.txt, sha256: SHA}\ncorrections:\n  - remove: {fact: citation-1}\n  - remove: P1\n",
            r"line 4, corrections\[1\].remove: found 'P1', expected a mapping",
        ),
        (
            "letter: {file: a.txt, sha256: SHA}\ncorrections:\n  - says_nothing: {quote: WEXMOOR}\n",
            "the field 'start' is missing",
        ),
    ],
)
def test_a_file_that_cannot_be_used_says_why(text: str, why: str, tmp_path: Path) -> None:
    """
    One message with file, line, what was found and what was expected; on the command line too, with exit code 2.
    """
    path, letter = tmp_path / "x.corrections.yaml", tmp_path / "letter.txt"
    path.write_text(bound(text), encoding="utf-8")
    letter.write_text(SHORT, encoding="utf-8")

    with pytest.raises(CorrectionsError, match=why):
        load_corrections(path, READ)
    if "corrections:" in text:
        run = ncnd("check", letter, "--corrections", path)
        assert 2 == run.exit_code
        assert 1 == run.stderr.count("\n")
        assert str(path) in run.stderr


# The command line, and every report


def corrected_letter(folder: Path) -> tuple[Path, Path]:
    letter, file = folder / "letter.txt", folder / "letter.corrections.yaml"
    letter.write_text(SHORT, encoding="utf-8")
    made = (
        Change(fact=DENIAL.id, was=DENIAL, to={"position": "disclosed"}),
        Add(fact=Citation(id="set-1", provision="24", part=(SILENT.id,), evidence=(words("by virtue of"),))),
    )
    file.write_text(corrections_as_yaml(READ.letter, made), encoding="utf-8")
    return letter, file


def test_corrections_beside_a_letter_are_not_used_in_silence(tmp_path: Path) -> None:
    """
    Without the option a letter is checked as it is read, and what lies beside it is named; a folder finds it by hash.
    """
    letter, file = corrected_letter(tmp_path)
    renamed = tmp_path / "renamed.txt"
    renamed.write_bytes(letter.read_bytes())
    plain = ncnd("check", letter, "--format", "json")
    used = ncnd("check", letter, renamed, "--corrections", tmp_path, "--format", "json")

    assert f"{file} lies beside letter.txt and is not used; --corrections {file} uses it\n" in plain.stderr
    assert [] == json.loads(plain.stdout)[0]["letter"]["by_person"]
    assert "" == used.stderr
    assert [[DENIAL.id, "set-1"]] * 2 == [one["letter"]["by_person"] for one in json.loads(used.stdout)]


def test_every_report_says_what_a_person_set(tmp_path: Path) -> None:
    """
    Each form names the facts that a person set, and the findings that rest on them.
    """
    letter, file = corrected_letter(tmp_path)
    told = {
        form: ncnd("check", letter, "--corrections", file, "--format", form, "--fail-on", "never").stdout
        for form in ("text", "json", "html", "markdown", "csv", "sarif", "junit", "github")
    }
    whole: list[Any] = json.loads(told["json"])

    for form in ("text", "html", "markdown"):
        assert "2 facts were set by a person" in told[form]
        assert "answer: information is given" in told[form]
    assert {DENIAL.id, "set-1"} == {one["id"] for one in whole[0]["letter"]["set_by_person"]}
    assert {"part": [SILENT.id], "provision": "24"} == whole[0]["letter"]["set_by_person"][1]["says"]
    assert any("set-1" in finding["by_person"] for finding in whole[0]["findings"])
    assert all("set-1" in told[form] for form in ("csv", "sarif", "junit", "github"))
    assert "facts set by a person" in told["junit"]
    Draft202012Validator(json.loads(ncnd("schema", "verdicts").stdout)).validate(whole)
    sheet = ncnd("sheet", letter, "--corrections", file).stdout
    assert "Set by a person" in sheet


def test_corrected_facts_are_facts(tmp_path: Path) -> None:
    """
    `encode` shows what is then read, marks what a person set, and writes a facts file that says the same.
    """
    letter, file = corrected_letter(tmp_path)
    shown = ncnd("encode", letter, "--corrections", file).stdout
    as_json = json.loads(ncnd("encode", letter, "--corrections", file, "--format", "json").stdout)
    written = tmp_path / "letter.facts.yaml"
    ncnd("encode", letter, "--corrections", file, "--edit", "-o", written)

    assert "position disclosed" in next(line for line in shown.splitlines() if f" {DENIAL.id} " in line)
    assert 2 == shown.count("set by a person")
    assert [DENIAL.id, "set-1"] == as_json[0]["letter"]["by_person"]
    Draft202012Validator(json.loads(ncnd("schema", "encoded").stdout)).validate(as_json)
    encoding = corrected_by(READ, load_corrections(file, READ))
    assert encoding.facts == load_facts(written).facts
    assert facts_as_yaml(encoding).count("set-1") == 1


def test_a_picture_shows_what_a_person_set() -> None:
    """
    In the graph of a finding the fact that a person set says so; nothing else does.
    """
    encoding = corrected_by(READ, (Change(fact=SILENT.id, was=SILENT, to={"scope": "covert"}),))
    verdicts = CHECKER.check(encoding)
    rule = next(
        finding.rule for finding in verdicts.findings for one in finding.derivations if SILENT.id in one.premises()
    )
    graph = explain(verdicts, RULESET.rule(rule), encoding)
    assert graph is not None
    own = [node.id for node in graph.nodes if node.detail.startswith("set by a person")]

    assert [SILENT.id] == own


def test_changed_facts_are_held_to_the_vocabulary() -> None:
    """
    A day that does not exist is no day, however it comes in.
    """
    day = next(fact for fact in READ.facts if isinstance(fact, Date))

    with pytest.raises(ValueError, match="on: found '2021-02-30', expected a date that exists"):
        changed_fact(day, {"on": "2021-02-30"})
    assert date(2021, 2, 28) == getattr(changed_fact(day, {"on": "2021-02-28"}), "on")  # noqa: B009


def test_the_verdicts_of_a_corrected_letter_are_proven(tmp_path: Path) -> None:
    """
    A proof of a corrected letter stands, its words held against the letter.
    """
    letter, file = tmp_path / "letter.txt", tmp_path / "c.yaml"
    letter.write_bytes(DEFECTIVE.read_bytes())
    read = encode(read_bytes(letter.read_bytes(), letter))
    citation = next(fact for fact in read.facts if fact.kind == "citation")
    file.write_text(corrections_as_yaml(read.letter, (Remove(fact=citation.id, was=citation),)), encoding="utf-8")
    run = ncnd("prove", letter, "--corrections", file)

    assert 0 == run.exit_code, run.output
