"""The letters that a command line means, and the rules it chooses for them."""

import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

import click

from ncnd_rules.cli.output import stop_for
from ncnd_rules.errors import FactsError, InputError, LetterError, RuleError
from ncnd_rules.letter import CopyState, visible
from ncnd_rules.yamlfile import did_you_mean

if TYPE_CHECKING:
    from ncnd_rules.config import Config
    from ncnd_rules.engine.check import Checker, Evaluator
    from ncnd_rules.inputs import Input
    from ncnd_rules.rules import Over, Rule, Ruleset

_Made = TypeVar("_Made")
_FEW = 3  # files that are named one by one
_MANY = 20  # letters; reading fewer takes no time worth a progress bar


def files_meant(
    letters: tuple[Path, ...], folder: Path | None, copy: str | None, facts: Path | None, named: str = "--facts"
) -> tuple[Path, ...]:
    """The files that are meant, once the options that speak of them make sense together.

    Args:
        facts: a facts file, a file of corrections, or a folder of these.
        named: the option that named them.
    """
    from ncnd_rules.inputs import corrects, files_named

    if folder is not None and not folder.is_dir():
        raise InputError(folder, "no such folder, expected the folder that holds the letters")
    if facts is not None and copy not in (None, "auto") and not corrects(facts):
        raise click.UsageError("--copy and --facts do not go together: the file says how whole the copy is")
    files = files_named(letters)
    if facts is not None and len(files) > 1 and not facts.is_dir():
        option = "--corrections" if corrects(facts) else named
        raise click.UsageError(f"{option} takes one letter, found {len(files)}: the one that the file speaks of")
    if facts is None:
        _say_what_lies_beside(files)
    return files


def _say_what_lies_beside(files: Iterable[Path]) -> None:
    """Corrections are used where they are named, and never in silence; nor are they left out in silence."""
    found = [(path, own) for path in files if (own := _beside(path)) is not None]
    for path, own in found[:_FEW]:
        click.echo(
            f"ncnd: {visible(str(own))} lies beside {path.name} and is not used; --corrections {own} uses it", err=True
        )
    if more := len(found[_FEW:]):
        click.echo(f"ncnd: so do {more} more; --corrections FOLDER uses those of every letter", err=True)


def _beside(letter: Path) -> Path | None:
    """The corrections that lie beside a letter, if there are any."""
    from ncnd_rules.corrections_file import beside

    try:
        own = beside(letter)
        return own if own != letter and own.is_file() else None
    except (OSError, ValueError):  # no name that a file can have
        return None


def one_meant(letter: Path, folder: Path | None, copy: str | None, facts: Path | None, does: str) -> Path:
    """The one file that a word stands for.

    Args:
        does: what the verb does with one letter, for the message where the word stands for several.
    """
    path, *more = files_meant((letter,), folder, copy, facts)
    if more:
        raise click.UsageError(f"{does} one letter: {letter} stands for {len(more) + 1}")
    return path


def letter_loaded(path: Path, folder: Path | None, copy: str | None, facts: Path | None) -> "Input":
    """A letter or facts file, or the letter as a person has corrected what is read in it."""
    from ncnd_rules.inputs import load, load_corrected

    return load(path, folder, copy_state(copy)) if facts is None else load_corrected(path, facts, copy_state(copy))


def copy_state(copy: str | None) -> CopyState | None:
    """How whole a copy is said to be; none where that is to be guessed."""
    return None if copy in (None, "auto") else cast(CopyState, copy)


def collected(paths: Iterable[Path], use: Callable[[Path], _Made], doing: str) -> tuple[list[_Made], list[InputError]]:
    """What *use* makes of each path, and why it could make nothing of some."""
    made: list[_Made] = []
    problems: list[InputError] = []
    paths = tuple(paths)
    shown = len(paths) > _MANY and sys.stderr is not None and sys.stderr.isatty()
    with click.progressbar(paths, label=doing, file=sys.stderr, hidden=not shown) as bar:
        for path in bar:
            try:
                made.append(use(path))
            except (LetterError, FactsError) as problem:
                problems.append(problem)
    if not made:
        stop_for(problems)
    return made, problems


def checker_for(
    ruleset: "Ruleset",
    evaluator: "Evaluator" = "auto",
    *,
    root: Path | None = None,
    verify: bool = False,
    as_of: date | None = None,
) -> "Checker":
    """A checker of these rules.

    Args:
        root: the folder that they are from, for the registers that belong to it.
    """
    from ncnd_rules.engine import Checker
    from ncnd_rules.registers import load_registers, registers_dir

    return Checker(ruleset, load_registers(registers_dir(root)), evaluator, verify=verify, as_of=as_of)


