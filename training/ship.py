"""Put a trained pipeline into the package, with its licence and sources in its ``meta.json``.

python training/ship.py nl build/nl/model-last
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCES = {
    "nl": [
        {"name": "UD_Dutch-Alpino", "url": "https://universaldependencies.org", "license": "CC BY-SA 4.0"},
        {"name": "UD_Dutch-LassySmall", "url": "https://universaldependencies.org", "license": "CC BY-SA 4.0"},
    ],
    "en": [
        {"name": "UD_English-EWT", "url": "https://universaldependencies.org", "license": "CC BY-SA 4.0"},
        {"name": "UD_English-GUM", "url": "https://universaldependencies.org", "license": "CC BY 4.0"},
    ],
}
VERSION = "0.1.0"


def main() -> None:
    language, source = sys.argv[1], Path(sys.argv[2])
    target = ROOT / f"src/kroniek/language/{language}/pipeline"
    if target.exists():
        shutil.rmtree(target)
    shutil.copytree(source, target)
    path = target / "meta.json"
    meta = json.loads(path.read_text("utf-8"))
    meta.update(
        name="kroniek",
        version=VERSION,
        spacy_version=">=3.8,<3.9",
        license="CC BY-SA 4.0",
        sources=SOURCES[language],
        description="Tags, lemmas, UD dependencies and sentences; trained by training/ud.cfg of Kroniek.",
        author="The Kroniek developers",
    )
    meta.pop("performance", None)
    path.write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", "utf-8")
    size = sum(p.stat().st_size for p in target.rglob("*") if p.is_file())
    print(f"{target.relative_to(ROOT)}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
