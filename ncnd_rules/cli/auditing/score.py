"""`ncnd audit score`: what a coded sheet tells of the program."""

from pathlib import Path

import click

from ncnd_rules.cli.auditing.group import audit
from ncnd_rules.cli.options import FORMAT, OUTPUT, PATH
from ncnd_rules.cli.output import write
from ncnd_rules.errors import InputError

_CODERS = 2


@audit.command(
    short_help="Score a sheet that was checked by hand.",
    epilog="Example: ncnd audit score anna.csv ben.csv --key sheet.key.json",
)
@click.argument("sheets", nargs=-1, required=True, metavar="SHEET [SHEET2]", type=PATH)
@click.option(
    "--key",
    type=PATH,
    help="The key to the sheet; else SHEET.key.json, or the only key beside it.",
)
@FORMAT
@OUTPUT
def score(sheets: tuple[Path, ...], key: Path | None, form: str, output: Path | None) -> None:
    """Tell from a coded SHEET how often findings are right, how much is missed, and what is left undecided.

    With a second sheet of the same rows, also how far two coders agree. Rows without a verdict are left out.
    """
    from ncnd_rules.audit.sampling.coding import load_coding
    from ncnd_rules.audit.sampling.key import load_key
    from ncnd_rules.audit.sampling.score_words import score_as_json, score_as_text
    from ncnd_rules.audit.sampling.scoring import score as score_of

    if len(sheets) > _CODERS:
        raise click.UsageError(f"takes one sheet or two, found {len(sheets)}")
    codings = [load_coding(sheet) for sheet in sheets]
    place = key or _key_to(sheets[0])
    told = score_of(codings, load_key(place))
    write(score_as_json(told) if form == "json" else score_as_text(told), output, (*sheets, place))


def _key_to(sheet: Path) -> Path:
    from ncnd_rules.audit.sampling.key import key_beside

    expected = key_beside(sheet)
    if expected.is_file():
        return expected
    keys = sorted(sheet.parent.glob("*.key.json"))
    if len(keys) != 1:
        found = "none" if not keys else ", ".join(path.name for path in keys)
        raise InputError(expected, f"no such file, and beside the sheet there is {found}; name the key with --key")
    return keys[0]
