"""One letter that says what a story needs it to say, with everything else left to chance."""

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import NamedTuple

from ncnd_rules.compose import Plan, Wordings, compose, random_plan
from ncnd_rules.compose.chance import SHAPES
from ncnd_rules.compose.plan import Answer, Asked, Refusal, Style, Threat
from ncnd_rules.compose.scribe import ABSOLUTE
from ncnd_rules.compose.wordings import Body, Row, Topic
from ncnd_rules.facts import Balance, Citation, Date, Factor, Harm, Level, Part, Position, Question, section_of
from ncnd_rules.registers import load_registers

# A story is told in plain words, so that it turns on what letters say and not on how well one of them is read.
_SILENT = tuple(
    Row(element="position", id=f"planted.position.{number}", position="ncnd", scope="unqualified", text=text)
    for number, text in enumerate(
        (
            "{authority} can «neither confirm nor deny» whether it holds information relevant to {qs}.",
            "We «neither confirm nor deny that we hold» what is asked for in {qs}.",
            "{The} will «neither confirm nor deny» that information is held in answer to {qs}.",
        )
    )
)
_PLAIN = Style(listed="running", factors="paragraphs", headings="plain")


class Made(NamedTuple):
    """A letter, and what is true of it."""

    text: str
    authority: str
    day: date


class Says(NamedTuple):
    """What one letter of a story says."""

    body: Body
    topic: Topic
    ask: str
    day: date
    position: Position
    provisions: tuple[str, ...] = ()
    told: str = ""  # for what is disclosed
    level: Level | None = None
    threat: Row | None = None  # the wording of the claim about the threat level


def letter_of(says: Says, wordings: Wordings, seed: str) -> Made:
    """A letter that says one thing of one question."""
    part = Part(id="P1", question=("Q1",), position=says.position, scope="unqualified")
    refusal = _refused(part, says.provisions) if says.provisions else None
    asked = Asked(Question(id="Q1", label="1", topic=says.topic.id), f"«{says.ask}»")
    plan = Plan(
        authority=says.body.name,
        topic=says.topic.id,
        dates=(Date(id="D1", role="response", on=says.day),),
        questions=(asked,),
        answers=(Answer(part, refusal, says.told),),
        style=_PLAIN,
        threat=Threat(says.level) if says.level else None,
    )
    own = (*_SILENT, says.threat) if says.threat is not None else _SILENT
    return _made(plan, _with(wordings, says.body, says.topic, own), seed)


def any_letter(
    body: Body, topic: Topic, asks: Sequence[str], wordings: Wordings, seed: str, silent_in: Sequence[int] = ()
) -> Made:
    """A letter as they are sent, about questions that nobody else asked; what it says of the threat level is true.

    Args:
        silent_in: years in which it says nothing of that level.
    """
    chance = Random(seed)  # noqa: S311 - letters are not secrets
    own_words = {"answer": "", "limbs": ()}
    asked = tuple(
        # A plan that retells asks by 'that'; it is quoted here, and in the same words.
        ask.model_copy(update={**own_words, "ask": f"«{words}»", "that": f"«{words}»"})
        for ask, words in zip(topic.questions, asks, strict=False)
    )
    own = topic.model_copy(update={"questions": asked})
    bank = _with(wordings, body, own)
    plan = random_plan(chance, bank, chance.choice(SHAPES))
    if plan.style.request == "retold":
        plan = plan._replace(style=plan.style._replace(request="quoted"))
    on = plan.dates[0].on
    row = load_registers().threat.published("national", on)
    told = plan.threat is not None and row is not None and on.year not in silent_in
    true = Threat(row.level) if told and row is not None else None
    return _made(plan._replace(threat=true), bank, seed)


def _made(plan: Plan, wordings: Wordings, seed: str) -> Made:
    return Made(compose(plan, wordings, seed).text, plan.authority, plan.dates[0].on)


def _with(wordings: Wordings, body: Body, topic: Topic, own: Sequence[Row] = ()) -> Wordings:
    """The bank of one letter; its own rows take the place of those that say the same thing."""
    taken = {(row.element, row.position, row.scope) for row in own}
    others = (row for row in wordings.rows if (row.element, row.position, row.scope) not in taken)
    return Wordings(wordings.half, (*others, *own), (topic,), (body,))


def _refused(part: Part, provisions: Sequence[str]) -> Refusal:
    """Reasons in one weighing, as most letters give them."""
    purpose = "ncnd" if part.position == "ncnd" else "withhold"
    cited = tuple(
        Citation.model_validate({"id": f"C{number}", "part": part.id, "provision": name, "purpose": purpose})
        for number, name in enumerate(provisions)
    )
    sections = tuple(dict.fromkeys(map(section_of, provisions)))
    weighed = tuple(name for name in sections if name not in ABSOLUTE)
    thing = "existence" if part.position == "ncnd" else "disclosure"
    common = {"part": (part.id,), "section": weighed, "scope": part.scope}
    return Refusal(
        cited,
        harm=tuple(Harm.model_validate({"id": f"H{number}", **common}) for number in range(2)),
        factors=tuple(
            Factor.model_validate({"id": f"F{side}", "side": side, "object": thing, **common})
            for side in ("for", "against")
        ),
        balances=(
            Balance.model_validate(
                {"id": "B1", "part": part.id, "section": weighed, "direction": "maintain", "object": thing}
            ),
        ),
        weighed=thing,
    )
