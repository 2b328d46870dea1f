"""What a failing test shows of an encoding: a line a fact, with the fields that say something."""

from collections.abc import Iterator
from typing import Any

from hypothesis.vendor.pretty import for_type_by_name

from ncnd_rules.encoding import Encoding
from ncnd_rules.facts import Fact


def lines_of(encoding: Encoding) -> Iterator[str]:
    """The letter, its facts, and what was not understood."""
    letter = encoding.letter
    gone = f", without {', '.join(letter.missing)}" if letter.missing else ""
    yield f"Encoding of {letter.file} ({letter.copy_state}{gone})"
    yield from (f"  | {_fact(fact)}" for fact in encoding.facts)
    yield from (f"  | not understood: a passage of {passage.section}" for passage in encoding.unread)


def show_encodings() -> None:
    """Have Hypothesis print encodings so; harmless when done twice."""
    for_type_by_name(Encoding.__module__, Encoding.__name__, _print)


def _fact(fact: Fact) -> str:
    said = fact.model_dump(mode="json", exclude={"evidence"}, exclude_defaults=True)
    return f"{type(fact).__name__}({', '.join(f'{name}={value!r}' for name, value in said.items())})"


def _print(encoding: Encoding, printer: Any, cycle: bool) -> None:  # noqa: ARG001 - as Hypothesis calls it
    for number, line in enumerate(lines_of(encoding)):
        if number:
            printer.break_()
        printer.text(line)