def checker_by_letter(
    ruleset: "Ruleset",
    settings: "Config",
    evaluator: "Evaluator" = "auto",
    *,
    root: Path | None = None,
    verify: bool = False,
    as_of: date | None = None,
) -> Callable[[Path], "Checker"]:
    """For each letter a checker of the rules that the settings do not ignore in it; most letters share one."""
    made: dict[tuple[str, ...], Checker] = {}

    def checker(letter: Path) -> "Checker":
        ignored = tuple(prefix.upper() for prefix in settings.ignored_in(letter))
        if ignored not in made:
            left = ruleset._replace(rules=tuple(rule for rule in ruleset.rules if not rule.id.startswith(ignored)))
            made[ignored] = checker_for(left, evaluator, root=root, verify=verify, as_of=as_of)
        return made[ignored]

    return checker


def rules_set(
    settings: "Config",
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    over: "Over" = "letter",
    root: Path | None = None,
) -> "Ruleset":
    """The rules of a folder as a project has set them; what the command line chooses counts first."""
    return _graded(rules_chosen(select or settings.select, ignore or settings.ignore, over, root), settings)


def every_rule_set(settings: "Config", root: Path | None = None) -> "Ruleset":
    """Every rule over one letter as a project has set it, chosen or not."""
    from ncnd_rules.rule_files import load_ruleset

    return _graded(load_ruleset(root), settings)


def _graded(ruleset: "Ruleset", settings: "Config") -> "Ruleset":
    from ncnd_rules.config import graded

    return ruleset._replace(rules=graded(ruleset.rules, settings.severity))


def rules_chosen(
    select: tuple[str, ...], ignore: tuple[str, ...], over: "Over | None" = "letter", root: Path | None = None
) -> "Ruleset":
    """The rules of a folder whose id begins so and not so.

    Args:
        over: those put to one ``letter``, to several ``letters``, or none for both, to be shown.
        root: the folder, the shipped rulesets by default.
    """
    from ncnd_rules.rule_files import load_every_rule, load_ruleset

    ruleset = load_ruleset(root, over) if over else load_every_rule(root)
    return ruleset._replace(rules=rules_beginning(ruleset.rules, select, ignore, over, root))


def rule_meant(ruleset: "Ruleset", word: str, over: "Over | None" = None, root: Path | None = None) -> "Rule":
    """The rule of that id, in whatever case.

    Args:
        over: what the rules are put to, to say which verb applies the others.
        root: the folder that the rules are from.

    Raises:
        RuleError: where no rule has it.
    """
    if not any(rule.id == word.upper() for rule in ruleset.rules) and Path(word).is_file():
        raise click.UsageError(f"found the file {word} where a rule is expected: the letter comes first")
    try:
        return ruleset.rule(word.upper())
    except RuleError as problem:
        _say_which_verb(word, over, root)
        raise RuleError("rules", f"{problem.problem}{_not_used(root)}") from None


def _not_used(root: Path | None) -> str:
    """For whoever wrote a rule in a checkout that this installation is not of: where its rules come from instead."""
    from ncnd_rules.shipped import rulesets_dir

    own = Path("rulesets", "rules")
    if root is not None or not own.is_dir() or own.resolve().is_relative_to(rulesets_dir().resolve()):
        return ""
    return "; looked for in the installed rules, not in ./rulesets; --rulesets rulesets looks there"


def rules_beginning(
    rules: tuple["Rule", ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...] = (),
    over: "Over | None" = None,
    root: Path | None = None,
) -> tuple["Rule", ...]:
    """Those of some rules whose id begins so and not so, in whatever case; all where nothing is selected.

    Args:
        over: what the rules are put to, to say which verb applies the others.
        root: the folder that they are from.
    """
    known = [rule.id for rule in rules]
    for prefix in (*select, *ignore):
        if not prefix or not any(rule_id.startswith(prefix.upper()) for rule_id in known):
            _say_which_verb(prefix, over, root)
            groups = sorted({rule.group for rule in rules})
            hint = did_you_mean(prefix.upper(), known + groups)
            raise RuleError("rules", f"no rule id begins with '{prefix}'{hint}{_not_used(root)}")
    wanted, unwanted = (tuple(prefix.upper() for prefix in prefixes) for prefixes in (select, ignore))
    chosen = tuple(
        rule
        for rule in rules
        if (not wanted or rule.id.startswith(wanted)) and not (unwanted and rule.id.startswith(unwanted))
    )
    if not chosen:
        why = "everything selected is ignored" if rules else f"{root} holds none that this verb applies"
        raise RuleError("rules", f"no rule is left to apply: {why}")
    return chosen


def _say_which_verb(prefix: str, over: "Over | None", root: Path | None) -> None:
    """Name the verb that applies the rules which *prefix* names, where another verb was used."""
    if over is None or not prefix:
        return
    from ncnd_rules.rule_files import load_ruleset

    said, verb = ("several letters", "compare") if over == "letter" else ("one letter", "check")
    others = load_ruleset(root, "letters" if over == "letter" else "letter").rules
    if any(rule.id.startswith(prefix.upper()) for rule in others):
        raise RuleError("rules", f"'{prefix}' names rules over {said}, which `ncnd {verb}` applies")
