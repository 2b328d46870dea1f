"""Compose: a letter says what its plan says, and evidence is exact however the letter looks."""

import re
import runpy
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ncnd_rules.compose import SHAPES, Composed, Plan, Wordings, compose, load_wordings, random_plan
from ncnd_rules.compose.corpus import corpus
from ncnd_rules.compose.layout import wrapped
from ncnd_rules.compose.passage import Mark, Passage, names_of, render
from ncnd_rules.compose.printed import day, provisions
from ncnd_rules.compose.wordings import Row, WordingError
from ncnd_rules.facts import Citation, Date, Fact, Harm
from ncnd_rules.facts_file import load_facts
from ncnd_rules.registers import load_registers

CASES = Path(__file__).parents[1] / "cases"
HALVES = ("seen", "unseen")
BANKS = {half: load_wordings(CASES / "wordings" / half) for half in HALVES}

# What states nothing: its sections are quoted, or another Act's, or no exemptions; or the words are the requester's.
ASIDES = ("statute_quoted", "other_acts", "history", "requester_words", "s1_duties", "held_if", "boilerplate")
NO_EXEMPTIONS = {"1", "2", "8", "10", "16", "17", "45", "50"}

halves = st.sampled_from(HALVES)
seeds = st.integers(min_value=0, max_value=2**32)
shapes = st.sampled_from(SHAPES)


def plan_of(half: str, seed: int, shape: str | None = None) -> Plan:
    chance = Random(seed)  # noqa: S311 - letters are not secrets
    return random_plan(chance, BANKS[half], shape or chance.choice(SHAPES))  # type: ignore[arg-type]


def said(fact: Fact) -> str:
    """A fact without its own name and its evidence."""
    return f"{fact.kind} {fact.model_dump_json(exclude={'id', 'evidence', 'argument'})}"


def words_of(letter: Composed) -> list[tuple[str, list[str]]]:
    """What each fact says, and its words whatever lines they stand on."""
    return [(said(fact), [" ".join(span.quote.split()) for span in fact.evidence]) for fact in letter.facts]


@settings(max_examples=60, deadline=None)
@given(half=halves, seed=seeds, shape=shapes)
def test_evidence_is_what_stands_at_its_offsets(half: str, seed: int, shape: str) -> None:
    """
    Every fact has evidence, and every quote is what the letter has at its place.
    """
    letter = compose(plan_of(half, seed, shape), BANKS[half], seed)

    assert letter.facts
    for fact in letter.facts:
        assert fact.evidence, fact
        for span in fact.evidence:
            assert span.quote == letter.text[span.start : span.stop]
    assert not set("{}«»") & set(letter.text)


@settings(max_examples=60, deadline=None)
@example(half="unseen", seed=98469, shape="mixed")  # one provision, to withhold and to keep silent
@given(half=halves, seed=seeds, shape=shapes)
def test_a_letter_says_all_that_its_plan_says(half: str, seed: int, shape: str) -> None:
    """
    Nothing planned is left out: dates, questions, parts, exemptions, harm, factors, balances, rights.
    """
    plan = plan_of(half, seed, shape)
    refusals = [answer.refusal for answer in plan.answers if answer.refusal]
    planned: list[Fact] = [*plan.dates, *(asked.fact for asked in plan.questions)]
    for refusal in refusals:
        planned += [*refusal.citations, *refusal.harm, *refusal.factors, *refusal.balances]
    planned += [answer.part for answer in plan.answers]
    planned += [one for one in plan.periods if plan.review_right]
    letter = compose(plan, BANKS[half], seed)

    # One citation may serve two parts; then it is one fact with both.
    def key(fact: Fact) -> str:
        return f"{fact.provision} {fact.role} {fact.purpose}" if isinstance(fact, Citation) else said(fact)

    wanted = Counter(map(key, planned))
    found = Counter(map(key, letter.facts))
    merged = {name for name in wanted if not name[0].isalpha()}
    assert {name: count for name, count in wanted.items() if found[name] < (1 if name in merged else count)} == {}
    kinds = {fact.kind for fact in letter.facts}
    assert ("review_right" in kinds, "complaint_right" in kinds) == (plan.review_right, plan.complaint_right)


