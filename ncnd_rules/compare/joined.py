"""The facts of several letters as one closed set: every id bears the name of its letter."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ncnd_rules.between import REGIME, Among, Between, Meeting, among, meeting
from ncnd_rules.encoding import Encoding
from ncnd_rules.engine import known_of
from ncnd_rules.facts import FACT_TYPES, REFERENCES
from ncnd_rules.letter import Letter, SpanOf
from ncnd_rules.registers import Registers
from ncnd_rules.verdicts import KnownFact
from ncnd_rules.world import World

# Fields that hold the id of another fact of the same letter. `test` says which test a test is.
_NAMES = (frozenset(FACT_TYPES) | frozenset(REFERENCES)) - {"test"}

# No day, and nothing that the registers cannot say: what is unknown of one letter is a doubt of the facts it bears on.
NOWHERE = World((), {}, None, None, None, REGIME)

_HOW = {
    "same_question": "questions matched by their words",
    "asked_again": "questions matched by their words, letters ordered by their dates",
    "refers": "references found among the numbers of the other letter",
    "subjects": "the topics that the questions of both letters are about",
    "succession": "the last earlier letter of the authority on the subject",
    "exemption_change": "the exemptions listed in both letters",
    "answer_change": "the answers of both letters on one subject",
    "conclusion_change": "the conclusions of both letters",
    "passage": "sentences of which four fifths of the words are the same, in order",
    "copied": "sentences of which four fifths of the words are the same, in order",
    "scope_change": "the words of two versions of one sentence",
    "stale_claim": "the register of threat levels at the date of the letter",
    "template": "the words of the reasons that both letters give in the same sentences",
    "level_day": "letters of one date",
}


class Joined(NamedTuple):
    """Several letters as rules see them: what is lost from one is lost from that one only."""

    letters: Mapping[str, Among]

    @property
    def identity(self) -> str:
        """Nothing: a finding's words and its letters' names tell it, whichever other letters are compared."""
        return ""

    @property
    def copies(self) -> tuple[Letter, ...]:
        """The letters themselves."""
        return tuple(one.encoding.letter for one in self.letters.values())

    def absence_doubts(self, sections: Iterable[str], kinds: Iterable[str] = (), letter: str = "") -> tuple[str, ...]:
        """Why not finding a thing in a letter proves nothing; of no letter in particular, in any of them."""
        sections, kinds = tuple(sections), tuple(kinds)
        meant = [self.letters[letter]] if letter in self.letters else list(self.letters.values())
        return tuple(
            f"in {one.label}, {reason}" for one in meant for reason in one.encoding.absence_doubts(sections, kinds)
        )


class Table(NamedTuple):
    """Several letters, laid side by side for rules to be put to."""

    meeting: Meeting
    told: Joined
    known: tuple[KnownFact, ...]


def side_by_side(encodings: Sequence[Encoding], registers: Registers) -> Table:
    """What several letters say and what lies between them; their order never matters."""
    met = meeting(among(encodings, registers))
    told = Joined({letter.name: letter for letter in met.compared})
    return Table(met, told, tuple(known_of_all(met.compared, met.facts)))


def known_of_all(letters: Iterable[Among], between: Iterable[Between]) -> Iterator[KnownFact]:
    """What each letter says, what the registers say of it, and what lies between the letters."""
    for letter in letters:
        for fact in known_of(letter.encoding, letter.world):
            yield _named(fact, letter)
    for item in between:
        yield KnownFact(
            id=item.id,
            kind=item.kind,
            origin="derived",
            fields=item.fields,
            evidence=item.evidence,
            source=_HOW[item.kind],
            premises=item.premises,
            doubt=item.doubt,
        )


def _named(fact: KnownFact, letter: Among) -> KnownFact:
    fields = {field: _with_name(field, value, letter) for field, value in fact.fields.items()}
    return replace(
        fact,
        id=letter.fact(fact.id),
        fields={**fields, "letter": letter.name},
        evidence=tuple(SpanOf(letter=letter.name, **span.model_dump()) for span in fact.evidence),
        premises=tuple(map(letter.fact, fact.premises)),
    )


def _with_name(
    field: str, value: str | int | bool | tuple[str, ...], letter: Among
) -> str | int | bool | tuple[str, ...]:
    if field not in _NAMES or not isinstance(value, str | tuple):
        return value
    return letter.fact(value) if isinstance(value, str) else tuple(map(letter.fact, value))
