"""Pages that are made at every build, so that none can grow old: the first one, rules, verbs, facts, tables, Python."""

import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

import ncnd_rules
from ncnd_rules.audit.schema import TABLES, as_markdown
from ncnd_rules.cli import main
from ncnd_rules.facts import FACT_TYPES, FieldType, fields_of
from ncnd_rules.rule_files import load_ruleset
from ncnd_rules.strategies import always_decided, undecidable, violable
from ncnd_rules.strategies.bank import load_bank
from ncnd_rules.world import WORLD_KINDS

TOP = Path(__file__).resolve().parents[1]
_LETTERS = ".language-text pre, .language-text code { white-space: pre-wrap; }"  # whose paragraphs are one line each
_WORDS = {"str": "words", "int": "a whole number", "bool": "yes or no"}
_COMMAND_LINE = "ncnd_rules.cli"  # its names are verbs, which have a page of their own


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made to those that are written."""
    pages = {
        **rules(),
        "reference/verbs.md": verbs(),
        "reference/facts.md": facts(),
        "reference/audit-tables.md": tables(),
        "reference/drawn-letters.md": drawn(),
        **python(),
        "index.md": at_the_top("README.md"),
        "changelog.md": at_the_top("CHANGELOG.md"),
        "plain.css": style(),
    }
    for name, text in pages.items():
        files.append(File.generated(config, name, content=text))
    return files


def on_page_markdown(text: str, **_: object) -> str:
    """Lead to the README where it stands among these pages; a page leads to it where it stands in the repository."""
    return text.replace("](../../README.md", "](../index.md")


def at_the_top(name: str) -> str:
    """A page that stands above docs/ in the repository, and so leads to its own pages by another way."""
    text = (TOP / name).read_text(encoding="utf-8")
    return re.sub(r'(\]\(|src=")docs/', r"\1", text).replace("](CHANGELOG.md", "](changelog.md")


def tables() -> str:
    """Each table of an audit, first in a line, then with its columns."""
    said = "`ncnd audit schema` prints the same. Columns and tables are only ever added."
    index = [f"| `{table.name}` | {table.says} |" for table in TABLES]
    head = ["# The tables of an audit", "", said, "", "| Table | What it holds |", "|---|---|"]
    return "\n".join([*head, *index, "", as_markdown(), ""])


def rules() -> dict[str, str]:
    """A page a rule, and their index, as the command writes them."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "ncnd_rules", "rules", "pages", "-o", folder]
        subprocess.run(command, cwd=TOP, check=True, stdout=subprocess.DEVNULL)
        written = sorted(Path(folder).glob("*.md"))
        return {f"rules/{page.name}": nested(page.read_text(encoding="utf-8")) for page in written}


def nested(text: str) -> str:
    """Lists within lists by four characters a level, which is what Python-Markdown asks for, and not three."""
    deeper = {"   - ": "    - ", "     - ": "        - "}
    return re.sub(r"^ {3}(?: {2})?- ", lambda indent: deeper[indent[0]], text, flags=re.MULTILINE)


def verbs() -> str:
    """Each verb with its own help."""
    lines = ["# The verbs", "", "What `ncnd VERB --help` says, of every verb.", ""]
    for path, command in _verbs(main, "ncnd"):
        context = click.Context(command, info_name=path, terminal_width=100, max_content_width=100)
        lines += [f"## {path}", "", "```text", command.get_help(context), "```", ""]
    return "\n".join(lines)


