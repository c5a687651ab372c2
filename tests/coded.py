"""Short texts read by the real coder, and what of the record a table of expectations compares."""
from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import pytest

import kroniek
from kroniek.record import Event, Record

PUBLISHED = "2020-06-15"
"""A Monday."""


@cache
def coded(text: str) -> Record:
    """The record of a Dutch text published on :data:`PUBLISHED`; read once however many tests ask."""
    return kroniek.read(text, published=PUBLISHED, language="nl")


def the_event(text: str, type: str) -> Event:
    """The one event of this type in the text. Fails, with what there is, where there is none or more than one."""
    events = [e for e in coded(text).events if e.type == type]
    assert len(events) == 1, f"{len(events)} {type} events; the record has {told(text)}"
    return events[0]


def told(text: str) -> list[str]:
    """The events of a text in a form short enough for a failed assertion."""
    return [f"{e.type}/{e.status} by {[p.id or p.text for p in e.actors]} to {[p.id or p.text for p in e.recipients]} "
            f"at {[p.name or p.text for p in e.places]} on {e.time and e.time.edtf} ({e.mentions[0].text!r})"
            for e in coded(text).events]


class WrongToday(NamedTuple):
    """A row of a table that the coder does not yet get right; ``reason`` names the class of the fault."""

    reason: str
    row: tuple[Any, ...]


def wrong_today(reason: str, *row: Any) -> WrongToday:
    return WrongToday(reason, row)


def plain(table: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows of a table, those marked wrong today too."""
    rows = [r.row if isinstance(r, WrongToday) else r for r in table]
    return [r if isinstance(r, tuple) else (r,) for r in rows]


def rows(table: Sequence[Any], *, labelled: bool = False) -> list[Any]:
    """A table as parameters of a test. ``labelled``: the first column only says what the row tests."""
    out = []
    for given, row in zip(table, plain(table), strict=True):
        marks = [pytest.mark.xfail(strict=False, reason=given.reason)] if isinstance(given, WrongToday) else []
        out.append(pytest.param(*row[labelled:], marks=marks, id=f"{row[0]}" if labelled else None))
    return out
