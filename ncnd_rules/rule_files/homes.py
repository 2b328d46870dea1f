"""Where in a letter each kind of fact stands, and so has to be looked for before it is called absent."""

from collections.abc import Iterable, Mapping

from ncnd_rules.between.kinds import GIVEN_KINDS
from ncnd_rules.rule_files.conditions import Reader
from ncnd_rules.rules import Definition, Group

# Where in a letter a kind of fact stands first of all. Not finding one proves nothing before that was searched.
_HOMES: Mapping[str, frozenset[str]] = {
    "balance": frozenset({"balance"}),
    "citation": frozenset({"exemptions"}),
    "clarification": frozenset({"request"}),
    "complaint_right": frozenset({"rights"}),
    "contact": frozenset({"rights"}),
    "date": frozenset({"header"}),
    "earlier_answer": frozenset({"answer"}),
    "extension": frozenset({"answer"}),
    "factor": frozenset({"public_interest"}),
    "fees_notice": frozenset({"header"}),
    "harm": frozenset({"harm"}),
    "necessity": frozenset({"harm"}),
    "notice_element": frozenset({"notice"}),
    "partner": frozenset({"request"}),
    "part": frozenset({"answer"}),
    "question": frozenset({"request"}),
    "review_right": frozenset({"rights"}),
    "test": frozenset({"public_interest"}),
}


def homes_of(definitions: Iterable[Definition]) -> Mapping[str, frozenset[str]]:
    """Where each kind stands; a derived one stands wherever what it is concluded from does."""
    homes = dict(_HOMES)
    for definition in definitions:
        own = frozenset[str]().union(*(homes.get(pattern.kind, frozenset()) for pattern in definition.when))
        homes[definition.kind] = homes.get(definition.kind, frozenset()) | own | frozenset(definition.look_in)
    return homes


def reads_the_letter(groups: Iterable[Group]) -> bool:
    """Whether anything sought could be lost from a copy: register facts and ``is`` never are."""
    return any(not pattern.same and pattern.kind not in GIVEN_KINDS for group in groups for pattern in group)


def check_homes(
    look_in: Iterable[str], groups: Iterable[Group], homes: Mapping[str, frozenset[str]], reader: Reader
) -> None:
    """Refuse a rule that would call a thing absent without having searched where it stands."""
    searched = set(look_in)
    for pattern in (pattern for group in groups for pattern in group if not pattern.same):
        lacking = sorted(homes.get(pattern.kind, frozenset()) - searched)
        if lacking:
            raise reader.fail(("look_in",), f"a {pattern.kind} may stand in the {lacking[0]}, which is not searched")


def check_letters(groups: Iterable[Group], reader: Reader) -> None:
    """Refuse a rule that would call a thing absent without saying from which of several letters."""
    for pattern in (pattern for group in groups for pattern in group):
        if not pattern.same and pattern.kind not in GIVEN_KINDS and "letter" not in pattern.joins:
            raise reader.fail(
                (), f"does not say in which letter a {pattern.kind} is looked for, as 'letter: $name.field'"
            )
