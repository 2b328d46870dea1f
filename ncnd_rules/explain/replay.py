"""Replay a proof: `python replay.py PROOF [LETTER]`. This file needs Python 3.11 and nothing else.

0, proven: the file is whole to the byte. Its rules and definitions were matched anew with its facts; each derived fact,
step, reason, absence over the closed set of facts, outcome and finding (sentence, words, severity, fingerprint) came
out as it has them. Each span is as long as its quote; with LETTER, each quote stands at its place in it. 1: not proven,
and the first step that fails is named. 2: no proof that can be read. Not shown: that the facts are what the letter says
(read the quotes), registers right (read their sources), conditions those of the rule files (their digests are told),
and who made it: whoever changes facts has a proof from others. The letter, or a digest, tells them apart.
"""

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from hashlib import sha256
from itertools import chain, product, takewhile
from pathlib import Path
from typing import Any

FORMAT = "ncnd proof 1"
_OUTCOMES = ("violated", "undecided", "satisfied", "not_applicable")  # the first that a match has is the rule's
_PARTS = ("format", "given", "derived", "steps", "outcomes", "findings", "closed")
_SOUGHT = ("require", "unless", "forbid", "lessened_by")
_SLOT = re.compile(r"\{(?P<every>all )?(?P<alias>[a-z]\w*)\.(?P<field>\w+)\}")
_Told = dict[str, Any]  # a piece of the proof; or a row: a fact with one value a field, its own id '@', its name '#'
_Hit = dict[str, _Told]  # name in a rule to the row it stands for, in the order of the rule
_Step = tuple[_Told, _Hit, list[_Hit]]  # a match as decided, its rows, and the rows of what breaks the rule


