"""Refusals in words that no row knows, told by the provision on which they rely.

Who relies on section 40(2) withholds what is held, and who relies on section 31(3) does not say whether anything is:
whatever the words, the provision tells which. It tells so once; behind a refusal it gives the reason for that.
"""

import re
from collections.abc import Iterator

from ncnd_rules.encode.draft import Draft, span_of
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.positions.held import Candidate
from ncnd_rules.encode.positions.words import scope_of
from ncnd_rules.encode.provisions import Cited, exemptions_in
from ncnd_rules.encode.questions import Questions, mentioned
from ncnd_rules.facts import REFUSALS

BURDENS = {"12": "cost_refusal", "14": "vexatious"}
"""What is refused under the sections that are no exemptions."""
# What another said, what an exemption is, and what comes of weighing.
_OF_IT = (
    r"(?:would|could|may|might) (?:also |then |well )?"
    r"(?:have|apply|be (?:exempt|engaged|covered|caught|relied|claimed|withheld))|"
    r"(?:if|were|had|should|unless) (?:it|they|this|such|any|there|the (?:information|data|records?))\b|"
    r"you (?:say|argue|suggest|claim|contend)\w*|public interest|balance|weigh\w*|absolute|qualified|class[- ]based|"
    r"prejudice|harm|refused to|declined to|"
    r"(?:first|original|initial) (?:response|reply|answer|decision)|in the alternative to|provides? that|states? that|"
    r"requires? (?:us|me)|concerns? information|other (?:forces|authorities)"
)
# What would be relied on; of a silence, what it covers may be said with 'if' and 'whether'.
# Whoever is exempt from the duty to say whether anything is held withholds nothing by that.
_SUPPOSED = re.compile(
    rf"(?i)\b(?:if|were|unless|whether|you ask\w*|{_OF_IT}|"
    r"(?:from|of|exclud\w+) (?:the|that|this|our) duty(?! to (?:disclose|communicate|provide|supply)))\b|\?"
)
_SUPPOSED_OF_SILENCE = re.compile(rf"(?i)\b(?:{_OF_IT})\b|\?")
_WAS_RIGHT = re.compile(r"(?i)\b(?:was|were)(?: also)? (?:correctly|properly|rightly|wrongly|incorrectly)\b")
_ALSO = re.compile(r"(?i)\b(?:also|too|as well|in addition|additionally|further|alternative\w*)\b")
# Words that a refusal has, and the line of a list or the title of a section has not.
_PREDICATE = re.compile(
    r"(?i)\b(?:i|we|it|is|are|was|were|has|have|had|do|does|can|cannot|will|not|no|refused?|refuses|refusing|declin\w+|withh\w+|means?|entitles?|"
    r"allows?|lets?|claimed|stands?|sees? to|see (?:below|above|overleaf)|exempt (?:under|by|as))\b|n't\b"
)
# What a provision does to what was asked for, or who answers does under it.
_GOVERNS = re.compile(
    r"(?i)\b(?:not|no|cannot|nothing|refus\w+|declin\w+|withh\w+|entitl\w+|allow\w*|lets?|mean\w*|covers?|covered|"
    r"protect\w*|bars?|prevent\w*|forbids?|stops?|keep\w*|kept|bites?|stands? in|sees? to|taken out|removed|struck|"
    r"blank\w*|exempt\w*|excus\w*|reliev\w*|claimed|applied|appl(?:y|ies)|engaged|privileged|confidential|see below)\b|"
    r"n't\b"
)
# 'The bases are not named, as this falls within section 26(1)(b)'.
_KEEPS = re.compile(
    r"(?i)(?:\bnot|\bcannot|n't|\bunable to) (?:be )?(?:\w+ )?(?:name[ds]?|given?|included?|shown?|identif\w+|stated?|"
    r"listed?|told|tell|provided?|supplied|supply|disclosed?|released?|published?|described?)\b"
)
# 'By section 12 we need not do so': what the provision does is said of who answers.
_LEADS = re.compile(
    r"(?i)(?:(?:therefore|accordingly|so|and|but),? )?(?:by|under|by virtue of|pursuant to|in accordance with|"
    r"relying on|in reliance on) (?:the (?:exemption|provision)s? (?:in|at|of|under) )?"
)
_US = re.compile(r"(?i),?(?: of (?:the|that) act,?| foia?,?)* (?:we|i)\b")


