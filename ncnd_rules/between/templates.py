"""From which earlier letter the reasons of a letter may come, and how much of them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ncnd_rules.between.letters import Among, Between, Fields, in_order, order_doubt, subject_of
from ncnd_rules.between.passages import REASONS, Carried, Passage

_FEWEST_PASSAGES = 2  # shared; one alone tells of no origin
_NEARLY_ALL, _MOST = 0.9, 0.5
_CARRIERS = 50  # earlier letters with a passage that count as its origin; a template of years has thousands

Taken = list[tuple[Carried, Carried]]  # a sentence of an earlier letter, and its version in a later one


def template_facts(sentences: Mapping[str, Sequence[Carried]], passages: Sequence[Passage]) -> Iterator[Between]:
    """Of each letter the reasons that another authority gave before, and the harm argued before of another subject."""
    versions: defaultdict[str, Taken] = defaultdict(list)
    for passage in passages:
        for number, later in enumerate(passage.versions):
            before = passage.versions[max(0, number - _CARRIERS) : number]
            versions[later.letter.name] += [(earlier, later) for earlier in before]
    for name, own in sentences.items():
        taken = versions[name]
        if not taken:
            continue
        letter = own[0].letter
        reasons = [pair for pair in taken if pair[0].letter.authority != letter.authority]
        harm = [pair for pair in taken if not pair[0].letter.topics & letter.topics]
        yield from _origin(letter, own, reasons, "reasons")
        yield from _origin(letter, own, harm, "harm")


def _origin(letter: Among, own: Sequence[Carried], taken: Taken, of: str) -> Iterator[Between]:
    """The one letter among those that *taken* comes from which has most of the letter's words."""
    kinds = REASONS if of == "reasons" else frozenset(("harm",))
    reasons = [carried for carried in own if carried.gives(kinds)]
    by_origin: defaultdict[str, Taken] = defaultdict(list)
    for pair in taken:
        if pair[1].gives(kinds):
            by_origin[pair[0].letter.name].append(pair)
    if not by_origin:
        return
    name = min(by_origin, key=lambda name: (-_words_in(by_origin[name]), len(name), name))
    pairs = by_origin[name]
    if len(pairs) < _FEWEST_PASSAGES:
        return
    origin = pairs[0][0].letter
    share = _words_in(pairs) / sum(len(carried.words) for carried in reasons)
    fields: Fields = {
        **in_order(origin, letter),
        "of": of,
        "share": "nearly_all" if share >= _NEARLY_ALL else "most" if share >= _MOST else "some",
        "passages": len(pairs),
        "out_of": len(reasons),
    }
    spans = tuple(carried.span for pair in pairs for carried in pair)
    # What is shared too little to be told is shared too little whoever wrote it, and whatever it is about.
    doubt: tuple[str, ...] = ()
    if of == "harm" and share >= _NEARLY_ALL:
        doubt = (*order_doubt(origin, letter), *subject_of(origin, letter)[1])
    elif of == "reasons" and share >= _MOST:
        doubt = _unnamed(origin, letter)
    yield Between(f"template {of} {origin.name} {letter.name}", "template", fields, (), spans, doubt)


def _words_in(pairs: Taken) -> int:
    return sum(len(version.words) for _, version in pairs)


def _unnamed(origin: Among, letter: Among) -> tuple[str, ...]:
    unnamed = [one.label for one in (origin, letter) if not one.authority]
    return (f"it was not read who answers in {' or '.join(unnamed)}",) if unnamed else ()
