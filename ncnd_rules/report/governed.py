"""What the commands that govern rules have found, for people and for programs."""

import json
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from ncnd_rules.govern.cover import Coverage, Covered, Value
from ncnd_rules.govern.diff import Bump, Compared, Verdict
from ncnd_rules.govern.doubts import Doubts
from ncnd_rules.govern.examples import Tested
from ncnd_rules.govern.lint import CHECKS, Found
from ncnd_rules.govern.mutate import Mutated
from ncnd_rules.govern.parts import owners_of
from ncnd_rules.govern.suggest import Near
from ncnd_rules.letter import visible
from ncnd_rules.registers import day_in_words
from ncnd_rules.report.counting import count
from ncnd_rules.rules import Ruleset
from ncnd_rules.shipped import shown

_MOST_FLIPS = 8  # letters named of one rule


def lint_as_text(found: Iterable[Found], without_repair: Mapping[str, str]) -> str:
    """One line a mistake, under the check that found it.

    Args:
        without_repair: the rules that declare no way to mend them, with the reason, which is no mistake.
    """
    found = tuple(found)
    lines = []
    for check, items in groupby(found, key=lambda item: item.check):
        lines.append(f"{check}: {CHECKS[check]}?")
        lines += [f"  {': '.join(part for part in (item.file, item.place, item.says) if part)}" for item in items]
    if without_repair:
        lines.append("errors that no wording of reasons mends, as their rules say:")
        lines += [f"  {rule}: {why}" for rule, why in without_repair.items()]
    return _shown([*lines, f"{count(len(found), 'mistake')} found by {len(CHECKS)} checks."])


def lint_as_json(found: Iterable[Found]) -> str:
    """A list, one object a mistake."""
    return _json([item._asdict() for item in found])


def tests_as_text(tested: Tested, repaired: Tested) -> str:
    """Each example that failed, each repair that did not clear one, and how many were tried."""
    failed = (*tested.failed, *repaired.failed)
    lines = [f"{item.rule}: {shown(item.file)}: {item.place}: {item.says()}" for item in failed]
    examples = f"{count(tested.tried, 'example')} tried, {len(tested.failed)} failed."
    return _shown([*lines, f"{examples} {count(repaired.tried, 'repair')} tried, {len(repaired.failed)} failed."])


def tests_as_json(tested: Tested, repaired: Tested) -> str:
    """How many examples and repairs were tried, and each that failed."""

    def told(one: Tested) -> dict[str, Any]:
        failed = [{**item._asdict(), "file": shown(item.file)} for item in one.failed]
        return {"tried": one.tried, "failed": failed}

    return _json({**told(tested), "repairs": told(repaired)})


def coverage_as_text(coverage: Coverage, ruleset: Ruleset, near: Near, *, everything: bool = False) -> str:
    """Each condition with a value that was never seen, and the count.

    Args:
        near: examples for some of them.
        everything: each condition with the number of letters in which each value was seen.
    """
    files = _files(ruleset)
    lines = []
    for owner, items in groupby(coverage.covered, key=lambda item: item.condition.owner):
        told = [line for item in items for line in _covered(item, near, everything=everything)]
        lines += [f"{owner} ({files[owner]})", *told] if told else []
    seen = coverage.demanded - coverage.missing
    share = 100 * seen / coverage.demanded if coverage.demanded else 100.0
    others = 3 * len(coverage.covered) - coverage.demanded
    lines.append(
        f"{seen} of {coverage.demanded} values of {count(len(coverage.covered), 'condition')} seen ({share:.1f} %); "
        f"not demanded: {others}."
    )
    return _shown(lines)


def _covered(item: Covered, near: Near, *, everything: bool) -> Iterator[str]:
    if everything:
        values = (f"{value} {item.seen.get(value, 0) if value in item.demanded else 'not demanded'}" for value in Value)
        yield f"  {item.condition.place}: {', '.join(values)}"
    elif item.missing:
        yield f"  {item.condition.place}: never {' nor '.join(item.missing)}"
    yield from _suggested(item.condition.owner, item.condition.place, near)


def _suggested(owner: str, missed: str, near: Near) -> Iterator[str]:
    if found := near.get((owner, missed)):
        yield f"    to be named and put under '{found.part}' of {found.rule}:"
        yield from (f"    {line}" for line in found.as_yaml().splitlines())


def _as_data(owner: str, missed: str, near: Near) -> dict[str, Any]:
    found = near.get((owner, missed))
    return {"suggestion": found._asdict()} if found else {}


def coverage_as_json(coverage: Coverage, ruleset: Ruleset, near: Near) -> str:
    """The counts, and each condition with the letters in which each of its values was seen; null: not demanded."""
    files = _files(ruleset)
    conditions = [
        {
            "owner": item.condition.owner,
            "file": files[item.condition.owner],
            "condition": item.condition.place,
            "seen": {value: item.seen.get(value, 0) if value in item.demanded else None for value in Value},
            **_as_data(item.condition.owner, item.condition.place, near),
        }
        for item in coverage.covered
    ]
    return _json({"demanded": coverage.demanded, "missing": coverage.missing, "conditions": conditions})


