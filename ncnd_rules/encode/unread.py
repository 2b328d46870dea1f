"""What was not read: passages that may say something which no fact says.

A thing may be called absent only where no unread passage could hold it. Which kinds of fact a
passage could hold is told by the words that such facts seldom do without.
"""

import re
from collections.abc import Iterator

from ncnd_rules.encode.doubts import SMALL, Answers
from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.greetings import is_greeting
from ncnd_rules.encode.page import ARGUING, Sentence
from ncnd_rules.encode.sentences import asks
from ncnd_rules.encode.weighing.sides import LEADS_IN, WEIGHED_IN, opens_weighing, requester_argues
from ncnd_rules.facts import FACT_TYPES, Extension, PromisedList, Question
from ncnd_rules.letter import LIMIT, Unread
from ncnd_rules.reading import Source

_TO_THE_REQUESTER = re.compile(r"(?i)\byou(?:r)?\b|\bwriting\b|\b(?:thank|refer)\b")
_STATES = re.compile(r"(?i)\b(?:is|are|was|were|has|have|had|do|does|can|will|[a-z]{3,}ed)\b|\d")
_OF_WHO_ASKS = re.compile(r"(?i)\b(?:I|my|me|please|kindly|you|your|request|response|reply|answer|thanks?|regards)\b")
_OF_A_QUESTION = re.compile(r"(?i)\b(?:questions?|part|point|request) \W?\w|\bheld\b|\bholds?\b|[£\d]")
# Figures as a request seldom gives them: a name with a number that is no year, '2017: 388.'.
_LISTS_FIGURES = re.compile(r"(?:(?:19|20)\d\d: ?[£$]?[\d,.]+|(?:[A-Z][\w'-]+ ){1,4}[:-]? ?[£$]?\d{1,3}(?:,\d{3})*)\W*")
_OF_A_REQUESTER = re.compile(
    r"(?i)\b(?:I|my|me|please|kindly|grateful|whether|any|thanks?|regards|your|list|copy|copies)\b|^if\b"
)
_OURS = re.compile(r"(?i)\b(?:we|us|our)\b|\bs(?:ec(?:tion)?)?\.? ?\d\d|^the [A-Z]\w+ (?:is|has|does|can|will|holds)\b")
# No requester calls the request theirs who reads it.
_OF_THEIR_REQUEST = re.compile(
    r"(?i)\b(?:your (?:\w+ )?(?:requests?|correspondence)|you (?:have )?(?:asked|requested))\b"
)
_WAS_CONSIDERED = re.compile(
    r"(?i)^your (?:\w+ )?request\b[^.;]{0,80}? has (?:now |also )?been (?:fully |carefully )?"
    r"(?:considered|processed|completed)\W*$"
)
_DECLARES = re.compile(r"(?i)^(?:there (?:is|are|was|were)|we (?:have|hold|own|use|do)|none|yes|no\b)")
_NONE_FOUND = re.compile(
    r"(?i)(?:no|none|nothing)\b[^?]*\b(?:(?:is|are|was|were|been) (?:\w+ )?(?:held|found|traced|located|recorded)|"
    r"exists?)\b[^?]*$"
)
# A whole answer, as no requester words a question.
_BARE_ANSWER = re.compile(
    r"(?i)\W*(?:(?:information )?not held|no information(?: is)? held|ncnd|nil(?: return)?|none|exempt|refused|"
    r"withheld)\W*"
)
_OF_THIS_LETTER = re.compile(r"(?i)\b(?:we|us|our|this (?:letter|response|reply))\b")
_OF_HARM = re.compile(r"(?i)\b(?:harm|prejudice|damage|danger|risk)")
# A heading that a copy has joined to its paragraph: 'Harm Test Confirming the number ...'.
_RUNS_ON = re.compile(r"(?:(?:Overall|Evidence of|Evidencing the) )?(?i:harm|prejudice)(?i: test)?:? (?=[A-Z])")
_CLOSES = {"part", "disclaimer"}  # what ends a weighing beside its conclusion: the next answer, or a caution
_READ_ALONE = {"regime", "body_mention"}  # kinds that a sentence may give in passing


def lost_in(source: Source) -> Iterator[Unread]:
    """What the reader of the file could not get at: it may have said anything, in any section."""
    for remark in source.remarks:
        if remark.unread:
            yield Unread(start=remark.start, stop=remark.start, section=None, reason=remark.says, may_hold=None)


