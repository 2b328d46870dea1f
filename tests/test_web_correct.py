"""Correcting what was read on the local page, without a browser: what is sent, what changes, and what is written."""

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import HOSTILE, RULESET, SHORT, Page
from served import Answer, Served, form, serving

pytest.importorskip("starlette", reason="starlette is not installed: pip install 'ncnd_rules[web]'")

from ncnd_rules.corrections_file import load_corrections
from ncnd_rules.encode import encode
from ncnd_rules.engine import Checker
from ncnd_rules.facts import Citation, Part
from ncnd_rules.read import read_bytes
from ncnd_rules.registers import load_registers
from ncnd_rules.web.shown import counted, shown_place, span_at

FORM = "application/x-www-form-urlencoded"
READ = encode(read_bytes(SHORT.encode(), Path("letter.txt")))
PARTS = [fact for fact in READ.facts if isinstance(fact, Part)]
SILENT = next(part for part in PARTS if part.position == "ncnd")
DENIAL = next(part for part in PARTS if part.position == "not_held")
CITED = next(fact for fact in READ.facts if isinstance(fact, Citation))
AT = SHORT.index("section 31")


@pytest.fixture
def key(served: Served) -> Iterator[str]:
    opened = served.key_of(SHORT.encode())
    yield opened
    served.ask(f"letters/{opened}/forget", "POST", b"")


def send(served: Served, path: str, *fields: tuple[str, object], **more: object) -> Answer:
    """The answer to a form."""
    body = urlencode([*fields, *more.items()]).encode()
    return served.ask(path, "POST", body, Content_Type=FORM)


def taken(served: Served, key: str) -> dict[str, Any]:
    """What programs are told of a letter."""
    (told,) = json.loads(served.ask(f"letters/{key}/take/json").body)
    found: dict[str, Any] = told
    return found


def messages(served: Served, key: str) -> list[str]:
    return [finding["message"] for finding in taken(served, key)["findings"]]


def shown(served: Served, key: str, fact: str) -> list[tuple[str, str]]:
    """What the form of a fact would send as it is shown, by whoever clicks nothing but a button."""
    sent: list[tuple[str, str]] = []
    select = ""
    for tag, own in Page(served.ask(f"letters/{key}/facts/{fact}").words).tags:
        if tag == "select":
            select = own["name"]
        elif tag == "option" and "selected" in own:
            sent.append((select, own["value"]))
        elif tag == "input" and (own["type"] != "checkbox" or "checked" in own):
            sent.append((own["name"], own["value"]))
    return sent


def as_denial(served: Served, key: str, **fields: str) -> Answer:
    """The form of the denial, sent with some fields otherwise."""
    kept = [(name, value) for name, value in shown(served, key, DENIAL.id) if name not in fields]
    return send(served, f"letters/{key}/facts/{DENIAL.id}", *kept, **fields)


def told(served: Served, key: str) -> str:
    """What the page says of the last step."""
    found = re.search(r'<div id="told".*?</div>', served.ask(f"letters/{key}").words, re.DOTALL)
    assert found
    return " ".join(re.sub("<[^>]*>", " ", found[0]).split())


def test_it_is_said_what_becomes_of_corrections_before_there_are_any(served: Served, key: str) -> None:
    """
    Whoever has set nothing yet reads what will be forgotten, in a sentence of its own.
    """
    words = served.ask(f"letters/{key}").words

    assert "Nothing yet." in words
    assert "What you set is forgotten with the letter, unless you take it away." in words


def test_a_fact_is_corrected_and_taken_back(served: Served, key: str) -> None:
    """
    A position that is read wrongly is set right; the findings follow, the page says how, and undo brings all back.
    """
    before = messages(served, key)
    answer = as_denial(served, key, position="disclosed")

    assert (303, f"{served.root}letters/{key}#told") == (answer.status, answer.headers["location"])
    after = messages(served, key)
    assert after != before
    assert [DENIAL.id] == taken(served, key)["letter"]["by_person"]
    assert re.search(r"answer: information is given, .* Then: \d+ findings? (fewer|more)", told(served, key))
    assert "set by you" in served.ask(f"letters/{key}").words
    assert 303 == send(served, f"letters/{key}/undo", correction=0).status
    assert before == messages(served, key)
    assert "Taken back" in told(served, key)
    assert 303 == send(served, f"letters/{key}/undo", correction=0).status
    assert "This correction was taken back before." in told(served, key)


def test_every_fact_has_a_form(served: Served, key: str) -> None:
    """
    Each fact that was read is listed with its form, and what the form shows, sent back, changes nothing.
    """
    words = served.ask(f"letters/{key}").words
    for fact in READ.facts:
        assert f'id="fact-{fact.id}"' in words
        answer = send(served, f"letters/{key}/facts/{fact.id}", *shown(served, key, fact.id))
        assert 303 == answer.status

    assert "Nothing was changed." == told(served, key)
    assert ([], 0) == (taken(served, key)["letter"]["by_person"], taken(served, key)["letter"]["struck_out"])
    assert 404 == served.ask(f"letters/{key}/facts/P77").status


