"""Reading: the bytes of a letter as blocks of words with exact places."""

from ncnd_rules.read.file import read, read_bytes

__all__ = ["read", "read_bytes"]
