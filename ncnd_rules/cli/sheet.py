"""The verb for caseworkers: one letter on a sheet."""

from pathlib import Path

import click

from ncnd_rules.cli.group import main
from ncnd_rules.cli.letters_meant import checker_for, copy_state, one_meant, rules_set
from ncnd_rules.cli.options import CONFIG, COPY, FACTS, FOLDER, LETTER, OUTPUT, RULESETS, form_meant
from ncnd_rules.cli.output import write
from ncnd_rules.cli.settings import checked_letter, known_findings, law_for, settings_for

_FORMS = ("markdown", "html")


@main.command(
    short_help="Write a caseworker sheet on a letter.",
    epilog="Example: ncnd sheet letter.txt --format html -o sheet.html",
)
@LETTER
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMS),
    help="Where none is named, the ending of --output tells, else markdown.",
)
@OUTPUT
@RULESETS
@COPY
@CONFIG
@FACTS
@FOLDER
def sheet(
    letter: Path,
    form: str | None,
    output: Path | None,
    root: Path | None,
    copy: str | None,
    config: Path | None,
    facts: Path | None,
    folder: Path | None,
) -> None:
    """Write a caseworker sheet on LETTER: what happened when, what was answered and why, and what is left to ask.

    It quotes the letter for all it says. The exit code is 0 whatever was found; `ncnd check` gives a verdict.
    """
    from ncnd_rules.inputs import load_corrected, load_whole
    from ncnd_rules.registers import load_registers, registers_dir
    from ncnd_rules.report.caseworker import sheet_as_html, sheet_as_markdown, sheet_of

    form = form_meant(form, output, _FORMS)
    settings = settings_for(config, root=root)
    known, known_file = known_findings(None, settings)
    path = one_meant(letter, folder, copy, facts, "writes a sheet on")
    copy = copy or settings.copy_state
    # Facts by hand come without the sentences that the sheet quotes.
    loaded = (
        load_whole(path, folder, copy_state(copy)) if facts is None else load_corrected(path, facts, copy_state(copy))
    )
    checker = checker_for(rules_set(settings, root=root), root=root, as_of=law_for(None, settings))
    checked = checked_letter(path, loaded.encoding, checker, known, settings.ignored_in(path))
    made = sheet_of(checked, load_registers(registers_dir(root)))
    told = sheet_as_html(made) if form == "html" else sheet_as_markdown(made)
    write(told, output, (*loaded.files, *known_file))
