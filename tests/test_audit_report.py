"""The report on an audit: every number in it is counted again here, from the rows that were put in."""

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner
from filled import POSITIONS, RULES, SPELLINGS, VERDICT, Filled, Row, fill
from told_tables import Tables

from ncnd_rules.audit.figures.authorities import Authorities
from ncnd_rules.audit.published.mask import mask_of
from ncnd_rules.audit.published.page import report_as_html
from ncnd_rules.audit.shards import write_shard
from ncnd_rules.audit.stored import open_stored
from ncnd_rules.cli import main

FEWEST = 10
Z = 1.9599639845


def report(audit: Path, *, mask: bool = False) -> str:
    with open_stored(audit) as stored:
        return report_as_html(stored, mask=mask)


class Counting:
    """The same audit, counted by hand."""

    def __init__(self, filled: Filled) -> None:
        self.filled = filled
        self.letters = {row["letter"]: row for row in filled.tables["letters"]}
        told = Counter(row["authority"] for row in self.letters.values())
        self.names = {
            name: min((n for n in own if told[n]), key=lambda name: (-told[name], name))
            for own in SPELLINGS
            for name in own
            if any(told[n] for n in own)
        }

    def year(self, letter: str) -> str:
        """The year of a letter."""
        day = self.letters[letter]["date"]
        return day[:4] if day else "undated"

    def who(self, letter: str) -> str:
        """The authority of a letter, by its commonest spelling."""
        return self.names.get(self.letters[letter]["authority"], "not read")

    def outcomes(self, rule: str) -> list[tuple[str, str]]:
        """(letter, outcome) of a rule."""
        return [(row["letter"], row["outcome"]) for row in self.filled.of("outcomes", rule=rule)]

    def errors(self, letter: str) -> list[Row]:
        """Its errors, but for what may be the doing of this copy."""
        return [row for row in self.violated(letter) if row["severity"] == "error" and row["attribution"] != "copy"]

    def violated(self, letter: str) -> list[Row]:
        """Its findings of a violation."""
        return self.filled.of("findings", letter=letter, outcome="violated")


