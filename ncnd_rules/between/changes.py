"""What became of an authority's answer on one subject from letter to letter, and what letters of one day say."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ncnd_rules.between.letters import Among, Between, Fields, in_order, order_doubt, subject_of
from ncnd_rules.facts import Balance, Citation, Part, Question, ThreatClaim, section_of

_BACK = 20  # letters of an authority among which the one before on a subject is looked for
_RUN = re.compile(r"[\w./-]+")


def change_facts(letters: Sequence[Among], asked_again: Iterable[Between]) -> Iterator[Between]:
    """What changed, and what did not, between an authority's letters on a subject that follow on each other."""
    matched = {(str(fact.fields["earlier"]), str(fact.fields["later"])) for fact in asked_again}
    for earlier, later in _successions(letters, matched):
        topics = sorted(earlier.topics & later.topics)
        doubt = order_doubt(earlier, later)
        subject = ", ".join(topic.replace("_", " ") for topic in topics) or "the same question"
        names = f"{earlier.name} {later.name}"
        yield Between(
            f"succession {names}", "succession", {**in_order(earlier, later), "subject": subject}, (), (), doubt
        )
        yield from _exemptions(earlier, later, doubt)
        for topic in topics:
            yield from _answers(earlier, later, topic, doubt)
        yield from _conclusions(earlier, later, doubt)


def reference_facts(letters: Sequence[Among], asked_again: Iterable[Between]) -> Iterator[Between]:
    """Each letter that names the reference of another of the same authority, and whether both are on one subject."""
    matched = {(str(fact.fields["earlier"]), str(fact.fields["later"])) for fact in asked_again}
    by_reference: defaultdict[tuple[str, str], list[Among]] = defaultdict(list)
    for letter in letters:
        for reference in letter.references:
            by_reference[letter.authority, reference].append(letter)
    for letter in letters:
        text = letter.encoding.text or ""
        runs = {re.sub(r"\W|_", "", run).lower() for run in numbers_in(text)}
        for run in sorted(runs - letter.references):
            for other in by_reference.get((letter.authority, run), ()):
                doubt = order_doubt(other, letter)
                if other.day is None or letter.day is None or other.day <= letter.day:
                    names, two = f"{other.name} {letter.name}", in_order(other, letter)
                    yield Between(f"refers {names}", "refers", two, (), (), doubt)
                    subject, unsure = subject_of(other, letter)
                    if unsure or (other.name, letter.name) in matched:
                        subject = "same"
                    unsure = () if (other.name, letter.name) in matched else unsure
                    yield Between(f"subjects {names}", "subjects", {**two, "subject": subject}, (), (), unsure)


def level_facts(letters: Sequence[Among]) -> Iterator[Between]:
    """Letters of one day that say which threat level is in force: each with the next in the order of the levels."""
    by_day: defaultdict[tuple[str, str], list[tuple[str, Among, ThreatClaim]]] = defaultdict(list)
    for letter in letters:
        for fact in letter.encoding.facts:
            if isinstance(fact, ThreatClaim) and fact.claim == "current" and fact.level and letter.day:
                by_day[letter.day.isoformat(), fact.series].append((fact.level, letter, fact))
    for (day, _), claims in sorted(by_day.items()):
        claims.sort(key=lambda item: (item[0], len(item[1].name), item[1].name))
        for (_, one, first), (_, other, second) in pairwise(claims):
            if one.name == other.name:
                continue
            fields: Fields = {
                "one": one.name,
                "other": other.name,
                "one_letter": one.label,
                "other_letter": other.label,
                "day": day,
                "first_claim": one.fact(first.id),
                "second_claim": other.fact(second.id),
            }
            unknown = [
                letter.world.unknown["threat_levels"]
                for letter in (one, other)
                if "threat_levels" in letter.world.unknown
            ]
            premises = (one.fact(first.id), other.fact(second.id))
            name = f"level_day {day} {one.name} {other.name}"
            yield Between(name, "level_day", fields, premises, (), tuple(dict.fromkeys(unknown)))


def numbers_in(text: str) -> Iterator[str]:
    """The runs of signs in a text that have a digit, and their pieces between hyphens: links have references so."""
    for run in set(_RUN.findall(text)):
        if any(sign.isdigit() for sign in run):
            yield run
            yield from run.split("-")


