"""Files read whole and written whole: what is refused, and why, in one place."""

import math
import os
import stat
import tempfile
from pathlib import Path

from ncnd_rules.errors import InputError
from ncnd_rules.shipped import shown

_MOST_BYTES = 16 * 2**20


def read_bytes(path: Path, error: type[InputError] = InputError, most: int = _MOST_BYTES) -> bytes:
    """A file's bytes.

    Args:
        most: how many there may be.

    Raises:
        InputError: (or *error*) for a missing file, a directory or device, or more bytes than *most*.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise error(shown(path), "is a directory, expected a file")
        if not stat.S_ISREG(status.st_mode):
            raise error(shown(path), "is not a regular file")
        if status.st_size > most:
            raise error(shown(path), _too_much(status.st_size, most))
        return path.read_bytes()
    except FileNotFoundError:
        raise error(shown(path), "is a link that leads nowhere" if leads_nowhere(path) else "no such file") from None
    except OSError as problem:
        raise error(shown(path), f"cannot be read ({problem.strerror})") from None
    except ValueError as problem:  # a null byte, which a program may write into a name and no system accepts
        raise error(repr(str(path)), f"can be no file's name ({problem})") from None


def leads_nowhere(path: Path) -> bool:
    """Whether a link stands there and what it should lead to does not: a copy of a folder may have its links alone."""
    return path.is_symlink() and not os.path.exists(path)  # noqa: PTH110 - also of a link to itself


def decoded(raw: bytes, path: Path, error: type[InputError] = InputError) -> str:
    """Bytes as UTF-8 text, a byte-order mark and line ends as they stand: offsets count them.

    Args:
        path: whose bytes they are, for messages.

    Raises:
        InputError: (or *error*) for more than 16 MB, an empty or binary file, or bytes that are not
            UTF-8; the message gives the byte position.
    """
    if len(raw) > _MOST_BYTES:
        raise error(shown(path), _too_much(len(raw), _MOST_BYTES))
    if not raw.strip():
        raise error(shown(path), "the file is empty")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise error(shown(path), "is text in UTF-16, expected UTF-8; save it as UTF-8 text")
    if b"\0" in raw:
        raise error(shown(path), "is a binary file, expected text", f"byte {raw.index(0)}")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as problem:
        line = raw.count(b"\n", 0, problem.start) + 1
        found = f"0x{raw[problem.start]:02x}"
        raise error(
            shown(path),
            f"found byte {found}, expected UTF-8; save it as UTF-8 text",
            f"line {line}, byte {problem.start}",
        ) from None


def read_text(path: Path, error: type[InputError] = InputError) -> str:
    """A UTF-8 text file, whole.

    Raises:
        InputError: (or *error*) as for `read_bytes` and `decoded`.
    """
    return decoded(read_bytes(path, error), path, error)


def check_within(path: Path, root: Path, error: type[InputError] = InputError) -> None:
    """Refuse a file that a link leads out of the folder to which it belongs: a pack from a stranger reads no other.

    Raises:
        InputError: (or *error*) where it does.
    """
    try:
        leads_to = path.resolve()
    except (OSError, RuntimeError):  # Python 3.12 and before raise the latter for a link to itself
        raise error(shown(path), "is a link that leads nowhere") from None
    if not leads_to.is_relative_to(root.resolve()):
        raise error(shown(path), "is a link that leads out of its folder, expected a file in it")


def put_whole(target: Path, data: bytes) -> None:
    """Write a file, or leave it as it was; nobody sees half of it.

    Raises:
        OSError: where it cannot be written.
    """
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(name).chmod(_mode_for(target))
        Path(name).replace(target)
    finally:  # also after Ctrl-C; where it was put in place there is nothing any more
        Path(name).unlink(missing_ok=True)


def _mode_for(target: Path) -> int:
    """The mode a file has, or would be given: a temporary file is for its maker only, a report is not."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _too_much(size: int, most: int) -> str:
    return f"unreadable: has {math.ceil(size / 2**20)} MB, expected at most {most // 2**20} MB"
