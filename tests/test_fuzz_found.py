"""What fuzzing has found, each as small as it could be made. See tests/nightly/fuzz_readers.py."""

import io
import zipfile
from pathlib import Path

import pytest
from word_file import docx, p

from ncnd_rules import yamlfile
from ncnd_rules.audit.beside import _fields
from ncnd_rules.cli import main
from ncnd_rules.config import config_for
from ncnd_rules.encode import encode
from ncnd_rules.errors import ConfigError, InputError, Unreadable
from ncnd_rules.facts import Contact
from ncnd_rules.read import read_bytes
from ncnd_rules.registers.threat import ThreatLevels


def with_a_damaged_picture() -> bytes:
    """A Word file whose words are whole, and whose picture is not."""
    stream = io.BytesIO(docx(p("We can neither confirm nor deny that we hold it. Section 31(3) applies.")))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("word/media/a.png", b"picture")
    return stream.getvalue().replace(b"picture", b"pictura", 1)


def test_a_damaged_part_that_no_reader_needs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    What is written into a copy of a Word file needs all of its parts: one that is damaged is told as the file's fault.
    """
    pytest.importorskip("lxml", reason="the reader of Word files is an extra that is not installed")
    from ncnd_rules.read.word.edit import edited

    letter = tmp_path / "letter.docx"
    letter.write_bytes(with_a_damaged_picture())
    with pytest.raises(SystemExit) as ended:
        main(["check", str(letter), "--format", "docx", "-o", str(tmp_path / "commented.docx")])

    assert 2 == ended.value.code
    assert "found the damaged part 'word/media/a.png'" in (told := capsys.readouterr().err)
    assert "defect" not in told
    assert [letter] == list(tmp_path.iterdir())
    with pytest.raises(Unreadable, match="found the damaged part"):
        edited(letter.read_bytes(), [["gone", 1]])


@pytest.mark.parametrize("charset", ["ut\0f", "=?utf-8?q?=00?=", "x" * 5_000])
def test_a_mail_in_a_charset_that_is_none(charset: str) -> None:
    """
    A charset may have any name, also one with a null character in it; the words are read all the same.
    """
    lines = (
        "From: FOI <foi@wexmoor.example>",
        "Date: Mon, 4 Mar 2019 10:00:00 +0000",
        "MIME-Version: 1.0",
        f'Content-Type: text/plain; charset="{charset}"',
        "",
        "The cost was £40. Neither confirmed nor denied.",
    )

    reading = read_bytes("\r\n".join(lines).encode(), Path("letter.eml"))

    assert "Neither confirmed nor denied" in reading.text


def test_a_link_that_runs_on_through_a_mail_filter() -> None:
    """
    Filters wrap links in their own, as long as they please; the address is told as far as a fact goes.
    """
    link = f"https://ico.org.uk/make-a-complaint?{'x' * 600}"
    text = f"You may complain to the Information Commissioner at {link} if you remain dissatisfied."

    (contact,) = (
        fact for fact in encode(read_bytes(text.encode(), Path("letter.txt"))).facts if fact.kind == "contact"
    )

    assert isinstance(contact, Contact)
    assert link[:400] == contact.value


@pytest.mark.parametrize("key", ["null", "~", "true", "1.5", ".nan", "? [a]"])
def test_a_key_that_is_no_word(key: str, tmp_path: Path) -> None:
    """
    What YAML takes for nothing, for truth or for a fraction names no field, and is said to be no name.
    """
    register = tmp_path / "threat_levels.yaml"
    register.write_text(f"{key}: []\n", encoding="utf-8")
    with pytest.raises(InputError, match="a key has to be a word"):
        ThreatLevels(register)

    assert {"a": 1, 24: 2} == yamlfile.parse("a: 1\n24: 2\n", register)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("tool = 5", "has no .tool.ncnd., expected one"),
        ("a = " + "[" * 5_000, "is nested too deeply"),
        ("a = " + "{a = " * 5_000, "is nested too deeply"),
        ("a = " + "9" * 5_000, "is not TOML: Exceeds the limit"),
        ("b = 1\na" + ".a" * 100_000 + " = 1", "line 2: found a key of more than 100 steps"),
        ("a = {b" + " . 'c d'.\"e\"" * 60 + " = 1}", "line 1: found a key of more than 100 steps"),
        ("a = '" + "x" * 2**20 + "'", "has 1,048,582 characters, expected at most 1,048,576"),
    ],
    ids=["no table", "lists", "tables", "digits", "steps", "steps in a table", "length"],
)
def test_settings_that_do_harm(text: str, reason: str, tmp_path: Path) -> None:
    """
    Settings are looked for in every folder above, so any of them may be somebody else's.
    """
    path = tmp_path / "pyproject.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=reason):
        config_for(tmp_path, path)


@pytest.mark.parametrize("told", ["9" * 5_000, "[" * 100_000], ids=["digits", "lists"])
def test_a_file_beside_a_letter_that_does_harm(told: str, tmp_path: Path) -> None:
    """
    What stands beside a letter may come with it, and is refused with a reason.
    """
    (tmp_path / "a.txt.json").write_text(told, encoding="utf-8")

    with pytest.raises(InputError, match="a number or brackets beyond reason"):
        _fields(tmp_path / "a.txt.json")
