"""When: expressions of time at the four precisions a publication date can have."""
from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kroniek.language
from kroniek.coding.numbers import NumberTable
from kroniek.coding.times import Calendar, TimeMention, bounds, compatible, find_times
from kroniek.errors import UserError
from util import between, sentence

DATA = Path(kroniek.language.__file__).parent / "nl"
CALENDAR = Calendar.load(DATA / "calendar.yaml")
MONDAY, MONTH, YEAR = "2019-12-30", "2019-12", "2019"      # 30 December 2019 is a Monday
SUNDAYS = "[2019-12-01,2019-12-08,2019-12-15,2019-12-22,2019-12-29]"


def the_time(text: str, published: str | None, *, future: bool = False) -> TimeMention:
    [found] = find_times(sentence(text), published, CALENDAR, future=future)
    return found


# expression; published to the day, the month, the year, unknown
RELATIVE: list[tuple[str, str | None, str | None, str | None]] = [
    ("zondag", "2019-12-29", SUNDAYS, "2019"),
    # The last Monday before 1 December may be meant just as well: the set says all there is.
    ("maandag", "2019-12-30", "[2019-11-25,2019-12-02,2019-12-09,2019-12-16,2019-12-23,2019-12-30]", "2019"),
    ("op zaterdag", "2019-12-28", "[2019-11-30,2019-12-07,2019-12-14,2019-12-21,2019-12-28]", "2019"),
    ("zondagavond", "2019-12-29", SUNDAYS, "2019"),
    ("afgelopen zondag", "2019-12-29", "[2019-11-24," + SUNDAYS[1:], "2019"),
    ("komende zondag", "2020-01-05", "[2019-12-08,2019-12-15,2019-12-22,2019-12-29,2020-01-05]", "2019"),
    ("vorige week zondag", "2019-12-29", "[2019-11-24," + SUNDAYS[1:], "2019"),
    ("in de nacht van zaterdag op zondag", "2019-12-28/2019-12-29",
     "2019-12~",
     "2019"),
    ("vandaag", "2019-12-30", "2019-12", "2019"),
    ("gisteren", "2019-12-29", "2019-12~", "2019"),
    ("gisteravond", "2019-12-29", "2019-12~", "2019"),
    ("eergisteren", "2019-12-28", "2019-12~", "2019"),
    ("vanochtend", "2019-12-30", "2019-12", "2019"),
    ("vannacht", "2019-12-29/2019-12-30", "2019-12~", "2019"),
    ("morgen", "2019-12-31", "2019-12~", "2019"),
    ("vorige week", "2019-12-23/2019-12-29", "2019-12~", "2019~"),
    ("deze week", "2019-12-30/2020-01-05", "2019-12~", "2019"),
    ("volgende week", "2020-01-06/2020-01-12", "2019-12~", "2019"),
    ("eerder deze week", "2019-12-30", "2019-12~", "2019"),
    ("vorige maand", "2019-11", "2019-11", "2019~"),
    ("deze maand", "2019-12", "2019-12", "2019"),
    ("eerder deze maand", "2019-12", "2019-12", "2019"),
    ("volgende maand", "2020-01", "2020-01", "2019~"),
    ("vorig jaar", "2018", "2018", "2018"),
    ("dit jaar", "2019", "2019", "2019"),
    ("later dit jaar", "2019", "2019", "2019"),
    ("volgend jaar", "2020", "2020", "2020"),
    ("het afgelopen jaar", "2018-12-30/2019-12-30", "2018-12/2019-12", "2018/2019"),
    ("in oktober", "2019-10", "2019-10", "[2018-10,2019-10]"),
    ("in december", "2019-12", "2019-12", "[2018-12,2019-12]"),
    ("in oktober vorig jaar", "2018-10", "2018-10", "2018-10"),
    ("vorig jaar oktober", "2018-10", "2018-10", "2018-10"),
    ("27 december", "2019-12-27", "2019-12-27", "[2018-12-27,2019-12-27]"),
    ("3 januari", "2020-01-03", "2020-01-03", "[2019-01-03,2020-01-03]"),
    ("vrijdag 27 december", "2019-12-27", "2019-12-27", "2019-12-27"),
    ("eind december", "2019-12-21/2019-12-31", "2019-12-21/2019-12-31", "[2018-12,2019-12]"),
    ("begin maart", "2019-03-01/2019-03-10", "2019-03-01/2019-03-10", "[2018-03,2019-03]"),
    ("half mei", "2019-05-11/2019-05-20", "2019-05-11/2019-05-20", "[2018-05,2019-05]"),
    ("eind vorig jaar", "2018-10/2018-12", "2018-10/2018-12", "2018-10/2018-12"),
    ("afgelopen zomer", "2019-22", "2019-22", "[2018-22,2019-22]"),
    ("sinds maandag", "2019-12-30/..", "2019-12~/..", "2019/.."),
    ("sinds vorig jaar", "2018/..", "2018/..", "2018/.."),
    ("tot en met vrijdag", "../2019-12-27", "../2019-12~", "../2019"),
    ("van maandag tot woensdag", "2019-12-23/2019-12-25", "2019-12~", "2019"),
    ("van oktober tot maart", "2018-10/2019-03", "2018-10/2019-03", "2018~/2019~"),
    ("de afgelopen maanden", "2019-10~/2019-12", "2019-10~/2019-12", "2019~"),
    ("de afgelopen weken", "2019-12-09~/2019-12-30", "2019-11~/2019-12", "2019~"),
    ("de laatste jaren", "2016~/2019", "2016~/2019", "2016~/2019"),
    ("de afgelopen twee maanden", "2019-10-30/2019-12-30", "2019-10/2019-12", "2019~"),
    ("de afgelopen vijf jaar", "2014-12-30/2019-12-30", "2014-12/2019-12", "2014/2019"),
    ("de afgelopen 24 uur", "2019-12-29/2019-12-30", "2019-12~", "2019"),
    ("in twee maanden", "2019-10-30/2019-12-30", "2019-10/2019-12", "2019~"),
    ("in twee maanden tijd", "2019-10-30/2019-12-30", "2019-10/2019-12", "2019~"),
    ("binnen een maand", "2019-12-30/2020-01-30", "2019-12/2020-01", "2019~"),
    ("drie dagen geleden", "2019-12-27", "2019-12~", "2019"),
    ("een week geleden", "2019-12-23~", "2019-12~", "2019~"),
    ("twee maanden geleden", "2019-10", "2019-10", "2019~"),
    ("een half jaar geleden", "2019-06", "2019-06", "2019~"),
    ("twee jaar geleden", "2017", "2017", "2017"),
    ("anderhalf jaar geleden", "2018-06", "2018-06", "2018~"),
    ("over twee weken", "2020-01-13~", "2019-12~", "2019~"),
    ("al maanden", "2019-10~/..", "2019-10~/..", "2019~/.."),
    ("al twee jaar", "2017~/..", "2017~/..", "2017~/.."),
    ("op tweede kerstdag", "2019-12-26", "2019-12-26", "[2018-12-26,2019-12-26]"),
    ("eerste kerstdag", "2019-12-25", "2019-12-25", "[2018-12-25,2019-12-25]"),
    ("op Koningsdag", "2019-04-27", "2019-04-27", "[2018-04-27,2019-04-27]"),
    ("op Goede Vrijdag", "2019-04-19", "2019-04-19", "[2018-03-30,2019-04-19]"),
]
# What does not hang on publication reads the same at every precision.
ABSOLUTE: list[tuple[str, str]] = [
    ("27 december 2019", "2019-12-27"), ("op vrijdag 27 december 2019", "2019-12-27"), ("27-12-2019", "2019-12-27"),
    ("27/12/2019", "2019-12-27"), ("2019-12-27", "2019-12-27"), ("3 dec. 2018", "2018-12-03"),
    ("oktober 2018", "2018-10"), ("in oktober 2018", "2018-10"), ("in 2018", "2018"), ("( 2018 )", "2018"),
    ("in de zomer van 2014", "2014-22"), ("de herfst van 2016", "2016-23"), ("sinds 2014", "2014/.."),
    ("sinds begin 2014", "2014-01/.."), ("sinds 27 december 2019", "2019-12-27/.."), ("tot 2016", "../2016"),
    ("tussen 2011 en 2014", "2011/2014"), ("van 2011 tot en met 2014", "2011/2014"),
    ("van oktober 2018 tot maart 2019", "2018-10/2019-03"), ("van 3 tot 5 mei 2018", "2018-05-03/2018-05-05"),
    ("27-28 december 2019", "2019-12-27/2019-12-28"), ("eind 2018", "2018-10/2018-12"),
    ("begin 2018", "2018-01/2018-03"), ("medio 2018", "2018-05/2018-08"),
    ("de eerste helft van 2018", "2018-01/2018-06"), ("eind februari 2016", "2016-02-21/2016-02-29"),
    ("de jaren negentig", "199X"), ("de jaren 80", "198X"), ("in de twintigste eeuw", "19XX"),
    ("eerste kerstdag 2016", "2016-12-25"), ("Pinksteren", ""),
]


