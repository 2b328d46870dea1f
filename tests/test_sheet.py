"""The caseworker sheet: what it says of a letter, and that it says nothing without the letter's words."""

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ncnd_rules import Checker, load_registers, load_ruleset
from ncnd_rules.cli import main
from ncnd_rules.encode import encode
from ncnd_rules.encoding import Encoding
from ncnd_rules.facts import Citation, Date, Fact, Part, Question, ThreatClaim
from ncnd_rules.facts_file import load_facts
from ncnd_rules.letter import Letter, Span, Unread
from ncnd_rules.read import read
from ncnd_rules.report.caseworker import sheet_as_html, sheet_as_markdown, sheet_of
from ncnd_rules.report.caseworker.tables import Sheet, Table
from ncnd_rules.report.checked import Checked

REPORTS = Path(__file__).parents[1] / "docs" / "reference" / "reports.md"
CASES = Path(__file__).parents[1] / "cases"
LETTER = CASES / "partial-ncnd-with-defects" / "letter.txt"
REGISTERS = load_registers()
CHECKER = Checker(load_ruleset(), REGISTERS, "reference")
HOSTILE = ('<script>alert(1)</script> "q" & ]]>', "| cell |\n# heading\n* item [a](b)", "\x1b[31m\u202e::error::x")


def checked(encoding: Encoding, source: str = "letter.txt") -> Checked:
    return Checked(source, encoding, CHECKER.check(encoding))


def sheet_on(*facts: Fact, copy: str = "complete") -> Sheet:
    encoding = Encoding(Letter.model_validate({"file": "letter.txt", "copy": copy}), facts)
    return sheet_of(checked(encoding), REGISTERS)


def table(sheet: Sheet, title: str) -> Table:
    return next(one for one in sheet.tables if one.title.startswith(title))


def cells(found: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in found.rows]


DEFECTIVE = sheet_of(checked(encode(read(LETTER)), str(LETTER)), REGISTERS)


def test_chronology() -> None:
    """
    Days come in order with their working days; the last one of section 10(1) stands among them.
    """
    found = table(DEFECTIVE, "Chronology")

    assert [
        ("Monday, 16 August 2021", "the request was received", "0"),
        ("Tuesday, 14 September 2021", "the twentieth working day, section 10(1)", "20"),
        ("Tuesday, 12 October 2021", "the letter is dated", "40"),
    ] == cells(found)
    assert (
        "The letter is dated 40 working days after 16 August 2021, 20 after the last day, 14 September 2021."
        in found.lead
    )
    assert "30 August 2021 (England, Wales, Northern Ireland)" in found.lead[-1]
    assert [["16 August 2021"], [], ["12 October 2021"]] == [
        [quote.words for quote in row.quotes] for row in found.rows
    ]


@pytest.mark.parametrize(
    ("roles", "says"),
    [
        ({"response": "2021-10-12"}, "cannot be counted"),
        ({"request": "2021-10-01"}, "No date of the letter was read"),
        ({"request": "2021-10-01", "response": "2021-10-04"}, "1 working day after 1 October 2021, within"),
        ({"received": "2021-10-05", "response": "2021-10-04"}, "dated before the request"),
        ({"received": "1995-01-02", "response": "1995-03-01"}, "bank holidays are verified from"),
        (
            {"received": "2021-08-16", "clarification_received": "2021-09-01", "response": "2021-09-20"},
            "13 working days after 1 September 2021, within",
        ),
    ],
)
def test_how_time_is_counted(roles: dict[str, str], says: str) -> None:
    """
    Time runs from the last day on which it may have begun; where it cannot be counted, the sheet says why.
    """
    dates = [
        Date.model_validate({"id": f"d{number}", "role": role, "on": date.fromisoformat(day)})
        for number, (role, day) in enumerate(roles.items())
    ]

    assert says in " ".join(table(sheet_on(*dates), "Chronology").lead)


def test_answers_to_a_review_have_no_deadline() -> None:
    """
    Section 10 does not count the days of a review.
    """
    days = (
        Date(id="d1", role="received", on=date(2021, 8, 16)),
        Date(id="d2", role="response", on=date(2021, 12, 1), of_review=True),
    )
    found = table(sheet_on(*days), "Chronology")

    assert ("The letter answers a review: section 10 does not count its days.",) == found.lead
    assert "the answer to the review is dated" in [event for _, event, _ in cells(found)]


def test_elements_of_the_notice() -> None:
    """
    Each element that section 17 asks for is given with its words, missing, or not asked for.
    """
    states = {row.cells[1]: (row.cells[2], len(row.quotes)) for row in table(DEFECTIVE, "The refusal notice").rows}

    assert ("given, no subsection of section 31", 3) == states["s.17(1)(b)"]
    assert ("not found", 0) == states["s.17(7)(b)"]
    assert ("not asked for: no more time is taken", 0) == states["s.17(2)"]


