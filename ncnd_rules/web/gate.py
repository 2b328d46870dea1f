"""The gate: what is refused before anything is read, and what every answer says to the browser.

The server listens on this machine alone, yet any page that its user visits can send requests to it: names that are made
to stand for 127.0.0.1, forms and scripts of foreign pages. Each of these is refused on its own, and none gets by
without the token, which only the terminal showed.
"""

from collections.abc import Callable, Iterator
from http.cookies import CookieError, SimpleCookie
from secrets import compare_digest
from typing import NamedTuple

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "ncnd"
TOKEN = "token"  # noqa: S105 - its name in the address
_READS = ("GET", "HEAD")
_MOST_DIGITS = 18  # of a length
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; img-src data:; "
    "base-uri 'none'; frame-ancestors 'none'"
)
SAID = {
    "content-security-policy": _POLICY,
    "cache-control": "no-store",
    # To foreign pages no referrer at all; with "no-referrer" browsers would send forms of our own as if from nowhere.
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class House(NamedTuple):
    """Where the server lives, and what opens it.

    The place is a folder that nobody can guess: a browser sends cookies to every port of a machine, but only to the
    folder they were set for, so that no other server of this machine is ever told the token.
    """

    port: int
    place: str
    token: str
    ticket: str  # lets in once, in place of the token; empty where it was used
    most_bytes: int  # of one request

    @property
    def host(self) -> str:
        """As browsers name it."""
        return f"127.0.0.1:{self.port}"

    @property
    def root(self) -> str:
        """The path of the first page."""
        return f"/{self.place}/"

    def address(self, token: str) -> str:
        """What to open in a browser."""
        return f"http://{self.host}{self.root}?{TOKEN}={token}"


class _Asked(NamedTuple):
    method: str
    headers: Headers
    query: QueryParams


_Check = Callable[[House, _Asked], tuple[int, str] | None]


def known_host(house: House, asked: _Asked) -> tuple[int, str] | None:
    """A foreign name for this machine is none of ours."""
    if asked.headers.getlist("host") != [house.host]:
        return 400, f"Only http://{house.host} is served here."
    return None


def own_origin(house: House, asked: _Asked) -> tuple[int, str] | None:
    """A page from elsewhere has no business here."""
    foreign = any(origin != f"http://{house.host}" for origin in asked.headers.getlist("origin"))
    site = asked.headers.get("sec-fetch-site", "none")
    if foreign or site not in ("same-origin", "none"):
        return 403, "A page from elsewhere asked for this; it is refused."
    return None


def right_token(house: House, asked: _Asked) -> tuple[int, str] | None:
    """Who was not shown the token does not come in."""
    if not any(_same(own, house.token) for own in _tokens(asked)) and not _has_ticket(house, asked):
        return 403, "The token is missing or wrong. Open the whole address that ncnd serve shows."
    return None


def bearable_size(house: House, asked: _Asked) -> tuple[int, str] | None:
    """What is too large is not read at all; the server reads no more than was announced."""
    if asked.method in _READS:
        return None
    length = asked.headers.get("content-length", "")
    if not (length.isascii() and length.isdigit()):
        return 411, "A request has to say how long it is."
    if len(length) > _MOST_DIGITS or int(length) > house.most_bytes:
        return 413, f"This is larger than {house.most_bytes // 2**20} MB, the most that is read."
    return None


CHECKS: tuple[_Check, ...] = (known_host, own_origin, right_token, bearable_size)


def _tokens(asked: _Asked) -> Iterator[str]:
    """What a request offers: that of its cookie and, to come in, that of its address."""
    if asked.method in _READS and TOKEN in asked.query:
        yield asked.query[TOKEN]
    for header in asked.headers.getlist("cookie"):
        try:
            cookies = SimpleCookie(header)
        except CookieError:
            continue
        if COOKIE in cookies:
            yield cookies[COOKIE].value


def _has_ticket(house: House, asked: _Asked) -> bool:
    return asked.method in _READS and bool(house.ticket) and _same(asked.query.get(TOKEN, ""), house.ticket)


def _same(one: str, other: str) -> bool:
    """Whether two secrets are the same, told in the same time whether they are or not."""
    return compare_digest(one.encode(), other.encode())


class Gate:
    """Lets requests through that pass every check, and puts on every answer what browsers are to hold to."""

    def __init__(self, app: ASGIApp, house: House) -> None:
        self._app, self._house = app, house

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(SAID)
            await send(message)

        asked = _Asked(scope["method"], Headers(scope=scope), QueryParams(scope["query_string"]))
        await (self._answer(asked) or self._app)(scope, receive, told)

    def _answer(self, asked: _Asked) -> Response | None:
        """What is answered here; none where the page itself has to."""
        for check in CHECKS:
            if refused := check(self._house, asked):
                status, why = refused
                return PlainTextResponse(f"{why}\n", status)
        if _has_ticket(self._house, asked):
            self._house = self._house._replace(ticket="")
        return self._let_in() if TOKEN in asked.query else None

    def _let_in(self) -> Response:
        """From the token in the address to a cookie that scripts cannot read and foreign pages cannot use."""
        answer = RedirectResponse(self._house.root, 303)
        answer.set_cookie(COOKIE, self._house.token, path=self._house.root, httponly=True, samesite="strict")
        return answer
