"""Labels of questions, ``1``, ``1a``, ``Q1 & 2``, ``Questions 1 to 4``, and which of them follow on which."""

import re
from collections.abc import Sequence
from functools import lru_cache

from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.number_words import in_words

_PREFIX = re.compile(
    r"(?i)^(?:(?:(?:our|the|my) )?(?:answer|reply|response) (?:to|for) (?:your )?|"
    r"(?:in (?:answer|reply|response) to|re\.?|on|as to|for) (?:your )?|your )?"
    r"(?:(?:q|qu|question|part|point|bullet(?: point)?|request|item|limb|paragraph|a|ans|answer|response|reply|no|"
    r"number)s?"
    r"\.?\s*(?=[\d(]|[a-h](?:$|[.,]| (?:and|to|&)))|#\s?)?"
)
_ALPHABET = "abcdefgh"
_LETTERS_ALONE = re.compile(r"[a-h](?:\.?(?:, ?| ?& ?|,? (?:and|to) )[a-h])+")
_SUFFIX = re.compile(r"(?i)\s(?:response|answer|reply)$")
_OF_AN_ANSWER = re.compile(
    r"(?i)^(?:a|ans|answer|response|reply)s?\.?\s*\d|"
    r"^(?:(?:our|the|my|in) )?(?:answer|response|reply) (?:to|for)\b|^(?:re|on|as to|for) |"
    r"\b(?:response|answer|reply)$"
)
_BY_PLACE = re.compile(r"(?i)^(?:questions?|requests?|items?|parts?|(?:bullet )?points?|bullets?)\.? *\d")
_ONE = re.compile(r"(?i)(\d{1,3}(?:\.\d{1,2})*)\s?\(?([a-z]{0,3})\)?")
_TO = re.compile(r"(?i)\s*(?:-|to|–)\s*(?:q(?:uestion)?\s?|\()?$")
_NUMBERS = {in_words(number): number for number in range(1, 11)}
_IN_LETTERS = "|".join(_NUMBERS)
# 'Question two and three', but not 'the question one must ask'.
_IN_WORDS = Prefiltered(
    r"(?i)\b(?P<what>(?:questions?|(?:bullet )?points?|bullets?|items?|parts?),? )"
    rf"(?P<first>{_IN_LETTERS})"
    rf"(?P<more>(?:(?:,? (?:and|&|or|to) |, )(?:{_IN_LETTERS}))*)\b"
    r"(?! ?\(?\d)(?! (?:must|might|may|should|could|would|asks|has to|ways|times|or more|years?|months?))"
)
# 'Q3 18/19' and 'Q3 2018' are the third quarter of a year.
_NO_QUARTER = r"(?! ?[1-4],? (?:of )?(?:fy ?)?(?:(?:20)?\d\d ?[/-] ?(?:20)?\d\d|20\d\d)\b)"
_MENTION = re.compile(
    r"(?i)(?<!time of your )(?<!date of your )\b"
    r"(?:(?:as (?:to|for|regards)|regarding|concerning|turning to|in (?:respect|relation|answer|response) "
    r"(?:of|to)) (?:item |limb )?(?=\([a-z0-9]{1,4}\))|questions?|requests?|parts?|points?|bullets?|items?|limbs?|"
    rf"answers?(?= \d)|qu?(?:'?s)?{_NO_QUARTER}|paragraphs?(?= ?\(?[0-9a-h]\b[^.;]{{0,24}} of your)|"
    r"(?<=to )nos?|(?<=for )nos?)\.? ?"
    r"(?:number(?:s|ed)? )?(?:\(?(?:one|two|three|four|five|six|seven|eight|nine|ten)\)? ?)?"
    r"(?P<list>(?:\(?\d{1,2}[a-z]?\)?|"
    r"\([a-z]{1,4}\))(?:(?:,? (?:and|&|or|to) |, ?| ?& ?| ?- ?| ?/ ?)(?:q(?:uestion)?s? ?)?(?:(?:one|two|"
    r"three|four|five|six) ?)?(?:\(?\d{1,2}[a-z]?\)?(?![\w/.]*\d{3})|\([a-z]{1,4}\)))*)(?! ?(?:working|"
    r"days|january|february|march|april|may|june|july|august|september|october|november|december)\b)"
)
# 'The sums asked for at (3)', where it is known that something is asked there.
_IN_BRACKETS = Prefiltered(
    r"(?i)\b(?<!section )(?<!limb )(?:in|at|to|of|under|for|on|far as) "
    r"(?P<list>\([a-z0-9]{1,4}\)(?:(?:, | and | or |, and )\([a-z0-9]{1,4}\))*)(?! of (?:section|the act))"
)
# 'We can neither confirm nor deny (b), and the answer to (c) is no': of (c) it is not silent.
_DENIED = Prefiltered(
    r"(?i)n?or den(?:y|ies) (?P<list>\([a-z0-9]{1,4}\)(?:(?:, | and | or |, and )\([a-z0-9]{1,4}\))*)"
)
# What follows in 'As to (i), as far as it is about helmets, and (ii) and (iii), ...'
_ADDED = re.compile(
    r"(?i)[^.;:]{0,100}?,? and (?:also )?(?P<list>\([a-z]{1,4}\)(?:(?:, | and | or |, and )\([a-z]{1,4}\))*)"
    r"(?=,| the\b| we\b| i\b)"
)
# 'A copy of the assessment (iv) is attached', where nothing else is numbered so
_BRACKETED = re.compile(r"(?<!\S)\([a-z]{1,4}\)")
_INSERTED = re.compile(r"(?<=[a-zA-Z] )\((ii|iii|iv|v|vi{1,3}|ix)\)(?= )")
_POINTS = re.compile(r"[\d(]")
_LETTERS = Prefiltered(
    r"(?i)\b(?:questions?|parts?|points?|items?|limbs?|requests|paragraphs?(?= [a-h]\b[^.;]{0,24} of your)) (?:no\.? )?"
    r"(?P<list>[a-h]\b[.)]?(?:(?:,| and| or| to|,? ?&|-)+ ?[a-h]\b[.)]?)*)"
    r"(?=[,;:.)]|$| (?:of|is|are|was|were|we|the|no|and|in|by|as|because|under|has|have|cannot|can|within|but|above|"
    r"only)\b)"
)
# 'any other information as to i. and ii.', where it is known that the questions are numbered so
_IN_ROMAN = Prefiltered(
    r"\b(?:[Qq]uestions?|[Pp]arts?|[Pp]oints?|[Ii]tems?|[Ll]imbs?|[Rr]equests|to|for|of|at|on|under|both) "
    r"(?P<list>(?:i{1,3}|iv|vi{0,3}|ix|x)\b\.?(?:(?:,? (?:and|or|to|&) |, )(?:i{1,3}|iv|vi{0,3}|ix|x)\b\.?)*)(?![\w(-])"
)
# How a sentence begins that speaks of a question: 'As to (d), the weapons are ...', 'For 2 and 3 the answer is ...'.
_ONE_OF_LIST = (
    r"(?:\(?\d{1,2}[a-z]?\)?|\(?(?-i:[A-H]|i{1,3}|iv|vi{0,3})\)?|\([a-z]{1,4}\)|"
    r"(?-i:[a-h])(?:\)|\.(?=,| and [a-h]\.)|(?=,)))"
)
_LIST = rf"{_ONE_OF_LIST}(?:(?:,? (?:and|&|or|to) |, ?| ?& ?){_ONE_OF_LIST})*"
_LEADS_WITH = re.compile(
    r"(?i)(?:(?:and|but|now|finally|next|lastly|also),? )?"
    r"(?:(?:(?:in so far|so far|insofar) as|as (?:to|for|regards)|with (?:regards?|respect) to|"
    r"in (?:relation|respect|regard|answer|response|reply) (?:to|of)|regarding|concerning|turning to|on|at|for|under|"
    r"(?:i|we) (?:now |shall |will )?(?:deal with|answer|turn to|come to|take)|"
    r"(?:the |our |my )?(?:information|material|data|documents?|figures?|answers?|repl(?:y|ies)|responses?)"
    r"(?: (?:you )?(?:sought|requested|asked for))? (?:at|for|under|in|to)) "
    rf"(?P<list>(?>{_LIST}))(?=[,:;.]| - | (?:we|i|the|is|are|was|were|has|have|had|goes|go|can|cannot|will|neither|"
    r"there|no|it|this|that|these|those|they|together|above|a|an|please|your?|both)\b)"
    rf"|(?P<alone>{_ONE_OF_LIST}(?: (?:and|&|to) {_ONE_OF_LIST})+)(?: - |: ))"
)
_MOST = 60  # questions in one range
_NUMBERED_IN_WORDS = re.compile(
    rf"(?i)(?P<what>(?:(?:our |the )?(?:answer|response|reply) to )?(?:question|request|part|point|item)) "
    rf"(?P<number>{_IN_LETTERS})(?:\s?[:.]\s+|\s-\s+|\s*$)"
)
LETTERED = re.compile(r"\((?:[a-h]|i{1,3}|iv|v|[1-9])\)\s")  # a point of a list that runs on in a line
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
ORDER = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
PLACES = "|".join((*ORDER, "last"))
"""A pattern: the words for the place of a question in the request."""


