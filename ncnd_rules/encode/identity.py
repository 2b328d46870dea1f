"""Who answers, under which reference and which Act."""

import re
from collections import Counter

from ncnd_rules.encode.draft import Draft, Found, span_of
from ncnd_rules.encode.names import in_small, name_in, reach
from ncnd_rules.encode.regimes import encode_regimes
from ncnd_rules.facts import Authority, Part, Reference

_ANSWERS = re.compile(r"(?i)\byour\b|\bon behalf of\b")
_GREETS = re.compile(r"(?i)dear\b.{0,60}$")
_OPENING = 14  # blocks in which a letter may still be beginning
_OF_A_REQUEST = re.compile(
    r"(?i)^\W*(?:foi|eir|freedom of information|information) (?:request|release|response)\b.{0,40}$"
)
_LETTERHEAD = 4  # blocks in which a line of its own may be the name of the sender
_MORE = 20  # characters that a sentence has beside the name in it
_LEAST_OF_A_PLACE = 4  # letters; fewer are short for a longer name
_TAKES_POSITION = re.compile(
    r"(?i)(?: service)?(?: \([^)]{2,20}\))? (?:can|will|may|must|hereby|therefore|does)? ?(?:neither|not) confirm"
)
# 'Fenmere Police will not divulge whether', 'Fenmere Police considers that the public interest': it refuses.
_DECIDES = re.compile(
    r"(?i)(?: service| force)?(?: \([^)]{2,20}\))? "
    r"(?:(?:will|can|shall|would|is) not (?:be )?(?:prepared to |able to |in a position to )?"
    r"(?:divulge|disclose|confirm|reveal|say|release)\b[^.;]{0,40}\b(?:whether|if)\b|"
    r"(?:considers?|believes?|maintains?|takes the view|has (?:concluded|determined|decided|come to the view)|"
    r"is of the (?:view|opinion))\b[^.;]{0,60}\b(?:public interest|balance|neither confirm))"
)
# 'If you are dissatisfied with the decision made by Fenmere Police you can ask for a review': this one is its own.
_DECIDED_BY = re.compile(
    r"(?i)\b(?:(?:dis|un)\w+|not (?:satisfied|content|happy)|disagree|complain\w*|review|reconsider)\b[^.;]*"
    r"\b(?:decision|response|refusal|reply)(?: (?:which|that) (?:was|has been|is))? "
    r"(?:made|given|taken|provided|issued|sent)(?: to you)? by (?:the )?$"
)
# What follows a name that says what it holds, does, or can tell; others are told of.
_SPEAKS = re.compile(r"(?i)(?: service)?(?: \([^)]{2,20}\))? (?:can|cannot|could|will|do|does|did|holds?)\b")
# A name that says what kind of body bears it: 'Lakeland Water', 'Office for Harbours', 'HM Garrisons'.
_OF_A_BODY = re.compile(
    r"(?i)(?:(?:hm|uk|transport for) .*|(?:.* )?(?:academy|administration|agency|airports?|archives?|assembly|"
    r"association|authority|bank|board|centre|college|commission(?:ers?)?|committee|company|conservators|constabulary|"
    r"corporation|council|department|directorate|executive|ferries|force|foundation|government|harbours?|homes|"
    r"hospitals?|inspectorate|institut(?:e|ion)|laborator(?:y|ies)|library|limited|ltd|ministry|museum|network|office|"
    r"ombudsman|organisation|parliament|partnership|plc|police|practice|prison|rail(?:ways?)?|registry|regulator|"
    r"school|secretariat|service|society|treasury|tribunal|trust|university|water)"
    r"(?: (?:of|for|and) .*| (?:uk|ni|england|wales|scotland|ireland))?)"
)
_PLACE = re.compile(r"(?i)(?: service)? (?:headquarters|h\.?q\b|(?:police )?station\b)")  # a roof that others may share
# Whom the request is about, or who asks through somebody: 'You asked about work with Kent Police'.
_TOLD_OF = re.compile(
    r"(?i)\byou (?:have )?(?:asked|requested|enquired|wished|want\w*)\b[^.;]*"
    r"\b(?:about|concerning|regarding|with|between|whether|if)\b[^.;]*$|"
    r"\b(?:acting for|instructed by|solicitors? (?:to|for)) (?:the )?$"
)
_NO_PERSON = re.compile(r" (?:of|for|and|&) |(?: \S+){2}")
_SHORT_NAME = re.compile(r"\b[A-Z]{3,6}\b")
_TWO = 2  # letters, which too many things are short for
_OF_ALL = {"uk government", "hm government", "british government"}  # no authority that anybody writes to
_OF_ANY_FORCE = {"the", "police", "constabulary", "service", "force", "of", "and"}

