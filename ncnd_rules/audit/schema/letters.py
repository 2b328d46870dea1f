"""The tables of what letters are and say: their blocks, sentences and facts, and where they were met."""

from ncnd_rules.audit.schema.columns import ENCODER, LETTER, ROW, RUN, SOURCE, Column, Table

OF_LETTERS = (
    Table(
        "letters",
        "encode",
        "One row a letter that could be read, however often its bytes were met.",
        ("letter", "encoder"),
        (
            LETTER,
            ENCODER,
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
            RUN,
            SOURCE,
            ROW,
            LETTER,
            Column("metadata", "json", "what else stands in its row of a table: {column: value}", optional=True),
        ),
    ),
    Table(
        "paragraphs",
        "encode",
        "One row a block of a letter: paragraph, heading, list item or row of a table.",
        ("letter", "encoder", "number"),
        (
            LETTER,
            ENCODER,
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
            LETTER,
            ENCODER,
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
            LETTER,
            ENCODER,
            Column("id", "string", "unique within the letter"),
            Column("kind", "string", "its kind in the vocabulary"),
            Column("fields", "json", "what it says: {field: value}, fields that say nothing left out"),
            Column("evidence", "json", "list of {start, stop}; {start, stop, quote} with --keep-text"),
        ),
    ),
)
