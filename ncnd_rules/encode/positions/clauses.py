"""The positions of one sentence, clause by clause."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ncnd_rules.encode.draft import Draft, Found, span_of
from ncnd_rules.encode.labels import labels_named
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.positions.held import Candidate, farthest_back
from ncnd_rules.encode.positions.words import LIMITS, scope_of
from ncnd_rules.encode.questions import Questions, mentioned, speaks_of_rest, topics_in
from ncnd_rules.letter import Span

_POINT = re.compile(r"\b(?:[Qq]|[Qq]uestion|[Pp]art|[Pp]oint)s?\.? ?(?P<head>\d{1,2}) ?\(([a-h])\)")
# 'I have decided to disclose the answers to Q3 and Q4, and to neither confirm nor deny ... Q1'
_DECIDES_ELSE = re.compile(
    r"(?i)\b(?:decided|decision is)\b[^.;]{0,30}?\bto (?:\w+ )?"
    r"(?:disclose|release|provide|supply|exempt|withhold|refuse)\b[^.;]*?"
    r"\band (?:also |therefore )?(?:to )?(?=neither|n(?:ot|either) )"
)
_THIS_TOO = re.compile(r"(?i)\bth(?:is|e above) (?:question|part|point|request)\b,? (?:and|or|nor|as well as|also)\b")
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
    r"(?:for|to|of|on|regards|regarding) (?:parts|elements|aspects) of (?:your|the) request|"
    r"some of (?:your|the) questions)\b"
)
# 'Neither confirms nor denies that it holds some of the information': nobody can tell which.
_SOME_INFORMATION = re.compile(
    r"(?i)\b(?:some|certain|part|parts|elements?|a portion|aspects)(?: other)? (?:of (?:the|this|that) )?"
    r"(?:(?:relevant|requested|further) )?(?:information|data|records|material)\b"
)
# A paragraph that begins so, and bears no label itself, goes on from the answer above it to something else.
_LEAVES_LABEL = re.compile(
    r"(?i)(?:in addition|additionally|furthermore|finally|lastly|for|as (?:to|for|regards)|"
    r"with (?:regards?|respect) to|in (?:relation|respect|regard) (?:to|of)|regarding|concerning)\b"
    r"(?! (?:the|your) (?:other|remaining|rest|remainder)\b)"
)
# 'Other elements of your request: ... whether it holds any information on protection' names what it covers.
_SUBJECT = re.compile(
    r"(?i)\b(?:information|data|records?|material) (?:relating to|regarding|concerning|about|on|in (?:relation|respect|"
    r"regard) (?:to|of)) (?!(?:this|that|it|them|these|those|your|some|certain|other|the other)\b)\w"
)


_ANSWER_BLOCKS = 2  # a question of several that are answered in turn, and the first of its answer
_NEAR = (60, 40)  # characters before and behind words in which they are said to be of the rest


class Lead(NamedTuple):
    """What is set before a sentence for what it says."""

    scope: str = ""
    questions: tuple[str, ...] = ()


class _Clause(NamedTuple):
    """A clause that says one thing, and of which questions it says itself that it does."""

    found: Found
    words: str
    start: int  # in the words of its sentence
    named: tuple[str, ...] | None
    rest: bool  # whether it speaks of all other questions
    rest_follows: bool  # whether what is said behind it does
    beyond: bool  # whether it answers questions that this copy does not print

    @property
    def position(self) -> str:
        """What it says."""
        position: str = self.found.gives["position"]
        return position


def positions_of(
    draft: Draft, sentence: Sentence, hits: list[Found], questions: Questions, lead: Lead, *, searched: bool
) -> Iterator[Candidate]:
    """The positions of one sentence, each with the clause in which it stands."""
    every, hits = hits, _distinct(hits)
    non_use = _because_not_used(sentence.words, hits)
    previous: tuple[str, ...] | None = None
    denied = ""  # the scope of a denial: what the sentence concludes from it has the same
    for clause in _clauses(sentence, hits, questions):
        position, gives = clause.position, clause.found.gives
        asked = previous = _asked_in(draft, sentence, clause, questions, lead.questions, previous)
        scope = _limit(draft, sentence, clause, questions.words_of(questions.ids()), lead.scope, denied)
        denied = scope if position == "not_held" else ""
        use = gives.get("use", False)
        labels = sentence.labels and (sentence.labelled or not _LEAVES_LABEL.match(sentence.words))
        unsaid = not (clause.named or labels or _SUBJECT.search(clause.words))
        several = len(questions.topics_of(asked)) > 1 and _THIS.search(clause.words)
        searched_here = searched or gives.get("searched", False)
        yield Candidate(
            position=position,
            scope=scope or "unqualified",
            tense=_tense(clause.found, every),
            gives=gives,
            questions=asked,
            sentence=sentence,
            spans=_spans(draft, sentence, clause.found, clause.words, scope),
            words=clause.words,
            ground=_ground(position, non_use=non_use, use=use, searched=searched_here, rest=clause.rest),
            referent="ambiguous" if position == "not_held" and use and several else "clear",
            reach="unclear" if position == "ncnd" and unsaid and _is_vague(clause.words, questions) else "clear",
            beyond=clause.beyond,
        )


def _is_vague(words: str, questions: Questions) -> bool:
    """Whether words speak of some of what was asked for, and more than one thing was."""
    several = len(questions.ids()) > 1
    return bool(SOME.search(words) or (several and _SOME_INFORMATION.search(words)))


def _because_not_used(words: str, hits: list[Found]) -> bool:
    """Whether a sentence says that none is held because none is used."""
    uses = [found.hit for found in hits if found.gives.get("use")]
    none_held = [found.hit for found in hits if found.gives["position"] == "not_held" and not found.gives.get("use")]
    if not uses or not none_held:
        return False
    between = words[min(uses[0].stop, none_held[0].stop) : max(uses[0].start, none_held[0].start)]
    return _BECAUSE.search(between + " ") is not None


def _clauses(sentence: Sentence, hits: list[Found], questions: Questions) -> Iterator[_Clause]:
    """The sentence, parted between the things that it says."""
    words, start = sentence.words, 0
    free = not sentence.labels or (questions.has_lost and not sentence.labelled)
    around = [words[max(0, one.hit.start - _NEAR[0]) : one.hit.stop + _NEAR[1]] for one in hits]
    for number, found in enumerate(hits):
        stop = len(words)
        if number + 1 < len(hits):
            following = hits[number + 1].hit.start
            breaks = [match.start() for match in _BREAK.finditer(words, found.hit.stop, following)]
            stop = breaks[0] if breaks else following
        if found.gives["position"] == "ncnd" and (decided := _DECIDES_ELSE.search(words, start, found.hit.stop)):
            start = decided.end()
        clause = words[start:stop]
        named = mentioned(clause, questions)
        if named and sentence.labels and _THIS_TOO.search(clause):
            # 'Question 1(c)' is not the whole of the first, where the copy does not tell the points apart.
            heads = {one["head"] for one in _POINT.finditer(clause) if not questions.by_labels((one["head"] + one[2],))}
            both = {*named, *questions.by_labels(sentence.labels)} - {*questions.by_labels(tuple(heads))}
            named = tuple(one for one in questions.ids() if one in both)
        beyond = named is None and free and _names_others(clause, questions)
        rest_follows = any(map(speaks_of_rest, around[number + 1 :]))
        yield _Clause(found, clause, start, named, speaks_of_rest(clause), rest_follows, beyond)
        start = stop


def _asked_in(
    draft: Draft,
    sentence: Sentence,
    clause: _Clause,
    questions: Questions,
    lead: tuple[str, ...],
    previous: tuple[str, ...] | None,
) -> tuple[str, ...]:
    """The questions of which a clause speaks: behind another, all that are left, where it says so."""
    if clause.beyond:
        return ()
    position, named, words = clause.position, clause.named, clause.words
    asked = _questions_for(sentence, named, lead, position, questions, words)
    if clause.rest and previous is not None:
        asked = tuple(one for one in questions.ids() if one not in previous) or asked
    elif clause.rest_follows and not named and not sentence.labels:
        asked = questions.first_group() or asked
    if clause.found.gives.get("hedge") == "may_hold":
        # Said of the request as a whole: it answers no limb that asks for a thing of its own.
        asked = tuple(one.id for one in questions.all if one.id in asked and not one.of_item)
    if (
        named is None
        and not clause.rest
        and (position != "ncnd" or not scope_of(draft, words))
        and not (clause.found.gives.get("weak") and _stands_apart(draft, sentence, questions))
    ):
        asked = questions.in_turn(asked, sentence.number)
    if position == "ncnd" and named is None and not sentence.labelled:
        asked = _about(draft, words, asked, questions)
    return asked


def _stands_apart(draft: Draft, sentence: Sentence, questions: Questions) -> bool:
    """Whether a paragraph stands behind the answer to the last of several questions, as a note on them all does."""
    turn = max((asked.turn for asked in questions.all if 0 <= asked.turn <= sentence.number), default=-1)
    return turn >= 0 and sentence.block - draft.page.sentences[turn].block > _ANSWER_BLOCKS


def _limit(draft: Draft, sentence: Sentence, clause: _Clause, asked: str, lead: str, denied: str) -> str:
    """To what a clause limits what it says, in its words, those of the questions, or those before it; or nothing."""
    position = clause.position
    scope = (
        scope_of(draft, clause.words, asked)
        or (denied if position == "not_held" else "")
        or (lead if lead in ("overt", "covert") or position == "ncnd" else "")
        or (_scope_before(draft, sentence, clause.start) if _REFERS_BACK.search(clause.words) else "")
    )
    if position == "ncnd" and (lead == "covert" or (lead == "overt" and not scope)):
        return lead if scope in ("", "further") else scope  # what is beyond open use is not open
    if position not in ("ncnd", "not_held", "disclosed", "unclear"):
        return ""
    if position in ("not_held", "disclosed") and (scope == "further" or not LIMITS.search(sentence.words)):
        return scope if scope in ("overt", lead) else ""  # what is answered needs no such limit
    return scope


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
    above = set(questions.asked_before(sentence.passage.reach()[0]))
    return lead or tuple(one for one in questions.ids() if one in above) or questions.ids()


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
