"""Findings that are known: set aside with a reason and until a day, and never in silence.

A *baseline* is a file that a person keeps beside the letters:

```yaml
about: known findings, each with the reason why it stands and the day on which it is looked at again
known:
  - {letter: reply.docx, rule: PIT-11, fingerprint: 0a1b2c3d4e5f6071, reason: agreed with counsel, until: 2027-03-31}
```

An entry without a fingerprint stands for every finding of its rule on that letter. What it names is matched from the
end of a path, so a baseline does not depend on the folder from which letters are checked. A finding of letters that
were compared is named by all letters that it speaks of, or by one of them: ``letter: [first.docx, second.docx]``.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import BeforeValidator, Field

from ncnd_rules import yamlfile
from ncnd_rules.compare import Comparison
from ncnd_rules.errors import BaselineError
from ncnd_rules.explain.explanation import one_line
from ncnd_rules.facts_file import as_scalar
from ncnd_rules.letter import Frozen, as_tuple
from ncnd_rules.verdicts import Finding, Verdicts


class Known(Frozen):
    """One finding that is known, or all of one rule on one letter."""

    letter: Annotated[
        tuple[Annotated[str, Field(min_length=1)], ...],
        BeforeValidator(as_tuple),
        Field(min_length=1, description="the end of its path, with '/'; of letters compared, of each"),
    ]
    rule: Annotated[str, Field(pattern=r"^[A-Z]{3,4}-\d\d$")]
    fingerprint: Annotated[str | None, Field(pattern=r"^[0-9a-f]{16}$")] = None
    reason: Annotated[str, Field(min_length=8, max_length=300)]
    until: Annotated[date, Field(description="the last day on which it is set aside")]

    def is_of(self, letters: Iterable[str]) -> bool:
        """Whether every letter that it speaks of is among these."""
        parts = [Path(letter).parts for letter in letters]
        return all(any(other[-len(own) :] == own for other in parts) for own in map(_parts, self.letter))

    def names(self, finding: Finding) -> bool:
        """Whether it names a finding of its letter."""
        return self.rule == finding.rule and self.fingerprint in (None, finding.fingerprint)


class _Baseline(Frozen):
    about: str = ""
    known: tuple[Known, ...] = ()


class Suppressed(NamedTuple):
    """A finding that is not counted, and why."""

    finding: Finding
    by: Literal["baseline", "settings"]
    reason: str
    until: date | None = None


class SetAside(NamedTuple):
    """What was taken out of the findings, of one letter or of several, and what of the baseline no longer fits."""

    suppressed: tuple[Suppressed, ...] = ()
    stale: tuple[Known, ...] = ()  # of these letters, and no finding is what they name
    expired: tuple[Known, ...] = ()  # name a finding that counts again


def load_baseline(path: Path) -> tuple[Known, ...]:
    """The findings that a file names.

    Raises:
        BaselineError: naming file, line, what was found and what was expected.
    """
    return yamlfile.validated(_Baseline, yamlfile.load(path, BaselineError), path, (), BaselineError).known


def baseline_of(found: Iterable[tuple[Sequence[str], Finding]], reason: str, until: date) -> str:
    """A baseline that names findings, each on its letter or letters, for a person to go through."""
    lines = ["about: known findings, each with the reason why it stands and the day on which it is looked at again"]
    lines.append("known:")
    for letters, finding in found:
        lines.append(f"  # {one_line(finding.message)}")
        letter = letters[0] if len(letters) == 1 else list(letters)
        lines.append(
            f'  - {{letter: {as_scalar(letter)}, rule: {finding.rule}, fingerprint: "{finding.fingerprint}", '
            f"reason: {as_scalar(reason)}, until: {until}}}"
        )
    return "\n".join([*lines[:-1], f"{lines[-1]} []"] if len(lines) == 2 else lines)


def set_aside(
    verdicts: Verdicts, letter: str, known: Iterable[Known], ignored: Sequence[str], today: date
) -> tuple[Verdicts, SetAside]:
    """The verdicts without the findings that are known; undecided outcomes are no findings, and stay.

    Args:
        letter: its path, as the user named it. An entry whose rule was not applied is neither used nor stale.
        ignored: the beginnings of the ids of the rules that the settings do not apply to it.
        today: the day on which entries expire.
    """
    own = [entry for entry in known if entry.rule in verdicts.outcomes and entry.is_of([letter])]
    left, aside = _apart(verdicts.findings, own, lambda entry, finding: entry.names(finding), ignored, today)
    return verdicts.model_copy(update={"findings": left}), aside


def set_aside_between(
    comparison: Comparison, sources: Mapping[str, str], known: Iterable[Known], today: date
) -> tuple[Comparison, SetAside]:
    """What letters that were compared have against each other, without the findings that are known.

    An entry that names one letter is never stale: its finding may be one with a letter that is not compared here.

    Args:
        sources: the path of each letter as the user named it, by the letter's identity.
        today: as for `set_aside`.
    """
    paths = {letter.name: sources[letter.encoding.identity] for letter in comparison.letters}
    own = [entry for entry in known if entry.rule in comparison.outcomes and entry.is_of(paths.values())]
    left, aside = _apart(
        comparison.findings,
        own,
        lambda entry, finding: entry.names(finding) and entry.is_of(paths[name] for name in comparison.about(finding)),
        (),
        today,
    )
    stale = tuple(entry for entry in aside.stale if len(entry.letter) > 1)
    return comparison.model_copy(update={"findings": left}), aside._replace(stale=stale)


def _parts(path: str) -> tuple[str, ...]:
    return Path(path).parts


def _apart(
    findings: Iterable[Finding],
    own: Sequence[Known],
    names: Callable[[Known, Finding], bool],
    ignored: Sequence[str],
    today: date,
) -> tuple[tuple[Finding, ...], SetAside]:
    """The findings that count, and the others; *own* are the entries that speak of what was checked."""
    left: list[Finding] = []
    suppressed: list[Suppressed] = []
    used: set[Known] = set()
    for finding in findings:
        entry = next((entry for entry in own if names(entry, finding)), None) if finding.outcome == "violated" else None
        if entry is not None:
            used.add(entry)
        if prefix := next((prefix for prefix in ignored if finding.rule.startswith(prefix.upper())), ""):
            suppressed.append(Suppressed(finding, "settings", f"{prefix} is ignored for this letter"))
        elif entry is not None and today <= entry.until:
            suppressed.append(Suppressed(finding, "baseline", entry.reason, entry.until))
        else:
            left.append(finding)
    return tuple(left), SetAside(
        tuple(suppressed),
        tuple(entry for entry in own if entry not in used),
        tuple(entry for entry in own if entry in used and entry.until < today),
    )
