"""Letters against each other: what is told of them, in what order, and what is not said of a letter and its copy."""

import json
import random
import textwrap
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from ncnd_rules.between import among, meeting
from ncnd_rules.between.letters import folded_authority
from ncnd_rules.between.questions import questions_of, same_question
from ncnd_rules.between.words import alike, changes, shared, telling, tokens
from ncnd_rules.cli import main
from ncnd_rules.compare import Comparer, compare
from ncnd_rules.compare.story import chapters, strands
from ncnd_rules.encode import encode
from ncnd_rules.encoding import Encoding
from ncnd_rules.engine.durable import available
from ncnd_rules.errors import NcndError
from ncnd_rules.explain import explain
from ncnd_rules.facts import Authority, Citation, Date, Part, Question
from ncnd_rules.inputs import load, load_whole
from ncnd_rules.letter import Letter, Span
from ncnd_rules.read import read, read_bytes
from ncnd_rules.registers import load_registers
from ncnd_rules.report.compared_json import comparison_as_json, comparison_schema
from ncnd_rules.rule_files import encodings_of, load_ruleset

CASES = Path(__file__).parents[1] / "cases"
HARBOUR = CASES / "compared" / "harbour-drones"
FILES = sorted(HARBOUR.glob("*.txt"))
SALTMARSH = [HARBOUR / "2019-saltmarsh.txt", HARBOUR / "2021-saltmarsh.txt"]
LETTERS = Path(__file__).parents[2] / "shared" / "letters"
RULES = load_ruleset(over="letters")

needs_letters = pytest.mark.skipif(not LETTERS.is_dir(), reason="the five real letters are not at hand")


@pytest.fixture(scope="module")
def harbour() -> list[Encoding]:
    return [load(file).encoding for file in FILES]


def ncnd(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], env={"NO_COLOR": "1"})


def asked(words: str, parent: str | None = None, name: str = "Q1") -> Question:
    return Question(id=name, label=name, parent=parent, evidence=(Span(quote=words),))


def letter_asking(*questions: Question) -> Encoding:
    return Encoding(Letter(file="letter.txt"), questions)


def test_three_letters() -> None:
    """
    Confirmed and then met with silence, denied and then met with silence, answered by a neighbour, refused under
    other limbs, argued in its words, a limit dropped and a stale sentence copied: each is found once or where it is.
    """
    run = ncnd("compare", HARBOUR, "--format", "json")
    told = json.loads(run.output)

    assert 1 == run.exit_code
    assert {
        ("CRS-01", "error"),
        ("CRS-03", "warning"),
        ("CRS-04", "warning"),
        ("CRS-05", "info"),
        ("CRS-06", "warning"),
        ("CRS-13", "info"),
        ("CRS-14", "warning"),
        ("HARM-13", "warning"),
    } == {(finding["rule"], finding["severity"]) for finding in told["findings"]}
    assert {"violated"} == {finding["outcome"] for finding in told["findings"]}


def test_evidence_comes_from_each_letter(harbour: list[Encoding]) -> None:
    """
    The words of a finding stand at their offsets in the letter that they name, and come from more than one letter.
    """
    comparison = compare(harbour)
    texts = {letter.name: letter.encoding.text or "" for letter in comparison.letters}

    for finding in comparison.findings:
        spans = [span.model_dump() for span in finding.evidence]
        assert all(texts[span["letter"]][span["start"] : span["stop"]] == span["quote"] for span in spans)
        assert 1 < len({span["letter"] for span in spans}), finding.rule


def test_the_story(harbour: list[Encoding]) -> None:
    """
    From one letter of an authority to its next: what was answered, what is relied on, which word went.
    """
    (chapter,) = chapters(compare(harbour))
    told = {event.says for event in chapter.events}

    assert ("A", "C") == (chapter.earlier.name, chapter.later.name)
    assert "section 24(2) is relied on now and was not before" in told
    assert "section 31(3) is relied on in both" in told
    assert "drones, neither confirmed nor denied: as to covert use before, without a limit now" in told
    assert "the word “covert” is dropped in 1 sentence that both letters have" in told
    assert "the balance comes out for silence, in both" in told


