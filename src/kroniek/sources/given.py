"""A text as it was given, with what its source says of it; and the checks that it is one."""

from __future__ import annotations

from dataclasses import dataclass, field

from kroniek.errors import UserError

MAX_CHARACTERS = 1_000_000
"""Longest text taken for one article: a novel has half of it. Longer ones are set aside, not cut."""
_CONTROL = 0.01
"""Share of control characters from which a file is taken for binary."""


@dataclass
class Given:
    """One article's text and metadata; ``published`` is EDTF."""

    source: str
    text: str
    title: str | None = None
    outlet: str | None = None
    authors: list[str] = field(default_factory=list)
    published: str | None = None
    language: str | None = None


def decode(data: bytes, name: str, encoding: str | None = None, limit: int = MAX_CHARACTERS) -> str:
    """Bytes to text, of at most ``limit`` characters; a byte-order mark is no part of it.

    Raises :class:`UserError` for binary data, for bytes that are not in the encoding (UTF-8 unless given or a
    byte-order mark says otherwise), and for an encoding nobody knows.
    """
    if not data.strip():
        raise UserError(f"{name}: nothing to read, it is empty.", code="empty")
    codec = encoding or _by_mark(data)
    try:
        text = data.decode(codec)
    except LookupError as error:
        raise UserError(
            f"There is no encoding called {codec!r}; common ones are utf-8, cp1252, latin-1, utf-16.",
            code="unknown-encoding",
        ) from error
    except UnicodeDecodeError as error:
        if _is_binary(data.decode("latin-1")):
            raise UserError(f"{name}: this is no text (a binary file?).", code="binary") from error
        raise UserError(
            f"{name}: not {codec.upper()} at byte {error.start}. If it is a Windows text, say --encoding cp1252.",
            code="encoding",
        ) from error
    if _is_binary(text):
        raise UserError(f"{name}: this is no text (a binary file?).", code="binary")
    return check(text, name, limit)


def check(text: str, name: str, limit: int = MAX_CHARACTERS) -> str:
    """The text, if it can be an article. Raises :class:`UserError` for an empty or over-long one."""
    if not text.strip():
        raise UserError(f"{name}: nothing to read, it is empty.", code="empty")
    if len(text) > limit:
        raise UserError(
            f"{name}: {len(text):,} characters are too many for one article (at most {limit:,}). "
            "Split it into its articles.",
            code="too-long",
        )
    return text


def _by_mark(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    return "utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "utf-8"


def _is_binary(text: str) -> bool:
    sample = text[:8000]
    control = sum(
        1 for c in sample if (c < " " and c not in "\t\n\r\f\x0b") or "\x7f" <= c <= "\x84" or "\x86" <= c <= "\x90"
    )
    return "\0" in sample or control > _CONTROL * len(sample)