@pytest.mark.parametrize(("text", "day", "month", "year"), RELATIVE, ids=[r[0] for r in RELATIVE])
def test_relative(text: str, day: str | None, month: str | None, year: str | None) -> None:
    read = {published: the_time(text, published).edtf for published in (MONDAY, MONTH, YEAR, None)}
    assert read == {MONDAY: day, MONTH: month, YEAR: year, None: None}


@pytest.mark.parametrize(("text", "edtf"), ABSOLUTE, ids=[a[0] for a in ABSOLUTE])
@pytest.mark.parametrize("published", [MONDAY, MONTH, YEAR, None])
def test_absolute(text: str, edtf: str, published: str | None) -> None:
    found = find_times(sentence(text), published, CALENDAR)
    assert [m.edtf for m in found] == ([edtf] if edtf else [])
    assert not any(m.relative for m in found)


@pytest.mark.parametrize(("text", "edtf"), [
    ("zondag", "2020-01-05"), ("maandag", "2019-12-30"), ("dinsdag", "2019-12-31"), ("in maart", "2020-03"),
    ("in december", "2019-12"), ("5 mei", "2020-05-05"), ("tot en met vrijdag", "../2020-01-03"),
    ("van maandag tot woensdag", "2019-12-30/2020-01-01"), ("in de zomer", "2020-22"), ("op Koningsdag", "2020-04-27"),
    ("vannacht", "2019-12-30/2019-12-31")])
