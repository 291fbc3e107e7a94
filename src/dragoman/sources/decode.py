"""Bytes in, characters out, or the reason why they are no text. Knows encodings, nothing of pages."""

import re
from hashlib import blake2b

MAGIC = {
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"RIFF": "a RIFF file",
    b"%PDF": "a PDF",
    b"{\\rtf": "an RTF document",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"PK\x03\x04": "a ZIP archive or Office document",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a SQLite database",
    b"PAR1": "a Parquet file",
}

MEND = "give text, HTML or JSONL"

CONTROL_SHARE = 0.05  # of all characters; text that a scraper left has a stray one at most
# Western European prose has one accented letter in ten; other scripts read as windows-1252 have far more.
ACCENT_SHARE = 0.25
DAMAGE_SHARE = 0.02  # broken characters per good non-ASCII one: a cut or slightly damaged UTF-8 file

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_ACCENT = re.compile(r"[^\x00-\x7f‘’“”–—…•]")
_NON_ASCII = re.compile(r"[^\x00-\x7f\ufffd]")


class NotText(Exception):
    """Why these bytes are no text; the reason reads on after the page's name."""


def digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def refuse_binary(data: bytes) -> None:
    """Raises NotText where the first bytes are those of a known binary format."""
    for magic, what in MAGIC.items():
        if data.startswith(magic):
            raise NotText(f"is not text (it begins like {what})")


def decode(data: bytes, *, declared: str | None = None) -> str:
    r"""The characters: UTF-8, UTF-16 with its mark, the `declared` encoding, else plausible windows-1252.

    >>> decode("Sch\u00f6n".encode("windows-1252"))
    'Schön'
    """
    refuse_binary(data)
    characters = _characters(data, declared)
    if not characters.strip():
        raise NotText("is empty")
    if "\0" in characters:
        raise NotText("is not text (it holds NUL bytes)")
    if len(_CONTROL.findall(characters)) > CONTROL_SHARE * len(characters):
        raise NotText("is not text (too many control characters)")
    return characters.replace("\r\n", "\n")


def without_bom(head: bytes) -> str:
    """The start of a page, decoded as well as it goes, for a look at what it is."""
    if head.startswith(_UTF16):
        return head.decode("utf-16", "ignore")
    return head.decode("utf-8-sig", "ignore")


def _characters(data: bytes, declared: str | None) -> str:
    if data.startswith(_UTF16):
        return _strict(data, "utf-16") or _refuse("its UTF-16 is broken")
    utf8 = _strict(data, "utf-8-sig")
    if utf8 is not None:
        return utf8
    if declared and (as_declared := _strict(data, declared)) is not None:
        return as_declared
    damaged = data.decode("utf-8-sig", "replace")
    # A file cut off inside its last character, or with one bad byte in a thousand, is still UTF-8.
    if damaged.count("\ufffd") <= DAMAGE_SHARE * len(_NON_ASCII.findall(damaged)):
        return damaged
    western = _strict(data, "windows-1252")
    if western is None or len(_ACCENT.findall(western)) > ACCENT_SHARE * len(western):
        return _refuse("neither UTF-8 nor windows-1252")
    return western


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError, ValueError):  # LookupError: a page may declare any name
        return None


def _refuse(why: str) -> str:
    raise NotText(f"cannot be decoded ({why}), or is not text")
