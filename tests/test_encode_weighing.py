"""A public interest test told in a paragraph of running text, as ministries write it."""

from pathlib import Path

import pytest
from told_facts import page, told

from ncnd_rules.encode import encode
from ncnd_rules.encoding import Encoding
from ncnd_rules.facts import Balance, Classification, Factor, Harm
from ncnd_rules.read import read_bytes

SILENT = (
    "Department of Harbours",
    "4 March 2019",
    "Thank you for your request about patrols.",
    "We neither confirm nor deny that we hold this, by virtue of sections 24(2), 26(3) and 27(4) of the FOI Act 2000.",
)


def weighed(paragraph: str) -> Encoding:
    return encode(read_bytes("\n\n".join((*SILENT, paragraph)).encode(), Path("letter.txt")), None)


def balances(encoding: Encoding) -> list[tuple[str, ...]]:
    return [fact.section for fact in encoding.facts if isinstance(fact, Balance)]


def test_a_conclusion_covers_what_its_paragraph_puts_to_the_test() -> None:
    """
    It names one interest among several, and concludes for every section that the sentence before calls qualified.
    """
    encoding = weighed(
        "Sections 24, 26 and 27 are qualified exemptions. The balance of the public interest test concluded that this "
        "was outweighed by the need to protect national security and our allies."
    )

    assert [("24", "26", "27")] == balances(encoding)


def test_a_conclusion_covers_the_sections_whose_interests_it_names() -> None:
    """
    Where its paragraph names no section, its own words tell.
    """
    encoding = weighed(
        "On balance, what would be gained is outweighed by the need to protect the defence of the realm and relations "
        "with other states."
    )

    assert [("26", "27")] == balances(encoding)


def test_what_a_conclusion_grants_and_what_outweighs_it_are_factors() -> None:
    """
    Each with its own words and its own argument.
    """
    encoding = weighed(
        "Section 24 is a qualified exemption. The public interest test concluded that whilst confirmation would "
        "increase public understanding of patrols, this was outweighed by the need to protect national security."
    )
    factors = [fact for fact in encoding.facts if isinstance(fact, Factor)]

    assert [("for", "better_informed"), ("against", "national_security")] == [
        (factor.side, factor.argument) for factor in factors
    ]
    assert factors[0].evidence[0].quote.startswith("whilst confirmation")
    assert factors[1].evidence[0].quote.startswith("this was outweighed")


@pytest.mark.parametrize("annex", ["", "Annex A: the public interest test\n\nOpenness speaks for an answer."])
def test_reasons_in_an_annex_that_the_copy_lacks_are_no_defect_of_the_letter(annex: str) -> None:
    """
    The copy may lack harm, factors and balance then; not where the annex stands below.
    """
    encoding = weighed(f"Arguments for and against confirmation are set out in the enclosed Annex A.\n\n{annex}")

    assert (not annex) == ({"harm", "public_interest", "balance"} <= set(encoding.letter.missing))


def test_a_section_on_a_line_of_its_own_heads_what_is_argued_for_it() -> None:
    """
    The harm told before the weighing, in one paragraph, is harm, and under that section.
    """
    encoding = weighed(
        "Section 27(4)\n\n"
        "Confirming or denying that patrols were agreed would damage relations with other states. There is a public "
        "interest in openness about the sea. On balance the public interest favours neither confirming nor denying.\n\n"
        "Section 26(3)\n\n"
        "Confirming or denying that patrols took place would prejudice the defence of the coast, for an enemy would "
        "learn where there are none. On balance the public interest favours neither confirming nor denying."
    )
    harms = {(fact.section, fact.evidence[0].start) for fact in encoding.facts if isinstance(fact, Harm)}

    assert {("27",), ("26",)} == {section for section, _ in harms}
    assert [("27",), ("26",)] == balances(encoding)


