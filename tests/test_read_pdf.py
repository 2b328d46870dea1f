"""PDF files: lines by their places, and everything that a page may hide."""

import textwrap
import zlib
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ncnd_rules.encode import encode
from ncnd_rules.errors import Unreadable
from ncnd_rules.facts import Fact
from ncnd_rules.letter import Letter
from ncnd_rules.read import read
from ncnd_rules.read.extract import Extract
from ncnd_rules.read.guard import Guard
from ncnd_rules.read.layout import laid_out
from ncnd_rules.read.pdf import extract
from ncnd_rules.read.pdfium import document, limits
from ncnd_rules.read.print.hyphens import Hyphens
from ncnd_rules.read.print.ink import Box, Glyph, Ink, InkedPage
from ncnd_rules.read.print.printed import printed
from ncnd_rules.reading import Block, Reading

pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed: pip install 'ncnd_rules[pdf]'")

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*/letter.txt"))

# A small writer of PDF files. Its type is Courier, in which every character is 0.6 of the size wide.

WIDTH = 0.6
LEADING = 1.2
REGULAR, BOLD = "F1", "F2"
BULLET = "\u2022"


def words(x: float, y: float, text: str, size: float = 10, font: str = REGULAR, before: str = "") -> str:
    """A stretch of text; *before* sets its colour or way of rendering."""
    safe = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"q BT {before} /{font} {size} Tf {x} {y} Td ({safe}) Tj ET Q"


def column(x: float, y: float, lines: list[str], size: float = 10, font: str = REGULAR) -> str:
    """Lines below one another."""
    return "\n".join(words(x, y - at * size * LEADING, line, size, font) for at, line in enumerate(lines))


def box(x: float, y: float, width: float, height: float, colour: str = "0 0 0 rg") -> str:
    """A filled box."""
    return f"q {colour} {x} {y} {width} {height} re f Q"


def picture(x: float, y: float, width: float, height: float) -> str:
    """An image, grey all over."""
    data = "BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI"
    return f"q {width} 0 0 {height} {x} {y} cm\n{data}\nQ"


def pdf(*pages: str, catalog: str = "", page: str = "", more: tuple[str, ...] = (), trailer: str = "") -> bytes:
    """A file with pages of such content; *more* are further objects, the first of which is object 10."""
    first = 10 + len(more)
    kids = " ".join(f"{first + 2 * at} 0 R" for at in range(len(pages)))
    objects = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        3: "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
        4: "<< /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold /Encoding /WinAnsiEncoding >>",
    }
    objects |= dict(enumerate(more, start=10))
    for at, content in enumerate(pages):
        number = first + 2 * at
        objects[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {number + 1} 0 R {page} "
            f"/Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 10 0 R >> /XObject << /X1 10 0 R >> >> >>"
        )
        objects[number + 1] = f"<< /Length {len(content.encode('cp1252', 'replace'))} >>\nstream\n{content}\nendstream"
    return _file(objects, trailer)


def _file(objects: dict[int, str], trailer: str) -> bytes:
    data = b"%PDF-1.7\n"
    places = {}
    for number, text in objects.items():
        places[number] = len(data)
        data += f"{number} 0 obj\n{text}\nendobj\n".encode("cp1252", "replace")
    start = len(data)
    table = "".join(
        f"{places[number]:010} 00000 n \n" if number in places else "0000000000 65535 f \n"
        for number in range(max(objects) + 1)
    )
    end = f"xref\n0 {max(objects) + 1}\n{table}trailer\n<< /Size {max(objects) + 1} /Root 1 0 R {trailer} >>\n"
    return data + f"{end}startxref\n{start}\n%%EOF\n".encode()


def letter(text: Reading, width: int = 78) -> bytes:
    """A letter as a word processor sets it: wrapped, with space between paragraphs, and a footer on each page."""
    pages: list[list[str]] = [[]]
    y = 780.0
    for block in text.blocks:
        if block.kind == "furniture":
            continue
        lines, indent = _wrapped(block, text.text, width)
        for at, line in enumerate(lines):
            if y < 80:
                pages.append([])
                y = 780.0
            x = 60 + (indent * WIDTH * 10 if at else 0)
            pages[-1].append(words(x, y, line, font=BOLD if block.bold else REGULAR))
            y -= 10 * LEADING
        y -= 8
    return pdf(*("\n".join([*page, words(60, 40, f"Reply, page {at}")]) for at, page in enumerate(pages, start=1)))