@settings(max_examples=60, deadline=None)
@given(half=halves, seed=seeds, shape=shapes)
def test_a_letter_says_no_more_than_its_plan(half: str, seed: int, shape: str) -> None:
    """
    What is quoted, refused elsewhere or asked by the requester adds no part, no factor and no listed exemption.
    """
    plan = plan_of(half, seed, shape)
    refusals = [answer.refusal for answer in plan.answers if answer.refusal]
    letter = compose(plan, BANKS[half], seed)
    count = Counter(fact.kind for fact in letter.facts)
    listed = {fact.provision for fact in letter.facts if isinstance(fact, Citation) and fact.role == "listed"}

    assert count["part"] == len(plan.answers)
    assert count["question"] == len(plan.questions)
    assert count["date"] == len(plan.dates)
    assert count["factor"] == sum(len(refusal.factors) for refusal in refusals)
    assert count["harm"] == sum(len(refusal.harm) for refusal in refusals)
    assert listed == {citation.provision for refusal in refusals for citation in refusal.citations}
    assert plan.threat is not None or not count["threat_claim"]


@settings(max_examples=40, deadline=None)
@given(half=halves, seed=seeds, width=st.integers(min_value=30, max_value=100))
def test_how_a_letter_looks_changes_nothing_that_it_says(half: str, seed: int, width: int) -> None:
    """
    Wrapped at any width, the letter has the same facts, on the same words.
    """
    plan = plan_of(half, seed)
    flat = plan._replace(style=plan.style._replace(width=0, paged=False))
    narrow = plan._replace(style=plan.style._replace(width=width, paged=False))

    assert words_of(compose(flat, BANKS[half], seed)) == words_of(compose(narrow, BANKS[half], seed))


@settings(max_examples=30, deadline=None)
@given(half=halves, seed=seeds)
def test_the_same_seed_gives_the_same_bytes(half: str, seed: int) -> None:
    """
    A plan and a seed determine a letter; another seed words the same plan differently.
    """
    plan = plan_of(half, seed)

    assert plan == plan_of(half, seed)
    assert compose(plan, BANKS[half], seed) == compose(plan, BANKS[half], seed)
    assert len({compose(plan, BANKS[half], f"{seed}-{other}").text for other in range(5)}) > 1


@pytest.mark.parametrize("half", HALVES)
def test_the_stored_letters_are_what_the_generator_makes(half: str) -> None:
    """
    Every composed file of the corpus is made again with the same bytes, and none is left from before.
    """
    make = runpy.run_path(str(CASES / "corpus" / "make.py"))
    made = dict(make["files"](half))
    stored = sorted((CASES / "corpus" / half).glob("made-*/*"))

    assert sorted(made) == stored
    assert [path for path, text in made.items() if path.read_bytes() != text.encode()] == []


@pytest.mark.parametrize(
    "path", sorted((CASES / "corpus").glob("*/made-*/facts.yaml")), ids=lambda path: path.parent.name
)
def test_the_facts_of_a_stored_letter_load(path: Path) -> None:
    """
    The annotation fits its letter, and says which kinds it covers.
    """
    loaded = load_facts(path)

    assert loaded.text == (path.parent / "letter.txt").read_text(encoding="utf-8")
    assert {fact.kind for fact in loaded.facts} <= set(loaded.covers)
    assert {"part", "citation", "factor", "harm", "balance"} <= set(loaded.covers)


