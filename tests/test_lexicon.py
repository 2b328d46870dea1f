"""The lexicon: each row is held against its own example and counter-example, and each mistake is said."""

import os
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from processes import memory_of

from ncnd_rules.encode.lexicon import Lexicon, Row, _holds, load_lexicon
from ncnd_rules.encode.patterns import Pattern, as_bytes
from ncnd_rules.errors import LexiconError
from ncnd_rules.facts import FACT_TYPES, fields_of
from ncnd_rules.registers import load_registers
from ncnd_rules.shipped import rulesets_dir

LEXICON = load_lexicon()
ROWS = [(family, row) for family in LEXICON.families for row in LEXICON.rows(family)]
NAMES = [row.id for _, row in ROWS]
LETTERS = sorted((Path(__file__).parents[1] / "cases").glob("*/letter.txt"))


def says(family: str, row: Row, words: str) -> bool:
    return any(hit.row.id == row.id and hit.rejected_by is None for hit in LEXICON.hits(family, words, every=True))


@pytest.mark.parametrize(("family", "row"), ROWS, ids=NAMES)
def test_row_finds_its_examples(family: str, row: Row) -> None:
    """
    Each example of a row is found by that row, and no guard rejects it.
    """
    assert [] == [example for example in row.example if not says(family, row, example)]


@pytest.mark.parametrize(("family", "row"), ROWS, ids=NAMES)
def test_row_passes_over_its_counter_examples(family: str, row: Row) -> None:
    """
    Each counter-example of a row is not matched by it, or is rejected by one of its guards.
    """
    assert [] == [counter for counter in row.counter if says(family, row, counter)]


def test_the_filter_lets_pass_what_each_pattern_finds() -> None:
    """
    The filter on the literal words of all patterns never passes over a sentence in which one of them matches.
    """
    told = [words for _, row in ROWS for words in (*row.example, *row.counter)]
    told += [line for letter in LETTERS for line in letter.read_text(encoding="utf-8").splitlines() if line.strip()]
    sentences = [as_bytes(words) for words in told[::3]]  # every row is put to its own examples elsewhere

    # Of its own: each pattern that was searched with keeps memory, and here each is, in every sentence.
    lexicon = Lexicon(rulesets_dir() / "lexicon")
    missed = []
    for together in set(lexicon.together.values()):
        for words in sentences:
            found = {compiled.row.id for rows in together.matching(words).values() for compiled in rows}
            missed += [
                (compiled.row.id, words)
                for _, compiled in together.rows
                if compiled.row.id not in found and compiled.pattern.exact.search(words)
            ]
    assert [] == missed


def test_no_guard_that_holds_is_passed_over() -> None:
    """
    A guard is tried wherever it could hold, of words at the end of a sentence, in its middle, or all of it.
    """
    told = [words for _, row in ROWS for words in row.counter][::3]
    sentences = [as_bytes(words) for words in told]
    possible = [LEXICON._guarding.possible(words) for words in told]
    held = passed = 0

    for guard in LEXICON._guards.values():
        for words, stand in zip(sentences, possible, strict=True):
            middle = len(words) // 2
            spans = ((0, len(words)), (middle, middle + 1), (len(words), len(words)))
            holds = any(_holds(guard, words, start, stop) for start, stop in spans)
            held += holds
            passed += holds and not stand & guard.bit
    assert held > len(LEXICON._guards)
    assert 0 == passed


def test_every_guard_is_used() -> None:
    """
    A guard that no row names is dead.
    """
    assert set(LEXICON._guards) == {name for _, row in ROWS for name in row.unless}


def test_events_stand_in_the_register() -> None:
    """
    Each event of the lexicon has a row in the register of threat levels.
    """
    keys = [row.gives["event"] for row in LEXICON.rows("events")]

    assert [] == [key for key in keys if load_registers().threat.event(key) is None]


