"""Did it happen? From Dutch tense, negation, condition, modality and speech to the status of the event.

Each table row is a sentence, the PLOVER type of the event it tells of, and the status a reader would give it.
"""
# ruff: noqa: E501  the tables read best with one row a line
from __future__ import annotations

import pytest

from coded import WrongToday, coded, rows, the_event, told, wrong_today

HAPPENED = [
    ("Het Syrische leger heeft zondag Idlib gebombardeerd.", "ASSAULT"),
    ("Turkse vliegtuigen bombardeerden zondag een dorp in Irak.", "ASSAULT"),
    wrong_today("a perfect with 'zijn' and a weekday read as the future", "In Kabul is zondag een bom ontploft.", "ASSAULT"),
    wrong_today("a subject behind the verb read as its object loses the event", "In Kabul ontplofte vrijdag een bom.", "ASSAULT"),
    ("In Bagdad zijn vrijdag twee autobommen ontploft.", "ASSAULT"),
    ("De Belgische politie arresteerde vrijdag drie verdachten.", "COERCE"),
    ("Iran en Turkije ondertekenden zaterdag een handelsakkoord.", "SUPPORT"),
    ("De Verenigde Staten legden vrijdag nieuwe sancties op aan Iran.", "SANCTION"),
]
ONGOING = [
    wrong_today("'is bezig te' and 'gaat door' are not ongoing", "Het Turkse leger is bezig de stad Afrin te beschieten.", "ASSAULT"),
    ("In Hongkong demonstreren nog steeds duizenden studenten.", "PROTEST"),
    ("Het Syrische leger bombardeert momenteel de stad Idlib.", "ASSAULT"),
    wrong_today("'is bezig te' and 'gaat door' are not ongoing", "De gevechten tussen het Jemenitische leger en de Houthi's gaan door.", "ASSAULT"),
]
ANNOUNCED = [
    ("President Macron kondigde aan dat Frankrijk troepen uit Mali zal terugtrekken.", "RETREAT"),
    ("De Verenigde Staten gaan volgende week sancties opleggen aan Turkije.", "SANCTION"),
    ("Rusland zal komende week hulpgoederen sturen naar Syrië.", "AID"),
    wrong_today("'om te' behind a decision read as a purpose", "Duitsland besloot vrijdag om troepen naar Mali te sturen.", "MOBILIZE"),
    ("De Britse regering maakte bekend dat zij twintig Russische diplomaten zal uitzetten.", "SANCTION"),
]
HYPOTHETICAL = [
    wrong_today("a condition whose mark hangs on another word", "Als Rusland Oekraïne binnenvalt, volgen er sancties.", "ASSAULT"),
    ("Indien Turkije de stad Afrin aanvalt, zal Syrië reageren.", "ASSAULT"),
    ("Inwoners van Idlib vrezen een aanval van het Syrische leger.", "ASSAULT"),
    ("Mocht Noord-Korea een raket afvuren, dan komt de Veiligheidsraad bijeen.", "ASSAULT"),
    ("Volgens deskundigen kan Iran een Amerikaans schip aanvallen.", "ASSAULT"),
    wrong_today("a warning read as a threat", "De VN waarschuwen voor een bloedbad in Aleppo.", "ASSAULT"),
]
DENIED = [
    ("Rusland ontkent dat het een ziekenhuis heeft gebombardeerd.", "ASSAULT"),
    ("Iran ontkent de aanval op de tanker.", "ASSAULT"),
    ("Het Turkse leger spreekt tegen dat het een dorp heeft beschoten.", "ASSAULT"),
]
DID_NOT_HAPPEN = [
    ("Het leger heeft de stad niet aangevallen.", "ASSAULT"),
    ("Er zijn geen sancties opgelegd aan Rusland.", "SANCTION"),
    ("De politie heeft niemand gearresteerd.", "COERCE"),
    wrong_today("a deed as subject of 'uitblijven'", "De verwachte aanval op Idlib bleef uit.", "ASSAULT"),
    ("Rusland en Oekraïne hebben nooit een akkoord getekend.", "SUPPORT"),
    ("De troepen keerden terug zonder de stad aan te vallen.", "ASSAULT"),
]
ALL = [p for status, table in [
    ("happened", HAPPENED), ("ongoing", ONGOING), ("announced", ANNOUNCED), ("hypothetical", HYPOTHETICAL), ("denied", DENIED),
    ("did-not-happen", DID_NOT_HAPPEN)] for p in rows([
        WrongToday(r.reason, (status, *r.row)) if isinstance(r, WrongToday) else (status, *r) for r in table])]


