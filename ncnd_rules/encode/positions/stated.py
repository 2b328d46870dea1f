"""Positions that sentences state, clause by clause: for which questions, and within which limits."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from ncnd_rules.encode.dates.shapes import MONTH
from ncnd_rules.encode.draft import Draft, Found, span_of
from ncnd_rules.encode.labels import labels_named
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.positions.held import Candidate, farthest_back
from ncnd_rules.encode.positions.words import LIMITS, none_or_some, scope_of
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.provisions import exemptions_in
from ncnd_rules.encode.questions import Questions, mentioned, speaks_of_rest, topics_in
from ncnd_rules.letter import Span

HOME = ("header", "answer", "exemptions", "notice")
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
# '2019/20: £1,200': a line of a table.
_FIGURES = re.compile(
    r"(?i)(?:(?:(?:19|20)\d\d(?:\s?[/-]\s?\d{2,4})?|\d\d\s?/\s?\d\d|(?:fy|q[1-4]|total|[a-z]{3,12})\s?\d{0,4})\s?[-:|=]\s?)?"
    r"£?\d[\d,.]*\s?%?"
)
# 'A total of 62 searches were made' answers who asked how many.
_BEGINS_WITH_FIGURE = re.compile(r"(?i)(?:(?:a|in) total(?: of)?,? )?\d[\d,]* ")
# 'Other elements of your request: ... whether it holds any information on protection' names what it covers.
_SUBJECT = re.compile(
    r"(?i)\b(?:information|data|records?|material) (?:relating to|regarding|concerning|about|on|in (?:relation|respect|"
    r"regard) (?:to|of)) (?!(?:this|that|it|them|these|those|your|some|certain|other|the other)\b)\w"
)
_LEAD = re.compile(
    r"(?i)\b(?:statement|response|explanation|position|ncnd) (?:is |set out )?(?:below|follows|"
    r"as follows)|:$|\bplease see\b"
)
_POINTER = re.compile(
    r"(?i)\b(?:see|refer to|as (?:per|for|in)?) ?(?:the )?(?:answers? to |response to |reply to )?"
    r"(?:above|below|answer|response|question|q ?\d|\d)|\bsame as\b|\bas above\b|\bn/?a\b|\bnot applicable\b"
)
REFUSES = Prefiltered(
    r"(?i)neither|exempt|section \d|refus|\bncnd\b|public interest|\bharm\b|confirm(?:ing)? (?:n?or|whether)|"
    r"\bnot (?:being )?(?:disclos|releas|provid)|\bkeep\w* (?:it |this )?back|\b(?:you|we) (?:ask|looked|search)|"
    r"this letter|your request"
)
# 'If you had asked for them we would have refused.'
_NEVER_ASKED = re.compile(r"(?i)\b(?:if|had) you (?:had )?(?:also )?(?:asked|requested|wanted|sought)\b")
# In front of what is not said but only thought of being said: 'saying we have none would invite thieves'.
_SAYING = re.compile(
    r"(?i)\b(?:saying|stating|telling \w+|revealing|admitting|implying|pretending)(?: that)?[^.,;:]{0,30}$"
)
_WAS = re.compile(r"(?i)\b(?:had|was|were|did)\b")
NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|hundred|thousand)\b"
)
PROCEDURE = Prefiltered(
    r"(?i)^(?:here(?:'s| is)|formal|our|the|my) (?:our |the |formal )?(?:response|reply|answer|decision)\b.{0,24}$|"
    r"^(?:we|i) (?:have )?(?:do not uphold|uphold|partly uphold|agree|spoke|spoken|put|looked|considered|"
    r"reviewed|searched|consulted|asked|checked|"
    r"contacted)\b|"
    r"\b(?:outcome|decision|position) is (?:the same|unchanged)\b|\b(?:up|over)held\b|"
    r"\b(?:first|original|initial) (?:response|reply|answer|decision) (?:\w+ ){0,2}?"
    r"(?:was|were|is|stated|said|explained)\b|"
    r"\b(?:response|reply|refusal) (?:was|is) (?:\w+ )?(?:in)?(?:correct|wrong|right|appropriate)\b|"
    r"^(?:i|we) (?:find|am satisfied|are satisfied|consider) that (?:this|it|that)\b|"
    r"^(?:\w+ )?(?:our |foi |case )?ref(?:erence)?(?: (?:no|number))?\.?\s?:? \S*\d\S*$"
)
ELSEWHERE = {"21", "22"}  # sections by whose title alone a question is answered: where, or when, it can be read
_NAMES_FIRST = re.compile(
    r"(?i)(?:on|as (?:to|for|regards)|in (?:answer|response|reply|relation|respect) (?:to|of)|for|regarding|"
    r"(?:the |our )?(?:answer|reply|response) (?:to|for)) (?:your |the )?"
    r"(?:(?:first|second|third|fourth|fifth|sixth|last|final) )?"
    r"(?:questions?|parts?|points?|requests?|items?|limbs?|q ?\d)\b|"
    r"^(?:(?:as (?:to|for|regards)|on|regarding|to|for) )?(?:the|your) (?:first|second|third|fourth|fifth|sixth|last)"
    r"(?:[,:]| - | \(| (?:is|was|i|we|the)\b)|"
    r"^(?:first|second|third|fourth|fifth|sixth|last)(?: - |: )"
)
_GOES_ON = re.compile(r"[,:;] \S{2}")
# 'With regard to 2016/17 the amount is ...', below what is said of the other years.
_NAMES_A_YEAR = re.compile(
    r"(?i)(?:with (?:regards?|respect) to|regarding|in (?:relation|respect) (?:to|of)|as (?:to|for|regards)|for) "
    r"(?:the )?(?:(?:financial|calendar|current) )?(?:years? )?(?:19|20)\d\d\b"
)
_NAMES_ONLY = re.compile(
    r"(?i)(?:(?:the |our )?(?:answers?|repl(?:y|ies)|responses?) (?:(?:to|for) )?)?"
    r"(?:[\s|]*(?:and )?(?:item|point|part|question|request|limb|#|q)s? ?\(?\w{1,5}\)?"
    r"(?:\s?(?:-|to|&)\s?\d{1,2})?[.:,|\s]*)+(?:only\b.*)?"
)
ASSERTS_NOTHING = re.compile(
    r"(?i)\bnot (?:held|recorded|kept|available)\b|"
    r"^(?:if|should|please|in (?:our|my|the) (?:\w+ )?(?:reply|answer|response|letter)|foi|freedom of information|"
    r"the act|the whole point|"
    r"where|unless|whether|you (?:say|state|ask|believe|think|claim|suggest|mention)|according|it may|section \d|"
    r"(?:your )?complaint)\b|"
    r"\b(?:would|could|may|might|whether|ought)\b|\bif held\b|"
    r"\b(?:not (?:prepared|willing|able|going|obliged)|cannot say)\b|"
    r"^(?:some|other|many|police) (?:police )?(?:forces|authorities|requests)\b|^requests\b|"
    r"\b(?:i|we) (?:must|need|have to)\b|\bunder the act\b|"
    r"\b(?:should|must) not (?:be )?(?:tak(?:e|en)|read|inferr?(?:ed)?|assumed?|treat(?:ed)?|underst(?:and|ood))\b|"
    r"\bthis does not (?:mean|imply|indicate|suggest)\b"
)
_REFUSAL_FOR = re.compile(r"(?i)\brefusal notice (?:for|in respect of|in relation to|regarding|as regards|to)\b")
_TAKES_UP = Prefiltered(
    r"(?i)^(?:your |the )?(?:\w+ )?(?:questions?|points?|parts?|requests?)\b.{0,40}"
    r"\b(?:asks?|asked|concerns?|relates?|seeks?|sought)\b|"
    r"^(?:i|we) (?:now |next |shall |will )*(?:deal with|turn to|come to|answer|take)\b|^(?:that|this) leaves\b|"
    r"^(?:your|the) (?:first|second|third|fourth|fifth|sixth|last)(?:,| \() ?\w[^.;]* is\b"
)
A_DAY = re.compile(
    rf"(?i)\d{{1,2}}(?:st|nd|rd|th)? (?:{MONTH}),? (?:19|20)\d\d\W*|\d{{1,2}}[/.]\d{{1,2}}[/.](?:19|20)?\d\d\W*"
)
# 'In relati': the copy is cut where the answer begins.
BREAKS_OFF = re.compile(
    r"(?i)(?:in (?:re|an|ac)[a-z]*|with re[a-z]*|as (?:to|for|re[a-z]*)|regard[a-z]*)(?: \w+){0,4}|"
    # 'The information at this point will not b': it is cut within a sentence.
    r".* (?:(?:will|would|shall|to|the|an?|by|with|under|which|and|or)|not [a-z]{1,2})"
)
_WHEN = re.compile(r"(?i)\b(?:when|dates?|days?|how (?:long|recent\w*)|last|first|latest|since)\b")
# 'The information at question 2 is exempt. It can be found at ...'
_GOES_ON_WITH_IT = re.compile(
    r"(?i)(?:however,? |instead,? )?"
    r"(?:it|they|this|that|these|those|the (?:said )?(?:information|figures?|documents?|data))\b"
)
# Over a silence that sets no limit of its own: it is about what the answers leave.
_PARTIAL = Prefiltered(r"(?i)\bpartial(?:ly)? (?:ncnd|neither confirm|refus)|\blimitation on disclosure\b")
_LONGEST_POINTER = 90
_LONGEST_NAME = 60  # of a line that names the question which is answered below it
CONTENT = re.compile(r"[A-Za-z]{2,}|\d|\b[Nn]/[Aa]\b")


class _Named(NamedTuple):
    """The questions that an answer named, with which the next sentences may go on without naming them."""

    questions: tuple[str, ...] = ()
    block: int = -1
    held: bool = False  # whether only that something is held, or an exemption applies, was said: what it is follows

    def goes_on(self, sentence: Sentence, positions: set[str]) -> tuple[str, ...]:
        """The questions of a sentence that names none, where it goes on with those."""
        again = sentence.block == self.block and _GOES_ON_WITH_IT.match(sentence.words)
        return self.questions if again or (self.held and positions <= {"disclosed", "withheld"}) else ()

    def after(self, sentence: Sentence, hits: list[Found], questions: Questions) -> "_Named":
        """What is named when a sentence has been read."""
        found = mentioned(sentence.words, questions) if not sentence.labels else ()
        if found is None:
            goes_on = self.goes_on(sentence, {one.gives["position"] for one in hits})
            return self if goes_on or sentence.block == self.block else _Named()
        held = all(one.gives.get("holding") or one.gives.get("announces") for one in hits)
        return _Named(found, sentence.block, held) if found != questions.ids() else _Named()


def stated(draft: Draft, questions: Questions) -> Iterator[Candidate]:
    """Every position that a sentence states, in reading order."""
    lead_scope = ""
    lead_labels: tuple[str, ...] = ()
    heading, partial = -1, False
    searched = False
    costly = -1  # the last block that refused because of the cost, or of the requests' number
    answered: set[int] = set()  # blocks that gave a position
    refused: tuple[str, ...] | None = None  # the labels under which the last refusal stands: its reasons follow
    before = _Named()
    for sentence in draft.page.spoken():
        if sentence.filing.heading != heading:
            heading = sentence.filing.heading
            lead_scope = scope_of(draft, draft.page.heading_at(heading)) or ""
            partial = _PARTIAL.search(draft.page.heading_at(heading)) is not None
        if sentence.is_heading:
            continue
        # Under the same label, printed anew, something else is answered.
        refused = None if _begins_under_label(draft, sentence) else refused
        home = sentence.section in HOME
        hits = [found for found in _said_here(draft, sentence) if home or found.gives["position"] == "ncnd"]
        if sentence.block == costly or (sentence.labels and sentence.labels == refused):
            hits = [one for one in hits if not _gives_reasons(one, questions, costly=sentence.block == costly)]
        searched = searched or any(found.gives["kind"] == "search" for found in draft.find("notices", [sentence]))
        if not hits:
            if home and sentence.words.endswith(":") and sentence.section != "header":
                lead_scope = scope_of(draft, sentence.words) or lead_scope
                named = mentioned(sentence.words, questions)
                lead_labels = named or lead_labels
            elif home and _LEAD.search(sentence.words) and (scope := scope_of(draft, sentence.words)):
                lead_scope = scope
            anew = sentence.labels != refused or _names_first(sentence.words, questions)  # or else it gives reasons
            if sentence.section == "answer" and sentence.block not in answered and anew:
                given = _given(draft, sentence, questions, lead_scope) or _figure_beyond(sentence, questions)
                yield from filter(None, (given,))
            if not PROCEDURE.search(sentence.words):
                answered.add(sentence.block)  # what follows the first sentence of a block explains it
            continue
        if not home:
            if any(found.hit.row.tier == "sure" and not found.gives.get("weak") for found in hits):
                yield from _clauses(draft, sentence, hits[:1], questions, lead_scope, lead_labels, searched=searched)
            continue
        answered.add(sentence.block)
        lead_scope = _led_into(draft, sentence, hits) or lead_scope
        positions = {found.gives["position"] for found in hits}
        refused = sentence.labels if positions & {"ncnd", "withheld"} else refused
        costly = sentence.block if positions & {"cost_refusal", "vexatious"} else costly
        scope, labels = _announced(draft, sentence, questions)
        sentence = _under_what_it_takes_up(sentence, labels)  # noqa: PLW2901 - the same, under another label
        labels = labels or before.goes_on(sentence, positions)
        before = before.after(sentence, hits, questions)
        clauses = _clauses(
            draft, sentence, hits, questions, scope or lead_scope, labels or lead_labels, searched=searched
        )
        yield from (_of_the_rest(one, questions) for one in clauses) if partial else clauses


def _said_here(draft: Draft, sentence: Sentence) -> Iterator[Found]:
    """What a sentence states of this request, and not of one that was never made, nor as what might be said of it."""
    words = sentence.words
    if _NEVER_ASKED.search(words):
        return
    for found in draft.find("positions", [sentence]):
        if found.gives["position"] == "ncnd" or not _SAYING.search(words[: found.hit.start]):
            yield found


def _begins_under_label(draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence is the first under a label of its own block."""
    return sentence.labelled and draft.page.of_block(sentence.block)[0] is sentence


