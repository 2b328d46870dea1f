"""How each rule came out: on all letters, by year and by authority; and how many letters have a finding at all."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ncnd_rules.audit.figures.asking import Store
from ncnd_rules.audit.figures.authorities import Authorities
from ncnd_rules.audit.figures.gravest import OWN
from ncnd_rules.audit.figures.rates import Rate

UNDATED = "undated"


class RuleCount(NamedTuple):
    """How one rule came out on the letters of a corpus."""

    rule: str
    title: str
    severity: str
    status: str
    letters: int  # all that were checked
    violated: int
    satisfied: int
    undecided: int
    perhaps_copy: int  # of the violated, where it may be this copy that lacks something, and not the letter

    @property
    def decided(self) -> int:
        """Letters of which it can be told."""
        return self.violated + self.satisfied

    @property
    def applicable(self) -> int:
        """Letters that have what the rule speaks of."""
        return self.decided + self.undecided

    @property
    def rate(self) -> Rate:
        """Inconsistent with it, of those decided."""
        return Rate(self.violated, self.decided)

    @property
    def bounds(self) -> str:
        """Of all applicable: the share if none of the undecided were inconsistent, and if all were; '40% to 60%'."""
        least, most = (Rate(hits, self.applicable).percent for hits in (self.violated, self.violated + self.undecided))
        return least if least == most else f"{least} to {most}"


class Counted(NamedTuple):
    """Every count of outcomes, by rule, authority and year."""

    rules: tuple[RuleCount, ...]  # by id
    by_year: Mapping[tuple[str, str], Rate]  # (rule, year)
    by_authority: Mapping[tuple[str, str], Rate]  # (rule, authority)
    years: tuple[str, ...]  # in order, the undated last

    @property
    def drawn(self) -> tuple[RuleCount, ...]:
        """Rules decided often enough, the highest rates first."""
        enough = [rule for rule in self.rules if rule.rate.enough]
        return tuple(sorted(enough, key=lambda rule: (-(rule.rate.share or 0.0), rule.rule)))

    @property
    def seldom(self) -> tuple[RuleCount, ...]:
        """Rules decided on some letters, and too few."""
        return tuple(rule for rule in self.rules if rule.decided and not rule.rate.enough)

    @property
    def never(self) -> tuple[RuleCount, ...]:
        """Rules decided on none."""
        return tuple(rule for rule in self.rules if not rule.decided)


class Affected(NamedTuple):
    """How many letters have a finding of the severity error, of those to which the rules of an Act were put."""

    whole: Rate
    by_year: Mapping[str, Rate]
    by_authority: Mapping[str, Rate]
    left_out: int  # letters that were checked and to which no such rule was put: they answer under another Act


_CUBE = """
    SELECT o.rule, l.authority, left(l.date, 4) AS year, o.outcome, count(*)
    FROM outcomes o JOIN letters l USING (letter) GROUP BY ALL
"""
_RULES = """
    SELECT DISTINCT rule, title, severity, status FROM rules
    JOIN (SELECT DISTINCT ruleset, rule FROM outcomes) USING (ruleset, rule) ORDER BY ALL
"""
_PERHAPS_COPY = """
    SELECT rule, count(*) FROM (
        SELECT rule, letter FROM findings WHERE outcome = 'violated'
        GROUP BY rule, letter HAVING bool_and(attribution <> 'authority')
    ) GROUP BY rule
"""
# Whether the rules of an Act were put to a letter. One under another Act could not have failed: counted among the
# others it would make every share look better.
ASKED = """
    SELECT letter, bool_or(why IS NULL AND coalesce(regime, '') <> 'any') AS asked
    FROM outcomes LEFT JOIN rules USING (ruleset, rule) GROUP BY letter
"""
_AFFECTED = f"""
    SELECT l.authority, left(l.date, 4) AS year, count(*), count(*) FILTER (c.asked),
        count(*) FILTER (c.asked AND f.letter IS NOT NULL)
    FROM ({ASKED}) c
    JOIN letters l USING (letter)
    LEFT JOIN (SELECT DISTINCT letter FROM findings WHERE {OWN} AND severity = 'error') f USING (letter)
    GROUP BY ALL
"""  # noqa: S608 - made of our own words alone


def counted(store: Store, who: Authorities) -> Counted:
    """Each rule on all letters, by the year of the letter and by authority."""
    told = {rule: own for rule, *own in store.rows(_RULES)}
    copies = dict(store.rows(_PERHAPS_COPY))
    whole: defaultdict[str, Counter[str]] = defaultdict(Counter)
    by_year: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    by_authority: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for rule, authority, year, outcome, letters in store.rows(_CUBE):
        whole[rule][outcome] += letters
        by_year[rule, year or UNDATED][outcome] += letters
        by_authority[rule, who.told(authority)][outcome] += letters
    rules = tuple(
        RuleCount._make(
            (
                rule,
                *told.get(rule, ("", "", "")),
                own.total(),
                own["violated"],
                own["satisfied"],
                own["undecided"],
                copies.get(rule, 0),
            )
        )
        for rule, own in sorted(whole.items())
    )
    return Counted(rules, _rates(by_year), _rates(by_authority), in_years(year for _, year in by_year))


def affected(store: Store, who: Authorities) -> Affected:
    """A letter counts once, however many errors it has; one on which they are undecided counts as one without."""
    by_year: defaultdict[str, Counter[str]] = defaultdict(Counter)
    by_authority: defaultdict[str, Counter[str]] = defaultdict(Counter)
    whole: Counter[str] = Counter()
    for authority, year, checked, letters, hits in store.rows(_AFFECTED):
        whole["left out"] += checked - letters
        for counter in (whole, by_year[year or UNDATED], by_authority[who.told(authority)]) if letters else ():
            counter.update(letters=letters, hits=hits)
    return Affected(
        _rate(whole),
        {year: _rate(by_year[year]) for year in in_years(by_year)},
        {name: _rate(by_authority[name]) for name in who.letters if name in by_authority},
        whole["left out"],
    )


def in_years(years: Iterable[str]) -> tuple[str, ...]:
    """Each year once, in order, the undated last."""
    return tuple(sorted(set(years), key=lambda year: (year == UNDATED, year)))


def _rate(own: Counter[str]) -> Rate:
    return Rate(own["hits"], own["letters"])


def _rates(found: Mapping[tuple[str, str], Counter[str]]) -> dict[tuple[str, str], Rate]:
    """Only where something was decided."""
    rates = {key: Rate(own["violated"], own["violated"] + own["satisfied"]) for key, own in found.items()}
    return {key: rate for key, rate in rates.items() if rate.of}
