"""What a failing test shows: the thing itself, line by line, and not the call that made it."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Any


class Shown(ABC):
    """Something whose ``repr`` is several lines that a person can read."""

    __slots__ = ()

    @abstractmethod
    def shown(self) -> Iterator[str]:
        """The lines."""

    def __repr__(self) -> str:
        return "\n".join(self.shown())

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ARG002 - IPython's protocol, and Hypothesis'
        for number, line in enumerate(self.shown()):
            if number:
                printer.break_()
            printer.text(line)
