"""A bank of wordings: how letters say things, as rows of data, and the choice of one."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from random import Random
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from ncnd_rules import yamlfile
from ncnd_rules.errors import InputError
from ncnd_rules.facts import Argument, Object, Position, Scope
from ncnd_rules.letter import Frozen, as_tuple

Kind = Literal["police", "fire", "nhs", "council", "ministry", "university", "transport"]
Names = Annotated[tuple[str, ...], BeforeValidator(lambda value: tuple(map(str, as_tuple(value))))]


_ANYHOW = 0.25  # how often a wording is chosen however worn it is


class WordingError(InputError):
    """A file of wordings that cannot be used."""


class Row(Frozen):
    """One wording of one element. What it leaves out, it fits."""

    element: str
    id: str
    text: str
    one: str = ""  # the wording for one exemption, where `text` speaks of several
    sections: Annotated[Names, Field(alias="for")] = ()  # the sections of the Act for which it argues
    kinds: Names = ()  # the kinds of authority that would say it
    scope: Scope | None = None
    object: Object | None = None
    position: Position | None = None
    direction: str = ""
    tense: str = ""
    argument: Annotated[Argument, Field(alias="of")] = "other"
    # By mark, the fields of the claim about a threat level that its words make.
    claims: Annotated[Mapping[str, dict[str, Any]], Field(default_factory=dict)]
    since: Annotated[date | None, Field(alias="from")] = None  # the first and last day of a letter that may say it
    last: Annotated[date | None, Field(alias="to")] = None
    tag: str = ""  # what sets it apart within its element

    def fits(self, on: date, kind: str) -> bool:
        """Whether an authority of *kind* may say it on a day."""
        return (
            (self.since is None or on >= self.since)
            and (self.last is None or on <= self.last)
            and (not self.kinds or kind in self.kinds)
        )


class Ask(Frozen):
    """A question of a topic, in the requester's words."""

    ask: str  # «marked» are the words that ask
    that: str = ""  # the same as an authority repeats it: "whether ...", "the number of ..."
    period: Literal["present", "past", "both", "unstated"] = "unstated"
    answer: str = ""  # «marked» are the words that answer; empty where it would never be told
    limbs: tuple[str, ...] = ()  # parts that would bear a letter of their own


class Topic(Frozen):
    """Something asked about, and the words for it."""

    id: str
    kinds: Names
    subject: str  # as in a subject line
    noun: str  # the thing: "drones"
    use: str  # "the use of drones"
    covert: str = ""  # "the covert use of drones"; none where nobody would use it covertly
    do: str  # "use drones"
    done: str
    doing: str
    questions: Annotated[tuple[Ask, ...], Field(min_length=4)]
    person: bool = False  # it is about a person, so the refusal is one of personal data


class Body(Frozen):
    """An invented authority."""

    name: str
    short: str  # "the force"
    kind: Kind
    office: str
    place: str
    domain: str
    code: str  # of its references


class Wordings:
    """The wordings of one half, seen or unseen."""

    def __init__(self, half: str, rows: tuple[Row, ...], topics: tuple[Topic, ...], bodies: tuple[Body, ...]) -> None:
        self.half = half
        self.rows = rows
        self.topics = topics
        self.bodies = bodies
        self._of: dict[str, list[Row]] = {}
        for row in rows:
            self._of.setdefault(row.element, []).append(row)

    def of(self, element: str) -> tuple[Row, ...]:
        """The wordings of an element."""
        return tuple(self._of.get(element, ()))

    def topic(self, name: str) -> Topic:
        """The topic of that id."""
        return next(topic for topic in self.topics if topic.id == name)

    def body(self, name: str) -> Body:
        """The authority of that name."""
        return next(body for body in self.bodies if body.name == name)


class Picker:
    """Chooses wordings by chance, the least worn first, and none twice in a letter while there are others.

    Args:
        worn: how often each wording was used in earlier letters, by id.
    """

    def __init__(self, wordings: Wordings, chance: Random, worn: Counter[str] | None = None) -> None:
        self._wordings = wordings
        self._chance = chance
        self._worn = worn or Counter()
        self.used: Counter[str] = Counter()

    def pick(self, element: str, fits: Callable[[Row], bool] = lambda _: True) -> Row | None:
        """A wording of *element* that fits; none where there is none."""
        rows = [row for row in self._wordings.of(element) if fits(row)]
        if not rows:
            return None
        # Without exceptions, wordings that fit everywhere would be worn out first and never stand beside the others.
        worn = self._worn if self._chance.random() > _ANYHOW else Counter[str]()
        wear = {row.id: (self.used[row.id], worn[row.id]) for row in rows}
        least = min(wear.values())
        row = self._chance.choice([row for row in rows if wear[row.id] == least])
        self.used[row.id] += 1
        return row


def load_wordings(folder: Path) -> Wordings:
    """The wordings of a folder, named after it: ``topics.yaml``, ``authorities.yaml``, and files of rows.

    A file of rows has for each element a list of wordings, each a text or a mapping.

    Raises:
        WordingError: for a file that cannot be used, naming line and place.
    """
    rows: list[Row] = []
    for path in sorted(folder.glob("*.yaml")):
        if path.stem in ("topics", "authorities"):
            continue
        for element, items in yamlfile.load(path, WordingError).items():
            for number, item in enumerate(items, start=1):
                fields = {"text": item} if isinstance(item, str) else item
                named = {"element": element, "id": f"{folder.name}.{element}.{number}"} | fields
                rows.append(yamlfile.validated(Row, named, path, (element, number - 1), WordingError))
    return Wordings(
        folder.name, tuple(rows), _all(folder / "topics.yaml", Topic), _all(folder / "authorities.yaml", Body)
    )


def _all(path: Path, model: type[yamlfile.Model]) -> tuple[yamlfile.Model, ...]:
    items = yamlfile.load(path, WordingError)
    return tuple(yamlfile.validated(model, item, path, (number,), WordingError) for number, item in enumerate(items))
