"""Where a position may have been missed though facts were read: what a sentence hints at, and what was read of it.

The hints are coarser than the rows of positions on purpose: they are to find what those do not know. A
sentence that no position was read from, or one that its words do not fit, is one that a person should see.
"""

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable
from typing import get_args

from ncnd_rules.encode.draft import Draft, Found
from ncnd_rules.encode.labels import labels_named
from ncnd_rules.encode.page import ARGUING, HOME, Sentence
from ncnd_rules.encode.positions.stated import ONLY_NAMES
from ncnd_rules.encode.positions.words import BEYOND, SOME_IN_A_YEAR, content
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.facts import Fact, Part, Position, Question
from ncnd_rules.letter import Span

SMALL = 25  # characters; a shorter line is part of an address, a name or a title
_FAR = 60  # characters; words farther from those of a position are not about it
_SHORT_ANSWER = re.compile(r"(?i)\d|^\W*[a-z]+\b[^:]*[.!]")
_JOINS = re.compile(r"; |,? (?:and|but) that |,? whilst |,? while |,? but ")  # main clauses, or things told by one verb
# What such a clause says of the answer in the next: that it is held, or what follows from it.
_LEADS_ON = re.compile(
    r"(?i)\b(?:is|are) (?:\w+ )?(?:held|had|nil)\b|\b(?:holds?|have|has)\b|"
    r"\b(?:it follows|conclude|formally)\b|\bnot to\b"
)
_SUM = re.compile(r"[£$]?\d[\d,.]*%?(?: \w+)?")
_REASON = re.compile(r"\b(?:because|since|as)\b")
_HYPOTHETICAL = re.compile(r"(?i)\b(?:if|would|could|might|while|confirming|saying|to say)\b")
# Words that a sentence about a provision has and its title has not.
_PREDICATE = re.compile(
    r"(?i)\b(?:we|i|you|my|us|our|your|me|it|this|that|which|is|are|was|were|has|have|had|do|does|did|can|cannot|will|"
    r"must|may|see|preclude|claim(?:ed)?|cite[ds]?|invoke[ds]?|plead(?:ed|s)?|used|(?:cover|bite|stand|shield|protect|"
    r"bar|prevent|forbid|stop|spare|catche|keep|bind|oblige|mean|let|entitle|relieve|excuse|exempt|appl[iy]e?)s?)\b"
)
_LISTS = re.compile(r"(?i)^(?:(?:the|these) )?(?:\w+ )?(?:exemptions?|provisions?)\b[^.;]*\b(?:is|are|apply|applies)\b")
_TOLD = ("disclosed", "not_held")  # what leaves nothing to be silent about, unless within a limit
_RESTS_ON = {"citation", "notice_element", "harm", "disclaimer"}  # what a refusal brings with it
_IN_PASSING = {
    "harm",
    "link",
    "background",
    "factor",
    "body_mention",
    "attachment",
    "regime",
    "authority",
    "citation",
    "notice_element",
    "search",
    "disclaimer",
    "date",
}
_OFFERS = {"review_right", "complaint_right"}
_EXPLAINS = {"harm", "factor", "consideration", "balance", "test", "classification", "necessity"}
# 'I can confirm that the force holds some of the information you have requested.'
_SOME_HELD = re.compile(
    r"(?i)[^.;:\d]{0,110}\b(?:(?:do |does )?holds? (?:some|part|elements) (?:of )?(?:the )?|"
    r"(?:some|part) of the )(?:relevant |requested )*(?:information|data)"
    r"(?: (?:that )?(?:you (?:have )?(?:requested|asked for|seek|sought)|requested|"
    r"(?:captured by|relevant to|relating to|in relation to|falling within) (?:your|this|the) request))?"
    r"(?: (?:is|are) held(?: by [A-Z][\w' &-]{3,40})?)?\W*"
)


