"""The local page: a letter dropped into a browser of this machine, seen, and taken away; nothing leaves it."""

from ncnd_rules.web.bench import Bench
from ncnd_rules.web.server import serve

__all__ = ["Bench", "serve"]
