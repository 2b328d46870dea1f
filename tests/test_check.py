"""How a match is decided: what counts as absent, what excuses, what lessens, and what stays undecided."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from ncnd_rules.encoding import Encoding
from ncnd_rules.engine import Checker
from ncnd_rules.errors import EngineDefect, NcndError
from ncnd_rules.facts_file import read_facts
from ncnd_rules.letter import Letter, Unread
from ncnd_rules.registers import load_registers
from ncnd_rules.rule_files import load_ruleset
from ncnd_rules.verdicts import Finding, Verdicts


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(load_ruleset(), load_registers())


def letter(
    *facts: dict[str, Any], missing: tuple[str, ...] = (), unread: tuple[str, ...] = (), copy: str = ""
) -> Encoding:
    state = copy or ("extract" if missing else "complete")
    about = Letter.model_validate({"file": "letter.txt", "copy": state, "missing": missing})
    passages = tuple(Unread.model_validate({"section": section, "reason": "not understood"}) for section in unread)
    return Encoding(about, read_facts(facts, Path("letter.yaml"), ("facts",)), passages)


def of(verdicts: Verdicts, rule: str) -> list[Finding]:
    return [finding for finding in verdicts.findings if finding.rule == rule]


REFUSAL: tuple[dict[str, Any], ...] = (
    {"part": {"id": "P1", "position": "ncnd"}},
    {"citation": {"part": "P1", "provision": "31(3)"}},
)
DATED = {"date": {"role": "response", "on": "2018-11-06"}}


@pytest.mark.parametrize(
    ("given", "outcome", "reason"),
    [
        ({}, "violated", None),
        ({"missing": ("balance",)}, "undecided", "this copy may lack the balance section of the letter"),
        ({"missing": ("rights",)}, "violated", None),
        (
            {"copy": "unknown"},
            "undecided",
            "this copy may lack the public interest, balance, answer and notice sections of the letter",
        ),
        (
            {"unread": ("public_interest",)},
            "undecided",
            "a passage that may stand in the public interest section was not read",
        ),
        ({"unread": ("header",)}, "violated", None),
    ],
)
def test_what_counts_as_absent(checker: Checker, given: Any, outcome: str, reason: str | None) -> None:
    """
    A thing is absent only from sections that are whole and read; otherwise the finding says why it cannot be told.
    """
    verdicts = checker.check(letter(*REFUSAL, **given))

    assert outcome == verdicts.outcomes["PIT-01"]
    (finding,) = of(verdicts, "PIT-01")
    assert ((reason,) if reason else ()) == finding.why


def test_what_is_found_is_certain_whatever_else_is_lost(checker: Checker) -> None:
    """
    A requirement that is met, and a contradiction that is there, need no whole copy.
    """
    balance = {"balance": {"part": "P1", "section": "31", "direction": "confirm"}}
    verdicts = checker.check(letter(*REFUSAL, balance, copy="unknown"))

    assert ("satisfied", "violated") == (verdicts.outcomes["PIT-01"], verdicts.outcomes["PIT-09"])


def test_what_a_register_cannot_tell(checker: Checker) -> None:
    """
    Past the day a register was verified, and without a date, a rule that needs it is undecided and says so.
    """
    claim = {"threat_claim": {"claim": "current", "level": "severe"}}
    later = {"date": {"role": "response", "on": "2026-11-01"}}

    (undated,) = of(checker.check(letter(claim)), "THR-01")
    (beyond,) = of(checker.check(letter(claim, later)), "THR-01")
    assert ("no date of the letter was read",) == undated.why
    assert beyond.why[0].startswith(
        "the register of threat levels is verified until 31 August 2026 and the letter is dated"
    )


def test_a_rule_is_applied_as_in_force(checker: Checker) -> None:
    """
    The Code of 2018 is not held against a letter of 2017; of an undated one it cannot be told.
    """
    period = {"review_period": {"direction": "to_ask", "number": 20}}
    before = {"date": {"role": "response", "on": "2017-03-01"}}

    assert "not_applicable" == checker.check(letter(period, before)).outcomes["RGT-03"]
    assert "violated" == checker.check(letter(period, DATED)).outcomes["RGT-03"]
    assert "undecided" == checker.check(letter(period)).outcomes["RGT-03"]


@pytest.mark.parametrize(
    ("number", "unit", "outcome"),
    [
        (40, "working_days", "satisfied"),
        (39, "working_days", "violated"),
        (8, "weeks", "satisfied"),
        (7, "weeks", "violated"),
        (2, "months", "satisfied"),
        (1, "months", "violated"),
        (54, "calendar_days", "satisfied"),
        (53, "calendar_days", "violated"),
    ],
)
def test_a_window_in_another_unit(checker: Checker, number: int, unit: str, outcome: str) -> None:
    """
    A window told in calendar time is called short only where no calendar could make it forty working days.
    """
    period = {"review_period": {"direction": "to_ask", "number": number, "unit": unit}}

    assert outcome == checker.check(letter(period, DATED)).outcomes["RGT-03"]


def test_another_regime(checker: Checker) -> None:
    """
    Rules of the Freedom of Information Act say nothing of a letter under another regime.
    """
    verdicts = checker.check(letter(*REFUSAL, {"regime": {"act": "foisa"}}))

    assert {"not_applicable"} == set(verdicts.outcomes.values())


def test_severity_is_lessened_where_the_lessening_may_be_lost(checker: Checker) -> None:
    """
    Where what would lessen a finding may stand in a part this copy lacks, the lesser severity is used.
    """
    test = {"test": {"part": "P1", "test": "public_interest", "object": "disclosure"}}
    said = {"balance": {"part": "P1", "section": "31", "direction": "maintain", "object": "existence"}}

    def severity(*facts: dict[str, Any], **given: Any) -> str:
        (finding,) = of(checker.check(letter(*REFUSAL, test, *facts, **given)), "PIT-02")
        return finding.severity

    assert ["error", "warning", "warning"] == [severity(), severity(said), severity(missing=("balance",))]


def test_matches_that_say_the_same_are_one_finding(checker: Checker) -> None:
    """
    Three questions with the same defect are one finding with all the words, not three.
    """
    questions = [{"question": {"id": f"Q{n}", "label": n, "topic": f"t{n}"}} for n in range(3)]
    answers = [
        {"part": {"id": "P1", "question": ["Q0", "Q1", "Q2"], "position": "not_held"}},
        {"part": {"id": "P2", "question": ["Q0", "Q1", "Q2"], "position": "ncnd", "scope": "further"}},
    ]
    verdicts = checker.check(letter(*questions, *answers))

    (finding,) = of(verdicts, "POS-01")
    assert 3 == len(finding.derivations)


def test_a_month_that_touches_the_period_is_enough(checker: Checker) -> None:
    """
    A month in which the level was in force for a day is rightly named; one in which it never was is not.
    """

    def outcome(*months: str) -> str:
        claim = {"threat_claim": {"claim": "raised", "level": "critical", "month": list(months)}}
        return checker.check(letter(claim, DATED)).outcomes["THR-03"]

    assert ["satisfied", "satisfied", "violated"] == [
        outcome("2017-05"),
        outcome("2006-08", "2017-09"),
        outcome("2017-06"),
    ]


@pytest.mark.parametrize(
    ("since", "on", "level", "outcome"),
    [
        (2014, "2016-11-07", "severe", "satisfied"),  # severe from August 2014
        (2006, "2009-07-19", "severe", "satisfied"),  # the last day on which it was true
        (2006, "2009-07-20", "severe", "satisfied"),  # the day of the change, when either level is accepted
        (2006, "2009-07-31", "severe", "violated"),
        (2012, "2016-11-07", "severe", "violated"),
    ],
)
def test_what_has_remained(checker: Checker, since: int, on: str, level: str, outcome: str) -> None:
    """
    'Since 2014' is fairly said of a level that began in the course of 2014.
    """
    claims = [
        {"threat_claim": {"claim": "remained", "level": level, "since": since}},
        {"threat_claim": {"claim": "raised", "level": "critical", "month": ["2006-08", "2007-06", "2007-07"]}},
        {"date": {"role": "response", "on": on}},
    ]
    verdicts = checker.check(letter(*claims))

    expected = outcome if on >= "2009-07-20" else "not_applicable"
    assert expected == verdicts.outcomes["THR-02"]


HISTORY: tuple[dict[str, Any], ...] = (
    {"threat_claim": {"claim": "remained", "level": "severe", "since": 2014}},
    {"date": {"role": "response", "on": "2018-11-06"}},
)


def test_a_history_is_false_only_if_all_of_it_was_read(checker: Checker) -> None:
    """
    What would account for a time at another level may stand in a passage that is lost or was not read.
    """
    raised = {"threat_claim": {"claim": "raised", "month": ["2017-05", "2017-09"]}}

    assert "violated" == checker.check(letter(*HISTORY)).outcomes["THR-03"]
    assert "undecided" == checker.check(letter(*HISTORY, unread=("harm",))).outcomes["THR-03"]
    assert "undecided" == checker.check(letter(*HISTORY, copy="unknown")).outcomes["THR-03"]
    assert "satisfied" == checker.check(letter(*HISTORY, raised)).outcomes["THR-03"]


def test_a_past_that_is_over_is_not_held_against_the_letter(checker: Checker) -> None:
    """
    'Had remained until' does not say when it ended, so no later level contradicts it.
    """
    over = {"threat_claim": {"claim": "remained", "level": "severe", "since": 2014, "ended": True}}

    assert "satisfied" == checker.check(letter(over, HISTORY[1])).outcomes["THR-03"]


def test_two_dates_of_receipt(checker: Checker) -> None:
    """
    Where one reading of the dates is in order, no letter is said to precede its request.
    """
    dates = [{"date": {"role": "received", "on": day}} for day in ("2018-11-01", "2018-11-09")]

    assert "satisfied" == checker.check(letter(DATED, *dates)).outcomes["DATE-04"]
    assert "violated" == checker.check(letter(DATED, dates[1])).outcomes["DATE-04"]


def test_threads_that_share_a_checker_take_turns(checker: Checker) -> None:
    """
    One engine, one letter at a time: what two threads ask together comes out as asked apart.
    """
    letters = [letter(*REFUSAL), letter(*HISTORY), letter(DATED)]
    alone = [checker.check(one).outcomes for one in letters]

    with ThreadPoolExecutor(4) as pool:
        assert alone * 20 == [verdicts.outcomes for verdicts in pool.map(checker.check, letters * 20)]


def test_two_facts_of_one_id(checker: Checker) -> None:
    """
    Facts that were made in a program and not read from a file are held to the same: one id, one fact.
    """
    (part, _) = letter(*REFUSAL).facts

    with pytest.raises(NcndError, match="two facts have the id 'P1'"):
        checker.check(letter(*REFUSAL)._replace(facts=(part, part)))


def test_lists_in_sentences_run_as_the_letter_does(checker: Checker) -> None:
    """
    However the facts stand in their file, and whatever they are called, a sentence lists them in reading order.
    """
    names = ["Office of the Surveillance Commissioner", "Interception of Communications Commissioners Office"]
    mentions = [
        {
            "body_mention": {
                "body": body,
                "name": name,
                "evidence": {"start": 90 * at, "stop": 90 * at + 1, "quote": "x"},
            }
        }
        for at, (body, name) in enumerate(zip(("OSC", "IOCCO"), names, strict=True))
    ]
    sentences = {
        checker.check(letter(DATED, *order)).findings[0].message for order in (mentions, list(reversed(mentions)))
    }

    (sentence,) = sentences
    assert sentence.index("Office of Surveillance") < sentence.index("Interception of Communications")


def test_fingerprints_tell_findings_apart_and_stay(checker: Checker) -> None:
    """
    A fingerprint is the same on the next run and differs between findings.
    """
    encoding = letter(*REFUSAL, DATED)
    prints = [finding.fingerprint for finding in checker.check(encoding).findings]

    assert prints == [finding.fingerprint for finding in checker.check(encoding).findings]
    assert len(prints) == len(set(prints))


def test_without_durable_rules_the_reference_takes_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Where durable-rules is not installed the reference evaluator runs, and the report says so; asked for by
    name, its absence is an error.
    """
    monkeypatch.setattr("ncnd_rules.engine.durable._engine", None)
    verdicts = Checker(load_ruleset(), load_registers()).check(letter(*REFUSAL))

    assert "reference" == verdicts.evaluator
    assert "violated" == verdicts.outcomes["PIT-01"]
    with pytest.raises(NcndError, match="durable-rules is not installed"):
        Checker(load_ruleset(), load_registers(), "durable")