def test_what_was_changed_word_by_word(harbour: list[Encoding]) -> None:
    """
    A sentence that travelled is told with what was changed in it; a stale one comes first.
    """
    first, *rest = strands(compare(harbour))

    assert ("A", "C") == first.letters
    assert {"A", "C"} == {letter for letter, _ in first.stale}
    assert first.changed == ()
    assert ("any other", "") in {tuple(change) for strand in rest for _, _, own in strand.changed for change in own}


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(3)), st.randoms(use_true_random=False))
def test_the_order_of_files_and_facts_never_shows(order: list[int], shuffled: random.Random) -> None:
    """
    Letters in any order, with their facts in any order, give the same bytes.
    """
    encodings = [load(file).encoding for file in FILES]
    expected = comparison_as_json(compare(encodings), {})
    again = []
    for number in order:
        facts = list(encodings[number].facts)
        shuffled.shuffle(facts)
        again.append(encodings[number]._replace(facts=tuple(facts)))

    assert json.loads(expected)["findings"] == json.loads(comparison_as_json(compare(again), {}))["findings"]


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(FILES), st.integers(50, 110))
def test_a_letter_and_its_copy_with_other_line_breaks(
    tmp_path_factory: pytest.TempPathFactory, file: Path, width: int
) -> None:
    """
    A letter compared with a copy of itself, its lines wrapped anew, yields no finding and is told to be a copy.
    """
    copy = tmp_path_factory.mktemp("copy") / "copy.txt"
    lines = file.read_text(encoding="utf-8").split("\n")
    copy.write_text("\n".join(textwrap.fill(line, width) for line in lines), encoding="utf-8")
    comparison = compare([load(file).encoding, load(copy).encoding])

    assert () == comparison.findings
    assert 1 == sum(bool(letter.copy_of) for letter in comparison.letters)


def test_another_rendering_of_a_letter(tmp_path: Path) -> None:
    """
    A rendering with other furniture is a copy; one that answers otherwise is a letter of its own.
    """
    text = FILES[0].read_text(encoding="utf-8")
    other = tmp_path / "page.txt"
    other.write_text(
        text.replace("Disclosure Officer\n", "Disclosure Officer\nThis answer is kept in our log.\n"), encoding="utf-8"
    )
    denied = tmp_path / "denied.txt"
    denied.write_text(text.replace("In 2017 the force made eleven flights of", "We do not use"), encoding="utf-8")
    whole = load(FILES[0]).encoding

    assert {"", "A"} == {letter.copy_of for letter in compare([whole, load(other).encoding]).letters}
    assert {""} == {letter.copy_of for letter in compare([whole, load(denied).encoding]).letters}


def test_names_of_people_do_not_travel(harbour: list[Encoding], tmp_path: Path) -> None:
    """
    Sentences that neither answer nor give reasons are not told, though two letters share them.
    """
    files = []
    for number, file in enumerate(SALTMARSH):
        files.append(tmp_path / f"{number}.txt")
        signed = "If anything in this letter is unclear please ring Joan Winterbourne at the desk downstairs."
        text = file.read_text(encoding="utf-8").replace("Yours sincerely", f"{signed}\n\nYours sincerely")
        files[-1].write_text(text, encoding="utf-8")
    run = ncnd("compare", *files, "--format", "json")

    assert "Winterbourne" not in run.output
    assert "smuggle" in run.output


@pytest.mark.skipif(not available(), reason="durable-rules is not installed for this Python")
def test_both_evaluators_agree(harbour: list[Encoding]) -> None:
    """
    durable-rules and the reference evaluator give the same matches, on letters and on every example of every rule.
    """
    both = Comparer(RULES, load_registers(), "durable", verify=True)

    both.compare(harbour)
    for rule in RULES.rules:
        for example in (*rule.bad, *rule.good, *rule.undecided):
            both.compare(encodings_of(example, rule))


