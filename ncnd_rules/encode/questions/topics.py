"""What questions are about, and which of several subjects an answer or an argument is on."""

import re
from collections.abc import Iterable, Iterator

from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.questions.asked import Asked, Questions
from ncnd_rules.facts import Harm, Part

_SUPPLIES = re.compile(
    r"(?i)\b(?:suppl(?:ied|ier|ies)|bought|purchased|procured|provided|manufactured|made) ?(?:by|from|is|was)?\b"
)
ASPECTS = frozenset(
    {"training", "guidelines", "engagement", "recruitment", "crime_patterns", "vehicles", "protest", "cctv", "aircraft"}
)
"""Topics that are aspects of any subject, and name none of their own."""


def settle_topics(draft: Draft, questions: Questions) -> None:
    """Of several topics that a question names, take the one for which harm is argued, if it is for one.

    Otherwise a question that names two subjects would be said to lack what the letter argues for the other.
    """
    silent = {fact.id: fact for fact in draft.facts if isinstance(fact, Part) and fact.position == "ncnd"}
    argued: dict[str, set[str]] = {}
    for fact in draft.facts:
        if isinstance(fact, Harm):
            for part in fact.part:
                for question in silent[part].question if part in silent else ():
                    argued.setdefault(question, set()).update(fact.topic)
    chosen = {}
    for asked in questions.all:
        topic = next((topic for topic in asked.topics if topic in argued.get(asked.id, ())), asked.fact.topic)
        if topic != asked.fact.topic:
            chosen[asked.id] = topic
    draft.facts = [
        fact.model_copy(update={"topic": chosen[fact.id]}) if fact.kind == "question" and fact.id in chosen else fact
        for fact in draft.facts
    ]


def settle_suppliers(draft: Draft, questions: Questions) -> None:
    """Of answers that name a supplier, note the subject that they name and nothing before them does.

    Nothing is noted where a question speaks of a subject that the lexicon does not know: it may be the same.
    """
    suppliers = {asked.id for asked in questions.all if asked.fact.asks == "supplier"}
    heads = {asked.fact.parent for asked in questions.all}
    if not suppliers or any(not asked.topics and asked.id not in heads for asked in questions.all):
        return
    for number, fact in enumerate(draft.facts):
        if isinstance(fact, Part) and fact.position == "disclosed" and suppliers & set(fact.question):
            said = " ".join(span.quote for span in fact.evidence)
            named = dict.fromkeys(topic for topic in topics_in(draft, said) if topic not in ASPECTS)
            if _SUPPLIES.search(said) and named and not _known_before(draft, fact) & set(named):
                draft.facts[number] = fact.model_copy(update={"supplier_of": next(iter(named))})


def _known_before(draft: Draft, answer: Part) -> set[str]:
    """The subjects of the request, and of the answers before one."""
    place = answer.evidence[0].start
    told = (
        sentence
        for sentence in draft.page.sentences
        if sentence.voice == "requester"
        or (sentence.section in ("header", "answer") and sentence.passage.reach()[1] <= (place or 0))
    )
    return {topic for sentence in told for topic in topics_in(draft, sentence.words)}


def own_topics(asked: Asked) -> tuple[str, ...]:
    """Its subjects; what is an aspect of any subject, such as training, only where it names no other."""
    return tuple(topic for topic in asked.topics if topic not in ASPECTS) or asked.topics


def topics_in(draft: Draft, words: str) -> Iterator[str]:
    """Each topic that words speak of, in order."""
    return (hit.row.gives["topic"] for hit in draft.lexicon.accepted("topics", words))


def subjects_of(questions: Iterable[Asked]) -> tuple[str, ...]:
    """What a whole request is about: no aspects, in the order in which they are first named."""
    topics = [topic for asked in questions for topic in asked.topics if topic not in ASPECTS]
    return tuple(dict.fromkeys(topics))
