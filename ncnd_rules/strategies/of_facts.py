"""Strategies for facts: whatever the vocabulary can say, sensible or not."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from hypothesis import strategies as st

from ncnd_rules.encoding import Encoding
from ncnd_rules.errors import FactsError, RuleError
from ncnd_rules.facts import FACT_TYPES, REFERENCES, Fact, FieldType, fields_of
from ncnd_rules.letter import SECTIONS, Letter, Span, Unread
from ncnd_rules.rule_files import encoding_of, encodings_of, load_ruleset
from ncnd_rules.strategies.arguments import count, several
from ncnd_rules.strategies.bank import refuse_unknown

_OTHERS = {"question", "part"}  # others refer to them, so they are drawn first
_DAYS = st.dates(date(2005, 1, 4), date(2028, 6, 30))
_WORDS = st.sampled_from(("drones", "cameras", "something else"))
# Of fields whose words have to fit a pattern or a register.
_SAMPLES: Mapping[str, st.SearchStrategy[Any]] = {
    "provision": st.sampled_from(("31(3)", "24(2)", "23(5)", "31", "31(1)(a)", "38(2)", "40(5B)", "12(1)", "21")),
    "section": st.sampled_from(("31", "24", "23", "38", "40")),
    "topic": st.sampled_from(("drones", "facial_recognition")),
    "month": st.sampled_from(("2017-05", "2017-06", "2006-08")),
    "event": st.sampled_from(("manchester_arena", "london_bridge")),
    "body": st.sampled_from(("IPCO", "OSC", "HMIC")),
    "name": st.sampled_from(("Wexmoor Police", "Office of Surveillance Commissioners", "IPCO")),
    "to": st.sampled_from(("ICO", "SIC")),
    "since": st.integers(min_value=2006, max_value=2026),
    "number": st.integers(min_value=1, max_value=60),
    "on": _DAYS,
    "until": _DAYS,
    "first_day": _DAYS,
    "last_day": _DAYS,
}


def facts(
    *, kinds: str | Collection[str] = (), min_size: int = 0, max_size: int = 8
) -> st.SearchStrategy[tuple[Fact, ...]]:
    """What one letter may say: facts of any kinds, each with a name of its own, that refer to facts that are there.

    Nothing is promised but the vocabulary: a question may be denied and answered at once. Shrinks towards no facts,
    then towards the defaults of fields and the first of their choices.

    Args:
        kinds: the kinds drawn, or one; none: all. Of questions and parts, which others refer to, there are up to two
            each besides, where they are among the kinds.
        min_size: how many facts at least, beside questions and parts.
        max_size: how many at most, likewise.

    Raises:
        FactsError: at once, for a kind that there is not, naming those there are.
        NcndError: at once, for what cannot be kinds, or sizes that do not fit each other.

    Example:
        >>> from hypothesis import given
        >>> @given(said=facts(kinds=("part", "balance"), min_size=1))
        ... def test_a_balance_weighs_parts_that_there_are(said):
        ...     parts = {fact.id for fact in said if fact.kind == "part"}
        ...     assert all(set(fact.part) <= parts for fact in said if fact.kind == "balance")
    """
    count("min_size", min_size, 0)
    count("max_size", max_size, min_size)
    return _facts(_known(kinds), min_size, max_size)


def _known(kinds: str | Collection[str]) -> tuple[str, ...]:
    """The kinds, or all there are for none."""
    wanted = several("kinds", kinds, "kinds of facts")
    for kind in wanted:
        if kind not in FACT_TYPES:
            raise FactsError("kinds", f"no kind of fact is called '{kind}'; there are: {', '.join(sorted(FACT_TYPES))}")
    return wanted or tuple(FACT_TYPES)


@st.composite
def _facts(draw: st.DrawFn, wanted: tuple[str, ...], min_size: int, max_size: int) -> tuple[Fact, ...]:
    ids = {kind: draw(_names(kind)) if kind in wanted else () for kind in ("question", "part")}
    said = [_fact(draw, kind, name, ids) for kind, names in ids.items() for name in names]
    others = [kind for kind in wanted if kind not in _OTHERS]
    if not others:
        return tuple(said)
    drawn = draw(st.lists(st.sampled_from(others), min_size=min_size, max_size=max_size))
    return (*said, *(_fact(draw, kind, f"F{number}", ids) for number, kind in enumerate(drawn, start=1)))


def encodings(*, kinds: str | Collection[str] = (), max_size: int = 8) -> st.SearchStrategy[Encoding]:
    """Whole letters as facts, for what takes an `Encoding`: a checker, a comparison, a report.

    Shrinks towards a complete letter that says nothing, then as `facts` does.

    Args:
        kinds: as for `facts`.
        max_size: as for `facts`.

    Raises:
        FactsError: as for `facts`.
        NcndError: as for `facts`.

    Example:
        >>> from hypothesis import given
        >>> from ncnd_rules import check
        >>> @given(encoding=encodings(kinds=("part", "balance")))
        ... def test_whatever_is_said_is_decided(encoding):
        ...     assert check(encoding).outcomes
    """
    return _encodings(facts(kinds=kinds, max_size=max_size))


@st.composite
def _encodings(draw: st.DrawFn, facts: st.SearchStrategy[tuple[Fact, ...]]) -> Encoding:
    said = draw(facts)
    unread = draw(st.lists(st.sampled_from(SECTIONS), max_size=1))
    passages = tuple(Unread.model_validate({"section": section, "reason": "not understood"}) for section in unread)
    return Encoding(draw(letter_heads()), said, passages)


def encodings_violating(rule: str) -> st.SearchStrategy[tuple[Encoding, ...]]:
    """The bad examples of a rule as they stand in its file, as the letters to check (one) or compare (several).

    Unlike letters they need no words, so there are some for every rule. Shrinks towards the first example.

    Args:
        rule: the id of any shipped rule.

    Raises:
        RuleError: at once, for an id that no rule has, naming those there are.
        NcndError: at once, for what cannot be an id.

    Example:
        >>> from hypothesis import given
        >>> from ncnd_rules import compare
        >>> @given(encodings=encodings_violating("CRS-01"))
        ... def test_it_is_found(encodings):
        ...     assert compare(encodings).outcomes["CRS-01"] == "violated"
    """
    refuse_unknown(rule)
    try:
        found = load_ruleset().rule(rule)
    except RuleError:
        found = load_ruleset(over="letters").rule(rule)
    if found.over == "letters":
        return st.sampled_from([encodings_of(example, found) for example in found.bad])
    return st.sampled_from([(encoding_of(example, found),) for example in found.bad])


@st.composite
def of_kind(draw: st.DrawFn, kind: str) -> Fact:
    """Facts of one kind, which refer to no others. Shrinks as `facts` does."""
    return _fact(draw, kind, "F1", {"question": (), "part": ()})


@st.composite
def letter_heads(draw: st.DrawFn) -> Letter:
    """`Letter`: which letter, and how whole its copy is. Shrinks towards a complete one."""
    state = draw(st.sampled_from(("complete", "unknown", "extract")))
    least = int(state == "extract")
    missing = draw(st.lists(st.sampled_from(SECTIONS), min_size=least, max_size=2 * least, unique=True))
    return Letter.model_validate({"file": "letter.txt", "copy": state, "missing": tuple(missing)})


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """`Span`: words and their place. Shrinks towards the first words at the beginning of a letter."""
    start, quote = draw(st.integers(min_value=0, max_value=9_999)), draw(_WORDS)
    return Span(start=start, stop=start + len(quote), quote=quote)


def _names(kind: str) -> st.SearchStrategy[tuple[str, ...]]:
    initial = kind[0].upper()
    return st.integers(min_value=0, max_value=2).map(
        lambda count: tuple(f"{initial}{number}" for number in range(1, count + 1))
    )


def _fact(draw: st.DrawFn, kind: str, name: str, ids: Mapping[str, tuple[str, ...]]) -> Fact:
    """A fact with whichever of its fields happen to be given; it refers only to *ids*."""
    fields: dict[str, Any] = {"id": name}
    for field, about in FACT_TYPES[kind].model_fields.items():
        if field in ("id", "evidence") or not (about.is_required() or draw(st.booleans())):
            continue
        targets = ids.get(REFERENCES.get(field, ""), ()) if field in REFERENCES else None
        if field == "parent":
            targets = tuple(one for one in targets or () if one != name)
        if targets is None or targets:
            fields[field] = draw(_values(field, fields_of(kind)[field], targets))
    return FACT_TYPES[kind].model_validate(fields)


def _values(field: str, of: FieldType, targets: tuple[str, ...] | None) -> st.SearchStrategy[Any]:
    if targets:
        one: st.SearchStrategy[Any] = st.sampled_from(targets)
    elif of.choices:
        one = st.sampled_from(of.choices)
    elif of.base is bool:
        one = st.booleans()
    else:
        one = _SAMPLES.get(field, _WORDS)
    return st.lists(one, min_size=1, max_size=2, unique=True) if of.each else one
