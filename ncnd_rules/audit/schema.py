"""Every table of an audit, its columns, and what each of them says.

Columns and tables are only ever added, at the end: a query that was written once goes on working.
"""

from typing import Literal, NamedTuple

VERSION = 1  # grows when a column is added; what an older version wrote stays readable

# json: a string that holds JSON; time: a moment in UTC, to the microsecond.
Type = Literal["string", "int", "float", "bool", "time", "bytes", "json"]
Stage = Literal["plan", "encode", "check", "run", "compare", "lineage"]  # who writes a table


class Column(NamedTuple):
    """One column of a table."""

    name: str
    type: Type
    says: str
    optional: bool = False  # whether it may be null


class Table(NamedTuple):
    """One table, as it is kept and as it is documented."""

    name: str
    stage: Stage
    says: str
    key: tuple[str, ...]  # the columns that tell its rows apart
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns, in order."""
        return tuple(column.name for column in self.columns)


_LETTER = Column("letter", "string", "sha256 of the letter's bytes, in hexadecimal")
_RUN = Column("run", "string", "the run that wrote the row")
_ENCODER = Column("encoder", "string", "digest of the program's version, its lexicon and the registers it encodes with")
_RULESET = Column("ruleset", "string", "sha256 of the rules")
_REGISTERS = Column("registers", "string", "sha256 of the registers")
_SOURCE = Column("source", "string", "the file, as the command line and the folder name it, from runs.directory")
_ROW = Column("row", "int", "the row in it, from 0, where it holds several letters", optional=True)
_VERDICT = (_LETTER, _ENCODER, _RULESET, _REGISTERS)
_VERDICT_KEY = ("letter", "encoder", "ruleset", "registers")
_LINEAGE = Column("lineage", "string", "the reckoning that wrote the row; its name sorts by time")
_FAMILY = Column("family", "string", "fingerprint of the variant that was seen first")

TABLES: tuple[Table, ...] = (
    Table(
        "letters",
        "encode",
        "One row a letter that could be read, however often its bytes were met.",
        ("letter", "encoder"),
        (
            _LETTER,
            _ENCODER,
            Column("bytes", "int", "how long its file is"),
            Column("format", "string", "what its file is: text, html, docx, pdf, ..."),
            Column("copy", "string", "how whole the copy is: complete, extract or unknown"),
            Column("missing", "json", "list of the sections that an extract has lost"),
            Column("authority", "string", "who answers, by the name that stands first", optional=True),
            Column("reference", "string", "the authority's own reference", optional=True),
            Column("date", "string", "the letter's date, as YYYY-MM-DD", optional=True),
            Column("characters", "int", "how long its text is, in code points"),
            Column("paragraphs", "int", "how many rows it has in paragraphs"),
            Column("facts", "int", "how many rows it has in facts"),
            Column("unread", "json", "list of {start, stop, section, reason, may_hold}: passages not understood"),
            Column("text", "string", "its words, to which all offsets point; only with --keep-text", optional=True),
            Column("sealed", "bytes", "what checking needs and no column shows; only the letter's own bytes open it"),
        ),
    ),
    Table(
        "occurrences",
        "plan",
        "One row for each place at which a run met a letter: the same bytes met twice are one letter, met twice.",
        ("run", "source", "row"),
        (
            _RUN,
            _SOURCE,
            _ROW,
            _LETTER,
            Column("metadata", "json", "what else stands in its row of a table: {column: value}", optional=True),
        ),
    ),
    Table(
        "paragraphs",
        "encode",
        "One row a block of a letter: paragraph, heading, list item or row of a table.",
        ("letter", "encoder", "number"),
        (
            _LETTER,
            _ENCODER,
            Column("number", "int", "its place in the letter, from 0"),
            Column("kind", "string", "heading, line, paragraph, item, row, quoted, mail_header or furniture"),
            Column("section", "string", "the section of the letter that it stands in", optional=True),
            Column("start", "int", "its first code point in the letter's text"),
            Column("stop", "int", "the first code point after it"),
            Column("fingerprint", "string", "the same for the same words, whatever their case, spacing and dashes"),
            Column("text", "string", "its words; only with --keep-text", optional=True),
        ),
    ),
    Table(
        "passages",
        "encode",
        "One row a sentence of the authority's own, long enough to be known again in another letter.",
        ("letter", "encoder", "number"),
        (
            _LETTER,
            _ENCODER,
            Column("number", "int", "its place among them, from 0"),
            Column("section", "string", "the section of the letter that it stands in", optional=True),
            Column("start", "int", "its first code point in the letter's text"),
            Column("stop", "int", "the first code point after it"),
            Column("kinds", "string", "the kinds of fact that rest on it, a space between them"),
            Column(
                "fingerprint", "string", "the same for the same words; names, references and days count for nothing"
            ),
            Column("sketch", "bytes", "up to eight hashes of its pairs of words, 4 bytes each: like ones share some"),
            Column("text", "string", "its words, signs folded; only with --keep-text", optional=True),
        ),
    ),
    Table(
        "facts",
        "encode",
        "One row a fact that was read in a letter; `ncnd schema facts` lists the kinds and their fields.",
        ("letter", "encoder", "id"),
        (
            _LETTER,
            _ENCODER,
            Column("id", "string", "unique within the letter"),
            Column("kind", "string", "its kind in the vocabulary"),
            Column("fields", "json", "what it says: {field: value}, fields that say nothing left out"),
            Column("evidence", "json", "list of {start, stop}; {start, stop, quote} with --keep-text"),
        ),
    ),
    Table(
        "findings",
        "check",
        "One row a finding: a rule violated, or one that cannot be decided.",
        (*_VERDICT_KEY, "number"),
        (
            *_VERDICT,
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
        (*_VERDICT_KEY, "rule"),
        (
            *_VERDICT,
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
        (*_VERDICT_KEY, "number", "match", "role", "alias", "fact"),
        (
            *_VERDICT,
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
    Table(
        "status",
        "run",
        "One row for each place and stage that a run worked on: what became of it.",
        ("run", "source", "row", "stage"),
        (
            _RUN,
            _SOURCE,
            _ROW,
            Column("letter", "string", "sha256 of its bytes, where they could be had", optional=True),
            _ENCODER,
            _RULESET,
            _REGISTERS,
            Column("stage", "string", "how far it came: read, encode or check"),
            Column("state", "string", "done, unreadable, crash, timeout, memory or exception"),
            Column("reason", "string", "why it is not done", optional=True),
            Column("seconds", "float", "how long it took"),
        ),
    ),
    Table(
        "runs",
        "run",
        "One row a run: what was asked, with which program and rules, and how it ended.",
        ("run",),
        (
            Column("run", "string", "its name, which sorts by time"),
            Column("schema", "int", "version of these tables that it wrote"),
            Column("started", "time", "when it began"),
            Column("ended", "time", "when it ended; null while it goes on, or where it was killed", optional=True),
            Column("state", "string", "running, done, interrupted or failed"),
            Column("program", "string", "version of ncnd_rules"),
            Column("python", "string", "version of Python"),
            Column("evaluator", "string", "what matched the rules, with its version"),
            _ENCODER,
            _RULESET,
            _REGISTERS,
            Column("asked", "json", "list of the words of the command line that name letters"),
            Column("directory", "string", "the folder from which they are named"),
            Column("workers", "int", "how many letters were in work at a time"),
            Column("keep_text", "bool", "whether texts and quotes were kept"),
            Column("occurrences", "int", "how many places it went through"),
            Column("encoded", "int", "how many letters it read and encoded"),
            Column("checked", "int", "how many letters it checked"),
            Column("known", "int", "how many places needed nothing, because an earlier run or place had done it"),
            Column("unreadable", "int", "how many places hold nothing that could be read"),
            Column("failed", "int", "how many places ended as crash, timeout, memory or exception"),
            Column("findings", "int", "how many rules it found violated, of the letters it checked"),
            Column("seconds", "float", "how long it has taken"),
        ),
    ),
    Table(
        "rules",
        "run",
        "One row a rule of each ruleset that a run applied.",
        ("ruleset", "rule"),
        (
            _RULESET,
            Column("rule", "string", "the rule's id"),
            Column("version", "string", "of the rule's text"),
            Column("title", "string", "what it asks, in one line"),
            Column("status", "string", "draft or stable"),
            Column("severity", "string", "error, warning or info"),
            Column("regime", "string", "foia, eir, foisa, dpa or any"),
            Column("basis", "json", "list of {cite, ...}: the law it rests on"),
        ),
    ),
    Table(
        "comparisons",
        "compare",
        "One row a finding between letters: contradictions and changes of position.",
        ("run", "number"),
        (
            _RUN,
            Column("number", "int", "tells it from the other findings of the run"),
            Column("group", "string", "the letters that were laid side by side, as in groups"),
            Column("letters", "json", "list of sha256 of the letters it speaks of, in the order of their dates"),
            _RULESET,
            _REGISTERS,
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
            _RUN,
            _SOURCE,
            _ROW,
            _LETTER,
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
            _RUN,
            _SOURCE,
            _ROW,
            _LETTER,
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
            _ENCODER,
            _RULESET,
            _REGISTERS,
            Column("known", "bool", "whether an earlier comparing had done it, and its findings stand there"),
        ),
    ),
    Table(
        "lineages",
        "lineage",
        "One row a reckoning of which sentences letters share; the last one holds.",
        ("lineage",),
        (
            _LINEAGE,
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
            _LINEAGE,
            _FAMILY,
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
            _LINEAGE,
            Column("fingerprint", "string", "as in passages: where the two are the same, the letter has it"),
            _FAMILY,
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
            _LINEAGE,
            _FAMILY,
            Column("fingerprint", "string", "of the variant, as in passages"),
            _LETTER,
            Column("number", "int", "which of the letter's passages it is"),
            Column("rule", "string", "the rule whose finding says so"),
            Column("day", "string", "the first day on which it was not right, as YYYY-MM-DD"),
            Column("says", "string", "what the register has instead"),
            Column("source", "string", "the row of the register"),
        ),
    ),
    Table(
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
    ),
    Table(
        "sources",
        "run",
        "One row a row of the registers, and a definition of the rules, as they stood: what changed between two runs.",
        ("digest", "name"),
        (
            Column("digest", "string", "of the registers or the ruleset that it is part of, as in runs"),
            Column("name", "string", "register and id, as findings cite it; or definitions and id"),
            Column("version", "string", "of its text"),
            Column("says", "string", "its title, or what it says in a few words"),
        ),
    ),
)

BY_NAME = {table.name: table for table in TABLES}


def as_markdown() -> str:
    """Each table with its columns, in Markdown."""
    return "\n\n".join(_one_as_markdown(table) for table in TABLES)


def _one_as_markdown(table: Table) -> str:
    rows = [
        f"| `{column.name}` | {column.type}{' or null' if column.optional else ''} | {column.says} |"
        for column in table.columns
    ]
    key = ", ".join(f"`{name}`" for name in table.key)
    head = [f"**`{table.name}`**: {table.says} Told apart by {key}.", "", "| column | type | says |", "|---|---|---|"]
    return "\n".join([*head, *rows])
