"""Clauses: which predicate a word belongs to, and who stands where around that predicate.

Reads UD relations, collapses what the parser confuses (``obl``, ``obl:arg``, ``obl:agent``, ``nmod`` by preposition),
and falls back on word order where an arc is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from kroniek.language.grammar import Sentence, Text, Word
from kroniek.language.lexicon import Lexicon

CLAUSAL = frozenset(
    {
        "root",
        "conj",
        "advcl",
        "acl",
        "acl:relcl",
        "ccomp",
        "xcomp",
        "csubj",
        "csubj:pass",
        "parataxis",
        "advcl:relcl",
        "discourse",
    }
)
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X", "ADJ", "DET"})
SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "nsubj:outer")
OBJECTS = ("obj", "dobj")
OBLIQUES = frozenset(
    {
        "obl",
        "obl:arg",
        "obl:agent",
        "obl:tmod",
        "obl:npmod",
        "nmod",
        "advmod",
        "iobj",
        "obj",
        "dep",
        "nmod:poss",
        "advcl",
        "xcomp",
        "obl:unmarked",
    }
)
NOUNS = frozenset({"NOUN", "PROPN"})


class Clause:
    """A predicate and the words that hang on it and on no deeper predicate."""

    __slots__ = ("_keys", "forms", "head", "parent", "words")

    def __init__(self, head: Word, forms: Mapping[tuple[str, str], str]) -> None:
        self.head = head
        self.forms = forms
        self.words: list[Word] = []
        self.parent: Clause | None = None
        self._keys: set[str] | None = None

    @property
    def keys(self) -> set[str]:
        """Lemmas and lower-case forms of the clause's words, for constraints on them."""
        if self._keys is None:
            self._keys = (
                {w.lower for w in self.words}
                | {w.lemma for w in self.words}
                | {
                    lemma
                    for w in self.words
                    if w.upos not in {"NOUN", "PUNCT", "ADP", "DET"}
                    and (lemma := self.forms.get((w.lower, "NOUN"))) is not None
                }
            )
        return self._keys

    @property
    def markers(self) -> list[Word]:
        """Subordinating words that open the clause."""
        return [c for c in self.head.children if c.deprel == "mark"]

    def chain(self) -> Iterator[Clause]:
        """This clause and those it hangs on, innermost first."""
        clause: Clause | None = self
        for _ in range(30):
            if clause is None:
                return
            yield clause
            clause = clause.parent


