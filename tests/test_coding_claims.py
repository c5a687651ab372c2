"""Who says so: sources by preposition and by verb, quotations, hearsay, documents, and what the author asserts."""
# ruff: noqa: E501  the tables read best with one row a line
from __future__ import annotations

import pytest

from coded import coded, plain, rows, the_event, told, wrong_today

# what it tests; sentence; type of the event claimed; kind of claim; id of who says so
TABLE = [
    ("volgens", "Volgens het Pentagon heeft Iran zondag een tanker aangevallen.", "ASSAULT", "says", "USA"),
    ("volgens, inside", "Iran heeft volgens het Pentagon zondag een tanker aangevallen.", "ASSAULT", "says", "USA"),
    ("aldus", "Iran heeft zondag een tanker aangevallen, aldus Israël.", "ASSAULT", "says", "ISR"),
    ("zei dat", "Turkije zei dat Syrië zondag een dorp heeft beschoten.", "ASSAULT", "says", "TUR"),
    ("person", "President Erdogan zei maandag dat Syrië een dorp heeft beschoten.", "ASSAULT", "says", "TUR"),
    ("meldt", "Rusland meldt dat de Taliban zondag een konvooi hebben aangevallen.", "ASSAULT", "reports", "RUS"),
    ("bevestigen", "Israël bevestigt dat het zondag Damascus heeft gebombardeerd.", "ASSAULT", "confirms", "ISR"),
    ("ontkennen", "Rusland ontkent dat het zondag een ziekenhuis heeft gebombardeerd.", "ASSAULT", "denies", "RUS"),
    ("ontkennen with a noun", "Iran ontkent de aanval op de tanker.", "ASSAULT", "denies", "IRN"),
    ("opeisen", "Al-Shabaab heeft de aanslag in Mogadishu opgeëist.", "ASSAULT", "claims-responsibility", "AL-SHABAAB"),
    ("opeisen, past", "De Taliban eisten zondag de aanslag in Kabul op.", "ASSAULT", "claims-responsibility", "TALIBAN"),
    ("responsibility", "Hezbollah eiste de verantwoordelijkheid voor de aanval op.", "ASSAULT", "claims-responsibility", "HEZBOLLAH"),
    ("accusing of a deed", "Oekraïne beschuldigt Rusland van een aanval op Marioepol.", "ASSAULT", "accuses", "UKR"),
    ("quotation", "‘Rusland heeft zondag een school gebombardeerd’, zei president Zelensky.", "ASSAULT", "says", "UKR"),
    ("quotation, speaker first", "President Erdogan zei: ‘Syrië heeft zondag een dorp beschoten.’", "ASSAULT", "says", "TUR"),
]


@pytest.mark.parametrize(("text", "type", "kind", "by"), rows(TABLE, labelled=True))
def test_who_says_so(text: str, type: str, kind: str, by: str) -> None:
    claims = [(c.kind, c.by and c.by.id) for c in the_event(text, type).claims]
    assert claims == [(kind, by)], told(text)


HEARSAY = [
    "Rusland zou zondag een ziekenhuis in Aleppo hebben gebombardeerd.",
    "Bij Idlib zouden Turkse vliegtuigen zondag een konvooi hebben aangevallen.",
    "In Kabul zou zondag een bom zijn ontploft.",
]


@pytest.mark.parametrize("text", rows(HEARSAY))
def test_zou_is_a_report_whose_source_is_not_named(text: str) -> None:
    [claim] = the_event(text, "ASSAULT").claims
    assert (claim.by, claim.kind) == (None, "reports")
    assert claim.text.startswith("zou")


def test_zou_with_a_source_is_the_claim_of_that_source() -> None:
    claims = the_event("Volgens Turkije zou Rusland zondag een ziekenhuis hebben gebombardeerd.", "ASSAULT").claims
    assert [c.by.id for c in claims if c.by] == ["TUR"]


@pytest.mark.parametrize("text", [
    "Volgens een anonieme functionaris heeft Iran zondag een tanker aangevallen.",
    "Volgens een bron die anoniem wil blijven heeft Iran zondag een tanker aangevallen.",
    "Een diplomaat zei op voorwaarde van anonimiteit dat Iran zondag een tanker heeft aangevallen.",
])
def test_anonymous_sources(text: str) -> None:
    claims = the_event(text, "ASSAULT").claims
    assert claims, told(text)
    assert all(c.anonymous for c in claims)


def test_a_named_source_is_not_anonymous() -> None:
    assert not any(c.anonymous for _, text, type, *_ in plain(TABLE) for c in the_event(text, type).claims)


@pytest.mark.parametrize("text", rows([
    "Uit documenten blijkt dat Iran zondag een tanker heeft aangevallen.",
    "Uit een rapport van de VN blijkt dat Rusland een ziekenhuis heeft gebombardeerd.",
    wrong_today("documents as a place one sees something in", "Op satellietbeelden is te zien dat Rusland een ziekenhuis heeft gebombardeerd."),
]))
def test_documents(text: str) -> None:
    assert "document" in [c.kind for c in the_event(text, "ASSAULT").claims], told(text)


@pytest.mark.parametrize("text", [
    "Rusland bombardeerde zondag een ziekenhuis in Aleppo.",
    "Bij een bomaanslag in Kabul vielen zondag doden.",
    "De Belgische politie arresteerde vrijdag drie verdachten.",
])
def test_what_the_author_asserts_has_no_claim(text: str) -> None:
    assert [c for e in coded(text).events for c in e.claims] == []


def test_the_speaker_of_one_sentence_does_not_say_the_next() -> None:
    text = "Volgens Turkije viel Syrië zondag een dorp aan. Rusland bombardeerde maandag Aleppo."
    second = [e for e in coded(text).events if any(m.text == "bombardeerde" for m in e.mentions)]
    assert [e.claims for e in second] == [[]], told(text)


def test_who_claims_the_attack_did_it() -> None:
    event = the_event("Al-Shabaab heeft de aanslag in Mogadishu opgeëist.", "ASSAULT")
    assert [(p.id, p.certainty) for p in event.actors] == [("AL-SHABAAB", "certain")]


def test_who_is_accused_of_the_attack_possibly_did_it_and_the_accuser_did_not() -> None:
    event = the_event("Oekraïne beschuldigt Rusland van een aanval op Marioepol.", "ASSAULT")
    assert [(p.id, p.certainty) for p in event.actors] == [("RUS", "possible")]


def test_a_quotation_over_two_sentences_has_one_speaker() -> None:
    text = "‘Rusland heeft zondag een school gebombardeerd. Het doodde daar vier kinderen’, zei president Zelensky."
    assert {c.by.id for e in coded(text).events for c in e.claims if c.by} == {"UKR"}, told(text)
    assert all(e.claims for e in coded(text).events if e.type == "ASSAULT")
