"""Which language a text is in, among those Kroniek reads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from kroniek.errors import UserError

SAMPLE = 4000
"""Characters looked at."""
SURE, WORDS = 0.15, 25
"""Share of common words of a language from which a text of so many words is taken to be in it without asking the
statistical identifier, which takes a second to load. Dutch news has 0.2-0.35 of them; German, Afrikaans and English
text stays under 0.1 (``tests/test_detect.py``)."""
ALSO = (
    "en",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "af",
    "ar",
    "ru",
    "tr",
    "fa",
    "uk",
    "pl",
    "da",
    "sv",
    "no",
    "fi",
    "hu",
    "cs",
    "ro",
    "el",
    "he",
    "zh",
    "ja",
    "ko",
    "id",
)
"""Other languages that an article may be in: without them one of these would be taken for the nearest of ours."""
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=8)
def _common(code: str) -> frozenset[str]:
    path = Path(str(resources.files("kroniek.language"))) / code / "common.txt"
    return frozenset(path.read_text("utf-8").split()) if path.exists() else frozenset()


@lru_cache(maxsize=4)
def _identifier(codes: tuple[str, ...]) -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(codes))
    return identifier


def detect(text: str, known: Sequence[str]) -> str:
    """The language of a text. Raises :class:`UserError` for one that Kroniek does not read."""
    sample = text[:SAMPLE]
    words = [w.lower() for w in _WORD.findall(sample)]
    if len(words) >= WORDS:
        shares = {code: sum(w in _common(code) for w in words) / len(words) for code in known}
        best = max(shares, key=lambda code: shares[code])
        if shares[best] >= SURE:
            return best
    code, _ = _identifier(tuple(dict.fromkeys([*known, *ALSO]))).classify(sample)
    if code not in known:
        raise UserError(
            f"The text looks like {code!r}, which Kroniek does not read yet; it reads {', '.join(known)}. "
            "If that is wrong, say so with --language.",
            code="unknown-language",
        )
    return str(code)
