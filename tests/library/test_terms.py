"""Terms are found in the forms they really stand in; how many, and how many wrongly, is counted here.

The sentences are written for this test, in the manner of municipal notices. A bracket [id|words] says that these words
are an occurrence of that term; everything found outside the brackets is counted as wrong.
"""

import re
import time
from pathlib import Path

import pytest

import uramost.packs
from uramost.scripts import to_latin
from uramost.terms import BadTerms, Finder, Term, read_csv

TERMS = read_csv(Path(uramost.packs.__file__).parent / "kosovo" / "terms.csv")
MARKED = re.compile(r"\[([\w-]+)\|([^\]]+)\]")

ALBANIAN = """
[mayor|Kryetari i komunës] nënshkroi [memorandum|memorandumin e mirëkuptimit] me dy [ngo|organizata joqeveritare].
[decision|Vendimi] i takon [municipal-assembly|Kuvendit të Komunës], jo [mayor|kryetarit të komunës].
[municipal-assembly|Kuvendet komunale] e miratojnë [budget|buxhetin komunal] deri në fund të shtatorit.
Pas [public-hearing|dëgjimeve publike] u ndryshua [spatial-plan|plani hapësinor].
[public-hearing|Dëgjimi publik] mbahet nesër; në [public-hearing|dëgjimin publik] flasin [resident|banorët] e fshatit.
[public-call|Thirrja publike] mbetet e hapur, dhe sipas [public-call|thirrjes publike] secili mund të paraqitet.
[deadline|Afati i fundit] për dorëzimin e [request|kërkesave] është e premtja.
[applicant|Aplikuesit] dorëzojnë [birth-certificate|certifikatën e lindjes] dhe [identity-card|letërnjoftimin].
Kopja e [birth-certificate|certifikatës së lindjes] nuk duhet të jetë më e vjetër se gjashtë muaj.
[property-tax|Tatimi në pronë] paguhet dy herë në vit; për [property-tax|tatimin në pronë]
merrni [invoice|faturën] në postë.
Borxhet e [property-tax|tatimit në pronë] mund të paguhen me këste.
[mocr|Zyra Komunale për Komunitete dhe Kthim] ndihmon çdo [returnee|të kthyer].
Drejtojuni [mocr|Zyrës Komunale për Komunitete dhe Kthim] për ndihmë.
[language-commissioner|Komisioneri për Gjuhët] pranoi dy [complaint|ankesa] gjatë vitit.
Shkruani [office-language-commissioner|Zyrës së Komisionerit për Gjuhët] në cilëndo [official-language|gjuhë zyrtare].
[official-language|Gjuhët zyrtare] janë të barabarta.
Përdorimi i [mother-tongue|gjuhës amtare] është e drejtë e çdo [resident|banori].
[regulation|Rregullorja] botohet në [official-gazette|Gazetën Zyrtare].
Numri i [official-gazette|Gazetës Zyrtare] shënohet në fund të [decision|vendimit].
[communities-committee|Komiteti për Komunitete] shqyrtoi raportin e
[policy-finance-committee|Komitetit për Politikë dhe Financa].
[construction-permit|Lejen e ndërtimit] e lëshon [directorate|drejtoria komunale] për [urban-planning|urbanizëm].
[civil-servant|Nëpunësit civilë] dhe [translator|përkthyesit] marrin pjesë në trajnim.
[translation|Përkthimet] i kontrollon [translator|përkthyesi] tjetër.
[community|Komunitetet] zgjedhin përfaqësuesit e tyre, dhe [community|komuniteteve] u takojnë dy vende.
[minutes|Procesverbalin] e [assembly-session|seancës së kuvendit] e gjeni në [website|faqen zyrtare].
[access-to-documents|Qasja në dokumente publike] është falas.
[personal-data|Të dhënat personale] mbrohen, dhe përpunimi i [personal-data|të dhënave personale] shpjegohet më poshtë.
[public-procurement|Prokurimit publik] i nënshtrohet çdo [contract|kontratë].
Punimet në [infrastructure|infrastrukturën] e fshatit fillojnë kur nënshkruhet [contract|kontrata].
Dy [vacancy-announcement|konkurse për vend pune] u mbyllën pa kandidatë.
[subsidy|Subvencionet] për bujqit u ndanë, një [petition|peticion] me 200 [signature|nënshkrime] kërkonte më shumë.
"""
NO_TERMS_ALBANIAN = """
Komunikimi me ta ishte i mirë. Në rrugë nuk kishte kalim nën urë. Pronarët e dyqaneve u pajtuan.
Afërsisht njëqind veta erdhën. Vendosëm të presim. Ata kërkuan falje dhe shkuan nga shtëpia.
Faturoi nuk është fjalë e zakonshme; fati është. Nesër bie shi mbi qytet. Ju lutem ejani herët dhe mos harroni çadrën.
"""

