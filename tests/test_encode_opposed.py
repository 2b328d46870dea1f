"""The sides of a weighing under lines that no author of the lexicon has met, and where factors end under known ones."""

import pytest
from told_facts import page, told

from ncnd_rules.encoding import Encoding

_ABOVE = (
    "Wexmoor Police neither confirms nor denies that it holds the information. We rely on section 31(3) of the Act.",
    "To confirm or deny would help offenders to avoid being caught.",
)
_BALANCE = "On balance, the public interest in maintaining the exclusion of the duty outweighs that in an answer."
_FOR = ("It would make the force more accountable for the money it spends.", "Residents would be better informed.")
_AGAINST = ("Offenders would learn where they can act unseen.",)


def weighed(*blocks: str) -> Encoding:
    return page(*_ABOVE, *blocks, _BALANCE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("**Public benefit**", "**Public detriment**"),
        ("**What residents would gain**", "**What offenders would gain**"),
        ("We looked at what is gained by an answer:", "We looked at what is lost by an answer:"),
        ("The brighter side", "The darker side"),
    ],
)
def test_sides_are_told_by_what_is_argued(one: str, other: str) -> None:
    letter = weighed(one, *_FOR, other, *_AGAINST)
    assert ["for", "for"] == [side for side in told(letter, "factor", "side") if side == "for"]
    assert "factors_for" in told(letter, "heading", "announces")


def test_both_sides_are_read_where_one_heading_is_known() -> None:
    letter = weighed("**The brighter side**", *_FOR[:1], "**Factors against confirming or denying**", *_AGAINST)
    assert ["for", "against"] == told(letter, "factor", "side")


@pytest.mark.parametrize(
    "blocks",
    [
        ("**About us**", "We are a force of some size.", "**Our area**", "Offenders are brought to justice here."),
        # A list of exemptions argues for none of its entries.
        ("We rely on the following:", "- Law enforcement", "- National security"),
        # One argument for an answer, and nothing opposed to it.
        ("**Our values**", _FOR[0], "**Our area**", "It has two rivers and a harbour."),
        # Both sides under one line: which of them it heads cannot be told.
        ("**The brighter side**", _FOR[0], _AGAINST[0]),
    ],
)
def test_what_is_no_pair_of_sides(blocks: tuple[str, ...]) -> None:
    assert not {"factors_for", "factors_against"} & set(told(weighed(*blocks), "heading", "announces"))


_HEADS = ("**Factors favouring confirming or denying**", _FOR[0], "**Factors against confirming or denying**")
_SEVERAL = (
    "Offenders would learn where they can act unseen. It is not in the public interest to endanger officers. "
    "Witnesses would be less willing to come forward."
)


def test_factors_go_on_until_the_balance_has_its_heading() -> None:
    letter = page(*_ABOVE, *_HEADS, _SEVERAL, "**Balance test**", _BALANCE)
    assert 3 == told(letter, "factor", "side").count("against")


def test_factors_end_with_the_sentence_that_concludes() -> None:
    letter = page(*_ABOVE, *_HEADS, f"{_AGAINST[0]} {_BALANCE}")
    assert ["for", "against"] == told(letter, "factor", "side")
    assert ["maintain"] == told(letter, "balance", "direction")
