"""Web pages: what a browser shows is read, in order and with its place; what is left out is said."""

import re
import time
from html import escape, unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from same_letter import facts, printed_blocks

from ncnd_rules.errors import Unreadable
from ncnd_rules.letter import Letter
from ncnd_rules.read import read_bytes
from ncnd_rules.read.extract import Extract, as_json, from_json
from ncnd_rules.read.html import extract
from ncnd_rules.read.layout import laid_out
from ncnd_rules.read.web import tags
from ncnd_rules.reading import Block, Reading

TOP = Path(__file__).parents[1]
LETTERS = [*sorted((TOP / "cases").glob("*/letter.txt")), *sorted((TOP.parent / "shared" / "letters").glob("*.txt"))]
LETTER = (
    "The force can neither confirm nor deny that it holds any other information, by virtue of section 31(3) of the Act."
)


def read(page: str | bytes) -> Extract:
    return extract(page.encode() if isinstance(page, str) else page)


def told(page: str | bytes) -> list[str]:
    """Each paragraph: its kind and a star for bold where it has them, and its lines."""
    return [
        f"{paragraph.kind or ''}{'*' * paragraph.bold}: ".removeprefix(": ")
        + " / ".join(line.text for line in paragraph.lines)
        for paragraph in read(page).paragraphs
    ]


def noticed(page: str | bytes) -> list[tuple[str, bool]]:
    return [(notice.says, notice.unread) for notice in read(page).notices]


def reading(page: str | bytes) -> Reading:
    return laid_out(read(page), Letter(file="letter.html"))


# Paragraphs and lines.


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>One <i>and</i>\n two</p><p>Three", ["One and two", "Three"]),
        ("<div>One<div>Two</div>Three</div>", ["One", "Two", "Three"]),
        ("One<br>Two<br/>Three", ["One / Two / Three"]),
        ("One<br><br>Two<br>&nbsp;<br>Three", ["One", "Two", "Three"]),
        ("<pre>One\n  two\r\n\r\nThree</pre>", ["One / two", "Three"]),
        ("<p style='white-space: pre-wrap'>One\ntwo</p>", ["One / two"]),
        ("<p>One</span></b></div></li> two", ["One two"]),
        ("<p><b>One<p>Two</b> three", ["*: One", "Two three"]),
        ("<b><p>One</p></b><p>Two", ["*: One", "Two"]),
        ("<b><div><p>One</b> two</p></div>", ["One two"]),
        ("<p><span style='display:block'>One</span>Two", ["One", "Two"]),
        ("<p>24<sup>th</sup> May, in<wbr>formation", ["24th May, information"]),
        ("\ufeff<p>One<p>\u200b &zwnj;&nbsp;<p>Two", ["One", "Two"]),
        ("<p><q>held</q>", ["“held”"]),
        ("<details><summary>Exemptions</summary>Section 31</details>", ["heading*: Exemptions", "Section 31"]),
        ("<textarea>One <b>two</b></textarea>", ["One <b>two</b>"]),
        ("<title>Site</title><p>One<title>more<p>Two", ["One", "more", "Two"]),
    ],
)
def test_paragraphs(page: str, expected: list[str]) -> None:
    """
    Blocks begin and end paragraphs, breaks end lines, and end tags may be missing or crossed.
    """
    assert expected == told(page)


def test_entities() -> None:
    """
    References stand for their characters, unfinished ones too; what stands for nothing is words.
    """
    page = "<p>A&amp;B &pound;5 &#163;6 &#xA3;7 &copy2019 &bogus; &nbsp; a < b &lt;b&gt; <foi@wexmoor.police.example> &"

    assert ["A&B £5 £6 £7 ©2019 &bogus; \u00a0 a < b <b> <foi@wexmoor.police.example> &"] == told(page)


