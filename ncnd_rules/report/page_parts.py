"""What a page shows of a letter, in the order in which templates put it out."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ncnd_rules.explain import explain
from ncnd_rules.explain.explanation import one_line, spoken
from ncnd_rules.explain.panels import panels
from ncnd_rules.explain.picture import panel_svg
from ncnd_rules.letter import Span, Unread
from ncnd_rules.registers import in_words, without_sources
from ncnd_rules.report.checked import Checked
from ncnd_rules.report.highlight import Paragraph, laid_along
from ncnd_rules.report.told import absence_in_words, by_person, known_findings, no_answer, noticed
from ncnd_rules.rules import Basis, Rule
from ncnd_rules.verdicts import Finding, Outcome

SEVERITIES = {"error": "Error", "warning": "Warning", "info": "Info", "undecided": "Undecided"}  # gravest first
_UNREAD = "unread"
_LONGEST_QUOTE = 110  # characters of a finding's words that stand beside it; the letter has them whole
_MOST_NOTES = 4  # register rows, or things not found, that stand with a finding; the rest are counted


class Change(NamedTuple):
    """One edit of the letter that would mend a finding."""

    old: str  # words that go; empty where words are only added
    new: str  # words that come


class Extra(NamedTuple):
    """What other tools know of a finding."""

    repairs: tuple[tuple[Change, ...], ...] = ()  # each of them would do on its own
    citation: str = ""


class Words(NamedTuple):
    """Words of the letter that a finding or a passage rests on."""

    quote: str
    place: str  # the id of their first piece in the letter; empty where that is not shown
    where: str  # page or paragraph of the file


class Shown(NamedTuple):
    """A finding as the page tells it."""

    id: str
    number: int
    severity: str  # a key of `SEVERITIES`
    finding: Finding
    words: tuple[Words, ...]
    basis: tuple[Basis, ...]
    registers: tuple[str, ...]
    not_found: tuple[str, ...]
    picture: str  # SVG
    extra: Extra

    @property
    def name(self) -> str:
        """What a screen reader calls it."""
        return f"Finding {self.number}, {SEVERITIES[self.severity].lower()}, {self.finding.rule}"


class Passage(NamedTuple):
    """A passage that was not understood."""

    id: str
    number: int
    words: Words
    section: str
    reason: str
    may_hold: str


class Marked(NamedTuple):
    """Words of the letter with everything that rests on them."""

    id: str
    words: str
    severity: str  # the gravest; empty where nothing rests on them
    target: str  # the id of the gravest
    owners: tuple[str, ...]  # the ids of all
    ends: tuple[Shown | Passage, ...]  # whose words end here, to be numbered


class Printed(NamedTuple):
    """A paragraph of the letter with its marks."""

    kind: str
    bold: bool
    pieces: tuple[Marked, ...]


class RuleLine(NamedTuple):
    """A rule in the table of outcomes."""

    rule: str
    title: str
    why: str
    findings: tuple[Shown, ...]


class LetterPage(NamedTuple):
    """One letter as the page tells it."""

    id: str
    checked: Checked
    heading: str
    about: tuple[str, ...]
    findings: tuple[Shown, ...]
    counts: Mapping[str, int]  # by severity, all of `SEVERITIES` named
    paragraphs: tuple[Printed, ...]  # none where the letter's words were not at hand
    notes: tuple[str, ...]
    outcomes: tuple[tuple[str, str, tuple[RuleLine, ...]], ...]  # key, heading and rules
    unread: tuple[Passage, ...]
    sheet: str  # the address of the caseworker sheet; empty where there is none


class _Marks(NamedTuple):
    spans: list[tuple[int, int]]
    owners: list[str]  # the id of the finding or passage of each


def letter_page(
    number: int, checked: Checked, rules: Mapping[str, Rule], extras: Mapping[str, Extra], sheet: str = ""
) -> LetterPage:
    """Everything of one letter.

    Args:
        number: of the letter on its page, from 1; its ids begin with it.
        rules: by id, those that were applied.
        extras: by the fingerprints of findings.
        sheet: the address of its caseworker sheet.
    """
    verdicts = checked.verdicts
    name = f"l{number}"
    pictures = _pictures(checked, rules, name)
    ordered = sorted(verdicts.findings, key=_rank)
    marks = _Marks([], [])
    places: list[tuple[int, ...]] = []
    for order, finding in enumerate(ordered, 1):
        places.append(_marked(marks, f"{name}-f{order}", finding.evidence, checked))
    unread_places = [
        _marked(marks, f"{name}-u{order}", (gap,), checked) for order, gap in enumerate(verdicts.unread, 1)
    ]
    paragraphs = laid_along(checked.text, marks.spans) if checked.text is not None else ()
    first = _first_pieces(paragraphs, name)
    findings = tuple(
        _shown(f"{name}-f{order}", order, finding, checked, own, first, pictures, extras)
        for order, (finding, own) in enumerate(zip(ordered, places, strict=True), 1)
    )
    unread = tuple(
        _passage(f"{name}-u{order}", order, gap, checked, own, first)
        for order, (gap, own) in enumerate(zip(verdicts.unread, unread_places, strict=True), 1)
    )
    return LetterPage(
        name,
        checked,
        verdicts.authority or verdicts.letter.file,
        tuple(filter(None, (verdicts.reference, _spoken_date(verdicts.date), verdicts.letter.file))),
        findings,
        {severity: sum(shown.severity == severity for shown in findings) for severity in SEVERITIES},
        tuple(_printed(paragraphs, name, marks, findings, unread)),
        (*no_answer(checked), *known_findings(checked), *noticed(checked), *by_person(checked)),
        tuple(_outcomes(checked, rules, findings)),
        unread,
        sheet,
    )


def _spoken_date(iso: str | None) -> str:
    return in_words(date.fromisoformat(iso)) if iso else ""


def _severity(finding: Finding) -> str:
    return "undecided" if finding.outcome == "undecided" else finding.severity


def _rank(finding: Finding) -> int:
    return list(SEVERITIES).index(_severity(finding))


def _pictures(checked: Checked, rules: Mapping[str, Rule], name: str) -> dict[str, str]:
    """The derivation of each finding, by its fingerprint."""
    pictures = {}
    for rule in dict.fromkeys(finding.rule for finding in checked.verdicts.findings):
        explanation = explain(checked.verdicts, rules[rule], checked.encoding)
        for panel in panels(explanation) if explanation is not None else ():
            (conclusion,) = (node for node in panel.nodes if node.type == "finding")
            fingerprint = conclusion.id.removeprefix("finding/")
            pictures[fingerprint] = panel_svg(panel, f"{name}-why-{fingerprint}")
    return pictures


def _marked(marks: _Marks, owner: str, spans: Iterable[Span | Unread], checked: Checked) -> tuple[int, ...]:
    """The places of its spans among all marks, -1 for one that the letter cannot show."""
    length = len(checked.text or "")
    places = []
    for span in spans:
        if span.start is None or span.stop is None or not span.start < span.stop <= length:
            places.append(-1)
            continue
        places.append(len(marks.spans))
        marks.spans.append((span.start, span.stop))
        marks.owners.append(owner)
    return tuple(places)


def _first_pieces(paragraphs: Iterable[Paragraph], name: str) -> dict[int, str]:
    """Where each mark begins: the id of its first piece."""
    first: dict[int, str] = {}
    for number, piece in enumerate(piece for paragraph in paragraphs for piece in paragraph.pieces):
        for mark in piece.marks:
            first.setdefault(mark, f"{name}-w{number}")
    return first


def _shown(  # noqa: PLR0913, PLR0917 - a finding is shown with what all steps before know
    name: str,
    number: int,
    finding: Finding,
    checked: Checked,
    places: Sequence[int],
    first: Mapping[int, str],
    pictures: Mapping[str, str],
    extras: Mapping[str, Extra],
) -> Shown:
    words = (
        Words(_short(span.quote), first.get(place, ""), _where(checked, span.start))
        for span, place in zip(finding.evidence, places, strict=True)
    )
    required = (absence for absence in finding.not_found if absence.role == "required")
    return Shown(
        name,
        number,
        _severity(finding),
        finding,
        tuple(dict.fromkeys(words)),
        finding.basis,
        _few(map(without_sources, finding.sources)),
        _few(absence_in_words(absence, checked.verdicts) for absence in required),
        pictures.get(finding.fingerprint, ""),
        extras.get(finding.fingerprint, Extra()),
    )


def _passage(
    name: str, number: int, gap: Unread, checked: Checked, places: Sequence[int], first: Mapping[int, str]
) -> Passage:
    quote = (checked.text or "")[gap.start or 0 : gap.stop or 0] if places[0] >= 0 else ""
    words = Words(_short(quote), first.get(places[0], ""), _where(checked, gap.start))
    may_hold = "" if gap.may_hold is None else ", ".join(map(spoken, gap.may_hold))
    return Passage(name, number, words, spoken(gap.section or ""), gap.reason, may_hold)


def _where(checked: Checked, start: int | None) -> str:
    anchor = checked.encoding.source.at(start)
    return "" if anchor is None else str(anchor)


def _short(words: str) -> str:
    return textwrap.shorten(one_line(words), _LONGEST_QUOTE, placeholder=" …") or one_line(words)[:_LONGEST_QUOTE]


def _few(notes: Iterable[str]) -> tuple[str, ...]:
    told = tuple(dict.fromkeys(notes))
    more = len(told) - _MOST_NOTES
    return told if more <= 1 else (*told[:_MOST_NOTES], f"… and {more} more")


def _printed(
    paragraphs: Iterable[Paragraph],
    name: str,
    marks: _Marks,
    findings: Sequence[Shown],
    unread: Sequence[Passage],
) -> Iterator[Printed]:
    known: dict[str, Shown | Passage] = {item.id: item for item in findings}
    known |= {item.id: item for item in unread}
    order = {owner: number for number, owner in enumerate(known)}  # findings gravest first, then passages
    number = 0
    for paragraph in paragraphs:
        pieces = []
        # Words that several findings share in many places would drown in numbers: each stands once a paragraph.
        last = {marks.owners[mark]: place for place, piece in enumerate(paragraph.pieces) for mark in piece.ends}
        for place, piece in enumerate(paragraph.pieces):
            owners = sorted({marks.owners[mark] for mark in piece.marks}, key=order.__getitem__)
            ends = sorted((owner for owner, own in last.items() if own == place), key=order.__getitem__)
            gravest = known[owners[0]] if owners else None
            severity = "" if gravest is None else getattr(gravest, "severity", _UNREAD)
            target = owners[0] if owners else ""
            ended = tuple(known[owner] for owner in ends)
            pieces.append(Marked(f"{name}-w{number}", piece.words, severity, target, tuple(owners), ended))
            number += 1
        yield Printed(paragraph.kind, paragraph.bold, tuple(pieces))


def _outcomes(
    checked: Checked, rules: Mapping[str, Rule], findings: Sequence[Shown]
) -> Iterator[tuple[str, str, tuple[RuleLine, ...]]]:
    """How every rule came out, what needs a person first."""
    verdicts = checked.verdicts
    own: dict[str, list[Shown]] = {}
    for shown in findings:
        own.setdefault(shown.finding.rule, []).append(shown)

    def lines(chosen: Iterable[str], why: Mapping[str, str]) -> tuple[RuleLine, ...]:
        return tuple(RuleLine(rule, rules[rule].title, why.get(rule, ""), tuple(own.get(rule, ()))) for rule in chosen)

    def of(outcome: Outcome) -> list[str]:
        return [
            rule for rule, came in verdicts.outcomes.items() if came == outcome and rule not in verdicts.not_applied
        ]

    reasons: dict[str, list[str]] = {}
    for derivation in verdicts.derivations:
        reasons.setdefault(derivation.rule, []).extend(derivation.why)
    why = {rule: "; ".join(dict.fromkeys(told)) for rule, told in reasons.items()}
    yield "violated", "Inconsistent with the rule", lines(of(Outcome.VIOLATED), {})
    yield "undecided", "Undecided", lines(of(Outcome.UNDECIDED), why)
    yield "not-applied", "Not applied", lines(verdicts.not_applied, verdicts.not_applied)
    yield "satisfied", "Passed", lines(of(Outcome.SATISFIED), {})
    yield "not-applicable", "Nothing to apply to", lines(of(Outcome.NOT_APPLICABLE), {})
