"""Where a letter answers each question below it, before it prints the next.

Seen line by line such a list looks like a request that runs on. Over the whole letter it is plain: between any two
questions stands something that asks nothing, in a block of its own or behind the question in its line.
"""

import re
from array import array
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from ncnd_rules.encode.labels import follows, labels_of
from ncnd_rules.encode.sentences import STOP, asks, names_a_thing, split
from ncnd_rules.reading import Block, Passage

_LEAST_QUESTIONS = 3
_LEAST_MARKED = 2
_MOST_BETWEEN = 8  # blocks of one answer
_LONGEST_QUESTION = 400  # characters
MARKED = re.compile(r"(?i)(?:q|question)\s?\d{0,2}\s?[:.]\s+")  # 'Q: number of searches'
# 'The number of dogs on each day', among questions that are put in full.
_NAMES_A_THING = re.compile(
    r"(?i)(?:the |any |all |an? )?(?:(?:total|full) )?(?:numbers?|lists?|cop(?:y|ies)|names?|details|costs?|dates?|"
    r"amounts?|totals?|breakdowns?) (?:of|for|and)\b(?:(?! (?:is|are|was|were|has|have|will|can|cannot)\b)[^:£])*"
)
# What a requester may write below his own question: a wish, an aside, a condition.
_OF_THE_REQUESTER = re.compile(
    r"(?i)\b(?:please|kindly|i|my|me|if (?:so|yes|not|no|any)|e\.?g|i\.?e|such as|for (?:example|instance)|"
    r"including|broken down|by (?:year|month|rank|division))\b|^(?:and|or|also|in particular|\(|-|the following)"
)
# What only who answers writes.
_OF_THE_AUTHORITY = re.compile(
    r"(?i)\bneither (?:be )?confirm|"
    r"\bsee (?:the |our )?(?:\w+ )?(?:above|below|overleaf|explanation|answer|response)\b|\bexempt\b|"
    r"\b(?:is|are) (?:not )?held\b|\bsection \d+(?: ?\(\w+\))* (?:of the act )?appl|"
    r"\b(?:we|i) (?:can (?:confirm|neither|advise)|(?:do not |don't )?hold\b|(?:am|are) "
    r"(?:not able|unable|withhold|refus))|"
    r"\byour (?:request|question)\b|"
    r"\b(?:council|force|police|constabulary|trust|department|authority|university|office|service|board) "
    r"(?:can (?:confirm|neither)|(?:does not )?holds?|has (?:no|not|recorded)|does not)\b"
)
# 'Unhappy? Please ask us for a review.'
_OF_RIGHTS = re.compile(
    r"(?i)\W*(?:(?:are|if) you |still |do you )*(?:unhappy|dissatisfied|disagree|not (?:happy|satisfied|content))\b"
)
_COUNTED = re.compile(r"(\d{1,2})\s+(?=[A-Z][a-z])")
_ANSWERED = re.compile(r"[^?]{8,200}\?\s?[-:|]?\s(?=[^?]+$)")
# 'number of dogs - 14': what is asked for, and what is said of it.
_DASHED = re.compile(r"[^?:]{3,200}?(?: -|:) (?=\S)")
# 'Who made it - Sentinel Ltd', 'How many are there? Nine.': a question without a number, and its answer behind it.
_UNNUMBERED = re.compile(r"[^?]{8,200}?(?: - |\?\s?[-:|]?\s)(?=\S)(?P<said>[^?]{1,200}$)")
_WORDED = re.compile(
    r"(?i)(?:how|what|which|who|when|where|why|whether|do|does|did|is|are|was|were|has|have|can|could|please)\b"
)
_TELLS = re.compile(
    r"(?i)(?:£ ?)?\d|(?:fewer|less|more) than\b|(?:under|over|about|approximately) \d|"
    r"(?:yes|no|none|nil|zero|not|n/?a|never|(?:please )?see|(?:please find )?(?:attached|enclosed)|withheld|exempt|"
    r"refused|"
    r"we|do(?:es)?(?: not|n't)|neither)\b"
)
_RUN_IN = re.compile(r"(?i)(?:(?P<put>question|request|query)|(?:our )?(?P<said>answer|response|reply))\s?:\s+(?=\S)")
_COLUMN = 4  # spaces between two columns
_HEAD = re.compile(r"(?i)\W*(?:our |the |my |in )?(?:responses?|repl(?:y|ies)|answers?|decision)\W*")


class Interleaved(NamedTuple):
    """The numbers of blocks that put a question which the next answers, and of those that answer."""

    put: frozenset[int] = frozenset()
    answers: frozenset[int] = frozenset()
    in_line: frozenset[int] = frozenset()  # of those that put one, where both stood in one line