def test_entities_that_a_page_declares_are_never_put_in() -> None:
    """
    Ten entities of ten make a billion laughs; here they are words.
    """
    laughs = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
    page = (
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "ha">{laughs}]><html><body><p>We hold &l9;</p></body></html>'
    )

    assert ["We hold &l9;"] == told(page)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<h1>One</h1><h6>Two</h6>", ["heading*: One", "heading*: Two"]),
        ("<p><strong>All</strong> <b>bold</b></p><p><b>Part</b>ly", ["*: All bold", "Partly"]),
        ("<p style='font-weight:700'>One<p><b style='font-weight:normal'>Two", ["*: One", "Two"]),
        ("<style>.c1{font-weight:700} @media print{.c2{font-weight:700}}</style><p class=c1>One<p class=c2>Two",
         ["*: One", "Two"]),
        ("<div role=heading>One</div>", ["heading: One"]),
    ],
)  # fmt: skip
def test_headings_and_bold(page: str, expected: list[str]) -> None:
    """
    Headings are told by their element, paragraphs that are bold as a whole by how they look.
    """
    assert expected == told(page)


def test_a_heading_with_the_label_of_a_question() -> None:
    """
    A heading that puts a question is its item, as in plain text.
    """
    (block,) = reading("<h3>1. How many drones?</h3>").blocks

    assert ("item", "1", "How many drones?", True) == (block.kind, block.label, block.passage.words, block.bold)


# Lists.


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<ul><li>One<li>Two</ul>", ["• One", "• Two"]),
        ("<ol><li>One</li><li>Two</li></ol>", ["1. One", "2. Two"]),
        ("<ol start=3><li>One<li value=7>Two<li>Three</ol>", ["3. One", "7. Two", "8. Three"]),
        ("<ol type=a><li>One<li>Two</ol>", ["a. One", "b. Two"]),
        ("<ol type=I start=4><li>One</ol>", ["IV. One"]),
        ("<ol style='list-style-type: lower-roman'><li>One<li>Two</ol>", ["i. One", "ii. Two"]),
        ("<ol type=a start=27><li>One</ol>", ["aa. One"]),
        ("<ol reversed><li>One<li>Two<ol><li>x</ol></ol>", ["2. One", "1. Two", "1. x"]),
        ("<ol reversed start=9><li>One<li>Two</ol>", ["9. One", "8. Two"]),
        ("<ol><li><p>One</p><p>More</p><li>Two</ol>", ["1. One", "More", "2. Two"]),
        ("<ol><li>One<ol type=a><li>x<li>y</ol><li>Two</ol>", ["1. One", "a. x", "b. y", "2. Two"]),
        ("<ol><li>One<ol type=a><li>x</li></ol>more</li><li>Two</ol>", ["1. One", "a. x", "more", "2. Two"]),
        ("<ol><li><ol type=i><li>x</ol></ol>", ["1.", "i. x"]),
        ("<ol><li></li><li>Two</ol>", ["1.", "2. Two"]),
        ("<ol><li hidden>One</li><li>Two</ol>", ["1. Two"]),
        ("<ul style='list-style:none'><li>One</ul>", ["One"]),
        ("<style>.plain{list-style:none}</style><ol class=plain><li>3a. One</ol>", ["3a. One"]),
        ("<ol><li>1. One<li>2. Two</ol>", ["1. One", "2. Two"]),
        ("<li>One</li>", ["• One"]),
        ("<ol start=99999999999><li value=x>One</ol>", ["1. One"]),
    ],
)
def test_lists(page: str, expected: list[str]) -> None:
    """
    Every item has the number or bullet that a browser shows before it.
    """
    assert expected == told(page)


def test_lists_as_word_writes_them() -> None:
    """
    Word writes its labels into the page, a bullet as a letter in a font of pictures.
    """
    page = """
    <p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times"'>
    &nbsp;&nbsp; </span></span><![endif]>Section 24(2)</p>
    <p class=MsoListParagraph><span style='font-family:"Courier New"'>o<span>&nbsp;&nbsp;</span></span>Section 31(3)</p>
    <p class=MsoListParagraph><![if !supportLists]><b><span style='mso-list:Ignore'>2.<span>&nbsp; </span></span></b>
    <![endif]>How many?<o:p></o:p></p><!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]-->"""

    assert ["• Section 24(2)", "• Section 31(3)", "2. How many?"] == told(page)


