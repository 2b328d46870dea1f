"""Numbers in words."""

import pytest

from ncnd_rules.number_words import NUMBERS, in_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "one"),
        (10, "ten"),
        (11, "eleven"),
        (19, "nineteen"),
        (20, "twenty"),
        (28, "twenty-eight"),
        (99, "ninety-nine"),
    ],
)
def test_a_number_in_words(number: int, words: str) -> None:
    """
    Below twenty each number has a word of its own, from there on tens and ones are joined.
    """
    assert words == in_words(number)


def test_every_number_is_known_by_its_words() -> None:
    """
    No two numbers below a hundred have the same words.
    """
    assert list(range(1, 100)) == [NUMBERS[in_words(number)] for number in range(1, 100)]
