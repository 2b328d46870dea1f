"""A pack as Markdown, to be sent in a mail or answered line by line."""

from collections.abc import Iterator

from ncnd_rules.audit.packs.shapes import Found, Letter, Pack, Words
from ncnd_rules.audit.packs.told import NO_WORDS, WHAT_IT_IS, how_to_reply, nothing_found, state_of, summary
from ncnd_rules.report.marked import plain


def pack_as_markdown(pack: Pack) -> str:
    """A heading a letter, and a heading a finding."""
    return "\n".join(_lines(pack)).rstrip("\n") + "\n"


def _lines(pack: Pack) -> Iterator[str]:
    yield from (f"# For reply: {plain(pack.authority)}", "", summary(pack), "", WHAT_IT_IS, "")
    yield from ("## How to reply", "", *(f"* {plain(line)}" for line in how_to_reply(pack)), "")
    for letter in pack.letters:
        yield from _letter(letter)
    if pack.between:
        yield from ("## Between these letters", "")
        for one in pack.between:
            letters = ", ".join(f"letter {number}" for number in one.letters)
            title = f" {plain(one.title)}:" if one.title else ""
            yield f"* **{one.rule}, {one.severity}**:{title} {plain(one.message)} ({letters})"
        yield ""
    yield from ("## How this was made", "")
    yield from (f"* {name}: {plain(value)}" for name, value in pack.made)
    if len(pack.spellings) > 1:
        yield f"* Names read in these letters: {plain('; '.join(pack.spellings))}"


def _letter(letter: Letter) -> Iterator[str]:
    reference = f"reference {letter.reference}" if letter.reference else "no reference was read"
    yield from (f"## {letter.name}", "", f"{plain(reference)}; file {plain(letter.file)}; sha256 `{letter.sha256}`", "")
    yield from (state_of(letter), "")
    if not letter.has_words and (letter.found or letter.perhaps_copy):
        yield from (NO_WORDS, "")
    if not letter.found:
        yield from (nothing_found(letter), "")
    for found in letter.found:
        yield from _found(found)
    if letter.perhaps_copy:
        yield from ("### Perhaps the doing of this copy", "")
        for found in letter.perhaps_copy:
            yield f"* {found.rule}: {plain(found.message)} ({plain(found.citation)})"
        yield ""
    if letter.undecided:
        yield from ("### Undecided", "")
        for one in letter.undecided:
            yield f"* {one.rule}: {plain(' '.join((one.message, *one.why)))}"
        yield ""


def _found(found: Found) -> Iterator[str]:
    yield from (f"### {found.rule}: {plain(found.title)}", "", f"**{found.severity}**: {plain(found.message)}", "")
    for number, words in enumerate(found.words):
        yield from (">",) if number else ()
        yield f"> {_quoted(words)}(characters {words.start} to {words.stop})"
    yield from ("",) if found.words else ()
    yield f"* law: {plain('; '.join(found.law))}"
    yield from (f"* register: {plain(row)}" for row in found.registers)
    yield f"* would mend it: {plain(found.repair)}"
    yield from (f"* identifier: {plain(found.citation)}", "")


def _quoted(words: Words) -> str:
    """The words in bold, in what stands around them."""
    if not words.words:
        return ""
    before, after = plain(words.before), plain(words.after)
    before += " " * (bool(before) and words.before[-1].isspace())
    after = " " * (bool(after) and words.after[0].isspace()) + after
    return f"“{before}**{plain(words.words)}**{after}” "
