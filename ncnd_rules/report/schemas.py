"""What the published JSON Schemas of reports are made of."""

from typing import Any


def object_of(properties: dict[str, Any]) -> dict[str, Any]:
    """An object with these properties, all of them and no other."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
