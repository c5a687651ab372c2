"""Who is who at a time, and whom a misspelt name means.

:func:`closest` finds the actor whose name a form misspells ("Kaitab Hezbollah"); :func:`holder` who held an office,
:func:`affiliations_on` who stood with whom. Nothing here knows a word of a language: the names are in the tables.
"""
from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kroniek.world import Affiliation, Office, Sense, World
from kroniek.world.folding import fold

__all__ = ["Known", "Match", "affiliations_on", "closest", "closest_of", "holder", "holders", "holds", "known_names"]


class Known(NamedTuple):
    """A name that may be misspelt: its key, the key's words, the key without spaces; whose name it is, as spelt."""

    key: str
    words: tuple[str, ...]
    letters: str
    sense: str
    entity: str
    form: str


class Match(NamedTuple):
    """The actor that a form most likely misspells: its id, the name that is meant, and how alike they are (0 to 1)."""

    id: str
    alias: str
    score: float


# -- misspelt names ---------------------------------------------------------------------------------------------------

# Calibrated on two sides. Wanted: every name of 8 letters or more in actors.yaml with one or two random slips (a letter
# doubled, dropped, changed, or two exchanged) must find its own actor or nothing. Unwanted: all runs of one to four
# words of the Dutch treebanks in training/data that begin with a capital (100 k forms) must find nothing but real
# variants. The figures reached stand in docs/_data_actors.md; a step more of any limit costs wrong actors at once.
MIN_LETTERS = 7
"""A single word shorter than this is never held for a slip: too many other words lie one letter away."""
SLIPS = ((10, 1), (20, 2))
MOST_SLIPS = 3
"""Letters of the whole name, and the slips a name with fewer letters than that may contain."""
WORD_SLIPS = ((5, 0), (8, 1))
MOST_WORD_SLIPS = 2
"""The same for each word, by the longer of the two; two more letters that only changed places count as one slip."""
JOINED_LETTERS = 8
"""Letters from which a name may be split or joined otherwise than in the table ("Alshabaab")."""
PERSON_LETTERS = 3
"""Words of persons' names shorter than this must be the same: initials, numbers ("Elizabeth I", not "Elizabeth II")."""
SINGLE_WORD_ROLES = frozenset({"REB", "PRM", "MIL", "SPY"})
"""Roles of organisations whose one-word names are looked for; those of media and firms lie too near to other words."""
TELLING = frozenset({"country", "capital", "adjective", "inhabitant", "region", "actor", "organ", "person"})
"""Senses of a word that is no slip: who writes it means it ("Iraqi army" is not "Iranian army")."""
_SAME_SOUND = re.compile(r"[aeiouyjwh']|(.)(?=\1)")
_VOICES = str.maketrans("cqzvx", "kksfk")


def closest(form: str, world: World | None = None, lang: str | None = None) -> Match | None:
    """The actor, organ or person whose name ``form`` misspells, or null.

    For names that :meth:`World.lookup` does not know; one that it does know gives null. A person is only found where
    the difference is one of transcription (same consonants), never by surname alone: another may well bear that name.
    """
    return _closest(form, world or World.default(), lang)


@lru_cache(maxsize=8192)
def _closest(form: str, world: World, lang: str | None) -> Match | None:
    key = fold(form)
    if len(key.replace(" ", "")) < MIN_LETTERS or world.lookup([form], lang):
        return None
    match = closest_of(form, known_names(world))
    if match is None:
        return None
    wrong = set(key.split()) - set(fold(match.alias).split())
    senses = world.lookup(sorted(wrong), lang)
    return None if any(_is_telling(found) for found in senses.values()) else match


def _is_telling(senses: Sequence[Sense]) -> bool:
    return any(sense.sense in TELLING for sense in senses)


def closest_of(form: str, names: Sequence[Known]) -> Match | None:
    """The one of these names that ``form`` misspells; null where none does or names of two actors are equally near."""
    key = fold(form)
    words, letters = tuple(key.split()), key.replace(" ", "")
    if len(letters) < MIN_LETTERS:
        return None
    near = process.extract(letters, [name.letters for name in names], scorer=OSA.distance,
                           score_cutoff=MOST_SLIPS, limit=None, processor=None)
    best: dict[str, tuple[int, float, Known]] = {}
    for _, slips, at in near:
        name = names[at]
        if misspells(words, name, int(slips)):
            score = 1 - slips / max(len(letters), len(name.letters))
            if name.entity not in best or (int(slips), -score) < best[name.entity][:2]:
                best[name.entity] = (int(slips), -score, name)
    ranked = sorted(best.values(), key=lambda b: (b[0], b[1], b[2].entity))
    if not ranked or (len(ranked) > 1 and ranked[1][0] == ranked[0][0]):
        return None
    return Match(ranked[0][2].entity, ranked[0][2].form, round(-ranked[0][1], 3))


