"""One letter of the many that keep a promise: the plain letter, with a kernel or without, and some choices."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from ncnd_rules.compose.printed import month
from ncnd_rules.registers import load_registers
from ncnd_rules.strategies.bank import Bank, Change, Element, Kernel, Office, Put, load_bank
from ncnd_rules.strategies.printed import Paragraph, Print
from ncnd_rules.strategies.sample import SampleLetter, Told

# Between the last change of the national threat level and the first change of the law after it, so that
# a kernel that names no day holds on all of them.
FIRST, LAST = date(2022, 3, 1), date(2024, 6, 28)
_NONE = Change.model_validate({})
_ASIDE = "after_rights"  # behind it stand paragraphs that say nothing the rules are about


class Choices(NamedTuple):
    """What may differ between letters that keep the same promise; all zeros is the plainest."""

    authority: int = 0
    subject: int = 0
    on: date = FIRST
    days: int = 15  # working days from the request to the letter
    number: int = 412  # of the reference
    wordings: tuple[int, ...] = ()  # for each element which of its wordings; the first where there is no number
    asides: tuple[int, ...] = ()
    earlier: date | None = None  # of the letter before this one, whose number is one less


def written(
    told: Told, choices: Choices, look: Print, change: Change | None = None, matters: frozenset[str] = frozenset()
) -> SampleLetter:
    """A letter that keeps a promise.

    Args:
        change: what makes it inconsistent with a rule, or leaves a rule undecided; none for a consistent letter.
        matters: elements that the promise rests on besides those of the change.
    """
    bank = load_bank()
    change = change or _NONE
    other = change.undecided if isinstance(change, Kernel) and told.promise == "undecided" else None
    shared = bank.shared[change.shared] if change.shared else {}
    changed = change.put | (other.put if other else {})
    slots = _slots(bank, choices, change)
    marked = matters | changed.keys() | _through_slots(change)
    paragraphs = tuple(_paragraphs(bank, choices, (shared, changed), marked, slots))
    return SampleLetter(paragraphs, told, other.copy_state if other else "complete", look)


@cache
def working_days() -> tuple[date, ...]:
    """The days on which a letter may be dated, in order."""
    calendar = load_registers().calendar
    every = (FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1))
    return tuple(day for day in every if calendar.is_working_day(day))


def in_words(day: date) -> str:
    """``18 March 2024``, whatever the locale."""
    return f"{day.day} {month(day)} {day.year}"


def _through_slots(change: Change) -> set[str]:
    """The elements that a change reaches through what fills them: the days, and who writes."""
    reached = {"date"} if change.on else set()
    if change.days is not None:
        reached |= {"date", "received"}
    return reached | {"sender"} if change.authority else reached


def _paragraphs(
    bank: Bank, choices: Choices, puts: tuple[Put, Put], marked: frozenset[str], slots: dict[str, str]
) -> Iterator[Paragraph]:
    shared, changed = puts
    put = shared | changed
    for number, element in enumerate(bank.elements):
        words = put[element.name] if element.name in put else _wording(element, number, choices)
        if words:
            if element.heading:
                yield Paragraph(element.heading, "heading")
            for part in words.format_map(slots).split("\n\n"):
                yield Paragraph(part, element.kind, element.name, matters=element.name in marked)
        elif (element.says or shared.get(element.name)) and element.name in changed:
            yield Paragraph("", "gap", element.name, matters=True)
        if element.name == _ASIDE:
            yield from (Paragraph(bank.asides[aside], element="aside") for aside in choices.asides)


def _wording(element: Element, number: int, choices: Choices) -> str | None:
    if not element.says:
        return None
    chosen = choices.wordings[number] if number < len(choices.wordings) else 0
    return element.says[chosen % len(element.says)]


def _slots(bank: Bank, choices: Choices, change: Change) -> dict[str, str]:
    office = bank.authorities[choices.authority]
    if change.authority:
        office = office.model_copy(update={"name": change.authority})
    on = change.on or choices.on
    days = choices.days if change.days is None else change.days
    code = _reference(office, choices.number, on)
    return {
        "authority": office.name,
        "the": office.short,
        "The": office.short[0].upper() + office.short[1:],
        "place": office.place,
        "domain": office.domain,
        "subject": bank.subjects[choices.subject],
        "date": in_words(on),
        "received": in_words(_before(on, days)),
        "code": code,
        "other_code": _reference(office, choices.number + 9, on),
        "earlier_code": _reference(office, choices.number - 1, choices.earlier or on),
    }


def _reference(office: Office, number: int, on: date) -> str:
    return f"{office.code}-FOI-{number:04}-{on.year % 100:02}"


@cache
def _before(on: date, days: int) -> date:
    """The day so many working days before another; behind it for a negative number."""
    calendar = load_registers().calendar
    step = timedelta(days=-1 if days >= 0 else 1)
    for _ in range(abs(days)):
        on += step
        while not calendar.is_working_day(on):
            on += step
    return on
