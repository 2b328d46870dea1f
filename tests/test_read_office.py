"""Files of other word processors: LibreOffice makes Word files of them, or they are refused, never hung or empty."""

import io
import os
import shutil
import time
import zipfile
from pathlib import Path

import pytest
from processes import is_there

from ncnd_rules.errors import Unreadable
from ncnd_rules.read import office
from ncnd_rules.read.docx import extract
from ncnd_rules.read.office import to_docx

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the stand-ins for LibreOffice are shell scripts")

RTF = (
    rb"{\rtf1\ansi{\*\revtbl{Unknown;}{A;}}\pard Dear Sir\par \pard The force {\b neither confirms} nor denies "
    rb"{\deleted\revauthdel1 old words }that it holds it.\par {\field{\*\fldinst INCLUDEPICTURE "
    rb'"http://127.0.0.1:9/x.png"}{\fldrslt }}\pard Yours\par}'
)
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def refused(data: bytes, suffix: str = ".rtf") -> str:
    with pytest.raises(Unreadable) as caught:
        to_docx(data, suffix)
    return str(caught.value)


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program named soffice on an otherwise common PATH, to be written by the test."""
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexit 0\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    return program


def test_without_libreoffice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """
    Where LibreOffice is not installed, the way out is said.
    """
    monkeypatch.setenv("PATH", str(tmp_path))

    assert "reading .rtf files needs LibreOffice: install it, or save the letter as .docx" == refused(RTF)


@pytest.mark.parametrize(
    ("data", "suffix", "problem"),
    [
        (b"Dear Sir", ".rtf", "found something else in a .rtf file, expected a file in rich text"),
        (b"<html>", ".doc", "found something else in a .doc file, expected a file of Word 97 to 2003"),
        (RTF, ".doc", "found something else in a .doc file, expected a file of Word 97 to 2003"),
        (b"Dear Sir", ".odt", "found something else in a .odt file, expected an OpenDocument text"),
        (b"PK\x03\x04", ".odt", "found a damaged zip archive (BadZipFile)"),
        (RTF, ".wps", "found the suffix '.wps', expected one of .doc, .rtf, .odt"),
    ],
)
def test_files_that_are_something_else(data: bytes, suffix: str, problem: str) -> None:
    """
    A file is opened only as what it is named, so that no web page is taken for a letter and fetches its pictures.
    """
    assert problem == refused(data, suffix)


def test_an_archive_that_grows() -> None:
    """
    An OpenDocument file is a zip archive, and checked like one before anything opens it.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", bytes(8 * 2**20))

    assert "grows more than 400 times when unpacked" in refused(stream.getvalue(), ".odt")


def test_a_file_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A file beyond the limit is not opened.
    """
    monkeypatch.setattr(office, "_MOST_BYTES", 10)

    assert refused(RTF).startswith("found 0 MB, expected at most")


def test_nothing_made(stand_in: Path) -> None:
    """
    A program that ends without a result has not read the file, whatever it says.
    """
    assert refused(RTF).startswith("LibreOffice could not open it: found a damaged or protected file")


def test_what_it_is_told(stand_in: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    It gets one file to open in one way, a profile of its own without macros, and nothing of the surroundings.
    """
    told = tmp_path / "told"
    stand_in.write_text(f'#!/bin/sh\nenv > {told}.env\necho "$@" > {told}\ncat profile/user/*.xcu > {told}.xcu\n')
    monkeypatch.setenv("NCND_SURROUNDINGS", "x")
    refused(RTF)

    assert "--infilter=Rich Text Format" in told.read_text()
    assert "-env:UserInstallation=file://" in told.read_text()
    assert "NCND_SURROUNDINGS" not in Path(f"{told}.env").read_text()
    assert '"DisableMacrosExecution" oor:op="fuse"><value>true</value>' in Path(f"{told}.xcu").read_text()


def test_a_program_that_never_ends(stand_in: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    It is ended after its time, with all that it has started, and leaves nothing behind.
    """
    seen = tmp_path / "seen"
    stand_in.write_text(f"#!/bin/sh\npwd > {seen}\nsleep 600 &\necho $! >> {seen}\nwait\n")
    monkeypatch.setattr(office, "_LONGEST", 1.0)
    begun = time.monotonic()

    assert "LibreOffice took longer than 1 seconds to open it" == refused(RTF)
    assert time.monotonic() - begun < 30
    folder, child = seen.read_text().split()
    assert not Path(folder).exists()
    assert not is_running(int(child))


def is_running(process: int) -> bool:
    """Whether a process is there after five seconds still."""
    for _ in range(50):
        if not is_there(process):
            return False
        time.sleep(0.1)
    return True


@pytest.mark.skipif(not (shutil.which("soffice") or shutil.which("libreoffice")), reason="LibreOffice is not installed")
def test_with_libreoffice() -> None:
    """
    What LibreOffice makes of a file is read like any Word file; what was deleted in it stays deleted.
    """
    found = extract(to_docx(RTF, ".RTF"))

    assert ["Dear Sir", "The force neither confirms nor denies that it holds it.", "Yours"] == [
        line.text for paragraph in found.paragraphs for line in paragraph.lines
    ]
    assert "2 words left out as deleted with changes tracked: paragraph 2" in [notice.says for notice in found.notices]


@pytest.mark.skipif(not (shutil.which("soffice") or shutil.which("libreoffice")), reason="LibreOffice is not installed")
def test_a_damaged_file_with_libreoffice() -> None:
    """
    What LibreOffice cannot open is refused.
    """
    assert refused(OLE + bytes(2000), ".doc").startswith("LibreOffice could not open it")
