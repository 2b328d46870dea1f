"""Packs on disk: a folder for each authority, all of them or none."""

import re
from collections.abc import Iterable
from pathlib import Path

from ncnd_rules.audit.packs.as_html import pack_as_html
from ncnd_rules.audit.packs.as_markdown import pack_as_markdown
from ncnd_rules.audit.packs.shapes import Pack
from ncnd_rules.audit.whole import made_beside, place_for
from ncnd_rules.errors import InputError

_LONGEST_NAME = 80
_FILES = ("pack.html", "pack.md")


def write_packs(packs: Iterable[Pack], output: Path, *, force: bool = False) -> int:
    """Put a folder for each pack below *output*, and say how many there are.

    Args:
        force: whether packs that stand there are replaced; nothing else ever is.

    Raises:
        InputError: where something stands there, or it cannot be written.
    """
    output = place_for(output)
    _check_free(output, force=force)
    written = 0
    with made_beside(output) as made:
        made.mkdir()
        for pack in packs:
            _write(pack, made)
            written += 1
    return written


def folder_of(authority: str, taken: Iterable[str] = ()) -> str:
    """A name that every system takes: 'wexmoor-police', and 'wexmoor-police-2' where that is taken."""
    plain = re.sub(r"[^a-z0-9]+", "-", authority.lower()).strip("-")[:_LONGEST_NAME].strip("-") or "authority"
    own, number, taken = plain, 1, set(taken)
    while own in taken:
        number += 1
        own = f"{plain}-{number}"
    return own


def _write(pack: Pack, made: Path) -> None:
    folder = made / folder_of(pack.authority, (path.name for path in made.iterdir()))
    folder.mkdir()
    for name, told in zip(_FILES, (pack_as_html(pack), pack_as_markdown(pack)), strict=True):
        (folder / name).write_text(told, encoding="utf-8", errors="replace")


def _check_free(output: Path, *, force: bool) -> None:
    if not output.exists():
        return
    if not output.is_dir():
        raise InputError(output, "is a file, expected a folder or a new name")
    strange = [path for path in sorted(output.rglob("*")) if not path.is_dir() and path.name not in _FILES]
    if strange:
        raise InputError(output, f"holds '{strange[0].name}', which no pack has; expected another folder")
    if any(output.iterdir()) and not force:
        raise InputError(output, "holds packs already, expected a new name; --force replaces them")
