"""Strategies keep their promises: every drawn letter comes out as its name says, and a failing example can be read."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

import ncnd_rules
from ncnd_rules import Encoding, Explanation, Finding, Rule, Ruleset, check, compare, load_ruleset
from ncnd_rules.errors import FactsError, NcndError, RuleError
from ncnd_rules.facts import FACT_TYPES, Balance, Fact, Harm
from ncnd_rules.govern.cover import Value, demanded_of, doubtful_kinds, standing_before
from ncnd_rules.govern.examples import try_examples
from ncnd_rules.govern.logic import Conjunction
from ncnd_rules.govern.parts import conditions
from ncnd_rules.letter import Letter, Span
from ncnd_rules.registers import load_registers
from ncnd_rules.strategies import (
    SampleCorpus,
    SampleLetter,
    SampleRuleset,
    always_decided,
    assert_consistent,
    consistent_letters,
    corpora,
    documents,
    encodings,
    encodings_violating,
    facts,
    letters,
    letters_undecided,
    letters_violating,
    render,
    rulesets,
    undecidable,
    violable,
)
from ncnd_rules.strategies.bank import Change, load_bank
from ncnd_rules.strategies.printed import PLAIN
from ncnd_rules.strategies.sample import Told
from ncnd_rules.strategies.written import Choices, written

PACKAGE = Path(ncnd_rules.__file__).parent / "strategies"
STABLE = [rule.id for rule in load_ruleset().rules if rule.status == "stable"]
OVER_SEVERAL = [rule.id for rule in load_ruleset(over="letters").rules if rule.status == "stable"]

few = settings(max_examples=2, deadline=None, derandomize=True, database=None)
some = settings(few, max_examples=12)


def plainest(strategy: st.SearchStrategy[Any], condition: Callable[[Any], bool] = lambda _: True) -> Any:
    # Generated first of all is the plainest, so nothing has to be shrunk to get it.
    return find(strategy, condition, settings=settings(few, max_examples=50, phases=[Phase.generate]))


def test_there_are_letters_for_every_stable_rule() -> None:
    """
    Each stable rule over one letter has a change that breaks it, or a reason why not; one over several, a pair.
    """
    bank = load_bank()

    assert set(STABLE) == set(bank.kernels) | set(bank.facts_only)
    assert not set(bank.kernels) & set(bank.facts_only)
    assert set(OVER_SEVERAL) == set(bank.pairs)


@pytest.mark.parametrize("rule", violable())
def test_letters_break_the_rule_they_are_to_break(rule: str) -> None:
    """
    Every drawn letter is inconsistent with the rule, whatever else was drawn.
    """

    @few
    @given(letters_violating(rule))
    def broken(letter: SampleLetter) -> None:
        assert letter.check().outcomes[rule] == "violated"

    broken()


@pytest.mark.parametrize("rule", undecidable())
def test_letters_leave_undecided_what_they_are_to_leave(rule: str) -> None:
    """
    Every drawn letter leaves the rule undecided.
    """

    @settings(few, max_examples=1)  # the others differ as those that break the rule do
    @given(letters_undecided(rule))
    def unclear(letter: SampleLetter) -> None:
        assert letter.check().outcomes[rule] == "undecided"

    unclear()


def test_a_rule_that_is_said_to_be_decided_by_every_letter_is() -> None:
    """
    Of such a rule no example leaves it undecided, and nothing is asked that may be lost, but for what would lessen it.
    """
    ruleset = load_ruleset()
    rules = [ruleset.rule(rule) for rule in always_decided()]
    doubtful = doubtful_kinds(ruleset)
    doubted = {
        (rule.id, condition.part)
        for rule in rules
        for condition in conditions(rule)
        for before in [Conjunction(standing_before(condition, rule), ruleset.kinds)]
        if Value.UNDECIDED in demanded_of(condition, doubtful, before)
    }

    assert [rule.id for rule in rules if rule.undecided or rule.needs] == []
    assert {(rule, part) for rule, part in doubted if part != "lessened"} == set()
    assert {rule.id for rule in rules if "lessen" in always_decided()[rule.id]} == {rule for rule, _ in doubted}


@settings(some, max_examples=30)
@given(consistent_letters())
def test_nothing_is_found_in_consistent_letters(letter: SampleLetter) -> None:
    """
    No stable rule is broken or left undecided.
    """
    assert letter.check().findings == ()


@pytest.mark.parametrize("shared", sorted(load_bank().shared))
def test_changes_that_kernels_share_leave_the_letter_consistent(shared: str) -> None:
    """
    Else a letter would break another rule beside the one that it was drawn for.
    """
    letter = written(Told(), Choices(), PLAIN, Change.model_validate({"with": shared}))

    assert letter.check().findings == ()


@settings(some, max_examples=4)
@given(documents())
def test_documents_say_the_same_in_every_format(letter: SampleLetter) -> None:
    """
    Text, Word file and web page are read as the same consistent letter.
    """
    assert letter.check().findings == ()


@some
@given(letters())
def test_letters_are_what_they_say_of_themselves(letter: SampleLetter) -> None:
    """
    A letter of any kind carries its promise, and keeps it.
    """
    verdicts = letter.check()
    told = letter.told

    assert verdicts.outcomes[told.rule] == told.promise if told.rule else verdicts.findings == ()


@few
@given(corpora(max_pairs=1))
def test_what_is_planted_is_found(corpus: SampleCorpus) -> None:
    """
    A comparison of all letters finds every contradiction that was planted, in the letters that have it.
    """
    found = corpus.compare()

    assert {one.rule for one in corpus.planted} <= {rule for rule, said in found.outcomes.items() if said == "violated"}


@pytest.mark.parametrize("rule", sorted(load_bank().pairs))
def test_pairs_contradict_each_other(rule: str) -> None:
    """
    Each planted contradiction is found by its rule.
    """
    corpus = plainest(corpora(rules=(rule,), max_pairs=1))

    assert corpus.compare().outcomes[rule] == "violated"


@settings(some, max_examples=40)
@given(facts())
def test_facts_refer_to_facts_that_are_there(said: tuple[Fact, ...]) -> None:
    """
    Names are unique, and no fact belongs to a part or a question that was not drawn.
    """
    parts = {fact.id for fact in said if fact.kind == "part"}

    assert len({fact.id for fact in said}) == len(said)
    assert all(set(getattr(fact, "part", ())) <= parts for fact in said)


def test_every_kind_of_fact_is_drawn() -> None:
    """
    Facts of each kind, and of the kinds asked for only.
    """
    for kind in FACT_TYPES:
        said = plainest(facts(kinds=(kind,), min_size=1), bool)
        assert {kind} == {fact.kind for fact in said}


@some
@given(encodings())
def test_whatever_is_said_is_decided(encoding: Encoding) -> None:
    """
    A checker takes every drawn encoding.
    """
    assert set(STABLE) <= set(check(encoding).outcomes)


@pytest.mark.parametrize("rule", ["PIT-01", "POS-11", "CRS-01"])
def test_bad_examples_are_drawn_as_encodings(rule: str) -> None:
    """
    There are some for every rule, also for one that no letter is known to break.
    """

    @few
    @given(encodings_violating(rule))
    def broken(drawn: tuple[Encoding, ...]) -> None:
        verdicts = check(drawn[0]) if len(drawn) == 1 else compare(drawn)
        assert verdicts.outcomes[rule] == "violated"

    broken()


@settings(some, max_examples=6)
@given(rulesets())
def test_rulesets_load_and_their_examples_come_out_as_they_say(drawn: SampleRuleset) -> None:
    """
    Each rule has an example on either side, and both are right.
    """
    tested = try_examples(drawn.load(), load_registers(), "reference")

    assert tested.failed == ()
    assert tested.tried == 2 * len(drawn.files)


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        (
            lambda: letters_violating("PIT-99"),
            r"no rule has the id 'PIT-99' \(did you mean .*there are: BOD-01, .*TXT-07",
        ),
        (
            lambda: letters_violating("POS-11"),
            r"POS-11: no letter is known that breaks it .* draw `encodings_violating`",
        ),
        (lambda: letters_violating("CRS-01"), r"CRS-01: it is decided on several letters.* draw `corpora`"),
        (
            lambda: letters_undecided("PIT-02"),
            r"PIT-02: every letter decides it: what .* lessen the finding; undecided can be: BOD-01, ",
        ),
        (lambda: letters_undecided("X"), r"no rule has the id 'X'"),
        (lambda: documents(format="pdf"), r"found 'pdf', expected one of: text, docx, html"),  # type: ignore[arg-type]
        (lambda: corpora(rules=("CRS-99",)), r"no rule has the id 'CRS-99'.*there are: CRS-01, "),
        (lambda: corpora(rules=("PIT-01",)), r"no rule has the id 'PIT-01'"),
        (lambda: facts(kinds=("harms",)), r"no kind of fact is called 'harms'; there are: attachment, "),
        (lambda: encodings_violating("PIT-99"), r"no rule has the id 'PIT-99'"),
        (lambda: assert_consistent("x", without=("PIT-99",)), r"no rule has the id 'PIT-99'"),
        (lambda: assert_consistent("x", without="PIT-99"), r"no rule has the id 'PIT-99'"),
        (lambda: letters_violating("pit-01"), r"no rule has the id 'pit-01' \(did you mean 'PIT-01'\?\)"),
        (lambda: corpora(rules="CRS-99"), r"no rule has the id 'CRS-99'"),
        (lambda: assert_consistent("out/letter.docx"), r"is the name of a file, .* Path\('out/letter.docx'\)"),
        (lambda: assert_consistent("x", at_least="grave"), r"at_least: found 'grave', expected one of: error"),  # type: ignore[arg-type]
    ],
)
def test_a_wrong_name_is_refused_with_those_there_are(wanted: Callable[[], object], says: str) -> None:
    """
    The library's own error, at once, naming what exists.
    """
    with pytest.raises(NcndError, match=says) as caught:
        wanted()

    assert isinstance(caught.value, RuleError | FactsError | NcndError)


AN_ID = "expected the id of a rule, such as 'PIT-01'"
YES_OR_NO = "expected True or False"
IDS, KINDS = (f"expected a name or a list of names: {of}" for of in ("ids of rules", "kinds of facts"))


@pytest.mark.parametrize(
    ("wanted", "arguments", "says"),
    [
        (consistent_letters, {"varied": 1}, f"varied: found 1, {YES_OR_NO}"),
        (letters, {"varied": None}, f"varied: found None, {YES_OR_NO}"),
        (letters_violating, {"rule": None}, f"rule: found None, {AN_ID}"),
        (letters_violating, {"rule": 3}, f"rule: found 3, {AN_ID}"),
        (letters_violating, {"rule": ["PIT-01"]}, f"rule: found ['PIT-01'], {AN_ID}"),
        (letters_violating, {"rule": "PIT-01", "varied": "no"}, f"varied: found 'no', {YES_OR_NO}"),
        (letters_undecided, {"rule": {}}, f"rule: found {{}}, {AN_ID}"),
        (encodings_violating, {"rule": 3}, f"rule: found 3, {AN_ID}"),
        (documents, {"format": 3}, "format: found 3, expected one of: text, docx, html"),
        (documents, {"format": ["text"]}, "format: found ['text'], expected one of: text, docx, html"),
        (documents, {"format": "x" * 99}, f"format: found '{'x' * 58}…, expected one of: text, docx, html"),
        (documents, {"chrome": 0}, f"chrome: found 0, {YES_OR_NO}"),
        (corpora, {"rules": 3}, f"rules: found 3, {IDS}"),
        (corpora, {"rules": None}, f"rules: found None, {IDS}"),
        (corpora, {"rules": {"CRS-01": 2}}, f"rules: found {{'CRS-01': 2}}, {IDS}"),
        (corpora, {"rules": [None]}, "rules: found None, expected names alone: ids of rules"),
        (corpora, {"max_pairs": 0}, "max_pairs: found 0, expected a whole number from 1"),
        (corpora, {"max_pairs": "2"}, "max_pairs: found '2', expected a whole number from 1"),
        (facts, {"kinds": 3}, f"kinds: found 3, {KINDS}"),
        (facts, {"kinds": b"part"}, f"kinds: found b'part', {KINDS}"),
        (facts, {"min_size": -1}, "min_size: found -1, expected a whole number from 0"),
        (facts, {"min_size": 3, "max_size": 2}, "max_size: found 2, expected a whole number from 3"),
        (facts, {"max_size": 2.5}, "max_size: found 2.5, expected a whole number from 0"),
        (encodings, {"kinds": [7]}, "kinds: found 7, expected names alone: kinds of facts"),
        (encodings, {"max_size": True}, "max_size: found True, expected a whole number from 0"),
        (rulesets, {"max_size": 0}, "max_size: found 0, expected a whole number from 1"),
        (render, {"facts": None}, "facts: found None, expected a list of facts"),
        (render, {"facts": ["harm"]}, "facts: found ['harm'], expected a list of facts"),
        (render, {"facts": [], "wording": "first"}, "wording: found 'first', expected a whole number from 0"),
        (
            assert_consistent,
            {"letter": 3},
            "letter: found 3, expected words, bytes, a Path, an Encoding, or a drawn letter",
        ),
        (assert_consistent, {"letter": "x", "without": 3}, f"without: found 3, {IDS}"),
        (
            assert_consistent,
            {"letter": "x", "at_least": None},
            "at_least: found None, expected one of: error, warning, info",
        ),
        (
            assert_consistent,
            {"letter": "x", "copy": "half"},
            "copy: found 'half', expected one of: complete, extract, unknown",
        ),
    ],
)
def test_a_wrong_argument_is_refused_at_once(
    wanted: Callable[..., object], arguments: dict[str, object], says: str
) -> None:
    """
    One sentence names the argument, what was found, and what was expected; nothing has to be drawn for it.
    """
    with pytest.raises(NcndError, match=f"^{re.escape(says)}$"):
        wanted(**arguments)


def test_one_name_may_stand_alone_and_several_in_any_collection() -> None:
    """
    A kind is not taken for its letters, and a set is drawn from in the same order every time.
    """
    assert {"harm"} == {fact.kind for fact in plainest(facts(kinds="harm", min_size=1), bool)}
    assert plainest(facts(kinds={"harm", "date", "balance"}, min_size=1), bool)[0].kind == "balance"
    assert plainest(corpora(rules={"CRS-01"})).planted[0].rule == "CRS-01"


@pytest.mark.parametrize(
    "kind",
    [Fact, Harm, Balance, Letter, Span, Encoding, Ruleset, Rule, SampleLetter, SampleCorpus, SampleRuleset],
    ids=lambda kind: kind.__name__,
)
def test_types_of_the_package_are_known_to_hypothesis(kind: type) -> None:
    """
    `from_type` draws them, once the package has registered them.
    """
    assert isinstance(plainest(st.from_type(kind)), kind)


def test_public_types_are_known_to_hypothesis() -> None:
    """
    Whatever a stranger imports from the package can be drawn; what is concluded hangs together.
    """
    public = [one for one in map(ncnd_rules.__dict__.get, ncnd_rules.__all__) if isinstance(one, type)]
    drawn = {kind: plainest(st.from_type(kind)) for kind in public}

    assert all(isinstance(value, kind) for kind, value in drawn.items())
    assert drawn[Finding].rule in drawn[Explanation].title
    assert drawn[Explanation].nodes


def test_nothing_is_drawn_and_thrown_away() -> None:
    """
    Strategies are by construction: nothing in the package filters or assumes.
    """
    code = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.glob("*.py"))

    assert re.findall(r"\.filter\(|\bassume\(|\breject\(", code) == []


def test_letters_shrink_to_the_plainest() -> None:
    """
    The simplest letter is the consistent one in the first wordings; a broken one keeps its change, and loses the rest.
    """
    shrunk = settings(few, max_examples=20, phases=[Phase.generate, Phase.shrink])
    plain = find(consistent_letters(), lambda letter: letter.look.width > 0, settings=shrunk)
    broken = find(letters_violating("PIT-08"), lambda letter: "interest in our work" in letter.text, settings=shrunk)

    assert plainest(letters()).told.promise == "consistent"
    assert plain.paragraphs == plainest(consistent_letters()).paragraphs
    assert (plain.look.width, plain.look.curly) == (72, False)
    assert [one.element for one in broken.paragraphs if one.matters] == ["balance"]
    assert ["aside"] == [one.element for one in broken.paragraphs if one not in plain.paragraphs and not one.matters]


@pytest.mark.parametrize("rule", sorted(load_bank().kernels))
def test_every_broken_letter_shows_where(rule: str) -> None:
    """
    What the promise rests on is marked, also where it is a day, an authority, or words that are gone.
    """
    letter = plainest(letters_violating(rule))

    assert [one.element for one in letter.paragraphs if one.matters]


def test_a_late_letter_shows_its_days() -> None:
    """
    A reader has two days to look at, and no others are marked.
    """
    letter = plainest(letters_violating("DATE-01"))

    assert [one.element for one in letter.paragraphs if one.matters] == ["date", "received"]


@pytest.mark.parametrize("rule", OVER_SEVERAL)
def test_both_letters_of_a_contradiction_show_where(rule: str) -> None:
    """
    Each of two long letters says which of its lines to hold against the other.
    """
    first, second = plainest(corpora(rules=(rule,), max_pairs=1)).letters

    assert any(one.matters for one in first.paragraphs)
    assert any(one.matters for one in second.paragraphs)


def test_a_failing_test_shows_the_letter() -> None:
    """
    What Hypothesis prints is the letter, wrapped, with the lines that matter marked, and no call that made it.
    """

    # The first letter is the plainest already; in continuous integration Hypothesis adds a long line of its own.
    @settings(few, phases=[Phase.generate], print_blob=False)
    @given(letter=letters_violating("THR-01"))
    def never_broken(letter: SampleLetter) -> None:
        assert letter.check().outcomes["THR-01"] != "violated"

    with pytest.raises(AssertionError) as caught:
        never_broken()
    shown = "\n".join(caught.value.__notes__)

    assert "letter=SampleLetter: inconsistent with THR-01: it gives a threat level that was not in force" in shown
    assert re.search(
        r"^ +> The current threat level to the United Kingdom from terrorism is critical\.$", shown, re.MULTILINE
    )
    assert max(map(len, shown.splitlines())) <= 120
    assert "Paragraph(" not in shown


def test_what_a_failed_assertion_says() -> None:
    """
    Rule, severity, sentence, words and mending; only what is grave enough, and not set aside, fails.
    """
    letter = plainest(letters_violating("RGT-03"))

    with pytest.raises(AssertionError) as caught:
        assert_consistent(letter)
    assert re.match(r"1 finding:\n  RGT-03 \(warning\): The letter allows less time .*\n    “.*”\n", str(caught.value))
    assert "    To mend it: " in str(caught.value)
    assert_consistent(letter, at_least="error")
    assert_consistent(letter, without=("RGT-03",))


def test_letters_are_asserted_in_whatever_form(tmp_path: Path) -> None:
    """
    Words, bytes, a file, an encoding and a drawn letter come out alike.
    """
    letter = plainest(letters_violating("RGT-01"))

    for form in (letter, letter.text, letter.data, letter.write(tmp_path), letter.encode()):
        with pytest.raises(AssertionError, match="RGT-01"):
            assert_consistent(form)


def _examples() -> list[tuple[str, str]]:
    """The example of each strategy's docstring, as code."""
    found = []
    for name in ncnd_rules.strategies.__all__:
        text = getattr(ncnd_rules.strategies, name).__doc__ or ""
        lines = [line.strip()[4:] for line in text.splitlines() if line.strip().startswith((">>> ", "... "))]
        found += [(name, "\n".join(lines))] if lines else []
    return found


