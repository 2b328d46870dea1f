"""The public interest test, exemption by exemption."""

from collections.abc import Iterable, Iterator

from ncnd_rules.explain.explanation import spoken
from ncnd_rules.facts import Balance, Citation, Consideration, Fact, Factor
from ncnd_rules.registers import Registers
from ncnd_rules.report.caseworker.chronology import letter_day
from ncnd_rules.report.caseworker.tables import Quote, Quoting, Row, Table

_SIDES = {"for": "For answering", "against": "Against answering"}
_OBJECTS = {
    "existence": "speaks of confirming or denying",
    "disclosure": "speaks of disclosure",
    "unstated": "does not say of what it speaks",
}
_DIRECTIONS = {
    "maintain": "in favour of keeping silent",
    "confirm": "in favour of answering",
    "equal": "both sides weigh the same",
    "ambiguous": "it cannot be told which side prevails",
    "implied": "weighed, and no conclusion is stated",
}
_NOT_WEIGHED = "No conclusion of a weighing was read."


def weighings(quoting: Quoting, registers: Registers) -> Iterator[Table]:
    """A table for each section that is relied on or weighed: its factors, each side, and the balance."""
    facts = quoting.encoding.facts
    day = letter_day(quoting.encoding)
    named = [fact.section for fact in facts if isinstance(fact, Citation) and fact.purpose in ("ncnd", "withhold")]
    named += [section for fact in facts if isinstance(fact, Factor | Balance) for section in fact.section]
    for section in sorted(dict.fromkeys(named), key=_in_order):
        row = registers.exemptions.section(section, day)
        title = f"Public interest: section {section}{f', {row.title}' if row else ''}"
        lead = [f"Section {section} is {row.nature}: {_asks(row.nature)}."] if row and _asks(row.nature) else []
        balances = [fact for fact in facts if isinstance(fact, Balance) and section in fact.section]
        rows = tuple(_rows(section, balances, quoting))
        if not balances and row is not None and row.nature != "absolute":
            lead.append(_NOT_WEIGHED)
        yield Table(title, tuple(lead), ("Side", "Argument", "Of what it speaks"), rows)
    rest: list[Fact] = [fact for fact in facts if isinstance(fact, Factor | Balance) and not fact.section]
    rest += [fact for fact in facts if isinstance(fact, Consideration)]
    if rest:
        title = "Public interest: filed under no exemption"
        heads = ("Side", "Argument", "Of what it speaks")
        yield Table(title, (), heads, tuple(_merged(quoting.row(_cells(fact), (fact,)) for fact in rest)))


def _asks(nature: str) -> str:
    return {
        "absolute": "no weighing is asked for, section 2(1)(a) and (2)(a)",
        "qualified": "the public interest is weighed, section 2(1)(b) and (2)(b)",
        "mixed": "the public interest is weighed for some of its limbs",
    }.get(nature, "")


def _in_order(section: str) -> tuple[int, str]:
    digits = "".join(sign for sign in section if sign.isdigit())
    return int(digits or 0), section


def _rows(section: str, balances: list[Balance], quoting: Quoting) -> Iterator[Row]:
    factors = [fact for fact in quoting.encoding.facts if isinstance(fact, Factor) and section in fact.section]
    for side, name in _SIDES.items():
        own = [fact for fact in factors if fact.side == side]
        yield from _merged(quoting.row(_cells(fact), (fact,)) for fact in own)
        if not own:
            yield Row((name, "no factor was read", ""))
    for balance in balances:
        yield quoting.row(_cells(balance), (balance,))


def _merged(rows: Iterable[Row]) -> Iterator[Row]:
    """Arguments that rest on the same words, in one row."""
    by_words: dict[tuple[str, str, tuple[Quote, ...]], list[Row]] = {}
    for row in rows:
        side, _, object_ = row.cells
        by_words.setdefault((side, object_, row.quotes), []).append(row)
    for (side, object_, quotes), same in by_words.items():
        arguments = ", ".join(dict.fromkeys(row.cells[1] for row in same))
        yield Row((side, arguments, object_), quotes, same[0].more)


def _cells(fact: Fact) -> tuple[str, ...]:
    if isinstance(fact, Balance):
        return "Balance", _DIRECTIONS[fact.direction], _OBJECTS[fact.object]
    if isinstance(fact, Consideration):
        return f"In the balance, {_bearing(fact.side)}", spoken(fact.argument), ""
    assert isinstance(fact, Factor)
    return _SIDES[fact.side], spoken(fact.argument), _OBJECTS[fact.object]


def _bearing(side: str) -> str:
    return {"for": "for answering", "against": "against answering"}.get(side, "said to weigh nothing")
