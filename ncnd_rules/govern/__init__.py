"""Governing the rules: whether each is sound, tried, covered, noticed when it is wrong, and changed knowingly."""
