"""The tables of which sentences letters share."""

from ncnd_rules.audit.schema.columns import FAMILY, LETTER, LINEAGE, Column, Table

OF_LINEAGE = (
    Table(
        "lineages",
        "lineage",
        "One row a reckoning of which sentences letters share; the last one holds.",
        ("lineage",),
        (
            LINEAGE,
            Column("made", "time", "when"),
            Column("covers", "json", "list of the shards it has seen"),
            Column("letters", "int", "how many letters they hold"),
            Column("passages", "int", "how many sentences"),
            Column("without_words", "int", "of how many variants the words were not kept"),
        ),
    ),
    Table(
        "families",
        "lineage",
        "One row a family: sentences that are versions of one another, in two letters or more.",
        ("lineage", "family"),
        (
            LINEAGE,
            FAMILY,
            Column("letters", "int", "how many letters have one of its variants"),
            Column("authorities", "int", "how many authorities those are of, of those that were read"),
            Column("variants", "int", "in how many wordings"),
            Column("argues", "bool", "whether it answers or gives reasons in a letter; greetings and rights do not"),
            Column("stale", "int", "how many letters used it after it had ceased to be right"),
            Column("died", "json", "list of {day, rule, says, source}: since when it is not right, and why"),
        ),
    ),
    Table(
        "variants",
        "lineage",
        "One row a wording, whether other letters share it or not.",
        ("lineage", "fingerprint"),
        (
            LINEAGE,
            Column("fingerprint", "string", "as in passages: where the two are the same, the letter has it"),
            FAMILY,
            Column("letters", "int", "how many letters have it"),
            Column("authorities", "int", "how many authorities those are of, of those that were read"),
            Column("first_letter", "string", "the letter in which it is first seen"),
            Column("first_number", "int", "which of that letter's passages it is"),
            Column("first_date", "string", "that letter's date, as YYYY-MM-DD", optional=True),
            Column("parent", "string", "the wording seen before that is nearest to it; null of a first", optional=True),
            Column("likeness", "float", "how much of both is the same: 0 to 1; null of a first", optional=True),
            Column("stale", "int", "how many letters used it after it had ceased to be right"),
        ),
    ),
    Table(
        "stale_uses",
        "lineage",
        "One row a use of a shared sentence after a register says that it had ceased to be right.",
        ("lineage", "letter", "number", "rule", "day"),
        (
            LINEAGE,
            FAMILY,
            Column("fingerprint", "string", "of the variant, as in passages"),
            LETTER,
            Column("number", "int", "which of the letter's passages it is"),
            Column("rule", "string", "the rule whose finding says so"),
            Column("day", "string", "the first day on which it was not right, as YYYY-MM-DD"),
            Column("says", "string", "what the register has instead"),
            Column("source", "string", "the row of the register"),
        ),
    ),
)
