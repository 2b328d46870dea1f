"""Saved mails: headers, the better body once, what is attached, and what the encoder makes of them."""

import base64
import time
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from same_letter import facts

from ncnd_rules.encode import encode
from ncnd_rules.errors import LetterError, Unreadable
from ncnd_rules.letter import Letter, plain
from ncnd_rules.read import read_bytes
from ncnd_rules.read.extract import Extract, Line, Paragraph, as_json, from_json
from ncnd_rules.read.layout import laid_out
from ncnd_rules.read.mail import extract
from ncnd_rules.reading import Anchor, Reading

LETTERS = sorted((Path(__file__).parents[1] / "cases").glob("*/letter.txt"))
SENDER = "Wexmoor Police <foi@wexmoor.police.example>"
HEAD = f"From: {SENDER}\nDate: Mon, 4 Mar 2019 10:22:01 +0000\nSubject: Your request\n"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
LETTER = (
    "The force can neither confirm nor deny that it holds any other information, by virtue of section 31(3) of the Act."
)


def as_text(data: bytes) -> Extract:
    """A reader of attachments that knows text only."""
    if b"\0" in data:
        raise Unreadable("is a picture, expected a letter")
    return Extract("text", (Paragraph((Line(data.decode(errors="replace").strip(), Anchor(page=1)),)),))


def read(mail: str | bytes | EmailMessage) -> Extract:
    data = bytes(mail) if isinstance(mail, EmailMessage) else mail.encode() if isinstance(mail, str) else mail
    return extract(data, as_text)


def told(mail: str | bytes | EmailMessage) -> list[str]:
    """The lines behind the headers, each behind the kind of its paragraph."""
    return [
        f"{paragraph.kind or ''}: ".removeprefix(": ") + line.text
        for paragraph in read(mail).paragraphs
        for line in paragraph.lines
        if paragraph.kind != "mail_header" or line.text.startswith("Attached")
    ]


def noticed(mail: str | bytes | EmailMessage) -> list[tuple[str, bool]]:
    return [(notice.says, notice.unread) for notice in read(mail).notices]


