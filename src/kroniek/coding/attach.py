"""Which trigger a time, place or quantity belongs to: by the tree first, then by nearness."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from kroniek.coding.clauses import Clause
from kroniek.language.grammar import Word


class Anchor(Protocol):
    """What something can be attached to: a trigger or an outcome."""

    word: Word
    clause: Clause

    @property
    def predicate(self) -> Word: ...


A = TypeVar("A", bound=Anchor)


def nearest(item: Word, anchors: Sequence[A]) -> A | None:
    """The anchor of the same sentence to which ``item`` most likely belongs; None if there is none."""
    best, best_score = None, -99.0
    triggers = {a.word.i for a in anchors}
    path: list[Word] = []
    for word in item.ancestors():
        path.append(word)
        if word.i in triggers:
            break
    above = {w.i: n for n, w in enumerate(path)}
    for anchor in anchors:
        score = -0.08 * abs(anchor.word.i - item.i)
        if anchor.word.i in above:
            score += 4.0 - 0.3 * above[anchor.word.i]
        elif anchor.predicate.i in above:
            score += 2.5 - 0.3 * above[anchor.predicate.i]
        if item.i in {w.i for w in anchor.clause.words} or (path and anchor.clause.head is path[0]):
            score += 1.0
        if score > best_score:
            best, best_score = anchor, score
    return best
