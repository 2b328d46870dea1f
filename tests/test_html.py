"""The page of a letter: what it holds, how marks overlap, and what a hostile letter cannot do to it."""

import base64
import hashlib
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st
from pages import DEFECTIVE, HOSTILE, RULESET, Page, checked, page_of

from ncnd_rules.cli import main
from ncnd_rules.engine import Checker
from ncnd_rules.explain.repair import Change
from ncnd_rules.facts_file import load_facts
from ncnd_rules.registers import load_registers
from ncnd_rules.report.checked import Checked
from ncnd_rules.report.highlight import laid_along
from ncnd_rules.suppressions import Known, set_aside

CASES = Path(__file__).parents[1] / "cases"


@pytest.fixture(scope="module")
def defective() -> Checked:
    return checked(DEFECTIVE.read_text(encoding="utf-8"))


def words(markup: str) -> str:
    return " ".join(re.sub(r"\s+", " ", "".join(Page(markup).inside["main"])).split())


def test_every_finding_is_told_in_full(defective: Checked) -> None:
    """
    Each finding stands with its sentence, rule, basis and repair, and each rule in the table of outcomes.
    """
    told = words(page_of(defective))

    assert len(defective.verdicts.findings) > 5
    for finding in defective.verdicts.findings:
        assert " ".join(finding.message.split()) in told
        assert finding.rule in told
        assert all(basis.cite in told for basis in finding.basis)
        if finding.outcome == "violated":
            assert " ".join(finding.repair.split()) in told
    assert all(rule in told for rule in defective.verdicts.outcomes)


def test_findings_and_words_lead_to_each_other(defective: Checked) -> None:
    """
    Each place of a finding is a link to words of the letter that lead back to it; no link leads nowhere.
    """
    page = Page(page_of(defective))
    ids = set(page.ids())
    targets = {own["href"][1:] for own in page.all("a") if own.get("href", "").startswith("#")}
    owners = [own["data-owners"].split() for own in page.all("a") if "data-owners" in own]

    assert len(page.ids()) == len(ids)
    assert set() == targets - ids
    assert {f"l1-f{number}" for number in range(1, len(defective.verdicts.findings) + 1)} <= ids
    placed = [finding for finding in defective.verdicts.findings if finding.evidence]
    assert len({owner for own in owners for owner in own if "-f" in owner}) == len(placed)


def test_every_mark_is_numbered_in_its_paragraph(defective: Checked) -> None:
    """
    In each paragraph every finding that rests on words of it has its number there once.
    """
    for paragraph in re.findall(r'<p class="[^"]*">.*?</p>', page_of(defective), re.DOTALL):
        owners = {owner for own in re.findall(r'data-owners="([^"]*)"', paragraph) for owner in own.split()}
        numbers = re.findall(r'<a class="number [^"]*" href="#([^"]*)"', paragraph)

        assert sorted(owners) == sorted(numbers)


def test_the_letter_is_there_word_by_word(defective: Checked) -> None:
    """
    Marks and numbers aside, the words of the letter stand in their order, none left out.
    """
    markup = page_of(defective)
    sheet = markup[markup.index('<div class="sheet">') : markup.index('<section class="findings"')]
    bare = re.sub(r"<sup.*?</sup>", "", sheet, flags=re.DOTALL)

    assert defective.text is not None
    assert defective.text.split() == "".join(Page(bare).inside["div"]).split()


def test_the_gravest_finding_gives_shared_words_their_look() -> None:
    """
    Where an error and a warning rest on the same words, they are marked as an error and lead to it first.
    """
    letter = checked(DEFECTIVE.read_text(encoding="utf-8"))
    page = Page(page_of(letter))
    cards = {own["id"]: own["class"].split()[1] for own in page.all("li", **{"class": "finding"})}
    ranks = ["error", "warning", "info", "undecided"]
    marks = list(
        zip(
            [own for own in page.all("mark") if "id" in own],
            [own for own in page.all("a") if "data-owners" in own],
            strict=True,
        )
    )

    assert any(len(link["data-owners"].split()) > 1 for _, link in marks)
    for mark, link in marks:
        owners = [cards[owner] for owner in link["data-owners"].split() if owner in cards]
        if owners:
            assert min(owners, key=ranks.index) == mark["class"] == cards[link["href"][1:]]


