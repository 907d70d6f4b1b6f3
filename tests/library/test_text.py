import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uramost.scripts import to_latin
from uramost.sentences import RULES, sentences
from uramost.text import BadText, clean, fold, normalise, plain, search_key, words

# Each row is a text; "|" stands where a sentence ends and is not part of it.
SQ = (
    "Ligji Nr. 02/L-37 është në fuqi. |Komuna e zbaton.",
    "Sipas nenit 7, par. 2 të ligjit, çdo person ka të drejtë. |Kërkesa dorëzohet me shkrim.",
    "Komunat, p.sh. Prishtina dhe Prizreni, e publikojnë. |Të tjerat, d.m.th. komunat e vogla, jo.",
    "Librat, fletoret, etj. |Qytetarët i marrin falas.",
    "Z. Gashi dhe znj. Krasniqi u takuan. |Dr. Hoxha mungoi.",
    "A. Gashi, Sh. Krasniqi dhe Xh. Berisha u zgjodhën. |Gj. Marku jo.",
    "Seanca mbahet më 12. mars 2026. |Është e hapur.",
    "Afati është 12.03.2026. |Pas tij nuk pranohen kërkesa.",
    "Afati: 12. 3. 2026 ora 10.00. |Mos u vononi!",
    "Tarifa është 1.234,56 euro. |Paguhet në bankë.",
    "1. Kërkesa plotësohet. |2. Kërkesa nënshkruhet.",
    "a) Kopja e letërnjoftimit. |b) Certifikata e lindjes.",
    "Na shkruani në info@rks-gov.net. |Ose vizitoni www.rks-gov.net. |Faleminderit!",
    "Kur hapet zyra? |Në orën 8! |Ejani.",
    "“Zyra është hapur.” |Kështu tha kryetari.",
    "„A keni kërkesë?“ pyeti zyrtari. |Po.",
    "Afati po kalon… |Nxitoni.",
    "Dokumentet (kopje, origjinale etj.) ruhen. |Pastaj kthehen.",
    "Kompania Ndërtimi sh.p.k. Prishtinë fitoi tenderin. |Vlera është 20 mijë euro.",
    "Adresa: rr. Nëna Terezë nr. 5. |Kati i dytë.",
    "⟦1⟧Njoftim.⟦/1⟧ |Zyra mbyllet.",
    "⟦1⟧Njoftim. Zyra mbyllet.⟦/1⟧ |Nesër hapet.",
    "Neni 7.1 zbatohet. |Neni 8 jo.",
)  # fmt: skip
SR_LATN = (
    "Zakon br. 02/L-37 je na snazi. |Opština ga primenjuje.",
    "Na osnovu člana 7. Zakona o upotrebi jezika, čl. 2. st. 3. i tač. 1. Odluke, odlučeno je. |Objaviti.",
    "Prema stavu 2. Ustava, svi su jednaki. |To važi i ovde.",
    "Sednica je 12. mart 2026. |Otvorena je za javnost.",
    "Rok ističe 12.03.2026. godine. |Posle toga se prijave ne primaju.",
    "Rok ističe 12. 3. 2026. |Posle toga ništa.",
    "Doneta je odluka br. 000/2026. |Odluka se primenjuje od 7. Maja.",
    "Opštine, npr. Gračanica, objavljuju. |Ostale, tj. manje, ne.",
    "Knjige, sveske itd. |Građani ih dobijaju besplatno.",
    "Potrebne su potvrde, izvodi i sl. |Prilažu se u kopiji.",
    "Prisutni: predsednik, sekretar i dr. |Zapisnik vodi sekretar.",
    "Objavljeno u Sl. Glasniku br. 5. |Stupa na snagu odmah.",
    "Dr. Petrović i prof. Jović su došli. |G. Marković nije.",
    "M. Petrović, Lj. Jović i Dž. Hasani su izabrani. |Nj. Simić nije.",
    "Vidi 7. stav. |Zatim 8. stav.",
    "Cena je 1.234,56 evra. |Plaća se u banci.",
    "1. Prijava se popunjava. |2. Prijava se potpisuje.",
    "a) Kopija lične karte. |b) Izvod iz matične knjige.",
    "II. Opšte odredbe važe. |Primenjuju se odmah.",
    "Pišite na info@rks-gov.net. |Ili pogledajte www.rks-gov.net. |Hvala!",
    "Kada se otvara? |U 8 časova! |Dođite.",
    "„Kancelarija je otvorena.“ |Tako je rekao predsednik.",
    "„Imate li zahtev?“ upitao je službenik. |Da.",
    "Rok ističe… |Požurite.",
    "Firma Gradnja d.o.o. Gračanica je izabrana. |Vrednost je 20.000 evra.",
    "Ulica 5. Oktobra je zatvorena. |Koristite ul. Kneza Lazara bb.",
    "⟦1⟧Obaveštenje.⟦/1⟧ |Kancelarija ne radi.",
    "Prvi red.⟦1/⟧|Drugi red.",
    "Predsednik je otputovao u 10. |Vraća se sutra.",
)  # fmt: skip
SR_CYRL = (
    "Закон бр. 02/L-37 је на снази. |Општина га примењује.",
    "На основу члана 7. Закона о употреби језика, чл. 2. ст. 3. и тач. 1. Одлуке, одлучено је. |Објавити.",
    "Према ставу 2. Устава, сви су једнаки. |То важи и овде.",
    "Седница је 12. март 2026. |Отворена је за јавност.",
    "Рок истиче 12.03.2026. године. |После тога се пријаве не примају.",
    "Рок истиче 12. 3. 2026. |После тога ништа.",
    "Донета је одлука са бројем протокола 000/2026. |Одлука се примењује од сутра.",
    "Општине, нпр. Грачаница, објављују. |Остале, тј. мање, не.",
    "Књиге, свеске итд. |Грађани их добијају бесплатно.",
    "Потребне су потврде, изводи и сл. |Прилажу се у копији.",
    "Присутни: председник, секретар и др. |Записник води секретар.",
    "Објављено у Сл. Гласнику бр. 5. |Ступа на снагу одмах.",
    "Др. Петровић и проф. Јовић су дошли. |Г. Марковић није.",
    "М. Петровић, Љ. Јовић и Џ. Хасани су изабрани. |Њ. Симић није.",
    "Види 7. став. |Затим 8. став.",
    "Цена је 1.234,56 евра. |Плаћа се у банци.",
    "1. Пријава се попуњава. |2. Пријава се потписује.",
    "а) Копија личне карте. |б) Извод из матичне књиге.",
    "II. Опште одредбе важе. |Примењују се одмах.",
    "Пишите на info@rks-gov.net. |Или погледајте www.rks-gov.net. |Хвала!",
    "Када се отвара? |У 8 часова! |Дођите.",
    "„Канцеларија је отворена.“ |Тако је рекао председник.",
    "„Имате ли захтев?“ упитао је службеник. |Да.",
    "Рок истиче… |Пожурите.",
    "Фирма Градња д.о.о. Грачаница је изабрана. |Вредност је 20.000 евра.",
    "Улица 5. Октобра је затворена. |Користите ул. Кнеза Лазара бб.",
    "⟦1⟧Обавештење.⟦/1⟧ |Канцеларија не ради.",
)  # fmt: skip
EN = (
    "Law No. 02/L-37 is in force. |The municipality applies it.",
    "Under Art. 7 and para. 2, everyone may write. |A reply is owed.",
    "The answer is no. |The office is closed.",
    "Some towns, e.g. Prizren, publish it. |Others, i.e. Gllogoc, do not.",
    "Forms, copies, etc. |Residents get them free.",
    "Mr. Gashi and Mrs. Krasniqi met. |Dr. Hoxha did not.",
    "J. K. Smith signed. |A. Gashi did not.",
    "The office opens at 9 a.m. |It closes at 4 p.m. |Come early.",
    "The fee is 1,234.56 euro. |It is paid at the bank.",
    "1. Fill in the form. |2. Sign the form.",
    "a) A copy of the card. |b) A certificate.",
    "Write to info@rks-gov.net. |Or see www.rks-gov.net. |Thank you!",
    "When does it open? |At eight! |Come.",
    "“The office is open.” |So said the mayor.",
    "“Is it open?” asked the clerk. |Yes.",
    "(See Annex 2.) |The rest follows.",
    "Time is running out… |Hurry.",
    "The deadline is 12 March 2026. |Nothing is taken after it.",
    "Published on Jan. 5 and Feb. 6. |It applies at once.",
    "The U.S. Embassy supports it. |So does the EU.",
    "⟦1⟧Notice.⟦/1⟧ |The office is closed.",
    "⟦1⟧Notice. It is closed.⟦/1⟧ |Tomorrow it opens.",
    "See pp. 5 and 6. |See fig. 2.",
)  # fmt: skip
BS = (
    "Zakon br. 02/L-37 je na snazi. |Općina ga primjenjuje.",
    "Na osnovu člana 7. Statuta općine, odlučeno je. |Objaviti.",
    "Sjednica je 12. mart 2026. |Otvorena je za javnost.",
    "Općine, npr. Dragaš, objavljuju. |Ostale, tj. manje, ne.",
    "Knjige, sveske itd. |Građani ih dobijaju besplatno.",
    "Dr. Hadžić i prof. Begić su došli. |Lj. Osmani nije.",
    "1. Prijava se popunjava. |2. Prijava se potpisuje.",
)  # fmt: skip
TR = (
    "02/L-37 No. 5 sayılı karar yürürlüktedir. |Belediye uygular.",
    "Kanunun md. 7 hükmü geçerlidir. |Başvuru yazılıdır.",
    "Bazı belediyeler, örn. Prizren, yayınlar. |Diğerleri yayınlamaz.",
    "Kitaplar, defterler vb. |Vatandaşlara ücretsizdir.",
    "Dr. Yılmaz ve Prof. Kaya geldi. |Sn. Demir gelmedi.",
    "Ücret 1.234,56 avrodur. |Bankaya ödenir.",
    "1. Form doldurulur. |2. Form imzalanır.",
)  # fmt: skip
TABLE = {"sq": SQ, "sr-Latn": SR_LATN, "sr-Cyrl": SR_CYRL, "en": EN, "bs": BS, "tr": TR}
ROWS = [(language, row) for language, rows in TABLE.items() for row in rows]


