"""A folder of rules from a stranger is safe to load: it runs nothing, reads nothing but itself, and has its bounds."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ncnd_rules.encode.lexicon import Lexicon
from ncnd_rules.errors import InputError, LexiconError, RegisterError, RuleError
from ncnd_rules.govern.history import history_of
from ncnd_rules.registers import Registers
from ncnd_rules.rule_files import load_ruleset
from ncnd_rules.shipped import rulesets_dir

RULE = (rulesets_dir() / "rules" / "pit" / "PIT-01.yaml").read_text(encoding="utf-8")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A folder with one rule that loads."""
    (tmp_path / "pack" / "rules" / "pit").mkdir(parents=True)
    (tmp_path / "pack" / "rules" / "pit" / "PIT-01.yaml").write_text(RULE, encoding="utf-8")
    shutil.copytree(rulesets_dir() / "definitions", tmp_path / "pack" / "definitions")
    return tmp_path / "pack"


def with_when(pack: Path, *patterns: str) -> None:
    """Put these facts under ``when``, behind those that stand there."""
    before, when, rest = RULE.partition("when:\n")
    own, unless, behind = rest.partition("unless:\n")
    assert when
    assert unless
    more = "".join(f"  - {pattern}\n" for pattern in patterns)
    path = pack / "rules" / "pit" / "PIT-01.yaml"
    path.write_text(f"{before}{when}{own}{more}{unless}{behind}", encoding="utf-8")


def refused(load: Callable[[Path], object], place: Path, kind: type[InputError] = RuleError) -> str:
    with pytest.raises(kind) as caught:
        load(place)
    return str(caught.value)


def test_the_pack_as_it_stands(pack: Path) -> None:
    """
    What is broken below is sound before.
    """
    with_when(pack, "{as: more, citation: {part: $part}}")

    assert ["PIT-01"] == [rule.id for rule in load_ruleset(pack).rules]


@pytest.mark.parametrize("linked", ["rules/pit/PIT-02.yaml", "definitions/others.yaml", "definitions"])
def test_a_link_that_leads_out(pack: Path, tmp_path: Path, linked: str) -> None:
    """
    A file that is a link out of the pack is refused, and nothing of what it leads to is shown.
    """
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "secret.yaml").write_text("secret: words\n", encoding="utf-8")
    place = pack / linked
    if place.is_dir():
        shutil.rmtree(place)
    place.symlink_to(tmp_path / "private" / ("secret.yaml" if place.suffix else ""))
    told = refused(load_ruleset, pack)

    assert "is a link that leads out of its folder" in told
    assert "words" not in told


def test_a_link_within_the_pack(pack: Path) -> None:
    """
    A link may stand for another file of the pack.
    """
    moved = (pack / "rules" / "pit" / "PIT-01.yaml").rename(pack / "kept.yaml")
    (pack / "rules" / "pit" / "PIT-01.yaml").symlink_to(moved)

    assert load_ruleset(pack).rules


def test_a_link_to_itself(pack: Path) -> None:
    """
    A link that leads nowhere is an error of the pack.
    """
    loop = pack / "rules" / "pit" / "PIT-02.yaml"
    loop.symlink_to(loop)

    assert re.search("PIT-02.yaml: (is a link that leads nowhere|cannot be read)", refused(load_ruleset, pack))


def test_registers_that_are_links(tmp_path: Path) -> None:
    """
    The registers of a pack are its own files too.
    """
    shutil.copytree(rulesets_dir() / "registers", tmp_path / "pack" / "registers")
    outside = (tmp_path / "pack" / "registers" / "bodies.yaml").rename(tmp_path / "bodies.yaml")
    (tmp_path / "pack" / "registers" / "bodies.yaml").symlink_to(outside)

    assert "leads out of its folder" in refused(Registers, tmp_path / "pack" / "registers", RegisterError)


@pytest.mark.parametrize("name", ["../../PIT-01", "/etc/PIT-01", "PIT-01/../../x", "PIT-01\n", "..", "PIT-01\0"])
def test_names_that_lead_elsewhere(pack: Path, name: str) -> None:
    """
    Pages are named after rules, and no rule has a name that leads anywhere.
    """
    path = pack / "rules" / "pit" / "PIT-01.yaml"
    quoted = name.replace("\n", "\\n").replace("\0", "\\0")
    path.write_text(RULE.replace("id: PIT-01", f'id: "{quoted}"', 1), encoding="utf-8")

    assert "id: found" in refused(load_ruleset, pack)


