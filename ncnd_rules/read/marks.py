"""The marks with which a line begins anew: a label, a bullet, a quotation, an address, a header of an e-mail."""

import re

QUOTE = re.compile(r"(?:>\s?)+")
BULLET = re.compile(r"(?:[-–*+•▪●◦·∙⦁‣\uf0b7]|o(?=\s\s|\s[A-Z]))\s+")
HASHES = re.compile(r"#{1,6}\s+")
_LABEL = re.compile(
    r"""(?ix)
      (?P<named>
          (?:(?:(?:our|the|my)\s)?(?:answer|reply|response)\s(?:to|for)\s(?:your\s)?
              (?=[^:\n]{1,40}(?::|\s[-–])\s|questions?\s[^:\n]{1,30}[*_]{0,3}\s*$)
             |(?:in\s(?:answer|reply|response)\sto|re\.?|on|as\sto|for)\s(?:your\s)?(?=[^:\n]{1,40}(?::|\s[-–])\s))?
          (?:(?:no\.?|number)\s(?=\d{1,2}(?::|\s[-–])\s)|(?=\d{1,2}:\s)(?<=\s)
          |(?:q|qu|question|part|(?:bullet\s)?point|bullet|request|item|limb|paragraph|a|ans|answer|response|reply)s?\.?\s{0,2}|\#\s?(?=\d))
          (?:\d{1,3}[a-z]?(?:\([a-z]{1,3}\))?|\((?:[a-z]{1,4}|\d{1,2})\))
          (?:(?!(?<=\bq\d)\s[-–]\s\d+\s*$)\s{0,2}(?:,|&|\+|/|-|–|to|and|,\s?and)\s{0,2}(?:q(?:uestion)?s?\s?|\#)?
             (?:\d{1,3}[a-z]?(?:\([a-z]{1,3}\))?|\([a-z]{1,4}\))){0,12}
          (?:\s(?:response|answer|reply))?
        | (?:(?:(?:in\s(?:answer|reply|response)|reply|answer|response)\sto|re\.?|on|for)\s)?(?:your\s)?
          (?:(?:no\.?|answer|reply|question|request|point|paragraph|item|part|limb)\s[a-h]
             |(?:question|request|point|paragraph|item|part|limb)s\s[a-h](?:\.?(?:,\s?|\s?&\s?|,?\s(?:and|to)\s)[a-h]){1,7})
          (?=[*_]{0,3}(?:$|\s?[-–:](?=\s)|[.)]))
        | (?:(?:our|the|my)\s)?(?:answer|reply|response)\s(?:to|for)\s\(?(?:\d{1,2}[a-z]?|[a-h])\)?
          (?:(?:,|\s?&|,?\s(?:and|to))\s?\(?(?:\d{1,2}[a-z]?|[a-h])\)?){0,7}(?=[*_]{0,3}:?[*_]{0,3}\s*$)
        | \[q?(?:\d{1,2}[a-z]?|[a-h])\](?=\s)
        | q[a-h](?=\s?[-–:.)]+\s)
      )
      (?:[*_]{0,3}\s?[-–:.)]+(?=\s|$|\*)|(?=[*_]{0,3}\s*$)|(?=\s+(?:no|yes|[A-Z])\b)|(?<=[\d)])(?=\s{2,}\S)|(?<=\#\d)(?=\s)
          |(?:(?<=\[q\d\])|(?<=\[q\d\d\]))(?=\s)
          |(?<=[nt]\s\d)(?=\s+(?:£\d|\d+\s[a-z]))
          |(?:(?<=\bq\d)|(?<=\bq\d\d)|(?<=\bquestion\s\d))(?=\s+\([a-h]\)\s)  # 'Q1 (a) Yes (b) No'
          |(?:(?<=\bq\d)|(?<=\bq\d\d))(?=\s+(?:how|what|which|whether|when|where|who|why|the|any|all|copies|an?)\b)
          |(?:(?<=\bq\d)|(?<=\bq\d\d)|(?<=\bq\d[a-z])|(?<=\bquestion\s\d)|(?<=\b(?:item|part)\s\d)|(?<=\bpoint\s\d))
             (?-i:(?=\s+[A-Z][a-z])))
    | (?P<lettered>\([a-h]\)(?:(?:,\s?|\s?&\s?|,?\s(?:and|to)\s)\([a-h]\)){1,7}
        (?=\s*$|\s?[-–:.]+(?:\s|$)))(?:\s?[-–:.]+(?=\s|$))?
    | (?P<squared>\[[a-h1-9]\](?:(?:,\s?|\s?&\s?|,?\s(?:and|to)\s)\[[a-h1-9]\]){1,7})(?=\s|$)
    | (?P<romans>(?:i{1,3}|iv|vi{0,3}|ix)\)(?:(?:,\s?|\s?&\s?|,?\s(?:and|to)\s)(?:i{1,3}|iv|vi{0,3}|ix)\)){1,7})
        (?=\s*$|\s?[-–:.]+(?:\s|$)|\s(?-i:[A-Z]))(?:\s?[-–:.]+(?=\s|$))?
    | (?P<slashed>\d{1,2}/(?:(?:,\s?|\s?&\s?|\sand\s|\s)\d{1,2}/){1,9})(?=\s|$)
    | (?P<several>\(\d{1,2}[a-z]?\)(?:(?:,|\s?&|\s?-|,?\s(?:and|to))\s?\(\d{1,2}[a-z]?\)){1,9}(?=\s|$)
         # '1 and 2.', but not '12 and 14.', at which a line that names sections may be wrapped
         |(?!1[24]\s?(?:,|&|and)\s?1[24]\b)(?:1?\d|20)[a-z]?(?:(?:,|\s?&|\s?[-–]|,?\s(?:and|to))\s?(?:1?\d|20)[a-z]?){1,9}
          (?=[.):](?:\s|$|(?-i:[A-Z][a-z]))|\s[-–]\s(?-i:[A-Z]))
         # '2 and 3', '3. and 4.'; a range without a mark behind it may be of ages
         |\d{1,2}[a-z]?(?:,\s?\d{1,2}[a-z]?){0,9}(?:[.,)]?\sand|[.)]?\s?&)\s?\d{1,2}[a-z]?
          (?=\s?[-–:.)]+(?:\s|$|(?-i:[A-Z][a-z]))|[*_]{0,3}\s*$))(?:\s?[-–:.)]+(?=\s|$|(?-i:[A-Z][a-z])))?
    | (?!\d{1,2}\.\d{1,2}\.\d{2}\.?\s*$)  # '1.10.19.', a day on a line of its own
      (?-i:(?!\(\d{1,2}\)\s(?:working|calendar|clear|business|days?|weeks?|months?)\b))  # 'forty (40) working days'
      [(\[]?(?P<number>\d{1,2}(?:\.\d{1,2}){0,2}[a-z]?(?:\([a-z]{1,3}\))?)
      (?:[.)\]]+:?|\s?[-–:]|/(?!\d)|(?<=\([a-h]\))(?-i:(?=\s+[A-Z£\d])))  # '1(a) No.'
      (?:(?=\s|$|\*)|(?<=[.)/])(?-i:(?=[A-Z][a-z])))
    | (?!s\.\s?[1-4]\d)  # 's. 31 - Law enforcement'
      (?P<letter>(?:\((?:[a-z]{1,2}|[ivx]{1,5})\)|\[(?:[a-h]|[ivx]{1,5})\]|(?:[a-z]|[ivx]{1,4})\)|[a-z]\.|(?:ii|iii|iv|vi|vii|viii|ix)\.
          |(?-i:[A-H])(?=\s[-–]\s[A-Z0-9£]))(?=(?:\s[-–])?(?:\s|$))
         # 'a.If yes, how much?'
         |(?-i:[a-h]\.(?=(?:If|What|How|Please|Who|When|Where|Which|Has|Have|Is|Are|Do|Does|Did|Was|Were)\b)))
      (?:\s[-–](?=\s|$))?
    """
)
_ANSWER = re.compile(r"(?:[2-9]\d|\d{3,})\.")  # on a line of its own: more than there are questions
_ROUND = str.maketrans("[]", "()")
_BEFORE_A_LABEL = "*_\"'“‘"
MAIL_HEADER = re.compile(r"(?i)(?:from|to|cc|bcc|sent|date|subject|reply-to|attachments?|importance):\s?\S")
URL = re.compile(r"(?i)<?(?:https?://|www\.)\S+>?$")


