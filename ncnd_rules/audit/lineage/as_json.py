"""Lineage for programs."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from ncnd_rules.audit.lineage.families import Family, Lineage, Use


def families_as_json(lineage: Lineage, families: Iterable[Family]) -> str:
    """The counts, and every family with its variants."""
    return _as_json({"lineage": lineage._asdict(), "families": [_family(family) for family in families]})


def family_as_json(family: Family, uses: Sequence[Use]) -> str:
    """One family with its variants and every use."""
    return _as_json({**_family(family), "uses": [_use(use) for use in uses]})


def _family(family: Family) -> dict[str, Any]:
    died = [one._asdict() for one in family.died]
    variants = [
        {
            **variant._asdict(),
            "first": _use(variant.first),
            "changes": [change._asdict() for change in variant.changes],
        }
        for variant in family.variants
    ]
    for variant in variants:
        del variant["words_before"]
    return {**family._asdict(), "died": died, "variants": variants}


def _use(use: Use) -> dict[str, Any]:
    return {**use._asdict(), "died": [one._asdict() for one in use.died]}


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, default=str)
