"""Cutting passages into sentences, and knowing those that ask."""

import re
from collections.abc import Iterable, Iterator

from ncnd_rules.reading import Passage

LONGEST_SENTENCE = 4_000  # what is longer is no sentence, and is cut so that no pattern meets it whole
# What begins with characters of a class, and not with what stands before them, `re` tries at those alone.
STOP = re.compile(
    r"""[.!?](?<![.!?]{2})[.!?]*["')\]]*(?:\s+(?=["'(\[]?(?:[A-Z0-9£]|ss?\.? ?[2-4][0-9]))|(?=[A-Z][a-z]))"""
)
_BEGINS = re.compile(r"(?:We|I|The|This|That|It|There|Our|No|Yes|In|Please|Section)\b")
_ABBREVIATION = re.compile(
    r"(?i)(?:^|[\s(])(?:no|approx|nos|qus?|ans|ref|refs|s|ss|sec|secs|sect|sects|mr|mrs|ms|dr|e\.g|i\.e|etc|ltd|co|st|p\.o|v|vs|para|paras|art|cf|"
    r"viz|tel|det|insp|supt|sgt|ch|pc|rev|ver|u\. ?s\. ?c|[a-z])\.$"
)
# What is named by a letter ends a sentence: 'A list is at Annex A. The ranking is withheld.'
_NAMED_BY_LETTER = re.compile(r"(?i)\b(?:annex(?:e|ure)?|appendix|schedule|table|attachment|enclosure) [a-z]\.$")
_NUMBER = re.compile(r"\d{1,2}")
_DAY_BEFORE = re.compile(r"(?i)\d(?:st|nd|rd|th)? (?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)$")
_YEAR = re.compile(r"\d{4}\b")
_SHORT_MONTH = re.compile(r"(?:^|[\s(])(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$")
_DAY_BEHIND = re.compile(r"\d{1,2}(?:st|nd|rd|th)?\b")
# Who would like to apologise, or to advise, asks nothing.
_COURTESY = (
    r"(?! (?:\w+ )?(?:(?:like )?to )?(?:\w+ )?(?:apologi[sz]e|thank|advise|inform you|assure|remind|point out|"
    r"draw your|take this|explain|acknowledge)\b)"
)
_ASKS = re.compile(
    r"(?i)(?:(?:and|also|in addition|additionally|further(?:more)?|therefore|accordingly|moreover|"
    r"(?:first|second|third|fourth|fifth|sixth|last|final)(?:ly)?|next|then|for (?:this|that|these|those) reasons?|"
    r"with (?:that|this) in mind|to (?:that|this) end|on (?:that|this) basis|in (?:the )?light of (?:that|this)|"
    r"if (?:so|yes|not|the answer)[^,]{0,60}|"
    r"for each[^,]{0,60}|(?:under|using|in accordance with) (?:the )?(?:freedom of information|foia?)(?: act)?"
    r"(?:,? 2000)?(?= i\b|,? please\b|,? (?:can|could|would) you\b)),?\s+)*"
    r"(?:please(?! (?:see|find|note|refer|be aware|be advised|read|accept)\b)|kindly|can you|could you|would you|"
    r"(?:can|could|may) i (?:\w+ )?(?:request|ask|have|see|get)|will you|do you|"
    r"does|did|has|have|had|is|are|was|were|how|what|when|"
    r"where|which|who|why|whether (?!or not)|"
    r"i (?:also |further |therefore |now |only |simply )?"
    rf"(?:(?:would|should|wish|want){_COURTESY}|"
    r"ask (?:you |also |again )*(?:for|to (?:know|see|be|have)|how|what|whether|which|who|when|where|that)\b|"
    r"am (?!not\b|(?:\w+ ){0,2}?(?:seek|request|look|ask)ing (?:for )?(?:no|nothing)\b)(?:\w+ (?:and )?){0,3}?"
    r"(?:(?:request|seek|look|enquir|inquir|mak|submitt|hop|try|wonder|wish)ing|"
    r"asking(?! (?:as|because|since|on behalf)\b)|"
    rf"writing(?! (?:an?|my|as|because|on behalf)\b){_COURTESY}|"
    r"applying for|interested|keen|after|curious)\b|"
    r"request|require|seek)|i'm (?:\w+ )?(?:(?:request|seek|look|enquir|inquir|hop|wonder|wish)ing|"
    r"asking (?:for|to|how|what|whether)|interested|keen|after|curious)\b|"
    r"(?:i'd|we'd|we (?:would|should)) (?:also |further |therefore |now )?"
    r"(?:like (?:to (?:know|see|have|receive|request|be (?:told|given))|the|a|an|any|all|copies|details|your)|"
    r"be (?:glad|grateful|interested) (?:to|if|for))\b|provide|list|state|(?:tell|send|give|supply) me|"
    r"confirm|(?:the |your |for (?:the )?)?(?:total |overall |exact |full |grid )?(?:number|amount|cost|dates?|names?|"
    r"details|percentage|types?|locations?|address(?:es)?|reference|identity|ranks?|minutes) of|"
    r"the (?:total |overall |exact )?(?:number|amount|cost|date|names?|details|percentage|types?)|as above but|"
    r"for (?:a copy|copies|the title|any|all)|copies|copy|a (?:copy|list|breakdown|record)|any|"
    r"all(?! (?:(?!which|that|who)\w+ ){1,6}(?:is|are|was|were|should|must|will|would|can|may|have|has|need|do) )|"
    r"details|your (?:\w+ ){0,2}?(?:polic(?:y|ies)|procedures?|guidance|protocols?|guidelines)"
    r"(?!.*\b(?:is|are|was|were|has|have|can|will|may|must|should)\b))\b"
)
# Behind the time or place that a sentence begins with: 'For the years 2012 to 2014, I would like to know how many'.
_ASKS_BEHIND = re.compile(
    r"(?i)(?:for|in|since|between|during|given|from|within|of|under|over|if possible|if (?:\w+ )?retrievable)\b"
    r"[^.;?]{0,200}?, ?(?:i (?:would|should) like to (?:know|see|have|request)|(?:please|could you|can you|would you) "
    r"(?:\w+ )?(?:please )?(?:provide|supply|send|tell|give|state|indicate|list|confirm|disclose|explain|detail)\b|"
    r"how (?:many|much|often)\b|"
    r"(?:the )?(?:details|lists?|cop(?:y|ies)) of\b(?!.* (?:is|are|was|were|has been|have been|can|cannot|will) "
    r"(?:not |be )?(?:below|attached|enclosed|given|set|in|held|available|recorded|published|withheld|exempt|found)\b))"
)

