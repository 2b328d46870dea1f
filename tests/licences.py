"""The licence of every package in the lock, as itself tells it: ``python tests/licences.py`` prints them."""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path
from typing import NamedTuple

LOCK = Path(__file__).parents[1] / ".ci" / "requirements.lock"
_PIN = re.compile(r"^([\w.-]+)==([^ ;\\]+)", re.MULTILINE)
_BETWEEN = re.compile(r"\s+(?:AND|OR)\s+|,\s*|;\s*")
# What licences are called in metadata, by what they are called in SPDX.
_OTHERWISE = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}


class Licensed(NamedTuple):
    """A package of the lock that is installed here."""

    name: str
    version: str
    licences: tuple[str, ...]  # by SPDX where they are known there; empty where its metadata tells none


def locked() -> dict[str, str]:
    """Each package of the lock, with its version."""
    return dict(_PIN.findall(LOCK.read_text(encoding="utf-8")))


def licensed() -> Iterator[Licensed]:
    """Those that are installed."""
    for name in locked():
        try:
            about = metadata(name)
        except PackageNotFoundError:
            continue
        told = _BETWEEN.split(_told(about))
        yield Licensed(name, about["Version"], tuple(_OTHERWISE.get(word, word) for word in told if word))


def _told(about: PackageMetadata) -> str:
    """What stands in the field of today, or in those of former times."""
    classified = [
        line.rpartition(" :: ")[2] for line in about.get_all("Classifier", []) if line.startswith("License :: ")
    ]
    own = [name for name in classified if name not in ("OSI Approved", "DFSG approved")]
    return about.get("License-Expression") or ", ".join(own) or (about.get("License") or "").partition("\n")[0]


if __name__ == "__main__":
    lines = [f"| {one.name} | {one.version} | {', '.join(one.licences) or 'not told'} |" for one in licensed()]
    sys.stdout.write("\n".join(["| package | version | licence |", "|---|---|---|", *lines, ""]))