def test_a_difference_between_evaluators_is_fatal(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    --verify fails loudly where one evaluator finds a match that the other does not.
    """
    pytest.importorskip("durable_rules_engine", reason="durable-rules is not installed for this Python")
    checker = Checker(load_ruleset(), load_registers(), "durable", verify=True)
    monkeypatch.setattr("ncnd_rules.engine.reference._fits", lambda *_: False)

    with pytest.raises(EngineDefect, match=r"the evaluators differ on '.+'.*no verdict of this letter"):
        checker.check(letter(*REFUSAL))


@pytest.mark.parametrize(
    ("copy", "missing", "attribution"),
    [("complete", (), "authority"), ("extract", ("rights",), "copy"), ("unknown", (), "undetermined")],
)
def test_a_list_that_a_copy_may_have_lost(
    checker: Checker, copy: str, missing: tuple[str, ...], attribution: str
) -> None:
    """
    What the making of a copy explains is the copy's doing where the copy is known to lack something.
    """
    announced = {"promised_list": {"of": "exemptions", "given": False}}
    (finding,) = of(checker.check(letter(announced, missing=missing, copy=copy)), "TXT-03")

    assert attribution == finding.attribution


@pytest.mark.parametrize(
    ("copy", "missing", "attribution"), [("extract", ("rights",), "copy"), ("unknown", (), "undetermined")]
)
def test_an_absence_that_the_copy_explains(
    checker: Checker, copy: str, missing: tuple[str, ...], attribution: str
) -> None:
    """
    Rights not found in an extract without them are the copy's doing; where nothing is known of it, nobody can tell.
    """
    (finding,) = of(checker.check(letter(*REFUSAL, missing=missing, copy=copy)), "RGT-01")

    assert ("undecided", attribution) == (finding.outcome, finding.attribution)