def _led_into(draft: Draft, sentence: Sentence, hits: list[Found]) -> str | None:
    """The scope of the answers below a sentence that announces them: 'our response regarding the overt use'."""
    return scope_of(draft, sentence.words) if any(found.gives.get("leads") for found in hits) else None


def _of_the_rest(one: Candidate, questions: Questions) -> Candidate:
    """A silence below 'Partial NCND', limited to what is held beyond the answers, unless it names what it covers."""
    limited = one.scope != "unqualified" or one.sentence.labels or mentioned(one.words, questions) is not None
    return one if one.position != "ncnd" or limited else one._replace(scope="further")


def _names_first(words: str, questions: Questions) -> bool:
    """Whether a sentence begins with the question of which it speaks."""
    return _NAMES_FIRST.match(words) is not None or bool(questions.led_with(words))


def _gives_reasons(found: Found, questions: Questions, *, costly: bool) -> bool:
    """Whether a hit behind a refusal only gives reasons for it.

    Under one label figures explain why it was refused; where it is the cost or burden, so does what is not recorded.
    """
    position = found.gives["position"]
    words = found.sentence.words
    if found.gives.get("beside") or _names_first(words, questions) or _NAMES_A_YEAR.match(words):
        return False  # what is given all the same, or said of a question, or a year of it, by name
    return position in ("not_held", "disclosed") if costly else position == "disclosed" and found.hit.row.tier != "sure"


