"""Which of the positions that were found stand: announcements, repetitions and things beside the answer go."""

import re
from typing import Any

from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.labels import labels_named
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.positions.held import Candidate
from ncnd_rules.encode.positions.stated import HOME, NUMBER, REFUSES, SOME
from ncnd_rules.encode.positions.untold import LEAST_SHARED
from ncnd_rules.encode.positions.words import content, scope_of
from ncnd_rules.encode.provisions import exemptions_in
from ncnd_rules.encode.questions import Questions, mentioned, speaks_of_rest, topics_in
from ncnd_rules.facts import REFUSALS, Authority

_ONLY_SOME = re.compile(rf"(?i)(?:for|in respect of|as to|regarding) {SOME.pattern.removeprefix('(?i)')}[.;]?")
# What is said of a part of what was asked for, no question by name.
_PARTLY = re.compile(
    r"(?i)\b(?:some|part|parts|elements|certain) (?:of )?(?:the |your |this |that )?(?:\w+ )?"
    r"(?:information|data|records|details|material|request|documents)\b"
)
# 'I am not obliged to supply what you asked for': which provision says so follows.
_NOT_OBLIGED = re.compile(r"(?i)\bnot (?:obliged|required) to (?:supply|provide|disclose|release|comply)\b")
_ASKED_FOR = re.compile(r"(?i)\bthe information (?:that )?you (?:have )?(?:requested|asked for|sought)\b")
_WHOLE = re.compile(
    r"(?i)\b(?:information|data|records?|documents?|material|what) (?:that |which )?you (?:have |had )?"
    r"(?:requested|asked for|sought|seek)\b|\b(?:requested|all) information\b|\b(?:your|this|the) (?:\w+ )?request\b"
)
_HOLDS = re.compile(r"(?i)^[^.;\d£]{0,60}\b(?:holds?|have|has|(?:is|are) held)\b[^\d£]*$")
_NOT_APPLICABLE = re.compile(r"(?i)(?:n/?a|not applicable)\b")
_OF_HOLDING = re.compile(r"(?i)\b(?:held|holds?|holding)\b")
_SPEAKS_OF_ANSWER = re.compile(
    r"(?i)^(?:this|that|these|those|it|they|all (?:of )?(?:this|these)|the (?:above|foregoing)|"
    r"(?:our|my|the) (?:\w+ )?(?:answers?|repl(?:y|ies)|responses?|figures?))\b"
)
_ADDS = re.compile(r"(?i)^(?:in addition|additionally|further|furthermore|moreover|also|finally|lastly|separately)\b")
_ALSO_SILENT = re.compile(
    r"(?i)\balso,? (?:(?:can|could|will|would|shall|does|do|must) )?neither\b|\b(?:can|will) also neither\b"
)
# Of a request that was read as one question: 'With regard to the last part of your request we neither ...'
_OF_A_PART = re.compile(
    r"(?i)\b(?:first|second|third|last|latter|final|remaining) (?:part|element|limb|aspect|half)s? of "
    r"(?:your|the|this) (?:request|question|e-?mail|letter)\b"
)
_BELOW = re.compile(r"(?i)\b(?:below|overleaf|the following)\b")
# 'As to whether there is an investigation, we can neither ...': the subject that words turn to.
_AS_TO = re.compile(
    r"(?i)(?:as (?:to|for|regards)|with (?:regards?|respect) to|in (?:relation|respect) (?:to|of)|regarding|concerning|"
    r"turning to|on(?= whether | any | the )) (?:the (?:question|matter) (?:of )?)?(?P<subject>[^,;:.]{3,120})[,;:]"
)
_SEE_BELOW = re.compile(r"(?i)(?:please )?(?:see|refer to)(?: the)?(?: [a-z]+){0,3} (?:below|overleaf)\W*")
_SEE_IT_BELOW = re.compile(r"(?i)(?:please )?(?:see|find|refer to) (?:this|these|both|it|them)(?: both)? below\W*")
_GIVEN_BELOW = re.compile(r"(?i)\b(?:information|tables?|figures?|data|breakdown|list)\b")
_NONE_HELD = re.compile(
    r"(?i)\W*(?:no (?:\w+ )?(?:information|data|records?|documents?)(?: (?:is|are))?(?: (?:held|recorded))?|"
    r"(?:information )?not (?:held|recorded)|none(?: (?:is|are))?(?: held)?|nil)\W*"
)
_LONGEST_BARE = 60  # characters of an answer that is a line of its own
# 'The information you asked for about their price', 'The question concerning vans': of all that was asked only that.
_OF_SUBJECT = re.compile(
    r"(?i)(?:your |the )?(?:(?:part|element|aspect|portion) of (?:your|the) (?:request|question)|questions?|"
    r"(?:information|data|details|material) (?:that |which )?you (?:have |had )?(?:requested|asked for|sought|seek)) "
    r"(?:about|regarding|concerning|relating to|in (?:relation|respect) (?:to|of)|as to|on|(?:which|that) asks?)\b"
    r"(?P<subject>[^,;:.]{4,120})"
)
# 'Please find attached a list of ...', whatever is refused behind it.
_ENCLOSES = re.compile(r"(?i)\b(?:attached|enclosed):? (?:an?|our|two|three|four|copies|some) (?!pit\b|harm\b)\w")
# Why it cannot be told what was asked: how much there is to look through.
_IS_WORK = re.compile(
    r"(?i)\b(?:would|need\w*|requires?|involves?)\b[^.;]{0,60}\b(?:manual\w*|read(?:ing)?|search\w*|review\w*|"
    r"look\w*|go(?:ing)? through|files?|records?|hours|minutes)\b"
)
_PROHIBITS = re.compile(
    r"(?i)\b(?:prohibit|forbid)(?:s|den|ted)?\b[^.;]{0,60}\bdisclos|"
    r"\bdisclos\w+ (?:is|are|would be) (?:prohibited|forbidden)\b"
)
_NEXT_TO = 2  # blocks
_SHORT_BLOCK = 2  # sentences: a figure alone in a paragraph, or behind the name of its subject
_FAR_IN = 70  # characters: what stands behind them tells of something beside the answer