def test_lists_as_libreoffice_writes_them() -> None:
    """
    The number floats beside the item, in a list without numbers.
    """
    number = '<span style="display:block;float:left">4.</span>'
    page = f"<style>li {{list-style: none}}</style><ol><li><p>{number}How many?<span/> </p></li></ol>"

    assert ["4. How many?"] == told(page)


# Tables.


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<table><tr><th>Year<th>Drones<tr><td>2019<td>14</table>", ["row*: Year | Drones", "row: 2019 | 14"]),
        ("<table><tr><td>a<td><td>c</table>", ["row: a |  | c"]),
        ("<table><caption>Drones</caption><tr><td colspan=2>By year<tr><td>a<td>b</table>",
         ["Drones", "By year", "row: a | b"]),
        ("<table><tbody><tr><td><p>a</p></td><td><p>b</p></td></tr></tbody></table>", ["row: a | b"]),
        ("<table><tr><td>One</td></tr><tr><td>Two</td></tr></table>", ["One", "Two"]),
        ("<table><tr><td>1. How many?<td><p>None.</p><p>We looked.</p></table>",
         ["1. How many?", "None.", "We looked."]),
        ("<table><tr><td>a<td><ul><li>b</ul></table>", ["a", "• b"]),
        ("<table><tr><td>a<td><h2>b</h2></table>", ["a", "heading*: b"]),
        ("<table><tr><td>a<td><table><tr><td>b<td>c</table></table>", ["a", "row: b | c"]),
        (f"<table><tr><td>a<td>{'word ' * 61}</table>", ["a", "word " * 60 + "word"]),
        ("<table role=presentation><tr><td>a<td>b</table>", ["a", "b"]),
        ("<td>a<td>b", ["a", "b"]),
        ("<dl><dt>Reference number<dd>24/0569<dt>Date published<dd>5 August 2024</dl>",
         ["row: Reference number | 24/0569", "row: Date published | 5 August 2024"]),
        (f"<dl><dt>How many drones?<dd>{LETTER}</dl>", ["How many drones?", LETTER]),
    ],
)  # fmt: skip
def test_tables(page: str, expected: list[str]) -> None:
    """
    Tables of facts are rows; tables that set out a page, and long cells, are paragraphs in order.
    """
    assert expected == told(page)


# What is left out.


@pytest.mark.parametrize(
    ("page", "expected", "notice"),
    [
        ("<p>We <del>do</del><ins>do not</ins> hold it", "We do not hold it",
         ("1 word struck out in the page, left out", False)),
        ("<p>We hold <s>two or</s> three", "We hold three", ("2 words struck out in the page, left out", False)),
        ("<p>One<p hidden>Two three", "One", ("2 words hidden in the page, left out", False)),
        ("<p>One<p style='DISPLAY:none'>Two", "One", ("1 word hidden in the page, left out", False)),
        ("<p>One<p style='visibility:hidden'>Two", "One", ("1 word hidden in the page, left out", False)),
        ("<p>One<p aria-hidden=true>Two", "One", ("1 word hidden in the page, left out", False)),
        ("<p>One<p style='font-size:0px'>Two", "One", ("1 word hidden in the page, left out", False)),
        ("<p>One<template>Two</template>", "One", ("1 word not shown in the page, left out", False)),
        ("<p>One<noscript>Two</noscript>", "One", ("1 word not shown in the page, left out", False)),
        ("<p>One<p style='color:#FFFFFF'>Two", "One", ("1 word white on white in the page, left out", True)),
        ("<p>One<font color=white>Two</font>", "One", ("1 word white on white in the page, left out", True)),
        (f"<p>One<p hidden>{LETTER}", "One", ("21 words hidden in the page, left out", True)),
    ],
)  # fmt: skip
def test_what_is_not_shown(page: str, expected: str, notice: tuple[str, bool]) -> None:
    """
    Words that the page does not show are left out and counted; what sounds like a letter is unread.
    """
    assert [expected] == told(page)
    assert [notice] == noticed(page)


