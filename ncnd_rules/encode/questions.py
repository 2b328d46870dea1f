"""What was asked: questions with their labels, limbs, topics and times, in the requester's own words."""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from ncnd_rules.encode.draft import Draft, span_of
from ncnd_rules.encode.labels import ORDER, labels_led_with, labels_named, number_of, ordinal
from ncnd_rules.encode.lexicon import Hit
from ncnd_rules.encode.page import LostQuestion, Page, Sentence
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.sentences import asks, names_a_thing
from ncnd_rules.facts import Harm, Part, Question
from ncnd_rules.letter import Span

_ALL = Prefiltered(
    r"(?i)\b(?:all (?:of )?(?:the |your |these )?(?:\w+ )?questions?|(?:each|any|both) of (?:the |your |"
    r"these )?questions?|whole of your request|entire request|all (?:three|four|five|six|seven|eight|nine|"
    r"ten)|both questions)\b"
)
_ORDINAL = re.compile("|".join((*ORDER, "last")))
_ORDINALS = Prefiltered(
    rf"(?i)\b(?:{_ORDINAL.pattern})(?:(?:,| and|, and| or| &) (?:the )?(?:{_ORDINAL.pattern}))* "
    r"(?:points?|questions?|parts?|requests?|bullets?|items?)\b|"
    rf"^(?:(?:as (?:to|for|regards)|on|regarding|to|for) )?(?:the|your) (?:{_ORDINAL.pattern})"
    r"(?=[,:]| - | \(| (?:is|was|I|we|the)\b)|"
    rf"^(?:{_ORDINAL.pattern})(?= - |: )"
)
_FIRST_FEW = Prefiltered(
    r"(?i)\b(?:your |the )?first (two|three|four|five|six) (?:points|questions|parts|requests|items)\b"
)
_FEW = ("two", "three", "four", "five", "six")
_LONGEST_ID = 60
_FARTHEST_LABEL = 120  # characters before an answer in which its label is looked for
_BEGINNING = 24  # characters by which a question that is repeated is known
# 'Please could you provide me with the following information:' asks for what follows, and nothing of its own; so does
# 'Could I therefore request the following information under the Act for the year 2016?', over its list.
_LEADS_IN = re.compile(
    r"(?i)(?:(?:for each|in your) [^:;?]{1,80}, )?(?:please )?(?:(?:can|could|would|will) (?:you )?)?(?:please )?"
    r"(?:provide|supply|send|tell|give|answer|confirm|disclose|state|indicate)(?: me| us)?(?: with)?"
    r"(?: details (?:about|of)| (?:the )?following(?: information| questions| details)?)?\s?[:.;]?|"
    r"(?:[\w,' ]{0,40} )?(?:request|like|provide|supply|send|tell|give|answer|have|know|ask(?: for)?|seek|obtain|"
    r"require)"
    r"(?: (?:me|us))?(?: with)?(?: answers to)? the following"
    r"(?: (?:information|questions?|data|details|figures|records))?"
    r"(?: (?:under|in accordance with) (?:the )?(?:freedom of information|foia?|act)(?: act)?(?: 2000)?)?"
    r"(?: for (?:the )?(?:\w+ )?(?:years?|periods?)(?: of)? [\d/ -]+)?\s?[:.;]?"
)
_ANNOUNCES = re.compile(r"(?i)\b(?:following|below|these questions)\b")
_LEAST_NAMED = 3  # words of a line that names a thing
_LEAST_WORDS = 25  # characters of a sentence of substance
_MOST = 500  # questions; no request has a tenth of them
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ITEM = re.compile(r"\d+[a-z]")
# 'a. Yes', in a copy that prints no question with that letter.
_ANSWERS = re.compile(r"(?i)\W*(?:yes|no|none|nil|n/?a|not (?:applicable|held|recorded)|(?:£ ?)?\d[\d,.]*%?)\W*")
_REST = Prefiltered(
    r"(?i)\b(?:any|all|the) (?:further|other|remaining|subsequent|(?:rest|remainder) of (?:the|your)|remainder of) "
    r"(?:of (?:the|your) )?questions?\b"
)


