"""The verbs for those who govern rules: lint, test, cover, mutate, diff, pages, and the registers' doubts.

0: nothing found; 1: something was; 2: it could not run.
"""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from ncnd_rules.cli.group import main
from ncnd_rules.cli.letters_meant import rules_chosen
from ncnd_rules.cli.options import FORMAT, OUTPUT, PATH, RULES_PATH, RULESETS, Day, ids_beginning
from ncnd_rules.cli.output import screen, write
from ncnd_rules.errors import FactsError, InputError
from ncnd_rules.report.progress import counted_on

if TYPE_CHECKING:
    from ncnd_rules.encoding import Encoding
    from ncnd_rules.govern.parts import Owner
    from ncnd_rules.govern.trial import Trials
    from ncnd_rules.rules import Ruleset

_LIST = "list"

CASES = click.option("--cases", "cases", type=PATH, help="A folder with cases: facts.yaml files, at any depth.")
SUGGEST = click.option(
    "--suggest", is_flag=True, help="Also an example for each, without its name, where one is near those there are."
)
IDS = click.argument("ids", nargs=-1, metavar="[ID]...", shell_complete=ids_beginning)


class _RulesVerbs(click.Group):
    """Verbs about rules; without one, the list of those whose id begins with the words given."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take whatever is no verb of ours for ids."""
        is_verb = bool(args) and (args[0] in self.commands or args[0] in ctx.help_option_names)
        return super().parse_args(ctx, args if is_verb or ctx.resilient_parsing else [_LIST, *args])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer verbs and ids alike."""
        return [*super().shell_complete(ctx, incomplete), *ids_beginning(ctx, None, incomplete)]


@main.group(
    cls=_RulesVerbs,
    epilog="Example: ncnd rules PIT HARM; ncnd rules mutate PIT-01",
    short_help="List the rules, or look for what is wrong with them.",
)
def rules() -> None:
    """List the rules, all or those whose id begins with an ID; or lint, test, cover, mutate and compare them."""


@rules.command(_LIST, short_help="List the rules; the verb may be left out.", epilog="Example: ncnd rules PIT HARM")
@IDS
@RULESETS
def list_rules(ids: tuple[str, ...], root: Path | None) -> None:
    """List the rules, all or those whose id begins with ID; the verb may be left out."""
    from ncnd_rules.report.terminal import rules_as_text

    write(rules_as_text(_chosen(ids, root).rules, screen(None)))


@rules.command(
    short_help="Find what is wrong with rules as written.", epilog="Example: ncnd rules lint --rulesets my-rulesets"
)
@RULESETS
@FORMAT
@OUTPUT
def lint(root: Path | None, form: str, output: Path | None) -> None:
    """Find what is wrong with the rules as written: every file that does not load, and what shows from all of them.

    Conditions that no letter meets, requirements that none can miss, rules that say what another says or forbid what
    another requires, examples that come out otherwise, definitions, guards and fragments that nothing uses, patterns
    that are not RE2, and explanations of what is no more.
    """
    from ncnd_rules.govern.lint import lint as found_in
    from ncnd_rules.govern.lint import without_repair
    from ncnd_rules.report.governed import lint_as_json, lint_as_text
    from ncnd_rules.rule_files import load_sound_rules

    with counted_on(sys.stderr, "linting") as far:
        found = found_in(root, far.at)
    unmended = without_repair(load_sound_rules(root)[0])
    write(lint_as_json(found) if form == "json" else lint_as_text(found, unmended), output)
    _end(bool(found))


@rules.command(short_help="Check every example.", epilog="Example: ncnd rules test PIT-01 --rulesets my-rulesets")
@IDS
@RULESETS
@FORMAT
@OUTPUT
def test(ids: tuple[str, ...], root: Path | None, form: str, output: Path | None) -> None:
    """Check every example of the rules whose id begins with ID, as letters are checked, and every repair on them."""
    from ncnd_rules.govern.examples import try_examples
    from ncnd_rules.govern.repairs import try_repairs
    from ncnd_rules.registers import load_registers, registers_dir
    from ncnd_rules.report.governed import tests_as_json, tests_as_text

    chosen = _chosen(ids, root)
    with counted_on(sys.stderr, "testing", len(chosen.rules)) as far:
        tested = try_examples(chosen, load_registers(registers_dir(root)), each=far.one_more)
        repaired = try_repairs(chosen, load_registers(registers_dir(root)))
    write(tests_as_json(tested, repaired) if form == "json" else tests_as_text(tested, repaired), output)
    _end(bool(tested.failed or repaired.failed))


@rules.command(
    short_help="Find conditions that no example shows.", epilog="Example: ncnd rules cover PIT --cases cases --all"
)
@IDS
@RULESETS
@CASES
@click.option("--all", "everything", is_flag=True, help="Each condition with its counts, not only what was never seen.")
@SUGGEST
@FORMAT
@OUTPUT
def cover(
    ids: tuple[str, ...],
    root: Path | None,
    cases: Path | None,
    everything: bool,
    suggest: bool,
    form: str,
    output: Path | None,
) -> None:
    """Count which conditions of the rules their examples show true, false and undecided.

    A condition is one fact that a part of a rule asks for, given those before it. True: a fact fits, and is certain.
    Undecided: only uncertain ones fit, or what would be required, excuse or lessen may have been lost. False: none
    fits. What cannot be, such as a register without an answer or a fact once found that is lost, is not demanded.
    """
    from ncnd_rules.govern.cover import cover as covered
    from ncnd_rules.govern.suggest import examples_for_conditions
    from ncnd_rules.report.governed import coverage_as_json, coverage_as_text

    chosen, trials = _chosen(ids, root), _trials(root)
    read = list(_cases(cases).values())
    letters = [trials.letter(encoding) for encoding in read]
    letters += [trials.letters(read)] if len(read) > 1 else []
    with counted_on(sys.stderr, "covering", len(chosen.rules)) as far:
        coverage = covered(trials, chosen.rules, letters, far.one_more)
    near = examples_for_conditions(coverage, trials) if suggest else {}
    told = coverage_as_json(coverage, chosen, near) if form == "json" else None
    write(told or coverage_as_text(coverage, chosen, near, everything=everything), output)
    _end(bool(coverage.missing))


@rules.command(short_help="Find changes that no example notices.", epilog="Example: ncnd rules mutate PIT-01")
@IDS
@RULESETS
@SUGGEST
@FORMAT
@OUTPUT
def mutate(ids: tuple[str, ...], root: Path | None, suggest: bool, form: str, output: Path | None) -> None:
    """Change one thing at a time in the rules, and name each change that no example notices.

    Conditions, exceptions and needs are dropped, values exchanged or added, days and numbers moved by one, severities
    changed. `explained.yaml` in the folder of rulesets says of which changes no letter could tell, and why.
    """
    from ncnd_rules.govern.explained import load_explanations
    from ncnd_rules.govern.mutate import mutate as mutated_by
    from ncnd_rules.govern.suggest import examples_for_mutants
    from ncnd_rules.report.governed import mutants_as_json, mutants_as_text
    from ncnd_rules.shipped import rulesets_dir

    chosen, trials = _chosen(ids, root), _trials(root)
    owners: tuple[Owner, ...] = (*(() if ids else chosen.definitions), *chosen.rules)
    with counted_on(sys.stderr, "mutating", len(owners)) as far:
        mutated = mutated_by(trials, owners, load_explanations(root or rulesets_dir()), far.one_more)
    near = examples_for_mutants(mutated, trials) if suggest else {}
    told = mutants_as_json(mutated, near) if form == "json" else mutants_as_text(mutated, chosen, near)
    write(told, output)
    _end(bool(mutated.unexplained))


@rules.command(
    short_help="Find verdicts that flip between two folders.",
    epilog="Example: ncnd rules diff released/rulesets rulesets --cases cases",
)
@click.argument("old", type=RULES_PATH)
@click.argument("new", type=RULES_PATH)
@CASES
@FORMAT
@OUTPUT
def diff(old: Path, new: Path, cases: Path | None, form: str, output: Path | None) -> None:
    """Show every verdict that flips between two folders of rulesets, and the version bump that follows.

    MAJOR: a letter that held is now violated, or a violation weighs more, or a rule is gone. MINOR: other verdicts
    changed, or a rule is new and no case violates it. PATCH: other words, the same verdicts.
    """
    from ncnd_rules.govern.diff import compare_rulesets
    from ncnd_rules.report.governed import comparison_as_json, comparison_as_text

    with counted_on(sys.stderr, "comparing") as far:
        compared = compare_rulesets(old.resolve(), new.resolve(), _cases(cases), far.at)
    write(comparison_as_json(compared) if form == "json" else comparison_as_text(compared), output)
    _end(bool(compared.flips))


@rules.command(short_help="Write a Markdown page a rule, and an index.", epilog="Example: ncnd rules pages -o pages")
@IDS
@RULESETS
@click.option("--output", "-o", required=True, type=PATH, help="The folder to write pages to.")
def pages(ids: tuple[str, ...], root: Path | None, output: Path) -> None:
    """Write a Markdown page a rule, and an index: basis, what it asks, truth table, examples, changes.

    Pages of rules that are no more are removed, if this command wrote them and nobody has changed them since. A file
    that it did not write is never replaced.
    """
    from ncnd_rules.govern.history import history_of
    from ncnd_rules.report.pages import is_a_page, is_unchanged, rule_pages
    from ncnd_rules.shipped import rulesets_dir

    chosen = _chosen(ids, root)
    made = rule_pages(chosen.rules, _trials(root), history_of((root or rulesets_dir()).resolve()))
    if output.exists() and not output.is_dir():
        raise InputError(output, "is a file, expected a folder")
    before = _markdown_in(output) if output.is_dir() else {}
    for name in made.keys() & before.keys():
        if not is_a_page(before[name]):
            raise InputError(output / name, "was not written by this command, expected a folder for its pages alone")
    output.mkdir(parents=True, exist_ok=True)
    for name, text in made.items():
        write(text.rstrip("\n"), output / name)
    every = {f"{rule.id}.md" for rule in _chosen((), root).rules}
    stale = [name for name, text in before.items() if name not in made.keys() | every and is_a_page(text)]
    for name in stale:
        if is_unchanged(before[name]):
            (output / name).unlink()
        else:
            click.echo(
                f"ncnd: {output / name}: is of a rule that is no more, but was changed by hand, and stays", err=True
            )
    gone = sum(is_unchanged(before[name]) for name in stale)
    removed = f"; {gone} of rules that are no more removed" if gone else ""
    click.echo(f"{len(made)} pages written to {output}, the first of them {output / 'index.md'}{removed}")


@main.command(
    short_help="List the rows of the registers that are in doubt.", epilog="Example: ncnd registers --as-of 2027-01-01"
)
@click.option("--as-of", type=Day(), metavar="DATE", help="The day to judge by; today where none is given.")
@RULESETS
@FORMAT
@OUTPUT
def registers(as_of: datetime | None, root: Path | None, form: str, output: Path | None) -> None:
    """List the rows of the registers that are unverified, of low confidence, approximate or doubtful by a day.

    The exit code is 1 where a register is past the day until which it was verified.
    """
    from ncnd_rules.govern.doubts import doubts_of
    from ncnd_rules.registers import load_registers, registers_dir
    from ncnd_rules.report.governed import doubts_as_json, doubts_as_text

    day = as_of.date() if as_of else date.today()  # noqa: DTZ011 - the reader's own day
    found = doubts_of(load_registers(registers_dir(root)), day)
    told = doubts_as_json if form == "json" else doubts_as_text
    write(told(found, day.isoformat()), output)
    _end(bool(found.outdated))


def _markdown_in(folder: Path) -> dict[str, str]:
    """The Markdown files of a folder itself, by name; what is no text is nobody's page of a rule."""
    files = sorted(path for path in folder.glob("*.md") if path.is_file())
    try:
        return {path.name: path.read_bytes().decode(errors="replace") for path in files}
    except OSError as problem:
        raise InputError(folder, f"cannot be read ({problem.strerror})") from None


def _chosen(ids: tuple[str, ...], root: Path | None) -> "Ruleset":
    """The rules of a folder whose id begins so."""
    return rules_chosen(ids, (), None, root=root)


def _trials(root: Path | None) -> "Trials":
    from ncnd_rules.govern.trial import Trials
    from ncnd_rules.registers import load_registers, registers_dir
    from ncnd_rules.rule_files import load_every_rule

    return Trials(load_every_rule(root), load_registers(registers_dir(root)))


def _cases(folder: Path | None) -> dict[str, "Encoding"]:
    """The letters of a folder of cases, as facts."""
    from ncnd_rules.facts_file import load_facts
    from ncnd_rules.inputs import FACTS

    if folder is None:
        return {}
    if not folder.is_dir():
        raise InputError(folder, "no such folder, expected one that holds cases")
    found = {str(path.parent): load_facts(path) for path in sorted(folder.rglob(FACTS))}
    if not found:
        raise FactsError(folder, f"holds no {FACTS}")
    return found


def _end(found: bool) -> None:
    if found:
        sys.exit(1)
