"""Who answers, under which reference and which Act."""

from collections import Counter

from ncnd_rules.encode.draft import Draft, Found
from ncnd_rules.facts import Authority, Reference, Regime


def encode_identity(draft: Draft) -> None:
    """The authority named most often in its own voice, each reference, and each regime."""
    found = list(draft.find("identity", draft.page.spoken(), every=True))
    _authority(draft, [one for one in found if one.gives["kind"] == "authority"])
    _references(draft, [one for one in found if one.gives["kind"] == "reference"])
    _regimes(draft, [one for one in found if one.gives["kind"] == "regime"])


def _authority(draft: Draft, found: list[Found]) -> None:
    names: dict[str, list[Found]] = {}
    for one in found:
        names.setdefault(_folded(one), []).append(one)
    if not names:
        return
    times = Counter({name: len(places) for name, places in names.items()})
    ((most, _),) = times.most_common(1)  # of several, the first in the letter
    best = next((one for one in names[most] if not one.span().quote.isupper()), names[most][0])
    words = " ".join(best.span().quote.split()).removeprefix("the ").removeprefix("The ")
    draft.add(Authority, best.sentence, name=words.title() if words.isupper() else words, evidence=(best.span(),))


def _references(draft: Draft, found: list[Found]) -> None:
    seen: list[tuple[str, str]] = []
    for one in found:
        value = " ".join(one.hit.groups.get("value", "").split()).strip(" .,-")
        whose = one.gives["whose"]
        early = one.sentence.section in ("header", "request") or one.sentence.is_heading
        known = any(kind == whose and value in other for kind, other in seen)  # or a piece of one that is
        if value and early and not known:
            seen.append((whose, value))
            draft.add(Reference, one.sentence, value=value, whose=whose, evidence=(one.span(),))


def _regimes(draft: Draft, found: list[Found]) -> None:
    """Each Act named; 'freedom of information' alone tells the Act only where no other regime is named."""
    named = [one for one in found if not one.gives.get("weak")] or found
    seen: set[str] = set()
    for one in found:
        draft.read("regime", one.sentence)
    for one in named:
        if one.gives["act"] not in seen and one.sentence.section != "closing":
            seen.add(one.gives["act"])
            draft.add(Regime, one.sentence, act=one.gives["act"], evidence=(one.span(),))


def _folded(found: Found) -> str:
    return " ".join(found.span().quote.lower().removeprefix("the ").split())
