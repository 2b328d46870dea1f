"""Where a citation may begin: at a word for a section, at a name that the Act gives it, or at a bare number."""

import re

from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.number_words import in_words

WORDS = {in_words(number).replace("-", joint): str(number) for number in (12, 14, *range(20, 50)) for joint in "- "}
IN_WORDS = "|".join(sorted(WORDS, key=len, reverse=True))
_SECTION = (
    rf"(?:(?:sections?|section\(s\)|sect?s?\.?|ss?\.?)(?:\s(?:numbers?|nos?\.?))?(?:\s?:)?\s?(?=[0-9])|§{{1,2}}\s?(?=[0-9])|"
    rf"sections?\s(?=(?:{IN_WORDS})\b)|sub-?sections?\s(?=[2-4][0-9]\s?\()|"
    r"(?:foia?|freedom of information act)(?:\s2000)?:?\s(?=(?:1[24]|2[1-9]|3[0-9]|4[0-4])A?\s?[.(]\s?[0-9])|"
    r"exemptions?\s(?:(?:at|in|under|from)\s)?(?=(?:2[1-9]|3[0-9]|4[0-4])A?\b)|"
    r"sections?\s(?:cited|applied|claimed|engaged|used|relied\s(?:up)?on)\s?:\s?(?=(?:2[1-9]|3[0-9]|4[0-4])A?\b))"
)
# What the Act calls its exemptions. A bare number is a section where the name of that section stands beside it.
_NAMED = {
    "22": r"(?:information )?intended for future|future publication",
    "23": r"(?:information )?(?:supplied|relating to|from|about)\b.{0,30}\bbodies|security (?:bodies|matters)",
    "24": r"(?:safeguarding )?(?:of )?national security",
    "26": r"(?:prejudice to )?(?:the )?defence\b",
    "27": r"(?:prejudice to )?international relations|relations with other",
    "30": r"(?:criminal )?investigations",
    "31": r"(?:prejudice to )?(?:the )?law enforcement|prevention (?:and|or) detection",
    "38": r"(?:endangering )?health (?:and|&|or) safety",
    "40": r"(?:third[- ]party )?personal (?:data|information)",
    "41": r"(?:information )?(?:provided|given|supplied) in confidence",
    "42": r"legal (?:professional )?privilege",
    "43": r"(?:prejudice to )?commercial (?:interests|prejudice)|trade secrets",
    "44": r"prohibitions? on disclosure",
}
_APART = r"\s?[(|:,-]?\s?"
_BEFORE_NAME = "|".join(rf"(?={number}{_APART}(?:{name}))" for number, name in _NAMED.items())
_BEHIND_NAME = "|".join(
    rf"(?:{name})\s(?:exemption{_APART}(?={number}\b)|\((?={number}\)))" for number, name in _NAMED.items()
)
_BY_NAME = rf"(?=[2-4])(?:{_BEFORE_NAME})|{_BEHIND_NAME}"
# '24(2)' names a limb though nothing stands before it. The number is looked for first: most words are none.
_BARE = (
    r"(?=(?:2[1-9]|3[0-9]|4[0-4])A?\([1-9][AB]?\))(?:^(?=[^)]+\).*\w)|(?<=[(|])|(?<=[,;:&|] )|(?<=[a-z] - )|"
    r"(?<=\band )|(?<=\bor )|(?<=\bby )|(?<=\bof )|(?<=\bto )|(?<=\bin )|"
    r"(?<=\bat )|(?<=\bon )|(?<=under )|(?<=\bboth )|(?<=\bwith )|(?<=using )|(?<=citing )|(?<=applied )|(?<=\bthat )|"
    r"(?<=is ))|"
    # 'Factors against denying (24, 30 and 31)': several bare numbers, behind what is told of exemptions alone.
    r"(?=(?:2[1-9]|3[0-9]|4[0-4])(?:,? (?:and |& )?(?:2[1-9]|3[0-9]|4[0-4]))+\))"
    r"(?:(?<=denying \()|(?<=denial \()|(?<=\bharm \()|(?<=interest \()|(?<=test \()|(?<=exemptions \())"
)
NO_SECTION = re.compile(
    r"(?i)\b(?:regulations?|regs?\.?|articles?|arts?\.?|rules?|paragraphs?|paras?\.?|schedules?|cl(?:ause)?s?\.?|q)\s?$"
)
# '23(5) - Security bodies' as a line of a list; and 'subsection (2) of' before the section it belongs to.
_LINE_NUMBER = r"(?:2[1-9]|3[0-9]|4[0-4])\s?\([0-9][AB]?\)(?:\([a-z]{1,3}\))*\s?(?:[-:,(]\s?)?[a-z]"
HEAD = re.compile(
    r"(?i)(?<![\w.])(?:(?P<before>sub-?\s?sections?\s"
    r"(?P<inner>\(?[0-9]{1,2}[A-Z]?\)?(?:\s?\([a-z]{1,4}\))*)\sof\s|"
    r"(?:sub-?)?para(?:graph)?s?\s(?P<paragraphs>\([a-z]{1,4}\)(?:(?:,\s|\sand\s|,\sand\s|\sor\s)\([a-z]{1,4}\))*)\sof\s)?"
    rf"{_SECTION}|^\W{{0,3}}(?={_LINE_NUMBER})|{_BARE}|{_BY_NAME})"
)
# 'Paragraph (b) of that subsection', 'subsection (5) of that section': what was named before, one limb further on.
REFERRED = Prefiltered(
    r"(?i)\b(?:sub-?\s?sections?|(?:sub-?)?para(?:graph)?s?)\s"
    r"(?P<inner>(?:\([0-9a-z]{1,3}\))+(?:(?:,\s|,?\s(?:and|or)\s)(?:\([0-9a-z]{1,3}\))+)*)\s"
    r"(?:of|in|to)\s(?:that|the same|the said)\s(?P<of>sub-?\s?section|section)\b"
)
MAY_CITE = re.compile(r"[\dSs](?:(?<=\d)|(?i:ections?\s))")  # most sentences do not, and the head is slow to look for
