"""One key for all spellings of a name that differ only in accents, case, apostrophes, hyphens or spaces."""
from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({
    "ı": "i", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "Æ": "ae",
    "œ": "oe", "Œ": "oe", "þ": "th", "Þ": "th", "ħ": "h", "ŋ": "n", "ə": "e", "Ə": "e", "ɛ": "e", "ɔ": "o",
})
"""Letters that NFKD leaves whole though their plain form is in use in newspapers."""
_DROPPED = re.compile(r"['’‘`´ʼʻʾʿˈ′]")
_GAP = re.compile(r"[^0-9a-z]+")


@lru_cache(maxsize=16384)
def fold(form: str) -> str:
    """The key of a name: ASCII by NFKD, lower case, apostrophes dropped, any other punctuation one space, trimmed.

    >>> fold("Ra’s al-ʿAyn"), fold("Şanlıurfa"), fold("Oekraïne")
    ('ras al ayn', 'sanliurfa', 'oekraine')
    """
    if form.isascii() and form.isalnum():
        return form.lower()
    plain = unicodedata.normalize("NFKD", _DROPPED.sub("", form.translate(_LETTERS)))
    return _GAP.sub(" ", plain.encode("ascii", "ignore").decode().lower() if plain.isascii() else _ascii(plain)).strip()


def _ascii(plain: str) -> str:
    """Without combining marks; other characters that are not ASCII part words: two names never melt together."""
    return "".join(c if c.isascii() else " " for c in plain if not unicodedata.combining(c)).lower()