def _without_announcements(candidates: list[Candidate], draft: Draft) -> list[Candidate]:
    """Candidates less 'the following exemption applies', where other words say what is refused, and how.

    Under a label of its own it refuses, where nothing else does for that label.
    """
    refusals = [one for one in candidates if one.position in REFUSALS and not one.gives.get("announces")]
    kept = []
    for one in candidates:
        labels = set(one.sentence.labels) if one.sentence.labelled else set()
        others = [other for other in refusals if not labels or labels & set(other.sentence.labels)]
        if one.gives.get("announces") and others:
            draft.read("part", one.sentence)
        else:
            kept.append(one)
    return kept


def standing(candidates: list[Candidate], draft: Draft, questions: Questions) -> list[Candidate]:
    """Candidates less those that only repeat, lean on others, or speak of what is held in general."""
    candidates = _without_reasons(_without_announcements(candidates, draft), draft)
    candidates = [_as_silence(one, candidates, draft) for one in candidates]
    candidates = _as_pointed_to(candidates, draft)
    strong = [
        one
        for one in candidates
        if one.position == "ncnd" and not one.gives.get("weak") and one.sentence.section in HOME
    ]
    if not strong:
        candidates = _limited_later(candidates)
    weak_home = [one for one in candidates if one.gives.get("weak") and one.sentence.section in HOME]
    chosen: list[Candidate] = []
    everything = set(questions.ids())
    for number, one in enumerate(candidates):
        if "points" in one.gives:
            chosen.append(one)
            continue
        if one.position == "ncnd":
            if one.gives.get("weak") and any(
                abs(other.sentence.block - one.sentence.block) <= 2 or _reaches(other, one) for other in strong
            ):
                draft.read("notice_element", one.sentence)
                continue
            anew = one.scope == "further" and _ADDS.match(one.sentence.words)
            if one.sentence.section not in HOME and (strong or weak_home) and not anew:
                draft.read("part", one.sentence)
                continue
        if one.gives.get("holding") and one.position == "disclosed":
            # 'I can confirm that the force holds ...' introduces answers; on its own it is one.
            others = [
                other
                for other in candidates
                if other is not one
                and other.position in ("disclosed", "withheld", "not_held", "cost_refusal")
                and not other.gives.get("beside")
                # 'The force holds what part 1 asks for' is an answer to it, where no other answers part 1.
                and (set(one.questions) == everything or set(other.questions) & set(one.questions))
            ]
            if others and (
                not one.sentence.labelled or any(other.sentence.labels == one.sentence.labels for other in others)
            ):
                draft.read("part", one.sentence)
                continue
        if (
            _leans(one, candidates)
            or _points_to_reasons(one, draft)
            or _is_then_refused(one, candidates[number + 1 :])
            or _announces(one, candidates[number + 1 :], questions)
        ):
            draft.read("part", one.sentence)
            continue
        if _says_of_all(one, candidates, questions) or _is_work(one, candidates):
            # Said of the request as a whole, the answers to each question tell what; or it tells why the cost is high.
            draft.read("part", one.sentence)
            continue
        beside_others = len(draft.page.of_block(one.sentence.block)) > _SHORT_BLOCK or one.sentence.section != "answer"
        if one.gives.get("bare") and not one.sentence.labels and len(questions.ids()) != 1 and beside_others:
            continue
        chosen.append(one)
    chosen = [_beside_what_is_told(one, chosen) for one in chosen]
    chosen = [_past_lost(one, chosen, questions) for one in chosen]
    return _with_vague_reach([_with_its_reach(one, chosen, questions) for one in chosen], draft)


