"""Where: the places of a text, settled by context, and which of them an event happened at."""

from __future__ import annotations

from dataclasses import dataclass

from kroniek.coding.clauses import NOUNS, preposition_of
from kroniek.coding.names import Mention, Names
from kroniek.language.grammar import Text, Word
from kroniek.language.lexicon import Lexicon
from kroniek.record import Place, Span
from kroniek.world import World
from kroniek.world.places import PlaceMention, ResolvedPlace, resolve_places

LOCAL = ("place", "region", "facility", "admin1", "capital")


@dataclass
class Located:
    """A place in the text: the word it hangs on, the preposition before it, and what was made of it.
    ``thing`` is the noun of a site that carries it ("de basis bij Kirkoek"), if any."""

    word: Word
    preposition: str | None
    place: Place
    is_country: bool
    country: str | None


class Places:
    """All places of one text, in order."""

    def __init__(
        self, text: Text, names: Names, lexicon: Lexicon, world: World, skip: frozenset[int] = frozenset()
    ) -> None:
        """``skip``: numbers of words that are no place (those of time expressions)."""
        self.text = text
        self._skip = skip
        self.names = names
        self.lexicon = lexicon
        self.world = world
        self.all = self._resolve()
        self.by_sentence: dict[int, list[Located]] = {}
        for located in self.all:
            self.by_sentence.setdefault(located.word.sentence.n, []).append(located)

    def _resolve(self) -> list[Located]:
        counts: dict[str, int] = {}
        for mention in self.names.mentions:
            sense = mention.of("country", "adjective", "inhabitant")
            if sense is not None and len(sense.entity) == 3:
                counts[sense.entity] = counts.get(sense.entity, 0) + 1
        wanted: list[tuple[Mention, PlaceMention]] = []
        for mention in self.names.mentions:
            local = [s for s in mention.senses if s.sense in LOCAL]
            if local and not mention.part and not mention.of("country", "actor", "person"):
                wanted.append(
                    (
                        mention,
                        PlaceMention(
                            start=mention.start,
                            end=mention.end,
                            text=mention.text,
                            senses=local,
                            inside=self._inside(mention),
                        ),
                    )
                )
        resolved: dict[int, ResolvedPlace] = {}
        if wanted:
            for (mention, _), place in zip(
                wanted, resolve_places([p for _, p in wanted], countries_in_text=counts, world=self.world), strict=True
            ):
                if place is not None:
                    resolved[mention.start] = place
        out = []
        for mention in self.names.mentions:
            located = self._locate(mention, resolved.get(mention.start))
            if located is not None:
                out.append(located)
        return sorted([*out, *self._unknown(out), *self._referring(out)], key=lambda p: p.place.span.start)

    def _unknown(self, named: list[Located]) -> list[Located]:
        """Names that the world tables lack, behind a preposition of place ("rond Labbezanga"): kept as places unknown."""
        out = []
        taken = {p.word.i for p in named}
        words = self.text.words
        for n, word in enumerate(words):
            if word.lower not in self.lexicon.unknown_place_prepositions or word.upos != "ADP" or n + 1 >= len(words):
                continue
            name = words[n + 1]
            if (
                name.upos != "PROPN"
                or not name.text[0].isupper()
                or name.i in self.names.at
                or name.i in taken
                or name.sentence is not word.sentence
                or name.i in self._skip
            ):
                continue
            last = name
            while (
                last.i + 1 < len(words)
                and words[last.i + 1].upos == "PROPN"
                and words[last.i + 1].sentence is name.sentence
                and words[last.i + 1].i not in self.names.at
                and words[last.i + 1].i not in self._skip
            ):
                last = words[last.i + 1]
            span = Span.of(self.text.raw, name.start, last.end)
            out.append(
                Located(
                    name,
                    word.lower,
                    Place(
                        text=span.text,
                        name=span.text,
                        geonames=None,
                        country=None,
                        lat=None,
                        lon=None,
                        precision="unknown",
                        span=span,
                        why=f"a name behind {word.text!r} that the gazetteer does not have",
                    ),
                    False,
                    None,
                )
            )
        return out

    def _referring(self, named: list[Located]) -> list[Located]:
        """ "dat gebied", "de stad", "het land": the last place of that kind that was named before."""
        out = []
        for word in self.text.words:
            if word.upos != "NOUN" or word.lemma not in self.lexicon.place_reference or word.i in self.names.at:
                continue
            determiner = next(
                (c for c in word.children if c.deprel == "det" and c.lower in self.lexicon.definite), None
            )
            if determiner is None or any(c.deprel in {"nmod", "appos", "amod", "flat"} for c in word.children):
                continue
            wanted = self.lexicon.place_reference[word.lemma]
            before = [
                p
                for p in named
                if p.place.span.end <= word.start
                and word.sentence.n - p.word.sentence.n <= 4
                and (wanted == "any" or (wanted == "country") == p.is_country)
                and p.place.country is not None
            ]
            preposition = preposition_of(word)
            if before and preposition is not None:
                place = before[-1].place
                span = Span.of(self.text.raw, determiner.start, word.end)
                out.append(
                    Located(
                        word,
                        preposition,
                        Place(
                            text=span.text,
                            name=place.name,
                            geonames=place.geonames,
                            country=place.country,
                            lat=place.lat,
                            lon=place.lon,
                            precision=place.precision,
                            span=span,
                            why=f"{span.text!r} taken as {place.text!r} named before",
                        ),
                        before[-1].is_country,
                        before[-1].country,
                    )
                )
        return out

    def _inside(self, mention: Mention) -> str | None:
        """The country that the phrase itself puts the place in: "Taji, Irak", "de Somalische hoofdstad Mogadishu"."""
        words = self.text.words
        top = mention.first
        for i in range(mention.last.i + 1, min(mention.last.i + 4, len(words))):
            other = self.names.at.get(i)
            if words[i].sentence is not mention.last.sentence:
                break
            if other is not None and other.of("country") and other is not mention:
                return other.of("country").entity  # type: ignore[union-attr]
        for i in range(max(0, top.i - 3), top.i):
            other = self.names.at.get(i)
            if other is not None and other.of("adjective") and words[i].sentence is top.sentence:
                entity = other.of("adjective").entity  # type: ignore[union-attr]
                return entity if len(entity) == 3 else None
        return None

    def _locate(self, mention: Mention, resolved: ResolvedPlace | None) -> Located | None:
        country = mention.of("country")
        if mention.part or (resolved is None and country is None):
            return None
        head, preposition = self._governed(mention)
        if resolved is not None:
            span = Span(mention.start, mention.end, mention.text)
            entity = resolved.entity
            place = Place(
                text=mention.text,
                name=entity.name_en or entity.name_nl or mention.text,
                geonames=entity.geonames,
                country=resolved.country,
                lat=resolved.lat,
                lon=resolved.lon,
                precision=resolved.precision,  # type: ignore[arg-type]
                span=span,
                why=resolved.why,
            )
            return Located(head, preposition, place, False, resolved.country)
        assert country is not None
        entity_ = self.world.entity(country.entity)
        compass = self._compass(mention)
        if compass is not None and entity_ is not None:
            word, direction, span = compass
            name = f"{direction.capitalize()} {entity_.name_en}"
            head = word
            return Located(
                head,
                preposition_of(head),
                Place(
                    text=span.text,
                    name=name,
                    geonames=None,
                    country=country.entity,
                    lat=None,
                    lon=None,
                    precision="region",
                    span=span,
                    why=f"{direction} of {entity_.name_en}",
                ),
                False,
                country.entity,
            )
        span = Span(mention.start, mention.end, mention.text)
        return Located(
            head,
            preposition,
            Place(
                text=mention.text,
                name=entity_.name_en if entity_ else country.form,
                geonames=entity_.geonames if entity_ else None,
                country=country.entity if len(country.entity) == 3 else None,
                lat=entity_.lat if entity_ else None,
                lon=entity_.lon if entity_ else None,
                precision="country",
                span=span,
                why="country name",
            ),
            True,
            country.entity,
        )

    def _governed(self, mention: Mention) -> tuple[Word, str | None]:
        """The word of the name that hangs outside it, and the preposition that governs it, also through the noun it
        names ("in de stad Idlib")."""
        words = self.text.words[mention.first.i : mention.last.i + 1]
        head = next((w for w in words if w.head is None or w.head not in words), words[0])
        preposition = preposition_of(head)
        top = head
        for _ in range(3):
            if preposition is not None or top.head is None:
                break
            if (
                top.deprel in {"appos", "nmod", "flat", "compound", "conj", "dep", "nmod:poss"}
                and top.head.upos in NOUNS
            ):
                if top.deprel == "conj" or self._locates(top.head) or top.deprel in {"appos", "flat"}:
                    top = top.head
                    preposition = preposition_of(top)
                else:
                    break
            else:
                break
        before = self._before_phrase(mention)
        if preposition is None and before is not None and before.upos == "ADP":
            preposition = before.lower
        if preposition in self.lexicon.partitive and before is not None and before.i and before.upos == "ADP":
            located = self.text.words[before.i - 1]  # "in het westen van Kabul", "een wijk van Aleppo"
            if located.sentence is head.sentence and (self._locates(located) or located.lower in self.lexicon.compass):
                preposition = preposition_of(located) or preposition
        return head, preposition

    def _locates(self, noun: Word) -> bool:
        return noun.lemma.lower() in self.lexicon.place_nouns

    def _before_phrase(self, mention: Mention) -> Word | None:
        """The word before the name and the articles, adjectives and place noun in front of it ("in de Koerdische stad
        Sanandaj")."""
        words = self.text.words
        i = mention.first.i - 1
        while (
            i >= 0
            and words[i].sentence is mention.first.sentence
            and (
                words[i].upos in {"DET", "ADJ"}
                or self._locates(words[i])
                or (i in self.names.at and self.names.at[i].of("adjective") is not None)
            )
        ):
            i -= 1
        return words[i] if i >= 0 and words[i].sentence is mention.first.sentence else None

    def _compass(self, mention: Mention) -> tuple[Word, str, Span] | None:
        """ "het noorden van Irak": the compass noun before a country."""
        words = self.text.words
        i = mention.first.i
        while i > 0 and words[i - 1].upos in {"DET"}:
            i -= 1
        if i >= 2 and words[i - 1].upos == "ADP" and words[i - 1].sentence is mention.first.sentence:
            direction = self.lexicon.compass.get(words[i - 2].lower)
            if direction is not None:
                a, b = words[i - 2].start, mention.end
                return words[i - 2], direction, Span.of(self.text.raw, a, b)
        return None

    def is_site(self, located: Located) -> bool:
        """Whether the text uses this place as somewhere something happens, not as an origin or a party."""
        preposition = located.preposition
        if located.place.why and "named before" in located.place.why:
            return preposition is not None  # "uit dat gebied"
        return (
            preposition is not None
            and preposition in self.lexicon.place_prepositions
            and preposition not in self.lexicon.origin_prepositions
        )
