"""Words that Markdown shows as they stand."""

import re

from ncnd_rules.letter import visible

_SIGNS = re.compile(r"[\\`*_<>\[\]|~&#]")
_FIRST = re.compile(r"^(?:(\d{1,9})([.)])(?=\s|$)|([-+=]))")  # these begin lists, headings and rules


def plain(words: str) -> str:
    """Words on one line, no sign of which has a meaning to Markdown."""
    told = _SIGNS.sub(r"\\\g<0>", visible(" ".join(words.split())))
    return _FIRST.sub(lambda found: f"{found[1] or ''}\\{found[2] or found[3]}", told)
