"""Whose message stands here: the authority's, one that it answers, or one that the page prints beside it."""

import re

from ncnd_rules.encode.greetings import greets_authority, is_greeting
from ncnd_rules.encode.lexicon import Lexicon
from ncnd_rules.encode.page import FROM, is_attached, is_authority
from ncnd_rules.encode.zones.questions_put import QuestionsPut
from ncnd_rules.encode.zones.said import takes_leave
from ncnd_rules.encode.zones.transcript import Transcript
from ncnd_rules.reading import Block

_TO = re.compile(r"(?i)(?:to|cc|bcc):")
_ANNEX = re.compile(r"(?i)(?:annex(?:e|ure)?|appendix|schedule|enclosure) [a-z0-9]{1,3}\b")
_NAMES = re.compile(r"(?:[A-Z][\w'.-]*\s?){1,5}")


class Messages:
    """Reads what divides messages, and those that are not the authority's.

    Args:
        forwarded: whether the letter begins with a message of someone else, who sends it on.
    """

    def __init__(
        self, lexicon: Lexicon, transcript: Transcript, questions: QuestionsPut, *, forwarded: bool = False
    ) -> None:
        self._lexicon = lexicon
        self._transcript = transcript
        self._questions = questions
        self._in_thread = forwarded  # whether a message has begun that is not the authority's
        self._in_annex = False  # whether it is printed in an annex, which the next one ends
        self._begins_anew = False  # whether the next headers are those of a message that is attached
        self._of_requester = False  # whether a letter of the requester stands here, from its greeting on
        self._takes_leave = False  # whether its last line was 'Yours faithfully', and who signs it is next
        self._correspond = False  # whether such a letter stood above, so that the page prints who wrote what to whom
        self._reply = False  # whether the requester writes again here, once he was answered

    def read_requesters_letter(self, block: Block) -> bool:
        """Whether a block frames a letter to the authority, which a web page prints above the answer."""
        words, transcript = block.passage.words, self._transcript
        if self._of_requester and (block.kind == "mail_header" or is_greeting(words)):
            self._of_requester = False
            transcript.turn_to("header")
            transcript.labels, transcript.begun = (), False
        if transcript.section in ("header", "request", "answer", "rights") and greets_authority(words):
            self._of_requester = self._correspond = True
            transcript.turn_to("request")
            transcript.labels, transcript.request_opens = (), True
            transcript.say(block.passage, "requester")
            return True
        signs, self._takes_leave = self._takes_leave and _NAMES.fullmatch(words) is not None, False
        if self._of_requester and (signs or takes_leave(words, self._lexicon)):
            self._takes_leave = not signs
            transcript.say(block.passage, "aside" if signs else "requester")
            if signs:
                # What is printed behind the name, as an acknowledgement by a machine, asks for nothing.
                self._of_requester = False
                transcript.turn_to("header")
                transcript.labels, transcript.begun = (), False
            return True
        return self._correspond and transcript.section == "closing" and self._reads_on(block)

    def _reads_on(self, block: Block) -> bool:
        """Whether a block behind the end of an answer is the requester's, and not of a further one to him."""
        words, transcript = block.passage.words, self._transcript
        anew = greets_authority(words)
        self._reply = self._reply or anew
        if is_greeting(words) and not anew:
            self._reply = False
            transcript.turn_to("header")
            transcript.labels, transcript.begun = (), False
        if self._reply:
            transcript.say(block.passage, "aside")
        return self._reply

    def read(self, block: Block) -> bool:
        """Whether a block divides messages, or is of one that is not the authority's."""
        if block.kind == "mail_header" or self._lexicon.first("threads", block.passage.words):
            self._read_divider(block)
            self._in_annex = self._in_thread and _ANNEX.match(block.passage.words) is not None
        elif self._in_thread and self._in_annex and _ANNEX.match(block.passage.words):
            self._in_thread = self._in_annex = False  # 'Annex A: your request', and 'Annex B: the exemptions'
            return False
        elif self._in_thread:
            self._read_earlier(block)
        else:
            return False
        return True

    def _read_divider(self, block: Block) -> None:
        """A header line of an e-mail, or a line that divides one message from another below it."""
        words, transcript = block.passage.words, self._transcript
        if is_attached(block):
            transcript.turn_to("header")
            transcript.labels = ()
            self._questions.begin_anew()
            self._in_thread, self._begins_anew = False, True
            transcript.say(block.passage, "requester")
            return
        if block.kind != "mail_header" and not transcript.sentences:
            transcript.say(block.passage, "page")  # the letter itself was sent on
            return
        sender = FROM.match(words)
        answered = self._begins_anew or self._in_thread or any(one.section != "header" for one in transcript.sentences)
        if sender:
            self._begins_anew = False
        if block.kind != "mail_header" or (sender and answered):
            self._in_thread = sender is None or not is_authority(words)
            transcript.turn_to("closing" if self._in_thread else "header")
            transcript.labels = ()
        # An address that a mail goes to is not the authority's.
        transcript.say(block.passage, "requester" if self._in_thread or _TO.match(words) else "authority")

    def _read_earlier(self, block: Block) -> None:
        """A block of the message that is answered: below the answer, or in an annex to it."""
        labels = self._questions.labels_of(block.label) if block.label else ()
        if labels and not any(label in self._questions for label in labels):
            self._transcript.go_under(block.label, labels)
            self._questions.put(labels, block.passage.words)
        self._transcript.say(block.passage, "requester", labelled=bool(labels))
