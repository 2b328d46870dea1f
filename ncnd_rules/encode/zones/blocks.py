"""The walk over the blocks of a letter, each read by what may know it."""

import re
from collections.abc import Collection
from itertools import pairwise

from ncnd_rules.encode.greetings import is_greeting
from ncnd_rules.encode.labels import is_numbered, label_in_words, names_question
from ncnd_rules.encode.lexicon import Hit, Lexicon
from ncnd_rules.encode.page import DECIDING, Heading, LostQuestion, Sentence
from ncnd_rules.encode.sentences import asks
from ncnd_rules.encode.zones.answer import Answer
from ncnd_rules.encode.zones.headings import Headings
from ncnd_rules.encode.zones.interleaved import MARKED, Interleaved
from ncnd_rules.encode.zones.messages import Messages
from ncnd_rules.encode.zones.questions_put import QuestionsPut
from ncnd_rules.encode.zones.request import Request
from ncnd_rules.encode.zones.said import ANSWERS, takes_leave
from ncnd_rules.encode.zones.transcript import Transcript
from ncnd_rules.reading import Block

# The head of a table whose lines a copy has left without marks: 'Question  Answer'.
_HEADS_ANSWERS = re.compile(
    r"(?i)(?:(?:your |the )?(?:questions?|requests?|parts?|items?|q)(?: (?:no\.?|number|ref))?|no\.?|number)[\s|:-]+"
    r"(?:our |the )?(?:answers?|responses?|reply|information)"
)
# The head of a table with a row for each question and its answer: '| No. | Question | Reply |'.
_HEADS_ROWS = re.compile(
    r"(?i)[\s|*_]*(?:(?:(?:no|nos|number|ref|item|q)\b\.?|#)[\s|*_]+)?(?:(?:your|the|foi) )?"
    r"(?:questions?|requests?|(?:what )?you (?:have )?asked(?: for)?|information (?:requested|sought|asked for))"
    r"[\s*_]*\|[\s*_]*(?:(?:our|the|foi) )?"
    r"(?:answers?|responses?|repl(?:y|ies)|outcome|result|(?:what )?we (?:can )?(?:say|answer|hold|tell you))[\s|*_]*"
)
_LEADS_ANSWERS_IN = re.compile(r"(?i)\b(?:following|below|our) (?:response|answer|repl(?:y|ie))s?\s?:$")
_FIRST_WORDS = re.compile(
    r"(?i)(?:your (?:letter|e-?mail|request|message)|thank you|thanks|(?:i|we) (?:am|are|refer|write|acknowledge)|"
    r"you (?:wrote|asked|complained|contacted)|(?:we|i) (?:act|reply|respond|have been|have now)|this (?:letter|is)|"
    r"further to|following)\b(?!.*\?$)"
)
_NUMBERED = re.compile(r"(\d{1,2})\s+(?:\|\s)?(?=\S)")
# 'Q3 1,340 hours', which no stop parts; 'Q3 18/19' is the third quarter of a year, but 'Q3 2018 - 12; 2019 - 15' tells
# of two years under the label of a question, unless it goes on to other quarters.
_MARKED = re.compile(
    r"[Qq](\d{1,2})\s+(?:(?!(?:FY ?)?(?:20)?\d\d ?[/-] ?(?:20)?\d\d\b|(?:FY ?|of )?20\d\d\b)(?=[A-Z\d£])|"
    r"(?=20\d\d(?:/\d\d)? ?[-:=] ?£?[\d,]+(?:\.\d+)?[,;] (?:and )?20\d\d(?:/\d\d)? ?[-:=] ?£?\d(?!.*\b[Qq]\d)))"
)
# 'A3 The Board has said ...' under questions that bear numbers; the A3 is a road, and A4 is paper.
_MARKED_ANSWER = re.compile(r"(A(\d{1,2}))\s+(?!(?:[Rr]oad|[Pp]aper|[Ss]heets?)\b)(?=[A-Z\d£\"'(])")
# An answer begins 'To (a). There were nine.', or 'On (b) and (c): nine.'.
_LED = re.compile(
    r"(?i)(?P<lead>as to|to|on|for|re|regarding|concerning|under) "
    r"(?P<list>\([a-z0-9]{1,4}\)(?:(?:, | and | & |, and )\([a-z0-9]{1,4}\))*)\s?[.:]\s+(?=\S)"
)
_REFERENCE = re.compile(r"\d{3}")  # 'Request 19/233' is how the authority calls the request
_ASKS_SEVERAL = re.compile(r"(?i)(?:requests?|questions?)\b")
# 'Section 24 favouring: it would reassure. Section 24 against: it would warn.': two sides that run on in a paragraph.
_A_SIDE = re.compile(
    r"(?:^|(?<=[.;!?] ))(?:(?:[Ss]ections? |[Ss]\.? ?)?[234]\d[A-Z]?(?: ?\(\d[A-Z]?\))*,?(?: -)? )"
    r"(?i:for|against|favouring|in favour|supporting)(?: (?!the\b)[^.:;]{2,60})?: "
)
_BOTH = 2
# 'Part One - your request', above 'Part Two - our reply'
_DIVIDES = re.compile(r"(?i)part (?:one|1|i|a)\s?[-:.]\s?(?:(?:your|the) )?(?:request|questions?|what you asked)\b")
_A_DIVISION = re.compile(r"(?i)part\b")