@pytest.mark.parametrize(
    "page",
    [
        "<div class='accordion__panel' style='display:none'>{}</div>",
        "<div class='collapse' aria-hidden=true>{}</div>",
        "<button aria-expanded=false aria-controls=p1>Exemptions</button><div id=p1 hidden>{}</div>",
        "<a href='#p1'>Exemptions</a><div id=p1 style='display: none'>{}</div>",
        "<div role=tabpanel hidden>{}</div>",
        "<div hidden=until-found>{}</div>",
        "<details><summary>Exemptions</summary>{}</details>",
        "<body style='visibility:hidden'>{}",
        "<style>.x{{display:none}}</style><div class=x>{}</div>",
        "<table bgcolor=navy><tr><td style='color:white'>{}</table>",
        "<p style='color:white'><span style='color:#333'>{}</span>",
        "<p style='color:white;background:#003366'>{}",
    ],
)
def test_what_is_shown_or_can_be_opened(page: str) -> None:
    """
    Panels that are folded up hold the lists of exemptions of real disclosure logs.
    """
    assert LETTER in told(page.format(LETTER))
    assert [] == noticed(page.format(LETTER))


def test_code_and_comments_are_no_words() -> None:
    """
    Scripts, style sheets and comments are passed over in silence, whatever stands in them.
    """
    page = "<script>if (a<b) '<p>x</p>'</script ><style>p{}</style><!-- <p>x --><?php x ?><!--><p>One</p><!-- x --!>"

    assert ["One"] == told(page)
    assert [] == noticed(page)


@pytest.mark.parametrize(
    ("page", "notice"),
    [
        (
            "<p>One<!-- two <p>three",
            "the page is cut short: it ends inside a comment, and what may follow was not read",
        ),
        ("<p>One<script>two", "the page is cut short: it ends inside a script, and what may follow was not read"),
        ("<p>One<p class='two", "the page is cut short: it ends inside a tag, and what may follow was not read"),
    ],
)
def test_a_page_that_ends_too_early(page: str, notice: str) -> None:
    """
    Where a page is cut, words may be lost.
    """
    assert [(notice, True)] == noticed(page)
    assert ["One"] == told(page)


@pytest.mark.parametrize(
    ("page", "notices"),
    [
        ("<iframe src='reply.pdf'></iframe>",
         [("the page shows another in a frame, which was not read: reply.pdf", True)]),
        ("<iframe src='//tube.example/v'></iframe>",
         [("the page shows another in a frame, which was not read: //tube.example/v", False)]),
        ("<iframe width=1 height=1 src='t.pdf'></iframe><noscript><iframe src='u.pdf'></iframe></noscript>", []),
        ("<object data='reply' type='application/pdf'></object>",
         [("the page shows another in a frame, which was not read: reply", True)]),
        ("<img src=a.png><img width=1 src=b.png>", [("the page has a picture, whose words are not read", False)]),
    ],
)  # fmt: skip
def test_frames_and_pictures(page: str, notices: list[tuple[str, bool]]) -> None:
    """
    What stands in frames and pictures was not read; in a frame it may be the letter.
    """
    assert notices == noticed(f"<p>{LETTER} {LETTER} {LETTER}</p>{page}")


SENTENCE = "The figures that you have asked for are given below, by year."
GOES_ON = "They are taken from the register that the team keeps for this purpose."


@pytest.mark.parametrize(
    ("picture", "told"),
    [
        ("<img src=a.png>", "a picture within the letter, whose words are not read"),
        ("<p><img src=a.png width=600 height=200 alt='image001.png'></p>",
         "a picture within the letter, whose words are not read"),
        ("<a href='a-large.png'><img src=a.png></a>", "a picture within the letter, whose words are not read"),
        ("<img src=a.png alt='Table of figures by year'>",
         "a picture described as “Table of figures by year”, whose words are not read"),
        ("<img src=a.png alt='We neither confirm nor deny it'>",
         "a picture described as “We neither confirm nor deny it”, whose words are not read"),
        ("<img src=a.png>" * 7, "2 more pictures that may hold words of the letter were not read"),
    ],
)  # fmt: skip
def test_a_picture_may_hold_words_of_the_letter(picture: str, told: str) -> None:
    """
    Between two of its sentences where nobody says what it shows, or where that is said to be words or figures.
    """
    assert (told, True) == noticed(f"<p>Dear Ms Reed<p>{SENTENCE}</p>{picture}<p>{GOES_ON}")[-1]