def mail(text: str = "Please find our letter attached.", **headers: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in {"From": SENDER, "Date": "Mon, 4 Mar 2019 10:22:01 +0000", **headers}.items():
        message[name] = value
    message.set_content(text)
    return message


def reading(message: EmailMessage) -> Reading:
    return read_bytes(bytes(message), Path("letter.eml"))


# Headers.


def test_headers_as_a_person_sees_them() -> None:
    """
    Five headers are shown, in one order and with their encoded words read; routes and marks are not.
    """
    mail = (
        b"Received: from mx by wexmoor\nSubject: =?utf-8?Q?Caf=C3=A9?= =?utf-8?B?4oCT?=\n =?iso-8859-1?q?_=A35?= x\n"
        b"Date: Mon, 4 Mar 2019 10:22:01 +0000\nTo: Sam\n\t<sam@letters.example>\n"
        b"From: W\xc3\xa9xmoor <foi@wexmoor.example>\n"
        b"Message-ID: <\n\nWe hold it.\n"
    )

    assert [
        "From: Wéxmoor <foi@wexmoor.example>",
        "To: Sam <sam@letters.example>",
        "Date: Mon, 4 Mar 2019 10:22:01 +0000",
        "Subject: Café– £5 x",
        "We hold it.",
    ] == [paragraph.lines[0].text for paragraph in read(mail).paragraphs]


@pytest.mark.parametrize(
    ("subject", "shown"),
    [
        ("=?utf-8?b?!!?=", "=?utf-8?b?!!?="),
        ("=?x-unknown?q?a=A3b?=", "a£b"),
        ("=?utf-8?q?a=0Ab=1B?=", "a b␛"),
        ("=?utf-8*en?q?a?=", "a"),
        ("a\x1b[31m", "a␛[31m"),
    ],
)
def test_headers_that_are_broken(subject: str, shown: str) -> None:
    """
    A header that cannot be read is shown as it is, and holds no control characters.
    """
    assert (
        f"Subject: {shown}"
        == read(f"Subject: {subject}\nMIME-Version: 1.0\n\nWe hold it.\n").paragraphs[0].lines[0].text
    )


# Bodies.


@pytest.mark.parametrize(
    ("text", "html", "expected"),
    [
        ("See the HTML version.", f"<p>{LETTER}</p>", [LETTER]),
        (LETTER, "<p>See the other version.</p>", [LETTER]),
        (f"{LETTER} https://wexmoor.example/a", f"<p><b>{LETTER}</b></p>", [LETTER]),
        (LETTER, "<img src=cid:a>", [LETTER]),
    ],
)
def test_the_better_version_is_read_once(text: str, html: str, expected: list[str]) -> None:
    """
    Of two versions the one that says more is read; where they say the same, the one that knows headings.
    """
    message = mail(text)
    message.add_alternative(html, subtype="html")

    assert expected == told(message)


def test_versions_that_differ() -> None:
    """
    Where the version that is not read says much that the other does not, that is unread.
    """
    message = mail(f"Dear Sam\n\n{'We hold it. ' * 10}")
    message.add_alternative(f"<p>Dear Sam</p><p>{LETTER} {LETTER}</p>", subtype="html")

    ((says, unread),) = noticed(message)
    assert unread
    assert says.startswith("another version of the mail says ")


def test_a_body_in_pieces_around_a_file() -> None:
    """
    Some programs put a letter's attachment in the midst of its text, and within one version of it.
    """
    parts = "--b\nContent-Type: text/html\n\n<p>One\n--b\nContent-Type: application/pdf; name=a.pdf\n\nfile\n"
    message = (
        f"{HEAD}Content-Type: multipart/alternative; boundary=a\n\n--a\nContent-Type: text/plain\n\nOne two\n"
        f"--a\nContent-Type: multipart/mixed; boundary=b\n\n{parts}"
        "--b\nContent-Type: text/html\n\n<p>two\n--b--\n--a--\n"
    )

    assert ["One", "two", "mail_header: Attached file: a.pdf", "file"] == told(message)


@pytest.mark.parametrize(
    ("body", "parameters", "expected"),
    [
        ("We \nhold \nit.\n\nYes.", "format=flowed", ["We hold it.", "Yes."]),
        ("We hold \nit.\n-- \nSam \nJones", "format=flowed", ["We hold it.", "--", "Sam Jones"]),
        ("We ho \nld it.", "format=flowed; delsp=yes", ["We hold it."]),
        ("> How \n> many?\nNone.", "format=flowed", ["quoted: How many?", "None."]),
        (" > no quotation\n From here", "format=flowed", ["> no quotation", "From here"]),
        ("> How\n>> many?\n\nNone.", "", ["quoted: How", "quoted: many?", "None."]),
        ("Begin forwarded message:\n\n> None.", "", ["Begin forwarded message:", "None."]),
        ("1. None.\n2. One.", "", ["1. None.", "2. One."]),
    ],
)
def test_plain_text(body: str, parameters: str, expected: list[str]) -> None:
    """
    Flowed lines are whole again, and quoted ones are marked without their signs.
    """
    assert expected == told(f"{HEAD}Content-Type: text/plain; charset=utf-8; {parameters}\n\n{body}\n")


@pytest.mark.parametrize(
    ("charset", "data", "notice"),
    [
        ("utf-8", "£5".encode(), []),
        ("iso-8859-1", "£5".encode("latin-1"), []),
        ("us-ascii", "£5".encode("cp1252"), []),
        ("x-unknown", "£5".encode("cp1252"),
         ["the mail declares the unknown encoding 'x-unknown', and was read as Windows-1252; signs may be wrong"]),
        ("utf-8", "£5".encode("cp1252"),
         ["the mail declares UTF-8 and is not, and was read as Windows-1252; signs may be wrong"]),
    ],
)  # fmt: skip
def test_encodings(charset: str, data: bytes, notice: list[str]) -> None:
    """
    An encoding that is unknown or wrong is replaced by the likeliest, and said.
    """
    message = HEAD.encode() + b"Content-Type: text/plain; charset=" + charset.encode() + b"\n\n" + data

    assert ["£5"] == told(message)
    assert notice == [says for says, _ in noticed(message)]


def test_the_body_of_a_page_has_no_places() -> None:
    """
    Places in a part of a mail are no places in its file.
    """
    message = f"{HEAD}Content-Type: text/html\n\n<meta charset=windows-1252><p>We hold it.</p>"

    assert Anchor() == read(message).paragraphs[-1].lines[0].anchor


def test_a_page_that_was_saved_as_a_mail() -> None:
    """
    Browsers save a page with its pictures as a mail that nobody sent.
    """
    page = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://wexmoor.example\nSubject: Drones\n"
        "MIME-Version: 1.0\n"
        "Content-Type: multipart/related; type=text/html; boundary=a\n\n--a\nContent-Type: text/html\n"
        "Content-Transfer-Encoding: quoted-printable\n\n<nav>Menu</nav><h1>Drones=20</h1>"
        f"<p>{LETTER}</p><p>{LETTER}</p><p>{LETTER}</p>\n--a\nContent-Type: image/png\n\nx\n"
        "--a\nContent-Type: text/css\n\np {}\n"
        "--a\nContent-Type: text/html\n\n<p>Advertisement\n--a--\n"
    )

    assert ["furniture: Menu", "heading: Drones", LETTER, LETTER, LETTER] == told(page)
    assert [
        ("the mail shows a picture, whose words are not read", False),
        ("the page has 1 more in frames, which were not read", False),
    ] == noticed(page)