def ordinal(number: int) -> str:
    """The label of a question that bears none: its place in the request, in words up to the tenth."""
    return ORDER[number - 1] if number <= len(ORDER) else str(number)


def labels_of(label: str, main: str) -> tuple[str, ...]:
    """The single labels that a printed one names, in small letters.

    Args:
        main: the number to which a bare letter belongs: ``a`` under question 1 is ``1a``.
    """
    label = _SUFFIX.sub("", _PREFIX.sub("", label.strip())).strip("()[] .:-").lower()
    if re.fullmatch(r"[a-z]{1,4}", label):
        return (f"{main}{label}",)
    if _LETTERS_ALONE.fullmatch(label):
        lettered = re.findall(r"\b[a-h]\b", label)
    else:
        lettered = re.findall(r"\(?\b([a-z]{1,4})\)", f"{label})") if not re.search(r"\d", label) else []
    if lettered:
        every = _between(lettered, _ROMAN if "i" in lettered else _ALPHABET) if " to " in label else lettered
        return tuple(dict.fromkeys(f"{main}{letter}" for letter in every))
    found: list[str] = []
    end = 0
    for one in _ONE.finditer(label):
        name = one[1] + (one[2] if one[2] not in ("to", "and", "or", "q") else "")
        if found and _TO.search(label[end : one.start()]) and found[-1].isdigit() and one[1].isdigit():
            found += [str(number) for number in range(int(found[-1]) + 1, min(int(one[1]), int(found[-1]) + _MOST))]
        found.append(name)
        end = one.end(1) if one[2] in ("to", "and", "or", "q") else one.end()
    return tuple(dict.fromkeys(found)) or (label,)


