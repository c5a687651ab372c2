"""Everything the coder knows of one language, read from its folder of data. The code names no word."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from kroniek.errors import UserError
from kroniek.language.frames import FrameIndex, read_frames

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """A YAML file's content. Raises :class:`UserError` with the line where it does not parse."""
    try:
        return yaml.load(path.read_text("utf-8"), Loader=_Loader)
    except yaml.YAMLError as error:
        raise UserError(f"{path.name} is no valid YAML: {error}", code="yaml") from error


class Lexicon:
    """The data of a language folder. Attributes are sets and dicts of lemmas or lower-case forms."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.language = folder.name
        self.frames = FrameIndex(
            f
            for path in sorted((folder / "frames").glob("*.yaml"))
            for f in read_frames(f"{folder.name}/frames/{path.name}", read_yaml(path), folder.name)
        )
        self.forms = self._forms()
        past = folder / "past_forms.txt"
        self.past_forms = frozenset(past.read_text("utf-8").split()) if past.exists() else frozenset()
        self._grammar()
        self._status()
        self._claims()
        self._outcomes()
        self._roles()
        self.modifiers: dict[str, dict[str, Any]] = self._read("modifiers")
        self.classes: dict[str, frozenset[str]] = {
            k: frozenset(v) for k, v in self._read("classes").items() if isinstance(v, list)
        }
        support = self._read("support")
        self.support: dict[str, dict[str, str]] = {k: v or {} for k, v in support["verbs"].items()}
        self.not_support = frozenset(support["not_support"])
        self.support_prepositions = frozenset(support["prepositions"])
        self.links: dict[str, Any] = self._read("links")
        self.ties: dict[str, Any] = self._read("ties")
        self._tie_cache: dict[str, Any] = {}
        self._target_cache: dict[str, bool] = {}
        self._class_cache: dict[tuple[str, str], bool] = {}
        self.separable = self._separable()
        known = {*self.forms.values(), *(form for form, _ in self.forms)}
        self.complete = all(f.head in known for f in self.frames.frames if f.pos != "adj")
        """Whether the table of forms has every head of the frames, so that no lemmatizer is needed to find them."""
        self.topics: dict[str, dict[str, frozenset[str]]] = {
            name: {k: frozenset(v) for k, v in words.items()} for name, words in self._read("topics").items()
        }

    def _read(self, name: str) -> dict[str, Any]:
        path = self.folder / f"{name}.yaml"
        data = read_yaml(path) if path.exists() else {}
        return data if isinstance(data, dict) else {}

    def _forms(self) -> dict[tuple[str, str], str]:
        """(lower-case form, UPOS) to lemma, for words that frames hang on."""
        out: dict[tuple[str, str], str] = {}
        for name in ("forms.tsv", "treebank_forms.tsv"):
            own = name == "forms.tsv"
            path = self.folder / name
            for line in path.read_text("utf-8").splitlines() if path.exists() else ():
                if line and line[0] != "#":
                    form, pos, lemma = line.split("\t")[:3]
                    # a plural that is listed as a head too is a plural; the treebank gives way to a head of a frame
                    if (form, pos) not in out or (out[form, pos] == form and (own or form not in self.frames.nouns)):
                        out[form, pos] = lemma
        return out

    def _separable(self) -> dict[str, set[str]]:
        """Base verb to the particles that make another known verb of it (frames, saying, outcomes, support ...)."""
        particles = [*map(str, self._read("inflection").get("particles", []))]
        known = {
            *self.frames.verbs,
            *self.saying,
            *self.outcome_verbs,
            *self.support,
            *self.unaccusative,
            *(w for words in self.status.values() for w in words),
            *(str(e["verb"]) for e in self.attribution if "verb" in e),
            *(str(e["verb"]) for e in self.ties["predicates"] if "verb" in e),
        }
        out: dict[str, set[str]] = {}
        for verb in known:
            for particle in particles:
                if verb.startswith(particle) and len(verb) - len(particle) > 3 and verb.endswith("n"):
                    out.setdefault(verb[len(particle) :], set()).add(particle)
        for verb, more in self.frames.particles.items():
            out.setdefault(verb, set()).update(more)
        self.known_verbs = known
        return out

    def _grammar(self) -> None:
        g = self._read("grammar")
        self.passive_auxiliaries = frozenset(g["passive_auxiliaries"])
        self.be = frozenset(g["be_auxiliaries"])
        self.perfect = frozenset(g["perfect_auxiliaries"])
        self.unaccusative = frozenset(g["unaccusative"])
        self.further = frozenset(
            [*g["agent_prepositions"], *g["against_prepositions"], *g["with_prepositions"], *g["indirect_prepositions"]]
        )
        self.with_whom = tuple(g["with_prepositions"])
        self.against = frozenset(g["against_prepositions"])
        self.partitive = frozenset(g["partitive_prepositions"])
        self.indirect = tuple(g["indirect_prepositions"])
        self.agent = frozenset(g["agent_prepositions"])
        self.place_prepositions = frozenset(g["place_prepositions"])
        self.origin_prepositions = frozenset(g["origin_prepositions"])
        self.target_prepositions = frozenset(g["target_prepositions"])
        self.relative = frozenset(g["relative_pronouns"])
        self.accompanying = frozenset(g["accompanying"])
        pronouns = g["personal_pronouns"]
        self.singular = frozenset(pronouns["singular"])
        self.plural = frozenset(pronouns["plural"])
        self.speaker = frozenset(pronouns["speaker"])
        self.possessive = frozenset(pronouns["possessive"])
        self.pronouns = self.singular | self.plural | self.speaker
        self.reflexive = frozenset(g["reflexives"])
        self.definite = frozenset(g["definite_determiners"])
        self.demonstrative = frozenset(g["demonstratives"])
        self.infinitive_openers = frozenset(g["infinitive_openers"])
        self.generic_events = frozenset(g["generic_events"])
        self.indefinite = frozenset(g["indefinite_determiners"])
        self.new_instance = frozenset(g["new_instance"])
        self.expletives = frozenset(g["expletives"])
        self.name_particles = frozenset(g["name_particles"])
        self.compass: dict[str, str] = g["compass"]
        self.place_nouns = frozenset(g["place_nouns"])
        self.place_reference: dict[str, str] = g["place_reference"]
        self.person_endings = tuple(g["person_endings"])
        self.person_endings_not = frozenset(g["person_endings_not"])
        self.no_party = frozenset(g["no_party"])
        self.unknown_place_prepositions = frozenset(g["unknown_place_prepositions"])
        self.place_nouns_only = frozenset(g["place_nouns_only"])

    def _status(self) -> None:
        status = self._read("status")
        self.status: dict[str, frozenset[str]] = {k: frozenset(v) for k, v in status.items() if isinstance(v, list)}
        hedges = status["hedges"]
        self.hedges = {w: c for c in ("probable", "possible") for w in hedges[c]}

    def _claims(self) -> None:
        c = self._read("claims")
        self.claims = c
        self.saying: dict[str, str] = c["verbs"]
        self.source_prepositions = frozenset(c["source_prepositions"])
        self.document_verbs = frozenset(c["document_verbs"])
        self.document_nouns = frozenset(c["document_nouns"])
        self.anonymous = frozenset(c["anonymous"])
        self.anonymous_words = frozenset(c["anonymous_words"])
        self.hearsay = frozenset(c["hearsay"])
        self.attribution: list[dict[str, Any]] = c["attribution"]

    def _outcomes(self) -> None:
        o = self._read("outcomes")
        self.outcome_verbs: dict[str, list[dict[str, Any]]] = {}
        for entry in o["verbs"]:
            self.outcome_verbs.setdefault(entry["verb"], []).append(entry)
        self.outcome_adjectives: dict[str, str] = o["adjectives"]
        self.outcome_nouns: dict[str, str] = o["nouns"]
        self._outcome_cache: dict[str, str | None] = {}
        self.outcome_needs: dict[str, list[str]] = o["needs"]
        self.death_toll = frozenset(o["death_toll_nouns"])
        self.identify = frozenset(o["identify"])
        self.subset_markers = tuple(o["subset_markers"])
        self.article_one = frozenset(o["article_one"])
        self.collectives = frozenset(o["collectives"])
        self.cause_prepositions = frozenset(o["cause_prepositions"])

    def _roles(self) -> None:
        self.roles: dict[str, str] = {}
        self.state_roles: set[str] = set()
        data = self._read("roles")
        for sector, groups in data.items():
            if sector in {"titles", "offices", "targets"}:
                continue
            for kind, nouns in groups.items():
                for noun in nouns:
                    self.roles.setdefault(noun, sector)
                    if kind == "state":
                        self.state_roles.add(noun)
        self.titles = frozenset(data["titles"])
        self.offices: dict[str, list[str]] = data["offices"]
        self.targets = frozenset(data["targets"])
        self._role_cache: dict[str, tuple[str, str] | None] = {}

    def role(self, lemma: str) -> tuple[str, str] | None:
        """(PLOVER sector, the role noun matched) of a noun, whole or by the end of a compound; None if it has none."""
        if lemma not in self._role_cache:
            self._role_cache[lemma] = self._role(lemma)
        return self._role_cache[lemma]

    def _role(self, lemma: str) -> tuple[str, str] | None:
        lemma = lemma.lower()
        if lemma in self.roles:
            return self.roles[lemma], lemma
        for k in range(2, len(lemma) - 2):
            tail = lemma[k:].lstrip("-")
            if len(tail) >= 4 and tail in self.roles:
                return self.roles[tail], tail
        return None

    def noun_lemma(self, lower: str) -> str | None:
        """The lemma of a noun form, itself known or by its last part."""
        for k in (0, *range(2, len(lower) - 4)):
            tail = self.forms.get((lower[k:], "NOUN"))
            if tail is not None:
                return lower[:k] + tail
        return None

    def is_agentive(self, lemma: str) -> bool:
        """Whether a noun that no list has looks like one for a person, by its ending ("olijvenplukker")."""
        return (
            len(lemma) > 6
            and lemma.endswith(self.person_endings)
            and lemma not in self.person_endings_not
            and not any(self.in_class(c, lemma) for c in self.classes if c not in {"person", "armed"})
            and self.frames.noun(lemma) is None
        )

    def is_target(self, lemma: str) -> bool:
        """Whether a noun names a thing or site that is struck (base, convoy, hospital), whole or as compound."""
        if lemma not in self._target_cache:
            self._target_cache[lemma] = lemma in self.targets or any(
                lemma[k:].lstrip("-") in self.targets for k in range(2, len(lemma) - 3)
            )
        return self._target_cache[lemma]

    def outcome_compound(self, lemma: str) -> str | None:
        """The outcome that a compound noun tells by its last part ("burgerdode"); remembered."""
        if lemma not in self._outcome_cache:
            self._outcome_cache[lemma] = next(
                (o for n, o in self.outcome_nouns.items() if len(n) >= 4 and lemma.endswith(n) and lemma != n), None
            )
        return self._outcome_cache[lemma]

    def tie_noun(self, lemma: str) -> Any:
        """The entry of ``ties.yaml`` for a noun, whole or as the end of a compound; remembered."""
        if lemma not in self._tie_cache:
            nouns = self.ties["nouns"]
            self._tie_cache[lemma] = nouns.get(lemma) or next(
                (v for k, v in nouns.items() if len(k) > 4 and lemma.endswith(k)), None
            )
        return self._tie_cache[lemma]

    def is_tie(self, lower: str) -> bool:
        """Whether a form is a participle that tells of a tie ("gesteund(e)")."""
        participles = self.ties["participles"]
        return lower in participles or lower.removesuffix(self.ties["inflection"]) in participles

    def in_class(self, name: str, lemma: str) -> bool:
        """Whether a lemma is in a word class of ``classes.yaml``, whole or as the end of a compound."""
        key = name, lemma
        if key not in self._class_cache:
            words = self.classes.get(name, frozenset())
            self._class_cache[key] = lemma in words or any(
                lemma[k:].lstrip("-") in words for k in range(2, len(lemma) - 3)
            )
        return self._class_cache[key]


@lru_cache(maxsize=8)
def load_lexicon(language: str) -> Lexicon:
    """The data of a language Kroniek reads. Raises :class:`UserError` listing those there are."""
    root = Path(str(resources.files("kroniek.language")))
    if not (root / language / "grammar.yaml").exists():
        known = ", ".join(languages())
        raise UserError(f"Kroniek does not read {language!r} yet; it reads: {known}.", code="unknown-language")
    return Lexicon(root / language)


@lru_cache(maxsize=1)
def languages() -> list[str]:
    """The BCP 47 codes of the languages that have a data folder."""
    root = Path(str(resources.files("kroniek.language")))
    return sorted(p.parent.name for p in root.glob("*/grammar.yaml"))