def test_these_sections_are_those_of_the_sentence_before() -> None:
    """
    A section that is named further on in the paragraph is not meant.
    """
    encoding = weighed(
        "We rely on sections 26 and 27. These sections release us where an answer would prejudice the defence of the "
        "realm. Section 24 also applies."
    )

    assert {("26", "27")} == {fact.section for fact in encoding.facts if isinstance(fact, Harm)}


def test_which_is_absolute_speaks_of_the_last_section_only() -> None:
    """
    Of the sections that stand before 'together with', or before 'which is', nothing is said.
    """
    encoding = weighed("The exemptions are sections 24(2) and 26(3), together with section 23(5) which is absolute.")
    said = [fact for fact in encoding.facts if isinstance(fact, Classification)]

    assert [(("23",), "absolute")] == [(fact.section, fact.says) for fact in said]


NAMING = {
    "The reassurance which an answer would give is outweighed by the need to keep divers safe.": (
        ("for", "The reassurance which an answer would give"),
        ("against", "the need to keep divers safe"),
    ),
    "We find that the safety of those on board outweighs the curiosity of the crowd.": (
        ("for", "the curiosity of the crowd"),
        ("against", "the safety of those on board"),
    ),
    "On balance the wish of islanders to know does not outweigh the need to protect the convoys.": (
        ("for", "the wish of islanders to know"),
        ("against", "the need to protect the convoys"),
    ),
    "Having weighed the curiosity of the town against the lives of the crews, we find for silence.": (
        ("for", "the curiosity of the town"),
        ("against", "the lives of the crews"),
    ),
    "The balance is for silence: we attach more weight to the safety of the crews.": (
        ("against", "the safety of the crews"),
    ),
}


@pytest.mark.parametrize("conclusion", NAMING)
def test_a_conclusion_that_names_what_it_weighs_tells_factors(conclusion: str) -> None:
    """
    What loses speaks for an answer where silence wins, by whatever verb that is told.
    """
    encoding = weighed(f"Section 24 is a qualified exemption. {conclusion}")
    factors = [fact for fact in encoding.facts if isinstance(fact, Factor)]

    assert sorted(NAMING[conclusion]) == sorted(
        (factor.side, (factor.evidence[0].quote or "").strip(" ,")) for factor in factors
    )


@pytest.mark.parametrize(
    "conclusion",
    [
        "The public interest in maintaining the exclusion of the duty outweighs that in confirming.",
        "The arguments for an answer are outweighed by those against it.",
        "The harm described above is greater than any benefit of disclosure.",
    ],
)
def test_a_conclusion_that_sums_up_tells_no_factor(conclusion: str) -> None:
    """
    It names the two sides, and none of their arguments.
    """
    encoding = weighed(f"Section 24 is a qualified exemption. {conclusion}")

    assert not [fact for fact in encoding.facts if isinstance(fact, Factor)]


def test_what_a_conclusion_takes_up_again_is_told_once() -> None:
    """
    Where its side was argued before, the conclusion weighs that and adds nothing.
    """
    encoding = weighed(
        "In favour of an answer, it would reassure people about the sea. On the other hand, smugglers would learn "
        "where nobody looks. On balance the reassurance of people is outweighed by the need to catch smugglers."
    )

    assert ["against", "for"] == sorted(fact.side for fact in encoding.facts if isinstance(fact, Factor))


def sides(paragraph: str) -> list[tuple[str, str]]:
    return sorted(
        (fact.side, (span.quote or "").strip(" ,;"))
        for fact in weighed(paragraph).facts
        if isinstance(fact, Factor)
        for span in fact.evidence
    )


def test_the_short_cells_of_a_table_argue() -> None:
    """
    Not those that say there is nothing.
    """
    found = sides(
        "| Section | For an answer | Against an answer |\n"
        "|---|---|---|\n"
        "| 24(2) | It might calm divers | Loss of life |\n"
        "| 26(3) | (none) | Loss of ships |"
    )

    assert [("against", "Loss of life"), ("against", "Loss of ships"), ("for", "It might calm divers")] == found


