"""What a refusal notice has to say under section 17, whether it was read, and in which words."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ncnd_rules.facts import (
    REFUSALS,
    Balance,
    Citation,
    ComplaintRight,
    Extension,
    Fact,
    Harm,
    Necessity,
    NoticeElement,
    Part,
    ReviewRight,
)
from ncnd_rules.registers import Registers
from ncnd_rules.registers.procedure import NoticeRow
from ncnd_rules.report.caseworker.chronology import letter_day
from ncnd_rules.report.caseworker.tables import Quoting, Row, Table


class _Element(NamedTuple):
    """How an element is known in a letter."""

    says: Callable[[Fact], bool]
    kinds: tuple[str, ...]
    sections: tuple[str, ...]  # of the letter, in which it would stand
    asked: Callable[[Iterable[Fact]], bool] = lambda _facts: True  # whether the letter has to have it
    not_asked: str = ""  # said where it has not
    lacks: Callable[[tuple[Fact, ...], Registers], str] = lambda _facts, _registers: ""  # what is given only in part


def _is_refused(facts: Iterable[Fact], *positions: str) -> bool:
    return any(isinstance(fact, Part) and fact.position in positions for fact in facts)


def _relied_on(facts: Iterable[Fact]) -> list[Citation]:
    return [
        fact
        for fact in facts
        if isinstance(fact, Citation) and fact.role == "listed" and fact.purpose in ("ncnd", "withhold")
    ]


def _without_subsection(facts: tuple[Fact, ...], _registers: Registers) -> str:
    cited = _relied_on(facts)
    precise = {fact.section for fact in cited if fact.precise}
    left = dict.fromkeys(fact.section for fact in cited if fact.section not in precise)
    return f"no subsection of {_sections(left)}" if left else ""


def _not_weighed(facts: tuple[Fact, ...], registers: Registers) -> str:
    weighed = {section for fact in facts if isinstance(fact, Balance) for section in fact.section}
    rows = {fact.section: registers.exemptions.section(fact.section) for fact in _relied_on(facts)}
    left = [section for section, row in rows.items() if row and row.nature == "qualified" and section not in weighed]
    return f"not of {_sections(left)}" if weighed and left else ""


def _sections(names: Iterable[str]) -> str:
    names = list(names)
    return f"section{'s' if len(names) > 1 else ''} {', '.join(names)}"


# By the ids of the register's rows.
_ELEMENTS = {
    "answers_the_rest": _Element(
        lambda fact: isinstance(fact, Part) and fact.position in ("disclosed", "not_held", "withheld"),
        ("part",),
        ("answer",),
    ),
    "states_reliance": _Element(
        lambda fact: isinstance(fact, NoticeElement) and fact.element == "reliance_stated",
        ("notice_element",),
        ("answer", "exemptions", "notice"),
    ),
    "specifies_exemption": _Element(
        lambda fact: bool(_relied_on([fact])),
        ("citation",),
        ("exemptions",),
        lacks=_without_subsection,
    ),
    "gives_reasons": _Element(
        lambda fact: (
            isinstance(fact, Harm | Necessity)
            or (isinstance(fact, NoticeElement) and fact.element in ("reason", "reasons_withheld"))
        ),
        ("harm", "necessity", "notice_element"),
        ("harm", "public_interest", "exemptions", "answer"),
    ),
    "weighs_public_interest": _Element(
        lambda fact: isinstance(fact, Balance), ("balance",), ("public_interest", "balance"), lacks=_not_weighed
    ),
    "estimates_decision": _Element(
        lambda fact: isinstance(fact, Extension) and fact.reason == "public_interest" and fact.estimated,
        ("extension",),
        ("answer", "closing"),
        lambda facts: any(isinstance(fact, Extension) for fact in facts),
        "no more time is taken",
    ),
    "gives_complaints_procedure": _Element(
        lambda fact: isinstance(fact, ReviewRight), ("review_right",), ("rights", "closing")
    ),
    "gives_right_under_50": _Element(
        lambda fact: isinstance(fact, ComplaintRight), ("complaint_right",), ("rights", "closing")
    ),
    "cost_or_vexatious": _Element(
        lambda fact: isinstance(fact, Citation) and fact.purpose in ("cost", "vexatious"),
        ("citation",),
        ("exemptions", "answer"),
        lambda facts: _is_refused(facts, "cost_refusal", "vexatious"),
        "neither is relied on",
    ),
}


def notice(quoting: Quoting, registers: Registers) -> Table:
    """Each element with the words that give it; one that was not found says whether it may have been lost."""
    refused = _is_refused(quoting.encoding.facts, *REFUSALS)
    lead = () if refused else ("No refusal was read in this letter, and only a refusal is told in a notice.",)
    heads = ("Element", "Basis", "In the letter")
    return Table("The refusal notice, section 17", lead, heads, tuple(_rows(quoting, registers)))


def _rows(quoting: Quoting, registers: Registers) -> Iterator[Row]:
    day = letter_day(quoting.encoding)
    for row in registers.procedure.notice:
        element = _ELEMENTS.get(row.id)
        if row.need == "required" and row.holds(day) and element is not None:
            found = [fact for fact in quoting.encoding.facts if element.says(fact)]
            lacks = element.lacks(quoting.encoding.facts, registers)
            state = ", ".join(filter(None, ("given", lacks))) if found else _missing(element, quoting)
            yield quoting.row((_capital(row), f"s.{row.basis}", state), found, whole="rights" not in element.sections)


def _missing(element: _Element, quoting: Quoting) -> str:
    if not _is_refused(quoting.encoding.facts, *REFUSALS):
        return "not asked for: nothing is refused"
    if not element.asked(quoting.encoding.facts):
        return f"not asked for: {element.not_asked}"
    doubts = quoting.encoding.absence_doubts(element.sections, element.kinds)
    return f"not found; {'; '.join(doubts)}" if doubts else "not found"


def _capital(row: NoticeRow) -> str:
    return row.words[:1].upper() + row.words[1:]
