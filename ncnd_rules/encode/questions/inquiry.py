"""Reading what was asked: each question with its label, its head, its time and its subjects."""

import re
from collections import Counter
from datetime import date
from typing import Any

from ncnd_rules.encode.draft import Draft, span_of
from ncnd_rules.encode.labels import number_of, ordinal
from ncnd_rules.encode.page import LostQuestion, Page, Sentence
from ncnd_rules.encode.questions.asked import ITEM, Asked, Questions
from ncnd_rules.encode.questions.limbs import Apart, leans, limbs_in
from ncnd_rules.encode.questions.times import AskedTimes
from ncnd_rules.encode.questions.topics import ASPECTS, own_topics, subjects_of, topics_in
from ncnd_rules.encode.questions.unprinted import (
    asked_as_a_whole,
    asked_as_retold,
    asked_in_message,
    asked_in_title,
    named_by_answers,
)
from ncnd_rules.encode.questions.worded import Worded, answers
from ncnd_rules.facts import Question
from ncnd_rules.letter import Span

_LONGEST_ID = 60
_FARTHEST_LABEL = 120  # characters before an answer in which its label is looked for
_BEGINNING = 24  # characters by which a question that is repeated is known
_ANNOUNCES = re.compile(r"(?i)\b(?:following|below|these questions)\b")
_A_LIMB = -1_000_000  # the number of a sentence that is a piece of another
_MOST = 500  # questions; no request has a tenth of them
_GOES_ON = re.compile(r"(?i)(?:if (?:so|yes|any|they did|it has),? )?(?:how|who|where|when|what|which)\b")


def encode_questions(draft: Draft) -> Questions:
    """Every question in the requester's words."""
    sentences = [sentence for sentence in draft.page.sentences if sentence.voice == "requester"]
    return _Inquiry(draft, sentences).read()


