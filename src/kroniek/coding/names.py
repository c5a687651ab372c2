"""Which known names stand in a text: one batched look-up of all capitalised word groups in the world tables."""

from __future__ import annotations

from dataclasses import dataclass, field

from kroniek.language.grammar import Text, Word
from kroniek.language.lexicon import Lexicon
from kroniek.world import Sense, World

LONGEST = 6
"""Words in the longest name that is looked up."""
MISSPELT_FROM = 7
"""Characters from which a name that is not known is compared with known ones for a misspelling."""


@dataclass
class Mention:
    """A known name in the text: its words, its characters (of a compound only the part that is the name), what it
    may mean, and the known spelling if it was misspelt."""

    first: Word
    last: Word
    start: int
    end: int
    text: str
    senses: list[Sense]
    known_as: str | None = None
    part: bool = False
    kinds: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.kinds = {s.sense for s in self.senses}

    def of(self, *senses: str) -> Sense | None:
        """The first sense of these kinds, in the order asked for."""
        for kind in senses:
            for sense in self.senses:
                if sense.sense == kind:
                    return sense
        return None


class Names:
    """The mentions of a text by word: ``names.at[i]`` is the mention that word ``i`` belongs to, if any."""

    def __init__(self, text: Text, lexicon: Lexicon, world: World) -> None:
        self.at: dict[int, Mention] = {}
        self.mentions: list[Mention] = []
        self._text = text
        groups, parts = _candidates(text, lexicon)
        forms = {text.raw[a.start : b.end] for a, b in groups} | {p for _, p in parts}
        found = world.lookup({_plain(f) for f in forms}, text.language)
        self._take(groups, found)
        for word, part in parts:
            if word.i not in self.at and (senses := _fitting(part, found.get(part, []), word)):
                self._add(Mention(word, word, word.start, word.start + len(part), part, senses, part=True))
        self._misspelt(text, world)
        self.mentions.sort(key=lambda m: m.start)

    def _add(self, mention: Mention) -> None:
        self.mentions.append(mention)
        for i in range(mention.first.i, mention.last.i + 1):
            self.at[i] = mention

    def _take(self, groups: list[tuple[Word, Word]], found: dict[str, list[Sense]]) -> None:
        """Longest names first, then from the left; a word belongs to one name."""
        for first, last in sorted(groups, key=lambda g: (g[0].i - g[1].i, g[0].i)):
            if any(i in self.at for i in range(first.i, last.i + 1)):
                continue
            form = self._text.raw[first.start : last.end]
            senses = _fitting(form, found.get(_plain(form), []), first)
            if senses:
                self._add(Mention(first, last, first.start, last.end, form, senses))

    def _misspelt(self, text: Text, world: World) -> None:
        """Names of two words and more (or one long one) that are unknown but close to a known one."""
        from kroniek.world.actors import closest  # noqa: PLC0415  loads its matcher only when a name is unknown

        for sentence in text.sentences:
            for first, last in _unknown_runs(sentence.words, self.at):
                covered = {id(self.at[i]) for i in range(first.i, last.i + 1) if i in self.at}
                form = _plain(text.raw[first.start : last.end])
                if len(form) < MISSPELT_FROM:
                    continue
                hit = closest(form)
                if hit is None:
                    continue
                entity, alias, _score = hit
                known = world.entity(entity)
                if known is not None:
                    self.mentions = [m for m in self.mentions if id(m) not in covered]
                    sense = {"actor": "actor", "person": "person", "organ": "organ"}.get(known.kind, known.kind)
                    self._add(
                        Mention(
                            first,
                            last,
                            first.start,
                            last.end,
                            form,
                            [Sense(sense=sense, entity=entity, form=alias, lang=None)],
                            known_as=alias,
                        )
                    )


def _plain(form: str) -> str:
    return " ".join(form.split())


def _candidates(text: Text, lexicon: Lexicon) -> tuple[list[tuple[Word, Word]], list[tuple[Word, str]]]:
    """Word groups that may be a name (they begin with a capital or digit), and first parts of hyphenated words."""
    groups: list[tuple[Word, Word]] = []
    parts: list[tuple[Word, str]] = []
    for sentence in text.sentences:
        words = sentence.words
        for n, word in enumerate(words):
            c = word.text[0]
            if not (
                c.isupper()
                or (c.isdigit() and not word.text.isdigit())
                or "-" in word.text
                or word.lower in lexicon.name_particles
            ):
                continue
            if "-" in word.text[1:-1]:
                head = word.text.split("-")
                parts += [(word, "-".join(head[:k])) for k in range(len(head) - 1, 0, -1) if head[0]]
            for m in range(n, min(n + LONGEST, len(words))):
                last = words[m]
                if last.upos == "PUNCT" and last.text not in {"-", "'", "&", "."}:
                    break
                if last.upos == "PUNCT" or (m > n and last.text.islower()):
                    continue  # a name of several words ends in a capital
                groups.append((word, last))
    return groups, parts


def _fitting(form: str, senses: list[Sense], word: Word) -> list[Sense]:
    """Senses that the spelling allows: an abbreviation known in capitals must stand in capitals; a lower-case word is
    no name."""
    out = []
    for sense in senses:
        known = sense.form
        if known.isupper() and len(known) <= 6 and not form.isupper():
            continue
        if form.islower() and not known.islower():
            continue
        if form.isupper() and len(form) <= 4 and not known.isupper() and len(form) > 1 and not _shouted(word):
            continue
        out.append(sense)
    return out


def _unknown_runs(words: list[Word], at: dict[int, Mention]) -> list[tuple[Word, Word]]:
    """Runs of capitalised proper nouns, unless one known name covers them whole."""
    runs: list[tuple[Word, Word]] = []
    run: list[Word] = []
    for n, word in enumerate([*words, None]):
        if (
            word is not None
            and word.text[0].isupper()
            and word.upos in {"PROPN", "X", "NOUN"}
            and (n > 0 or word.upos == "PROPN")
        ):
            run.append(word)
        elif run:
            known = sum(w.i in at for w in run)
            if known < len(run) and (len(run) > 1 or len(run[0].text) >= MISSPELT_FROM):
                runs.append((run[0], run[-1]))
            run = []
    return runs


def _shouted(word: Word) -> bool:
    """Whether the whole sentence stands in capitals, so that capitals say nothing."""
    return all(not w.text.isalpha() or w.text.isupper() for w in word.sentence.words)