def _successions(letters: Sequence[Among], matched: set[tuple[str, str]]) -> Iterator[tuple[Among, Among]]:
    by_authority: defaultdict[str, list[Among]] = defaultdict(list)
    for letter in letters:
        own = by_authority[letter.authority]
        for before in reversed(own[-_BACK:]) if letter.authority else ():
            if before.topics & letter.topics or (before.name, letter.name) in matched:
                yield before, letter
                break
        own.append(letter)


def _exemptions(earlier: Among, later: Among, doubt: tuple[str, ...]) -> Iterator[Between]:
    before, after = _listed(earlier), _listed(later)
    argued = {fact.section: fact for fact in _cited(earlier) if fact.role == "argued"}
    listed_sections = {section_of(provision) for provision in before}
    for provision in sorted(before.keys() | after.keys()):
        premises = [earlier.fact(fact.id) for fact in before.get(provision, ())]
        premises += [later.fact(fact.id) for fact in after.get(provision, ())]
        section = section_of(provision)
        lacking = earlier if provision not in before else later if provision not in after else None
        if lacking is None:
            change = "kept"
        elif lacking is later:
            change = "removed"
        elif section in argued and section not in listed_sections:
            change = "completed"
            premises.insert(0, earlier.fact(argued[section].id))
        else:
            change = "added"
        lost = lacking.encoding.absence_doubts(("exemptions",), ("citation",)) if lacking else ()
        fields: Fields = {**in_order(earlier, later), "provision": provision, "change": change}
        name = f"exemption_change {earlier.name} {later.name} {provision}"
        unsure = tuple(f"{reason} ({lacking.label})" for reason in lost) if lacking else ()
        yield Between(name, "exemption_change", fields, tuple(premises), (), (*doubt, *unsure))


def _cited(letter: Among) -> list[Citation]:
    return [fact for fact in letter.encoding.facts if isinstance(fact, Citation) and fact.purpose == "ncnd"]


def _listed(letter: Among) -> dict[str, list[Citation]]:
    found: dict[str, list[Citation]] = {}
    for fact in _cited(letter):
        if fact.role == "listed":
            found.setdefault(fact.provision, []).append(fact)
    return found


def _answers(earlier: Among, later: Among, topic: str, doubt: tuple[str, ...]) -> Iterator[Between]:
    """For each position that either letter takes on a topic, its scope in both."""
    before, after = _positions(earlier, topic), _positions(later, topic)
    for position in sorted(before.keys() | after.keys()):
        old, new = before.get(position, []), after.get(position, [])
        premises = (*(earlier.fact(part.id) for part in old), *(later.fact(part.id) for part in new))
        scopes = [_told(part.scope for part in parts) for parts in (old, new)]
        fields: Fields = {
            **in_order(earlier, later),
            "subject": f"{topic}: {position}",
            "before": scopes[0],
            "after": scopes[1],
            "change": "same" if scopes[0] == scopes[1] else "changed",
        }
        name = f"answer_change {earlier.name} {later.name} {topic} {position}"
        yield Between(name, "answer_change", fields, premises, (), doubt)


def _positions(letter: Among, topic: str) -> dict[str, list[Part]]:
    asked = {fact.id for fact in letter.encoding.facts if isinstance(fact, Question) and fact.topic == topic}
    found: dict[str, list[Part]] = {}
    for fact in letter.encoding.facts:
        if isinstance(fact, Part) and asked & set(fact.question):
            found.setdefault(fact.position, []).append(fact)
    return found


def _conclusions(earlier: Among, later: Among, doubt: tuple[str, ...]) -> Iterator[Between]:
    weighed = [[fact for fact in letter.encoding.facts if isinstance(fact, Balance)] for letter in (earlier, later)]
    if all(weighed):
        premises = (
            *(earlier.fact(fact.id) for fact in weighed[0]),
            *(later.fact(fact.id) for fact in weighed[1]),
        )
        directions = [_told(fact.direction for fact in facts) for facts in weighed]
        fields: Fields = {
            **in_order(earlier, later),
            "before": directions[0],
            "after": directions[1],
            "change": "same" if directions[0] == directions[1] else "changed",
        }
        name = f"conclusion_change {earlier.name} {later.name}"
        yield Between(name, "conclusion_change", fields, premises, (), doubt)


def _told(values: Iterable[str]) -> str:
    return " and ".join(sorted(set(values))) or "none"
