"""Bodies that the letter relies on or names, by the names of the register."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ncnd_rules.encode.draft import Draft, span_of
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.facts import BodyMention, RoyalStyle
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
    r"(?:abolished|replaced|superseded|succeeded|merged|passed to|passed|transferred|dissolved|closed|renamed|known)\b|"
    # 'in its day', 'as it then was', 'while it existed'
    r"^,? (?:in (?:its|their|those|former|earlier) (?:day|time|lifetime|years)s?|as (?:it|they) (?:then )?(?:was|were)|"
    r"while (?:it|they) (?:existed|lasted))\b"
)
_NOW_ANOTHER = re.compile(
    r"(?i)^(?:'s? \w+|\s?\([A-Z]+\))?, (?:which is |who are )?now (?:called |known as |named )?(?:the )?[A-Z]"
)
_GONE_BEFORE = re.compile(
    r"(?i)\b(?:former|old|erstwhile|predecessors?(?:,| of)?|then|"
    r"(?:took|taken|taking|takes) (?:over from|the place of)|in succession to|"
    r"succeeded|successors? (?:to|of)|replac(?:ed|es|ing)|superseded)(?: the)? $"
)
# 'Your third question mentions the IPCC': who asks spoke of it.
_ASKED_OF = re.compile(
    r"(?i)\byour (?:\w+ ){0,3}?(?:question|request|letter|e-?mail|enquiry|point|part)\b[^.;]{0,20}? "
    r"(?:mention|name|refer to|speak of|ask (?:about|for)|concern)s?(?: the)? $|"
    r"\byou (?:\w+ )?(?:mention|name|refer to|speak of|ask about)(?:ed)?(?: the)? $"
)
_COMING_BEHIND = re.compile(
    r"(?i)^(?:'s? \w+|\s?\([A-Z]+\))?,? (?:which |who )?(?:will|shall|is to|are to|is due to)\b (?:\w+ ){0,3}?"
    r"(?:established|created|set up|launched|formed|replace|supersede|succeed|take over|begin|start|assume|come into)\b"
)
_COMING_BEFORE = re.compile(
    r"(?i)\b(?:(?:will|shall|is to|are to|due to|about to)\b (?:\w+ ){0,4}?"
    r"(?:replaced|succeeded|superseded|become|passed?|transfer\w*|absorbed|merged)(?: over)?"
    r"(?: (?:by|to|into|in|with))?(?: the)?(?: new)?|(?:proposed|future|forthcoming|planned)) $"
)
# What a body published may be followed after the body has ended.
_DOCUMENT = (
    r"(?:guidance|guidelines?|manuals?|handbooks?|principles|polic(?:y|ies)|protocols?|strateg(?:y|ies)|"
    r"codes? of|good practice|practice advice|definitions?|terminology|counting rules)"
)
_KIND = r"(?: (?:national|published|current|existing|approved|own|\d{4}))"
_DOCUMENT_BEHIND = re.compile(rf"(?i)^(?:'s?)?(?: \([A-Z]+\))?(?:'s?)?{_KIND}{{0,2}} {_DOCUMENT}\b")
_DOCUMENT_BEFORE = re.compile(rf"(?i)\b{_DOCUMENT} (?:\w+ ){{0,2}}?(?:of|from|by)(?: the)? $")
_OF_23 = r"(?:listed |named |specified |set out |covered |defined |mentioned )?(?:in|at|by|under|within) section 23\b"
_LISTED_BEFORE = re.compile(
    rf"(?i)\b(?:(?:security|section 23) bod(?:y|ies)|(?:bod(?:y|ies)|agenc(?:y|ies)) {_OF_23}[^.;,]{{0,40}}),? \(?"
    r"(?:such as|including|includes?|namely|like|for example|e\.g\.|among them|that is)\b[^.;]*$"
)
_LISTED_BEHIND = re.compile(
    r"(?i)^[^.;:]{0,80}?(?:\b(?:is|are|as|being)\b|,) (?:\w+ ){0,2}?"
    r"(?:an?|one|two|among|amongst|all|both) (?:of )?(?:the )?"
    rf"(?:(?:security|section 23) bod(?:y|ies)\b|(?:bod(?:y|ies)|agenc(?:y|ies)) {_OF_23})"
)
_NOT_LISTED = re.compile(r"(?i)\b(?:not|neither|nor|none|never|no)\b|n't\b")
# 'Chapter II of Part I of RIPA', 'Part 1, Chapter 2 of the Regulation of Investigatory Powers Act 2000', 'RIPA Part I'
_CHAPTER = r"chapter (?P<{}>II|I|2|1)\b"
_RIPA = r"(?:RIPA|Regulation of Investigatory Powers Act)(?: 2000)?"
_RIPA_PART = re.compile(
    rf"(?i)\b(?:{_CHAPTER.format('before')},? (?:of )?)?part (?:1|I)\b(?:,? (?:and )?{_CHAPTER.format('behind')})?,? "
    rf"(?:of )?(?:the )?{_RIPA}|\b{_RIPA},? part (?:1|I)\b(?:,? {_CHAPTER.format('last')})?"
)
_RIPA_IDS = {None: "RIPA_I", "1": "RIPA_INT", "i": "RIPA_INT", "2": "RIPA_CD", "ii": "RIPA_CD"}
_MAJESTY = Prefiltered(
    r"\b(?P<style>Her|His|HER|HIS) M(?:ajesty|AJESTY)'[sS](?: [A-Z]\w+(?: (?:(?:and|of|for|&) )?[A-Z]\w+)*| \w+)"
)
_REPORTED = re.compile(r"(?i)^(?:'s?)?(?: \w+){0,2} (?:report|review|publication|study|inspection of)\b")
_ROLES = (
    ("regulator", re.compile(r"(?i)\bcomplain|\bappeal|\bcommissioner for|\bapply\b|\bhelpline|\bcontacted")),
    (
        "oversight",
        re.compile(
            r"(?i)\b(?:oversee|oversight|overseen|held to account|inspect|scrutin|answers? to|answerable|complian|"
            r"accountab|independent|monitor|examine|review(?:s|ed)? (?:the|its|our))"
        ),
    ),
    (
        "adviser",
        # 'Please be advised that', 'I would advise you': no body is said to advise.
        re.compile(
            r"(?i)\b(?:advice|advis(?:es?|ing)\b(?! you| that)|advis(?:ers?|ors?|ory)|(?<!be )advised(?! that)|"
            r"guidance|guidelines|consult)"
        ),
    ),
    ("supplier", re.compile(r"(?i)\bsuppl(?:y|ies|ied|ier)")),
    ("partner", re.compile(r"(?i)\bpartner")),
)
_NEAR = 110


class _Mention(NamedTuple):
    """One place at which a body is named."""

    name: str
    role: str
    document: bool  # only what it published is named
    security_body: bool
    span: Span


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
    told: dict[tuple[str, str, bool], list[_Mention]] = {}
    for sentence in draft.page.spoken():
        parts = list(_parts_of_ripa(sentence.words, draft.registers))
        named = [(rows[match[0]], match.start(), match.end()) for match in pattern.finditer(sentence.words)]
        for body, start, stop in (
            *parts,
            *(one for one in named if not any(first <= one[1] < last for _, first, last in parts)),
        ):
            if sentence.words.endswith("Scottish ", 0, start):
                continue  # another office, with another Act
            draft.read("body_mention", sentence)
            name = sentence.words[start:stop]
            around = pattern.sub(" ", sentence.words)  # 'Complaints' in the name of a body tells nothing of its role
            one = _mention(sentence, around, body, start, stop)
            tense = _tense(sentence.words[:start], sentence.words[stop:])
            told.setdefault((body.id, tense, name in body.wrong_names), []).append(one)
        _styles(draft, sentence)
    for (body_id, tense, _), mentions in told.items():
        draft.add(
            BodyMention,
            body=body_id,
            name=mentions[0].name,
            tense=tense,
            role=next((one.role for one in mentions if one.role != "other"), "other"),
            document=all(one.document for one in mentions),
            security_body=any(one.security_body for one in mentions),
            evidence=tuple(one.span for one in mentions),
        )


def _parts_of_ripa(words: str, registers: Registers) -> Iterator[tuple[BodyRow, int, int]]:
    """The parts of the Act of 2000 that were repealed, and where each is named."""
    for match in _RIPA_PART.finditer(words) if "part" in words.lower() else ():
        chapter = match["before"] or match["behind"] or match["last"]
        row = registers.bodies.get(_RIPA_IDS[chapter.lower() if chapter else None])
        if row is not None:
            yield row, match.start(), match.end()


def _mention(sentence: Sentence, around: str, body: BodyRow, start: int, stop: int) -> _Mention:
    before, after = sentence.words[:start], sentence.words[stop:]
    role = (
        "regulator"
        if body.group == "regulator"
        else next((role for role, words in _ROLES if words.search(around)), "other")
    )
    document = _DOCUMENT_BEHIND.match(after) is not None or _DOCUMENT_BEFORE.search(before) is not None
    listed = _LISTED_BEHIND.match(after)
    denied = _NOT_LISTED.search(listed[0] if listed else before)
    return _Mention(
        sentence.words[start:stop],
        role,
        document,
        (listed is not None or _LISTED_BEFORE.search(before) is not None) and denied is None,
        span_of(sentence, start, stop),
    )


def _styles(draft: Draft, sentence: Sentence) -> None:
    """Services named after the monarch; a report of an earlier reign keeps the name it had."""
    for match in _MAJESTY.finditer(sentence.words):
        after = sentence.words[match.end() :]
        tense = "past" if _REPORTED.match(after) else _tense(sentence.words[: match.start()], after)
        draft.add(
            RoyalStyle,
            style=match["style"].lower(),
            name=match[0],
            tense=tense,
            evidence=(span_of(sentence, match.start(), match.end()),),
        )


def _tense(before: str, after: str) -> str:
    """The tense of the verb that a name goes with; what is said to be gone is past whatever the verb.

    So is what the requester is said to have named: it need not be more.
    """
    gone = _GONE_BEHIND.match(after) or _NOW_ANOTHER.match(after) or _GONE_BEFORE.search(before)
    if gone or _ASKED_OF.search(before):
        return "past"
    if _COMING_BEHIND.match(after) or _COMING_BEFORE.search(before):
        return "future"
    if subject := _SUBJECT_BEHIND.match(after):
        return "past" if subject["past"] else "present"
    verbs = list(_VERB.finditer(before[-_NEAR:]))
    verb = verbs[-1] if verbs else _VERB.search(after[:_NEAR])
    return "past" if verb and verb["past"] else "present"
