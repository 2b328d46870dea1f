"""Positions: what the authority says about holding, for which questions, within which limits."""

from ncnd_rules.encode.positions.encoded import encode_positions
from ncnd_rules.encode.positions.held import Held
from ncnd_rules.encode.positions.words import scope_of

__all__ = ["Held", "encode_positions", "scope_of"]