def test_each_line_with_bars_is_a_row() -> None:
    """
    Also where a line begins with a small letter and no bar stands at its ends.
    """
    found = sides(
        "s.24 | Reasons to confirm or deny | Taxpayers could see what patrols cost\n"
        "s.24 | Reasons not to | Smugglers would learn where nobody looks"
    )

    assert [
        ("against", "Smugglers would learn where nobody looks"),
        ("for", "Taxpayers could see what patrols cost"),
    ] == found


@pytest.mark.parametrize(
    "lead",
    [
        "The arguments that we found for an answer were two: that {}",
        "There are things to be said for it. {}",
        "Public interest in favour of an answer: {}",
    ],
)
def test_a_lead_may_announce_what_follows(lead: str) -> None:
    """
    It is no conclusion, and what follows it speaks for its side.
    """
    found = sides(f"We weigh the public interest. {lead.format('divers have paid for the patrols.')}")

    assert ["for"] == [side for side, _ in found]
    assert "divers have paid for the patrols" in found[0][1]


def test_what_may_argue_where_it_is_weighed_is_listed_as_unread() -> None:
    """
    A sentence of which neither its side nor a fact was read.
    """
    encoding = weighed(
        "We have weighed the public interest under section 24.\n\nThe sea is wide and the nights are long."
    )

    assert [True] == [
        "factor" in (unread.may_hold or ())
        for unread in encoding.unread
        if "The sea is wide" in encoding.text[unread.start : unread.stop]
    ]


def test_paragraphs_that_lead_up_to_a_conclusion_weigh() -> None:
    """
    What speaks of openness speaks there for an answer, and a harm told behind it against one.
    """
    found = sides(
        "Divers would be better informed by an answer.\n\n"
        "Smugglers would be able to avoid the patrols and lives would be endangered.\n\n"
        "On balance the public interest favours neither confirming nor denying."
    )

    assert ["against", "for"] == [side for side, _ in found]


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("Section 23(5) requires a public interest test.", [(("23",), "needs_test")]),
        ("Section 44(2) is subject to the public interest test.", [(("44",), "needs_test")]),
        ("The public interest test has been passed for section 23(5).", [(("23",), "needs_test")]),
        # it is told of those that need it, and said not to be needed
        ("Section 31(3) requires a public interest test.", []),
        ("Section 23(5) requires no public interest test.", [(("23",), "needs_no_test")]),
        ("Section 23(5) does not require a public interest test.", [(("23",), "needs_no_test")]),
        ("Unlike section 23(5), section 31(3) requires a public interest test.", []),
    ],
)
def test_an_absolute_exemption_that_is_said_to_be_weighed(words: str, read: list[tuple[tuple[str, ...], str]]) -> None:
    """
    That an absolute exemption needs or passes a weighing is written down; of the others it is right.
    """
    refusal = "Ferndale Police neither confirms nor denies it, by virtue of sections 23(5), 31(3) and 44(2)."
    encoding = page("Ferndale Police", "You asked:", "1. How many boats are there?", "Response", refusal, words)

    assert read == [
        (section, says)
        for section, says in told(encoding, "classification", "section", "says")
        if says.startswith("needs")
    ]


