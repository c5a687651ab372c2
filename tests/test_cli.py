"""The commands: what they print, how they end, and that no input brings a traceback."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from kroniek import __version__, cli
from kroniek.faces import batch, explain, terminal
from kroniek.record import json_schema
from records import sample

DOCS = Path(__file__).parent.parent / "docs" / "cli.md"
ARTICLE = (
    "Zondag hebben Amerikaanse gevechtsvliegtuigen een basis van rebellen bij Mosul gebombardeerd. Daarbij "
    "kwamen volgens het leger zeker tien militairen om het leven. Duitsland veroordeelde de aanval maandag.\n"
)
HEAVY = ("spacy", "thinc", "numpy", "trafilatura", "py3langid", "rich.table", "msgspec", "yaml")
"""Modules that no help text may wait for."""


def run(*arguments: str, input: bytes | None = None) -> Result:
    return CliRunner().invoke(cli.app, list(arguments), input=input)


def shell(*arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "kroniek", *arguments], capture_output=True, timeout=120, check=False, **options
    )


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "artikel.txt"
    path.write_text(ARTICLE, "utf-8")
    return str(path)


def bad(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


# -- the whole -------------------------------------------------------------------------------------------------------


def test_help_is_quick() -> None:
    code = f"import sys, kroniek.cli; print([m for m in {HEAVY!r} if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
    begin = time.perf_counter()
    assert shell("--help").returncode == 0
    assert time.perf_counter() - begin < 1.5  # 0.15 s on a quiet machine; the limit leaves room for a busy one


def test_version() -> None:
    assert shell("--version").stdout.decode().strip() == f"kroniek {__version__}"


def test_every_command_and_option_is_documented() -> None:
    docs = DOCS.read_text("utf-8")
    names = {str(c.name) for c in cli.app.registered_commands}
    assert names == {"read", "explain", "score", "lint-frames", "schema", "demo"}
    for name in names:
        section = re.search(rf"^## `kroniek {name}\b.*?(?=^## |\Z)", docs, re.DOTALL | re.MULTILINE)
        assert section is not None, f"docs/cli.md has no section on {name}"
        assert "```console\n$ kroniek " + name in section[0], f"docs/cli.md shows no example of {name}"
        for option in set(re.findall(r"--[a-z-]+", run(name, "--help").output)) - {"--help"}:
            assert f"`{option}" in section[0], f"docs/cli.md, {name}: {option} is missing"


# -- read ------------------------------------------------------------------------------------------------------------


def test_read_for_people(article: str) -> None:
    result = run("read", article, "--published", "2019-12-30", "--language", "nl")
    assert result.exit_code == 0, result.output
    assert "\x1b" not in result.output
    assert re.search(r"\[e\d\s+gebombardeerd\]", result.output)
    assert "Sunday 29 December 2019" in result.output
    assert all(len(line) <= 100 for line in result.output.splitlines())


def test_read_for_machines(article: str, tmp_path: Path) -> None:
    second = bad(tmp_path, "tweede.txt", ARTICLE.replace("Zondag", "Dinsdag").encode())
    result = shell("read", article, second, article, "--json", "--published", "2019-12", "--language", "nl")
    assert result.returncode == 0, result.stderr
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [r["article"]["source"] for r in records] == [article, second, article]
    assert records[0] == records[2]
    for record in records:
        jsonschema.validate(record, json_schema())
    assert records[0]["article"]["published"] == "2019-12"
    assert records[0]["article"]["text"] == ARTICLE


def test_standard_input() -> None:
    result = shell("read", "-", "--json", "--language", "nl", input=ARTICLE.encode())
    assert json.loads(result.stdout)["article"]["source"] == "-"


def test_html(article: str, tmp_path: Path) -> None:
    out = tmp_path / "uit.html"
    result = run("read", article, "--html", str(out), "--language", "nl")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert f"wrote {out}: 1 article, " in result.stderr
    assert out.read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("leeg.txt", b"", "leeg.txt: nothing to read, it is empty."),
        ("wit.txt", b" \n\n", "wit.txt: nothing to read, it is empty."),
        ("bin.txt", b"\x7fELF\x00\x01\x02" * 100, "bin.txt: this is no text (a binary file?)."),
        (
            "latin.txt",
            "Het café werd beschoten.".encode("latin-1"),
            "latin.txt: not UTF-8 at byte 7. If it is a Windows text, say --encoding cp1252.",
        ),
        ("lang.txt", b"Het leger viel aan. " * 250_000, "lang.txt: 5,000,000 characters are too many for one article"),
        (
            "fi.txt",
            "Suomen hallitus tuomitsi iskun maanantaina. Armeija pommitti kaupunkia ja kolme ihmistä kuoli.".encode(),
            "--language",
        ),
        (
            "zh.txt",
            "在北京,中国政府宣布对日本实施制裁。军队在边境杀死了三名士兵。".encode(),
            "'zh', which Kroniek does not read yet",
        ),
    ],
)
def test_bad_input(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    result = shell("read", bad(tmp_path, name, data), "--json")
    assert result.returncode == 1
    assert result.stdout == b""
    errors = result.stderr.decode()
    assert errors.startswith(f"kroniek: {tmp_path}")
    assert message in errors
    assert "internal error" not in errors
    assert "Traceback" not in errors
    assert len(errors.splitlines()) == 1


def test_no_file_and_folder(tmp_path: Path) -> None:
    result = run("read", str(tmp_path), str(tmp_path / "niets.txt"))
    assert result.exit_code == 1
    assert "is a folder" in result.stderr
    assert "niets.txt: there is no such file." in result.stderr


def test_one_bad_input_leaves_the_rest(article: str, tmp_path: Path) -> None:
    result = run("read", article, bad(tmp_path, "leeg.txt", b""), article, "--json", "--language", "nl")
    assert result.exit_code == 3
    assert len(result.stdout.splitlines()) == 2
    assert result.stderr.count("kroniek: ") == 1


def test_an_internal_error_is_told_and_set_aside(article: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = bad(tmp_path, "stuk.txt", b"Stuk.")
    real = batch.one

    def one(given: Any, options: batch.Options) -> Any:
        if given.source == broken:
            raise ZeroDivisionError("by\nnought")
        return real(given, options)

    monkeypatch.setattr(batch, "one", one)
    result = run("read", broken, article, "--json", "--language", "nl")
    assert result.exit_code == 3
    assert (
        "stuk.txt: internal error (ZeroDivisionError: by nought); please report it. --debug shows where."
        in result.stderr
    )
    assert "Traceback" not in result.stderr
    assert "Traceback" in run("read", broken, "--debug").stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["--published", "30-12-2019"],
        ["--published", "2019-13"],
        ["--published", "2019-02-30"],
        ["--published", "gisteren"],
        ["--published", "2019-12-30T10:00"],
        ["--language", "tlh"],
        ["--encoding", "klingon"],
        ["--rules", "no-such-rules"],
        ["--pipeline", "no_such_pipeline"],
        ["--html", "/no/such/folder/a.html"],
        ["--html", "."],
        ["--no-such-option"],
        ["--width", "3"],
    ],
)
def test_wrong_usage(article: str, arguments: list[str]) -> None:
    result = run("read", article, *(["--language", "nl"] if "--language" not in arguments else []), *arguments)
    assert result.exit_code == 2, result.output
    assert arguments[0].lstrip("-") in result.stderr or arguments[1] in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("published", ["2019", "2019-12", "2019-12-30"])
def test_publication_dates(published: str) -> None:
    assert cli._options(published).published == published


def test_a_closed_pipe_is_silent(article: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "kroniek", "read", *[article] * 40, "--json", "--language", "nl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 141
    process.stderr.close()


def test_ctrl_c(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "kroniek", "read", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        time.sleep(1.5)  # it waits for its standard input
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        assert process.stderr is not None
        assert b"Traceback" not in process.stderr.read()


def test_progress_only_for_people(article: str) -> None:
    assert shell("read", article, article, "--json", "--language", "nl").stderr == b""


# -- the terminal's face ---------------------------------------------------------------------------------------------


def shown(**options: Any) -> str:
    out = io.StringIO()
    terminal.show(sample(), terminal.console(file=out, **options))
    return out.getvalue()


def test_a_record_in_plain_text() -> None:
    text = shown(width=100)
    assert "_Tientallen doden_ bij [e1 luchtaanval] op basis bij Mosul" in text
    assert "e2 answers e1, probably: ‘Als reactie op’" in text
    assert "the 3rd ASSAULT on Erbil" in text
    assert "is opposed to United States (USA/MIL), since 2019, possibly" in text
    assert "20–99 killed" in text
    assert "denied by ‘de milities’" in text
    assert "\x1b" not in text


@pytest.mark.parametrize("width", [40, 60, 72, 100, 200])
def test_it_fits_the_width(width: int) -> None:
    assert max(map(len, shown(width=width).splitlines())) <= width


def test_colours_for_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured, plain = Terminal(), Terminal()
    terminal.show(sample(), terminal.console(file=coloured, width=100))
    terminal.show(sample(), terminal.console(file=plain, width=100, plain=True))
    assert "\x1b[" in coloured.getvalue()
    assert "[e1]" in re.sub(r"\x1b\[[0-9;]*m", "", coloured.getvalue())
    assert "\x1b" not in plain.getvalue()


def test_a_text_cannot_steer_the_terminal() -> None:
    record = sample()
    record.article.text += "\x1b]0;hi\x07\x1b[2J\u202e"
    record.article.title = "\x1b[31mred"
    out = io.StringIO()
    terminal.show(record, terminal.console(file=out))
    assert "\x1b" not in out.getvalue()
    assert "\u202e" not in out.getvalue()
    assert "\\x1b[31mred" in out.getvalue()


# -- explain ---------------------------------------------------------------------------------------------------------


def test_explain_says_which_words_and_which_rule() -> None:
    record = sample()
    lines = "\n".join(explain.lines(record, record.events[0]))
    assert "time: 2019-12-29 (Sunday 29 December 2019)\n" in lines
    at = record.article.text.index("zondag")
    assert re.search(rf"words  {at}–{at + 6}, line 3: .*»zondag«.*\n +rule   weekday before publication", lines)
    for row in explain.fields(record, record.events[0]):
        for words in row["words"]:
            assert record.article.text[words["start"] : words["end"]] == words["text"]


def test_explain(article: str) -> None:
    result = shell("explain", article, "e1", "--published", "2019-12-30", "--language", "nl", "--json")
    assert result.returncode == 0, result.stderr
    data = json.loads(result.stdout)
    fields = {f["field"]: f for f in data["fields"]}
    assert fields["type"]["why"].startswith("frame nl/")
    assert {"type", "status", "time", "actor"} <= set(fields)
    assert run("explain", article, "e1", "--language", "nl").output.startswith("e1: ")


def test_explain_lists_the_events_there_are(article: str) -> None:
    result = run("explain", article, "e99", "--language", "nl")
    assert result.exit_code == 2
    assert "there is no event 'e99'" in result.stderr
    assert "e1 (" in result.stderr


# -- score, frames, schema, demo -------------------------------------------------------------------------------------


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "a.gold.json").write_text(
        json.dumps(
            {
                "article": "a.txt",
                "language": "nl",
                "published": "2019-12-30",
                "events": [
                    {"id": "g1", "types": ["ASSAULT"], "triggers": ["gebombardeerd"], "time": ["2019-12-29"]},
                    {"id": "g2", "types": ["AID"], "triggers": ["kwamen"]},
                ],
            }
        ),
        "utf-8",
    )
    return tmp_path


def test_score(gold: Path) -> None:
    result = run("score", str(gold), "--verbose")
    assert result.exit_code == 0, result.output
    assert "missed event g2 ['AID'] 'kwamen'" in result.output
    assert re.search(r"^event +1 +1 ", result.output, re.MULTILINE)
    data = json.loads(shell("score", str(gold), "--json").stdout)
    assert data["slots"]["time"]["right"] == 1
    assert 0 < data["f1"] < 1


def test_score_below_the_floor(gold: Path) -> None:
    result = run("score", str(gold), "--at-least", "0.999")
    assert result.exit_code == 1
    assert "the floor 0.999" in result.stderr


def test_score_without_gold(tmp_path: Path) -> None:
    assert run("score", str(tmp_path)).exit_code == 1
    assert run("score", str(tmp_path / "none")).exit_code == 2
    (tmp_path / "b.gold.json").write_text("{", "utf-8")
    result = run("score", str(tmp_path))
    assert result.exit_code == 1
    assert "gold" in result.stderr
    assert "internal error" not in result.stderr


def test_lint_frames_shows_what_matches(article: str) -> None:
    result = run("lint-frames", article, "--head", "bombarderen")
    assert re.search(r"^\d+ frames?, \d+ problems?\.$", result.output, re.MULTILINE)
    assert re.search(r"artikel\.txt:1: nl/ASSAULT#bombarderen.*: .*»gebombardeerd«", result.output)
    assert "veroordeelde" not in result.output
    assert "»veroordeelde«" in run("lint-frames", article).output


def test_lint_frames_that_are_not_there(article: str, tmp_path: Path) -> None:
    result = run("lint-frames", "--head", "bombardere")
    assert result.exit_code == 2
    assert "nl/ASSAULT#bombarderen" in result.stderr
    assert run("lint-frames", "--language", "tlh").exit_code == 2
    assert "there is no such file" in run("lint-frames", str(tmp_path / "x.txt"), "--head", "bombarderen").stderr


def test_schema() -> None:
    schema = json.loads(shell("schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema == json_schema()


def test_demo(tmp_path: Path) -> None:
    result = shell("demo", env={**os.environ, "PYTHONIOENCODING": "ascii"})  # a terminal that lacks characters
    assert result.returncode == 0, result.stderr
    assert b"[e1 " in result.stdout
    assert b"Where to go next" in result.stdout
    result = shell("demo", "--html", str(tmp_path / "map"))
    assert result.returncode == 0, result.stderr
    assert {p.name for p in (tmp_path / "map").iterdir()} >= {"kroniek.html", "luchtaanval_idlib.txt"}


def test_an_internal_error_elsewhere_is_a_message_too(article: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "one", lambda given, options: 1 / 0)
    result = run("explain", article, "e1")
    assert result.exit_code == 1
    assert "internal error (ZeroDivisionError: division by zero); please report it." in result.stderr
