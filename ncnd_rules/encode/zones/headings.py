"""Headings: which words stand over others, what they announce, and what is filed under them."""

import re
from typing import NamedTuple

from ncnd_rules.encode.labels import follows, is_numbered, labels_of
from ncnd_rules.encode.lexicon import Hit, Lexicon
from ncnd_rules.encode.page import ARGUING, DECIDING, FACTORS, REASONING, Filing, Heading
from ncnd_rules.encode.provisions import only_names, sections_named
from ncnd_rules.encode.sentences import LONGEST_SENTENCE, asks
from ncnd_rules.encode.weighing.contests import concludes_in
from ncnd_rules.encode.zones.asked import say_asked
from ncnd_rules.encode.zones.questions_put import QuestionsPut
from ncnd_rules.encode.zones.request import ANSWERS_THEM
from ncnd_rules.encode.zones.said import OF_RIGHTS, decides
from ncnd_rules.encode.zones.transcript import Transcript
from ncnd_rules.letter import Section
from ncnd_rules.reading import Block, Passage

# The section of the letter that each heading opens.
_OPENS: dict[str, Section] = {
    "request": "request",
    "response": "answer",
    "exemptions": "exemptions",
    "harm": "harm",
    "public_interest": "public_interest",
    "factors_for": "public_interest",
    "factors_against": "public_interest",
    "balance": "balance",
    "notice": "notice",
    "rights": "rights",
    "closing": "closing",
}
_LONGEST_HEADING = 160
_LONGEST_LEAD = 260  # of a sentence that leads reasons in: it may name all that it speaks of
_LONGEST_TITLE = 12  # words of a heading that is known by its shape alone
_LEAST_ARGUED = 80  # characters behind a section that heads an argument; a list has only its title there
_RUN_IN = re.compile(r"""[\s:.?](?:(?<=\s)[:-]\s|(?<=:)(?:\s|$)|(?<=[a-z0-9)"'][.?])(?:\s+(?=["']?[A-Z])|$))""")
_BEGINS_WITH_DAY = re.compile(r"(?i)(?:[a-z]+day,? )?(?:\d{1,2}(?:st|nd|rd|th)?[ /.-]|\d{4}-\d)")
# 'Why we cannot answer everything', behind the questions: who asks does not speak so.
_OF_OURS = re.compile(
    r"(?i)(?:why|what|how) we (?:can(?:not|'t)?|could|are|have|hold|will|won't|do|did|found)\b[^?.:]*"
)
_REVIEW = re.compile(r"(?i)(?:the |my |our )?(?:internal )?(?:review|reconsideration)(?: findings| decision)?[: ]*")
_CONCLUDES = re.compile(r"(?i)^(?:the |our )?(?:decision|conclusion|outcome)\b")
_ANNEX = re.compile(
    r"(?i)^(?:annex|appendix|schedule|part)(?: [a-z0-9]{1,3})?\s?[:.-]\s?"
    r"(?=(?:the |our |your )?(?:exempt|harm|public|factor|balanc|complain|review|appeal|right|reason|refus|decision|"
    r"answer|response|reply|request|information (?:disclosed|released|provided|supplied|given)|what we))"
)
# 'Harm (Q3)', 'Public interest: questions 2 and 5': for which questions the reasons are given.
_ONE_ASKED = r"\(?(?:\d{1,2}[a-h]?|[a-h]|i{1,3}|iv|vi{0,3})\)?"
_OF_QUESTIONS = re.compile(
    r"(?i)(?:\s*[:,-]|\s(?=\()|\s(?:for|on|as to|under|in|of)\b)\s*\(?(?:your |the )?"
    r"(?:q(?:uestion)?|part|point|item|request)s?\.?\s?"
    rf"{_ONE_ASKED}(?:(?:,|,? ?&|,? and|,? to| ?-) ?q?{_ONE_ASKED})*\)?$"
)
_AN_ANNEX = re.compile(
    r"(?i)(?:annex|appendix) ([a-f]|[1-6])\b(?!\W*\w.*\b(?:response|answer|reply|exempt|harm|interest))"
)
_ONLY_A_SECTION = re.compile(
    r"(?i)(?:why )?(?:sections?|sec|ss?)\.? ?\d{2}[a-z]?(?: ?\(\w{1,3}\))*"
    r"(?:,? ?(?:and|&|,) ?(?:s(?:ection|\.)? ?)?\d{2}[a-z]?(?: ?\(\w{1,3}\))*){0,4}"
    r"(?: (?!(?:is|are|was|has|applies|also|does|requires|states|provides|exempts)\b)[a-z ,]{3,40})?"
)
# 'Section 24 - National Security is a qualified exemption and ...': a sentence whose subject has a title.
_IS_CALLED = re.compile(
    r"(?i)(?:[a-z]+,? ){1,7}(?:is|are|being) (?:(?:an?|also|both|only|a fully) )*"
    r"(?:absolute|qualified|(?:class|prejudice|harm)\b)"
)
_BEGINS_WITH_SECTION = re.compile(r"(?i)^(?:sections?|sec\.?|ss?\.?)\s?\d")
_NAMES_REASON = re.compile(
    r"(?i)\b(?:reason|factor|argument|consideration|point)\b[^.;]*? (?:is|was|lies in|would be)\b"
    r"(?! (?:as follows|this|these|the following|given|set out|listed|shown|stated|below))|"
    # 'The public interest in transparency is a strong one': an interest that is weighed in the sentence itself.
    r"\binterest in [^.;:]*? (?:is|was|remains|carries|deserves) (?:\w+ ){0,3}?"
    r"(?:strong|great|considerable|real|important|legitimate|significant|substantial|weight|high|acknowledged|"
    r"recognised|accepted)\b"
)
_OF_ALL = re.compile(r"(?i)(?:the |our |my )?(?:notes?|reasons?|explanations?|grounds?|exemptions?)\b")
_CLARIFIES = re.compile(r"(?i)clarifications?\b|further amendment")


