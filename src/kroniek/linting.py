"""Check frame files: shape, codebook names, slots, counter-examples; and code the examples."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import get_args

from kroniek.language.frames import Frame
from kroniek.language.lexicon import Lexicon, load_lexicon
from kroniek.ontology import Ontology
from kroniek.reading import read
from kroniek.record import Event
from kroniek.record.types import Outcome

OUTCOMES = frozenset(get_args(Outcome))
PUBLISHED = "2020-06-15"
"""The day on which examples are read."""


@dataclass(frozen=True)
class Problem:
    """What is wrong with an entry."""

    frame: str
    message: str

    def __str__(self) -> str:
        return f"{self.frame}: {self.message}"


def check(lexicon: Lexicon, ontology: Ontology) -> Iterator[Problem]:
    """What can be seen without parsing: names the codebook lacks, missing examples, entries that say the same."""
    seen: dict[tuple[object, ...], str] = {}
    for f in lexicon.frames.frames:
        if f.type not in ontology.types:
            yield Problem(f.id, f"{f.type} is no PLOVER type")
            continue
        if f.mode is not None and f.mode not in ontology.modes(f.type):
            yield Problem(
                f.id, f"{f.mode} is no mode of {f.type}; it has {', '.join(ontology.modes(f.type)) or 'none'}"
            )
        for context in f.contexts:
            if context not in ontology.contexts:
                yield Problem(f.id, f"{context} is no PLOVER context")
        for outcome in f.toll:
            if outcome not in OUTCOMES:
                yield Problem(f.id, f"{outcome} is no toll outcome; there are {', '.join(sorted(OUTCOMES))}")
        if not f.example.strip():
            yield Problem(f.id, "has no example sentence")
        if f.particle and not f.head.startswith(f.particle):
            yield Problem(f.id, f"the particle {f.particle!r} does not begin {f.head!r}")
        key = (
            f.type,
            f.mode,
            f.head,
            f.with_,
            tuple(sorted(f.where.items())),
            tuple(sorted(f.except_.items())),
            f.requires,
        )
        if key in seen:
            yield Problem(f.id, f"says the same as {seen[key]}")
        seen[key] = f.id
        for name in {*f.where, *f.except_}:
            for word in (*f.where.get(name, ()), *f.except_.get(name, ())):
                if (
                    word.startswith("@")
                    and word[1:] not in lexicon.classes
                    and word[1:] not in {"party", "place", "person", "armed"}
                ):
                    yield Problem(f.id, f"there is no word class {word} in classes.yaml")


def try_examples(lexicon: Lexicon, pipeline: str | None = None) -> Iterator[Problem]:
    """Code every example and counter-example; yield those that do not give what their entry says."""
    for f in lexicon.frames.frames:
        problem = try_example(f, lexicon.language, pipeline)
        if problem is not None:
            yield Problem(f.id, problem)


def try_example(frame: Frame, language: str, pipeline: str | None = None) -> str | None:
    """What is wrong with an entry's example or counter-example; None if nothing is."""
    events = read(frame.example, published=PUBLISHED, language=language, pipeline=pipeline).events
    hits = [e for e in events if _by(e, frame)] or [e for e in events if e.type == frame.type]
    if not hits:
        found = ", ".join(f"{e.type} {e.mentions[0].text!r}" for e in events) or "nothing"
        return f"the example gives {found}: {frame.example}"
    if frame.mode and all(e.mode != frame.mode for e in hits):
        return f"the example gives mode {hits[0].mode}, not {frame.mode}: {frame.example}"
    articles = load_lexicon(language).definite | load_lexicon(language).article_one
    for key, parties in (("who", "actors"), ("whom", "recipients")):
        wanted = getattr(frame, key)
        if wanted and not any(_same(wanted, p.text, articles) for e in hits for p in getattr(e, parties)):
            got = "; ".join(p.text for e in hits for p in getattr(e, parties)) or "no one"
            return f"the example gives {key} {got!r}, not {wanted!r}: {frame.example}"
    for sentence in frame.counter_examples:
        wrong = [
            e for e in read(sentence, published=PUBLISHED, language=language, pipeline=pipeline).events if _by(e, frame)
        ]
        if wrong:
            return f"the counter-example gives {wrong[0].type} {wrong[0].mentions[0].text!r}: {sentence}"
    return None


def _by(event: Event, frame: Frame) -> bool:
    return event.why.get("type", "").removeprefix("frame ") == frame.id


def _same(wanted: str, got: str, articles: Container[str]) -> bool:
    """Whether the words of one lie in the other, articles aside."""
    a, b = ([w for w in text.lower().replace("-", " ").split() if w not in articles] for text in (wanted, got))
    return set(a) <= set(b) or set(b) <= set(a) or a[-1:] == b[-1:]