@pytest.mark.parametrize(("language", "row"), ROWS)
def test_official_writing_is_split_into_sentences(language: str, row: str) -> None:
    assert sentences(row.replace("|", ""), language) == row.split("|")


def test_the_table_shows_enough_of_each_language() -> None:
    shown = {language: sum(row.count("|") + 1 for row in rows) for language, rows in TABLE.items()}

    assert all(shown[language] >= 25 for language in ("sq", "sr-Latn", "sr-Cyrl", "en"))
    assert all(shown[language] >= 10 for language in ("bs", "tr"))


@pytest.mark.parametrize("row", SR_CYRL)
def test_both_scripts_of_serbian_are_split_alike(row: str) -> None:
    latin = to_latin(row)

    assert sentences(latin.replace("|", ""), "sr-Latn") == latin.split("|")


@given(st.text(alphabet=st.sampled_from('Aaб1. !?…\n"“)⟦/⟧') | st.characters()), st.sampled_from([*RULES, "xx"]))
def test_the_sentences_joined_are_the_text(text: str, language: str) -> None:
    parts = sentences(text, language)

    assert "".join(parts) == text
    assert all(part.strip() for part in parts) or not text.strip()


@given(st.lists(st.sampled_from(["Fjala. ", "Reč! ", "⟦1⟧", "⟦/1⟧", "⟦2⟧", "⟦/2⟧", "⟦3/⟧", "a "])))
def test_no_sentence_ends_inside_a_pair_of_placeables(pieces: list[str]) -> None:
    used = list(dict.fromkeys(piece for piece in pieces if piece.startswith("⟦")))
    once = [piece for i, piece in enumerate(pieces) if piece not in used or pieces.index(piece) == i]
    text = "".join(once)

    for number in "12":
        start, end = text.find(f"⟦{number}⟧"), text.find(f"⟦/{number}⟧")
        if 0 <= start < end:
            assert any(f"⟦{number}⟧" in part and f"⟦/{number}⟧" in part for part in sentences(text, "sq"))


