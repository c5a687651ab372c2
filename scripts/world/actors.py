"""Rows for actors, organs, persons, offices and affiliations.

Sources, in ``src/kroniek/world/data``: ``actors.yaml``, ``organs.yaml``, ``persons.yaml``, ``affiliations.yaml``,
written by hand; ``actors_ucdp.csv``, ``actors_ofac.csv``, reduced copies; ``actors_leave.txt``, their names left out.

    python scripts/world/actors.py ../shared/world      writes the two reduced copies anew

What is written by hand comes first: a name of the two lists is left out where a hand-written entry has it already.
"""
from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from rapidfuzz import fuzz

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "src")]

from kroniek.world.folding import fold  # noqa: E402 - the script also runs without the package installed

Row = tuple[str, dict[str, Any]]
Entry = dict[str, Any]

KINDS = ("part-of", "supported-by", "controlled-by", "allied-with", "opposed-to")
LANGUAGES = ("nl", "en", "any")
HAND = "kroniek"
EDTF = re.compile(r"-?\d{4}(-\d{2}(-\d{2})?)?[~?%]?\Z")


# -- the rows ---------------------------------------------------------------------------------------------------------

def rows(root: Path) -> Iterator[Row]:
    """All rows for actors. ``root`` is the repository. Raises ``ValueError`` with all that is wrong in the sources."""
    data = root / "src" / "kroniek" / "world" / "data"
    actors, organs, persons = (read_yaml(data / f"{name}.yaml") for name in ("actors", "organs", "persons"))
    ties = read_ties(data / "affiliations.yaml")
    countries = frozenset(row["id"] for row in read_csv(data / "countries.csv"))
    complain(errors(actors, organs, persons, ties, countries))
    taken: set[str] = set(country_keys(data / "countries.csv"))
    for row in hand_rows(actors, organs, persons):
        if row[0] == "name":
            taken.add(row[1]["key"])
        yield row
    yield from tie_rows(actors | organs, ties)
    leave = frozenset(fold(line.split("#")[0]) for line in (data / "actors_leave.txt").read_text("utf-8").splitlines())
    yield from listed_rows(data, actors, taken | leave)


def hand_rows(actors: Entry, organs: Entry, persons: Entry) -> Iterator[Row]:
    for id, entry in actors.items():
        kind = entry.get("kind", "actor")
        yield entity(id, kind, entry, country=entry.get("country"))
        people = {fold(form) for forms in entry.get("inhabitants", {}).values() for form in forms}
        yield from (row for row in entry_names(id, "actor", entry, name_lang="en" if kind == "people" else None)
                    if row[1]["key"] not in people)
        for field, sense in (("adjectives", "adjective"), ("inhabitants", "inhabitant")):
            for lang, forms in entry.get(field, {}).items():
                yield from (name(id, sense, form, lang) for form in forms)
    for id, entry in organs.items():
        yield entity(id, "organ", entry, country=id.split(":")[0])
        yield from entry_names(id, "organ", entry, name_lang="en")
    for id, entry in persons.items():
        dutch = entry.get("nl") or [entry["name"]]
        about = {"role": "GOV", **entry, "name_en": entry["name"], "name_nl": dutch[0], "until": entry.get("died")}
        yield entity(id, "person", about, country=entry["country"])
        yield name(id, "person", entry["name"], None)
        for lang in LANGUAGES:
            yield from (name(id, "person", form, lang) for form in entry.get(lang, []))
        for held in entry["offices"]:
            office = Office.read(held)
            yield "office", {"person": id, "office": office.title, "entity": office.entity,
                             "since": office.since, "until": office.until}


def entry_names(id: str, sense: str, entry: Entry, *, name_lang: str | None) -> Iterator[Row]:
    """The names of an organisation. Its English name counts in every language, as newspapers use it so; that of a
    people or an organ counts in English only, where Dutch has its own."""
    dutch = entry.get("name_nl")
    yield name(id, sense, entry["name_en"], name_lang if dutch and dutch != entry["name_en"] else None)
    if dutch:
        yield name(id, sense, dutch, "nl")
    for lang in LANGUAGES:
        yield from (name(id, sense, form, lang) for form in entry["aliases"][lang])


