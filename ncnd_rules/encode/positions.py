"""Positions: what the authority says about holding, for which questions, within which limits."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from ncnd_rules.encode.draft import Draft, Found, span_of
from ncnd_rules.encode.labels import labels_named
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.provisions import exemptions_in
from ncnd_rules.encode.questions import Asked, Questions, mentioned, speaks_of_rest, topics_in
from ncnd_rules.facts import Part
from ncnd_rules.letter import Span

_HOME = ("header", "answer", "exemptions", "notice")
_BREAK = re.compile(
    r"(?i);|,? (?:and )?in addition\b|,? additionally|, (?:but|however|and|although|though)\b|\bhowever\b|"
    r"\btherefore\b|\bbut\b|\bfurthermore\b| - "
)
_BECAUSE = re.compile(r"(?i)\b(?:therefore|so|as|since|because|hence|accordingly|thus|consequently)\b| - |, no\b|[;:]")
_VERB = re.compile(r"(?i)\b(?:is|are|was|were|has|have|had|do|does|did|can|could|[a-z]{3,}ed)\b")
_LIMITS = re.compile(r"(?i)overt")
_REFERS_BACK = re.compile(
    r"(?i)^(?:that|this|these|those|it|such)\b|\b(?:of (?:that|this) (?:sort|kind|nature|type)|such (?:information|"
    r"records|use|activity|matters)|(?:on|about|to|of) (?:that|this|these|those|it)\b|"
    r"in (?:that|this) respect|(?:confirm|deny)\w* (?:it|that|this)\b|which)"
)
_THIS = re.compile(
    r"(?i)\b(?:this|that|such|these) (?:technolog\w+|software|system\w*|equipment|device\w*|tool\w*|"
    r"product\w*|capabilit\w+)\b|\buse it\b"
)
_SOME = re.compile(
    r"(?i)\b(?:(?:this|that|some|certain|other) (?:parts?|elements?|aspects?) of (?:your|the) request|"
    r"some of (?:your|the) questions)\b"
)
_ONLY_SOME = re.compile(rf"(?i)(?:for|in respect of|as to|regarding) {_SOME.pattern.removeprefix('(?i)')}[.;]?")
# What is said of a part of what was asked for, no question by name.
_PARTLY = re.compile(
    r"(?i)\b(?:some|part|parts|elements|certain) (?:of )?(?:the |your |this |that )?(?:\w+ )?"
    r"(?:information|data|records|details|material|request|documents)\b"
)
# '2019/20: £1,200': a line of a table.
_FIGURES = re.compile(
    r"(?i)(?:(?:(?:19|20)\d\d(?:\s?[/-]\s?\d{2,4})?|\d\d\s?/\s?\d\d|(?:fy|q[1-4]|total|[a-z]{3,12})\s?\d{0,4})\s?[-:|=]\s?)?"
    r"£?\d[\d,.]*\s?%?"
)
_NCND_TITLE = re.compile(r"(?i)\W*neither confirm n?or deny\W*(?:\(?ncnd\)?)?\W*")
_DECIDED = re.compile(
    r"(?i)\b(?:decided|determined|concluded|decision is) (?:to withhold|to refuse|"
    r"not to (?:disclose|release|provide|supply)|that (?:it|the information|this information) (?:should|must|will) "
    r"(?:not be (?:disclosed|released|provided)|be withheld))\b"
)
# 'I am not obliged to supply what you asked for': which provision says so follows.
_NOT_OBLIGED = re.compile(r"(?i)\bnot (?:obliged|required) to (?:supply|provide|disclose|release|comply)\b")
_ASKED_FOR = re.compile(r"(?i)\bthe information (?:that )?you (?:have )?(?:requested|asked for|sought)\b")
_WHOLE = re.compile(
    r"(?i)\b(?:information|data|records?|documents?|material|what) (?:that |which )?you (?:have |had )?"
    r"(?:requested|asked for|sought|seek)\b|\b(?:requested|all) information\b|\b(?:your|this|the) (?:\w+ )?request\b"
)
_LEAD = re.compile(
    r"(?i)\b(?:statement|response|explanation|position|ncnd) (?:is |set out )?(?:below|follows|"
    r"as follows)|:$|\bplease see\b"
)
_POINTER = re.compile(
    r"(?i)\b(?:see|refer to|as (?:per|for|in)?) ?(?:the )?(?:answers? to |response to |reply to )?"
    r"(?:above|below|answer|response|question|q ?\d|\d)|\bsame as\b|\bas above\b|\bn/?a\b|\bnot applicable\b"
)
_REFUSES = re.compile(
    r"(?i)neither|exempt|section \d|refus|\bncnd\b|public interest|\bharm\b|confirm(?:ing)? (?:n?or|whether)|"
    r"\bnot (?:being )?(?:disclos|releas|provid)|\bkeep\w* (?:it |this )?back|\b(?:you|we) (?:ask|looked|search)|"
    r"this letter|your request"
)
_WAS = re.compile(r"(?i)\b(?:had|was|were|did)\b")
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|hundred|thousand)\b"
)
_PROCEDURE = re.compile(
    r"(?i)^(?:here(?:'s| is)|formal|our|the|my) (?:our |the |formal )?(?:response|reply|answer|decision)\b.{0,24}$|"
    r"^(?:we|i) (?:have )?(?:do not uphold|uphold|partly uphold|agree|spoke|spoken|put|looked|considered|"
    r"reviewed|searched|consulted|asked|checked|"
    r"contacted)\b|"
    r"\b(?:outcome|decision|position) is (?:the same|unchanged)\b|\b(?:up|over)held\b"
)
_NAMES_FIRST = re.compile(
    r"(?i)(?:on|as (?:to|for|regards)|in (?:answer|response|reply|relation|respect) (?:to|of)|for|regarding|"
    r"(?:the |our )?(?:answer|reply|response) (?:to|for)) (?:your |the )?"
    r"(?:(?:first|second|third|fourth|fifth|sixth|last|final) )?"
    r"(?:questions?|parts?|points?|requests?|items?|limbs?|q ?\d)\b|"
    r"^(?:as (?:to|for|regards) |on |regarding )?the (?:first|second|third|fourth|fifth|sixth|last)"
    r"(?:[,:]| (?:is|was|i|we)\b)"
)
_GOES_ON = re.compile(r"[,:;] \S{2}")
_NAMES_ONLY = re.compile(
    r"(?i)(?:(?:the |our )?(?:answers?|repl(?:y|ies)|responses?) (?:(?:to|for) )?)?"
    r"(?:[\s|]*(?:and )?(?:item|point|part|question|request|limb|#|q)s? ?\(?\w{1,5}\)?"
    r"(?:\s?(?:-|to|&)\s?\d{1,2})?[.:,|\s]*)+(?:only\b.*)?"
)
_HOLDS = re.compile(r"(?i)^[^.;\d£]{0,60}\b(?:holds?|have|has|(?:is|are) held)\b[^\d£]*$")
_ENDING = re.compile(r"(?:ations?|ments?|ings?|ions?|ers?|ors?|ies|ed|es|[sye])$")
_ASSERTS_NOTHING = re.compile(
    r"(?i)\bnot (?:held|recorded|kept|available)\b|"
    r"^(?:if|should|please|in (?:our|my|the) (?:\w+ )?(?:reply|answer|response|letter)|foi|the act|the whole point|"
    r"where|unless|whether|you (?:say|state|ask|believe|think|claim|suggest|mention)|according|it may|section \d|"
    r"(?:your )?complaint)\b|"
    r"\b(?:would|could|may|might|whether|ought)\b|\bif held\b|"
    r"\b(?:not (?:prepared|willing|able|going|obliged)|cannot say)\b|"
    r"^(?:some|other|many|police) (?:police )?(?:forces|authorities|requests)\b|^requests\b|"
    r"\b(?:i|we) (?:must|need|have to)\b|\bunder the act\b"
)
# What is asked about, denied: 'Such figures are not compiled.'
_DENIED = re.compile(
    r"(?i)^[^,;:.\d]{0,60}\b(?:is|are|was|were|has|have|had|do|does|did)(?: not|n't| never)\b(?! (?:all|every|only|"
    r"always|just|many|much|often|the same|later|until))[^\d]*$"
)
_SPEAKS_OF_ANSWER = re.compile(
    r"(?i)^(?:this|that|these|those|it|they|all (?:of )?(?:this|these)|the (?:above|foregoing)|"
    r"(?:our|my|the) (?:\w+ )?(?:answers?|repl(?:y|ies)|responses?|figures?))\b"
)
_ANSWERS = ("disclosed", "not_held", "unclear")
_OF_SOME = ("disclosed", "withheld")  # what, said in prose of no question by name, need not be said of all
# A figure that is not part of a provision.
_TELLS = re.compile(
    r"(?i)(?<![(\d])\d+(?:[,.]\d+)*\b(?! ?\()|"
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|hundred|thousand)\b"
)
_REFUSAL_FOR = re.compile(r"(?i)\brefusal notice (?:for|in respect of|in relation to|regarding|as regards|to)\b")
_TAKES_UP = re.compile(
    r"(?i)^(?:your |the )?(?:\w+ )?(?:questions?|points?|parts?|requests?)\b.{0,40}"
    r"\b(?:asks?|asked|concerns?|relates?|seeks?|sought)\b"
)
_NONE = re.compile(
    r"(?i)^(?:no(?! (?:more|fewer|less|comment|later|doubt|longer|one knows))|none|nobody|nil|never|neither|"
    r"not(?! all| every| only)|£ ?0(?:\.00)?)\b(?!\.? ?\d)"
)
_ADDS = re.compile(r"(?i)^(?:in addition|additionally|further|furthermore|moreover|also|finally|lastly|separately)\b")
_LONGEST_POINTER = 90
_LONGEST_NAME = 60  # of a line that names the question which is answered below it
_CONTENT = re.compile(r"[A-Za-z]{2,}|\d")
_LEAST_SHARED = 3  # words of substance by which an answer is matched with a question
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "information held hold holds force police constabulary request requested question questions please "
        "provide provided does have been this that with from your which what when where their they were will "
        "would other further relevant relation respect regarding confirm deny whether used uses using covert "
        "overt each many much there about under section exemption exempt disclosed withheld withholding "
        "following since number ",
    )
)
_SHORT_BLOCK = 2  # sentences: a figure alone in a paragraph, or behind the name of its subject
_FAR_IN = 70  # characters: what stands behind them tells of something beside the answer
_MOST = 140  # parts; rules compare them with each other


class Candidate(NamedTuple):
    """One position in one clause."""

    position: str
    scope: str
    tense: str
    gives: dict[str, Any]
    questions: tuple[str, ...]
    sentence: Sentence
    spans: tuple[Span, ...]
    words: str
    ground: str = "unstated"
    referent: str = "clear"
    reach: str = "clear"
    beyond: bool = False  # whether it answers a question that this copy does not print


class Held(NamedTuple):
    """A part as the other families need it."""

    fact: Part
    sentence: Sentence  # where it is first stated
    topics: frozenset[str]

    @property
    def id(self) -> str:
        """The id of the fact."""
        return self.fact.id

    @property
    def is_refusal(self) -> bool:
        """Whether something is refused by it."""
        return self.fact.position in ("ncnd", "withheld", "cost_refusal", "vexatious")


def encode_positions(draft: Draft, questions: Questions) -> list[Held]:
    """The parts of a letter, in the order in which they are first stated."""
    found = list(_candidates(draft, questions)) or list(_concluded(draft, questions))
    found = found or list(_only_headed(draft, questions)) or list(_sole_answer(draft, questions))
    sound = _by_subject(_sound(found, draft, questions), draft, questions)
    sound += _in_its_words(draft, questions, sound)
    candidates = _beside_covert(draft, _settled(draft, sound, questions), questions)
    parts: list[Held] = []
    for group in _merged(candidates)[:_MOST]:
        first = group[0]
        tense = next(
            (one.tense for kind in ("perfect", "past", "present") for one in group if one.tense == kind), "unstated"
        )
        said: dict[str, Any] = {
            "position": first.position,
            "scope": first.scope,
            "tense": tense,
            "ground": next((one.ground for one in group if one.ground != "unstated"), "unstated"),
            "hedge": next((one.gives["hedge"] for one in group if "hedge" in one.gives), "none"),
            "referent": "ambiguous" if any(one.referent == "ambiguous" for one in group) else "clear",
            "reach": "unclear" if any(one.reach == "unclear" for one in group) else "clear",
        }
        spans = tuple(dict.fromkeys(span for one in group for span in one.spans))
        fact = Part(id=f"P{len(parts) + 1}", question=first.questions, evidence=spans, **said)
        draft.write(fact, *(one.sentence for one in group))
        parts.append(Held(fact, first.sentence, frozenset(questions.topics_of(first.questions))))
    return parts


def _candidates(draft: Draft, questions: Questions) -> Iterator[Candidate]:
    lead_scope = ""
    lead_labels: tuple[str, ...] = ()
    heading = -1
    searched = False
    costly = -1  # the last block that refused because of the cost
    answered: set[int] = set()  # blocks that gave a position
    refused: tuple[str, ...] | None = None  # the labels under which the last refusal stands: its reasons follow
    for sentence in draft.page.spoken():
        if sentence.filing.heading != heading:
            heading = sentence.filing.heading
            lead_scope = scope_of(draft, draft.page.heading_at(heading)) or ""
        if sentence.is_heading:
            continue
        home = sentence.section in _HOME
        hits = [found for found in draft.find("positions", [sentence]) if home or found.gives["position"] == "ncnd"]
        if sentence.block == costly or (sentence.labels and sentence.labels == refused):
            hits = [found for found in hits if not _gives_reasons(found, costly=sentence.block == costly)]
        searched = searched or any(found.gives["kind"] == "search" for found in draft.find("notices", [sentence]))
        if not hits:
            if home and sentence.words.endswith(":") and sentence.section != "header":
                lead_scope = scope_of(draft, sentence.words) or lead_scope
                named = mentioned(sentence.words, questions)
                lead_labels = named or lead_labels
            elif home and _LEAD.search(sentence.words) and (scope := scope_of(draft, sentence.words)):
                lead_scope = scope
            if sentence.section == "answer" and sentence.block not in answered and sentence.labels != refused:
                given = _given(draft, sentence, questions, lead_scope) or _figure_beyond(sentence, questions)
                yield from filter(None, (given,))
            if not _PROCEDURE.search(sentence.words):
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
        costly = sentence.block if "cost_refusal" in positions else costly
        scope, labels = _announced(draft, sentence, questions)
        yield from _clauses(
            draft, sentence, hits, questions, scope or lead_scope, labels or lead_labels, searched=searched
        )


def _led_into(draft: Draft, sentence: Sentence, hits: list[Found]) -> str | None:
    """The scope of the answers below a sentence that announces them: 'our response regarding the overt use'."""
    return scope_of(draft, sentence.words) if any(found.gives.get("leads") for found in hits) else None


def _gives_reasons(found: Found, *, costly: bool) -> bool:
    """Whether a hit behind a refusal only gives reasons for it.

    Under one label figures explain why it was refused; where it is the cost, so does what is not recorded.
    """
    position = found.gives["position"]
    if found.gives.get("beside") or _NAMES_FIRST.match(found.sentence.words):
        return False  # what is given all the same, or said of a question by name
    return position in ("not_held", "disclosed") if costly else position == "disclosed" and found.hit.row.tier != "sure"


def _announced(draft: Draft, sentence: Sentence, questions: Questions) -> tuple[str, tuple[str, ...]]:
    """The scope and questions that the sentence before sets, as in: a refusal notice for question 6 and covert use."""
    for before in draft.page.of_block(sentence.block):
        if before.number == sentence.number - 1 and _REFUSAL_FOR.search(before.words):
            return scope_of(draft, before.words), mentioned(before.words, questions) or ()
        if before.number == sentence.number - 1 and _TAKES_UP.search(before.words):
            return "", mentioned(before.words, questions) or ()
    return "", ()


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
    hits = _distinct(hits)
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
        beyond = named is None and not sentence.labels and _names_others(clause, questions)
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
        elif position in ("not_held", "disclosed") and (scope == "further" or not _LIMITS.search(words)):
            scope = scope if scope in ("overt", lead_scope) else ""  # what is answered needs no such limit
        before = scope if position == "not_held" else ""
        use = found.gives.get("use", False)
        topics = questions.topics_of(asked)
        yield Candidate(
            position=position,
            scope=scope or "unqualified",
            tense=found.gives.get("tense", "unstated"),
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
            if position == "ncnd" and _SOME.search(clause) and not (named or sentence.labels)
            else "clear",
            beyond=beyond,
        )


def _names_others(clause: str, questions: Questions) -> bool:
    """Whether a clause names questions by a greater number than this copy prints any."""
    named = [int(label) for label in labels_named(clause) if label.isdigit()]
    printed = [int(one.label) for one in questions.all if one.label.isdigit()]
    return bool(named) and bool(questions.all) and min(named) > max(printed, default=len(questions.all))


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


def _distinct(hits: list[Found]) -> list[Found]:
    """Hits that say different things: of those that overlap, the strongest and longest."""
    rank = {"ncnd": 0, "unclear": 1, "cost_refusal": 2, "vexatious": 2, "withheld": 3, "not_held": 4, "disclosed": 5}
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
        if overlaps or same:
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
    own = questions.by_labels(sentence.labels) if sentence.labels else ()
    if own and (sentence.labelled or not re.search(r"(?i)\b(?:your|the|this) request\b", clause) or position != "ncnd"):
        return _with_item_limbs(own, sentence.labels, questions)
    if own and not re.match(r"(?i)(?:in addition|additionally|furthermore|however,? )", sentence.words):
        return own
    return lead or questions.ids()


def _with_item_limbs(own: tuple[str, ...], labels: tuple[str, ...], questions: Questions) -> tuple[str, ...]:
    """The questions of a label, and the limbs that ask again for the item it labels."""
    extra = tuple(asked.id for asked in questions.all if asked.of_item and asked.of_item in labels)
    return tuple(one for one in questions.ids() if one in own or one in extra)


def scope_of(draft: Draft, words: str, asked: str = "") -> str:
    """The limit that words set, covert before overt before further; nothing where they set none.

    Args:
        asked: the words of the questions that are answered. Who was asked about undercover officers, and answers about
            undercover officers, sets no limit by that word.
    """
    found = {
        hit.row.gives["scope"]
        for hit in draft.lexicon.accepted("scopes", words)
        if _LIMITS.search(words[hit.start : hit.stop]) or words[hit.start : hit.stop].lower() not in asked
    }
    return next((scope for scope in ("covert", "overt", "further") if scope in found), "")


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
    named = (mentioned(words, questions) or ()) if _NAMES_FIRST.match(words) and _GOES_ON.search(words) else ()
    own = questions.by_labels(labels) or named
    if not own or not _CONTENT.search(words):
        return None
    if not named and not _is_directly_labelled(draft, sentence, questions):
        return None
    asked = mentioned(words, questions) or _with_item_limbs(own, labels, questions)
    if _POINTER.search(words) and len(words) < _LONGEST_POINTER and not _REFUSES.search(words):
        return Candidate(
            "unclear", "unqualified", "unstated", {"points": True}, asked, sentence, (span_of(sentence),), words
        )
    if exemptions_in(words):
        return _by_citation(draft, sentence, asked)
    if _PROCEDURE.search(words) or _NAMES_ONLY.fullmatch(words):
        return None
    leads = words.endswith("?") or (words.endswith(":") and not _leads_to_figures(draft, sentence))
    if leads or _REFUSES.search(words) or _ASSERTS_NOTHING.search(words):
        return None
    if draft.lexicon.first("notices", words) or draft.lexicon.first("sayings", words, sentence.section):
        return None
    tense = "past" if _WAS.search(words) else "unstated"
    scope = scope_of(draft, words) or lead_scope
    limited = scope if scope and scope in ("overt", lead_scope) else "unqualified"
    position = _none_or_some(words)
    gives = {"assumed": position == "disclosed"}
    return Candidate(position, limited, tense, gives, asked, sentence, (span_of(sentence),), words)


def _figure_beyond(sentence: Sentence, questions: Questions) -> Candidate | None:
    """A figure under the label of an answer, in a copy that has lost the labels of its questions."""
    labels, words = sentence.labels, sentence.words
    kept = bool(labels) and labels[0][:1].isdigit() and not any(one.label[:1].isdigit() for one in questions.all)
    if not kept or questions.by_labels(labels) or not _FIGURES.fullmatch(words):
        return None
    span = (span_of(sentence),)
    return Candidate(_none_or_some(words), "unqualified", "unstated", {}, (), sentence, span, words, beyond=True)


def _by_citation(draft: Draft, sentence: Sentence, asked: tuple[str, ...]) -> Candidate | None:
    """What a labelled sentence refuses that only names an exemption; what names one gives nothing."""
    words = sentence.words
    if _ASSERTS_NOTHING.search(words) or not draft.lexicon.first("notices", words, sentence.section):
        return None
    limb = draft.registers.exemptions.limb(exemptions_in(words)[0].provision, None)
    position = "ncnd" if limb is not None and limb.purpose == "ncnd" else "withheld"
    return Candidate(position, "unqualified", "unstated", {}, asked, sentence, (span_of(sentence),), words)


def _leads_to_figures(draft: Draft, sentence: Sentence) -> bool:
    """Whether figures follow a sentence under its label: 'Samples were taken in March 2008:'."""
    following = draft.page.sentences[sentence.number + 1 : sentence.number + 3]
    return any(one.labels == sentence.labels and _NUMBER.search(one.words) for one in following)


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


def _in_its_words(draft: Draft, questions: Questions, candidates: list[Candidate]) -> list[Candidate]:
    """Answers that no row knows: what stands under the label of a question, or has its words."""
    silent = ("further", "covert")
    refused = {one.sentence.block: one.sentence.number for one in candidates if one.position not in _ANSWERS}
    # In prose, what is refused without a label need not be all that was asked for.
    settled = {
        question
        for one in candidates
        if (one.position != "ncnd" or one.scope not in silent)
        and not (
            one.position in _OF_SOME
            and not one.sentence.labels
            and len(one.questions) > 1
            and one.questions == questions.ids()
        )
        for question in one.questions
    }
    taken = {one.sentence.block for one in candidates}
    found = []
    free = [sentence for sentence in draft.page.spoken("answer") if _may_tell(draft, sentence, taken)]
    for asked in questions.all:
        if asked.id in settled or not free:
            continue
        under = next((one for one in free if asked.label in one.labels and _CONTENT.search(one.words)), None)
        if under is not None:
            found.append(_told(asked, under))
    said = {one.sentence.number for one in (*candidates, *found)}
    silenced = {
        question
        for one in candidates
        if one.position == "ncnd" and one.scope not in silent
        for question in one.questions
    }
    costly = any(one.position == "cost_refusal" for one in candidates)  # figures tell what it would take
    wanted = {one.id: _content(one.fact.evidence[0].quote) for one in questions.all if one.id not in silenced}
    for sentence in draft.page.spoken("answer"):
        behind = sentence.block in refused and refused[sentence.block] < sentence.number
        if costly or sentence.number in said or sentence.labels or behind or not _may_tell(draft, sentence, set()):
            continue
        own = _content(sentence.words)
        shared = {question: len(words & own) for question, words in wanted.items()}
        most = max(shared.values(), default=0)
        if most >= _LEAST_SHARED or (
            most >= _LEAST_SHARED - 1 and _TELLS.search(sentence.words) and sentence.words.endswith(".")
        ):
            asked = next(one for one in questions.all if shared.get(one.id) == most)
            found.append(_told(asked, sentence))
    return found


def _told(asked: Asked, sentence: Sentence) -> Candidate:
    """An answer of substance to one question."""
    position = _none_or_some(sentence.words)
    span = (span_of(sentence),)
    return Candidate(position, "unqualified", "unstated", {}, (asked.id,), sentence, span, sentence.words)


def _none_or_some(words: str) -> str:
    """What an answer in no known words says of holding."""
    return "not_held" if _NONE.match(words) or _DENIED.match(words) else "disclosed"


def _may_tell(draft: Draft, sentence: Sentence, taken: set[int]) -> bool:
    """Whether a sentence may answer though no row knows its words."""
    words = sentence.words
    if (
        sentence.is_heading
        or not (_VERB.search(words) or sentence.labels)
        or sentence.block in taken
        or draft.said[sentence.number]
        or words.endswith((":", "?"))
    ):
        return False
    if any(pattern.search(words) for pattern in (_REFUSES, _ASSERTS_NOTHING, _PROCEDURE)):
        return False
    if exemptions_in(words):
        return False
    lexicon = draft.lexicon
    return not (lexicon.first("notices", words) or lexicon.first("sayings", words, sentence.section))


def _concluded(draft: Draft, questions: Questions) -> Iterator[Candidate]:
    """Where no answer was recognised: the refusal in which the public interest test ends."""
    for sentence in draft.page.spoken("public_interest", "balance"):
        decided = None if sentence.is_heading else _DECIDED.search(sentence.words)
        if decided:
            span = (span_of(sentence, decided.start(), decided.end()),)
            yield Candidate("withheld", "unqualified", "unstated", {}, questions.ids(), sentence, span, sentence.words)
            return


def _only_headed(draft: Draft, questions: Questions) -> Iterator[Candidate]:
    """Where no answer was recognised: a line 'Neither confirm nor deny' over what says why."""
    for sentence in draft.page.spoken():
        if _NCND_TITLE.fullmatch(sentence.words):
            span = (span_of(sentence),)
            yield Candidate("ncnd", "unqualified", "unstated", {}, questions.ids(), sentence, span, sentence.words)
            return


def _sole_answer(draft: Draft, questions: Questions) -> Iterator[Candidate]:
    """Where one thing was asked and no answer was recognised: a sentence that speaks of it in the same words."""
    heads = [asked for asked in questions.all if not asked.fact.parent]
    if len(heads) != 1:
        return
    wanted = _content(heads[0].fact.evidence[0].quote)
    for sentence in draft.page.spoken("answer"):
        shared = wanted & _content(sentence.words)
        if sentence.is_heading or draft.said[sentence.number] or _REFUSES.search(sentence.words):
            continue
        if len(shared) >= 2 or (shared and _NUMBER.search(sentence.words)):
            yield Candidate(
                "disclosed",
                "unqualified",
                "unstated",
                {},
                questions.ids(),
                sentence,
                (span_of(sentence),),
                sentence.words,
            )
            return


def _without_announcements(candidates: list[Candidate], draft: Draft) -> list[Candidate]:
    """Candidates less 'the following exemption applies', where other words say what is refused, and how."""
    refusals = ("ncnd", "withheld", "cost_refusal", "vexatious")
    if not any(one.position in refusals and not one.gives.get("announces") for one in candidates):
        return candidates
    for one in candidates:
        if one.gives.get("announces"):
            draft.read("part", one.sentence)
    return [one for one in candidates if not one.gives.get("announces")]


def _sound(candidates: list[Candidate], draft: Draft, questions: Questions) -> list[Candidate]:
    """Candidates less those that only repeat, lean on others, or speak of what is held in general."""
    candidates = _without_announcements(candidates, draft)
    strong = [
        one
        for one in candidates
        if one.position == "ncnd" and not one.gives.get("weak") and one.sentence.section in _HOME
    ]
    weak_home = [one for one in candidates if one.gives.get("weak") and one.sentence.section in _HOME]
    chosen: list[Candidate] = []
    labelled_refusals = any(one.sentence.labels and one.position in ("withheld", "ncnd") for one in candidates)
    answered = {
        question for one in candidates if one.position != "ncnd" and one.sentence.labels for question in one.questions
    }
    for number, one in enumerate(candidates):
        if one.gives.get("points"):
            before = [
                other for other in candidates[:number] if other.sentence.labelled and not other.gives.get("points")
            ]
            position, scope = (before[-1].position, before[-1].scope) if before else ("unclear", "unqualified")
            chosen.append(one._replace(position=position, scope=scope))
            continue
        if one.position == "ncnd":
            if one.gives.get("weak") and any(
                abs(other.sentence.block - one.sentence.block) <= 2 or set(one.questions) <= set(other.questions)
                for other in strong
            ):
                draft.read("notice_element", one.sentence)
                continue
            anew = one.scope == "further" and _ADDS.match(one.sentence.words)
            if one.sentence.section not in _HOME and (strong or weak_home) and not anew:
                draft.read("part", one.sentence)
                continue
        if one.gives.get("holding") and one.position == "disclosed":
            # 'I can confirm that the force holds ...' introduces answers; on its own it is one.
            others = [
                other
                for other in candidates
                if other is not one
                and other.position in ("disclosed", "withheld", "not_held", "cost_refusal")
                and not other.gives.get("beside")
            ]
            if others and (
                not one.sentence.labelled or any(other.sentence.labels == one.sentence.labels for other in others)
            ):
                draft.read("part", one.sentence)
                continue
        if (
            _leans(one, candidates)
            or _is_then_refused(one, candidates[number + 1 :])
            or _announces(one, candidates[number + 1 :], questions)
        ):
            draft.read("part", one.sentence)
            continue
        of_all = set(one.questions) == set(questions.ids())
        if one.position == "withheld" and of_all and not one.sentence.labels and labelled_refusals:
            draft.read("part", one.sentence)  # said of the request as a whole; the labels tell what is refused
            continue
        beside_others = len(draft.page.of_block(one.sentence.block)) > _SHORT_BLOCK or one.sentence.section != "answer"
        if one.gives.get("bare") and not one.sentence.labels and len(questions.ids()) != 1 and beside_others:
            continue
        if (
            one.position == "disclosed"
            and not one.sentence.labels
            and answered
            and not one.gives.get("hedge")
            and of_all
        ):
            draft.read("part", one.sentence)
            continue
        chosen.append(one)
    return _with_vague_reach([_with_its_reach(one, chosen, questions) for one in chosen], draft)


def _with_vague_reach(candidates: list[Candidate], draft: Draft) -> list[Candidate]:
    """The silence behind which 'For this part of your request.' stands alone is not said to cover any question."""
    for sentence in draft.page.spoken():
        if _ONLY_SOME.fullmatch(sentence.words):
            silences = [
                number
                for number, one in enumerate(candidates)
                if one.position == "ncnd" and one.sentence.number < sentence.number
            ]
            for number in silences[-1:]:
                candidates[number] = candidates[number]._replace(reach="unclear")
    return candidates


def _with_its_reach(one: Candidate, candidates: list[Candidate], questions: Questions) -> Candidate:
    """It with the questions it answers: 'all other questions', or all where it follows the last labelled answer."""
    if not one.sentence.labelled and speaks_of_rest(one.words) and set(one.questions) == set(questions.ids()):
        answered = {question for other in candidates if other.sentence.labelled for question in other.questions}
        rest = tuple(question for question in one.questions if question not in answered)
        return one._replace(questions=rest or one.questions)
    beyond = one.position == "ncnd" and one.scope in ("further", "covert") and not one.sentence.labelled
    if beyond and one.sentence.labels and mentioned(one.words, questions) is None:
        number = one.sentence.number
        later = any(other.sentence.labelled and other.sentence.number > number for other in candidates)
        own = [other for other in candidates if other.sentence.labels == one.sentence.labels and other is not one]
        if not later and any(other.sentence.labelled and other.position != "ncnd" for other in own):
            return one._replace(questions=questions.ids())
    return one


def _is_then_refused(one: Candidate, later: list[Candidate]) -> bool:
    """Whether it only says that something is held, which the same answer withholds, or leads up to a denial."""
    return (
        one.position == "disclosed"
        and bool(one.sentence.labels)
        and any(
            other.position == "withheld"
            and other.sentence.labels == one.sentence.labels
            and _HOLDS.search(one.sentence.words) is not None
            and _NUMBER.search(one.sentence.words) is None
            for other in later
        )
    ) or (
        one.gives.get("assumed", False)
        and any(other.position == "not_held" and other.sentence.block == one.sentence.block for other in later)
    )


def _leans(one: Candidate, candidates: list[Candidate]) -> bool:
    """Whether it only points ('please see the table below'), in a paragraph that refuses."""
    return bool(one.gives.get("pointing")) and any(
        other.sentence.block == one.sentence.block and other.position != "disclosed" for other in candidates
    )


def _announces(one: Candidate, later: list[Candidate], questions: Questions) -> bool:
    """Whether it sums up for some questions what is said again under the label of each."""
    of_all = set(one.questions) == set(questions.ids())
    if one.position == "withheld" and _NOT_OBLIGED.search(one.words):
        refuses = (
            ("cost_refusal", "vexatious", "ncnd") if _ASKED_FOR.search(one.words) else ("cost_refusal", "vexatious")
        )
        return any(
            other.position in refuses and other.scope == "unqualified" and _reaches(other, one) for other in later
        )
    if one.position == "not_held" and one.gives == {"assumed": False}:
        # 'The register has no field for it. To look through it would exceed the limit': the first tells why.
        own = one.sentence.block
        return any(other.position == "cost_refusal" and other.sentence.block == own for other in later)
    if one.sentence.labels or one.gives.get("hedge") or (of_all and not _PARTLY.search(one.words)):
        return False
    return any(
        other.sentence.labels
        and other.position == one.position
        and not other.gives.get("weak")
        and set(other.questions) & set(one.questions)
        for other in later
    )


def _reaches(other: Candidate, one: Candidate) -> bool:
    """Whether what one candidate says is said of all questions of another."""
    return set(one.questions) <= set(other.questions)


def _by_subject(candidates: list[Candidate], draft: Draft, questions: Questions) -> list[Candidate]:
    """Unlabelled answers of several kinds are matched with the questions whose words they share.

    A letter that gives one thing, withholds another and is silent on a third says by its words which is which.
    """
    everything = questions.ids()
    # What is said of all that was asked for answers every question, and so does what only goes on from it.
    whole = {(one.sentence.block, one.position) for one in candidates if _WHOLE.search(one.words)}
    if len({one.position for one in candidates}) < 2 or len(everything) < 2:
        return candidates
    asked = {one.id: _content(" ".join(span.quote for span in one.fact.evidence)) for one in questions.all}
    common = set.intersection(*asked.values())
    settled = []
    for one in candidates:
        of_all = (one.sentence.block, one.position) in whole
        if one.questions == everything and not one.sentence.labels and not of_all:
            words = _content(" ".join(other.words for other in draft.page.of_block(one.sentence.block))) - common
            shared = {question: len(words & own) for question, own in asked.items()}
            most = max(shared.values())
            if most >= _LEAST_SHARED:
                chosen = tuple(question for question in everything if shared[question] * 2 > most)
                settled.append(one._replace(questions=chosen))
                continue
        settled.append(one)
    return settled


def _content(words: str) -> set[str]:
    """The words of substance, without endings: who was asked about guards may answer about guarding."""
    return {_ENDING.sub("", word) for word in re.findall(r"[a-z]{4,}", words.lower()) if word not in _COMMON}


def _settled(draft: Draft, candidates: list[Candidate], questions: Questions) -> list[Candidate]:
    """A limb that asks again for a labelled item falls with the item, or else goes with its own question.

    An answer that speaks of another thing than the item, by what question and answer call it, reaches no such limb.
    """
    for limb in (asked for asked in questions.all if asked.of_item):
        labels = (limb.of_item,)
        of_item = [one for one in candidates if one.sentence.labels == labels]
        fallen = any(one.position in ("not_held", "ncnd") for one in of_item)
        called = {topic for one in of_item for topic in topics_in(draft, one.sentence.words)} | set(limb.topics)
        candidates = [
            one._replace(questions=tuple(question for question in one.questions if question != limb.id))
            if one.sentence.labels and ((one in of_item) != fallen or _of_another_thing(draft, one, called))
            else one
            for one in candidates
        ]
    return [one for one in candidates if one.questions or one.beyond or not questions.all]


def _of_another_thing(draft: Draft, one: Candidate, called: set[str]) -> bool:
    topics = set(topics_in(draft, one.words))
    return one.position == "disclosed" and bool(topics and called) and not topics & called


def _beside_covert(draft: Draft, candidates: list[Candidate], questions: Questions) -> list[Candidate]:
    """What is said of uniforms or marked vans limits an answer where the letter is silent on what is hidden.

    Elsewhere such words only describe what was asked about.
    """
    if not any(one.position == "ncnd" and one.scope == "covert" for one in candidates):
        return candidates
    return [
        one._replace(scope="overt")
        if one.scope == "unqualified"
        and one.position in ("disclosed", "not_held")
        and _is_visible(draft, one, questions.words_of(one.questions))
        else one
        for one in candidates
    ]


def _is_visible(draft: Draft, one: Candidate, asked: str) -> bool:
    """Whether a clause limits itself to what anybody may see, or the sentence behind it does ('This is open use')."""
    behind = (other for other in draft.page.of_block(one.sentence.block) if other.number == one.sentence.number + 1)
    return any(
        hit.row.gives["scope"] == "visible"
        and hit.start < _FAR_IN
        and one.words[hit.start : hit.stop].lower() not in asked
        for hit in draft.lexicon.accepted("scopes", one.words)
    ) or any(_SPEAKS_OF_ANSWER.search(other.words) and scope_of(draft, other.words) == "overt" for other in behind)


def _merged(candidates: list[Candidate]) -> list[list[Candidate]]:
    """Candidates that say one thing of the same questions, together."""
    groups: dict[tuple[Any, ...], list[Candidate]] = {}
    for one in candidates:
        groups.setdefault((one.position, one.scope, one.questions, one.gives.get("hedge")), []).append(one)
    return list(groups.values())
