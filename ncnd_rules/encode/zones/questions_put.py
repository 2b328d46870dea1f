"""The questions that were put so far, by their labels: what is answered in turn, and which a line names."""

import re

from ncnd_rules.encode.labels import (
    ORDER,
    follows,
    is_numbered,
    is_of_answer,
    labels_named,
    labels_of,
    mark_after,
    names_question,
    number_of,
    ordinal,
    place_in_list,
)
from ncnd_rules.encode.page import LostQuestion
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.sentences import asks
from ncnd_rules.reading import Block

_BEGINS_TO_ASK = "How|What|Which|When|Where|Who|Why|Please|Can|Could|Do|Does|Did|Is|Are|Has|Have"
_BEGINNING = 24  # characters, at the least, by which a question that is repeated is known
_ALIKE = 60  # characters that have to be alike: another may begin 'Does your college have any', too
_NAMES_QUESTIONS = re.compile(
    r"(?i)^(?:[^.:;]{3,40}(?: - |\s\())?"
    r"(?:(?:our |the |my )?(?:reasons?|explanations?|grounds?|notes?) (?=to |on |for |of |behind ))?"
    r"(?:of |behind |for )?(?:(?:our |the |my )?(?:answers?|reply|response|decision|outcome|refusal) "
    r"(?=to |on |for |of |requests?\b|questions?\b))?"
    r"(?:(?:in |with )?(?:relation|respect|response|answer|regards?) (?:to|of) |(?:regarding|as to|for|to|on) )?"
    r"(?:your |the )?(?:questions?|parts?|(?:bullet )?points?|bullets?|requests?|items?|limbs?|q)\.? ?"
    r"(?P<list>\(?(?:\d{1,2}|[a-z]\)).{0,90})$"
)
# '(i), (ii) and (iii)', '1 - 3': labels alone, on a line over the answer to all of them.
_A_LABEL = r"\(?(?:\d{1,2}[a-z]?|[a-h]|[ivx]{1,4})[).]?"
_ONLY_LABELS = re.compile(rf"(?i){_A_LABEL}(?:(?:, ?(?:and )?| ?& ?| and | to | ?- ?){_A_LABEL})+:?")
_AND = re.compile(r"(?i), ?(?:and )?| ?& ?| and ")
_TO = re.compile(r"(?i) to | ?- ?")
# 'For question 5 we respond as below.'
_ANSWER_FOLLOWS = Prefiltered(
    r"(?i)\b(?:we|i|our|the) (?:\w+ )?(?:respond|answer|reply|response|decision|position)\b[^.]{0,30}"
    r"\b(?:below|follows|following)[.:]?$"
)
# 'With regard to point 1, for 2012 to 2014.'
_ONLY_TURNS_TO = re.compile(
    r"(?i)(?:with regards? to|in (?:relation|respect|regard) (?:to|of)|regarding|as (?:to|for|regards)|turning to)\b"
    r"(?:(?! (?:is|are|was|were|has|have|had|do|does|did|can|cannot|will|would|shall|may|holds?|neither|we|i|no|not|"
    r"please|see)\b)[^:;,?]|, for\b){1,110}\."
)
_RANGE = re.compile(r"\d ?(?:-|to) ?\d")
_NAMED = re.compile(r"(?i)\b\d{1,2}[a-z]?\b|\([a-z]{1,4}\)")
# Behind 'a)' or '2', in front of what answers both: 'and b)', '& 3'.
_PAIR = re.compile(r"(?P<first>\d{1,2})\s?(?=(?:&|and) \d{1,2}[.):]?\s+[A-Z])")
# 'C: 21' under questions A to D; with one question alone 'A:' only says that an answer follows.
_LETTER = re.compile(r"(?P<first>[A-H])\s?:\s+(?=\S)")
# 'A and B. We hold ...', in front of what answers both.
_LETTERS = re.compile(r"\(?(?P<first>[A-Ha-h])\)?\s?(?=(?:&|and|,) ?(?:\([a-h]\)|[A-H](?=[.:)])))")
_NAMED_FIRST = re.compile(r"(?i)(?:question|part|point|item) (?P<label>\d{1,2}[a-h]?)(?=[.,:;]|$)")
_IN_CAPITALS = re.compile(r"(?=.{6,60}$)[A-Z][A-Z' -]+")  # no 'NIL' or 'NONE'
_JOINED_ALONE = re.compile(r"(?:&|and|,)\s*\(?(?P<letter>[a-h]|\d{1,2})\)?\W*")  # 'Parts a. and b.', over an answer
_JOINED = re.compile(
    r"(?:&|and|,|(?:to|through)\b)\s*(?:(?P<number>\d{1,2})[.):]?|\(?(?P<letter>[a-h])\)[.:]?|(?P<capital>[A-H])[.:)])"
    r"(?:\s+-)?\s+(?=[A-Z£]|s(?:ection|\.)? ?\d)"
)