# What is attached.


def test_attachments_follow_the_body() -> None:
    """
    Attachments are read by their content, in order, each behind a line with its name and with its places.
    """
    message = mail()
    message.add_attachment(b"None.", maintype="application", subtype="octet-stream", filename="réply.txt")
    message.add_attachment(b"One.", maintype="application", subtype="pdf", filename="annex.pdf")

    assert [
        "Please find our letter attached.",
        "mail_header: Attached file: réply.txt",
        "None.",
        "mail_header: Attached file: annex.pdf",
        "One.",
    ] == told(message)
    assert Anchor(page=1, part="attachment annex.pdf") == read(message).paragraphs[-1].lines[0].anchor


@pytest.mark.parametrize(
    ("kind", "data", "unread"),
    [
        ("application/zip", b"\0", [("the attachment a.x was not read: it is a picture, expected a letter", True)]),
        ("image/png", b"\0", [("the attachment a.x was not read: it is a picture, expected a letter", True)]),
        ("text/calendar", b"BEGIN", [("a part of the mail is text/calendar, and was not read", False)]),
        ("application/pgp-signature", b"x", []),
    ],
)
def test_attachments_that_are_not_read(kind: str, data: bytes, unread: list[tuple[str, bool]]) -> None:
    """
    What cannot be read may be the letter, and is unread; what never is one is not.
    """
    message = mail("The force does not use drones.")
    main, sub = kind.split("/")
    message.add_attachment(data, maintype=main, subtype=sub, filename="a.x")

    assert ["The force does not use drones."] == told(message)
    assert unread == noticed(message)


def test_a_note_whose_letter_was_not_read() -> None:
    """
    A mail that only says that its letter is attached is unreadable where the letter is; it must not look sound.
    """
    message = mail()
    message.add_attachment(b"", maintype="application", subtype="pdf", filename="a.x")

    with pytest.raises(Unreadable, match=r"only says that the letter is attached, and the attachment a\.x is empty"):
        told(message)


@pytest.mark.parametrize(("text", "unread"), [("Our reply.", True), (f"{LETTER} {LETTER} {LETTER} {LETTER}", False)])
def test_pictures_in_the_body(text: str, unread: bool) -> None:
    """
    A picture below a note may be the letter; one below a letter is a badge.
    """
    message = mail(text)
    message.add_attachment(PNG, maintype="image", subtype="png", disposition="inline", filename="a.png")

    assert [("the mail shows a picture, whose words are not read", unread)] == noticed(message)


def test_messages_within_messages() -> None:
    """
    A message that is attached, as one or as a file, is read with its headers and what is attached to it.
    """
    inner = mail("We hold none.", Subject="Your request")
    inner.add_attachment(b"One.", maintype="application", subtype="pdf", filename="annex.pdf")
    outer = mail("See below.", From="Sam <sam@letters.example>")
    outer.add_attachment(inner)
    as_file = mail("See below.", From="Sam <sam@letters.example>")
    as_file.add_attachment(bytes(inner), maintype="application", subtype="octet-stream", filename="reply.eml")
    rest = ["We hold none.", "mail_header: Attached file: annex.pdf", "One."]

    assert ["See below.", "mail_header: Attached message: Your request", *rest] == told(outer)
    assert ["See below.", "mail_header: Attached file: reply.eml", *rest] == told(as_file)
    assert "attached message Your request, attachment annex.pdf" == read(outer).paragraphs[-1].lines[0].anchor.part


# What cannot be read.


@pytest.mark.parametrize(
    ("mail", "problem"),
    [
        (
            "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nMIAG",
            "is encrypted or signed in one piece",
        ),
        ("Content-Type: multipart/encrypted; boundary=a\n\n--a\n\nx\n--a--", "is encrypted or signed in one piece"),
        ("\n-----BEGIN PGP MESSAGE-----\n\nabc", "is encrypted or signed in one piece; open it in its program"),
        ("\n \n", "is a mail without words, expected a letter"),
        (f"Content-Type: text/plain{'; a=b' * 3000}\n\nx", "is a mail with a header of more than 10,000 characters"),
        (
            "Content-Type: multipart/mixed; boundary=a\n\n" * 101,
            "is a mail of more than 100 messages within one another",
        ),
        ("\n" * 2_000_001, "is a mail of more than 64 MB or 2,000,000 lines"),
    ],
)
def test_mails_that_cannot_be_read(mail: str, problem: str) -> None:
    """
    A mail that is locked, empty or beyond reason is refused with what it is.
    """
    with pytest.raises(Unreadable, match=problem):
        read(f"From: {SENDER}\nMIME-Version: 1.0\n{mail}")


