"""A folder of letters, what is told of them beside it, and the truth about what was planted."""

import csv
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from ncnd_rules.compose import load_wordings
from planted.names import places
from planted.plans import Made, any_letter
from planted.stories import LEVEL_YEARS, RULES, STALE, STALE_SINCE, STORIES, Cast, Story, stale_family

WORDINGS = Path(__file__).parents[2] / "cases" / "wordings" / "seen"

_IN_A_FOLDER = 1000
_STORIES, _STALE, _COPIES = 0.14, 0.01, 0.03  # of the next thing put in, how often it is one of these
_UNREADABLE = 0.005  # of the letters, and at least the three kinds there are
_WRONG = 0.02  # of the rows of the metadata
_BROKEN = (("pdf", b"%PDF-1.7\nnot a page in it"), ("docx", b"PK\x03\x04 and then nothing"), ("txt", b""))


class Corpus(NamedTuple):
    """What was written: paths below the folder, and what is true of them."""

    folder: Path
    letters: tuple[str, ...]
    truth: dict[str, Any]


class _Placed(NamedTuple):
    """A letter with the name of its file."""

    name: str
    made: Made


def write(count: int, folder: Path, seed: int = 7) -> Corpus:
    """Write *count* letters below ``letters/``, ``metadata.csv`` and ``truth.json``; the same seed, the same bytes."""
    chance = Random(seed)  # noqa: S311 - letters are not secrets
    placed: list[_Placed] = []
    contradictions: list[dict[str, Any]] = []
    agreeing: list[list[str]] = []
    stale: list[dict[str, Any]] = []
    copies: list[list[str]] = []
    for story in _stories(count, chance):
        if story.kind == "a copy":
            original = chance.choice(placed)
            copies.append([original.name, _name(len(placed))])
            placed.append(_Placed(copies[-1][1], original.made))
            continue
        own = [_Placed(_name(len(placed) + number), made) for number, made in enumerate(story.letters)]
        placed += own
        names = [one.name for one in own]
        if story.rule:
            contradictions.append({"kind": story.kind, "rule": story.rule, "also": story.also, "letters": names})
        elif story.kind == "a stale sentence":
            after = [one.name for one in own if one.made.day >= STALE_SINCE]
            sentence = STALE.replace("«remained:", "").replace("»", "")
            stale.append({"sentence": sentence, "died": f"{STALE_SINCE}", "letters": names, "after": after})
        elif len(own) > 1:
            agreeing.append(names)
    for one in placed:
        _put(folder / one.name, one.made.text.encode())
    broken = [
        f"letters/broken-{number:04}.{_BROKEN[number % 3][0]}" for number in range(max(3, int(count * _UNREADABLE)))
    ]
    for number, name in enumerate(broken):
        _put(folder / name, _BROKEN[number % 3][1])
    truth = {
        "seed": seed,
        "letters": len(placed),
        "rules": RULES,
        "contradictions": contradictions,
        "agreeing": agreeing,
        "copies": copies,
        "stale": stale,
        "unreadable": broken,
        "metadata": _write_metadata(folder / "metadata.csv", placed, chance),
    }
    (folder / "truth.json").write_text(json.dumps(truth, indent=1), encoding="utf-8")
    return Corpus(folder, tuple(one.name for one in placed), truth)


def _stories(count: int, chance: Random) -> Iterator[Story]:
    """Stories until there are letters enough; each kind in its turn, so that small corpora have them all."""
    cast = Cast(load_wordings(WORDINGS), places(chance), chance)
    told, made = 0, 0
    while made < count:
        kind = chance.random()
        if kind < _STORIES and made + 2 <= count:
            story = STORIES[told % len(STORIES)](cast)
            told += 1
        elif kind < _STORIES + _STALE and made + 6 <= count:
            story = stale_family(cast)
        elif kind < _STORIES + _STALE + _COPIES and made > 10:
            story = Story("a copy", ())
        else:
            story = Story("", (_alone(cast, made),))
        made += max(1, len(story.letters))
        yield story


def _alone(cast: Cast, number: int) -> Made:
    topic = cast.topic()
    asks = [cast.ask(topic) for _ in topic.questions]
    seed = f"alone-{number}-{cast.chance.random()}"
    return any_letter(cast.authority(topic), topic, asks, cast.wordings, seed, LEVEL_YEARS)


def _name(number: int) -> str:
    return f"letters/{number // _IN_A_FOLDER:03}/{number:06}.txt"


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _write_metadata(path: Path, placed: list[_Placed], chance: Random) -> list[dict[str, str]]:
    """A row a letter as a requester keeps it; what is wrong in it is told."""
    wrong = []
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(("file", "authority", "date", "request_id", "url", "desk"))
        for number, one in enumerate(placed):
            authority, day = one.made.authority, one.made.day
            if chance.random() < _WRONG:
                if chance.random() < 0.5:
                    authority = chance.choice(
                        [other.made.authority for other in placed if other.made.authority != authority]
                    )
                    wrong.append({"file": one.name, "field": "authority", "told": authority})
                else:
                    day += timedelta(days=chance.randint(40, 400))
                    wrong.append({"file": one.name, "field": "date", "told": day.isoformat()})
            url = f"https://requests.example/{number}"
            table.writerow((one.name, authority, day.isoformat(), f"R{number:06}", url, chance.choice("AB")))
    return wrong
