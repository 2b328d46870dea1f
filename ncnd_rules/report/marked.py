"""Words that Markdown shows as they stand."""

import re

from ncnd_rules.letter import visible

_SIGNS = re.compile(r"[\\`*_<>\[\]|~&#]")
_FIRST = re.compile(r"^(\d{1,9})?([-+=.)])")  # at the beginning of a line these make lists, headings and rules


def plain(words: str) -> str:
    """Words on one line, no sign of which has a meaning to Markdown."""
    told = _SIGNS.sub(r"\\\g<0>", visible(" ".join(words.split())))
    return _FIRST.sub(r"\g<1>\\\g<2>", told)
