"""The words of a letter that a finding rests on."""

from ncnd_rules.audit.packs.shapes import Words

_AROUND = 80  # characters to either side


def in_place(text: str, start: int, stop: int) -> Words:
    """Words with what stands around them in their paragraph, whole words and not many."""
    first = text.rfind("\n\n", 0, start) + 2 if "\n\n" in text[:start] else 0
    last = text.find("\n\n", stop)
    before, after = text[first:start], text[stop : last if last >= 0 else len(text)]
    if len(before) > _AROUND:
        before = f"… {before[-_AROUND:].partition(' ')[2]}"
    if len(after) > _AROUND:
        after = f"{after[:_AROUND].rpartition(' ')[0]} …"
    return Words(text[start:stop], start, stop, before, after)
