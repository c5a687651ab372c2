"""The record: what one article says happened. The ground floor; no logic but validation and (de)serialising."""

from __future__ import annotations

from kroniek.record.serialise import SCHEMA_ID, decode, encode, json_schema, problems
from kroniek.record.types import (
    Article,
    Claim,
    Event,
    Link,
    Party,
    Place,
    Record,
    Span,
    Tally,
    TallyWhat,
    Tie,
    Time,
    Toll,
    Warning,
)

__all__ = [
    "SCHEMA_ID",
    "Article",
    "Claim",
    "Event",
    "Link",
    "Party",
    "Place",
    "Record",
    "Span",
    "Tally",
    "TallyWhat",
    "Tie",
    "Time",
    "Toll",
    "Warning",
    "decode",
    "encode",
    "json_schema",
    "problems",
]
