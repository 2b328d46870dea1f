"""Correcting what was read: what the addresses below a letter answer, and where its corrections go."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from pydantic import ValidationError
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from ncnd_rules import yamlfile
from ncnd_rules.corrections import Add, Change, Correction, Remove, SaysNothing, Understood, free_id
from ncnd_rules.corrections_file import name_for
from ncnd_rules.errors import CorrectionsError, NcndError
from ncnd_rules.facts import FACT_TYPES, Fact
from ncnd_rules.letter import Span
from ncnd_rules.web.bench import Bench
from ncnd_rules.web.corrected import Folder, as_file, begun, brought_in, stepped, taken_back
from ncnd_rules.web.fields import changes, fields_in
from ncnd_rules.web.filtering import wanted_in
from ncnd_rules.web.gate import House
from ncnd_rules.web.letters import Letters, Opened
from ncnd_rules.web.posted import posted
from ncnd_rules.web.reading_page import Here, add_form, fact_form, premises_page
from ncnd_rules.web.shown import span_at, spans_of
from ncnd_rules.web.wire import FORM, download, known


class Correcting(NamedTuple):
    """What a person may do to a reading."""

    house: House
    bench: Bench
    letters: Letters
    folder: Folder

    def routes(self) -> list[Route]:
        """The addresses."""
        here = "/letters/{key}"
        return [
            Route(f"{here}/facts/{{fact}}", self.fact),
            Route(f"{here}/facts/{{fact}}", self.correct, methods=["POST"]),
            Route(f"{here}/findings/{{finding}}", self.finding),
            Route(f"{here}/add", self.adding),
            Route(f"{here}/add", self.find, methods=["POST"]),
            Route(f"{here}/added", self.add, methods=["POST"]),
            Route(f"{here}/nothing", self.nothing, methods=["POST"]),
            Route(f"{here}/understood", self.understood, methods=["POST"]),
            Route(f"{here}/corrections", self.take),
            Route(f"{here}/corrections", self.bring, methods=["POST"]),
            Route(f"{here}/undo", self.undo, methods=["POST"]),
        ]

    async def begun(self, letter: Opened, brought: tuple[str, bytes] | None) -> Opened:
        """A letter that was just read, with the corrections there are of it."""
        return await self.bench.at_work(lambda: begun(self.bench, self.folder, letter, brought))

    async def fact(self, request: Request) -> Response:
        """The form that corrects one fact."""
        _, letter = known(self.letters.seen, request)
        return HTMLResponse(fact_form(self._here(request), letter, self._fact(request, letter)))

    async def finding(self, request: Request) -> Response:
        """What one finding rests on, each with the way to correct it."""
        _, letter = known(self.letters.seen, request)
        name = request.path_params["finding"]
        found = next((one for one in letter.checked.verdicts.findings if one.fingerprint == name), None)
        if found is None:
            raise HTTPException(404)
        return HTMLResponse(premises_page(self._here(request), letter, found))

    async def correct(self, request: Request) -> Response:
        """Change a fact, or take it out."""
        _, letter = known(self.letters.seen, request)
        fact, form = self._fact(request, letter), await _form(request)
        was = next((one for one in letter.read.facts if one.id == fact.id), fact)
        try:
            if form.get("does") == "remove":
                return await self._stepped(request, Remove(fact=fact.id, was=was))
            other = _made(fact.kind, {**fields_in(form, fact.kind), "id": fact.id, "evidence": fact.evidence})
            to = changes(fact, other)
            return await self._stepped(request, *([Change(fact=fact.id, was=was, to=to)] if to else []))
        except NcndError as problem:
            return HTMLResponse(fact_form(self._here(request), letter, fact, str(problem)), 422)

    async def adding(self, request: Request) -> Response:
        """The form that adds a fact, at words that were chosen in the letter, or asks for them."""
        _, letter = known(self.letters.seen, request)
        asked = request.query_params
        span = _span_asked(asked.get("from", ""), asked.get("to", ""), letter)
        kind = asked.get("kind", "")
        kind = kind if kind in FACT_TYPES else ""
        return HTMLResponse(add_form(self._here(request), letter, span, kind))

    async def find(self, request: Request) -> Response:
        """The same form, once the words are found that were typed; they stand in no address."""
        _, letter = known(self.letters.seen, request)
        form = await _form(request)
        words, kind = _said(form, "words"), _said(form, "kind")
        kind = kind if kind in FACT_TYPES else ""
        span = _span_sent(form, letter)
        if span is None:
            found = spans_of(words, letter.checked.text or "")
            if len(found) != 1:
                times = f"{len(found)} times; give more of what stands around them" if found else "nowhere"
                problem = f"these words stand in the letter {times}" if words else "choose words of the letter"
                return HTMLResponse(add_form(self._here(request), letter, None, kind, problem, words), 422)
            span = found[0]
        return HTMLResponse(add_form(self._here(request), letter, span, kind))

    async def add(self, request: Request) -> Response:
        """Add a fact, and say of the passages around its words that nothing more is in them, where that was ticked."""
        _, letter = known(self.letters.seen, request)
        form = await _form(request)
        kind, span = _said(form, "kind"), _span_sent(form, letter)
        if kind not in FACT_TYPES or span is None:
            problem = "choose what the words say" if span else "choose words of the letter"
            return HTMLResponse(add_form(self._here(request), letter, span, "", problem), 422)
        taken = {fact.id for fact in (*letter.read.facts, *letter.checked.encoding.facts)}
        try:
            fields = {**fields_in(form, kind), "id": free_id(taken), "evidence": (span,)}
            steps: list[Correction] = [Add(fact=_made(kind, fields))]
            if form.get("whole"):
                steps += _around(span, letter)
            return await self._stepped(request, *steps)
        except NcndError as problem:
            return HTMLResponse(add_form(self._here(request), letter, span, kind, str(problem)), 422)

    async def nothing(self, request: Request) -> Response:
        """Say of words that they say nothing."""
        _, letter = known(self.letters.seen, request)
        span = _span_sent(await _form(request), letter)
        if span is None:
            raise HTTPException(404)
        try:
            return await self._stepped(request, SaysNothing(words=span))
        except NcndError as problem:
            return HTMLResponse(add_form(self._here(request), letter, span, "", str(problem)), 422)

    async def understood(self, request: Request) -> Response:
        """Say of a passage that was not understood that nothing more is in it."""
        _, letter = known(self.letters.seen, request)
        unread, number = letter.checked.encoding.unread, _number(_said(await _form(request), "passage"))
        if number is None or number >= len(unread):
            raise HTTPException(404)
        gap = unread[number]
        return await self._stepped(request, Understood(start=gap.start, stop=gap.stop, reason=gap.reason))

    async def undo(self, request: Request) -> Response:
        """Take one correction back."""
        known(self.letters.seen, request)
        number = _number(_said(await _form(request), "correction"))
        if number is None:
            raise HTTPException(404)
        return await self._changed(request, lambda letter: taken_back(self.bench, self.folder, letter, number))

    async def take(self, request: Request) -> Response:
        """The corrections of a letter, as a file."""
        _, letter = known(self.letters.seen, request)
        return download(as_file(letter), name_for(letter.checked.source), "application/yaml")

    async def bring(self, request: Request) -> Response:
        """Use a file of corrections in place of those that were made."""
        known(self.letters.seen, request)
        try:
            sent = await posted(request, self.house.most_bytes)
        except MultiPartException as problem:
            return self._told(request, f"What was sent {problem.message}.")
        return await self._changed(
            request, lambda letter: brought_in(self.bench, self.folder, letter, sent.name, sent.data)
        )

    async def _stepped(self, request: Request, *steps: Correction) -> Response:
        """Make some corrections, and lead back to the letter.

        Raises:
            NcndError: where one does not fit.
        """
        await self._one_by_one(request, lambda letter: stepped(self.bench, self.folder, letter, steps))
        return self._back(request)

    async def _one_by_one(self, request: Request, change: Callable[[Opened], Opened]) -> None:
        """Correct a letter as it is once its turn comes: two pages may show it."""
        async with self.letters.turn:
            key, letter = known(self.letters.seen, request)
            self.letters.corrected(key, await self.bench.at_work(lambda: change(letter)))

    async def _changed(self, request: Request, change: Callable[[Opened], Opened]) -> Response:
        try:
            await self._one_by_one(request, change)
        except CorrectionsError as problem:
            return self._told(request, f"Corrections were not used. {problem}.")
        except NcndError as problem:
            return self._told(request, f"{str(problem)[:1].upper()}{str(problem)[1:]}.")
        return self._back(request)

    def _told(self, request: Request, notice: str) -> Response:
        key, letter = known(self.letters.seen, request)
        mended = letter.mended._replace(notice=notice, what="", moved=None)
        self.letters.corrected(key, letter._replace(mended=mended))
        return self._back(request)

    def _back(self, request: Request) -> Response:
        here = self._here(request)
        return RedirectResponse(f"{here.here}{here.filters}#told", 303)

    def _here(self, request: Request) -> Here:
        filters = wanted_in(request.query_params).address()
        return Here(self.house.root, f"{self.house.root}letters/{request.path_params['key']}", filters)

    def _fact(self, request: Request, letter: Opened) -> Fact:
        name = request.path_params["fact"]
        found = next((fact for fact in letter.checked.encoding.facts if fact.id == name), None)
        if found is None:
            raise HTTPException(404)
        return found


async def _form(request: Request) -> FormData:
    """What a form of ours sent; of any other kind nothing is read, since a file in it might be put on a disk."""
    if not request.headers.get("content-type", "").startswith(FORM):
        raise HTTPException(400)
    return await request.form()


def _made(kind: str, fields: dict[str, object]) -> Fact:
    try:
        return FACT_TYPES[kind].model_validate(fields)
    except ValidationError as problem:
        place, sentence = yamlfile.said_of(FACT_TYPES[kind], problem)
        named = str(place[0]).replace("_", " ") if place else ""
        raise NcndError(sentence if not named or f"'{named}'" in sentence else f"{named}: {sentence}") from None


def _around(span: Span, letter: Opened) -> Sequence[Correction]:
    """That nothing more is to be understood in the passages that some words are part of."""
    found = [
        Understood(start=gap.start, stop=gap.stop, reason=gap.reason)
        for gap in letter.checked.encoding.unread
        if gap.start is not None and gap.stop is not None
        if gap.start < (span.stop or 0) and (span.start or 0) < gap.stop
    ]
    return list(dict.fromkeys(found))


def _said(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


def _number(words: str) -> int | None:
    return int(words) if words.isascii() and words.isdigit() and len(words) < 9 else None


def _span_asked(first: str, last: str, letter: Opened) -> Span | None:
    """Words of the letter by their place, as a browser counts."""
    start, stop, text = _number(first), _number(last), letter.checked.text
    return None if start is None or stop is None or text is None else span_at(start, stop, text)


def _span_sent(form: FormData, letter: Opened) -> Span | None:
    """Words of the letter by their offsets."""
    start, stop, text = _number(_said(form, "start")), _number(_said(form, "stop")), letter.checked.text or ""
    if start is None or stop is None or not text[start:stop].strip() or stop > len(text):
        return _span_asked(_said(form, "from"), _said(form, "to"), letter)
    return Span(start=start, stop=stop, quote=text[start:stop])
