"""Citations: which provisions the letter relies on or argues, and which refusal they serve."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ncnd_rules.encode.draft import Draft, span_of
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.parts import Parts, ids_of
from ncnd_rules.encode.positions import Held
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.provisions import Cited, cited_in, exemptions_in, known, referred_in
from ncnd_rules.facts import REFUSALS, Citation, NoticeElement, Regime
from ncnd_rules.facts_file import MOST

_ARGUED_IN = ("harm", "public_interest", "balance")
# 'Section 24(2) - National Security - to confirm would ...': an entry of a list, and why it is in it.
_EXPLAINED_ENTRY = re.compile(r"\s?[-:]\s?[A-Z][^-.;:]{3,60}?\s?[-:]\s")
_LINE = re.compile(r"(?i)^\W*(?:the )?(?:sections?|secs?\.?|ss?\.?)\s?\d")
_ALTERNATIVE = Prefiltered(
    r"(?i)\bin the alternative\b|\bwhich (?:one )?of (?:the|these|those|them|sections?)\b[^.;]{0,40}"
    r"\b(?:appl(?:y|ies)|engaged)\b"
)
_EITHER = Prefiltered(r"(?i)\balternatively\b|\bor,? as the case may be\b|\bmasked\b")  # beside what it speaks of
_DEFINES = re.compile(
    r"(?i)\b(?:recognises|is concerned with|relates to information|provides that|states that|covers|allows|relates)\b"
)
_SUPPOSED = re.compile(
    r"(?i)\b(?:would|might|may|could)(?: also| then| therefore| itself| all)? (?:be|have been|fall)(?: \w+){0,2}? ?"
    r"(?:exempt|within)\b[^.;]{0,40}[.:]?$"
)
_ONLY_NAMED = re.compile(
    r"(?i)\b(?:listed|specified|named|set out|mentioned|defined|described|outlined|referred to|matters|"
    r"certificates?(?: \w+){0,3}) "
    r"(?:in|at|by|under|for the purposes of) (?:(?:sections? ?)?[\d(][\w()]*(?:,? and|,? or|,| &) ?){0,6}$|"
    r"bod(?:y|ies) (?:for|in|with|by) which $|\bunlike (?:the exemptions? (?:at|in|under) )?$"
)
# 'We reserve the right to rely on it later': for a case that has not arisen, whatever the exemption.
_RESERVED = re.compile(
    r"(?i)\breserv\w+\b[^.;]*$|\b(?:may|might|could) (?:also |later |then |in time )+(?:seek to |wish to |have to )?"
    r"(?:rely|cite|claim|invoke)\b[^.;]{0,30}$"
)
# 'would also be exempt under': an exemption that is held back for a case that has not arisen.
_CONDITIONAL = re.compile(
    r"(?i)\b(?:would|might|could|may) (?:also |well |then |in any event )*(?:be )?"
    r"(?:exempt\w*|engaged?|fall|apply)\b[^.;]{0,40}$"
)
_GIVEN_UP = re.compile(
    r"(?i)\b(?:not (?:persuaded|convinced|satisfied) (?:by|that)|"
    r"(?<!or )not(?: (?:that|those|the reliance) (?:on|under))?|"
    r"in place of|instead of|rather than|in substitution for|replac(?:es|ed|ing)|"
    r"(?:no longer|not) (?:rely(?:ing)?|relied|seek(?:ing)? to rely) "
    r"(?:up)?on|withdr[ae]w(?!n)\w* (?:\w+ ){0,4}?)\s?(?:the )?(?:exemptions? (?:at|in|under) )?$|"
    r"\b(?:had|previously|originally|formerly|initially) (?:\w+ ){0,2}?"
    r"(?:relied|cited|applied|claimed|invoked)\b[^.;]*$"
)
_GIVEN_UP_BEHIND = re.compile(
    r"(?i)^[^.;,]{0,30}\b(?:(?:is|are|was|were|has been) (?:therefore |hereby |now )?"
    r"(?:withdrawn|not (?:relied|engaged|applied))|"
    r"(?:does|do|did) not (?:apply(?! (?:automatic|alone|(?:by|of|in) (?:it|them)sel))|arise here)|"
    r"(?:might|could|may) (?:also |well |then )*(?:apply|be engaged|have applied))\b(?! is\b)|"
    r"^[^.;,]{0,30}\b(?:used|cited|relied on|claimed|applied) by (?:other|another|those)\b|"
    # 'considered section 44 but do not rely on it', or relied on for an earlier request
    r"^[^.;]{0,40}\b(?:but|and|though|although) (?:\w+ ){0,3}?(?:do|does|did|have|has|are|is) (?:not|no longer)(?: "
    r"(?:rel(?:y|ied|ying)|appl(?:y|ied|ying)|need|consider|seek|engaged)|[.,;]|$)|"
    r"[^.]*\bno longer (?:applies|relied|relevant)\b|"
    # Behind a provision that was weighed and not taken: it 'was considered, but another is relied on'.
    r"^[^.;,]{0,12}\b(?:was|were|has been|have been) (?:also |first )?considered,? (?:but|it is|only)\b"
)
_INTEREST = re.compile(
    r"(?i)\b(?:in this (?:case|instance)|namely|specifically|in particular|that is|by reference to|"
    r"the relevant \w+ (?:is|being)|interests? (?:in|at|under|protected by)),?(?: that (?:in|of|at))?(?: the)? ?$"
)
_REDACTED = re.compile(r"(?i)\bredact(?:ed|ions?|ing)\b|\bblack(?:ed)? out\b")
# Said in a review of what the first answer relied on: 'I no longer rely on section 31(3)'.
_DROPPED = Prefiltered(
    r"(?i)\b(?:no longer (?:rel(?:y|ies|ied|ying)|appl(?:y|ies|ied)|seek\w*|cite[sd]?|claim\w*|maintain\w*)|"
    r"withdr[ae]w(?!n)\w*|"
    r"(?P<passive>(?:(?:is|was|are|were|been|being) (?:also |therefore |hereby |now )?)?"
    r"(?:dropped|abandoned|withdrawn)))\b"
)
_NOT_RELIED_ON = Prefiltered(
    r"(?i)\b(?:i|we) (?:do|did|have) not (?:also |now |seek to )?rel(?:y|ied) (?:up)?on (?:it|that|this)\b"
)
_INSTEAD = re.compile(r"(?i)\b(?:now|instead|substitut\w+|in (?:its|their) place)\b")
_REVIEWED = re.compile(
    r"(?i)^[^.;,]{0,12}\b(?:was|were) (?:also )?(?:correctly|rightly|properly|wrongly|incorrectly)\b"
)
_FIRST_ANSWER = Prefiltered(
    r"(?i)\b(?:original|first|initial|earlier|previous) (?:response|reply|answer|decision|refusal)\b"
)
# 'The response of 7 January relied on ...', and a review of it: 'I uphold the decision'.
_RECITES_FIRST = re.compile(
    r"(?i)\b(?:response|reply|answer|decision|refusal|letter|e-?mail)\b[^.;]{0,60}"
    r"\b(?:relied|stated|said|cited|applied|refused|told|explained|informed|claimed|neither)\b|"
    r"\byou were (?:told|informed|advised|given|refused)\b"
)
_UPHOLDS = Prefiltered(
    r"(?i)\b(?:(?:i|we|review) (?:\w+ )?(?:uph[eo]ld|maintain|agree with|support)|upheld|"
    r"and (?:\w+ )?uphold)\b"
)
_OVERTURNS = Prefiltered(
    r"(?i)\b(?:(?:do|does|did|can|could) ?(?:not|n't) uphold|overturn(?:s|ed)?|set(?:s|ting)? aside) "
    r"(?:the|that|this|our|its|your) (?:\w+ ){0,2}?(?:decision|response|refusal|reply|answer|position)\b"
)
_OF_IT = re.compile(
    r"(?i)(?:(?:but|however|in the event|in the end|on reflection),? )?(?:it|this|that|they|these|neither|none)\b"
)
# 'Only the former applies', behind two that were considered.
_ONLY_ONE = re.compile(
    r"(?i)(?:of (?:these|those|the two),? )?only (?:the )?(?P<which>former|latter|first|second|last)\b[^.;]{0,40}"
    r"\b(?:appl(?:y|ies)|engaged|relied|relevant)\b"
)
# 'This provides that the duty to confirm or deny does not arise where ...'
_RECITES = re.compile(
    r"(?i)(?:it|this|that|they|these)(?: \w+)? (?:provides?|states?|says?|means?|allows?|removes?|excludes?|exempts?)\b"
)
_ENACTED = re.compile(r"(?P<section>2[1-9]|3\d|4[0-4])[.:]?\s?(?:-\s?)?(?:\((?P<limb>\d)\))?(?=\s?[A-Z])")
# What stands beside a section of this Act, and not beside one of the Terrorism Act.
_OURS = re.compile(
    r"(?i)\bexempt|\bclass[- ]based|\babsolute\b|\bqualified\b|\bprejudice|\bpublic interest|\bnational security\b|"
    r"\bfoia?\b|\bfreedom of information|\bduty\b|\brel(?:y|ies|ied|ying)\b"
)
_BUT = re.compile(r"(?i);| (?:but|whereas|whilst|while|although) |, and (?=(?:I|we|the|our)\b)")
_TWO = 2
_NEAR = 160  # characters on either side of a provision that tell what it is named for
_LONGEST = 1_500  # characters of a sentence that is read as a whole; what is longer is a list
_SHORT = 160  # characters that a line of a list may have


def encode_citations(draft: Draft, parts: Parts) -> None:
    """Every provision of Part II, and of sections 12 and 14, that the authority itself names."""
    mentions = tuple(_mentions(draft))
    _note_reliance(mentions, draft, parts)
    parts.share({sentence.number for sentence in draft.page.spoken(*_ARGUED_IN)})
    _note_reliance(mentions, draft, parts)
    # Again: what a provision serves is told also by what was listed behind it.
    found = list(_served(mentions, draft, parts))
    named = {cited.provision for cited, _, role, _ in found if role != "argued"}
    alternatives = _alternatives(draft)
    told: set[tuple[str, str, tuple[str, ...]]] = set()
    most = MOST["citation"]
    draft.beyond.update(sentence.number for _, sentence, _, _ in found[most:])
    for cited, sentence, role, helds in found[:most]:
        silent = draft.registers.exemptions.excludes_duty(cited.provision)
        provision = known(cited.provision, draft.registers)
        if role in ("line", "named"):
            # What is named again and not as relied on is argued; and what is named first is relied on.
            again = any(
                one.startswith(provision) and as_what == "listed" and (role == "named" or ids == ids_of(helds))
                for one, as_what, ids in told
            )
            if role == "named" and not again and "(" not in provision:
                continue
            role = "argued" if again else "listed"  # noqa: PLW2901
        elif role == "argued" and _relied_on_here(cited, sentence, named, silent=silent):
            role = "listed"  # noqa: PLW2901 - the first mention of what is argued and nowhere listed
        elif role == "listed" and sentence.section in _ARGUED_IN and _again_in_short(provision, told, ids_of(helds)):
            role = "argued"  # noqa: PLW2901 - 'as, under section 24, the two cannot be had together'
        if role == "listed":
            named.add(cited.provision)
        key = (provision, role, ids_of(helds))
        span = span_of(sentence, cited.start, cited.stop)
        draft.read("citation", sentence)
        if key in told and role == "listed":
            continue
        told.add(key)
        if sentence.voice == "statute":  # the words of the Act that are printed say themselves what is exempt
            draft.add(
                NoticeElement,
                sentence,
                part=ids_of(helds),
                element="reliance_stated",
                provision=provision,
                evidence=(span_of(sentence),),
            )
        draft.add(
            Citation,
            sentence,
            part=ids_of(helds),
            provision=provision,
            role=role,
            purpose=_purpose(cited, helds, silent=silent),
            in_the_alternative=cited.provision in alternatives,
            evidence=(span,),
        )


def _note_reliance(mentions: "tuple[_Mention, ...]", draft: Draft, parts: Parts) -> None:
    """Note which sections each refusal relies on."""
    for cited, sentence, role, helds in _served(mentions, draft, parts):
        if role != "argued":
            for held in helds:
                parts.rely(held.id, cited.section, sentence.number)


def _alternatives(draft: Draft) -> set[str]:
    """The provisions that the letter says it claims in the alternative, in the same sentence or in the one before."""
    found: set[str] = set()
    before: tuple[Cited, ...] = ()
    for sentence in draft.page.spoken():
        cited = tuple(exemptions_in(sentence.words))
        if _ALTERNATIVE.search(sentence.words) or (_EITHER.search(sentence.words) and cited):
            found |= {one.provision for one in cited or before}
        before = cited
    return found


def _relied_on_here(cited: Cited, sentence: Sentence, named: set[str], *, silent: bool) -> bool:
    """Whether a provision that is only argued is what the letter relies on: it is listed nowhere else."""
    if _is_named(cited.provision, named) or "(" not in cited.provision:
        return False
    return (silent and not named) or sentence.section not in _ARGUED_IN


def _is_named(provision: str, named: set[str]) -> bool:
    """Whether a provision, or a limb of it, is named; (5) of section 40 is short for what has replaced it."""
    return any(one.startswith((provision, f"{provision[:-1]}A)", f"{provision[:-1]}B)")) for one in named)


def _again_in_short(provision: str, told: set[tuple[str, str, tuple[str, ...]]], ids: tuple[str, ...]) -> bool:
    """Whether a whole section is named among the reasons of a refusal that relies on a limb of it."""
    return any(
        one.startswith(f"{provision}(") and as_what == "listed" and ids == relying for one, as_what, relying in told
    )


class _Mention(NamedTuple):
    """A provision, where it is named, and as what."""

    cited: Cited
    sentence: Sentence
    role: str


def _mentions(draft: Draft) -> Iterator[_Mention]:
    regimes = {fact.act for fact in draft.facts if isinstance(fact, Regime)}
    if regimes and not regimes & {"foia", "eir"}:
        return  # the numbers are those of another Act; the Regulations, named beside it, have no sections
    found = tuple(_named(draft)) or tuple(_printed(draft))
    dropped, foreign = _dropped(draft) | _headed_only(draft), _foreign(draft)
    found = tuple(one for one in found if one.cited.provision not in foreign or _OURS.search(one.sentence.words))
    if any(_OVERTURNS.search(one.words) for one in draft.page.spoken()):
        found = tuple(one for one in found if not _RECITES_FIRST.search(one.sentence.words))
    upheld = tuple(_upheld(found, draft))
    found = (*upheld, *found)
    # What is argued about an exemption that is given up is not argued for the refusal, nor is what was relied on first.
    found = tuple(
        one
        for one in found
        if one.cited.provision not in dropped
        or (one.role == "listed" and not any(told.search(one.sentence.words) for told in (_RECITES_FIRST, _DROPPED)))
    )
    # What was relied on at first is what is relied on only where the answer to the review names nothing itself.
    yield from tuple(one for one in found if one in upheld or not _of_the_first_answer(one.sentence, draft)) or found


def _foreign(draft: Draft) -> set[str]:
    """Bare sections that the letter, or the request, gives to another Act and never to this one with a limb."""
    cited = [one for sentence in draft.page.sentences for one in cited_in(sentence.words)]
    ours = {one.section for one in cited if one.of_this_act and "(" in one.provision}
    return {one.section for one in cited if not one.of_this_act} - ours


def _upheld(found: "tuple[_Mention, ...]", draft: Draft) -> "Iterator[_Mention]":
    """The provisions of the first answer that a review tells of, where it upholds a silence and lists none itself."""
    spoken = [one for one in draft.page.spoken("header", "answer", "notice", "balance") if not one.is_heading]
    upheld = next((one.number for one in spoken if _UPHOLDS.search(one.words) and _is_silent(draft, one.words)), None)
    listed = (one.cited.provision for one in found if one.role in ("listed", "line"))
    excludes_duty = draft.registers.exemptions.excludes_duty
    if upheld is None or any(map(excludes_duty, listed)):
        return
    recited = (one for one in draft.page.sentences if one.voice == "earlier")
    for sentence in (*spoken, *recited):
        if sentence.number < upheld and _RECITES_FIRST.search(sentence.words):
            for cited in exemptions_in(sentence.words):
                if excludes_duty(cited.provision):
                    yield _Mention(cited, sentence, "listed")


def _is_silent(draft: Draft, words: str) -> bool:
    """Whether words neither confirm nor deny."""
    hit = draft.lexicon.first("positions", words, "answer")
    return hit is not None and hit.row.gives["position"] == "ncnd"


def _dropped(draft: Draft) -> set[str]:
    """The provisions that the letter says it no longer relies on, each alone in its sentence."""
    dropped: set[str] = set()
    for sentence in draft.page.spoken():
        told = _DROPPED.search(sentence.words)
        cited = exemptions_in(sentence.words) if told else ()
        # 'That exemption is withdrawn and section 31(3) substituted': what is named behind is not the one given up.
        instead = (
            told
            and all(one.start > told.start() for one in cited)
            and (told["passive"] or _INSTEAD.search(sentence.words, told.end()))
        )
        if len({one.provision for one in cited}) == 1 and not instead:
            dropped.add(cited[0].provision)
    return dropped


def _headed_only(draft: Draft) -> set[str]:
    """The provisions over a passage that says of one that it is not relied on, 'and I do not rely on it now'."""
    dropped: set[str] = set()
    headed: str | None = None
    spoken = tuple(draft.page.spoken())
    if not any(_NOT_RELIED_ON.search(one.words) for one in spoken):
        return dropped
    for sentence in spoken:
        cited = exemptions_in(sentence.words)
        alone = len(cited) == 1 and not f"{sentence.words[: cited[0].start]}{sentence.words[cited[0].stop :]}".strip(
            " .:"
        )
        if sentence.is_heading or alone:
            headed = cited[0].provision if len(cited) == 1 else None
        elif headed and _NOT_RELIED_ON.search(sentence.words):
            dropped.add(headed)
    return dropped


def _of_the_first_answer(sentence: Sentence, draft: Draft) -> bool:
    """Whether a sentence stands below a heading over the answer that is reviewed."""
    above = (draft.page.sentences[number] for number in range(sentence.number - 1, -1, -1))
    heading = next((one for one in above if one.is_heading or draft.page.blocks[one.block].kind == "heading"), None)
    return heading is not None and _FIRST_ANSWER.search(heading.words) is not None


def _named(draft: Draft) -> Iterator[_Mention]:
    supposed = False  # whether a list follows of what would be exempt if it were held
    announced = follows = False  # whether a list of what is relied on goes on here, or behind here
    last: Cited | None = None
    for sentence in draft.page.spoken():
        cited = exemptions_in(sentence.words)
        last = cited[0] if cited and last is None else last
        cited = (*cited, *referred_in(sentence.words, last)) if last else cited
        last = cited[-1] if cited else last
        announced, follows = follows, _announces(sentence, draft)
        supposed = (supposed and _LINE.match(sentence.words) is not None) or (
            not cited and _SUPPOSED.search(sentence.words) is not None
        )
        if supposed:
            continue
        if not cited or sentence.section in ("rights", "closing", "request"):
            continue
        for one in cited:
            role = _role(one, sentence, draft, announced=announced)
            follows = follows or (announced and role == "line")
            if role is not None:
                yield _Mention(one, sentence, role)


def _printed(draft: Draft) -> Iterator[_Mention]:
    """The section whose words are printed in place of its name: '31.(1) Information is exempt information if'."""
    for sentence in draft.page.sentences:
        number = _ENACTED.match(sentence.words) if sentence.voice == "statute" else None
        if number:
            provision = f"{number['section']}({number['limb']})" if number["limb"] else number["section"]
            yield _Mention(Cited(provision, number.start(), number.end(), True), sentence, "listed")
            return


def _announces(sentence: Sentence, draft: Draft) -> bool:
    """Whether a sentence announces the list of what is relied on: it refuses, or ends in a colon."""
    words = sentence.words
    return not sentence.is_heading and (words.endswith((":", "-", "|")) or _refuses(draft, words))


def _served(
    mentions: Iterable[_Mention], draft: Draft, parts: Parts
) -> Iterator[tuple[Cited, Sentence, str, tuple[Held, ...]]]:
    """Mentions with the refusals that they serve, as far as is known what those rely on."""
    mentions = tuple(mentions)
    silent = {one.section for one, _, _ in mentions if draft.registers.exemptions.excludes_duty(one.provision)}
    for one, sentence, said in mentions:
        if said == "recited":  # what section 12 allows is relied on where something is refused for its cost
            helds = tuple(held for held in parts.all if _fits(one, held))
            if helds:
                yield one, sentence, "listed", helds
            continue
        role = said
        helds = (
            parts.refused_by(sentence)
            if role != "argued" or sentence.section not in _ARGUED_IN
            else parts.argued_by(sentence, set(), {one.section})
        )
        helds = tuple(held for held in helds if _fits(one, held)) or helds
        # What alone is listed of a section under a silence is what that relies on, fitting or not.
        misnamed = role == "line" and one.section not in silent and _is_listed_under(sentence, helds)
        helds = helds if misnamed else _by_limb(one, sentence, helds, draft, parts)
        again = "(" not in one.provision or (role in ("argued", "named") and not _stands_with(sentence, helds))
        relied = tuple(held for held in parts.refusals if again and parts.relies(held.id, one.section))
        if "(" in one.provision and draft.registers.exemptions.excludes_duty(one.provision) and parts.silences:
            relied = tuple(held for held in relied if held in parts.silences)
        if relied and not any(held in helds for held in relied):
            helds = relied  # named again, without its subsection, for the refusal that relies on it
        # A limb, and what is argued, is a citation though the refusal it serves was not recognised.
        if helds or role in ("argued", "line", "named") or "(" in one.provision:
            yield one, sentence, role, helds


def _stands_with(sentence: Sentence, helds: tuple[Held, ...]) -> bool:
    """Whether a sentence stands in the paragraph of a refusal, under a label of its own."""
    return bool(sentence.labels) and any(held.sentence.block == sentence.block for held in helds)


def _is_listed_under(sentence: Sentence, helds: tuple[Held, ...]) -> bool:
    """Whether a line stands in the list that a refusal to confirm or deny leads in."""
    silence = helds[-1] if helds and helds[-1].fact.position == "ncnd" else None
    return silence is not None and silence.sentence.words.endswith(":") and silence.sentence.block == sentence.block - 1


def _by_limb(cited: Cited, sentence: Sentence, helds: tuple[Held, ...], draft: Draft, parts: Parts) -> tuple[Held, ...]:
    """In a letter that withholds one thing and is silent on another, a limb goes where it can serve.

    So does a section that has no limb for silence, such as section 21. What is named beside the limb for silence of
    its own section, 'section 31(3), in this case for the interest in section 31(1)(f)', goes with that limb.
    """
    exemptions = draft.registers.exemptions
    silent = {limb.provision for limb in exemptions.ncnd_limbs(cited.section)}
    beside = any(one.provision in silent for one in exemptions_in(sentence.words) if one.start < cited.start)
    if beside and _INTEREST.search(sentence.words[: cited.start]):
        return helds
    limb = exemptions.limb(cited.provision, None)
    withheld = tuple(part for part in parts.refusals if part.fact.position == "withheld")
    if limb is not None and limb.purpose == "disclosure" and helds and not withheld:
        # Where the sentence itself tells of what is blacked out, wherever it stands, no silence rests on the limb.
        told = _REDACTED.search(sentence.words) is not None and not _is_silent(draft, sentence.words)
        if told or _is_of_redactions(helds, draft):
            return ()
    discloses = exemptions.section(cited.section) is not None and not exemptions.ncnd_limbs(cited.section)
    if not (limb or discloses) or not (withheld and parts.silences):
        return helds
    if any(held.sentence.number == sentence.number for held in helds if held in withheld):
        return helds  # 'is held, and exempt under section 24(2)' says itself what rests on the limb
    fitting = parts.silences if exemptions.excludes_duty(cited.provision) else withheld
    return tuple(held for held in helds if held in fitting) or fitting[-1:]


def _is_of_redactions(helds: tuple[Held, ...], draft: Draft) -> bool:
    """Whether documents are given in which words are blacked out, and silence is kept on anything further alone."""
    further = all(held.fact.position == "ncnd" and held.fact.scope in ("further", "covert") for held in helds)
    return further and any(_REDACTED.search(one.words) for one in draft.page.spoken("header", "answer", "exemptions"))


def _fits(cited: Cited, held: Held) -> bool:
    """Whether a citation can serve a refusal: section 12 is about cost, section 14 about vexatious requests."""
    kind = {"12": "cost_refusal", "14": "vexatious"}.get(cited.section)
    return held.fact.position == kind if kind else held.fact.position in ("ncnd", "withheld")


def _denied_behind(cited: Cited, sentence: Sentence, draft: Draft) -> bool:
    """Whether the next sentence says that what this one names is not relied on, as in 'It does not apply'."""
    behind = draft.page.sentences[sentence.number + 1 : sentence.number + 2]
    only = _ONLY_ONE.match(behind[0].words) if behind and behind[0].block == sentence.block else None
    two = exemptions_in(sentence.words)
    if only and len(two) == _TWO:
        return cited.provision != two[only["which"].lower() not in ("former", "first")].provision
    return any(
        one.block == sentence.block
        and _OF_IT.match(one.words)
        and not _RECITES.match(one.words)
        and not exemptions_in(one.words)
        and "none" in _roles(draft, one.words)
        for one in behind
    )


def _is_only_named(cited: Cited, sentence: Sentence, draft: Draft) -> bool:
    """Whether a provision is named and not relied on: as a list of bodies, as given up, or for another case."""
    words = sentence.words
    start = max(0, cited.start - _NEAR)
    before, after = words[start : cited.start], words[cited.stop : cited.stop + _NEAR]
    if (
        _ONLY_NAMED.search(before)
        or _GIVEN_UP.search(before)
        or _RESERVED.search(before)
        or _GIVEN_UP_BEHIND.match(after)
    ):
        return True
    if _denied_behind(cited, sentence, draft):
        return True
    clause = _clause_of(cited, words, start)
    # The sentence has been searched already; only where it has such words is the clause searched apart.
    if "none" in _roles(draft, words) and "none" in _roles(draft, clause):
        return True
    supposed = _CONDITIONAL.search(before) or _SUPPOSED.search(before)
    return supposed is not None and not draft.registers.exemptions.excludes_duty(cited.provision)


def _clause_of(cited: Cited, words: str, start: int) -> str:
    """The words near a provision, up to a semicolon, or to a 'but' that parts it from another one."""
    others = [one for one in exemptions_in(words) if one.provision != cited.provision]
    parted = [
        place.start()
        for place in _BUT.finditer(words)
        if place[0] == ";" or any((one.start < place.start()) != (cited.start < place.start()) for one in others)
    ]
    begins = max((place for place in parted if place < cited.start), default=-1) + 1
    ends = min((place for place in parted if place >= cited.stop), default=len(words))
    return words[max(start, begins) : min(cited.stop + _NEAR, ends)]


def _role(cited: Cited, sentence: Sentence, draft: Draft, *, announced: bool) -> str | None:
    words = sentence.words
    if _is_only_named(cited, sentence, draft):
        return None
    if len(words) > _LONGEST:
        return _role_in_list(cited, sentence)
    return _role_in_sentence(cited, sentence, draft, announced=announced)


def _role_in_list(cited: Cited, sentence: Sentence) -> str:
    """What is named in more words than a sentence has."""
    return "listed" if "(" in cited.provision and sentence.section not in _ARGUED_IN else "argued"


def _role_in_sentence(cited: Cited, sentence: Sentence, draft: Draft, *, announced: bool) -> str:
    """As what a sentence names a provision; 'named' where its words do not tell."""
    words = sentence.words
    roles = _roles(draft, words, sentence.section)
    runs_in = sentence.is_heading and len(draft.page.of_block(sentence.block)) > 1
    explained = announced and not (sentence.is_heading or cited.start) and _EXPLAINED_ENTRY.match(words, cited.stop)
    if explained or ("line" in roles and not runs_in and (announced or sentence.section not in _ARGUED_IN)):
        return "line"
    if sentence.is_heading or _REVIEWED.match(words[cited.stop :]):
        return "argued"
    if "listed" in roles:
        return "listed"
    if "recited" in roles and cited.section == "12" and not _refuses(draft, words):
        return "recited"
    if "argued" in roles:
        return "argued"
    if _refuses(draft, words):
        return "listed"
    if sentence.section in _ARGUED_IN or _DEFINES.search(words):
        return "argued"
    return "line" if _LINE.match(words) and not words.endswith((".", ";")) and len(words) < _SHORT else "named"


def _roles(draft: Draft, words: str, section: str | None = None) -> set[str]:
    """As what the words beside a provision show it to be named."""
    return {hit.row.gives["role"] for hit in draft.lexicon.accepted("reliance", words, section)}


def _refuses(draft: Draft, words: str) -> bool:
    hit = draft.lexicon.first("positions", words, "answer")
    return hit is not None and hit.row.gives["position"] in REFUSALS


def _purpose(cited: Cited, helds: tuple[Held, ...], *, silent: bool) -> str:
    if cited.section in ("12", "14"):
        return "cost" if cited.section == "12" else "vexatious"
    positions = {held.fact.position for held in helds}
    if "ncnd" in positions:
        return "ncnd"
    if "withheld" in positions:
        return "withhold"
    return "ncnd" if silent else "withhold"
