"""What a letter calls its exemptions, and which tests it says it has to apply."""

import re
from collections.abc import Iterable, Iterator

from ncnd_rules.encode.draft import Draft, Found, span_of
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.parts import ids_of
from ncnd_rules.encode.positions import BURDENS
from ncnd_rules.encode.provisions import Cited, sections_named
from ncnd_rules.encode.public_interest.objects import object_said
from ncnd_rules.encode.public_interest.spoken_of import SpokenOf
from ncnd_rules.encode.reasons import Reasons, argues
from ncnd_rules.facts import Classification, Test
from ncnd_rules.letter import Span

_BECAUSE = re.compile(
    r"(?i)\b(?:as such|because|therefore|being|for that reason|as (?:it|they|these|this|both|section)|"
    r"since|so|thus|hence|consequently)\b"
)
# 'Section 23 is absolute. The other sections are qualified.'
_OTHERS = re.compile(r"(?i)(?:all )?(?:of )?(?:the |these |our )?(?:others?|remaining|rest)\b")
_IT_IS = re.compile(
    r"(?i)(?:it|this|that|(?:this|the) (?:exemption|section|provision)) is\b|(?:so |therefore |there is )?no\b"
)
_EXEMPTIONS = re.compile(
    r"(?i)(?:as )?(?:(?:all |both )?(?:of )?(?:the|these|this|those|our)|both) "
    r"(?:above |said )?exemption(?P<many>s)?"
    r"(?: (?:relied (?:up)?on|cited|applied|claimed|engaged|listed|above|used))* (?:is|are)\b|"
    # 'These are all prejudice-based', below a list of them.
    r"(?P<these>(?:all|both|each) of (?:these|them|the above) (?:is|are)|(?:these|they) are (?:all|both|each))\b"
)


_GOES_ON = re.compile(r"(?i)\bfor that reason|\bas such|\btherefore|\baccordingly|\bthis means")


def encode_tests(draft: Draft, reasons: Reasons) -> None:
    """What the letter says an exemption is, and which tests it says it has to apply."""
    classes = _Classes(draft, reasons)
    for sentence in draft.page.spoken():
        # A whole sentence that leads the harm in, and so heads it, may say why: 'Both are qualified, so harm is shown.'
        if sentence.section in ("rights", "closing") or (sentence.is_heading and not sentence.words.endswith(".")):
            continue
        found = list(draft.find("tests", [sentence]))
        classes.read(sentence, [one for one in found if one.gives.get("kind") == "classification"])
        tests = [one for one in found if one.gives.get("kind") == "test"]
        _write_tests(draft, sentence, tests, ids_of(reasons.refusals.of(sentence)), classes.called_at(sentence))


class _Classes:
    """What exemptions are called, sentence after sentence: what it is said of may have been named before."""

    def __init__(self, draft: Draft, reasons: Reasons) -> None:
        self._draft = draft
        self._reasons = reasons
        self._said: dict[int, set[str]] = {}  # number of a sentence to what exemptions are called in it
        self._block = -1
        self._before: tuple[str, ...] = ()  # the sections last classified in the paragraph

    def read(self, sentence: Sentence, found: Iterable[Found]) -> None:
        """Write down what a sentence calls its exemptions."""
        if sentence.block != self._block:
            self._block, self._before = sentence.block, ()
        spoken_of = SpokenOf(sentence.words)
        previous_stop, previous = 0, self._before
        for one in found:
            own = spoken_of.before(one.hit.stop, previous_stop)
            own = own or self._others(sentence, previous)
            own = own or (previous if previous_stop and not spoken_of.left_out else ())
            own = own or spoken_of.behind(one.hit.stop)
            own = own or _meant_by_it(self._draft, sentence) or previous or _of_all(sentence, self._reasons)
            if one.gives["says"] == "needs_test" and not (own := _absolute(self._draft, one, spoken_of)):
                continue  # as the test is told of with each that is qualified
            previous_stop, previous = one.hit.stop, own
            self._said.setdefault(sentence.number, set()).add(one.gives["says"])
            self._write(one, own, spoken_of.named)
        self._before = previous or self._before

    def called_at(self, sentence: Sentence) -> set[str]:
        """What exemptions are called in a sentence, and in that before it where it goes on from there."""
        said = self._said.get(sentence.number, set())
        return said | (self._said.get(sentence.number - 1, set()) if _GOES_ON.search(sentence.words[:40]) else set())

    def _others(self, sentence: Sentence, previous: tuple[str, ...]) -> tuple[str, ...]:
        """What is relied on beside the sections classified last: 'The others are qualified'."""
        if not previous or not _OTHERS.match(sentence.words):
            return ()
        return tuple(section for section in self._reasons.sections.every(sentence) if section not in previous)

    def _write(self, one: Found, own: tuple[str, ...], named: tuple[Cited, ...]) -> None:
        # Sections 12 and 14 are no exemptions of Part II, and of no class.
        if self._reasons.sections.serve_nothing_read(own) or (own and BURDENS.keys() >= set(own)):
            self._draft.read("classification", one.sentence)
            return
        parts = ids_of(self._reasons.refusals.of(one.sentence))
        for served, sections in _by_refusal(parts, own, self._reasons) if own and parts else ():
            self._draft.add(
                Classification,
                one.sentence,
                part=served,
                section=sections,
                says=one.gives["says"],
                evidence=(_with_sections(one, named),),
            )


