"""Plans made by chance, alike in kind to what authorities send; the only choices are of the generator given."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Literal, Protocol, get_args

from ncnd_rules.compose.plan import Answer, Asked, Plan, Refusal, SentAs, Style, Threat
from ncnd_rules.compose.scribe import ABSOLUTE
from ncnd_rules.compose.wordings import Topic, Wordings
from ncnd_rules.facts import (
    Balance,
    BodyMention,
    Citation,
    Date,
    Factor,
    Harm,
    Object,
    Part,
    Position,
    Question,
    ReviewPeriod,
    Scope,
    section_of,
)
from ncnd_rules.registers import load_registers

Shape = Literal["all_silent", "not_held_and_silent", "mixed", "withheld", "short", "given"]

SHAPES: tuple[Shape, ...] = get_args(Shape)
"""Every way in which a composed letter may be built."""

# Exemptions from confirming or denying, by the kind of authority; as such letters name them, not always rightly.
_SILENT: dict[str, tuple[tuple[str, ...], ...]] = {
    "police": (
        ("24(2)", "31(3)"), ("23(5)", "24(2)", "31(3)"), ("31(3)",), ("30(3)", "31(3)"), ("31(3)", "38(2)"),
        ("24(2)", "31(3)", "38(2)"), ("24", "31"), ("23(5)", "31(3)"), ("24(2)", "30(3)", "31(3)"), ("24(1)", "31(3)"),
    ),
    "fire": (("24(2)", "31(3)"), ("24(2)", "31(3)", "38(2)"), ("31(3)", "38(2)")),
    "nhs": (("31(3)",), ("31(3)", "38(2)"), ("24(2)", "31(3)")),
    "council": (("31(3)",), ("31(3)", "43(3)"), ("24(2)", "31(3)")),
    "ministry": (("26(3)",), ("27(4)",), ("23(5)", "24(2)"), ("24(2)", "27(4)"), ("26(3)", "27(4)"),
                 ("23(5)", "24(2)", "26(3)")),
    "university": (("31(3)",), ("31(3)", "38(2)"), ("24(2)", "31(3)")),
    "transport": (("24(2)", "31(3)"), ("24(2)", "38(2)"), ("31(3)",)),
}  # fmt: skip
_WITHHELD: dict[str, tuple[tuple[str, ...], ...]] = {
    "police": (("31(1)(a)", "31(1)(b)"), ("31(1)(a)",), ("24(1)", "31(1)(a)"), ("30(1)(a)",), ("38(1)(a)", "38(1)(b)")),
    "fire": (("24(1)",), ("31(1)(a)",), ("38(1)(a)", "38(1)(b)")),
    "nhs": (("31(1)(a)",), ("43(2)",)),
    "council": (("43(2)",), ("31(1)(a)",)),
    "ministry": (("26(1)(b)",), ("27(1)(a)",), ("24(1)", "26(1)(b)")),
    "university": (("31(1)(a)",), ("43(2)",)),
    "transport": (("24(1)", "31(1)(a)"), ("31(1)(a)",)),
}  # fmt: skip


class _Add(Protocol):
    """Adds an answer to those there are."""

    def __call__(
        self, position: Position, names: Sequence[str], scope: Scope = "unqualified", told: str = "", **fields: str
    ) -> None: ...


_REFORM = date(2018, 5, 25)  # the Data Protection Act 2018 renumbered section 40

_OVERSIGHT = {
    "police": ("OSC", "IPCO", "HMIC", "HMICFRS", "IPCC", "IOPC", "BSCC", "SCC"),
    "ministry": ("ISC", "IPCO"),
}
_TENSES = ("unstated", "present", "perfect")
_LABELS = ("1.", "1)", "(1)", "a)", "(a)", "Q1", "Q1.", "Question 1:", "1")
_BULLETS = ("•", "-", "*", "–", "o")


def random_plan(chance: Random, wordings: Wordings, shape: Shape) -> Plan:
    """A plan that could be that of a real letter.

    Args:
        wordings: whose authorities and topics to choose from.
        shape: what kind of letter.
    """
    topic = chance.choice([topic for topic in wordings.topics if not topic.person or shape in ("all_silent", "short")])
    body = chance.choice([body for body in wordings.bodies if body.kind in topic.kinds])
    review = chance.random() < 0.08
    dates = _dates(chance, review=review)
    style = _style(chance, shape)
    asked = _asked(chance, topic, style, shape)
    answers = _answers(chance, shape, topic, body.kind, asked, dates[0].on)
    weighs = any(answer.refusal and answer.refusal.balances for answer in answers)
    national = any(
        citation.section == "24" for answer in answers if answer.refusal for citation in answer.refusal.citations
    )
    return Plan(
        authority=body.name,
        topic=topic.id,
        dates=dates,
        questions=asked,
        answers=answers,
        style=style,
        threat=_threat(chance, dates[0].on) if national and chance.random() < 0.7 else None,
        bodies=_bodies(chance, body.kind, dates[0].on) if weighs and chance.random() < 0.6 else (),
        review=review,
        notice=chance.random() < 0.8,
        no_inference=chance.random() < 0.7,
        review_right=chance.random() < 0.93,
        periods=_periods(chance),
        complaint_right=chance.random() < 0.88,
        asides=_asides(chance),
    )


def _dates(chance: Random, *, review: bool) -> tuple[Date, ...]:
    on = date(2009, 1, 5) + timedelta(days=chance.randrange(0, 6450))
    while not load_registers().calendar.is_working_day(on):
        on -= timedelta(days=1)
    received = on - timedelta(days=chance.choice((14, 20, 26, 28, 28, 29, 41)))
    requested = received - timedelta(days=chance.choice((0, 1, 2, 3)))
    dates = [Date(id="D1", role="response", on=on)]
    kind = chance.random()
    if review:  # what a letter about a review says was received is the wish for the review
        return (
            (*dates, Date(id="D3", role="request", on=requested - timedelta(days=45))) if kind < 0.5 else tuple(dates)
        )
    if kind < 0.65:
        dates.append(Date(id="D2", role="received", on=received))
    if kind > 0.5 and kind < 0.9:
        dates.append(Date(id="D3", role="request", on=requested))
    return tuple(dates)


def _style(chance: Random, shape: Shape) -> Style:
    sent_as: SentAs = chance.choice(("letter", "letter", "letter", "email", "page"))
    width = chance.choice((0, 0, chance.randint(62, 100), chance.randint(66, 90)))
    several = shape in ("mixed", "not_held_and_silent", "given")
    return Style(
        sent_as=sent_as,
        width=0 if sent_as == "page" else width,
        headings=chance.choice(("capitals", "bold", "plain", "plain", "run_in", "none")),
        labels=chance.choice(_LABELS),
        request=chance.choice(
            ("quoted", "quoted", "retold", "interleaved") if several else ("quoted", "quoted", "retold", "absent")
        ),
        listed=chance.choice(("lines", "lines", "bullets", "table", "running", "running")),
        bullet=chance.choice(_BULLETS),
        factors=chance.choice(("bullets", "paragraphs", "together")),
        paged=bool(width) and chance.random() < 0.3,
        precise_when_argued=chance.random() < 0.5,
    )


def _asked(chance: Random, topic: Topic, style: Style, shape: Shape) -> tuple[Asked, ...]:
    if style.request == "absent":
        return ()
    wanted = list(topic.questions)
    if style.request == "retold":
        wanted = [ask for ask in wanted if ask.that] or wanted
    if shape == "given":
        wanted = [ask for ask in wanted if ask.answer] or wanted
    most = min(len(wanted), 6)
    count = chance.randint(1, 2) if shape == "short" else chance.randint(min(2, most), most)
    chosen = [ask for ask in wanted if ask in chance.sample(wanted, count)]
    asked: list[Asked] = []
    for number, ask in enumerate(chosen, start=1):
        label = _label(style.labels, number) if len(chosen) > 1 else "1"
        name = f"Q{number}"
        words = ask.that if style.request == "retold" else ask.ask
        asked.append(Asked(Question(id=name, label=label, topic=topic.id, period=ask.period), words, ask.that))
        if (
            ask.limbs
            and style.request == "quoted"
            and label[-1].isdigit()
            and len(chosen) > 1
            and chance.random() < 0.6
        ):
            for letter, limb in zip("abcd", ask.limbs, strict=False):
                fact = Question(
                    id=f"{name}{letter}", label=f"{label}{letter}", topic=topic.id, period=ask.period, parent=name
                )
                asked.append(Asked(fact, limb, limb=True))
    return tuple(asked)


def _label(shape: str, number: int) -> str:
    if shape.startswith("Q1"):
        return f"Q{number}"
    return chr(ord("a") + number - 1) if "a" in shape else str(number)


def _answers(
    chance: Random, shape: Shape, topic: Topic, kind: str, asked: tuple[Asked, ...], on: date
) -> tuple[Answer, ...]:
    every = tuple(ask.fact.id for ask in asked)
    answers: list[Answer] = []

    def add(
        position: Position, names: Sequence[str], scope: Scope = "unqualified", told: str = "", **fields: str
    ) -> None:
        part = Part.model_validate(
            {"id": f"P{len(answers) + 1}", "question": tuple(names), "position": position, "scope": scope, **fields}
        )
        answers.append(Answer(part, _refusal(chance, part, topic, kind, on), told))

    if shape == "all_silent":
        add("ncnd", every)
    elif shape == "short":
        position: Position = chance.choice(("ncnd", "not_held", "cost_refusal", "vexatious"))
        tense = chance.choice(_TENSES) if position == "not_held" else "unstated"
        add("ncnd" if topic.person else position, every, tense="unstated" if topic.person else tense)
    elif shape == "withheld":
        add("withheld", every)
    elif shape == "not_held_and_silent":
        scope: Scope = "covert" if topic.covert and chance.random() < 0.75 else "further"
        overt: Scope = "overt" if scope == "covert" and chance.random() < 0.5 else "unqualified"
        tense = chance.choice(_TENSES) if overt == "unqualified" else "unstated"
        add("not_held", every, overt, tense=tense)
        add("ncnd", every, scope)
    else:
        _mixed(chance, shape, topic, asked, add)
    return tuple(answers)


def _mixed(chance: Random, shape: Shape, topic: Topic, asked: tuple[Asked, ...], add: "_Add") -> None:
    told = {ask.ask: ask.answer for ask in topic.questions} | {
        ask.that: ask.answer for ask in topic.questions if ask.that
    }
    with_limbs = {ask.fact.parent for ask in asked if ask.limb}
    rest: list[str] = []
    for ask in asked:
        answer = told.get(ask.ask, "")
        if answer and not ask.limb and ask.fact.id not in with_limbs and (shape == "given" or chance.random() < 0.6):
            add("disclosed", (ask.fact.id,), told=answer)
        else:
            rest.append(ask.fact.id)
    if shape == "given" or not rest:
        if rest or not asked:
            add("not_held", rest)
        return
    own = [[name for name in rest if name.startswith(first)] for first in dict.fromkeys(name[:2] for name in rest)]
    cut = chance.randint(0, len(own) - 1)
    before = [name for names in own[:cut] for name in names]
    after = [name for names in own[cut:] for name in names]
    if before:
        add(chance.choice(("not_held", "withheld")), before)
    if chance.random() < 0.4:
        add("not_held", after)
        add("ncnd", tuple(ask.fact.id for ask in asked), "further")
    else:
        add("ncnd", after)


def _refusal(chance: Random, part: Part, topic: Topic, kind: str, on: date) -> Refusal | None:
    fixed = {"cost_refusal": ("12(1)", "cost"), "vexatious": ("14(1)", "vexatious")}
    if part.position in fixed:
        provision, purpose = fixed[part.position]
        return Refusal((_citation(part, provision, purpose),))
    if part.position not in ("ncnd", "withheld"):
        return None
    if part.position == "ncnd" and topic.person:
        provisions: tuple[str, ...] = ("40(5B)(a)(i)",) if on >= _REFORM else ("40(5)(b)(i)",)
    else:
        provisions = chance.choice((_SILENT if part.position == "ncnd" else _WITHHELD)[kind])
    purpose = "ncnd" if part.position == "ncnd" else "withhold"
    citations = tuple(_citation(part, provision, purpose) for provision in provisions)
    sections = tuple(dict.fromkeys(map(section_of, provisions)))
    qualified = tuple(name for name in sections if name not in ABSOLUTE)
    given_away = tuple(
        Harm(id=f"{part.id}-A{name}", part=(part.id,), section=(name,), scope=part.scope)
        for name in sections
        if name in ABSOLUTE and part.position == "ncnd"
    )
    if not qualified or chance.random() < 0.08:
        return Refusal(citations, harm=given_away)
    argued = _argued(chance, part, citations, qualified)
    return argued._replace(harm=given_away + argued.harm)


def _argued(chance: Random, part: Part, citations: tuple[Citation, ...], qualified: tuple[str, ...]) -> Refusal:
    """Reasons as they are given, good ones and others: weighing disclosure, or not weighing at all."""
    silent = part.position == "ncnd"
    weighed: Object = "existence" if silent and chance.random() < 0.85 else "disclosure"
    combined = len(qualified) == 1 or chance.random() < 0.45
    groups: list[tuple[str, ...]] = [qualified] if combined else [(section,) for section in qualified]
    harm_groups = [qualified] if combined or chance.random() < 0.7 else groups
    harm = _harm(chance, part, harm_groups)
    factors = [
        Factor(part=(part.id,), section=group, side=side, object=_object(chance, weighed, silent), scope=part.scope)
        for group in groups
        for side in ("for", "against")
        for _ in range(chance.randint(1, 4) if len(groups) == 1 else chance.randint(1, 2))
    ]
    factors = [one.model_copy(update={"id": f"{part.id}-F{number}"}) for number, one in enumerate(factors)]
    kind = chance.random()
    direction = "maintain" if kind < 0.86 else "ambiguous" if kind < 0.92 else "equal" if kind < 0.96 else "confirm"
    each = len(groups) > 1 and weighed == "existence" and direction == "maintain"  # else there are too few wordings
    weighings = groups if each and chance.random() < 0.3 else [qualified]
    concluded = direction if weighed == "existence" else "maintain"
    balances = [
        Balance.model_validate(
            {
                "id": f"{part.id}-B{number}",
                "part": part.id,
                "section": group,
                "direction": concluded,
                "object": weighed,
            }
        )
        for number, group in enumerate(weighings)
    ]
    return Refusal(
        citations,
        harm=tuple(harm) if chance.random() < 0.88 else (),
        factors=tuple(factors) if chance.random() < 0.95 else (),
        balances=tuple(balances) if chance.random() < 0.94 else (),
        weighed=weighed,
        classified=chance.random() < 0.75,
        combined=combined,
    )


def _harm(chance: Random, part: Part, groups: Sequence[tuple[str, ...]]) -> list[Harm]:
    """Harm for each group of sections in turn, that of the part's own scope first."""
    harm = [
        Harm(part=(part.id,), section=group, scope=_harm_scope(chance, part.scope))
        for group in groups
        for _ in range(chance.randint(2, 5) if len(groups) == 1 else chance.randint(1, 3))
    ]
    harm.sort(key=lambda one: (groups.index(one.section), one.scope != part.scope))
    return [one.model_copy(update={"id": f"{part.id}-H{number}"}) for number, one in enumerate(harm)]


