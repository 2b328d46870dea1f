"""How whole a copy looks: a letter whose end is missing may have lost its rights paragraph."""

import re

from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.greetings import begins_with_greeting
from ncnd_rules.encode.page import Page
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.facts import ComplaintRight, Date, PromisedList, Question, Reference, ReviewRight
from ncnd_rules.letter import SECTIONS, CopyState, Letter, Section

_SIGNS = re.compile(
    r"(?i)\b(?:officer|manager|inspector|constable|superintendent|sergeant|team|unit|department|chair|head|director|"
    r"advis[eo]r|clerk|secretary|assistant|administrator|decision[- ]maker|solicitor|governance)\b"
)
# The office of one person in a line of its own, with which a letter may end: 'Information Access Manager'.
_SIGNED = re.compile(
    r"(?:[A-Z][\w'&/-]*,? (?:(?:of|for|and|&|the|in) )*)*(?i:officer|manager|inspector|constable|superintendent|"
    r"sergeant|director|advis[eo]r|secretary|solicitor|researcher|analyst|administrator|decision[- ]maker|"
    r"head of (?:[A-Z&][\w&]*,? ?){1,5})(?: \([\w &]+\))?"
)
# How a sentence ends, or what stands behind the last: a link, the name of a file.
_ENDS = re.compile(r"[.!?:;]['\")\]]*$|(?i:https?:|www\.|_|@)\S*$|^\W*$")
# 'The public interest is considered below.' 'The Act contains a number of exemptions.'
_ANNOUNCES = re.compile(
    r"(?i):$|\b(?:below|as follows|hereafter|overleaf)\W*$|"
    r"\bact (?:contains?|provides?|has|sets out|includes?) (?:for )?(?:\w+ ){0,3}exemptions?\b"
)
# 'Arguments for and against are set out in the enclosed Annex A', and the annex, where the copy has it.
_REASONED_IN_ANNEX = Prefiltered(
    r"(?i)\b(?:arguments?|factors?|reason(?:s|ing)?|considerations?|public interest|harm|prejudice|explanation)\b[^.;]*"
    r"\b(?:in|at|see|to) (?:the |an |our )?(?:(?:enclosed|attached|accompanying|separate) )?"
    r"(?:annex(?:e|es)?|append(?:ix|ices)|schedule|enclosure|attachment|(?:enclosed|attached|accompanying) \w+)\b"
)
_ANNEX = re.compile(r"(?i)^\W*(?:annex(?:e|es)?|append(?:ix|ices)|schedule|enclosure)\b(?: [a-z0-9]{1,3})?\s?(?:\W|$)")
_IN_ANNEX: tuple[Section, ...] = ("harm", "public_interest", "balance")
_LONGEST_SIGNATURE = 60
_LOST_BEHIND_A_CUT = SECTIONS[SECTIONS.index("answer") :]  # all but what stands above an answer
# What a page that prints a letter anew is called, and what it says ahead of it: no letterhead has sentences.
_TITLE = re.compile(r"(?i)^\D*\b(?:foi|freedom of information|eir)\b\D*$|^.{40,}[.!?]$")
_OPENING = re.compile(r"(?i)^(?:thank you for your|(?:i|we) (?:refer|write|am writing|are writing)\b|further to your)")