@pytest.mark.parametrize(
    "page",
    [
        f"<img src=crest.png><p>{SENTENCE}<p>{GOES_ON}",
        f"<p>{SENTENCE}<p>{GOES_ON}<img src=stamp.png>",
        f"<p>{SENTENCE}<img src=crest.png><p>Dear Ms Reed<p>{GOES_ON}",
        f"<p>{SENTENCE}<p>Yours sincerely<p><img src=hand.png><p>{GOES_ON}",
        f"<p>{SENTENCE}<p>Kind regards,<img src=hand.png><p>{GOES_ON}",
        f"<p>{SENTENCE}<img src=a.png alt=''><p>{GOES_ON}",
        f"<p>{SENTENCE}<img src=a.png role=presentation><p>{GOES_ON}",
        f"<p>{SENTENCE}<img src=a.png alt='Wexmoor Police logo, text in white'><p>{GOES_ON}",
        f"<p>{SENTENCE}<img src=a.png alt='A drone above a harbour'><p>{GOES_ON}",
        f"<p>{SENTENCE}<img src=a.png width=90><p>{GOES_ON}",
        f"<p>{SENTENCE}<a href='/print'><img src=a.png></a><p>{GOES_ON}",
        f"<p>{SENTENCE}<a href='/letters'><img src=a.png alt='More letters'></a><p>{GOES_ON}",
    ],
)
def test_a_picture_that_adorns_a_letter_is_no_unread_passage(page: str) -> None:
    """
    A crest above it, a signature below, a button, or what the page itself says to be none: noticed, and no more.
    """
    assert [("the page has a picture, whose words are not read", False)] == noticed(
        page.replace(SENTENCE, f"{SENTENCE} {LETTER} {LETTER}")
    )


def test_a_picture_may_be_the_letter() -> None:
    """
    A page with next to no words and a picture was not read.
    """
    assert [("the page has a picture, whose words are not read", True)] == noticed("<p>Our reply</p><img src=scan.png>")


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        ("<html></html>", "is a web page that shows no words; expected a letter"),
        ("<p hidden>One two", r"is a web page that shows no words \(2 words in it are hidden\); expected a letter"),
        ("<frameset><frame src=a.html></frameset>", "no words of its own but a frame; save the page in the frame"),
        ("<img src=a.png>", "shows no words but a picture"),
        ("<p>x" * 200_001, "has more than 200,000 lines, expected a letter"),
        ("<p>One" + " " * 2**25, "is a web page of more than 32 MB, expected a letter"),
    ],
)
def test_pages_that_cannot_be_read(page: str, problem: str) -> None:
    """
    A page without words, or with too many, is refused with what it has instead.
    """
    with pytest.raises(Unreadable, match=problem):
        read(page)


# The site around a letter.

SITE = """<!DOCTYPE html><html class="no-js"><head><meta charset="utf-8"><title>Drones</title></head>
<body class="with-sidebar has-cookie-banner"><a class="skip-link" href="#main">Skip to main content</a>
<div id="cookieBanner" role="dialog"><h2>Cookies</h2><p>We use cookies.</p><button>Accept</button></div>
<header class="site-header"><div class="logo">Wexmoor</div><nav><ul><li>Report</ul></nav>
<form role="search"><label>Find</label><input><button>Go</button></form></header>
<ol class="breadcrumbs"><li>Home<li>Disclosure log</ol>
<form id="aspnetForm"><div class="wrap"><main id="main"><article><header><h1>Drones</h1></header>{}</article></main>
<aside class="related"><h2>Related</h2><ul><li>Section 31(3): balloons</ul></aside></div></form>
<footer><div class="social"><a>Share</a></div><p>Crown copyright</p></footer></body></html>"""


