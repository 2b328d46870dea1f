"""What is tried on the local page without a browser: what comes out otherwise, and that nothing of it is kept."""

import io
import re
import zipfile
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
from pages import HOSTILE, RULESET, SHORT, Page, checked
from served import Served
from word_file import line_by_line

pytest.importorskip("starlette", reason="starlette is not installed: pip install 'ncnd_rules[web]'")

from starlette.datastructures import QueryParams

from ncnd_rules.encode import encode
from ncnd_rules.engine import Checker
from ncnd_rules.errors import NcndError
from ncnd_rules.explain.change import Difference, changed, difference
from ncnd_rules.explain.repair import Edit
from ncnd_rules.explain.supposing import supposed
from ncnd_rules.read import read_bytes
from ncnd_rules.registers import load_registers
from ncnd_rules.verdicts import Outcome
from ncnd_rules.web.taken import FORMS
from ncnd_rules.web.tried import OUTCOMES, Asked, asked_in, line_of

FORM = "application/x-www-form-urlencoded"
CLAIM = "threat_claim-1"


@pytest.fixture(scope="module")
def mended(served: Served) -> str:
    """The key of a letter whose edits were looked for."""
    key = served.key_of(SHORT.encode())
    assert 303 == served.ask(f"letters/{key}/edits", "POST", b"").status
    return key


def tried(served: Served, key: str, **asked: str | list[str]) -> str:
    answer = served.ask(f"letters/{key}/try?{urlencode(asked, doseq=True)}")
    assert 200 == answer.status, answer.words
    return answer.words


def turned(words: str) -> dict[str, tuple[str, str]]:
    """Each rule of the table with how it came out before and after."""
    rows = re.findall(r'<tr><th scope="row">([^<]+)</th><td>([^<]+)</td><td>([^<]+)</td>', words)
    return {rule: (before, after) for rule, before, after in rows}


def test_a_fact_left_out(served: Served) -> None:
    """
    Without a fact the page tells each rule that the library says turns, with the sentences that go, and no other.
    """
    key = served.key_of(SHORT.encode())
    letter = checked(SHORT)
    then = Checker(RULESET, load_registers()).check(changed(letter.encoding, without=[CLAIM]))
    expected = difference(letter.verdicts, then)
    words = tried(served, key, without=CLAIM)

    assert expected
    assert {item.rule: (OUTCOMES[item.before], OUTCOMES[item.after]) for item in expected} == turned(words)
    for finding in (finding for item in expected for finding in item.gone):
        assert finding.message in unescape(words)


def test_several_at_once_and_the_way_back(served: Served, mended: str) -> None:
    """
    Facts, edits and a law are supposed together; each can be taken back alone, and all together.
    """
    words = tried(served, mended, without=CLAIM, edit=["1", "2"], law="day", day="2015-03-01")
    banner = words.partition('class="supposing"')[2].partition("</section>")[0]
    backs = [QueryParams(unescape(found)) for found in re.findall(r'<a href="[^"]*/try\?([^"]*)">Take back', banner)]

    assert "the law of 1 March 2015 is applied" in banner
    assert 4 == len(backs)
    whole = Asked((CLAIM,), (1, 2), "day", "2015-03-01")
    assert [
        whole._replace(law="", day=""),
        whole._replace(edits=(2,)),
        whole._replace(edits=(1,)),
        whole._replace(without=()),
    ] == [asked_in(query) for query in backs]
    assert f'href="{served.root}letters/{mended}">Back to the letter as it is' in banner
    assert f'href="{served.root}letters/{mended}/try">Take all back' in banner


def test_nothing_is_kept(served: Served, mended: str) -> None:
    """
    After suppositions the letter's page and everything that is taken away are byte for byte what they were.
    """
    paths = ["", *(f"/take/{form}" for form in FORMS if form != "commented")]
    before = [served.ask(f"letters/{mended}{path}").body for path in paths]
    first, second = (tried(served, mended, without=CLAIM, edit=["1"], law="today") for _ in range(2))

    assert first == second
    assert "Supposing" in first
    assert before == [served.ask(f"letters/{mended}{path}").body for path in paths]
    assert b"Supposing" not in b"".join(before)


