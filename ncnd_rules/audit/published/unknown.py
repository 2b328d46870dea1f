"""The section on what could not be told, and why: a rate is worth what its gaps leave of it."""

from ncnd_rules.audit.figures.counted import Counted
from ncnd_rules.audit.figures.gaps import Gaps
from ncnd_rules.audit.figures.making import Extent
from ncnd_rules.audit.figures.rates import Rate
from ncnd_rules.audit.published.letters import Calling
from ncnd_rules.audit.published.shapes import Section, Table, table
from ncnd_rules.report.counting import count, were

_MOST_REASONS, _MOST_RULES = 25, 40


def unknown_section(gaps: Gaps, extent: Extent, counts: Counted, called: Calling) -> Section:
    """Unreadable files, passages not understood, rules undecided, and letters that say nothing of themselves."""
    failed = sum(one.places for one in gaps.failed)
    of_letters = Rate(gaps.letters_with_unread, extent.letters)
    of_words = Rate(gaps.characters, gaps.all_characters)
    lead = (
        (
            f"{count(failed, 'file')} could not be used. In {of_letters.told} letters there {were(gaps.passages)} "
            f"{count(gaps.passages, 'passage')} that the program did not understand: {of_words.percent} of all "
            f"characters. No date was read in {count(extent.letters - extent.dated, 'letter')}, no authority in "
            f"{extent.letters - extent.named:,}."
        ),
        (
            "A rule is undecided where what it looks for may stand in such a passage, in a part that the copy "
            "lacks, or where a date or a register is missing. Undecided letters count neither for nor against."
        ),
    )
    tables = [*_failed(gaps, called), *_undecided(gaps, counts, called), *_unread(gaps, called)]
    if gaps.not_applied:
        rows = [(called.mask.words(why), rules, letters) for why, rules, letters in gaps.not_applied[:_MOST_REASONS]]
        tables.append(table("Rules that say nothing of a letter at all", ("Why", "Rules", "Letters"), rows, (1, 2)))
    return Section("unknown-section", "What could not be told", lead, tables=tuple(tables))


def _failed(gaps: Gaps, called: Calling) -> list[Table]:
    if not gaps.failed:
        return []
    rows = [
        (one.state, called.mask.words(one.reason), one.places, *(() if called.mask.on else (one.example,)))
        for one in gaps.failed[:_MOST_REASONS]
    ]
    heads = ("State", "Why", "Files", *(() if called.mask.on else ("For example",)))
    return [table(_of("Files that could not be used", len(rows), len(gaps.failed)), heads, rows, (2,))]


def _undecided(gaps: Gaps, counts: Counted, called: Calling) -> list[Table]:
    if not gaps.undecided:
        return []
    applicable = {rule.rule: rule.applicable for rule in counts.rules}
    rows = [
        (
            one.rule,
            one.letters,
            applicable.get(one.rule, 0),
            Rate(one.letters, applicable.get(one.rule, 0)).percent,
            "; ".join(f"{called.mask.words(reason.words)} ({reason.letters})" for reason in one.reasons[:2]),
        )
        for one in gaps.undecided[:_MOST_RULES]
    ]
    heads = ("Rule", "Undecided", "Applicable", "Share", "Mostly because (letters)")
    return [table(_of("Rules undecided", len(rows), len(gaps.undecided)), heads, rows, (1, 2, 3))]


def _unread(gaps: Gaps, called: Calling) -> list[Table]:
    if not gaps.unread:
        return []
    rows = [(called.mask.words(one.words), one.letters, one.times) for one in gaps.unread[:_MOST_REASONS]]
    heads = ("Why", "Letters", "Passages")
    return [table(_of("Passages not understood", len(rows), len(gaps.unread)), heads, rows, (1, 2))]


def _of(caption: str, shown: int, all_of_them: int) -> str:
    return caption if shown == all_of_them else f"{caption}: the {shown} most frequent kinds of {all_of_them}"
