"""Letters that are compared: in the order of their dates, each with a short name and a way to speak of it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from string import ascii_uppercase
from typing import NamedTuple

from ncnd_rules.between.words import shared, tokens
from ncnd_rules.encoding import Encoding
from ncnd_rules.facts import Authority, Citation, Fact, Part, Question, Reference
from ncnd_rules.letter import SpanOf
from ncnd_rules.registers import Registers, day_in_words
from ncnd_rules.world import World, world_of

Fields = Mapping[str, str | int | bool]

SHORTEST_REFERENCE = 5  # in signs; a shorter number stands in any letter

_NEARLY_ALL = 0.95  # of the words of two renderings of one letter: the furniture of a page differs

_LEFT_OUT = frozenset({"the", "service", "force", "hq", "headquarters"})
# What an authority calls itself without its name: 'the Council' of one letter need not be that of another.
_KINDS = (
    "agency authority board college commission company constabulary council department government hospital ministry "
    "office parliament police school trust university"
)
_OF_MANY = frozenset(_KINDS.split())
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")


class Among(NamedTuple):
    """One letter among those compared."""

    name: str  # A, B, … in the order of their dates
    label: str  # how a sentence speaks of it
    encoding: Encoding
    world: World
    authority: str  # its name, folded for comparison; empty where none was read
    references: frozenset[str]  # of the authority, folded
    topics: frozenset[str]  # what its questions are about, as far as that was told
    copy_of: str = ""  # the short name of an earlier one that says the same words

    @property
    def day(self) -> date | None:
        """The day it is dated."""
        return self.world.letter_date

    def fact(self, fact_id: str) -> str:
        """The id of one of its facts among those of all letters."""
        return f"{self.name}/{fact_id}"

    def spans(self, fact: Fact) -> tuple[SpanOf, ...]:
        """The words of one of its facts, with its name."""
        return tuple(SpanOf(letter=self.name, **span.model_dump()) for span in fact.evidence)

    def span(self, start: int, stop: int) -> SpanOf:
        """Words of it by their place; it has to have its text."""
        assert self.encoding.text is not None
        return SpanOf(letter=self.name, start=start, stop=stop, quote=self.encoding.text[start:stop])


class Between(NamedTuple):
    """One thing that lies between letters."""

    id: str  # made of what it says
    kind: str
    fields: Fields
    premises: tuple[str, ...] = ()  # ids of the facts it was worked out from, with their letters
    evidence: tuple[SpanOf, ...] = ()
    doubt: tuple[str, ...] = ()


def among(encodings: Iterable[Encoding], registers: Registers) -> tuple[Among, ...]:
    """The letters by date, undated ones last; the order in which they are given never shows.

    A letter is a copy of another of the same authority, day and references that says the same words; or nearly
    the same, such as a web page beside the letter itself, where they have a reference and take the same positions
    under the same provisions.
    """
    read = [(encoding, world_of(encoding, registers)) for encoding in encodings]
    read.sort(key=lambda item: (item[1].letter_date or date.max, _name_of(item[0]), item[0].letter.file, _key(item[0])))
    labels = _labels(read)
    letters: list[Among] = []
    originals: defaultdict[tuple[object, ...], list[tuple[str, list[str]]]] = defaultdict(list)
    for number, (encoding, world) in enumerate(read):
        name = short_name(number)
        references = frozenset(_references(encoding))
        topics = frozenset(fact.topic for fact in encoding.facts if isinstance(fact, Question) and fact.topic)
        letter = Among(name, labels[number], encoding, world, folded_authority(_name_of(encoding)), references, topics)
        said = [word for item in encoding.said for word in tokens(item.words)]
        block = originals[letter.authority, letter.day, references, _answered(encoding)]
        nearly = _NEARLY_ALL if references else 1.0
        same = (
            original for original, words in block if words == said or shared(Counter(words), Counter(said)) > nearly
        )
        copy_of = next(same, "") if said else ""
        if not copy_of:
            block.append((name, said))
        letters.append(letter._replace(copy_of=copy_of))
    return tuple(letters)


def _answered(encoding: Encoding) -> frozenset[tuple[str, str]]:
    """The positions a letter takes, and the provisions it lists."""
    positions = {(fact.position, fact.scope) for fact in encoding.facts if isinstance(fact, Part)}
    listed = {
        ("listed", fact.provision) for fact in encoding.facts if isinstance(fact, Citation) and fact.role == "listed"
    }
    return frozenset(positions | listed)


def short_name(number: int) -> str:
    """A to Z, then AA, AB, …; *number* counts from 0."""
    name = ascii_uppercase[number % 26]
    return name if number < 26 else short_name(number // 26 - 1) + name


def folded_authority(name: str) -> str:
    """An authority's name as compared: 'The West Mercia Police Force' and 'WEST MERCIA POLICE' are one.

    Nothing is left of 'the Council', which is no name.
    """
    words = _NOT_IN_A_NAME.split(name.lower().replace("&", " and "))
    own = [word for word in words if word and word not in _LEFT_OUT]
    return "" if _OF_MANY.issuperset(own) else " ".join(own)


def in_order(earlier: Among, later: Among) -> Fields:
    """The fields that name two letters and speak of them."""
    return {
        "earlier": earlier.name,
        "later": later.name,
        "earlier_letter": earlier.label,
        "later_letter": later.label,
    }


def order_doubt(one: Among, other: Among) -> tuple[str, ...]:
    """Why it cannot be told which of two letters is the later; empty where it can."""
    undated = [letter.label for letter in (one, other) if letter.day is None]
    if undated:
        return (f"no date was read in {' or '.join(undated)}, so that it cannot be told which letter is the later",)
    if one.day == other.day:
        return (f"{one.label} and {other.label} bear one date",)
    return ()


def subject_of(earlier: Among, later: Among) -> tuple[str, tuple[str, ...]]:
    """Whether two letters are about one subject, and why it is not certain that they are not."""
    if earlier.topics & later.topics:
        return "same", ()
    doubt: list[str] = []
    for letter in (earlier, later):
        if not letter.topics:
            doubt.append(f"it was not read what {letter.label} is about")
        doubt += [
            f"in {letter.label}, {reason}" for reason in letter.encoding.absence_doubts(("request",), ("question",))
        ]
    return "other", tuple(doubt)


def _references(encoding: Encoding) -> Iterator[str]:
    """The authority's references, each as its last run that bears digits, without its signs: 18201/18 is 1820118."""
    for fact in encoding.facts:
        if isinstance(fact, Reference) and fact.whose == "authority":
            found = [run for run in re.findall(r"[\w./-]+", fact.value) if any(sign.isdigit() for sign in run)]
            folded = re.sub(r"\W|_", "", found[-1]).lower() if found else ""
            if len(folded) >= SHORTEST_REFERENCE:
                yield folded


def _name_of(encoding: Encoding) -> str:
    named = [fact for fact in encoding.facts if isinstance(fact, Authority)]
    first = min(
        named, key=lambda fact: (min((span.start or 0 for span in fact.evidence), default=0), fact.name), default=None
    )
    return first.name if first else ""


def _key(encoding: Encoding) -> str:
    return encoding.letter.sha256 or " ".join(sorted(fact.model_dump_json(exclude={"id"}) for fact in encoding.facts))


def _labels(read: list[tuple[Encoding, World]]) -> list[str]:
    plain = [_label(_name_of(encoding), world.letter_date, encoding.letter.file) for encoding, world in read]
    times = Counter(plain)
    return [
        f"{label} ({encoding.letter.file})" if times[label] > 1 else label
        for label, (encoding, _) in zip(plain, read, strict=True)
    ]


def _label(authority: str, day: date | None, file: str) -> str:
    if not folded_authority(authority):
        return f"the letter of {day_in_words(day)} ({file})" if day else f"the letter {file}"
    if day:
        return f"the letter of {authority} of {day_in_words(day)}"
    return f"the undated letter of {authority} ({file})"
