"""Score a pipeline on a held-out treebank and write the figures into ``docs/models.md``.

Raw text goes in: the tokens, sentences, tags and arcs are the pipeline's own, compared with the treebank's by character
offset (as the CoNLL shared tasks do). LAS and UAS leave punctuation out; relation subtypes count.

    python training/evaluate.py nl                       # prints, and rewrites the table of docs/models.md
    python training/evaluate.py nl --pipeline nl_core_news_lg --dry-run
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from convert import QUOTES, documents
from kroniek.language.grammar import Text
from kroniek.language.lexicon import load_lexicon
from kroniek.language.pipeline import load, parse

ROOT = Path(__file__).parent.parent
TESTS = {"nl": ["nl_test"], "en": ["en_pud", "en_test"]}
RELATIONS = (
    "nsubj",
    "nsubj:pass",
    "obj",
    "iobj",
    "obl",
    "obl:agent",
    "nmod",
    "advcl",
    "acl:relcl",
    "ccomp",
    "xcomp",
    "conj",
    "appos",
    "compound:prt",
)


@dataclass
class Gold:
    """A document of the treebank as raw text with its annotation by character span."""

    text: str = ""
    words: dict[tuple[int, int], tuple[str, str, tuple[int, int] | None, str]] = field(default_factory=dict)
    starts: set[int] = field(default_factory=set)


def gold_document(group: list[list[list[str]]]) -> Gold:
    """Join sentences with a space; remember each word's tag, lemma, head span and relation."""
    gold = Gold()
    parts: list[str] = []
    at = 0
    for rows in group:
        gold.starts.add(at)
        spans = []
        for row in rows:
            form = row[1].translate(QUOTES)
            spans.append((at, at + len(form)))
            parts.append(form)
            at += len(form)
            if "SpaceAfter=No" not in row[9]:
                parts.append(" ")
                at += 1
        if parts and parts[-1] != " ":
            parts.append(" ")
            at += 1
        for span, row in zip(spans, rows, strict=True):
            head = None if row[6] == "0" else spans[int(row[6]) - 1]
            gold.words[span] = (row[3], row[2], head, "root" if head is None else row[7])
    gold.text = "".join(parts)
    return gold


def compare(gold: Gold, text: Text, counts: Counter[str]) -> None:
    """Add one document's counts of right and total."""
    found = {(w.start, w.end): w for w in text.words}
    starts = {s.start for s in text.sentences}
    counts["sent_gold"] += len(gold.starts)
    counts["sent_found"] += len(starts)
    counts["sent_right"] += len(starts & gold.starts)
    counts["tok_gold"] += len(gold.words)
    counts["tok_found"] += len(found)
    for span, (upos, lemma, head, relation) in gold.words.items():
        word = found.get(span)
        if upos != "PUNCT":
            counts["arc_gold"] += 1
            counts[f"gold {relation}"] += 1
        if word is None:
            continue
        counts["tok_right"] += 1
        counts["upos_right"] += word.upos == upos
        counts["lemma_right"] += word.lemma == lemma
        if upos != "PUNCT":
            attached = (word.head is None and head is None) or (
                word.head is not None and (word.head.start, word.head.end) == head
            )
            counts["uas"] += attached
            counts["las"] += attached and word.deprel == relation
            counts[f"right {relation}"] += attached and word.deprel == relation
    for word in found.values():
        if word.upos != "PUNCT":
            counts["arc_found"] += 1
            counts[f"found {word.deprel}"] += 1


def f(counts: Counter[str], right: str, gold: str, found: str) -> float:
    """F1 in per cent."""
    return 200 * counts[right] / max(1, counts[gold] + counts[found])


def evaluate(language: str, treebank: str, pipeline: str | None) -> tuple[dict[str, float], dict[str, float]]:
    """(overall figures, F by relation) of a pipeline on one treebank file."""
    lexicon = load_lexicon(language)
    counts: Counter[str] = Counter()
    golds = [gold_document(g) for g in documents(ROOT / f"training/data/{treebank}.conllu.gz")]
    for gold in golds:
        compare(gold, parse(gold.text, lexicon, pipeline or language), counts)  # named: with its lemmatizer
    nlp = load(pipeline or language)
    texts = [g.text for g in golds]
    began = time.process_time()
    words = sum(len(doc) for doc in nlp.pipe(texts))
    speed = words / (time.process_time() - began)
    overall = {
        "tokens": f(counts, "tok_right", "tok_gold", "tok_found"),
        "sentences": f(counts, "sent_right", "sent_gold", "sent_found"),
        "UPOS": f(counts, "upos_right", "tok_gold", "tok_found"),
        "lemma": f(counts, "lemma_right", "tok_gold", "tok_found"),
        "UAS": f(counts, "uas", "arc_gold", "arc_found"),
        "LAS": f(counts, "las", "arc_gold", "arc_found"),
        "words/s": speed,
    }
    relations = {r: f(counts, f"right {r}", f"gold {r}", f"found {r}") for r in RELATIONS if counts[f"gold {r}"] >= 20}
    return overall, relations


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    ask.add_argument("language")
    ask.add_argument("--pipeline")
    ask.add_argument("--dry-run", action="store_true", help="print only")
    options = ask.parse_args()
    lines = []
    for treebank in TESTS[options.language]:
        overall, relations = evaluate(options.language, treebank, options.pipeline)
        lines += [
            f"**`{treebank}`**",
            "",
            "| " + " | ".join(overall) + " |",
            "|" + "---|" * len(overall),
            "| " + " | ".join(f"{v:,.0f}" if k == "words/s" else f"{v:.1f}" for k, v in overall.items()) + " |",
            "",
            "F by relation: " + ", ".join(f"{k} {v:.0f}" for k, v in relations.items()) + ".",
            "",
        ]
    report = "\n".join(lines)
    print(report)
    if not options.dry_run:
        write(options.language, report)


def write(language: str, report: str) -> None:
    """Put the report between the language's markers in ``docs/models.md``."""
    path = ROOT / "docs/models.md"
    text = path.read_text("utf-8")
    begin, end = f"<!-- figures {language} -->\n", f"<!-- end figures {language} -->"
    head, rest = text.split(begin, 1)
    path.write_text(head + begin + report + end + rest.split(end, 1)[1], "utf-8")


if __name__ == "__main__":
    main()
