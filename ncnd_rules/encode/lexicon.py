"""The lexicon: how letters word things, as rows of patterns.

A row belongs to a *family*, the file in which it stands. Its pattern is searched for in one sentence
at a time, in small and capital letters alike. ``%name%`` in a pattern stands for a fragment of
``fragments.yaml``. A hit counts unless one of the row's guards holds: a guard is itself a pattern,
and says where it is looked for, seen from the hit.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BeforeValidator, Field

from ncnd_rules import yamlfile
from ncnd_rules.encode.literals import Literals
from ncnd_rules.encode.patterns import Filter, Pattern, PatternError, as_bytes, check
from ncnd_rules.errors import LexiconError
from ncnd_rules.letter import SECTIONS, Frozen, as_tuple
from ncnd_rules.shipped import rulesets_dir

Strings = Annotated[tuple[str, ...], BeforeValidator(as_tuple)]
Tier = Literal["sure", "likely"]

_REMEMBERED = 8_000  # sentences: of some 80 letters, in some 36 MB; those of templates come back and stay
_FRAGMENT = re.compile(r"%(\w+)%")
_FRAGMENTS = "fragments.yaml"
_GUARDS = "guards.yaml"
_DESCRIBES = "describes"  # the fragment that finds what only describes the information asked for

# Families that are asked of nearly every block, and of nearly every sentence. Others are searched for apart, when they
# are first asked of a sentence: in a filter of all rows most that RE2 has to try are of families that few are asked of.
_ASKED_TOGETHER = (
    ("chrome", "decisions", "headings", "threads", "zones"),
    (
        "attachments",
        "balances",
        "contests",
        "doubts",
        "earlier",
        "identity",
        "meanings",
        "notices",
        "partners",
        "periods",
        "positions",
        "rights",
        "sayings",
        "scopes",
        "slips",
        "terms",
        "tests",
        "topics",
        "triggers",
    ),
)


class Row(Frozen):
    """One way of wording something."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_.-]*$")]
    tier: Annotated[
        Tier, Field(description="sure: says it wherever it stands; likely: only in the sections of 'within'")
    ]
    pattern: Annotated[str, Field(min_length=2)]
    gives: Annotated[
        dict[str, Any], Field(default_factory=dict)
    ]  # what a hit says, in fields of the family's kind of fact
    within: Strings = ()  # sections of the letter; none: all
    unless: Strings = ()  # guards
    example: Annotated[Strings, Field(min_length=1)]
    counter: Annotated[Strings, Field(min_length=1)]


