"""Write ``language/<code>/treebank_forms.tsv``: forms of the training treebank whose lemma is beyond doubt.

The edit-tree lemmatizer invents forms for words it has seen; a table of known forms in front of it does not. Only words that
inflect, only forms whose tag gives the same lemma in nine cases out of ten. CC BY-SA 4.0, as the treebank.

    python training/forms.py nl
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from convert import documents

ROOT = Path(__file__).parent.parent
WORDS = {"NOUN", "VERB", "ADJ", "AUX", "NUM", "ADV", "PRON", "DET"}
SURE = 0.9


def main() -> None:
    language = sys.argv[1]
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for group in documents(ROOT / f"training/data/{language}_train.conllu.gz"):
        for rows in group:
            for row in rows:
                if row[3] in WORDS and row[1].replace("-", "").isalpha():
                    counts[row[1].lower(), row[3]][row[2]] += 1
    wrong = ROOT / f"training/data/{language}_forms_not.tsv"
    left_out = set(wrong.read_text("utf-8").splitlines()) if wrong.exists() else set()
    lines = []
    for (form, upos), lemmas in sorted(counts.items()):
        lemma, n = lemmas.most_common(1)[0]
        if n >= SURE * sum(lemmas.values()) and (n > 1 or lemma.lower() != form):
            lines.append(f"{form}\t{upos}\t{lemma}")
    lines = [line for line in lines if line not in left_out]
    path = ROOT / f"src/kroniek/language/{language}/treebank_forms.tsv"
    path.write_text(
        "\n".join(["# form, UPOS, lemma; from the training treebank by training/forms.py; CC BY-SA 4.0", *lines])
        + "\n",
        "utf-8",
    )
    print(f"{path.name}: {len(lines)} forms")


if __name__ == "__main__":
    main()
