"""Which refusals a mention serves."""

import re
from collections.abc import Iterator

from ncnd_rules.encode.citations.mention import Mention, Served
from ncnd_rules.encode.citations.words import is_silent
from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.page import ARGUING, Sentence
from ncnd_rules.encode.parts import Parts
from ncnd_rules.encode.positions import BURDENS, Held
from ncnd_rules.encode.provisions import Cited, exemptions_in

_INTEREST = re.compile(
    r"(?i)\b(?:in this (?:case|instance)|namely|specifically|in particular|that is|by reference to|"
    r"the relevant \w+ (?:is|being)|interests? (?:in|at|under|protected by)),?(?: that (?:in|of|at))?(?: the)? ?$"
)
# 'It is exempt by virtue of the following exemptions', over lines that name them.
_LISTS = re.compile(r"(?i)\bfollowing (?:\w+ )?(?:exemptions?|sections?|provisions?|grounds?)\b[^.;]{0,40}$|:$")
_REDACTED = re.compile(r"(?i)\bredact(?:ed|ions?|ing)\b|\bblack(?:ed)? out\b")


def served(mentions: tuple[Mention, ...], draft: Draft, parts: Parts) -> Iterator[Served]:
    """Mentions with the refusals that they serve, as far as is known what those rely on."""
    silent = {one.section for one, _, _ in mentions if draft.registers.exemptions.excludes_duty(one.provision)}
    for one, sentence, role in mentions:
        if role == "recited":  # what section 12 allows is relied on where something is refused for its cost
            helds = tuple(held for held in parts.all if _fits(one, held))
            if helds:
                yield Served(one, sentence, "listed", helds)
            continue
        helds = (
            parts.refused_by(sentence)
            if role != "argued" or sentence.section not in ARGUING
            else parts.argued_by(sentence, set(), {one.section})
        )
        helds = tuple(held for held in helds if _fits(one, held)) or helds
        # What alone is listed of a section under a silence is what that relies on, fitting or not.
        misnamed = role == "line" and one.section not in silent and _is_listed_under(sentence, helds)
        apart = role == "line" and _is_listed_apart(sentence, helds, mentions, draft, parts)
        helds = helds if misnamed or apart else _by_limb(one, sentence, helds, draft, parts)
        again = "(" not in one.provision or (role in ("argued", "named") and not _stands_with(sentence, helds))
        relied = tuple(held for held in parts.refusals if again and parts.relies(held.id, one.section))
        if "(" in one.provision and draft.registers.exemptions.excludes_duty(one.provision) and parts.silences:
            silences = tuple(held for held in relied if held in parts.silences)
            # What is said to be withheld under a limb for silence is meant where that limb is named again.
            relied = silences or tuple(held for held in relied if _rests_outright(held, one, mentions))
        stands = any(held.sentence.number == sentence.number for held in helds)  # 'This is refused under section 31.'
        if relied and not stands and not any(held in helds for held in relied):
            helds = relied  # named again, without its subsection, for the refusal that relies on it
        # A limb, what has none for silence, and what is argued is a citation though no refusal was read that it serves.
        whole = "(" in one.provision or _only_withholds(one, draft)
        if helds or role in ("argued", "line", "named") or whole:
            yield Served(one, sentence, role, helds)


def _rests_outright(held: Held, cited: Cited, mentions: tuple[Mention, ...]) -> bool:
    """Whether the sentence that refuses names a provision itself: 'is withheld under section 24(2)'."""
    return any(
        other.provision == cited.provision and sentence.number == held.sentence.number
        for other, sentence, _ in mentions
    )


def _stands_with(sentence: Sentence, helds: tuple[Held, ...]) -> bool:
    """Whether a sentence stands in the paragraph of a refusal, under a label of its own."""
    return bool(sentence.labels) and any(held.sentence.block == sentence.block for held in helds)


def _is_listed_under(sentence: Sentence, helds: tuple[Held, ...]) -> bool:
    """Whether a line stands in the list that a refusal to confirm or deny leads in."""
    silence = helds[-1] if helds and helds[-1].fact.position == "ncnd" else None
    return silence is not None and silence.sentence.words.endswith(":") and silence.sentence.block == sentence.block - 1


