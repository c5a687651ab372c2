"""Records to bytes and back, their JSON Schema, and a check of the rules a schema cannot say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from kroniek.record.types import Record, Span

SCHEMA_ID = "kroniek.record/1"

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Record)


def encode(record: Record) -> bytes:
    """The record as one line of UTF-8 JSON, without a line end: the same record always gives the same bytes."""
    return _encoder.encode(record)


def decode(data: bytes | str) -> Record:
    """Read a record back. Raises ``msgspec.ValidationError`` naming the path of the first field that is wrong."""
    return _decoder.decode(data)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a record, generated from the types."""
    schema: dict[str, Any] = msgspec.json.schema(Record)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": SCHEMA_ID, **schema}


def problems(record: Record) -> list[str]:
    """What breaks the contract though the schema holds: spans that do not quote the text, ids used twice, links to
    events that are not there, tolls whose bounds cross. Empty for a sound record."""
    found = []
    text = record.article.text
    for where, span in _spans(record):
        if text[span.start : span.end] != span.text:
            found.append(
                f"{where}: span {span.start}-{span.end} says {span.text!r}, the text {text[span.start : span.end]!r}"
            )
    ids = [e.id for e in record.events]
    found += [f"event id {i} is used twice" for i in sorted({i for i in ids if ids.count(i) > 1})]
    for link in record.links:
        found += [f"link to {i}, which is no event of the record" for i in (link.from_, link.to) if i not in ids]
    for event in record.events:
        if not event.mentions:
            found.append(f"{event.id}: no mention")
        for toll in event.toll:
            bounds = [n for n in (toll.low, toll.best, toll.high) if n is not None]
            if bounds != sorted(bounds):
                found.append(f"{event.id}: toll bounds {toll.low}/{toll.best}/{toll.high} are out of order")
    return found


def _spans(value: Any, where: str = "record") -> Iterator[tuple[str, Span]]:
    """Every span in a value, with the path to it."""
    if isinstance(value, Span):
        yield where, value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _spans(getattr(value, name), f"{where}.{name}")
    elif isinstance(value, list):
        for n, item in enumerate(value):
            yield from _spans(item, f"{where}[{n}]")
