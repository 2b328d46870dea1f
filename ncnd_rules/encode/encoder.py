"""From blocks to facts: every family in its turn."""

from typing import NamedTuple

from ncnd_rules.encode.addresses import encode_addresses
from ncnd_rules.encode.bodies import encode_bodies
from ncnd_rules.encode.citations import encode_citations
from ncnd_rules.encode.completeness import with_copy_state
from ncnd_rules.encode.dates import encode_dates, encode_events
from ncnd_rules.encode.draft import Draft, Rejected
from ncnd_rules.encode.earlier_answers import encode_earlier
from ncnd_rules.encode.exemption_terms import encode_terms
from ncnd_rules.encode.harm import encode_harm
from ncnd_rules.encode.identity import encode_identity, settle_names
from ncnd_rules.encode.lexicon import Lexicon
from ncnd_rules.encode.notice import encode_notice
from ncnd_rules.encode.page import Page
from ncnd_rules.encode.paging import page_of
from ncnd_rules.encode.partners import encode_partners
from ncnd_rules.encode.parts import Parts
from ncnd_rules.encode.positions import encode_positions, leave_out, settle_times
from ncnd_rules.encode.protected import leave_open
from ncnd_rules.encode.public_interest import encode_balance, encode_factors, encode_scrutiny, encode_tests
from ncnd_rules.encode.questions import encode_questions, settle_limbs, settle_suppliers, settle_topics
from ncnd_rules.encode.reasons import Reasons
from ncnd_rules.encode.sums import encode_sums
from ncnd_rules.encode.text_defects import encode_text_defects
from ncnd_rules.encode.threat import encode_threat
from ncnd_rules.encode.threat.meanings import encode_meanings
from ncnd_rules.encode.unread import lost_in, unread_in
from ncnd_rules.encode.weighing.sides import leanings_in
from ncnd_rules.encoding import Encoding, Said
from ncnd_rules.letter import SECTIONS, CopyState
from ncnd_rules.reading import Reading
from ncnd_rules.registers import Registers


class Encoded(NamedTuple):
    """An encoding, and what it was made from."""

    encoding: Encoding
    draft: Draft

    @property
    def rejected(self) -> tuple[Rejected, ...]:
        """The hits that guards rejected on the way to it."""
        return self.draft.rejected

    @property
    def page(self) -> Page:
        """The sentences with their zones."""
        return self.draft.page


class Encoder:
    """Encodes letters with one lexicon."""

    def __init__(self, lexicon: Lexicon, registers: Registers) -> None:
        self._lexicon = lexicon
        self._registers = registers

    def encode(self, reading: Reading, copy: CopyState | None = None) -> Encoding:
        """What a letter says.

        Args:
            copy: how whole the copy is, where that is known; else it is guessed. What an extract has lost is guessed
                too; where nothing shows it, that may be any section.
        """
        return self.encode_all(reading, copy).encoding

    def said(self, reading: Reading) -> tuple[Said, ...]:
        """The sentences of a letter, for facts that were not read from it by this encoder."""
        return sentences_of(page_of(reading.blocks, self._lexicon))

    def page(self, reading: Reading) -> Page:
        """The sentences of a letter with their zones."""
        return page_of(reading.blocks, self._lexicon)

    def encode_all(self, reading: Reading, copy: CopyState | None = None) -> Encoded:
        """What a letter says, and what it was kept from saying."""
        draft = Draft(reading.blocks, self._lexicon, self._registers)
        encode_identity(draft)
        encode_dates(draft)
        encode_events(draft)
        questions = encode_questions(draft)
        parts = Parts(encode_positions(draft, questions), questions, draft.registers.exemptions)
        settle_names(draft)
        encode_citations(draft, parts)
        encode_terms(draft)
        reasons = Reasons(draft, parts)
        encode_tests(draft, reasons)
        encode_threat(draft)
        encode_meanings(draft)
        leanings = tuple(leanings_in(draft))
        encode_harm(draft, reasons, leanings)
        settle_topics(draft, questions)
        settle_suppliers(draft, questions)
        encode_balance(draft, reasons)
        encode_factors(draft, reasons, leanings)
        encode_bodies(draft)
        encode_scrutiny(draft, reasons)
        encode_notice(draft, parts, questions)
        encode_sums(draft, parts, questions)
        leave_open(draft, reasons.sections.perhaps)
        encode_addresses(draft)
        encode_earlier(draft)
        encode_partners(draft)
        encode_text_defects(draft)
        leave_out(draft, settle_limbs(draft, questions.apart))
        letter = reading.letter
        if copy in (None, "extract"):
            letter = with_copy_state(letter, draft)
        if copy is not None and letter.copy_state != copy:
            missing = SECTIONS if copy == "extract" else ()
            letter = letter.model_copy(update={"copy_state": copy, "missing": missing})
        unread = (*lost_in(reading.source), *unread_in(draft))
        settle_times(draft, questions, parts.all, unread)
        said = sentences_of(draft.page)
        encoding = Encoding(letter, draft.named(), unread, reading.text, source=reading.source, said=said)
        return Encoded(encoding, draft)


def sentences_of(page: Page) -> tuple[Said, ...]:
    """What the authority says in its own voice; headings announce and say nothing."""
    spoken = [item for item in page.sentences if item.voice == "authority" and not item.is_heading and item.words]
    return tuple(Said(*item.passage.reach(), item.words, item.section) for item in spoken)
