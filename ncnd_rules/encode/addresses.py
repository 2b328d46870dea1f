"""Where a letter sends its reader: web pages, e-mail and postal addresses, telephone numbers."""

import re
from collections.abc import Callable
from functools import cache, partial
from itertools import chain, islice

from ncnd_rules.encode.draft import Draft, span_of
from ncnd_rules.encode.page import Sentence
from ncnd_rules.facts import Contact, Link, TextDefect

_DIGIT = re.compile(r"\d")
URL = re.compile(
    r"(?i)\[(?P<name>[^\]]{0,200})\]\((?P<target>[^)\s]{0,500})\)|"
    r"<?(?P<url>(?:https?://|www\.)[^\s<>\])]{3,500}|(?<![\w@.])ico\.(?:org|gov)\.uk[^\s<>\])]{0,500})>?"
)
_SIGNS_OF_URL = ("](", "://", "www.", "co.")  # one of which is in every address; in small letters
_HOST = re.compile(r"(?i)(?:https?://)?(?:www\.)?(?P<host>(?:[a-z\d-]{1,63}\.){1,6}[a-z]{2,})(?:[/:?#]\S*)?$")
# Filters of mail that put their own address before every link.
_REWRITES = re.compile(r"(?i)safelinks|urldefense|mimecast|clicktime|protect")
_WORD = re.compile(r"[a-z]+")
_HYPHENS = 2  # in a slug that parts its words by them
_LEAST_JOINED = 5  # letters of each of two words that stand in one: shorter ones are in many a word
_POINTS_TO_LINK = re.compile(r"(?i)\b(?:see|below|following|this|the) link ?:$")
_EMAIL = re.compile(r"(?i)\b[\w.+-]{1,64}@(?:[\w-]{1,63}\.)+[a-z]{2,}\b")
_BROKEN_EMAIL = re.compile(r"(?i)(?<![\w.])@(?:[\w-]{1,63}\.)+[a-z]{2,}\b")
_PHONE = re.compile(
    r"(?<![\w/])(?:\+44\s?|\(?0)\d{2,4}\)?[\s-]?\d{3,4}[\s-]?\d{3,4}(?!\d)|"
    r"(?i:\btel(?:ephone)?:?\s?101(?:\s?ext\S*\s[\d ]+)?)"
)
# A postcode, or the house of the regulator's that letters give without one.
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b|\bWycliffe House\b(?!.{0,120}\b[A-Z]{2}\d[A-Z\d]?\s?\d)")
_AS_ABOVE = re.compile(r"(?i)^(?:postal |our )?(?:address|post)\s?[:-]\s?(?:as|see) above\b")
_REGULATOR = re.compile(r"(?i)\bico\b|ico\.(?:org|gsi|gov)|commissioner|wycliffe|0303 123 1113|01625 545|08456 30")
_TO = (
    ("threat_level", re.compile(r"(?i)threat|mi5")),
    ("exemption_notes", re.compile(r"(?i)exemption")),
    ("review_procedure", re.compile(r"(?i)review|complain|appeal")),
    ("publication_scheme", re.compile(r"(?i)publication|disclosure[-_ ]log|foi\.[\w-]+\.police|/foi/?$")),
    ("earlier_answer", re.compile(r"(?i)ref[-_]?\d|foi[-_/]?\d{4}|request[-_]?\d")),
)


def encode_addresses(draft: Draft) -> None:
    """Every link, e-mail address, telephone number and postal address that the authority gives."""
    known = cache(partial(_words_of, draft))  # few letters have an address that asks for them
    for sentence in draft.page.spoken():
        _links(draft, sentence, known)
        _contacts(draft, sentence)


def _links(draft: Draft, sentence: Sentence, known: Callable[[], frozenset[str]]) -> None:
    words = sentence.words
    lost = _POINTS_TO_LINK.search(words) if words.endswith(":") else None
    behind = draft.page.sentences[sentence.number + 1 : sentence.number + 2]
    if lost and not any(URL.search(other.words) for other in behind):
        draft.add(Link, sentence, to=_leads_to(words), works=False, evidence=(span_of(sentence, *lost.span()),))
    lowered = words.lower()
    for match in URL.finditer(words) if any(sign in lowered for sign in _SIGNS_OF_URL) else ():
        target = match["target"] if match["target"] is not None else match["url"]
        span = span_of(sentence, match.start(), match.end())
        if _shows_another(match["name"] or "", target):
            draft.add(TextDefect, sentence, defect="misdirected", evidence=(span,))
        if target.lower().startswith("mailto:") or (match["name"] and "@" in match["name"]):
            continue
        to = _leads_to(target, match["name"] or "", words)
        works = bool(target) and not target.startswith("#") and not _is_cut_short(target)
        works = works and not _has_run_together(target, known)
        if "legislation.gov.uk" in target.lower():
            to = "other"  # the Act, which gives nobody's reasons
        if re.search(r"(?i)ico\.", target) and _whose(draft, sentence) == "regulator":
            value = target if works else None
            draft.add(Contact, sentence, of="regulator", means="web", works=works, value=value, evidence=(span,))
        else:
            draft.add(Link, sentence, to=to, works=works, evidence=(span,))


