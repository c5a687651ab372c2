"""Turn the gzipped CoNLL-U treebanks of ``training/data`` into spaCy's binary training format.

One ``Doc`` a ``# newdoc`` (a treebank without them: one a ten sentences), so that the parser learns sentence
boundaries. Typographic quotes become plain ones, as :mod:`kroniek.language.text` does before parsing.

    python training/convert.py training/data/nl_train.conllu.gz build/nl_train.spacy
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin

QUOTES = str.maketrans(
    {"‘": '"', "’": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‚": '"', "`": "'", "´": "'"}
)
SENTENCES_PER_DOC = 10


def sentences(path: Path) -> Iterator[tuple[bool, list[list[str]]]]:
    """Yield (starts a new document?, rows of ten columns) for every sentence; multiword ranges and empty nodes left out."""
    rows: list[list[str]] = []
    new = False
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for raw in lines:
            line = raw.rstrip("\n")
            if line.startswith("# newdoc"):
                new = True
            elif not line and rows:
                yield new, rows
                rows, new = [], False
            elif line and line[0] != "#":
                columns = line.split("\t")
                if columns[0].isdigit():
                    rows.append(columns)
    if rows:
        yield new, rows


def documents(path: Path) -> Iterator[list[list[list[str]]]]:
    """Group sentences into training documents."""
    group: list[list[list[str]]] = []
    marked = False
    for new, rows in sentences(path):
        marked = marked or new
        if group and (new or (not marked and len(group) >= SENTENCES_PER_DOC)):
            yield group
            group = []
        group.append(rows)
    if group:
        yield group


def to_doc(vocab: spacy.vocab.Vocab, group: list[list[list[str]]]) -> Doc:
    """One annotated ``Doc`` of the sentences of a group."""
    words: list[str] = []
    spaces: list[bool] = []
    lemmas: list[str] = []
    tags: list[str] = []
    morphs: list[str] = []
    heads: list[int] = []
    deps: list[str] = []
    for rows in group:
        offset = len(words)
        for n, (_id, form, lemma, upos, _xpos, feats, head, deprel, _deps, misc) in enumerate(rows):
            words.append(form.translate(QUOTES))
            spaces.append("SpaceAfter=No" not in misc)
            lemmas.append(lemma.translate(QUOTES))
            tags.append(upos)
            morphs.append("" if feats == "_" else feats)
            heads.append(offset + n if head == "0" else offset + int(head) - 1)
            deps.append("ROOT" if head == "0" else deprel)
        spaces[-1] = True
    return Doc(
        vocab,
        words=words,
        spaces=spaces,
        lemmas=lemmas,
        pos=tags,
        morphs=morphs,
        heads=heads,
        deps=deps,
    )


def main() -> None:
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    nlp = spacy.blank("xx")
    store = DocBin(attrs=["ORTH", "SPACY", "LEMMA", "POS", "MORPH", "HEAD", "DEP", "SENT_START"])
    for group in documents(source):
        store.add(to_doc(nlp.vocab, group))
    target.parent.mkdir(parents=True, exist_ok=True)
    store.to_disk(target)
    print(f"{target}: {len(store)} documents")


if __name__ == "__main__":
    main()
