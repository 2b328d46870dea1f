"""What an answer gives without saying so: a statement, a figure or an exemption under the label of a question."""

import re
from typing import Any

from ncnd_rules.encode.dates.shapes import MONTH
from ncnd_rules.encode.draft import Draft, span_of
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.positions.cited import position_under
from ncnd_rules.encode.positions.held import Candidate
from ncnd_rules.encode.positions.words import none_or_some, scope_of
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.provisions import exemptions_in, only_names
from ncnd_rules.encode.questions import Questions, mentioned, speaks_of_rest

# '2019/20: £1,200': a line of a table.
_FIGURES = re.compile(
    r"(?i)(?:(?:(?:19|20)\d\d(?:\s?[/-]\s?\d{2,4})?|\d\d\s?/\s?\d\d|(?:fy|q[1-4]|total|[a-z]{3,12})\s?\d{0,4})\s?[-:|=]\s?)?"
    r"£?\d[\d,.]*\s?%?"
)
# 'A total of 62 searches were made' answers who asked how many.
_BEGINS_WITH_FIGURE = re.compile(r"(?i)(?:(?:a|in) total(?: of)?,? )?\d[\d,]* ")
_POINTER = re.compile(
    r"(?i)\b(?:see|refer to|as (?:per|for|in)?) ?(?:the )?(?:answers? to |response to |reply to )?"
    r"(?:above|below|answer|response|question|q ?\d|\d)|\bsame as\b|\bas above\b|\bn/?a\b|\bnot applicable\b"
)
REFUSES = Prefiltered(
    r"(?i)neither|exempt|section \d|refus|\bncnd\b|public interest|\bharm\b|confirm(?:ing)? (?:n?or|whether)|"
    r"\bnot (?:being )?(?:disclos|releas|provid)|\bkeep\w* (?:it |this )?back|\b(?:you|we) (?:ask|looked|search)|"
    r"this letter|your request"
)
# '22 as at the date of your request.' says when so many were counted.
_AS_AT = re.compile(r"(?i)\b(?:as at|as of|on|at|up to|until) the (?:date|day|time) (?:of|we received) your request\b")
_MAY_BE_ASKED_OF = ("refus", "exempt", "harm")  # subjects too: 'How many applications were refused?'
# 'For the remaining question, please see the list on our website': what is left is told, or where it can be read.
_TELLS_REST = re.compile(
    r"(?i)(?:on|as (?:to|for|regards)|with (?:regards?|respect) to|in (?:answer|response|reply|relation|respect) "
    r"(?:to|of)|for|regarding) [^.;]*\b(?:see|refer to|attached|enclosed|available|published|[0-9]+)\b"
)
_WAS = re.compile(r"(?i)\b(?:had|was|were|did)\b")
NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|hundred|thousand)\b"
)
PROCEDURE = Prefiltered(
    r"(?i)^(?:here(?:'s| is)|formal|our|the|my) (?:our |the |formal )?(?:response|reply|answer|decision)\b.{0,24}$|"
    r"^(?:we|i) (?:have )?(?:do not (?:uphold|agree)|disagree|uphold|partly uphold|agree|spoke|spoken|put|"
    r"looked|considered|reviewed|searched|consulted|asked|checked|"
    r"contacted)\b|"
    r"\b(?:outcome|decision|position) is (?:the same|unchanged)\b|\b(?:up|over)held\b|"
    r"\b(?:first|original|initial) (?:response|reply|answer|decision) (?:\w+ ){0,2}?"
    r"(?:was|were|is|stated|said|explained)\b|"
    r"\b(?:response|reply|refusal) (?:was|is) (?:\w+ )?(?:in)?(?:correct|wrong|right|appropriate)\b|"
    r"^(?:i|we) (?:find|am satisfied|are satisfied|consider) that (?:this|it|that)\b|"
    r"^(?:\w+ )?(?:our |foi |case )?ref(?:erence)?(?: (?:no|number))?\.?\s?:? \S*\d\S*$"
)
ELSEWHERE = {"21", "22"}  # sections by whose title alone a question is answered: where, or when, it can be read
NAMES_FIRST = re.compile(
    r"(?i)(?:on|as (?:to|for|regards)|in (?:answer|response|reply|relation|respect) (?:to|of)|for|regarding|"
    r"(?:the |our )?(?:answer|reply|response) (?:to|for)) (?:your |the )?"
    r"(?:(?:first|second|third|fourth|fifth|sixth|last|final) )?"
    r"(?:questions?|parts?|points?|requests?|items?|limbs?|q ?\d)\b|"
    r"^(?:(?:as (?:to|for|regards)|on|regarding|to|for) )?(?:the|your) (?:first|second|third|fourth|fifth|sixth|last)"
    r"(?:[,:]| - | \(| (?:is|was|i|we|the)\b)|"
    r"^(?:first|second|third|fourth|fifth|sixth|last)(?: - |: )"
)
_GOES_ON = re.compile(r"[,:;] \S{2}")
_NAMES_ONLY = re.compile(
    r"(?i)(?:(?:group|part|batch|section) \w{1,3}\W{1,3})?"
    r"(?:(?:the |our )?(?:answers?|repl(?:y|ies)|responses?) (?:(?:to|for) )?)?"
    r"(?:[\s|]*(?:and )?(?:item|point|part|question|request|limb|#|q)s? ?\(?\w{1,5}\)?"
    r"(?:\s?(?:-|to|&|and|,)\s?\d{1,2}\)?)*[.:,|\s]*)+(?:only\b.*)?"
)
ASSERTS_NOTHING = re.compile(
    r"(?i)\bnot (?:held|recorded|kept|available)\b|"
    # 'Our records are not arranged in such a way': how they are kept, not whether.
    r"\b(?:is|are|was|were) not (?:\w+ly )?(?:organi[sz]ed|arranged|structured|compiled|indexed|set up|designed|"
    r"configured|set out|stored) (?:in (?:such )?an?|so (?:as|that)|by|for|to (?:allow|enable|let|permit))\b|"
    # 'We do not hold this in a form that can be searched': it is held.
    r"\bnot (?:hold|keep|record|have) [^.;]{2,40}? in (?:an?|the|any|such a) (?:\w+ )?(?:form|format|way|manner)\b|"
    r"^(?:if|should|please|in (?:our|my|the) (?:\w+ )?(?:reply|answer|response|letter)|foi|freedom of information|"
    r"the act|the whole point|"
    r"where|unless|whether|you (?:say|state|ask|believe|think|claim|suggest|mention)|according|it may|section \d|"
    r"(?:your )?complaint)\b|"
    r"\b(?:would|could|may|might|whether|ought)\b|\bif held\b|"
    r"\b(?:not (?:prepared|willing|able|going|obliged|in a position)|cannot say|unable)\b|"
    r"\b(?:we|i)(?: are|'re|'m| am)? (?:won't|can't|cannot|will not|shall not|aren't|not)\b|"
    r"^(?:some|other|many|police) (?:police )?(?:forces|authorities|requests)\b|^requests\b|"
    r"\b(?:i|we) (?:must|need|have to)\b|\bunder the act\b|"
    r"\b(?:should|must) not (?:be )?(?:tak(?:e|en)|read|inferr?(?:ed)?|assumed?|treat(?:ed)?|underst(?:and|ood))\b|"
    r"\bthis does not (?:mean|imply|indicate|suggest)\b|"
    # 'The Council does not comment on single cases', 'This is not a question to which we give an answer'.
    r"\b(?:(?:do|does|did)(?: not|n't)|never)(?: \w+ly)? (?:comments?|discuss(?:es)?|speculates?|debates?|"
    r"(?:speaks?|talks?) (?:about|of|on|to)|enters? into)\b|"
    r"^(?:this|that|it) is not (?:a |an |one |something |anything )(?:\w+ )?"
    r"(?:question |matter |point |issue |that |which |for |on |to |with )"
)
A_DAY = re.compile(
    rf"(?i)\d{{1,2}}(?:st|nd|rd|th)? (?:{MONTH}),? (?:19|20)\d\d\W*|\d{{1,2}}[/.]\d{{1,2}}[/.](?:19|20)?\d\d\W*"
)
# 'In relati': the copy is cut where the answer begins.
BREAKS_OFF = re.compile(
    r"(?i)(?:in (?:re|an|ac)[a-z]*|with re[a-z]*|as (?:to|for|re[a-z]*)|regard[a-z]*)(?: \w+){0,4}|"
    # 'The information at this point will not b': it is cut within a sentence.
    r".* (?:(?:will|would|shall|to|the|an?|by|with|under|which|and|or)|not [a-z]{1,2})"
)
_WHEN = re.compile(r"(?i)\b(?:when|dates?|days?|how (?:long|recent\w*)|last|first|latest|since)\b")
_LONGEST_POINTER = 90
_LONGEST_NAME = 60  # of a line that names the question which is answered below it
CONTENT = re.compile(r"(?!\W*(?:[Aa]nd|AND|[Oo]r|OR)\W*$)(?:[A-Za-z]{2,}|\d|\b[Nn]/[Aa]\b)")  # 'AND' joins questions


