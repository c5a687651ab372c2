"""Event frames: which word tells of which PLOVER event, and where actor and recipient stand. Data; see docs/frames.md."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Literal

import msgspec

from kroniek.errors import UserError

Head = Literal["verb", "noun", "adj"]


class Frame(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"with_": "with", "not_": "not", "except_": "except"},
):
    """One entry. Exactly one of ``verb``, ``noun``, ``adj`` is its head lemma; the rest as ``docs/frames.md`` says."""

    example: str
    verb: str | None = None
    noun: str | None = None
    adj: str | None = None
    particle: str | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    toll: dict[str, str] = {}
    with_: tuple[str, ...] = ()
    not_with: tuple[str, ...] = ()
    where: dict[str, tuple[str, ...]] = {}
    except_: dict[str, tuple[str, ...]] = {}
    requires: tuple[str, ...] = ()
    compounds: bool = False
    except_compounds: tuple[str, ...] = ()
    prefer: int = 0
    not_: str | tuple[str, ...] | None = None
    gloss: str | None = None
    who: str | None = None
    whom: str | None = None
    type: str = ""
    id: str = ""

    @property
    def head(self) -> str:
        return self.verb or self.noun or self.adj or ""

    @property
    def pos(self) -> Head:
        return "verb" if self.verb else "noun" if self.noun else "adj"

    @property
    def counter_examples(self) -> tuple[str, ...]:
        return (self.not_,) if isinstance(self.not_, str) else self.not_ or ()

    @property
    def specificity(self) -> int:
        """How much an entry asks for; of two that match, the one that asks more wins."""
        return 10 * self.prefer + 3 * len(self.with_) + 2 * len(self.where) + len(self.requires)


def read_frames(source: str, data: Any, language: str) -> Iterator[Frame]:
    """The entries of one YAML file. Raises :class:`UserError` that names the entry and what is wrong with it."""
    if not isinstance(data, dict) or "type" not in data or not isinstance(data.get("frames"), list):
        raise UserError(f"{source}: a frame file has a `type:` and a list `frames:`", code="frame-file")
    seen: dict[str, int] = {}
    for n, entry in enumerate(data["frames"], 1):
        try:
            frame = msgspec.convert({**_lists(entry), "type": data["type"]}, Frame)
        except (msgspec.ValidationError, TypeError) as error:
            raise UserError(f"{source}, entry {n} ({entry}): {error}", code="frame-entry") from error
        if sum(x is not None for x in (frame.verb, frame.noun, frame.adj)) != 1:
            raise UserError(f"{source}, entry {n}: give exactly one of verb, noun, adj as head", code="frame-entry")
        name = " ".join([frame.head, *(w.split("|")[0] for w in frame.with_)])
        seen[name] = seen.get(name, 0) + 1
        suffix = "" if seen[name] == 1 else f"/{seen[name]}"
        yield msgspec.structs.replace(frame, id=f"{language}/{frame.type}#{name}{suffix}")


_LISTS = ("contexts", "actor", "recipient", "place", "with", "not_with", "requires", "except_compounds")


def _lists(entry: dict[str, Any]) -> dict[str, Any]:
    """One word may stand for a list of one, wherever a list is meant."""
    out: dict[str, Any] = {k: [v] if k in _LISTS and isinstance(v, str) else v for k, v in entry.items()}
    for key in ("where", "except"):
        if key in out:
            out[key] = {slot: [v] if isinstance(v, str) else v for slot, v in out[key].items()}
    return out


class FrameIndex:
    """Frames by the head that a word of the text may be."""

    def __init__(self, frames: Iterable[Frame]) -> None:
        self.frames = list(frames)
        self.verbs: dict[str, list[Frame]] = defaultdict(list)
        self.nouns: dict[str, list[Frame]] = defaultdict(list)
        self.adjectives: dict[str, list[Frame]] = defaultdict(list)
        self.particles: dict[str, set[str]] = defaultdict(set)
        """Base verb to the particles with which it is another verb: ``vallen -> {aan, binnen}``."""
        for frame in self.frames:
            {"verb": self.verbs, "noun": self.nouns, "adj": self.adjectives}[frame.pos][frame.head].append(frame)
            if frame.verb and frame.particle and frame.verb.startswith(frame.particle):
                self.particles[frame.verb[len(frame.particle) :]].add(frame.particle)
        for table in (self.verbs, self.nouns, self.adjectives):  # what asks most is tried first
            for entries in table.values():
                entries.sort(key=lambda f: -f.specificity)
        self.options = {f.id: tuple(frozenset(w.split("|")) for w in f.with_) for f in self.frames}
        """Frame id to its ``with`` words, each as the set of its alternatives."""
        self._compounds: dict[str, tuple[str, list[Frame]] | None] = {}

    def noun(self, lemma: str) -> tuple[str, list[Frame]] | None:
        """The modifier and frames of a noun: itself ("" , frames) or a compound of a head that allows it."""
        found = self.nouns.get(lemma)
        if found:
            return "", found
        if lemma not in self._compounds:
            self._compounds[lemma] = self._split(lemma)
        return self._compounds[lemma]

    def _split(self, lemma: str) -> tuple[str, list[Frame]] | None:
        for k in range(2, len(lemma) - 2):
            frames = [
                f for f in self.nouns.get(lemma[k:].lstrip("-"), ()) if f.compounds and lemma not in f.except_compounds
            ]
            if frames:
                return lemma[:k].rstrip("-"), frames
        return None