class Clauses:
    """The clauses of a text, and the questions that coding asks of them."""

    def __init__(self, text: Text, lexicon: Lexicon, skip: frozenset[int] = frozenset()) -> None:
        """``skip``: numbers of words that are no party (those of time expressions)."""
        self.lexicon = lexicon
        self.skip = skip
        self._slots: dict[int, dict[str, list[Word]]] = {}
        self._verbs: dict[int, tuple[str, Word | None]] = {}
        placeholder = cast("Clause", None)  # every word gets its clause below
        self.of: list[Clause] = [placeholder] * len(text.words)
        for sentence in text.sentences:
            self._split(sentence)

    def _split(self, sentence: Sentence) -> None:
        clauses: dict[int, Clause] = {}
        top: dict[int, Word] = {}
        forms = self.lexicon.forms
        for word in sentence.words:
            path: list[int] = []
            head = word
            while head.head is not None and head.i not in top and len(path) < 60 and not _is_clause_head(head):
                path.append(head.i)
                head = head.head
            head = top.get(head.i, head)
            for i in (word.i, *path):
                top[i] = head
            clause = clauses.get(head.i)
            if clause is None:
                clause = clauses[head.i] = Clause(head, forms)
            clause.words.append(word)
            self.of[word.i] = clause
        for clause in clauses.values():
            if clause.head.head is not None:
                clause.parent = self.of[clause.head.head.i]

    def verb(self, word: Word) -> tuple[str, Word | None]:
        """The lemma of a verb with its separable particle, and the particle's word if it stands apart."""
        if word.i not in self._verbs:
            self._verbs[word.i] = self._join(word)
        return self._verbs[word.i]

    def _join(self, word: Word) -> tuple[str, Word | None]:
        for child in word.children:
            if child.deprel == "compound:prt":
                return child.lower + word.lemma, child
        wanted = self.lexicon.separable.get(word.lemma)
        if not wanted:
            return word.lemma, None
        words = word.sentence.words
        at = word.i - words[0].i
        if at and words[at - 1].lower in wanted and words[at - 1].deprel != "case":
            return words[at - 1].lower + word.lemma, words[at - 1]
        if at > 1 and "Inf" in word.feats and words[at - 2].lower in wanted and words[at - 1].deprel == "mark":
            return words[at - 2].lower + word.lemma, words[at - 2]
        alone = word.lemma not in self.lexicon.known_verbs
        for n in range(at + 1, len(words)):
            other = words[n]
            if other.lower in wanted and not self._belongs_elsewhere(other, word):
                if other.deprel != "case" and other.upos != "SCONJ" and n - at < 14:
                    return other.lower + word.lemma, other
                if other.deprel == "case" and any(
                    c.i > other.i
                    and c.deprel in {"xcomp", "ccomp", "advcl"}
                    and any(m.deprel == "mark" and m.i > other.i for m in c.children)
                    for c in word.children
                ):
                    return other.lower + word.lemma, other  # "riep X op zijn troepen terug te trekken"
                last = (
                    n + 1 == len(words)
                    or words[n + 1].upos in {"PUNCT", "CCONJ", "SCONJ", "ADP"}
                    or words[n + 1].deprel == "mark"
                )
                if last or (alone and n - at < 8) or (words[n + 1].upos == "ADP" and other.upos != "ADP"):
                    return other.lower + word.lemma, other
            if other.upos == "PUNCT" and other.text in ".;:!?":
                break
        return word.lemma, None

    def _belongs_elsewhere(self, particle: Word, verb: Word) -> bool:
        """Whether the parser hung a particle on another verb that it makes a known verb of."""
        head = particle.head
        return (
            particle.deprel == "compound:prt"
            and head is not None
            and head is not verb
            and particle.lower + head.lemma in self.lexicon.known_verbs
        )

    def is_passive(self, verb: Word) -> bool:
        """Whether the clause of this verb is passive: a passive auxiliary or subject, or a participle with *be* of a
        verb that does not form its perfect with it."""
        lexicon = self.lexicon
        if (
            verb.deprel == "conj"
            and "Part" in verb.feats
            and verb.head is not None
            and verb.head.upos == "VERB"
            and not any(c.deprel.startswith(("aux", "nsubj")) for c in verb.children)
        ):
            return self.is_passive(verb.head)  # "werd overmeesterd en aangehouden"
        be = False
        if "Part" in verb.feats and any(
            preposition_of(c) in self.lexicon.agent for c in verb.children if c.deprel == "obl:agent"
        ):
            return True
        for child in verb.children:
            if child.deprel in {"aux:pass", "nsubj:pass"}:
                return _label_counts(verb, lexicon)
            if child.deprel in {"aux", "cop"}:
                if child.lemma in lexicon.passive_auxiliaries and "Inf" not in verb.feats:
                    return True
                be = be or child.lemma in lexicon.be
        if "Part" in verb.feats and verb.deprel in {"amod", "acl"} and "Tense=Pres" not in verb.feats:
            return verb.lemma not in lexicon.unaccusative
        if not be or verb.lemma in lexicon.unaccusative:
            return False
        return "Part" in verb.feats or any(preposition_of(c) in lexicon.agent for c in verb.children)

    def subject(self, verb: Word) -> Word | None:
        """The grammatical subject of a predicate, looked for: on it; through a relative pronoun; in the clause it
        shares its subject with (conj, xcomp, om...te); by word order."""
        return self._subject(verb, 0)

    def _subject(self, verb: Word, depth: int) -> Word | None:
        for child in verb.children:
            if (
                child.deprel in SUBJECTS
                and child.deprel != "csubj"
                and child.lower not in self.lexicon.expletives
                and child.i not in self.skip
                and child.upos not in {"VERB", "AUX"}
            ):
                return self.antecedent(child, verb)
        head = verb.head
        if head is None or depth > 4:
            return None
        if verb.deprel == "amod":
            return head
        if verb.deprel in {"acl:relcl", "acl"} and head.upos in NOUNS | {"PRON"}:
            finite = "Fin" in verb.feats or any("Fin" in c.feats for c in verb.children if c.deprel.startswith("aux"))
            if finite and not self._relative_elsewhere(verb):
                return head
            if not finite:
                above = self.of[head.i].head
                return (self._given_to(above) or self._subject(above, depth + 1)) if above is not verb else None
            return None
        if verb.deprel == "xcomp":
            return head.child("iobj") or self._object_control(head) or self._subject(head, depth + 1)
        if verb.deprel in {"advcl", "ccomp"} and not is_finite(verb):
            return self._given_to(head) or self._object_control(head) or self._subject(head, depth + 1)
        if verb.deprel == "conj":
            shared = self._subject(head, depth + 1)
            if shared is None and head.upos in {"VERB", "AUX"}:
                shared = next(iter(self.slots(head).get("subject", ())), None)
            return shared
        return None

    def _given_to(self, head: Word) -> Word | None:
        """Whom a verb of giving lets do the deed: "gaf de troepen bevel om ...", "gaf aan de troepen ..."."""
        if head.lemma not in self.lexicon.status["indirect_control"]:
            return None
        for child in head.children:
            if child.deprel == "iobj":
                return child
        return next(
            (
                w
                for w in self.of[head.i].words
                if w.i > head.i and w.upos in NOUNS and preposition_of(w) in self.lexicon.indirect
            ),
            None,
        )

    def _object_control(self, head: Word) -> Word | None:
        """The object of a verb like "dwingen ... om te": it is who does the complement's deed."""
        if self.verb(head)[0] not in self.lexicon.status["object_control"]:
            return None
        return head.child(*OBJECTS) or head.child("iobj") or next(iter(self.slots(head).get("object", ())), None)

    def _relative_elsewhere(self, verb: Word) -> bool:
        """Whether the relative pronoun of the clause is its object or an oblique ("waarbij", "die door X ...")."""
        for child in verb.children:
            if "Rel" in child.feats or child.lower in self.lexicon.relative:
                if child.deprel not in SUBJECTS:
                    return True
            elif child.lower in self.lexicon.accompanying:
                return True
        return False

    def antecedent(self, word: Word, verb: Word) -> Word:
        """A relative pronoun's noun; any other word is itself."""
        if (
            word.lower in self.lexicon.relative
            and verb.head is not None
            and verb.deprel in {"acl:relcl", "acl"}
            and (word.upos == "PRON" or "Rel" in word.feats)
        ):
            return verb.head
        return word

    def slots(self, verb: Word) -> dict[str, list[Word]]:
        """Slot name to the words that fill it, for a verb or predicate adjective: ``subject`` and ``object`` as in
        the active clause, ``indirect``, every preposition by its form, ``complement`` for dependent predicates."""
        if verb.i not in self._slots:
            self._slots[verb.i] = self._find_slots(verb)
        return dict(self._slots[verb.i])

    def _find_slots(self, verb: Word) -> dict[str, list[Word]]:
        out: dict[str, list[Word]] = {}
        passive = self.is_passive(verb)
        for child in verb.children:
            rel = child.deprel
            if child.i in self.skip:
                continue
            if rel in OBJECTS:
                out.setdefault("object", []).append(self.antecedent(child, verb))
            elif rel == "iobj":
                out.setdefault("indirect", []).append(self.antecedent(child, verb))
            elif rel in {"ccomp", "xcomp", "advcl", "csubj", "parataxis", "acl"}:
                if child.upos in {"VERB", "AUX", "ADJ"} or rel in {"ccomp", "csubj"}:
                    out.setdefault("complement", []).append(child)
                else:
                    self._oblique(child, out)
            elif rel in OBLIQUES:
                self._oblique(child, out)
        if verb.deprel in {"acl:relcl", "acl"} and verb.head is not None and self._object_relative(verb):
            out.setdefault("object", []).append(verb.head)
        if "object" not in out and "Inf" in verb.feats:
            for opener in sorted(
                self.lexicon.infinitive_openers & out.keys()
            ):  # "beschuldigd van jihadisten te bewapenen"
                if all(w.i < verb.i for w in out[opener]) and any(c.deprel == "mark" for c in verb.children):
                    out["object"] = out.pop(opener)
                    break
        subject = self.subject(verb)
        if subject is None and not passive and "Fin" in verb.feats and out.get("object"):
            subject = self._missed_subject(verb, out)
        if subject is not None and not passive:
            subject = self._before_verb(verb, subject, out)
        if passive:
            agents = [w for p in self.lexicon.agent for w in out.get(p, ())]
            if subject is not None:
                out.setdefault("object", []).insert(0, subject)
            if agents:
                out["subject"] = agents
        elif subject is not None:
            out["subject"] = [subject]
        bare = [c for c in verb.children if c.deprel in SUBJECTS and c.upos in NOUNS and c.i not in self.skip]
        if len(bare) > 1:  # two subjects: the later is an object that the parser took for one
            for slot in ("object", "indirect"):
                out.setdefault(slot, [bare[1]])
        for child in verb.children:  # "samen met X", "weg uit Y": phrases hung on the adverb or particle
            if child.deprel in {"advmod", "compound:prt"}:
                for grandchild in child.children:
                    if grandchild.deprel in OBLIQUES and grandchild.upos in NOUNS:
                        self._oblique(grandchild, out)
        objects = out.get("object", [])
        if (
            "subject" in out
            and len(objects) > 1
            and "indirect" not in out
            and self._acts(objects[0])
            and not self._acts(objects[1])
            and objects[0].i < objects[1].i
        ):
            out["indirect"], out["object"] = objects[:1], objects[1:]  # "beloofde de Koerden rechten"
        if "subject" not in out and "object" in out and self.verb(verb)[0] in self.lexicon.unaccusative:
            out["subject"] = out.pop("object")  # "ontplofte een bom": its subject, behind it, is read as an object
        self._by_order(verb, out, passive)
        for slot in (
            "object",
            "indirect",
        ):  # "minister Ahmad Vahidi": a name right behind its title is no party of its own
            subjects = out.get("subject", ())
            if slot in out and any(
                w.upos == "PROPN" and any(s.i == w.i - 1 and s.upos == "NOUN" for s in subjects) for w in out[slot]
            ):
                out[slot] = [w for w in out[slot] if not any(s.i == w.i - 1 for s in subjects)]
        return {slot: [counted(w) for w in words] for slot, words in out.items()}

    def _missed_subject(self, verb: Word, out: dict[str, list[Word]]) -> Word | None:
        """The subject of a finite active verb that the parser took for an object, which then leaves that slot."""
        first, *others = out["object"]
        if verb.deprel != "acl:relcl":
            if first.i < verb.i and first.head is verb and first.upos in NOUNS and preposition_of(first) is None:
                out["object"] = others or self._bare_after(verb)
                return first  # a bare noun before the finite verb is its subject, whatever the parser says
            others = others or [w for w in self._bare_after(first) if w is not first]
            if first.i > verb.i and self._acts(first) and others and others[0].i > first.i:
                out["object"] = others
                return first  # "daarop beschoten rebellen een legerpost": two objects and no subject
        given = next(iter(out.get("indirect", ())), None)
        if given is not None and preposition_of(given) is None and self._acts(given) and given is not first:
            del out["indirect"]
            return given  # "voerden straaljagers het bombardement uit": who, taken for whom to
        return None

    def _before_verb(self, verb: Word, subject: Word, out: dict[str, list[Word]]) -> Word:
        """Of two bare nouns around a finite verb that agree with it alike, the one before it is the subject, whatever
        the parser says: the other order is rare in news."""
        objects = out.get("object", [])
        if not objects or subject.upos == "PRON" or "Fin" not in verb.feats:
            return subject
        first = objects[0]
        if (
            subject.i < verb.i < first.i
            and first.i - verb.i <= 3
            and self._is_deed(subject)
            and self._acts(first)
            and preposition_of(first) is None
        ):
            out["object"] = [subject, *objects[1:]]  # "vredesoverleg wijst de beweging af"
            return first
        if not self._acts(first) and self._acts(subject):
            return subject
        if (
            first.i < verb.i < subject.i
            and first.upos in NOUNS
            and first.head is verb
            and preposition_of(first) is None
            and ("Plur" in first.feats) == ("Plur" in subject.feats)
        ):
            out["object"] = [subject, *objects[1:]]
            return first
        return subject

    def _is_deed(self, word: Word) -> bool:
        """Whether a noun names a deed or an abstract thing, which does nothing by itself."""
        lemma = word.lemma.lower()
        return (
            word.upos == "NOUN"
            and (self.lexicon.frames.noun(lemma) is not None or self.lexicon.in_class("abstract", lemma))
            and self.lexicon.role(lemma) is None
        )

    def _acts(self, word: Word) -> bool:
        """Whether a noun names somebody who can act: a name or a role noun."""
        return word.upos in {"PROPN", "PRON"} or self.lexicon.role(word.lemma.lower()) is not None

    def _bare_after(self, verb: Word) -> list[Word]:
        """The first noun behind a verb, within its stretch, that no preposition governs by word order."""
        words = verb.sentence.words
        for n in range(verb.i - words[0].i + 1, min(len(words), verb.i - words[0].i + 16)):
            word = words[n]
            if word.upos in {"SCONJ", "PUNCT", "VERB"}:
                break
            if word.upos in NOUNS and word.i not in self.skip and _before_noun(words, n) is None:
                return [word]
        return []

    def _object_relative(self, verb: Word) -> bool:
        return any(c.deprel in OBJECTS and c.lower in self.lexicon.relative for c in verb.children)

    def _oblique(self, child: Word, out: dict[str, list[Word]]) -> None:
        preposition = preposition_of(child)
        if preposition:
            out.setdefault(preposition, []).append(child)

    def _by_order(self, verb: Word, out: dict[str, list[Word]], passive: bool) -> None:
        """Where the parse gives no subject, take the first bare noun phrase of the stretch of the clause before the
        verb; where it gives no object either, the next one."""
        if "subject" in out or verb.deprel in {"xcomp", "acl", "amod"} or verb.upos not in {"VERB", "AUX"}:
            return
        if passive and "object" in out:
            return
        used = {w.i for words in out.values() for w in words}
        for stretch in (self.stretch(verb), self.after(verb) if "Fin" in verb.feats else []):
            bare = [
                w
                for w in stretch
                if w.upos in {"NOUN", "PROPN", "PRON"}
                and w.i not in used
                and w.i not in self.skip
                and self._is_bare(w)
                and w.lower not in self.lexicon.expletives | self.lexicon.reflexive
            ]
            if bare:
                out["object" if passive else "subject"] = [bare[0]]
                return
        words = verb.sentence.words
        at = verb.i - words[0].i
        if "Fin" in verb.feats and at and words[at - 1].text == "," and not passive and verb.deprel != "acl:relcl":
            opening = self._opening(words, at)
            if opening:
                out["subject"] = opening

    def _opening(self, words: list[Word], at: int) -> list[Word]:
        """The first bare noun of a sentence before position ``at``: behind an apposition or relative clause the subject
        of the verb there."""
        for n, word in enumerate(words[:at]):
            if word.upos in NOUNS and word.i not in self.skip and _before_noun(words, n) is None:
                return [word]
        return []

    def after(self, verb: Word) -> list[Word]:
        """The words behind a finite verb up to the next boundary: where its subject stands in an inverted clause."""
        words = verb.sentence.words
        out = []
        for word in words[verb.i - words[0].i + 1 :][:10]:
            if word.upos in {"SCONJ", "PUNCT", "CCONJ"}:
                break
            out.append(word)
        return out

    def stretch(self, verb: Word) -> list[Word]:
        """The words between the nearest clause boundary before a verb and the verb."""
        words = verb.sentence.words
        at = verb.i - words[0].i
        first = at
        while first > 0:
            word = words[first - 1]
            if (
                word.upos == "SCONJ"
                or (word.upos == "PUNCT" and word.text in ",;:-–—(")
                or (word.deprel == "mark" and word.upos != "ADP")
                or word.lower in self.lexicon.status["temporal_markers"]
                or word.upos == "CCONJ"
                or (word.upos in {"VERB"} and "Fin" in word.feats)
            ):
                break
            first -= 1
        return words[first:at]

    def _is_bare(self, word: Word) -> bool:
        """Whether no preposition governs the noun (a temporal one that opens a clause does not count) and it heads
        its phrase."""
        preposition = preposition_of(word)
        if preposition is not None and preposition not in self.lexicon.status["temporal_markers"]:
            return False
        return word.deprel not in {"flat", "compound", "nmod:poss", "appos", "amod", "conj", "nmod"}

    def linear_slots(self, verb: Word) -> dict[str, list[Word]]:
        """The slots of a verb that the tagger took for something else, so that the tree is of no use: by word order
        alone. A bare noun before it is its subject, the next its object; with an auxiliary before it that makes a
        passive, the agent phrase and the bare noun the other way round."""
        words = verb.sentence.words
        at = verb.i - words[0].i
        bare: list[Word] = []
        out: dict[str, list[Word]] = {}
        start = next(
            (n + 1 for n in range(at - 1, -1, -1) if words[n].upos in {"SCONJ", "CCONJ"} or words[n].text in ",;:"), 0
        )
        stop = next(
            (n for n in range(at + 1, len(words)) if words[n].upos in {"SCONJ", "CCONJ"} or words[n].text in ",;:."),
            len(words),
        )
        for n in range(start, stop):
            word = words[n]
            if (
                n == at
                or word.upos not in NOUNS
                or word.i in self.skip
                or (n + 1 < stop and words[n + 1].upos in NOUNS and words[n + 1].head is word)
            ):
                continue
            preposition = _before_noun(words, n)
            if preposition is None:
                bare.append(word)
            else:
                out.setdefault(preposition, []).append(word)
        if not bare and at and words[at - 1].text == ",":
            bare = self._opening(words, at) + self._bare_after(verb)
        auxiliaries = {w.lemma for w in words[start:at] if w.upos in {"AUX", "VERB"}}
        passive = (
            auxiliaries & (self.lexicon.passive_auxiliaries | self.lexicon.be)
            and verb.lemma not in self.lexicon.unaccusative
        )
        agents = [w for p in self.lexicon.agent for w in out.get(p, ())]
        if passive:
            out.update({k: v for k, v in (("subject", agents), ("object", bare[:1])) if v})
        else:
            out.update({k: v for k, v in (("subject", bare[:1]), ("object", bare[1:2])) if v})
        return out

    def noun_slots(self, noun: Word) -> dict[str, list[Word]]:
        """Slots of a noun that tells of an event: its prepositional phrases, those that follow it in its clause, its
        adjectives (``adjective``) and possessor (``possessive``)."""
        out: dict[str, list[Word]] = {}
        for child in noun.children:
            if child.deprel == "amod":
                out.setdefault("adjective", []).append(child)
            elif child.deprel in {"nmod:poss", "det"} and (
                child.upos in {"PRON", "PROPN", "NOUN"} or "Poss" in child.feats
            ):
                preposition = preposition_of(child)
                out.setdefault(preposition or "possessive", []).append(child)
            elif child.deprel in {"nmod", "obl", "obl:arg", "obl:agent", "appos", "dep", "acl", "conj"}:
                preposition = preposition_of(child)
                if preposition:
                    out.setdefault(preposition, []).append(child)
        return out


