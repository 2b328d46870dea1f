"""What a project has decided, as far as the command line does not say otherwise."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ncnd_rules.letter import visible

if TYPE_CHECKING:
    from ncnd_rules.config import Config
    from ncnd_rules.encoding import Encoding
    from ncnd_rules.engine import Checker
    from ncnd_rules.report.checked import Checked
    from ncnd_rules.rules import Over, Rule
    from ncnd_rules.suppressions import Known


def settings_for(
    named: Path | None, over: "Over" = "letter", chosen: tuple[str, ...] = (), root: Path | None = None
) -> "Config":
    """The settings that are named, or the nearest above the working directory, their rules known.

    Args:
        over: what the rules are put to that the verb applies; choices of others are left out.
        chosen: the rules that the command line selects, which count before those of the settings.
        root: the folder that the rules are from, the shipped rulesets by default.
    """
    from ncnd_rules.config import check_names, config_for, narrowed
    from ncnd_rules.rule_files import load_every_rule, load_ruleset

    settings = config_for(Path.cwd(), named)
    if not settings.names_rules:
        return settings  # reading the rules of the other verb takes time that most runs need not spend
    check_names(settings, load_every_rule(root).rules)
    return narrowed(settings, load_ruleset(root, over).rules, needed=not chosen)


def say_if_set_aside(rule: "Rule", letter: Path, settings: "Config") -> None:
    """Tell of a rule that is spoken of, and that `check` leaves out in this letter."""
    if by := settings.sets_aside(rule, letter):
        told = f"ncnd: {rule.id} is set aside in {visible(str(letter))} ({by}): `ncnd check` does not count it"
        click.echo(told, err=True)


def days_of_law(words: Iterable[str]) -> dict[str, date | None]:
    """Each word for a day to that day, none being the letter's own; at most two."""
    from ncnd_rules.config import law_day

    days: dict[str, date | None] = {}
    for word in words:
        try:
            days[word] = law_day(word)
        except ValueError as problem:
            raise click.UsageError(f"--as-of: {problem}") from None
    if len(days) > _COLUMNS:
        raise click.UsageError("--as-of can be given twice, to compare the law of two days")
    return days


def law_for(word: str | None, settings: "Config") -> date | None:
    """The day of the law that the command line names, or the settings do; none being the letter's own."""
    (day,) = days_of_law((word or settings.as_of or "letter",)).values()
    return day


_COLUMNS = 2


def today() -> date:
    """The day by the reader's calendar, on which what is known expires."""
    return date.today()  # noqa: DTZ011 - the reader's calendar


def known_findings(named: Path | None, settings: "Config") -> tuple[tuple["Known", ...], tuple[Path, ...]]:
    """The findings that a baseline names, that of the command line or of the settings, and the file read for them."""
    from ncnd_rules.suppressions import load_baseline

    path = named or (Path(settings.baseline) if settings.baseline else None)
    return (load_baseline(path), (path,)) if path is not None else ((), ())


def checked_letter(
    path: Path, encoding: "Encoding", checker: "Checker", known: tuple["Known", ...], ignored: tuple[str, ...]
) -> "Checked":
    """One letter, checked, without the findings that are known."""
    from ncnd_rules.report.checked import Checked
    from ncnd_rules.suppressions import set_aside

    verdicts, aside = set_aside(checker.check(encoding), str(path), known, ignored, today())
    return Checked(str(path), encoding, verdicts, aside)
