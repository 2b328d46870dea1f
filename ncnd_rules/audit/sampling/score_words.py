"""What a coded sheet tells, for people and for programs."""

import json
from collections.abc import Iterator
from typing import Any

from ncnd_rules.audit.intervals import LEVEL, Share
from ncnd_rules.audit.sampling.agreement import Agreement
from ncnd_rules.audit.sampling.scoring import Difference, Measures, Score
from ncnd_rules.report.counting import count

_MOST_DIFFERENCES = 20
_COLUMNS = (("precision", 20), ("recall", 20), ("undecided", 20))
_LEGEND = """Shares are weighted: a row counts for the pairs of letter and rule that it stands for; in brackets 95 %.
precision  of the program's findings, those that the coder found inconsistent too. Interval: Wilson, on the number of
           rows that a plain draw would have needed; it stays honest where all or none are right.
recall     of what the coder found inconsistent, what the program reports as a finding: reading, encoding and rules
           together. undecided: of what the coder found inconsistent or consistent, what the program leaves undecided.
           Where few rows are coded, a rare miss is seldom drawn, and recall comes out too high more often than not.
           Both intervals are drawn from what each outcome's rows leave open (Jeffreys), as drawing rows again would
           call a large part without a miss certain.
Rows of which a coder cannot tell count in no share. - : no row was coded that would tell."""


def score_as_text(score: Score) -> str:
    """A table a coder, how far two agree, and the rows to look at again."""
    return "\n".join(_lines(score))


def score_as_json(score: Score) -> str:
    """The same for programs; shares from 0 to 1, null where nothing tells."""
    told = {
        "letters": score.key.letters,
        "seed": score.key.seed,
        "ruleset": score.key.ruleset,
        "registers": score.key.registers,
        "level": LEVEL,
        "coders": [
            {"sheet": sheet, "measures": [_measures(one) for one in measures]} for sheet, measures in score.coders
        ],
        "agreement": _agreement(score.agreement),
        "agreement_by_group": {group: _agreement(one) for group, one in score.agreement_by_group.items()},
        "differing": [
            {
                "id": one.row.id,
                "letter": one.row.letter,
                "rule": one.row.rule,
                "outcome": one.row.outcome.value,
                "line": one.line,
                "coded": list(one.said),
                "remarks": list(one.remarks),
            }
            for one in score.differing
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _lines(score: Score) -> Iterator[str]:
    pairs = sum(size.pairs for size in score.key.strata)
    yield (
        f"{count(len(score.key.rows), 'row')} drawn with seed {score.key.seed} from "
        f"{count(pairs, 'pair')} of letter and rule, {count(score.key.letters, 'letter')}"
    )
    for sheet, measures in score.coders:
        yield ""
        yield f"{sheet}: {measures[0].coded} of {measures[0].drawn} rows coded, {measures[0].cannot_tell} cannot tell"
        yield f"{'rules':6}{'coded':>6}{'findings':>10}" + "".join(f"  {name:{width}}" for name, width in _COLUMNS)
        for one in measures:
            if one.coded:
                shares = (one.precision, one.recall, one.undecided)
                told = "".join(f"  {_share(share):{width}}" for share, (_, width) in zip(shares, _COLUMNS, strict=True))
                yield f"{one.group or 'all':6}{one.coded:>6}{one.findings:>10,}{told}".rstrip()
    if len(score.coders) > 1:
        yield ""
        yield from _told_of_two(score)
    yield ""
    yield _LEGEND
    if score.differing:
        yield ""
        yield f"{len(score.differing)} rows to look at again:"
        yield from (f"  {_difference(one)}" for one in score.differing[:_MOST_DIFFERENCES])
        if len(score.differing) > _MOST_DIFFERENCES:
            yield f"  and {len(score.differing) - _MOST_DIFFERENCES} more; --format json has them all"


def _told_of_two(score: Score) -> Iterator[str]:
    if score.agreement is None:
        yield "no row was coded by both"
        return
    yield f"two coders: {_told(score.agreement)}"
    for group, one in score.agreement_by_group.items():
        yield f"  {group}: {_told(one)}"


def _told(agreement: Agreement) -> str:
    kappa = f"kappa {_share(agreement.kappa)}" if agreement.kappa is not None else "no kappa: one word only"
    rows = "row" if agreement.rows == 1 else "rows"
    return f"{agreement.rows} {rows}, {_share(agreement.alike)} coded alike, {kappa}"


def _share(share: Share | None) -> str:
    return "-" if share is None else f"{share.value:.2f} ({share.low:.2f} to {share.high:.2f})"


def _difference(one: Difference) -> str:
    said = " / ".join(word or "not coded" for word in one.said)
    remark = "; ".join(filter(None, one.remarks))
    outcome = one.row.outcome.value.replace("_", " ")
    place = f"line {one.line}, {one.row.id}" if one.line else one.row.id
    told = f"{place}: {one.row.rule} {outcome} by the program, {said} by hand"
    return f"{told} ({remark})" if remark else told


def _measures(one: Measures) -> dict[str, Any]:
    return {
        "rules": one.group or None,
        "pairs": one.pairs,
        "findings": one.findings,
        "drawn": one.drawn,
        "coded": one.coded,
        "cannot_tell": one.cannot_tell,
        "precision": _numbers(one.precision),
        "recall": _numbers(one.recall),
        "undecided": _numbers(one.undecided),
    }


def _agreement(one: Agreement | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {"rows": one.rows, "alike": _numbers(one.alike), "kappa": _numbers(one.kappa)}


def _numbers(share: Share | None) -> dict[str, float] | None:
    return None if share is None else {name: round(value, 6) for name, value in share._asdict().items()}