# Where a sentence begins to ask another thing, or of another time.
_ASKS_TOO = re.compile(
    r"(?i)(?:[,;/]|\b(?:and|or|but)\b),? (?:(?:and|or|also|if so|please) ,?){0,4}+"
    r"(?=(?:how|what|which|when|where|who|why|whether|is|are|was|were|do|does|did|has|have|had)\b)"
)
_OF_A_THING = Prefiltered(
    r"(?i)(?:(?:please|kindly|also)? ?(?:send|supply|provide|release|forward|disclose|produce|let me have)|"
    r"a copy of|copies of|"
    r"(?:could|can|would) you (?:please )?(?:send|supply|provide|release|forward|disclose)|I (?:should|would) like)\b"
)
_RELATIVE = re.compile(r"(?i)\b(?:which|that|who|whom|whose|where)\b")
_GOES_ON = re.compile(r"(?i)(?:if (?:so|yes|any|they did|it has),? )?(?:how|who|where|when|what|which)\b")
_SUPPLIES = re.compile(
    r"(?i)\b(?:suppl(?:ied|ier|ies)|bought|purchased|procured|provided|manufactured|made) ?(?:by|from|is|was)?\b"
)
# Behind the subject of a request: 'about the use of dogs has been considered'.
_SUBJECT_ENDS = re.compile(
    r"(?i) (?:(?:and )?(?:has|have|was|were|is|are|which|that|received|dated|under|submitted|made))\b|[.,;:]"
)
_SUBJECT = re.compile(r"(?i)(?:(?:subject|re|title|fwd?|your (?:question|request|query))\s?:\s*)+")
_OPENING = 14  # blocks in which a letter says what was asked
# Where one thing asked ends and another begins: '; and', ', whether', 'and asks whether'.
_PARTS_PIECES = re.compile(
    r"(?i);? ?\band (?:also )?(?:asks?|asked|wish(?:ed|es)?|want(?:ed|s)?|request(?:ed|s)?)"
    r"(?: (?:for|to know|us|about))* |"
    r"; (?:and |or )?(?:(?:also|then|first|second|third|fourth|last|final)(?:ly)?,? )?(?:for |of |about )?|"
    r", (?:and |or )?(?:(?:also|last|final|third|second)(?:ly)?,? )?(?:for |of |about )?"
    r"(?=(?:whether|how (?:many|much|often|long)|what|which|who|when|where|why|"
    r"the (?:number|cost|names?|dates?|advice|total)|details|copies|a copy|any)\b)|"
    r" and (?:(?:last|final)ly,? )?(?:for )?(?=(?:whether|how (?:many|much|often|long)|copies|a copy|details)\b)"
)
_ASKS_NOTHING = ("courtesy", "scoping", "form")  # what is said of the request, its limits, or the form of the answer
_DEFINITE = ("unstated", "past", "present")


class Asked(NamedTuple):
    """One question, and what answers are matched with it by."""

    fact: Question
    topics: tuple[str, ...]
    of_item: str = ""  # the labelled item for which it asks again what its parent asks of each
    leans: bool = False  # whether it speaks of 'it' or 'these systems'
    turn: int = -1  # the number of the sentence with which its request begins, where several are answered in turn

    @property
    def id(self) -> str:
        """The id of the fact."""
        return self.fact.id

    @property
    def label(self) -> str:
        """Its label as printed, in small letters."""
        return self.fact.label.lower()