def test_what_may_be_lost_is_not_called_missing() -> None:
    """
    On a copy that may lack the rights, their absence is doubted.
    """
    found = table(sheet_on(Part(id="P1", position="ncnd"), copy="unknown"), "Rights")

    assert "not found; this copy may lack the rights and closing sections of the letter" == cells(found)[0][1]


def test_the_public_interest_section_by_section() -> None:
    """
    Each exemption has its factors, each side, and says where a side or a conclusion was not read.
    """
    found = table(DEFECTIVE, "Public interest: section 30")

    assert found.title.startswith("Public interest: section 30, Investigations and proceedings")
    assert ("For answering", "no factor was read", "") in cells(found)
    assert any(row.cells[0] == "Against answering" and row.quotes for row in found.rows)
    assert any("No conclusion of a weighing was read." in one.lead for one in DEFECTIVE.tables)


def test_an_absolute_exemption_needs_no_weighing() -> None:
    """
    Nothing is missed where the Act asks for no weighing.
    """
    part = Part(id="P1", position="ncnd")
    found = table(sheet_on(part, Citation(id="c", part=("P1",), provision="23(5)")), "Public interest: section 23")

    assert ("Section 23 is absolute: no weighing is asked for, section 2(1)(a) and (2)(a).",) == found.lead


def test_a_question_that_is_lost_says_so() -> None:
    """
    Of a question that only its answer names the copy does not tell what it was about.
    """
    lost = Question(id="Q2", label="2", printed=False, evidence=(Span(quote="Response 2"),))
    asked = sheet_on(Question(id="Q1", label="1", topic="drones"), lost)

    assert [("1", "drones"), ("2", "not in this copy; only its answer names it")] == cells(table(asked, "What was"))


def test_every_question_has_its_answers() -> None:
    """
    An answer names its questions and what it relies on; a question without an answer says so.
    """
    found = cells(table(DEFECTIVE, "Position on each question"))

    assert ("1, 3", "not held", "") in found
    assert ("4", "no answer was read", "") in found
    assert any(position == "neither confirmed nor denied (any further information)" for _, position, _ in found)


@pytest.mark.parametrize(
    ("claim", "says"),
    [
        ({"claim": "current", "level": "severe"}, "does not agree: SUBSTANTIAL from 4 February 2021"),
        ({"claim": "current", "level": "substantial"}, "agrees: SUBSTANTIAL from 4 February 2021"),
        ({"claim": "raised", "level": "critical", "month": "2017-06"}, "does not agree: SEVERE throughout June 2017"),
        ({"claim": "published_since", "since": 2006}, "the first level was published on 1 August 2006"),
        ({"claim": "remained", "level": "severe", "since": 2015}, "does not agree: also CRITICAL from 23 May 2017"),
    ],
)
def test_threat_levels(claim: dict[str, object], says: str) -> None:
    """
    Each claim stands beside what the register has, as the rules see it.
    """
    sent = Date(id="d1", role="response", on=date(2021, 10, 12))
    ((_, register),) = cells(table(sheet_on(sent, ThreatClaim.model_validate({"id": "t", **claim})), "Threat levels"))

    assert register.startswith(says)


def test_without_a_date_no_claim_is_judged() -> None:
    """
    Where no date of the letter was read, the sheet says so and judges nothing.
    """
    found = table(sheet_on(ThreatClaim(id="t", claim="current", level="severe")), "Threat levels")

    assert ("Claims cannot be held against the register: no date of the letter was read.",) == found.lead
    assert "" == cells(found)[0][1]


def test_questions_are_asked_once() -> None:
    """
    One question for each thing that is missing, with all the rules that it would settle; remarks are only counted.
    """
    sheet = sheet_on(Part(id="P1", position="ncnd"), copy="unknown")
    rows = cells(table(sheet, "Questions"))
    asked = [words for _, words, _ in rows]

    assert 1 == asked.count("Would you please send us the letter as a whole?")
    assert 1 == asked.count("On which day was the letter sent?")
    assert "DATE-01" in next(rules for _, words, rules in rows if words == "On which day did you receive the request?")


def test_questions_accuse_nobody() -> None:
    """
    No question calls anything unlawful, wrong or false, and each one asks.
    """
    rows = cells(table(DEFECTIVE, "Questions"))

    assert len(rows) > 20
    for read_as, asked, _ in rows:
        assert re.search(r"\?$|: ", asked)
        assert not re.search(r"\b(unlawful|illegal|breach|dishonest|mislead)", f"{read_as} {asked}", re.IGNORECASE)


def test_passages_come_first() -> None:
    """
    What was not understood stands at the top for the reader, and the authority is not asked about it.
    """
    item = checked(encode(read(LETTER)))
    unread = (Unread(start=0, stop=14, section="header", reason="no fact was read from it", may_hold=("date",)),)
    sheet = sheet_of(item._replace(verdicts=item.verdicts.model_copy(update={"unread": unread})), REGISTERS)

    assert "To be looked at first" == sheet.tables[0].title
    assert [["WEXMOOR POLICE"]] == [[quote.words for quote in row.quotes] for row in sheet.tables[0].rows]
    assert not [row for row in cells(table(sheet, "Questions")) if "“WEXMOOR POLICE”" in row[0]]