def _wrapped(block: Block, text: str, width: int) -> tuple[list[str], int]:
    """The lines of a block and the indent of all but the first."""
    if not block.passage.words:
        return [block.label.capitalize()], 0
    start, stop = block.passage.places[0], block.passage.places[-1] + 1
    before = text[text.rfind("\n", 0, start) + 1 : start].strip().lstrip("*#- ") if block.kind == "item" else ""
    mark = f"{before or BULLET} " if block.kind == "item" else ""
    whole = " ".join(f"{mark}{text[start:stop]}".replace("**", "").split())
    indent = min(3, len(mark))
    lines = textwrap.wrap(whole, width, subsequent_indent=" " * indent, break_on_hyphens=False)
    return [line.strip() for line in lines], indent


def told(data: bytes) -> list[str]:
    """The paragraphs of a file as they are read on, without furniture."""
    return [block.passage.words for block in reading(data).blocks if block.kind != "furniture"]


def reading(data: bytes) -> Reading:
    return laid_out(extract(data), Letter(file="letter.pdf", sha256="0" * 64))


def says(data: bytes) -> list[tuple[str, bool]]:
    return [(notice.says, notice.unread) for notice in extract(data).notices]


PASTED = [
    "Thank you for your request of 4 May 2022, in which you asked what Wexmoor Police",
    "Aviation Unit holds about flights over the harbour, and whether the Wexmoor and",
    "Fernleigh Joint Operations Centre was told of any of them, by whom and on which",
    "days, and whether it then told the harbour master, who has to be asked before",
    "any such flight, and what he answered; our records of flights are kept by the",
    "unit itself and are not passed on.",
    "We are searching them now and will write to you again before the end of this",
    "month.",
]
RIGHTS = [
    "You may ask for a review of how this request was handled, within two months of it,",
    "by writing to the address above and saying with what you are not content. We will",
    "answer you within twenty working days. If you are still not content after that you",
    "may apply to the Information Commissioner, who will decide about your complaint as",
    "the law has it, and whose address you will find at the head of this letter.",
]


@pytest.mark.parametrize("apart", [1.7, 2.0, 2.8])
def test_lines_each_of_which_is_a_paragraph_are_closed_up(apart: float) -> None:
    """
    What was pasted in line by line stands further apart than the rest, as paragraphs do: a line goes on all the same
    where no sentence ends, also with a name. Paragraphs that stand as far apart elsewhere do not run together.
    """
    y = 700.0
    page = [words(60, 760, "Dear Ms Reed"), words(60, 730, "Your request")]
    for line in PASTED:
        page.append(words(60, y, line))
        y -= apart * 10
    for _ in range(3):
        y -= 20
        page.append(column(60, y, RIGHTS))
        y -= len(RIGHTS) * 10 * LEADING - 12 + (apart - LEADING) * 10

    found = told(pdf("\n".join(page)))
    assert ["Dear Ms Reed", "Your request", *[" ".join(RIGHTS)] * 3] == [found[0], found[1], *found[-3:]]
    assert " ".join(PASTED) == " ".join(found[2:-3])
    assert [" ".join(PASTED[:6])] == found[2:3]


def test_paragraphs_of_one_line_stay_apart() -> None:
    """
    Entries of a list, one below the other, end without a full stop and are no torn sentence.
    """
    entries = [
        "Section 23(5) information supplied by or concerning certain security bodies",
        "Section 24(2) national security in so far as that is required for safeguarding it",
        "Section 31(3) law enforcement, as far as the prevention of crime is concerned",
        "Section 40(5) personal information of those who took part in the operations",
    ]
    page = [words(60, 760 - 20 * at, line) for at, line in enumerate(entries)]
    page += [column(60, 640 - 80 * at, RIGHTS) for at in range(3)]

    assert [*entries, *[" ".join(RIGHTS)] * 3] == told(pdf("\n".join(page)))


