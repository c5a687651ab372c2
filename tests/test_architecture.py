"""The house: modules import only downwards, and the coder names no word of a language."""
from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from kroniek.ontology import Ontology
from kroniek.record import types

SOURCE = Path(__file__).parent.parent / "src" / "kroniek"
FLOORS = ["errors", "record", "ontology", "world", "sources", "language", "coding", "reading", "scoring linting demo",
          "faces", "cli"]
"""From the ground up; those on one line may not import each other."""
FLOOR = {part: n for n, parts in enumerate(FLOORS) for part in parts.split()}
ROOF = len(FLOORS)
"""``__init__`` and ``__main__``: they only open the door, and may import anything."""
MODULES = {p.relative_to(SOURCE.parent).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__"): p
           for p in SOURCE.rglob("*.py")}


def imports(module: str, *, at_import: bool = False) -> Iterator[str]:
    """The modules of the package that a module imports: at whatever depth, or only what runs when it is imported."""
    tree = ast.parse(MODULES[module].read_text("utf-8"))
    for node in tree.body if at_import else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (a.name for a in node.names if a.name.split(".")[0] == "kroniek")
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "kroniek" and not node.level:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in MODULES else str(node.module)


def floor(module: str) -> int:
    parts = module.split(".")
    return FLOOR.get(parts[1], ROOF) if len(parts) > 1 else ROOF


@pytest.mark.parametrize("module", sorted(MODULES))
def test_imports_only_downwards(module: str) -> None:
    package = module.split(".")[:2]
    for other in imports(module):
        if other == "kroniek":      # the version number only
            continue
        same = other.split(".")[:2] == package
        assert same or floor(other) < floor(module), f"{module} imports {other}, which stands above it or beside it"


def test_every_part_of_the_package_has_a_floor() -> None:
    parts = {m.split(".")[1] for m in MODULES if "." in m} - {"__main__"}
    assert parts == set(FLOOR)


def test_relative_imports_are_not_used() -> None:
    """They would pass the test above unseen."""
    for module, path in MODULES.items():
        nodes = (n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.ImportFrom))
        assert not any(n.level for n in nodes), module


def test_no_cycles() -> None:
    state: dict[str, int] = {}

    def visit(module: str, path: list[str]) -> None:
        assert state.get(module) != 1, f"circular import: {' -> '.join([*path, module])}"
        if state.get(module) == 2:
            return
        state[module] = 1
        for other in imports(module, at_import=True):
            if other in MODULES and other != "kroniek":
                visit(other, [*path, module])
        state[module] = 2

    for module in sorted(set(MODULES) - {"kroniek"}):
        visit(module, [])


# -- words are data ---------------------------------------------------------------------------------------------------

LANGUAGES = sorted(p.parent.name for p in SOURCE.glob("language/*/grammar.yaml"))
WORD_FILES = ("grammar", "status", "claims", "links", "ties", "support", "outcomes")
READ = {"coding", "language", "reading.py", "linting.py"}
"""Where no word may stand."""
VOCABULARY = frozenset({
    "subject", "object", "indirect", "possessive", "adjective", "compound", "complement-subject",      # slots of frames
    "who", "none",                # "who": slot of the people a toll counts; "none": no slot
    "strong", "weak", "swap",     # how surely a word joins two events; which way round
    "prep",                       # the preposition's place in a pattern of ties
    "any",                        # of any kind
    "in",                         # the member of a pair of prepositions that is given as a default slot
    "singular", "plural", "speaker",
    "and", "few", "open", "number", "half",      # keys of numbers.yaml and the tables of tolls/
})
"""The project's own names that also stand in the data, or happen to be words of a language."""


def words(value: Any, *, entry: bool = False) -> Iterator[str]:
    """All strings in a value of a data file; of a mapping its keys too, unless it is an entry of a list."""
    if isinstance(value, str):
        yield value.lower()
    elif isinstance(value, list):
        for item in value:
            yield from words(item, entry=True)
    elif isinstance(value, dict):
        for key, item in value.items():
            if not entry:
                yield str(key).lower()
            yield from words(item, entry=entry)


@cache
def language_words() -> frozenset[str]:
    out: set[str] = set()
    for language in LANGUAGES:
        for name in WORD_FILES:
            path = SOURCE / "language" / language / f"{name}.yaml"
            if path.exists():
                data = yaml.safe_load(path.read_text("utf-8"))
                for value in data.values():
                    out.update(w for w in words(value) if len(w) > 1 and w.isalpha())
    return frozenset(out)


@cache
def names() -> frozenset[str]:
    """What the code may say: the record's fields and values, the codebook's names, the sections of the data files."""
    out = set(VOCABULARY)
    for thing in vars(types).values():
        out.update(a for a in get_args(thing) if isinstance(a, str))
        out.update(getattr(thing, "__struct_fields__", ()))
    ontology = Ontology.load()
    for type in ontology.types:
        out.update([type.lower(), *ontology.modes(type)])
    for path in SOURCE.glob("language/*/*.yaml"):
        out.update(yaml.safe_load(path.read_text("utf-8")))
    return frozenset(out)


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """(line, value) of every string in a file that is no docstring and no part of an f-string."""
    tree = ast.parse(path.read_text("utf-8"))
    skip: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skip.add(id(node.value))
        elif isinstance(node, ast.JoinedStr):
            skip.update(id(v) for v in ast.walk(node))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skip:
            yield node.lineno, node.value


def test_the_test_would_see_a_word() -> None:
    assert {"volgens", "zou", "niet", "worden", "door"} <= language_words()
    assert not {"volgens", "zou", "niet", "worden", "door"} & names()
    assert len(language_words() - names()) > 400


@pytest.mark.parametrize("path", sorted(p for p in SOURCE.rglob("*.py") if p.relative_to(SOURCE).parts[0] in READ
                                        and p.name != "detect.py"),       # codes of languages, some of them words

                         ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_the_coder_names_no_word_of_a_language(path: Path) -> None:
    known = language_words() - names()
    hits = [f"line {line}: {text!r}" for line, text in strings(path) if text.lower() in known]
    assert not hits, f"{path.relative_to(SOURCE)} names words that belong in the language's data: {'; '.join(hits)}"
