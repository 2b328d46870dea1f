"""The labels of list items as a page shows them."""

from collections.abc import Mapping

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MOST_ROMAN = 3999
_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_STYLES = ("none", "disc", "circle", "square", "decimal", "lower-alpha", "upper-alpha", "lower-latin", "upper-latin",
           "lower-roman", "upper-roman")  # fmt: skip
_MOST_DIGITS = 7


class ItemLabels:
    """The labels of one list."""

    def __init__(self, name: str, attributes: Mapping[str, str], style: Mapping[str, str], items: int = 0) -> None:
        """Begin a list.

        Args:
            name: of the element: ol, or one whose items have bullets.
            items: how many a list has whose numbers run backwards.
        """
        self._style = _style(attributes, style) or ("decimal" if name == "ol" else "disc")
        self._step = -1 if "reversed" in attributes else 1
        start = _whole(attributes.get("start", ""))
        self._next = start if start is not None else (items if self._step < 0 else 1)

    def next(self, attributes: Mapping[str, str], style: Mapping[str, str]) -> str:
        """The label of the next item; nothing where none is shown."""
        value = _whole(attributes.get("value", ""))
        number = self._next if value is None else value
        self._next = number + self._step
        return _label(_style(attributes, style) or self._style, number)


def _style(attributes: Mapping[str, str], style: Mapping[str, str]) -> str:
    said = f"{style.get('list-style-type', '')} {style.get('list-style', '')}".split()
    named = next((word for word in said if word in _STYLES), "")
    kind = attributes.get("type", "")
    return named or _TYPES.get(kind, kind if kind in _STYLES else "")


def _whole(value: str) -> int | None:
    value = value.strip()
    digits = value.removeprefix("-")
    return int(value) if digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS else None


def _label(style: str, number: int) -> str:
    if style == "none":
        return ""
    if style in ("disc", "circle", "square"):
        return "•"
    if style.endswith("roman") and 0 < number <= _MOST_ROMAN:
        shown = _roman(number)
    elif style.endswith(("alpha", "latin")) and number > 0:
        shown = _letters(number)
    else:
        shown = str(number)
    return f"{shown.upper() if style.startswith('upper') else shown}."


def _letters(number: int) -> str:
    shown = ""
    while number:
        number, digit = divmod(number - 1, 26)
        shown = chr(ord("a") + digit) + shown
    return shown


def _roman(number: int) -> str:
    shown = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        shown += letters * times
    return shown
