"""Try: what would come out otherwise if a letter did not say this, if an edit were made, or under another day's law.

A supposition stands in the address of its page and nowhere else, so that the way back is the browser's own.
"""

from pathlib import Path, PurePath
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from ncnd_rules.errors import LetterError, NcndError
from ncnd_rules.explain.repair import Edit, applied
from ncnd_rules.explain.repair.copies import edited_copy
from ncnd_rules.report.page_shapes import SEVERITIES
from ncnd_rules.report.templating import render
from ncnd_rules.web.bench import Bench
from ncnd_rules.web.gate import House
from ncnd_rules.web.letters import Letters, Opened
from ncnd_rules.web.taken import WORD
from ncnd_rules.web.toggles import edit_toggles, fact_groups
from ncnd_rules.web.tried import (
    Asked,
    Came,
    asked_in,
    edits_asked,
    law_in_words,
    outcome_of,
)
from ncnd_rules.web.wire import download, known

_TEXT = "text/plain; charset=utf-8"
_TEXTS = (".txt", ".md")
_WORDS = (".docx", ".docm", ".dotx")


class Copied(NamedTuple):
    """A letter's file with some edits."""

    data: bytes
    name: str
    type: str


def routes(house: House, bench: Bench, letters: Letters) -> list[Route]:
    """The addresses of what is tried."""
    trying = _Trying(house, bench, letters)
    return [
        Route("/letters/{key}/try", trying.page),
        Route("/letters/{key}/try/edits", trying.edits, methods=["POST"]),
        Route("/letters/{key}/edited", trying.edited),
    ]


class _Shown(NamedTuple):
    words: str
    asked: Asked
    is_problem: bool


class _Trying:
    def __init__(self, house: House, bench: Bench, letters: Letters) -> None:
        self._house, self._bench, self._letters = house, bench, letters

    async def page(self, request: Request) -> Response:
        """What is supposed, what comes of it, and what else can be."""
        key, letter = known(self._letters.seen, request)
        shown = await self._bench.at_work(lambda: self._shown(key, letter, request))
        if "hx-request" not in request.headers:
            return HTMLResponse(shown.words, 422 if shown.is_problem else 200)
        # A script would not put in what it takes for a failure, and sends what is empty in its form as well.
        here = f"{self._house.root}letters/{key}/try{shown.asked.address()}"
        return HTMLResponse(shown.words, headers={} if shown.is_problem else {"hx-push-url": here})

    async def edits(self, request: Request) -> Response:
        """Look for the smallest edits; then the page anew, with what was supposed."""
        key, letter = known(self._letters.seen, request)
        if letter.repairs is None:
            self._letters.mended(key, await self._bench.repairs(letter), letter.checked)
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"{self._house.root}letters/{key}/try{query}#edits", 303)

    async def edited(self, request: Request) -> Response:
        """The letter with the chosen edits and no others, as a file."""
        key, letter = known(self._letters.seen, request)
        try:
            copied = await self._bench.at_work(lambda: copy_with(letter, asked_in(request.query_params)))
        except NcndError as problem:
            why = str(problem)
            return HTMLResponse(await self._bench.at_work(lambda: self._page(key, letter, Asked(), None, why)), 422)
        return download(copied.data, copied.name, copied.type)

    def _shown(self, key: str, letter: Opened, request: Request) -> _Shown:
        asked, problem, outcome = Asked(), "", None
        try:
            asked = asked_in(request.query_params)
            outcome = None if asked.is_none else outcome_of(self._bench, letter, asked)
        except NcndError as found:
            problem = str(found)
        return _Shown(self._page(key, letter, asked, outcome, problem), asked, bool(problem))

    def _page(self, key: str, letter: Opened, asked: Asked, outcome: Came | None, problem: str) -> str:
        verdicts = letter.checked.verdicts
        return render(
            "local_try.html",
            root=self._house.root,
            here=f"{self._house.root}letters/{key}",
            heading=verdicts.authority or letter.checked.source,
            about=tuple(filter(None, (verdicts.reference, letter.checked.source))),
            asked=asked,
            outcome=outcome,
            problem=problem,
            as_checked=law_in_words(self._bench.as_of),
            has_other=self._bench.as_of is not None,
            edits=edit_toggles(letter, asked),
            looked=letter.repairs is not None,
            errors=any(one.severity == "error" and one.outcome == "violated" for one in verdicts.findings),
            groups=fact_groups(letter, asked),
            severities=SEVERITIES,
        )


def copy_with(letter: Opened, asked: Asked) -> Copied:
    """The letter's file with the chosen edits: a Word file where it is one, text otherwise.

    Raises:
        NcndError: for an edit that is not offered, for none, and for words that stand where they cannot be edited.
    """
    edits = edits_asked(letter, asked)
    if not edits:
        raise NcndError("found no edit, expected at least one to be chosen")
    source = PurePath(letter.checked.source)
    if letter.reading.source.format == "docx":
        ending = source.suffix if source.suffix.lower() in _WORDS else ".docx"
        return Copied(_proved(letter, edits, f"{source.stem}{ending}"), f"{source.stem}.edited{ending}", WORD)
    if letter.reading.source.format == "text":
        ending = source.suffix if source.suffix.lower() in _TEXTS else ".txt"
        return Copied(_proved(letter, edits, f"{source.stem}{ending}"), f"{source.stem}.edited{ending}", _TEXT)
    words = applied(letter.reading.text, edits)
    return Copied(words.encode("utf-8", "replace"), f"{source.stem}.edited.txt", _TEXT)


def _proved(letter: Opened, edits: tuple[Edit, ...], name: str) -> bytes:
    try:
        return edited_copy(Path(name), letter.data, letter.reading, edits)[0]
    except LetterError as problem:
        raise NcndError(f"{name}: {problem.why}") from None