def _harm_scope(chance: Random, scope: Scope) -> Scope:
    """The scope of the part, now and then another: letters argue harm for more than they refuse, or less."""
    return "unqualified" if chance.random() < 0.15 else scope


def _object(chance: Random, weighed: Object, silent: bool) -> Object:
    if weighed == "existence" and chance.random() < 0.06:
        return "disclosure"
    return "existence" if silent and weighed == "disclosure" and chance.random() < 0.1 else weighed


def _citation(part: Part, provision: str, purpose: str) -> Citation:
    return Citation.model_validate(
        {"id": f"{part.id}-{section_of(provision)}", "part": part.id, "provision": provision, "purpose": purpose}
    )


def _threat(chance: Random, on: date) -> Threat:
    row = load_registers().threat.published("national", on)
    true = row.level if row is not None else "severe"
    return Threat(chance.choice(("severe", "substantial")) if chance.random() < 0.35 else true)


def _bodies(chance: Random, kind: str, on: date) -> tuple[BodyMention, ...]:
    bodies = load_registers().bodies
    rows = [bodies.get(name) for name in _OVERSIGHT.get(kind, ())]
    standing = [row for row in rows if row is not None and bodies.status(row.id, on) == "exists"]
    ended = [row for row in rows if row is not None and bodies.status(row.id, on) in ("abolished", "grace")]
    mentions = []
    if standing:
        mentions.append((chance.choice(standing), "present"))
    if ended and chance.random() < 0.5:
        mentions.append((chance.choice(ended), chance.choice(("past", "past", "present"))))
    return tuple(
        BodyMention.model_validate(
            {"id": f"M{row.id}", "body": row.id, "name": row.names[0], "tense": tense, "role": "oversight"}
        )
        for row, tense in mentions
    )


def _periods(chance: Random) -> tuple[ReviewPeriod, ...]:
    periods = []
    if chance.random() < 0.8:
        number, unit = chance.choice(
            (
                (40, "working_days"),
                (40, "working_days"),
                (20, "working_days"),
                (2, "months"),
                (28, "calendar_days"),
                (6, "weeks"),
            )
        )
        periods.append({"id": "RP1", "direction": "to_ask", "number": number, "unit": unit})
    if chance.random() < 0.35:
        periods.append(
            {"id": "RP2", "direction": "to_answer", "number": chance.choice((20, 40)), "unit": "working_days"}
        )
    return tuple(ReviewPeriod.model_validate(period) for period in periods)


def _asides(chance: Random) -> tuple[str, ...]:
    often = {
        "s1_duties": 0.35, "searched": 0.3, "statute_quoted": 0.2, "other_acts": 0.25, "history": 0.15, "held_if": 0.25,
        "boilerplate": 0.5, "requester_words": 0.3, "background": 0.6, "consideration": 0.5, "test_announced": 0.5,
    }  # fmt: skip
    return tuple(name for name, share in often.items() if chance.random() < share)
