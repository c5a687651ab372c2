"""Where it happened: names, regions, directions, and which of several places a name means."""
# ruff: noqa: E501  the tables read best with one row a line
from __future__ import annotations

import pytest

from coded import coded, rows, the_event, told, wrong_today

# what it tests; text; name, country, precision of the place of its one ASSAULT
TABLE = [
    ("a city", "In Kabul is zondag een bom ontploft.", "Kabul", "AFG", "city"),
    ("a Dutch exonym", "In Damascus is zondag een bom ontploft.", "Damascus", "SYR", "city"),
    ("a Dutch spelling", "In Charkov is zondag een bom ontploft.", "Kharkiv", "UKR", "city"),
    ("city and country", "Bij een aanslag in Tripoli in Libanon vielen zondag doden.", "Tripoli", "LBN", "city"),
    ("country in brackets", "Bij een aanslag in Tripoli (Libië) vielen zondag doden.", "Tripoli", "LBY", "city"),
    ("country of the sentence before", "Het is onrustig in Syrië. Zondag ontplofte een bom in Hama.", "Hama", "SYR", "city"),
    ("a country alone", "Bij een aanslag in Somalië vielen zondag doden.", "Somalia", "SOM", "country"),
    ("a region", "In de Sahel vielen zondag doden bij een aanslag.", "Sahel", None, "region"),
    ("a province", "Bij een aanslag in de provincie Helmand vielen zondag doden.", "Helmand", "AFG", "region"),
    ("the east of a country", "Bij een aanslag in het oosten van Turkije vielen zondag doden.", None, "TUR", "region"),
    ("compass and country in one", "Bij een aanslag in Oost-Congo vielen zondag doden.", None, "COD", "region"),
    ("compass adjective", "Bij een aanslag in het noordoosten van Nigeria vielen zondag doden.", None, "NGA", "region"),
    ("a sea", "Een tanker is zondag aangevallen in de Golf van Oman.", "Gulf of Oman", None, "sea"),
    ("a border region", "Bij gevechten in de Donbas vielen zondag doden.", None, "UKR", "region"),
]


@pytest.mark.parametrize(("text", "name", "country", "precision"), rows(TABLE, labelled=True))
def test_places(text: str, name: str | None, country: str | None, precision: str) -> None:
    places = the_event(text, "ASSAULT").places
    assert places, told(text)
    finest = places[0]
    assert (finest.country, finest.precision) == (country, precision), (finest.name, finest.why)
    if name is not None:
        assert finest.name == name


# The same name, settled by what stands around it and never by size alone
AMBIGUOUS = [
    ("In Spanje is het onrustig. In Córdoba vielen zondag doden bij een aanslag.", "ESP"),
    ("In Argentinië is het onrustig. In Córdoba vielen zondag doden bij een aanslag.", "ARG"),
    ("In Libanon is het onrustig. In Tripoli vielen zondag doden bij een aanslag.", "LBN"),
    ("In Libië is het onrustig. In Tripoli vielen zondag doden bij een aanslag.", "LBY"),
    ("In Pakistan is het onrustig. In Hyderabad vielen zondag doden bij een aanslag.", "PAK"),
    ("In India is het onrustig. In Hyderabad vielen zondag doden bij een aanslag.", "IND"),
]


@pytest.mark.parametrize(("text", "country"), rows(AMBIGUOUS))
def test_an_ambiguous_name_is_settled_by_its_context_and_says_so(text: str, country: str) -> None:
    place = the_event(text, "ASSAULT").places[0]
    assert place.country == country, place.why
    assert place.why


@pytest.mark.parametrize("text", rows([
    wrong_today("a place referred to stands only behind a preposition", "In Idlib wordt al weken gevochten. Zondag bombardeerde Rusland dat gebied."),
    wrong_today("a place referred to stands only behind a preposition", "In Idlib wordt al weken gevochten. Zondag bombardeerde Rusland de stad."),
    wrong_today("'daar' is no place", "In Idlib wordt al weken gevochten. Zondag vielen daar doden bij een aanslag."),
]))
def test_that_area_is_the_place_named_before(text: str) -> None:
    last = [e for e in coded(text).events if e.type == "ASSAULT"][-1]
    assert "Idlib" in [p.name for p in last.places], told(text)


@pytest.mark.xfail(strict=False, reason="a name in apposition to a kind of place")
def test_a_place_nobody_knows_is_kept_as_unknown() -> None:
    [place] = the_event("In het dorp Qwelvaar vielen zondag doden bij een aanslag.", "ASSAULT").places
    assert (place.geonames, place.lat, place.precision) == (None, None, "unknown")
    assert "Qwelvaar" in place.text


@pytest.mark.xfail(strict=False, reason="where a speaker stands is taken for where it happened")
def test_where_a_speaker_stands_is_not_where_it_happened() -> None:
    text = "In Parijs zei president Macron dat Rusland zondag een school in Marioepol heeft gebombardeerd."
    assert [p.country for p in the_event(text, "ASSAULT").places] == ["UKR"]


@pytest.mark.parametrize("text", [
    "Turkse soldaten zijn zondag in Syrië beschoten.",
    "Een Frans konvooi is zondag in Mali aangevallen.",
])
def test_a_nationality_is_no_place(text: str) -> None:
    assert not {"TUR", "FRA"} & {p.country for p in the_event(text, "ASSAULT").places}


def test_coordinates_lie_in_the_place() -> None:
    place = the_event("In Kabul is zondag een bom ontploft.", "ASSAULT").places[0]
    assert place.lat == pytest.approx(34.5, abs=0.2)
    assert place.lon == pytest.approx(69.2, abs=0.2)
