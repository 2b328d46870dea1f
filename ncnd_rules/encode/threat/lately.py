"""A change of the level that is called recent in words that do not name the level to which it changed."""

from ncnd_rules.encode.draft import Draft, span_of
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.threat.claims import Told
from ncnd_rules.encode.threat.levels import ANY_LEVEL

_CHANGED = r"(?:raised|increased|heightened|upgraded|elevated|reduced|lowered|downgraded|decreased|changed)"
_FROM = rf"(?: (?:up|down|again))?(?: from ['\"]?(?:the )?{ANY_LEVEL}\b['\"]?(?: level)?)?"
_LATELY = r"(?:recently|lately|just(?! now))"
# What may stand between the level and the words that tell of its change: 'which has only'
_LEADING = (
    r"(?:(?:and|but|which|that|it|this|having|was|were|has|had|been|is|only|very|quite|level|itself|to|in|the|uk|"
    r"united|kingdom|country|nation|from|terrorism) )*"
)
_OF_THE_LEVEL = rf"(?:^|\b(?:threat|level|alert|{ANY_LEVEL})['\")]*,? )"
_RECENT_CHANGE = Prefiltered(
    rf"(?i){_OF_THE_LEVEL}{_LEADING}"
    rf"(?P<told>{_LATELY}(?: been)? {_CHANGED}\b{_FROM}|{_CHANGED}{_FROM} (?:only )?{_LATELY}\b)(?! to\b)|"
    rf"\b{ANY_LEVEL}\b['\")]*,? (?:following|after|since) (?:(?:a|the|its) )?"
    r"(?P<noun>recent (?:increase|rise|reduction|fall|decrease|change|downgrade|upgrade))\b(?! to\b)"
)


def called_recent(draft: Draft, sentence: Sentence, told: list[Told]) -> list[Told]:
    """Claims, the last of them called recent where the sentence says that its level changed of late.

    'The level is substantial. It was recently reduced from severe.'
    """
    found = _RECENT_CHANGE.search(sentence.words)
    if found is None or not told or told[-1].fact.claim != "current" or told[-1].fact.relative != "none":
        return told
    last = told[-1]
    which = "told" if found["told"] else "noun"
    span = span_of(sentence, found.start(which), found.end(which))
    fact = last.fact.model_copy(update={"relative": "recently", "evidence": (*last.fact.evidence, span)})
    draft.facts[:] = [fact if one is last.fact else one for one in draft.facts]
    draft.read(fact.kind, sentence)
    return [*told[:-1], last._replace(fact=fact)]
