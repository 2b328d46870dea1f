"""`ncnd audit pack`: what was found in its letters, for each authority to reply to."""

from pathlib import Path

import click

from ncnd_rules.cli.auditing.group import AUDIT, UNDER, audit
from ncnd_rules.cli.options import PATH


@audit.command(
    short_help="Write a right-of-reply pack for each authority.",
    epilog="Example: ncnd audit pack audit/ -o packs/ --reply-to desk@example.org --by '3 March 2027'",
)
@AUDIT
@click.option("--output", "-o", type=PATH, required=True, help="The folder to make, whole or not at all.")
@click.option("--authority", "only", multiple=True, metavar="NAME", help="Only this one; may be given several times.")
@click.option("--reply-to", default="", metavar="WORDS", help="To whom replies go, as the pack is to say it.")
@click.option("--by", default="", metavar="WORDS", help="By when.")
@UNDER
@click.option("--force", is_flag=True, help="Replace packs that stand there.")
def pack(
    folder: Path, output: Path, only: tuple[str, ...], reply_to: str, by: str, run: str | None, *, force: bool
) -> None:
    """Write a folder for each authority: its letters, the findings in them, the words and the law they rest on.

    Nothing in a pack is about any other authority. Words come from the audit (--keep-text), or from the letters
    themselves where they still stand where they were read, unchanged; else their places are given.
    """
    from ncnd_rules.audit.figures.authorities import NOBODY, authorities
    from ncnd_rules.audit.packs.folders import write_packs
    from ncnd_rules.audit.packs.gathered import packs
    from ncnd_rules.audit.packs.shapes import Reply
    from ncnd_rules.audit.published.store import asked_of
    from ncnd_rules.audit.stored import open_stored
    from ncnd_rules.report.counting import count

    with open_stored(folder, run) as stored:
        store = asked_of(stored)
        who = authorities(store)
        wanted = who.chosen(only)
        written = write_packs(packs(store, who, wanted, Reply(reply_to, by)), output, force=force)
    unnamed = who.letters.get(NOBODY, 0)
    left_out = f"; in none: {count(unnamed, 'letter')} whose authority was not read" if unnamed and not only else ""
    click.echo(f"{output}: {count(written, 'pack')}{left_out}", err=True)
