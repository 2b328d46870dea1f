"""`ncnd check --assume` and `--without`: a fact in one line, and the verdicts that it moves."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from ncnd_rules.cli import main
from ncnd_rules.encoding import Encoding
from ncnd_rules.errors import FactsError
from ncnd_rules.explain.assumed import assumed
from ncnd_rules.explain.change import Step
from ncnd_rules.facts import Fact, PromisedList, Question
from ncnd_rules.facts_file import load_facts
from ncnd_rules.report.fact_words import read_as
from ncnd_rules.report.what_if import fact_in_words, what_if_schema
from ncnd_rules.report.why_not import step_in_words

CASES = Path(__file__).parents[1] / "cases"
SOUND = CASES / "partial-ncnd-sound"


@pytest.fixture(scope="module")
def sound() -> Encoding:
    return load_facts(SOUND / "facts.yaml")


def asked(*args: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["check", str(SOUND / "facts.yaml"), *args], prog_name="ncnd")
    return result.exit_code, result.output


def typed(fact: Fact) -> str:
    """A fact as a person would type it."""
    said = fact.model_dump(mode="json", exclude_defaults=True, exclude={"evidence", *type(fact).model_computed_fields})
    return f"{fact.kind}({', '.join(f'{field}={json.dumps(value)}' for field, value in said.items())})"


def test_a_value_is_told_as_a_reader_says_it() -> None:
    """
    Whatever report tells of a fact: no name of Python, and no name of the vocabulary.
    """
    listed, asked = PromisedList(of="questions", given=False), Question(label="1", depends_on_use=True)

    assert fact_in_words(listed) == "promised list (of questions, given no)"
    assert fact_in_words(asked) == "question (label 1, depends on use yes)"
    assert read_as(asked) == "question: label 1, depends on use yes"
    assert step_in_words(Step(listed, listed.model_copy(update={"given": True}))) == (
        f"alter {listed.id}: promised list with given yes in place of no"
    )


@pytest.mark.parametrize("case", sorted(path.parent.name for path in CASES.glob("*/facts.yaml")))
def test_every_fact_of_every_case_can_be_typed_in_one_line(case: str) -> None:
    """
    Whatever a fact says, the line that says it is read as that fact, but for its words.
    """
    encoding = load_facts(CASES / case / "facts.yaml")
    for fact in encoding.facts:
        assert assumed(typed(fact), encoding) == fact.model_copy(update={"evidence": ()})


def test_a_question_stands_for_the_parts_that_answer_it(sound: Encoding) -> None:
    """
    A person thinks of questions, and a rule of parts.
    """
    question = next(fact for fact in sound.facts if fact.kind == "question").id
    fact = assumed(f"balance(part={question}, provision=31(3), direction=maintain)", sound)

    assert fact.model_dump()["section"] == ("31",)
    parts = {fact.id: fact for fact in sound.facts if fact.kind == "part"}
    assert fact.model_dump()["part"] == tuple(
        name for name, part in parts.items() if question in part.model_dump()["question"]
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("", "expected a fact such as"),
        ("balance(direction=maintain", "expected a fact such as"),
        ("balanc(direction=maintain)", "did you mean 'balance'"),
        ("balance(direction)", "found 'direction', expected a field and its value"),
        ("balance(direction=maintain,)", "found '', expected a field and its value"),
        ("balance(direction=maintain, direction=confirm)", "the field 'direction' is given twice"),
        ("balance(direktion=maintain)", "did you mean 'direction'"),
        ("balance(direction=sideways)", "found 'sideways', expected one of maintain, confirm"),
        ("balance(direction=maintain, part=Q77)", "found part 'Q77', expected one of "),
        ("balance(direction=maintain, evidence=words)", "no letter says it"),
        ("balance(direction=[maintain)", "expected ',' or ']'"),
        ("citation(provision=" + "(" * 3000 + ")", "expected a fact such as"),
    ],
)
def test_a_line_that_is_no_fact_is_refused_in_one_sentence(line: str, told: str, sound: Encoding) -> None:
    """
    Each says what was found, and what was expected.
    """
    with pytest.raises(FactsError, match="--assume: ") as problem:
        assumed(line, sound)
    assert told in str(problem.value)
    assert "\n" not in str(problem.value)


def test_the_difference_is_told_in_words_and_as_json_of_the_published_shape(sound: Encoding) -> None:
    """
    What goes and what comes, rule by rule; the exit code is that of the letter as assumed.
    """
    balances = [fact.id for fact in sound.facts if fact.kind == "balance"]
    change = [word for name in balances for word in ("--without", name)]
    code, told = asked(*change)
    assert code == 1
    assert "satisfied → violated" in told
    assert "+ error: " in told

    code, raw = asked(*change, "--format", "json")
    document = json.loads(raw)
    Draft202012Validator(what_if_schema()).validate(document)
    assert [fact["id"] for fact in document["without"]] == balances
    assert "PIT-01" in {item["rule"] for item in document["differences"] if item["after"] == "violated"}


def test_an_assumption_that_moves_nothing_is_told_as_such() -> None:
    """
    No rule is listed where none comes out otherwise.
    """
    code, told = asked("--assume", "reference(value=WP/9, whose=requester)")
    assert code == 0
    assert "→" not in told
    assert "come out as before" in told


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--without", "nothing-1"), "no fact has the id 'nothing-1'"),
        (("--assume", "reference(value=1)", "--as-of", "letter", "--as-of", "today"), "go with one --as-of"),
        (("--assume", "reference(value=1)", str(SOUND / "letter.txt")), "take one letter, found 2"),
    ],
)
def test_a_change_that_cannot_be_told_ends_with_two(args: tuple[str, ...], told: str) -> None:
    """
    The reason stands on standard error.
    """
    code, output = asked(*args)
    assert code == 2
    assert told in output
