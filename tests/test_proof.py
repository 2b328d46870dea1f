"""A proof is followed without the program, says what the verdicts say, and falls with one byte or word that changes."""

import ast
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_evaluators import letters  # any letter at all

from ncnd_rules.cli import main
from ncnd_rules.compose import Wordings, compose, load_wordings, random_plan
from ncnd_rules.encode import encode
from ncnd_rules.encoding import Encoding
from ncnd_rules.engine import Checker
from ncnd_rules.errors import EngineDefect, RuleError
from ncnd_rules.explain import replay
from ncnd_rules.explain.proof import Prover
from ncnd_rules.facts_file import load_facts
from ncnd_rules.read import read_bytes
from ncnd_rules.registers import load_registers
from ncnd_rules.rule_files import encoding_of, load_ruleset
from ncnd_rules.rules import Rule
from ncnd_rules.verdicts import Grounds, Verdicts

CASES = Path(__file__).parents[1] / "cases"
DEFECTIVE = CASES / "partial-ncnd-with-defects"
REPLAY = Path(replay.__file__)
RULESET, REGISTERS = load_ruleset(), load_registers()
# Some rules stand for all where a proof is forged again and again.
SOME = RULESET._replace(rules=tuple(rule for rule in RULESET.rules if rule.group in ("PIT", "COV")))


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(RULESET, REGISTERS, "reference")


@pytest.fixture(scope="module")
def prover() -> Prover:
    return Prover(RULESET, REGISTERS)


@pytest.fixture(scope="module")
def wordings() -> Wordings:
    return load_wordings(CASES / "wordings" / "seen")


@pytest.fixture(scope="module")
def proven() -> dict[str, Any]:
    """The proof of a letter in which much is wrong."""
    encoding = load_facts(DEFECTIVE / "facts.yaml")
    verdicts = Checker(SOME, REGISTERS, "reference").check(encoding)
    made: dict[str, Any] = json.loads(Prover(SOME, REGISTERS).prove(encoding, verdicts))["proof"]
    return made


def chance_of(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - forgeries are not secrets


def sealed(proof: dict[str, Any]) -> bytes:
    """A proof as a forger would seal it again."""
    whole = replay.canonical(proof)
    return b'{"proof":%b,"sha256":"%b"}\n' % (whole, sha256(whole).hexdigest().encode())


def committed(proof: dict[str, Any]) -> dict[str, Any]:
    """A proof whose forger has also worked out anew the digest of the closed set that every step names."""
    proof["closed"] = {"sha256": sha256(replay.canonical([proof["given"], proof["derived"]])).hexdigest()}
    for step in proof["steps"].values():
        step["over"] = proof["closed"]
    return proof


def problem_of(data: bytes, letter: bytes | None = None) -> str | None:
    """The first step that fails, whatever the bytes are; none where the proof holds."""
    try:
        return next(replay.problems(data, json.loads(data)["proof"], letter), None)
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as problem:
        return f"no proof: {problem!r}"


def copied(proof: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json.dumps(proof))
    return made


def check_agrees(encoding: Encoding, verdicts: Verdicts, prover: Prover) -> None:
    """Replay finds no fault, and its conclusions, worked out from what is given alone, are those of the verdicts."""
    data = (prover.prove(encoding, verdicts) + "\n").encode()
    proof = json.loads(data)["proof"]
    found = replay.replayed(proof["given"])

    assert problem_of(data, encoding.text.encode() if encoding.text else None) is None
    assert {rule: outcome.value for rule, outcome in verdicts.outcomes.items()} == found["outcomes"]
    assert [(finding.fingerprint, finding.message, finding.severity) for finding in sorted_findings(verdicts)] == [
        (name, item["message"], item["severity"]) for name, item in sorted(found["findings"].items())
    ]
    assert len(verdicts.derivations) == len(found["steps"])


def sorted_findings(verdicts: Verdicts) -> list[Any]:
    return sorted(verdicts.findings, key=lambda finding: finding.fingerprint)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(letters())
def test_replay_agrees_on_any_letter(checker: Checker, prover: Prover, letter: Encoding) -> None:
    """
    Whatever a letter says, replay comes to the same outcomes and the same findings.
    """
    check_agrees(letter, checker.check(letter), prover)


@pytest.mark.slow
@settings(max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(letters())
def test_replay_agrees_on_two_thousand_letters(checker: Checker, prover: Prover, letter: Encoding) -> None:
    """
    The same as above, for the long run.
    """
    check_agrees(letter, checker.check(letter), prover)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32))
