"""Citations: which provisions the letter relies on or argues, and which refusal they serve."""

from ncnd_rules.encode.citations.mention import Mention, Served
from ncnd_rules.encode.citations.mentions import mentions
from ncnd_rules.encode.citations.served import served
from ncnd_rules.encode.citations.words import LIFTS_DUTY
from ncnd_rules.encode.draft import Draft, span_of
from ncnd_rules.encode.page import ARGUING, Sentence
from ncnd_rules.encode.parts import Parts, ids_of
from ncnd_rules.encode.positions import Held
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.provisions import Cited, exemptions_in, known
from ncnd_rules.facts import Citation, NoticeElement
from ncnd_rules.facts_file import MOST

_ALTERNATIVE = Prefiltered(
    r"(?i)\bin the alternative\b|\bwhich (?:one )?of (?:the|these|those|them|sections?)\b[^.;]{0,40}"
    r"\b(?:appl(?:y|ies)|engaged)\b"
)
_EITHER = Prefiltered(r"(?i)\balternatively\b|\bor,? as the case may be\b|\bmasked\b")  # beside what it speaks of
_Told = tuple[str, str, tuple[str, ...]]  # a provision, as what, and the parts that it serves


def encode_citations(draft: Draft, parts: Parts) -> None:
    """Every provision of Part II, and of sections 12 and 14, that the authority itself names."""
    found = _found(draft, parts)
    named = {one.cited.provision for one in found if one.role != "argued"}
    alternatives = _alternatives(draft)
    told: set[_Told] = set()
    most = MOST["citation"]
    draft.beyond.update(one.sentence.number for one in found[most:])
    for one in found[:most]:
        cited, sentence, _, helds = one
        silent = draft.registers.exemptions.excludes_duty(cited.provision)
        provision = known(cited.provision, draft.registers)
        interest = one.role == "named" and not silent and _names_interest(one, named, draft)
        role = "argued" if interest else _settled(one, provision, named, told, silent=silent)
        if role is None:
            continue
        if role == "listed":
            named.add(cited.provision)
        draft.read("citation", sentence)
        key = (provision, role, ids_of(helds))
        if key in told and role == "listed":
            continue
        told.add(key)
        _note_printed(one, provision, draft)
        draft.add(
            Citation,
            sentence,
            part=ids_of(helds),
            provision=provision,
            role=role,
            purpose=_purpose(cited, helds, silent=silent),
            in_the_alternative=cited.provision in alternatives,
            evidence=(span_of(sentence, cited.start, cited.stop),),
        )


def _found(draft: Draft, parts: Parts) -> list[Served]:
    """Every mention with the refusals that it serves; what one serves is told also by what is listed behind it."""
    everywhere = mentions(draft)
    _note_reliance(everywhere, draft, parts)
    parts.share({sentence.number for sentence in draft.page.spoken(*ARGUING)})
    _note_reliance(everywhere, draft, parts)
    return list(served(everywhere, draft, parts))


def _note_reliance(everywhere: tuple[Mention, ...], draft: Draft, parts: Parts) -> None:
    """Note which sections each refusal relies on."""
    for cited, sentence, role, helds in served(everywhere, draft, parts):
        if role != "argued":
            for held in helds:
                parts.rely(held.id, cited.section, sentence.number)


def _settled(one: Served, provision: str, named: set[str], told: set[_Told], *, silent: bool) -> str | None:
    """Whether a provision is listed or argued, beside what was told before; nothing where it is neither."""
    ids = ids_of(one.helds)
    if one.role in ("line", "named"):
        # What is named again and not as relied on is argued; and what is named first is relied on.
        again = any(
            before.startswith(provision) and as_what == "listed" and (one.role == "named" or relying == ids)
            for before, as_what, relying in told
        )
        if one.role == "named" and not again and "(" not in provision:
            return None
        return "argued" if again else "listed"
    if one.role == "argued" and _relied_on_here(one.cited, one.sentence, named, silent=silent):
        return "listed"  # the first mention of what is argued and nowhere listed
    if one.role == "listed" and one.sentence.section in ARGUING and _again_in_short(provision, told, ids):
        return "argued"  # 'as, under section 24, the two cannot be had together'
    return one.role


def _names_interest(one: Served, named: set[str], draft: Draft) -> bool:
    """Whether a limb only names the interest that silence protects: '(section 31(1)(a))', where 31(3) is relied on."""
    limbs = {limb.provision for limb in draft.registers.exemptions.ncnd_limbs(one.cited.section)}
    silent = bool(one.helds) and all(held.fact.position == "ncnd" for held in one.helds)
    return silent and "(" in one.cited.provision and not named.isdisjoint(limbs)


def _relied_on_here(cited: Cited, sentence: Sentence, named: set[str], *, silent: bool) -> bool:
    """Whether a provision that is only argued is what the letter relies on: it is listed nowhere else."""
    if _is_named(cited.provision, named) or "(" not in cited.provision:
        return False
    tells = silent and LIFTS_DUTY.search(sentence.words) is not None
    return tells or (silent and not named) or sentence.section not in ARGUING


def _is_named(provision: str, named: set[str]) -> bool:
    """Whether a provision, or a limb of it, is named; (5) of section 40 is short for what has replaced it."""
    return any(one.startswith((provision, f"{provision[:-1]}A)", f"{provision[:-1]}B)")) for one in named)


def _again_in_short(provision: str, told: set[_Told], ids: tuple[str, ...]) -> bool:
    """Whether a whole section is named among the reasons of a refusal that relies on a limb of it."""
    return any(
        one.startswith(f"{provision}(") and as_what == "listed" and ids == relying for one, as_what, relying in told
    )


def _note_printed(one: Served, provision: str, draft: Draft) -> None:
    """The words of the Act, where they are printed, say themselves what is exempt."""
    if one.sentence.voice == "statute":
        draft.add(
            NoticeElement,
            one.sentence,
            part=ids_of(one.helds),
            element="reliance_stated",
            provision=provision,
            evidence=(span_of(one.sentence),),
        )


def _purpose(cited: Cited, helds: tuple[Held, ...], *, silent: bool) -> str:
    """To what end a provision is cited: that of the refusals that it serves, or else its own."""
    if cited.section in ("12", "14"):
        return "cost" if cited.section == "12" else "vexatious"
    positions = {held.fact.position for held in helds}
    if "ncnd" in positions:
        return "ncnd"
    if "withheld" in positions:
        return "withhold"
    return "ncnd" if silent else "withhold"


def _alternatives(draft: Draft) -> set[str]:
    """The provisions that the letter says it claims in the alternative, in the same sentence or in the one before."""
    found: set[str] = set()
    before: tuple[Cited, ...] = ()
    for sentence in draft.page.spoken():
        cited = tuple(exemptions_in(sentence.words))
        if _ALTERNATIVE.search(sentence.words) or (_EITHER.search(sentence.words) and cited):
            found |= {one.provision for one in cited or before}
        before = cited
    return found
