"""The sides of a weighing in running text: which sentences speak for an answer, and which against.

Where factors stand under headings of their own, those tell. Elsewhere a sentence is led in by words
that do: 'in favour of disclosure', 'against that'. What follows stays on that side until other words,
a conclusion, or the end of the paragraph.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from ncnd_rules.encode.draft import Draft, Found
from ncnd_rules.encode.lexicon import Hit
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.provisions import sections_named
from ncnd_rules.encode.weighing.interests import is_concrete, named_in
from ncnd_rules.letter import Section, Span

_WEIGHED_IN: tuple[Section, ...] = ("header", "answer", "exemptions", "notice", "harm", "public_interest", "balance")
_NAMES_THE_TEST = "public interest"
_NO_SIDE = {"none": None}
_OF_EXISTENCE = Prefiltered(
    r"(?i)confirm|\bden(?:y|ial|ying)|\ban answer\b|\banswering\b|\bsilen(?:ce|t)\b|(?<!\d)1\(1\)\(a\)|"
    r"\byes or (?:a )?no\b|\beither way\b|\b(?:say|stat|tell)(?:e|ing)? (?:(?:\w+ ){1,2})?(?:whether|if)\b|\bncnd\b"
)
_OF_DISCLOSURE = Prefiltered(r"(?i)disclos|releas|withh(?:o|e)ld|publish|publication")
# What is published already, or by others, is no disclosure that is weighed.
PUBLISHED = Prefiltered(
    r"(?i)\b(?:we|I|it|they|which|that|who|commissioner|inspectorate|already) (?:\w+ )?"
    r"publish(?:es|ed)?\b(?! (?:it|this|them)\b)|"
    r"\b(?:is|are|was|were|been) (?:\w+ )?(?:published|released|disclosed)(?= (?:each|every|by|in|on|at)\b)"
)
# To disclose whether something is held is to confirm or deny it.
WHETHER_HELD = Prefiltered(
    r"(?i)\b(?:disclos|releas|reveal|publish|publicat)\w*(?: of)? (?:whether|if|the (?:existence|fact))\b"
)
_CELL = re.compile(r"\|")
_WEIGHS = re.compile(
    r"(?i)\b(?:weigh|consider|balanc|asks?\b|asked|tests?\b|thought|think|look(?:ed|ing)? (?:at|to)|regard)[^.;]*"
    r"\bpublic interest\b|\bpublic interest (?:test\b|has (?:to|been)\b|must\b|is to be|lies\b|lay\b)"
)
_NOT_WEIGHED = re.compile(r"(?i)\babsolute\b|\b(?:not|no|without|\w+n't)\b")
_NEEDS_NO_TEST = re.compile(
    r"(?i)\b(?:needs? (?:not|no)|not (?:need|require|oblige|necessary|called|have to)|no (?:need|requirement|duty|"
    r"obligation|call|test)|without)\b[^.;:]{0,60}\bpublic interest\b|"
    r"\bno (?:public interest|prejudice or public interest|balanc\w+) test\b"
)
_COLON = re.compile(r"[^.;:]{0,40}:(?! ?$)")
_SMALL = 25  # characters; a shorter sentence only leads others in
_SHORT = 60  # characters; a sentence that names the test in fewer only announces it
_LEAST_OF_CELL = 12  # characters; 'Loss of life' argues in a cell
_EMPTY = re.compile(r"(?i)\W*(?:none|nil|n/?a|not applicable|as above|see above|no (?:factors?|arguments?))\b")
_MOST_BEFORE = 4  # paragraphs that may lead up to a conclusion
_LONGEST_HEAD = 90  # characters of a cell that heads a column
_FILED = {"factors_for": "for", "factors_against": "against"}
# Announcing a weighing, or telling of one, argues nothing; nor does what the requester argued.
_TELLS = re.compile(
    r"(?i)\bpublic interest (?:test|considerations?)\b|\b(?:weigh|consider|balance|ask)(?:ed|ing)?\b|\?$|"
    r"^(?:also,? )?(?:you(?:r \w+)?|the (?:applicant|requester|complainant))\b"
)
# 'The public interest is not what interests the public. All factors have to be identified.'
_EXPLAINS = re.compile(
    r"(?i)\bpublic interest['\"]?,? (?:is|does) not\b(?! (?:served|helped|met)\b)|\bonly then\b|"
    r"\b(?:requirement|required|need|needs|necessary|has|have) to (?:identify|be identified|be weighed)\b"
)
_ARGUED = re.compile(
    r"(?i)^(?:also,? )?(?:you|your (?:\w+ )?(?:letter|request|e-?mail|complaint|argument|view|point|case)|"
    r"the (?:applicant|requester|complainant|(?:information )?commissioner|ico|tribunal|court)(?:'s)?)\b"
    r"(?: \w+){0,3}? (?:say|said|found|held|decided|argu|conten|suggest|believ|feel|felt|claim|"
    r"submit|stat|maintain|consider|think|thought|point|assert|express|is|was)"
)
# What is said of a provision, where a sentence that names one argues nothing.
_OF_LAW = re.compile(
    r"(?i)\b(?:exempt|exclu|qualified|absolute|engage|appl(?:y|ies|ied)|rel(?:y|ies|ied|iance)|withh|cited?|provides|"
    r"test\b|(?:is|are) based|prejudice)\w*"
)
_HARMS = re.compile(
    r"(?i)\b(?:prejudic|harm|damag|undermin|compromis|danger|endanger|jeopard|weaken|hamper|hinder|imped|inhibit|disrupt|"
    r"threat|risk|identif|disadvantag|detriment|distress|expos|reveal|deter|evad|avoid|frustrat|worse|suffer|los[est]|"
    r"harder|less|fail|injur|hurt|attack|impair|reluctan|fewer|poorer|worthless|useless|crim|offend|terroris|hostile|"
    r"adversar|licence to|(?<!private )lives|kill|stop|exploit|target|hesita|quiet|give away|map\b|adapt|destroy|dodg)"
)
# What is said for an answer may be granted first, 'While it would reassure people, it could ...', and turned from
# behind a comma: 'There is an interest in knowing, but ...'.
_GRANTS = re.compile(
    r"(?i)(?:(?:and|so|then|however|nevertheless),? )?(?:while|whilst|although|though|even if|even though) "
    r"(?P<granted>[^;]*?), (?=(?:it|this|that|to|the|they|we|I|such|these|those|there|an?|doing|any|our|its|his|her|"
    r"nobody|no|confirm\w*|den(?:y|ial)\w*|disclos\w*|releas\w*)\b)"
)
SPEAKS_FOR = re.compile(
    r"(?i)\b(?:public (?:interest|confidence|debate|understanding|awareness|knowledge|concern|scrutiny)|transparen\w*|"
    r"open(?:ness)?|accountab\w*|scrutin\w*|reassur\w*|inform(?:ed)?|understand\w*|debate|aware(?:ness)?|satisfy|"
    r"confident|trust|concern|allay|interested|taxpayers?|curiosity|welcome|legitimate)\b"
)
# What is done elsewhere, and leaves the less to be said for an answer: an argument of neither list.
_MET_ELSEWHERE = re.compile(
    r"(?i)\b(?:commissioner|committee|parliament|inspect\w*|overs(?:ee|ight)\w*|tribunal|regulat\w*|website|published|"
    r"(?:provided|met|satisfied|served) (?:in part |partly |already )?(?:by|through))\b"
)
_WISHES = re.compile(
    r"(?i)\b(?:interest(?:s|ed)?|right|concern(?:s|ed)?|debate|wish\w*|want|transparen\w*|accountab\w*)\b"
)
_FROM_OUTSIDE = re.compile(r"(?i)\b(?:subject to|from outside|independent(?:ly)?|audit\w*)\b")
_MODAL = re.compile(r"(?i)\b(?:would|could|might|may|can|will)\b")
_TURNS_FROM = re.compile(
    r"(?i)[,;:] (?:but|though|although|whereas|yet|however)\b(?! (?:also|not|equally|only|for)\b)|"
    r"; (?=(?:there is|we see|I see) (?:also )?an? (?:\w+ )?(?:stronger|greater|weightier|higher)\b)"
)
_NEAR = 15  # characters; words that name a side so soon behind a turn tell better where it goes
# 'On one side of the scales I put these things.' argues nothing itself.
LEADS_IN = re.compile(
    r"(?i):$|: ?(?:none|nil|n/?a|not applicable)\b|\b(?:these|the following|following)(?: \w+){0,2}\.?$|"
    r"\bas follows\.?$|"
    r"^(?:and |but )?there (?:is|are) \w+(?: \w+){0,3} to be said (?:for|against|in favour of) (?:\w+ ?){1,2}\.?$"
)
_OURS = re.compile(r"\b(?:[Ww]e|I)\b")
# Where a sentence that grants one side something turns to the other.
_TURNS = re.compile(
    r"(?i)[,;]? (?:but|however|yet|whereas|nevertheless|against)\b|"
    r",? (?:is|are|was|were)(?: \w+){0,3}? (?:outweighed|overridden|outbalanced|overcome|met)\b|"
    r"[,;] (?=(?:the|it|that|this|these|we|I)\b)"
)
_GUARDS = re.compile(
    r"(?i)\b(?:protect|safe|secur|prevent|detect|investigat|avoid|keep|confiden|priva|harm|risk|damag|prejudic|danger|"
    r"enforce|li(?:fe|ves)\b|welfare|secre|crim|fraud|not \w+ (?:an?|the)\b)"
)


class Leaning(NamedTuple):
    """A sentence, or its words from one lead to the next, and the side it speaks for."""

    sentence: Sentence
    side: str
    span: Span
    object: str | None = None  # what the paragraph weighs: existence or disclosure; none where it does not tell


def leanings_in(draft: Draft) -> Iterator[Leaning]:
    """Every sentence of running text that speaks for one side of a weighing, in order."""
    filed = {heading.announces for heading in draft.page.headings}
    sections: tuple[Section, ...] = _WEIGHED_IN
    if filed & {"factors_for", "factors_against"}:
        # The letter files its factors; what it says in conclusion weighs them, and adds none.
        sections = ("header", "answer", "exemptions", "notice", "public_interest")
    listed: str | None = None  # the side of a list that the paragraph before led in
    weighed: str | None = None
    led: set[str] = set()  # the sides that spoke since the last conclusion
    opened, heading = False, -1  # whether the paragraphs before told of the test, and under which heading
    columns: tuple[str | None, ...] = ()  # the sides of a table's columns, once its head has told
    before = _before_conclusions(draft)
    spoken = (sentence for sentence in draft.page.spoken(*sections) if not sentence.is_heading)
    for number, block in groupby(spoken, key=lambda sentence: sentence.block):
        sentences = tuple(block)
        kind = draft.page.blocks[number].kind
        if kind == "row":
            heads = tuple(_of_cell(draft, sentences[0].section, cell) for cell in _cells(draft, number))
            if {"for", "against"} <= set(heads):
                columns, weighed = heads, weighs(_words(sentences))
            else:
                of_row = weighs(_words(sentences)) if any(heads) and not columns else weighed
                sides = columns or _beside(heads)
                yield from (leaning._replace(object=of_row) for leaning in _of_row(sentences, sides))
            continue
        columns = ()
        if sentences[0].side is not None:
            yield from _crossing(draft, sentences)
            continue
        closed = any(_closes(draft, sentence) for sentence in sentences)
        opened = (opened and not closed and sentences[0].filing.heading == heading) or number in before
        leanings, last = _of_block(draft, sentences, listed if kind == "item" else None, led, opened=opened)
        ended = any(_concludes(draft, sentence) for sentence in sentences)
        opened = not ended and (opened or any(opens_weighing(draft, sentence) for sentence in sentences))
        heading = sentences[0].filing.heading
        led = set() if ended else led | {one.side for one in leanings}
        weighed = weighs(_words(sentences)) or (weighed if kind == "item" else None)
        yield from (one._replace(object=weighed) for one in leanings if not _of_absolute(draft, one.sentence))
        leads_in = sentences[-1].words.endswith(":") or len(sentences[-1].words) < _SMALL
        listed = last if leads_in or kind == "item" else None


def _of_absolute(draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence speaks of absolute exemptions alone, for which nothing is weighed."""
    rows = [draft.registers.exemptions.section(section) for section in sections_named(sentence.words)]
    return bool(rows) and all(row is not None and row.nature == "absolute" for row in rows)


