"""Whether a change of a letter clears what it is to clear, and brings nothing that was not there."""

from collections.abc import Iterable, Iterator

from ncnd_rules.verdicts import Finding, Verdicts

_COUNTED = ("error", "warning")


def errors_of(verdicts: Verdicts) -> tuple[Finding, ...]:
    """What is to be cleared."""
    return tuple(item for item in verdicts.findings if item.outcome == "violated" and item.severity == "error")


def problems_in(after: Verdicts, before: Verdicts, targets: Iterable[Finding]) -> Iterator[Finding]:
    """What keeps a change from being a repair: a target that is still there or cannot be told, and what is new."""
    targets = tuple(targets)
    rules = {finding.rule for finding in targets}
    open_before = {finding.rule for finding in before.findings if finding.outcome == "undecided"}
    for finding in after.findings:
        if finding.outcome == "undecided":
            # A finding that can no longer be told is hidden and not cleared.
            if finding.rule in rules and finding.rule not in open_before:
                yield finding
        elif any(is_same(finding, target) for target in targets) or (
            finding.severity in _COUNTED and not any(is_same(finding, old) for old in before.findings)
        ):
            yield finding


def is_same(after: Finding, before: Finding) -> bool:
    """Whether a finding was there before: it says the same, or rests on no words on which it did not rest.

    The words of a finding that lists what it is about become fewer as one thing after the other is mended.
    """
    if (after.rule, after.severity, after.outcome) != (before.rule, before.severity, before.outcome):
        return False
    now, then = ({" ".join(span.quote.split()) for span in item.evidence} for item in (after, before))
    return after.message == before.message or (bool(now) and now <= then)
