"""What a sentence may say beyond the facts that were read from it is listed."""

import pytest
from test_encode_missed import listed
from told_facts import page

ASKED = ("You asked: How many undercover officers do you employ?", "Response")
SILENT = "We can neither confirm nor deny that this is held, by virtue of section 24(2)."


def may_tell_more_of_a_level(day: str, words: str) -> bool:
    """Whether a passage of a letter of that day, which begins with these words, is listed as one that may."""
    encoding = page("Wexmoor Police", day, *ASKED, SILENT, "Harm", words)
    return any("threat_claim" in (item.may_hold or ()) for item in encoding.unread)


@pytest.mark.parametrize(
    ("words", "listed"),
    [
        # how long a level has lasted
        ("The national threat level, unchanged since we last wrote, is SUBSTANTIAL.", True),
        ("The national threat level is SUBSTANTIAL.", False),
        ("For more than a year the threat level has stood at Severe, Critical applying before.", True),
        ("The threat level is SEVERE, and so it has been kept with a short interval.", False),
        # spells of which not all are read
        (
            "The threat level was raised to SEVERE in August 2014, and then lowered in July 2019.",
            True,
        ),
        ("The threat level was raised to SEVERE in August 2014.", False),
        ("Since 2014 the threat level has been SEVERE, with some interruption: it was interrupted twice.", True),
        # how it came about
        ("The threat level is SEVERE. It was put there by JTAC in the spring of 2019.", True),
        ("The threat level is SEVERE. Officers who were put there in the spring of 2019 have left.", False),
        # what takes up the level of the sentence before
        ("The threat level is SEVERE. In our own time Severe has been the rule.", True),
        ("The threat level is SEVERE. The consequences of a leak could be severe.", False),
        ("That made some difference. Except for two weeks it has been severe all along.", True),
        # since when levels are told
        ("Threat levels were first published in 2006.", False),
        ("Since 2006 the threat level has remained at SEVERE, and no lower one was published.", False),
        # the scale
        ("The threat level is SUBSTANTIAL. At Severe, an attack would be highly likely.", False),
    ],
)
def test_what_is_left_of_a_threat_level(words: str, listed: bool) -> None:
    """
    How long a level has lasted, when it rose, and a level told by 'it': listed where no claim tells it.
    """
    assert listed == may_tell_more_of_a_level("14 October 2019", words)


TWO = ("Request", "1. How many vans do you own?", "2. Who sold them to you?", "Response")
HIDDEN = ("Request", "1. How many vans do you own?", "2. How many of your covert vans carry a camera?", "Response")


@pytest.mark.parametrize(
    ("asked", "words", "doubted"),
    [
        # two things told in one sentence
        (TWO, "1. I can tell you that the garage is behind the old mill, and that no vans are held.", True),
        (TWO, "1. No vans are held.", False),
        (TWO, "2. Enclosed (two invoices), with the names withheld under section 40(2).", True),
        (TWO, "2. The names are withheld under section 40(2).", False),
        # harm in the place of an answer
        (TWO, "2. It is not our practice to say who did, since thieves would be told where to look for keys.", True),
        # silence on a question, about hidden things or not, may well have no limit
        (HIDDEN, "2. We neither confirm nor deny that this is held: section 31(3).", False),
        (TWO, "2. We neither confirm nor deny that this is held: section 31(3).", False),
    ],
)
def test_what_is_left_of_an_answer(asked: tuple[str, ...], words: str, doubted: bool) -> None:
    """
    A clause, harm or a silence that may be the answer, or one within a limit: listed where none tells it.
    """
    other = "2. Nothing is held." if words.startswith("1.") else "1. We own ten vans."
    encoding = page(*asked, *sorted((words, other)))

    assert doubted == any(words.removeprefix(words[:3]).startswith(passage) for passage in listed(encoding))


def test_a_letter_in_the_name_of_an_annex_ends_a_sentence() -> None:
    """
    What stands behind 'Annex A.' is a sentence of its own, and so is what it answers.
    """
    encoding = page(*TWO, "1. We own ten vans; a list is at Annex A. The seller is withheld under section 43(2).")

    assert {"disclosed", "withheld"} == {fact.position for fact in encoding.facts if fact.kind == "part"}


def test_neither_a_greeting_nor_a_level_among_the_reasons_sounds_like_an_answer() -> None:
    """
    Of what is listed, neither held anything in any letter that was read by hand.
    """
    encoding = page(
        "Dear Ms [name removed],",
        *TWO,
        "1. We own ten vans.",
        "2. Nothing is held.",
        "Harm",
        "The level of threat, which is published on the website of MI5, is currently substantial.",
    )

    assert not listed(encoding)