def test_several_mails_in_one_file() -> None:
    """
    A mailbox of one mail is a mail; of several, nobody knows which is the letter.
    """
    one = f"From MAILER Mon Mar 4 10:22:01 2019\n{HEAD}\nWe hold it.\n>From us.\n"

    assert ["We hold it.", "quoted: From us."] == told(one)
    with pytest.raises(Unreadable, match="holds several mails"):
        read(f"{one}\n{one}")


def test_a_message_of_outlook() -> None:
    """
    A .msg file is refused with the way out.
    """
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504 + "__substg1.0_".encode("utf-16-le")

    with pytest.raises(LetterError, match=r"is an Outlook message, which is not read; save it as \.eml, or as text"):
        read_bytes(ole, Path("letter.msg"))


def test_signatures_are_no_words() -> None:
    """
    What signs a mail in clear is passed over.
    """
    body = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nWe hold it.\n-----BEGIN PGP SIGNATURE-----\n\nabc\n"

    assert ["We hold it."] == told(f"{HEAD}\n{body}-----END PGP SIGNATURE-----\n")


@pytest.mark.parametrize(
    "mail",
    [
        "Content-Type: multipart/mixed\n\n--a\n\nWe hold it.\n",
        "Content-Type: multipart/mixed; boundary=a\n\n--a\n\nWe hold it.\n",
        "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/x; boundary=b\n\n--b\n\nWe hold it",
        "Content-Type: text/plain; charset*=a; charset*0*=x\n\nWe hold it.",
        "Content-Transfer-Encoding: base64\n\nV2UgaG9sZCBpdC4",
        "Content-Transfer-Encoding: x-odd\n\nWe hold it.",
        "Content-Type: \xff/\xff\n\nWe hold it.",
    ],
)
def test_broken_mails_are_read(mail: str) -> None:
    """
    Boundaries that are missing, encodings cut short and headers without sense leave the words.
    """
    assert any("We hold it" in words for words in told(f"MIME-Version: 1.0\n{mail}".encode("latin-1")))


@pytest.mark.parametrize("way", ["multipart", "message", "base64"])
def test_very_deep_nesting(way: str) -> None:
    """
    What is nested beyond reason is said to be unread.
    """
    data = b"MIME-Version: 1.0\n\nWe hold it.\n"
    for number in range(25):  # the limit is 20
        if way == "multipart":
            boundary = f"b{number}"
            head = f"Content-Type: multipart/mixed; boundary={boundary}\n\n--{boundary}\n"
            data = head.encode() + data.removeprefix(b"MIME-Version: 1.0\n")
        elif way == "message":
            data = b"MIME-Version: 1.0\nContent-Type: message/rfc822\n\n" + data
        else:
            head = "MIME-Version: 1.0\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n\n"
            data = head.encode() + base64.encodebytes(data)

    assert any(says.endswith("the mail has more parts than are read") and unread for says, unread in noticed(data))


def test_many_parts() -> None:
    """
    Of thousands of parts the first are read, and one notice tells of the others.
    """
    start = time.process_time()
    mail = f"{HEAD}Content-Type: multipart/mixed; boundary=a\n\n" + "--a\n\nNo.\n" * 20_000

    assert [("the mail has more parts than are read", True)] == noticed(mail)
    assert time.process_time() - start < 10


PIECES = st.sampled_from([
    "From: a@b", "Content-Type: multipart/mixed; boundary=x", "Content-Type: multipart/alternative; boundary=x",
    "Content-Type: text/html", "Content-Type: text/plain; charset=utf-16; format=flowed",
    "Content-Type: message/rfc822",
    "Content-Transfer-Encoding: base64", "Content-Transfer-Encoding: x-uuencode", "Message-ID: <", ": x",
    "Content-Disposition: attachment; filename*=utf-8''%zz", "Content-Type: text/plain; charset*=a'b'c; charset*0*=x",
    "Content-Type: multipart/related; boundary=x; start=<a>", "Content-Type: \xff", "Content-Type: image/png",
    "Content-Type: application/\0", "--x", "--x--", "", "", "", "hello", "<p>hi</p>", "aGVsbG8=", "begin 644 a", "> q",
    "-----BEGIN PGP MESSAGE-----",
])  # fmt: skip