def without_bare_marks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks less the letters that only say which of them ask and which answer: 'Q. Which?', 'A. The third.'."""
    asking = [number for number, block in enumerate(blocks) if _bare(block) == "q"]
    answering = {number for number in asking if number + 1 < len(blocks) and _bare(blocks[number + 1]) == "a"}
    if len(answering) < _LEAST_MARKED:
        return blocks
    marks = {*asking, *(number + 1 for number in answering)}
    return tuple(
        block._replace(label="", kind="paragraph") if number in marks else block for number, block in enumerate(blocks)
    )


def with_heads_apart(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks, what heads questions and answers in their line apart: 'Question: Who?', 'Answer: Nobody.'."""
    heads = [None if block.label else _RUN_IN.match(block.passage.words) for block in blocks]
    pairs = {
        number
        for number, (put, said) in enumerate(pairwise(heads))
        if put and said and (put.lastgroup, said.lastgroup) == ("put", "said")
    }
    if len(pairs) < _LEAST_MARKED:
        return blocks
    found: list[Block] = []
    for number, (block, head) in enumerate(zip(blocks, heads, strict=True)):
        if head is None or not {number, number - 1} & pairs:
            found.append(block)
            continue
        found.append(block._replace(passage=block.passage.cut(0, head.end()), kind="line"))
        found.append(block._replace(passage=block.passage.cut(head.end()), kind="paragraph"))
    return tuple(found)


def _bare(block: Block) -> str:
    return block.label.strip("().: ").lower()


def answers_apart(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], frozenset[int]]:
    """Blocks in which each line of a numbered list has an answer behind its question, the two apart.

    Also the numbers of the blocks that put such a question.
    """
    found: list[Block] = []
    put: set[int] = set()
    run: list[Block] = []
    asked: set[int] = set()  # the numbers under which something was asked in a list further up
    for block in (*blocks, None):
        number = _number_of(block) if block is not None else 0
        if run and number != len(run) + 1:
            lines = [_line(one) for one in run]
            anew = not any(place in asked for place in range(1, len(run) + 1))
            if _hold_both(lines, anew=anew):
                for place, line in enumerate(lines, start=1):
                    if anew and line.answer and _ask(lines):
                        put.add(len(found))
                    found += line.parted(place)
            else:
                found += run
            asked |= {place for place, line in enumerate(lines, start=1) if asks(line.head)}
            run = []
        if block is not None:
            (run if number == len(run) + 1 else found).append(block)
    return _unnumbered_apart(found, put)


def _unnumbered_apart(blocks: list[Block], put: set[int]) -> tuple[tuple[Block, ...], frozenset[int]]:
    """Blocks in which lines without numbers too have an answer behind their question, if three or more in a row do.

    Args:
        put: the numbers of those that put a question which stood in one line with its answer.
    """
    found: list[Block] = []
    numbers: set[int] = set()
    run: list[_Line] = []
    whole: list[Block] = []  # the blocks that the lines of a run are of
    for number, block in enumerate((*blocks, None)):
        pieces = _in_pairs(block) if block is not None and not put & {number, number - 1} else []
        lines = [line for line in map(_unnumbered, pieces) if line is not None]
        if block is not None and lines and len(lines) == len(pieces):
            run += lines
            whole.append(block)
            continue
        if _asked_in_words(run):
            for one in run:
                numbers.add(len(found))
                found += one.parted()
        else:
            found += whole
        run, whole = [], []
        if block is not None:
            numbers |= {len(found)} if number in put else set()
            found.append(block)
    return tuple(found), frozenset(numbers)


def _in_pairs(block: Block) -> list[Block]:
    """A paragraph that puts and answers several questions, 'How many? Two. Who? Nobody.', pair by pair; else itself."""
    words = block.passage.words
    if block.label or words.count("?") < _LEAST_MARKED or words.endswith("?"):
        return [block]
    starts, at = [], 0
    for piece in split(block.passage):
        at = words.index(piece.words, at)
        starts += [at] if piece.words.endswith("?") else []
    if not starts or starts[0] > 0:
        return [block]
    return [
        block._replace(passage=block.passage.cut(first, last))
        for first, last in zip(starts, [*starts[1:], len(words)], strict=True)
    ]


def _unnumbered(block: Block) -> "_Line | None":
    """A line without a number that asks for something and says something of it; none where it does not."""
    words = block.passage.words
    if block.label or block.kind not in ("paragraph", "line", "item") or "|" in words:
        return None
    parted = _UNNUMBERED.match(words)
    if parted is None or not asks(words[: parted.end()].rstrip(" -:")) or _OF_THE_REQUESTER.search(parted["said"]):
        return None
    return _Line(block, 0, parted.start("said"), dashed=True)


