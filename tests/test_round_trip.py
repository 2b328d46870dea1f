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

# Kinds that no words are known for, each with the reason. The page on strategies says that there is none.
NOT_RENDERED: dict[str, str] = {}

# Words of a plain meaning that are not read so: the element they stand in, the fact meant, and what is read instead.
NOT_READ = (
    ("scrutiny", "The Association of Chief Police Officers advises forces.", "body_mention", {"role": "adviser"}),
    ("scrutiny", "We accept that there is a public interest in transparency.", "consideration", {"side": "for"}),
    ("harm", "To confirm or deny it would allow offenders to target officers.", "harm", {"argument": "targeting"}),
    ("harm", "To confirm or deny the use of {subject} would undermine public confidence in the police.", "harm",
     {"likelihood": "would"}),
    ("notice", "The public interest test will be set out in a separate notice.", "notice_element",
     {"element": "separate_notice_promised"}),
    ("review", "Under section 17(4) we do not tell you of your rights.", "notice_element",
     {"element": "rights_withheld"}),
    ("after_rights", "The following documents are enclosed:", "promised_list",
     {"of": "documents", "given": False}),
    ("more_harm", "The current threat level to the United Kingdom is low.", "threat_claim", {"level": "low"}),
    ("more_harm", "The current threat level to the United Kingdom is moderate.", "threat_claim", {"level": "moderate"}),
)  # fmt: skip

# How many values of fields with a choice the rendered words say: whoever adds words raises it, nobody lowers it.
LEAST_SAID = 352


def read_back(letter: SampleLetter, kind: str) -> list[dict[str, Any]]:
    return [about(fact) for fact in letter.encode().facts if fact.kind == kind]


@pytest.mark.parametrize("kind", sorted(FACT_TYPES))
def test_facts_of_each_kind_come_back(kind: str) -> None:
    """
    Every wording gives the fact it was rendered for, in every field that is not told by the letter around.
    """
    if kind in NOT_RENDERED:
        assert kind not in sayings()
        return
    for wording in sayings()[kind]:
        fact = wording.example(kind)
        letter = _letter_in(wording, fact)

        assert about(fact) in read_back(letter, kind), f"\n{letter!r}"


def test_what_is_not_rendered_or_not_read(capsys: pytest.CaptureFixture[str]) -> None:
    """
    One table says which kinds and values have no words yet; what is said to be misread still is.
    """
    lacking = {
        f"{kind}.{name}": ", ".join(sorted(values))
        for kind in sorted(FACT_TYPES)
        for name, values in _values_without_words(kind)
    }
    said = sum(len(_choices(of)) for kind in FACT_TYPES for _, of in _chosen(kind)) - sum(
        text.count(",") + 1 for text in lacking.values()
    )
    with capsys.disabled():
        print(f"\nround trip: {len(sayings())} of {len(FACT_TYPES)} kinds, {said} values of fields; without words:")  # noqa: T201
        for name, text in lacking.items():
            print(f"  {name}: {text}")  # noqa: T201

    assert set(sayings()) == set(FACT_TYPES) - set(NOT_RENDERED)
    assert said >= LEAST_SAID
    for element, words, kind, meant in NOT_READ:
        letter = written(Told(), Choices(), PLAIN, Change.model_validate({"put": {element: words}}))
        assert not [one for one in read_back(letter, kind) if meant.items() <= one.items()], words


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


@pytest.mark.parametrize("level", [level for level in get_args(Level) if level not in ("low", "moderate")])
def test_levels_come_back(level: Level) -> None:
    """
    Each of those that have been in force in the country; the two others stand in the table of what is not read.
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


def _values_without_words(kind: str) -> Iterator[tuple[str, list[str]]]:
    for name, of in _chosen(kind):
        said: set[Any] = set()
        for wording in sayings().get(kind, ()):
            said |= set(_choices(of)) if name in wording.free() else {getattr(wording.example(kind), name)}
        lacking = [str(value) for value in _choices(of) if value not in said]
        if lacking:
            yield name, lacking
