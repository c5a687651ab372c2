"""Score records against gold: what a careful human coder reads in an article (format: ``gold/README.md``).

The rules are those of the project's contract: a found event is paired with the gold event that one of its mentions
overlaps; alternatives are lists, any of them is right; every slot counts right, missed and surplus.
"""

from __future__ import annotations

import json
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kroniek.errors import UserError

SLOTS = ("event", "type", "status", "actor", "recipient", "place", "time", "toll", "claim", "link", "tie", "tally")
Item = dict[str, Any]


@dataclass
class Tally:
    """Counts by slot, and a line for each miss."""

    right: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    missed: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    surplus: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    notes: list[str] = field(default_factory=list)
    broken: int = 0

    def add(self, slot: str, right: int, missed: int, surplus: int) -> None:
        self.right[slot] += right
        self.missed[slot] += missed
        self.surplus[slot] += surplus

    def f1(self, slots: Iterable[str] = SLOTS) -> tuple[float, float, float]:
        """(precision, recall, F1) over these slots."""
        slots = list(slots)
        tp, fn, fp = (sum(d[s] for s in slots) for d in (self.right, self.missed, self.surplus))
        p = tp / (tp + fp) if tp + fp else 0.0
        r = tp / (tp + fn) if tp + fn else 0.0
        return p, r, 2 * p * r / (p + r) if p + r else 0.0

    def table(self) -> str:
        """The counts as a table of text."""
        lines = [f"{'slot':<10}{'right':>6}{'missed':>8}{'surplus':>9}{'P':>7}{'R':>7}{'F1':>7}"]
        for slot in SLOTS:
            if self.right[slot] + self.missed[slot] + self.surplus[slot]:
                p, r, f = self.f1([slot])
                lines.append(
                    f"{slot:<10}{self.right[slot]:>6}{self.missed[slot]:>8}{self.surplus[slot]:>9}"
                    f"{p:>7.2f}{r:>7.2f}{f:>7.2f}"
                )
        lines.append(
            f"all slots F1 {self.f1()[2]:.3f}   event F1 {self.f1(['event'])[2]:.3f}   broken spans {self.broken}"
        )
        return "\n".join(lines)


def fold(value: object) -> str:
    """Lower case, no accents, no apostrophes, hyphens as spaces."""
    text = unicodedata.normalize("NFKD", str(value or "")).encode("ascii", "ignore").decode().lower()
    return " ".join(text.replace("-", " ").replace("'", "").split())


