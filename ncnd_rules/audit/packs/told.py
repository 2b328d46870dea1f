"""Sentences that a pack says in every format."""

from ncnd_rules.audit.packs.shapes import Letter, Pack
from ncnd_rules.report.counting import count

WHAT_IT_IS = (
    "This tells what a program found when it held these letters against written rules, each of which rests on a "
    "provision of the Freedom of Information Act 2000 or on published guidance. A finding says where a letter is "
    "inconsistent with such a rule. It names no motive, it is no legal advice, and it may be wrong."
)
NO_WORDS = "The words of this letter were not at hand; the places are given in characters of its extracted text."


def summary(pack: Pack) -> str:
    """What was found, in one sentence."""
    hit = sum(bool(letter.found) for letter in pack.letters)
    asked = sum(letter.asked or bool(letter.found) for letter in pack.letters)
    told = (
        f"{count(asked, 'letter')} held against {count(pack.rules_applied, 'rule')}: "
        f"{count(pack.findings, 'finding')} in {hit:,} of them."
    )
    left_out = len(pack.letters) - asked
    return told if not left_out else f"{told} To {count(left_out, 'more letter')} the rules were not put."


def nothing_found(letter: Letter) -> str:
    """What is said of a letter without a finding, which is no praise of one that was not looked at."""
    return "No finding." if letter.asked else _NOT_ASKED


_NOT_ASKED = "The rules were not put to this letter: it answers under another Act, or is of a day before this one."


def how_to_reply(pack: Pack) -> tuple[str, ...]:
    """What the authority is asked for."""
    to = f"Replies go to {pack.reply.to}" if pack.reply.to else "Whoever sent this pack has said to whom replies go"
    by = f", by {pack.reply.by}." if pack.reply.by else "."
    return (
        f"{to}{by}",
        (
            "For each finding that you contest, quote the identifier at its end, and say whether the words were read "
            "wrongly, whether they stand elsewhere in the letter or in an enclosure that was not in this copy, or why "
            "the rule does not apply. The words of a complete copy settle most questions."
        ),
        "Say also which letters are not yours, are incomplete here, or were later corrected.",
    )


def state_of(letter: Letter) -> str:
    """What is to be known of a letter before its findings are read."""
    said = [
        {
            "complete": "the copy is complete as far as can be told",
            "extract": "the copy is an extract",
            "unknown": "it is not known how complete the copy is",
        }.get(letter.copy, letter.copy)
    ]
    if letter.unread:
        said.append(f"{count(letter.unread, 'passage')} of it not understood")
    if letter.undecided:
        said.append(f"{count(len(letter.undecided), 'point')} undecided")
    told = "; ".join(said)
    return f"{told[:1].upper()}{told[1:]}."
