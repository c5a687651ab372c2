"""The codebook as data, and the names that the language's data borrows from it and from the record's contract."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from kroniek.language.lexicon import load_lexicon
from kroniek.ontology import Ontology
from kroniek.record.types import Certainty, ClaimKind, LinkKind, Outcome, Status, TieKind
from kroniek.world import World

ONTOLOGY = Ontology.load()
LEXICON = load_lexicon("nl")
TYPES = [
    "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST", "REJECT",
    "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN",
]  # fmt: skip


def test_the_sixteen_types_are_there() -> None:
    assert sorted(ONTOLOGY.types) == TYPES


@pytest.mark.parametrize("name", TYPES)
def test_every_type_and_mode_has_definition_score_and_cameo_code(name: str) -> None:
    entry = ONTOLOGY.types[name]
    assert entry["definition"]
    assert entry["quad"]
    codes = {row["code"] for t in ONTOLOGY.types.values() for row in t["cameo_codes"]}
    for mode in [None, *ONTOLOGY.modes(name)]:
        assert -10 <= ONTOLOGY.score(name, mode) <= 10
        assert ONTOLOGY.cameo(name, mode) in codes, (name, mode)


def test_a_conflict_type_has_no_cooperative_score() -> None:
    """The codebook prints ACCUSE with a positive score: a misprint, noted and mended."""
    for name, entry in ONTOLOGY.types.items():
        if "conflict" in entry["quad"]:
            assert ONTOLOGY.score(name) <= 0, name
    assert ONTOLOGY.types["ACCUSE"]["score_printed"] == 3.0
    assert ONTOLOGY.score("ACCUSE") == -3.0


def test_a_mode_without_a_code_of_its_own_takes_its_types() -> None:
    assert ONTOLOGY.cameo("ASSAULT", "no-such-mode") == ONTOLOGY.cameo("ASSAULT", None) == "190"


def test_claim_verbs_and_attributions_use_the_contracts_kinds() -> None:
    kinds = set(get_args(ClaimKind))
    assert set(LEXICON.saying.values()) <= kinds
    assert {e["kind"] for e in LEXICON.claims["verbs_with"]} <= kinds
    assert {e["kind"] for e in LEXICON.attribution if "kind" in e} <= kinds
    assert {e["certainty"] for e in LEXICON.attribution if "certainty" in e} <= set(get_args(Certainty))


def test_outcomes_use_the_contracts_names() -> None:
    used = {e["outcome"] for entries in LEXICON.outcome_verbs.values() for e in entries}
    used |= set(LEXICON.outcome_nouns.values()) | set(LEXICON.outcome_adjectives.values())
    assert used <= set(get_args(Outcome))


def test_ties_use_the_contracts_kinds() -> None:
    kinds = set(get_args(TieKind))

    def kind(value: Any) -> str:
        return value if isinstance(value, str) else str(value["kind"])

    used = {kind(v) for part in ("participles", "nouns", "attributive", "group_nouns") for v in LEXICON.ties[part].values()}
    assert used | {e["kind"] for e in LEXICON.ties["predicates"]} <= kinds


def test_links_and_support_verbs_use_the_contracts_names() -> None:
    links = LEXICON.links
    used = {p["kind"] for p in links["phrases"]} | {e["kind"] for e in links["clauses"].values()}
    assert used | {e["kind"] for e in links["sentence_openers"].values()} <= set(get_args(LinkKind))
    assert {d["status"] for d in LEXICON.support.values() if "status" in d} <= set(get_args(Status))


def test_roles_are_sectors_of_the_codebook() -> None:
    """MED is health in PLOVER; the press is JRN."""
    assert set(LEXICON.roles.values()) <= set(ONTOLOGY.sectors)
    assert LEXICON.role("journalist") == ("JRN", "journalist")
    assert LEXICON.role("kinderarts") == ("MED", "arts")


def test_actors_have_sectors_of_the_codebook() -> None:
    rows = World.default()._query("SELECT DISTINCT role FROM entity WHERE role IS NOT NULL", ())
    assert {role for (role,) in rows} <= set(ONTOLOGY.sectors)
    reuters = World.default().entity("REUTERS")
    assert reuters is not None
    assert reuters.role == "JRN"


def test_compound_modifiers_name_modes_and_contexts_of_the_codebook() -> None:
    modes = {m for t in ONTOLOGY.types for m in ONTOLOGY.modes(t)}
    for first, data in LEXICON.modifiers.items():
        if isinstance(data, dict):
            assert data.get("mode") is None or data["mode"] in modes, first
            assert set(data.get("contexts", ())) <= set(ONTOLOGY.contexts), first
