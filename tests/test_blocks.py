"""From an article to what the parser is shown: quotes made plain, wraps undone, and never a character misplaced."""
# ruff: noqa: E501  the tables read best with one row a line
from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coded import rows, wrong_today
from kroniek.language.blocks import MAX_BLOCK, Block, blocks


def shown(article: str) -> list[str]:
    """What the parser is shown, block by block."""
    return [b.text for b in blocks(article)]


# what the newspaper prints; what the parser is shown
QUOTES = [
    ("single typographic", "‘Wij vertrekken niet’, zei de minister.", '"Wij vertrekken niet", zei de minister.'),
    ("double typographic", "“Wij vertrekken niet”, zei hij.", '"Wij vertrekken niet", zei hij.'),
    ("low opening", "„Wij vertrekken niet”, zei hij.", '"Wij vertrekken niet", zei hij.'),
    ("low single opening", "‚Wij vertrekken niet’, zei hij.", '"Wij vertrekken niet", zei hij.'),
    ("guillemets", "«Wij vertrekken niet», zei hij.", '"Wij vertrekken niet", zei hij.'),
    ("single guillemets", "‹Wij vertrekken niet›, zei hij.", '"Wij vertrekken niet", zei hij.'),
    ("straight single", "'Wij vertrekken niet', zei hij.", '"Wij vertrekken niet", zei hij.'),
    ("full stop inside", "‘Wij vertrekken niet.’ Daarna zweeg hij.", '"Wij vertrekken niet." Daarna zweeg hij.'),
    ("scare quotes", "De ‘vrijwilligers’ kwamen uit Rusland.", 'De "vrijwilligers" kwamen uit Rusland.'),
    ("quote within brackets", "Het leger (‘de beschermer’) zweeg.", 'Het leger ("de beschermer") zweeg.'),
    ("apostrophe within a quotation", "‘De foto’s zijn echt’, zei hij.", '"De foto\'s zijn echt", zei hij.'),
    ("clipped word within a quotation", "‘Het gebeurde ’s nachts’, zei hij.", '"Het gebeurde \'s nachts", zei hij.'),
]

APOSTROPHES = [
    ("plural", "Op de foto’s staan twee auto’s.", "Op de foto's staan twee auto's."),
    ("morning", "Om zes uur ’s ochtends begon het.", "Om zes uur 's ochtends begon het."),
    ("at the start", "’s Avonds werd het stil.", "'s Avonds werd het stil."),
    ("such a", "Zo’n aanval was er nooit.", "Zo'n aanval was er nooit."),
    ("article", "In ’t noorden werd gevochten.", "In 't noorden werd gevochten."),
    ("year", "Sinds ’91 is er oorlog.", "Sinds '91 is er oorlog."),
    ("wrong way round", "Om zes uur ‘s ochtends begon het.", "Om zes uur 's ochtends begon het."),
    ("possessive", "Trumps en Macrons plan, niet Hollande’s.", "Trumps en Macrons plan, niet Hollande's."),
    ("modifier letter", "Sanaʼa werd gebombardeerd.", "Sana'a werd gebombardeerd."),
]


@pytest.mark.parametrize(("printed", "plain"), rows(QUOTES + APOSTROPHES, labelled=True))
def test_quotation_marks_become_plain_and_apostrophes_stay(printed: str, plain: str) -> None:
    assert shown(printed) == [plain]


def test_an_apostrophe_behind_the_s_of_a_name_does_not_open_a_quotation() -> None:
    assert shown("Het is Assads’ leger dat de stad bezet.") == ["Het is Assads' leger dat de stad bezet."]


