"""Who: from the word that stands in a slot to the parties it names.

A known name, a nationality word, a state's organ or metonym gives an id; a pronoun or definite description is looked
up among those named before; a stranger stays unknown (``id`` null), with its words.
"""

from __future__ import annotations

from dataclasses import dataclass

from kroniek.coding.clauses import NOUNS, Clauses, counted, preposition_of
from kroniek.coding.names import Mention, Names
from kroniek.language.grammar import Text, Word
from kroniek.language.lexicon import Lexicon
from kroniek.record import Party, Span
from kroniek.record.types import Certainty
from kroniek.world import World

ARMED = frozenset({"MIL", "REB", "COP", "UAF", "CRM"})
STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG"})
LOOK_BACK = 8
"""Sentences back to which a pronoun or definite description may refer."""
LARGEST_GAP = 4
"""Words that may stand between two words of one phrase, as articles and a participle do ("de door Iran gesteunde")."""
_OUTSIDE = frozenset(
    {
        "acl", "acl:relcl", "advcl", "advmod", "aux", "aux:pass", "cc", "ccomp", "conj", "cop", "csubj", "expl", "mark",
        "nsubj", "nsubj:pass", "obl:tmod", "parataxis", "punct", "root", "xcomp",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """A party named in the text, for what refers back to it."""

    word: Word
    id: str
    name: str | None
    role: str | None
    kind: str  # country | actor | person | organ
    plural: bool
    subject: bool


class Parties:
    """Resolves words to parties within one text."""

    def __init__(self, text: Text, clauses: Clauses, names: Names, lexicon: Lexicon, world: World) -> None:
        self.text = text
        self.clauses = clauses
        self.names = names
        self.lexicon = lexicon
        self.world = world
        self.speakers: dict[int, Party] = {}
        """Sentence number of a quotation to who speaks in it (filled by claims)."""
        self._cache: dict[int, list[Party]] = {}
        self._spans: dict[int, Span] = {}
        self._busy: set[int] = set()
        self.seen: list[Seen] = self._survey()

    # -- the face ---------------------------------------------------------------------------------------------------

    def of(self, word: Word, *, expand: bool = True) -> list[Party]:
        """The parties that a noun phrase names, coordinated ones included; empty for an expletive or a thing."""
        out: list[Party] = []
        for head in self._coordinated(word) if expand else [word]:
            for party in self._single(head):
                if not any(p.span == party.span and p.id == party.id for p in out):
                    out.append(party)
        return out

    def _coordinated(self, word: Word) -> list[Word]:
        out = [
            word,
            *(
                c
                for c in word.children
                if c.deprel == "conj"
                and c.upos in NOUNS | {"PRON", "ADJ"}
                and not any(g.deprel in {"cop", "nsubj"} for g in c.children)
            ),
        ]
        mention = self.names.at.get(word.i)
        while mention is not None:  # "X, Y en Z" by their order, where the parser joined them otherwise
            mention = self._next_name(mention)
            if mention is not None and mention.last not in out and mention.first not in out:
                out.append(mention.first)
        return out

    def _next_name(self, mention: Mention) -> Mention | None:
        """The known name that follows with only a comma, a conjunction and an article between."""
        words = self.text.words
        joined = False
        for i in range(mention.last.i + 1, min(mention.last.i + 4, len(words))):
            word = words[i]
            if word.sentence is not mention.last.sentence:
                return None
            following = self.names.at.get(i)
            if following is not None:
                if (
                    not joined
                    or following.part
                    or not (following.kinds & mention.kinds)
                    or "adjective" in following.kinds
                ):
                    return None
                return following
            if word.upos == "CCONJ" and not joined:
                joined = True
            elif word.upos != "DET":
                return None
        return None

    def _single(self, word: Word) -> list[Party]:
        if word.i in self._busy:
            return []
        if word.i not in self._cache:
            self._busy.add(word.i)
            try:
                self._cache[word.i] = self._resolve(word)
            finally:
                self._busy.discard(word.i)
        return self._cache[word.i]

    # -- one noun phrase --------------------------------------------------------------------------------------------

    def _resolve(self, word: Word) -> list[Party]:
        lexicon = self.lexicon
        if word.lower in lexicon.expletives or word.lower in lexicon.reflexive:
            return []
        mention = self.names.at.get(word.i)
        if word.upos == "NUM" and mention is None and counted(word) is not word:
            return self._single(counted(word))
        if word.upos in {"PRON", "DET", "NUM", "ADJ"} and mention is None:  # "een van de diplomaten"
            of = next(
                (c for c in word.children if c.upos in NOUNS and preposition_of(c) in self.lexicon.partitive), None
            )
            if of is not None:
                return [self._one_of(word, p) for p in self._single(of)]
        if word.upos in {"PRON", "DET"} and mention is None:
            return self.pronoun(word)
        if word.upos in {"VERB", "AUX", "ADP", "ADV", "PUNCT", "SYM"} and mention is None:
            return []
        if mention is not None and not mention.part:
            party = self._named(word, mention)
            if party is not None:
                return [party]
        nationality = self._adjectives(word)
        if len(nationality) > 1:  # "de Amerikaanse en Britse troepen"
            return self.by_adjective(word)
        return [p for p in [self._described(word, nationality[0] if nationality else None)] if p is not None]

    def by_adjective(self, word: Word) -> list[Party]:
        """The parties that the nationality adjectives before a noun name: "de Amerikaanse en Britse troepen"."""
        return [self.make(word, m, "adjective") for m in self._adjectives(word)]

    def _adjectives(self, word: Word) -> list[Mention]:
        """Nationality adjectives before a noun, coordinated ones too."""
        out = []
        for child in word.children:
            for w in [child, *child.children] if child.deprel == "amod" else [child]:
                mention = self.names.at.get(w.i)
                if (
                    mention is not None
                    and mention.of("adjective")
                    and w.deprel in {"amod", "conj"}
                    and mention not in out
                ):
                    out.append(mention)
        if not out and word.i:  # an adjective right before the noun that the parser hung elsewhere
            before = self.text.words[word.i - 1]
            mention = self.names.at.get(before.i)
            if (
                before.sentence is word.sentence
                and mention is not None
                and mention.of("adjective")
                and before.upos in {"ADJ", "PROPN"}
            ):
                out.append(mention)
        return out

    def _named(self, word: Word, mention: Mention) -> Party | None:
        """A party whose head is a known name."""
        sense = mention.of(
            "actor",
            "person",
            "organ",
            "country",
            "inhabitant",
            "adjective",
            "capital",
            "region",
            "place",
            "facility",
            "admin1",
        )
        if sense is None:
            return None
        if sense.sense in {"place", "region", "facility", "admin1"}:
            role = "CVL"
            return Party(
                text=self.phrase(word),
                name=sense.form,
                id=None,
                role=role,
                certainty="certain",
                span=self.span(word),
                why=f"place name {mention.text!r} in the slot of a party",
            )
        if sense.sense == "adjective" and (word.deprel == "amod" or self._beside(word) is not None):
            return None
        return self.make(word, mention, "name")

    def make(self, word: Word, mention: Mention, how: str) -> Party:
        sense = mention.of(
            "actor", "person", "organ", "country", "inhabitant", "adjective", "capital", "region", "place"
        )
        assert sense is not None
        entity = self.world.entity(sense.entity)
        role = entity.role if entity else None
        id_: str | None = sense.entity
        name = self._name(entity) if entity else sense.form
        certainty: Certainty = "certain"
        why = f"{sense.sense} {mention.text!r}"
        if entity is not None and entity.kind in {"person", "organ"}:
            id_, role, name = self._country_of(entity, role, name)
            why += f" stands for {id_}" if id_ else ""
        elif sense.sense == "capital":
            country = self.world.entity(entity.country) if entity and entity.country else None
            id_ = entity.country if entity else None
            name = self._name(country) if country else name
            role = "GOV"
            why += f" as metonym of the government of {id_}"
        elif sense.sense in {"inhabitant", "country", "adjective"} and entity is not None and entity.kind == "country":
            role = "GOV" if sense.sense == "country" else None
        noun_role = (
            self.lexicon.role(word.lemma.lower())
            if word.i not in range(mention.first.i, mention.last.i + 1) or mention.part
            else None
        )
        if noun_role:
            role = noun_role[0]
        if mention.known_as:
            why += f", a spelling of {mention.known_as!r}"
        if how == "adjective":
            why += " before the noun"
            if noun_role is None and not self.lexicon.is_target(word.lemma.lower()):  # the noun is a deed, not a party
                return Party(
                    text=mention.text,
                    name=name,
                    id=id_,
                    role=role,
                    certainty=certainty,
                    span=Span(mention.start, mention.end, mention.text),
                    why=why,
                )
        return Party(
            text=self.phrase(word), name=name, id=id_, role=role, certainty=certainty, span=self.span(word), why=why
        )

    def _name(self, entity: object) -> str | None:
        return getattr(entity, "name_en", None) or getattr(entity, "name_nl", None)

    def _country_of(
        self, entity: object, role: str | None, name: str | None
    ) -> tuple[str | None, str | None, str | None]:
        """The id that a person or organ stands for: the country or group it holds office in, the country of the organ."""
        if getattr(entity, "kind", "") == "organ":
            country = getattr(entity, "country", None)
            owner = self.world.entity(country) if country else None
            return country, role, self._name(owner) if owner else name
        offices = self.world.offices(entity.id)  # type: ignore[attr-defined]
        if offices:
            return offices[0].entity, role or "GOV", name
        return getattr(entity, "country", None), role, name

    def _described(self, word: Word, nationality: Mention | None) -> Party | None:
        """A party known by its noun: with a nationality, a name beside it, an owner, or nothing but itself."""
        lemma = word.lemma.lower()
        role = self.lexicon.role(lemma)
        beside = self._beside(word)
        if beside is not None:
            party = self.make(word, beside, "beside")
            party.role = role[0] if role and party.role in {None, "GOV"} else party.role
            return party
        mention = self.names.at.get(word.i)
        if (
            mention is not None
            and mention.part
            and mention.of("actor", "country", "organ", "person", "inhabitant", "adjective")
        ):
            return self.make(word, mention, "compound")
        owner = self._owner(word)
        if owner is not None and owner.id and self.lexicon.ties["nouns"].get(lemma) == "part-of":
            return Party(
                text=self.phrase(word),
                name=owner.name,
                id=owner.id,
                role=owner.role,
                certainty=owner.certainty,
                span=self.span(word),
                why=f"{word.text!r} of it: {owner.why}",
            )
        if nationality is not None:
            party = self.make(word, nationality, "adjective")
            if role is not None and role[0] == "REB":
                party.id, party.name = None, None
                party.why = f"{party.why}; the noun names an unknown armed group of that nationality"
            return party
        if owner is not None and role is not None and role[0] == "REB" and owner.role in {"GOV", None}:
            owner = None  # "facties uit Irak": from there, not Iraq's
        if owner is not None and (role is not None or self.lexicon.is_target(lemma)):
            return Party(
                text=self.phrase(word),
                name=owner.name,
                id=owner.id,
                role=role[0] if role else owner.role,
                certainty=owner.certainty,
                span=self.span(word),
                why=f"{owner.why} (owner of {word.text!r})",
            )
        if owner is not None and role is None and word.upos != "PROPN":
            return owner  # "de sluiting van de Georgische omroep": what is done to a thing is done to whose it is
        several = "Plur" in word.feats and role is not None and role[1] in self.lexicon.collectives
        if role is not None and not several and self._definite(word):
            antecedent = self._antecedent(word, role)
            if antecedent is not None:
                return antecedent
        if (
            role is None
            and not self.lexicon.is_target(lemma)
            and word.upos != "PROPN"
            and not self.lexicon.in_class("person", lemma)
        ):
            if self.lexicon.in_class("abstract", lemma):
                return None
        return Party(
            text=self.phrase(word),
            name=None,
            id=None,
            role=role[0] if role else None,
            certainty="certain",
            span=self.span(word),
            why=f"unknown party, by the noun {word.lemma!r}" + (f" ({role[0]})" if role else ""),
        )

    def _beside(self, word: Word) -> Mention | None:
        """A known actor or person in apposition to the noun: "militie Kaitab Hezbollah", "president Trump", or the
        noun in apposition to it: "Al-Shabaab, de terreurbeweging"."""
        for child in word.children:
            if child.deprel in {"appos", "flat", "flat:name", "nmod", "compound", "dep"} and not any(
                c.deprel == "case" for c in child.children
            ):
                mention = self.names.at.get(child.i)
                if mention is not None and mention.of("actor", "person", "organ"):
                    return mention
        following = self.text.words[word.i + 1] if word.i + 1 < len(self.text.words) else None
        if following is not None and following.sentence is word.sentence:
            mention = self.names.at.get(following.i)
            if mention is not None and mention.of("actor", "person") and self.lexicon.role(word.lemma.lower()):
                return mention
        if word.deprel in {"appos", "flat"} and word.head is not None:
            mention = self.names.at.get(word.head.i)
            if mention is not None and mention.of("actor", "person", "organ", "country"):
                return mention
        return None

    def _owner(self, word: Word) -> Party | None:
        """Whose it is: "het leger van Syrië", "strijders van Al-Shabaab", "een woordvoerder van het ministerie",
        "zijn troepen". Not "uit", which is where somebody comes from, unless nothing else is said."""
        fallback = None
        for child in word.children:
            if child.deprel in {"nmod", "nmod:poss", "appos", "obl"} and child.upos in NOUNS | {"PRON", "ADJ"}:
                preposition = preposition_of(child)
                mention = self.names.at.get(child.i)
                if preposition in self.lexicon.origin_prepositions or child.deprel == "nmod:poss":
                    if child.upos == "PRON":
                        for party in self.pronoun(child):
                            return party
                    for party in self._single(child):
                        if party.id:
                            return party
                elif mention is not None and mention.of("country") and preposition in self.lexicon.place_prepositions:
                    fallback = fallback or next((p for p in self._single(child) if p.id), None)
        if fallback is not None and (self.lexicon.role(word.lemma.lower()) or ("", ""))[1] in self.lexicon.state_roles:
            return fallback
        return None

    # -- referring back ---------------------------------------------------------------------------------------------

    def _definite(self, word: Word) -> bool:
        for child in word.children:
            if child.deprel in {"det", "nmod:poss"}:
                return child.lower in self.lexicon.definite
            if child.deprel == "nummod":
                return False  # "vier militairen": not those spoken of
        return (
            word.upos == "NOUN" and (self.lexicon.role(word.lemma.lower()) or ("", ""))[1] in self.lexicon.state_roles
        )

    def _survey(self) -> list[Seen]:
        """Every known party of the text in order, with what tells how it may be referred to."""
        out = []
        for mention in self.names.mentions:
            sense = mention.of("actor", "person", "organ", "country", "inhabitant", "adjective", "capital")
            if sense is None:
                continue
            entity = self.world.entity(sense.entity)
            if entity is None:
                continue
            id_, role, name = sense.entity, entity.role, entity.name_en
            kind = entity.kind
            if kind in {"organ", "person"}:
                owner, role, name = self._country_of(entity, role, name)
                id_ = owner or entity.id
            elif sense.sense == "capital" and entity.country:
                id_, kind = entity.country, "country"
                country = self.world.entity(entity.country)
                name = country.name_en if country else name
            head = mention.last
            top = head
            while top.head is not None and top.deprel in {"flat", "appos", "amod", "compound", "flat:name"}:
                top = top.head
            if kind == "country" and sense.sense == "adjective":
                noun_role = self.lexicon.role(top.lemma.lower())
                role = noun_role[0] if noun_role else None
            elif mention.part:
                noun_role = self.lexicon.role(head.lemma.lower())
                role = noun_role[0] if noun_role else role
            out.append(
                Seen(
                    top,
                    id_,
                    name,
                    role,
                    kind,
                    "Plur" in top.feats or sense.sense == "inhabitant",
                    top.deprel in {"nsubj", "nsubj:pass"},
                )
            )
        return out

    def _antecedent(self, word: Word, role: tuple[str, str]) -> Party | None:
        """Whom "de militie", "het leger", "de regering", "de president" means: the nearest earlier party of that
        sector; for a state's organ the nearest earlier country that acts or, failing that, is named."""
        sector, noun = role
        here = word.sentence.n
        best: Seen | None = None
        for seen in reversed(self.seen):
            if seen.word.i >= word.i or self._beside_in_clause(seen, word):
                continue
            if here - seen.word.sentence.n > LOOK_BACK:
                break
            if seen.role == sector and (seen.kind != "country" or noun in self.lexicon.state_roles):
                best = seen
                break
        if best is None and noun in self.lexicon.state_roles:
            best = self._main_country(word)
        elif best is None and sector in {"REB"}:
            best = next(
                (
                    s
                    for s in reversed(self.seen)
                    if s.word.i < word.i
                    and s.kind == "actor"
                    and s.role in {"REB", None, "OPP"}
                    and here - s.word.sentence.n <= LOOK_BACK
                ),
                None,
            )
        if best is None:
            return None
        name = best.name
        if best.kind == "person" and noun not in self.lexicon.titles:
            country = self.world.entity(best.id)  # "het ministerie" is the country's, not the person's
            name = country.name_en if country is not None else name
        return Party(
            text=self.phrase(word),
            name=name,
            id=best.id,
            role=sector,
            certainty="probable",
            span=self.span(word),
            why=f"definite {word.text!r} taken as {best.word.text!r} named before",
        )

    def forces_before(self, word: Word) -> list[Party]:
        """The state whose armed forces were spoken of last before a word, as the likely owner of unowned ones."""
        for seen in reversed(self.seen):
            if (
                seen.word.i < word.i
                and word.sentence.n - seen.word.sentence.n <= 3
                and seen.kind == "country"
                and (seen.role in {"MIL", "GOV"} or seen.subject)
            ):
                return [
                    Party(
                        text=word.text,
                        name=seen.name,
                        id=seen.id,
                        role="MIL",
                        certainty="possible",
                        span=Span(word.start, word.end, word.text),
                        why=f"{word.text!r}: forces of {seen.word.text!r}, spoken of before",
                    )
                ]
        return []

    def _beside_in_clause(self, seen: Seen, word: Word) -> bool:
        """Whether both stand in one clause: then they are two parties of it, unless one is inside the other's phrase."""
        return self.clauses.of[seen.word.i] is self.clauses.of[word.i] and word not in seen.word.ancestors()

    def _main_country(self, word: Word) -> Seen | None:
        """The country that the text is about at this point: the one named most often up to here, the latest of equals."""
        counts: dict[str, int] = {}
        last: dict[str, Seen] = {}
        for seen in self.seen:
            if seen.kind == "country" and seen.word.i < word.i and not self._beside_in_clause(seen, word):
                counts[seen.id] = counts.get(seen.id, 0) + 1
                last[seen.id] = seen
        if not counts:
            return None
        return last[max(counts, key=lambda k: (counts[k], last[k].word.i))]

    def pronoun(self, word: Word) -> list[Party]:
        lexicon = self.lexicon
        lower = word.lower
        if lower in lexicon.speaker:
            speaker = self.speakers.get(word.sentence.n)
            return [self._refer(word, speaker, "the speaker of the quotation")] if speaker else []
        if lower not in lexicon.pronouns and lower not in lexicon.possessive and lower not in lexicon.relative:
            return []
        if (
            word.deprel in {"nsubj", "obj", "nsubj:pass", "iobj", "obl"}
            and word.head is not None
            and word.head.deprel == "acl:relcl"
            and word.head.head is not None
            and lower in lexicon.relative
        ):
            return self._single(word.head.head)
        plural = "Plur" in word.feats or (
            word.head is not None and "Plur" in word.head.feats and word.deprel.startswith("nsubj")
        )
        here = word.sentence.n
        best: tuple[float, Seen] | None = None
        for seen in self.seen:
            distance = here - seen.word.sentence.n
            if seen.word.i >= word.i or distance > 3 or distance < 0 or seen.word.deprel == "amod":
                continue
            if seen.kind == "country" and seen.role is None and seen.word.upos == "ADJ":
                continue
            score = -2.0 * distance + (1.5 if seen.subject else 0.0) + (seen.word.i - word.i) * 0.01
            if plural != seen.plural:
                score -= 1.0 if seen.kind in {"country", "actor"} else 3.0
            if not plural and seen.kind != "person":
                score -= 0.7
            if seen.word.head is word.head and seen.word.head is not None:
                score -= 4.0  # one clause does not name a party and its pronoun as two of its slots
            if best is None or score > best[0]:
                best = (score, seen)
        if best is None:
            return []
        seen = best[1]
        whole = self._single(seen.word) if seen.word.i not in self._busy else []
        base = next((p for p in whole if p.id == seen.id), None)
        made = Party(
            text=word.text,
            name=seen.name,
            id=seen.id,
            role=base.role if base else seen.role,
            certainty="probable",
            span=Span(word.start, word.end, word.text),
            why=f"pronoun {word.text!r} taken as {seen.word.text!r} named before",
        )
        return [made]

    def _one_of(self, word: Word, whole: Party) -> Party:
        start, end = min(word.start, whole.span.start), max(word.end, whole.span.end)
        text = self.text.raw[start:end]
        return Party(
            text=text,
            name=whole.name,
            id=whole.id,
            role=whole.role,
            certainty=whole.certainty,
            span=Span(start, end, text),
            why=f"{word.text!r} of them: {whole.why}",
        )

    def _refer(self, word: Word, party: Party, why: str) -> Party:
        return Party(
            text=word.text,
            name=party.name,
            id=party.id,
            role=party.role,
            certainty=party.certainty,
            span=Span(word.start, word.end, word.text),
            why=f"{word.text!r}: {why}",
        )

    # -- words ------------------------------------------------------------------------------------------------------

    def span(self, word: Word) -> Span:
        """The span of the noun phrase of a word."""
        if word.i not in self._spans:
            words = self._phrase_words(word)
            start, end = words[0].start, words[-1].end
            self._spans[word.i] = Span.of(self.text.raw, start, end)
        return self._spans[word.i]

    def phrase(self, word: Word) -> str:
        return self.span(word).text

    def _phrase_words(self, word: Word) -> list[Word]:
        """The noun phrase without articles at its start, relative clauses, coordination and what follows a comma."""
        keep = {word.i: word}
        stack = [word]
        copula = word.child("cop")
        while stack:
            for child in stack.pop().children:
                if child.deprel in _OUTSIDE and not (child.deprel == "advmod" and child.i < word.i):
                    continue
                if copula is not None and child.head is word and child.i < copula.i:
                    continue  # "volgens X waren de doden strijders van ...": the phrase begins behind its verb
                if child.deprel == "case" and child.head is word:
                    continue
                if child.deprel == "appos" and child.i > word.i + 1 and self.text.words[child.i - 1].upos == "PUNCT":
                    continue
                if child.deprel == "det" and child.head is word:
                    continue
                if child.i > word.i + 12 or child.sentence is not word.sentence or child.i in self.clauses.skip:
                    continue
                if word.upos in {"VERB", "AUX"}:
                    continue
                keep[child.i] = child
                stack.append(child)
        words = [keep[i] for i in sorted(keep)]
        # a phrase is a run: cut where the parser left a gap with other words
        at = next(n for n, w in enumerate(words) if w is word)
        first = at
        while first and words[first].i - words[first - 1].i <= LARGEST_GAP:
            first -= 1
        last = at
        while last + 1 < len(words) and words[last + 1].i - words[last].i <= LARGEST_GAP:
            last += 1
        mention = self.names.at.get(word.i)
        run = words[first : last + 1]
        if mention is not None:
            run = sorted({*run, *self.text.words[mention.first.i : mention.last.i + 1]}, key=lambda w: w.i)
        return run