@pytest.mark.parametrize("half", HALVES)
def test_every_wording_can_be_said(half: str) -> None:
    """
    No wording stands in a bank that no letter would use: the corpus has nearly all, other letters the rest.
    """
    bank = BANKS[half]
    worn = Counter(name for letter in corpus(bank, 45) for name in letter.used)
    left = [row.id for row in bank.rows if not worn[row.id]]
    for seed in range(200):
        worn.update(compose(plan_of(half, seed, SHAPES[seed % len(SHAPES)]), bank, seed, worn).used)

    assert len(left) < len(bank.rows) / 50, left
    assert [row.id for row in bank.rows if not worn[row.id]] == []


def test_the_banks_share_no_wording() -> None:
    """
    What is measured with the unseen half was never in the seen one: no row, topic, question or authority.
    """

    def wordings(bank: Wordings) -> set[str]:
        texts = [row.text for row in bank.rows if row.element not in ("title", "confirm", "cite_between")]
        texts += [topic.subject for topic in bank.topics] + [body.name for body in bank.bodies]
        texts += [ask.ask for topic in bank.topics for ask in topic.questions]
        return {re.sub(r"[^a-z{}]+", " ", text.lower()).strip() for text in texts}

    seen, unseen = map(wordings, BANKS.values())

    assert {text for text in seen & unseen if text.count(" ") > 2} == set()
    assert len(seen & unseen) < 12, seen & unseen


@pytest.mark.parametrize("half", HALVES)
def test_the_banks_are_rich(half: str) -> None:
    """
    There are as many wordings of each element as it takes for letters to differ.
    """
    bank = BANKS[half]

    def count(element: str, **fields: object) -> int:
        return sum(all(getattr(row, name) == value for name, value in fields.items()) for row in bank.of(element))

    assert min(count("factor_for"), count("factor_against"), count("harm")) >= 30
    assert count("balance") >= 20
    assert count("threat") >= 10
    assert count("position", position="ncnd", scope="unqualified") >= 8
    assert count("position", position="ncnd", scope="further") >= 8
    assert count("position", position="not_held", scope="unqualified") >= 8


@pytest.mark.parametrize("half", HALVES)
def test_asides_state_nothing(half: str) -> None:
    """
    Quoted law, other Acts, conditions and the requester's words mark no evidence.
    """
    marked = [row.id for element in ASIDES for row in BANKS[half].of(element) if names_of(row.text)]

    assert [row.id for element in ASIDES for row in BANKS[half].of(element)]
    assert marked == []


@pytest.mark.parametrize("half", HALVES)
def test_a_section_is_a_slot_or_no_exemption(half: str) -> None:
    """
    No wording cites an exemption that would go unmarked.
    """
    for row in BANKS[half].rows:
        if row.element not in ASIDES:
            cited = re.findall(r"(?i)\b(?:sections?|sec\.|s\.?)\s?(\d+)", row.text + " " + row.one)
            assert set(cited) <= NO_EXEMPTIONS, row


@pytest.mark.parametrize("half", HALVES)
def test_bodies_are_marked_wherever_the_authority_names_them(half: str) -> None:
    """
    A name that the register of bodies has is marked as that body, in the words of the authority.
    """
    names = {name: body.id for body in load_registers().bodies.rows for name in body.names}
    for row in BANKS[half].rows:
        if row.element == "requester_words":
            continue
        bare = re.sub(r"«body\.\w+:[^«»]*»", "", row.text)
        assert [name for name in names if re.search(rf"\b{re.escape(name)}\b", bare)] == [], row
        for body, words in re.findall(r"«body\.(\w+)[\w.]*:([^«»]*)»", row.text):
            assert names[words] == body, row


def test_claims_are_those_of_their_row() -> None:
    """
    Each claim about a threat level has a mark, and each mark a claim.
    """
    for bank in BANKS.values():
        for row in bank.of("threat"):
            assert {name for name in names_of(row.text) if "." not in name} == set(row.claims), row


WORDS = st.lists(st.text(alphabet="abcdef'’.,", min_size=1, max_size=12), min_size=1, max_size=40)


