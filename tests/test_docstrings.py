"""What the package promises is described where it is defined, and the examples there come out as they say."""

import ast
import doctest
import importlib
import inspect
import itertools
import pkgutil
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import ncnd_rules

PACKAGE = Path(ncnd_rules.__file__).parent
TOP = PACKAGE.parent
WITH_EXAMPLES = sorted(path for path in PACKAGE.rglob("*.py") if ">>> " in path.read_text(encoding="utf-8"))


def named(path: Path) -> str:
    return ".".join(path.relative_to(TOP).with_suffix("").parts).removesuffix(".__init__")


def promising() -> list[ModuleType]:
    """The packages that say what they promise."""
    names = [each.name for each in pkgutil.walk_packages(ncnd_rules.__path__, "ncnd_rules.") if each.ispkg]
    return [module for module in map(importlib.import_module, ["ncnd_rules", *names]) if hasattr(module, "__all__")]


def described(path: Path) -> set[str]:
    """The constants of a module that are followed by a string of their own."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    return {
        ast.unparse(target)
        for here, after in itertools.pairwise(body)
        if isinstance(here, ast.Assign | ast.AnnAssign)
        and isinstance(after, ast.Expr)
        and isinstance(after.value, ast.Constant)
        and isinstance(after.value.value, str)
        for target in (here.targets if isinstance(here, ast.Assign) else [here.target])
    }


def has_own_words(thing: Any, name: str, constants: set[str]) -> bool:
    """Whether a person has described it; what Python makes up, such as for a named tuple, is no description."""
    if inspect.isclass(thing):
        return bool(thing.__doc__) and not thing.__doc__.startswith(f"{thing.__name__}(")
    if inspect.isroutine(thing) or hasattr(thing, "__wrapped__") or hasattr(thing, "callback"):
        return bool(inspect.getdoc(thing))
    return name in constants


def test_every_public_name_is_described() -> None:
    """
    Each name in an ``__all__`` says what it is: by a docstring, or by a string below the constant.
    """
    constants = {name for path in PACKAGE.rglob("*.py") for name in described(path)}
    modules = promising()

    assert len(modules) > 10
    assert [] == [
        f"{module.__name__}.{name}"
        for module in modules
        for name in module.__all__
        if not inspect.ismodule(thing := getattr(module, name)) and not has_own_words(thing, name, constants)
    ]
    assert [] == [module.__name__ for module in modules if not module.__doc__]


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=named)
def test_examples_come_out_as_they_say(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Each example in a docstring prints what stands below it, at the top of a checkout.
    """
    monkeypatch.chdir(TOP)
    told: list[str] = []
    finder, runner = doctest.DocTestFinder(), doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS)
    tests = finder.find(importlib.import_module(named(path)))
    for test in tests:
        runner.run(test, out=told.append)

    assert any(test.examples for test in tests)
    assert "" == "".join(told)


def test_the_first_things_to_call_come_with_examples() -> None:
    """
    Each function that the package itself offers shows how it is called.
    """
    functions = [getattr(ncnd_rules, name) for name in ncnd_rules.__all__ if name[0].islower()]

    assert [] == [function.__name__ for function in functions if ">>> " not in (inspect.getdoc(function) or "")]
