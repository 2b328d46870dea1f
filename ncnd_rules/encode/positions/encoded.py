"""Positions: what the authority says about holding, for which questions, within which limits."""

from typing import Any

from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.positions.among_reasons import told_among_reasons
from ncnd_rules.encode.positions.apart import tell_apart
from ncnd_rules.encode.positions.behind import limited_behind
from ncnd_rules.encode.positions.cited import by_provision
from ncnd_rules.encode.positions.headed import with_heads
from ncnd_rules.encode.positions.held import Candidate, Held, farthest_back
from ncnd_rules.encode.positions.limits import beside_answers, beside_covert, of_parts
from ncnd_rules.encode.positions.paragraphs import in_paragraphs
from ncnd_rules.encode.positions.reach import less_silent, reaching, with_limbs
from ncnd_rules.encode.positions.shared_out import shared_out
from ncnd_rules.encode.positions.standing import standing
from ncnd_rules.encode.positions.stated import stated
from ncnd_rules.encode.positions.untold import only_concluded, only_headed, sole_answer, told_in_their_words
from ncnd_rules.encode.questions import Questions
from ncnd_rules.facts import Part
from ncnd_rules.facts_file import MOST


def encode_positions(draft: Draft, questions: Questions) -> list[Held]:
    """The parts of a letter, in the order in which they are first stated."""
    draft.page = with_heads(draft.page, questions)
    found = list(stated(draft, questions)) or list(only_concluded(draft, questions))
    found = found or list(only_headed(draft, questions)) or list(sole_answer(draft, questions))
    found = sorted([*found, *by_provision(draft, questions, found)], key=lambda one: one.sentence.number)
    found = in_paragraphs(found, draft, questions)
    sound = reaching(beside_answers(standing(found, draft, questions), questions), draft, questions)
    sound += told_in_their_words(draft, questions, sound)
    sound += told_among_reasons(draft, questions, sound)
    sound = less_silent(shared_out(sound, draft, questions), questions)
    sound = limited_behind(with_limbs(sound, draft, questions), draft)
    candidates = of_parts(beside_covert(sound, draft, questions), draft, questions)
    parts: list[Held] = []
    groups, most = _merged(candidates, draft), MOST["part"]
    draft.beyond.update(one.sentence.number for group in groups[most:] for one in group)
    for group in groups[:most]:
        first = group[0]
        said: dict[str, Any] = {
            "position": first.position,
            "scope": first.scope,
            "tense": farthest_back([one.tense for one in group]),
            "ground": next((one.ground for one in group if one.ground != "unstated"), "unstated"),
            "hedge": next((one.gives["hedge"] for one in group if "hedge" in one.gives), "none"),
            "referent": "ambiguous" if any(one.referent == "ambiguous" for one in group) else "clear",
            "reach": "unclear" if any(one.reach == "unclear" for one in group) else "clear",
        }
        spans = tuple(dict.fromkeys(span for one in group for span in one.spans))
        fact = Part(id=f"P{len(parts) + 1}", question=first.questions, evidence=spans, **said)
        draft.write(fact, *(one.sentence for one in group))
        topics = frozenset(questions.topics_of(first.questions))
        parts.append(Held(fact, first.sentence, topics, tuple(one.sentence for one in group)))
    tell_apart(draft, questions, parts, groups)
    return parts


def _merged(candidates: list[Candidate], draft: Draft) -> list[list[Candidate]]:
    """Candidates that say one thing of the same questions in one letter, together."""
    groups: dict[tuple[Any, ...], list[Candidate]] = {}
    for one in candidates:
        letter = draft.page.letter_of(one.sentence.block)
        groups.setdefault((letter, one.position, one.scope, one.questions, one.gives.get("hedge")), []).append(one)
    return list(groups.values())
