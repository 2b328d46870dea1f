"""Citations in all spellings: sections of the Act with their subsections, by grammar.

``Sections 23(5), 24(2) and 31(3)``, ``S40(2)(a)(b) and (3)(a)(i)``, ``sec. 31 (1) (a) & (b)``. What a
citation may name is held against the dated register of exemptions; sections of other Acts are told
apart by the Act that is named after them.

`cited` goes from one of the `heads` to the next: there begin `lists` of numbers with their `brackets`, and the words
around them tell of which of several `acts` they are. A line may name them `alone`.
"""

from ncnd_rules.encode.provisions.alone import only_names
from ncnd_rules.encode.provisions.cited import (
    Cited,
    cited_in,
    exemptions_in,
    is_exemption,
    known,
    referred_in,
    sections_named,
)

__all__ = ["Cited", "cited_in", "exemptions_in", "is_exemption", "known", "only_names", "referred_in", "sections_named"]
