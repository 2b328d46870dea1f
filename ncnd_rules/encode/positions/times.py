"""Of what time an answer says that it speaks: 'In 2023 there were 12', '2019/20 - 40; 2020/21 - 52'."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from ncnd_rules.encode.dates.spells import MADE, Spell, hull, spells_in
from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.positions.held import Held
from ncnd_rules.encode.positions.words import BEYOND, content
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.questions import Questions
from ncnd_rules.facts import Part, Question
from ncnd_rules.letter import LIMIT, Unread
from ncnd_rules.number_words import NUMBERS

_TELLING = ("disclosed", "not_held")
_A_YEAR = timedelta(days=365)
_COUNT = (
    rf"(?:(?:£ ?)?(?<![\w£,.(/-])\d[\d,]*(?:\.\d+)?(?:%|[kmKM]\b|bn\b)?(?![\w/(])|"
    rf"\b(?:{'|'.join(NUMBERS)}|none|nil|zero|no (?:such )?[a-z]+|fewer than \w+|less than \w+)\b)"
)
_HAS_COUNT = re.compile(rf"(?i){_COUNT}")
_PROVISION = re.compile(r"(?i)\b(?:sections?|ss?\.?) ?\d+")
_OPENS = re.compile(
    r"(?i)^\W*(?:(?:q(?:uestion)? ?)?\w{1,3}[.):-]+ ?)?(?:(?:yes|no|and|also|finally|however|but|(?:we|i) can "
    r"(?:confirm|advise)(?: you)?(?: that)?|(?:please note|the answer is|our answer is)(?: that)?),? )*$"
)
_BEGINS_ITEM = re.compile(r"(?i)(?:^|[;|] ?|\d[^;,.|(]{0,40}, ?|^\W*(?:q(?:uestion)? ?)?\w{1,3}[.): -]+)$")
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
# What was made then, and has been since: '12 vans bought in 2018'; a count of it where the question asks about that.
_MADE_THEN = re.compile(rf"(?i)\b(?:{MADE}|agreed|joined|moved|set)\b")
# What may stand between a time and its figure, beside words of the question: 'In 2020 the total number was 12'.
_BETWEEN = content(
    "there were been have had total overall number numbers figure figures amount sum cost costs spent spend paid came "
    "stood received recorded made counted reported only just some around about approximately roughly"
)
# A hundred or more in one year is a count by years: 'in 2023 there were 1,106' is hardly all that there was in two.
_MANY = re.compile(r"(?<![\w£,.(/-])(?:\d{1,3}(?:,\d{3})+|\d{3,})(?![\w/(%,]|\.\d)")
# How a thing is done, in front of a count of it, tells of no time: 'The register can be searched by trained staff.'
_DESCRIBES = re.compile(
    r"(?i)^(?!.*\b(?:no|none|nil|never|not|yes|all|every|each|any|was|were|had|has|have|did)\b)"
    r"(?:the|an?|our|these|it) [^,;:]*\b(?:can|may|is|are)\b[^;:]*\.$"
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
    r"(?:next|following|previous|preceding|second|first|other) (?:\w+ )?(?:one|years?|months?|periods?)|"
    r"(?:years?|months?) (?:before|after|earlier|later|since|on)|after(?:wards)?|thereafter|later|then|since then|"
    r"(?:no|nothing|none|any\w*|all|every\w*) (?:other|else)\w*|others?|rest|remainder|otherwise|in all|altogether|"
    r"system|attach\w*|enclos\w+|append\w*|annex\w*|spreadsheet|published)\b"
)
_OF_RECORDS = Prefiltered(
    r"(?i)\b(?:records?|data|figures?|statistics|information|counting|system)\b[^.;]{0,80}\b(?:before|prior to|earlier|"
    r"older|only|since|back to|further back|retain\w*|retention|destroyed|deleted|began|begins?|financial years?|"
    r"calendar years?|period)\b"
)


def settle_times(draft: Draft, questions: Questions, parts: Iterable[Held], unread: Iterable[Unread]) -> None:
    """Write to each answer to a question of some time of what time it says itself that it speaks.

    Args:
        unread: the passages that were not read; beside one that may be of the answer nothing is written down.

    Nothing is written down in a letter that says of its records at large of what time they are.
    """
    asked = {one.id: one.fact for one in questions.all if one.fact.first_day or one.fact.last_day}
    if not asked or any(_OF_RECORDS.search(one.words) for one in draft.page.spoken() if not one.labels):
        return
    every = list(parts)
    refusing = [one.passage.reach() for part in every if part.is_refusal for one in part.stated]
    stating = {stated.passage.reach()[0] for part in every if not part.is_refusal for stated in part.stated}
    passed = [
        (one.start, one.stop)
        for one in unread
        if one.start is not None and one.stop is not None
        # How far an answer reaches that was read is no matter of time.
        if one.may_hold != (LIMIT,) or not any(one.start <= start < one.stop for start in stating)
        # What is doubtful in words that refuse is how far they do.
        if not any(start < one.stop and one.start < stop for start, stop in refusing)
    ]
    answering = {one.number for part in every if part.fact.position in _TELLING for one in part.stated}
    told = {
        part.id: {"first_day": since, "last_day": until}
        for part in every
        # What answers others too, of no time, may speak of them.
        if part.fact.position in _TELLING and part.fact.scope not in BEYOND and asked.keys() >= set(part.fact.question)
        for since, until in [_told(draft, part, [asked[name] for name in part.fact.question], answering, passed)]
        if since or until
    }
    draft.facts = [
        fact.model_copy(update=told[fact.id]) if isinstance(fact, Part) and fact.id in told else fact
        for fact in draft.facts
    ]


def _told(
    draft: Draft, part: Held, asked: list[Question], answering: set[int], passed: list[tuple[int, int]]
) -> tuple[date | None, date | None]:
    """From when to when an answer says that it reaches; none where that is not plain.

    Args:
        answering: the numbers of the sentences that state any answer, and no refusal.
        passed: where the letter was not read.
    """
    sentences = list(_of_answer(draft, part))
    if any(_EXPLAINS.search(one.words) for one in sentences):
        return None, None
    sought = content(" ".join(span.quote for question in asked for span in question.evidence))
    plain: list[Spell] = []
    every: list[Spell] = []
    tells_none = many = False
    for sentence in sentences:
        is_row = draft.page.blocks[sentence.block].kind == "row"
        spells = spells_in(sentence.words)
        told = [spell for spell in spells if _is_plain(sentence.words, spell, sought, is_row=is_row)]
        start, stop = sentence.passage.reach()
        if not told and any(start < last and first < stop for first, last in passed):
            return None, None
        has_count = sentence.section == "answer" and _HAS_COUNT.search(_PROVISION.sub("", sentence.words))
        many = many or any(_MANY.search(sentence.words[: one.start] + sentence.words[one.stop :]) for one in told)
        answers = sentence.number in answering and not _DESCRIBES.match(sentence.words)
        if not told and not is_row and (has_count or answers):
            tells_none = True  # '31 people. In 2022 there were 45.': the first may be of the time asked about
        plain += told
        every += spells
    since, until = hull(plain)
    if (
        not plain
        or (since, until) != hull(every)
        or any(not _may_bound(plain, question, many=many) for question in asked)
    ):
        return None, None
    if len({(question.first_day, question.last_day) for question in asked}) > 1:
        return None, None  # of which of them each figure is need not be said in words that are read
    return (None, None) if tells_none and not any(_says_of_all(one.words) for one in sentences) else (since, until)


def _says_of_all(words: str) -> bool:
    """Whether a sentence says of what time all figures are: 'The figure covers 1 April 2020 to 31 March 2021'."""
    return any(_covers(words, spell) for spell in spells_in(words))


def _may_bound(told: list[Spell], asked: Question, *, many: bool) -> bool:
    """Whether times told may be all of which is spoken, and not those at which something happened.

    'In 2016 there was one' may be all that there was in ten years; years in a row that begin or end with those asked
    about are a count by years.

    Args:
        many: whether more are counted than happen by chance in one year and not in the others.
    """
    since, until = hull(told)
    begins, ends = asked.first_day or date.min, asked.last_day or date.max
    if since is None or until is None or since < begins or until > ends:
        return True
    begins_late, ends_early = since - begins >= _A_YEAR, ends - until >= _A_YEAR
    if begins_late and ends_early and asked.first_day and asked.last_day:
        return False
    ordered = sorted((one.since or date.min, one.until or date.max) for one in told)
    joined = all(later - end <= timedelta(days=1) for (_, end), (later, _) in pairwise(ordered))
    counted = (many and not (begins_late and ends_early)) or until - since > _A_YEAR
    return not (begins_late or ends_early) or (joined and counted)


def _of_answer(draft: Draft, part: Held) -> Iterator[Sentence]:
    """What stands under the labels of an answer; where it stands under none, all the letter answers."""
    labels = {label for one in part.stated for label in one.labels}
    for sentence in draft.page.spoken("answer", "header"):
        if sentence.is_heading or sentence.words.endswith("?"):
            continue
        if not labels or labels & set(sentence.labels):
            yield sentence


def _covers(words: str, spell: Spell) -> bool:
    before = words[: spell.start]
    return _COVERS.search(f"{before}{spell.lead} " if spell.lead.startswith("cover") else before) is not None


def _is_plain(words: str, spell: Spell, sought: frozenset[str], *, is_row: bool) -> bool:
    """Whether a sentence says of a stretch of time how many there were in it, or that its figures are of it.

    Args:
        sought: the words of substance of the questions.
    """
    if spell.since == spell.until is not None:
        return False  # what was so on one day is not counted over a time
    if _covers(words, spell):
        return True
    if is_row:
        return _is_of_years(words)
    made_then = any(not content(made[0]) <= sought for made in _MADE_THEN.finditer(words))
    return not made_then and _is_counted_in(words, spell, sought)


def _is_counted_in(words: str, spell: Spell, sought: frozenset[str]) -> bool:
    """Whether a sentence has a figure for a stretch of time: 'In 2023 there were 12', '12 since May 2023'."""
    before, behind = words[: spell.start], words[spell.stop :]
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
        count = _HAS_COUNT.search(behind)
        return count is not None and content(behind[: count.start()]) <= sought | _BETWEEN
    ends = not behind.strip(" .)") or behind.lstrip().startswith((",", ";"))
    return ends and _COUNTED.match(before) is not None


def _is_of_years(row: str) -> bool:
    """Whether a row of a table has figures alone behind a time, or times alone behind its head."""
    cells = [cell.strip() for cell in row.split("|") if cell.strip()]
    times = [bool(spells_in(cell)) for cell in cells]
    figures = [_HAS_COUNT.fullmatch(cell) is not None for cell in cells]
    return len(cells) > 1 and (all(times[1:]) or (times[0] and all(figures[1:])))
