"""Which of several places of one name is meant, and how sure that is.

Every candidate gathers support, strongest first: the sentence puts it in a country; its country is named in the text;
other places of the text lie near it or in its country; what kind of place it is. Population decides only between
candidates that are otherwise equal, and a small place that nothing but its name speaks for gets a low score. The choice
says why in one sentence.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from math import exp
from pathlib import Path

import msgspec

from kroniek.world import Entity, Sense, World
from kroniek.world.compass import compass, direction_of
from kroniek.world.folding import fold
from kroniek.world.geo import haversine

__all__ = ["PlaceMention", "ResolvedPlace", "compass", "direction_of", "resolve_places"]

LOCAL = frozenset({"place", "region", "facility", "capital"})

# Weights of the kinds of support. Set by hand so that each kind outweighs all weaker ones together; checked by the
# ambiguity cases in tests/test_world_places.py.
INSIDE, OUTSIDE = 6.0, -4.0
NAMED, NAMED_AGAIN, NAMED_MOST = 2.0, 0.15, 0.6
COMPANY = 1.0
NEAR, NEAR_KM, NEAR_SAYS_KM = 1.2, 250.0, 400.0
"""Support of the nearest other place, its decay length, and the distance up to which it is given as a reason."""
KIND = {"capital": 1.0, "region": 0.9, "admin1": 0.6, "facility": 0.5}
LARGE, LARGE_FROM, TOWN, TOWN_FROM, VILLAGE = 0.8, 100_000, 0.4, 10_000, 0.2
BY_HAND, OWN_NAME = 0.3, 0.1
EQUAL = 0.05
"""Differences in support below this are none: then, and only then, population decides."""
ALONE, CLEAR, CERTAIN = 0.8, 0.5, 1.5
"""For the score only: added where no other place of that name comes near; how far behind the next one must be for that;
how much support makes it nearly certain."""
SEAT_FROM = 5_000
"""Inhabitants from which a town stands for the unit of its name ("Kidal") where the text names no unit."""
UNSUPPORTED, ELSEWHERE = 0.35, 0.7
"""What is left of the score of a small place for which nothing in the text speaks; of any other place where the text
names only countries that it does not lie in."""
SEAT_KM, SAME_SPOT_KM, NEXT_DOOR_KM = 250.0, 80.0, 15.0
"""How far a unit's middle may lie from its town; within which two entries of one country, or of any, are one spot."""


class PlaceMention(msgspec.Struct, frozen=True):
    """A name in a text that may be a place: offsets, words, what it may mean; ``inside`` the ISO 3166-1 alpha-3 code
    of a country that the sentence itself puts it in ("Taji, Irak"); ``lang`` the language of the text."""

    start: int
    end: int
    text: str
    senses: Sequence[Sense]
    inside: str | None = None
    lang: str | None = None


class ResolvedPlace(msgspec.Struct, frozen=True):
    """The place chosen for a mention. ``score`` runs from 0 to 1 (below 0.4: a guess); ``why`` is a sentence."""

    mention: PlaceMention
    entity: Entity
    precision: str
    lat: float | None
    lon: float | None
    country: str | None
    geonames: int | None
    score: float
    why: str


class _Candidate(msgspec.Struct):
    entity: Entity
    capital: bool
    own_name: bool
    countries: frozenset[str]
    inside: float = 0.0
    named: float = 0.0
    company: float = 0.0
    near: float = 0.0
    feature: float = 0.0
    near_what: str = ""
    near_km: float = 0.0
    named_what: str = ""

    @property
    def total(self) -> float:
        return self.inside + self.named + self.company + self.near + self.feature

    @property
    def supported(self) -> bool:
        return self.inside > 0 or self.named > 0 or self.company > 0 or 0 < self.near_km <= NEAR_SAYS_KM


def resolve_places(mentions: Sequence[PlaceMention], *, countries_in_text: Mapping[str, int],
                   world: World) -> list[ResolvedPlace | None]:
    """One result for each mention, in order; null where the name is no place here (an everyday word or a surname that
    nothing in the text makes a place, or a name without a local sense).

    ``countries_in_text`` counts how often the text names each country (ISO 3166-1 alpha-3), by name or nationality.
    """
    ids = {s.entity for m in mentions for s in m.senses if s.sense in LOCAL}
    entities = world.entities(ids)
    members = world.region_countries(ids)
    rows = [_candidates(m, entities, members) for m in mentions]
    for mention, row in zip(mentions, rows, strict=True):
        for candidate in row:
            _judge(candidate, mention, countries_in_text)
    anchors = _anchors(mentions, rows)
    for mention, row in zip(mentions, rows, strict=True):
        if len(row) > 1 or (row and not row[0].supported):
            others = [a for key, a in anchors.items() if key != fold(mention.text)]
            for candidate in row:
                _judge_company(candidate, others)
    return [_choose(m, row, bool(countries_in_text), world) for m, row in zip(mentions, rows, strict=True)]