def test_replay_agrees_on_letters_as_they_are_written(
    checker: Checker, prover: Prover, wordings: Wordings, seed: int
) -> None:
    """
    The same for letters that were composed and read from their text.
    """
    plan = random_plan(chance_of(seed), wordings, "partial")
    encoding = encode(read_bytes(compose(plan, wordings, seed).text.encode(), Path("composed.txt")))

    check_agrees(encoding, checker.check(encoding), prover)


@pytest.mark.parametrize("case", sorted(CASES.glob("*/facts.yaml")), ids=lambda path: path.parent.name)
def test_replay_agrees_on_every_case(checker: Checker, prover: Prover, case: Path) -> None:
    """
    The same for every case that was written by hand.
    """
    encoding = load_facts(case)

    check_agrees(encoding, checker.check(encoding), prover)


@pytest.mark.parametrize("rule", RULESET.rules, ids=lambda rule: rule.id)
def test_replay_agrees_on_every_example(checker: Checker, rule: Rule) -> None:
    """
    Every example of every rule comes out in replay as the rule file says: a third evaluator.
    """
    own = RULESET._replace(rules=(rule,))
    one, proves = Checker(own, REGISTERS, "reference"), Prover(own, REGISTERS)
    for wanted, examples in (("violated", rule.bad), ("undecided", rule.undecided)):
        for example in examples:
            encoding = encoding_of(example, rule)
            proof = json.loads(proves.prove(encoding, one.check(encoding)))["proof"]

            assert wanted == replay.replayed(proof["given"])["outcomes"][rule.id], example.name


def test_a_thousand_changed_bytes_are_noticed(tmp_path: Path, proven: dict[str, Any]) -> None:
    """
    A byte that is another, one more or one less, wherever it stands: each time the answer is no.
    """
    data = sealed(proven)
    chance = chance_of(31)
    file = tmp_path / "proof.json"
    for _ in range(1000):
        place, other = chance.randrange(len(data)), bytes([chance.randrange(256)])
        if chance.random() < 0.3:
            other = chance.choice([b" ", b"\n", b"0", b'"'])  # what JSON would pass over
        changed = chance.choice(
            [
                data[:place] + other + data[place + 1 :],
                data[:place] + other + data[place:],
                data[:place] + data[place + 1 :],
            ]
        )
        if changed == data:
            continue
        file.write_bytes(changed)

        assert replay.tell([str(file)])[0] in (1, 2), (place, other)
    file.write_bytes(data)

    assert 0 == replay.tell([str(file)])[0]


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every word, number, flag and null of a proof."""
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(item, (*path, key))
    else:
        yield path


def other(value: Any, chance: Random) -> Any:
    """A value of the same sort, and not the same."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + chance.choice([-1, 1])
    if value is None:
        return chance.choice(["x", 1, True])
    place = chance.randrange(len(value) + 1)
    return value[:place] + chance.choice("abc ") + value[place + chance.randrange(2) :] + "e"


def changed_at(proof: dict[str, Any], path: tuple[Any, ...], change: Callable[[Any], Any]) -> dict[str, Any]:
    made = copied(proof)
    inner: Any = made
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = change(inner[path[-1]])
    return made


def sample(paths: list[tuple[Any, ...]], chance: Random, most: int = 25) -> list[tuple[Any, ...]]:
    return chance.sample(paths, min(most, len(paths)))


def test_a_change_that_is_sealed_again_is_noticed(proven: dict[str, Any]) -> None:
    """
    Whoever changes one thing in any part of a proof, given or concluded, and seals it anew is found out by replay.
    """
    chance = chance_of(7)
    parts: dict[str, list[tuple[Any, ...]]] = {}
    for path in leaves(proven):
        parts.setdefault("/".join(map(str, path[:2] if path[0] == "given" else path[:1])), []).append(path)

    assert {"given/facts", "given/rules", "steps", "derived", "outcomes", "findings"} <= parts.keys()
    for paths in parts.values():
        for path in sample(paths, chance, 8):
            forged = changed_at(proven, path, lambda value: other(value, chance))

            assert (problem_of(sealed(forged)) or "seal")[:5] != "seal:", path
            assert problem_of(sealed(forged)) is not None, path


def test_a_conclusion_that_does_not_follow_is_noticed(proven: dict[str, Any]) -> None:
    """
    Where the forger works out every digest anew as well, each conclusion that is changed still fails by itself: what is
    not derived from the facts by the rules is named.
    """
    chance = chance_of(11)
    for part in ("derived", "steps", "outcomes", "findings"):
        for path in sample([path for path in leaves(proven) if path[0] == part and path[-1] != "over"], chance, 20):
            if "over" in path:
                continue
            problem = problem_of(sealed(committed(changed_at(proven, path, lambda value: other(value, chance)))))

            assert problem is not None, path
            assert problem.startswith(f"{part} "), path
        for name in sample([(name,) for name in proven[part]], chance, 5):
            forged = copied(proven)
            del forged[part][name[0]]

            assert (problem_of(sealed(committed(forged))) or "").startswith(f"{part} {name[0]}"), name


