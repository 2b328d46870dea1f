"""What others made and the local page carries."""

from hashlib import sha256
from importlib.resources import files

# Of dist/htmx.min.js and LICENSE in release 2.0.11 of htmx.org, as its package registry has them.
RELEASED = {
    "htmx.min.js": "d6fdc75f204e6bdefa99b69bf1e6d4ac69b8a364f77929f45c13476b4000f717",
    "htmx.LICENSE.txt": "d3d2456f76414f2456104660ebd65aff1c04cd7966b942bdabd63f3cdb316a38",
}


def test_what_others_made_is_what_they_released() -> None:
    """
    Each file is the one that was released, byte for byte, and there is none beside them.
    """
    carried = files("ncnd_rules.web").joinpath("vendor").iterdir()

    assert {path.name: sha256(path.read_bytes()).hexdigest() for path in carried} == RELEASED
