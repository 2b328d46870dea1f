"""Who writes a letter down: finds a wording for each thing, fills it, and remembers which words say which fact."""

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

from ncnd_rules.compose.passage import Passage, render, slots_of
from ncnd_rules.compose.plan import Plan
from ncnd_rules.compose.printed import and_list, day, month, provisions, reaching_back
from ncnd_rules.compose.wordings import Picker, Row, Wordings
from ncnd_rules.facts import (
    Authority,
    BodyMention,
    Citation,
    Date,
    Fact,
    Object,
    Part,
    Regime,
    Scope,
    ThreatClaim,
)

ABSOLUTE = frozenset({"21", "23", "32", "40", "41", "44"})


class Scribe:
    """Wordings chosen and filled for one plan."""

    def __init__(self, plan: Plan, wordings: Wordings, picker: Picker, chance: Random) -> None:
        self.plan = plan
        self.topic = wordings.topic(plan.topic)
        self.body = wordings.body(plan.authority)
        self.chance = chance
        self.on = plan.dates[0].on
        self._picker = picker
        self._made = 0
        shape = self._pick("cite_form")
        assert shape is not None
        self._cite_form = shape
        self._between = self._only("cite_between")
        self._shape = self._only("day")
        self.slots: dict[str, Passage] = {
            "authority": self._authority(),
            "the": Passage(self.body.short),
            "office": Passage(self.body.office),
            "place": Passage(self.body.place),
            "domain": Passage(self.body.domain),
            "topic": Passage(self.topic.noun),
            "subject": Passage(self.topic.subject),
            "use": Passage(self.topic.use),
            "covert": Passage(self.topic.covert or self.topic.use),
            "do": Passage(self.topic.do),
            "done": Passage(self.topic.done),
            "doing": Passage(self.topic.doing),
            "reference": Passage(f"{self.body.code}{chance.randint(100, 9899)}/{self.on.year % 100:02}"),
            "year": Passage(str(self.on.year)),
            "last_year": Passage(str(self.on.year - 1)),
            "years_ago": Passage(str(self.on.year - chance.randint(3, 6))),
            "month": Passage(month(self.on)),
        }
        self.slots["page"] = Passage("{page}")
        self.slots |= {f"n{number}": Passage(f"{chance.randint(3, 980)}") for number in range(1, 5)}
        self.slots["sum"] = Passage(f"£{chance.randint(4, 940)},{chance.randint(0, 999):03}")
        if plan.threat is not None:
            self.slots["level"] = Passage(plan.threat.level)
        for date in plan.dates:
            self.slots[date.role] = self._dated(date)

    def say(
        self,
        element: str,
        fact: Fact | None = None,
        slots: Mapping[str, Passage] | None = None,
        fits: Callable[[Row], bool] = lambda _: True,
        facts: Mapping[str, Fact] | None = None,
    ) -> Passage | None:
        """An element in some wording; none where the bank has none that fits.

        Args:
            fact: what its unmarked evidence says.
            slots: fillings beside those that hold for the whole letter.
            facts: what evidence marked with a name says.
        """
        filled = self.slots | dict(slots or {})
        row = self._pick(element, lambda row: slots_of(row.text) <= set(filled) and fits(row))
        return None if row is None else self.fill(row, row.text, fact, filled, facts)

    def speaks(self, row: Row, names: Mapping[str, Passage]) -> bool:
        """Whether a wording has no slot that would stay empty."""
        return slots_of(row.text) <= set(self.slots) | set(names)

    def fill(
        self,
        row: Row,
        text: str,
        fact: Fact | None = None,
        slots: Mapping[str, Passage] | None = None,
        facts: Mapping[str, Fact] | None = None,
    ) -> Passage:
        """A wording filled; its claims about a threat level and its mentions of bodies are made facts."""
        filled = self.slots | dict(slots or {})
        known = dict(facts or {})
        for name, fields in row.claims.items():
            known[name] = self._claim(fields)
        return render(text, filled, lambda name, words: self._fact(name, words, fact, known))

    def row(self, element: str, fits: Callable[[Row], bool] = lambda _: True) -> Row | None:
        """A row of an element that suits the letter's day and authority."""
        return self._pick(element, fits)

    def words(self, template: str, fact: Fact | None = None) -> Passage:
        """A template of the plan's own, such as a question."""
        return render(template, self.slots, lambda name, words: self._fact(name, words, fact, {}))

    def question_words(self, template: str, fact: Fact | None) -> Passage:
        """The requester's words: nothing in them is said by the authority."""
        plain = {name: Passage(passage.text) for name, passage in self.slots.items()}
        return render(template, plain, lambda name, _: None if name else fact)

    def labels(self, part: Part, all_asked: int) -> Passage:
        """``questions 2 and 3``, or ``your request`` where a part answers all of it."""
        labels = [self.label(name) for name in part.question]
        if not labels or len(labels) == all_asked:
            words = self.say("which", fits=lambda row: row.tag == "all")
        else:
            numbers = and_list([Passage(label) for label in labels])
            words = self.say(
                "which", slots={"n": numbers}, fits=lambda row: row.tag == ("one", "many")[len(labels) > 1]
            )
        assert words is not None
        return words

    def label(self, question: str) -> str:
        """How a question is called in running text."""
        asked = next(asked for asked in self.plan.questions if asked.fact.id == question)
        return asked.fact.label.removeprefix("Q")

    def naming(self, scope: Scope, about: Object, *, short: bool = False) -> dict[str, Passage]:
        """The slots that name what is weighed: confirming or denying, within a scope, or disclosure.

        Args:
            short: leave out what would be confirmed or denied, once it has been said.
        """
        if about == "disclosure":
            elements = {"confirm": "disclose", "confirming": "disclosing", "confirmation": "disclosure"}
            return {slot: self._must(element) for slot, element in (elements | {"silence": "keeping"}).items()}
        scoped = {name: self._must(name, fits=lambda row: row.scope == scope) for name in ("that", "whether")}
        tag = "short" if short else ""
        named = {name: self._must(name, scoped, lambda row: row.tag == tag) for name in ("confirm", "confirming")}
        return scoped | named | {name: self._must(name, scoped) for name in ("confirmation", "silence")}

    def cited(self, citations: Sequence[Citation], form: Row | None = None) -> Passage:
        """``sections 24(2) and 31(3)``: citations in running text."""
        form = form or self._cite_form
        printed = provisions(citations, self._between, form.tag == "spaced")
        if form.tag == "named":
            each = [
                reaching_back(self.fill(form, form.one, slots={"p": passage, "name": self.title(passage)}))
                for passage in printed
            ]
            return and_list(each)
        text = form.one if len(printed) == 1 else form.text
        return reaching_back(self.fill(form, text, slots={"p": and_list(printed)}))

    def cite_lines(self, citations: Sequence[Citation]) -> list[Passage]:
        """A line for each citation, with the exemption's name, all in one shape."""
        form = self._pick("cite_line")
        assert form is not None
        printed = provisions(citations, self._between, form.tag == "spaced")
        return [self.fill(form, form.text, slots={"p": passage, "name": self.title(passage)}) for passage in printed]

    def title(self, printed: Passage) -> Passage:
        """The name of the exemption that a provision belongs to."""
        citation = printed.marks[0].fact
        assert isinstance(citation, Citation)
        return self._must("title", fits=lambda row: row.sections == (citation.section,))

    def _claim(self, fields: Mapping[str, Any]) -> Fact:
        assert self.plan.threat is not None
        level = self.plan.threat.level
        said = {key: level if value == "$level" else value for key, value in fields.items()}
        self._made += 1
        return ThreatClaim.model_validate({"id": f"T{self._made}", **said})

    def _fact(self, name: str, words: str, fact: Fact | None, known: Mapping[str, Fact]) -> Fact | None:
        if not name:
            return fact
        if name in known:
            return known[name]
        kind, _, rest = name.partition(".")
        if kind == "regime":
            return Regime(id="G1", act="foia")
        if kind == "body":
            body, _, tense = rest.partition(".")
            return BodyMention.model_validate({"id": "M", "body": body, "name": words, "tense": tense or "present"})
        return None

    def _authority(self) -> Passage:
        passage = Passage(self.body.name)
        return render("«authority:{name}»", {"name": passage}, lambda _, words: Authority(id="W1", name=words))

    def _dated(self, date: Date) -> Passage:
        return render("«{day}»", {"day": Passage(day(self._shape, date.on))}, lambda *_: date)

    def _only(self, element: str) -> str:
        row = self._pick(element)
        return row.text if row is not None else ""

    def _must(
        self, element: str, slots: Mapping[str, Passage] | None = None, fits: Callable[[Row], bool] = lambda _: True
    ) -> Passage:
        passage = self.say(element, slots=slots, fits=fits)
        assert passage is not None, f"no wording of '{element}' fits"
        return passage

    def _pick(self, element: str, fits: Callable[[Row], bool] = lambda _: True) -> Row | None:
        return self._picker.pick(element, lambda row: row.fits(self.on, self.body.kind) and fits(row))
