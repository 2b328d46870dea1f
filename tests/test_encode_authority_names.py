"""Encoding who answers: the shapes of names, and which of several is the author's."""

import pytest
from told_facts import page, told

SILENT = "can neither confirm nor deny that information is held, by virtue of section 24(2)."


@pytest.mark.parametrize(
    ("blocks", "name"),
    [
        (("Northmarch Police Authority", "3 March 2009", f"The Authority {SILENT}"), "Northmarch Police Authority"),
        (("UK Border Agency", "3 March 2009", f"The Agency {SILENT}"), "UK Border Agency"),
        (("The University of East Thornmere", f"The University {SILENT}"), "University of East Thornmere"),
        (("St Osyth's College, Thornmere", f"The College {SILENT}"), "St Osyth's College"),
        (("Dear Mr Ash", f"Northmarch OPCC {SILENT}"), "Northmarch OPCC"),
        (("Dear Mr Ash", f"The Chief Constable of Westfell {SILENT}"), "Chief Constable of Westfell"),
        (("Dear Mr Ash", f"The MPS {SILENT}"), "MPS"),
        (("NENE & FLEET WATER BOARD", f"The Board {SILENT}"), "Nene & Fleet Water Board"),
        (("ST OSYTH'S HOSPITALS NHS TRUST", f"The Trust {SILENT}"), "St Osyth's Hospitals NHS Trust"),
        (("Dear Mr Ash", "Transport for Thamesgate has now completed its enquiries."), "Transport for Thamesgate"),
        (("Dear Mr Ash", f"We {SILENT}", "J. Marsh, Records Manager, Holm Port Authority"), "Holm Port Authority"),
        (("Isle of Holm Constabulary", f"The force {SILENT}"), "Isle of Holm Constabulary"),
        (("Dear Mr Ash", f"Bourne, Church and Poole Council {SILENT}"), "Bourne, Church and Poole Council"),
        (("Information Team", f"We {SILENT}", "Yours sincerely", "Tees and Swale Pilots"), "Tees and Swale Pilots"),
    ],
)
def test_a_name_is_known_by_its_form_its_place_or_its_deed(blocks: tuple[str, ...], name: str) -> None:
    """
    A line of its own names who answers, and so does the subject of a sentence that answers.
    """
    assert [name] == told(page(*blocks), "authority", "name")


@pytest.mark.parametrize(
    "words",
    [
        "Mr Ash does not hold a licence.",
        "FOIA does not confirm such a right.",
        "The Review Board considered your case.",
    ],
)
def test_a_person_an_act_and_a_panel_do_not_answer(words: str) -> None:
    """
    What holds or confirms something is not for that who answers.
    """
    assert [] == told(page("Dear Requester", words), "authority", "name")


def test_initials_stand_for_the_name_in_the_letterhead() -> None:
    """
    What a letter calls itself by initials is the body whose name stands above it.
    """
    blocks = ("Northmarch Primary Care Trust", "3 March 2012", f"The PCT {SILENT}")

    assert ["Northmarch Primary Care Trust"] == told(page(*blocks), "authority", "name")


@pytest.mark.parametrize(
    "asked",
    [
        "You asked about work with Kestrel Police. This force",
        "Your client asked, and you are acting for Kestrel Council.",
    ],
)
def test_whom_the_request_is_about_does_not_answer(asked: str) -> None:
    """
    Another body in the requester's question is not the author, though its name stands first.
    """
    blocks = ("3 March 2018", f"{asked} {SILENT}", "Data Protection Unit\nWestfell Constabulary HQ")

    assert ["Westfell Constabulary"] == told(page(*blocks), "authority", "name")


@pytest.mark.parametrize(
    ("named", "acts"),
    [("The Kestrel Agency has spoken of this.", ["foia"]), ("Northmarch Police holds none.", ["none"])],
)
def test_it_is_the_body_named_before(named: str, acts: list[str]) -> None:
    """
    A letter answers under the Act where it says only of another body that the Act does not reach it.
    """
    blocks = (f"{named} You should know that it is not subject to the Freedom of Information Act 2000.", SILENT)

    assert acts == told(page("Northmarch Police", *blocks), "regime", "act")


def test_a_line_of_its_own_names_a_trust_where_the_letter_speaks_of_one() -> None:
    """
    A heading above is not the name of what the letter calls 'the Trust'.
    """
    heading, said = "Cyber Attack", f"The Trust {SILENT}"

    assert ["Trust"] == told(page("Information Security", heading, said), "authority", "name")
    assert ["Pennine Care Trust"] == told(page("PENNINE CARE TRUST", heading, said), "authority", "name")


@pytest.mark.parametrize(
    "words",
    [
        "We are held to account by the Independent Office for Police Conduct, which inspects us.",
        "Her Majesty's Inspectorate of Constabulary looks at this every year.",
        "Since 2006 the UK Government has published the threat level.",
    ],
)
def test_whoever_watches_over_an_authority_is_not_its_name(words: str) -> None:
    """
    A letter that does not name its author may name the bodies it answers to, and whoever publishes for all.
    """
    assert [] == told(page("Dear Mr Ash", f"We {SILENT}", words), "authority", "name")
    assert ["Northmarch Police"] == told(page("Dear Mr Ash", words, f"Northmarch Police {SILENT}"), "authority", "name")


@pytest.mark.parametrize(
    "blocks",
    [
        ("Independent Office for Police Conduct", "Dear Mr Ash", f"We {SILENT}"),
        ("Dear Mr Ash", f"We {SILENT}", "Yours sincerely", "Independent Office for Police Conduct"),
    ],
)
def test_whoever_watches_over_others_writes_letters_too(blocks: tuple[str, ...]) -> None:
    """
    Then its name stands in a line at the head or at the foot.
    """
    assert ["Independent Office for Police Conduct"] == told(page(*blocks), "authority", "name")


def test_a_question_in_the_sentence_is_no_name() -> None:
    """
    'Whether the Office holds it' begins with no name.
    """
    assert ["Office"] == told(page("Dear Mr Ash", "Whether the Office holds it I cannot say."), "authority", "name")
