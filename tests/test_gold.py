"""Accuracy does not drop: the gold against ``gold/floors.json``, the seed article against what was asked for."""
from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kroniek.coding.times.edtf import compatible, within
from kroniek.reading import read
from kroniek.record import Record, Span, Time, problems

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

import accuracy  # noqa: E402

AT_HAND = accuracy.corpora()
SEED_DAYS = ("2019-12-01", "2019-12-17", "2019-12-30")


@cache
def result(name: str) -> accuracy.Result:
    return accuracy.measure(name, AT_HAND[name])


@pytest.mark.parametrize("name", ["nl/dev", "nl/heldout", "seed"])
def test_floors_hold(name: str) -> None:
    if name not in AT_HAND:
        pytest.skip("the seed article is not at hand")
    assert list(accuracy.problems(result(name))) == []


def test_a_drop_and_a_changed_corpus_are_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    floors = tmp_path / "floors.json"
    now = result("nl/dev")
    monkeypatch.setattr(accuracy, "FLOORS", floors)
    accuracy.set_floors([now])
    assert list(accuracy.problems(now)) == []
    stored = msgspec.json.decode(floors.read_bytes())
    floors.write_bytes(msgspec.json.encode({"nl/dev": {"all": now.all + 0.001, "event": 0, "digest": "sha256:0"}}))
    assert [p.split(": ")[1][:12] for p in accuracy.problems(now)] == ["its articles", "F1 of all is"]
    assert stored["nl/dev"]["all"] <= now.all - accuracy.MARGIN


@pytest.mark.parametrize("folder", ["nl/dev", "nl/heldout"])
def test_records_of_the_gold_are_sound_and_the_same_twice(folder: str) -> None:
    for path in sorted(AT_HAND[folder].glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        first, second = (read(text, published="2020-06", language="nl", source=path.name) for _ in range(2))
        assert problems(first) == [], path.name
        assert msgspec.json.encode(first) == msgspec.json.encode(second), path.name


def times(value: Any) -> Iterator[Time]:
    """Every time in a record."""
    if isinstance(value, Time):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from times(getattr(value, name))
    elif isinstance(value, list):
        for item in value:
            yield from times(item)


def by_span(record: Record) -> dict[Span, set[str]]:
    out: dict[Span, set[str]] = {}
    for time in times(record):
        out.setdefault(time.span, set()).add(time.edtf)
    return out


def fits(fine: str, coarse: str) -> bool:
    """Whether a time lies in what another allows; an end that is *about* gives way a little."""
    return compatible(fine, coarse) if "~" in coarse else within(fine, coarse)


def not_guessed(text: str, month: str, days: tuple[str, ...]) -> None:
    """Whatever day of the month the article is from, its times lie within those read when only the month is known."""
    coarse = by_span(read(text, published=month, language="nl"))
    assert coarse
    for day in days:
        for span, values in by_span(read(text, published=day, language="nl")).items():
            for value in values:
                known = coarse.get(span, set())
                assert not known or any(fits(value, k) for k in known), f"{span.text}: {value} on {day}, but {known}"


@pytest.mark.skipif("seed" not in AT_HAND, reason="the seed article is not at hand")
def test_no_date_of_the_seed_is_guessed_beyond_the_month() -> None:
    not_guessed((accuracy.SEED / "article.txt").read_bytes().decode("utf-8"), "2019-12", SEED_DAYS)


@pytest.mark.parametrize("path", sorted(AT_HAND["nl/dev"].glob("*.txt")), ids=lambda p: p.stem)
def test_no_date_is_guessed_beyond_the_month(path: Path) -> None:
    not_guessed(path.read_bytes().decode("utf-8"), "2023-05", ("2023-05-01", "2023-05-16", "2023-05-31"))
