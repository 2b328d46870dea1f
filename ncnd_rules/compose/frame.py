"""What stands around the answer: the head of a letter, the request, the rights, the close."""

from collections.abc import Callable, Iterator

from ncnd_rules.compose.layout import Block
from ncnd_rules.compose.passage import Passage, slots_of
from ncnd_rules.compose.plan import Asked
from ncnd_rules.compose.scribe import Scribe
from ncnd_rules.compose.wordings import Row
from ncnd_rules.facts import ComplaintRight, Fact, ReviewPeriod, ReviewRight
from ncnd_rules.number_words import in_words


def opening(scribe: Scribe) -> Iterator[Block]:
    """All up to the request."""
    plan = scribe.plan
    yield from _lines(scribe, {"letter": "letterhead", "email": "email_head", "page": "page_top"}[plan.style.sent_as])
    if plan.style.sent_as == "letter":
        yield from _lines(scribe, "date_line")
    if plan.style.sent_as != "page":
        yield from _line(scribe, "salutation")
        if plan.style.sent_as == "letter":
            yield from _line(scribe, "subject_line")
    told = {date.role for date in plan.dates[1:]}
    yield from _paragraph(
        scribe,
        "review_opening" if plan.review else "opening",
        lambda row: slots_of(row.text) & {"received", "request"} == told,
    )


def request(scribe: Scribe) -> Iterator[Block]:
    """The requester's words, or what the authority makes of them."""
    plan = scribe.plan
    if plan.style.request not in ("quoted", "retold") or not plan.questions:
        return
    retold = plan.style.request == "retold"
    if plan.style.headings != "none" and not retold:
        yield from heading(scribe, "head_request")
    if retold and len(plan.questions) == 1:
        asked = plan.questions[0]
        that = scribe.question_words(asked.that, asked.fact)
        words = scribe.say("retold", slots={"that_asked": that})
        assert words is not None
        yield Block("paragraph", words)
        return
    yield from _paragraph(scribe, "request_lead", lambda row: (row.tag == "retold") == retold)
    for asked in plan.questions:
        yield question(scribe, asked, retold=retold, alone=len(plan.questions) == 1)
    if "requester_words" in plan.asides and not retold:
        yield from _paragraph(scribe, "requester_words")


def question(scribe: Scribe, asked: Asked, *, retold: bool = False, alone: bool = False) -> Block:
    """A question under its label, its words marked."""
    words = scribe.question_words(asked.that if retold else asked.ask, asked.fact)
    if alone:
        return Block("paragraph", words)
    return Block("item", words, lead=printed_label(asked.fact.label, scribe.plan.style.labels))


def printed_label(label: str, shape: str) -> str:
    """A label as the list of questions prints it: ``2)`` for 2 where the first is ``1)``."""
    if not label[-1].isdigit() and shape[-2:] not in (")", "a)", "a.", "(a)"):
        return f"({label[-1]})" if len(label) > 1 else shape.replace("a", label)
    first = "Q1" if shape.startswith("Q1") else "a" if "a" in shape else "1"
    return shape.replace(first, label)


def ending(scribe: Scribe) -> Iterator[Block]:
    """The notice, what may not be inferred, the rights, the close."""
    plan = scribe.plan
    refused = any(answer.refusal for answer in plan.answers)
    silent = any(answer.part.position == "ncnd" for answer in plan.answers)
    if plan.no_inference and silent:
        yield from _paragraph(scribe, "no_inference")
    for aside in ("statute_quoted", "other_acts", "history"):
        if aside in plan.asides:
            yield from _paragraph(scribe, aside)
    if plan.notice and refused:
        yield from _paragraph(scribe, "notice", lambda row: silent or row.tag != "silent")
    yield from _rights(scribe)
    if "boilerplate" in plan.asides:
        yield from _paragraph(scribe, "boilerplate")
    if plan.style.sent_as == "page":
        yield from _lines(scribe, "page_bottom")
    else:
        yield from _line(scribe, "close")
        yield from _lines(scribe, "signed")
        if plan.style.sent_as == "email":
            yield from _paragraph(scribe, "email_foot")


def _rights(scribe: Scribe) -> Iterator[Block]:
    plan = scribe.plan
    if not plan.review_right and not plan.complaint_right:
        return
    if plan.style.headings != "none":
        yield from heading(scribe, "head_rights")
    periods = {period.direction: period for period in plan.periods}
    facts: dict[str, Fact] = {"review": ReviewRight(id="RR"), "complaint": ComplaintRight(id="CR")} | dict(periods)
    slots: dict[str, Passage] = {direction: _span(scribe, period) for direction, period in periods.items()}

    def says(row: Row, direction: str) -> bool:
        return (direction in slots_of(row.text)) == (direction in slots)

    if plan.review_right:
        words = scribe.say("review", slots=slots, fits=lambda row: says(row, "to_ask"), facts=facts)
        assert words is not None
        yield Block("paragraph", words)
        if "to_answer" in slots:
            words = scribe.say("answer_by", slots=slots, facts=facts)
            assert words is not None
            yield Block("paragraph", words)
    if plan.complaint_right:
        words = scribe.say("complaint", facts=facts, fits=lambda row: plan.review_right or row.tag != "after")
        assert words is not None
        yield Block("paragraph", words)
        yield from _lines(scribe, "complaint_address")


def _span(scribe: Scribe, period: ReviewPeriod) -> Passage:
    number = {"n": Passage(str(period.number)), "words": Passage(in_words(period.number))}
    words = scribe.say("span", slots=number, fits=lambda row: row.tag == period.unit)
    assert words is not None
    return words


def heading(scribe: Scribe, element: str, slots: dict[str, Passage] | None = None) -> Iterator[Block]:
    """A heading, where letters of this style have them."""
    words = scribe.say(element, slots=slots)
    if words is not None:
        yield Block("heading", words)


def _paragraph(scribe: Scribe, element: str, fits: Callable[[Row], bool] = lambda _: True) -> Iterator[Block]:
    words = scribe.say(element, fits=fits)
    if words is not None:
        yield from (Block("paragraph", part) for part in _split(words, "\n\n"))


def _line(scribe: Scribe, element: str) -> Iterator[Block]:
    words = scribe.say(element)
    if words is not None:
        yield Block("paragraph", words)


def _lines(scribe: Scribe, element: str) -> Iterator[Block]:
    words = scribe.say(element)
    if words is not None:
        yield Block("line", words)


def _split(words: Passage, at: str) -> Iterator[Passage]:
    if at not in words.text:
        yield words
        return
    start = 0
    for text in words.text.split(at):
        stop = start + len(text)
        marks = tuple(
            mark._replace(start=mark.start - start, stop=mark.stop - start)
            for mark in words.marks
            if start <= mark.start and mark.stop <= stop
        )
        yield Passage(text, marks)
        start = stop + len(at)
