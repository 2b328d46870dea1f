"""A Word file with comments: the same letter, with each finding on the words that it rests on."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import docx as python_docx
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from word_file import (
    W,
    block_by_block,
    box,
    docx,
    kind_of_list,
    level,
    line_by_line,
    list_,
    numbered,
    p,
    r,
    references,
    style,
    table,
    trees,
    with_changes,
    with_letterhead,
    with_word_lists,
)

from ncnd_rules import Checker, load_registers, load_ruleset
from ncnd_rules.cli import main
from ncnd_rules.encode import encode
from ncnd_rules.letter import Span
from ncnd_rules.read import read_bytes
from ncnd_rules.report.checked import Checked
from ncnd_rules.report.commented import commented

TOP = Path(__file__).parents[1]
LETTER = TOP / "cases" / "partial-ncnd-with-defects" / "letter.txt"
LETTERS = [*sorted((TOP / "cases").glob("*/letter.txt")), *sorted((TOP.parent / "shared" / "letters").glob("*.txt"))]
CHECKER = Checker(load_ruleset(), load_registers(), "reference")
DOCUMENT = "word/document.xml"
TOUCHED = {DOCUMENT, "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}


def checked(data: bytes) -> Checked:
    encoding = encode(read_bytes(data, Path("letter.docx")), "complete")
    return Checked("letter.docx", encoding, CHECKER.check(encoding))


def entries(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def tag(local: str) -> str:
    return f"{{{W}}}{local}"


def document(data: bytes) -> ET.Element:
    return ET.fromstring(entries(data)[DOCUMENT])


def shown(element: ET.Element) -> Iterator[ET.Element]:
    """An element and all in it, but for words where they stood before they were moved."""
    yield element
    for one in element if element.tag != tag("moveFrom") else ():
        yield from shown(one)


def marked(data: bytes) -> dict[int, str]:
    """The words in the range of each comment, by its id, without spaces."""
    words: dict[int, str] = {}
    running: set[int] = set()
    for element in shown(document(data)):
        number = int(element.get(tag("id")) or -1)
        if element.tag == tag("commentRangeStart"):
            running.add(number)
            words[number] = ""
        elif element.tag == tag("commentRangeEnd"):
            running.remove(number)
        elif element.tag in (tag("t"), tag("noBreakHyphen")):
            for open_one in running:
                words[open_one] += "".join((element.text or "\u2011").split())
    assert not running
    return words


def told(data: bytes) -> dict[int, list[str]]:
    """The paragraphs of each comment, by its id."""
    comments = python_docx.Document(io.BytesIO(data)).comments
    return {comment.comment_id: [paragraph.text for paragraph in comment.paragraphs] for comment in comments}


def looks(data: bytes) -> Iterator[tuple[str, str]]:
    """Each character of the body with the look of its run, and what is in the runs beside words."""
    for run in document(data).iter(tag("r")):
        if run.find(tag("commentReference")) is not None:
            continue
        properties = run.find(tag("rPr"))
        look = ET.tostring(properties, encoding="unicode") if properties is not None else ""
        for element in run:
            if element.tag in (tag("t"), tag("delText")):
                yield from ((character, look) for character in element.text or "")
            elif element is not properties:
                yield element.tag, look


@pytest.mark.parametrize("way", [line_by_line, block_by_block, with_word_lists, with_letterhead, with_changes])
@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.parent.name if path.name == "letter.txt" else path.stem)
def test_only_comments_are_added(path: Path, way: Callable[[str], bytes]) -> None:
    """
    Text, facts and the look of every character stay; parts that have nothing to do with comments keep their bytes.
    Each finding is a comment, on the words it rests on wherever they stand in the body.
    """
    data = way(path.read_text(encoding="utf-8"))
    item = checked(data)
    made = commented(data, item)
    again = read_bytes(made, Path("letter.docx"))

    assert item.text == again.text
    assert item.encoding.facts == encode(again, "complete").facts
    assert list(looks(data)) == list(looks(made))
    assert {name: own for name, own in entries(data).items() if name not in TOUCHED} == {
        name: own for name, own in entries(made).items() if name not in TOUCHED
    }
    ranges, texts = marked(made), told(made)
    findings = item.verdicts.findings
    assert set(range(len(findings) + 1)) == set(ranges) == set(texts)
    for number, finding in enumerate(findings, start=1):
        assert finding.message in texts[number]
        body = [span for span in finding.evidence if not item.encoding.source.at(span.start).part]
        if body and way is not with_word_lists:  # whose labels stand in quotes, and in no run
            assert "".join(body[0].quote.split()).replace("|", "") == ranges[number].replace("|", "")
        assert ranges[number]


@settings(max_examples=60)
@given(st.lists(trees(), max_size=4))
def test_whatever_stands_in_a_body(inside: list[str]) -> None:
    """
    In any order of elements, a comment on each word changes no word and no look, and those that can be tied are on it.
    """
    data = letter(p(SPOKEN), *inside)
    item = checked(data)
    finding = item.verdicts.findings[0]
    spans = [
        Span(start=found.start(), stop=found.end(), quote="word") for found in re.finditer("word", item.text or "")
    ]
    findings = tuple(finding.model_copy(update={"evidence": (span,)}) for span in spans)
    made = commented(data, item._replace(verdicts=item.verdicts.model_copy(update={"findings": findings})))

    assert item.text == read_bytes(made, Path("letter.docx")).text
    assert list(looks(data)) == list(looks(made))
    assert len(spans) + 1 == len(told(made))
    for number in range(1, len(spans) + 1):
        quoted = any("Rests on" in words for words in told(made)[number])
        assert quoted or "word" == marked(made)[number]


SPOKEN = "The Office of Surveillance Commissioners oversees it."


def letter(*body: str, **parts: str) -> bytes:
    """A short letter whose body ends with what is given."""
    section = references(**{name: "default" for name in parts if name.startswith(("header", "footer"))})
    head = (p("Wexmoor Police"), p("12 October 2021"), p("We answer under the Freedom of Information Act 2000."))
    return docx(*head, *body, section=section, **parts)


def on(data: bytes, rule: str) -> tuple[list[str], str]:
    """What the comment of a rule says, and the words it is on."""
    made = commented(data, checked(data))
    number, paragraphs = next((number, text) for number, text in told(made).items() if text[0].startswith(rule))
    return paragraphs, marked(made)[number]


def link(text: str) -> str:
    return f"<w:hyperlink w:anchor='x'>{r(text)}</w:hyperlink>"


def control(inside: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


DELETED = "<w:del w:id='8'><w:r><w:delText>the </w:delText></w:r></w:del>"


@pytest.mark.parametrize(
    "body",
    [
        p(SPOKEN),
        p(r("The Office of Surv", "<w:b/>"), r("eillance Commissioners oversees it.")),
        table(["Question 1", SPOKEN], ["Question 2", "No."]),
        p(r("The "), link("Office of Surveillance Commissioners"), r(" oversees it.")),
        p(r("The Office "), f"<w:ins w:id='7'>{r('of Surveillance Commissioners')}</w:ins>", r(" oversees it.")),
        p(r("The "), control(r("Office of Surveillance Commissioners oversees")), r(" it.")),
        control(p(SPOKEN)),
        p("<w:fldSimple w:instr=' REF x '>", r("The Office of Surveillance"), "</w:fldSimple>", r(" Commissioners.")),
        p(r(inside="<w:t>The Office of</w:t><w:tab/><w:t>Surveillance Commissioners oversees it.</w:t>")),
        p(r("The Office of "), DELETED, r("Surveillance Commissioners oversees it.")),
    ],
)
def test_words_in_every_wrapping(body: str) -> None:
    """
    A comment is on the exact words in tables, links, tracked insertions, content controls and fields.
    """
    _, words = on(letter(body), "BOD-01")

    assert "OfficeofSurveillanceCommissioners" == words


def test_words_of_a_list_item() -> None:
    """
    The label that Word prints is no part of the words.
    """
    numbering = kind_of_list(0, level(0, "decimal", "%1.")) + list_(1, 0)
    _, words = on(letter(p(SPOKEN, properties=numbered(1)), numbering=numbering), "BOD-01")

    assert "OfficeofSurveillanceCommissioners" == words


def test_words_in_a_text_box() -> None:
    """
    A comment on words in a text box is tied to the box, and quotes them.
    """
    data = letter(p(r("See beside."), box(p(SPOKEN)), r(" Thank you.")))
    made = commented(data, checked(data))
    paragraphs, _ = on(data, "BOD-01")
    number = next(number for number, text in told(made).items() if text[0].startswith("BOD-01"))
    marks = ("commentRangeStart", "commentRangeEnd", "drawing", "txbxContent", "t")
    order = [
        local
        for element in document(made).iter()
        if (local := element.tag.rpartition("}")[2]) in marks and element.get(tag("id")) in (None, str(number))
    ]
    start = order.index("commentRangeStart")

    assert ["commentRangeStart", "drawing", "txbxContent", "t"] == order[start : start + 4]
    # The end is behind the box, which is kept a second time for old programs.
    assert ["txbxContent", "t", "commentRangeEnd"] == order[start + 4 : start + 7]
    assert any("Rests on: “Office of Surveillance Commissioners”" in text for text in paragraphs)


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (letter(p("Yours"), header1=p(SPOKEN)), "page header"),
        (letter(p("Yours"), footer1=p(SPOKEN)), "page footer"),
        (
            letter(
                p(r("Yours"), r(inside="<w:footnoteReference w:id='2'/>")),
                footnotes=f'<w:footnote w:id="2">{p(SPOKEN)}</w:footnote>',
            ),
            "footnote 1",
        ),
    ],
)
def test_words_beside_the_body(data: bytes, place: str) -> None:
    """
    Word allows no comments in margins and notes: theirs is on the first paragraph, and says where the words stand.
    """
    paragraphs, words = on(data, "BOD-01")

    assert "WexmoorPolice" == words
    assert any("Rests on: “Office of Surveillance Commissioners”" in text and place in text for text in paragraphs)


def test_comments_that_are_there_stay() -> None:
    """
    A file's own comments keep their ids and their words, and ours are added behind them.
    """
    mark = "<w:r><w:commentReference w:id='4'/></w:r>"
    own = f'<w:comment w:id="4" w:author="A. Clerk">{p("Please check.")}</w:comment>'
    data = letter(p(r(SPOKEN), mark), comments=own)
    comments = told(commented(data, checked(data)))

    assert ["Please check."] == comments[4]
    assert 4 == min(comments)
    assert len(comments) > 2


def test_comments_in_the_styles_of_the_file() -> None:
    """
    Comments are set in the styles that a file has for them, which go by other ids in other languages.
    """
    styles = style("Kommentartext", "", "annotation text") + style("Kommentarzeichen", "", "annotation reference")
    made = entries(commented(data := letter(p(SPOKEN), styles=styles), checked(data)))

    assert b'<w:pStyle w:val="Kommentartext"/>' in made["word/comments.xml"]
    assert b'<w:rStyle w:val="Kommentarzeichen"/>' in made[DOCUMENT]


def test_equal_input_gives_equal_bytes() -> None:
    """
    The same file and verdicts give the same bytes; no clock is asked.
    """
    data = block_by_block(LETTER.read_text(encoding="utf-8"))

    assert commented(data, checked(data)) == commented(data, checked(data))


def test_strict_files() -> None:
    """
    In a strict file, comments are strict too.
    """
    data = letter(p(SPOKEN))
    office, strict = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
    swaps = {
        f"{office}wordprocessingml/2006/main": f"{strict}wordprocessingml/main",
        f"{office}officeDocument/2006/relationships": f"{strict}officeDocument/relationships",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, own in entries(data).items():
            text = own.decode()
            for old, new in swaps.items():
                text = text.replace(old, new)
            archive.writestr(name, text)
    made = entries(commented(stream.getvalue(), checked(stream.getvalue())))

    assert f"{strict}officeDocument/relationships/comments" in made["word/_rels/document.xml.rels"].decode()
    assert ET.fromstring(made["word/comments.xml"]).tag == f"{{{strict}wordprocessingml/main}}comments"
    assert office.encode() not in made["word/comments.xml"]


def test_hostile_words() -> None:
    """
    Markup and control characters of a letter are words in comments too.
    """
    data = letter(p("The Office of Surveillance Commissioners <b>]]>&amp; \u202e oversees it."))
    item = checked(data)
    finding = item.verdicts.findings[0].model_copy(update={"message": "a\x1b[31m <w:p> ]]> &lt; \u202e z"})
    made = commented(data, item._replace(verdicts=item.verdicts.model_copy(update={"findings": (finding,)})))

    assert "a\u241b[31m <w:p> ]]> &lt; \ufffd z" == told(made)[1][1]


@pytest.mark.skipif(not (shutil.which("soffice") or shutil.which("libreoffice")), reason="LibreOffice is not installed")
def test_with_libreoffice(tmp_path: Path) -> None:
    """
    LibreOffice opens the file, keeps every comment on its words, and reads the same letter as before.
    """
    data = block_by_block(LETTER.read_text(encoding="utf-8"))
    item = checked(data)
    made = commented(data, item)
    (tmp_path / "letter.docx").write_bytes(made)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    form = ["--convert-to", "docx:MS Word 2007 XML", "--outdir", tmp_path / "out", tmp_path / "letter.docx"]
    program = shutil.which("soffice") or "libreoffice"
    subprocess.run([program, profile, "--headless", *map(str, form)], check=True, capture_output=True, timeout=120)
    through = (tmp_path / "out" / "letter.docx").read_bytes()

    assert len(item.verdicts.findings) + 1 == len(told(through))
    assert {(words[1], marked(made)[number]) for number, words in told(made).items()} == {
        (words[1], marked(through)[number]) for number, words in told(through).items()
    }
    assert item.text == read_bytes(through, Path("letter.docx")).text


def ncnd(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], env={"NO_COLOR": "1"})


def test_from_the_command_line(tmp_path: Path) -> None:
    """
    `--format docx -o` writes the commented file beside the letter, which stays as it is.
    """
    path, output = tmp_path / "letter.docx", tmp_path / "commented.docx"
    path.write_bytes(block_by_block(LETTER.read_text(encoding="utf-8")))
    before = path.read_bytes()
    run = ncnd("check", path, "--format", "docx", "-o", output)

    assert (1, "") == (run.exit_code, run.stdout)
    assert before == path.read_bytes()
    assert "DATE-01, error" in [words[0] for words in told(output.read_bytes()).values()]


def test_parts_that_are_broken(tmp_path: Path) -> None:
    """
    A part that the reader does not need, and that comments do, is named where it is broken.
    """
    path, output = tmp_path / "letter.docx", tmp_path / "commented.docx"
    path.write_bytes(docx(p(SPOKEN), zipped={"[Content_Types].xml": "<Types"}))
    run = ncnd("check", path, "--format", "docx", "-o", output)

    assert 2 == run.exit_code
    assert "letter.docx: found the part '[Content_Types].xml' broken" in run.stderr
    assert not output.exists()


def test_a_body_without_words() -> None:
    """
    Where all words stand in the margins, comments are tied to the first paragraph of the body.
    """
    data = docx(p(), section=references(header1="default"), header1=p("12 October 2021") + p(SPOKEN))
    made = commented(data, checked(data))

    assert len(told(made)) > 1
    assert {} == marked(made)
    assert len(told(made)) == sum(1 for _ in document(made).iter(tag("commentReference")))


def test_with_facts_that_a_person_set(tmp_path: Path) -> None:
    """
    Findings from facts that a person has corrected are tied to the same words.
    """
    path, facts, output = tmp_path / "letter.docx", tmp_path / "facts.yaml", tmp_path / "commented.docx"
    path.write_bytes(block_by_block(LETTER.read_text(encoding="utf-8")))
    assert 0 == ncnd("encode", path, "--edit", "-o", facts).exit_code
    run = ncnd("check", path, "--facts", facts, "--format", "docx", "-o", output)

    assert 1 == run.exit_code
    assert "Section24(1)" in {*marked(output.read_bytes()).values()}


def test_mistakes(tmp_path: Path) -> None:
    """
    What cannot be commented is refused with one sentence, and nothing is written.
    """
    path, output = tmp_path / "letter.docx", tmp_path / "commented.docx"
    path.write_bytes(letter(p(SPOKEN)))
    runs = {
        "takes one letter": ncnd("check", path, LETTER, "--format", "docx", "-o", output),
        "name it with -o": ncnd("check", path, "--format", "docx"),
        "expected a Word file": ncnd("check", LETTER, "--format", "docx", "-o", output),
        "would be lost": ncnd("check", path, "--format", "docx", "-o", path),
    }

    for expected, run in runs.items():
        assert 2 == run.exit_code
        assert expected in run.stderr
        assert "Traceback" not in run.stderr
    assert not output.exists()