class Questions:
    """The questions of a letter, in order."""

    def __init__(self) -> None:
        self.all: list[Asked] = []
        self.topics: tuple[str, ...] = ()  # what the request is about

    @cached_property
    def parents(self) -> dict[str, str | None]:
        """Each question's head, where it is a limb."""
        return {asked.id: asked.fact.parent for asked in self.all}

    @property
    def printed(self) -> list[Asked]:
        """The questions of which this copy has the words."""
        return [asked for asked in self.all if asked.fact.printed]

    @property
    def has_lost(self) -> bool:
        """Whether there are questions that only their answers name."""
        return len(self.printed) < len(self.all)

    def ids(self) -> tuple[str, ...]:
        """Every question that is printed: what is said of the request as a whole is not known to be said of others."""
        return tuple(asked.id for asked in self.printed)

    def by_labels(self, labels: tuple[str, ...], place: int | None = None) -> tuple[str, ...]:
        """The questions that bear one of the labels, and their limbs.

        Args:
            place: where they are answered. Of several that bear one label those above it are: a page may print
                several letters, each with its request.
        """
        found = {asked.id for asked in self.all if asked.label in labels}
        if place is not None and len(found) > len(labels):
            found = found & set(self.asked_before(place)) or found
        if not found:
            # Where the copy has lost the numbers of the questions, the third is that in the third place.
            places = (int(label) for label in labels if label.isdigit())
            ordered = {ORDER[place - 1] for place in places if 0 < place <= len(ORDER)}
            found = {asked.id for asked in self.all if asked.label in ordered}
        for asked in self.all:  # parents stand before their limbs
            if asked.fact.parent in found:
                found.add(asked.id)
        return tuple(asked.id for asked in self.all if asked.id in found)

    def heads_of(self, labels: tuple[str, ...]) -> tuple[str, ...]:
        """The questions of which labels name limbs that were not asked: 'a) We hold none', below question 1."""
        heads = {label.rstrip(_LETTERS) for label in labels if _ITEM.fullmatch(label)}
        return tuple(asked.id for asked in self.all if asked.label in heads)

    def led_with(self, words: str) -> list[str]:
        """The labels of questions with which a sentence begins."""
        return labels_led_with(words, [asked.label for asked in self.all])

    def by_order(self, ordinals: Iterable[str]) -> tuple[str, ...]:
        """The questions named by their order, 'third' or 'last', and their limbs."""
        heads = [asked.id for asked in self.printed if not asked.fact.parent]
        named = dict(zip(ORDER, heads, strict=False)) | ({"last": heads[-1]} if heads else {})
        chosen = {named[ordinal] for ordinal in ordinals if ordinal in named}
        return tuple(asked.id for asked in self.all if self.head_of(asked.id) in chosen)

    def asked_before(self, place: int) -> tuple[str, ...]:
        """The questions that stand above a place: a page may print each over its answer."""
        return tuple(asked.id for asked in self.all if (asked.fact.evidence[0].start or 0) < place)

    def head_of(self, question: str) -> str:
        """The question of which this is a limb, or itself."""
        while parent := self.parents.get(question):
            question = parent
        return question

    def first_group(self) -> tuple[str, ...]:
        """The first question and its limbs."""
        first = next(iter(self.ids()), "")
        return tuple(asked for asked in self.ids() if self.head_of(asked) == first)

    def in_turn(self, ids: tuple[str, ...], number: int) -> tuple[str, ...]:
        """Of some questions, those of the last request before a sentence, where a letter answers several in turn."""
        turn = max((asked.turn for asked in self.all if asked.turn <= number), default=-1)
        return tuple(asked.id for asked in self.all if asked.id in ids and asked.turn == turn) or ids

    def words_of(self, ids: tuple[str, ...]) -> str:
        """How some questions are worded, in small letters."""
        return " ".join(asked.fact.evidence[0].quote for asked in self.printed if asked.id in ids).lower()

    def topics_of(self, ids: tuple[str, ...]) -> set[str]:
        """What some questions are about."""
        return {topic for asked in self.all if asked.id in ids for topic in asked.topics}


def encode_questions(draft: Draft) -> Questions:
    """Every question in the requester's words."""
    sentences = [sentence for sentence in draft.page.sentences if sentence.voice == "requester"]
    return _Inquiry(draft, sentences).read()


def settle_topics(draft: Draft, questions: Questions) -> None:
    """Of several topics that a question names, take the one for which harm is argued, if it is for one.

    Otherwise a question that names two subjects would be said to lack what the letter argues for the other.
    """
    silent = {fact.id: fact for fact in draft.facts if isinstance(fact, Part) and fact.position == "ncnd"}
    argued: dict[str, set[str]] = {}
    for fact in draft.facts:
        if isinstance(fact, Harm):
            for part in fact.part:
                for question in silent[part].question if part in silent else ():
                    argued.setdefault(question, set()).update(fact.topic)
    chosen = {}
    for asked in questions.all:
        topic = next((topic for topic in asked.topics if topic in argued.get(asked.id, ())), asked.fact.topic)
        if topic != asked.fact.topic:
            chosen[asked.id] = topic
    draft.facts = [
        fact.model_copy(update={"topic": chosen[fact.id]}) if fact.kind == "question" and fact.id in chosen else fact
        for fact in draft.facts
    ]