def test_future_clause(text: str, edtf: str) -> None:
    assert the_time(text, MONDAY, future=True).edtf == edtf


@pytest.mark.parametrize(("text", "offset"), [
    ("de dag ervoor", (-1, "day")), ("een dag eerder", (-1, "day")), ("een week later", (1, "week")),
    ("twee weken na", (2, "week")), ("drie uur na", (3, "hour")), ("de volgende dag", (1, "day")),
    ("twee jaar daarvoor", (-2, "year")), ("die dag", (0, "day")), ("in oktober van dat jaar", (0, "month")),
    ("dagen later", None)])
def test_counted_from_another_event(text: str, offset: tuple[int, str] | None) -> None:
    found = the_time(text, MONDAY)
    assert (found.kind, found.edtf, found.offset) == ("anchored", None, offset)


@pytest.mark.parametrize("text", ["wekenlang", "maandenlang", "jarenlang", "twee weken lang", "gedurende drie dagen"])
def test_how_long(text: str) -> None:
    found = the_time(text, MONDAY)
    assert (found.kind, found.edtf) == ("duration", None)


@pytest.mark.parametrize("text", ["om 14.00 uur", "rond het middaguur", "tegen middernacht", "om acht uur",
                                  "'s avonds"])
def test_time_of_day_is_no_date(text: str) -> None:
    found = the_time(text, MONDAY)
    assert (found.kind, found.edtf) == ("clock", None)


def test_time_of_day_joins_the_date_beside_it() -> None:
    text = "de bom ging zondag om 14.00 uur af"
    found = the_time(text, MONDAY)
    assert between(text, found.first, found.last) == "zondag om 14.00 uur"
    assert found.edtf == "2019-12-29"


