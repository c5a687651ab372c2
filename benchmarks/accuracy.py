"""Score the gold folders, slot by slot; write ``docs/accuracy.md``; hold the floors of ``gold/floors.json``.

    python benchmarks/accuracy.py                # print the tables, rewrite docs/accuracy.md
    python benchmarks/accuracy.py --check        # exit 1 where a score is below its floor or a corpus has changed
    python benchmarks/accuracy.py --set-floors   # floors to what is measured now, less MARGIN

The seed article (``../shared/seed``) is scored where it is at hand; its floors are the ones asked for when the project
began and do not move with what is measured.
"""
from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor
from pathlib import Path

import msgspec

from kroniek.reading import read
from kroniek.scoring import SLOTS, Tally, load_gold, score

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "gold" / "floors.json"
PAGE = ROOT / "docs" / "accuracy.md"
BEGIN, END = "<!-- figures -->\n", "<!-- end figures -->"
CORPORA = {"nl/dev": ROOT / "gold" / "nl" / "dev", "nl/heldout": ROOT / "gold" / "nl" / "heldout"}
SEED = ROOT.parent / "shared" / "seed"
SEED_FLOORS = {"all": 0.85, "event": 0.90}
MARGIN = 0.02
"""How far below the measured F1 a floor is put: a change of one or two slots is no alarm, a broken rule is."""
MEANT_FOR = {"nl/dev": "for developing; the frames and rules were written with these articles in view",
             "nl/heldout": "untouched; only scores are taken from it",
             "seed": "one long article, read as published 2019-12-30; known to whoever wrote the rules"}


@dataclass
class Result:
    """What came of one corpus."""

    name: str
    folder: Path
    articles: int
    tally: Tally

    @property
    def all(self) -> float:
        return self.tally.f1()[2]

    @property
    def event(self) -> float:
        return self.tally.f1(["event"])[2]


def corpora() -> dict[str, Path]:
    """The gold folders that are at hand."""
    return {**CORPORA, **({"seed": SEED} if SEED.is_dir() else {})}


def measure(name: str, folder: Path) -> Result:
    """Read and score every article of a gold folder."""
    tally = Tally()
    gold = load_gold(folder)
    for item, path in gold:
        record = read(path.read_bytes().decode("utf-8"), published=item.get("published"),
                      language=item.get("language"), source=path.name)
        score(item, msgspec.to_builtins(record), tally)
    return Result(name, folder, len(gold), tally)


def digest(folder: Path) -> str:
    """SHA-256 of the names and bytes of a folder's articles and gold."""
    sha = hashlib.sha256()
    for path in sorted(p for p in folder.iterdir() if p.suffix in {".txt", ".json"}):
        sha.update(f"{path.name}\0{path.stat().st_size}\0".encode())
        sha.update(path.read_bytes())
    return f"sha256:{sha.hexdigest()}"


def problems(result: Result) -> Iterator[str]:
    """What is wrong with a result: below a floor, a span that does not quote the text, a corpus that has changed."""
    floors = SEED_FLOORS if result.name == "seed" else json.loads(FLOORS.read_text("utf-8")).get(result.name)
    if floors is None:
        yield f"{result.name}: no floors in {FLOORS.name}; run benchmarks/accuracy.py --set-floors"
        return
    if "digest" in floors and floors["digest"] != digest(result.folder):
        yield f"{result.name}: its articles or gold have changed; look at the scores, then run accuracy.py --set-floors"
    for what, value in (("all", result.all), ("event", result.event)):
        if value < floors[what]:
            yield f"{result.name}: F1 of {what} is {value:.3f}, the floor {floors[what]:.3f}"
    if result.tally.broken:
        yield f"{result.name}: {result.tally.broken} spans do not quote the text"


def table(result: Result) -> str:
    """A corpus's figures as Markdown."""
    tally = result.tally
    lines = [f"### `{result.name}`", "", f"{_number(result.articles, 'article')}, {MEANT_FOR[result.name]}.", "",
             "| slot | right | missed | surplus | precision | recall | F1 |", "|---|--:|--:|--:|--:|--:|--:|"]
    for slot in SLOTS:
        counts = tally.right[slot], tally.missed[slot], tally.surplus[slot]
        if any(counts):
            lines.append(_row(slot, counts, [f"{x:.2f}" for x in tally.f1([slot])]))
    sums = [sum(d[s] for s in SLOTS) for d in (tally.right, tally.missed, tally.surplus)]
    lines.append(_row("**all slots**", sums, [f"**{x:.3f}**" for x in tally.f1()]))
    return "\n".join([*lines, "", f"Spans that do not quote the text: {tally.broken}.", ""])


def _row(slot: str, counts: Sequence[int], scores: Sequence[str]) -> str:
    return f"| {' | '.join([slot, *map(str, counts), *scores])} |"


def _number(n: int, thing: str) -> str:
    return f"{n} {thing}{'' if n == 1 else 's'}"


def write(results: list[Result]) -> None:
    """Put the tables between the markers of ``docs/accuracy.md``; the seed's last one stays if it is not at hand."""
    page = PAGE.read_text("utf-8")
    head, rest = page.split(BEGIN, 1)
    old, tail = rest.split(END, 1)
    parts = [table(r) for r in results]
    if not any(r.name == "seed" for r in results) and "### `seed`" in old:
        parts.append("### `seed`" + old.split("### `seed`", 1)[1])
    PAGE.write_text(head + BEGIN + "\n".join(parts) + END + tail, "utf-8")


def set_floors(results: list[Result]) -> None:
    """Write ``gold/floors.json``: measured F1 less :data:`MARGIN`, rounded down, and each corpus's digest."""
    def at(value: float) -> float:
        return floor((value - MARGIN) * 1000) / 1000

    floors = {r.name: {"all": at(r.all), "event": at(r.event), "digest": digest(r.folder)}
              for r in results if r.name != "seed"}
    FLOORS.write_text(json.dumps(floors, indent=2) + "\n", "utf-8")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    ask.add_argument("--check", action="store_true", help="exit 1 below a floor; write nothing")
    ask.add_argument("--set-floors", action="store_true", help="move the floors to what is measured now")
    ask.add_argument("--dry-run", action="store_true", help="print only")
    options = ask.parse_args()
    results = [measure(name, folder) for name, folder in corpora().items()]
    print("\n".join(table(r) for r in results))
    if options.set_floors:
        set_floors(results)
    if options.check:
        wrong = [p for r in results for p in problems(r)]
        print("\n".join(wrong) or "all floors held", file=sys.stderr)
        sys.exit(1 if wrong else 0)
    if not options.dry_run:
        write(results)


if __name__ == "__main__":
    main()
