"""What words of an answer say: how much of the subject they reach, whether anything is held, what they are about."""

import re
from functools import lru_cache

from ncnd_rules.encode.draft import Draft

BEYOND = ("further", "covert")  # scopes of a silence on what the answers leave
LIMITS = re.compile(r"(?i)overt")
_WORD = re.compile(r"[a-z]{4,}")
_ENDING = re.compile(
    r"(?:(?<=[a-z]{4})at(?:ions?|ings?|ed|es?|ors?)|ations?|ments?|ings?|ions?|ers?|ors?|(?<=[svw])als?|ie[sd]|ed|es|[sye])$"
)
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1$")  # 'trialled' is of a trial
# What is asked about, denied: 'Such figures are not compiled.'
_DENIED = re.compile(
    r"(?i)^(?:(?:to (?:explain|clarify)|unfortunately|however|please note(?: that)?),? )?[^,;:.\d]{0,60}"
    # What is said of 'surveillance that is not meant to be seen' denies nothing that was asked for.
    r"(?<! that)(?<! which)(?<! who)(?: (?:is|are|was|were|has|have|had|do|does|did)(?: not|n't| never)|'(?:s|re) not|"
    r" (?:do|does|did|is|are|has|have)nt| (?:has|have) yet to)\b"
    r"(?! (?:all|every|only|always|just|many|much|often|the same|later|until))[^\d]*$|"
    # 'We kept no tally', and not 'We keep no more than two'.
    r"^[^,;:.\d]{2,40} (?:keeps?|kept|shows?|made|makes?|took|takes?|received?|found|finds?|employs?|issued?|issues|"
    r"uses?|used|owns?|runs?|has|have|had|bought|produced?|records?|recorded|maintains?|gave|gives?) "
    r"(?:no(?! (?:more|fewer|less|doubt|longer|later|different|better|great))|none|nothing)\b[^\d]*$|"
    r"^[^;:]{2,60}\bnothing (?:survives?|remains?|exists?)\b|"
    r"^[^\d]*[,;] (?:and |but )?(?:nothing|none)(?: (?:was|were|has been))? (?:found|located|identified|recorded)\W*$"
)
_NONE = re.compile(
    r"(?i)^(?:no(?! (?:more|fewer|less|comment|later|doubt|longer|one knows))|none|nobody|nil|zero|never|neither|"
    r"not(?! all| every| only| since)|£ ?0(?:\.00)?)\b(?!\.? ?\d)"
)
# 'None in 2021, 2 in 2022': there were some.
SOME_IN_A_YEAR = re.compile(
    r"\b[1-9]\d{0,4} (?:in|for|during) (?:19|20)\d\d\b|\b(?:19|20)\d\d\s?[-:=(]\s?[1-9]\d{0,4}\b"
)
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "information held hold holds force police constabulary request requests requested question questions please "
        "provide provided does have been this that with from your which what when where their they were will "
        "would other further relevant relation respect regarding confirm deny whether used uses using covert "
        "overt each many much there about under section exemption exempt disclosed withheld withholding "
        "following since number ",
    )
)


def scope_of(draft: Draft, words: str, asked: str = "") -> str:
    """The limit that words set, covert before overt before further; nothing where they set none.

    Args:
        asked: the words of the questions that are answered. Who was asked about undercover officers, and answers about
            undercover officers, sets no limit by that word.
    """
    found = {
        hit.row.gives["scope"]
        for hit in draft.lexicon.accepted("scopes", words)
        if LIMITS.search(words[hit.start : hit.stop]) or words[hit.start : hit.stop].lower() not in asked
    }
    return next((scope for scope in ("covert", "overt", "further") if scope in found), "")


def none_or_some(words: str) -> str:
    """What an answer in no known words says of holding."""
    denied = (_NONE.match(words) or _DENIED.match(words)) and not SOME_IN_A_YEAR.search(words)
    return "not_held" if denied else "disclosed"


@lru_cache(maxsize=4096)  # every answer is held against every question
def content(words: str) -> frozenset[str]:
    """The words of substance, without endings: who was asked about guards may answer about guarding."""
    return frozenset(_stem(word) for word in _WORD.findall(words.lower()) if word not in _COMMON)


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    if word in ("policy", "policies"):
        return "policy"  # which is not policing
    return _DOUBLED.sub(r"\1", _ENDING.sub("", word))
