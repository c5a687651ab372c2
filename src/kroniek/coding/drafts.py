"""A draft: what one mention says of a happening, before mentions are merged into events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import cast

from kroniek.coding.attach import nearest
from kroniek.coding.claims import Claims
from kroniek.coding.clauses import NOUNS, Clause, Clauses, preposition_of
from kroniek.coding.numbers import Quantity
from kroniek.coding.parties import Parties
from kroniek.coding.places import Located, Places
from kroniek.coding.status import SPEECH_TYPES, Standing, StatusReader
from kroniek.coding.times import TimeMention, anchor, bounds
from kroniek.coding.tolls import Outcome as Told
from kroniek.coding.tolls import Tolls
from kroniek.coding.triggers import VERBAL, Trigger
from kroniek.language.frames import Frame
from kroniek.language.grammar import Sentence, Word
from kroniek.language.lexicon import Lexicon
from kroniek.ontology import Ontology
from kroniek.record import Claim, Party, Span, Time, Toll
from kroniek.record.types import Certainty, Outcome

VIOLENT = frozenset({"ASSAULT", "COERCE", "PROTEST"})
STRUCK = frozenset({"ASSAULT", "COERCE", "THREATEN", "AID"})
SWALLOWING = frozenset({"REQUEST", "THREATEN", "REJECT", "AGREE", "CONCEDE"})
"""Types whose complement tells what is asked, threatened, refused or promised: no deed of its own."""


@dataclass
class Draft:
    """One mention of a happening with what its sentence says of it."""

    trigger: Trigger
    type: str
    mode: str | None
    contexts: list[str]
    standing: Standing
    actors: list[Party] = field(default_factory=list)
    recipients: list[Party] = field(default_factory=list)
    places: list[Located] = field(default_factory=list)
    time: Time | None = None
    tolls: list[Toll] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    why: dict[str, str] = field(default_factory=dict)
    people: list[Party] = field(default_factory=list)
    """The parties that the toll counts: recipients where none is named."""
    reaction: bool = False
    about_deed: bool = False
    """Its object or complement tells of another event."""
    swallowed: bool = False
    """Stands in the complement of a demand, threat, refusal or promise: kept only as a mention of another event."""

    sites: set[int] = field(default_factory=set)
    """Where the phrases of recipients start that are sites struck: a base, a market, a convoy."""

    def site(self, party: Party) -> bool:
        return party.span.start in self.sites

    word: Word = field(init=False)
    clause: Clause = field(init=False)
    predicate: Word = field(init=False)
    frame: Frame = field(init=False)

    def __post_init__(self) -> None:
        trigger = self.trigger
        self.word, self.clause, self.predicate, self.frame = (
            trigger.word,
            trigger.clause,
            trigger.predicate,
            trigger.frame,
        )


@dataclass
class Anchored:
    """A word to which times and places attach, and the draft they then belong to."""

    word: Word
    clause: Clause
    predicate: Word
    draft: Draft


class Drafter:
    """Makes the drafts of one text."""

    def __init__(
        self,
        clauses: Clauses,
        parties: Parties,
        places: Places,
        tolls: Tolls,
        claims: Claims,
        status: StatusReader,
        lexicon: Lexicon,
    ) -> None:
        self.clauses = clauses
        self.parties = parties
        self.places = places
        self.tolls = tolls
        self.claims = claims
        self.status = status
        self.lexicon = lexicon
        self.raw = parties.text.raw
        self.made: list[Draft] = []
        self.placed: list[tuple[Told, Draft]] = []
        self.struck: set[int] = set()

    def drafts(
        self, triggers: Sequence[Trigger], times: dict[int, list[TimeMention]], resolve: TimeResolver
    ) -> list[Draft]:
        """All drafts in text order, with tolls, places and times attached."""
        made = [self._draft(t) for t in triggers]
        made = self._outcomes(made)
        self._swallow(made)
        made = self._accompanied(made)
        self.made = made
        self._identify(made)
        by_sentence: dict[int, list[Anchored]] = {}
        for draft in made:
            by_sentence.setdefault(draft.word.sentence.n, []).append(
                Anchored(draft.word, draft.clause, draft.predicate, draft)
            )
        for outcome, target in self.placed:
            by_sentence.setdefault(outcome.word.sentence.n, []).append(
                Anchored(outcome.word, outcome.clause, outcome.word, target)
            )
        for n, here in by_sentence.items():
            self._places(here, self.places.by_sentence.get(n, []))
            self._times(here, times.get(n, []), resolve)
        return made

    # -- one trigger ----------------------------------------------------------------------------------------------------

    def _draft(self, trigger: Trigger) -> Draft:
        frame = trigger.frame
        mode, contexts = frame.mode, list(frame.contexts)
        draft = Draft(trigger, frame.type, mode, contexts, self.status.of(trigger))
        if trigger.modifier:
            self._modifier(draft, trigger.modifier)
        if draft.mode is None and not trigger.is_noun:
            self._means(draft)
        draft.actors = self._fill(draft, frame.actor, "actor")
        draft.recipients = self._fill(draft, frame.recipient, "recipient", taken=draft.actors)
        if not draft.recipients and draft.type == "THREATEN":  # "dreigde X aan te vallen"
            draft.recipients = [
                p
                for predicate in trigger.slots.get("complement", ())
                for w in self.clauses.slots(predicate).get("object", ())
                for p in self.parties.of(w)
                if p.id or p.role
            ]
        if not draft.recipients and draft.type in SWALLOWING:  # "weigert met X te praten", "beloofde Y te helpen"
            draft.recipients = self._in_complement(trigger, draft.actors)
        if draft.type not in STRUCK:  # a place is a party only where it is struck
            draft.actors = [p for p in draft.actors if p.id or not self._is_place(p)]
            draft.recipients = [p for p in draft.recipients if p.id or not self._is_place(p)]
        if not draft.actors and draft.type in {"MOBILIZE", "RETREAT"}:
            draft.actors = self._own_forces(trigger)
        draft.claims = self.claims.of(trigger)
        if not draft.actors and draft.type in SPEECH_TYPES:  # "'Onaanvaardbaar', zei X": the words are the deed
            draft.actors = [c.by for c in draft.claims if c.by is not None and c.kind != "document"][:1]
            if draft.actors:
                draft.why["actor"] = f"who says so: {draft.actors[0].text!r}"
        draft.sites = self.struck
        draft.why["type"] = f"frame {frame.id}"
        draft.why["status"] = draft.standing.why
        self._counts(draft)
        return draft

    def _accompanied(self, drafts: list[Draft]) -> list[Draft]:
        """ "een luchtaanval, waarbij een school werd verwoest": what a deed brought with it is no deed beside it."""
        out = []
        for draft in drafts:
            before = [
                d
                for d in drafts
                if d.type == draft.type == "ASSAULT"
                and d.word.sentence is draft.word.sentence
                and d.word.i < draft.word.i
            ]
            if (
                before
                and not draft.actors
                and not draft.trigger.is_noun
                and not draft.clause.keys.isdisjoint(self.lexicon.accompanying)
            ):
                before[-1].recipients = before[-1].recipients or draft.recipients
                before[-1].tolls += draft.tolls
                continue
            out.append(draft)
        return out

    def _own_forces(self, trigger: Trigger) -> list[Party]:
        """Whose the forces are that were sent or withdrawn where nobody is said to have done it: their own country's,
        or the one whose forces were spoken of before."""
        for word in trigger.slots.get("object", ()):
            parties = [p for p in self.parties.of(word) if p.id] or self.parties.forces_before(word)
            if parties:
                return parties
        return []

    def _identify(self, drafts: Sequence[Draft]) -> None:
        """ "De doden waren strijders van X": who the dead of the event before were."""
        for sentence in self.parties.text.sentences:
            for word in sentence.words:
                if word.upos not in {"NOUN", "PROPN"} or not any(c.deprel == "cop" for c in word.children):
                    continue
                subject = self.clauses.subject(word)
                named = [c.lower for c in word.children if c.deprel == "amod"]  # "waren de doden strijders", misread
                if not {*(() if subject is None else (subject.lemma, subject.lower)), *named} & self.lexicon.identify:
                    continue
                before = [
                    d for d in drafts if d.word.i < word.i and d.type in VIOLENT and sentence.n - d.word.sentence.n <= 2
                ]
                if before:
                    known = [p for p in self.parties.of(word) if p.id or p.role]
                    before[-1].people = [*known, *[p for p in before[-1].people if p.id]]
                    before[-1].claims += [
                        c for c in self.claims.around(word, self.clauses.of[word.i], []) if c not in before[-1].claims
                    ]

    def _is_place(self, party: Party) -> bool:
        return bool(party.why and party.why.startswith("place name"))

    def _means(self, draft: Draft) -> None:
        """ "Een autobom doodde elf mensen": the mode by the weapon that stands as subject or agent."""
        for slot in ("subject", *self.lexicon.agent, *self.lexicon.with_whom):
            for word in draft.trigger.slots.get(slot, ()):
                data = self.lexicon.modifiers.get(word.lemma.lower()) or {}
                if data.get("mode") and Ontology.load().has_mode(draft.type, data["mode"]):
                    draft.mode = data["mode"]
                    draft.why["mode"] = f"by {word.text!r}"
                    return

    def _modifier(self, draft: Draft, modifier: str) -> None:
        """The first part of a compound: mode, contexts, an actor's name, an answer."""
        data = self.lexicon.modifiers.get(modifier) or self.lexicon.modifiers.get(modifier.rstrip("s")) or {}
        if not data:
            for k in range(1, len(modifier) - 2):
                if len(modifier) - k >= 4 and modifier[k:] in self.lexicon.modifiers:
                    data = self.lexicon.modifiers[modifier[k:]] or {}
                    break
        if data.get("mode") and not Ontology.load().has_mode(draft.type, data["mode"]):
            return  # "mijnstaking": a strike has no mode of weapons
        if data.get("mode"):
            draft.mode = data["mode"]
            draft.why["mode"] = f"compound {modifier!r}"
        draft.contexts = list(dict.fromkeys([*draft.contexts, *data.get("contexts", [])]))
        draft.reaction = bool(data.get("reaction"))

    def _fill(self, draft: Draft, slots: Sequence[str], role: str, taken: Sequence[Party] = ()) -> list[Party]:
        """The parties of the first slot that is filled."""
        trigger = draft.trigger
        data = trigger.support_data
        if role == "recipient" and "object" in slots and "indirect" not in slots:
            slots = [*slots, "indirect"]  # of two objects the person may stand first
        if role == "actor" and data.get("actor") == "none":
            slots = [s for s in slots if s != "subject"]
        if role == "recipient" and "recipient" in data:
            slots = [data["recipient"], *slots]
        if role == "recipient" and taken and set(slots) & set(draft.frame.actor) and len(taken) > 1:
            together = [s for s in slots if s in draft.frame.actor and trigger.slots.get(s)]
            if together:  # "tussen A en B": each side to the other
                rest = draft.actors[1:]
                draft.actors = draft.actors[:1]
                draft.why[role] = f"{together[0]}: the other side"
                return rest
        for slot in slots:
            if slot == "subject" and data.get("subject") == "event":
                continue
            parties = [
                p for p in self._slot(trigger, slot) if not any(p.id and p.id == t.id for t in taken) or role == "actor"
            ]
            parties = [p for p in parties if not any(p.span == t.span and p.id == t.id for t in taken)]
            if role == "actor" and trigger.is_noun and slot in self.lexicon.partitive:
                parties = [p for p in parties if p.id or not self._is_place(p)]  # "de invasie van Gaza"
            if parties:
                draft.why[role] = f"{slot} of {trigger.predicate.text if not trigger.is_noun else trigger.word.text!r}"
                return parties
        return []

    def _slot(self, trigger: Trigger, slot: str) -> list[Party]:
        if slot == "compound":
            mention = self.parties.names.at.get(trigger.word.i)
            if mention is not None and mention.part:
                return [p for p in self.parties.of(trigger.word, expand=False) if p.id]
            return []
        if slot == "adjective":
            return self.parties.by_adjective(trigger.word)
        if slot == "complement-subject":
            out = []
            for predicate in trigger.slots.get("complement", ()):
                subject = self.clauses.subject(predicate)
                if subject is not None:
                    out += self.parties.of(subject)
            return out
        out = []
        for name in [slot, *(self.lexicon.indirect if slot == "indirect" else ())]:
            words = trigger.slots.get(name) or self._elsewhere(trigger, name)
            if not words and name == "subject" and not trigger.is_noun and not self._uses_object(trigger):
                words = trigger.slots.get("object", [])  # "betoogden tweeduizend mensen", read as an object
            for word in words:
                if word.lemma in self.lexicon.no_party:
                    continue
                if word.i in self.clauses.skip:
                    continue
                if word is trigger.word or (word in trigger.words and not self._may_be_party(word)):
                    continue
                found = self.parties.of(word)
                if (
                    self.lexicon.is_target(word.lemma.lower())
                    and word.lemma.lower() not in self.lexicon.place_nouns_only
                ):
                    self.struck.update(p.span.start for p in found)
                out += found
            if out:
                break
        return out

    def _in_complement(self, trigger: Trigger, taken: Sequence[Party]) -> list[Party]:
        """The known party among the arguments of what is asked, promised, threatened or refused."""
        for predicate in trigger.slots.get("complement", ()):
            slots = self.clauses.slots(predicate)
            for slot in (*self.lexicon.indirect, *self.lexicon.against, "indirect", "object", *self.lexicon.with_whom):
                found = [
                    p
                    for w in slots.get(slot, ())
                    for p in self.parties.of(w)
                    if (p.id or p.role in {"GOV", "REB", "MIL", "OPP"})
                    and not any(p.id and p.id == t.id for t in taken)
                ]
                if found:
                    return found
        return []

    def _uses_object(self, trigger: Trigger) -> bool:
        frame = trigger.frame
        return "object" in {*frame.recipient, *frame.where, *frame.except_, *frame.requires, *frame.toll.values()}

    def _may_be_party(self, word: Word) -> bool:
        """Whether a word of an idiom may fill a slot too: a known name, role noun or site, not "in gijzeling"."""
        lemma = word.lemma.lower()
        return word.i in self.parties.names.at or self.lexicon.role(lemma) is not None or self.lexicon.is_target(lemma)

    def _elsewhere(self, trigger: Trigger, slot: str) -> list[Word]:
        """A phrase with the slot's preposition that the parser hung on another word of the clause; for the indirect
        object a bare party that fills no other slot."""
        if trigger.is_noun and (
            trigger.support is None or slot not in self.lexicon.against | self.lexicon.target_prepositions
        ):
            return []
        used = {w.i for words in trigger.slots.values() for w in words} | {w.i for w in trigger.words}
        for word in trigger.clause.words:
            if word.upos not in NOUNS or word.i in used or word.i in self.clauses.skip:
                continue
            preposition = preposition_of(word)
            if preposition == slot:
                return [word]
            if (
                slot == "indirect"
                and preposition is None
                and word.i > trigger.predicate.i
                and word.deprel in {"nsubj", "obj", "iobj", "obl", "dep", "nmod"}
                and (word.i in self.parties.names.at or self.lexicon.role(word.lemma.lower()))
            ):
                return [word]
        return []

    def _counts(self, draft: Draft) -> None:
        """Tolls that the frame entails, and how many strikes."""
        for outcome, quantity, word in self.tolls.of_frame(draft.trigger):
            draft.tolls.append(self._toll(outcome, quantity, word, draft.claims))
            if outcome in {"captured", "killed", "injured"}:
                draft.people += self.parties.of(word)
        strikes = self.tolls.strikes(draft.trigger)
        if strikes is not None and draft.type == "ASSAULT":
            draft.tolls.append(self._toll("strikes", strikes, draft.word, draft.claims))
        elif draft.type == "ASSAULT" and not draft.tolls:
            for word in draft.trigger.slots.get("object", ())[:1]:  # "vuurden 450 raketten af"
                shots = self.tolls.count_of(word) if self.lexicon.in_class("weapon", word.lemma.lower()) else None
                if shots is not None and (shots.best or shots.low or 0) > 1:
                    draft.tolls.append(self._toll("strikes", shots, word, draft.claims))

    def _toll(self, outcome: str, q: Quantity, word: Word, claims: list[Claim]) -> Toll:
        first, last = q.first, max(q.last, word, key=lambda w: w.i) if word.i - q.last.i < 6 else q.last
        span = Span.of(self.raw, first.start, last.end)
        parties = [p for p in self.parties.of(word, expand=False) if p.id] if word.upos != "NUM" else []
        certainty: Certainty = "possible" if any(c.by is None and c.kind == "reports" for c in claims) else "certain"
        return Toll(
            outcome=cast("Outcome", outcome),  # a test checks the YAML against the contract's outcomes
            low=q.low,
            best=q.best,
            high=q.high,
            text=span.text,
            whom=self.parties.phrase(word) if word.upos != "NUM" else None,
            party=parties[0] if parties else None,
            certainty=certainty,
            claims=claims,
            span=span,
            approximate=q.approximate,
            why=f"{outcome}: {q.rule}",
        )

    # -- outcomes ---------------------------------------------------------------------------------------------------------

    def _outcomes(self, drafts: list[Draft]) -> list[Draft]:
        """Give each outcome to the event that caused it; a mention that only tells an outcome is no event of its own."""
        gone: set[int] = set()
        by_word = {d.word.i: d for d in drafts}
        for outcome in self.tolls.outcomes:
            own = next((by_word[w.i] for w in [outcome.word, *outcome.used] if w.i in by_word), None)
            cause = self._cause(outcome, own, [d for d in drafts if id(d) not in gone])
            target = cause or own
            if target is None:
                continue
            if own is not None and cause is not None and cause is not own and own.type == "ASSAULT":
                if outcome.agent is not None:
                    cause.actors = cause.actors or own.actors
                cause.recipients = cause.recipients or own.recipients
                gone.add(id(own))
            self.placed.append((outcome, target))
            quantity = outcome.quantity or self.tolls.article_of(outcome)
            people = outcome.people
            if people is not None and people is not target.word:
                found = [p for p in self.parties.of(people) if p.role or p.id]
                target.people += found
            claims = self.claims.around(outcome.word, outcome.clause, [], counted=True)
            counts = [(quantity, people or outcome.word)] if quantity is not None else []
            counts += self.tolls.coordinated(people) if people is not None else []
            for count, noun in counts:
                already = any(
                    t.outcome == outcome.outcome and t.span.start <= count.first.start < t.span.end
                    for t in target.tolls
                )
                if count.best != 0 and not already:
                    target.tolls.append(self._toll(outcome.outcome, count, noun, claims))
        return [d for d in drafts if id(d) not in gone]

    def _cause(self, outcome: Told, own: Draft | None, drafts: list[Draft]) -> Draft | None:
        """The event that an outcome belongs to; None if it stands alone."""
        if outcome.cause is not None:
            for draft in drafts:
                if draft.word is outcome.cause:
                    return draft
        violent = [
            d
            for d in drafts
            if d.type in VIOLENT and d is not own and d.standing.status not in {"did-not-happen", "hypothetical"}
        ]
        sentence = outcome.word.sentence
        here = [d for d in violent if d.word.sentence is sentence]
        accompanied = not outcome.clause.keys.isdisjoint(self.lexicon.accompanying)
        if accompanied:
            before = [d for d in here if d.word.i < outcome.word.i]
            if before:
                return nearest(outcome.clause.head, before) or before[-1]
            earlier = [d for d in violent if d.word.i < outcome.word.i and sentence.n - d.word.sentence.n <= 2]
            if earlier:
                return earlier[-1]
        if own is not None and (own.actors or outcome.agent is not None or outcome.outcome == "captured"):
            nouns = [d for d in here if d.trigger.is_noun and d.clause is outcome.clause and d.type == own.type]
            return nouns[0] if nouns and outcome.cause is not None else None
        same = [
            d
            for d in here
            if d.clause is outcome.clause
            or outcome.clause in list(d.clause.chain())[:2]
            or d.clause in list(outcome.clause.chain())[:3]
        ]
        if same:
            return min(same, key=lambda d: abs(d.word.i - outcome.word.i))
        if own is not None:
            return None
        if here:
            return min(here, key=lambda d: abs(d.word.i - outcome.word.i))
        earlier = [d for d in violent if d.word.i < outcome.word.i and sentence.n - d.word.sentence.n <= 2]
        return earlier[-1] if earlier else None

    # -- demands and the like ---------------------------------------------------------------------------------------------

    def _swallow(self, drafts: list[Draft]) -> None:
        for outer in drafts:
            if outer.type in SPEECH_TYPES:
                outer.about_deed = any(i is not outer and self._within(i, outer) for i in drafts)
            if outer.type not in SWALLOWING or outer.trigger.word.upos not in VERBAL | {"NOUN", "ADJ"}:
                continue
            for inner in drafts:
                if inner is not outer and self._within(inner, outer):
                    inner.swallowed = True

    def _within(self, inner: Draft, outer: Draft) -> bool:
        """Whether the inner mention hangs on the outer one's complement or object."""
        if inner.word.sentence is not outer.word.sentence or preposition_of(inner.word) in self.lexicon.links["after"]:
            return False
        top: Word | None = inner.word
        for _ in range(12):
            if top is None:
                return False
            head = top.head
            if head is outer.word or (
                outer.trigger.is_noun
                and outer.trigger.support is not None
                and head is outer.trigger.support
                and top is not outer.word
            ):
                return (
                    top.deprel in {"ccomp", "xcomp", "acl", "obj", "obl", "obl:arg", "nmod", "advcl", "csubj"}
                    and inner.word.i > outer.word.i
                )
            top = head
        return False

    # -- places and times -------------------------------------------------------------------------------------------------

    def _places(self, here: list[Anchored], located: list[Located]) -> None:
        anchors = [a for a in here if not a.draft.swallowed] or here
        sources = [c.span for a in here for c, _ in self.claims.by_sentence.get(a.word.sentence.n, ())]
        for place in located:
            anchor = nearest(place.word, anchors)
            if any(s.start <= place.place.span.start and place.place.span.end <= s.end for s in sources):
                continue  # where a source sits is not where it happened
            clause = self.clauses.of[place.word.i]
            if (
                anchor is not None
                and clause is not anchor.clause
                and clause in list(anchor.clause.chain())[1:]
                and self.clauses.verb(clause.head)[0] in self.lexicon.saying
            ):
                continue  # where it was said
            holder = place.word.head
            if holder is not None and holder.deprel == "amod" and holder is not anchor.word if anchor else False:
                continue  # "het in Londen gevestigde observatorium"
            if anchor is None or not self._fits(place, anchor.draft):
                continue
            draft = anchor.draft
            if not any(p.place.span == place.place.span for p in draft.places):
                draft.places.append(place)

    def _fits(self, place: Located, draft: Draft) -> bool:
        preposition = place.preposition
        if preposition is not None and preposition in draft.frame.place:
            return True
        if self.places.is_site(place):
            mine = any(
                place.place.span.start >= p.span.start and place.place.span.end <= p.span.end for p in draft.actors
            )
            if draft.type in SPEECH_TYPES - {"CONSULT"}:
                return not mine and not place.is_country
            return not (mine and place.is_country)
        if (preposition is None or preposition in draft.frame.recipient) and draft.type == "ASSAULT":
            # a city that is bombed or taken is where it happens
            objects = draft.trigger.slots.get("object", ())
            return any(w is place.word or w in place.word.ancestors() for w in objects) or any(
                place.place.span.start >= p.span.start and place.place.span.end <= p.span.end for p in draft.recipients
            )
        return False

    def _times(self, here: list[Anchored], mentions: list[TimeMention], resolve: TimeResolver) -> None:
        for mention in mentions:
            if mention.attributive:
                continue
            nearby = nearest(mention.first, [a for a in here if self._may_date(mention.first, a)])
            if nearby is None or nearby.draft.time is not None:
                continue
            nearby.draft.time = resolve(mention, nearby.draft, self._is_present(nearby)) or self._counted_from(
                mention, nearby.draft, resolve
            )
            self._to_come(nearby.draft, resolve)
            if nearby.draft.time is not None and nearby.draft.time.why:
                nearby.draft.why["time"] = nearby.draft.time.why
        self._inherit(here)

    def _counted_from(self, mention: TimeMention, draft: Draft, resolve: TimeResolver) -> Time | None:
        """ "Een dag later": counted from the last happening before it that has a time."""
        if mention.kind != "anchored" or mention.offset is None:
            return None
        before = [
            d
            for d in self.made
            if d.word.i < mention.first.i
            and d.time is not None
            and d is not draft
            and mention.first.sentence.n - d.word.sentence.n <= 3
        ]
        if not before or before[-1].time is None:
            return None
        n, unit = mention.offset
        edtf = anchor(before[-1].time.edtf, unit, n)
        return resolve.make(mention, edtf, f"{mention.rule}; counted from {before[-1].time.text!r}") if edtf else None

    def _is_present(self, anchor: Anchored) -> bool:
        """Whether the predicate stands in the present tense: with a weekday it then tells of the coming one."""
        verb = anchor.predicate
        if anchor.draft.trigger.is_noun and verb is not anchor.draft.trigger.support:
            return False
        if verb.lower in self.lexicon.past_forms:
            return False  # whatever the tagger says
        auxiliaries = [c for c in verb.children if c.deprel.startswith("aux")]
        if any(a.lemma in self.lexicon.perfect | self.lexicon.be for a in auxiliaries) and "Inf" not in verb.feats:
            return False
        return "Pres" in verb.feats or any("Pres" in a.feats for a in auxiliaries)

    def _to_come(self, draft: Draft, resolve: TimeResolver) -> None:
        """What is dated after the day of publication has not happened yet: it was announced."""
        if (
            draft.time is not None
            and draft.standing.status in {"happened", "ongoing"}
            and resolve.is_future(draft.time.edtf)
        ):
            draft.standing = Standing(
                "announced", draft.standing.certainty, f"{draft.time.text!r} is after publication"
            )
            draft.why["status"] = draft.standing.why

    def _may_date(self, word: Word, anchor: Anchored) -> bool:
        """Whether a time may belong to an anchor: in its clause or phrase, or in a clause right above or below it
        whose own predicate tells of no other thing (a verb of saying dates what is said, not the deed)."""
        clause = self.clauses.of[word.i]
        if clause is anchor.clause or clause is self.clauses.of[anchor.predicate.i] or anchor.word in word.ancestors():
            return True
        above = anchor.clause.parent
        if clause is above:
            lemma = self.clauses.verb(clause.head)[0]
            if anchor.draft.standing.status == "announced" and lemma in self.lexicon.status["announcing_certain"]:
                return True  # what is announced is dated by its announcement, unless it has a date of its own
            return (
                lemma not in self.lexicon.saying
                and anchor.clause.head.deprel != "acl:relcl"
                and anchor.clause.head.deprel in {"xcomp", "ccomp", "conj", "advcl"}
            )
        return clause.parent is anchor.clause and clause.head.upos not in VERBAL

    def _inherit(self, here: list[Anchored]) -> None:
        """A mention without a time takes that of one of the same type in its clause."""
        for a in here:
            if a.draft.time is None:
                for b in here:
                    shared = (b.clause is a.clause and a.draft.type == b.draft.type) or (
                        a.clause.head.deprel == "conj"
                        and a.clause.head.head is b.clause.head
                        and b.draft.time is not None
                        and b.draft.time.span.start < a.word.start
                    )
                    if b.draft is not a.draft and b.draft.time is not None and shared:
                        a.draft.time = b.draft.time
                        break


