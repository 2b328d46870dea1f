"""What stands under the label of a question: the question again, or what answers it."""

import re

from ncnd_rules.encode.labels import (
    LETTERED,
    ORDER,
    comes_after,
    counts_questions,
    follows,
    is_numbered,
    is_of_answer,
    names_question,
    number_of,
    place_in_list,
)
from ncnd_rules.encode.lexicon import Lexicon
from ncnd_rules.encode.page import FACTORS
from ncnd_rules.encode.sentences import STOP, asks, names_a_thing
from ncnd_rules.encode.zones.questions_put import QuestionsPut, heads_in_capitals, next_in_run, stands_over_answer
from ncnd_rules.encode.zones.said import (
    ANSWER_WITHIN,
    ANSWERS,
    PLAIN_ANSWER,
    decides,
    names_exemptions,
    positions_in,
    refuses,
)
from ncnd_rules.encode.zones.transcript import Transcript
from ncnd_rules.reading import Block, Passage

_BEHIND_QUESTION = re.compile(r"(?:\?\s?[-:]?|:|\s-|;(?=\s[A-Z]))\s")  # between a question and its answer in one line
_ANNOUNCED_ANSWER = re.compile(r"(?i)^(?:our |the )?(?:answers?|responses?|reply|replies)\b.{0,12}$")
# 'Were any dismissed? Please give numbers.', and 'Please send the policy.' where questions are answered in turn.
_ASKS_ON = re.compile(
    r"\? (?:If (?:so|yes),? )?[Pp]lease (?:give|provide|state|supply|send|include|specify|list)\b[^?]*$"
)
_BIDS = re.compile(r"(?i)please (?:also )?(?:give|provide|state|supply|send|include|specify|list)\b")
# 'The number of replies. It is not the number of letters. Please do not include reviews.': still who asks.
_BIDS_ON = re.compile(
    r"(?i)\bplease (?:also |only )?(?:do not (?:include|count|list)|exclude|break (?:this|it|them))\b"
)
_RHETORICAL = re.compile(
    r"(?i)\b(?:we|our|us|unhappy|dissatisfied|disagree|satisfied|complain\w*|appeal|next|happens)\b"
)
_QUESTION = re.compile(r"(?i)q(?:uestion)?\s?[:.]\s+")  # in front of a question without a number
_SUBJECT = re.compile(r"(?i)(?:subject|re)\s?:")
_IS = re.compile(r"(?i)\b(?:is|are|was|were)\b")  # 'The number of dogs is 14' asks nothing
_BIDS_TOO = re.compile(r"(?i)\bplease\b|\b(?:provide|list|state|confirm)\b")
_SHORT_NAME = re.compile(r"[A-Z][a-z]+(?: [a-z]+){0,2}\.")  # 'Fines.', over what is said of them
_NEXT_NUMBER = re.compile(r"\s*\(?(?:\d{1,2}|[a-h])(?:[.)]| -)\s")