@given(st.lists(PIECES, max_size=30))
def test_nothing_makes_it_fail(pieces: list[str]) -> None:
    """
    Whatever stands in a mail, it is read or refused, in words that a report can print.
    """
    try:
        found = read("\n".join(pieces).encode("latin-1"))
    except Unreadable as problem:
        plain(str(problem))
        return
    assert found == from_json(as_json(found))
    for notice in found.notices:
        plain(notice.says)
        assert 0 <= notice.before <= len(found.paragraphs)
    laid_out(found, Letter(file="letter.eml"))


# What the encoder makes of it, through the guard.


def said(found: Reading, kind: str, field: str) -> list[Any]:
    return [getattr(fact, field) for fact in encode(found).facts if fact.kind == kind]


def days(found: Reading) -> list[str]:
    return [str(fact.on) for fact in encode(found).facts if fact.kind == "date" and fact.role == "response"]  # type: ignore[attr-defined]


def test_day_and_authority_from_the_headers() -> None:
    """
    Where the letter gives neither its day nor who answers, the headers of its mail do.
    """
    found = reading(mail("Dear Sam\n\nThe force does not use drones. No information is held.\n\nYours sincerely"))

    assert ["2019-03-04"] == days(found)
    assert ["Wexmoor Police"] == said(found, "authority", "name")


def test_the_letter_goes_before_its_headers() -> None:
    """
    A letter's own day and name count, not those of the mail that it came with.
    """
    message = mail("Our letter is attached.", From="FOI <foi@shared.gov.example>", Subject="Drones of Aldersea Police")
    letter = "4 March 2018\n\nDear Sam\n\nLindenshire Constabulary does not use drones.\n\nYours sincerely"
    message.add_attachment(letter.encode(), maintype="text", subtype="plain", filename="reply.txt")

    assert ["2018-03-04"] == days(reading(message))
    assert ["Lindenshire Constabulary"] == said(reading(message), "authority", "name")


def test_an_answer_that_someone_sends_on() -> None:
    """
    Of a message that is sent on the authority's day counts, and the words above are not the authority's.
    """
    inner = mail("Dear Sam\n\nThe force does not use drones.\n\nYours sincerely")
    outer = mail("I believe that section 31(3) does not apply.", From="Sam <sam@letters.example>")
    outer.replace_header("Date", "Tue, 5 May 2020 09:00:00 +0100")
    outer.add_attachment(inner)

    assert ["2019-03-04"] == days(reading(outer))
    assert [] == said(reading(outer), "citation", "provision")


def test_the_requesters_address_is_not_the_authoritys() -> None:
    """
    Nobody is told to write to the address that a mail was sent to.
    """
    found = reading(mail("The force does not use drones.", To="Sam <sam@letters.example>"))
    (contact,) = [fact for fact in encode(found).facts if fact.kind == "contact"]

    assert ["foi@wexmoor.police.example"] == [span.quote for span in contact.evidence]


@pytest.mark.parametrize(("data", "elsewhere"), [(b"You may ask for a review.", False), (PNG, True)])
def test_what_a_note_says_is_attached(data: bytes, elsewhere: bool) -> None:
    """
    What stands in an attachment is not elsewhere where the attachment was read; where it was not, any section may be.
    """
    message = mail("The force does not use drones. Your complaint rights are set out in the attached sheet.")
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename="rights.txt")

    assert elsewhere == any(passage.section is None for passage in encode(reading(message)).unread)


def in_the_body(letter: str) -> EmailMessage:
    return mail(letter)


def attached(letter: str) -> EmailMessage:
    message = mail("Hello\n\nThis comes with our letter.\n")
    message.add_attachment(letter.encode(), maintype="text", subtype="plain", filename="letter.txt")
    return message


def sent_on(letter: str) -> EmailMessage:
    message = mail("Hello\n\nSee below.\n", From="Sam <sam@letters.example>")
    message.add_attachment(mail(letter))
    return message


@pytest.mark.parametrize("way", [in_the_body, attached, sent_on])
@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.parent.name)
def test_the_same_letter_says_the_same(path: Path, way: Any) -> None:
    """
    A letter gives the same facts as text and in a mail, but for what the headers of the mail add.
    """

    def own(found: Reading) -> list[Any]:
        return facts(found, without=("contact", "date"), keep_emphasis=True)

    text = path.read_text(encoding="utf-8")

    assert own(read_bytes(text.encode(), Path("letter.txt"))) == own(reading(way(text)))
