"""The positions of one sentence, clause by clause."""

import re
from collections.abc import Iterator

from ncnd_rules.encode.draft import Draft, Found, span_of
from ncnd_rules.encode.labels import labels_named
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.positions.held import Candidate, farthest_back
from ncnd_rules.encode.positions.words import LIMITS, scope_of
from ncnd_rules.encode.questions import Questions, mentioned, speaks_of_rest, topics_in
from ncnd_rules.letter import Span

_BREAK = re.compile(
    r"(?i);|,? (?:and )?in addition\b|,? additionally|, (?:but|however|and|although|though)\b|\bhowever\b|"
    r"\btherefore\b|\bbut\b|\bfurthermore\b| - "
)
_BECAUSE = re.compile(r"(?i)\b(?:therefore|so|as|since|because|hence|accordingly|thus|consequently)\b| - |, no\b|[;:]")
_REFERS_BACK = re.compile(
    r"(?i)^(?:that|this|these|those|it|such)\b|\b(?:of (?:that|this) (?:sort|kind|nature|type)|such (?:information|"
    r"records|use|activity|matters)|(?:on|about|to|of) (?:that|this|these|those|it)\b|"
    r"in (?:that|this) respect|(?:confirm|deny)\w* (?:it|that|this)\b|which)"
)
_THIS = re.compile(
    r"(?i)\b(?:this|that|such|these) (?:technolog\w+|software|system\w*|equipment|device\w*|tool\w*|"
    r"product\w*|capabilit\w+)\b|\buse it\b"
)
SOME = re.compile(
    r"(?i)\b(?:(?:this|that|some|certain|other) (?:parts?|elements?|aspects?) of (?:your|the) request|"
    r"some of (?:your|the) questions)\b"
)
# 'Other elements of your request: ... whether it holds any information on protection' names what it covers.
_SUBJECT = re.compile(
    r"(?i)\b(?:information|data|records?|material) (?:relating to|regarding|concerning|about|on|in (?:relation|respect|"
    r"regard) (?:to|of)) (?!(?:this|that|it|them|these|those|your|some|certain|other|the other)\b)\w"
)


def positions_of(
    draft: Draft,
    sentence: Sentence,
    hits: list[Found],
    questions: Questions,
    lead_scope: str,
    lead_labels: tuple[str, ...],
    *,
    searched: bool,
) -> Iterator[Candidate]:
    """The positions of one sentence, each with the clause in which it stands."""
    every, hits = hits, _distinct(hits)
    words = sentence.words
    uses = [found for found in hits if found.gives.get("use")]
    none_held = [found for found in hits if found.gives["position"] == "not_held" and not found.gives.get("use")]
    non_use = bool(
        uses
        and none_held
        and _BECAUSE.search(
            words[min(uses[0].hit.stop, none_held[0].hit.stop) : max(uses[0].hit.start, none_held[0].hit.start)] + " "
        )
        is not None
    )
    start = 0
    previous: tuple[str, ...] | None = None
    before = ""  # the scope of a denial: what the sentence concludes from it has the same
    for number, found in enumerate(hits):
        stop = len(words)
        if number + 1 < len(hits):
            following = hits[number + 1].hit.start
            breaks = [match.start() for match in _BREAK.finditer(words, found.hit.stop, following)]
            stop = breaks[0] if breaks else following
        clause = words[start:stop]
        start_of_clause, start = start, stop
        position = found.gives["position"]
        named = mentioned(clause, questions)
        rest = speaks_of_rest(clause)
        asked = _questions_for(sentence, named, lead_labels, position, questions, clause)
        free = not sentence.labels or (questions.has_lost and not sentence.labelled)
        beyond = named is None and free and _names_others(clause, questions)
        if beyond:
            asked = ()
        elif rest and previous is not None:
            asked = tuple(one for one in questions.ids() if one not in previous) or asked
        elif (
            any(
                speaks_of_rest(words[other.hit.start - 60 if other.hit.start > 60 else 0 : other.hit.stop + 40])
                for other in hits[number + 1 :]
            )
            and not named
            and not sentence.labels
        ):
            asked = questions.first_group() or asked
        if found.gives.get("hedge") == "may_hold":
            # Said of the request as a whole: it answers no limb that asks for a thing of its own.
            asked = tuple(one.id for one in questions.all if one.id in asked and not one.of_item)
        if named is None and not (rest or beyond) and (position != "ncnd" or not scope_of(draft, clause)):
            asked = questions.in_turn(asked, sentence.number)
        if position == "ncnd" and named is None and not sentence.labelled and not beyond:
            asked = _about(draft, clause, asked, questions)
        previous = asked
        scope = (
            scope_of(draft, clause, questions.words_of(asked))
            or (before if position == "not_held" else "")
            or (lead_scope if lead_scope in ("overt", "covert") or position == "ncnd" else "")
            or (_scope_before(draft, sentence, start_of_clause) if _REFERS_BACK.search(clause) else "")
        )
        if position == "ncnd" and (lead_scope == "covert" or (lead_scope == "overt" and not scope)):
            scope = lead_scope if scope in ("", "further") else scope  # what is beyond open use is not open
        if position not in ("ncnd", "not_held", "disclosed", "unclear"):
            scope = ""
        elif position in ("not_held", "disclosed") and (scope == "further" or not LIMITS.search(words)):
            scope = scope if scope in ("overt", lead_scope) else ""  # what is answered needs no such limit
        before = scope if position == "not_held" else ""
        use = found.gives.get("use", False)
        topics = questions.topics_of(asked)
        yield Candidate(
            position=position,
            scope=scope or "unqualified",
            tense=_tense(found, every),
            gives=found.gives,
            questions=asked,
            sentence=sentence,
            spans=_spans(draft, sentence, found, clause, scope),
            words=clause,
            ground=_ground(
                position, non_use=non_use, use=use, searched=searched or found.gives.get("searched", False), rest=rest
            ),
            referent="ambiguous"
            if position == "not_held" and use and _THIS.search(clause) and len(topics) > 1
            else "clear",
            reach="unclear"
            if position == "ncnd" and SOME.search(clause) and not (named or sentence.labels or _SUBJECT.search(clause))
            else "clear",
            beyond=beyond,
        )