def given(draft: Draft, sentence: Sentence, questions: Questions, lead_scope: str) -> Candidate | None:
    """A labelled statement that refuses nothing gives what was asked for; one that points gives what it points to."""
    words, labels = sentence.words, sentence.labels
    # What is said of a question by name, 'On the first point, 3,120', needs no label.
    led = questions.led_with(words) or (NAMES_FIRST.match(words) and _GOES_ON.search(words))
    named = (mentioned(words, questions) or ()) if led else ()
    if not labels and not named and tells_rest(words):
        named = questions.ids()
    own = questions.by_labels(labels, sentence.passage.reach()[0]) or named
    if not own or not CONTENT.search(words):
        return None
    if not named and not _is_directly_labelled(draft, sentence, questions):
        return None
    asked = mentioned(words, questions) or questions.with_item_limbs(own, labels)
    if _POINTER.search(words) and len(words) < _LONGEST_POINTER and not REFUSES.search(words):
        gives: dict[str, Any] = {"points": () if named else tuple(one for one in asked if one not in own)}
        asked = own if gives["points"] else asked
        return Candidate("unclear", "unqualified", "unstated", gives, asked, sentence, (span_of(sentence),), words)
    if exemptions_in(words):
        return _by_citation(draft, sentence, asked)
    # When the request came in, or was answered, as logs print it, answers no question but when.
    logged = A_DAY.fullmatch(words) and not _WHEN.search(questions.words_of(asked))
    if logged or BREAKS_OFF.fullmatch(words) or PROCEDURE.search(words) or _NAMES_ONLY.fullmatch(words):
        return None
    leads = words.endswith("?") or (words.endswith(":") and not _leads_to_figures(draft, sentence))
    if leads or refuses(words, questions.words_of(asked)) or ASSERTS_NOTHING.search(words):
        return None
    notice = draft.lexicon.first("notices", words)
    counts = notice is not None and notice.row.gives["kind"] == "search" and _BEGINS_WITH_FIGURE.match(words)
    if (notice and not counts) or says_otherwise(draft, sentence):
        return None
    tense = "past" if _WAS.search(words) else "unstated"
    scope = scope_of(draft, words) or lead_scope
    limited = scope if scope and scope in ("overt", lead_scope) else "unqualified"
    position = none_or_some(words)
    gives = {"assumed": position == "disclosed"}
    return Candidate(position, limited, tense, gives, asked, sentence, (span_of(sentence),), words)


