"""Reasons: what is said to follow, for whom, and under which exemption. Harm and public interest share it."""

import itertools
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple, TypeVar

from ncnd_rules.encode.draft import Draft, Found, span_of
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.parts import Parts, ids_of
from ncnd_rules.encode.positions import Held, scope_of
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.protected import OPEN, could_concern
from ncnd_rules.encode.provisions import exemptions_in, sections_named
from ncnd_rules.encode.questions import ASPECTS, topics_in
from ncnd_rules.encode.weighing.sides import weighs
from ncnd_rules.facts import Citation, Classification, Fact
from ncnd_rules.letter import Span

_OF_TEST = re.compile(r"(?i)\b(?:public interest|balanc\w+) tests?\b|\bbalance\b")
_CONFIRMING = Prefiltered(
    r"(?i)\b(?:confirm\w*|den(?:y|ying|ial)|disclos\w*|releas\w*|answer\w*|say(?:ing)?|neither|a yes|a no|"
    r"whatever the answer|either way|known|reveal\w*)\b"
)
FOLLOWS = Prefiltered(r"(?i)\b(?:would|could|may|might|will|can|likely)\b")
_GENERAL = Prefiltered(
    r"(?i)\b(?:relevant to|pertinent to|in respect of|falling within|within the scope of|meet|"
    r"subject of) (?:the|this|your) request\b|\b(?:the )?requested information\b|"
    r"\binformation (?:you (?:have )?)?requested\b|\bthe information (?:sought|asked for)\b"
)
_INFORMATION = Prefiltered(
    r"(?i)\b(?:hold|holds|held|existence|exists?)\b|\b(?:such|the|this|that|requested|any) (?:requested )?"
    r"(?:information|details|data|material)\b"
)
# '... that information is held' names no subject: it means what is refused, with the limit of the refusal.
_SOME_INFORMATION = Prefiltered(
    r"(?i)\b(?:that|whether)(?: or not)? (?:(?:such|this|that|no) )?information (?:is|was)"
    r"(?: or (?:is|was) not| not)? held\b"
    r"(?! (?:about|on|regarding|relating|concerning|in (?:relation|respect|regard)|of|as to|for|which|that))"
)
_MODALS = (
    (
        "would_be_likely",
        re.compile(
            r"(?i)\b(?:would|will|is|are)\b(?: \w+)? (?:be |have (?:the )?)?(?:likely|likelihood|probable)\b|"
            r"(?<!less )(?<!more )\blikely to\b|\blikelihood\b|\b(?:real|significant) (?:and \w+ )?risk\b"
        ),
    ),
    ("would", re.compile(r"(?i)\b(?:would|will)\b")),
    ("could", re.compile(r"(?i)\b(?:could|can)\b")),
    ("may", re.compile(r"(?i)\b(?:may|might|potential(?:ly)?)\b")),
)
_IF_CONFIRMED = Prefiltered(
    r"(?i)\b(?:if|were|was)\b[^.;,]{0,60}\bconfirmed\b|\ba yes\b|\bconfirming that\b(?!.*\bden)|"
    r"\bconfirmation that\b(?!.*\bden)"
)
_IF_DENIED = Prefiltered(
    r"(?i)\b(?:if|were)\b[^.;,]{0,60}\bdenied\b|\ba no\b|\bdenying that\b|\bdenial that\b|"
    r"\bsuggest the limitations\b|\bconfirming that no\b"
)


