"""What a rule asks, in words."""

from collections.abc import Iterator

from ncnd_rules.explain.explanation import conditions, spoken
from ncnd_rules.rules import Pattern, Rule, in_words


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


def pattern_in_words(pattern: Pattern) -> str:
    """``cited: citation (role listed, part that of part)``."""
    wanted = [
        (field, "any" if values is None else " or ".join(map(in_words, values)))
        for field, values in pattern.literals.items()
    ]
    wanted += [(field, f"that of {reference.alias}") for field, reference in pattern.joins.items()]
    name = "" if pattern.alias.startswith("_") else f"{pattern.alias}: "
    return f"{name}{spoken(pattern.kind)}{conditions(wanted)}"