def _before_conclusions(draft: Draft) -> set[int]:
    """The paragraphs that lead up to a conclusion: the last behind a refusal, a citation or a heading."""
    blocks: set[int] = set()
    last: list[int] = []
    for number, block in groupby(draft.page.spoken(*_WEIGHED_IN), key=lambda sentence: sentence.block):
        sentences = tuple(block)
        said = set().union(*(draft.said[sentence.number] for sentence in sentences))
        if any(_concludes(draft, sentence) for sentence in sentences):
            blocks.update(last[-_MOST_BEFORE:])
            last = []
        elif said & {"part", "citation", "classification"} or sentences[0].is_heading or sentences[0].side is not None:
            last = []
        else:
            last.append(number)
    return blocks


def opens_weighing(draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence tells that the public interest is weighed, and not only that it need not be."""
    if _WEIGHS.search(sentence.words) is None or _NEEDS_NO_TEST.search(sentence.words):
        return False
    return "classification" not in draft.said[sentence.number] or _NOT_WEIGHED.search(sentence.words) is None


def _closes(draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence answers, or calls an exemption what it is: a weighing told of before goes no further."""
    return bool(draft.said[sentence.number] & {"part", "classification"}) and not opens_weighing(draft, sentence)


def _words(sentences: Iterable[Sentence]) -> str:
    return " ".join(sentence.words for sentence in sentences)


def weighs(words: str) -> str | None:
    """What words weigh: existence, which is to confirm or deny, or disclosure; none where they do not tell."""
    words = PUBLISHED.sub("", WHETHER_HELD.sub("confirming", words))
    existence, disclosure = _OF_EXISTENCE.search(words) is not None, _OF_DISCLOSURE.search(words) is not None
    if existence == disclosure:
        return None
    return "existence" if existence else "disclosure"


def _cells(draft: Draft, block: int) -> list[str]:
    return draft.page.blocks[block].passage.words.split("|")


def _of_cell(draft: Draft, section: Section, words: str) -> str | None:
    """The side that the head of a column names."""
    hits = (hit for hit in draft.lexicon.hits("sides", words.strip(), section) if hit.rejected_by is None)
    side = next((hit.row.gives["side"] for hit in hits if hit.row.gives.get("strong")), None)
    if side is not None or len(words) > _LONGEST_HEAD:
        return side
    announced = (hit.row.gives["announces"] for hit in draft.lexicon.accepted("headings", words.strip(" :-*_.")))
    return next((_FILED[announces] for announces in announced if announces in _FILED), None)


def _beside(heads: Iterable[str | None]) -> tuple[str | None, ...]:
    """The side of each cell of a row that names its side itself: 'Section 24 | Reasons not to | It would ...'."""
    sides: list[str | None] = []
    side: str | None = None
    for head in heads:
        sides.append(None if head else side)
        side = head or side
    return tuple(sides)


def _of_row(sentences: tuple[Sentence, ...], columns: tuple[str | None, ...]) -> Iterator[Leaning]:
    """What stands in the cells of a row, by their sides; a row's sentences run through its cells."""
    cell = 0
    for sentence in sentences:
        start = 0
        for stop in (*(mark.start() for mark in _CELL.finditer(sentence.words)), len(sentence.words)):
            words = sentence.words[start:stop].strip(" |")
            side = columns[cell] if cell < len(columns) else None
            if side is not None and len(words) >= _LEAST_OF_CELL and is_concrete(words) and not _EMPTY.match(words):
                yield Leaning(sentence, side, sentence.passage.cut(start, stop).span())
            if stop < len(sentence.words):
                cell, start = cell + 1, stop + 1


def _crossing(draft: Draft, sentences: Iterable[Sentence]) -> Iterator[Leaning]:
    """What stands under the heading of one side, in a paragraph that goes over to the other: 'Against: ...'."""
    side = None
    for sentence in sentences:
        if _grants(draft, sentence):
            yield Leaning(sentence, "for", sentence.passage.span(0, len(sentence.words)))
            continue
        start = 0
        for hit in _leads(draft, sentence):
            if hit.row.gives.get("strong") and (hit.start == 0 or start) and not hit.row.gives.get("interest"):
                side, start = _NO_SIDE.get(hit.row.gives["side"], hit.row.gives["side"]), hit.start
        if _concludes(draft, sentence):
            side = None
        words = sentence.words[start:].strip(" :,;-")
        if side is not None and side != sentence.side and len(words) >= _SMALL and not LEADS_IN.search(words):
            yield Leaning(sentence, side, sentence.passage.span(start, len(sentence.words)))


def _grants(draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence filed against an answer grants what speaks for one and no more: 'We accept that ...'."""
    if sentence.side != "against" or _TURNS.search(sentence.words):
        return False
    hits = list(draft.lexicon.accepted("sides", sentence.words, sentence.section))
    concedes = any(one.start == 0 and one.row.gives["side"] == "for" for one in hits)
    strong = {one.row.gives["side"] for one in hits if one.row.gives.get("strong")}
    return concedes and strong == {"for"}


def _of_block(
    draft: Draft, sentences: Iterable[Sentence], side: str | None, led: Collection[str], *, opened: bool
) -> tuple[list[Leaning], str | None]:
    """What leans in one paragraph, and the side at its end.

    Args:
        side: that of a list that it goes on with.
        led: the sides that spoke in the paragraphs before.
        opened: whether they told of the test, and did not conclude.
    """
    sentences = tuple(sentences)
    leads = {sentence.number: list(_leads(draft, sentence)) for sentence in sentences}
    concluding = {sentence.number for sentence in sentences if _concludes(draft, sentence)}
    names_the_test = any(_NAMES_THE_TEST in sentence.words.lower() for sentence in sentences)
    is_led = side is not None or any(_is_led(draft, sentence) for sentence in sentences if leads[sentence.number])
    is_filed = sentences[0].section == "public_interest"
    is_opened = opened
    is_weighing = names_the_test or is_filed or opened
    if not is_led and not is_weighing and not concluding:
        return [], None
    found: list[Leaning] = []
    if side is None and _turns_first(leads.values()):
        side = "for"  # what another side answers is the one
    first = _first_answered(draft, sentences, leads) if side is None and (concluding or is_weighing) else -1
    # Once the weighing has begun, what would follow is weighed, and no reason of its own.
    for sentence in sentences:
        of_law = bool(draft.said[sentence.number] & {"classification", "test", "part"})
        saying = draft.lexicon.first("sayings", sentence.words, sentence.section)
        if saying is not None and saying.row.gives["kind"] == "disclaimer":
            continue
        if of_law and not leads[sentence.number]:
            side = None  # what is answered, what an exemption is called, and what has to be weighed, is no argument
            continue
        opened = opened or bool(leads[sentence.number]) or (_NAMES_THE_TEST in sentence.words.lower() and not of_law)
        if sentence.number == first:
            side = "for"
        if sentence.number in concluding:
            side, opened = None, False
            _concede(found, sentence, leads[sentence.number])
            found += _named_in_conclusion(draft, sentence, {*led, *(one.side for one in found)})
            continue
        start = 0
        weighed = (
            side == "for"
            or is_filed
            or (is_opened and "for" in {*led, *(one.side for one in found)})
            or (opened and names_the_test and sentence.section != "harm")
        )
        if weighed and not leads[sentence.number] and _warns(draft, sentence):
            side = "against"
        if side is None and is_opened and not leads[sentence.number] and _favours(sentence):
            side = "for"
        cues = _cues(sentence, leads[sentence.number], side, is_weighing=is_weighing)
        for place, (cue, turned) in enumerate(cues):
            # A sentence that tells who oversees the police argues nothing before those words either.
            if place or turned is not None:
                _lean(found, sentence, side, start, cue)
            side, start = turned, cue
        _lean(found, sentence, side, start, len(sentence.words))
    return found, side


def _cues(
    sentence: Sentence, leads: Iterable[Hit], side: str | None, *, is_weighing: bool
) -> list[tuple[int, str | None]]:
    """Where a sentence changes the side, and to which: at words that name one, and where it turns from what it grants.

    Args:
        side: that of the sentence before.
        is_weighing: whether its paragraph does nothing but weigh.
    """
    words = sentence.words
    cues = [(hit.start, _NO_SIDE.get(hit.row.gives["side"], hit.row.gives["side"])) for hit in leads]
    granted = _GRANTS.match(words)
    if granted and _grants_something(granted["granted"], is_weighing=is_weighing):
        turn = granted.end()
        if all(start >= turn for start, _ in cues):
            cues.append((0, "for"))
        if not any(start >= turn for start, _ in cues):
            cues.append((turn, "against"))
    for match in _TURNS_FROM.finditer(words):
        before = [turned for start, turned in sorted(cues, key=_place) if start <= match.start()]
        named = any(match.start() < start <= match.end() + _NEAR for start, _ in cues)
        if (before[-1] if before else side) == "for" and not named:
            turned_to = words[match.end() :].partition(", and ")[0]
            cues.append((match.start(), None if _MET_ELSEWHERE.search(turned_to) else "against"))
    return sorted(cues, key=_place)


def _place(cue: tuple[int, str | None]) -> tuple[int, str]:
    """Where a cue stands; of two that begin together, the one that names a side counts."""
    return cue[0], cue[1] or ""


def _favours(sentence: Sentence) -> bool:
    """Whether a sentence speaks of openness and its like, and of no harm, and argues itself."""
    words = sentence.words
    if (_NAMES_THE_TEST in words.lower() and len(words) < _SHORT) or _EXPLAINS.search(words):
        return False
    return (_MODAL.search(words) or _WISHES.search(words)) is not None and (
        SPEAKS_FOR.search(words) is not None
        and not any(one.search(words) for one in (_HARMS, _TELLS, _MET_ELSEWHERE, _FROM_OUTSIDE))
    )


def _grants_something(words: str, *, is_weighing: bool) -> bool:
    """Whether a clause that begins with 'while' speaks for an answer."""
    return SPEAKS_FOR.search(words) is not None or (
        is_weighing and _MODAL.search(words) is not None and _HARMS.search(words) is None
    )


def _warns(draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence says what harm would come of an answer."""
    if draft.said[sentence.number] & {"part", "citation", "threat_claim"} or not _HARMS.search(sentence.words):
        return False
    if _EXPLAINS.search(sentence.words):
        return False
    hits = draft.lexicon.hits("consequences", sentence.words, sentence.section)
    return any(hit.rejected_by is None and hit.row.gives["strong"] for hit in hits)


def _concede(found: list[Leaning], sentence: Sentence, leads: Iterable[Hit]) -> None:
    """What a conclusion says for an answer before it turns against it, where nothing was said for that side yet."""
    lead = next(iter(leads), None)
    turn = _TURNS.search(sentence.words, lead.start) if lead is not None else None
    if lead is None or turn is None or lead.row.gives["side"] != "for":
        return
    sides = {one.side for one in found}
    if "for" not in sides:
        _lean(found, sentence, "for", lead.start, turn.start())
    if "against" not in sides and _GUARDS.search(sentence.words, turn.end()):
        _lean(found, sentence, "against", turn.end(), len(sentence.words))


def _named_in_conclusion(draft: Draft, sentence: Sentence, led: Collection[str]) -> Iterator[Leaning]:
    """The interests that a conclusion weighs by their names, each for a side for which nothing was said yet."""
    directions = {found.gives["direction"] for found in draft.conclusions(sentence)} - {"implied"}
    if len(directions) != 1 or not directions <= {"maintain", "confirm"}:
        return
    for one in named_in(sentence.words):
        side = "against" if one.wins == ("maintain" in directions) else "for"
        if side not in led:
            yield Leaning(sentence, side, sentence.passage.span(one.start, one.stop))


def _turns_first(leads: Iterable[list[Hit]]) -> bool:
    """Whether the first words that name a side name the other one: 'on the other hand'."""
    first = next((hit for hits in leads for hit in hits), None)
    return first is not None and bool(first.row.gives.get("turns"))


def _first_answered(draft: Draft, sentences: tuple[Sentence, ...], leads: Mapping[int, list[Hit]]) -> int:
    """The number of the sentence that one beginning with 'yet' or 'however' answers, where nothing was led in before.

    It speaks for an answer, unless it refuses, or tells of the law or of a harm.
    """
    before = -1
    for sentence in sentences:
        hits = leads[sentence.number]
        if hits:
            answers = hits[0].start == 0 and hits[0].row.gives["side"] == "against"
            return before if answers else -1
        told = draft.said[sentence.number] - {"body_mention", "regime"}
        plain = not told or (told == {"citation"} and not _OF_LAW.search(sentence.words))
        names = _NAMES_THE_TEST in sentence.words.lower() and len(sentence.words) < _SHORT
        plain = plain and not names and not _warns(draft, sentence) and not _TELLS.search(sentence.words)
        before = (sentence.number if before < 0 else before) if plain else -1
    return -1


def _lean(found: list[Leaning], sentence: Sentence, side: str | None, start: int, stop: int) -> None:
    words = sentence.words[start:stop].strip(" ,;-")
    if side is not None and len(words) >= _SMALL and not LEADS_IN.search(words) and is_concrete(words):
        found.append(Leaning(sentence, side, sentence.passage.span(start, stop)))


def _leads(draft: Draft, sentence: Sentence) -> Iterator[Hit]:
    """The words of a sentence that change the side, from the first on."""
    side = None
    if requester_argues(sentence):
        return
    refuses = "part" in draft.said[sentence.number]  # what would follow is told there as the reason for it
    for hit in draft.lexicon.hits("sides", sentence.words, sentence.section):
        leads = hit.rejected_by is None and (not refuses or hit.row.gives.get("strong"))
        if leads and hit.row.gives["side"] != side:
            side = hit.row.gives["side"]
            # 'Weighed the one against' turns behind its last word.
            yield hit._replace(start=hit.stop) if hit.row.gives.get("behind") else hit


def _is_led(draft: Draft, sentence: Sentence) -> bool:
    """Whether words that are used of nothing else name a side."""
    hits = draft.lexicon.hits("sides", sentence.words, sentence.section)
    return any(hit.rejected_by is None and hit.row.gives.get("strong") for hit in hits)


def requester_argues(sentence: Sentence) -> bool:
    """Whether a sentence tells only what the requester argued."""
    return _ARGUED.match(sentence.words) is not None and _OURS.search(sentence.words) is None


def announces_a_side(found: Found) -> bool:
    """Whether what sounds like a conclusion only announces what is said for an answer: 'In favour of release: ...'."""
    return found.gives["direction"] == "confirm" and _COLON.match(found.sentence.words, found.hit.stop) is not None


def _concludes(draft: Draft, sentence: Sentence) -> bool:
    if requester_argues(sentence):
        return False
    return any(
        found.gives["direction"] != "implied" and not announces_a_side(found) for found in draft.conclusions(sentence)
    )
