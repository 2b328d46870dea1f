"""What is fuzzed: each target is some samples of our own, how they are varied, and what reads them.

Whatever a reader raises on purpose is an answer; anything else is a defect. Readers of foreign formats are called here
without their guarded process, so that a defect shows itself as what it is.
"""

import io
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random
from shutil import copy, copytree
from typing import Any, NamedTuple

import fuzz_samples as samples

from ncnd_rules.config import config_for
from ncnd_rules.encode.encoder import Encoder
from ncnd_rules.encode.lexicon import Lexicon, load_lexicon
from ncnd_rules.engine import Checker
from ncnd_rules.errors import NcndError
from ncnd_rules.facts_file import load_facts
from ncnd_rules.read import read_bytes
from ncnd_rules.read.readers import extract
from ncnd_rules.read.sniff import format_of
from ncnd_rules.registers import Registers, load_registers
from ncnd_rules.rule_files import load_ruleset
from ncnd_rules.shipped import rulesets_dir
from ncnd_rules.suppressions import load_baseline

_TOP = Path(__file__).parents[2]
# A deep stack is said as "nested too deeply" by the guarded process; everywhere else it is a defect.
_SAID_BY_THE_GUARD: tuple[type[BaseException], ...] = (RecursionError, MemoryError)

_ODD = (b"null", b"[]", b"{}", b"-1", b"1e400", b"9" * 30, b"''", b"\xc3\x28", b"\0", b"x" * 5000)

Varied = Callable[[bytes, Random], bytes]


class Target(NamedTuple):
    """Something that reads what strangers write."""

    samples: Callable[[], list[bytes]]
    read: Callable[[bytes], object]  # raises for a defect only
    tokens: tuple[bytes, ...] = ()  # what is worth putting in
    part: str = ""  # a file within a zip that is varied in place of the whole


def answered(read: Callable[[bytes], object], *besides: type[BaseException]) -> Callable[[bytes], object]:
    """Takes what is raised on purpose for an answer."""

    def reading(data: bytes) -> object:
        with suppress(NcndError, *besides):
            return read(data)
        return None

    return reading


def varied(target: Target, data: bytes, chance: Random, change: Varied | None = None) -> bytes:
    """A variation of a sample: of a part of it where it is a zip whose part can be told, of its bytes else.

    Args:
        change: how bytes are varied; by `changed` where none is given.
    """
    change = change or (lambda own, own_chance: changed(own, own_chance, target))
    if target.part and chance.random() < 0.9:
        with suppress(Exception), zipfile.ZipFile(io.BytesIO(data)) as archive:  # what is no zip is varied as bytes
            parts = {name: archive.read(name) for name in archive.namelist()}
            name = target.part if chance.random() < 0.8 else chance.choice(sorted(parts))
            parts[name] = change(parts.get(name, b""), chance)
            stream = io.BytesIO()
            with zipfile.ZipFile(stream, "w") as made:
                for name, own in parts.items():
                    made.writestr(name, own)
            return stream.getvalue()
    return change(data, chance)


def changed(data: bytes, chance: Random, target: Target) -> bytes:
    """Bytes after one to four changes of the sort that people, programs and attackers make."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randint(0, len(data))
        stop = min(len(data), at + int(2 ** chance.uniform(0, 9)))
        lines = data.split(b"\n")
        line = chance.randrange(len(lines))
        how = chance.randrange(7)
        if how == 0:
            data = data[:at] + data[stop:]
        elif how == 1:
            data = data[:at] + data[at:stop] * chance.choice((2, 2, 3, 40)) + data[stop:]
        elif how == 2 and target.tokens:
            data = data[:at] + chance.choice(target.tokens) + data[at:]
        elif how == 3 and data:
            data = data[: at - 1] + bytes([chance.randrange(256)]) + data[at:]
        elif how == 4:
            data = b"\n".join([*lines[:line], *lines[line + 1 :]])
        elif how == 5:
            data = b"\n".join([*lines[:line], chance.choice(lines), *lines[line:]])
        else:
            value = chance.choice(_ODD)
            before, colon, _ = lines[line].partition(b":")
            lines[line] = before + colon + b" " + value
            data = b"\n".join(lines)
    return data[: 2**18]


@cache
def _folder() -> Path:
    """A folder that goes when the process ends."""
    _folder.held = tempfile.TemporaryDirectory(prefix="ncnd-fuzz-")  # type: ignore[attr-defined]
    return Path(_folder.held.name)  # type: ignore[attr-defined]


def _from_file(name: str, read: Callable[[Path], object]) -> Callable[[bytes], object]:
    def reading(data: bytes) -> object:
        path = _folder() / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return read(path)

    return reading


def _files(*patterns: str) -> Callable[[], list[bytes]]:
    return lambda: [path.read_bytes() for pattern in patterns for path in islice(sorted(_TOP.glob(pattern)), 6)]


@cache
def _pack() -> Path:
    """A pack with the shipped registers' names, to put one file of rules into."""
    (_folder() / "pack" / "rules").mkdir(parents=True, exist_ok=True)
    copytree(rulesets_dir() / "definitions", _folder() / "pack" / "definitions", dirs_exist_ok=True)
    return _folder() / "pack"


def _rules(data: bytes) -> object:
    (_pack() / "rules" / "PIT-01.yaml").write_bytes(data)
    return Checker(load_ruleset(_pack()), load_registers(), "reference")


@cache
def _registers() -> Path:
    copytree(rulesets_dir() / "registers", _folder() / "registers")
    return _folder() / "registers"


def _register(data: bytes) -> object:
    (_registers() / "threat_levels.yaml").write_bytes(data)
    return Registers(_registers())


