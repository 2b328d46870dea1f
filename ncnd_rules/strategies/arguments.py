"""What strategies are asked for: refused at once, and not when the first letter is drawn, where they cannot draw it."""

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from ncnd_rules.errors import unfit


def flag(name: str, value: object) -> None:
    """Refuse what is neither true nor false.

    Raises:
        NcndError: naming what was found.
    """
    if not isinstance(value, bool):
        raise unfit(name, value, "True or False")


def count(name: str, value: object, least: int) -> None:
    """Refuse what is no whole number, or too small a one.

    Raises:
        NcndError: naming what was found.
    """
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise unfit(name, value, f"a whole number from {least}")


def several(name: str, value: Any, of: str) -> tuple[str, ...]:
    """Some names, of which one may stand alone.

    Args:
        of: what they name: ``kinds of facts``.

    Raises:
        NcndError: for what are no names.
    """
    names = (value,) if isinstance(value, str) else value
    if not isinstance(names, Collection) or isinstance(names, bytes | Mapping):
        raise unfit(name, value, f"a name or a list of names: {of}")
    for one in names:
        if not isinstance(one, str):
            raise unfit(name, one, f"names alone: {of}")
    return tuple(sorted(names)) if isinstance(names, AbstractSet) else tuple(names)


def rule_id(value: object) -> None:
    """Refuse what cannot be the id of a rule.

    Raises:
        NcndError: naming what was found.
    """
    if not isinstance(value, str):
        raise unfit("rule", value, "the id of a rule, such as 'PIT-01'")
