"""The interests that a conclusion names: 'The wish to know is outweighed by the need to keep people safe'.

What wins and what loses is told by the verb between them. A conclusion that only sums up, 'The arguments for
confirmation are outweighed by those against', names none.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_ADVERBS = (
    r"(?:,? ?\b(?:in (?:our|my|its|the \w+'s) (?:view|opinion|judge?ment)|on balance|[a-z]+ly|far|much|more than|"
    r"still|here|also|in this case|by far|quite|then|both|again|at present)\b,?)*"
)
_LOSES = re.compile(
    rf"(?i)\b(?:is|are|was|were|be|been|being|seems?)\b{_ADVERBS} "
    r"(?:outweighed|overridden|outbalanced|overborne|overcome|displaced|offset|eclipsed|trumped) by "
)
_YIELDS = re.compile(
    r"(?i)\b(?:yields?|gives? (?:way|place)|giving way|bows?|takes? second place|comes? second|(?:is|are) secondary|"
    r"(?:is|are) subordinate)\b(?:, [^,;.]{2,40},)?(?: \w+ly)? to "
)
_BEATS = re.compile(
    r"(?i)\b(?:outweighs?|overrides?|outbalances?|trumps?|exceeds?|surpass(?:es)?|"
    r"prevails? over|takes? (?:precedence|priority) over|(?:must |has to |have to |should )?comes? before|"
    r"(?:counts?|matters?|weighs?)(?: \w+)? more(?: \w+)? than|"
    rf"(?:is|are|seems?|remains?)\b{_ADVERBS} (?:(?:the|of) )?(?:a |an )?(?:\w+ )?(?:weightier|stronger|heavier|"
    r"greater|more (?:important|compelling|pressing|weighty|persuasive|cogent|powerful))(?: \w+)? than)\b"
)
_DENIED = re.compile(
    r"(?i)\b(?:(?:(?:do|does|did|can|could|would|will|should) )?not|never|\w+n't|cannot|neither|nor|no)\b"
    r"(?: \w+){0,3}\W*$"
)
_PREVAILS = re.compile(
    r"(?i),? (?:(?:must |should |has to |have to )?(?:prevails?|carr(?:y|ies) the day|wins?(?: the day)?|"
    r"comes? first|predominates?|weighs? (?:the )?(?:most|more|heavier|heaviest))|"
    r"(?:tells?|weighs?|speaks?|militates?|counts?|points?) (?:\w+ )?(?:against|the other way)|"
    rf"(?:is|are|seems?|remains?)\b{_ADVERBS} (?:the |of )?(?:\w+ )?(?:weightier|weightiest|stronger|strongest|"
    r"heavier|greater|greatest|decisive|paramount|overriding|"
    r"more (?:important|compelling|pressing|weighty|persuasive|cogent))"
    r"(?: (?:matter|one|interest|consideration|point|weight|factor|argument|importance)s?)?)"
    r"(?=[,.;]| and | of the two|$)"
)
_MORE_WEIGHT = re.compile(
    r"(?i)\b(?:attach|attached|give|given|gave|place|placed|put)(?: \w+)? "
    r"(?:(?:much |far |the )*(?:more|greater|greatest|most|heavier|decisive) )(?:weight|importance|value) (?:to|on) "
)
_AGAINST = re.compile(
    r"(?i)\b(?:weigh(?:ed|ing)?|balanc(?:ed|ing)|(?<!the )(?<!on )(?<!this )(?<!that )(?<!our )balance|set(?:ting)?|"
    r"measured?|put)(?: up)? "
    r"(?P<first>[^;.]{5,160}?) against "
)
# 'There is a public interest in knowing it, and a stronger one in keeping people safe'.
_A_STRONGER_ONE = re.compile(
    r"(?i)\binterest in (?P<first>[^;.]{5,160}?)(?:;|,? (?:and|but|yet))(?: there is)?(?: also)? an? (?:\w+ )?"
    r"(?:stronger|greater|weightier|higher|more \w+) one (?:in|for) "
)
_VERSUS = re.compile(r"(?i) (?:v|vs|versus)\b\.? ")
_IN_TURN = re.compile(
    r"(?i),? but (?:it is |that |this |there is |we find it )?(?:\w+ ){0,3}?in (?:the )?(?:\w+ )?(?:public )?interests?"
    r"(?: of (?:the )?(?:\w+ )?public)?(?: that| to| in|:)? "
)
# Where a clause begins, and where it ends.
_BEGINS = re.compile(
    r"(?i)[;:] |\b(?:find|think|consider|conclude[sd]?|conclusion|view|opinion|satisfied|believe|judge|accept|decided|"
    r"determined|hold|held|say|doubt|clear|feel|judgement|judgment|decision)\b[^;:,]{0,25}?\bthat |"
    r"\b(?:I|we) (?:therefore |do )?(?:think|find|believe|consider|feel|judge) (?=(?:the|our|an?)\b)|"
    r", (?:and|but|so|while|whilst|whereas|though|although)(?: that)? |"
    r"\b(?:on balance|overall|in the end|ultimately|therefore|accordingly|here|however|in this case|"
    r"for these reasons),? "
)
_ENDS = re.compile(
    r"(?i)[;.]|, (?:and|but|so|which|because|since|as|bearing|given|although|though|while|when|where|or|it|we|I|"
    r"not least)\b| - | (?:and|so) (?:that )?(?:we|I|it|the (?:exemptions?|information|public interest))\b"
)
# Words that say no more than that there is a weighing, what is weighed, and what an answer is.
_PLAIN = re.compile(
    r"(?i)(?:an?|the|th(?:is|at|ese|ose|ere|ey|em|eir)|it|its|here|which|what|such|any|all|both|each|ones?|two|three|"
    r"others?|same|of|in|on|for|to|by|from|with|at|as|is|are|be|was|were|been|being|would|could|might|may|will|do|does|"
    r"so|not|no|n?or|and|n?either|if|we|our|us|I|my|your?|whether|who|set|out|put|forward|above|said|"
    r"public|interests?|general|wider|considerable|strong(?:er)?|greater|some|certain|very|more|most|legitimate|own|extra|"
    r"further|additional|former|latter|first|second|last|left|right|hand|columns?|sides?|under|"
    r"factors?|considerations?|arguments?|points?|reasons?|case|matters?|benefits?|good|advantages?|merits?|value|weight|"
    r"needs?|force|balance|tests?|weighing|outweigh|speaks?|tells?|counts?|go|goes|towards?|against|"
    r"harm(?:s|ful)?|prejudice|risks?|dangers?|damage|detriment|disadvantages?|consequences?|described|identified|"
    r"mentioned|listed|given|made|arising|caused|likely|potential|real|significant|serious|actual|severe|follow|flow|"
    r"come|arise|result|individual's|subject's|rights|freedoms|favour\w*|support\w*|disclos\w*|releas\w*|publi(?:sh|cat)\w*|"
    r"provi(?:d|s)\w*|suppl(?:y|ying)|confirm\w*|den(?:y|ying|ial|ied)|answer\w*|repl(?:y|ying)|respon[ds]\w*|say(?:ing)?|"
    r"telling|giv(?:e|ing)|stat(?:e|ing)|know(?:n|ing)?|maint[ae]\w*|exempt\w*|exclu\w*|exceptions?|duty|with-?h[oe]ld\w*|"
    r"keep(?:ing)?|silen\w*|secre\w*|nothing|refus\w*|uphold\w*|appl(?:y|ying|ication)|relied|ncnd|non|"
    r"information|material|records?|documents?|reports?|details|figures|data|lists?|h[oe]ld(?:s|ing)?|exist\w*|request\w*|"
    r"sought|asked|s|(?:sub)?sections?|act|foia?)"
)
_WORD = re.compile(r"[A-Za-z][A-Za-z']*")
_SUMS_UP = re.compile(
    r"(?i)\b(?:exempti?on|exclusion|exception)\w*|\b(?:factors?|arguments?|considerations?|reasons|points?|case|those)\b"
    r"(?: \w+){0,3}? (?:for|against|in favour|favouring|supporting|to (?:withhold|refuse|disclose))\b|"
    r"\bnot (?:to )?(?:confirm|disclos|releas|answer|say)"
)
_LEADS = re.compile(
    r"(?i)^\W*(?:(?:and|but|yet|so|while|whilst|although|though|that|however|on balance|nevertheless|therefore|"
    r"in this case|overall|also|even so),? )+"
)
_SMALL = 12  # characters; fewer name no interest


class Named(NamedTuple):
    """An interest by its place in a sentence, and whether it is the one that wins."""

    start: int
    stop: int
    wins: bool


def named_in(words: str) -> Iterator[Named]:
    """The interests of which a concluding sentence says that one wins or loses."""
    told: set[bool] = set()
    for one in _each(words):
        named = words[one.start : one.stop]
        if one.wins not in told and is_concrete(named) and not _SUMS_UP.search(named):
            told.add(one.wins)
            yield one


def _each(words: str) -> Iterator[Named]:
    for verb, first_wins in ((_LOSES, False), (_YIELDS, False), (_BEATS, True)):
        for match in verb.finditer(words):
            denied = _DENIED.search(words, 0, match.start())
            before, wins = denied.start() if denied else match.start(), first_wins != (denied is not None)
            yield _before(words, before, wins=wins)
            yield _behind(words, match.end(), wins=not wins)
    for match in _MORE_WEIGHT.finditer(words):
        yield _behind(words, match.end(), wins=True)
    for match in (*_AGAINST.finditer(words), *_A_STRONGER_ONE.finditer(words)):
        yield Named(match.start("first"), match.end("first"), wins=False)
        yield _behind(words, match.end(), wins=True)
    if versus := _VERSUS.search(words):
        yield _before(words, versus.start(), wins=False)
        yield _behind(words, versus.end(), wins=True)
    if turn := _IN_TURN.search(words):
        yield _behind(words, turn.end(), wins=True)
    for match in _PREVAILS.finditer(words):
        if not _DENIED.search(words, 0, match.start()):
            yield _before(words, match.start(), wins=True)


def _before(words: str, stop: int, *, wins: bool) -> Named:
    start = max((match.end() for match in _BEGINS.finditer(words, 0, stop)), default=0)
    leads = _LEADS.match(words[start:stop])
    return Named(start + (leads.end() if leads else 0), stop, wins)


def _behind(words: str, start: int, *, wins: bool) -> Named:
    end = _ENDS.search(words, start)
    return Named(start, end.start() if end else len(words), wins)


def is_concrete(words: str) -> bool:
    """Whether words name an interest, and not only a side or what is weighed."""
    return len(words.strip()) >= _SMALL and any(_PLAIN.fullmatch(word) is None for word in _WORD.findall(words))
