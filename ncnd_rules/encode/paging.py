"""From blocks to a page of sentences, those put right for which no heading said where they belong."""

import re
from itertools import takewhile

from ncnd_rules.encode.greetings import begins_with_greeting
from ncnd_rules.encode.lexicon import Lexicon
from ncnd_rules.encode.page import DECIDING, FROM, REASONING, Page, Sentence, is_attached, is_authority
from ncnd_rules.encode.provisions import sections_named
from ncnd_rules.encode.weighing import banners, opposed, parallel
from ncnd_rules.encode.weighing.contests import concludes_in
from ncnd_rules.encode.zones import Zones
from ncnd_rules.encode.zones.interleaved import answers_apart, interleaved, with_heads_apart, without_bare_marks
from ncnd_rules.encode.zones.letters import letters_begin
from ncnd_rules.encode.zones.numbered import without_section_numbers
from ncnd_rules.encode.zones.questions_put import QuestionsPut
from ncnd_rules.encode.zones.unmarked import with_lists_paired, with_numbers_as_labels
from ncnd_rules.facts import REFUSALS
from ncnd_rules.letter import Section
from ncnd_rules.reading import Block

_LONGEST_LINE = 40  # characters of a line of an address
_BETWEEN_RIGHTS = 4  # sentences that may stand between two that offer a review or a complaint
_LONGEST_NAME = 60  # characters of a line that names a request
_ANSWER_HEAD = re.compile(r"(?i)\W*(?:in |our |the )?(?:response|reply|answer)s?\W*")

_OF_THE_REQUEST = re.compile(
    r"(?i)\b(?:your|my|our) (?:\w+ ){0,3}(?:request|letter|e-?mail|enquir(?:y|ies)|application|correspondence|"
    r"questions?|points?|response|reply|answers?|reference|ref)\b|\b(?:thank|thanks|sorry|apolog\w+|regret|received|acknowledg\w+|"
    r"dated|reference|you (?:have )?(?:asked|wrote|requested|wanted)|freedom of information|the act|foia?)\b"
)
_LETTER = re.compile(r"(?i)[a-h](?=\)?$)")  # of a label: 'b', '1b', '1(b'
_REQUEST_HEAD = re.compile(r"(?i)\W*(?:the |your )?(?:request|question)s?\W*")


def _is_forwarded(blocks: tuple[Block, ...]) -> bool:
    """Whether the letter begins with a message of someone else, who sends on an answer of the authority."""
    printed = [block for block in blocks if block.kind != "furniture"]
    above = list(takewhile(lambda block: block.kind == "mail_header", printed))
    sender = next((block.passage.words for block in above if FROM.match(block.passage.words)), "")
    if "@" not in sender or is_authority(sender):  # of a sender that is blacked out nothing is known
        return False
    return any(
        block.kind == "mail_header" and FROM.match(block.passage.words) and is_authority(block.passage.words)
        for block in printed[len(above) :]
    )


def _answers_several(blocks: tuple[Block, ...], lexicon: Lexicon) -> bool:
    """Whether headings name several requests, as 'Request FOI-301' does; alone such a line is the letter's title."""
    lines = {words for block in blocks if len(words := block.passage.words.strip(" :-*_.")) < _LONGEST_NAME}
    hits = (hit for words in lines for hit in lexicon.accepted("headings", words) if hit.row.gives.get("several"))
    return len([hit for hit in hits if hit.row.gives["announces"] == "request"]) > 1


def _decides(blocks: tuple[Block, ...], lexicon: Lexicon) -> bool:
    """Whether this is a decision of the Commissioner or of a tribunal, and no letter of an authority.

    Both quote letters, and a letter may have one attached: there the greeting stands before the title.
    """
    letterless = tuple(takewhile(lambda block: not begins_with_greeting(block.passage.words), blocks))
    if not any(
        hit.row.gives["titles"] for block in letterless for hit in lexicon.hits("decisions", block.passage.words)
    ):
        return False
    said = (hit for block in blocks for hit in lexicon.hits("decisions", block.passage.words))
    return any(not hit.row.gives["titles"] for hit in said)


def page_of(blocks: tuple[Block, ...], lexicon: Lexicon) -> Page:
    """Zones and sentences of a letter's blocks."""
    blocks, in_line = answers_apart(with_heads_apart(without_bare_marks(without_section_numbers(blocks, lexicon))))
    heads = [number for number, block in enumerate(blocks) if _ANSWER_HEAD.fullmatch(block.passage.words)]
    blocks = with_lists_paired(with_numbers_as_labels(blocks, heads[0]) if heads else blocks)
    put = sum(_REQUEST_HEAD.fullmatch(block.passage.words) is not None for block in blocks)
    letters = letters_begin(blocks, lexicon)
    letters_borne = {letter[0].lower() for block in blocks if (letter := _LETTER.search(block.label))}
    zones = Zones(
        lexicon,
        QuestionsPut(in_turn=min(len(heads), put) > 1, lettered={"a", "b"} <= letters_borne),
        forwarded=_is_forwarded(blocks),
        answer_head=next(iter(heads), -1),
        several=_answers_several(blocks, lexicon),
        interleaved=interleaved(blocks, in_line),
        letters=letters,
    )
    for number, block in enumerate(blocks):
        zones.read(number, block, blocks[number + 1] if number + 1 < len(blocks) else None)
    sentences = zones.sentences
    if not any(heading.announces in REASONING for heading in zones.headings):
        sentences = _without_headings(sentences, lexicon)
    sentences = _with_openings(_with_rights(sentences, lexicon), lexicon)
    sentences, headings = opposed.with_sides(sentences, zones.headings, blocks, lexicon)
    sentences, headings = parallel.with_sides(sentences, headings, lexicon)
    sentences, headings = banners.with_exemptions(sentences, headings, blocks, lexicon)
    if _decides(blocks, lexicon):
        return Page(tuple(one._replace(voice="aside") for one in sentences), (), blocks, {}, {}, is_decision=True)
    titles = {heading.block: heading.passage.words for heading in headings}
    by_block: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        by_block.setdefault(sentence.block, []).append(sentence)
    own = {number: tuple(of_block) for number, of_block in by_block.items()}
    last_attached = max((number for number, block in enumerate(blocks) if is_attached(block)), default=-1)
    return Page(sentences, headings, blocks, titles, own, last_attached, lost=zones.lost, letters=letters)