def test_an_edit_clears_what_it_says(served: Served, mended: str) -> None:
    """
    An edit is made in the words of the letter, which is read anew: what it is said to clear is gone, and nothing new.
    """
    words = tried(served, mended, edit="1")
    legend = words.partition("<legend>Edits</legend>")[2].partition("</fieldset>")[0]
    cleared = re.findall(r'aria-label="Finding \d+, error, ([A-Z]+-\d+)"', legend.partition('value="2"')[0])

    assert cleared
    assert {"inconsistent"} == {turned(words)[rule][0] for rule in cleared}
    assert "inconsistent" not in {turned(words)[rule][1] for rule in cleared}
    assert "<b>Now</b>" not in words


def test_an_edit_of_a_corrected_letter(served: Served) -> None:
    """
    What a person set holds in the edited letter too; where the edit takes its words, the page says so.
    """
    key = served.key_of(SHORT.encode())
    at = SHORT.index("section 31")
    gone = SHORT.index("threat level")
    for fields in (
        {"kind": "citation", "start": at, "stop": at + 10, "provision": "31(3)", "part": "P2"},
        {"kind": "harm", "start": gone, "stop": gone + 12, "likelihood": "could", "part": "P2"},
    ):
        answer = served.ask(f"letters/{key}/added", "POST", urlencode(fields).encode(), Content_Type=FORM)
        assert 303 == answer.status, answer.words
    served.ask(f"letters/{key}/edits", "POST", b"")
    before = checked(SHORT).verdicts
    precise = {one.rule for one in before.findings if "nowhere with its subsection" in one.message}
    edits = Page(served.ask(f"letters/{key}").words)
    words = unescape(tried(served, key, edit="1"))

    assert precise
    assert edits.inside["ins"]
    assert not precise & set(turned(words))
    assert "With these edits your correction 2 has no hold, and is left out: “threat level” – harm: " in words
    assert "your correction 1 " not in words


def test_the_law_of_another_day(served: Served) -> None:
    """
    Before the Act was in force none of its rules applies; the letter's own days change nothing.
    """
    key = served.key_of(SHORT.encode())
    old = turned(tried(served, key, law="day", day="2004-06-01"))

    assert ("inconsistent", "does not apply") == old["PIT-01"]
    assert "inconsistent" not in {after for _, after in old.values()}
    assert {} == turned(tried(served, key, law="letter"))


def test_the_law_of_today(served: Served) -> None:
    """
    Today is the reader's own.
    """
    key = served.key_of(SHORT.encode())
    today = date.today().isoformat()  # noqa: DTZ011 - as the page itself asks

    assert turned(tried(served, key, law="day", day=today)) == turned(tried(served, key, law="today"))


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("law=day&day=2021-13-01", "found '2021-13-01', expected a date as YYYY-MM-DD"),
        ("law=day", "found none, expected a date as YYYY-MM-DD"),
        ("law=mine", "found the law 'mine', expected letter, today or day"),
        ("without=threat_clam-1", "no fact has the id 'threat_clam-1' (did you mean 'threat_claim-1'?)"),
        ("edit=99", "found edit 99, expected one of the"),
        ("edit=-1", "found the edit '-1', expected its number"),
        ("edit=%3Cb%3E", "found the edit '<b>', expected its number"),
    ],
)
def test_what_cannot_be_supposed(served: Served, mended: str, query: str, why: str) -> None:
    """
    What the letter has not is told in a sentence, and nothing is supposed; a script gets it to show.
    """
    answer = served.ask(f"letters/{mended}/try?{query}")

    assert 422 == answer.status
    assert why in unescape(answer.words.partition('role="alert"')[2].partition("</div>")[0])
    assert "<b>" not in answer.words.partition('role="alert"')[2].partition("</div>")[0]
    assert "Supposing</h2>" not in answer.words
    assert 200 == served.ask(f"letters/{mended}/try?{query}", HX_Request="true").status


def test_from_a_finding_to_its_facts(served: Served) -> None:
    """
    Each finding leads to a page that names first what it rests on.
    """
    key = served.key_of(SHORT.encode())
    letter = Page(served.ask(f"letters/{key}").words)
    (claim,) = [finding for finding in checked(SHORT).verdicts.findings if finding.rule == "THR-02"]
    path = f"letters/{key}/try?finding={claim.fingerprint}"

    assert path in {own["href"].removeprefix(served.root) for own in letter.all("a")}
    first = served.ask(path).words.partition("What this finding rests on")[2].partition("</details>")[0]
    assert f'value="{CLAIM}"' in first