@pytest.fixture(scope="module", params=[7, 8])
def counting(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Counting:
    return Counting(fill(tmp_path_factory.mktemp("audit"), 150, request.param))


@pytest.fixture(scope="module")
def page(counting: Counting) -> str:
    return report(counting.filled.folder)


@pytest.fixture(scope="module")
def tables(page: str) -> Tables:
    return Tables(page)


def between(hits: int, of: int) -> str:
    """The ends of Wilson's interval: the shares p with (h/n - p)^2 = z^2 p (1 - p) / n, by the quadratic formula."""
    share, a, b = hits / of, 1 + Z**2 / of, 2 * hits / of + Z**2 / of
    low, high = ((b + sign * (b**2 - 4 * a * share**2) ** 0.5) / (2 * a) for sign in (-1, 1))
    return f"{percent(max(low, 0.0) if hits else 0.0)} to {percent(min(high, 1.0) if hits < of else 1.0)}"


def percent(share: float) -> str:
    return f"{100 * share:.1f}%" if 0 < share < 0.01 or 0.99 < share < 1 else f"{100 * share:.0f}%"


def rate(hits: int, of: int) -> tuple[str, ...]:
    return (str(hits), str(of), percent(hits / of), between(hits, of))


def test_rules_have_all_their_denominators(counting: Counting, page: str, tables: Tables) -> None:
    """
    Each rule stands in one place, with violated, decided, applicable and checked letters, rate, interval and bounds.
    """
    told = {row[0].partition(":")[0]: row[1:] for row in tables.under("rules").rows}
    seldom = {row[0].partition(":")[0]: row[1:] for row in tables.called("Decided on fewer").rows}
    expected = {}
    for rule in RULES:
        ways = Counter(outcome for _, outcome in counting.outcomes(rule))
        decided = ways["violated"] + ways["satisfied"]
        copies = 0
        for letter in {letter for letter, outcome in counting.outcomes(rule) if outcome == "violated"}:
            whose = [row["attribution"] for row in counting.violated(letter) if row["rule"] == rule]
            copies += "authority" not in whose
        if decided:
            hits, of, share, ends = rate(ways["violated"], decided)
            applicable = decided + ways["undecided"]
            ends_of_all = [
                percent(hit / applicable) for hit in (ways["violated"], ways["violated"] + ways["undecided"])
            ]
            bounds = " to ".join(dict.fromkeys(ends_of_all))
            expected[rule] = (hits, of, str(applicable), str(ways.total()), share, ends, bounds, str(copies))

    assert expected == told | seldom
    assert {rule for rule, own in expected.items() if int(own[1]) >= FEWEST} == told.keys()
    assert told
    assert seldom
    assert "may be the doing of this copy; the rate has them too" in page


def test_rules_that_were_never_decided_are_named(counting: Counting, page: str) -> None:
    """
    A rule without one decision is neither drawn nor given a rate.
    """
    never = [
        rule
        for rule in sorted(RULES)
        if not {"violated", "satisfied"} & {outcome for _, outcome in counting.outcomes(rule)}
    ]

    assert never
    assert f"Decided on no letter at all ({len(never)}): {', '.join(never)}." in page


@pytest.mark.parametrize(("figure", "by"), [("years", "year"), ("authorities", "who")])
def test_letters_with_errors_are_counted_once(counting: Counting, tables: Tables, figure: str, by: str) -> None:
    """
    By year and by authority, whatever its spelling: letters with an error, of all letters.
    """
    of: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for letter in counting.letters:
        key = getattr(counting, by)(letter)
        of[key] += 1
        hits[key] += bool(counting.errors(letter))
    wanted = {key for key in of if by == "year" or (key != "not read" and of[key] >= FEWEST)}
    expected = {(key, *rate(hits[key], of[key])) for key in wanted}

    assert expected | {("all letters", *rate(hits.total(), of.total()))} == set(tables.under(figure).rows)


def test_copies_in_other_bytes_are_counted_and_told(tmp_path: Path) -> None:
    """
    The same authority, reference and day in other bytes may be one letter: it counts twice, and the page says so.
    """
    filled = fill(tmp_path, 12)
    letter = next(row for row in filled.tables["letters"] if row["authority"] and row["date"])
    again = {**letter, "letter": "f" * 64, "reference": letter["reference"].lower().replace("/", " - ")}
    before = report(filled.folder)
    write_shard(filled.folder, "r1-other", {"letters": [again]})

    assert "0 share authority, reference and day with another" in before
    assert "2 share authority, reference and day with another" in report(filled.folder)


def test_letters_under_another_act_make_no_share_look_better(tmp_path: Path) -> None:
    """
    A letter to which no rule of the Act was put is in no share of letters, and the page says how many there are.
    """
    filled = fill(tmp_path, 90)
    without = report(filled.folder)
    letter = {**filled.tables["letters"][0], "letter": "f" * 64, "date": "2021-01-01"}
    outcomes = [
        {"letter": "f" * 64, **VERDICT, "rule": rule, "outcome": outcome, "why": why}
        for rule, outcome, why in (("PIT-01", "not_applicable", "another Act"), ("BOD-13", "satisfied", None))
    ]
    rule = {**filled.tables["rules"][0], "rule": "BOD-13", "regime": "any"}
    write_shard(filled.folder, "r1-other", {"letters": [letter], "outcomes": outcomes, "rules": [rule]})
    page = report(filled.folder)

    assert "91 letters audited" in page
    assert Tables(without).under("years").rows == Tables(page).under("years").rows
    assert ", and so was 1 letter under another Act" in page
    assert "under another Act" not in without


@pytest.mark.parametrize(("figure", "by"), [("years-rules", "year"), ("authorities-rules", "who")])
def test_each_rule_is_counted_by_year_and_authority(counting: Counting, tables: Tables, figure: str, by: str) -> None:
    """
    In each box as many letters as violate the rule, of as many as it was decided on.
    """
    sizes = Counter(getattr(counting, by)(letter) for letter in counting.letters)
    expected = set()
    for rule in RULES:
        ways = Counter(outcome for _, outcome in counting.outcomes(rule))
        if ways["violated"] + ways["satisfied"] < FEWEST or not ways["violated"]:
            continue
        cells: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for letter, outcome in counting.outcomes(rule):
            cells[getattr(counting, by)(letter)][outcome] += 1
        for key, own in cells.items():
            decided = own["violated"] + own["satisfied"]
            drawn = by == "year" or (key != "not read" and sizes[key] >= FEWEST)
            if decided and drawn:
                expected.add((rule, key, *rate(own["violated"], decided)))

    assert expected == set(tables.under(figure).rows)


WORDS = {
    "disclosed": "information is given",
    "not_held": "not held",
    "withheld": "held and withheld",
    "ncnd": "neither confirmed nor denied",
    "unanswered": "not answered",
}


def in_words(positions: Iterable[str]) -> str:
    order = ("disclosed", "not_held", "withheld", "ncnd", "unanswered")
    return "; ".join(WORDS[position] for position in sorted(set(positions), key=order.index)) or "nothing said of it"


def stances(counting: Counting) -> Iterator[tuple[str, str, str]]:
    """(letter, topic, position) of every part whose question is on a known subject."""
    questions = {
        (row["letter"], row["id"]): json.loads(row["fields"]) for row in counting.filled.of("facts", kind="question")
    }
    for row in counting.filled.of("facts", kind="part"):
        fields = json.loads(row["fields"])
        for question in fields["question"]:
            topic = questions[row["letter"], question].get("topic")
            if topic:
                yield row["letter"], topic, fields["position"]


def test_positions_over_the_years_are_those_of_the_letters(counting: Counting, tables: Tables) -> None:
    """
    For each subject and each authority with two dated letters on it: every letter, its day and what it says.
    """
    said: defaultdict[tuple[str, str], defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for letter, topic, position in stances(counting):
        if counting.letters[letter]["date"] and counting.who(letter) != "not read":
            said[topic, counting.who(letter)][letter].add(position)
    expected = Counter(
        (who, counting.letters[letter]["date"], in_words(own))
        for (_, who), letters in said.items()
        if len(letters) > 1
        for letter, own in letters.items()
    )
    told = [row[:3] for one in tables.found if one.figure.startswith("subject-") for row in one.rows]

    assert expected == Counter(told)
    assert set(POSITIONS) <= {position for _, _, position in stances(counting)}


def test_requests_are_those_that_several_answered(counting: Counting, tables: Tables) -> None:
    """
    Letters of one request: the same question paragraphs, sent within half a year of each other by two authorities.
    """
    asked: defaultdict[str, list[tuple[date, str, str]]] = defaultdict(list)
    for row in counting.filled.of("paragraphs", number=0):
        letter = counting.letters[row["letter"]]
        if letter["date"] and letter["authority"]:
            day = date.fromisoformat(letter["date"])
            asked[row["fingerprint"]].append((day, counting.who(row["letter"]), row["letter"]))
    clusters: list[list[tuple[date, str, str]]] = []
    for own in asked.values():
        cluster: list[tuple[date, str, str]] = []
        for sent in sorted(own):
            if cluster and (sent[0] - cluster[-1][0]).days > 183:
                clusters.append(cluster)
                cluster = []
            cluster.append(sent)
        clusters.append(cluster)
    several = [own for own in clusters if len({who for _, who, _ in own}) > 1]
    shown = [one for one in tables.found if one.figure.startswith("request-")]
    taken: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in counting.filled.of("facts", kind="part"):
        fields = json.loads(row["fields"])
        for question in fields["question"]:
            taken[row["letter"], question.removeprefix("Q")].add(fields["position"])
    expected = {
        frozenset(
            (f"{who}, {day}", label, in_words(taken[letter, label])) for day, who, letter in own for label in ("1", "2")
        )
        for own in several
    }
    told = [frozenset(row[:3] for row in one.rows) for one in shown]

    assert min(6, len(several)) == len(shown)
    assert set(told) <= expected
    assert sorted((len({who for _, who, _ in own}) for own in several), reverse=True)[:6] == [
        len({row[0].rpartition(", ")[0] for row in one.rows}) for one in shown
    ]


def test_the_gravest_letters_come_first(counting: Counting, page: str) -> None:
    """
    Letters by errors and then by warnings, what may be the copy's doing left out; each error with its words.
    """
    weights = {}
    for letter in counting.letters:
        own = [row["severity"] for row in counting.violated(letter) if row["attribution"] != "copy"]
        weights[letter] = (own.count("error"), own.count("warning"))
    best = sorted((own for own in weights.values() if own[0]), reverse=True)[:20]
    cards = re.findall(r"<span>(\d+) errors?</span><span>(\d+) warnings?</span>", page)
    quotes = page.count("<q>We neither</q>")

    assert best == [(int(errors), int(warnings)) for errors, warnings in cards]
    assert quotes == sum(errors for errors, _ in best)
    assert "FOIA 2000 s.17(1) (a notice is given)" in page


def test_what_could_not_be_told_is_counted(counting: Counting, page: str, tables: Tables) -> None:
    """
    Unreadable files by reason, passages not understood, undecided rules, and rules that were not applied.
    """
    unread = [len(json.loads(row["unread"])) for row in counting.letters.values()]
    applicable = {rule: sum(outcome != "not_applicable" for _, outcome in counting.outcomes(rule)) for rule in RULES}
    undecided = {rule: sum(outcome == "undecided" for _, outcome in counting.outcomes(rule)) for rule in RULES}
    not_applied = counting.filled.of("outcomes", why="it is no letter under the Act")
    dated = sum(row["date"] is not None for row in counting.letters.values())
    named = sum(row["authority"] is not None for row in counting.letters.values())

    assert ("unreadable", "is empty", "2", "broken-0.txt") in tables.called("Files that could not").rows
    assert ("no pattern fits", str(sum(map(bool, unread))), str(sum(unread))) in tables.called("Passages").rows
    assert f"In {sum(map(bool, unread))} of {len(unread)} letters there were {sum(unread)} passages" in page
    assert f"No date was read in {len(unread) - dated} letters, no authority in {len(unread) - named}." in page
    assert {(rule, str(n), str(applicable[rule])) for rule, n in undecided.items() if n} == {
        row[:3] for row in tables.called("Rules undecided").rows
    }
    (row,) = tables.called("Rules that say nothing").rows
    assert row[1:] == (str(len({own["rule"] for own in not_applied})), str(len({own["letter"] for own in not_applied})))


def test_contradictions_and_disagreements_are_told(counting: Counting, page: str, tables: Tables) -> None:
    """
    Each finding between letters with its letters by file, and what a table told otherwise.
    """
    rows = tables.called("Each of them").rows
    first = counting.filled.tables["comparisons"][0]
    named = " ".join(row[3] for row in rows if row[2] == first["message"])

    assert (("CRS-01", str(len(counting.filled.tables["comparisons"]))),) == tables.called("By rule").rows
    assert len(counting.filled.tables["comparisons"]) == len(rows)
    assert "90 letters in 40 groups: 6 findings. 3 letters could not be compared" in page
    assert "57 letters under another Act, or met later, were left out" in page
    assert "could not be decided." not in page
    for letter in json.loads(first["letters"]):
        source = counting.filled.of("occurrences", letter=letter)[0]["source"]
        assert f"{counting.who(letter)}, " in named
        assert Path(source).name in named
    assert (("0000-0.txt", "date", "2001-01-01", "nothing"),) == tables.called("All 1").rows


def test_findings_between_letters_that_are_undecided_are_counted(tmp_path: Path) -> None:
    """
    They stand in no table, and their number is told.
    """
    filled = fill(tmp_path, 20)
    row = {
        **filled.tables["comparisons"][0],
        "number": 90,
        "fingerprint": "f90",
        "outcome": "undecided",
        "message": "?",
    }
    write_shard(filled.folder, "r1-other", {"comparisons": [row]})

    assert "6 findings. 1 more could not be decided." in report(filled.folder)


def test_it_says_how_it_was_made(counting: Counting, tables: Tables) -> None:
    """
    Version, digests, counts and days of the runs stand in it, and of two rulesets the newer alone is shown.
    """
    about = dict(row for row in tables.called("What it is of").rows)
    places = len(counting.filled.tables["occurrences"])
    days = sorted(row["date"] for row in counting.letters.values() if row["date"])
    facts = len(counting.filled.tables["facts"])

    assert (
        f"{len(counting.letters)}, met at {places} places; the same bytes met twice are one letter" == about["Letters"]
    )
    assert f"{days[0]} to {days[-1]}" == about["Dated"]
    assert str(facts) == about["Facts read"]
    assert "ncnd_rules 0.1.0, Python 3.11.7, reference" == about["Program"]
    assert (("a" * 16, "b" * 16, "e" * 16, str(len(counting.letters))),) == tables.called("What letters are shown").rows
    assert ["r0", "r1"] == [row[0] for row in tables.called("Runs").rows]


def test_pictures_say_what_their_tables_say(page: str, tables: Tables) -> None:
    """
    Every picture has a title, words for those who do not see it, and each number of its table drawn as letters.
    """
    drawings = re.findall(r"<svg .*?</svg>", page, re.DOTALL)
    by_name: dict[str, list[str]] = {}
    for drawing in drawings:
        root = ET.fromstring(drawing.replace(" href=", " xlink-href="))
        words = ["".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")]
        title, says = (root.find(f"{{http://www.w3.org/2000/svg}}{tag}") for tag in ("title", "desc"))
        assert title is not None
        assert title.text
        assert says is not None
        assert len(says.text or "") > 30
        name = (root.get("aria-labelledby") or "").partition("-title")[0]
        by_name.setdefault(re.sub(r"^(rules|years|authorities)-\d+$", r"\1", name), []).extend(words)

    assert {told.figure for told in tables.found if told.figure} == by_name.keys()
    for row in tables.under("rules").rows:
        assert f"{row[1]} of {row[2]}" in by_name["rules"]
    for row in tables.under("years-rules").rows:
        assert f"{row[2]}/{row[3]}" in by_name["years-rules"]


def test_it_needs_nothing_and_runs_nothing(page: str) -> None:
    """
    No script, no address, no style that the page's policy would refuse, and no id twice; and nobody searches it.
    """
    ids = re.findall(r'\bid="([^"]+)"', page)

    assert "<script" not in page
    assert '<meta name="robots" content="noindex">' in page
    assert [] == re.findall(r"(?:src|href)=\"(?!#)[^\"]*\"", page)
    assert " style=" not in page
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'(?:href="#|url\(#)([^")]+)', page)) <= set(ids)


@pytest.mark.parametrize("word", ["unlawful", "illegal", "breach", "violat", "guilty", "deliberate"])
def test_it_accuses_nobody(page: str, word: str) -> None:
    """
    A letter is inconsistent with a rule; nothing is said of the law broken, or of anybody's motive.
    """
    assert word not in page.lower()


def test_the_same_audit_gives_the_same_bytes(counting: Counting, page: str, tmp_path: Path) -> None:
    """
    However the rows are laid down in shards, and however often it is asked.
    """
    again = fill(tmp_path, 150, counting.filled.seed, shards=5)

    assert report(again.folder) == page


def test_a_mask_leaves_no_name(counting: Counting, page: str) -> None:
    """
    Names in every spelling, files, references and digests are gone, and every number is the same.
    """
    masked = report(counting.filled.folder, mask=True)
    small = masked.lower()
    numbers = [row[1:] for row in Tables(page).under("rules").rows]

    for name in (name for own in SPELLINGS for name in own):
        assert name.lower() not in small
    for word in ("wexmoor", "aldercombe", "northbank", "fenholt", "letters/", ".txt", "wp/0"):
        assert word not in small
    for letter in counting.letters:
        assert letter[:12] not in masked
    assert numbers == [row[1:] for row in Tables(masked).under("rules").rows]
    assert {"Authority A", "Authority B", "Authority C", "Authority D"} <= set(re.findall(r"Authority [A-Z]\b", masked))


def test_without_text_there_are_places_and_no_words(tmp_path: Path) -> None:
    """
    An audit that kept no text is reported without one word of a letter, and says so.
    """
    told = report(fill(tmp_path, 40, keep_text=False).folder)

    assert "We neither" not in told
    assert "No text was kept with this audit" in told
    assert re.search(r"characters \d+ to \d+", told)


@pytest.mark.parametrize(("years", "told"), [(1, "2017"), (3, "2017 to 2019")])
def test_the_years_of_the_letters_are_told_once_each(tmp_path: Path, years: int, told: str) -> None:
    """
    The first and the last, or the only one.
    """
    assert f"<b>{told}</b> dated" in report(fill(tmp_path, 20, years=years).folder)


def test_few_letters_are_listed_and_not_drawn(tmp_path: Path) -> None:
    """
    With five letters no rate is drawn, and the report still says what there is.
    """
    told = Tables(report(fill(tmp_path, 5).folder))

    assert [] == [one.caption for one in told.found if one.figure in ("rules", "years", "authorities")]
    assert all(int(row[2]) < FEWEST for row in told.called("Decided on fewer").rows)


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["audit", *words])
    return result.exit_code, result.stdout, result.stderr


