"""Arithmetic with EDTF strings (ISO 8601-2, level 1 and 2): bounds, overlap, narrowing, shifting.

What is read: dates to the year, month or day; seasons (``2014-22``: meteorological, of the northern half, the winter
that begins in that year) and the other divisions 25-41; ``X`` for unknown digits; ``~ ? %``; intervals with open
(``..``) or unknown ends; sets ``[one of]`` and ``{all of}`` with ``..`` inside. Open ends are always written ``..``.
"""

from __future__ import annotations

import calendar as _calendar
import re
from datetime import date, timedelta
from functools import lru_cache

Bounds = tuple[date | None, date | None]

_SINGLE = re.compile(r"([0-9X]{4})(?:-([0-9X]{2}))?(?:-([0-9X]{2}))?")
_QUALIFIERS = str.maketrans("", "", "~?%")
_WHOLE: Bounds = (None, None)
# First month and length of each division of the year: seasons, then quarters, terms of four months and halves.
_DIVISIONS = {
    21: (3, 3),
    22: (6, 3),
    23: (9, 3),
    24: (12, 3),
    25: (3, 3),
    26: (6, 3),
    27: (9, 3),
    28: (12, 3),
    29: (9, 3),
    30: (12, 3),
    31: (3, 3),
    32: (6, 3),
    33: (1, 3),
    34: (4, 3),
    35: (7, 3),
    36: (10, 3),
    37: (1, 4),
    38: (5, 4),
    39: (9, 4),
    40: (1, 6),
    41: (7, 6),
}
UNITS = ("minute", "hour", "day", "week", "month", "year", "decade", "century")


def add_months(day: date, n: int) -> date:
    """``n`` months on (or back), on the same day or the month's last; stays within the years 1-9999."""
    months = max(12, min(day.year * 12 + day.month - 1 + n, 9999 * 12 + 11))
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, _calendar.monthrange(year, month + 1)[1]))


