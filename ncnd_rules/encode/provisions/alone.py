"""Lines that name provisions and say nothing of them."""

from ncnd_rules.encode.lexicon import Lexicon


def only_names(lexicon: Lexicon, words: str, section: str | None = None) -> bool:
    """Whether words are provisions and their titles and nothing else, as an entry of a list is.

    Args:
        section: where the words stand, as for `Lexicon.hits`.
    """
    return any(hit.row.gives["role"] == "line" for hit in lexicon.accepted("reliance", words, section))