def test_fingerprints_do_not_depend_on_the_other_letters(harbour: list[Encoding]) -> None:
    """
    A finding between two letters keeps its fingerprint when a third is compared with them.
    """
    of_two = {finding.fingerprint for finding in compare([load(file).encoding for file in SALTMARSH]).findings}

    assert of_two
    assert of_two <= {finding.fingerprint for finding in compare(harbour).findings}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Does your force use drones over the harbour?", "Do you use any drones over the harbour, please?", True),
        ("How many drones were flown in 2019?", "How many drones were flown in 2020?", False),
        ("How many drones were flown?", "How many drones were bought?", False),
        ("Facial recognition", "The facial recognition", True),
        ("Please provide details.", "Please provide details.", False),
    ],
)
def test_the_same_question(one: str, other: str, same: bool) -> None:
    """
    Questions are one by the words that carry their meaning; other years, and other deeds, are other questions.
    """
    letters = among([letter_asking(asked(one)), letter_asking(asked(other))], load_registers())
    pairs = [(first, second) for first in questions_of(letters[0]) for second in questions_of(letters[1])]

    assert same == any(same_question(first, second) for first, second in pairs)


@pytest.mark.parametrize(
    ("words", "same"),
    [
        ("concerning body-worn cameras", False),
        ("Regarding decontamination equipment", False),
        ("concerning the cost of body-worn cameras bought for wardens", True),
        ("concerning body-worn cameras in 2019", True),
        ("Body-worn cameras", True),
    ],
)
def test_a_subject_alone_is_not_the_same_question_put_to_another_authority(words: str, same: bool) -> None:
    """
    Two authorities that were asked about one thing may have been asked two things of it; one that was asked about it
    twice is taken to have been asked again.
    """

    def of(name: str) -> Encoding:
        asking = letter_asking(asked(words))
        return asking._replace(facts=(*asking.facts, Authority(name=name)))

    one, other, again = of("Wexmoor Council"), of("Fallow Council"), of("Wexmoor Council")
    for pair, expected in (((one, other), same), ((one, again), True)):
        first, second = (next(questions_of(letter)) for letter in among(pair, load_registers()))
        assert expected == same_question(first, second)


def test_limbs_of_a_question_need_words_of_their_own_in_common() -> None:
    """
    Two limbs of one long question are not the same question because the question is the same.
    """
    stem = asked("Does your force use any of the following technologies in the course of its patrols of the harbour")
    one = letter_asking(stem, asked("Drones", "Q1", "Q1a"))
    other = letter_asking(stem, asked("Balloons", "Q1", "Q1a"))
    first, second = among([one, other], load_registers())
    limbs = [next(item for item in questions_of(letter) if item.fact.id == "Q1a") for letter in (first, second)]

    assert not same_question(*limbs)


def test_names_of_one_authority() -> None:
    """
    Case, article and 'Service' apart, a name is the name of one authority; another name is another's.
    """
    names = ("West Wexmoor Police", "THE WEST WEXMOOR POLICE SERVICE", "West Wexmoor & Fallow Police")
    letters = among([Encoding(Letter(file=name), (Authority(name=name),)) for name in names], load_registers())

    assert 2 == len({letter.authority for letter in letters})


def test_likeness_of_words() -> None:
    """
    Likeness is a share of words: all of them, none of them, and what lies between in the order of the words.
    """
    words = tokens("The force flies its drones over the old harbour")

    assert 1 == alike(words, words)
    assert 0 == alike(words, tokens("Nobody else would say anything of that kind today"))
    assert 0 < alike(words, tokens("The force flies drones over the old harbour")) < 1
    assert 0 == shared(telling(""), telling("drones"))
    assert [("its", ""), ("old", "new")] == [
        tuple(change)
        for change in changes("flies its drones over the old harbour", "flies drones over the new harbour")
    ]


@pytest.mark.parametrize(
    ("losing", "outcome"), [("2019-saltmarsh.txt", "violated"), ("2021-eastdown.txt", "undecided")]
)
def test_absence_is_that_of_its_own_letter(harbour: list[Encoding], losing: str, outcome: str) -> None:
    """
    Only a list lost from the letter that lacks the exemption puts its absence in doubt, not one lost from a third.
    """
    copies = [
        encoding._replace(letter=Letter(file=losing, copy="extract", missing=("exemptions",)))
        if encoding.letter.file == losing
        else encoding
        for encoding in harbour
    ]

    assert {outcome} == {finding.outcome for finding in compare(copies).findings if finding.rule == "CRS-06"}


