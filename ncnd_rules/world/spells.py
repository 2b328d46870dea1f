"""The time of which an answer says that it speaks, held against the one that its question asks about."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from ncnd_rules.encoding import Encoding
from ncnd_rules.facts import Attachment, Date, Part, Question
from ncnd_rules.registers import day_in_words
from ncnd_rules.world.told import Fields, WorldFact

_A_YEAR = timedelta(days=365)
_NOT_YET_COUNTED = timedelta(days=30)  # what has just ended when it is asked about
_DECEMBER = 12
_SAYS_NOTHING = ("covert", "further")  # scopes of a silence beside an answer, which is about the same time
_ATTACHED = "the letter attaches something, which may tell of the time asked about"
_LOST = "this copy may lack some of the answers"
_UNREAD = "a passage that may belong to the answer was not read"


def times_told(encoding: Encoding, asked_on: Date | None) -> Iterator[WorldFact]:
    """How the time that each answer states lies to that of each question which it answers.

    Args:
        asked_on: the day to which 'since 2019' reaches, as far as that is known.
    """
    parts = [fact for fact in encoding.facts if isinstance(fact, Part)]
    timed = {name for part in parts if _names_a_time(part) for name in part.question}
    doubt = tuple(_doubts(encoding)) if timed else ()
    for question in encoding.facts if timed else ():
        if not isinstance(question, Question) or question.id not in timed or not _names_a_time(question):
            continue
        own = [part for part in parts if question.id in part.question]
        leaves_out = _leaves_out(question, [part for part in own if _names_a_time(part)], asked_on)
        for part in own:
            if part.position == "unanswered" or (part.scope in _SAYS_NOTHING and not _names_a_time(part)):
                continue
            relation = _relation(question, part)
            fields: Fields = {
                "question": question.id,
                "part": part.id,
                "relation": "short" if relation == "whole" and leaves_out else relation,
                "asked": _shown(question.first_day, question.last_day),
                "told": _shown(part.first_day, part.last_day),
            }
            yield WorldFact(
                f"told_time {question.id} {part.id}", "told_time", fields, (question.id, part.id), "", doubt
            )


def _names_a_time(fact: Part | Question) -> bool:
    return fact.first_day is not None or fact.last_day is not None


def _relation(question: Question, part: Part) -> str:
    if not _names_a_time(part):
        return "unstated"
    since, until = part.first_day or date.min, part.last_day or date.max
    outside = until < (question.first_day or date.min) or since > (question.last_day or date.max)
    return "outside" if outside else "whole"


def _leaves_out(question: Question, answers: Iterable[Part], asked_on: Date | None) -> bool:
    """Whether all answers together leave out a year, at the beginning or the end of the time asked about.

    No less than a year: what is counted by financial years and asked for by calendar years ends some months apart.
    """
    since = min(part.first_day or date.min for part in answers)
    until = max(part.last_day or date.max for part in answers)
    asked = asked_on.on if asked_on else None
    last = question.last_day or asked or date.min
    if last == asked:
        last -= _NOT_YET_COUNTED
    begins_late = question.first_day is not None and since - question.first_day >= _A_YEAR
    return begins_late or (until < last and last - until >= _A_YEAR)


def _doubts(encoding: Encoding) -> Iterator[str]:
    """Why the letter may say more of the time of an answer than was read.

    Beside a passage whose place is known, and that was not read, no time is written down that may be told in it.
    """
    if any(isinstance(fact, Attachment) for fact in encoding.facts):
        yield _ATTACHED
    if encoding.letter.may_lack("answer"):
        yield _LOST
    if any(one.start is None and one.section in ("answer", None) and not one.was_read for one in encoding.unread):
        yield _UNREAD


def _shown(since: date | None, until: date | None) -> str:
    """A stretch of time in words, whole years by their numbers."""
    if since is None and until is None:
        return "no time in particular"
    if since is None or until is None:
        return f"the time up to {day_in_words(until)}" if until else f"the time from {day_in_words(since or date.min)}"
    if (since.month, since.day, until.month, until.day) == (1, 1, _DECEMBER, 31):
        return str(since.year) if since.year == until.year else f"{since.year} to {until.year}"
    if since.day == 1 and until.day == monthrange(until.year, until.month)[1]:
        return (
            f"{since:%B %Y} to {until:%B %Y}"
            if (since.year, since.month) != (until.year, until.month)
            else f"{since:%B %Y}"
        )
    return f"{day_in_words(since)} to {day_in_words(until)}"