def _without_headings(sentences: tuple[Sentence, ...], lexicon: Lexicon) -> tuple[Sentence, ...]:
    """The paragraphs of a letter that has no headings over its reasons, put where their words say they belong."""
    blocks: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        blocks.setdefault(sentence.block, []).append(sentence)
    found: dict[int, Section] = {}
    for own in blocks.values():
        if own[0].voice == "authority" and own[0].section in DECIDING and not own[0].labelled:
            found |= _sections_by_words(own, lexicon)
    return tuple(
        sentence._replace(section=found[sentence.number])
        if sentence.number in found and not _refuses(sentence, lexicon)
        else sentence
        for sentence in sentences
    )


def _sections_by_words(own: list[Sentence], lexicon: Lexicon) -> dict[int, Section]:
    """Where the sentences of a paragraph belong, by number: together, but for a harm that is told before it weighs."""
    said = [{hit.row.gives["section"] for hit in lexicon.accepted("paragraphs", one.words)} for one in own]
    every = set().union(*said)
    if not every or "none" in every:
        return {}
    whole: Section = next(section for section in ("balance", "public_interest", "harm") if section in every)
    weighs = next((at for at, sections in enumerate(said) if sections & {"balance", "public_interest"}), len(own))
    harmful: Section = "harm" if any("harm" in sections for sections in said[:weighs]) else whole
    # What answers in front of the reasons stays with the answer: 'The list is attached, save that ...'.
    first = next(at for at, sections in enumerate(said) if sections)
    start = sum(1 for _ in takewhile(lambda one: lexicon.first("positions", one.words, "answer"), own[:first]))
    return {one.number: harmful if at < weighs else whole for at, one in enumerate(own) if at >= start}


def _with_openings(sentences: tuple[Sentence, ...], lexicon: Lexicon) -> tuple[Sentence, ...]:
    """The paragraphs between the greeting, or what tells the request, and the first that answers, put with the answer.

    A letter that prints no request and has no headings may begin with what it gives. A paragraph that speaks of the
    request, or says what letters say, stays where it is.
    """
    greeting = next((one.block for one in sentences if begins_with_greeting(one.words)), -1)
    first = next((one for one in sentences if one.section != "header"), None)
    if first is None or first.section != "answer" or first.voice != "authority":
        return sentences
    if greeting < 0:
        told = (one.block for one in sentences[: first.number] if lexicon.first("retold", one.words))
        greeting = next(told, first.block)
    opening: dict[int, list[Sentence]] = {}
    for one in sentences[: first.number]:
        if one.block > greeting:
            opening.setdefault(one.block, []).append(one)
    given = next((block for block, own in opening.items() if _may_give(own, lexicon)), first.block)
    # Behind what gives something the answer goes on, also with what it gives not.
    moved = {
        block
        for block, own in opening.items()
        if _may_give(own, lexicon) or (block > given and any(sections_named(one.words) for one in own))
    }
    return tuple(one._replace(section="answer") if one.block in moved else one for one in sentences)


def _may_give(own: list[Sentence], lexicon: Lexicon) -> bool:
    """Whether a paragraph of whole sentences of the authority says something of its own."""
    return all(
        one.voice == "authority"
        and not one.is_heading
        and one.words.endswith(".")
        and not _OF_THE_REQUEST.search(one.words)
        and lexicon.first("sayings", one.words, "header") is None
        and lexicon.first("notices", one.words, "header") is None
        for one in own
    )


def _with_rights(sentences: tuple[Sentence, ...], lexicon: Lexicon) -> tuple[Sentence, ...]:
    """The end of a letter that offers a review or names the Commissioner with no heading over it, put among the rights.

    From the leave taking upward: what offers either when it is read as a right belongs to them, with the little
    that may stand between; a heading, a refusal or a reason ends them.
    """
    own = [one for one in sentences if one.voice == "authority"]
    last = next((at for at, one in enumerate(own) if one.section in ("rights", "closing")), len(own))
    first, between = last, 0
    for at in reversed(range(last)):
        one = own[at]
        between += len(one.words) > _LONGEST_LINE  # the lines of an address are not counted
        if between > _BETWEEN_RIGHTS:
            break
        if one.is_heading or one.section == "request" or _reasons(one, lexicon):
            break
        if lexicon.first("rights", one.words, "rights"):
            first, between = at, 0
    moved = {one.number for one in own[first:last]}
    return tuple(one._replace(section="rights") if one.number in moved else one for one in sentences)


def _reasons(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a sentence answers a question, refuses, names an exemption or weighs."""
    words = sentence.words
    weighs = any(hit.row.gives["direction"] != "implied" for hit in concludes_in(lexicon, words))
    answers = sentence.labelled or lexicon.first("positions", words, "answer") is not None
    return answers or weighs or bool(sections_named(words)) or _refuses(sentence, lexicon)


def _refuses(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a sentence that opens a paragraph of reasons refuses: it stays with the answer."""
    hit = lexicon.first("positions", sentence.words, sentence.section)
    return hit is not None and hit.row.gives["position"] in REFUSALS and not hit.row.gives.get("weak")
