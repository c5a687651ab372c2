"""Arithmetic with EDTF strings."""
from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kroniek.coding.times.edtf import add, anchor, bounds, compatible, days, narrower, precision, within


@pytest.mark.parametrize(("edtf", "first", "last"), [
    ("2019-12-29", "2019-12-29", "2019-12-29"),
    ("2019-12", "2019-12-01", "2019-12-31"),
    ("2019-12~", "2019-12-01", "2019-12-31"),
    ("2019", "2019-01-01", "2019-12-31"),
    ("2020-02", "2020-02-01", "2020-02-29"),
    ("199X", "1990-01-01", "1999-12-31"),
    ("19XX", "1900-01-01", "1999-12-31"),
    ("2019-XX", "2019-01-01", "2019-12-31"),
    ("2019-12-XX", "2019-12-01", "2019-12-31"),
    ("XXXX-12-27", None, None),
    ("2014-22", "2014-06-01", "2014-08-31"),
    ("2019-24", "2019-12-01", "2020-02-29"),
    ("2019-36", "2019-10-01", "2019-12-31"),
    ("2014/..", "2014-01-01", None),
    ("2014/", "2014-01-01", None),
    ("../2019-12", None, "2019-12-31"),
    ("2019-10~/2019-12", "2019-10-01", "2019-12-31"),
    ("2019-12-21~/2019-12-31", "2019-12-21", "2019-12-31"),
    ("[2019-12-01,2019-12-08]", "2019-12-01", "2019-12-08"),
    ("[2018-12, 2019-12]", "2018-12-01", "2019-12-31"),
    ("[2019-11-30..2019-12-30]", "2019-11-30", "2019-12-30"),
    ("[..2019-12]", None, "2019-12-31"),
    ("{2011,2014}", "2011-01-01", "2014-12-31"),
])
def test_bounds(edtf: str, first: str | None, last: str | None) -> None:
    assert bounds(edtf) == (first and date.fromisoformat(first), last and date.fromisoformat(last))


@pytest.mark.parametrize("text", ["zondag", "", "2019-13", "2019-02-30", "[2019", "12-2019", "2019-1-1", "2019/2020/x"])
def test_what_is_no_edtf(text: str) -> None:
    with pytest.raises(ValueError):      # noqa: PT011  the message is date's own for a day that is not there
        bounds(text)


@pytest.mark.parametrize(("a", "b", "may_be_same"), [
    ("2019-12-29", "2019-12", True),
    ("2019-12-29", "2019-11", False),
    ("2019-12-29", "[2019-12-22,2019-12-29]", True),
    ("2019-12-28", "[2019-12-22,2019-12-29]", False),
    ("2014/..", "2019", True),
    ("2014/..", "2013", False),
    ("../2013", "2014", False),
    ("2019-12-16~", "2019-12-17", True),
    ("2019-12-16", "2019-12-17", False),
    ("2019-10~/2019-12", "2019-09", True),
    ("2019-10/2019-12", "2019-09", False),
    ("2018~", "2019", True),
    ("2018~", "2020", False),
])
def test_compatible(a: str, b: str, may_be_same: bool) -> None:
    assert compatible(a, b) is may_be_same
    assert compatible(b, a) is may_be_same


def test_narrower_and_within() -> None:
    assert narrower("2019-12", "2019-12-29") == "2019-12-29"
    assert narrower("2019-12-29", "2019-12") == "2019-12-29"
    assert narrower("2014/..", "2019") == "2019"
    assert narrower("../..", "2014/..") == "2014/.."
    assert narrower("2019-12-01/2019-12-31", "[2019-12-01,2019-12-31]") == "[2019-12-01,2019-12-31]"
    assert within("2019-12-29", "2019-12")
    assert within("2019", "2014/..")
    assert not within("2014/..", "2019")
    assert not within("2019", "2019-12")


@pytest.mark.parametrize(("edtf", "unit", "n", "moved"), [
    ("2019-12-27", "day", 1, "2019-12-28"),
    ("2019-12-27", "day", -1, "2019-12-26"),
    ("2019-12-27", "week", 1, "2020-01-03~"),
    ("2019-12-27", "month", 2, "2020-02"),
    ("2019-12-27", "year", -2, "2017"),
    ("2019-12-27", "hour", 3, "2019-12-27"),
    ("2019-12-27", "hour", 24, "2019-12-28"),
    ("2019-12", "month", 1, "2020-01"),
    ("2019-12", "day", 3, "2019-12~"),
    ("2019", "month", 3, "2019~"),
    ("2019", "year", 1, "2020"),
    ("2019-12-27", "day", 0, "2019-12-27"),
    ("[2019-12-28,2019-12-29]", "day", 1, "[2019-12-29,2019-12-30]"),
    ("2019-12-01/2019-12-03", "day", 2, "2019-12-03/2019-12-05"),
    ("2014/..", "year", 1, "2015/.."),
    ("199X", "year", 5, "199X~"),
])
def test_anchor(edtf: str, unit: str, n: int, moved: str) -> None:
    assert anchor(edtf, unit, n) == moved.replace("X~", "X")


def test_unknown_unit() -> None:
    with pytest.raises(ValueError, match="fortnight"):
        add(date(2019, 12, 1), "fortnight", 1)


ends = st.builds(date, st.integers(1000, 2999), st.integers(1, 12), st.integers(1, 28))
singles = ends.map(lambda d: d.isoformat()) | ends.map(lambda d: d.isoformat()[:7]) | ends.map(lambda d: str(d.year)) \
    | ends.map(lambda d: f"{d.year}-22") | ends.map(lambda d: f"{d.year // 10}X")
pairs = st.tuples(singles, singles).map(lambda p: sorted(p, key=lambda s: (bounds(s)[0], bounds(s)[1])))
any_edtf = singles | singles.map(lambda s: s + "~") | pairs.map("/".join) | pairs.map(lambda p: f"[{','.join(p)}]") \
    | singles.map(lambda s: s + "/..") | singles.map(lambda s: "../" + s)


@given(any_edtf)
def test_bounds_are_ordered_and_a_time_fits_itself(edtf: str) -> None:
    first, last = bounds(edtf)
    assert first is None or last is None or first <= last or "/" in edtf
    assert compatible(edtf, edtf) or (first and last and first > last)
    assert within(edtf, edtf)


@given(any_edtf, any_edtf)
def test_narrower_never_leaves_more_days(a: str, b: str) -> None:
    chosen = narrower(a, b)
    other = b if chosen == a else a
    left, right = days(chosen), days(other)
    assert right is None or (left is not None and left <= right)


@given(singles, st.sampled_from(["day", "week", "month", "year"]), st.integers(-40, 40))
def test_anchor_is_never_finer_than_what_it_starts_from(edtf: str, unit: str, n: int) -> None:
    order = ["day", "month", "season", "year", "decade", "century"]
    moved = precision(anchor(edtf, unit, n))
    known = precision(edtf)
    assert known is not None
    assert moved is None or known == "season" or order.index(moved) >= order.index(known)
