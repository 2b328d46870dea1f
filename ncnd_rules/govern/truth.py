"""The truth table of a rule, as its own examples show it: what held, what did not, and how it came out."""

from collections.abc import Iterator
from typing import NamedTuple

from ncnd_rules.engine.closed import Binding, Closed
from ncnd_rules.engine.compiler import parts_of
from ncnd_rules.engine.decide import Decided
from ncnd_rules.engine.findings import severity_of
from ncnd_rules.govern.cover import Value, letter_of, may_be_lost
from ncnd_rules.govern.parts import conditions, written
from ncnd_rules.govern.trial import Trial, Trials
from ncnd_rules.rules import Rule
from ncnd_rules.verdicts import Outcome


class Line(NamedTuple):
    """One combination that examples show, with the outcome it has."""

    values: tuple[Value | None, ...]  # one a column; none where ``when`` had no match and nothing was asked
    outcome: str  # ``violated (error)``
    examples: tuple[str, ...]  # ``bad[0]``


class TruthTable(NamedTuple):
    """Every combination that the examples of a rule show, in the order in which they first show it."""

    columns: tuple[str, ...]  # alternatives of its parts: ``unless[0]``
    lines: tuple[Line, ...]


def truth_table(rule: Rule, trials: Trials) -> TruthTable:
    """The table of one rule; a match of ``when`` is a line, and so is an example without any.

    Raises:
        RuleError: where an example is outside the vocabulary.
    """
    trial = Trial(rule, trials.program(rule))
    columns = [
        (part, number) for part, groups in parts_of(rule).items() if part != "when" for number in range(len(groups))
    ]
    shown: dict[tuple[tuple[Value | None, ...], str], list[str]] = {}
    for witness in trials.witnesses(rule):
        closed = trial.closed(witness)
        for values, outcome in _lines(rule, columns, closed, trial.decided(closed)):
            places = shown.setdefault((values, outcome), [])
            if witness.place not in places:
                places.append(witness.place)
    return TruthTable(
        tuple(f"{written(part)}[{number}]" for part, number in columns),
        tuple(Line(values, outcome, tuple(places)) for (values, outcome), places in shown.items()),
    )


def _lines(
    rule: Rule, columns: list[tuple[str, int]], closed: Closed, decided: list[Decided]
) -> Iterator[tuple[tuple[Value | None, ...], str]]:
    if not decided:
        yield (None,) * len(columns), "not applicable"
    for item in decided:
        yield tuple(_value(rule, part, number, item.binding, closed) for part, number in columns), _outcome(rule, item)


def _value(rule: Rule, part: str, number: int, match: Binding, closed: Closed) -> Value:
    aliases = {alias for alias, _ in match}
    hits = closed.finders(rule.id, part)[number](match)
    if hits:
        own = ([row for alias, row in hit if alias not in aliases] for hit in hits)
        return Value.TRUE if any(not closed.doubts(rows) for rows in own) else Value.UNDECIDED
    lost = any(
        closed.absence_doubts(rule.look_in, [item.pattern], letter_of(item.pattern, match, closed))
        for item in conditions(rule)
        if (item.part, item.number) == (part, number) and may_be_lost(item)
    )
    return Value.UNDECIDED if lost else Value.FALSE


def _outcome(rule: Rule, decided: Decided) -> str:
    outcome = decided.derivation.outcome
    return f"violated ({severity_of(rule, decided.derivation)})" if outcome == Outcome.VIOLATED else outcome.value