def _announced(draft: Draft, sentence: Sentence, questions: Questions) -> tuple[str, tuple[str, ...]]:
    """The scope and questions that the sentence before sets, as in: a refusal notice for question 6 and covert use."""
    for before in draft.page.of_block(sentence.block):
        if before.number == sentence.number - 1 and _REFUSAL_FOR.search(before.words):
            return scope_of(draft, before.words), mentioned(before.words, questions) or ()
        if before.number == sentence.number - 1 and _TAKES_UP.search(before.words):
            return "", mentioned(before.words, questions) or ()
    return "", ()


def _under_what_it_takes_up(sentence: Sentence, labels: tuple[str, ...]) -> Sentence:
    """A sentence for which the one before took up a question by name: it stands under no label from further up."""
    return sentence._replace(labels=()) if labels and not sentence.labelled else sentence


def _clauses(
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
        return _with_item_limbs(own, sentence.labels, questions)
    if own and not re.match(r"(?i)(?:in addition|additionally|furthermore|however,? )", sentence.words):
        return own
    return lead or questions.asked_before(sentence.passage.reach()[0]) or questions.ids()


def _with_item_limbs(own: tuple[str, ...], labels: tuple[str, ...], questions: Questions) -> tuple[str, ...]:
    """The questions of a label, and the limbs that ask again for the item it labels."""
    return tuple(asked.id for asked in questions.all if asked.id in own or (asked.of_item and asked.of_item in labels))


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


def _given(draft: Draft, sentence: Sentence, questions: Questions, lead_scope: str) -> Candidate | None:
    """A labelled statement that refuses nothing gives what was asked for; one that points gives what it points to."""
    words, labels = sentence.words, sentence.labels
    # What is said of a question by name, 'On the first point, 3,120', needs no label.
    led = questions.led_with(words) or (_NAMES_FIRST.match(words) and _GOES_ON.search(words))
    named = (mentioned(words, questions) or ()) if led else ()
    own = questions.by_labels(labels, sentence.passage.reach()[0]) or named
    if not own or not CONTENT.search(words):
        return None
    if not named and not _is_directly_labelled(draft, sentence, questions):
        return None
    asked = mentioned(words, questions) or _with_item_limbs(own, labels, questions)
    if _POINTER.search(words) and len(words) < _LONGEST_POINTER and not REFUSES.search(words):
        gives: dict[str, Any] = {"points": () if named else tuple(one for one in asked if one not in own)}
        asked = own if gives["points"] else asked
        return Candidate("unclear", "unqualified", "unstated", gives, asked, sentence, (span_of(sentence),), words)
    if exemptions_in(words):
        return _by_citation(draft, sentence, asked)
    # When the request came in, or was answered, as logs print it, answers no question but when.
    logged = A_DAY.fullmatch(words) and not _WHEN.search(questions.words_of(asked))
    if logged or BREAKS_OFF.fullmatch(words) or PROCEDURE.search(words) or _NAMES_ONLY.fullmatch(words):
        return None
    leads = words.endswith("?") or (words.endswith(":") and not _leads_to_figures(draft, sentence))
    if leads or REFUSES.search(words) or ASSERTS_NOTHING.search(words):
        return None
    notice = draft.lexicon.first("notices", words)
    counts = notice is not None and notice.row.gives["kind"] == "search" and _BEGINS_WITH_FIGURE.match(words)
    if (notice and not counts) or draft.lexicon.first("sayings", words, sentence.section):
        return None
    tense = "past" if _WAS.search(words) else "unstated"
    scope = scope_of(draft, words) or lead_scope
    limited = scope if scope and scope in ("overt", lead_scope) else "unqualified"
    position = none_or_some(words)
    gives = {"assumed": position == "disclosed"}
    return Candidate(position, limited, tense, gives, asked, sentence, (span_of(sentence),), words)


def _figure_beyond(sentence: Sentence, questions: Questions) -> Candidate | None:
    """A figure under the label of an answer, in a copy that has lost the labels of its questions."""
    labels, words = sentence.labels, sentence.words
    kept = bool(labels) and labels[0][:1].isdigit() and not any(one.label[:1].isdigit() for one in questions.printed)
    if not kept or questions.by_labels(labels) or not _FIGURES.fullmatch(words):
        return None
    span = (span_of(sentence),)
    return Candidate(none_or_some(words), "unqualified", "unstated", {}, (), sentence, span, words, beyond=True)


def _by_citation(draft: Draft, sentence: Sentence, asked: tuple[str, ...]) -> Candidate | None:
    """What a labelled sentence refuses that only names an exemption; what names one gives nothing."""
    words = sentence.words
    # 'Section 22 - Information intended for future publication' under a question says why it is not given.
    titled = _is_title(draft, sentence) and (
        {cited.section for cited in exemptions_in(words)} <= ELSEWHERE or _is_among_answers(draft, sentence)
    )
    named = titled or draft.lexicon.first("notices", words, sentence.section)
    if ASSERTS_NOTHING.search(words) or not named:
        return None
    excludes_duty = draft.registers.exemptions.excludes_duty(exemptions_in(words)[0].provision)
    position = "ncnd" if excludes_duty else "withheld"
    return Candidate(position, "unqualified", "unstated", {}, asked, sentence, (span_of(sentence),), words)


def _is_title(draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence is a provision with its title, and nothing else."""
    if not exemptions_in(sentence.words):
        return False
    hits = draft.lexicon.accepted("reliance", sentence.words, sentence.section)
    return any(hit.row.gives["role"] == "line" for hit in hits)


def _is_among_answers(draft: Draft, sentence: Sentence) -> bool:
    """Whether a provision stands in place of an answer: in a list of answers, and not in one of provisions.

    A whole section, where the letter is silent on anything, may be there for silence or for withholding.
    """
    if not sentence.labelled:
        return False
    if not any("(" in one.provision for one in exemptions_in(sentence.words)) and any(
        hit.row.gives["position"] == "ncnd"
        for other in draft.page.spoken()
        for hit in draft.lexicon.accepted("positions", other.words, other.section)
    ):
        return False
    for before in reversed(draft.page.sentences[: sentence.number]):
        if not before.labelled or before.voice != "authority" or before.section != sentence.section:
            return False
        if not _is_title(draft, before):
            return True
    return False


def _leads_to_figures(draft: Draft, sentence: Sentence) -> bool:
    """Whether figures follow a sentence under its label: 'Samples were taken in March 2008:'."""
    following = draft.page.sentences[sentence.number + 1 : sentence.number + 3]
    return any(one.labels == sentence.labels and NUMBER.search(one.words) for one in following)


def _is_directly_labelled(draft: Draft, sentence: Sentence, questions: Questions) -> bool:
    """Whether a sentence stands under its label, or under the question that bears it, and not further down."""
    if sentence.labelled:
        return True
    above = draft.page.of_block(sentence.block - 1)
    if above and above[0].is_heading:
        above = draft.page.of_block(sentence.block - 2)  # the question, 'Answer', and this
    if not above or above[0].labels != sentence.labels:
        return False
    names = len(above) == 1 and mentioned(above[0].words, questions) is not None  # a line 'Point 4' over the answer
    return above[0].voice == "requester" or not above[0].words or (names and len(above[0].words) < _LONGEST_NAME)
