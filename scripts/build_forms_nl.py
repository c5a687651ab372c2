"""Write every inflected form of the Dutch head words to ``language/nl/forms.tsv``.

Frames are found by lemma; a lemmatizer that errs would lose the event. With this table a form that stands in the text
is enough. Rows are ``form<TAB>pos<TAB>lemma``, pos VERB or NOUN. For a separable verb the detached form ("viel" in
"viel ... aan") is listed under its base verb, for the coder joins particle and base itself.

The regular spelling of Dutch (open and closed syllables, -te or -de, v/f and z/s) is code, because this is a build tool
for one language; all that is irregular is data: ``strong_verbs.tsv`` and ``inflection.yaml`` beside the frames.

Usage: python scripts/build_forms_nl.py [--check]   (--check: exit 1 if the table on disk is out of date)
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

NL = Path(__file__).resolve().parent.parent / "src" / "kroniek" / "language" / "nl"

Row = tuple[str, str, str]

VOWELS = "aeiouyáéíóúàèëïöü"
SHORT = "aeou"  # vowels that are doubled in a closed syllable when long; i never is
VOICELESS = ("t", "k", "f", "s", "ch", "p", "x", "c", "q", "sh")  # 't kofschip
DIGRAPHS = ("ie", "oe", "eu", "ou", "au", "aa", "ee", "oo", "uu")  # one long sound already
DIGRAPH_END = re.compile(r"(ie|oe|ui|eu|ij|ei|ou|au|aai|ooi|oei|eeuw|ieuw|uw)$")
LONG_CLOSED = re.compile(r"^(.*)(aa|ee|oo|uu)([^aeiouy])$")
SHORT_CLOSED = re.compile(rf"(^|[^{VOWELS}])[aeiou][^{VOWELS}wxhj]$|qu[aeiou][^{VOWELS}wxhj]$")


@dataclass(frozen=True)
class Strong:
    past_singular: str
    past_plural: str
    participle: str


@dataclass
class Irregular:
    """The irregular words, as read from the data files."""

    strong: dict[str, Strong] = field(default_factory=dict)
    particles: list[str] = field(default_factory=list)
    only_if_stated: set[str] = field(default_factory=set)
    prefixes: list[str] = field(default_factory=list)
    no_prefix: set[str] = field(default_factory=set)
    no_particle: set[str] = field(default_factory=set)
    schwa_eren: set[str] = field(default_factory=set)
    stressed: set[str] = field(default_factory=set)
    present: dict[str, list[str]] = field(default_factory=dict)
    past_also: dict[str, list[str]] = field(default_factory=dict)
    plural: dict[str, list[str]] = field(default_factory=dict)


def load_irregular(folder: Path = NL) -> Irregular:
    """Read strong_verbs.tsv and inflection.yaml.

    Raises FileNotFoundError if one is missing, ValueError for a row of the wrong length.
    """
    data: dict[str, Any] = yaml.safe_load((folder / "inflection.yaml").read_text(encoding="utf-8"))
    words = Irregular(
        particles=sorted(data["particles"], key=len, reverse=True),
        only_if_stated=set(data["particles_only_if_stated"]),
        prefixes=sorted(data["prefixes"], key=len, reverse=True),
        no_prefix=set(data["no_prefix"]),
        no_particle=set(data["no_particle"]),
        schwa_eren=set(data["schwa_eren"]),
        stressed=set(data["stressed"]),
        present=data["present"],
        past_also=data["past_also"],
        plural=data["plural"],
    )
    with (folder / "strong_verbs.tsv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.reader(handle, delimiter="\t"))
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != 4:
            raise ValueError(f"strong_verbs.tsv line {number}: 4 columns wanted, {len(row)} found")
        words.strong[row[0]] = Strong(row[1], row[2], row[3])
    return words


# Spelling


def close_syllable(stem: str, long: bool) -> str:
    """The stem as it is spelled when no ending follows: bezett -> bezet, blokker -> blokkeer, geev -> geef."""
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in VOWELS:
        stem = stem[:-1]
    elif long and len(stem) > 1 and stem[-1] not in VOWELS and stem[-2] in SHORT and stem[-3:-1] not in DIGRAPHS:
        stem = stem[:-2] + stem[-2] * 2 + stem[-1]
    return stem[:-1] + {"v": "f", "z": "s"}.get(stem[-1], stem[-1])


def open_syllable(word: str) -> str:
    """The word as it is spelled before an ending that begins with a vowel: bezet -> bezett, gedood -> gedod."""
    long = LONG_CLOSED.match(word)
    if long:
        return long[1] + long[2][0] + long[3]
    if SHORT_CLOSED.search(word):
        return word + word[-1]
    return word


def syllables(text: str) -> int:
    return len(re.findall(rf"[{VOWELS}]+", text))


# Verbs


def split_prefix(verb: str, words: Irregular) -> tuple[str, str]:
    """("be", "schieten") for beschieten; ("", verb) where there is no unstressed first part."""
    if verb in words.strong or verb in words.no_prefix:
        return "", verb
    for prefix in words.prefixes:
        rest = verb.removeprefix(prefix)
        plausible = rest in words.strong or re.match(rf"^[^{VOWELS}]{{0,3}}[{VOWELS}]+[^{VOWELS}]*\w*en$", rest)
        doubled = len(rest) > 1 and rest[0] == rest[1] and rest[0] not in VOWELS
        if rest != verb and plausible and not doubled and syllables(rest.removesuffix("en")) >= 1:
            return prefix, rest
    return "", verb


def split_particle(verb: str, particle: str | None, words: Irregular) -> tuple[str, str]:
    """("aan", "vallen") for aanvallen. A particle that the frame states is believed, others are looked up."""
    if particle and verb.startswith(particle) and len(verb) > len(particle) + 2:
        return particle, verb[len(particle) :]
    if particle is None and verb not in words.no_particle and verb not in words.strong:
        for known in words.particles:
            rest = verb.removeprefix(known)
            if rest == verb or known in words.only_if_stated:
                continue
            if rest in words.strong or (len(rest) > 4 and syllables(rest) > 1 and rest[0] != rest[1]):
                return known, rest
    return "", verb


def weak_stem(verb: str, words: Irregular) -> tuple[str, str]:
    """Stem as spelled (blokkeer) and as heard (blokker, verhuiz): the second decides between -te and -de."""
    if verb.endswith("iëren"):
        return verb.removesuffix("iëren") + "ieer", "r"
    if verb.endswith("eëren"):
        return verb.removesuffix("ren") + "er", "r"
    raw = verb.removesuffix("en")
    _, base = split_prefix(verb, words)
    inner = base.removesuffix("en")
    unstressed = raw.endswith(("el", "en", "em", "er", "ig")) and syllables(inner) > 1
    if raw.endswith(("er", "or")):
        unstressed = verb in words.schwa_eren or base in words.schwa_eren
    return close_syllable(raw, long=not unstressed or verb in words.stressed), raw


def add_ge(stem: str) -> str:
    """ge- before a stem, with the trema that keeps the vowels apart: geëist, geïnstalleerd, but geoefend, geuit."""
    first = {"e": "ë", "i": "ï"}.get(stem[0])
    if first and not stem.startswith("ij"):
        return "ge" + first + stem[1:]
    return "ge" + stem


@dataclass(frozen=True)
class Paradigm:
    finite: list[str]  # forms that a separable verb splits off
    participle: str | None
    past: set[str] = field(default_factory=set)


def conjugate(verb: str, words: Irregular) -> Paradigm:
    """All finite forms and the past participle of a verb without particle."""
    prefix, base = split_prefix(verb, words)
    known = words.strong.get(verb)
    if known is None and base in words.strong and prefix:
        root = words.strong[base]
        participle = prefix + root.participle.removeprefix("ge")
        known = Strong(prefix + root.past_singular, prefix + root.past_plural, participle)
    irregular_present = words.present.get(verb) or [prefix + form for form in words.present.get(base, [])]
    stem, heard = weak_stem(verb, words)
    regular = [stem, stem if stem.endswith("t") else stem + "t", verb]
    present = [*irregular_present, verb] if irregular_present else regular
    if known:
        also = words.past_also.get(verb) or [prefix + form for form in words.past_also.get(base, [])]
        past = [known.past_singular, known.past_plural, *also]
        return Paradigm(
            [*present, *past], known.participle if known.participle != "-" else None, set(past) - set(present)
        )
    ending = "t" if heard.endswith(VOICELESS) else "d"
    past = [stem + ending + "e", stem + ending + "en"]
    participle = stem if stem.endswith(ending) or (stem[-1] in "td") else stem + ending
    return Paradigm([*present, *past], participle if prefix else add_ge(participle), set(past) - set(present))


def adjectival(participle: str) -> list[str]:
    """aangevallen -> aangevallene; gebombardeerd -> gebombardeerde; gedood -> gedode."""
    if participle.endswith("en"):
        return [participle, participle + "e"]
    return [participle, open_syllable(participle) + "e"]


def verb_rows(verb: str, particle: str | None, words: Irregular) -> Iterator[Row]:
    """Rows of one verb head; ``particle`` as the frame states it, None if it says nothing."""
    if not re.fullmatch(r"[a-zà-ÿ-]+n", verb):
        return
    first, base = split_particle(verb, particle, words)
    paradigm = conjugate(base, words)
    if first:
        yield from ((form, "VERB", base) for form in paradigm.finite)
    forms = [first + form for form in paradigm.finite] + [verb]
    if paradigm.participle:
        forms += adjectival(first + paradigm.participle)
    forms += [verb + "d", verb + "de"]
    yield from ((form, "VERB", verb) for form in forms)


# Nouns


def plurals(noun: str, words: Irregular) -> list[str]:
    """Plural forms of a noun. Where usage wavers (-s or -en) both are given."""
    for size in range(len(noun), 0, -1):
        tail = noun[-size:]
        if tail in words.plural and (size == len(noun) or size > 2):
            return [noun[:-size] + form for form in words.plural[tail]]
    if noun.endswith(("ee",)):
        return [noun + "ën"]
    if noun.endswith(("ij", "ei", "ui", "aai", "ooi", "oei")):
        return [noun + "en"]
    if noun.endswith("ie"):
        return [noun + "s"]
    if noun.endswith("je"):
        return [noun + "s"]
    if noun.endswith("e"):
        return [noun + "s", noun + "n"]
    if noun.endswith(("é", "eau", "eu", "oe")):
        return [noun + "s"]
    if noun[-1] in "aiouy":
        return [noun + "'s"]
    regular = plural_en(noun)
    if noun.endswith(("el", "er", "em", "en", "erd")) and syllables(noun) > 1 and noun[-3:-2] not in ("e", "i", "o"):
        return [noun + "s"]
    if noun.endswith(("ier", "eur", "aar", "oor", "or", "um", "on")) and syllables(noun) > 1:
        return [noun + "s", regular if not noun.endswith("or") or noun.endswith("oor") else noun + "en"]
    return [regular]


def plural_en(noun: str) -> str:
    opened = open_syllable(noun)
    if opened.endswith("f") and not opened.endswith("ff"):
        return opened[:-1] + "ven"
    long_vowel = bool(LONG_CLOSED.match(noun)) or bool(DIGRAPH_END.search(noun[:-1]))
    if opened.endswith("s") and not opened.endswith("ss") and long_vowel:
        return opened[:-1] + "zen"
    return opened + "en"


def noun_rows(noun: str, words: Irregular) -> Iterator[Row]:
    if not re.fullmatch(r"[\w'-]+", noun) or noun.startswith("-"):
        return
    yield noun, "NOUN", noun
    yield from ((form, "NOUN", noun) for form in plurals(noun, words))


# Heads


@dataclass
class Heads:
    verbs: dict[str, set[str | None]] = field(default_factory=dict)  # infinitive -> particles that frames state
    nouns: set[str] = field(default_factory=set)


def strings(value: Any) -> Iterator[str]:
    """The words in a value: a string, a list of them (nested or not), the keys of a mapping."""
    if isinstance(value, str):
        yield from value.split("|")
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        yield from (str(key) for key in value)


def collect(node: Any, heads: Heads) -> None:
    """Every head under the keys verb(s) and noun(s), at any depth, and the nouns that `where` and `except` ask for."""
    if isinstance(node, list):
        for item in node:
            collect(item, heads)
    if not isinstance(node, dict):
        return
    for key, value in node.items():
        if key in ("verb", "verbs"):
            particle = node.get("particle")
            for verb in strings(value):
                heads.verbs.setdefault(verb, set()).add(particle if isinstance(particle, str) else None)
        elif key in ("noun", "nouns"):
            heads.nouns.update(strings(value))
        elif key in ("where", "except") and isinstance(value, dict):
            for wanted in value.values():
                heads.nouns.update(word for word in strings(wanted) if word[:1] != "@")
        collect(value, heads)


def read_heads(folder: Path = NL) -> Heads:
    """Heads of all YAML files of the language; a folder without frames gives none."""
    heads = Heads()
    for path in sorted([*folder.glob("*.yaml"), *folder.glob("frames/*.yaml")]):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        collect(data, heads)
        if path.name in NOUN_FILES:
            words = (word for value in data.values() for word in every_string(value))
            heads.nouns.update(word for word in words if re.fullmatch(r"[\w'-]+", word))
        for key, value in data.items() if isinstance(data, dict) else ():
            if str(key).endswith(("_nouns", "_nouns_only", "_events")) or key in NOUN_KEYS:
                heads.nouns.update(word for word in every_string(value) if re.fullmatch(r"[\w'-]{3,}", word))
        if path.name in VERB_FILES and isinstance(data.get("verbs"), dict):
            for verb in data["verbs"]:
                heads.verbs.setdefault(verb, {None})
    # a plural that some list names is no head of its own
    return heads


NOUN_FILES = ("roles.yaml", "classes.yaml")
"""Files whose lists are all of nouns."""
NOUN_KEYS = ("anonymous", "media", "spokespersons", "identify", "place_reference", "no_party")
VERB_FILES = ("claims.yaml", "support.yaml")
"""Files whose ``verbs`` are the keys of a mapping."""


def every_string(value: Any) -> Iterator[str]:
    """All strings in a value: of lists, and the keys and values of mappings."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(key, str) and key not in ("state", "group"):
                yield key
            if not isinstance(inner, str):
                yield from every_string(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from every_string(inner)


def build(heads: Heads, words: Irregular) -> list[Row]:
    """All rows, sorted, each once."""
    rows: set[Row] = set()
    for verb, particles in heads.verbs.items():
        stated: set[str | None] = {particle for particle in particles if particle} or {None}
        for particle in stated:
            rows.update(verb_rows(verb, particle, words))
    for noun in heads.nouns:
        rows.update(noun_rows(noun, words))
    return sorted(rows)


def past_forms(heads: Heads, words: Irregular) -> list[str]:
    """The forms that can only be a past tense, of the base verbs and of those with their particle before them."""
    out: set[str] = set()
    for verb, particles in heads.verbs.items():
        stated: set[str | None] = {p for p in particles if p} or {None}
        for particle in stated:
            if re.fullmatch(r"[a-zà-ÿ-]+n", verb):
                first, base = split_particle(verb, particle, words)
                past = conjugate(base, words).past
                out |= past | {first + form for form in past}
    return sorted(out)


def render(rows: list[Row]) -> str:
    return "form\tpos\tlemma\n" + "".join("\t".join(row) + "\n" for row in rows)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if forms.tsv is out of date")
    options = parser.parse_args(argv)
    heads = read_heads()
    rows = build(heads, load_irregular())
    target = NL / "forms.tsv"
    text = render(rows)
    if options.check:
        return 0 if target.exists() and target.read_text(encoding="utf-8") == text else 1
    target.write_text(text, encoding="utf-8")
    (NL / "past_forms.txt").write_text("\n".join(past_forms(heads, load_irregular())) + "\n", encoding="utf-8")
    print(f"{len(rows)} forms of {len(heads.verbs)} verbs and {len(heads.nouns)} nouns", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
