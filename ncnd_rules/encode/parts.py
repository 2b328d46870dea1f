"""Which part of the answer a sentence belongs to."""

import re
from collections.abc import Collection, Iterable
from itertools import pairwise, takewhile

from ncnd_rules.encode.labels import labels_named
from ncnd_rules.encode.page import ARGUING, Sentence
from ncnd_rules.encode.positions import Held
from ncnd_rules.encode.positions.words import BEYOND
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.questions import Questions
from ncnd_rules.registers.exemptions import Exemptions

# 'by virtue of the following exemptions:', though the copy may have lost the list.
_HAS_ITS_OWN = re.compile(r"(?i)\bexempt|\bsections? \d|\bfollowing\b")
_LISTED_BELOW = re.compile(r"(?i)\bexemptions? (?:(?:is|are|as) )?(?:listed |set out |given |shown |detailed )?below\b")
# 'We can also neither confirm nor deny that ...', behind a refusal and the list that it relies on.
_ALSO = Prefiltered(r"(?i)\b(?:also|likewise|equally|similarly|on the same basis|for the same reasons?)\b")
# 'by virtue of the same exemptions': those of the refusal before.
_BY_THE_SAME = re.compile(
    r"(?i)\b(?:by virtue of|under|pursuant to|citing|on|for|by|(?:in reliance|rel(?:y|ies|ied|ying)) (?:up)?on) "
    r"(?:exactly )?the same (?:\w+ )?(?:exemptions?|provisions?|sections?|grounds?|limbs?)\b(?! \d)"
)
# 'For question 3,', 'Question 1:' and 'Harm (question 4)' say of which answer the reasons behind them are.
_OF_QUESTION = Prefiltered(
    r"(?i)^(?:(?:and|but|however),? )?(?:(?:for|on|regarding|as to|turning to|with regard to|in (?:respect|relation|"
    r"regard) (?:of|to)) )?(?:the )?(?:q ?(?=\d)|(?:questions?|parts?|points?|items?|requests?)\b)[^,:;.]{0,40}"
)
# 'In relation to (c), ...' and 'Public interest for D: ...' name it by its letter alone.
_OF_LETTER = re.compile(
    r"(?i)^(?:(?:(?:as (?:to|regards)|regarding|turning to|on|for|with (?:regard|respect) to|"
    r"in (?:relation|respect|regard) (?:of|to)) (?=\()|(?:the )?(?:public interest(?: test)?|harm|balanc\w+)(?: test)? "
    r"(?:for|in|on|of|as to|in respect of) )\(?(?P<lead>[a-h])\)?(?=[,:])|why (?P<head>[a-h])\b(?= (?:is|was|has) )|"
    r"(?:why we\b.{3,40}|(?:public interest(?: test)?|harm|balanc\w+)(?: test)?) (?:for|in|on|as to|in respect of) "
    r"(?P<end>(?-i:[A-H]))$)"
)

# 'The following exemptions apply to question 2:', wherever the answer to it stands.
_APPLIED_TO = Prefiltered(
    r"(?i)\bexemptions?\b[^.;:]{0,40}\b(?:appl(?:y|ies|ied)|engaged|relied (?:up)?on|used|cited) (?:to|for|as regards|"
    r"with regards? to|in (?:respect|relation|regard) (?:of|to)) (?P<asked>[^.;]{1,60})"
)


def _letter(words: str) -> tuple[str, ...]:
    """The letter of the question that words begin by naming."""
    named = _OF_LETTER.match(words)
    return tuple(letter.lower() for letter in named.groups() if letter) if named else ()


def ids_of(parts: Iterable[Held]) -> tuple[str, ...]:
    """The ids of parts, as other facts name them."""
    return tuple(part.id for part in parts)


