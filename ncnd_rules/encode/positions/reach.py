"""Which of the questions each position answers, where its words or its place tell."""

import re

from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.positions.clauses import SOME
from ncnd_rules.encode.positions.given import REFUSES
from ncnd_rules.encode.positions.held import Candidate
from ncnd_rules.encode.positions.sought import sought_by
from ncnd_rules.encode.positions.untold import LEAST_SHARED
from ncnd_rules.encode.positions.words import content
from ncnd_rules.encode.questions import Questions, mentioned, speaks_of_rest, topics_in, turns_to_rest
from ncnd_rules.facts import REFUSALS, Authority

_ONLY_SOME = re.compile(rf"(?i)(?:for|in respect of|as to|regarding) {SOME.pattern.removeprefix('(?i)')}[.;]?")
_WHOLE = re.compile(
    r"(?i)\b(?:information|data|records?|documents?|material|what) (?:that |which )?you (?:have |had )?"
    r"(?:requested|asked for|sought|seek)\b|\b(?:requested|all) information\b|\b(?:your|this|the) (?:\w+ )?request\b|"
    r"\b(?:find|see|attached?|enclosed?) (?:attached |enclosed )?our (?:\w+ )?(?:response|reply|answers?)\b"
)
# 'As to whether there is an investigation, we can neither ...': the subject that words turn to.
_AS_TO = re.compile(
    r"(?i)(?:as (?:to|for|regards)|with (?:regards?|respect) to|in (?:relation|respect) (?:to|of)|regarding|concerning|"
    r"turning to|on(?= whether | any | the )) (?:the (?:question|matter) (?:of )?)?(?P<subject>[^,;:.]{3,120})[,;:]"
)
# A share of the question under which it stands: 'Concerning the latter part of D'.
_SHARE = re.compile(
    r"(?i)\b(?:latter|former|(?:first|second|third|last|final) (?:part|limb|half|element|aspect|point|sentence)|"
    r"(?:other|further|remaining) (?:part|limb|half|element|aspect)|(?:part|limb|half|element|aspect) of)\b"
)
# 'The information you asked for about their price', 'The question concerning vans': of all that was asked only that.
_OF_SUBJECT = re.compile(
    r"(?i)(?:your |the )?(?:(?:part|element|aspect|portion) of (?:your|the) (?:request|question)|questions?|"
    r"(?:information|data|details|material) (?:that |which )?you (?:have |had )?(?:requested|asked for|sought|seek)) "
    r"(?:about|regarding|concerning|relating to|in (?:relation|respect) (?:to|of)|as to|on|(?:which|that) asks?)\b"
    r"(?P<subject>[^,;:.]{4,120})"
)
_NONE_HELD = re.compile(
    r"(?i)\W*(?:no (?:\w+ )?(?:information|data|records?|documents?)(?: (?:is|are))?(?: (?:held|recorded))?|"
    r"(?:information )?not (?:held|recorded)|none(?: (?:is|are))?(?: held)?|nil)\W*"
)
# 'This part of your request' is not the whole of it.
_PART_OF = re.compile(
    r"(?i)\b(?:part|point|question|limb|element|aspect)s? (?:of|in) (?:your|the|this) (?:\w+ )?request\b"
)
_GOES_ON = re.compile(
    r"(?i)(?:however,? |but )?(?:(?:the|one|two|three|four|five|six|some|a few|several) "
    r"(?:others?|rest|remainder|remaining|of (?:them|these|those))|it|they|these|those|its|their)\b"
)
_OTHERS_FALL = re.compile(
    r"(?i)\b(?:the )?(?:others?|rest|remainder|remaining|subsequent|following)\b(?: \w+){0,2} "
    r"(?:do(?:es)? not|don't|falls?|fell|(?:is|are) not)(?: therefore)? (?:arise|apply|away|applicable)\b"
)
_SAID_OF = re.compile(
    r"(?i)(?:however,? |unfortunately,? )?(?P<subject>(?:the|these|those|their|its|copies of) [a-z' -]{3,50}?) "
    r"(?:is|are|was|were|has|have|had|can|cannot|will|accompan)\b"
)
_GIVES = re.compile(
    r"(?i)(?:we|i) (?:now |also |therefore )?(?:enclose|attach|include|send|supply|provide|release|disclose|withhold)\b"
    r"(?P<subject>[^.;:]{3,80})"
)
WHO_ANSWERS = content("council trust department university college board office service authority ministry school")
_LONGEST_BARE = 60  # characters of an answer that is a line of its own