def test_every_strategy_has_an_example() -> None:
    """
    And its docstring says how it shrinks.
    """
    public = {name for name in ncnd_rules.strategies.__all__ if name[0].islower()}
    drawing = public - {
        "assert_consistent",
        "encoding_of_any",
        "register",
        "undecidable",
        "violable",
        "render",
        "always_decided",
    }

    assert {name for name, _ in _examples()} == drawing
    assert [name for name in drawing if "Shrinks" not in getattr(ncnd_rules.strategies, name).__doc__] == []


@pytest.mark.parametrize(("name", "code"), _examples(), ids=lambda value: value if "\n" not in value else "")
def test_the_examples_of_docstrings_run(name: str, code: str) -> None:
    """
    The example is a test that passes.
    """
    space: dict[str, Any] = dict(vars(ncnd_rules.strategies))
    exec(code, space)  # noqa: S102 - our own docstring
    tests = [few(made) for title, made in space.items() if title.startswith("test_")]

    assert len(tests) == 1
    tests[0]()


def test_a_failing_test_shows_facts_a_line_each() -> None:
    """
    Of facts without words only what they say is printed, and not every field that has its default.
    """

    @settings(few, phases=[Phase.generate])
    @given(encodings=encodings_violating("POS-11"))
    def never_broken(encodings: tuple[Encoding, ...]) -> None:
        assert check(encodings[0]).outcomes["POS-11"] != "violated"

    with pytest.raises(AssertionError) as caught:
        never_broken()
    shown = "\n".join(caught.value.__notes__)

    assert "(complete)" in shown
    assert "  | Part(id='P1', question=['Q1'], position='ncnd')" in shown
    assert "evidence=" not in shown
