"""Encoding: the words of a letter as typed facts, and what of it was left unread."""

from ncnd_rules.encode.encoder import Encoded, Encoder, encode, load_encoder

__all__ = ["Encoded", "Encoder", "encode", "load_encoder"]