# 'Freedom of Information request reference:', beside 'Our reference:'
_OF_REQUEST = re.compile(r"(?i)(?:(?:foi|freedom of information|information|act|2000)\W*)*\brequest\b")
# 'Thank you for your request of 3 May, reference 1892/21'
_TOLD_OF_REQUEST = re.compile(r"(?i)\b(?:your|the) (?:\w+ ){0,4}?request\b[^.;]*$")

# 'It follows your earlier request, reference 1892/21': a number beside the letter's own, and of another request
_OF_ANOTHER = re.compile(
    r"(?i)\b(?:earlier|previous(?:ly)?|prior|another|similar|related|linked|separate(?:ly|d)?|split|replac(?:es?|ed|ing)|"
    r"supersed(?:es?|ed|ing)|transferred|same day|also|part of (?:it|this|your|the request)|"
    r"others?(?= (?:requests?|people|persons?|applicants?|letters?|repl(?:y|ies)|responses?)))\b"
)


def encode_identity(draft: Draft) -> None:
    """The authority named most often in its own voice, each reference, and each Act."""
    found = list(draft.find("identity", draft.page.spoken(), every=True))
    names = [one for one in found if one.gives["kind"] == "authority"]
    watching = _only_watching(draft, names)
    again = [
        one
        for one in names
        if _folded(one) not in watching and (not one.gives.get("alone") or _named_again(draft, one))
    ]
    bare = [one for one in again if " " not in _folded(one) and name_in(one).istitle()]  # 'the Council', 'Parliament'
    told = (
        _of_the_letter(draft, [one for one in again if one not in bare])
        or _of_the_opening(draft)
        or _of_the_letterhead(draft, names)
        or _of_the_signature(names)
        or _of_the_greeting(draft)
    )
    _authority(draft, told or bare)
    _references(draft, [one for one in found if one.gives["kind"] == "reference"])
    encode_regimes(draft, [one for one in found if one.gives["kind"] == "regime"])


def settle_names(draft: Draft) -> None:
    """Note where the letter refuses to confirm or deny in the name of a police force that is not its author."""
    author = next((fact.name for fact in draft.facts if isinstance(fact, Authority)), "")
    if not _of_a_force(author):
        return
    named = [
        found
        for found in draft.find("identity", draft.page.spoken(), every=True)
        if found.gives["kind"] == "authority"
        and _of_a_force(name_in(found))
        and not _may_be_one(_own_words(name_in(found)), _own_words(author))
    ]
    # One that the letterhead, the request or the rights name too may answer jointly, or be asked about.
    known = {_folded(found) for found in named if found.sentence.section in ("header", "rights", "closing")}
    joint = {_folded(found) for found in named if found.sentence.section in ("header", "closing")}
    asked = " ".join(one.words for one in draft.page.sentences if one.section == "request").lower()
    others: dict[int, str] = {}
    deciding: Found | None = None
    for found in named:
        words, stop = found.sentence.words, found.hit.stop
        if _TAKES_POSITION.match(words, stop):
            others[found.sentence.number] = name_in(found)
        elif (_DECIDES.match(words, stop) and _folded(found) not in known and _folded(found) not in asked) or (
            found.sentence.section == "rights"
            and _DECIDED_BY.search(words[: found.hit.start])
            and _folded(found) not in joint
            and _folded(found) not in asked
        ):
            deciding = deciding or found
    spans = {number: draft.page.sentences[number].passage.span() for number in others}
    for place, fact in enumerate(draft.facts):
        if isinstance(fact, Part) and fact.position == "ncnd":
            starts = [span.start or 0 for span in fact.evidence]
            own = (
                name
                for number, name in others.items()
                if any((spans[number].start or 0) <= start < (spans[number].stop or 0) for start in starts)
            )
            if name := next(own, None):
                draft.facts[place] = fact.model_copy(update={"in_name_of": name})
            elif deciding:
                evidence = (*fact.evidence, deciding.span())
                draft.facts[place] = fact.model_copy(update={"in_name_of": name_in(deciding), "evidence": evidence})