def test_window_of_a_tally() -> None:
    assert the_time("de elfde aanval in twee maanden", MONDAY).kind == "window"
    counted = the_time("de elfde aanval binnen twee maanden", MONDAY)
    assert (counted.kind, counted.edtf) == ("window", "2019-10-30/2019-12-30")


@pytest.mark.parametrize("text", [
    "2000 soldaten", "1500 meter", "de zaterdagse aanval", "mevrouw Zondag zei het", "keizer Augustus stierf",
    "Theresa Mei won", "sinds zijn aantreden", "toen", "destijds", "een 23-jarige man", "hij is 23 jaar",
    "in 1500 meter", "de maand", "een dag", "na de aanval", "voor de dag", "augustus", "tussen 2000 en 2500 soldaten",
    "20 tot 30 doden", "voor het eerst"])
def test_no_time(text: str) -> None:
    assert find_times(sentence(text), MONDAY, CALENDAR) == []


def test_round_number_before_a_noun_is_a_count() -> None:
    assert find_times(sentence("in 2000 gevallen", {"gevallen": "NOUN"}), MONDAY, CALENDAR) == []


def test_capital_at_the_start_is_no_name() -> None:
    assert the_time("Zondag vielen er doden", MONDAY).edtf == "2019-12-29"


def test_time_inside_a_noun_phrase_is_flagged() -> None:
    assert the_time("de in 2018 gebouwde brug", MONDAY).attributive
    assert not the_time("de brug is in 2018 gebouwd", MONDAY).attributive


def test_several_times_in_text_order() -> None:
    text = "zaterdag en zondag , en eerder in oktober"
    assert [m.edtf for m in find_times(sentence(text), MONDAY, CALENDAR)] == ["2019-12-28", "2019-12-29", "2019-10"]


def test_rule_is_named_with_its_reason() -> None:
    assert the_time("zondag", MONDAY).rule.startswith("weekday: the last such day")


def test_a_rule_with_an_unknown_class_is_named(tmp_path: Path) -> None:
    text = (DATA / "calendar.yaml").read_text("utf-8").replace('match: ["<date>"]', 'match: ["<dat>"]')
    (tmp_path / "calendar.yaml").write_text(text, "utf-8")
    with pytest.raises(UserError, match=r"date-numeric.*<dat>"):
        Calendar.load(tmp_path / "calendar.yaml", CALENDAR.numbers)


ENGLISH = """
capitals: {never: [], always: [weekday, month]}
names: [Sunday Times]
date_order: mdy
anchors: [weekday, month, units, unit, deictic]
classes:
  weekday: {Sunday: 7, Monday: 1}
  month: {March: 3, May: 5, October: 10, December: 12}
  unit: {day: day, week: week, month: month, year: year}
  units: {days: day, weeks: week, months: month, years: year}
  deictic: {yesterday: -1}
  few: [few]
  end: {late: end, early: begin}
macros: {count: "<number> <units> | <number> <unit>"}
vague_plural: {day: 3, week: 3, month: 2, year: 3}
rules:
  - {id: date, why: a date, do: date, match: ["[on] <month> <day> [[,] <year>]", "[on] <day> <month> [<year>]"]}
  - {id: numeric, why: a date, do: date_numeric, match: ["<date>"]}
  - {id: weekday, why: the last such day, do: weekday, which: near, match: ["[on] <weekday>"]}
  - {id: deictic, why: a day, do: day, match: ["<deictic>"]}
  - {id: month, why: the last such month, do: month, which: near, match: ["in <month>"]}
  - {id: last, why: the period before, do: period, n: -1, match: ["last <unit>"]}
  - {id: rolling, why: up to now, do: rolling, sign: -1,
     match: ["[in|over] the past <count>", "the past [<few>] <units>"]}
  - {id: ago, why: before now, do: away, sign: -1, match: ["<count> ago"]}
  - {id: later, why: after another, do: anchored, sign: 1, match: ["<count> later"]}
  - {id: since, why: from then on, do: since, match: ["since <when>"]}
  - {id: part, why: a third, do: part, match: ["[in] <end> <when>"]}
  - {id: year, why: a year, do: year, match: ["in <year>"]}
  - {id: inner, why: a year, do: year, inner: true, match: ["<year>"]}
  - {id: inner-month, why: a month, do: month, inner: true, match: ["<month>"]}
"""


