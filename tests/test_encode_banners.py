"""Lines that only name an exemption, over a block of reasons whose headings name none."""

import pytest
from told_facts import page, told

from ncnd_rules.encoding import Encoding

_ABOVE = (
    "Wexmoor Police neither confirms nor denies that it holds the information, by virtue of the following exemptions:",
    "Section 31(3) - Law enforcement",
    "Section 38(2) - Health and safety",
    "Both exemptions are qualified.",
)
_HARM = (
    "To confirm or deny it would be likely to prejudice the detection of crime, as smugglers would use other roads.",
    "To confirm or deny it would be likely to endanger the safety of those who are watched and of officers.",
)
_FOR = "An answer would make the force more accountable for what it spends."
_AGAINST = ("Smugglers would learn what they face and could put operations at risk.", "People could be hurt by gangs.")
_BALANCE = "The public interest in maintaining the exemption outweighs that in confirming or denying."
_HEADS = ("Harm", "For", "Against", "Balance")


def reasons(at: int, heads: tuple[str, ...] = _HEADS) -> list[str]:
    return [words for pair in zip(heads, (_HARM[at], _FOR, _AGAINST[at], _BALANCE), strict=False) for words in pair]


def argued(letter: Encoding) -> dict[str, set[tuple[str, ...]]]:
    """The sections for which each kind of reason is given."""
    return {kind: set(told(letter, kind, "section")) for kind in ("harm", "factor", "balance")}


_EACH = {("31",), ("38",)}
_BOTH = {("31", "38")}


@pytest.mark.parametrize("heads", [_HEADS, ("Prejudice", "Pros", "Cons", "Conclusion")])
@pytest.mark.parametrize(
    "lines",
    [
        ("Section 31", "Section 38"),
        ("S31:", "S38:"),
        ("s.31(3) Law Enforcement", "s.38(2) Health & Safety"),
        ("31 - Law enforcement", "38 - Health and safety"),
        ("Law Enforcement", "Health and Safety"),
        ("The law enforcement exemption", "The health and safety exemption"),
        ("Exemption: Section 31(3)", "Exemption: Section 38(2)"),
        ("(a) Law enforcement", "(b) Health and safety"),
    ],
)
def test_each_block_is_argued_for_the_exemption_of_its_line(lines: tuple[str, str], heads: tuple[str, ...]) -> None:
    letter = page(*_ABOVE, lines[0], *reasons(0, heads), lines[1], *reasons(1, heads))
    assert argued(letter) == {"harm": _EACH, "factor": _EACH, "balance": _EACH}


def test_headings_that_run_into_their_text() -> None:
    blocks = [
        [f"{head}: {words}" for head, words in zip(_HEADS, reasons(at)[1::2], strict=True)] for at in range(len(_HARM))
    ]
    letter = page(*_ABOVE, "Section 31", *blocks[0], "Section 38", *blocks[1])
    assert argued(letter) == {"harm": _EACH, "factor": _EACH, "balance": _EACH}


def test_rows_of_a_table() -> None:
    rows = ["\n".join(f"| {h} | {w} |" for h, w in zip(_HEADS, reasons(at)[1::2], strict=True)) for at in (0, 1)]
    letter = page(*_ABOVE, f"| Section 31(3) | |\n{rows[0]}\n| Section 38(2) | |\n{rows[1]}")
    assert argued(letter) == {"harm": _EACH, "factor": _EACH, "balance": _EACH}


@pytest.mark.parametrize("lines", [("Section 31(3)", "Section 38(2)"), ("Law enforcement", "Health and safety")])
def test_rows_that_each_name_an_exemption(lines: tuple[str, str]) -> None:
    rows = (f"| {' | '.join((line, _FOR, _AGAINST[at], _BALANCE))} |" for at, line in enumerate(lines))
    table = "\n".join(("| Exemption | For | Against | Balance |", *rows))
    letter = page(*_ABOVE, "Public interest test", table)
    assert {kind: argued(letter)[kind] for kind in ("factor", "balance")} == {"factor": _EACH, "balance": _EACH}


def test_paragraphs_with_no_heading_between() -> None:
    letter = page(*_ABOVE, "Law enforcement", _HARM[0], "Health and safety", _HARM[1])
    assert argued(letter)["harm"] == _EACH


def test_a_conclusion_below_the_last_block_may_be_meant_for_all() -> None:
    letter = page(*_ABOVE, "Section 31", *reasons(0)[:6], "Section 38", *reasons(1))
    assert argued(letter) == {"harm": _EACH, "factor": _EACH, "balance": _BOTH}


def test_a_second_conclusion_below_the_last_block_may_be_meant_for_all() -> None:
    letter = page(*_ABOVE, "Section 31", *reasons(0), "Section 38", *reasons(1), "Conclusion", _BALANCE)
    assert argued(letter)["balance"] == _EACH | _BOTH


def test_a_weighing_below_the_last_of_two_harms_may_be_meant_for_all() -> None:
    letter = page(*_ABOVE, "Section 31", *reasons(0)[:2], "Section 38", *reasons(1))
    assert argued(letter) == {"harm": _EACH, "factor": _BOTH, "balance": _BOTH}


def test_the_last_of_a_list_of_exemptions_heads_nothing() -> None:
    letter = page(*_ABOVE[:3], *reasons(0))
    assert argued(letter)["factor"] == argued(letter)["balance"] == _BOTH


def test_an_exemption_that_the_letter_never_names_is_no_line_over_reasons() -> None:
    letter = page(*_ABOVE, "National security", *reasons(0), "Section 38", *reasons(1))
    assert ("24",) not in argued(letter)["factor"]
