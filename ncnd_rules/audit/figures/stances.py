"""What authorities answered: over the years on a subject, and question by question where several got one request."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from ncnd_rules.audit.figures.asking import Store, listed
from ncnd_rules.audit.figures.authorities import Authorities

_SHORTEST_REQUEST = 40  # characters; shorter ones, 'What is your policy?', are put by many
_SAME_TIME = timedelta(days=183)  # between one answer and the next; later ones answer somebody else

_PARTS = """
    SELECT letter, json_extract_string(fields, '$.position') AS position,
        unnest(from_json(json_extract(fields, '$.question'), '["VARCHAR"]')) AS question
    FROM facts WHERE kind = 'part'
"""
_ON_SUBJECTS = f"""
    SELECT DISTINCT json_extract_string(q.fields, '$.topic') AS topic, l.authority, l.date, l.letter, p.position
    FROM ({_PARTS}) p
    JOIN facts q ON q.letter = p.letter AND q.id = p.question AND q.kind = 'question'
    JOIN letters l ON l.letter = p.letter
    WHERE topic IS NOT NULL AND l.date IS NOT NULL AND l.authority IS NOT NULL
"""  # noqa: S608 - made of our own words alone
# A question is known again by the paragraph it stands in, whose fingerprint is the same for the same words.
_PRINTED = "coalesce(json_extract(fields, '$.printed')::BOOLEAN, true)"  # else its evidence is of the answer
_REQUESTS = f"""
    WITH asked AS (
        SELECT DISTINCT f.letter, p.fingerprint, p.stop - p.start AS length FROM facts f
        JOIN paragraphs p ON p.letter = f.letter
            AND p.start <= json_extract(f.evidence, '$[0].start')::BIGINT
            AND json_extract(f.evidence, '$[0].start')::BIGINT < p.stop
        WHERE f.kind = 'question' AND {_PRINTED}
    ), whole AS (
        SELECT letter, string_agg(fingerprint, ' ' ORDER BY fingerprint) AS request FROM asked
        GROUP BY letter HAVING sum(length) >= {_SHORTEST_REQUEST}
    )
    SELECT w.request, w.letter, l.authority, l.date
    FROM whole w JOIN letters l USING (letter)
    WHERE l.authority IS NOT NULL AND l.date IS NOT NULL AND request IN (
        SELECT request FROM whole JOIN letters USING (letter) GROUP BY request HAVING count(DISTINCT authority) > 1
    )
