"""The documentation: built from nothing, it is whole, leads nowhere wrong, and fetches nothing."""

import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from types import ModuleType
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import click
import pytest
from markdown_it import MarkdownIt
from played import PAGES

import ncnd_rules
from ncnd_rules import load_ruleset
from ncnd_rules.audit.schema import TABLES
from ncnd_rules.cli import main
from ncnd_rules.facts import FACT_TYPES

pytest.importorskip("mkdocs", reason="mkdocs is not installed: pip install 'ncnd_rules[docs]'")

TOP = Path(__file__).parents[1]
FETCHED = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src", "object": "data"}
_TAG = re.compile(r"<(\w+)\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


class Built(NamedTuple):
    """The pages, read once: what each links to, what it fetches, and the places in it."""

    folder: Path
    links: dict[str, list[str]]
    fetched: dict[str, list[str]]
    ids: dict[str, set[str]]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """
    The pages build in strict mode, in which a warning is a failure, and say nothing.
    """
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    done = subprocess.run(command, cwd=TOP, capture_output=True, text=True, timeout=300, check=False)
    assert (0, "", "") == (done.returncode, done.stdout, done.stderr)
    built = Built(folder, {}, {}, {})
    for page in sorted(folder.rglob("*.html")):
        name = page.relative_to(folder).as_posix()
        tags = [
            (tag[1], {key: unescape(value) for key, value in _ATTRIBUTE.findall(tag[2])})
            for tag in _TAG.finditer(page.read_text(encoding="utf-8"))
        ]
        built.links[name] = [own["href"] for tag, own in tags if tag == "a" and "href" in own]
        built.fetched[name] = [own[FETCHED[tag]] for tag, own in tags if FETCHED.get(tag) in own]
        built.ids[name] = {own["id"] for _, own in tags if "id" in own}
    return built


def packages() -> Iterator[ModuleType]:
    """The packages that say what they promise, but for those whose names are verbs."""
    yield ncnd_rules
    for each in pkgutil.walk_packages(ncnd_rules.__path__, "ncnd_rules."):
        if each.ispkg and not each.name.startswith("ncnd_rules.cli"):
            module = importlib.import_module(each.name)
            if hasattr(module, "__all__"):
                yield module


def rendered(line: str) -> str:
    """A line of Markdown as a page shows it."""
    return MarkdownIt().renderInline(line)


def promised() -> list[tuple[str, object]]:
    every = [(f"{module.__name__}.{name}", getattr(module, name)) for module in packages() for name in module.__all__]
    return [(path, thing) for path, thing in every if not inspect.ismodule(thing)]


def test_no_link_is_dead(site: Built) -> None:
    """
    Whatever leads to a page of ours, or to a place in one, leads there. (Addresses of others are not tried.)
    """
    dead = []
    for page, links in site.links.items():
        for link in links:
            to = urlsplit(link)
            if to.scheme or to.netloc or page == "404.html":
                continue
            there = (site.folder / page).parent.joinpath(unquote(to.path)).resolve() if to.path else site.folder / page
            name = there.relative_to(site.folder.resolve() if to.path else site.folder).as_posix()
            if not there.is_file() or (to.fragment and unquote(to.fragment) not in site.ids.get(name, ())):
                dead.append(f"{page}: {link}")

    assert sum(map(len, site.links.values())) > 1000
    assert [] == dead


def test_nothing_is_fetched_from_elsewhere(site: Built) -> None:
    """
    Scripts, styles, pictures and fonts are files of the site itself.
    """
    outside = [f"{page}: {what}" for page, every in site.fetched.items() for what in every if "//" in what]
    for style in site.folder.rglob("*.css"):
        named = re.findall(r"(?:url\(|@import\s+)[\"']?([^)\"';]+)", style.read_text(encoding="utf-8"))
        outside += [f"{style.name}: {what}" for what in named if "//" in what and not what.startswith("data:")]

    assert any(site.fetched.values())
    assert [] == outside


def test_whatever_is_fetched_is_there(site: Built) -> None:
    """
    Each picture, script and style that a page names is a file of the site.
    """
    assert [] == [
        f"{page}: {what}"
        for page, every in site.fetched.items()
        for what in every
        if page != "404.html" and not (site.folder / page).parent.joinpath(unquote(urlsplit(what).path)).is_file()
    ]


def test_every_rule_has_its_page(site: Built) -> None:
    """
    As many pages of rules as there are files of rules, and the index leads to each.
    """
    expected = {f"{file.stem}.html" for file in (TOP / "rulesets" / "rules").rglob("*.yaml")}

    assert expected == {page.name for page in (site.folder / "rules").glob("*.html")} - {"index.html"}
    assert set() == expected - set(site.links["rules/index.html"])


def test_every_public_name_has_its_place(site: Built) -> None:
    """
    Each name that a package promises stands on a page of the reference; under one name, where it has several.
    """
    places = {place for page, ids in site.ids.items() if page.startswith("reference/python/") for place in ids}

    told = {id(thing) for path, thing in promised() if path in places}

    assert [] == [path for path, thing in promised() if id(thing) not in told]


def test_every_verb_and_every_fact_is_told(site: Built) -> None:
    """
    The page of verbs has each, and the page of facts each kind.
    """

    def below(command: click.Command, path: str) -> Iterator[str]:
        for name, verb in getattr(command, "commands", {}).items():
            yield f"{path}{name}"
            yield from below(verb, f"{path}{name}-")

    assert set() == {f"ncnd-{verb}" for verb in below(main, "")} - site.ids["reference/verbs.html"]
    assert set() == set(FACT_TYPES) - site.ids["reference/facts.html"]


def test_every_kind_that_a_rule_can_ask_for_is_told(site: Built) -> None:
    """
    The page of facts has also what registers, days and definitions add to those of letters.
    """
    page = (site.folder / "reference" / "facts.html").read_text(encoding="utf-8")

    assert [] == [
        kind for kind in load_ruleset().kinds if kind not in FACT_TYPES and f"<td><code>{kind}</code></td>" not in page
    ]


def test_every_rule_that_letters_are_drawn_of_is_told(site: Built) -> None:
    """
    One page leads from each stable rule over one letter to its own.
    """
    linked = {Path(link).stem for link in site.links["reference/drawn-letters.html"]}

    assert set() == {rule.id for rule in load_ruleset().rules if rule.status == "stable"} - linked


def test_every_table_of_an_audit_is_told(site: Built) -> None:
    """
    The page of tables has each with what it holds.
    """
    page = (site.folder / "reference" / "audit-tables.html").read_text(encoding="utf-8")

    assert [] == [
        table.name
        for table in TABLES
        if f"<td><code>{table.name}</code></td>\n<td>{rendered(table.says)}</td>" not in page
    ]


def test_the_readme_leads_to_every_page(site: Built) -> None:
    """
    The README, which is the first page of the site too, leads to each page that somebody has written.
    """
    written = {
        page.relative_to(TOP / "docs").with_suffix(".html").as_posix() for page in PAGES if page.name != "README.md"
    }

    assert set() == written - {urlsplit(link).path for link in site.links["index.html"]}


def test_pages_lead_to_what_is_there() -> None:
    """
    Where they are read in the repository, the README, the changelog and the pages lead to files that are there, but for
    the pages that are made at every build.
    """
    made = {"rules", "verbs.md", "facts.md", "drawn-letters.md", "audit-tables.md", "python", "changelog.md"}
    for page in (*PAGES, TOP / "CHANGELOG.md"):
        links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))

        assert [] == [
            link for link in links if not (page.parent / link).exists() and not made & set(Path(link).parts)
        ], page.name
