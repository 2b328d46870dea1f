"""The vocabulary of rules over several letters: every kind of fact with its letter, and what lies between two."""

from collections.abc import Mapping

from ncnd_rules.facts import FACT_TYPES, FieldType, fields_of
from ncnd_rules.world import WORLD_KINDS

_TEXT = FieldType(str)
_FLAG = FieldType(bool)
_NUMBER = FieldType(int)
_SUBJECT = FieldType(str, choices=("same", "other"))

# Letters go by short names, A, B, …, in the order of their dates. The names that end in _letter are how a
# sentence speaks of a letter.
_TWO = {"one": _TEXT, "other": _TEXT, "one_letter": _TEXT, "other_letter": _TEXT}
_IN_ORDER = {"earlier": _TEXT, "later": _TEXT, "earlier_letter": _TEXT, "later_letter": _TEXT}

BETWEEN_KINDS: dict[str, Mapping[str, FieldType]] = {
    # One question put in two letters: once for each letter as 'one'.
    "same_question": {
        "same_question": _TEXT,
        **_TWO,
        "question": _TEXT,
        "other_question": _TEXT,
        "same_authority": _FLAG,
        "order": FieldType(str, choices=("before", "after", "same_day", "unknown")),  # where 'one' stands
        "first": _FLAG,  # true once for each two letters
        "words": _TEXT,
    },
    # One question put to one authority again: in doubt where it cannot be told which letter is the later.
    "asked_again": {
        "asked_again": _TEXT,
        **_IN_ORDER,
        "question": _TEXT,
        "other_question": _TEXT,
        "same_request": _FLAG,  # both letters bear one reference
        # dated: both name the same years, all over before the earlier letter; open: they may ask about other times.
        "time": FieldType(str, choices=("dated", "open")),
        "words": _TEXT,
    },
    # The later letter names the reference of the earlier.
    "refers": {"refers": _TEXT, **_IN_ORDER},
    # Whether a letter and the one whose reference it names are about one subject: 'same' is in doubt where they
    # may be.
    "subjects": {"subjects": _TEXT, **_IN_ORDER, "subject": _SUBJECT},
    # Two letters of one authority on one subject that follow on each other.
    "succession": {"succession": _TEXT, **_IN_ORDER, "subject": _TEXT},
    # What became of an exemption between them; completed: it was argued before and is now listed.
    "exemption_change": {
        "exemption_change": _TEXT,
        **_IN_ORDER,
        "provision": _TEXT,
        "change": FieldType(str, choices=("added", "completed", "removed", "kept")),
    },
    # What both say of a subject alike, or differently.
    "answer_change": {
        "answer_change": _TEXT,
        **_IN_ORDER,
        "subject": _TEXT,
        "before": _TEXT,
        "after": _TEXT,
        "change": FieldType(str, choices=("same", "changed")),
    },
    "conclusion_change": {
        "conclusion_change": _TEXT,
        **_IN_ORDER,
        "before": _TEXT,
        "after": _TEXT,
        "change": FieldType(str, choices=("same", "changed")),
    },
    # A sentence that several letters share, the same or nearly.
    "passage": {"passage": _TEXT, "letters": _NUMBER, "authorities": _NUMBER, "argues": _FLAG, "words": _TEXT},
    # Two letters that share it, one following on the other: of all letters, or of those of one authority.
    "copied": {"copied": _TEXT, **_IN_ORDER, "passage": _TEXT, "same_authority": _FLAG, "changed": _FLAG},
    # A word of scope that one of them has and the other not.
    "scope_change": {
        "scope_change": _TEXT,
        **_IN_ORDER,
        "passage": _TEXT,
        "word": _TEXT,
        "change": FieldType(str, choices=("dropped", "added")),
    },
    # A claim about a threat level that the register contradicts, in a sentence that letters share.
    "stale_claim": {
        "stale_claim": _TEXT,
        "letter": _TEXT,
        "passage": _TEXT,
        "threat_claim": _TEXT,
        "label": _TEXT,
    },
    # How much of a letter's reasons stands in that earlier letter of another authority which has most of them, and
    # how much of its harm in that earlier letter on another subject.
    "template": {
        "template": _TEXT,
        **_IN_ORDER,
        "of": FieldType(str, choices=("harm", "reasons")),
        "share": FieldType(str, choices=("nearly_all", "most", "some")),
        "passages": _NUMBER,
        "out_of": _NUMBER,
    },
    # Two letters of one day that both say which level is in force.
    "level_day": {"level_day": _TEXT, **_TWO, "day": _TEXT, "first_claim": _TEXT, "second_claim": _TEXT},
}

_WITH_LETTER = {"letter": _TEXT}

# Every kind that a rule over several letters may speak of. A fact of a letter has the letter's short name.
KINDS_OVER_LETTERS: dict[str, Mapping[str, FieldType]] = (
    {kind: {**fields_of(kind), **_WITH_LETTER} for kind in FACT_TYPES}
    | {kind: {**fields, **_WITH_LETTER} for kind, fields in WORLD_KINDS.items()}
    | BETWEEN_KINDS
)

# Where an order of dates, an authority, a subject or a list was not read, facts of these kinds are uncertain.
DOUBTFUL_BETWEEN = frozenset(BETWEEN_KINDS) - {"passage", "copied"}

# What is certain all the same: two letters of one authority are so by its name, whatever their dates.
CERTAIN_BETWEEN = frozenset({("same_question", "same_authority", True)})

# Fields that name a fact of a letter, with its kind.
REFERENCES_BETWEEN = {"other_question": "question", "first_claim": "threat_claim", "second_claim": "threat_claim"}

# What does not stand in a letter and so cannot be lost from one.
GIVEN_KINDS = frozenset((*WORLD_KINDS, *BETWEEN_KINDS))
