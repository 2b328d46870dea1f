"""Positions: what the authority says about holding, for which questions, within which limits.

`encoded` gathers them: those `stated` by sentences, clause by clause (`clauses`), or that are `given`
under a label without a word for it; those `headed` by their question, `pointed` at, `cited` by their provision, or
`untold`. `sought` tells which question a sentence answers, `reach`, `limits` and `behind` how far it does, and
`standing` which stay; `times` of what time one says that it speaks. What an answer has `left_out` is told when
all is encoded.
"""

from ncnd_rules.encode.positions.cited import BURDENS
from ncnd_rules.encode.positions.encoded import encode_positions
from ncnd_rules.encode.positions.held import Held
from ncnd_rules.encode.positions.left_out import leave_out
from ncnd_rules.encode.positions.times import settle_times
from ncnd_rules.encode.positions.words import scope_of

__all__ = ["BURDENS", "Held", "encode_positions", "leave_out", "scope_of", "settle_times"]
