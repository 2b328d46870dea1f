"""Answers under a head that names their question: 'Number of referrals: 29', 'Ages: refused, section 40(2)'."""

from ncnd_rules.encode.page import Page, Sentence
from ncnd_rules.encode.positions.sought import Sought, sought_by
from ncnd_rules.encode.questions import Questions, mentioned

_LEAST_HEADS = 2  # one may be chance


def with_heads(page: Page, questions: Questions) -> Page:
    """The page, what stands under no label behind or below such a head put under the label of its question."""
    free = [sought for sought in sought_by(questions.printed) if sought.asked.label]
    heads: dict[int, tuple[Sought, int]] = {}  # a block to the question it answers, and where the answer begins
    below: dict[int, tuple[Sought, int]] = {}  # as a head on a line of its own stands over several blocks
    over: Sought | None = None
    for block, own in page.by_block.items():
        first = own[0]
        if first.voice != "authority" or first.section != "answer" or first.labels or first.is_heading:
            over = None
            continue
        named = [(one, at) for one in free if (at := one.headed_at(first.words))]
        if named:
            heads[block] = min(named, key=lambda found: not found[0].is_subject_of(first.words[: found[1]]))
            free.remove(heads[block][0])
        elif lone := [one for one in free if len(own) == 1 and one.is_headed_by(first.words)]:
            over = lone[0]
            free.remove(over)
            heads[block] = over, len(first.words)
        elif over is not None and mentioned(first.words, questions) is None:
            below[block] = over, 0
    if len(heads) < _LEAST_HEADS:
        return page
    heads |= below
    sentences = tuple(_under(one, *heads[one.block], page) if one.block in heads else one for one in page.sentences)
    by_block = {block: tuple(sentences[one.number] for one in own) for block, own in page.by_block.items()}
    return page._replace(sentences=sentences, by_block=by_block)


def _under(sentence: Sentence, sought: Sought, at: int, page: Page) -> Sentence:
    """A sentence of a headed block under the label of its question, the first of them without the head."""
    begins = page.of_block(sentence.block)[0].number == sentence.number
    if begins and at == len(sentence.words):
        return sentence._replace(is_heading=True, labels=(sought.asked.label,))
    passage = sentence.passage.cut(at) if begins else sentence.passage
    return sentence._replace(passage=passage, labels=(sought.asked.label,), labelled=True)
