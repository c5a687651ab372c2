"""Actors, organs and persons: what names mean, what misspelt names mean, who held office, who stood with whom."""
from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Any

import pytest

from kroniek.world import World, fold
from kroniek.world.actors import Known, affiliations_on, closest, closest_of, holder, holders, holds, known_names

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "src" / "kroniek" / "world" / "data"
sys.path.insert(0, str(ROOT / "scripts"))

from world import actors as source  # noqa: E402  scripts/ is no package of the product


@pytest.fixture(scope="module")
def rows() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for table, row in source.rows(ROOT):
        found.setdefault(table, []).append(row)
    return found


@pytest.fixture(scope="module")
def meanings(rows: dict[str, list[dict[str, Any]]]) -> dict[str, set[tuple[str, str]]]:
    """Key to (sense, entity)."""
    found: dict[str, set[tuple[str, str]]] = {}
    for row in rows["name"]:
        found.setdefault(row["key"], set()).add((row["sense"], row["entity"]))
    return found


# -- the tables -------------------------------------------------------------------------------------------------------

NAMES = [
    # form                                        sense         entity
    ("Kata'ib Hezbollah",                         "actor",      "KATAIB-HEZBOLLAH"),
    ("Islamitische Staat",                        "actor",      "IS"),
    ("ISIS",                                      "actor",      "IS"),
    ("Al-Shabaab",                                "actor",      "AL-SHABAAB"),
    ("Houthi-rebellen",                           "actor",      "HOUTHI"),
    ("Houthi’s",                                  "actor",      "HOUTHI"),
    ("Iraanse Revolutionaire Garde",              "actor",      "IRGC"),
    ("Hashd al-Shaabi",                           "actor",      "PMF"),
    ("Volksmobilisatie-eenheden",                 "actor",      "PMF"),
    ("Snelle Ondersteuningstroepen",              "actor",      "RSF"),
    ("Islamitische Jihad",                        "actor",      "PIJ"),
    ("Syrisch Observatorium voor de Mensenrechten", "actor",    "SOHR"),
    ("VN",                                        "actor",      "UN"),
    ("NAVO",                                      "actor",      "NATO"),
    ("Koerdische",                                "adjective",  "KURDS"),
    ("Koerden",                                   "inhabitant", "KURDS"),
    ("Oeigoeren",                                 "inhabitant", "UYGHURS"),
    ("Rohingya",                                  "actor",      "ROHINGYA"),
    ("The Intercept",                             "actor",      "THE-INTERCEPT"),
    ("Pentagon",                                  "organ",      "USA:PENTAGON"),
    ("Witte Huis",                                "organ",      "USA:WHITE-HOUSE"),
    ("Élysée",                                    "organ",      "FRA:ELYSEE"),
    ("GROe",                                      "organ",      "RUS:GRU"),
    ("Israëlische leger",                         "organ",      "ISR:IDF"),
    ("Poetin",                                    "person",     "P:VLADIMIR-PUTIN"),
    ("Zelensky",                                  "person",     "P:VOLODYMYR-ZELENSKY"),
    ("Qassem Soleimani",                          "person",     "P:QASEM-SOLEIMANI"),
    ("Erdoğan",                                   "person",     "P:RECEP-TAYYIP-ERDOGAN"),
    ("Loekasjenko",                               "person",     "P:ALEXANDER-LUKASHENKO"),
    ("Harakat ul-Mujahidin",                      "actor",      "HARKAT-UL-MUJAHIDEEN"),
    ("Epanastatikos Aghonas",                     "actor",      "REVOLUTIONARY-STRUGGLE"),
    ("Bloque Central Bolívar",                    "actor",      "UCDP-6506"),
]


@pytest.mark.parametrize(("form", "sense", "entity"), NAMES)
def test_name_means(form: str, sense: str, entity: str, meanings: dict[str, set[tuple[str, str]]]) -> None:
    assert meanings.get(fold(form)) == {(sense, entity)}


def test_every_name_has_an_entity_and_a_key(rows: dict[str, list[dict[str, Any]]]) -> None:
    ids = {row["id"] for row in rows["entity"]}
    assert not [row for row in rows["name"] if row["entity"] not in ids or not row["key"]]
    assert len(ids) == len(rows["entity"])