# Words behind which stands what an answer would tell: 'confirm that ...', 'whether or not ...'.
_TELLS_OF = re.compile(
    r"(?i)(?<!would )(?<!could )(?<!might )(?<!may )(?<!will )(?<!is to )"
    r"\b(?:confirm\w*|den(?:y|ying|ial)|say(?:ing)?|told?|tell(?:ing)?|know\w*|reveal\w*|disclos\w*|answer\w*|"
    r"admit\w*|stat(?:e|ing))\b[^.;]*?\b(?:whether|if|that|of|about)\b(?:(?!\b(?:would|could|might|may|will)\b)[^.;])*$"
)
_HIDDEN = re.compile(r"(?i)(?:covert|surreptitious|clandestine|secret)(?! (?:investigation|operation)s?\b)")
_JOINED = re.compile(
    r"(?i); (?:and |but )?|,? (?:and|but|while|whereas|so that),? "
    # 'the prevention and detection of crime, because offenders would ...' joins two things, and no clauses.
    r"(?=(?:(?! (?:because|as|since|which|who|that) )[^.;,]){0,60}\b(?:would|could|might|may)\b)"
)
_RELIES = re.compile(r"(?i)\b(?:appl(?:y|ies)|engage[sd]?|invok\w+|rel(?:y|ies|ied|ying) (?:up)?on)\b")
_SEVERAL = 2
_LONGEST_TITLE = 40  # characters
_TITLES = re.compile(r"\s?[:–]\s|\s-\s")
_THESE = re.compile(r"(?i)(?:both |all )?(?:of )?(?:these|this|those|the said) (?:sections?|exemptions?|provisions?)\b")
_EITHER = Prefiltered(r"(?i)\bconfirm\w*(?: \w+)?,? (?:n?or|and|/) (?:to )?(?:not|den\w+)|\bneither confirm")

_WEIGHING = ("public_interest", "factors_for", "factors_against", "balance")
_REASONING = ("harm", "public_interest", "balance")
_BEYOND = ("covert", "further")  # limits that a refusal has where the rest was answered
_REFUSED_BY: dict[str | None, str] = {"disclosure": "withheld", "existence": "ncnd"}


_Said = TypeVar("_Said")
_FIRST_CELL = re.compile(r"(?i)[|\s*]*(?:section |s\.? ?)?(?P<section>\d\d)(?: ?\(\w+\))*[\s*]*\|")


class Reason(NamedTuple):
    """One argument in one sentence."""

    found: Found
    parts: tuple[Held, ...]
    sections: tuple[str, ...]
    scope: str
    topics: tuple[str, ...]
    general: bool

    @property
    def sentence(self) -> Sentence:
        """Where it is made."""
        return self.found.sentence

    @property
    def part_ids(self) -> tuple[str, ...]:
        """The parts it argues for."""
        return ids_of(self.parts)


