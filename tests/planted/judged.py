"""What an audit found between the letters of a corpus, held against what was planted."""

import json
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from ncnd_rules.audit.stored import open_stored
from planted.corpus import Corpus

Letters = frozenset[str]  # names of files


class Judged(NamedTuple):
    """How finding went."""

    planted: int
    missed: list[tuple[str, Letters]]  # contradictions that the rule they were planted for did not find, by kind
    invented: list[tuple[str, Letters]]  # violations where nothing was planted that the rule may find
    alone: list[Letters]  # letters that agree and were never held against each other


def judge(audit: Path, corpus: Corpus) -> Judged:
    """Hold the table ``comparisons`` against the truth."""
    originals = {copy for _, copy in corpus.truth["copies"]}
    names: dict[str, str] = {}
    found: defaultdict[Letters, set[str]] = defaultdict(set)
    with open_stored(audit) as stored:
        for row in stored.rows("SELECT letter, source FROM occurrences"):
            name = str(Path(row["source"]).relative_to(corpus.folder))
            if name not in originals:
                names[row["letter"]] = name
        for row in stored.rows("SELECT rule, letters FROM comparisons WHERE outcome = 'violated'"):
            if row["rule"] in corpus.truth["rules"]:
                found[frozenset(names[letter] for letter in json.loads(row["letters"]))].add(row["rule"])
        groups = [
            frozenset(names[letter] for letter in json.loads(row["letters"]))
            for row in stored.rows("SELECT letters FROM groups")
        ]
    planted = {frozenset(one["letters"]): one for one in corpus.truth["contradictions"]}
    allowed = {letters: {one["rule"], *one["also"]} for letters, one in planted.items()}
    beside: defaultdict[str, list[Letters]] = defaultdict(list)
    for group in groups:
        for name in group:
            beside[name].append(group)
    agreeing = [frozenset(pair) for pair in corpus.truth["agreeing"]]
    return Judged(
        len(planted),
        [(one["kind"], letters) for letters, one in planted.items() if one["rule"] not in found[letters]],
        [(rule, letters) for letters, rules in found.items() for rule in rules - allowed.get(letters, set())],
        [pair for pair in agreeing if not any(pair <= group for group in beside[min(pair)])],
    )
