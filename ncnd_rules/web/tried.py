"""What a supposition about a letter comes to, as its page tells it; nothing of it is kept."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from ncnd_rules.errors import NcndError
from ncnd_rules.explain.change import Difference, difference
from ncnd_rules.explain.explanation import one_line, shortened
from ncnd_rules.explain.repair import Change, Edit, Repairs, edits_together
from ncnd_rules.explain.supposing import supposed
from ncnd_rules.facts import Fact
from ncnd_rules.registers import day_in_words
from ncnd_rules.report.corrected import Told, told
from ncnd_rules.report.fact_words import read_as
from ncnd_rules.report.finding_words import weight_of
from ncnd_rules.report.page_shapes import LetterPage, Link
from ncnd_rules.verdicts import Outcome
from ncnd_rules.web.bench import Bench
from ncnd_rules.web.letters import Opened

LONGEST = 160  # characters of a fact's words
_AS_CHECKED = ""
# As the letter's own page has them, where rules that are not in force do not apply either.
OUTCOMES = {
    Outcome.VIOLATED: "inconsistent",
    Outcome.UNDECIDED: "undecided",
    Outcome.SATISFIED: "passed",
    Outcome.NOT_APPLICABLE: "does not apply",
}
LAWS = (_AS_CHECKED, "letter", "today", "day")


class Asked(NamedTuple):
    """A supposition as its address tells it."""

    without: tuple[str, ...] = ()  # ids of facts
    edits: tuple[int, ...] = ()  # numbers among those offered, from 1
    law: str = _AS_CHECKED
    day: str = ""  # of the law, where it is that of a day
    finding: str = ""  # the fingerprint of the one that the person came from

    @property
    def is_none(self) -> bool:
        """Whether nothing is supposed."""
        return not (self.without or self.edits or self.law)

    def address(self) -> str:
        """What stands behind the page's path."""
        asked = [("finding", self.finding), ("law", self.law), ("day", self.day if self.law == "day" else "")]
        asked += [("edit", str(number)) for number in self.edits] + [("without", name) for name in self.without]
        query = urlencode([(name, value) for name, value in asked if value])
        return f"?{query}" if query else ""


def asked_in(query: QueryParams) -> Asked:
    """The supposition of an address.

    Raises:
        NcndError: for what no page of ours sends.
    """
    law, numbers = query.get("law", _AS_CHECKED), tuple(dict.fromkeys(query.getlist("edit")))
    if law not in LAWS:
        raise NcndError(f"found the law '{one_line(law)[:40]}', expected letter, today or day")
    if wrong := [number for number in numbers if not (number.isascii() and number.isdigit() and len(number) < 4)]:
        raise NcndError(f"found the edit '{one_line(wrong[0])[:40]}', expected its number")
    without = tuple(dict.fromkeys(query.getlist("without")))
    return Asked(without, tuple(map(int, numbers)), law, query.get("day", ""), query.get("finding", ""))


class Undo(NamedTuple):
    """One thing that is supposed, and the address without it."""

    says: str
    address: str


class Line(NamedTuple):
    """A rule that comes out otherwise."""

    rule: str
    title: str
    before: str
    after: str
    gone: tuple[tuple[str, str], ...]  # severity and sentence
    new: tuple[tuple[str, str], ...]
    moved: tuple[tuple[str, str], ...] = ()  # what is said as before, of other words


class Came(NamedTuple):
    """What is supposed, and what comes of it."""

    supposing: tuple[Undo, ...]
    lines: tuple[Line, ...]
    same: int  # how many rules come out as before
    lost: tuple[str, ...]  # facts that the edited letter says no more, or in other words
    left_out: tuple[tuple[int, Told], ...]  # corrections that do not fit the edited letter, and their numbers


def offered(repairs: Repairs | None) -> tuple[Change, ...]:
    """The edits of a letter, each once, of whatever sets."""
    changes = [change for one in repairs.sets for change in one.changes] if repairs else []
    return tuple({(change.does, change.edits, change.words, change.taken): change for change in changes}.values())


def with_links(page: LetterPage, letter: Opened, here: str, filters: str) -> LetterPage:
    """A letter's page that leads from each finding to what can be tried of it, and to what it rests on.

    Args:
        here: the page's path.
        filters: that are chosen, behind that path.
    """
    cleared: dict[str, tuple[int, ...]] = {}
    for number, change in enumerate(offered(letter.repairs), 1):
        for name in change.findings:
            cleared[name] = (*cleared.get(name, ()), number)
    return page._replace(
        findings=tuple(
            shown._replace(links=tuple(_links(shown.finding.fingerprint, cleared, here, filters)))
            for shown in page.findings
        )
    )