class Reasons:
    """Every argument of a letter, with what it is about."""

    def __init__(self, draft: Draft, parts: Parts) -> None:
        self._draft = draft
        self._parts = parts
        self._asked = {topic for part in parts.all for topic in part.topics}
        self._cited = [(set(fact.part), fact.section) for fact in draft.facts if isinstance(fact, Citation)]
        self._parts_of: dict[tuple[int, tuple[str, ...]], tuple[Held, ...]] = {}  # asked by every kind of reason
        self.refused_in = frozenset(part.sentence.block for part in parts.refusals)  # the blocks that refuse
        self._relied_on: dict[int, tuple[str, ...]] = {}  # a block to the sections that it says are relied on
        # A place in the letter to what was spoken of there, by the number of the sentence.
        self._scope: dict[str, dict[int, str]] = {}
        self._topics: dict[str, dict[int, tuple[str, ...]]] = {}
        self.perhaps: dict[int, tuple[str, ...]] = {}  # a sentence to the sections for which it may be meant, or not

    def of(self, sentences: Iterable[Sentence]) -> Iterator[Reason]:
        """The arguments of some sentences, in order."""
        for sentence in sentences:
            if sentence.is_heading:
                continue
            hits = list(self._draft.find("arguments", [sentence]))
            scope, topics, general = self.about(sentence)
            for found in _apart(hits):
                yield Reason(
                    found, self.parts_of(sentence, topics), self.sections_of(sentence, found), scope, topics, general
                )

    def serve_nothing_read(self, sections: tuple[str, ...]) -> bool:
        """Whether sections are cited, and for no refusal that was read: as for words blacked out in what is given."""
        served = [parts for parts, section in self._cited if section in sections]
        return bool(served) and not any(served)

    @property
    def withholds(self) -> bool:
        """Whether anything is withheld that was read."""
        return any(part.fact.position == "withheld" for part in self._parts.refusals)

    def relying(self, section: str, among: tuple[str, ...]) -> tuple[str, ...]:
        """Of some parts, those that rely on a section; else others that do, or all of them where none does."""
        every = ids_of(held for held in self._parts.refusals if self._parts.relies(held.id, section))
        return tuple(part for part in among if part in every) or every or among

    def parts_of(self, sentence: Sentence, topics: tuple[str, ...] = ()) -> tuple[Held, ...]:
        """The refusals a sentence argues for."""
        key = (sentence.number, topics)
        if key not in self._parts_of:
            self._parts_of[key] = self._argued(sentence, topics)
        return self._parts_of[key]

    def _argued(self, sentence: Sentence, topics: tuple[str, ...]) -> tuple[Held, ...]:
        about = set(topics) | set(topics_in(self._draft, sentence.words))
        said = set(sections_named(sentence.words)) or set(sentence.filing.sections)
        if sentence.section in _REASONING and len(self._parts.refusals) > 1:
            named = self._parts.named_by(sentence.words, self._draft.page.heading_at(sentence.filing.heading))
            if named:
                return named
        helds = self._parts.argued_by(sentence, about, said)
        if sentence.section in _REASONING and not said and self._silent_without_weighing:
            # Harm and weighing can only be meant for what is withheld, where a silence rests on section 23 alone.
            withheld = tuple(part for part in self._parts.refusals if part.fact.position == "withheld")
            of_silence = weighs(sentence.words) == "existence" or any(
                part.fact.position == "withheld" for part in helds
            )
            return helds if of_silence or not withheld else withheld
        if not self._weighs_both:
            return self._of_silence(sentence, helds)
        # A letter that weighs disclosure and, apart from it, an answer: each goes with the refusal of its kind.
        kind = _REFUSED_BY.get(self._weighed_in(sentence))
        fitting = [part for part in self._parts.refusals if part.fact.position == kind]
        fitting = [part for part in fitting if any(self._parts.relies(part.id, one) for one in said)] or fitting
        if not fitting or any(part.fact.position == kind for part in helds):
            return tuple(part for part in helds if part.fact.position == kind) if fitting else helds
        before = [part for part in fitting if part.sentence.number <= sentence.number]
        return tuple(before[-1:] or fitting[:1])

    def _of_silence(self, sentence: Sentence, helds: tuple[Held, ...]) -> tuple[Held, ...]:
        """What an answer would do is argued for a silence, though something was withheld behind that."""
        withheld = all(part.fact.position == "withheld" for part in helds)
        if not withheld or self._weighed_in(sentence) != "existence":
            return helds
        return tuple(part for part in self._parts.silences if self._is_qualified(part)) or helds

    def _is_qualified(self, part: Held) -> bool:
        """Whether a refusal relies on anything that is weighed."""
        return any(part.id in served and self._is_weighed(section) for served, section in self._cited)

    @cached_property
    def _silent_without_weighing(self) -> bool:
        """Whether every section on which the letter is silent is absolute, as section 23 is."""
        silent = {part.id for part in self._parts.silences}
        sections = {section for served, section in self._cited if served & silent}
        return bool(sections) and not any(self._is_weighed(section) for section in sections)

    @cached_property
    def _weighs_both(self) -> bool:
        """Whether the headings weigh disclosure and, apart from it, an answer, and both are refused."""
        objects = {weighs(one.passage.words) for one in self._draft.page.headings if one.announces in _WEIGHING}
        refused = {part.fact.position for part in self._parts.refusals}
        return {"disclosure", "existence"} <= objects and {"withheld", "ncnd"} <= refused

    def _weighed_in(self, sentence: Sentence) -> str | None:
        """What is weighed where a sentence stands: by its heading, or else by its own words."""
        if sentence.section not in _REASONING:
            return None
        return weighs(self._draft.page.heading_at(sentence.filing.heading)) or weighs(sentence.words)

    def sections_of(self, sentence: Sentence, found: Found | None = None) -> tuple[str, ...]:
        """The sections of the Act for which a sentence argues.

        Those that it names before the words, those of its paragraph where that relies on some, those of
        the heading, or else all that the letter relies on for the part and that the test could concern.
        """
        named = list(exemptions_in(sentence.words))
        if found is not None:
            named = [one for one in named if one.start <= found.hit.start] or named
        if named:
            return tuple(dict.fromkeys(one.section for one in named))
        if row := self.row_of(sentence):
            return row
        if _THESE.match(sentence.words) and (meant := self._named_before(sentence)):
            return meant
        if led := self._led_in_by(sentence):
            return led
        if sentence.filing.sections:
            return sentence.filing.sections
        if sentence.block not in self._relied_on:
            self._relied_on[sentence.block] = self._relied_on_in(sentence.block)
        if block := self._relied_on[sentence.block]:
            return block
        every = self.all_sections(sentence)
        argument = found.gives["argument"] if found is not None else "other"
        served = tuple(section for section in every if could_concern(section, argument, sentence.words))
        if served and argument == "other":
            left = tuple(section for section in every if section not in served and section in OPEN)
            self.perhaps[sentence.number] = left
        return served or every

    def row_of(self, sentence: Sentence) -> tuple[str, ...]:
        """The section that stands in the first cell of a row, where the letter relies on it."""
        block = self._draft.page.blocks[sentence.block]
        cell = _FIRST_CELL.match(block.passage.words) if block.kind == "row" else None
        relied = {section for _, section in self._cited}
        return (cell["section"],) if cell and cell["section"] in relied else ()

    def _named_before(self, sentence: Sentence) -> tuple[str, ...]:
        """The sections that the sentence before names, in the same paragraph."""
        before = [one for one in self._draft.page.of_block(sentence.block) if one.number == sentence.number - 1]
        return sections_named(before[0].words) if before else ()

    def _led_in_by(self, sentence: Sentence) -> tuple[str, ...]:
        """The section last led in with, in a paragraph that takes up several ('Section 31(3) is prejudice-based').

        One alone, where the paragraph stands under it as under a title: 'Section 23(5): ...'.
        """
        led = [
            (one.number, sections_named(one.words))
            for one in self._draft.page.of_block(sentence.block)
            if one.voice == "authority" and (cited := exemptions_in(one.words)) and cited[0].start == 0
        ]
        if len({sections for _, sections in led}) < _SEVERAL:
            words = self._draft.page.blocks[sentence.block].passage.words
            title = exemptions_in(words[:_LONGEST_TITLE])
            titled = bool(title) and title[0].start == 0 and _TITLES.match(words, title[0].stop)
            return (title[0].section,) if titled else ()
        before = [sections for number, sections in led if number < sentence.number]
        return before[-1] if before else ()

    def tested_before(self, sentence: Sentence) -> tuple[str, ...]:
        """The sections that its paragraph said before to need a public interest test, and the test is told of in it."""
        if not _OF_TEST.search(sentence.words):
            return ()
        before = (one for one in self._draft.page.of_block(sentence.block) if one.number < sentence.number)
        named = (
            section
            for one in before
            if self._draft.said[one.number] & {"classification", "test"}
            for section in sections_named(one.words)
        )
        return tuple(section for section in dict.fromkeys(named) if self._is_weighed(section))

    def _relied_on_in(self, block: int) -> tuple[str, ...]:
        named = (
            section
            for sentence in self._draft.page.of_block(block)
            if sentence.voice == "authority"
            and (named := sections_named(sentence.words))
            and _RELIES.search(sentence.words)
            for section in named
        )
        return tuple(dict.fromkeys(named))

    def all_sections(self, sentence: Sentence, *, weighed: bool = False) -> tuple[str, ...]:
        """Every section relied on or argued for the parts of a sentence.

        Args:
            weighed: only those that a public interest test can concern.
        """
        parts = {part.id for part in self.parts_of(sentence)}
        sections = dict.fromkeys(section for served, section in self._cited if parts & served)
        if not weighed:
            return tuple(sections)
        # Section 40 is absolute in a part: the letter says of which.
        absolute = {
            section
            for fact in self._draft.facts
            if isinstance(fact, Classification) and fact.says in ("absolute", "needs_no_test")
            for section in fact.section
        }
        tested = tuple(section for section in sections if self._is_weighed(section))
        return tuple(section for section in tested if section not in absolute) or tested

    def _is_weighed(self, section: str) -> bool:
        row = self._draft.registers.exemptions.section(section)
        return row is not None and row.nature != "absolute"

    def about(self, sentence: Sentence) -> tuple[str, tuple[str, ...], bool]:
        """Scope, topics, and whether a sentence speaks of the whole request."""
        words = sentence.words
        # What is an aspect of any subject, such as vehicles, is a subject only where it was asked about.
        named = dict.fromkeys(topics_in(self._draft, words))
        topics = tuple(topic for topic in named if topic not in ASPECTS or topic in self._asked)
        general = not topics and _GENERAL.search(words) is not None
        place = f"{sentence.section} {sentence.filing.heading}"
        # 'Confirming either way' means what was named before; who names the information, or a use, without a limit
        # means all of it.
        told = words if topics else _SOME_INFORMATION.sub("", words)
        names = _INFORMATION.search(told) or (topics and _EITHER.search(words))
        limit = self._limit(sentence)
        of_part = self._of_part(sentence)
        # What names the information of several refusals, one of them limited, goes as far as each of them.
        several = not topics and len({part.fact.scope for part in self.parts_of(sentence)}) > 1
        said = limit or ((of_part if several else "unqualified") if names else "")
        if said:
            self._scope.setdefault(place, {})[sentence.number] = said
        carried = _last_said(self._scope.get(place, {}), sentence.number)
        # What limits a refusal in passing limits one sentence; what one without that limit argues further on has none.
        if (
            carried in _BEYOND
            and of_part != carried
            and len({part.fact.scope for part in self.parts_of(sentence)}) == 1
        ):
            carried = None
        scope = said or carried or of_part
        if topics:
            self._topics.setdefault(place, {})[sentence.number] = topics
        before = _last_said(self._topics.get(place, {}), sentence.number) or ()
        return scope, topics or before if not general else topics, general

    def _limit(self, sentence: Sentence) -> str:
        """The limit that the words of a sentence set to what it argues from.

        Words that could limit it may only occur in it: 'they would slip past unseen' and 'if we held anything more
        detailed' limit nothing where the refusal has no limit; 'to confirm that they go unseen' does. Where the same
        question was also answered, a limit of the refusal may have been missed.
        """
        limit = scope_of(self._draft, sentence.words)
        if limit not in _BEYOND:
            return limit
        parts = self.parts_of(sentence)
        questions = {question for part in parts for question in part.fact.question}
        answered = (part for part in self._parts.all if not part.is_refusal and questions & set(part.fact.question))
        if not parts or any(part.fact.scope != "unqualified" for part in parts) or any(answered):
            return limit
        tells_of = any(
            _HIDDEN.match(sentence.words, hit.start) or _TELLS_OF.search(sentence.words[: hit.stop])
            for hit in self._draft.lexicon.accepted("scopes", sentence.words, every=True)
            if hit.row.gives["scope"] == limit
        )
        return limit if tells_of else ""

    def _of_part(self, sentence: Sentence) -> str:
        scopes = {part.fact.scope for part in self.parts_of(sentence)}
        # What is said of several refusals at once goes as far as the one without a limit; it is not held against one
        # that is limited to covert use.
        if scopes != {"unqualified", "further"}:
            scopes = scopes - {"unqualified"} or scopes
        return scopes.pop() if len(scopes) == 1 else "unqualified"


