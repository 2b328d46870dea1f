"""Word files: what a reader of the printed letter sees, what is left out on purpose, and what is refused."""

import contextlib
import hashlib
import io
import struct
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from same_letter import facts
from word_file import (
    DECLARED,
    OFFICE,
    block_by_block,
    box,
    code,
    docx,
    either_way,
    field,
    form_field,
    kind_of_list,
    level,
    line_by_line,
    list_,
    numbered,
    p,
    packed,
    picture,
    r,
    references,
    style,
    table,
    trees,
    with_changes,
    with_letterhead,
    with_word_lists,
)

from ncnd_rules.errors import Unreadable
from ncnd_rules.letter import Letter
from ncnd_rules.read import read_bytes
from ncnd_rules.read.docx import extract
from ncnd_rules.read.extract import Extract, as_json, from_json
from ncnd_rules.read.layout import laid_out
from ncnd_rules.read.word import package
from ncnd_rules.read.word.numbers import written
from ncnd_rules.reading import Anchor, Block, Reading

TOP = Path(__file__).parents[1]
LETTERS = [*sorted((TOP / "cases").glob("*/letter.txt")), *sorted((TOP.parent / "shared" / "letters").glob("*.txt"))]

# What the reader says, in short.


def lines(data: bytes) -> list[str]:
    return [line.text for paragraph in extract(data).paragraphs for line in paragraph.lines]


def noticed(data: bytes) -> list[tuple[str, bool]]:
    return [(notice.says, notice.unread) for notice in extract(data).notices]


def reading(data: bytes) -> Reading:
    return laid_out(extract(data), Letter(file="letter.docx", sha256=hashlib.sha256(data).hexdigest()))


