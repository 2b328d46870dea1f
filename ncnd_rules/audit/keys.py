"""What a result hangs on besides the letter: while these digests stay, it need not be worked out again."""

import hashlib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ncnd_rules import __version__
from ncnd_rules.letter import sha256
from ncnd_rules.registers import registers_dir
from ncnd_rules.shipped import rulesets_dir

# The registers that letters are encoded with; a row of another one changes verdicts alone.
ENCODING_REGISTERS = ("bodies", "exemptions")

_PACKAGE = Path(__file__).resolve().parents[1]
# What of the program has no part in a verdict.
_BESIDE = frozenset({"accuracy.py", "audit", "cli", "compare", "compose", "explain", "govern", "report", "web"})
# What makes rows of a letter that was encoded.
_OF_AUDIT = frozenset(Path("audit", name) for name in ("fingerprint.py", "kept.py", "passages.py"))


class Keys(NamedTuple):
    """The digests under which facts (the first) and verdicts (all three) are kept."""

    encoder: str
    ruleset: str
    registers: str

    @property
    def verdict(self) -> str:
        """All three as one."""
        return sha256("\0".join(self).encode())


@cache
def encoder_digest() -> str:
    """The digest of whatever decides which facts a letter has: this program, the lexicon and two registers."""
    digest = hashlib.sha256(__version__.encode())
    registers = registers_dir(None)
    for path in (
        *_program(),
        *sorted((rulesets_dir() / "lexicon").rglob("*.yaml")),
        *(registers / f"{name}.yaml" for name in ENCODING_REGISTERS),
    ):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _program() -> list[Path]:
    """The files of this program that letters pass through: while it is being changed its version stays."""
    paths = (path.relative_to(_PACKAGE) for path in _PACKAGE.rglob("*.py"))
    return [_PACKAGE / path for path in sorted(paths) if path.parts[0] not in _BESIDE or path in _OF_AUDIT]
