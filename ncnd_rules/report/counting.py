"""Numbers of things, in words."""


def count(number: int, one: str, many: str = "") -> str:
    """'1 letter', '12,000 letters'."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def were(number: int) -> str:
    """The verb that goes with a number."""
    return "was" if number == 1 else "were"
