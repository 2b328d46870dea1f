"""Bodies that the letter relies on or names, by the names of the register."""

import re
from functools import cache

from ncnd_rules.encode.draft import Draft, span_of
from ncnd_rules.facts import BodyMention
from ncnd_rules.letter import Span
from ncnd_rules.registers import Registers
from ncnd_rules.registers.bodies import BodyRow

# The verb that a name goes with: the nearest before it, or behind it where the name is its subject.
_VERB = re.compile(
    r"(?i)\b(?P<past>was|were|(?<!be )had(?! (?:due )?regard)|did|formerly|previously|until|used to|oversaw)\b|"
    r"\b(?P<present>is|are|has|have|now|currently|may|can|will|must|would|should|oversees?|inspects?|examines?|monitors?|"
    r"reports?|publishes|works?|provides|investigates?|co-?ordinates|advises|regulates|sets)\b"
)
_SUBJECT_BEHIND = re.compile(
    r"(?i)^(?:'s? \w+|\s?\([A-Z]+\))?,?(?: \w+ly| also| then| later)? "
    r"(?:(?P<past>was|were|had|used to|oversaw|[a-z]{3,}ed|"
    r"found|held|gave|wrote|said|made|took)|(?P<present>is|are|has|have|will|may|can|must|[a-z]{3,}s))\b"
)
_GONE_BEHIND = re.compile(
    r"(?i)^(?:'s? \w+|\s?\([A-Z]+\)|\))?,? "
    r"(?:which (?:was|has been) |(?:has|have|was|were) |now |since |has since |have since |been )*"
    r"(?:abolished|replaced|superseded|succeeded|merged|passed to|passed|transferred|dissolved|closed|renamed|known)\b"
)
_NOW_ANOTHER = re.compile(
    r"(?i)^(?:'s? \w+|\s?\([A-Z]+\))?, (?:which is |who are )?now (?:called |known as |named )?(?:the )?[A-Z]"
)
_GONE_BEFORE = re.compile(
    r"(?i)\b(?:former|old|erstwhile|predecessors?(?:,| of)?|then|took over from|in succession to|successors? (?:to|of)|"
    r"(?:replaced|succeeded|superseded)(?! by))(?: the)? $"
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
_NEAR = 110


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
    """Each body that the authority itself names, once for each tense and for a right and a wrong name."""
    rows, pattern = _names(draft.registers)
    told: dict[tuple[str, str, bool], list[tuple[str, str, Span]]] = {}
    for sentence in draft.page.spoken():
        around = pattern.sub(" ", sentence.words)  # 'Complaints' in the name of a body tells nothing of its role
        for match in pattern.finditer(sentence.words):
            row = rows[match[0]]
            if sentence.words.endswith("Scottish ", 0, match.start()):
                continue  # another office, with another Act
            tense = _tense(sentence.words[: match.start()], sentence.words[match.end() :])
            span = span_of(sentence, match.start(), match.end())
            role = (
                "regulator"
                if row.group == "regulator"
                else next((role for role, words in _ROLES if words.search(around)), "other")
            )
            draft.read("body_mention", sentence)
            told.setdefault((row.id, tense, match[0] in row.wrong_names), []).append((match[0], role, span))
    for (body, tense, _), mentions in told.items():
        role = next((role for _, role, _ in mentions if role != "other"), "other")
        draft.add(
            BodyMention,
            body=body,
            name=mentions[0][0],
            tense=tense,
            role=role,
            evidence=tuple(one[2] for one in mentions),
        )


def _tense(before: str, after: str) -> str:
    """The tense of the verb that a name goes with; what is said to be gone is past whatever the verb."""
    if _GONE_BEHIND.match(after) or _NOW_ANOTHER.match(after) or _GONE_BEFORE.search(before):
        return "past"
    if subject := _SUBJECT_BEHIND.match(after):
        return "past" if subject["past"] else "present"
    verbs = list(_VERB.finditer(before[-_NEAR:]))
    verb = verbs[-1] if verbs else _VERB.search(after[:_NEAR])
    return "past" if verb and verb["past"] else "present"
