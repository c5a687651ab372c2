"""What a matched expression means: one function for each ``do`` of a calendar's rules.

Each makes a :class:`Meaning` from what the rule's match captured. ``at`` gives the EDTF string for a known day of
publication; :mod:`kroniek.coding.times.published` spreads it over the days it may have been.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from kroniek.coding.times import edtf as e

# A day and month without a year is that of this year or the next unless it lies further ahead than this: news names
# what comes within a season, and a feast nearly a year ago as last year's.
AHEAD_DAYS = 95
EARLIEST, LATEST = 1500, 2100

Captured = Mapping[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Meaning:
    """``relative``: it needs the day of publication. ``offset``: (n, unit) from another happening, or how long."""

    at: Callable[[date], str | None]
    relative: bool = True
    kind: str | None = None
    offset: tuple[int, str] | None = None
    shift: Callable[[date, int], str | None] | None = field(default=None, compare=False)
    # ``shift(day, k)``: the same expression k turns on (weeks for a weekday, years for a month); for ends in order.


def build(do: str, captured: Captured, settings: Mapping[str, Any], future: bool) -> Meaning | None:
    """The meaning of a match; None where it has none (31 February). Raises ``KeyError`` for an unknown ``do``."""
    return _DO[do](captured, settings, future)


def _absolute(text: str, kind: str | None = None) -> Meaning:
    return Meaning(lambda _: text, relative=False, kind=kind)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


# absolute times


def _date_numeric(c: Captured, _s: Mapping[str, Any], _f: bool) -> Meaning | None:
    year, month, day = c["date"][0]
    found = _date(year, month, day)
    return _absolute(e.write(found)) if found else None


def _dated(c: Captured, future: bool, month: int, day: int, *, years_off: int | None = None) -> Meaning | None:
    """A day of a month: in the year named, ``years_off`` from publication, else in the year that fits best."""
    if c.get("year"):
        found = _date(c["year"][0], month, day)
        return _absolute(e.write(found)) if found else None
    if _date(2000, month, day) is None:
        return None
    weekday = c["weekday"][0] if c.get("weekday") else None

    def at(published: date, turn: int = 0) -> str | None:
        if years_off is not None:
            found = _date(published.year + years_off + turn, month, day)
            return e.write(found) if found else None
        candidates = _in_years(published, month, day, weekday)
        i = _best(published, candidates, future, weekday is not None) + turn
        return e.write(candidates[i]) if 0 <= i < len(candidates) else None

    return Meaning(at, shift=at)


def _in_years(published: date, month: int, day: int, weekday: int | None) -> list[date]:
    """That day of the years around publication; where a weekday is named, of those in which it falls on it."""
    around = [d for k in range(-8, 9) if (d := _date(max(1, published.year + k), month, day))]
    return [d for d in around if weekday is None or d.isoweekday() == weekday] or around


def _best(published: date, candidates: list[date], future: bool, by_weekday: bool) -> int:
    """Which of the days (in order) is meant: the next in a clause about the future, the nearest where a weekday
    settled the year, else the last that does not lie far ahead."""
    if future:
        return next((i for i, d in enumerate(candidates) if d >= published), len(candidates) - 1)
    if by_weekday:
        return min(range(len(candidates)), key=lambda i: abs((candidates[i] - published).days))
    return max((i for i, d in enumerate(candidates) if (d - published).days <= AHEAD_DAYS), default=0)


def _day_of_month(c: Captured, s: Mapping[str, Any], future: bool) -> Meaning | None:
    return _dated(c, future, c["month"][0], c["day"][0], years_off=-1 if c.get("previous") else None)


def _day_range(c: Captured, _s: Mapping[str, Any], future: bool) -> Meaning | None:
    months, days_ = c["month"], c["days"][0] if c.get("days") else c["day"]
    last = _dated(c, future, months[-1], days_[-1])
    first = _dated(c, future, months[0], days_[0])
    return _span(first, last) if first and last else None


def _month(c: Captured, s: Mapping[str, Any], future: bool) -> Meaning | None:
    month = c["month"][0]
    if c.get("year"):
        return _absolute(f"{c['year'][0]:04d}-{month:02d}")
    return _in_year(s, future, lambda day: day.month, month)


def _season(c: Captured, s: Mapping[str, Any], future: bool) -> Meaning | None:
    season = c["season"][0]
    if c.get("year"):
        return _absolute(f"{c['year'][0]:04d}-{season}")
    first = int(e._DIVISIONS[season][0])

    def at(day: date, turn: int = 0) -> str:
        year = day.year + turn
        if s.get("which") == "year":
            year += s["n"]
        elif future or s.get("which") == "next":
            year += 0 if day.month <= first else 1
        elif day.month < first:
            year -= 1
        return f"{year:04d}-{season}"

    return Meaning(at, shift=at)


def _in_year(s: Mapping[str, Any], future: bool, now: Callable[[date], int], number: int) -> Meaning:
    which = s.get("which", "near")

    def at(day: date, turn: int = 0) -> str:
        year = day.year + turn
        if which == "year":
            year += s["n"]
        elif which == "next":
            year += number <= now(day)
        elif future:
            year += number < now(day)
        elif number > now(day):
            year -= 1
        return f"{max(1, year):04d}-{number:02d}"

    return Meaning(at, shift=at)


def _year(c: Captured, _s: Mapping[str, Any], _f: bool) -> Meaning | None:
    years = [f"{y:04d}" for y in c["year"]]
    return _absolute(years[0] if len(years) == 1 else f"{{{','.join(years)}}}")


def _decade(c: Captured, _s: Mapping[str, Any], _f: bool) -> Meaning | None:
    return _absolute(f"{c['decade'][0] // 10:03d}X", "interval")


def _century(c: Captured, _s: Mapping[str, Any], _f: bool) -> Meaning | None:
    nth = c["nth"][0]
    return _absolute(f"{nth - 1:02d}XX", "interval") if 1 <= nth <= 99 else None


def _holiday(c: Captured, _s: Mapping[str, Any], future: bool) -> Meaning | None:
    what = c["holiday"][0]
    if isinstance(what, str):
        month, day = map(int, what.split("-"))
        return _dated(c, future, month, day)

    def of(year: int) -> date:
        if "easter" in what:
            return easter(year) + timedelta(days=what["easter"])
        first = date(year, what["month"], 1)
        return first + timedelta(days=(what["weekday"] - first.isoweekday()) % 7 + 7 * (what["nth"] - 1))

    if c.get("year"):
        return _absolute(e.write(of(c["year"][0])))

    def at(published: date, turn: int = 0) -> str:
        candidates = [of(published.year + k) for k in (-2, -1, 0, 1, 2)]
        i = _best(published, candidates, future, by_weekday=False)
        return e.write(candidates[max(0, min(4, i + turn))])

    return Meaning(at, shift=at)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of Nature, 20 April 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, m = b // 4, b % 4
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    k = (32 + 2 * m + 2 * (c // 4) - h - c % 4) % 7
    n = h + k - 7 * ((a + 11 * h + 22 * k) // 451) + 114
    return date(year, n // 31, n % 31 + 1)


def _span_of_year(c: Captured, s: Mapping[str, Any], future: bool) -> Meaning | None:
    ends = [_dated(c, future, *map(int, s[k].split("-"))) for k in ("first", "last")]
    return _span(ends[0], ends[1]) if ends[0] and ends[1] else None


# days from publication


def _day(c: Captured, _s: Mapping[str, Any], _f: bool) -> Meaning | None:
    n = c["deictic"][0]
    if n is None:
        return None
    return Meaning(lambda day: e.write(e.add(day, "day", n)))


def _night(c: Captured, _s: Mapping[str, Any], future: bool) -> Meaning | None:
    n = c["night_now"][0] if c.get("night_now") else 0

    def at(day: date) -> str:
        first = e.add(day, "day", n if future else n - 1)
        return f"{e.write(first)}/{e.write(e.add(first, 'day', 1))}"

    return Meaning(at)


def _weekday(c: Captured, s: Mapping[str, Any], future: bool) -> Meaning | None:
    number, which = c["weekday"][0], s["which"]

    def at(day: date, turn: int = 0) -> str:
        if which == "week":
            monday = e.add(day, "day", 1 - day.isoweekday())
            return e.write(e.add(monday, "day", 7 * (s["n"] + turn) + number - 1))
        if which == "next" or (which == "near" and future):
            ahead = (number - day.isoweekday()) % 7
            ahead = ahead or (7 if which == "next" else 0)
            return e.write(e.add(day, "day", ahead + 7 * turn))
        back = (day.isoweekday() - number) % 7
        back = back or (7 if which == "last" else 0)
        return e.write(e.add(day, "day", 7 * turn - back))

    return Meaning(at, shift=at)


def _weekday_pair(c: Captured, s: Mapping[str, Any], future: bool) -> Meaning | None:
    """The night from one day to the next: one of the two."""
    if c.get("weekday"):
        first, second = c["weekday"]
        if (second - first) % 7 != 1:
            return None
        last = _weekday({"weekday": [second]}, {"which": "near"}, future)
    else:
        if c["day"][1] - c["day"][0] != 1:
            return None
        last = _dated(c, future, c["month"][0], c["day"][1])
    if last is None:
        return None
    night = last.at

    def at(day: date) -> str | None:
        after = night(day)
        return after and f"{e.write(e.add(date.fromisoformat(after), 'day', -1))}/{after}"

    return Meaning(at, relative=last.relative)


# weeks, months and years of publication


def _period(c: Captured, s: Mapping[str, Any], _f: bool) -> Meaning | None:
    unit, n = (c["unit"][0] if c.get("unit") else "week"), s["n"]

    def at(day: date) -> str:
        if unit in {"week", "weekend"}:
            first = e.add(day, "day", 1 - day.isoweekday() + 7 * n)
            last = e.add(first, "day", 6)
            if unit == "weekend":
                first = e.add(last, "day", -1)
            if s.get("until") and first <= day:
                last = day
            if s.get("since") and day <= last:
                first = day
            return e.write(first) if first == last else f"{e.write(first)}/{e.write(last)}"
        if unit == "quarter":
            moved = e.add_months(day, 3 * n)
            return f"{moved.year:04d}-{33 + (moved.month - 1) // 3}"
        if unit in {"minute", "hour"}:
            return e.write(day)
        return e.write(e.add(day.replace(day=1) if unit != "day" else day, unit, n), unit)

    return Meaning(at)


# stretches counted from publication


def _count(c: Captured, s: Mapping[str, Any]) -> tuple[int | None, str]:
    """How many of which unit; None for *a few* or a bare plural."""
    if c.get("span"):
        return c["span"][0][0], c["span"][0][1]
    unit = (c.get("units") or c.get("unit") or ["day"])[0]
    if c.get("number"):
        return min(int(c["number"][0]), 5000), unit
    if c.get("few") or c.get("units"):
        return None, unit
    return 1, unit


def _rolling(c: Captured, s: Mapping[str, Any], _f: bool) -> Meaning | None:
    n, unit = _count(c, s)
    sign = s["sign"]
    if unit in {"weekend", "quarter"}:
        return _period({"unit": [unit]}, {"n": sign}, False)
    if n is None:
        return _vague_rolling(s["vague_plural"][unit], unit, sign)

    def at(day: date) -> str:
        other = e.write(e.add(day, unit, sign * n))
        here = e.write(day)
        if other == here:
            return here
        return f"{other}/{here}" if sign < 0 else f"{here}/{other}"

    return Meaning(at, kind=s.get("kind", "interval"), offset=(sign * n, unit))


def _vague_rolling(n: int, unit: str, sign: int) -> Meaning:
    precision = _unit_precision(unit)

    def at(day: date) -> str:
        if not n:
            return e.write(day)
        other, here = e.write(e.add(day, unit, sign * n), precision) + "~", e.write(day, precision)
        return f"{other}/{here}" if sign < 0 else f"{here}/{other}"

    return Meaning(at, kind="interval")


def _within(c: Captured, s: Mapping[str, Any], future: bool) -> Meaning | None:
    counting = bool(s.get("counting")) and not future
    return _rolling(c, {**s, "sign": -1 if counting else 1, "kind": "window"}, future)


def _away(c: Captured, s: Mapping[str, Any], _f: bool) -> Meaning | None:
    """Ago and ahead: to the unit; a week and a few of anything are about."""
    n, unit = _count(c, s)
    if unit in {"weekend", "quarter"}:
        return None
    sign = s["sign"]
    if n is None and not c.get("few"):
        least = 2  # a bare plural says two or more

        def beyond(day: date) -> str:
            edge = e.write(e.add(day, unit, sign * least), _unit_precision(unit)) + "~"
            return f"../{edge}" if sign < 0 else f"{edge}/.."

        return Meaning(beyond, kind="interval")
    about = "~" if n is None or unit == "week" else ""
    many = s["vague_plural"][unit] if n is None else n

    def at(day: date) -> str:
        return e.write(e.add(day, unit, sign * many), _unit_precision(unit)) + about

    return Meaning(at, offset=(sign * many, unit))


def _unit_precision(unit: str) -> str:
    return "year" if unit in {"decade", "century"} else unit


def _lasting(c: Captured, s: Mapping[str, Any], _f: bool) -> Meaning | None:
    """Going on for so long: open at the end, begun about then."""
    n, unit = _count(c, s)
    many = s["vague_plural"].get(unit, 0) if n is None else n
    if unit in {"weekend", "quarter"}:
        return None

    def at(day: date) -> str:
        return f"{e.write(e.add(day, unit, -many), _unit_precision(unit))}~/.."

    return Meaning(at, kind="duration", offset=(many, unit) if n is not None else None)


def _duration(c: Captured, s: Mapping[str, Any], _f: bool) -> Meaning | None:
    if c.get("lang"):
        return Meaning(_none, relative=False, kind="duration")
    n, unit = _count(c, s)
    return Meaning(_none, relative=False, kind="duration", offset=(n, unit) if n is not None else None)


def _anchored(c: Captured, s: Mapping[str, Any], _f: bool) -> Meaning | None:
    """So long after another happening; ``offset`` (0, unit) is the same day or year."""
    n, unit = _count(c, s)
    if c.get("month"):
        unit = "month"
    sign = s["sign"]
    if n is None:
        return Meaning(_none, relative=False, kind="anchored")
    return Meaning(_none, relative=False, kind="anchored", offset=(sign * n, unit))


def _clock(_c: Captured, _s: Mapping[str, Any], _f: bool) -> Meaning | None:
    return Meaning(_none, relative=False, kind="clock")


def _none(_day: date) -> None:
    return None


# around another time


def _ends(text: str) -> tuple[str, str]:
    """First and last end of an EDTF string, as EDTF."""
    if text[0] in "[{":
        members = text[1:-1].split(",")
        return members[0], members[-1]
    if "/" in text:
        first, last = text.split("/")
        return first, last
    return text, text


def _since(c: Captured, _s: Mapping[str, Any], _f: bool) -> Meaning | None:
    inner = _inner(c)
    return inner and _wrap(inner, lambda text: f"{_ends(text)[0]}/..")


def _until(c: Captured, _s: Mapping[str, Any], _f: bool) -> Meaning | None:
    inner = _inner(c)
    return inner and _wrap(inner, lambda text: f"../{_ends(text)[1]}")


def _inner(c: Captured) -> Meaning | None:
    if c.get("when"):
        inner: Meaning = c["when"][0]
        return inner if inner.kind not in {"anchored", "clock", "duration"} else None
    return _absolute(f"{c['year'][0]:04d}") if c.get("year") else None


def _wrap(inner: Meaning, make: Callable[[str], str | None]) -> Meaning:
    def at(day: date) -> str | None:
        text = inner.at(day)
        return make(text) if text else None

    return Meaning(at, relative=inner.relative, kind="interval")


def _from_to(c: Captured, _s: Mapping[str, Any], _f: bool) -> Meaning | None:
    if c.get("when"):
        first, last = c["when"]
        if any(m.kind in {"anchored", "clock", "duration"} for m in (first, last)):
            return None
        return _span(first, last)
    first, last = (_absolute(f"{y:04d}") for y in c["year"])
    return _span(first, last) if c["year"][0] < c["year"][1] else None


def _span(first: Meaning, last: Meaning) -> Meaning:
    """From one to the other; where the first would come later it is taken a turn (a week, a year) earlier."""

    def at(day: date) -> str | None:
        a, b = first.at(day), last.at(day)
        if a is None or b is None:
            return None
        if not last.relative and first.shift is not None:  # "from October to March 2020": from then back
            anchor_day = e.bounds(b)[1]
            a = first.shift(anchor_day, 0) if anchor_day else a
        for turn in (-1, -2):
            if a is None or not _later(a, b):
                break
            a = first.shift(day, turn) if first.shift is not None else None
        if a is None or _later(a, b):
            return None
        return _ends(a)[0] if a == b and "/" not in a else f"{_ends(a)[0]}/{_ends(b)[1]}"

    return Meaning(at, relative=first.relative or last.relative, kind="interval")


def _later(a: str, b: str) -> bool:
    start, end = e.bounds(a)[0], e.bounds(b)[1]
    return start is not None and end is not None and start > end


def _part(c: Captured, s: Mapping[str, Any], _f: bool) -> Meaning | None:
    inner = _inner(c)
    which = next((c[k][0] for k in ("begin", "half", "end") if c.get(k)), None)
    return inner and which and _wrap(inner, lambda text: part(text, which))


def part(text: str, which: str) -> str | None:
    """The begin, middle, end or a half of a time. Thirds by a stated convention, so no edge is marked as about.

    Months by days (1-10, 11-20, 21-), years and decades by months and years; None for what has no parts (a day)."""
    if which == "whole":
        return text
    plain = text.rstrip("~")
    first, last = e.bounds(text)
    if first is None or last is None or first == last or text[0] in "[{":
        return None
    if re.fullmatch(r"\d{4}", plain):
        y = plain
        return {
            "begin": f"{y}-01/{y}-03",
            "middle": f"{y}-05/{y}-08",
            "end": f"{y}-10/{y}-12",
            "first_half": f"{y}-01/{y}-06",
            "second_half": f"{y}-07/{y}-12",
        }[which]
    if re.fullmatch(r"\d{4}-(0\d|1[0-2])", plain):
        m, z = plain, last.day
        return {
            "begin": f"{m}-01/{m}-10",
            "middle": f"{m}-11/{m}-20",
            "end": f"{m}-21/{m}-{z:02d}",
            "first_half": f"{m}-01/{m}-15",
            "second_half": f"{m}-16/{m}-{z:02d}",
        }[which]
    unit = "year" if (last - first).days > 1500 else "day"
    span = last - first
    third, half = span // 3, span // 2
    edges = {
        "begin": (first, first + third),
        "middle": (first + third, last - third),
        "end": (last - third, last),
        "first_half": (first, first + half),
        "second_half": (first + half, last),
    }[which]
    a, b = (e.write(d, unit) for d in edges)
    return f"{a}/{b}"


_DO: dict[str, Callable[[Captured, Mapping[str, Any], bool], Meaning | None]] = {
    "date_numeric": _date_numeric,
    "date": _day_of_month,
    "day_range": _day_range,
    "month": _month,
    "season": _season,
    "year": _year,
    "decade": _decade,
    "century": _century,
    "holiday": _holiday,
    "span_of_year": _span_of_year,
    "day": _day,
    "night": _night,
    "weekday": _weekday,
    "weekday_pair": _weekday_pair,
    "period": _period,
    "rolling": _rolling,
    "within": _within,
    "away": _away,
    "lasting": _lasting,
    "duration": _duration,
    "anchored": _anchored,
    "clock": _clock,
    "since": _since,
    "until": _until,
    "span": _from_to,
    "part": _part,
}
KNOWN = frozenset(_DO)
