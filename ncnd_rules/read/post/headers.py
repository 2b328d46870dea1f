"""The headers of a mail as a person sees them.

The header parser of `email.policy.default` is not used: it raises IndexErrors, KeyErrors and
RecursionErrors at headers that are broken, and takes ten seconds for one with many parameters.
"""

import base64
import binascii
import re
from email.message import Message

from ncnd_rules.letter import visible
from ncnd_rules.read.charset import decoded

_FOLD = re.compile(r"\r?\n[ \t]*")
_ENCODED = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?\s]*)\?=")
_BETWEEN = re.compile(r"(\?=)\s+(?==\?)")
_QUOTED = re.compile(rb"=([0-9A-Fa-f]{2})")
_MOST = 2_000  # characters of a header that are shown
_MOST_NAME = 100


def header(message: "Message[str, str]", name: str) -> str:
    """The first header of a name, on one line; nothing where there is none."""
    for own, value in message.raw_items():
        if own.lower() == name:
            return shown(str(value))
    return ""


def shown(value: str) -> str:
    """A value with its encoded words read, on one line."""
    raw = value[: 4 * _MOST].encode("utf-8", errors="surrogateescape")
    text = _FOLD.sub(" ", decoded(raw)[0])
    text = _ENCODED.sub(_word, _BETWEEN.sub(r"\1", text))
    return visible(" ".join(text.split()))[:_MOST]


def file_name(message: "Message[str, str]") -> str:
    """The name of an attachment; nothing where it has none, or one that cannot be read."""
    try:
        return shown(message.get_filename() or "")[:_MOST_NAME]
    except (LookupError, TypeError, ValueError, AttributeError):
        return ""


def parameter(message: "Message[str, str]", name: str) -> str:
    """A parameter of the content type, in lower case; nothing where there is none, or one that cannot be read."""
    try:
        value = message.get_param(name, "")
    except (LookupError, TypeError, ValueError, AttributeError):
        return ""
    return str(value[2] if isinstance(value, tuple) else value).lower().strip()[:_MOST_NAME]


def _word(match: re.Match[str]) -> str:
    charset, encoding, text = match[1].partition("*")[0], match[2].lower(), match[3].encode("utf-8", "replace")
    if encoding == "b":
        try:
            data = base64.b64decode(text + b"=" * (-len(text) % 4))
        except (binascii.Error, ValueError):
            data = b""
        if not data:
            return match[0]
    else:
        data = _QUOTED.sub(lambda code: bytes([int(code[1], 16)]), text.replace(b"_", b" "))
    return decoded(data, charset)[0]
