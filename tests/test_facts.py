"""The vocabulary, and what a person is told who writes it wrongly."""

from datetime import date
from pathlib import Path

import jsonschema
import pytest

from ncnd_rules import facts, yamlfile
from ncnd_rules.errors import FactsError
from ncnd_rules.facts import FACT_TYPES, Citation, Date, Fact, Part, fields_of, section_of
from ncnd_rules.facts_file import facts_schema, load_facts
from ncnd_rules.letter import sha256

CASES = Path(__file__).parents[1] / "cases"
LETTER = "We do not use it.\nSection 31(3) applies.\n"
GOOD = """\
letter: {file: letter.txt, copy: complete}
facts:
  - question: {id: Q1, label: 1, topic: faces}
  - part: {id: P1, question: Q1, position: ncnd}
  - citation: {part: P1, provision: 31(3), evidence: {start: 18, stop: 31, quote: Section 31(3)}}
"""


def written(folder: Path, text: str | bytes, name: str = "facts.yaml") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def message(folder: Path, text: str | bytes) -> str:
    with pytest.raises(FactsError) as caught:
        load_facts(written(folder, text))
    return str(caught.value).removeprefix(f"{folder}/")


def test_one_value_or_a_list(tmp_path: Path) -> None:
    """
    A person writes one value or several; a fact without an id is given one.
    """
    encoding = load_facts(written(tmp_path, GOOD))

    assert ("Q1",) == encoding.facts[1].question  # type: ignore[attr-defined]
    assert "citation-3" == encoding.facts[2].id


@pytest.mark.parametrize(
    ("wrong", "right", "expected"),
    [
        ("position: ncnd", "position: ncd", "line 4, facts[1].part.position: found 'ncd', expected one of disclosed, "),
        ("position: ncnd", "position: ncd", "(did you mean 'ncnd'?)"),
        ("position: ncnd", "posision: ncnd", "no field 'posision' here (did you mean 'position'?)"),
        (", position: ncnd", "", "facts[1].part.position: the field 'position' is missing"),
        ("- part:", "- prat:", "no kind of fact is called 'prat' (did you mean 'part'?)"),
        ("{part: P1, provision", "{part: P2, provision", "facts[2].citation.part: found part 'P2', expected one of P1"),
        ("question: Q1", "question: [Q1, Q9]", "facts[1].part.question: found question 'Q9', expected one of Q1"),
        (
            "provision: 31(3)",
            "provision: s.31(3)",
            "found provision 's.31(3)', expected a section with its subsections",
        ),
        ("id: P1", "id: Q1", "line 4, facts[1].part.id: the id 'Q1' is given twice (also facts[0])"),
        ("start: 18", "start: 17", "span 14 characters, the quote has 13: 'Section 31(3)'"),
        ("start: 18, ", "", "found one offset, expected both 'start' and 'stop' or neither"),
        ("copy: complete", "copy: extract", "an extract names at least one in 'missing'"),
        ("copy: complete", "copy: whole", "letter.copy: found 'whole', expected one of complete, extract, unknown"),
        ("facts:", "fact:", "line 2, fact: no field 'fact' here (did you mean 'facts'?)"),
        ("- question: {", "- question: [", "not valid YAML"),
        ("- question:", "question:", "not valid YAML"),
        ("- question:", "\t- question:", "not valid YAML: found a tab, expected spaces"),
        ("- question:", "@- question:", "not valid YAML: found '@', expected words that begin so in quotes"),
        ("- question:", "a: b: c\n- question:", "expected words with a colon in quotes"),
        ("facts:", "---\nfacts:", "not valid YAML: found a second document, expected one in a file"),
        (
            "- question: {",
            "- question: !!python/name:os.system {",
            "found the tag 'tag:yaml.org,2002:python/name:os.system', expected none",
        ),
        ("label: 1", "label: [1]", "facts[0].question.label: found a list, expected text"),
        ("label: 1", "label: ''", "label"),
        (
            "  - part:",
            "  - date: {role: response, on: 2024-02-30}\n  - part:",
            "found '2024-02-30', expected a date that exists",
        ),
        (
            "  - part:",
            "  - date: {role: response, on: yesterday}\n  - part:",
            "found 'yesterday', expected a date that exists",
        ),
        ("  - part:", "  - question\n  - part:", "facts[1]: expected one fact, as 'kind: {fields}'"),
        ("topic: faces", "topic: faces, depends_on_use: yes", "found 'yes', expected true or false"),
        ("id: P1,", "id: P1, id: P2,", "the key 'id' is given twice"),
        ("topic: faces", f"topic: {'x' * 500}", "topic"),
        ("quote: Section 31(3)", "quote: '             '", "found '             '"),
        ("{part: P1, provision: 31(3), evidence", "0 # {evidence", "facts[2].citation: found '0', expected a mapping"),
    ],
)
def test_each_mistake_has_one_message(tmp_path: Path, wrong: str, right: str, expected: str) -> None:
    """
    The message names the file, the place, what was found, what was expected, and the nearest right word.
    """
    told = message(tmp_path, GOOD.replace(wrong, right, 1))

    assert told.startswith("facts.yaml: ")
    assert expected in told
    assert "\n" not in told


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "the file is empty"),
        (b"  \n", "the file is empty"),
        (b"letter: {}\n\x00\x01", "byte 11: is a binary file, expected text"),
        (b"letter:\n  file: caf\xe9.txt\n", "line 2, byte 19: found byte 0xe9, expected UTF-8"),
        (b"just words\n", "expected a mapping of fields"),
    ],
)
def test_files_that_are_not_facts(tmp_path: Path, content: bytes, expected: str) -> None:
    """
    An empty file, a binary one, and one that is not UTF-8 are refused with the place.
    """
    assert expected in message(tmp_path, content)


