"""The answers: each part's position, under its question or not, and the exemptions it rests on."""

from collections.abc import Iterator

from ncnd_rules.compose.frame import question
from ncnd_rules.compose.layout import Block, table
from ncnd_rules.compose.passage import Passage, joined, slots_of
from ncnd_rules.compose.plan import Answer, Plan, Refusal
from ncnd_rules.compose.printed import provisions
from ncnd_rules.compose.reasons import Reasons
from ncnd_rules.compose.scribe import Scribe
from ncnd_rules.compose.wordings import Row

_WITH_LIST = ("ncnd", "withheld")


def answers(scribe: Scribe) -> Iterator[Block]:
    """Every part, under its question where the letter goes question by question."""
    plan = scribe.plan
    interleaved = plan.style.request == "interleaved"
    if plan.style.headings != "none" and not interleaved:
        words = scribe.say("head_response")
        if words is not None:
            yield Block("heading", words)
    if "s1_duties" in plan.asides:
        yield from _aside(scribe, "s1_duties")
    elif "searched" in plan.asides:
        yield from _aside(scribe, "searched")
    put: set[str] = set()
    for answer in _in_order(plan):
        if interleaved:
            for asked in plan.questions:
                if asked.fact.id in answer.part.question and asked.fact.id not in put:
                    put.add(asked.fact.id)
                    yield question(scribe, asked)
        yield from _answer(scribe, answer)


def _in_order(plan: Plan) -> list[Answer]:
    """By the first question that each answers; what is said of any other information comes last."""
    place = {asked.fact.id: number for number, asked in enumerate(plan.questions)}

    def order(answer: Answer) -> tuple[bool, int]:
        rest = answer.part.scope in ("further", "covert")
        return rest, min((place[name] for name in answer.part.question), default=0)

    return sorted(plan.answers, key=order)


def _answer(scribe: Scribe, answer: Answer) -> Iterator[Block]:
    part = answer.part
    if part.position == "disclosed":
        told = scribe.words(answer.told, part)
        if scribe.plan.style.request == "interleaved" or len(scribe.plan.questions) == 1:
            yield Block("paragraph", told)
        else:
            lead = scribe.say("answer_label", slots={"n": Passage(scribe.label(part.question[0]))})
            assert lead is not None
            yield Block("paragraph", joined([lead, told], " "))
        return
    yield from _position(scribe, answer)
    if answer.refusal is not None:
        if part.position == "ncnd" and "held_if" in scribe.plan.asides:
            yield from _aside(scribe, "held_if")
        if part.position in _WITH_LIST:
            yield from Reasons(scribe, part, answer.refusal).blocks()


def _position(scribe: Scribe, answer: Answer) -> Iterator[Block]:
    part, refusal, style = answer.part, answer.refusal, scribe.plan.style
    running = style.listed == "running" or part.position not in _WITH_LIST
    one_only = style.request == "interleaved" and len(part.question) == 1
    which = (
        scribe.say("which", fits=lambda row: row.tag == "this")
        if one_only
        else scribe.labels(part, len(scribe.plan.questions))
    )
    assert which is not None
    slots = {"qs": which}
    if refusal is not None:
        slots["sections"] = scribe.cited(refusal.citations)

    def fits(row: Row) -> bool:
        if (row.position, row.scope, row.tense or "unstated") != (part.position, part.scope, part.tense):
            return False
        if part.position not in _WITH_LIST or refusal is None:
            return True
        return row.tag != "list" if running else "sections" not in slots_of(row.text)

    row = scribe.row("position", lambda row: slots_of(row.text) <= set(scribe.slots | slots) and fits(row))
    assert row is not None, f"no wording of {part.position}, {part.scope}, {part.tense} fits"
    said = scribe.fill(row, row.text, part, slots)
    if refusal is None or part.position not in _WITH_LIST:
        yield Block("paragraph", said)
        return
    if running:
        if "sections" not in slots_of(row.text):
            relied = scribe.say("relied", slots=slots, fits=lambda other: other.position in (None, part.position))
            assert relied is not None
            said = joined([said, relied], " ")
        yield Block("paragraph", said)
        return
    yield Block("paragraph", said)
    if row.tag != "list":
        announced = scribe.say("list_intro", fits=lambda other: other.position in (None, part.position))
        assert announced is not None
        yield Block("paragraph", announced)
    yield from _list(scribe, refusal)


def _list(scribe: Scribe, refusal: Refusal) -> Iterator[Block]:
    style = scribe.plan.style
    if style.listed == "table":
        printed = provisions(refusal.citations, " and ", spaced=False)
        head = [Passage(word) for word in ("Exemption", "Title")]
        rows = [[joined([Passage("Section "), passage]), scribe.title(passage)] for passage in printed]
        yield from (Block("row", words) for words in table([head, *rows]))
        return
    for words in scribe.cite_lines(refusal.citations):
        if style.listed == "bullets":
            yield Block("item", words, lead=style.bullet, close=True)
        else:
            yield Block("line", words, close=True)


def _aside(scribe: Scribe, element: str) -> Iterator[Block]:
    words = scribe.say(element)
    if words is not None:
        yield Block("paragraph", words)
