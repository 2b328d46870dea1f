"""The letters at the edges of rules, for people and for programs."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ncnd_rules.govern.as_yaml import fact_as_yaml, letter_as_yaml, value_as_yaml
from ncnd_rules.govern.cover import Value
from ncnd_rules.govern.fuzz.bench import Fault, Small
from ncnd_rules.govern.fuzz.flips import Flip
from ncnd_rules.govern.fuzz.sides import Edge, Fuzzed, Side
from ncnd_rules.letter import visible
from ncnd_rules.report.counting import count
from ncnd_rules.shipped import shown
from ncnd_rules.verdicts import Outcome

Composed = Mapping[str, str | None]  # a small letter, as JSON, to the words of one; none where none says it


def fuzzed_as_text(fuzzed: Iterable[Fuzzed], flips: Iterable[Flip], composed: Composed) -> str:
    """Each condition with the smallest letter on both sides, then whatever is wrong, then the counts."""
    fuzzed, flips = tuple(fuzzed), tuple(flips)
    lines: list[str] = []
    told: set[str] = set()
    for one in fuzzed:
        lines += [f"{one.rule.id}: {one.rule.title}"]
        for edge in one.edges:
            lines += [f"  {edge.condition.place}", *_edge(edge, composed, told)]
        for fault in one.faults:
            lines += [f"  at fault: {fault.what}", *_letter(fault.letter, None)]
    lines += ["verdicts that flip:"] if flips else []
    for flip in flips:
        lines += [f"  {flip.rule}: {flip.old} -> {flip.new}", *_letter(flip.letter, None)]
    return "\n".join(visible(line) for line in (*lines, *_counts(fuzzed, flips)))


def fuzzed_as_json(fuzzed: Iterable[Fuzzed], flips: Iterable[Flip], composed: Composed) -> str:
    """One object: the rules with their conditions, the flips, and how many sides were not found."""
    fuzzed = tuple(fuzzed)
    told = {
        "missing": sum(one.missing for one in fuzzed),
        "evaluators_compared": all(one.compared for one in fuzzed),
        "rules": [_rule_as_data(one, composed) for one in fuzzed],
        "flips": [
            {"rule": flip.rule, "old": _verdict_as_data(flip.old), "new": _verdict_as_data(flip.new), **_small(flip)}
            for flip in flips
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2, default=str)


def key_of(letter: Small) -> str:
    """What tells a small letter from others."""
    return json.dumps(letter, sort_keys=True, default=str)


def _edge(edge: Edge, composed: Composed, told: set[str]) -> Iterator[str]:
    for name, side, other in ((Value.TRUE, edge.true, edge.false), (Value.FALSE, edge.false, edge.true)):
        if side is not None:
            yield f"    {name}: {side.verdict}"
            yield from _letter(side.letter, other.letter if other and name is Value.FALSE else None)
            yield from _words(side.letter, composed, told)
        elif name in edge.demanded:
            yield f"    {name}: no letter was found"
        else:
            yield f"    {name}: cannot be"
    if edge.true and edge.false and edge.true.verdict == edge.false.verdict:
        yield "    the verdict is the same on both sides"


def _letter(letter: Small, other: Small | None) -> Iterator[str]:
    """The facts, a line each, and those marked that a letter on the other side has not."""
    if "letters" in letter:
        for name, own in letter["letters"].items():
            yield f"      {value_as_yaml(name)}:"
            yield from letter_as_yaml({"facts": (), **own}, " " * 8)
        return
    theirs = [fact_as_yaml(fact) for fact in other["facts"]] if other else []
    for fact in letter["facts"]:
        line = fact_as_yaml(fact)
        yield f"      - {line}{'  # changed' if other and line not in theirs else ''}"
    if not letter["facts"]:
        yield "      (a letter that says nothing)"
    for field in ("copy", "missing", "unread"):
        if field in letter:
            yield f"      {field}: {value_as_yaml(letter[field])}"


def _words(letter: Small, composed: Composed, told: set[str]) -> Iterator[str]:
    """Its words, where they were asked for; those of a letter that stands above are not told again."""
    key = key_of(letter)
    if key in composed:
        words = composed[key] or "(no wording says this and nothing else)"
        lines = ["(its words stand above)"] if key in told and composed[key] else words.rstrip().splitlines()
        told.add(key)
        yield from (f"      | {line}".rstrip() for line in lines)


def _counts(fuzzed: tuple[Fuzzed, ...], flips: tuple[Flip, ...]) -> Iterator[str]:
    edges = [edge for one in fuzzed for edge in one.edges]
    missing = sum(one.missing for one in fuzzed)
    undecided = sum(
        side.verdict.outcome is Outcome.UNDECIDED for edge in edges for side in (edge.true, edge.false) if side
    )
    found = f"{count(missing, 'side')} not found" if missing else "both sides of each found"
    yield f"{count(len(edges), 'condition')} of {count(len(fuzzed), 'rule')}: {found}."
    if undecided:
        yield f"{count(undecided, 'side')} shown by undecided letters alone."
    tried = count(sum(one.tried for one in fuzzed), "letter")
    faults = [fault for one in fuzzed for fault in one.faults]
    agree = "both evaluators agree" if all(one.compared for one in fuzzed) else "durable-rules is not installed"
    yield f"{tried} tried; {count(len(faults), 'fault') if faults else agree}."
    if flips:
        yield f"{count(len(flips), 'flip')} found."


def _rule_as_data(one: Fuzzed, composed: Composed) -> dict[str, Any]:
    return {
        "rule": one.rule.id,
        "file": shown(one.rule.path),
        "tried": one.tried,
        "conditions": [_edge_as_data(edge, composed) for edge in one.edges],
        "faults": [{"what": fault.what, **_small(fault)} for fault in one.faults],
    }


def _edge_as_data(edge: Edge, composed: Composed) -> dict[str, Any]:
    return {
        "condition": edge.condition.place,
        "true": _side_as_data(edge.true, composed),
        "false": _side_as_data(edge.false, composed),
        "demanded": [side for side in (Value.TRUE, Value.FALSE) if side in edge.demanded],
        "missing": list(edge.missing),
    }


def _side_as_data(side: Side | None, composed: Composed) -> dict[str, Any] | None:
    if side is None:
        return None
    told = {**_verdict_as_data(side.verdict), **_small(side)}
    return told | ({"words": composed[key_of(side.letter)]} if key_of(side.letter) in composed else {})


def _verdict_as_data(verdict: Any) -> dict[str, Any]:
    return {"outcome": verdict.outcome, "severity": verdict.severity}


def _small(shown_by: Side | Fault | Flip) -> dict[str, Any]:
    return {"letter": shown_by.letter}
