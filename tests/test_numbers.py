"""How many: Dutch counts as the words bound them."""
from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kroniek.language
from kroniek.coding.numbers import NumberTable, Quantity, find_quantities
from kroniek.errors import UserError
from util import between, sentence

DATA = Path(kroniek.language.__file__).parent / "nl" / "numbers.yaml"
TABLE = NumberTable.load(DATA)
Bounds = tuple[int | None, int | None, int | None]


def counts(text: str, table: NumberTable = TABLE) -> list[Quantity]:
    """What a person would count: no ordinals, no measures, no articles."""
    return [q for q in find_quantities(sentence(text), table) if not (q.ordinal or q.unit or q.article)]


# text; the words of the count; low, best, high; approximate
COUNTS: list[tuple[str, str, Bounds, bool]] = [
    ("er vielen vier doden", "vier", (4, 4, 4), False),
    ("zeker negentig mensen kwamen om", "zeker negentig", (90, None, None), False),
    ("minstens vijftig mensen", "minstens vijftig", (50, None, None), False),
    ("ten minste 12 agenten", "ten minste 12", (12, None, None), False),
    ("tenminste 12 agenten", "tenminste 12", (12, None, None), False),
    ("op zijn minst dertig huizen", "op zijn minst dertig", (30, None, None), False),
    ("op z'n minst dertig huizen", "op z'n minst dertig", (30, None, None), False),
    ("op z’n minst dertig huizen", "op z’n minst dertig", (30, None, None), False),
    ("niet minder dan acht bommen", "niet minder dan acht", (8, None, None), False),
    ("minimaal zes tanks", "minimaal zes", (6, None, None), False),
    ("meer dan honderd arrestaties", "meer dan honderd", (100, None, None), False),
    ("ruim 1.200 man", "ruim 1.200", (1200, None, None), False),
    ("dik duizend betogers", "dik duizend", (1000, None, None), False),
    ("boven de honderd slachtoffers", "boven de honderd", (100, None, None), False),
    ("circa duizend troepen", "circa duizend", (None, 1000, None), True),
    ("ongeveer 300 gezinnen", "ongeveer 300", (None, 300, None), True),
    ("zo'n vijftig strijders", "zo'n vijftig", (None, 50, None), True),
    ("zo’n vijftig strijders", "zo’n vijftig", (None, 50, None), True),
    ("rond de veertig gewonden", "rond de veertig", (None, 40, None), True),
    ("naar schatting 5.000 vluchtelingen", "naar schatting 5.000", (None, 5000, None), True),
    ("bijna honderd doden", "bijna honderd", (None, 100, 100), True),
    ("hooguit tien man", "hooguit tien", (None, None, 10), False),
    ("maximaal 25 voertuigen", "maximaal 25", (None, None, 25), False),
    ("tot wel 300 doden", "tot wel 300", (None, None, 300), False),
    ("minder dan twintig stemmers", "minder dan twintig", (None, None, 20), False),
    ("vijftig of meer doden", "vijftig of meer", (50, None, None), False),
    ("tientallen mensen", "tientallen", (20, None, 99), False),
    ("honderden mensen", "honderden", (200, None, 999), False),
    ("duizenden mensen", "duizenden", (2000, None, None), False),
    ("tienduizenden mensen", "tienduizenden", (20_000, None, 99_999), False),
    ("honderdduizenden mensen", "honderdduizenden", (200_000, None, 999_999), False),
    ("tientallen duizenden mensen", "tientallen duizenden", (20_000, None, 99_999), False),
    ("tientallen miljoenen mensen", "tientallen miljoenen", (20_000_000, None, 99_999_999), False),
    ("enkele tientallen rebellen", "enkele tientallen", (20, None, 99), False),
    ("enkele honderden betogers", "enkele honderden", (200, None, 999), False),
    ("een paar honderd man", "een paar honderd", (200, None, 999), False),
    ("zeker tientallen doden", "zeker tientallen", (20, None, None), False),
    ("diverse raketten", "diverse", (2, None, None), False),
    ("meerdere aanvallen", "meerdere", (2, None, None), False),
    ("verscheidene dorpen", "verscheidene", (2, None, None), False),
    ("talloze huizen", "talloze", (2, None, None), False),
    ("enkele soldaten", "enkele", (2, None, 9), False),
    ("een paar soldaten", "een paar", (2, None, 9), False),
    ("een handvol soldaten", "een handvol", (2, None, 9), False),
    ("een dozijn raketten", "een dozijn", (None, 12, None), True),
    ("een tiental boten", "een tiental", (None, 10, None), True),
    ("een twintigtal boten", "een twintigtal", (None, 20, None), True),
    ("een drietal boten", "een drietal", (3, 3, 3), False),
    ("een tweetal bommen", "een tweetal", (2, 2, 2), False),
    ("beide piloten", "beide", (2, 2, 2), False),
    ("geen enkele gewonde", "geen enkele", (0, 0, 0), False),
    ("niemand raakte gewond", "niemand", (0, 0, 0), False),
    ("tussen de 20 en 30 doden", "tussen de 20 en 30", (20, None, 30), False),
    ("tussen twintig en dertig doden", "tussen twintig en dertig", (20, None, 30), False),
    ("tussen 20 en 30 miljoen inwoners", "tussen 20 en 30 miljoen", (20_000_000, None, 30_000_000), False),
    ("tussen 500.000 en 1 miljoen inwoners", "tussen 500.000 en 1 miljoen", (500_000, None, 1_000_000), False),
    ("20 tot 30 doden", "20 tot 30", (20, None, 30), False),
    ("vijftien à twintig gewonden", "vijftien à twintig", (15, None, 20), False),
    ("vijftien a twintig gewonden", "vijftien a twintig", (15, None, 20), False),
    ("15-20 gewonden", "15-20", (15, None, 20), False),
    ("15 - 20 gewonden", "15 - 20", (15, None, 20), False),
    ("twee of drie schoten", "twee of drie", (2, None, 3), False),
    ("zeker 20 tot 30 doden", "zeker 20 tot 30", (20, None, None), False),
    ("140.000 soldaten", "140.000", (140_000, 140_000, 140_000), False),
    ("140 duizend soldaten", "140 duizend", (140_000, 140_000, 140_000), False),
    ("2,4 duizend soldaten", "2,4 duizend", (2400, 2400, 2400), False),
    ("3,5 miljoen inwoners", "3,5 miljoen", (3_500_000, 3_500_000, 3_500_000), False),
    ("anderhalf miljoen inwoners", "anderhalf miljoen", (1_500_000, 1_500_000, 1_500_000), False),
    ("een half miljoen inwoners", "een half miljoen", (500_000, 500_000, 500_000), False),
    ("twee en een half miljoen inwoners", "twee en een half miljoen", (2_500_000, 2_500_000, 2_500_000), False),
    ("een miljoen inwoners", "een miljoen", (1_000_000, 1_000_000, 1_000_000), False),
    ("1 500 man", "1 500", (1500, 1500, 1500), False),
    ("vijfenzeventig man", "vijfenzeventig", (75, 75, 75), False),
    ("honderdtwintig man", "honderdtwintig", (120, 120, 120), False),
    ("zeshonderd man", "zeshonderd", (600, 600, 600), False),
    ("eenendertig man", "eenendertig", (31, 31, 31), False),
    ("tweeëntwintig man", "tweeëntwintig", (22, 22, 22), False),
    ("twaalfhonderd man", "twaalfhonderd", (1200, 1200, 1200), False),
    ("twee duizend man", "twee duizend", (2000, 2000, 2000), False),
    ("twee miljoen driehonderdduizend man", "twee miljoen driehonderdduizend", (2_300_000,) * 3, False),
    ("één burger", "één", (1, 1, 1), False),
    ("een van de piloten", "een", (1, 1, 1), False),
    ("2000 soldaten", "2000", (2000, 2000, 2000), False),
    ("Drie mannen", "Drie", (3, 3, 3), False),
]


