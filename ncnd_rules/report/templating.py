"""Templates of pages: the only module that knows Jinja2."""

import base64
import hashlib
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ncnd_rules.letter import visible


def render(name: str, **values: Any) -> str:
    """A template with its values put in, escaped, and every control character made visible.

    Raises:
        jinja2.UndefinedError: where the template asks for what was not given.
    """
    return _environment().get_template(name).render(**values)


def source_of(name: str) -> str:
    """A file beside the templates as it stands."""
    environment = _environment()
    assert environment.loader is not None
    return environment.loader.get_source(environment, name)[0]


def ready(markup: str) -> str:
    """Markup of our own, not to be escaped again."""
    return Markup(markup)  # noqa: S704 - made here, of words that were escaped when it was made


def allowed(inline: str) -> str:
    """What a content security policy calls an inline style or script that may be used."""
    return f"sha256-{base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()}"


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("ncnd_rules.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )


def _shown(value: Any) -> Any:
    """A letter may hold reversals of direction; no reader's screen obeys them."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