# What the Act requires or provides, told with its section: 'Section 17 requires the force, when refusing to ...'.
_TELLS_THE_LAW = Prefiltered(
    r"(?i)\bsection 17(?: ?\(\d\))*(?: (?:of|in)\b[^.;,]{3,60})?,? requires\b[^.;]{0,200}\b(?:notice|information)\b|"
    r"^section \d+(?: ?\([0-9a-z]{1,2}\))* (?:of [^.;,]{3,60} )?(?:provides|says|states) that information "
    r"(?:is|may be) exempt(?: from \w+)? (?:if|where|when)\b"
)
# 'For more on section 31 see the website of the Commissioner.'
_POINTS_TO_MORE = re.compile(
    r"(?i)^(?:for (?:more|further)\b|(?:more|further) (?:information|guidance|details?)\b)[^.;]*"
    r"\b(?:see|visit|found|available|obtained|go to|refer to)\b"
)
# The law told with its section: it excludes the duty to confirm or deny where complying would be likely to prejudice...
_FREES_FROM_DUTY = re.compile(
    r"(?i)^section \d+[a-z]?(?: ?\([0-9a-z]{1,3}\))* (?:of [^.;,]{3,60} )?(?:excludes|removes|disapplies|lifts|"
    r"provides (?:an? )?(?:exemption|exclusion|exception) (?:from|to)) (?:the|any|that) (?:statutory )?(?:duty|"
    r"requirement|obligation) to (?:confirm or deny|say|state|tell)\b[^.;]{0,120}?\b(?:if|where|when|to the extent)\b"
)


# Doubts about how far an answer reaches that was read.
_NO_LIMIT_BESIDE = "the same question is answered elsewhere, and no limit was read here"
_NO_LIMIT_BESIDE_SILENCE = "the letter is silent on hidden use of the same, and no limit was read here"
_ANOTHER_LIMIT = "its words hint at another limit than was read in it"
_LIMITED_BEFORE = "the words before it hint at a limit that was not read"
_LEADS_UP = "it was taken to lead up to an answer, or to repeat one"
_OF_LIMITS = (_NO_LIMIT_BESIDE, _NO_LIMIT_BESIDE_SILENCE, _ANOTHER_LIMIT)


