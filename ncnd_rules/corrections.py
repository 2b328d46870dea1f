"""Corrections: what a person says of a reading, one after the other. The letter itself stays as it is.

They are bound to one letter by its hash, and each to what was read: a correction of a fact that is now read otherwise
is refused, since nobody can tell whether it still holds.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Annotated, Any, ClassVar, NamedTuple, Self, TypeVar

from pydantic import AfterValidator, Field, ValidationError, model_validator

from ncnd_rules import yamlfile
from ncnd_rules.encoding import Encoding, without_references
from ncnd_rules.errors import Misfit
from ncnd_rules.facts import UNNAMED, Fact, Word, references_of
from ncnd_rules.facts_file import written
from ncnd_rules.letter import Frozen, Span, Unread

_FEW = 8  # names of facts in a message


def _bare(fact: Fact | None) -> Fact | None:
    """What a fact says, without its name and words: two of them can be compared."""
    return None if fact is None else fact.model_copy(update={"id": UNNAMED, "evidence": ()})


class _OfFact(Frozen):
    fact: Annotated[Word, Field(description="the id of a fact that was read, or set before")]
    was: Annotated[
        Fact | None, AfterValidator(_bare), Field(description="what it said then; a fact read otherwise is refused")
    ] = None


class Remove(_OfFact):
    """The letter does not say this; what refers to it stays, without the reference."""

    does: ClassVar = "remove"


class Change(_OfFact):
    """The letter says something else of the same kind, with the same words."""

    does: ClassVar = "change"
    to: Annotated[Mapping[str, Any], Field(min_length=1, description="the fields that change, as in a facts file")]


class Add(Frozen):
    """The letter says something that was not read."""

    does: ClassVar = "add"
    fact: Fact


class SaysNothing(Frozen):
    """A passage says nothing: no fact stands on its words, and nothing is left to be understood in it.

    A fact that also stands on other words keeps those, and stays.
    """

    does: ClassVar = "says_nothing"
    words: Span

    @model_validator(mode="after")
    def _stands_somewhere(self) -> Self:
        if self.words.start is None:
            raise ValueError("the field 'start' is missing")
        return self


class Understood(Frozen):
    """A passage that the program did not understand holds nothing beyond the facts there are."""

    does: ClassVar = "understood"
    start: Annotated[int | None, Field(ge=0)] = None
    stop: Annotated[int | None, Field(ge=0)] = None
    reason: Annotated[Word, Field(description="why it was not read, as the program said")]

    def names(self, passage: Unread) -> bool:
        """Whether it speaks of this passage."""
        return (self.start, self.stop, self.reason) == (passage.start, passage.stop, passage.reason)


Correction = Remove | Change | Add | SaysNothing | Understood
Corrections = tuple[Correction, ...]


class _State(NamedTuple):
    """A reading on its way."""

    facts: Mapping[str, Fact]
    unread: tuple[Unread, ...]
    text: str | None
    known: frozenset[str] = frozenset()  # every id there ever was: what refers to a fact taken out may be put in again
    own: frozenset[str] = frozenset()  # ids of the facts that a correction names


def corrected_by(read: Encoding, corrections: Sequence[Correction]) -> Encoding:
    """A letter as a person has corrected what was read in it; what the person set is marked.

    Raises:
        Misfit: for a correction that does not fit what is read once those before it are made.
    """
    encoding, misfits = fitted(read, corrections)
    if misfits:
        raise misfits[0]
    return encoding


def fitted(read: Encoding, corrections: Sequence[Correction]) -> tuple[Encoding, tuple[Misfit, ...]]:
    """As `corrected_by`, but what does not fit is left out, and given back with the reason."""
    facts = {fact.id: fact for fact in read.facts}
    state = _State(facts, read.unread, read.text, frozenset(facts))
    misfits = []
    for number, correction in enumerate(corrections):
        try:
            state = _STEPS[type(correction)](state, correction)
        except ValueError as problem:
            misfits.append(Misfit(number, str(problem)))
    gone = state.known - set(state.facts)
    left = {name: without_references(fact, gone) for name, fact in state.facts.items()}
    encoding = read._replace(
        facts=tuple(left.values()),
        unread=state.unread,
        by_person=tuple(name for name in left if name in state.own and state.facts[name] != facts.get(name)),
        struck_out=sum(state.facts.get(name) != fact for name, fact in facts.items()),
    )
    return encoding, tuple(misfits)


def put_in(made: Corrections, correction: Correction, read: Encoding) -> Corrections:
    """The corrections with one more. A fact has one correction at most, so that each can be taken back on its own.

    Args:
        read: what the program read.

    Raises:
        ValueError: as `changed_fact` does.
    """
    if not isinstance(correction, Change | Remove):
        return (*made, correction)
    for number, earlier in enumerate(made):
        own = earlier.fact.id if isinstance(earlier, Add) else getattr(earlier, "fact", "")
        if own == correction.fact:
            joined = _joined(earlier, correction, read)
            return (*made[:number], *joined, *made[number + 1 :])
    return (*made, correction)


def _joined(earlier: Correction, later: Change | Remove, read: Encoding) -> Corrections:
    """Two corrections of one fact as one, or as none where they come to nothing."""
    if isinstance(earlier, Add):
        return () if isinstance(later, Remove) else (Add(fact=changed_fact(earlier.fact, later.to)),)
    if not isinstance(earlier, Change):
        return (earlier, later)
    if isinstance(later, Remove):
        return (Remove(fact=later.fact, was=earlier.was),)
    first = next((fact for fact in read.facts if fact.id == later.fact), None)
    before = {} if first is None else first.model_dump(mode="json")
    to = {name: value for name, value in {**earlier.to, **later.to}.items() if before.get(name, ...) != value}
    return (Change(fact=later.fact, was=earlier.was, to=to),) if to else ()


def free_id(taken: Iterable[str]) -> str:
    """An id for a fact that a person adds."""
    taken = set(taken)
    return next(name for number in range(1, len(taken) + 2) if (name := f"set-{number}") not in taken)


def says(fact: Fact) -> dict[str, Any]:
    """What a fact says, whatever it is called and wherever it stands."""
    return {name: value for name, value in written(fact).items() if name != "id"}


def changed_fact(fact: Fact, to: Mapping[str, Any]) -> Fact:
    """A fact with other fields, held to its vocabulary.

    Raises:
        ValueError: in a sentence, for a field or value that its kind does not have.
    """
    fixed = {"id", "evidence"} & set(to)
    if fixed:
        raise ValueError(f"the field '{min(fixed)}' of a fact cannot be changed; remove it and add another")
    try:
        return type(fact).model_validate(written(fact) | {"id": fact.id, "evidence": fact.evidence} | dict(to))
    except ValidationError as problem:
        place, sentence = yamlfile.said_of(type(fact), problem)
        raise ValueError(f"{place[0]}: {sentence}" if place else sentence) from None


def _removed(state: _State, correction: Remove) -> _State:
    fact = _found(state, correction)
    return _without(state, {fact.id})


def _changed(state: _State, correction: Change) -> _State:
    fact = _found(state, correction)
    other = changed_fact(fact, correction.to)
    _check_references(other, state)
    if other == fact:
        raise ValueError(f"'{fact.id}' is read so already")
    return _with(state, other)


def _added(state: _State, correction: Add) -> _State:
    fact = correction.fact
    if fact.id == UNNAMED:
        fact = fact.model_copy(update={"id": free_id(state.known)})
    if fact.id in state.facts:
        raise ValueError(f"the id '{fact.id}' is taken by a {state.facts[fact.id].kind}")
    _check_references(fact, state)
    for span in fact.evidence:
        _check_words(span, state)
    return _with(state, fact)


def _emptied(state: _State, correction: SaysNothing) -> _State:
    words = correction.words
    _check_words(words, state)
    left = {fact.id: tuple(span for span in fact.evidence if not _within(span, words)) for fact in state.facts.values()}
    touched = {fact.id for fact in state.facts.values() if len(left[fact.id]) < len(fact.evidence)}
    unread = tuple(passage for passage in state.unread if not _within(passage, words))
    if not touched and len(unread) == len(state.unread):
        raise ValueError(f"no fact stands on '{_short(words.quote)}', and nothing in it is left to be understood")
    for name in touched:
        if left[name]:
            state = _with(state, state.facts[name].model_copy(update={"evidence": left[name]}))
    return _without(state, {name for name in touched if not left[name]})._replace(unread=unread)


def _understood(state: _State, correction: Understood) -> _State:
    left = tuple(passage for passage in state.unread if not correction.names(passage))
    if len(left) == len(state.unread):
        where = f" at {correction.start}" if correction.start is not None else ""
        raise ValueError(f"no passage{where} was left unread because '{_short(correction.reason)}'")
    return state._replace(unread=left)


_STEPS: Mapping[type[Frozen], Callable[[_State, Any], _State]] = {
    Remove: _removed,
    Change: _changed,
    Add: _added,
    SaysNothing: _emptied,
    Understood: _understood,
}
DOES = tuple(kind.does for kind in (Remove, Change, Add, SaysNothing, Understood))


def _with(state: _State, fact: Fact) -> _State:
    name = {fact.id}
    return state._replace(facts={**state.facts, fact.id: fact}, known=state.known | name, own=state.own | name)


def _without(state: _State, gone: set[str]) -> _State:
    return state._replace(facts={name: fact for name, fact in state.facts.items() if name not in gone})


def _found(state: _State, correction: _OfFact) -> Fact:
    fact = state.facts.get(correction.fact)
    if fact is None:
        raise ValueError(
            f"no fact is called '{correction.fact}'{yamlfile.did_you_mean(correction.fact, state.facts)}: "
            "another version may read the letter otherwise"
        )
    was = correction.was
    if was is not None and was != _bare(fact):
        raise ValueError(f"'{fact.id}' was {_told(was)}, and is now read as {_told(fact)}")
    return fact


def _check_references(fact: Fact, state: _State) -> None:
    for _, kind, name in references_of(fact):
        ids = [one.id for one in state.facts.values() if one.kind == kind]
        if name not in ids and name not in state.known - set(state.facts):
            known = ", ".join(ids[:_FEW]) + (" …" if len(ids) > _FEW else "")
            raise ValueError(f"found {kind} '{name}', expected {f'one of {known}' if ids else 'none: there is none'}")


def _check_words(span: Span, state: _State) -> None:
    if state.text is None or span.start is None:
        return
    stands = state.text[span.start : span.stop]
    if stands != span.quote:
        raise ValueError(f"quotes '{_short(span.quote)}' at {span.start}, where the letter has '{_short(stands)}'")


_Placed = TypeVar("_Placed", Span, Unread)


def _within(one: _Placed, words: Span) -> bool:
    return (
        None not in (one.start, one.stop)
        and (words.start or 0) <= (one.start or 0)
        and (one.stop or 0) <= (words.stop or 0)
    )


def _told(fact: Fact) -> str:
    fields = ", ".join(f"{name} {value}" for name, value in says(fact).items())
    return f"{fact.kind} ({fields})" if fields else fact.kind


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