def test_lists_that_multiply(pack: Path) -> None:
    """
    Each list is spread over rules of the engine, so a handful of long ones would fill the memory.
    """
    values = "[24(2), 31(3), 23(5), 40(5B), 38(2), 27(4), 30(3)]"
    with_when(pack, *[f"{{as: c{number}, citation: {{part: $part, provision: {values}}}}}" for number in range(5)])

    assert "in 16,807 ways, expected at most 1,000" in refused(load_ruleset, pack)


def test_more_facts_than_a_rule_needs(pack: Path) -> None:
    """
    Every further fact multiplies the work on a letter.
    """
    with_when(pack, *[f"{{as: c{number}, citation: {{part: $part}}}}" for number in range(40)])

    assert "when: found 43 facts, expected at most 12" in refused(load_ruleset, pack)


def test_thousands_of_files(pack: Path) -> None:
    """
    Files beyond any need are refused before one of them is read, and so are files that are large together.
    """
    for number in range(2_000):
        (pack / "rules" / f"{number}.yaml").touch()

    assert "holds 2,001 files, expected at most 2,000" in refused(load_ruleset, pack)

    for path in list((pack / "rules").glob("*.yaml"))[3:]:
        path.unlink()
    for path in (pack / "rules").glob("*.yaml"):
        with path.open("wb") as file:
            file.truncate(12 * 2**20)

    assert "holds 36 MB, expected at most 32 MB" in refused(load_ruleset, pack)


@pytest.mark.parametrize(
    "pattern", ["(((x{1,1000}){1,1000}){1,1000}){1,1000}", r"(a+)+\1$", "(?=x)y", "(?P<n>", "x{1,99999}", "(" * 5_000]
)
def test_patterns_that_run_away(tmp_path: Path, pattern: str) -> None:
    """
    What RE2 does not take is refused: look-around, what refers back, and repetitions that take memory without end.
    """
    for name in ("fragments", "guards"):
        shutil.copy(rulesets_dir() / "lexicon" / f"{name}.yaml", tmp_path)
    row = (
        f"- {{id: x.y, tier: sure, pattern: '{pattern}', gives: {{position: not_held}}, example: [x], counter: [y]}}\n"
    )
    (tmp_path / "sides.yaml").write_text(f"about: Words that were made to do harm.\nrows:\n{row}", encoding="utf-8")

    assert "RE2 cannot compile the pattern" in refused(Lexicon, tmp_path, LexiconError)


def test_git_runs_nothing_of_a_strangers(tmp_path: Path) -> None:
    """
    A pack may be a repository whose settings name programs: its history is told, and none of them is run.
    """
    if (git := shutil.which("git")) is None:
        pytest.skip("git is not installed")
    trap, met = tmp_path / "trap", tmp_path / "met"
    trap.write_text(f"#!{sys.executable}\nopen({str(met)!r}, 'w')\n", encoding="utf-8")
    trap.chmod(0o755)

    def run(*words: str, told: bytes = b"") -> str:
        command = [git, "-C", str(tmp_path), "-c", "user.name=A", "-c", "user.email=a@b.example", *words]
        return subprocess.run(command, input=told, capture_output=True, check=True, timeout=60).stdout.decode().strip()

    run("init", "-q")
    (tmp_path / "a.yaml").touch()
    run("add", "a.yaml")
    run("commit", "-q", "-m", "First")
    commit = run("cat-file", "commit", "HEAD")
    head, _, words = commit.partition("\n\n")
    signature = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n iQEz\n -----END PGP SIGNATURE-----"
    signed = run("hash-object", "-t", "commit", "-w", "--stdin", told=f"{head}\n{signature}\n\n{words}\n".encode())
    run("update-ref", "HEAD", signed)
    for key in ("gpg.program", "core.fsmonitor", "core.sshCommand", "core.pager", "diff.external"):
        run("config", key, str(trap))
    run("config", "log.showSignature", "true")

    assert ["First"] == [change.subject for change in (history_of(tmp_path) or {})[tmp_path / "a.yaml"]]
    assert not met.exists()

    run("log")

    assert met.exists(), "the trap is one"
