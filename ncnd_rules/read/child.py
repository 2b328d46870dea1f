"""The guarded child: takes files from its parent, one at a time, and tells what they say.

Whatever a file can do to its reader, it does here; the parent sees a reason. The child ends when
its parent does, because then there are no more requests.
"""

import json
import sys
from typing import cast

from ncnd_rules.errors import Unreadable
from ncnd_rules.read.confined import give_processor_time, hold_to, pipes
from ncnd_rules.read.extract import as_json
from ncnd_rules.read.frames import EDIT, Frame, receive, send
from ncnd_rules.read.readers import extract
from ncnd_rules.read.sniff import Format

_MOST_BYTES = 2**30


def main(most_memory: int, most_cpu: int) -> None:
    """Say "ready", then answer requests until there are no more.

    Args:
        most_memory: bytes of address space.
        most_cpu: seconds of processor time for each file.
    """
    with pipes() as (requests, answers):
        hold_to(most_memory)
        send(answers, "ready", b"")
        while request := receive(requests, _MOST_BYTES):
            give_processor_time(most_cpu)
            send(answers, *_answer(request))


def _answer(request: Frame) -> Frame:
    try:
        if request.word == EDIT:
            from ncnd_rules.read.word.edit import edited

            edits, _, data = request.payload.partition(b"\n")
            return Frame("edited", edited(data, json.loads(edits)))
        return Frame(
            "extract", as_json(extract(request.payload, cast(Format, request.word))).encode("utf-8", "replace")
        )
    except Unreadable as problem:
        return Frame("unreadable", str(problem).encode("utf-8", "replace"))
    except MemoryError:
        return Frame("memory", b"")
    except RecursionError:
        return Frame("unreadable", b"is nested too deeply, expected a letter")
    except Exception as problem:  # noqa: BLE001 - a reader's defect must not take the other files with it
        return Frame("defect", f"{type(problem).__name__}: {problem}"[:500].encode("utf-8", "replace"))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