def test_missing_files_and_folders(tmp_path: Path) -> None:
    """
    A missing file and a folder are told apart.
    """
    with pytest.raises(FactsError, match="no such file"):
        load_facts(tmp_path / "absent.yaml")
    with pytest.raises(FactsError, match="is a directory, expected a file"):
        load_facts(tmp_path)


def test_quotes_are_held_against_the_letter(tmp_path: Path) -> None:
    """
    Where the letter is at hand and its hash agrees, every quote must be what stands at its offsets.
    """
    letter = written(tmp_path, LETTER, "letter.txt")
    bound = GOOD.replace("copy:", f"sha256: {sha256(letter.read_bytes())}, copy:")

    assert LETTER == load_facts(written(tmp_path, bound)).text
    assert "quotes 'Section 31(3)' at 17, where the letter has" in message(
        tmp_path, bound.replace("start: 18, stop: 31", "start: 17, stop: 30")
    )


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("Section 31(3)", (18, 31, "Section 31(3)")),
        ("it. Section", (14, 25, "it.\nSection")),
        ("do not use", (3, 13, "do not use")),
    ],
)
def test_quotes_are_placed(tmp_path: Path, quote: str, expected: tuple[int, int, str]) -> None:
    """
    A quote without offsets is given those at which its words stand in the letter beside it.
    """
    written(tmp_path, LETTER, "letter.txt")
    facts = GOOD.replace("{start: 18, stop: 31, quote: Section 31(3)}", f"{{quote: '{quote}'}}")
    (span,) = load_facts(written(tmp_path, facts)).facts[2].evidence

    assert expected == (span.start, span.stop, span.quote)


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("Section 24(2)", "the quote 'Section 24(2)' stands nowhere in the letter"),
        ("e", "the quote 'e' stands 4 times; give 'start' and 'stop'"),
    ],
)
def test_quotes_that_have_no_one_place(tmp_path: Path, quote: str, expected: str) -> None:
    """
    A quote that stands nowhere, or more than once, is an error with its place.
    """
    written(tmp_path, LETTER, "letter.txt")
    told = message(tmp_path, GOOD.replace("{start: 18, stop: 31, quote: Section 31(3)}", f"{{quote: '{quote}'}}"))

    assert told.startswith("facts.yaml: line 5, facts[2].citation.evidence[0]: ")
    assert expected in told


