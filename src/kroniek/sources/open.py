"""Open what a user names on the command line: a file, ``-`` for standard input, or a web address."""

from __future__ import annotations

import codecs
import re
import sys
from pathlib import Path

from kroniek.errors import UserError
from kroniek.sources.given import Given, check, decode

HTML = (".html", ".htm", ".xhtml")
HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
MAX_BYTES = 20_000_000
"""A larger file is not read at all."""


def open_source(name: str, encoding: str | None = None) -> Given:
    """The article that ``name`` stands for. Raises :class:`UserError` for one that cannot be read, saying why."""
    if name == "-":
        return _given("-", sys.stdin.buffer.read(MAX_BYTES + 1), "standard input", encoding)
    if name.lower().startswith(("http://", "https://")):
        from kroniek.sources.web import fetch  # noqa: PLC0415

        page = fetch(name)
        is_html = page.media_type in HTML_TYPES
        return _given(page.url, page.data, name, encoding or page.charset, is_html=is_html)
    path = Path(name)
    try:
        if path.is_dir():
            raise UserError(f"{name} is a folder; name the files in it ({name.rstrip('/')}/*.txt).", code="folder")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise UserError(f"{name}: there is no such file.", code="no-file") from error
    except OSError as error:
        raise UserError(f"{name}: cannot be read ({error.strerror}).", code="unreadable") from error
    return _given(name, data, name, encoding)


def _given(source: str, data: bytes, name: str, encoding: str | None, *, is_html: bool = False) -> Given:
    if len(data) > MAX_BYTES:
        raise UserError(f"{name}: larger than {MAX_BYTES // 1_000_000} MB, which no article is.", code="too-long")
    is_html = is_html or source.lower().endswith(HTML) or _HTML_START.match(data[:2000]) is not None
    if not is_html:
        return Given(source=source, text=decode(data, name, encoding))
    return html(decode(data, name, encoding or _meta_charset(data), limit=MAX_BYTES), source)


_HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)


def _meta_charset(data: bytes) -> str | None:
    """The encoding that a page says it is in, as browsers read it; None where it says none that is known."""
    found = _META_CHARSET.search(data[:4096])
    name = found[1].decode("ascii").lower() if found else None
    if name is None or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return None
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return None
    return "cp1252" if codec in {"iso8859-1", "ascii"} else codec  # as the HTML standard has it


def html(page: str, source: str) -> Given:
    """The article in a web page: its main text and metadata. Raises :class:`UserError` where there is none."""
    import trafilatura  # noqa: PLC0415  0.5 s to import; only web pages need it

    found = trafilatura.bare_extraction(
        page,
        url=source if source.startswith("http") else None,
        with_metadata=True,
        include_comments=False,
        favor_precision=True,
    )
    text = getattr(found, "text", None)
    if found is None or isinstance(found, dict) or not text or not text.strip():
        raise UserError(
            f"{source}: no article text was found in this page. Copy the text into a file and read that.",
            code="no-article",
        )
    check(text, source)
    authors = [a.strip() for a in (found.author or "").split(";") if a.strip()]
    return Given(
        source=source, text=text, title=found.title, outlet=found.sitename, authors=authors, published=found.date
    )
