"""The house inspects itself: its tools, its floors, its papers, and the package it becomes."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import click
import pytest
from played import PAGES

import ncnd_rules
from ncnd_rules.cli import main
from ncnd_rules.facts import fields_of
from ncnd_rules.registers import load_registers
from ncnd_rules.registers.bodies import Status
from ncnd_rules.registers.exemptions import BasedOn, Nature
from ncnd_rules.registers.threat import Standing
from ncnd_rules.world import WORLD_KINDS

TOP = Path(__file__).resolve().parents[1]
PACKAGE = TOP / "ncnd_rules"
README = TOP / "README.md"
LOCK = TOP / ".ci" / "requirements.lock"
SCRIPTS = Path(sys.executable).parent

# One foreign library, one room. Everything foreign is listed, so a new library has to be let in here.
ROOMS = {
    "click": "ncnd_rules.cli",
    "distributed": "ncnd_rules.audit.workers",
    "duckdb": "ncnd_rules.audit.stored",
    "durable_rules_engine": "ncnd_rules.engine.durable",
    "hypothesis": "ncnd_rules.strategies",
    "jinja2": "ncnd_rules.report.templating",
    "lxml": "ncnd_rules.read.word.package",
    "markupsafe": "ncnd_rules.report.templating",
    "matplotlib": "ncnd_rules.audit.figures.drawn.canvas",
    "re2": "ncnd_rules.encode.patterns",
    "networkx": "ncnd_rules.explain.graph",
    "numpy": "ncnd_rules.audit.lineage.kin",
    "pyarrow": "ncnd_rules.audit.shards",
    "pypdfium2": "ncnd_rules.read.pdfium.library",
    "rapidfuzz": "ncnd_rules.audit.lineage.likeness",
    "python_multipart": "ncnd_rules.web.wire",
    "rich": "ncnd_rules.report",
    "starlette": "ncnd_rules.web",
    "uvicorn": "ncnd_rules.web.server",
    "yaml": "ncnd_rules.yamlfile",
}
EVERYWHERE = {"pydantic", "pydantic_core"}  # what travels between rooms is made of these


def run(*command: str | Path, cwd: Path = TOP, **environment: str) -> str:
    """What *command* printed; the test fails with all of it where the command failed."""
    done = subprocess.run(
        [*map(str, command)],
        cwd=cwd,
        env=environment or None,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        pytest.fail(f"{Path(command[0]).name} ended with {done.returncode}:\n{done.stdout}", pytrace=False)
    return done.stdout


def files_of_the_repository() -> list[Path]:
    """The files that are tracked or would be with the next ``git add``, relative to the top."""
    if not (TOP / ".git").exists() or shutil.which("git") is None:
        pytest.skip("not a git checkout, so there is no list of the files that belong to it")
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    return sorted(Path(name) for name in listed if name and (TOP / name).is_file())


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(TOP).with_suffix("").parts
        yield ".".join(parts).removesuffix(".__init__"), ast.parse(path.read_text(encoding="utf-8"))


def foreign_imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [node.module or ""]
        for library in {name.partition(".")[0] for name in names}:
            if library not in sys.stdlib_module_names and library != "ncnd_rules":
                yield library


def in_room(module: str, room: str) -> bool:
    """Whether a module is that room, or stands in it."""
    return f"{module}.".startswith(f"{room}.")


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def code_in(page: Path) -> str:
    text = page.read_text(encoding="utf-8")
    return "\n".join(re.findall(r"^```.*?^```|`[^`\n]+`", text, flags=re.DOTALL | re.MULTILINE))


def options_of(verb: str, deeper: str = "", *_: str) -> set[str] | None:
    """The options of a verb; of none, where it does not exist."""
    command = main.commands.get(verb)
    if isinstance(command, click.Group):
        left_out = command.commands.get("run") or command.commands.get("list")
        command = command.commands.get(deeper, left_out)
    return command and {"--help", *(option for each in command.params for option in each.opts)}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder)
    (built,) = folder.glob("*.whl")
    return built


def test_ruff_finds_nothing() -> None:
    """
    The linter has nothing to say.
    """
    run(SCRIPTS / "ruff", "check", ".")


def test_the_code_is_formatted() -> None:
    """
    The formatter would change nothing.
    """
    run(SCRIPTS / "ruff", "format", "--check", ".")


def test_types_hold() -> None:
    """
    The package passes mypy in strict mode.
    """
    run(sys.executable, "-m", "mypy", "--strict", "ncnd_rules")


def test_floors_hold() -> None:
    """
    Each room imports only from the rooms below it, and each module has a floor.
    """
    run(SCRIPTS / "lint-imports", "--no-cache")


def test_one_foreign_library_one_room() -> None:
    """
    A foreign library is known to one module, and no library comes in unannounced.
    """
    strays = [
        f"{module} imports {library}, expected only in {ROOMS.get(library, 'a room named in ROOMS')}"
        for module, tree in modules()
        for library in foreign_imports(tree)
        if library not in EVERYWHERE and not in_room(module, ROOMS.get(library, ""))
    ]

    assert [] == strays


def test_every_room_needs_its_library() -> None:
    """
    The list of rooms is the truth: each named module exists and imports the library it is named for.
    """
    imported = {(library, module) for module, tree in modules() for library in foreign_imports(tree)}

    assert [] == [
        (library, room)
        for library, room in ROOMS.items()
        if not any(name == library and in_room(module, room) for name, module in imported)
    ]


def test_letters_registers_and_rules_share_their_words() -> None:
    """
    What letters claim, registers hold and rules compare is spelled alike in all three.
    """
    of_letters = {field: of.choices for field, of in fields_of("threat_claim").items()}
    of_world = {f"{kind}.{field}": of.choices for kind, fields in WORLD_KINDS.items() for field, of in fields.items()}
    registers = load_registers()

    assert of_letters["level"] == registers.threat.levels == of_world["published_level.level"]
    assert of_letters["series"] == tuple(registers.threat.series) == of_world["published_level.series"]
    assert set(of_letters["ordinal"]) == set(of_world["level_rank.ordinal"])
    assert set(of_letters["ordinal"]) == {registers.threat.ordinal(level) for level in registers.threat.levels}
    assert get_args(Nature) == of_world["limb.nature"] == of_world["exemption.nature"]
    assert get_args(BasedOn) == of_world["limb.based_on"] == of_world["exemption.based_on"]
    assert get_args(Status) == of_world["body_status.status"]
    assert get_args(Standing) == of_world["published_level.standing"]


def test_public_names_exist() -> None:
    """
    What ``__all__`` promises can be imported, and is promised once.
    """
    assert ncnd_rules.__all__
    assert [] == [name for name in ncnd_rules.__all__ if not hasattr(ncnd_rules, name)]
    assert len(set(ncnd_rules.__all__)) == len(ncnd_rules.__all__)


def test_a_path_may_be_written_as_text() -> None:
    """
    Whoever opens files by their names, as Python's own functions do, can name letters, facts and rules so too.
    """
    case = "cases/partial-ncnd-sound"

    assert ncnd_rules.read(TOP / case / "letter.txt") == ncnd_rules.read(f"{TOP}/{case}/letter.txt")
    assert ncnd_rules.load_facts(f"{TOP}/{case}/facts.yaml", f"{TOP}/{case}").letter.file == "letter.txt"
    assert ncnd_rules.load_ruleset(f"{TOP}/rulesets").rule("PIT-01").id == "PIT-01"
    assert ncnd_rules.load_registers(f"{TOP}/rulesets/registers").threat.levels
    with pytest.raises(ncnd_rules.NcndError, match="no such file"):
        ncnd_rules.read("nowhere.txt")


@pytest.mark.parametrize("verb", sorted(main.commands))
def test_verb_is_in_the_readme(verb: str) -> None:
    """
    The README shows each verb as a reader would type it.
    """
    assert f"ncnd {verb}" in code_in(README)


def test_the_readme_is_read_to_its_end() -> None:
    """
    Whatever makes the README longer than that has a page of its own in docs/.
    """
    assert len(README.read_text(encoding="utf-8").splitlines()) <= 350


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(TOP).as_posix())
def test_pages_show_no_other_verb(page: Path) -> None:
    """
    Each ``ncnd <verb>`` of the README and of docs/ is a verb that exists, with the options that it is shown with.
    """
    wrong = []
    for line in re.findall(r"(?:^|[`$(;|&] ?)ncnd ([a-z][^\n`|>#]*)", code_in(page), flags=re.MULTILINE):
        words = line.split()
        shown = {word.strip(",.;:)") for word in words if re.match("--[a-z]", word)}
        known = options_of(*words)
        wrong += [line] if known is None else [f"{line}: {option}" for option in sorted(shown - known)]

    assert [] == wrong


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(TOP).as_posix())
def test_files_named_in_pages_exist(page: Path) -> None:
    """
    A path in the README or in docs/ leads somewhere, or to what the page itself makes.
    """
    code = code_in(page)
    paths = set(re.findall(r"\b(?:cases|rulesets|tests|ncnd_rules)/[\w./…-]*\w", code))
    made = set(re.findall(r'^```.* title="([^"]+)"', code, flags=re.MULTILINE))

    assert paths or page != README
    assert [] == sorted(path for path in paths - made if not any(TOP.glob(path.replace("…", "*"))))


def test_ci_runs_the_command_of_the_readme() -> None:
    """
    What a reader runs and what CI runs is the same test command.
    """
    command = "python -m pytest"

    assert command in code_in(README)
    assert re.search(rf"^{command}\b", (TOP / ".ci" / "run").read_text(encoding="utf-8"), flags=re.MULTILINE)


def test_nothing_stray_at_the_top() -> None:
    """
    The top of the repository holds what a visitor expects, and nothing else.
    """
    expected = {"pyproject.toml", "README.md", "LICENSE", ".ci", "ncnd_rules", "rulesets", "tests", "cases"}
    # Not in the package: every run of pytest, and every import of Hypothesis, loads them, and they have to be light.
    expected |= {"hypothesis_ncnd_rules.py", "pytest_ncnd_rules.py"}
    expected |= {"CHANGELOG.md", "docs", "mkdocs.yml"}
    found = files_of_the_repository()
    dotfiles = {path.name for path in found if len(path.parts) == 1 and path.name.startswith(".")}

    assert set() == {path.parts[0] for path in found} - expected - dotfiles
    assert {".ci/run", ".ci/requirements.lock"} == {path.as_posix() for path in found if path.parts[0] == ".ci"}


def test_no_machine_and_no_package_host_is_named() -> None:
    """
    No file names a path of somebody's machine or a place to fetch packages from.
    """
    # Spelled in pieces so that this file passes its own test.
    folders = "|".join(["work", "root", "opt", "home", "Users"])
    hosts = "|".join(["py" + r"pi\.org", "python" + "hosted"])
    options = "|".join(["index" + "-url", "find" + "-links", "trusted" + "-host"])
    forbidden = re.compile(rf"(?<![\w.\-/>}}])/(?:{folders})/|{hosts}|(?<!no-emit-)(?:{options})\b")
    named = [
        f"{path}:{number}: {line.strip()}"
        for path in files_of_the_repository()
        for number, line in enumerate((TOP / path).read_text(encoding="utf-8", errors="replace").splitlines(), start=1)
        if forbidden.search(line)
    ]

    assert [] == named


def test_lock_covers_what_the_project_asks_for() -> None:
    """
    Each package in pyproject.toml is pinned in the lock, and each pin has hashes.
    """
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [wanted for group in project["optional-dependencies"].values() for wanted in group]
    names = [re.match(r"[\w.-]+", wanted) for wanted in (*project["dependencies"], *extras)]
    asked = {normal(name.group()) for name in names if name} - {"ncnd-rules"}
    pins = re.findall(r"^([\w.-]+)==\S+[^\n]*\\\n +--hash=sha256:[0-9a-f]{64}", LOCK.read_text(), flags=re.MULTILINE)
    lines = [line for line in LOCK.read_text().splitlines() if line and not line.startswith(("#", " "))]

    assert set() == asked - {normal(name) for name in pins}
    assert len(lines) == len(pins)


def test_wheel_carries_the_rules(wheel: Path) -> None:
    """
    Each file under rulesets/ is in the wheel, below the package.
    """
    shipped = TOP / "rulesets"
    expected = {f"ncnd_rules/{path.relative_to(TOP).as_posix()}" for path in shipped.rglob("*.yaml")}

    assert expected
    assert set() == expected - set(zipfile.ZipFile(wheel).namelist())


def test_wheel_carries_the_templates(wheel: Path) -> None:
    """
    Each file beside the templates of pages is in the wheel, and what others made with its licence.
    """
    folders = (PACKAGE / "report" / "templates", PACKAGE / "web" / "vendor")
    expected = {path.relative_to(TOP).as_posix() for folder in folders for path in folder.iterdir()}

    assert expected
    assert set() == expected - set(zipfile.ZipFile(wheel).namelist())


def test_installed_wheel_loads_the_rules(wheel: Path, tmp_path: Path) -> None:
    """
    Far from the repository, the installed package finds the rules inside itself, as many as there are files.
    """
    target = tmp_path / "installed"
    run(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", target, wheel)
    script = (
        "from ncnd_rules.rule_files import load_ruleset; from ncnd_rules.shipped import rulesets_dir; "
        "print(rulesets_dir()); print(len(load_ruleset().rules) + len(load_ruleset(over='letters').rules))"
    )
    found, count = run(sys.executable, "-c", script, cwd=tmp_path, PYTHONPATH=str(target)).splitlines()

    assert target / "ncnd_rules" / "rulesets" == Path(found)
    assert len(list((TOP / "rulesets" / "rules").rglob("*.yaml"))) == int(count)