# The same letter


def folded(quote: str) -> str:
    return " ".join(quote.replace("**", "").split())


def said(facts: tuple[Fact, ...]) -> Counter[str]:
    """What facts say and their words, without places and white space."""
    return Counter(
        f"{fact.model_dump(exclude={'evidence'})} {[folded(span.quote) for span in fact.evidence]}"
        for fact in facts
        if fact.kind != "text_defect"  # a file has other furniture than the text had
    )


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_the_same_letter_gives_the_same_facts(path: Path) -> None:
    """
    Printed, wrapped at another width and cut into pages, a letter says what it said as text.
    """
    text = read(path)
    printed = reading(letter(text))

    assert said(encode(text, "complete").facts) == said(encode(printed, "complete").facts)


# Lines and paragraphs

PROSE = [
    "The force has considered your request and has decided that it can",
    "neither confirm nor deny that it holds any other information. This is",
    "because of section 31(3).",
]


def test_lines_that_were_wrapped_are_joined() -> None:
    """
    A line goes on where the next word would not have fitted before the right edge.
    """
    address = ["Wexmoor Police", "Harbour House", "Wexmoor"]

    assert [" ".join(PROSE), *address] == told(pdf(column(60, 700, PROSE) + "\n" + column(60, 600, address)))


def test_an_indented_first_line_begins_a_paragraph() -> None:
    """
    Where first lines are indented and nothing else sets paragraphs apart, the indent does.
    """
    paragraphs = [
        ["   " + PROSE[0], *PROSE[1:]],
        [
            "   To confirm or deny would help those who wish to commit crime in this",
            "county, and for that reason it is so.",
        ],
        ["   " + PROSE[0], PROSE[1], "because of section 24(2)."],
    ]
    page, y = [], 700.0
    for first, *others in paragraphs:
        page.append(words(60 + 18, y, first.strip()))
        page.append(column(60, y - 12, others))
        y -= 12 * (1 + len(others))

    assert [" ".join(" ".join(paragraph).split()) for paragraph in paragraphs] == told(pdf("\n".join(page)))


def test_a_list_with_its_labels_in_a_column_of_their_own() -> None:
    """
    A label and its words are one line, wherever the words are set; what stands below the words belongs to them.
    """
    page = "\n".join(
        [
            words(60, 700, "1."),
            column(
                96, 700, ["How many drones does the force have, and how many", "did it have in 2019 (and in 2020)?"]
            ),
            words(60, 670, "\u2022"),
            words(96, 670, "drones with a camera"),
        ]
    )

    assert [
        ("item", "1", "How many drones does the force have, and how many did it have in 2019 (and in 2020)?"),
        ("item", "", "drones with a camera"),
    ] == [(block.kind, block.label, block.passage.words) for block in reading(pdf(page)).blocks]


def test_what_looks_like_a_label_within_a_sentence() -> None:
    """
    A bracket at the beginning of a line that was wrapped begins no item.
    """
    lines = ["The force has looked at its use of systems of artificial intelligence", "(AI) in the years 2019 to 2021."]

    assert [" ".join(lines)] == told(pdf(column(60, 700, lines)))


def test_brackets_of_a_provision_are_broken_in_an_item() -> None:
    """
    A browser breaks 'section 1(1)(a)' before its last bracket, in an answer with a label too; a list of limbs is none.
    """
    answer = ["Question 1. We neither confirm nor deny this, for the duty in section 1(1)", "(a) does not apply here."]
    limbs = ["Question 2. This is exempt by section 31(1)", "(a) the prevention or detection of crime,"]

    said = told(pdf("\n".join((column(60, 700, PROSE), column(60, 600, answer), column(60, 500, limbs)))))

    assert "We neither confirm nor deny this, for the duty in section 1(1)(a) does not apply here." in said
    assert "the prevention or detection of crime," in said


def test_bold() -> None:
    """
    A line in bold type is a heading, also where no space sets it apart; a bold word in a line is none.
    """
    page = column(60, 700, ["Harm"], font=BOLD) + "\n" + column(60, 688, PROSE)

    assert [("heading", True), ("paragraph", False)] == [
        (block.kind, block.bold) for block in reading(pdf(page)).blocks
    ]


