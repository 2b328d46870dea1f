"""The site around a letter: which parts of a web page are navigation, banners, and footers.

A part whose tag says so is; one that only its class, its id or its place suggests is looked at
once it has been read, and is no chrome where it speaks like a letter. Either way it is kept.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from ncnd_rules.read.web.look import Look, speaks

_SURE_ROLES = {"navigation", "search", "menu", "menubar"}
_ROLES = {"banner", "contentinfo", "complementary", "dialog", "alertdialog"}
_MAIN = {"main", "article", "section"}
_NEVER = {"html", "body", "main", "article", "h1", "h2", "h3", "h4", "h5", "h6", "p", "table", "tr", "td", "th"}
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_NAMES = {
    "cookie", "cookies", "breadcrumb", "breadcrumbs", "nav", "navbar", "navigation", "menu", "megamenu", "sidebar",
    "share", "sharing", "social", "related", "pagination", "pager", "skip", "skiplink", "skiplinks", "feedback",
    "newsletter", "subscribe", "footer", "masthead", "topbar", "search", "searchbox", "modal", "popup", "toolbar",
    "addthis", "crumbs", "quickexit",
}  # fmt: skip
_CONDITION = re.compile(r"(?:has|with|no|without|js|is)[-_]")
_LEAST_SENTENCE = 20  # words; titles of other pages sound like letters too


class Region(NamedTuple):
    """A part of the page that is, or may be, the site's and not the letter's."""

    sure: bool


def region_of(name: str, attributes: Mapping[str, str], style: Mapping[str, str], above: Look) -> Region | None:
    """The region that an element opens; none where it opens none."""
    role = attributes.get("role", "")
    if name in ("nav", "select") or role in _SURE_ROLES:
        return Region(sure=True)
    if style.get("mso-element", "").startswith(("header", "footer", "comment")):
        return Region(sure=True)  # of a Word document's pages, and what its reviewers said
    if name in ("button", "aside") and not (above.heading or opens_a_panel(attributes)):
        return Region(sure=False)
    if role in _ROLES or (name in ("header", "footer") and not above.inner):
        return Region(sure=False)
    if name not in _NEVER and ("class" in attributes or "id" in attributes) and _named(attributes):
        return Region(sure=False)
    return None


def opens_a_panel(attributes: Mapping[str, str]) -> bool:
    """Whether an element is the title of a panel that can be opened and shut."""
    return "aria-expanded" in attributes or "accordion" in attributes.get("class", "").lower()


def is_main(name: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element is a part of the page with a header and footer of its own."""
    return name in _MAIN or attributes.get("role") in ("main", "article")


def is_chrome(region: Region, paragraphs: list[str]) -> bool:
    """Whether a region is the site's, by what stands in it."""
    return region.sure or not any(speaks(words) and words.count(" ") >= _LEAST_SENTENCE for words in paragraphs)


def _named(attributes: Mapping[str, str]) -> bool:
    told = f"{attributes.get('class', '')} {attributes.get('id', '')}".split()
    return any(
        not _NAMES.isdisjoint(word.lower() for word in _WORDS.findall(name))
        for name in told
        if not _CONDITION.match(name)
    )
