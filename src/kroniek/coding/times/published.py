"""What a time relative to the publication means when the day of publication is not known.

A relative expression is worked out for every day the article may have been published; what comes out is put together
so that nothing is said that does not hold. Days that differ become a set (at most :data:`SET_LIMIT`), beyond that the
month or year in which most of them lie; it gets ``~`` where some lie outside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import lru_cache

from kroniek.coding.times import edtf as e

SET_LIMIT = 12
# A set may have this many members: the five weekends of a month (ten days) fit, a month of days does not.
FEW = 4
# Nor may a set of months or years have more than this.
SPILL = 1 / 40
# What lies outside a unit is told by "~" unless it is less than this: a week of a year is, a day of a month is not.


LONGEST = 400  # days a publication date may leave open: beyond a year it says too little
PRESS = (1600, 2400)  # the first newspaper came out in 1605; years far off are mistakes


@lru_cache(maxsize=256)
def days_of(published: str | None) -> tuple[date, ...]:
    """Every day an article may have been published; empty where that is not known (or beyond a year).

    What is no EDTF, or no year that had newspapers, counts as not known."""
    if not published:
        return ()
    try:
        first, last = e.bounds(published)
    except ValueError:
        return ()
    if first is None or last is None or (last - first).days > LONGEST or not PRESS[0] <= first.year <= PRESS[1]:
        return ()
    return tuple(first + timedelta(days=k) for k in range((last - first).days + 1))


def resolve(value: Callable[[date], str | None], published: str | None) -> str | None:
    """``value`` of the day of publication, as far as that is known; None if it has none."""
    days = days_of(published)
    if not days:
        return None
    values = []
    for day in days:
        found = value(day)
        if found is None:
            return None
        values.append(found)
    return together(values)


def together(values: list[str]) -> str:
    """One EDTF string for all these, one for each possible day of publication."""
    distinct = list(dict.fromkeys(values))
    if len(distinct) == 1:
        return distinct[0]
    if any("/" in v for v in values):
        months = {end[:7] for v in distinct for end in v.split("/")}
        if len(months) <= len(distinct) <= FEW and all(_in_a_month(v) for v in distinct):
            return f"[{','.join(sorted(months))}]"  # late December: of this year or the last
        pairs = [v.split("/", 1) if "/" in v else [v, v] for v in values]
        first, last = (_end([p[k] for p in pairs]) for k in (0, 1))
        return _interval(first, last)
    members = sorted({m for v in distinct for m in _members(v)})
    limit = SET_LIMIT if all(len(m) == 10 for m in members) else FEW
    if len(members) <= limit and not any(m[-1] == "~" for m in members):
        return f"[{','.join(members)}]"
    return _coarse([m for v in values for m in _members(v)])


def _members(value: str) -> Iterable[str]:
    return value[1:-1].split(",") if value[0] == "[" else (value,)


def _end(values: list[str]) -> str:
    return values[0] if len(set(values)) == 1 else _coarse([m for v in values for m in _members(v)])


def _interval(first: str, last: str) -> str:
    if first == last:
        return first
    if first.rstrip("~") == last.rstrip("~"):
        return first.rstrip("~") + "~"
    return f"{first}/{last}"


def _in_a_month(value: str) -> bool:
    first, _, last = value.partition("/")
    return len(first.rstrip("~")) == 10 and first[:7] == last[:7]


def _coarse(values: list[str]) -> str:
    """The month, else the year, in which most of these lie, if the others lie in the one before or after; ``~`` where
    not all lie in it or one is approximate."""
    plain = [v.rstrip("~") for v in values]
    about = any(v[-1] == "~" for v in values)
    if any(v == ".." for v in plain):
        return ".."
    for width in (7, 4):
        if width == 7 and any(len(v) < 7 or v[5:7] > "12" for v in plain):
            continue
        units = Counter(v[:width] for v in plain)
        unit, count = units.most_common(1)[0]
        place = _count(unit)
        outside = 1 - count / len(plain)
        if outside <= 0.5 and all(abs(_count(u) - place) <= 1 for u in units):
            return unit + ("~" if about or outside > SPILL else "")
    years = sorted({v[:4] for v in plain})
    return years[len(years) // 2] + "~"


def _count(unit: str) -> int:
    """Months (of ``YYYY-MM``) or years (``YYYY``) in a row."""
    return int(unit) if len(unit) == 4 else int(unit[:4]) * 12 + int(unit[5:7])
