"""What letters share word for word or nearly: which sentences travel, what was changed in them, what went stale."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ncnd_rules.between.letters import Among, Between, Fields, in_order, order_doubt
from ncnd_rules.between.words import alike, sketch, tokens
from ncnd_rules.encoding import Said
from ncnd_rules.facts import ThreatClaim
from ncnd_rules.letter import SpanOf, sha256

SCOPE_WORDS = ("covert", "covertly", "overt", "overtly")

FEWEST_WORDS = 8  # shorter sentences are alike by chance
_SHARED_HASHES = 2  # of eight; two versions of which four fifths are the same share five or so
_BEST = 6  # passages a sentence is held against, those that share most of its sketch
_MOST_SHOWN = 12  # words of a passage in a sentence
# What a sentence may rest its reasons on; one that also gives a day or a right is of the frame of a letter.
REASONS = frozenset(
    ("harm", "factor", "balance", "consideration", "necessity", "background", "threat_claim", "presupposition")
)
ANSWERS = frozenset(("part", "citation", "classification", "test", "notice_element", "earlier_answer"))
FRAME = frozenset(("date", "review_right", "review_period", "complaint_right", "contact", "question"))


class Carried(NamedTuple):
    """A sentence of one letter that others may share."""

    letter: Among
    said: Said
    words: tuple[str, ...]
    kinds: frozenset[str]  # of the facts that rest on it

    @property
    def span(self) -> SpanOf:
        """The sentence as it is printed."""
        return self.letter.span(self.said.start, self.said.stop)

    def gives(self, kinds: frozenset[str]) -> bool:
        """Whether it answers or gives reasons, by the *kinds* of fact that count as such."""
        return bool(self.kinds & kinds) and not self.kinds & FRAME


class Passage(NamedTuple):
    """A sentence with its versions, a letter at most once, in the order of the letters."""

    id: str
    versions: tuple[Carried, ...]


def passages_of(sentences: Iterable[Carried]) -> tuple[Passage, ...]:
    """The sentences that two letters or more share, of all sentences in the order of their letters.

    What neither answers nor gives reasons in any of them, such as greetings and addresses with the names of
    people, is left out.

    Each sentence is held against the first version of a few passages that share hashes with it, so that the work
    grows with the number of sentences and not of pairs.
    """
    found: list[list[Carried]] = []
    exact: dict[tuple[str, ...], int] = {}
    by_hash: defaultdict[int, list[int]] = defaultdict(list)
    for carried in sentences:
        number = exact.get(carried.words)
        if number is None:
            hashes = sketch(carried.words, in_order=True)
            near = Counter(other for value in hashes for other in by_hash[value])
            close = [other for other in near if near[other] >= _SHARED_HASHES]
            ranked = sorted(close, key=lambda other: (-near[other], other))[:_BEST]
            likeness = {other: alike(found[other][0].words, carried.words) for other in ranked}
            number = max(likeness, key=lambda other: (likeness[other], -other), default=None)
            if number is None or not likeness[number]:
                number = len(found)
                found.append([])
                for value in hashes:
                    by_hash[value].append(number)
            exact[carried.words] = number
        if not any(version.letter.name == carried.letter.name for version in found[number][-1:]):
            found[number].append(carried)
    return tuple(
        Passage(sha256(" ".join(versions[0].words).encode())[:12], tuple(versions))
        for versions in found
        if len(versions) > 1 and any(version.gives(REASONS | ANSWERS) for version in versions)
    )


def sentences_of(letter: Among) -> Iterator[Carried]:
    """The sentences of a letter that are long enough to tell anything, with the kinds of fact that rest on each."""
    places = sorted(
        (span.start, fact.kind) for fact in letter.encoding.facts for span in fact.evidence if span.start is not None
    )
    starts = [start for start, _ in places]
    for said in letter.encoding.said if letter.encoding.text is not None else ():
        words = tuple(tokens(said.words))
        if len(words) >= FEWEST_WORDS:
            inside = places[bisect_left(starts, said.start) : bisect_left(starts, said.stop)]
            yield Carried(letter, said, words, frozenset(kind for _, kind in inside))


def passage_facts(passages: Sequence[Passage]) -> Iterator[Between]:
    """Each shared sentence, how it travelled, the words of scope it lost, and the stale claims in it."""
    for passage in passages:
        carriers = [version.letter for version in passage.versions]
        fields: Fields = {
            "letters": len(carriers),
            "authorities": len({letter.authority or letter.name for letter in carriers}),
            "argues": any(version.gives(REASONS) for version in passage.versions),
            "words": shown(passage.versions[0]),
        }
        spans = tuple(version.span for version in passage.versions)
        yield Between(f"passage {passage.id}", "passage", {**fields, "passage": passage.id}, (), spans)
        yield from _travelled(passage)
        yield from _stale(passage)


def shown(version: Carried) -> str:
    """The first words of a passage."""
    words = version.said.words.split()
    return " ".join(words) if len(words) <= _MOST_SHOWN else f"{' '.join(words[:_MOST_SHOWN])} …"


def _travelled(passage: Passage) -> Iterator[Between]:
    by_authority: defaultdict[str, list[Carried]] = defaultdict(list)
    for version in passage.versions:
        by_authority[version.letter.authority or version.letter.name].append(version)
    links = [*pairwise(passage.versions), *(link for own in by_authority.values() for link in pairwise(own))]
    for before, after in {(one.letter.name, other.letter.name): (one, other) for one, other in links}.values():
        two = in_order(before.letter, after.letter)
        same = bool(before.letter.authority) and before.letter.authority == after.letter.authority
        names = f"{before.letter.name} {after.letter.name} {passage.id}"
        fields: Fields = {
            **two,
            "passage": passage.id,
            "same_authority": same,
            "changed": before.words != after.words,
        }
        yield Between(f"copied {names}", "copied", fields, (), (before.span, after.span))
        for word in SCOPE_WORDS if same else ():
            had, has = before.words.count(word), after.words.count(word)
            if had != has:
                change = "dropped" if has < had else "added"
                told: Fields = {**two, "passage": passage.id, "word": word, "change": change}
                doubt = order_doubt(before.letter, after.letter)
                name = f"scope_change {names} {word}"
                yield Between(name, "scope_change", told, (), (before.span, after.span), doubt)


def _stale(passage: Passage) -> Iterator[Between]:
    for version in passage.versions:
        letter = version.letter
        for claim in letter.encoding.facts:
            if isinstance(claim, ThreatClaim) and any(
                version.said.start <= span.start < version.said.stop
                for span in claim.evidence
                if span.start is not None
            ):
                for label, premise, doubt in _contradicted(claim, letter):
                    fields: Fields = {
                        "letter": letter.name,
                        "passage": passage.id,
                        "threat_claim": letter.fact(claim.id),
                        "label": label,
                    }
                    premises = (letter.fact(claim.id), premise)
                    name = f"stale_claim {letter.name} {passage.id} {claim.id} {label}"
                    yield Between(name, "stale_claim", fields, premises, (), doubt)


def _contradicted(claim: ThreatClaim, letter: Among) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """What the register has against a claim, and the fact of the register that says so."""
    for fact in letter.world.facts:
        gap = fact.kind == "level_gap" or (fact.kind == "level_month" and fact.fields["reached"] is False)
        if gap and fact.fields["threat_claim"] == claim.id:
            yield str(fact.fields["label"]), letter.fact(f"register/{fact.id}"), fact.doubt
