"""What changed between two runs, as text, JSON or CSV: totals first."""

import json
from collections.abc import Iterator
from typing import Any, Literal, get_args

from ncnd_rules.audit.flips import Difference, Flip, Version
from ncnd_rules.audit.tables import as_csv
from ncnd_rules.explain.explanation import spoken
from ncnd_rules.letter import visible

Form = Literal["text", "json", "csv"]
FORMS: tuple[Form, ...] = get_args(Form)

_SHOWN = 40  # flips in a text; the other forms have all


def difference_as(form: Form, found: Difference) -> str:
    """A difference in one of the forms."""
    if form == "json":
        return json.dumps(_as_data(found), ensure_ascii=False, indent=2)
    if form == "csv":
        rows = ([" | ".join(value) if isinstance(value, tuple) else value for value in flip] for flip in found.flips)
        return as_csv(Flip._fields, rows)
    return visible("\n".join(_lines(found)))


def _as_data(found: Difference) -> dict[str, Any]:
    totals = [
        {"rule": rule, "old": old, "new": new, "letters": n} for (rule, old, new), n in sorted(found.totals.items())
    ]
    return {
        "old": found.old._asdict(),
        "new": found.new._asdict(),
        "letters": found.letters,
        "verdicts": found.verdicts,
        "letters_alone": found.letters_alone,
        "findings_alone": found.findings_alone,
        "regraded": [one._asdict() for one in found.regraded],
        "flipped": len(found.flips),
        "totals": totals,
        "rules": found.rules,
        "parts": found.parts,
        "flips": [flip._asdict() for flip in found.flips],
    }


def _lines(found: Difference) -> Iterator[str]:
    letters = len({flip.letter for flip in found.flips})
    yield (
        f"{_letters(found.letters)} and {found.verdicts:,} verdicts in both runs: "
        f"{len(found.flips):,} flipped, in {_letters(letters)}"
    )
    yield f"  from {_version(found.old)}"
    yield f"  to   {_version(found.new)}"
    for name, (old, new) in (*found.rules.items(), *found.parts.items()):
        yield f"  changed: {name} ({old or 'new'} -> {new or 'taken out'})"
    for one in found.regraded:
        weighs = f"{one.rule} {one.old} -> {one.new}, in {_letters(one.letters)}"
        yield f"  violated as before, and weighed otherwise: {weighs}"
    if found.letters_alone:
        yield f"  not compared: letters that one of the runs alone decided: {found.letters_alone:,}"
    if found.findings_alone:
        yield f"  not counted as flipped: findings of rules that one of the runs alone has: {found.findings_alone:,}"
    if found.flips:
        yield ""
    for (rule, old, new), count in sorted(found.totals.items(), key=lambda item: (-item[1], item[0])):
        yield f"{count:6,}  {rule}  {spoken(old)} -> {spoken(new)}"
    for flip in found.flips[:_SHOWN]:
        yield ""
        yield f"{flip.rule}: {spoken(flip.old)} -> {spoken(flip.new)}  {flip.source or flip.letter}"
        yield from (f"  was: {sentence}" for sentence in flip.old_sentences)
        yield from (f"  now: {sentence}" for sentence in flip.new_sentences)
        yield from (f"  why: {reason}" for reason in flip.why)
    if len(found.flips) > _SHOWN:
        yield ""
        yield f"{len(found.flips) - _SHOWN:,} more; --format csv has all"


def _letters(count: int) -> str:
    return f"{count:,} letter{'s' * (count != 1)}"


def _version(version: Version) -> str:
    return (
        f"{version.run}  program {version.program}, ruleset {version.ruleset[:8]}, "
        f"registers {version.registers[:8]}, encoder {version.encoder[:8]}"
    )
