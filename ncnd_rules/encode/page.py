"""A letter as sentences: where each stands, under which headings, and whose words it is."""

import re
from bisect import bisect
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from ncnd_rules.letter import Section
from ncnd_rules.reading import Block, Passage

# earlier: an answer that is under review; aside: what others say of the letter, who decide on it or write behind it
Voice = Literal["authority", "requester", "statute", "earlier", "aside", "page"]
DECIDING: tuple[Section, ...] = ("answer", "exemptions", "notice")
HOME: tuple[Section, ...] = ("header", "answer", "exemptions", "notice")  # where an answer is given
ARGUING: tuple[Section, ...] = ("harm", "public_interest", "balance")
# What headings over reasons announce, and those of them that file factors on one side.
FACTORS = ("factors_for", "factors_against")
REASONING = ("harm", "public_interest", *FACTORS, "balance")
_SIDES = {"factors_for": "for", "factors_against": "against"}
FROM = re.compile(r"(?i)from:")
_AUTHORITY = re.compile(
    r"(?i)police|constabulary|\bfoi\b|disclosure|freedom of information|council|\bgov\b|"
    r"information (?:rights|access|officer)|\bnhs\b|\buniversity\b|\.(?:ac|mod)\.uk|\b(?:home|cabinet) office\b|"
    r"\bministry\b"
)
_ATTACHED = re.compile(r"Attached (?:file|message):")  # as the reader of mails announces what is attached


class Filing(NamedTuple):
    """The headings above a sentence."""

    announces: str = "other"  # what the nearest heading announces, as in the kind 'heading'
    sections: tuple[str, ...] = ()  # sections of the Act it is filed under
    heading: int = -1  # the number of the block with that heading


class Sentence(NamedTuple):
    """One sentence, and where it stands."""

    passage: Passage
    words: str  # of the passage, as patterns see them: nothing is asked for as often
    section: Section
    voice: Voice
    filing: Filing
    block: int  # the number of its block
    labels: tuple[str, ...] = ()  # the questions under whose labels it stands
    labelled: bool = False  # whether its own block bears the label
    is_heading: bool = False
    number: int = 0  # of the sentence in its letter

    @property
    def side(self) -> str | None:
        """The side of the public interest test it is filed under."""
        return _SIDES.get(self.filing.announces)

    def cut(self, start: int, stop: int | None = None) -> "Sentence":
        """The sentence from *start* to *stop*."""
        passage = self.passage.cut(start, stop)
        return self._replace(passage=passage, words=passage.words)


class Heading(NamedTuple):
    """A heading that was understood."""

    passage: Passage
    announces: str
    sections: tuple[str, ...]
    block: int


class LostQuestion(NamedTuple):
    """A question that only its answer names: the page has lost its words."""

    label: str
    printed: str  # the label of the answer, in small letters; nothing where a sentence of it names the question
    block: int  # the number of the first block of the answer


class Page(NamedTuple):
    """A letter as sentences with their zones."""

    sentences: tuple[Sentence, ...]
    headings: tuple[Heading, ...]
    blocks: tuple[Block, ...]
    titles: Mapping[int, str]  # block to the words of its heading
    by_block: Mapping[int, tuple[Sentence, ...]]
    last_attached: int = -1  # the number of the block that announces the last thing attached to a mail
    is_decision: bool = False  # whether it is no letter, but decides on a complaint or an appeal about one
    lost: tuple[LostQuestion, ...] = ()
    letters: tuple[int, ...] = ()  # the numbers of the blocks at which further letters begin on the same page

    def letter_of(self, block: int) -> int:
        """Which of the letters on a page a block is of, from 0."""
        return bisect(self.letters, block)

    def sender_above(self, number: int) -> str:
        """Who sent the message, by the headers of a mail that block *number* is one of; nothing where none says."""
        first = last = number
        while first > 0 and self.blocks[first - 1].kind == "mail_header":
            first -= 1
        while last < len(self.blocks) and self.blocks[last].kind == "mail_header":
            last += 1
        headers = (block.passage.words for block in self.blocks[first:last])
        return next((words for words in headers if FROM.match(words)), "")

    def heading_at(self, block: int) -> str:
        """The words of the heading in a block; nothing where there is none."""
        return self.titles.get(block, "")

    def of_block(self, number: int) -> tuple[Sentence, ...]:
        """The sentences of a block; none where there is no such block."""
        return self.by_block.get(number, ())

    def spoken(self, *sections: str) -> Iterator[Sentence]:
        """The authority's own sentences, of all sections or of some."""
        return (
            sentence
            for sentence in self.sentences
            if sentence.voice == "authority" and (not sections or sentence.section in sections)
        )


def is_authority(sender: str) -> bool:
    """Whether the sender of a mail is an authority, by name or address."""
    return _AUTHORITY.search(sender) is not None


def is_attached(block: Block) -> bool:
    """Whether a block of a mail announces what is attached to it."""
    return block.kind == "mail_header" and _ATTACHED.match(block.passage.words) is not None
