"""How sure: whether a happening happened, goes on, was announced, is only feared, was denied or did not take place."""

from __future__ import annotations

from dataclasses import dataclass

from kroniek.coding.clauses import Clause, Clauses, is_finite
from kroniek.coding.triggers import VERBAL, Trigger
from kroniek.language.grammar import Word
from kroniek.language.lexicon import Lexicon
from kroniek.record.types import Certainty
from kroniek.record.types import Status as StatusName

SPEECH_TYPES = frozenset({"THREATEN", "REQUEST", "REJECT", "ACCUSE", "AGREE", "CONCEDE", "SUPPORT", "CONSULT"})


@dataclass(frozen=True)
class Standing:
    """Status and certainty of one mention, and the words that gave it."""

    status: StatusName
    certainty: Certainty
    why: str


class StatusReader:
    """Reads the standing of triggers of one text."""

    def __init__(self, clauses: Clauses, lexicon: Lexicon) -> None:
        self.clauses = clauses
        self.lexicon = lexicon
        self.words = lexicon.status

    def of(self, trigger: Trigger) -> Standing:
        """The standing of a trigger: of its own words first, then of what it hangs on, outwards."""
        certainty, hedge = self._hedge(trigger)
        own = self._own(trigger)
        if own is not None:
            return Standing(own[0], certainty, own[1])
        above = self._above(trigger)
        if above is not None:
            return Standing(above[0], certainty, above[1])
        return Standing("happened", certainty, hedge or "asserted")

    # -- the trigger's own clause -------------------------------------------------------------------------------------

    def _own(self, trigger: Trigger) -> tuple[StatusName, str] | None:
        words = self.words
        predicate = trigger.predicate
        if trigger.is_noun:
            noun = trigger.word
            for child in noun.children:
                if child.deprel in {"det", "case", "advmod", "amod"} and child.lower in words["negation"]:
                    return "did-not-happen", f"{child.text!r} before {noun.text!r}"
            if trigger.support is None:
                return self._noun_alone(trigger)
            if not trigger.support_data and self._definite(noun):
                return None  # "leeft al weken met deze aanvallen": they are given, whatever the verb's standing
            status = trigger.support_data.get("status")
            if status and status != "happened":
                return status, f"{trigger.support.text!r} {noun.text!r}"  # type: ignore[return-value]
        negator = self._negator(predicate)
        if negator is not None:
            return "did-not-happen", f"{negator.text!r}"
        return self._mood(predicate, trigger)

    def _noun_alone(self, trigger: Trigger) -> tuple[StatusName, str] | None:
        """A noun without a support verb: what governs it says how it stands ("vrees voor aanvallen", "dreigt met")."""
        noun = trigger.word
        head = noun.head
        if head is None:
            return None
        if head.upos == "NOUN" and noun.deprel in {"nmod", "obl", "acl"}:
            if head.lemma in self.words["fearing"]:
                return "hypothetical", f"{head.text!r}"
            if head.lemma in self.words["announcing_certain"]:
                return "announced", f"{head.text!r}"
        if head.upos in VERBAL:
            lemma = head.lemma
            joined = self.clauses.verb(head)[0]
            if noun.deprel.startswith("nsubj") and joined in self.words["fail"]:
                return "did-not-happen", f"{head.text!r}"
            if noun.deprel.startswith("nsubj") and joined in self.words["continuing"] and "Past" not in head.feats:
                return "ongoing", f"{head.text!r}"
            if lemma in self.words["denying"]:
                return "denied", f"{head.text!r}"
            governed = noun.deprel in {"obj", "obl", "obl:arg", "nsubj:pass"}
            if governed and lemma in self.words["announcing_certain"]:
                return "announced", f"{head.text!r}"
            if governed and lemma in self.words["fearing"] and not self._definite(noun):
                return "hypothetical", f"{head.text!r}"
            if noun.deprel in {"obj", "nsubj", "nsubj:pass"} and not self._definite(noun):
                negator = self._negator(head)
                if negator is not None:
                    return "did-not-happen", f"{negator.text!r}"
                mood = self._mood(head, trigger)
                if mood is not None:
                    return mood
        return None

    def _definite(self, noun: Word) -> bool:
        return any(c.deprel == "det" and c.lower in self.lexicon.definite for c in noun.children)

    def _negator(self, verb: Word) -> Word | None:
        """A negation of the predicate itself, not one that denies a part of it ("niet alleen")."""
        words = self.words
        for child in verb.children:
            if child.lower in words["negation"] and child.deprel in {
                "advmod",
                "det",
                "obl",
                "nsubj",
                "obj",
                "mark",
                "nsubj:pass",
            }:
                following = [w.lower for w in child.sentence.words if child.i < w.i <= child.i + 1]
                if not set(following) & words["not_negating"]:
                    return child
            if child.deprel in {"obj", "nsubj", "nsubj:pass", "obl"}:
                for grandchild in child.children:
                    if grandchild.deprel in {"det", "advmod", "case"} and grandchild.lower in words["negation"]:
                        return grandchild
            if child.deprel == "xcomp" and child.lower in words["negation"]:
                return child
        return None

    def _mood(self, verb: Word, trigger: Trigger) -> tuple[StatusName, str] | None:
        """Modal and future auxiliaries, conditional and purpose markers of a predicate's clause."""
        words = self.words
        auxiliaries = [c for c in verb.children if c.deprel.startswith("aux")]
        forms = {a.lower for a in auxiliaries}
        lemmas = {a.lemma for a in auxiliaries}
        head = verb.head
        if verb.deprel == "xcomp" and head is not None and head.upos in VERBAL:
            forms.add(head.lower)
            lemmas.add(head.lemma)
        for mark in (
            c for c in verb.children if c.deprel == "mark" or (c.deprel in {"advmod", "case"} and c.upos == "SCONJ")
        ):
            if mark.lower in words["conditional_markers"] and verb.upos in VERBAL | {"ADJ"}:
                return "hypothetical", f"{mark.text!r}"
            planning = head is not None and self.clauses.verb(head)[0] in words["announcing_certain"]
            if (
                not planning
                and mark.lower in words["purpose_markers"]
                and verb.deprel in {"advcl", "acl", "xcomp"}
                and not self._enabled(verb)
            ):
                return "hypothetical", f"purpose {mark.text!r}"
        opener = self._opener(verb)
        if opener is not None and opener.lower in words["conditional_markers"]:
            return "hypothetical", f"{opener.text!r}"
        first = trigger.sentence.words[0]
        if first.lower in words["inverted_conditional"] and first.head is verb:
            return "hypothetical", f"{first.text!r}"
        if forms & self.lexicon.hearsay:
            perfect = lemmas & self.lexicon.perfect or any(
                c.lemma in self.lexicon.be for c in verb.children if c.deprel == "cop"
            )
            if not perfect and not self._participle(verb):
                return "hypothetical", "conditional auxiliary"
            return None
        if lemmas & words["volition"]:
            return "announced", "volition"
        if (lemmas | forms) & words["modal_possible"] and not self._past_ability(auxiliaries, head):
            return "hypothetical", "modal auxiliary"
        if lemmas & words["must"] and not any("Past" in a.feats for a in auxiliaries):
            return "hypothetical", "modal auxiliary"
        if lemmas & words["future_auxiliaries"] and not any("Past" in a.feats for a in auxiliaries):
            return "announced", "future auxiliary"
        return self._ongoing(verb, lemmas)

    def _opener(self, verb: Word) -> Word | None:
        """The conjunction that opens a subordinate clause by word order, where the parser hung it elsewhere: at the
        start of the sentence or behind a comma, with the verb at the clause's end."""
        words = verb.sentence.words
        at = verb.i - words[0].i
        if "Fin" not in verb.feats or (at + 1 < len(words) and words[at + 1].upos not in {"PUNCT", "CCONJ"}):
            return None
        start = next((n + 1 for n in range(at - 1, -1, -1) if words[n].text in ",;:"), 0)
        return words[start] if start < at - 1 and words[start].upos in {"SCONJ", "ADP", "ADV"} else None

    def _past_ability(self, auxiliaries: list[Word], head: Word | None) -> bool:
        """ "kon(den)" in the past with a past deed tells of the deed more often than of the ability."""
        return any("Past" in a.feats for a in auxiliaries if a.lemma in self.words["modal_possible"])

    def _participle(self, verb: Word) -> bool:
        return "Part" in verb.feats

    def _enabled(self, verb: Word) -> bool:
        """Whether a purpose clause hangs on words that made the deed possible ("gaf toestemming om ...")."""
        return any(
            not clause.keys.isdisjoint(self.words["enabling"]) for clause in list(self.clauses.of[verb.i].chain())[1:2]
        )

    def _ongoing(self, verb: Word, lemmas: set[str]) -> tuple[StatusName, str] | None:
        clause = self.clauses.of[verb.i]
        if "Pres" in verb.feats or any("Pres" in c.feats for c in verb.children if c.deprel.startswith("aux")):
            hint = clause.keys & self.words["ongoing_words"]
            if hint:
                return "ongoing", f"present tense with {min(hint)!r}"
            if lemmas & self.lexicon.passive_auxiliaries:
                return "ongoing", "present passive"
        return None

    # -- what the clause hangs on --------------------------------------------------------------------------------------

    def _above(self, trigger: Trigger) -> tuple[StatusName, str] | None:
        """The verbs and nouns above: denied, announced by its own actor, feared, tried."""
        words = self.words
        chain = list(trigger.clause.chain())
        for below in chain[:-1]:
            governor = below.head.head
            if governor is None or below.head.deprel not in {
                "ccomp",
                "xcomp",
                "acl",
                "csubj",
                "advcl",
                "obl",
                "parataxis",
            }:
                if below.head.deprel in {"acl:relcl", "conj", "root"}:
                    mood = self._conditional(below)
                    if mood:
                        return mood
                continue
            mood = self._conditional(below)
            if mood:
                return mood
            lemma = self.clauses.verb(governor)[0]
            lemmas = {lemma, governor.lower}
            if lemmas & words["denying"]:
                return "denied", f"{governor.text!r}"
            if lemmas & words["fail"]:
                return "did-not-happen", f"{governor.text!r}"
            if below.head.deprel == "advcl" and lemma not in words["announcing"]:
                continue
            negated = self._negator(governor) if governor.upos in VERBAL else None
            if lemmas & words["announcing"] and not is_finite(below.head) and not self._perfect(below):
                return ("did-not-happen" if negated else "announced"), f"{governor.text!r}"
            if lemmas & words["announcing_certain"]:
                return "announced", f"{governor.text!r}"
            if lemmas & words["fearing"]:
                return "hypothetical", f"{governor.text!r}"
        return None

    def _perfect(self, clause: Clause) -> bool:
        """ "zei tien strijders te hebben gedood": a perfect infinitive tells of what is done."""
        head = clause.head
        return "Part" in head.feats and any(
            c.lemma in self.lexicon.perfect for c in head.children if c.deprel.startswith("aux")
        )

    def _conditional(self, clause: Clause) -> tuple[StatusName, str] | None:
        for mark in clause.markers:
            if mark.lower in self.words["conditional_markers"] and clause.head.upos in VERBAL:
                return "hypothetical", f"{mark.text!r}"
        return None

    def _hedge(self, trigger: Trigger) -> tuple[Certainty, str]:
        """The certainty that hedging words near the trigger leave."""
        heads = (trigger.word, trigger.predicate, trigger.support)
        near = [w for w in trigger.clause.words if w.head in heads]
        for word in near:
            level = self.lexicon.hedges.get(word.lower) or self.lexicon.hedges.get(word.lemma)
            if level == "possible":
                return "possible", f"hedged by {word.text!r}"
            if level == "probable":
                return "probable", f"hedged by {word.text!r}"
        return "certain", ""
