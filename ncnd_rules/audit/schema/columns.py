"""What a table of an audit is, and the columns that several have."""

from typing import Literal, NamedTuple

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


LETTER = Column("letter", "string", "sha256 of the letter's bytes, in hexadecimal")
RUN = Column("run", "string", "the run that wrote the row")
ENCODER = Column("encoder", "string", "digest of the program's version, its lexicon and the registers it encodes with")
RULESET = Column("ruleset", "string", "sha256 of the rules")
REGISTERS = Column("registers", "string", "sha256 of the registers")
SOURCE = Column("source", "string", "the file, as the command line and the folder name it, from runs.directory")
ROW = Column("row", "int", "the row in it, from 0, where it holds several letters", optional=True)
VERDICT = (LETTER, ENCODER, RULESET, REGISTERS)
VERDICT_KEY = ("letter", "encoder", "ruleset", "registers")
LINEAGE = Column("lineage", "string", "the reckoning that wrote the row; its name sorts by time")
FAMILY = Column("family", "string", "fingerprint of the variant that was seen first")
