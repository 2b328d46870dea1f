"""What the reader is told: matches that say the same sentence become one finding."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from ncnd_rules.engine.closed import Closed
from ncnd_rules.engine.decide import Decided
from ncnd_rules.engine.program import Row
from ncnd_rules.letter import Span, SpanOf
from ncnd_rules.rules import SEVERITIES, SLOT, Rule, Severity, Slot
from ncnd_rules.verdicts import Absence, Derivation, Finding, Outcome


class Sentence(NamedTuple):
    """A sentence of a rule, cut at its slots."""

    pieces: tuple[str | Slot, ...]
    aliases: frozenset[str]  # those whose values it tells
    collects: bool  # whether any slot takes its values from all matches


def findings_of(rule: Rule, decided: Sequence[Decided], closed: Closed) -> Iterator[Finding]:
    """The findings of one rule on one letter, violated ones first."""
    violated: dict[tuple[str, str], list[Decided]] = {}
    undecided: dict[tuple[str, ...], list[Decided]] = {}
    for item in decided:
        outcome = item.derivation.outcome
        if outcome is Outcome.VIOLATED:
            key = (_fill_single(rule.finding, item, closed), severity_of(rule, item.derivation))
            violated.setdefault(key, []).append(item)
        elif outcome is Outcome.UNDECIDED:
            undecided.setdefault(item.derivation.why, []).append(item)
    for (single, severity), items in violated.items():
        message = fill(rule.finding, items, closed) if sentence(rule.finding).collects else single
        yield _finding(rule, "violated", severity, message, items, closed)
    for why, items in undecided.items():
        message = f"{rule.title}: this cannot be checked, because {'; '.join(why)}."
        yield _finding(rule, "undecided", rule.severity, message, items, closed, why)


def order_of(finding: Finding) -> tuple[int, int, int, str, str]:
    """Findings as a reader wants them: violated first, grave first, then as the letter runs."""
    first = min((span.start for span in finding.evidence if span.start is not None), default=-1)
    undecided = int(finding.outcome == "undecided")
    return undecided, SEVERITIES.index(finding.severity), first, finding.rule, finding.message


def fill(text: str, items: Sequence[Decided], closed: Closed) -> str:
    """A rule's sentence with the values of these matches."""
    pieces = sentence(text).pieces
    return "".join([piece if isinstance(piece, str) else _value(piece, items, closed) for piece in pieces])


@lru_cache(maxsize=4096)  # a rule's sentence is filled for every letter that it is said of
def sentence(text: str) -> Sentence:
    """A sentence as it is filled."""
    pieces: list[str | Slot] = []
    stop = 0
    for match in SLOT.finditer(text):
        pieces += [text[stop : match.start()], Slot(match["alias"], match["field"], bool(match["every"]))]
        stop = match.end()
    slots = [piece for piece in pieces if isinstance(piece, Slot)]
    return Sentence((*pieces, text[stop:]), frozenset(slot.alias for slot in slots), any(slot.every for slot in slots))


def _value(slot: Slot, items: Sequence[Decided], closed: Closed) -> str:
    rows: dict[str, Row] = {}
    for item in items if slot.every else items[:1]:
        if slot.alias in item.aliases:
            row = item.match[item.aliases.index(slot.alias)]
            rows[row.id] = row
        for pairs in item.broken:
            rows |= {row: closed.rows[row] for alias, row in pairs if alias == slot.alias}
    if len(rows) == 1:
        (row,) = rows.values()
        return _shown(closed.value_of(row, slot.field))
    found = ((_order(row, closed), _shown(closed.value_of(row, slot.field))) for row in rows.values())
    return _listed(dict.fromkeys(text for _, text in sorted(found) if text))


def evidence_of(fact_ids: Iterable[str], closed: Closed) -> dict[Span, None]:
    """The words behind these facts, as the letter runs; what lies behind a register's fact comes last."""
    spans: dict[Span, None] = {}
    facts = [closed.facts[fact_id] for fact_id in dict.fromkeys(fact_ids)]
    while facts:
        found = [span for fact in facts for span in fact.evidence]
        spans |= dict.fromkeys(sorted(found, key=_place) if len(found) > 1 else found)
        facts = [closed.facts[premise] for fact in facts for premise in fact.premises]
    return spans


def _order(row: Row, closed: Closed) -> tuple[tuple[str, bool, int, str], str]:
    """Lists in sentences run as the letter does, and where that says nothing as the register does.

    The names that facts of the letter were given never count: they may follow the order of a file.
    """
    fact = closed.facts[row.fact]
    spans = evidence_of([fact.id], closed)
    return min(map(_place, spans), default=("", True, 0, "")), "" if fact.origin == "letter" else fact.id


