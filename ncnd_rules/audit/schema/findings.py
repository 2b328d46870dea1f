"""The tables of what rules say of letters."""

from ncnd_rules.audit.schema.columns import VERDICT, VERDICT_KEY, Column, Table

OF_FINDINGS = (
    Table(
        "findings",
        "check",
        "One row a finding: a rule violated, or one that cannot be decided.",
        (*VERDICT_KEY, "number"),
        (
            *VERDICT,
            Column("number", "int", "its place among the findings of the letter, gravest first, from 0"),
            Column(
                "fingerprint", "string", "stable while letter, sentence, severity and words are; as in `ncnd check`"
            ),
            Column("rule", "string", "the rule's id"),
            Column("version", "string", "of the rule's text"),
            Column("outcome", "string", "violated or undecided"),
            Column("severity", "string", "error, warning or info"),
            Column("attribution", "string", "whose doing it is: authority, copy or undetermined"),
            Column("message", "string", "one sentence for the reader"),
            Column("repair", "string", "what would mend it"),
            Column("why", "json", "list of reasons why it cannot be decided"),
            Column("evidence", "json", "list of {start, stop} in the letter's text, most telling first"),
            Column("basis", "json", "list of {cite, ...}: the law it rests on"),
            Column("sources", "json", "list of the register rows it rests on"),
            Column("citation", "string", "rule, version and fingerprint, which name it for good"),
        ),
    ),
    Table(
        "outcomes",
        "check",
        "One row a rule and letter, also where the rule says nothing: the denominators.",
        (*VERDICT_KEY, "rule"),
        (
            *VERDICT,
            Column("rule", "string", "the rule's id"),
            Column("outcome", "string", "violated, undecided, satisfied or not_applicable"),
            Column(
                "why", "string", "why it says nothing of this letter at all, where that has a reason", optional=True
            ),
        ),
    ),
    Table(
        "derivations",
        "check",
        "One row for each fact that a finding rests on, and what it did there.",
        (*VERDICT_KEY, "number", "match", "role", "alias", "fact"),
        (
            *VERDICT,
            Column("number", "int", "the finding, as in findings"),
            Column("match", "int", "which of the matches of its rule, from 0"),
            Column("role", "string", "when, hit, met, lessened, or premise of one of those"),
            Column("alias", "string", "the name that the rule gives it, for role when", optional=True),
            Column("fact", "string", "its id, for facts of the letter as in facts"),
            Column("kind", "string", "its kind"),
            Column("origin", "string", "who says so: letter, register or derived"),
            Column("source", "string", "the register row, or the title of the definition", optional=True),
        ),
    ),
)
