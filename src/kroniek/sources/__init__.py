"""Where articles come from: files, standard input, web pages. Each yields :class:`Given` texts."""

from __future__ import annotations

from kroniek.sources.given import MAX_CHARACTERS, Given
from kroniek.sources.open import open_source

__all__ = ["MAX_CHARACTERS", "Given", "open_source"]