def test_a_finding_leads_to_what_it_rests_on(served: Served, key: str) -> None:
    """
    Each finding leads to the statements that it rests on and to no others, from each to its form; to what was missed,
    where it rests on none.
    """
    verdicts = Checker(RULESET, load_registers()).check(READ)
    ways = {}
    for finding in verdicts.findings:
        words = served.ask(f"letters/{key}/findings/{finding.fingerprint}?group=POS").words
        ways[finding.rule] = set(re.findall(rf'letters/{key}/facts/([^"?]+)\?group=POS"', words))
        assert finding.message in unescape(words)
        assert f'letters/{key}/add?group=POS"' in words
        assert bool(ways[finding.rule]) != ("It rests on no statement" in words)

    assert {DENIAL.id, SILENT.id} == ways["POS-01"]
    assert set() in ways.values()
    assert all(f"/findings/{one.fingerprint}" in served.ask(f"letters/{key}").words for one in verdicts.findings)
    assert 404 == served.ask(f"letters/{key}/findings/0000").status


def test_words_stand_in_their_sentence(served: Served, key: str) -> None:
    """
    Around the words that a form is about stand those of the letter, set apart where the letter sets them apart.
    """
    cited = served.ask(f"letters/{key}/facts/{CITED.id}").words
    named = send(served, f"letters/{key}/add", words="WP/FOI/77/21", kind="citation").words

    assert "further information, by virtue of <mark>section 31</mark>. HARM Since 2006" in cited
    assert (
        '<blockquote class="excerpt">WEXMOOR POLICE 12 October 2021 Reference: <mark>WP/FOI/77/21</mark> You' in named
    )


def test_what_the_vocabulary_has_not_is_refused(served: Served, key: str) -> None:
    """
    A value that no field takes gets the form again, with what was found and what was expected, and changes nothing.
    """
    day = next(fact for fact in READ.facts if fact.kind == "date")
    answers = [
        as_denial(served, key, position="gone"),
        send(served, f"letters/{key}/facts/{day.id}", role="response", on="2021-02-30", does="change"),
        send(served, f"letters/{key}/added", kind="citation", start=AT, stop=AT + 10, provision="thirty one"),
        send(served, f"letters/{key}/added", kind="citation", start=AT, stop=AT + 10),
        send(served, f"letters/{key}/added", kind="wish", start=AT, stop=AT + 10),
        send(served, f"letters/{key}/added", kind="citation", provision="31", start=5, stop=4),
    ]
    said = [
        "Position: found &#39;gone&#39;, expected one of disclosed",
        "On: found &#39;2021-02-30&#39;, expected a date that exists",
        "Provision: found provision &#39;thirty one&#39;, expected a section with its subsections",
        "The field &#39;provision&#39; is missing",
        "Choose what the words say",
        "Choose words of the letter",
    ]

    assert [422] * 6 == [answer.status for answer in answers]
    for answer, why in zip(answers, said, strict=True):
        assert why in answer.words.partition('role="alert"')[2].partition("</div>")[0]
    assert [] == taken(served, key)["letter"]["by_person"]


def test_what_was_missed_is_added(served: Served, key: str) -> None:
    """
    Words that are typed are found, what they say is put in, and the finding that its lack gave is gone.
    """
    before = messages(served, key)
    asked = send(served, f"letters/{key}/add", words="virtue of   section 31", kind="citation")
    place = dict(re.findall(r'name="(start|stop)" value="(\d+)"', asked.words))

    assert 200 == asked.status
    assert SHORT[int(place["start"]) : int(place["stop"])] == "virtue of section 31"
    assert f'value="{SILENT.id}" checked' in asked.words  # the one answer that it can serve
    answer = send(served, f"letters/{key}/added", kind="citation", provision="31(3)", part=SILENT.id, **place)
    assert 303 == answer.status
    assert ["set-1"] == [fact["id"] for fact in taken(served, key)["letter"]["set_by_person"]]
    assert [one for one in before if "nowhere with its subsection" in one]
    assert not [one for one in messages(served, key) if "nowhere with its subsection" in one]
    assert "set-1: {" not in served.ask(f"letters/{key}").words
    facts = served.ask(f"letters/{key}/take/facts").words
    assert 'citation: {id: "set-1"' in facts


