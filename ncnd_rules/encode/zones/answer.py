"""The answer, and what stands behind it: the authority's words, and those that it quotes or tells."""

import re

from ncnd_rules.encode.labels import LETTERED, ORDER, labels_named, labels_of
from ncnd_rules.encode.lexicon import Lexicon
from ncnd_rules.encode.page import ARGUING, FACTORS, Filing
from ncnd_rules.encode.sentences import STOP, asks, split
from ncnd_rules.encode.zones.asked import marks_points, say_asked
from ncnd_rules.encode.zones.labelled import Labelled
from ncnd_rules.encode.zones.questions_put import QuestionsPut
from ncnd_rules.encode.zones.recited import is_quoted, read_statute, recites
from ncnd_rules.encode.zones.said import DECISIONS, OF_RIGHTS, positions_in, refuses, takes_leave, weighs
from ncnd_rules.encode.zones.transcript import Transcript
from ncnd_rules.reading import Block, Passage

_ROW_LABEL = re.compile(r"(?i)(?:q(?:uestion)?\.? ?)?\(?\d{1,2}\)?[a-z]?|\([a-z]\)")
_ROW_ITEM = re.compile(r"\s*(\((?:\d{1,2}|[a-h]|[ivx]{1,4})\)|\d{1,2}[.)])\s")
# 'Date of response | 29 June 2015': what heads a letter, and no question.
_OF_THE_LETTER = re.compile(
    r"(?i)\W*(?:date|day|reference|ref|number|name|subject)s? (?:of|for) (?:the |your |our |this )?(?:foi |original )?"
    r"(?:request|response|reply|receipt|issue|decision|letter|answer|publication|applicant|requester)\W*"
)
_LETTER = re.compile(r"(?i)[a-z]")  # the line below the head of a table has none
_ADDS = re.compile(
    r"(?i)(?:beyond|in addition|additionally|furthermore|moreover|separately|apart from|other than|save for|"
    r"with the exception of|(?:as (?:to|for|regards)|regarding|concerning) (?:the existence of )?any (?:additional|"
    r"further|other|remaining))\b"
)
_ASKED_TOO = re.compile(
    rf"(?i)[,;] (?:and )?(?:(?:{'|'.join(ORDER)}|last|final)(?:ly)?,? )?"
    r"(?=(?:how (?:much|many|often|long)|whether|what|which|when|where|why|who|if)\b|"
    r"(?:for )?(?:copies|a copy|details|the (?:number|cost|names?)) of\b)|,? (?:together with|as well as|and also) |"
    r"; (?:and |or )?(?:(?:also|lastly|finally),? )?(?=(?:for|about|any|the|all|each|every)\b)|"
    r"[,;] (?:and |or )?(?:(?:also|lastly|finally),? )?"
    r"(?=to (?:know|see|learn|have|receive|find out|be (?:told|given|sent))\b)|"
    r" and (?=whether\b|how (?:many|much|often)\b|(?:to|for|by|at|from|on|under|with) (?:which|what|whom)\b)"
)
_BEGINS_COUNT = re.compile(r"(?i)(?:first(?:ly)?|one),? (?=(?:how|what|which|whether|who|when|where|why|if|the|an?)\b)")
# 'The first asked how many boats were seen. We saw nine.': a question that is told over its answer.
_TOLD_IN_ORDER = re.compile(
    rf"(?i)(?:^|(?<=[.:] ))(?:and |finally,? |lastly,? )?(?:in |at )?(?:the|your) (?P<place>{'|'.join(ORDER)})"
    r"(?P<named> (?:question|part|limb|point|request|element|query))?"
    r"(?: of (?:them|these|your (?:request|questions)))?,? "
    r"(?:(?:you )?(?:asked|asks|seeks|sought|requested|wanted|wished)|"
    r"(?(named)(?:was|is)|(?:was|is)(?= (?:for|about) [\"']| (?:whether|how)\b)))(?: us)?"
    r"(?: to (?:know|be told|see|learn|have))?(?: about| for)? "
    r"[\"']?(?P<told>(?:whether|if|how|what|which|when|where|why|who|the|an?|any|all|copies|details)\b.*)"
)
_LEANS = re.compile(r"(?i)(?:(?:and|what for|where|when|why|by whom|how|how often|who)\b ?)+(?:[,;.]|$)")
_TURNS_TO = re.compile(
    r"(?i)(?:(?:our )?(?:answer|reply|response) (?:to|for)|as (?:to|for|regards)|in (?:answer|response|reply) to|"
    r"turning to|with regard to|regarding|please be advised that the answer to|our searches (?:have )?show\w*|"
    r"there is no record of|we have (?:also )?searched|enquiries (?:have )?show\w*)\b"
    r".{0,40}?\b(?:questions?|parts?|points?|requests?|items?|q|this|information)\b"
)
_REASONED = re.compile(r"(?i)\b(?:public interest|harm\w*|prejudice|sections? \d|s\.? ?\d\d|would|could|balance)\b")