def mutants_as_text(mutated: Mutated, ruleset: Ruleset, near: Near) -> str:
    """The survivors, those without a reason first, with examples for some of them, and the score."""
    files = _files(ruleset)
    lines = []
    for title, items in (
        ("No example notices", mutated.unexplained),
        ("No letter could tell", [item for item in mutated.survivors if item.why]),
    ):
        lines += [f"{title}:"] if items else []
        for item in items:
            why = f" ({item.why})" if item.why else ""
            lines += [f"  {files[item.owner]}: {item.what}{why}", *_suggested(item.owner, item.what, near)]
    explained = len(mutated.survivors) - len(mutated.unexplained)
    noticed = len(mutated.tried) - len(mutated.survivors)
    lines.append(
        f"{noticed} of {count(len(mutated.tried), 'mutant')} noticed, score {mutated.score:.3f}; "
        f"{count(len(mutated.survivors), 'survivor')}, {explained} explained."
    )
    return _shown(lines)


def mutants_as_json(mutated: Mutated, near: Near) -> str:
    """The score, and each mutant with the example that notices it; null: none does."""
    tried = [{**item._asdict(), **_as_data(item.owner, item.what, near)} for item in mutated.tried]
    return _json({"score": round(mutated.score, 4), "unexplained": len(mutated.unexplained), "mutants": tried})


def comparison_as_text(compared: Compared) -> str:
    """What changed, every verdict that flips by rule, and the version bump."""
    lines = [f"{change.name} {change.what} [{change.bump.name}]" for change in compared.changes]
    for (_, rule, why), items in groupby(compared.flips, key=lambda flip: (-flip.bump, flip.rule, flip.why)):
        flips = list(items)
        lines.append(f"{rule}: {why} [{flips[0].bump.name}]")
        lines += [f"  {item.letter}: {_verdict(item.old)} -> {_verdict(item.new)}" for item in flips[:_MOST_FLIPS]]
        if more := len(flips) - len(flips[:_MOST_FLIPS]):
            lines.append(f"  … and {count(more, 'more letter')}; --format json lists them all")
    tried = f"{count(compared.cases, 'case')} and {count(compared.letters - compared.cases, 'example')}"
    asked = "no new version" if compared.bump is Bump.NONE else f"version bump: {compared.bump.name}"
    lines.append(f"{count(len(compared.flips), 'verdict')} of {tried} flipped; {asked}.")
    return _shown(lines)


def _verdict(verdict: Verdict | None) -> str:
    return str(verdict) if verdict else "no such rule"


def comparison_as_json(compared: Compared) -> str:
    """The same, each verdict as words; null where a side lacks the rule."""
    flips = [
        {
            **flip._asdict(),
            "old": str(flip.old) if flip.old else None,
            "new": str(flip.new) if flip.new else None,
            "bump": flip.bump.name,
        }
        for flip in compared.flips
    ]
    changes = [{**change._asdict(), "bump": change.bump.name} for change in compared.changes]
    about = {"bump": compared.bump.name, "cases": compared.cases, "letters": compared.letters}
    return _json({**about, "changes": changes, "flips": flips})


def doubts_as_text(doubts: Doubts, as_of: str) -> str:
    """The rows that are not to be relied on without a second look, register by register."""
    lines = []
    for register, until in doubts.outdated:
        lines.append(f"{register}: verified until {day_in_words(until)}, which is past on {as_of}")
    for register, items in groupby(doubts.rows, key=lambda item: item.register):
        lines.append(f"{register}:")
        for item in items:
            lines.append(f"  {item.row}{': ' + item.says if item.says else ''}")
            lines.append(f"    {', '.join(item.why)}; {_sources(item.sources)}")
    lines.append(f"{len(doubts.rows)} of {count(doubts.total, 'row')} doubtful.")
    return _shown(lines)


def _sources(sources: Iterable[str]) -> str:
    return textwrap.shorten(f"source: {'; '.join(sources)}", 300, placeholder=" …")


def doubts_as_json(doubts: Doubts, as_of: str) -> str:
    """The same, with every source whole."""
    outdated = [{"register": name, "verified_until": until.isoformat()} for name, until in doubts.outdated]
    rows = [item._asdict() for item in doubts.rows]
    return _json({"as_of": as_of, "total": doubts.total, "outdated": outdated, "rows": rows})


def _files(ruleset: Ruleset) -> dict[str, str]:
    return {owner.id: shown(owner.path) for owner in owners_of(ruleset)}


def _shown(lines: Iterable[str]) -> str:
    return "\n".join(visible(line) for line in lines)


def _json(data: Any) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False)
