"""The sample articles."""

from __future__ import annotations

from importlib import resources

import yaml

from kroniek.sources import Given


def samples() -> list[Given]:
    """The articles of ``demo.yaml``, in its order."""
    folder = resources.files("kroniek.demo")
    entries = yaml.safe_load(folder.joinpath("demo.yaml").read_text("utf-8"))
    return [
        Given(
            source=e["file"],
            text=folder.joinpath(e["file"]).read_bytes().decode("utf-8"),
            title=e["title"],
            outlet=e["outlet"],
            published=e["published"],
            language="nl",
        )
        for e in entries
    ]