def is_definite(noun: Word, lexicon: Lexicon) -> bool:
    """Whether a definite article, demonstrative or possessive stands before a noun."""
    return any(c.deprel in {"det", "nmod:poss"} and c.lower in lexicon.definite for c in noun.children)


def counted(word: Word) -> Word:
    """The noun that a number stands before ("honderden agenten" is parsed with the number on top); else the word."""
    if word.upos == "NUM":
        for child in word.children:
            if child.upos in NOUNS and child.i > word.i and preposition_of(child) is None:
                return child
    return word


def _label_counts(verb: Word, lexicon: Lexicon) -> bool:
    """A passive label counts unless the verb is one whose perfect takes *be* and the auxiliary is no passive one."""
    if verb.lemma not in lexicon.unaccusative:
        return True
    return any(c.lemma in lexicon.passive_auxiliaries for c in verb.children if c.deprel.startswith("aux"))


def is_finite(verb: Word) -> bool:
    """Whether a predicate or one of its auxiliaries is finite."""
    return "Fin" in verb.feats or any("Fin" in c.feats for c in verb.children if c.deprel.startswith(("aux", "cop")))


def _is_clause_head(word: Word) -> bool:
    rel = word.deprel
    if rel not in CLAUSAL:
        return False
    if rel == "conj":
        return word.upos in {"VERB", "AUX"} or any(c.deprel in {"cop", "nsubj", "nsubj:pass"} for c in word.children)
    if rel in {"advcl", "xcomp", "parataxis", "acl"} and word.upos not in {"VERB", "AUX"}:
        return any(c.deprel in {"cop", "nsubj", "nsubj:pass", "mark"} for c in word.children)
    return True


def preposition_of(word: Word) -> str | None:
    """The preposition (lower case; of a multiword one its first) that governs a noun, or the governing noun's of
    coordinated ones."""
    for child in word.children:
        if child.deprel == "case" and child.i < word.i:
            return child.lower
    if word.deprel == "conj" and word.head is not None and word.head.upos in NOUNS:
        return preposition_of(word.head)
    return None


def _before_noun(words: list[Word], n: int) -> str | None:
    """The preposition that stands before a noun and its modifiers, by word order."""
    i = n - 1
    while i >= 0 and words[i].upos in {"DET", "ADJ", "NUM", "ADV"}:
        i -= 1
    return words[i].lower if i >= 0 and words[i].upos == "ADP" else None