@pytest.mark.parametrize(("text", "words", "bounds", "approximate"), COUNTS, ids=[c[0] for c in COUNTS])
def test_count(text: str, words: str, bounds: Bounds, approximate: bool) -> None:
    [q] = counts(text)
    assert (q.low, q.best, q.high) == bounds
    assert q.approximate is approximate
    assert between(text, q.first, q.last) == words
    assert q.rule


def test_two_counts_stay_apart() -> None:
    assert [(q.low, q.high) for q in counts("drie doden en zeker vier gewonden")] == [(3, 3), (4, None)]


def test_part_of_a_whole() -> None:
    [q] = counts("zeven van de twaalf gijzelaars")
    assert (q.best, q.of) == (7, 12)


def test_article_is_flagged() -> None:
    [q] = find_quantities(sentence("een burger kwam om"), TABLE)
    assert q.article
    assert q.best == 1


@pytest.mark.parametrize(("text", "n"), [
    ("de elfde aanval", 11), ("de 11e aanval", 11), ("de 12de aanval", 12), ("de 1ste aanval", 1),
    ("de eerste aanval", 1), ("de derde aanval", 3), ("de achtste aanval", 8), ("de twintigste aanval", 20),
    ("de eenentwintigste aanval", 21), ("de honderdeerste aanval", 101)])