@pytest.mark.parametrize(("text", "edtf"), [
    ("on Sunday", "2019-12-29"), ("last month", "2019-11"), ("yesterday", "2019-12-29"), ("since 2014", "2014/.."),
    ("December 27 , 2019", "2019-12-27"), ("27 December 2019", "2019-12-27"), ("12/27/2019", "2019-12-27"),
    ("the past 2 months", "2019-10-30/2019-12-30"), ("the past few months", "2019-10~/2019-12"),
    ("3 days ago", "2019-12-27"),
    ("in late October", "2019-10-21/2019-10-31"), ("since Sunday", "2019-12-29/.."), ("may", None), ("in may", None),
    ("the Sunday Times", None)])
def test_another_language_is_another_file(tmp_path: Path, text: str, edtf: str | None) -> None:
    (tmp_path / "calendar.yaml").write_text(ENGLISH, "utf-8")
    calendar = Calendar.load(tmp_path / "calendar.yaml", NumberTable.load(DATA / "numbers.yaml"))
    assert [m.edtf for m in find_times(sentence(text), MONDAY, calendar)] == ([edtf] if edtf else [])


# Properties

EXPRESSIONS = [r[0] for r in RELATIVE]
days_ = st.dates(date(1990, 1, 1), date(2030, 12, 31))


def resolved(text: str, published: str) -> str:
    edtf = the_time(text, published).edtf
    assert edtf is not None
    return edtf


@settings(max_examples=300, deadline=None)
@given(days_, st.sampled_from(EXPRESSIONS), st.booleans())
def test_a_coarser_publication_date_never_rules_out_the_truth(day: date, text: str, month_known: bool) -> None:
    """What is read when only the month or year is known must allow what would be read were the day known."""
    exact = resolved(text, day.isoformat())
    coarse = resolved(text, day.isoformat()[:7] if month_known else day.isoformat()[:4])
    slack = "" if month_known or coarse[-1] in "~]" or "/" in coarse else "~"   # a year may spill by a week
    assert compatible(exact, coarse + slack) or compatible(exact, coarse.replace("/", "~/").replace("~~", "~"))


@settings(max_examples=200, deadline=None)
@given(days_, st.sampled_from(EXPRESSIONS))
def test_a_coarser_publication_date_never_gives_a_narrower_time(day: date, text: str) -> None:
    def width(published: str) -> timedelta | None:
        first, last = bounds(resolved(text, published))
        return last - first if first and last else None
    widths = [width(day.isoformat()[:n]) for n in (10, 7, 4)]
    known = [w for w in widths if w is not None]
    spill = timedelta(days=31)               # "2019-12~" stands for 2019-11-30/2019-12-30, "about" bears the rest
    assert all(a <= b + spill for a, b in pairwise(known))


VOCABULARY = sorted({w for t in EXPRESSIONS for w in t.split()} | {w for t, _ in ABSOLUTE for w in t.split()}
                    | {"31", "februari", "30-02-2019", "29", "'", "Zondag", "de", "een", "99999", "0", "na", "voor",
                       "²"})


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(VOCABULARY) | st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1,
                                                     max_size=5), min_size=1, max_size=10),
       st.sampled_from([MONDAY, "2020-02-29", "0001-01-01", "9999-12-31", MONTH, YEAR, "201X", "2019~", "soon", None]),
       st.booleans())
def test_any_words_give_valid_times(words: list[str], published: str | None, future: bool) -> None:
    last = -1
    for m in find_times(sentence(" ".join(words)), published, CALENDAR, future=future):
        assert last < m.first.i <= m.last.i
        last = m.last.i
        if m.edtf is not None:
            first, end = bounds(m.edtf)      # raises where it is no EDTF
            assert first is None or end is None or first <= end
            assert not m.edtf.endswith("/")
