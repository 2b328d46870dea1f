"""The request: the requester's words, what leads to them, and where they end."""

import re

from ncnd_rules.encode.labels import follows, is_numbered, is_of_answer, labels_led_with, labels_of
from ncnd_rules.encode.lexicon import Hit, Lexicon
from ncnd_rules.encode.page import Filing
from ncnd_rules.encode.sentences import STOP, after_colon, asks
from ncnd_rules.encode.zones.asked import marks_points, say_asked
from ncnd_rules.encode.zones.questions_put import QuestionsPut, heads_in_capitals, next_in_run
from ncnd_rules.encode.zones.recited import read_statute, recites
from ncnd_rules.encode.zones.said import ANSWERS, PLAIN_ANSWER, decides
from ncnd_rules.encode.zones.transcript import Transcript
from ncnd_rules.letter import Section
from ncnd_rules.reading import Block

_ENDS_REQUEST: dict[str, Section] = {"answer": "answer", "rights": "rights", "closing": "closing"}
_SPEAKS_OF_ANSWERS = re.compile(r"(?i)\b(?:answer|repl(?:y|ies)|response|respond|decision|outcome)\w*\b")
_LEADS = re.compile(
    r"(?i):$|\b(?:as follows|set out below|these things)\.?$|"
    r"\byou (?:have |had )?(?:asked|put|raised)\b[^.:;]{0,30} (?:two|three|four|five|six|several|some)"
    r" (?:\w+ )?(?:things|questions|points|matters)\.$"
)
_YOUR_REQUEST = re.compile(
    r"(?i)\byour (?:\w+ ){0,2}(?:request|application|questions?|query|enquiry|correspondence|letter|e-?mail|list)\b"
)
_YOU = re.compile(r"(?i)\byour?\b")
_OURS = re.compile(r"(?i)\b(?:we|our|us)\b")
_DATED = re.compile(
    r"(?i)(?:date (?:of )?)?(?:received|requested|submitted|published|acknowledged|response|request)(?: date| on)?:? "
    r".{0,20}\b(?:19|20)\d\d\.?"
)
# 'On 3 June 2020 we asked that you clarify ...', between the request and what was said in reply.
_WENT_BACK = re.compile(
    r"(?i)on (?:the )?\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9},? (?:19|20)\d\d,? "
    r"(?:(?:we|you)\b[^?]*\bclarif|a request for (?:further )?(?:clarification|information) was\b|clarification was\b)"
)
_LIMB = re.compile(r"\(?([b-h])\)\s")
_CLARIFIED = re.compile(r"(?i)clarifications?\W*(?:received|provided|given)?\W*$")
_SOUGHT = re.compile(r"(?i)clarification (?:sought|requested|asked for|required)\b")
_TO_WHO_ASKS = re.compile(
    r"(?i)\b(?:can|could|would|please|are|do|did) you\b|\byour? (?:request|question|seek)|^or is it\b"
)
_TO_THE_REQUESTER = re.compile(
    r"(?i)\breceived your\b|\byour (?:request|e-?mail|application|enquiry|letter)\b|"
    r"\byou (?:asked|requested|wrote|wanted)\b"
)
_COUNTED = re.compile(r"[\"']?(\d{1,2})\s+(?=[A-Za-z][a-z]|[AI]\s[a-z])")
# 'On the first point, 3,120 reports were received.'
_TAKES_UP = re.compile(
    r"(?i)(?:on|as (?:to|for|regards)|regarding|in (?:answer|reply|response) to|with regard to|turning to|to|for) "
    r"(?:your|the) (?:first|second|third|fourth|fifth|sixth|last)"
    r"(?: (?:points?|questions?|parts?|items?|of (?:these|those)))?,"
)
# As in 'The Council responds as follows', with which the answer begins.
_LEADS_TO_ANSWERS = re.compile(
    r"(?i)\b(?:(?:responds?|repl(?:y|ies)|answers?)(?: to (?:you|these|each|them))?|"
    r"(?:response|reply|answers?) (?:is|are)) (?:as follows|below|in turn)\b|"
    r"^(?:I|we) (?:(?:shall|will|now|have) )*(?:deal|dealt|take|taken|answer(?:ed)?|address(?:ed)?)\b[^.;?]{0,40}"
    r"\b(?:in turn|one by one|as follows|below|in (?:the|that|their) (?:same )?order)\b"
)
# What only who answers says of himself.
_ANSWERS_ITSELF = re.compile(
    r"(?i)\bwe (?:can|do|will|shall|are|have|hold|neither|cannot|could)\b|"
    r"\bi (?:can|cannot|neither|am (?:not |un)?(?:able|obliged|required|satisfied)|have (?:today|now))\b|"
    r"\byour request\b|\b(?:police|constabulary|force|council|trust) (?:can|will|shall|does|neither|holds?)\b"
)


