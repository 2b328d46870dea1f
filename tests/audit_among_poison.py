"""An audit whose child suffers what its letters say, which tells how far it is once a second.

``python audit_among_poison.py LETTERS AUDIT WORKERS``
"""

import sys
import time
from pathlib import Path

from ncnd_rules.audit.drive import Order, Progress, run_audit
from ncnd_rules.audit.sandbox import Limits
from ncnd_rules.errors import NcndError

_LIMITS = Limits(2**30, 30)
_TOLD = [0.0]


def tell(progress: Progress) -> None:
    """How many letters have been gone through."""
    if time.monotonic() > _TOLD[0] + 1:
        _TOLD[0] = time.monotonic()
        sys.stdout.write(f"{progress.tally.occurrences}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    child = (str(Path(__file__).with_name("audit_poisoned.py")),)
    try:
        run_audit(Order((sys.argv[1],), Path(sys.argv[2]), int(sys.argv[3]), _LIMITS, child=child), tell)
    except NcndError as problem:
        sys.exit(f"error: {problem}")