def _shows_another(name: str, target: str) -> bool:
    """Whether a link is named by an address, and leads to one of another host, or to another letter box."""
    mail = _EMAIL.fullmatch(name.strip())
    if mail is not None and target.lower().startswith("mailto:"):
        return mail[0].lower() != target[len("mailto:") :].partition("?")[0].lower()
    shown, led = _HOST.match(name.strip()), _HOST.match(target)
    if mail is not None or shown is None or led is None or _REWRITES.search(led["host"]):
        return False
    return shown["host"].lower() != led["host"].lower()


def _is_cut_short(target: str) -> bool:
    return target.endswith(("...", "\u2026"))


def _has_run_together(target: str, known: Callable[[], frozenset[str]]) -> bool:
    """Whether two words of the letter stand in one, in an address that has hyphens between the others: one was lost."""
    path = target.partition("://")[2].lower()
    slugs = [slug.split("-") for slug in path.split("/")[1:] if slug.count("-") >= _HYPHENS]
    parts = [word for slug in slugs for word in slug if word.isalpha() and len(word) >= 2 * _LEAST_JOINED]
    return any(
        word[:cut] in known() and word[cut:] in known()
        for word in parts
        if word not in known()
        for cut in range(_LEAST_JOINED, len(word) - _LEAST_JOINED + 1)
    )


def _words_of(draft: Draft) -> frozenset[str]:
    """The words of a letter in small letters, but for those of its web addresses."""
    words = (_WORD.findall(URL.sub(" ", sentence.words).lower()) for sentence in draft.page.sentences)
    return frozenset(chain.from_iterable(words))


def _leads_to(*said: str) -> str:
    """What a link is said to lead to, by its address, its name and the words around it."""
    return next((name for name, pattern in _TO if any(pattern.search(words) for words in said)), "other")


def _contacts(draft: Draft, sentence: Sentence) -> None:
    words = sentence.words
    # No address without a sign of its own: most sentences have neither, and the patterns try each of their words.
    emails, numbers = "@" in words, _DIGIT.search(words) is not None
    places = numbers or "Wycliffe" in words
    for means, pattern, possible in (
        ("email", _EMAIL, emails),
        ("telephone", _PHONE, numbers),
        ("post", _POSTCODE, places),
    ):
        for match in islice(pattern.finditer(words), 3) if possible else ():
            if means == "email":
                own = "regulator" if re.search(r"(?i)@ico\.", match[0]) else "authority"
            else:
                own = _whose(draft, sentence)
            value = match[0] if own == "regulator" and means != "post" else None
            span = span_of(sentence, match.start(), match.end())
            draft.add(Contact, sentence, of=own, means=means, value=value, evidence=(span,))
    if as_above := _AS_ABOVE.match(words):
        above = any(isinstance(fact, Contact) and fact.means == "post" and fact.works for fact in draft.facts)
        span = span_of(sentence, as_above.start(), as_above.end())
        draft.add(Contact, sentence, of=_whose(draft, sentence), means="post", works=above, evidence=(span,))
    for match in _BROKEN_EMAIL.finditer(words) if emails else ():
        draft.add(
            Contact,
            sentence,
            of="authority",
            means="email",
            works=False,
            evidence=(span_of(sentence, match.start(), match.end()),),
        )


def _whose(draft: Draft, sentence: Sentence) -> str:
    """Whether an address in a sentence is the regulator's, by its words or those of the sentences before it."""
    if _REGULATOR.search(sentence.words):
        return "regulator"
    near = " ".join(other.words for other in draft.page.sentences[max(0, sentence.number - 3) : sentence.number + 1])
    ends = sentence.section in ("rights", "closing") and not _EMAIL.search(sentence.words)
    return "regulator" if ends and _REGULATOR.search(near) else "authority"
