"""What happened between letters, in the order in which a reader wants it: as data, for any report."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ncnd_rules.between import Among, Between, Passage
from ncnd_rules.between.passages import shown
from ncnd_rules.between.words import Change, changes
from ncnd_rules.compare.comparer import Comparison
from ncnd_rules.letter import SpanOf

_SCOPES = {
    "unqualified": "without a limit",
    "overt": "as to overt use",
    "covert": "as to covert use",
    "further": "as to further information",
    "none": "not at all",
}
_POSITIONS = {
    "disclosed": "answered",
    "withheld": "withheld",
    "not_held": "said not to be held, or not to be so",
    "ncnd": "neither confirmed nor denied",
    "cost_refusal": "refused for its cost",
    "vexatious": "refused as vexatious or repeated",
    "unanswered": "left unanswered",
    "unclear": "answered unclearly",
}
_DIRECTIONS = {
    "maintain": "for silence",
    "confirm": "for an answer",
    "equal": "that both sides weigh the same",
    "ambiguous": "in words that can be read either way",
    "implied": "by weighing alone, without being drawn",
}
_EXEMPTIONS = {
    "kept": "section {} is relied on in both",
    "added": "section {} is relied on now and was not before",
    "completed": "section {} is listed now; before, its section was argued and not listed",
    "removed": "section {} was relied on before and is not now",
}


class Event(NamedTuple):
    """One thing that changed between two letters, or that did not."""

    kind: str
    says: str
    evidence: tuple[SpanOf, ...]
    doubt: tuple[str, ...]


class Chapter(NamedTuple):
    """What one authority's letters on a subject have to do with each other, one and the next."""

    earlier: Among
    later: Among
    subject: str
    events: tuple[Event, ...]
    doubt: tuple[str, ...]


class Strand(NamedTuple):
    """A sentence that travelled, with what was changed on the way and what was stale in it."""

    passage: Passage
    argues: bool
    changed: tuple[tuple[str, str, tuple[Change, ...]], ...]  # from one letter to the next
    stale: tuple[tuple[str, str], ...]  # letter, and what the register says instead

    @property
    def letters(self) -> tuple[str, ...]:
        """The short names of the letters that have it."""
        return tuple(version.letter.name for version in self.passage.versions)

    @property
    def words(self) -> str:
        """Its first words."""
        return shown(self.passage.versions[0])


def chapters(comparison: Comparison) -> Iterator[Chapter]:
    """The story of each authority on each subject, letter by letter."""
    named = {letter.name: letter for letter in comparison.letters}
    between: dict[tuple[str, str], list[Between]] = {}
    for fact in comparison.meeting.facts:
        if "earlier" in fact.fields:
            between.setdefault((str(fact.fields["earlier"]), str(fact.fields["later"])), []).append(fact)
    for two, facts in between.items():
        for fact in facts:
            if fact.kind == "succession":
                events = tuple(_events(facts, named))
                yield Chapter(named[two[0]], named[two[1]], str(fact.fields["subject"]), events, fact.doubt)


def strands(comparison: Comparison) -> tuple[Strand, ...]:
    """The sentences that letters share: the stale first, then those that most letters have, then the changed."""
    stale: dict[str, list[tuple[str, str]]] = {}
    argues: dict[str, bool] = {}
    for fact in comparison.meeting.facts:
        if fact.kind == "stale_claim":
            told = (str(fact.fields["letter"]), str(fact.fields["label"]))
            stale.setdefault(str(fact.fields["passage"]), []).append(told)
        elif fact.kind == "passage":
            argues[str(fact.fields["passage"])] = bool(fact.fields["argues"])
    found = [
        Strand(passage, argues[passage.id], tuple(_changed(passage)), tuple(sorted(stale.get(passage.id, ()))))
        for passage in comparison.meeting.passages
    ]
    return tuple(sorted(found, key=lambda one: (not one.stale, -len(one.letters), not one.changed)))


def _changed(passage: Passage) -> Iterator[tuple[str, str, tuple[Change, ...]]]:
    for before, after in zip(passage.versions, passage.versions[1:], strict=False):
        if before.words != after.words:
            yield before.letter.name, after.letter.name, tuple(changes(before.said.words, after.said.words))


def _events(facts: Sequence[Between], named: Mapping[str, Among]) -> Iterator[Event]:
    for fact in facts:
        says = _told(fact)
        if says:
            yield Event(fact.kind, says, _evidence(fact, named), fact.doubt)
    for change in ("dropped", "added"):
        own = [fact for fact in facts if fact.kind == "scope_change" and fact.fields["change"] == change]
        for word in sorted({str(fact.fields["word"]) for fact in own}):
            places = [fact for fact in own if fact.fields["word"] == word]
            says = f"the word “{word}” is {change} in {_times(len(places))} that both letters have"
            spans = tuple(span for fact in places for span in fact.evidence)
            yield Event("scope_change", says, spans, places[0].doubt)
    copied = [fact for fact in facts if fact.kind == "copied"]
    if copied:
        same = sum(not fact.fields["changed"] for fact in copied)
        stand = "stands" if len(copied) == 1 else "stand"
        says = f"{_times(len(copied))} of the earlier letter {stand} in the later, {same} unchanged"
        yield Event("copied", says, (), ())


def _told(fact: Between) -> str:
    fields = fact.fields
    if fact.kind == "exemption_change":
        return _EXEMPTIONS[str(fields["change"])].format(fields["provision"])
    if fact.kind == "answer_change":
        topic, position = str(fields["subject"]).split(": ")
        before, after = _each(fields["before"], _SCOPES), _each(fields["after"], _SCOPES)
        taken = f"{topic.replace('_', ' ')}, {_POSITIONS[position]}"
        return f"{taken}: {before}, in both" if before == after else f"{taken}: {before} before, {after} now"
    if fact.kind == "conclusion_change":
        before, after = _each(fields["before"], _DIRECTIONS), _each(fields["after"], _DIRECTIONS)
        return (
            f"the balance comes out {before}, in both"
            if before == after
            else f"the balance came out {before} and comes out {after} now"
        )
    if fact.kind == "refers":
        return "the later letter names the reference of the earlier"
    if fact.kind == "asked_again":
        return f"asked again: “{fields['words']}”"
    return ""


def _each(values: object, spoken: dict[str, str]) -> str:
    return " and ".join(spoken[value] for value in str(values).split(" and "))


def _evidence(fact: Between, named: Mapping[str, Among]) -> tuple[SpanOf, ...]:
    """Its own words, or those of the facts it was worked out from."""
    spans = list(fact.evidence)
    for premise in fact.premises:
        name, _, own = premise.partition("/")
        spans += [span for item in named[name].encoding.facts if item.id == own for span in named[name].spans(item)]
    return tuple(dict.fromkeys(spans))


def _times(number: int) -> str:
    return f"{number} sentence{'s' * (number != 1)}"