def _write_tests(
    draft: Draft, sentence: Sentence, tests: list[Found], parts: tuple[str, ...], called: set[str]
) -> None:
    """Write down which tests a sentence says have to be applied, for the parts that it may be about."""
    for one in _each_test(tests) if parts else ():
        asked = "existence" if argues(sentence) else "unstated"
        thresholds = (other.gives.get("threshold") for other in tests if other.gives["test"] == one.gives["test"])
        draft.add(
            Test,
            sentence,
            part=parts,
            test=one.gives["test"],
            object=object_said(draft, sentence) if one.gives["test"] == "public_interest" else asked,
            because=_because(called, sentence),
            threshold=next(filter(None, thresholds), "unstated"),
            evidence=(one.span(),),
        )


def _absolute(draft: Draft, one: Found, spoken_of: SpokenOf) -> tuple[str, ...]:
    """The section said to need a weighing, where it is absolute: the last one named before the words, or in them."""
    before = [cited for cited in spoken_of.named if cited.start < one.hit.start][-1:]
    meant = [cited for cited in before or spoken_of.named[:1] if cited not in spoken_of.left_out]
    return tuple(cited.section for cited in meant if draft.registers.exemptions.is_absolute(cited.section))


def _by_refusal(
    parts: tuple[str, ...], sections: tuple[str, ...], reasons: Reasons
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Sections classified in one breath, each with the refusals that rely on it."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for section in sections:
        groups.setdefault(reasons.refusals.relying(section, parts), []).append(section)
    for served, own in groups.items():
        yield served, tuple(own)


def _of_all(sentence: Sentence, reasons: Reasons) -> tuple[str, ...]:
    """The sections meant by 'The exemptions are absolute', or by 'The exemption is' where one alone is relied on."""
    told = _EXEMPTIONS.match(sentence.words)
    sections = reasons.sections.every(sentence) if told else ()
    return sections if told and (told["many"] or told["these"] or len(sections) == 1) else ()


def _meant_by_it(draft: Draft, sentence: Sentence) -> tuple[str, ...]:
    """The one section of which its paragraph spoke last, or its heading: 'It is absolute.'."""
    if not _IT_IS.match(sentence.words):
        return ()
    before = [sections_named(one.words) for one in draft.page.of_block(sentence.block) if one.number < sentence.number]
    last = next((sections for sections in reversed(before) if sections), sentence.filing.sections)
    return last if len(last) == 1 else ()


def _each_test(tests: list[Found]) -> Iterator[Found]:
    """One hit a kind of test; a threshold belongs to the test of its sentence."""
    told: set[str] = set()
    for one in sorted(tests, key=lambda found: "threshold" in found.gives):
        if one.gives["test"] not in told:
            told.add(one.gives["test"])
            yield one


def _with_sections(one: Found, named: tuple[Cited, ...]) -> Span:
    before = [cited for cited in named if cited.start < one.hit.start and one.hit.start - cited.start < 80]
    return span_of(one.sentence, before[0].start if before else one.hit.start, one.hit.stop)


def _because(said: set[str], sentence: Sentence) -> str:
    if not _BECAUSE.search(sentence.words):
        return "unstated"
    both = {"qualified", "prejudice_based"}
    if said >= both:
        return "both"
    return next(iter(said & both), "unstated")
