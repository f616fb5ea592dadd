"""Bytes of a page -> its characters, saying how they were decoded."""

from __future__ import annotations

import codecs
import re
from typing import Literal

from comity.faults import Unreadable

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SIGNATURES = (
    b"%PDF-",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x7fELF",
    b"Rar!",
    b"\xd0\xcf\x11\xe0",
)
DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.I)
HEAD = 8_192  # bytes in which a charset may be declared
FOREIGN = 4  # letters beyond ASCII from which bytes that are good UTF-8 are no other charset
NO_DOUBT = {  # charsets whose bytes may look like UTF-8 by chance, and itself
    "utf-8", "gb18030", "gbk", "big5", "big5hkscs", "shift_jis", "cp932", "euc_jp", "euc_kr", "cp949",
}  # fmt: skip
SAMPLE = 65_536  # bytes judged for binary content and for the charset
CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\r\f\x1b")
BINARY_SHARE, FEW = 0.02, 4  # share and number of control bytes above which a file is no text
WEB_CHARSETS = [  # what news pages without a declaration were found in
    "cp1252", "cp1251", "koi8_r", "koi8_u", "cp1250", "iso8859_2", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
    "cp1258", "cp874", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
]  # fmt: skip
LABELS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252", "gb2312": "gb18030"}
UNPRINTABLE = re.compile(  # controls, soft hyphens, marks of direction; joiners stay, scripts and emoji need them
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
LINE_END = re.compile(r"\r\n?|\u2028|\u2029|\x85")
SURROGATE = re.compile(r"[\ud800-\udfff]")
LITTER = re.compile("|".join(sign.pattern for sign in (UNPRINTABLE, LINE_END, SURROGATE)))  # what no clean text has


def decode_page(
    content: bytes, kind: Literal["html", "text"], place: str, *, sent_as: str | None = None
) -> tuple[str, str]:
    """(characters, how they were decoded): by byte order mark, declared charset, UTF-8, then detection.

    `sent_as` is the charset that the host declares, which goes before the page's own. Neither is believed of
    bytes that are good UTF-8 with letters beyond ASCII. Raises Unreadable: "empty", "binary" or "encoding".
    """
    if not content.strip(b"\x00 \t\r\n"):
        raise Unreadable("empty", "pages", "nothing in it", place=place, remedy="give a page with text")
    for mark, coding in BOMS:
        if content.startswith(mark):
            return clean(content.decode(coding, "replace")), f"{coding.removesuffix('-sig')} (byte order mark)"
    refuse_binary(content, place)
    declared = known_charset(sent_as) or (declared_charset(content) if kind == "html" else None)
    believed = declared if declared in NO_DOUBT or not is_utf8(content) else None
    tries = ((utf16_without_mark(content), "detected"), (believed, "declared"), ("utf-8", "utf-8"))
    for name, how in tries:
        text = try_decode(content, name)
        if text is not None:
            note = f"; declared {declared} does not hold" if declared and name != declared else ""
            return clean(text), f"utf-8{_in_brackets(note)}" if how == "utf-8" else f"{name} ({how}{note})"
    return detect(content, declared, place)


def _in_brackets(note: str) -> str:
    return f" ({note.removeprefix('; ')})" if note else ""


def clean(text: str) -> str:
    """The text with one kind of line end, without control and direction characters and lone surrogates."""
    if text.replace("\n", "").replace("\t", "").replace("\xa0", "").isprintable():  # nothing of that is
        return text
    return SURROGATE.sub("\ufffd", UNPRINTABLE.sub("", LINE_END.sub("\n", text)))


def refuse_binary(content: bytes, place: str) -> None:
    """Raise Unreadable where the bytes are no text in any charset that is read."""
    sample = content[:SAMPLE]
    controls = len(sample) - len(sample.translate(None, CONTROLS))
    if sample.startswith(SIGNATURES) or (
        controls > max(FEW, BINARY_SHARE * len(sample)) and not utf16_without_mark(content)
    ):
        remedy = "give HTML, text or JSON Lines; convert PDF and word-processor files first"
        raise Unreadable("binary", "pages", "this is no text", place=place, remedy=remedy)


def declared_charset(content: bytes) -> str | None:
    """The charset that the page's head declares, as Python names it; None: none, or an unknown one."""
    found = DECLARED.search(content[:HEAD])
    return known_charset(found.group(1).decode("ascii")) if found else None


def known_charset(label: str | None) -> str | None:
    """The charset as Python names it; None: none, or an unknown one.

    >>> known_charset("Windows-1251"), known_charset("latin-1"), known_charset("martian")
    ('cp1251', 'cp1252', None)
    """
    name = (label or "").strip("\"' ").lower()
    try:
        return codecs.lookup(LABELS.get(name, name)).name
    except (LookupError, ValueError):  # ValueError: a null byte in it
        return None


def is_utf8(content: bytes) -> bool:
    """Whether the bytes are good UTF-8 with so many letters beyond ASCII that they are nothing else."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return False
    return len(content) - len(text) >= FOREIGN


def utf16_without_mark(content: bytes) -> str | None:
    """UTF-16 of Latin text shows zeros in every second byte; None: it is not that."""
    sample = content[:SAMPLE]
    half = len(sample) // 2
    for name, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if half > 4 and zeros.count(0) > 0.6 * half and sample.count(0) < 1.2 * half:
            return name
    return None


def try_decode(content: bytes, name: str | None) -> str | None:
    """The characters; None: the charset is not named or the bytes do not fit it."""
    if name is None or name in {"utf-16", "utf-32", "utf-7"}:  # a declaration in ASCII cannot mean these
        return None
    try:
        return content.decode(name)
    except (UnicodeDecodeError, LookupError, AssertionError):  # some codecs are no text encodings
        return None


def detect(content: bytes, declared: str | None, place: str) -> tuple[str, str]:
    """The characters by the likeliest charset. Mostly good UTF-8 with a few wrong bytes stays UTF-8."""
    repaired = content.decode("utf-8", "replace")
    wrong = repaired.count("\ufffd")
    beyond = sum(1 for char in repaired if ord(char) > 127)
    if wrong * 10 < beyond or (wrong <= 3 and wrong * 1000 < len(repaired)):
        return clean(repaired), f"utf-8 ({wrong} wrong bytes replaced)"
    from charset_normalizer import from_bytes

    best = from_bytes(content[:SAMPLE], cp_isolation=WEB_CHARSETS).best()
    text = try_decode(content, best.encoding) if best else None
    if best is None or text is None:
        remedy = "save the page as UTF-8 or declare its charset"
        raise Unreadable("encoding", "pages", "its charset cannot be told", place=place, remedy=remedy)
    note = f"; declared {declared} does not hold" if declared else ""
    return clean(text), f"{best.encoding} (detected{note})"
