"""How many: the counts that the words of a sentence give, as the bounds the words put on them and no tighter.

:func:`find_quantities` reads spelled numbers (composed from atoms), digits, words such as *dozens*, what bounds them
(*at least*, *nearly*, *between … and*) and tells counts from years, dates, names and measures. Each language's words
stand in its ``numbers.yaml``; what a vague word is worth stands in ``tolls/<style>.yaml`` and can be swapped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from kroniek.coding.shapes import Composer
from kroniek.errors import UserError
from kroniek.language.grammar import Sentence, Word

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_APOSTROPHES = str.maketrans("’‘", "''")
_MEMO_LIMIT = 60_000  # distinct word forms remembered; about 10 MB, then it starts afresh
_JOIN_LIMIT = 8  # words one spelled number may have
_PHONE_DIGITS = 8  # more plain digits than this are no count


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count in words ``first`` … ``last``: ``low <= best <= high``, None where the words give no such bound.

    ``rule`` names the rule and says in English what it did. ``ordinal``: a place in a row, not a count. ``article``:
    the indefinite article, a count of one only for who wants it so. ``unit``: what is measured where it is no count of
    people or things (money, percent, distance, weight, duration, age, times, fraction, other). ``of``: the whole that
    it is part of (*seven of the twelve*: 12).
    """

    first: Word
    last: Word
    low: int | None
    best: int | None
    high: int | None
    approximate: bool
    rule: str
    ordinal: bool = False
    article: bool = False
    unit: str | None = None
    of: int | None = None


@dataclass(frozen=True, slots=True)
class _Token:
    """What a word can be: number, digits, ordinal, scale, group, range, article, money, percent or phrase (only the
    first word of one). ``value`` of a range is its low end, ``high`` its other."""

    kind: str
    value: float = 0
    high: int = 0


@dataclass(frozen=True, slots=True)
class _Bounds:
    """What is known of a count."""

    low: int | None
    best: int | None
    high: int | None
    approximate: bool = False


def _exactly(n: int) -> _Bounds:
    return _Bounds(n, n, n)


_Phrases = dict[str, list[tuple[tuple[str, ...], Any]]]


