"""The public interest test: what exemptions are called, which tests are said to apply, factors, and the balance."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ncnd_rules.encode.draft import Draft, Found, span_of
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.parts import ids_of
from ncnd_rules.encode.positions import Held
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.provisions import Cited, exemptions_in, sections_named
from ncnd_rules.encode.reasons import Reasons, argues, clauses_left, evidence, likelihood, likelihood_at, of_answer
from ncnd_rules.encode.sides import (
    LEADS_IN,
    PUBLISHED,
    WHETHER_HELD,
    Leaning,
    announces_a_side,
    requester_argues,
    weighs,
)
from ncnd_rules.facts import Balance, BodyMention, Classification, Consideration, Factor, Test
from ncnd_rules.letter import Span

_BECAUSE = re.compile(
    r"(?i)\b(?:as such|because|therefore|being|for that reason|as (?:it|they|these|this|both|section)|"
    r"since|so|thus|hence|consequently)\b"
)
_DISMISSES = Prefiltered(
    r"(?i)\bno (?:requirement|need|obligation|call) (?:for \S+(?: \S+)? )?to (?:satisfy|address|allay|meet|answer)\b"
    r"(?=[^.;]*\b(?:concerns?|interests?|disquiet|accountab\w+|legality|lawful\w*)\b)"
)
# Said against an answer, by words that name no argument: what it is worth, not that there is nothing to it.
_LESSENS = (
    ("accountability", Prefiltered(r"(?i)\baccountab\w+\b[^.;]*\bnot (?:\w+ )?enhanced\b")),
    ("other", Prefiltered(r"(?i)\bnot (?:the same as )?(?:what is )?of interest to the public\b|\bcuriosity\b")),
)
_INTERESTS = {
    "24": re.compile(r"(?i)\bnational security\b|\bsecurity of the\b"),
    "26": re.compile(r"(?i)\bdefence of\b|\barmed forces\b|\bmilitary (?:capabilit|effective|operation)\w*"),
    "27": re.compile(
        r"(?i)\b(?:international|foreign|bilateral|diplomatic) relations\b|"
        r"\brelations(?:hips?)? (?:with|between) (?:\w+ ){0,3}"
        r"(?:states?|countries|country|governments?|nations?|partners)\b|"
        r"\binterests? (?:of the (?:UK|United Kingdom) )?(?:abroad|overseas)\b"
    ),
    "30": re.compile(r"(?i)\binvestigation"),
    "31": re.compile(r"(?i)\blaw enforcement\b|\bcrime\b|\bpolicing\b"),
    "38": re.compile(r"(?i)\bsafety\b|\bsafe\b"),
}
_DISCLOSING = re.compile(
    r"(?i)\b(?:disclosure|disclosing|disclosed|releas(?:e|ing|ed)|publi(?:sh(?:ing|ed)?|cation)|"
    # An answer 'would disclose' a tactic; who speaks of a disclosure says 'to disclose this', or 'if we disclose it'.
    r"(?:to|we|i|you|they) disclose(?= (?:it|this|that|these|them|the|such|any|all)\b)|"
    r"communicati(?:on|ng) (?:of )?(?:the|this|that|any) (?:information|material)|"
    r"(?:plac|putt?)(?:e|ing)? (?:\S+ ){0,4}?(?:in|into) (?:the public domain|print)|"
    r"ma(?:ke|de|king) (?:\S+ ){0,4}?public|(?:giv|lett?|putt?|hand)(?:e|ing)? "
    r"(?:(?:it|this|the|such) (?:\w+ )?)?out(?! by))\b"
)
# Whether something is so can only be said or not said; under whatever heading, that is an answer.
_SAYS_WHETHER = re.compile(
    r"(?i)\b(?:say|says|said|saying|stat(?:e|ing)|tell|telling|told|admit|admitting) (?:\w+ )?(?:whether|if)\b|"
    r"\bconfirm\w*,? (?:n?or|and|/) (?:else )?(?:to )?den\w*|\byes or (?:a )?no\b|\badmission or (?:a )?denial\b|"
    r"\b(?:answer\w*|repl(?:y|ying)|confirm\w*|statement) (?:one way|either way)\b|\b(?:whichever|either) answer\b|"
    r"\bin the affirmative or\b"
)
# 'Section 31, together with section 23, which is absolute': what a classification does not speak of.
_OF_LAST = re.compile(r"(?i)\b(?:which|that|it) is\b|\bitself\b")
_JOINS = re.compile(r"(?i)\b(?:together with|as well as|along with|alongside|in addition to|besides|unlike)\b")
_EXEMPTIONS = re.compile(
    r"(?i)(?:as )?(?:all |both )?(?:of )?(?:the|these|this|those|our) (?:above |said )?exemption(?P<many>s)?"
    r"(?: (?:relied (?:up)?on|cited|applied|claimed|engaged|listed|above|used))* (?:is|are)\b|"
    # 'These are all prejudice-based', below a list of them.
    r"(?P<these>(?:all|both|each) of (?:these|them|the above) (?:is|are)|(?:these|they) are (?:all|both|each))\b"
)
# 'It could also', 'This would': what is spoken of was named in the sentence before.
_GOES_ON = re.compile(
    r"(?i)(?:(?:and|also|furthermore|moreover|in addition|besides),? )?(?:it|this|that|which) "
    r"(?:\w+ )?(?:would|could|might|may|will|can)\b"
)
_SMALL = 25  # characters; a shorter sentence argues nothing of its own
_LEAST_OF_LIST = 12  # characters; less than that in a list argues nothing
# What stands behind the last factor and is none: words of the Act, what is not relied on, a caution, the notice.
_NO_ARGUMENT = re.compile(
    r"(?i)\bsections? \d[^.]*?\b(?:reads?|runs?|says|provides|states|defines)\b|\b(?:words|text|wording) of section \d|"
    r"\bsections? \d[^.]*?\b(?:not|n't|neither|nor|never|instead)\b|"
    r"\b(?:nothing|none|no inference|not|nor|neither|wrong)\b[^.]*\b(?:infer|inferred|conclude|construed|"
    r"taken (?:to|as|from|that)|read as|understood as|indicati(?:on|ve)|evidence (?:that|of)|follows as to|"
    r"as to (?:the existence|whether|what))\b|"
    r"\b(?:regard|treat|take|accept|consider) this (?:letter|response|reply|answer|e-?mail) as\b|"
    r"\bthis (?:message|e-?mail)\b|\b(?:that|whom) (?:we|the \w+) reported to\b|\bwas [^.]{3,80} that we reported\b"
)
_NONE = re.compile(r"(?i)^(?:none|nil|n/?a|no factors?|not applicable|as above|as for|see|same as|ditto)\b")
_WEIGHED_IN = ("header", "answer", "exemptions", "notice", "harm", "public_interest", "balance")
_SAID = re.compile(r"(?i)\b(?:section|s)\.? ?\d")


def encode_tests(draft: Draft, reasons: Reasons) -> None:
    """What the letter says an exemption is, and which tests it says it has to apply."""
    classes: dict[int, set[str]] = {}
    sections_before: tuple[str, ...] = ()
    block = -1
    for sentence in draft.page.spoken():
        if sentence.section in ("rights", "closing") or sentence.is_heading:
            continue
        if sentence.block != block:
            block, sections_before = sentence.block, ()
        found = [one for one in draft.find("tests", [sentence]) if one.gives.get("kind") in ("classification", "test")]
        named = exemptions_in(sentence.words)
        parts = ids_of(reasons.parts_of(sentence))
        previous_stop, previous = 0, sections_before
        for one in (one for one in found if one.gives["kind"] == "classification"):
            own = _classified(
                sentence.words[: one.hit.stop], [cited for cited in named if cited.start >= previous_stop]
            )
            own = own or (previous if previous_stop else ()) or sections_named(sentence.words) or previous
            own = own or _of_all(sentence, reasons)
            previous_stop, previous = one.hit.stop, own
            classes.setdefault(sentence.number, set()).add(one.gives["says"])
            if reasons.serve_nothing_read(own):
                draft.read("classification", sentence)
            elif own and parts:
                draft.add(
                    Classification,
                    sentence,
                    part=parts,
                    section=own,
                    says=one.gives["says"],
                    evidence=(_with_sections(one, named),),
                )
        sections_before = previous or sections_before
        said = classes.get(sentence.number, set()) | (
            classes.get(sentence.number - 1, set())
            if re.search(r"(?i)\bfor that reason|\bas such|\btherefore|\baccordingly|\bthis means", sentence.words[:40])
            else set()
        )
        tests = [one for one in found if one.gives["kind"] == "test"]
        for one in _each_test(tests):
            if parts:
                draft.add(
                    Test,
                    sentence,
                    part=parts,
                    test=one.gives["test"],
                    object=_object(draft, sentence)
                    if one.gives["test"] == "public_interest"
                    else "existence"
                    if argues(sentence)
                    else "unstated",
                    because=_because(said, sentence),
                    threshold=next(
                        (
                            other.gives["threshold"]
                            for other in tests
                            if "threshold" in other.gives and other.gives["test"] == one.gives["test"]
                        ),
                        "unstated",
                    ),
                    evidence=(one.span(),),
                )


def _classified(words: str, named: Iterable[Cited]) -> tuple[str, ...]:
    """The sections that words call absolute, qualified and so on at their end: 'which is' speaks of the last only."""
    before = [cited for cited in named if cited.start < len(words)]
    if before and _OF_LAST.search(words, before[-1].start):
        before = before[-1:]
    elif before:
        joined = max((match.end() for match in _JOINS.finditer(words, 0, before[-1].start)), default=0)
        before = [cited for cited in before if cited.start >= joined]
    return tuple(dict.fromkeys(cited.section for cited in before))


def _of_all(sentence: Sentence, reasons: Reasons) -> tuple[str, ...]:
    """The sections meant by 'The exemptions are absolute', or by 'The exemption is' where one alone is relied on."""
    told = _EXEMPTIONS.match(sentence.words)
    sections = reasons.all_sections(sentence) if told else ()
    return sections if told and (told["many"] or told["these"] or len(sections) == 1) else ()


def _each_test(tests: list[Found]) -> Iterator[Found]:
    """One hit a kind of test; a threshold belongs to the test of its sentence."""
    told: set[str] = set()
    for one in sorted(tests, key=lambda found: "threshold" in found.gives):
        if one.gives["test"] not in told:
            told.add(one.gives["test"])
            yield one


def _with_sections(one: Found, named: tuple[Cited, ...]) -> Span:
    before = [cited for cited in named if cited.start < one.hit.start and one.hit.start - cited.start < 80]
    return span_of(one.sentence, before[0].start if before else one.hit.start, one.hit.stop)


def _because(said: set[str], sentence: Sentence) -> str:
    if not _BECAUSE.search(sentence.words):
        return "unstated"
    both = {"qualified", "prejudice_based"}
    if said >= both:
        return "both"
    return next(iter(said & both), "unstated")


def _object(draft: Draft, sentence: Sentence) -> str:
    objects = {found.gives["object"] for found in draft.find("tests", [sentence]) if "object" in found.gives}
    if "existence" in objects:
        return "existence"
    return "disclosure" if "disclosure" in objects else "unstated"


def encode_factors(draft: Draft, reasons: Reasons, leanings: Iterable[Leaning]) -> None:
    """Each argument under the headings of the test, each in running text, and each weighed in the balance."""
    leaning = {one.sentence.number for one in leanings}
    for one in leanings:
        _factor_in_text(draft, reasons, one)
    weighing = (one for one in draft.page.spoken("public_interest", "balance") if one.number not in leaning)
    for reason in reasons.of(weighing):
        sentence, gives = reason.sentence, reason.found.gives
        nature = gives["side"]
        side = sentence.side or (
            nature if nature in ("for", "against") and sentence.section == "public_interest" else None
        )
        if sentence.section == "public_interest" and side is not None:
            draft.add(
                Factor,
                sentence,
                part=reason.part_ids,
                section=_weighed(reason.sections, reasons, sentence),
                side=side,
                object=_factor_object(draft, sentence, reason.parts),
                argument=gives["argument"],
                scope=reason.scope,
                of=of_answer(sentence),
                likelihood=likelihood(sentence, reason.found),
                evidence=evidence(reason.found),
            )
        elif nature in ("for", "against"):
            draft.add(
                Consideration,
                sentence,
                part=reason.part_ids,
                side="dismisses" if _DISMISSES.search(sentence.words) else nature,
                argument=gives["argument"],
                evidence=evidence(reason.found),
            )
    _unnamed_considerations(draft, reasons)
    _unnamed_factors(draft, reasons)
    _further_limbs(draft, reasons)


def _unnamed_considerations(draft: Draft, reasons: Reasons) -> None:
    """A sentence that denies an interest, or lessens it, whatever its argument."""
    for sentence in draft.page.spoken("public_interest", "balance"):
        if "consideration" in draft.said[sentence.number]:
            continue
        denies = ("dismisses", "accountability", _DISMISSES)
        lessens = (("against", argument, words) for argument, words in _LESSENS)
        for side, argument, words in (denies, *lessens):
            match = words.search(sentence.words)
            parts = ids_of(reasons.parts_of(sentence)) if match else ()
            if match and parts:
                draft.add(
                    Consideration,
                    sentence,
                    part=parts,
                    side=side,
                    argument=argument,
                    evidence=(span_of(sentence, match.start(), match.end()),),
                )
                break


def encode_scrutiny(draft: Draft, reasons: Reasons) -> None:
    """A body that is said to oversee, named where the letter weighs, counts against an answer.

    To be called once bodies are read.
    """
    places = {
        span.start: span
        for fact in draft.facts
        if isinstance(fact, BodyMention) and (fact.role, fact.tense) == ("oversight", "present")
        for span in fact.evidence
    }
    concluding = {one.block for one in draft.page.spoken(*_WEIGHED_IN) if "balance" in draft.said[one.number]}
    for sentence in draft.page.spoken(*_WEIGHED_IN):
        if sentence.section not in ("public_interest", "balance") and sentence.block not in concluding:
            continue
        whole = span_of(sentence)
        assert whole.start is not None
        assert whole.stop is not None
        named = [span for start, span in places.items() if start is not None and whole.start <= start < whole.stop]
        parts = ids_of(reasons.parts_of(sentence)) if named else ()
        if parts and sentence.side != "for":
            draft.add(
                Consideration, sentence, part=parts, side="against", argument="accountability", evidence=tuple(named)
            )


def _factor_in_text(draft: Draft, reasons: Reasons, one: Leaning) -> None:
    reason = next((reason for reason in reasons.of([one.sentence]) if _within(reason.found.span(), one.span)), None)
    parts = reasons.parts_of(one.sentence)
    scope, _, _ = reasons.about(one.sentence)
    draft.add(
        Factor,
        one.sentence,
        part=ids_of(parts),
        section=_weighed(reasons.sections_of(one.sentence), reasons, one.sentence),
        side=one.side,
        object=_object_in_text(draft, one, parts),
        argument=reason.found.gives["argument"] if reason is not None else "other",
        scope=scope,
        of=of_answer(one.sentence),
        likelihood=likelihood_at(one.sentence, 0, len(one.sentence.words)),
        evidence=(one.span,),
    )


def _within(span: Span, other: Span) -> bool:
    return (other.start or 0) <= (span.start or 0) < (other.stop or 0)


def _object_in_text(draft: Draft, one: Leaning, parts: tuple[Held, ...]) -> str:
    """What an argument of running text speaks of: a paragraph that refuses weighs what it refuses."""
    refused: set[str] = {
        part.fact.position
        for part in parts
        if part.sentence.block == one.sentence.block and part.fact.position in ("ncnd", "withheld")
    }
    said = _object(draft, one.sentence)
    if said != "unstated":
        return said
    if own := _own_object(one.sentence.words):
        return own
    if not refused and one.object:
        return one.object
    refused = refused or {str(part.fact.position) for part in parts}
    if refused in ({"ncnd"}, {"withheld"}):
        return "disclosure" if "withheld" in refused else "existence"
    return one.object or _factor_object(draft, one.sentence, parts)


def _unnamed_factors(draft: Draft, reasons: Reasons) -> None:
    """A sentence filed under one side is a factor, whatever its argument."""
    for sentence in draft.page.spoken("public_interest"):
        if sentence.side is None or draft.said[sentence.number] - {"citation", "regime"} or sentence.is_heading:
            continue
        saying = draft.lexicon.first("sayings", sentence.words, sentence.section)
        notice = draft.lexicon.first("notices", sentence.words, sentence.section)
        if (saying is not None and saying.row.gives["kind"] == "disclaimer") or (
            notice is not None and notice.row.gives.get("element") == "section_17_named"
        ):
            continue  # a caution behind the last factor, or the notice
        if LEADS_IN.search(sentence.words) or _NO_ARGUMENT.search(sentence.words):
            continue
        listed = draft.page.blocks[sentence.block].kind == "item"
        if len(sentence.words) > (_LEAST_OF_LIST if listed else _SMALL) and not _NONE.match(sentence.words):
            _add_other(draft, reasons, sentence, sentence.side, 0, len(sentence.words))


def _further_limbs(draft: Draft, reasons: Reasons) -> None:
    """What a sentence filed under one side argues besides what was read of it: 'It could warn them; it could ...'."""
    for sentence, start, stop in clauses_left(draft, Factor, draft.page.spoken("public_interest")):
        words = sentence.words[start:stop]
        if sentence.side is not None and len(words) > _SMALL and not LEADS_IN.search(words):
            _add_other(draft, reasons, sentence, sentence.side, start, stop)


def _add_other(draft: Draft, reasons: Reasons, sentence: Sentence, side: str, start: int, stop: int) -> None:
    """Write down a factor that no argument of the lexicon names."""
    parts = reasons.parts_of(sentence)
    draft.add(
        Factor,
        sentence,
        part=ids_of(parts),
        section=_weighed(reasons.sections_of(sentence), reasons, sentence),
        side=side,
        object=_factor_object(draft, sentence, parts),
        argument="other",
        of=of_answer(sentence),
        likelihood=likelihood_at(sentence, start, stop),
        evidence=(span_of(sentence, start, stop),),
    )


def _weighed(sections: tuple[str, ...], reasons: Reasons, sentence: Sentence) -> tuple[str, ...]:
    """The sections a factor is filed under; an absolute one only where it is named."""
    if sentence.filing.sections or _SAID.search(sentence.words) or reasons.row_of(sentence):
        return sections
    return reasons.all_sections(sentence, weighed=True) or sections


def _factor_object(draft: Draft, sentence: Sentence, parts: Iterable[Held]) -> str:
    said = _object(draft, sentence)
    if said != "unstated":
        return said
    if own := _own_object(sentence.words):
        return own
    if _GOES_ON.match(sentence.words) and (before := _before(draft, sentence)) is not None:
        return _factor_object(draft, before, parts)
    heading = draft.page.heading_at(sentence.filing.heading)
    if weighed := weighs(heading):
        return weighed
    refused = {part.fact.position for part in parts}
    if refused == {"ncnd"}:
        return "existence"
    return "disclosure" if refused == {"withheld"} else "unstated"


def _own_object(words: str) -> str | None:
    """Of what words speak by themselves: an answer that is given or not, or disclosure."""
    words = PUBLISHED.sub("", WHETHER_HELD.sub("confirming", words))
    if _SAYS_WHETHER.search(words):
        return "existence"
    return "disclosure" if _DISCLOSING.search(words) else None


def _before(draft: Draft, sentence: Sentence) -> Sentence | None:
    """The sentence before, where it stands in the same paragraph."""
    before = draft.page.sentences[sentence.number - 1] if sentence.number else sentence
    return before if before.number != sentence.number and before.block == sentence.block else None


def encode_balance(draft: Draft, reasons: Reasons) -> None:
    """Where each weighing comes out; a weighing that never comes out is implied."""
    concluded: list[tuple[Balance, Sentence]] = []
    weighing: list[tuple[Sentence, Span]] = []
    understood = True
    for sentence in draft.page.spoken(*_WEIGHED_IN):
        if sentence.is_heading or requester_argues(sentence):
            continue
        found = [one for one in draft.find("balances", [sentence]) if not announces_a_side(one)]
        # Under the heading of one side 'safety must come first' is an argument, and concludes nothing.
        # Its last paragraph may conclude, though, where no heading of the outcome follows.
        free = sentence.side is None or _may_conclude(draft, sentence)
        found = [one for one in found if free or one.hit.row.tier == "sure" or one.gives.get("concludes")]
        ends = [one for one in found if one.gives["direction"] != "implied"]
        if ends:
            concluded.append((_concluded(draft, reasons, sentence, ends), sentence))
        elif found:
            draft.read("consideration", sentence)
            weighing.append((sentence, found[0].span()))
        elif sentence.section == "balance":
            weighing.append((sentence, span_of(sentence)))
            understood = understood and not _may_conclude(draft, sentence)
    concluded = _said_once(concluded)
    maintained = {part for balance, _ in concluded if balance.direction == "maintain" for part in balance.part}
    for balance, sentence in concluded:
        # One interest that speaks for an answer is a factor where all of them together come out for silence.
        if balance.direction != "confirm" or not maintained & set(balance.part):
            draft.write(balance, sentence)
    # What was not understood of a weighing may be its conclusion.
    if weighing and understood and not concluded:
        spans = tuple(span for _, span in weighing[:3])
        draft.write(_balance(draft, reasons, weighing[0][0], "implied", spans), weighing[0][0])


def _said_once(concluded: Iterable[tuple[Balance, Sentence]]) -> list[tuple[Balance, Sentence]]:
    """Conclusions of one paragraph that come out alike for the same refusals: one, however often it is said there."""
    once: list[tuple[Balance, Sentence]] = []
    for balance, sentence in concluded:
        before, said_in = once[-1] if once else (None, None)
        if (
            before is not None
            and said_in is not None
            and said_in.block == sentence.block
            and (before.part, before.direction) == (balance.part, balance.direction)
            and (set(before.section) & set(balance.section) or not before.section or not balance.section)
        ):
            joined = before.model_copy(
                update={
                    "section": tuple(dict.fromkeys((*before.section, *balance.section))),
                    "object": before.object if before.object != "unstated" else balance.object,
                    "evidence": (*before.evidence, *balance.evidence),
                }
            )
            once[-1] = (joined, sentence)
        else:
            once.append((balance, sentence))
    return once


def _may_conclude(draft: Draft, sentence: Sentence) -> bool:
    return any(
        "balance" in found.gives["kinds"] for found in draft.find("triggers", [sentence]) if "kinds" in found.gives
    )


def _concluded(draft: Draft, reasons: Reasons, sentence: Sentence, ends: list[Found]) -> Balance:
    """Where one sentence comes out: 'although this favours an answer, that outweighs it' ends in its last words.

    But two that weigh the same are a draw, whatever is then done out of caution.
    """
    even = [one for one in ends if one.gives["direction"] == "equal"]
    clear = even or [one for one in ends if one.gives["direction"] in ("maintain", "confirm")]
    last = max(clear or ends, key=lambda one: one.hit.start)
    return _balance(draft, reasons, sentence, last.gives["direction"], (last.span(),))


def _by_interest(sentence: Sentence, sections: tuple[str, ...]) -> tuple[str, ...]:
    """Of the sections weighed, those whose interests a conclusion names; all where it names none."""
    named = tuple(
        section for section in sections if section in _INTERESTS and _INTERESTS[section].search(sentence.words)
    )
    return named or sections


def _balance(draft: Draft, reasons: Reasons, sentence: Sentence, direction: str, spans: tuple[Span, ...]) -> Balance:
    named = sections_named(sentence.words)
    said: dict[str, Any] = {"direction": direction, "object": _object(draft, sentence)}
    return Balance(
        part=ids_of(reasons.parts_of(sentence)),
        section=named
        or sentence.filing.sections
        or reasons.tested_before(sentence)
        or _by_interest(sentence, reasons.all_sections(sentence, weighed=True)),
        evidence=spans,
        **said,
    )
