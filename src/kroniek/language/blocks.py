"""Article text to blocks that a parser can read: paragraphs, with quotes and line breaks made plain.

Every block keeps, for each of its characters, the offset in the article: the reader changes no character of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

_PAIRED = {"“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "‹": '"', "›": '"', "″": '"', "＂": '"'}
_SINGLE_OPEN = "‘‚‛"
_SINGLE_CLOSE = "’'"
_PLAIN = {
    "\u00a0": " ",
    "\u2009": " ",
    "\u202f": " ",
    "\u200b": " ",
    "\ufeff": " ",
    "\t": " ",
    "\u00ad": " ",
    "‑": "-",
    "‐": "-",
    "−": "-",
    "`": "'",
    "´": "'",
    "ʼ": "'",
    "ʻ": "'",
}
_TYPOGRAPHIC = re.compile(f"[{re.escape(''.join(_PAIRED) + _SINGLE_OPEN + _SINGLE_CLOSE + ''.join(_PLAIN))}]")
_BREAK = re.compile(r"\n[ \t\r]*\n\s*|\r\n?[ \t]*\r\n?\s*")
_ENDS = re.compile(r"[.!?:…][\"'”’»)\]]*\s*$")
_DATELINE = re.compile(r"\s*[A-ZÀ-Þ][A-ZÀ-Þ'’ .,/-]{2,40}(?:\([\w ./-]{2,30}\) ?)?\s*[–—-] (?=\S)")
MAX_BLOCK = 20_000
"""Characters. A longer block (a 5 MB line) is cut at a sentence end or a space, so that memory stays flat."""


@dataclass(frozen=True)
class Block:
    """A paragraph as the parser sees it. ``offsets[i]`` is where ``text[i]`` stands in the article; None means the
    block is ``article[start:start + len(text)]`` with characters replaced one for one."""

    start: int
    text: str
    offsets: list[int] | None = None

    def at(self, i: int) -> int:
        """The article offset of character ``i`` of the block."""
        return self.start + i if self.offsets is None else self.offsets[i]

    def after(self, i: int) -> int:
        """The article offset just behind character ``i - 1``."""
        return self.start + i if self.offsets is None else self.offsets[i - 1] + 1


def blocks(article: str) -> Iterator[Block]:
    """The paragraphs of an article, in order; blank ones left out."""
    wrapped = _hard_wrapped(article)
    for start, end in _paragraphs(article, wrapped):
        dateline = _DATELINE.match(article, start, end)
        if dateline:  # "BRUSSEL (ANP) – ": no part of the sentence, and no party to what it tells
            start = dateline.end()
        for a, b in _cut(article, start, end):
            yield _block(article, a, b)


def _paragraphs(article: str, wrapped: bool) -> Iterator[tuple[int, int]]:
    """Spans between blank lines, and between lines where a line end is an end of sentence and not a wrap."""
    at = 0
    bounds = [(m.start(), m.end()) for m in _BREAK.finditer(article)] + [(len(article), len(article))]
    for end, following in bounds:
        line_start = at
        while line_start < end:
            line_end = article.find("\n", line_start, end)
            while line_end >= 0 and _continues(article, line_start, line_end, end, wrapped):
                line_end = article.find("\n", line_end + 1, end)
            stop = end if line_end < 0 else line_end
            if article[line_start:stop].strip():
                yield line_start, stop
            line_start = stop + 1
        at = following


def _continues(article: str, start: int, line_end: int, end: int, wrapped: bool) -> bool:
    """Whether the line break at ``line_end`` is only a wrap: the next line goes on in the same sentence."""
    following = article[line_end + 1 : min(end, line_end + 60)].lstrip()
    if not following:
        return True
    if following[0].islower():
        return True
    line = article[article.rfind("\n", start, line_end) + 1 if "\n" in article[start:line_end] else start : line_end]
    if line.rstrip().endswith((",", "-", "–")):
        return True
    return (wrapped and not _ENDS.search(line) and len(line) > 40) or (wrapped and len(line) > 55)


def _hard_wrapped(article: str) -> bool:
    """Whether the text looks wrapped at a fixed width: many single line breaks after lines of much the same length."""
    lines = [len(line) for line in article.split("\n") if line.strip()]
    if len(lines) < 4:
        return False
    middle = median(lines)
    return 45 <= middle <= 110 and max(lines) <= middle * 1.35


def _cut(article: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut an over-long paragraph at a sentence end, else a space, else anywhere."""
    while end - start > MAX_BLOCK:
        window = article[start : start + MAX_BLOCK]
        at = max(window.rfind(". "), window.rfind(".\n"))
        if at < MAX_BLOCK // 2:
            at = window.rfind(" ")
        if at < MAX_BLOCK // 2:
            at = MAX_BLOCK - 1
        yield start, start + at + 1
        start += at + 1
    yield start, end


def _block(article: str, start: int, end: int) -> Block:
    while start < end and article[start].isspace():
        start += 1
    while end > start and article[end - 1].isspace():
        end -= 1
    raw = article[start:end]
    plain = "".join(_quotes(raw)) if _TYPOGRAPHIC.search(raw) else raw.replace("\n", " ").replace("\r", " ")
    if "-\n" not in raw:
        return Block(start, plain)
    return _joined(start, raw, plain)


def _joined(start: int, raw: str, plain: str) -> Block:
    """Undo hyphenation at line ends ("bom-\\nbardement"), which shifts the offsets."""
    text: list[str] = []
    offsets: list[int] = []
    i = 0
    while i < len(raw):
        if raw[i] == "-" and raw[i + 1 : i + 2] == "\n" and i and raw[i - 1].islower() and raw[i + 2 : i + 3].islower():
            i += 2
            continue
        text.append(plain[i])
        offsets.append(start + i)
        i += 1
    return Block(start, "".join(text), offsets)


def _quotes(raw: str) -> Iterator[str]:
    """Each character of ``raw`` made plain, one for one. A single quote is a quotation mark only where it opens before
    a word and closes behind one; between letters and before a lone letter (foto’s, ’s avonds) it is an apostrophe."""
    open_singles = 0
    for i, c in enumerate(raw):
        if c in _PAIRED:
            yield '"'
        elif c in _SINGLE_OPEN:
            if _apostrophe(raw, i):
                yield "'"
            else:
                open_singles += 1
                yield '"'
        elif c in _SINGLE_CLOSE:
            before = raw[i - 1] if i else " "
            after = raw[i + 1] if i + 1 < len(raw) else " "
            if before.isalnum() and after.isalnum():
                yield "'"
            elif open_singles and not before.isspace() and not after.isalnum():
                open_singles -= 1
                yield '"'
            elif (
                c == "'"
                and (before.isspace() or before in '("')
                and after.isalnum()
                and not _apostrophe(raw, i)
                and _closes(raw, i)
            ):
                open_singles += 1
                yield '"'
            else:
                yield "'"
        elif c in {"\n", "\r"}:
            yield " "
        else:
            yield _PLAIN.get(c, c)


def _apostrophe(raw: str, i: int) -> bool:
    """Whether the quote at ``i`` stands before one lone letter or a clipped word ('s, 't, 'n, '90): not a quotation."""
    rest = raw[i + 1 : i + 4]
    return bool(re.match(r"[a-z](?:\W|$)|\d\d(?:\W|$)|em(?:\W|$)", rest))


def _closes(raw: str, i: int) -> bool:
    """Whether an opening straight single quote finds a closing one in the next 600 characters."""
    return re.search(r"(?<=[^\s'])['’](?![A-Za-zÀ-ÿ0-9])", raw[i + 1 : i + 600]) is not None
