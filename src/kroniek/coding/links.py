"""In answer to what: words that join two events of a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kroniek.coding.clauses import is_definite, preposition_of
from kroniek.coding.drafts import Draft
from kroniek.coding.status import SPEECH_TYPES
from kroniek.language.grammar import Sentence, Text, Word
from kroniek.language.lexicon import Lexicon
from kroniek.record import Link, Span
from kroniek.record.types import Certainty, LinkKind

COMMENTS = frozenset({"ACCUSE", "SUPPORT", "REJECT", "CONCEDE", "REQUEST", "THREATEN"})
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
        self._after_deed()
        self._punished()
        self._answers()
        self._about()
        return list(self.found.values())

    def _add(
        self, later: Draft | None, earlier: Draft | None, kind: LinkKind, certainty: Certainty, span: Span, why: str
    ) -> None:
        if later is None or earlier is None:
            return
        a, b = self.event_of[later.word.i], self.event_of[earlier.word.i]
        if a == b or (b, a) in self.found:
            return
        if (a, b) not in self.found:
            self.found[a, b] = Link(
                from_=f"e{a + 1}", to=f"e{b + 1}", kind=kind, certainty=certainty, span=span, why=why
            )

    def _span(self, first: Word, last: Word) -> Span:
        return Span.of(self.text.raw, first.start, last.end)

    def _phrases(self, sentence: Sentence) -> None:
        """ "als reactie op X": the event the phrase hangs on answers the next event."""
        words = sentence.words
        lowers = [w.lower for w in words]
        taken = -1
        for n, lower in enumerate(lowers):
            if n <= taken:
                continue
            for phrase in self.phrases.get(lower, ()):
                pattern = phrase["words"]
                if lowers[n : n + len(pattern)] != pattern:
                    continue
                first, last = words[n], words[n + len(pattern) - 1]
                taken = n + len(pattern) - 1
                before = self._before(first, sentence)
                after = self._after(last, sentence)
                if phrase.get("swap"):
                    here = [d for d in self.drafts if d.word.sentence is sentence and d.word.i > last.i]
                    if len(here) >= 2 and not any(
                        d.word.sentence is sentence and d.word.i < first.i for d in self.drafts
                    ):
                        before, after = here[0], here[1]  # "Aanleiding voor X was Y"
                    else:
                        before, after = after, before
                self._add(
                    before,
                    after,
                    phrase["kind"],
                    self._hedged(sentence, phrase["certainty"]),
                    self._span(first, last),
                    f"phrase {' '.join(pattern)!r}",
                )
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
        if len(after) >= 2:  # "Als reactie op X deed Y": the phrase opens the sentence
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
        """ "waarop", "nadat", "omdat": the clause they open and the one it hangs on."""
        table = self.lexicon.links["clauses"]
        for word in sentence.words:
            entry = table.get(word.lower)
            if entry is None:
                continue
            inside = [
                d for d in self.drafts if d.word.sentence is sentence and d.word.i > word.i and self._opened_by(d, word)
            ]
            outside = [d for d in self.drafts if d.word.sentence is sentence and d not in inside]
            before = [d for d in outside if d.word.i < word.i]
            other = before[-1] if before else (outside[0] if outside else None)
            if not inside or other is None:
                continue
            later, earlier = (inside[0], other) if entry.get("swap") else (other, inside[0])
            if entry["kind"] == "reaction-to" and not {later.type, earlier.type} <= HOSTILE | SPEECH_TYPES:
                continue
            if word.lower in self.lexicon.links["after"] and (
                earlier.type not in HOSTILE or later.type not in HOSTILE | {"ACCUSE", "REJECT"}
            ):
                continue
            self._add(
                later,
                earlier,
                entry["kind"],
                self._hedged(sentence, entry["certainty"]),
                self._span(word, word),
                f"clause opened by {word.text!r}",
            )

    def _opened_by(self, draft: Draft, word: Word) -> bool:
        return any(word in clause.words for clause in draft.clause.chain()) and draft.word.i > word.i

    def _openers(self, sentence: Sentence) -> None:
        start = " ".join(w.lower for w in sentence.words[:3])
        for opener, entry in self.lexicon.links["sentence_openers"].items():
            if not start.startswith(opener):
                continue
            pattern = opener.split()
            phrased = any(
                p["words"][: len(pattern)] == pattern
                and [w.lower for w in sentence.words[: len(p["words"])]] == p["words"]
                for p in self.lexicon.links["phrases"]
            )
            if (start.startswith(opener + " ") or start == opener) and not phrased:
                here = [d for d in self.drafts if d.word.sentence is sentence]
                earlier = [
                    d
                    for d in self.drafts
                    if d.word.sentence.n in {sentence.n - 1, sentence.n - 2} and d.type in HOSTILE
                ]
                if here and earlier:
                    self._add(
                        here[0],
                        earlier[-1],
                        entry["kind"],
                        entry["certainty"],
                        self._span(sentence.words[0], sentence.words[len(opener.split()) - 1]),
                        f"sentence opens with {opener!r}",
                    )

    def _answers(self) -> None:
        """A deed that its own word calls an answer ("vergeldingsaanval"), where no phrase said of what: the nearest
        hostile deed against its actor, told before or after in the same paragraph or the next."""
        for draft in self.drafts:
            if not draft.reaction and not self._answering(draft):
                continue
            me = self.event_of[draft.word.i]
            if any(a == me for a, _ in self.found):
                continue
            others = [
                d
                for d in self.drafts
                if self.event_of[d.word.i] != me
                and d.type in HOSTILE
                and not d.reaction
                and d.standing.status in {"happened", "ongoing"}
                and (draft.reaction or d.word.i < draft.word.i)
                and (draft.reaction or draft.word.sentence.n - d.word.sentence.n <= 2)
            ]
            fit = [d for d in others if self._answered(draft, d, me)] or ([] if draft.reaction else others[-1:])
            if fit:
                best = min(fit, key=lambda d: (d.type != "ASSAULT", abs(d.word.i - draft.word.i)))
                self._add(
                    draft,
                    best,
                    "reaction-to",
                    "probable",
                    self._span(draft.word, draft.word),
                    f"{draft.word.text!r} is an answer by its own word",
                )

    def _answering(self, draft: Draft) -> bool:
        """Whether the verb or an adverb of the clause makes the deed an answer: "antwoordde met", "daarop"."""
        if draft.type not in HOSTILE:
            return False
        verb = draft.predicate
        adverbs = self.lexicon.links["answering_adverbs"]
        nouns = self.lexicon.links["answering_nouns"]
        return (
            verb.lemma in self.lexicon.links["answering_verbs"]
            or any(w.lemma in nouns for w in draft.trigger.words)
            or any(w.lower in adverbs for w in draft.clause.words if abs(w.i - draft.word.i) < 12)
        )

    def _answered(self, answer: Draft, deed: Draft, me: int) -> bool:
        """Whether the answer's recipients did the deed."""
        mine = {p.id for d in self.drafts if self.event_of[d.word.i] == me for p in [*d.recipients, *d.people] if p.id}
        event = self.event_of[deed.word.i]
        doers = {p.id for d in self.drafts if self.event_of[d.word.i] == event for p in d.actors if p.id}
        return bool(mine & doers) or (not mine and not doers)

    def _about(self) -> None:
        """Words of blame, praise, refusal or demand, and the deed they are about: the one in their complement or
        object, or one told before that a general noun or pronoun stands for ("noemde de maatregelen oneerlijk")."""
        for draft in self.drafts:
            if draft.type not in COMMENTS:
                continue
            inside = [
                d
                for d in self.drafts
                if d is not draft
                and d.word.sentence is draft.word.sentence
                and d.type not in SPEECH_TYPES
                and self._governs(draft, d.word)
            ]
            if inside:
                self._add(
                    draft,
                    inside[0],
                    "about",
                    "certain",
                    self._span(draft.word, draft.word),
                    f"{inside[0].word.text!r} is what {draft.word.text!r} is said of",
                )
                continue
            pointer = self._pointer(draft)
            if pointer is not None:
                types = self.lexicon.links["pointer_nouns"].get(pointer.lemma) or ()
                back = 8 if types else 3
                before = [
                    d
                    for d in self.drafts
                    if d.word.i < draft.word.i and draft.word.sentence.n - d.word.sentence.n <= back and not d.swallowed
                ]
                same = (
                    [d for d in before if d.word.lemma == pointer.lemma]
                    or [d for d in before if d.type in types]
                    or ([] if types else [d for d in before if d.type not in {"ACCUSE", "SUPPORT"}])
                )
                if same:
                    self._add(
                        draft,
                        same[-1],
                        "about",
                        "probable",
                        self._span(pointer, pointer),
                        f"{pointer.text!r} stands for {same[-1].word.text!r}, told before",
                    )

    def _pointer(self, draft: Draft) -> Word | None:
        """A definite general noun, or a neuter pronoun, among the slots of a comment."""
        pointers = self.lexicon.generic_events | self.lexicon.links["pointer_nouns"].keys()
        for slot, words in draft.trigger.slots.items():
            if slot == "subject":
                continue
            for word in words:
                if word.lower in self.lexicon.links["pointer_pronouns"]:
                    return word
                if word.lemma in pointers and is_definite(word, self.lexicon):
                    return word
        return None

    def _after_deed(self) -> None:
        """ "... gedreigd, na de luchtaanvallen": hostile words or deeds after a hostile deed are told as an answer."""
        for draft in self.drafts:
            if (
                draft.type not in HOSTILE
                or not draft.trigger.is_noun
                or preposition_of(draft.word) not in self.lexicon.links["after"]
            ):
                continue
            here = [
                d
                for d in self.drafts
                if d.word.sentence is draft.word.sentence
                and d is not draft
                and d.type in HOSTILE | {"ACCUSE", "REJECT", "REQUEST"}
            ]
            near = [d for d in here if any(w is d.word or w is d.predicate for w in draft.word.ancestors())] or here[:1]
            if near:
                self._add(
                    near[0],
                    draft,
                    "reaction-to",
                    "possible",
                    self._span(draft.word, draft.word),
                    f"told as following {draft.word.text!r}",
                )

    def _punished(self) -> None:
        """ "veroordeeld voor de ontvoering", "opgepakt wegens de aanslag": the deed that a punishment is for."""
        for draft in self.drafts:
            if draft.type not in {"SANCTION", "COERCE"}:
                continue
            for other in self.drafts:
                if (
                    other.trigger.is_noun
                    and other.word.sentence is draft.word.sentence
                    and other.type not in SPEECH_TYPES
                    and preposition_of(other.word) in self.lexicon.links["punished_for"]
                    and other.word.i > draft.word.i
                ):
                    self._add(
                        draft,
                        other,
                        "caused-by",
                        "certain",
                        self._span(draft.word, draft.word),
                        f"{draft.word.text!r} is for {other.word.text!r}",
                    )
                    break

    def _governs(self, draft: Draft, word: Word) -> bool:
        """Whether the word hangs on the draft's words, with no other event between."""
        others = {d.word.i for d in self.drafts if d is not draft}
        for above in word.ancestors():
            if above is draft.word or above is draft.trigger.support or above in draft.trigger.words:
                return True
            if above.i in others:
                return False
        return False