def test_facts_and_rules_that_decide_cannot_be_exchanged(proven: dict[str, Any]) -> None:
    """
    Each fact that a violation rests on, and each rule that has one, bears it: without the fact, or with another rule in
    its place, the same conclusion no longer follows, whatever digests are worked out anew.
    """
    bearing = {
        fact
        for step in proven["steps"].values()
        if step["outcome"] == "violated"
        for fact in (*step["when"].values(), *step["hits"])
        if fact in proven["given"]["facts"]
    }
    assert len(bearing) > 15
    for fact in sorted(bearing):
        forged = copied(proven)
        del forged["given"]["facts"][fact]

        assert problem_of(sealed(committed(forged))) is not None, fact
    violated = {name for name, outcome in proven["outcomes"].items() if outcome == "violated"}
    for number, rule in enumerate(proven["given"]["rules"]):
        changes: list[tuple[tuple[Any, ...], Callable[[Any], Any]]] = [
            (("finding",), lambda text: text.replace("The ", "This ").replace("A ", "No ") + " So."),
            (("severity",), lambda value: "info" if value != "info" else "error"),
            (("status",), lambda _: "deprecated"),
            (("regime",), lambda _: "eir"),
            (("since",), lambda _: "2040-01-01"),
        ]
        for place, change in changes if rule["id"] in violated else ():
            path = ("given", "rules", number, *place)
            if place == ("severity",) and rule["lessened_to"] != rule["severity"]:
                continue  # what is lessened keeps its lesser severity

            assert problem_of(sealed(committed(changed_at(proven, path, change)))) is not None, path


def test_an_absence_falls_with_what_it_denies(proven: dict[str, Any]) -> None:
    """
    Whoever slips in the fact that is said to be absent, or says that the copy may lack its place, is contradicted.
    """
    violated = next(
        step for name, step in proven["steps"].items() if name.startswith("PIT-01 ") and step["outcome"] == "violated"
    )
    section = dict(violated["absences"][0]["conditions"])["section"]
    forged = copied(proven)
    weighed = copied(next(fact for fact in proven["given"]["facts"].values() if fact["kind"] == "balance"))
    forged["given"]["facts"]["B99"] = weighed | {"fields": weighed["fields"] | {"balance": "B99", "section": [section]}}

    assert any("steps PIT-01 " in problem for problem in replay.problems(sealed(committed(forged)), forged))
    forged = copied(proven)
    forged["given"]["letter"]["may_lack"] = ["public_interest", "balance"]

    assert any("steps PIT-" in problem for problem in replay.problems(sealed(committed(forged)), forged))


def test_quotes_and_spans_are_held_against_the_letter(proven: dict[str, Any]) -> None:
    """
    With the letter, every quote stands at its place; one that does not is named, whatever the digests say.
    """
    letter = (DEFECTIVE / "letter.txt").read_bytes()
    chance = chance_of(3)
    spans = [
        ("given", "facts", name, "evidence", number)
        for name, fact in proven["given"]["facts"].items()
        for number, _ in enumerate(fact["evidence"])
    ]

    assert problem_of(sealed(proven), letter) is None
    assert "letter: " in (problem_of(sealed(proven), letter + b"more") or "")
    for path in sample(spans, chance, 40):
        moved = changed_at(proven, path, lambda span: [span[0] + 1, span[1] + 1, span[2]])
        reworded = changed_at(proven, path, lambda span: [span[0], span[1], "?" + span[2][1:]])
        longer = changed_at(proven, path, lambda span: [span[0], span[1] + 1, span[2]])

        assert f"quote of {path[2]}: " in (problem_of(sealed(committed(moved)), letter) or ""), path
        assert f"quote of {path[2]}: " in (problem_of(sealed(committed(reworded)), letter) or ""), path
        assert f"span of {path[2]}: " in (problem_of(sealed(committed(longer))) or ""), path


def test_what_replay_does_not_conclude_is_noticed_where_it_is_nothing(proven: dict[str, Any]) -> None:
    """
    A conclusion that was slipped in fails also where it is null, which is what a conclusion that is lacking looks like.
    """
    for part in ("derived", "steps", "outcomes", "findings", "closed"):
        problem = problem_of(sealed({**proven, part: {**proven[part], "slipped in": None}}))

        assert (problem or "").startswith(f"{part} slipped in: "), part


