"""Which language: short and long, ours and not ours."""

from __future__ import annotations

import pytest

from kroniek.errors import UserError
from kroniek.language.detect import SURE, _common, detect

DUTCH = [
    "Bij een aanslag in Kabul zijn zondag zeker tien mensen omgekomen, meldt de politie.",
    "De rebellen trokken zich terug uit de stad.",
]
OTHERS = {
    "de": "Bei einem Anschlag in Kabul sind am Sonntag mindestens zehn Menschen ums Leben gekommen, wie die Polizei in der Hauptstadt "
    "mitteilte. Die Regierung verurteilte die Tat und kündigte eine Untersuchung an, die noch in dieser Woche beginnen soll.",
    "af": "Minstens tien mense is Sondag dood in 'n aanval in Kaboel, sê die polisie. Die regering het die aanval veroordeel en gesê dat "
    "daar nog hierdie week met 'n ondersoek begin sal word. Niemand het tot dusver verantwoordelikheid aanvaar nie.",
    "fr": "Au moins dix personnes ont été tuées dimanche dans un attentat à Kaboul, selon la police. Le gouvernement a condamné l'attaque.",
    "fi": "Ainakin kymmenen ihmistä kuoli sunnuntaina iskussa Kabulissa, poliisi kertoo. Hallitus tuomitsi iskun ja lupasi tutkia sen.",
}


@pytest.mark.parametrize("text", DUTCH)
def test_dutch_is_dutch(text: str) -> None:
    assert detect(text, ["nl"]) == "nl"


@pytest.mark.parametrize("code", sorted(OTHERS))
def test_another_language_is_refused_by_its_name(code: str) -> None:
    with pytest.raises(UserError, match=f"'{code}'"):
        detect(OTHERS[code], ["nl"])


@pytest.mark.parametrize("code", sorted(OTHERS))
def test_the_short_cut_is_far_from_near_relatives(code: str) -> None:
    words = OTHERS[code].lower().replace(",", " ").replace(".", " ").split()
    assert sum(w in _common("nl") for w in words) / len(words) < SURE