# What a row may give that is the value of a fact's field: the kinds of fact, and what else a family knows.
FIELDS_GIVEN = {
    ("arguments", "argument"): ("factor", ()),
    ("arguments", "side"): ("factor", ("none",)),
    ("balances", "direction"): ("balance", ("implied",)),
    ("dates", "role"): ("date", ("after",)),
    ("earlier", "says"): ("earlier_answer", ()),
    ("doubts", "position"): ("part", ()),
    ("headings", "announces"): ("heading", ("closing", "earlier", "exemptions", "notice")),
    ("identity", "act"): ("regime", ()),
    ("identity", "whose"): ("reference", ()),
    ("meanings", "meaning"): ("level_meaning", ()),
    ("notices", "by"): ("clarification", ()),
    ("notices", "element"): ("notice_element", ()),
    ("notices", "reason"): ("extension", ()),
    ("sides", "side"): ("factor", ("none",)),
    ("periods", "direction"): ("review_period", ("other",)),
    ("positions", "hedge"): ("part", ()),
    ("positions", "position"): ("part", ()),
    ("positions", "tense"): ("part", ()),
    ("questions", "asks"): ("question", ()),
    ("questions", "period"): ("question", ()),
    ("rights", "direction"): ("review_period", ()),
    ("rights", "to"): ("complaint_right", ()),
    ("sayings", "about"): ("background", ()),
    ("sayings", "of"): ("promised_list", ()),
    ("sayings", "says"): ("disclaimer", ()),
    ("sayings", "stated"): ("presupposition", ()),
    ("scopes", "scope"): ("part", ("visible",)),
    ("slips", "defect"): ("text_defect", ()),
    ("questions", "covert"): ("question", ()),
    ("sums", "stated"): ("presupposition", ()),
    ("terms", "term"): ("limb_term", ()),
    ("tests", "object"): ("test", ()),
    ("tests", "says"): ("classification", ()),
    ("tests", "test"): ("test", ()),
    ("tests", "threshold"): ("test", ()),
    ("threat", "claim"): ("threat_claim", ()),
    ("topics", "topic"): ("question", ()),
}
KINDS_GIVEN = {"kind", "kinds", "by"}
HINTS_GIVEN = {
    "again", "alone", "copular", "corrects", "announces", "answered_by",
    "anaphora", "bare", "begins", "behind", "beside", "by_provision", "leads", "own",
    "courtesy", "defect", "depends", "divides", "down", "each", "elliptic", "elsewhere",
    "ended", "concludes",
    "event", "form", "holding", "limited_by", "near",
    "names", "none_exists", "of_deeds", "of_reasons", "opens", "passive", "plain", "pointing",
    "provision", "role",
    "quoted", "run_in", "scoping",
    "searched", "section", "several", "stops_clock", "strong", "tells", "titles", "told", "told_by", "turns", "use",
    "weak", "wins",
}  # fmt: skip


def given() -> Iterator[tuple[str, str, str, object]]:
    return ((family, row.id, key, value) for family, row in ROWS for key, value in row.gives.items())


def test_rows_give_values_of_fields() -> None:
    """
    What a row gives for the field of a fact is one of the values that field can have.
    """
    unknown = []
    for family, row, key, value in given():
        if (family, key) in FIELDS_GIVEN:
            kind, more = FIELDS_GIVEN[family, key]
            choices = fields_of(kind)[key].choices
            if choices and value not in (*choices, *more):
                unknown.append((row, key, value))

    assert [] == unknown


def test_what_argues_against_an_answer_may_be_harm() -> None:
    """
    Harm takes the arguments of a factor less those that only speak for an answer.
    """
    harm = fields_of("harm")["argument"].choices

    assert [] == [
        row.id
        for row in LEXICON.rows("arguments")
        if row.gives["side"] == "against" and row.gives["argument"] not in harm
    ]


def test_rows_give_kinds_of_facts() -> None:
    """
    Where a row names kinds of fact, there are such kinds; and no row gives what nothing asks for.
    """
    kinds = [
        (row, kind)
        for family, row, key, value in given()
        if key in KINDS_GIVEN and (family, key) not in FIELDS_GIVEN
        for kind in (value if isinstance(value, list | tuple) else [value])
    ]

    assert [] == [(row, kind) for row, kind in kinds if kind not in FACT_TYPES]
    assert KINDS_GIVEN | HINTS_GIVEN == {key for family, _, key, _ in given() if (family, key) not in FIELDS_GIVEN}


GOOD = {
    "fragments.yaml": "who: '(?:we|the force)'\n",
    "guards.yaml": "about: guards\nrows:\n  - {id: conditional, pattern: '\\bif ', where: before, why: a condition}\n",
    "words.yaml": (
        "about: words\nrows:\n"
        "  - {id: word.holds, tier: sure, pattern: '\\b%who% holds?\\b', unless: [conditional], gives: {held: true},\n"
        "     example: the force holds it, counter: it is held}\n"
    ),
}


def lexicon_with(tmp_path: Path, file: str, old: str, new: str) -> Lexicon:
    for name, text in GOOD.items():
        assert name != file or old in text
        (tmp_path / name).write_text(text.replace(old, new) if name == file else text, encoding="utf-8")
    return Lexicon(tmp_path)


def test_a_small_lexicon(tmp_path: Path) -> None:
    """
    A row is found with its fragment put in; a guard rejects a hit and is named.
    """
    lexicon = lexicon_with(tmp_path, "words.yaml", "it is held", "it is held")

    (hit,) = lexicon.hits("words", "The force holds it.")
    assert (0, 15, None) == (hit.start, hit.stop, hit.rejected_by)
    (rejected,) = lexicon.hits("words", "If the force holds it.")
    assert rejected.rejected_by is not None
    assert "conditional" == rejected.rejected_by.id
    assert lexicon.first("words", "If the force holds it.") is None


def test_a_sentence_that_comes_back_is_not_searched_again(tmp_path: Path) -> None:
    """
    Letters share their sentences: what was found in one is remembered, apart for each section and manner of asking.
    """
    lexicon = lexicon_with(tmp_path, "words.yaml", "it is held", "it is held")
    words = "The force holds it, and holds it still."

    first = lexicon.hits("words", words, "answer")
    assert lexicon.hits("words", "".join(words), "answer") is first
    assert lexicon.hits("words", words, "answer", every=True) is not first


