"""A record at a terminal: the article with its facts underlined, then its events and how they hang together."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import IO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kroniek.faces import words
from kroniek.faces.marks import Mark, marks, segments
from kroniek.faces.words import clean
from kroniek.record.types import Event, Record, Span

STYLES = {
    "trigger": "bold underline",
    "actor": "underline blue",
    "recipient": "underline yellow",
    "place": "underline green",
    "time": "underline magenta",
    "toll": "underline red",
    "claim": "underline cyan",
    "link": "italic",
}
"""One of the terminal's own eight colours a kind, so that they fit its background."""
TABLE_FROM = 72
"""Columns from which events fit in a table; below, each is a short list."""
PLAIN_WIDTH = 100
"""Columns where the output is no terminal and no width is asked for."""


def console(*, plain: bool = False, width: int | None = None, file: IO[str] | None = None) -> Console:
    """Where records are printed. No colours and no escape codes if ``plain`` or if the output is no terminal."""
    out = file or sys.stdout
    terminal = out.isatty()
    plain = plain or not terminal
    return Console(
        file=out,
        width=width or (None if terminal else PLAIN_WIDTH),
        highlight=False,
        markup=False,
        emoji=False,
        color_system=None if plain else "auto",
        no_color=plain or None,
        force_terminal=False if plain else None,
        legacy_windows=False,
        soft_wrap=False,
    )