# What only who answers says behind what was asked.
ANSWERS_THEM = re.compile(
    r"(?i)\b(?:information|data|documents?|material|records) (?:that |which )?you (?:have |had )?"
    r"(?:requested|asked for|sought)\b|\bapolog\w+ for (?:the|any|our) delay\b[^.;]{0,40}\byour request\b|"
    r"\bapolog\w+ for (?:the|any|our) delay in (?:providing|responding|replying|sending|answering)\b|"
    r"\b(?:in|our|the) response to your request\b|"
    r"^(?:many )?(?:thank you|thanks)(?: very much)? for (?:making |submitting |sending )?(?:your|this|the) "
    r"(?:[\w']+ ){0,4}?(?:request|enquiry|query|application)\b|"
    r"^(?:I|we) (?:write|am writing|are writing|refer|am responding|are responding|acknowledge)\b[^.;?]{0,60}"
    r"\byour (?:[\w'-]+ ){0,4}?(?:request|enquiry|query|application|e-?mail|letter|message|correspondence)\b"
)
# A sentence of the request ends with its quotation marks, and another begins.
_QUOTATION_ENDS = re.compile(r"(?:[.?!]['\"]['\"]?|['\"]\.)\s+(?=[A-Z])")
# What only who answers says to who asked.
_ADDRESSES = re.compile(
    r"(?i)\byour request\b|\byou (?:have )?(?:requested|asked (?:for|us))\b|"
    r"\b(?:we|i) (?:can (?:also )?(?:confirm|advise|inform)|(?:am|are) (?:providing|able to|unable to))\b"
)


_WRITES = re.compile(r"(?i)I (?:am writing|write) (?!in (?:reply|response|answer|connection)\b)")
# What who asks adds to his list.
_OF_THE_REQUESTER = re.compile(
    r"(?i)\b(?:i|my|me|you|your|please|kindly|should|must|would|if|may|above|following)\b|\?"
)
# 'For points 1 to 3 I wanted only the letters': who asks tells what he meant, also where he names his own points.
_WHO_ASKS_MEANS = re.compile(
    r"(?i)\bI (?:only |also |just |really |still )?(?:want(?:ed)?|wish(?:ed)?|meant|"
    r"(?:am|was) (?:only |also |just )?(?:asking|looking|hoping|interested|after|seeking)|"
    r"would (?:only |also |just )?(?:like|want|wish)) (?!to (?:advise|inform|apologi|confirm|thank|assure|explain|"
    r"point|draw|clarify|take|refer|make|begin|start|say|add|stress|remind|emphasi|note|acknowledge)\w*)"
)
# 'a) if the force has ever used drones', in a list of what 'I would like to know'.
_IF_IT_DOES = re.compile(
    r"(?i)if (?!(?:you|we|your|this|that|these|those)\b)(?:(?!,|\b(?:we|you|your|please|will|would|shall|may|should|"
    r"must|exempt\w*|section|held)\b)[^.;:?])+[.;?]?(?: (?:and|or))?"
)
# 'You would like to know', over a list of what.
_ASKED_AS_FOLLOWS = re.compile(
    r"(?i)\byou (?:(?:also|had|have) )?(?:ask(?:ed)?(?: us)?|want(?:ed)?|wish(?:ed)?|would like|sought|seek|requested)"
    r"(?: (?:for|to (?:know|be told|see|learn|have|receive|find out)))?\W*$"
)
_LEAST_LISTED = 2
_LONGEST_HEAD = 60  # characters