def test_the_verb_writes_the_page(counting: Counting, page: str, tmp_path: Path) -> None:
    """
    `ncnd audit report AUDIT -o FILE` writes the very page, whole.
    """
    code, out, _ = run("report", str(counting.filled.folder), "-o", str(tmp_path / "report.html"))

    assert (0, "") == (code, out)
    assert page.strip() == (tmp_path / "report.html").read_text(encoding="utf-8").strip()


def test_without_matplotlib_it_says_what_to_install(
    counting: Counting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    One line on what is missing, and nothing written.
    """
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    code, _, err = run("report", str(counting.filled.folder), "-o", str(tmp_path / "report.html"))

    assert (2, "ncnd: pictures need matplotlib; install it with: pip install 'ncnd_rules[corpus]'\n") == (code, err)
    assert [] == list(tmp_path.iterdir())


def test_what_is_no_audit_is_refused(tmp_path: Path) -> None:
    """
    An empty folder is no audit: one line, exit code 2.
    """
    code, _, err = run("report", str(tmp_path))

    assert 2 == code
    assert "holds no audit yet" in err


def test_an_audit_without_letters_is_refused(tmp_path: Path) -> None:
    """
    Where nothing could be read there is nothing to report, and the message says so.
    """
    write_shard(tmp_path, "r1-0", {"status": fill(tmp_path / "other", 5).of("status", state="unreadable")})
    code, _, err = run("report", str(tmp_path))

    assert (2, "ncnd: the audit holds no letter that was read, so that there is nothing to report\n") == (code, err)


@pytest.mark.parametrize(
    ("told", "masked"),
    [
        (
            "the letter of X Police of 1 May 2021 (Ann Smith.txt) says",
            "the letter of Authority A of 1 May 2021 ([file]) says",
        ),
        (
            "the letter of 1 May 2021 (asked (2).pdf) and the letter x.docx",
            "the letter of 1 May 2021 ([file]) and the letter [file]",
        ),
        ("the letter Ann Smith.jsonl row 3 says", "the letter [file] says"),
        ("by s.17(1) of the Act (see the letter)", "by s.17(1) of the Act (see the letter)"),
    ],
)
def test_a_mask_leaves_no_file(told: str, masked: str) -> None:
    """
    Letters of one day are told apart by their files, whose names may be those of whoever asked.
    """
    mask = mask_of(Authorities({"X Police": "X Police"}, {"X Police": 3}))

    assert masked == mask.words(told)


def test_a_mask_leaves_no_name_that_is_told_beside_letters() -> None:
    """
    A name that no letter has cannot be called 'Authority B', and is not shown at all.
    """
    mask = mask_of(Authorities({"Wexmoor Police": "Wexmoor Police"}, {"Wexmoor Police": 3}))

    assert "Authority A" == mask.cell("authority", "Wexmoor Police")
    assert "another name" == mask.cell("authority", "Zorvexham Police")
    assert "[reference]" == mask.cell("reference", "Smith 4")
    assert "2021-05-01" == mask.cell("date", "2021-05-01")