@lru_cache(maxsize=4096)  # asked of every sentence as it is put in its place, and of many again
def labels_named(words: str, known: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The labels of questions that a clause names, as in 'points (a) to (c)'.

    Args:
        known: the labels of all questions in order, by which ranges of letters are filled in.
    """
    denied = next(iter(_DENIED.finditer(words)), None) if known else None
    labels = re.findall(r"\w+(?=\))", denied["list"].lower()) if denied else []
    if labels and set(labels) <= set(known):
        return tuple(labels)
    labels = []
    words = _IN_WORDS.sub(_in_figures, words)
    for match in _MENTION.finditer(words) if _POINTS.search(words) else ():  # it is tried at each word
        lettered = re.findall(r"\(([a-z]{1,4})\)", match["list"].lower())
        if lettered:
            labels += _between(lettered, known) if " to " in match["list"] else lettered
            labels += [one for one in _added(words[match.end() :]) if one in known and one not in labels]
        else:
            labels += labels_of(match["list"].replace("(", "").replace(")", ""), "")
    for match in _IN_BRACKETS.finditer(words) if known and not labels else ():
        labels += [label for label in re.findall(r"\w+(?=\))", match["list"].lower()) if label in known]
    for match in _IN_ROMAN.finditer(words) if "ii" in known and not labels else ():
        numbers = re.findall(r"\b[ivx]+\b", match["list"])
        labels += _between(numbers, known) if " to " in match["list"] else [one for one in numbers if one in known]
    if known and not labels and (inserted := _INSERTED.search(words)) and len(set(_BRACKETED.findall(words))) == 1:
        labels += [inserted[1]] if inserted[1] in known else []
    for match in _LETTERS.finditer(words):
        letters = re.findall(r"\b[a-h]\b", match["list"].lower())
        labels += _between(letters, known) if " to " in match["list"] else letters
    return tuple(labels)


def _added(words: str) -> list[str]:
    """The labels in brackets that a clause adds to those it begins with."""
    added = _ADDED.match(words)
    return re.findall(r"\w+(?=\))", added["list"].lower()) if added else []


def label_in_words(words: str) -> tuple[str, int]:
    """The label with which words begin that has its number in words, in figures, and where it ends: 'Question Two:'."""
    found = _NUMBERED_IN_WORDS.match(words)
    return (f"{found['what'].lower()} {_NUMBERS[found['number'].lower()]}", found.end()) if found else ("", 0)


def labels_led_with(words: str, known: Sequence[str]) -> list[str]:
    """The labels with which a sentence begins, none but those that are known: 'For 2, the answer is ...'."""
    led = _LEADS_WITH.match(words)
    if led is None:
        return []
    printed = led["list"] or led["alone"]
    labels = [label.lower() for label in re.findall(r"\w+", re.sub(r"(?i)\b(?:and|or|to)\b", " ", printed))]
    if not set(labels) <= set(known):
        return []
    return list(_between(labels, known)) if " to " in printed else labels


def _in_figures(match: re.Match[str]) -> str:
    numbers = re.sub(r"(?i)[a-z]{3,5}", lambda one: str(_NUMBERS.get(one[0].lower(), one[0])), match["more"])
    return f"{match['what']}{_NUMBERS[match['first'].lower()]}{numbers}"


def _between(ends: list[str], known: Sequence[str]) -> Sequence[str]:
    """The labels from the first to the last of a range."""
    if ends[0] in known and ends[-1] in known:
        return known[known.index(ends[0]) : known.index(ends[-1]) + 1]
    return ends


def is_numbered(label: str) -> bool:
    """Whether a printed label has a number; a bare letter may number anything."""
    return any(character.isdigit() for character in label)


def is_of_answer(label: str) -> bool:
    """Whether a printed label says that an answer follows: ``A1``, ``Response 2``."""
    return _OF_AN_ANSWER.match(label) is not None


def counts_questions(label: str) -> bool:
    """Whether a printed label names what was asked by its place, as it can where that bore no label: ``Bullet 2``."""
    return _BY_PLACE.match(label) is not None


def names_question(label: str) -> bool:
    """Whether a printed label says itself that a question stands behind it: ``Question 2``, ``Q2``."""
    return label.lower().startswith("q") and is_numbered(label)


def number_of(label: str) -> str:
    """The number of a label without its letters: 3 of 3b."""
    return label.rstrip("abcdefghijklmnopqrstuvwxyz")


def place_in_list(label: str) -> int:
    """The place that a label gives what it stands before: 2 for '2.', 'b)' and '(ii)'; nought where it gives none."""
    label = label.strip("().:- ").lower()
    if label in _ROMAN:
        return _ROMAN.index(label) + 1
    if label.isdigit():
        return int(label)
    return ord(label) - ord("a") + 1 if len(label) == 1 and "a" <= label <= "z" else 0


def mark_after(label: str) -> str:
    """The letter or the small number that comes next in a list, 'b' after 'a' and 'ii' after 'i'; none after others."""
    for marks in (_ROMAN, tuple(_ALPHABET)):
        if label.lower() in marks[:-1]:
            return marks[marks.index(label.lower()) + 1]
    return ""


_LIMB = re.compile(r"(\d{1,3})([a-z]?)")


def follows(last: str, label: str) -> bool:
    """Whether a label is the next after another: d after c, 4 after 3, 2a after 1."""
    before, after = _LIMB.fullmatch(last), _LIMB.fullmatch(label)
    if before and after:
        further = int(after[1]) - int(before[1])
        if further == 1:
            return after[2] in ("", "a")  # 2a after 1, and 3 after 2b
        return not further and (after[2] == "a" if not before[2] else follows(before[2], after[2] or before[2]))
    return len(last) == len(label) == 1 and ord(label) == ord(last) + 1


def comes_after(last: str, label: str) -> bool:
    """Whether a label is the next after another, or a greater number."""
    return follows(last, label) or (last.isdigit() and label.isdigit() and int(label) > int(last))
