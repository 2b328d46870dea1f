"""What a page shows of a letter, put together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ncnd_rules.explain import explain
from ncnd_rules.explain.cite import cited
from ncnd_rules.explain.explanation import shortened, spoken
from ncnd_rules.explain.panels import panels
from ncnd_rules.explain.picture import panel_svg
from ncnd_rules.letter import Span, Unread
from ncnd_rules.registers import day_in_words, without_sources
from ncnd_rules.report.checked import Checked
from ncnd_rules.report.finding_words import absent, weight_of
from ncnd_rules.report.highlight import Paragraph, laid_along
from ncnd_rules.report.known import known_in_words
from ncnd_rules.report.mending import Ways
from ncnd_rules.report.page_shapes import (
    SEVERITIES,
    LetterPage,
    Marked,
    Passage,
    Printed,
    RuleLine,
    Shown,
    Words,
)
from ncnd_rules.report.told import by_person, no_answer, noticed, rests_on_person
from ncnd_rules.rules import Rule
from ncnd_rules.verdicts import Finding, Outcome

_UNREAD = "unread"
_LONGEST_QUOTE = 110  # characters of a finding's words that stand beside it; the letter has them whole
_MOST_NOTES = 4  # register rows, or things not found, that stand with a finding; the rest are counted


class _Sheet(NamedTuple):
    """The letter as it is laid out, and where everything that rests on its words begins."""

    paragraphs: tuple[Paragraph, ...]
    owners: tuple[str, ...]  # the id of the finding or passage that each mark belongs to
    places: Mapping[tuple[str, int, int], str]  # owner, start and stop to the id of the first piece


def letter_page(number: int, checked: Checked, rules: Mapping[str, Rule], ways: Ways, sheet: str = "") -> LetterPage:
    """Everything of one letter.

    Args:
        number: of the letter on its page, from 1; its ids begin with it.
        rules: by id, those that were applied.
        ways: how findings may be mended.
        sheet: the address of its caseworker sheet.
    """
    verdicts = checked.verdicts
    name = f"l{number}"
    ordered = {f"{name}-f{order}": finding for order, finding in enumerate(in_order(verdicts.findings), 1)}
    gaps = {f"{name}-u{order}": gap for order, gap in enumerate(verdicts.unread, 1)}
    claims: dict[str, Sequence[Span | Unread]] = {own: finding.evidence for own, finding in ordered.items()}
    laid = _sheet(checked.text or "", name, claims | {own: (gap,) for own, gap in gaps.items()})
    pictures = _pictures(checked, rules, name)
    told = zip(verdicts.findings, cited(checked.encoding, verdicts), strict=True)
    citations = {finding.fingerprint: own.citation for finding, own in told}
    findings = tuple(
        _shown(own, order, finding, checked, laid)._replace(
            picture=pictures.get(finding.fingerprint, ""),
            repairs=ways.get(finding.fingerprint, ()),
            citation=citations[finding.fingerprint],
            by_person=rests_on_person(finding, checked),
        )
        for order, (own, finding) in enumerate(ordered.items(), 1)
    )
    unread = tuple(_passage(own, order, gap, checked, laid) for order, (own, gap) in enumerate(gaps.items(), 1))
    return LetterPage(
        name,
        checked,
        verdicts.authority or verdicts.letter.file,
        tuple(filter(None, (verdicts.reference, _spoken_date(verdicts.date), verdicts.letter.file))),
        findings,
        {severity: sum(shown.severity == severity for shown in findings) for severity in SEVERITIES},
        tuple(_printed(laid, name, findings, unread)),
        (*no_answer(checked), *known_in_words(checked.set_aside), *noticed(checked), *by_person(checked)),
        tuple(_outcomes(checked, rules, findings)),
        unread,
        sheet,
    )


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings as they are numbered: the gravest first, and then as the letter has them."""
    return sorted(findings, key=_rank)


def _spoken_date(iso: str | None) -> str:
    return day_in_words(date.fromisoformat(iso)) if iso else ""


def _rank(finding: Finding) -> int:
    return list(SEVERITIES).index(weight_of(finding))


def _sheet(text: str, name: str, claims: Mapping[str, Sequence[Span | Unread]]) -> _Sheet:
    """The letter with a mark for each span of each claim that it can show."""
    marks = [
        (owner, span.start, span.stop)
        for owner, spans in claims.items()
        for span in spans
        if span.start is not None and span.stop is not None and span.start < span.stop <= len(text)
    ]
    paragraphs = laid_along(text, [(start, stop) for _, start, stop in marks])
    places: dict[tuple[str, int, int], str] = {}
    for number, piece in enumerate(piece for paragraph in paragraphs for piece in paragraph.pieces):
        for mark in piece.marks:
            places.setdefault(marks[mark], f"{name}-w{number}")
    return _Sheet(paragraphs, tuple(owner for owner, _, _ in marks), places)


def _words(owner: str, span: Span | Unread, quote: str, checked: Checked, laid: _Sheet) -> Words:
    place = laid.places.get((owner, span.start, span.stop), "") if span.start is not None and span.stop else ""
    anchor = checked.encoding.source.at(span.start)
    return Words(shortened(quote, _LONGEST_QUOTE), place, "" if anchor is None else str(anchor))


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


def _shown(name: str, number: int, finding: Finding, checked: Checked, laid: _Sheet) -> Shown:
    required = (absence for absence in finding.not_found if absence.role == "required")
    return Shown(
        name,
        number,
        weight_of(finding),
        finding,
        tuple(dict.fromkeys(_words(name, span, span.quote, checked, laid) for span in finding.evidence)),
        finding.basis,
        _few(map(without_sources, finding.sources)),
        _few(absent(absence, checked.verdicts) for absence in required),
    )


def _passage(name: str, number: int, gap: Unread, checked: Checked, laid: _Sheet) -> Passage:
    quote = (checked.text or "")[gap.start or 0 : gap.stop or 0]
    may_hold = "" if gap.may_hold is None else ", ".join(map(spoken, gap.may_hold))
    words = _words(name, gap, quote, checked, laid)
    return Passage(name, number, words, spoken(gap.section or ""), gap.reason, may_hold)


def _few(notes: Iterable[str]) -> tuple[str, ...]:
    told = tuple(dict.fromkeys(notes))
    more = len(told) - _MOST_NOTES
    return told if more <= 1 else (*told[:_MOST_NOTES], f"… and {more} more")


def _printed(laid: _Sheet, name: str, findings: Sequence[Shown], unread: Sequence[Passage]) -> Iterator[Printed]:
    known: dict[str, Shown | Passage] = {item.id: item for item in findings}
    known |= {item.id: item for item in unread}
    order = {owner: number for number, owner in enumerate(known)}  # findings gravest first, then passages
    number = 0
    for paragraph in laid.paragraphs:
        pieces = []
        # Words that several findings share in many places would drown in numbers: each stands once a paragraph.
        last = {laid.owners[mark]: place for place, piece in enumerate(paragraph.pieces) for mark in piece.ends}
        for place, piece in enumerate(paragraph.pieces):
            owners = sorted({laid.owners[mark] for mark in piece.marks}, key=order.__getitem__)
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
