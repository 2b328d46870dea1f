"""Corrections of a letter, carried over to a copy of it with edits: each where its words stand now, or left out."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import RULESET, SHORT

from ncnd_rules.corrections import Add, Change, Correction, Remove, SaysNothing, Understood, corrected_by
from ncnd_rules.encode import encode
from ncnd_rules.engine import Checker
from ncnd_rules.explain.repair import Edit, applied, repairs_of
from ncnd_rules.explain.repair.carried import Places, carried, same_facts
from ncnd_rules.explain.supposing import supposed
from ncnd_rules.facts import Citation, Fact, Part
from ncnd_rules.letter import Span
from ncnd_rules.read import edited, read_bytes
from ncnd_rules.registers import load_registers

READING = read_bytes(SHORT.encode(), Path("letter.txt"))
READ = encode(READING)
CITED = "section 31"
CLAIMED = "Since 2006 the threat level has remained at severe. "
FIRST = "1. Has Wexmoor Police used drones to watch protests since 2018?\n"


def span(words: str) -> Span:
    start = SHORT.index(words)
    return Span(start=start, stop=start + len(words), quote=words)


def fact(name: str) -> Fact:
    return next(one for one in READ.facts if one.id == name)


def gone(words: str) -> Edit:
    start = SHORT.index(words)
    return Edit(start, start + len(words), "")


def put_in(words: str, before: str) -> Edit:
    start = SHORT.index(before)
    return Edit(start, start, words)


SUBSECTION = Add(fact=Citation(id="set-1", part=("P2",), provision="31(3)", evidence=(span(CITED),)))
MILDER = Change(fact="threat_claim-1", was=fact("threat_claim-1"), to={"level": "substantial"})


def after(corrections: list[Correction], *edits: Edit) -> tuple[dict[str, Fact], tuple[int, ...]]:
    """The facts of the edited letter, corrected, and the corrections that are left out."""
    found = carried(corrections, READ, encode(edited(READING, edits)), edits)
    return {one.id: one for one in found.encoding.facts}, found.left_out


def test_corrections_follow_their_words() -> None:
    """
    Each kind of correction holds for the same words further down, of facts that have other names by then.
    """
    passage = READ.unread[0]
    assert "It is plain" in SHORT[passage.start : passage.stop]
    made: list[Correction] = [
        SUBSECTION,
        MILDER,
        Change(fact="P2", was=fact("P2"), to={"question": ["Q2"]}),
        Remove(fact="Q1", was=fact("Q1")),
        SaysNothing(words=span("offenders")),
        Understood(start=passage.start, stop=passage.stop, reason=passage.reason),
    ]
    facts, left_out = after(
        made, put_in("Thank you.\n\n", "RESPONSE"), put_in("The threat level was critical in May 2007. ", "Since 2006")
    )

    assert () == left_out
    assert ("31(3)", CITED) == (getattr(facts["set-1"], "provision", ""), facts["set-1"].evidence[0].quote)
    assert ["critical", "substantial"] == [getattr(facts[f"threat_claim-{number}"], "level", "") for number in (1, 2)]
    assert ("Q2",) == getattr(facts["P2"], "question", ())
    assert not {"Q1", "limb_term-1"} & set(facts)


def test_a_fact_is_not_taken_for_its_twin() -> None:
    """
    Of two facts in the same words, the one whose words are gone is not found in the other.
    """
    text = "Section 31 applies. So does section 24. Section 31 applies."

    def cited(name: str, start: int) -> Fact:
        return Citation(id=name, provision="31", evidence=(Span(start=start, stop=start + 10, quote="Section 31"),))

    places = Places(text, (Edit(0, 20, ""),))

    assert {"second": "only"} == same_facts([cited("first", 0), cited("second", 40)], [cited("only", 20)], places)
    assert {"first": "moved"} == same_facts([cited("first", 0)], [cited("moved", 5)], places)


def test_what_does_not_fit_is_left_out() -> None:
    """
    A correction is left out where its words are edited, where the fact it names is read otherwise, and where it rests
    on one that is left out; the others are made.
    """
    made: list[Correction] = [
        MILDER,
        Add(fact=Part(id="set-1", position="withheld", evidence=(span("remained at severe"),))),
        Add(fact=Citation(id="set-2", part=("set-1",), provision="40", evidence=(span(CITED),))),
        Change(fact="P1", was=fact("P1"), to={"tense": "past"}),
        SaysNothing(words=span(CITED)),
    ]
    facts, left_out = after(made, gone(FIRST), gone(CLAIMED))

    assert (0, 1, 2, 3) == left_out  # the denial answered two questions, and now answers one
    assert not [one for one in facts.values() if isinstance(one, Citation)]


@given(st.data())
def test_words_that_stay_are_found(data: st.DataObject) -> None:
    """
    Words outside of an edit are found where they stand; whatever is found reads the same, but for blanks.
    """
    words = data.draw(st.lists(st.sampled_from(["a", "bb", "c.", "a\n"]), min_size=1, max_size=12))
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, len(text)))
    edit = Edit(start, stop, data.draw(st.sampled_from(["", "a bb", " c.\na ", "d"])))
    then = applied(text, (edit,))
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(first, len(text)))
    found = Places(text, (edit,)).of(first, last)

    if found is not None:
        assert text[first:last].split() == then[slice(*found)].split()
    if text[first:last].strip() and (last <= start or stop <= first):
        shift = 0 if last <= start else len(then) - len(text)
        kept = text[first:last]
        begin, end = first + len(kept) - len(kept.lstrip()), last - len(kept) + len(kept.rstrip())
        assert (begin + shift, end + shift) == found


def test_a_paragraph_that_is_wrapped_anew_keeps_its_words() -> None:
    """
    Words behind an edit that broke all lines of their paragraph anew are where they came to stand.
    """
    text = "We hold\nnothing of this\nkind at all."
    places = Places(text, (Edit(0, len(text), "We do hold nothing\nof this kind at all."),))

    assert "nothing\nof this" == "We do hold nothing\nof this kind at all."[slice(*places.of(8, 23) or ())]
    assert places.of(3, 15) is not None
    assert places.of(0, 7) is None


def test_repairs_are_those_of_the_corrected_letter() -> None:
    """
    What a correction cleared needs no edit, what it brought has one, and each set clears the letter as corrected.
    """
    checker = Checker(RULESET, load_registers(), "reference")
    found = repairs_of(READING, checker, corrections=(SUBSECTION, MILDER))
    plain = repairs_of(READING, checker)

    assert found.sets
    assert {one.rule for one in plain.mended} != {one.rule for one in found.mended}
    for one in found.sets:
        then = supposed(READ, READING, edits=one.edits, corrections=(SUBSECTION, MILDER)).encoding
        left = {finding.message for finding in checker.check(then).findings if finding.severity == "error"}
        assert left.isdisjoint(finding.message for finding in found.mended)
        assert "set-1" in then.by_person


@pytest.mark.parametrize("without", [(), ("set-1",)])
def test_what_a_person_set_is_supposed_away(without: tuple[str, ...]) -> None:
    """
    A supposition is about the letter as it was corrected, and may leave out what a person set.
    """
    then = supposed(READ, READING, without, [gone(FIRST)], corrections=(SUBSECTION,))

    assert (() == without) == ("set-1" in {one.id for one in then.encoding.facts})
    assert ((), ()) == (then.lost, then.left_out)
    assert corrected_by(READ, (SUBSECTION,)).identity == then.encoding.identity
