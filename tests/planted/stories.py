"""What letters are made to have to do with each other, and which rule has to find it."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from ncnd_rules.compose import Wordings
from ncnd_rules.compose.wordings import Body, Row, Topic
from ncnd_rules.registers import load_registers
from planted.names import KINDS, body
from planted.plans import Made, Says, letter_of

# The rules that hold what letters answer against each other. Those on shared sentences are left out: letters that
# are composed of one bank of wordings share their sentences by chance.
RULES = (
    "CRS-01", "CRS-03", "CRS-04", "CRS-06", "CRS-07", "CRS-09", "CRS-10", "CRS-11", "CRS-12", "CRS-15", "HARM-13",
    "REF-07",
)  # fmt: skip

_ASKS = (
    "How often did you rely on {noun} at {0}, {1} or {2}{year}?",
    "What was paid for {noun} stationed at {0}, {1} and {2}{year}?",
    "How many staff at {0}, {1} and {2} were trained in {noun}{year}?",
    "Did you make any use of {noun} at {0}, {1} or {2}{year}?",
)
_NOW = Row.model_validate(
    {
        "element": "threat",
        "id": "planted.threat.now",
        "text": "The national threat level «now:is currently {level}».",
        "claims": {"now": {"claim": "current", "level": "$level"}},
    }
)
LEVEL_YEARS = (2012, 2013, 2023, 2024)  # in which the level was substantial throughout
STALE = "The threat level «remained:has remained at severe since 2014», which calls for the greatest care."
STALE_SINCE = date(2017, 5, 23)  # on which it was raised to critical
_REMAINED = Row.model_validate(
    {
        "element": "threat",
        "id": "planted.threat.remained",
        "text": STALE,
        "claims": {"remained": {"claim": "remained", "level": "severe", "since": 2014}},
    }
)


class Story(NamedTuple):
    """Letters that have to do with each other."""

    kind: str
    letters: tuple[Made, ...]
    rule: str = ""  # that has to find it; none where the letters agree
    also: tuple[str, ...] = ()  # rules that may find something in the same letters


class Cast:
    """Draws authorities, topics and requests for one story after the other, none of them twice."""

    def __init__(self, wordings: Wordings, places: Iterator[str], chance: Random) -> None:
        self.wordings = wordings
        self.chance = chance
        self._places = places
        self._topics = [topic for topic in wordings.topics if not topic.person]
        self._standing: list[tuple[Body, Topic]] = []  # authorities that other letters have come from
        self._number = 0
        # Nobody else speaks of the level in these years, in which it did not change.
        self._days = [
            first + timedelta(days=n) for year in LEVEL_YEARS for first in [date(year, 1, 1)] for n in range(365)
        ]
        self._days = [day for day in self._days if load_registers().calendar.is_working_day(day)]
        chance.shuffle(self._days)

    def topic(self) -> Topic:
        """Something asked about."""
        return self.chance.choice([topic for topic in self._topics if set(topic.kinds) & set(KINDS)])

    def authority(self, topic: Topic) -> Body:
        """An authority that is asked about it: now and then one that has answered before."""
        fits = [one for one, _ in self._standing[-40:] if one.kind in topic.kinds]
        kind = self.chance.choice([kind for kind in KINDS if kind in topic.kinds])
        one = self.chance.choice(fits) if fits and self.chance.random() < 0.8 else body(next(self._places), kind, "")
        self._standing.append((one, topic))
        self._number += 1
        return one.model_copy(update={"code": f"F{self._number:06}-"})

    def again(self, one: Body) -> Body:
        """The same authority, with the reference of another request."""
        self._number += 1
        return one.model_copy(update={"code": f"F{self._number:06}-"})

    def ask(self, topic: Topic, year: str = "") -> str:
        """A request that no other letter answers."""
        own = [next(self._places) for _ in range(3)]
        words = self.chance.choice(_ASKS)
        return words.format(*own, noun=topic.noun, year=f" in {year}" if year else "")

    def day(self, first: date = date(2010, 1, 4), last: date = date(2025, 6, 30)) -> date:
        """A working day."""
        day = first + timedelta(days=self.chance.randrange((last - first).days))
        return self.working(day)

    def day_of_its_own(self) -> date:
        """A working day on which no other letter speaks of the threat level."""
        if not self._days:
            raise ValueError("found more letters on threat levels than days for them, expected fewer letters")
        return self._days.pop()

    def working(self, day: date) -> date:
        """The working day on or before a day."""
        while not load_registers().calendar.is_working_day(day):
            day -= timedelta(days=1)
        return day

    def later(self, day: date, least: int, most: int) -> date:
        """A working day some days after another."""
        return self.working(day + timedelta(days=self.chance.randint(least, most)))

    def write(self, says: Says) -> Made:
        """The letter."""
        self._number += 1
        return letter_of(says, self.wordings, f"{self._number}-{self.chance.random()}")


def _silence_after_answer(cast: Cast) -> Story:
    topic, day = cast.topic(), cast.day()
    one, ask = cast.authority(topic), cast.ask(topic)
    first = Says(one, topic, ask, day, "disclosed", told=f"«The figure is {cast.chance.randint(3, 90)}».")
    second = Says(cast.again(one), topic, ask, cast.later(day, 30, 600), "ncnd", ("31(3)",))
    return Story("silence after an answer", (cast.write(first), cast.write(second)), "CRS-01", ("HARM-13",))


def _answer_after_silence(cast: Cast) -> Story:
    topic, day = cast.topic(), cast.day()
    one, ask = cast.authority(topic), cast.ask(topic)
    first = Says(one, topic, ask, day, "ncnd", ("31(3)",))
    second = Says(cast.again(one), topic, ask, cast.later(day, 30, 600), "not_held")
    return Story("an answer after silence", (cast.write(first), cast.write(second)), "CRS-03")


def _two_authorities(cast: Cast) -> Story:
    topic, day = cast.topic(), cast.day()
    one, other = _two(cast, topic)
    ask = cast.ask(topic)
    first = Says(one, topic, ask, day, "ncnd", ("31(3)",))
    second = Says(other, topic, ask, cast.later(day, 8, 60), "not_held")
    return Story("one silent, one not", (cast.write(first), cast.write(second)), "CRS-04")


def _limbs_of_two(cast: Cast) -> Story:
    topic, day = cast.topic(), cast.day()
    one, other = _two(cast, topic)
    ask = cast.ask(topic)
    first = Says(one, topic, ask, day, "ncnd", ("31(3)",))
    second = Says(other, topic, ask, cast.later(day, 8, 60), "ncnd", ("38(2)",))
    return Story("silent for different reasons", (cast.write(first), cast.write(second)), "CRS-06")


def _limbs_changed(cast: Cast) -> Story:
    topic, day = cast.topic(), cast.day()
    one, ask = cast.authority(topic), cast.ask(topic)
    first = Says(one, topic, ask, day, "ncnd", ("24(2)", "31(3)"))
    second = Says(cast.again(one), topic, ask, cast.later(day, 30, 600), "ncnd", ("31(3)",))
    return Story("silent again for other reasons", (cast.write(first), cast.write(second)), "CRS-15")


def _denied_then_withheld(cast: Cast) -> Story:
    topic, day = cast.topic(), cast.day(date(2014, 1, 6))
    one, ask = cast.authority(topic), cast.ask(topic, str(day.year - 2))
    first = Says(one, topic, ask, day, "not_held")
    second = Says(cast.again(one), topic, ask, cast.later(day, 30, 600), "withheld", ("31(1)(a)",))
    return Story("denied, then withheld", (cast.write(first), cast.write(second)), "CRS-09")


def _levels_of_a_day(cast: Cast) -> Story:
    topic = cast.topic()
    one, other = _two(cast, topic)
    day = cast.day_of_its_own()
    letters = tuple(
        cast.write(Says(who, topic, cast.ask(topic), day, "ncnd", ("24(2)", "31(3)"), level=level, threat=_NOW))
        for who, level in ((one, "severe"), (other, "substantial"))
    )
    return Story("two threat levels on one day", letters, "CRS-07")


def _said_again(cast: Cast) -> Story:
    topic, day = cast.topic(), cast.day()
    one, ask = cast.authority(topic), cast.ask(topic)
    first = Says(one, topic, ask, day, "ncnd", ("31(3)",))
    second = Says(cast.again(one), topic, ask, cast.later(day, 30, 600), "ncnd", ("31(3)",))
    return Story("said again", (cast.write(first), cast.write(second)))


def _both_silent(cast: Cast) -> Story:
    topic, day = cast.topic(), cast.day()
    one, other = _two(cast, topic)
    ask = cast.ask(topic)
    letters = tuple(
        cast.write(Says(who, topic, ask, on, "ncnd", ("31(3)",)))
        for who, on in ((one, day), (other, cast.later(day, 8, 60)))
    )
    return Story("both silent", letters)


def stale_family(cast: Cast) -> Story:
    """Letters of several authorities with one sentence, in some of them after it had ceased to be true."""
    letters = []
    for number in range(cast.chance.randint(3, 6)):
        topic = cast.topic()
        first, last = (date(2015, 1, 5), date(2017, 4, 28)) if number == 0 else (date(2017, 7, 3), date(2018, 12, 21))
        says = Says(cast.authority(topic), topic, cast.ask(topic), cast.day(first, last), "ncnd", ("24(2)", "31(3)"))
        letters.append(cast.write(says._replace(level="severe", threat=_REMAINED)))
    return Story("a stale sentence", tuple(letters))


def _two(cast: Cast, topic: Topic) -> tuple[Body, Body]:
    one = cast.authority(topic)
    other = cast.authority(topic)
    while other.name == one.name:
        other = cast.authority(topic)
    return one, other


STORIES: tuple[Callable[[Cast], Story], ...] = (
    _silence_after_answer, _answer_after_silence, _two_authorities, _limbs_of_two, _limbs_changed,
    _denied_then_withheld, _levels_of_a_day, _said_again, _both_silent,
)  # fmt: skip
