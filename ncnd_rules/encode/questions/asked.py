"""The questions of a letter, and how its answers name them: by label, by order, or as all that is left."""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from ncnd_rules.encode.labels import ORDER, PLACES, labels_led_with, labels_named
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.questions.limbs import Apart
from ncnd_rules.facts import Question

_ALL = Prefiltered(
    r"(?i)\b(?:all (?:of )?(?:the |your |these )?(?:\w+ )?questions?|(?:each|any|both) of (?:the |your |"
    r"these )?questions?|whole of your request|entire request|all (?:three|four|five|six|seven|eight|nine|"
    r"ten)(?=[.,;]|$| (?:of (?:them|these|those|your)|(?:\w+ )?(?:questions?|parts?|points?|requests?|limbs?|items?)|"
    r"(?:is|are|was|were|will|can|cannot|we|i)\b))|both questions)(?:\b|$|(?=[.,;]))"
)
_ORDINAL = re.compile(PLACES)
_PLACED = rf"(?:{PLACES})(?:(?:,| and|, and| or| &) (?:the )?(?:{PLACES}))*"  # 'first, second and last'
_ORDINALS = Prefiltered(
    rf"(?i)\b{_PLACED} "
    r"(?:(?:of|among) (?:your|the|these|those) )?(?:\w+ )?"
    r"(?:points?|questions?|parts?|requests?|bullets?|items?|limbs?)\b|"
    rf"^(?:as (?:to|for|regards)|on|regarding|to|for) the (?:{PLACES}) of (?:these|those|them)\b|"
    rf"^(?:(?:as (?:to|for|regards)|on|regarding|to|for) )?(?:the|your) {_PLACED}"
    r"(?=[,:]| - | \(| (?:is|was|are|were|I|we|the)\b)|"
    rf"\b(?:deal\w*|start|begin|turn\w*|come) (?:\w+ )?(?:with|to|on) the {_PLACED}(?=[.,:;]|$)|"
    rf"^(?:{PLACES})(?= - |: )"
)
# 'The second part of 4': a part of one question, and not the second question.
_PART_OF_ONE = Prefiltered(
    rf"(?i)\b(?:{PLACES}|latter|former|other) (?:part|half|limb|element|point) of "
    r"(?=(?:your )?(?:question|request|item|part|point|q)? ?\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})\)?(?:\W|$))"
)
_FIRST_FEW = Prefiltered(
    r"(?i)\b(?:your |the )?first (two|three|four|five|six) (?:points|questions|parts|requests|items)\b"
)
_FEW = ("two", "three", "four", "five", "six")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
ITEM = re.compile(r"\d+[a-z]")
_REST = Prefiltered(
    r"(?i)\b(?:any|all|the) (?:further|other|remaining|subsequent|(?:rest|remainder) of (?:the|your)|remainder of) "
    r"(?:of (?:the|your) )?(?:questions?|(?<!further )(?:parts?|points?|limbs?|items?))\b"
)

