"""`ncnd audit lineage`: where the sentences of an audit's letters came from."""

from pathlib import Path

import click

from ncnd_rules.cli.auditing.group import AUDIT, audit
from ncnd_rules.cli.options import OUTPUT
from ncnd_rules.cli.output import screen, write

_SHOWN = 20  # families, in text


@audit.command(
    short_help="Show which sentences letters share, what was changed in them, and which went stale.",
    epilog="Example: ncnd audit lineage audit/ --stale",
)
@AUDIT
@click.option(
    "--min-letters", type=click.IntRange(2), default=2, show_default=True, metavar="N", help="In so many letters."
)
@click.option("--stale", is_flag=True, help="Only sentences that were used after they had ceased to be right.")
@click.option("--all", "every", is_flag=True, help="Also greetings, rights and the like, which give no reasons.")
@click.option("--most", type=click.IntRange(1), metavar="N", help=f"At most so many; in text {_SHOWN} by default.")
@click.option("--family", "name", metavar="ID", help="One sentence: its wordings as a tree, and every use.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@OUTPUT
def lineage(
    folder: Path,
    min_letters: int,
    stale: bool,
    every: bool,
    most: int | None,
    name: str | None,
    form: str,
    output: Path | None,
) -> None:
    """Show which sentences the letters of an audit share, the same or nearly.

    Of each: who used it first, its other wordings with what was changed, and since when it is not right, where a
    finding (BOD-01, THR-01, ...) and a register say so, and who used it after. The names of authorities, references
    and whole days count for nothing; other numbers do. After more letters, only what is new is worked out.
    """
    from ncnd_rules.audit.lineage import as_json, as_text, families_in, family_in, lineage_in, reckon, uses_in
    from ncnd_rules.audit.stored import open_stored

    reckon(folder)
    with open_stored(folder) as stored:
        if name is not None:
            family = family_in(stored, name)
            uses = uses_in(stored, family)
            in_json = form == "json"
            told = as_json.family_as_json(family, uses) if in_json else ""
            write(told or as_text.family_as_text(family, uses, screen(output)), output)
            return
        counts = lineage_in(stored)
        assert counts is not None, "it was just reckoned"
        most = most or (_SHOWN if form == "text" else None)
        found = families_in(stored, min_letters, stale=stale, every=every, most=most)
        if form == "json":
            write(as_json.families_as_json(counts, found), output)
        else:
            chosen = as_text.chosen_as_text(min_letters, stale=stale, every=every, most=most)
            write(as_text.families_as_text(counts, list(found), chosen, screen(output)), output)
