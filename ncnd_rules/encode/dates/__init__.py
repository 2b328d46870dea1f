"""Days that matter to a time limit, in whatever shape a letter prints them.

`shapes` reads every date by grammar; `roles` tells by the words beside one what happened on it, `sent` by its place;
`events` are days told as past that are later than the letter.
"""

from ncnd_rules.encode.dates.encoded import encode_dates
from ncnd_rules.encode.dates.events import encode_events
from ncnd_rules.encode.dates.shapes import dates_in

__all__ = ["dates_in", "encode_dates", "encode_events"]
