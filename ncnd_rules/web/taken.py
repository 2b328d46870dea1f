"""What can be taken away of a letter, made in memory by those who make it for the command line."""

from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import NamedTuple

from ncnd_rules.facts_file import facts_as_yaml
from ncnd_rules.report.as_json import as_json
from ncnd_rules.report.caseworker import sheet_as_html, sheet_of
from ncnd_rules.report.commented import commented
from ncnd_rules.report.html import verdicts_as_html
from ncnd_rules.report.mending import Ways, ways_of
from ncnd_rules.report.run import Run
from ncnd_rules.report.sarif import as_sarif
from ncnd_rules.web.bench import Bench
from ncnd_rules.web.letters import Opened

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Form(NamedTuple):
    """A form in which a letter's findings can be had."""

    name: str  # as the page calls it
    says: str  # what it is for
    ending: str  # put behind the letter's name
    type: str  # of its content
    made: Callable[[Bench, Opened], str | bytes]


def ways(letter: Opened) -> Ways:
    """How its findings may be mended, once that was asked for."""
    return ways_of([letter.repairs] if letter.repairs is not None else [])


def _run(bench: Bench, letter: Opened) -> Run:
    return Run((letter.checked,), bench.ruleset.rules, ways=ways(letter))


FORMS: Mapping[str, Form] = {
    "commented": Form(
        "Word file with comments",
        "the letter itself, a comment on the words of each finding",
        ".commented.docx",
        WORD,
        lambda _, letter: commented(letter.data, letter.checked),
    ),
    "page": Form(
        "Page",
        "this page as one file, to send or print",
        ".html",
        "text/html; charset=utf-8",
        lambda bench, letter: verdicts_as_html([letter.checked], bench.ruleset.rules, ways=ways(letter)),
    ),
    "sheet": Form(
        "Caseworker sheet",
        "what happened when, what was answered and why, what is left to ask",
        ".sheet.html",
        "text/html; charset=utf-8",
        lambda bench, letter: sheet_as_html(sheet_of(letter.checked, bench.registers)),
    ),
    "proof": Form(
        "Proof",
        "every step, for others to follow without this program",
        ".proof.json",
        "application/json",
        lambda bench, letter: bench.prover.prove(letter.checked.encoding, letter.checked.verdicts),
    ),
    "facts": Form(
        "Facts",
        "what was read, and what you set, as a file for ncnd check",
        ".facts.yaml",
        "application/yaml",
        lambda _, letter: facts_as_yaml(letter.checked.encoding).rstrip("\n"),
    ),
    "words": Form(
        "Words as read",
        "the letter's text, which the proof is held against",
        ".words.txt",
        "text/plain; charset=utf-8",
        lambda _, letter: letter.reading.text,
    ),
    "sarif": Form(
        "SARIF",
        "for code scanning",
        ".sarif",
        "application/sarif+json",
        lambda bench, letter: as_sarif(_run(bench, letter)),
    ),
    "json": Form("JSON", "for programs", ".json", "application/json", lambda _, letter: as_json([letter.checked])),
}


def forms_of(letter: Opened) -> Mapping[str, Form]:
    """Those that this letter can be had in: comments are put into Word files only."""
    is_word = letter.reading.source.format == "docx"
    return {key: form for key, form in FORMS.items() if key != "commented" or is_word}


def taken(bench: Bench, letter: Opened, form: Form) -> bytes:
    """The bytes of a form, as the command line would write them.

    Raises:
        Unreadable: where a Word file has a part that is damaged and is needed for comments alone.
    """
    told = form.made(bench, letter)
    return told if isinstance(told, bytes) else f"{told}\n".encode("utf-8", "replace")


def name_of(letter: Opened, form: Form) -> str:
    """What the file is called."""
    return f"{PurePath(letter.checked.source).stem}{form.ending}"
