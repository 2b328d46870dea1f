"""An audit's child that does what its letters say: what a letter can do to a process, without one that can."""

import ctypes
import re
import sys
import time
from pathlib import Path
from typing import Any

from ncnd_rules.audit import child

sys.path.append(str(Path(__file__).parent))  # where a child of ours is told not to look

from audit_remembering import Remembering

# Where it is given what letters come to, it need not work that out each time that a letter has ended it.
_DESK = Remembering if len(sys.argv) > 4 else child.Desk  # itself, limits and rules


class Poisoned(_DESK):  # type: ignore[misc, valid-type]  # one or the other
    """A desk that is at the mercy of its letters."""

    def audited(self, asked: child.Asked, data: bytes, docx: bytes, say: child.Say) -> Any:
        """Suffer a letter."""
        for word, argument in re.findall(rb"POISON (\w+) ?(\S*)", data):
            say("check" if word == b"engine" else "encode")
            _suffer(word.decode(), argument.decode())
        return super().audited(asked, re.sub(rb"\nPOISON .*\n", b"", data), docx, say)


def _suffer(word: str, argument: str) -> None:
    if word == "segfault":
        ctypes.string_at(0)
    elif word == "engine":
        _crash_the_engine()
    elif word == "hang":
        time.sleep(600)
    elif word == "memory":
        bytearray(2**34)
    elif word == "exception":
        raise KeyError("a defect")
    elif word == "leave":
        sys.exit(3)
    elif word == "once" and not Path(argument).exists():  # as where what was read before is to blame
        Path(argument).touch()
        ctypes.string_at(0)


def _crash_the_engine() -> None:
    """Give durable-rules what the fence keeps from it: a batch that begins with nothing reads memory never set."""
    import durable_rules_engine

    handle = durable_rules_engine.create_ruleset("r", '{"r": {"all": [{"m": {"k": 1}}], "count": 1}}')
    for _ in range(1000):  # what is read there by chance may do no harm
        durable_rules_engine.assert_facts(handle, "[{}]")


if __name__ == "__main__":
    child.main(int(sys.argv[-3]), float(sys.argv[-2]), sys.argv[-1], Poisoned)