def _verbs(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    if path != "ncnd":
        yield path, command
    if isinstance(command, click.Group):
        for name in command.list_commands(click.Context(command)):
            yield from _verbs(command.commands[name], f"{path} {name}")


def facts() -> str:
    """Each kind of fact with its fields."""
    said = (
        "What letters say, in the vocabulary of facts files and rules. Besides the fields named here every fact has an "
        "`id`, and `evidence`: the words that say it. `ncnd schema facts` prints the same as a JSON Schema."
    )
    lines = ["# The facts", "", said, ""]
    for kind, fact in sorted(FACT_TYPES.items()):
        lines += [f"## {kind}", "", _cell(inspect.getdoc(fact) or ""), ""]
        lines += ["| Field | Takes | Says |", "|---|---|---|"]
        for name, field in fields_of(kind).items():
            written = fact.model_fields.get(name)
            if name != kind or written:
                takes = _takes(field)
                says = written.description if written else "worked out from the others: for rules, not for facts files"
                lines.append(f"| `{name}` | {takes} | {_cell(says or '')} |")
        lines.append("")
    added = (
        "Rules, and no facts file, can ask for these too. They are worked out from the letter's facts, its day and the "
        "registers. A field that is named like a kind of fact holds the id of that fact."
    )
    ruleset = load_ruleset()
    lines += [
        "## What registers and days add",
        "",
        added,
        "",
        "| Kind | Fields |",
        "|---|---|",
        *(_row(kind, fields) for kind, fields in WORLD_KINDS.items()),
        "",
        "## What definitions add",
        "",
        "Each file of `rulesets/definitions` concludes one of these from facts, for rules to ask for.",
        "",
        "| Kind | Fields | Concluded where |",
        "|---|---|---|",
    ]
    for one in ruleset.definitions:
        lines.append(f"{_row(one.kind, ruleset.kinds[one.kind])} {_cell(one.title)} |")
    return "\n".join([*lines, ""])


def _row(kind: str, fields: Mapping[str, FieldType]) -> str:
    told = (f"`{name}`: {_takes(field)}" for name, field in fields.items() if name != kind)
    return f"| `{kind}` | {'; '.join(told)} |"


def _takes(field: FieldType) -> str:
    return ", ".join(f"`{choice}`" for choice in field.choices) or _WORDS[field.base.__name__]


def drawn() -> str:
    """Each rule with the letters that can be drawn of it, and why others cannot."""
    said = (
        "What `letters_violating` and `letters_undecided` of [ncnd_rules.strategies]"
        "(python/ncnd_rules.strategies.md) take, rule by rule."
    )
    lines = [
        "# Letters that can be drawn",
        "",
        said,
        "",
        "| Rule | Broken by a letter that | Left undecided |",
        "|---|---|---|",
    ]
    bank, decided = load_bank(), always_decided()
    for rule in load_ruleset().rules:
        if rule.id in violable():
            left = "yes" if rule.id in undecidable() else f"no: {decided[rule.id]}"
            lines.append(f"| [{rule.id}](../rules/{rule.id}.md) | {_cell(bank.kernels[rule.id].that)} | {left} |")
        elif rule.id in bank.facts_only:
            lines.append(f"| [{rule.id}](../rules/{rule.id}.md) | none: {_cell(bank.facts_only[rule.id])} | |")
    return "\n".join([*lines, ""])


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def python() -> dict[str, str]:
    """A page for each package that says what it promises, and their index; a name stands on one page only."""
    pages: dict[str, str] = {}
    index = ["# Python", ""]
    seen: dict[int, str] = {}
    for module in _packages():
        names = [name for name in module.__all__ if not inspect.ismodule(getattr(module, name))]
        own = [name for name in names if id(getattr(module, name)) not in seen]
        page = f"{module.__name__}.md"
        said = inspect.getdoc(module) or ""
        lines = [f"# {module.__name__}", "", *_said(said), ""]
        for name in own:
            seen[id(getattr(module, name))] = page
            lines += [f"::: {module.__name__}.{name}", ""]
        for name in names:
            if name not in own:
                lines += [
                    f"* `{name}`: see [{seen[id(getattr(module, name))][:-3]}]({seen[id(getattr(module, name))]})"
                ]
        pages[f"reference/python/{page}"] = "\n".join([*lines, ""])
        index.append(f"* [`{module.__name__}`]({page}): {said.splitlines()[0]}")
    pages["reference/python/index.md"] = "\n".join([*index, ""])
    return pages


def _packages() -> list[Any]:
    found = [ncnd_rules]
    for each in pkgutil.walk_packages(ncnd_rules.__path__, "ncnd_rules."):
        if each.ispkg and not each.name.startswith(_COMMAND_LINE):
            module = importlib.import_module(each.name)
            found += [module] if hasattr(module, "__all__") else []
    return found


def _said(docstring: str) -> list[str]:
    """A docstring, whose lines of Python after the first paragraph are shown as such."""
    first, _, rest = docstring.partition("\n\n")
    return [first, "", *(["```python", rest, "```"] if rest.startswith(("from ", "import ", ">>> ")) else [rest])]


def style() -> str:
    """Colours for what is typed and printed, by day and by night."""
    from pygments.formatters import HtmlFormatter

    day, night = (HtmlFormatter(style=name).get_style_defs(".highlight") for name in ("default", "github-dark"))
    dark = "\n".join(f"[data-bs-theme=dark] {line}" for line in night.splitlines() if line.startswith(".highlight"))
    return f"{day}\n{dark}\n.highlight pre {{ padding: 0.8em; overflow-x: auto; }}\n{_LETTERS}\n"