def test_a_rule_has_one_outcome_and_a_name_one_line(proven: dict[str, Any]) -> None:
    """
    A rule that stands twice, the second time without what it asks, cannot be satisfied and violated at once; and no
    name can pretend to be a line of what replay tells.
    """
    rule = next(rule for rule in proven["given"]["rules"] if proven["outcomes"][rule["id"]] == "violated")
    twice, broken, named = copied(proven), copied(proven), copied(proven)
    twice["given"]["rules"].append(rule | {"require": [], "forbid": []})
    broken["given"]["letter"]["file"] = "letter.txt\n0 findings"
    named["given"]["rules"][0]["id"] += "\n0 findings"
    for forged in (twice, broken, named):
        code, told = replay.tell([sealed(forged | replay.replayed(forged["given"]))])

        assert code == 2
        assert "each rule once" in told


def test_a_set_of_facts_that_is_not_closed_proves_nothing(proven: dict[str, Any]) -> None:
    """
    A chain that is longer than replay follows is no proof: the last of its facts would be missing and called absent.
    """
    for length, code in ((100, 0), (201, 2)):
        chained = copied(proven)
        fact: dict[str, Any] = {"origin": "register", "evidence": [], "source": "", "premises": [], "doubt": []}
        chained["given"]["facts"]["first"] = fact | {"kind": "reached", "fields": {"at": "0"}}
        for number in range(length):
            fields = {"before": str(number), "behind": str(number + 1)}
            chained["given"]["facts"][f"link {number}"] = fact | {"kind": "linked", "fields": fields}
        begun: list[Any] = ["from", "reached", [], [], []]
        linked: list[Any] = ["link", "linked", [["before", "from", "at", None, ""]], [], []]
        reach: dict[str, Any] = {
            "title": "reach",
            "kind": "reached",
            "fields": [["at", "link", "behind"]],
            "unless": [],
            "in": [],
        }
        chained["given"]["definitions"].append([reach | {"when": [begun, linked], "of": []}])
        if code == 0:
            chained |= replay.replayed(chained["given"])

        assert replay.tell([sealed(chained)])[0] == code, length


def test_a_letter_ends_where_the_proof_ends_it(proven: dict[str, Any]) -> None:
    """
    One line break more is that of a file, and one character more is another letter.
    """
    letter = (DEFECTIVE / "letter.txt").read_bytes()

    assert problem_of(sealed(proven), letter + b"\n") is None
    assert "letter: " in (problem_of(sealed(proven), letter + b"X") or "")


def test_a_forged_proof_never_runs_for_ever(proven: dict[str, Any]) -> None:
    """
    Definitions that feed themselves, premises in a circle and a shape that no proof has end with an answer.
    """
    endless = copied(proven)
    more = {"id": "more", "title": "more", "kind": "question", "fields": [["asks", "asked", "question"]]}
    more |= {"when": [["asked", "question", [], [], []]], "unless": [], "in": [], "of": []}
    endless["given"] |= {"rules": [], "definitions": [[more]]}
    circle = copied(proven)
    name = next(name for name, fact in circle["given"]["facts"].items() if fact["kind"] == "citation")
    circle["given"]["facts"][name]["premises"] = [name]
    for changed in (endless, circle, {**proven, "given": []}, {**proven, "format": "ncnd proof 0"}, {}):
        assert problem_of(sealed(changed)) is not None
    assert problem_of(b"[" * 100_000) is not None


def test_replay_is_one_short_file_of_the_standard_library() -> None:
    """
    Under 250 lines, and nothing imported that Python does not bring: it can be read in an hour and trusted alone.
    """
    source = REPLAY.read_text(encoding="utf-8")
    imported = {
        name.partition(".")[0]
        for node in ast.walk(ast.parse(source))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or "."]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }

    assert len(source.splitlines()) < 250
    assert imported <= sys.stdlib_module_names


def test_replay_runs_alone(tmp_path: Path, proven: dict[str, Any]) -> None:
    """
    A copy of the file, far from the program and isolated from every installed package, tells what is proven.
    """
    alone, file = tmp_path / "alone.py", tmp_path / "proof.json"
    alone.write_bytes(REPLAY.read_bytes())
    file.write_bytes(sealed(proven))

    def run(*words: object) -> tuple[int, str]:
        command = [sys.executable, "-I", str(alone), *map(str, words)]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    code, told = run(file, DEFECTIVE / "letter.txt")
    assert 0 == code
    assert "proven: letter.txt, sha256 " in told
    assert "quotes stand in the letter" in told
    assert "PIT-01 violated " in told
    assert "not held against the letter" in run(file)[1]
    assert 1 == run(file, CASES / "partial-ncnd-sound" / "letter.txt")[0]
    file.write_bytes(sealed(proven).replace(b"violated", b"satisfied", 1))
    assert (1, "not proven; seal: the bytes are not those that were sealed\n") == run(file)
    absent = tmp_path / "absent.json"
    for words, found in (((), "no proof"), ((alone,), "no proof"), ((tmp_path,), f"{tmp_path}: Is a directory")):
        code, told = run(*words)
        assert 2 == code
        assert f"expected PROOF [LETTER], found {found}" in told
        assert "Traceback" not in told
    assert (2, f"expected PROOF [LETTER], found {absent}: No such file or directory\n") == run(absent)


