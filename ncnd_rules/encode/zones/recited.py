"""The words of the Act, printed in a letter."""

import re

from ncnd_rules.encode.lexicon import Lexicon
from ncnd_rules.encode.zones.said import ANSWER_WITHIN
from ncnd_rules.encode.zones.transcript import Transcript
from ncnd_rules.reading import Block

# The words of the Act, printed below the section that is relied on: 'Information is exempt information if ...'.
_ENACTS = re.compile(
    r"(?i)(?:(?:section |s\.? ?)?\d{1,2}[a-z]?[.:]? ?)?(?:- ?)?(?:\(\d\) ?)?(?:"
    r"information (?:(?:which|to which|that|is|held)\b[^.;]{0,120} )?"
    r"(?:is )?exempt information (?:if|where|by virtue|unless)\b|"
    r"states? (?:that|the) fact\b|specif(?:y|ies) the exemption|"
    r"states?,? \(?if (?:(?:that |this )?(?:would )?not(?: otherwise|$)|(?:that|this)(?: would)?$|$)|"
    # Of section 40, whose conditions are printed in full.
    r"(?:any )?information to which a request for information relates is (?:also )?exempt|"
    r"it constitutes personal data (?:which|of which)\b|the (?:first|second|third) condition is that\b|"
    r"would (?:contravene any of the data protection principles|do so if the exemptions in section 24\(1\))|"
    r"a public authority which, in relation to any request|any person making a request for information to|"
    r"the duty to confirm or deny does not arise (?:if|in relation to information|where)\b|"
    r"for the purposes of subsection \(\d|"
    r"information (?:which|that) is reasonably accessible to the applicant otherwise than under section \d)"
)
_QUOTED = re.compile(r"^[\"'].{20,}[\"'.]$")
_TERM_QUOTED = re.compile(r'"[^"]*[^\s"(]"[\s,;:)].')  # '"Lone wolves" would be put on their guard.'


def is_quoted(words: str) -> bool:
    """Whether a paragraph stands in quotation marks from end to end."""
    whole = _QUOTED.match(words) is not None and _TERM_QUOTED.match(words) is None
    return whole and ANSWER_WITHIN.search(words) is None


def recites(words: str, lexicon: Lexicon) -> bool:
    """Whether words say that the law follows: 'requires the force to give you a notice which:'."""
    return any(hit.row.gives["opens"] == "statute" for hit in lexicon.accepted("zones", words))


def read_statute(block: Block, transcript: Transcript) -> bool:
    """Whether a block prints the words of the Act: by what it says, or as an item of a list that does."""
    words = block.passage.words
    enacts = _ENACTS.match(words) is not None
    printed = enacts or (transcript.recites and (block.kind == "item" or is_quoted(words)))
    if enacts:
        transcript.recites = words.endswith((":", "-", ",", "if"))
    if printed:
        transcript.say(block.passage, "statute")
    return printed
