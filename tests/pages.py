"""Pages of letters for tests to look at, and a letter that means them harm."""

from html.parser import HTMLParser
from pathlib import Path

from ncnd_rules.encode import encode
from ncnd_rules.engine import Checker
from ncnd_rules.read import read_bytes
from ncnd_rules.registers import load_registers
from ncnd_rules.report.checked import Checked
from ncnd_rules.report.html import verdicts_as_html
from ncnd_rules.rule_files import load_ruleset

RULESET = load_ruleset()
DEFECTIVE = Path(__file__).parents[1] / "cases" / "partial-ncnd-with-defects" / "letter.txt"

# Short, and with findings of every severity, undecided rules, and a passage that is not understood.
SHORT = """WEXMOOR POLICE

12 October 2021

Reference: WP/FOI/77/21

You asked:

1. Has Wexmoor Police used drones to watch protests since 2018?
2. What did they cost?

RESPONSE

Wexmoor Police does not use drones, and no information is held.

Wexmoor Police neither confirms nor denies that it holds any further information, by virtue of section 31.

HARM

Since 2006 the threat level has remained at severe. To confirm would help offenders, and would
endanger the safety of individuals.

It is plain to all of us that these things matter a great deal to everybody who lives here.
"""

HOSTILE = """WEXMOOR <b>POLICE</b>

12 October 2021

Reference: WP/FOI/<script>document.title='run'</script>/21

1. Do you use drones?</textarea></style></title><script>window.ran = 1</script>
2. <img src=x onerror="window.ran = 2"> <svg onload="window.ran = 3"> {{ 7 * 7 }} {% raw %} &lt;b&gt; &amp;

RESPONSE

We do not use drones <iframe src="https://example.invalid/"></iframe> and no information is held. <!-- --> ]]>
Wexmoor Police neither confirms nor denies that it holds any further "information' by virtue of section 31 \x1b[31m,
\u202eesrever\u202c \x07 <a href="javascript:window.ran=4" onclick='window.ran=5'>here</a>.
"""


class Page(HTMLParser):
    """What a browser would see of a page, as far as the tests ask."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.inside: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in ("meta", "br", "input", "path", "rect", "link"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave an element, and those within it that were left open."""
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Note words."""
        for tag in self._open:
            self.inside.setdefault(tag, []).append(data)

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        """The attributes of each element of that name, whose classes include those wanted."""
        return [
            own
            for name, own in self.tags
            if name == tag and all(value in own.get(key, "").split() for key, value in wanted.items())
        ]

    def ids(self) -> list[str]:
        """The ids, in order."""
        return [own["id"] for _, own in self.tags if "id" in own]


def checked(text: str, name: str = "letter.txt") -> Checked:
    """A letter, read and checked."""
    encoding = encode(read_bytes(text.encode(), Path(name)))
    return Checked(name, encoding, Checker(RULESET, load_registers()).check(encoding))


def page_of(*letters: Checked, **more: object) -> str:
    """The page of some letters."""
    return verdicts_as_html(letters, RULESET.rules, **more)  # type: ignore[arg-type]
