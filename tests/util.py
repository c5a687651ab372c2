"""Sentences made by hand, without a parser."""
from __future__ import annotations

from kroniek.language.grammar import Sentence, Word


def sentence(text: str, upos: dict[str, str] | None = None) -> Sentence:
    """Words split on spaces, offsets as in ``text``. A word is unparsed (UPOS '') unless ``upos`` gives it by form."""
    words: list[Word] = []
    at = 0
    for i, form in enumerate(text.split()):
        start = text.index(form, at)
        at = start + len(form)
        words.append(Word(i, form, form.lower(), (upos or {}).get(form, ""), "", start, at))
    return Sentence(0, 0, words)


def between(text: str, first: Word, last: Word) -> str:
    """The stretch of ``text`` from one word to another."""
    return text[first.start:last.end]
