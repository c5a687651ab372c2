"""What Kroniek's own work costs beside the parser: CPU time of ``read`` against a bare parse of the same text.

    python benchmarks/overhead.py [--repeats 7] [FILE ...]

The bare parse is the embedded spaCy pipeline over the same paragraphs, without Kroniek's sentence rules. Both run warm
in one process; rounds of the two alternate so that a busy machine weighs on both; the median round counts. Articles:
the development half of the gold and the samples of the package, or the files given.

- *one at a time*: each article is parsed for itself, as ``read`` does it;
- *in a stream*: the paragraphs of all articles go through the parser in one stream, its quickest way.
"""
from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from kroniek.language.blocks import blocks
from kroniek.language.pipeline import SENTENCE_RULES, load
from kroniek.reading import read

ROOT = Path(__file__).resolve().parent.parent
LANGUAGE = "nl"
PUBLISHED = "2020-06-15"
BATCH = 64
"""Paragraphs a batch, as in ``kroniek.language.pipeline``."""


def articles() -> list[str]:
    """The texts that are read when none are given."""
    folders = ROOT / "gold" / "nl" / "dev", ROOT / "src" / "kroniek" / "demo"
    return [p.read_text("utf-8") for folder in folders for p in sorted(folder.glob("*.txt"))]


def cpu(work: Callable[[], None]) -> float:
    """CPU seconds, all threads of this process together."""
    began = time.process_time()
    work()
    return time.process_time() - began


def measure(texts: Sequence[str], repeats: int) -> dict[str, float]:
    """Median CPU seconds a round of ``one at a time``, ``in a stream`` and ``read``, and ``words`` of the texts."""
    nlp = load(LANGUAGE)
    paragraphs = [[b.text for b in blocks(text)] for text in texts]
    every = [p for ps in paragraphs for p in ps]

    def one_at_a_time() -> None:
        for ps in paragraphs:
            for _ in nlp.pipe(ps, batch_size=BATCH, disable=[SENTENCE_RULES]):
                pass

    def stream() -> None:
        for _ in nlp.pipe(every, batch_size=BATCH, disable=[SENTENCE_RULES]):
            pass

    def ours() -> None:
        for text in texts:
            read(text, published=PUBLISHED)

    works = {"one at a time": one_at_a_time, "in a stream": stream, "read": ours}
    rounds: dict[str, list[float]] = {name: [] for name in works}
    for n in range(repeats + 1):
        for name, work in works.items():
            seconds = cpu(work)
            if n:      # the first round warms caches
                rounds[name].append(seconds)
    words = sum(len(nlp.tokenizer(p)) for p in every)
    return {**{name: median(values) for name, values in rounds.items()}, "words": float(words)}


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    ask.add_argument("files", nargs="*", type=Path)
    ask.add_argument("--repeats", type=int, default=7)
    options = ask.parse_args()
    texts = [p.read_text("utf-8") for p in options.files] or articles()
    found = measure(texts, options.repeats)
    print(f"{len(texts)} articles, {found['words']:,.0f} words; median of {options.repeats} rounds, CPU time")
    speed = found["words"] / found["read"]
    each = 1000 * found["read"] / len(texts)
    print(f"read                       {each:7.1f} ms an article, {speed:,.0f} words a second")
    for name in ("one at a time", "in a stream"):
        added = 100 * (found["read"] / found[name] - 1)
        print(f"bare parse, {name:<14} {1000 * found[name] / len(texts):7.1f} ms an article; read adds {added:.0f} %")


if __name__ == "__main__":
    main()