@pytest.mark.parametrize(("mark", "end"), [("", "\r\n"), ("\ufeff", "\n")])
def test_offsets_count_every_code_point(tmp_path: Path, mark: str, end: str) -> None:
    """
    A byte-order mark and both characters of a line end count, as in the file decoded as UTF-8.
    """
    written(tmp_path, (mark + LETTER.replace("\n", end)).encode(), "letter.txt")
    facts = GOOD.replace("start: 18, stop: 31", "start: 19, stop: 32")

    assert 19 == load_facts(written(tmp_path, mark + facts)).facts[2].evidence[0].start


def test_facts_of_another_letter_are_refused(tmp_path: Path) -> None:
    """
    A facts file that names another hash than the letter beside it is about another letter.
    """
    written(tmp_path, LETTER, "letter.txt")

    assert "is about another letter" in message(tmp_path, GOOD.replace("copy:", f"sha256: {'0' * 64}, copy:"))


def test_a_letter_elsewhere(tmp_path: Path) -> None:
    """
    The letter may stand in another folder; without a hash it is not used at all.
    """
    letters = tmp_path / "letters"
    letters.mkdir()
    letter = written(letters, LETTER, "letter.txt")
    bound = GOOD.replace("copy:", f"sha256: {sha256(letter.read_bytes())}, copy:")

    assert LETTER == load_facts(written(tmp_path, bound), letters).text
    assert load_facts(written(tmp_path, GOOD), letters).text is None


@pytest.mark.parametrize(
    ("provision", "section"), [("31(3)", "31"), ("24", "24"), ("22A(2)", "22A"), ("27(4)(a)", "27")]
)
def test_sections_of_provisions(provision: str, section: str) -> None:
    """
    The section of a provision is its number and letter.
    """
    assert section == section_of(provision)
    assert section == Citation(provision=provision).section


def test_what_rules_can_see() -> None:
    """
    Rules see a fact's fields, what is computed from them, and its id under the name of its kind.
    """
    own = {"part", "question", "position", "scope", "tense", "ground", "hedge", "referent", "reach"}

    assert own | {"in_name_of", "supplier_of", "first_day", "last_day"} == set(fields_of("part"))
    assert fields_of("part")["question"].each
    assert not fields_of("part")["position"].each
    assert 2024 == Date(role="response", on=date(2024, 7, 31)).year


def test_every_kind_is_known() -> None:
    """
    A kind that a module of the vocabulary defines can be written in facts files and asked for by rules.
    """
    defined = {fact for fact in Fact.__subclasses__() if fact.__module__.startswith(facts.__name__)}

    assert set() == defined ^ set(FACT_TYPES.values())
    assert {fact.__name__ for fact in defined} <= set(facts.__all__)


def test_every_kind_says_what_it_is() -> None:
    """
    Every kind has a docstring, and every field a description, for the published schema.
    """
    for kind, fact in FACT_TYPES.items():
        assert fact.__doc__, kind
        for name, field in fact.model_fields.items():
            assert field.description, f"{kind}.{name}"


@pytest.mark.parametrize("case", sorted(CASES.glob("*/facts.yaml")), ids=lambda path: path.parent.name)
def test_cases_fit_the_published_schema(case: Path) -> None:
    """
    Whatever the loader accepts, the published schema accepts, and it refuses a kind nobody knows.
    """
    validator = jsonschema.Draft202012Validator(facts_schema())
    data = yamlfile.load(case)

    assert [] == [error.message for error in validator.iter_errors(data)]
    data["facts"].append({"prat": {}})
    assert not validator.is_valid(data)


def test_facts_are_frozen() -> None:
    """
    What travels between rooms cannot be changed on the way.
    """
    part = Part(position="ncnd")
    with pytest.raises(ValueError, match="frozen"):
        part.position = "disclosed"  # type: ignore[misc]
