"""The reasons for a refusal: what the exemptions are, the harm, the public interest, the balance."""

from collections.abc import Iterable, Iterator, Sequence

from ncnd_rules.compose.layout import Block
from ncnd_rules.compose.passage import Passage, joined, slots_of
from ncnd_rules.compose.plan import Refusal
from ncnd_rules.compose.scribe import ABSOLUTE, Scribe
from ncnd_rules.compose.wordings import Row
from ncnd_rules.facts import Balance, BodyMention, Citation, Factor, Harm, Object, Part, Scope

_SAYS_WHAT = {"confirm", "confirming", "confirmation", "silence"}  # slots whose words say what is weighed
_SAYS_HOW_MUCH = {"confirm", "confirming", "silence", "that", "whether"}  # slots whose words limit it
_SHORT = 0.6  # how often "confirming or denying" stands alone, once it has been said of what
_NO_ARTICLE = ("Her ", "His ")  # "Her Majesty's Inspectorate"
_SENTENCES = 3  # in a paragraph of harm


class Reasons:
    """The reasons why one part is refused, written down by a scribe."""

    def __init__(self, scribe: Scribe, part: Part, refusal: Refusal) -> None:
        self._scribe = scribe
        self._part = part
        self._refusal = refusal
        self._about: Object = "existence" if part.position == "ncnd" else "disclosure"
        self._headed = scribe.plan.style.headings != "none"
        self._sections = tuple(dict.fromkeys(citation.section for citation in refusal.citations))
        self._qualified = tuple(section for section in self._sections if section not in ABSOLUTE)

    def blocks(self) -> Iterator[Block]:
        """All of them, in the order in which letters give them."""
        yield from self._classified()
        yield from self._absolute()
        yield from self._harms()
        yield from self._interest()
        yield from self._balances()

    def _classified(self) -> Iterator[Block]:
        if not self._refusal.classified:
            return
        absolute = tuple(section for section in self._sections if section in ABSOLUTE)
        weighed = self._qualified if self._refusal.balances else ()
        said = [self._class("absolute", absolute), self._class("qualified", weighed)]
        yield from _paragraph(said)

    def _class(self, tag: str, sections: Sequence[str]) -> Passage | None:
        if not sections:
            return None
        cited = self._argued(sections)
        one = len(sections) == 1
        row = self._scribe.row("classified", lambda row: row.tag == tag and (not one or bool(row.one)))
        return None if row is None else self._scribe.fill(row, row.one if one else row.text, slots={"s": cited})

    def _absolute(self) -> Iterator[Block]:
        """What an answer would give away that needs no weighing."""
        for harm in self._refusal.harm:
            if _is_absolute(harm):
                limited = harm.scope != "unqualified"
                yield from _paragraph(
                    [self._harm("absolute_reason", harm, self._names(harm.scope, self._about), limited)]
                )

    def _harms(self) -> Iterator[Block]:
        groups: dict[tuple[str, ...], list[Harm]] = {}
        for harm in self._refusal.harm:
            if not _is_absolute(harm):
                groups.setdefault(harm.section, []).append(harm)
        for number, (sections, harms) in enumerate(groups.items()):
            element = "head_harm" if self._headed else "lead_harm"
            words = self._introduced(element, sections, told_apart=len(groups) > 1)
            if words is not None and self._headed:
                yield Block("heading", words)
            before = [words] if words is not None and not self._headed else []
            if number == 0 and "background" in self._scribe.plan.asides:
                before += _said(self._scribe.say("background"))
            yield from self._harm_paragraphs(harms, before)
        if groups and self._scribe.plan.threat is not None and "24" in self._sections:
            yield from _paragraph([self._scribe.say("threat")])

    def _harm_paragraphs(self, harms: Sequence[Harm], sentences: list[Passage]) -> Iterator[Block]:
        """Harm in paragraphs; how much of the subject a sentence speaks of, it says itself or the one before it."""
        silence: Scope | None = "unqualified" if self._part.scope == "unqualified" else None
        told = silence  # where the part is limited, words that limit nothing leave it open what they speak of
        for number, harm in enumerate(harms):
            scope = harm.scope if self._about == "existence" else "unqualified"
            short = scope == told and self._scribe.chance.random() < _SHORT
            names = self._names(scope, self._about, short=short)
            sentences.append(self._harm("harm", harm, names, limited=harm.scope != told))
            told = harm.scope
            if len(sentences) >= _SENTENCES and number + 1 < len(harms):
                yield from _paragraph(sentences)
                sentences, told = [], silence
        yield from _paragraph(sentences)

    def _harm(self, element: str, harm: Harm, names: dict[str, Passage], limited: bool) -> Passage:
        row = self._row(element, names, harm.section, self._about, harm.scope, limited=limited)
        return self._scribe.fill(row, row.text, harm.model_copy(update={"argument": row.argument}), names)

    def _interest(self) -> Iterator[Block]:
        if not self._refusal.factors:
            return
        if self._headed:
            yield from (Block("heading", words) for words in _said(self._scribe.say("head_interest")))
        if "test_announced" in self._scribe.plan.asides:
            yield from _paragraph([self._scribe.say("test_announced")])
        sides = dict.fromkeys((factor.section, factor.side) for factor in self._refusal.factors)
        for sections, side in sides:
            chosen = [one for one in self._refusal.factors if (one.section, one.side) == (sections, side)]
            yield from self._side(sections, side, [self._factor(factor) for factor in chosen])

    def _side(self, sections: Sequence[str], side: str, factors: list[Passage]) -> Iterator[Block]:
        style = self._scribe.plan.style
        element = f"head_{side}" if self._headed else f"lead_{side}"
        words = self._introduced(element, sections, told_apart=not self._refusal.combined, about=self._refusal.weighed)
        assert words is not None, f"no wording of {element} fits"
        if self._headed:
            yield Block("heading", words)
        else:
            factors[0] = joined([words, factors[0]], " ")
        if style.factors == "bullets" and self._headed:
            yield from (Block("item", factor, lead=style.bullet, close=True) for factor in factors)
        elif style.factors == "together":
            yield from _paragraph(factors)
        else:
            yield from (Block("paragraph", factor) for factor in factors)

    def _factor(self, factor: Factor) -> Passage:
        """A factor in words that say themselves what is weighed, where the heading says otherwise."""
        short = self._scribe.chance.random() < _SHORT
        names = self._names(self._part.scope, factor.object, short=short)
        told = factor.object == self._refusal.weighed
        row = self._row(f"factor_{factor.side}", names, factor.section, factor.object, factor.scope, named=not told)
        return self._scribe.fill(row, row.text, factor.model_copy(update={"argument": row.argument}), names)

    def _balances(self) -> Iterator[Block]:
        if not self._refusal.balances:
            return
        if self._headed:
            yield from (Block("heading", words) for words in _said(self._scribe.say("head_balance")))
        sentences = [words for body in self._scribe.plan.bodies for words in _said(self._overseen(body))]
        if "consideration" in self._scribe.plan.asides:
            sentences += _said(self._scribe.say("consideration"))
        if len(sentences) > 1:
            yield from _paragraph(sentences)
            sentences = []
        yield from _paragraph([*sentences, *map(self._balance, self._refusal.balances)])

    def _overseen(self, body: BodyMention) -> Passage | None:
        named = {"name": Passage(body.name), "article": Passage("" if body.name[:4] in _NO_ARTICLE else "the ")}
        return self._scribe.say("body", slots=named, fits=lambda row: row.tense == body.tense, facts={"named": body})

    def _balance(self, balance: Balance) -> Passage:
        apart = len(self._refusal.balances) > 1
        exemption = Passage("exemption" if len(balance.section) == 1 else "exemptions")
        slots = {"s": self._argued(balance.section), "exemption": exemption}
        slots |= self._names(self._part.scope, balance.object)

        def fits(row: Row) -> bool:
            named = not apart or "s" in slots_of(row.text)
            return row.direction == balance.direction and row.object in (None, balance.object) and named

        words = self._scribe.say("balance", balance, slots, fits)
        assert words is not None, f"no wording of a balance {balance.direction} {balance.object} fits"
        return words

    def _names(self, scope: Scope, about: Object, *, short: bool = False) -> dict[str, Passage]:
        return self._scribe.naming(scope if about == "existence" else "unqualified", about, short=short)

    def _argued(self, sections: Sequence[str]) -> Passage:
        """Exemptions as they are named where they are argued, with or without their subsections."""
        cited = [citation for citation in self._refusal.citations if citation.section in sections]
        if not self._scribe.plan.style.precise_when_argued:
            cited = _bare(cited)
        return self._scribe.cited([citation.model_copy(update={"role": "argued"}) for citation in cited])

    def _introduced(
        self, element: str, sections: Sequence[str], *, told_apart: bool, about: Object | None = None
    ) -> Passage | None:
        """A heading or the sentence in its stead, naming the sections only where they are argued one by one."""
        slots = {"s": self._argued(sections)} | self._names(self._part.scope, about or self._about)

        def fits(row: Row) -> bool:
            return (about is None or row.object in (None, about)) and ("s" in slots_of(row.text)) == told_apart

        return self._scribe.say(element, slots=slots, fits=fits)

    def _row(
        self,
        element: str,
        names: dict[str, Passage],
        sections: Sequence[str],
        about: Object,
        scope: Scope,
        *,
        limited: bool = False,
        named: bool = False,
    ) -> Row:
        """A wording of an argument.

        Args:
            limited: its own words have to say how much of the subject it speaks of.
            named: its own words have to say what is weighed.
        """

        def fits(row: Row) -> bool:
            slots = slots_of(row.text)
            return (
                row.object in (None, about)
                and row.scope in (None, scope)
                and (not row.sections or bool(set(row.sections) & set(sections)))
                and (not limited or bool(slots & _SAYS_HOW_MUCH) or row.scope is not None)
                and (not named or bool(slots & _SAYS_WHAT) or row.object is not None)
                and self._scribe.speaks(row, names)
            )

        row = self._scribe.row(element, fits)
        assert row is not None, f"no wording of {element} for {sections}, {scope}, {about} fits"
        return row


def _is_absolute(harm: Harm) -> bool:
    """Whether it is argued for exemptions that are not weighed."""
    return bool(harm.section) and ABSOLUTE.issuperset(harm.section)


def _bare(citations: Iterable[Citation]) -> list[Citation]:
    sections = dict.fromkeys(citation.section for citation in citations)
    first = {section: next(one for one in citations if one.section == section) for section in sections}
    return [citation.model_copy(update={"provision": section}) for section, citation in first.items()]


def _said(words: Passage | None) -> list[Passage]:
    return [] if words is None else [words]


def _paragraph(sentences: Iterable[Passage | None]) -> Iterator[Block]:
    said = [words for words in sentences if words is not None]
    if said:
        yield Block("paragraph", joined(said, " "))
