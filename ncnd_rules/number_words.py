"""Numbers below a hundred, in words."""

_BELOW_TWENTY = (
    *("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def in_words(number: int) -> str:
    """A number below a hundred in words, with a hyphen: 'twenty-eight'."""
    tens, ones = (0, number) if number < len(_BELOW_TWENTY) else divmod(number, 10)
    return "-".join(word for word in (_TENS[tens], _BELOW_TWENTY[ones]) if word)


NUMBERS = {in_words(number): number for number in range(1, 100)}
