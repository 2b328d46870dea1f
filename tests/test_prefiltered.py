"""Patterns that are passed over by their literal words: none is where it would have matched."""

import importlib
import pkgutil
from pathlib import Path

import pytest

import ncnd_rules
from ncnd_rules.encode import load_encoder
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.read import read

LETTERS = sorted((Path(__file__).parents[1] / "cases").glob("*/letter.txt"))


def prefiltered() -> dict[str, Prefiltered]:
    """Every pattern of the program that is prefiltered, by module and name."""
    package = str(Path(ncnd_rules.__file__).parent / "encode")
    names = [found.name for found in pkgutil.walk_packages([package], "ncnd_rules.encode.")]
    modules = [importlib.import_module(name) for name in names]
    return {
        f"{module.__name__}.{name}": value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, Prefiltered)
    }


def test_no_pattern_is_passed_over_where_it_matches() -> None:
    """
    In no sentence of the cases does a pattern match that the pass over its literal words ruled out.
    """
    sentences = {one.words for path in LETTERS for one in load_encoder().page(read(path)).sentences}
    patterns = prefiltered()
    shown = {name for name, one in patterns.items() for words in sentences if one.pattern.search(words)}
    assert len(shown) > len(patterns) / 2, "the letters show little of most patterns"
    assert [] == [
        (name, words)
        for name, one in patterns.items()
        for words in sentences
        if one.pattern.search(words) and not one.may_match(words)
    ]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"(?i)\bkettle(?! drum)", "The KETTLE is on."),
        (r"kettle(?=[)( ]+(?:on|off)\b)", "The kettle (on the stove)."),
        (r"(?<=[\])] )kettle|teapot", "[a] kettle"),
        (r"(?<!big )(?:kettle|teapot)s?", "a teapot"),
        (r"\(kettle\)|\[teapot\]", "a [teapot]"),
        (r"(?i)kettles", "two kettle\u017f"),  # the long s: as good as an s for `re`
        (r"\d\d", "at 10"),
    ],
)
def test_a_pattern_finds_what_re_finds(pattern: str, words: str) -> None:
    """
    Assertions, brackets, other alphabets and patterns without literal words: what matches is found.
    """
    own = Prefiltered(pattern)
    assert own.pattern.search(words)
    assert own.search(words)
    assert [found.span() for found in own.finditer(words)] == [found.span() for found in own.pattern.finditer(words)]
    assert own.sub("-", words) == own.pattern.sub("-", words)


def test_a_pattern_is_not_tried_without_its_words() -> None:
    """
    Where the literal words of a pattern do not stand, it is passed over.
    """
    own = Prefiltered(r"(?i)(?<!big )\bkettles?\b(?! drum)")
    assert not own.may_match("There is a teapot.")
    assert own.sub("pan", "There is a teapot.") == "There is a teapot."
