"""Copies of Word files: the words change, the look of the runs around them and everything else stays."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_read_docx import block_by_block, box, docx, field, numbered, p, r, table, with_changes, with_letterhead
from test_repair import CASES, PARTS, TACTICS, checker, letter

from ncnd_rules.cli import main
from ncnd_rules.errors import LetterError, Unreadable
from ncnd_rules.explain.repair import repairs_of
from ncnd_rules.explain.repair.copies import repaired_copy
from ncnd_rules.read import read_bytes, with_edits
from ncnd_rules.reading import Reading

BOLD = "<w:b/>"
WRONG_LEVEL = f"{TACTICS} The current threat level is severe."


def reading_of(data: bytes) -> Reading:
    return read_bytes(data, Path("letter.docx"))


def edited(data: bytes, before: str, after: str) -> bytes:
    """The file with words exchanged, which stand once in its text."""
    found = reading_of(data)
    start = found.text.index(before)
    return with_edits(data, found, [(start, start + len(before), after)])


def document(data: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()


def texts(data: bytes) -> list[str]:
    return [line for line in reading_of(data).text.split("\n") if line]


@pytest.mark.parametrize("write", [block_by_block, with_letterhead, with_changes])
@pytest.mark.parametrize("case", ["anpr-partial-ncnd", "protection-withheld", "spyware-full-ncnd"])
def test_a_copy_reads_exactly_as_the_edited_text(case: str, write: Callable[[str], bytes], tmp_path: Path) -> None:
    """
    However the letter is set, its copy says what the set promised, and the same as the copy of the text.
    """
    data = write((CASES / case / "letter.txt").read_text(encoding="utf-8"))
    path = tmp_path / "letter.docx"
    path.write_bytes(data)
    found = repairs_of(reading_of(data), checker())

    assert found.sets
    for number in range(1, len(found.sets) + 1):
        made = repaired_copy(path, reading_of(data), found, number, checker())
        assert found.edited(number) == reading_of(made).text


def test_the_run_around_a_word_keeps_its_look() -> None:
    """
    A word exchanged takes on the look of the run in which it stood; other runs stay as they are.
    """
    data = docx(p(r("The level is "), r("severe", BOLD), r(" now.")))
    made = edited(data, "severe", "substantial")

    assert ["The level is substantial now."] == texts(made)
    before, after = (document(one).partition("<w:body>")[2].partition("<w:sectPr")[0] for one in (data, made))
    assert before.replace(">severe<", ">substantial<") == after


def test_words_over_several_runs_are_exchanged() -> None:
    """
    What stands in several runs is put into the first of them.
    """
    data = docx(p(r("The current "), r("threat", BOLD), r(" level is severe. It is kept under review.")))

    made = edited(data, "current threat level is severe", "level is substantial")
    assert ["The level is substantial. It is kept under review."] == texts(made)


def test_a_sentence_goes_whatever_stands_around_it() -> None:
    """
    Spaces that Word shows as one, tabs, deleted words and a second line of the paragraph do not get in its way.
    """
    gone = "<w:del><w:r><w:delText>It is critical. </w:delText></w:r></w:del>"
    data = docx(p(r("First   said.  It is"), gone, r(" severe. ", BOLD), r("", inside="<w:br/>"), r("Last said.")))

    assert ["First said. It is severe.", "Last said."] == texts(data)
    assert ["First said.", "Last said."] == texts(edited(data, " It is severe.", ""))
    assert "It is critical." in document(edited(data, " It is severe.", ""))


def test_a_paragraph_goes_and_one_comes() -> None:
    """
    A paragraph that comes looks as the one before it, and is no item of its list.
    """
    properties = f'<w:jc w:val="both"/>{numbered(1)}'
    data = docx(p("Before."), p(r("Named.", BOLD), properties=properties), p("Behind."))
    found = reading_of(data)
    end = found.text.index("Named.") + len("Named.")
    made = with_edits(data, found, [(end, end, "\n\nAdded.")])

    assert ["Before.", "Named.", "Added.", "Behind."] == [line.removeprefix("• ") for line in texts(made)]
    added = document(made).partition("Added.")[0].rpartition("<w:p>")[2]
    assert '<w:jc w:val="both"/>' in added
    assert "<w:b/>" in added
    assert "numPr" not in added
    start = found.text.index("Behind.")
    assert ["Before.", "Named."] == [
        line.removeprefix("• ") for line in texts(with_edits(data, found, [(start, len(found.text), "")]))
    ]


def test_a_cell_keeps_its_paragraph() -> None:
    """
    A cell of a table whose only paragraph goes is left with an empty one: Word asks for one.
    """
    data = docx(p("Before."), table(["Alone."]), p("Behind."))
    found = reading_of(data)
    start = found.text.index("Alone.")
    made = with_edits(data, found, [(start, found.text.index("Behind."), "")])

    assert ["Before.", "Behind."] == texts(made)
    assert "<w:tc><w:p/></w:tc>" in document(made)


def test_every_other_part_is_as_it_was() -> None:
    """
    Of all parts of the file only the one with the words is written anew.
    """
    data = docx(p("The level is severe."), zipped={"word/media/crest.png": b"\x89PNG"}, styles="", footnotes="")
    before, after = (zipfile.ZipFile(io.BytesIO(one)) for one in (data, edited(data, "severe", "low")))

    assert before.namelist() == after.namelist()
    assert ["word/document.xml"] == [name for name in before.namelist() if before.read(name) != after.read(name)]


@pytest.mark.parametrize(
    ("data", "before", "says"),
    [
        (docx(p("Body."), header1=p("The Force, level severe."), section=""), "Body.", ""),
        (
            docx(p(r("See "), r("", inside=box(p("A box is severe.")))), p("Body.")),
            "severe",
            "words in text boxes",
        ),
        (docx(p(r("A "), field("DATE", "1 May")), p("Body.")), "Body.", ""),
    ],
)
def test_what_stands_elsewhere_is_not_edited(data: bytes, before: str, says: str) -> None:
    """
    Words in boxes are left alone with the reason; what stands beside them can be edited.
    """
    if says:
        with pytest.raises(Unreadable, match=says):
            edited(data, before, "low")
    else:
        assert "Changed." in texts(edited(data, before, "Changed."))


def test_a_copy_that_would_read_otherwise_is_not_made(tmp_path: Path) -> None:
    """
    Where Word would number the items of a list anew, nothing is written.
    """
    data = block_by_block(letter(against=WRONG_LEVEL))
    path = tmp_path / "letter.docx"
    path.write_bytes(data)
    found = repairs_of(reading_of(data), checker())
    (first, *_), other = found.sets, letter(against=WRONG_LEVEL, end="Goodbye.")
    path.write_bytes(block_by_block(other.replace("drones", "cameras")))

    assert first.edits
    with pytest.raises(LetterError, match="cannot be edited"):
        repaired_copy(path, reading_of(data), found, 1, checker())


def test_the_command_writes_a_word_file(tmp_path: Path) -> None:
    """
    A draft in Word is repaired in Word, and the copy has no error.
    """
    path, copy = tmp_path / "draft.docx", tmp_path / "copy.docx"
    path.write_bytes(block_by_block(letter(commissioner="", against=WRONG_LEVEL)))
    command = ["repair", str(path), "--copy", "complete", "--apply", "-o", str(copy)]
    told = CliRunner().invoke(main, command, env={"NO_COLOR": "1"})

    assert 0 == told.exit_code, told.output
    assert "cleared: THR-01, RGT-02" in told.stdout
    assert 0 == CliRunner().invoke(main, ["check", str(copy), "--copy", "complete"]).exit_code
    assert PARTS["harm"].rpartition("\n")[2] in "\n".join(texts(copy.read_bytes()))


def test_a_word_copy_is_not_named_as_text(tmp_path: Path) -> None:
    """
    A name of another format is refused before anything is written.
    """
    path, copy = tmp_path / "letter.docx", tmp_path / "copy.txt"
    path.write_bytes(block_by_block(letter(commissioner="")))
    told = CliRunner().invoke(main, ["repair", str(path), "--copy", "complete", "--apply", "-o", str(copy)])

    assert 2 == told.exit_code
    assert "copy.txt: would hold a Word file, found the ending .txt, expected .docx" in told.output
    assert not copy.exists()