def _asked_in_words(lines: list["_Line"]) -> bool:
    """Whether lines put questions, and are no rows of figures: half of them are worded so, and a third answered so."""
    worded = sum(_WORDED.match(line.head) is not None for line in lines)
    told = sum(line.tells for line in lines)
    return len(lines) >= _LEAST_QUESTIONS and worded * 2 >= len(lines) and told > 1 and told * 3 >= len(lines)


def _number_of(block: Block) -> int:
    """The number of a line of a list, also one that no mark follows; 0 for other blocks."""
    if block.label:
        return int(block.label) if block.label.isdigit() else 0
    counted = _COUNTED.match(block.passage.words)
    return int(counted[1]) if counted else 0


class _Line(NamedTuple):
    """A line of a numbered list, and what of it may answer what it asks."""

    block: Block
    start: int  # where its words begin, behind a number that is no label
    answer: int = 0  # where an answer begins; 0 where none does
    dashed: bool = False  # whether nothing but a dash or a colon stands before it
    columns: tuple[Passage, Passage] | None = None  # where both run on below, side by side

    @property
    def head(self) -> str:
        """What stands before the answer."""
        if self.columns:
            return self.columns[0].words
        return self.block.passage.words[self.start : self.answer or None].strip(" -:|")

    @property
    def tells(self) -> bool:
        """Whether the answer has the look of one."""
        return bool(self.answer) and _TELLS.match(self.block.passage.words, self.answer) is not None

    def parted(self, number: int = 0) -> Iterator[Block]:
        """The line, under its number if it has one, as two blocks, or as one where it has no answer."""
        passage = self.block.passage
        if self.columns:
            yield Block("item", self.columns[0], str(number or ""), self.block.bold)
            yield Block("paragraph", self.columns[1])
            return
        stop = self.start + len(passage.words[self.start : self.answer or None].rstrip(" -:|" if self.dashed else " "))
        yield Block("item", passage.cut(self.start, stop), str(number or ""), self.block.bold)
        if self.answer:
            yield Block("paragraph", passage.cut(self.answer))


def _line(block: Block) -> _Line:
    words, passage = block.passage.words, block.passage
    counted = None if block.label else _COUNTED.match(words)
    start = counted.end() if counted else 0
    gaps = (place for place in range(start + 1, len(words) - 1) if words[place] == " " and _parts(passage, place))
    gap = next(gaps, 0)
    columns = _columns(passage, start, gap + 1) if gap else None
    asked = _ANSWERED.match(words, start) if columns is None else None
    if asked and not asks(words[asked.end() :]) and not _OF_THE_REQUESTER.search(words[asked.end() :]):
        return _Line(block, start, asked.end())
    if gap:
        return _Line(block, start, gap + 1, columns=columns)
    dashed = _DASHED.match(words, start)
    if dashed and not _OF_THE_REQUESTER.search(words[dashed.end() :]):
        return _Line(block, start, dashed.end(), dashed=True)
    return _Line(block, start)


def _parts(passage: Passage, at: int) -> bool:
    """Whether a space of a passage is as wide as one between two columns."""
    gap = passage.source[passage.places[at - 1] + 1 : passage.places[at + 1]]
    return len(gap) >= _COLUMN and "\n" not in gap


def _columns(passage: Passage, start: int, answer: int) -> tuple[Passage, Passage] | None:
    """What stands left and right in lines that run on below each other in two columns; nothing where they do not.

    Args:
        answer: where in the words the right column begins.
    """
    source, places = passage.source, passage.places
    edge = places[answer] - _line_start(source, places[answer])
    sides: tuple[list[int], list[int]] = ([], [])
    first = _line_start(source, places[start])
    for at in range(start, len(passage.words)):
        begin = _line_start(source, places[at])
        if passage.words[at] == " ":
            for side in sides:  # between two words, on whichever side they stand
                side.extend([at] if side and passage.words[side[-1]] != " " else [])
            continue
        column = places[at] - begin if begin != first else (edge if at >= answer else 0)
        if column >= edge and not source[begin : begin + edge].endswith("  "):
            return None  # words run across
        sides[column >= edge].append(at)
    below = [side for side in sides if side and _line_start(source, places[side[-1]]) != first]
    left = _picked(passage, sides[0])
    # What is asked in full in the first line runs on nowhere: what stands below it, goes on from the answer.
    asked = left.words.endswith("?") and not source[first : places[answer]].rstrip().endswith("?")
    return (left, _picked(passage, sides[1])) if below and asked else None


def _line_start(source: str, place: int) -> int:
    return source.rfind("\n", 0, place) + 1


