"""A finding is explained from the words to the conclusion, and the picture can be read."""

import json
import re
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from ncnd_rules.engine import Checker
from ncnd_rules.errors import EngineDefect
from ncnd_rules.explain import Edge, Explanation, Node, explain
from ncnd_rules.explain.formats import as_dot, as_json, as_mermaid
from ncnd_rules.explain.graph import digraph, laid_out
from ncnd_rules.explain.lettering import wrapped
from ncnd_rules.explain.panels import panels
from ncnd_rules.explain.picture import as_svg, panel_svg
from ncnd_rules.explain.tree import as_tree
from ncnd_rules.facts_file import load_facts
from ncnd_rules.registers import load_registers
from ncnd_rules.rule_files import load_ruleset
from ncnd_rules.verdicts import Outcome, Verdicts

CASES = Path(__file__).parents[1] / "cases"
DEFECTIVE = CASES / "partial-ncnd-with-defects"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def verdicts() -> Verdicts:
    return Checker(load_ruleset(), load_registers()).check(load_facts(DEFECTIVE / "facts.yaml"))


def explained(verdicts: Verdicts, rule: str) -> Explanation:
    explanation = explain(verdicts, load_ruleset().rule(rule))
    assert explanation is not None
    return explanation


def violated(verdicts: Verdicts) -> list[str]:
    return [rule for rule, outcome in verdicts.outcomes.items() if outcome == Outcome.VIOLATED]


def test_every_violated_rule_is_explained_to_the_ground(verdicts: Verdicts) -> None:
    """
    Every path back from a finding ends in words, law, a register row, or something searched for.
    """
    for rule in violated(verdicts):
        explanation = explained(verdicts, rule)
        grounds = {node.type for node in explanation.nodes if not any(True for _ in explanation.into(node.id))}

        assert grounds <= {"words", "law", "register", "absence", "fact"}, rule
        assert "law" in grounds
        for node in explanation.nodes:
            if node.type == "fact":
                assert any(edge.role == "says" for edge in explanation.into(node.id)), f"{rule}: {node.id} has no words"


def test_every_edge_runs_forward(verdicts: Verdicts) -> None:
    """
    Layers run from premises to conclusions, each node in exactly one.
    """
    for rule in violated(verdicts):
        explanation = explained(verdicts, rule)
        layer = {node: number for number, nodes in enumerate(explanation.layers) for node in nodes}

        assert sorted(layer) == sorted(node.id for node in explanation.nodes)
        assert all(layer[edge.source] < layer[edge.target] for edge in explanation.edges)


def test_an_absence_says_what_was_searched_for_and_where(verdicts: Verdicts) -> None:
    """
    A thing that is missing is named with its fields, and the sections where it was looked for.
    """
    absences = [node for node in explained(verdicts, "PIT-01").nodes if node.type == "absence"]

    assert any(
        re.match(r"no balance \(part \w+, section \d+\)", node.label)
        and "searched: public interest, balance" in node.detail
        for node in absences
    )


def test_a_register_row_names_its_source(verdicts: Verdicts) -> None:
    """
    What a register says is shown with its days, its confidence and its sources.
    """
    rows = [node for node in explained(verdicts, "THR-02").nodes if node.type == "register"]

    assert rows
    for node in rows:
        assert re.search(r"from \d+ \w+ \d{4} to \d+ \w+ \d{4}; confidence high; source: \S+", node.detail)


def test_satisfied_rules_are_explained_too() -> None:
    """
    A rule that passes shows what met it; a rule that nothing matches has nothing to show.
    """
    sound = Checker(load_ruleset(), load_registers()).check(load_facts(CASES / "partial-ncnd-sound" / "facts.yaml"))

    assert as_tree(explained(sound, "PIT-01")).startswith("Satisfied: ")
    assert "[meets]: balance" in as_tree(explained(sound, "PIT-01"))
    assert explain(sound, load_ruleset().rule("THR-06")) is None


@pytest.mark.parametrize(("rule", "position"), [("POS-02", "withheld"), ("POS-03", "not_held")])
def test_what_tells_an_answer_and_a_silence_apart_is_explained(rule: str, position: str, tmp_path: Path) -> None:
    """
    Where two answers to a question are no contradiction because they speak of two things, the reason given is that.
    """
    letter = tmp_path / "apart.facts.yaml"
    letter.write_text(
        "letter: {file: apart.txt, copy: complete}\n"
        "facts:\n"
        "  - question: {id: Q1, label: 1, topic: bulk_data}\n"
        f"  - part: {{id: P1, question: Q1, position: {position}, scope: covert}}\n"
        "  - part: {id: P2, question: Q1, position: ncnd, scope: covert}\n"
        "  - told_apart: {id: apart, part: P2}\n",
        encoding="utf-8",
    )
    verdicts = Checker(load_ruleset(), load_registers()).check(load_facts(letter))
    explanation = explained(verdicts, rule)

    assert Outcome.SATISFIED == verdicts.outcomes[rule]
    assert "meets" in {edge.role for edge in explanation.edges if edge.source == "apart"}


