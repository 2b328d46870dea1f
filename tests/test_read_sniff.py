"""What a file is, told by its content: web pages and mails among texts that look like them."""

import time

import pytest

from ncnd_rules.read.sniff import format_of

LONG = "X-MS-Exchange-Transport-CrossTenantHeadersStamped: AB0PR01"


@pytest.mark.parametrize(
    "data",
    [
        "<!DOCTYPE html><p>Dear Sir",
        '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0//EN">\n<html>',
        '\ufeff<?xml version="1.0"?>\n<!-- saved from url=(0014)about:internet -->\n<html xmlns="x">',
        f"<!-- {'licence ' * 2000} -->\n<html>",
        "<html>".encode("utf-16"),
        "<html><p>Dear Sir</p>".encode("utf-16-le"),
        "<b>Dear Sir</b><p>We hold\n\nnone.</p>",
        "<a name=top></a><h1>Drones</h1>\n\n<p>We hold none.</p>",
        "<strong>REQUEST</strong>",
    ],
)
def test_web_pages(data: str | bytes) -> None:
    """
    A page is known by how it begins, whatever its encoding; a piece of one by being tags throughout.
    """
    assert "html" == format_of(data if isinstance(data, bytes) else data.encode())


@pytest.mark.parametrize(
    "data",
    [
        f"From: FOI <foi@wexmoor.police.example>\n{LONG}\n{LONG}\nMIME-Version: 1.0\n\nDear Sir",
        "From MAILER Mon Mar 4 10:22:01 2019\nReceived: from mx by wexmoor\nDate: Mon, 4 Mar 2019\n\nDear Sir",
        f"Received: from mx\r\n\tby wexmoor; Mon, 4 Mar 2019\r\nX-Long: {'a' * 5000}\r\n\r\nDear Sir",
        "Subject: Drones\nX_ODD.name: 1\nMessage-ID: <1@wexmoor>\n\nDear Sir",
    ],
)
def test_mails(data: str) -> None:
    """
    A saved mail is known by headers that programs write, however long their names and values.
    """
    assert "mail" == format_of(data.encode())


@pytest.mark.parametrize(
    "data",
    [
        "Received: 4 March 2019\nReference: FOI 1/19\n\nDear Sir",
        "From: FOI <foi@wexmoor.police.example>\nDate: Mon, 4 Mar 2019\nSubject: Drones\n\nDear Sir",
        '<p align="center">Wexmoor Police</p>\n\n# Request\n\nHow many drones?\n\n# Response\n\nTwo.',
        "<foi@wexmoor.police.example> wrote:\n\nDear Sir",
        "<REDACTED>\n\nDear Sir",
    ],
)
def test_texts(data: str) -> None:
    """
    A pasted thread, a log's own fields, and Markdown with a tag in it stay plain text.
    """
    assert "text" == format_of(data.encode())


@pytest.mark.parametrize("piece", ["<!---->", "<!--", "<?a?>", "<!-- -->\n", "<a ", "<a>\n\n", "a:", " \n"])
def test_no_beginning_keeps_the_parent_busy(piece: str) -> None:
    """
    The parent process looks at every file, without the limits of the child.
    """
    start = time.perf_counter()
    format_of((piece * 100_000 + "x").encode())

    assert time.perf_counter() - start < 1