def _is_listed_apart(
    sentence: Sentence, helds: tuple[Held, ...], mentions: tuple[Mention, ...], draft: Draft, parts: Parts
) -> bool:
    """Whether a line stands in the list of what is withheld, over a silence that has a list of its own behind it."""
    withheld = bool(helds) and all(held.fact.position == "withheld" for held in helds)
    behind = [held.sentence.number for held in parts.silences]
    if not withheld or not behind or min(behind) < sentence.number:
        return False
    above = [one for held in helds for one in held.stated if one.number < sentence.number and _LISTS.search(one.words)]
    lead = max(above, key=lambda one: one.number, default=None)
    lines = {other.block for _, other, role in mentions if role == "line"}
    listed = lead is not None and lines.issuperset(range(lead.block + 1, sentence.block + 1))
    excludes = draft.registers.exemptions.excludes_duty
    own = [other.number for cited, other, _ in mentions if excludes(cited.provision)]
    return listed and all(any(number >= silence for number in own) for silence in behind)


def _by_limb(cited: Cited, sentence: Sentence, helds: tuple[Held, ...], draft: Draft, parts: Parts) -> tuple[Held, ...]:
    """In a letter that withholds one thing and is silent on another, a limb goes where it can serve.

    So does a section that has no limb for silence, such as section 21. What is named beside the limb for silence of
    its own section, 'section 31(3), in this case for the interest in section 31(1)(f)', goes with that limb.
    """
    exemptions = draft.registers.exemptions
    if _INTEREST.search(sentence.words[: cited.start]):
        silent = {limb.provision for limb in exemptions.ncnd_limbs(cited.section)}
        if any(one.provision in silent for one in exemptions_in(sentence.words) if one.start < cited.start):
            return helds
    limb = exemptions.limb(cited.provision, None)
    withheld = tuple(part for part in parts.refusals if part.fact.position == "withheld")
    if limb is not None and limb.purpose == "disclosure" and helds and not withheld:
        # Where the sentence itself tells of what is blacked out, wherever it stands, no silence rests on the limb.
        told = _REDACTED.search(sentence.words) is not None and not is_silent(draft, sentence.words)
        if told or _is_of_redactions(helds, draft):
            return ()
    discloses = _only_withholds(cited, draft)
    if discloses and _is_of_another(sentence, helds, parts):
        return ()
    if not (limb or discloses) or not (withheld and parts.silences):
        return helds
    if any(_says_of(sentence, held) for held in helds if held in withheld):
        return helds  # 'is held, and exempt under section 24(2)' says itself what rests on the limb
    fitting = parts.silences if exemptions.excludes_duty(cited.provision) else withheld
    return tuple(held for held in helds if held in fitting) or fitting[-1:]


def _only_withholds(cited: Cited, draft: Draft) -> bool:
    """Whether a section has no limb for silence, such as section 21."""
    exemptions = draft.registers.exemptions
    return exemptions.section(cited.section) is not None and not exemptions.ncnd_limbs(cited.section)


def _is_of_another(sentence: Sentence, helds: tuple[Held, ...], parts: Parts) -> bool:
    """Whether a sentence stands with an answer that is given, and silence is kept elsewhere alone.

    'Response to 3: the policy is on our site. Section 21 applies.'
    """
    answered = [
        part
        for part in parts.all
        if part.sentence.block == sentence.block or (sentence.labels and part.sentence.labels == sentence.labels)
    ]
    silent = bool(helds) and all(held.fact.position == "ncnd" for held in helds)
    return silent and bool(answered) and not any(held in answered for held in helds)


def _says_of(sentence: Sentence, held: Held) -> bool:
    """Whether a sentence refuses, or goes on with the refusal before it under one label: 'Withheld. Section ...'."""
    behind = sentence.number - held.sentence.number
    goes_on = behind == 1 and bool(sentence.labels) and sentence.labels == held.sentence.labels
    return behind == 0 or (goes_on and sentence.block == held.sentence.block)


def _is_of_redactions(helds: tuple[Held, ...], draft: Draft) -> bool:
    """Whether documents are given in which words are blacked out, and silence is kept on anything further alone."""
    further = all(held.fact.position == "ncnd" and held.fact.scope in ("further", "covert") for held in helds)
    return further and any(_REDACTED.search(one.words) for one in draft.page.spoken("header", "answer", "exemptions"))


def _fits(cited: Cited, held: Held) -> bool:
    """Whether a citation can serve a refusal: section 12 is about cost, section 14 about vexatious requests."""
    kind = BURDENS.get(cited.section)
    return held.fact.position == kind if kind else held.fact.position in ("ncnd", "withheld")