def settle_suppliers(draft: Draft, questions: Questions) -> None:
    """Of answers that name a supplier, note the subject that they name and nothing before them does.

    Nothing is noted where a question speaks of a subject that the lexicon does not know: it may be the same.
    """
    suppliers = {asked.id for asked in questions.all if asked.fact.asks == "supplier"}
    heads = {asked.fact.parent for asked in questions.all}
    if not suppliers or any(not asked.topics and asked.id not in heads for asked in questions.all):
        return
    for number, fact in enumerate(draft.facts):
        if isinstance(fact, Part) and fact.position == "disclosed" and suppliers & set(fact.question):
            said = " ".join(span.quote for span in fact.evidence)
            named = dict.fromkeys(topic for topic in topics_in(draft, said) if topic not in ASPECTS)
            if _SUPPLIES.search(said) and named and not _known_before(draft, fact) & set(named):
                draft.facts[number] = fact.model_copy(update={"supplier_of": next(iter(named))})


def _known_before(draft: Draft, answer: Part) -> set[str]:
    """The subjects of the request, and of the answers before one."""
    place = answer.evidence[0].start
    told = (
        sentence
        for sentence in draft.page.sentences
        if sentence.voice == "requester"
        or (sentence.section in ("header", "answer") and sentence.passage.reach()[1] <= (place or 0))
    )
    return {topic for sentence in told for topic in topics_in(draft, sentence.words)}


def mentioned(words: str, questions: Questions) -> tuple[str, ...] | None:
    """The questions that a clause names; none where it names none."""
    if _ALL.search(words):
        return questions.ids()
    labels = labels_named(words, [asked.label for asked in questions.all]) or questions.led_with(words)
    found = set(questions.by_labels(tuple(labels)))
    for match in _ORDINALS.finditer(words):
        found |= set(questions.by_order(_ORDINAL.findall(match[0].lower())))
    if few := _FIRST_FEW.search(words):
        found |= set(questions.by_order(ORDER[: _FEW.index(few[1].lower()) + 2]))
    return tuple(asked.id for asked in questions.all if asked.id in found) or None


def speaks_of_rest(words: str) -> bool:
    """Whether a clause speaks of 'any further questions'."""
    return _REST.search(words) is not None


