"""Which of the positions that were found stand: announcements, repetitions and mere reasons go."""

import re

from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.labels import labels_named
from ncnd_rules.encode.page import HOME
from ncnd_rules.encode.positions.cited import BURDENS
from ncnd_rules.encode.positions.given import ELSEWHERE, NUMBER
from ncnd_rules.encode.positions.held import Candidate
from ncnd_rules.encode.positions.limits import limited_later
from ncnd_rules.encode.positions.pointed import as_pointed_to, as_silence, leans, points_to_reasons
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.provisions import exemptions_in, only_names
from ncnd_rules.encode.questions import Questions, mentioned
from ncnd_rules.encode.weighing.contests import concludes_in
from ncnd_rules.facts import REFUSALS

# What is said of a part of what was asked for, no question by name.
_PARTLY = Prefiltered(
    r"(?i)\b(?:some|part|parts|elements|certain) (?:of )?(?:the |your |this |that )?(?:\w+ )?"
    r"(?:information|data|records|details|material|request|documents|figures|statistics|papers)\b"
)
# 'I am not obliged to supply what you asked for': which provision says so follows.
_NOT_OBLIGED = re.compile(
    r"(?i)\bnot (?:obliged|required) (?:by (?:statute|law|the act) )?to (?:supply|provide|disclose|release|comply)\b"
)
_ASKED_FOR = re.compile(r"(?i)\bthe information (?:that )?you (?:have )?(?:requested|asked for|sought)\b")
_CANNOT = re.compile(
    r"(?i)\b(?:cannot be|unable to|not able to|cannot) (?:disclos|provid|releas|suppl)\w*|\bunable to (?:be )?\w+"
)
_AS_FOLLOWS = re.compile(
    r"(?i)\bfor the (?:following|below) reasons?\b|\bfor the reasons? (?:set out |given )?below\b|:$"
)
_HOLDS = re.compile(r"(?i)^[^.;\d£]{0,60}\b(?:holds?|have|has|(?:is|are) held)\b[^\d£]*$")
# 'The Agency has four vehicles' tells more than that it has some.
_TELLS_HOW_MANY = re.compile(r"(?i)\b(?:has|have|holds?) (?:a|an|one|two|three|four|five|six|seven|eight|nine|ten)\b")
_OF_IT = re.compile(
    r"(?i)(?:however,? |but )?(?:it|they|these|this|that) (?:is|are|was|were|can|cannot|will|has|have)\b"
)
_OF_HOLDING = re.compile(r"(?i)\b(?:held|holds?|holding)\b")
_ADDS = re.compile(r"(?i)^(?:in addition|additionally|further|furthermore|moreover|also|finally|lastly|separately)\b")
# Why it cannot be told what was asked: how much there is to look through.
_IS_WORK = re.compile(
    r"(?i)\b(?:would|need\w*|requires?|involves?)\b[^.;]{0,60}\b(?:manual\w*|read(?:ing)?|search\w*|review\w*|"
    r"look\w*|go(?:ing)? through|files?|records?|hours|minutes)\b"
)
_PUBLISHED = re.compile(r"(?i)\b(?:published|available)\b")
_PROHIBITS = re.compile(
    r"(?i)\b(?:prohibit|forbid)(?:s|den|ted)?\b[^.;]{0,60}\bdisclos|"
    r"\bdisclos\w+ (?:is|are|would be) (?:prohibited|forbidden)\b"
)
_SECTION_WORD = re.compile(r"(?i)\b(?:sections?|exemptions?|subsections?)\b")
_NEXT_TO = 2  # blocks
_SHORT_BLOCK = 2  # sentences: a figure alone in a paragraph, or behind the name of its subject


def standing(candidates: list[Candidate], draft: Draft, questions: Questions) -> list[Candidate]:
    """Candidates less those that only repeat, lean on others, or speak of what is held in general."""
    candidates = _without_reasons(_without_announcements(candidates, draft), draft)
    candidates = [as_silence(one, candidates, draft) for one in candidates]
    candidates = as_pointed_to(_without_undone(candidates, draft), draft)
    strong = [
        one
        for one in candidates
        if one.position == "ncnd" and not one.gives.get("weak") and one.sentence.section in HOME
    ]
    if not strong:
        candidates = limited_later(candidates)
    silent_at_home = bool(strong) or any(one.gives.get("weak") and one.sentence.section in HOME for one in candidates)
    chosen: list[Candidate] = []
    for number, one in enumerate(candidates):
        later = candidates[number + 1 :]
        if "points" in one.gives:
            chosen.append(one)
        elif (
            _repeats(one, strong, questions)
            or _concludes(one, strong, draft, questions)
            or _reasons(one, strong, draft, questions)
        ):
            draft.read("notice_element", one.sentence)
        elif (
            (silent_at_home and _is_argued(one))
            or _introduces(one, candidates, questions)
            or leans(one, candidates)
            or points_to_reasons(one, draft)
            or _announces(one, later, questions)
            or _says_of_all(one, candidates, questions)
            or _is_work(one, candidates)
            or _is_history(one, later)
            or _is_burden(one, candidates)
            or _is_listed(one, strong, draft)
        ):
            draft.read("part", one.sentence)
        elif not _is_stray(one, draft, questions):
            chosen.append(one)
    return chosen


