"""Records made by hand, for faces that must be tested without a coder."""

from __future__ import annotations

from kroniek.record import (
    SCHEMA_ID,
    Article,
    Claim,
    Event,
    Link,
    Party,
    Place,
    Record,
    Span,
    Tally,
    TallyWhat,
    Tie,
    Time,
    Toll,
    Warning,
)

TEXT = """Tientallen doden bij luchtaanval op basis bij Mosul

Amerikaanse gevechtsvliegtuigen hebben zondag een basis van de milities bij Mosul bestookt. Volgens het \
Pentagon kwamen daarbij zeker 24 strijders om; de milities ontkennen dat.

Als reactie op het bombardement beschoten de milities maandag het vliegveld van Erbil. \
Het was de derde beschieting in twee maanden.
"""


class Quoter:
    """Finds spans in a text, left to right where asked."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __call__(self, words: str, nth: int = 0) -> Span:
        at = -1
        for _ in range(nth + 1):
            at = self.text.index(words, at + 1)
        return Span(at, at + len(words), words)


def sample(text: str = TEXT, source: str = "mosul.txt") -> Record:
    """A record of :data:`TEXT` in which every part of the contract occurs, some spans within others."""
    q = Quoter(text)
    usa = Party("Amerikaanse", "United States", "USA", "MIL", "certain", q("Amerikaanse"), why="demonym 'Amerikaanse'")
    militia = Party(
        "de milities", None, None, "REB", "certain", q("de milities"), why="unknown party, by the noun 'militie'"
    )
    pentagon = Party("het Pentagon", "United States", "USA", "MIL", "certain", q("het Pentagon"), why="office")
    deny = Claim(
        militia, "denies", "de milities ontkennen", False, None, q("de milities ontkennen"), why="verb 'ontkennen'"
    )
    says = Claim(
        pentagon, "says", "Volgens het Pentagon", False, None, q("Volgens het Pentagon"), why="source preposition"
    )
    killed = Toll(
        "killed",
        24,
        None,
        None,
        "zeker 24 strijders",
        "strijders",
        militia,
        "probable",
        [says, deny],
        q("zeker 24 strijders"),
        why="at least",
    )
    tens = Toll(
        "killed", 20, None, 99, "Tientallen doden", "doden", None, "certain", [], q("Tientallen doden"), why="tens"
    )
    mosul = Place(
        "Mosul", "Mosul", 99072, "IRQ", 36.34, 43.12, "city", q("Mosul", 1), why="the only one in the country named"
    )
    erbil = Place("Erbil", "Erbil", 95446, "IRQ", 36.19, 44.01, "city", q("Erbil"), why="gazetteer")
    strike = Event(
        "e1",
        "ASSAULT",
        "aerial",
        ["military"],
        "195",
        "happened",
        "certain",
        [q("luchtaanval"), q("bestookt"), q("bombardement")],
        [usa],
        [militia],
        [mosul],
        Time("zondag", "2019-12-29", q("zondag"), why="weekday before publication"),
        [tens, killed],
        [],
        why={"type": "frame nl/ASSAULT#bestoken", "status": "perfect tense"},
    )
    answer = Event(
        "e2",
        "ASSAULT",
        "firearms",
        [],
        "190",
        "happened",
        "certain",
        [q("beschoten"), q("beschieting")],
        [militia],
        [],
        [erbil],
        Time("maandag", "2019-12-30", q("maandag"), why="weekday"),
        [],
        [],
        why={"type": "frame nl/ASSAULT#beschieten"},
    )
    link = Link("e2", "e1", "reaction-to", "probable", q("Als reactie op"), why="connective")
    tie = Tie(militia, usa, "opposed-to", True, "2019", None, "possible", [], q("basis van de milities"), why="by hand")
    tally = Tally(
        3,
        TallyWhat("ASSAULT", "Erbil"),
        "2019-10-30/2019-12-30",
        [],
        q("de derde beschieting in twee maanden"),
        "e2",
        why="ordinal",
    )
    article = Article("sha256:0", source, "nl", None, None, [], "2019-12-30", text)
    return Record(
        SCHEMA_ID,
        article,
        [strike, answer],
        [link],
        [tie],
        [tally],
        [Warning("parse", "The second sentence was read by word order.", q("de milities ontkennen"))],
        "by hand",
    )
