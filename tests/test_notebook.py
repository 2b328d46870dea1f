"""The notebook of the cases runs from beginning to end, and says what it says it does."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed: pip install 'ncnd_rules[dev]'")
pytest.importorskip("ipykernel", reason="ipykernel is not installed: pip install 'ncnd_rules[dev]'")
pytest.importorskip("duckdb", reason="duckdb is not installed: pip install 'ncnd_rules[corpus]'")

TOP = Path(__file__).parents[1]
NOTEBOOK = TOP / "cases" / "many-letters.ipynb"


def texts(cell: Any) -> str:
    return "".join(output.get("text", "") for output in cell.outputs)


@pytest.mark.filterwarnings("default")  # other people's: a kernel is many libraries
def test_the_notebook_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Each cell, in a fresh kernel; what its prose promises is there, and what it draws is drawn.
    """
    import nbformat

    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(TOP), os.environ.get("PYTHONPATH")])))
    monkeypatch.setenv("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(NOTEBOOK.parent)}}).execute()
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    told = "\n".join(map(texts, code))

    assert "ncnd " in told
    assert " undecided)" in told
    assert "wordings" in told
    assert "CRS-" in told
    assert "rows drawn with seed 7" in told
    assert 2 == sum("image/png" in output.get("data", {}) for cell in code for output in cell.outputs)


def test_the_notebook_is_kept_without_outputs() -> None:
    """
    Outputs grow old when a rule changes, and nobody would notice.
    """
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]

    assert [] == [cell["id"] for cell in cells if cell.get("outputs") or cell.get("execution_count")]
    assert len([cell for cell in cells if cell["cell_type"] == "markdown"]) >= 8