class NumberTable:
    """A language's number words with one style of tolls. Make one with :meth:`load`; it may be shared by threads."""

    def __init__(self, data: dict[str, Any], tolls: dict[str, Any], months: frozenset[str], folder: Path) -> None:
        self._data, self._folder, self._months = data, folder, months
        self._composer = Composer(data["compound"])
        self._ordinals: dict[str, Any] = data["ordinals"]
        self._groups: dict[str, Any] = data["groups"]
        self._digits(data["digits"])
        self.scales: dict[str, int] = data["scales"]
        self.articles = frozenset(data["articles"])
        self.fractions = _phrases((str(k), float(v)) for k, v in data["fractions"].items())
        self.and_half = _phrases((p, 0.5) for p in data["and_a_half"])
        self.also_verbs = frozenset(data["also_verbs"])
        self.strictly_above = bool(tolls.get("strictly_above"))
        self.vague: dict[str, _Bounds] = {
            name: _Bounds(t.get("low"), t.get("best"), t.get("high"), bool(t.get("approximate")))
            for name, t in tolls.items()
            if isinstance(t, dict)
        }
        missing = sorted(set(data["vague"]) - set(self.vague))
        if missing:
            raise UserError(f"The table of tolls says nothing of {', '.join(missing)}.", code="tolls")
        self.vague_words = _phrases((p, name) for name, ps in data["vague"].items() for p in ps)
        self.fixed = _phrases((p, int(n)) for n, ps in data["fixed"].items() for p in ps)
        self.multiply = frozenset(data["multiply"])
        self.worth: dict[str, int] = data["worth"]
        self.not_vague_before = frozenset(data["not_vague_before"])
        bounds = data["bounds"]
        self.before = _phrases(((p, e) for e, ps in bounds["before"].items() for p in ps), backwards=True)
        self.after = _phrases((p, e) for e, ps in bounds["after"].items() for p in ps)
        self.between = _phrases(((p, True) for p in data["between"]["open"]), backwards=True)
        self.between_and = _phrases((p, True) for p in data["between"]["and"])
        self.range = _phrases((p, True) for p in data["range"])
        self.of_whole = _phrases((p, True) for p in data["of_whole"])
        self.units: dict[str, str] = {u: kind for kind, us in data["units"].items() for u in us}
        self.unit_pairs: dict[tuple[str, str], str] = {
            (w, p["unit"]): kind for kind, p in data["unit_pairs"].items() for w in p["after"]
        }
        self.unit_adjectives = frozenset(data["unit_adjectives"])
        self.money_before = frozenset(data["money_before"])
        self.names_before = frozenset(data["names_before"])
        self.names_exact = frozenset(data["names_before_exact"])
        self.score_before = frozenset(data["score_before"])
        self.year_strong = frozenset(data["years"]["strong"])
        self.year_weak = frozenset(data["years"]["weak"])
        self._phrase_starts = frozenset(self.vague_words) | frozenset(self.fixed) | frozenset(self.fractions)
        self._memo: dict[str, _Token | None] = {}

    @classmethod
    def load(cls, path: Path, tolls: str | Path = "default") -> NumberTable:
        """Read ``numbers.yaml`` with a style of tolls: a name in ``tolls/`` beside it, or a file of one's own.

        Raises :class:`UserError` where a file is not there or leaves out a word class.
        """
        file = tolls if isinstance(tolls, Path) else path.parent / "tolls" / f"{tolls}.yaml"
        if not file.exists():
            known = ", ".join(sorted(p.stem for p in (path.parent / "tolls").glob("*.yaml"))) or "none"
            raise UserError(
                f"There is no table of tolls {str(tolls)!r}; there are: {known}. Or give the path of a YAML file.",
                code="no-tolls",
            )
        calendar = path.parent / "calendar.yaml"
        months = frozenset(_read(calendar)["classes"]["month"]) if calendar.exists() else frozenset()
        return cls(_read(path), _read(file), months, path.parent)

    def styled(self, tolls: str | Path) -> NumberTable:
        """The same language with another style of tolls."""
        return NumberTable.load(self._folder / "numbers.yaml", tolls)

    def value(self, word: str) -> int | None:
        """The count that one lower-case word gives, by itself, as a spelled number or digits; None if it gives none."""
        token = self.token(word)
        return int(token.value) if token is not None and token.kind in {"number", "digits", "article"} else None

    def token(self, lower: str) -> _Token | None:
        """What a word can be; remembered."""
        try:
            return self._memo[lower]
        except KeyError:
            if len(self._memo) > _MEMO_LIMIT:
                self._memo.clear()
            found = self._memo[lower] = self._classify(lower)
            return found

    def _digits(self, d: dict[str, Any]) -> None:
        group, decimal = re.escape(d["group"]), re.escape(d["decimal"])
        self._group, self._decimal, self._spaces = d["group"], d["decimal"], bool(d.get("spaces"))
        whole = rf"\d{{1,3}}(?:{group}\d{{3}})+|\d+"
        endings = "|".join(sorted(map(re.escape, self._ordinals["digits"]), key=len, reverse=True))
        suffix = "|".join(map(re.escape, sorted(self._groups["suffix"], key=len, reverse=True))) or r"\Z\A"
        self._number = re.compile(
            rf"(?P<money>[€$£])?(?P<whole>{whole})(?:{decimal}(?P<part>\d{{1,2}}))?"
            rf"(?:(?P<percent>%)|(?P<ordinal>{endings})|(?P<group>{suffix}))?"
        )
        self._range = re.compile(rf"({whole})[-–]({whole})")

    def plain(self, digits: str) -> int:
        return int(digits.replace(self._group, ""))

    def _classify(self, lower: str) -> _Token | None:
        if lower in self.articles:
            return _Token("article", 1)
        if lower[:1].isdigit() or lower[:1] in "€$£":
            return self._classify_digits(lower)
        value = self._composer.value(lower)
        if value is not None:
            return _Token("number", value)
        if lower in self.scales:
            return _Token("scale", self.scales[lower])
        for suffix in self._groups["suffix"]:
            if lower.endswith(suffix) and (value := self._composer.value(lower[: -len(suffix)])) is not None:
                return _Token("group", value)
        value = self._ordinal(lower)
        if value is not None:
            return _Token("ordinal", value)
        return _Token("phrase") if lower.translate(_APOSTROPHES) in self._phrase_starts else None

    def _classify_digits(self, lower: str) -> _Token | None:
        if not lower.isascii() and any(c.isdigit() and not c.isascii() for c in lower):
            return None  # ² and the like: no decimal digits that int() reads
        m = self._number.fullmatch(lower)
        if m is None:
            m = self._range.fullmatch(lower)
            if m and not (m[1].startswith("0") or m[2].startswith("0")):
                low, high = self.plain(m[1]), self.plain(m[2])
                return _Token("range", low, high) if low < high < 10**_PHONE_DIGITS else None
            return None
        whole = m["whole"]
        if (whole.startswith("0") and len(whole) > 1) or (whole.isdigit() and len(whole) > _PHONE_DIGITS):
            return None  # telephone and other serial numbers
        value = float(f"{self.plain(whole)}.{m['part']}") if m["part"] else self.plain(whole)
        kind = next((k for k in ("money", "percent", "ordinal", "group") if m[k]), "digits")
        return _Token(kind, value)

    def _ordinal(self, lower: str) -> int | None:
        for irregular, cardinal in self._ordinals["irregular"].items():
            if lower.endswith(irregular):
                value = self._composer.value(lower[: -len(irregular)] + cardinal)
                if value is not None:
                    return value
        for ending in self._ordinals["endings"]:
            if lower.endswith(ending) and (value := self._composer.value(lower[: -len(ending)])) is not None:
                return value
        return None

    def is_unit(self, words: Sequence[Word], i: int) -> bool:
        """Whether word ``i`` names a measure."""
        return i < len(words) and words[i].lower in self.units

    def is_year(self, words: Sequence[Word], i: int) -> bool:
        """Whether the digits at ``i`` are a year: four plain digits, 1800-2099, where a year can stand."""
        text = words[i].lower
        if len(text) != 4 or not text.isdigit() or text < "1800" or text > "2099":
            return False
        if self.is_unit(words, i + 1) or (i + 1 < len(words) and words[i + 1].lower in self.scales):
            return False
        before = words[i - 1].lower if i else ""
        if before in self._months or before.rstrip(".") in self._months:
            return True
        counts = i + 1 < len(words) and words[i + 1].upos == "NOUN"
        if i and not text.endswith("00") and (i + 1 == len(words) or not words[i + 1].lower[0].isalnum()):
            return True  # alone before a comma or the end, in a list of years
        if before in self.year_strong:
            return not (counts and text.endswith("00"))
        return before in self.year_weak and not counts

    def is_date(self, words: Sequence[Word], i: int) -> bool:
        """Whether the number at ``i`` is the day of a month that is named beside it."""
        after = words[i + 1].lower if i + 1 < len(words) else ""
        if after.rstrip(".") in self._months or after.partition("-")[0] in self._months:
            return True
        before = words[i - 1].lower.rstrip(".") if i else ""
        return before in self._months and len(words[i].lower.rstrip("stndrh")) <= 2


