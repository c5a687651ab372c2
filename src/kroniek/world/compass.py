"""Directions before a country or region: "Noord-Irak", "northern Syria", "het oosten van Oekraïne".

The words stand in ``data/directions.yaml``. Such a region is no row of the tables: it is made from its country when
asked for, with an id like ``SYR@north-east``.
"""
from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from kroniek.world.folding import fold

if TYPE_CHECKING:
    from kroniek.world import Entity, World

_SHIFTS = {"north": (1, 0), "south": (-1, 0), "east": (0, 1), "west": (0, -1), "north-east": (1, 1),
           "north-west": (1, -1), "south-east": (-1, 1), "south-west": (-1, -1), "centre": (0, 0)}
"""Direction to steps (north, east)."""


class Directions(msgspec.Struct, frozen=True):
    """The words of one language: ``prefixes`` stand before the name ("noord", "northern"), ``nouns`` before "of" and
    the name ("noorden", "north"), ``names`` make the name of the region ("northern {}"), ``possessive`` are endings."""

    prefixes: dict[str, str]
    nouns: dict[str, str]
    names: dict[str, str]
    possessive: tuple[str, ...] = ()


@cache
def directions() -> dict[str, Directions]:
    """The direction words per language."""
    import yaml  # noqa: PLC0415  not needed where no direction is read

    text = (Path(__file__).with_name("data") / "directions.yaml").read_text("utf-8")
    raw: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return {lang: Directions(prefixes={fold(w): d for d, words in part["prefixes"].items() for w in words},
                             nouns={fold(w): d for d, words in part["nouns"].items() for w in words},
                             names=part["names"], possessive=tuple(part["possessive"])) for lang, part in raw.items()}


def split_direction(key: str, lang: str | None) -> tuple[str, str] | None:
    """``"noordoost syrie"`` to ``("north-east", "syrie")``; null where no direction word stands before a name."""
    for words in _languages(lang):
        first, _, rest = key.partition(" ")
        direction = words.prefixes.get(first)
        if direction is not None and rest:
            second, _, more = rest.partition(" ")       # "north eastern syria"
            both = words.prefixes.get(f"{first} {second}")
            return (both, more) if both is not None and more else (direction, rest)
    return None


def owner_of(key: str, lang: str | None) -> str | None:
    """``"amerikas"`` to ``"amerika"``: the key without a possessive ending; null where it has none."""
    for words in _languages(lang):
        for ending in words.possessive:
            if len(key) > len(ending) + 2 and key.endswith(ending):
                return key[:-len(ending)]
    return None


def direction_of(word: str, lang: str | None) -> str | None:
    """The direction a noun names ("noorden", "north-east"), as in "the north of Iraq"; null for other words."""
    key = fold(word)
    for words in _languages(lang):
        if key in words.nouns:
            return words.nouns[key]
    return None


def _languages(lang: str | None) -> list[Directions]:
    known = directions()
    return [known[lang]] if lang in known else list(known.values()) if lang is None else []


def compass(whole: Entity, direction: str, world: World) -> Entity | None:
    """The part of a country (or region) that lies in a direction, as an entity of kind ``region``.

    Its point lies half way between the middle and the edge of the country's inhabited places; for a region, whose
    extent is not known, it is the region's own point. Null for a word that is no direction.
    """
    if direction not in _SHIFTS:
        return None
    north, east = _SHIFTS[direction]
    lat, lon = whole.lat, whole.lon
    extent = world.extent(whole.id) if whole.kind == "country" else None
    if extent is not None:
        south_, west_, north_, east_ = extent
        lat = round((south_ + north_) / 2 + north * (north_ - south_) / 4, 3)
        lon = round((west_ + east_) / 2 + east * (east_ - west_) / 4, 3)
    names = {lang: words.names.get(direction, "{}").format(whole.name(lang)) for lang, words in directions().items()}
    return msgspec.structs.replace(
        whole, id=f"{whole.id}@{direction}", kind="region", name_en=names.get("en"), name_nl=names.get("nl"), lat=lat,
        lon=lon, precision="region", geonames=None, population=None, role=None,
        country=whole.id if whole.kind == "country" else whole.country)
