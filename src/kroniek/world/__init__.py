"""What is known beforehand: places, countries and their nationality words, actors with dated ties and offices.

One read-only SQLite file, built by ``scripts/build_world.py`` from the sources in ``data/`` (see ``DATA.md``), opened
when first asked. :class:`World` answers two questions: what may this form mean (:meth:`World.lookup`) and what is known
of that thing (:meth:`World.entity`). ``places`` settles which of several places is meant.
"""
from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from kroniek.errors import UserError
from kroniek.world.folding import fold

__all__ = ["Affiliation", "Entity", "Office", "Sense", "World", "fold"]

_CHUNK = 900
"""Parameters in one SQL statement; SQLite builds before 3.32 allow 999."""
_BORROWED = frozenset({"country", "capital", "place", "region", "facility", "actor", "person", "organ"})
"""Senses whose name in another language still counts where the text's own language has none."""
_OWNING = frozenset({"country", "capital", "region", "actor", "person"})
"""Senses of names that stand in the possessive ("Ruslands leger", "Iraq's government")."""
_AT = "@"
"""Joins a country or region and a direction into the id of a compass region: ``SYR@north-east``."""


class Sense(msgspec.Struct, frozen=True):
    """One thing a form may mean. ``sense``: country | adjective | inhabitant | capital | place | region | facility |
    actor | person | organ; ``form`` is the name as the table spells it; ``lang`` null: in any language."""

    sense: str
    entity: str
    form: str
    lang: str | None


class Entity(msgspec.Struct, frozen=True):
    """A known thing. ``kind``: country | region | admin1 | place | facility | actor | person | organ; ``country`` is
    ISO 3166-1 alpha-3 (XKX for Kosovo); ``role`` a PLOVER sector; ``lat``/``lon`` WGS 84 degrees; ``precision`` as in
    the record's places; ``geonames`` the GeoNames number; ``since``/``until`` EDTF."""

    id: str
    kind: str
    name_en: str | None = None
    name_nl: str | None = None
    country: str | None = None
    role: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str | None = None
    geonames: int | None = None
    population: int | None = None
    since: str | None = None
    until: str | None = None
    source: str | None = None

    def name(self, lang: str | None = None) -> str:
        """The name in this language, else the English one, else the id."""
        return (self.name_nl if lang == "nl" else None) or self.name_en or self.name_nl or self.id


class Affiliation(msgspec.Struct, frozen=True):
    """``a`` stands to ``b`` as ``kind`` says (part-of | supported-by | controlled-by | allied-with | opposed-to)
    from ``since`` to ``until`` (EDTF; null: not bounded)."""

    a: str
    b: str
    kind: str
    since: str | None = None
    until: str | None = None
    source: str | None = None


class Office(msgspec.Struct, frozen=True):
    """``person`` held ``office`` (president, foreign-minister, leader ...) of ``entity`` since .. until (EDTF)."""

    person: str
    office: str
    entity: str
    since: str | None = None
    until: str | None = None


_ENTITY_COLUMNS = ", ".join(Entity.__struct_fields__)


