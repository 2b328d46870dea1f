"""Zones: which section of the letter a sentence stands in, under which headings, and whose words it is.

Only sentences in the authority's own voice say what the authority says. The requester's questions,
quoted law, the web page around a letter and the small print of an e-mail do not.

`Zones` walks the blocks. It asks in turn whose `messages` they are of, which `headings` open them, whether they go on
with the `request`, and else what they say in the `answer`, there `labelled` or not. All write into one `transcript`,
and note in one list the `questions_put`. Where one page prints several `letters`, each begins anew.
"""

from ncnd_rules.encode.zones.blocks import Zones

__all__ = ["Zones"]
