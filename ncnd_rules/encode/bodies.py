"""Bodies that the letter relies on or names, by the names of the register."""

import re
from functools import cache

from ncnd_rules.encode.draft import Draft, span_of
from ncnd_rules.facts import BodyMention
from ncnd_rules.registers import Registers
from ncnd_rules.registers.bodies import BodyRow

_PAST = re.compile(
    r"(?i)\b(?:was|were|had|former(?:ly)?|previous(?:ly)?|until|used to|abolished|replaced|now known|"
    r"since replaced|predecessors?|superseded)\b"
)
_ROLES = (
    ("regulator", re.compile(r"(?i)\bcomplain|\bappeal|\bcommissioner for|\bapply\b|\bhelpline|\bcontacted")),
    (
        "oversight",
        re.compile(
            r"(?i)\b(?:oversee|oversight|overseen|held to account|inspect|scrutin|answers? to|answerable|complian|"
            r"accountab|independent|monitor|examine|review(?:s|ed)? (?:the|its|our))"
        ),
    ),
    ("adviser", re.compile(r"(?i)\b(?:advice|advised|guidance|guidelines|consult)")),
    ("supplier", re.compile(r"(?i)\bsuppl(?:y|ied|ier)")),
    ("partner", re.compile(r"(?i)\bpartner")),
)
_NEAR = 60


@cache
def _names(registers: Registers) -> tuple[dict[str, BodyRow], re.Pattern[str]]:
    """Whose each form of a name is, and all forms as one pattern, the longest first."""
    rows = {form: row for row in registers.bodies.rows for form in _forms(row.names + row.wrong_names)}
    longest_first = sorted(rows, key=len, reverse=True)
    initials = "".join(sorted({form[0] for form in rows}))  # most places are passed over by one look at a character
    return rows, re.compile(rf"(?=[{re.escape(initials)}])(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def _forms(names: tuple[str, ...]) -> set[str]:
    """Names as they may stand: a name in small letters only counts with capitals, or it is a common noun."""
    forms: set[str] = set()
    for name in names:
        if name.islower():
            forms.add(name.title().replace(" And ", " and ").replace(" Of ", " of "))
            continue
        forms |= {
            name,
            name.replace("'", ""),
            name.replace("&", "and"),
            name.replace("and Fire & Rescue", "and Fire and Rescue"),
        }
        if " " in name:
            forms.add(name.upper())
    return forms


def encode_bodies(draft: Draft) -> None:
    """Each body that the authority itself names."""
    rows, pattern = _names(draft.registers)
    for sentence in draft.page.spoken():
        for match in pattern.finditer(sentence.words):
            row = rows[match[0]]
            near = sentence.words[max(0, match.start() - _NEAR) : match.end() + _NEAR]
            span = span_of(sentence, match.start(), match.end())
            role = (
                "regulator"
                if row.group == "regulator"
                else next((role for role, words in _ROLES if words.search(sentence.words)), "other")
            )
            draft.add(
                BodyMention,
                sentence,
                body=row.id,
                name=match[0],
                tense="past" if _PAST.search(near) else "present",
                role=role,
                evidence=(span,),
            )