class Answer:
    """Reads the blocks outside the request."""

    def __init__(self, lexicon: Lexicon, transcript: Transcript, questions: QuestionsPut) -> None:
        self._lexicon = lexicon
        self._transcript = transcript
        self._questions = questions
        self._labelled = Labelled(lexicon, transcript, questions)
        self.in_rows = False  # whether a table goes on whose rows each put a question and answer it

    def read(self, block: Block, following: Block | None, opens: str | None) -> None:
        """A block outside the request.

        Args:
            opens: the section that its words open.
        """
        transcript, words = self._transcript, block.passage.words
        self.in_rows = self.in_rows and block.kind == "row"
        if takes_leave(words, self._lexicon):
            transcript.enter("closing")
            transcript.say(block.passage, "authority")
            return
        if (block.kind == "row" and self._read_row(block)) or read_statute(block, transcript):
            return
        transcript.recites = recites(words, self._lexicon) and words.endswith((":", "which", ";", ",", "-"))
        if block.kind == "quoted" or (is_quoted(words) and transcript.is_answering):
            self._read_quoted(block, following)
            return
        if transcript.section == "header" and (
            opens == "answer" or (transcript.begun and positions_in(words, self._lexicon) & set(DECISIONS))
        ):
            transcript.section = "answer"
        if self._repeats_question(block, following) or self._labelled.read(block, following, opens):
            return
        if transcript.section == "rights" and not OF_RIGHTS.search(words) and refuses(words, self._lexicon):
            transcript.turn_to("answer")  # 'Complaints' was the title of an answer
        if transcript.section in ARGUING and self._turns_from_reasons(words, opens):
            transcript.turn_to("answer")
            transcript.labels = self._questions.named_over_answer(words) or transcript.labels
        passage = block.passage
        if transcript.filing.announces in FACTORS and not self._heads_balance(following):
            passage = self._say_factors(passage)
        if opens == "rights" and transcript.section != "rights":
            transcript.enter("rights")
            transcript.filing = Filing("rights", (), transcript.block)
        self._say(passage)

    def _repeats_question(self, block: Block, following: Block | None) -> bool:
        """Whether a block repeats a question over its answer, also behind the reasons and in an annex."""
        transcript, questions, words = self._transcript, self._questions, block.passage.words
        behind = transcript.section in ("exemptions", "notice", "closing", *ARGUING)
        # Among the answers it is read by its label, or by its place where none has one.
        among = transcript.section == "answer" and not (block.label or questions.are_unlabelled)
        again = questions.put_again(words) if behind or among else ()
        if following is None or not again or asks(following.passage.words):
            return False
        transcript.turn_to("answer")
        transcript.go_under(block.label, again)
        questions.in_turn = True
        transcript.say(block.passage, "requester", labelled=True)
        return True

    def _heads_balance(self, block: Block | None) -> bool:
        """Whether a block is the heading of what comes of the weighing."""
        hit = self._lexicon.first("headings", block.passage.words.strip(" :-*_.")) if block is not None else None
        return hit is not None and hit.row.gives["announces"] == "balance"

    def _say_factors(self, passage: Passage) -> Passage:
        """Factors, where what comes of all stands behind them under the same heading; and what is left to say.

        The first paragraph under the heading has factors for certain, a later one may be about the balance as a whole.
        """
        transcript = self._transcript
        first = transcript.sentences[-1].is_heading
        at = 0
        for piece in split(passage):
            at = passage.words.index(piece.words, at)
            if weighs(piece.words, self._lexicon):
                if at and first:
                    transcript.say(passage.cut(0, at), "authority")
                    passage = passage.cut(at)
                transcript.section, transcript.filing = "balance", Filing("balance", (), transcript.block)
                return passage
        return passage

    def _say(self, passage: Passage) -> None:
        """What the authority says under no label of its own."""
        transcript, questions, words = self._transcript, self._questions, passage.words
        answering = transcript.section in ("header", "answer")
        told = self._lexicon.first("told", words) if answering and not questions else None
        if told:
            self._say_told(passage, told.stop - len(told.groups["told"]))
        elif answering and (ordered := _TOLD_IN_ORDER.search(words)) and self._is_next(ordered["place"].lower()):
            self._say_told_over_answer(passage, ordered.start("told"), ordered["place"].lower())
        elif answering and LETTERED.match(words):
            self._labelled.say_run_on(passage, ())
        else:
            if len(questions.run) > 1:
                # Behind several questions that were put in a row it answers them all.
                among_others = questions.in_turn and len(questions.run) < len(questions.labels)
                transcript.labels = tuple(questions.run) if among_others else ()
            transcript.say(passage, "authority")

    def _is_next(self, place: str) -> bool:
        """Whether a question of some place in their order is the next, where none bore a label."""
        questions = self._questions
        return questions.are_unlabelled and questions.next_place == place

    def _say_told_over_answer(self, passage: Passage, start: int, label: str) -> None:
        """A question that the authority tells by its place in the request, and in the same paragraph answers."""
        transcript = self._transcript
        stop = next((match.end() for match in STOP.finditer(passage.words, start)), len(passage.words))
        transcript.turn_to("answer")
        transcript.say(passage.cut(0, start), "authority")
        transcript.labels = (label,)
        self._questions.in_turn = True
        self._questions.put((label,), passage.words[start:stop])
        transcript.say(passage.cut(start, stop), "requester", labelled=True)
        if passage.cut(stop).words:
            transcript.say(passage.cut(stop), "authority", labelled=True)

    def _turns_from_reasons(self, words: str, opens: str | None) -> bool:
        """Whether words behind the reasons for a refusal refuse anew, or answer another question."""
        anew = opens == "exemptions" and refuses(words, self._lexicon)
        if anew or (_TURNS_TO.match(words) is not None and _REASONED.search(words) is None):
            return True
        adds, asked = _ADDS.match(words) is not None, set(labels_named(words))
        if not (adds or asked):
            return False  # and the paragraph need not be searched for what it answers
        said = positions_in(words, self._lexicon)
        refused = bool(asked & self._transcript.refused) and said <= {"ncnd", "withheld"}
        return bool(said) and (adds or not refused)

    def _read_quoted(self, block: Block, following: Block | None) -> None:
        """Words in quotation marks: the request above the answer, the law in it; what bears a label was asked."""
        transcript = self._transcript
        may_ask = bool(block.label) and transcript.section in ("header", "answer")
        labels = self._questions.labels_of(block.label) if may_ask else ()
        if labels:
            transcript.go_under(block.label, labels)
            self._questions.put(labels, block.passage.words)
        if transcript.section == "header" and not labels and marks_points(block.passage.words):
            self._say_points(block.passage)
            return
        asked = labels or transcript.section == "header"
        transcript.say(block.passage, "requester" if asked else "statute", labelled=bool(labels))
        if labels and following is not None and not following.passage.words.startswith('"'):
            transcript.section = "answer"  # each question is quoted over its answer

    def _say_points(self, passage: Passage) -> None:
        """A request in quotation marks whose points run on: '"Please tell me (a) how many; and (b) which."'."""
        transcript = self._transcript
        transcript.enter("request")
        say_asked(passage, (), transcript, self._questions)
        transcript.enter("answer")

    def _read_row(self, block: Block) -> bool:
        """A row of a table that puts a question and answers it: '| 2 | How many? | None |'."""
        transcript, questions = self._transcript, self._questions
        words, cells, at = block.passage.words, [], 0
        for cell in words.split("|"):
            if cell.strip(" *_"):
                cells.append((at, at + len(cell)))
            at += len(cell) + 1
        label = words[slice(*cells[0])].strip(" .*_") if cells else ""
        known = labels_of(label, "") if len(cells) == 2 and _ROW_LABEL.fullmatch(label) else ()
        if known and all(one in questions for one in known):
            # '| 2 | None |': the answer behind the label of a question put above.
            transcript.turn_to("answer")
            transcript.labels = known
            transcript.say(block.passage.cut(*cells[-1]), "authority", labelled=True)
            return True
        labels = labels_of(label, "") if len(cells) > 2 and _ROW_LABEL.fullmatch(label) else ()
        asked = cells[-2] if len(cells) in (2, 3) else (0, 0)
        item = _ROW_ITEM.match(words, *asked) if len(cells) == 2 else None
        put = words[slice(*asked)].strip()
        if _OF_THE_LETTER.fullmatch(put):
            return False
        if item:
            labels, asked = labels_of(item[1], ""), (item.end(), asked[1])
        elif not (asks(put) or (self.in_rows and _LETTER.search(put))) or (len(cells) == 3) != bool(labels):
            return False
        transcript.turn_to("answer")
        questions.in_turn = True
        transcript.labels = labels or (questions.next_place,)
        questions.put(transcript.labels, words[slice(*asked)].strip())
        transcript.say(block.passage.cut(*asked), "requester", labelled=True)
        transcript.say(block.passage.cut(*cells[-1]), "authority", labelled=True)
        return True

    def _say_told(self, passage: Passage, start: int) -> None:
        """What the requester asked, told in a sentence of the authority: 'you asked (a) whether ..., (b) how many'."""
        transcript = self._transcript
        stop = next((match.end() for match in STOP.finditer(passage.words, start)), len(passage.words))
        transcript.say(passage.cut(0, start), "authority")
        section, transcript.section = transcript.section, "request"
        told = passage.cut(start, stop)
        begins = _BEGINS_COUNT.match(told.words)
        told = told.cut(begins.end()) if begins else told
        between = [(match.start(), match.start()) for match in LETTERED.finditer(told.words)]
        lettered = bool(between)
        between = between or [
            match.span()
            for match in _ASKED_TOO.finditer(told.words)
            if not _LEANS.match(told.words, match.end())  # 'how many were called, what for, and whether'
        ]
        ends = [*(stop for stop, _ in between), len(told.words)]
        for first, last in zip([0, *(start for _, start in between)], ends, strict=True):
            piece = told.cut(first, last)
            label = LETTERED.match(piece.words)
            transcript.labels = labels_of(label[0], "") if label else ()
            self._questions.put(transcript.labels, piece.words)
            if piece.words.strip(" ,;:-") and (label or not lettered):
                transcript.say(piece, "requester", labelled=bool(label))
        # What follows the request is its answer, if it does not go on: 'You also asked ...'.
        transcript.section, transcript.labels = ("answer" if section == "header" else section), ()
        rest = passage.cut(stop)
        also = self._lexicon.first("told", rest.words[: next((m.start() for m in STOP.finditer(rest.words)), None)])
        if also:
            self._say_told(rest, also.stop - len(also.groups["told"]))
        elif rest.words:
            transcript.say(rest, "authority")
