"""Who did it, and to whom: from the words of the article to countries, organisations and strangers.

A party is compared by its id: ISO 3166-1 alpha-3 for a country and its organs, a stable id for an organisation, None for
a stranger, whose words then count.
"""
# ruff: noqa: E501  the tables read best with one row a line
from __future__ import annotations

import pytest

from coded import coded, plain, rows, the_event, told, wrong_today
from kroniek.record import Party


def ids(parties: list[Party]) -> set[str | None]:
    return {p.id for p in parties}


# what it tests; sentence; type; ids of who did it; ids of to whom (None: a stranger; an empty set: nobody is named)
TABLE = [
    ("a country by its name", "Rusland bombardeerde zondag Oekraïne.", "ASSAULT", {"RUS"}, {"UKR"}),
    ("adjective and noun", "Amerikaanse soldaten vielen zondag Syrische troepen aan.", "ASSAULT", {"USA"}, {"SYR"}),
    wrong_today("no frame for ships seized", "adjective and noun, passive", "Een Iraanse tanker is zaterdag aangehouden door de Britse marine.", "COERCE", {"GBR"}, {"IRN"}),
    ("adjective before the deed", "De Turkse aanval op Syrië begon zondag.", "ASSAULT", {"TUR"}, {"SYR"}),
    wrong_today("the second of two joined nationalities is lost", "two adjectives", "Amerikaanse en Britse vliegtuigen bombardeerden zondag Irak.", "ASSAULT", {"USA", "GBR"}, {"IRQ"}),
    ("capital for government", "Moskou dreigde maandag met sancties tegen Kiev.", "THREATEN", {"RUS"}, {"UKR"}),
    ("building for government", "Het Kremlin beschuldigde Turkije van verraad.", "ACCUSE", {"RUS"}, {"TUR"}),
    ("building for government", "Het Pentagon stuurt duizend militairen naar Polen.", "MOBILIZE", {"USA"}, None),
    ("building for government", "Het Witte Huis beschuldigde Iran van de aanval.", "ACCUSE", {"USA"}, {"IRN"}),
    ("name in apposition", "De Somalische terreurgroep Al-Shabaab viel zondag een Keniaanse basis aan.", "ASSAULT", {"AL-SHABAAB"}, {"KEN"}),
    ("noun in apposition", "Hezbollah, de Libanese beweging, vuurde zondag raketten af op Israël.", "ASSAULT", {"HEZBOLLAH"}, {"ISR"}),
    ("office and name", "President Erdogan beschuldigde Griekenland van leugens.", "ACCUSE", {"TUR"}, {"GRC"}),
    ("organ of a country", "De Franse regering veroordeelde Turkije.", "ACCUSE", {"FRA"}, {"TUR"}),
    ("owner behind 'van'", "Het leger van Syrië beschoot zondag strijders van Al-Nusra.", "ASSAULT", {"SYR"}, None),
    ("joined subjects", "Rusland en Syrië bombardeerden zondag Turkse troepen.", "ASSAULT", {"RUS", "SYR"}, {"TUR"}),
    ("joined objects", "De Verenigde Staten legden sancties op aan Iran en Rusland.", "SANCTION", {"USA"}, {"IRN", "RUS"}),
    ("three joined", "Frankrijk, Duitsland en Italië legden sancties op aan Belarus.", "SANCTION", {"FRA", "DEU", "ITA"}, {"BLR"}),
    ("agent of the passive", "Het konvooi is zondag door Turkije gebombardeerd.", "ASSAULT", {"TUR"}, None),
    wrong_today("two names in a row read as one", "inversion", "Zondag viel Turkije Syrië binnen.", "ASSAULT", {"TUR"}, {"SYR"}),
    ("inhabitants", "Duizenden Fransen demonstreerden zaterdag tegen de regering.", "PROTEST", {"FRA"}, None),
    ("compound of a name", "VS-militairen beschoten zondag een Iraanse boot.", "ASSAULT", {"USA"}, {"IRN"}),
    wrong_today("who stands around an idiom is lost", "an idiom", "Rusland en Turkije bereikten donderdag een akkoord over Idlib.", "AGREE", {"RUS", "TUR"}, None),
    wrong_today("who announces a deed does it", "announced by its actor", "China heeft de uitzetting van drie Amerikaanse journalisten aangekondigd.",
                "COERCE", {"CHN"}, {"USA"}),
    ("an office, a country and a name", "De Franse president Macron bood de Libanese regering noodhulp aan.", "AID", {"FRA"}, {"LBN"}),
    ("compound of a name and a noun", "De Houthi-rebellen vielen zondag een Saudisch konvooi aan.", "ASSAULT", {"HOUTHI"}, {"SAU"}),
    ("a general without a country", "Generaal Haftar viel zondag Tripoli aan.", "ASSAULT", {"LNA"}, None),
    wrong_today("an agent behind a comma is lost", "an agent added with doubt", "Een journalist is zondag in Jenin doodgeschoten, vermoedelijk door het Israëlische leger.",
                "ASSAULT", {"ISR"}, None),
    wrong_today("'het land uitgezet': the land is taken for the one expelled", "expelled", "Venezuela heeft de Colombiaanse ambassadeur het land uitgezet.", "COERCE",
                {"VEN"}, {"COL"}),
    ("an abbreviation", "De VN veroordeelden Israël.", "ACCUSE", {"UN"}, {"ISR"}),
]


