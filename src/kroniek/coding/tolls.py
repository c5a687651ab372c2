"""How many: what became of people, with the count that the words bound, and which event it is the toll of."""

from __future__ import annotations

from dataclasses import dataclass, field

from kroniek.coding.clauses import NOUNS, Clause, Clauses, preposition_of
from kroniek.coding.numbers import NumberTable, Quantity, find_quantities
from kroniek.coding.triggers import VERBAL, Trigger
from kroniek.language.grammar import Sentence, Text, Word
from kroniek.language.lexicon import Lexicon

_TELLING = VERBAL | {"NOUN", "ADJ", "PROPN"}
PEOPLE = frozenset(
    {
        "CVL",
        "MIL",
        "REB",
        "COP",
        "GOV",
        "OPP",
        "JRN",
        "NGO",
        "REF",
        "CRM",
        "UAF",
        "MED",
        "IGO",
        "JUD",
        "LEG",
        "LAB",
        "PTY",
        "SPY",
        "BUS",
    }
)


@dataclass
class Outcome:
    """Words that tell what became of people. ``people`` is the noun of who, ``quantity`` how many (None: a bare
    plural), ``agent`` the word of who did it if the clause says so, ``cause`` the word of the event it names."""

    word: Word
    outcome: str
    clause: Clause
    people: Word | None
    quantity: Quantity | None
    agent: Word | None = None
    cause: Word | None = None
    used: list[Word] = field(default_factory=list)

    @property
    def predicate(self) -> Word:
        return self.word