def reaching(candidates: list[Candidate], draft: Draft, questions: Questions) -> list[Candidate]:
    """Each position with the questions that it answers."""
    candidates = [_past_lost(one, candidates, questions) for one in candidates]
    candidates = [_past_silence(one, candidates) for one in candidates]
    candidates = [_past_answer(one, candidates, questions) for one in candidates]
    candidates = [_with_its_reach(one, candidates, questions) for one in candidates]
    candidates = [_with_others(one, candidates, questions) for one in candidates]
    candidates = _by_form(_with_vague_reach(candidates, draft), questions)
    candidates = _by_subject(candidates, draft, questions)
    return _of_one_each(candidates, draft, questions)


def less_silent(candidates: list[Candidate], questions: Questions) -> list[Candidate]:
    """What is given or denied of nothing by name, less the questions on which silence is kept by name.

    'It spent £9. We neither confirm nor deny anything on the first two questions' gives what the others ask for.
    """
    everything = questions.ids()
    silent = {
        question
        for one in candidates
        if one.position == "ncnd" and one.scope == "unqualified"
        if mentioned(one.words, questions) or one.sentence.labels  # under 'With regard to point 1'
        for question in one.questions
    }
    rest = tuple(question for question in everything if question not in silent)
    if not rest or not silent:
        return candidates
    return [
        one._replace(questions=rest)
        if one.position in ("disclosed", "not_held")
        and one.questions == everything
        and not one.sentence.labelled
        and not is_of_whole(one.words)
        and mentioned(one.words, questions) is None
        else one
        for one in candidates
    ]


def is_of_whole(words: str) -> bool:
    """Whether words speak of all that was asked for, and not of a part of it."""
    return _WHOLE.search(_PART_OF.sub("", words)) is not None


def _past_lost(one: Candidate, answers: list[Candidate], questions: Questions) -> Candidate:
    """A refusal below the answer to a question that the copy has lost: it may be to the rest of the request."""
    labels = one.sentence.labels
    if one.position not in REFUSALS or one.sentence.labelled or not labels or not questions.has_lost:
        return one
    answered = any(
        other.sentence.labels == labels
        and other.sentence.labelled
        and other.sentence.block < one.sentence.block
        and other.position not in REFUSALS
        for other in answers
    )
    of_lost = one.questions == questions.by_labels(labels) and not set(one.questions) & set(questions.ids())
    return one._replace(questions=(), beyond=True) if answered and of_lost else one


def _past_silence(one: Candidate, answers: list[Candidate]) -> Candidate:
    """What is withheld below a last numbered answer that is silent: the reasons of one above it that withholds.

    '1. The sites are withheld. 2. We neither confirm nor deny that it is held.', and then 'The sites are exempt'.
    """
    own = one.sentence
    if one.position != "withheld" or own.labelled or not own.labels:
        return one
    above = [other for other in answers if other.sentence.labelled and other.sentence.block < own.block]
    its_answers = {other.position for other in above if other.sentence.labels == own.labels}
    withheld = [other for other in above if other.position == "withheld"]
    if its_answers != {"ncnd"} or not withheld:
        return one
    return one._replace(questions=tuple(dict.fromkeys(asked for other in withheld for asked in other.questions)))


