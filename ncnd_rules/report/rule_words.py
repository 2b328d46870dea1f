"""What a rule asks, in words."""

from collections.abc import Iterator

from ncnd_rules.explain.explanation import conditions, spoken
from ncnd_rules.rules import Operation, Pattern, Rule, in_words


def asked_by(rule: Rule) -> Iterator[tuple[str, str, list[str]]]:
    """Each part of a rule: as files call it, a lead such as ``and requires``, and what is sought, by alternatives."""
    yield "when", "Applies where the letter has", [pattern_in_words(pattern) for pattern in rule.when]
    for part, lead, groups in (
        ("require", "and requires", rule.require),
        ("forbid", "and forbids", rule.forbid),
        ("unless", "unless it has", rule.unless),
        ("lessened.by", "and is lessened by", rule.lessened_by),
    ):
        if groups:
            yield part, lead, [" with ".join(pattern_in_words(pattern) for pattern in group) for group in groups]
    if rule.look_in:
        yield "look_in", "What is absent is looked for in", [", ".join(spoken(section) for section in rule.look_in)]


def mended_by(rule: Rule) -> list[str]:
    """Each operation by which a rule lets its findings be mended, and why there is none, or none for every case."""
    return [*(_operation_in_words(operation) for operation in rule.repairs), *filter(None, [rule.no_repair])]


def _operation_in_words(operation: Operation) -> str:
    """``put in: "..."``; ``exchange what claimed is said to be (level)``; ``take out what is said of cited``."""
    if operation.does == "insert":
        return f"put in: “{operation.words}”"
    if operation.does == "delete":
        return f"take out the words of {operation.alias} ({spoken(operation.kind)})"
    if operation.words:
        return f"in place of the words of {operation.alias}: “{operation.words}”"
    fields = ", ".join(spoken(field) for field in operation.fields)
    return f"exchange the {fields} printed for {operation.alias} ({spoken(operation.kind)})"


def pattern_in_words(pattern: Pattern) -> str:
    """``cited: citation (role listed, part that of part)``."""
    wanted = [
        (field, "any" if values is None else " or ".join(map(in_words, values)))
        for field, values in pattern.literals.items()
    ]
    wanted += [(field, f"that of {reference.alias}") for field, reference in pattern.joins.items()]
    name = "" if pattern.alias.startswith("_") else f"{pattern.alias}: "
    return f"{name}{spoken(pattern.kind)}{conditions(wanted)}"
