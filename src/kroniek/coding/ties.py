"""Who stands with whom: supported by, part of, allied with, opposed to, controlled by, linked to."""

from __future__ import annotations

from typing import Any, cast

from kroniek.coding.claims import Claims
from kroniek.coding.clauses import NOUNS, Clauses, preposition_of
from kroniek.coding.parties import Parties
from kroniek.language.grammar import Text, Word
from kroniek.language.lexicon import Lexicon
from kroniek.record import Party, Span, Tie
from kroniek.record.types import TieKind


class Ties:
    """Finds the ties of one text."""

    def __init__(self, text: Text, clauses: Clauses, parties: Parties, claims: Claims, lexicon: Lexicon) -> None:
        self.text = text
        self.clauses = clauses
        self.parties = parties
        self.claims = claims
        self.lexicon = lexicon
        self.data: dict[str, Any] = lexicon.ties
        self.found: list[Tie] = []
        self._predicates: dict[str, list[dict[str, Any]]] = {}
        for entry in self.data["predicates"]:
            self._predicates.setdefault(entry.get("verb") or entry["adj"], []).append(entry)

    def ties(self, since: dict[int, str]) -> list[Tie]:
        """The ties in text order. ``since`` maps a sentence number to the start of an open interval named in it."""
        for word in self.text.words:
            if word.upos in {"VERB", "ADJ", "AUX"}:
                if self._participle(word) is not None:
                    self._by_participle(word)
                else:
                    self._by_predicate(word)
                    self._attributive(word)
            elif word.upos == "NOUN":
                self._by_noun(word, since.get(word.sentence.n))
        return self.found

    def _participle(self, word: Word) -> str | None:
        """The participle entry of an inflected form ("gesteunde") or of a name-first compound ("Iran-gesteunde")."""
        form = word.lower.rpartition("-")[2]
        participles = self.data["participles"]
        if form in participles:
            return form
        form = form.removesuffix(self.data["inflection"])
        return form if form in participles else None

    def _by_participle(self, word: Word) -> None:
        """ "door Iran gesteunde militie": a is the noun behind, b the agent before."""
        form = self._participle(word)
        if form is None:
            return
        noun = word.head if word.deprel in {"amod", "acl"} and word.head is not None else None
        if noun is None or noun.upos not in NOUNS:
            noun = next((w for w in word.sentence.words if word.i < w.i <= word.i + 4 and w.upos in NOUNS), None)
        if noun is None:
            return
        agent = self._agent_before(word)
        mention = self.parties.names.at.get(word.i)
        if agent is None and mention is not None and mention.part:
            b = [self.parties.make(word, mention, "compound")]
        elif agent is not None:
            b = self.parties.of(agent, expand=False)
        else:
            return
        kind = self.data["participles"][form]
        for other in self._coordinated(noun):
            for a in self.parties.of(other, expand=False)[:1]:
                for party in b[:1]:
                    self._add(a, party, kind, word, word, f"participle {word.text!r}")

    def _coordinated(self, noun: Word) -> list[Word]:
        return [noun]

    def _agent_before(self, word: Word) -> Word | None:
        for child in word.children:
            if preposition_of(child) in self.lexicon.agent:
                return child
        words = word.sentence.words
        at = word.i - words[0].i
        for n in range(at - 1, max(-1, at - 7), -1):
            if words[n].lower in self.lexicon.agent:
                return next((w for w in words[n + 1 : at] if w.i in self.parties.names.at or w.upos in NOUNS), None)
        return None

    def _by_predicate(self, word: Word) -> None:
        for entry in (
            self._predicates.get(self.clauses.verb(word)[0])
            or self._predicates.get(word.lemma)
            or self._predicates.get(word.lower)
            or ()
        ):
            clause = self.clauses.of[word.i]
            needed = entry.get("with", [])
            if not all(any(o in clause.keys for o in n.split("|")) for n in needed):
                continue
            slots = self.clauses.slots(word)
            for noun in [
                w for w in clause.words if any(w.lemma in n.split("|") or w.lower in n.split("|") for n in needed)
            ]:
                for name, words in self.clauses.noun_slots(noun).items():
                    slots.setdefault(name, words)
            b = self._slot(slots, entry["b"])
            a = self._slot(slots, entry["a"]) if b is not None and b.id else None
            if not a or not b or a.id == b.id or not b.id:
                continue
            if entry.get("parties") == "groups" and not (a.id and b.id):
                continue
            holds = not any(w.lower in self.lexicon.status["negation"] for w in word.children)
            self._add(a, b, entry["kind"], word, word, f"predicate {word.text!r}", holds)
            return

    def _slot(self, slots: dict[str, list[Word]], names: str) -> Party | None:
        for name in names.split("|"):
            for word in slots.get(name, ()):
                for party in self.parties.of(word):
                    return party
        return None

    def _attributive(self, word: Word) -> None:
        """ "de aan Al-Qaida gelieerde beweging"."""
        form = word.lower.removesuffix(self.data["inflection"])
        entry = self.data["attributive"].get(word.lemma) or self.data["attributive"].get(form)
        following = word.sentence.words[word.i - word.sentence.words[0].i + 1 :][:1]
        noun = word.head if word.head is not None and word.head.i > word.i else next(iter(following), None)
        if entry is None or noun is None or noun.upos not in NOUNS:
            return
        words = word.sentence.words
        at = word.i - words[0].i
        for n in range(at - 1, max(-1, at - 6), -1):
            if words[n].lower == entry["prep"]:
                for other in words[n + 1 : at]:
                    b = self.parties.of(other, expand=False) if other.i in self.parties.names.at else []
                    a = self.parties.of(noun, expand=False)
                    if a and b:
                        self._add(a[0], b[0], entry["kind"], words[n], word, f"{word.text!r}")
                        return

    def _by_noun(self, word: Word, since: str | None) -> None:
        """ "X, de buitenlandse tak van Y"; "X is een bondgenoot van Y"; "de Koerdische bondgenoten van de Amerikanen"."""
        lemma = word.lemma.lower()
        entry = self.lexicon.tie_noun(lemma)
        if entry is None:
            return
        kind = entry if isinstance(entry, str) else entry["kind"]
        swap = not isinstance(entry, str) and bool(entry.get("swap"))
        other = self._of_whom(word)
        me = self._who_is(word)
        if other is None or me is None or (me.id and me.id == other.id):
            return
        if not (me.id or other.id):
            return
        if swap:
            me, other = other, me
        clause = self.clauses.of[word.i]
        has_copula = any(c.deprel == "cop" for c in word.children)
        holds = not any(
            w.lower in self.lexicon.status["negation"]
            for w in [*word.children, *(clause.head.children if has_copula else ())]
        )
        self._add(me, other, kind, word, word, f"noun {word.text!r}", holds, since if kind == "allied-with" else None)

    def _of_whom(self, word: Word) -> Party | None:
        for child in word.children:
            preposition = preposition_of(child)
            if (
                preposition in self.lexicon.origin_prepositions
                or (child.deprel == "nmod:poss" and preposition is None)
                or (child.deprel == "det" and "Poss" in child.feats)
            ):
                for party in (
                    self.parties.of(child, expand=False) if child.upos != "DET" else self.parties.pronoun(child)
                ):
                    return party
        words = word.sentence.words
        at = word.i - words[0].i
        if at + 1 < len(words) and words[at + 1].lower in self.lexicon.origin_prepositions:
            for other in words[at + 2 : at + 8]:
                if other.upos in NOUNS:
                    for party in self.parties.of(other, expand=False):
                        return party
        for other in self.clauses.of[word.i].words:
            if (
                other.i > word.i
                and other.i in self.parties.names.at
                and preposition_of(other) in self.lexicon.partitive
            ):
                for party in self.parties.of(other, expand=False):
                    return party
        if at and words[at - 1].lower in self.lexicon.possessive:
            for party in self.parties.pronoun(words[at - 1]):
                return party
        return None

    def _who_is(self, word: Word) -> Party | None:
        """Whom the noun is said of: what it stands in apposition to, the subject of its copula, its adjective."""
        if word.deprel == "appos" and word.head is not None:
            for party in self.parties.of(word.head, expand=False):
                return party
        has_copula = any(c.deprel == "cop" for c in word.children)
        if has_copula or word.deprel in {"xcomp", "conj"}:
            subject = self.clauses.subject(word) or (
                self.clauses.subject(word.head) if word.head is not None and word.head.upos == "VERB" else None
            )
            if subject is not None and subject is not word:
                for party in self.parties.of(subject, expand=False):
                    return party
        adjectives = self.parties.by_adjective(word) if word.lemma.lower() in self.data["group_nouns"] else []
        if adjectives:
            return adjectives[0]
        words = word.sentence.words
        at = word.i - words[0].i
        # a comma and an article before it: an apposition that the parser missed
        for n in range(at - 1, max(-1, at - 4), -1):
            if words[n].text != "," and words[n].upos not in {"DET", "ADJ"}:
                break
            if words[n].text == "," and n and words[n - 1].i in self.parties.names.at:
                for party in self.parties.of(words[n - 1], expand=False):
                    return party
        for child in word.children:
            if child.deprel in {"appos", "flat"} and child.i in self.parties.names.at:
                for party in self.parties.of(child, expand=False):
                    return party
        return None

    def _add(
        self,
        a: Party,
        b: Party,
        kind: str,
        first: Word,
        last: Word,
        why: str,
        holds: bool = True,
        since: str | None = None,
    ) -> None:
        if (a.id and a.id == b.id) or (a.span == b.span and a.id == b.id):
            return
        for tie in self.found:
            if (
                tie.kind == kind
                and tie.holds == holds
                and (tie.a.id or tie.a.text, tie.b.id or tie.b.text) == (a.id or a.text, b.id or b.text)
            ):
                return
        span = Span.of(self.text.raw, first.start, last.end)
        claims = self.claims.around(first, self.clauses.of[first.i], [])
        self.found.append(
            Tie(
                a=a,
                b=b,
                kind=cast("TieKind", kind),  # a test checks the YAML against the contract's kinds
                holds=holds,
                from_=since,
                to=None,
                certainty="certain",
                claims=claims,
                span=span,
                why=why,
            )
        )
