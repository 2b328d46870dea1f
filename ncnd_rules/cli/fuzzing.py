"""The verb for authors of rules: letters at the edge of each condition.

0: both sides of every condition were found, and the evaluators agree; 1: not so, or a verdict flips; 2: it could not
run.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ncnd_rules.cli.group import main
from ncnd_rules.cli.letters_meant import rules_beginning
from ncnd_rules.cli.options import FORMAT, OUTPUT, PATH, ids_beginning
from ncnd_rules.cli.output import write
from ncnd_rules.report.progress import counted_on

if TYPE_CHECKING:
    from ncnd_rules.compose.wordings import Wordings
    from ncnd_rules.govern.fuzz.flips import Flip
    from ncnd_rules.govern.fuzz.sides import Fuzzed
    from ncnd_rules.govern.trial import Trials


@main.command(
    short_help="Find the smallest letters on each side of each condition.",
    epilog="Example: ncnd fuzz my-rulesets --rule PIT-01; ncnd fuzz my-rulesets/rules/pit --against released/rulesets",
)
@click.argument("ruleset", type=PATH)
@click.option(
    "--rule",
    "ids",
    multiple=True,
    metavar="ID",
    shell_complete=ids_beginning,
    help="Only these rules, by id or its beginning.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed builds the same letters.")
@click.option(
    "--examples",
    type=click.IntRange(0, 100_000),
    default=200,
    show_default=True,
    help="How many letters to build for each rule, beside those that it brings.",
)
@click.option("--against", type=PATH, help="Rules as they were: also the verdicts that are others now.")
@click.option(
    "--wordings",
    type=PATH,
    help="A folder of wordings: also the words of a letter for each side, where they can say it.",
)
@FORMAT
@OUTPUT
def fuzz(
    ruleset: Path,
    ids: tuple[str, ...],
    seed: int,
    examples: int,
    against: Path | None,
    wordings: Path | None,
    form: str,
    output: Path | None,
) -> None:
    """Find the smallest letters for which each condition of a rule holds, and does not.

    RULESET is a folder of rulesets, a folder of rules or one rule file. Letters are those that a rule brings and some
    built for it by chance. Each shows one side of a condition while everything else holds, and what the rule says of
    it. Sides that no letter shows are named, and so is a letter on which the program fails, or the two evaluators
    differ.
    """
    from ncnd_rules.govern.fuzz.flips import flips
    from ncnd_rules.govern.fuzz.meant import rules_meant
    from ncnd_rules.govern.fuzz.sides import fuzz as fuzzed_by
    from ncnd_rules.report.fuzzed import fuzzed_as_json, fuzzed_as_text

    meant = rules_meant(ruleset)
    before = rules_meant(against).trials if against else None
    bank = _bank(wordings) if wordings else None
    rules = rules_beginning(meant.rules, ids, root=ruleset)
    fuzzed: list[Fuzzed] = []
    flipped: list[Flip] = []
    with counted_on(sys.stderr, "fuzzing", len(rules)) as far:
        for rule in rules:
            fuzzed.append(fuzzed_by(rule, meant.trials, seed=seed, examples=examples))
            flipped += flips(rule, before, meant.trials, seed=seed, examples=examples) if before else []
            far.one_more(rule)
    words = _composed(fuzzed, bank, meant.trials, seed) if bank else {}
    write((fuzzed_as_json if form == "json" else fuzzed_as_text)(fuzzed, flipped, words), output)
    raise SystemExit(int(bool(flipped) or any(one.missing or one.faults for one in fuzzed)))


def _bank(folder: Path) -> "Wordings":
    """The wordings of a folder."""
    from ncnd_rules.compose import load_wordings
    from ncnd_rules.errors import InputError

    if not (folder / "topics.yaml").is_file():
        raise InputError(folder, "holds no topics.yaml, expected a folder of wordings, such as cases/wordings/seen")
    return load_wordings(folder)


def _composed(fuzzed: list["Fuzzed"], bank: "Wordings", trials: "Trials", seed: int) -> dict[str, str | None]:
    """For each small letter at an edge its words, or that there are none."""
    from ncnd_rules.compose.small import Composer
    from ncnd_rules.report.fuzzed import key_of

    found: dict[str, str | None] = {}
    sides = sum(2 * len(one.edges) for one in fuzzed)
    with counted_on(sys.stderr, "composing", sides) as far:
        for one in fuzzed:
            composer = Composer(bank, one.rule, trials.ruleset, trials.registers, seed)
            for side in (side for edge in one.edges for side in (edge.true, edge.false)):
                if side is not None and key_of(side.letter) not in found:
                    found[key_of(side.letter)] = composer.words(side.letter, side.verdict.outcome)
                far.one_more(side)
    return found
