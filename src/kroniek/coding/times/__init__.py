"""When: the expressions of time in a sentence, as EDTF that says what is known and no more.

:func:`find_times` finds them by the rules of a language's ``calendar.yaml``. What is relative is worked out from the
publication date, at the precision to which that is known.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from kroniek.coding.times.calendar import Calendar, Match
from kroniek.coding.times.edtf import anchor, bounds, compatible, narrower, within
from kroniek.coding.times.published import resolve
from kroniek.language.grammar import Sentence, Word

__all__ = ["Calendar", "Kind", "TimeMention", "anchor", "bounds", "compatible", "find_times", "narrower", "within"]

Kind = Literal["point", "interval", "window", "duration", "anchored", "clock"]
_ANY_DAY = date(2000, 1, 1)
_CACHE_LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class TimeMention:
    """An expression of time in words ``first`` … ``last``.

    ``kind``: *point* (a day, month or year, or one of a set), *interval*, *window* (the stretch in which something is
    counted), *duration* (how long), *anchored* (counted from another happening: resolve it with ``anchor(its EDTF,
    unit, n)``), *clock* (a time of day). ``edtf`` is None where nothing is known: always for *clock* and *anchored*,
    and for what is relative when the publication date is not known. ``relative``: it was counted from publication.
    ``offset``: (n, unit), negative for before. ``attributive``: it stands in a phrase before a noun (*the bridge built
    in 2018*, in Dutch *de in 2018 gebouwde brug*) and dates that, not the clause.
    """

    first: Word
    last: Word
    edtf: str | None
    kind: Kind
    rule: str
    relative: bool
    offset: tuple[int, str] | None = None
    attributive: bool = False


def find_times(
    sentence: Sentence, published: str | None, calendar: Calendar, *, future: bool = False
) -> list[TimeMention]:
    """The times of a sentence in text order, none overlapping another.

    ``published``: EDTF of the publication, None if unknown. ``future``: the clause tells of what is to come, so that a
    bare weekday, month or feast is the next one (that of publication included), not the last.
    """
    words = sentence.words
    matches = calendar.find(words, future)
    if not matches:
        return []
    mentions = [_mention(words, m, published, calendar, future) for m in matches]
    return _with_clock(words, mentions) if len(mentions) > 1 else mentions


def _mention(words: list[Word], match: Match, published: str | None, calendar: Calendar, future: bool) -> TimeMention:
    meaning = match.meaning
    text = " ".join(w.lower for w in words[match.start : match.end])
    key = (match.rule.id, text, words[match.start].text[0].isupper(), future, published, meaning.offset)
    if key in calendar.cache:
        edtf = calendar.cache[key]
    else:
        edtf = resolve(meaning.at, published) if meaning.relative else meaning.at(_ANY_DAY)
        if len(calendar.cache) > _CACHE_LIMIT:
            calendar.cache.clear()
        calendar.cache[key] = edtf
    kind = meaning.kind or ("interval" if edtf and "/" in edtf else "point")
    attributive = (
        match.start > 0
        and words[match.start].lower in calendar.attributive_begins
        and words[match.start - 1].lower in calendar.attributive_after
        and words[match.start - 1].upos in {"", "DET"}
    )
    return TimeMention(
        words[match.start],
        words[match.end - 1],
        edtf,
        kind,  # type: ignore[arg-type]
        f"{match.rule.id}: {match.rule.why}",
        meaning.relative,
        meaning.offset,
        attributive,
    )


def _with_clock(words: list[Word], mentions: list[TimeMention]) -> list[TimeMention]:
    """Join a time of day to the date beside it: Sunday, at ten o'clock."""
    out: list[TimeMention] = []
    for mention in mentions:
        before = out[-1] if out else None
        if before is not None and (before.kind == "clock") != (mention.kind == "clock"):
            gap = words[before.last.i - words[0].i + 1 : mention.first.i - words[0].i]
            dated = mention if before.kind == "clock" else before
            if (not gap or [w.text for w in gap] == [","]) and dated.kind == "point":
                out[-1] = replace(dated, first=before.first, last=mention.last)
                continue
        out.append(mention)
    return out
