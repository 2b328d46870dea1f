"""Compose: letters made from typed facts, each with the exact places of the words that say them.

The other way round from encode: a plan holds what a letter is to say, a bank of wordings holds how
letters say things, and `compose` writes one letter of many that say it. What comes out measures how
well letters are read, so nothing here may look at how they are recognised.
"""

from ncnd_rules.compose.chance import SHAPES, random_plan
from ncnd_rules.compose.letter import Composed, compose
from ncnd_rules.compose.plan import Plan
from ncnd_rules.compose.wordings import Wordings, load_wordings

__all__ = ["SHAPES", "Composed", "Plan", "Wordings", "compose", "load_wordings", "random_plan"]
