"""The report on an audit as one web page: no network, no script, and it prints."""

from collections.abc import Iterator

from ncnd_rules.audit.figures.asking import places
from ncnd_rules.audit.figures.authorities import Authorities, authorities
from ncnd_rules.audit.figures.conflicts import compared, conflicts, disagreements, titles_between
from ncnd_rules.audit.figures.counted import Affected, affected, counted
from ncnd_rules.audit.figures.drawn.canvas import check_drawn
from ncnd_rules.audit.figures.gaps import gaps
from ncnd_rules.audit.figures.gravest import gravest
from ncnd_rules.audit.figures.making import Extent, extent, runs, standing
from ncnd_rules.audit.figures.stances import requests, subjects
from ncnd_rules.audit.published.answers import requests_section, years_of_answers
from ncnd_rules.audit.published.families import families_section, shared_sentences
from ncnd_rules.audit.published.found import conflicts_section, disagreements_section, gravest_section
from ncnd_rules.audit.published.letters import calling
from ncnd_rules.audit.published.making import making_section
from ncnd_rules.audit.published.mask import NO_MASK, Mask, mask_of, masked
from ncnd_rules.audit.published.rates import authorities_section, rules_section, years_section
from ncnd_rules.audit.published.shapes import Section
from ncnd_rules.audit.published.store import asked_of
from ncnd_rules.audit.published.style import style
from ncnd_rules.audit.published.unknown import unknown_section
from ncnd_rules.audit.stored import Stored
from ncnd_rules.errors import NcndError
from ncnd_rules.report.counting import count
from ncnd_rules.report.templating import allowed, ready, render

_MOST_GRAVE = 20


def report_as_html(stored: Stored, *, mask: bool = False) -> str:
    """One page on every letter of an audit; the same audit gives the same bytes.

    Args:
        mask: whether authorities are called 'Authority A', 'Authority B', ... throughout.

    Raises:
        NcndError: where the audit holds no letter that was checked, or nothing can draw.
    """
    check_drawn()
    store = asked_of(stored)
    corpus = extent(store)
    if not corpus.letters:
        raise NcndError("the audit holds no letter that was read, so that there is nothing to report")
    by_name = authorities(store)
    chosen = mask_of(by_name) if mask else NO_MASK
    who = masked(by_name, chosen)
    found = affected(store, who)
    sections = tuple(_sections(stored, corpus, found, who, chosen))
    return render(
        "audit.html",
        title=f"{count(corpus.letters, 'letter')} audited",
        tally=_tally(corpus, found, len(who.spellings)),
        sections=sections,
        masked=mask,
        style=ready(style()),
        policy=f"default-src 'none'; style-src '{allowed(style())}'; base-uri 'none'; form-action 'none'",
        ready=ready,
    )


def _sections(stored: Stored, corpus: Extent, found: Affected, who: Authorities, chosen: Mask) -> Iterator[Section]:
    store = asked_of(stored)
    rules = counted(store, who)
    asked, spoken_of = requests(store, who), subjects(store, who)
    grave, between, beside = gravest(store, who, _MOST_GRAVE), conflicts(store, who), disagreements(store)
    letters = {one.letter for one in grave} | {one.letter for one in beside}
    letters |= {letter.letter for conflict in between for letter in conflict.letters}
    letters |= {letter.letter for request in asked for letter in request.letters}
    letters |= {stance.letter for one in spoken_of for course in one.courses for stance in course.stances}
    sentences = shared_sentences(stored)
    letters |= {use.letter for _, uses in sentences.families for use in uses if use.died}
    called = calling(chosen, places(store, letters))
    yield rules_section(rules)
    yield years_section(rules, found)
    yield authorities_section(rules, found)
    yield requests_section(asked, called)
    yield years_of_answers(spoken_of, called)
    yield families_section(sentences, who, called)
    yield gravest_section(grave, called, with_text=bool(corpus.with_text))
    yield conflicts_section(between, compared(store), titles_between(store), called)
    yield disagreements_section(beside, called)
    yield unknown_section(gaps(store), corpus, rules, called)
    yield making_section(runs(store), standing(store), corpus, called)


def _tally(corpus: Extent, found: Affected, named: int) -> tuple[tuple[str, str], ...]:
    hit = found.whole
    years = " to ".join(dict.fromkeys((corpus.first[:4], corpus.last[:4]))) if corpus.dated else "none"
    return (
        (f"{corpus.letters:,}", "letters"),
        (f"{named:,}", "authority" if named == 1 else "authorities"),
        (years, "dated"),
        (f"{hit.hits:,}", f"with a finding of the severity error, of {hit.of:,} ({hit.percent}; {hit.between})"),
    )