class QuestionsPut:
    """The questions so far, in order, and how each begins.

    Args:
        in_turn: whether each question is answered before the next is put.
        lettered: whether there are answers that bear letters.
    """

    def __init__(self, *, in_turn: bool = False, lettered: bool = False) -> None:
        self.in_turn, self.lettered = in_turn, lettered
        self.within = False  # whether the last is answered in its own block
        self.unmarked = False  # whether they are numbered by bare digits
        self.run: dict[str, None] = {}  # labels of those put since the authority last spoke
        self._main = ""  # the number to which bare letters belong
        self._begins: dict[str, str] = {}
        self._lost: dict[str, LostQuestion] = {}
        self._counted_anew = False  # whether the labels of answers begin again, as behind another request

    def __bool__(self) -> bool:
        return bool(self._begins)

    def __contains__(self, label: str) -> bool:
        return label in self._begins

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of all, in order."""
        return tuple(self._begins)

    @property
    def last(self) -> str:
        """The label of the last; nothing where none was put."""
        return next(reversed(self._begins), "")

    @property
    def are_unlabelled(self) -> bool:
        """Whether no question bore a label, so that each is known by its place in their order."""
        return all(label in ORDER for label in self._begins)

    @property
    def are_numbered(self) -> bool:
        """Whether every question bore a number, by which its answer may be named."""
        return all(label[:1].isdigit() for label in self._begins)

    @property
    def next_place(self) -> str:
        """What the next question is called if it bears no label."""
        return ordinal(len(self._begins) + 1)

    @property
    def next_number(self) -> str:
        """The number that the next one bears where bare numbers run on."""
        return str(1 + sum(label.isdigit() for label in self._begins))

    def is_next(self, label: str) -> bool:
        """Whether a label is new, and the next after that of a question that was put."""
        return label not in self and any(follows(put, label) for put in self._begins)

    def put_again(self, words: str) -> tuple[str, ...]:
        """The label of the one question that words repeat, as over its answer; none where they repeat none."""
        # not of 'The rota', with which 'The rota is held' begins
        long = [label for label, begins in self._begins.items() if len(begins) >= _BEGINNING]
        again = [label for label in long if self.begins(label, words)]
        return tuple(again) if len(again) == 1 and len(words) >= _BEGINNING else ()

    def put(self, labels: tuple[str, ...], words: str) -> None:
        """Note what was asked under labels; what is put again, above its answer, begins another run."""
        if all(label in self.run for label in labels):
            self.run = {}
        for label in labels:
            self._begins.setdefault(label, words[:_ALIKE])
            self.run[label] = None

    @property
    def lost(self) -> tuple[LostQuestion, ...]:
        """The questions that only answers name; none where one label may name two."""
        return () if self._counted_anew else tuple(self._lost.values())

    def misses_next(self, label: str) -> bool:
        """Whether a label is the next limb of the last question that only an answer names: 3b behind 3a."""
        last = next(reversed(self._lost), "")
        number = number_of(last)
        place = place_in_list(last.removeprefix(number))
        return place > 0 and number_of(label) == number and place_in_list(label.removeprefix(number)) == place + 1

    def miss(self, labels: tuple[str, ...], printed: str, block: int) -> None:
        """Note the labels of an answer whose questions were not put, if what is printed names questions or answers."""
        named = names_question(printed) or is_of_answer(printed)
        for label in labels:
            if label not in self._begins and (named or self.misses_next(label)):
                self._counted_anew |= label in self._lost and label != next(reversed(self._lost))
                self._lost.setdefault(label, LostQuestion(label, printed, block))

    def labels_of(self, printed: str) -> tuple[str, ...]:
        """The single labels that a printed one names: ``a`` under question 1 is ``1a``."""
        return labels_of(printed, self._main)

    def with_those_joined(self, block: Block, labels: tuple[str, ...]) -> tuple[Block, tuple[str, ...]]:
        """A block less the labels that are joined to its own, 'a) and b) We neither ...', and all of them."""
        words = block.passage.words
        if (
            not block.label
            and not labels
            and (
                led := _PAIR.match(words) or ((_LETTER.match(words) or _LETTERS.match(words)) if "b" in self else None)
            )
        ):
            first = led["first"].lower()
            if first in self:
                block, labels = block._replace(passage=block.passage.cut(led.end()), label=first), (first,)
        joined = _JOINED.match(block.passage.words) if block.label and labels else None
        joined = joined or (_JOINED_ALONE.fullmatch(block.passage.words) if block.label and labels else None)
        more = self.labels_of(joined[joined.lastgroup or 0]) if joined else ()
        if joined is None or not all(label in self for label in (*labels, *more)):
            return block, labels
        if joined[0].startswith("t"):  # '1) to 3)': those between belong to it too
            known = list(self.labels)
            more = tuple(known[known.index(labels[-1]) + 1 : known.index(more[-1])]) + more
        return block._replace(passage=block.passage.cut(joined.end())), (*labels, *more)

    def go_under(self, printed: str, labels: tuple[str, ...]) -> None:
        """Let bare letters belong to the number of a printed label, if it has one."""
        if is_numbered(printed) or len(labels) > 1:
            digits = re.match(r"\d+", labels[-1])
            self._main = digits[0] if digits else self._main

    def begin_anew(self) -> None:
        """Let bare letters belong to no number, in another message."""
        self._main = ""

    def begins(self, label: str, words: str) -> bool:
        """Whether words begin as the question with a label does, which they repeat."""
        before, again = self._begins.get(label, ""), words[:_ALIKE]
        if len(before) < _BEGINNING and not before.endswith("?"):
            return before != "" and again == before  # 'The rota is held' repeats no 'The rota'
        alike = before.startswith(again) or again.startswith(before)
        return before != "" and alike and min(len(before), len(again)) >= min(_BEGINNING, len(before))

    def named_again(self, words: str) -> set[str]:
        """The questions that words name, where all were put before: 'Your question 2' stands over its answer."""
        named = set(labels_named(words))
        return named if named <= set(self._begins) else set()

    def named_over_answer(self, words: str) -> tuple[str, ...]:
        """The questions that a line names which stands over their answer: 'Part 3, and Part 4 as far as ...'."""
        if alone := self.listed_alone(words):
            return alone
        named = _NAMES_QUESTIONS.match(words) if self._begins else None
        if named is None or words.endswith("?") or (words.endswith(".") and not stands_over_answer(words)):
            return ()
        listed = named["list"].split(" for ")[0]  # 'point 1 for 2012 - 2014'
        labels = list(labels_of(listed, "")) if _RANGE.search(listed) else []
        labels = labels or [label.strip("()").lower() for label in _NAMED.findall(listed)]
        return tuple(dict.fromkeys(labels)) if labels and all(label in self for label in labels) else ()

    def named_first(self, words: str) -> tuple[str, ...]:
        """The question that a paragraph begins by naming, 'Question 4, section 40(2).'; none where it is not known."""
        named = _NAMED_FIRST.match(words)
        labels = labels_of(named["label"], "") if named else ()
        return labels if all(label in self for label in labels) else ()

    def listed_alone(self, words: str) -> tuple[str, ...]:
        """The questions of a line that lists labels and says nothing else, '(i), (ii)'; none where one is unknown."""
        asked = self.labels
        if not asked or not _ONLY_LABELS.fullmatch(words):
            return ()
        named: list[str] = []
        for piece in _AND.split(words.rstrip(":").lower()):
            ends = [label.strip("(). ") for label in _TO.split(piece)]
            if not all(label in asked for label in ends):
                return ()
            named += asked[asked.index(ends[0]) : asked.index(ends[-1]) + 1]
        return tuple(dict.fromkeys(named))


def next_in_run(block: Block) -> re.Match[str] | None:
    """The next mark of a list that runs on in one paragraph: '2) Confirm that' behind '1)', '; B. the' behind 'A.'."""
    if block.label.isdigit():
        return _number_in(block.passage.words, int(block.label) + 1)
    following = mark_after(block.label)
    if not following:
        return None
    return re.search(rf"(?<=[;?])(?: and| or)?\s+\(?({following})[.)]\s+(?=\S)", block.passage.words, re.IGNORECASE)


def numbers_in_run(words: str, behind: int = 0) -> list[re.Match[str]]:
    """The numbers, from the first on, of questions that run on in one paragraph: 'Please tell me: 1. ... 2. ...'.

    Args:
        behind: how many have lost their number; each sentence that bears one has to ask, as the first then does.
    """
    found: list[re.Match[str]] = []
    while (number := _number_in(words, behind + len(found) + 1, found[-1].end() if found else 0)) is not None:
        found.append(number)
    if behind and found and not (asks(words[: found[0].start()]) and asks(words[found[0].end() :])):
        return []
    return found if len(found) + behind > 1 else []


def _number_in(words: str, number: int, start: int = 0) -> re.Match[str] | None:
    return re.compile(
        rf"""(?:\A\(?|(?<=[.;?!:)"'])\s+\(?|\s+(?=\d+\))|\s+\(|\s+(?=\d+\.\s+(?:{_BEGINS_TO_ASK})\b))"""
        rf"""({number})[.)]\s+(?=["']?[A-Z])"""
    ).search(words, start)


def stands_over_answer(words: str) -> bool:
    """Whether a paragraph that names questions says no more than that their answer follows."""
    alone = (_ONLY_TURNS_TO, _ONLY_LABELS)
    return _ANSWER_FOLLOWS.search(words) is not None or any(one.fullmatch(words) is not None for one in alone)


def heads_in_capitals(block: Block, following: Block | None) -> bool:
    """Whether a block under a label only names in capitals what is answered under it: '(ii) COMMUNICATIONS'."""
    below = following is not None and following.kind == "paragraph" and not following.label
    return below and bool(block.label) and _IN_CAPITALS.fullmatch(block.passage.words) is not None