def test_no_letter_brings_markup_of_its_own() -> None:
    """
    A letter full of markup adds no element, no attribute and no address to the page, and is shown as it stands.
    """
    hostile, harmless = page_of(checked(HOSTILE)), page_of(checked("RESPONSE\n\nWe do not hold it.\n"))
    page = Page(hostile)

    assert {tag for tag, _ in page.tags} - {"mark", "sup"} <= {tag for tag, _ in Page(harmless).tags} | {
        *("b", "fieldset", "input", "label", "legend", "details", "summary", "dl", "dt", "dd", "h4", "ol", "svg", "g"),
        *("desc", "path", "rect", "text", "button", "table", "thead", "tbody", "tr", "th", "td", "br"),
    }
    assert 1 == len(page.all("script"))
    assert not [name for _, own in page.tags for name in own if name.startswith("on") or name == "src"]
    assert all(own["href"].startswith("#") for own in page.all("a"))
    assert "<script>window.ran = 1</script>" in "".join(page.inside["main"])
    assert "{{ 7 * 7 }} {% raw %} &lt;b&gt; &amp;" in "".join(page.inside["main"])


def test_control_characters_are_shown_and_not_obeyed() -> None:
    """
    Escape sequences and reversals of direction stand as signs.
    """
    markup = page_of(checked(HOSTILE))

    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", markup)
    assert "␛[31m" in markup


def test_the_policy_allows_this_style_and_this_script_alone(defective: Checked) -> None:
    """
    The content security policy names the hashes of the one style and the one script, and nothing else may load.
    """
    markup = page_of(defective)
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', markup)
    policy = policy.replace("&#39;", "'")

    digests = {}
    for name in ("style", "script"):
        (inline,) = re.findall(rf"<{name}>(.*?)</{name}>", markup, re.DOTALL)
        digests[name] = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digests['style']}'; script-src 'sha256-{digests['script']}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert not re.search(r'\sstyle="|url\(|@import', markup)


def test_pages_are_the_same_each_time() -> None:
    """
    Equal input gives equal bytes, in another process with another hash seed too.
    """
    command = [sys.executable, "-m", "ncnd_rules", "check", str(DEFECTIVE), "--format", "html"]
    runs = {
        subprocess.run(command, env={"PYTHONHASHSEED": seed}, capture_output=True, check=False).stdout
        for seed in ("1", "2")
    }

    assert 1 == len(runs)
    assert b"</html>" in runs.pop()


def test_several_letters_share_a_page_with_an_index(defective: Checked) -> None:
    """
    The index leads to each letter, no id stands twice, and a file that could not be read is named.
    """
    other = checked((CASES / "full-disclosure" / "letter.txt").read_text(encoding="utf-8"), "full.txt")
    page = Page(page_of(defective, other))
    index = [own["href"] for own in page.all("a") if re.fullmatch(r"#l\d", own.get("href", ""))]

    assert ["#l1", "#l2"] == index
    assert len(page.ids()) == len(set(page.ids()))


def test_what_is_known_is_counted_and_said(defective: Checked) -> None:
    """
    A finding that is set aside has no card, its rule says so in the table, and what has expired is told once.
    """
    finding = next(own for own in defective.verdicts.findings if own.outcome == "violated")
    entry = Known(letter="letter.txt", rule=finding.rule, reason="agreed with counsel", until=date(2030, 1, 1))

    def told(today: date) -> str:
        verdicts, aside = set_aside(defective.verdicts, "letter.txt", [entry], (), today)
        return words(page_of(defective._replace(verdicts=verdicts, set_aside=aside)))

    assert f"Not counted, being known: 1 by the baseline ({finding.rule})." in told(date(2029, 1, 1))
    assert "set aside" in told(date(2029, 1, 1))
    assert " ".join(finding.message.split()) not in told(date(2029, 1, 1))
    assert 1 == told(date(2031, 1, 1)).count("1 entry of the baseline expired on 2030-01-01")


def test_a_letter_without_words_still_has_its_findings() -> None:
    """
    Facts without their letter give a page that quotes, and says that the words were not at hand.
    """
    encoding = load_facts(CASES / "south-yorkshire-2019-ai" / "facts.yaml")
    letter = Checked("facts.yaml", encoding, Checker(RULESET, load_registers()).check(encoding))
    page = page_of(letter)

    assert encoding.text is None
    assert "were not at hand" in page
    assert not Page(page).all("mark")
    assert len(letter.verdicts.findings) == len(Page(page).all("li", **{"class": "finding"}))