def test_words_printed_twice() -> None:
    """
    Type that is printed twice, a little to the side, is read once.
    """
    twice = words(60, 700, "Balance test") + words(60.3, 700, "Balance test")

    assert ["Balance test"] == told(pdf(twice))


def test_spaces_that_the_file_does_not_have() -> None:
    """
    Words that are placed one by one are told apart by the gap between them.
    """
    page = " ".join(words(60 + at * 40, 700, word) for at, word in enumerate(["The", "force", "holds", "none."]))

    assert ["The force holds none."] == told(pdf(page))


def test_superscripts() -> None:
    """
    The 'th' of a date stays with its day; the mark of a footnote is not read as a part of the number before it.
    """
    page = "\n".join(
        [
            words(60, 700, "On 26"),
            words(90, 704, "th", size=6),
            words(102, 700, "June we relied on section 31"),
            words(270, 704, "1", size=6),
            words(273.6, 700, "."),
            words(60, 104, "1", size=5),
            words(64, 100, "See the guidance.", size=8),
            *(words(60, 640 - 12 * at, line) for at, line in enumerate(PROSE * 3)),
        ]
    )
    told_lines = told(pdf(page))

    assert "On 26th June we relied on section 31\u00b9." == told_lines[0]
    assert "\u00b9 See the guidance." == told_lines[-1]


@pytest.mark.parametrize(
    ("line", "following", "expected"),
    [
        ("this infor-", "mation is", "this information"),
        ("the counter-", "terrorism unit", "the counter-terrorism"),
        ("in 2019-", "20 it was", "in 2019-20"),
        ("the Anglo-", "Welsh border", "the Anglo-Welsh"),
        ("a decision-", "making body", "a decision-making"),
        ("the in\u00ad", "formation is", "the information"),
        ("see www.gov.uk/threat-", "levels for it", "see www.gov.uk/threat-levels"),
        ("under s1(1)", "(a) of it", "under s1(1)(a)"),
        ("no hyphen", "at all", "no hyphen"),
        ("a dash -", "then words", "a dash -"),
    ],
)
def test_hyphens(line: str, following: str, expected: str) -> None:
    """
    The hyphen of a word stays, that of a line goes.
    """
    known = Hyphens(["no information on any decision or its making, nor on decision-making as such, was held"])

    assert expected == known.mended(line, following)[0]


@given(st.text(alphabet="abc -\u00ad(1)/.", max_size=20), st.text(alphabet="abc -(1)/.", max_size=20))
def test_mending_loses_no_letter(line: str, following: str) -> None:
    """
    Whatever is put together, no letter or digit is lost.
    """
    line, following = " ".join(line.split()), " ".join(following.split())
    mended = "".join(Hyphens([line, following]).mended(line, following))

    assert [c for c in line + following if c.isalnum()] == [c for c in mended if c.isalnum()]


def test_a_sentence_goes_on_over_the_foot_of_a_page() -> None:
    """
    Header, footer and footnote of a page are no part of the sentence that they cut.
    """
    body = [f"The force has thought about this for a long time, and it came to view {at:02}" for at in range(12)]
    body.append("and after all of this the answer that we give for the county of South")
    header = words(60, 800, "Reply of the force")
    first = [header, column(60, 700, body), words(290, 40, "1")]
    second = [header, column(60, 760, ["Yorkshire is no."]), words(60, 600, "Yours faithfully")]
    second += [words(60, 580, "The Officer"), words(290, 40, "2")]
    pages = ["\n".join(first), "\n".join(second)]

    assert "for the county of South Yorkshire is no." in told(pdf(*pages))[1]


# Reading order


