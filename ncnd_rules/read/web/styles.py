"""The little of a page's style sheet that changes what its words are: bold, struck out, how lists are numbered.

Only rules for an element, a class, or an element of a class are understood. What a style sheet
hides is read all the same: that is how pages fold up the parts that a reader opens.
"""

import re
from collections.abc import Mapping

_MOST = 500_000  # characters of style sheets that are looked at
_COMMENT = re.compile(r"/\*(?>[^*]++|\*(?!/))*+(?:\*/|$)")
_BRACE = re.compile(r"[{};]")
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?(\.[a-z_][a-z0-9_-]*)?")
_TOLD = re.compile(r"(?:^|;)\s*(font-weight|text-decoration(?:-line)?|list-style(?:-type)?)\s*:\s*([^;}]*)")


class StyleSheets:
    """The rules of a page's style sheets so far."""

    def __init__(self) -> None:
        self._rules: dict[str, dict[str, str]] = {}
        self._read = 0

    def add(self, text: str) -> None:
        """Read a style sheet."""
        text = _COMMENT.sub(" ", text[: max(0, _MOST - self._read)].replace("<!--", "").replace("-->", "")).lower()
        self._read += len(text)
        depth, selectors, start = 0, "", 0
        for brace in _BRACE.finditer(text):
            if brace[0] == "{":
                depth += 1
                if depth == 1:
                    selectors, start = text[start : brace.start()], brace.end()
            elif brace[0] == "}":
                if depth == 1 and not selectors.strip().startswith("@"):
                    self._take(selectors, text[start : brace.start()])
                depth = max(0, depth - 1)
            if not depth:
                start = brace.end()

    def style_of(self, name: str, attributes: Mapping[str, str]) -> dict[str, str]:
        """What the sheets say about an element."""
        if not self._rules:
            return {}
        classes = [f".{one}" for one in attributes.get("class", "").lower().split()]
        style: dict[str, str] = {}
        for selector in (name, *classes, *(name + one for one in classes)):
            style |= self._rules.get(selector, {})
        return style

    def _take(self, selectors: str, declarations: str) -> None:
        told = dict(_TOLD.findall(declarations))
        if not told:
            return
        for selector in map(str.strip, selectors.split(",")):
            if selector and (match := _SELECTOR.fullmatch(selector)):
                # Sites take all numbers away, and give them back by rules that are not understood here.
                own = told if match[2] else {name: value for name, value in told.items() if "none" not in value}
                self._rules.setdefault(selector, {}).update(own)
