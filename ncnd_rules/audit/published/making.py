"""The section on how a report was made: enough to make it again, and to know what it leaves out."""

from collections.abc import Sequence

from ncnd_rules.audit.figures.making import Extent, Run, Standing
from ncnd_rules.audit.published.letters import Calling
from ncnd_rules.audit.published.shapes import Section, table

_LEFT_OUT = (
    "Not in this report: letters that no run was given; what the rules do not speak of; the reasons of anybody; "
    "whether what a letter says is true, but for what the registers hold; and anything of requests but what letters "
    "repeat of them."
)
_MASKED = (
    "Names of authorities, file names, references, addresses and the digests of letters are masked. Whoever holds the "
    "letters may know them by their words and dates all the same."
)


def making_section(runs: Sequence[Run], standing: Sequence[Standing], extent: Extent, called: Calling) -> Section:
    """Program, rules, registers, runs, and how to do it again."""
    newest = runs[-1] if runs else None
    told = [
        ("Letters", f"{extent.letters:,}, met at {extent.places:,} places; the same bytes met twice are one letter"),
        (
            "Perhaps copies",
            f"{extent.alike:,} share authority, reference and day with another; each counts, as its bytes differ",
        ),
        ("Checked", f"{extent.checked:,} of them"),
        ("Dated", f"{extent.first} to {extent.last}" if extent.dated else "none"),
        ("Formats", _tallied(extent.formats)),
        ("Copies", _tallied(extent.copies)),
        ("Facts read", f"{extent.facts:,}"),
        ("Rules applied", f"{extent.rules}"),
        ("Texts kept", f"of {extent.with_text:,} letters"),
    ]
    if newest:
        told += [
            ("Program", f"ncnd_rules {newest.program}, Python {newest.python}, {newest.evaluator}"),
            ("Began", f"{runs[0].started} UTC"),
            ("Newest run", f"{newest.started} UTC"),
        ]
    rows = [(one.ruleset[:16], one.registers[:16], one.encoder[:16], f"{one.letters:,}") for one in standing]
    versions = table(
        "What letters are shown under (the first 16 digits of each sha256)",
        ("Rules", "Registers", "Lexicon and program", "Letters"),
        rows,
        (3,),
    )
    ran = table(
        "Runs",
        ("Run", "Began (UTC)", "Ended as", "Checked", "Known before", "Unreadable", "Failed"),
        [(one.run, one.started, one.state, one.checked, one.known, one.unreadable, one.failed) for one in runs[-20:]],
        (3, 4, 5, 6),
    )
    notes = [_LEFT_OUT, *([_MASKED] if called.mask.on else []), _again(called)]
    if len(rows) > 1:
        notes.insert(
            0, "Some letters were not checked again under the newest rules: `ncnd audit` on the same letters does it."
        )
    about = table("What it is of", ("", ""), told)
    return Section("making-section", "How this was made", tables=(about, versions, ran), notes=tuple(notes))


def _again(called: Calling) -> str:
    mask = " --mask" if called.mask.on else ""
    return (
        "To make it again, with the version of the program and the rules named above: `ncnd audit LETTERS -o "
        f"AUDIT` and `ncnd audit report AUDIT -o report.html{mask}`. The same audit gives the same bytes. Every "
        "number can be asked for with `ncnd audit sql`."
    )


def _tallied(counted: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{name} {number:,}" for name, number in counted) or "none"
