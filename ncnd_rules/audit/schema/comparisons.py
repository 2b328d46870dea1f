"""The tables of what letters say against each other, and against what is said beside them."""

from ncnd_rules.audit.schema.columns import ENCODER, LETTER, REGISTERS, ROW, RULESET, RUN, SOURCE, Column, Table

OF_COMPARING = (
    Table(
        "comparisons",
        "compare",
        "One row a finding between letters: contradictions and changes of position.",
        ("run", "number"),
        (
            RUN,
            Column("number", "int", "tells it from the other findings of the run"),
            Column("group", "string", "the letters that were laid side by side, as in groups"),
            Column("letters", "json", "list of sha256 of the letters it speaks of, in the order of their dates"),
            RULESET,
            REGISTERS,
            Column("fingerprint", "string", "stable while letters, sentence, severity and words are"),
            Column("rule", "string", "the rule's id"),
            Column("version", "string", "of the rule's text"),
            Column("outcome", "string", "violated or undecided"),
            Column("severity", "string", "error, warning or info"),
            Column("message", "string", "one sentence for the reader"),
            Column("evidence", "json", "list of {letter, start, stop}"),
        ),
    ),
    Table(
        "metadata",
        "compare",
        "One row for each thing that is said of a letter beside it: in a table, a sidecar or a column.",
        ("run", "source", "row", "field"),
        (
            RUN,
            SOURCE,
            ROW,
            LETTER,
            Column("field", "string", "what is told: authority, date, request_date, request_id, url, ..."),
            Column("value", "string", "as it stands there"),
            Column("told_by", "string", "the file, or the column, that says so"),
        ),
    ),
    Table(
        "disagreements",
        "compare",
        "One row where what is said beside a letter is not what the letter says.",
        ("run", "source", "row", "field"),
        (
            RUN,
            SOURCE,
            ROW,
            LETTER,
            Column("field", "string", "what they disagree on"),
            Column("told", "string", "what is said beside the letter"),
            Column("read", "string", "what the letter says", optional=True),
            Column("told_by", "string", "the file, or the column, that says so"),
        ),
    ),
    Table(
        "groups",
        "compare",
        "One row for each few letters that were laid side by side, also where no rule found anything.",
        ("comparing", "group"),
        (
            Column("comparing", "string", "when the letters of the audit were compared; its name sorts by time"),
            Column("run", "string", "the newest run at the time, whose reading of the letters was compared"),
            Column(
                "group", "string", "digest of the letters, the rules and the program: what is known need not be redone"
            ),
            Column("kind", "string", "why they were: request, reference, subject or day"),
            Column("letters", "json", "list of sha256 of its letters"),
            ENCODER,
            RULESET,
            REGISTERS,
            Column("known", "bool", "whether an earlier comparing had done it, and its findings stand there"),
        ),
    ),
)

COMPARINGS = Table(
    "comparings",
    "compare",
    "One row each time that the letters of the audit were compared to the end; the last one holds.",
    ("comparing",),
    (
        Column("comparing", "string", "as in groups"),
        Column("run", "string", "the newest run at the time"),
        Column("state", "string", "digest of letters, rules and program: while it stays, nothing is redone"),
        Column("letters", "int", "how many letters were held against others"),
        Column("absent", "int", "how many were not, because their bytes were not at hand"),
        Column("groups", "int", "how many rows it has in groups"),
    ),
)
