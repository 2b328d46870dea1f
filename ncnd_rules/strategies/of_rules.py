"""Strategies for rulesets: small rules that load, each with examples on both of its sides."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from hypothesis import strategies as st

from ncnd_rules.facts import FACT_TYPES, fields_of
from ncnd_rules.letter import SECTIONS
from ncnd_rules.rule_files import load_ruleset
from ncnd_rules.rules import SEVERITIES, Ruleset
from ncnd_rules.strategies.arguments import count
from ncnd_rules.strategies.shown import Shown

_Fields = dict[str, str]


@dataclass(frozen=True, repr=False)
class SampleRuleset(Shown):
    """Rule files written for this test; the ``repr`` is the files."""

    files: tuple[tuple[str, str], ...]  # path below the folder, and what it holds

    def write(self, folder: Path) -> Path:
        """Write the files below *folder*, and give it back."""
        for name, text in self.files:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return folder

    def load(self) -> Ruleset:
        """The rules, read as those of any folder are read."""
        with TemporaryDirectory() as folder:
            return load_ruleset(self.write(Path(folder)))

    def shown(self) -> Iterator[str]:
        """Each file under its path."""
        for name, text in self.files:
            yield f"# {name}"
            yield from text.splitlines()


class _Side(NamedTuple):
    """A kind of fact, a field of it, and two of its values."""

    kind: str
    field: str
    value: str
    other: str

    def pattern(self, value: str) -> str:
        return _flow(self.kind, {self.field: value})

    def fact(self, value: str) -> str:
        return _flow(self.kind, _least(self.kind) | {self.field: value})


def rulesets(*, max_size: int = 3) -> st.SearchStrategy[SampleRuleset]:
    """Folders of small rules about one letter that load, and whose examples come out as they say.

    A rule asks for one kind of fact, and requires or forbids another. Shrinks towards one rule that forbids, of the
    first kinds and their first values.

    Args:
        max_size: how many rules at most.

    Raises:
        NcndError: at once, for what is no number of rules.

    Example:
        >>> from hypothesis import given
        >>> @given(drawn=rulesets())
        ... def test_it_loads(drawn):
        ...     assert len(drawn.load().rules) == len(drawn.files)
    """
    count("max_size", max_size, 1)
    return _rulesets(max_size)


@st.composite
def _rulesets(draw: st.DrawFn, max_size: int) -> SampleRuleset:
    size = draw(st.integers(min_value=1, max_value=max_size))
    return SampleRuleset(tuple(draw(_rule(f"TST-{number:02}")) for number in range(1, size + 1)))


@st.composite
def _rule(draw: st.DrawFn, name: str) -> tuple[str, str]:
    first, rest = draw(st.sampled_from(_sides())), draw(st.sampled_from(("forbid", "require")))
    second = draw(st.sampled_from([side for side in _sides() if side.kind != first.kind]))
    severity = draw(st.sampled_from(SEVERITIES))
    both = [first.fact(first.value), second.fact(second.value)]
    unlike = [first.fact(first.value), second.fact(second.other)]
    bad, good = (both, unlike) if rest == "forbid" else (unlike, both)
    text = "\n".join([
        f"id: {name}",
        f"title: A {first.kind} {'is without' if rest == 'forbid' else 'comes with'} a {second.kind}",
        "status: draft",
        f"severity: {severity}",
        "in_force: {from: 2005-01-01}",
        "basis:",
        '  - {cite: "FOIA 2000 s.1(1)"}',
        "when:",
        f"  - {{as: one, {first.pattern(first.value)[1:]}",
        f"{rest}:",
        f"  - {second.pattern(second.value)}",
        *([f"look_in: [{', '.join(SECTIONS)}]"] if rest == "require" else []),
        "finding: The letter does not say what this rule of a test expects.",
        "repair: Say what it expects, or leave out what it does not.",
        "bad:",
        *_example("breaks it", bad),
        "good:",
        *_example("keeps it", good),
        "false_positives: None, it is a rule of a test.",
        "",
    ])  # fmt: skip
    return f"rules/tst/{name}.yaml", text


def _example(name: str, facts: list[str]) -> list[str]:
    return [f"  - name: {name}", "    facts:", *(f"      - {fact}" for fact in facts)]


def _sides() -> tuple[_Side, ...]:
    """Every field with a choice of words, but for the Act: under another one, no rule of these applies."""
    return tuple(
        _Side(kind, field, of.choices[0], of.choices[1])
        for kind in FACT_TYPES
        if kind != "regime"
        for field, of in fields_of(kind).items()
        if len(of.choices) > 1 and not of.each and field in FACT_TYPES[kind].model_fields
    )


def _least(kind: str) -> _Fields:
    """The fields that a fact of a kind cannot be without, with the first of their choices."""
    needed = {name for name, about in FACT_TYPES[kind].model_fields.items() if about.is_required()}
    return {name: _FILLED.get(name) or fields_of(kind)[name].choices[0] for name in sorted(needed)}


_FILLED = {
    "body": "IPCO", "given": "true", "name": "IPCO", "number": "20", "on": "2024-03-18", "label": "1",
    "provision": "31(3)", "section": '"31"', "value": "FOI-1",
}  # fmt: skip


def _flow(kind: str, fields: _Fields) -> str:
    inside = ", ".join(f"{name}: {value}" for name, value in fields.items())
    return f"{{{kind}: {{{inside}}}}}"
