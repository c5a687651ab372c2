"""The page: facts where they stand, hostile text shown and never run, nothing loaded; and in a real browser."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kroniek.faces import words
from kroniek.faces.marks import marks, segments
from kroniek.faces.page import page
from kroniek.record import Record, Toll
from records import TEXT, sample

HOSTILE = (
    "<script>alert(1)</script>\" onmouseover='alert(2)' "
    "<img src=https://evil.example/x.png> </style></title>&amp; \u202e\x00"
)
VOID = {"meta", "wbr"}
CHROMIUM = os.environ.get("KRONIEK_CHROMIUM", "/usr/bin/chromium")


class Checker(HTMLParser):
    """Collects elements, attributes and text; fails on an end tag that does not match."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.body: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if ("class", "body") in attrs:
            self.depth = len(self.open)
            self.inside = True

    inside = False
    chip = False

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag
        if self.inside and len(self.open) < self.depth:
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside and self.open[-1] != "a":  # the event ids behind triggers are no text of the article
            self.body.append(data)


def checked(html: str) -> Checker:
    checker = Checker()
    checker.feed(html)
    checker.close()
    assert checker.open == []
    return checker


def hostile() -> Record:
    """The sample with hostile words in every string but its ids and the main text, which has them at its end."""

    def poison(value: Any, name: str = "") -> Any:
        if isinstance(value, str) and name in {
            "name",
            "why",
            "source",
            "title",
            "outlet",
            "message",
            "role",
            "whom",
            "mode",
            "edtf",
        }:
            return value + HOSTILE
        if isinstance(value, dict):
            return {k: poison(v, "why" if name == "why" else k) for k, v in value.items()}
        return [poison(v, name) for v in value] if isinstance(value, list) else value

    data = poison(msgspec.to_builtins(sample()))
    data["article"].update(title="Titel" + HOSTILE, outlet=HOSTILE, authors=[HOSTILE], language='nl" onload="x')
    data["article"]["text"] = TEXT + HOSTILE
    return msgspec.convert(data, Record)


def test_the_segments_are_the_text() -> None:
    record = sample()
    found = marks(record)
    parts = list(segments(record.article.text, found))
    assert "".join(record.article.text[s.start : s.end] for s in parts) == record.article.text
    for mark in found:
        covered = [s for s in parts if mark in s.marks]
        assert (covered[0].start, covered[-1].end) == (mark.start, mark.end)
        assert all(mark.start <= s.start and s.end <= mark.end for s in covered)


def test_overlapping_facts_have_underlines_of_their_own() -> None:
    found = marks(sample())
    for a in found:
        for b in found:
            if a is not b and a.start < b.end and b.start < a.end:
                assert a.lane != b.lane, (a, b)


def test_spans_outside_the_text_are_left_out() -> None:
    record = sample()
    record.article.text = record.article.text[:60]
    assert all(m.end <= 60 for m in marks(record))
    checked(page([record]))


def test_the_page_is_well_formed_and_shows_the_whole_text() -> None:
    assert "".join(checked(page([sample()])).body) == TEXT


def test_hostile_text_is_shown_not_run() -> None:
    html = page([hostile(), sample()])
    checker = checked(html)
    tags = [tag for tag, _ in checker.elements]
    assert tags.count("script") == 1
    assert tags.count("style") == 1
    assert not {"img", "iframe", "object", "embed", "link", "base", "form"} & set(tags)
    assert not any(name.startswith("on") for _, attributes in checker.elements for name in attributes)
    assert "".join(checker.body).startswith(TEXT + HOSTILE.replace("\x00", "\ufffd"))
    assert "\x00" not in html


def test_nothing_is_loaded_from_outside() -> None:
    record = sample(source='https://krant.example/a?b="><script>')
    html = page([record])
    for tag, attributes in checked(html).elements:
        assert not {"src", "srcset", "style"} & set(attributes)
        if "href" in attributes:
            assert tag == "a"
            assert str(attributes["href"]).startswith(("#", "https://krant.example/"))
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style is not None
    assert "url(" not in style[1]
    assert "@import" not in style[1]


def test_a_javascript_address_is_no_link() -> None:
    assert 'href="javascript' not in page([sample(source="javascript:alert(1)")])