def test_edits_and_a_sheet_are_shown_only_where_they_are_given(defective: Checked) -> None:
    """
    Edits and the address of a sheet have their places, and leave none where there are none; a citation is always there.
    """
    finding = defective.verdicts.findings[0]
    swap = Change("replace", "balance", {}, (), ("PIT-09",), (), ("the old <words>",), "the new words", ())
    ways = ((swap, swap._replace(does="insert", taken=(), words="more")),)
    plain = page_of(defective)
    full = page_of(defective, ways={finding.fingerprint: ways}, sheets={"letter.txt": "sheet.html"})

    assert [] == Page(plain).all("ins") + Page(plain).all("del")
    assert 2 == len(Page(full).all("ins"))
    assert ["the old <words>"] == Page(full).inside["del"]
    assert len(defective.verdicts.findings) == len(Page(plain).all("p", **{"class": "citation"}))
    assert "(12 October 2021), finding " in words(full)
    assert [{"href": "sheet.html"}] == [own for own in Page(full).all("a") if own["href"].endswith(".html")]


@given(
    st.text(alphabet="ab .\n1)-#|\t", max_size=200),
    st.lists(st.tuples(st.integers(0, 220), st.integers(0, 220)), max_size=12),
)
@example("ab ab ab\n\nab", [(0, 5), (3, 12), (3, 5), (4, 4)])
def test_pieces_are_the_letter_and_know_their_marks(text: str, marks: list[tuple[int, int]]) -> None:
    """
    However marks nest and overlap, the pieces are the letter's words in order, each covered by the marks that cover it.
    """
    marked = [(min(mark), max(mark)) for mark in marks]
    paragraphs = laid_along(text, marked)
    pieces = [piece for paragraph in paragraphs for piece in paragraph.pieces]
    at = 0
    for piece in pieces:
        assert piece.words
        at = text.index(piece.words, at)
        covering = {
            number for number, (start, stop) in enumerate(marked) if start <= at and stop >= at + len(piece.words)
        }
        touching = {
            number for number, (start, stop) in enumerate(marked) if start < at + len(piece.words) and stop > at
        }
        assert covering == set(piece.marks) == {number for number in touching if marked[number][0] < marked[number][1]}
        at += len(piece.words)

    assert "".join(text.split()) == "".join("".join(piece.words for piece in pieces).split())
    last = {mark: number for number, piece in enumerate(pieces) for mark in piece.marks}
    assert sorted(last.items()) == sorted((mark, number) for number, piece in enumerate(pieces) for mark in piece.ends)


def test_lines_that_were_wrapped_are_one_paragraph() -> None:
    """
    A paragraph that was wrapped is one, a heading and a list item are their own, and a label stays with its item.
    """
    text = (
        "PUBLIC INTEREST\n\n1. Do you use drones?\n2. Since when do you use them?\n\n"
        "The duty in section 1(1)(a) of the Act to say whether the information is held\n"
        "does not arise, by virtue of section 31(3), and the public interest was weighed.\n"
    )
    shown = [("".join(piece.words for piece in paragraph.pieces), paragraph.kind) for paragraph in laid_along(text, [])]

    assert ["heading", "item", "item", "paragraph"] == [kind for _, kind in shown]
    assert "2. Since when do you use them?" == shown[2][0]
    assert shown[3][0].endswith("was weighed.")


def test_the_verb_writes_the_page_whole_or_not_at_all(tmp_path: Path) -> None:
    """
    The page goes where it is told; one that cannot be made leaves nothing behind, and says why in a sentence.
    """
    target = tmp_path / "report.html"
    done = CliRunner().invoke(main, ["check", str(DEFECTIVE), "--format", "html", "-o", str(target)])
    refused = CliRunner().invoke(
        main, ["check", str(DEFECTIVE), "--format", "html", "--as-of", "letter", "--as-of", "today"]
    )

    assert 1 == done.exit_code
    assert target.read_text(encoding="utf-8").rstrip().endswith("</html>")
    assert [target] == list(tmp_path.iterdir())
    assert 2 == refused.exit_code
    assert "--as-of twice compares two laws" in refused.output


def test_the_edits_of_a_letter_stand_with_the_findings_they_mend(tmp_path: Path) -> None:
    """
    With --repairs the page, and SARIF, bring the words that `ncnd repair` found; other forms refuse.
    """
    letter = CASES / "partial-ncnd-with-defects" / "letter.txt"
    target = tmp_path / "report.html"
    done = CliRunner().invoke(main, ["check", str(letter), "--format", "html", "--repairs", "-o", str(target)])
    refused = CliRunner().invoke(main, ["check", str(letter), "--repairs"])

    assert 1 == done.exit_code, done.output
    assert Page(target.read_text(encoding="utf-8")).all("del")
    assert 2 == refused.exit_code
    assert "--repairs goes with --format html or sarif" in refused.output
