"""What runs by night finds what it is there to find: each is tried on little, and on something that is wrong."""

import json
import mmap
from pathlib import Path

import pytest
from fact_sets import fact_set
from soak import Held, growth, soak

from ncnd_rules.engine.compiler import compile_ruleset
from ncnd_rules.engine.durable import available
from ncnd_rules.engine.program import Found
from ncnd_rules.engine.reference import ReferenceMatcher
from ncnd_rules.rule_files import load_ruleset

needs_durable = pytest.mark.skipif(not available(), reason="durable-rules is not installed for this Python")


class Forgetful(ReferenceMatcher):
    """An evaluator that keeps one match in a hundred to itself."""

    _seen = 0

    def matches(self) -> Found:
        """Every match but some."""
        found: Found = {}
        for join, matches in super().matches().items():
            for match in matches:
                self._seen += 1
                if self._seen % 100:
                    found.setdefault(join, []).append(match)
        return found


class Inventive(ReferenceMatcher):
    """An evaluator that gives a match twice."""

    def matches(self) -> Found:
        """Every match, and the first of them again."""
        found = super().matches()
        for matches in [*found.values()][:1]:
            matches.append(matches[0])
        return found


def test_a_set_of_facts_can_be_made_again() -> None:
    """
    Seed and number alone decide what is in it, and each number is another set.
    """
    made = [fact_set(7, number) for number in range(40)]

    assert made == [fact_set(7, number) for number in range(40)]
    assert 40 == len({(one.letter.model_dump_json(), *one.facts) for one in made})
    assert fact_set(8, 1) != fact_set(7, 1)
    assert {fact.kind for one in made for fact in one.facts} > {"part", "citation", "balance", "harm"}


@needs_durable
def test_evaluators_agree_on_the_first_sets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    A run finds no difference, and one that was ended goes on where it was and comes to the same.
    """
    pytest.importorskip("clingo")
    from differential import main

    whole, halves = tmp_path / "whole.json", tmp_path / "halves.json"

    assert 0 == main(["--sets", "24", "--clingo-every", "8", "--state", str(whole)])
    assert "24 sets of facts" in (told := capsys.readouterr().out)
    assert "3 of the sets also by clingo: 0 differences" in told
    for sets in ("10", "24"):
        assert 0 == main(["--sets", sets, "--clingo-every", "8", "--state", str(halves)])
    assert [json.loads(path.read_text()) | {"seconds": 0} for path in (whole, halves)] == [
        json.loads(whole.read_text()) | {"seconds": 0}
    ] * 2
    with pytest.raises(SystemExit, match="is of seed 1"):
        main(["--seed", "2", "--state", str(halves)])


@pytest.mark.parametrize("wrong", [Forgetful, Inventive])
def test_an_evaluator_that_is_wrong_is_found_out(wrong: type[ReferenceMatcher]) -> None:
    """
    A match that is missing, or given twice, is a difference, told with what makes it again.
    """
    pytest.importorskip("clingo")  # differential.py itself needs none, the adapters beside it do
    from differential import Judge, State, run

    program = compile_ruleset(load_ruleset())
    judge = Judge({"wrong": wrong(program)})
    *_, state = run(judge, State(1, ""), 12, 20)

    assert state.differences
    assert state.differences[0].startswith("seed 1, number ")
    number = int(state.differences[0].split()[3].rstrip(":"))
    assert Judge({"wrong": Inventive(program)}).judge(1, number, all_of_them=False)[1]


def test_growth_is_told() -> None:
    """
    Work that keeps what it makes is found out; a cache that fills in the first third is not growth.
    """
    kept: list[mmap.mmap] = []

    def keep() -> None:
        kept.append(mmap.mmap(-1, 50_000))  # of the system's own: a process has room left from what it has given back
        kept[-1].write(b"x" * 50_000)

    held = list(soak(iter([keep] * 1200), every=100))

    assert 12 == len(held)
    assert 30 < growth(held) < 100  # 50 KB a letter are 48 MB a thousand
    assert 0 == growth([Held(number, min(100 + number, 400)) for number in range(0, 2000, 100)])
    with pytest.raises(ValueError, match="at least 2"):
        growth(held[:1])