class TimeResolver:
    """Turns a time mention into a ``Time`` for a draft."""

    def __init__(self, raw: str, published: str | None, ahead: Callable[[Sentence], list[TimeMention]]) -> None:
        """``ahead`` reads a sentence's times as those of what is to come."""
        self.raw = raw
        self.ahead = ahead
        self.until = bounds(published)[1] if published else None

    def is_future(self, edtf: str) -> bool:
        """Whether the time begins after publication."""
        begin = bounds(edtf)[0]
        return self.until is not None and begin is not None and begin > self.until

    def __call__(self, mention: TimeMention, draft: Draft, present: bool) -> Time | None:
        """The time, or None where the mention gives no date (a duration, an anchored time without an anchor)."""
        if mention.relative and mention.kind == "point" and present and draft.type not in SPEECH_TYPES:
            mention = next((m for m in self.ahead(draft.word.sentence) if m.first is mention.first and m.edtf), mention)
        if mention.edtf is None or mention.kind in {"duration", "window"}:
            return None
        return self.make(mention, mention.edtf, mention.rule)

    def make(self, mention: TimeMention, edtf: str, why: str) -> Time:
        """The ``Time`` of a mention."""
        span = Span.of(self.raw, mention.first.start, mention.last.end)
        return Time(text=span.text, edtf=edtf, span=span, why=why)