def _read(path: Path) -> dict[str, Any]:
    try:
        return dict(yaml.load(path.read_text("utf-8"), Loader=_Loader))
    except (OSError, yaml.YAMLError) as error:
        raise UserError(f"{path.name} cannot be read: {error}", code="yaml") from error


def _phrases(items: Any, backwards: bool = False) -> _Phrases:
    """First word (or last, ``backwards``) to the phrases it begins, longest first."""
    out: _Phrases = {}
    for phrase, payload in items:
        words = tuple(str(phrase).lower().split())
        out.setdefault(words[-1 if backwards else 0], []).append((words, payload))
    for entries in out.values():
        entries.sort(key=lambda e: len(e[0]), reverse=True)
    return out


def _lower(word: Word) -> str:
    text = word.lower
    return text if text.isascii() else text.translate(_APOSTROPHES)


def _match(phrases: _Phrases, words: Sequence[Word], i: int) -> tuple[int, Any] | None:
    """The longest phrase that begins at ``i``: where it ends (exclusive) and what it stands for."""
    if i >= len(words):
        return None
    for phrase, payload in phrases.get(_lower(words[i]), ()):
        n = len(phrase)
        if i + n <= len(words) and all(_lower(words[i + k]) == phrase[k] for k in range(1, n)):
            return i + n, payload
    return None


