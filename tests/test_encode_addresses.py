"""Where a letter sends its reader, and whom its copy was to hide: each flaw, and what looks like it."""

import pytest
from told_facts import page, told


@pytest.mark.parametrize(
    ("address", "works"),
    [
        ("https://www.wexmoor.example/about-us/disclosure-log/answers-of-spring-2024", True),
        ("https://www.wexmoor.example/about-us/a-log-ofanswers-of-spring-2024", True),  # "of" is in many a word
        ("https://www.wexmoor.example/answersspring", True),  # nothing says that the site parts its words
        ("https://www.wexmoor.example/a-log-of-unforeseen-answers", True),  # no two words of the letter
        # A hyphen was lost where the line ended.
        ("https://www.wexmoor.example/a-log-of-earlieranswers-of-spring", False),
        # Cut short by the page that it was copied from.
        ("https://www.wexmoor.example/about-us/discl...", False),
        ("https://www.wexmoor.example/about-us/discl\u2026", False),
    ],
)
def test_an_address_that_can_be_followed_as_printed(address: str, works: bool) -> None:
    letter = page(f"We publish our earlier answers of each spring here: {address}")
    assert [works] == told(letter, "link", "works")


@pytest.mark.parametrize(
    ("words", "misdirected"),
    [
        ("Write to [foi@wexmoor.example](mailto:records@wexmoor.example).", 1),
        ("Our log is at [www.wexmoor.example/log](https://www.northmarch.example/log).", 1),
        # The same place, told in another way.
        ("Write to [FOI@wexmoor.example](mailto:foi@wexmoor.example?subject=review).", 0),
        ("Our log is at [wexmoor.example](https://www.wexmoor.example/log).", 0),
        ("Our log is at [www.wexmoor.example](https://eur.safelinks.protection.example/?url=x).", 0),
        # A name that is no address promises none.
        ("Read [our log](https://www.northmarch.example/log).", 0),
        ("Read [about our log.](https://www.northmarch.example/log)", 0),
    ],
)
def test_a_link_that_shows_another_address(words: str, misdirected: int) -> None:
    assert misdirected == told(page(words), "text_defect", "defect").count("misdirected")


@pytest.mark.parametrize(
    ("head", "unmasked"),
    [
        (("To: [REDACTED]", "Dear Ms Harrow"), 1),
        (("To: \u2588\u2588\u2588\u2588\u2588", "Dear Alex Harrow,"), 1),
        # Nobody is named, or nobody was to be hidden.
        (("To: [REDACTED]", "Dear Sir or Madam"), 0),
        (("To: [REDACTED]", "Dear Requester"), 0),
        (("To: [REDACTED]", "Dear Ms [REDACTED]"), 0),
        (("To: Alex Harrow", "Dear Ms Harrow"), 0),
        (("From: [REDACTED]", "Dear Ms Harrow"), 0),
        (("Dear Ms Harrow",), 0),
        # Of several letters it is not told whose head is whose.
        (("To: [REDACTED]", "Dear Ms Harrow", "To: Alex Harrow", "Dear Alex"), 0),
    ],
)
def test_a_name_that_is_hidden_above(head: tuple[str, ...], unmasked: int) -> None:
    letter = page(*head, "Wexmoor Police neither confirms nor denies that it holds the information.")
    assert unmasked == told(letter, "text_defect", "defect").count("unmasked")
