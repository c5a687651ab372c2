"""What happened: the words of a text that tell of an event, each with the frame that says which."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from kroniek.coding.clauses import NOUNS, Clause, Clauses, preposition_of
from kroniek.coding.names import Names
from kroniek.language.frames import Frame
from kroniek.language.grammar import Sentence, Text, Word
from kroniek.language.lexicon import Lexicon

STRICT, LENIENT, LOOSE = range(3)
VERBAL = frozenset({"VERB", "AUX"})


@dataclass
class Trigger:
    """A word that tells of an event. ``words`` are the mention's words (verb with particle and idiom), ``support`` the
    verb that carries a noun (with its data), ``modifier`` the first part of a compound noun."""

    word: Word
    frame: Frame
    clause: Clause
    words: list[Word]
    slots: dict[str, list[Word]]
    support: Word | None = None
    support_data: dict[str, str] = field(default_factory=dict)
    modifier: str = ""

    is_noun: bool = False
    predicate: Word = field(init=False)
    """The verb whose clause carries the event: the verb itself, or the verb that a noun hangs on."""

    def __post_init__(self) -> None:
        self.is_noun = self.frame.noun is not None
        self.predicate = self.support or (self.clause.head if self.is_noun else self.word)

    @property
    def sentence(self) -> Sentence:
        return self.word.sentence


class TriggerFinder:
    """Finds the triggers of one text, in text order."""

    def __init__(self, text: Text, clauses: Clauses, names: Names, lexicon: Lexicon) -> None:
        self.text = text
        self.clauses = clauses
        self.names = names
        self.lexicon = lexicon

    def find(self) -> list[Trigger]:
        """All triggers; those inside the words of a longer one (an idiom's noun) are left out."""
        found: list[Trigger] = []
        for sentence in self.text.sentences:
            here = [t for w in sentence.words if (t := self._at(w)) is not None]
            if here:
                blocked = self._off_topic(sentence)
                found += self._outermost([t for t in here if blocked is None or t.frame.type not in blocked])
        return found

    def _at(self, word: Word) -> Trigger | None:
        index = self.lexicon.frames
        if word.deprel in {"amod", "acl"} and self.lexicon.is_tie(word.lower):
            return None  # "door X gesteunde": a tie, no happening
        if word.upos in VERBAL:
            return self._verb(word) or self._adjective(word) or self._plural(word)
        if word.upos == "NOUN" or (word.upos in {"PROPN", "X"} and word.i not in self.names.at):
            if not word.children and (verb := self._verb_after_all(word)) is not None:
                return verb
            found = index.noun(word.lemma.lower())
            if found is not None:
                return self._noun(word, *found)
            return self._adjective(word) or self._mistagged(word)
        if word.upos in {"ADJ", "ADV"}:
            return self._adjective(word) or self._participle(word) or self._mistagged(word)
        return None

    def _adjective(self, word: Word) -> Trigger | None:
        index = self.lexicon.frames
        frames = index.adjectives.get(word.lemma) or index.adjectives.get(word.lower)
        return self._best(word, frames) if frames else None

    def _plural(self, word: Word) -> Trigger | None:
        """A plural noun that the tagger took for an infinitive ("luchtaanvallen")."""
        lemma = self.lexicon.noun_lemma(word.lower) if "Inf" in word.feats or "Plur" in word.feats else None
        found = self.lexicon.frames.noun(lemma) if lemma is not None else None
        if (
            found is None
            or lemma is None
            or word.lower in self.lexicon.known_verbs
            or (word.lower, "VERB") in self.lexicon.forms
        ):
            return None
        word.upos, word.lemma = "NOUN", lemma
        return self._noun(word, *found)

    def _mistagged(self, word: Word) -> Trigger | None:
        """A known verb form that the tagger took for a noun, name or adjective. The tree around it is of no use then,
        so its arguments are read off the word order."""
        forms = self.lexicon.forms
        lemma = forms.get((word.lower, "VERB"))
        if lemma is None or word.text[0].isupper() or lemma == word.lower:
            return None
        verbs = any(w.upos == "VERB" for w in self.clauses.of[word.i].words)
        if (word.lower, "NOUN") in forms and (
            verbs or any(c.deprel in {"det", "amod", "nummod"} for c in word.children)
        ):
            return None  # it is also a noun, and looks like one
        following = word.sentence.words[word.i - word.sentence.words[0].i + 1 :][:1]
        if word.upos == "ADJ" and following and following[0].upos in NOUNS and word.deprel == "amod":
            return None
        saved, word.lemma = word.lemma, lemma
        joined, _ = self.clauses.verb(word)
        frames = self.lexicon.frames.verbs.get(joined) or self.lexicon.frames.verbs.get(lemma)
        if not frames:
            word.lemma = saved
            return None
        word.upos = "VERB"
        if word.head is not None and word in word.head.children:
            word.head.children.remove(word)  # it is no part of that word's phrase
        return self._best(word, frames, slots=self.clauses.linear_slots(word))

    def _verb_after_all(self, word: Word) -> Trigger | None:
        """A form that is noun and finite verb ("verwijt"), bare, behind a conjunction and before a name or pronoun."""
        words = word.sentence.words
        at = word.i - words[0].i
        if (
            not 0 < at < len(words) - 1
            or words[at - 1].upos != "CCONJ"
            or words[at + 1].upos not in {"PROPN", "PRON", "DET"}
            or (word.lower, "VERB") not in self.lexicon.forms
        ):
            return None
        lemma = self.lexicon.forms[word.lower, "VERB"]
        frames = self.lexicon.frames.verbs.get(lemma)
        if not frames:
            return None
        slots = self.clauses.linear_slots(word)
        head = word.head
        if (
            "subject" in slots and "object" not in slots
        ):  # what follows is its object; its subject stands in the clause before
            slots["object"] = slots.pop("subject")
        if "subject" not in slots and head is not None:
            verb = next((w for w in reversed(words[:at]) if w.upos in VERBAL), None)
            if verb is not None:
                slots["subject"] = self.clauses.slots(verb).get("subject", [])
        trigger = self._best(word, frames, slots=slots)
        if trigger is not None:
            word.upos, word.lemma = "VERB", lemma
        return trigger

    def _participle(self, word: Word) -> Trigger | None:
        """A participle that the parser took for an adjective: before a noun, or with an auxiliary above it."""
        lemma = self.lexicon.forms.get((word.lower, "VERB"))
        if lemma is None or lemma not in self.lexicon.frames.verbs or lemma == word.lower:
            return None
        above = word.head
        auxiliary = above is not None and above.lemma in self.lexicon.perfect | self.lexicon.passive_auxiliaries
        if (
            not auxiliary
            and word.deprel not in {"amod", "acl"}
            and not any(c.deprel.startswith(("aux", "cop")) for c in word.children)
        ):
            return None
        if auxiliary and above is not None and word.deprel in {"obj", "xcomp", "advmod", "obl", "dep", "nsubj"}:
            return self._best(word, self.lexicon.frames.verbs[lemma], above)
        return self._best(word, self.lexicon.frames.verbs[lemma])

    def _verb(self, word: Word) -> Trigger | None:
        index = self.lexicon.frames
        lemma, particle = self.clauses.verb(word)
        frames = list(index.verbs.get(lemma, ()))
        if particle is not None:
            base = index.verbs.get(word.lemma, ())
            frames = sorted([*frames, *base], key=lambda f: -f.specificity) if base else frames
        if word.lower != lemma:  # one form of two verbs: "staken" of "steken", and itself
            frames += index.verbs.get(word.lower, ())
        if not frames:
            return None
        trigger = self._best(word, frames)
        if trigger is not None and particle is not None and trigger.frame.head != word.lemma:
            trigger.words = sorted({*trigger.words, particle}, key=lambda w: w.i)
        return trigger

    def _noun(self, word: Word, modifier: str, frames: list[Frame]) -> Trigger | None:
        if word.deprel in {"compound", "flat"}:
            return None
        trigger = self._best(word, frames)
        if trigger is not None:
            trigger.modifier = modifier
        return trigger

    def _best(
        self,
        word: Word,
        frames: Sequence[Frame],
        holder: Word | None = None,
        slots: dict[str, list[Word]] | None = None,
    ) -> Trigger | None:
        """The frame that asks most of those whose conditions hold; failing that, of those whose conditions hold if a
        noun of the clause that the parser hung elsewhere is put in the empty slot. ``holder``: the word on which the
        arguments hang, if not on ``word``."""
        clause = self.clauses.of[word.i]
        fit = [f for f in frames if (not f.with_ or self._with(f, word, clause)) and clause.keys.isdisjoint(f.not_with)]
        if not fit:
            return None
        support: Word | None = None
        data: dict[str, str] = {}
        if slots is None:
            slots, support, data = (
                (self.clauses.slots(holder), None, {}) if holder is not None else self._slots(word, clause)
            )
        for strictness in (STRICT, LENIENT, LOOSE):
            for frame in fit:
                filled = self._holds(frame, word, slots, strictness)
                if filled is not None:
                    words = [word, *self._with_words(frame, word, clause)]
                    return Trigger(word, frame, clause, sorted(set(words), key=lambda w: w.i), filled, support, data)
        return None

    def _slots(self, word: Word, clause: Clause) -> tuple[dict[str, list[Word]], Word | None, dict[str, str]]:
        if word.upos in VERBAL:
            return self.clauses.slots(word), None, {}
        if word.upos in {"ADJ", "ADV"}:
            own = word.deprel == "amod" or any(c.deprel in {"cop", "nsubj", "nsubj:pass"} for c in word.children)
            slots = self.clauses.slots(word if own else clause.head)
            if not own:
                for name, words in self.clauses.slots(word).items():
                    slots.setdefault(name, words)
            return slots, None, {}
        slots = self.clauses.noun_slots(word)
        support, data = self.support_of(word)
        if support is not None:
            for name, words in self.clauses.slots(support).items():
                fillers = [w for w in words if w is not word and word not in w.ancestors()]
                if name == "subject" and word in words:
                    continue
                if fillers and name not in {"complement"}:
                    slots.setdefault(name, fillers)
        else:
            self._following(word, slots)
        return slots, support, data

    def _following(self, noun: Word, slots: dict[str, list[Word]]) -> None:
        """Prepositional phrases right behind a noun that the parser hung elsewhere."""
        words = noun.sentence.words
        first = at = noun.i - words[0].i + 1
        while at < len(words) and words[at].upos == "ADP":
            n = at + 1
            while n < len(words) and words[n].upos in {"DET", "ADJ", "NUM", "ADV"}:
                n += 1
            if n < len(words) and words[n].upos in NOUNS:
                if at == first or words[at].lower in self.lexicon.further:
                    slots.setdefault(words[at].lower, [words[n]])
                at = n + 1
            else:
                return

    def support_of(self, noun: Word) -> tuple[Word | None, dict[str, str]]:
        """The support verb that carries an event noun (as its object, subject or passive subject), with its data."""
        head = noun.head
        top = noun
        while head is not None and top.deprel == "conj" and head.upos in NOUNS:
            top, head = head, head.head
        if (
            head is None
            or head.upos not in VERBAL
            or top.deprel not in {"obj", "nsubj", "nsubj:pass", "obl", "xcomp", "dep", "obl:arg"}
        ):
            return None, {}
        lemma = self.clauses.verb(head)[0]
        data = self.lexicon.support.get(lemma)
        if data is not None and not any(c.deprel == "case" for c in top.children):
            return head, data
        if (
            lemma in self.lexicon.not_support
            or lemma in self.lexicon.saying
            or head.lemma in self.lexicon.frames.verbs
            or lemma in self.lexicon.frames.verbs
            or lemma in self.lexicon.outcome_verbs
            or top.deprel.startswith("nsubj")
        ):
            return None, {}
        preposition = preposition_of(top)
        pointed = any(c.deprel == "det" and c.lower in self.lexicon.demonstrative for c in noun.children)
        if not pointed and (preposition is None or preposition in self.lexicon.support_prepositions):
            return head, {}  # "begint aan een oefening", "kondigde een mobilisatie af"
        return None, {}

    def _with(self, frame: Frame, word: Word, clause: Clause) -> bool:
        """Whether the words of an idiom stand in the clause, or close by should the parser have cut it off."""
        near = clause.keys
        return all(
            not options.isdisjoint(near) or self._nearby(word, options) is not None
            for options in self.lexicon.frames.options[frame.id]
        )

    def _nearby(self, word: Word, options: frozenset[str]) -> Word | None:
        words = word.sentence.words
        at = word.i - words[0].i
        for w in words[max(0, at - 6) : at + 7]:
            if w is not word and (w.lower in options or w.lemma in options):
                return w
        return None

    def _with_words(self, frame: Frame, word: Word, clause: Clause) -> list[Word]:
        out = []
        for options in self.lexicon.frames.options[frame.id]:
            near = [w for w in clause.words if w is not word and (w.lower in options or w.lemma in options)]
            hit = min(near, key=lambda w: abs(w.i - word.i), default=None) or self._nearby(word, options)
            if hit is not None:
                out.append(hit)
        return out

    def _holds(
        self, frame: Frame, word: Word, slots: dict[str, list[Word]], strictness: int
    ) -> dict[str, list[Word]] | None:
        """The slots if the frame's conditions hold on them, else None. LENIENT: an empty or wrong slot may be filled by
        a free noun near the word that fits. LOOSE: of a word with one meaning (no counter-example) a slot may be
        empty, so that no event is lost by one bad arc."""
        for slot, banned in frame.except_.items():
            if any(w.upos != "PRON" and self._is_a(w, banned) for w in slots.get(slot, ())):
                return None
        filled = slots
        for slot in dict.fromkeys([*frame.where, *frame.requires]):
            allowed = frame.where.get(slot)
            here = filled.get(slot, ())
            if here and (allowed is None or any(self._is_a(w, allowed) for w in here)):
                continue
            noun = (
                self._free_noun(slot, allowed or ("@party", "@place"), filled, word) if strictness >= LENIENT else None
            )
            if noun is None:
                if strictness == LOOSE and not here and not frame.counter_examples and slot in {"subject", "object"}:
                    continue
                return None
            filled = {**filled, slot: [noun]}
        return filled

    def _free_noun(self, slot: str, allowed: tuple[str, ...], slots: dict[str, list[Word]], head: Word) -> Word | None:
        used = {w.i for name, words in slots.items() if name not in {slot, "indirect"} for w in words} | {head.i}
        wanted = None if slot in {"subject", "object", "complement-subject"} else slot
        near = self.clauses.of[head.i].words
        if head.upos in VERBAL:
            near = [*near, *self.clauses.stretch(head), *self.clauses.after(head)]
        for word in near:
            if (
                word.upos in NOUNS
                and word.i not in used
                and word.i not in self.clauses.skip
                and preposition_of(word) == wanted
                and self._is_a(word, allowed)
            ):
                return word
        return None

    def _is_a(self, word: Word, allowed: tuple[str, ...]) -> bool:
        lemma = word.lemma.lower()
        if word.upos in {"PRON", "DET"}:  # whom it stands for may be anyone
            return word.lower in self.lexicon.pronouns | self.lexicon.possessive
        for option in allowed:
            if option[0] != "@":
                if option in (lemma, word.lower) or (len(option) > 3 and lemma.endswith(option)):
                    return True
            elif self._in_class(word, lemma, option[1:]):
                return True
        return False

    def _in_class(self, word: Word, lemma: str, name: str) -> bool:
        lexicon = self.lexicon
        mention = self.names.at.get(word.i)
        if name == "party":
            return (
                mention is not None
                or word.upos in {"PROPN", "PRON"}
                or lexicon.role(lemma) is not None
                or lexicon.in_class("person", lemma)
                or lexicon.in_class("armed", lemma)
                or lexicon.is_agentive(lemma)
            )
        if name == "place":
            return (
                (mention is not None and bool(mention.kinds & {"place", "region", "country", "facility", "capital"}))
                or lemma in lexicon.place_nouns
                or lexicon.is_target(lemma)
                or lexicon.in_class("facility", lemma)
            )
        if name == "person":
            return (
                (mention is not None and "person" in mention.kinds)
                or lexicon.role(lemma) is not None
                or word.upos == "PROPN"
                or lexicon.in_class("person", lemma)
                or lexicon.is_agentive(lemma)
            )
        if name == "armed":
            role = lexicon.role(lemma)
            return (role is not None and role[0] in {"MIL", "REB", "COP", "UAF"}) or lexicon.in_class("armed", lemma)
        return lexicon.in_class(name, lemma)

    def _outermost(self, triggers: list[Trigger]) -> list[Trigger]:
        taken: dict[int, Trigger] = {}
        for trigger in sorted(triggers, key=lambda t: -t.frame.specificity):
            if any(w.i in taken for w in (trigger.word,)):
                continue
            for word in trigger.words:
                taken.setdefault(word.i, trigger)
        kept = [t for t in triggers if taken.get(t.word.i) is t]
        verbs = {t.word.i: t for t in kept if not t.is_noun}
        return [t for t in kept if not self._carried(t, verbs)]

    def _carried(self, trigger: Trigger, verbs: dict[int, Trigger]) -> bool:
        """Whether a noun is already told by its support verb ("sancties opleggen"), whose mention it then joins."""
        if not trigger.is_noun or trigger.support is None:
            return False
        verb = verbs.get(trigger.support.i)
        if verb is None or verb.frame.type != trigger.frame.type:
            return False
        verb.words = sorted({*verb.words, trigger.word}, key=lambda w: w.i)
        return True

    def _off_topic(self, sentence: Sentence) -> Container[str] | None:
        """The types that the topic of the sentence (sport, business, culture, nature) blocks; None if it has none.

        One strong word of the topic is enough, or three weak ones, unless armed people stand in the sentence; then it
        takes two strong ones."""
        keys = {w.lower for w in sentence.words} | {w.lemma.lower() for w in sentence.words}
        armed = any(self.lexicon.roles.get(k) in {"MIL", "REB", "COP"} for k in keys)
        for words in self.lexicon.topics.values():
            strong = len(keys & words.get("strong", frozenset()))
            weak = len(keys & words.get("weak", frozenset()))
            if (strong and not armed) or strong >= 2 or (weak >= 3 and not armed):
                return words.get("blocks") or _EVERY
        return None


class _Everything:
    def __contains__(self, item: object) -> bool:
        return True


_EVERY = _Everything()
