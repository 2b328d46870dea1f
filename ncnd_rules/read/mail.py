"""Saved mails: the headers that a person sees, the body, forwarded messages, and what is attached.

Authorities send their letter in the body, or attached behind a short note; both are read, in
order. What cannot be read is said, and counts as unread: it may be the letter.
"""

import re
from collections import Counter
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import Message
from typing import NamedTuple

from ncnd_rules.errors import Unreadable
from ncnd_rules.letter import visible
from ncnd_rules.read.charset import decoded
from ncnd_rules.read.extract import Extract, Line, Notice, Paragraph
from ncnd_rules.read.html import extract as extract_page
from ncnd_rules.read.html import extract_source
from ncnd_rules.read.post.flowed import paragraphs_of_mail
from ncnd_rules.read.post.headers import file_name, header, parameter
from ncnd_rules.read.sniff import format_of
from ncnd_rules.reading import Anchor

_MOST_BYTES = 64 * 2**20
_MOST_LINES = 2_000_000
_MOST_CONTAINERS = 100  # parts with parts of their own: each line is handed through all that are open
_MOST_PARTS = 300
_MOST_DEPTH = 20
_FEW = 60  # words: a body with no more is a note, and a picture below it may be the letter
_SAME = 0.95  # of the words of the plain version: with as many the other is read, which knows headings and lists
_MANY = 0.1  # of the words of the version that is not read
_MOST_HEADER = 10_000  # characters of one that says what a part is; the library needs their square
_CONTENT = re.compile(rb"(?im)^content-(?:type|disposition):[^\n]*(?:\n[ \t][^\n]*)*")
_IN_PIECES = re.compile(rb";\s*[\w-]+\*[^;\n]*")
_CONTAINER = re.compile(rb"(?im)^content-type:\s*(?:multipart|message)/")
_ANOTHER = re.compile(rb"\n\r?\nFrom [^\r\n]+\d{4}\r?\n[!-9;-~]+:")  # message of an mbox
_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_SEALED = {"application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted", "application/pgp-encrypted"}
_SIGNATURES = {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}
_NO_LETTERS = {"text/calendar", "text/vcard", "text/x-vcard", "message/delivery-status", "text/rfc822-headers"}
_OF_A_PAGE = {"text/css", "text/javascript", "application/javascript", "application/x-javascript"}
_BODY = "a body of the mail was not read"
_LOST = ("the attachment", "attachment ")
_MERE_PICTURE = "words in pictures"  # a badge below a signature, more often than not
_PICTURE = "the mail shows a picture, whose words are not read"
_OTHER_VERSIONS = {"text/x-amp-html", "text/watch-html"}
_ARMOUR = re.compile(r"-----BEGIN PGP MESSAGE-----.*?(?:-----END PGP MESSAGE-----|\Z)", re.DOTALL)
_CLEAR_SIGNED = re.compile(
    r"-----BEGIN PGP SIGNED MESSAGE-----\r?\n(?:Hash:[^\n]*\n)*|-----BEGIN PGP SIGNATURE-----.*\Z", re.DOTALL
)
_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*")
_WORD = re.compile(r"\w+")

Attachment = Callable[[bytes], Extract]


class _Attached(NamedTuple):
    """What comes with a body: a file, or a message as a whole."""

    name: str
    file: bytes = b""
    message: "Message[str, str] | None" = None

    @property
    def part(self) -> str:
        """What it is called in places and notices."""
        return f"attached message {self.name}".strip() if self.message is not None else f"attachment {self.name}"


_Content = list[Extract | _Attached]


def extract(data: bytes, attachment: Attachment) -> Extract:
    """The words of a mail, and of what is attached to it.

    Args:
        attachment: reads an attached file by its content; raises Unreadable.

    Raises:
        Unreadable: for a mail that is too large, encrypted, or without words.
    """
    if data.startswith(b"From ") and _ANOTHER.search(data):
        raise Unreadable("holds several mails, expected one; save the letter on its own")
    reader = _Reader(attachment)
    extracted = reader.message(_parsed(data), 0)
    if all(paragraph.kind == "mail_header" for paragraph in extracted.paragraphs):
        if reader.sealed:
            raise Unreadable("is encrypted or signed in one piece; open it in its program, and save it as text")
        if not any(notice.unread for notice in extracted.notices):
            raise Unreadable("is a mail without words, expected a letter")
    if lost := _lost_letter(extracted):
        raise Unreadable(f"only says that the letter is attached, and {lost}")
    return extracted


def _lost_letter(extracted: Extract) -> str | None:
    """Why the file that a mail sends with a few words was not read; none where it was, or is only a picture."""
    unread = (says for says, _, unread in extracted.notices if unread and says.startswith(_LOST))
    lost = next((says for says in unread if _MERE_PICTURE not in says), None)
    own = [line for one in extracted.paragraphs if one.kind != "mail_header" for line in one.lines]
    words = [word for line in own for word in line.text.lower().split()]
    is_note = len(words) <= _FEW and any(word.startswith(("attach", "enclos")) for word in words)
    read_one = any(line.anchor.part for line in own)
    return lost if is_note and not read_one else None


