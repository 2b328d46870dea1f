"""The verb: a letter in, smallest sets of changes out, each proved on what it is made of."""

from collections.abc import Iterable, Sequence
from itertools import islice

from ncnd_rules.corrections import Correction, corrected_by
from ncnd_rules.encode import load_encoder
from ncnd_rules.encoding import Encoding
from ncnd_rules.engine import Checker
from ncnd_rules.explain.repair.candidates import Candidate
from ncnd_rules.explain.repair.carried import carried
from ncnd_rules.explain.repair.manuscript import Manuscript
from ncnd_rules.explain.repair.model import Change, Edit, Left, Mark, Repairs, RepairSet
from ncnd_rules.explain.repair.problems import errors_of, is_same, problems_in
from ncnd_rules.explain.repair.search import Bound, Search, Set, Ways, smallest
from ncnd_rules.letter import CopyState
from ncnd_rules.read import edited
from ncnd_rules.reading import Reading
from ncnd_rules.verdicts import Finding, Verdicts

_BOUND = Bound()
_PLACES = 4  # at which a sentence is tried


def repairs_of(
    letter: Reading | Encoding,
    checker: Checker,
    copy: CopyState | None = None,
    bound: Bound = _BOUND,
    corrections: Sequence[Correction] = (),
) -> Repairs:
    """All smallest sets of changes after which no error remains and none is new, up to a bound.

    Where some errors cannot be mended, the sets clear the others, and each that is left says why.

    Args:
        letter: a letter as read, whose words are edited, read and checked again; or facts alone, which are changed
            and checked again.
        copy: how whole the copy is, where that is known.
        corrections: of what is read in the letter, and as far as they fit of what is read in it once it is edited.
    """
    if isinstance(letter, Encoding):
        return _Repairing(letter, checker, None, bound).repairs()
    words = _Words(letter, checker, copy, corrections)
    return _Repairing(words.said, checker, words, bound).repairs()


def edits_together(letter: Reading, changes: Iterable[Change]) -> tuple[Edit, ...]:
    """Some changes of a letter made together, of whatever sets, as edits in order and apart from each other.

    Where two exchange the same words, the first counts.
    """
    manuscript = Manuscript(letter, load_encoder().page(letter))
    return manuscript.edits_of(mark for change in changes for mark in change.marks)


class _Words:
    """A letter whose words can be edited, and what is then read in it."""

    def __init__(
        self, reading: Reading, checker: Checker, copy: CopyState | None, corrections: Sequence[Correction]
    ) -> None:
        self.reading = reading
        self._encoder = load_encoder()
        self.manuscript = Manuscript(reading, self._encoder.page(reading))
        self._checker = checker
        self._copy = copy
        self._corrections = corrections
        self._read = self._encoder.encode(reading, copy)
        self._checked: dict[tuple[Edit, ...], Verdicts] = {}

    @property
    def said(self) -> Encoding:
        """What the letter says, corrected."""
        return corrected_by(self._read, self._corrections)

    def after(self, edits: tuple[Edit, ...]) -> Verdicts:
        """The verdicts on the letter with edits made, read anew and corrected."""
        if edits not in self._checked:
            again = self._encoder.encode(edited(self.reading, edits), self._copy)
            self._checked[edits] = self._checker.check(carried(self._corrections, self._read, again, edits).encoding)
        return self._checked[edits]

    @property
    def readings(self) -> int:
        """How many edited copies were read."""
        return len(self._checked)

    def edits_of(self, changes: Iterable[Candidate], place: int) -> tuple[Edit, ...]:
        """All changes as edits, each sentence at its first place, its second, or a later one."""
        return self.manuscript.edits_of(mark for one in changes for mark in _marks(one, place))


def _marks(candidate: Candidate, place: int) -> tuple[Mark, ...]:
    return candidate.marks[min(place, len(candidate.marks) - 1)] if candidate.marks else ()


def _at_first(candidate: Candidate, place: int) -> Candidate:
    """A change whose sentence goes to the place at which it was read as meant, before others are tried."""
    at = min(place, max(len(candidate.marks) - 1, 0))
    return candidate._replace(marks=(*candidate.marks[at:], *candidate.marks[:at]))


