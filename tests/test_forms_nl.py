"""Inflected forms of Dutch heads: the table below is meant to be read, and added to, by people."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / "scripts" / "build_forms_nl.py"


def load_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_forms_nl", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


forms_nl = load_script()
WORDS = forms_nl.load_irregular()

# infinitive, particle as a frame states it, forms that must be there
VERBS = """
bombarderen  -     bombardeer bombardeert bombardeerde bombardeerden gebombardeerd gebombardeerde bombarderend
aanvallen    aan   aanval aanvalt aanviel aanvielen aangevallen aangevallene aanvallende
terugtrekken terug terugtrek terugtrekt terugtrok terugtrokken teruggetrokken
stationeren  -     stationeer stationeerde gestationeerd gestationeerde
beschieten   -     beschiet beschoot beschoten
bezetten     -     bezet bezette bezetten
blokkeren    -     blokkeer blokkeert blokkeerde geblokkeerd
doden        -     dood doodt doodde doodden gedood gedode
eisen        -     eis eist eiste geëist geëiste
evacueren    -     evacueer evacueerde geëvacueerd
installeren  -     installeer geïnstalleerd
oefenen      -     oefen oefent oefende geoefend
leveren      -     lever levert leverde geleverd
weigeren     -     weiger weigerde geweigerd
veroveren    -     verover veroverde veroverd veroverde
ontwapenen   -     ontwapen ontwapende ontwapend
verdedigen   -     verdedig verdedigde verdedigd
verhuizen    -     verhuis verhuist verhuisde verhuisd
geven        -     geef geeft gaf gaven gegeven
vrijlaten    vrij  vrijlaat vrijliet vrijlieten vrijgelaten
sturen       -     stuur stuurt stuurde gestuurd
staken       -     staak staakt staakte gestaakt
boycotten    -     boycot boycotte geboycot
veroordelen  -     veroordeel veroordeelt veroordeelde veroordeeld
bevelen      -     beveel beveelt beval bevalen bevolen
praten       -     praat praatte praatten gepraat
komen        -     kom komt kwam kwamen gekomen
vergaan      -     verga vergaat verging vergaan
opstaan      op    opsta opstaat opstond opgestaan
repatriëren  -     repatrieer repatrieerde gerepatrieerd
financieren  -     financier financierde gefinancierd
verwoesten   -     verwoest verwoestte verwoeste
uitzenden    uit   uitzend uitzendt uitzond uitgezonden
overvallen   -     overval overviel overvallen
onderhandelen -    onderhandel onderhandelde onderhandeld
herbewapenen -     herbewapen herbewapend
draaien      -     draai draait draaide gedraaid
creëren      -     creëer creëerde gecreëerd
worden       -     word wordt werd werden geworden
tegenspreken -     tegenspreekt tegensprak tegengesproken
onderscheppen -    onderschept onderschepte
legeren      -     legert legerde gelegerd
sponsoren    -     sponsor sponsorde gesponsord
schorsen     -     schors schorste geschorst
"""

DETACHED = """
aanvallen    aan   vallen   val valt viel vielen
terugtrekken terug trekken  trek trekt trok trokken
oproepen     op    roepen   roep roept riep riepen
inzetten     in    zetten   zet zette
afstaan      af    staan    sta staat stond
uitleveren   uit   leveren  lever levert leverde
"""

NOUNS = """
aanval       aanvallen
bom          bommen
raketaanval  raketaanvallen
lijf         lijven
huis         huizen
aanslag      aanslagen
staking      stakingen
raket        raketten
demonstratie demonstraties
embargo      embargo's
soldaat      soldaten
schip        schepen
oorlogsschip oorlogsschepen
gijzelaar    gijzelaars
leger        legers
rebel        rebellen
brief        brieven
kind         kinderen
betoger      betogers
ongeregeldheid ongeregeldheden
patrouille   patrouilles
bestand      bestanden
opstand      opstanden
wapen        wapens
luchtbrug    luchtbruggen
beschieting  beschietingen
kernproef    kernproeven
gevecht      gevechten
stad         steden
militie      milities
eis          eisen
grens        grenzen
oorlog       oorlogen
complot      complotten
verbod       verboden
golf         golven
maatregel    maatregelen
strafmaatregel strafmaatregelen
dier         dieren
moslim       moslims
"""


def table(text: str) -> list[list[str]]:
    return [line.split() for line in text.strip().splitlines()]


@pytest.mark.parametrize("row", table(VERBS), ids=lambda row: str(row[0]))
def test_verb_forms(row: list[str]) -> None:
    verb, particle, *wanted = row
    rows = set(forms_nl.verb_rows(verb, None if particle == "-" else particle, WORDS))
    missing = [form for form in wanted if (form, "VERB", verb) not in rows]
    assert not missing, f"{missing} not among {sorted(form for form, _, lemma in rows if lemma == verb)}"


@pytest.mark.parametrize("row", table(DETACHED), ids=lambda row: str(row[0]))
def test_separable_verbs_give_their_detached_forms_to_the_base_verb(row: list[str]) -> None:
    verb, particle, base, *wanted = row
    rows = set(forms_nl.verb_rows(verb, particle, WORDS))
    assert {(form, "VERB", base) for form in wanted} <= rows


@pytest.mark.parametrize("row", table(NOUNS), ids=lambda row: str(row[0]))
def test_plurals(row: list[str]) -> None:
    noun, plural = row
    rows = list(forms_nl.noun_rows(noun, WORDS))
    assert (noun, "NOUN", noun) in rows
    assert (plural, "NOUN", noun) in rows, rows


def test_a_prefix_that_does_not_split_is_not_taken_for_a_particle() -> None:
    rows = list(forms_nl.verb_rows("aanvaarden", None, WORDS))
    assert ("aanvaard", "VERB", "aanvaarden") in rows
    assert all(lemma == "aanvaarden" for _, _, lemma in rows)


def test_wrong_forms_are_not_made() -> None:
    made = {
        form
        for verb in ("geven", "bezetten", "verhuizen", "ontwapenen")
        for form, _, _ in forms_nl.verb_rows(verb, None, WORDS)
    }
    assert made.isdisjoint({"gev", "geev", "bezett", "verhuiz", "geontwapend", "gebezet", "ontwapeen"})


def test_the_table_covers_every_head_of_the_frames() -> None:
    """Fails when frames were added and scripts/build_forms_nl.py was not run."""
    lines = (forms_nl.NL / "forms.tsv").read_text(encoding="utf-8").splitlines()
    table_rows = {tuple(line.split("\t")) for line in lines[1:]}
    built = set(forms_nl.build(forms_nl.read_heads(), WORDS))
    assert len(built) > 1000
    assert not built - table_rows, sorted(built - table_rows)[:10]


def test_strong_verbs_are_many_and_each_stands_once() -> None:
    lines = (forms_nl.NL / "strong_verbs.tsv").read_text(encoding="utf-8").splitlines()[1:]
    infinitives = [line.split("\t")[0] for line in lines]
    assert len(infinitives) >= 260
    assert len(set(infinitives)) == len(infinitives)


def test_a_folder_without_frames_gives_no_heads(tmp_path: Path) -> None:
    assert not forms_nl.read_heads(tmp_path).verbs


def test_heads_are_found_at_any_depth_and_in_any_shape(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("a: [{verb: vallen}]\nverbs: {slaan: {}}\nnouns: [bom, mijn]\n", encoding="utf-8")
    heads = forms_nl.read_heads(tmp_path)
    assert set(heads.verbs) == {"vallen", "slaan"}
    assert heads.nouns == {"bom", "mijn"}
