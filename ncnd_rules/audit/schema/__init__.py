"""Every table of an audit, its columns, and what each of them says.

Columns and tables are only ever added, at the end: a query that was written once goes on working. `tables` lists them;
what they hold stands in a module for each family of them, and what a table is in `columns`.
"""

from ncnd_rules.audit.schema.columns import Column, Table
from ncnd_rules.audit.schema.tables import BY_NAME, TABLES, VERSION, as_markdown

__all__ = ["BY_NAME", "TABLES", "VERSION", "Column", "Table", "as_markdown"]