def test_work_grows_with_letters_and_not_with_their_pairs() -> None:
    """
    Of thirty letters that ask the same, each is compared with few; those of two letters are all compared.
    """
    questions = [asked("How many drones were flown over the harbour of the town")]

    def letters(number: int) -> list[Encoding]:
        days = [
            Date.model_validate({"id": "D", "role": "response", "on": f"20{10 + n % 15}-01-01"}) for n in range(number)
        ]
        return [
            Encoding(Letter(file=f"{n}.txt"), (*questions, day, Authority(id="A", name="Wexmoor Police")))
            for n, day in enumerate(days)
        ]

    pairs = [
        sum(fact.kind == "same_question" for fact in meeting(among(letters(number), load_registers())).facts)
        for number in (2, 30, 60)
    ]

    assert 2 == pairs[0]
    assert pairs[2] <= 2 * pairs[1] + 4


def test_other_acts_are_not_compared() -> None:
    """
    A letter under another Act is told and left out of the findings.
    """
    facts = [
        {"A": "foia", "position": "disclosed", "on": "2021-01-05"},
        {"A": "foisa", "position": "ncnd", "on": "2021-06-05"},
    ]
    encodings = [
        Encoding(
            Letter(file=f"{item['A']}.txt", copy="complete"),
            (
                Authority(id="A", name="Wexmoor Police"),
                Date.model_validate({"id": "D", "role": "response", "on": item["on"]}),
                asked("How many drones were flown over the harbour"),
                Part.model_validate({"id": "P1", "question": "Q1", "position": item["position"]}),
            ),
        )
        for item in facts
    ]
    regime = load_ruleset().kinds["regime"]["act"].choices
    answered = encodings[1]._replace(facts=(*encodings[1].facts, *_regime("foisa")))

    assert "foisa" in regime
    assert "CRS-01" in {finding.rule for finding in compare(encodings).findings}
    assert () == compare([encodings[0], answered]).findings


def _regime(act: str) -> tuple[object, ...]:
    from ncnd_rules.facts import Regime

    return (Regime.model_validate({"id": "R", "act": act}),)


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("The West Mercia Police Force", "west mercia police"),
        ("Kent & Essex Constabulary", "kent and essex constabulary"),
        ("Council", ""),
        ("the Police Authority", ""),
        ("The Force", ""),
        ("Office for Harbours", "office for harbours"),
    ],
)
def test_what_an_authority_calls_itself_is_no_name(name: str, folded: str) -> None:
    assert folded == folded_authority(name)


def test_two_letters_of_the_council_need_not_be_of_one() -> None:
    """
    'The Council' did not change its answer where nothing says which council wrote either letter.
    """
    answers = ("does not hold it", "neither confirms nor denies that it holds it, by virtue of section 31(3)")

    def findings(name: str) -> list[str]:
        letters = [
            read_bytes(
                f"3 February 202{year}\n\nDear Requester\n\nYou asked: Does the Council pay private investigators?\n\n"
                f"{name} {answer}.\n\nYours sincerely\n\nInformation Officer\n".encode(),
                Path(f"{year}.txt"),
            )
            for year, answer in enumerate(answers, start=1)
        ]
        return [finding.rule for finding in compare([encode(letter) for letter in letters]).findings]

    assert ["CRS-03"] == findings("Ashcombe Borough Council")
    assert [] == findings("The Council")


def test_too_few_letters() -> None:
    """
    One letter is not compared, and a letter is not compared with itself, byte for byte.
    """
    one = load(FILES[0]).encoding

    with pytest.raises(NcndError, match="expected at least two"):
        compare([one])
    with pytest.raises(NcndError, match="is the same letter as"):
        compare([one, one])


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([FILES[0]], "found one letter, each file counted once; expected at least two"),
        ([FILES[0], FILES[0]], "found one letter, each file counted once"),
        ([FILES[0], "nowhere.txt"], "nowhere.txt: no such file"),
        ([*FILES, "--select", "PIT"], "'PIT' names rules over one letter, which `ncnd check` applies"),
        ([*FILES, "--explain", "CRS-99"], "no rule has the id 'CRS-99'"),
        ([*FILES, "--format", "svg"], "name the rule with --explain"),
    ],
)
def test_mistakes_of_the_user(words: list[object], expected: str) -> None:
    """
    Each mistake is answered with one sentence and exit code 2.
    """
    run = ncnd("compare", *words)

    assert 2 == run.exit_code
    assert expected in run.output


