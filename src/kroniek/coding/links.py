"""In answer to what: words that join two events of a text."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kroniek.coding.drafts import Draft
from kroniek.coding.status import SPEECH_TYPES
from kroniek.language.grammar import Sentence, Text, Word
from kroniek.language.lexicon import Lexicon
from kroniek.record import Link, Span
from kroniek.record.types import Certainty, LinkKind

HOSTILE = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "SANCTION", "THREATEN"})


class Linker:
    """Finds the links of one text. ``event_of`` maps a draft's word number to the event's index."""

    def __init__(self, text: Text, drafts: Sequence[Draft], event_of: dict[int, int], lexicon: Lexicon) -> None:
        self.text = text
        self.drafts = [d for d in drafts if d.word.i in event_of]
        self.event_of = event_of
        self.lexicon = lexicon
        self.found: dict[tuple[int, int], Link] = {}
        self.phrases: dict[str, list[dict[str, Any]]] = {}
        for phrase in sorted(lexicon.links["phrases"], key=lambda p: -len(p["words"])):
            self.phrases.setdefault(phrase["words"][0], []).append(phrase)

    def links(self) -> list[Link]:
        """The links, in the order of the text, one a pair of events."""
        for sentence in self.text.sentences:
            self._phrases(sentence)
            self._clauses(sentence)
            self._openers(sentence)
        self._answers()
        self._about()
        return list(self.found.values())

    def _add(self, later: Draft | None, earlier: Draft | None, kind: LinkKind, certainty: Certainty, span: Span, why: str) -> None:
        if later is None or earlier is None:
            return
        a, b = self.event_of[later.word.i], self.event_of[earlier.word.i]
        if a == b or (b, a) in self.found:
            return
        if (a, b) not in self.found:
            self.found[a, b] = Link(from_=f"e{a + 1}", to=f"e{b + 1}", kind=kind, certainty=certainty, span=span, why=why)

    def _span(self, first: Word, last: Word) -> Span:
        return Span(first.start, last.end, self.text.raw[first.start:last.end])

    def _phrases(self, sentence: Sentence) -> None:
        """"als reactie op X": the event the phrase hangs on answers the next event."""
        words = sentence.words
        lowers = [w.lower for w in words]
        taken = -1
        for n, lower in enumerate(lowers):
            if n <= taken:
                continue
            for phrase in self.phrases.get(lower, ()):
                pattern = phrase["words"]
                if lowers[n:n + len(pattern)] != pattern:
                    continue
                first, last = words[n], words[n + len(pattern) - 1]
                taken = n + len(pattern) - 1
                before = self._before(first, sentence)
                after = self._after(last, sentence)
                if phrase.get("swap"):
                    before, after = after, before
                self._add(before, after, phrase["kind"], self._hedged(sentence, phrase["certainty"]), self._span(first, last),
                          f"phrase {' '.join(pattern)!r}")
                break

    def _hedged(self, sentence: Sentence, certainty: Certainty) -> Certainty:
        hedges = self.lexicon.links["hedged"]
        if any(w.lemma in hedges or w.lower in hedges for w in sentence.words):
            return "probable" if certainty == "certain" else "possible"
        return certainty

    def _before(self, at: Word, sentence: Sentence) -> Draft | None:
        """The event that the phrase is said of: in this sentence outside of the phrase's own noun, else the one
        before ("Deze operatie lijkt een reactie op")."""
        here = [d for d in self.drafts if d.word.sentence is sentence and d.word.i < at.i]
        main = [d for d in here if d.clause is self._clause_of(at, here)]
        if main or here:
            return (main or here)[-1]
        after = [d for d in self.drafts if d.word.sentence is sentence and d.word.i > at.i]
        if len(after) >= 2:      # "Als reactie op X deed Y": the phrase opens the sentence
            return after[1]
        earlier = [d for d in self.drafts if d.word.i < at.i and sentence.n - d.word.sentence.n <= 1]
        return earlier[-1] if earlier else None

    def _clause_of(self, at: Word, drafts: Sequence[Draft]) -> Any:
        for draft in drafts:
            if at in draft.clause.words:
                return draft.clause
        return None

    def _after(self, at: Word, sentence: Sentence) -> Draft | None:
        after = [d for d in self.drafts if d.word.sentence is sentence and d.word.i > at.i]
        return after[0] if after else None

    def _clauses(self, sentence: Sentence) -> None:
        """"waarop", "nadat", "omdat": the clause they open and the one it hangs on."""
        table = self.lexicon.links["clauses"]
        for word in sentence.words:
            entry = table.get(word.lower)
            if entry is None:
                continue
            inside = [d for d in self.drafts if d.word.sentence is sentence and d.word.i > word.i
                      and self._opened_by(d, word)]
            outside = [d for d in self.drafts if d.word.sentence is sentence and d not in inside]
            before = [d for d in outside if d.word.i < word.i]
            other = before[-1] if before else (outside[0] if outside else None)
            if not inside or other is None:
                continue
            later, earlier = (inside[0], other) if entry.get("swap") else (other, inside[0])
            if entry["kind"] == "reaction-to" and not {later.type, earlier.type} <= HOSTILE | SPEECH_TYPES:
                continue
            if word.lower in self.lexicon.links["after"] and (earlier.type not in HOSTILE or later.type not in HOSTILE | {"ACCUSE", "REJECT"}):
                continue
            self._add(later, earlier, entry["kind"], self._hedged(sentence, entry["certainty"]), self._span(word, word),
                      f"clause opened by {word.text!r}")

    def _opened_by(self, draft: Draft, word: Word) -> bool:
        return any(word in clause.words for clause in draft.clause.chain()) and draft.word.i > word.i

    def _openers(self, sentence: Sentence) -> None:
        start = " ".join(w.lower for w in sentence.words[:3])
        for opener, entry in self.lexicon.links["sentence_openers"].items():
            if start.startswith(opener + " ") or start == opener:
                here = [d for d in self.drafts if d.word.sentence is sentence]
                earlier = [d for d in self.drafts if d.word.sentence.n in {sentence.n - 1, sentence.n - 2} and d.type in HOSTILE]
                if here and earlier:
                    self._add(here[0], earlier[-1], entry["kind"], entry["certainty"],
                              self._span(sentence.words[0], sentence.words[len(opener.split()) - 1]), f"sentence opens with {opener!r}")

    def _answers(self) -> None:
        """A deed that its own word calls an answer ("vergeldingsaanval"), where no phrase said of what: the nearest
        hostile deed against its actor, told before or after in the same paragraph or the next."""
        for draft in self.drafts:
            if not draft.reaction:
                continue
            me = self.event_of[draft.word.i]
            if any(a == me for a, _ in self.found):
                continue
            others = [d for d in self.drafts if self.event_of[d.word.i] != me and d.type == "ASSAULT" and not d.reaction
                      and d.standing.status in {"happened", "ongoing"}]
            fit = [d for d in others if self._answered(draft, d, me)]
            if fit:
                best = min(fit, key=lambda d: abs(d.word.i - draft.word.i))
                self._add(draft, best, "reaction-to", "probable", self._span(draft.word, draft.word),
                          f"{draft.word.text!r} is an answer by its own word")

    def _answered(self, answer: Draft, deed: Draft, me: int) -> bool:
        """Whether the answer's recipients did the deed."""
        mine = {p.id for d in self.drafts if self.event_of[d.word.i] == me for p in d.recipients if p.id}
        event = self.event_of[deed.word.i]
        doers = {p.id for d in self.drafts if self.event_of[d.word.i] == event for p in d.actors if p.id}
        return bool(mine & doers) or (not mine and not doers)

    def _about(self) -> None:
        """A word of blame, praise or refusal and the deed it names: "veroordeelde de aanval"."""
        for draft in self.drafts:
            if draft.type not in {"ACCUSE", "SUPPORT", "REJECT", "CONCEDE", "REQUEST", "THREATEN", "CONSULT"}:
                continue
            for other in self.drafts:
                if other is draft or other.word.sentence is not draft.word.sentence or other.type in SPEECH_TYPES:
                    continue
                if other.trigger.is_noun and self._governs(draft, other.word):
                    self._add(draft, other, "about", "certain", self._span(draft.word, draft.word), f"{other.word.text!r} is what {draft.word.text!r} is said of")

    def _governs(self, draft: Draft, word: Word) -> bool:
        for above in word.ancestors():
            if above is draft.word or above is draft.trigger.support:
                return True
            if above.upos == "VERB" and above is not draft.word:
                return above is draft.word
        return False