class _Inquiry:
    """Reads the questions of one request."""

    def __init__(self, draft: Draft, sentences: list[Sentence]) -> None:
        self._draft = draft
        self._all: list[Asked] = []
        self._apart: dict[str, tuple[Apart, ...]] = {}  # a question to what it asks, where that is more than one thing
        self._names: Counter[str] = Counter()
        self._asked_in: dict[str, int] = {}  # the words of questions without a label to where they were asked first
        self._turn = self._heading = -1
        self._last: Sentence | None = None
        self._worded = Worded(draft, sentences)
        self._timed = self._worded.timed()
        self._times = AskedTimes(draft, self._worded, sentences)
        self._blocks: dict[tuple[int, tuple[str, ...]], list[Sentence]] = {}
        for sentence in sentences:
            self._blocks.setdefault((sentence.block, sentence.labels), []).append(sentence)
        # The time that one sentence of the request sets for all its questions.
        self._periods = {
            period
            for sentence in sentences
            if self._worded.gives(sentence, "scoping")
            for period in self._worded.periods_of(sentence)
        }

    def read(self) -> Questions:
        """Every question, in order."""
        any_label = any(own[0].labelled for own in self._blocks.values())
        head: Asked | None = None
        for own in self._blocks.values():
            if self._begins_turn(own[0]):
                self._turn, head = own[0].number, None
                heading = own[0].filing.heading
                any_label = any(one[0].labelled for one in self._blocks.values() if one[0].filing.heading == heading)
            asking = [sentence for sentence in own if self._worded.is_asked(sentence, labelled=own[0].labelled)]
            courtesy = self._worded.gives(own[0], "courtesy")
            if not asking and own[0].labelled and not courtesy and not answers(own[0]):
                asking = own[:1]  # under a label of its own, 'For the north division, each day in May' is asked
            if asking and own[0].labelled:
                head = self._labelled(own[0], asking) or head
            elif self._is_of_request(own[0]) and not (
                any_label
                and head is None
                and len(self._blocks) > 1
                and not (self._worded.is_listed(own[0]) or any(map(_puts_a_question, own)))
            ):
                # What introduces a numbered list asks nothing of its own; a point above one with letters does.
                for sentence in asking[: _MOST - len(self._all)]:
                    if self._asked_before(sentence):
                        continue  # the reply repeats the request
                    label = f"{head.label} (further)" if head else ordinal(len(self._all) + 1)
                    self._ask(sentence, label, head)
        if not self._all:
            self._ask_elsewhere()
        topics = subjects_of(self._all)
        self._all = [self._with_topics(asked, topics) for asked in self._all]
        lost = [one for one in self._draft.page.lost if not self._is_printed(one.label)]
        if not self._all and not lost:
            lost = named_by_answers(self._draft)
        self._all += [self._lost(one) for one in lost[: _MOST - len(self._all)]]
        self._draft.facts += [asked.fact for asked in self._all]
        return Questions(self._all, topics, self._apart)

    def _asked_before(self, sentence: Sentence) -> bool:
        """Whether a question that bears no label was asked in the same words before the authority first spoke."""
        first = self._asked_in.setdefault(sentence.words.lower(), sentence.number)
        between = self._draft.page.sentences[first + 1 : sentence.number]
        return any(one.voice == "authority" and not one.is_heading for one in between)

    def _begins_turn(self, sentence: Sentence) -> bool:
        """Whether another request begins, under a heading of its own behind the answer to the one before."""
        above, last = sentence.filing, self._last
        self._last = sentence
        if sentence.section != "request" or above.announces != "request" or above.heading == self._heading:
            return False
        first, self._heading = self._heading < 0, above.heading
        between = self._draft.page.sentences[last.number : sentence.number] if last else ()
        answered = any(one.voice == "authority" and one.section == "answer" and not one.is_heading for one in between)
        words = sentence.words[:_BEGINNING].lower()
        again = any(words in one.fact.evidence[0].quote.lower() for one in self._all)
        return not first and answered and not again

    def _is_of_request(self, sentence: Sentence) -> bool:
        """Whether a sentence of the requester stands in the request, or is quoted at the beginning of the letter."""
        quoted = sentence.section == "header" and self._draft.page.blocks[sentence.block].kind != "mail_header"
        return sentence.section == "request" or quoted

    def _ask_elsewhere(self) -> None:
        """What was asked where no request is printed: below the answer, or in words or a title of the authority."""
        draft, paragraphs = self._draft, list(self._blocks.values())
        for sentence in asked_in_message(draft, self._worded, paragraphs):
            self._ask(sentence, ordinal(len(self._all) + 1), None)
        if self._all:
            return
        pieces = asked_as_retold(draft) or asked_in_title(draft)
        for place, piece in enumerate(pieces, start=1):
            self._ask_in_words_of_authority(piece, ordinal(place) if len(pieces) > 1 else "1")
        if not pieces:
            for sentence in asked_as_a_whole(draft, self._worded, paragraphs):
                self._ask(sentence, "1", None)

    def _ask_in_words_of_authority(self, sentence: Sentence, label: str) -> None:
        """A question that stands in a sentence of the authority, or a piece of one."""
        asked = sentence._replace(number=-1 - len(self._all))
        self._worded.note(asked)
        self._ask(asked, label, None)

    def _labelled(self, lead: Sentence, asking: list[Sentence]) -> Asked | None:
        """A question under its label, and what the same block asks beside it."""
        label = lead.labels[0] if lead.labels else ""
        known = next((one for one in self._all if one.label == label and one.turn == self._turn), None)
        if not label or known:
            return known
        base = re.match(r"\d+(?:\.\d+)*(?=[a-z])", label)
        parent = next((asked for asked in self._all if base and asked.label == base[0]), None)
        asked = self._ask(asking[0], label, parent)
        for number, sentence in enumerate(asking[1:], start=2):
            self._ask(sentence, f"{label} ({number})", asked)
        if any(self._worded.gives(sentence, "each") for sentence in asking):
            self._ask_of_each_item(asked)
        return asked

    def _ask_of_each_item(self, asked: Asked) -> None:
        """'Which company was each bought from' asks once for each labelled item of an earlier question."""
        items = [
            one for one in self._all if one.fact.parent and one.fact.parent != asked.id and ITEM.fullmatch(one.label)
        ]
        for item in items:
            fact = asked.fact.model_copy(
                update={
                    "id": f"{asked.id}.{item.label}",
                    "label": f"{asked.label} (for {item.label})",
                    "parent": asked.id,
                    "depends_on_use": True,
                }
            )
            self._all.append(Asked(fact, item.topics, item.label, turn=asked.turn))

    def _ask(self, sentence: Sentence, label: str, parent: Asked | None) -> Asked:
        periods = self._worded.periods_of(sentence) | self._periods
        if sentence.number in self._timed and not self._worded.tells_time(sentence):
            periods = {"past"}
        if not periods and parent and (_GOES_ON.match(sentence.words) or self._is_point_of(parent, sentence)):
            periods = {parent.fact.period}  # 'If so, how often?' asks about the same time
        depends = self._worded.gives(sentence, "depends")
        said: dict[str, Any] = {
            "label": label,
            "period": "both" if len(periods) > 1 else next(iter(periods), "unstated"),
            **self._time_of(sentence, parent),
            "parent": parent.id if parent else None,
            # What is said ('if so') goes before what is asked for; without either the question falls with the use.
            "depends_on_use": "said" in depends or False not in depends,
            "covert": self._worded.of_covert_use(sentence) or (parent is not None and parent.fact.covert),
            "asks": next(iter(self._worded.gives(sentence, "asks")), "other"),
        }
        name = self._name(label)
        topics = tuple(dict.fromkeys(topics_in(self._draft, sentence.words)))
        leans = bool(self._worded.gives(sentence, "anaphora"))
        asked = Asked(Question(id=name, evidence=(span_of(sentence),), **said), topics, leans=leans, turn=self._turn)
        self._all.append(asked)
        self._part(sentence, asked.fact)
        return asked

    def _time_of(self, sentence: Sentence, parent: Asked | None) -> dict[str, date | None]:
        """From when to when a sentence asks; what goes on from another question asks of the same time."""
        goes_on = parent and (_GOES_ON.match(sentence.words) or self._is_point_of(parent, sentence))
        if parent and goes_on and not self._times.are_named_in(sentence):
            return {"first_day": parent.fact.first_day, "last_day": parent.fact.last_day}
        first_day, last_day = self._times.of(sentence)
        return {"first_day": first_day, "last_day": last_day}

    def _is_point_of(self, head: Asked, sentence: Sentence) -> bool:
        """Whether a sentence is a point of a list in the line of its head: 'The number fitted with (a) lights'."""
        line = self._draft.page.of_block(sentence.block)
        start = head.fact.evidence[0].start
        return any(one.number < sentence.number and one.passage.reach()[0] == start for one in line)

    def _part(self, sentence: Sentence, fact: Question) -> None:
        """Note what a sentence asks beside what it asks first, each thing with its time."""
        places = limbs_in(sentence.words)
        if len(places) == 1:
            return
        apart: list[Apart] = []
        for start, stop in places:
            limb = sentence.cut(start, stop)._replace(number=_A_LIMB)
            self._worded.note(limb)
            # Without a verb or a time of its own it asks about that of the first, as does 'and the reasons for them'.
            own = not apart or (self._worded.tells_time(limb) and not leans(limb.words))
            periods = (self._worded.periods_of(limb) if own else set()) | self._periods
            period = "both" if len(periods) > 1 else next(iter(periods), apart[0].period if apart else fact.period)
            time = self._times.named_in(limb) if self._times.are_named_in(sentence) else (fact.first_day, fact.last_day)
            apart.append(Apart(span_of(limb), period, limb.words, *time))
        self._apart[fact.id] = tuple(apart)

    def _is_printed(self, label: str) -> bool:
        """Whether a question that an answer names is printed, or its head or a limb of it is."""
        number = number_of(label)
        return bool(Questions(self._all).by_labels((label,))) or any(
            number == number_of(one.label) for one in self._all
        )

    def _lost(self, lost: LostQuestion) -> Asked:
        """A question that only its answer names: of what it asks nothing is known."""
        evidence = (_label_above(self._draft.page, lost),)
        return Asked(Question(id=self._name(lost.label), label=lost.label, printed=False, evidence=evidence), ())

    def _name(self, label: str) -> str:
        name = f"Q{re.sub(r'[^0-9A-Za-z.]+', '-', label).strip('-')}"[:_LONGEST_ID]
        self._names[name] += 1
        return f"{name}.{self._names[name]}" if self._names[name] > 1 else name

    def _with_topics(self, asked: Asked, topics: tuple[str, ...]) -> Asked:
        """The question with the topics it may be compared by; a question that names none has those it leans on."""
        parent = next((one for one in self._all if one.id == asked.fact.parent), None)
        own = own_topics(asked) or (own_topics(parent) if parent else ())
        if not own and len(topics) == 1:
            own = topics
        if not own and asked.leans:
            own = self._all[0].topics
        if asked.leans and own and ASPECTS.issuperset(own) and len(topics) == 1:
            own = (*topics, *own)  # 'How many are trained to use it?' asks about the one thing named before
        fact = asked.fact.model_copy(update={"topic": own[0] if own else None})
        return asked._replace(fact=fact, topics=own)


def _label_above(page: Page, lost: LostQuestion) -> Span:
    """The label of an answer as it is printed above, before or in it; where that cannot be told, the answer's words."""
    answer = next(one for one in page.sentences if one.block >= lost.block)
    start = answer.passage.reach()[0]
    above = max(0, start - _FARTHEST_LABEL)
    for sentence in page.of_block(lost.block) if not lost.printed else ():
        if named := re.search(rf"(?<!\w){lost.label}(?!\w)", sentence.words):
            return span_of(sentence, *named.span())
    if not lost.printed:
        return span_of(answer)
    words = r"\W{0,8}".join(re.findall(r"\d+|[^\W\d_]+", lost.printed))  # the limb may stand in the next line
    found = [*re.finditer(rf"(?i)\b{words}(?!\w)", answer.passage.source[above:start])]
    if not found:
        return span_of(answer)
    return Span(start=above + found[-1].start(), stop=above + found[-1].end(), quote=found[-1][0])


def _puts_a_question(sentence: Sentence) -> bool:
    """Whether a sentence above a list is a question of its own, and does not only announce those that follow."""
    return sentence.words.endswith("?") and _ANNOUNCES.search(sentence.words) is None