def test_a_pattern_keeps_little_of_the_words_it_has_seen() -> None:
    """
    The memory of a worker is flat: every new sentence leads each pattern to new states, up to a bound.
    """
    chance = Random(1)  # noqa: S311 - words are no secrets
    sentences = [bytes(chance.choices(b"ab", k=300)) for _ in range(25)]
    patterns = [Pattern(f"a[^.;]{{0,80}}c{number}") for number in range(20)]

    before = memory_of(os.getpid())
    assert not any(pattern.exact.search(words) for pattern in patterns for words in sentences)

    assert memory_of(os.getpid()) - before < 15  # MB; with the bound of RE2 36


def test_little_is_remembered_of_a_sentence() -> None:
    """
    Thousands of sentences are remembered, so each may take little: what none of its families has found takes nothing.
    """
    sentences = [f"The file of {number} was moved to another building in the spring." for number in range(400)]
    lexicon = Lexicon(rulesets_dir() / "lexicon")  # of its own: what others have asked may make it grow just now

    def ask(words: str) -> None:
        for family in lexicon.families:
            lexicon.hits(family, words, "answer")

    ask(sentences[0])  # compiles what is needed
    tracemalloc.start()
    for words in sentences[1:]:
        ask(words)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert kept / len(sentences) < 3_000  # bytes; 4,500 where each family has its own empty place


def test_words_beyond_ascii_are_found_at_their_places(tmp_path: Path) -> None:
    """
    A character is one character, whatever it takes in UTF-8, and also where Latin-1 has no sign for it.
    """
    lexicon = lexicon_with(tmp_path, "words.yaml", "holds?", "holds? .{3} £(?P<sum>[0-9]+) caf[éè] to")
    words = "Łódź – the force holds ŵ€é £12 cafè to it."

    (hit,) = lexicon.hits("words", words)

    assert "the force holds ŵ€é £12 cafè to" == words[hit.start : hit.stop]
    assert {"sum": "12"} == hit.groups
    assert () == lexicon.hits("words", words.replace("è", "ê"))


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        (
            "words.yaml",
            "%who%",
            "%whom%",
            "words.yaml: line 3, rows[0].pattern: no fragment is called 'whom' (did you mean",
        ),
        ("words.yaml", "[conditional]", "[condition]", "no guard is called 'condition' (did you mean 'conditional'?)"),
        ("words.yaml", "holds?", "(holds", "RE2 cannot compile the pattern"),
        ("words.yaml", "holds?", "(?=holds)", "RE2 cannot compile the pattern"),
        ("words.yaml", "holds?", "hŵlds?", "'ŵ' is no character of Latin-1"),
        ("words.yaml", "holds?", "holds?.{0,2000}", "RE2 cannot compile the pattern"),
        ("words.yaml", "tier: sure", "tier: likely", "a likely row names the sections in which it holds"),
        (
            "words.yaml",
            "tier: sure",
            "tier: likely, within: [anser]",
            "no section is called 'anser' (did you mean 'answer'?)",
        ),
        ("words.yaml", "counter: it is held", "given: 1", "given"),
        ("words.yaml", "about: words\n", "", "expected 'about', a sentence, and 'rows', a list"),
        ("guards.yaml", "where: before", "where: behind", "where"),
        ("guards.yaml", "\\bif ", "(if", "RE2 cannot compile the pattern"),
        ("fragments.yaml", "(?:we", "(?:(we", "RE2 cannot compile the pattern"),
        ("fragments.yaml", "who:", "- who:", "expected fragments, as 'name: pattern'"),
    ],
)
def test_mistakes_of_an_author(tmp_path: Path, file: str, old: str, new: str, problem: str) -> None:
    """
    A malformed row is refused when the lexicon is read, with file, place, what was found and what was expected.
    """
    with pytest.raises(LexiconError) as caught:
        lexicon_with(tmp_path, file, old, new)

    assert problem in str(caught.value)


def test_more_rows_than_can_be_searched_for(tmp_path: Path) -> None:
    """
    A lexicon that outgrows RE2 is refused when it is read; it never passes over words in silence.
    """
    words = "|".join(f"{'abcdefgh'[number % 8]} {number:04} is held by the force" for number in range(9000))

    with pytest.raises(LexiconError, match="RE2 cannot search for the 1 rows at once"):
        lexicon_with(tmp_path, "words.yaml", r"\b%who% holds?\b", words)


def test_an_id_given_twice(tmp_path: Path) -> None:
    """
    No two rows have one id, whatever their files.
    """
    (tmp_path / "more.yaml").write_text(GOOD["words.yaml"], encoding="utf-8")

    with pytest.raises(LexiconError, match=r"the id 'word.holds' is given twice \(also in more.yaml\)"):
        lexicon_with(tmp_path, "words.yaml", "it is held", "it is held")
