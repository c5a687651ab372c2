"""Who says so: sources named by a preposition or a verb of saying, speakers of quotations, the reported conditional,
and deeds laid at somebody's door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from kroniek.coding.clauses import NOUNS, Clause, Clauses
from kroniek.coding.parties import Parties
from kroniek.coding.triggers import VERBAL, Trigger
from kroniek.language.grammar import Sentence, Text, Word
from kroniek.language.lexicon import Lexicon
from kroniek.record import Claim, Party, Span
from kroniek.record.types import Certainty, ClaimKind

ATTRIBUTING = VERBAL | {"ADJ", "NOUN"}
QUOTE = '"'


@dataclass
class Quotation:
    """A stretch of direct speech: first and last word (quotation marks included) and who speaks, if known."""

    first: Word
    last: Word
    claim: Claim | None = None


@dataclass(frozen=True)
class Attribution:
    """A deed laid at somebody's door: the word of the deed, the party, how sure, and who says it."""

    event: Word
    actors: tuple[Party, ...]
    certainty: Certainty
    claim: Claim | None
    why: str


class Claims:
    """The claims of one text."""

    def __init__(self, text: Text, clauses: Clauses, parties: Parties, lexicon: Lexicon) -> None:
        self.text = text
        self.clauses = clauses
        self.parties = parties
        self.lexicon = lexicon
        self.by_sentence: dict[int, list[tuple[Claim, Clause | None]]] = {}
        self._entries: dict[str, list[dict[str, Any]]] = {}
        for entry in lexicon.attribution:
            self._entries.setdefault(str(entry.get("adj") or entry.get("verb")), []).append(entry)
        self._saying_with = {e["verb"]: (set(e["with"]), e["kind"]) for e in lexicon.claims["verbs_with"]}
        self._sources()
        self.quotations = self._quotations()
        self.quote_of: dict[int, Quotation] = {i: q for q in self.quotations for i in range(q.first.i, q.last.i + 1)}
        self._speakers()

    # -- sources ------------------------------------------------------------------------------------------------------

    def _sources(self) -> None:
        for sentence in self.text.sentences:
            found: list[tuple[Claim, Clause | None]] = []
            for word in sentence.words:
                if word.lower in self.lexicon.source_prepositions:
                    claim = self._by_preposition(word)
                    if claim is not None:
                        found.append((claim, None))
                elif word.upos in VERBAL:
                    claim = self._by_verb(word)
                    if claim is not None:
                        found.append((claim, self.clauses.of[word.i]))
            self.by_sentence[sentence.n] = found

    def _by_preposition(self, word: Word) -> Claim | None:
        """ "volgens het Pentagon": the noun the preposition governs, by the tree or the next noun."""
        noun = (
            word.head if word.head is not None and word.head.upos in NOUNS | {"PRON"} and word.head.i > word.i else None
        )
        if noun is None:
            words = word.sentence.words
            at = word.i - words[0].i + 1
            for following in words[at : at + 7]:
                if following.upos in NOUNS | {"PRON"}:
                    noun = following
                    break
                if following.upos in VERBAL or (following.upos == "PUNCT" and following.text not in QUOTE):
                    break
        if noun is None:
            return None
        return self._claim(noun, "says", word, f"source preposition {word.text!r}")

    def _by_verb(self, verb: Word) -> Claim | None:
        kind = self.lexicon.saying.get(self.clauses.verb(verb)[0]) or self.lexicon.saying.get(verb.lemma)
        if kind is None and verb.lemma in self._saying_with:
            needed, with_kind = self._saying_with[verb.lemma]
            kind = with_kind if needed <= self.clauses.of[verb.i].keys else None
        if kind is None:
            return self._document(verb)
        if self.clauses.is_passive(verb):
            agents = self.clauses.slots(verb).get("subject")
            if not agents:
                return None
            return self._claim(agents[0], kind, verb, f"verb of saying {verb.text!r}, passive")
        subject = self.clauses.subject(verb)
        if subject is None or subject.lemma in self.lexicon.document_nouns:
            subject = subject or self._inverted(verb)
            if subject is None:
                return None
        return self._claim(subject, kind, verb, f"verb of saying {verb.text!r}")

    def _inverted(self, verb: Word) -> Word | None:
        """The noun right behind a verb that follows a quotation: "'...', zei de generaal"."""
        words = verb.sentence.words
        at = verb.i - words[0].i
        if at and words[at - 1].upos == "PUNCT":
            for word in words[at + 1 : at + 6]:
                if word.upos in NOUNS | {"PRON"}:
                    return word
                if word.upos == "PUNCT":
                    return None
        return None

    def _document(self, verb: Word) -> Claim | None:
        """ "Uit gelekte documenten blijkt dat ...": a finding, with the document's words as source."""
        if verb.lemma not in self.lexicon.document_verbs:
            return None
        for child in verb.children:
            if child.upos == "NOUN" and child.lemma in self.lexicon.document_nouns:
                phrase = self.parties.span(child)
                return Claim(
                    by=None,
                    kind="document",
                    text=phrase.text,
                    anonymous=False,
                    said_on=None,
                    span=phrase,
                    why=f"document with {verb.text!r}",
                )
        return None

    def _claim(self, noun: Word, kind: str, first: Word, why: str) -> Claim | None:
        parties = self.parties.of(noun, expand=False)
        if not parties and (noun.upos != "NOUN" or noun.i in self.clauses.skip):
            return None
        span = self.parties.span(noun)
        party = (
            parties[0]
            if parties
            else Party(
                text=span.text,
                name=None,
                id=None,
                role=None,
                certainty="certain",
                span=span,
                why=f"source without a name, by the noun {noun.lemma!r}",
            )
        )
        a, b = min(first.start, party.span.start), max(first.end, party.span.end)
        if b - a > 200:
            a, b = party.span.start, party.span.end
        span = Span.of(self.text.raw, a, b)
        anonymous = (noun.lemma in self.lexicon.anonymous and party.name is None) or self._anonymous_near(noun)
        return Claim(
            by=party,
            kind=cast("ClaimKind", kind),  # a test checks the YAML against the contract's kinds
            text=span.text,
            anonymous=anonymous,
            said_on=None,
            span=span,
            why=why,
        )

    def _anonymous_near(self, noun: Word) -> bool:
        return any(w.lower in self.lexicon.anonymous_words for w in noun.sentence.words if abs(w.i - noun.i) <= 12)

    # -- quotations ---------------------------------------------------------------------------------------------------

    def _quotations(self) -> list[Quotation]:
        """Direct speech: between quotation marks of one paragraph, three words or more."""
        out: list[Quotation] = []
        start: Word | None = None
        paragraph = -1
        for word in self.text.words:
            if word.sentence.paragraph != paragraph:
                start, paragraph = None, word.sentence.paragraph
            if word.text == QUOTE:
                if start is None:
                    start = word
                else:
                    if word.i - start.i > 3:
                        out.append(Quotation(start, word))
                    start = None
        return out

    def _speakers(self) -> None:
        """Who speaks in each quotation: said in its sentence outside of it, else in the one before or after it in
        the paragraph, else as in the quotation before."""
        previous: Quotation | None = None
        for quotation in self.quotations:
            quotation.claim = self._speaker(quotation)
            if (
                quotation.claim is None
                and previous is not None
                and previous.last.sentence.paragraph == quotation.first.sentence.paragraph
            ):
                quotation.claim = previous.claim
            previous = quotation
            if quotation.claim is not None and quotation.claim.by is not None:
                for n in range(quotation.first.sentence.n, quotation.last.sentence.n + 1):
                    self.parties.speakers.setdefault(n, quotation.claim.by)

    def _speaker(self, quotation: Quotation) -> Claim | None:
        first, last = quotation.first.sentence, quotation.last.sentence
        inside = range(quotation.first.i, quotation.last.i + 1)
        order = [last, first, *self._neighbours(first, last)]
        for sentence in order:
            for claim, _clause in self.by_sentence.get(sentence.n, ()):
                if claim.by is not None and not any(
                    w.i in inside for w in sentence.words if w.start == claim.span.start
                ):
                    return claim
        return None

    def _neighbours(self, first: Sentence, last: Sentence) -> list[Sentence]:
        all_ = self.text.sentences
        return [
            s
            for s in (all_[last.n + 1] if last.n + 1 < len(all_) else None, all_[first.n - 1] if first.n else None)
            if s is not None and s.paragraph == first.paragraph
        ]

    # -- of one trigger -----------------------------------------------------------------------------------------------

    def of(self, trigger: Trigger) -> list[Claim]:
        """Who says that this happened: empty where the author does."""
        return self.around(trigger.word, trigger.clause, trigger.words)

    def around(self, word: Word, clause: Clause, own: list[Word], counted: bool = False) -> list[Claim]:
        """The claims that cover a word: sources of its sentence, verbs of saying above it, its quotation, *zou*.
        ``counted``: a count is also claimed by the verb of saying of its own clause ("spreken van tien doden")."""
        out: list[Claim] = []
        above = {id(c) for c in clause.chain()}
        mine = {w.start for w in own}
        for claim, said_in in self.by_sentence.get(word.sentence.n, ()):
            if claim.span.start in mine or (said_in is not None and said_in.head in own):
                continue
            if (
                said_in is None
                or (id(said_in) in above and (counted or said_in is not clause))
                or self._quoted_by(word, said_in)
                or self._added(said_in, above)
            ):
                out.append(claim)
        quotation = self.quote_of.get(word.i)
        if quotation is not None and quotation.claim is not None and quotation.claim not in out:
            out.append(quotation.claim)
        if not out:
            hearsay = self._hearsay(clause)
            if hearsay is not None:
                out.append(hearsay)
        return out

    def _quoted_by(self, word: Word, said_in: Clause) -> bool:
        return word.i in self.quote_of and said_in.head.i not in self.quote_of

    def _added(self, said_in: Clause, above: set[int]) -> bool:
        """ "..., vertellen bewoners": the saying comes after what is said and hangs on it."""
        head = said_in.head
        return head.deprel == "parataxis" and head.head is not None and id(self.clauses.of[head.head.i]) in above

    def _hearsay(self, clause: Clause) -> Claim | None:
        """The reported conditional of the clause or one above it: somebody says so, the text does not say who."""
        for c in list(clause.chain())[:2]:
            for word in c.words:
                if word.lower in self.lexicon.hearsay and word.upos in VERBAL:
                    perfect = any(w.lemma in self.lexicon.perfect | self.lexicon.be for w in c.words if w is not word)
                    if perfect or "Part" in c.head.feats:
                        span = Span(word.start, word.end, word.text)
                        return Claim(
                            by=None,
                            kind="reports",
                            text=word.text,
                            anonymous=True,
                            said_on=None,
                            span=span,
                            why=f"reported conditional {word.text!r}: source not named",
                        )
        return None

    # -- at whose door ------------------------------------------------------------------------------------------------

    def attributions(self) -> list[Attribution]:
        """Deeds laid at somebody's door: "zou verantwoordelijk zijn voor", "eiste de aanslag op", "beschuldigt X van"."""
        out = []
        for sentence in self.text.sentences:
            for word in sentence.words:
                if word.upos in ATTRIBUTING:
                    lemma = self.clauses.verb(word)[0] if word.upos in VERBAL else word.lemma
                    entries = self._entries.get(lemma) or self._entries.get(word.lemma) or self._entries.get(word.lower)
                    for entry in entries or ():
                        made = self._attribute(word, entry)
                        if made is not None:
                            out.append(made)
                            break
        return out

    def _attribute(self, word: Word, entry: dict[str, Any]) -> Attribution | None:
        head = entry.get("adj") or entry.get("verb")
        if head not in {word.lemma, self.clauses.verb(word)[0]} and not (entry.get("adj") and word.lower == head):
            return None
        clause = self.clauses.of[word.i]
        needed = [*entry.get("with", []), *([entry["noun"]] if "noun" in entry else [])]
        if any(n not in clause.keys for n in needed):
            return None
        holder = (
            word if word.upos in VERBAL or any(c.deprel in {"cop", "nsubj"} for c in word.children) else clause.head
        )
        slots = dict(self.clauses.slots(holder))
        if holder is not word:
            for name, words in self.clauses.slots(word).items():
                slots.setdefault(name, words)
        for noun in [w for w in clause.words if w.lemma in needed]:
            for name, words in self.clauses.noun_slots(noun).items():
                slots.setdefault(name, words)
        events = slots.get(str(entry["event"]), [])
        if not events:
            events = self._after_preposition(word, str(entry["event"]))
        if not events:
            return None
        actors = [p for w in slots.get(str(entry.get("actor")), []) for p in self.parties.of(w)]
        claimants = slots.get(str(entry.get("claimant") or entry.get("actor")), [])
        claim = None
        if "kind" in entry and claimants:
            claim = self._claim(claimants[0], str(entry["kind"]), word, f"{word.text!r}")
        if claim is None:
            claim = next(iter(self.around(word, clause, [])), None)
        certainty: Certainty = entry.get("certainty", "probable")
        hearsay = any(w.lower in self.lexicon.hearsay for w in clause.words)
        if hearsay:
            certainty = "possible"
        return Attribution(
            events[0], tuple(actors), certainty, claim, f"{word.text!r}: the deed is laid at this party's door"
        )

    def _after_preposition(self, word: Word, preposition: str) -> list[Word]:
        for w in word.sentence.words:
            if w.i > word.i and w.lower == preposition and w.upos == "ADP":
                for noun in w.sentence.words:
                    if noun.i > w.i and noun.upos == "NOUN":
                        return [noun]
        return []