def test_columns_side_by_side() -> None:
    """
    The address and the letterhead beside it are read one after the other, whatever was painted first.
    """
    left = ["Ms A. Requester", "1 Quay Street", "Wexmoor"]
    right = ["Wexmoor Police", "Information Rights", "18 March 2025"]
    across = "\n".join(
        words(60, 760 - 12 * at, a) + words(360, 760 - 12 * at, b)
        for at, (a, b) in enumerate(zip(left, right, strict=True))
    )
    body = column(60, 600, PROSE)

    assert [*left, *right, " ".join(PROSE)] == told(pdf(f"{across}\n{body}"))
    assert [*left, *right, " ".join(PROSE)] == told(pdf(f"{column(360, 757, right)}\n{body}\n{column(60, 760, left)}"))


def test_names_and_what_they_name() -> None:
    """
    'Our reference:' and the reference far to its right are one line.
    """
    page = (
        words(60, 760, "Our ref:")
        + words(160, 760, "WP 12/25")
        + words(60, 748, "Date:")
        + words(160, 748, "18 March 2025")
    )

    assert ["Our ref: WP 12/25", "Date: 18 March 2025"] == told(pdf(page))


ROWS = [["Year", "Flights", "Cost"], ["2023", "14", "none known"], ["2024", "9", "none known"]]


def test_a_table_by_the_order_of_painting() -> None:
    """
    A table without rules, printed row by row, is read row by row.
    """
    page = "\n".join(
        words(60 + 120 * at, 300 - 12 * row, cell) for row, cells in enumerate(ROWS) for at, cell in enumerate(cells)
    )

    assert [("row", " | ".join(cells)) for cells in ROWS] == [
        (block.kind, block.passage.words) for block in reading(pdf(page)).blocks
    ]


def test_a_table_by_its_rules() -> None:
    """
    Rules part the rows of a table, also where its cells have several lines or were printed column by column.
    """
    cells = [
        column(60, 690, ["What was asked", "for"]) + column(60, 650, ["Drones"]),
        column(260, 690, ["What the force", "answers"]) + column(260, 650, ["None are held", "by the force"]),
    ]
    rules = "\n".join(f"{x} {y} m {x + 200} {y} l S" for y in (705, 670, 630) for x in (55, 255))

    assert ["What was asked for | What the force answers", "Drones | None are held by the force"] == told(
        pdf("\n".join([*cells, rules]))
    )


def test_prose_in_two_columns() -> None:
    """
    Two columns of prose are no table: the sentence goes on in the next column.
    """
    left = ["The force has considered your", "request and has decided that", "it can neither confirm nor"]
    right = ["deny that it holds any of the", "information. This is because", "of section 31(3)."]

    assert [" ".join([*left, *right])] == told(pdf(column(60, 500, left) + column(320, 500, right)))


def test_a_page_that_is_turned() -> None:
    """
    A page laid on its side is read as it is shown, and its places are those of the page as shown.
    """
    turned = "\n".join(f"q 0 1 -1 0 {100 + 12 * at} 60 cm {words(0, 0, line)} Q" for at, line in enumerate(PROSE))
    found = extract(pdf(turned, page="/Rotate 90"))

    assert [list(PROSE)] == [[line.text for line in paragraph.lines] for paragraph in found.paragraphs]
    box = found.paragraphs[0].lines[0].anchor.box
    assert box is not None
    assert (60, 1) == (round(box[0]), found.paragraphs[0].lines[0].anchor.page)


def test_words_at_an_angle_stand_apart() -> None:
    """
    A mark across the page does not mix with the words below it, and is furniture.
    """
    mark = f"q 0.7 0.7 -0.7 0.7 200 400 cm {words(0, 0, 'DRAFT COPY', size=40)} Q"
    found = extract(pdf(column(60, 700, PROSE * 4) + mark))

    assert ("furniture", "DRAFT COPY") == (found.paragraphs[-1].kind, found.paragraphs[-1].lines[0].text)
    assert [("page 1: 2 words at an angle, read after the others", False)] == [n[::2] for n in found.notices]


def test_headers_and_footers() -> None:
    """
    What stands on each page at one place is furniture but for its numbers; an answer that is repeated is not.
    """
    pages = [
        "\n".join(
            [words(60, 800, "FOI 12/25"), words(60, 700 - at, "No information held"), words(60, 30, f"Page {at}")]
        )
        for at in (1, 2, 3)
    ]

    # The header of the first page may be the letterhead.
    assert ["FOI 12/25", *["No information held"] * 3] == told(pdf(*pages))