def _without_reasons(candidates: list[Candidate], draft: Draft) -> list[Candidate]:
    """Candidates less what is said only as the reason of another: what it would cost to know, what another Act says."""
    reasons = [one for one in candidates if _is_for_cost(one, candidates, draft) or _explains_silence(one, candidates)]
    for one in reasons:
        draft.read("part", one.sentence)
    return [one for one in candidates if one not in reasons]


def _explains_silence(one: Candidate, candidates: list[Candidate]) -> bool:
    """'Section 18 of that Act prohibits disclosure', behind a silence: the prohibition on which section 44(2) rests."""
    if one.position != "withheld" or exemptions_in(one.words) or not _PROHIBITS.search(one.words):
        return False
    silent = (other for other in candidates if other.position == "ncnd")
    return any(0 <= one.sentence.block - other.sentence.block <= _NEXT_TO for other in silent)


def _is_for_cost(one: Candidate, candidates: list[Candidate], draft: Draft) -> bool:
    """Whether no answer is given because finding out would cost too much, as is told beside it: section 12(2)."""
    if one.position != "ncnd" or any(cited.section != "12" for cited in exemptions_in(one.words)):
        return False
    beside = (other for other in candidates if other.position == "cost_refusal")
    if not any(abs(other.sentence.block - one.sentence.block) <= 1 for other in beside):
        return False
    return not any(
        cited.section != "12" and draft.registers.exemptions.excludes_duty(cited.provision)
        for sentence in draft.page.spoken()
        for cited in exemptions_in(sentence.words)
    )


def _beside_what_is_told(one: Candidate, candidates: list[Candidate]) -> Candidate:
    """'The force also neither confirms nor denies that it holds ...' is said, behind an answer, of what is further."""
    beside = _ALSO_SILENT.search(one.words) or _OF_A_PART.search(one.words)
    if one.position != "ncnd" or one.scope != "unqualified" or not beside:
        return one
    told = any(
        other.position in ("disclosed", "withheld", "not_held")
        and other.sentence.number < one.sentence.number
        and (other.questions == one.questions or set(other.questions) & set(one.questions))
        for other in candidates
    )
    return one._replace(scope="further") if told else one


def _past_lost(one: Candidate, answers: list[Candidate], questions: Questions) -> Candidate:
    """A refusal below the answer to a question that the copy has lost: it may be to the rest of the request."""
    labels = one.sentence.labels
    if one.position not in REFUSALS or one.sentence.labelled or not labels or not questions.has_lost:
        return one
    answered = any(
        other.sentence.labels == labels
        and other.sentence.labelled
        and other.sentence.block < one.sentence.block
        and other.position not in REFUSALS
        for other in answers
    )
    of_lost = one.questions == questions.by_labels(labels) and not set(one.questions) & set(questions.ids())
    return one._replace(questions=(), beyond=True) if answered and of_lost else one


