"""How many: what Dutch number words bound, of whom, and of which event.

low / best / high follow the contract: "vier" is 4/4/4, "zeker negentig" 90/-/-, "tientallen" 20/-/99.
"""
# ruff: noqa: E501  the tables read best with one row a line
from __future__ import annotations

import pytest

from coded import coded, rows, told, wrong_today
from kroniek.record import Toll

Bounds = tuple[int | None, int | None, int | None]


def tolls(text: str) -> list[Toll]:
    return [t for e in coded(text).events for t in e.toll]


def counts(text: str) -> list[tuple[str, int | None, int | None, int | None]]:
    """Outcome, low, best, high of every toll of the text, in the order of the words."""
    return [(t.outcome, t.low, t.best, t.high) for t in sorted(tolls(text), key=lambda t: t.span.start)]


# the words; low, best, high
VALUES: list[tuple[str, Bounds]] = [
    ("vier", (4, 4, 4)),
    ("12", (12, 12, 12)),
    ("eenentwintig", (21, 21, 21)),
    ("zeker negentig", (90, None, None)),
    ("minstens 15", (15, None, None)),
    ("ten minste zes", (6, None, None)),
    ("meer dan honderd", (100, None, None)),
    ("tientallen", (20, None, 99)),
    ("honderden", (200, None, 999)),
    ("duizenden", (2000, None, None)),
    ("circa duizend", (None, 1000, None)),
    ("ongeveer dertig", (None, 30, None)),
    ("tussen de 20 en 30", (20, None, 30)),
    ("diverse", (2, None, None)),
    ("een handvol", (3, None, 9)),
    ("1.200", (1200, 1200, 1200)),
    ("140 duizend", (140_000, 140_000, 140_000)),
    ("tweehonderd", (200, 200, 200)),
]
APPROXIMATE = {"circa duizend", "ongeveer dertig"}


@pytest.mark.parametrize(("words", "bounds"), rows(VALUES))
@pytest.mark.parametrize("sentence", [
    "Bij een aanslag in Kabul zijn zondag {} burgers gedood.",
    "Bij de luchtaanval kwamen zondag {} mensen om het leven.",
])
def test_the_bounds_of_a_count(sentence: str, words: str, bounds: Bounds) -> None:
    [toll] = tolls(sentence.format(words))
    low, best, high = bounds
    assert (toll.outcome, toll.best) == ("killed", best), toll
    assert toll.approximate == (words in APPROXIMATE)
    if words not in APPROXIMATE and words != "een handvol":      # how wide these are is the rule table's affair
        assert (toll.low, toll.high) == (low, high)
    assert words in toll.text


OUTCOMES = [
    wrong_today("'doden' read as an adjective is no count of dead", "Bij een aanslag in Kabul vielen zondag twaalf doden.", [("killed", 12, 12, 12)]),
    ("Bij een aanslag in Kabul raakten zondag twaalf mensen gewond.", [("injured", 12, 12, 12)]),
    ("Bij een aanslag in Kabul vielen zondag twaalf gewonden.", [("injured", 12, 12, 12)]),
    ("De politie arresteerde zaterdag veertig betogers.", [("captured", 40, 40, 40)]),
    ("Door de gevechten in Tripoli zijn 3000 mensen op de vlucht geslagen.", [("displaced", 3000, 3000, 3000)]),
    ("Duitsland stuurde vrijdag zestig militairen naar Mali.", [("deployed", 60, 60, 60)]),
    ("De Verenigde Staten trokken zaterdag tweeduizend soldaten terug uit Syrië.", [("withdrawn", 2000, 2000, 2000)]),
    ("In Minsk demonstreerden zondag achtduizend mensen tegen de president.", [("participants", 8000, 8000, 8000)]),
    ("Na de aardverschuiving in Kabul en de aanval van zondag worden vijf mensen vermist.", [("missing", 5, 5, 5)]),
    ("Drie soldaten sneuvelden zondag bij een aanval in Mali.", [("killed", 3, 3, 3)]),
    ("De aanval kostte zondag zeven burgers het leven.", [("killed", 7, 7, 7)]),
    ("Bij de aanval doodden de rebellen zondag acht soldaten.", [("killed", 8, 8, 8)]),
    ("De aanslag in Kabul eiste zondag negen levens.", [("killed", 9, 9, 9)]),
]


@pytest.mark.parametrize(("text", "expected"), rows(OUTCOMES))
def test_what_became_of_them(text: str, expected: list[tuple[str, int, int, int]]) -> None:
    assert counts(text) == expected, told(text)


HEADLINES = [
    wrong_today("'doden' read as an adjective is no count of dead", "Tientallen doden bij aanslag in Kabul", [("killed", 20, None, 99)]),
    ("Zeker negen doden door bomaanslag in Bagdad", [("killed", 9, None, None)]),
    ("Vier soldaten gedood bij aanval in Mali", [("killed", 4, 4, 4)]),
    ("Twaalf gewonden bij aanslag in Beiroet", [("injured", 12, 12, 12)]),
]


@pytest.mark.parametrize(("text", "expected"), rows(HEADLINES))
def test_headlines(text: str, expected: list[tuple[str, int, int, int]]) -> None:
    assert counts(text) == expected, told(text)


