"""The verbs of an audit: one runs it, the others ask what it kept. Each stands in a file of its own."""

# Each adds its verb; a new one goes on a line of its own.
from ncnd_rules.cli.auditing import (
    compare,
    diff,
    export,
    lineage,
    pack,
    plan,
    report,
    run,
    sample,
    schema,
    score,
    sql,
)

__all__ = [
    "compare",
    "diff",
    "export",
    "lineage",
    "pack",
    "plan",
    "report",
    "run",
    "sample",
    "schema",
    "score",
    "sql",
]