def test_the_site_is_kept_and_labelled() -> None:
    """
    Menus, banners, crumbs, related pages and footers are furniture; the letter and its own header are not.
    """
    paragraphs = told(SITE.format(f"<p>{LETTER}</p>"))

    assert ["heading*: Drones", LETTER] == [words for words in paragraphs if not words.startswith("furniture")]
    assert [
        "Skip to main content", "Cookies", "We use cookies.", "Accept", "Wexmoor", "• Report", "Find", "Go", "1. Home",
        "2. Disclosure log", "Related", "• Section 31(3): balloons", "Share", "Crown copyright",
    ] == [words.partition(": ")[2] for words in paragraphs if words.startswith("furniture")]  # fmt: skip


@pytest.mark.parametrize(
    "page",
    [
        "<div class='search-results'><p>{}</p></div><p>more words</p>",
        "<aside><p>{}</p></aside><p>more words</p>",
        "<header><p>{}</p></header><p>more words</p>",
        "<div class='related-content'><main><p>{}</p></main></div>",
        "<div class='menu'><p>We hold none.</p></div>",
        "<nav><p>We hold none.</p></nav>",
    ],
)
def test_what_speaks_like_a_letter_is_no_furniture(page: str) -> None:
    """
    A class or a place makes no chrome of what sounds like a letter, or is all there is.
    """
    assert "furniture" not in {paragraph.kind for paragraph in read(page.format(LETTER)).paragraphs}


@pytest.mark.parametrize(
    ("page", "kinds"),
    [
        ("<p>{0} {0}</p><blockquote>{0}</blockquote>", [None, "quoted"]),
        ("<p>{0} {0}</p><blockquote style='margin:0 0 0 40px;border:none'>{0}</blockquote>", [None, None]),
        ("<p>One</p><blockquote>{0}</blockquote>", [None, None]),
        ("<p>One</p><blockquote type=cite>{0}</blockquote>", [None, "quoted"]),
        ("<p>Begin forwarded message:</p><blockquote type=cite>{0}</blockquote>", [None, None]),
    ],
)
def test_quotations(page: str, kinds: list[str | None]) -> None:
    """
    Quotations are words of others, but where a program indents, forwards, or quotes the letter itself.
    """
    assert kinds == [paragraph.kind for paragraph in read(page.format(LETTER)).paragraphs]


# Encodings and places.

BOM = "\ufeff<p>Caf\u00e9 £5 – no"


@pytest.mark.parametrize(
    ("data", "notice"),
    [
        (BOM.encode("utf-8"), ""),
        (BOM.encode("utf-16-le"), ""),
        (BOM.encode("utf-16-be"), ""),
        (BOM[1:].encode("utf-16-le"), ""),
        (BOM[1:].encode(), ""),
        (b"<meta charset=windows-1252>" + BOM[1:].encode("cp1252"), ""),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">' + BOM[1:].encode("cp1252"), ""),
        (b'<?xml version="1.0" encoding="ISO-8859-15"?>' + BOM[1:].replace("–", "-").encode("iso-8859-15"), ""),
        (BOM[1:].encode("cp1252"), "the page is not in UTF-8, and was read as Windows-1252; signs may be wrong"),
        (b"<meta charset=utf-8>" + BOM[1:].encode("cp1252"),
         "the page declares UTF-8 and is not, and was read as Windows-1252; signs may be wrong"),
        (b"<meta charset=latin1>" + BOM[1:].encode(), "the page declares latin1 and was read as UTF-8, which it is"),
        (b"<meta charset=unicode_escape>" + BOM[1:].encode(),
         "the page declares the unknown encoding 'unicode_escape'"),
        (b"<meta charset=utf-16>" + BOM[1:].encode(), ""),
    ],
)  # fmt: skip
def test_encodings(data: bytes, notice: str) -> None:
    """
    A byte-order mark goes before a declaration, and what can only be UTF-8 is; what was guessed is said.
    """
    assert ["Café £5 - no"] == [words.replace("–", "-") for words in told(data)]
    assert notice == "".join(says for says, _ in noticed(data))


