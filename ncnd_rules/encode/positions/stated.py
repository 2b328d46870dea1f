"""Positions that sentences state: for which questions, and within which limits."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ncnd_rules.encode.draft import Draft, Found
from ncnd_rules.encode.labels import PLACES
from ncnd_rules.encode.page import HOME, Sentence
from ncnd_rules.encode.positions.clauses import Lead, positions_of
from ncnd_rules.encode.positions.given import NAMES_FIRST, PROCEDURE, figure_beyond, given, tells_rest
from ncnd_rules.encode.positions.held import Candidate
from ncnd_rules.encode.positions.words import scope_of
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.questions import Questions, mentioned

_LEAD = Prefiltered(
    r"(?i)\b(?:statement|response|explanation|position|ncnd) (?:is |set out )?(?:below|follows|"
    r"as follows)|:$|\bplease see\b"
)
# 'If you had asked for them we would have refused.'
_NEVER_ASKED = Prefiltered(r"(?i)\b(?:if|had) you (?:had )?(?:also )?(?:asked|requested|wanted|sought)\b")
# In front of what is not said but only thought of being said: 'saying we have none would invite thieves'.
_SAYING = re.compile(
    r"(?i)\b(?:saying|stating|telling \w+|revealing|admitting|implying|pretending)(?: that)?[^.,;:]{0,30}$"
)
# 'With regard to 2016/17 the amount is ...', below what is said of the other years.
_NAMES_A_YEAR = re.compile(
    r"(?i)(?:with (?:regards?|respect) to|regarding|in (?:relation|respect) (?:to|of)|as (?:to|for|regards)|for) "
    r"(?:the )?(?:(?:financial|calendar|current) )?(?:years? )?(?:19|20)\d\d\b"
)
_REFUSAL_FOR = re.compile(r"(?i)\brefusal notice (?:for|in respect of|in relation to|regarding|as regards|to)\b")
_TAKES_UP = Prefiltered(
    r"(?i)^(?:your |the )?(?:\w+ )?(?:questions?|points?|parts?|requests?)\b.{0,40}"
    r"\b(?:asks?|asked|concerns?|relates?|seeks?|sought)\b|"
    r"^(?:i|we) (?:now |next |shall |will )*(?:deal with|turn to|come to|answer|take)\b|^(?:that|this) leaves\b|"
    r"^(?:your|the) (?:first|second|third|fourth|fifth|sixth|last)(?:,| \() ?\w[^.;]* is\b"
)
# 'The first and second parts.', as a line over an answer that runs on behind it.
ONLY_NAMES = re.compile(
    rf"(?i)(?:as (?:to|for|regards) )?(?:the |your )?(?:{PLACES})(?:(?:,| and|, and| &) (?:the )?(?:{PLACES}))* "
    r"(?:points?|questions?|parts?|limbs?|items?|elements?)(?: of (?:your|the|this) request)?[.:]?"
)
# 'The information at question 2 is exempt. It can be found at ...'
_GOES_ON_WITH_IT = re.compile(
    r"(?i)(?:however,? |instead,? )?"
    r"(?:it|they|this|that|these|those|the (?:said )?(?:information|figures?|documents?|data))\b"
)
# 'I am not required to release what you ask for in 1 and 2. We neither confirm nor deny holding this information.'
_OF_THIS = re.compile(
    r"(?i)\b(?:hold|holds|holding|whether|that) (?:\w+ )?(?:this|that|these|such|the (?:said|requested)) "
    r"(?:information|data|records?|documents?|material)\b"
)
# Over a silence that sets no limit of its own: it is about what the answers leave.
_PARTIAL = Prefiltered(r"(?i)\bpartial(?:ly)? (?:ncnd|neither confirm|refus)|\blimitation on disclosure\b")


class _Named(NamedTuple):
    """The questions that an answer named, with which the next sentences may go on without naming them."""

    questions: tuple[str, ...] = ()
    block: int = -1
    held: bool = False  # whether only that something is held, or an exemption applies, was said: what it is follows

    def goes_on(self, sentence: Sentence, positions: set[str]) -> tuple[str, ...]:
        """The questions of a sentence that names none, where it goes on with those."""
        again = sentence.block == self.block and (
            _GOES_ON_WITH_IT.match(sentence.words) or _OF_THIS.search(sentence.words)
        )
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
    read = _Read(draft, questions)
    for sentence in draft.page.spoken():
        yield from read.positions_in(sentence)


class _Read:
    """What was read so far, by which the next sentence is understood."""

    def __init__(self, draft: Draft, questions: Questions) -> None:
        self._draft = draft
        self._questions = questions
        self._lead = Lead()
        self._heading, self._partial = -1, False
        self._searched = False
        self._costly = -1  # the last block that refused because of the cost, or of the requests' number
        self._answered: set[int] = set()  # blocks that gave a position
        self._refused: tuple[str, ...] | None = None  # the labels under which the last refusal stands: reasons follow
        self._refused_in = -1  # its block
        self._before = _Named()

    def positions_in(self, sentence: Sentence) -> Iterable[Candidate]:
        """What the next sentence states."""
        draft = self._draft
        if sentence.filing.heading != self._heading:
            self._heading = sentence.filing.heading
            over = draft.page.heading_at(self._heading)
            self._lead = self._lead._replace(scope=scope_of(draft, over) or "")
            self._partial = _PARTIAL.search(over) is not None
        if sentence.is_heading:
            return ()
        if _begins_under_label(draft, sentence):
            self._refused = None  # under the same label, printed anew, something else is answered
        hits = self._hits(sentence)
        self._searched = self._searched or any(
            found.gives["kind"] == "search" for found in draft.find("notices", [sentence])
        )
        if not hits:
            return self._without_words(sentence)
        return self._at_home(sentence, hits) if sentence.section in HOME else self._elsewhere(sentence, hits)

    def _hits(self, sentence: Sentence) -> list[Found]:
        home = sentence.section in HOME
        hits = [found for found in _said_here(self._draft, sentence) if home or found.gives["position"] == "ncnd"]
        costly = sentence.block == self._costly
        refused = self._refused_in == sentence.block or (sentence.labels and sentence.labels == self._refused)
        if refused:
            hits = [one for one in hits if not one.gives.get("elliptic")]
        if costly or (sentence.labels and sentence.labels == self._refused):
            hits = [one for one in hits if not _gives_reasons(one, self._questions, costly=costly)]
        return hits

    def _without_words(self, sentence: Sentence) -> Iterator[Candidate]:
        """What a sentence gives that has no words for a position; else it may set what is said below it."""
        draft, questions = self._draft, self._questions
        home = sentence.section in HOME
        if home and sentence.words.endswith(":") and sentence.section != "header":
            named = mentioned(sentence.words, questions)
            self._lead = Lead(scope_of(draft, sentence.words) or self._lead.scope, named or self._lead.questions)
        elif home and _LEAD.search(sentence.words) and (scope := scope_of(draft, sentence.words)):
            self._lead = self._lead._replace(scope=scope)
        anew = sentence.labels != self._refused or _names_first(sentence.words, questions)  # or else it gives reasons
        if sentence.section == "answer" and sentence.block not in self._answered and anew:
            one = given(draft, sentence, questions, self._lead.scope) or figure_beyond(sentence, questions)
            yield from filter(None, (one,))
        if not PROCEDURE.search(sentence.words):
            self._answered.add(sentence.block)  # what follows the first sentence of a block explains it

    def _elsewhere(self, sentence: Sentence, hits: list[Found]) -> Iterable[Candidate]:
        """A silence among the reasons, where words that are used of nothing else state it."""
        if any(found.hit.row.tier == "sure" and not found.gives.get("weak") for found in hits):
            return self._positions_of(sentence, hits[:1], self._lead)
        return ()

    def _at_home(self, sentence: Sentence, hits: list[Found]) -> Iterable[Candidate]:
        """What a sentence states where answers stand."""
        draft, questions = self._draft, self._questions
        self._answered.add(sentence.block)
        self._lead = self._lead._replace(scope=_led_into(draft, sentence, hits) or self._lead.scope)
        positions = {found.gives["position"] for found in hits}
        if positions & {"ncnd", "withheld"}:
            self._refused, self._refused_in = sentence.labels, sentence.block
        if positions & {"cost_refusal", "vexatious"}:
            self._costly = sentence.block
        scope, labels = _announced(draft, sentence, questions)
        sentence = _under_what_it_takes_up(sentence, labels)
        labels = labels or self._before.goes_on(sentence, positions)
        self._before = self._before.after(sentence, hits, questions)
        own = Lead(scope or self._lead.scope, labels or self._lead.questions)
        clauses = self._positions_of(sentence, hits, own)
        return (_of_the_rest(one, questions) for one in clauses) if self._partial else clauses

    def _positions_of(self, sentence: Sentence, hits: list[Found], lead: Lead) -> Iterator[Candidate]:
        return positions_of(self._draft, sentence, hits, self._questions, lead, searched=self._searched)


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
    return NAMES_FIRST.match(words) is not None or bool(questions.led_with(words)) or tells_rest(words)


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
        names = _TAKES_UP.search(before.words) or ONLY_NAMES.fullmatch(before.words)
        if before.number == sentence.number - 1 and names:
            return "", mentioned(before.words, questions) or ()
    return "", ()


def _under_what_it_takes_up(sentence: Sentence, labels: tuple[str, ...]) -> Sentence:
    """A sentence for which the one before took up a question by name: it stands under no label from further up."""
    return sentence._replace(labels=()) if labels and not sentence.labelled else sentence
