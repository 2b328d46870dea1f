"""Letters of a folder against each other, as a page tells them: what `ncnd compare` finds, with ways into each."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import quote

from ncnd_rules.compare import Comparison
from ncnd_rules.compare.story import Chapter, Strand, chapters, strands
from ncnd_rules.explain.explanation import one_line, shortened, spoken
from ncnd_rules.letter import Span, SpanOf
from ncnd_rules.report.compared import absence_in_words, change_in_words
from ncnd_rules.report.finding_words import law, weight_of
from ncnd_rules.verdicts import Finding, Outcome

_MOST_PLACES = 4  # shown of a letter's words under one finding
_MOST_WORDS = 140  # characters of a quotation
_ENDS = 4  # words at either end of a passage, by which a browser finds it


class Party(NamedTuple):
    """One of the letters."""

    name: str  # A, B, … in the order of their dates
    label: str
    source: str
    address: str
    note: str


class Words(NamedTuple):
    """Words of one letter, and the address that leads to them."""

    letter: str
    quote: str
    address: str


class Happened(NamedTuple):
    """One thing that changed between two letters, or that did not."""

    says: str
    doubt: tuple[str, ...]
    words: tuple[Words, ...]


class Story(NamedTuple):
    """What one authority's letters on a subject have to do with each other."""

    heading: str
    doubt: tuple[str, ...]
    events: tuple[Happened, ...]


class Travelled(NamedTuple):
    """A sentence that several letters have."""

    letters: tuple[str, ...]
    words: str
    is_stale: bool
    notes: tuple[str, ...]


class Between(NamedTuple):
    """A finding of a rule over letters."""

    severity: str
    rule: str
    message: str
    words: tuple[Words, ...]
    more: int  # places that are not shown
    basis: tuple[str, ...]
    not_found: tuple[str, ...]
    repair: str
    why: tuple[str, ...]


class Compared(NamedTuple):
    """Everything that lies between some letters."""

    parties: tuple[Party, ...]
    findings: tuple[Between, ...]
    stories: tuple[Story, ...]
    lineage: tuple[Travelled, ...]
    outcomes: str
    evaluator: str
    ruleset: str
    registers: str


def compared(comparison: Comparison, files: Mapping[str, tuple[str, str]]) -> Compared:
    """A comparison as its page tells it.

    Args:
        files: the name and address of each letter, by its identity.
    """
    addresses = {one.name: files[one.encoding.identity][1] for one in comparison.letters}
    counts = comparison.counts()
    return Compared(
        tuple(_parties(comparison, files)),
        tuple(_between(finding, comparison, addresses) for finding in comparison.findings),
        tuple(_story(chapter, addresses) for chapter in chapters(comparison)),
        tuple(map(_travelled, strands(comparison))),
        ", ".join(f"{counts[outcome]} {spoken(outcome)}" for outcome in Outcome),
        comparison.evaluator,
        comparison.ruleset[:8],
        comparison.registers[:8],
    )


def _parties(comparison: Comparison, files: Mapping[str, tuple[str, str]]) -> Iterator[Party]:
    for one in comparison.letters:
        note = f"the same words as {one.copy_of}" if one.copy_of else ""
        if not note and one not in comparison.meeting.compared:
            note = f"answers under {one.world.act} and is not compared"
        elif not note and not one.encoding.said:
            note = "its sentences were not at hand and were not compared"
        yield Party(one.name, one.label, *files[one.encoding.identity], note)


def _between(finding: Finding, comparison: Comparison, addresses: Mapping[str, str]) -> Between:
    own = list(_words(finding.evidence, addresses))
    shown = [
        words
        for one in comparison.letters
        for words in [words for words in own if words.letter == one.name][:_MOST_PLACES]
    ]
    required = (absence for absence in finding.not_found if absence.role == "required")
    return Between(
        weight_of(finding),
        finding.rule,
        finding.message,
        tuple(shown),
        len(own) - len(shown),
        tuple(map(law, finding.basis)),
        tuple(dict.fromkeys(map(absence_in_words, required))),
        "" if finding.outcome == "undecided" else finding.repair,
        finding.why,
    )


def _story(chapter: Chapter, addresses: Mapping[str, str]) -> Story:
    return Story(
        f"From {chapter.earlier.name} to {chapter.later.name}: {chapter.subject}",
        chapter.doubt,
        tuple(
            Happened(event.says, event.doubt, tuple(_words(event.evidence, addresses))[:_MOST_PLACES])
            for event in chapter.events
        ),
    )


def _travelled(strand: Strand) -> Travelled:
    stale = [f"{letter}: the register has {label}" for letter, label in strand.stale]
    changed = [
        f"{before} to {after}: {'; '.join(change_in_words(one.before, one.after) for one in own)}"
        for before, after, own in strand.changed
    ]
    return Travelled(strand.letters, one_line(strand.words), bool(strand.stale), (*stale, *changed))


def _words(spans: Iterable[Span], addresses: Mapping[str, str]) -> Iterator[Words]:
    """The words in each letter, in the order of the letters."""
    own = dict.fromkeys(span for span in spans if isinstance(span, SpanOf))
    for span in sorted(own, key=lambda one: (one.letter, one.start or 0)):
        yield Words(span.letter, shortened(span.quote, _MOST_WORDS), f"{addresses[span.letter]}{_pointing(span.quote)}")


def _pointing(words: str) -> str:
    """A fragment by which browsers show words on a page; where they cannot, they show the page from its top."""
    told = words.split()
    if len(told) <= 2 * _ENDS:
        return f"#:~:text={_escaped(told)}"
    return f"#:~:text={_escaped(told[:_ENDS])},{_escaped(told[-_ENDS:])}"


def _escaped(words: Iterable[str]) -> str:
    return quote(" ".join(words), safe="").replace("-", "%2D")
