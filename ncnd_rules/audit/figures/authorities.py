"""Who answered: one name for each authority, however its letters spell it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ncnd_rules.audit.figures.asking import Store
from ncnd_rules.between.letters import folded_authority
from ncnd_rules.errors import NcndError
from ncnd_rules.yamlfile import did_you_mean

NOBODY = "not read"  # where a letter does not say who answers


class Authorities(NamedTuple):
    """The authorities of an audit."""

    names: Mapping[str | None, str]  # a name as letters have it, to the one they are told by
    letters: Mapping[str, int]  # how many letters each has, most first

    def told(self, name: str | None) -> str:
        """The one name of an authority."""
        return self.names.get(name, NOBODY)

    def chosen(self, names: Iterable[str]) -> tuple[str, ...]:
        """The authorities that names mean, however they are spelt; all that are known where there is none.

        Raises:
            NcndError: for a name that no letter has, with the nearest one.
        """
        known = {folded_authority(name): name for name in self.letters if name != NOBODY}
        found = []
        for name in names:
            if folded_authority(name) not in known:
                hint = did_you_mean(name, list(known.values()))
                raise NcndError(f"found no letter of '{name}', expected an authority of this audit{hint}")
            found.append(known[folded_authority(name)])
        return tuple(found) if found else tuple(known.values())

    @property
    def spellings(self) -> Mapping[str, tuple[str, ...]]:
        """The names that letters give each authority."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for spelling, name in self.names.items():
            if spelling is not None:
                found[name].append(spelling)
        return {name: tuple(sorted(own)) for name, own in sorted(found.items())}


def authorities(store: Store) -> Authorities:
    """'The Wexmoor Police Force' and 'WEXMOOR POLICE' are one, told by the spelling that most letters have."""
    counted = store.rows("SELECT authority, count(*) FROM letters GROUP BY authority")
    spelt: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, letters in counted:
        if folded := folded_authority(name or ""):
            spelt[folded][name] += letters
    told = {folded: min(own, key=lambda name: (-own[name], name)) for folded, own in spelt.items()}
    names: dict[str | None, str] = {name: told[folded] for folded, own in spelt.items() for name in own}
    letters = Counter({told[folded]: own.total() for folded, own in spelt.items()})
    unread = sum(number for name, number in counted if not folded_authority(name or ""))
    if unread:
        letters[NOBODY] += unread
    ordered = sorted(letters, key=lambda name: (name == NOBODY, -letters[name], name))
    return Authorities(names, {name: letters[name] for name in ordered})
