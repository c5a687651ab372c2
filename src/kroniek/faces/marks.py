"""Which stretches of an article carry a fact, of what kind, and which fields of the record they stand for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from kroniek.record.types import Claim, Record, Span

KINDS = ("trigger", "actor", "recipient", "place", "time", "toll", "claim", "link")
"""Kinds of fact. ``link`` is the words from which a link, a tie or a tally was read."""
LANES = 3
"""Underlines that fit below each other; where more facts overlap, the rest share the last."""


@dataclass
class Mark:
    """One stretch with one kind of fact. ``fields`` are the paths of the fields it was read for (``e1.actors.0``);
    ``events`` the events they belong to; ``lane`` the underline it gets, 0 nearest to the words."""

    start: int
    end: int
    kind: str
    fields: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    lane: int = 0
    label: str | None = None


@dataclass(frozen=True)
class Segment:
    """A stretch of text over which the same marks lie."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def marks(record: Record) -> list[Mark]:
    """The marks of a record in text order; spans that several fields share are one mark. A main trigger is labelled
    with its event's id. Spans that do not lie in the text are left out."""
    found: dict[tuple[int, int, str], Mark] = {}
    size = len(record.article.text)
    for path, kind, span, event in _facts(record):
        if not 0 <= span.start < span.end <= size:
            continue
        mark = found.setdefault((span.start, span.end, kind), Mark(span.start, span.end, kind))
        mark.fields.append(path)
        if event is not None and event not in mark.events:
            mark.events.append(event)
        if kind == "trigger" and event is not None:
            mark.label = " ".join(mark.events)
    ordered = sorted(found.values(), key=lambda m: (m.start, -m.end, KINDS.index(m.kind)))
    _lanes(ordered)
    return ordered


def _facts(record: Record) -> Iterator[tuple[str, str, Span, str | None]]:
    """(path, kind, span, event) of every field that has a span."""
    for e in record.events:
        for n, span in enumerate(e.mentions):
            yield f"{e.id}.mentions.{n}", "trigger", span, e.id
        for kind, name, parties in (("actor", "actors", e.actors), ("recipient", "recipients", e.recipients)):
            for n, p in enumerate(parties):
                yield f"{e.id}.{name}.{n}", kind, p.span, e.id
        for n, place in enumerate(e.places):
            yield f"{e.id}.places.{n}", "place", place.span, e.id
        if e.time is not None:
            yield f"{e.id}.time", "time", e.time.span, e.id
        for n, toll in enumerate(e.toll):
            yield f"{e.id}.toll.{n}", "toll", toll.span, e.id
            yield from _claims(toll.claims, f"{e.id}.toll.{n}", e.id)
        yield from _claims(e.claims, e.id, e.id)
    for n, link in enumerate(record.links):
        yield f"links.{n}", "link", link.span, None
    for n, tie in enumerate(record.ties):
        yield f"ties.{n}", "link", tie.span, None
        yield from _claims(tie.claims, f"ties.{n}", None)
    for n, tally in enumerate(record.tallies):
        yield f"tallies.{n}", "link", tally.span, tally.event
        yield from _claims(tally.claims, f"tallies.{n}", None)


def _claims(claims: list[Claim], path: str, event: str | None) -> Iterator[tuple[str, str, Span, str | None]]:
    for n, claim in enumerate(claims):
        yield f"{path}.claims.{n}", "claim", claim.span, event


def _lanes(ordered: list[Mark]) -> None:
    """Give overlapping marks different underlines, the shortest the one nearest to the words."""
    placed: list[list[tuple[int, int]]] = [[] for _ in range(LANES)]
    for mark in sorted(ordered, key=lambda m: (m.end - m.start, m.start, KINDS.index(m.kind))):
        free = (k for k in range(LANES) if all(mark.end <= a or b <= mark.start for a, b in placed[k]))
        mark.lane = next(free, LANES - 1)
        placed[mark.lane].append((mark.start, mark.end))


def segments(text: str, found: list[Mark]) -> Iterator[Segment]:
    """The whole text, cut wherever a mark begins or ends: laid end to end the segments are the text."""
    cuts = sorted({0, len(text), *(m.start for m in found), *(m.end for m in found)})
    active: list[Mark] = []
    waiting = sorted(found, key=lambda m: m.start, reverse=True)
    for a, b in pairwise(cuts):
        active = [m for m in active if m.end > a]
        while waiting and waiting[-1].start <= a:
            active.append(waiting.pop())
        yield Segment(a, b, tuple(sorted(active, key=lambda m: m.lane)))
