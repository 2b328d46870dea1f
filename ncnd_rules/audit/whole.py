"""What is made beside its place and put there at the end: whole or not at all, and an older one stays until then."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ncnd_rules.errors import InputError


def place_for(output: Path) -> Path:
    """The place that a name means; a link that stands there is replaced, not followed.

    Raises:
        InputError: where the folder in which it is to be made is not there.
    """
    output = Path(os.path.abspath(output))  # noqa: PTH100 - see above
    if not output.parent.is_dir():
        raise InputError(output, f"cannot be written: there is no folder {output.parent}")
    return output


@contextmanager
def made_beside(output: Path) -> Iterator[Path]:
    """Where a file or folder is to be made, under its own name; it is put in place if nothing is raised.

    Raises:
        InputError: where it cannot be written.
    """
    try:
        with tempfile.TemporaryDirectory(dir=output.parent, prefix=f".{output.name}.") as beside:
            made = Path(beside) / output.name
            yield made
            _put_in_place(made, output)
    except OSError as problem:
        raise InputError(output, f"cannot be written ({problem.strerror or problem})") from None


def _put_in_place(made: Path, output: Path) -> None:
    if output.is_dir():
        old = made.with_name(f"{made.name}.before")
        output.rename(old)
        try:
            made.rename(output)
        except OSError:
            old.rename(output)
            raise
        shutil.rmtree(old)
    else:
        made.replace(output)