def _as_silence(one: Candidate, candidates: list[Candidate], draft: Draft) -> Candidate:
    """'Exempt under section 31(3), see below', for what is below neither confirmed nor denied to be held."""
    if one.position != "withheld":
        return one
    relied = exemptions_in(one.words)
    if not relied or not all(draft.registers.exemptions.excludes_duty(cited.provision) for cited in relied):
        return one
    silent = [other for other in candidates if other.position == "ncnd" and set(other.questions) & set(one.questions)]
    return one._replace(position="ncnd", scope=silent[0].scope) if silent else one


def _as_pointed_to(candidates: list[Candidate], draft: Draft) -> list[Candidate]:
    """Each 'As question 1' with the positions taken there, or in the last labelled answer before it.

    A refusal that is pointed to reaches further by it: its grounds and reasons are not told again.
    """
    told = {number: one for number, one in enumerate(candidates) if "points" not in one.gives}
    found = {number: [one] for number, one in told.items()}
    for number, one in enumerate(candidates):
        if number in told:
            continue
        if _BELOW.search(one.words) and not one.gives["points"]:
            below = [there for other, there in told.items() if other > number and _reaches(there, one)]
            if any(there.scope == "unqualified" for there in below):
                draft.read("part", one.sentence)
                found[number] = []
            else:
                found[number] = [one._replace(position="disclosed") if _GIVEN_BELOW.search(one.words) else one]
            continue
        named = [other for other in told if set(one.gives["points"]) & set(found[other][0].questions)]
        before = [other for other, there in told.items() if other < number and there.sentence.labelled]
        found[number] = []
        for other in named or before[-1:]:
            there = found[other][0]
            if there.position in REFUSALS:
                asked = tuple(dict.fromkeys((*there.questions, *one.questions)))
                found[other] = [there._replace(questions=asked, spans=there.spans + one.spans)]
                draft.read("part", one.sentence)
                continue
            # What is not applicable falls away with a 'no', and not with a figure.
            beside = there.position == "disclosed" and _NOT_APPLICABLE.match(one.words) is not None
            position, scope = ("unclear", "unqualified") if beside else (there.position, there.scope)
            found[number].append(one._replace(position=position, scope=scope, gives={"points": ()}))
        found[number] = found[number] or ([] if named or before else [one])
    return [one for number in range(len(candidates)) for one in found[number]]


def _says_of_all(one: Candidate, candidates: list[Candidate], questions: Questions) -> bool:
    """Whether it says of the request as a whole what other answers say question by question."""
    if one.sentence.labels or set(one.questions) != set(questions.ids()):
        return False
    labelled = {other.position for other in candidates if other.sentence.labels}
    if one.position == "withheld" and labelled & {"withheld", "ncnd"}:
        return True
    if one.position == "disclosed" and labelled - {"ncnd"} and not one.gives.get("hedge"):
        return True
    if one.position not in ("withheld", "disclosed") or not _PARTLY.search(one.words):
        return False
    named = [other for other in candidates if other.sentence.labels or mentioned(other.words, questions) is not None]
    if any(_names_beyond(other, questions) for other in named):
        return False
    answered = {question for other in named if other.position != "ncnd" for question in other.questions}
    return one not in named and answered >= set(one.questions)


def _names_beyond(one: Candidate, questions: Questions) -> bool:
    """Whether it names questions by numbers that this copy does not print: those it prints may be another's."""
    printed = [int(asked.label) for asked in questions.all if asked.label.isdigit()]
    named = [int(label) for label in labels_named(one.words) if label.isdigit()]
    return max(named, default=0) > max(printed, default=len(questions.all))


def _is_work(one: Candidate, candidates: list[Candidate]) -> bool:
    """Whether it tells what work it would be to find what is refused because of the cost."""
    if one.position != "not_held" or _OF_HOLDING.search(one.words) or not _IS_WORK.search(one.sentence.words):
        return False
    return any(other.position == "cost_refusal" and _reaches(other, one) for other in candidates)


def _limited_later(candidates: list[Candidate]) -> list[Candidate]:
    """Candidates of which one only says that the duty does not arise: the reasons say of what, 'any other information'.

    It is the one refusal, told twice, and so has the limit that it is given where it is told in full.
    """
    later = (one for one in candidates if one.position == "ncnd" and not one.gives.get("weak"))
    scope = next((one.scope for one in later if one.sentence.section not in HOME), "unqualified")
    return [
        one._replace(scope=scope)
        if one.gives.get("weak") and one.scope == "unqualified" and not one.sentence.labels
        else one
        for one in candidates
    ]


