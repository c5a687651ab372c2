"""One article to one record. Only composes: each question has a module of its own."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import msgspec

from kroniek.coding.claims import Attribution, Claims
from kroniek.coding.clauses import Clauses
from kroniek.coding.drafts import Draft, Drafter, TimeResolver
from kroniek.coding.events import make_event, says_something
from kroniek.coding.links import Linker
from kroniek.coding.merging import Merger
from kroniek.coding.names import Names
from kroniek.coding.numbers import NumberTable
from kroniek.coding.parties import Parties
from kroniek.coding.places import Places
from kroniek.coding.status import SPEECH_TYPES, StatusReader
from kroniek.coding.tallies import tallies
from kroniek.coding.ties import Ties
from kroniek.coding.times import Calendar, TimeMention, find_times
from kroniek.coding.tolls import Tolls
from kroniek.coding.triggers import TriggerFinder
from kroniek.language.grammar import Sentence, Text
from kroniek.language.lexicon import Lexicon
from kroniek.ontology import Ontology
from kroniek.record import SCHEMA_ID, Article, Link, Record
from kroniek.world import World


@lru_cache(maxsize=4)
def _calendar(folder: Path) -> Calendar:
    return Calendar.load(folder / "calendar.yaml")


@lru_cache(maxsize=8)
def _numbers(folder: Path, rules: str) -> NumberTable:
    return NumberTable.load(folder / "numbers.yaml", rules)


ANSWERED = frozenset({"reaction-to", "caused-by"})
"""Kinds of link whose target is kept though nothing else is said of it ("als reactie op de raketaanval")."""


def code(
    article: Article,
    text: Text,
    lexicon: Lexicon,
    *,
    world: World | None = None,
    rules: str = "default",
    model: str | None = None,
) -> Record:
    """What a parsed article says happened. A pure function of its arguments.

    ``rules`` names the table that turns vague number words into bounds (``language/<code>/tolls``).
    """
    world = world or World.default()
    ontology = Ontology.load()
    calendar, table = _calendar(lexicon.folder), _numbers(lexicon.folder, rules)

    times = {s.n: find_times(s, article.published, calendar) for s in text.sentences}
    timed = _words_of(times)
    clauses = Clauses(text, lexicon, timed)
    names = Names(text, lexicon, world)
    parties = Parties(text, clauses, names, lexicon, world)
    places = Places(text, names, lexicon, world, timed)
    tolls = Tolls(text, clauses, lexicon, table)
    claims = Claims(text, clauses, parties, lexicon)

    def ahead(sentence: Sentence) -> list[TimeMention]:
        return find_times(sentence, article.published, calendar, future=True)

    triggers = TriggerFinder(text, clauses, names, lexicon).find()
    drafter = Drafter(clauses, parties, places, tolls, claims, StatusReader(clauses, lexicon), lexicon)
    drafts = drafter.drafts(triggers, times, TimeResolver(text.raw, article.published, ahead))
    _attribute(drafts, claims.attributions())
    _deny(drafts, claims)

    groups = sorted(Merger(lexicon).groups(drafts), key=lambda g: g[0].word.i)
    links, kept = _kept(groups, Linker(text, drafts, _numbered(groups), lexicon).links())
    event_of = _numbered(kept)
    events = [make_event(n, group, ontology, text.raw) for n, group in enumerate(kept, 1)]
    ties = Ties(text, clauses, parties, claims, lexicon).ties(_since(times))
    counted = tallies(text, drafts, event_of, times, claims, clauses, tolls)
    return Record(
        schema=SCHEMA_ID,
        article=article,
        events=events,
        links=links,
        ties=ties,
        tallies=counted,
        warnings=[],
        model=model,
    )


def _words_of(times: dict[int, list[TimeMention]]) -> frozenset[int]:
    """The numbers of the words that stand in time expressions: no parties."""
    return frozenset(i for found in times.values() for t in found for i in range(t.first.i, t.last.i + 1))


def _attribute(drafts: list[Draft], attributions: list[Attribution]) -> None:
    """Lay deeds at the doors the text names, with the certainty it gives."""
    for attribution in attributions:
        draft = next(
            (
                d
                for d in drafts
                if d.word is attribution.event
                or (
                    attribution.event in d.word.ancestors()
                    and d.word.sentence is attribution.event.sentence
                    and d.trigger.is_noun
                )
            ),
            None,
        )
        if draft is None:
            continue
        for party in attribution.actors if draft.type in {"ASSAULT", "COERCE"} else ():
            if not any(p.id and p.id == party.id for p in draft.actors):
                why = f"{party.why}; {attribution.why}"
                laid = msgspec.structs.replace(party, certainty=attribution.certainty, why=why)
                draft.actors = [*draft.actors, laid]
        if attribution.claim is not None:
            draft.claims = [*draft.claims, attribution.claim]
        draft.why["actor"] = attribution.why


def _deny(drafts: list[Draft], claims: Claims) -> None:
    """ "Islamabad ontkent dat": the denial of a party goes to the last deed laid to it before, which then is asserted by
    one side and denied by the other."""
    for n, found in claims.by_sentence.items():
        for claim, _clause in found:
            if (
                claim.kind != "denies"
                or claim.by is None
                or claim.by.id is None
                or any(claim in d.claims for d in drafts)
            ):
                continue
            laid = [
                d
                for d in drafts
                if d.word.start < claim.span.start
                and n - d.word.sentence.n <= 3
                and any(p.id == claim.by.id for p in d.actors)
                and d.type not in SPEECH_TYPES
            ]
            if laid:
                laid[-1].claims = [*laid[-1].claims, claim]
                if laid[-1].standing.certainty == "certain":
                    laid[-1].standing = replace(
                        laid[-1].standing,
                        certainty="possible",
                        why=f"{laid[-1].standing.why}; denied by {claim.by.text!r}",
                    )


def _since(times: dict[int, list[TimeMention]]) -> dict[int, str]:
    """Per sentence, the start of an interval that is still open ("sinds 2014")."""
    return {
        n: mention.edtf.removesuffix("/..")
        for n, found in times.items()
        for mention in found
        if mention.edtf and mention.edtf.endswith("/..")
    }


def _numbered(groups: list[list[Draft]]) -> dict[int, int]:
    """Word number of a draft to the index of its group."""
    return {draft.word.i: n for n, group in enumerate(groups) for draft in group}


def _kept(groups: list[list[Draft]], links: list[Link]) -> tuple[list[Link], list[list[Draft]]]:
    """The groups that say something, or that a deed was told to answer; and the links between them, renumbered."""
    ids = [f"e{n}" for n in range(1, len(groups) + 1)]
    sound = {i for i, group in zip(ids, groups, strict=True) if says_something(group)}
    sound |= {link.to for link in links if link.kind in ANSWERED and link.from_ in sound}
    new = {i: f"e{n}" for n, i in enumerate((i for i in ids if i in sound), 1)}
    for link in links:
        link.from_, link.to = new.get(link.from_, ""), new.get(link.to, "")
    kept = [group for i, group in zip(ids, groups, strict=True) if i in sound]
    return [link for link in links if link.from_ and link.to], kept