SERBIAN = """
[mayor|Председник општине] је потписао [memorandum|меморандум о разумевању] са две [ngo|невладине организације].
[decision|Одлуку] доноси [municipal-assembly|Скупштина општине], а не [mayor|председник општине].
Седница је одржана у [municipal-assembly|скупштини општине], у присуству [mayor|градоначелника].
[mayor|Градоначелници] две [municipality|општине] су се састали.
После [public-hearing|јавне расправе] измењен је [spatial-plan|просторни план].
[public-hearing|Јавну расправу] води [assembly-chairperson|председавајући скупштине општине].
Према [public-call|јавном позиву] могу се пријавити сви; услови [public-call|јавног позива] су доле.
[deadline|Крајњи рок] за предају [request|захтева] је петак.
[applicant|Подносиоци захтева] прилажу [birth-certificate|извод из матичне књиге рођених] и [identity-card|личну карту].
[applicant|Подносиоцу захтева] се одговара на његовом [mother-tongue|матерњем језику].
[property-tax|Порез на имовину] се плаћа двапут годишње; о [property-tax|порезу на имовину] пише доле.
Висина [property-tax|пореза на имовину] зависи од површине.
[mocr|Општинска канцеларија за заједнице и повратак] помаже сваком [returnee|повратнику].
Обратите се [mocr|Општинској канцеларији за заједнице и повратак].
[language-commissioner|Повереник за језике] је примио две [complaint|жалбе].
Пишите [office-language-commissioner|Канцеларији повереника за језике] на било ком [official-language|службеном језику].
[official-language|Службени језици] су равноправни.
Текст је објављен у [official-gazette|службеном листу], у броју 5 [official-gazette|службеног листа].
[communities-committee|Одбор за заједнице] разматра предлог [policy-finance-committee|Одбора за политику и финансије].
[construction-permit|Грађевинску дозволу] издаје [directorate|дирекција] за [urban-planning|урбанизам].
[civil-servant|Државни службеници] и [translator|преводиоци] похађају обуку.
Рад [translator|преводиоца] прегледа друго лице.
[community|Заједнице] бирају своје представнике, а [community|заједницама] припадају два места.
[minutes|Записник] са [assembly-session|седнице скупштине] је доступан [citizen|грађанима].
[access-to-documents|Приступ јавним документима] је бесплатан.
[personal-data|Лични подаци] се штите; обрада [personal-data|личних података] објашњена је доле.
О [public-procurement|јавним набавкама] одлучује посебна комисија, па се склапа [contract|уговор].
[contract|Уговором] се уређује и [infrastructure|инфраструктура] у селу.
[subsidy|Субвенције] су подељене, а [petition|петицију] је предало двеста [resident|становника].
На [vacancy-announcement|конкурсу за радно место] нико није изабран.
[law|Закони] важе за све, па [law|законом] није изузет нико.
[assembly-member|Одборници] су гласали о [budget|општинском буџету].
"""
NO_TERMS_SERBIAN = """
Општење с њима је било лако. Рокери су свирали на тргу. Листање је почело рано.
Опште мишљење није важно. Сутра ће падати киша над градом. Она је заједљива, али добра.
Молимо вас да дођете раније и понесете кишобран. Све је записано у његовом дневнику.
"""


def expected(marked):
    """The plain text, and the occurrences as (start, end, term)."""
    plain, found, last = "", set(), 0
    for match in MARKED.finditer(marked):
        plain += marked[last : match.start()]
        found.add((len(plain), len(plain) + len(match[2]), match[1]))
        plain, last = plain + match[2], match.end()
    return plain + marked[last:], found


def recall_and_precision(marked, language):
    plain, wanted = expected(marked)
    found = {(one.start, one.end, one.term.id) for one in Finder(TERMS, language).find(plain)}
    assert len(wanted) >= 40
    return len(found & wanted) / len(wanted), len(found & wanted) / len(found), found ^ wanted, plain


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("sq", ALBANIAN + NO_TERMS_ALBANIAN),
        ("sr-Cyrl", SERBIAN + NO_TERMS_SERBIAN),
        ("sr-Latn", to_latin(SERBIAN + NO_TERMS_SERBIAN)),
    ],
)
def test_nine_of_ten_inflected_terms_are_found_and_nine_of_ten_found_are_right(language, marked):
    recall, precision, wrong, plain = recall_and_precision(marked, language)
    shown = [(term, plain[start:end]) for start, end, term in sorted(wrong)]
    assert recall >= 0.9, shown
    assert precision >= 0.9, shown


def test_albanian_typed_without_its_marks_is_found_too():
    text = "Sipas thirrjes publike dergoni certifikaten e lindjes"
    assert [one.term.id for one in Finder(TERMS, "sq").find(text)] == ["public-call", "birth-certificate"]


