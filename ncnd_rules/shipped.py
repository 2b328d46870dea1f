"""Where the rules and registers shipped with the program stand."""

from pathlib import Path

from ncnd_rules.errors import NcndError

_HERE = Path(__file__).resolve().parent


def rulesets_dir() -> Path:
    """The shipped ``rulesets/``: inside the installed package, or at the top of a checkout.

    Raises:
        NcndError: where neither place has it, which means a damaged installation.
    """
    for candidate in (_HERE / "rulesets", _HERE.parent / "rulesets"):
        if candidate.is_dir():
            return candidate
    raise NcndError(f"the rules are missing: expected {_HERE / 'rulesets'}; install ncnd_rules again")


def shown(path: Path) -> str:
    """*path* as a reader should see it: shipped files from ``rulesets/`` on, others as given."""
    root = rulesets_dir()
    return f"rulesets/{path.relative_to(root).as_posix()}" if path.is_relative_to(root) else str(path)
