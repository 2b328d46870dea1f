"""Which rights the letter tells of, and what law and Code have of them on its date."""

from collections.abc import Iterator

from ncnd_rules.explain.explanation import spoken
from ncnd_rules.facts import ComplaintRight, Contact, ReviewPeriod, ReviewRight
from ncnd_rules.registers import Registers
from ncnd_rules.report.caseworker.chronology import letter_day
from ncnd_rules.report.caseworker.tables import Quoting, Row, Table

_SECTIONS = ("rights", "closing")


def rights(quoting: Quoting, registers: Registers) -> Table:
    """Review, time limits, the Commissioner, and how to reach either."""
    return Table("Rights", (), ("Right", "In the letter", "Measure"), tuple(_rows(quoting, registers)))


def _rows(quoting: Quoting, registers: Registers) -> Iterator[Row]:
    facts, day = quoting.encoding.facts, letter_day(quoting.encoding)
    review = [fact for fact in facts if isinstance(fact, ReviewRight)]
    none = any(fact.none_exists for fact in review)
    state = "said not to exist" if none else "offered" if review else _missing("review_right", quoting)
    yield quoting.row(("Internal review", state, "section 17(7)(a); Code of Practice, part 5"), review, whole=False)
    window = registers.procedure.review_window(day) if day else None
    for fact in facts:
        if isinstance(fact, ReviewPeriod):
            asking = fact.direction == "to_ask"
            measure = f"{window.amount} {window.unit} under the Code" if asking and window else ""
            name = "Time to ask for a review" if asking else "Time in which a review is answered"
            yield quoting.row((name, f"{fact.number} {spoken(fact.unit)}", measure), (fact,), whole=False)
    complaint = [fact for fact in facts if isinstance(fact, ComplaintRight)]
    to = ", ".join(dict.fromkeys(_name(fact.to, registers) for fact in complaint))
    state = f"named: {to}" if complaint else _missing("complaint_right", quoting)
    yield quoting.row(("Application to the Commissioner", state, "sections 17(7)(b) and 50"), complaint, whole=False)
    for contact in facts:
        if isinstance(contact, Contact):
            yield _contact(contact, registers)


def _name(body: str, registers: Registers) -> str:
    row = registers.bodies.get(body)
    return row.names[0] if row else spoken(body).lower()


def _missing(kind: str, quoting: Quoting) -> str:
    doubts = quoting.encoding.absence_doubts(_SECTIONS, (kind,))
    return f"not found; {'; '.join(doubts)}" if doubts else "not found"


def _contact(contact: Contact, registers: Registers) -> Row:
    """An address; of the authority's nothing is repeated, as it may name a person."""
    works = "" if contact.works else ", broken as printed"
    means = {"post": "address", "email": "e-mail address", "telephone": "telephone number", "web": "web address"}
    name = f"The {'regulator' if contact.of == 'regulator' else 'authority'}'s {means[contact.means]}"
    known = registers.contacts.row(contact.means, contact.value) if contact.value else None
    in_use = "" if known is None else f"in use until about {known.last.year}" if known.last else "in use"
    return Row((name, f"{contact.value or 'given'}{works}", in_use))