def _parsed(data: bytes) -> "Message[str, str]":
    if len(data) > _MOST_BYTES or data.count(b"\n") > _MOST_LINES:
        raise Unreadable(f"is a mail of more than {_MOST_BYTES // 2**20} MB or {_MOST_LINES:,} lines")
    if sum(1 for _ in _CONTAINER.finditer(data)) > _MOST_CONTAINERS:
        raise Unreadable(f"is a mail of more than {_MOST_CONTAINERS} messages within one another, expected a letter")
    if any(len(found[0]) > _MOST_HEADER for found in _CONTENT.finditer(data)):
        raise Unreadable(f"is a mail with a header of more than {_MOST_HEADER:,} characters, expected a letter")
    try:
        message: Message[str, str] = message_from_bytes(data, policy=policy.compat32)
        for part in message.walk():
            part.get_params()
            part.get_filename()
    except RecursionError:
        raise Unreadable("is a mail nested too deeply, expected a letter") from None
    except (LookupError, TypeError, ValueError, AttributeError):  # at parameters in pieces that are numbered wrongly
        whole = _CONTENT.sub(lambda found: _IN_PIECES.sub(b"", found[0]), data)
        return message_from_bytes(whole, policy=policy.compat32)
    return message


class _Reader:
    """Reads one mail and what is in it, within limits for the whole of it."""

    def __init__(self, attachment: Attachment) -> None:
        self._attachment = attachment
        self._parts = 0
        self.sealed = False  # whether something in it can only be opened with a key, or is signed in one piece

    def message(self, message: "Message[str, str]", depth: int) -> Extract:
        """A message with its headers."""
        content = self._content(message, depth)
        bodies = [piece for piece in content if isinstance(piece, Extract)]
        if len(bodies) == len(content) and _words(content).total() <= _FEW:
            bodies = [body._replace(notices=tuple(map(_as_unread, body.notices))) for body in bodies]
        attached = [self._told(piece, depth) for piece in content if isinstance(piece, _Attached)]
        return _joined([_headers(message), *bodies, *attached])

    def _content(self, part: "Message[str, str]", depth: int) -> _Content:
        """The bodies in a part of a message, and what is attached, in order."""
        self._parts += 1
        kind = part.get_content_type()
        if self._parts > _MOST_PARTS or depth > _MOST_DEPTH:
            return [_noticed("the mail has more parts than are read", unread=True)]
        if kind in _SEALED:
            self.sealed = True
            return [_noticed("a part of the mail is encrypted, or signed in one piece, and was not read", unread=True)]
        # Asked for the payload of a single part, the library would decode it, also by a charset that has a null in it.
        children = part.get_payload() if part.is_multipart() else None
        if isinstance(children, list):
            own = [child for child in children if isinstance(child, Message)]
            if kind == "message/rfc822":
                return [_Attached(header(child, "subject"), message=child) for child in own]
            return self._content_of_several(kind, part, own, depth)
        return self._content_of_one(kind, part)

    def _content_of_several(
        self, kind: str, part: "Message[str, str]", children: "list[Message[str, str]]", depth: int
    ) -> _Content:
        if kind == "multipart/alternative":
            return _better([self._content(child, depth + 1) for child in children])
        if kind == "multipart/related":
            children = _root_first(part, children)
            frames = [child for child in children[1:] if child.get_content_type() == "text/html"]
            children = [
                child for child in children if child not in frames and child.get_content_type() not in _OF_A_PAGE
            ]
            content = [piece for child in children for piece in self._content(child, depth + 1)]
            if frames:
                content.append(
                    _noticed(f"the page has {len(frames)} more in frames, which were not read", unread=False)
                )
            return content
        return [piece for child in children for piece in self._content(child, depth + 1)]

    def _content_of_one(self, kind: str, part: "Message[str, str]") -> _Content:
        """A part without parts: a body, a file, or nothing that a letter comes in."""
        name = file_name(part)
        attached = part.get_content_disposition() == "attachment" or bool(name)
        if kind in _SIGNATURES or kind in _OTHER_VERSIONS:
            return []
        data = part.get_payload(decode=True)
        data = data if isinstance(data, bytes) else b""
        if kind in _NO_LETTERS:
            return [_noticed(f"a part of the mail is {kind}, and was not read", unread=False)]
        if kind.startswith("image/") and part.get_content_disposition() != "attachment":
            return [_noticed(_PICTURE, unread=False)]
        if attached or part.get_content_maintype() not in ("text", "multipart", "message"):
            return [_Attached(name or f"without a name ({visible(kind[:60])})", file=data)]
        return self._body(kind, part, data)

    def _body(self, kind: str, part: "Message[str, str]", data: bytes) -> _Content:
        text, told = decoded(data, parameter(part, "charset"))
        notices: tuple[Notice, ...] = (Notice(f"the mail {told}", 0),) if told else ()
        if kind == "text/html":
            try:
                # Without a charset of the mail the page's own is looked for.
                page = extract_source(text, is_mail=True) if parameter(part, "charset") else extract_page(data)
            except Unreadable as problem:
                return [_noticed(f"{_BODY}: it {problem}", unread=False)]
            own = tuple(_placed(paragraph, lambda _: Anchor()) for paragraph in page.paragraphs)
            return [Extract("mail", own, (*notices, *page.notices))]
        if _ARMOUR.search(text):
            self.sealed = True
            text = _ARMOUR.sub("\n", text)
            notices += (Notice("a part of the mail is encrypted, and was not read", 0, unread=True),)
        flowed = parameter(part, "format") == "flowed"
        text = _CLEAR_SIGNED.sub("", text)
        return [
            Extract(
                "mail",
                paragraphs_of_mail(text, flowed=flowed, without_spaces=parameter(part, "delsp") == "yes"),
                notices,
            )
        ]

    def _told(self, attached: _Attached, depth: int) -> Extract:
        """What an attachment says, behind a line that names it."""
        if attached.message is None and not attached.file.strip():
            return _noticed(f"the {attached.part} is empty", unread=True)
        try:
            if attached.message is not None:
                extracted = self.message(attached.message, depth + 1)
            elif format_of(attached.file) == "mail":
                extracted = self.message(_parsed(attached.file), depth + 1)
            else:
                extracted = self._attachment(attached.file)
        except Unreadable as problem:
            return _noticed(f"the {attached.part} was not read: it {problem}", unread=True)
        what = "message" if attached.message is not None else "file"
        title = Paragraph((Line(f"Attached {what}: {attached.name}", Anchor(part=attached.part)),), "mail_header")
        own = (_placed(paragraph, lambda anchor: _within(attached.part, anchor)) for paragraph in extracted.paragraphs)
        notices = (Notice(f"{attached.part}: {says}", before + 1, unread) for says, before, unread in extracted.notices)
        return Extract("mail", (title, *own), tuple(notices))