# 'For the remainder of your request, we can neither', 'As to the other elements of it', 'holds the rest of it'.
_TURNS_TO_REST = Prefiltered(
    r"(?i)^(?:(?:finally|however|lastly|and|but),? )?(?:for|on|as (?:to|for|regards)|with (?:regards?|respect) to|"
    r"in (?:relation|respect|regard) (?:to|of)|regarding|concerning|to|turning to) (?:all |any )?(?:of )?"
    r"(?:(?:the |your )?(?:(?:other|remaining) (?:elements?|aspects?|parts?|points?|limbs?|items?|questions?|"
    r"information|requests?|matters?)|rest|remainder)|"
    r"(?:some |certain )?(?:parts|elements|aspects) of (?:your|the) request)\b|"
    r"\b(?:holds?|have|has|held) (?:any of )?the (?:rest|remainder) of (?:the|this|your)\b|"
    # 'that anything is held for the rest', and not for the rest of a year.
    r"\b(?:held|holds?|holding|nor deny|nor denies)\b[^.;]{0,30}? (?:for|on|as to|about|regarding|in respect of) "
    r"(?:all )?the (?:rest|remainder)\b(?! of (?:(?:19|20)\d|(?:that|the|this|each) (?:year|month|period|time)))"
)


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
    """The questions of a letter, in order.

    Args:
        topics: what the request is about.
        apart: a question to what it asks, where that is more than one thing.
    """

    def __init__(
        self, every: Iterable[Asked], topics: tuple[str, ...] = (), apart: Mapping[str, tuple[Apart, ...]] | None = None
    ) -> None:
        self.all = tuple(every)
        self.topics = topics
        self.apart = apart or {}
        self._mentioned: dict[str, tuple[str, ...] | None] = {}  # by clauses that were asked of

    @cached_property
    def parents(self) -> dict[str, str | None]:
        """Each question's head, where it is a limb."""
        return {asked.id: asked.fact.parent for asked in self.all}

    @cached_property
    def printed(self) -> tuple[Asked, ...]:
        """The questions of which this copy has the words."""
        return tuple(asked for asked in self.all if asked.fact.printed)

    @property
    def has_lost(self) -> bool:
        """Whether there are questions that only their answers name."""
        return len(self.printed) < len(self.all)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The label of each question, as printed."""
        return tuple(asked.label for asked in self.all)

    @cached_property
    def _ids(self) -> tuple[str, ...]:
        return tuple(asked.id for asked in self.printed)

    def ids(self) -> tuple[str, ...]:
        """Every question that is printed: what is said of the request as a whole is not known to be said of others."""
        return self._ids

    def by_labels(self, labels: tuple[str, ...], place: int | None = None) -> tuple[str, ...]:
        """The questions that bear one of the labels, and their limbs.

        Args:
            place: where they are answered. Of several that bear one label those above it are: a page may print
                several letters, each with its request.
        """
        found = self._labelled(labels)
        if place is not None and len(found) > len(labels):
            found = found & set(self.asked_before(place)) or found
        if not found:
            # Where the copy has lost the numbers of the questions, the third is that in the third place.
            places = (int(label) for label in labels if label.isdigit())
            ordered = {ORDER[place - 1] for place in places if 0 < place <= len(ORDER)}
            found = self._labelled(ordered)
        if not found:
            return ()
        for asked in self.all:  # parents stand before their limbs
            if asked.fact.parent in found:
                found.add(asked.id)
        return tuple(asked.id for asked in self.all if asked.id in found)

    def _labelled(self, labels: Collection[str]) -> set[str]:
        return {asked.id for asked, label in zip(self.all, self.labels, strict=True) if label in labels}

    def mentioned(self, words: str) -> tuple[str, ...] | None:
        """The questions that a clause names; none where it names none."""
        if words not in self._mentioned:
            self._mentioned[words] = self._named(words)
        return self._mentioned[words]

    def _named(self, words: str) -> tuple[str, ...] | None:
        if _ALL.search(words):
            return self.ids()
        labels = labels_named(words, self.labels) or self.led_with(words)
        found = set(self.by_labels(tuple(labels)))
        if few := _FIRST_FEW.search(words):
            found |= set(self.by_order(ORDER[: _FEW.index(few[1].lower()) + 2]))
        for match in _ORDINALS.finditer(_FIRST_FEW.sub("", _PART_OF_ONE.sub("", words))):
            found |= set(self.by_order(_ORDINAL.findall(match[0].lower())))
        return tuple(asked.id for asked in self.all if asked.id in found) or None

    def heads_of(self, labels: tuple[str, ...]) -> tuple[str, ...]:
        """The questions of which labels name limbs that were not asked: 'a) We hold none', below question 1."""
        heads = {label.rstrip(_LETTERS) for label in labels if ITEM.fullmatch(label)}
        return tuple(asked.id for asked in self.all if asked.label in heads)

    def with_item_limbs(self, ids: tuple[str, ...], labels: tuple[str, ...]) -> tuple[str, ...]:
        """Some questions, and the limbs that ask again for the item that one of the labels marks."""
        some = set(ids)
        return tuple(asked.id for asked in self.all if asked.id in some or (asked.of_item and asked.of_item in labels))

    def led_with(self, words: str) -> list[str]:
        """The labels of questions with which a sentence begins."""
        return labels_led_with(words, self.labels)

    def by_order(self, ordinals: Iterable[str]) -> tuple[str, ...]:
        """The questions named by their order, 'third' or 'last', and their limbs."""
        heads = [asked.id for asked in self.printed if not asked.fact.parent]
        ordinals = set(ordinals)
        if len(heads) == 1 and ordinals - {"first", "last"}:
            heads = list(self.ids())  # 'the second part' of a request that asks all in one sentence
            return tuple(one for place, one in zip(ORDER, heads, strict=False) if place in ordinals)
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
        some = set(ids)
        return tuple(asked.id for asked in self.all if asked.turn == turn and asked.id in some) or ids

    def words_of(self, ids: tuple[str, ...]) -> str:
        """How some questions are worded, in small letters."""
        some = set(ids)
        return " ".join(asked.fact.evidence[0].quote for asked in self.printed if asked.id in some).lower()

    def topics_of(self, ids: tuple[str, ...]) -> set[str]:
        """What some questions are about."""
        some = set(ids)
        return {topic for asked in self.all if asked.id in some for topic in asked.topics}


def mentioned(words: str, questions: Questions) -> tuple[str, ...] | None:
    """The questions that a clause names; none where it names none."""
    return questions.mentioned(words)


def speaks_of_rest(words: str) -> bool:
    """Whether a clause speaks of 'any further questions'."""
    return _REST.search(words) is not None


def turns_to_rest(words: str) -> bool:
    """Whether words turn from what was answered to all else that was asked."""
    return _TURNS_TO_REST.search(words) is not None
