"""All tables, in the order in which they came to be."""

from ncnd_rules.audit.schema.columns import Table
from ncnd_rules.audit.schema.comparisons import COMPARINGS, OF_COMPARING
from ncnd_rules.audit.schema.findings import OF_FINDINGS
from ncnd_rules.audit.schema.letters import OF_LETTERS
from ncnd_rules.audit.schema.lineage import OF_LINEAGE
from ncnd_rules.audit.schema.runs import OF_RUNS, SOURCES

VERSION = 1
"""Of all tables; it grows when a column is added, and what an older version wrote stays readable."""

TABLES: tuple[Table, ...] = (
    *OF_LETTERS,
    *OF_FINDINGS,
    *OF_RUNS,
    *OF_COMPARING,
    *OF_LINEAGE,
    COMPARINGS,
    SOURCES,
)
"""Every table, those that were added last at the end."""

BY_NAME = {table.name: table for table in TABLES}
"""The name of each table to the table."""


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