def test_enough_is_known(rows: dict[str, list[dict[str, Any]]]) -> None:
    kinds = [row["kind"] for row in rows["entity"] if row["source"].startswith("kroniek")]
    assert kinds.count("actor") + kinds.count("people") >= 450
    assert kinds.count("organ") >= 150
    assert kinds.count("person") >= 350
    assert len(rows["affiliation"]) >= 150


def test_every_ucdp_actor_is_known_once() -> None:
    listed = source.read_csv(DATA / "actors_ucdp.csv")
    assert len(listed) == 1725
    assert len({row["ucdp"] for row in listed}) == 1725
    by_number = {row["ucdp"]: row["entity"] for row in listed}
    assert by_number["234"] == "IS"
    assert by_number["116"] == "IRQ"          # its government
    assert by_number["6506"] == "UCDP-6506"


def test_an_abbreviation_that_is_a_word_is_in_capitals(rows: dict[str, list[dict[str, Any]]]) -> None:
    words = {"is", "who", "fed", "let", "care", "ice", "tak", "au", "ap", "mit", "pax"}
    assert not [row["form"] for row in rows["name"] if row["key"] in words and not row["form"].isupper()]


def test_no_verdict_of_a_sanctions_list_is_taken_over() -> None:
    with (DATA / "actors_ofac.csv").open(encoding="utf-8") as file:
        listed = list(csv.DictReader(line for line in file if not line.startswith("#")))
    assert set(listed[0]) == {"ofac", "entity", "name", "names"}
    aliases = {fold(alias) for row in listed for alias in row["names"].split("|")}
    assert not aliases & {"herri batasuna", "american friends of yeshivat rav meir", "al rehmat trust"}


def test_a_name_two_listed_groups_share_names_neither(meanings: dict[str, set[tuple[str, str]]]) -> None:
    several = {key: found for key, found in meanings.items()
               if len({e for _, e in found}) > 1 and any(e.startswith(("UCDP-", "OFAC-")) for _, e in found)}
    assert not several


@pytest.mark.parametrize(("change", "complaint"), [
    ({"parent": "NOBODY"}, "unknown parent NOBODY"),
    ({"country": "XXX"}, "unknown country XXX"),
    ({"since": "lente 2014"}, "is no date"),
])
def test_a_slip_in_the_sources_is_reported(change: dict[str, str], complaint: str) -> None:
    entry = {"name_en": "A", "role": "REB", "aliases": {"nl": [], "en": [], "any": []}, **change}
    assert complaint in "\n".join(source.errors({"A-GROUP": entry}, {}, {}, [], frozenset({"IRQ"})))


# -- misspelt names ---------------------------------------------------------------------------------------------------

MISSPELT = [
    ("Kaitab Hezbollah",              "KATAIB-HEZBOLLAH"),
    ("Kataib Hizbolah",               "KATAIB-HEZBOLLAH"),
    ("Kataibhezbollah",               "KATAIB-HEZBOLLAH"),
    ("Boko Haraam",                   "BOKO-HARAM"),
    ("Hezbolla",                      "HEZBOLLAH"),
    ("Alshabaab",                     "AL-SHABAAB"),
    ("Houthies",                      "HOUTHI"),
    ("Revolutionaire Grade",          "IRGC"),
    ("Volksmobilisatie-eenheiden",    "PMF"),
    ("Human Right Watch",             "HRW"),
    ("Jabhat al-Nusraa",              "AL-NUSRA"),
    ("Koerdische Arbeiderpartij",     "PKK"),
    ("Qasem Soleymani",               "P:QASEM-SOLEIMANI"),
    ("Yasir Arafat",                  "P:YASSER-ARAFAT"),
    # nobody
    ("Islamitische Stad",             None),
    ("Islamitische Jihat Unie Noord", None),
    ("Jan Jansen",                    None),
    ("Mark Rutten",                   None),      # another family name
    ("Soleymani",                     None),      # never by surname alone
    ("Elizabeth I",                   None),
    ("Katara",                        None),
    ("Politici",                      None),      # one letter from the name of a newspaper
    ("Iraakse leger",                 None),      # one letter from the army of another country
    ("Amerikaanse minister van Defensie", None),
    ("Hamasse",                       None),
]


