"""What the letter says of a terrorism threat level: current, remained, except when."""

import re
from collections.abc import Iterator

from ncnd_rules.encode.dates import MONTH, MONTHS
from ncnd_rules.encode.draft import Draft, Found, span_of
from ncnd_rules.encode.page import Sentence
from ncnd_rules.facts import Date, ThreatClaim
from ncnd_rules.letter import Span

_SPELLS = re.compile(
    rf"(?i)\b(?P<months>(?:{MONTH})\b"
    rf"(?:(?:,? and |, ?| ?/ ?|,? in | to | - |-|,? or )(?:also |then |again )?(?:in )?(?:{MONTH})\b)*)"
    r"(?: and)?,? (?:of )?(?P<year>20\d\d|this year|last year|that year|the same year)"
)
_ONE_MONTH = re.compile(rf"(?i)\b(?:{MONTH})\b")
_RANGE = re.compile(rf"(?i)\b({MONTH})\b(?: to | ?- ?)({MONTH})\b")
_SINCE = re.compile(r"(?i)\b(?:since|from)(?: \d{1,2}(?:st|nd|rd|th)?)?(?: \w+)? (20\d\d)\b")
_EVER_SINCE = re.compile(r"(?i)\bsince\b[^.;\d]{0,60}\b(20\d\d)\b")
_SINCE_THEN = re.compile(r"(?i)\bsince then\b|\bsince$")
_YEAR = re.compile(r"\b20\d\d\b")
_ALL_THAT_TIME = re.compile(
    r"(?i)\b(?:all|throughout|during) (?:of )?that (?:time|period)|\bsince then\b|\bthat (?:threat|"
    r"level) has\b|\b(?:it|level) has (?:\w+ )?(?:remained|stayed)"
)
_RANKS = {
    "highest": "highest",
    "second highest": "second_highest",
    "2nd highest": "second_highest",
    "third highest": "third_highest",
    "3rd highest": "third_highest",
    "fourth highest": "fourth_highest",
    "lowest": "lowest",
    "second from the top": "second_highest",
    "third from the top": "third_highest",
    "top of the scale": "highest",
    "top level": "highest",
    "top": "highest",
}
_RANK_BEFORE = re.compile(
    r"(?i)\b((?:second|third|fourth|2nd|3rd)?[- ]?highest|lowest|top)(?: possible)?(?: threat)?(?: level)?,? ?"
    r"(?:of |level of )?['\"(]?$"
)
_RANK_BEHIND = re.compile(
    r"(?i)['\")]*,? (?:which is |being |is )?the "
    r"((?:second|third|fourth)?[- ]?highest|lowest|top(?: of the scale| level)?)\b|['\")]*, "
    r"(second from the top|third from the top)\b"
)
# A spell at which the level went down is no exception to 'remained'.
_DOWN = r"(?:reduced|lowered|downgraded|dropped|moved down)"
_LOWERED_BEHIND = re.compile(
    rf"(?i),? (?:when|where|at which point|as) (?:it|the level|that) (?:was|had been) (?:\w+ )?{_DOWN}\b"
)
_LOWERED_BEFORE = re.compile(rf"(?i)\b{_DOWN}\b[^,;]{{0,60}}$")
_RECENTLY = re.compile(r"(?i)\b(?:recently|lately|just been)\b")
_ALL_COUNTRIES = re.compile(r"\b(?:great britain|england|wales|scotland)\b")
_FIRST_YEAR, _LAST_YEAR = 2006, 2100
_LEVEL = re.compile(r"(?i)\b(critical|severe)\b")


