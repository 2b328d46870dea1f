"""How well letters are read: facts from their text against facts written by hand, kind by kind.

    python tests/benchmarks/accuracy.py                        all cases whose letter is at hand
    python tests/benchmarks/accuracy.py cases/partial-ncnd-*   some of them
    python tests/benchmarks/accuracy.py --letters FOLDER       with a folder that holds further letters

A fact that was read is right where a fact written by hand is of its kind, agrees in the fields named
below, and rests on words that stand no more than sixty characters from its own; who answers, and
under which Act, counts wherever it stands. Each counts once. Recall counts everything written by
hand, also what stands in passages that were not understood. The last lines compare the verdicts.
"""

import argparse
from collections import Counter
from pathlib import Path

from ncnd_rules.encode import encode
from ncnd_rules.engine import Checker
from ncnd_rules.facts import Fact
from ncnd_rules.facts_file import load_facts
from ncnd_rules.read import read
from ncnd_rules.registers import load_registers
from ncnd_rules.rule_files import load_ruleset

CASES = Path(__file__).parents[2] / "cases"

# What has to agree, beside kind and place.
FIELDS = {
    "authority": (),
    "reference": ("whose",),
    "regime": ("act",),
    "date": ("role", "on"),
    "question": ("period",),
    "part": ("position", "scope"),
    "citation": ("provision", "role"),
    "classification": ("section", "says"),
    "test": ("test", "object"),
    "harm": ("scope",),
    "necessity": ("section",),
    "factor": ("side", "object"),
    "balance": ("direction",),
    "threat_claim": ("claim", "series", "level", "ordinal", "since", "month", "relative"),
    "body_mention": ("body", "tense"),
    "notice_element": ("element",),
    "review_right": ("none_exists",),
    "review_period": ("direction", "number", "unit"),
    "complaint_right": ("to",),
    "disclaimer": ("says",),
    "promised_list": ("of", "given"),
    "heading": ("announces",),
}


ANYWHERE = ("authority", "regime")
NEAR = 60  # characters: people quote the subject, patterns the verb


def agrees(one: Fact, other: Fact) -> bool:
    """Whether two facts of one kind say the same in the fields that count, of the same words."""
    if any(getattr(one, field) != getattr(other, field) for field in FIELDS[one.kind]):
        return False
    if one.kind in ANYWHERE:
        return True
    return any(
        first.start is not None
        and second.start is not None
        and first.start < (second.stop or 0) + NEAR
        and second.start < (first.stop or 0) + NEAR
        for first in one.evidence
        for second in other.evidence
    )


def told_twice(fact: Fact, facts: list[Fact]) -> bool:
    """Whether another fact already says the same; people write down the first mention only."""
    said = fact.model_dump(exclude={"id", "evidence"})
    return any(said == other.model_dump(exclude={"id", "evidence"}) for other in facts)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "cases", nargs="*", type=Path, default=sorted(path.parent for path in CASES.glob("*/facts.yaml"))
    )
    parser.add_argument("--letters", type=Path, help="a folder that holds further letters")
    chosen = parser.parse_args()
    read_right, read_all, hand_found, hand_all = Counter(), Counter(), Counter(), Counter()
    checker = Checker(load_ruleset(), load_registers())
    same = different = 0
    differing: list[str] = []
    for case in chosen.cases:
        hand = load_facts(case / "facts.yaml", chosen.letters)
        places = [case / hand.letter.file, *([chosen.letters / hand.letter.file] if chosen.letters else [])]
        letter = next((place for place in places if place.is_file()), None)
        if letter is None:
            continue
        found = encode(read(letter))
        for kind in FIELDS:
            by_hand = [fact for fact in hand.facts if fact.kind == kind]
            by_program = [fact for fact in found.facts if fact.kind == kind]
            hand_all[kind] += len(by_hand)
            hand_found[kind] += sum(any(agrees(fact, other) for other in by_program) for fact in by_hand)
            for number, fact in enumerate(by_program):
                right = any(agrees(fact, other) for other in by_hand)
                if not right and told_twice(fact, by_program[:number]):
                    continue
                read_all[kind] += 1
                read_right[kind] += right
        expected, outcomes = checker.check(hand).outcomes, checker.check(found).outcomes
        for rule, outcome in expected.items():
            alike = outcome == outcomes[rule] or {outcome.value, outcomes[rule].value} == {
                "satisfied",
                "not_applicable",
            }
            same, different = same + alike, different + (not alike)
            if not alike:
                differing.append(f"{case.name}: {rule} {outcome.value} by hand, {outcomes[rule].value} from text")
    print(f"{'kind':18}{'precision':>11}{'recall':>9}{'by hand':>10}{'read':>7}")
    for kind in FIELDS:
        if hand_all[kind] or read_all[kind]:
            precision = read_right[kind] / read_all[kind] if read_all[kind] else float("nan")
            recall = hand_found[kind] / hand_all[kind] if hand_all[kind] else float("nan")
            print(f"{kind:18}{precision:11.2f}{recall:9.2f}{hand_all[kind]:10}{read_all[kind]:7}")
    print(f"verdicts alike (satisfied and not applicable taken for one): {same} of {same + different}")
    print("\n".join(differing))


if __name__ == "__main__":
    main()
