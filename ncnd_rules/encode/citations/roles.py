"""As what a provision is named where it is: as relied on, or as argued."""

import re

from ncnd_rules.encode.citations.only_named import is_only_named
from ncnd_rules.encode.citations.words import refuses, roles_said
from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.page import ARGUING, Sentence
from ncnd_rules.encode.provisions import Cited

# 'Section 24(2) - National Security - to confirm would ...': an entry of a list, and why it is in it.
_EXPLAINED_ENTRY = re.compile(r"\s?[-:]\s?[A-Z][^-.;:]{3,60}?\s?[-:]\s")
LINE = re.compile(r"(?i)^\W*(?:the )?(?:sections?|secs?\.?|ss?\.?)\s?\d")
_DEFINES = re.compile(
    r"(?i)\b(?:recognises|is concerned with|relates to information|provides that|states that|covers|allows|relates)\b"
)
_REVIEWED = re.compile(
    r"(?i)^[^.;,]{0,12}\b(?:was|were) (?:also )?(?:correctly|rightly|properly|wrongly|incorrectly)\b"
)
_LONGEST = 1_500  # characters of a sentence that is read as a whole; what is longer is a list
_SHORT = 160  # characters that a line of a list may have


def role_of(cited: Cited, sentence: Sentence, draft: Draft, *, announced: bool) -> str | None:
    """As what a sentence names a provision; nothing where that is not relied on."""
    words = sentence.words
    if is_only_named(cited, sentence, draft):
        return None
    if len(words) > _LONGEST:
        return _role_in_list(cited, sentence)
    return _role_in_sentence(cited, sentence, draft, announced=announced)


def _role_in_list(cited: Cited, sentence: Sentence) -> str:
    """What is named in more words than a sentence has."""
    return "listed" if "(" in cited.provision and sentence.section not in ARGUING else "argued"


def _role_in_sentence(cited: Cited, sentence: Sentence, draft: Draft, *, announced: bool) -> str:
    """As what a sentence names a provision; 'named' where its words do not tell."""
    words = sentence.words
    roles = roles_said(draft, words, sentence.section)
    runs_in = sentence.is_heading and len(draft.page.of_block(sentence.block)) > 1
    explained = announced and not (sentence.is_heading or cited.start) and _EXPLAINED_ENTRY.match(words, cited.stop)
    if explained or ("line" in roles and not runs_in and (announced or sentence.section not in ARGUING)):
        return "line"
    if sentence.is_heading or _REVIEWED.match(words[cited.stop :]):
        return "argued"
    if "listed" in roles:
        return "listed"
    if "recited" in roles and cited.section == "12" and not refuses(draft, words):
        return "recited"
    if "argued" in roles:
        return "argued"
    if refuses(draft, words):
        return "listed"
    if sentence.section in ARGUING or _DEFINES.search(words):
        return "argued"
    return "line" if LINE.match(words) and not words.endswith((".", ";")) and len(words) < _SHORT else "named"