def _last_said(said: dict[int, _Said], number: int) -> _Said | None:
    """What was said last, in a sentence or before it; letters are gone through more than once."""
    before = [one for one in said if one <= number]
    return said[max(before)] if before else None


def likelihood(sentence: Sentence, found: Found) -> str:
    """The likelihood of an argument as worded, nearest before its words, or in them."""
    return likelihood_at(sentence, found.hit.start, found.hit.stop)


def likelihood_at(sentence: Sentence, start: int, stop: int) -> str:
    """The likelihood as worded, nearest before some words of a sentence, or in them."""
    words = sentence.words[:stop]
    clause = words[max(0, start - 200) :]
    if _MODALS[0][1].search(clause[-140:]):
        return "would_be_likely"
    last = {name: max((match.start() for match in modal.finditer(clause)), default=-1) for name, modal in _MODALS[1:]}
    best = max(last, key=lambda name: last[name])
    return best if last[best] >= 0 else "unstated"


def of_answer(sentence: Sentence) -> str:
    """Which answer is said to cause it."""
    if _EITHER.search(sentence.words):
        return "both"
    yes, no = _IF_CONFIRMED.search(sentence.words), _IF_DENIED.search(sentence.words)
    if bool(yes) == bool(no):
        return "both"
    return "confirming" if yes else "denying"