class Labelled:
    """Reads blocks that a label, or their place in a list, makes a question or an answer to one."""

    def __init__(self, lexicon: Lexicon, transcript: Transcript, questions: QuestionsPut) -> None:
        self._lexicon = lexicon
        self._transcript = transcript
        self._questions = questions
        self._reason = 0  # the place in its list of the last argument that bears a number

    def read(self, block: Block, following: Block | None, opens: str | None) -> bool:
        """Whether a block is a question, an answer to one, or a line that names those that are answered below."""
        transcript, words = self._transcript, block.passage.words
        labels = self._questions.labels_of(block.label) if block.label else self._turn_of(block, following)
        if labels and not block.label and (mark := _QUESTION.match(words)):
            block = block._replace(passage=block.passage.cut(mark.end()))
            words = block.passage.words
        if block.label and self._numbers_a_reason(block.label):
            return False
        if transcript.is_answering:
            block, labels = self._questions.with_those_joined(block, labels)
            words = block.passage.words
        bar = words.find(" | ")
        new = not any(label in self._questions for label in labels)
        if new and transcript.has_issues and block.label and not names_question(block.label):
            return False  # a review numbers what it has to decide
        if labels and bar > 0 and transcript.section in ("header", "answer") and new:
            # A table whose first column lists what was asked for, and whose second says what became of it.
            transcript.section, transcript.labels = "answer", labels
            self._questions.put(labels, words[:bar])
            transcript.say(block.passage.cut(0, bar), "requester", labelled=True)
            transcript.say(block.passage.cut(bar + 3), "authority", labelled=True)
            return True
        if block.label and self._goes_under(self._questions.listed_alone(f"{block.label} {words}"), block):
            return True  # '(i) to (iii)'
        if new and block.label and self._answers_named(block):
            return True
        if labels and (self._answers(block, labels) or self._asks_anew(block, labels, following)):
            self._read_labelled(block, labels, opens, following)
            return True
        alone = block.kind in ("line", "heading") or stands_over_answer(words)
        return alone and self._goes_under(self._questions.named_over_answer(words), block)

    def _answers_named(self, block: Block) -> bool:
        """Whether a block under another label begins by naming what it answers: 'A. Question 4, section 40(2).'."""
        named = self._questions.named_first(block.passage.words)
        if not named or not self._transcript.is_answering:
            return False
        self._say_under(named, block.passage)
        return True

    def _goes_under(self, named: tuple[str, ...], block: Block) -> bool:
        """Whether a block names questions that are answered below it, where answers may stand."""
        if named and self._transcript.is_answering:
            self._transcript.labels = named
            self._transcript.say(block.passage, "authority", is_heading=bool(block.label))
        return bool(named) and self._transcript.is_answering

    def say_run_on(self, passage: Passage, labels: tuple[str, ...]) -> None:
        """'Yes. (b) Four. (c) None.' under (a): the answers that run on in one paragraph, each under its label."""
        if len(labels) == 1 and (behind := self._next_number(labels[0], passage.words)):
            self.say_run_on(passage.cut(0, behind.start()), labels)
            self._transcript.go_under(behind[1], (behind[1],))
            self.say_run_on(passage.cut(behind.end()), (behind[1],))
            return
        start = 0
        for mark in LETTERED.finditer(passage.words):
            following = self._questions.labels_of(mark[0])
            begins = passage.words[start : mark.start()].endswith((". ", "; ")) or (not mark.start() and not labels)
            if begins and all(label in self._questions for label in following):
                self._say_under(labels, passage.cut(start, mark.start()))
                start, labels = mark.end(), following
        self._say_under(labels, passage.cut(start))

    def _next_number(self, label: str, words: str) -> re.Match[str] | None:
        """'... 2. Twelve.' behind the answer to the first of several questions."""
        following = str(int(label) + 1) if label.isdigit() else ""
        if following not in self._questions:
            return None
        return re.search(rf"(?<=[.;?!:\"')])\s+({following})[.)]\s+(?=[\"']?[A-Z£\d])", words)

    def _say_under(self, labels: tuple[str, ...], passage: Passage) -> None:
        if passage.words:
            self._transcript.labels = labels or self._transcript.labels
            self._transcript.say(passage, "authority", labelled=bool(labels))

    def _turn_of(self, block: Block, following: Block | None) -> tuple[str, ...]:
        """The place in their order of a question without a label, put in a list whose items are answered in turn."""
        words, section, questions = block.passage.words, self._transcript.section, self._questions
        if following is None or section in ("rights", "closing") or following.passage.words.endswith("?"):
            return ()
        if counts_questions(following.label) and not following.passage.words:
            return ()  # over 'Request 1' it leads to what is asked
        if block.kind == "item":
            if following.kind in ("item", "heading") or asks(following.passage.words):
                return ()
            put = words.endswith("?") or (questions.in_turn and bool(questions))
        else:
            asked = words.endswith("?") or _ASKS_ON.search(words) or (questions.in_turn and _BIDS.match(words))
            asked = asked or (questions.in_turn and bool(questions) and asks(words) and names_a_thing(words))
            asked = asked or (_QUESTION.match(words) and ANSWERS.match(following.passage.words))
            put = bool(asked) and block.kind != "row" and not (_RHETORICAL.search(words) or _SUBJECT.match(words))
        begins = section in ("header", "answer") or questions.in_turn
        if not (questions.are_unlabelled and put and begins) or names_exemptions(words, self._lexicon):
            return ()
        return questions.put_again(words) or (questions.next_place,)

    def _numbers_a_reason(self, label: str) -> bool:
        """Whether a label counts the arguments under the heading of one side, from the first on."""
        filing = self._transcript.filing
        place = place_in_list(label) if filing.announces in FACTORS else 0
        begins = place == 1 and filing.heading == self._transcript.block - 1
        self._reason = place if begins or (self._reason and place == self._reason + 1) else 0
        return self._reason > 0

    def _answers(self, block: Block, labels: tuple[str, ...]) -> bool:
        """Whether a labelled block answers a question, or only numbers a list of its own."""
        questions, section = self._questions, self._transcript.section
        if section in ("rights", "closing", "request"):
            return False
        if not questions:
            named = is_of_answer(block.label) or names_question(block.label)  # also behind reasons
            numbered = is_numbered(block.label) and (named or section in ("header", "answer"))
            return numbered or questions.misses_next(labels[0])
        if is_of_answer(block.label) and (questions.are_unlabelled or questions.are_numbered):
            return True  # 'Response 2', where the copy has lost the numbers of the questions, or the second of them
        if questions.are_unlabelled and counts_questions(block.label) and not asks(block.passage.words):
            return all(0 < place_in_list(label) <= len(ORDER) for label in labels)
        return any(
            label == asked or number_of(asked) == label or number_of(label) == asked
            for label in labels
            for asked in questions.labels
        )

    def _asks_anew(self, block: Block, labels: tuple[str, ...], following: Block | None) -> bool:
        """Whether a labelled block outside the request puts a question: letters repeat each above its answer."""
        if self._is_put(block, labels, following):
            return True
        section, words, questions = self._transcript.section, block.passage.words, self._questions
        named = names_question(block.label) and asks(words)  # also behind the reasons for an answer
        if section not in ("header", "answer"):
            return named and section not in ("rights", "closing")
        if not is_numbered(block.label):
            # A letter may number anything; the first of them, over a question, begins the questions.
            return not questions and labels[0] in ("a", "i") and words.endswith("?")
        if questions.is_next(labels[0]) and asks(words) and (_BIDS_TOO.search(words) or not _IS.search(words)):
            return True  # a log prints the second question below the answer to the first
        return words.endswith("?") or block.label.startswith("q")

    def _is_put(self, block: Block, labels: tuple[str, ...], following: Block | None) -> bool:
        """Whether a block is a question because of where it stands, though it may not be worded as one."""
        questions = self._questions
        if labels[0] in questions or self._transcript.section in ("rights", "closing"):
            return False
        answer = (following.passage.words or following.label) if following is not None else ""
        if following is not None and not asks(answer) and self._names_a_thing(block, following):
            return True
        if _ANNOUNCED_ANSWER.match(answer) or ANSWERS.match(answer) or labels[0] in ORDER:
            return True
        if following is not None and is_of_answer(following.label) and not is_of_answer(block.label):
            return questions.labels_of(following.label) == labels  # 'Question 2: ...' over 'Response 2: ...'
        if self._stands_over_figure(block, answer) or self._puts_and_answers(block, labels[0]):
            return True
        next_one = questions.in_turn and questions.is_next(labels[0])
        next_one = next_one or self._asks_out_of_turn(labels[0], block.passage.words)
        return next_one and not refuses(block.passage.words, self._lexicon)

    def _puts_and_answers(self, block: Block, label: str) -> bool:
        """Whether a block behind one that did so puts the next question in its first sentence and answers it."""
        questions, words = self._questions, block.passage.words
        end = STOP.search(words)
        alike = (questions.last.isdigit() and label.isdigit()) or follows(questions.last, label)
        if not questions.within or end is None or not alike:
            return False
        put = words[: end.end()].strip()
        if _NEXT_NUMBER.match(words[end.end() :]) or asks(words[end.end() :]):
            return False
        named = _SHORT_NAME.fullmatch(put) and not PLAIN_ANSWER.fullmatch(put) and not positions_in(put, self._lexicon)
        return asks(put) or names_a_thing(put) or bool(named)

    def _stands_over_figure(self, block: Block, answer: str) -> bool:
        """Whether 'Q1) Spend on doctors' is put, with the figure, or a plain no, below it."""
        words = block.passage.words
        figure = PLAIN_ANSWER.fullmatch(answer) is not None
        says = (
            PLAIN_ANSWER.fullmatch(words) is not None
            or words.endswith((".", ":"))
            or positions_in(words, self._lexicon)
        )
        return names_question(block.label) and figure and not says

    def _asks_out_of_turn(self, label: str, words: str) -> bool:
        """Whether a question is put under another label of the same kind, as where 2 and 4 are answered before 3."""
        last = self._questions.last
        alike = (last.isdigit() and label.isdigit()) or (len(last) == len(label) == 1 and last.isalpha())
        put = "?" in words or _BIDS.match(words)
        return alike and bool(put) and asks(words) and _RHETORICAL.search(words) is None

    def _names_a_thing(self, block: Block, following: Block) -> bool:
        """Whether a block under the first or next label only names a thing, and an answer or another follows."""
        questions = self._questions
        label = questions.labels_of(block.label)[0] if block.label else ""
        begins = comes_after(questions.last, label) if questions else label in ("1", "a", "i")
        stands_over = following.label != block.label and following.kind in ("paragraph", "line", "item")
        return begins and stands_over and names_a_thing(block.passage.words)

    def _read_labelled(self, block: Block, labels: tuple[str, ...], opens: str | None, following: Block | None) -> None:
        """A block under the label of a question: the question again, or what answers it."""
        transcript, questions, above = self._transcript, self._questions, self._transcript.labels
        if transcript.section != "answer":
            transcript.turn_to("answer")
        while (number := next_in_run(block)) is not None and self._puts_both(block, labels, number.start()):
            # Several are put in one paragraph, before any is answered.
            transcript.go_under(block.label, labels)
            questions.put(labels, block.passage.words)
            transcript.say(block.passage.cut(0, number.start()), "requester", labelled=True)
            block, labels = block._replace(passage=block.passage.cut(number.end()), label=number[1]), (number[1],)
        transcript.go_under(block.label, labels)
        words = block.passage.words
        if all(label in questions for label in labels):
            asked = words.endswith("?") or any(questions.begins(label, words) for label in labels)
            stop = words.find("?") + 1
            if questions.begins(labels[0], words) and 0 < stop < len(words) and not asks(words[stop:]):
                # 'How many? - 14': the question again, and its answer behind it.
                transcript.say(block.passage.cut(0, stop), "requester", labelled=True)
                answer = block.passage.cut(stop)
                self.say_run_on(answer.cut(len(answer.words) - len(answer.words.lstrip(":- "))), labels)
                return
        else:
            asked = (asks(words) and opens in {None, "request"}) or self._is_put(block, labels, following)
        if not asked and heads_in_capitals(block, following):
            transcript.say(block.passage, "authority", is_heading=True)
            questions.run = {}
            return
        if not asked or is_of_answer(block.label):
            questions.miss(labels, block.label, transcript.block)
            self.say_run_on(block.passage, labels)
            if set(labels) <= set(above) and names_exemptions(words, self._lexicon):
                transcript.labels = above  # 'b) section 31(3)', in a list below the answer to a) and b)
            return
        questions.put(labels, words)
        questions.in_turn = True
        stop = self._end_of_question(block.passage, following)
        questions.within = bool(block.passage.cut(stop).words)
        transcript.say(block.passage.cut(0, stop), "requester", labelled=True)
        if block.passage.cut(stop).words:
            transcript.say(block.passage.cut(stop), "authority", labelled=True)

    def _puts_both(self, block: Block, labels: tuple[str, ...], stop: int) -> bool:
        """Whether a new question is put up to some place in a block, and another behind it."""
        new = not any(label in self._questions for label in labels)
        return (
            new and asks(block.passage.words[:stop]) and asks(re.sub(r"^\W*\d+[.)]\s+", "", block.passage.words[stop:]))
        )

    def _end_of_question(self, passage: Passage, following: Block | None) -> int:
        """Where a question ends that is answered in the same block, since the next block answers nothing."""
        words = passage.words
        if announced := ANSWER_WITHIN.search(words):
            return announced.start()
        behind = (match.end() for match in _BEHIND_QUESTION.finditer(words))
        if (stop := next((stop for stop in behind if decides(words[stop:], self._lexicon)), None)) is not None:
            return stop
        answered = following is not None and not following.label and following.kind not in ("line", "heading")
        ends = [match.end() for match in STOP.finditer(words)]
        answer = words[ends[0] :] if ends and self._questions.within else ""
        if answer and not asks(answer) and not _NEXT_NUMBER.match(answer):
            return ends[0]
        if answered or not ends or asks(words[ends[0] :]) or _BIDS_ON.search(words[ends[0] :]) or words.endswith("?"):
            return len(words)
        return ends[0]
