"""What was asked: questions with their labels, limbs, topics and times, in the requester's own words.

`inquiry` reads them in order, by what `worded` tells of each sentence, and where no request is printed from what is
`unprinted`. `asked` holds them, and finds those that an answer names; `topics` tells what they are about, and
`limbs` parts those that ask several things in one sentence.
"""

from ncnd_rules.encode.questions.asked import Asked, Questions, mentioned, speaks_of_rest, turns_to_rest
from ncnd_rules.encode.questions.inquiry import encode_questions
from ncnd_rules.encode.questions.limbs import settle_limbs
from ncnd_rules.encode.questions.topics import ASPECTS, settle_suppliers, settle_topics, topics_in

__all__ = [
    "ASPECTS",
    "Asked",
    "Questions",
    "encode_questions",
    "mentioned",
    "settle_limbs",
    "settle_suppliers",
    "settle_topics",
    "speaks_of_rest",
    "topics_in",
    "turns_to_rest",
]