def test_ordinal(text: str, n: int) -> None:
    [q] = find_quantities(sentence(text), TABLE)
    assert q.ordinal
    assert q.best == n
    assert q.unit is None


@pytest.mark.parametrize(("text", "unit"), [
    ("20 miljoen euro", "money"), ("€ 20 miljoen", "money"), ("€20 miljoen", "money"), ("5 procent", "percent"),
    ("20% van de stemmen", "percent"), ("20 kilometer verderop", "distance"), ("40 vierkante kilometer", "distance"),
    ("155 mm granaten", "distance"), ("500 kilo springstof", "weight"), ("23 jaar oud", "age"),
    ("drie dagen", "duration"),
    ("Jansen ( 34 ) zag het", "age"), ("30 graden", "other"), ("drie keer", "times"),
    ("een derde van de troepen", "fraction")])
def test_measures_are_flagged(text: str, unit: str) -> None:
    assert unit in [q.unit for q in find_quantities(sentence(text), TABLE)]
    assert counts(text) == []


@pytest.mark.parametrize("text", [
    "in 2018 was dat zo", "sinds 2014 vecht de groep", "de oorlog van 1973", "op 27 december", "12 mei 2019",
    "in 1970 , 1980 , en 1993 .", "om 14.00 uur", "een 23-jarige man", "een F-16 stortte neer", "een T-72",
    "een AK 47", "resolutie 2334 van de raad", "artikel 5", "won met 2-3", "het werd 3-1", "bel 06-12345678",
    "bel 0201234567", "ten eerste", "de jaren 2011-2014", "een Boeing 747", "op 11 september-aanslagen",
    "de COVID 19 crisis"])
def test_no_count(text: str) -> None:
    assert counts(text) == []


def test_styles_of_tolls() -> None:
    acled, cautious = TABLE.styled("acled"), TABLE.styled("cautious")

    def one(text: str, table: NumberTable) -> Bounds:
        [q] = counts(text, table)
        return q.low, q.best, q.high
    assert one("tientallen doden", acled) == (None, 10, None)
    assert one("honderden doden", acled) == (None, 100, None)
    assert one("een dozijn doden", acled) == (None, 12, None)
    assert one("meer dan honderd doden", acled) == (101, None, None)
    assert one("tientallen doden", cautious) == (20, None, None)
    assert one("vier doden", acled) == one("vier doden", cautious) == (4, 4, 4)


def test_unknown_style_says_which_there_are() -> None:
    with pytest.raises(UserError, match="acled, cautious, default"):
        NumberTable.load(DATA, "brave")