@pytest.mark.parametrize(("name", "ending"), [("draft.txt", "txt"), ("draft.docx", "docx"), ("draft.html", "txt")])
def test_the_letter_with_only_the_chosen_edits(served: Served, name: str, ending: str) -> None:
    """
    A copy has the chosen edit and no other: a Word file of a Word file, text of everything else.
    """
    data = {
        "draft.txt": SHORT.encode(),
        "draft.docx": line_by_line(SHORT),
        "draft.html": "".join(f"<p>{part}</p>" for part in SHORT.split("\n\n")).encode(),
    }[name]
    key = served.key_of(data, name)
    served.ask(f"letters/{key}/edits", "POST", b"")
    answer = served.ask(f"letters/{key}/edited?edit=1&without={CLAIM}")
    read = read_bytes(answer.body, Path(f"copy.{ending}")).text

    assert 200 == answer.status
    assert f"attachment; filename*=UTF-8''draft.edited.{ending}" == answer.headers["content-disposition"]
    assert ("docx" == ending) == zipfile.is_zipfile(io.BytesIO(answer.body))
    original = read_bytes(data, Path(name)).text
    assert "remained at severe" in original
    assert "remained at severe" not in read
    assert [line for line in original.splitlines() if line.strip() and "severe" not in line][-1] in read
    assert "The public interest in maintaining" not in read  # which another edit would put in
    assert 422 == served.ask(f"letters/{key}/edited").status
    assert 422 == served.ask(f"letters/{key}/edited?edit=99").status


def test_edits_are_looked_for_from_here(served: Served) -> None:
    """
    Where nobody has looked for edits, this page does it, and keeps what was supposed.
    """
    key = served.key_of(SHORT.encode())
    assert "Nobody has looked for them yet" in tried(served, key, without=CLAIM)
    answer = served.ask(f"letters/{key}/try/edits?without={CLAIM}", "POST", b"")

    assert (303, f"{served.root}letters/{key}/try?without={CLAIM}#edits") == (answer.status, answer.headers["location"])
    assert 'name="edit" value="1"' in tried(served, key, without=CLAIM)


def test_a_hostile_letter_is_words_here_too(served: Served) -> None:
    """
    Whatever its facts hold arrives as words.
    """
    letter = checked(HOSTILE).encoding
    words = tried(served, served.key_of(HOSTILE.encode()), without=[fact.id for fact in letter.facts][:20])

    assert "<script>document" not in words
    assert "<img" not in words
    assert "\x1b" not in words


def test_a_forgotten_letter_is_not_tried(served: Served) -> None:
    """
    With the letter everything that could be tried of it is gone.
    """
    key = served.key_of(SHORT.encode())
    served.ask(f"letters/{key}/forget", "POST", b"")

    assert [404] * 3 == [
        served.ask(f"letters/{key}/{path}", method, b"" if method == "POST" else None).status
        for path, method in (("try", "GET"), ("try/edits", "POST"), ("edited?edit=1", "GET"))
    ]


def test_facts_are_found_again_in_an_edited_letter() -> None:
    """
    A fact is left out of the edited letter although its id became another; one whose words are gone is named.
    """
    reading = read_bytes(SHORT.encode(), Path("letter.txt"))
    encoding = encode(reading)
    question = "1. Has Wexmoor Police used drones to watch protests since 2018?\n"
    start = SHORT.index(question)
    gone = [Edit(start, start + len(question), "")]
    then = supposed(encoding, reading, ("Q1", "Q2", CLAIM), gone)

    assert ["Q1"] == [fact.id for fact in then.lost]
    assert not [fact for fact in then.encoding.facts if fact.kind in ("question", "threat_claim")]
    assert encoding.identity == then.encoding.identity


def test_an_address_says_all() -> None:
    """
    A supposition read from its own address is the same, and one that says nothing has none.
    """
    asked = Asked(("P1", CLAIM), (2, 1), "day", "2015-03-01", "0123456789abcdef")

    assert asked == asked_in(QueryParams(asked.address().removeprefix("?")))
    assert "" == Asked().address()
    with pytest.raises(NcndError):
        asked_in(QueryParams("law=other"))


def test_what_stays_is_not_told_as_new() -> None:
    """
    A sentence that is said before and after, of other words, is told once.
    """
    letter = checked(SHORT)
    claim = next(one for one in letter.verdicts.findings if one.rule == "THR-02")
    other = claim.model_copy(update={"fingerprint": "0" * 16})
    line = line_of(Difference("THR-02", Outcome.VIOLATED, Outcome.VIOLATED, (claim,), (other,)), {})

    assert ((), (), (("error", claim.message),)) == (line.gone, line.new, line.moved)
