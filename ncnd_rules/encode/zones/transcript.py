"""The transcript of a letter: who said what so far, and where the next words will stand."""

import re

from ncnd_rules.encode.labels import labels_named
from ncnd_rules.encode.lexicon import Lexicon
from ncnd_rules.encode.page import DECIDING, Filing, Heading, Sentence, Voice
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.provisions import sections_named
from ncnd_rules.encode.sentences import LONGEST_SENTENCE, split
from ncnd_rules.encode.zones.questions_put import QuestionsPut
from ncnd_rules.encode.zones.said import refuses
from ncnd_rules.letter import Section
from ncnd_rules.reading import Passage

_WITHOUT_LABELS: tuple[Section, ...] = ("rights", "closing", "request", "answer")
_OPENING = 6  # blocks in which a letter says what it answers
_ASKED_REVIEW = Prefiltered(
    r"(?i)\byou (?:have )?(?:asked|requested|sought)(?: us)?(?: for| that)?[^.;]{0,30}\b(?:review|reconsider)|"
    r"\byour (?:request|application) for (?:an? )?(?:internal )?review\b|^internal review of\b|"
    r"\b(?:outcome|result) of (?:the|my|our|your|an?) (?:internal )?review\b"
)
_ISSUES = re.compile(
    r"(?i)(?:the )?(?:main |key )?(?:issues?|grounds?|points|matters)"
    r"(?: (?:on|for|in|of|under|at|to be|raised|considered|decided|determined|this|the|internal))*"
    r" (?:review|reconsideration|complaint|appeal)s?\W*|(?:the )?issues\W*"
)
_REQUEST_IN_ANNEX = Prefiltered(
    r"(?i)\b(?:your|the|this) (?:\w+ )?(?:request|questions?|e-?mail|correspondence)\b[^.;]{0,60}"
    r"\b(?:at|in|as) (?:the )?(?:attached |enclosed )?(?:annex|appendix) ([a-f]|[1-6])\b"
)


class Transcript:
    """The sentences and headings so far; what is said next is put where section, headings and labels stand."""

    def __init__(self, lexicon: Lexicon, questions: QuestionsPut) -> None:
        self._lexicon = lexicon
        self._questions = questions
        self.sentences: list[Sentence] = []
        self.headings: list[Heading] = []
        self.block = 0  # its number
        self.section: Section = "header"
        self.filing = Filing()
        self.labels: tuple[str, ...] = ()
        self.request_opens = False  # whether the request has begun, and no word of it was read
        self.begun = False  # whether a sentence was said
        self.quotes_earlier = False  # whether what stands here tells of an earlier answer, or a complaint about it
        self.recites = False  # whether list items that follow are quoted law
        # What the authority has told so far.
        self.of_review = False  # that this is a review
        self.has_issues = False  # that it numbers the issues that a review has to decide
        self.annexed: set[str] = set()  # letters of the annexes that print the request
        self.named: set[str] = set()  # sections of the Act
        self.refused: set[str] = set()  # labels of questions that were refused, by what the words name

    @property
    def is_answering(self) -> bool:
        """Whether an answer may stand here, also before any heading has said so."""
        return self.section == "header" or self.section in DECIDING

    def enter(self, section: Section) -> None:
        """Go on in a section that begins here."""
        self.section, self.request_opens = section, section == "request"
        if section in _WITHOUT_LABELS:
            self.labels = ()

    def go_under(self, printed: str, labels: tuple[str, ...]) -> None:
        """Go on under the labels that a printed one names."""
        self.labels = labels
        self._questions.go_under(printed, labels)

    def turn_to(self, section: Section) -> None:
        """Go on in a section under no heading: what stood above does not speak of it."""
        self.section, self.filing = section, Filing()

    def begin_anew(self, section: Section = "header") -> None:
        """Go on with another letter on the same page."""
        self.turn_to(section)
        self.labels, self.begun, self.quotes_earlier = (), False, False

    def say(self, passage: Passage, voice: Voice, *, labelled: bool = False, is_heading: bool = False) -> None:
        """Put the sentences of a passage where the letter stands.

        Args:
            labelled: whether the block bears the label of a question.
        """
        if self.quotes_earlier and voice == "authority" and not is_heading:
            voice = "earlier"
        if voice == "authority" and not is_heading:
            self._questions.run = {}
        self.begun = self.begun or (not is_heading and passage.words.endswith((".", "?", ":")))
        if voice == "authority":
            self._remember(passage.words)
        for piece in split(passage):
            self.sentences.append(
                Sentence(
                    piece,
                    piece.words,
                    self.section,
                    voice,
                    self.filing,
                    self.block,
                    self.labels,
                    labelled,
                    is_heading,
                    len(self.sentences),
                )
            )

    def _remember(self, words: str) -> None:
        """What the authority says that bears on how the rest is read."""
        self.annexed |= {found[1].lower() for found in _REQUEST_IN_ANNEX.finditer(words[:LONGEST_SENTENCE])}
        opening = self.block < _OPENING and self.section in ("header", "answer")
        self.of_review |= opening and _ASKED_REVIEW.search(words) is not None
        self.has_issues |= _ISSUES.fullmatch(words) is not None
        self.named |= set(sections_named(words))
        asked = labels_named(words[:LONGEST_SENTENCE]) if self.section in DECIDING else []
        if asked and refuses(words, self._lexicon):
            self.refused |= set(asked)
