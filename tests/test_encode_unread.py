"""What a sentence may say beyond the facts that were read from it is listed."""

import pytest
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