def tie_rows(entries: Entry, ties: list[Tie]) -> Iterator[Row]:
    for tie in ties:
        yield "affiliation", {**tie._asdict(), "source": HAND}
    stated = {(t.a, t.kind, t.b) for t in ties}
    for id, entry in entries.items():
        parent = entry.get("parent")
        if parent and (id, "part-of", parent) not in stated:
            yield "affiliation", {"a": id, "b": parent, "kind": "part-of", "since": entry.get("since"),
                                  "until": entry.get("until"), "source": HAND}


def listed_rows(data: Path, actors: Entry, taken: Iterable[str]) -> Iterator[Row]:
    """The rows of the two lists: new actors, and aliases of actors written by hand."""
    known = set(taken)
    names: list[Row] = []
    for listed in read_csv(data / "actors_ucdp.csv"):
        if listed["entity"].startswith("UCDP-"):
            yield entity(listed["entity"], "actor", {"name_en": listed["name"], "role": listed["role"]},
                         country=listed["country"] or None, source=f"ucdp:{listed['ucdp']}")
            for lang, field in ((None, "names"), ("en", "names_en")):
                names += [name(listed["entity"], "actor", form, lang) for form in listed[field].split("|") if form]
    for listed in read_csv(data / "actors_ofac.csv"):
        if listed["entity"].startswith("OFAC-"):
            yield entity(listed["entity"], "actor", {"name_en": listed["name"], "role": "REB"},
                         country=None, source=f"ofac:{listed['ofac']}")
        names += [name(listed["entity"], "actor", form, None)
                  for form in (listed["name"], *listed["names"].split("|")) if form]
    # A name that two listed actors share says nothing about either.
    shared = {key for key, n in Counter(key for key, _ in {(r["key"], r["entity"]) for _, r in names}).items() if n > 1}
    yield from (row for row in names if row[1]["key"] and row[1]["key"] not in known | shared)


def entity(id: str, kind: str, entry: Entry, *, country: str | None, source: str | None = None) -> Row:
    numbers = [f"{list}:{entry[list]}" for list in ("ucdp", "ofac") if entry.get(list)]
    return "entity", {
        "id": id, "kind": kind, "name_en": entry["name_en"], "name_nl": entry.get("name_nl") or entry["name_en"],
        "country": country, "role": entry.get("role"), "since": entry.get("since"), "until": entry.get("until"),
        "source": source or " ".join([HAND, *numbers]),
    }


def name(id: str, sense: str, form: str, lang: str | None) -> Row:
    return "name", {"key": fold(form), "sense": sense, "entity": id, "lang": None if lang == "any" else lang,
                    "form": form}


# -- reading and checking the sources ---------------------------------------------------------------------------------

class Tie(NamedTuple):
    a: str
    kind: str
    b: str
    since: str | None
    until: str | None


class Office(NamedTuple):
    """"title ENTITY since/until" in ``persons.yaml``; ``title`` is a key of the role-noun tables, a key only."""

    title: str
    entity: str
    since: str | None
    until: str | None

    @classmethod
    def read(cls, text: str) -> Office:
        title, entity, span = text.split(" ")
        since, until = span.split("/")
        return cls(title, entity, since or None, until or None)


def read_yaml(path: Path) -> Entry:
    """Everything as text: NO is no truth value, 2014 no number. Raises ``ValueError`` for an id that stands twice."""
    text = path.read_text("utf-8")
    twice = [id for id, n in Counter(re.findall(r"^([A-Z0-9][A-Z0-9:-]*): \{", text, re.M)).items() if n > 1]
    complain([f"{path.name}: {id} stands twice" for id in twice])
    content: Entry = yaml.load(text, Loader=yaml.CBaseLoader)
    return content