def add(day: date, unit: str, n: int) -> date:
    """``n`` units on (negative: back). Less than a day counts by whole days begun: 24 hours is one, 30 hours two.

    Raises ``ValueError`` for a unit it does not know."""
    if unit in {"minute", "hour"}:
        hours = -(-abs(n) // 60) if unit == "minute" else abs(n)
        return add(day, "day", (-(-hours // 24) if hours >= 24 else 0) * (1 if n > 0 else -1))
    if unit in {"day", "week"}:
        ordinal = day.toordinal() + n * (7 if unit == "week" else 1)
        return date.fromordinal(max(1, min(ordinal, date.max.toordinal())))
    months = {"month": 1, "year": 12, "decade": 120, "century": 1200}.get(unit)
    if months is None:
        raise ValueError(f"unknown unit {unit!r}; known: {', '.join(UNITS)}")
    return add_months(day, n * months)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, _calendar.monthrange(year, month)[1])


def write(day: date, precision: str = "day") -> str:
    """A date as EDTF, to the day, month, year, decade (``199X``) or century (``19XX``)."""
    text = f"{day.year:04d}-{day.month:02d}-{day.day:02d}"
    return {
        "day": text,
        "week": text,
        "hour": text,
        "minute": text,
        "month": text[:7],
        "year": text[:4],
        "decade": text[:3] + "X",
        "century": text[:2] + "XX",
    }[precision]


@lru_cache(maxsize=4096)
def pieces(edtf: str) -> tuple[Bounds, ...]:
    """The stretches that an EDTF string may mean, each with its first and last day; None where it is open.

    One stretch for a date or interval, one for each member of a set. Raises ``ValueError`` for what is no EDTF.
    """
    text = edtf.strip()
    if text[:1] in {"[", "{"}:
        if text[-1:] != {"[": "]", "{": "}"}[text[0]]:
            raise ValueError(f"{edtf!r} is no EDTF: the set is not closed")
        return tuple(_member(part.strip()) for part in text[1:-1].split(","))
    if "/" in text:
        first, last = text.split("/", 1)
        return ((_end(first)[0], _end(last)[1]),)
    return (_single(text),)


def _member(part: str) -> Bounds:
    if ".." in part:
        first, last = part.split("..", 1)
        return _end(first)[0], _end(last)[1]
    return _single(part)


def _end(text: str) -> Bounds:
    return _WHOLE if text in {"", ".."} else _single(text)


def _single(text: str) -> Bounds:
    m = _SINGLE.fullmatch(text.translate(_QUALIFIERS))
    if m is None:
        raise ValueError(f"{text!r} is no EDTF that Kroniek reads")
    year, month, day = m[1], m[2], m[3]
    if year == "XXXX":
        return _WHOLE  # any year: no bound, though the day of the year may be known
    low, high = max(1, int(year.replace("X", "0"))), max(1, int(year.replace("X", "9")))
    if month is None or "X" in month:
        return date(low, 1, 1), date(high, 12, 31)
    number = int(month)
    if number in _DIVISIONS and day is None:
        first, length = _DIVISIONS[number]
        end = add_months(date(high, first, 1), length - 1)
        return date(low, first, 1), month_end(end.year, end.month)
    if day is None or "X" in day:
        return date(low, number, 1), month_end(high, number)
    return date(low, number, int(day)), date(high, number, int(day))


def bounds(edtf: str) -> Bounds:
    """The earliest and the latest day an EDTF string allows; None for an end that is open or unknown.

    ``~`` and ``?`` do not widen them. Raises ``ValueError`` for what is no EDTF.
    """
    parts = pieces(edtf)
    firsts, lasts = [p[0] for p in parts], [p[1] for p in parts]
    known_firsts = [d for d in firsts if d is not None]
    known_lasts = [d for d in lasts if d is not None]
    return (
        min(known_firsts) if len(known_firsts) == len(firsts) else None,
        max(known_lasts) if len(known_lasts) == len(lasts) else None,
    )


def _slack(edtf: str) -> timedelta:
    """How far *about* reaches: one of the unit it stands at (a day, a month, a year)."""
    most = 0
    for m in re.finditer(r"([0-9X]{4})(-[0-9X]{2})?(-[0-9X]{2})?[~%]", edtf):
        most = max(most, 1 if m[3] else 30 if m[2] else 365)
    return timedelta(days=most)


def compatible(a: str, b: str) -> bool:
    """Whether two times may be the same: some day fits both, with one unit of slack where either is approximate."""
    slack = max(_slack(a), _slack(b))
    return any(_overlap(p, q, slack) for p in pieces(a) for q in pieces(b))


def _overlap(p: Bounds, q: Bounds, slack: timedelta) -> bool:
    def before(end: date | None, start: date | None) -> bool:
        return end is not None and start is not None and (start - end) > slack

    return not before(p[1], q[0]) and not before(q[1], p[0])


def days(edtf: str) -> int | None:
    """How many days an EDTF string leaves possible; None where it is open."""
    total = 0
    for first, last in pieces(edtf):
        if first is None or last is None:
            return None
        total += (last - first).days + 1
    return total


def narrower(a: str, b: str) -> str:
    """Of two times the one that leaves fewer days possible; ``a`` where they leave the same."""
    left, right = days(a), days(b)
    if right is None:
        return b if left is None and _ends(b) > _ends(a) else a
    return b if left is None or right < left else a


def _ends(edtf: str) -> int:
    return sum(d is not None for d in bounds(edtf))


def within(a: str, b: str) -> bool:
    """Whether all of ``a`` lies inside the bounds of ``b``."""
    (a0, a1), (b0, b1) = bounds(a), bounds(b)
    return (b0 is None or (a0 is not None and a0 >= b0)) and (b1 is None or (a1 is not None and a1 <= b1))


def precision(edtf: str) -> str | None:
    """day, month, season, year, decade or century of a single date; None for sets and intervals."""
    m = _SINGLE.fullmatch(edtf.translate(_QUALIFIERS))
    if m is None:
        return None
    if m[3] and "X" not in m[3]:
        return "day"
    if m[2] and "X" not in m[2]:
        return "month" if int(m[2]) <= 12 else "season"
    return {0: "year", 1: "decade"}.get(m[1].count("X"), "century")


def anchor(edtf: str, unit: str, n: int) -> str:
    """The time ``n`` units after (before, when negative) another: *two weeks later* than ``edtf``.

    The answer is no finer than the unit or the anchor: a month after a day is a month, three days after a month is
    about that month. Weeks are taken as about so many days. Raises ``ValueError`` for what is no EDTF or no unit.
    """
    if edtf[:1] in {"[", "{"}:
        inside = edtf[1:-1].replace("..", ",") if ".." in edtf else edtf[1:-1]
        members = list(dict.fromkeys(anchor(part.strip(), unit, n) for part in inside.split(",") if part.strip()))
        return members[0] if len(members) == 1 else f"{edtf[0]}{','.join(members)}{edtf[-1]}"
    if "/" in edtf:
        first, last = (part if part in {"", ".."} else anchor(part, unit, n) for part in edtf.split("/", 1))
        return f"{first or '..'}/{last or '..'}"
    first_day, last_day = bounds(edtf)
    known = precision(edtf)
    if first_day is None or last_day is None or known is None:
        raise ValueError(f"cannot count from {edtf!r}")
    if n == 0:
        return edtf
    about = "~" if unit == "week" or edtf[-1] in "~%" else ""
    order = ["day", "month", "season", "year", "decade", "century"]
    fine = {"minute": "day", "hour": "day", "week": "day"}.get(unit, unit)
    coarse = max(known, fine, key=order.index)
    if coarse == "season":
        return f"{write(add(first_day, unit, n), 'month')}/{write(add(last_day, unit, n), 'month')}"
    if order.index(fine) < order.index(known):
        about = "~"
        moved = add(first_day + (last_day - first_day) // 2, unit, n)
    else:
        moved = add(first_day, unit, n)
    return write(moved, coarse) + ("" if coarse in {"decade", "century"} else about)
