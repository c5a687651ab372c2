"""PLOVER: types, modes, contexts, scores and CAMEO codes. Data, a file a type, and this thin reader."""
from __future__ import annotations

import json
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ROOT = Path(str(resources.files("kroniek.ontology")))


class Ontology:
    """The codebook: ``types`` by name as in ``types/<NAME>.yaml``, and what coding and exports ask of them."""

    def __init__(self, root: Path = _ROOT) -> None:
        self._root = root
        self._cameo: dict[tuple[str, str | None], str] = {
            (t, m or None): c for t, m, c in json.loads((root / "cameo.json").read_text("utf-8"))}

    @staticmethod
    @lru_cache(maxsize=1)
    def load() -> Ontology:
        """The packaged codebook, read once."""
        return Ontology()

    @cached_property
    def types(self) -> dict[str, dict[str, Any]]:
        """Type name to its file's content."""
        files = sorted((self._root / "types").glob("*.yaml"))
        return {p.stem: yaml.load(p.read_text("utf-8"), Loader=_Loader) for p in files}

    @cached_property
    def contexts(self) -> dict[str, str]:
        """Context name to definition."""
        return dict(yaml.load((self._root / "contexts.yaml").read_text("utf-8"), Loader=_Loader))

    @cached_property
    def sectors(self) -> dict[str, str]:
        """Actor sector (role) to definition."""
        return dict(yaml.load((self._root / "sectors.yaml").read_text("utf-8"), Loader=_Loader))

    def modes(self, type: str) -> dict[str, dict[str, Any]]:
        """The modes of a type; empty for one without."""
        return dict(self.types[type].get("modes", {}))

    def has_mode(self, type: str, mode: str) -> bool:
        """Whether the codebook gives a type this mode."""
        return (type, mode) in self._cameo

    def cameo(self, type: str, mode: str | None) -> str:
        """The CAMEO code of a type and mode, the type's own where the mode has none."""
        return self._cameo.get((type, mode)) or self._cameo[type, None]

    def score(self, type: str, mode: str | None = None) -> float:
        """Conflict-cooperation score (Goldstein-like, -10 to 10) of a mode, or of its type where the mode has none."""
        entry = self.types[type]
        scored = entry.get("modes", {}).get(mode, {}).get("score") if mode else None
        return float(scored if scored is not None else entry["score"])
