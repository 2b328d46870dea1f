"""Lineage: which sentences letters share, what was changed in them on the way, and which outlived their truth.

`reckon` brings it up to date; `families_in`, `family_in` and `uses_in` read it back from an audit that was opened.
"""

from ncnd_rules.audit.lineage import as_json, as_text
from ncnd_rules.audit.lineage.families import Died, Family, Lineage, Use, Variant
from ncnd_rules.audit.lineage.reckon import reckon
from ncnd_rules.audit.lineage.told import families_in, family_in, lineage_in, uses_in

__all__ = [
    "Died",
    "Family",
    "Lineage",
    "Use",
    "Variant",
    "as_json",
    "as_text",
    "families_in",
    "family_in",
    "lineage_in",
    "reckon",
    "uses_in",
]
