"""The grammar that coding reads: words in Universal Dependencies, light and independent of the parser.

A :class:`Text` is made once per article by :mod:`kroniek.language.pipeline`; everything in ``coding`` works on it, so
it can also be made by hand in a test. Offsets are those of the article's text.
"""

from __future__ import annotations

from collections.abc import Iterator


class Word:
    """One UD word. ``i`` counts within the whole text, ``head`` is the governing word or None for a root."""

    __slots__ = (
        "children",
        "deprel",
        "end",
        "feats",
        "head",
        "i",
        "lemma",
        "lower",
        "sentence",
        "start",
        "text",
        "upos",
    )

    def __init__(self, i: int, text: str, lemma: str, upos: str, feats: str, start: int, end: int) -> None:
        self.i = i
        self.text = text
        self.lower = text.lower()
        self.lemma = lemma
        self.upos = upos
        self.feats = feats
        self.start = start
        self.end = end
        self.head: Word | None = None
        self.deprel = "root"
        self.children: list[Word] = []
        self.sentence: Sentence

    def __repr__(self) -> str:
        return f"Word({self.i} {self.text!r} {self.upos} {self.deprel}<-{self.head.text if self.head else None!r})"

    def ancestors(self) -> Iterator[Word]:
        """The words above this one, nearest first; stops should a parse be circular."""
        seen = 0
        word = self.head
        while word is not None and seen < 100:
            yield word
            word = word.head
            seen += 1

    def subtree(self) -> list[Word]:
        """This word and all below it, in text order."""
        out, stack = [], [self]
        while stack:
            word = stack.pop()
            out.append(word)
            stack.extend(word.children)
        out.sort(key=lambda w: w.i)
        return out

    def child(self, *deprels: str) -> Word | None:
        """The first child with one of these relations."""
        for c in self.children:
            if c.deprel in deprels:
                return c
        return None


class Sentence:
    """A sentence: its words in order, ``n`` counts within the text, ``paragraph`` likewise."""

    __slots__ = ("n", "paragraph", "words")

    def __init__(self, n: int, paragraph: int, words: list[Word]) -> None:
        self.n = n
        self.paragraph = paragraph
        self.words = words
        for word in words:
            word.sentence = self

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end


class Text:
    """A parsed article: ``raw`` as given, its sentences and words, and which BCP 47 language it was read in."""

    __slots__ = ("language", "raw", "sentences", "words")

    def __init__(self, raw: str, language: str, sentences: list[Sentence]) -> None:
        self.raw = raw
        self.language = language
        self.sentences = sentences
        self.words = [w for s in sentences for w in s.words]
