"""Each trap of durable-rules that our side could provoke is refused before the engine sees it.

These are tests of the fence, not of the library: the numbers name the traps as they were measured.
"""

import gc
import json
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ncnd_rules.engine import durable, sendable
from ncnd_rules.engine.closure import close, known_of
from ncnd_rules.engine.compiler import compile_ruleset
from ncnd_rules.engine.durable import DurableMatcher, available, check_join
from ncnd_rules.engine.filters import Filters
from ncnd_rules.engine.program import Join, Program, Row, RowPattern, Shape
from ncnd_rules.engine.reference import ReferenceMatcher
from ncnd_rules.engine.sendable import check_row
from ncnd_rules.errors import EngineDefect
from ncnd_rules.facts_file import load_facts
from ncnd_rules.registers import load_registers
from ncnd_rules.rule_files import load_ruleset
from ncnd_rules.rules import Reference, Ruleset
from ncnd_rules.world import world_of

pytestmark = pytest.mark.skipif(not available(), reason="durable-rules is not installed for this Python")

A, B = Shape("a"), Shape("b")
CASES = Path(__file__).parents[1] / "cases"


def program(*joins: Join) -> Program:
    return Program(Ruleset((), (), {}, ""), joins, (), {}, {})


def join(name: str, *patterns: RowPattern) -> Join:
    return Join(name, "when", 0, patterns)


def pattern(alias: str, shape: Shape = A, *, joins: Any = (), **literals: Any) -> RowPattern:
    return RowPattern(alias, shape, tuple(literals.items()), joins)


def row(number: int, shape: Shape = A, **values: Any) -> Row:
    return Row(f"row{number}", shape, values, f"fact{number}")


def matches(matcher: Any, *rows: Row) -> set[tuple[str, tuple[str, ...]]]:
    matcher.open()
    matcher.put(rows)
    return {*told(matcher)}


def told(matcher: Any) -> list[tuple[str, tuple[str, ...]]]:
    """The matches not given before, by the ids of their rows."""
    return [(name, tuple(row.id for row in found)) for name, own in matcher.matches().items() for found in own]


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """What the engine is given of some joins."""
    told = []
    original = durable._engine.create_ruleset
    monkeypatch.setattr(durable._engine, "create_ruleset", lambda *what: (told.append(what[1]), original(*what))[1])

    def given(*joins: Join) -> Any:
        DurableMatcher(program(*joins))
        return json.loads(told[-1])

    return given


def test_nothing_negative_is_ever_sent(sent: Callable[..., Any]) -> None:
    """
    Traps 1, 2 and 3: a blocker that comes late does not cancel, or cancels other rules. We send no ``none()``.
    """
    given = sent(join("j", pattern("p", x=("1",))), join("k", pattern("p")))

    assert ["__open", "j0", "j1"] == [*given]
    assert "$not" not in json.dumps(given)


def test_joins_are_equalities(sent: Callable[..., Any]) -> None:
    """
    Trap 4: a join by anything but equality reads past its memory. Only equality can be written.
    """
    linked = pattern("q", B, joins=(("x", Reference("p", "x")),))
    given = sent(join("j", pattern("p"), linked))

    assert {"f_x": {"x0_0": "f_x"}} == given["j0"]["all"][1]["x0_1"]["$and"][-1]


def test_alternatives_are_told_by_one_mark(sent: Callable[..., Any]) -> None:
    """
    Traps 5 and 6: ``$or`` drops joins, or fires twice. A row that has one of the values bears the pattern's mark.
    """
    either = join("j", pattern("p", x=("1", "2")), pattern("q", B, joins=(("x", Reference("p", "x")),)))
    rows = [row(0, x="1"), row(1, x="2"), row(2, x="3"), row(3, B, x="1"), row(4, B, x="3")]

    assert {("j when 0", ("row0", "row3"))} == matches(DurableMatcher(program(either)), *rows)
    given = sent(either)
    assert ["__open", "j0"] == [*given]
    assert {"m0": 1} == given["j0"]["all"][0]["x0_0"]["$and"][-1]
    assert "$or" not in json.dumps(given)