def begins_anew(text: str) -> bool:
    """Whether a line has a mark of its own: a label, a bullet, an address of the web, a header of an e-mail."""
    return bool(
        BULLET.match(text)
        or HASHES.match(text)
        or QUOTE.match(text)
        or label_of(text)
        or text.startswith("|")
        or URL.match(text)
        or MAIL_HEADER.match(text)
    )


def after_label(text: str) -> int:
    """Where the words of a list item begin, behind its bullet and label; 0 for any other line."""
    bullet = BULLET.match(text)
    at = bullet.end() if bullet else 0
    label = _LABEL.match(text, at)
    return label.end() if label else at


def label_of(text: str) -> re.Match[str] | None:
    """The label with which a line begins, behind marks of quotation or of bold type."""
    return None if _ANSWER.fullmatch(text) else _LABEL.match(text.lstrip(_BEFORE_A_LABEL))


def label_at(text: str, at: int) -> tuple[str, int] | None:
    """The label that stands in a line behind its bullet, and where it ends."""
    marks = len(text[at:]) - len(text[at:].lstrip(_BEFORE_A_LABEL))
    label = _LABEL.match(text, at + marks)
    if label is None or (label.end() == len(text) and _ANSWER.fullmatch(text)):
        return None
    return _name(label), label.end()


def _name(label: re.Match[str]) -> str:
    """A label as printed; one that is a single number or letter loses its brackets."""
    if label["squared"]:
        return " ".join(label["squared"].translate(_ROUND).split())
    if label["slashed"]:
        return " & ".join(re.findall(r"\d+", label["slashed"]))
    several = label["named"] or label["several"] or label["lettered"] or label["romans"]
    return " ".join(several.split()).strip(" .:-–") if several else (label["number"] or label["letter"]).strip("()[]. ")