def _candidates(mention: PlaceMention, entities: Mapping[str, Entity],
                members: Mapping[str, frozenset[str]]) -> list[_Candidate]:
    found: dict[str, _Candidate] = {}
    key = fold(mention.text)
    for sense in mention.senses:
        entity = entities.get(sense.entity)
        if sense.sense not in LOCAL or entity is None:
            continue
        known = found.get(entity.id)
        if known is None:
            countries = members.get(entity.id) or frozenset({entity.country} if entity.country else ())
            own = any(key in _with_and_without_article(fold(n)) for n in (entity.name_en, entity.name_nl) if n)
            found[entity.id] = _Candidate(entity, sense.sense == "capital", own, countries)
        elif sense.sense == "capital":
            known.capital = True
    return list(found.values())


def _with_and_without_article(key: str) -> tuple[str, ...]:
    """A key, and what stands after a first word of two or three letters, which in these names is an article."""
    first, _, rest = key.partition(" ")
    return (key, rest) if rest and len(first) in {2, 3} else (key,)


def _judge(candidate: _Candidate, mention: PlaceMention, countries: Mapping[str, int]) -> None:
    """Support from the sentence, from the countries of the text, and from the kind of place."""
    entity = candidate.entity
    if mention.inside is not None:
        candidate.inside = INSIDE if mention.inside in candidate.countries else OUTSIDE if candidate.countries else 0.0
    named = [c for c in candidate.countries if countries.get(c)]
    if named:
        best = max(sorted(named), key=lambda c: countries[c])
        candidate.named = NAMED + min(NAMED_MOST, NAMED_AGAIN * (countries[best] - 1))
        candidate.named_what = best
    population = entity.population or 0
    if candidate.capital:
        feature = KIND["capital"]
    elif entity.kind in KIND:
        feature = KIND[entity.kind]
    else:
        feature = LARGE if population >= LARGE_FROM else TOWN if population >= TOWN_FROM else VILLAGE
    feature += (BY_HAND if _by_hand(entity) else 0.0) + (OWN_NAME if candidate.own_name else 0.0)
    candidate.feature = feature


def _anchors(mentions: Sequence[PlaceMention], rows: Sequence[Sequence[_Candidate]]) -> dict[str, _Candidate]:
    """Places of the text that are sure enough to speak for others: one spot only, no mere guess, no capital (which
    mostly stands for its government), no region or sea."""
    anchors: dict[str, _Candidate] = {}
    for mention, row in zip(mentions, rows, strict=True):
        sure = [c for c in row if c.inside > 0] or [c for c in row if c.named > 0] or row
        if not sure or any(c.capital for c in row) or _word(fold(mention.text), mention.lang):
            continue
        best = max(sure, key=lambda c: (c.total, c.entity.population or 0))
        if best.entity.kind == "region" or best.entity.lat is None or best.entity.lon is None:
            continue
        if all(c is best or _same(c, best) for c in sure):
            anchors.setdefault(fold(mention.text), best)
    return anchors


def _judge_company(candidate: _Candidate, anchors: Sequence[_Candidate]) -> None:
    """Support from the other places of the text: how near the nearest is, and whether one lies in the same country."""
    nearest: tuple[float, _Candidate] | None = None
    for anchor in anchors:
        km = _km(candidate.entity, anchor.entity)
        if nearest is None or km < nearest[0]:
            nearest = (km, anchor)
        if anchor.countries & candidate.countries and (anchor.inside or anchor.named or anchor.feature >= LARGE):
            candidate.company = COMPANY
    if nearest is not None:
        candidate.near_km = max(nearest[0], 0.1)
        candidate.near = NEAR * exp(-nearest[0] / NEAR_KM)
        candidate.near_what = nearest[1].entity.name()


def _same(a: _Candidate, b: _Candidate) -> bool:
    """Whether two candidates are one spot: a town and its twin entry, or a town and the unit of its name."""
    km = _km(a.entity, b.entity)
    if a.countries != b.countries:
        return km <= NEXT_DOOR_KM
    return "admin1" in {a.entity.kind, b.entity.kind} or km <= SAME_SPOT_KM


def _by_hand(entity: Entity) -> bool:
    return "hand" in (entity.source or "")


def _km(a: Entity, b: Entity) -> float:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return 20_000.0
    return haversine(a.lat, a.lon, b.lat, b.lon)