COORDINATED = [
    wrong_today("'doden' read as an adjective is no count of dead", "Bij een aanslag in Kabul vielen zondag twaalf doden en dertig gewonden.", [("killed", 12, 12, 12), ("injured", 30, 30, 30)]),
    wrong_today("'doden' read as an adjective is no count of dead", "Bij een aanslag in Kabul vielen zondag zeker vijf doden en tientallen gewonden.", [("killed", 5, None, None), ("injured", 20, None, 99)]),
    wrong_today("a bare number as subject takes the count of the other", "Bij de aanval kwamen zondag zes mensen om en raakten er tien gewond.", [("killed", 6, 6, 6), ("injured", 10, 10, 10)]),
    wrong_today("a bare number as subject takes the count of the other", "Bij de aanval werden zondag zes soldaten gedood en tien verwond.", [("killed", 6, 6, 6), ("injured", 10, 10, 10)]),
    wrong_today("a bare number as subject takes the count of the other", "Twee soldaten zijn gedood en vijf gewond geraakt bij een hinderlaag in Burkina Faso.",
                [("killed", 2, 2, 2), ("injured", 5, 5, 5)]),
    ("Bij de aanval kwamen zondag drie soldaten en vijf burgers om.", [("killed", 3, 3, 3), ("killed", 5, 5, 5)]),
]


@pytest.mark.parametrize(("text", "expected"), rows(COORDINATED))
def test_dead_and_wounded_in_one_breath(text: str, expected: list[tuple[str, int, int, int]]) -> None:
    assert counts(text) == expected, told(text)


@pytest.mark.parametrize("text", rows([
    "Zeventien soldaten kwamen zondag om bij een bomaanslag in Kabul, onder wie drie officieren.",
    wrong_today("'doden' read as an adjective is no count of dead", "Bij de aanslag in Kabul vielen zondag zeventien doden, onder wie vier kinderen."),
    "Bij een aanval in Mali zijn zondag zeventien mensen gedood, van wie twee buitenlanders.",
]))
def test_some_of_the_dead_are_not_counted_twice(text: str) -> None:
    """The whole is told once, and the part is no toll that could be added to it."""
    killed = [t.best for t in tolls(text) if t.outcome == "killed"]
    assert killed == [17]


@pytest.mark.parametrize("text", [
    "Bij de aanval in Kabul zijn zondag burgers gedood, onder wie drie kinderen.",
    "Bij de aanval in Kabul kwamen zondag mensen om, onder wie drie artsen.",
])
def test_some_of_an_unknown_number_are_not_the_whole(text: str) -> None:
    assert 3 not in [t.best for t in tolls(text)] + [t.high for t in tolls(text)]


@pytest.mark.parametrize("text", [
    "Bij de aanval in Kabul vielen zondag doden en gewonden.",       # a bare plural is no toll
    "De aanval in Kabul begon zondag om 14.30 uur.",
    "In 2016 pleegde de Taliban een aanslag in Kabul.",
    "De raket van 250 kilo sloeg zondag in bij een aanval op Kabul.",
    "De 34-jarige commandant viel zondag een dorp in Mali aan.",
])
def test_what_is_no_count_of_people(text: str) -> None:
    assert tolls(text) == []


@pytest.mark.xfail(strict=False, reason="'doden' read as an adjective is no count of dead")
def test_the_dead_belong_to_the_event_that_killed_them_and_are_no_event() -> None:
    record = coded("In Aleppo demonstreerden zondag studenten. In Kabul vielen zondag negen doden bij een bomaanslag.")
    assert {(e.type, tuple((t.outcome, t.best) for t in e.toll)) for e in record.events} == {
        ("PROTEST", ()), ("ASSAULT", (("killed", 9),))}


@pytest.mark.xfail(strict=False, reason="'doden' read as an adjective is no count of dead")
def test_a_toll_that_a_source_gives_carries_its_claim() -> None:
    [toll] = tolls("Bij een aanslag in Kabul vielen zondag volgens het Pentagon twaalf doden.")
    assert [c.by.id for c in toll.claims if c.by] == ["USA"]


@pytest.mark.xfail(strict=False, reason="what is shot down is counted as strikes")
def test_aircraft_shot_down_are_no_strikes() -> None:
    assert "strikes" not in [t.outcome for t in tolls("Pakistan heeft zondag twee Indiase straaljagers neergehaald.")]


@pytest.mark.parametrize(("text", "n"), [("Israël voerde zondag drie luchtaanvallen uit op Gaza.", 3), ("Bij twee aanslagen in Kabul vielen zondag gewonden.", 2)])
def test_how_often_it_happened(text: str, n: int) -> None:
    assert [(t.outcome, t.best) for t in tolls(text)] == [("strikes", n)]


def test_two_sources_two_tolls() -> None:
    text = ("Bij een aanval in Idlib vielen zondag doden. Volgens Turkije kwamen twaalf burgers om. "
            "Rusland spreekt van drie doden.")
    found = {(t.best, *(c.by.id for c in t.claims if c.by)) for t in tolls(text)}
    assert found == {(12, "TUR"), (3, "RUS")}, told(text)


@pytest.mark.parametrize(("text", "rules", "bounds"), [
    ("Bij een aanslag in Kabul zijn zondag tientallen burgers gedood.", "default", (20, None, 99)),
    ("Bij een aanslag in Kabul zijn zondag tientallen burgers gedood.", "acled", (None, 10, None)),
    ("Bij een aanslag in Kabul zijn zondag honderden burgers gedood.", "acled", (None, 100, None)),
])
def test_the_user_may_swap_the_rule_table(text: str, rules: str, bounds: Bounds) -> None:
    import kroniek  # noqa: PLC0415

    record = kroniek.read(text, published="2020-06-15", language="nl", rules=rules)
    [toll] = [t for e in record.events for t in e.toll]
    assert toll.best == bounds[1]
    if bounds[1] is None:
        assert (toll.low, toll.high) == (bounds[0], bounds[2])