def _past_answer(one: Candidate, answers: list[Candidate], questions: Questions) -> Candidate:
    """A silence that turns to something else below the answer to a question: it is not on that question.

    'With regard to point 1 for 2016 ... section 21. With regard to the area, we shall neither ...'
    """
    own = one.sentence
    lead = _AS_TO.match(own.words) if own.labels and not own.labelled else None
    if lead is None or one.position != "ncnd" or one.scope != "unqualified" or mentioned(own.words, questions):
        return one
    above = [
        other
        for other in answers
        if other.sentence.labels == own.labels and other.sentence.block < own.block and other.position != "ncnd"
    ]
    words, under = content(lead["subject"]), questions.by_labels(own.labels)
    asked = {other.id: words & content(questions.words_of((other.id,))) for other in questions.all}
    if not above or not words or _SHARE.search(lead["subject"]) or any(asked.get(question) for question in under):
        return one
    alike = tuple(question for question, shared in asked.items() if shared)
    if not alike and any(other.sentence.labelled for other in above):
        return one  # below 'D.', what nothing else asks of is of D
    turned = one._replace(questions=alike or questions.ids(), sentence=own._replace(labels=()))
    return turned if alike else _less(turned, above)


def _with_vague_reach(candidates: list[Candidate], draft: Draft) -> list[Candidate]:
    """The silence behind which 'For this part of your request.' stands alone is not said to cover any question."""
    for sentence in draft.page.spoken():
        if _ONLY_SOME.fullmatch(sentence.words):
            silences = [
                number
                for number, one in enumerate(candidates)
                if one.position == "ncnd" and one.sentence.number < sentence.number
            ]
            for number in silences[-1:]:
                candidates[number] = candidates[number]._replace(reach="unclear")
    return candidates


def _with_its_reach(one: Candidate, candidates: list[Candidate], questions: Questions) -> Candidate:
    """It with the questions it answers: 'all other questions', or all where it follows the last labelled answer."""
    everything = set(questions.ids())
    if not one.sentence.labelled and speaks_of_rest(one.words) and set(one.questions) == everything:
        return _less(
            one, [other for other in candidates if other.sentence.labelled or set(other.questions) < everything]
        )
    turns = one.position == "ncnd" and one.scope == "unqualified" and not one.sentence.labelled
    if turns and turns_to_rest(one.words.lstrip(" .;")) and mentioned(one.words, questions) is None:
        # A paragraph of its own behind the last answer, whose label it bears no more.
        answers = [other for other in candidates if other.sentence.number < one.sentence.number]
        return _less(one._replace(questions=questions.ids()), answers)
    if one.position == "ncnd" and speaks_of_rest(one.words) and mentioned(one.words, questions) is not None:
        # 'The remainder of questions 1 to 3', of which the third was answered.
        return _less(one, [other for other in candidates if other.position != "ncnd"])
    beyond = one.position == "ncnd" and one.scope in ("further", "covert") and not one.sentence.labelled
    if beyond and one.sentence.labels and mentioned(one.words, questions) is None:
        number = one.sentence.number
        answers = [other for other in candidates if other.sentence.labels and other.position != "ncnd"]
        later = any(
            other.sentence.number > number and (other.sentence.labelled or other.sentence.labels != one.sentence.labels)
            for other in candidates
            if other.sentence.labels
        )
        own = (other for other in answers if other.sentence.labels == one.sentence.labels)
        if not later and any(other.sentence.labelled or other.sentence.block < one.sentence.block for other in own):
            return one._replace(questions=questions.ids())
    return one


def _less(one: Candidate, answers: list[Candidate]) -> Candidate:
    """It with the questions that others do not answer, where there are any."""
    answered = {question for other in answers for question in other.questions}
    rest = tuple(question for question in one.questions if question not in answered)
    return one._replace(questions=rest or one.questions)


def _by_form(candidates: list[Candidate], questions: Questions) -> list[Candidate]:
    """A figure or a name that is told under no label answers the one question whose subject and form it has."""
    sought, everything = sought_by(questions.printed), questions.ids()
    reached = []
    for one in candidates:
        words = one.sentence.words
        told = one.gives.get("tells") and one.questions == everything and not one.sentence.labels
        fit = [asked for asked in sought if asked.is_subject_of(words) and asked.is_given_by(words)] if told else []
        reached.append(one._replace(questions=(fit[0].asked.id,)) if len(fit) == 1 else one)
    return reached


