"""What lineage asks of an audit, as SQL over its tables as they are shown."""

from ncnd_rules.audit.lineage.stale import RULES
from ncnd_rules.between.passages import ANSWERS, FRAME, REASONS

UNDATED = "9999-12-31"  # sorts after every day
_MOST_PASSAGES = 1_000_000  # of a letter


def _listed(names: frozenset[str] | tuple[str, ...]) -> str:
    return ", ".join(f"'{name}'" for name in sorted(names))


_ARGUES = (
    f"list_has_any(string_split(kinds, ' '), [{_listed(REASONS | ANSWERS)}])"
    f" AND NOT list_has_any(string_split(kinds, ' '), [{_listed(FRAME)}])"
)
# Lent: folded_names (authority, folded). The letters are numbered by their dates; of one day, their digests decide.
RANKED = f"""
    CREATE TEMP TABLE ranked AS
    SELECT letter, encoder, authority, reference, folded, date,
           row_number() OVER (ORDER BY coalesce(date, '{UNDATED}'), letter) AS rank
    FROM letters LEFT JOIN folded_names USING (authority)"""

# The least key is the first use.
USES = f"""
    CREATE TEMP VIEW uses AS
    SELECT passages.letter, number, start, stop, fingerprint, sketch, text, authority, reference, folded, rank,
           rank * {_MOST_PASSAGES} + number AS key, {_ARGUES} AS argues
    FROM passages JOIN ranked USING (letter, encoder)"""

FIRSTS = """
    CREATE TEMP TABLE firsts AS
    SELECT fingerprint, coalesce(min(key) FILTER (text IS NOT NULL), min(key)) AS told, min(key) AS first,
           count(DISTINCT rank) AS letters, count(DISTINCT folded) AS authorities, bool_or(argues) AS argues
    FROM uses GROUP BY fingerprint"""

WORDINGS = """
    SELECT fingerprint, sketch, text, authority, reference
    FROM uses JOIN firsts USING (fingerprint) WHERE key = told ORDER BY fingerprint"""

# Lent: kin (fingerprint, number, root), a row a wording.
COUNTED = """
    CREATE TEMP TABLE counted AS
    SELECT fingerprint, root, first, letters, authorities, argues FROM firsts JOIN kin USING (fingerprint)"""

NAMED = """
    CREATE TEMP TABLE named AS
    SELECT root, arg_min(fingerprint, first) AS family, count(*) AS variants, bool_or(argues) AS argues
    FROM counted GROUP BY root"""

SHARED = """
    CREATE TEMP TABLE shared AS
    SELECT root, any_value(named.family) AS family, any_value(variants) AS variants,
           any_value(named.argues) AS argues, count(DISTINCT rank) AS letters, count(DISTINCT folded) AS authorities
    FROM uses JOIN kin USING (fingerprint) JOIN named USING (root)
    GROUP BY root HAVING min(rank) < max(rank)"""

CHANGED = """
    SELECT root, kin.number FROM kin JOIN counted USING (fingerprint, root) JOIN shared USING (root)
    WHERE variants > 1 ORDER BY root, first"""

OBJECTED = f"""
    SELECT DISTINCT found.letter, letters.date, found.rule, found.sources, facts.fields, uses.number,
           uses.fingerprint, shared.family
    FROM findings AS found
    JOIN derivations AS fired USING (letter, encoder, ruleset, registers, number)
    JOIN facts ON facts.letter = found.letter AND facts.encoder = found.encoder AND facts.id = fired.fact
    JOIN letters ON letters.letter = found.letter
    JOIN uses ON uses.letter = found.letter
     AND from_json(facts.evidence, '[{{"start":"BIGINT"}}]')[1].start BETWEEN uses.start AND uses.stop - 1
    JOIN kin ON kin.fingerprint = uses.fingerprint JOIN shared USING (root)
    WHERE found.rule IN ({_listed(RULES)}) AND found.outcome = 'violated'
      AND fired.role = 'when' AND fired.origin = 'letter' AND letters.date IS NOT NULL
    ORDER BY ALL"""

COUNTS = """
    SELECT (SELECT count(DISTINCT rank) FROM uses) AS letters, (SELECT count(*) FROM uses) AS passages"""


def family_rows(lineage: str) -> str:
    """The rows of ``families``; lent: stale, the rows of ``stale_uses``."""
    return f"""
    SELECT '{lineage}' AS lineage, family, letters, authorities, variants, argues, coalesce(used, 0) AS stale,
           coalesce(told, '[]') AS died
    FROM shared LEFT JOIN (
        SELECT family, count(DISTINCT letter) AS used,
               to_json(list(DISTINCT {{day: day, rule: rule, says: says, source: source}}
                            ORDER BY {{day: day, rule: rule, says: says, source: source}}))::VARCHAR AS told
        FROM stale GROUP BY family
    ) USING (family)
    ORDER BY family"""


def variant_rows(lineage: str) -> str:
    """The rows of ``variants``; lent: stale, and parents (fingerprint, parent, likeness)."""
    return f"""
    SELECT '{lineage}' AS lineage, fingerprint, named.family, letters, authorities, letter AS first_letter,
           first % {_MOST_PASSAGES} AS first_number, date AS first_date, parent, likeness,
           coalesce(used, 0) AS stale
    FROM counted JOIN named USING (root) JOIN ranked ON rank = first // {_MOST_PASSAGES}
    LEFT JOIN parents USING (fingerprint)
    LEFT JOIN (SELECT fingerprint, count(DISTINCT letter) AS used FROM stale GROUP BY fingerprint) USING (fingerprint)
    ORDER BY fingerprint"""


# What was reckoned, read back.
SUMMARY = """
    SELECT lineage AS id, letters, passages, (SELECT count(*) FROM variants) AS wordings, without_words,
           (SELECT count(*) FROM families WHERE argues) AS families,
           (SELECT count(*) FROM families WHERE argues AND stale > 0) AS stale
    FROM lineages"""

CHOSEN = """
    FROM families WHERE letters >= $min_letters AND stale >= $min_stale AND (argues OR $every)
    ORDER BY stale DESC, letters DESC, variants DESC, family LIMIT $most"""

CALLED = """
    FROM families WHERE family IN (SELECT family FROM variants WHERE starts_with(fingerprint, $name)) ORDER BY family"""

_SOURCE = "(SELECT min(source) FROM occurrences WHERE occurrences.letter = passages.letter) AS source"
WORDED = f"""
    SELECT variants.family, variants.fingerprint, variants.letters, variants.authorities, variants.stale, parent,
           likeness, first_letter AS letter, passages.number, start, stop, passages.text, authority, reference,
           first_date AS date, {_SOURCE}
    FROM variants JOIN passages ON passages.letter = first_letter AND passages.number = first_number
    JOIN letters ON letters.letter = first_letter
    WHERE family IN (SELECT unnest($names))
    ORDER BY family, coalesce(first_date, '{UNDATED}'), first_letter, first_number"""

USED = f"""
    SELECT passages.letter, passages.number, start, stop, passages.fingerprint, authority, date, {_SOURCE}
    FROM passages JOIN variants USING (fingerprint) JOIN letters ON letters.letter = passages.letter
    WHERE family = $family
    ORDER BY coalesce(date, '{UNDATED}'), passages.letter, passages.number"""

STALE_USES = """
    SELECT letter, number, fingerprint, rule, day, says, source FROM stale_uses
    WHERE family IN (SELECT unnest($names)) ORDER BY day, rule"""
