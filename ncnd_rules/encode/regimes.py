"""The Act, or Acts, under which a letter answers."""

import re

from ncnd_rules.encode.draft import Draft, Found
from ncnd_rules.encode.names import LEADING, name_in
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.facts import Authority, Regime

_YEAR_HERE = re.compile(r"\b200[024]$")
# The Act with its year in brackets, the duty by its section here, and addresses of offices of this country.
_NAMED_HERE = Prefiltered(
    r"(?i)\bfreedom of information act,? (?:of |\()2000\b|\bsections? 1\s?\(1\)\s?\(a\)|\.(?:gov|police|nhs)\.uk\b"
)
_COMMISSIONER_HERE = re.compile(r"(?i)\bico\.(?:org|gsi\.gov)\.uk\b|\bwycliffe house\b")
# The author of a letter, without a name.
_SELF = re.compile(
    r"(?i)(?:we|us|it|this (?:organisation|agency|body|company|office|service|commission)|"
    r"(?-i:the (?:Agency|Company|Service|Commission|Office|Association|Inquiry)))"
)


def encode_regimes(draft: Draft, found: list[Found]) -> None:
    """The Act, or Acts, under which the letter answers.

    'Freedom of information' alone tells the Act only where nothing else does; and of the Acts of the two
    legislatures a letter answers under one: where it names both, the one that applies to its author, and where that
    is not known, the one which it names the more often. A letter that says that its author is
    subject to no such Act answers under none; what it says so of another body tells nothing of its own answer.
    A letter that names the law of another country answers under that, unless something in it is of this one.
    """
    outside = [one for one in found if one.gives["act"] == "none"]
    found = [one for one in found if one not in outside]
    own = next((one for one in outside if _is_author(draft, _meant(draft, one))), None)
    if own is not None:
        draft.add(Regime, own.sentence, act="none", evidence=(own.span(),))
        return
    abroad = [one for one in found if one.gives["act"] == "other"]
    found = [one for one in found if one not in abroad]
    if abroad and not _of_this_country(draft, found):
        for one in (*abroad, *found):
            draft.read("regime", one.sentence)
        draft.add(Regime, abroad[0].sentence, act="other", evidence=(abroad[0].span(),))
        return
    named = [one for one in found if not one.gives.get("weak")] or found
    scottish = sum(one.gives["act"] == "foisa" for one in found)
    if scottish:
        british = sum(one.gives["act"] == "foia" and not one.gives.get("weak") for one in found)
        other = "foia" if scottish >= british else "foisa"
        strong = {one.gives["act"] for one in found if not one.gives.get("weak")}
        # Who only sends the requester to the Commissioner of Scotland may have sent them to the wrong one.
        own_acts = _acts_of_author(draft) if strong >= {"foia", "foisa"} or not strong else set()
        if len(own_acts) == 1:
            other = "foia" if "foisa" in own_acts else "foisa"
        named = [one for one in named if one.gives["act"] != other] or ([] if own_acts else named)
    seen: set[str] = set()
    for one in found:
        draft.read("regime", one.sentence)
    for one in named:
        if one.gives["act"] not in seen and one.sentence.section != "closing":
            seen.add(one.gives["act"])
            is_named = not one.gives.get("weak")
            draft.add(Regime, one.sentence, act=one.gives["act"], named=is_named, evidence=(one.span(),))


def _of_this_country(draft: Draft, found: list[Found]) -> bool:
    """Whether a letter names an Act or duty that no other country has, an address of this one, or a body it knows.

    'The Freedom of Information Act' alone may be any country's.
    """
    return (
        any(one.gives["act"] == "foisa" or _YEAR_HERE.search(one.span().quote) for one in found)
        or bool(_acts_of_author(draft))
        or any(
            _COMMISSIONER_HERE.search(sentence.words) or _NAMED_HERE.search(sentence.words)
            for sentence in draft.page.sentences
        )
    )


def _acts_of_author(draft: Draft) -> set[str]:
    """The Acts that apply to the author, as far as the register knows it."""
    names = (fact.name for fact in draft.facts if isinstance(fact, Authority))
    return {act for name in names for act in draft.registers.bodies.acts(name)}


def _meant(draft: Draft, found: Found) -> str:
    """Of whom words say that no Act reaches it: 'it' is the body named before, in the sentence or in the one before."""
    subject = found.hit.groups["value"]
    number = found.sentence.number
    before = [*draft.page.sentences[max(0, number - 1) : number], found.sentence]
    named = [
        one
        for one in draft.find("identity", before, every=True)
        if one.gives["kind"] == "authority" and (one.sentence.number < number or one.hit.stop <= found.hit.start)
    ]
    return name_in(named[-1]) if subject.lower() == "it" and named else subject


def _is_author(draft: Draft, subject: str) -> bool:
    """Whether words name the author of the letter: 'we', 'this Agency', its name or the letters it goes by."""
    if _SELF.fullmatch(subject):
        return True
    author = next((fact.name for fact in draft.facts if isinstance(fact, Authority)), "")
    initials = "".join(word[0] for word in author.split() if word[0].isupper())
    name = LEADING.sub("", subject)
    return bool(name) and name.lower() in (author.lower(), initials.lower())
