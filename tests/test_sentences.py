"""Where sentences end, in the ways a Dutch newspaper makes that hard."""
# ruff: noqa: E501  the tables read best with one row a line
from __future__ import annotations

from itertools import pairwise

import pytest

from coded import plain, rows, wrong_today
from kroniek.language.lexicon import load_lexicon
from kroniek.language.pipeline import parse


def sentences(article: str) -> list[str]:
    return [article[s.start:s.end] for s in parse(article, load_lexicon("nl")).sentences]


# each row: what makes it hard; the sentences, which stand in the article with a space between
TABLE = [
    ("two plain ones", ["Het leger viel aan.", "De stad brandde."]),
    ("question and exclamation", ["Wie deed het?", "Niemand weet het!", "Het leger zwijgt."]),
    ("quotation, then who said it", ["‘Wij gaan niet weg’, zei de generaal.", "Daarna vertrok hij."]),
    ("full stop inside the quotation", ["‘Wij gaan niet weg.’", "De generaal zweeg daarna."]),
    ("question mark inside the quotation", ["‘Gaan wij weg?’ vroeg de generaal.", "Niemand antwoordde."]),
    ("two sentences in one quotation", ["‘Wij gaan niet weg.", "Wij blijven’, zei de generaal."]),
    ("guillemets", ["«Wij blijven», zei de president.", "Het leger bleef."]),
    ("double quotation marks", ["“Wij blijven”, aldus de president.", "Het leger bleef."]),
    ("a quotation opens a sentence", ["Het leger bleef.", "‘Wij gaan niet weg’, zei de generaal."]),
    ("compound with an abbreviation", ["De VS-militairen zijn vertrokken.", "De VN-missie blijft."]),
    ("initials", ["President D.J. Trump dreigde met sancties.", "Iran haalde de schouders op."]),
    ("initials apart", ["Generaal J. F. Jansen trad af.", "Zijn opvolger is onbekend."]),
    ("title", ["Volgens dr. De Vries is het akkoord dood.", "Anderen hopen nog."]),
    ("about", ["Er vielen ca. 30 doden.", "Het leger zwijgt."]),
    ("respectively", ["In Kyiv en Odessa vielen resp. 3 en 5 doden.", "Het leger zwijgt."]),
    ("among others", ["Er waren o.a. Fransen bij.", "Parijs zwijgt."]),
    ("thousands with a full stop", ["Er vluchtten 12.500 mensen.", "Het kamp is vol."]),
    ("a decimal comma", ["Het kost 3,5 miljard dollar.", "Brussel betaalt."]),
    ("a clock time", ["De aanval begon om 04.30 uur.", "De stad sliep."]),
    ("a date", ["Op 3 juni 2020 viel de stad.", "Het leger trok verder."]),
    ("figure at the start", ["De stad viel.", "120 soldaten gaven zich over."]),
    ("an ordinal in a name", ["Willem III. was er niet bij.", "De troepen wel."]),
    wrong_today("a bracket does not open a sentence", "brackets round a sentence", ["De stad viel.", "(Het leger ontkent dat.)", "Daarna werd het stil."]),
    ("dots that trail off", ["Wij wachten nog…", "De regering zwijgt."]),
    wrong_today("a clipped word does not open a sentence", "apostrophe word first", ["Het bleef lang onrustig.", "’s Nachts werd weer geschoten."]),
    ("colon and quotation", ["De generaal zei: ‘Wij gaan niet weg.’", "Daarna zweeg hij."]),
    ("website name", ["Dat meldt Nu.nl zondag.", "Het leger zwijgt."]),
    ("company with full stops", ["De V.S. sturen troepen.", "Iran protesteert."]),
]


@pytest.mark.parametrize("expected", rows(TABLE, labelled=True))
def test_sentences_end_where_a_reader_ends_them(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


def test_headline_caption_and_text_are_apart_without_full_stops() -> None:
    article = "Doden bij aanval op Kabul\n\nRook boven de hoofdstad van Afghanistan\n\nBij een aanval vielen doden."
    assert sentences(article) == article.split("\n\n")


def test_a_sentence_runs_on_over_a_line_end() -> None:
    assert sentences("Het leger heeft de stad\naangevallen. De stad\nbrandt.") == ["Het leger heeft de stad\naangevallen.", "De stad\nbrandt."]


def test_sentences_follow_each_other_and_cover_every_word() -> None:
    article = " ".join(s for _, part in plain(TABLE) for s in part)
    parsed = parse(article, load_lexicon("nl"))
    assert all(a.end <= b.start for a, b in pairwise(parsed.words))
    assert [w for s in parsed.sentences for w in s.words] == parsed.words
    assert all(w.head is None or w.head.sentence is w.sentence for w in parsed.words)
