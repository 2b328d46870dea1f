"""The sections on what authorities answered: one request put to several, and one subject over the years."""

from collections.abc import Sequence

from ncnd_rules.audit.figures.authorities import NOBODY
from ncnd_rules.audit.figures.drawn.answers import SHAPES, Point, grid, timeline
from ncnd_rules.audit.figures.stances import Course, Request, Subject
from ncnd_rules.audit.published.letters import Calling
from ncnd_rules.audit.published.shapes import Figure, Section, table
from ncnd_rules.explain.explanation import spoken
from ncnd_rules.report.counting import count

_MOST_REQUESTS, _MOST_QUESTIONS, _MOST_LETTERS = 6, 8, 25
_MOST_SUBJECTS, _MOST_COURSES, _MOST_STANCES = 6, 15, 40
_WORDS = {
    "disclosed": "information is given",
    "not_held": "not held",
    "withheld": "held and withheld",
    "ncnd": "neither confirmed nor denied",
    "cost_refusal": "refused for its cost",
    "vexatious": "refused as vexatious",
    "unanswered": "not answered",
    "unclear": "unclear",
}


def requests_section(requests: Sequence[Request], called: Calling) -> Section:
    """A matrix a request: who answered it, and how, question by question."""
    shown = requests[:_MOST_REQUESTS]
    notes = []
    if len(requests) > len(shown):
        notes.append(f"The {len(shown)} that went to the most authorities are shown, of {len(requests)}.")
    lead = (
        (
            "Letters whose questions are the same, paragraph by paragraph, and that were sent within half a year each "
            "of the next, are taken to answer one request; requests in other words are not recognised. A question "
            "may have several answers: of what is overt, and of anything further."
        ),
        *(() if requests else ("No two authorities answered one request in the same words.",)),
    )
    figures = tuple(_grid(number, request, called) for number, request in enumerate(shown, 1))
    return Section("requests-section", "One request, several authorities", lead, figures, notes=tuple(notes))


def years_of_answers(subjects: Sequence[Subject], called: Calling) -> Section:
    """A timeline a subject: what each authority that wrote of it more than once has said."""
    shown = subjects[:_MOST_SUBJECTS]
    notes = []
    if len(subjects) > len(shown):
        rest = ", ".join(spoken(subject.topic) for subject in subjects[len(shown) :])
        notes.append(f"Not drawn: {rest}.")
    lead = (
        (
            "The positions of dated letters whose questions are on a subject that the program knows, of authorities "
            "with two such letters or more. Two letters on a subject need not answer the same questions: other "
            "positions than in the letter before do not say that the answer to a question changed, nor why."
        ),
        *(() if subjects else ("No authority wrote of one subject twice.",)),
    )
    figures = tuple(_timeline(number, subject, called) for number, subject in enumerate(shown, 1))
    return Section("subjects-section", "Positions over the years", lead, figures, notes=tuple(notes))


def in_words(positions: Sequence[str]) -> str:
    """'not held; neither confirmed nor denied'."""
    return "; ".join(_WORDS[position] for position in sorted(positions, key=list(SHAPES).index)) or "nothing said of it"


def _grid(number: int, request: Request, called: Calling) -> Figure:
    letters = request.letters[:_MOST_LETTERS]
    questions = request.questions[:_MOST_QUESTIONS]
    topics = sorted({topic for _, topic in request.questions if topic})
    about = f" on {', '.join(map(spoken, topics))}" if topics else ""
    title = f"Request {number}{about}: {count(request.authorities, 'authority', 'authorities')}"
    rows = [
        (called.heading(letter.authority, letter.day), label, in_words(own), called.place(letter.letter))
        for letter in letters
        for (label, _), own in zip(questions, letter.positions, strict=False)
    ]
    tallied = [
        f"question {label}: " + ", ".join(f"{_WORDS[position]} {times}" for position, times in _tally(request, column))
        for column, (label, _) in enumerate(questions)
    ]
    says = f"A row for each of {count(len(letters), 'letter')}, a column a question. {'; '.join(tallied)}."
    name = f"request-{number}"
    heads = [label if label[0].isalpha() else f"Question {label}" for label, _ in questions]
    cells = [[_ordered(own) for own in letter.positions[: len(questions)]] for letter in letters]
    names = [(called.who(letter.authority), letter.day or "undated") for letter in letters]
    notes = []
    if len(request.letters) > len(letters):
        notes.append(f"The first {len(letters)} of {len(request.letters)} letters.")
    if len(request.questions) > len(questions):
        notes.append(f"The first {len(questions)} of {len(request.questions)} questions.")
    numbers = table("Every box of this picture", ("Letter", "Question", "Position", "Found as"), rows)
    return Figure(name, title, says, (grid(name, names, heads, cells, title, says),), (numbers,), tuple(notes))


def _tally(request: Request, column: int) -> list[tuple[str, int]]:
    said = [position for letter in request.letters for position in letter.positions[column]]
    return [(position, said.count(position)) for position in SHAPES if position in said]


def _timeline(number: int, subject: Subject, called: Calling) -> Figure:
    courses = [course for course in subject.courses if course.authority != NOBODY][:_MOST_COURSES]
    name, about = f"subject-{number}", spoken(subject.topic)
    title = f"{about[:1].upper()}{about[1:]}: {count(len(subject.courses), 'authority', 'authorities')}"
    changed = sum(bool(course.changes) for course in subject.courses)
    says = (
        f"A row an authority, a shape a position on the day of its letter, from {_first(courses)} to {_last(courses)}. "
        f"A letter takes other positions than the one before it in {changed} of {len(subject.courses)} rows; "
        f"{count(subject.letters, 'letter')} on the subject."
    )
    telling = [(course.authority, course.telling(_MOST_STANCES)) for course in courses]
    rows = [
        (authority, stance.day.isoformat(), in_words(sorted(stance.positions)), called.place(stance.letter))
        for authority, stances in telling
        for stance in stances
    ]
    drawn = [
        (authority, [Point(stance.day, position) for stance in stances for position in stance.positions])
        for authority, stances in telling
    ]
    notes = []
    if len(subject.courses) > len(courses):
        notes.append(f"The {len(courses)} with the most changes, of {len(subject.courses)}.")
    if len(rows) < sum(len(course.stances) for course in courses):
        notes.append(
            f"Of authorities with more than {_MOST_STANCES} such letters, those that say what the one before said are "
            "left out."
        )
    numbers = table("Every shape of this picture", ("Authority", "Date", "Position", "Found as"), rows)
    return Figure(name, title, says, (timeline(name, drawn, title, says),), (numbers,), tuple(notes))


def _first(courses: Sequence[Course]) -> str:
    return min(stance.day for course in courses for stance in course.stances).isoformat()


def _last(courses: Sequence[Course]) -> str:
    return max(stance.day for course in courses for stance in course.stances).isoformat()


def _ordered(positions: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(positions, key=list(SHAPES).index))
