"""What may be named as an input, and what is said of one that cannot be read."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from kroniek.errors import UserError
from kroniek.sources import MAX_CHARACTERS, open_source
from kroniek.sources import open as opening
from kroniek.sources.web import Page, public

PAGE = """<!doctype html><html><head><meta charset="{charset}"><title>Troepen weg</title>
<meta property="og:site_name" content="De Proefkrant"></head>
<body><nav>Menu Sport Weer</nav><article><h1>Troepen weg</h1>
<p>{first}</p>
<p>De terugtrekking begon in de vroege ochtend, zeggen bewoners van de stad. Zij zagen trucks vertrekken.</p>
<p>De regering heeft nog niet gereageerd op de berichten uit het oosten, waar al maanden wordt gevochten.</p>
</article></body></html>"""
FIRST = "Het leger heeft zich zaterdag uit het café bij Kananga teruggetrokken, na weken van strijd om het plein."


def put(folder: Path, data: bytes, name: str = "a.txt") -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


def code_of(name: str, **options: str) -> str:
    with pytest.raises(UserError) as caught:
        open_source(name, **options)
    return caught.value.code


def test_text_is_taken_as_it_is(tmp_path: Path) -> None:
    text = "Kop\r\n\r\nEen  zin\u00a0met ‘quotes’ –\ttab.\rEinde \n"
    given = open_source(put(tmp_path, text.encode()))
    assert given.text == text
    assert given.published is None


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        ("\ufeff \n".encode("utf-8"), "empty"),
        (b"\x7fELF\x02\x01\x00\x00\x03", "binary"),
        (bytes(range(1, 32)) * 20, "binary"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe\x01\x02" * 9, "binary"),
        (b"Het caf\xe9 werd beschoten.", "encoding"),
    ],
)
def test_what_is_no_text(tmp_path: Path, data: bytes, code: str) -> None:
    assert code_of(put(tmp_path, data)) == code


def test_encodings(tmp_path: Path) -> None:
    text = "Het café werd beschoten."
    assert open_source(put(tmp_path, text.encode("latin-1")), "latin-1").text == text
    assert open_source(put(tmp_path, text.encode("utf-16"))).text == text
    assert open_source(put(tmp_path, text.encode("utf-8-sig"))).text == text
    assert code_of(put(tmp_path, text.encode()), encoding="klingon") == "unknown-encoding"


def test_encoding_message_says_where_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"a\.txt: not UTF-8 at byte 3\. .*--encoding cp1252"):
        open_source(put(tmp_path, b"caf\xe9 beschoten"))


def test_no_file_folder_and_too_long(tmp_path: Path) -> None:
    assert code_of(str(tmp_path / "none.txt")) == "no-file"
    assert code_of(str(tmp_path)) == "folder"
    assert code_of(put(tmp_path, b"a" * (MAX_CHARACTERS + 1))) == "too-long"
    assert len(open_source(put(tmp_path, b"a" * MAX_CHARACTERS)).text) == MAX_CHARACTERS
    assert code_of("x" * 5000) == "unreadable"


def test_larger_than_the_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_BYTES", 1000)
    assert code_of(put(tmp_path, b"a" * 1001)) == "too-long"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Één zin.".encode())))
    given = open_source("-")
    assert (given.source, given.text) == ("-", "Één zin.")


@pytest.mark.parametrize(("charset", "codec"), [("utf-8", "utf-8"), ("iso-8859-1", "cp1252"), ("no-such", "utf-8")])
def test_a_page_says_its_encoding(tmp_path: Path, charset: str, codec: str) -> None:
    given = open_source(put(tmp_path, PAGE.format(charset=charset, first=FIRST).encode(codec), "a.html"))
    assert "café bij Kananga" in given.text
    assert "Menu Sport" not in given.text
    assert given.title == "Troepen weg"


def test_a_page_is_known_by_its_start(tmp_path: Path) -> None:
    page = "\n<!-- gemaakt door iets -->\n" + PAGE.format(charset="utf-8", first=FIRST)
    assert "<p>" not in open_source(put(tmp_path, page.encode(), "page.txt")).text


def test_a_page_without_an_article(tmp_path: Path) -> None:
    assert code_of(put(tmp_path, b"<!doctype html><html><body></body></html>")) == "no-article"
    assert code_of(put(tmp_path, b"<", "a.html")) == "no-article"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/x",
        "http://[::1]/",
        "http://10.0.0.8:8080/",
        "http://169.254.169.254/latest",
        "http://[::ffff:127.0.0.1]/",
        "http://0.0.0.0/",
    ],
)
def test_private_addresses_are_refused(url: str) -> None:
    assert code_of(url) == "private-address"


@pytest.mark.parametrize("url", ["http://[bad", "http://", "http://host:notaport/", "ftp://example.org/a"])
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(UserError):
        public(url)


def test_a_host_name_that_cannot_be() -> None:
    assert code_of(f"http://{'a' * 300}.example/") == "no-host"


def test_from_the_web(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = {
        "https://krant.example/1": Page(
            PAGE.format(charset="utf-8", first=FIRST).encode("cp1252"),
            "https://krant.example/een",
            "text/html",
            "cp1252",
        ),
        "https://krant.example/2": Page("Kale tekst: café.".encode(), "https://krant.example/2", "text/plain", "utf-8"),
    }
    monkeypatch.setattr("kroniek.sources.web.fetch", pages.__getitem__)
    first, second = open_source("https://krant.example/1"), open_source("https://krant.example/2")
    assert "café bij Kananga" in first.text
    assert first.source == "https://krant.example/een"
    assert second.text == "Kale tekst: café."