def tells_rest(words: str) -> bool:
    """Whether words begin by naming the questions that are left, and tell what was asked or where it can be read."""
    return speaks_of_rest(words) and _TELLS_REST.match(words) is not None


def refuses(words: str, asked: str) -> bool:
    """Whether words refuse; who was asked of refusals, and tells how many there were, refuses nothing by that word."""
    said = {hit[0].lower() for hit in REFUSES.finditer(_AS_AT.sub("", words))}
    return any(word not in _MAY_BE_ASKED_OF or word not in asked for word in said)


def says_otherwise(draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence is known to say something that answers nothing.

    What it takes for granted it may say in an answer: 'cameras that we use stand in two streets'.
    """
    said = draft.lexicon.accepted("sayings", sentence.words, sentence.section)
    return any(hit.row.gives["kind"] != "presupposition" for hit in said)


def figure_beyond(sentence: Sentence, questions: Questions) -> Candidate | None:
    """A figure under the label of an answer, in a copy that has lost the labels of its questions."""
    labels, words = sentence.labels, sentence.words
    kept = bool(labels) and labels[0][:1].isdigit() and not any(one.label[:1].isdigit() for one in questions.printed)
    if not kept or questions.by_labels(labels) or not _FIGURES.fullmatch(words):
        return None
    span = (span_of(sentence),)
    return Candidate(none_or_some(words), "unqualified", "unstated", {}, (), sentence, span, words, beyond=True)


def _by_citation(draft: Draft, sentence: Sentence, asked: tuple[str, ...]) -> Candidate | None:
    """What a labelled sentence refuses that only names an exemption; what names one gives nothing."""
    words = sentence.words
    # 'Section 22 - Information intended for future publication' under a question says why it is not given.
    titled = _is_title(draft, sentence) and (
        {cited.section for cited in exemptions_in(words)} <= ELSEWHERE or _is_among_answers(draft, sentence)
    )
    named = titled or draft.lexicon.first("notices", words, sentence.section)
    if ASSERTS_NOTHING.search(words) or not named:
        return None
    position = position_under(draft, exemptions_in(words)[0])
    return Candidate(position, "unqualified", "unstated", {}, asked, sentence, (span_of(sentence),), words)


def _is_title(draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence is a provision with its title, and nothing else."""
    return bool(exemptions_in(sentence.words)) and only_names(draft.lexicon, sentence.words, sentence.section)


def _is_among_answers(draft: Draft, sentence: Sentence) -> bool:
    """Whether a provision stands in place of an answer: in a list of answers, and not in one of provisions.

    A whole section, where the letter is silent on anything, may be there for silence or for withholding.
    """
    if not sentence.labelled:
        return False
    if not any("(" in one.provision for one in exemptions_in(sentence.words)) and any(
        hit.row.gives["position"] == "ncnd"
        for other in draft.page.spoken()
        for hit in draft.lexicon.accepted("positions", other.words, other.section)
    ):
        return False
    for before in reversed(draft.page.sentences[: sentence.number]):
        if not before.labelled or before.voice != "authority" or before.section != sentence.section:
            return False
        if not _is_title(draft, before):
            return True
    return False


def _leads_to_figures(draft: Draft, sentence: Sentence) -> bool:
    """Whether figures follow a sentence under its label: 'Samples were taken in March 2008:'."""
    following = draft.page.sentences[sentence.number + 1 : sentence.number + 3]
    return any(one.labels == sentence.labels and NUMBER.search(one.words) for one in following)


def _is_directly_labelled(draft: Draft, sentence: Sentence, questions: Questions) -> bool:
    """Whether a sentence stands under its label, or under the question that bears it, and not further down."""
    if sentence.labelled:
        return True
    above = draft.page.of_block(sentence.block - 1)
    if above and above[0].is_heading:
        above = draft.page.of_block(sentence.block - 2)  # the question, 'Answer', and this
    if not above or above[0].labels != sentence.labels:
        return False
    names = len(above) == 1 and mentioned(above[0].words, questions) is not None  # a line 'Point 4' over the answer
    return above[0].voice == "requester" or not above[0].words or (names and len(above[0].words) < _LONGEST_NAME)
