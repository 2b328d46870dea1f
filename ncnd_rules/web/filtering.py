"""Which findings of a letter are shown: by severity, group of rules and part of the letter, as the address says."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from ncnd_rules.encoding import Encoding
from ncnd_rules.explain.explanation import spoken
from ncnd_rules.facts import Part, Question
from ncnd_rules.report.page_shapes import SEVERITIES, LetterPage, Shown
from ncnd_rules.verdicts import Finding, Verdicts

_NO_PART = "none"


class Wanted(NamedTuple):
    """What an address asks for."""

    severities: frozenset[str] | None = None  # none: all
    group: str = ""
    part: str = ""

    def address(self) -> str:
        """What stands behind the page's path."""
        asked = [("severity", name) for name in sorted(self.severities or ())]
        if self.severities is not None and not asked:
            asked = [("severity", "")]
        asked += [(name, value) for name, value in (("group", self.group), ("part", self.part)) if value]
        return f"?{urlencode(asked)}" if asked else ""


ALL = Wanted()


class Choice(NamedTuple):
    """One way to filter."""

    value: str
    label: str
    number: int  # of what it leaves, whatever else is chosen
    chosen: bool


class Filters(NamedTuple):
    """All ways to filter, and how many findings are left."""

    severities: tuple[Choice, ...]
    groups: tuple[Choice, ...]
    parts: tuple[Choice, ...]
    left: int
    whole: int
    address: str  # of what is chosen, behind the page's path


def wanted_in(query: QueryParams) -> Wanted:
    """What an address asks for; what it cannot mean is passed over."""
    severities = frozenset(query.getlist("severity")) if "severity" in query else None
    return Wanted(severities, query.get("group", ""), query.get("part", ""))


def filtered(page: LetterPage, wanted: Wanted) -> tuple[LetterPage, Filters]:
    """The page with those findings set aside that are not wanted, and the ways to filter it."""
    placed = [_placed(shown, page.checked.verdicts) for shown in page.findings]
    labels = _labels(page.checked.encoding)
    groups = _choices(((name, name) for name in sorted({shown.group for shown in placed})), placed, wanted.group)
    order = (*labels, _NO_PART)
    named = {name for shown in placed for name in shown.parts}
    known = [name for name in order if name in named]
    parts = _choices(((name, labels.get(name, "The letter as a whole")) for name in known), placed, wanted.part)
    wanted = wanted._replace(
        group=next((one.value for one in groups if one.chosen), ""),
        part=next((one.value for one in parts if one.chosen), ""),
    )
    findings = tuple(shown._replace(is_aside=not _fits(shown, wanted)) for shown in placed)
    severities = tuple(
        Choice(key, name, page.counts[key], wanted.severities is None or key in wanted.severities)
        for key, name in SEVERITIES.items()
        if page.counts[key]
    )
    unchosen = {one.value for one in severities if not one.chosen}
    left = sum(not shown.is_aside and shown.severity not in unchosen for shown in findings)
    return page._replace(findings=findings), Filters(severities, groups, parts, left, len(findings), wanted.address())


def _placed(shown: Shown, verdicts: Verdicts) -> Shown:
    return shown._replace(
        group=shown.finding.rule.partition("-")[0],
        parts=tuple(dict.fromkeys(_parts(shown.finding, verdicts))) or (_NO_PART,),
    )


def _parts(finding: Finding, verdicts: Verdicts) -> Iterator[str]:
    """The parts of the letter that a finding is about, as the facts say that it rests on."""
    for derivation in finding.derivations:
        for fact in (verdicts.facts[name] for name in derivation.premises()):
            own = fact.id if fact.kind == Part.kind else fact.fields.get(Part.kind, ())
            yield from (own,) if isinstance(own, str) else own if isinstance(own, tuple) else ()


def _labels(encoding: Encoding) -> Mapping[str, str]:
    """Each part of the letter in words: ``P2: neither confirmed nor denied (questions 1, 2)``."""
    asked = {fact.id: fact.label for fact in encoding.facts if isinstance(fact, Question)}
    labels = {}
    for fact in encoding.facts:
        if isinstance(fact, Part):
            own = [asked.get(name, name) for name in fact.question]
            under = f" (question{'s' * (len(own) > 1)} {', '.join(own)})" if own else ""
            labels[fact.id] = f"{fact.id}: {_POSITIONS.get(fact.position, spoken(fact.position))}{under}"
    return labels


_POSITIONS = {"ncnd": "neither confirmed nor denied"}


def _choices(named: Iterable[tuple[str, str]], findings: Iterable[Shown], chosen: str) -> tuple[Choice, ...]:
    findings = tuple(findings)
    return tuple(
        Choice(value, label, sum(value == shown.group or value in shown.parts for shown in findings), value == chosen)
        for value, label in dict(named).items()
    )


def _fits(shown: Shown, wanted: Wanted) -> bool:
    return wanted.group in ("", shown.group) and (not wanted.part or wanted.part in shown.parts)
