"""How letters greet: whole lines that do, words that begin with it, and whom a requester greets."""

import re

_HELLO = r"(?:hi|hello|good (?:morning|afternoon|day))\b.{0,30}"
_LINE = re.compile(rf"(?i)\W*(?:dear\b.{{0,50}}|to whom it may\b.{{0,30}}|{_HELLO})")
_BEGINNING = re.compile(rf"(?i)\W*(?:dear\b|to whom it may\b|{_HELLO}$)")
# Whom a requester greets: an authority writes to a person.
_AUTHORITY = re.compile(
    r"(?i)dear (?!(?:mr|mrs|ms|miss|mx|dr|sir|prof|professor|cllr|councillor)\b)(?:the )?"
    r"(?:(?:(?:\S+ ){0,5}(?:police|constabulary|council|ministry|office|department|trust|university|authority|agency|"
    r"commission|commissioner|services?|board|college|school|academy|customs|regulator|regulat\w+|ombudsman|executive|"
    r"parliament|government|treasury|brigade|inspectorate|corporation|museum|customer services)\b|"
    r"(?:nhs|hm|bbc|ofcom|ofsted|ofgem|transport for|bank of)\b)(?: [\w()&'-]+){0,6}|"
    r"(?:foi|foia|freedom of information|information (?:rights|governance|access|management)) "
    r"(?:team|officer|unit|department|manager)),?"
)


def is_greeting(words: str) -> bool:
    """Whether a line greets and says no more."""
    return _LINE.fullmatch(words) is not None


def begins_with_greeting(words: str) -> bool:
    """Whether words begin with a greeting; the letter may go on behind it in the same paragraph."""
    return _BEGINNING.match(words) is not None


def greets_authority(words: str) -> bool:
    """Whether a line is the greeting of a letter to an authority."""
    return _AUTHORITY.fullmatch(words) is not None
