"""Verdicts as one web page that needs nothing else: no network, no script to be read, and prints."""

from collections.abc import Iterable, Mapping
from functools import cache

from ncnd_rules.errors import InputError
from ncnd_rules.explain.picture import STYLE
from ncnd_rules.report.checked import Checked
from ncnd_rules.report.known import expired_in_words
from ncnd_rules.report.mending import Ways
from ncnd_rules.report.page_parts import letter_page
from ncnd_rules.report.page_shapes import SEVERITIES
from ncnd_rules.report.templating import allowed, ready, render, source_of
from ncnd_rules.rules import Rule


def verdicts_as_html(
    letters: Iterable[Checked],
    rules: Iterable[Rule],
    unreadable: Iterable[InputError] = (),
    *,
    ways: Ways | None = None,
    sheets: Mapping[str, str] | None = None,
) -> str:
    """One page for one letter or several; equal input gives equal bytes.

    Args:
        rules: at least those that were applied.
        unreadable: the files that could not be used; each is named with the reason.
        ways: how findings may be mended.
        sheets: the address of the caseworker sheet of a letter, by its source as the user named it.
    """
    known = {rule.id: rule for rule in rules}
    letters = tuple(letters)
    pages = [
        letter_page(number, checked, known, ways or {}, (sheets or {}).get(checked.source, ""))
        for number, checked in enumerate(letters, 1)
    ]
    style, script = _style(), source_of("report.js")
    policy = (
        f"default-src 'none'; style-src '{allowed(style)}'; script-src '{allowed(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return render(
        "report.html",
        letters=pages,
        unreadable=[(problem.file, problem.why) for problem in unreadable],
        expired=tuple(expired_in_words([entry for checked in letters for entry in checked.set_aside.expired])),
        severities=SEVERITIES,
        style=ready(style),
        script=ready(script),
        policy=policy,
        ready=ready,
    )


@cache
def _style() -> str:
    return source_of("report.css") + STYLE