# What a page hides


@pytest.mark.parametrize(
    ("hidden", "why"),
    [
        (words(60, 500, "not for you", before="3 Tr"), "printed invisibly"),
        (words(60, 500, "not for you", before="1 1 1 rg"), "in the colour of their background"),
        (words(60, 500, "not for you", size=1), "too small to read"),
        (words(60, 900, "not for you"), "outside the edges of the page"),
        (words(60, 500, "not for you") + box(50, 490, 200, 30, "1 1 1 rg"), "in the colour of their background"),
    ],
)
def test_what_cannot_be_seen_is_left_out_and_noticed(hidden: str, why: str) -> None:
    """
    Words that no reader of the page sees are none of the letter's.
    """
    data = pdf(f"{column(60, 700, PROSE)}\n{hidden}")

    assert [" ".join(PROSE)] == told(data)
    assert [(f"page 1: 3 words {why}, left out", False)] == says(data)


def test_white_words_on_a_dark_box_are_seen() -> None:
    """
    The head of a table in white on blue is read, and nothing is noticed.
    """
    data = pdf(box(50, 490, 300, 30, "0 0 0.4 rg") + words(60, 500, "Section 31", before="1 1 1 rg"))

    assert (["Section 31"], []) == (told(data), says(data))


@pytest.mark.parametrize(
    "page",
    [
        words(60, 500, "the secret name") + box(50, 490, 200, 30),
        box(50, 490, 200, 30) + words(60, 500, "the secret name"),
    ],
)
def test_a_redaction_that_hides_nothing(page: str) -> None:
    """
    Words under a black box are read; the notice names the page and never the words.
    """
    data = pdf(page)
    notice = "page 1: 3 words under a dark box or a mark of redaction can still be read: perhaps a failed redaction"

    assert ["the secret name"] == told(data)
    assert [(notice, False)] == says(data)


def test_a_redaction_that_was_never_applied() -> None:
    """
    A mark of redaction over words that are still there is noticed.
    """
    note = "<< /Type /Annot /Subtype /Redact /Rect [50 490 250 520] >>"
    data = pdf(words(60, 500, "the secret name"), page="/Annots [10 0 R]", more=(note,))

    assert ["the secret name"] == told(data)
    assert "failed redaction" in says(data)[0][0]


def test_a_scanned_page() -> None:
    """
    A page that is only a picture was not read, and that is said.
    """
    data = pdf(column(60, 700, PROSE), picture(0, 0, 595, 842))

    assert [("page 2 is a picture, not read", True)] == says(data)
    assert 1 == extract(data).notices[0].before


def test_recognised_text_over_a_scan() -> None:
    """
    Invisible words over the picture of a page are what a program recognised in it: read, with a warning.
    """
    scan = (
        picture(0, 0, 595, 842)
        + "\n"
        + "\n".join(words(60, 700 - 12 * at, line, before="3 Tr") for at, line in enumerate(PROSE))
    )

    assert [" ".join(PROSE)] == told(pdf(scan))
    assert [("page 1: a picture with recognised text, which may be wrong", False)] == says(pdf(scan))


def test_a_picture_beside_words() -> None:
    """
    A picture that is large enough to hold words is noticed, a crest is not.
    """
    assert [("page 1 holds a picture, not read", False)] == says(
        pdf(column(60, 700, PROSE) + picture(60, 100, 400, 200))
    )
    assert [] == says(pdf(column(60, 700, PROSE) + picture(60, 750, 60, 60)))


