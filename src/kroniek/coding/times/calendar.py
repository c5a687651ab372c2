"""A language's expressions of time, as data, and the matcher that finds them.

The rules of ``calendar.yaml`` are compiled into one tree of what may follow what; from each place where a sentence
may begin an expression, the longest way through the tree wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from kroniek.coding.numbers import NumberTable, numbers_in
from kroniek.coding.shapes import compile_shape
from kroniek.coding.times import meaning
from kroniek.errors import UserError
from kroniek.language.grammar import Word

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_APOSTROPHES = str.maketrans("’‘", "''")
_YEAR = re.compile(r"\d{4}")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|e|de|ste)?")
_DAYS = re.compile(r"(\d{1,2})[-–](\d{1,2})")
_CLOCK = re.compile(r"([01]?\d|2[0-4])[.:][0-5]\d(?:[uh]|uur)?|([01]?\d|2[0-4])[uh]")
_DATE = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})|(\d{4})-(\d{2})-(\d{2})")
_BUILT_IN = frozenset({"number", "day", "year", "date", "clock", "time", "when", "nth", "days"})
_REACH = 8  # words an expression may begin before its first telling word
_DEEPEST = 3  # expressions inside expressions


@dataclass(slots=True)
class Rule:
    """One rule: ``order`` is its place in the file (the earlier wins a tie)."""

    id: str
    why: str
    do: str
    settings: dict[str, Any]
    inner: bool
    order: int


@dataclass(slots=True)
class _Node:
    """A step in the tree: by a plain word, by a class of words, or by something built in; and what ends here."""

    words: dict[str, _Node] = field(default_factory=dict)
    classes: dict[str, _Node] = field(default_factory=dict)
    built_in: dict[str, _Node] = field(default_factory=dict)
    rule: Rule | None = None


@dataclass(slots=True)
class Match:
    """An expression from word ``start`` to ``end`` (exclusive) and what it means."""

    start: int
    end: int
    rule: Rule
    meaning: meaning.Meaning


class Calendar:
    """A language's calendar words and rules. Make one with :meth:`load`; it may be shared by threads."""

    def __init__(self, data: dict[str, Any], numbers: NumberTable) -> None:
        self.numbers = numbers
        self.classes: dict[str, dict[str, Any]] = {
            name: {str(k).lower(): v for k, v in words.items()}
            if isinstance(words, dict)
            else {str(w).lower(): str(w).lower() for w in words}
            for name, words in data["classes"].items()
        }
        for compound in data.get("compounds", ()):
            words = self.classes[compound["of"]]
            words.update({w + ending: v for w, v in list(words.items()) for ending in compound["endings"]})
        self.day_first = data.get("date_order", "dmy") == "dmy"
        capitals = data.get("capitals", {})
        self._never = frozenset(capitals.get("never", ()))
        self._always = frozenset(capitals.get("always", ()))
        self._names = [tuple(str(n).lower().split()) for n in data.get("names", ())]
        attributive = data.get("attributive", {})
        self.attributive_after = frozenset(attributive.get("after", ()))
        self.attributive_begins = frozenset(attributive.get("begins", ()))
        self._single: dict[str, list[tuple[str, Any]]] = {}  # word to its classes, with the value in each
        self._several: dict[str, list[tuple[tuple[str, ...], str, Any]]] = {}  # first word to the class's phrases
        for name, words in self.classes.items():
            for phrase, value in words.items():
                parts = tuple(phrase.split())
                if len(parts) == 1:
                    self._single.setdefault(phrase, []).append((name, value))
                else:
                    self._several.setdefault(parts[0], []).append((parts, name, value))
        self.telling = self._telling(data["anchors"])
        self._root = _Node()
        self._rules(data)
        self._begin = (
            frozenset(self._root.words)
            | frozenset(w for w, cs in self._single.items() if any(c in self._root.classes for c, _ in cs))
            | frozenset(self._several)
        )
        self.cache: dict[Any, str | None] = {}

    @classmethod
    def load(cls, path: Path, numbers: NumberTable | None = None) -> Calendar:
        """Read ``calendar.yaml``; counts in it are read by ``numbers`` (else by the ``numbers.yaml`` beside it).

        Raises :class:`UserError` that names the rule where one uses a class or ``do`` that there is not.
        """
        try:
            data = yaml.load(path.read_text("utf-8"), Loader=_Loader)
        except (OSError, yaml.YAMLError) as error:
            raise UserError(f"{path.name} cannot be read: {error}", code="yaml") from error
        return cls(data, numbers or NumberTable.load(path.parent / "numbers.yaml"))

    def _telling(self, anchors: list[str]) -> frozenset[str]:
        """The words without which (or digits) no expression is looked for; of a phrase its longest word."""
        out: set[str] = set()
        for name in anchors:
            out.update(max(phrase.split(), key=len) for phrase in self.classes.get(name, {name: None}))
        return frozenset(out)

    def _rules(self, data: dict[str, Any]) -> None:
        plural = data.get("vague_plural", {})
        macros = {f"<{name}>": _expand(compile_shape(shape), {}) for name, shape in data.get("macros", {}).items()}
        for order, entry in enumerate(data["rules"]):
            settings = {k: v for k, v in entry.items() if k not in {"id", "why", "do", "match", "inner"}}
            settings["vague_plural"] = plural
            if entry.get("do") not in meaning.KNOWN:
                raise UserError(
                    f"Rule {entry['id']!r} of the calendar: unknown do {entry.get('do')!r}; known: "
                    f"{', '.join(sorted(meaning.KNOWN))}.",
                    code="calendar",
                )
            rule = Rule(entry["id"], entry["why"], entry["do"], settings, bool(entry.get("inner")), order)
            for pattern in entry["match"]:
                for steps in _expand(compile_shape(pattern), macros):
                    self._add(rule, steps)

    def _add(self, rule: Rule, steps: tuple[str, ...]) -> None:
        node = self._root
        for step in steps:
            if not step.startswith("<") or len(step) < 3:
                node = node.words.setdefault(step.lower(), _Node())
            elif step[1:-1] in _BUILT_IN:
                node = node.built_in.setdefault(step[1:-1], _Node())
            elif step[1:-1] in self.classes:
                node = node.classes.setdefault(step[1:-1], _Node())
            else:
                raise UserError(f"Rule {rule.id!r} of the calendar: there is no class {step}.", code="calendar")
        if steps and (node.rule is None or (node.rule.inner and not rule.inner)):
            node.rule = rule

    # finding

    def find(self, words: Sequence[Word], future: bool) -> list[Match]:
        """The expressions of a sentence in text order, none overlapping another."""
        telling = self.telling
        at = [i for i, w in enumerate(words) if w.lower in telling or w.lower[0].isdigit()]
        if not at:
            return []
        search = _Search(self, words, future)
        out: list[Match] = []
        i = 0
        for anchor in at:
            i = max(i, anchor - _REACH)
            while i <= anchor:
                found = search.longest(i, 0, False) if search.may_begin(i) else None
                if found is not None and found.end > anchor:
                    out.append(found)
                    i = found.end
                else:
                    i += 1
        return out