def read_ties(path: Path) -> list[Tie]:
    return [Tie(a, kind, b, since or None, until or None) for a, kind, b, since, until in
            yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)]


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def country_keys(path: Path) -> Iterator[str]:
    """The keys of all that names a country, its adjective or its inhabitants."""
    for row in read_csv(path):
        for field, value in row.items():
            if field.startswith(("name", "alias", "adj", "inhabitant")):
                yield from (fold(form) for form in value.split("|") if form)


def errors(actors: Entry, organs: Entry, persons: Entry, ties: list[Tie], countries: frozenset[str]) -> Iterator[str]:
    ids = actors.keys() | organs.keys() | persons.keys() | countries
    yield from (f"{id}: is the code of a country" for id in sorted(actors.keys() & countries))
    for id, entry in (actors | organs).items():
        yield from (f"{id}: no {field}" for field in ("name_en", "role", "aliases") if field not in entry)
        if set(entry.get("aliases", {})) != set(LANGUAGES):
            yield f"{id}: aliases need {', '.join(LANGUAGES)}"
        if entry.get("parent", id) not in ids:
            yield f"{id}: unknown parent {entry['parent']}"
        if entry.get("country") and entry["country"] not in countries:
            yield f"{id}: unknown country {entry['country']}"
        yield from (f"{id}: {field} {entry[field]} is no date" for field in ("since", "until")
                    if entry.get(field) and not EDTF.match(entry[field]))
    yield from (f"{id}: its country is unknown" for id in organs if id.split(":")[0] not in countries)
    for field in ("ucdp", "ofac"):
        numbers = Counter(e[field] for e in actors.values() if field in e)
        yield from (f"{field} {number} is used {n} times" for number, n in numbers.items() if n > 1)
    for id, entry in persons.items():
        if entry.get("country") not in countries:
            yield f"{id}: unknown country {entry.get('country')}"
        for held in entry["offices"]:
            office = Office.read(held)
            if office.entity not in ids:
                yield f"{id}: unknown entity in {held!r}"
            yield from span_errors(f"{id} {office.title}", office.since, office.until)
    for tie in ties:
        if tie.kind not in KINDS:
            yield f"{tie}: unknown kind"
        yield from (f"{tie.a} {tie.kind} {tie.b}: unknown {x}" for x in (tie.a, tie.b) if x not in ids)
        yield from span_errors(f"{tie.a} {tie.kind} {tie.b}", tie.since, tie.until)
    yield from (f"{t[0]} {t[1]} {t[2]} {t[3]} stands twice" for t, n in Counter(t[:4] for t in ties).items() if n > 1)


def span_errors(what: str, since: str | None, until: str | None) -> Iterator[str]:
    yield from (f"{what}: {date} is no date" for date in (since, until) if date and not EDTF.match(date))
    if since and until and since[:4] > until[:4]:
        yield f"{what}: ends before it begins"


def complain(found: Iterable[str]) -> None:
    all_found = list(found)
    if all_found:
        raise ValueError("\n".join(all_found))


# -- the reduced copies -----------------------------------------------------------------------------------------------

UCDP_ROLES = {"1": "REB", "2": "CVL", "3": "CVL"}
"""UCDP organisation type (1 formal, 2 supporters of a party, 3 communal; 4 is a government) to a PLOVER sector."""
UCDP_GOVERNMENT = "4"
UCDP_HEADER = """\
# Reduced copy of the UCDP Actor Dataset 22.1 (Davies, Pettersson & Öberg 2022, https://ucdp.uu.se), CC BY 4.0.
# Changed: names put in order, short or shared names left out, countries as ISO 3166-1, the column `entity` is ours:
# a hand-written actor, a country (for its government), or UCDP-<number>. Made by scripts/world/actors.py.
"""
OFAC_HEADER = """\
# Reduced copy of names and aliases in the US Treasury's list of Specially Designated Nationals (a US government work).
# Changed: armed groups only (no persons, companies, charities), spellings of their own names only; capitals undone;
# the column `entity` is ours.
# Only names are taken over: that a group is on that list is no judgement of Kroniek's. Made by scripts/world/actors.py.
"""
OFAC_ARMED = frozenset(map(str, (
    4714, 6900, 7142, 7143, 7144, 7145, 7227, 7268, 7473, 7474, 7475, 8085, 10928, 12148, 12605, 12928, 13041, 15830,
    16278, 17187, 17299, 17567, 18631, 18644, 20010, 20620, 22484, 23630, 23632, 23850, 23863, 23965, 26061, 30650,
    35335)))