class Tolls:
    """The outcomes and counted things of one text."""

    def __init__(self, text: Text, clauses: Clauses, lexicon: Lexicon, table: NumberTable) -> None:
        self.text = text
        self.clauses = clauses
        self.lexicon = lexicon
        self.quantities: dict[int, list[Quantity]] = {}
        self.ordinals: dict[int, list[Quantity]] = {}
        self._governed: dict[int, Quantity] = {}
        for sentence in text.sentences:
            every = find_quantities(sentence, table)
            self.ordinals[sentence.n] = [q for q in every if q.ordinal]
            found = [q for q in every if not (q.ordinal or q.unit or q.article)]
            self.quantities[sentence.n] = found
            for quantity in found:
                noun = self._noun_of(quantity)
                if noun is not None:
                    self._governed.setdefault(noun.i, quantity)
        self.outcomes = [o for s in text.sentences for o in self._sentence(s)]

    def _noun_of(self, quantity: Quantity) -> Word | None:
        """The noun that a quantity counts: its head, or the next noun."""
        last = quantity.last
        words = last.sentence.words
        at = last.i - words[0].i + 1
        for word in words[at : at + 5]:
            if word.upos in NOUNS:
                # the head of a name or compound run
                return word
            if word.upos in VERBAL | {"PUNCT", "ADP", "CCONJ", "SCONJ"}:
                break
        if last.upos in NOUNS and last.upos == "NOUN":
            return last
        return last

    def count_of(self, word: Word) -> Quantity | None:
        """The quantity that counts this noun: before it, or as its number modifier."""
        quantity = self._governed.get(word.i)
        if quantity is not None:
            return quantity
        for child in word.children:
            if child.deprel in {"nummod", "amod", "det", "nmod", "advmod", "obl"}:
                for q in self.quantities[word.sentence.n]:
                    if q.first.i <= child.i <= q.last.i and child.i < word.i and preposition_of(child) is None:
                        return q
        for q in self.quantities[word.sentence.n]:
            if q.first.i <= word.i <= q.last.i:
                return q
        return None

    # -- outcomes -------------------------------------------------------------------------------------------------------

    def _sentence(self, sentence: Sentence) -> list[Outcome]:
        found: list[Outcome] = []
        for word in sentence.words:
            outcome = self._outcome(word)
            if outcome is not None:
                found.append(outcome)
        self._by_order(sentence, found)
        return found

    def _outcome(self, word: Word) -> Outcome | None:
        upos = word.upos
        if upos not in _TELLING:
            return None
        lexicon = self.lexicon
        lemma = word.lemma.lower()
        if upos in VERBAL or (upos != "PROPN" and lemma in lexicon.outcome_verbs):
            return self._verb(word)
        name = lexicon.outcome_nouns.get(lemma) or lexicon.outcome_nouns.get(word.lower)
        if name is None and upos == "ADJ" and not self._before_noun(word):  # "tien doden", taken for an adjective
            lemma = lexicon.forms.get((word.lower, "NOUN"), lemma)
            name = lexicon.outcome_nouns.get(lemma)
        if name is None and upos == "NOUN":
            name = lexicon.outcome_compound(lemma)
        if name is not None and self._meant(word, lemma):
            return self._noun(word, name)
        name = lexicon.outcome_adjectives.get(lemma) or lexicon.outcome_adjectives.get(word.lower)
        return self._adjective(word, name) if name is not None else None

    def _before_noun(self, word: Word) -> bool:
        words = word.sentence.words
        at = word.i - words[0].i + 1
        return at < len(words) and words[at].upos in NOUNS

    def _meant(self, word: Word, lemma: str) -> bool:
        needs = self.lexicon.outcome_needs.get(lemma)
        if needs is None:
            return True
        keys = self.clauses.of[word.i].keys
        return any(n in keys or n + "e" in keys for n in needs)

    def _verb(self, word: Word) -> Outcome | None:
        entries = self.lexicon.outcome_verbs.get(self.clauses.verb(word)[0]) or self.lexicon.outcome_verbs.get(
            word.lemma
        )
        if not entries:
            return None
        clause = self.clauses.of[word.i]
        for entry in entries:
            needed = entry.get("with", [])
            if not all(any(option in clause.keys for option in n.split("|")) for n in needed):
                continue
            slots = self.clauses.slots(word)
            who = slots.get(entry["who"]) or (
                slots.get("object") if entry["who"] == "subject" and not slots.get("subject") else None
            )
            people = who[0] if who else None
            agent = None
            if entry["who"] == "object" and slots.get("subject") and not self._is_event(slots["subject"][0]):
                agent = slots["subject"][0]
            cause = self._cause_word(slots)
            quantity = self.count_of(people) if people is not None else None
            used = [w for w in clause.words if w.lemma in {o for n in needed for o in n.split("|")}]
            return Outcome(word, entry["outcome"], clause, people, quantity, agent, cause, used)
        return None

    def _is_event(self, word: Word) -> bool:
        return (
            word.upos == "NOUN"
            and self.lexicon.frames.noun(word.lemma.lower()) is not None
            and self.lexicon.role(word.lemma.lower()) is None
        )

    def _cause_word(self, slots: dict[str, list[Word]]) -> Word | None:
        """The event that the clause names as cause: "bij een aanval", "door de explosie", or the subject."""
        for preposition in sorted(self.lexicon.cause_prepositions):
            for word in slots.get(preposition.split(" ", maxsplit=1)[0], ()):
                if self._is_event(word):
                    return word
        for word in slots.get("subject", ()):
            if self._is_event(word):
                return word
        return None

    def _noun(self, word: Word, outcome: str) -> Outcome | None:
        if word.upos == "ADJ" and word.deprel in {"amod", "advmod"} and word.head is not None and word.head.i > word.i:
            return None
        clause = self.clauses.of[word.i]
        quantity = self.count_of(word)
        if quantity is None and word.lemma in self.lexicon.death_toll:
            quantity = next((q for q in self.quantities[word.sentence.n] if q.first.i > word.i), None)
        if quantity is None and not word.lemma.startswith(tuple(self.lexicon.identify)):
            return None
        slots = self.clauses.slots(clause.head) if clause.head.upos in VERBAL | {"ADJ"} else {}
        cause = self._cause_word({**self.clauses.noun_slots(word), **slots})
        return Outcome(word, outcome, clause, word, quantity, None, cause)

    def _adjective(self, word: Word, outcome: str) -> Outcome | None:
        if word.deprel == "amod":
            return None
        clause = self.clauses.of[word.i]
        holder = word if any(c.deprel in {"nsubj", "cop", "nsubj:pass"} for c in word.children) else clause.head
        if holder.lemma in self.lexicon.outcome_verbs:
            return None  # "raakten gewond": the verb's entry has it
        slots = self.clauses.slots(holder)
        who = slots.get("subject") or slots.get("object")
        people = who[0] if who else None
        return Outcome(
            word,
            outcome,
            clause,
            people,
            self.count_of(people) if people is not None else None,
            None,
            self._cause_word(slots),
        )

    def _by_order(self, sentence: Sentence, found: list[Outcome]) -> None:
        """Where the tree gave an outcome no count, take the nearest unused one before it in the sentence (after it if
        there is none) that counts people."""
        used = {id(o.quantity) for o in found if o.quantity is not None}
        for n, outcome in enumerate(found):
            if outcome.quantity is not None and self._own_count(outcome, found[:n], sentence, used):
                continue
            if outcome.quantity is None and self._people_named(outcome, sentence):
                continue
            free = [
                q
                for q in self.quantities[sentence.n]
                if id(q) not in used and self._counts_people(q) and not self._subset(q)
            ]
            before = [q for q in free if q.last.i < outcome.word.i and outcome.word.i - q.last.i < 25]
            after = [q for q in free if q.first.i > outcome.word.i and q.first.i - outcome.word.i < 8]
            if outcome.outcome in {"killed", "injured", "missing", "captured", "displaced"}:
                pick = before[-1] if before else (after[0] if after else None)
                if pick is not None and not self._between_others(pick, outcome, found):
                    outcome.quantity = pick
                    outcome.people = self._noun_of(pick)
                    used.add(id(pick))

    def _own_count(self, outcome: Outcome, earlier: list[Outcome], sentence: Sentence, used: set[int]) -> bool:
        """Whether an outcome's count is its own: "zeven mensen gedood en tientallen gewond" shares its subject, but has
        a count of its own behind the first."""
        first = next((o for o in earlier if o.quantity is outcome.quantity and o.outcome != outcome.outcome), None)
        if first is None:
            return True
        return not any(
            first.word.i < q.first.i < outcome.word.i and id(q) not in used for q in self.quantities[sentence.n]
        )

    def _people_named(self, outcome: Outcome, sentence: Sentence) -> bool:
        """Whether the clause names who, uncounted, between every count before it and the outcome: then those counts
        are of others ("sloot drie kranten en arresteerde hun redacteuren")."""
        people = outcome.people
        if people is None or people.upos != "NOUN" or self.lexicon.role(people.lemma.lower()) is None:
            return False
        before = [q for q in self.quantities[sentence.n] if q.last.i < outcome.word.i]
        return bool(before) and all(q.last.i < outcome.word.i < people.i for q in before)

    def _between_others(self, quantity: Quantity, outcome: Outcome, found: list[Outcome]) -> bool:
        """Whether another outcome stands between the count and this one: then the count is that one's."""
        a, b = sorted((quantity.last.i, outcome.word.i))
        return any(a < o.word.i < b for o in found if o is not outcome)

    def _counts_people(self, quantity: Quantity) -> bool:
        noun = self._noun_of(quantity)
        if noun is None:
            return False
        role = self.lexicon.role(noun.lemma.lower())
        return (
            (role is not None and role[0] in PEOPLE)
            or noun.lemma in self.lexicon.outcome_nouns
            or noun is quantity.last
            or self.lexicon.in_class("person", noun.lemma)
        )

    def _subset(self, quantity: Quantity) -> bool:
        """Whether the count is of a part already counted: "onder wie drie kinderen", "van wie er twee"."""
        words = quantity.first.sentence.words
        at = quantity.first.i - words[0].i
        before = " ".join(w.lower for w in words[max(0, at - 3) : at])
        return any(before.endswith(p) or f"{p} " in before + " " for p in self.lexicon.subset_markers)

    # -- for frames -----------------------------------------------------------------------------------------------------

    def of_frame(self, trigger: Trigger) -> list[tuple[str, Quantity, Word]]:
        """The counts that a trigger's frame entails: arrested, deployed, withdrawn, taking part; and how many strikes."""
        out = []
        for outcome, slot in trigger.frame.toll.items():
            words = trigger.slots.get(slot) or (trigger.slots.get("object") if slot == "subject" else None) or ()
            for word in words[:1]:
                quantity = self.count_of(word) or self.article(word)
                if quantity is not None and quantity.best != 0 and not self._subset(quantity):
                    out.append((outcome, quantity, word))
        return out

    def strikes(self, trigger: Trigger) -> Quantity | None:
        """ "drie luchtaanvallen": how many times the happening happened."""
        if not trigger.is_noun:
            return None
        for q in self.quantities[trigger.sentence.n]:
            if self._noun_of(q) is trigger.word and q.last.i < trigger.word.i and (q.best or q.low or 0) > 1:
                return q
        return None

    def article(self, word: Word) -> Quantity | None:
        """A singular noun with an indefinite article counts one."""
        if "Plur" in word.feats or word.upos != "NOUN":
            return None
        for child in word.children:
            if child.deprel == "det" and child.lower in self.lexicon.article_one:
                role = self.lexicon.role(word.lemma.lower())
                if role is not None and role[0] in PEOPLE and word.lemma not in self.lexicon.collectives:
                    return Quantity(
                        first=child,
                        last=child,
                        low=1,
                        best=1,
                        high=1,
                        approximate=False,
                        rule="article: one",
                        ordinal=False,
                    )
        return None

    def coordinated(self, people: Word) -> list[tuple[Quantity, Word]]:
        """The counts of those joined to the people: "zeventien militairen en vier burgers"."""
        out = []
        for child in people.children:
            if child.deprel == "conj" and child.upos in NOUNS and self.lexicon.outcome_nouns.get(child.lemma) is None:
                quantity = self.count_of(child) or self.article(child)
                if quantity is not None and not self._subset(quantity):
                    out.append((quantity, child))
        return out

    def article_of(self, outcome: Outcome) -> Quantity | None:
        """The count of an outcome that has none in figures: one, of "een burger"."""
        return self.article(outcome.people) if outcome.people is not None else None
