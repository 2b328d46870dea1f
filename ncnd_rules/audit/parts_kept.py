"""What registers and rulesets are made of, kept by version: so that it can be told later which row of them changed."""

import json
from pathlib import Path
from typing import Any

from ncnd_rules import yamlfile
from ncnd_rules.audit.shards import shards, write_shard
from ncnd_rules.letter import sha256
from ncnd_rules.registers import load_registers, registers_dir
from ncnd_rules.rule_files import load_ruleset
from ncnd_rules.rules import Ruleset

_LONGEST = 200  # characters of what a row says


def keep_parts(audit: Path, rulesets: Path | None = None) -> None:
    """Keep the versions of every register row and definition, once for each ruleset and registers.

    Args:
        rulesets: a folder instead of the shipped one.

    Raises:
        InputError: where a file cannot be read, or nothing can be written.
    """
    ruleset = load_ruleset(rulesets)
    registers = load_registers(registers_dir(rulesets))
    name = f"sources-{ruleset.digest[:12]}-{registers.digest[:12]}"
    if any(shard.name == name for shard in shards(audit)):
        return
    rows = [{"digest": registers.digest, **row} for row in _register_rows(registers_dir(rulesets))]
    rows += [{"digest": ruleset.digest, **row} for row in _definition_rows(ruleset)]
    write_shard(audit, name, {"sources": rows})


def _register_rows(folder: Path) -> list[dict[str, str]]:
    found = []
    for path in sorted(folder.glob("*.yaml")):
        data = yamlfile.load(path)
        for name, value in data.items() if isinstance(data, dict) else ():
            rows = [row for row in value if isinstance(row, dict) and "id" in row] if isinstance(value, list) else []
            found += [_row(f"{path.stem}/{row['id']}", row) for row in rows]
            if not rows:
                found.append(_row(f"{path.stem}: {name}", value))
    return found


def _definition_rows(ruleset: Ruleset) -> list[dict[str, str]]:
    return [
        {"name": f"definitions/{one.id}", "version": _version(one.path.read_bytes()), "says": one.title}
        for one in ruleset.definitions
    ]


def _row(name: str, value: Any) -> dict[str, str]:
    told = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return {"name": name, "version": _version(told.encode("utf-8", "replace")), "says": told[:_LONGEST]}


def _version(data: bytes) -> str:
    return sha256(data)[:8]
