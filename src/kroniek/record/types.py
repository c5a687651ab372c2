"""The types of the contract, field by field.

Names follow PLOVER (type, mode, context, actor, recipient), UCDP (low / best / high), EDTF (ISO 8601-2) and the W3C
text-position selector (start / end, in Unicode code points, end exclusive). Every fact carries the span it was read
from; ``why`` names the rule that read it, so that a person can ask of each field "says who?".
"""

from __future__ import annotations

from typing import Literal

import msgspec

Certainty = Literal["certain", "probable", "possible"]
Status = Literal["happened", "ongoing", "announced", "threatened", "hypothetical", "denied", "did-not-happen"]
Precision = Literal["point", "city", "district", "region", "country", "sea", "unknown"]
Outcome = Literal[
    "killed",
    "injured",
    "missing",
    "captured",
    "displaced",
    "deployed",
    "withdrawn",
    "sanctioned",
    "strikes",
    "participants",
    "other",
]
ClaimKind = Literal[
    "says", "accuses", "announces", "denies", "confirms", "reports", "claims-responsibility", "document"
]
LinkKind = Literal["reaction-to", "caused-by", "enabled-by", "part-of", "about", "contradicts"]
TieKind = Literal["supported-by", "part-of", "allied-with", "opposed-to", "controlled-by", "linked-to"]


class Span(msgspec.Struct, frozen=True, order=True):
    """A stretch of ``article.text``: ``text == article.text[start:end]``."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, article: str, start: int, end: int) -> Span:
        """The span of an article's text from ``start`` up to ``end``."""
        return cls(start, end, article[start:end])


class Party(msgspec.Struct):
    """Who: a country or its organs (``id`` is ISO 3166-1 alpha-3), a known organisation (its stable id), or a stranger
    (``id`` null). ``role`` is a PLOVER sector (GOV, MIL, REB, CVL ...). ``name`` is the known name, ``text`` the words
    of the article."""

    text: str
    name: str | None
    id: str | None
    role: str | None
    certainty: Certainty
    span: Span
    why: str | None = None


class Place(msgspec.Struct):
    """Where: coordinates in WGS 84 degrees; ``precision`` is UCDP's where_prec in words."""

    text: str
    name: str | None
    geonames: int | None
    country: str | None
    lat: float | None
    lon: float | None
    precision: Precision
    span: Span
    why: str | None = None


class Time(msgspec.Struct):
    """When: ``edtf`` (ISO 8601-2) says exactly what is known, no more."""

    text: str
    edtf: str
    span: Span
    why: str | None = None


class Claim(msgspec.Struct):
    """Who says so. ``by`` null: reported, source not named (Dutch *zou*)."""

    by: Party | None
    kind: ClaimKind
    text: str
    anonymous: bool
    said_on: Time | None
    span: Span
    why: str | None = None


class Toll(msgspec.Struct):
    """A reported count: low / best / high as the words bound it, null where they do not."""

    outcome: Outcome
    low: int | None
    best: int | None
    high: int | None
    text: str
    whom: str | None
    party: Party | None
    certainty: Certainty
    claims: list[Claim]
    span: Span
    approximate: bool = False
    why: str | None = None


class Event(msgspec.Struct):
    """One happening the article tells of, its mentions merged; the first mention is the main one."""

    id: str
    type: str
    mode: str | None
    contexts: list[str]
    cameo: str
    status: Status
    certainty: Certainty
    mentions: list[Span]
    actors: list[Party]
    recipients: list[Party]
    places: list[Place]
    time: Time | None
    toll: list[Toll]
    claims: list[Claim]
    inferred: bool = False
    why: dict[str, str] = {}


class Link(msgspec.Struct, rename={"from_": "from"}):
    """One event answers, causes, enables, belongs to, comments on or contradicts another."""

    from_: str
    to: str
    kind: LinkKind
    certainty: Certainty
    span: Span
    why: str | None = None


class Tie(msgspec.Struct, rename={"from_": "from"}):
    """Who stands with whom; ``holds`` false for "not under control of"; ``from``/``to`` bound it in EDTF."""

    a: Party
    b: Party
    kind: TieKind
    holds: bool
    from_: str | None
    to: str | None
    certainty: Certainty
    claims: list[Claim]
    span: Span
    why: str | None = None


class TallyWhat(msgspec.Struct):
    """What is counted."""

    type: str | None
    recipient: str | None = None
    actor: str | None = None
    place: str | None = None


class Tally(msgspec.Struct):
    """ "The eleventh attack in two months": an ordinal, what it counts and the EDTF window it counts in."""

    ordinal: int
    what: TallyWhat
    window: str
    claims: list[Claim]
    span: Span
    event: str | None
    why: str | None = None


class Warning(msgspec.Struct):
    """Something a reader of the record should know: a doubt, a limit reached, a phrase left uncoded."""

    code: str
    message: str
    span: Span | None = None


class Article(msgspec.Struct):
    """The text as given (no character changed) and what is known about it. ``published`` is EDTF at the precision
    that is known, null if unknown; ``id`` is the SHA-256 of source id and text."""

    id: str
    source: str
    language: str
    title: str | None
    outlet: str | None
    authors: list[str]
    published: str | None
    text: str


class Record(msgspec.Struct):
    """One article's record; see ``docs/record.md``."""

    schema: str
    article: Article
    events: list[Event]
    links: list[Link]
    ties: list[Tie]
    tallies: list[Tally]
    warnings: list[Warning]
    model: str | None = None

    def event(self, id: str) -> Event:
        """The event with this id. Raises ``KeyError`` naming the ids there are."""
        for event in self.events:
            if event.id == id:
                return event
        known = ", ".join(e.id for e in self.events) or "none"
        raise KeyError(f"no event {id!r} in this record (there are: {known})")
