"""Of what time an answer says that it speaks: 'In 2023 there were 12', '2019/20 - 40; 2020/21 - 52'."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from ncnd_rules.encode.dates.spells import Spell, hull, spells_in
from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.positions.held import Held
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.questions import Questions
from ncnd_rules.facts import Part
from ncnd_rules.letter import Unread
from ncnd_rules.number_words import NUMBERS

_TELLING = ("disclosed", "not_held")
_SILENT = ("covert", "further")
_COUNT = (
    rf"(?:(?:£ ?)?(?<![\w£,.(/-])\d[\d,]*(?:\.\d+)?(?:%|[kmKM]\b|bn\b)?(?![\w/(])|"
    rf"\b(?:{'|'.join(NUMBERS)}|none|nil|zero|no (?:such )?[a-z]+|fewer than \w+|less than \w+)\b)"
)
_HAS_COUNT = re.compile(rf"(?i){_COUNT}")
_OPENS = re.compile(
    r"(?i)^\W*(?:(?:q(?:uestion)? ?)?\w{1,3}[.):-]+ ?)?(?:(?:yes|no|and|also|finally|however|but|(?:we|i) can "
    r"(?:confirm|advise)(?: you)?(?: that)?|(?:please note|the answer is|our answer is)(?: that)?),? )*$"
)
_BEGINS_ITEM = re.compile(r"(?i)(?:^|[;,.|(] ?|^\W*(?:q(?:uestion)? ?)?\w{1,3}[.): -]+)$")
_FIGURE_BEHIND = re.compile(
    rf"(?i)\)?\s?(?:[-:=\u2010-\u2015|(,]\s?){{0,2}}(?:there (?:were|was) |(?:was|were|is|are) )?{_COUNT}"
)
_OPEN_FIGURE_BEHIND = re.compile(
    rf"(?i),? (?:there (?:have|has) been |we have (?:had|recorded|received|made) |a total of )(?:\w+ )?{_COUNT}"
)
_NOUN_BEHIND = re.compile(r"(?i) (?:figure|total|number|sum|spend|cost|data|count|result)s?\b")
_THE = re.compile(r"(?i)\bthe (?:\w+ )?$")
_COVERS = re.compile(
    r"(?i)\b(?:figures?|data|information|numbers?|tables?|totals?|statistics|records?|this|these|those|it|they|"
    r"answer|list)(?: (?:given|provided|above|below|here|only))*,? (?:(?:only|all|each) )?"
    r"(?:covers?|covering|relates? to|spans?|runs?|refers? to|(?:is|are|was|were) (?:only )?)(?: the)?(?: period)? ?$"
)
_LEADS = ("in", "during", "for", "over", "throughout", "within", "across", "between", "from", "since")
_COUNTED = re.compile(
    rf"(?i)^(?:[^;]*[.;:] )?\W*(?:there (?:was|were|have been|has been) (?:\w+ )?{_COUNT}|{_COUNT})[^;:.]*$"
)
# What was made then, and has been since: '12 vans bought in 2018'.
_OF_THE_THING = re.compile(
    r"(?i)\b(?:bought|purchased|acquired|procured|leased|signed|installed|introduced|published|built|founded|"
    r"established|opened|commissioned|adopted|awarded|launched|dated|passed|appointed|written|issued) $"
)
# Words that say why no other time is told, or that the time asked about is meant.
_EXPLAINS = Prefiltered(
    r"(?i)\b(?:before|prior to|earlier|older|began|begins?|started?|starts|introduc\w+|commenc\w+|came into|"
    r"retain(?:ed|s)?|retention|destroy\w*|delet\w+|weeded|no longer|not (?:yet )?(?:available|known|ready|held|kept|"
    r"recorded|collated|published|complete|been)|unavailable|available (?:from|for|since)|only (?:from|since|go|goes|"
    r"held|available|hold|record\w*)|(?:go|goes|going) back|further back|remaining|other (?:years?|months?|periods?)|"
    r"to date|so far|currently|at present|at the moment|annually|per (?:year|annum)|a year|"
    r"(?:each|every|those|these|that|same|requested|specified|given|this|last|whole|entire|all) (?:of )?(?:the )?"
    r"(?:\w+ )?(?:years?|periods?|time ?(?:frame|scale)s?|dates|months?)|you (?:have )?(?:asked|requested|specified)|"
    r"(?:years?|periods?|times?|dates|months?) (?:in question|concerned|asked|requested|specified|sought)|"
    r"system|attach\w*|enclos\w+|append\w*|annex\w*|spreadsheet|published)\b"
)
_OF_RECORDS = re.compile(
    r"(?i)\b(?:records?|data|figures?|statistics|information|counting|system)\b[^.;]{0,80}\b(?:before|prior to|earlier|"
    r"older|only|since|back to|further back|retain\w*|retention|destroyed|deleted|began|begins?|financial years?|"
    r"calendar years?|period)\b"
)


def settle_times(draft: Draft, questions: Questions, parts: Iterable[Held], unread: Iterable[Unread]) -> None:
    """Write to each answer to a question of some time of what time it says itself that it speaks.

    Args:
        unread: the passages that were not read; beside one that may be of the answer nothing is written down.
    """
    timed = {one.id for one in questions.all if one.fact.first_day or one.fact.last_day}
    if not timed:
        return
    passed = [(one.start, one.stop) for one in unread if one.start is not None and one.stop is not None]
    told = {
        part.id: {"first_day": since, "last_day": until}
        for part in parts
        if part.fact.position in _TELLING and part.fact.scope not in _SILENT and timed & set(part.fact.question)
        for since, until in [_told(draft, part, passed)]
        if since or until
    }
    draft.facts = [
        fact.model_copy(update=told[fact.id]) if isinstance(fact, Part) and fact.id in told else fact
        for fact in draft.facts
    ]


def _told(draft: Draft, part: Held, passed: list[tuple[int, int]]) -> tuple[date | None, date | None]:
    """From when to when an answer says that it reaches; none where that is not plain."""
    sentences = list(_of_answer(draft, part))
    if any(_EXPLAINS.search(one.words) for one in sentences) or any(
        _OF_RECORDS.search(one.words) for one in draft.page.spoken() if not one.labels
    ):
        return None, None
    plain: list[Spell] = []
    every: list[Spell] = []
    for sentence in sentences:
        is_row = draft.page.blocks[sentence.block].kind == "row"
        spells = spells_in(sentence.words)
        told = [spell for spell in spells if _is_plain(sentence.words, spell, is_row=is_row)]
        start, stop = sentence.passage.reach()
        if not told and any(start < last and first < stop for first, last in passed):
            return None, None
        plain += told
        every += spells
    since, until = hull(plain)
    return (since, until) if plain and (since, until) == hull(every) else (None, None)


def _of_answer(draft: Draft, part: Held) -> Iterator[Sentence]:
    """What stands under the labels of an answer; where it stands under none, all the letter answers."""
    labels = {label for one in part.stated for label in one.labels}
    for sentence in draft.page.spoken("answer", "header"):
        if sentence.is_heading or sentence.words.endswith("?"):
            continue
        if not labels or labels & set(sentence.labels):
            yield sentence


def _is_plain(words: str, spell: Spell, *, is_row: bool) -> bool:
    """Whether a sentence says of a stretch of time how many there were in it, or that its figures are of it."""
    before, behind = words[: spell.start], words[spell.stop :]
    if spell.since == spell.until is not None:
        return False  # what was so on one day is not counted over a time
    covers = f"{before}{spell.lead} " if spell.lead.startswith("cover") else before
    if is_row or _COVERS.search(covers):
        return True
    if spell.until is None or spell.since is None:
        counted = spell.lead == "since" and not behind.strip(" .") and _COUNTED.match(before)
        return bool(counted) or bool(_OPENS.match(before) and _OPEN_FIGURE_BEHIND.match(behind))
    if not spell.lead:
        if _THE.search(before) and _NOUN_BEHIND.match(behind):
            return True
        return _BEGINS_ITEM.search(before) is not None and _FIGURE_BEHIND.match(behind) is not None
    if spell.lead not in _LEADS:
        return False
    if _OPENS.match(before):
        return _HAS_COUNT.search(behind) is not None
    ends = not behind.strip(" .)") or behind.lstrip().startswith((",", ";"))
    return ends and _COUNTED.match(before) is not None and _OF_THE_THING.search(before) is None
