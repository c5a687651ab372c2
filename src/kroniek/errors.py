"""Errors for people: what was wrong, where, what to do. Nothing else of Kroniek reaches a user as a traceback."""
from __future__ import annotations


class UserError(Exception):
    """Something the user can mend. ``code`` is stable (for scripts), the message is for reading."""

    def __init__(self, message: str, *, code: str) -> None:
        super().__init__(message)
        self.code = code
