"""What may be asked of the authority, and what a person has to look at before anything is asked."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ncnd_rules.explain.explanation import spoken
from ncnd_rules.report.caseworker.tables import Quoting, Row, Table
from ncnd_rules.report.checked import Checked
from ncnd_rules.verdicts import Finding

_COPY = re.compile(r"this copy may lack the (?P<what>.+) of the letter")
_UNREAD = re.compile(r"a passage that may stand in the .+ was not read|.+ was not told apart(?: in all)?")
_REQUEST = "no date of the request or of its receipt was read"
_LETTER = ("no date of the letter was read", "without the date of the letter it cannot be told")
_REVIEW = "the letter answers a review"
_REGISTER = re.compile(r"\bregister\b.*\bverified\b")


class _Question(NamedTuple):
    read: str  # how we read the letter; empty where we ask for what it does not say
    words: str
    because_of: tuple[str, ...]  # the rules


def questions(checked: Checked) -> Table:
    """Questions in neutral words: on what is missing first, then on each finding that is more than a remark.

    Of a passage that this program did not understand nobody else is asked: it is for the reader to look at.
    """
    found = [*_on_what_is_missing(checked.verdicts.findings), *_on_findings(checked.verdicts.findings)]
    rows = [Row((question.read, question.words, ", ".join(question.because_of))) for question in found]
    remarks = sum(one.outcome == "violated" and one.severity == "info" for one in checked.verdicts.findings)
    lead = ["We may have misread the letter; where we have, please tell us. Strike out what you know already."]
    if remarks:
        lead.append(f"{remarks} remark{'s' if remarks != 1 else ''} of lesser weight: see ncnd check.")
    heads = ("As we read the letter", "What we ask", "Because of")
    return Table("Questions that may be put to the authority", tuple(lead), heads, tuple(rows), quoted=False)


def to_look_at(checked: Checked, quoting: Quoting) -> Table | None:
    """The passages that the program did not understand; none where there are none."""
    rows = []
    for passage in checked.verdicts.unread:
        quote = quoting.quote(passage.start, passage.stop) if None not in (passage.start, passage.stop) else None  # type: ignore[arg-type]
        may_hold = (
            "anything" if passage.may_hold is None else ", ".join(map(spoken, passage.may_hold)) or "nothing more"
        )
        cells = (spoken(passage.section or "not known"), passage.reason, may_hold)
        rows.append(Row(cells, (quote,) if quote else ()))
    if not rows:
        return None
    lead = ("The program did not understand these passages. Read them before you rely on what was not found.",)
    return Table("To be looked at first", lead, ("Section", "Why", "May hold"), tuple(rows))


def _on_what_is_missing(findings: Iterable[Finding]) -> Iterator[_Question]:
    """One question for each reason for which rules were left undecided, however many they are."""
    asked: dict[str, dict[str, None]] = {}
    lost: dict[str, None] = {}
    for finding in findings:
        for why in finding.why:
            if copy := _COPY.fullmatch(why):
                lost |= dict.fromkeys(_sections(copy["what"]))
                asked.setdefault("copy", {})[finding.rule] = None
            elif (words := _asking(why, finding)) is not None:
                asked.setdefault(words, {})[finding.rule] = None
    for words, rules in asked.items():
        if words == "copy":
            told = f"Our copy of the letter may be incomplete: it may lack {_listed(lost)}."
            yield _Question(told, "Would you please send us the letter as a whole?", tuple(rules))
        else:
            yield _Question("", words, tuple(rules))


def _sections(what: str) -> list[str]:
    """``rights and closing sections`` as ``rights``, ``closing``."""
    return re.split(r", | and ", re.sub(r" sections?$", "", what))


def _listed(names: Iterable[str]) -> str:
    *first, last = names
    return f"the {', '.join(first)} and {last} sections" if first else f"the {last} section"


def _asking(why: str, finding: Finding) -> str | None:
    """The question that would settle a doubt; none where the authority cannot: a passage, or a register of ours."""
    if _UNREAD.fullmatch(why) or _REGISTER.search(why):
        return None
    if why == _REQUEST:
        return "On which day did you receive the request?"
    if why.startswith(_LETTER):
        return "On which day was the letter sent?"
    if why.startswith(_REVIEW):
        return "On which day did you first answer the request?"
    return f"We could not tell whether this holds: {finding.title}. Would you please tell us, as {why}?"


def _on_findings(findings: Iterable[Finding]) -> Iterator[_Question]:
    for finding in findings:
        if finding.outcome == "violated" and finding.severity != "info":
            words = f"{_ASKING[finding.attribution]} {finding.repair}"
            yield _Question(finding.message, words, (finding.rule,))


_ASKING = {
    "authority": "Would you please consider this:",
    "copy": "Our copy lacks a part of the letter. If the letter itself says no more, would you please consider this:",
    "undetermined": "If our copy has lost nothing, would you please consider this:",
}