@pytest.mark.parametrize("form", ["text", "svg"])
def test_a_rule_that_does_not_apply_is_no_mistake(tmp_path: Path, form: str) -> None:
    """
    It is told, as `ncnd explain` tells it of one letter, and the exit code is that of what was found.
    """
    output = tmp_path / "why"
    run = ncnd("compare", *FILES, "--explain", "CRS-07", "--format", form, "-o", output, "--fail-on", "never")

    assert 0 == run.exit_code
    assert (form == "text") == output.exists()
    told = output.read_text("utf-8") if form == "text" else run.stderr
    assert "CRS-07 does not apply: nothing between these letters matches what it speaks of" in told


def test_the_same_bytes_under_two_names(tmp_path: Path) -> None:
    """
    One letter in two files is named with both of them.
    """
    copy = tmp_path / "other.txt"
    copy.write_bytes(FILES[0].read_bytes())
    run = ncnd("compare", FILES[0], copy)

    assert 2 == run.exit_code
    assert f"is the same letter as {FILES[0]}, byte for byte" in run.output


def test_rules_over_letters_are_for_compare() -> None:
    """
    `ncnd check` says which verb applies them; `ncnd rules` and `ncnd rule` show them beside the others.
    """
    assert "which `ncnd compare` applies" in ncnd("check", FILES[0], "--select", "CRS").output
    assert {rule.id for rule in RULES.rules} <= {line.split()[0] for line in ncnd("rules").output.splitlines()}
    assert "several letters, by ncnd compare" in ncnd("rule", "CRS-01").output


@pytest.mark.parametrize(
    ("fail_on", "select", "code"),
    [("error", "CRS-01", 1), ("error", "CRS-13", 0), ("info", "CRS-13", 1), ("never", "CRS-01", 0)],
)
def test_exit_code(fail_on: str, select: str, code: int) -> None:
    """
    The exit code follows the gravest finding, as that of check does.
    """
    assert code == ncnd("compare", *FILES, "--select", select, "--fail-on", fail_on).exit_code


def test_known_findings_are_set_aside(tmp_path: Path) -> None:
    """
    A baseline of letters compared sets their findings aside until its day, and tells what of it is no more.
    """
    file = tmp_path / "known.yaml"
    words = ("--reason", "agreed with counsel", "--until", "2099-12-31", "-o", file)
    assert 0 == ncnd("baseline", "--compared", *FILES, *words).exit_code
    text = file.read_text(encoding="utf-8")

    known = ncnd("compare", *FILES, "--baseline", file, "--format", "json")
    assert 0 == known.exit_code
    told = json.loads(known.output)
    assert [] == told["findings"] == told["stale"] == told["expired"]
    assert text.count("rule: ") == len(told["suppressed"]) > 0
    jsonschema.validate(told, comparison_schema())

    file.write_text(text.replace("2099-12-31", "2020-01-01"), encoding="utf-8")
    back = ncnd("compare", *FILES, "--baseline", file)
    assert 1 == back.exit_code
    assert 1 == back.output.count("expired")
    assert f"{text.count('rule: ')} entries of the baseline have expired" in back.output


@pytest.mark.parametrize(
    ("letters", "fingerprint", "told"),
    [
        (["2019-saltmarsh.txt", "2021-saltmarsh.txt"], None, "suppressed"),
        (["2019-saltmarsh.txt"], None, "suppressed"),
        (["2019-saltmarsh.txt", "2021-eastdown.txt"], None, "stale"),
        (["2019-saltmarsh.txt", "2021-saltmarsh.txt"], "0" * 16, "stale"),
        (["2019-saltmarsh.txt"], "0" * 16, None),
        (["2019-saltmarsh.txt", "2018-saltmarsh.txt"], None, None),
    ],
)
def test_an_entry_names_the_letters_of_a_finding(
    letters: list[str], fingerprint: str | None, told: str | None, tmp_path: Path
) -> None:
    """
    All letters that it names have to be of the finding. It is stale only where all of them were compared.
    """
    known = {"letter": letters, "rule": "CRS-01", "reason": "agreed with counsel", "until": "2099-12-31"}
    file = tmp_path / "known.yaml"
    entry = json.dumps(known | ({"fingerprint": fingerprint} if fingerprint else {}))
    file.write_text(f"known: [{entry}]\n", encoding="utf-8")
    words = ("compare", *FILES, "--baseline", file, "--select", "CRS-01", "--format", "json")
    found = json.loads(ncnd(*words).output)

    assert {"suppressed": int(told == "suppressed"), "stale": int(told == "stale"), "expired": 0} == {
        key: len(found[key]) for key in ("suppressed", "stale", "expired")
    }
    assert int(told != "suppressed") == len(found["findings"])