def _picked(passage: Passage, numbers: list[int]) -> Passage:
    """The characters of a passage with these numbers."""
    words = "".join(passage.words[number] for number in numbers)
    return Passage(words, array("l", (passage.places[number] for number in numbers)), passage.source).cut(0)


def _hold_both(lines: list[_Line], *, anew: bool) -> bool:
    """Whether most lines of a list hold a question and its answer.

    Behind a dash an answer is believed where the lines ask, nothing was asked under their numbers further up, and
    several answers have the look of one.

    Args:
        anew: whether nothing was asked under their numbers further up.
    """
    if len(lines) < _LEAST_QUESTIONS or sum(line.answer > 0 for line in lines) * 3 < len(lines) * 2:
        return False
    told = sum(line.tells for line in lines)
    dashed = any(line.dashed for line in lines)
    return not dashed or (anew and _ask(lines) and told > 1 and told * 3 >= len(lines))


def _ask(lines: list[_Line]) -> bool:
    """Whether half of the lines ask for something."""
    return sum(asks(line.head) for line in lines) * 2 >= len(lines)


def interleaved(blocks: tuple[Block, ...], in_line: frozenset[int] = frozenset()) -> Interleaved:
    """The questions of a letter that are each answered where they stand, if three or more in a row are.

    Args:
        in_line: the blocks that put one and stood in one line with its answer, as `answers_apart` tells.
    """
    printed = [(number, block) for number, block in enumerate(blocks) if block.kind != "furniture"]
    places = _questions(printed)
    put: set[int] = set()
    answers: set[int] = set()
    run: list[int] = []
    for place, following in pairwise([*places, -1]):
        between = printed[place + 1 : following] if following > 0 else printed[place + 1 : place + 2]
        said = [block for _, block in between if not _HEAD.fullmatch(block.passage.words)]
        answered = len(said) > 0 and len(between) <= _MOST_BETWEEN and not any(map(_may_be_asked, said))
        if answered and (run or place - 1 not in places):  # the last of a list begins nothing
            run.append(place)
        if not answered or following < 0:
            behind = _answers_of(run, places, printed) if len(run) >= _LEAST_QUESTIONS else {}
            if _are_answered(behind, printed):
                put |= {printed[one][0] for one in behind}
                answers |= {number for said in behind.values() for number, _ in said}
            run = []
    return Interleaved(frozenset(put) | in_line, frozenset(answers) | {number + 1 for number in in_line}, in_line)


def _questions(printed: list[tuple[int, Block]]) -> list[int]:
    """The places of the blocks that ask, and of those whose label goes on from that of one which does."""
    places: list[int] = []
    last = ""
    for place, (_, block) in enumerate(printed):
        words = block.passage.words
        label = labels_of(block.label, "")[0] if block.label else ""
        goes_on = bool(label and last and follows(last, label))
        put = (
            words.rstrip("\"'").endswith("?")
            or (asks(words) and (goes_on or "?" in words))
            or (goes_on and names_a_thing(words))
            or MARKED.match(words) is not None
            or (bool(places) and not block.label and _NAMES_A_THING.fullmatch(words) is not None)
            or _bids(block)
        )
        if put and len(words) <= _LONGEST_QUESTION and block.kind != "row" and not _OF_RIGHTS.match(words):
            places.append(place)
            last = label
    return places


def _bids(block: Block) -> bool:
    """Whether a paragraph asks in one sentence that is no question, as 'Please provide the number of complaints'."""
    words = block.passage.words
    if block.label or block.kind == "item" or not words.endswith(".") or STOP.search(words):
        return False
    return asks(words) and _OF_THE_AUTHORITY.search(words) is None


def _answers_of(
    run: list[int], places: list[int], printed: list[tuple[int, Block]]
) -> dict[int, list[tuple[int, Block]]]:
    """What stands behind each question of a run, up to the next."""
    ends = [*run[1:], next((later for later in places if later > run[-1]), run[-1] + 2)]
    return {one: printed[one + 1 : end] for one, end in zip(run, ends, strict=True)}


def _are_answered(behind: Mapping[int, list[tuple[int, Block]]], printed: list[tuple[int, Block]]) -> bool:
    """Whether what stands behind questions answers them: where some only bid, one answer is plainly of who is asked."""
    if not any(_bids(printed[place][1]) for place in behind):
        return True
    return any(_OF_THE_AUTHORITY.search(block.passage.words) for said in behind.values() for _, block in said)


def _may_be_asked(block: Block) -> bool:
    words = block.passage.words
    if _OF_THE_AUTHORITY.search(words) and not words.endswith("?"):
        return False
    return not words or asks(words) or _OF_THE_REQUESTER.search(words) is not None