def unread_in(draft: Draft) -> Iterator[Unread]:
    """Passages that were not, or not wholly, understood; the most telling first."""
    if draft.page.is_decision:
        reason = "this is a decision on a complaint or an appeal about a letter, and no letter: it was not read"
        yield Unread(section=None, reason=reason, may_hold=None)
        return
    passages = list(_of_sentences(draft))
    passages += _lists(draft)
    passages += _unparted(draft)
    passages += _further_letters(draft)
    if not any(fact.kind == "part" for fact in draft.facts):
        # Without an answer most rules have nothing to speak of, and silence must not look like approval.
        yield Unread(section="answer", reason="no answer to the request was recognised in this letter", may_hold=None)
    yield from sorted(passages, key=lambda passage: (-_might_hold(passage), passage.start or 0))


def _might_hold(passage: Unread) -> int:
    return len(FACT_TYPES if passage.may_hold is None else passage.may_hold)


def _of_sentences(draft: Draft) -> Iterator[Unread]:
    answers = Answers(draft)
    weighing = _weighing(draft)
    harmed = {one.filing.heading for one in draft.page.sentences if "harm" in draft.said[one.number]}
    for sentence in draft.page.sentences:
        if sentence.number in draft.beyond:
            span = sentence.passage.span()
            reason = "it says more than is told apart in one letter"
            yield Unread(start=span.start, stop=span.stop, section=sentence.section, reason=reason, may_hold=None)
            continue
        if taken_for := _taken_for_anothers(draft, answers, sentence):
            span = sentence.passage.span()
            reason = f"it was taken for {taken_for}, and sounds like an answer"
            held = ("notice_element", "part") if sentence.voice == "statute" else ("part",)
            yield Unread(start=span.start, stop=span.stop, section="answer", reason=reason, may_hold=held)
        if sentence.voice != "authority" or sentence.section == "request" or is_greeting(sentence.words):
            continue
        doubt = answers.doubt_of(sentence)
        if sentence.is_heading and not doubt:
            continue
        said = draft.said[sentence.number]
        half_read = draft.half_read[sentence.number]
        kinds = _kinds(draft, sentence, said) | half_read
        silent = not said - _READ_ALONE
        if sentence.number in weighing and _may_argue(sentence, said):
            kinds.add("factor")
        # Under a heading of harm under which none was read, any sentence may tell it; so may one that runs on from it.
        heads = _OF_HARM.search(draft.page.heading_at(sentence.filing.heading))  # not 'Why the exemption applies'
        headed = heads is not None and sentence.section == "harm" and sentence.filing.heading not in harmed
        if (headed or _RUNS_ON.match(sentence.words)) and _may_argue(sentence, said - {"test"}):
            kinds.add("harm")
        if doubt or (silent and answers.may_stand_in(sentence) and _may_answer(draft, answers, sentence)):
            limits = answers.is_of_limits(sentence, doubt) or answers.keeps_to_its_label(sentence, doubt)
            kinds.add(LIMIT if limits else "part")
        if not kinds and (not silent or len(sentence.words) < SMALL or sentence.section in ("header", "closing")):
            continue
        span = sentence.passage.span()
        reason = "no fact was read from it" if silent else doubt or f"it may also state {_listed(kinds)}"
        yield Unread(
            start=span.start,
            stop=span.stop,
            # What is said to stand in an attachment may belong to any section, and time may have been taken in any.
            section=None if _points_elsewhere(draft, sentence) or Extension.kind in half_read else sentence.section,
            reason=reason,
            may_hold=tuple(sorted(kinds)),
        )


def _weighing(draft: Draft) -> set[int]:
    """The sentences that stand where the public interest is weighed: from words of its test on to its conclusion."""
    numbers: set[int] = set()
    threats = {one.block for one in draft.page.sentences if "threat_claim" in draft.said[one.number]}
    opened = False
    for sentence in draft.page.spoken():
        said = draft.said[sentence.number]
        # A weighing that is told of and never comes out goes on.
        closes = bool(said & _CLOSES) or ("balance" in said and "consideration" not in said)
        if sentence.is_heading or closes or sentence.section not in WEIGHED_IN:
            opened = sentence.is_heading and sentence.section == "public_interest"
            continue
        tested = opens_weighing(draft, sentence)
        opened = opened or tested or bool(said & {"factor", "consideration"})
        if opened and not tested and sentence.block not in threats:
            numbers.add(sentence.number)
    return numbers


def _may_argue(sentence: Sentence, said: set[str]) -> bool:
    """Whether a sentence where it is weighed may be an argument: nothing else was read from it."""
    if len(sentence.words) < SMALL or LEADS_IN.search(sentence.words) or requester_argues(sentence):
        return False
    return not said - _READ_ALONE - {"citation", "harm"}