def with_copy_state(letter: Letter, draft: Draft) -> Letter:
    """The letter with a guess at how whole this copy is.

    A copy that ends in a valediction or with a page on rights has its end; one that begins with a
    salutation, or gives dates of its own before the answer, has its beginning. What a web page has
    lost is told by lists that are announced and not given, and by a last sentence that does not end:
    behind it anything may have stood. A decision about a letter is no copy of any part of it.
    """
    if draft.page.is_decision:
        return letter.model_copy(update={"copy_state": "extract", "missing": SECTIONS})
    facts = draft.facts
    missing: list[Section] = []
    closing = _is_signed(draft) or any(
        (hit := draft.lexicon.first("zones", sentence.words)) is not None and hit.row.gives["opens"] == "closing"
        for sentence in draft.page.spoken("closing")
    )
    rights = any(isinstance(fact, ReviewRight | ComplaintRight) for fact in facts)
    dated = any(isinstance(fact, Date) and fact.role == "response" for fact in facts)
    own = [sentence for sentence in draft.page.sentences if sentence.voice == "authority"]
    greetings = [number for number, sentence in enumerate(own) if begins_with_greeting(sentence.words)]
    # Where nothing but what it answers, or the title of the page, stands above the greeting, the head of the letter
    # with its day was not copied.
    above = [sentence for sentence in draft.page.sentences if sentence.voice == "requester"]
    corresponds = any(begins_with_greeting(sentence.words) for sentence in above if sentence.section == "request")
    headed = bool(greetings) and not all(_TITLE.search(one.words) for one in own[: greetings[0]])
    greeted = bool(greetings) and (dated or (headed and not corresponds))
    web_page = sum(sentence.voice == "page" and sentence.section == "header" for sentence in draft.page.sentences) >= 2
    told = any(isinstance(fact, Date) and fact.role in ("request", "received") for fact in facts)
    referred = any(isinstance(fact, Reference) and not fact.quoted for fact in facts)
    opened = any(_OPENING.match(sentence.words) for sentence in draft.page.spoken("header"))
    # Nothing but a date and a reference above, and no end below: so a log prints a letter, without its greeting.
    whole_head = dated and (told or (referred and (opened or closing or rights)))
    if not (greeted or whole_head) or (web_page and not (greeted and dated)):
        missing.append("header")
    closing = closing or ("header" not in missing and not web_page and _ends_with_rights(draft))
    printed = [fact.printed for fact in facts if isinstance(fact, Question)]
    announced = any(isinstance(fact, PromisedList) and fact.of == "questions" and not fact.given for fact in facts)
    if announced or not printed or not all(printed):
        missing.append("request")
    if any(isinstance(fact, PromisedList) and fact.of == "exemptions" and not fact.given for fact in facts):
        missing.append("exemptions")
    if _has_lost_its_annex(draft.page):
        missing += _IN_ANNEX
    if not closing:
        if _is_cut(draft.page, dated=dated):
            missing += [name for name in _LOST_BEHIND_A_CUT if name != "rights" or not rights]
        missing += ["closing"] if rights else ["rights", "closing"]
    state: CopyState = "extract" if missing else "complete"
    return letter.model_copy(
        update={"copy_state": state, "missing": tuple(name for name in SECTIONS if name in missing)}
    )


def _ends_with_rights(draft: Draft) -> bool:
    """Whether the last words are a whole sentence on the right to complain: under a heading, signed, or told of both.

    Whoever prints the head of a letter and the page on its rights leaves out no more than a name below them.
    """
    own = [sentence for sentence in draft.page.sentences if sentence.words.strip()]
    signed = len(own) > 1 and _signs(own[-1].words) and not own[-1].words.endswith(".")
    last = own[-2] if signed else own[-1]
    headed = last.filing.announces == "rights" and draft.page.heading_at(last.filing.heading) != ""
    both = {fact.kind for fact in draft.facts} >= {ReviewRight.kind, ComplaintRight.kind}
    told = last.section == "rights" and (headed or signed or both)
    return told and last.voice == "authority" and not last.is_heading and _ends_whole(last.words)


def _is_signed(draft: Draft) -> bool:
    """Whether a letter ends with the office of who signs, or with its day."""
    spoken = [one for one in draft.page.sentences if one.words.strip()]
    last, before = spoken[-1:], spoken[-3:-1]
    ends = [
        one
        for one in (*before, *last)
        if one.voice == "authority" and len(one.words) < _LONGEST_SIGNATURE and _SIGNED.fullmatch(one.words)
    ]
    leads_to_it = any(one.words.endswith((":", ",")) for one in before)
    foot = {
        span.quote
        for fact in draft.facts
        if isinstance(fact, Date) and fact.role == "response"
        for span in fact.evidence
    }
    dated = any(quote and one.words.removeprefix("Date:").strip(" .") == quote for one in last for quote in foot)
    return dated or (bool(ends) and not leads_to_it)


def _has_lost_its_annex(page: Page) -> bool:
    """Whether reasons are said to stand in an annex that is not part of this copy."""
    said = any(_REASONED_IN_ANNEX.search(one.words) for one in page.sentences if one.voice == "authority")
    return said and not any(_ANNEX.match(block.passage.words) for block in page.blocks)


def _is_cut(page: Page, *, dated: bool) -> bool:
    """Whether the last words break off, or announce something that does not follow."""
    own = [sentence for sentence in page.sentences if sentence.words.strip()]
    if not own or own[-1].voice == "page":  # the foot of a site stands below a letter that was printed to its end
        return False
    last = own[-1]
    if last.section == "harm" and not dated:
        return True  # a page without the letter's day, that ends before anything is weighed
    if last.section in ("rights", "closing") or _signs(last.words):
        return False  # a contact, or who signs
    return last.is_heading or not _ends_whole(last.words)


def _signs(words: str) -> bool:
    return _SIGNS.search(words) is not None and len(words) < _LONGEST_SIGNATURE


def _ends_whole(words: str) -> bool:
    return _ANNOUNCES.search(words) is None and _ENDS.search(words) is not None
