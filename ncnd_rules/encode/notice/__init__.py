"""The refusal notice and what goes with it.

`encoded` gathers it: the `elements` of the notice, an `extension` of time, the `rights` of review and complaint with
their periods, `sayings` beside the answer, such as disclaimers, and what is `promised`: lists and attachments.
"""

from ncnd_rules.encode.notice.encoded import encode_notice

__all__ = ["encode_notice"]