def _by_subject(candidates: list[Candidate], draft: Draft, questions: Questions) -> list[Candidate]:
    """Unlabelled answers of several kinds are matched with the questions whose words they share.

    A letter that gives one thing, withholds another and is silent on a third says by its words which is which.
    """
    everything = questions.ids()
    # What is said of all that was asked for answers every question, and so does what only goes on from it.
    whole = {(one.sentence.block, one.position) for one in candidates if _WHOLE.search(one.words)}
    several = len({one.position for one in candidates}) > 1
    if len(everything) < 2 or not (several or any(_OF_SUBJECT.match(one.sentence.words) for one in candidates)):
        return candidates
    asked = {one.id: content(" ".join(span.quote for span in one.fact.evidence)) for one in questions.printed}
    candidates = [_by_what_it_is_said_of(one, asked, questions) for one in candidates]
    named = next((fact.name for fact in draft.facts if isinstance(fact, Authority)), "")
    common, own_name = frozenset.intersection(*asked.values()), content(named)
    settled: list[Candidate] = []
    for one in candidates:
        of_all = (one.sentence.block, one.position) in whole
        if several and not of_all and (before := _gone_on_with(one, settled)):
            settled.append(one._replace(questions=before))
            continue
        subject = _OF_SUBJECT.match(one.sentence.words)
        if one.questions == everything and not one.sentence.labels and subject:
            settled.append(
                one._replace(questions=_on_subject(content(subject["subject"]) - own_name, asked, everything))
            )
            continue
        if mentioned(one.words, questions) is not None:
            settled.append(one)  # 'None is held for any of your questions' says itself of which
            continue
        if one.questions == everything and not one.sentence.labels and not of_all and several:
            alike = _sharing_words(one, draft, asked, common) or _led_in(one, asked, common)
            settled.append(one._replace(questions=alike) if alike else one)
            continue
        settled.append(one)
    return _without_led(settled, candidates, everything)


def _sharing_words(
    one: Candidate, draft: Draft, asked: dict[str, frozenset[str]], common: frozenset[str]
) -> tuple[str, ...]:
    """The questions that share most words with an answer or its paragraph, in their order; none that shares few."""
    lead = _AS_TO.match(one.sentence.words)  # 'As to whether there is an investigation, we neither ...'
    told = lead[0] if lead else " ".join(other.words for other in draft.page.of_block(one.sentence.block))
    words = content(told) - common
    shared = {question: len(words & own) for question, own in asked.items()}
    most = max(shared.values())
    if most < (1 if lead else LEAST_SHARED):
        return ()
    return tuple(question for question, number in shared.items() if number * 2 > most)


def goes_on(last: Candidate, one: Candidate) -> bool:
    """Whether one goes on with the answer just before it: 'They cannot be released.'."""
    return one.is_next_to(last) and _GOES_ON.match(one.sentence.words) is not None


def _gone_on_with(one: Candidate, settled: list[Candidate]) -> tuple[str, ...]:
    """The questions of the answer just before, where it goes on with that: 'Two others have been held back.'."""
    last = settled[-1] if settled else None
    if last is None or one.sentence.labels or not set(last.questions) < set(one.questions):
        return ()
    return last.questions if goes_on(last, one) else ()


def _with_others(one: Candidate, candidates: list[Candidate], questions: Questions) -> Candidate:
    """A denial with the questions that are said to fall with the one it names."""
    if one.position != "not_held" or not _OTHERS_FALL.search(one.sentence.words):
        return one
    others = (other for other in candidates if other is not one and other.position != "ncnd")
    answered = {question for other in others for question in other.questions}
    asked = set(one.questions) | (set(questions.ids()) - answered)
    return one._replace(questions=tuple(question for question in questions.ids() if question in asked))


def _by_what_it_is_said_of(one: Candidate, asked: dict[str, frozenset[str]], questions: Questions) -> Candidate:
    """It with the one question that speaks of what stands before its verb, as in 'The reports are enclosed'."""
    if one.questions != questions.ids() or one.sentence.labels or mentioned(one.sentence.words, questions) is not None:
        return one
    said_of = _SAID_OF.match(one.sentence.words) or _GIVES.match(one.sentence.words)
    subject = content(said_of["subject"]) - WHO_ANSWERS if said_of else set()
    if said_of and said_of.re is _GIVES:
        subject = {word for word in subject if any(word in own for own in asked.values())}
    spoken = [question for question, own in asked.items() if subject <= own] if subject else []
    return one._replace(questions=(spoken[0],)) if len(spoken) == 1 else one


