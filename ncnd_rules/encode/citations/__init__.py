"""Citations: which provisions the letter relies on or argues, and which refusal they serve.

`encoded` writes them. `mentions` finds where a provision of this Act is named; `roles` tells by the sentence as what,
unless it is `only_named` there. `reviewed` tells what was relied on at first and is upheld, or given up; `served`,
which refusals rest on what stays.
"""

from ncnd_rules.encode.citations.encoded import encode_citations

__all__ = ["encode_citations"]
