"""Reading: which lines belong together, what each piece is, and that every place is exact."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ncnd_rules.errors import LetterError
from ncnd_rules.letter import Span
from ncnd_rules.read import read, read_bytes
from ncnd_rules.read.normal import passage
from ncnd_rules.reading import Block

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*/letter.txt"))


def blocks(text: str) -> tuple[Block, ...]:
    return read_bytes(text.encode(), Path("letter.txt")).blocks


def words(text: str) -> list[str]:
    return [block.passage.words for block in blocks(text)]


def told(text: str) -> list[tuple[str, str, str]]:
    return [(block.kind, block.label, block.passage.words) for block in blocks(text)]


WRAPPED = """The force has considered your request and has decided that it can
neither confirm nor deny that it holds any other information. This is
because of section 31(3).
Harm
To confirm or deny would help those who wish to commit crime, and for
that reason the exemption is engaged.
"""


def test_lines_that_were_wrapped_are_joined() -> None:
    """
    A line goes on where the next word would not have fitted; a break that was meant stays.
    """
    assert [
        (
            "The force has considered your request and has decided that it can neither confirm nor deny that it holds "
            "any other information. This is because of section 31(3)."
        ),
        "Harm",
        "To confirm or deny would help those who wish to commit crime, and for that reason the exemption is engaged.",
    ] == [block.passage.words for block in blocks(WRAPPED)]


def test_brackets_of_a_provision_are_broken_by_the_width() -> None:
    """
    '(a)' at the beginning of a line is the end of 'section 1(1)(a)' where it had no room before, and else an item.
    """
    wrapped = ["The force neither confirms nor denies that it holds this, as the duty in section 1(1)"]
    wrapped += ["(a) of the Act does not apply to it, and it has nothing to add to what it wrote in March."]
    limbs = ["It is exempt by section 31(1)", "(a) the prevention or detection of crime"]

    assert 1 == len(blocks("\n".join(wrapped)))
    assert 3 == len(blocks("\n".join((*wrapped, "", *limbs))))


DOUBLED = [
    "The threat cannot be ignored, and it is well known that it has changed. Since 2006, the UK",
    "Government has told the public how high it is, and it has stood at the second highest for",
    "most of that time, but for two short spells in the summers of 2006 and of the year that",
    "followed, when it was raised for some days. It was lowered again in the same month, and",
    "it has stayed there since.",
    "To confirm or deny would tell whoever means us harm which of our forces has bought this.",
    "The balance lies with silence.",
]


def test_a_blank_line_behind_each_line_of_print() -> None:
    """
    What a copy doubles is no end of a paragraph; two blank lines are one there, too.
    """
    sentence, *last = " ".join(DOUBLED[:5]), *DOUBLED[5:]

    assert [sentence, " ".join(last)] == words("\n\n".join(DOUBLED))
    assert [sentence, *last] == words("\n\n".join(DOUBLED[:6]) + "\n\n\n" + DOUBLED[6])


def test_one_paragraph_a_line() -> None:
    """
    Lines that nobody wrapped are paragraphs of their own.
    """
    long = "The force has looked at your request with care and has come to the view that is set out below. " * 3

    assert 3 == len(blocks(f"{long}\n{long}\n{long}"))


def test_a_page_break_does_not_end_a_sentence() -> None:
    """
    A sentence cut by a blank line, or by the foot of a page, goes on behind it.
    """
    foot = "Wexmoor Police, FOI 12345/19, page {}\n\n"
    text = (
        f"{foot.format(1)}This would lead to the compromise of ongoing or future\n\n{foot.format(2)}"
        f"operations to protect the public.\n\n{foot.format(3)}The end.\n"
    )

    words = [block.passage.words for block in blocks(text) if block.kind != "furniture"]
    assert [
        "This would lead to the compromise of ongoing or future operations to protect the public.",
        "The end.",
    ] == words
    assert 3 == sum(block.kind == "furniture" for block in blocks(text))


def test_answers_and_headings_that_are_repeated_are_no_furniture() -> None:
    """
    'No information held' under each of three questions is an answer each time.
    """
    text = "\n\n".join(f"Question {number}\n\nNo information held" for number in (1, 2, 3))

    assert 3 == sum(
        block.passage.words == "No information held" and block.kind != "furniture" for block in blocks(text)
    )


@pytest.mark.parametrize(
    ("line", "label", "words"),
    [
        ("1. How many drones?", "1", "How many drones?"),
        ("1) How many drones?", "1", "How many drones?"),
        ("(1) How many drones?", "1", "How many drones?"),
        ("(1) and (2) None is held.", "(1) and (2)", "None is held."),
        ("(1) to (3) None is held.", "(1) to (3)", "None is held."),
        ("Q1. How many drones?", "q1", "How many drones?"),
        ("Q1 & 2. None.", "q1 & 2", "None."),
        ("Questions 1 and 3: none.", "questions 1 and 3", "none."),
        ("Question 4 - none.", "question 4", "none."),
        ("**Point (ii)** – none.", "point (ii)", "none."),
        ("A2. The force has two.", "a2", "The force has two."),
        (" - 3a. If so, how many?", "3a", "If so, how many?"),
        ("1.2 How many drones?", "", "1.2 How many drones?"),
        ("a) Drones", "a", "Drones"),
        ("iv) Drones", "iv", "Drones"),
        ("- Drones", "", "Drones"),
        ("• Drones", "", "Drones"),
        ("12 drones were bought.", "", "12 drones were bought."),
        ("26th June 2023", "", "26th June 2023"),
        ("31(3) is engaged.", "", "31(3) is engaged."),
    ],
)
def test_labels(line: str, label: str, words: str) -> None:
    """
    The number or letter of an item is told apart from its words; a count or a date is none.
    """
    (block,) = blocks(line)

    assert (label, words) == (block.label, block.passage.words)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("PUBLIC INTEREST TEST", "heading"),
        ("## Harm", "heading"),
        ("**Balance test**", "heading"),
        ("Balance test", "line"),
        ("The force does not hold it.", "paragraph"),
        ("> The duty does not arise.", "quoted"),
        ("| 2019 | 14 |", "row"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    """
    What a piece is, by its shape.
    """
    assert kind == blocks(text)[0].kind


def test_headers_of_an_email() -> None:
    """
    Lines that look like the header of an e-mail are taken for it among others like them only.
    """
    text = "From: FOI <foi@wexmoor.police.example>\nDate: 6 Nov 2018 15:34\n\nDear Sir\n\nYou asked.\n\nDate: unknown"

    assert ["mail_header", "mail_header", "line", "paragraph", "line"] == [block.kind for block in blocks(text)]


def test_folding() -> None:
    """
    Quotation marks and dashes are folded; emphasis, soft hyphens and marks without width are gone.
    """
    (block,) = blocks("\ufeffThe **force’s** “in\u00adfor\u200bmation” – none\u00a0held… _at all_")

    assert 'The force\'s "information" - none held... at all' == block.passage.words


def test_spans_give_the_words_as_printed() -> None:
    """
    A span of folded words quotes the letter itself, marks and line breaks included.
    """
    text = "The **force’s** data\r\nare held."
    found = blocks(text)[0].passage
    start = found.words.index("force's")

    assert Span(start=6, stop=20, quote="force’s** data") == found.span(start, start + len("force's data"))
    assert found.words.endswith("are held.")


@given(st.text(alphabet=st.sampled_from("ab ('’“–-*_.\n\r\t\u00ad\u00a0…ﬁ1)Q|>#"), max_size=200))
def test_every_character_keeps_its_place(text: str) -> None:
    """
    Each folded character stands for the one at its place, in order, and no word is lost.
    """
    found = passage(text, [(0, len(text))])
    places = list(found.places)

    assert len(found.words) == len(places)
    assert places == sorted(places)
    for word, place in zip(found.words, places, strict=True):
        if word.isalnum() and text[place].isascii():
            assert text[place] == word
    assert [c for c in text if c.isascii() and c.isalnum()] == [
        c for c, place in zip(found.words, places, strict=True) if c.isalnum() and text[place].isascii()
    ]


@given(st.text(max_size=300))
def test_reading_never_fails_and_loses_no_word(text: str) -> None:
    """
    Whatever stands in a letter, each of its letters and digits stands in one block or label.
    """
    if not text.strip("\ufeff \t\r\n\f\v\x1c\x1d\x1e\x1f\x85") or "\0" in text:
        return
    try:
        reading = read_bytes(text.encode(), Path("letter.txt"))
    except LetterError:
        assert not text.encode().strip()
        return
    covered = {place for block in reading.blocks for place in block.passage.places}
    labels = "".join(block.label for block in reading.blocks)
    missing = [text[place] for place in range(len(text)) if text[place].isalnum() and place not in covered]

    # 'o' is a bullet of some programs; labels stand beside the words.
    assert [] == [character for character in missing if character not in "oO" and character.lower() not in labels]


@pytest.mark.parametrize("letter", CASES, ids=lambda path: path.parent.name)
def test_blocks_stand_in_reading_order(letter: Path) -> None:
    """
    The blocks of a letter follow one another, and no place is taken twice.
    """
    places = [place for block in read(letter).blocks for place in dict.fromkeys(block.passage.places)]

    assert len(places) == len(set(places))


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "the file is empty"),
        (b" \n ", "the file is empty"),
        (b"The\0force", "is a binary file, expected text"),
        ("The force".encode("utf-16"), "is text in UTF-16, expected UTF-8"),
        (b"The force\xe2\x80 holds", "found byte 0xe2, expected UTF-8"),
        (b"a" * (16 * 2**20 + 1), "unreadable: has 17 MB, expected at most 16 MB"),
    ],
)
def test_what_cannot_be_read(data: bytes, problem: str) -> None:
    """
    A letter that is no text is refused with what was found and where.
    """
    with pytest.raises(LetterError, match=problem):
        read_bytes(data, Path("letter.txt"))


@pytest.mark.parametrize("data", [b"\0\1\2", b"\x8f\xff\xfe", b"a" * (16 * 2**20 + 1)])
@pytest.mark.parametrize(
    ("name", "promised"), [("letter.pdf", "PDF"), ("LETTER.DOCX", "Word"), ("a.odt", "OpenDocument")]
)
def test_a_name_that_promises_another_format(data: bytes, name: str, promised: str) -> None:
    """
    Whoever hands in a broken PDF is told that it is none, and not that text was expected.
    """
    with pytest.raises(LetterError, match=f"unreadable: is no {promised} file, though its name says so"):
        read_bytes(data, Path(name))


def test_text_under_any_name() -> None:
    """
    Text is read whatever its name promises; what is wrong with empty files and with UTF-16 is said as of text.
    """
    assert "Dear Sir" == read_bytes(b"Dear Sir", Path("letter.pdf")).text
    with pytest.raises(LetterError, match="the file is empty"):
        read_bytes(b"", Path("letter.pdf"))
    with pytest.raises(LetterError, match="is text in UTF-16"):
        read_bytes("Dear Sir".encode("utf-16"), Path("letter.doc"))