def encode_threat(draft: Draft) -> None:
    """Each claim about a published level, made in the authority's own voice."""
    sentences = [sentence for sentence in draft.page.spoken() if sentence.section != "rights"]
    since: int | None = None
    for sentence in sentences:
        claimed: set[tuple[str, str | None]] = set()
        lasting: list[tuple[int, int]] = []  # places of what is said to have remained
        # What has remained is read first: a level that has lasted until now is not claimed a second time.
        found_here = sorted(
            draft.find("threat", [sentence], every=True), key=lambda one: one.gives["claim"] != "remained"
        )
        for found in found_here:
            claim = found.gives["claim"]
            level = _level_of(found)
            if (claim, level) in claimed or (claim == "raised" and "raised" in {kind for kind, _ in claimed}):
                continue
            if claim == "current" and any(start < found.hit.stop and found.hit.start < stop for start, stop in lasting):
                continue
            if claim == "remained" and not _adds_to_a_claim(found, level):
                lasting.append((found.hit.start, found.hit.stop))
            claimed.add((claim, level))
            if claim == "published_since":
                since = _since(draft, found)
                draft.add(
                    ThreatClaim,
                    sentence,
                    claim="published_since",
                    series=_series(sentence),
                    since=since,
                    evidence=(found.span(),),
                )
            elif claim == "raised":
                _raised(draft, found)
            else:
                begun = _begun(found, since)
                draft.add(
                    ThreatClaim,
                    sentence,
                    claim=claim,
                    series=_series(sentence),
                    level=level,
                    ordinal=_ordinal(found),
                    since=begun if claim == "remained" and not found.gives.get("ended") else None,
                    relative="recently" if claim == "current" and _RECENTLY.search(found.span().quote) else "none",
                    ended=found.gives.get("ended", False),
                    evidence=(_from_its_subject(found),),
                )


def _adds_to_a_claim(found: Found, level: str | None) -> bool:
    """Whether the words only add how long: 'it is severe, as it has been since 2010' says what is, too."""
    return found.sentence.words[found.hit.start :].lstrip("'\"(").lower().startswith(level or "-")


def _begun(found: Found, published: int | None) -> int | None:
    """The year from which a level is said to have remained.

    It is named with 'since', told before 'since then', or, for 'all that time', that of the first publication.
    """
    words, start, stop = found.sentence.words, found.hit.start, found.hit.stop
    if own := _SINCE.search(words, start) or _EVER_SINCE.search(words, start) or _SINCE.search(words):
        return _plausible(own[1])
    told = _YEAR.findall(words[start:stop]) if _SINCE_THEN.search(words[start : stop + len(" then")]) else []
    if told:
        return _plausible(told[-1])
    return published if _ALL_THAT_TIME.search(words) else None


def _level_of(found: Found) -> str | None:
    return next((said.lower() for name, said in found.hit.groups.items() if name.startswith("level")), None)


def _since(draft: Draft, found: Found) -> int | None:
    """The year from which levels are said to have been published, 'last year' as seen from the letter."""
    groups = found.hit.groups
    if "relative" not in groups:
        return _plausible(next(groups[name] for name in ("year", "year2", "year3") if name in groups))
    year = _year_of_letter(draft)
    back = {"this year": 0, "last year": 1}.get(groups["relative"].lower(), 2)
    return _plausible(year - back) if year else None


def _year_of_letter(draft: Draft) -> int | None:
    return next((fact.on.year for fact in draft.facts if isinstance(fact, Date) and fact.role == "response"), None)


def _from_its_subject(found: Found) -> Span:
    """The words of a claim; a long lead before the verb is left out."""
    words = found.sentence.words[found.hit.start : found.hit.stop]
    level = found.hit.groups.get("level", "")
    short = max(0, len(words) - 90)
    start = words.find(" ", short) + 1 if short else 0
    stop = found.hit.stop + (found.sentence.words[found.hit.stop : found.hit.stop + 1] in ("'", '"') and bool(level))
    return span_of(found.sentence, found.hit.start + start, stop)


def _plausible(year: str | int | None) -> int | None:
    """A year in which levels were published; none where it is no such year."""
    return int(year) if year and _FIRST_YEAR <= int(year) <= _LAST_YEAR else None


def _series(sentence: Sentence) -> str:
    words = sentence.words.lower()
    if "northern ireland" in words and not _ALL_COUNTRIES.search(words):
        return "northern_ireland"
    return (
        "great_britain"
        if "northern ireland" in words and "great britain" in words and "related" in words
        else "national"
    )