def _without_undone(candidates: list[Candidate], draft: Draft) -> list[Candidate]:
    """Candidates less what only leads up to a refusal behind it; what points there points to the refusal."""
    undone = [one for number, one in enumerate(candidates) if _is_then_refused(one, candidates[number + 1 :])]
    for one in undone:
        draft.read("part", one.sentence)
    return [one for one in candidates if one not in undone]


def _repeats(one: Candidate, strong: list[Candidate], questions: Questions) -> bool:
    """Whether it only says, as a notice does, that the duty does not arise, where a silence says so near or of more.

    Of no question by name, it says so of what was told in front of it.
    """
    of_none, weak = _is_of_none(one, questions), one.gives.get("weak", False)
    if one.position != "ncnd" or not (weak or (of_none and _rests_on_the_same(one, strong))):
        return False
    return (weak and _told_one_by_one(one, strong)) or any(
        abs(other.sentence.block - one.sentence.block) <= _NEXT_TO
        or other.covers(one)
        or (of_none and other.sentence.number < one.sentence.number)
        for other in strong
    )


def _told_one_by_one(one: Candidate, strong: list[Candidate]) -> bool:
    """Whether a silence was told before under the label of each question for which it says so again."""
    told = {question for other in strong if other.sentence.number < one.sentence.number for question in other.questions}
    return bool(one.questions) and told >= set(one.questions)


def _is_of_none(one: Candidate, questions: Questions) -> bool:
    """Whether it is silent on no question by name: it may say again what was told of some."""
    return one.position == "ncnd" and one.questions == questions.ids() and not one.sentence.labels


def _rests_on_the_same(one: Candidate, strong: list[Candidate]) -> bool:
    """Whether it only finds engaged what a silence above rests on: 'Section 24(2) is therefore properly engaged'."""
    if not one.gives.get("by_provision"):
        return False
    engaged = {cited.provision for cited in exemptions_in(one.words)}
    above = (other.sentence for other in strong if other.sentence.number < one.sentence.number)
    return any(engaged <= {cited.provision for cited in exemptions_in(sentence.words)} for sentence in above)


def _is_argued(one: Candidate) -> bool:
    """Whether it stands among the reasons for a silence, and adds none: 'For this reason the force neither ...'."""
    anew = one.scope == "further" and _ADDS.match(one.sentence.words)
    return one.position == "ncnd" and one.sentence.section not in HOME and not anew


def _concludes(one: Candidate, strong: list[Candidate], draft: Draft, questions: Questions) -> bool:
    """Whether it ends a weighing in the silence that was told before: 'We find ... the stronger, and so we neither'."""
    if not _is_of_none(one, questions):
        return False
    before = any(other.sentence.block < one.sentence.block for other in strong)
    return before and any(
        hit.row.gives["direction"] == "maintain"
        for hit in concludes_in(draft.lexicon, one.sentence.words, one.sentence.section)
    )


def _reasons(one: Candidate, strong: list[Candidate], draft: Draft, questions: Questions) -> bool:
    """Whether it only gives a reason of a silence told before, in a paragraph that begins with a section it rests on.

    '24(2): ... It is required for national security to be safeguarded that we do neither.'
    """
    if not _is_of_none(one, questions):
        return False
    opening = draft.page.of_block(one.sentence.block)[0]
    cited = exemptions_in(opening.words)
    before = [other for other in strong if other.sentence.block < one.sentence.block]
    return bool(before and cited) and not re.search(r"\w{4}", _SECTION_WORD.sub("", opening.words[: cited[0].start]))


def _is_listed(one: Candidate, strong: list[Candidate], draft: Draft) -> bool:
    """Whether it only is an entry of the list that a silence leads in: 'Section 14(1) Vexatious requests'."""
    led_in = [other.sentence for other in strong if other.sentence.words.endswith(":")]
    above = [sentence for sentence in led_in if sentence.block < one.sentence.block]
    if one.position not in BURDENS.values() or not above:
        return False
    entries = (draft.page.of_block(block) for block in range(above[-1].block + 1, one.sentence.block + 1))
    return all(only_names(draft.lexicon, entry.words, entry.section) for block in entries for entry in block)


def _introduces(one: Candidate, candidates: list[Candidate], questions: Questions) -> bool:
    """Whether 'I can confirm that the force holds ...' leads up to answers; on its own it is one."""
    if one.position != "disclosed" or not one.gives.get("holding"):
        return False
    # 'The force holds what part 1 asks for' is an answer to it, where no other answers part 1.
    of_all = set(one.questions) == set(questions.ids())
    others = [
        other
        for other in candidates
        if other is not one
        and other.position in ("disclosed", "withheld", "not_held", "cost_refusal")
        and not other.gives.get("beside")
        and (of_all or set(other.questions) & set(one.questions))
    ]
    if one.sentence.labelled:
        return any(other.sentence.labels == one.sentence.labels for other in others)
    return bool(others)


