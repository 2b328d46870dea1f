"""Where a sentence changes the side: at words that name one, and where it turns from what it grants."""

import re
from collections.abc import Iterable, Iterator

from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.lexicon import Hit
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.weighing.sides.leaning import HARMS, MET_ELSEWHERE, MODAL, SPEAKS_FOR
from ncnd_rules.encode.weighing.sides.told import requester_argues

# What is said for an answer may be granted first, 'While it would reassure people, it could ...', and turned from
# behind a comma: 'There is an interest in knowing, but ...'.
_GRANTS = re.compile(
    r"(?i)(?:(?:and|so|then|however|nevertheless),? )?(?:while|whilst|although|though|even if|even though) "
    r"(?P<granted>[^;]*?), (?=(?:it|this|that|to|the|they|we|I|such|these|those|there|an?|doing|any|our|its|his|her|"
    r"nobody|no|confirm\w*|den(?:y|ial)\w*|disclos\w*|releas\w*)\b)"
)
_TURNS_FROM = re.compile(
    r"(?i)[,;:] (?:but|though|although|whereas|yet|however)\b(?! (?:also|not|equally|only|for)\b)|"
    r"; (?=(?:there is|we see|I see) (?:also )?an? (?:\w+ )?(?:stronger|greater|weightier|higher)\b)|"
    r"; (?=(?:an answer|a reply|answering|confirmation|to (?:answer|say|tell|confirm|reply)\b[^.;]{0,40}?) would "
    r"(?:not|never|only|merely|undo|make [^.;]{1,40}? (?:harder|worse|less|unsafe))\b)"
)
_NEAR = 15  # characters; words that name a side so soon behind a turn tell better where it goes


def cues_of(
    sentence: Sentence, leads: Iterable[Hit], side: str | None, *, is_weighing: bool
) -> list[tuple[int, str | None]]:
    """Where a sentence changes the side, and to which: at words that name one, and where it turns from what it grants.

    Args:
        side: that of the sentence before.
        is_weighing: whether its paragraph does nothing but weigh.
    """
    words = sentence.words
    cues = [(hit.start, side_of(hit)) for hit in leads]
    granted = _GRANTS.match(words)
    if granted and _grants_something(granted["granted"], is_weighing=is_weighing):
        turn = granted.end()
        if all(start >= turn for start, _ in cues):
            cues.append((0, "for"))
        if not any(start >= turn for start, _ in cues):
            cues.append((turn, "against"))
    for match in _TURNS_FROM.finditer(words):
        before = [turned for start, turned in sorted(cues, key=_place) if start <= match.start()]
        named = any(match.start() < start <= match.end() + _NEAR for start, _ in cues)
        if (before[-1] if before else side) == "for" and not named:
            turned_to = words[match.end() :].partition(", and ")[0]
            cues.append((match.start(), None if MET_ELSEWHERE.search(turned_to) else "against"))
    return sorted(cues, key=_place)


def _place(cue: tuple[int, str | None]) -> tuple[int, str]:
    """Where a cue stands; of two that begin together, the one that names a side counts."""
    return cue[0], cue[1] or ""


def _grants_something(words: str, *, is_weighing: bool) -> bool:
    """Whether a clause that begins with 'while' speaks for an answer."""
    return SPEAKS_FOR.search(words) is not None or (
        is_weighing and MODAL.search(words) is not None and HARMS.search(words) is None
    )


def leads_in(draft: Draft, sentence: Sentence) -> Iterator[Hit]:
    """The words of a sentence that change the side, from the first on."""
    side = None
    if requester_argues(sentence):
        return
    refuses = "part" in draft.said[sentence.number]  # what would follow is told there as the reason for it
    for hit in draft.lexicon.hits("sides", sentence.words, sentence.section):
        changes = hit.rejected_by is None and (not refuses or hit.row.gives.get("strong"))
        if changes and hit.row.gives["side"] != side:
            side = hit.row.gives["side"]
            # 'Weighed the one against' turns behind its last word.
            yield hit._replace(start=hit.stop) if hit.row.gives.get("behind") else hit


def side_of(hit: Hit) -> str | None:
    """The side that words name; none where they end one."""
    side: str = hit.row.gives["side"]
    return None if side == "none" else side


def is_led_in(draft: Draft, sentence: Sentence) -> bool:
    """Whether words that are used of nothing else name a side."""
    hits = draft.lexicon.hits("sides", sentence.words, sentence.section)
    return any(hit.rejected_by is None and hit.row.gives.get("strong") for hit in hits)