PARAGRAPHS = [
    ("blank line", "Kop zonder punt\n\nDe tekst begint hier.", ["Kop zonder punt", "De tekst begint hier."]),
    ("several blank lines", "Eerste.\n\n \n\nTweede.", ["Eerste.", "Tweede."]),
    ("Windows line ends", "Eerste alinea.\r\n\r\nTweede alinea.", ["Eerste alinea.", "Tweede alinea."]),
    ("old Mac line ends", "Eerste alinea.\r\rTweede alinea.", ["Eerste alinea.", "Tweede alinea."]),
    ("one line a paragraph", "Leger valt stad aan\nHet leger heeft de stad aangevallen.",
     ["Leger valt stad aan", "Het leger heeft de stad aangevallen."]),
    ("caption and credit", "Rook boven de haven van Odessa. Foto ANP\nDe brand brak zondag uit.",
     ["Rook boven de haven van Odessa. Foto ANP", "De brand brak zondag uit."]),
    ("a wrap in mid-sentence", "Het leger heeft de stad\naangevallen.", ["Het leger heeft de stad aangevallen."]),
    ("a wrap behind a comma", "Volgens het leger,\nRusland en Iran is de stad veilig.",
     ["Volgens het leger, Rusland en Iran is de stad veilig."]),
    ("a hyphen at the line end", "Er was een bom-\nbardement op de stad.", ["Er was een bombardement op de stad."]),
    ("a hyphen that belongs to the word", "De Noord-\nKoreaanse leider zweeg.", ["De Noord- Koreaanse leider zweeg."]),
    ("nothing", "", []),
    ("blank only", " \n\t\n\r\n ", []),
]


@pytest.mark.parametrize(("article", "expected"), rows(PARAGRAPHS, labelled=True))
def test_paragraphs_are_found_and_wraps_undone(article: str, expected: list[str]) -> None:
    assert shown(article) == expected


@pytest.mark.parametrize(("article", "expected"), rows([
    wrong_today("hyphenated Windows line ends stay apart", "Er was een bom-\r\nbardement op de stad.", ["Er was een bombardement op de stad."]),
    wrong_today("a soft hyphen splits the word", "Er was een bom\u00adbardement op de stad.", ["Er was een bombardement op de stad."]),
    wrong_today("a zero-width space splits the word", "Er was een bom\u200bbardement op de stad.", ["Er was een bombardement op de stad."]),
]))
def test_words_broken_by_the_typesetter_are_whole_again(article: str, expected: list[str]) -> None:
    assert shown(article) == expected


def test_text_copied_from_a_pdf_becomes_whole_sentences_again() -> None:
    wrapped = ("De Verenigde Staten hebben zondag een basis van een militie in het noorden\n"
               "van Irak aangevallen. Bij de aanval kwamen volgens de eerste berichten uit\n"
               "Bagdad zeker twaalf strijders om het leven. De regering van premier Abdul-\n"
               "Mahdi noemde het bombardement een schending van de soevereiniteit van het\n"
               "land en riep de ambassadeur op het matje.")
    [block] = shown(wrapped)
    assert "in het noorden van Irak aangevallen" in block
    assert "berichten uit Bagdad zeker twaalf" in block
    assert "\n" not in block


def test_short_lines_of_a_list_are_not_run_together() -> None:
    assert shown("Doden: 12\nGewonden: 40\nVermisten: 3\nGevangenen: 9\nOverig: 1") == [
        "Doden: 12", "Gewonden: 40", "Vermisten: 3", "Gevangenen: 9", "Overig: 1"]


# the line; what is left once the place and the agency are off
DATELINES = [
    ("BRUSSEL (ANP) – De ministers spraken over sancties.", "De ministers spraken over sancties."),
    ("DEN HAAG - Het kabinet stuurt troepen.", "Het kabinet stuurt troepen."),
    ("NEW YORK (AP/Reuters) — De raad kwam bijeen.", "De raad kwam bijeen."),
    wrong_today("a dateline that begins with an apostrophe", "’S-HERTOGENBOSCH – De politie greep in.", "De politie greep in."),
]


@pytest.mark.parametrize(("article", "rest"), rows(DATELINES))
def test_a_dateline_is_no_part_of_the_first_sentence(article: str, rest: str) -> None:
    [block] = blocks(article)
    assert block.text == rest
    assert article[block.at(0):] == rest