@pytest.mark.parametrize(
    ("words", "absolute"),
    [
        ("No test is needed for section 23(5), which is absolute, though it is for section 31(3).", "23"),
        ("As it is absolute, no balance is needed for section 23(5), though one was struck for section 31(3).", "23"),
        ("There is no need to apply a public interest test to section 23(5); section 31(3) is qualified.", "23"),
        ("No public interest test is needed under section 23(5) and section 31(3) is weighed below.", "23"),
        ("While no public interest test is needed for section 23(5), section 31(3) needs one.", "23"),
        ("Being absolute, section 23(5) needs no test, whereas section 31(3) does.", "23"),
        ("The public interest was weighed for section 31(3) only, because section 23(5) is absolute.", "23"),
        ("Section 31(3) has been relied on too, and section 23(5) is absolute.", "23"),
        ("The public interest was weighed for section 31(3) and not for section 23(5), which is absolute.", "23"),
        ("Apart from section 23(5) (absolute), one is qualified: section 31(3).", "23"),
        ("No public interest test is needed, other than for section 31(3), for section 23(5).", "23"),
        # and where it is said of the wrong one, it is said of that
        ("While section 23(5) is qualified, section 31(3) is absolute.", "31"),
        ("There is no need to consider the public interest under section 31(3), as it is prejudice-based.", "31"),
        ("Unlike section 23(5), section 31(3) is absolute.", "31"),
        ("No public interest test is needed for sections 23(5) and 31(3).", "23 31"),
        ("The absolute exemptions are section 23(5); section 31(3).", "23 31"),
    ],
)
def test_what_is_said_of_one_exemption_is_not_said_of_that_beside_it(words: str, absolute: str) -> None:
    """
    A sentence that tells two exemptions apart says of each another thing.
    """
    refusal = "Ferndale Police neither confirms nor denies it, by virtue of sections 23(5) and 31(3)."
    encoding = page("Ferndale Police", "You asked:", "1. How many boats are there?", "Response", refusal, words)
    called = {
        one
        for sections, says in told(encoding, "classification", "section", "says")
        if says in ("absolute", "needs_no_test")
        for one in sections
    }

    assert set(absolute.split()) == called


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("Other than section 23(5), each exemption needs a public interest test: sections 31(3) and 44(2).", []),
        ("All but one, though not section 23(5), require a public interest test.", []),
    ],
)
def test_an_exemption_that_is_left_out_is_not_said_to_be_weighed(words: str, read: list[str]) -> None:
    """
    'Other than section 23' says of section 23 that it needs none.
    """
    refusal = "Ferndale Police neither confirms nor denies it, by virtue of sections 23(5), 31(3) and 44(2)."
    encoding = page("Ferndale Police", "You asked:", "1. How many boats are there?", "Response", refusal, words)

    assert read == [says for says in told(encoding, "classification", "says") if says == "needs_test"]


@pytest.mark.parametrize(
    ("says", "classified"),
    [
        ("It is an absolute exemption.", ("23",)),
        ("No test of the public interest is called for.", ("23",)),
        ("It names the harbour board. This is absolute.", ("23",)),
    ],
)
def test_what_it_is_called_is_said_of_the_section_named_before(says: str, classified: tuple[str, ...]) -> None:
    """
    In one paragraph; the next section that it takes up is meant by the next 'it'.
    """
    refusal = "Ferndale Police neither confirms nor denies that it holds this, by virtue of sections 23(5) and 31(3)."
    taken_up = f"Section 23(5) concerns the security bodies. {says} Section 31(3) protects the prevention of crime. "
    encoding = page("You asked:", "1. Are boats used?", "Response", refusal, taken_up + "It is qualified.")

    assert [classified, ("31",)] == told(encoding, "classification", "section")


@pytest.mark.parametrize(
    ("paragraph", "directions"),
    [
        (
            "Our first reply held that the public interest was in silence. I disagree: the balance favours release.",
            ["confirm"],
        ),
        (
            "In our first reply we found that the public interest was in silence. On review I agree.",
            ["maintain"],
        ),
    ],
)
def test_what_was_found_at_first_is_no_conclusion_of_a_review_that_disagrees(
    paragraph: str, directions: list[str]
) -> None:
    """
    A review tells how the first answer weighed, and may come to another end.
    """
    assert [one.direction for one in weighed(paragraph).facts if isinstance(one, Balance)] == directions


def test_a_sentence_that_weighs_a_harm_is_no_heading() -> None:
    """
    'The harm that would be caused' may head reasons, and may be what is weighed.
    """
    encoding = weighed(
        "Balance test\n\nThe harm that would be caused is not offset by any benefit to the public from an answer."
    )

    assert [one.direction for one in encoding.facts if isinstance(one, Balance)] == ["maintain"]
