"""What a letter says of an answer that the authority gave before."""

from ncnd_rules.encode.draft import Draft
from ncnd_rules.facts import EarlierAnswer


def encode_earlier(draft: Draft) -> None:
    """Answers of before that are relied on, said to hold unchanged, corrected or withdrawn."""
    for found in draft.find("earlier", draft.page.spoken()):
        draft.add(EarlierAnswer, found.sentence, says=found.gives["says"], evidence=(found.span(),))