@pytest.mark.parametrize("facts", sorted(CASES.glob("*/facts.yaml")), ids=lambda path: path.parent.name)
def test_a_sheet_on_every_case(facts: Path) -> None:
    """
    Every case gives a sheet in both forms, the same whatever the order of its facts, with a head for each cell.
    """
    item = checked(load_facts(facts), str(facts))
    sheet = sheet_of(item, REGISTERS)

    for one in sheet.tables:
        assert {len(one.heads)} >= {len(row.cells) for row in one.rows}
    other = checked(item.encoding._replace(facts=item.encoding.facts[::-1]), str(facts))
    assert sheet_as_markdown(sheet) == sheet_as_markdown(sheet_of(other, REGISTERS))
    assert sheet_as_html(sheet).endswith("</html>")


class _Tags(HTMLParser):
    """The elements of a page in order, and its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def saying(words: str) -> Sheet:
    """A sheet with *words* wherever a letter may bring words in."""
    item = checked(encode(read(LETTER)), words)
    text = f"{words} and more"
    facts = tuple(
        fact.model_copy(update={"evidence": (Span(start=0, stop=len(words), quote=words),)})
        for fact in item.encoding.facts
    )
    encoding = item.encoding._replace(text=text, facts=facts, said=())
    verdicts = item.verdicts.model_copy(update={"authority": words, "reference": words})
    return sheet_of(item._replace(encoding=encoding, verdicts=verdicts), REGISTERS)


@settings(max_examples=15)
@given(st.sampled_from(HOSTILE) | st.text(min_size=1, max_size=40).filter(str.strip))
def test_words_of_a_letter_are_words(words: str) -> None:
    """
    Whatever a letter says, the page and the tables of its sheet are those of any other letter.
    """
    clean, hostile = saying("plain words"), saying(words)
    page = _Tags(sheet_as_html(hostile))
    parser = MarkdownIt("commonmark").enable("table")

    assert _Tags(sheet_as_html(clean)).tags == page.tags
    assert "script" not in page.tags
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e]", page.words)
    assert [token.type for token in parser.parse(sheet_as_markdown(clean))] == [
        token.type for token in parser.parse(sheet_as_markdown(hostile))
    ]


def test_persons_to_write_to_are_not_repeated() -> None:
    """
    Of whom to write to at the authority, the sheet says only that an address is given.
    """
    found = table(DEFECTIVE, "Rights")

    assert ("The authority's e-mail address", "given", "") in cells(found)
    assert not any("wexmoor.police.example" in quote.words for row in found.rows for quote in row.quotes)


def ncnd(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], env={"NO_COLOR": "1"})


@pytest.mark.parametrize(("form", "beginning"), [("markdown", "# Caseworker sheet\n"), ("html", "<!DOCTYPE html>\n")])
def test_from_the_command_line(form: str, beginning: str, tmp_path: Path) -> None:
    """
    A sheet is printed, or written whole to a file; the exit code says nothing of findings.
    """
    output = tmp_path / "sheet"
    printed = ncnd("sheet", LETTER, "--format", form)
    written = ncnd("sheet", LETTER, "--format", form, "-o", output)

    assert (0, 0) == (printed.exit_code, written.exit_code)
    assert printed.stdout.startswith(beginning)
    assert printed.stdout == output.read_text(encoding="utf-8")


def test_the_sheet_in_the_pages_is_that_of_its_letter() -> None:
    """
    What the page on reports shows of a sheet stands in it.
    """
    shown = re.findall(r"^```markdown\n(.*?)^```$", REPORTS.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)

    assert len(shown) == 1
    assert shown[0] in sheet_as_markdown(DEFECTIVE)


@pytest.mark.parametrize("facts", ["facts.yaml", "corrected.yaml"])
def test_facts_by_hand_are_quoted_by_sentences(facts: str, tmp_path: Path) -> None:
    """
    Whoever wrote down the facts, the sheet quotes the sentences of the letter at hand.
    """
    corrected = tmp_path / "corrected.yaml"
    assert 0 == ncnd("encode", LETTER, "--edit", "-o", corrected).exit_code
    run = ncnd("sheet", LETTER, "--facts", corrected) if facts == corrected.name else ncnd("sheet", LETTER.parent)

    assert "“Wexmoor Police does not use social media monitoring software and, as it is not used" in run.stdout


def test_a_letter_that_refuses_nothing() -> None:
    """
    A letter that gives what was asked for lacks no element of a refusal notice.
    """
    found = table(sheet_on(Part(id="P1", position="disclosed")), "The refusal notice")

    assert "not found" not in {state for _, _, state in cells(found)}


def test_one_letter_a_sheet() -> None:
    """
    A folder of letters is refused.
    """
    run = ncnd("sheet", CASES / "corpus" / "seen")

    assert 2 == run.exit_code
    assert "writes a sheet on one letter" in run.stderr
