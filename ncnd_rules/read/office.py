"""Older and other word processors' files (.doc, .rtf, .odt) as Word files, by LibreOffice where it is installed."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from ncnd_rules.errors import Unreadable
from ncnd_rules.read.word.package import check_archive

SUFFIXES = (".doc", ".rtf", ".odt")

_MOST_BYTES = 32 * 2**20
_LONGEST = 90.0  # seconds; a letter takes two, the first start of LibreOffice some ten
_PROGRAMS = ("soffice", "libreoffice")
_OUT = "MS Word 2007 XML"


class _Format(NamedTuple):
    """A format as LibreOffice knows it."""

    sign: bytes  # what a file of it begins with
    filter: str  # the one way to open it: guessing could take a web page for a letter, and fetch its pictures
    named: str


_FORMATS = {
    ".doc": _Format(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "MS Word 97", "a file of Word 97 to 2003"),
    ".rtf": _Format(b"{\\rtf", "Rich Text Format", "a file in rich text"),
    ".odt": _Format(b"PK\x03\x04", "writer8", "an OpenDocument text"),
}

# No macro runs, no link is followed or updated, and what would reach for the network finds a closed door.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{}
</oor:items>
"""
_ITEM = '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
_RESTRAINTS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Writer/Content/Update", "Field", "false"),
    ("Inet/Settings", "ooInetProxyType", "1"),
    *(
        ("Inet/Settings", f"ooInet{scheme}Proxy{what}", value)
        for scheme in ("HTTP", "HTTPS", "FTP")
        for what, value in (("Name", "127.0.0.1"), ("Port", "9"))
    ),
)


def to_docx(data: bytes, suffix: str) -> bytes:
    """A file as the .docx that LibreOffice makes of it; changes that are tracked stay tracked.

    Args:
        suffix: the file's own, one of `SUFFIXES`.

    Raises:
        Unreadable: where LibreOffice is not installed, the file is not what its suffix says, is protected by a
            password, or takes longer than a minute and a half.
    """
    suffix = suffix.lower()
    if suffix not in _FORMATS:
        raise Unreadable(f"found the suffix '{suffix}', expected one of {', '.join(SUFFIXES)}")
    _check(data, suffix)
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise Unreadable(f"reading {suffix} files needs LibreOffice: install it, or save the letter as .docx")
    with tempfile.TemporaryDirectory(prefix="ncnd-", ignore_cleanup_errors=True) as folder:
        return _converted(data, suffix, program, Path(folder))


def _check(data: bytes, suffix: str) -> None:
    expected = _FORMATS[suffix]
    if len(data) > _MOST_BYTES:
        raise Unreadable(f"found {len(data) // 2**20} MB, expected at most {_MOST_BYTES // 2**20} MB")
    if not data.startswith(expected.sign):
        raise Unreadable(f"found something else in a {suffix} file, expected {expected.named}")
    if suffix == ".odt":
        check_archive(data)


def _converted(data: bytes, suffix: str, program: str, folder: Path) -> bytes:
    letter, made, profile = folder / f"letter{suffix}", folder / "out" / "letter.docx", folder / "profile"
    letter.write_bytes(data)
    user = profile / "user"
    user.mkdir(parents=True)
    items = "\n".join(_ITEM.format(*restraint) for restraint in _RESTRAINTS)
    (user / "registrymodifications.xcu").write_text(_SETTINGS.format(items), encoding="utf-8")
    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--invisible", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard"),
        f"--infilter={_FORMATS[suffix].filter}",
        *("--convert-to", f"docx:{_OUT}", "--outdir", str(made.parent), str(letter)),
    ]
    _run(command, folder)
    if not made.is_file() or not made.stat().st_size:
        raise Unreadable(
            f"LibreOffice could not open it: found a damaged or protected file, expected {_FORMATS[suffix].named}"
        )
    return made.read_bytes()


def _run(command: list[str], folder: Path) -> None:
    """Run a program in a group of its own, all of which ends with it or after the time it is given."""
    environment = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "TMPDIR": str(folder)}
    if sys.platform == "win32":
        environment |= {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    try:
        process = subprocess.Popen(  # noqa: S603  # no shell, and no word of the command comes from the letter
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as problem:
        raise Unreadable(f"LibreOffice could not be started ({problem.strerror})") from None
    try:
        process.wait(_LONGEST)
    except subprocess.TimeoutExpired:
        raise Unreadable(f"LibreOffice took longer than {_LONGEST:.0f} seconds to open it") from None
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a program and all that it has started."""
    if sys.platform == "win32":
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError):  # all of them have ended
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
