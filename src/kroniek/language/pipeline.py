"""Parsing: an article's text to :class:`~kroniek.language.grammar.Text`, by the embedded pipeline or one given by name.

The parser reads one paragraph at a time. Sentences may begin only behind a sentence end, which survives quotations and
captions better than the parser's own guess; behind a clear one they must.
"""

from __future__ import annotations

import warnings
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from kroniek.errors import UserError
from kroniek.language.blocks import Block, blocks
from kroniek.language.grammar import Sentence, Text, Word
from kroniek.language.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_64 = 0xFFFF_FFFF_FFFF_FFFF
# spaCy's numbers of the coarse tags (spacy.symbols: 84 = ADJ ...), fixed since version 2
UPOS = {
    0: "",
    **dict(
        enumerate(
            (
                "ADJ",
                "ADP",
                "ADV",
                "AUX",
                "CONJ",
                "CCONJ",
                "DET",
                "INTJ",
                "NOUN",
                "NUM",
                "PART",
                "PRON",
                "PROPN",
                "PUNCT",
                "SCONJ",
                "SYM",
                "VERB",
                "X",
                "EOL",
                "SPACE",
            ),
            84,
        )
    ),
}
LEMMATIZER = "trainable_lemmatizer"
SENTENCE_RULES = "kroniek_sentence_starts"
_FINAL = frozenset({".", "!", "?", "…", "...", "?!", "!!", "!?", ".."})
_REMEMBERED = 200_000  # forms kept in all, about 40 MB
_CLOSING = frozenset({'"', "'", ")", "]"})
_QUOTES = frozenset({'"', "'"})


@lru_cache(maxsize=4)
def load(name: str) -> Language:
    """The spaCy pipeline called ``name``: a language code (the embedded one), an installed package or a folder.

    Raises :class:`UserError` where there is none, or where it gives no dependencies.
    """
    import spacy  # noqa: PLC0415  slow to import; not wanted for --help

    embedded = resources.files("kroniek.language").joinpath(name, "pipeline")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with resources.as_file(embedded) as folder:
                nlp = spacy.load(folder if folder.is_dir() else name, exclude=["ner"])
        except OSError as error:
            raise UserError(
                f"There is no pipeline {name!r}: it is neither a language that Kroniek ships, an installed "
                f"spaCy package nor a folder. Install it (python -m spacy download {name}) or give a path.",
                code="no-pipeline",
            ) from error
    if not nlp.has_pipe("parser"):
        raise UserError(
            f"The pipeline {name!r} has no dependency parser; Kroniek needs UD dependencies.", code="no-parser"
        )
    _register()
    nlp.add_pipe(SENTENCE_RULES, before="parser")
    return nlp


def _register() -> None:
    from spacy.language import Language as Registry  # noqa: PLC0415

    if not Registry.has_factory(SENTENCE_RULES):
        Registry.component(SENTENCE_RULES, func=sentence_starts)


def sentence_starts(doc: Doc) -> Doc:
    """Fix where a sentence may start: nowhere but behind final punctuation (with closing quotes behind it); there it
    must where the next word begins with a capital, a quote or a digit, unless an initial or abbreviation precedes."""
    import numpy as np  # noqa: PLC0415

    strings = doc.vocab.strings
    columns = doc.to_array(["ORTH", "SPACY"])
    words = [strings[o] for o in columns[:, 0].tolist()]
    spaced = columns[:, 1].tolist()
    starts = np.full(len(words), -1, dtype="int64")  # spaCy's own code for "may not start a sentence"
    for i in range(1, len(words)):
        j = i - 1
        while j > 0 and words[j] in _CLOSING:
            j -= 1
        if words[j] in _FINAL:
            starts[i] = _start(words, spaced, starts, i, j)
    if words:
        starts[0] = 1
    column: Any = starts.reshape(-1, 1).astype("uint64")
    return doc.from_array(["SENT_START"], column)


def _start(words: list[str], spaced: list[int], starts: Any, i: int, final: int) -> int:
    """1 where word ``i``, behind final punctuation, starts a sentence, -1 where it does not, 0 where the parser is to
    say."""
    word = words[i]
    if words[i - 1] in _CLOSING and starts[i - 1] == 1:
        return -1  # behind the quote that opened this sentence
    opening = word in _QUOTES and i + 1 < len(words) and spaced[i - 1]
    if word in _CLOSING and not opening:
        return -1  # a closing quote or bracket belongs to the sentence it closes
    if word[0].isupper() or word[0].isdigit() or opening:
        initial = words[final] == "." and final and len(words[final - 1]) == 1 and words[final - 1].isupper()
        return 0 if initial or not spaced[i - 1] else 1
    return -1