@pytest.mark.parametrize("article", [
    "Rusland – De minister spreekt.",                   # not in capitals
    "De NAVO – het bondgenootschap – kwam bijeen.",     # a parenthesis between dashes
    "VS-militairen trokken zich terug.",                # a hyphen within a word
])
def test_other_dashes_are_no_dateline(article: str) -> None:
    assert shown(article) == [article]


def test_a_wrapped_word_quotes_the_article_with_its_hyphen_and_line_end() -> None:
    article = "Er was een bom-\nbardement op de stad."
    [block] = blocks(article)
    at = block.text.index("bombardement")
    assert article[block.at(at):block.after(at + len("bombardement"))] == "bom-\nbardement"
    at = block.text.index("stad")
    assert article[block.at(at):block.after(at + len("stad"))] == "stad"


def test_a_line_of_megabytes_is_cut_between_sentences() -> None:
    sentence = "Het leger heeft de stad zondag opnieuw beschoten. "
    long = sentence * (5 * MAX_BLOCK // len(sentence))
    cut = list(blocks(long))
    assert len(cut) >= 5
    assert all(len(b.text) <= MAX_BLOCK for b in cut)
    assert all(b.text.startswith("Het leger") and b.text.endswith("beschoten.") for b in cut)


# -- whatever the text, a block says where each of its characters stands ------------------------------------------------

PIECES = st.sampled_from(["‘", "’", "'", "“", "”", "«", "»", "„", "-\n", "-\r\n", "\n", "\n\n", "\r\n", " ", "\u00a0", "\u00ad", "\u200b",
                          "bom", "foto’s", "’s nachts", "zo’n", "Het leger", "BRUSSEL (ANP) – ", ".", ",", "é", "𝕏", "e\u0301", "12"])
NEWSPRINT = st.lists(PIECES, max_size=60).map("".join)
QUOTE_MARKS = set("\"'‘’‚‛“”„‟«»‹›″＂`´ʼʻ")
HYPHENS = set("-‑‐−")


def same(printed: str, plain: str) -> bool:
    """Whether the parser's character may stand for the printed one."""
    if printed == plain:
        return True
    if plain == " ":
        return printed.isspace() or printed in "\u00ad\u200b\ufeff"
    return {printed, plain} <= QUOTE_MARKS or {printed, plain} <= HYPHENS


def check_map(article: str, block: Block) -> None:
    at = [block.at(i) for i in range(len(block.text))]
    assert at == sorted(set(at)), "offsets do not rise"
    assert all(same(article[offset], c) for offset, c in zip(at, block.text, strict=True))
    assert all(block.after(i + 1) == offset + 1 for i, offset in enumerate(at))
    assert all(set(article[a + 1:b]) <= set("-\r\n \t") for a, b in pairwise(at)), "a character was dropped"


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=400), NEWSPRINT))
@example("a-\nb-\n\nc")
@example("bom-\r\nbardement")
def test_every_character_of_a_block_maps_back_to_the_article(article: str) -> None:
    found = list(blocks(article))
    for block in found:
        check_map(article, block)
        assert not block.text or (article[block.at(0)].strip() and article[block.after(len(block.text)) - 1].strip()), "blank edges"
    ends = [(b.at(0), b.after(len(b.text))) for b in found if b.text]
    assert all(a[1] <= b[0] for a, b in pairwise(ends)), "blocks overlap"


@settings(max_examples=100, deadline=None)
@given(NEWSPRINT)
def test_no_letter_of_the_article_is_lost_but_in_datelines(article: str) -> None:
    covered = {b.at(i) for b in blocks(article) for i in range(len(b.text))}
    lost = "".join(c for i, c in enumerate(article) if i not in covered)
    assert not set(lost.replace("BRUSSEL (ANP) –", "")) & set("abcdefgijkmnoprstuHé𝕏12")
