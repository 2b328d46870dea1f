"""How whole a copy looks: a letter whose end is missing may have lost its rights paragraph."""

import re

from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.greetings import begins_with_greeting
from ncnd_rules.encode.page import ARGUING, Page
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.facts import ComplaintRight, Date, PromisedList, Question, Reference, ReviewRight
from ncnd_rules.letter import SECTIONS, CopyState, Letter, Section

_OFFICES = (
    r"officer|manager|inspector|constable|superintendent|sergeant|director|advis[eo]r|secretary|solicitor|administrator|"
    r"decision[- ]maker"
)
_SIGNS = re.compile(rf"(?i)\b(?:{_OFFICES}|team|unit|department|chair|head|clerk|assistant|governance)\b")
# The office of one person in a line of its own, with which a letter may end: 'Information Access Manager'.
_SIGNED = re.compile(
    rf"(?:[A-Z][\w'&/-]*,? (?:(?:of|for|and|&|the|in) )*)*(?i:{_OFFICES}|researcher|analyst|"
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
_IN_ANNEX: frozenset[Section] = frozenset(ARGUING)
_LONGEST_SIGNATURE = 60
_LAST: frozenset[Section] = frozenset({"rights", "closing"})
_LOST_BEHIND_A_CUT = frozenset(SECTIONS[SECTIONS.index("answer") :])  # all but what stands above an answer
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
    dated = any(isinstance(fact, Date) and fact.role == "response" for fact in facts)
    rights = any(isinstance(fact, ReviewRight | ComplaintRight) for fact in facts)
    ended = _takes_leave(draft) or _is_signed(draft)
    printed = [fact.printed for fact in facts if isinstance(fact, Question)]
    web_page = sum(sentence.voice == "page" and sentence.section == "header" for sentence in draft.page.sentences) >= 2
    missing: set[Section] = set()
    if not _has_its_head(draft, dated=dated, ends=ended or rights, web_page=web_page):
        missing.add("header")
    if _is_announced(draft, "questions") or not printed or not all(printed):
        missing.add("request")
    if _is_announced(draft, "exemptions"):
        missing.add("exemptions")
    if _has_lost_its_annex(draft.page):
        missing |= _IN_ANNEX
    if not ended and ("header" in missing or web_page or not _ends_with_rights(draft)):
        lost = _LOST_BEHIND_A_CUT if _is_cut(draft.page, dated=dated) else _LAST
        missing |= lost - {"rights"} if rights else lost
    state: CopyState = "extract" if missing else "complete"
    return letter.model_copy(
        update={"copy_state": state, "missing": tuple(name for name in SECTIONS if name in missing)}
    )


def _takes_leave(draft: Draft) -> bool:
    """Whether the letter ends as letters do: 'Yours sincerely'."""
    hits = (draft.lexicon.first("zones", sentence.words) for sentence in draft.page.spoken("closing"))
    return any(hit is not None and hit.row.gives["opens"] == "closing" for hit in hits)


def _has_its_head(draft: Draft, *, dated: bool, ends: bool, web_page: bool) -> bool:
    """Whether the copy begins where the letter did: with a greeting, or a day and what it answers.

    Args:
        dated: whether it tells its own day.
        ends: whether it takes leave, is signed, or tells of rights.
        web_page: whether a web page is printed around it.
    """
    own = [sentence for sentence in draft.page.sentences if sentence.voice == "authority"]
    greetings = [number for number, sentence in enumerate(own) if begins_with_greeting(sentence.words)]
    # Where nothing but what it answers, or the title of the page, stands above the greeting, the head of the letter
    # with its day was not copied.
    above = [sentence for sentence in draft.page.sentences if sentence.voice == "requester"]
    corresponds = any(begins_with_greeting(sentence.words) for sentence in above if sentence.section == "request")
    headed = bool(greetings) and not all(_TITLE.search(one.words) for one in own[: greetings[0]])
    greeted = bool(greetings) and (dated or (headed and not corresponds))
    if web_page:
        return greeted and dated
    told = any(isinstance(fact, Date) and fact.role in ("request", "received") for fact in draft.facts)
    referred = any(isinstance(fact, Reference) and not fact.quoted for fact in draft.facts)
    opened = any(_OPENING.match(sentence.words) for sentence in draft.page.spoken("header"))
    # Nothing but a date and a reference above, and no end below: so a log prints a letter, without its greeting.
    return greeted or (dated and (told or (referred and (opened or ends))))


def _is_announced(draft: Draft, of: str) -> bool:
    """Whether a list is announced and not given."""
    return any(isinstance(fact, PromisedList) and fact.of == of and not fact.given for fact in draft.facts)


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