def by_provision(draft: Draft, questions: Questions, candidates: list[Candidate]) -> Iterator[Candidate]:
    """A refusal for each sentence of the answer that relies on a provision where nothing is refused yet."""
    refused = [one for one in candidates if one.position in REFUSALS]
    read = {one.sentence.number for one in refused}
    named: set[str] = set()
    answered = {label for one in candidates for label in one.sentence.labels}
    for sentence in draft.page.spoken():
        cited = [one for one in exemptions_in(sentence.words) if one.of_this_act]
        fresh = [one for one in cited if one.section not in named]
        named |= {one.section for one in cited}
        if sentence.section != "answer" or sentence.is_heading or not cited or sentence.number in read:
            continue
        position = _position(draft, cited)
        # 'We do know, but it is under five. Section 40(2).': nothing else says what becomes of the question.
        alone = bool(sentence.labels) and answered.isdisjoint(sentence.labels)
        alone = alone and not f"{sentence.words[: cited[0].start]}{sentence.words[cited[-1].stop :]}".strip(" ().;")
        if not position or not (alone or _relies(draft, sentence)) or _has_its_refusal(draft, sentence, refused, fresh):
            continue
        if _WAS_RIGHT.search(sentence.words) and any(one.position == position for one in refused):
            continue  # what a review finds of the first answer, which it then upholds
        asked = mentioned(sentence.words, questions) or questions.by_labels(sentence.labels) or questions.ids()
        scope = scope_of(draft, sentence.words, questions.words_of(asked)) if position == "ncnd" else ""
        span = (span_of(sentence),)
        found = Candidate(position, scope or "unqualified", "unstated", {}, asked, sentence, span, sentence.words)
        refused.append(found)
        yield found


def _position(draft: Draft, cited: list[Cited]) -> str:
    """What a letter does that relies on some provisions; empty where they are of several kinds."""
    kinds = {position_under(draft, one) for one in cited}
    return kinds.pop() if len(kinds) == 1 else ""


def position_under(draft: Draft, cited: Cited) -> str:
    """What a letter does that relies on a provision: refuses as a burden, withholds, or neither confirms nor denies."""
    excludes = draft.registers.exemptions.excludes_duty(cited.provision)
    return BURDENS.get(cited.section) or ("ncnd" if excludes else "withheld")


def _relies(draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence relies on the provision that it names, and does not only speak of it."""
    words = sentence.words
    silent = draft.registers.exemptions.excludes_duty(exemptions_in(words)[0].provision)
    if (_SUPPOSED_OF_SILENCE if silent else _SUPPOSED).search(words) or not _PREDICATE.search(words):
        return False
    roles = {hit.row.gives["role"] for hit in draft.lexicon.accepted("reliance", words, sentence.section)}
    cited = exemptions_in(words)
    keeps = _KEEPS.search(words[: cited[0].start]) is not None
    if "none" in roles or ("argued" in roles and not keeps):
        return False
    begins = bool(sentence.labels) and draft.page.of_block(sentence.block)[0].number == sentence.number
    # 'I decline to name him - section 40(2)': the provision stands alone behind what is said.
    says_why = _PREDICATE.search(words[: cited[0].start]) and not words[cited[-1].stop :].strip(" ).;")
    leads = _LEADS.fullmatch(words[: cited[0].start]) and _US.match(words, cited[-1].stop)
    return "listed" in roles or (_GOVERNS.search(words) is not None and bool(begins or keeps or says_why or leads))


def _has_its_refusal(draft: Draft, sentence: Sentence, refused: list[Candidate], fresh: list[Cited]) -> bool:
    """Whether a refusal stands for which a sentence only names the provision."""
    if sentence.labels:
        if any(set(one.sentence.labels) & set(sentence.labels) for one in refused):
            return True
        # Behind the last of several answers the reasons of a refusal further up may stand under its label.
        named = {cited.provision for cited in exemptions_in(sentence.words)}
        above = (one.sentence for one in refused if not sentence.labelled and one.sentence.number < sentence.number)
        return any(named <= {cited.provision for cited in exemptions_in(one.words)} for one in above)
    if not fresh or _ALSO.search(sentence.words) or any(one.sentence.block == sentence.block for one in refused):
        return True
    # A refusal further up that has named none yet is the one for which the provision is named here.
    return any(
        one.sentence.number < sentence.number
        and not any(exemptions_in(other.words) for other in draft.page.of_block(one.sentence.block))
        for one in refused
    )
