"""Which patterns may match in a sentence, by their literal words: none is left out that does."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ncnd_rules.encode.literals import Literals

TRICKY = (
    r"(?i)\bkettles?\b",
    r"kettle(?:s| drums?)? (?:on|off)",
    r"(?:the|an?) (?:kettle|teapot|) ?is",
    r"(?:big|small){2} [Kk]ettle",
    r"(?:ab|cd){0,2}kettle(?:ab|cd){1,}",
    r"[ab][c-e][^x]kettle\.",
    r"[\w-]+kettle\x20|\(teapot\)",
    r"(?P<one>kettle|pot) and (?P=one)",
    r"^ket\.?tle.{0,5}pot$",
    r"a(?:b(?:c|d)*e)+?f?g",
    r"\$\{a\} [$^] kettle",
    r"(?:one|two|three|four) (?:five|six|seven|eight) (?:nine|ten|eleven)",
    r"[]x]kettle[a-]",
    r"don't|n't (?:we|you)|://",
    r"\d+ (?:kettles|cups)|",
    r"(?:a|b|c|d|e|f|g)(?:h|i|j|k|l)(?:m|n|o|p)",
)
LITERALS = Literals(TRICKY)


@given(st.data())
def test_what_a_pattern_matches_is_possible(data: st.DataObject) -> None:
    """
    Whatever a pattern matches, and in whatever sentence that stands, the pattern is among those that may match.
    """
    number = data.draw(st.integers(0, len(TRICKY) - 1))
    matched = data.draw(st.from_regex(re.compile(TRICKY[number], re.ASCII), alphabet=st.characters(max_codepoint=127)))
    assert LITERALS.possible(matched) >> number & 1


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"kettle(?= drum)", "KETTLE drum"),
        (r"(?<!big )(?:kettle)(?! drum)?s", "kettles"),
        (r"(?i-s:kettle)", "a Kettle"),
        (r"\bthe (?:kettle|teapot) whistl", "the teapot whistles"),
    ],
)
def test_assertions_and_flags_are_passed_over(pattern: str, words: str) -> None:
    """
    What looks ahead or behind asks for no words, and small and capital letters are alike.
    """
    assert Literals([pattern]).possible(words) == 1


@pytest.mark.parametrize("words", ["the teapot", "whistling kettle", "The ket tle whistles.", ""])
def test_each_of_its_words_is_needed(words: str) -> None:
    """
    A pattern may match only where each thing stands that it needs, one of its alternatives or another.
    """
    assert Literals([r"\b(?:refus|declin)\w+ to .*\b(?:boil|whistl)", r"kettle \w+ whistles"]).possible(words) == 0


@pytest.mark.parametrize("pattern", [r"(?x) kettle # a comment", r"(?ix:kettle )", r"(?>kettle)", r"*"])
def test_what_it_cannot_read_is_refused(pattern: str) -> None:
    """
    A pattern of which the literal words cannot be told is an error, and passes over no sentence.
    """
    with pytest.raises(ValueError, match="found"):
        Literals([pattern])
