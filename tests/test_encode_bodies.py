"""Bodies as letters name them: acting, past or to come, by what they published, as security bodies, and in a reign."""

from pathlib import Path
from typing import Any

import pytest

from ncnd_rules.encode import encode
from ncnd_rules.facts import Fact
from ncnd_rules.read import read_bytes


def facts(kind: str, sentence: str) -> list[Fact]:
    text = f"Wexmoor Police\n\n4 March 2019\n\nDear Sir\n\nNo information is held. {sentence}\n\nYours faithfully\n"
    encoding = encode(read_bytes(text.encode(), Path("letter.txt")), "complete")
    return [fact for fact in encoding.facts if fact.kind == kind]


def told(kind: str, sentence: str, *fields: str) -> list[tuple[Any, ...]]:
    return [tuple(getattr(fact, field) for field in fields) for fact in facts(kind, sentence)]


@pytest.mark.parametrize(
    ("sentence", "mentions"),
    [
        ("The force will be inspected by IPCO.", [("IPCO", "present")]),
        ("IPCO will take over that work in September.", [("IPCO", "future")]),
        ("That work will be transferred to IPCO.", [("IPCO", "future")]),
        ("The IOPC is to be established next year.", [("IOPC", "future")]),
        ("SOCA, in its day, published nothing of the kind.", [("SOCA", "past")]),
        ("SOCA, in its reports, publishes nothing of the kind.", [("SOCA", "present")]),
        (
            "IPCO, which took over from the Office of Surveillance Commissioners, inspects us.",
            [("IPCO", "present"), ("OSC", "past")],
        ),
        (
            "IPCO, in succession to the Intelligence Services Commissioner, inspects us.",
            [("IPCO", "present"), ("ISComm", "past")],
        ),
    ],
)
def test_tenses(sentence: str, mentions: list[tuple[str, str]]) -> None:
    """
    A body that will begin is no body that acts, and one from which another took over is past.
    """
    assert mentions == told("body_mention", sentence, "body", "tense")


@pytest.mark.parametrize(
    ("sentence", "document"),
    [
        ("ACPO guidance has been followed.", True),
        ("We follow the published guidance of the Association of Chief Police Officers.", True),
        ("ACPO publishes guidance for forces.", False),
        ("We act on the advice of ACPO and the guidance of others.", False),
        ("ACPO guidance has been followed. ACPO advises us too.", False),
    ],
)
def test_documents_of_a_body(sentence: str, document: bool) -> None:
    """
    Guidance may outlive who gave it; a body that also acts is not only named by its guidance.
    """
    assert [(document,)] == told("body_mention", sentence, "document")


@pytest.mark.parametrize(
    ("sentence", "security"),
    [
        ("The NCA and GCHQ are among the bodies named in section 23(3).", ["GCHQ", "NCA"]),
        ("It may concern a body listed in section 23(3), such as Counter Terrorism Policing.", ["CTP"]),
        ("It may concern security bodies such as GCHQ or the NCA.", ["GCHQ", "NCA"]),
        ("GCHQ, a security body, may have supplied it.", ["GCHQ"]),
        ("The NCA is not one of the bodies listed in section 23(3).", []),
        ("We asked the NPCC whether section 23(5) applies.", []),
    ],
)
def test_security_bodies(sentence: str, security: list[str]) -> None:
    """
    Which bodies the letter counts among those of section 23(3), in its own words.
    """
    found = told("body_mention", sentence, "body", "security_body")

    assert security == sorted(body for body, is_one in found if is_one)


@pytest.mark.parametrize(
    ("sentence", "bodies"),
    [
        ("Interception is lawful under Part 1 of RIPA.", ["RIPA_I"]),
        ("It was obtained under Chapter II of Part I of the Regulation of Investigatory Powers Act 2000.", ["RIPA_CD"]),
        ("It rests on RIPA 2000, Part I Chapter I.", ["RIPA_INT"]),
        ("It is authorised under Part II of RIPA.", ["RIPA_II"]),
        ("It is authorised under RIPA.", ["RIPA_II"]),
        ("Under Part 1 of this letter RIPA is explained.", ["RIPA_II"]),
    ],
)
def test_parts_of_the_act_of_2000(sentence: str, bodies: list[str]) -> None:
    """
    Part I is told apart from the Act, whose Part II stands.
    """
    assert bodies == [body for (body,) in told("body_mention", sentence, "body")]


@pytest.mark.parametrize(
    ("sentence", "styles"),
    [
        (
            "We are inspected by Her Majesty's Inspectorate of Constabulary, the IOPC and others.",
            [("her", "Her Majesty's Inspectorate of Constabulary", "present")],
        ),
        ("His Majesty's Prison Service holds it.", [("his", "His Majesty's Prison Service", "present")]),
        (
            "Her Majesty's Inspectorate of Constabulary report of 2014 is public.",
            [("her", "Her Majesty's Inspectorate of Constabulary", "past")],
        ),
        ("Her letter was received.", []),
    ],
)
def test_services_of_the_crown(sentence: str, styles: list[tuple[str, str, str]]) -> None:
    """
    The style and the service named with it, up to the next; a report keeps the name of its time.
    """
    assert styles == told("royal_style", sentence, "style", "name", "tense")
