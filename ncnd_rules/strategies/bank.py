"""The plain letter and the kernels: what drawn letters are made of, as data that its reader can check."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal, NamedTuple, get_args

from pydantic import BeforeValidator, Field

from ncnd_rules import yamlfile
from ncnd_rules.errors import InputError, RuleError
from ncnd_rules.facts import Day
from ncnd_rules.letter import CopyState, Frozen, as_tuple
from ncnd_rules.rule_files import load_ruleset
from ncnd_rules.rules import Over
from ncnd_rules.strategies.arguments import rule_id

_HERE = Path(__file__).parent

Put = dict[str, str | None]  # element to its words, or to none where it is left out


class BankError(InputError):
    """A file of the bank that cannot be used; it means a damaged installation."""


class Element(Frozen):
    """One place of the plain letter, and the wordings it may have."""

    name: str
    kind: Literal["paragraph", "lines", "item"] = "paragraph"
    heading: str = ""  # stands above it
    says: Annotated[tuple[str, ...], BeforeValidator(as_tuple)]  # the plainest first; none: for kernels alone


class Office(Frozen):
    """An invented authority."""

    name: str
    short: str
    place: str
    code: str
    domain: str


class Other(Frozen):
    """How a letter that is inconsistent with a rule is made one on which the rule cannot be decided."""

    that: str = ""  # in place of the kernel's, where that does not fit the words
    copy_state: Annotated[CopyState, Field(alias="copy")] = "complete"
    put: Annotated[Put, Field(default_factory=dict)]


_BY_COPY = Other.model_validate({"copy": "unknown"})
_BY_DATE = Other.model_validate({"put": {"date": None}})


def _as_other(value: object) -> object:
    return {"copy": _BY_COPY, "date": _BY_DATE}.get(value, value) if isinstance(value, str) else value


class Change(Frozen):
    """A change to the plain letter."""

    shared: Annotated[str, Field(alias="with")] = ""
    put: Annotated[Put, Field(default_factory=dict)]
    on: Day | None = None
    days: int | None = None  # working days from the request to the letter
    authority: str = ""


class Kernel(Change):
    """The one change to the plain letter that makes it inconsistent with a rule."""

    that: str  # finishes the sentence "a letter that …"
    undecided: Annotated[Other | None, BeforeValidator(_as_other)] = None


class Pair(Frozen):
    """Two letters that are inconsistent with a rule over several."""

    that: str  # finishes the sentence "letters that …"
    authorities: Literal["one", "two"] = "one"
    reference: Literal["same", "own"] = "own"
    first: Change
    second: Change
    look_at: Annotated[tuple[str, ...], BeforeValidator(as_tuple)] = ()  # elements that matter in both


class Bank(NamedTuple):
    """All of it."""

    elements: tuple[Element, ...]
    authorities: tuple[Office, ...]
    subjects: tuple[str, ...]
    asides: tuple[str, ...]
    shared: dict[str, Put]
    kernels: dict[str, Kernel]
    pairs: dict[str, Pair]
    facts_only: dict[str, str]  # stable rule to why no letter is known to break it


@cache
def load_bank() -> Bank:
    """The bank shipped with the program.

    Raises:
        BankError: for a file that cannot be used, naming line and place.
    """
    plain, kernels, pairs = (_HERE / f"{name}.yaml" for name in ("plain", "kernels", "pairs"))
    letter, changes, both = (yamlfile.load(path, BankError) for path in (plain, kernels, pairs))
    return Bank(
        _each(Element, letter["elements"], plain, "elements"),
        _each(Office, letter["authorities"], plain, "authorities"),
        tuple(letter["subjects"]),
        tuple(letter["asides"]),
        changes["shared"],
        {
            rule: yamlfile.validated(Kernel, kernel, kernels, ("kernels", rule), BankError)
            for rule, kernel in changes["kernels"].items()
        },
        {rule: yamlfile.validated(Pair, pair, pairs, (rule,), BankError) for rule, pair in both.items()},
        changes["facts_only"],
    )


def kernel_of(rule: str) -> Kernel:
    """The kernel of a rule.

    Raises:
        RuleError: for an id that no rule has, naming those there are, and for a rule that no letter is known to break.
        NcndError: for what cannot be an id.
    """
    rule_id(rule)
    bank = load_bank()
    if rule in bank.kernels:
        return bank.kernels[rule]
    if rule in bank.facts_only:
        raise RuleError(
            rule, f"no letter is known that breaks it ({bank.facts_only[rule]}); draw `encodings_violating`"
        )
    refuse_unknown(rule)
    raise RuleError(rule, "it is decided on several letters, expected a rule over one; draw `corpora`")


def refuse_unknown(rule: str, over: Over | None = None) -> None:
    """Refuse an id that no rule has.

    Raises:
        RuleError: naming the ids that exist, over one letter, over several, or both.
        NcndError: for what cannot be an id.
    """
    rule_id(rule)
    wanted: tuple[Over, ...] = get_args(Over) if over is None else (over,)
    known = [one.id for scope in wanted for one in load_ruleset(over=scope).rules]
    if rule not in known:
        hint = yamlfile.did_you_mean(rule.upper(), known)
        raise RuleError("rules", f"no rule has the id '{rule}'{hint}; there are: {', '.join(sorted(known))}")


def _each(model: type[yamlfile.Model], items: list[object], path: Path, under: str) -> tuple[yamlfile.Model, ...]:
    return tuple(yamlfile.validated(model, item, path, (under, number), BankError) for number, item in enumerate(items))