"""  # noqa: S608 - made of our own words and a number


class Stance(NamedTuple):
    """The positions of one letter on one subject."""

    day: date
    letter: str
    positions: frozenset[str]


class Course(NamedTuple):
    """What one authority said of one subject, letter by letter."""

    authority: str
    stances: tuple[Stance, ...]  # by day

    @property
    def changes(self) -> int:
        """How often a letter takes other positions than that before it; letters of one day are in no order."""
        days = groupby(self.stances, key=lambda stance: stance.day)
        own = [frozenset[str]().union(*(stance.positions for stance in stances)) for _, stances in days]
        return sum(before != after for before, after in pairwise(own))

    def telling(self, most: int) -> tuple[Stance, ...]:
        """Its letters, or where there are more than *most* the first, the last, and each that changes something."""
        if len(self.stances) <= most:
            return self.stances
        changed = [after for before, after in pairwise(self.stances) if before.positions != after.positions]
        return tuple(dict.fromkeys((self.stances[0], *changed, self.stances[-1])))


class Subject(NamedTuple):
    """A subject, with the authorities that wrote of it more than once."""

    topic: str
    letters: int  # dated, of a named authority, whether or not it wrote again
    courses: tuple[Course, ...]  # the most changes first


class Answered(NamedTuple):
    """A letter that answers a request which others answer too."""

    letter: str
    authority: str
    day: str
    positions: tuple[tuple[str, ...], ...]  # for each question of the request


class Request(NamedTuple):
    """Questions that were put to several authorities in the same words."""

    questions: tuple[tuple[str, str], ...]  # label as printed, and topic
    letters: tuple[Answered, ...]  # by authority and day

    @property
    def authorities(self) -> int:
        """How many answered."""
        return len({letter.authority for letter in self.letters})


def subjects(store: Store, who: Authorities) -> tuple[Subject, ...]:
    """Each subject on which some authority wrote twice or more, those on which most did first."""
    letters: defaultdict[str, set[str]] = defaultdict(set)
    said: defaultdict[tuple[str, str], defaultdict[tuple[date, str], set[str]]] = defaultdict(lambda: defaultdict(set))
    for topic, authority, day, letter, position in store.rows(_ON_SUBJECTS):
        letters[topic].add(letter)
        said[topic, who.told(authority)][date.fromisoformat(day), letter].add(position)
    courses: defaultdict[str, list[Course]] = defaultdict(list)
    for (topic, authority), own in said.items():
        if len(own) > 1:
            stances = tuple(Stance(day, letter, frozenset(own[day, letter])) for day, letter in sorted(own))
            courses[topic].append(Course(authority, stances))
    found = [Subject(topic, len(letters[topic]), tuple(sorted(own, key=_rank))) for topic, own in courses.items()]
    return tuple(sorted(found, key=lambda one: (-len(one.courses), one.topic)))


def requests(store: Store, who: Authorities) -> tuple[Request, ...]:
    """Each request that several authorities answered, those with the most authorities first."""
    asked = store.rows(_REQUESTS)
    labels, positions = _answers(store, {letter for _, letter, _, _ in asked})
    alike: defaultdict[tuple[str, tuple[str, ...]], list[_Sent]] = defaultdict(list)
    for request, letter, authority, day in asked:
        printed = tuple(label for label, _ in labels[letter])
        alike[request, printed].append((date.fromisoformat(day), who.told(authority), letter))
    found = [_request(sent, labels, positions) for own in alike.values() for sent in _at_one_time(sorted(own))]
    found = [one for one in found if one.authorities > 1]
    return tuple(sorted(found, key=lambda one: (-one.authorities, one.letters)))


def _rank(course: Course) -> tuple[Any, ...]:
    return -course.changes, -len(course.stances), course.authority


_Sent = tuple[date, str, str]  # the day, the authority and the letter
_Labels = defaultdict[str, list[tuple[str, str]]]  # letter to the label and topic of each question, as printed
_Positions = dict[tuple[str, str], tuple[str, ...]]  # (letter, label) to the positions taken


def _at_one_time(own: list[_Sent]) -> Iterator[list[_Sent]]:
    start = 0
    for place in range(1, len(own) + 1):
        if place == len(own) or own[place][0] - own[place - 1][0] > _SAME_TIME:
            yield own[start:place]
            start = place


def _answers(store: Store, letters: set[str]) -> tuple[_Labels, _Positions]:
    own = listed(letters)
    labels: _Labels = defaultdict(list)
    names: dict[tuple[str, str], str] = {}
    for letter, question, label, topic in store.rows(
        "SELECT letter, id, json_extract_string(fields, '$.label'), json_extract_string(fields, '$.topic') "  # noqa: S608 - digests alone
        f"FROM facts WHERE kind = 'question' AND {_PRINTED} AND letter IN ({own}) "
        "ORDER BY letter, json_extract(evidence, '$[0].start')::BIGINT, id"
    ):
        names[letter, question] = label
        labels[letter].append((label, topic or ""))
    taken: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for letter, position, question in store.rows(
        f"SELECT letter, position, question FROM ({_PARTS}) WHERE letter IN ({own})"  # noqa: S608 - likewise
    ):
        if (letter, question) in names:
            taken[letter, names[letter, question]].add(position)
    return labels, {key: tuple(sorted(found)) for key, found in taken.items()}


def _request(own: list[_Sent], labels: _Labels, positions: _Positions) -> Request:
    """The questions are those of the first letter: all have the same labels, and may differ in the topics read."""
    questions = tuple(labels[own[0][2]])
    letters = tuple(
        Answered(
            letter, authority, day.isoformat(), tuple(positions.get((letter, label), ()) for label, _ in questions)
        )
        for day, authority, letter in sorted(own, key=lambda sent: (sent[1], sent[0], sent[2]))
    )
    return Request(questions, letters)
