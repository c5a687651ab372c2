"""How long a user waits for the first answer, and how much disk the package takes.

    python benchmarks/startup.py [--repeats 5]

Each command is run in a new process; the median wall time counts. The files are in the machine's cache after the first
run, which is left out. The size is that of the package's own files, without its dependencies and byte code.
"""
from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "kroniek"
ARTICLE = PACKAGE / "demo" / "luchtaanval_idlib.txt"
COMMANDS = {"kroniek --help": ["--help"],
            "kroniek read ARTICLE": ["read", str(ARTICLE), "--published", "2019-12-03", "--plain"]}


def wall(arguments: list[str]) -> float:
    """Seconds from the start of the process to its end. Raises ``CalledProcessError`` if it fails."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "kroniek", *arguments], check=True, capture_output=True)
    return time.perf_counter() - began


def measure(repeats: int) -> dict[str, float]:
    """Median wall seconds by command."""
    return {name: median([wall(arguments) for _ in range(repeats + 1)][1:]) for name, arguments in COMMANDS.items()}


def size() -> int:
    """Bytes of the package's files."""
    return sum(p.stat().st_size for p in PACKAGE.rglob("*") if p.is_file() and "__pycache__" not in p.parts)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    ask.add_argument("--repeats", type=int, default=5)
    options = ask.parse_args()
    for name, seconds in measure(options.repeats).items():
        print(f"{name:<22} {seconds:.2f} s")
    print(f"{'package':<22} {size() / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
