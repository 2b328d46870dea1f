"""What the program writes appears whole or not at all, and nothing else is left behind."""

import ast
import os
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ncnd_rules.cli import main, output
from ncnd_rules.errors import InputError

TOP = Path(__file__).parents[1]
LETTER = TOP / "cases" / "partial-ncnd-with-defects" / "letter.txt"
OTHER = TOP / "cases" / "partial-ncnd-sound" / "letter.txt"

# Every module that writes to disk, and why what it writes is never seen in half.
WRITERS = {
    "ncnd_rules/audit/exported.py": "into the folder of made_beside",
    "ncnd_rules/audit/ledger.py": "makes the folder of an audit; the ledger is a database, and commits",
    "ncnd_rules/audit/lineage/kept.py": "a temporary file without a name",
    "ncnd_rules/audit/measured.py": "into a temporary folder of its own",
    "ncnd_rules/audit/packs/folders.py": "into the folder of made_beside",
    "ncnd_rules/audit/sandbox.py": "a temporary file without a name",
    "ncnd_rules/audit/shards.py": "beside its place, then one rename",
    "ncnd_rules/audit/whole.py": "made_beside itself",
    "ncnd_rules/cli/governing.py": "makes the folder for pages, which `write` puts in place",
    "ncnd_rules/cli/group.py": "onto the null device, for an output that was closed",
    "ncnd_rules/cli/output.py": "`write` itself",
    "ncnd_rules/read/office.py": "into a temporary folder of its own",
    "ncnd_rules/strategies/of_corpora.py": "samples, into the folder of somebody's test",
    "ncnd_rules/strategies/of_rules.py": "samples, into the folder of somebody's test",
    "ncnd_rules/strategies/sample.py": "a sample, into the folder of somebody's test",
    "ncnd_rules/textfile.py": "`put_whole` itself",
}
_WRITE = {
    "write_text", "write_bytes", "mkdir", "makedirs", "touch", "rename", "mkstemp", "mkdtemp",
    "NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "TemporaryDirectory", "write_table", "symlink_to",
}  # fmt: skip


def writes(call: ast.Call) -> bool:
    """Whether a call may write to disk."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    words = [*call.args, *(keyword.value for keyword in call.keywords)]
    if name == "open":
        modes = [word.value for word in words if isinstance(word, ast.Constant) and isinstance(word.value, str)]
        return any(set(mode) & set("wxa+") and set(mode) <= set("rwxabt+") for mode in modes)
    if name == "replace":  # that of words takes two, that of days names them
        return len(call.args) == 1 and not call.keywords
    return name in _WRITE


def test_every_module_that_writes_is_known() -> None:
    """
    Whoever writes to disk is on the list above, with the reason why nobody sees half of it.
    """
    found = {
        path.relative_to(TOP).as_posix()
        for path in sorted((TOP / "ncnd_rules").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and writes(node)
    }

    assert sorted(WRITERS) == sorted(found)


@pytest.fixture
def passing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, of this process and of its children."""
    folder = tmp_path / "passing"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def ncnd(*words: str | Path) -> Any:
    """The exit code of a command line."""
    with pytest.raises(SystemExit) as ended:
        main([*map(str, words)])
    return ended.value.code


@pytest.mark.parametrize(
    "words",
    [
        ["check", LETTER, "--format", "html"],
        ["check", LETTER, "--format", "sarif"],
        ["check", LETTER, "--assume", "harm(part=Q1)", "--format", "json"],
        ["encode", LETTER, "--edit"],
        ["explain", LETTER, "HARM-17", "--format", "svg"],
        ["whynot", LETTER, "PIT-02"],
        ["sheet", LETTER],
        ["prove", LETTER],
        ["cite", LETTER, "HARM-17", "--format", "json"],
        ["repair", LETTER, "--apply", "1"],
        ["compare", LETTER, OTHER],
        ["baseline", LETTER, "--reason", "agreed with counsel", "--until", "2027-03-31"],
        ["registers"],
        ["rules", "test", "PIT-01"],
        ["accuracy", TOP / "cases" / "partial-ncnd-sound"],
    ],
    ids=lambda words: " ".join(word for word in words if isinstance(word, str)),
)
def test_a_verb_leaves_what_it_was_asked_for(words: list[str | Path], tmp_path: Path, passing: Path) -> None:
    """
    The file is there, and no other; no temporary file is left.
    """
    (tmp_path / "out").mkdir()
    told = tmp_path / "out" / "told.txt"

    assert ncnd(*words, "-o", told) in (0, 1, None)
    assert told.stat().st_size
    assert [told] == list(told.parent.iterdir())
    assert [] == list(passing.iterdir())


def test_an_audit_leaves_what_it_was_asked_for(tmp_path: Path, passing: Path) -> None:
    """
    A run, and everything that is written of it, leaves its folders and files and no temporary one.
    """
    for library in ("duckdb", "pyarrow", "matplotlib", "rapidfuzz"):
        pytest.importorskip(library)
    out, audit = tmp_path / "out", tmp_path / "audit"
    out.mkdir()
    words: list[list[str | Path]] = [
        ["report", audit, "-o", out / "report.html"],
        ["sample", audit, "--n", "5", "--seed", "1", "-o", out / "sheet.csv"],
        ["pack", audit, "-o", out / "packs"],
        ["lineage", audit, "-o", out / "lineage.txt"],
        ["sql", audit, "FROM findings", "-o", out / "findings.csv"],
        ["export", audit, "--to", "sqlite", "-o", out / "audit.sqlite"],
    ]

    assert ncnd("audit", LETTER, OTHER, "-o", audit) in (0, 1, None)
    assert [] == list(passing.iterdir())
    for own in words:
        assert ncnd("audit", *own) in (0, 1, None), own
    assert {"audit.sqlite", "findings.csv", "lineage.txt", "packs", "report.html", "sheet.csv", "sheet.key.json"} == {
        path.name for path in out.iterdir()
    }
    assert [] == [path for path in audit.rglob(".*") if path.is_file()]
    assert [] == list(passing.iterdir())


class Stopped(BaseException):
    """What Ctrl-C does, at a moment of the test's choice."""


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    before=st.none() | st.binary(max_size=40),
    told=st.binary(min_size=1, max_size=40),
    step=st.sampled_from([None, "fdopen", "chmod", "replace"]),
    failure=st.sampled_from([OSError(28, "No space left on device"), Stopped()]),
)
def test_whole_or_not_at_all(
    before: bytes | None, told: bytes, step: str | None, failure: BaseException, tmp_path: Path
) -> None:
    """
    Whatever fails and whenever, the file is the old one or the new one, and no other file is there.
    """
    folder = Path(tempfile.mkdtemp(dir=tmp_path))
    target = folder / "report.html"
    if before is not None:
        target.write_bytes(before)

    def fail(*_: object, **__: object) -> None:
        raise failure

    with pytest.MonkeyPatch.context() as patched:
        if step == "fdopen":
            patched.setattr(os, "fdopen", fail)
        elif step:
            patched.setattr(Path, step, fail)
        if step:
            with pytest.raises((InputError, Stopped)):
                output.write(told, target)
        else:
            output.write(told, target)
    expected = told if step is None else before

    assert ([] if expected is None else [("report.html", expected)]) == [
        (path.name, path.read_bytes()) for path in folder.iterdir()
    ]
