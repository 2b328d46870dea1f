"""One answer under its number, in many wordings: which position it takes, and nothing else beside it."""

import pytest
from told_facts import page, told

NCND = (
    "We cannot tell you whether records of that sort exist.",
    "The Council maintains its refusal to confirm or deny whether it holds them.",
    "Neither outcome of a search will be confirmed or denied by the force.",
    "Confirmation or denial that such records exist cannot be provided.",
    "Whether or not such records are held is itself exempt information.",
    "The fact of whether records are held is in itself exempt.",
    "An answer in either direction would disclose exempt information, and none is given.",
    "NCND applies here.",
    "The force is exempt from its duty to confirm or deny that it holds them.",
    "Under section 23(5) the Trust is not required to confirm or deny.",
)
NOT_HELD = (
    "Such records are held by the Home Office and not by us.",
    "They are held by the Council rather than by the force.",
    "It is not a field that we capture, and the figure is not held.",
    "0 officers.",
    "None since the trial.",
    "Nil return.",
    "There is no policy of that sort.",
    "We have no record of any such meeting.",
    "The files were destroyed in 2019 and are no longer held.",
)
WITHHELD = (
    "Small numbers have been suppressed.",
    "The make and model are held, and are exempt by virtue of section 31(1)(a).",
    "I have removed the names of junior officers under section 40(2).",
    "The price is held but is not being released.",
)
DISCLOSED = (
    "Not since 2014.",
    "On 4 occasions.",
    "The policy was last reviewed in May 2021 and is attached.",
    "We use a product supplied by Hartwell Aerial.",
    "£104,000 in 2018/19.",
)
COST = (
    "I am unable to answer this within the 18 hour cost limit.",
    "The figure could not be extracted within the appropriate limit.",
    "This part is refused as being too costly.",
    "Compliance would cost more than £450.",
)
SAYS_NOTHING = (
    "You should not take this response as confirmation that any records exist.",
    "This does not mean that drones are flown.",
)
ANSWERS = [
    *((words, "ncnd") for words in NCND),
    *((words, "not_held") for words in NOT_HELD),
    *((words, "withheld") for words in WITHHELD),
    *((words, "disclosed") for words in DISCLOSED),
    *((words, "cost_refusal") for words in COST),
]


def answered(words: str) -> list[object]:
    """The positions that a letter takes on the first of two questions, where it answers it in these words."""
    letter = page(
        "You asked:",
        "1. How many drones does the force have, and for what are they used?",
        "2. Which company supplied them?",
        "Our response:",
        f"1. {words}",
        "2. Please see attached.",
    )
    return [position for position, questions in told(letter, "part", "position", "question") if "Q1" in questions]


@pytest.mark.parametrize(("words", "position"), ANSWERS)
def test_an_answer_takes_one_position(words: str, position: str) -> None:
    """
    Whatever its words.
    """
    assert [position] == answered(words)


@pytest.mark.parametrize("words", SAYS_NOTHING)
def test_a_remark_on_the_answer_is_none(words: str) -> None:
    """
    What not to conclude from an answer gives nothing, and refuses nothing.
    """
    assert not {"disclosed", "not_held", "withheld"} & set(answered(words))
