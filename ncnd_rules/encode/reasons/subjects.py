"""What a sentence argues about: scope, topics, and whether the whole request."""

import re
from typing import TypeVar

from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.parts import Parts
from ncnd_rules.encode.positions import scope_of
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.questions import ASPECTS, topics_in
from ncnd_rules.encode.reasons.refusals import Refusals
from ncnd_rules.encode.reasons.worded import EITHER

_GENERAL = Prefiltered(
    r"(?i)\b(?:relevant to|pertinent to|in respect of|falling within|within the scope of|meet|"
    r"subject of) (?:the|this|your) request\b|\b(?:the )?requested information\b|"
    r"\binformation (?:you (?:have )?)?requested\b|\bthe information (?:sought|asked for)\b"
)
_INFORMATION = Prefiltered(
    r"(?i)\b(?:hold|holds|held|existence|(?<!capability )(?<!tactic )(?<!technique )exists?)\b|"
    r"\b(?:such|the|this|that|requested|any) (?:requested )?(?:information|details|data|material)\b"
)
# '... that information is held' names no subject: it means what is refused, with the limit of the refusal.
_SOME_INFORMATION = Prefiltered(
    r"(?i)\b(?:that|whether)(?: or not)? (?:(?:such|this|that|no) )?information (?:is|was)"
    r"(?: or (?:is|was) not| not)? held\b"
    r"(?! (?:about|on|regarding|relating|concerning|in (?:relation|respect|regard)|of|as to|for|which|that))"
)
# Words behind which stands what an answer would tell: 'confirm that ...', 'whether or not ...'.
_TELLS_OF = re.compile(
    r"(?i)(?<!would )(?<!could )(?<!might )(?<!may )(?<!will )(?<!is to )"
    r"\b(?:confirm\w*|den(?:y|ying|ial)|say(?:ing)?|told?|tell(?:ing)?|know\w*|reveal\w*|disclos\w*|answer\w*|"
    r"admit\w*|stat(?:e|ing))\b[^.;]*?\b(?:whether|if|that|of|about)\b(?:(?!\b(?:would|could|might|may|will)\b)[^.;])*$"
)
# 'The focus of this policing activity' is that of which was spoken before, with its limit.
_OF_THIS = Prefiltered(r"(?i)\b(?:this|such) (?:\w+ ){0,2}?(?:activit(?:y|ies)|tactics?|use|deployments?|work)\b")
# 'To say that drones are among them' speaks of those of which the sentence before did.
_OF_THOSE = Prefiltered(
    r"(?i)\b(?:is|are|was|were|be|being) (?:(?:or (?:is|are) )?not )?(?:among|amongst|one of|part of|included in) "
    r"(?:them|these|those)\b"
)
_HIDDEN = re.compile(r"(?i)(?:covert|surreptitious|clandestine|secret)(?! (?:investigation|operation)s?\b)")
_BEYOND = ("covert", "further")  # limits that a refusal has where the rest was answered
_Said = TypeVar("_Said")


class Subjects:
    """What was spoken of where in a letter."""

    def __init__(self, draft: Draft, parts: Parts, refusals: Refusals) -> None:
        self._draft = draft
        self._parts = parts
        self._refusals = refusals
        self._asked = {topic for part in parts.all for topic in part.topics}
        # A place in the letter to what was spoken of there, by the number of the sentence.
        self._scope: dict[str, dict[int, str]] = {}
        self._topics: dict[str, dict[int, tuple[str, ...]]] = {}

    def of(self, sentence: Sentence) -> tuple[str, tuple[str, ...], bool]:
        """Scope, topics, and whether a sentence speaks of the whole request."""
        words = sentence.words
        # What is an aspect of any subject, such as vehicles, is a subject only where it was asked about.
        named = dict.fromkeys(topics_in(self._draft, words))
        topics = tuple(topic for topic in named if topic not in ASPECTS or topic in self._asked)
        general = not topics and _GENERAL.search(words) is not None
        place = f"{sentence.section} {sentence.filing.heading}"
        # 'Confirming either way' means what was named before; who names the information, or a use, without a limit
        # means all of it.
        told = words if topics else _SOME_INFORMATION.sub("", words)
        names = _INFORMATION.search(told) or (topics and EITHER.search(words))
        if names and not topics and self._scope.get(place) and _OF_THIS.search(words):
            names = None
        limit = self._limit(sentence) or self._limit_of_those(sentence)
        of_part = self._of_part(sentence)
        # What names the information of several refusals, one of them limited, goes as far as each of them.
        several = not topics and len({part.fact.scope for part in self._refusals.of(sentence)}) > 1
        said = limit or ((of_part if several else "unqualified") if names else "")
        if said:
            self._scope.setdefault(place, {})[sentence.number] = said
        carried = _last_said(self._scope.get(place, {}), sentence.number)
        # What limits a refusal in passing limits one sentence; what one without that limit argues further on has none.
        if (
            carried in _BEYOND
            and of_part != carried
            and len({part.fact.scope for part in self._refusals.of(sentence)}) == 1
        ):
            carried = None
        if carried == "overt" and of_part in _BEYOND:
            carried = None  # the answers were spoken of in passing: 'much of it is met by what is said of open use'
        scope = said or carried or of_part
        if topics:
            self._topics.setdefault(place, {})[sentence.number] = topics
        before = _last_said(self._topics.get(place, {}), sentence.number) or ()
        return scope, topics or before if not general else topics, general

    def _limit(self, sentence: Sentence) -> str:
        """The limit that the words of a sentence set to what it argues from.

        Words that could limit it may only occur in it: 'they would slip past unseen' and 'if we held anything more
        detailed' limit nothing where the refusal has no limit; 'to confirm that they go unseen' does. Where the same
        question was also answered, a limit of the refusal may have been missed.
        """
        limit = scope_of(self._draft, sentence.words)
        if limit not in _BEYOND:
            return limit
        parts = self._refusals.of(sentence)
        questions = {question for part in parts for question in part.fact.question}
        answered = (part for part in self._parts.all if not part.is_refusal and questions & set(part.fact.question))
        if not parts or any(part.fact.scope != "unqualified" for part in parts) or any(answered):
            return limit
        tells_of = any(
            _HIDDEN.match(sentence.words, hit.start) or _TELLS_OF.search(sentence.words[: hit.stop])
            for hit in self._draft.lexicon.accepted("scopes", sentence.words, every=True)
            if hit.row.gives["scope"] == limit
        )
        return limit if tells_of else ""

    def _limit_of_those(self, sentence: Sentence) -> str:
        """The limit of what the sentence before speaks of, where this one speaks of some of those."""
        before = self._draft.page.sentences[sentence.number - 1] if sentence.number else sentence
        leans = before.block == sentence.block and _OF_THOSE.search(sentence.words) is not None
        return self._limit(before) if leans else ""

    def _of_part(self, sentence: Sentence) -> str:
        scopes = {part.fact.scope for part in self._refusals.of(sentence)}
        # What is said of several refusals at once goes as far as the one without a limit; it is not held against one
        # that is limited to covert use.
        if scopes != {"unqualified", "further"}:
            scopes = scopes - {"unqualified"} or scopes
        return scopes.pop() if len(scopes) == 1 else "unqualified"


def _last_said(said: dict[int, _Said], number: int) -> _Said | None:
    """What was said last, in a sentence or before it; letters are gone through more than once."""
    before = [one for one in said if one <= number]
    return said[max(before)] if before else None
