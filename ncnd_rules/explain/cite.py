"""Citations of findings: an identifier that stays, and a sentence in OSCOLA style for a letter of complaint.

An identifier is ``RULE@version:reference:fingerprint``. The reference is that of the authority, whatever is no letter,
digit, dot, hyphen or underscore made a hyphen. Where the letter has none, ``sha256-`` stands there with the first
twelve digits of the letter's digest, and where that is unknown too, ``file-`` with the name of its file.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from ncnd_rules.encoding import Encoding
from ncnd_rules.facts import Regime
from ncnd_rules.registers import day_in_words
from ncnd_rules.rules import Basis
from ncnd_rules.verdicts import Finding, Verdicts

_NAMES = {
    "FOIA 2000": "Freedom of Information Act 2000",
    "EIR 2004": "Environmental Information Regulations 2004, SI 2004/3391",
}
_PLACE = re.compile(
    r"(?P<law>FOIA 2000|EIR 2004|.+ (?:Act|Regulations) \d{4}) (?P<unit>s|reg)\.(?P<number>\w+(?:\(\w+\))*)"
)
_GUIDANCE = re.compile(r"ICO guidance, (?P<title>.+?)(?:, (?P<edition>(?:as changed on )?(?:\d+ )?[A-Z][a-z]+ \d{4}))?")
_CODE = "FOI Code of Practice "
# How OSCOLA shortens the parts of an Act: without full stops.
_PARTS = (
    (r"(?<=\d{4}) (?=ss?\.|Sch\.|reg\.)", ", "),
    (r"\b(ss?|regs?)\. ?", r"\1 "),
    (r"\bSch\. ", "sch "),
    (r"\bPart ", "pt "),
)


class Cited(NamedTuple):
    """How one finding is cited."""

    identifier: str  # RULE@version:reference:fingerprint
    citation: str  # a sentence in OSCOLA style, without its full stop


def cited(encoding: Encoding, verdicts: Verdicts) -> tuple[Cited, ...]:
    """The citation of each finding, in their order."""
    return tuple(
        Cited(identifier_of(finding, verdicts), citation_of(finding, verdicts, _request(encoding)))
        for finding in verdicts.findings
    )


def identifier_of(finding: Finding, verdicts: Verdicts) -> str:
    """What names a finding for good: it changes with the rule's text, the letter, its sentence or its words."""
    return f"{finding.rule}@{finding.version}:{_reference(verdicts)}:{finding.fingerprint}"


def citation_of(finding: Finding, verdicts: Verdicts, request: str = "FOI request") -> str:
    """The finding as a footnote has it, after the letter and before the law on which its rule rests."""
    article = "a" if request == "request" else "an"
    asked = f"{request} {verdicts.reference}" if verdicts.reference else f"{article} {request}"
    day = day_in_words(date.fromisoformat(verdicts.date)) if verdicts.date else "undated"
    name = "undecided finding" if finding.outcome == "undecided" else "finding"
    told = f"{verdicts.authority or 'Unnamed authority'}, response to {asked} ({day})"
    rests = "under" if _law(finding.basis[0].cite) else "resting on"
    return f"{told}, {name} {finding.rule} v{finding.version} {rests} {in_oscola(finding.basis)}"


def in_oscola(basis: Iterable[Basis]) -> str:
    """Places in law and guidance, provisions of one Act together: ``…Act 2000, ss 2(1)(b) and 17(3)(a)``."""
    provisions: dict[tuple[str, str], list[str]] = {}
    told: dict[str, tuple[str, str] | None] = {}
    for item in basis:
        if match := _PLACE.fullmatch(item.cite):
            key = _NAMES.get(match["law"], match["law"]), match["unit"]
            provisions.setdefault(key, []).append(match["number"])
            told.setdefault(" ".join(key), key)
        else:
            told.setdefault(_other(item.cite), None)
    return "; ".join(
        other if key is None else f"{key[0]}, {provisions_in_oscola(provisions[key], key[1])}"
        for other, key in told.items()
    )


def provisions_in_oscola(numbers: Sequence[str], unit: str = "s") -> str:
    """``s 31(3)``, ``ss 23(5) and 24(2)``, or with the unit of regulations ``reg 13``."""
    numbers = sorted(set(numbers), key=_in_order)
    if len(numbers) == 1:
        return f"{unit} {numbers[0]}"
    return f"{unit}s {', '.join(numbers[:-1])} and {numbers[-1]}"


def _in_order(number: str) -> tuple[int, str]:
    digits = re.match(r"\d*", number)
    return int(digits[0] or 0) if digits else 0, number


def _law(cite: str) -> bool:
    """Whether a place is one in an Act, or in regulations."""
    return bool(re.match(r"FOIA 2000|EIR 2004|.* (?:Act|Regulations) \d{4}\b", cite))


def _other(cite: str) -> str:
    """A place that is no single provision; cases, and what OSCOLA has no form for, stay as they are."""
    if guidance := _GUIDANCE.fullmatch(cite):
        edition = f" ({guidance['edition']})" if guidance["edition"] else ""
        return f"Information Commissioner’s Office, ‘{guidance['title']}’{edition}"
    if cite.startswith(_CODE):
        return f"Cabinet Office, Freedom of Information Code of Practice {cite.removeprefix(_CODE)}"
    for short, name in _NAMES.items():
        cite = cite.replace(short, name)
    for found, shown in _PARTS:
        cite = re.sub(found, shown, cite)
    return re.sub(r"\b((?:ss|regs) \S+), (?=\d)", r"\1 and ", cite)


def _reference(verdicts: Verdicts) -> str:
    letter = verdicts.letter
    if reference := _plain(verdicts.reference or ""):
        return reference
    return f"sha256-{letter.sha256[:12]}" if letter.sha256 else f"file-{_plain(letter.file) or 'unnamed'}"


def _plain(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-")


def _request(encoding: Encoding) -> str:
    """What the request is called, by the law under which the letter answers."""
    acts = {fact.act for fact in encoding.facts if isinstance(fact, Regime)}
    return "FOI request" if not acts or acts & {"foia", "foisa"} else "EIR request" if "eir" in acts else "request"