@given(words=WORDS, width=st.integers(min_value=0, max_value=40), data=st.data())
def test_wrapping_moves_marks_with_their_words(words: list[str], width: int, data: st.DataObject) -> None:
    """
    Lines are broken between words only, none is longer than it has to be, and a mark stays on its words.
    """
    first = data.draw(st.integers(min_value=0, max_value=len(words) - 1))
    last = data.draw(st.integers(min_value=first, max_value=len(words) - 1))
    text = " ".join(words)
    start = len(" ".join(words[:first])) + (first > 0)
    stop = len(" ".join(words[: last + 1]))
    passage = Passage(text, (Mark(start, stop, Harm(id="H1")),))
    broken = wrapped(passage, width, "- ", "  ")
    (mark,) = broken.marks

    assert ["-", *words] == broken.text.split()
    assert words[first : last + 1] == broken.text[mark.start : mark.stop].split()
    assert all(len(line) <= max(width, 2 + max(map(len, words))) for line in broken.text.splitlines()) or not width


def test_templates() -> None:
    """
    Slots are filled in their own case, marks may stand inside each other, and an empty slot is an error.
    """
    slots = {"the": Passage("the force"), "level": Passage("severe")}
    seen: list[str] = []

    def fact_of(name: str, words: str) -> Fact:
        seen.append(f"{name}={words}")
        return Harm(id="H1")

    passage = render("{The} says «a:{LEVEL} or «b:not»» to {the}.", slots, fact_of)

    assert "The force says SEVERE or not to the force." == passage.text
    assert ["b=not", "a=SEVERE or not"] == seen
    assert ["not", "SEVERE or not"] == [passage.text[mark.start : mark.stop] for mark in passage.marks]
    with pytest.raises(KeyError):
        render("{nothing}", slots, fact_of)


def test_how_days_and_provisions_are_printed() -> None:
    """
    Ordinals end rightly; provisions that differ in their last letter are drawn together, others are not.
    """
    june = [Date(role="response", on=f"2019-06-{number:02}").on for number in (1, 2, 3, 11, 12, 21, 24)]  # type: ignore[arg-type]
    cited = [Citation(provision=provision) for provision in ("24(1)", "31(1)(a)", "31(1)(b)", "31(3)")]
    printed = provisions(cited, "&", spaced=False)

    assert "1st 2nd 3rd 11th 12th 21st 24th" == " ".join(day("{d}{th}", on) for on in june)
    assert "Saturday 01/06/19 Jun" == day("{Weekday} {dd}/{mm}/{yy} {Mon}", june[0])
    assert ["24(1)", "31(1)(a)&(b)", "31(3)"] == [passage.text for passage in printed]
    assert [1, 2, 1] == [len(passage.marks) for passage in printed]
    assert ["31 (1)(a)"] == [passage.text for passage in provisions(cited[1:2], "&", spaced=True)]


def test_a_bad_wording_is_named(tmp_path: Path) -> None:
    """
    A file of wordings with a mistake is refused with its line.
    """
    bank = tmp_path / "bank"
    bank.mkdir()
    (bank / "rows.yaml").write_text("harm:\n  - Some words.\n  - {text: Others., sope: further}\n", encoding="utf-8")

    with pytest.raises(WordingError, match=r"rows\.yaml: line 3.*no field 'sope' here \(did you mean 'scope'\?\)"):
        load_wordings(bank)


def test_a_row_fits_its_days_and_authorities() -> None:
    """
    A wording is said between its days only, and by authorities of its kinds.
    """
    row = Row.model_validate(
        {"element": "e", "id": "e.1", "text": "x", "from": "2018-05-25", "to": "2019-01-01", "kinds": ["police"]}
    )
    days = [Date(role="response", on=on).on for on in ("2018-05-24", "2018-05-25", "2019-01-01", "2019-01-02")]  # type: ignore[arg-type]

    assert [False, True, True, False] == [row.fits(on, "police") for on in days]
    assert not row.fits(days[1], "council")