def test_places_are_exact() -> None:
    """
    Each line has its place in the decoded source, labels and spaces around it apart.
    """
    page = (
        "\ufeff<p>\r\n  One&nbsp;<b>t&amp;o</b> </p><ol>\n<li> Three<br>f&#111;ur\n</ol><table><tr><td>a<td>b</table>"
    )

    places = [line.anchor for paragraph in read(page).paragraphs for line in paragraph.lines]
    assert ["One&nbsp;<b>t&amp;o", "Three", "f&#111;ur", "a<td>b"] == [page[one.start : one.stop] for one in places]


WORDS = st.sampled_from(
    ["word", " ", "\n", "&amp;", "&#65;", "é", "—", "<br>", "<p>", "<b>", "</b>", "</p>", "<i>", "<li>"]
)


@given(st.lists(WORDS, max_size=40))
def test_every_word_is_read_at_its_place(pieces: list[str]) -> None:
    """
    Of pages that hide nothing every character is kept, and the source at its place says the same.
    """
    page = "<div>start" + "".join(pieces)
    lines = [line for paragraph in read(page).paragraphs for line in paragraph.lines]

    def bare(markup: str) -> str:
        return "".join(unescape(re.sub("<[^>]*>", "", markup)).split())

    assert bare(page) == "".join("".join(line.text.removeprefix("• ").split()) for line in lines)
    assert [bare(page[line.anchor.start : line.anchor.stop]) for line in lines] == [
        "".join(line.text.removeprefix("• ").split()) for line in lines
    ]


ODD = st.sampled_from([
    "<p>", "</p>", "<b>", "</b>", "<ol>", "<ul>", "</ul>", "<li>", "<table>", "<tr>", "<td>", "</td>",
    "</table>", "<dl>", "<dt>", "<dd>", "<h1>", "<nav>", "<del>", "<q>", "<pre>", "<br>", "<title>", "<script>",
    "</script>", "<!--", "-->", "<![CDATA[", "]]>", "<!doctype [", "<?", "<", "</", "&amp;", "&bogus;", "word",
    "1.", "·", "<x", "<blockquote>", "<select>", "<option>", "<details>", "<span style='mso-list:Ignore'>",
    "<span style='float:left'>", "<div hidden>", "<ol reversed>", "\0", " ", "\n",
])  # fmt: skip


@given(st.lists(ODD, max_size=60))
def test_nothing_makes_it_fail(pieces: list[str]) -> None:
    """
    Whatever stands in a page, it is read or refused, and what was read can be laid out.
    """
    page = "".join(pieces)
    assert page == "".join(page[token.start : token.stop] for token in tags.tokens(page))
    try:
        found = read(page)
    except Unreadable:
        return
    assert found == from_json(as_json(found))
    assert all(0 <= notice.before <= len(found.paragraphs) for notice in found.notices)
    assert all(line.text.strip() for paragraph in found.paragraphs for line in paragraph.lines)
    laid_out(found, Letter(file="letter.html"))


# Pages made to do harm. The parser of the standard library takes half a minute for sixty kilobytes of '<a '.


@pytest.mark.parametrize(
    "piece",
    [
        "<", "<a ", "<!--", "<![CDATA[", "<?", "</a", "<!doctype [", "<title>", "<textarea>", "&", "&amp",
        "<a b='\" c=\"", "<div>", "<b>", "</b></li></td>", "<b><p></b>", "<ul><li>", "<table><tr><td>", "<q>",
        "<ol reversed><li>", "<nav>a</nav>",
        "<b>" * 128 + "<div>" * 128 + "</b>" * 128 + "</div>" * 128, "<style>{", "<style>a{b:c}</style>", "href = ",
        "<span style='mso-list:ignore'>1", "<iframe src=a.pdf>", "<select><option>a",
    ],
)  # fmt: skip
def test_time_grows_with_the_page(piece: str) -> None:
    """
    However a page is nested or cut short, twice as much of it takes about twice as long.
    """
    page = f"<p>One</p>{piece * (150_000 // len(piece))}"
    start = time.process_time()
    assert read(page).paragraphs

    assert time.process_time() - start < 6  # seconds, on a busy machine; anything quadratic takes minutes