def answer_named(heading: str) -> str | None:
    """Which answer a heading names: 'Harm in confirming that information is held'; none where it names none."""
    yes = re.search(r"(?i)\bconfirm(?:ing|ation)\b(?! or not\b)", heading) is not None
    no = re.search(r"(?i)\bden(?:y|ying|ial)\b|\bconfirm(?:ing|ation) or not\b|\beither\b", heading) is not None
    if yes and no:
        return "both"
    return "confirming" if yes else "denying" if no else None


def argues(sentence: Sentence) -> bool:
    """Whether a sentence says that something would follow from an answer."""
    return argues_in(sentence.words)


def argues_in(words: str) -> bool:
    """Whether words say that something would follow from an answer."""
    return _CONFIRMING.search(words) is not None and FOLLOWS.search(words) is not None


def clauses_of(words: str) -> Iterator[tuple[int, int]]:
    """The clauses of a sentence that say what would follow, with what goes with them: from where to where each goes."""
    return itertools.pairwise((0, *(match.end() for match in _JOINED.finditer(words)), len(words)))


def clauses_left(
    draft: Draft, fact_type: type[Fact], sentences: Iterable[Sentence]
) -> Iterator[tuple[Sentence, int, int]]:
    """The clauses in which no fact of a kind was read, of sentences in which one was: from where to where each goes."""
    read = [
        (span.start, span.stop or 0)
        for fact in draft.facts
        if isinstance(fact, fact_type)
        for span in fact.evidence
        if span.start is not None
    ]
    for sentence in sentences:
        if fact_type.kind not in draft.said[sentence.number]:
            continue
        for start, stop in clauses_of(sentence.words):
            span = span_of(sentence, start, stop)
            if not any(first < (span.stop or 0) and (span.start or 0) < last for first, last in read):
                yield sentence, start, stop


def speaks(sentence: Sentence) -> bool:
    """Whether a sentence speaks of an answer, or of what would be."""
    return _CONFIRMING.search(sentence.words) is not None or FOLLOWS.search(sentence.words) is not None


def evidence(found: Found) -> tuple[Span, ...]:
    """The words of an argument."""
    return (span_of(found.sentence, found.hit.start, found.hit.stop),)


def _apart(hits: list[Found]) -> Iterator[Found]:
    """One hit for each argument; 'other' only where nothing else is said."""
    told: set[str] = set()
    named = [found for found in hits if found.gives["argument"] != "other"]
    for found in named or hits:
        if found.gives["argument"] not in told:
            told.add(found.gives["argument"])
            yield found
