"""Pairs of letter and rule drawn from an audit, judged by people, and how often the program was right.

`drawing` says which pairs, `coding_sheet` puts them on a sheet, `forms` writes it and its `key`; `coding` reads what
people said, `scoring` holds it against the key, and `score_words` tells what came of it.
"""