"""Numbers of armed groups on the list that are not marked as a Foreign Terrorist Organization there."""
SAME_NAME = 75
"""How alike (0-100, words in any order) an alias on the list must be to a name of its group that is written by hand, or
else to the name it is listed under. The list also gives fronts, shops, parties and websites as aliases of a group:
those are judgements, not names, and stay below 70; other spellings of one name stand above 80."""
OFAC_IN_UCDP = {"6899": "542", "7324": "383", "17289": "7425"}
"""Numbers of groups on both lists: the same entity."""
MAX_WORDS = 7
MIN_LETTERS = 6
"""A single word of the lists shorter than this is no safe name (it may be anyone's)."""
MIN_CAPITALS = 4
"""An abbreviation of the lists shorter than this is no safe name."""


def reduce(source: Path, data: Path) -> None:
    """Writes ``actors_ucdp.csv`` and ``actors_ofac.csv`` from the lists as published (in ``source``)."""
    actors = read_yaml(data / "actors.yaml")
    iso = iso_by_name(data / "countries.csv")
    ucdp = {entry["ucdp"]: id for id, entry in actors.items() if "ucdp" in entry}
    ofac = {entry["ofac"]: id for id, entry in actors.items() if "ofac" in entry}
    ofac |= {number: ucdp.get(other, f"UCDP-{other}") for number, other in OFAC_IN_UCDP.items()}
    write_csv(data / "actors_ucdp.csv", UCDP_HEADER, ("ucdp", "entity", "name", "role", "country", "names", "names_en"),
              (ucdp_row(row, ucdp, iso) for row in read_csv(source / "actors_ucdp_221.csv")))
    by_key = {row["key"]: row["entity"] for table, row in hand_rows(actors, {}, {}) if table == "name"}
    write_csv(data / "actors_ofac.csv", OFAC_HEADER, ("ofac", "entity", "name", "names"),
              (ofac_row(row, ofac, by_key) for row in read_csv(source / "actors_ofac_conflict_orgs.csv")
               if row["fto"] == "1" or row["ofac_ent_num"] in ofac or row["ofac_ent_num"] in OFAC_ARMED))


def ucdp_row(row: dict[str, str], known: dict[str, str], iso: dict[str, str]) -> dict[str, str]:
    number, short, full = row["ucdp_actor_id"], clean(row["name"]), clean(row["name_full_en"])
    country = country_of(row["location"].split(",")[0], iso)
    if row["org_type"] == UCDP_GOVERNMENT:
        id = country_of(short.removeprefix("Government of "), iso)
        return {"ucdp": number, "entity": id, "name": short, "role": "GOV", "country": id}
    out = {"ucdp": number, "entity": known.get(number, f"UCDP-{number}"), "name": full or short,
           "role": UCDP_ROLES[row["org_type"]], "country": country}
    if out["entity"].startswith("UCDP-"):
        own = [clean(part) for part in row["name_full_mother"].split("/")]
        out["names"] = joined([short, *own])
        out["names_en"] = joined([full]) if fold(full) not in {fold(short), *map(fold, own)} else ""
    return out


def ofac_row(row: dict[str, str], known: dict[str, str], by_key: dict[str, str]) -> dict[str, str]:
    number, id = row["ofac_ent_num"], known.get(row["ofac_ent_num"], f"OFAC-{row['ofac_ent_num']}")
    main, *others = [titled(form) for form in (row["name"], *row["aliases"].split("|")) if form]
    by_key = by_key | {fold(main): id}
    return {"ofac": number, "entity": id, "name": main,
            "names": joined(f for f in others if not f.isupper() and is_name_of(id, fold(f), by_key))}