def load_gold(folder: Path) -> list[tuple[Item, Path]]:
    """The gold files of a folder with the path of each article. Raises :class:`UserError` where there are none."""
    out = []
    for path in sorted(folder.rglob("*.gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        out.append((gold, path.parent / gold["article"]))
    if not out:
        raise UserError(f"{folder}: no *.gold.json files there.", code="no-gold")
    return out


def score(gold: Item, record: Mapping[str, Any], tally: Tally) -> None:
    """Add one article's counts to a tally. ``record`` is the record as JSON gives it. Raises :class:`UserError` for a
    gold event none of whose trigger phrases stands in the article."""
    text = record["article"]["text"]
    for event in record["events"]:
        for m in event["mentions"]:
            if text[m["start"] : m["end"]] != m["text"]:
                tally.broken += 1
                tally.notes.append(f"BROKEN SPAN {m}")
    matched, surplus = _events(gold, record, text, tally)
    silent = [o for q in gold.get("ignore", []) for o in _occurrences(text, q)]
    for found in surplus:
        if not _overlap(silent, found["mentions"]):
            tally.add("event", 0, 0, 1)
            tally.notes.append(f"surplus event {found['type']} {found['status']} {found['mentions'][0]['text']!r}")
    _links(gold, record, matched, tally)
    _ties(gold, record, tally)
    right, missed, extra = _pair(
        gold.get("tallies", []),
        record.get("tallies", []),
        lambda g, f: g["ordinal"] == f["ordinal"] and f.get("window", "").replace("~", "") in g["window"],
    )
    tally.add("tally", len(right), len(missed), len(extra))
    tally.notes += [f"missed tally {m}" for m in missed]


def _events(gold: Item, record: Mapping[str, Any], text: str, tally: Tally) -> tuple[dict[str, Item], list[Item]]:
    found = list(record["events"])
    matched: dict[str, Item] = {}
    for g in gold["events"]:
        spans = [o for q in g["triggers"] for o in _occurrences(text, q)]
        if not spans:
            raise UserError(f"gold {g['id']}: no trigger of it stands in the article: {g['triggers']}", code="gold")
        candidates = [f for f in found if _overlap(spans, f["mentions"])]
        candidates.sort(key=lambda f: (f["type"] not in g["types"], f["status"] not in g.get("status", ["happened"])))
        hit = candidates[0] if candidates else None
        optional = g.get("optional", False)
        if hit is None or (g["types"] and hit["type"] not in g["types"] and optional):
            if not optional:
                tally.add("event", 0, 1, 0)
                tally.notes.append(f"missed event {g['id']} {g['types']} {g['triggers'][0]!r}")
            continue
        found.remove(hit)
        matched[g["id"]] = hit
        if not optional:
            tally.add("event", 1, 0, 0)
            _fields(g, hit, tally)
    return matched, found


def _fields(g: Item, hit: Item, tally: Tally) -> None:
    say = tally.notes.append
    for slot, right in (("type", g["types"]), ("status", g.get("status", ["happened"]))):
        ok = hit[slot] in right
        tally.add(slot, ok, not ok, not ok)
        if not ok:
            say(f"{g['id']}: {slot} {hit[slot]} for {right}")
    for slot, key in (("actor", "actors"), ("recipient", "recipients"), ("place", "places")):
        if key in g:
            paired, missed, surplus = _pair(g[key], hit.get(key, []), lambda a, f: _party_is(f, a))
            surplus = [s for s in surplus if not any(_party_is(s, a) for a in g.get("also_" + key, []))]
            tally.add(slot, len(paired), len(missed), len(surplus))
            tally.notes += [f"{g['id']}: missed {slot} {m}" for m in missed]
            tally.notes += [f"{g['id']}: surplus {slot} {s.get('id')} {s.get('text')!r}" for s in surplus]
    if "time" in g:
        ok = _time_same(g["time"], hit.get("time"))
        tally.add("time", ok, not ok, (not ok) and hit.get("time") is not None)
        if not ok:
            say(f"{g['id']}: time {hit.get('time') and hit['time'].get('edtf')} for {g['time']}")
    if "toll" in g:
        paired, missed, surplus = _pair(g["toll"], hit.get("toll", []), _toll_same)
        tally.add("toll", len(paired), len(missed), len(surplus))
        tally.notes += [f"{g['id']}: missed toll {m}" for m in missed]
        tally.notes += [f"{g['id']}: surplus toll {s.get('outcome')} {s.get('text')!r}" for s in surplus]
    if "claims" in g:
        claims = list(hit.get("claims", [])) + [c for t in hit.get("toll", []) for c in t.get("claims", [])]
        paired, missed, _ = _pair(g["claims"], claims, lambda a, f: _party_is(f.get("by"), a))
        tally.add("claim", len(paired), len(missed), 0)
        tally.notes += [f"{g['id']}: missed claim by {m}" for m in missed]


def _links(gold: Item, record: Mapping[str, Any], matched: dict[str, Item], tally: Tally) -> None:
    ident = {v["id"]: k for k, v in matched.items()}
    links = [{**link, "from": ident.get(link["from"]), "to": ident.get(link["to"])} for link in record.get("links", [])]
    wanted = [link for link in gold.get("links", []) if not link.get("optional")]
    right, missed, surplus = _pair(
        wanted, links, lambda g, f: g["from"] == f["from"] and g["to"] == f["to"] and f["kind"] in g["kinds"]
    )
    optional = {(link["from"], link["to"]) for link in gold.get("links", []) if link.get("optional")}
    surplus = [s for s in surplus if s["from"] and s["to"] and (s["from"], s["to"]) not in optional]
    tally.add("link", len(right), len(missed), len(surplus))
    tally.notes += [f"missed link {m['from']} -> {m['to']} {m['kinds']}" for m in missed]
    tally.notes += [f"surplus link {m['from']} -> {m['to']} {m['kind']}" for m in surplus]


def _ties(gold: Item, record: Mapping[str, Any], tally: Tally) -> None:
    def same(g: Item, f: Item) -> bool:
        return (
            f["kind"] in g["kinds"]
            and _party_is(f["a"], g["a"])
            and _party_is(f["b"], g["b"])
            and f.get("holds", True) == g.get("holds", True)
        )

    wanted = [t for t in gold.get("ties", []) if not t.get("optional")]
    right, missed, surplus = _pair(wanted, record.get("ties", []), same)
    surplus = [s for s in surplus if not any(same(t, s) for t in gold.get("ties", []))]
    tally.add("tie", len(right), len(missed), len(surplus))
    tally.notes += [f"missed tie {m['a'][0]} {m['kinds'][0]} {m['b'][0]}" for m in missed]
    tally.notes += [f"surplus tie {s['a']['text']!r} {s['kind']} {s['b']['text']!r}" for s in surplus]


def _occurrences(text: str, quote: str) -> list[tuple[int, int]]:
    out, at = [], text.find(quote)
    while at >= 0:
        out.append((at, at + len(quote)))
        at = text.find(quote, at + 1)
    return out


def _overlap(spans: Iterable[tuple[int, int]], mentions: Iterable[Item]) -> bool:
    mentions = list(mentions)
    return any(m["start"] < e and s < m["end"] for s, e in spans for m in mentions)


def _party_is(party: Item | None, alternatives: Iterable[str]) -> bool:
    have = {fold(party[k]) for k in ("id", "name", "text") if party.get(k)} if party else {"none"}
    return any(alt in have or (len(alt) > 3 and any(alt in h for h in have)) for alt in map(fold, alternatives))


def _pair(
    golds: Iterable[Item], found: Iterable[Item], same: Callable[[Any, Any], bool]
) -> tuple[list[Any], list[Any], list[Any]]:
    left, right, missed = list(found), [], []
    for g in golds:
        hit = next((f for f in left if same(g, f)), None)
        if hit is None:
            missed.append(g)
        else:
            left.remove(hit)
            right.append((g, hit))
    return right, missed, left


def _time_same(golds: list[str | None], found: Item | None) -> bool:
    if found is None:
        return None in golds
    return found["edtf"].replace(" ", "").rstrip("~?%") in {g and g.replace(" ", "").rstrip("~?%") for g in golds}


def _toll_same(g: Item, f: Item) -> bool:
    if g["outcome"] != f.get("outcome"):
        return False
    best, low, high = f.get("best"), f.get("low"), f.get("high")
    if g.get("best") is not None:
        return bool(best == g["best"] and (g.get("low") is None or low in (g["low"], None)))
    if "low" in g and low != g["low"]:
        return False
    return g.get("high") is None or bool(high == g["high"])