def _with_vague_reach(candidates: list[Candidate], draft: Draft) -> list[Candidate]:
    """The silence behind which 'For this part of your request.' stands alone is not said to cover any question."""
    for sentence in draft.page.spoken():
        if _ONLY_SOME.fullmatch(sentence.words):
            silences = [
                number
                for number, one in enumerate(candidates)
                if one.position == "ncnd" and one.sentence.number < sentence.number
            ]
            for number in silences[-1:]:
                candidates[number] = candidates[number]._replace(reach="unclear")
    return candidates


def _with_its_reach(one: Candidate, candidates: list[Candidate], questions: Questions) -> Candidate:
    """It with the questions it answers: 'all other questions', or all where it follows the last labelled answer."""
    if not one.sentence.labelled and speaks_of_rest(one.words) and set(one.questions) == set(questions.ids()):
        return _less(one, [other for other in candidates if other.sentence.labelled])
    if one.position == "ncnd" and speaks_of_rest(one.words) and mentioned(one.words, questions) is not None:
        # 'The remainder of questions 1 to 3', of which the third was answered.
        return _less(one, [other for other in candidates if other.position != "ncnd"])
    beyond = one.position == "ncnd" and one.scope in ("further", "covert") and not one.sentence.labelled
    if beyond and one.sentence.labels and mentioned(one.words, questions) is None:
        number = one.sentence.number
        answers = [other for other in candidates if other.sentence.labels and other.position != "ncnd"]
        later = any(
            other.sentence.number > number and (other.sentence.labelled or other.sentence.labels != one.sentence.labels)
            for other in candidates
            if other.sentence.labels
        )
        own = (other for other in answers if other.sentence.labels == one.sentence.labels)
        if not later and any(other.sentence.labelled or other.sentence.block < one.sentence.block for other in own):
            return one._replace(questions=questions.ids())
    return one


def _less(one: Candidate, answers: list[Candidate]) -> Candidate:
    """It with the questions that others do not answer, where there are any."""
    answered = {question for other in answers for question in other.questions}
    rest = tuple(question for question in one.questions if question not in answered)
    return one._replace(questions=rest or one.questions)


def _is_then_refused(one: Candidate, later: list[Candidate]) -> bool:
    """Whether it only says that something is held, which the same answer withholds, or leads up to a denial."""
    return (
        one.position == "disclosed"
        and bool(one.sentence.labels)
        and any(
            other.position == "withheld"
            and other.sentence.labels == one.sentence.labels
            and _HOLDS.search(one.sentence.words) is not None
            and NUMBER.search(one.sentence.words) is None
            for other in later
        )
    ) or (
        one.gives.get("assumed", False)
        and any(other.position == "not_held" and other.sentence.block == one.sentence.block for other in later)
    )


def _leans(one: Candidate, candidates: list[Candidate]) -> bool:
    """Whether it only points, 'please see the table below', in a paragraph that refuses or above a refusal."""
    if not one.gives.get("pointing") or _ENCLOSES.search(one.words):
        return False
    below = _SEE_BELOW.fullmatch(one.sentence.words)
    return any(
        other.position != "disclosed"
        and (
            other.sentence.block == one.sentence.block
            or (below and other.sentence.number > one.sentence.number and _reaches(other, one))
        )
        for other in candidates
    )


def _points_to_reasons(one: Candidate, draft: Draft) -> bool:
    """Whether 'Please see this below:' follows a sentence that says what has to be weighed or argued."""
    if not (one.gives.get("pointing") and _SEE_IT_BELOW.fullmatch(one.sentence.words)):
        return False
    before = (other for other in draft.page.of_block(one.sentence.block) if other.number == one.sentence.number - 1)
    return any(draft.lexicon.first("tests", other.words) is not None for other in before)


