"""The pages, put together from the parts of the HTML report."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from ncnd_rules.explain.picture import STYLE
from ncnd_rules.read.file import SUFFIXES
from ncnd_rules.report.page_parts import letter_page
from ncnd_rules.report.page_shapes import SEVERITIES, LetterPage
from ncnd_rules.report.templating import ready, render, source_of
from ncnd_rules.web.bench import Bench
from ncnd_rules.web.corrected import Folder
from ncnd_rules.web.edits import edits_of
from ncnd_rules.web.filtering import ALL, Wanted, filtered
from ncnd_rules.web.gate import House
from ncnd_rules.web.letters import GRACE, SILENCE, Opened
from ncnd_rules.web.reading_page import read_of
from ncnd_rules.web.taken import forms_of, ways
from ncnd_rules.web.tried import with_links

_ON_DISK = {".doc", ".rtf", ".odt"}


class Asset(NamedTuple):
    """A style or script."""

    words: str
    type: str


class From(NamedTuple):
    """Where a reader of a letter comes from, and what of it is wanted."""

    wanted: Wanted = ALL
    folder: str = ""  # the key of the one that it was opened from


NOWHERE = From()


def first_page(house: House, problem: tuple[str, str] | None = None) -> str:
    """Where a letter is dropped.

    Args:
        problem: the file that could not be used, and why.
    """
    taken = sorted(SUFFIXES - _ON_DISK - {""})
    return render(
        "local_first.html",
        root=house.root,
        problem=problem,
        endings=taken,
        most_bytes=house.most_bytes,
        silence=round(SILENCE / 60),
        grace=round(GRACE),
    )


def lost_page(house: House, *, is_letter: bool) -> str:
    """What is not here, or no longer."""
    return render("local_lost.html", root=house.root, is_letter=is_letter, silence=round(SILENCE / 60))


def letter_as_page(house: House, bench: Bench, key: str, letter: Opened, folder: Folder, came: From = NOWHERE) -> str:
    """A letter beside its findings, with all that can be done here.

    Args:
        folder: where corrections are kept.
        came: where its reader comes from.
    """
    here = f"{house.root}letters/{key}"
    page, filters = filtered(_page(bench, letter), came.wanted)
    page = with_links(page, letter, here, filters.address)
    return render(
        "local_letter.html",
        root=house.root,
        here=here,
        table=f"{house.root}folders/{came.folder}" if came.folder else "",
        page=page,
        severities=SEVERITIES,
        filters=filters,
        forms=forms_of(letter),
        edits=edits_of(letter, page),
        ready=ready,
        mended=letter.mended,
        read=read_of(letter, folder),
    )


def edits_part(house: House, bench: Bench, key: str, letter: Opened) -> str:
    """The part of that page with the smallest edits."""
    here = f"{house.root}letters/{key}"
    return render("local_edits.html", here=here, edits=edits_of(letter, _page(bench, letter)))


def asset(name: str) -> Asset | None:
    """A style or script by its name."""
    return _assets().get(name)


@cache
def _assets() -> Mapping[str, Asset]:
    htmx = files("ncnd_rules.web").joinpath("vendor", "htmx.min.js").read_text(encoding="utf-8")
    return {
        "report.css": Asset(source_of("report.css") + STYLE, "text/css"),
        "correct.css": Asset(source_of("local_correct.css"), "text/css"),
        "correct.js": Asset(source_of("local_correct.js"), "text/javascript"),
        "pair.js": Asset(source_of("local_pair.js"), "text/javascript"),
        "local.css": Asset(source_of("local.css"), "text/css"),
        "report.js": Asset(source_of("report.js"), "text/javascript"),
        "local.js": Asset(source_of("local.js"), "text/javascript"),
        "htmx.js": Asset(htmx, "text/javascript"),
    }


def _page(bench: Bench, letter: Opened) -> LetterPage:
    rules = {rule.id: rule for rule in bench.ruleset.rules}
    return letter_page(1, letter.checked, rules, ways(letter))
