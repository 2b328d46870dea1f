"""States and bodies abroad that the reasons name, and whether the request named them.

A request may speak of a State in other words: of its people, its services, or of foreign countries. Wherever it has
such words, or a name that is not known to be one at home, it is taken to have named the State perhaps.
"""

import re
from collections.abc import Iterator

from ncnd_rules.encode.draft import Draft, Found, span_of
from ncnd_rules.encode.page import ARGUING, DECIDING, Sentence
from ncnd_rules.facts import Authority, Partner

_AT_HOME = re.compile(
    r"\b(?:United Kingdom|UK|Britain|British|England|Scotland|Wales|Northern Ireland|Parliament|Council|Office|"
    r"Ministry|Police|Constabulary|Department|Authority|Force|Agency|Service|Commissioner|Government|Section|Act|Article)\b"
)
# Names of States whose adjective begins otherwise, and other words for one State.
_ALIKE = (
    ("France", "French"), ("Spain", "Spanish", "Spaniard"), ("Greece", "Greek"), ("Denmark", "Danish", "Dane"),
    ("Netherlands", "Dutch", "Holland"), ("Switzerland", "Swiss"), ("Poland", "Polish"), ("Finland", "Finnish"),
    ("Turkey", "Turkish", "Türkiye"), ("Ireland", "Irish"), ("Myanmar", "Burma"), ("Philippines", "Filipino"),
    ("United States", "America", "US", "USA", "U.S."), ("United Arab Emirates", "UAE", "Emirat", "Dubai"),
    ("Congo", "DRC"), ("Cyprus", "Cypriot"), ("Peru", "Peruvian"), ("Iraq", "Iraqi"), ("Korea", "DPRK"),
    ("Wales", "Welsh"), ("China", "Chinese", "PRC", "Hong Kong"), ("Russia", "Soviet"), ("Saudi", "KSA"),
)  # fmt: skip
_ABROAD = re.compile(
    r"(?i)\b(?:foreign|overseas|abroad|international\w*|countr(?:y|ies)|nations?|allies|allied|embass(?:y|ies)|"
    r"(?:an?|any|other|another|which|what|these|member) states?|governments?|third part(?:y|ies)|partners?|"
    r"agenc(?:y|ies)|military|militaries|armed forces|intelligence services?)\b"
)
_NAME = re.compile(r"(?<![.?!:] )(?<!^)(?<!\w)(?<!\()\b[A-Z][\w'&.-]*\w")
_PLAIN = re.compile(
    r"\b(?:I|FOI\w*|UK|GB|CCTV|ANPR|PDF|CSV|Excel|Mr|Mrs|Ms|Dr|Sir|Madam|Act|Freedom|Information|Monday|Tuesday|Wednesday|"
    r"Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|"
    r"December|Q\d+\w*|[IVX]+|IMSI|CHIS|UAVs?|LFR|AFR|FRT|RIPA|DPIAs?|GDPR|PNC|PND|NPCC|AI|IT|(?:Police|Constabulary)'s)\b"
)
# Initials behind the words that they stand for, as in Live Facial Recognition (LFR).
_SPELLED_OUT = re.compile(r"(?P<words>(?:[A-Z][\w-]*[ -]){2,6})\((?P<initials>[A-Z]{2,6})\)")
_STEM = 4  # letters that a name and what is made of it share: Israel, Israeli


def encode_partners(draft: Draft) -> None:
    """Each State or body abroad that the reasons name, and the words in which the request names it, or may."""
    named: dict[str, list[Found]] = {}
    for found in draft.find("partners", draft.page.spoken(*DECIDING, *ARGUING)):
        name = str(found.hit.groups.get("value") or "")
        if name and not _AT_HOME.search(name):
            named.setdefault(name, []).append(found)
    if not named:
        return
    asked = [one for one in draft.page.sentences if one.voice == "requester" or one.section == "request"]
    plain = _plain_words(draft)
    for name, places in named.items():
        draft.add(Partner, name=name, by="authority", evidence=tuple(found.span() for found in places))
        words = _words_for(name)
        told = tuple(span_of(one, *hit.span()) for one in asked for hit in [words.search(one.words)] if hit)
        if told:
            draft.add(Partner, name=name, by="requester", evidence=told)
    known = [_words_for(name) for name in named]
    perhaps = tuple(span_of(one, *place) for one in asked for place in _perhaps(one, plain, known))
    if perhaps:
        draft.add(Partner, name="unnamed", by="perhaps_requester", evidence=perhaps)


def _words_for(name: str) -> re.Pattern[str]:
    """The words in which a request may name a State: its name, what is made of it, and others that are known."""
    stems = [re.escape(word[:_STEM]) for word in re.findall(r"[A-Z]\w+", name)]
    for group in _ALIKE:
        if any(re.search(rf"\b{re.escape(word)}", name) for word in group):
            stems += map(re.escape, group)
    return re.compile(rf"\b(?:{'|'.join(stems or [re.escape(name)])})")


def _plain_words(draft: Draft) -> set[str]:
    """Words of the letter that stand in it in small letters or are spelled out, and those of its authority's name."""
    small = {word for one in draft.page.sentences for word in re.findall(r"(?<!\w)[a-z][a-z'-]+", one.words)}
    own = {word.lower() for fact in draft.facts if isinstance(fact, Authority) for word in fact.name.split()}
    spelled = [hit for one in draft.page.sentences for hit in _SPELLED_OUT.finditer(one.words)]
    explained: set[str] = set()
    for hit in spelled:
        words = re.findall(r"\w+", hit["words"])
        if hit["initials"] == "".join(word[0] for word in words):
            explained |= {word.lower() for word in (hit["initials"], *words)}
    return small | own | explained


def _perhaps(sentence: Sentence, plain: set[str], known: list[re.Pattern[str]]) -> Iterator[tuple[int, int]]:
    """Words of a request in which it may name a State that they do not tell."""
    for hit in _ABROAD.finditer(sentence.words):
        yield hit.span()
    for hit in _NAME.finditer(sentence.words):
        is_known = _PLAIN.fullmatch(hit[0]) or any(words.match(hit[0]) for words in known)
        if hit[0].lower() not in plain and not is_known:
            yield hit.span()