def test_a_mark_that_the_term_does_not_have_makes_another_word():
    finder = Finder([Term("article", {"sq": ("nen",)})], "sq")
    assert finder.find("nën urë") == []
    assert [one.start for one in finder.find("sipas nenit 7")] == [6]


@pytest.mark.parametrize(
    ("language", "name", "text"),
    [
        ("en", "municipality", "Municipalities publish in every language."),
        ("en", "property tax", "Property taxes are due in June."),
        ("tr", "belediye", "Belediyelerinin kararı yayımlandı."),
        ("tr", "destek", "Desteği için başvurun."),
        ("tr", "belediye başkanı", "Belediye başkanına yazın."),
        ("bs", "općina", "U općinama se glasa."),
        ("rom", "komuna", "I komuna si bari."),
    ],
)
def test_other_languages_have_their_forms(language, name, text):
    assert len(Finder([Term("one", {language: (name,)})], language).find(text)) == 1


@pytest.mark.parametrize("part", ["a", "komun", "projekt", "Њ"])
def test_a_word_eight_times_as_long_takes_about_eight_times_the_time(part):
    """The shortest of several times counts, on both sides: a busy machine only ever makes them longer."""
    finder = Finder(TERMS, "sq")

    def seconds(length, last):
        text = (part * length)[:length] + last
        start = time.process_time()
        finder.find(text)
        return time.process_time() - start

    long, short = (min(seconds(length, last) for last in "qrs") for length in (400_000, 50_000))
    assert long < 20 * short + 0.02


def test_an_ending_may_lose_its_marks_and_not_gain_any():
    assert Finder([Term("one", {"sq": ("bashki",)})], "sq").find("Punojnë bashkë; punojme bashkë.") == []
    found = Finder([Term("one", {"sq": ("bashki",)})], "sq").find("bashkia, bashkisë, bashkise, bashkitë, bashkive")
    assert len(found) == 5
    assert len(Finder([Term("one", {"sq": ("gjuhë",)})], "sq").find("gjuhët, gjuhëve, gjuheve, gjuha, gjuhës")) == 5


def test_the_longest_term_wins_and_two_terms_of_one_name_are_both_found():
    terms = [
        Term("assembly", {"en": ("assembly",)}),
        Term("municipal-assembly", {"en": ("municipal assembly",)}),
        Term("council", {"en": ("municipal assembly",)}),
    ]
    found = Finder(terms, "en").find("The municipal assembly and the assembly")
    assert [(one.term.id, one.start, one.end) for one in found] == [
        ("municipal-assembly", 4, 22),
        ("council", 4, 22),
        ("assembly", 31, 39),
    ]


def test_formatting_inside_a_term_does_not_hide_it_but_a_full_stop_ends_it():
    finder = Finder([Term("mayor", {"sq": ("kryetar i komunës",)})], "sq")
    text = "⟦1⟧Kryetari⟦/1⟧ i komunës. Kryetari. I komunës"
    assert [(one.start, one.end) for one in finder.find(text)] == [(3, text.index("."))]


def test_an_abbreviation_is_found_in_capitals_only():
    finder = Finder([Term("ngo", {"sq": ("OJQ",)})], "sq")
    assert len(finder.find("OJQ-të dhe ojq")) == 1


def test_forbidden_names_are_found_in_their_forms():
    found = Finder(TERMS, "sq", forbidden=True).find("Kryetari i bashkisë foli në fletoren zyrtare.")
    assert [one.term.id for one in found] == ["mayor", "official-gazette"]


def test_the_list_of_kosovo_is_whole():
    assert len(TERMS) >= 100
    for term in TERMS:
        assert {"sq", "sr-Cyrl", "en"} <= set(term.texts), term.id
        assert term.source
        assert term.status == "proposed", f"{term.id}: nobody has approved a term yet; an administrator does"
        assert set(term.definition) in (set(), {"sq", "sr-Cyrl", "en"}), term.id
        assert not set(term.texts["sq"]) & set(term.forbidden.get("sq", ())), term.id


@pytest.mark.parametrize(
    ("rows", "code", "row"),
    [
        ("id,domain,status,sq\n", "missing_column", 1),
        ("id,domain,status,source,sq\na,,agreed,,x\n", "bad_status", 2),
        ("id,domain,status,source,sq\na,,approved,,x\na,,approved,,y\n", "duplicate_id", 3),
        ("id,domain,status,source,sq\na,,approved,,\n", "empty", 2),
    ],
)
def test_a_bad_list_is_refused_with_its_row(tmp_path, rows, code, row):
    path = tmp_path / "terms.csv"
    path.write_text(rows, encoding="utf-8")
    with pytest.raises(BadTerms) as refused:
        read_csv(path)
    assert (refused.value.code, refused.value.row) == (code, row)
