"""What the guarded child and its parent say to each other: a word, and bytes behind their length."""

from typing import IO, NamedTuple

_MOST_HEADER = 64
EDIT = "edit"  # in place of a format: what follows is edits as a line of JSON, then a Word file


class Frame(NamedTuple):
    """One message."""

    word: str
    payload: bytes


def send(stream: IO[bytes], word: str, payload: bytes) -> None:
    """Write one message, whole.

    Raises:
        OSError: where the other side has gone.
    """
    stream.write(f"{word} {len(payload)}\n".encode("ascii"))
    stream.write(payload)
    stream.flush()


def receive(stream: IO[bytes], most: int) -> Frame | None:
    """The next message; none where the other side has gone, or says what is no message.

    Args:
        most: how many bytes of payload are taken; a longer message counts as none.
    """
    header = stream.readline(_MOST_HEADER)
    word, _, length = header.decode("ascii", errors="replace").rstrip("\n").partition(" ")
    if not header.endswith(b"\n") or not length.isdigit() or int(length) > most:
        return None
    payload = stream.read(int(length))
    return Frame(word, payload) if len(payload) == int(length) else None