def test_the_tree_tells_the_words(verdicts: Verdicts) -> None:
    """
    The tree quotes the words of the letter, with their place.
    """
    tree = as_tree(explained(verdicts, "PIT-13"))

    assert re.search(r"└─ “[^”]+”, characters \d+ to \d+", tree)
    assert "law: ICO guidance" in tree


def test_json_holds_the_whole_graph(verdicts: Verdicts) -> None:
    """
    The JSON form has every node and edge.
    """
    explanation = explained(verdicts, "PIT-01")
    told = json.loads(as_json(explanation))

    assert len(explanation.nodes) == len(told["nodes"])
    assert len(explanation.edges) == len(told["edges"])


@pytest.mark.parametrize("form", [as_dot, as_mermaid])
def test_languages_of_other_programs(verdicts: Verdicts, form: object) -> None:
    """
    In Graphviz and Mermaid, every edge joins two nodes that are declared, and no label breaks the syntax.
    """
    assert callable(form)
    for rule in violated(verdicts):
        text = form(explained(verdicts, rule))
        declared = set(re.findall(r"^  (n\d+)[ \[({]", text, re.MULTILINE))
        used = set(re.findall(r"(n\d+) --?>", text)) | set(re.findall(r"(?:-> |\| )(n\d+)", text))

        assert used
        assert used <= declared
        if form is as_mermaid:
            assert all(line.count('"') in (0, 2) for line in text.splitlines())


def boxes(svg: str) -> list[tuple[float, float, float, float, list[tuple[float, float]]]]:
    """Each box with its edges and where its lines of text begin."""
    found = []
    for group in ET.fromstring(svg).iter(f"{SVG}g"):
        (rect,) = group.findall(f"{SVG}rect")
        x, y, width, height = (float(rect.attrib[name]) for name in ("x", "y", "width", "height"))
        lines = [(float(text.attrib["x"]), float(text.attrib["y"])) for text in group.findall(f"{SVG}text")]
        found.append((x, y, x + width, y + height, lines))
    return found


def test_the_picture_can_be_read(verdicts: Verdicts) -> None:
    """
    No two boxes overlap, every line of text stands inside its box, and all of it inside the picture.
    """
    for rule in violated(verdicts):
        svg = as_svg(explained(verdicts, rule))
        root = ET.fromstring(svg)
        width, height = float(root.attrib["width"]), float(root.attrib["height"])
        drawn = boxes(svg)

        assert sum(len(panel.nodes) for panel in panels(explained(verdicts, rule))) == len(drawn)
        for left, top, right, bottom, lines in drawn:
            assert 0 <= left < right <= width
            assert 0 <= top < bottom <= height
            assert all(left < x < right and top < y < bottom for x, y in lines)
        for first, second in combinations(drawn, 2):
            apart = first[2] <= second[0] or second[2] <= first[0] or first[3] <= second[1] or second[3] <= first[1]
            assert apart, rule


def test_no_edge_runs_behind_a_box(verdicts: Verdicts) -> None:
    """
    An edge that passes a column by has a lane of its own there, clear of every box.
    """
    for rule in violated(verdicts):
        svg = as_svg(explained(verdicts, rule))
        drawn = boxes(svg)
        for path in ET.fromstring(svg).iter(f"{SVG}path"):
            for start, y, stop in re.findall(r"([\d.]+),([\d.]+) H([\d.]+)", path.attrib["d"]):
                crossed = [
                    box
                    for box in drawn
                    if box[0] < float(stop) and box[2] > float(start) and box[1] < float(y) < box[3]
                ]
                assert [] == crossed, rule