def test_a_blank_line_and_a_list_end_a_sentence_without_a_full_stop() -> None:
    text = "Obaveštenje\n\nPotrebno je:\n- prijava;\n- potvrda\n1) kopija\nlične karte"

    assert sentences(text, "sr-Latn") == [
        "Obaveštenje\n\n", "Potrebno je:\n", "- prijava;\n", "- potvrda\n", "1) kopija\nlične karte",
    ]  # fmt: skip


def test_a_placeable_that_is_never_closed_does_not_hold_the_text_together() -> None:
    assert sentences("⟦1⟧Një. Dy.", "sq") == ["⟦1⟧Një. ", "Dy."]


def test_no_text_has_no_sentences() -> None:
    assert sentences("", "sq") == []


def test_clean_text_is_composed_and_has_one_kind_of_line_end() -> None:
    assert clean("\ufeffe\u0308\r\nc\u030c\rđ\u2028x\ty") == "ë\nč\nđ\nx\ty"


@pytest.mark.parametrize(
    ("raw", "code", "position"),
    [("ab\0c", "nul", 2), ("\ud800", "surrogate", 0), ("a\x1b[0m", "control", 1), ("a\x9f", "control", 1),
     ("\r\n\x0c", "control", 2), ("a\uffff", "control", 1)],
)  # fmt: skip
def test_text_that_no_file_should_carry_is_refused(raw: str, code: str, position: int) -> None:
    with pytest.raises(BadText) as refused:
        clean(raw)

    assert (refused.value.code, refused.value.position) == (code, position)


