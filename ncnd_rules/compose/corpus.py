"""A corpus of letters that between them use every wording of a bank."""

from collections import Counter
from collections.abc import Iterator
from random import Random

from ncnd_rules.compose.chance import Shape, random_plan
from ncnd_rules.compose.letter import Composed, compose
from ncnd_rules.compose.wordings import Wordings
from ncnd_rules.encoding import Encoding
from ncnd_rules.letter import Letter, sha256

# Letters that neither confirm nor deny are what the program is about; the others keep it honest.
_SHAPES: tuple[Shape, ...] = (
    "all_silent", "not_held_and_silent", "mixed", "all_silent", "mixed", "not_held_and_silent", "withheld",
    "mixed", "all_silent", "short", "not_held_and_silent", "short", "given", "not_held_and_silent", "short",
)  # fmt: skip
_TRIED = 16  # plans tried for each letter; kept is the one with most wordings, rare ones above all, not used before

# The kinds of which a composed letter's facts are complete; of the others it may say more than was noted.
COVERS = (
    "authority", "regime", "date", "question", "part", "citation", "harm", "factor", "balance",
    "threat_claim", "body_mention", "review_right", "review_period", "complaint_right",
)  # fmt: skip


def corpus(wordings: Wordings, count: int) -> Iterator[Composed]:
    """Letters of one half, the same ones each time."""
    worn: Counter[str] = Counter()
    offered: Counter[str] = Counter()  # by all letters tried, the kept and the others
    for number in range(count):
        shape = _SHAPES[number % len(_SHAPES)]
        letters = [_letter(wordings, shape, f"{wordings.half}-{number}-{tried}", worn) for tried in range(_TRIED)]
        offered.update(name for letter in letters for name in letter.used)
        letter = max(letters, key=lambda one: sum(1 / offered[name] for name in one.used if not worn[name]))
        worn.update(letter.used)
        yield letter


def annotation(letter: Composed) -> Encoding:
    """The letter's facts, as they are written down beside it."""
    asked = any(fact.kind == "question" for fact in letter.facts)
    covers = tuple(kind for kind in COVERS if asked or kind != "question")  # no label is printed where nothing is asked
    about = Letter.model_validate({"file": "letter.txt", "sha256": sha256(letter.text.encode()), "copy": "complete"})
    return Encoding(about, letter.facts, text=letter.text, covers=covers)


def _letter(wordings: Wordings, shape: Shape, seed: str, worn: Counter[str]) -> Composed:
    plan = random_plan(Random(seed), wordings, shape)  # noqa: S311 - letters are not secrets
    return compose(plan, wordings, seed, worn)
