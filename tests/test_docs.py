"""The documentation says what is so: commands, links, fields, keys, examples, licences."""
from __future__ import annotations

import re
import shutil
import sys
from functools import cache
from pathlib import Path

import msgspec
import pytest
import yaml

import kroniek
from kroniek.coding.coder import code
from kroniek.language.frames import Frame
from kroniek.language.lexicon import Lexicon
from kroniek.language.pipeline import parse
from kroniek.ontology import Ontology
from kroniek.record import Article, Record, types

ROOT = Path(__file__).parent.parent
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")), ROOT / "benchmarks/README.md",
         ROOT / "gold/README.md"]
sys.path.insert(0, str(ROOT / "benchmarks"))

import readme  # noqa: E402


def page(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


# -- README -----------------------------------------------------------------------------------------------------------

def test_ci_runs_the_readmes_test_command() -> None:
    setup, tests = re.findall(r"```sh\n(.*?)\n```", page("README.md"), re.DOTALL)
    assert "\n" not in setup + tests, "each is one command"
    assert setup.endswith("kroniek demo")
    assert tests.endswith("./check")
    lines = [line for line in page(".ci/run").splitlines() if line and line[0] != "#"]
    assert lines == ["set -euo pipefail", 'cd "$(dirname "$0")/.."', tests]


def test_the_readmes_output_is_real() -> None:
    text = page("README.md")
    assert "```console\n$ kroniek demo" in text
    assert readme.with_output(text) == text, "run python benchmarks/readme.py --output-only"


def test_every_figure_of_the_readme_names_the_script_that_measured_it() -> None:
    table = page("README.md").split("<!-- figures -->\n")[1].split("<!-- end figures -->")[0]
    rows = [line for line in table.splitlines()[2:] if line.startswith("|")]
    assert rows, "run python benchmarks/readme.py"
    for row in rows:
        script = re.search(r"`(\w+/\w+\.py)` \|$", row)
        assert script is not None, row
        assert (ROOT / script[1]).is_file(), row
    assert "TODO" not in page("README.md")


def test_versions_agree() -> None:
    assert f"## {kroniek.__version__}" in page("CHANGELOG.md")
    assert yaml.safe_load(page("CITATION.cff"))["version"] == kroniek.__version__


# -- all pages --------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    prose = re.sub(r"```.*?```", "", path.read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        if not target.startswith(("http://", "https://", "#")):
            assert (path.parent / target.split("#")[0]).exists(), f"{path.name} links to {target}"


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_scripts_and_packages_that_are_named_exist(path: Path) -> None:
    files = r"\b(?:benchmarks|scripts|training|tests|src)/[\w/]+\.(?:py|cfg|md|tsv|sqlite)\b"
    for name in re.findall(files, path.read_text("utf-8")):
        assert (ROOT / name).exists(), f"{path.name} names {name}"


def test_no_page_lies_about_unnamed() -> None:
    """Every page of ``docs`` is reached from another page."""
    linked = {(p.parent / target.split("#")[0]).resolve() for p in PAGES
              for target in re.findall(r"\]\(([^)\s]+)\)", p.read_text("utf-8")) if not target.startswith("http")}
    assert not [p.name for p in (ROOT / "docs").glob("*.md") if p.resolve() not in linked]


# -- the record -------------------------------------------------------------------------------------------------------

STRUCTS = [t for t in vars(types).values() if isinstance(t, type) and issubclass(t, msgspec.Struct)]


@pytest.mark.parametrize("struct", STRUCTS, ids=lambda t: t.__name__)
def test_every_field_of_a_record_is_explained(struct: type[msgspec.Struct]) -> None:
    text = page("docs/record.md")
    if struct is types.Span:
        pytest.skip("shown as JSON")
    for name in (f.encode_name for f in msgspec.structs.fields(struct)):
        assert f"`{name}`" in text, f"docs/record.md does not explain {struct.__name__}.{name}"


def test_every_value_of_a_record_is_named() -> None:
    text = page("docs/record.md")
    for name in ("Certainty", "Status", "Precision", "Outcome", "ClaimKind", "LinkKind", "TieKind"):
        for value in getattr(types, name).__args__:
            assert f"`{value}`" in text, f"docs/record.md does not name the {name} {value}"


# -- frames -----------------------------------------------------------------------------------------------------------

def test_every_key_of_a_frame_is_explained() -> None:
    text = page("docs/frames.md")
    for field in msgspec.structs.fields(Frame):
        key = field.encode_name
        if key not in {"type", "id"}:
            assert f"`{key}`" in text or f"`{key}:" in text, f"docs/frames.md does not explain {key}"


def worked_example() -> str:
    found = re.search(r"```yaml\n(type: .*?)```", page("docs/frames.md"), re.DOTALL)
    assert found is not None
    return found[1]


@cache
def lexicon_with_example(folder: Path) -> Lexicon:
    """The Dutch lexicon with the worked example as its only frames."""
    ours = Path(kroniek.__file__).parent / "language" / "nl"
    mine = folder / "nl"
    mine.mkdir()
    for path in ours.iterdir():
        if path.is_file():
            shutil.copy(path, mine)
    shutil.copytree(ours / "tolls", mine / "tolls")
    (mine / "frames").mkdir()
    (mine / "frames" / "COERCE.yaml").write_text(worked_example(), "utf-8")
    return Lexicon(mine)


def test_the_worked_example_of_a_frame_works(tmp_path: Path) -> None:
    lexicon = lexicon_with_example(tmp_path)
    assert [f.head for f in lexicon.frames.frames] == ["afgrendelen", "klopjacht"]

    def coded(sentence: str) -> Record:
        article = Article(id="", source="", language="nl", title=None, outlet=None, authors=[], published="2020-06-15",
                          text=sentence)
        return code(article, parse(sentence, lexicon), lexicon)

    for frame in lexicon.frames.frames:
        assert frame.mode is None or frame.mode in Ontology.load().modes(frame.type)
        events = coded(frame.example).events
        assert [e.type for e in events] == [frame.type], frame.example
        assert frame.who is not None
        assert frame.whom is not None
        assert any(frame.who.removeprefix("Het ") in p.text for p in events[0].actors), events[0].actors
        assert any(frame.whom in p.text for p in events[0].recipients), events[0].recipients
        for sentence in frame.counter_examples:
            assert coded(sentence).events == [], sentence


# -- models and data --------------------------------------------------------------------------------------------------

def test_the_models_page_can_be_written_by_its_script() -> None:
    lines = page("docs/models.md").splitlines()
    begin, end = lines.index("<!-- figures nl -->"), lines.index("<!-- end figures nl -->")
    assert begin < end
    assert any("| tokens |" in line for line in lines[begin:end]), "run python training/evaluate.py nl"


def test_every_data_file_has_a_licence() -> None:
    text = page("DATA.md")
    named = re.compile("|".join(re.escape(n).replace(r"\*", ".*") for n in re.findall(r"`([\w*./-]+)`", text)))
    for path in (ROOT / "src/kroniek/world/data").iterdir():
        assert named.fullmatch(path.name), f"DATA.md does not name {path.name}"
    for folder in ("src/kroniek/language/nl/pipeline/", "src/kroniek/ontology/types/", "training/data/", "gold/"):
        assert f"`{folder}" in text


def test_the_pipelines_licence_is_the_treebanks() -> None:
    meta = msgspec.json.decode((ROOT / "src/kroniek/language/nl/pipeline/meta.json").read_bytes())
    assert meta["license"] == "CC BY-SA 4.0"
    assert {s["name"] for s in meta["sources"]} <= set(re.findall(r"UD_\w+-\w+", page("DATA.md")))