# What is asked for, named and not asserted: 'The files held on ...', 'The officer who was his handler'.
_NAMES_A_THING = re.compile(
    r"(?i)(?:the|any|all|a|an|copies|whether|(?:names?|numbers?|details|dates?|costs?|copy) of)\b"
    r"(?:(?! (?:is|are|was|were|has|have|had|do|does|did|can|cannot|will|would|shall|may|holds?|neither)\b)[^:£])*"
    r"(?: (?:which|that|who|when|where|including)\b.*)?"
)


def after_colon(words: str, stop: int) -> int:
    """Where the requester's words begin: behind the colon of the sentence, or behind the sentence."""
    colon = words.find(":", max(0, stop - 1))
    sentence = STOP.search(words, stop)
    if colon >= 0 and (sentence is None or colon < sentence.start()):
        return colon + 1
    return sentence.end() if sentence else len(words)


def asks(words: str) -> bool:
    """Whether words ask for something, in the manner of requests; they may stand in quotation marks."""
    words = words.lstrip("\"' ")
    if words.startswith("I'"):
        words = words.replace("I'm ", "I am ", 1).replace("I'd ", "I would ", 1)
    told = words[:400] if "?" not in words[-3:] else words[-400:]
    return "?" in told or _ASKS.match(told) is not None or _ASKS_BEHIND.match(told) is not None


def names_a_thing(words: str) -> bool:
    """Whether words name a thing and say nothing of it."""
    return _NAMES_A_THING.fullmatch(words.strip(" .")) is not None


def split(passage: Passage) -> Iterator[Passage]:
    """The sentences of a passage."""
    words, start = passage.words, 0
    for stop in STOP.finditer(words):
        if _NUMBER.fullmatch(words, start, stop.start()) and asks(words[stop.end() :]):
            continue  # '3. Please send', within a line
        abbreviated = _ABBREVIATION.search(words[max(0, stop.start() - 12) : stop.start() + 1])
        if _DAY_BEFORE.search(words, max(0, stop.start() - 12), stop.start()) and _YEAR.match(words, stop.end()):
            continue  # '4 Mar. 2019'
        month = _SHORT_MONTH.search(words, max(0, stop.start() - 6), stop.start() + 1)
        if month and _DAY_BEHIND.match(words, stop.end()):
            continue  # 'Feb. 22nd'
        if (
            abbreviated
            and not stop[0].startswith(("!", "?"))
            and not (abbreviated[0].strip(" (").lower() in ("ltd.", "co.", "etc.") and _BEGINS.match(words, stop.end()))
            and not _NAMED_BY_LETTER.search(words, max(0, stop.start() - 16), stop.start() + 1)
            and not (abbreviated[0].lower() == "no." and not words[stop.end() : stop.end() + 1].isdigit())
        ):
            continue
        yield from _cut(passage, start, stop.end())
        start = stop.end()
    yield from _cut(passage, start, len(words))


def _cut(passage: Passage, start: int, stop: int) -> Iterable[Passage]:
    for first in range(start, stop, LONGEST_SENTENCE):
        piece = passage.cut(first, min(stop, first + LONGEST_SENTENCE))
        if piece.words:
            yield piece
