"""What stands in a zone of others, or goes on from what was read, is listed where it may take a position."""

from told_facts import page, told

ASKED = ("Request", "1. How many vans do you own?", "2. Who sold them to you?", "Response")


def test_numbers_with_a_stroke_are_labels() -> None:
    """
    '1/', alone above an answer or joined to its first word, and '2/ 3/' above one for both.
    """
    encoding = page(
        "Request\n\n1/How many vans do you own?\n2/ Who sold them?\n3/ When?\n\nResponse\n\n"
        "1/\nWe own twelve vans.\n\n2/ 3/\nNo information is held."
    )

    assert [(("Q1",), "disclosed"), (("Q2", "Q3"), "not_held")] == told(encoding, "part", "question", "position")
    assert ["1", "2", "3"] == told(encoding, "question", "label")