def test_a_row_bears_the_mark_of_each_pattern_that_it_fits() -> None:
    """
    Each combination of what patterns ask of a row alone comes to the joins that ask for it, and to no others.
    """
    joined = (("z", Reference("p", "z")),)
    asked = [{"x": ("1",)}, {"y": ("1", "2")}, {"x": ("1",), "y": None}, {"y": None, "x": ("1",)}, {"x": ("3",)}, {}]
    joins = [join(f"j{n}", pattern("p", **own), pattern("q", B, joins=joined)) for n, own in enumerate(asked)]
    rows = [row(0, x="1", z="z"), row(1, y="2", z="z"), row(2, x="1", y="9", z="z"), row(3, z="z"), row(9, B, z="z")]
    both = program(*joins)

    found = matches(DurableMatcher(both), *rows)

    assert matches(ReferenceMatcher(both), *rows) == found
    assert {("j2 when 0", ("row2", "row9")), ("j3 when 0", ("row2", "row9"))} == {
        match for match in found if match[0] in ("j2 when 0", "j3 when 0", "j4 when 0")
    }


def test_no_rows_at_all() -> None:
    """
    Trap 7: an empty batch kills the process. Rows are given one by one, and none is fine.
    """
    assert set() == matches(DurableMatcher(program(join("j", pattern("p")))))


@pytest.mark.parametrize("value", [1.5, 1e16, float("nan"), None, ["x"], {"x": 1}, b"x"])
def test_values_the_engine_drops_or_misreads(value: object) -> None:
    """
    Traps 8 and 14: a float, a null or a structure is refused by name, not dropped without a word.
    """
    with pytest.raises(EngineDefect, match=r"a\.x is "):
        check_row(row(0, x=value))


