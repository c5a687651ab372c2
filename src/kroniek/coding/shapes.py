"""Spelled numbers, composed from atoms by shapes that a language's data gives. Knows no word itself.

A shape is a sequence of names (of parts, links or other shapes), ``[…]`` for what may be missing and ``|`` for or.
The value is the sum of the parts, in which a part under ``times`` multiplies what stands before it: hundred what was
added since the last thousand, thousand likewise, after which the sum starts anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_Values = tuple[tuple[str, int], ...]
_Sequence = list[Any]  # of str (a name) or list of sequences (optional)


class Composer:
    """Reads spelled numbers. ``data``: parts, times, links and shapes (see any ``numbers.yaml``)."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._parts: dict[str, list[tuple[str, int]]] = {
            name: sorted(((str(a), int(v)) for a, v in atoms.items()), key=lambda e: -len(e[0]))
            for name, atoms in data["parts"].items()
        }
        self._links: dict[str, list[str]] = {name: [str(s) for s in ss] for name, ss in data["links"].items()}
        self._shapes = {name: compile_shape(shape) for name, shape in data["shapes"].items()}
        self._times = sorted((v for name in data["times"] for _, v in self._parts[name]))
        atoms = {a for entries in self._parts.values() for a, _ in entries}
        links = {s for ss in self._links.values() for s in ss if s}
        self._quick = re.compile(f"(?:{'|'.join(map(re.escape, sorted(atoms | links, key=len, reverse=True)))})+")
        self._begin = tuple(atoms)
        self._join = {s.strip() for s in links if s.strip()}

    def value(self, text: str) -> int | None:
        """The number that lower-case ``text`` spells, or None."""
        if not text.startswith(self._begin) or self._quick.fullmatch(text) is None:
            return None
        for end, values in self._shape("number", text, 0):
            if end == len(text):
                return self._sum(values)
        return None

    def can_join(self, word: str) -> bool:
        """Whether a word may go on a number of several words: itself a number or a link between two."""
        return word in self._join or (word.startswith(self._begin) and self._quick.fullmatch(word) is not None)

    def _sum(self, values: _Values) -> int:
        total = current = 0
        seen = False
        for name, value in values:
            if value not in self._times or not self._is_times(name):
                current += value
                seen = True
                continue
            current, seen = (current if seen else 1) * value, True
            if value > self._times[0]:
                total, current, seen = total + current, 0, False
        return total + current

    def _is_times(self, name: str) -> bool:
        return any(v in self._times for _, v in self._parts[name])

    def _shape(self, name: str, text: str, at: int) -> Iterator[tuple[int, _Values]]:
        for sequence in self._shapes[name]:
            yield from self._sequence(sequence, text, at)

    def _sequence(self, sequence: _Sequence, text: str, at: int) -> Iterator[tuple[int, _Values]]:
        if not sequence:
            yield at, ()
            return
        head, rest = sequence[0], sequence[1:]
        for mid, values in self._item(head, text, at):
            for end, more in self._sequence(rest, text, mid):
                yield end, values + more

    def _item(self, item: Any, text: str, at: int) -> Iterator[tuple[int, _Values]]:
        if isinstance(item, list):
            for sequence in item:
                yield from self._sequence(sequence, text, at)
            yield at, ()
        elif item in self._shapes:
            yield from self._shape(item, text, at)
        elif item in self._links:
            for surface in self._links[item]:
                if text.startswith(surface, at):
                    yield at + len(surface), ()
        else:
            for atom, value in self._parts[item]:
                if text.startswith(atom, at):
                    yield at + len(atom), ((item, value),)


def compile_shape(shape: str) -> list[_Sequence]:
    """A shape's alternatives. Raises ``ValueError`` where brackets do not match."""
    tokens = re.findall(r"[\[\]|]|[^\s\[\]|]+", shape)
    alternatives, end = _alternatives(tokens, 0)
    if end != len(tokens):
        raise ValueError(f"unmatched ] in shape {shape!r}")
    return alternatives


def _alternatives(tokens: list[str], i: int) -> tuple[list[_Sequence], int]:
    out: list[_Sequence] = [[]]
    while i < len(tokens) and tokens[i] != "]":
        if tokens[i] == "|":
            out.append([])
        elif tokens[i] == "[":
            inner, i = _alternatives(tokens, i + 1)
            if i >= len(tokens):
                raise ValueError("missing ] in a shape")
            out[-1].append(inner)
        else:
            out[-1].append(tokens[i])
        i += 1
    return out, i
