"""What frames match in given texts: for whoever writes frames."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kroniek.coding.clauses import Clauses
from kroniek.coding.names import Names
from kroniek.coding.triggers import TriggerFinder
from kroniek.language.frames import Frame
from kroniek.language.lexicon import Lexicon
from kroniek.language.pipeline import parse
from kroniek.world import World

CONTEXT = 50
"""Characters shown on either side."""


@dataclass(frozen=True)
class Match:
    """One word that a frame matches: the line it stands in (from 1) and its surroundings."""

    frame: Frame
    line: int
    context: str


def matches(
    text: str, lexicon: Lexicon, *, frame: str | None = None, head: str | None = None, pipeline: str | None = None
) -> Iterator[Match]:
    """The triggers in a text, of one frame (``frame``: its id) or of the frames of a head lemma, else of all."""
    parsed = parse(text, lexicon, pipeline)
    clauses = Clauses(parsed, lexicon)
    finder = TriggerFinder(parsed, clauses, Names(parsed, lexicon, World.default()), lexicon)
    for trigger in finder.find():
        if (frame is None or trigger.frame.id == frame) and (head is None or trigger.frame.head == head):
            words = trigger.words or [trigger.word]
            yield Match(
                trigger.frame,
                text.count("\n", 0, trigger.word.start) + 1,
                _context(text, min(w.start for w in words), max(w.end for w in words)),
            )


def _context(text: str, start: int, end: int) -> str:
    begin, stop = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    left, right = max(begin, start - CONTEXT), min(stop, end + CONTEXT)
    return (
        ("… " if left > begin else "")
        + text[left:start]
        + "»"
        + text[start:end]
        + "«"
        + text[end:right]
        + (" …" if right < stop else "")
    ).strip()