class Closed:
    """What is given, with every fact that definitions add: what is not in it does not hold."""

    def __init__(self, given: _Told) -> None:
        self.given, self.facts, self.rows = given, dict(given["facts"]), dict[str, list[_Told]]()
        for stratum in given["definitions"]:
            grown = (any([self._grows(definition) for definition in stratum]) for _ in range(201))  # noqa: C419 - ask each
            if any(number == 200 or len(self.facts) > 100_000 for number, _ in enumerate(takewhile(bool, grown))):
                raise ValueError("found definitions that feed themselves, expected a set of facts that they close")
        self.derived = {name: fact for name, fact in self.facts.items() if name not in given["facts"]}
        self.over = {"sha256": sha256(canonical([given, self.derived])).hexdigest()}

    def _grows(self, definition: _Told) -> bool:
        lost, kind, new = self._lost(definition["in"], definition["of"]), definition["kind"], dict[str, _Told]()
        for hit in self.hits(definition["when"], {}):
            excuses = [self._doubts([hit, more]) for group in definition["unless"] for more in self.hits(group, hit)]
            has = {field: hit[alias].get(of) if alias else of for field, alias, of in definition["fields"]}
            if [] not in excuses and None not in has.values():
                fact = {"kind": kind, "origin": "derived", "fields": has, "evidence": [], "premises": _ids([hit])}
                fact |= {"source": definition["title"], "doubt": _once(self._doubts([hit]), *excuses, lost)}
                name = f"derived/{kind}: {', '.join(f'{field} {has[field]}' for field in has)}"
                if (before := new.get(name, self.facts.get(name))) is None or (before["doubt"] and not fact["doubt"]):
                    new[name] = fact
        self.facts, self.rows = self.facts | new, {} if new else self.rows
        return bool(new)

    def _shaped(self, shape: str) -> list[_Told]:
        if shape not in self.rows:
            (kind, *spread), rows = shape.split("/"), list[_Told]()
            for name, fact in ((name, fact) for name, fact in self.facts.items() if fact["kind"] == kind):
                single = {field: value for field, value in fact["fields"].items() if not isinstance(value, list)}
                for each in product(*(fact["fields"].get(field, []) for field in spread)):
                    own = {"@": name, "#": f"{shape} {name} {','.join(each)}"}
                    rows.append({kind: name} | single | dict(zip(spread, each, strict=True)) | own)
            self.rows[shape] = sorted(rows, key=lambda row: row["#"])
        return self.rows[shape]

    def hits(self, group: list[Any], bound: _Hit, found: _Hit | None = None) -> Iterator[_Hit]:
        """Every way to find the facts of a group beside those that are bound: all the matching there is."""
        if not group:
            yield found or {}
            return
        (alias, shape, where, *_), *rest = sorted(group, key=lambda pattern: [*bound, pattern[0]].index(pattern[0]))
        for row in [bound[alias]] if alias in bound else self._shaped(shape):
            asked = ((row.get(field), [bound[of].get(name)] if of else values) for field, of, name, values, _ in where)
            if all(value is not None and (wanted is None or value in wanted) for value, wanted in asked):
                yield from self.hits(rest, bound | {alias: row}, (found or {}) | {alias: row})

    def _doubts(self, hits: Iterable[_Hit]) -> list[str]:
        return _once(*(self.facts[name]["doubt"] for name in _ids(hits)))

    def _certain(self, hits: Iterable[_Hit]) -> list[_Hit]:
        return [hit for hit in hits if not self._doubts([hit])][:1]

    def _lost(self, sections: list[str], kinds: list[str]) -> list[str]:
        """Why not finding facts of these kinds in these sections proves nothing; empty where it does."""
        met = [of for of in self.given["unread"] if of["may_hold"] is None or {*kinds} & {*of["may_hold"]}]
        told = _once(of["reason"] for of in met if of["may_hold"] == ["told_apart"] and of["section"] in sections)
        may, gone = self.given["letter"]["may_lack"], {of["section"] for of in met if of["may_hold"] != ["told_apart"]}
        for where, before in ((may, "this copy may lack the"), (gone, "a passage that may stand in the")):
            words = [name.replace("_", " ") for name in sections if name in where or None in where]
            named = f"{', '.join(words[:-1])} and {words[-1]} sections" if words[1:] else f"{''.join(words)} section"
            told += [f"{before} {named} {'of the letter' if where is may else 'was not read'}"] if words else []
        return told

    def _absent(self, role: str, groups: list[Any], bound: _Hit) -> list[_Told]:
        absences = []
        for _, shape, where, sections, kinds in chain(*groups):
            asked = [(item[0], bound.get(item[1], {}).get(item[2]), item[4]) for item in where]
            told = [[field, text if value is None else _said(value)] for field, value, text in asked]
            absence = {"role": role, "kind": shape.split("/")[0], "searched": sections, "conditions": told}
            absences.append(absence | {"doubt": self._lost(sections, kinds)})
        return absences

    def decide(self, rule: _Told, bound: _Hit) -> _Step:
        """One match of a rule: what excuses, breaks, meets and lessens it, and what of that is not there."""
        found = {part: [[*self.hits(group, bound)] for group in rule[part]] for part in _SOUGHT}
        required, (excuses, forbidden, less) = found["require"], ([*chain(*found[part])] for part in _SOUGHT[1:])
        broken, met = [hit for hit in forbidden if not self._doubts([hit])], [*chain(*map(self._certain, required))]
        lacking = [number for number, hits in enumerate(required) if not self._certain(hits)]
        outcome, why, absences, lessened = "satisfied", list[str](), list[_Told](), False
        if excuse := self._certain(excuses):
            broken, met = [], excuse
        elif why := _once(*(self.given["unknown"].get(need, []) for need in rule["needs"]), self._doubts([bound])):
            outcome, broken, met = "undecided", [], []
        elif forbidden or lacking:
            absences = self._absent("required", [rule["require"][number] for number in lacking], bound)
            absences += self._absent("exception", rule["unless"], bound)
            perhaps = [*excuses, *([] if broken else forbidden), *chain(*(required[number] for number in lacking))]
            why = _once(self._doubts(perhaps), *(absence["doubt"] for absence in absences))
            outcome, broken = ("undecided", []) if why else ("violated", broken)
        if outcome == "violated":
            lessened = bool(less) or any(item["doubt"] for item in self._absent("", rule["lessened_by"], bound))
        when = {alias: row["@"] for alias, row in bound.items()}
        told: _Told = {"outcome": outcome, "when": when, "hits": _ids(broken), "absences": absences, "why": why}
        told |= {"lessened": lessened, "lessened_by": _ids(self._certain(less)) if lessened else [], "over": self.over}
        return told | {"met": [name for name in _ids(met) if name not in when.values()]}, bound, broken

    def findings(self, rule: _Told, steps: list[_Step]) -> Iterator[tuple[str, _Told]]:
        """What the reader is told of one rule: steps that say the same are one finding."""
        alike = dict[tuple[str, ...], list[_Step]]()
        for step in steps:
            outcome, severity = step[0]["outcome"], rule["lessened_to" if step[0]["lessened"] else "severity"]
            key = {"violated": [self._filled(rule["finding"], [step], every=False)], "undecided": step[0]["why"]}
            alike.setdefault((outcome, severity, *key.get(outcome, ())), []).append(step)
        for (outcome, severity, *why), of in alike.items():
            message = f"{rule['title']}: this cannot be checked, because {'; '.join(why)}."
            message = message if outcome == "undecided" else self._filled(rule["finding"], of, every=True)
            names = [(*told["when"].values(), *told["hits"], *told["lessened_by"]) for told, *_ in of]
            spans = self._spans(chain(*names))
            letter, words = self.given["letter"], sorted({" ".join(quote.split()) for *_, quote in spans})
            said = "\0".join((letter["sha256"] or letter["file"], rule["id"], outcome, severity, message, *words))
            told = {"rule": rule["id"], "outcome": outcome, "severity": severity, "message": message, "evidence": spans}
            if outcome != "satisfied":
                yield sha256(said.encode()).hexdigest()[:16], told | {"version": rule["version"]}

    def _spans(self, names: Iterable[str]) -> list[Any]:
        facts = [self.facts[name] for name in names]
        found = {tuple(span) for fact in facts for span in (*fact["evidence"], *self._spans(fact["premises"]))}
        return sorted(found, key=lambda span: (span[0] is None, span[0] or 0, span[2]))

    def _filled(self, sentence: str, steps: list[_Step], *, every: bool) -> str:
        def values(slot: re.Match[str]) -> str:
            hits = [hit for _, bound, broken in (steps if slot["every"] else steps[:1]) for hit in (bound, *broken)]
            told = []
            for row in (hit[slot["alias"]] for hit in hits if slot["alias"] in hit):
                first = [(start is None, start or 0, quote) for start, _, quote in self._spans([row["@"]])[:1]]
                order = first or [(True, 0, "")], "" if self.facts[row["@"]]["origin"] == "letter" else row["@"]
                told.append((order, _said(row.get(slot["field"], ""), as_text=True)))
            shown = _once(text for _, text in sorted(told) if text)
            listed = " and ".join(filter(None, (", ".join(shown[:-1]), *shown[-1:])))
            return listed if every or not slot["every"] else slot[0]

        return _SLOT.sub(values, sentence)