class World:
    """The world tables. Opens its file when first asked; safe to share between threads for reading."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db: sqlite3.Connection | None = None
        self._entities: dict[str, Entity | None] = {}
        self._senses: dict[str, list[Sense]] = {}
        self._regions: dict[str, frozenset[str]] | None = None

    @staticmethod
    def default() -> World:
        """The tables that ship with the package, one instance a process."""
        return _default()

    # -- names ------------------------------------------------------------------------------------------------------

    def lookup(self, forms: Iterable[str], lang: str | None) -> dict[str, list[Sense]]:
        """What each form may mean in a text of this language; forms that mean nothing known are left out.

        Senses come in table order: by kind, the more populous place first (an order, not a judgement). Names of any
        language count with those of ``lang``; where there are none, proper names of other languages do. A direction
        before a country or region ("Noord-Irak", "eastern Syria") gives a compass region; a possessive ("Ruslands")
        is known by its name.
        """
        from kroniek.world.compass import owner_of, split_direction  # noqa: PLC0415  it needs Sense from here

        keys = {form: fold(form) for form in forms}
        compass = {form: parts for form, key in keys.items() if (parts := split_direction(key, lang)) is not None}
        owners = {form: owner for form, key in keys.items() if (owner := owner_of(key, lang)) is not None}
        self._load_senses({*keys.values(), *owners.values(), *(rest for _, rest in compass.values())})
        found: dict[str, list[Sense]] = {}
        for form, key in keys.items():
            senses = self._in_language(key, lang)
            if not senses and form in compass:
                direction, rest = compass[form]
                senses = [Sense("region", f"{s.entity}{_AT}{direction}", form, s.lang)
                          for s in self._in_language(rest, lang) if s.sense in {"country", "region"}]
            if not senses and form in owners:
                senses = [s for s in self._in_language(owners[form], lang) if s.sense in _OWNING]
            if senses:
                found[form] = senses
        return found

    def _in_language(self, key: str, lang: str | None) -> list[Sense]:
        senses = self._senses.get(key, [])
        if lang is None or not senses:
            return list(senses)
        own = [s for s in senses if s.lang is None or s.lang == lang]
        return own or [s for s in senses if s.sense in _BORROWED]

    def _load_senses(self, keys: Iterable[str]) -> None:
        if len(self._senses) > 200_000:      # about 40 MB: a long run over many articles starts afresh
            self._senses.clear()
        missing = sorted(k for k in keys if k and k not in self._senses)
        for chunk in _chunks(missing):
            for key in chunk:
                self._senses[key] = []
            marks = ",".join("?" * len(chunk))
            for key, sense, entity, language, form in self._query(
                    f"SELECT key, sense, entity, lang, form FROM name WHERE key IN ({marks}) ORDER BY key, n", chunk):
                self._senses[key].append(Sense(sense, entity, key.title() if form is None else form, language))

    # -- things -----------------------------------------------------------------------------------------------------

    def entity(self, id: str) -> Entity | None:
        """What is known of this id; null where nothing is."""
        if id not in self._entities:
            self.entities([id])
        return self._entities.get(id)

    def entities(self, ids: Iterable[str]) -> dict[str, Entity]:
        """Those of these ids that are known, in one query."""
        asked = list(ids)
        if len(self._entities) > 100_000:
            self._entities.clear()
        missing = sorted({i for i in asked if i not in self._entities})
        plain = [i for i in missing if _AT not in i]
        for chunk in _chunks(plain):
            for id in chunk:
                self._entities[id] = None
            marks = ",".join("?" * len(chunk))
            for row in self._query(f"SELECT {_ENTITY_COLUMNS} FROM entity WHERE id IN ({marks})", chunk):
                self._entities[row[0]] = Entity(*row)
        for id in missing:
            if _AT in id:
                from kroniek.world.compass import compass  # noqa: PLC0415

                base, _, direction = id.partition(_AT)
                whole = self.entity(base)
                self._entities[id] = None if whole is None else compass(whole, direction, self)
        return {i: e for i in asked if (e := self._entities.get(i)) is not None}

    def affiliations(self, id: str) -> list[Affiliation]:
        """All dated ties in which this entity is either side."""
        return [Affiliation(*row) for row in self._query(
            "SELECT a, b, kind, since, until, source FROM affiliation WHERE a = ? OR b = ? ORDER BY a, b, kind, since",
            (id, id))]

    def offices(self, person: str) -> list[Office]:
        """The offices a person has held, the latest first."""
        return [Office(*row) for row in self._query(
            "SELECT person, office, entity, since, until FROM office WHERE person = ?"
            " ORDER BY coalesce(since, '') DESC, office, entity", (person,))]

    def region_countries(self, ids: Iterable[str]) -> dict[str, frozenset[str]]:
        """The countries (ISO 3166-1 alpha-3) that a region written by hand lies in, for those ids that have any."""
        if self._regions is None:
            regions: dict[str, set[str]] = {}
            for region, country in self._query("SELECT region, country FROM region_country"):
                regions.setdefault(region, set()).add(country)
            self._regions = {k: frozenset(v) for k, v in regions.items()}
        return {i: self._regions[i] for i in ids if i in self._regions}

    def extent(self, country: str) -> tuple[float, float, float, float] | None:
        """South, west, north, east (degrees) between which the country's places lie, outliers aside."""
        for row in self._query("SELECT south, west, north, east FROM extent WHERE country = ?", (country,)):
            return row[0], row[1], row[2], row[3]
        return None

    # -- the file ---------------------------------------------------------------------------------------------------

    def _query(self, sql: str, parameters: Iterable[Any] = ()) -> Iterator[tuple[Any, ...]]:
        if self._db is None:
            self._db = self._open()
        return iter(self._db.execute(sql, tuple(parameters)).fetchall())

    def _open(self) -> sqlite3.Connection:
        if not self.path.is_file():
            raise UserError(f"the world tables are missing at {self.path}: run scripts/build_world.py", code="no-world")
        # immutable: the packaged file never changes under us, so no lock and no journal are looked for
        return sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


@cache
def _default() -> World:
    return World(Path(__file__).with_name("data") / "world.sqlite")


def _chunks(items: list[str]) -> Iterator[list[str]]:
    for at in range(0, len(items), _CHUNK):
        yield items[at:at + _CHUNK]
