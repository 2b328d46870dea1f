"""What the words of a request tell of each sentence: whether it asks, of what time, and for what kind of thing."""

import re
from bisect import bisect
from collections.abc import Iterable
from typing import Any

from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.lexicon import Hit
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.sentences import asks, names_a_thing

# Where a sentence begins to ask another thing, or of another time.
_ASKS_TOO = re.compile(
    r"(?i)(?:[,;/]|\b(?:and|or|but)\b),? (?:(?:and|or|also|if so|please) ,?){0,4}+"
    r"(?=(?:how|what|which|when|where|who|why|whether|is|are|was|were|do|does|did|has|have|had)\b)"
)
_OF_A_THING = Prefiltered(
    r"(?i)(?:(?:please|kindly|also)? ?(?:send|supply|provide|release|forward|disclose|produce|let me have)|"
    r"a copy of|copies of|"
    r"(?:could|can|would) you (?:please )?(?:send|supply|provide|release|forward|disclose)|I (?:should|would) like)\b"
)
_COPULA = re.compile(r"(?i)\bwhat (?:is|are)$")
_FIGURE = re.compile(r"(?i)(?:total|sums?|amounts?|numbers?|expenditure)\b(?=[^,;.?]* (?:\w+ed|paid|spent|made)\b)")
_RELATIVE = re.compile(r"(?i)\b(?:which|that|who|whom|whose|where)\b")
# 'Please could you provide me with the following information:' asks for what follows, and nothing of its own; so does
# 'Could I therefore request the following information under the Act for the year 2016?', over its list.
_LEADS_IN = re.compile(
    r"(?i)(?:(?:for|in|with|regarding|concerning|about|as) [^:;?]{1,80}, )?(?:please )?"
    r"(?:(?:can|could|would|will) (?:you )?)?(?:please )?"
    r"(?:provide|supply|send|tell|give|answer|confirm|disclose|state|indicate)(?: me| us)?(?: with)?"
    r"(?: details (?:about|of)| (?:the )?following(?: information| questions| details)?)?\s?[:.;]?|"
    r"(?:[\w,' ]{0,40} )?(?:request|like|provide|supply|send|tell|give|answer|have|know|ask(?: for)?|seek|obtain|"
    r"require)"
    r"(?: (?:me|us))?(?: with)?(?: answers to)? the following"
    r"(?: (?:information|questions?|data|details|figures|records))?"
    r"(?: (?:under|in accordance with) (?:the )?(?:freedom of information|foia?|act)(?: act)?(?: 2000)?)?"
    r"(?: for (?:the )?(?:\w+ )?(?:years?|periods?)(?: of)? [\d/ -]+)?\s?[:.;]?"
)
# 'You asked for the following for each of the years 2012 to 2014:' tells of what time the list below it asks.
_FOR_A_TIME = re.compile(
    r"(?i)\b(?:(?:for|in|over|during|within|between|covering|from|since|to) )"
    r"(?:(?!(?:dated?|received|sent|wrote|asked)\b)[\w,'-]+ ){0,6}?(?:"
    r"(?:years?|months?|period)\b[^:;]{0,40}\b(?:19|20)\d\d\b|(?:last|past|previous) (?:\w+ )?(?:years?|months?)\b|"
    r"(?:19|20)\d\d(?:[/-]\d\d)? ?(?:and|to|-|until) (?:[a-z]+ )?(?:19|20)?\d\d)"
)
_LEAST_NAMED = 3  # words of a line that names a thing
_ASKS_NOTHING = ("courtesy", "scoping", "form")  # what is said of the request, its limits, or the form of the answer
_DEFINITE = ("unstated", "past", "present")
# 'a. Yes', in a copy that prints no question with that letter.
_ANSWERS = re.compile(r"(?i)\W*(?:yes|no|none|nil|n/?a|not (?:applicable|held|recorded)|(?:£ ?)?\d[\d,.]*%?)\W*")


