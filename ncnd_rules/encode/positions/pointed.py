"""Answers that only point: 'As question 1', 'see below', 'please find this attached'."""

import re

from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.positions.held import Candidate
from ncnd_rules.encode.provisions import exemptions_in
from ncnd_rules.facts import REFUSALS

_BELOW = re.compile(r"(?i)\b(?:below|overleaf|the following)\b")
_SEE_BELOW = re.compile(r"(?i)(?:please )?(?:see|refer to)(?: the)?(?: [a-z]+){0,3} (?:below|overleaf)\W*")
_SEE_IT_BELOW = re.compile(r"(?i)(?:please )?(?:see|find|refer to)(?: (?:this|these|both|it|them))?(?: both)? below\W*")
_GIVEN_BELOW = re.compile(r"(?i)\b(?:information|tables?|figures?|data|breakdown|list)\b")
_NOT_APPLICABLE = re.compile(r"(?i)(?:n/?a|not applicable)\b")
# 'The minutes are held and are withheld in full under section 24(2)': said to be held, whatever the limb is for.
_SAID_HELD = re.compile(
    r"(?i)(?<!if )(?<!or )\b(?:is|are|was|were) (?:indeed |also |therefore )?held\b(?! if)"
    r"(?=[^.;]*\b(?:exempt|withheld|refused)\b)|\b(?:does|do) hold\b"
)
# 'Please find attached a list of ...', whatever is refused behind it.
_ENCLOSES = re.compile(
    r"(?i)\b(?:attached|enclosed):? (?:an?|our|two|three|four|copies|some) (?!pit\b|harm\b)\w|"
    r"\b(?:the|your) requested (?:[a-z-]+ ){1,3}(?:is |are )?(?:attached|enclosed)\b"
)


def as_silence(one: Candidate, candidates: list[Candidate], draft: Draft) -> Candidate:
    """'Exempt under section 31(3), see below', for what is below neither confirmed nor denied to be held.

    What only finds that provisions were rightly relied on stands by the refusal for which the letter relies on them.
    """
    if one.position != "withheld":
        return one
    relied = exemptions_in(one.words)
    stands_by = one.gives.get("by_provision", False)
    excluded = all(draft.registers.exemptions.excludes_duty(cited.provision) for cited in relied)
    if stands_by and relied and excluded:
        return one._replace(position="ncnd")
    if not stands_by and not (relied and excluded):
        return one
    silent = [other for other in candidates if other.position == "ncnd" and set(other.questions) & set(one.questions)]
    if _SAID_HELD.search(one.words) and all(other.scope == "further" for other in silent):
        return one
    return one._replace(position="ncnd", scope=silent[0].scope) if silent else one


def as_pointed_to(candidates: list[Candidate], draft: Draft) -> list[Candidate]:
    """Each 'As question 1' with the positions taken there, or in the last labelled answer before it.

    A refusal that is pointed to reaches further by it: its grounds and reasons are not told again.
    """
    told = {number: one for number, one in enumerate(candidates) if "points" not in one.gives}
    found = {number: [one] for number, one in told.items()}
    for number, one in enumerate(candidates):
        if number in told:
            continue
        if _BELOW.search(one.words) and not one.gives["points"]:
            below = [there for other, there in told.items() if other > number and there.covers(one)]
            if any(there.scope == "unqualified" for there in below):
                draft.read("part", one.sentence)
                found[number] = []
            else:
                found[number] = [one._replace(position="disclosed") if _GIVEN_BELOW.search(one.words) else one]
            continue
        named = [other for other in told if set(one.gives["points"]) & set(found[other][0].questions)]
        before = [other for other, there in told.items() if other < number and there.sentence.labels]
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


def leans(one: Candidate, candidates: list[Candidate]) -> bool:
    """Whether it only points, 'please see the table below', in a paragraph that refuses or above a refusal."""
    if not one.gives.get("pointing") or _ENCLOSES.search(one.words):
        return False
    below = _SEE_BELOW.fullmatch(one.sentence.words)
    return any(
        other.position != "disclosed"
        and (
            other.sentence.block == one.sentence.block
            or (below and other.sentence.number > one.sentence.number and other.covers(one))
        )
        for other in candidates
    )


def points_to_reasons(one: Candidate, draft: Draft) -> bool:
    """Whether 'Please see this below:' follows a sentence that says what has to be weighed or argued."""
    if not (one.gives.get("pointing") and _SEE_IT_BELOW.fullmatch(one.sentence.words)):
        return False
    before = (other for other in draft.page.of_block(one.sentence.block) if other.number == one.sentence.number - 1)
    return any(draft.lexicon.first("tests", other.words) is not None for other in before)