def _choose(mention: PlaceMention, row: list[_Candidate], others_named: bool, world: World) -> ResolvedPlace | None:
    if not row:
        return None
    key = fold(mention.text)
    ranked = sorted(row, key=lambda c: (-round(c.total / EQUAL), -(c.entity.population or 0), c.entity.id))
    best = ranked[0]
    if best.entity.kind == "admin1":
        best = next((c for c in ranked if c.entity.kind == "place" and c.countries == best.countries
                     and (c.entity.population or 0) >= SEAT_FROM and _km(c.entity, best.entity) <= SEAT_KM), best)
    if _word(key, mention.lang) and best.entity.kind == "place":
        return None
    if _surname(key, mention.lang) and best.entity.kind in {"place", "admin1"} and best.inside <= 0 and best.named <= 0:
        return None
    rival = next((c for c in ranked if c is not best and not _same(c, best)), None)
    small = best.entity.kind == "place" and not best.capital and not _by_hand(best.entity) \
        and (best.entity.population or 0) < LARGE_FROM
    clear = 1.0 if rival is None else 1 - exp(-max(0.0, best.total - rival.total) / CLEAR)
    score = (1 - exp(-(best.total + ALONE * clear) / CERTAIN)) * (1 + clear) / 2
    if small and not best.supported:
        score *= UNSUPPORTED
    elif others_named and best.countries and not best.capital and not best.supported:
        score *= ELSEWHERE
    entity = best.entity
    return ResolvedPlace(
        mention=mention, entity=entity, precision=entity.precision or "unknown", lat=entity.lat, lon=entity.lon,
        country=entity.country, geonames=entity.geonames, score=round(max(0.0, min(1.0, score)), 2),
        why=_why(best, rival, small, world))


def _why(best: _Candidate, rival: _Candidate | None, small: bool, world: World) -> str:
    """The strongest support that the rival lacks, in a sentence."""
    def label(c: _Candidate) -> str:
        country = world.entity(c.entity.country) if c.entity.country else None
        name = c.entity.name()
        return f"{name} ({country.name()})" if country is not None and country.id != c.entity.id else name

    def lead(kind: str) -> bool:
        return bool(getattr(best, kind) > (getattr(rival, kind) + EQUAL if rival is not None else 0))

    head = f"chosen over {label(rival)} because " if rival is not None else f"the only {label(best)} in the tables; "
    if lead("inside"):
        country = world.entity(best.entity.country or "")
        return head + f"the sentence puts it in {country.name() if country else 'that country'}"
    if lead("named"):
        named = world.entity(best.named_what)
        return head + f"{named.name() if named else best.named_what} is named in the text"
    if best.near > 0 and best.near_km <= NEAR_SAYS_KM and lead("near"):
        return head + f"it lies {best.near_km:.0f} km from {best.near_what}, which the text names too"
    if lead("company"):
        country = world.entity(best.entity.country or "")
        return head + f"the text names other places in {country.name() if country else 'its country'}"
    if small and not best.supported:
        return head + ("it is the larger of two small places; " if rival is not None else "") \
            + "nothing else in the text speaks for it, so this is a guess"
    if rival is not None and best.feature <= rival.feature + EQUAL and not best.supported:
        return head + "it has more inhabitants; nothing in the text speaks for either"
    return head + (f"it is {_kind(best)}" if rival is not None or not best.supported else "the text speaks for it")


def _kind(c: _Candidate) -> str:
    if c.capital:
        return "a seat of government"
    if c.entity.kind == "admin1":
        return "a first-level administrative unit"
    if c.entity.kind == "region":
        return "a region known by that name"
    if c.entity.kind == "facility":
        return "a site known by that name"
    return "a large city" if (c.entity.population or 0) >= LARGE_FROM else "the best-known place of that name"


# -- names that are mostly something else -----------------------------------------------------------------------------

def _word(key: str, lang: str | None) -> bool:
    return any(key in words for words, _ in _stopnames(lang))


def _surname(key: str, lang: str | None) -> bool:
    return any(key in names for _, names in _stopnames(lang))


@cache
def _stopnames(lang: str | None) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Per language: everyday words (never a place), and personal names (a place only where its country is named)."""
    out = []
    for path in sorted(Path(__file__).with_name("data").glob(f"stopnames.{lang or '*'}.txt")):
        parts: dict[str, set[str]] = {"words": set(), "names": set()}
        section = "words"
        for line in path.read_text("utf-8").splitlines():
            line = line.split("#")[0].strip()
            if line.startswith("["):
                section = line.strip("[]")
            else:
                parts[section].update(fold(w) for w in line.split())
        out.append((frozenset(parts["words"]), frozenset(parts["names"])))
    return tuple(out)
