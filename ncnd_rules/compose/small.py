"""The shortest letter that says a few facts, and of which a rule says what it says of the facts.

Not all that facts can say has wordings, and a letter always says more than the facts it was made for: who writes, when,
and in answer to what. So a letter counts only once it was read, as any letter is, and the rule came out the same.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from ncnd_rules.compose.letter import compose
from ncnd_rules.compose.plan import Answer, Asked, Plan, Refusal, Style, Threat
from ncnd_rules.compose.wordings import Topic, Wordings
from ncnd_rules.encode import encode
from ncnd_rules.engine import Checker
from ncnd_rules.engine.compiler import alone
from ncnd_rules.facts import (
    Balance,
    Citation,
    ComplaintRight,
    Date,
    Fact,
    Factor,
    Harm,
    Object,
    Part,
    Question,
    ReviewPeriod,
    ReviewRight,
    ThreatClaim,
)
from ncnd_rules.facts_file import read_facts
from ncnd_rules.read import read_bytes
from ncnd_rules.registers import Registers
from ncnd_rules.rules import Rule, Ruleset
from ncnd_rules.verdicts import Outcome

_TRIES = 5  # letters for one list of facts
_SOME_DAY = date(2022, 3, 1)  # of a letter that says nothing of its date
_SAYABLE = (
    Part, Citation, Harm, Factor, Balance, Date, Question, ThreatClaim, ReviewRight, ReviewPeriod, ComplaintRight,
)  # fmt: skip
_ROLES = ("response", "received", "request")
_NAME = Path("letter.txt")

_Kind = TypeVar("_Kind", bound=Fact)
_Argument = TypeVar("_Argument", Harm, Factor, Balance)


class Composer:
    """Finds words for the facts of small letters that one rule was put to."""

    def __init__(self, bank: Wordings, rule: Rule, ruleset: Ruleset, registers: Registers, seed: int) -> None:
        self._bank = bank
        self._rule = rule
        self._checker = Checker(alone(rule, ruleset), registers) if rule.over == "letter" else None
        self._seed = seed

    def words(self, letter: Mapping[str, Any], outcome: Outcome) -> str | None:
        """The shortest of a few letters that come out so; none where none does, or no wording says the facts."""
        if self._checker is None or letter.keys() - {"facts"}:
            return None
        facts = read_facts(letter["facts"], self._rule.path, ("facts",))
        if not all(_is_sayable(fact) for fact in facts):
            return None
        letters = (self._composed(facts, number) for number in range(_TRIES))
        fitting = [words for words in letters if words is not None and self._outcome(words) == outcome]
        return min(fitting, key=lambda words: (len(words), words), default=None)

    def _composed(self, facts: Iterable[Fact], number: int) -> str | None:
        chance = Random(f"{self._seed} {number}")  # noqa: S311 - letters are not secrets
        plan = _plan(tuple(facts), self._bank, chance)
        try:
            return None if plan is None else compose(plan, self._bank, chance.random().hex()).text
        except AssertionError:
            return None  # so a scribe says that no wording fits

    def _outcome(self, words: str) -> Outcome:
        assert self._checker is not None
        return self._checker.check(encode(read_bytes(words.encode(), _NAME), "complete")).outcomes[self._rule.id]


def _is_sayable(fact: Fact) -> bool:
    """Whether wordings may say a fact: not what is disclosed, nor of a threat level more than that it is current."""
    if isinstance(fact, Part):
        return fact.position not in ("disclosed", "unanswered", "unclear")
    if isinstance(fact, ThreatClaim):
        return fact.claim == "current" and fact.series == "national" and fact.level is not None
    if isinstance(fact, Date):
        return fact.role in _ROLES
    if isinstance(fact, Citation):
        return fact.role == "listed"
    return isinstance(fact, _SAYABLE)


def _plan(facts: tuple[Fact, ...], bank: Wordings, chance: Random) -> Plan | None:
    """A plan that has these facts and as little else as a letter can; none where an argument has no part to serve."""
    parts, questions = _of(facts, Part), _of(facts, Question)
    arguing = [fact for fact in facts if isinstance(fact, Citation | Harm | Factor | Balance)]
    levels = [claim.level for claim in _of(facts, ThreatClaim) if claim.level is not None]
    topic = chance.choice([topic for topic in bank.topics if not topic.person])
    if (arguing and not parts) or len(levels) > 1 or len(questions) > len(topic.questions):
        return None
    body = chance.choice([body for body in bank.bodies if body.kind in topic.kinds])
    days = [fact for fact in _of(facts, Date) if fact.role != "response"]
    sent = [fact for fact in _of(facts, Date) if fact.role == "response"]
    return Plan(
        authority=body.name,
        topic=topic.id,
        dates=(sent[0] if sent else Date(id="D0", role="response", on=_SOME_DAY), *days),
        questions=tuple(_asked(number, question, topic) for number, question in enumerate(questions)),
        answers=tuple(_answer(part, parts[0], arguing) for part in parts),
        style=Style(request="quoted" if questions else "absent", headings=chance.choice(("plain", "none"))),
        threat=Threat(levels[0]) if levels else None,
        notice=False,
        no_inference=False,
        review_right=bool(_of(facts, ReviewRight)),
        periods=_of(facts, ReviewPeriod),
        complaint_right=bool(_of(facts, ComplaintRight)),
    )


def _asked(number: int, question: Question, topic: Topic) -> Asked:
    ask = topic.questions[number]
    return Asked(question.model_copy(update={"topic": topic.id}), ask.ask, ask.that)


def _answer(part: Part, first: Part, arguing: Iterable[Fact]) -> Answer:
    """A part with what serves it; what serves none by name serves the first."""
    own = [fact for fact in arguing if part.id in (getattr(fact, "part", ()) or (first.id,))]
    citations = _of(own, Citation)
    if not citations:
        return Answer(part)
    every = tuple(dict.fromkeys(citation.section for citation in citations))
    weighed: Object = "existence" if part.position == "ncnd" else "disclosure"
    harm = tuple(_about(fact, every) for fact in _of(own, Harm))
    factors = tuple(_about(fact, every) for fact in _of(own, Factor))
    balances = tuple(_about(fact, every) for fact in _of(own, Balance))
    refusal = Refusal(citations, harm, factors, balances, weighed=weighed, classified=False)
    return Answer(part, refusal)


def _about(fact: _Argument, every: tuple[str, ...]) -> _Argument:
    """What is argued, for every section that is cited where it names none: words have to name some."""
    return fact if fact.section else fact.model_copy(update={"section": every})


def _of(facts: Iterable[Fact], kind: type[_Kind]) -> tuple[_Kind, ...]:
    return tuple(fact for fact in facts if isinstance(fact, kind))
