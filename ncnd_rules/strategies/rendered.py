"""The other way round from encode: facts in, a letter that says them out."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from ncnd_rules import yamlfile
from ncnd_rules.compose.passage import slots_of
from ncnd_rules.errors import FactsError, unfit
from ncnd_rules.facts import FACT_TYPES, Fact
from ncnd_rules.letter import Frozen
from ncnd_rules.strategies.arguments import count
from ncnd_rules.strategies.bank import BankError, Change, Put, load_bank
from ncnd_rules.strategies.printed import PLAIN
from ncnd_rules.strategies.sample import SampleLetter, Told
from ncnd_rules.strategies.written import Choices, in_words, written

_SAYINGS = Path(__file__).parent / "sayings.yaml"
# What the letter around a fact decides, and no words of its own: its name and place, and what it refers to.
AROUND = frozenset({"id", "evidence", "part", "question", "parent", "topic"})
_OF_THE_LETTER = frozenset({"the", "subject", "domain", "authority"})


class Saying(Frozen):
    """Words that say facts of a kind."""

    says: Annotated[dict[str, Any], Field(default_factory=dict)]  # the fields that the words fix
    shared: Annotated[str, Field(alias="with")] = ""
    element: Annotated[str, Field(alias="in")]
    words: str
    such_as: Annotated[dict[str, Any], Field(default_factory=dict)]  # of the fields that are free, a value each

    def free(self) -> frozenset[str]:
        """The fields that may have any value, which is printed."""
        return slots_of(self.words) - _OF_THE_LETTER

    def example(self, kind: str, **free: Any) -> Fact:
        """A fact that the words say.

        Args:
            free: values of free fields, in place of those in ``such_as``.
        """
        return FACT_TYPES[kind].model_validate(self.says | self.such_as | free)

    def fits(self, fact: Fact) -> bool:
        """Whether the words say the fact: all that is not decided by the letter around it."""
        said = self.example(fact.kind, **{name: getattr(fact, name) for name in self.free()})
        return about(said) == about(fact)


def about(fact: Fact) -> dict[str, Any]:
    """What a fact says, without what the letter around it decides."""
    return fact.model_dump(exclude=set(AROUND))


@cache
def sayings() -> dict[str, tuple[Saying, ...]]:
    """The words for each kind of fact.

    Raises:
        BankError: for a file that cannot be used, naming line and place.
    """
    return {
        kind: tuple(
            yamlfile.validated(Saying, item, _SAYINGS, (kind, number), BankError) for number, item in enumerate(items)
        )
        for kind, items in yamlfile.load(_SAYINGS, BankError).items()
    }


def render(facts: Sequence[Fact], *, wording: int = 0) -> SampleLetter:
    """A letter that says some facts, each in words of its own; the rest of it is the plain letter.

    What is told by the letter around a fact is not rendered: which part or question it belongs to, and its topic.
    Facts that the plain letter states and these do not replace are said as well.

    Args:
        wording: which of the wordings that fit; counted round.

    Raises:
        FactsError: for a fact that no known words say, with those that its kind can say.
        NcndError: for what are no facts, or no number of a wording.
    """
    if not _are_facts(facts):
        raise unfit("facts", facts, "a list of facts")
    count("wording", wording, 0)
    put: Put = {}
    for fact in facts:
        fitting = [one for one in sayings().get(fact.kind, ()) if one.fits(fact)]
        if not fitting:
            known = "; ".join(str(dict(one.says)) for one in sayings().get(fact.kind, ()))
            raise FactsError(fact.kind, f"no words are known for {fact!r}; there are some for: {known}")
        saying = fitting[wording % len(fitting)]
        shared = load_bank().shared[saying.shared] if saying.shared else {}
        words = _printed(saying, fact)
        before = put.get(saying.element)
        put = {**shared, **put, saying.element: f"{before}\n\n{words}" if before else words}
    return written(Told(), Choices(), PLAIN, Change.model_validate({"put": put}))


def _are_facts(value: Any) -> bool:
    return isinstance(value, Sequence) and all(isinstance(one, Fact) for one in value)


def _printed(saying: Saying, fact: Fact) -> str:
    words = saying.words
    for name in saying.free():
        value = getattr(fact, name)
        words = words.replace(f"{{{name}}}", in_words(value) if isinstance(value, date) else str(value))
    return words