def _headers(message: "Message[str, str]") -> Extract:
    """The headers that a person sees; a page that was saved as a mail has none."""
    shown = [(name, header(message, name.lower())) for name in _SHOWN]
    if header(message, "snapshot-content-location") or shown[0][1].startswith("<Saved by"):
        return Extract("mail", ())
    return Extract(
        "mail", tuple(Paragraph((Line(f"{name}: {value}"),), "mail_header") for name, value in shown if value)
    )


def _root_first(part: "Message[str, str]", children: "list[Message[str, str]]") -> "list[Message[str, str]]":
    """The parts of a page with its pictures, that which shows them first."""
    start = parameter(part, "start")
    return sorted(children, key=lambda child: header(child, "content-id").lower() != start) if start else children


def _better(versions: list[_Content]) -> _Content:
    """The version of a body that says most, with what is attached to any; of two that say the same, the last."""
    words = [_words(version) for version in versions]
    chosen = 0
    for number in range(1, len(versions)):
        if words[number] and words[number].total() >= _SAME * words[chosen].total():
            chosen = number
    content: _Content = [
        piece
        for number, version in enumerate(versions)
        for piece in version
        if isinstance(piece, Extract) and (number == chosen or not piece.paragraphs)
    ]
    for own in words:
        lost = (own - words[chosen]).total()
        if lost > max(_FEW / 4, _MANY * own.total()):
            content.append(
                _noticed(f"another version of the mail says {lost} words more, which were not read", unread=True)
            )
    return content + [piece for version in versions for piece in version if isinstance(piece, _Attached)]


def _words(content: _Content) -> Counter[str]:
    """The words of a body; addresses stand in one version and not in the other."""
    return Counter(
        word
        for piece in content
        if isinstance(piece, Extract)
        for paragraph in piece.paragraphs
        for line in paragraph.lines
        for word in _WORD.findall(_ADDRESS.sub(" ", line.text.lower()))
    )


def _placed(paragraph: Paragraph, place: Callable[[Anchor], Anchor]) -> Paragraph:
    return paragraph._replace(lines=tuple(Line(text, place(anchor)) for text, anchor in paragraph.lines))


def _within(part: str, anchor: Anchor) -> Anchor:
    return anchor._replace(part=", ".join(filter(None, (part, anchor.part))))


def _noticed(says: str, *, unread: bool) -> Extract:
    return Extract("mail", (), (Notice(says, 0, unread),))


def _as_unread(notice: Notice) -> Notice:
    """A notice about a mail that says next to nothing: a picture in it may be the letter."""
    return notice._replace(unread=notice.unread or notice.says == _PICTURE or notice.says.startswith(_BODY))


def _joined(pieces: list[Extract]) -> Extract:
    paragraphs: list[Paragraph] = []
    notices: dict[str, Notice] = {}  # each once
    for piece in pieces:
        for notice in piece.notices:
            notices.setdefault(notice.says, notice._replace(before=len(paragraphs) + notice.before))
        paragraphs += piece.paragraphs
    return Extract("mail", tuple(paragraphs), tuple(notices.values()))
