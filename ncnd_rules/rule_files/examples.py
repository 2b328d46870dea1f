"""The letters of a rule's examples, with nothing but their facts."""

from itertools import accumulate

from ncnd_rules import yamlfile
from ncnd_rules.encoding import Encoding, Said
from ncnd_rules.errors import InputError, RuleError
from ncnd_rules.facts_file import placed, read_facts
from ncnd_rules.letter import Letter, Unread
from ncnd_rules.rules import Example, Rule, SmallLetter


def encoding_of(example: Example, rule: Rule) -> Encoding:
    """An example as a letter with nothing but its facts.

    Raises:
        RuleError: where its facts are outside the vocabulary.
    """
    return _small_letter(example, example.name, rule, _place_of(example, rule))


def encodings_of(example: Example, rule: Rule) -> tuple[Encoding, ...]:
    """The letters of an example of a rule over several.

    Raises:
        RuleError: where their facts are outside the vocabulary, or quote what their sentences do not say.
    """
    place = _place_of(example, rule)
    return tuple(
        _small_letter(letter, name, rule, (*place, "letters", name)) for name, letter in example.letters.items()
    )


def check_examples(rule: Rule) -> None:
    """Read every example of a rule.

    Raises:
        RuleError: where an example is outside the vocabulary. Loading skips this: examples are
            the author's witnesses and are read by the tests and by ``ncnd rule``.
    """
    for example in (*rule.bad, *rule.good, *rule.undecided):
        if rule.over == "letters":
            encodings_of(example, rule)
        else:
            encoding_of(example, rule)


def _small_letter(small: SmallLetter, name: str, rule: Rule, place: yamlfile.Place) -> Encoding:
    try:
        facts = read_facts(small.facts, rule.path, (*place, "facts"))
        # Questions are the requester's words, and stand in the letter beside what the authority says.
        asked = dict.fromkeys(span.quote for fact in facts if fact.kind == "question" for span in fact.evidence)
        text = "\n".join((*small.said, *asked)) if small.said else ""
        facts = placed(facts, text, rule.path, (*place, "facts")) if text else facts
    except InputError as problem:
        raise RuleError(problem.file, problem.problem, problem.place) from None
    copy = "extract" if small.missing else small.copy_state
    about = {"file": name, "copy": copy, "missing": small.missing}
    letter = yamlfile.validated(Letter, about, rule.path, place, RuleError)
    unread = tuple(Unread(section=section, reason="the example says so") for section in small.unread)
    starts = accumulate((len(words) + 1 for words in small.said), initial=0)
    said = tuple(Said(start, start + len(words), words) for start, words in zip(starts, small.said, strict=False))
    return Encoding(letter, facts, unread, text or None, said=said)


def _place_of(example: Example, rule: Rule) -> yamlfile.Place:
    for place, examples in (("bad", rule.bad), ("good", rule.good), ("undecided", rule.undecided)):
        for number, candidate in enumerate(examples):
            if candidate is example:
                return place, number
    return "bad", 0