@pytest.mark.parametrize(("text", "type", "actors", "recipients"), rows(TABLE, labelled=True))
def test_known_parties(text: str, type: str, actors: set[str], recipients: set[str] | None) -> None:
    event = the_event(text, type)
    assert ids(event.actors) == actors, told(text)
    if recipients is not None:
        assert ids(event.recipients) == recipients, told(text)


# A stranger stays a stranger: no id, but its words and, where they tell, its sector
STRANGERS = [
    ("Onbekenden schoten zondag een journalist dood in Manilla.", "ASSAULT", "Onbekenden"),
    ("Gewapende mannen hebben zondag een dorp in Mali aangevallen.", "ASSAULT", "mannen"),
    ("Rebellen vielen zondag een konvooi aan in Kameroen.", "ASSAULT", "Rebellen"),
    ("Een onbekende groepering ontvoerde zaterdag twee toeristen in Niger.", "ASSAULT", "groepering"),
    wrong_today("an unknown name of several words", "De Brigade van de Zeven Zwaluwen viel zondag een kazerne aan.", "ASSAULT", "Brigade"),
]


@pytest.mark.parametrize(("text", "type", "words"), rows(STRANGERS))
def test_strangers_stay_unknown(text: str, type: str, words: str) -> None:
    [actor] = the_event(text, type).actors
    assert (actor.id, words in actor.text) == (None, True)


@pytest.mark.parametrize(("text", "type"), rows([
    ("In Kabul is zondag een bom ontploft.", "ASSAULT"),
    ("Een school in Aleppo werd zondag gebombardeerd.", "ASSAULT"),
    wrong_today("impersonal passive", "Er werd zaterdag geschoten in Caracas.", "ASSAULT"),
    wrong_today("impersonal passive", "De hele nacht werd er gevochten in Tripoli.", "ASSAULT"),
]))
def test_nobody_is_made_the_actor_where_the_text_names_none(text: str, type: str) -> None:
    assert the_event(text, type).actors == []