ENGLISH = """
digits: {group: ",", decimal: "."}
compound:
  parts:
    one: {one: 1, two: 2, three: 3, five: 5, nine: 9}
    teen: {ten: 10, twelve: 12}
    ten: {twenty: 20, thirty: 30, ninety: 90}
    hundred: {hundred: 100}
    thousand: {thousand: 1000}
  times: [hundred, thousand]
  links: {hyphen: ["-", " "], gap: [" "], and: [" and ", " "]}
  shapes:
    below: ten [hyphen one] | teen | one
    hundreds: "[below gap] hundred [and below] | below"
    number: "[hundreds gap] thousand [and hundreds] | hundreds"
scales: {hundred: 100, thousand: 1000, million: 1000000}
fractions: {half a: 0.5}
and_a_half: [and a half]
ordinals: {endings: [th], irregular: {first: one, twelfth: twelve}, digits: [th, st],
  fraction_before: [of], not_after: []}
articles: [a, an]
also_verbs: []
groups: {suffix: [], exact_below: 0}
of_whole: [of the]
fixed: {0: ["no"]}
vague: {few: [a few], dozens: [dozens], hundreds: [hundreds], thousands: [thousands]}
not_vague_before: []
worth: {dozens: 12, hundreds: 100, thousands: 1000}
multiply: [few, hundreds]
bounds: {before: {at-least: [at least], above: [more than], about: [about]}, after: {at-least: [or more]}}
between: {open: [between], and: [and]}
range: [to, or]
score_before: []
units: {money: [dollars]}
unit_pairs: {}
unit_adjectives: []
money_before: [$]
names_before: []
names_before_exact: []
years: {strong: [in], weak: []}
"""


@pytest.mark.parametrize(("text", "bounds"), [
    ("dozens of people", (24, None, 99)), ("at least ninety people", (90, None, None)),
    ("between 20 and 30 people", (20, None, 30)), ("1.5 million people", (1_500_000,) * 3),
    ("140,000 people", (140_000,) * 3), ("twenty-one people", (21,) * 3), ("half a million people", (500_000,) * 3),
    ("two hundred and five thousand people", (205_000,) * 3), ("a few hundred people", (200, None, 999)),
    ("hundreds of people", (200, None, 999)), ("no people", (0, 0, 0))])
def test_another_language_is_another_file(tmp_path: Path, text: str, bounds: Bounds) -> None:
    (tmp_path / "numbers.yaml").write_text(ENGLISH, "utf-8")
    table = NumberTable.load(tmp_path / "numbers.yaml", DATA.parent / "tolls" / "default.yaml")
    [q] = counts(text, table)
    assert (q.low, q.best, q.high) == bounds


# A speller of its own, from the rules of the Dutch language rather than from the data under test.

ONES = ["nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien",
        "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien",
        "achttien", "negentien"]
TENS = ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]


def spell(n: int, gap: str = "") -> str:
    if n < 20:
        return ONES[n]
    if n < 100:
        tens, one = TENS[n // 10 - 2], n % 10
        return tens if not one else ONES[one] + ("ën" if ONES[one].endswith("e") else "en") + tens
    if n < 1000:
        head, rest = ("" if n < 200 else ONES[n // 100]) + "honderd", n % 100
    else:
        head, rest = ("" if n < 2000 else spell(n // 1000)) + "duizend", n % 1000
    return head if not rest else head + gap + spell(rest, gap)


@settings(max_examples=600, deadline=None)
@given(st.integers(0, 999_999))
def test_spelled_numbers_round_trip(n: int) -> None:
    assert TABLE.value(spell(n)) == n


@settings(max_examples=200, deadline=None)
@given(st.integers(2, 999_999))
def test_spelled_in_several_words(n: int) -> None:
    [q] = find_quantities(sentence(f"{spell(n, ' ')} mannen"), TABLE)
    assert (q.low, q.best, q.high) == (n, n, n)


@given(st.integers(0, 99_999_999))
def test_digits_round_trip(n: int) -> None:
    assert TABLE.value(f"{n:,}".replace(",", ".")) == n


VOCABULARY = [w for text, *_ in COUNTS for w in text.split()]
VOCABULARY += ["van", "de", "(", ")", "%", "€", "-", "²", "½", "0", "-5"]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(VOCABULARY) | st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1,
                                                     max_size=6), min_size=1, max_size=9))
def test_any_words_give_ordered_bounds(words: list[str]) -> None:
    found = find_quantities(sentence(" ".join(words)), TABLE)
    last = -1
    for q in found:
        known = [b for b in (q.low, q.best, q.high) if b is not None]
        assert known
        assert known == sorted(known)
        assert last < q.first.i <= q.last.i
        last = q.last.i
