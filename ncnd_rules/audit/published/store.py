"""An opened audit as the numbers ask it."""

from typing import Any, NamedTuple

from ncnd_rules.audit.stored import Stored


class _Asked(NamedTuple):
    stored: Stored

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """The answer, row by row."""
        return list(self.stored.ask(query).rows)


def asked_of(stored: Stored) -> _Asked:
    """An audit that answers in rows."""
    return _Asked(stored)
