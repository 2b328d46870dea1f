"""The smallest edits: sets of changes to the reasons of a letter after which no error remains, each tried."""

from ncnd_rules.explain.repair.model import Change, Edit, Left, Repairs, RepairSet, applied
from ncnd_rules.explain.repair.repairs import edits_together, repairs_of
from ncnd_rules.explain.repair.search import Bound, is_cleared

__all__ = [
    "Bound",
    "Change",
    "Edit",
    "Left",
    "RepairSet",
    "Repairs",
    "applied",
    "edits_together",
    "is_cleared",
    "repairs_of",
]