# sentence before, sentence with the word that refers back; type; who it refers to
REFERRING = [
    wrong_today("'het' for an army or a country", "pronoun", "Rusland heeft de grens gesloten. Het beschuldigde Oekraïne van sabotage.", "ACCUSE", {"RUS"}),
    ("pronoun for a person", "President Erdogan sprak zondag in Ankara. Hij beschuldigde Griekenland van leugens.", "ACCUSE", {"TUR"}),
    ("possessive", "Turkije ontkent alles. Zijn leger viel zondag de stad Afrin aan.", "ASSAULT", {"TUR"}),
    ("plural pronoun", "De Houthi's rukken op. Zij vielen zondag een Saudische basis aan.", "ASSAULT", {"HOUTHI"}),
    wrong_today("'het' for an army or a country", "'it' in one's own words", "Het Ethiopische leger zegt dat het de stad Mekelle heeft ingenomen.", "ASSAULT", {"ETH"}),
    ("'they' in one's own words", "De Houthi's zeggen dat ze zondag een Saudische basis hebben aangevallen.", "ASSAULT", {"HOUTHI"}),
    ("'he' in one's own words", "Erdogan zegt dat hij zondag de stad Afrin heeft aangevallen.", "ASSAULT", {"TUR"}),
    ("'the militia'", "Hezbollah is woedend. De militie vuurde zondag raketten af op Israël.", "ASSAULT", {"HEZBOLLAH"}),
    ("'the army'", "In Syrië is het onrustig. Het leger viel zondag de stad Idlib aan.", "ASSAULT", {"SYR"}),
    ("'the country'", "Iran is woedend. Het land legde zondag sancties op aan Irak.", "SANCTION", {"IRN"}),
]


@pytest.mark.parametrize(("text", "type", "actors"), rows(REFERRING, labelled=True))
def test_words_that_refer_back(text: str, type: str, actors: set[str]) -> None:
    assert ids(the_event(text, type).actors) == actors, told(text)


@pytest.mark.parametrize(("text", "type", "id", "printed"), [
    ("De militie Kaitab Hezbollah viel zondag een Amerikaanse basis aan.", "ASSAULT", "KATAIB-HEZBOLLAH", "Kaitab Hezbollah"),
    ("Al-Shabab pleegde zondag een aanslag in Mogadishu.", "ASSAULT", "AL-SHABAAB", "Al-Shabab"),
    ("Hizbollah vuurde zondag raketten af op Israël.", "ASSAULT", "HEZBOLLAH", "Hizbollah"),
])
def test_a_misspelt_name_is_known_and_its_spelling_kept(text: str, type: str, id: str, printed: str) -> None:
    [actor] = the_event(text, type).actors
    assert actor.id == id
    assert printed in actor.text


ROLES = [
    ("Het Franse leger viel zondag een kamp in Mali aan.", "ASSAULT", "MIL"),
    ("De Franse politie arresteerde zaterdag vier betogers.", "COERCE", "COP"),
    ("De Franse regering veroordeelde Turkije.", "ACCUSE", "GOV"),
    ("Syrische rebellen vielen zondag een basis in Aleppo aan.", "ASSAULT", "REB"),
]


@pytest.mark.parametrize(("text", "type", "role"), rows(ROLES))
def test_the_sector_of_a_party_is_read_from_its_noun(text: str, type: str, role: str) -> None:
    assert [p.role for p in the_event(text, type).actors] == [role]


def test_rebels_of_a_country_are_not_its_government() -> None:
    [actor] = the_event("Syrische rebellen vielen zondag een basis in Aleppo aan.", "ASSAULT").actors
    assert actor.id is None


@pytest.mark.parametrize("text", [
    "Rusland zou verantwoordelijk zijn voor de aanval op het konvooi.",
    "De aanslag van zondag in Kabul wordt toegeschreven aan de Taliban.",
])
def test_a_deed_laid_at_somebodys_door_is_not_certainly_theirs(text: str) -> None:
    found = [p for e in coded(text).events if e.type == "ASSAULT" for p in e.actors]
    assert found, told(text)
    assert all(p.certainty != "certain" for p in found)


def test_no_party_is_both_sides_of_one_deed() -> None:
    for _, text, *_ in plain(TABLE):
        for event in coded(text).events:
            assert not {p.span for p in event.actors} & {p.span for p in event.recipients}, told(text)
