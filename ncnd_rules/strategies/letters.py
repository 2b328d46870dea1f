"""Strategies for letters. Nothing is drawn and thrown away: each draw is a letter that keeps its promise."""

from functools import cache

from hypothesis import strategies as st

from ncnd_rules.errors import RuleError, check_choice
from ncnd_rules.govern.cover import may_be_lost
from ncnd_rules.govern.parts import conditions
from ncnd_rules.rule_files import load_ruleset
from ncnd_rules.rules import Rule
from ncnd_rules.strategies.arguments import flag
from ncnd_rules.strategies.bank import Kernel, kernel_of, load_bank
from ncnd_rules.strategies.printed import FORMATS, PLAIN, Format, Print
from ncnd_rules.strategies.sample import SampleLetter, Told
from ncnd_rules.strategies.written import Choices, working_days, written

_CONSISTENT = Told("consistent")
_WIDTHS = (0, 72, 66, 80, 96)


def consistent_letters(*, varied: bool = True) -> st.SearchStrategy[SampleLetter]:
    """Letters that are consistent with every stable rule, read as a complete copy.

    Shrinks towards the plainest wording of each paragraph, the first authority, subject and day, no asides, no wraps.

    Args:
        varied: wraps and quotation marks differ too; else each paragraph is one line.

    Raises:
        NcndError: at once, for a *varied* that is neither true nor false.

    Example:
        >>> from hypothesis import given
        >>> @given(letter=consistent_letters())
        ... def test_nothing_is_found(letter):
        ...     assert letter.check().findings == ()
    """
    return _letters(_CONSISTENT, _looks(varied=varied))


def letters_violating(rule: str, *, varied: bool = True) -> st.SearchStrategy[SampleLetter]:
    """Letters that are inconsistent with a rule by one change to a consistent letter.

    Some changes cannot be made without breaking a second rule; every other paragraph is consistent. Shrinks as
    `consistent_letters` does; the lines that break the rule are marked in the ``repr`` and stay.

    Args:
        rule: the id of a stable rule over one letter.
        varied: as for `consistent_letters`.

    Raises:
        RuleError: at once, for an id that no rule has, naming those there are; for a rule over several letters; and
            for a rule that no letter is known to break.
        NcndError: at once, for what cannot be an id, or a *varied* that is neither true nor false.

    Example:
        >>> from hypothesis import given
        >>> @given(letter=letters_violating("PIT-01"))
        ... def test_it_is_found(letter):
        ...     assert letter.check().outcomes["PIT-01"] == "violated"
    """
    kernel = kernel_of(rule)
    told = Told("violated", rule, kernel.that)
    return _letters(told, _looks(varied=varied), kernel)


def letters_undecided(rule: str, *, varied: bool = True) -> st.SearchStrategy[SampleLetter]:
    """Letters on which a rule cannot be decided: a copy that may have lost something, or a letter without its date.

    Shrinks as `consistent_letters` does. The letter's ``copy`` has to be kept where it is encoded otherwise than by
    its own ``encode``.

    Args:
        rule: the id of a stable rule over one letter.
        varied: as for `consistent_letters`.

    Raises:
        RuleError: as for `letters_violating`, and for a rule that every letter decides, saying why (`always_decided`
            has them all) and naming those that are not.
        NcndError: as for `letters_violating`.

    Example:
        >>> from hypothesis import given
        >>> @given(letter=letters_undecided("PIT-01"))
        ... def test_nothing_is_called_absent(letter):
        ...     assert letter.check().outcomes["PIT-01"] == "undecided"
    """
    kernel = kernel_of(rule)
    if kernel.undecided is None:
        why, others = always_decided()[rule], ", ".join(undecidable())
        raise RuleError(rule, f"every letter decides it: {why}; undecided can be: {others}")
    how = "the copy may have lost something" if kernel.undecided.copy_state == "unknown" else "a day is missing"
    told = Told("undecided", rule, f"{kernel.undecided.that or kernel.that}, but {how}")
    return _letters(told, _looks(varied=varied), kernel)