def _names_others(clause: str, questions: Questions) -> bool:
    """Whether a clause names questions by a greater number than this copy prints any, or where it has lost some."""
    named = [int(label) for label in labels_named(clause) if label.isdigit()]
    known = questions.printed
    printed = [int(one.label) for one in known if one.label.isdigit()]
    return bool(named) and (questions.has_lost or (bool(known) and min(named) > max(printed, default=len(known))))


def _about(draft: Draft, clause: str, asked: tuple[str, ...], questions: Questions) -> tuple[str, ...]:
    """Of the questions, those on the subject to which a clause limits itself, and those whose subject is not known."""
    topics = set(topics_in(draft, clause))
    if not topics & questions.topics_of(asked):
        return asked
    return tuple(one.id for one in questions.all if one.id in asked and (not one.topics or topics & set(one.topics)))


def _ground(position: str, *, non_use: bool, use: bool, searched: bool, rest: bool) -> str:
    if position != "not_held":
        return "unstated"
    if non_use:
        return "non_use" if not (use and rest) else "unstated"
    return "search" if searched and not use else "unstated"


def _tense(found: Found, every: list[Found]) -> str:
    """The tense of a position; 'does not use it and has not tried it' reaches as far back as its later words."""
    alike = (
        other
        for other in every
        if other.gives["position"] == found.gives["position"] and other.gives.get("use") == found.gives.get("use")
    )
    return farthest_back([other.gives.get("tense", "unstated") for other in alike])


def _distinct(hits: list[Found]) -> list[Found]:
    """Hits that say different things: of those that overlap, the strongest and longest."""
    rank = {
        "ncnd": 0,
        "unclear": 1,
        "cost_refusal": 2,
        "vexatious": 2,
        "withheld": 3,
        "not_held": 4,
        "disclosed": 5,
        "unanswered": 6,
    }
    chosen: list[Found] = []
    for found in sorted(
        hits,
        key=lambda found: (
            found.gives.get("weak", False),
            rank[found.gives["position"]],
            found.gives.get("bare", False),
            found.hit.start,
        ),
    ):
        position = found.gives["position"]
        overlaps = any(other.hit.start < found.hit.stop and found.hit.start < other.hit.stop for other in chosen)
        positions = {other.gives["position"] for other in chosen}
        same = any(
            other.gives["position"] == position and bool(other.gives.get("use")) == bool(found.gives.get("use"))
            for other in chosen
        )
        if overlaps or same or (position == "unanswered" and chosen):
            continue
        if found.gives.get("weak") and positions & {"ncnd", "withheld"}:
            continue
        if position == "withheld" and "ncnd" in positions and not found.gives.get("beside"):
            continue
        if found.gives.get("holding") and positions & {"ncnd", "not_held", "unclear", "withheld"}:
            continue
        chosen.append(found)
    return sorted(chosen, key=lambda found: found.hit.start)


def _questions_for(
    sentence: Sentence,
    named: tuple[str, ...] | None,
    lead: tuple[str, ...],
    position: str,
    questions: Questions,
    clause: str,
) -> tuple[str, ...]:
    if named is not None:
        return named
    place = sentence.passage.reach()[0]
    own = (
        (questions.by_labels(sentence.labels, place) or questions.heads_of(sentence.labels)) if sentence.labels else ()
    )
    if own and (sentence.labelled or not re.search(r"(?i)\b(?:your|the|this) request\b", clause) or position != "ncnd"):
        return questions.with_item_limbs(own, sentence.labels)
    if own and not re.match(r"(?i)(?:in addition|additionally|furthermore|however,? )", sentence.words):
        return own
    return lead or questions.asked_before(sentence.passage.reach()[0]) or questions.ids()


def _scope_before(draft: Draft, sentence: Sentence, start: int) -> str:
    """The limit that is set before in the same sentence, or else in the sentence before, in the same paragraph."""
    before = [one.words for one in draft.page.of_block(sentence.block) if one.number == sentence.number - 1]
    told = (scope_of(draft, words) for words in (sentence.words[:start], *before))
    return next(filter(None, told), "")


def _spans(draft: Draft, sentence: Sentence, found: Found, clause: str, scope: str) -> tuple[Span, ...]:
    spans = [found.span()]
    if scope:
        at = sentence.words.find(clause)
        for hit in draft.lexicon.accepted("scopes", clause):
            if hit.row.gives["scope"] == scope:
                span = span_of(sentence, at + hit.start, at + hit.stop)
                if span.start is not None and not (spans[0].start or 0) <= span.start < (spans[0].stop or 0):
                    spans.append(span)
                break
    return tuple(sorted(spans, key=lambda span: span.start or 0))