def _match_back(phrases: _Phrases, words: Sequence[Word], end: int, floor: int) -> tuple[int, Any] | None:
    """The longest phrase that ends just before ``end`` and begins at ``floor`` or later."""
    if end <= floor:
        return None
    for phrase, payload in phrases.get(_lower(words[end - 1]), ()):
        at = end - len(phrase)
        if at >= floor and all(_lower(words[at + k]) == phrase[k] for k in range(len(phrase) - 1)):
            return at, payload
    return None


def find_quantities(sentence: Sentence, table: NumberTable) -> list[Quantity]:
    """The quantities of a sentence in text order, none overlapping another."""
    words = sentence.words
    memo = table._memo
    out: list[Quantity] = []
    floor = i = 0
    n = len(words)
    while i < n:
        lower = words[i].lower
        token = memo[lower] if lower in memo else table.token(lower)
        if token is None:
            i += 1
            continue
        quantity, i = _Reader(table, words, floor).read(i, token)
        if quantity is not None:
            out.append(quantity)
            floor = i
    return out


@dataclass(slots=True)
class _Number:
    """A number read from words ``start`` … ``end`` (exclusive): its value and the scale word's worth in it."""

    start: int
    end: int
    value: int
    scale: int = 1


def _times(v: _Bounds, n: int) -> _Bounds:
    return _Bounds(
        v.low and v.low * n, v.best and v.best * n, (v.high + 1) * n - 1 if v.high is not None else None, v.approximate
    )


