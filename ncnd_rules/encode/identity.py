"""Who answers, under which reference and which Act."""

from collections import Counter

from ncnd_rules.encode.draft import Draft, Found
from ncnd_rules.facts import Authority, Reference, Regime


def encode_identity(draft: Draft) -> None:
    """The authority named most often in its own voice, each reference, and each regime."""
    names: dict[str, list[Found]] = {}
    seen: set[tuple[str, str]] = set()
    for found in draft.find("identity", draft.page.spoken(), every=True):
        kind = found.gives["kind"]
        if kind == "authority":
            names.setdefault(_folded(found), []).append(found)
        elif kind == "regime":
            act = found.gives["act"]
            draft.read("regime", found.sentence)
            if ("regime", act) not in seen and found.sentence.section != "closing":
                seen.add(("regime", act))
                draft.add(Regime, found.sentence, act=act, evidence=(found.span(),))
        else:
            value = " ".join(found.hit.groups.get("value", "").split()).strip(" .,-")
            whose = found.gives["whose"]
            early = found.sentence.section in ("header", "request") or found.sentence.is_heading
            if value and early and (whose, value) not in seen and not _within(value, seen, whose):
                seen.add((whose, value))
                draft.add(Reference, found.sentence, value=value, whose=whose, evidence=(found.span(),))
    if names:
        times = Counter({name: len(places) for name, places in names.items()})
        most = max(times.values())
        name = next(name for name in names if times[name] == most)
        best = next((found for found in names[name] if not found.span().quote.isupper()), names[name][0])
        words = " ".join(best.span().quote.split()).removeprefix("the ").removeprefix("The ")
        draft.add(Authority, best.sentence, name=words.title() if words.isupper() else words, evidence=(best.span(),))


def _within(value: str, seen: set[tuple[str, str]], whose: str) -> bool:
    """Whether a reference is a piece of one that was read already."""
    return any(value in other for kind, other in seen if kind == whose)


def _folded(found: Found) -> str:
    return " ".join(found.span().quote.lower().removeprefix("the ").split())