def _announces(one: Candidate, later: list[Candidate], questions: Questions) -> bool:
    """Whether it sums up for some questions what is said again under the label of each."""
    of_all = set(one.questions) == set(questions.ids())
    if one.position == "withheld" and _NOT_OBLIGED.search(one.words):
        refuses = (
            ("cost_refusal", "vexatious", "ncnd") if _ASKED_FOR.search(one.words) else ("cost_refusal", "vexatious")
        )
        return any(
            other.position in refuses and other.scope == "unqualified" and _reaches(other, one) for other in later
        )
    if one.position == "not_held" and not _OF_HOLDING.search(one.words):
        # 'The register has no field for it. To look through it would exceed the limit': the first tells why.
        own = one.sentence.block
        return any(other.position == "cost_refusal" and other.sentence.block == own for other in later)
    if one.sentence.labels or one.gives.get("hedge") or (of_all and not _PARTLY.search(one.words)):
        return False
    return any(
        other.sentence.labels
        and other.position == one.position
        and not other.gives.get("weak")
        and set(other.questions) & set(one.questions)
        for other in later
    )


def _reaches(other: Candidate, one: Candidate) -> bool:
    """Whether what one candidate says is said of all questions of another."""
    return set(one.questions) <= set(other.questions)


def by_subject(candidates: list[Candidate], draft: Draft, questions: Questions) -> list[Candidate]:
    """Unlabelled answers of several kinds are matched with the questions whose words they share.

    A letter that gives one thing, withholds another and is silent on a third says by its words which is which.
    """
    everything = questions.ids()
    # What is said of all that was asked for answers every question, and so does what only goes on from it.
    whole = {(one.sentence.block, one.position) for one in candidates if _WHOLE.search(one.words)}
    several = len({one.position for one in candidates}) > 1
    if len(everything) < 2 or not (several or any(_OF_SUBJECT.match(one.sentence.words) for one in candidates)):
        return candidates
    asked = {one.id: content(" ".join(span.quote for span in one.fact.evidence)) for one in questions.printed}
    named = next((fact.name for fact in draft.facts if isinstance(fact, Authority)), "")
    common, own_name = set.intersection(*asked.values()), content(named)
    settled = []
    for one in candidates:
        of_all = (one.sentence.block, one.position) in whole
        subject = _OF_SUBJECT.match(one.sentence.words)
        if one.questions == everything and not one.sentence.labels and subject:
            settled.append(
                one._replace(questions=_on_subject(content(subject["subject"]) - own_name, asked, everything))
            )
            continue
        if one.questions == everything and not one.sentence.labels and not of_all and several:
            lead = _AS_TO.match(one.sentence.words)  # 'As to whether there is an investigation, we neither ...'
            told = lead[0] if lead else " ".join(other.words for other in draft.page.of_block(one.sentence.block))
            words = content(told) - common
            shared = {question: len(words & own) for question, own in asked.items()}
            most = max(shared.values())
            if most >= (1 if lead else LEAST_SHARED):
                chosen = tuple(question for question in everything if shared[question] * 2 > most)
                settled.append(one._replace(questions=chosen))
                continue
            if led := _led_in(one, asked, common):
                settled.append(one._replace(questions=led))
                continue
        settled.append(one)
    return _without_led(settled, candidates, everything)


def of_one_each(candidates: list[Candidate], draft: Draft, questions: Questions) -> list[Candidate]:
    """Candidates where a bare 'No information held.' stands among other answers, all of them without labels.

    On a page that has lost its layout it denies what one of the questions asks for, and which cannot be told.
    """
    everything = questions.ids()
    lines = _bare_lines(draft)
    denied = {line.number for line in lines if _NONE_HELD.fullmatch(line.words)}
    if len(everything) < 2 or len(denied) == len(lines):
        return candidates
    return [
        one._replace(questions=(), beyond=True)
        if one.position == "not_held" and one.sentence.number in denied and one.questions == everything
        else one
        for one in candidates
    ]


def _bare_lines(draft: Draft) -> list[Sentence]:
    """The first short blocks of the answer that follow on each other, each one sentence without a label."""
    lines: list[Sentence] = []
    for sentence in draft.page.spoken("answer"):
        bare = (
            not (sentence.is_heading or sentence.labels)
            and len(draft.page.of_block(sentence.block)) == 1
            and len(sentence.words) <= _LONGEST_BARE
            and not REFUSES.search(sentence.words)
            and not sentence.words.endswith((":", "?"))
        )
        if bare and (not lines or sentence.block == lines[-1].block + 1):
            lines.append(sentence)
        elif lines:
            break
    return lines