def misspells(words: tuple[str, ...], name: Known, slips: int) -> bool:
    """Whether these words, ``slips`` letters away from the name as a whole, may be a misspelling of it."""
    letters = "".join(words)
    length = min(len(letters), len(name.letters))
    if slips > _limit(length, SLIPS, MOST_SLIPS) or _digits(letters) != _digits(name.letters):
        return False
    if len(words) != len(name.words):
        return (name.sense != "person" and length >= JOINED_LETTERS and slips <= (0 if length < SLIPS[0][0] else 1)
                and letters[0] == name.letters[0])
    if name.sense == "person":
        return len(words) > 1 and all(a == b or _sounds_alike(a, b) for a, b in zip(words, name.words, strict=True))
    return all(a == b or _is_slip(a, b) for a, b in zip(words, name.words, strict=True))


def _is_slip(a: str, b: str) -> bool:
    if a[0] != b[0] or abs(len(a) - len(b)) > 1:      # two letters more make another word of the family
        return False
    distance = OSA.distance(a, b)
    if sorted(a) == sorted(b):
        distance -= 1
    return distance <= _limit(max(len(a), len(b)), WORD_SLIPS, MOST_WORD_SLIPS)


def _limit(length: int, steps: tuple[tuple[int, int], ...], most: int) -> int:
    return next((slips for below, slips in steps if length < below), most)


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def _sounds_alike(a: str, b: str) -> bool:
    return min(len(a), len(b)) >= PERSON_LETTERS and _sounds(a) == _sounds(b)


def _sounds(word: str) -> str:
    """The consonants of a word, as far as transcriptions agree on them: Soleimani, Suleymani; Chamenei, Kamenei."""
    return word[0].translate(_VOICES) + _SAME_SOUND.sub("", word[1:].translate(_VOICES))


@cache
def known_names(world: World) -> tuple[Known, ...]:
    """The names that may be misspelt: of actors and organs written by hand, and of persons; read once."""
    rows = world._query(
        "SELECT n.key, n.sense, n.entity, n.form, e.role FROM name n JOIN entity e ON e.id = n.entity"
        " WHERE n.sense IN ('actor', 'organ', 'person') AND e.source LIKE 'kroniek%' ORDER BY n.key, n.n")
    return tuple(
        Known(key, words, letters, sense, entity, form)
        for key, sense, entity, form, role in rows
        if len(letters := key.replace(" ", "")) >= MIN_LETTERS - 1 and form[:1] != form[:1].lower()
        and (len(words := tuple(key.split())) > 1 or role in SINGLE_WORD_ROLES))


# -- offices and ties at a time ---------------------------------------------------------------------------------------

_DATE = re.compile(r"-?\d{4}(?:-\d{2}(?:-\d{2})?)?")


def holds(since: str | None, until: str | None, on: str | None) -> bool:
    """Whether what lasted from ``since`` to ``until`` may have held on some day of ``on`` (EDTF: a day, month, year,
    interval or set). An open or unknown end bounds nothing; nor does an unknown ``on``."""
    if on is None or not (days := _DATE.findall(on)):
        return True
    first, last = min(map(_first_day, days)), max(map(_last_day, days))
    if on.startswith("../"):
        first = ""
    if on.endswith("/.."):
        last = "9999-12-31"
    return not (since and _first_day(since) > last) and not (until and _last_day(until) < first)


def _first_day(edtf: str) -> str:
    return edtf[:10].rstrip("~?%") + "-01-01"[len(edtf.rstrip("~?%")) - 4:]


def _last_day(edtf: str) -> str:
    return edtf[:10].rstrip("~?%") + "-12-31"[len(edtf.rstrip("~?%")) - 4:]


def holders(office: str, entity: str, on: str | None, world: World | None = None) -> list[Office]:
    """All who may have held this office of a country or organisation on that date, the latest first."""
    found = [o for o in _offices(world or World.default())
             if o.office == office and o.entity == entity and holds(o.since, o.until, on)]
    return sorted(found, key=lambda o: (o.since or "", o.person), reverse=True)


def holder(office: str, country: str, on: str | None, world: World | None = None) -> str | None:
    """The id of the person who held ``office`` (president, foreign-minister, leader ...) of a country or organisation
    on a date; null where nobody or more than one person may have (a day of handing over, a year with two of them)."""
    found = {o.person for o in holders(office, country, on, world)}
    return found.pop() if len(found) == 1 else None


def affiliations_on(id: str, date: str | None, world: World | None = None) -> list[Affiliation]:
    """The ties of this actor, on either side, that may have held on that date (EDTF)."""
    return [tie for tie in (world or World.default()).affiliations(id) if holds(tie.since, tie.until, date)]


@cache
def _offices(world: World) -> tuple[Office, ...]:
    rows = world._query("SELECT person, office, entity, since, until FROM office ORDER BY person, n")
    return tuple(Office(*row) for row in rows)
