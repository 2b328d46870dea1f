"""Characters of fonts that hold signs instead of letters, as the signs that readers see."""

_PRIVATE = 0xF000  # where such fonts put their 256 signs


def _table(pairs: str) -> dict[int, str]:
    """Signs by their places, from pairs such as ``B7•``."""
    return {int(pair[:2], 16): pair[2:] for pair in pairs.split()}


_SIGNS = {
    "symbol": _table("B7• A3≤ B3≥ B1± B4× B8÷ B9≠ BB≈ B0° AE→ AC← B2″ A2′ BC… D2® D3© D4™ 2D−"),
    "wingdings": _table("A7▪ 6E■ 6C● 9F• 9E· A8☐ 6F☐ FE☑ 78☒ FD☒ FC✓ FB✗ E0→ DF← F0⇨ E8➔ D8➢ 76❖ 28☎ 2A✉ 71❑ 72❒ 75◆"),
    "wingdings 2": _table("50✓ 4F✗ 52☑ 53☒ 54☒ 51☒ A3☐ 2A☐ 97●"),
    "webdings": _table("61✓ 72✗ 63☐ 67■"),
}
_BULLETS = "-–*+•▪●◦·"  # what a list item is known by
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"


def sign(code: int, font: str) -> str:
    """A sign of such a font as a character; one that is not known is U+FFFD."""
    of_font = _SIGNS.get(font.lower())
    place = code - _PRIVATE if _PRIVATE <= code <= _PRIVATE + 0xFF else code
    if of_font is not None and place in of_font:
        return of_font[place]
    if place != code or of_font is not None:
        # The letters of the font Symbol are Greek, and its figures and marks are those of other fonts.
        return chr(place) if font.lower() == "symbol" and place < 0x40 and chr(place).isprintable() else _UNKNOWN
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFF else _UNKNOWN


def signs_in(text: str, font: str | None) -> str:
    """Words with the characters that only such fonts have as the signs they show."""
    if not any(_PRIVATE <= ord(character) <= _PRIVATE + 0xFF for character in text):
        return text
    return "".join(
        sign(ord(character), font or "symbol") if _PRIVATE <= ord(character) <= _PRIVATE + 0xFF else character
        for character in text
    )


def bullet(text: str, font: str, *, picture: bool) -> str:
    """The bullet of a list as one of those that a list item is known by; nothing where none is printed."""
    if not text.strip():
        return "•" if picture else ""
    first = text.strip()[0]
    shown = "◦" if first == "o" else signs_in(first, font)
    return shown if shown in _BULLETS else "•"