class _Reader:
    """Reads the one quantity at a place; each method is a rule and says where it stopped."""

    def __init__(self, table: NumberTable, words: Sequence[Word], floor: int) -> None:
        self.t, self.words, self.floor = table, words, floor

    def read(self, i: int, token: _Token) -> tuple[Quantity | None, int]:
        """The quantity that begins at ``i`` and where to go on."""
        t, words = self.t, self.words
        if token.kind == "ordinal":
            return self._ordinal(i, token)
        if token.kind == "range":
            return self._written_range(i, token)
        vague = self._vague(i)
        if vague is not None:
            return vague
        fixed = _match(t.fixed, words, i)
        if fixed is not None:
            end, value = fixed
            if end < len(words) and value == 0 and self._is_number(end):
                return None, end
            return self._make(i, end, _exactly(value), "fixed: a word with a count of its own"), end
        if token.kind == "group":
            return self._group(i, i, token)
        if token.kind == "article":
            return self._article(i)
        number = self._number(i)
        if number is None:
            return None, i + 1
        return self._bounded(number)

    # numbers

    def _is_number(self, i: int) -> bool:
        token = self.t.token(self.words[i].lower) if i < len(self.words) else None
        return token is not None and token.kind in {"number", "digits", "scale", "group"}

    def _number(self, i: int) -> _Number | None:
        """A number of one or more words with its scale word."""
        t, words = self.t, self.words
        if i >= len(words):
            return None
        fraction = _match(t.fractions, words, i)
        if fraction is not None:
            end, part = fraction
            return self._scaled(i, end, part)
        token = t.token(words[i].lower)
        if token is None or token.kind in {"phrase", "ordinal", "range", "group"}:
            return None
        if token.kind == "scale":
            return _Number(i, i + 1, int(token.value), int(token.value))
        if words[i].upos == "VERB" and words[i].lower in t.also_verbs:
            return None
        value: float = token.value
        end = i + 1
        if token.kind in {"number", "article"}:
            joined = self._joined(i)
            if joined is not None:
                value, end = joined
        elif token.kind == "digits" and t._spaces and words[i].lower.isdigit() and len(words[i].lower) <= 3:
            while (
                end < len(words)
                and len(words[end].lower) == 3
                and words[end].lower.isdigit()
                and words[end].start - words[end - 1].end == 1
            ):  # 1 500 000
                value = value * 1000 + int(words[end].lower)
                end += 1
        half = _match(t.and_half, words, end)
        if half is not None and half[0] < len(words) and words[half[0]].lower in t.scales:
            end, value = half[0], value + half[1]
        return self._scaled(i, end, value)

    def _joined(self, i: int) -> tuple[int, int] | None:
        """The longest spelled number that begins at ``i`` and goes over several words."""
        words, text = self.words, self.words[i].lower
        best: tuple[int, int] | None = None
        for end in range(i + 1, min(i + _JOIN_LIMIT, len(words))):
            lower = words[end].lower
            if not self.t._composer.can_join(lower):
                break
            text = f"{text} {lower}"
            value = self.t._composer.value(text)
            if value is not None:
                best = (value, end + 1)
        return best

    def _scaled(self, start: int, end: int, value: float) -> _Number | None:
        t, words = self.t, self.words
        scale = t.scales.get(words[end].lower) if end < len(words) else None
        if scale is None:
            whole = round(value)
            return _Number(start, end, whole) if abs(value - whole) < 1e-9 else None
        total = round(value * scale)
        end += 1
        if end < len(words):
            rest = t.token(words[end].lower)
            if rest is not None and rest.kind == "number" and rest.value < scale:  # two million three hundred …
                joined = self._joined(end)
                more, end = joined if joined is not None else (int(rest.value), end + 1)
                total += more
        return _Number(start, end, total, scale)

    # what kind of number it is

    def _bounded(self, number: _Number) -> tuple[Quantity | None, int]:
        """The number with its range and its bounds; or nothing where it is a year, a date or part of a name."""
        t, words = self.t, self.words
        start, end = number.start, number.end
        if self._is_name(start) or (end == start + 1 and (t.is_year(words, start) or t.is_date(words, start))):
            return None, end
        opened = _match_back(t.between, words, start, self.floor)
        if opened is not None:
            closing = _match(t.between_and, words, end)
            second = self._number(closing[0]) if closing is not None else None
            if second is not None:
                return self._range(opened[0], number, second, "between: both ends are bounds")
        joint = _match(t.range, words, end)
        if (
            joint is not None
            and (second := self._number(joint[0])) is not None
            and not t.is_date(words, joint[0])
            and self._scale_up(number, second) < second.value
        ):
            return self._range(start, number, second, "range: from the lower to the higher number")
        of = _match(t.of_whole, words, end)
        if of is not None:
            whole = self._number(of[0])
            if whole is not None and whole.value >= number.value:
                made = self._make(
                    start, end, _exactly(number.value), "part-of: so many of a whole", last=whole.end, of=whole.value
                )
                return made, whole.end
        return self._apply(start, end, _exactly(number.value), "number: read as written")

    @staticmethod
    def _scale_up(low: _Number, high: _Number) -> int:
        """The low end of a range, in the high end's scale where the text names that once: 20 to 30 million."""
        shared = low.scale == 1 and high.scale > 1 and low.value * high.scale <= high.value
        return low.value * high.scale if shared else low.value

    def _range(self, start: int, low: _Number, high: _Number, rule: str) -> tuple[Quantity | None, int]:
        bottom, top = self._scale_up(low, high), high.value
        if bottom > top:
            bottom, top = top, bottom
        if self._is_name(low.start):
            return None, high.end
        best = top if bottom == top else None
        return self._apply(start, high.end, _Bounds(bottom, best, top), rule)

    def _written_range(self, i: int, token: _Token) -> tuple[Quantity | None, int]:
        """15-20 in one word; 2011-2014 is a span of years and 2-3 behind *won by* a score."""
        low, high = int(token.value), token.high
        before = self.words[i - 1].lower if i else ""
        score = high < 10 and (low == 0 or before in self.t.score_before)
        years = low >= 1800 and high < 2100 and self.words[i].text.replace("-", "").replace("–", "").isdigit()
        if score or years or self._is_name(i) or self.t.is_date(self.words, i):
            return None, i + 1
        return self._apply(i, i + 1, _Bounds(low, None, high), "range: from the lower to the higher number")

    def _is_name(self, i: int) -> bool:
        """Whether the word before makes the number part of a name: resolution 2334, AK 47."""
        if i == 0:
            return False
        before = self.words[i - 1]
        if before.lower in self.t.names_before or before.text in self.t.names_exact:
            return True
        if before.text in {"-", "–"} and i > 1 and before.start == self.words[i - 2].end:
            return self.words[i - 2].text in self.t.names_exact
        return False

    # words without digits

    def _vague(self, i: int) -> tuple[Quantity | None, int] | None:
        """Dozens, a few hundred, hundreds of thousands."""
        t, words = self.t, self.words
        found = _match(t.vague_words, words, i)
        if found is None:
            return None
        end, name = found
        if end < len(words) and words[end].lower in t.not_vague_before:
            return None, end
        v = t.vague[name]
        if name in t.multiply:
            second = _match(t.vague_words, words, end)
            if second is not None and second[1] in t.worth:
                if name not in t.worth:  # "several hundreds" are hundreds
                    return self._vague_made(i, second[0], t.vague[second[1]], f"vague-{second[1]}")
                n = t.worth[second[1]]
                return self._vague_made(i, second[0], _times(v, n), f"vague-{name}, times {n}")
            number = self._number(end)
            if number is not None and number.value in t.scales.values():
                n = number.value
                return self._vague_made(i, number.end, _times(v, n), f"vague-{name}, times {n}")
            if number is not None:
                return None, end
        return self._vague_made(i, end, v, f"vague-{name}")

    def _vague_made(self, start: int, end: int, v: _Bounds, rule: str) -> tuple[Quantity | None, int]:
        return self._apply(start, end, v, f"{rule}: by the table of tolls")

    def _group(self, start: int, i: int, token: _Token) -> tuple[Quantity | None, int]:
        """A number made a noun: exact when small (a pair, a trio), about so many above."""
        n = int(token.value)
        if n < self.t._groups["exact_below"]:
            return self._apply(start, i + 1, _exactly(n), "group: a noun for a small count")
        return self._apply(start, i + 1, _Bounds(None, n, None, True), "group: a noun for about so many")

    def _article(self, i: int) -> tuple[Quantity | None, int]:
        t, words = self.t, self.words
        fraction = _match(t.fractions, words, i)
        if fraction is not None and (number := self._number(i)) is not None:
            return self._bounded(number)
        if i + 1 < len(words):
            token = t.token(words[i + 1].lower)
            if token is not None and token.kind == "group":
                return self._group(i, i + 1, token)
            if _match(t.vague_words, words, i + 1) is not None:
                made = self._vague(i + 1)
                if made is not None and made[0] is not None:
                    return replace(made[0], first=min((words[i], made[0].first), key=lambda w: w.i)), made[1]
            if _match(t.of_whole, words, i + 1) is not None or _match(t.range, words, i + 1) is not None:
                number = self._number(i)
                if number is not None:
                    quantity, end = self._bounded(number)
                    if quantity is not None and ("number" not in quantity.rule or _match(t.of_whole, words, i + 1)):
                        return replace(quantity, rule=quantity.rule.replace("number:", "one-of:")), end
            if token is not None and token.kind in {"scale", "number"}:
                number = self._number(i)
                if number is not None and number.end > i + 1:
                    return self._bounded(number)
            if token is not None and token.kind in {"digits", "ordinal", "range", "number"}:
                return None, i + 1
        return self._make(i, i + 1, _exactly(1), "article: counts one if at all", article=True), i + 1

    def _ordinal(self, i: int, token: _Token) -> tuple[Quantity | None, int]:
        t, words = self.t, self.words
        before = words[i - 1].lower if i else ""
        after = words[i + 1].lower if i + 1 < len(words) else ""
        if before in t._ordinals["not_after"] or t.is_date(words, i):
            return None, i + 1
        n = int(token.value)
        unit: str | None = None
        if (
            n > 2
            and i
            and self._numeric(i - 1)
            and (after in t._ordinals["fraction_before"] or before not in t.articles)
        ):
            unit = "fraction"
        return Quantity(
            words[i], words[i], n, n, n, False, "ordinal: the place in a row", ordinal=True, unit=unit
        ), i + 1

    def _numeric(self, i: int) -> bool:
        token = self.t.token(self.words[i].lower)
        return token is not None and token.kind in {"article", "number", "digits"}

    # bounds

    def _apply(self, start: int, end: int, bounds: _Bounds, rule: str) -> tuple[Quantity | None, int]:
        """Let the words before and behind bound the count: at least, more than, about, nearly, at most."""
        effects: list[str] = []
        after = _match(self.t.after, self.words, end)
        last = end
        if after is not None:
            last = after[0]
            effects.append(after[1])
        for _ in range(2):  # "probably at least about ninety": two bounds at most
            before = _match_back(self.t.before, self.words, start, self.floor)
            if before is None:
                break
            start = before[0]
            effects.append(before[1])
        for effect in effects:
            bounds = self._effect(effect, bounds)
            rule = f"{effect} + {rule}"
        return self._make(start, end, bounds, rule, last=last), last

    def _effect(self, effect: str, b: _Bounds) -> _Bounds:
        if effect in {"at-least", "above"}:
            least = b.low if b.low is not None else b.best
            if effect == "above" and self.t.strictly_above and least is not None and b.low == b.high:
                least += 1
            return _Bounds(least, None, None, b.approximate)
        if effect == "about":
            return _Bounds(None, b.best, None, True) if b.low == b.high else replace(b, approximate=True)
        most = b.high if b.high is not None else b.best
        if effect == "almost":
            return _Bounds(None, b.best, most, True)
        return _Bounds(None, None, most, b.approximate)

    def _make(
        self,
        start: int,
        end: int,
        b: _Bounds,
        rule: str,
        *,
        last: int | None = None,
        article: bool = False,
        of: int | None = None,
    ) -> Quantity:
        first_word, last_word = self.words[start], self.words[(last if last is not None else end) - 1]
        unit = self._unit(start, end if last is None else max(end, last))
        if unit is not None:
            rule = f"{rule}; measures {unit}"
        return Quantity(
            first_word, last_word, b.low, b.best, b.high, b.approximate, rule, article=article, unit=unit, of=of
        )

    def _unit(self, start: int, end: int) -> str | None:
        """The measure that the word behind (or the sign before) makes of the number; None for a plain count."""
        t, words = self.t, self.words
        for k in range(start, end):
            token = t.token(words[k].lower)
            if token is not None and token.kind in {"money", "percent"}:
                return token.kind
        if start and words[start - 1].lower in t.money_before:
            return "money"
        if start and end < len(words) and words[start - 1].text == "(" and words[end].text == ")":
            return "age" if start > 1 and words[start - 2].text[:1].isupper() else None
        if end < len(words) and words[end].lower in t.unit_adjectives and t.is_unit(words, end + 1):
            end += 1
        if end >= len(words):
            return None
        unit: str | None = t.units.get(words[end].lower)
        if unit is not None and end + 1 < len(words):
            return t.unit_pairs.get((words[end + 1].lower, unit), unit)
        return unit


def numbers_in(words: Sequence[Word], i: int, table: NumberTable) -> Iterator[tuple[int, int]]:
    """The plain number at word ``i``, if there is one: its value and where it ends (exclusive). For dates and spans."""
    number = _Reader(table, words, 0)._number(i)
    if number is not None:
        yield number.value, number.end