@given(st.text())
def test_clean_text_stays_as_it_is(text: str) -> None:
    try:
        once = clean(text)
    except BadText:
        return
    assert clean(once) == once == unicodedata.normalize("NFC", once)


def test_typography_makes_no_difference_but_case_and_letters_do() -> None:
    assert normalise(" „Zahtev“ –  rok…\u00a0") == normalise('"Zahtev" - rok...')
    assert normalise("s’ka") == normalise("s'ka")
    assert normalise("Zahtev") != normalise("zahtev")
    assert normalise("Kërkesë") != normalise("Kerkese")


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Prishtinë", "prishtine"),
        ("ГРАЧАНИЦА", "gracanica"),
        ("Ђаковица – Đakovica", "dakovica dakovica"),
        ("Şığın İstanbul ÇÖĞÜ", "sigin istanbul cogu"),
        ("Neni 7, par. 2", "neni 7 par 2"),
        ("pri⟦1⟧shti⟦/1⟧na⟦2/⟧Prizren", "prishtina prizren"),
        ("Njoftim_i_ri", "njoftim i ri"),
        ("…", ""),
    ],
)
def test_search_knows_no_script_case_or_diacritics(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    "names",
    [
        ("prishtina", "Приштина", "Prishtinë", "Priština", "PRISHTINA"),
        ("Graçanicë", "Graçanica", "Грачаница", "Gračanica", "gracanica"),
        ("Mamushë", "Mamuša", "Мамуша", "Mamusha"),
        ("Deçan", "Dečani", "Дечани"),
        ("Obiliq", "Obilić", "Обилић"),
        ("Kllokot", "Klokot", "Клокот"),
        ("Zveçan", "Zvečan", "Звечан"),
        ("Pejë", "Peja"),
    ],
)
def test_one_place_has_one_search_key(names: tuple[str, ...]) -> None:
    assert len({search_key(name) for name in names}) == 1


def test_different_places_have_different_search_keys() -> None:
    places = [
        "Prishtinë",
        "Prizren",
        "Pejë",
        "Gjakovë",
        "Gjilan",
        "Mitrovicë",
        "Mamushë",
        "Partesh",
        "Klinë",
        "Kllokot",
    ]

    assert len(set(map(search_key, places))) == len(places)


def test_the_words_of_a_text() -> None:
    assert words("⟦1⟧Çmimi⟦/1⟧: 1.234,56 € – s’ka; USAID-a, 7a, ligji 02/L-37.") == [
        "Çmimi", "1.234,56", "s’ka", "USAID-a", "7a", "ligji", "02", "L-37",
    ]  # fmt: skip


@pytest.mark.parametrize("piece", [".", ".)", "1.", "⟦", " \n"])
def test_a_long_run_of_signs_takes_no_minutes(piece: str) -> None:
    assert sentences(piece * 25_000, "sq") == [piece * 25_000]


DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def test_plain_text_turns_no_words_about_and_loses_no_letter() -> None:
    assert plain("\u202egnp.exe\u202c \u2067Ура\u2069") == "gnp.exe Ура"
    assert plain("\u202a+383 44 000 000\u202c") == "+383 44 000 000"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffd\ufffe\uffff")))
def test_plain_text_is_clean_text_without_marks_of_direction(raw: str) -> None:
    assert plain(raw) == unicodedata.normalize("NFC", "".join(one for one in clean(raw) if one not in DIRECTIONS))
    assert plain(plain(raw)) == plain(raw)


def test_a_letter_in_a_wrong_encoding_is_pointed_at() -> None:
    raw = "Gra\u010danica".encode("cp1250").decode("utf-8", "replace")

    with pytest.raises(BadText) as fault:
        plain(raw)
    assert (fault.value.code, fault.value.position) == ("lost", 3)


@pytest.mark.parametrize("raw", ["a\0b", "a\ud800b", "a\x1bb"])
def test_plain_text_refuses_what_clean_text_refuses(raw: str) -> None:
    with pytest.raises(BadText):
        plain(raw)
