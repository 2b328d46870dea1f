"""Trying a rule at the edge of each of its conditions: the smallest letters on each side of it."""
