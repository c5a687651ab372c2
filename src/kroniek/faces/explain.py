"""Of each field of an event: its value, the words it was read from and the rule that read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kroniek.faces import words
from kroniek.faces.words import clean
from kroniek.record.types import Event, Record, Span

CONTEXT = 60
"""Characters of the line shown on either side of the words."""


def fields(record: Record, event: Event) -> Iterator[dict[str, Any]]:
    """``field``, ``value``, ``why`` (the rule, null if the record names none) and ``words``: a list of
    ``start``, ``end``, ``text``, ``line`` (number, from 1) and ``context``."""
    text = record.article.text
    main = event.mentions[:1]

    def row(field: str, value: str | None, why: str | None, spans: list[Span]) -> dict[str, Any]:
        return {"field": field, "value": value, "why": why, "words": [_words(text, s) for s in spans]}

    yield row("type", event.type, event.why.get("type"), main)
    yield row("mode", event.mode, event.why.get("mode") or (event.why.get("type") if event.mode else None), main)
    yield row("contexts", ", ".join(event.contexts) or None, event.why.get("contexts"), main if event.contexts else [])
    yield row("cameo", event.cameo, "the codebook's code for this type and mode", [])
    yield row("status", words.STATUS[event.status], event.why.get("status"), main)
    yield row("certainty", event.certainty, event.why.get("certainty") or event.why.get("status"), main)
    yield row("mentions", f"{len(event.mentions)}", event.why.get("mentions"), event.mentions)
    for name, key, parties in (("actor", "actors", event.actors), ("recipient", "recipients", event.recipients)):
        slot = event.why.get(name) or event.why.get(key)
        for p in parties:
            yield row(name, words.party_unsure(p), _both(slot, p.why), [p.span])
        if not parties:
            yield row(name, None, slot, [])
    for place in event.places:
        where = f"{words.place(place)}, precision {place.precision}"
        at = f", {place.lat:.2f} {place.lon:.2f}" if place.lat is not None and place.lon is not None else ""
        number = f", GeoNames {place.geonames}" if place.geonames is not None else ""
        yield row(
            "place",
            where + at + number,
            _both(event.why.get("places") or event.why.get("place"), place.why),
            [place.span],
        )
    if event.time is not None:
        yield row(
            "time",
            f"{event.time.edtf} ({words.when(event.time.edtf)})",
            event.time.why or event.why.get("time"),
            [event.time.span],
        )
    for toll in event.toll:
        whom = f" of {clean(toll.whom, line=True)}" if toll.whom else ""
        yield row(
            "toll", f"{words.toll_words(toll)}{whom}{words.unsure(toll.certainty)} (reported)", toll.why, [toll.span]
        )
        for c in toll.claims:
            yield row("toll claim", words.claim(c), c.why, [c.span])
    for c in event.claims:
        yield row("claim", words.claim(c), c.why, [c.span])
    for link in record.links:
        if event.id in {link.from_, link.to}:
            yield row("link", words.link(link), link.why, [link.span])
    for tally in record.tallies:
        if tally.event == event.id:
            yield row("tally", words.tally(tally), tally.why, [tally.span])


def _both(slot: str | None, why: str | None) -> str | None:
    parts = [x for x in (slot, why) if x]
    return "; ".join(dict.fromkeys(parts)) or None


def _words(text: str, span: Span) -> dict[str, Any]:
    begin = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    end = len(text) if end < 0 else end
    left, right = max(begin, span.start - CONTEXT), min(end, span.end + CONTEXT)
    context = (
        ("… " if left > begin else "")
        + text[left : span.start]
        + "»"
        + text[span.start : span.end]
        + "«"
        + text[span.end : right]
        + (" …" if right < end else "")
    )
    return {
        "start": span.start,
        "end": span.end,
        "text": span.text,
        "line": text.count("\n", 0, span.start) + 1,
        "context": context.strip(),
    }


def frame_of(event: Event) -> str | None:
    """The id of the frame that gave the event its type, if one did."""
    why = event.why.get("type", "")
    return why.removeprefix("frame ") if why.startswith("frame ") else None


def lines(record: Record, event: Event) -> Iterator[str]:
    """The explanation as plain lines of text."""
    yield f"{event.id}: {words.kind(event)}, {words.STATUS[event.status]}{words.unsure(event.certainty)}"
    for row in fields(record, event):
        yield ""
        yield f"{row['field']}: {row['value'] if row['value'] is not None else 'not told'}"
        for w in row["words"]:
            yield f"    words  {w['start']}–{w['end']}, line {w['line']}: {clean(w['context'], line=True)}"
        if row["why"]:
            yield f"    rule   {clean(row['why'], line=True)}"
            yield from _frame(record, event) if row["field"] == "type" else ()


def _frame(record: Record, event: Event) -> Iterator[str]:
    """What the frame says of itself."""
    from kroniek.language.lexicon import load_lexicon  # noqa: PLC0415

    name = frame_of(event)
    frame = (
        next((f for f in load_lexicon(record.article.language).frames.frames if f.id == name), None) if name else None
    )
    if frame is not None:
        head = " ".join([frame.head, *frame.with_])
        mode = f", mode {frame.mode}" if frame.mode else ""
        yield f"           the {frame.pos} ‘{head}’ tells of {frame.type}{mode}; as in: {frame.example}"