def letters(*, varied: bool = True) -> st.SearchStrategy[SampleLetter]:
    """Letters of every kind there is: consistent ones, and ones that break a rule or leave it undecided.

    Shrinks towards a consistent letter, then as `consistent_letters` does; between rules towards the first by id.

    Args:
        varied: as for `consistent_letters`.

    Raises:
        NcndError: as for `consistent_letters`.

    Example:
        >>> from hypothesis import given
        >>> @given(letter=letters())
        ... def test_every_rule_has_an_outcome(letter):
        ...     assert letter.check().outcomes
    """
    flag("varied", varied)
    broken = st.sampled_from(violable()).flatmap(lambda rule: letters_violating(rule, varied=varied))
    unclear = st.sampled_from(undecidable()).flatmap(lambda rule: letters_undecided(rule, varied=varied))
    return st.one_of(consistent_letters(varied=varied), broken, unclear)


def documents(*, format: Format | None = None, chrome: bool | None = None) -> st.SearchStrategy[SampleLetter]:  # noqa: A002 - the field's own name
    """Consistent letters as files: as text, as a Word file, or as a web page, wrapped and with words of the page.

    ``data`` has the bytes, ``write(folder)`` makes the file. Shrinks towards plain text without wraps or words of the
    page, then as `consistent_letters` does.

    Args:
        format: ``text``, ``docx`` or ``html``; none: any of them.
        chrome: whether a web page has its navigation and footer; none: either.

    Raises:
        NcndError: at once, for a format that is not one of them, or a *chrome* that is neither true nor false.

    Example:
        >>> from hypothesis import given
        >>> @given(letter=documents(format="html"))
        ... def test_a_page_is_read_as_its_letter(letter):
        ...     assert letter.check().findings == ()
    """
    if format is not None:
        check_choice("format", format, FORMATS)
    if chrome is not None:
        flag("chrome", chrome)
    looks = st.tuples(
        st.sampled_from(FORMATS) if format is None else st.just(format),
        st.sampled_from(_WIDTHS),
        st.booleans(),
        st.booleans() if chrome is None else st.just(chrome),
    )
    return _letters(_CONSISTENT, looks.map(Print._make))


def violable() -> tuple[str, ...]:
    """The ids of the rules that `letters_violating` takes."""
    return tuple(sorted(load_bank().kernels))


def undecidable() -> tuple[str, ...]:
    """The ids of the rules that `letters_undecided` takes."""
    return tuple(rule for rule in violable() if load_bank().kernels[rule].undecided is not None)


def always_decided() -> dict[str, str]:
    """The ids of the rules that letters can break and `letters_undecided` does not take, each with the reason."""
    ruleset = load_ruleset()
    return {rule: _why_decided(ruleset.rule(rule)) for rule in violable() if rule not in undecidable()}


def _why_decided(rule: Rule) -> str:
    if any(may_be_lost(condition) for condition in conditions(rule)):
        return "what a copy may have lost would only lessen the finding"
    if rule.require:
        return "what it requires is told of a fact by the fact itself"
    return "it is about what stands in the letter, and nothing that may be lost would excuse that"


@st.composite
def _letters(
    draw: st.DrawFn, told: Told, looks: st.SearchStrategy[Print], kernel: Kernel | None = None
) -> SampleLetter:
    # Not `builds`: Hypothesis would show the call, where a composite's letter shows itself.
    return written(told, draw(_choices()), draw(looks), kernel)


@cache
def _choices() -> st.SearchStrategy[Choices]:
    bank = load_bank()
    return st.tuples(
        _index(bank.authorities),
        _index(bank.subjects),
        st.sampled_from(working_days()),
        st.integers(min_value=10, max_value=19),
        st.integers(min_value=1, max_value=8999),
        st.tuples(*(st.integers(min_value=0, max_value=max(0, len(one.says) - 1)) for one in bank.elements)),
        st.lists(_index(bank.asides), max_size=len(bank.asides), unique=True).map(tuple),
    ).map(lambda drawn: Choices(*drawn))


def _index(items: tuple[object, ...]) -> st.SearchStrategy[int]:
    return st.integers(min_value=0, max_value=len(items) - 1)


def _looks(*, varied: bool) -> st.SearchStrategy[Print]:
    flag("varied", varied)
    if not varied:
        return st.just(PLAIN)
    return st.tuples(st.just("text"), st.sampled_from(_WIDTHS), st.booleans(), st.just(False)).map(Print._make)