def is_name_of(id: str, key: str, by_key: dict[str, str]) -> bool:
    """Whether a name is a spelling of a known name of this actor, and of no other actor more."""
    score, nearest = max((fuzz.token_sort_ratio(key, other), entity == id) for other, entity in by_key.items())
    return nearest and score >= SAME_NAME


def joined(forms: Iterable[str]) -> str:
    return "|".join(dict.fromkeys(form for form in forms if is_safe(form)))


def is_safe(form: str) -> bool:
    """Whether a name of the lists may stand for its actor wherever it is read."""
    words = fold(form).split()
    letters = sum(map(len, words))
    if not 0 < len(words) <= MAX_WORDS or letters < 0.6 * len(form) or "(" in form:
        return False
    if form.isupper():
        return letters >= MIN_CAPITALS
    return letters >= MIN_LETTERS if len(words) == 1 else letters > MIN_LETTERS


def clean(form: str) -> str:
    text = re.sub(r"\s+", " ", form).strip(" .`")
    return "" if text == "n/a" else text


PARTICLES = frozenset(["of", "and", "the", "for", "in", "to", "al", "ul", "ur", "e", "i", "wa", "wal", "bin", "fi"])
"""Words of names that stand in lower case within a name."""
ABBREVIATIONS = frozenset(["irgc", "isis", "isil", "ttp", "ira", "eso", "tv"])
"""Words of names that stay in capitals."""


def titled(form: str) -> str:
    """A name in capitals as newspapers print it: "HARAKAT UL-MUJAHIDEEN" is "Harakat ul-Mujahideen"."""
    text = re.sub(r"\s*\([^)]*\)", "", form).strip()
    parts = re.split(r"([ /-]+)", text)
    out = [part if part.lower() in ABBREVIATIONS else part.lower() if part.lower() in PARTICLES else part.capitalize()
           for part in parts]
    if out and out[0]:
        out[0] = out[0][0].upper() + out[0][1:]
    return "".join(out)


NAMED_OTHERWISE = {
    "Trinidad and Tobago": "TTO", "Ivory Coast": "CIV", "Congo": "COG", "DR Congo": "COD",
    "United States of America": "USA", "Turkey": "TUR", "Bosnia-Herzegovina": "BIH",
    "Kingdom of eSwatini": "SWZ", "eSwatini": "SWZ", "Hyderabad": "IND",
    "South Vietnam": "VNM", "South Yemen": "YEM", "Serbia": "SRB", "Myanmar": "MMR", "Czech Republic": "CZE",
    "Czechoslovakia": "", "Bosnia": "BIH", "Tibet": "CHN",
}


def country_of(name: str, iso: dict[str, str]) -> str:
    """ISO 3166-1 alpha-3 of a country as UCDP names it ("Russia (Soviet Union)"); nothing for one that is no more."""
    plain = re.sub(r"\s*\(.*\)", "", name).strip()
    if plain in NAMED_OTHERWISE:
        return NAMED_OTHERWISE[plain]
    if fold(plain) not in iso:
        raise ValueError(f"no country {name!r}")
    return iso[fold(plain)]


def iso_by_name(path: Path) -> dict[str, str]:
    out: dict[str, str] = {}
    for row in read_csv(path):
        for field, value in row.items():
            if field.startswith(("name_en", "alias")):
                for form in value.split("|"):
                    out.setdefault(fold(form), row["id"])
    return out


def write_csv(path: Path, header: str, fields: tuple[str, ...], content: Iterable[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(header)
        writer = csv.DictWriter(file, fields, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(content)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=reduce.__doc__)
    parser.add_argument("source", type=Path)
    reduce(parser.parse_args().source, ROOT / "src" / "kroniek" / "world" / "data")