def test_a_tag_with_a_million_attributes() -> None:
    """
    Only the first attributes of a tag are looked at.
    """
    assert ["One"] == told(f"<p {'a=b ' * 1_000_000}>One")


def test_very_deep_nesting() -> None:
    """
    What is nested beyond reason loses its structure, which is said, and none of its words.
    """
    page = "<div>" * 100_000 + "One" + "</div>" * 100_000 + "<p>Two"
    notice = "the page is nested so deeply that some of its structure was lost; its words were read"

    assert ["One", "Two"] == told(page)
    assert [(notice, False)] == noticed(page)


def test_notices_hold_no_control_characters() -> None:
    """
    What a page says about itself is shown, and no terminal obeys it.
    """
    assert "␛[31m" in noticed("<p>One<iframe src='\x1b[31m.pdf'></iframe>")[0][0]


# The same letter as text and as a web page.


def as_it_stands(text: str) -> str:
    """The text as a browser is given it unchanged."""
    return f"<pre>{escape(text)}</pre>"


def with_breaks(text: str) -> str:
    """A break behind each line, as mails and forms make it."""
    return f"<div>{'<br>'.join(map(escape, text.splitlines()))}</div>"


def with_paragraphs(text: str) -> str:
    """Each block a paragraph, in bold where it is, with its label typed before it."""
    return "".join(
        f"<p>{'<b>' * block.bold}{escape(printed)}{'</b>' * block.bold}" for block, printed in printed_blocks(text)
    )


def with_elements(text: str) -> str:
    """Headings, lists that number their items, and tables."""
    return "\n".join(_element(block, printed) for block, printed in printed_blocks(text))


_TYPED = re.compile(r"(?P<label>\d{1,2}|[a-h])\.\s+")


def _element(block: Block, printed: str) -> str:
    typed = _TYPED.match(printed) if block.kind == "item" else None
    if typed:
        label, words = typed["label"], escape(printed[typed.end() :])
        start, kind = (int(label), "1") if label.isdigit() else (ord(label) - ord("a") + 1, "a")
        return f"<ol type={kind} start={start}><li><p>{words}</ol>"
    if block.kind == "item" and printed[:1] in "•-–":
        return f"<ul><li>{escape(printed[1:])}</li></ul>"
    if block.kind == "row" and printed.count("|") >= 2 and printed.startswith("|"):
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in printed.strip("| ").split("|"))
        return f"<table><tr>{cells}</tr></table>"
    element = "h2" if block.kind == "heading" else "p"
    bold = "<b>" if block.bold else ""
    return f"<{element}>{bold}{escape(printed)}{bold.replace('<', '</')}</{element}>"


@pytest.mark.parametrize("way", [as_it_stands, with_breaks, with_paragraphs, with_elements])
@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.parent.name if path.name == "letter.txt" else path.stem)
def test_the_same_letter_says_the_same(path: Path, way: Any) -> None:
    """
    A letter gives the same facts as text and as a web page, however it was marked up.
    """
    text = path.read_text(encoding="utf-8")

    assert facts(read_bytes(text.encode(), Path("letter.txt"))) == facts(reading(way(text)))


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.parent.name if path.name == "letter.txt" else path.stem)
def test_the_site_around_a_letter_says_nothing(path: Path) -> None:
    """
    In a disclosure log, folded up in a panel, a letter gives the facts that it gives on its own.
    """
    letter = with_elements(path.read_text(encoding="utf-8"))
    panel = (
        "<div class='accordion'><button aria-expanded='false' aria-controls='p1'>Our letter</button>"
        f"<div id='p1' class='collapse' aria-hidden='true' style='display:none'>{letter}</div></div>"
    )

    def own(found: Reading) -> list[Any]:
        kinds = ("heading", "text_defect")  # of these the page has some of its own
        return [fact for fact in facts(found) if not str(fact["id"]).startswith(kinds)]

    assert own(reading(letter)) == own(reading(SITE.format(panel)))