def _mapped(to: str) -> bytes:
    """A page in a font whose characters the file maps to others."""
    codes = "\n".join(f"<{code:02X}> <{to.format(code)}>" for code in range(0x20, 0x7F))
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        f"1 begincodespacerange <00> <FF> endcodespacerange\n95 beginbfchar\n{codes}\nendbfchar\nendcmap end end"
    )
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /ToUnicode 11 0 R >>"
    return pdf(
        "\n".join(words(60, 700 - 12 * at, line, font="F3") for at, line in enumerate(PROSE)),
        more=(font, f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream"),
    )


@pytest.mark.parametrize("to", ["E0{:02X}", "FFFD"])
def test_characters_without_a_map(to: str) -> None:
    """
    A page whose characters stand for nothing was not read, and that is said.
    """
    assert [("page 1: the characters make no words, perhaps for want of a character map", True)] == says(_mapped(to))


def test_characters_of_a_wrong_map() -> None:
    """
    Letters that make no words of any language are no letter.
    """
    garbled = [
        line.translate({code: code - 29 if code > 94 else code for code in range(97, 123)}) for line in PROSE * 4
    ]

    assert [True] == [unread for _, unread in says(pdf(column(60, 700, garbled)))]


def test_words_in_a_form_object() -> None:
    """
    What a page takes from a form object is read, and known to be hidden or not, like its own words.
    """
    inner = words(60, 500, "in the form") + "\n" + words(60, 480, "not for you", before="3 Tr")
    form = (
        "<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
        f"/Length {len(inner)} >>\nstream\n{inner}\nendstream"
    )
    data = pdf("/X1 Do", more=(form,))

    assert ["in the form"] == told(data)
    assert [("page 1: 3 words printed invisibly, left out", False)] == says(data)


# Beside the words


def _form(value: str) -> bytes:
    field = (
        f"<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V ({value}) /Rect [120 695 300 712] "
        "/DA (/F1 10 Tf 0 g) >>"
    )
    return pdf(
        words(60, 700, "Decision:"),
        catalog="/AcroForm << /Fields [10 0 R] /DA (/F1 10 Tf 0 g) >>",
        page="/Annots [10 0 R]",
        more=(field,),
    )


def test_form_fields() -> None:
    """
    What was filled in is read where it stands.
    """
    assert ["Decision: neither confirmed nor denied"] == told(_form("neither confirmed nor denied"))
    assert [("page 1: 1 form field, read", False)] == says(_form("no"))


@pytest.mark.parametrize(
    ("kind", "read_too", "notice"),
    [
        ("/FreeText /Contents (Added later)", ["Added later"], "page 1: 1 written note, read"),
        ("/Text /Contents (Is this right?)", [], "page 1: 1 comment, not read"),
        ("/Text /F 2 /Contents (Is this right?)", [], "page 1: 1 hidden note or form field, not read"),
    ],
)
def test_notes(kind: str, read_too: list[str], notice: str) -> None:
    """
    A note that is written on the page is read; a comment on it is none of the letter's.
    """
    note = f"<< /Type /Annot /Subtype {kind} /Rect [60 500 300 520] /DA (/F1 10 Tf 0 g) >>"
    data = pdf(column(60, 700, PROSE), page="/Annots [10 0 R]", more=(note,))

    assert [" ".join(PROSE), *read_too] == told(data)
    assert [(notice, False)] == says(data)


def test_attached_files() -> None:
    """
    A file within the file is noticed; where the pages say next to nothing, it may be the letter.
    """
    more = (
        "<< /Type /Filespec /F (annex.txt) /EF << /F 11 0 R >> >>",
        "<< /Type /EmbeddedFile /Length 5 >>\nstream\nannex\nendstream",
    )
    catalog = "/Names << /EmbeddedFiles << /Names [(annex.txt) 10 0 R] >> >>"

    for page, lost in ((column(60, 700, PROSE * 3), False), (words(60, 700, "Open the attachment."), True)):
        assert [("the file holds 1 attached file, not read", lost)] == says(pdf(page, catalog=catalog, more=more))


# Files that cannot be read

LOCK = (
    "/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 "
    f"/O <{'00' * 32}> /U <{'11' * 32}> >> /ID [<{'00' * 16}> <{'00' * 16}>]"
)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "is no PDF file"),
        (b"PK\x03\x04", "is no PDF file"),
        (b"%PDF-1.7\nnothing more", "is a damaged PDF file"),
        (pdf(words(60, 700, "locked"), trailer=LOCK), "is locked with a password"),
        (pdf(*["" for _ in range(501)]), "has 501 pages, expected at most 500"),
    ],
)
def test_what_cannot_be_read(data: bytes, problem: str) -> None:
    """
    A file that cannot be read is refused with the reason.
    """
    with pytest.raises(Unreadable, match=problem):
        extract(data)


