"""Who wins a weighing: which side stands where, what the verb says of it, and how often it is denied."""

from itertools import product

import pytest

from ncnd_rules.encode.lexicon import load_lexicon
from ncnd_rules.encode.weighing.contests import conclusions_in
from ncnd_rules.encode.weighing.standpoints import standpoint_of

LEXICON = load_lexicon()

PHRASES = {
    "answer": (
        "the public interest in confirming whether it is held",
        "the case for an answer",
        "what is said against the exclusion",
        "the harm of silence",
    ),
    "silence": (
        "the public interest in maintaining the exclusion",
        "the case for saying nothing",
        "what is said against disclosure",
        "the harm of an answer",
    ),
}
# A verb with its denial, and whether what stands before it wins.
VERBS = (
    ("outweighs", "does not outweigh", True),
    ("exceeds", "cannot exceed", True),
    ("prevails over", "does not prevail over", True),
    ("carries more weight than", "does not carry more weight than", True),
    ("is stronger than", "is not stronger than", True),
    ("is of greater weight than", "is by no means of greater weight than", True),
    ("is outweighed by", "is not outweighed by", False),
    ("is clearly overridden by", "is not, in our view, overridden by", False),
    ("yields to", "does not yield to", False),
    ("must give way to", "need not, and does not, give way to", False),
    ("falls short of", "does not fall short of", False),
    ("is weaker than", "is hardly weaker than", False),
)
# What stands before it all, and whether that denies it.
FRAMES = (
    ("", False),
    ("On balance, and in all the circumstances, ", False),
    ("I am satisfied that ", False),
    ("There is no doubt that ", False),
    ("I do not find that ", True),
    ("It cannot be said that ", True),
    ("We are not persuaded that ", True),
)
# What is put, supposed or laid down, and not found.
PUT = (
    "We have to decide whether {} outweighs {}.",
    "The duty is set aside only where {} outweighs {}.",
    "The exclusion is maintained if {} outweighs {}.",
    "For the exclusion to stand, {} has to outweigh {}.",
    "It is for us to show that {} outweighs {}.",
    "We will write again when we have considered whether {} is outweighed by {}.",
    "Some would argue that {} outweighs {}.",
)


def concluded(words: str) -> list[str]:
    hits = conclusions_in(LEXICON, words, "balance")
    told = (hit.row.gives["direction"] for hit in hits if hit.rejected_by is None)
    return sorted({direction for direction in told if direction != "implied"})


def test_the_direction_is_what_sides_verb_and_denials_make_it() -> None:
    """
    Each denial turns the verdict round, wherever it stands.
    """
    wrong = []
    for (first, second), (affirmed, denied, first_wins), verb_denied, (frame, frame_denies) in product(
        (("answer", "silence"), ("silence", "answer")), VERBS, (False, True), FRAMES
    ):
        wins = first if first_wins != (verb_denied != frame_denies) else second
        for before, behind in zip(PHRASES[first], PHRASES[second], strict=True):
            words = f"{frame}{before} {denied if verb_denied else affirmed} {behind}."
            words = words[0].upper() + words[1:]
            if concluded(words) != [{"silence": "maintain", "answer": "confirm"}[wins]]:
                wrong.append((words, concluded(words)))

    assert [] == wrong


@pytest.mark.parametrize("put", PUT)
def test_what_is_put_is_not_concluded(put: str) -> None:
    """
    A question, a condition, a duty to show and somebody else's view decide nothing.
    """
    pairs = [
        pair
        for sides in (("answer", "silence"), ("silence", "answer"))
        for pair in product(*(PHRASES[side] for side in sides))
    ]

    assert [] == [told for told in (put.format(*pair) for pair in pairs) if concluded(told)]


@pytest.mark.parametrize(
    ("words", "direction"),
    [
        ("There is no public interest in an answer that outweighs the harm.", "maintain"),
        ("Neither openness nor accountability outweighs the risk to those concerned.", "maintain"),
        ("Nor does the wish to know override the safety of the officers.", "maintain"),
        ("The need for accountability, real as it is, is overridden by the need to protect sources.", "maintain"),
        ("The risk is real, but it does not outweigh the interest in accountability.", "confirm"),
        ("Openness matters, but it does not outweigh the harm that would follow.", "maintain"),
        ("The drawbacks of an answer are insufficient to outweigh the good of it.", "confirm"),
        ("There is a stronger case for an answer than for silence.", "confirm"),
        ("The greater public interest is in refusing to say.", "maintain"),
        ("The balance does not lie in favour of maintaining the exclusion.", "confirm"),
        ("The scales come down against silence.", "confirm"),
        ("The exclusion is therefore not upheld.", "confirm"),
        ("Refusing to say would not be in the public interest.", "confirm"),
        ("It would be contrary to the public interest to confirm or deny.", "maintain"),
        ("I have determined that an answer of either kind would not be in the public interest.", "maintain"),
        ("I have determined that saying nothing would not be in the public interest.", "confirm"),
        ("The public interest does not favour disclosure.", "maintain"),
        ("Those considerations do not, even when taken together, outweigh the need to keep it back.", "maintain"),
        ("The arguments for release come nowhere near outweighing those for withholding.", "maintain"),
        ("We do not believe it is in the interests of the public for us to confirm or deny.", "maintain"),
        ("We feel it is in the public interest to confirm or deny it.", "confirm"),
        ("None of the arguments for disclosure, alone or together, is enough to tip the balance.", "maintain"),
        ("Our judgement is that disclosure is not favoured.", "maintain"),
        ("The public interest has been considered and the exemptions upheld.", "maintain"),
        ("The prejudice would be too great to justify confirming it.", "maintain"),
        ("The interest in disclosure is considerable, but not sufficiently so to overcome the exemption.", "maintain"),
    ],
)
def test_it_is_read_in_sentences_of_other_make(words: str, direction: str) -> None:
    """
    Asides, relative clauses, pronouns, and verbs that say where the public interest lies.
    """
    assert concluded(words) == [direction]


@pytest.mark.parametrize(
    "words",
    [
        "Neither interest outweighs the other.",
        "The cost of compliance exceeds the appropriate limit.",
    ],
)
def test_neither_side_wins(words: str) -> None:
    """
    Of neither side, of both at once, or of no weighing.
    """
    assert not {"maintain", "confirm"} & set(concluded(words))


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("the arguments against maintaining the exemption", "answer"),
        ("the interest in not confirming it", "silence"),
        ("those against", "silence"),
        ("those in favour", "answer"),
        ("that in not doing so", "silence"),
        ("any benefit to the public", "answer"),
        ("the prejudice that the exemption is there to prevent", "silence"),
        ("the weather", None),
    ],
)
def test_the_side_of_a_phrase(words: str, side: str | None) -> None:
    """
    It is told by the first word that names one, turned by what stands before it.
    """
    standpoint = standpoint_of(words)

    assert (standpoint.side if standpoint else None) == side
