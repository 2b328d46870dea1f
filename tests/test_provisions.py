"""Citations in all spellings, and sections that are not of this Act."""

import pytest

from ncnd_rules.encode.provisions import cited_in, is_exemption, known, sections_named
from ncnd_rules.registers import load_registers


@pytest.mark.parametrize(
    ("words", "provisions"),
    [
        ("Section 31(3)", "31(3)"),
        ("section 31 (3)", "31(3)"),
        ("S31(3) and s.24(2)", "31(3) 24(2)"),
        ("s. 24(2)", "24(2)"),
        ("sec. 30 (3)", "30(3)"),
        ("SECTION 24", "24"),
        ("Sections 23(5), 24(2) and 31(3)", "23(5) 24(2) 31(3)"),
        ("sections 24 and 31", "24 31"),
        ("sections twenty-three and thirty-one", "23 31"),
        ("Sections 24(2) & 31(3)", "24(2) 31(3)"),
        ("S24(2)/S31(3)", "24(2) 31(3)"),
        ("sections 23(5), section 24(2) and section 31(3)", "23(5) 24(2) 31(3)"),
        ("Section 31(1)(a)&(b)", "31(1)(a) 31(1)(b)"),
        ("Section 31(1)(a)(b)", "31(1)(a) 31(1)(b)"),
        ("section 31(1)(a), (b) and (c)", "31(1)(a) 31(1)(b) 31(1)(c)"),
        ("S40(2)(a)(b) and (3)(a)(i)", "40(2)(a) 40(2)(b) 40(3)(a)(i)"),
        ("Section 40(2)(a)(b) and (3)(a)(i)(ii)(b)", "40(2)(a) 40(2)(b) 40(3)(a)(i) 40(3)(a)(ii) 40(3)(b)"),
        ("section 40(2) and (3)", "40(2) 40(3)"),
        ("section 40(5B)(a)(i)", "40(5B)(a)(i)"),
        ("section 40(5A)", "40(5A)"),
        ("section 22A", "22A"),
        ("section 36(2)(b)(i) and (ii)", "36(2)(b)(i) 36(2)(b)(ii)"),
        ("section 36(2)(b)(i)(ii)(c)", "36(2)(b)(i) 36(2)(b)(ii) 36(2)(c)"),
        ("section 36(2)(c)", "36(2)(c)"),
        ("section 38(1)(a) and (b)", "38(1)(a) 38(1)(b)"),
        ("section 24(2) and 31(3) of the Act", "24(2) 31(3)"),
        ("section 12(1) of the Freedom of Information Act 2000", "12(1)"),
        ("section 30(1)(a)(i) and section 30(3)", "30(1)(a)(i) 30(3)"),
        ("section 31(3), and 20 working days later", "31(3)"),
        ("section 31(3) and 14 March 2019", "31(3)"),
        ("S24 - factors favouring", "24"),
        ("subsection (2) of section 24", "24(2)"),
        ("section 31, subsection 3", "31(3)"),
        ("Section 31 (sub-section 3)", "31(3)"),
        ("section twenty-four (2) and section thirty (3)", "24(2) 30(3)"),
        ("section 24[2]", "24(2)"),
        ("s.31.1.a", "31(1)(a)"),
        ("section 31(1)a", "31(1)(a)"),
        ("§24(2)", "24(2)"),
        ("section 27(1)(a) to (d)", "27(1)(a) 27(1)(b) 27(1)(c) 27(1)(d)"),
        ("section 31(1)(a)-(c)", "31(1)(a) 31(1)(b) 31(1)(c)"),
        ("Section 40(2) & 3A(a)", "40(2) 40(3A)(a)"),
        ("sections 31(3) (law enforcement) and 38(2) (safety)", "31(3) 38(2)"),
        ("Sections 23 (5) Security Bodies and 31 (3) Law Enforcement", "23(5) 31(3)"),
        ("Section 30(3) by virtue of 30(1)(a)(b)", "30(3) 30(1)(a) 30(1)(b)"),
        ("23(5) - Security bodies", "23(5)"),
        ("section 44(2) of FOIA and section 18(1) of the Revenue Act 2005", "44(2)"),
        ("section 38(1)(a), and people were searched under section 43 of the Terrorism Act 2000", "38(1)(a)"),
        ("section 24 and 31 apply", "24 31"),
        ("s23 subs(5), s24 subs(2)", "23(5) 24(2)"),
        ("S31 (1) (a-c) and 38(2)", "31(1)(a) 31(1)(b) 31(1)(c) 38(2)"),
        ("section 31(1)(a to d)", "31(1)(a) 31(1)(b) 31(1)(c) 31(1)(d)"),
        ("section 27 (1) a, c and d", "27(1)(a) 27(1)(c) 27(1)(d)"),
        ("section 31(1) a person", "31(1)"),
        ("sections 24(2) and b", "24(2)"),
        ("Section 30(3( is engaged", "30(3)"),
        ("section 31(3 applies", "31(3)"),
        ("section 31 (3 officers)", "31"),
        ("sections 23 (5) and/or 24 (2)", "23(5) 24(2)"),
        ("Sections 23(5)24(2)and 31(3)", "23(5) 24(2) 31(3)"),
        ("section 31 (law enforcement) subsections (1)(a) and (1)(b)", "31(1)(a) 31(1)(b)"),
        ("section 31 and 24 drones", "31"),
    ],
)
def test_spellings(words: str, provisions: str) -> None:
    """
    However a letter spells a list of provisions, each is read.
    """
    assert provisions.split() == [cited.provision for cited in cited_in(words) if is_exemption(cited)]


@pytest.mark.parametrize(
    "words",
    [
        "section 44 of the Terrorism Act 2000",
        "Section 24 of the Police and Criminal Evidence Act 1984",
        "section 32 of the Regulation of Investigatory Powers Act 2000",
        "s.29 of the Data Protection Act 1998",
        "section 40 RIPA",
        "under section 1(1)(a) of the Act",
        "section 17(1)",
        "section 50",
        "sections 9 and 10",
        "this section 3 of the letter",
        "the bus 31(3)",
        "31(3)",
        "items 24 and 31",
        "the Terrorism Act 2000 (section 41)",
        "section 35(1)(a) of the Freedom of Information (Scotland) Act 2002",
        "s.31 FOISA",
        "regulation 24(2)",
    ],
)
def test_what_is_no_exemption(words: str) -> None:
    """
    Sections of other Acts, of Part I, and bare numbers are not exemptions relied on.
    """
    assert () == sections_named(words)


def test_places() -> None:
    """
    Each provision is placed at its own words, the first with the word 'section'.
    """
    words = "by virtue of Sections 24(2) and 31(3)."

    assert ["Sections 24(2)", "31(3)"] == [words[cited.start : cited.stop] for cited in cited_in(words)]


@pytest.mark.parametrize(
    ("provision", "kept"),
    [
        ("31(1)(a)", "31(1)(a)"),
        ("24(2)", "24(2)"),
        ("40(5)", "40(5)"),
        ("31(9)", "31(9)"),
        ("31(9)(a)", "31(9)"),
        ("31(a)", "31"),
        ("31(12)", "31"),
    ],
)
def test_subsections_that_the_act_has_not_got(provision: str, kept: str) -> None:
    """
    A letter that names a subsection which the Act has not got has said so; what cannot be one is dropped.
    """
    assert kept == known(provision, load_registers())


def test_a_very_long_list() -> None:
    """
    Thousands of provisions in one sentence are read in one pass.
    """
    assert 5000 == len(list(cited_in("section 24(2), " * 5000)))
