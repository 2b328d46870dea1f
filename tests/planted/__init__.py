"""Corpora whose contradictions, copies and stale sentences are known, because they were put there.

The letters are composed of the wordings of ``cases/wordings/seen``; their authorities, places and requests are
invented, so that no two letters have anything to do with each other but those that are meant to.
"""

from planted.corpus import Corpus, write
from planted.judged import Judged, judge
from planted.stories import RULES, STORIES, Story

__all__ = ["RULES", "STORIES", "Corpus", "Judged", "Story", "judge", "write"]