def refused(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        extract(data)
    return str(caught.value)


def test_words_out_of_every_wrapping() -> None:
    """
    Words are read wherever Word puts them: links, smart tags, controls, custom XML, insertions, formulas.
    """
    body = p(
        r("The force "),
        f"<w:hyperlink r:id='x'>{r('holds ')}</w:hyperlink>",
        f"<w:smartTag w:element='place'>{r('in Wexmoor ')}</w:smartTag>",
        f"<w:sdt><w:sdtPr/><w:sdtContent>{r('14 ')}</w:sdtContent></w:sdt>",
        f"<w:customXml w:element='x'>{r('drones ')}</w:customXml>",
        f"<w:ins w:id='1'>{r('and ')}</w:ins><w:moveTo w:id='2'>{r('two ')}</w:moveTo>",
        f"<w:fldSimple w:instr=' REF x '>{r('balloons ')}</w:fldSimple>",
        "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>",
        "<w:dir w:val='ltr'><w:r><w:t>.</w:t></w:r></w:dir>",
    )

    assert ["The force holds in Wexmoor 14 drones and two balloons x."] == lines(docx(body))


def test_blocks_out_of_every_wrapping() -> None:
    """
    Paragraphs, tables, rows and cells are read inside content controls, custom XML and either way to show them.
    """
    cell = f"<w:sdt><w:sdtContent><w:tc>{p('2019')}</w:tc></w:sdtContent></w:sdt><w:tc>{p('14')}</w:tc>"
    row = f"<w:sdt><w:sdtContent><w:tr>{cell}</w:tr></w:sdtContent></w:sdt>"
    body = (
        f"<w:sdt><w:sdtContent>{p('In a control.')}<w:tbl>{row}</w:tbl></w:sdtContent></w:sdt>",
        f"<w:customXml>{p('In custom XML.')}</w:customXml>",
        either_way(p("In a choice."), p("In a choice.")),
    )

    assert ["In a control.", "2019 | 14", "In custom XML.", "In a choice."] == lines(docx(*body))


def test_deletions_are_left_out_and_noticed() -> None:
    """
    Deleted words, words moved away and the codes of fields are not read; how many and where is said.
    """
    data = docx(
        p("The force "),
        p(
            r("holds "),
            f"<w:del w:id='1'><w:r><w:delText>no such </w:delText></w:r></w:del><w:ins w:id='2'>{r('some ')}</w:ins>",
            f"<w:moveFrom w:id='3'>{r('old information')}</w:moveFrom>",
            r("information."),
        ),
        p(field(' HYPERLINK "https://wexmoor.police.example" ', "our site")),
    )

    assert ["The force", "holds some information.", "our site"] == lines(data)
    assert [
        ("2 words left out as deleted with changes tracked: paragraph 2", False),
        ("2 words left out where they stood before they were moved with changes tracked: paragraph 2", False),
        ("1 field code left out, and what they show kept: paragraph 3", False),
    ] == noticed(data)


def test_the_place_of_a_notice() -> None:
    """
    A notice stands before the paragraph in which the thing was.
    """
    (notice,) = extract(docx(p("One."), p("Two.", "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>"))).notices

    assert 1 == notice.before


def test_a_paragraph_whose_end_was_deleted_goes_on() -> None:
    """
    Where the mark between two paragraphs was deleted, they are one, and the list counts them once.
    """
    end = "<w:rPr><w:del w:id='1'/></w:rPr>"
    data = docx(
        p("The force can ", properties=numbered(1) + end),
        p("neither confirm nor deny it.", properties=numbered(1)),
        p("Next.", properties=numbered(1)),
        numbering=kind_of_list(0, level(0, "decimal", "%1.")) + list_(1, 0),
    )

    assert ["1. The force can neither confirm nor deny it.", "2. Next."] == lines(data)


def test_deleted_rows_and_cells() -> None:
    """
    A row that was deleted with changes tracked is no row of the letter.
    """
    gone = f"<w:tr><w:trPr><w:del w:id='1'/></w:trPr><w:tc>{p('old figure')}</w:tc><w:tc>{p('13')}</w:tc></w:tr>"
    data = docx(table(["2019", "14"]).replace("</w:tbl>", f"{gone}</w:tbl>"))

    assert ["2019 | 14"] == lines(data)
    assert [("3 words left out as deleted with changes tracked: paragraph 3", False)] == noticed(data)


def test_hidden_text() -> None:
    """
    Hidden words are left out, hidden by themselves or by their style, and counted.
    """
    data = docx(
        p(r("Shown. "), r("three hidden words", "<w:vanish/>"), r("Shown too.", '<w:vanish w:val="0"/>')),
        p("by style", properties='<w:pStyle w:val="Secret"/>'),
        styles=style("Secret", "<w:rPr><w:vanish/></w:rPr>"),
    )

    assert ["Shown. Shown too."] == lines(data)
    assert [("5 words left out as hidden text: paragraph 1, paragraph 2", False)] == noticed(data)


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("<w:tab/>", "a b"),
        ("<w:br/>", "a/b"),
        ("<w:cr/>", "a/b"),
        ('<w:br w:type="page"/>', "a/b"),
        ("<w:noBreakHyphen/>", "a\u2011b"),
        ("<w:softHyphen/>", "a\u00adb"),
        ('<w:sym w:font="Wingdings" w:char="F0FE"/>', "a☑b"),
        ('<w:sym w:font="Symbol" w:char="F0B3"/>', "a≥b"),
        ('<w:sym w:font="Wingdings" w:char="F001"/>', "a\ufffdb"),
        ('<w:sym w:font="Arial" w:char="00A3"/>', "a£b"),
        ('<w:sym w:font="Arial" w:char="no number"/>', "a\ufffdb"),
        (f"<w:ruby><w:rt>{r('x')}</w:rt><w:rubyBase>{r('base')}</w:rubyBase></w:ruby>", "abaseb"),
        (form_field('<w:checkBox><w:default w:val="1"/></w:checkBox>'), "a☒b"),
        (form_field('<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>'), "a☐b"),
        (form_field('<w:ddList><w:listEntry w:val="A"/></w:ddList>'), "aAb"),
        (form_field('<w:ddList><w:result w:val="1"/><w:listEntry/><w:listEntry w:val="B"/></w:ddList>'), "aBb"),
    ],
)  # fmt: skip
def test_signs(inside: str, shown: str) -> None:
    """
    What stands for a character is that character; a break makes a new line of the same paragraph.
    """
    (paragraph,) = extract(docx(p(r("a"), r(inside=inside), r("b")))).paragraphs

    assert shown == "/".join(line.text for line in paragraph.lines)


def test_comments_in_the_source_do_not_cut_words() -> None:
    """
    A comment or a CDATA section inside a text does not lose what follows it.
    """
    assert ["neither confirm nor deny"] == lines(
        docx("<w:p><w:r><w:t>neither <!-- x -->confirm<![CDATA[ nor]]> deny</w:t></w:r></w:p>")
    )


def test_fields_across_paragraphs() -> None:
    """
    A field may begin in one paragraph and end in another; one inside the code of another is code.
    """
    data = docx(
        p(code("begin"), "<w:r><w:instrText>IF </w:instrText></w:r>", field("DOCPROPERTY x", "never shown")),
        p(code("separate"), r("The force holds it.")),
        p(r("So it does."), code("end"), r(" The end.")),
    )

    assert ["The force holds it.", "So it does. The end."] == lines(data)


