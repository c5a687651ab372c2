"""Which mentions are one happening: a draft joins an earlier one where nothing contradicts and enough agrees.

The weights were set on the development half of the gold (``gold/nl/dev``); see ``docs/accuracy.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kroniek.coding.clauses import is_definite
from kroniek.coding.drafts import Draft
from kroniek.coding.status import SPEECH_TYPES
from kroniek.coding.times.edtf import compatible
from kroniek.language.lexicon import Lexicon
from kroniek.record import Party

REAL = frozenset({"happened", "ongoing"})
ALIKE = (
    {"aerial", "drone"},
    {"aerial", "explosives"},
    {"explosives", "suicide-attack", "targeted"},
    {"heavy-weapons", "explosives"},
    {"firearms", "targeted"},
    {"demo", "riot", "obstruct"},
    {"troops", "weapons", "militia"},
    {"arrest", "seize"},
    {"disapprove", "allege"},
    {"visit", "multilateral"},
)
LEAD, LEAD_SENTENCES = 0.6, 4
"""A newspaper's later "de aanval" means the one it opened with rather than another: a bonus for the first event of a
type in the first sentences."""
SAYING_WORD = 5
"""Letters from which a word that two unknown parties share tells that they may be one ("een drukke markt", "markt")."""
THRESHOLD = 2.0
"""Agreement from which two mentions are one event."""


@dataclass
class Merger:
    """Groups the drafts of one text."""

    lexicon: Lexicon

    def groups(self, drafts: Sequence[Draft]) -> list[list[Draft]]:
        """Drafts by happening, each group and the whole in text order. Swallowed drafts stay only in a group with
        others."""
        groups: list[list[Draft]] = []
        lead: dict[str, list[Draft]] = {}
        for draft in drafts:
            best, best_score = None, THRESHOLD
            for group in groups:
                score = self._agreement(group, draft)
                if score is not None and group is lead.get(draft.type) and self._anaphoric(draft):
                    score += LEAD
                if score is not None and score >= best_score:
                    best, best_score = group, score
            if best is not None:
                best.append(draft)
            else:
                groups.append([draft])
                if draft.word.sentence.n <= LEAD_SENTENCES and draft.standing.status in REAL and not draft.swallowed:
                    lead.setdefault(draft.type, groups[-1])
        return [g for g in groups if not all(d.swallowed for d in g)]

    def _agreement(self, group: list[Draft], draft: Draft) -> float | None:
        """How much a draft agrees with a group; None where something contradicts."""
        first = group[0]
        if draft.type != first.type or not self._statuses(first, draft):
            return None
        if any(not self._modes(d.mode, draft.mode) for d in group) and not self._coordinated(group[-1], draft):
            return None
        if self._is_new(draft):
            return None
        if self._coordinated(group[-1], draft):
            return 2 * THRESHOLD
        beside = (
            group[-1].word.sentence is draft.word.sentence
            and not draft.trigger.is_noun
            and not group[-1].trigger.is_noun
        )
        if beside and draft.word.lemma != group[-1].word.lemma and group[-1].frame.id != draft.frame.id:
            return None  # two verbs of one sentence tell of two things
        actors = _shared([p for d in group for p in d.actors], draft.actors)
        recipients = _shared([p for d in group for p in [*d.recipients]], draft.recipients)
        if actors is False or (recipients is False and not self._anaphoric(draft)):
            return None
        place = self._places(group, draft)
        time = self._times(group, draft)
        if place is False or time is False:
            return None
        score = 1.5 * bool(actors) + 1.2 * bool(recipients) + 1.5 * bool(place) + 1.0 * bool(time)
        score += 1.0 * (not recipients and self._sites(group, draft))
        score += 0.5 * (draft.mode is not None and any(d.mode == draft.mode for d in group))
        lemmas = {d.word.lemma for d in group}
        same_word = draft.word.lemma in lemmas or any(
            draft.word.lemma.endswith(m) or m.endswith(draft.word.lemma) for m in lemmas
        )
        score += 0.5 * same_word
        distance = draft.word.sentence.n - group[-1].word.sentence.n
        if draft.trigger.is_noun:
            score += self._reference(draft, same_word)
        if distance <= 2 and same_word and self._headline(group[0]):
            score += 1.8  # the lead tells again what the headline told
        if draft.reaction and any(d.reaction for d in group):
            score += 1.0
        if first.type in SPEECH_TYPES and not (draft.trigger.is_noun and is_definite(draft.word, self.lexicon)):
            score -= 1.0
        if distance == 0 and draft.clause is group[-1].clause and not draft.trigger.is_noun:
            score -= 0.5
        if (
            distance == 0
            and draft.trigger.is_noun
            and group[-1].trigger.is_noun
            and not is_definite(draft.word, self.lexicon)
            and draft.word.deprel == "conj"
        ):
            return None
        return score - 0.03 * max(0, distance)

    def _coordinated(self, a: Draft, b: Draft) -> bool:
        """ "zette traangas in en schoot met scherp": deeds of one actor told in one breath are one happening, if either
        says no other place or time."""
        return (
            a.type == "ASSAULT"
            and b.word.deprel == "conj"
            and b.word.head is a.word
            and not b.trigger.is_noun
            and not any(c.deprel.startswith("nsubj") for c in b.word.children)
            and not (a.places and b.places)
            and not (a.time and b.time)
        )

    def _headline(self, draft: Draft) -> bool:
        """Whether a mention stands in a headline: the text's first sentences, without a full stop."""
        sentence = draft.word.sentence
        return sentence.n <= 1 and sentence.words[-1].text not in {".", "!", "?", '"'}

    def _sites(self, group: list[Draft], draft: Draft) -> bool:
        """Whether both strike a site ("een militair kamp", "de basis"), which the text may call by several names."""

        def struck(d: Draft) -> bool:
            return any(
                not p.id and any(self.lexicon.is_target(w) for w in p.text.lower().split()) for p in d.recipients
            )

        return struck(draft) and any(struck(d) for d in group)

    def _statuses(self, a: Draft, b: Draft) -> bool:
        x, y = a.standing.status, b.standing.status
        return (
            x == y
            or (x in REAL and y in REAL)
            or b.swallowed
            or (x in REAL and y == "denied" and is_definite(b.word, self.lexicon))
        )

    def _modes(self, a: str | None, b: str | None) -> bool:
        return a is None or b is None or a == b or any(a in alike and b in alike for alike in ALIKE)

    def _is_new(self, draft: Draft) -> bool:
        """ "een nieuwe aanval", "een andere aanslag", "later": not one told before."""
        return draft.trigger.is_noun and any(c.lemma in self.lexicon.new_instance for c in draft.word.children)

    def _anaphoric(self, draft: Draft) -> bool:
        return draft.trigger.is_noun and (is_definite(draft.word, self.lexicon) or draft.reaction)

    def _reference(self, draft: Draft, same_word: bool) -> float:
        """What the determiner says: "deze aanval" refers back, "de aanval" likely, "een aanval" does not."""
        for child in draft.word.children:
            if child.deprel in {"det", "nmod:poss"}:
                if child.lower in self.lexicon.demonstrative:
                    return 2.2
                if child.lower in self.lexicon.definite:
                    generic = draft.word.lemma in self.lexicon.generic_events
                    return 2.4 if same_word or draft.reaction else (2.0 if generic else 1.2)
                if child.lower in self.lexicon.indefinite:
                    return -0.8
        return 0.0

    def _places(self, group: list[Draft], draft: Draft) -> bool | None:
        """True: one agrees; False: they exclude each other; None: nothing to compare."""
        mine = [p for d in group for p in d.places]
        theirs = draft.places
        if not mine or not theirs:
            return None
        for a in mine:
            for b in theirs:
                if a.place.name == b.place.name or a.place.text == b.place.text:
                    return True
        countries = {a.country for a in mine if a.country}
        others = {b.country for b in theirs if b.country}
        if countries and others and not countries & others:
            return False
        fine = [a for a in mine if a.place.precision in {"point", "city"}]
        fine_b = [b for b in theirs if b.place.precision in {"point", "city"}]
        if fine and fine_b:
            return False
        wide = all(not a.is_country and a.place.precision == "region" for a in mine)
        wide_b = all(not b.is_country and b.place.precision == "region" for b in theirs)
        return False if wide and wide_b else (True if countries & others else None)

    def _times(self, group: list[Draft], draft: Draft) -> bool | None:
        known = [d.time.edtf for d in group if d.time is not None]
        if draft.time is None or not known:
            return None
        return any(compatible(k, draft.time.edtf) for k in known)


def _shared(mine: Sequence[Party], theirs: Sequence[Party]) -> bool | None:
    """True: a party in common; False: both have known ones and none in common; None: one says nothing."""
    a = {p.id for p in mine if p.id}
    b = {p.id for p in theirs if p.id}
    if a & b:
        return True
    if a and b:
        return False
    words_a = {w for p in mine for w in p.text.lower().split() if len(w) >= SAYING_WORD}
    words_b = {w for p in theirs for w in p.text.lower().split() if len(w) >= SAYING_WORD}
    return True if words_a & words_b else None