def show(record: Record, to: Console) -> None:
    """Print one record."""
    plain = to.color_system is None
    if not plain:
        _show(record, to, plain)
        return
    with to.capture() as captured:
        _show(record, to, plain)
    to.file.write("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))


def _show(record: Record, to: Console, plain: bool) -> None:
    to.print(_heading(record), style="" if plain else "bold")
    to.print(Text(_about(record)), style="" if plain else "dim")
    if not plain:
        to.print(_legend())
    to.print()
    to.print(Padding(_article(record, plain), (0, 2)))
    to.print()
    if record.events:
        to.print(_table(record, plain) if to.width >= TABLE_FROM else Group(*_lists(record, plain)))
    else:
        to.print(Text("No events were found in this article."))
    for title, lines in sections(record):
        to.print(Text(title, style="" if plain else "bold"))
        for line in lines:
            to.print(Padding(Text(line), (0, 0, 0, 2)))
        to.print()


def _heading(record: Record) -> Text:
    article = record.article
    return Text(clean(article.title or article.source, line=True))


def _about(record: Record) -> str:
    article = record.article
    published = f"published {words.when(article.published)}" if article.published else "publication date not known"
    parts = [
        article.source if article.title else "",
        article.outlet or "",
        ", ".join(article.authors),
        published,
        article.language,
    ]
    return clean(" · ".join(p for p in parts if p), line=True)


def _legend() -> Text:
    line = Text()
    for kind, style in STYLES.items():
        if kind != "link":
            line.append("event" if kind == "trigger" else kind, style=style)
            line.append("  ")
    return line


def _article(record: Record, plain: bool) -> Text:
    """The text as it was given, facts underlined by kind, event ids behind their triggers. In plain text a trigger is
    ``[e1 …]`` and another fact ``_…_``."""
    text = record.article.text
    end = len(text.rstrip())
    out = Text()
    for segment in segments(text, marks(record)):
        piece = clean(text[segment.start : min(segment.end, end)])
        top = _top(segment.marks)
        if top is None or not piece:
            out.append(piece)
        elif not plain:
            out.append(piece, style=STYLES[top.kind])
            if top.kind == "trigger" and segment.end == top.end:
                out.append(f"[{top.label}]", style="dim")
        else:
            out.append(_marked(piece, top, segment.start, segment.end))
    return out


def _top(found: tuple[Mark, ...]) -> Mark | None:
    """The mark that colours a stretch: a trigger, else the shortest."""
    shown = [m for m in found if m.kind != "link"] or list(found)
    return min(shown, key=lambda m: (m.kind != "trigger", m.lane)) if shown else None


def _marked(piece: str, top: Mark, start: int, end: int) -> str:
    if top.kind == "trigger":
        return (f"[{top.label} " if start == top.start else "") + piece + ("]" if end == top.end else "")
    if not piece.strip() or top.kind == "link":
        return piece
    before, after = piece[: len(piece) - len(piece.lstrip())], piece[len(piece.rstrip()) :]
    return f"{before}_{piece.strip()}_{after}"


# -- events ----------------------------------------------------------------------------------------------------------


def _table(record: Record, plain: bool) -> Table:
    table = Table(box=None, padding=(0, 2, 1, 0), header_style="" if plain else "bold", show_edge=False)
    for title, ratio in (
        ("id", 0),
        ("what", 3),
        ("who → whom", 6),
        ("where, when", 5),
        ("toll (reported), says who", 6),
    ):
        if ratio:
            table.add_column(title, ratio=ratio, overflow="fold")
        else:
            table.add_column(title, no_wrap=True)
    for event in record.events:
        table.add_row(
            event.id,
            _text(_what(event), plain),
            Text(parties(event)),
            Text("\n".join(_where_when(event))),
            Text("\n".join(_tolls(event) + _claims(event))),
        )
    return table


def _lists(record: Record, plain: bool) -> Iterator[RenderableType]:
    for event in record.events:
        lines = [parties(event), *_where_when(event), *_tolls(event), *_claims(event)]
        yield _text(f"{event.id}  " + _what(event).replace("\n", ", "), plain)
        yield Padding(Text("\n".join(x for x in lines if x)), (0, 0, 1, 4))


def _text(what: str, plain: bool) -> Text:
    """The first line stands out: the type."""
    first, _, rest = what.partition("\n")
    return Text.assemble((first, "" if plain else "bold"), f"\n{rest}" if rest else "")


def _what(event: Event) -> str:
    inferred = ", inferred" if event.inferred else ""
    return f"{words.kind(event)}\n{words.STATUS[event.status]}{words.unsure(event.certainty)}{inferred}"


def parties(event: Event) -> str:
    """ "the United States (USA/MIL) → ‘de rebellen’"; a question mark for a side that is not told."""
    who = ", ".join(map(words.party_unsure, event.actors)) or "?"
    whom = ", ".join(map(words.party_unsure, event.recipients))
    return f"{who} → {whom}" if whom else who


def _where_when(event: Event) -> list[str]:
    places = "; ".join(map(words.place, event.places))
    return [x for x in (places, words.when(event.time.edtf) if event.time else "") if x]


def _tolls(event: Event) -> list[str]:
    out = []
    for toll in event.toll:
        by = "; ".join(map(words.claim, toll.claims))
        out.append(words.toll_words(toll) + words.unsure(toll.certainty) + (f" ({by})" if by else ""))
    return out


def _claims(event: Event) -> list[str]:
    return [words.claim(c) for c in event.claims]


# -- the rest --------------------------------------------------------------------------------------------------------


def sections(record: Record) -> Iterator[tuple[str, list[str]]]:
    """Links, ties, tallies and warnings in words, each with the words of the article behind a colon."""
    if record.links:
        yield "Links", [words.link(x) + _quoted(x.span) for x in record.links]
    if record.ties:
        yield "Ties", [words.tie(x) + _says([words.claim(c) for c in x.claims]) + _quoted(x.span) for x in record.ties]
    if record.tallies:
        yield (
            "Tallies",
            [words.tally(x) + _says([words.claim(c) for c in x.claims]) + _quoted(x.span) for x in record.tallies],
        )
    if record.warnings:
        yield (
            "Warnings",
            [clean(w.message, line=True).rstrip(".") + (_quoted(w.span) if w.span else "") for w in record.warnings],
        )


def _says(claims: list[str]) -> str:
    return f"; {', '.join(claims)}" if claims else ""


def _quoted(span: Span) -> str:
    text = clean(span.text, line=True)
    return f": ‘{text if len(text) <= 80 else text[:79] + '…'}’" if text else ""