class _Repairing:
    """The repairs of one letter."""

    def __init__(self, encoding: Encoding, checker: Checker, words: _Words | None, bound: Bound) -> None:
        self._words = words
        self._search = Search(encoding, checker, words.manuscript if words else None, bound)
        self._dropped = 0

    def repairs(self) -> Repairs:
        errors = errors_of(self._search.before)
        ways = [(error, self._search.ways(error, self._read_back)) for error in errors]
        mended = [(error, way) for error, way in ways if way.sets]
        left = [Left(error, way.why_not) for error, way in ways if not way.sets]
        sets = self._sets(mended) if mended else ()
        if mended and not sets:
            why = "it can be cleared alone, and no set was found that clears it together with the others"
            left += [Left(error, why) for error, _ in mended]
            mended = []
        return Repairs(
            sets=sets,
            mended=tuple(error for error, _ in mended),
            left=tuple(left),
            dropped=self._dropped,
            bounded=self._search.bounded,
            text=self._words.reading.text if self._words else None,
        )

    def _sets(self, mended: Sequence[tuple[Finding, Ways]]) -> tuple[RepairSet, ...]:
        targets = tuple(error for error, _ in mended)
        proved = (
            self._proved(changes, targets) for changes in self._search.together([way for _, way in mended], targets)
        )
        whole: dict[tuple[object, ...], RepairSet] = {}
        for one in proved:
            if one is None:
                self._dropped += 1
            else:
                facts = tuple((change.does, change.facts, change.words) for change in one.changes)
                whole.setdefault(one.edits or facts, one)
            if len(whole) > self._search.bound.sets or self._has_read_enough():
                self._search.bounded = True
                break
        return tuple(islice(whole.values(), self._search.bound.sets))

    def _has_read_enough(self) -> bool:
        return self._words is not None and self._words.readings >= self._search.bound.readings

    def _read_back(self, changes: Set, target: Finding) -> Set | None:
        """Changes that still clear a finding once their words are read, the place at which they do first."""
        place = self._place(changes, (target,))
        if place is None:
            self._dropped += 1
            return None
        return tuple(_at_first(one, place) for one in changes)

    def _place(self, changes: Set, targets: Sequence[Finding]) -> int | None:
        """The place for sentences at which the edited letter is as meant; none where it is at none of them."""
        if self._words is None:
            return 0
        most = max((len(one.marks) for one in changes), default=1)
        return next((place for place in range(min(most, _PLACES)) if self._holds(changes, place, targets)), None)

    def _holds(self, changes: Set, place: int, targets: Sequence[Finding]) -> bool:
        if self._words is None:
            return self._search.clears(changes, targets)
        after = self._words.after(self._words.edits_of(changes, place))
        return next(problems_in(after, self._search.before, targets), None) is None

    def _proved(self, changes: Set, targets: Sequence[Finding]) -> RepairSet | None:
        place = self._place(changes, targets)
        if place is None:
            return None
        least = smallest(changes, lambda fewer: self._holds(fewer, place, targets))
        told = tuple(self._told(one, least, place, targets) for one in least)
        edits = self._words.edits_of(least, place) if self._words else ()
        return RepairSet(tuple(told), edits, "text" if self._words else "facts")

    def _told(self, one: Candidate, changes: Set, place: int, targets: Sequence[Finding]) -> Change:
        """A change with what it is for: the findings that are there again without it."""
        without = self._search.after([other for other in changes if other is not one])
        back = [item for item in problems_in(without, self._search.before, targets) if item.outcome == "violated"]
        marks = _marks(one, place)
        edits = self._words.manuscript.edits_of(marks) if self._words else ()
        exchanged = dict.fromkeys(edit.replacement for edit in edits) if one.operation.does == "replace" else ()
        return Change(
            does=one.operation.does,
            kind=one.operation.kind,
            fields=one.fields,
            facts=one.aimed,
            rules=tuple(dict.fromkeys(item.rule for item in back)),
            findings=tuple(one.fingerprint for one in targets if any(is_same(item, one) for item in back)),
            taken=self._words.manuscript.taken(marks) if self._words else (),
            words=one.words or ", ".join(exchanged),
            edits=edits,
            marks=marks,
        )
