"""Round trip: facts rendered as a letter, read and encoded, are the facts again; the main test of encoding."""

from collections.abc import Iterator
from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ncnd_rules.encode.lexicon import load_lexicon
from ncnd_rules.errors import FactsError
from ncnd_rules.facts import FACT_TYPES, Balance, Date, Fact, FieldType, Level, ReviewPeriod, ThreatClaim, fields_of
from ncnd_rules.strategies import SampleLetter, render
from ncnd_rules.strategies.bank import Change
from ncnd_rules.strategies.printed import PLAIN
from ncnd_rules.strategies.rendered import AROUND, Saying, about, sayings
from ncnd_rules.strategies.sample import Told
from ncnd_rules.strategies.written import Choices, written

# Values of fields with a choice that no letter can say, as 'kind.field value', each with the reason.
NOT_SAID = {
    "regime.act other": "the letter around names an address and a duty of this country, and is held to its Act",
}


def read_back(letter: SampleLetter, kind: str) -> list[dict[str, Any]]:
    return [about(fact) for fact in letter.encode().facts if fact.kind == kind]


@pytest.mark.parametrize("kind", sorted(FACT_TYPES))
def test_facts_of_each_kind_come_back(kind: str) -> None:
    """
    Every wording gives the fact it was rendered for, in every field that is not told by the letter around.
    """
    for wording in sayings()[kind]:
        fact = wording.example(kind)
        letter = _letter_in(wording, fact)

        assert about(fact) in read_back(letter, kind), f"\n{letter!r}"


def test_every_value_is_said() -> None:
    """
    For each value that a field can have there are words that say it, or a reason why no letter can.
    """
    lacking = {f"{kind}.{name} {value}" for kind in FACT_TYPES for name, value in _values_without_words(kind)}

    assert set(FACT_TYPES) == set(sayings())
    assert set(NOT_SAID) == lacking


few = settings(max_examples=8, deadline=None, derandomize=True, database=None)


@few
@given(
    role=st.sampled_from(("response", "received", "request", "due")),
    on=st.dates(date(2006, 1, 2), date(2026, 12, 31)),
)
def test_days_come_back(role: Any, on: date) -> None:
    """
    Whatever the day.
    """
    fact = Date(role=role, on=on)

    assert about(fact) in read_back(render([fact]), "date")


@few
@given(
    direction=st.sampled_from(("to_ask", "to_answer")),
    number=st.integers(min_value=1, max_value=90),
)
def test_periods_come_back(direction: Any, number: int) -> None:
    """
    Whatever the number.
    """
    fact = ReviewPeriod(direction=direction, number=number)

    assert about(fact) in read_back(render([fact]), "review_period")


@pytest.mark.parametrize("level", get_args(Level))
def test_levels_come_back(level: Level) -> None:
    """
    Each of them, also those that have never been in force in the country.
    """
    fact = ThreatClaim(claim="current", level=level)

    assert about(fact) in read_back(render([fact]), "threat_claim")


@settings(few, max_examples=12)
@given(drawn=st.lists(st.sampled_from(("date", "reference", "disclaimer", "earlier_answer", "link")), unique=True))
def test_several_facts_come_back_together(drawn: list[str]) -> None:
    """
    Facts of several kinds in one letter.
    """
    facts = [sayings()[kind][0].example(kind) for kind in drawn]
    letter = render(facts)

    assert [fact for fact in facts if about(fact) not in read_back(letter, fact.kind)] == []


SENTENCES = [
    pytest.param(row.gives["side"], row.gives["argument"], example, id=f"{row.id}-{number}")
    for row in load_lexicon().rows("arguments")
    for number, example in enumerate(row.example)
    # What argues nothing in particular may well be read as arguing something.
    if example[0].isupper() and example.endswith(".") and row.gives["argument"] != "other"
]


@pytest.mark.parametrize(("side", "argument", "example"), SENTENCES)
def test_the_lexicons_own_sentences_come_back(side: str, argument: str, example: str) -> None:
    """
    A whole sentence that stands in the lexicon as an example of an argument is read as that factor in a letter.
    """
    lead = {"for": "In favour of confirming or denying:", "against": "Against confirming or denying:"}[side]
    letter = written(Told(), Choices(), PLAIN, Change.model_validate({"put": {side: f"{lead} {example}"}}))
    found = [(one["side"], one["argument"]) for one in read_back(letter, "factor")]

    assert (side, argument) in found


def test_what_no_words_are_known_for_is_refused() -> None:
    """
    The message names the fact, and what its kind can say.
    """
    with pytest.raises(
        FactsError, match=r"balance: no words are known for Balance\(.*ambiguous.*there are some for: \{"
    ):
        render([Balance(direction="ambiguous")])


def _letter_in(wording: Saying, fact: Fact) -> SampleLetter:
    """The letter in exactly that wording, and not another that fits as well."""
    fitting = [one for one in sayings()[fact.kind] if one.fits(fact)]
    return render([fact], wording=fitting.index(wording))


def _chosen(kind: str) -> Iterator[tuple[str, FieldType]]:
    for name, of in fields_of(kind).items():
        if name not in AROUND and name in FACT_TYPES[kind].model_fields and _choices(of):
            yield name, of


def _choices(of: FieldType) -> tuple[Any, ...]:
    return of.choices or ((True, False) if of.base is bool else ())


def _values_without_words(kind: str) -> Iterator[tuple[str, Any]]:
    for name, of in _chosen(kind):
        said: set[Any] = set()
        for wording in sayings().get(kind, ()):
            said |= set(_choices(of)) if name in wording.free() else {getattr(wording.example(kind), name)}
        yield from ((name, value) for value in _choices(of) if value not in said)