@cache
def _shelf() -> Path:
    """A lexicon of what all families share, to put one family into."""
    (_folder() / "lexicon").mkdir()
    for name in ("fragments", "guards"):
        copy(rulesets_dir() / "lexicon" / f"{name}.yaml", _folder() / "lexicon")
    return _folder() / "lexicon"


def _lexicon(data: bytes) -> object:
    (_shelf() / "sides.yaml").write_bytes(data)
    return Lexicon(_shelf())


def _table(path: Path) -> Iterator[Any]:
    from ncnd_rules.audit.references import pieces, places

    return iter([place for piece in pieces([str(path)], 100) for place in places(piece)])


def _metadata(path: Path) -> object:
    from ncnd_rules.audit.metadata_table import read_metadata

    return read_metadata(path)


def _coding(path: Path) -> object:
    from ncnd_rules.audit.sampling.coding import load_coding

    return load_coding(path)


def _edit(data: bytes) -> object:
    """Take the first paragraph out and put words behind the last, as only paragraphs that were read are edited."""
    from ncnd_rules.read.word.edit import edited
    from ncnd_rules.read.word.package import Package, every

    package = Package(data)
    root = package.root(package.main)
    last = len(list(every(root, "w:p"))) if root is not None else 0
    return edited(data, [["gone", 1], ["behind", last, "We hold it."]]) if last > 1 else None


@cache
def _encoder() -> Encoder:
    return Encoder(load_lexicon(), load_registers())


def _encoded(data: bytes) -> object:
    return _encoder().encode(read_bytes(data, Path("letter.txt"), extract))


TARGETS: dict[str, Target] = {
    "text": Target(samples.letters, answered(lambda data: read_bytes(data, Path("letter.md"), extract)), samples.WORDS),
    "sniff": Target(samples.mixed, answered(format_of), (*samples.MAIL, *samples.MARKUP, b"PK\3\4", b"%PDF-")),
    "html": Target(
        samples.pages,
        answered(lambda d: read_bytes(d, Path("l.html"), extract), *_SAID_BY_THE_GUARD),
        (*samples.MARKUP, *samples.WORDS),
    ),
    "mail": Target(
        samples.mails,
        answered(lambda d: read_bytes(d, Path("l.eml"), extract), *_SAID_BY_THE_GUARD),
        (*samples.MAIL, *samples.MARKUP),
    ),
    "docx": Target(
        samples.word_files,
        answered(lambda data: read_bytes(data, Path("letter.docx"), extract), *_SAID_BY_THE_GUARD),
        (
            b"<w:p>",
            b"</w:p>",
            b"<w:tbl>",
            b'w:val="99999999999"',
            b"<w:r/>",
            b"<w:ins>",
            b'w:val=""',
            b"<w:sym/>",
            b"&#0;",
        ),
        "word/document.xml",
    ),
    "edit": Target(
        samples.word_files,
        answered(_edit, *_SAID_BY_THE_GUARD),
        (b"<w:t>", b"<w:tab/>", b"<w:br/>", b"</w:r>"),
        "word/document.xml",
    ),
    "pdf": Target(
        samples.printed, answered(lambda d: read_bytes(d, Path("l.pdf"), extract), *_SAID_BY_THE_GUARD), samples.OBJECTS
    ),
    "encoder": Target(samples.letters, answered(_encoded), samples.WORDS),
    "facts": Target(_files("cases/*/facts.yaml"), answered(_from_file("facts.yaml", load_facts)), samples.YAML),
    "rules": Target(_files("rulesets/rules/*/*-01.yaml", "rulesets/rules/*/*-05.yaml"), answered(_rules), samples.YAML),
    "registers": Target(_files("rulesets/registers/threat_levels.yaml"), answered(_register), samples.YAML),
    "lexicon": Target(_files("rulesets/lexicon/sides.yaml"), answered(_lexicon), samples.YAML),
    "baseline": Target(
        lambda: [b"known:\n  - {letter: a.txt, rule: PIT-01, reason: agreed with counsel, until: 2027-03-31}\n"],
        answered(_from_file("baseline.yaml", load_baseline)),
        samples.YAML,
    ),
    "settings": Target(
        lambda: [b'select = ["PIT"]\nas-of = "today"\n[severity]\nPIT-11 = "info"\n[per-file]\n"a/**" = ["RGT"]\n'],
        answered(_from_file("ncnd.toml", lambda path: config_for(path.parent, path))),
        (b"[", b"]", b'"""', b"= {", b"[tool.ncnd]\n", b"\n"),
    ),
    "letters.jsonl": Target(
        lambda: [b'{"text": "We hold it.", "n": 1}\n{"content": "No."}\n{"file": "facts.yaml"}\n\n'],
        answered(_from_file("letters.jsonl", _table)),
        (b'{"file": "../../x"}\n', b"\\ud800", b"NaN", b"[", b'"text"', b"1e999", b"\\u0000"),
    ),
    "metadata": Target(
        lambda: [b'file,authority,date\n"a.txt",Wexmoor Police,2019-03-04\nb.txt,"East, marsh",4/3/2019\n'],
        answered(_from_file("metadata.csv", _metadata)),
        (b'"', b",", b"\r\n", b"\0", b";", b"letter", b"date"),
    ),
    "sheet": Target(
        lambda: [b"id,letter,rule,verdict,remark\n1,a.txt,PIT-01,inconsistent,=1+1\n2,b.txt,PIT-02,cannot tell,\n"],
        answered(_from_file("sheet.csv", _coding)),
        (b'"', b",", b"\r\n", b"\0", b"not applicable"),
    ),
}