class Worded:
    """The sentences of a request, as the lexicon of questions reads them; each is looked up once."""

    def __init__(self, draft: Draft, sentences: Iterable[Sentence]) -> None:
        self._draft = draft
        self._said: dict[int, list[Hit]] = {}
        for sentence in sentences:
            self.note(sentence)

    def note(self, sentence: Sentence) -> None:
        """Take up a sentence, such as a piece of one in which the authority tells what was asked."""
        self._said[sentence.number] = [found.hit for found in self._draft.find("questions", [sentence], every=True)]

    def gives(self, sentence: Sentence, field: str) -> list[Any]:
        """What the rows that a sentence hits give of some kind, such as what it `asks`."""
        return [hit.row.gives[field] for hit in self._said[sentence.number] if field in hit.row.gives]

    def of_covert_use(self, sentence: Sentence) -> bool:
        """Whether a sentence may ask about what is done unseen: it speaks of that, or what stands before it does."""
        spoken_of = (number for number, hits in self._said.items() if any("covert" in hit.row.gives for hit in hits))
        return any(number <= sentence.number for number in spoken_of)

    def asks_nothing(self, sentence: Sentence) -> bool:
        """Whether a sentence only speaks of the request, its limits, or the form of the answer."""
        return any(self.gives(sentence, field) for field in _ASKS_NOTHING)

    def periods_of(self, sentence: Sentence) -> set[str]:
        """The times a sentence asks about, each clause of it about one.

        Its first verb tells by its tense; without a verb, a time that it names; else what kind of thing is asked for.
        A clause of which the verb is not known asks about what is so: verbs that tell of the past are known.
        """
        by: dict[str, list[Hit]] = {}
        for hit in sorted(self._said[sentence.number], key=lambda hit: (hit.start, -hit.stop)):
            if "period" in hit.row.gives:
                by.setdefault(hit.row.gives["told_by"], []).append(hit)
        tenses = by.get("tense", [])
        if thing := _OF_A_THING.match(sentence.words):
            # 'Please send the form on which requests are made': the verb tells of the thing, not of a time asked about.
            tenses = [hit for hit in tenses if not _RELATIVE.search(sentence.words, thing.end(), hit.stop)]
        # One verb is the first of its clause wherever the clause begins, and looking for clauses is slow.
        begins = [match.end() for match in _ASKS_TOO.finditer(sentence.words)] if len(tenses) > 1 else []
        verbs = {bisect(begins, hit.start): hit for hit in reversed(tenses)}
        counted = (hit for hit in by.get("thing", []) if _FIGURE.match(sentence.words, hit.start))
        if told_of := [*by.get("time", []), *counted]:
            # 'What is the spend for the last three years?' asks of those years, 'What is the sum paid?' of what was.
            verbs = {
                clause: told_of[0] if _COPULA.search(sentence.words, 0, hit.stop) else hit
                for clause, hit in verbs.items()
            }
        without = by.get("time") or by.get("thing") or by.get("clause", [])
        told = [*verbs.values(), *by.get("added", [])] if verbs else without
        periods = {hit.row.gives["period"] for hit in told}
        # Of things of several kinds the least definite tells: 'any e-mails' may be none.
        return periods if verbs else set(sorted(periods, key=_DEFINITE.index)[:1]) - {"unstated"}

    def timed(self) -> set[int]:
        """The numbers of the sentences in a list over which a line tells of what time it asks."""
        found: set[int] = set()
        led = False
        for one in self._draft.page.sentences:
            listed = one.voice == "requester" and (one.labelled or self.is_listed(one))
            if listed and led:
                found.add(one.number)
            led = (led and listed) or (
                one.words.endswith(":") and not one.labelled and _FOR_A_TIME.search(one.words) is not None
            )
        return found

    def tells_time(self, sentence: Sentence) -> bool:
        """Whether a verb or a time tells of when a sentence asks, and not only what kind of thing it asks for."""
        return any(kind != "thing" for kind in self.gives(sentence, "told_by"))

    def is_asked(self, sentence: Sentence, *, labelled: bool) -> bool:
        """Whether a sentence asks for something, by its words or by where it stands."""
        if self.asks_nothing(sentence):
            return False
        if answers(sentence):
            return False
        if not labelled and _LEADS_IN.fullmatch(sentence.words):
            return False
        page = self._draft.page
        listed = self.is_listed(sentence)
        named = self._is_named(sentence)
        # What follows 'you asked' in the same paragraph of the authority was asked, however it is worded.
        told = any(other.voice == "authority" and not other.is_heading for other in page.of_block(sentence.block))
        return labelled or listed or told or named or asks(sentence.words)

    def _is_named(self, sentence: Sentence) -> bool:
        """Whether a line of its own, under a heading of the request, names a thing: 'The contract with the maker'."""
        words = sentence.words
        alone = len(self._draft.page.of_block(sentence.block)) == 1 and sentence.filing.announces == "request"
        return alone and not words.endswith(".") and len(words.split()) > _LEAST_NAMED and names_a_thing(words)

    def is_listed(self, sentence: Sentence) -> bool:
        """Whether a sentence is an item of a list."""
        return self._draft.page.blocks[sentence.block].kind == "item"


def answers(sentence: Sentence) -> bool:
    """Whether what stands as a question is an answer: 'a. Yes'."""
    return _ANSWERS.fullmatch(sentence.words) is not None
