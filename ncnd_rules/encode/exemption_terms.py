"""What exemptions ask for in their own words: a qualified person's opinion, an enactment, an investigation."""

from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.page import ARGUING, DECIDING
from ncnd_rules.facts import Citation, LimbTerm

# The sections that ask for each. In other letters the words mean nothing of the kind, and are left alone.
_ASKED_BY = {
    "certificate": {"23", "24"},
    "signatory": {"23", "24"},
    "foreign_relations": {"27"},
    "foreign_confidence": {"27"},
    "investigation": {"30"},
    "confidential_source": {"30"},
    "law_enforcement_interest": {"31"},
    "qualified_person": {"36"},
    "own_data": {"40"},
    "others_data": {"40"},
    "prohibition": {"44"},
}


def encode_terms(draft: Draft) -> None:
    """Each term of an exemption that the letter cites, once, by the first words that say it.

    The sentences do not count as read: what else they say is for other families to find.
    """
    cited = {fact.section for fact in draft.facts if isinstance(fact, Citation)}
    told: set[str] = set()
    wanted = {term for term, sections in _ASKED_BY.items() if sections & cited}
    if not wanted:
        return
    for found in draft.find("terms", draft.page.spoken(*DECIDING, *ARGUING), every=True):
        term = found.gives["term"]
        if term in wanted and term not in told:
            told.add(term)
            draft.add(LimbTerm, term=term, evidence=(found.span(),))