def test_json_has_the_published_shape(harbour: list[Encoding]) -> None:
    """
    The JSON satisfies its own schema, which `ncnd schema comparison` prints.
    """
    schema = json.loads(ncnd("schema", "comparison").output)

    assert comparison_schema() == schema
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(ncnd("compare", *FILES, "--format", "json").output), schema)


def test_the_graph_spans_letters(harbour: list[Encoding]) -> None:
    """
    The explanation of a finding rests on words of two letters, each with the name of its letter.
    """
    explanation = explain(compare(harbour), RULES.rule("CRS-01"))
    assert explanation is not None
    places = {node.detail.split(",")[0] for node in explanation.nodes if node.type == "words"}

    assert {"A", "C"} == places
    for form in ("text", "json", "dot", "mermaid", "svg"):
        run = ncnd("compare", *FILES, "--explain", "CRS-01", "--format", form)
        assert "eleven" in run.output


def test_a_facts_file_is_compared_with_its_letters_words(tmp_path: Path) -> None:
    """
    Where facts were written down by hand, the sentences come from the letter beside them.
    """
    letter = tmp_path / "letter.txt"
    letter.write_bytes(FILES[0].read_bytes())
    facts = tmp_path / "facts.yaml"
    facts.write_text(
        "letter: {file: letter.txt, copy: complete}\nfacts:\n  - authority: {name: Saltmarsh Constabulary}\n"
    )

    assert () == load(facts).encoding.said
    assert encode(read(letter)).said == load_whole(facts).encoding.said


def test_citations_of_a_copy_that_lost_its_list_are_not_said_to_be_dropped(harbour: list[Encoding]) -> None:
    """
    An exemption that a copy may have lost is told in doubt.
    """
    earlier, later = (load(file).encoding for file in SALTMARSH)
    kept = tuple(fact for fact in later.facts if not isinstance(fact, Citation))
    lost = later._replace(facts=kept, letter=Letter(file="b.txt", copy="extract", missing=("exemptions",)))
    (chapter,) = chapters(compare([earlier, lost]))
    (event,) = [event for event in chapter.events if event.kind == "exemption_change"]

    assert "section 31(3) was relied on before and is not now" == event.says
    assert event.doubt


@needs_letters
def test_the_two_letters_of_south_yorkshire() -> None:
    """
    The list of exemptions completed, 'covert' dropped, the same ambiguous conclusion, the same unqualified denial.
    """
    run = ncnd("compare", *sorted(LETTERS.glob("00[01]_*.txt")))
    told = " ".join(run.output.split())

    assert 0 == run.exit_code
    assert "section 31(3) is listed now; before, its section was argued and not listed" in told
    assert "the word “covert” is dropped in 3 sentences" in told
    assert "the balance comes out in words that can be read either way, in both" in told
    assert "facial recognition, said not to be held, or not to be so: without a limit, in both" in told


@needs_letters
def test_the_template_of_all_five() -> None:
    """
    Four sentences stand in all five letters; the stale one travelled, 'this year' become 2017.
    """
    told = json.loads(ncnd("compare", LETTERS, "--format", "json").output)
    in_all = [passage for passage in told["passages"] if len(passage["versions"]) == 5]
    (stale,) = [passage for passage in told["passages"] if passage["stale"]]

    assert 4 == len(in_all)
    assert [{"before": "this year", "after": "2017"}] == stale["changed"][0]["changes"]
    assert {"CRS-05", "CRS-13", "CRS-14"} == {finding["rule"] for finding in told["findings"]}