class Answers:
    """The positions of a letter by the sentences in which they are taken, and where one may have been missed."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._told = _told(draft)
        self._taken = {
            number: own
            for number, told in self._told.items()
            if (own := [fact for fact, _ in told if isinstance(fact, Part)])
        }
        self._labels = _by_label(draft)
        self._asked = {other.words for other in draft.page.sentences if other.section == "request"}
        self._positions = _by_question(fact for fact in draft.facts if isinstance(fact, Part))
        asked = [fact for fact in draft.facts if isinstance(fact, Question)]
        left = [fact for fact in asked if not self._is_dealt_with(fact.id)]
        self._left = {one.id for one in left}
        self._words_left = content(" ".join(one.evidence[0].quote for one in left))
        self._words_dealt_with = {one.id: content(one.evidence[0].quote) for one in asked if one.id not in self._left}
        self._last_label = max((one.number for one in draft.page.spoken() if one.labelled), default=-1)
        self._answered: dict[int, int] = {}  # a block to the first sentence of it that takes a position
        for number in sorted(self._taken):
            self._answered.setdefault(draft.page.sentences[number].block, number)

    def may_stand_in(self, sentence: Sentence) -> bool:
        """Whether a sentence that says nothing known may be an answer, by its length and its place in its block."""
        if self._explains(sentence) or (sentence.number + 1 in self._taken and ONLY_NAMES.fullmatch(sentence.words)):
            return False
        answered = self._answered.get(sentence.block)
        # A short line under the label of a question that nothing answered may be its answer.
        short = bool(sentence.labels) or _SHORT_ANSWER.search(sentence.words) is not None
        return len(sentence.words) >= SMALL or (answered is None and short)

    def _explains(self, sentence: Sentence) -> bool:
        """Whether a sentence goes on from the answer that was read before it under the same label."""
        answered = self._answered.get(sentence.block)
        return sentence.labelled and answered is not None and answered < sentence.number

    def may_be_misfiled(self, sentence: Sentence) -> bool:
        """Whether a sentence among the reasons from which nothing was read sounds like an answer, or is the only one.

        Under the label of a question that no position answers, anything may be its answer.
        """
        if sentence.labels and not self._is_read(sentence, get_args(Position)):
            return True
        return any(
            "answered_by" in hit.row.gives for hit in self._draft.lexicon.accepted("doubts", sentence.words, "answer")
        )

    def may_be_left(self, sentence: Sentence) -> bool:
        """Whether a sentence among the answers, under a label with no answer, is not how the question was put."""
        if sentence.section != "answer" or not sentence.labels or self._is_read(sentence, get_args(Position)):
            return False
        return sentence.words not in self._asked

    def is_unlike_all(self, sentence: Sentence) -> bool:
        """Whether a sentence takes a position that the letter takes nowhere on its question."""
        hits = self._draft.lexicon.accepted("positions", sentence.words, "answer")
        return any(not self._is_read(sentence, (hit.row.gives["position"],)) for hit in hits)

    def doubt_of(self, sentence: Sentence) -> str:
        """Why a position may have been missed in a sentence though facts were read from it; empty where none may."""
        said = self._draft.said[sentence.number]
        if sentence.is_heading:
            figure = sentence.section == "answer" and not said and _SUM.fullmatch(sentence.words)
            return "it was taken for a heading, and may be an answer" if figure else ""
        taken = self._taken.get(sentence.number, [])
        if not taken and (
            _TELLS_THE_LAW.search(sentence.words)
            or _POINTS_TO_MORE.match(sentence.words)
            or self._tells_what_frees(sentence)
        ):
            return ""
        short = not taken and len(sentence.words) < SMALL and self._explains(sentence)
        if short and (said or not self.is_unlike_all(sentence)):
            return ""  # 'There are nine. No vacancies.'
        doubt = _of_default(taken, said) if taken else self._of_none(sentence, said)
        doubt = doubt or self._of_words(sentence, taken, said)
        doubt = doubt or self._of_others(sentence, taken) or self._of_rows(sentence, said)
        return doubt or (self._of_clauses(sentence) if taken and sentence.section in HOME else "")

    def is_of_limits(self, sentence: Sentence, doubt: str) -> bool:
        """Whether a doubt is only how far the answer of a sentence reaches; a silence may then reach any question.

        What leads up to the answers of questions that it names answers no other.
        """
        if doubt == _LEADS_UP:
            labels = labels_named(sentence.words)
            named = [self._labels.get(label, set()) for label in labels]
            return bool(named) and all(own and all(map(self._positions.get, own)) for own in named)
        taken = self._taken.get(sentence.number, [])
        return doubt in _OF_LIMITS and bool(taken) and all(part.position in _TOLD for part in taken)

    def keeps_to_its_label(self, sentence: Sentence, doubt: str) -> bool:
        """Whether a sentence goes on under labels whose questions are dealt with, and cannot answer any other.

        It stands with the answer, with reasons or above the next label, and has no word of a question that is left.
        """
        labelled = sentence.labels and all(map(self._labels.get, sentence.labels))
        if not labelled or doubt not in ("", _LIMITED_BEFORE):
            return False
        own = {question for label in sentence.labels for question in self._labels[label]}
        if own & self._left or set(labels_named(sentence.words)) - set(sentence.labels):
            return False
        words = content(sentence.words).difference(*(self._words_dealt_with[question] for question in own))
        beside = self._draft.page.of_block(sentence.block)
        among_reasons = any(self._draft.said[one.number] & _EXPLAINS for one in beside)
        near = sentence.labelled or among_reasons or sentence.number < self._last_label
        return near and not words & self._words_left

    def _is_dealt_with(self, question: str) -> bool:
        """Whether a question is answered or refused, and not only in what an answer leaves."""
        positions = self._positions.get(question, ())
        return any(position != "ncnd" or scope not in BEYOND for position, scope in positions)

    def _of_clauses(self, sentence: Sentence) -> str:
        """The doubt about a sentence with an answer, one of whose main clauses gave nothing."""
        joints = [place for joint in _JOINS.finditer(sentence.words) for place in joint.span()]
        bounds = [0, *joints, len(sentence.words)] if joints else []
        for start, stop in zip(bounds[::2], bounds[1::2], strict=True):
            if stop - start < SMALL or _LEADS_ON.search(sentence.words, start, stop):
                continue
            span = sentence.passage.span(start, stop)
            if not any(_overlap(span, other) for _, other in self._told[sentence.number]):
                return "one of its clauses was not read"
        return ""

    def _tells_what_frees(self, sentence: Sentence) -> bool:
        """Whether a sentence under no label tells when the Act frees from confirming or denying, beside a silence."""
        silent = any(position == "ncnd" for own in self._positions.values() for position, _ in own)
        return silent and not sentence.labels and _FREES_FROM_DUTY.search(sentence.words) is not None

    def _of_rows(self, sentence: Sentence, said: set[str]) -> str:
        """The doubt about a sentence in which a row of positions was met, and set aside as no answer to its question.

        What else was read of a sentence may explain its words; not where its question was not answered so elsewhere.
        """
        told = said & {"part", "balance"} or ("threat_claim" in said and sentence.section not in HOME)
        if told or _HYPOTHETICAL.search(sentence.words):
            return ""
        unlike = self.is_unlike_all(sentence)
        return "it sounds like an answer, and its question was not read to be answered so" if unlike else ""

    def _of_none(self, sentence: Sentence, said: set[str]) -> str:
        """The doubt about a sentence in which no position is taken, by what else it gave and where it stands."""
        if sentence.section in HOME and "part" in said:
            if not sentence.labels and _SOME_HELD.fullmatch(sentence.words):
                return ""  # of which question it is so, the answers that follow tell
            return _LEADS_UP
        offers = said & _OFFERS and sentence.section not in ARGUING  # 'To complain, please see the attached sheet'
        if sentence.section not in HOME and not offers and self._answers_among_reasons(sentence, said):
            return "it stands among the reasons, and sounds like an answer"
        # 'Section 21 applies' gives reasons for an answer, and is one under the label of a question.
        explained = said & _EXPLAINS or ("notice_element" in said and not self._may_open(sentence))
        names = "citation" in said and not explained and sentence.section not in ("rights", "closing")
        if names and _PREDICATE.search(sentence.words) and not _LISTS.search(sentence.words):
            return "it names a provision, and what it says of it was not understood"
        alone = sentence.labels and sentence.section in HOME and said and said <= _IN_PASSING
        if alone and not self._is_read(sentence, get_args(Position)):
            return "no answer was read under its label"
        return ""

    def _may_open(self, sentence: Sentence) -> bool:
        """Whether a sentence may be the answer under its label: no sentence before it in its block is one."""
        return sentence.labelled and self._answered.get(sentence.block, sentence.number) >= sentence.number

    def _is_bare(self, sentence: Sentence, said: set[str], positions: Iterable[str]) -> bool:
        """Whether it speaks as an answer does, and all that was read of it is what such an answer would rest on."""
        states = said <= _RESTS_ON and not _HYPOTHETICAL.search(sentence.words)
        # A caution is about the letter, whatever label stands before it.
        own = sentence._replace(labels=()) if said == {"disclaimer"} else sentence
        return states and not self._is_read(own, positions)

    def _is_silent_on_those_named(self, sentence: Sentence) -> bool:
        """Whether the letter is silent on the questions that a sentence names, where it names some."""
        named = labels_named(sentence.words)
        asked = {question for label in named for question in self._labels.get(label, ())}
        if not asked:
            return not any(found.gives.get("names") for found in self._draft.find("doubts", [sentence]))
        return any(position == "ncnd" for own in asked for position, _ in self._positions.get(own, ()))

    def _is_read(self, sentence: Sentence, positions: Iterable[str]) -> bool:
        """Whether the letter takes one of some positions; of a sentence under a label, on the question so labelled."""
        asked = {question for label in sentence.labels for question in self._labels.get(label, ())}
        taken = (self._positions.get(question, ()) for question in asked or self._positions)
        return any(position in positions for own in taken for position, _ in own)

    def _of_others(self, sentence: Sentence, taken: list[Part]) -> str:
        """The doubt about a position without a limit, where another is taken on the same question.

        What is answered and not answered at once is answered within limits: one of the two was not read.
        """
        for part in (part for part in taken if part.scope == "unqualified"):
            if part.position == "not_held" and not (part.question or sentence.labels) and len(self._labels) > 1:
                return "which question it answers cannot be told"
            beside = {other for question in part.question for other in self._positions.get(question, ())}
            if part.position == "ncnd" and any(position in _TOLD for position, _ in beside):
                return _NO_LIMIT_BESIDE
            if part.position == "disclosed" and ("ncnd", "covert") in beside:
                return _NO_LIMIT_BESIDE_SILENCE
        return ""

    def _of_words(self, sentence: Sentence, taken: list[Part], said: set[str]) -> str:
        """The doubt about a sentence some words of which fit no position, or no limit, that was read in it."""
        # A row that says the duty falls away was matched, and the position is taken in stronger words elsewhere.
        repeats = (
            "notice_element" in said
            and any(self._draft.find("positions", [sentence]))
            and self._is_silent_on_those_named(sentence)
        )
        for found in self._draft.find("doubts", [sentence], every=True):
            if "answered_by" in found.gives:
                if SOME_IN_A_YEAR.search(sentence.words) and any(part.position == "disclosed" for part in taken):
                    continue
                refused = repeats and "ncnd" in found.gives["answered_by"]
                explained = refused or said & set(found.gives["by"])
                if not explained and not any(_answers(part, found) for part in taken):
                    return "its words hint at a position that was not read in it"
                if said & _RESTS_ON and not taken and self._is_bare(sentence, said, found.gives["answered_by"]):
                    return "it speaks of a position that was read nowhere"
            elif _is_limited_otherwise(taken, found):
                return _ANOTHER_LIMIT
        if any(part.scope == "further" for part in taken) and not self._speaks_of_more(sentence):
            return "a limit was read that its own words do not have"
        silences = [part for part in taken if part.position == "ncnd" and part.scope == "unqualified"]
        return _LIMITED_BEFORE if silences and self._limited(sentence) else ""

    def _speaks_of_more(self, sentence: Sentence) -> bool:
        hits = self._draft.lexicon.accepted("doubts", sentence.words)
        return any("further" in hit.row.gives.get("limited_by", ()) for hit in hits)

    def _limited(self, sentence: Sentence) -> bool:
        """Whether the heading, or the sentence before in the same paragraph or leading up to it, hints at a limit."""
        page = self._draft.page
        before = page.sentences[sentence.number - 1] if sentence.number else sentence
        near = before.block == sentence.block or (before.block == sentence.block - 1 and before.words.endswith(":"))
        said = (page.heading_at(sentence.filing.heading), before.words if near and before.voice == "authority" else "")
        return any(
            "unqualified" not in hit.row.gives.get("limited_by", ["unqualified"])
            for words in said
            for hit in self._draft.lexicon.accepted("doubts", words)
        )

    def _answers_among_reasons(self, sentence: Sentence, said: set[str]) -> bool:
        """Whether a sentence among the reasons takes a position that only the answer is searched for, or limits one."""
        # Rows for answers alone are asked too: what tells of an answer may stand under the wrong heading.
        hits = tuple(self._draft.lexicon.accepted("positions", sentence.words, "answer"))
        silent = any(hit.row.gives["position"] == "ncnd" for hit in hits)
        if silent and not said & {"balance", "factor"}:
            return any("limited_by" in found.gives for found in self._draft.find("doubts", [sentence]))
        if "threat_claim" in said:
            return False  # a level is told in words that an answer may have
        told = [hit.stop for hit in hits if hit.row.gives["position"] != "ncnd"]
        # What would follow may be its reason: '... is exempt, since its release would be unfair'.
        reason = _REASON.search(sentence.words, max(told, default=0))
        return bool(told) and not _HYPOTHETICAL.search(
            sentence.words, 0, reason.start() if reason else len(sentence.words)
        )


def _by_label(draft: Draft) -> dict[str, set[str]]:
    """The questions that bear each label, their limbs among them."""
    labels: dict[str, set[str]] = defaultdict(set)
    for fact in draft.facts:
        if isinstance(fact, Question):
            labels[fact.label.lower()].add(fact.id)
            for own in labels.values():
                if fact.parent in own:
                    own.add(fact.id)
    return labels


def _overlap(one: Span, other: Span) -> bool:
    return (one.start or 0) < (other.stop or 0) and (other.start or 0) < (one.stop or 0)


def _by_question(parts: Iterable[Part]) -> dict[str, set[tuple[str, str]]]:
    """The positions and limits of each question."""
    positions: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for part in parts:
        for question in part.question:
            positions[question].add((part.position, part.scope))
    return positions


def _of_default(taken: list[Part], said: set[str]) -> str:
    if "citation" in said and all(part.position == "disclosed" for part in taken):
        return "it was taken to give what was asked for, and names a provision"
    return ""


def _is_limited_otherwise(taken: list[Part], found: Found) -> bool:
    limits = found.gives["limited_by"]
    return any(part.position == found.gives.get("position", part.position) for part in taken) and not any(
        part.scope in limits for part in taken
    )


def _answers(part: Part, found: Found) -> bool:
    """Whether a position is one that accounts for the words, and rests on words near enough."""
    if part.position not in found.gives["answered_by"]:
        return False
    span = found.span()
    return not found.gives.get("near") or any(
        one.start is not None
        and one.stop is not None
        and one.start < (span.stop or 0) + _FAR
        and (span.start or 0) < one.stop + _FAR
        for one in part.evidence
    )


def _told(draft: Draft) -> dict[int, list[tuple[Fact, Span]]]:
    """The facts that were read, each with words that it rests on, by the number of the sentence that holds them."""
    places = sorted(
        (sentence.passage.reach()[0], sentence.number) for sentence in draft.page.sentences if sentence.words
    )
    starts = [start for start, _ in places]
    told: dict[int, list[tuple[Fact, Span]]] = defaultdict(list)
    for fact in draft.facts:
        for span in fact.evidence:
            told[places[bisect(starts, span.start or 0) - 1][1]].append((fact, span))
    return told
