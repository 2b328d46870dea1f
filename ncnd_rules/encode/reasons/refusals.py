"""Which refusals a sentence argues for."""

from collections.abc import Collection
from functools import cached_property

from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.labels import labels_named
from ncnd_rules.encode.page import ARGUING, Sentence
from ncnd_rules.encode.parts import Parts, ids_of
from ncnd_rules.encode.positions import Held
from ncnd_rules.encode.provisions import sections_named
from ncnd_rules.encode.questions import topics_in
from ncnd_rules.encode.weighing.sides import weighs
from ncnd_rules.facts import Citation, Classification

_WEIGHING = ("public_interest", "factors_for", "factors_against", "balance")
_WEIGHED_IN = ("public_interest", "balance")
_REFUSED_BY: dict[str | None, str] = {"disclosure": "withheld", "existence": "ncnd"}


class Refusals:
    """The refusals of a letter, and which of them are argued for where."""

    def __init__(self, draft: Draft, parts: Parts) -> None:
        self._draft = draft
        self._is_weighed = draft.registers.exemptions.is_weighed
        self._parts = parts
        self._of: dict[tuple[int, tuple[str, ...]], tuple[Held, ...]] = {}  # asked by every kind of reason
        self.cited = tuple((frozenset(fact.part), fact.section) for fact in draft.facts if isinstance(fact, Citation))
        self._relied: dict[str, set[str]] = {}  # a refusal to the sections on which it relies
        for served, section in self.cited:
            for part in served:
                self._relied.setdefault(part, set()).add(section)
        self.blocks = frozenset(part.sentence.block for part in parts.refusals)  # in which they stand

    def withholds_beside(self, weighed: Collection[str]) -> bool:
        """Whether anything but some parts is withheld that was read, under more than what the letter calls absolute."""
        absolute = {
            section
            for fact in self._draft.facts
            if isinstance(fact, Classification) and fact.says == "absolute"
            for section in fact.section
        }
        for part in self._parts.refusals:
            sections = self._sections_of(part)
            if part.fact.position == "withheld" and part.id not in weighed and (not sections or sections - absolute):
                return True
        return False

    def named_in(self, sentence: Sentence) -> bool:
        """Whether a sentence names questions itself, so that it is meant for no other refusal."""
        return bool(labels_named(sentence.words))

    def relying(self, section: str, among: tuple[str, ...]) -> tuple[str, ...]:
        """Of some parts, those that rely on a section; else others that do, or all of them where none does."""
        every = ids_of(held for held in self._parts.refusals if self._parts.relies(held.id, section))
        return tuple(part for part in among if part in every) or every or among

    def relying_on_any(self, sections: Collection[str]) -> tuple[Held, ...]:
        """The refusals that rely on some of these sections."""
        return tuple(part for part in self._parts.refusals if any(self._parts.relies(part.id, one) for one in sections))

    def of(self, sentence: Sentence, topics: tuple[str, ...] = ()) -> tuple[Held, ...]:
        """The refusals a sentence argues for."""
        key = (sentence.number, topics)
        if key not in self._of:
            self._of[key] = self._argued(sentence, topics)
        return self._of[key]

    def _argued(self, sentence: Sentence, topics: tuple[str, ...]) -> tuple[Held, ...]:
        about = set(topics) | set(topics_in(self._draft, sentence.words))
        said = set(sections_named(sentence.words)) or set(sentence.filing.sections)
        if sentence.section in ARGUING and len(self._parts.refusals) > 1:
            named = self._parts.named_by(sentence.words, self._draft.page.heading_at(sentence.filing.heading))
            if sentence.section == "balance":
                named = named or self._parts.naming(sentence.words)
            if named:
                return named
        helds = self._parts.argued_by(sentence, about, said)
        if sentence.section in _WEIGHED_IN and not said and not any(map(self._is_weighable, helds)):
            # What needs no test, such as a pointer under section 21, is not what is weighed behind it.
            helds = tuple(part for part in self._parts.refusals if self._is_weighable(part)) or helds
        if sentence.section in ARGUING and not said and self._silent_without_weighing:
            # Harm and weighing can only be meant for what is withheld, where a silence rests on section 23 alone.
            withheld = tuple(part for part in self._parts.refusals if part.fact.position == "withheld")
            of_silence = weighs(sentence.words) == "existence" or any(
                part.fact.position == "withheld" for part in helds
            )
            return helds if of_silence or not withheld else withheld
        if not self._weighs_both:
            return self._of_silence(sentence, helds)
        # A letter that weighs disclosure and, apart from it, an answer: each goes with the refusal of its kind.
        kind = _REFUSED_BY.get(self._weighed_in(sentence))
        fitting = [part for part in self._parts.refusals if part.fact.position == kind]
        fitting = [part for part in fitting if any(self._parts.relies(part.id, one) for one in said)] or fitting
        if not fitting or any(part.fact.position == kind for part in helds):
            return tuple(part for part in helds if part.fact.position == kind) if fitting else helds
        before = [part for part in fitting if part.sentence.number <= sentence.number]
        return tuple(before[-1:] or fitting[:1])

    def _of_silence(self, sentence: Sentence, helds: tuple[Held, ...]) -> tuple[Held, ...]:
        """What an answer would do is argued for a silence, though something was withheld behind that."""
        withheld = all(part.fact.position == "withheld" for part in helds)
        if not withheld or self._weighed_in(sentence) != "existence":
            return helds
        return tuple(part for part in self._parts.silences if self._is_qualified(part)) or helds

    def _is_weighable(self, part: Held) -> bool:
        """Whether a refusal relies on anything that may be weighed, or on nothing that was read."""
        return not self._sections_of(part) or self._is_qualified(part)

    def _is_qualified(self, part: Held) -> bool:
        """Whether a refusal relies on anything that is weighed."""
        return any(map(self._is_weighed, self._sections_of(part)))

    def _sections_of(self, part: Held) -> set[str]:
        """The sections on which a refusal relies."""
        return self._relied.get(part.id, set())

    @cached_property
    def _silent_without_weighing(self) -> bool:
        """Whether every section on which the letter is silent is absolute, as section 23 is."""
        silent = {part.id for part in self._parts.silences}
        sections = {section for served, section in self.cited if served & silent}
        return bool(sections) and not any(self._is_weighed(section) for section in sections)

    @cached_property
    def _weighs_both(self) -> bool:
        """Whether the headings weigh disclosure and, apart from it, an answer, and both are refused."""
        objects = {weighs(one.passage.words) for one in self._draft.page.headings if one.announces in _WEIGHING}
        refused = {part.fact.position for part in self._parts.refusals}
        return {"disclosure", "existence"} <= objects and {"withheld", "ncnd"} <= refused

    def _weighed_in(self, sentence: Sentence) -> str | None:
        """What is weighed where a sentence stands: by its heading, or else by its own words."""
        if sentence.section not in ARGUING:
            return None
        return weighs(self._draft.page.heading_at(sentence.filing.heading)) or weighs(sentence.words)
