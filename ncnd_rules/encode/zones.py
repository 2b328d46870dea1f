"""Zones: which section of the letter a sentence stands in, under which headings, and whose words it is.

Only sentences in the authority's own voice say what the authority says. The requester's questions,
quoted law, the web page around a letter and the small print of an e-mail do not.
"""

import re

from ncnd_rules.encode.labels import ORDER, is_numbered, is_of_answer, labels_named, labels_of, ordinal
from ncnd_rules.encode.lexicon import Hit, Lexicon
from ncnd_rules.encode.page import FROM, Filing, Heading, Sentence, Voice, is_attached, is_authority
from ncnd_rules.encode.provisions import sections_named
from ncnd_rules.encode.sentences import LONGEST_SENTENCE, STOP, after_colon, asks, split
from ncnd_rules.letter import Section
from ncnd_rules.reading import Block, Passage

# The section of the letter that a heading opens.
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
_REASONS: tuple[Section, ...] = ("harm", "public_interest", "balance")
DECIDING: tuple[Section, ...] = ("answer", "exemptions", "notice")
_WITHOUT_LABELS: tuple[Section, ...] = ("rights", "closing", "request", "answer")
REASONING = ("harm", "public_interest", "factors_for", "factors_against", "balance")
_FACTORS = ("factors_for", "factors_against")
_OUTRIGHT = ("ncnd", "cost_refusal", "vexatious")  # refused without a word of holding
_DECISIONS = (*_OUTRIGHT, "not_held", "withheld")
_ENDS_REQUEST: dict[str, Section] = {"answer": "answer", "rights": "rights", "closing": "closing"}
_BEGINNING = 24  # characters by which a question that is repeated is known
_LONGEST_HEADING = 160
_LEAST_POINTS = 2  # of a list in a line
_POINTS, _NUMBERS = "abcdefgh", "123456789"  # that bracketed points of a list in a line bear
_OPENING = 6  # blocks in which a letter says what it answers
_LONGEST_LEAD = 260  # of a sentence that leads reasons in: it may name all that it speaks of
_LONGEST_TITLE = 12  # words of a heading that is known by its shape alone
_LONGEST_VALEDICTION = 80
_LEAST_ARGUED = 80  # characters behind a section that heads an argument; a list has only its title there
_RUN_IN = re.compile(r"""\s?:\s|\s-\s|:$|(?<=[a-z0-9)"'])[.?](?:\s+(?=["']?[A-Z])|$)""")
_BEGINS_WITH_DAY = re.compile(r"(?i)(?:[a-z]+day,? )?(?:\d{1,2}(?:st|nd|rd|th)?[ /.-]|\d{4}-\d)")
_BEHIND_QUESTION = re.compile(r"(?:\?\s?[-:]?|:|\s-)\s")  # between a question and its answer in one line
_ANSWERS = re.compile(r"(?i)^(?:answer|response|reply|our response|a|r)\d{0,2}\s?[:.\-]\s")
_ANNOUNCED_ANSWER = re.compile(r"(?i)^(?:our |the )?(?:answers?|responses?|reply|replies)\b.{0,12}$")
_NAMES_QUESTIONS = re.compile(
    r"(?i)^(?:[^.:;]{3,40}(?: - |\s\())?"
    r"(?:(?:our |the )?(?:answers?|reply|response|decision|outcome) (?=to |on |for |requests?\b|questions?\b))?"
    r"(?:(?:in |with )?(?:relation|respect|response|answer|regards?) (?:to|of) |(?:regarding|as to|for|to|on) )?"
    r"(?:your |the )?(?:questions?|parts?|points?|requests?|items?|limbs?|q)\.? ?"
    r"(?P<list>\(?(?:\d{1,2}|[a-z]\)).{0,90})$"
)
# 'For question 5 we respond as below.'
_ANSWER_FOLLOWS = re.compile(
    r"(?i)\b(?:we|i|our|the) (?:\w+ )?(?:respond|answer|reply|response|decision|position)\b[^.]{0,30}"
    r"\b(?:below|follows|following)[.:]?$"
)
# 'With regard to point 1, for 2012 to 2014.'
_ONLY_TURNS_TO = re.compile(
    r"(?i)(?:with regards? to|in (?:relation|respect|regard) (?:to|of)|regarding|as (?:to|for|regards)|turning to)\b"
    r"(?:(?! (?:is|are|was|were|has|have|had|do|does|did|can|cannot|will|would|shall|may|holds?|neither|we|i|no|not|"
    r"please|see)\b)[^:;,?]|, for\b){1,110}\."
)
# 'Were any dismissed? Please give numbers.', and 'Please send the policy.' where questions are answered in turn.
_ASKS_ON = re.compile(
    r"\? (?:If (?:so|yes),? )?[Pp]lease (?:give|provide|state|supply|send|include|specify|list)\b[^?]*$"
)
_BIDS = re.compile(r"(?i)please (?:also )?(?:give|provide|state|supply|send|include|specify|list)\b")
# The head of a table whose lines a copy has left without marks: 'Question  Answer'.
_HEADS_ANSWERS = re.compile(
    r"(?i)(?:(?:your |the )?(?:questions?|requests?|parts?|items?|q)(?: (?:no\.?|number|ref))?|no\.?|number)[\s|:-]+"
    r"(?:our |the )?(?:answers?|responses?|reply|information)"
)
_ROW_LABEL = re.compile(r"(?i)(?:q(?:uestion)?\.? ?)?\(?\d{1,2}\)?[a-z]?|\([a-z]\)")
_ADDS = re.compile(
    r"(?i)(?:beyond|in addition|additionally|furthermore|moreover|separately|apart from|other than|save for|"
    r"with the exception of|(?:as (?:to|for|regards)|regarding|concerning) (?:the existence of )?any (?:additional|"
    r"further|other|remaining))\b"
)
_REQUESTER_SAYS = re.compile(
    r"(?i)\b(?:I (?:understand|note|know|believe|assume|remind|hope|trust|say|do not accept|should be|would be|shall|"
    r"expect|want)|my|absurd|it is no answer|your (?:chief|press|own|officers?|force|website|spokes\w+)|"
    r"please(?! (?:take|note|find|be advised|see|accept|be aware|treat|regard|read))|kindly|"
    r"(?<!which )(?<!that )(?<!information )(?<!details )(?<!data )(?<!records )(?<!documents )"
    r"you(?:r (?!request|application|question|quer|enquir|correspond|letter|e-?mail|message)\S+)? "
    r"(?:have|has|had|did|do|does|are|were|will|would|should|must|can|cannot|may|"
    r"might|told|said|refused|neither|don't|didn't|haven't))\b"
)
_SPEAKS_OF_ANSWERS = re.compile(r"(?i)\b(?:answer|repl(?:y|ies)|response|respond|decision|outcome)\w*\b")
_LEADS_ANSWERS_IN = re.compile(r"(?i)\b(?:following|below|our) (?:response|answer|repl(?:y|ie))s?\s?:$")
_LEADS = re.compile(r"(?i):$|\b(?:as follows|set out below|these things)\.?$")
_YOUR_REQUEST = re.compile(
    r"(?i)\byour (?:\w+ ){0,2}(?:request|application|questions?|query|enquiry|correspondence|letter|e-?mail|list)\b"
)
_YOU = re.compile(r"(?i)\byour?\b")
_RHETORICAL = re.compile(
    r"(?i)\b(?:we|our|us|unhappy|dissatisfied|disagree|satisfied|complain\w*|appeal|next|happens)\b"
)
_DATED = re.compile(
    r"(?i)(?:date (?:of )?)?(?:received|requested|submitted|published|acknowledged|response|request)(?: date| on)?:? "
    r".{0,20}\b(?:19|20)\d\d\.?"
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_REVIEW = re.compile(r"(?i)(?:the |my |our )?(?:internal )?(?:review|reconsideration)(?: findings| decision)?[: ]*")
_ASKED_REVIEW = re.compile(
    r"(?i)\byou (?:have )?(?:asked|requested|sought)(?: us)?(?: for| that)?[^.;]{0,30}\b(?:review|reconsider)|"
    r"\byour (?:request|application) for (?:an? )?(?:internal )?review\b|^internal review of\b|"
    r"\b(?:outcome|result) of (?:the|my|our|your|an?) (?:internal )?review\b"
)
_CONCLUDES = re.compile(r"(?i)^(?:the |our )?(?:decision|conclusion|outcome)\b")
_RANGE = re.compile(r"\d ?(?:-|to) ?\d")
_NAMED = re.compile(r"(?i)\b\d{1,2}[a-z]?\b|\([a-z]{1,4}\)")
_ANNEX = re.compile(
    r"(?i)^(?:annex|appendix|schedule|part) [a-z0-9]{1,3}\s?[:.-]\s?"
    r"(?=(?:the |our |your )?(?:exempt|harm|public|factor|balanc|complain|review|appeal|right|reason|refus|decision|"
    r"answer|response|reply|request))"
)
_AN_ANNEX = re.compile(
    r"(?i)(?:annex|appendix) ([a-f]|[1-6])\b(?!\W*\w.*\b(?:response|answer|reply|exempt|harm|interest))"
)
_REQUEST_IN_ANNEX = re.compile(
    r"(?i)\b(?:your|the|this) (?:\w+ )?(?:request|questions?|e-?mail|correspondence)\b[^.;]{0,60}"
    r"\b(?:at|in|as) (?:the )?(?:attached |enclosed )?(?:annex|appendix) ([a-f]|[1-6])\b"
)
_ONLY_A_SECTION = re.compile(
    r"(?i)(?:why )?(?:sections?|sec|ss?)\.? ?\d{2}[a-z]?(?: ?\(\w{1,3}\))*"
    r"(?:,? ?(?:and|&|,) ?(?:s(?:ection|\.)? ?)?\d{2}[a-z]?(?: ?\(\w{1,3}\))*){0,4}"
    r"(?: (?!(?:is|are|was|has|applies|also|does|requires|states|provides|exempts)\b)[a-z ,]{3,40})?"
)
_BEGINS_WITH_SECTION = re.compile(r"(?i)^(?:sections?|sec\.?|ss?\.?)\s?\d")
_TO = re.compile(r"(?i)(?:to|cc|bcc):")
_TO_THE_REQUESTER = re.compile(
    r"(?i)\breceived your\b|\byour (?:request|e-?mail|application|enquiry|letter)\b|"
    r"\byou (?:asked|requested|wrote|wanted)\b"
)
_LETTERED = re.compile(r"\((?:[a-h]|i{1,3}|iv|v|[1-9])\)\s")
_ASKED_TOO = re.compile(
    r"(?i)[,;] (?:and )?(?=(?:how (?:much|many|often|long)|whether|what|which|when|where|why|who|if)\b|"
    r"(?:for )?(?:copies|a copy|details|the (?:number|cost|names?)) of\b)|,? (?:together with|as well as|and also) "
)
_ROW_ITEM = re.compile(r"\s*(\((?:\d{1,2}|[a-h]|[ivx]{1,4})\)|\d{1,2}[.)])\s")
_TURNS_TO = re.compile(
    r"(?i)(?:(?:our )?(?:answer|reply|response) (?:to|for)|as (?:to|for|regards)|in (?:answer|response|reply) to|"
    r"turning to|with regard to|regarding|please be advised that the answer to|our searches (?:have )?show\w*|"
    r"there is no record of|we have (?:also )?searched|enquiries (?:have )?show\w*)\b"
    r".{0,40}?\b(?:questions?|parts?|points?|requests?|items?|q|this|information)\b"
)
_REASONED = re.compile(r"(?i)\b(?:public interest|harm\w*|prejudice|sections? \d|s\.? ?\d\d|would|could|balance)\b")
_FIRST_WORDS = re.compile(
    r"(?i)(?:your (?:letter|e-?mail|request|message)|thank you|thanks|(?:i|we) (?:am|are|refer|write|acknowledge)|"
    r"you (?:wrote|asked|complained|contacted)|"
    r"further to|following)\b(?!.*\?$)"
)
_COUNTED = re.compile(r"(\d{1,2})\s+(?=[A-Za-z][a-z])")
_NUMBERED = re.compile(r"(\d{1,2})\s+(?:\|\s)?(?=\S)")
# What answers a question where it stands below it, between that and the next.
_PLAIN_ANSWER = re.compile(
    r"(?i)(?:£?\d[\d,.]*%?|(?:yes|no|nil|none|zero|n/?a|not applicable|not held)\b(?![^.;]*\?).{0,80})\W*"
)
_NAMES_REASON = re.compile(
    r"(?i)\b(?:reason|factor|argument|consideration|point)\b[^.;]*? (?:is|was|lies in|would be)\b"
    r"(?! (?:as follows|this|these|the following|given|set out|listed|shown|stated|below))"
)
_WISHES = re.compile(r"(?i)\b(?:i|my|me|please|you|should|if|would)\b|\?")
_OURS = re.compile(r"(?i)\b(?:we|our|us)\b")
# What is asked for, named and not asserted: 'The files held on ...', 'The officer who was his handler'.
_NAMES_A_THING = re.compile(
    r"(?i)(?:the|any|all|a|an|copies|whether)\b(?:(?! (?:is|are|was|were|has|have|had|do|does|did|can|cannot|will|"
    r"would|shall|may|holds?|neither)\b)[^:£])*(?: (?:which|that|who|when|where|including)\b.*)?"
)
# The words of the Act, printed below the section that is relied on: 'Information is exempt information if ...'.
_ENACTS = re.compile(
    r"(?i)(?:(?:section |s\.? ?)?\d{1,2}[a-z]?[.:]? ?)?(?:- ?)?(?:\(\d\) ?)?(?:"
    r"information (?:(?:which|to which|that|is|held)\b[^.;]{0,120} )?"
    r"(?:is )?exempt information (?:if|where|by virtue|unless)\b|"
    r"states? (?:that|the) fact\b|specif(?:y|ies) the exemption|"
    r"states?,? \(?if (?:that would |this would )?not otherwise|"
    r"a public authority which, in relation to any request|any person making a request for information to|"
    r"the duty to confirm or deny does not arise (?:if|in relation to information|where)\b)"
)
# What only who answers says of himself.
_ANSWERS_ITSELF = re.compile(
    r"(?i)\bwe (?:can|do|will|shall|are|have|hold|neither|cannot|could)\b|"
    r"\bi (?:can|cannot|neither|am (?:not |un)?(?:able|obliged|required|satisfied)|have (?:today|now))\b|"
    r"\byour request\b|\b(?:police|constabulary|force|council|trust) (?:can|will|shall|does|neither|holds?)\b"
)
# Whom a requester greets: an authority writes to a person.
_GREETS_AUTHORITY = re.compile(
    r"(?i)dear (?:the )?(?:(?:(?:\S+ ){0,5}(?:police|constabulary|council|ministry|office|department|trust|university|"
    r"authority)\b|nhs\b)(?: [\w()-]+){0,5}|foi (?:team|officer|unit)),?"
)
_GREETS = re.compile(r"(?i)(?:dear|good (?:morning|afternoon))\b.{0,50}")
_ASKS_SEVERAL = re.compile(r"(?i)(?:requests?|questions?)\b")
_CLARIFIES = re.compile(r"(?i)clarification\b|further amendment")
_QUOTED = re.compile(r"^[\"'].{20,}[\"'.]$")


class Zones:
    """Walks the blocks of a letter, and remembers what those before have opened."""

    def __init__(
        self,
        lexicon: Lexicon,
        *,
        forwarded: bool = False,
        answer_head: int = -1,
        in_turn: bool = False,
        several: bool = False,
    ) -> None:
        self._lexicon = lexicon
        self._several = several  # whether headings name several requests that are answered in turn
        self._answer_head = answer_head  # the first block that only announces the answer, below 'You asked:'
        self.sentences: list[Sentence] = []
        self.headings: list[Heading] = []
        self._number = 0  # of the block
        self._section: Section = "header"
        self._filing = Filing()
        self._labels: tuple[str, ...] = ()
        self._main_label = ""  # the number to which bare letters belong
        self._asked: dict[str, str] = {}  # labels of the questions so far, and how they begin
        self._statute = False  # whether list items that follow are quoted law
        self._in_thread = forwarded  # whether a message has begun that is not the authority's
        self._begins_anew = False  # whether the next headers are those of a message that is attached
        self._annexed: set[str] = set()  # letters of the annexes that print the request
        self._named: set[str] = set()  # sections of the Act that the authority has named
        self._unmarked = False  # whether the questions are numbered by bare digits
        self._opens = False  # whether the request has begun, and no word of it was read
        self._refused: set[str] = set()  # labels of questions that were refused, by what the words name
        self._carried = ""  # a label that stands on a line of its own, above what it labels
        self._run: dict[str, None] = {}  # labels of the questions put since the authority last spoke
        self._in_turn = in_turn  # whether each question is answered before the next is put
        self._of_review = False  # whether the letter's title says that it tells of a review
        self._in_quotes = False  # whether the request is quoted, and its end will be marked
        self._begun = False  # whether a sentence was said
        self._counts = False  # whether the letter numbers its own paragraphs
        self._reason = 0  # the place in its list of the last argument that bears a number
        self._quotes_earlier = False  # whether what stands here tells of an earlier answer, or a complaint about it
        self._of_requester = False  # whether a letter of the requester stands here, from its greeting on

    def read(self, number: int, block: Block, following: Block | None) -> None:
        """Put the sentences of one block where they belong."""
        self._number = number
        words = block.passage.words
        if self._reads_requesters_letter(block):
            return
        if block.label and not words:
            if following is not None and following.label and not self._asked and _ASKS_SEVERAL.match(block.label):
                self._enter("request")  # 'Requests 1 - 4:' stands over them
            else:
                self._carried = block.label
            return
        block = self._with_its_label(block)
        words = block.passage.words
        if block.kind == "furniture" or self._lexicon.first("chrome", words):
            self._say(block.passage, "page")
        elif block.kind == "mail_header" or self._lexicon.first("threads", words):
            self._read_divider(words, block)
        elif self._in_thread:
            self._read_earlier_message(block)
        elif not self._takes_leave(words) and (heading := self._heading_of(block, following)):
            self._read_heading(block, *heading)
        else:
            zone = self._zone_of(block)
            if self._section == "request" or (zone and zone.row.gives["opens"] == "request" and not self._asked):
                self._read_run(block, following, zone)
            elif self._leads_to_questions(words, following):
                self._say(block.passage, "authority")
                self._enter("request")
            else:
                self._read_answer(block, following, zone.row.gives["opens"] if zone else None)

    def _reads_requesters_letter(self, block: Block) -> bool:
        """Whether a block is of a letter to the authority, which a web page prints above the answer."""
        words = block.passage.words
        if self._of_requester and (block.kind == "mail_header" or _GREETS.fullmatch(words)):
            self._of_requester, self._section, self._labels, self._filing = False, "header", (), Filing()
            self._begun = False
        if self._section in ("header", "request", "answer", "rights") and _GREETS_AUTHORITY.fullmatch(words):
            self._of_requester, self._labels, self._section, self._opens = True, (), "request", True
            self._filing = Filing()
            self._say(block.passage, "requester")
            return True
        if self._of_requester and self._takes_leave(words):
            self._say(block.passage, "requester")
            return True
        return False

    def _zone_of(self, block: Block) -> Hit | None:
        """What the words of a block open.

        A question that is put under its label, above its answer, opens no request; nor do words that lead answers in.
        """
        zone = self._lexicon.first("zones", block.passage.words)
        if zone is None or zone.row.gives["opens"] != "request":
            return zone
        labelled = bool(zone.row.gives.get("own")) and self._section == "answer" and is_numbered(block.label)
        labelled = labelled or (_names_question(block.label) and self._section in DECIDING)  # also behind reasons
        return None if labelled or _LEADS_ANSWERS_IN.search(block.passage.words) else zone

    def _with_its_label(self, block: Block) -> Block:
        """A block with the label that is its own: one from the line above it, one that no mark follows, or none."""
        words = block.passage.words
        # A number below the label of a question that was put is its answer, and no number of the page.
        if block.kind == "furniture" and words.isdigit() and self._section == "answer" and self._carried:
            block = block._replace(kind="paragraph")
        if self._carried and not block.label and block.kind not in ("heading", "furniture", "mail_header"):
            block = block._replace(label=self._carried)
        self._carried = ""
        self._counts = self._counts or (block.label == "1" and not self._asked and bool(_FIRST_WORDS.match(words)))
        self._unmarked |= self._section == "answer" and _HEADS_ANSWERS.fullmatch(words) is not None
        answers = _NUMBERED.match(words) if self._unmarked and self._section != "request" and not block.label else None
        if answers and answers[1] in self._asked:
            return block._replace(passage=block.passage.cut(answers.end()), label=answers[1], kind="item")
        if self._counts and block.label.isdigit() and self._section != "request":
            return block._replace(label="", kind="paragraph")
        return block

    def _takes_leave(self, words: str) -> bool:
        """Whether a line ends the letter, however it is set: 'Yours faithfully' may be bold."""
        zone = self._lexicon.first("zones", words) if len(words) < _LONGEST_VALEDICTION else None
        return zone is not None and zone.row.gives["opens"] == "closing"

    def _read_divider(self, words: str, block: Block) -> None:
        """A header line of an e-mail, or a line that divides one message from another below it."""
        if is_attached(block):
            self._section, self._labels, self._main_label, self._filing = "header", (), "", Filing()
            self._in_thread, self._begins_anew = False, True
            self._say(block.passage, "requester")
            return
        if block.kind != "mail_header" and not self.sentences:
            self._say(block.passage, "page")  # the letter itself was sent on
            return
        sender = FROM.match(words)
        answered = self._begins_anew or self._in_thread or any(one.section != "header" for one in self.sentences)
        if sender:
            self._begins_anew = False
        if block.kind != "mail_header" or (sender and answered):
            self._in_thread = sender is None or not is_authority(words)
            self._section, self._labels = ("closing" if self._in_thread else "header"), ()
            self._filing = Filing()
        # An address that a mail goes to is not the authority's.
        self._say(block.passage, "requester" if self._in_thread or _TO.match(words) else "authority")

    def _read_earlier_message(self, block: Block) -> None:
        """A block of the message that is answered: below the answer, or in an annex to it."""
        labels = labels_of(block.label, self._main_label) if block.label else ()
        if labels and not any(label in self._asked for label in labels):
            self._take_labels(block, labels)
            self._note_asked(labels, block.passage.words)
        self._say(block.passage, "requester", labelled=bool(labels))

    def _say(self, passage: Passage, voice: Voice, *, labelled: bool = False, is_heading: bool = False) -> None:
        if self._quotes_earlier and voice == "authority" and not is_heading:
            voice = "earlier"
        if voice == "authority" and not is_heading:
            self._run = {}
        self._begun = self._begun or (not is_heading and passage.words.endswith((".", "?", ":")))
        if voice == "authority":
            self._annexed |= {annex.lower() for annex in _REQUEST_IN_ANNEX.findall(passage.words[:LONGEST_SENTENCE])}
            self._of_review |= self._number < _OPENING and self._tells_of_review(passage.words)
            self._named |= set(sections_named(passage.words))
            if self._section in DECIDING and self._refuses(passage.words):
                self._refused |= set(labels_named(passage.words[:LONGEST_SENTENCE]))
        for piece in split(passage):
            self.sentences.append(
                Sentence(
                    piece,
                    self._section,
                    voice,
                    self._filing,
                    self._number,
                    self._labels,
                    labelled,
                    is_heading,
                    len(self.sentences),
                )
            )

    def _tells_of_review(self, words: str) -> bool:
        """Whether the opening of a letter says that it answers a request for a review."""
        return self._section in ("header", "answer") and _ASKED_REVIEW.search(words) is not None

    def _read_heading(self, block: Block, stop: int, announces: str, sections: tuple[str, ...]) -> None:
        annex = _AN_ANNEX.match(block.passage.words)
        if annex and annex[1].lower() in self._annexed:
            announces = "request"
        again = self._named_again(block.passage.words[:stop]) if announces == "request" else set()
        announces = "response" if again else self._announced_here(block.passage.words, announces)
        head, rest = block.passage.cut(0, stop), block.passage.cut(stop)
        rest = rest.cut(len(rest.words) - len(rest.words.lstrip(":- ")))
        if announces == "request" and rest.words and self._filing.announces == "response" and not asks(rest.words):
            announces = "response"  # 'Your request:' below the heading of the answer names what it answers
        if not sections and (announces in _FACTORS or self._filing.announces == "exemptions"):
            sections = self._filing.sections  # the heading above says for which exemption
        self._filing = Filing("other" if announces == "earlier" else announces, sections, self._number)
        self._statute = False
        self._quotes_earlier = announces == "earlier"
        if announces == "response":
            # What stands under it answers the one question above it, or goes on with the same question.
            labels = tuple(self._run) if len(self._run) == 1 else self._labels if self._in_turn else ()
            self._in_turn = self._in_turn or len(self._run) == 1
            self._enter("answer")
            self._labels = labels
        elif announces in _OPENS:
            self._enter(_OPENS[announces])
        elif self._section == "request" and not _CLARIFIES.match(head.words):
            self._enter("answer")
        if announces in ("response", "exemptions", "other") and (named := self._questions_named(head.words)):
            self._labels = named
        elif again:
            self._labels = tuple(label for label in self._asked if label in again)
        if announces == "response" and block.label:
            labels = labels_of(block.label, "")
            self._labels = labels if not self._asked or all(label in self._asked for label in labels) else self._labels
        self.headings.append(Heading(head, self._filing.announces, sections, self._number))
        self._say(head, "authority", is_heading=True)
        if self._section == "request" and rest.words and self._decides(rest.words):
            self._section, self._filing = "answer", Filing()  # 'Your request: not held' names what it answers
        if rest.words:
            self._say(rest, "requester" if self._section == "request" else "authority")

    def _announced_here(self, words: str, announces: str) -> str:
        """What a heading announces where it stands."""
        if announces == "rights" and not self._begun:
            self._of_review = True  # the title of a letter about a review
            return "other"
        if announces == "rights" and self._of_review and _REVIEW.fullmatch(words):
            return "response"
        if announces == "response" and self._section == "public_interest" and _CONCLUDES.search(words):
            return "balance"
        return announces

    def _named_again(self, words: str) -> set[str]:
        """The questions that words name, where all were put before: 'Your question 2' stands over its answer."""
        named = set(labels_named(words))
        return named if named <= set(self._asked) else set()

    def _enter(self, section: Section) -> None:
        self._section, self._opens = section, section == "request"
        if section in _WITHOUT_LABELS:
            self._labels = ()

    def _read_run(self, block: Block, following: Block | None, zone: Hit | None) -> None:
        """A block of the request, or the several questions that run on in it."""
        while (number := _next_in_run(block)) is not None:
            self._read_request(block._replace(passage=block.passage.cut(0, number.start())), None, zone)
            block, zone = block._replace(passage=block.passage.cut(number.end()), label=number[1]), None
        self._read_request(block, following, zone)

    def _read_request(self, block: Block, following: Block | None, zone: Hit | None) -> None:
        """A block of the request, the authority's words that introduce it, or those that end it."""
        words = block.passage.words
        if self._reads_statute(block) or self._answers_in_turn(block, following):
            return
        opens = zone.row.gives["opens"] if zone else None
        counted = _COUNTED.match(words) if not block.label else None
        if counted and counted[1] == str(1 + sum(label.isdigit() for label in self._asked)):
            # '2 Make and model': in a list the next number is a label though no mark follows it.
            block = block._replace(passage=block.passage.cut(counted.end()), label=counted[1], kind="item")
            words, self._unmarked = block.passage.words, True
        labels = labels_of(block.label, self._main_label) if block.label else self._next_in_turn()
        if zone is not None and opens == "request" and (self._section != "request" or _TO_THE_REQUESTER.search(words)):
            self._introduce(block, following, zone)
            return
        if labels == ("1",) and self._asked.get("1", words[:_BEGINNING]) != words[:_BEGINNING] and asks(words):
            labels = (str(1 + sum(label.isdigit() for label in self._asked)),)  # a list that lost its numbers
        if _DATED.fullmatch(words):
            self._say(block.passage, "authority")  # a form gives the day of the request above its words
            return
        again = bool(labels) and all(label in self._asked for label in labels) and not asks(words)
        # Between 'You asked:' and 'In response:' nothing but a refusal is the authority's.
        enclosed = (
            self._number < self._answer_head
            and self._filing.announces == "request"
            and not _SPEAKS_OF_ANSWERS.search(self.headings[-1].passage.words)  # 'Request and answer'
            and not (opens == "answer" and _YOUR_REQUEST.search(words))
        )
        ends = opens in _ENDS_REQUEST and not (labels and asks(words)) and not enclosed
        # Behind the list of questions 'we' is the authority; who asks does not speak of 'your request'.
        addressed = bool(self._asked) and not labels and not enclosed
        ends = ends or (addressed and _OURS.search(words) is not None and not asks(words))
        ends = ends or (addressed and _YOUR_REQUEST.search(words) is not None and not words.endswith("?"))
        if enclosed and not _ANSWERS_ITSELF.search(words):
            ends = again = False
        decides = self._decides(words, opens=self._opens) and (
            not enclosed or _ANSWERS_ITSELF.search(words) is not None
        )
        if ends or again or _ANSWERS.match(words) or decides:
            self._section = _ENDS_REQUEST.get(opens or "", "answer")
            self._filing, self._labels = Filing(), ()
            if labels:
                self._take_labels(block, labels)
            self._say(block.passage, "authority", labelled=bool(labels))
            return
        if labels:
            self._take_labels(block, labels)
            self._note_asked(labels, block.passage.words)
        elif block.kind != "item":
            self._labels = ()
        self._opens = False
        self._say_asked(block.passage, labels)
        self._in_quotes = self._in_quotes or words.startswith('"')
        goes_on = following is not None and (following.label or following.passage.words.startswith('"'))
        if self._in_quotes and words.endswith(('"', '".')) and words.count('"') != 2 * bool(labels) and not goes_on:
            self._section, self._in_quotes, self._labels = "answer", False, ()  # the quotation ends, and so the request

    def _next_in_turn(self) -> tuple[str, ...]:
        """The place in their order of a question under a heading 'Request' of its own, above its answer."""
        headed = self._opens and self._filing == Filing("request", (), self._number - 1)
        unlabelled = all(label in ORDER for label in self._asked)
        return (ordinal(len(self._asked) + 1),) if self._in_turn and headed and unlabelled else ()

    def _say_asked(self, passage: Passage, labels: tuple[str, ...]) -> None:
        """A block of the request; 'Please supply: (a) the number held; (b) the cost' asks for each point by itself."""
        marks = [
            match for match in _LETTERED.finditer(passage.words) if self._begins_point(passage.words, match.start())
        ]
        listed = "".join(match[0][1] for match in marks)
        if len(marks) < _LEAST_POINTS or listed not in (_POINTS[: len(marks)], _NUMBERS[: len(marks)]):
            self._say(passage, "requester", labelled=bool(labels))
            return
        if marks[0].start():
            self._say(passage.cut(0, marks[0].start()), "requester", labelled=bool(labels))
        for mark, following in zip(marks, [*marks[1:], None], strict=True):
            self._labels = labels_of(mark[0], labels[0] if labels else "")
            self._note_asked(self._labels, passage.words[mark.end() :])
            self._say(passage.cut(mark.end(), following.start() if following else None), "requester", labelled=True)

    @staticmethod
    def _begins_point(words: str, start: int) -> bool:
        """Whether what stands before a bracketed letter lets a point of a list begin there."""
        before = words[:start].rstrip()
        return not before or before.endswith((":", ";", "?", ".", "; and", ", and", ";and"))

    def _answers_in_turn(self, block: Block, following: Block | None) -> bool:
        """Whether a line between two questions of a list answers the first: 'Nil', '12', or words that decide."""
        if block.label or following is None or not following.label or self._number < self._answer_head:
            return False
        last = next(reversed(self._asked), "")
        goes_on = _follows(last, labels_of(following.label, "")[0]) and asks(following.passage.words)
        under = self._labels == (last,) and self.sentences[-1].labelled
        words = block.passage.words
        if not goes_on or not under or not (_PLAIN_ANSWER.fullmatch(words) or self._decides(words)):
            return False
        self._section, self._filing, self._in_turn = "answer", Filing(), True
        self._say(block.passage, "authority", labelled=True)
        return True

    def _introduce(self, block: Block, following: Block | None, zone: Hit) -> None:
        """Words of the authority after which the requester's begin, in the same block or the next."""
        words = block.passage.words
        if zone.row.gives.get("own") and self._section == "header" and asks(words) and not words.endswith(":"):
            self._section, self._opens = "request", False  # a log prints the request below its title alone
            self._say(block.passage, "requester")
            return
        told = words[zone.stop :].strip(" :-'\"")
        listed = following is not None and bool(following.label) and not words.endswith((".", "?"))
        asked = listed or asks(told) or (following is not None and asks(following.passage.words))
        if not (words.endswith((":", "-")) or asked):
            self._say(block.passage, "authority")
            return
        cut = after_colon(words, zone.stop)
        self._say(block.passage.cut(0, cut), "authority")
        rest = block.passage.cut(cut)
        self._section, self._opens = "request", not rest.words
        self._say(rest, "requester")

    def _read_answer(self, block: Block, following: Block | None, opens: str | None) -> None:
        """A block outside the request."""
        words = block.passage.words
        if self._takes_leave(words):
            self._enter("closing")
            self._say(block.passage, "authority")
            return
        if block.kind == "row" and self._read_row(block):
            return
        if self._reads_statute(block):
            return
        recites = any(hit.row.gives["opens"] == "statute" for hit in self._lexicon.accepted("zones", words))
        self._statute = recites and words.endswith((":", "which", ";", ",", "-"))
        if block.kind == "quoted" or (_QUOTED.match(words) and self._section in ("header", *DECIDING)):
            self._read_quoted(block, following)
            return
        if self._section == "header" and (
            opens == "answer" or (self._begun and self._said_in(words) & set(_DECISIONS))
        ):
            self._section = "answer"
        if self._read_under_label(block, following, opens):
            return
        if self._section in _REASONS and self._turns_from_reasons(words, opens):
            self._section, self._filing = "answer", Filing()
        if self._filing.announces in _FACTORS and self._weighs(words):
            # The last factor and what comes of all of them stand under one heading.
            self._section, self._filing = "balance", Filing("balance", (), self._number)
        if opens == "rights" and self._section != "rights":
            self._enter("rights")
            self._filing = Filing("rights", (), self._number)
        told = self._lexicon.first("told", words) if self._section in ("header", "answer") and not self._asked else None
        if told:
            self._read_told(block.passage, told.stop - len(told.groups["told"]))
        elif self._section in ("header", "answer") and _LETTERED.match(words):
            self._say_run_on(block.passage, ())
        else:
            # Behind several questions that were put in a row it answers them all.
            self._labels = self._labels if len(self._run) < 2 else ()
            self._say(block.passage, "authority")

    def _reads_statute(self, block: Block) -> bool:
        """Whether a block prints the words of the Act: by what it says, or as an item of a list that does."""
        words = block.passage.words
        enacts = _ENACTS.match(words) is not None
        printed = enacts or (self._statute and (block.kind == "item" or _QUOTED.match(words) is not None))
        if enacts:
            self._statute = words.endswith((":", "-", ",", "if"))
        if printed:
            self._say(block.passage, "statute")
        return printed

    def _leads_to_questions(self, words: str, following: Block | None) -> bool:
        """Whether a list of questions follows, whatever the words that lead to it."""
        if self._asked or following is None or not _LEADS.search(words) or _SPEAKS_OF_ANSWERS.search(words):
            return False
        if any(hit.row.gives["opens"] == "statute" for hit in self._lexicon.accepted("zones", words)):
            return False  # 'requires the force to give you a notice which:'
        if self._section != "header" and not (self._section == "answer" and _YOU.search(words)):
            return False
        put = following.passage.words
        counted = _COUNTED.match(put)
        first = following.label.strip("().").lower() in ("1", "a", "i", "q1", "qa") or (counted and counted[1] == "1")
        return bool(first) and (_YOU.search(words) is not None or asks(put[counted.end() :] if counted else put))

    def _turns_from_reasons(self, words: str, opens: str | None) -> bool:
        """Whether words behind the reasons for a refusal refuse anew, or answer another question."""
        anew = opens == "exemptions" and self._refuses(words)
        if anew or (_TURNS_TO.match(words) is not None and _REASONED.search(words) is None):
            return True
        said = self._said_in(words)
        asked = set(labels_named(words))
        refused = bool(asked & self._refused) and said <= {"ncnd", "withheld"}
        return bool(said) and (_ADDS.match(words) is not None or (bool(asked) and not refused))

    def _said_in(self, words: str, *, weakly: bool = False) -> set[str]:
        """The positions that words take.

        Args:
            weakly: also those that only follow from them: that there is no duty to confirm or deny.
        """
        hits = self._lexicon.accepted("positions", words[:LONGEST_SENTENCE], "answer")
        return {hit.row.gives["position"] for hit in hits if weakly or not hit.row.gives.get("weak")}

    def _read_quoted(self, block: Block, following: Block | None) -> None:
        """Words in quotation marks: the request above the answer, the law in it; what bears a label was asked."""
        labels = (
            labels_of(block.label, self._main_label) if block.label and self._section in ("header", "answer") else ()
        )
        if labels:
            self._take_labels(block, labels)
            self._note_asked(labels, block.passage.words)
        asked = labels or self._section == "header"
        self._say(block.passage, "requester" if asked else "statute", labelled=bool(labels))
        if labels and following is not None and not following.passage.words.startswith('"'):
            self._section = "answer"  # each question is quoted over its answer

    def _read_under_label(self, block: Block, following: Block | None, opens: str | None) -> bool:
        """A block that a label, or its place in a list, makes a question or an answer to one."""
        labels = labels_of(block.label, self._main_label) if block.label else self._turn_of(block, following)
        if block.label and self._numbers_a_reason(block.label):
            return False
        bar = block.passage.words.find(" | ")
        if labels and bar > 0 and self._section in ("header", "answer") and not set(labels) & set(self._asked):
            # A table whose first column lists what was asked for, and whose second says what became of it.
            self._section, self._labels = "answer", labels
            self._note_asked(labels, block.passage.words[:bar])
            self._say(block.passage.cut(0, bar), "requester", labelled=True)
            self._say(block.passage.cut(bar + 3), "authority", labelled=True)
            return True
        if labels and (self._answers_a_question(block, labels) or self._asks_anew(block, labels, following)):
            self._read_labelled(block, labels, opens, following)
            return True
        words = block.passage.words
        alone = block.kind in ("line", "heading") or _stands_over_answer(words)
        named = self._questions_named(words) if alone else ()
        if named:
            self._labels = named
            self._say(block.passage, "authority")
        return bool(named)

    def _numbers_a_reason(self, label: str) -> bool:
        """Whether a label counts the arguments under the heading of one side, from the first on."""
        place = _place_in_list(label) if self._filing.announces in _FACTORS else 0
        begins = place == 1 and self._filing.heading == self._number - 1
        self._reason = place if begins or (self._reason and place == self._reason + 1) else 0
        return self._reason > 0

    def _read_row(self, block: Block) -> bool:
        """A row of a table that puts a question and answers it: '| 2 | How many? | None |'."""
        words, cells, at = block.passage.words, [], 0
        for cell in words.split("|"):
            if cell.strip(" *_"):
                cells.append((at, at + len(cell)))
            at += len(cell) + 1
        label = words[slice(*cells[0])].strip(" .*_") if cells else ""
        known = labels_of(label, "") if len(cells) == 2 and _ROW_LABEL.fullmatch(label) else ()
        if known and set(known) <= set(self._asked):
            # '| 2 | None |': the answer behind the label of a question put above.
            self._section, self._filing, self._labels = "answer", Filing(), known
            self._say(block.passage.cut(*cells[-1]), "authority", labelled=True)
            return True
        labels = labels_of(label, "") if len(cells) > 2 and _ROW_LABEL.fullmatch(label) else ()
        asked = cells[-2] if len(cells) in (2, 3) else (0, 0)
        item = _ROW_ITEM.match(words, *asked) if len(cells) == 2 else None
        if item:
            labels, asked = labels_of(item[1], ""), (item.end(), asked[1])
        elif not asks(words[slice(*asked)].strip()) or (len(cells) == 3) != bool(labels):
            return False
        self._section, self._filing, self._in_turn = "answer", Filing(), True
        self._labels = labels or (ordinal(len(self._asked) + 1),)
        self._note_asked(self._labels, words[slice(*asked)].strip())
        self._say(block.passage.cut(*asked), "requester", labelled=True)
        self._say(block.passage.cut(*cells[-1]), "authority", labelled=True)
        return True

    def _turn_of(self, block: Block, following: Block | None) -> tuple[str, ...]:
        """The place in their order of a question without a label, put in a list whose items are answered in turn."""
        words = block.passage.words
        if following is None or self._section in ("rights", "closing") or following.passage.words.endswith("?"):
            return ()
        if block.kind == "item":
            if following.kind in ("item", "heading") or asks(following.passage.words):
                return ()
            put = words.endswith("?") or (self._in_turn and bool(self._asked))
        else:
            asked = words.endswith("?") or _ASKS_ON.search(words) or (self._in_turn and _BIDS.match(words))
            put = bool(asked) and block.kind != "row" and not _RHETORICAL.search(words)
        begins = self._section in ("header", "answer") or self._in_turn
        unlabelled = all(label in ORDER for label in self._asked)
        if not (unlabelled and put and begins) or self._names_exemptions(words):
            return ()
        return (ordinal(len(self._asked) + 1),)

    def _decides(self, words: str, *, opens: bool = False) -> bool:
        """Whether words refuse, or say what the refusal relies on: no requester does.

        Args:
            opens: whether they are the first under a heading of the request; who writes a request may begin with
                what he believes is held.
        """
        if words.endswith("?") or _REQUESTER_SAYS.search(words):
            return False
        if any(not _WISHES.search(one) and self._names_exemptions(one) for one in (words, *STOP.split(words))):
            return True
        # 'Whether it is held can be neither confirmed nor denied' begins as a question does.
        if "ncnd" in self._said_in(words, weakly=True):
            return True
        return not asks(words) and not self._said_in(words).isdisjoint(_OUTRIGHT if opens else _DECISIONS)

    def _names_exemptions(self, words: str) -> bool:
        """Whether words rely on exemptions, or argue about them."""
        if not sections_named(words):
            return False
        relied = self._lexicon.accepted("reliance", words[:LONGEST_SENTENCE])
        return any(hit.row.gives["role"] != "none" for hit in relied)

    def _questions_named(self, words: str) -> tuple[str, ...]:
        """The questions that a line names which stands over their answer: 'Part 3, and Part 4 as far as ...'."""
        named = _NAMES_QUESTIONS.match(words) if self._asked and self._section in ("header", *DECIDING) else None
        if named is None or words.endswith("?") or (words.endswith(".") and not _stands_over_answer(words)):
            return ()
        listed = named["list"].split(" for ")[0]  # 'point 1 for 2012 - 2014'
        labels = list(labels_of(listed, "")) if _RANGE.search(listed) else []
        labels = labels or [label.strip("()").lower() for label in _NAMED.findall(listed)]
        return tuple(dict.fromkeys(labels)) if labels and all(label in self._asked for label in labels) else ()

    def _refuses(self, words: str) -> bool:
        position = self._lexicon.first("positions", words[:LONGEST_SENTENCE])
        return position is not None and position.row.gives["position"] in ("ncnd", "withheld")

    def _weighs(self, words: str) -> bool:
        return any(
            hit.row.gives["section"] == "balance"
            for hit in self._lexicon.accepted("paragraphs", words[:LONGEST_SENTENCE])
        ) or any(
            hit.row.gives["direction"] != "implied" and hit.row.tier == "sure"
            for hit in self._lexicon.accepted("balances", words)
        )

    def _read_told(self, passage: Passage, start: int) -> None:
        """What the requester asked, told in a sentence of the authority: 'you asked (a) whether ..., (b) how many'."""
        stop = next((match.end() for match in STOP.finditer(passage.words, start)), len(passage.words))
        self._say(passage.cut(0, start), "authority")
        section, self._section = self._section, "request"
        told = passage.cut(start, stop)
        starts = [match.start() for match in (*_LETTERED.finditer(told.words),)]
        starts = starts or [match.end() for match in _ASKED_TOO.finditer(told.words)]
        lettered = _LETTERED.search(told.words) is not None
        for first, last in zip([0, *starts], [*starts, len(told.words)], strict=True):
            piece = told.cut(first, last)
            label = _LETTERED.match(piece.words)
            self._labels = labels_of(label[0], "") if label else ()
            self._note_asked(self._labels, piece.words)
            if piece.words.strip(" ,;:-") and (label or not lettered):
                self._say(piece, "requester", labelled=bool(label))
        # What follows the request is its answer, if it does not go on: 'You also asked ...'.
        self._section, self._labels = ("answer" if section == "header" else section), ()
        rest = passage.cut(stop)
        also = self._lexicon.first("told", rest.words[: next((m.start() for m in STOP.finditer(rest.words)), None)])
        if also:
            self._read_told(rest, also.stop - len(also.groups["told"]))
        elif rest.words:
            self._say(rest, "authority")

    def _read_labelled(self, block: Block, labels: tuple[str, ...], opens: str | None, following: Block | None) -> None:
        """A block under the label of a question: the question again, or what answers it."""
        if self._section != "answer":
            self._section, self._filing = "answer", Filing()
        self._take_labels(block, labels)
        words = block.passage.words
        known = all(label in self._asked for label in labels)
        again = words.endswith("?") or any(words[:_BEGINNING] == self._asked.get(label) for label in labels)
        asked = (
            again if known else (asks(words) and opens in {None, "request"}) or self._is_put(block, labels, following)
        )
        stop = words.find("?") + 1
        if known and words[:_BEGINNING] == self._asked[labels[0]] and 0 < stop < len(words) and not asks(words[stop:]):
            # 'How many? - 14': the question again, and its answer behind it.
            self._say(block.passage.cut(0, stop), "requester", labelled=True)
            answer = block.passage.cut(stop)
            self._say_run_on(answer.cut(len(answer.words) - len(answer.words.lstrip(":- "))), labels)
        elif asked and not is_of_answer(block.label):
            self._note_asked(labels, words)
            self._in_turn = True
            stop = self._end_of_question(block.passage, following)
            self._say(block.passage.cut(0, stop), "requester", labelled=True)
            if block.passage.cut(stop).words:
                self._say(block.passage.cut(stop), "authority", labelled=True)
        else:
            self._say_run_on(block.passage, labels)

    def _end_of_question(self, passage: Passage, following: Block | None) -> int:
        """Where a question ends that is answered in the same block, since the next block answers nothing."""
        words = passage.words
        refused = (match.end() for match in _BEHIND_QUESTION.finditer(words) if self._decides(words[match.end() :]))
        if (stop := next(refused, None)) is not None:
            return stop
        answered = following is not None and not following.label and following.kind not in ("line", "heading")
        ends = [match.end() for match in STOP.finditer(words)]
        if answered or not ends or asks(words[ends[0] :]) or words.endswith("?"):
            return len(words)
        return ends[0]

    def _say_run_on(self, passage: Passage, labels: tuple[str, ...]) -> None:
        """'Yes. (b) Four. (c) None.' under (a): the answers that run on in one paragraph, each under its label."""
        start = 0
        for mark in _LETTERED.finditer(passage.words):
            following = labels_of(mark[0], self._main_label)
            begins = passage.words[start : mark.start()].endswith((". ", "; ")) or (not mark.start() and not labels)
            if begins and set(following) <= set(self._asked):
                self._say_under(labels, passage.cut(start, mark.start()))
                start, labels = mark.end(), following
        self._say_under(labels, passage.cut(start))

    def _say_under(self, labels: tuple[str, ...], passage: Passage) -> None:
        if passage.words:
            self._labels = labels or self._labels
            self._say(passage, "authority", labelled=bool(labels))

    def _note_asked(self, labels: tuple[str, ...], words: str) -> None:
        for label in labels:
            self._asked.setdefault(label, words[:_BEGINNING])
            self._run[label] = None

    def _take_labels(self, block: Block, labels: tuple[str, ...]) -> None:
        self._labels = labels
        if is_numbered(block.label) or len(labels) > 1:
            digits = re.match(r"\d+", labels[-1])
            self._main_label = digits[0] if digits else self._main_label

    def _answers_a_question(self, block: Block, labels: tuple[str, ...]) -> bool:
        """Whether a labelled block answers a question, or only numbers a list of its own."""
        if self._section in ("rights", "closing", "request"):
            return False
        if not self._asked:
            return self._section in ("header", "answer") and is_numbered(block.label)
        if is_of_answer(block.label) and all(asked in ORDER for asked in self._asked):
            return True  # 'Response 2', where the copy has lost the numbers of the questions
        return any(
            label == asked or _number_of(asked) == label or _number_of(label) == asked
            for label in labels
            for asked in self._asked
        )

    def _asks_anew(self, block: Block, labels: tuple[str, ...], following: Block | None) -> bool:
        """Whether a labelled block outside the request puts a question: letters repeat each above its answer."""
        if self._is_put(block, labels, following):
            return True
        named = _names_question(block.label) and asks(block.passage.words)  # also behind the reasons for an answer
        if self._section not in ("header", "answer"):
            return named and self._section not in ("rights", "closing")
        if not is_numbered(block.label):
            # A letter may number anything; the first of them, over a question, begins the questions.
            return not self._asked and labels[0] in ("a", "i") and block.passage.words.endswith("?")
        return block.passage.words.endswith("?") or block.label.startswith("q")

    def _is_put(self, block: Block, labels: tuple[str, ...], following: Block | None) -> bool:
        """Whether a block is a question because of where it stands, though it may not be worded as one."""
        if labels[0] in self._asked or self._section in ("rights", "closing"):
            return False
        answer = (following.passage.words or following.label) if following is not None else ""
        if following is not None and not asks(answer) and self._names_a_thing(block, following):
            return True
        if _ANNOUNCED_ANSWER.match(answer) or _ANSWERS.match(answer) or labels[0] in ORDER:
            return True
        last = next(reversed(self._asked), "")
        return self._in_turn and _follows(last, labels[0]) and not self._refuses(block.passage.words)

    def _names_a_thing(self, block: Block, following: Block) -> bool:
        """Whether a block under the first or next label only names a thing, and an answer or another follows."""
        label = labels_of(block.label, self._main_label)[0] if block.label else ""
        last = next(reversed(self._asked), "")
        begins = label in ("1", "a", "i") if not self._asked else _comes_after(last, label)
        stands_over = following.label != block.label and following.kind in ("paragraph", "line", "item")
        return begins and stands_over and _NAMES_A_THING.fullmatch(block.passage.words.strip(" .")) is not None

    def _argues_for(self, text: str, rest: str) -> bool:
        """Whether a section that was named before is named again over what is argued for it."""
        named = sections_named(text) if _ONLY_A_SECTION.fullmatch(text) else ()
        return bool(named) and len(rest) >= _LEAST_ARGUED and rest[:1].isupper() and set(named) <= self._named

    def _heads_argument(self, text: str, following: Block | None) -> bool:
        """Whether a section on a line of its own, and no list, heads what the next paragraph argues for it."""
        if following is None or following.kind != "paragraph" or not self._argues_for(text, following.passage.words):
            return False
        above = self.sentences[-1]
        listed = above.block == self._number - 1 and _BEGINS_WITH_SECTION.match(above.words) is not None
        return not listed and not sections_named(following.passage.words[:_LONGEST_HEADING])

    def _announced(self, text: str) -> Hit | None:
        """What a heading announces; 'Decision' below factors is what comes of them, and elsewhere the answer."""
        below = self._section in _REASONS
        hits = (hit for hit in self._lexicon.accepted("headings", text) if below or not hit.row.gives.get("of_reasons"))
        return next((hit for hit in hits if self._several or not hit.row.gives.get("several")), None)

    def _leads_in(self, hit: Hit, text: str) -> bool:
        """Whether a sentence stands over reasons, and neither asks for them in a request nor concludes from them."""
        concluded = (one.row.gives["direction"] for one in self._lexicon.accepted("balances", text))
        over_reasons = hit.row.gives["announces"] in REASONING and self._section != "request"
        # 'The strongest reason for an answer is accountability' gives the reason itself.
        over_reasons = over_reasons and not (hit.row.gives["announces"] in _FACTORS and _NAMES_REASON.search(text))
        return over_reasons and all(direction == "implied" for direction in concluded)

    def _stands_over_reasons(self, text: str, following: Block | None) -> bool:
        """Whether a section that is set in bold heads what is argued for it, and is not one of a list."""
        if following is None or following.kind != "paragraph" or not _BEGINS_WITH_SECTION.match(text):
            return False
        first = following.passage.words[:_LONGEST_HEADING].split(".")[0]
        hit = self._lexicon.first("headings", first)
        return hit is not None and hit.row.gives["announces"] in REASONING

    def _heading_of(self, block: Block, following: Block | None) -> tuple[int, str, tuple[str, ...]] | None:
        """Where a heading at the beginning of the block ends, what it announces, and the sections it names."""
        words = block.passage.words
        asked = block.kind == "item" and is_numbered(block.label) and (asks(words) or self._goes_on_asking(block))
        heads_argument = block.kind in ("heading", "line") and self._heads_argument(words.strip(" :-*_."), following)
        listed = not block.bold and not heads_argument and self._is_of_list(words, following)
        if block.kind in ("quoted", "row") or asked or listed:
            return None
        if len(words) <= _LONGEST_HEADING and (not words.endswith((".", "?")) or self._asks_of_rights(block)):
            text = _ANNEX.sub("", words).strip(" :-*_.") or words
            set_apart = block.kind in ("heading", "line")
            hit = self._announced(text)
            # A paragraph that is no sentence may be a heading that was too long for a line.
            wordy = hit is not None and hit.row.gives["announces"] in REASONING
            if hit and (set_apart or wordy or block.kind == "item" or words.endswith(":")):
                return len(words), hit.row.gives["announces"], sections_named(text)
            named = sections_named(text)
            if set_apart and named and self._section in _REASONS and (block.bold or _BEGINS_WITH_SECTION.match(text)):
                return len(words), self._section, named
            annexed = self._section == "closing" and self._filing == Filing("closing", (), self._number - 1)
            heads_annex = annexed and set_apart and _BEGINS_WITH_SECTION.match(text) is not None
            set_in_bold = block.bold and self._section in DECIDING and self._stands_over_reasons(text, following)
            if named and (heads_annex or set_in_bold or heads_argument):
                return len(words), "exemptions", named
            if not named and (title := self._title(block, text)):
                return len(words), title, ()
        for end in _RUN_IN.finditer(words[:_LONGEST_LEAD]):
            text = words[: end.start()].strip(" :-*_.")
            # What was set in italics, or a sentence that leads others in: only one over reasons is believed.
            by_stop = end[0].startswith((".", "?"))
            hit = self._announced(text)
            if hit is None and end.start() < _LONGEST_HEADING and self._argues_for(text, words[end.end() :]):
                filed = self._filing.announces if self._filing.announces in _FACTORS else "harm"
                return end.end(), filed, sections_named(text)
            if (
                hit is not None
                and (end.start() < _LONGEST_HEADING or by_stop)
                and hit.row.gives.get("run_in", True)
                and (not by_stop or self._leads_in(hit, text))
                and not _BEGINS_WITH_DAY.match(words, end.end())  # 'Request received: 6 May 2025' heads nothing
            ):
                return end.end(), hit.row.gives["announces"], sections_named(text)
            if by_stop:
                break
        return None

    def _goes_on_asking(self, block: Block) -> bool:
        """Whether a block bears the next number in a list of questions, though it may look like a heading."""
        last = next(reversed(self._asked), "")
        return self._section == "request" and bool(last) and _follows(last, labels_of(block.label, "")[0])

    def _asks_of_rights(self, block: Block) -> bool:
        """Whether a question heads the rights, 'Not happy with our answer?', or one side; over others none is put."""
        words = block.passage.words
        hit = self._announced(words) if words.endswith("?") and block.kind in ("heading", "line") else None
        heads = ("rights", *_FACTORS) if self._section != "request" else ("rights",)
        return hit is not None and hit.row.gives["announces"] in heads

    def _is_of_list(self, words: str, following: Block | None) -> bool:
        """Whether a line of an answer lists an exemption by its name, or announces such a list."""
        if self._section not in DECIDING:
            return False
        listed = following.passage.words if words.endswith(":") and following is not None else words
        roles = (hit.row.gives["role"] for hit in self._lexicon.accepted("reliance", listed[:LONGEST_SENTENCE]))
        return bool(sections_named(listed)) and "line" in roles

    def _title(self, block: Block, text: str) -> str:
        """What a heading announces that is known by its shape alone; nothing where the block is none."""
        if block.kind == "heading" and self._is_title(text):
            return "other"
        # Behind what was answered before, 'What I have found' heads the findings.
        ends_earlier = self._quotes_earlier and block.kind == "line" and not block.label and self._is_title(text)
        return "response" if ends_earlier else ""

    def _is_title(self, text: str) -> bool:
        """Whether words that are set apart are a heading, though the lexicon does not know it."""
        short = len(text.split()) <= _LONGEST_TITLE and text[:1].isalpha() and not re.search(r"\d", text)
        # In the request only behind the numbered questions: people set parts of their questions in bold too.
        return short and (self._section != "request" or bool(self._asked))


def _stands_over_answer(words: str) -> bool:
    """Whether a paragraph that names questions says no more than that their answer follows."""
    return _ANSWER_FOLLOWS.search(words) is not None or _ONLY_TURNS_TO.fullmatch(words) is not None


def _place_in_list(label: str) -> int:
    """The place that a label gives what it stands before: 2 for '2.', 'b)' and '(ii)'; nought where it gives none."""
    label = label.strip("().:- ").lower()
    if label in _ROMAN:
        return _ROMAN.index(label) + 1
    if label.isdigit():
        return int(label)
    return ord(label) - ord("a") + 1 if len(label) == 1 and "a" <= label <= "z" else 0


def _next_in_run(block: Block) -> re.Match[str] | None:
    """The next number of a list that runs on in one paragraph: '... 2) Confirm that ...' behind '1)'."""
    if not block.label.isdigit():
        return None
    number = int(block.label) + 1
    return re.search(
        rf"""(?:(?<=[.;?!:)"'])\s+\(?|\s+(?=\d+\))|\s+\()({number})[.)]\s+(?=["']?[A-Z])""", block.passage.words
    )


def _follows(last: str, label: str) -> bool:
    """Whether a label is the next after another: d after c, 4 after 3."""
    if last.isdigit() and label.isdigit():
        return int(label) == int(last) + 1
    return len(last) == len(label) == 1 and ord(label) == ord(last) + 1


def _comes_after(last: str, label: str) -> bool:
    """Whether a label is the next after another, or a greater number."""
    return _follows(last, label) or (last.isdigit() and label.isdigit() and int(label) > int(last))


def _names_question(label: str) -> bool:
    """Whether a printed label says itself that a question stands behind it: ``Question 2``, ``Q2``."""
    return label.lower().startswith("q") and is_numbered(label)


def _number_of(label: str) -> str:
    """The number of a label without its letters: 3 of 3b."""
    return label.rstrip("abcdefghijklmnopqrstuvwxyz")