def test_more_than_a_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Limits are checked before the work that they limit.
    """
    monkeypatch.setattr(limits, "MOST_CHARACTERS", 40)
    with pytest.raises(Unreadable, match="has more than 40 characters"):
        extract(pdf(words(60, 700, "a" * 30), words(60, 700, "a" * 30)))

    monkeypatch.setattr(limits, "MOST_OBJECTS", 3)
    with pytest.raises(Unreadable, match="has a page with more than 3 objects"):
        extract(pdf("\n".join(words(60, 700 - 12 * at, "a") for at in range(4))))


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Where pypdfium2 is not installed, the message says what to install.
    """
    monkeypatch.setattr(document, "pdfium", None)

    with pytest.raises(Unreadable, match=r"pip install 'ncnd_rules\[pdf\]'"):
        extract(pdf(""))


def test_a_page_that_invokes_itself() -> None:
    """
    A form that paints itself twenty times over is stopped by the limits of the guard.
    """
    inner = "/X1 Do\n" * 20
    form = (
        "<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X1 10 0 R >> >> "
        f"/Length {len(inner)} >>\nstream\n{inner}\nendstream"
    )
    guard = Guard(most_memory=2**29, most_cpu=4)
    try:
        with pytest.raises(Unreadable):
            guard.extract(pdf("/X1 Do", more=(form,)), "pdf")
    finally:
        guard.close()


WHOLE = pdf(column(60, 700, PROSE), column(60, 700, PROSE))


@given(st.integers(0, len(WHOLE)), st.binary(max_size=8))
@settings(deadline=None)
def test_a_damaged_file_is_read_or_refused(at: int, junk: bytes) -> None:
    """
    Whatever happened to a file, it gives an extract or a reason.
    """
    with suppress(Unreadable):
        assert isinstance(extract(WHOLE[:at] + junk + WHOLE[at + len(junk) :]), Extract)


WORD = st.text(alphabet="abcdefghijklmnopqrstuvwxyzABCDEFGH0123456789().,;:", min_size=1, max_size=12)
PLACED = st.tuples(st.integers(40, 400), st.integers(50, 780), st.lists(WORD, min_size=1, max_size=3).map(" ".join))


@given(st.lists(PLACED, max_size=25, unique_by=lambda placed: placed[1] // 14))
@settings(deadline=None)
def test_no_word_is_lost(placed: list[tuple[int, int, str]]) -> None:
    """
    Wherever words stand on a page, each letter of them stands in the extract.
    """
    found = extract(pdf("\n".join(words(x, y, text, size=8) for x, y, text in placed)))

    printed = Counter("".join(text for _, _, text in placed).replace(" ", ""))
    told_too = Counter("".join(line.text for paragraph in found.paragraphs for line in paragraph.lines))
    assert printed <= told_too


def test_compressed_pages() -> None:
    """
    Real files compress their pages.
    """
    content = zlib.compress(column(60, 700, PROSE).encode()).hex()
    plain = pdf("X")
    stream = f"<< /Length {len(content) + 1} /Filter [/ASCIIHexDecode /FlateDecode] >>\nstream\n{content}>\nendstream"

    assert [" ".join(PROSE)] == told(plain.replace(b"<< /Length 1 >>\nstream\nX\nendstream", stream.encode()))


def test_the_letters_of_a_ligature_stay_together() -> None:
    """
    What is drawn as one sign, and so has one box, is not taken for letters printed over each other.
    """
    glyphs, left = [], 72.0
    for sign in ("c", "o", "n", "ffi", "r", "m"):
        width = 9.0 if len(sign) > 1 else 5.0
        box = Box(left, 700, left + width, 710)
        glyphs += [Glyph(letter, box, 702, 10, 0, Ink(1)) for letter in sign]
        left += width
    (line,) = printed(InkedPage(1, Box(0, 0, 595, 842), tuple(glyphs))).lines

    assert "conffirm" == line.text