def _may_answer(draft: Draft, answers: Answers, sentence: Sentence) -> bool:
    """Whether a sentence stands where answers do: also behind the reasons for another, and before any heading."""
    if sentence.section == "header":
        whole = sentence.words.endswith((".", "!", ":")) and not _TO_THE_REQUESTER.search(sentence.words)
        return (
            whole
            and not is_greeting(sentence.words)
            and draft.lexicon.first("sayings", sentence.words, sentence.section) is None
        )
    if sentence.section in ARGUING:
        before = draft.page.sentences[max(0, sentence.number - 1)]
        return (
            before.voice == "requester"
            or before.words.endswith("?")
            or _OF_A_QUESTION.search(sentence.words) is not None
            or answers.may_be_misfiled(sentence)
        )
    return sentence.section not in ("rights", "closing")


def _taken_for_anothers(draft: Draft, answers: Answers, sentence: Sentence) -> str:
    """Whose words a sentence was taken for that may be the authority's own; empty where that is in no doubt."""
    if sentence.voice == "earlier":
        return "the answer under review" if answers.is_unlike_all(sentence) else ""
    if sentence.voice == "statute":
        return "the words of the Act" if _OF_THIS_LETTER.search(sentence.words) else ""
    if sentence.voice != "requester":
        return ""
    ours = _may_be_ours(draft, sentence) or (not asks(sentence.words) and answers.may_be_left(sentence))
    return "the requester's words" if ours else ""


def _may_be_ours(draft: Draft, sentence: Sentence) -> bool:
    if _NONE_FOUND.match(sentence.words) or _BARE_ANSWER.fullmatch(sentence.words):
        return True
    ours = _OURS.search(sentence.words) is not None and "?" not in sentence.words
    if asks(sentence.words) and not ours:
        return False
    hints = tuple(draft.lexicon.accepted("doubts", sentence.words, "answer"))
    if any(hit.row.gives.get("plain") for hit in hints):
        return True
    if draft.lexicon.first("positions", sentence.words, "answer") is not None:
        return True
    if _OF_THEIR_REQUEST.search(sentence.words) and not sentence.words.endswith(":"):
        return _WAS_CONSIDERED.match(sentence.words) is None  # which answers nothing, whoever says it
    if _LISTS_FIGURES.fullmatch(sentence.words) and sentence.section == "request":
        return True
    declares = _DECLARES.search(sentence.words) or (ours and any("answered_by" in hit.row.gives for hit in hints))
    if declares and sentence.section == "request" and not _OF_A_REQUESTER.search(sentence.words):
        return True
    # Behind the questions, what neither asks nor speaks of who asks may be where the answer begins.
    behind = sentence.section == "request" and not sentence.labels and len(sentence.words) >= SMALL
    return behind and _STATES.search(sentence.words) is not None and _OF_WHO_ASKS.search(sentence.words) is None


def _points_elsewhere(draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence points to what is not in this file; what is attached to a mail may have been read."""
    return not draft.page.last_attached > sentence.block and any(
        found.gives.get("elsewhere") for found in draft.find("triggers", [sentence])
    )


def _kinds(draft: Draft, sentence: Sentence, said: set[str]) -> set[str]:
    kinds: set[str] = set()
    for found in draft.find("triggers", [sentence]):
        if found.gives.get("elsewhere") and draft.page.last_attached > sentence.block:
            continue
        if not said & set(found.gives["by"]):
            kinds |= set(found.gives["kinds"])
    return kinds


def _lists(draft: Draft) -> Iterator[Unread]:
    for fact in draft.facts:
        if isinstance(fact, PromisedList) and not fact.given and fact.of in ("exemptions", "questions"):
            span = fact.evidence[0]
            kinds = ("citation", "notice_element") if fact.of == "exemptions" else ("question",)
            yield Unread(
                start=span.start,
                stop=span.stop,
                section="exemptions" if fact.of == "exemptions" else "request",
                reason=f"a list of {fact.of} is announced and does not follow",
                may_hold=kinds,
            )


def _unparted(draft: Draft) -> Iterator[Unread]:
    for fact in draft.facts:
        if isinstance(fact, Question) and fact.id in draft.unparted:
            span = fact.evidence[0]
            reason = (
                "a question asks several things, and which of them is neither confirmed nor denied was not told apart"
            )
            yield Unread(start=span.start, stop=span.stop, section="request", reason=reason, may_hold=("told_apart",))


def _further_letters(draft: Draft) -> Iterator[Unread]:
    for block in draft.page.letters:
        first = next((own for own in draft.page.sentences if own.block >= block and own.words), None)
        if first is None:
            continue
        span = first.passage.span()
        reason = "the page holds several letters, and another begins here: what it says was not told apart in all"
        yield Unread(start=span.start, stop=span.stop, section="header", reason=reason, may_hold=("told_apart",))


def _listed(kinds: set[str]) -> str:
    names = sorted(f"a {kind.replace('_', ' ')}" for kind in kinds)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
