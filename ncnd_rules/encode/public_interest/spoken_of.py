"""Of which of its exemptions a sentence says what it says: 'no test for section 23, whereas section 31 needs one'."""

import re
from collections.abc import Iterable
from functools import cached_property

from ncnd_rules.encode.provisions import Cited, exemptions_in

# 'Section 31, together with section 23, which is absolute': what a classification does not speak of.
_OF_LAST = re.compile(r"(?i)\b(?:which|that|it) is\b|\bitself\b")
_JOINS = re.compile(r"(?i)\b(?:together with|as well as|along with|alongside|in addition to|besides)\b")
_SAYS = r"\b(?:is|are|was|were|has|have|had|do(?:es)?|did|needs?|requires?|must|appl(?:y|ies|ied)|confers?)\b"
_VERB = re.compile(rf"(?i){_SAYS}")
# 'Whereas section 31 requires one': here another thing is said of other sections.
_TURNS = re.compile(
    r"(?i)\b(?:because|since|whereas|while|whilst|though|although|however|but(?! also\b)|yet)\b|"
    rf"[;\u2013\u2014](?=[^;\u2013\u2014]*{_SAYS})"
)
# 'While section 23 is absolute, section 31 is not'
_CONCEDES = re.compile(r"(?i)(?:and |but )?(?:as|because|since|where|whereas|while|whilst|though|although)\b")
_TURNS_AT_A_COMMA = re.compile(rf"(?i),(?=[^,;]*{_SAYS})")
# 'And sections 24 and 31 are' begins a clause, where one has ended before it.
_AND_OF_OTHERS = re.compile(
    rf"(?i)\band(?= (?:sections?|s\.?) ?\d\S*(?:(?:,| and|, and) \d\S*)*(?: of the act)? {_SAYS})"
)
_IN_BRACKETS = re.compile(r"\(\w+$")
_LEFT_OUT = re.compile(
    r"(?i)\b(?:other than|apart from|except(?:ing|ed)?(?: for)?|save(?: for)?|with the exception of|excluding|unlike|"
    r"not)(?: (?:for|under|to|in|of|by))?(?: (?:the )?(?:sections?|s\.?))? ?(?:\d\S*(?:,| and| or|, and) )*$"
)
_NEAR = 120  # as far before a section as words may stand that leave it out


class SpokenOf:
    """The exemptions that a sentence names, and where it turns from one to another."""

    def __init__(self, words: str) -> None:
        self._words = words
        self.named = exemptions_in(words)
        self.left_out = {one for one in self.named if _LEFT_OUT.search(words[max(0, one.start - _NEAR) : one.start])}

    @cached_property
    def _joins(self) -> list[int]:
        return [match.end() for match in _JOINS.finditer(self._words)]

    @cached_property
    def _turns(self) -> list[tuple[int, int]]:
        return [match.span() for match in _TURNS.finditer(self._words)]

    @cached_property
    def _clauses(self) -> list[tuple[int, int]]:
        return [match.span() for match in _AND_OF_OTHERS.finditer(self._words)]

    def before(self, stop: int, since: int) -> tuple[str, ...]:
        """The sections of which words are said that end at a place: 'which is' speaks of the last only."""
        before = [cited for cited in self.named if since <= cited.start < stop]
        if not before:
            return ()
        last = before[-1]
        if _OF_LAST.search(self._words, last.start, stop) or (
            last in self.left_out and _IN_BRACKETS.search(self._words, last.start, stop)
        ):
            return (last.section,)
        turns = [*self._joins, *(end for _, end in self._turns)]
        turns += [end for start, end in self._clauses if self._ends_a_clause(before, start)]
        begins = max((turn for turn in turns if turn <= last.start), default=0)
        return _sections(cited for cited in before if cited.start >= begins and cited not in self.left_out)

    def behind(self, after: int) -> tuple[str, ...]:
        """The sections of which words are said that stand before them, up to where the sentence turns to others."""
        turns = [start for start, _ in (*self._turns, *self._clauses) if start >= after]
        first = next((cited.start for cited in self.named if cited.start >= after), None)
        if first is not None and _CONCEDES.match(self._words):
            turns += [match.start() for match in _TURNS_AT_A_COMMA.finditer(self._words, first)][:1]
        ends = min(turns, default=len(self._words))
        return _sections(cited for cited in self.named if cited.start < ends and cited not in self.left_out)

    def _ends_a_clause(self, before: list[Cited], at: int) -> bool:
        """Whether something has been said of the section that stands last before an 'and'."""
        last = next((cited.stop for cited in reversed(before) if cited.stop <= at), at)
        return _VERB.search(self._words, last, at) is not None


def _sections(named: Iterable[Cited]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cited.section for cited in named))