class GuardRow(Frozen):
    """Words that show that a hit does not say what it seems to say."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    pattern: Annotated[str, Field(min_length=2)]
    where: Annotated[
        Literal["before", "after", "over", "sentence"],
        Field(description="before: ends at the hit; after: begins at its end; over: overlaps it; sentence: anywhere"),
    ]
    why: Annotated[str, Field(min_length=8)]


class Hit(NamedTuple):
    """Words that a row matched."""

    row: Row
    start: int
    stop: int
    groups: Mapping[str, str]
    rejected_by: GuardRow | None = None


class _Guard(NamedTuple):
    row: GuardRow
    pattern: Pattern
    bit: int  # among all guards


class _Compiled(NamedTuple):
    row: Row
    pattern: Pattern
    guards: tuple[_Guard, ...]
    guarded: int  # the bits of its guards


class _Together:
    """Families whose rows are searched for at once."""

    def __init__(self) -> None:
        self.filter = Filter()
        self.rows: list[tuple[str, _Compiled]] = []  # each with its family
        self._none: dict[str, tuple[_Compiled, ...]] = {}  # by family: of most a sentence has no match

    def add(self, family: str, row: Row, pattern: str, guards: tuple[_Guard, ...]) -> None:
        """Take a row."""
        guarded = sum({guard.bit for guard in guards})
        self.rows.append((family, _Compiled(row, Pattern(pattern), guards, guarded)))
        self._none[family] = ()
        self.filter.add(self.rows[-1][1].pattern)

    def matching(self, words: bytes) -> dict[str, tuple[_Compiled, ...]]:
        """The rows that match in a sentence, or would if their gaps were longer, by family."""
        found = self._none.copy()
        for number in self.filter.matching(words):
            family, compiled = self.rows[number]
            found[family] = (*found[family], compiled)
        return found


class _Sentence:
    """A sentence as patterns see it, and what was found in it so far: letters are pasted from templates."""

    __slots__ = ("found", "guards", "rows", "subject", "told")

    def __init__(self, words: str) -> None:
        self.subject = as_bytes(words)
        self.told: bytes | None = None  # the words as guards see them
        self.guards = 0  # the bits of those that may hold of words in it
        self.rows: dict[str, tuple[_Compiled, ...]] = {}  # that match, by family that was searched for
        self.found: dict[tuple[str, str | None, bool], tuple[Hit, ...]] = {}  # by family, section and manner of asking


class Lexicon:
    """Every row of a folder, compiled.

    Args:
        remembered: how many sentences it keeps what was found in.

    Raises:
        LexiconError: for the first row that is malformed, twice there, names no guard or fragment,
            or does not compile in RE2; with file and place.
    """

    def __init__(self, root: Path, remembered: int = _REMEMBERED) -> None:
        self._named = {_DESCRIBES}  # the fragments that something uses
        self._fragments = self._load_fragments(root / _FRAGMENTS)
        self._apart: dict[str, Pattern] = {}  # fragments that are looked for by themselves
        described = self._fragments.get(_DESCRIBES, "$^")
        self._describes, self._describing = Pattern(described), Literals([described])
        self._guards = self._load_guards(root / _GUARDS)
        self._families: dict[str, tuple[Row, ...]] = {}
        self.together: dict[str, _Together] = {}  # a family to the rows that are searched for with its own
        for families in _ASKED_TOGETHER:
            self.together |= dict.fromkeys(families, _Together())
        digest = hashlib.sha256()
        seen: dict[str, str] = {}
        for path in sorted(root.glob("*.yaml")):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
            if path.name not in (_FRAGMENTS, _GUARDS):
                self._families[path.stem] = self._load_family(path, seen)
        for together in dict.fromkeys(self.together.values()):
            _compile(together.filter, root, len(together.rows))
        self.digest = digest.hexdigest()
        self._sentence = lru_cache(remembered)(_Sentence)

    @property
    def families(self) -> tuple[str, ...]:
        """The names of the families."""
        return tuple(self._families)

    def rows(self, family: str) -> tuple[Row, ...]:
        """The rows of a family, in the order of the file."""
        return self._families[family]

    def unused(self) -> Iterator[tuple[str, str, str]]:
        """The guards and fragments that no row, and no guard or fragment, names: file, what it is, and its name."""
        guarding = {name for rows in self._families.values() for row in rows for name in row.unless}
        yield from ((_GUARDS, "guard", name) for name in self._guards if name not in guarding)
        yield from ((_FRAGMENTS, "fragment", name) for name in self._fragments if name not in self._named)

    def hits(self, family: str, words: str, section: str | None = None, *, every: bool = False) -> tuple[Hit, ...]:
        """What the rows of a family find in a sentence, by place; hits that a guard rejects are marked so.

        Args:
            section: where the sentence stands; rows for other sections are passed over. None: all rows.
            every: every place at which a row matches, not only its first that no guard rejects.
        """
        sentence = self._sentence(words)
        rows = sentence.rows.get(family)
        if rows is None:
            sentence.rows |= self.together[family].matching(sentence.subject)
            rows = sentence.rows.get(family)
        if not rows:
            return ()
        asked = (family, section, every)
        found = sentence.found.get(asked)
        if found is None:
            found = sentence.found[asked] = self._hits(sentence, words, asked)
        return found

    def accepted(self, family: str, words: str, section: str | None = None, *, every: bool = False) -> Iterator[Hit]:
        """The hits of a family that no guard rejects."""
        return (hit for hit in self.hits(family, words, section, every=every) if hit.rejected_by is None)

    def first(self, family: str, words: str, section: str | None = None) -> Hit | None:
        """The first of them."""
        for hit in self.hits(family, words, section):
            if hit.rejected_by is None:
                return hit
        return None

    def fragment(self, name: str) -> Pattern:
        """A fragment by itself, for what is looked for beside hits."""
        if name not in self._apart:
            self._apart[name] = Pattern(self._fragments[name])
        return self._apart[name]

    def without_descriptions(self, words: str) -> str:
        """Words with their descriptions of what was asked for blotted out, place for place: as guards see them."""
        for match in self._describes.finditer(as_bytes(words)):
            start, stop = match.span()
            words = words[:start] + " " * (stop - start) + words[stop:]
        return words

    def _hits(self, sentence: _Sentence, words: str, asked: tuple[str, str | None, bool]) -> tuple[Hit, ...]:
        family, section, every = asked
        rows = _of_section(sentence.rows[family], section)
        for (other, elsewhere, manner), hits in sentence.found.items():
            if (other, manner) == (family, every) and _of_section(sentence.rows[family], elsewhere) == rows:
                return hits
        found: list[Hit] = []
        for compiled in rows:
            for match in compiled.pattern.exact.finditer(sentence.subject):
                start, stop = match.span()
                if start == stop:
                    continue
                spans = ((name, match.span(number)) for name, number in compiled.pattern.groups.items())
                groups = {name: words[first:last] for name, (first, last) in spans if first >= 0}
                guard = self._rejecting(compiled, sentence, start, stop) if compiled.guards else None
                found.append(Hit(compiled.row, start, stop, groups, guard))
                if not every and guard is None:
                    break
        return tuple(sorted(found, key=lambda hit: (hit.start, hit.stop, hit.row.id)))

    def _rejecting(self, compiled: _Compiled, sentence: _Sentence, start: int, stop: int) -> GuardRow | None:
        """The first guard of a row that holds of a hit."""
        if sentence.told is None:
            sentence.told = self._told(sentence.subject)
            sentence.guards = self._guarding.possible(sentence.told.decode("latin-1"))
        if not sentence.guards & compiled.guarded:
            return None
        for guard in compiled.guards:
            if sentence.guards & guard.bit:
                if _holds(guard, sentence.told, start, stop):
                    return guard.row
                if guard.row.where == "sentence":  # what does not, holds of no other hit in it
                    sentence.guards ^= guard.bit
        return None

    def _told(self, subject: bytes) -> bytes:
        """A sentence without its descriptions."""
        described = self._describing.possible(subject.decode("latin-1"))
        return _without_descriptions(self._describes, subject) if described else subject

    def _load_fragments(self, path: Path) -> dict[str, str]:
        raw = yamlfile.load(path, LexiconError)
        if not isinstance(raw, dict) or not all(isinstance(value, str) for value in raw.values()):
            raise LexiconError(path, "expected fragments, as 'name: pattern'")
        fragments: dict[str, str] = {}
        for name, pattern in raw.items():
            # A fragment may use those above it.
            fragments[name] = f"(?:{self._expanded(pattern, fragments, path, (name,))})"
            with _told_of_patterns(path, (name,)):
                check(fragments[name])
        return fragments

    def _load_guards(self, path: Path) -> dict[str, _Guard]:
        guards: dict[str, _Guard] = {}
        patterns = []
        for number, item in enumerate(_items(path)):
            at = ("rows", number)
            guard = yamlfile.validated(GuardRow, item, path, at, LexiconError)
            pattern = self._expanded(guard.pattern, self._fragments, path, (*at, "pattern"))
            with _told_of_patterns(path, (*at, "pattern")):
                check(pattern)
            if guard.id in guards:
                raise LexiconError(path, f"the id '{guard.id}' is given twice", yamlfile.where(path, (*at, "id")))
            patterns.append(pattern)
            pattern = f"(?:{pattern})$" if guard.where == "before" else pattern
            guards[guard.id] = _Guard(guard, Pattern(pattern), 1 << len(guards))
        self._guarding = Literals(patterns)
        return guards

    def _load_family(self, path: Path, seen: dict[str, str]) -> tuple[Row, ...]:
        rows = []
        together = self.together.setdefault(path.stem, _Together())
        for number, item in enumerate(_items(path)):
            at = ("rows", number)
            row = yamlfile.validated(Row, item, path, at, LexiconError)
            if row.id in seen:
                place = yamlfile.where(path, (*at, "id"))
                raise LexiconError(path, f"the id '{row.id}' is given twice (also in {seen[row.id]})", place)
            seen[row.id] = path.name
            self._check(row, path, at)
            pattern = self._expanded(row.pattern, self._fragments, path, (*at, "pattern"))
            guards = tuple(self._guards[name] for name in row.unless)
            with _told_of_patterns(path, (*at, "pattern")):
                check(pattern)
                together.add(path.stem, row, pattern, guards)
            rows.append(row)
        return tuple(rows)

    def _check(self, row: Row, path: Path, at: yamlfile.Place) -> None:
        for name in row.unless:
            if name not in self._guards:
                hint = yamlfile.did_you_mean(name, self._guards)
                raise LexiconError(path, f"no guard is called '{name}'{hint}", yamlfile.where(path, (*at, "unless")))
        for section in row.within:
            if section not in SECTIONS:
                hint = yamlfile.did_you_mean(section, SECTIONS)
                raise LexiconError(
                    path, f"no section is called '{section}'{hint}", yamlfile.where(path, (*at, "within"))
                )
        if (row.tier == "likely") != bool(row.within):
            problem = "a likely row names the sections in which it holds, in 'within'; a sure row holds in all"
            raise LexiconError(path, problem, yamlfile.where(path, (*at, "tier")))

    def _expanded(self, pattern: str, fragments: Mapping[str, str], path: Path, at: yamlfile.Place) -> str:
        for name in _FRAGMENT.findall(pattern):
            self._named.add(name)
            if name not in fragments:
                hint = yamlfile.did_you_mean(name, fragments)
                raise LexiconError(path, f"no fragment is called '{name}'{hint}", yamlfile.where(path, at))
        return _FRAGMENT.sub(lambda match: fragments[match[1]], pattern)


def _of_section(rows: Iterable[_Compiled], section: str | None) -> list[_Compiled]:
    """Those that hold in a section; all of them, where none is given."""
    return [one for one in rows if section is None or not one.row.within or section in one.row.within]


def _without_descriptions(describes: Pattern, subject: bytes) -> bytes:
    """A sentence with its descriptions of what was asked for blotted out, place for place.

    'Nothing is held which would answer your question' argues no consequence, for all that it says 'would'.
    """
    for match in describes.finditer(subject):
        start, stop = match.span()
        subject = subject[:start] + b" " * (stop - start) + subject[stop:]
    return subject


def _holds(guard: _Guard, subject: bytes, start: int, stop: int) -> bool:
    """Whether a guard holds of the words from *start* to *stop*."""
    if guard.row.where == "before":
        return guard.pattern.search(subject[:start])
    if guard.row.where == "after":
        return guard.pattern.match(subject[stop:])
    if guard.row.where == "over":
        return any(other.start() < stop and other.end() > start for other in guard.pattern.finditer(subject))
    return guard.pattern.search(subject)


@cache
def load_lexicon(root: Path | None = None, remembered: int = _REMEMBERED) -> Lexicon:
    """The lexicon of a folder, the shipped one by default; read once.

    Args:
        remembered: as for `Lexicon`.

    Raises:
        LexiconError: as for `Lexicon`.
    """
    return Lexicon(root or rulesets_dir() / "lexicon", remembered)


def _items(path: Path) -> Iterable[Any]:
    raw = yamlfile.load(path, LexiconError)
    if not isinstance(raw, dict) or set(raw) != {"about", "rows"} or not isinstance(raw["rows"], list):
        raise LexiconError(path, "expected 'about', a sentence, and 'rows', a list")
    return raw["rows"]


def _compile(filtered: Filter, path: Path, rows: int) -> None:
    try:
        filtered.compile()
    except PatternError:
        raise LexiconError(
            path, f"RE2 cannot search for the {rows} rows at once: have some families searched for apart"
        ) from None


@contextmanager
def _told_of_patterns(path: Path, at: yamlfile.Place) -> Iterator[None]:
    """Say where a pattern stands that RE2 refuses."""
    try:
        yield
    except PatternError as problem:
        raise LexiconError(path, f"RE2 cannot compile the pattern: {problem}", yamlfile.where(path, at)) from None