@pytest.mark.parametrize(
    ("words", "why"), [("Wexmoor Police", r"times; give more"), ("never said", "nowhere"), (" ", "Choose words")]
)
def test_words_that_are_not_found_once(served: Served, key: str, words: str, why: str) -> None:
    """
    Words that stand nowhere, or more than once, are asked for again with the reason, and kept as they were typed.
    """
    answer = send(served, f"letters/{key}/add", words=words, kind="citation")

    assert 422 == answer.status
    assert re.search(why, answer.words.partition('role="alert"')[2].partition("</div>")[0])
    assert f">{words.strip()}</textarea>" in answer.words


def test_words_that_say_nothing(served: Served, key: str) -> None:
    """
    Words that say nothing lose what stands on them alone; said of other words, it is refused.
    """
    answer = send(served, f"letters/{key}/nothing", start=AT, stop=AT + 10)
    assert 303 == answer.status
    assert f'id="fact-{CITED.id}"' not in served.ask(f"letters/{key}").words
    again = send(served, f"letters/{key}/nothing", start=AT, stop=AT + 10)

    assert 422 == again.status
    assert "No fact stands on &#39;section 31&#39;" in again.words


def test_a_passage_is_understood(served: Served, key: str) -> None:
    """
    A passage in which nothing more is said is no longer listed, and is listed again once that is taken back.
    """
    number = len(READ.unread)
    assert 303 == send(served, f"letters/{key}/understood", passage=0).status
    assert number - 1 == len(taken(served, key)["unread"])
    send(served, f"letters/{key}/undo", correction=0)

    assert number == len(taken(served, key)["unread"])
    assert [404, 404] == [send(served, f"letters/{key}/understood", passage=name).status for name in (99, "x")]


def test_what_rests_on_a_correction_keeps_it(served: Served, key: str) -> None:
    """
    A correction on which a later one rests is not taken back before it, and says which.
    """
    send(served, f"letters/{key}/added", kind="part", start=AT, stop=AT + 10, position="withheld", scope="overt")
    send(served, f"letters/{key}/added", kind="citation", start=AT, stop=AT + 10, provision="40", part="set-1")
    send(served, f"letters/{key}/undo", correction=0)

    assert told(served, key).startswith("Correction 2 rests on this one; take it back first")
    assert ["set-1", "set-2"] == taken(served, key)["letter"]["by_person"]


def test_corrections_are_taken_away_and_come_back(served: Served, key: str, tmp_path: Path) -> None:
    """
    What was taken away fits the letter on the command line, and makes it what it was: brought later, or dropped with
    it; those of another letter are refused, and said to be.
    """
    as_denial(served, key, position="disclosed")
    after = messages(served, key)
    answer = served.ask(f"letters/{key}/corrections")
    file = tmp_path / "letter.corrections.yaml"
    file.write_bytes(answer.body)
    assert "letter.corrections.yaml" in answer.headers["content-disposition"]
    assert 1 == len(load_corrections(file, READ))

    later = served.key_of(SHORT.encode(), "renamed.txt")
    content, body = form(answer.body, "letter.corrections.yaml")
    assert 303 == served.ask(f"letters/{later}/corrections", "POST", body, Content_Type=content).status
    assert after == messages(served, later)
    part = b'--cut\r\nContent-Disposition: form-data; name="corrections"; filename="c.yaml"\r\n\r\n' + answer.body
    content, body = form(SHORT.encode(), "letter.txt")
    both = served.ask("letters", "POST", part + b"\r\n" + body, Content_Type=content)
    assert after == messages(served, both.headers["location"].rpartition("/")[2])

    other = served.ask("letters", "POST", part + b"\r\n" + form(HOSTILE.encode(), "x.txt")[1], Content_Type=content)
    name = other.headers["location"].rpartition("/")[2]
    assert told(served, name).startswith("Corrections were not used. c.yaml:")
    assert "is about another letter" in told(served, name)
    content, body = form(b"letter: [", "c.yaml")
    served.ask(f"letters/{later}/corrections", "POST", body, Content_Type=content)
    assert "Corrections were not used. c.yaml: line 2: not valid YAML" in told(served, later)
    assert after == messages(served, later)


def test_edits_are_of_the_corrected_letter(served: Served, key: str) -> None:
    """
    Edits that were found before a correction are not shown after it, and are looked for anew.
    """
    served.ask(f"letters/{key}/edits", "POST", b"")
    assert "Look for them" not in served.ask(f"letters/{key}").words
    as_denial(served, key, position="disclosed")
    assert "Look for them" in served.ask(f"letters/{key}").words

    assert 303 == served.ask(f"letters/{key}/edits", "POST", b"").status
    assert "Look for them" not in served.ask(f"letters/{key}").words


def test_who_may_not_correct(served: Served, key: str) -> None:
    """
    Without the token, from a foreign page, or with anything that is no form of ours, nothing is corrected.
    """
    body = urlencode({"correction": 0}).encode()
    path = f"letters/{key}/undo"

    assert 403 == served.ask(path, "POST", body, Content_Type=FORM, Cookie="").status
    assert 403 == served.ask(path, "POST", body, Content_Type=FORM, Origin="https://letters.example").status
    assert 400 == served.ask(path, "POST", body, Content_Type="text/plain").status
    assert 404 == served.ask("letters/unknown/undo", "POST", body, Content_Type=FORM).status


