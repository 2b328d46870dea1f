"""What the register of exemptions says of the provisions that a letter names."""

from collections.abc import Iterator
from datetime import date

from ncnd_rules.encoding import Encoding
from ncnd_rules.facts import (
    Citation,
    Classification,
    section_of,
)
from ncnd_rules.registers import Registers, day_in_words
from ncnd_rules.registers.exemptions import LimbRow
from ncnd_rules.world.told import Fields, WorldFact, past_verification


def exemptions_named(encoding: Encoding, registers: Registers, day: date | None) -> Iterator[WorldFact]:
    """What the limbs, subsections and sections that the letter names are on that day."""
    doubt = past_verification("exemptions", registers.exemptions.verified_until, day)
    provisions = {fact.provision for fact in encoding.facts if isinstance(fact, Citation)}
    classified = {name for fact in encoding.facts if isinstance(fact, Classification) for name in fact.section}
    for provision in sorted(provisions):
        limb = registers.exemptions.limb(provision, day)
        if limb is not None:
            fields: Fields = {
                "provision": provision,
                "section": limb.section,
                "purpose": limb.purpose,
                "nature": limb.nature,
                "based_on": limb.based_on,
            }
            yield WorldFact(f"limb {provision}", "limb", fields, (), limb.citation(), doubt)
        standing = registers.exemptions.standing(provision, day)
        if standing is not None:
            fields = {"provision": provision, "standing": standing, "label": _since_when(limb)}
            source = (
                limb.citation()
                if limb
                else f"exemptions: the subsections of section {section_of(provision)}, not verified"
            )
            yield WorldFact(f"provision_standing {provision}", "provision_standing", fields, (), source, doubt)
    for section in sorted({section_of(provision) for provision in provisions} | classified):
        row = registers.exemptions.section(section, day)
        if row is not None:
            fields = {
                "section": section,
                "title": row.title,
                "nature": row.nature,
                "based_on": row.based_on,
                "has_ncnd_limb": row.has_ncnd_limb,
            }
            yield WorldFact(f"exemption {section}", "exemption", fields, (), row.citation(), doubt)


def _since_when(limb: LimbRow | None) -> str:
    """In which days a limb is in force, in words."""
    if limb is None:
        return "never"
    if limb.last:
        return f"until {day_in_words(limb.last)}"
    return f"from {day_in_words(limb.since)}" if limb.since else "always"