def _stems(words: str) -> set[str]:
    """The longer words, cut short: 'offences' heads what was asked of an offence."""
    return {word[:6] for word in re.findall(r"[a-z]{4,}", words.lower())}


class Request:
    """Reads the blocks of the request.

    Args:
        answer_head: the first block that only announces the answer, below 'You asked:'.
    """

    def __init__(
        self, lexicon: Lexicon, transcript: Transcript, questions: QuestionsPut, *, answer_head: int = -1
    ) -> None:
        self._lexicon = lexicon
        self._transcript = transcript
        self._questions = questions
        self._answer_head = answer_head
        self._in_list = False  # whether the last block was the item of a list
        self._in_quotes = False  # whether it is quoted, and its end will be marked

    def follows(self, words: str, following: Block | None) -> bool:
        """Whether a list of questions follows, whatever the words that lead to it."""
        section = self._transcript.section
        if self._questions or following is None or not _LEADS.search(words) or _SPEAKS_OF_ANSWERS.search(words):
            return False
        if recites(words, self._lexicon):
            return False
        if section != "header" and not (section == "answer" and _YOU.search(words) and not self._has_asked()):
            return False
        put = following.passage.words
        counted = _COUNTED.match(put)
        first = following.label.strip("().").lower() in ("1", "a", "i", "q1", "qa") or (counted and counted[1] == "1")
        return bool(first) and (_YOU.search(words) is not None or asks(put[counted.end() :] if counted else put))

    def leads_to_list(self, words: str, following: Block | None) -> bool:
        """Whether a list without labels follows that tells what was asked: 'You requested figures. In particular:'."""
        section, listed = self._transcript.section, following is not None and following.kind == "item"
        if self._questions or not listed or section not in ("header", "answer"):
            return False
        told = _ASKED_AS_FOLLOWS.search(words) or (words.endswith(":") and self._lexicon.first("told", words))
        return bool(told) and following is not None and not following.label

    def counts(self, words: str, following: Block | None) -> bool:
        """Whether the questions begin here unannounced: '1 How many?', and under it '2 Who?'."""
        if self._questions or self._transcript.section != "header" or following is None:
            return False
        first, second = _COUNTED.match(words), _COUNTED.match(following.passage.words)
        return bool(
            first
            and second
            and (first[1], second[1]) == ("1", "2")
            and words.endswith("?")
            and asks(words[first.end() :])
        )

    def read(self, block: Block, following: Block | None, zone: Hit | None) -> None:
        """A block of the request, or the several questions that run on in it."""
        while (number := next_in_run(block)) is not None:
            self._read_one(block._replace(passage=block.passage.cut(0, number.start())), None, zone)
            block, zone = block._replace(passage=block.passage.cut(number.end()), label=number[1]), None
        self._read_one(block, following, zone)
        self._in_list = block.kind == "item"

    def _read_one(self, block: Block, following: Block | None, zone: Hit | None) -> None:
        """One question, the authority's words that introduce it, or those that end the request."""
        transcript, questions = self._transcript, self._questions
        if read_statute(block, transcript) or self._answers_in_turn(block, following):
            return
        block = self._with_its_number(block, following)
        words, opens = block.passage.words, zone.row.gives["opens"] if zone else None
        labels = questions.labels_of(block.label) if block.label else self._next_in_turn()
        block, labels = questions.with_those_joined(block, labels)
        words = block.passage.words
        begins = transcript.section != "request" or _TO_THE_REQUESTER.search(words)
        if zone is not None and opens == "request" and begins:
            self._introduce(block, following, zone)
            return
        puts = asks(words) or self._is_enclosed(words, opens)
        if labels == ("1",) and "1" in questions and not questions.begins("1", words) and puts:
            limb = _LIMB.match(words)  # '1. b) ...', or a list that lost its numbers
            labels = (f"1{limb[1]}",) if limb else (questions.next_number,)
        if _DATED.fullmatch(words) or _WENT_BACK.match(words) or (self._went_back() and _TO_WHO_ASKS.search(words)):
            transcript.say(block.passage, "authority")  # a form gives the days of the request beside its words
            return
        answers = is_of_answer(block.label) and is_numbered(block.label) and not asks(words)  # 'Response 1: Nine.'
        heads = self._heads_answer(block, following) or self._tells_of_list(block)
        ended = self._has_ended(words, labels, opens, heads=heads)
        if answers or (ended and not self._leads_to_questions(labels, following)):
            transcript.turn_to(_ENDS_REQUEST.get(opens or "", "answer"))
            self._begin_answer(block, following, labels)
            return
        if labels:
            transcript.go_under(block.label, labels)
            questions.put(labels, words)
        elif block.kind != "item":
            transcript.labels = ()
        elif questions.are_unlabelled and asks(words):
            questions.put((questions.next_place,), words)  # each of a list without labels is known by its place
        transcript.request_opens = False
        stop = self._quoted_up_to(words)
        say_asked(block.passage.cut(0, stop), labels, transcript, questions)
        if stop < len(words):
            transcript.section, transcript.labels, self._in_quotes = "answer", (), False
            transcript.say(block.passage.cut(stop), "authority")
            return
        self._end_quotation(words, following, labels)

    def _begin_answer(self, block: Block, following: Block | None, labels: tuple[str, ...]) -> None:
        """The first block that answers, or that heads an answer under the label of its question."""
        transcript, questions = self._transcript, self._questions
        transcript.labels = ()
        if labels:
            transcript.go_under(block.label, labels)
            questions.miss(labels, block.label, transcript.block)
        heads = heads_in_capitals(block, following)
        transcript.say(block.passage, "authority", labelled=bool(labels) and not heads, is_heading=heads)
        questions.run = {}

    def _went_back(self) -> bool:
        """Whether what the authority asked to be made clear is headed so: 'Clarification sought'."""
        headings = self._transcript.headings
        return bool(headings) and _SOUGHT.match(headings[-1].passage.words) is not None

    def _is_made_clear(self) -> bool:
        """Whether who asks makes clear, under a heading and above that of the answer, what the questions mean."""
        headings = self._transcript.headings
        made_clear = bool(headings) and _CLARIFIED.match(headings[-1].passage.words) is not None
        return made_clear and self._transcript.block < self._answer_head

    def _with_its_number(self, block: Block, following: Block | None) -> Block:
        """'2 Make and model': in a list the next number is a label though no mark follows it.

        A point above a second question is the first, whose number the copy printed as a point.
        """
        second = following is not None and following.label.strip("().") == "2" and not self._questions
        if block.kind == "item" and not block.label and second and asks(block.passage.words):
            return block._replace(label="1")
        counted = _COUNTED.match(block.passage.words) if not block.label else None
        if not counted or counted[1] != self._questions.next_number:
            return block
        self._questions.unmarked = True
        return block._replace(passage=block.passage.cut(counted.end()), label=counted[1], kind="item")

    def _next_in_turn(self) -> tuple[str, ...]:
        """The place in their order of a question under a heading 'Request' of its own, above its answer."""
        transcript, questions = self._transcript, self._questions
        headed = transcript.request_opens and transcript.filing == Filing("request", (), transcript.block - 1)
        return (questions.next_place,) if questions.in_turn and headed and questions.are_unlabelled else ()

    def _heads_answer(self, block: Block, following: Block | None) -> bool:
        """Whether a line behind a list of what was asked repeats words of it over an answer: 'Number of vans'."""
        words = block.passage.words
        alone = block.kind in ("line", "heading", "paragraph") and not block.label and len(words) <= _LONGEST_HEAD
        if not alone or words.endswith((".", "?", ",", ";")) or following is None or following.kind != "paragraph":
            return False
        said = self._transcript.sentences
        asked = [one for one in said if one.voice == "requester" and one.section == "request"]
        if not asked or asked[-1].block != self._transcript.block - 1 or asks(following.passage.words):
            return False
        known = {word for one in asked for word in _stems(one.words)}
        head = _stems(words)
        return len(asked) > 1 and following.passage.words.endswith((".", ":")) and len(head) > 0 and head <= known

    def _tells_of_list(self, block: Block) -> bool:
        """Whether a paragraph behind a list of what was asked tells of what it asks for."""
        first = block.passage.words[: next((stop.end() for stop in STOP.finditer(block.passage.words)), None)].rstrip()
        if block.kind != "paragraph" or block.label or asks(first) or _OF_THE_REQUESTER.search(first):
            return False
        said = self._transcript.sentences
        asked = [one for one in said if one.voice == "requester" and one.section == "request"]
        if len(asked) < _LEAST_LISTED or asked[-1].block != self._transcript.block - 1 or not self._in_list:
            return False
        known = {word for one in asked for word in _stems(one.words)}
        return first.endswith(".") and len(_stems(first) & known) > 1

    def _has_ended(self, words: str, labels: tuple[str, ...], opens: str | None, *, heads: bool = False) -> bool:
        """Whether words behind the request are the authority's.

        Args:
            heads: whether they head an answer, or tell of what was listed.
        """
        enclosed = self._is_enclosed(words, opens)
        if ANSWERS.match(words) or heads:
            return True
        if enclosed and not _ANSWERS_ITSELF.search(words):
            return False
        if _WHO_ASKS_MEANS.search(words) and not decides(words, self._lexicon):
            return False
        if not (labels or enclosed) and self._has_asked() and ANSWERS_THEM.search(words) and not asks(words):
            return True
        again = bool(labels) and all(label in self._questions for label in labels) and not asks(words)
        again = again and not self._is_made_clear()
        asked = asks(words) or _IF_IT_DOES.fullmatch(words) is not None
        # 'I am writing to you about ...' directly under the heading of the request begins it.
        begins = self._transcript.request_opens and _WRITES.match(words) and not _YOUR_REQUEST.search(words)
        ends = opens in _ENDS_REQUEST and not (labels and asked) and not enclosed and not begins
        # Behind the list of questions 'we' is the authority; who asks does not speak of 'your request'.
        addressed = bool(self._questions) and not labels and not enclosed
        ends = ends or (addressed and _OURS.search(words) is not None and not asks(words))
        answers = not asks(words) and (
            _TAKES_UP.match(words) or _LEADS_TO_ANSWERS.search(words) or labels_led_with(words, self._questions.labels)
        )
        ends = ends or (not labels and not enclosed and bool(answers))
        ends = ends or (addressed and _YOUR_REQUEST.search(words) is not None and not words.endswith("?"))
        return ends or again or decides(words, self._lexicon, opens=self._transcript.request_opens)

    def _leads_to_questions(self, labels: tuple[str, ...], following: Block | None) -> bool:
        """Whether the first words of the request only tell, 'The force decided not to ...', over the first question."""
        if labels or following is None or not self._transcript.request_opens:
            return False
        begins = following.label.strip("().").lower() in ("1", "a", "i", "q1", "question 1")
        return begins and asks(following.passage.words)

    def _has_asked(self) -> bool:
        """Whether something was asked in the request so far."""
        said = self._transcript.sentences
        return any(one.voice == "requester" and one.section == "request" and asks(one.words) for one in said)

    def _is_enclosed(self, words: str, opens: str | None) -> bool:
        """Whether words stand between 'You asked:' and 'In response:', where only a refusal is the authority's."""
        transcript = self._transcript
        return (
            transcript.block < self._answer_head
            and transcript.filing.announces == "request"
            and not _SPEAKS_OF_ANSWERS.search(transcript.headings[-1].passage.words)  # 'Request and answer'
            and not (opens == "answer" and _YOUR_REQUEST.search(words))
        )

    def _quoted_up_to(self, words: str, opens: tuple[str, ...] = ('"',)) -> int:
        """Where a quoted request ends, and the authority goes on to answer it in the same paragraph."""
        if not (self._in_quotes or words.startswith(opens)):
            return len(words)
        ends = (match.end() for match in _QUOTATION_ENDS.finditer(words))
        return next((stop for stop in ends if _ADDRESSES.search(words, stop)), len(words))

    def _end_quotation(self, words: str, following: Block | None, labels: tuple[str, ...]) -> None:
        """Leave the request where the quotation ends in which it stands."""
        self._in_quotes = self._in_quotes or words.startswith('"')
        goes_on = following is not None and (following.label or following.passage.words.startswith('"'))
        if self._in_quotes and words.endswith(('"', '".')) and words.count('"') != 2 * bool(labels) and not goes_on:
            self._transcript.section, self._transcript.labels, self._in_quotes = "answer", (), False

    def _answers_in_turn(self, block: Block, following: Block | None) -> bool:
        """Whether a line between two questions of a list answers the first: 'Nil', '12', or words that decide."""
        transcript, last, words = self._transcript, self._questions.last, block.passage.words
        if block.label or following is None or not following.label or transcript.block < self._answer_head:
            return False
        goes_on = follows(last, labels_of(following.label, "")[0]) and asks(following.passage.words)
        under = transcript.labels == (last,) and transcript.sentences[-1].labelled
        if not goes_on or not under or not (PLAIN_ANSWER.fullmatch(words) or decides(words, self._lexicon)):
            return False
        transcript.turn_to("answer")
        self._questions.in_turn = True
        transcript.say(block.passage, "authority", labelled=True)
        return True

    def _introduce(self, block: Block, following: Block | None, zone: Hit) -> None:
        """Words of the authority after which the requester's begin, in the same block or the next."""
        transcript, words = self._transcript, block.passage.words
        if zone.row.gives.get("own") and transcript.section == "header" and asks(words) and not words.endswith(":"):
            # A log prints the request below its title alone.
            transcript.section, transcript.request_opens = "request", False
            say_asked(block.passage, (), transcript, self._questions)
            return
        told = words[zone.stop :].strip(" :-'\"")
        listed = following is not None and bool(following.label) and not words.endswith((".", "?"))
        listed = listed or (
            following is not None and following.kind == "item" and _ASKED_AS_FOLLOWS.search(words) is not None
        )
        asked = listed or asks(told) or marks_points(told) or (following is not None and asks(following.passage.words))
        if not (words.endswith((":", "-")) or asked):
            transcript.say(block.passage, "authority")
            return
        cut = after_colon(words, zone.stop)
        transcript.say(block.passage.cut(0, cut), "authority")
        rest = block.passage.cut(cut)
        transcript.section, transcript.request_opens = "request", not rest.words
        stop = self._quoted_up_to(rest.words.lstrip(), opens=("'", '"'))
        stop = stop + len(rest.words) - len(rest.words.lstrip())
        say_asked(rest.cut(0, stop), (), transcript, self._questions)
        if stop < len(rest.words):
            transcript.section, transcript.labels = "answer", ()
            transcript.say(rest.cut(stop), "authority")