def _is_stray(one: Candidate, draft: Draft, questions: Questions) -> bool:
    """Whether it is a figure within a paragraph or outside the answer, under no label: it may answer any question."""
    alone = len(draft.page.of_block(one.sentence.block)) <= _SHORT_BLOCK and one.sentence.section == "answer"
    return bool(one.gives.get("bare")) and not one.sentence.labels and len(questions.ids()) != 1 and not alone


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
    near = [other for other in beside if abs(other.sentence.block - one.sentence.block) <= 1]
    if not near:
        return False
    labels = one.sentence.labels  # under a label of its own, what is cited there counts
    own = labels and any(other.sentence.labels == labels for other in near)
    return not any(
        cited.section != "12" and draft.registers.exemptions.excludes_duty(cited.provision)
        for sentence in draft.page.spoken()
        if not own or sentence.labels == labels
        for cited in exemptions_in(sentence.words)
    )


def _is_then_refused(one: Candidate, later: list[Candidate]) -> bool:
    """Whether it only says that something is held, which the same answer withholds, or leads up to a denial."""
    return (
        (
            one.position == "disclosed"
            and bool(one.sentence.labels)
            and any(
                other.position == "withheld"
                and other.sentence.labels == one.sentence.labels
                and _HOLDS.search(one.sentence.words) is not None
                and NUMBER.search(one.sentence.words) is None
                for other in later
            )
        )
        or (
            one.position == "disclosed"
            and _HOLDS.search(one.sentence.words) is not None
            and _TELLS_HOW_MANY.search(one.sentence.words) is None
            and any(
                other.position == "withheld"
                and other.sentence.block == one.sentence.block
                and other.questions == one.questions
                and other.sentence.number - one.sentence.number == 1
                and _OF_IT.match(other.sentence.words) is not None
                for other in later
            )
        )
        or (
            (
                one.gives.get("assumed", False)
                or (one.gives.get("tells", False) and _PUBLISHED.search(one.words) is not None)
            )
            and any(other.sentence.block == one.sentence.block and _undoes(other) for other in later)
        )
    )


def _undoes(one: Candidate) -> bool:
    """Whether it leaves nothing that was given in front of it: denied, not said, or to be read elsewhere."""
    elsewhere = [cited.section in ELSEWHERE for cited in exemptions_in(one.words)]
    silent = one.position == "ncnd" and one.scope == "unqualified"
    return one.position == "not_held" or silent or (one.position == "withheld" and elsewhere != [] and all(elsewhere))


def _announces(one: Candidate, later: list[Candidate], questions: Questions) -> bool:
    """Whether it sums up for some questions what is said again under the label of each."""
    of_all = set(one.questions) == set(questions.ids())
    if one.position == "withheld" and _NOT_OBLIGED.search(one.words):
        refuses = (
            ("cost_refusal", "vexatious", "ncnd") if _ASKED_FOR.search(one.words) else ("cost_refusal", "vexatious")
        )
        return any(
            (other.position in refuses or (other.position == "ncnd" and other.is_next_to(one)))
            and other.scope == "unqualified"
            and other.covers(one)
            for other in later
        )
    if one.position == "withheld" and not exemptions_in(one.words) and _CANNOT.search(one.words):
        # 'It cannot be disclosed for the following reasons', or 'We are unable to provide it', over what it would cost.
        own = one.sentence.block
        near = own + 1 if _AS_FOLLOWS.search(one.words) else own
        return any(
            other.position == "cost_refusal" and own <= other.sentence.block <= near and other.covers(one)
            for other in later
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
    return bool(one.questions) and one not in named and answered >= set(one.questions)


def _names_beyond(one: Candidate, questions: Questions) -> bool:
    """Whether it names questions by numbers that this copy does not print: those it prints may be another's."""
    printed = [int(asked.label) for asked in questions.all if asked.label.isdigit()]
    named = [int(label) for label in labels_named(one.words) if label.isdigit()]
    return max(named, default=0) > max(printed, default=len(questions.all))


def _is_work(one: Candidate, candidates: list[Candidate]) -> bool:
    """Whether it tells what work it would be to find what is refused because of the cost."""
    if one.position != "not_held" or _OF_HOLDING.search(one.words) or not _IS_WORK.search(one.sentence.words):
        return False
    return any(other.position == "cost_refusal" and other.covers(one) for other in candidates)


def _is_history(one: Candidate, later: list[Candidate]) -> bool:
    """Whether it tells of earlier answers, for which the same paragraph finds the request vexatious."""
    return one.position == "disclosed" and any(
        other.position == "vexatious" and other.sentence.block == one.sentence.block and other.covers(one)
        for other in later
    )


def _is_burden(one: Candidate, candidates: list[Candidate]) -> bool:
    """Whether it only tells how much there is, 'There are 26 files of 40 pages', of a request found vexatious."""
    counts = one.position == "disclosed" and one.gives.get("tells", False) and not one.sentence.labels
    return counts and any(other.position == "vexatious" and other.covers(one) for other in candidates)