def _ordinal(found: Found) -> str | None:
    """The rank that the letter gives the level, before or behind its name."""
    words, level = found.sentence.words, _level_of(found) or ""
    behind = _RANK_BEHIND.match(words, found.hit.stop)
    before = _RANK_BEFORE.search(words[: found.hit.stop - len(level)])
    said = found.hit.groups.get("ordinal") or (behind and (behind[1] or behind[2])) or (before and before[1])
    return _rank(said) if said else None


def _rank(said: str) -> str | None:
    return _RANKS.get(" ".join(said.lower().replace("-", " ").split()))


def _raised(draft: Draft, found: Found) -> None:
    """One claim for each spell that the sentence names."""
    sentence = found.sentence
    level, level_span = _level_of_spells(found)
    events = [(hit.row.gives["event"], hit.start, hit.stop) for hit in draft.accepted("events", sentence.words)]
    spells = [
        spell
        for spell in _SPELLS.finditer(sentence.words, max(0, found.hit.start - 200))
        if not _LOWERED_BEHIND.match(sentence.words, spell.end())
        and not _LOWERED_BEFORE.search(sentence.words[: spell.start()])
    ]
    letter_year = _year_of_letter(draft)
    for number, spell in enumerate(spells):
        until = spells[number + 1].start() if number + 1 < len(spells) else len(sentence.words)
        year, relative = _year(spell["year"].lower(), letter_year, spells, number)
        months = tuple(f"{year}-{month:02d}" for month in _months(spell["months"])) if year else ()
        named = [key for key, start, _ in events if spell.end() <= start < until] or (
            [key for key, start, _ in events if start >= spell.end() or len(spells) == 1]
            if number == len(spells) - 1
            else []
        )
        evidence = [span_of(sentence, spell.start(), spell.end())]
        evidence += [span_of(sentence, start, stop) for key, start, stop in events if key in named][:1]
        if level_span:
            evidence.append(level_span)
        draft.add(
            ThreatClaim,
            sentence,
            claim="raised",
            series=_series(sentence),
            level=level,
            ordinal=_rank_of(level, sentence),
            month=months,
            event=tuple(named),
            relative=relative,
            evidence=tuple(evidence),
        )


def _level_of_spells(found: Found) -> tuple[str | None, Span | None]:
    words = found.sentence.words
    after = list(_LEVEL.finditer(words, found.hit.start))
    best = next((match for match in after if match[1].lower() == "critical"), after[-1] if after else None)
    if best is None:
        return None, None
    start = words.rfind("raised", 0, best.start())
    near = start if start >= 0 and best.start() - start < 60 else best.start()
    return best[1].lower(), span_of(found.sentence, near, best.end())


def _rank_of(level: str | None, sentence: Sentence) -> str | None:
    """The rank that a sentence gives the level to which it was raised."""
    for match in _LEVEL.finditer(sentence.words):
        if match[1].lower() == level:
            before = _RANK_BEFORE.search(sentence.words[: match.start()])
            behind = _RANK_BEHIND.match(sentence.words, match.end())
            if found := before or behind:
                return _rank(found[1])
    return None


def _year(said: str, letter_year: int | None, spells: list[re.Match[str]], number: int) -> tuple[int | None, str]:
    if said.isdigit():
        return _plausible(said), "none"
    if said == "this year":
        return _plausible(letter_year), "this_year"
    if said == "last year":
        return _plausible(letter_year - 1 if letter_year else None), "none"
    earlier = [spell["year"] for spell in spells[:number] if spell["year"].isdigit()]
    return _plausible(earlier[-1] if earlier else None), "none"


def _months(words: str) -> Iterator[int]:
    named = [MONTHS[match[0].lower()] for match in _ONE_MONTH.finditer(words)]
    ranges = [(MONTHS[match[1].lower()], MONTHS[match[2].lower()]) for match in _RANGE.finditer(words)]
    for first, last in ranges:
        named += range(first, last + 1)
    yield from sorted(set(named))