def test_the_picture_is_the_same_each_time(verdicts: Verdicts) -> None:
    """
    Equal input gives equal bytes, in another process with another hash seed too.
    """
    script = (
        "from pathlib import Path; from ncnd_rules import *; from ncnd_rules.explain.picture import as_svg\n"
        f"v = check(load_facts(Path({str(DEFECTIVE / 'facts.yaml')!r})))\n"
        "print(as_svg(explain(v, load_ruleset().rule('PIT-01'))))\n"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", script], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    }

    assert {as_svg(explained(verdicts, "PIT-01")) + "\n"} == runs


def test_the_picture_speaks_to_those_who_cannot_see_it(verdicts: Verdicts) -> None:
    """
    Title and description tell what the picture shows, in reading order.
    """
    root = ET.fromstring(as_svg(explained(verdicts, "PIT-01")))
    description = root.findtext(f"{SVG}desc") or ""

    assert "img" == root.attrib["role"]
    assert "PIT-01: " in (root.findtext(f"{SVG}title") or "")
    assert description.index("Words of the letter: ") < description.index("Finding: ")


def test_a_picture_shows_one_finding_below_the_other(verdicts: Verdicts) -> None:
    """
    Each finding has a panel of its own, which rests on words, law and registers alone.
    """
    many = [rule for rule in violated(verdicts) if sum(finding.rule == rule for finding in verdicts.findings) > 1]

    assert many
    for rule in violated(verdicts):
        explanation = explained(verdicts, rule)
        own = panels(explanation)
        conclusions = [[node.id for node in panel.nodes if node.type == "finding"] for panel in own]

        assert [[node.id] for node in explanation.nodes if node.type == "finding"] == conclusions
        for panel in own:
            assert {node.id for node in panel.nodes} == {place for layer in panel.layers for place in layer}
            assert {edge.source for edge in panel.edges} | {edge.target for edge in panel.edges} == {
                node.id for node in panel.nodes
            }


def test_premises_of_a_kind_are_counted_beyond_the_first_few() -> None:
    """
    A finding that rests on forty alike facts draws three, and says that there are thirty-seven more.
    """
    facts = [Node(f"F{number}", "fact", f"question ({number})") for number in range(40)]
    law = [Node(f"law/{number}", "law", f"s.{number}") for number in range(4)]
    rule, finding = Node("rule", "rule", "PIT-01"), Node("finding/a", "finding", "It lacks.")
    edges = (
        *(Edge(node.id, "rule", "matches") for node in facts),
        *(Edge(node.id, "rule", "requires") for node in law),
        Edge("rule", "finding/a", "concludes"),
    )
    layout = laid_out([node.id for node in (*facts, *law, rule, finding)], [(e.source, e.target) for e in edges])
    (panel,) = panels(Explanation("t", (*facts, *law, rule, finding), edges, layout.columns, layout.lanes))
    labels = [node.label for node in panel.nodes]

    assert 10 == len(labels)
    assert "… and 37 more" in labels
    assert {"s.0", "s.1", "s.2", "s.3"} < set(labels)


def test_words_fit_their_line() -> None:
    """
    No line is wider than its room, no word is lost, and what is cut ends in an ellipsis.
    """
    words = "The duty to say so does not arise in " + "W" * 60 + " " + "漢" * 30
    lines = wrapped(words, 17, 99)

    assert words.replace(" ", "") == "".join(lines).replace(" ", "")
    assert all(len(line) <= 45 for line in lines)
    assert all(len(line) <= 17 for line in lines if set(line) <= set("W漢"))
    assert wrapped(words, 17, 2)[-1].endswith("…")
    assert [] == wrapped("", 17, 2)


def test_colours_do_not_depend_on_the_style_sheet(verdicts: Verdicts) -> None:
    """
    A viewer that knows no style sheets draws every box light, with a frame.
    """
    for rect in ET.fromstring(as_svg(explained(verdicts, "PIT-01"))).iter(f"{SVG}rect"):
        assert re.fullmatch("#[0-9a-f]{6}", rect.attrib["fill"])
        assert rect.attrib.get("class") == "paper" or re.fullmatch("#[0-9a-f]{6}", rect.attrib["stroke"])


def test_a_panel_for_a_page_brings_no_style_of_its_own(verdicts: Verdicts) -> None:
    """
    A page that forbids styles within elements can hold it, and its ids begin with the name given.
    """
    svg = panel_svg(panels(explained(verdicts, "PIT-01"))[0], "letter-1")

    assert "<style" not in svg
    assert " style=" not in svg
    assert re.findall(r'\bid="([^"]*)"', svg) == ["letter-1-title", "letter-1-description"]


def test_a_circle_is_a_defect() -> None:
    """
    No conclusion rests on itself.
    """
    with pytest.raises(EngineDefect, match="rests on itself"):
        laid_out(["a", "b"], [("a", "b"), ("b", "a")])


def test_an_explanation_is_a_networkx_graph(verdicts: Verdicts) -> None:
    """
    What a finding rests on are its ancestors, words and law among them, and none rests on itself.
    """
    explanation = explained(verdicts, "PIT-01")
    graph = digraph(explanation)

    assert nx.is_directed_acyclic_graph(graph)
    assert set(graph) == {node.id for node in explanation.nodes}
    finding = next(node.id for node in explanation.nodes if node.type == "finding")
    beneath = {graph.nodes[node]["type"] for node in nx.ancestors(graph, finding)}
    assert {"words", "law", "absence", "rule"} <= beneath


def test_networkx_waits_until_it_is_asked() -> None:
    """
    Checking a letter does not load networkx, which takes longer than the check.
    """
    script = (
        "import sys; from ncnd_rules.cli import main\n"
        f"sys.argv = ['ncnd', 'check', '-q', {str(CASES / 'full-disclosure')!r}]\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print('networkx' in sys.modules)\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert run.stdout.endswith("False\n")
