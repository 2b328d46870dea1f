"""Reading: the bytes of a letter as blocks of words with exact places."""

from ncnd_rules.read.copies import with_edits
from ncnd_rules.read.edited import edited
from ncnd_rules.read.file import STANDARD_INPUT, SUFFIXES, read, read_bytes

__all__ = ["STANDARD_INPUT", "SUFFIXES", "edited", "read", "read_bytes", "with_edits"]
