"""A pack as one web page that prints: no network and no script."""

from ncnd_rules.audit.packs.shapes import Pack
from ncnd_rules.audit.packs.told import NO_WORDS, WHAT_IT_IS, how_to_reply, nothing_found, state_of, summary
from ncnd_rules.audit.published.style import style
from ncnd_rules.report.templating import allowed, ready, render


def pack_as_html(pack: Pack) -> str:
    """Everything of the letters escaped; equal input gives equal bytes."""
    return render(
        "pack.html",
        pack=pack,
        summary=summary(pack),
        what_it_is=WHAT_IT_IS,
        no_words=NO_WORDS,
        how_to_reply=how_to_reply(pack),
        state_of=state_of,
        nothing_found=nothing_found,
        style=ready(style()),
        policy=f"default-src 'none'; style-src '{allowed(style())}'; base-uri 'none'; form-action 'none'",
    )