class _Inquiry:
    """Reads the questions of one request."""

    def __init__(self, draft: Draft, sentences: list[Sentence]) -> None:
        self._draft = draft
        self._questions = Questions()
        self._names: Counter[str] = Counter()
        self._asked_in: dict[str, int] = {}  # the words of questions without a label to where they were asked first
        self._turn = self._heading = -1
        self._last: Sentence | None = None
        self._said = {
            sentence.number: [found.hit for found in draft.find("questions", [sentence], every=True)]
            for sentence in sentences
        }
        self._blocks: dict[tuple[int, tuple[str, ...]], list[Sentence]] = {}
        for sentence in sentences:
            self._blocks.setdefault((sentence.block, sentence.labels), []).append(sentence)
        # The time that one sentence of the request sets for all its questions.
        self._periods = {
            period
            for sentence in sentences
            if self._gives(sentence, "scoping")
            for period in self._periods_of(sentence)
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
            asking = [sentence for sentence in own if self._is_asked(sentence, labelled=own[0].labelled)]
            answered = _ANSWERS.fullmatch(own[0].words) is not None
            if not asking and own[0].labelled and not answered and not self._gives(own[0], "courtesy"):
                asking = own[:1]  # under a label of its own, 'For the north division, each day in May' is asked
            if asking and own[0].labelled:
                head = self._labelled(own[0], asking) or head
            elif self._is_of_request(own[0]) and not (
                any_label
                and head is None
                and len(self._blocks) > 1
                and not (self._is_listed(own[0]) or any(map(_puts_a_question, own)))
            ):
                # What introduces a numbered list asks nothing of its own; a point above one with letters does.
                for sentence in asking[: _MOST - len(self._questions.all)]:
                    if self._asked_before(sentence):
                        continue  # the reply repeats the request
                    label = f"{head.label} (further)" if head else ordinal(len(self._questions.all) + 1)
                    self._ask(sentence, label, head)
        questions = self._questions
        if not questions.all:
            self._ask_in_message()
        if not questions.all:
            self._ask_as_retold()
        if not questions.all:
            self._ask_in_title()
        if not questions.all:
            self._ask_as_a_whole()
        questions.topics = _subjects(questions)
        questions.all = [self._with_topics(asked) for asked in questions.all]
        lost = [one for one in self._draft.page.lost if not self._is_printed(one.label)]
        questions.all += [self._lost(one) for one in lost[: _MOST - len(questions.all)]]
        self._draft.facts += [asked.fact for asked in questions.all]
        return questions

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
        again = any(words in one.fact.evidence[0].quote.lower() for one in self._questions.all)
        return not first and answered and not again

    def _is_of_request(self, sentence: Sentence) -> bool:
        """Whether a sentence of the requester stands in the request, or is quoted at the beginning of the letter."""
        quoted = sentence.section == "header" and self._draft.page.blocks[sentence.block].kind != "mail_header"
        return sentence.section == "request" or quoted

    def _ask_in_message(self) -> None:
        """What is asked in the message that is answered, below the answer; the lowest of several is the first."""
        messages: list[list[Sentence]] = [[]]
        for (block, _), own in self._blocks.items():
            divides = self._draft.lexicon.first("threads", own[0].words) is not None
            if divides or self._draft.page.blocks[block].kind == "mail_header":
                messages.append([])
            elif own[0].section == "closing":
                messages[-1] += own
        asking = ([one for one in message if self._is_asked(one, labelled=False)] for message in reversed(messages))
        for sentence in next(filter(None, asking), []):
            self._ask(sentence, ordinal(len(self._questions.all) + 1), None)

    def _ask_in_title(self) -> None:
        """A question in the subject line of a letter that prints none and tells none."""
        for sentence in self._draft.page.spoken("header"):
            if sentence.words.endswith("?") and (subject := _SUBJECT.match(sentence.words)):
                self._ask_in_words_of_authority(sentence._replace(passage=sentence.passage.cut(subject.end())), "1")
                return

    def _ask_as_retold(self) -> None:
        """A letter that prints no request may tell in its own words what was asked: 'you asked us how many'."""
        pieces: list[Sentence] = []
        about: Sentence | None = None
        for sentence in self._draft.page.spoken("header", "answer", "request"):
            if sentence.is_heading or sentence.labelled or sentence.block >= _OPENING:
                continue
            for found in self._draft.find("retold", [sentence]):
                start = found.hit.stop - len(found.hit.groups["told"])
                if found.hit.row.gives.get("alone"):
                    stop = next((end.start() for end in _SUBJECT_ENDS.finditer(sentence.words, start)), None)
                    about = about or sentence._replace(passage=sentence.passage.cut(start, stop))
                    continue
                pieces += _pieces_of(sentence, start)
                break
        if about and not pieces and not self._draft.page.lost:
            pieces = [about]  # nothing but the subject of the request is told
        for place, piece in enumerate(pieces, start=1):
            self._ask_in_words_of_authority(piece, ordinal(place) if len(pieces) > 1 else "1")

    def _ask_in_words_of_authority(self, sentence: Sentence, label: str) -> None:
        """A question that stands in a sentence of the authority, or a piece of one."""
        asked = sentence._replace(number=-1 - len(self._questions.all))
        self._said[asked.number] = [found.hit for found in self._draft.find("questions", [asked], every=True)]
        self._ask(asked, label, None)

    def _ask_as_a_whole(self) -> None:
        """A request in which nothing is worded as a question asks for what its first sentence of substance names."""
        named = (
            sentence
            for own in self._blocks.values()
            for sentence in own
            if self._draft.page.blocks[sentence.block].kind != "mail_header"
            and not self._draft.lexicon.first("threads", sentence.words)
            and len(sentence.words) >= _LEAST_WORDS
            and not any(self._gives(sentence, field) for field in _ASKS_NOTHING)
            and not self._leads_in(sentence)
        )
        for sentence in named:
            self._ask(sentence, "1", None)
            return

    def _leads_in(self, sentence: Sentence) -> bool:
        """Whether a sentence only says that the request follows: 'In your correspondence you wrote:'."""
        # Under a colon 'Everything you hold about drones:' asks all the same, for what it names.
        return sentence.words.endswith(":") and not any(topics_in(self._draft, sentence.words))

    def _gives(self, sentence: Sentence, field: str) -> list[Any]:
        return [hit.row.gives[field] for hit in self._said[sentence.number] if field in hit.row.gives]

    def _periods_of(self, sentence: Sentence) -> set[str]:
        """The times a sentence asks about, each clause of it about one.

        Its first verb tells by its tense; without a verb, a time that it names; else what kind of thing is asked for.
        A clause of which the verb is not known asks about what is so: verbs that tell of the past are known.
        """
        by: dict[str, list[Hit]] = {}
        for hit in sorted(self._said[sentence.number], key=lambda hit: (hit.start, -hit.stop)):
            if "period" in hit.row.gives:
                by.setdefault(hit.row.gives["told_by"], []).append(hit)
        tenses = by.get("tense", [])
        if thing := _OF_A_THING.match(sentence.words):
            # 'Please send the form on which requests are made': the verb tells of the thing, not of a time asked about.
            tenses = [hit for hit in tenses if not _RELATIVE.search(sentence.words, thing.end(), hit.stop)]
        # One verb is the first of its clause wherever the clause begins, and looking for clauses is slow.
        begins = [match.end() for match in _ASKS_TOO.finditer(sentence.words)] if len(tenses) > 1 else []
        verbs = {bisect(begins, hit.start): hit for hit in reversed(tenses)}
        without = by.get("time") or by.get("thing") or by.get("clause", [])
        told = [*verbs.values(), *by.get("added", [])] if verbs else without
        periods = {hit.row.gives["period"] for hit in told}
        # Of things of several kinds the least definite tells: 'any e-mails' may be none.
        return periods if verbs else set(sorted(periods, key=_DEFINITE.index)[:1]) - {"unstated"}

    def _is_asked(self, sentence: Sentence, *, labelled: bool) -> bool:
        if any(self._gives(sentence, field) for field in _ASKS_NOTHING):
            return False
        if _ANSWERS.fullmatch(sentence.words):
            return False
        if not labelled and _LEADS_IN.fullmatch(sentence.words):
            return False
        page = self._draft.page
        listed = self._is_listed(sentence)
        named = self._is_named(sentence)
        # What follows 'you asked' in the same paragraph of the authority was asked, however it is worded.
        told = any(other.voice == "authority" and not other.is_heading for other in page.of_block(sentence.block))
        return labelled or listed or told or named or asks(sentence.words)

    def _is_named(self, sentence: Sentence) -> bool:
        """Whether a line of its own, under a heading of the request, names a thing: 'The contract with the maker'."""
        words = sentence.words
        alone = len(self._draft.page.of_block(sentence.block)) == 1 and sentence.filing.announces == "request"
        return alone and not words.endswith(".") and len(words.split()) > _LEAST_NAMED and names_a_thing(words)

    def _is_listed(self, sentence: Sentence) -> bool:
        return self._draft.page.blocks[sentence.block].kind == "item"

    def _labelled(self, lead: Sentence, asking: list[Sentence]) -> Asked | None:
        """A question under its label, and what the same block asks beside it."""
        label = lead.labels[0] if lead.labels else ""
        known = next((one for one in self._questions.all if one.label == label and one.turn == self._turn), None)
        if not label or known:
            return known
        base = re.match(r"\d+(?:\.\d+)*(?=[a-z])", label)
        parent = next((asked for asked in self._questions.all if base and asked.label == base[0]), None)
        asked = self._ask(asking[0], label, parent)
        for number, sentence in enumerate(asking[1:], start=2):
            self._ask(sentence, f"{label} ({number})", asked)
        if any(self._gives(sentence, "each") for sentence in asking):
            self._ask_of_each_item(asked)
        return asked

    def _ask_of_each_item(self, asked: Asked) -> None:
        """'Which company was each bought from' asks once for each labelled item of an earlier question."""
        items = [
            one
            for one in self._questions.all
            if one.fact.parent and one.fact.parent != asked.id and _ITEM.fullmatch(one.label)
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
            self._questions.all.append(Asked(fact, item.topics, item.label, turn=asked.turn))

    def _ask(self, sentence: Sentence, label: str, parent: Asked | None) -> Asked:
        periods = self._periods_of(sentence) | self._periods
        if not periods and parent and _GOES_ON.match(sentence.words):
            periods = {parent.fact.period}  # 'If so, how often?' asks about the same time
        depends = self._gives(sentence, "depends")
        said: dict[str, Any] = {
            "label": label,
            "period": "both" if len(periods) > 1 else next(iter(periods), "unstated"),
            "parent": parent.id if parent else None,
            # What is said ('if so') goes before what is asked for; without either the question falls with the use.
            "depends_on_use": "said" in depends or False not in depends,
            "asks": next(iter(self._gives(sentence, "asks")), "other"),
        }
        name = self._name(label)
        topics = tuple(dict.fromkeys(topics_in(self._draft, sentence.words)))
        leans = bool(self._gives(sentence, "anaphora"))
        asked = Asked(Question(id=name, evidence=(span_of(sentence),), **said), topics, leans=leans, turn=self._turn)
        self._questions.all.append(asked)
        return asked

    def _is_printed(self, label: str) -> bool:
        """Whether a question that an answer names is printed, or its head or a limb of it is."""
        number = number_of(label)
        every = self._questions
        return bool(every.by_labels((label,))) or any(number == number_of(one.label) for one in every.all)

    def _lost(self, lost: LostQuestion) -> Asked:
        """A question that only its answer names: of what it asks nothing is known."""
        evidence = (_label_above(self._draft.page, lost),)
        return Asked(Question(id=self._name(lost.label), label=lost.label, printed=False, evidence=evidence), ())

    def _name(self, label: str) -> str:
        name = f"Q{re.sub(r'[^0-9A-Za-z.]+', '-', label).strip('-')}"[:_LONGEST_ID]
        self._names[name] += 1
        return f"{name}.{self._names[name]}" if self._names[name] > 1 else name

    def _with_topics(self, asked: Asked) -> Asked:
        """The question with the topics it may be compared by; a question that names none has those it leans on."""
        every = self._questions
        parent = next((one for one in every.all if one.id == asked.fact.parent), None)
        own = _own_topics(asked) or (_own_topics(parent) if parent else ())
        if not own and len(every.topics) == 1:
            own = every.topics
        if not own and asked.leans:
            own = every.all[0].topics
        fact = asked.fact.model_copy(update={"topic": own[0] if own else None})
        return asked._replace(fact=fact, topics=own)


def _pieces_of(sentence: Sentence, start: int) -> Iterator[Sentence]:
    """Each thing asked in words that the authority tells, from some place in its sentence on."""
    words = sentence.words
    ends = [match.span() for match in _PARTS_PIECES.finditer(words, start)]
    for first, last in zip(
        [start, *(stop for _, stop in ends)], [*(begin for begin, _ in ends), len(words)], strict=True
    ):
        if words[first:last].strip(" ,;.:-"):
            yield sentence._replace(passage=sentence.passage.cut(first, last))


def _label_above(page: Page, lost: LostQuestion) -> Span:
    """The label of an answer as it is printed above or before it; where it cannot be told, the words of the answer."""
    answer = next(one for one in page.sentences if one.block >= lost.block)
    start = answer.passage.reach()[0]
    above = max(0, start - _FARTHEST_LABEL)
    words = r"\W{0,8}".join(re.findall(r"\d+|[^\W\d_]+", lost.printed))  # the limb may stand in the next line
    found = [*re.finditer(rf"(?i)\b{words}(?!\w)", answer.passage.source[above:start])]
    if not found:
        return span_of(answer)
    return Span(start=above + found[-1].start(), stop=above + found[-1].end(), quote=found[-1][0])


def _puts_a_question(sentence: Sentence) -> bool:
    """Whether a sentence above a list is a question of its own, and does not only announce those that follow."""
    return sentence.words.endswith("?") and _ANNOUNCES.search(sentence.words) is None


def _own_topics(asked: Asked) -> tuple[str, ...]:
    """Its subjects; what is an aspect of any subject, such as training, only where it names no other."""
    return tuple(topic for topic in asked.topics if topic not in ASPECTS) or asked.topics


def topics_in(draft: Draft, words: str) -> Iterator[str]:
    """Each topic that words speak of, in order."""
    return (hit.row.gives["topic"] for hit in draft.lexicon.accepted("topics", words))


ASPECTS = frozenset(
    {"training", "guidelines", "engagement", "recruitment", "crime_patterns", "vehicles", "protest", "cctv"}
)


def _subjects(questions: Questions) -> tuple[str, ...]:
    topics = [topic for asked in questions.all for topic in asked.topics if topic not in ASPECTS]
    return tuple(dict.fromkeys(topics))