class Parts:
    """The parts of a letter, and the reasons that go with each."""

    def __init__(self, parts: Iterable[Held], questions: Questions, exemptions: Exemptions) -> None:
        self.all = tuple(parts)
        self._exemptions = exemptions
        self._questions = questions
        self._lost = frozenset(asked.id for asked in questions.all if not asked.fact.printed)
        self._relied: dict[str, set[str]] = {}  # a part to the sections listed for it
        self._listed: dict[str, int] = {}  # a part to the number of the last sentence that lists any for it
        self._reasoned: Collection[int] = ()  # the numbers of sentences that give reasons
        self._bare: frozenset[str] = frozenset()  # silences for which nothing is listed where they are stated
        self._joined: list[tuple[Held, Held]] = []  # a silence, and the one behind it that goes by the same list
        self.refusals = tuple(part for part in self.all if part.fact.position in ("ncnd", "withheld"))
        self._refusing = tuple(part for part in self.all if part.is_refusal)
        self.silences = tuple(part for part in self.all if part.fact.position == "ncnd")

    def refused_by(self, sentence: Sentence) -> tuple[Held, ...]:
        """The refusals that a citation or notice in this sentence serves.

        That is the one stated in it, before it, or else after it, and those behind that rely on the same exemptions.
        """
        served = self._stated_near(sentence)
        return (*served, *self._by_the_same(served)) if served else served

    def _by_the_same(self, served: tuple[Held, ...]) -> tuple[Held, ...]:
        """The refusals that follow, each of which says that it rests on the exemptions of the one before."""
        behind = [part for part in self.refusals if part.sentence.number > served[-1].sentence.number]
        return tuple(takewhile(lambda part: _BY_THE_SAME.search(part.sentence.words), behind))

    def _stated_near(self, sentence: Sentence) -> tuple[Held, ...]:
        if named := self._applied_to(sentence.words):
            return named
        same = [part for part in self._refusing if part.sentence.number == sentence.number]
        before = [part for part in self._refusing if part.sentence.number < sentence.number]
        if same:
            return self._with_the_joined(same[-1:])
        if own := self._headed_apart(sentence, before):
            return own
        if before:
            last = max(before, key=lambda part: self._last_told(part, sentence.number))
            # Several refusals in one block, such as a list under two labels, share what follows it. So do answers
            # that are silent one by one, where the list of exemptions stands below the last of them.
            below = not sentence.labelled
            together = [
                part
                for part in before
                if part.fact.position == last.fact.position
                and (part.sentence.block == last.sentence.block or (below and part.id in self._bare))
            ]
            return self._with_the_joined(together)
        # An answer that is upheld further down may tell of which question it was.
        return self.named_by(sentence.words, "") or self._refusing[:1]

    def _headed_apart(self, sentence: Sentence, before: list[Held]) -> tuple[Held, ...]:
        """The refusals of the question that a heading behind all of them names, as in 'Annex A - Question 3'."""
        if sentence.filing.announces != "response" or any(
            sentence.filing.heading <= one.sentence.block for one in before
        ):
            return ()
        return tuple(part for part in before if set(part.sentence.labels) & set(sentence.labels))

    def _last_told(self, part: Held, before: int) -> int:
        """The number of the last sentence before some other that states a refusal, or lists what it relies on."""
        listed = self._listed.get(part.id, before)
        anew = (one.number for one in part.stated if one.number < before)  # it may be stated again behind another
        return max(part.sentence.number, listed if listed < before else 0, *anew)

    def _applied_to(self, words: str) -> tuple[Held, ...]:
        """The refusals of the questions to which a sentence says that exemptions apply."""
        applied = _APPLIED_TO.search(words)
        asked = set(self._questions.by_labels(labels_named(applied["asked"]))) if applied else set()
        return tuple(part for part in self.refusals if asked & set(part.fact.question))

    def _with_the_joined(self, helds: list[Held]) -> tuple[Held, ...]:
        """Refusals, and the silences that go by the same list."""
        joined = [part for pair in self._joined if any(part in helds for part in pair) for part in pair]
        every = {part.id: part for part in (*helds, *joined)}
        return tuple(sorted(every.values(), key=lambda part: part.sentence.number)) if joined else tuple(helds)

    def named_by(self, words: str, heading: str) -> tuple[Held, ...]:
        """The refusals of what a sentence begins by naming, or else its heading names; all of them tell nothing."""
        lead = _OF_QUESTION.search(words)
        labels = (labels_named(lead[0]) if lead else _letter(words)) or labels_named(heading) or _letter(heading)
        asked = set(self._questions.by_labels(labels)) if labels else set()
        named = tuple(part for part in self.refusals if asked & set(part.fact.question))
        return named if len(named) < len(self.refusals) else ()

    def naming(self, words: str) -> tuple[Held, ...]:
        """The refusals of the questions that words name anywhere; all of them tell nothing."""
        asked = set(self._questions.by_labels(labels_named(words)))
        named = tuple(part for part in self.refusals if asked & set(part.fact.question))
        return named if len(named) < len(self.refusals) else ()

    def withheld_by(self, sentence: Sentence) -> tuple[Held, ...]:
        """What is withheld by the words of a sentence: what is withheld in it, last before it, or else first after."""
        withheld = [part for part in self.refusals if part.fact.position == "withheld"]
        before = [part for part in withheld if part.sentence.number <= sentence.number]
        return tuple(before[-1:] or withheld[:1])

    def argued_by(self, sentence: Sentence, topics: set[str], sections: Collection[str] = ()) -> tuple[Held, ...]:
        """The refusals for which a sentence argues.

        Reasons that stand between two refusals belong to the earlier. Those behind the last belong to
        the refusals whose topics they name, or that rely on the sections they are filed under, and to all
        where that tells nothing. What names sections that only other refusals rely on is about those.
        """
        if len(self.refusals) <= 1:
            return self.refusals
        near = self._labelled(sentence, sections) or self._near(sentence, topics, sections)
        near = self._with_those_that_share(sentence, near)
        near = self._with_those_beside(sentence, near, sections)
        relying = self._relying(self.refusals, sections)
        return near if not relying or any(part in relying for part in near) else relying

    def _labelled(self, sentence: Sentence, sections: Collection[str]) -> tuple[Held, ...]:
        """The last refusal that stands before a sentence under a label of its own.

        What argues behind several of one kind under that label, with a heading over it or for a section on which each
        relies, argues for each.
        """
        alike = [part for part in self.refusals if set(part.sentence.labels) & set(sentence.labels)]
        if not alike or alike[-1].sentence.number > sentence.number:
            return ()
        last = alike[-1]
        if any(
            last.sentence.number < number < sentence.number and part not in (one.id for one in alike)
            for part, number in self._listed.items()
        ):
            return ()  # what is relied on for another refusal was listed since
        # Said of what the answers leave, a refusal does not belong to the last of them.
        if last.fact.scope in BEYOND and not last.sentence.labelled and len(last.fact.question) > 1:
            return ()
        same = [part for part in alike if part.fact.position == last.fact.position]
        headed = sentence.section in ARGUING and sentence.filing.heading > last.sentence.block
        if headed:
            above = [part for part in self.refusals if part not in same and self._awaits_reasons(part, last, sections)]
            every = [part for part in self.refusals if part in same or part in above]
            same = list(self._relying(every, sections)) or (
                every if not self._relying(self.refusals, sections) else same
            )
        behind = sentence.block > last.sentence.block and len(self._relying(tuple(same), sections)) == len(same)
        return tuple(same) if headed or behind else (last,)

    def _awaits_reasons(self, part: Held, last: Held, sections: Collection[str]) -> bool:
        """Whether a refusal is of the kind of the last, with no reasons between the two.

        Nothing tells that reasons behind both are about the last alone, where the question of the first is lost, or
        where they are filed under a section on which both rely; and they are not where the last rests on what needs
        neither harm nor weighing.
        """
        first, stop = part.sentence.number, last.sentence.number
        alike = part.fact.position == last.fact.position and first < stop
        relied = self._relied.get(last.id, set())
        absolute = bool(relied) and all(map(self._exemptions.is_absolute, relied))
        known = (absolute and part.id in self._relied) or self._lost.issuperset(part.fact.question)
        known = known or any(self.relies(part.id, one) and self.relies(last.id, one) for one in sections)
        return alike and known and not any(first < one < stop for one in self._reasoned)

    def _with_those_that_share(self, sentence: Sentence, near: tuple[Held, ...]) -> tuple[Held, ...]:
        """The silences that share a list of exemptions share what is said of it below."""
        return near if sentence.labelled else self.listed_with(near)

    def _with_those_beside(
        self, sentence: Sentence, near: tuple[Held, ...], sections: Collection[str]
    ) -> tuple[Held, ...]:
        """With silences that rely on the section a sentence is filed under, and have no reasons of their own.

        That are those right before the one it argues for, and those behind the last reasons of the letter.
        """
        if sentence.section not in ARGUING or sentence.labelled or not sections or not near:
            return near
        if not any(part.fact.position == "ncnd" and self._relying((part,), sections) for part in near):
            return near
        stop = max(self._reasoned, default=0)
        beside = [
            part
            for part in self._relying(self.silences, sections)
            if part not in near
            and (part.sentence.number > max(stop, sentence.number) or self._awaits_reasons(part, near[0], sections))
        ]
        return tuple(part for part in self.refusals if part in near or part in beside) if beside else near

    def listed_with(self, helds: tuple[Held, ...]) -> tuple[Held, ...]:
        """Refusals with the silences before them that rely on the list behind them."""
        if not self._bare or helds != self.silences[-1:]:
            return helds
        return tuple(part for part in self.silences if part.id in self._bare or part in helds)

    def _near(self, sentence: Sentence, topics: set[str], sections: Collection[str]) -> tuple[Held, ...]:
        stated = [(one.number, one.labels, part) for part in self.refusals for one in part.stated or (part.sentence,)]
        stated += [
            (self._listed[part.id], part.sentence.labels, part) for part in self.refusals if part.id in self._listed
        ]
        before = [one for one in stated if one[0] <= sentence.number]
        if before:
            _, labels, last = max(before, key=lambda one: one[0])
            goes_on = any(number > sentence.number for number, _, _ in stated)
            # Behind the answers to other questions it belongs to no one refusal.
            if goes_on or (sentence.section not in ARGUING and (not labels or set(labels) & set(sentence.labels))):
                return (last,)
        refusals = self.silences or self.refusals
        filed = self._relying(refusals, sections) or refusals
        about = tuple(part for part in filed if topics & part.topics)
        return about if about and len(about) < len(refusals) else filed

    def _relying(self, among: Iterable[Held], sections: Collection[str]) -> tuple[Held, ...]:
        return tuple(part for part in among if any(self.relies(part.id, section) for section in sections))

    def relies(self, part: str, section: str) -> bool:
        """Whether a part relies on a section, as far as was noted."""
        return section in self._relied.get(part, ())

    def rely(self, part: str, section: str, number: int) -> None:
        """Note that a part relies on a section, by the sentence of some number."""
        self._relied.setdefault(part, set()).add(section)
        self._listed[part] = max(number, self._listed.get(part, number))

    def share(self, reasoned: Collection[int]) -> None:
        """Have the silences for which nothing was listed so far share what is listed behind the last of them.

        Args:
            reasoned: the numbers of sentences that give reasons: a silence that has its own shares no others'.
        """
        self._reasoned = reasoned
        last = max((part.sentence.number for part in self.silences), default=0)
        ends = self.silences[-1].id if self.silences else ""
        listed_above = self._listed.get(ends, last) < last  # as where a review upholds what was listed at first
        self._bare = frozenset(
            part.id
            for part in self.silences
            if part.id not in self._relied
            and not listed_above
            and (_LISTED_BELOW.search(part.sentence.words) or not _HAS_ITS_OWN.search(part.sentence.words))
            and not any(part.sentence.number < one < last for one in reasoned)
        )
        for part, following in pairwise(self.silences):
            first, stop = part.sentence.number, following.sentence.number
            if (
                part.id in self._relied
                and following.id not in self._relied
                and (_ALSO.search(following.sentence.words) or _is_said_again(part, following))
                and not _HAS_ITS_OWN.search(following.sentence.words)
                and not any(first < one < stop for one in reasoned)
            ):
                self._joined.append((part, following))


def _is_said_again(part: Held, following: Held) -> bool:
    """Whether a silence on covert use only says again, in other words, what one on the same questions said before."""
    same = part.fact.scope == following.fact.scope == "covert"
    return same and bool(set(part.fact.question) & set(following.fact.question))