def _on_subject(words: set[str], asked: dict[str, set[str]], everything: tuple[str, ...]) -> tuple[str, ...]:
    """The questions that speak most of a subject; all where that is the first, which may name that of the request."""
    shared = {question: len(words & own) for question, own in asked.items()}
    most = max(shared.values())
    chosen = tuple(question for question in everything if shared[question] == most)
    return everything if not most or everything[0] in chosen else chosen


def _led_in(one: Candidate, asked: dict[str, set[str]], common: set[str]) -> tuple[str, ...]:
    """The questions that speak of what a clause begins with: 'As to secondments, we can neither ...'."""
    lead = _AS_TO.match(one.words.lstrip(" .;"))
    words = content(lead["subject"]) - common if lead else set()
    return tuple(question for question, own in asked.items() if words & own) if words else ()


def _without_led(settled: list[Candidate], stated: list[Candidate], everything: tuple[str, ...]) -> list[Candidate]:
    """Of what a paragraph says of everything, less what it says behind of a subject by name."""
    kept = []
    for number, one in enumerate(settled):
        led = {
            question
            for later, before in zip(settled[number + 1 :], stated[number + 1 :], strict=True)
            if later.sentence.block == one.sentence.block and later.questions != before.questions
            if later.position != one.position and _AS_TO.match(later.words.lstrip(" .;"))
            for question in later.questions
        }
        rest = tuple(question for question in one.questions if question not in led)
        of_all = one.questions == everything and one.position in ("withheld", "disclosed", "not_held")
        kept.append(one._replace(questions=rest) if of_all and rest else one)
    return kept


def settled(draft: Draft, candidates: list[Candidate], questions: Questions) -> list[Candidate]:
    """A limb that asks again for a labelled item falls with the item, or else goes with its own question.

    An answer that speaks of another thing than the item, by what question and answer call it, reaches no such limb.
    """
    for limb in (asked for asked in questions.all if asked.of_item):
        labels = (limb.of_item,)
        of_item = [one for one in candidates if one.sentence.labels == labels]
        fallen = any(one.position in ("not_held", "ncnd") for one in of_item)
        called = {topic for one in of_item for topic in topics_in(draft, one.sentence.words)} | set(limb.topics)
        candidates = [
            one._replace(questions=tuple(question for question in one.questions if question != limb.id))
            if one.sentence.labels and ((one in of_item) != fallen or _of_another_thing(draft, one, called))
            else one
            for one in candidates
        ]
    return [one for one in candidates if one.questions or one.beyond or not questions.printed]


def _of_another_thing(draft: Draft, one: Candidate, called: set[str]) -> bool:
    topics = set(topics_in(draft, one.words))
    return one.position == "disclosed" and bool(topics and called) and not topics & called


def beside_covert(draft: Draft, candidates: list[Candidate], questions: Questions) -> list[Candidate]:
    """What is said of uniforms or marked vans limits an answer where the letter is silent on what is hidden.

    Elsewhere such words only describe what was asked about.
    """
    if not any(one.position == "ncnd" and one.scope == "covert" for one in candidates):
        return candidates
    return [
        one._replace(scope="overt")
        if one.scope == "unqualified"
        and one.position in ("disclosed", "not_held")
        and _is_visible(draft, one, questions.words_of(one.questions))
        else one
        for one in candidates
    ]


def _is_visible(draft: Draft, one: Candidate, asked: str) -> bool:
    """Whether a clause limits itself to what anybody may see, or the sentence behind it does ('This is open use')."""
    behind = (other for other in draft.page.of_block(one.sentence.block) if other.number == one.sentence.number + 1)
    return any(
        hit.row.gives["scope"] == "visible"
        and hit.start < _FAR_IN
        and one.words[hit.start : hit.stop].lower() not in asked
        for hit in draft.lexicon.accepted("scopes", one.words)
    ) or any(_SPEAKS_OF_ANSWER.search(other.words) and scope_of(draft, other.words) == "overt" for other in behind)


def merged(candidates: list[Candidate]) -> list[list[Candidate]]:
    """Candidates that say one thing of the same questions, together."""
    groups: dict[tuple[Any, ...], list[Candidate]] = {}
    for one in candidates:
        groups.setdefault((one.position, one.scope, one.questions, one.gives.get("hedge")), []).append(one)
    return list(groups.values())
