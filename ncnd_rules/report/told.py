"""What every report says of a letter beside its findings, as sentences."""

from collections import Counter
from collections.abc import Iterator

from ncnd_rules.explain.why import said_for
from ncnd_rules.facts import Fact
from ncnd_rules.letter import visible
from ncnd_rules.report.checked import Checked
from ncnd_rules.report.fact_words import quoted, read_as
from ncnd_rules.verdicts import Finding, Verdicts

_MOST_SET = 12  # facts by a person that are told one by one


def not_applied(verdicts: Verdicts) -> Iterator[str]:
    """How many rules were not applied, reason by reason."""
    for reason, number in Counter(verdicts.not_applied.values()).items():
        yield f"{number} rule{'s were' if number > 1 else ' was'} not applied: {reason}."


def no_answer(checked: Checked) -> Iterator[str]:
    """That most rules had nothing to speak of, where that is so."""
    if not any(fact.kind == "part" for fact in checked.encoding.facts):
        yield "No answer was recognised in this letter, so most rules had nothing to speak of."


def noticed(checked: Checked) -> Iterator[str]:
    """What the reader of the file noticed about it."""
    for remark in checked.encoding.source.remarks:
        yield f"Noticed in {checked.verdicts.letter.file}: {visible(remark.says)}."


def by_person(checked: Checked) -> Iterator[str]:
    """What a person set or struck out."""
    own, struck = checked.encoding.by_person, checked.encoding.struck_out
    if own or struck:
        told = f"{len(own)} fact{'s were' if len(own) != 1 else ' was'} set by a person"
        told += f" ({', '.join(own)})" if own else ""
        told += f"; {struck} that the program read {'were' if struck != 1 else 'was'} struck out" if struck else ""
        yield f"{told}."
    for fact in person_set(checked)[:_MOST_SET]:
        yield " ".join(filter(None, (f"Set by a person: {fact.id}, {read_as(fact)}", quoted(fact)))) + "."
    if (more := len(own) - _MOST_SET) > 0:
        yield f"… and {more} more that a person set."


def person_set(checked: Checked) -> tuple[Fact, ...]:
    """The facts that a person set."""
    own = set(checked.encoding.by_person)
    return tuple(fact for fact in checked.encoding.facts if fact.id in own) if own else ()


def rests_on_person(finding: Finding, checked: Checked) -> tuple[str, ...]:
    """The ids of the facts that a person set, of those that a finding rests on."""
    own = set(checked.encoding.by_person)
    return tuple(name for name in said_for(checked.verdicts, finding.derivations) if name in own) if own else ()
