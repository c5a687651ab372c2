"""Write what the README shows: the figures, and what its ``console`` examples print.

    python benchmarks/readme.py                # all; takes a minute or two on an idle machine
    python benchmarks/readme.py --output-only  # the examples only
"""
from __future__ import annotations

import argparse
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import accuracy
import overhead
import startup

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
BEGIN, END = "<!-- figures -->\n", "<!-- end figures -->"
CONSOLE = re.compile(r"```console\n\$ (.*?)\n(.*?)```", re.DOTALL)
LABELS = {"nl/heldout": "ten untouched articles", "nl/dev": "ten articles developed with",
          "seed": "the article the project began with, known to its authors"}
ROUNDS = 7


def output(command: str) -> str:
    """What a ``kroniek`` command prints."""
    program, *arguments = shlex.split(command)
    if program != "kroniek":
        raise ValueError(f"only kroniek commands are run: {command}")
    done = subprocess.run([sys.executable, "-m", "kroniek", *arguments], check=True, capture_output=True, text=True)
    return "\n".join(line.rstrip() for line in done.stdout.rstrip().splitlines()) + "\n"


def with_output(text: str) -> str:
    """The README with its examples run anew."""
    return CONSOLE.sub(lambda m: f"```console\n$ {m[1]}\n{output(m[1])}```", text)


def rows() -> Iterator[tuple[str, str, str]]:
    """(what, figure, script) of each figure."""
    results = {r.name: r for r in (accuracy.measure(n, f) for n, f in accuracy.corpora().items())}
    for name, label in LABELS.items():
        if name in results:
            yield (f"F1 over all slots; of events: {label}", f"{results[name].all:.2f}; {results[name].event:.2f}",
                   "accuracy.py")
    found = overhead.measure(overhead.articles(), ROUNDS)
    added = 100 * (found["read"] / found["one at a time"] - 1)
    yield "CPU time that reading adds to a bare parse", f"{added:.0f} %", "overhead.py"
    yield "words a second, one core, parse included", f"{found['words'] / found['read']:,.0f}", "overhead.py"
    cold = startup.measure(5)
    yield "cold `kroniek read` of one article", f"{cold['kroniek read ARTICLE']:.1f} s", "startup.py"
    yield "cold `kroniek --help`", f"{cold['kroniek --help']:.2f} s", "startup.py"
    yield "the package, without its dependencies", f"{startup.size() / 1e6:.0f} MB", "startup.py"


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    ask.add_argument("--output-only", action="store_true", help="run the examples, leave the figures")
    options = ask.parse_args()
    text = with_output(README.read_text("utf-8"))
    if not options.output_only:
        head, rest = text.split(BEGIN, 1)
        lines = ["| what | figure | measured by |", "|---|--:|---|",
                 *(f"| {what} | {figure} | `benchmarks/{script}` |" for what, figure, script in rows())]
        text = head + BEGIN + "\n".join(lines) + "\n" + END + rest.split(END, 1)[1]
    README.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
