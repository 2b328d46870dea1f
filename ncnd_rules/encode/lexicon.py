"""The lexicon: how letters word things, as rows of patterns. The only module that knows RE2.

A row belongs to a *family*, the file in which it stands. Its pattern is searched for in one sentence
at a time, in small and capital letters alike. ``%name%`` in a pattern stands for a fragment of
``fragments.yaml``. A hit counts unless one of the row's guards holds: a guard is itself a pattern,
and says where it is looked for, seen from the hit.

RE2 matches in time linear in the text, so no letter can make a pattern run away.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

import re2
from pydantic import BeforeValidator, Field

from ncnd_rules import yamlfile
from ncnd_rules.errors import LexiconError
from ncnd_rules.letter import SECTIONS, Frozen, as_tuple
from ncnd_rules.shipped import rulesets_dir

Strings = Annotated[tuple[str, ...], BeforeValidator(as_tuple)]
Tier = Literal["sure", "likely"]

_REMEMBERED = 20_000  # sentences: of some 200 letters, in some 30 MB
_FRAGMENT = re.compile(r"%(\w+)%")
_COUNTED = re.compile(r"\{(\d+),(\d+)\}")
_FRAGMENTS = "fragments.yaml"
_GUARDS = "guards.yaml"
_PIECES = re.compile(r"\\.|\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]|[()|]")  # an escape and a class are one each
_GAP = 4  # repeats: what may be as long as that is a gap between words
_DESCRIBES = "describes"  # the fragment that finds what only describes the information asked for
_OF_BLOCKS = ("chrome", "headings", "threads", "told", "zones")  # families asked of whole blocks, others of sentences


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


class _Pattern:
    """A pattern that RE2 has accepted; compiled when it is first used, since a letter needs few of them.

    A gap such as `[^.;]{0,80}` costs RE2 a state for each of its lengths, and every new sentence meets new mixtures of
    them. Without its limit the gap costs one. So the *loose* pattern, which finds all that the exact one does and
    little else, is asked first.
    """

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self.loose = _COUNTED.sub(_without_limit, pattern)

    @cached_property
    def exact(self) -> Any:
        """The pattern, compiled."""
        return re2.compile(self._pattern, _options())

    @cached_property
    def groups(self) -> Mapping[str, int]:
        """The numbers of its named groups."""
        groups: Mapping[str, int] = self.exact.groupindex
        return groups

    def finditer(self, subject: str | bytes) -> Iterator[Any]:
        """Its matches in words of which the loose pattern may have matched."""
        return self.exact.finditer(subject) if self._may_match(subject) else iter(())

    def search(self, subject: str | bytes) -> bool:
        """Whether it matches somewhere."""
        return self._may_match(subject) and self.exact.search(subject) is not None

    def match(self, subject: str | bytes) -> bool:
        """Whether it matches at the beginning."""
        return self._may_match(subject) and self.exact.match(subject) is not None

    def _may_match(self, subject: str | bytes) -> bool:
        return self.loose == self._pattern or self._loosely.search(subject) is not None

    @cached_property
    def _loosely(self) -> Any:
        return re2.compile(self.loose, _options())


def _alternatives(pattern: str) -> Iterator[str]:
    """A pattern cut at its outermost bars: each has fewer states than the whole, and literal words of its own."""
    depth, first = 0, 0
    for piece in _PIECES.finditer(pattern):
        depth += {"(": 1, ")": -1}.get(piece[0], 0)
        if piece[0] == "|" and not depth:
            yield pattern[first : piece.start()]
            first = piece.end()
    yield pattern[first:]


def _without_limit(counted: re.Match[str]) -> str:
    least, most = int(counted[1]), int(counted[2])
    if most < _GAP:
        return counted[0]
    return "+" if least else "*"


_Guards = tuple[tuple[GuardRow, _Pattern], ...]


class _Compiled(NamedTuple):
    family: str
    row: Row
    pattern: _Pattern
    guards: _Guards
    describes: _Pattern


class _Together:
    """Rows that are searched for at once.

    One pass over a sentence tells by their literal words which of them could match in it, and few are tried.
    (A `re2.Set`, one automaton for many patterns, has a state for every mixture of half-matched rows: it grows
    with the letters read and with the product of the rows, this with their sum.)
    """

    def __init__(self, describes: _Pattern) -> None:
        self._describes = describes
        self._filter = re2.Filter()
        self._rows: list[_Compiled] = []
        self._row_of: list[int] = []  # a pattern of the filter to its row

    def add(self, family: str, row: Row, pattern: str, guards: _Guards) -> None:
        """Take a row.

        Raises:
            re2.error: for a pattern that does not compile.
        """
        compiled = _Compiled(family, row, _Pattern(pattern), guards, self._describes)
        for alternative in _alternatives(compiled.pattern.loose):
            self._filter.Add(alternative, _options())
            self._row_of.append(len(self._rows))
        self._rows.append(compiled)

    def compile(self, root: Path) -> None:
        """Make ready for the first search, behind the last row.

        Raises:
            LexiconError: where there are too many literal words in the rows of the folder *root*.
        """
        try:
            self._filter.Compile()
        except re2.error:
            problem = f"RE2 cannot search for the {len(self._rows)} rows at once: have some families searched for apart"
            raise LexiconError(root, problem) from None

    def matching(self, words: str) -> Mapping[str, list[_Compiled]]:
        """The rows that match in a sentence, or would if their gaps were longer, by family."""
        rows: dict[str, list[_Compiled]] = {}
        for number in dict.fromkeys(self._row_of[number] for number in self._filter.Match(words) or ()):
            rows.setdefault(self._rows[number].family, []).append(self._rows[number])
        return rows


class Lexicon:
    """Every row of a folder, compiled.

    Raises:
        LexiconError: for the first row that is malformed, twice there, names no guard or fragment,
            or does not compile in RE2; with file and place.
    """

    def __init__(self, root: Path) -> None:
        self._named = {_DESCRIBES}  # the fragments that something uses
        self._fragments = self._load_fragments(root / _FRAGMENTS)
        self._guards = self._load_guards(root / _GUARDS)
        self._families: dict[str, tuple[Row, ...]] = {}
        self.together: dict[str, _Together] = {}  # a family to the rows that are searched for with its own
        describes = _Pattern(self._fragments.get(_DESCRIBES, "$^"))
        of_blocks, of_sentences = _Together(describes), _Together(describes)
        digest = hashlib.sha256()
        seen: dict[str, str] = {}
        for path in sorted(root.glob("*.yaml")):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
            if path.name not in (_FRAGMENTS, _GUARDS):
                self.together[path.stem] = of_blocks if path.stem in _OF_BLOCKS else of_sentences
                self._families[path.stem] = self._load_family(path, seen)
        of_blocks.compile(root)
        of_sentences.compile(root)
        self.digest = digest.hexdigest()
        # Every family asks of the same sentences, and letters are pasted from templates.
        self._matching = lru_cache(_REMEMBERED)(_Together.matching)
        self._found = lru_cache(_REMEMBERED)(self._find)

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
        if family not in self._matching(self.together[family], words):
            return ()
        return self._found(family, words, section, every)

    def _find(self, family: str, words: str, section: str | None, every: bool) -> tuple[Hit, ...]:
        return _hits(self._matching(self.together[family], words)[family], words, section, every=every)

    def accepted(self, family: str, words: str, section: str | None = None, *, every: bool = False) -> Iterator[Hit]:
        """The hits of a family that no guard rejects."""
        return (hit for hit in self.hits(family, words, section, every=every) if hit.rejected_by is None)

    def first(self, family: str, words: str, section: str | None = None) -> Hit | None:
        """The first of them."""
        return next(self.accepted(family, words, section), None)

    def _load_fragments(self, path: Path) -> dict[str, str]:
        raw = yamlfile.load(path, LexiconError)
        if not isinstance(raw, dict) or not all(isinstance(value, str) for value in raw.values()):
            raise LexiconError(path, "expected fragments, as 'name: pattern'")
        fragments: dict[str, str] = {}
        checked = re2.Set.SearchSet(_options())
        for name, pattern in raw.items():
            # A fragment may use those above it.
            fragments[name] = f"(?:{self._expanded(pattern, fragments, path, (name,))})"
            with _told_of_patterns(path, (name,)):
                checked.Add(fragments[name])
        return fragments

    def _load_guards(self, path: Path) -> dict[str, tuple[GuardRow, _Pattern]]:
        guards = {}
        checked = re2.Set.SearchSet(_options())
        for number, item in enumerate(_items(path)):
            at = ("rows", number)
            guard = yamlfile.validated(GuardRow, item, path, at, LexiconError)
            pattern = self._expanded(guard.pattern, self._fragments, path, (*at, "pattern"))
            pattern = f"(?:{pattern})$" if guard.where == "before" else pattern
            with _told_of_patterns(path, (*at, "pattern")):
                checked.Add(pattern)
            if guard.id in guards:
                raise LexiconError(path, f"the id '{guard.id}' is given twice", yamlfile.where(path, (*at, "id")))
            guards[guard.id] = (guard, _Pattern(pattern))
        return guards

    def _load_family(self, path: Path, seen: dict[str, str]) -> tuple[Row, ...]:
        rows = []
        checked = re2.Set.SearchSet(_options())
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
                checked.Add(pattern)
                self.together[path.stem].add(path.stem, row, pattern, guards)
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


def _hits(rows: list[_Compiled], words: str, section: str | None, *, every: bool) -> tuple[Hit, ...]:
    # RE2 sees bytes: where each is a character, it need not convert places.
    subject = words.encode() if words.isascii() else words
    told: str | bytes | None = None  # the words as guards see them
    found: list[Hit] = []
    for compiled in rows:
        if section is not None and compiled.row.within and section not in compiled.row.within:
            continue
        for match in compiled.pattern.exact.finditer(subject):
            start, stop = match.span()
            if start == stop:
                continue
            spans = ((name, match.span(number)) for name, number in compiled.pattern.groups.items())
            groups = {name: words[first:last] for name, (first, last) in spans if first >= 0}
            if compiled.guards and told is None:
                told = _without_descriptions(compiled.describes, subject)
            guard = _rejecting(compiled, start, stop, told) if told is not None else None
            hit = Hit(compiled.row, start, stop, groups, guard)
            found.append(hit)
            if not every and hit.rejected_by is None:
                break
    return tuple(sorted(found, key=lambda hit: (hit.start, hit.stop, hit.row.id)))


def _without_descriptions(describes: _Pattern, subject: str | bytes) -> str | bytes:
    """A sentence with its descriptions of what was asked for blotted out, place for place.

    'Nothing is held which would answer your question' argues no consequence, for all that it says 'would'.
    """
    for match in describes.finditer(subject):
        start, stop = match.span()
        blot = " " if isinstance(subject, str) else b" "
        subject = subject[:start] + blot * (stop - start) + subject[stop:]
    return subject


def _rejecting(compiled: _Compiled, start: int, stop: int, subject: str | bytes) -> GuardRow | None:
    """The first guard of a row that holds of a hit."""
    for guard, pattern in compiled.guards:
        if guard.where == "before":
            holds = pattern.search(subject[:start])
        elif guard.where == "after":
            holds = pattern.match(subject[stop:])
        elif guard.where == "over":
            holds = any(other.start() < stop and other.end() > start for other in pattern.finditer(subject))
        else:
            holds = pattern.search(subject)
        if holds:
            return guard
    return None


@cache
def load_lexicon(root: Path | None = None) -> Lexicon:
    """The lexicon of a folder, the shipped one by default; read once.

    Raises:
        LexiconError: as for `Lexicon`.
    """
    return Lexicon(root or rulesets_dir() / "lexicon")


def _items(path: Path) -> Iterable[Any]:
    raw = yamlfile.load(path, LexiconError)
    if not isinstance(raw, dict) or set(raw) != {"about", "rows"} or not isinstance(raw["rows"], list):
        raise LexiconError(path, "expected 'about', a sentence, and 'rows', a list")
    return raw["rows"]


def _options() -> Any:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    return options


@contextmanager
def _told_of_patterns(path: Path, at: yamlfile.Place) -> Iterator[None]:
    """Say where a pattern stands that RE2 refuses."""
    try:
        yield
    except re2.error as problem:
        told = problem.args[0].decode() if isinstance(problem.args[0], bytes) else str(problem)
        raise LexiconError(path, f"RE2 cannot compile the pattern: {told}", yamlfile.where(path, at)) from None