@pytest.mark.parametrize(("form", "entity"), MISSPELT)
def test_misspelt(form: str, entity: str | None) -> None:
    match = closest(form, lang="nl")
    assert (match.id if match else None) == entity


@pytest.mark.parametrize("form", ["Al-Shabaab", "Islamitische Jihad", "Qatar", "Bagdad", "Trump"])
def test_what_is_known_is_not_misspelt(form: str) -> None:
    assert closest(form, lang="nl") is None


def test_equally_near_names_of_two_actors_mean_neither() -> None:
    def known(form: str, entity: str) -> Known:
        key = fold(form)
        return Known(key, tuple(key.split()), key.replace(" ", ""), "actor", entity, form)

    names = (known("Harakat Masira", "A"), known("Harakat Masiru", "B"))
    assert closest_of("Harakat Masire", names) is None
    assert closest_of("Harakat Masira", names[:1]) == ("A", "Harakat Masira", 1.0)


def test_names_of_the_lists_are_not_guessed_at() -> None:
    assert not [name for name in known_names(World.default()) if name.entity.startswith(("UCDP-", "OFAC-"))]


# -- offices and ties at a time ---------------------------------------------------------------------------------------

@pytest.mark.parametrize(("since", "until", "on", "expected"), [
    ("2014", "2016-05", "2016-05-31", True),
    ("2014", "2016-05", "2016-06-01", False),
    ("2014-06", None, "2014-05", False),
    ("2014-06", None, "2014", True),
    ("2003~", None, "2002-12-31", False),
    (None, None, "1900", True),
    ("2014", "2016", None, True),
    ("2020", None, "2019-10-30/2019-12-30", False),
    ("2019-12-30", None, "2019-10-30/2019-12-30", True),
    ("2020", None, "2019/..", True),
    ("2019-12-15", "2019-12-15", "[2019-12-01,2019-12-08,2019-12-15]", True),
])
def test_holds(since: str | None, until: str | None, on: str | None, expected: bool) -> None:
    assert holds(since, until, on) is expected


@pytest.mark.parametrize(("office", "entity", "on", "person"), [
    ("president",      "USA",        "2019-12-30", "P:DONALD-TRUMP"),
    ("president",      "USA",        "2019-12",    "P:DONALD-TRUMP"),
    ("president",      "USA",        "2021",       None),                    # two in one year
    ("prime-minister", "IRQ",        "2019-12-30", "P:ADEL-ABDUL-MAHDI"),
    ("prime-minister", "NLD",        "2015-07",    "P:MARK-RUTTE"),
    ("foreign-minister", "NLD",      "2016",       "P:BERT-KOENDERS"),
    ("commander",      "QUDS-FORCE", "2019-12-30", "P:QASEM-SOLEIMANI"),
    ("commander",      "QUDS-FORCE", "2021",       "P:ESMAIL-QAANI"),
    ("leader",         "HEZBOLLAH",  "2006-07-12", "P:HASSAN-NASRALLAH"),
    ("secretary-general", "NATO",    "2025-02",    "P:MARK-RUTTE"),
    ("president",      "ATA",        "2019",       None),
])
def test_holder(office: str, entity: str, on: str, person: str | None) -> None:
    assert holder(office, entity, on) == person


def test_holders_of_a_year_with_two() -> None:
    assert [o.person for o in holders("president", "USA", "2021")] == ["P:JOE-BIDEN", "P:DONALD-TRUMP"]


@pytest.mark.parametrize(("id", "on", "kind", "other", "expected"), [
    ("KATAIB-HEZBOLLAH", "2019-12-27", "part-of",      "PMF",  True),
    ("KATAIB-HEZBOLLAH", "2010",       "part-of",      "PMF",  False),
    ("KATAIB-HEZBOLLAH", "2010",       "supported-by", "IRN",  True),
    ("RSF",              "2022",       "part-of",      "SDN",  True),
    ("RSF",              "2024",       "part-of",      "SDN",  False),
    ("AL-NUSRA",         "2017",       "part-of",      "AL-QAIDA", False),
    ("QASSAM-BRIGADES",  "2023-10-07", "part-of",      "HAMAS", True),
])
def test_affiliations_on(id: str, on: str, kind: str, other: str, expected: bool) -> None:
    assert ((id, kind, other) in {(t.a, t.kind, t.b) for t in affiliations_on(id, on)}) is expected
