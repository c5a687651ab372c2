"""From a group of drafts to one event of the record: each field from the mentions that have it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

import msgspec

from kroniek.coding.drafts import Draft
from kroniek.coding.places import Located
from kroniek.coding.status import SPEECH_TYPES
from kroniek.language.grammar import Word
from kroniek.ontology import Ontology
from kroniek.record import Claim, Event, Party, Place, Span, Time, Toll

CERTAINTY = {"certain": 0, "probable": 1, "possible": 2}


def make_event(n: int, group: Sequence[Draft], ontology: Ontology, raw: str) -> Event:
    """The event of a group of drafts that tell of one happening; ``n`` counts from 1."""
    main = _main(group)
    rest = [d for d in group if d is not main]
    order = [main, *rest]
    mode = next((d.mode for d in order if d.mode), None)
    actors = _parties(order, "actors")
    recipients = _parties(order, "recipients")
    ids = {p.id for p in actors if p.id}
    if main.type not in {"CONSULT", "COOPERATE", "AGREE", "ASSAULT"} or len(ids) == 1:
        recipients = [p for p in recipients if not p.id or p.id not in ids or p.role == "CVL"]
    victims = _victims(order, ids)
    if not recipients or (
        victims and all(p.id is None and p.role is None and not _is_site(p, order) for p in recipients)
    ):
        recipients = victims or recipients
    elif all(p.id is None for p in recipients):
        recipients += [v for v in victims if v.id]
    why = {k: v for d in reversed(order) for k, v in d.why.items()}
    return Event(
        id=f"e{n}",
        type=main.type,
        mode=mode,
        contexts=list(dict.fromkeys(c for d in order for c in d.contexts)),
        cameo=ontology.cameo(main.type, mode),
        status=main.standing.status,
        certainty=main.standing.certainty,
        mentions=[m for d in order for m in _mentions(d, raw)],
        actors=actors,
        recipients=recipients,
        places=_places(order),
        time=_time(order),
        toll=_tolls(order),
        claims=_claims(c for d in order for c in d.claims),
        why=why,
    )


PUBLIC = frozenset(
    {"GOV", "MIL", "REB", "OPP", "COP", "JUD", "LEG", "IGO", "NGO", "PTY", "SPY", "UAF", "LAB", "REF", "JRN"}
)
"""Sectors whose words and deeds are public affairs: a teacher who scolds a pupil accuses nobody in PLOVER's sense."""
PUBLIC_TYPES = SPEECH_TYPES | {"COOPERATE", "AID", "SANCTION"}


def says_something(group: Sequence[Draft]) -> bool:
    """Whether a group tells of a happening that can be kept: something besides its type is said of it; words and
    dealings have a known or public party, or are about a deed."""
    if not any(d.actors or d.recipients or d.places or d.time or d.tolls for d in group):
        return False
    if group[0].type not in PUBLIC_TYPES:
        return True
    parties = [p for d in group for p in [*d.actors, *d.recipients]]
    return any(p.id or p.role in PUBLIC for p in parties) or any(d.about_deed or d.places for d in group)


def _main(group: Sequence[Draft]) -> Draft:
    """The mention that says most of what happened, the first of equals; one that is only swallowed never."""
    real = [d for d in group if not d.swallowed] or list(group)
    rank = {"happened": 0, "ongoing": 0}
    best = min(rank.get(d.standing.status, 1) for d in real)
    return next(d for d in real if rank.get(d.standing.status, 1) == best)


def _is_site(party: Party, order: Sequence[Draft]) -> bool:
    """Whether a party without id or role is a site that was struck, not merely where ("een druk kruispunt")."""
    return bool(party.why and party.why.startswith("place name")) or any(
        party in d.recipients and d.site(party) for d in order
    )


def _mentions(draft: Draft, raw: str) -> list[Span]:
    """The runs of the trigger's words: the one with its head first, then those of an idiom's other content words."""
    runs: list[list[Word]] = []
    for word in sorted(draft.trigger.words, key=lambda w: w.i):
        if runs and word.i - runs[-1][-1].i == 1:
            runs[-1].append(word)
        else:
            runs.append([word])
    runs.sort(key=lambda run: draft.word not in run)
    spans = [
        Span.of(raw, run[0].start, run[-1].end)
        for run in runs
        if draft.word in run
        or (
            all(w in draft.clause.words for w in run)
            and any(w.upos in {"NOUN", "ADJ", "VERB", "PROPN", "ADV"} and len(w.text) > 3 for w in run)
        )
    ]
    return spans


def _parties(order: Sequence[Draft], field: str) -> list[Party]:
    """The main mention's parties, then known ones of the others; an unknown one of another mention only where there is
    none yet, since it is most likely one of those named."""
    out: list[Party] = []
    first = {id(p) for p in getattr(order[0], field)}
    for draft in order:
        for party in getattr(draft, field):
            same = next(
                (p for p in out if (party.id and p.id == party.id) or p.text.lower() == party.text.lower()), None
            )
            if same is not None:
                if CERTAINTY[party.certainty] < CERTAINTY[same.certainty] and party.id == same.id:
                    surer = msgspec.structs.replace(same, certainty=party.certainty)  # other events hold the same party
                    out = [surer if p is same else p for p in out]
                    if id(same) in first:
                        first.add(id(surer))
                continue
            if party.id is None and out and draft is not order[0]:
                continue
            out.append(party)
    known = [p for p in out if p.id]
    if known and field == "actors" and len(order) > 1:
        out = [p for p in out if p.id or (id(p) in first and len(first) > 1)]
    return out


def _victims(order: Sequence[Draft], actors: Container[str | None]) -> list[Party]:
    """Where no recipient is named, those whom the toll counts."""
    if order[0].type in SPEECH_TYPES or order[0].type in {"PROTEST", "MOBILIZE", "RETREAT", "AID", "COOPERATE"}:
        return []
    out: list[Party] = []
    for draft in order:
        for party in draft.people:
            if party.id and party.id in actors:
                continue
            if not any((p.id and p.id == party.id) or p.text == party.text for p in out):
                out.append(party)
    known = [p for p in out if p.id]
    return known or out[:2]


def _places(order: Sequence[Draft]) -> list[Place]:
    """All places, finer ones first in place of the country they lie in."""
    located: list[Located] = []
    for draft in order:
        for place in draft.places:
            if not any(p.place.name == place.place.name for p in located):
                located.append(place)
    finer = {p.country for p in located if not p.is_country and p.country}
    return [p.place for p in located if not (p.is_country and p.country in finer)]


def _time(order: Sequence[Draft]) -> Time | None:
    for draft in order:
        if draft.time is not None:
            return draft.time
    return None


def _tolls(order: Sequence[Draft]) -> list[Toll]:
    out: list[Toll] = []
    for draft in order:
        for toll in draft.tolls:
            if not any(
                t.outcome == toll.outcome and (t.low, t.best, t.high) == (toll.low, toll.best, toll.high) for t in out
            ):
                out.append(toll)
    return out


def _claims(claims: Iterable[Claim]) -> list[Claim]:
    out: list[Claim] = []
    for claim in claims:
        key = (claim.by.id or claim.by.text if claim.by else None, claim.kind)
        if not any((c.by.id or c.by.text if c.by else None, c.kind) == key for c in out):
            out.append(claim)
    return out