class Zones:
    """Walks the blocks of a letter, and remembers what those before have opened.

    Args:
        forwarded: whether the letter begins with a message of someone else, who sends it on.
        answer_head: the first block that only announces the answer, below 'You asked:'.
        questions: where those that are put are noted, none so far.
        several: whether headings name several requests that are answered in turn.
        interleaved: the questions that are answered where they stand.
        letters: the blocks at which further letters of the authority begin.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        questions: QuestionsPut,
        *,
        forwarded: bool = False,
        answer_head: int = -1,
        several: bool = False,
        interleaved: Interleaved = Interleaved(),  # noqa: B008 - it is empty, and cannot change
        letters: Collection[int] = (),
    ) -> None:
        self._lexicon = lexicon
        self._questions = questions
        self._transcript = Transcript(lexicon, self._questions)
        self._messages = Messages(lexicon, self._transcript, self._questions, forwarded=forwarded)
        self._headings = Headings(lexicon, self._transcript, self._questions, several=several)
        self._request = Request(lexicon, self._transcript, self._questions, answer_head=answer_head)
        self._answer = Answer(lexicon, self._transcript, self._questions)
        self._carried = ""  # a label that stands on a line of its own, above what it labels
        self._counted = 0  # the number of the last paragraph, where the letter numbers its own
        self._numbered = 0  # the last question whose number stood alone above its answer
        self._divided = False  # whether the letter itself is divided into parts that bear numbers
        self._interleaved = interleaved
        self._letters = letters
        self._in_place = False  # whether a question stands above that is answered here
        self._runs_in_place = False  # whether others were, where no heading announced it

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """What was said, in order."""
        return tuple(self._transcript.sentences)

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings that were understood."""
        return tuple(self._transcript.headings)

    @property
    def lost(self) -> tuple[LostQuestion, ...]:
        """The questions that only answers name."""
        return self._questions.lost

    def read(self, number: int, block: Block, following: Block | None) -> None:
        """Put the sentences of one block where they belong."""
        self._transcript.block = number
        if number in self._letters and block.kind != "mail_header":
            self._begin_letter(block)
            return
        if number in self._letters:
            self._transcript.begin_anew()
        self._divided = self._divided or _DIVIDES.match(block.passage.words) is not None
        if not (self._divided and _A_DIVISION.match(block.passage.words)):
            block = _labelled_in_words(block)
        if self._messages.read_requesters_letter(block):
            return
        if block.label and not block.passage.words:
            self._carry(block.label, following)
            return
        if self._numbers_an_answer(block):
            self._carry(block.passage.words, following)
            return
        block = self._with_its_label(block)
        words = block.passage.words
        sides = [match.start() for match in _A_SIDE.finditer(words)] if self._transcript.section != "request" else []
        if len(sides) >= _BOTH and not sides[0]:
            for first, last in pairwise([*sides, len(words)]):
                self._read_one(number, block._replace(passage=block.passage.cut(first, last)), following)
        else:
            self._read_one(number, block, following)

    def _read_one(self, number: int, block: Block, following: Block | None) -> None:
        """A block with its label, or one of several that run on in it."""
        words = block.passage.words
        if block.kind == "furniture" or self._lexicon.first("chrome", words):
            self._transcript.say(block.passage, "page")
        elif self._messages.read(block):
            pass
        elif self._is_no_heading(number):
            self._read_interleaved(block)
        elif not takes_leave(words, self._lexicon) and (heading := self._headings.of(block, following)):
            self._headings.read(block, heading)
        else:
            self._read_text(block, following)

    def _begin_letter(self, block: Block) -> None:
        """The greeting of a further letter, or its title: 'Outcome of the internal review', with what it says below."""
        greets = is_greeting(block.passage.words)
        self._carried = ""
        self._transcript.begin_anew("header" if greets else "answer")
        if block.passage.words:
            self._transcript.say(block.passage, "authority", is_heading=not greets)

    def _is_no_heading(self, number: int) -> bool:
        """Whether a block puts a question or answers one: 'policy - attached', or the last of several in bold."""
        goes_on = self._runs_in_place and self._in_place and number in self._interleaved.put
        return goes_on or number in self._interleaved.in_line or number - 1 in self._interleaved.in_line

    def _read_text(self, block: Block, following: Block | None) -> None:
        """A block that no heading opens."""
        if self._read_interleaved(block):
            return
        words, zone = block.passage.words, self._zone_of(block)
        opens = zone.row.gives["opens"] if zone else None
        if block.kind == "row" and _HEADS_ROWS.fullmatch(words):
            self._transcript.turn_to("answer")
            self._transcript.say(block.passage, "authority", is_heading=True)
            self._answer.in_rows = True
        elif self._transcript.section == "request" or (opens == "request" and not self._questions):
            self._request.read(block, following, zone)
        elif self._request.counts(words, following):
            self._transcript.enter("request")
            self._request.read(block, following, None)
        elif self._request.follows(words, following) or self._request.leads_to_list(words, following):
            self._transcript.say(block.passage, "authority")
            self._transcript.enter("request")
        else:
            self._answer.read(block, following, opens)

    def _read_interleaved(self, block: Block) -> bool:
        """Whether a block puts a question that is answered below it, or answers it, where no heading says so."""
        transcript, questions = self._transcript, self._questions
        puts = transcript.block in self._interleaved.put
        unannounced = transcript.section in ("header", "request") or MARKED.match(block.passage.words) is not None
        unannounced = unannounced or self._runs_in_place or transcript.block in self._interleaved.in_line
        named_apart = bool(block.label) and bool(questions.named_first(block.passage.words))
        goes_on = self._in_place and transcript.block in self._interleaved.answers and not named_apart
        self._in_place = unannounced if puts else goes_on
        if not self._in_place:
            return False
        self._runs_in_place = transcript.block not in self._interleaved.in_line
        passage = block.passage
        if puts:
            labels = questions.labels_of(block.label) if block.label else questions.put_again(passage.words)
            labels = labels or (questions.next_place,)
            transcript.turn_to("answer")
            transcript.go_under(block.label, labels)
            questions.in_turn = True
            marked = MARKED.match(passage.words)
            questions.put(labels, passage.words)
            transcript.say(passage.cut(marked.end()) if marked else passage, "requester", labelled=True)
            return True
        answers = ANSWERS.match(passage.words)
        above = transcript.sentences[-1]
        begins = above.voice == "requester" and above.labels == transcript.labels
        transcript.say(passage.cut(answers.end()) if answers else passage, "authority", labelled=begins)
        return True

    def _zone_of(self, block: Block) -> Hit | None:
        """What the words of a block open.

        A question that is put under its label, above its answer, opens no request; nor do words that lead answers in.
        """
        words = block.passage.words
        zone = self._lexicon.first("zones", words)
        if zone is not None and zone.row.gives["opens"] == "answer" and words.endswith(":") and not self._questions:
            # 'I write about your request of May. You asked:' leads to what was asked.
            hits = self._lexicon.accepted("zones", words)
            asked = (hit for hit in hits if hit.row.gives["opens"] == "request" and hit.stop == len(words))
            zone = next(asked, zone)
        if zone is None or zone.row.gives["opens"] != "request":
            return zone
        section = self._transcript.section
        labelled = bool(zone.row.gives.get("own")) and section == "answer" and is_numbered(block.label)
        labelled = labelled or (names_question(block.label) and section in DECIDING)  # also behind reasons
        return None if labelled or _LEADS_ANSWERS_IN.search(words) else zone

    def _numbers_an_answer(self, block: Block) -> bool:
        """Whether a number alone in a line, which may be that of a page, is that of a question answered below it.

        The first of them stands directly below the heading of the answers, and the others count on.
        """
        words, transcript = block.passage.words, self._transcript
        if block.kind != "furniture" or not words.isdigit() or words not in self._questions or self._carried:
            return False
        first = words == "1" and bool(transcript.sentences) and transcript.sentences[-1].is_heading
        if transcript.section != "answer" or not (first or (self._numbered and int(words) == self._numbered + 1)):
            return False
        self._numbered = int(words)
        return True

    def _carry(self, label: str, following: Block | None) -> None:
        """A label on a line of its own: that of the next block, or 'Requests 1 - 4:' over all of them."""
        over_list = following is not None and following.label and _ASKS_SEVERAL.match(label)
        limb = following is not None and re.fullmatch("[a-z]", following.label)
        answered = limb and following is not None and not asks(following.passage.words)  # 'Question 1' over 'a. Yes'
        if _REFERENCE.search(label) or (following is not None and is_greeting(following.passage.words)):
            return
        if over_list and not answered and not self._questions and not self._questions.lost:
            self._transcript.enter("request")
        else:
            self._carried = label

    def _with_its_label(self, block: Block) -> Block:
        """A block with the label that is its own: one from the line above it, one that no mark follows, or none."""
        words, section, questions = block.passage.words, self._transcript.section, self._questions
        # A number below the label of a question that was put is its answer, and no number of the page.
        if block.kind == "furniture" and words.isdigit() and section == "answer" and self._carried:
            block = block._replace(kind="paragraph")
        if is_numbered(self._carried) and re.fullmatch("[a-z]", block.label):
            block = block._replace(label=f"{self._carried}{block.label}")  # 'Question 3' over 'a. Yes'
        elif self._carried and not block.label and block.kind not in ("heading", "furniture", "mail_header"):
            block = block._replace(label=self._carried)
        self._carried = ""
        begins = block.label == "1" and not questions and _FIRST_WORDS.match(words) is not None
        questions.unmarked |= section == "answer" and _HEADS_ANSWERS.fullmatch(words) is not None
        answers = _NUMBERED.match(words) if questions.unmarked and section != "request" and not block.label else None
        answers = answers or (_MARKED.match(words) if section == "answer" and not block.label else None)
        if answers and answers[1] in questions:
            return block._replace(passage=block.passage.cut(answers.end()), label=answers[1], kind="item")
        led = _LED.match(words) if questions and not block.label else None
        to_it = led and (section != "request" or (led["lead"].lower().endswith("to") and not asks(words[led.end() :])))
        if led and to_it and all(label in questions for label in questions.labels_of(led["list"])):
            return block._replace(passage=block.passage.cut(led.end()), label=led["list"], kind="item")
        marked = _MARKED_ANSWER.match(words) if questions and not block.label and block.kind != "heading" else None
        if marked and marked[2] in questions and not asks(words[marked.end() :]):
            return block._replace(passage=block.passage.cut(marked.end()), label=marked[1], kind="item")
        if block.label.isdigit() and (begins or (self._counted and (section != "request" or self._counts_on(block)))):
            self._counted = int(block.label)
            if section == "request":
                self._transcript.turn_to("answer")
            return block._replace(label="", kind="paragraph")
        return block

    def _counts_on(self, block: Block) -> bool:
        """Whether a number behind the request is that of the next paragraph of the letter, and of no question."""
        return int(block.label) == self._counted + 1 and str(self._counted) not in self._questions


def _labelled_in_words(block: Block) -> Block:
    """A block that begins with 'Question One:', which is its label."""
    label, stop = label_in_words(block.passage.words) if not block.label else ("", 0)
    return block._replace(passage=block.passage.cut(stop), label=label, kind="item") if label else block
