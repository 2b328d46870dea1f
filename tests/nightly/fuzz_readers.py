"""Does any file make a reader, or the encoder, fail in a way that nobody meant? Fuzzing with atheris.

    pip install --group fuzz
    python tests/nightly/fuzz_readers.py [--seconds 60] [--folder DIR] [TARGET ...]

Each target (`fuzzed`) runs for so long in a process of its own: samples of our own are varied as bytes and by their
structure (the parts of a Word file, the lines of YAML), led by what the code of this package was seen to do. A defect
is an exception that is not raised on purpose, more than 20 s for one input, more than 2 GB of memory, or a crash; each
is kept in the folder with what it was. The exit code is 1 where there are any. The last line is the one for the README.
"""

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tempfile
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import NamedTuple

_MOST_SECONDS, _MOST_MEMORY, _MOST_BYTES = 20, 2048, 2**18


class Fuzzed(NamedTuple):
    """What came of one target."""

    target: str
    inputs: int
    defects: tuple[str, ...]


def fuzz(name: str, seconds: int, folder: Path) -> Fuzzed:
    """Fuzz one target in a process of its own."""
    from fuzzed import TARGETS

    samples, told = folder / name, folder / f"{name}.json"
    samples.mkdir(parents=True, exist_ok=True)
    for number, sample in enumerate(TARGETS[name].samples()):
        (samples / f"sample-{number}").write_bytes(sample)
    command = [
        sys.executable, __file__, "--child", name, "--folder", str(folder), str(samples), f"-max_total_time={seconds}",
        f"-timeout={_MOST_SECONDS}", f"-report_slow_units={_MOST_SECONDS}", f"-rss_limit_mb={_MOST_MEMORY}",
        f"-max_len={_MOST_BYTES}", "-close_fd_mask=1",
        f"-artifact_prefix={folder}/{name}-ended-by-", "-print_final_stats=1",
    ]  # fmt: skip
    most = 4 * seconds + 600  # it may be reading samples, or the machine be busy
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False, timeout=most)
    except subprocess.TimeoutExpired:
        return Fuzzed(name, 0, (f"did not end within {most} s",))
    found = json.loads(told.read_text(encoding="utf-8")) if told.exists() else {}
    ended = [f"ended by {path.name.partition('-ended-by-')[2]}" for path in folder.glob(f"{name}-ended-by-*")]
    if done.returncode and not ended:
        ended = [f"ended with {done.returncode}: {done.stderr[-300:]}"]
    executed = re.search(r"number_of_executed_units: *(\d+)", done.stderr)
    return Fuzzed(name, int(executed[1]) if executed else 0, (*found, *ended))


def child(name: str, folder: Path, options: list[str]) -> None:
    """Fuzz in this process until libFuzzer ends it; each defect is kept once, by where it was raised."""
    import atheris

    with atheris.instrument_imports(include=["ncnd_rules"]):  # what is imported later is not watched
        from fuzzed import TARGETS, changed, varied

        import ncnd_rules.read.docx
        import ncnd_rules.read.html
        import ncnd_rules.read.mail
        import ncnd_rules.read.pdf
        import ncnd_rules.read.word.edit  # noqa: F401
    target = TARGETS[name]
    found: dict[str, str] = {}

    def one(data: bytes) -> None:
        try:
            target.read(data)
        except Exception as problem:  # noqa: BLE001 - these are what is looked for
            *_, last = traceback.extract_tb(problem.__traceback__)
            what = f"{type(problem).__name__} in {Path(last.filename).name} line {last.lineno}"
            if what not in found:
                kept = folder / f"{name}-defect-{hashlib.sha256(data).hexdigest()[:12]}"
                kept.write_bytes(data)
                found[what] = kept.name
                (folder / f"{name}.json").write_text(json.dumps(found), encoding="utf-8")

    def vary(data: bytes, most: int, seed: int) -> bytes:
        def change(own: bytes, chance: Random) -> bytes:
            return changed(own, chance, target) if chance.random() < 0.5 else bytes(atheris.Mutate(own, most))

        return varied(target, data, Random(seed), change)[:most]  # noqa: S311 - to be made again, not to be secret

    atheris.Setup([sys.argv[0], *options], one, custom_mutator=vary)
    atheris.Fuzz()


def main() -> int:
    """Fuzz what is asked for, and say what came of it."""
    if "--child" in sys.argv:  # before anything of the package is imported
        _, _, name, _, folder, *options = sys.argv
        child(name, Path(folder), options)
        return 0
    from fuzzed import TARGETS

    from ncnd_rules import __version__

    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}; all where none is given"
    )
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--folder", type=Path, help="keeps inputs and defects; one that goes, where none is given")
    asked = parser.parse_args()
    if unknown := [name for name in asked.targets if name not in TARGETS]:
        parser.error(f"found '{unknown[0]}', expected targets of {', '.join(TARGETS)}")
    with tempfile.TemporaryDirectory() as passing:
        folder: Path = asked.folder or Path(passing)
        done: list[Fuzzed] = []
        with suppress(KeyboardInterrupt):
            for name in asked.targets or TARGETS:
                done.append(fuzz(name, asked.seconds, folder))
                found = "; ".join(done[-1].defects) or "no defect"
                print(f"{name:>14} {done[-1].inputs:>9,} inputs, {found}", flush=True)
    defects = sum(len(one.defects) for one in done)
    print(
        f"{datetime.now(UTC).date()}, version {__version__}: {len(done)} targets, {asked.seconds} s each: "
        f"{sum(one.inputs for one in done):,} inputs, {defects} defects"
    )
    return 1 if defects else 0


if __name__ == "__main__":
    sys.exit(main())