def test_a_field_that_never_ends_swallows_nothing() -> None:
    """
    What follows a field whose end is missing is read.
    """
    data = docx(p(code("begin"), "<w:r><w:instrText>PAGE</w:instrText></w:r>", "The force holds it."), p("The end."))

    assert ["The force holds it.", "The end."] == lines(data)


def test_a_date_that_changes() -> None:
    """
    A date out of a field that always shows today is read, and noticed.
    """
    data = docx(p(field(' DATE \\@ "d MMMM yyyy" ', "4 March 2019")))

    assert ["4 March 2019"] == lines(data)
    assert "1 date shown by a field that changes with the day on which the file is opened: paragraph 1" in dict(
        noticed(data)
    )


FORMS = [
    ("decimal", "1 2 3 4"),
    ("lowerLetter", "a b c d"),
    ("upperLetter", "A B C D"),
    ("lowerRoman", "i ii iii iv"),
    ("upperRoman", "I II III IV"),
    ("ordinal", "1st 2nd 3rd 4th"),
    ("cardinalText", "One Two Three Four"),
    ("ordinalText", "First Second Third Fourth"),
    ("decimalZero", "01 02 03 04"),
    ("somethingNew", "1 2 3 4"),
]


@pytest.mark.parametrize(("form", "shown"), FORMS)
def test_forms_of_list_numbers(form: str, shown: str) -> None:
    """
    Word's own numbers are printed before the words, in the form of their list.
    """
    data = docx(
        *(p("x", properties=numbered(1)) for _ in range(4)),
        numbering=kind_of_list(0, level(0, form, "(%1)")) + list_(1, 0),
    )

    assert [f"({number}) x" for number in shown.split()] == lines(data)


@given(st.integers(1, 3999))
def test_roman_numbers_are_told_apart(count: int) -> None:
    """
    A Roman number means the number it was written for.
    """
    worth = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    figures = [worth[figure] for figure in written(count, "lowerRoman")]

    assert count == sum(
        -one if one < following else one for one, following in zip(figures, [*figures[1:], 0], strict=True)
    )


@pytest.mark.parametrize("form", [form for form, _ in FORMS] + ["chicago", "none", "bullet"])
@pytest.mark.parametrize("count", [-(10**9), -1, 0, 27, 780, 781, 32768, 10**9])
def test_no_number_is_long(form: str, count: int) -> None:
    """
    A list that starts beyond reason is numbered in figures, not with a million letters.
    """
    assert len(written(count, form)) <= 200


LEGAL = kind_of_list(
    0,
    level(0, "decimal", "%1."),
    level(1, "lowerLetter", "%1.%2)"),
    level(2, "lowerRoman", "(%3)"),
    level(3, "decimal", "%1.%2.%4", "<w:isLgl/>"),
)


def levels_shown(levels: Iterable[int], numbering: str) -> list[str]:
    data = docx(*(p("x", properties=numbered(1, one)) for one in levels), numbering=numbering)
    return [line.removesuffix(" x") for line in lines(data)]


def test_levels() -> None:
    """
    A level shows the numbers of those above it, begins anew below each, and turns to figures where the list says so.
    """
    assert ["1.", "1.a)", "1.b)", "(i)", "(ii)", "2.", "2.a)", "(i)", "2.1.1"] == levels_shown(
        [0, 1, 1, 2, 2, 0, 1, 2, 3], LEGAL + list_(1, 0)
    )


def test_a_level_that_does_not_begin_anew() -> None:
    """
    A level may go on counting below the next number.
    """
    kind = kind_of_list(0, level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)", '<w:lvlRestart w:val="0"/>'))

    assert ["1.", "a)", "2.", "b)"] == levels_shown([0, 1, 0, 1], kind + list_(1, 0))


def test_a_level_without_the_one_above() -> None:
    """
    Where no paragraph of the level above came before, its first number is shown.
    """
    assert ["1.a)"] == levels_shown([1], LEGAL + list_(1, 0))


def test_lists_of_one_kind_count_together_unless_they_start_anew() -> None:
    """
    Two lists of one kind share their numbers; a start of its own sets one back, once.
    """
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    data = docx(
        *(p("x", properties=numbered(one)) for one in (1, 1, 2, 3, 3)),
        numbering=kind_of_list(0, level(0, "decimal", "%1.")) + list_(1, 0) + list_(2, 0) + list_(3, 0, restart),
    )

    assert ["1. x", "2. x", "3. x", "1. x", "2. x"] == lines(data)


def test_a_list_with_levels_of_its_own() -> None:
    """
    A list may replace a level of its kind.
    """
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "Q%1:")}</w:lvlOverride>'
    data = docx(
        p("x", properties=numbered(1)), numbering=kind_of_list(0, level(0, "decimal", "%1.")) + list_(1, 0, own)
    )

    assert ["QA: x"] == lines(data)