def _on_subject(
    words: frozenset[str], asked: dict[str, frozenset[str]], everything: tuple[str, ...]
) -> tuple[str, ...]:
    """The questions that speak most of a subject; all where that is the first, which may name that of the request."""
    shared = {question: len(words & own) for question, own in asked.items()}
    most = max(shared.values())
    chosen = tuple(question for question in everything if shared[question] == most)
    return everything if not most or everything[0] in chosen else chosen


def _led_in(one: Candidate, asked: dict[str, frozenset[str]], common: frozenset[str]) -> tuple[str, ...]:
    """The questions that speak of what a clause begins with: 'As to secondments, we can neither ...'."""
    lead = _AS_TO.match(one.words.lstrip(" .;"))
    words = content(lead["subject"]) - common if lead else set()
    return tuple(question for question, own in asked.items() if words & own) if words else ()


def _without_led(settled: list[Candidate], stated: list[Candidate], everything: tuple[str, ...]) -> list[Candidate]:
    """Of what a paragraph says of everything, less what it says behind of a subject by name."""
    kept = []
    for number, one in enumerate(settled):
        led = {
            question
            for later, before in zip(settled[number + 1 :], stated[number + 1 :], strict=True)
            if later.sentence.block == one.sentence.block and later.questions != before.questions
            if later.position != one.position and _AS_TO.match(later.words.lstrip(" .;"))
            for question in later.questions
        }
        rest = tuple(question for question in one.questions if question not in led)
        of_all = one.questions == everything and one.position in ("withheld", "disclosed", "not_held")
        kept.append(one._replace(questions=rest) if of_all and rest else one)
    return kept


def _of_one_each(candidates: list[Candidate], draft: Draft, questions: Questions) -> list[Candidate]:
    """Candidates where a bare 'No information held.' stands among other answers, all of them without labels.

    On a page that has lost its layout it denies what one of the questions asks for, and which cannot be told.
    """
    everything = questions.ids()
    lines = _bare_lines(draft)
    denied = {line.number for line in lines if _NONE_HELD.fullmatch(line.words)}
    if len(everything) < 2 or len(denied) == len(lines):
        return candidates
    return [
        one._replace(questions=(), beyond=True)
        if one.position == "not_held" and one.sentence.number in denied and one.questions == everything
        else one
        for one in candidates
    ]


def _bare_lines(draft: Draft) -> list[Sentence]:
    """The first short blocks of the answer that follow on each other, each one sentence without a label."""
    lines: list[Sentence] = []
    for sentence in draft.page.spoken("answer"):
        bare = (
            not (sentence.is_heading or sentence.labels)
            and len(draft.page.of_block(sentence.block)) == 1
            and len(sentence.words) <= _LONGEST_BARE
            and not REFUSES.search(sentence.words)
            and not sentence.words.endswith((":", "?"))
        )
        if bare and (not lines or sentence.block == lines[-1].block + 1):
            lines.append(sentence)
        elif lines:
            break
    return lines


def with_limbs(candidates: list[Candidate], draft: Draft, questions: Questions) -> list[Candidate]:
    """A limb that asks again for a labelled item falls with the item, or else goes with its own question.

    An answer that speaks of another thing than the item, by what question and answer call it, reaches no such limb.
    """
    for limb in (asked for asked in questions.all if asked.of_item):
        labels = (limb.of_item,)
        of_item = [one for one in candidates if one.sentence.labels == labels]
        fallen = any(one.position in ("not_held", "ncnd") for one in of_item)
        called = {topic for one in of_item for topic in topics_in(draft, one.sentence.words)} | set(limb.topics)
        candidates = [
            one._replace(questions=tuple(question for question in one.questions if question != limb.id))
            if one.sentence.labels and ((one in of_item) != fallen or _of_another_thing(draft, one, called))
            else one
            for one in candidates
        ]
    return [one for one in candidates if one.questions or one.beyond or not questions.printed]


def _of_another_thing(draft: Draft, one: Candidate, called: set[str]) -> bool:
    topics = set(topics_in(draft, one.words))
    return one.position == "disclosed" and bool(topics and called) and not topics & called
