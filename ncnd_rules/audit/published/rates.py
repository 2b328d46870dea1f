"""The sections on rates: by rule, by year, by authority."""

from collections.abc import Mapping, Sequence

from ncnd_rules.audit.figures.authorities import NOBODY
from ncnd_rules.audit.figures.counted import Affected, Counted, RuleCount
from ncnd_rules.audit.figures.drawn.forest import Row, forest
from ncnd_rules.audit.figures.drawn.shaded import shaded
from ncnd_rules.audit.figures.rates import FEWEST, Rate
from ncnd_rules.audit.published.shapes import Figure, Section, Table, table
from ncnd_rules.report.counting import count, were

_MOST_RULES, _MOST_AUTHORITIES, _MOST_BARS, _MOST_FEW = 25, 20, 60, 60
_NUMBERS = range(1, 5)


def rules_section(counts: Counted) -> Section:
    """Each rule with its rate, its interval and every denominator."""
    drawn = counts.drawn
    shown = drawn[:_MOST_BARS]
    figures: tuple[Figure, ...] = ()
    if shown:
        says = (
            f"A dot for each of {count(len(shown), 'rule')}, from {_lead(shown[0])} down to {_lead(shown[-1])}; "
            "a line for its 95% interval. The table beneath has every number."
        )
        picture = forest(
            "rules",
            [Row(rule.rule, rule.title, rule.rate) for rule in shown],
            "Letters inconsistent with each rule",
            says,
        )
        figures = (Figure("rules", "Letters inconsistent with each rule", says, picture, (_rule_table(drawn),)),)
    lead = (
        (
            "Of the letters on which a rule could be decided, how many are inconsistent with it. A letter counts "
            "once for a rule, however often it is inconsistent with it."
        ),
        (
            "What is undecided need not be like what was decided: some rules are decided more easily one way than the "
            "other. So “of all applicable” gives the share of all letters to which a rule applies that would be "
            "inconsistent with it if none of those undecided were, and if all of them were. “Perhaps the copy” counts "
            "those of the inconsistent letters in which all that was found may be the doing of this copy; the rate "
            "has them too."
        ),
        (
            f"Rules decided on fewer than {FEWEST} letters are listed and not drawn. The lines are 95% intervals "
            "by Wilson's method, as if letters were drawn one by one and by chance; letters of one template were "
            f"not. With as many intervals as rules, about one in twenty misses."
        ),
    )
    tables = [_rule_table(counts.seldom, f"Decided on fewer than {FEWEST} letters")] if counts.seldom else []
    notes = []
    if counts.never:
        names = ", ".join(rule.rule for rule in counts.never)
        notes.append(f"Decided on no letter at all ({len(counts.never)}): {names}.")
    return Section("rules-section", "Rules", lead, figures, (), tuple(tables), tuple(notes))


def years_section(counts: Counted, letters: Affected) -> Section:
    """Letters with an error, and each rule, by the year that letters are dated."""
    figures = (
        *_affected("years", "Letters with a finding of the severity error, by year", letters.by_year, letters),
        *_by("years-rules", "Each rule by year", counts, counts.by_year, counts.years),
    )
    few = () if figures else (f"No year has {FEWEST} letters, and no rule was decided on as many.",)
    lead = (
        "The year is that of the letter's date; letters of which no date was read stand by themselves.",
        _of_which(letters),
        *few,
    )
    return Section("years-section", "By year", lead, figures)


def _of_which(letters: Affected) -> str:
    """What the shares of letters are of, which is not what the rates of rules are of."""
    told = (
        "Shares of letters with such a finding are of all letters to which the rules were put, decided or not: one on "
        "which an error is undecided counts as one without, which makes shares smaller and never larger. What "
        "may be the doing of an incomplete copy is left out"
    )
    if not letters.left_out:
        return f"{told}."
    other = count(letters.left_out, "letter")
    return (
        f"{told}, and so {were(letters.left_out)} {other} under another Act, or of a day before this one, to which no "
        "rule of the Act was put."
    )