def test_prove_on_the_command_line(tmp_path: Path) -> None:
    """
    The verb writes what replay accepts, as a file or on standard output; text tells what replaying it tells.
    """
    letter, file, words = DEFECTIVE / "letter.txt", tmp_path / "proof.json", tmp_path / "words.txt"

    def ncnd(*said: object) -> Any:
        return CliRunner().invoke(main, [str(word) for word in said], env={"NO_COLOR": "1"})

    assert 0 == ncnd("prove", letter, "--select", "PIT", "-o", file, "--text", words).exit_code
    assert (0, 0) == (replay.tell([str(file), str(letter)])[0], replay.tell([str(file), str(words)])[0])
    assert file.read_text(encoding="utf-8") == ncnd("prove", letter, "--select", "PIT").stdout
    told = ncnd("prove", letter, "--select", "PIT", "--format", "text").stdout
    assert replay.tell([str(file), str(letter)]) == (0, told.rstrip("\n"))
    proof = json.loads(ncnd("prove", DEFECTIVE / "facts.yaml", "--as-of", "2024-01-01").stdout)["proof"]
    assert "2024-01-01" == proof["given"]["as_of"] == proof["given"]["days"]["received"]
    for said, expected in (
        (("prove", letter, "-o", letter), "is one of the files read, and would be lost"),
        (("prove", letter, "--text", letter), "is one of the files read, and would be lost"),
        (("prove", letter, "--text", tmp_path / "one", "-o", tmp_path / "one"), "--text and --output name one file"),
        (("prove", CASES), "takes one letter"),
        (("prove", tmp_path / "absent.txt"), "no such file"),
        (("prove", letter, "--as-of", "soon"), "--as-of"),
    ):
        run = ncnd(*said)
        assert (2, "") == (run.exit_code, run.stdout)
        assert expected in run.stderr


def test_the_words_of_a_letter_that_is_no_text(tmp_path: Path) -> None:
    """
    Of a web page, replay takes the words as they were read, and says that the page itself is not those.
    """
    page, words, file = tmp_path / "letter.html", tmp_path / "words.txt", tmp_path / "proof.json"
    page.write_text(
        "<html><body><p>Dear Sir,</p><p>The Constabulary neither confirms nor denies that it holds any information "
        "by virtue of section 31(3) of the Freedom of Information Act 2000.</p></body></html>",
        encoding="utf-8",
    )
    run = CliRunner().invoke(main, ["prove", str(page), "-o", str(file), "--text", str(words)])

    assert 0 == run.exit_code, run.output
    assert 0 == replay.tell([str(file), str(words)])[0]
    assert "letter: its bytes are not the words" in replay.tell([str(file), str(page)])[1]


def test_a_rule_file_that_changed_since_it_was_read(tmp_path: Path) -> None:
    """
    No proof names the digest of a rule file that is not the one which was applied.
    """
    rule = RULESET.rule("PIT-01")
    changed = tmp_path / "PIT-01.yaml"
    changed.write_bytes(rule.path.read_bytes() + b"\n")

    with pytest.raises(RuleError, match="is no longer version"):
        Prover(RULESET._replace(rules=(rule._replace(path=changed),)), REGISTERS)


def test_verdicts_that_replay_does_not_share_are_not_proven(checker: Checker, prover: Prover) -> None:
    """
    Where a verdict rests on a derived fact that the definitions do not give, there is no proof, but a defect.
    """
    encoding = load_facts(DEFECTIVE / "facts.yaml")
    verdicts = checker.check(encoding)
    name = next(name for name, fact in verdicts.facts.items() if fact.origin == "derived")
    forged = {**verdicts.facts, name: replace(verdicts.facts[name], source="another")}
    grounds = Grounds(lambda: (verdicts.derivations, forged))

    with pytest.raises(EngineDefect, match="replay concludes"):
        prover.prove(encoding, verdicts.model_copy(update={"grounds": grounds}))
