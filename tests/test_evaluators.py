"""durable-rules, the reference evaluator and clingo agree: on random rules and on the real ones."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import clingo
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ncnd_rules.encoding import Encoding
from ncnd_rules.engine import Checker
from ncnd_rules.engine.check import worst
from ncnd_rules.engine.closed import Binding
from ncnd_rules.engine.closure import close, known_of
from ncnd_rules.engine.compiler import compile_ruleset, partial_joins, parts_of
from ncnd_rules.engine.durable import DurableMatcher, available
from ncnd_rules.engine.program import Join, Program, Row, RowPattern, Shape
from ncnd_rules.engine.reference import ReferenceMatcher
from ncnd_rules.facts import FACT_TYPES, REFERENCES, Fact, fields_of
from ncnd_rules.letter import SECTIONS, Letter, Unread
from ncnd_rules.registers import load_registers
from ncnd_rules.rule_files import load_ruleset
from ncnd_rules.rules import Reference, Ruleset
from ncnd_rules.verdicts import Outcome
from ncnd_rules.world import world_of

needs_durable = pytest.mark.skipif(not available(), reason="durable-rules is not installed for this Python")

KINDS = ("a", "b", "c")
FIELDS = ("x", "y", "z")
VALUES = ("1", "2", "three words here", 'é“\\"')
MATCH = tuple[str, tuple[str, ...]]


@st.composite
def patterns(draw: st.DrawFn, earlier: Sequence[str]) -> RowPattern:
    fields = draw(st.lists(st.sampled_from(FIELDS), unique=True, max_size=2))
    literals, joins = [], []
    for field in fields:
        if earlier and draw(st.booleans()):
            joins.append((field, Reference(draw(st.sampled_from(earlier)), draw(st.sampled_from(FIELDS)))))
        else:
            # Two alternatives at most: four patterns of them stay below what the fence refuses.
            wanted = draw(st.none() | st.lists(st.sampled_from(VALUES), min_size=1, max_size=2, unique=True).map(tuple))
            literals.append((field, wanted))
    return RowPattern(f"p{len(earlier)}", Shape(draw(st.sampled_from(KINDS))), tuple(literals), tuple(joins))


@st.composite
def joins(draw: st.DrawFn, name: str) -> Join:
    found: list[RowPattern] = []
    for _ in range(draw(st.integers(1, 3))):
        found.append(draw(patterns([pattern.alias for pattern in found])))
    # What is only looked for is matched in another way where it is a pattern alone.
    return Join(name, draw(st.sampled_from(("when", "require"))), 0, tuple(found))


@st.composite
def programs(draw: st.DrawFn) -> Program:
    found = tuple(draw(joins(f"j{number}")) for number in range(draw(st.integers(1, 6))))
    return Program(Ruleset((), (), {}, ""), found, (), {}, {})


@st.composite
def rows(draw: st.DrawFn) -> list[Row]:
    """Rows with fields missing here and there, in any order."""
    made = draw(
        st.lists(
            st.tuples(st.sampled_from(KINDS), st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(VALUES))),
            max_size=9,
        )
    )
    return [Row(f"row{number}", Shape(kind), values, f"fact{number}") for number, (kind, values) in enumerate(made)]


def found_by(matcher: Any, batches: Sequence[Sequence[Row]]) -> set[MATCH]:
    """Every match, where the rows come in batches as definitions add to a letter."""
    matcher.open()
    found: set[MATCH] = set()
    for batch in batches:
        matcher.put(batch)
        for name, matches in matcher.matches().items():
            for match in matches:
                told = name, tuple(row.id for row in match)
                assert told not in found, "a match is given once"
                found.add(told)
    return found


def found_by_clingo(program: Program, rows: Sequence[Row]) -> set[MATCH]:
    """The same question put to an answer set solver, which shares no code and no assumption with either."""
    number = {value: order for order, value in enumerate(VALUES)}
    lines = [f"row({index},{row.shape.kind})." for index, row in enumerate(rows)]
    lines += [
        f"has({index},{field},{number[str(value)]})."
        for index, row in enumerate(rows)
        for field, value in row.values.items()
    ]
    for order, join in enumerate(program.joins):
        body = []
        for pattern in join.patterns:
            name = pattern.alias.upper()
            body.append(f"row({name},{pattern.shape.kind})")
            for place, (field, wanted) in enumerate(pattern.literals):
                value = f"V{name}{place}"
                body.append(f"has({name},{field},{value})")
                if wanted is not None:
                    body.append(f"{value} = ({';'.join(str(number[str(item)]) for item in wanted)})")
            for place, (field, reference) in enumerate(pattern.joins):
                value = f"J{name}{place}"
                body.append(f"has({name},{field},{value}), has({reference.alias.upper()},{reference.field},{value})")
        head = ",".join(pattern.alias.upper() for pattern in join.patterns)
        lines.append(f"match{order}({head}) :- {', '.join(body)}.")
    control = clingo.Control(["--warn=none"])
    control.add("base", [], "\n".join(lines))
    control.ground([("base", [])])
    found: set[MATCH] = set()
    with control.solve(yield_=True) as models:
        for model in models:
            for atom in model.symbols(atoms=True):
                if atom.name.startswith("match"):
                    join = program.joins[int(atom.name.removeprefix("match"))]
                    found.add((join.name, tuple(f"row{item.number}" for item in atom.arguments)))
    return found


@needs_durable
@settings(max_examples=300, deadline=None)
@given(programs(), rows(), st.randoms(use_true_random=False))
def test_random_rules_on_random_facts(program: Program, made: list[Row], shuffled: random.Random) -> None:
    """
    Whatever the rules, the facts and their order, both evaluators give the same matches.
    """
    expected = found_by(ReferenceMatcher(program), [made])
    again = list(made)
    shuffled.shuffle(again)
    cut = shuffled.randrange(len(again) + 1)

    assert expected == found_by(DurableMatcher(program), [again[:cut], again[cut:]])


@settings(max_examples=60, deadline=None)
@given(programs(), rows())
def test_a_third_opinion(program: Program, made: list[Row]) -> None:
    """
    clingo, which shares no code with either, agrees with the reference evaluator.
    """
    assert found_by_clingo(program, made) == found_by(ReferenceMatcher(program), [made])


@pytest.mark.slow
@needs_durable
@settings(max_examples=10_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(programs(), rows(), st.randoms(use_true_random=False))
def test_ten_thousand_random_rulesets(program: Program, made: list[Row], shuffled: random.Random) -> None:
    """
    The same as above, three opinions at once, for the long run.
    """
    again = list(made)
    shuffled.shuffle(again)
    expected = found_by(ReferenceMatcher(program), [made])

    assert expected == found_by(DurableMatcher(program), [again])
    assert expected == found_by_clingo(program, made)


DAYS = st.dates(date(2005, 1, 1), date(2028, 6, 30))
SAMPLES = {
    "provision": st.sampled_from(
        ["24(2)", "31(3)", "23(5)", "24(1)", "23(1)", "31", "24", "21", "40(5B)", "27(4)", "38(2)"]
    ),
    "section": st.sampled_from(["24", "31", "23", "40", "38"]),
    "topic": st.sampled_from(["faces", "training"]),
    "month": st.sampled_from(["2006-08", "2017-05", "2017-06", "2017-09"]),
    "event": st.sampled_from(["manchester_arena", "london_bridge"]),
    "body": st.sampled_from(["OSC", "IPCO", "HMIC"]),
    "name": st.sampled_from(
        ["Office of Surveillance Commissioners", "The Office of the Surveillance Commissioner", "IPCO"]
    ),
    "since": st.sampled_from([2006, 2010]),
    "number": st.integers(1, 60),
}


@st.composite
def facts_of(draw: st.DrawFn, kind: str, ids: dict[str, list[str]]) -> dict[str, Any]:
    """One fact of a kind, with whichever of its fields happen to be given."""
    fields: dict[str, Any] = {}
    for name, info in FACT_TYPES[kind].model_fields.items():
        if name in ("id", "evidence") or not (info.is_required() or draw(st.booleans())):
            continue
        of = fields_of(kind)[name]
        if name in REFERENCES:
            targets = ids[REFERENCES[name]]
            if not targets:
                continue
            value: Any = draw(st.lists(st.sampled_from(targets), min_size=1, max_size=2, unique=True))
            fields[name] = value if of.each else value[0]
        elif name in ("on", "until", "first_day", "last_day"):
            fields[name] = draw(DAYS)
        elif of.choices:
            fields[name] = draw(st.sampled_from(of.choices))
        elif of.base is bool:
            fields[name] = draw(st.booleans())
        else:
            sample = SAMPLES.get(name, st.just("something"))
            fields[name] = draw(st.lists(sample, min_size=1, max_size=2, unique=True)) if of.each else draw(sample)
    return fields


@st.composite
def letters(draw: st.DrawFn) -> Encoding:
    """Any letter at all: no more sense than its kinds of fact allow."""
    ids = {
        "question": [f"Q{number}" for number in range(draw(st.integers(0, 3)))],
        "part": [f"P{number}" for number in range(draw(st.integers(0, 3)))],
    }
    facts: list[Fact] = []
    for kind, names in ids.items():
        facts += [FACT_TYPES[kind].model_validate({"id": name, **draw(facts_of(kind, ids))}) for name in names]
    for number in range(draw(st.integers(0, 14))):
        kind = draw(st.sampled_from(sorted(set(FACT_TYPES) - {"question", "part"})))
        facts.append(FACT_TYPES[kind].model_validate({"id": f"F{number}", **draw(facts_of(kind, ids))}))
    missing = draw(st.lists(st.sampled_from(SECTIONS), max_size=2, unique=True))
    letter = Letter.model_validate(
        {"file": "any.txt", "copy": "extract" if missing else "complete", "missing": missing}
    )
    unread = draw(st.lists(st.sampled_from(SECTIONS), max_size=1))
    passages = tuple(Unread.model_validate({"section": section, "reason": "not understood"}) for section in unread)
    return Encoding(letter, tuple(facts), passages)


@pytest.fixture(scope="module")
def reference() -> Checker:
    return Checker(load_ruleset(), load_registers(), "reference")


@pytest.fixture(scope="module")
def durable() -> Checker:
    return Checker(load_ruleset(), load_registers(), "durable")


@needs_durable
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(letters())
def test_real_rules_on_random_letters(reference: Checker, durable: Checker, letter: Encoding) -> None:
    """
    The shipped rules come out the same on any letter, whichever evaluator runs.
    """
    expected = reference.check(letter).model_copy(update={"evaluator": ""})

    assert expected == durable.check(letter).model_copy(update={"evaluator": ""})


@pytest.fixture(scope="module")
def whole() -> Program:
    """The shipped rules with each group also joined to the whole of ``when``, which is what it means."""
    compiled = compile_ruleset(load_ruleset())
    owners = (*compiled.ruleset.definitions, *compiled.ruleset.rules)
    joined = [join for owner in owners for join in partial_joins(owner, compiled.ruleset.kinds)]
    return compiled._replace(joins=(*compiled.joins, *joined))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(letters())
def test_what_is_looked_up_is_what_is_joined(whole: Program, letter: Encoding) -> None:
    """
    What a match of a rule finds by the values it shares with a group is what joining the two would find.
    """
    world = world_of(letter, load_registers())
    closed = close(whole, ReferenceMatcher(whole), letter, known_of(letter, world), world)
    for owner in (*whole.ruleset.definitions, *whole.ruleset.rules):
        when = tuple(dict.fromkeys(pattern.alias for pattern in owner.when))
        for part, groups in parts_of(owner).items():
            finders = closed.finders(owner.id, part)
            assert len(finders) == (0 if part == "when" else len(groups))
            for number, find in enumerate(finders):
                own = {pattern.alias for pattern in groups[number]}
                joined: dict[Binding, list[Binding]] = {}
                for hit in closed.bindings(f"{owner.id} {part} {number} {len(groups[number]) - 1}"):
                    joined.setdefault(hit[: len(when)], []).append(tuple(pair for pair in hit if pair[0] in own))

                assert joined == {match: hits for match in closed.whens(owner.id) if (hits := find(match))}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(letters())
def test_what_is_told_later_is_what_was_decided(reference: Checker, letter: Encoding) -> None:
    """
    Matches decided one by one, for who asks on what a verdict rests, come out as all of a rule's did at once.
    """
    verdicts = reference.check(letter)
    each = {rule.id: [one for one in verdicts.derivations if one.rule == rule.id] for rule in reference.ruleset.rules}
    told = {one for finding in verdicts.findings for one in map(repr, finding.derivations)}

    assert {rule: worst(one.outcome for one in own) for rule, own in each.items()} == verdicts.outcomes
    assert {repr(one) for one in verdicts.derivations if one.outcome is not Outcome.SATISFIED} == told


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(letters(), st.randoms(use_true_random=False))
def test_the_order_of_facts_never_matters(reference: Checker, letter: Encoding, shuffled: random.Random) -> None:
    """
    However the facts of a letter are ordered, the verdicts are the same to the byte.
    """
    facts = list(letter.facts)
    shuffled.shuffle(facts)

    assert (
        reference.check(letter).model_dump_json()
        == reference.check(letter._replace(facts=tuple(facts))).model_dump_json()
    )


@pytest.mark.slow
@needs_durable
@settings(max_examples=10_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(letters())
def test_real_rules_on_ten_thousand_letters(reference: Checker, durable: Checker, letter: Encoding) -> None:
    """
    The same as above, for the long run.
    """
    expected = reference.check(letter).model_copy(update={"evaluator": ""})

    assert expected == durable.check(letter).model_copy(update={"evaluator": ""})


def test_days_of_grace_are_in_range() -> None:
    """
    The random letters reach both sides of the register's horizon, so that 'undecided' is tried too.
    """
    horizon = load_registers().threat.verified_until

    assert date(2005, 1, 1) < horizon < date(2028, 6, 30) - timedelta(days=1)
