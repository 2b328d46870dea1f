"""The audit's child: takes letters from its parent, one at a time, and tells the rows they come to.

Whatever a letter can do to its reader or to the rule engine, it does here; the parent sees what became of it. The
child is held to limits, and ends when its parent does.
"""

import contextlib
import json
import os
import platform
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from ncnd_rules import __version__
from ncnd_rules.audit.kept import Rows, as_json, encoded_rows, encoding_of
from ncnd_rules.audit.keys import Keys, encoder_digest
from ncnd_rules.audit.verdict_rows import verdict_rows
from ncnd_rules.encode.encoder import Encoder
from ncnd_rules.encode.lexicon import load_lexicon
from ncnd_rules.engine import Checker
from ncnd_rules.errors import LetterError, NcndError
from ncnd_rules.read import read_bytes
from ncnd_rules.read.confined import hold_to, pipes
from ncnd_rules.read.extract import Extract
from ncnd_rules.read.frames import Frame, receive, send
from ncnd_rules.read.readers import extract
from ncnd_rules.read.sniff import Format
from ncnd_rules.registers import load_registers, registers_dir
from ncnd_rules.rule_files import load_ruleset
from ncnd_rules.rules import Rule
from ncnd_rules.starting import look_seldom_for_garbage
from ncnd_rules.verdicts import Verdicts

MOST_BYTES = 512 * 2**20  # of a request: a letter, what was made of it, and facts
_REMEMBERED = 2_000  # sentences: a fourth of what one process keeps takes a twentieth longer, and 27 MB less
_LOOK = 1.0  # seconds between two looks whether the parent is still there
_GRACE = 10  # seconds after which a child ends by itself that its parent should have ended
# What is read before the first letter, so that whatever is built when first used is there: a defect that only the
# first letter shows would be blamed on it.
_FIRST = b"""Dear Sir or Madam,

Freedom of Information request 0001/24

Thank you for your request of 2 January 2024. The constabulary can neither confirm nor deny that it holds any
information, by virtue of section 24(2) of the Freedom of Information Act 2000.

Yours faithfully
"""

Say = Callable[[str], None]  # tells the parent which stage begins


class Asked(NamedTuple):
    """One letter, and what is to be done with it."""

    name: str  # of its file
    keep_text: bool
    docx: int  # how many bytes at the end are a Word file that was made of it
    known: (
        dict[str, Any] | None
    )  # its row of ``letters``, its ``facts`` and their ``quotes``, where it was encoded before


class Desk:
    """Everything that is built once and serves every letter."""

    def __init__(self, rulesets: Path | None = None) -> None:
        self.encoder = Encoder(load_lexicon(None, _REMEMBERED), load_registers())
        self.checker = Checker(load_ruleset(rulesets), load_registers(registers_dir(rulesets)))
        self.keys = Keys(encoder_digest(), "", "")
        first = self._check_first()
        self.keys = Keys(self.keys.encoder, first.ruleset, first.registers)

    def audited(self, asked: Asked, data: bytes, docx: bytes, say: Say) -> tuple[Rows, Verdicts]:
        """The rows of one letter, and its verdicts.

        Raises:
            LetterError: where it cannot be read.
        """
        if asked.known is not None:
            say("check")
            known = asked.known
            verdicts = self.checker.check(encoding_of(known["letter"], known["facts"], known["quotes"], asked.name))
            return verdict_rows(verdicts), verdicts
        say("read")

        def as_docx(data: bytes, form: Format) -> Extract:
            return extract(docx, "docx")._replace(format=form) if docx else extract(data, form)

        reading = read_bytes(data, Path(asked.name), as_docx)
        say("encode")
        encoded = self.encoder.encode_all(reading)
        rows = encoded_rows(encoded, reading, data, self.keys.encoder, keep_text=asked.keep_text)
        say("check")
        verdicts = self.checker.check(encoded.encoding)
        return rows | verdict_rows(verdicts), verdicts

    def _check_first(self) -> Verdicts:
        """Read, encode and check a letter of our own."""
        return self.audited(Asked("first.txt", keep_text=False, docx=0, known=None), _FIRST, b"", lambda _: None)[1]

    def hello(self) -> dict[str, Any]:
        """What the parent has to know of this child before it asks for anything."""
        return {
            "keys": self.keys,
            "program": __version__,
            "python": platform.python_version(),
            "evaluator": self.checker.evaluator,
            "rules": [_rule_row(rule) for rule in self.checker.ruleset.rules],
        }


def _rule_row(rule: Rule) -> dict[str, Any]:
    basis = [item.model_dump(exclude_none=True) for item in rule.basis]
    return {
        "rule": rule.id,
        "version": rule.version,
        "title": rule.title,
        "status": rule.status,
        "severity": rule.severity,
        "regime": rule.regime,
        "basis": json.dumps(basis, ensure_ascii=False),
    }


def main(most_memory: int, most_seconds: float, rulesets: str, desk: type[Desk] = Desk) -> None:
    """Answer requests until there are no more.

    Args:
        most_memory: bytes of address space; 0 for no limit of ours.
        most_seconds: by the clock, a letter; the parent counts them, and this child only where it cannot any more.
        rulesets: a folder of rules instead of the shipped one; empty for that.
        desk: what works; tests put one here that fails.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which lets the letter in work finish
    end_with_parent()
    look_seldom_for_garbage()
    with pipes() as (requests, answers):
        try:
            working = desk(Path(rulesets) if rulesets else None)
        except NcndError as problem:
            send(answers, "refused", str(problem).encode("utf-8", "replace"))
            return
        hold_to(most_memory)
        send(answers, "hello", json.dumps(working.hello()).encode())
        with contextlib.suppress(BrokenPipeError):
            while request := receive(requests, MOST_BYTES):
                _let_the_clock_end_us(most_seconds + _GRACE)
                send(answers, *_answer(working, request, lambda stage: send(answers, "stage", stage.encode())))
                _let_the_clock_end_us(0)


def _answer(desk: Desk, request: Frame, say: Say) -> Frame:
    try:
        head, _, rest = request.payload.partition(b"\n")
        asked = Asked(**json.loads(head))
        data, docx = rest[: len(rest) - asked.docx], rest[len(rest) - asked.docx :]
        rows, verdicts = desk.audited(asked, data, docx, say)
        violated = sum(finding.outcome == "violated" for finding in verdicts.findings)
        told = as_json({"violated": violated, "rows": rows})
        return Frame("done", told.encode("utf-8", "replace"))
    except LetterError as problem:
        return Frame("unreadable", problem.why.removeprefix("unreadable: ").encode("utf-8", "replace"))
    except MemoryError:
        return Frame("memory", b"")
    except Exception as problem:  # noqa: BLE001 - a defect must cost one letter, and name it
        return Frame("exception", f"{type(problem).__name__}: {problem}"[:500].encode("utf-8", "replace"))


def _let_the_clock_end_us(seconds: float) -> None:
    """Have the system end this process after so long, whatever it is doing then; 0 takes that back."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def end_with_parent() -> None:
    """End when the parent is gone, also in the middle of a letter."""
    parent = os.getppid()

    def look() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK)
        os._exit(1)

    threading.Thread(target=look, daemon=True).start()


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), sys.argv[3])