def _place(span: Span) -> tuple[str, bool, int, str]:
    return span.letter if isinstance(span, SpanOf) else "", span.start is None, span.start or 0, span.quote


def _finding(
    rule: Rule,
    outcome: str,
    severity: str,
    message: str,
    items: Sequence[Decided],
    closed: Closed,
    why: tuple[str, ...] = (),
) -> Finding:
    derivations = tuple([item.derivation for item in items])
    facts = closed.facts
    telling = [fact for item in derivations for fact in (*item.hits, *item.lessened_by)]
    named, others, asked = _matched(rule, derivations, closed)
    with_words = [fact for fact in telling if facts[fact].evidence]
    without = [fact for fact in telling if not facts[fact].evidence]
    spans: dict[Span, None] = {}
    for group in (with_words, named, others, asked, without):
        if group:
            spans |= evidence_of(group, closed)
    used = dict.fromkeys([fact for item in derivations for fact in item.premises()])
    sources = [facts[fact].source for fact in used if facts[fact].origin == "register"]
    told: dict[str, Any] = {
        "rule": rule.id,
        "version": rule.version,
        "title": rule.title,
        "status": rule.status,
        "outcome": outcome,
        "severity": severity,
        "attribution": _attribution(rule, outcome, derivations, closed),
        "message": message,
        "evidence": tuple(spans),
        "basis": rule.basis,
        "repair": fill(rule.repair, items, closed),
        "why": why,
        "not_found": _not_found(derivations),
        "sources": tuple(dict.fromkeys(filter(None, sources))),
        "derivations": derivations,
        "fingerprint": _fingerprint(rule, outcome, severity, message, spans, closed),
    }
    # All of it was validated where it came from: to do it again would look at every word anew.
    return Finding.model_construct(**told)


def _not_found(derivations: Sequence[Derivation]) -> tuple[Absence, ...]:
    """What was searched for and not found, each once."""
    # Most matches of a rule look for the same thing, which was worded once for all of them.
    found = {id(absence): absence for item in derivations for absence in item.absences}
    return tuple(dict.fromkeys(found.values()) if len(found) > 1 else found.values())


def _attribution(rule: Rule, outcome: str, derivations: Iterable[Derivation], closed: Closed) -> str:
    """Whose doing it is, as far as can be told."""
    copies = closed.encoding.copies
    if outcome == "violated":
        if not rule.may_be_copy or all(letter.copy_state == "complete" for letter in copies):
            return "authority"
        return "copy" if all(letter.copy_state != "unknown" for letter in copies) else "undetermined"
    searched = {section for item in derivations for absence in item.absences for section in absence.searched}
    return "copy" if searched & {section for letter in copies for section in letter.missing} else "undetermined"


def _matched(rule: Rule, derivations: Iterable[Derivation], closed: Closed) -> tuple[list[str], list[str], list[str]]:
    """The facts that fired the rule: those its sentence names, the others, and what was only asked."""
    slots = sentence(rule.finding).aliases
    named: list[str] = []
    others: list[str] = []
    asked: list[str] = []
    for derivation in derivations:
        for alias, fact in derivation.when.items():
            if closed.facts[fact].kind == "question":
                asked.append(fact)
            else:
                (named if alias in slots else others).append(fact)
    return named, others, asked


def severity_of(rule: Rule, derivation: Derivation) -> Severity | str:
    """How much a violation weighs."""
    return rule.lessened_to if rule.lessened_to and derivation.lessened else rule.severity


def _fill_single(text: str, item: Decided, closed: Closed) -> str:
    """The sentence with only its single names filled: what tells two findings of a rule apart."""
    return "".join(
        [
            piece if isinstance(piece, str) else repr(piece) if piece.every else _value(piece, [item], closed)
            for piece in sentence(text).pieces
        ]
    )


def _fingerprint(rule: Rule, outcome: str, severity: str, message: str, spans: Iterable[Span], closed: Closed) -> str:
    words = sorted({" ".join(span.quote.split()) for span in spans})
    told = "\0".join((closed.encoding.identity, rule.id, outcome, severity, message, *words))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


@lru_cache(maxsize=4096, typed=True)  # true and 1 are equal, and shown differently
def _shown(value: str | int | bool | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        with suppress(ValueError):  # a label may be shaped like a day that never was
            day = date.fromisoformat(text)
            return f"{day.day} {day:%B %Y}"
    return text.replace("_", " ") if re.fullmatch(r"[a-z_]+", text) else text


def _listed(values: Iterable[str]) -> str:
    values = list(values)
    return values[0] if len(values) == 1 else f"{', '.join(values[:-1])} and {values[-1]}" if values else ""
