"""The same question put in several letters, matched by its words."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import combinations, pairwise
from typing import NamedTuple

from ncnd_rules.between.letters import Among, Between, Fields, in_order, order_doubt
from ncnd_rules.between.words import QUESTIONS_ALIKE, shared, sketch, telling
from ncnd_rules.facts import Question

_FEWEST_WORDS = 2  # that carry meaning: 'facial recognition' asks something, 'details' nothing of its own
_FEWEST_OF_A_SUBJECT = 4  # such words: fewer say what was asked about and not what was asked
_SUBJECT = re.compile(r"(?i)(?:concerning|regarding|about|relating to|in relation to|in respect of)\b")
ALL_PAIRS = 12  # letters that ask the same; of more, each is compared with the next by date
_MOST_SHOWN = 90  # characters of a question in a sentence
_CIRCULAR = timedelta(days=183)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Asked(NamedTuple):
    """A question as it was put, with the one it is a limb of."""

    letter: Among
    fact: Question
    own: str
    whole: str  # after the words of the questions it is a limb of
    meant: Counter[str]  # the words of the whole that carry meaning

    @property
    def id(self) -> str:
        """Its id among the facts of all letters."""
        return self.letter.fact(self.fact.id)

    @property
    def years(self) -> frozenset[int]:
        """The years it names."""
        return frozenset(int(year) for year in _YEAR.findall(self.whole))

    @property
    def is_a_subject(self) -> bool:
        """Whether it is no more than a subject, as a heading names one: 'concerning body-worn cameras'."""
        named = _SUBJECT.match(self.whole)
        if named is None or self.years:
            return False
        return telling(self.whole[named.end() :]).total() < _FEWEST_OF_A_SUBJECT


def question_facts(letters: Sequence[Among]) -> Iterator[Between]:
    """Each question that two letters put, and each that was put to one authority again."""
    for group in _groups([asked for letter in letters for asked in questions_of(letter)]):
        for one, other in _pairs(group):
            if _comparable(one.letter, other.letter) and same_question(one, other):
                yield _same(one, other, first=True)
                yield _same(other, one, first=False)
                if _same_authority(one.letter, other.letter):
                    yield from _again(one, other)


def questions_of(letter: Among) -> Iterator[Asked]:
    """The questions of a letter whose words are known and say something."""
    facts = {fact.id: fact for fact in letter.encoding.facts if isinstance(fact, Question)}
    for fact in (one for one in facts.values() if one.printed):
        own = " ".join(span.quote for span in fact.evidence)
        above: list[str] = []
        seen = {fact.id}
        parent = facts.get(fact.parent or "")
        while parent is not None and parent.id not in seen:
            seen.add(parent.id)
            above.insert(0, " ".join(span.quote for span in parent.evidence))
            parent = facts.get(parent.parent or "")
        whole = " ".join((*above, own))
        meant = telling(whole)
        if own and meant.total() >= _FEWEST_WORDS:
            yield Asked(letter, fact, own, whole, meant)


def same_question(one: Asked, other: Asked) -> bool:
    """Whether two questions ask the same, by their words; of two limbs their own words have to agree as well."""
    if one.years != other.years or shared(one.meant, other.meant) < QUESTIONS_ALIKE:
        return False
    if one.is_a_subject and other.is_a_subject and not _same_authority(one.letter, other.letter):
        return False  # whoever asks two authorities about one thing may ask two things of it
    if not (one.fact.parent and other.fact.parent):
        return True
    return one.own.split() == other.own.split() or shared(telling(one.own), telling(other.own)) >= QUESTIONS_ALIKE


def _groups(questions: Iterable[Asked]) -> Iterator[list[Asked]]:
    """Questions with those whose words are like the first of the group; each is held against few."""
    groups: list[list[Asked]] = []
    by_hash: defaultdict[int, list[int]] = defaultdict(list)
    for asked in questions:
        hashes = sketch(asked.meant, in_order=False)
        near = dict.fromkeys(number for value in hashes for number in by_hash[value])
        for number in near:
            if shared(groups[number][0].meant, asked.meant) >= QUESTIONS_ALIKE:
                groups[number].append(asked)
                break
        else:
            for value in hashes:
                by_hash[value].append(len(groups))
            groups.append([asked])
    return (group for group in groups if len(group) > 1)


def _pairs(group: list[Asked]) -> Iterable[tuple[Asked, Asked]]:
    if len({asked.letter.name for asked in group}) <= ALL_PAIRS:
        return combinations(group, 2)
    by_authority = sorted(group, key=lambda asked: asked.letter.authority)  # stable: by date within one
    return {(one.id, other.id): (one, other) for one, other in (*pairwise(group), *pairwise(by_authority))}.values()


def _comparable(one: Among, other: Among) -> bool:
    """Two letters; of two authorities such as were written within half a year, as a circular request is answered."""
    if one.name == other.name:
        return False
    if _same_authority(one, other) or one.day is None or other.day is None:
        return True
    return abs(one.day - other.day) <= _CIRCULAR


def _same_authority(one: Among, other: Among) -> bool:
    return bool(one.authority) and one.authority == other.authority


def _same(one: Asked, other: Asked, *, first: bool) -> Between:
    fields: Fields = {
        "one": one.letter.name,
        "other": other.letter.name,
        "one_letter": one.letter.label,
        "other_letter": other.letter.label,
        "question": one.id,
        "other_question": other.id,
        "same_authority": _same_authority(one.letter, other.letter),
        "order": _order(one.letter, other.letter),
        "first": first,
        "words": _shown(one),
    }
    unnamed = [letter.label for letter in (one.letter, other.letter) if not letter.authority]
    undated = [letter.label for letter in (one.letter, other.letter) if letter.day is None]
    doubt = [f"it was not read who answers in {' or '.join(unnamed)}"] if unnamed else []
    if undated and not fields["same_authority"]:
        doubt.append(f"no date was read in {' or '.join(undated)}, and equal words asked long apart are no one request")
    return Between(f"same_question {one.id} {other.id}", "same_question", fields, (one.id, other.id), (), tuple(doubt))


def _again(one: Asked, other: Asked) -> Iterator[Between]:
    doubt = order_doubt(one.letter, other.letter)
    same_request = bool(one.letter.references & other.letter.references)
    for earlier, later in ((one, other), (other, one)) if doubt else ((one, other),):
        dated = earlier.letter.day is not None and bool(earlier.years) and max(earlier.years) < earlier.letter.day.year
        fields: Fields = {
            **in_order(earlier.letter, later.letter),
            "question": earlier.id,
            "other_question": later.id,
            "same_request": same_request,
            "time": "dated" if dated else "open",
            "words": _shown(later),
        }
        name = f"asked_again {earlier.id} {later.id}"
        yield Between(name, "asked_again", fields, (earlier.id, later.id), (), doubt)


def _order(one: Among, other: Among) -> str:
    if one.day is None or other.day is None:
        return "unknown"
    return "same_day" if one.day == other.day else "before" if one.day < other.day else "after"


def _shown(asked: Asked) -> str:
    words = " ".join(asked.own.split()).rstrip("?:.; ")
    return words if len(words) <= _MOST_SHOWN else f"{words[:_MOST_SHOWN].rsplit(' ', 1)[0]} …"