def _of_a_force(name: str) -> bool:
    return bool(_own_words(name)) and bool({"police", "constabulary"} & set(name.lower().split()))


def _may_be_one(one: set[str], other: set[str]) -> bool:
    """Whether two forces share a word, or the one word of either is short for one of the other's: 'Met Police'."""
    short = any(
        len(few) == 1 and len(word) < _LEAST_OF_A_PLACE and any(longer.startswith(word) for longer in many)
        for few, many in ((one, other), (other, one))
        for word in few
    )
    return short or bool(one & other)


def _own_words(name: str) -> set[str]:
    """The words that tell a force from others."""
    return set(re.findall(r"\w+", name.lower())) - _OF_ANY_FORCE


def _authority(draft: Draft, found: list[Found]) -> None:
    """What may be a body of any kind counts only where nothing else is named."""
    names: dict[str, list[Found]] = {}
    for one in _less_passing(found):
        places = names.setdefault(_folded(one), [])
        if _place(one) not in map(_place, places):
            places.append(one)
    if not names:
        return
    times = Counter({name: sum(map(_weight, places)) for name, places in names.items()})
    for short in [name for name in times if " " not in name]:
        if full := next((name for name in times if _shortens(short, name_in(names[name][0]))), None):
            times[full] += times.pop(short)
    ((most, _),) = times.most_common(1)  # of several, the first in the letter
    best = next((one for one in names[most] if not name_in(one).isupper()), names[most][0])
    words = name_in(best)
    name = in_small(words) if words.isupper() and " " in words else words
    draft.add(Authority, best.sentence, name=name, evidence=(span_of(best.sentence, *reach(best)),))


def _less_passing(found: list[Found]) -> list[Found]:
    """Of names those that no other body bears, but where they are only spoken of, once, below a name as letterhead."""
    sure = [one for one in found if not one.gives.get("weak")]
    heads = [one for one in found if not one.sentence.block and len(one.sentence.words) < len(name_in(one)) + _MORE]
    passing = len(sure) == 1 and sure[0].sentence.block >= _OPENING and _weight(sure[0]) < _TWO
    return heads if passing and heads else sure or found


def _only_watching(draft: Draft, found: list[Found]) -> set[str]:
    """The names of bodies that watch over authorities or publish for all of them, where a letter only speaks of them.

    A letter of their own has the name in a line at its head or foot, or says what its author holds or does.
    """
    rows = [row for row in draft.registers.bodies.rows if row.group == "oversight"]
    watching = tuple(name.lower() for row in rows for name in (*row.names, *row.wrong_names))
    told = {_folded(one) for one in found if one.sentence.words[reach(one)[0] :].lower().startswith(watching)}
    told |= {_folded(one) for one in found if _folded(one) in _OF_ALL}
    own = {
        _folded(one)
        for one in found
        if (one.sentence.section in ("header", "closing") and len(one.sentence.words) < len(name_in(one)) + _MORE)
        or _SPEAKS.match(one.sentence.words, one.hit.stop)
    }
    return told - own


def _weight(found: Found) -> int:
    """How much one mention of a name tells of who answers."""
    words, after = found.sentence.words, found.hit.stop
    if _TOLD_OF.search(words, 0, found.hit.start):
        return -1
    if _PLACE.match(words, after):
        return 0
    heads = found.sentence.block < _LETTERHEAD and len(words) < len(name_in(found)) + _MORE
    return 2 if heads or (_SPEAKS.match(words, after) and not _TAKES_POSITION.match(words, after)) else 1


def _named_again(draft: Draft, found: Found) -> bool:
    """Whether what stands in a line of its own is a name that the letter uses."""
    name = name_in(found)
    said = [one.words for one in draft.page.spoken("header", "answer", "exemptions", "notice")]
    short = {word for words in said for word in _SHORT_NAME.findall(words)}
    return any(name in words and len(words) > len(name) + _MORE for words in said) or any(
        _shortens(one, name) for one in short
    )


