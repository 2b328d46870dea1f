"""What was asked, and what was answered."""

from collections.abc import Iterator

from ncnd_rules.explain.explanation import spoken
from ncnd_rules.facts import Citation, Part, Question
from ncnd_rules.report.caseworker.tables import Quoting, Row, Table
from ncnd_rules.report.fact_words import POSITIONS

_LOST = "not in this copy; only its answer names it"
_FEW = 3  # questions that are all of them, and are named one by one
_SCOPES = {"overt": "overt use", "covert": "covert use", "further": "any further information", "unqualified": ""}


def asked(quoting: Quoting) -> Table:
    """The questions as they were read, in the requester's words."""
    rows = tuple(
        quoting.row((fact.label, spoken(fact.topic or "") if fact.printed else _LOST), (fact,), whole=False)
        for fact in quoting.encoding.facts
        if isinstance(fact, Question)
    )
    lead = () if rows else ("No question was read.",)
    return Table("What was asked", lead, ("Question", "About"), rows)


def answers(quoting: Quoting) -> Table:
    """A row for each answer with the questions it answers, and one for each question without an answer."""
    heads = ("Questions", "Position", "Relied on")
    return Table("Position on each question", (), heads, tuple(_rows(quoting)))


def _rows(quoting: Quoting) -> Iterator[Row]:
    facts = quoting.encoding.facts
    questions = {fact.id: fact for fact in facts if isinstance(fact, Question)}
    parts = [fact for fact in facts if isinstance(fact, Part)]
    for part in sorted(parts, key=lambda part: _first(part, list(questions))):
        asked_about = _asked_about(part, questions)
        yield quoting.row((asked_about, _position(part), _relied_on(part, quoting)), (part,))
    answered = {name for part in parts for name in part.question}
    parents = {question.parent for question in questions.values()}
    for name, question in questions.items():
        if name not in answered and name not in parents:
            yield quoting.row((question.label, "no answer was read", ""), (question,), whole=False)


def _asked_about(part: Part, questions: dict[str, Question]) -> str:
    labels = [questions[name].label for name in part.question if name in questions]
    if len(labels) > _FEW and len(labels) == len(questions):
        return "all"
    return ", ".join(labels) or "none named"


def _first(part: Part, questions: list[str]) -> int:
    return min((questions.index(name) for name in part.question if name in questions), default=len(questions))


def _position(part: Part) -> str:
    scope = _SCOPES[part.scope]
    named = f", in the name of {part.in_name_of}" if part.in_name_of else ""
    return f"{POSITIONS[part.position]}{f' ({scope})' if scope else ''}{named}"


def _relied_on(part: Part, quoting: Quoting) -> str:
    cited = [fact for fact in quoting.encoding.facts if isinstance(fact, Citation) and part.id in fact.part]
    listed = dict.fromkeys(f"s.{fact.provision}" for fact in cited if fact.role == "listed")
    argued = dict.fromkeys(f"s.{fact.provision} (argued, not listed)" for fact in cited if fact.role == "argued")
    sections = {fact.section for fact in cited if fact.role == "listed"}
    extra = [told for told in argued if told[2:].partition(" ")[0].partition("(")[0] not in sections]
    return ", ".join([*listed, *extra])
