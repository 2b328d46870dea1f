"""The sections on single letters: those with the most serious findings, and those that contradict each other."""

from collections.abc import Mapping, Sequence

from ncnd_rules.audit.figures.conflicts import Compared, Conflict, Disagreement, by_rule
from ncnd_rules.audit.figures.gravest import Found, Grave
from ncnd_rules.audit.published.letters import Calling
from ncnd_rules.audit.published.shapes import Card, Item, Quoted, Section, table
from ncnd_rules.explain.explanation import one_line, spoken
from ncnd_rules.report.counting import count, were

_MOST_CONFLICTS, _MOST_DISAGREEMENTS = 40, 60
_LONGEST_QUOTE = 280


def gravest_section(letters: Sequence[Grave], called: Calling, *, with_text: bool) -> Section:
    """A card a letter, with each of its errors."""
    lead = (
        (
            "The letters with the most findings of the severity error, and among those with as many, with the most "
            "warnings. What may be the doing of an incomplete copy is left out. A longer letter has more in it to "
            "be inconsistent."
        ),
        *(() if letters else ("No letter has a finding of the severity error.",)),
        *(() if with_text or not letters else (f"{_NO_TEXT}",)),
    )
    cards = tuple(
        Card(
            called.heading(letter.authority, letter.date),
            tuple(
                filter(
                    None,
                    (
                        called.place(letter.letter),
                        "" if called.mask.on else letter.reference,
                        count(letter.errors, "error"),
                        count(letter.warnings, "warning"),
                    ),
                )
            ),
            tuple(item_of(found, called) for found in letter.found),
        )
        for letter in letters
    )
    return Section("gravest-section", "The letters with the most serious findings", lead, cards=cards)


_NO_TEXT = "No text was kept with this audit (--keep-text), so that places are given and no words."


def item_of(found: Found, called: Calling) -> Item:
    """A finding with its words, masked where names are."""
    quotes = tuple(
        Quoted(called.mask.words(shortened(words)), f"characters {start} to {stop}")
        for words, (start, stop) in zip(found.quotes or [""] * len(found.places), found.places, strict=True)
    )
    # A citation names the letter's reference.
    cited = "" if called.mask.on else found.citation
    return Item(found.rule, found.severity, called.mask.words(found.message), quotes, "; ".join(found.law), cited)


def shortened(words: str) -> str:
    """On one line, and no longer than a reader needs to find it."""
    words = one_line(words)
    return words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE].rstrip()} …"


def conflicts_section(
    conflicts: Sequence[Conflict], how_far: Compared | None, titles: Mapping[str, str], called: Calling
) -> Section:
    """How many of each rule over letters, and the gravest one by one."""
    tables = []
    if conflicts:
        counted = [(f"{rule}: {titles[rule]}" if rule in titles else rule, many) for rule, many in by_rule(conflicts)]
        tables.append(table("By rule", ("Rule", "Findings"), counted, (1,)))
        rows = [
            (
                conflict.rule,
                conflict.severity,
                called.mask.words(conflict.message),
                "; ".join(
                    f"{called.heading(letter.authority, letter.date)} ({called.place(letter.letter)})"
                    for letter in conflict.letters
                ),
            )
            for conflict in conflicts[:_MOST_CONFLICTS]
        ]
        shown = f"The {len(rows)} gravest, of {len(conflicts):,}" if len(rows) < len(conflicts) else "Each of them"
        tables.append(table(shown, ("Rule", "Severity", "What lies between them", "Letters"), rows))
    lead = (
        (
            "Held against each other are letters that answer one request, letters of an authority on one subject, "
            "letters of which one names another's reference, and letters of one day that differ on the threat level. "
            "Not each finding is a contradiction: some tell what was changed. Facts may have changed between two "
            "letters, where they do not say so."
        ),
        _how_far(how_far, len(conflicts)),
    )
    return Section("conflicts-section", "Contradictions and changes between letters", lead, tables=tuple(tables))


def _how_far(compared: Compared | None, found: int) -> str:
    if compared is None:
        return "These letters were not compared; `ncnd audit compare AUDIT` does it."
    told = f"{count(compared.letters, 'letter')} in {count(compared.groups, 'group')}: {count(found, 'finding')}."
    if compared.undecided:
        told += f" {compared.undecided:,} more could not be decided."
    if compared.absent:
        told += f" {count(compared.absent, 'letter')} could not be compared, because the bytes were not at hand."
    if compared.others:
        told += (
            f" {count(compared.others, 'letter')} under another Act, or met later, {were(compared.others)} left out."
        )
    return told


def disagreements_section(found: Sequence[Disagreement], called: Calling) -> Section:
    """What is told beside letters, against what they say."""
    lead = (
        (
            "What a table or a sidecar tells of a letter, where the letter says otherwise. Which of the two is "
            "right, the program cannot tell."
        ),
        *(() if found else ("None was found, or nothing was told beside the letters.",)),
    )
    if not found:
        return Section("disagreements-section", "Told otherwise beside the letters", lead)
    mask = called.mask
    rows = [
        (
            called.place(one.letter),
            spoken(one.field),
            mask.cell(one.field, one.told),
            mask.cell(one.field, one.read) or "nothing",
        )
        for one in found[:_MOST_DISAGREEMENTS]
    ]
    caption = f"The first {len(rows)} of {len(found):,}" if len(rows) < len(found) else f"All {len(rows)}"
    told = table(caption, ("Letter", "Of", "Told beside it", "Said in it"), rows)
    return Section("disagreements-section", "Told otherwise beside the letters", lead, tables=(told,))