class _Search:
    """One sentence being searched; remembers what was found where."""

    def __init__(self, calendar: Calendar, words: Sequence[Word], future: bool) -> None:
        self.c, self.words, self.future = calendar, words, future
        self.lower = [w.lower if w.lower.isascii() else w.lower.translate(_APOSTROPHES) for w in words]
        self.seen: dict[tuple[int, bool, int], Match | None] = {}
        self.is_name = [False] * len(words)
        for name in calendar._names:
            for i in range(len(words) - len(name) + 1):
                if tuple(self.lower[i : i + len(name)]) == name:
                    self.is_name[i : i + len(name)] = [True] * len(name)

    def may_begin(self, i: int) -> bool:
        return (
            self.lower[i] in self.c._begin
            or self.lower[i][0].isdigit()
            or self.c.numbers.token(self.lower[i]) is not None
        )

    def longest(self, i: int, depth: int, inner: bool) -> Match | None:
        """The longest expression from word ``i``; ``inner``: what only stands within another counts too."""
        key = (i, inner, depth)
        if key not in self.seen:
            self.seen[key] = None  # what would hold itself is none
            best: Match | None = None
            for end, rule, captured in self._ways(self.c._root, i, depth, ()):
                if (rule.inner and not inner) or (
                    best is not None and (end, -rule.order) <= (best.end, -best.rule.order)
                ):
                    continue
                made = self._mean(rule, captured, i)
                if made is not None:
                    best = Match(i, end, rule, made)
            self.seen[key] = best
        return self.seen[key]

    def _mean(self, rule: Rule, captured: tuple[tuple[str, Any], ...], start: int) -> meaning.Meaning | None:
        values: dict[str, list[Any]] = {}
        for name, value in captured:
            values.setdefault(name, []).append(value)
        settings: Mapping[str, Any] = rule.settings
        if rule.do == "within" and self._counts(start):
            settings = {**settings, "counting": True}
        return meaning.build(rule.do, values, settings, self.future)

    def _counts(self, start: int) -> bool:
        """Whether an ordinal stands just before: the eleventh attack within two months."""
        for k in range(max(0, start - 5), start):
            token = self.c.numbers.token(self.words[k].lower)
            if token is not None and token.kind == "ordinal":
                return True
        return False

    def _ways(
        self, node: _Node, i: int, depth: int, captured: tuple[tuple[str, Any], ...]
    ) -> Iterator[tuple[int, Rule, tuple[tuple[str, Any], ...]]]:
        if node.rule is not None:
            yield i, node.rule, captured
        if i >= len(self.words) or self.is_name[i]:
            return
        lower = self.lower[i]
        step = node.words.get(lower)
        if step is not None:
            yield from self._ways(step, i + 1, depth, captured)
        if node.classes:
            for name, value in self.c._single.get(lower, ()):
                step = node.classes.get(name)
                if step is not None and self._capital(name, i):
                    yield from self._ways(step, i + 1, depth, (*captured, (name, value)))
            for parts, name, value in self.c._several.get(lower, ()):
                step = node.classes.get(name)
                if step is not None and tuple(self.lower[i : i + len(parts)]) == parts:
                    yield from self._ways(step, i + len(parts), depth, (*captured, (name, value)))
        for name, step in node.built_in.items():
            for end, value in self._built_in(name, i, depth):
                yield from self._ways(step, end, depth, (*captured, (name, value)))

    def _capital(self, name: str, i: int) -> bool:
        """Whether the word's capital (or none) lets it be of this class: Augustus is an emperor, may a verb."""
        if name in self.c._always:
            return self.words[i].text[0].isupper()
        if name in self.c._never and self.words[i].text[0].isupper() and not self.words[i].text.isupper():
            return i == 0 or not any(ch.isalnum() for ch in self.lower[i - 1])
        return True

    def _built_in(self, name: str, i: int, depth: int) -> Iterator[tuple[int, Any]]:
        lower = self.lower[i]
        if name in {"when", "time"}:
            if depth < _DEEPEST:
                found = self.longest(i, depth + 1, name == "when")
                if found is not None:
                    yield found.end, found.meaning
        elif name == "number":
            if self.c.numbers.token(lower) is not None:
                for value, end in numbers_in(self.words, i, self.c.numbers):
                    yield end, value
        elif name == "year":
            if _YEAR.fullmatch(lower) and self._is_year(i):
                yield i + 1, int(lower)
        elif name == "nth":
            token = self.c.numbers.token(lower)
            if token is not None and token.kind == "ordinal":
                yield i + 1, int(token.value)
        elif name == "day":
            m = _DAY.fullmatch(lower)
            if m is not None:
                if 1 <= int(m[1]) <= 31:
                    yield i + 1, int(m[1])
            else:
                token = self.c.numbers.token(lower)
                if token is not None and token.kind in {"number", "ordinal"} and 1 <= token.value <= 31:
                    yield i + 1, int(token.value)
        elif lower[0].isdigit():
            if name == "date":
                m = _DATE.fullmatch(lower)
                if m is not None:
                    yield i + 1, self._numeric_date(m)
            elif name == "days":
                m = _DAYS.fullmatch(lower)
                if m is not None and 1 <= int(m[1]) < int(m[2]) <= 31:
                    yield i + 1, (int(m[1]), int(m[2]))
            elif name == "clock" and _CLOCK.fullmatch(lower):
                yield i + 1, lower

    def _numeric_date(self, m: re.Match[str]) -> tuple[int, int, int]:
        if m[4]:
            return int(m[4]), int(m[5]), int(m[6])
        first, second = int(m[1]), int(m[2])
        day, month = (first, second) if self.c.day_first else (second, first)
        return int(m[3]), month, day

    def _is_year(self, i: int) -> bool:
        """Four digits that can be a year: no measure follows, and no noun that a round number would count."""
        year = int(self.lower[i])
        if not meaning.EARLIEST <= year < meaning.LATEST:
            return False
        if i + 1 >= len(self.words):
            return True
        if self.c.numbers.is_unit(self.words, i + 1) or self.lower[i + 1] in self.c.numbers.scales:
            return False
        return not (self.words[i + 1].upos == "NOUN" and year % 100 == 0)


_Ways = set[tuple[str, ...]]


def _expand(alternatives: list[list[Any]], macros: Mapping[str, _Ways]) -> _Ways:
    """All sequences of steps that a compiled pattern allows."""
    out: _Ways = set()
    for sequence in alternatives:
        ways: _Ways = {()}
        for item in sequence:
            steps = (macros.get(item) or {(item,)}) if isinstance(item, str) else _expand(item, macros) | {()}
            ways = {w + s for w in ways for s in steps}
        out |= ways
    return out
