"""Seconds from a letter dropped to its page with findings, and memory over many letters, of `ncnd serve`.

    python tests/benchmarks/bench_serve.py [FILE] [--letters N] [--views]

The first letter is dropped some seconds after the page is there, as a hand would do it. Time is by the clock, as a user
has it, without what a browser takes to draw the page. With `--views` each letter is also filtered, corrected and
tried, and with each tenth what takes longer is done too: its edits are looked for, and some letters come in a folder
and are compared. Nothing here is a test, and no test has a time limit.
"""

import argparse
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).parents[1]))

from pages import DEFECTIVE
from processes import memory_of
from served import TOP, Answer, Served, form_of, serving
from word_file import line_by_line

_HAND = 5  # seconds until somebody has found the file to drop
_FORM = "application/x-www-form-urlencoded"
_TOGETHER = sorted((TOP / "cases" / "compared" / "harbour-drones").glob("*.txt"))
_EVERY = 10  # letters, until what takes longer is done too

Times = dict[str, list[float]]


@contextmanager
def timed(times: Times, name: str) -> Iterator[None]:
    """Note how long something takes."""
    start = time.perf_counter()
    yield
    times.setdefault(name, []).append(time.perf_counter() - start)


def shown(page: Served, answer: Answer) -> str:
    """The page to which a form leads."""
    assert answer.status == 303, answer.words
    found = page.ask(at=answer.headers["location"].partition("#")[0])
    assert found.status == 200
    return found.words


def look(page: Served, key: str, times: Times) -> None:
    """Go through the views of one letter."""
    here = f"letters/{key}"
    fact = re.findall(r'id="fact-(part-\d+|P\d+)"', page.ask(here).words)[0]
    views: dict[str, Callable[[], object]] = {
        "filtered": lambda: page.ask(f"{here}?severity=error").words,
        "a form": lambda: page.ask(f"{here}/facts/{fact}").words,
        "corrected": lambda: shown(page, page.ask(f"{here}/facts/{fact}", "POST", b"does=remove", Content_Type=_FORM)),
        "taken back": lambda: shown(page, page.ask(f"{here}/undo", "POST", b"correction=0", Content_Type=_FORM)),
        "tried": lambda: page.ask(f"{here}/try?without={quote(fact)}").words,
    }
    for name, view in views.items():
        with timed(times, name):
            view()


def look_long(page: Served, key: str, times: Times) -> None:
    """Look for the edits of one letter and try one; bring some letters at once, and compare them."""
    with timed(times, "edits"):
        shown(page, page.ask(f"letters/{key}/edits", "POST", b""))
    with timed(times, "an edit tried"):
        assert page.ask(f"letters/{key}/try?edit=1").status == 200
    content, body = form_of({f"box/{path.name}": path.read_bytes() for path in _TOGETHER})
    with timed(times, f"a folder of {len(_TOGETHER)}"):
        path = page.read(page.ask("folders", "POST", body, Content_Type=content))
        page.ask(path)
    with timed(times, "compared"):
        chosen = "&".join(f"letter={number}" for number in range(1, len(_TOGETHER) + 1))
        assert page.ask(f"{path}/compare?{chosen}").status == 200
    page.ask(f"{path}/forget", "POST", b"")


def main() -> None:
    """Drop one letter again and again, and close it each time."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, help="a letter in any format; two made-up pages in Word without")
    parser.add_argument("--letters", type=int, default=20, help="how often it is dropped")
    parser.add_argument("--views", action="store_true", help="go through the other views too")
    asked = parser.parse_args()
    name = asked.file.name if asked.file else "letter.docx"
    data = asked.file.read_bytes() if asked.file else line_by_line(DEFECTIVE.read_text(encoding="utf-8"))
    times: Times = {}
    sizes = []
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as page:
        time.sleep(_HAND)
        for number in range(asked.letters):
            with timed(times, name):
                key = page.key_of(data, name)
                assert page.ask(f"letters/{key}").status == 200
            if asked.views:
                look(page, key, times)
                if number % _EVERY == 0:
                    look_long(page, key, times)
            page.ask(f"letters/{key}/forget", "POST", b"")
            sizes.append(memory_of(page.process.pid))
    for what, own in times.items():
        print(
            f"{what}: first {own[0]:.2f} s, median {statistics.median(own):.2f} s, slowest {max(own[1:] or own):.2f} s"
        )
    tenth = max(1, asked.letters // 10)
    told = ", ".join(f"{sizes[at]:.0f}" for at in range(0, asked.letters, tenth))
    print(f"memory in MB, after a letter and then each {tenth}: {told}, last {sizes[-1]:.0f}")


if __name__ == "__main__":
    main()