def test_a_clean_letter_does_not_kill_the_process() -> None:
    """
    Trap 9: giving back the memory of a letter on which nothing fired crashes. Every letter fires its opening.
    """
    script = (
        "from ncnd_rules.engine.durable import DurableMatcher as D\n"
        "from ncnd_rules.engine.program import *\n"
        "from ncnd_rules.rules import Ruleset\n"
        "j = Join('j', 'when', 0, (RowPattern('p', Shape('a'), (), ()),))\n"
        "m = D(Program(Ruleset((), (), {}, ''), (j,), (), {}, {}))\n"
        "for _ in range(2000):\n"
        "    m.open(); assert m.matches() == {}\n"
        "m.close(); print('alive')\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=120)

    assert ("alive\n", 0) == (run.stdout, run.returncode), run.stderr


def test_the_memory_of_the_engine_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    The engine keeps a ruleset and its letter until it is told, also when Python has forgotten them: letter first.
    """
    gc.collect()  # what other tests have left
    told = []
    for name in ("delete_state", "delete_ruleset"):
        original = getattr(durable._engine, name)
        monkeypatch.setattr(
            durable._engine, name, lambda *what, name=name, own=original: (told.append((name, *what)), own(*what))
        )
    matcher = DurableMatcher(program(join("j", pattern("p"))))
    handle = matcher._handle
    matches(matcher, row(0))
    del matcher
    gc.collect()

    of_it = [one for one in told if one[1] == handle]

    assert [("delete_state", handle, "s1"), ("delete_state", handle, "s2"), ("delete_ruleset", handle)] == of_it


def test_rulesets_that_come_and_go_do_not_disturb_each_other() -> None:
    """
    The engine gives the number of one that has gone to the next.
    """
    either = join("j", pattern("p", x=("1", "2")), pattern("q", B, joins=(("x", Reference("p", "x")),)))
    rows = [*(row(number, x=str(number)) for number in range(4)), *(row(9 + n, B, x=str(n)) for n in range(4))]
    kept = [DurableMatcher(program(either))]
    expected = matches(kept[0], *rows)
    for number in range(40):
        kept.append(DurableMatcher(program(either)))
        del kept[number % 3 :: 3]
        assert [expected] * len(kept) == [matches(one, *rows) for one in kept]

    assert expected


def test_no_thread_is_started() -> None:
    """
    Traps 10, 11 and 27: the stock host runs actions in threads of its own. We start none.
    """
    before = threading.active_count()
    matcher = DurableMatcher(program(join("j", pattern("p"))))
    matches(matcher, row(0))

    assert before == threading.active_count()


def test_rows_that_hash_alike_are_both_kept() -> None:
    """
    Traps 12 and 13: identity is a 32-bit hash of content, and of content without types. Our ids are our own.
    """
    one = join("j", pattern("p"))
    rows = [row(0, sec="68669"), row(1, sec="92218"), row(2, sec="68669")]

    assert {("j when 0", (f"row{number}",)) for number in range(3)} == matches(DurableMatcher(program(one)), *rows)


def test_long_texts_are_refused() -> None:
    """
    Trap 15: past 65,535 characters only lengths are compared. We stop at 4,000.
    """
    check_row(row(0, x="a" * 3_999))
    with pytest.raises(EngineDefect, match="4000 characters"):
        check_row(row(0, x="a" * 4_000))


def test_half_characters_are_refused() -> None:
    """
    Section 2b: a lone surrogate is an error inside the engine; here it is one with a name.
    """
    with pytest.raises(EngineDefect, match="lone surrogate"):
        check_row(row(0, x="\ud800"))


@pytest.mark.parametrize("field", ["id", "sid"])
def test_joins_on_the_engines_own_fields(field: str) -> None:
    """
    Trap 17: a join on ``id`` or ``sid`` uses memory after it was freed.
    """
    with pytest.raises(EngineDefect, match="the engine's own"):
        check_join(join("j", pattern("p"), pattern("q", joins=(("x", Reference("p", field)),))))


def test_the_kind_comes_first(sent: Callable[..., Any]) -> None:
    """
    Trap 18: a pattern without an equality in front matches the engine's own messages. Kind is always first.
    """
    given = sent(join("j", pattern("p", x=None), pattern("q", B)))
    first = [next(iter(part.values()))["$and"][0] for rule in given.values() for part in rule["all"]]

    assert all(list(condition) == ["kind"] for condition in first)


def test_hundreds_of_joins_on_one_kind() -> None:
    """
    Trap 21: a fact that satisfies more than 64 branches at once is an error. Joins are spread over shards.
    """
    many = [
        join(f"j{number}", pattern("p"), pattern("q", B, joins=(("x", Reference("p", f"f{number}")),)))
        for number in range(200)
    ]
    rows = [row(0, **{f"f{number}": "1" for number in range(200)}), row(1, B, x="1")]

    assert 200 == len(matches(DurableMatcher(program(*many)), *rows))


def test_hundreds_of_patterns_that_one_row_fits() -> None:
    """
    Trap 21: a row may bear more than 64 marks. Those are spread over shards too.
    """
    joined = (("x", Reference("p", "x")),)
    many = [join(f"j{number}", pattern("p", x=("1", f"other{number}"))) for number in range(150)]
    many += [join(f"k{n}", pattern("p"), pattern("q", joins=joined, y=("1", f"other{n}"))) for n in range(150)]

    assert {item.name for item in many} == {
        name for name, _ in matches(DurableMatcher(program(*many)), row(0, x="1", y="1"))
    }


@pytest.mark.parametrize(
    "second",
    [pattern("q", B, joins=(("x", Reference("p", "x")),)), pattern("q", B, x=("1",)), pattern("q", B)],
    ids=["joined", "literal", "bare"],
)
def test_hundreds_of_patterns_that_end_alike(second: RowPattern) -> None:
    """
    Trap 22: at 256 patterns that end alike a different rule fires. Ends are told apart, so each join fires, and once.
    """
    many = [join(f"j{number}", pattern("p", x=("1",)), second) for number in range(700)]
    other = join("other", pattern("p", x=("2",)), pattern("q", B, joins=(("x", Reference("p", "x")),)))

    found = matches(DurableMatcher(program(*many, other)), row(0, x="1"), row(1, B, x="1"))

    assert len(many) == len(found)
    assert {item.name for item in many} == {name for name, _ in found}


def test_too_many_patterns_that_end_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Trap 22: where ends could not be told apart, nothing is sent.
    """
    monkeypatch.setattr(durable, "_EQUAL_ENDS", 1_000)

    with pytest.raises(EngineDefect, match="300 patterns end"):
        DurableMatcher(program(*(join(f"j{number}", pattern("p", x=("1",))) for number in range(300))))


def test_hundreds_of_alternatives() -> None:
    """
    Trap 22: alternatives of one join have one end, however many they are.
    """
    values = tuple(str(number) for number in range(300))
    linked = pattern("q", B, joins=(("x", Reference("p", "y")),))
    rows = [row(0, x="299", y="1"), row(1, x="300", y="1"), row(2, B, x="1")]

    assert {("j when 0", ("row0", "row2"))} == matches(
        DurableMatcher(program(join("j", pattern("p", x=values), linked))), *rows
    )


def test_too_many_patterns_in_a_rule() -> None:
    """
    Trap 23: more than 16 patterns are accepted and fail at run time. We refuse more than 14.
    """
    with pytest.raises(EngineDefect, match="15 patterns"):
        check_join(join("j", *(pattern(f"p{number}") for number in range(15))))


@pytest.mark.parametrize("alias", ["p", "q", "typo"])
def test_joins_to_nothing_earlier(alias: str) -> None:
    """
    Trap 24: a join in the first pattern, to itself, or to a misspelt name is ignored, and the rule fires.
    """
    with pytest.raises(EngineDefect, match="no earlier pattern"):
        check_join(join("j", pattern("p", joins=(("x", Reference(alias, "x")),)), pattern("q")))


def test_two_patterns_of_one_name() -> None:
    """
    Section 2a, 24: two patterns of one name cannot be told apart in the answer.
    """
    with pytest.raises(EngineDefect, match="two patterns"):
        check_join(join("j", pattern("p"), pattern("p")))


def test_a_failure_is_never_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Traps 25 and 26: what goes wrong in an action is swallowed. We run no actions, and any odd answer raises.
    """
    matcher = DurableMatcher(program(join("j", pattern("p"))))
    monkeypatch.setattr(durable, "_engine", type("E", (), {"assert_fact": lambda *_: (2, 1)}))

    with pytest.raises(EngineDefect, match="answered 2"):
        matcher.put([row(0)])


@pytest.mark.parametrize(
    "answer",
    ['{"j0":[]}', '{"j0":[{"x0_0":{"id":"r0","sid":"s2"}}]}', '{"j0":[{"x0_1":{"sid":"s2","id":"r0"}}]}'],
    ids=["no match", "a row written otherwise", "another row"],
)
def test_an_answer_that_is_not_understood(monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    """
    Section 4: only how the engine writes its answers tells its rows. What is written otherwise is no match lost.
    """
    matcher = DurableMatcher(program(join("j", pattern("p"))))
    monkeypatch.setattr(durable, "_engine", type("E", (), {"start_action_for_state": lambda *_: ("", answer)}))

    with pytest.raises(EngineDefect, match="other rows"):
        matcher.matches()


def test_a_row_that_no_join_asks_for_is_not_sent() -> None:
    """
    Section 5: the engine stores what it is told. A row that fits no pattern could only cost time.
    """
    matcher = DurableMatcher(program(join("j", pattern("p", x=("1",)), pattern("q", B))))
    matcher.open()
    matcher.put([row(0, x="2"), row(1, x="1"), row(2, Shape("c"), x="1"), row(3, B)])

    assert [[row(1, x="1")], [row(3, B)]] == [*matcher._rows.values()]


def test_a_row_waits_for_one_that_it_may_be_joined_to() -> None:
    """
    Section 5: a row is sent for those joins alone that have rows for all their patterns, if later ones are the first.
    """
    linked = (("y", Reference("p", "y")),)
    several = program(
        join("j", pattern("p", x=("1",)), pattern("q", B, joins=linked)),
        join("k", pattern("p"), pattern("q", Shape("c"), joins=linked)),
        join("l", pattern("p", y=("1",)), pattern("q", Shape("d"), joins=linked)),
    )
    batches = [[row(0, x="1", y="1"), row(1, y="1")], [row(2, B, y="1")], [row(3, Shape("c"), y="1")]]
    engine, reference = DurableMatcher(several), ReferenceMatcher(several)
    found = []
    for matcher in (engine, reference):
        matcher.open()
    for batch in batches:
        engine.put(batch)
        reference.put(batch)
        found.append({*told(engine)})
        assert {*told(reference)} == found[-1]

    assert [0, 1, 2] == [len(matched) for matched in found]
    assert [["row0"], ["row2"], ["row0", "row1"], ["row3"]] == [
        [own.id for own in rows] for rows in engine._rows.values()
    ]


def test_rows_that_fire_a_rule_by_themselves_are_told_of_in_one_fact() -> None:
    """
    Section 5: what the engine needs to know is that there are some. A fact that is not answered is no match lost.
    """
    lone = program(join("j", pattern("p", x=("1",))), join("k", pattern("p")), join("l", pattern("p", B)))
    matcher = DurableMatcher(lone)
    matcher.open()
    matcher.put([row(0, x="1"), row(1, x="2"), row(2, x="1")])
    matcher.put([row(3, x="1")])

    assert {} == matcher._rows
    assert {("j when 0", (f"row{number}",)) for number in (0, 2, 3)} | {
        ("k when 0", (f"row{number}",)) for number in range(4)
    } == {*told(matcher)}
    matcher.put([row(4, x="1"), row(5, B)])
    assert [("j when 0", ("row4",)), ("k when 0", ("row4",)), ("l when 0", ("row5",))] == told(matcher)


def test_a_rule_that_is_not_fired_is_no_match_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Section 4: where a row fires a rule by itself, the engine has to answer.
    """
    matcher = DurableMatcher(program(join("j", pattern("p"))))
    matcher.put([row(0)])
    monkeypatch.setattr(durable, "_engine", type("E", (), {"start_action_for_state": lambda *_: None}))

    with pytest.raises(EngineDefect, match="fired no rule"):
        matcher.matches()


@pytest.mark.parametrize("value", [1.5, None, ["x"], "a" * 4_000, "\ud800", 2**53 + 1])
def test_a_row_that_is_sent_is_checked(value: object) -> None:
    """
    Traps 8, 14 and 15: values are looked at where they are written, and none that cannot be sent gets there.
    """
    matcher = DurableMatcher(program(join("j", pattern("p"), pattern("q", B, joins=(("x", Reference("p", "x")),)))))

    with pytest.raises(EngineDefect, match=r"a\.x "):
        matcher.put([row(1, B, y="1"), row(0, x=value)])
    assert [[row(1, B, y="1")]] == [*matcher._rows.values()]


def test_equal_values_are_written_as_what_they_are() -> None:
    """
    Trap 14: true equals 1 here, and is another value in the engine. What was written before is found by its type.
    """
    linked = join("j", pattern("p"), pattern("q", B, joins=(("x", Reference("p", "x")),)))
    both = DurableMatcher(program(linked))

    for value in (True, 1, "1"):
        assert {("j when 0", ("row0", "row1"))} == matches(both, row(0, x=value), row(1, B, x=value))
    assert [',"f_x":true', ',"f_x":1', ',"f_x":"1"'] == [sendable._written("x", value) for value in (True, 1, "1")]


def test_a_row_carries_what_its_joins_look_at() -> None:
    """
    Section 5: a row that fits one pattern carries nothing for another.
    """
    one = join("j", pattern("p", x=("1",)), pattern("q", B, joins=(("y", Reference("p", "y")),)))
    other = join("k", pattern("p", x=("2",)), pattern("q", B, joins=(("z", Reference("p", "z")),)))
    filters = Filters([], [one, other])
    asked = [filters.of[A].asked({"x": value, "y": "1", "z": "1"}).marks for value in ("1", "2", "3")]

    assert [("m0",), ("m2",), ()] == asked
    assert [["y"], ["z"]] == [[*filters.fields[mark]] for mark in ("m0", "m2")]


def test_rows_of_which_the_same_would_be_sent_are_one_to_the_engine() -> None:
    """
    Section 5: each fact that the engine stores costs as much as its joins. Rows that it cannot tell apart share one,
    and each is in every match as if it had been sent, also one that comes after the matches of the others.
    """
    both = program(
        join("j", pattern("p", x=("1",)), pattern("q", B, joins=(("y", Reference("p", "y")),))),
        join("k", pattern("p"), pattern("q", joins=(("y", Reference("p", "y")),))),
    )
    batches = [
        [row(0, x="1", y="1", z="a"), row(1, x="1", y="1", z="b"), row(2, B, y="1"), row(3, x="1", y="2")],
        [row(4, x="1", y="1"), row(5, B, y="1"), row(6, B, y="2")],
        [row(7, B, y="2"), row(8, x="1", y="1")],
    ]
    engine, reference = DurableMatcher(both), ReferenceMatcher(both)
    for matcher in (engine, reference):
        matcher.open()
    for number, batch in enumerate(batches):
        engine.put(batch)
        reference.put(batch)
        found = told(engine)

        assert len(found) == len(set(found))
        assert {*told(reference)} == {*found}, f"batch {number}"
    assert [["row0", "row1", "row4", "row8"], ["row3"], ["row2", "row5"], ["row6", "row7"]] == [
        [own.id for own in rows] for rows in engine._rows.values()
    ]


def test_thousands_of_letters_one_at_a_time() -> None:
    """
    Traps 28 and 29: more than 1,024 live letters exhaust the engine. One is live at a time.
    """
    matcher = DurableMatcher(program(join("j", pattern("p", x=("1",)))))
    expected = {("j when 0", ("row0",))}

    assert all(expected == matches(matcher, row(0, x="1"), row(1, x="2")) for _ in range(1_500))
    gc.collect()


def test_names_the_engine_keeps_for_itself() -> None:
    """
    Trap 32: an alias called ``m`` or ``s`` changes the shape of the answer. Ours never reach the engine.
    """
    reserved = join("j", *(pattern(alias, x=(str(place),)) for place, alias in enumerate(("m", "s", "host", "c"))))
    rows = [row(number, x=str(number)) for number in range(4)]

    assert matches(ReferenceMatcher(program(reserved)), *rows) == matches(DurableMatcher(program(reserved)), *rows)


def test_one_fact_may_fill_two_patterns() -> None:
    """
    Section 2b: by default one fact cannot fill two patterns. Logic has no such rule, and neither have we.
    """
    twice = join("j", pattern("p"), pattern("q", joins=(("x", Reference("p", "x")),)))

    assert {("j when 0", ("row0", "row0"))} == matches(DurableMatcher(program(twice)), row(0, x="1"))


def test_true_is_not_one() -> None:
    """
    Trap 14: the engine takes 2 for "2" and true for 1. A field never has values of two types.
    """
    ruleset = load_ruleset()
    compiled = compile_ruleset(ruleset)
    for case in sorted(CASES.glob("*/facts.yaml")):
        encoding = load_facts(case)
        world = world_of(encoding, load_registers())
        closed = close(compiled, ReferenceMatcher(compiled), encoding, known_of(encoding, world), world)
        for made in closed.rows.values():
            for field, value in made.values.items():
                assert ruleset.kinds[made.shape.kind][field].base is type(value), f"{made.shape.name()}.{field}"