def test_numbers_by_style() -> None:
    """
    A style may number its paragraphs, on the level that is linked to it; number 0 takes the number away.
    """
    styles = (
        style("Question", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
        + style("Limb", "", based_on="Question")
        + style("Plain", '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>', based_on="Question")
    )
    kind = kind_of_list(
        0,
        level(0, "decimal", "%1.", '<w:pStyle w:val="Question"/>'),
        level(1, "lowerLetter", "%2)", '<w:pStyle w:val="Limb"/>'),
    )
    data = docx(
        *(p("x", properties=f'<w:pStyle w:val="{one}"/>') for one in ("Question", "Limb", "Limb", "Plain", "Question")),
        p("x", properties=f'<w:pStyle w:val="Question"/>{numbered(0)}'),
        styles=styles,
        numbering=kind + list_(1, 0),
    )

    assert ["1. x", "a) x", "b) x", "x", "2. x", "x"] == lines(data)


def test_a_list_by_the_name_of_a_style() -> None:
    """
    A kind of list may only point to the style that has the levels.
    """
    numbering = (
        '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="Lists"/></w:abstractNum>'
        + kind_of_list(6, level(0, "decimal", "%1)"))
        + list_(1, 5)
        + list_(2, 6)
    )
    styles = style("Lists", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>')

    assert ["1) x"] == lines(docx(p("x", properties=numbered(1)), numbering=numbering, styles=styles))


@pytest.mark.parametrize(
    ("font", "text", "shown"),
    [
        ("Symbol", "\uf0b7", "•"),
        ("Wingdings", "\uf0a7", "▪"),
        ("Courier New", "o", "◦"),
        ("Wingdings", "\uf0d8", "•"),
        ("Arial", "–", "–"),
        ("Arial", "►", "•"),
    ],
)
def test_bullets(font: str, text: str, shown: str) -> None:
    """
    A bullet is one that an item is known by, whatever sign its font has for it.
    """
    look = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>'
    kind = kind_of_list(0, level(0, "bullet", text).replace("</w:lvl>", f"{look}</w:lvl>"))

    assert [f"{shown} x"] == lines(docx(p("x", properties=numbered(1)), numbering=kind + list_(1, 0)))


def test_a_number_alone() -> None:
    """
    The number of an empty paragraph is shown and counts; a bullet alone says nothing.
    """
    kinds = kind_of_list(0, level(0, "decimal", "%1.")) + kind_of_list(1, level(0, "bullet", "•"))
    data = docx(
        p(properties=numbered(1)),
        p(properties=numbered(2)),
        p("x", properties=numbered(1)),
        numbering=kinds + list_(1, 0) + list_(2, 1),
    )

    assert ["1.", "2. x"] == lines(data)


def blocks(data: bytes) -> list[Block]:
    return list(reading(data).blocks)


HEADINGS = (
    style("Normal", "", default=True)
    + style("Heading1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>', "heading 1")
    + style("Harm", "", based_on="Heading1")
    + style("Body", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>', based_on="Heading1")
    + style("Title", "", "Title")
    + style("Quote", "", "Intense Quote")
    + style("TOC1", "", "toc 1")
    + style("Strong", "<w:rPr><w:b/></w:rPr>")
)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Heading1", "heading"),
        ("Harm", "heading"),
        ("Title", "heading"),
        ("Body", "line"),
        ("Normal", "line"),
        ("Nowhere", "line"),
        ("Strong", "heading"),
        ("Quote", "quoted"),
        ("TOC1", "furniture"),
    ],
)
def test_kinds_by_style(name: str, kind: str) -> None:
    """
    Headings, quotations and a table of contents are known by their style or what it is based on.
    """
    (block,) = blocks(docx(p("Evidence of harm", properties=f'<w:pStyle w:val="{name}"/>'), styles=HEADINGS))

    assert kind == block.kind


def test_a_heading_with_a_number_is_an_item() -> None:
    """
    A question in the style of a heading keeps its label, and stays bold.
    """
    (block,) = blocks(docx(p("1. How many drones?", properties='<w:pStyle w:val="Heading1"/>'), styles=HEADINGS))

    assert ("item", "1", "How many drones?", True) == (block.kind, block.label, block.passage.words, block.bold)


def test_a_paragraph_in_the_style_of_a_heading() -> None:
    """
    A long paragraph is none, whatever its style.
    """
    (block,) = blocks(docx(p("We hold no drones. " * 20, properties='<w:pStyle w:val="Heading1"/>'), styles=HEADINGS))

    assert "paragraph" == block.kind


@pytest.mark.parametrize(
    ("runs", "bold"),
    [
        ([r("Harm", "<w:b/>")], True),
        ([r("Ha", "<w:b/>"), r(" "), r("rm", "<w:b/>")], True),
        ([r("Harm", "<w:b/>"), r(" done")], False),
        ([r("Harm", '<w:b w:val="false"/>')], False),
        ([r("Harm", '<w:rStyle w:val="Strong"/>')], True),
        ([r("Harm", "<w:caps/>")], True),
    ],
)
def test_bold_as_a_whole(runs: list[str], bold: bool) -> None:
    """
    A paragraph is set apart where all of its words are; spaces do not count.
    """
    assert bold == extract(docx(p(*runs), styles=HEADINGS)).paragraphs[0].bold


def test_styles_based_on_one_another_in_a_circle() -> None:
    """
    A circle of styles ends.
    """
    circle = style("A", "", based_on="B") + style("B", "<w:rPr><w:b/></w:rPr>", based_on="A")

    assert extract(docx(p("x", properties='<w:pStyle w:val="A"/>'), styles=circle)).paragraphs[0].bold


def test_rows() -> None:
    """
    A row of a table is one paragraph; a cell over several columns stands once, the rest of a merged one not at all.
    """
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("Bought")}</w:tc><w:tc>{p("Cost")}</w:tc>'
    begun, gone_on = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>', "<w:tcPr><w:vMerge/></w:tcPr>"
    first = f"<w:tc>{begun}{p('2019')}</w:tc><w:tc>{p('May')}</w:tc><w:tc>{p('£9')}</w:tc>"
    rest = f"<w:tc>{gone_on}{p()}</w:tc><w:tc>{p('June')}</w:tc><w:tc>{p()}</w:tc>"
    data = docx("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in (wide, first, rest)) + "</w:tbl>")

    assert [("row", "Bought | Cost"), ("row", "2019 | May | £9"), (None, "June")] == [
        (paragraph.kind, paragraph.lines[0].text) for paragraph in extract(data).paragraphs
    ]


LONG = "To confirm or deny that the information is held would tell offenders how far the force can see, and help them."


def test_a_frame_around_the_letter() -> None:
    """
    A table of one cell, or one that only lays out the page, does not swallow the letter.
    """
    framed = table([p("Dear Sir") + p(LONG) + table(["2019", "14"])])
    beside = table(["", p("Wexmoor Police") + p("4 March 2019")], ["Reference:", "FOI 12"], ["1", f"{LONG} {LONG}"])
    told = [(paragraph.kind, paragraph.lines[0].text) for paragraph in extract(docx(framed, beside)).paragraphs]

    assert [
        (None, "Dear Sir"),
        (None, LONG),
        ("row", "2019 | 14"),
        (None, "Wexmoor Police"),
        (None, "4 March 2019"),
        (None, "Reference: FOI 12"),
        (None, f"1. {LONG} {LONG}"),
    ] == told


def test_short_cells_beside_running_text_stay_a_row() -> None:
    """
    The figures of a table stay together beside a cell of running text.
    """
    assert ["2019 | 14", LONG] == lines(docx(table(["2019", "14", LONG])))


def test_text_boxes_once() -> None:
    """
    A text box is kept twice for old programs, and read once, behind the paragraph it hangs on.
    """
    assert ["Dear Sir", "Our reference: FOI 12", "4 March 2019", "Next."] == lines(
        docx(p(r("Dear Sir"), box(p("Our reference: FOI 12"), p("4 March 2019"))), p("Next."))
    )


def test_a_box_only_for_old_programs() -> None:
    """
    Words that stand in the second way only are read there.
    """
    old = f"<w:r><w:pict><v:textbox><w:txbxContent>{p('In a box.')}</w:txbxContent></v:textbox></w:pict></w:r>"

    assert ["In a box."] == lines(docx(p(r(inside=either_way("<w:drawing/>", old)))))


def test_words_drawn_as_a_picture() -> None:
    """
    Words that are drawn are words.
    """
    assert ["DRAFT"] == lines(docx(p('<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>')))


NOTES = "".join(
    f'<w:footnote w:id="{identity}"{kind}>{p(text)}</w:footnote>'
    for identity, kind, text in [
        (-1, ' w:type="separator"', ""),
        (7, "", "See section 31."),
        (3, "", "See section 24."),
        (9, "", "Cited nowhere."),
    ]
)


def test_notes() -> None:
    """
    A footnote follows the paragraph that cites it, an endnote the letter; each stands once and is numbered by its turn.
    """
    cite = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    end = '<w:r><w:endnoteReference w:id="1"/></w:r>'
    data = docx(
        p(r("It is exempt"), cite.format(3), r("."), end),
        p(r("Still."), cite.format(7), cite.format(3)),
        footnotes=NOTES,
        endnotes=f'<w:endnote w:id="1">{p("The end.")}</w:endnote>',
    )

    assert [
        ("It is exempt.", ""),
        ("See section 24.", "footnote 1"),
        ("Still.", ""),
        ("See section 31.", "footnote 2"),
        ("The end.", "endnote 1"),
    ] == [(paragraph.lines[0].text, paragraph.lines[0].anchor.part) for paragraph in extract(data).paragraphs]
    assert [("2 words left out of notes that the letter does not cite: at the end", False)] == noticed(data)


def test_comments_are_no_part_of_the_letter() -> None:
    """
    Comments are left out and counted.
    """
    data = docx(
        p(r("We hold it."), '<w:r><w:commentReference w:id="1"/></w:r>'),
        comments=f'<w:comment w:id="1">{p("Do we?")}</w:comment>',
    )

    assert ["We hold it."] == lines(data)
    assert [("1 comment beside the letter left out: paragraph 1", False)] == noticed(data)


def test_page_headers() -> None:
    """
    What the first page has at its head comes first, once; markings and page numbers are furniture.
    """
    data = docx(
        p("Dear Sir"),
        p("We hold it."),
        section=references(header1="first", header2="default", footer1="default") + "<w:titlePg/>",
        header1=p("Wexmoor Police") + p("Our reference: FOI 12") + p("OFFICIAL"),
        header2=p("Wexmoor Police") + p("We hold it, page 2"),
        footer1=p(r("Page "), field("PAGE", "1"), r(" of 3")) + p("Wexmoor House, Wexmoor"),
    )

    assert [
        (None, "Wexmoor Police", "page header"),
        (None, "Our reference: FOI 12", "page header"),
        ("furniture", "OFFICIAL", "page header"),
        ("furniture", "We hold it, page 2", "page header"),
        (None, "Dear Sir", ""),
        (None, "We hold it.", ""),
        ("furniture", "Page 1 of 3", "page footer"),
        (None, "Wexmoor House, Wexmoor", "page footer"),
    ] == [
        (paragraph.kind, paragraph.lines[0].text, paragraph.lines[0].anchor.part)
        for paragraph in extract(data).paragraphs
    ]


def test_headers_that_no_page_shows() -> None:
    """
    A header for first or even pages is shown only where the file says that it has such pages.
    """
    data = docx(
        p("Dear Sir"),
        section=references(header1="first", header2="even"),
        header1=p("An old reference"),
        header2=p("Even"),
    )

    assert ["Dear Sir"] == lines(data)
    assert [("4 words left out of page headers and footers that no page shows: page header", False)] == noticed(data)


def test_the_header_of_a_later_section() -> None:
    """
    A section with a header of its own begins with it.
    """
    first = f"<w:sectPr>{references(header1='default')}</w:sectPr>"
    data = docx(
        p("Dear Sir"),
        p("Yours", properties=first),
        p("Harm"),
        section=references(header2="default"),
        header1=p("Wexmoor Police"),
        header2=p("Annex B"),
    )

    assert ["Wexmoor Police", "Dear Sir", "Yours", "Annex B", "Harm"] == lines(data)


def test_pictures() -> None:
    """
    A picture as large as a page may be the letter, a large one matters where there are few words, a crest is none.
    """
    words = p("We hold it. " * 30)

    assert [] == noticed(docx(words, p(picture(3, 3))))
    assert [("1 picture not read: paragraph 2", False)] == noticed(docx(words, p(picture(12, 8))))
    assert [("1 picture not read: paragraph 2", True)] == noticed(docx(p("Dear Sir"), p(picture(12, 8))))
    assert [("a picture as large as a page was not read: paragraph 2", True)] == noticed(
        docx(words, p(picture(18, 26)))
    )


def test_a_scanned_letter() -> None:
    """
    A file with nothing but a picture of the page says so, and is not empty.
    """
    assert ([], [("a picture as large as a page was not read: paragraph 1", True)]) == (
        lines(docx(p(picture(20, 28)))),
        noticed(docx(p(picture(20, 28)))),
    )


@pytest.mark.parametrize(
    ("inside", "says"),
    [
        ("<w:p><w:r><w:object><o:OLEObject/></w:object></w:r></w:p>", "an embedded file was not read"),
        ("<w:p><w:r><w:drawing><c:chart r:id='x'/></w:drawing></w:r></w:p>", "a chart or diagram was not read"),
        ('<w:altChunk r:id="x"/>', "a document of another format inside the file was not read"),
        (f"<w:tbl>{r('lost')}</w:tbl>", "words that stand where Word shows none were not read"),
    ],
)  # fmt: skip
def test_what_may_be_lost(inside: str, says: str) -> None:
    """
    Whatever may hold words and cannot be read is said to be unread.
    """
    ((found, unread),) = noticed(docx(p("We hold it."), inside))

    assert found.startswith(says)
    assert unread


def test_words_without_a_paragraph() -> None:
    """
    A run that stands beside the paragraphs is read.
    """
    assert ["One.", "Two."] == lines(docx(p("One."), f"<w:hyperlink>{r('Two.')}</w:hyperlink>"))


def test_anchors() -> None:
    """
    Each line knows the number of its paragraph among all of its part, empty ones and those in tables counted.
    """
    data = docx(p("One."), p(), table(["2019", "14"]), p(r("Two."), r(inside="<w:br/>"), r("Three.")))

    assert [Anchor(paragraph=number) for number in (1, 3, 5, 5)] == [
        line.anchor for paragraph in extract(data).paragraphs for line in paragraph.lines
    ]


def test_strict_files() -> None:
    """
    The strict kind of Word file has other names for everything, and reads the same.
    """
    data = docx(
        p("1. One.", properties=numbered(1)), numbering=kind_of_list(0, level(0, "decimal", "%1)")) + list_(1, 0)
    )
    strict = {
        name: content.replace(f"{OFFICE}/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
        .replace(f"{OFFICE}/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/")
        for name, content in unpacked(data).items()
    }  # fmt: skip

    assert ["1) 1. One."] == lines(packed({**strict}))


def test_a_main_part_with_another_name() -> None:
    """
    The main part is the one that the package names.
    """
    files = unpacked(docx(p("One.")))
    files["word/document2.xml"] = files.pop("word/document.xml")
    files["word/_rels/document2.xml.rels"] = files.pop("word/_rels/document.xml.rels")
    files["_rels/.rels"] = files["_rels/.rels"].replace("document.xml", "document2.xml")

    assert ["One."] == lines(packed({**files}))


def unpacked(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


# Files that are refused.


def test_what_is_no_word_file() -> None:
    """
    Anything else is refused with what it is.
    """
    ole = bytes.fromhex("d0cf11e0a1b11ae1")

    assert "found no zip archive, expected a Word file (.docx)" == refused(b"Dear Sir")
    assert "found a file of Word 97 to 2003 (.doc), expected .docx" == refused(ole + bytes(600))
    assert "found a file that is protected by a password, expected one that opens without" == refused(
        ole + "EncryptedPackage".encode("utf-16-le")
    )
    assert refused(packed({"xl/workbook.xml": "<x/>"})).startswith("found an Excel workbook, expected a Word file")
    assert refused(packed({"a.txt": "x"})).startswith("found a zip archive, expected a Word file")
    assert "found no words in the file, expected a letter" == refused(docx(p()))


def test_damaged_files() -> None:
    """
    A file that was cut off, or whose parts are damaged, is refused.
    """
    data = docx(p("We hold it."))
    broken = bytearray(data)
    broken[data.index(b"word/document.xml") + 40] ^= 0xFF

    assert refused(data[:-30]).startswith("found a damaged zip archive")
    assert refused(bytes(broken)).startswith("found the damaged part 'word/document.xml'")
    assert refused(docx("<w:p>")).startswith("found the part 'word/document.xml' broken")


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/evil", "word/../../evil", "C:\\evil", "..\\evil", "x" * 501])
def test_names_that_lead_out(name: str) -> None:
    """
    An archive with a name that leads out of it is refused.
    """
    assert refused(docx(p("x"), zipped={name: "x"})).startswith("found the entry")


def test_two_entries_of_one_name() -> None:
    """
    Which of two parts of one name is the letter cannot be known, whatever their capitals.
    """
    assert "found two entries named 'WORD/document.xml' in the zip archive, expected one" == refused(
        docx(p("x"), zipped={"WORD/document.xml": "x"})
    )


def test_encrypted_entries() -> None:
    """
    An entry that is encrypted is refused.
    """
    data = bytearray(docx(p("x")))
    data[data.index(b"PK\x01\x02") + 8] |= 1

    assert "found the entry '[Content_Types].xml' in the zip archive, which is encrypted" == refused(bytes(data))


def test_other_ways_to_pack() -> None:
    """
    A way to pack that Word does not use is refused before anything is unpacked.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("word/document.xml", "x")

    assert "is packed in a way that Word does not use" in refused(stream.getvalue())


def test_files_that_grow() -> None:
    """
    A small file that becomes a large one is refused before it is unpacked.
    """
    assert "grows more than 400 times" in refused(docx(p("x"), zipped={"word/media/x": bytes(8 * 2**20)}))


def test_too_many_entries() -> None:
    """
    An archive of thousands of entries is refused.
    """
    assert "found a zip archive with more than 4000 entries" == refused(
        docx(p("x"), zipped={f"x{number}": "" for number in range(4001)})
    )


def test_parts_that_are_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    The words of one part, of all parts, the file and what it unpacks to each have their limit.
    """
    data = docx(p("x"), styles=HEADINGS)
    for limit in ("_MOST_OF_A_PART", "_MOST_OF_ALL_PARTS", "_MOST_UNPACKED", "_MOST_BYTES"):
        with monkeypatch.context() as patch:
            patch.setattr(package, limit, 1000)
            assert refused(data).startswith("found"), limit


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_are_refused(encoding: str) -> None:
    """
    A part that declares a document type is refused in any encoding: entities multiply, or read other files.
    """
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    document = f"<w:document {DECLARED}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
    source = f'<?xml version="1.0" encoding="{encoding}"?>{bomb}{document}'
    files: dict[str, str | bytes] = {**unpacked(docx()), "word/document.xml": source.encode(encoding)}

    assert "found a document type in the part 'word/document.xml', expected none" == refused(packed(files))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"),
        ("<mc:AlternateContent><mc:Choice>", "</mc:Choice></mc:AlternateContent>"),
        ("<w:ins>", "</w:ins>"),
    ],
)
def test_depth(before: str, after: str) -> None:
    """
    Deep nesting is read as far as it is allowed, and refused beyond; it never overflows.
    """
    for times in (100_000, 190 // before.count("<")):
        data = docx(before * times + p("We hold it.") + after * times)
        if times > 1000:
            assert refused(data).startswith("found")
        else:
            assert ["We hold it."] == lines(data)


def test_labels_that_multiply() -> None:
    """
    A long label before very many paragraphs is refused once it says more than any letter does.
    """
    kind = kind_of_list(0, level(0, "decimal", "x" * 100_000))
    assert all(len(line) < 300 for line in lines(docx(p("x", properties=numbered(1)), numbering=kind + list_(1, 0))))


def test_without_lxml(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Where lxml is not installed, the way to install it is said.
    """
    monkeypatch.setitem(sys.modules, "lxml", None)

    assert "reading Word files needs lxml: pip install 'ncnd_rules[docx]'" == refused(docx(p("x")))


@settings(deadline=None)
@given(st.lists(trees(), max_size=4))
def test_whatever_stands_in_a_body(inside: list[str]) -> None:
    """
    No order of elements breaks the reader, and each word is read, left out with a notice, or said to be unread.
    """
    data = docx(p("One."), *inside, footnotes=NOTES, numbering=LEGAL + list_(1, 0))
    found = extract(data)

    assert found == from_json(as_json(found))
    read = sum(line.text.split().count("word") for paragraph in found.paragraphs for line in paragraph.lines)
    assert read or found.notices or "word" not in "".join(inside)
    laid_out(found, Letter(file="letter.docx"))


@settings(deadline=None, max_examples=30)
@given(st.data())
def test_damage_is_never_a_crash(data: st.DataObject) -> None:
    """
    Whatever byte of a file is changed, it is read or refused.
    """
    whole = bytearray(docx(p("We hold it."), table(["2019", "14"]), styles=HEADINGS, footnotes=NOTES))
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=4)):
        whole[place] ^= data.draw(st.integers(1, 255))
    with contextlib.suppress(Unreadable):
        assert isinstance(extract(bytes(whole)), Extract)


# The same letter as text and as a Word file.


@pytest.mark.parametrize("way", [line_by_line, block_by_block, with_word_lists, with_letterhead, with_changes])
@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.parent.name if path.name == "letter.txt" else path.stem)
def test_the_same_letter_says_the_same(path: Path, way: Any) -> None:
    """
    A letter gives the same facts as text and as a Word file, however it was written down in Word.
    """
    text = path.read_text(encoding="utf-8")

    assert facts(read_bytes(text.encode(), Path("letter.txt"))) == facts(reading(way(text)))


def test_lists_stay_lists() -> None:
    """
    Short lines of a list that was typed one a paragraph are not joined.
    """
    words = ["drones", "cameras worn by officers", "vans"]

    assert words == [block.passage.words for block in blocks(docx(*map(p, words)))]


def test_a_zip_that_lies_about_its_sizes() -> None:
    """
    No more is unpacked than the directory of the archive says.
    """
    data = bytearray(docx(p("We hold it. " * 200)))
    central = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    data[central + 24 : central + 28] = struct.pack("<I", 10)

    assert refused(bytes(data)).startswith("found the damaged part")
