"""Limbs of a question that its answer leaves out: two figures were asked for, and one is given."""

import re

from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.positions.sought import figures_in
from ncnd_rules.encode.positions.words import content
from ncnd_rules.facts import Part, Question

_ASKS_FIGURE = re.compile(
    r"(?i)\W*(?:and |please |(?:in|for|to|on|of|from|by|at) )*"
    r"(?:how (?:many|much|often)|the (?:total )?(?:number|cost)s?)\b"
)
_ASKS_WHETHER_EVER = re.compile(
    r"(?i)\W*(?:and |please )*(?:whether |has |have |did |does |is |was |were )[^?;]*\bever\b"
)
_ASKS_MONEY = re.compile(
    r"(?i)\W*(?:and )?(?:(?:their|its|the) (?:[a-z]+ ){0,2}(?:budgets?|costs?|prices?|values?|salar(?:y|ies)|wages?)\b|"
    r"how much (?:(?:do|does|did|has|have) \w+(?: \w+)? (?:cost|spen[dt]|paid|pay)\b|"
    r"(?:was|is|has been) (?:spent|paid)\b))"
)
_OF_MONEY = re.compile(
    r"(?i)[£$€]|\b(?:pounds?|pence|budget\w*|cost\w*|pric\w*|spen[dt]\w*|pa(?:y|id)\b|free|charge[ds]?|fund\w*|\w+k)\b"
)
_BARE_FIGURE = re.compile(
    r"(?i)\d[\d,.]*(?: ?(?:million|thousand|m|bn))?(?=\W*$|\s*[;:,(/-]|\.\s|\s+(?:and|or|in|a|an)\b)"
)
# Words that say something of a limb without a figure, or of several at once, or that it is told elsewhere.
_SAYS_MORE = re.compile(
    r"(?i)\b(?:each|both|all|every|any|same|respectively|none|nil|no|not|never|nor|neither|only|also|yes|unknown|"
    r"average|per|an?nex|appendix|attach\w*|enclos\w*|below|above|table|see|link|website|"
    r"answer|question|exempt\w*|section)\b|n't\b|https?:|%|\||/"
)
_LONGEST = 160  # characters of an answer of which it can be told that it says nothing else


def leave_out(draft: Draft, parted: list[list[Question]]) -> None:
    """Take limbs from the part that answers their question where its words cannot answer them.

    Only a short answer that stands under its label, alone, tells so: one that gives figures, fewer than were asked
    for or none of money, or that gives a figure and says nothing of what was ever done.

    Args:
        parted: each question that asks several things, with its limbs behind it.
    """
    if not parted:
        return
    answering: dict[str, list[int]] = {}  # a question to the places of the parts that speak of it
    for place, fact in enumerate(draft.facts):
        for question in fact.question if isinstance(fact, Part) else ():
            answering.setdefault(question, []).append(place)
    said: dict[str, list[Sentence]] = {}  # a label to what the authority says under it
    for one in draft.page.spoken("answer"):
        for label in () if one.is_heading else dict.fromkeys(one.labels):
            said.setdefault(label, []).append(one)
    for asked in parted:
        places = answering.get(asked[0].id, [])
        part = draft.facts[places[0]] if len(places) == 1 else None
        if isinstance(part, Part) and part.position == "disclosed":
            out = _left_out(asked, said.get(asked[0].label.lower(), []))
            kept = tuple(one for one in part.question if one not in out)
            draft.facts[places[0]] = part.model_copy(update={"question": kept}) if out else part


def _left_out(asked: list[Question], said: list[Sentence]) -> set[str]:
    """The limbs of which an answer says nothing."""
    words = " ".join(one.words for one in said)
    figures = figures_in(words)
    if not figures or len(words) > _LONGEST or _SAYS_MORE.search(words):
        return set()
    told = content(words)
    ever = {one.id for one in asked[1:] if _ASKS_WHETHER_EVER.match(_quote(one)) and not content(_quote(one)) & told}
    counted = [one for one in asked if _ASKS_FIGURE.match(_quote(one))]
    # Figures are given in the order in which they were asked for, unless the answer's own words tell otherwise.
    counted.sort(key=lambda one: not content(_quote(one)) & told)
    priced = _OF_MONEY.search(words) or _BARE_FIGURE.search(words)  # a bare one may be of pounds
    unpriced = set() if priced else {one.id for one in asked[1:] if _ASKS_MONEY.match(_quote(one))}
    return ever | unpriced | {one.id for one in counted[figures:]}


def _quote(asked: Question) -> str:
    return asked.evidence[0].quote
