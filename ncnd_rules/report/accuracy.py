"""How well letters are read, for people and for programs."""

import json
from collections.abc import Iterator
from typing import Any

from ncnd_rules.accuracy import Accuracy, Miss, Tally
from ncnd_rules.explain.explanation import one_line
from ncnd_rules.letter import visible
from ncnd_rules.report.counting import count

_COLUMNS = ("precision", "recall", "unread", "silent", "undecided", "by hand", "read")
_LEGEND = """recall counts every fact written by hand; of those missed, 'unread' stand in a passage listed as not
understood, 'silent' do not. undecided: of the outcomes of rules that speak of the kind."""
_MOST_WORDS = 70


def accuracy_as_text(accuracy: Accuracy, *, misses: bool = False) -> str:
    """A table with a line a kind; with *misses* each fact that was missed or is false."""
    return "\n".join(_lines(accuracy, misses=misses))


def accuracy_as_json(accuracy: Accuracy) -> str:
    """The same for programs; shares from 0 to 1, null where there was nothing to count."""
    told = {
        "cases": accuracy.cases,
        "without_letter": list(accuracy.without_letter),
        "kinds": {tally.kind: _kind(tally) for tally in _counted(accuracy)},
        "verdicts": {"compared": accuracy.verdicts, "differing": list(accuracy.differing)},
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _lines(accuracy: Accuracy, *, misses: bool) -> Iterator[str]:
    yield count(accuracy.cases, "letter")
    if accuracy.without_letter:
        yield f"left out, as their letters are not at hand: {', '.join(accuracy.without_letter)}"
    yield ""
    yield f"{'kind':18}" + "".join(f"{name:>11}" for name in _COLUMNS)
    for tally in _counted(accuracy):
        shares = (tally.precision, tally.recall, tally.unread, tally.silent, tally.left_open)
        told = [f"{share:.2f}" if share is not None else "-" for share in shares]
        yield f"{tally.kind:18}" + "".join(f"{value:>11}" for value in (*told, tally.by_hand, tally.read))
    yield ""
    yield _LEGEND
    if accuracy.verdicts:
        alike = accuracy.verdicts - len(accuracy.differing)
        yield f"verdicts from text as from facts written by hand: {alike} of {accuracy.verdicts}"
        yield from (f"  {difference}" for difference in accuracy.differing)
    if misses:
        for tally in _counted(accuracy):
            yield from (_miss("missed", miss) for miss in tally.missed)
            yield from (_miss("false", miss) for miss in tally.false)


def _miss(what: str, miss: Miss) -> str:
    fields = miss.fact.model_dump(
        mode="json", exclude_defaults=True, exclude={"id", "evidence", *type(miss.fact).model_computed_fields}
    )
    said = ", ".join(f"{name} {value}" for name, value in fields.items())
    words = visible(one_line(" … ".join(span.quote for span in miss.fact.evidence)))[:_MOST_WORDS]
    listed = ", listed as unread" if miss.listed else ""
    return f"{what}{listed}: {miss.case}: {miss.fact.kind} ({said}) “{words}”"


def _counted(accuracy: Accuracy) -> Iterator[Tally]:
    return (tally for tally in accuracy.tallies if tally.by_hand or tally.read)


def _kind(tally: Tally) -> dict[str, Any]:
    return {
        "precision": tally.precision,
        "recall": tally.recall,
        "unread": tally.unread,
        "silent": tally.silent,
        "undecided": tally.left_open,
        "by_hand": tally.by_hand,
        "read": tally.read,
    }