def parse(article: str, lexicon: Lexicon, pipeline: str | None = None) -> Text:
    """Parse a whole article. ``pipeline`` replaces the embedded one of the lexicon's language."""
    nlp = load(pipeline or lexicon.language)
    parts = list(blocks(article))
    # the table of forms knows every word that coding asks for: the trained lemmatizer would be a tenth of the parse
    spare = [LEMMATIZER] if pipeline is None and lexicon.complete and nlp.has_pipe(LEMMATIZER) else []
    sentences: list[Sentence] = []
    at = 0
    for n, (block, doc) in enumerate(
        zip(parts, nlp.pipe([b.text for b in parts], batch_size=64, disable=spare), strict=True)
    ):
        at = _add(sentences, block, doc, n, at, lexicon.forms)
    return Text(article, lexicon.language, sentences)


_known_strings: dict[int, str] = {}


class _Strings:
    """spaCy's strings by their signed 64-bit hash, remembered: its own store decodes at every look-up."""

    def __init__(self, store: Any) -> None:
        self.store = store

    def __getitem__(self, key: int) -> str:
        text = _known_strings.get(key)
        if text is None:
            text = self.store[key & _64]
            if len(_known_strings) < _REMEMBERED:
                _known_strings[key] = text
        return text


def _add(
    sentences: list[Sentence], block: Block, doc: Doc, paragraph: int, at: int, forms: dict[tuple[str, str], str]
) -> int:
    """Append the sentences of one parsed block; ``at`` is the running word number. Known forms override lemmas.

    Reads the parse as one array: a tenth of the time of reading it token by token.
    """
    strings = _Strings(doc.vocab.strings)
    rows = doc.to_array(["ORTH", "LEMMA", "POS", "MORPH", "DEP", "HEAD", "SENT_START", "IDX", "IS_SPACE"]).astype(
        "int64", copy=False
    )
    table = rows.tolist()
    made: list[Word | None] = []
    words: list[Word] = []
    heads: list[tuple[Word, int, str]] = []
    begins = [0]
    plain = block.start if block.offsets is None else None
    for i, (orth, lemma_, pos, morph, dep, head, start, idx, space) in enumerate(table):
        if start == 1 and words:
            begins.append(len(words))
        if space:
            made.append(None)
            continue
        text, upos = strings[orth], UPOS[pos]
        last = i + 1 == len(table) or table[i + 1][6] == 1
        glued = last and text[-1] == "." and len(text) > 2 and text[:-1].isalpha()
        if glued:  # the full stop of the sentence, on a word that looks like an abbreviation ("vol.", "hand.")
            text = text[:-1]
        lower = text.lower()
        if upos == "VERB" and (lower, "NOUN") in forms and (lower, "VERB") not in forms:
            upos = "NOUN"  # a noun that frames know and no verb form: the tagger erred
        if upos == "AUX" and text.isupper() and len(text) > 1:
            upos = "PROPN"  # "IS" is no verb
        lemma = (
            forms.get((lower, upos))
            or (upos == "NOUN" and _by_tail(lower, forms))
            or (strings[lemma_] if lemma_ else text if upos == "PROPN" else lower)
        )
        end = idx + len(text)
        word = Word(
            at,
            text,
            lemma,
            upos,
            strings[morph] if morph else "",
            *((plain + idx, plain + end) if plain is not None else (block.at(idx), block.after(end))),
        )
        at += 1
        words.append(word)
        made.append(word)
        if glued:
            stop = Word(at, ".", ".", "PUNCT", "", block.at(end), block.after(end + 1))
            stop.head, stop.deprel = word, "punct"
            word.children.append(stop)
            words.append(stop)
            at += 1
        if head:
            heads.append((word, i + head, strings[dep]))
    for word, i, relation in heads:
        above = made[i]
        if above is not None:
            word.head = above
            word.deprel = relation
            above.children.append(word)
    for a, b in zip(begins, [*begins[1:], len(words)], strict=True):
        if words[a:b]:
            sentences.append(Sentence(len(sentences), paragraph, words[a:b]))
    return at


def _by_tail(lower: str, forms: dict[tuple[str, str], str]) -> str | None:
    """The lemma of a compound by its known last part ("regeringstroepen" by "troepen"); remembered in ``forms``."""
    for k in range(2, len(lower) - 4):
        tail = forms.get((lower[k:], "NOUN"))
        if tail is not None and len(tail) > 3:
            lemma = lower[:k] + tail
            if len(forms) < _REMEMBERED:
                forms[lower, "NOUN"] = lemma
            return lemma
    return None


@lru_cache(maxsize=8)
def version(name: str) -> str:
    """Name and version of a loaded pipeline, as records carry it."""
    meta: dict[str, Any] = load(name).meta
    return f"{meta.get('lang')}_{meta.get('name')}-{meta.get('version')}"