def _links(fingerprint: str, cleared: Mapping[str, tuple[int, ...]], here: str, filters: str) -> Iterator[Link]:
    yield Link("Read wrongly?", f"{here}/findings/{fingerprint}{filters}", is_beside=True)
    yield Link("What if?", f"{here}/try{Asked(finding=fingerprint).address()}")
    for number in cleared.get(fingerprint, ()):
        yield Link(f"With edit {number}", f"{here}/try{Asked(finding=fingerprint, edits=(number,)).address()}")


def edits_asked(letter: Opened, asked: Asked) -> tuple[Edit, ...]:
    """The edits that are supposed, made together.

    Raises:
        NcndError: for one that is not offered.
    """
    changes = offered(letter.repairs)
    if wrong := [number for number in asked.edits if not 0 < number <= len(changes)]:
        raise NcndError(
            f"found edit {wrong[0]}, expected one of the {len(changes)} that were found; look for them first"
        )
    return edits_together(letter.reading, [changes[number - 1] for number in asked.edits]) if asked.edits else ()


def outcome_of(bench: Bench, letter: Opened, asked: Asked) -> Came:
    """What comes out otherwise.

    Raises:
        NcndError: for a fact or an edit that the letter has not, and for a day that is none.
    """
    made = letter.mended.made
    then = supposed(letter.read, letter.reading, asked.without, edits_asked(letter, asked), letter.copy, made)
    after = bench.checker_at(law_day(asked, bench.as_of)).check(then.encoding)
    differences = difference(letter.checked.verdicts, after)
    titles = {rule.id: rule.title for rule in bench.ruleset.rules}
    return Came(
        tuple(_undos(letter, asked)),
        tuple(sorted((line_of(item, titles) for item in differences), key=_says_nothing)),
        len(after.outcomes) - len(differences),
        tuple(map(read_as, then.lost)),
        tuple((number + 1, told(made[number], letter.read)) for number in then.left_out),
    )


def law_day(asked: Asked, as_checked: date | None) -> date | None:
    """Whose law is applied: none for that of the letter's own days.

    Raises:
        NcndError: for a day that is none.
    """
    if asked.law in (_AS_CHECKED, "letter"):
        return as_checked if asked.law == _AS_CHECKED else None
    if asked.law == "today":
        return date.today()  # noqa: DTZ011 - the law of a day is that of the reader's calendar
    try:
        return date.fromisoformat(asked.day)
    except ValueError:
        found = f"found '{one_line(asked.day)[:40]}'" if asked.day else "found none"
        raise NcndError(f"the date of the law: {found}, expected a date as YYYY-MM-DD") from None


def law_in_words(day: date | None) -> str:
    """Whose law it is."""
    return "the law of the letter’s own days" if day is None else f"the law of {day_in_words(day)}"


def _undos(letter: Opened, asked: Asked) -> Iterator[Undo]:
    if asked.law:
        said = law_in_words(law_day(asked, None))
        yield Undo(f"{said} is applied", asked._replace(law=_AS_CHECKED, day="").address())
    changes = offered(letter.repairs)
    for number in asked.edits:
        fewer = tuple(other for other in asked.edits if other != number)
        yield Undo(f"edit {number} was made: {shortened(_edit_in_words(changes[number - 1]), LONGEST)}",
                   asked._replace(edits=fewer).address())  # fmt: skip
    known = {fact.id: fact for fact in letter.checked.encoding.facts}
    for name in asked.without:
        fewer_names = tuple(other for other in asked.without if other != name)
        yield Undo(f"the letter did not say {_fact_quoted(known[name])}", asked._replace(without=fewer_names).address())


def _edit_in_words(change: Change) -> str:
    taken = " ".join(f"“{one_line(words)}”" for words in change.taken)
    if not change.taken:
        return f"put in “{one_line(change.words)}”"
    return f"{taken} becomes “{one_line(change.words)}”" if change.words else f"take out {taken}"


def _fact_quoted(fact: Fact) -> str:
    says = read_as(fact)
    return f"“{shortened(fact.evidence[0].quote, LONGEST)}” – {says}" if fact.evidence else says


def _says_nothing(line: Line) -> tuple[bool, bool]:
    """Last what says nothing, and before it what says the same of other words."""
    return not (line.gone or line.new), not line.moved


def line_of(item: Difference, titles: Mapping[str, str]) -> Line:
    """How a rule comes out otherwise; a sentence that only rests on other words is told once."""
    gone, new = (
        tuple((weight_of(finding), finding.message) for finding in findings) for findings in (item.gone, item.new)
    )
    moved = tuple(one for one in gone if one in new)
    gone, new = (tuple(one for one in said if one not in moved) for said in (gone, new))
    return Line(item.rule, titles.get(item.rule, ""), OUTCOMES[item.before], OUTCOMES[item.after], gone, new, moved)