@pytest.mark.parametrize(("status", "text", "type"), ALL)
def test_status(status: str, text: str, type: str) -> None:
    assert the_event(text, type).status == status


# Speech that PLOVER has a type for is an event of that type, and it happened: a threat that was uttered happened.
SPEECH = [
    ("Iran dreigde zondag Israël aan te vallen.", "THREATEN"),
    ("President Trump heeft gedreigd met nieuwe sancties tegen Turkije.", "THREATEN"),
    ("Noord-Korea dreigt Zuid-Korea met een kernaanval.", "THREATEN"),
    ("Turkije eist dat Griekenland zijn troepen terugtrekt.", "REQUEST"),
    ("De Verenigde Naties riepen Rusland op de bombardementen te staken.", "REQUEST"),
    ("Oekraïne beschuldigt Rusland van een aanval op Marioepol.", "ACCUSE"),
    ("Frankrijk weigerde zaterdag de eis van Iran in te willigen.", "REJECT"),
    ("Israël verwierp het voorstel van de Verenigde Naties.", "REJECT"),
    wrong_today("no frame for two that speak about something", "India en Pakistan spraken zondag in Delhi over Kasjmir.", "CONSULT"),
    ("Rusland steunt het standpunt van China.", "SUPPORT"),
]


@pytest.mark.parametrize(("text", "type"), rows(SPEECH))
def test_words_that_were_spoken_happened(text: str, type: str) -> None:
    assert the_event(text, type).status == "happened"


@pytest.mark.parametrize(("text", "deed"), [
    ("Iran dreigde zondag Israël aan te vallen.", "ASSAULT"),
    ("President Trump heeft gedreigd met nieuwe sancties tegen Turkije.", "SANCTION"),
    ("Turkije eist dat Griekenland zijn troepen terugtrekt.", "RETREAT"),
    ("De Verenigde Naties riepen Rusland op de bombardementen te staken.", "ASSAULT"),
])
def test_what_is_only_threatened_or_asked_for_is_not_told_as_a_fact(text: str, deed: str) -> None:
    assert {e.status for e in coded(text).events if e.type == deed} <= {"threatened", "hypothetical", "announced"}, told(text)


# How sure the text is of the event itself
CERTAINTY = [
    ("Rusland heeft zondag een ziekenhuis in Aleppo gebombardeerd.", "ASSAULT", "certain"),
    ("Rusland zou zondag een ziekenhuis in Aleppo hebben gebombardeerd.", "ASSAULT", "possible"),
    ("Mogelijk heeft Rusland zondag een ziekenhuis in Aleppo gebombardeerd.", "ASSAULT", "possible"),
    wrong_today("an adverb that hangs on the auxiliary does not hedge", "Waarschijnlijk heeft Rusland zondag een ziekenhuis in Aleppo gebombardeerd.", "ASSAULT", "probable"),
    ("Vermoedelijk zijn de journalisten zondag ontvoerd door Al-Shabaab.", "ASSAULT", "probable"),
]


@pytest.mark.parametrize(("text", "type", "certainty"), rows(CERTAINTY))
def test_certainty(text: str, type: str, certainty: str) -> None:
    event = the_event(text, type)
    assert (event.status, event.certainty) == ("happened", certainty)


def test_what_one_side_asserts_and_the_other_denies_happened_possibly_with_both_claims() -> None:
    text = "Volgens Oekraïne heeft Rusland zondag een school in Marioepol gebombardeerd. Rusland ontkent het bombardement."
    event = the_event(text, "ASSAULT")
    assert (event.status, event.certainty) == ("happened", "possible")
    assert {(c.kind, c.by and c.by.id) for c in event.claims} >= {("says", "UKR"), ("denies", "RUS")}


@pytest.mark.xfail(strict=False, reason="a denial whose object is a pronoun")
def test_a_denial_in_the_next_sentence_may_say_only_that() -> None:
    event = the_event("Pakistan zegt een Indiase straaljager te hebben neergehaald. India spreekt dat tegen.", "ASSAULT")
    assert event.certainty == "possible"
    assert ("denies", "IND") in {(c.kind, c.by and c.by.id) for c in event.claims}


@pytest.mark.parametrize("text", [
    "Ajax heeft zondag PSV aangevallen en met 3-0 verslagen in de eredivisie.",
    "De spits scoorde twee keer en schoot op de paal in de wedstrijd tegen Feyenoord.",
    "De koersen op de beurs van Amsterdam vielen vrijdag terug.",
])
def test_sport_and_business_are_no_conflict(text: str) -> None:
    assert coded(text).events == []