def _shortens(short: str, name: str) -> bool:
    """Whether some letters are the initials of a name, or of its end: 'PCT' of 'Northmarch Primary Care Trust'."""
    initials = "".join(re.findall(r"\b[A-Z]", name))
    return len(short) > _TWO and " " in name and initials.endswith(short.upper())


def _place(found: Found) -> tuple[int, int]:
    """The sentence in which a name stands and where its own words begin, by whichever row it was found."""
    return found.sentence.number, reach(found)[0]


def _of_the_letter(draft: Draft, found: list[Found]) -> list[Found]:
    """The names in the letter itself; where it has none, that of the sender of its mail."""
    headers = [one for one in found if draft.page.blocks[one.sentence.block].kind == "mail_header"]
    own = [one for one in found if one not in headers]
    return own or [one for one in headers if one.sentence.words.lower().startswith("from:")]


def _of_the_opening(draft: Draft) -> list[Found]:
    """The names in the sentences with which a letter begins, where a heading gives them to the requester."""
    opening = [one for one in draft.page.sentences if one.voice == "requester" and one.block < _OPENING]
    found = draft.find("identity", [one for one in opening if _ANSWERS.search(one.words)], every=True)
    return [one for one in found if one.gives["kind"] == "authority" and not one.gives.get("alone")]


def _of_the_greeting(draft: Draft) -> list[Found]:
    """Whom the requester's letter greets, where a page prints it above an answer without a name."""
    greetings = [one for one in draft.page.sentences if one.voice == "requester" and _GREETS.match(one.words)]
    return [one for one in draft.find("identity", greetings, every=True) if one.gives["kind"] == "authority"]


def _of_the_letterhead(draft: Draft, found: list[Found]) -> list[Found]:
    """The first line of the letter that is shaped as a name, where nothing else in it names who answers.

    Below 'FOI request 123', as logs print it, such a line is the title of the request; and so may any be that
    does not say what kind of body it names: 'Cyber Attack'.
    """
    above = [one for one in draft.page.sentences if one.block < _LETTERHEAD and _OF_A_REQUEST.search(one.words)]
    first = min((one.number for one in above), default=len(draft.page.sentences))
    alone = (
        one
        for one in found
        if one.gives.get("alone") and one.sentence.block < _LETTERHEAD and _OF_A_BODY.fullmatch(name_in(one))
    )
    return [one for one in alone if one.sentence.number < first][:1]


def _of_the_signature(found: list[Found]) -> list[Found]:
    """The last line that is shaped as a name and no person's, where nothing else in the letter names who answers."""
    alone = [one for one in found if one.gives.get("alone") and one.sentence.section == "closing"]
    return [one for one in alone if _NO_PERSON.search(name_in(one))][-1:]


def _references(draft: Draft, found: list[Found]) -> None:
    seen: list[tuple[str, str]] = []
    quoted = {_number_in(one) for one in found if one.gives.get("quoted")}
    for one in found:
        value = _number_in(one)
        whose = one.gives["whose"]
        if not any(sign.isdigit() for sign in value):
            continue  # 'FOI/EIR Request' names two laws
        if one.gives.get("quoted"):
            draft.add(Reference, one.sentence, value=value, whose=whose, quoted=True, evidence=(one.span(),))
            continue
        early = one.sentence.section in ("header", "request") or one.sentence.is_heading
        known = any(kind == whose and value in other for kind, other in seen)  # or a piece of one that is
        of_another = value not in quoted and _OF_ANOTHER.search(one.sentence.words) is not None
        if value and early and not known and not (of_another and any(kind == whose for kind, _ in seen)):
            seen.append((whose, value))
            label = one.sentence.words[one.hit.start : one.hit.stop].partition(value)[0]
            told = _TOLD_OF_REQUEST.search(one.sentence.words, 0, one.hit.start)
            of_request = whose == "authority" and (_OF_REQUEST.match(label) or told) is not None
            draft.add(Reference, one.sentence, value=value, whose=whose, of_request=of_request, evidence=(one.span(),))


def _number_in(one: Found) -> str:
    return " ".join(one.hit.groups.get("value", "").split()).strip(" .,-")


def _folded(found: Found) -> str:
    return name_in(found).lower()