def authorities_section(counts: Counted, letters: Affected) -> Section:
    """Letters with an error, and each rule, by authority."""
    enough = [name for name, rate in letters.by_authority.items() if rate.enough and name != NOBODY]
    few = [f"{name} ({rate.of})" for name, rate in letters.by_authority.items() if not rate.enough and name != NOBODY]
    notes = [
        (
            "Authorities differ in what they were asked, and in which of their letters came into this corpus; where "
            "the intervals of two overlap, the letters do not tell them apart."
        )
    ]
    if few:
        more = f"; and {len(few) - _MOST_FEW:,} more" if len(few) > _MOST_FEW else ""
        notes.append(f"With fewer than {FEWEST} letters, and not drawn: {'; '.join(few[:_MOST_FEW])}{more}.")
    return Section(
        "authorities-section",
        "By authority",
        ("Spellings of one name are counted together.", _of_which(letters)),
        (
            *_affected(
                "authorities",
                "Letters with a finding of the severity error, by authority",
                {name: letters.by_authority[name] for name in enough},
                letters,
            ),
            *_by(
                "authorities-rules", "Each rule by authority", counts, counts.by_authority, enough[:_MOST_AUTHORITIES]
            ),
        ),
        notes=tuple(notes),
    )


def _lead(rule: RuleCount) -> str:
    return f"{rule.rule} ({rule.rate.told}, {rule.rate.percent})"


def _rule_table(rules: Sequence[RuleCount], caption: str = "Every number of this picture") -> Table:
    heads = (
        "Rule",
        "Inconsistent",
        "Decided",
        "Applicable",
        "Letters",
        "Rate",
        "95% interval",
        "Of all applicable",
        "Perhaps the copy",
    )
    rows = [
        (
            f"{rule.rule}: {rule.title} ({rule.severity}{', draft' if rule.status == 'draft' else ''})",
            rule.violated,
            rule.decided,
            rule.applicable,
            rule.letters,
            rule.rate.percent,
            rule.rate.between,
            rule.bounds,
            rule.perhaps_copy,
        )
        for rule in rules
    ]
    return table(caption, heads, rows, range(1, 9))


def _affected(name: str, title: str, rates: Mapping[str, Rate], letters: Affected) -> tuple[Figure, ...]:
    shown = {key: rate for key, rate in rates.items() if rate.enough}
    rows = [(key, rate.hits, rate.of, rate.percent, rate.between) for key, rate in rates.items()]
    rows.append(("all letters", letters.whole.hits, letters.whole.of, letters.whole.percent, letters.whole.between))
    numbers = table(
        "Every number of this picture", ("", "With such a finding", "Letters", "Share", "95% interval"), rows, _NUMBERS
    )
    if not shown:
        return ()
    says = (
        f"{len(shown)} shares with their 95% intervals: "
        + "; ".join(f"{key} {rate.told} ({rate.percent})" for key, rate in list(shown.items())[:_MOST_BARS])
        + f". Of all letters {letters.whole.told} ({letters.whole.percent})."
    )
    bars = [Row(key, "", rate) for key, rate in list(shown.items())[:_MOST_BARS]] + [
        Row("all letters", "", letters.whole)
    ]
    left_out = len(shown) - _MOST_BARS
    notes = (f"{left_out} more have letters enough and stand in the table alone.",) if left_out > 0 else ()
    return (Figure(name, title, says, forest(name, bars, title, says), (numbers,), notes),)


def _by(
    name: str, title: str, counts: Counted, rates: Mapping[tuple[str, str], Rate], columns: Sequence[str]
) -> tuple[Figure, ...]:
    """The rules that most letters are inconsistent with, against *columns*."""
    rules = [rule.rule for rule in sorted(counts.drawn, key=lambda rule: (-rule.violated, rule.rule)) if rule.violated]
    shown = sorted(rules[:_MOST_RULES])
    if not shown or not columns:
        return ()
    cells = [[rates.get((rule, column)) for column in columns] for rule in shown]
    says = (
        f"A box for each of {count(len(shown), 'rule')} and {len(columns)} columns, from {columns[0]} to "
        f"{columns[-1]}; the darker, the larger the share of letters inconsistent with the rule of those decided. "
        "The table beneath has every number."
    )
    rows = [
        (rule, column, rate.hits, rate.of, rate.percent, rate.between)
        for rule, own in zip(shown, cells, strict=True)
        for column, rate in zip(columns, own, strict=True)
        if rate is not None
    ]
    heads = ("Rule", "", "Inconsistent", "Decided", "Rate", "95% interval")
    numbers = table("Every number of this picture", heads, rows, range(2, 6))
    notes = [
        f"In each box: letters inconsistent with the rule / letters decided. Hatched: fewer than {FEWEST} decided."
    ]
    if len(rules) > len(shown):
        notes.append(f"The {len(shown)} rules with the most such letters, of {len(rules)} with any.")
    return (Figure(name, title, says, (shaded(name, shown, columns, cells, title, says),), (numbers,), tuple(notes)),)
