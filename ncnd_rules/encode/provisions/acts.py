"""Of which Act a provision is named."""

import re

_OTHER_ACT = re.compile(
    r"^[^.;]{0,60}?\b(?i:of|in|under|from)\s+(?:(?i:the)\s+)?"
    r"(?P<act>(?:[A-Z][\w&'()-]*,?\s+(?:and\s+|of\s+|for\s+|in\s+|the\s+|\([^)]*\)\s+)*){1,9}Act)\b"
)
_OTHER_SHORT = re.compile(
    r"(?i)^\s?(?:of|in|under|from)?\s?(?:the\s)?(?:RIPA|IPA|PACE|DPA|GDPR|TACT|POCA|PHA|CJA|CRCA|EIRs?|FOISA|"
    r"Terrorism|Data Protection|Police Act|Regulation of|Investigatory|Human Rights|Police and Criminal|Theft|"
    r"Equality|Environmental|Official Secrets|FOI\s?\(S\)|Freedom of Information \(Scot)"
)
_OTHER_ACT_BEFORE = re.compile(
    r"\b(?P<act>(?:[A-Z][\w&']*\s(?:and\s|of\s|for\s|in\s|the\s|\([^)]*\)\s)*){1,8}Act|PACE|RIPA|FOISA)"
    r"(?:\s\d{4})?,?\s?[(:-]?\s?(?:at\s|in\s|under\s)?$"
)
_OUR_SHORT = re.compile(r"(?i)^\s?(?:of|in|under|from)?\s?(?:the\s)?(?:FOIA?\b(?!\(S)|Freedom of Information Act)")
# 'Section 7 of that Act designates it as exempt under the Freedom of Information Act': of two Acts the other.
_OF_THAT_ACT = re.compile(r"(?i)\s?of (?:that|the same|the said|the latter) Act\b")
_OUR_ACT_NAMED = re.compile(r"(?i)\b(?:freedom of information act|foia)\b")
_OUR_ACT = re.compile(r"(?i)freedom of information(?! \(scot)|\bFOIA?\b|^the act$|\bthe act$")


def of_that_act(words: str, after: str, stop: int) -> bool:
    """Whether provisions are those of an Act named before, where this one is named behind them."""
    return _OF_THAT_ACT.match(after) is not None and _OUR_ACT_NAMED.search(words, stop) is not None


def of_this_act(before: str, after: str, provisions: list[str]) -> bool:
    """Whether provisions are of the Freedom of Information Act, by the words before and behind them."""
    if _OUR_SHORT.match(after):
        return True
    if _OTHER_SHORT.match(after):
        return False
    other = _OTHER_ACT.match(after) or _OTHER_ACT_BEFORE.search(before[-120:])
    if other and not _OUR_ACT.search(other["act"]):
        named = other["act"].strip().lower()
        return named in ("act", "the act")
    return all(len(provision) > 1 or provision.isdigit() for provision in provisions)
