"""Where the letter names a provision of this Act."""

import re
from collections.abc import Iterator

from ncnd_rules.encode.citations.mention import Mention
from ncnd_rules.encode.citations.only_named import SUPPOSED
from ncnd_rules.encode.citations.reviewed import after_review
from ncnd_rules.encode.citations.roles import LINE, role_of
from ncnd_rules.encode.citations.words import refuses
from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.provisions import Cited, cited_in, exemptions_in, referred_in
from ncnd_rules.facts import Regime

_ENACTED = re.compile(r"(?P<section>2[1-9]|3\d|4[0-4])[.:]?\s?(?:-\s?)?(?:\((?P<limb>\d)\))?(?=\s?[A-Z])")
# What stands beside a section of this Act, and not beside one of the Terrorism Act.
_OURS = re.compile(
    r"(?i)\bexempt|\bclass[- ]based|\babsolute\b|\bqualified\b|\bprejudice|\bpublic interest|\bnational security\b|"
    r"\bfoia?\b|\bfreedom of information|\bduty\b|\brel(?:y|ies|ied|ying)\b"
)


def mentions(draft: Draft) -> tuple[Mention, ...]:
    """Every place where a provision of this Act is named as relied on or argued, and not given up."""
    regimes = {fact.act for fact in draft.facts if isinstance(fact, Regime)}
    if regimes and not regimes & {"foia", "eir"}:
        return ()  # the numbers are those of another Act; the Regulations, named beside it, have no sections
    found = tuple(_named(draft)) or tuple(_printed(draft))
    foreign = _foreign(draft)
    found = tuple(one for one in found if one.cited.provision not in foreign or _OURS.search(one.sentence.words))
    return after_review(found, draft)


def _named(draft: Draft) -> Iterator[Mention]:
    """What the authority itself names, sentence by sentence."""
    supposed = False  # whether a list follows of what would be exempt if it were held
    announced = follows = False  # whether a list of what is relied on goes on here, or behind here
    last: Cited | None = None
    for sentence in draft.page.spoken():
        cited = exemptions_in(sentence.words)
        last = cited[0] if cited and last is None else last
        cited = (*cited, *referred_in(sentence.words, last)) if last else cited
        last = cited[-1] if cited else last
        announced, follows = follows, _announces(sentence, draft)
        supposed = (supposed and LINE.match(sentence.words) is not None) or (
            not cited and SUPPOSED.search(sentence.words) is not None
        )
        if supposed:
            continue
        if not cited or sentence.section in ("rights", "closing", "request"):
            continue
        for one in cited:
            role = role_of(one, sentence, draft, announced=announced)
            follows = follows or (announced and role == "line")
            if role is not None:
                yield Mention(one, sentence, role)


def _announces(sentence: Sentence, draft: Draft) -> bool:
    """Whether a sentence announces the list of what is relied on: it refuses, or ends in a colon."""
    words = sentence.words
    return not sentence.is_heading and (words.endswith((":", "-", "|")) or refuses(draft, words))


def _printed(draft: Draft) -> Iterator[Mention]:
    """The section whose words are printed in place of its name: '31.(1) Information is exempt information if'."""
    for sentence in draft.page.sentences:
        number = _ENACTED.match(sentence.words) if sentence.voice == "statute" else None
        if number:
            provision = f"{number['section']}({number['limb']})" if number["limb"] else number["section"]
            yield Mention(Cited(provision, number.start(), number.end(), True), sentence, "listed")
            return


def _foreign(draft: Draft) -> set[str]:
    """Bare sections that the letter, or the request, gives to another Act and never to this one with a limb."""
    cited = [one for sentence in draft.page.sentences for one in cited_in(sentence.words)]
    ours = {one.section for one in cited if one.of_this_act and "(" in one.provision}
    return {one.section for one in cited if not one.of_this_act} - ours