def replayed(given: _Told) -> _Told:
    """Everything that follows from what is given, in the form in which a proof has it."""
    closed, steps, findings, outcomes = Closed(given), dict[str, _Told](), dict[str, _Told](), dict[str, str]()
    for rule in given["rules"]:
        day = given["days"][rule["by"]]
        applies = rule["regime"] in ("any", given["regime"]) and rule["status"] != "deprecated"
        applies = applies and (not day or rule["since"] <= day <= (rule["until"] or day))
        decided = [closed.decide(rule, hit) for hit in closed.hits(rule["when"], {})] if applies else []
        steps |= {f"{rule['id']} {number}": told for number, (told, *_) in enumerate(decided, start=1)}
        findings |= closed.findings(rule, decided)
        outcomes[rule["id"]] = min((told["outcome"] for told, *_ in decided), key=_OUTCOMES.index, default=_OUTCOMES[3])
    return dict(zip(_PARTS[2:], (closed.derived, steps, outcomes, findings, closed.over), strict=True))


def canonical(value: Any) -> bytes:
    """The one form of a value: sorted, without spaces, in ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def _once(*lists: Iterable[Any]) -> list[Any]:
    return list(dict.fromkeys(chain(*lists)))


def _ids(hits: Iterable[_Hit]) -> list[str]:
    return _once(row["@"] for hit in hits for row in hit.values())


def _said(value: Any, *, as_text: bool = False) -> str:
    text = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
    if as_text and re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        with suppress(ValueError):  # a label may be shaped like a day that never was
            return f"{date.fromisoformat(text).day} {date.fromisoformat(text):%B %Y}"
    return text.replace("_", " ") if as_text and re.fullmatch(r"[a-z_]+", text) else text


def problems(data: bytes, proof: _Told, letter: bytes | None = None) -> Iterator[str]:
    """Each step that fails, in the order in which they are taken."""
    given, sealed = proof["given"], canonical({part: proof[part] for part in _PARTS})
    ids, of = [rule["id"] for rule in given["rules"]], given["letter"]  # a rule that stands twice had two outcomes
    if proof["format"] != FORMAT or len({*ids}) < len(ids) or "\n" in "".join([*ids, of["file"], str(of["sha256"])]):
        raise ValueError(f"found {proof['format']!r}, expected {FORMAT!r}, names of one line and each rule once")
    if data != b'{"proof":%b,"sha256":"%b"}\n' % (sealed, sha256(sealed).hexdigest().encode()):
        yield "seal: the bytes are not those that were sealed"
    known, forms = of["text"] or of["sha256"], () if letter is None else (letter, letter.removesuffix(b"\n"))
    text = next((form.decode() for form in forms if known in (None, sha256(form).hexdigest())), "" if forms else None)
    yield from [] if text != "" else ["letter: its bytes are not the words that the proof is about"]
    for name, fact in given["facts"].items():
        for start, stop, quote in fact["evidence"]:
            if start is not None and not 0 <= start == stop - len(quote):
                yield f"span of {name}: {start} to {stop} is not as long as {quote!r}"
            if text is not None and (quote not in text if start is None else text[start:stop] != quote):
                yield f"quote of {name}: {quote!r} does not stand at {start} to {stop}"
    for part, found in replayed(given).items():
        for key in found | proof[part]:
            if key not in found or canonical(proof[part].get(key)) != canonical(found[key]):
                yield f"{part} {key}: the proof has {proof[part].get(key)}, replay gives {found.get(key)}"


def tell(words: Iterable[str | bytes]) -> tuple[int, str]:
    """The exit code, and what is proven or the first step that fails; of files, by their names, or of their bytes."""
    try:
        data, *letter = [word if isinstance(word, bytes) else Path(word).read_bytes() for word in words]
        given = (proof := json.loads(data)["proof"])["given"]
        for failed in problems(data, proof, *letter):
            return 1, f"not proven; {failed:.900}"
    except (ArithmeticError, AttributeError, LookupError, OSError, RecursionError, TypeError, ValueError) as problem:
        named = f"{problem.filename}: {problem.strerror}" if isinstance(problem, OSError) else ""
        return 2, f"expected PROOF [LETTER], found {named or f'no proof: {type(problem).__name__}: {problem}'}"
    steps, quotes = proof["steps"].values(), sum(len(fact["evidence"]) for fact in given["facts"].values())
    told = f"""proven: {given["letter"]["file"]}, sha256 {given["letter"]["sha256"]}
{len(given["facts"])} facts of letter and registers, {len(proof["derived"])} derived
{len(steps)} steps of {len(given["rules"])} rules, {sum(len(step["absences"]) for step in steps)} absences
{len(proof["findings"])} findings; {quotes} quotes {"stand in" if letter else "were not held against"} the letter"""
    return 0, told + "".join(sorted(f"\n{of['rule']} {of['outcome']} {name}" for name, of in proof["findings"].items()))


if __name__ == "__main__":
    code, told = tell(sys.argv[1:])
    with suppress(OSError):  # a reader who has gone is no failure
        os.write(2 if code == 2 else 1, re.sub(r"[^ -~\n]", "?", f"{told}\n").encode())
    sys.exit(code)
