"""What if the letter said otherwise: facts are taken out and put in, and the difference in verdicts is told."""

from pathlib import Path

import pytest

from ncnd_rules.encoding import Encoding
from ncnd_rules.engine import check
from ncnd_rules.errors import NcndError
from ncnd_rules.explain.change import changed, difference
from ncnd_rules.facts import Balance, Citation
from ncnd_rules.facts_file import load_facts
from ncnd_rules.verdicts import Outcome

CASES = Path(__file__).parents[1] / "cases"


@pytest.fixture(scope="module")
def sound() -> Encoding:
    return load_facts(CASES / "partial-ncnd-sound" / "facts.yaml")


def test_without_balances_the_test_is_missing(sound: Encoding) -> None:
    """
    What falls away is named rule by rule, with the findings that come.
    """
    balances = [fact.id for fact in sound.facts if isinstance(fact, Balance)]
    told = difference(check(sound), check(changed(sound, without=balances)))

    weighed = next(item for item in told if item.rule == "PIT-01")
    assert (weighed.before, weighed.after) == (Outcome.SATISFIED, Outcome.VIOLATED)
    assert weighed.new
    assert not weighed.gone


def test_what_is_put_back_makes_no_difference(sound: Encoding) -> None:
    """
    A change and its opposite leave every verdict and fingerprint as it was, whatever the order of facts.
    """
    for fact in sound.facts:
        if not any(fact.id in _spoken_of(other) for other in sound.facts):
            again = changed(changed(sound, without=[fact.id]), assume=[fact])
            assert not difference(check(sound), check(again)), fact.id


def test_no_reference_to_a_fact_that_is_gone_is_left(sound: Encoding) -> None:
    """
    A citation of a part that is taken out belongs to no part.
    """
    for part in [fact.id for fact in sound.facts if fact.kind == "part"]:
        left = changed(sound, without=[part])
        assert all(part not in _spoken_of(fact) for fact in left.facts)
        assert len(left.facts) == len(sound.facts) - 1


def test_an_assumed_fact_never_takes_the_name_of_another(sound: Encoding) -> None:
    """
    Facts without an id are numbered, and one whose id is taken is given another.
    """
    first = sound.facts[0].id
    told = changed(sound, assume=[Citation(provision="31(3)"), Citation(id=first, provision="24(2)")])

    assert [fact.id for fact in told.facts[-2:]] == ["assumed-1", "assumed-2"]


def test_an_unknown_id_is_refused_with_the_nearest(sound: Encoding) -> None:
    """
    A slip of the pen is met with the name that was meant.
    """
    weighed = changed(sound, assume=[Balance(id="weighed", direction="maintain")])
    with pytest.raises(NcndError, match=r"no fact has the id 'weihged' .did you mean 'weighed'"):
        changed(weighed, without=["weihged"])


def _spoken_of(fact: object) -> tuple[str, ...]:
    named = (getattr(fact, field, None) or () for field in ("part", "question", "parent"))
    return tuple(name for value in named for name in ((value,) if isinstance(value, str) else value))
