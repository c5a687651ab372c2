"""Kroniek reads news and keeps the record of a conflict.

    import kroniek
    record = kroniek.read(text, published="2019-12-30")
    for event in record.events: ...
"""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Record", "UserError", "__version__", "read"]

if TYPE_CHECKING:
    from kroniek.errors import UserError
    from kroniek.reading import read
    from kroniek.record import Record

_WHERE = {"read": "kroniek.reading", "Record": "kroniek.record", "UserError": "kroniek.errors"}


def __getattr__(name: str) -> Any:
    """Import on first use: ``import kroniek`` costs nothing."""
    if name in _WHERE:
        from importlib import import_module  # noqa: PLC0415

        value = getattr(import_module(_WHERE[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'kroniek' has no attribute {name!r}")
