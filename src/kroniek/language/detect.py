"""Which language a text is in, among those Kroniek reads."""
from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from kroniek.errors import UserError

SAMPLE = 4000
"""Characters looked at."""
ALSO = ("de", "fr", "es", "it", "pt", "af", "ar", "ru", "tr", "fa", "uk", "pl", "da", "sv", "no", "zh", "ja")
"""Other languages that an article may be in: without them one of these would be taken for the nearest of ours."""


@lru_cache(maxsize=4)
def _identifier(codes: tuple[str, ...]) -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    identifier = LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(codes))
    return identifier


def detect(text: str, known: Sequence[str]) -> str:
    """The language of a text. Raises :class:`UserError` for one that Kroniek does not read."""
    codes = tuple(dict.fromkeys([*known, "en", *ALSO]))
    code, _ = _identifier(codes).classify(text[:SAMPLE])
    if code not in known:
        raise UserError(f"The text looks like {code!r}, which Kroniek does not read yet; it reads {', '.join(known)}. "
                        "If that is wrong, say so with --language.", code="unknown-language")
    return str(code)
