"""`ncnd audit sample`: a sheet to check by hand."""

from pathlib import Path

import click

from ncnd_rules.cli.auditing.group import AUDIT, UNDER, audit
from ncnd_rules.cli.options import PATH
from ncnd_rules.cli.output import write
from ncnd_rules.errors import InputError

_FORMS = (".csv", ".html")


@audit.command(
    short_help="Draw a sheet to check by hand.",
    epilog="Example: ncnd audit sample audit/ --n 200 --seed 7 -o sheet.html",
)
@AUDIT
@click.option("--n", "number", type=click.IntRange(1, 100_000), default=200, show_default=True, help="How many rows.")
@click.option("--seed", type=click.IntRange(0), default=7, show_default=True, help="Another seed draws other rows.")
@click.option(
    "--output",
    "-o",
    required=True,
    type=PATH,
    help="A .csv for a spreadsheet or an .html to fill in; the key goes beside it, as .key.json.",
)
@UNDER
@click.option("--open", "opened", is_flag=True, help="Show what the program said; without it, coding is blind.")
def sample(folder: Path, number: int, seed: int, output: Path, run: str | None, opened: bool) -> None:
    """Draw a random sheet of findings and of what is none from AUDIT, to be judged by a person.

    Rows are drawn by outcome and group of rules, findings more often than others; the key has the weight of each and
    what the program said. Letters, outcomes and the seed decide what is drawn, not the order of the work. A larger
    --n keeps all rows of a smaller one. Score the sheet with `ncnd audit score`.
    """
    from ncnd_rules.audit.sampling.coding_sheet import sheet_from
    from ncnd_rules.audit.sampling.forms import as_csv, as_html
    from ncnd_rules.audit.sampling.key import key_as_json, key_beside
    from ncnd_rules.audit.stored import open_stored
    from ncnd_rules.report.counting import count
    from ncnd_rules.rule_files import load_ruleset

    form = output.suffix.lower()
    if form not in _FORMS:
        raise InputError(output, f"ends in '{form}', expected {' or '.join(_FORMS)}")
    key = key_beside(output)
    if output.exists():
        raise InputError(output, "exists already and may hold what a person has coded; name another or remove it")
    if key.exists():
        raise InputError(
            key, "is the key of a sheet that was drawn before, and scoring that needs it; name another sheet"
        )
    with open_stored(folder, run) as stored:
        sheet = sheet_from(stored, load_ruleset(), seed, number)
    told = as_csv(sheet, opened=opened) if form == ".csv" else as_html(sheet, f"{output.stem}.csv", opened=opened)
    write(key_as_json(sheet.key), key)
    write(told, output)
    lacking = sum(bool(row.lacking) for row in sheet.rows)
    click.echo(f"{count(len(sheet.rows), 'row')} of {count(sheet.key.letters, 'letter')} in {output}, the key in {key}")
    if lacking:
        reason = next(row.lacking for row in sheet.rows if row.lacking)
        click.echo(f"{lacking} rows have no words of their letter, the first because {reason}", err=True)