class Announcement(NamedTuple):
    """A heading at the beginning of a block."""

    stop: int  # where it ends
    announces: str
    sections: tuple[str, ...] = ()  # of the Act, that it names


class Headings:
    """Knows the headings of a letter, by their words and by where they stand.

    Args:
        several: whether some name several requests that are answered in turn.
    """

    def __init__(
        self, lexicon: Lexicon, transcript: Transcript, questions: QuestionsPut, *, several: bool = False
    ) -> None:
        self._lexicon = lexicon
        self._transcript = transcript
        self._questions = questions
        self._several = several

    def read(self, block: Block, heading: Announcement) -> None:
        """A block that begins with a heading: what follows is filed under it."""
        transcript, questions = self._transcript, self._questions
        sections = heading.sections
        announces, again = self._announced_by(block.passage.words, heading)
        head, rest = block.passage.cut(0, heading.stop), block.passage.cut(heading.stop)
        rest = rest.cut(len(rest.words) - len(rest.words.lstrip(":- ")))
        if announces == "request" and rest.words and transcript.filing.announces == "response" and not asks(rest.words):
            announces = "response"  # 'Your request:' below the heading of the answer names what it answers
        if not sections and (announces in FACTORS or transcript.filing.announces == "exemptions"):
            sections = transcript.filing.sections  # the heading above says for which exemption
        transcript.filing = Filing("other" if announces == "earlier" else announces, sections, transcript.block)
        transcript.recites = False
        transcript.quotes_earlier = announces == "earlier"
        if announces == "response":
            # What stands under it answers the one question above it, or goes on with the same question.
            only = len(questions.run) == 1
            labels = tuple(questions.run) if only else transcript.labels if questions.in_turn else ()
            questions.in_turn = questions.in_turn or only
            transcript.enter("answer")
            transcript.labels = labels
        elif announces in _OPENS:
            transcript.enter(_OPENS[announces])
        elif transcript.section == "request" and not _CLARIFIES.match(head.words):
            transcript.enter("answer")
        elif announces == "other" and questions.in_turn and questions.are_unlabelled and _OF_ALL.match(head.words):
            transcript.labels = ()  # what stands under it is said of every answer above, and not of the last alone
        named = questions.named_over_answer(head.words) if transcript.is_answering else ()
        if named and announces in ("response", "exemptions", "other"):
            transcript.labels = named
        elif again:
            transcript.labels = tuple(label for label in questions.labels if label in again)
        if announces == "response" and block.label:
            labels = labels_of(block.label, "")
            known = not questions or all(label in questions for label in labels)
            transcript.labels = labels if known else transcript.labels
        transcript.headings.append(Heading(head, transcript.filing.announces, sections, transcript.block))
        transcript.say(head, "authority", is_heading=True)
        if rest.words:
            under = bool(block.label) and transcript.labels == labels_of(block.label, "")
            self._say_behind(rest, labelled=under and announces == "response")

    def _announced_by(self, words: str, heading: Announcement) -> tuple[str, set[str]]:
        """What a heading announces where it stands, and the questions that it names again over their answer."""
        head, annex = words[: heading.stop], _AN_ANNEX.match(words)
        announces = heading.announces
        if annex and annex[1].lower() in self._transcript.annexed:
            announces = "request"
        again = self._questions.named_again(head) if announces == "request" else set()
        # 'Annex A - Question 3', below the signature
        annexed = annex is not None and announces == "closing" and bool(self._questions.named_over_answer(head))
        return "response" if again or annexed else self._announced_here(words, announces), again

    def _say_behind(self, rest: Passage, *, labelled: bool) -> None:
        """What stands behind a heading in its own block, which may bear the label of a question."""
        transcript = self._transcript
        if transcript.section == "request" and decides(rest.words, self._lexicon):
            transcript.turn_to("answer")  # 'Your request: not held' names what it answers
        if transcript.section == "request":
            say_asked(rest, (), transcript, self._questions)
        else:
            transcript.say(rest, "authority", labelled=labelled)

    def _announced_here(self, words: str, announces: str) -> str:
        """What a heading announces where it stands."""
        transcript = self._transcript
        if announces == "rights" and not transcript.begun:
            transcript.of_review = True  # the title of a letter about a review
            return "other"
        if announces == "rights" and transcript.of_review and _REVIEW.fullmatch(words):
            return "response"
        if announces == "earlier" and transcript.section == "rights":
            return "rights"  # 'Review: write to ...', and below it 'Complaint: section 50 entitles you ...'
        if announces == "response" and transcript.section == "public_interest" and _CONCLUDES.search(words):
            return "balance"
        return announces

    def of(self, block: Block, following: Block | None) -> Announcement | None:
        """The heading with which a block begins; none where it begins with none."""
        words = block.passage.words
        asked = block.kind == "item" and is_numbered(block.label) and (asks(words) or self._goes_on_asking(block))
        asked = asked or (block.kind == "item" and self._is_next_letter(block.label))
        text = words.strip(" :-*_.")
        heads_argument = block.kind in ("heading", "line") and (
            self._heads_argument(text, following) or self._heads_reasons(text, following)
        )
        listed = not block.bold and not heads_argument and self._is_of_list(words, following)
        if block.kind in ("quoted", "row") or asked or listed:
            return None
        if len(words) <= _LONGEST_HEADING and (not words.endswith((".", "?")) or self._asks_of_rights(block)):
            whole = self._whole(block, following, heads_argument=heads_argument)
            if whole is not None:
                return whole
        run_in = self._run_in(words)
        if run_in and run_in.announces == "request" and self._is_subject(words[run_in.stop :], following):
            return Announcement(len(words), "other")
        return run_in

    def _is_subject(self, named: str, following: Block | None) -> bool:
        """Whether a title names what was asked about: 'Request for information: the visit', and then the letter."""
        above = self._transcript.section == "header" and following is not None and not asks(named)
        return above and following is not None and ANSWERS_THEM.search(following.passage.words) is not None

    def _whole(self, block: Block, following: Block | None, *, heads_argument: bool) -> Announcement | None:
        """The heading that is all of a block.

        Args:
            heads_argument: whether it is a section that heads what is argued for it.
        """
        words, transcript = block.passage.words, self._transcript
        text = _ANNEX.sub("", words).strip(" :-*_.") or words
        set_apart = block.kind in ("heading", "line")
        hit = self._announced(text) or self._announced_of_questions(text)
        if hit and block.kind == "item" and transcript.section == "request" and hit.row.gives["announces"] == "closing":
            return None  # 'minutes of the panel' is one of the things asked for
        # A paragraph that is no sentence may be a heading that was too long for a line.
        wordy = hit is not None and hit.row.gives["announces"] in REASONING
        if hit and hit.row.gives["announces"] == "rights" and self._titles_answer(text, following):
            return Announcement(len(words), "other")
        if hit and (set_apart or wordy or block.kind == "item" or words.endswith(":")):
            return Announcement(len(words), hit.row.gives["announces"], _sections_of(hit, text))
        named = sections_named(text)
        by_section = _BEGINS_WITH_SECTION.match(text) is not None
        if set_apart and named and transcript.section in ARGUING and (block.bold or by_section):
            return Announcement(len(words), transcript.section, named)
        annexed = transcript.section == "closing" and transcript.filing == Filing("closing", (), transcript.block - 1)
        heads_annex = annexed and set_apart and by_section
        set_in_bold = block.bold and transcript.section in DECIDING and self._stands_over_reasons(text, following)
        if named and (heads_annex or set_in_bold or heads_argument):
            return Announcement(len(words), "exemptions", named)
        if not named and (title := self._title(block, text)):
            return Announcement(len(words), title)
        return None

    def _titles_answer(self, text: str, following: Block | None) -> bool:
        """Whether 'Complaints' is the subject of an answer: complaints were asked for, and no right is told below."""
        if self._transcript.section not in DECIDING or following is None or OF_RIGHTS.search(following.passage.words):
            return False
        asked = " ".join(one.words for one in self._transcript.sentences if one.voice == "requester").lower()
        return text.lower() in asked

    def _run_in(self, words: str) -> Announcement | None:
        """The heading behind which its text runs on in the same block: 'Harm - To confirm would ...'."""
        for end in _RUN_IN.finditer(words[:_LONGEST_LEAD]):
            text = words[: end.start()].strip(" :-*_.")
            # What was set in italics, or a sentence that leads others in: only one over reasons is believed.
            by_stop = end[0].startswith((".", "?"))
            if not by_stop and end.start() >= _LONGEST_HEADING:
                continue
            hit = self._announced(text)
            if hit is None and end.start() < _LONGEST_HEADING and self._argues_for(text, words[end.end() :]):
                above = self._transcript.filing.announces
                return Announcement(end.end(), above if above in FACTORS else "harm", self._headed_by(text))
            if (
                hit is not None
                and hit.row.gives.get("run_in", True)
                and (not by_stop or self._leads_in(hit, text))
                and not _BEGINS_WITH_DAY.match(words, end.end())  # 'Request received: 6 May 2025' heads nothing
            ):
                return Announcement(end.end(), hit.row.gives["announces"], _sections_of(hit, text))
            if by_stop:
                break
        return None

    def _announced(self, text: str) -> Hit | None:
        """What a heading announces; 'Decision' below factors is what comes of them, and elsewhere the answer."""
        below = self._transcript.section in ARGUING
        hits = (hit for hit in self._lexicon.accepted("headings", text) if below or not hit.row.gives.get("of_reasons"))
        return next((hit for hit in hits if self._several or not hit.row.gives.get("several")), None)

    def _announced_of_questions(self, text: str) -> Hit | None:
        """What a heading announces that names the questions for which it stands over reasons."""
        named = _OF_QUESTIONS.search(text)
        hit = self._announced(text[: named.start()]) if named and named.start() else None
        return hit if hit is not None and hit.row.gives["announces"] in REASONING else None

    def _argues_for(self, text: str, rest: str) -> bool:
        """Whether a section that was named before is named again over what is argued for it."""
        named = self._headed_by(text)
        if _IS_CALLED.match(rest) and self._transcript.filing.sections:
            # 'Section 30(3). It is a class exemption. ...', behind what was argued for another.
            rest = rest.partition(". ")[2]
        argued = len(rest) >= _LEAST_ARGUED and rest[:1].isupper() and not _IS_CALLED.match(rest)
        return bool(named) and argued and set(named) <= self._transcript.named

    def _headed_by(self, text: str) -> tuple[str, ...]:
        """The sections that are all words name, by number or by what the exemption is called: 'Health and safety'."""
        if _ONLY_A_SECTION.fullmatch(text):
            return sections_named(text)
        return tuple(hit.row.gives["section"] for hit in self._lexicon.accepted("titles", text))

    def _heads_argument(self, text: str, following: Block | None) -> bool:
        """Whether a section on a line of its own, and no list, heads what the next paragraph argues for it."""
        if following is None or following.kind != "paragraph" or not self._argues_for(text, following.passage.words):
            return False
        above = self._transcript.sentences[-1]
        listed = above.block == self._transcript.block - 1 and _BEGINS_WITH_SECTION.match(above.words) is not None
        return not listed and not sections_named(following.passage.words[:_LONGEST_HEADING])

    def _heads_reasons(self, text: str, following: Block | None) -> bool:
        """Whether a section that was named before stands over a heading of what is argued for it, and ends no list."""
        named = set(sections_named(text)) if _BEGINS_WITH_SECTION.match(text) else set()
        if following is None or not named or not named <= self._transcript.named:
            return False
        above = self._transcript.sentences[-1]
        listed = above.block == self._transcript.block - 1 and (
            _BEGINS_WITH_SECTION.match(above.words) is not None or above.words.endswith(":")
        )
        words = following.passage.words
        hit = self._announced(words.strip(" :-*_.")) if len(words) <= _LONGEST_HEADING and not listed else None
        return hit is not None and hit.row.gives["announces"] in REASONING

    def _leads_in(self, hit: Hit, text: str) -> bool:
        """Whether a sentence stands over reasons, and neither asks for them in a request nor concludes from them."""
        over_reasons = hit.row.gives["announces"] in REASONING and self._transcript.section != "request"
        # 'The strongest reason for an answer is accountability' gives the reason itself.
        over_reasons = over_reasons and not (hit.row.gives["announces"] in FACTORS and _NAMES_REASON.search(text))
        return over_reasons and all(
            one.row.gives["direction"] == "implied" for one in concludes_in(self._lexicon, text, "balance")
        )

    def _stands_over_reasons(self, text: str, following: Block | None) -> bool:
        """Whether a section that is set in bold heads what is argued for it, and is not one of a list."""
        if following is None or following.kind != "paragraph" or not _BEGINS_WITH_SECTION.match(text):
            return False
        first = following.passage.words[:_LONGEST_HEADING].split(".")[0]
        hit = self._lexicon.first("headings", first)
        return hit is not None and hit.row.gives["announces"] in REASONING

    def _is_next_letter(self, label: str) -> bool:
        """Whether a label is the letter behind that of the last question of a request: '(d) minutes of the panel'."""
        letter = label.strip("().: ").lower()
        last = self._questions.last
        return self._transcript.section == "request" and letter.isalpha() and last.isalpha() and follows(last, letter)

    def _goes_on_asking(self, block: Block) -> bool:
        """Whether a block bears the next number in a list of questions, though it may look like a heading."""
        in_list = self._transcript.section == "request" and bool(self._questions)
        return in_list and follows(self._questions.last, labels_of(block.label, "")[0])

    def _asks_of_rights(self, block: Block) -> bool:
        """Whether a question heads the rights, 'Not happy with our answer?', or one side; over others none is put."""
        words = block.passage.words
        hit = self._announced(words) if words.endswith("?") and block.kind in ("heading", "line") else None
        heads = ("rights", *FACTORS) if self._transcript.section != "request" else ("rights",)
        return hit is not None and hit.row.gives["announces"] in heads

    def _is_of_list(self, words: str, following: Block | None) -> bool:
        """Whether a line of an answer lists an exemption by its name, or announces such a list."""
        if self._transcript.section not in DECIDING:
            return False
        listed = following.passage.words if words.endswith(":") and following is not None else words
        return bool(sections_named(listed)) and only_names(self._lexicon, listed[:LONGEST_SENTENCE])

    def _title(self, block: Block, text: str) -> str:
        """What a heading announces that is known by its shape alone; nothing where the block is none."""
        if block.kind == "heading" and self._is_title(text):
            return "other"
        transcript = self._transcript
        if block.kind == "line" and transcript.section == "request" and self._questions and _OF_OURS.fullmatch(text):
            return "other"
        # Behind what was answered before, 'What I have found' heads the findings.
        earlier = transcript.quotes_earlier
        ends_earlier = earlier and block.kind == "line" and not block.label and self._is_title(text)
        return "response" if ends_earlier else ""

    def _is_title(self, text: str) -> bool:
        """Whether words that are set apart are a heading, though the lexicon does not know it."""
        short = len(text.split()) <= _LONGEST_TITLE and text[:1].isalpha() and not re.search(r"\d", text)
        # In the request only behind the numbered questions: people set parts of their questions in bold too.
        return short and (self._transcript.section != "request" or bool(self._questions))


def _sections_of(hit: Hit, text: str) -> tuple[str, ...]:
    """The sections of the Act that a heading names, also by a bare number: '24 for'."""
    return (hit.groups["section"],) if "section" in hit.groups else sections_named(text)