def test_a_hostile_letter_is_words_in_every_form(served: Served) -> None:
    """
    Markup of a letter stays words where facts are listed, corrected and added.
    """
    key = served.key_of(HOSTILE.encode())
    facts = re.findall(rf'{served.root}letters/{key}/((?:facts|findings)/[^"]+)"', served.ask(f"letters/{key}").words)
    pages = [served.ask(f"letters/{key}/{path}") for path in (*facts, "add?from=0&to=400", "add?from=-1&to=x")]

    assert facts
    assert {200} == {answer.status for answer in pages}
    for answer in pages:
        assert "<script>window" not in answer.words
        assert "<img src=x" not in answer.words
        assert "\u202e" not in answer.words


# What is kept


def test_corrections_are_kept_where_the_user_said(tmp_path: Path) -> None:
    """
    In the folder that was named, and nowhere else, corrections are kept by hash: found again under another name, never
    put over those of another letter or over what somebody else wrote, and gone from no file that cannot be used.
    """
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "reply.corrections.yaml").write_text("letter: {file: other, sha256: 0}\n", encoding="utf-8")
    with serving(tmp_path, options=("--corrections", str(kept))) as served:
        key = served.key_of(SHORT.encode(), "reply.txt")
        as_denial(served, key, position="disclosed")
        after = messages(served, key)
        (own,) = [path for path in kept.iterdir() if path.name != "reply.corrections.yaml"]
        again = served.key_of(SHORT.encode(), "renamed.txt")
        found = messages(served, again)
        content, body = form(SHORT.encode(), "reply.txt")
        part = b'--cut\r\nContent-Disposition: form-data; name="corrections"; filename="c.yaml"\r\n\r\n'
        both = part + served.ask(f"letters/{key}/corrections").body + b"\r\n" + body
        brought = served.ask("letters", "POST", both, Content_Type=content).headers["location"].rpartition("/")[2]
        replaced = told(served, brought)
        own.write_text(own.read_text(encoding="utf-8") + "# by hand\n", encoding="utf-8")
        send(served, f"letters/{key}/undo", correction=0)
        notice = told(served, key)
        own.write_text(own.read_text(encoding="utf-8").replace("not_held", "vexatious"), encoding="utf-8")
        misfit = served.key_of(SHORT.encode(), "reply.txt")
        unused = told(served, misfit)
        written = {Path(event[1]).parent for event in served.events() if event[0] == "open" and event[1] != "/dev/null"}

    assert f"reply.{READ.identity[:8]}.corrections.yaml" == own.name
    assert after == found
    assert replaced.startswith(f"Corrections from c.yaml, in place of those kept in {own.name}")
    assert notice.startswith(f"Not saved. {own}: was changed by somebody else")
    assert f"Corrections were not used. {own}" in unused
    assert "does not fit the letter as it is read" in unused
    assert {kept} >= written
    assert own.read_text(encoding="utf-8").endswith("# by hand\n")
    assert "letter: {file: other, sha256: 0}\n" == (kept / "reply.corrections.yaml").read_text(encoding="utf-8")


def test_without_a_folder_nothing_is_written(tmp_path: Path) -> None:
    """
    Corrections are in memory only, where no folder was named for them.
    """
    with serving(tmp_path) as served:
        key = served.key_of(SHORT.encode())
        as_denial(served, key, position="disclosed")
        content, body = form(served.ask(f"letters/{key}/corrections").body, "c.yaml")
        served.ask(f"letters/{key}/corrections", "POST", body, Content_Type=content)
        events = [event for event in served.events() if event[:2] != ["open", "/dev/null"]]

    assert ["socket.bind"] == [event[0] for event in events]


# Places


@given(st.text(st.sampled_from("ab \n\t\r\u00a0\ufeff\u202e\x1b\x85\u2028é\U0001d538"), max_size=40), st.data())
def test_places_as_a_browser_counts(text: str, data: st.DataObject) -> None:
    """
    A place in the letter, counted as a browser does, is found again; blanks at its ends are not part of it.
    """
    offsets = counted(text)
    if not offsets:
        assert span_at(0, 1, text) is None
        return
    first = data.draw(st.integers(0, len(offsets) - 1))
    last = data.draw(st.integers(first + 1, len(offsets)))
    span = span_at(first, last, text)

    assert span is not None
    assert span.start is not None
    assert span.stop is not None
    assert text[span.start : span.stop] == span.quote
    assert (first, last) == shown_place(span.start, span.stop, offsets)
    assert not span.quote[0].isspace()
    assert not span.quote[-1].isspace()