def test_the_policy_names_the_page_s_own_style_and_script() -> None:
    html = page([sample()])
    policy = next(
        str(a["content"])
        for t, a in checked(html).elements
        if t == "meta" and a.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        content = re.search(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        assert content is not None
        assert f"sha256-{base64.b64encode(hashlib.sha256(content[1].encode()).digest()).decode()}" in policy


def test_ids_are_unique_and_links_lead_somewhere() -> None:
    elements = checked(page([sample(), sample(source="twee.txt")])).elements
    ids = [a["id"] for _, a in elements if "id" in a]
    assert len(ids) == len(set(ids))
    assert {str(a["href"])[1:] for t, a in elements if t == "a"} <= set(ids)
    assert {"a1", "a2", "a1-e2", "a2-e1"} <= set(ids)


def test_every_field_of_the_record_has_its_words() -> None:
    elements = checked(page([sample()])).elements
    fields = {a["data-field"]: str(a["data-m"]) for _, a in elements if "data-field" in a}
    in_text = {m for t, a in elements if t == "span" and "data-m" in a for m in str(a["data-m"]).split()}
    assert {
        "e1.actors.0",
        "e1.recipients.0",
        "e1.places.0",
        "e1.time",
        "e1.toll.0",
        "e1.toll.1",
        "e1.toll.1.claims.0",
        "e1.mentions.2",
        "links.0",
        "ties.0",
        "tallies.0",
    } <= set(fields)
    assert set(fields.values()) <= in_text


@pytest.mark.parametrize(
    ("edtf", "text"),
    [
        ("2019-12-29", "Sunday 29 December 2019"),
        ("2019-12", "December 2019"),
        ("2014/..", "since 2014"),
        ("../2019-12~", "until about December 2019"),
        ("[2019-12-01,2019-12-08]", "one of 1 or 8 December 2019"),
        ("2014-22", "summer 2014"),
        ("201X", "the 2010s"),
        ("2019-02-31", "2019-02-31"),
        ("2019-10-30/2019-12-30", "from Wednesday 30 October 2019 to Monday 30 December 2019"),
        ("garbage", "garbage"),
        ("", ""),
    ],
)
def test_dates_in_words(edtf: str, text: str) -> None:
    assert words.when(edtf) == text


@pytest.mark.parametrize(
    ("low", "best", "high", "approximate", "text"),
    [
        (4, 4, 4, False, "4"),
        (90, None, None, False, "at least 90"),
        (20, None, 99, False, "20–99"),
        (None, 1000, None, True, "about 1,000"),
        (None, None, 30, False, "at most 30"),
        (20, 25, 30, False, "25 (20–30)"),
        (0, 0, 0, False, "0"),
        (None, None, None, False, "unknown number"),
    ],
)
def test_counts_in_words(low: int | None, best: int | None, high: int | None, approximate: bool, text: str) -> None:
    span = sample().events[0].mentions[0]
    assert words.count(Toll("killed", low, best, high, "x", None, None, "certain", [], span, approximate)) == text


def test_control_characters_are_shown() -> None:
    assert words.clean("a\x1b[31mb\u202ec\r\nd\x9b") == "a\\x1b[31mb\\x202ec\nd\\x9b"
    assert words.clean("België ‘é’ \u200d") == "België ‘é’ \u200d"


# -- in a browser ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no Chromium at {CHROMIUM}; set KRONIEK_CHROMIUM to one")
    with api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """Opens a page of records; fails if it asks for anything or its console complains."""
    made = []

    def show(*records: Record, width: int = 1280) -> Any:
        path = tmp_path / "page.html"
        path.write_bytes(page(records).encode())
        tab = browser.new_page(viewport={"width": width, "height": 800})
        tab.requests, tab.complaints = [], []
        tab.on("request", lambda r: tab.requests.append(r.url))
        tab.on("console", lambda m: tab.complaints.append(m.text))
        tab.on("pageerror", lambda e: tab.complaints.append(str(e)))
        tab.on("dialog", lambda d: (tab.complaints.append("dialog"), d.dismiss()))
        tab.goto(path.as_uri())
        made.append((tab, path.as_uri()))
        return tab

    yield show
    for tab, uri in made:
        assert tab.requests == [uri]
        assert tab.complaints == []
        tab.close()


def lit(tab: Any, where: str = ".body") -> list[str]:
    return list(tab.eval_on_selector_all(f"{where} .lit", "els => els.map(e => e.textContent)"))


@pytest.mark.browser
def test_a_field_lights_its_words(opened: Any) -> None:
    tab = opened(sample())
    tab.click("[data-field='e1.toll.1']")
    assert lit(tab) == ["zeker 24 strijders"]
    tab.click("[data-field='e2.time']")
    assert lit(tab) == ["maandag"]
    tab.click("[data-field='e1.recipients.0']")
    assert lit(tab) == ["de milities"]
    tab.keyboard.press("Escape")
    tab.mouse.move(0, 0)
    tab.evaluate("document.activeElement.blur()")
    assert lit(tab) == []


@pytest.mark.browser
def test_words_light_their_fields(opened: Any) -> None:
    tab = opened(sample())
    tab.click(".body .f:text-is('maandag')")
    assert tab.eval_on_selector_all(".side .lit", "els => els.map(e => e.dataset.field)") == ["e2.time"]
    tab.click(".body .f:text-is('Als reactie op')")
    assert set(tab.eval_on_selector_all(".side .lit", "els => els.map(e => e.dataset.field)")) == {"links.0"}


@pytest.mark.browser
def test_by_keyboard(opened: Any) -> None:
    tab = opened(sample())
    tab.focus(".body .f")
    tab.keyboard.press("ArrowRight")
    assert tab.evaluate("document.activeElement.textContent") == "luchtaanval"
    tab.keyboard.press("Enter")
    assert "e1.mentions.0" in tab.eval_on_selector_all(".side .lit", "els => els.map(e => e.dataset.field)")
    tab.focus("[data-field='e2.places.0']")
    tab.keyboard.press("Enter")
    assert lit(tab) == ["Erbil"]


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 900, 1440])
def test_nothing_sticks_out(opened: Any, width: int) -> None:
    record = sample(TEXT + "x" * 400)
    time = record.events[0].time
    assert time is not None
    time.edtf = "[" + ",".join(f"2019-12-{day:02d}" for day in range(1, 31)) + "]"
    tab = opened(record, sample(source="y" * 300), width=width)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_hostile_text_in_a_browser(opened: Any) -> None:
    tab = opened(hostile())
    tab.click("[data-field='e1.toll.1']")
    assert lit(tab) == ["zeker 24 strijders"]
    assert "<script>alert(1)</script>" in tab.inner_text(".body")
