"""An audit that puts every two letters in place at once, so that there are many moments to be ended at.

``python audit_small_batches.py LETTERS AUDIT WORKERS CHILD...``
"""

import sys
from pathlib import Path

from ncnd_rules.audit import batch
from ncnd_rules.audit.drive import Order, run_audit

if __name__ == "__main__":
    batch._MOST_LETTERS = 2
    run_audit(Order((sys.argv[1],), Path(sys.argv[2]), int(sys.argv[3]), child=tuple(sys.argv[4:])))
