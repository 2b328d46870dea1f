"""Lineage for people: the families in a list, or one of them as a tree of its variants."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ncnd_rules.audit.lineage.families import Family, Lineage, Use, Variant
from ncnd_rules.between.words import aligned
from ncnd_rules.letter import visible
from ncnd_rules.registers import day_in_words
from ncnd_rules.report.compared import wrapped
from ncnd_rules.report.counting import were
from ncnd_rules.report.terminal import Line, Screen, styled

_AROUND = 4  # words shown on both sides of a change
_MOST_USES = 40  # shown of a family
_MOST_STALE = 3  # wordings of a family that are shown in a list of families
_MOST_CHANGES = 3  # of such a wording
_OUT, _IN, _STALE = "red", "green", "bold yellow"
_NO_WORDS = "(its words were not kept)"


def families_as_text(lineage: Lineage, families: Sequence[Family], chosen: str, screen: Screen) -> str:
    """How much is shared, and each family in a few lines.

    Args:
        chosen: which families these are, in words.
    """
    lines: list[Line] = [*_summary(lineage, screen.width)]
    for family in families:
        lines += [(), *_short(family, screen.width)]
    if len(families) < lineage.families:
        lines += [(), *wrapped("", f"{len(families):,} shown: {chosen}.", screen.width)]
    return styled(lines, screen)


def family_as_text(family: Family, uses: Sequence[Use], screen: Screen) -> str:
    """A family with its variants as a tree, what was changed in each, and who used them."""
    lines: list[Line] = [((f"{family.id}", "bold"), f"  {_size(family)}"), ()]
    lines += [*_tree(family, screen.width), (), (("Who used it", "bold underline"),)]
    numbers = {variant.fingerprint: number for number, variant in enumerate(family.variants, 1)}
    for use in uses[:_MOST_USES]:
        stale = f"  not right since {day_in_words(min(died.day for died in use.died))}" if use.died else ""
        lines.append((f"  {_when(use):>18}  wording {numbers[use.fingerprint]}  {_whose(use)}", (stale, _STALE)))
    if len(uses) > _MOST_USES:
        lines.append(((f"  … and {len(uses) - _MOST_USES} more; --format json has them all", "dim"),))
    return styled(lines, screen)


def _summary(lineage: Lineage, width: int) -> Iterator[Line]:
    told = (
        f"{_number(lineage.passages, 'sentence', 'sentences')} of {_number(lineage.letters, 'letter', 'letters')}, "
        f"in {_number(lineage.wordings, 'wording', 'wordings')}. Two letters or more share, the same or nearly, "
        f"{lineage.families:,} that answer or give reasons; {lineage.stale:,} of these {were(lineage.stale)} used "
        "when, by a register, something in them was not right."
    )
    yield from wrapped("", told, width)
    if lineage.without_words:
        missing = (
            f"Of {_number(lineage.without_words, 'wording', 'wordings')} no words were kept: these were compared by "
            "hashes alone, some versions may be missed, and what was changed is not known. "
            "`ncnd audit ... --keep-text` keeps words."
        )
        yield from wrapped("", missing, width, "dim")


def _short(family: Family, width: int) -> Iterator[Line]:
    yield (family.id, "bold"), f"  {_size(family)}"
    words = f"“{visible(family.words)}”" if family.words else _NO_WORDS
    yield from wrapped("  ", words, width)
    yield from wrapped("  first seen: ", f"{_whose(family.first)}, {_when(family.first)}", width, "dim")
    numbers = {variant.fingerprint: number for number, variant in enumerate(family.variants, 1)}
    for variant in [variant for variant in family.variants if variant.died][:_MOST_STALE]:
        if variant.words and variant.words_before:
            lead = f"  wording {numbers[variant.fingerprint]}: "
            changed = [*_changed(variant.words_before, variant.words)][:_MOST_CHANGES]
            yield from (((lead, "dim"), *line) for line in changed)
        yield from _over(variant, "  ", width)
    if family.stale:
        yield ((f"  used when not right in {_number(family.stale, 'letter', 'letters')}", _STALE),)


def _over(variant: Variant, indent: str, width: int) -> Iterator[Line]:
    for died in variant.died:
        before = variant.first.day is not None and died.day <= variant.first.day
        since = f"{day_in_words(died.day)}{', before its first use' if before else ''}"
        told = f"{since}; the register has {visible(died.says)}"
        yield from wrapped(f"{indent}not right since ", f"{told} ({died.rule})", width, _STALE)


def _tree(family: Family, width: int) -> Iterator[Line]:
    below: defaultdict[str | None, list[Variant]] = defaultdict(list)
    for variant in family.variants[1:]:
        below[variant.parent].append(variant)
    numbers = {variant.fingerprint: number for number, variant in enumerate(family.variants, 1)}
    left = [(family.variants[0], "", "")]
    while left:
        variant, lead, indent = left.pop()
        yield from _variant(variant, numbers[variant.fingerprint], lead, indent, width)
        own = below[variant.fingerprint]
        for place, child in reversed(list(enumerate(own))):
            last = place == len(own) - 1
            left.append((child, indent + ("└─ " if last else "├─ "), indent + ("   " if last else "│  ")))


def _variant(variant: Variant, number: int, lead: str, indent: str, width: int) -> Iterator[Line]:
    size = _number(variant.letters, "letter", "letters")
    stale = f"  stale in {variant.stale:,}" if variant.stale else ""
    first = f"  {size}, first {_whose(variant.first)}, {_when(variant.first)}"
    yield (lead, "dim"), (f"{number}", "bold"), first, (stale, _STALE)
    yield from _over(variant, f"{indent}   ", width)
    if variant.words is None:
        yield (indent, "dim"), (f"   {_NO_WORDS}", "dim")
    elif variant.words_before is None:
        yield from wrapped(f"{indent}   ", f"“{visible(variant.words)}”", width)
    else:
        for line in _changed(variant.words_before, variant.words):
            yield (f"{indent}   ", "dim"), *line


def _changed(before: str, after: str) -> Iterator[Line]:
    """Each change on a line, with the words around it; those left out behind a -, those put in behind a +."""
    pieces = list(aligned(visible(before), visible(after)))
    for place, (same, change) in enumerate(pieces):
        if same:
            continue
        lead = pieces[place - 1][1].after.split() if place else []
        rest = pieces[place + 1][1].after.split() if place + 1 < len(pieces) else []
        line: list[str | tuple[str, str]] = [
            " ".join([*(["…"] if len(lead) > _AROUND or place > 1 else []), *lead[-_AROUND:], ""]) if lead else ""
        ]
        line += [(f"[-{change.before}-]", _OUT)] if change.before else []
        line += [" "] if change.before and change.after else []
        line += [(f"[+{change.after}+]", _IN)] if change.after else []
        more = len(rest) > _AROUND or place + 2 < len(pieces)
        line += [" ".join(["", *rest[:_AROUND], *(["…"] if more else [])])] if rest else []
        yield tuple(line)


def _size(family: Family) -> str:
    counted = [
        _number(family.letters, "letter", "letters"),
        _number(family.authorities, "authority", "authorities"),
        _number(len(family.variants), "wording", "wordings"),
    ]
    return ", ".join(counted)


def _whose(use: Use) -> str:
    return visible(use.authority or f"an authority that was not read ({use.source or use.letter[:12]})")


def _when(use: Use) -> str:
    return day_in_words(use.day) if use.day else "undated"


def _number(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}"


def chosen_as_text(min_letters: int, *, stale: bool, every: bool, most: int | None) -> str:
    """Which families were asked for."""
    told: Iterable[str] = (
        "those most used when they were not right first",
        f"of {min_letters} letters or more" if min_letters > 2 else "",
        "stale ones only" if stale else "",
        "greetings and rights too" if every else "",
        f"{most} at most" if most is not None else "",
    )
    return ", ".join(filter(None, told))
