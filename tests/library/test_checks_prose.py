"""What was once found in true translations of municipal prose and must not be, beside what still must."""

import pytest

from uramost.checks import Context, Places, check, examine
from uramost.terms import Finder, Term

TERMS = (
    Term("municipality", {"sq": ("komunë",), "sr-Cyrl": ("општина",)}, "approved", forbidden={"sq": ("bashki",)}),
    Term("deadline", {"sq": ("afat",), "sr-Cyrl": ("рок",), "en": ("deadline",)}, "approved"),
    Term("application", {"sq": ("aplikacion",), "sr-Cyrl": ("пријава",), "en": ("application",)}, "approved"),
    Term("application-form", {"sq": ("formular",), "sr-Cyrl": ("образац за пријаву", "образац")}, "approved"),
    Term("grant", {"sq": ("grant",), "sr-Cyrl": ("грант",), "en": ("grant",)}, "approved"),
    Term("minutes", {"sq": ("procesverbal",), "en": ("minutes",)}, "approved"),
    Term("article", {"sq": ("nen",), "sr-Cyrl": ("члан",)}, "approved"),
    Term("competition", {"sq": ("konkurs",), "sr-Cyrl": ("конкурс",)}, "approved"),
    Term("vacancy", {"sq": ("vend i lirë i punës",), "sr-Cyrl": ("конкурс за радно место",)}, "approved"),
    Term("tender", {"sq": ("tender",), "sr-Cyrl": ("тендер",)}, "approved"),
    Term("budget", {"sq": ("buxhet",), "sr-Cyrl": ("буџет",)}, "approved"),
    Term("cso", {"sq": ("organizatë e shoqërisë civile",), "sr-Cyrl": ("организација цивилног друштва",)}, "approved"),
    Term("public-call", {"sq": ("thirrje publike",), "sr-Cyrl": ("јавни позив",)}, "approved"),
)
PLACES = Places(
    {
        "22": {"sq": ("Ferizaj", "Ferizaji"), "sr-Latn": ("Uroševac",), "sr-Cyrl": ("Урошевац",)},
        "34": {"sq": ("Graçanicë", "Graçanica"), "sr-Latn": ("Gračanica",), "sr-Cyrl": ("Грачаница",)},
    }
)


def codes(source: str, target: str, source_language: str, target_language: str) -> set[str]:
    found = check(
        source, target, source_language=source_language, target_language=target_language, places=PLACES, terms=TERMS
    )
    return {finding.code for finding in found if finding.severity != "note"}


@pytest.mark.parametrize(
    ("source_language", "source", "target_language", "target"),
    [
        ("sr-Cyrl", "Раде заједно.", "sq", "Punojnë bashkë."),
        ("sq", "nga e hëna deri të premten", "sr-Cyrl", "од понедељка до петка"),
        ("sq", "2 vjet përvojë pune", "sr-Cyrl", "2 године радног искуства"),
        ("sq", "Fëmijët nën 14 vjeç", "sr-Cyrl", "Деца млађа од 14 година"),
        ("sq", "Komuna fton artistë.", "bs", "Općina poziva umjetnike."),
        ("sr-Cyrl", "Одговор се даје у року од 8 дана.", "sq", "Përgjigjja jepet brenda 8 ditëve."),
        ("sr-Cyrl", "Позивамо их да се пријаве.", "sq", "I ftojmë të aplikojnë."),
        ("sq", "Shkruani në grante@example.org.", "sr-Cyrl", "Пишите на grante@example.org."),
        ("en", "It takes 20 minutes.", "sq", "Zgjat 20 minuta."),
        ("sr-Cyrl", "сваки члан комисије", "sq", "çdo anëtar i komisionit"),
        ("sq", "Shpallet konkurs.", "sr-Cyrl", "Расписан је конкурс за радно место."),
        ("sq", "Dosja e tenderit", "sr-Cyrl", "Тендерска документација"),
        ("sr-Cyrl", "нацрт буџета", "sq", "projektbuxheti"),
        ("sq", "Formularët plotësohen.", "sr-Cyrl", "Обрасци се попуњавају."),
        ("sq", "është organizatë e shoqërisë civile", "sr-Cyrl", "организација је цивилног друштва"),
        ("sr-Cyrl", "о јавном позиву", "sq", "rreth kësaj thirrjeje publike"),
        ("sr-Cyrl", "Општина Урошевац", "sq", "Komuna e Ferizajt"),
        ("sq", "Komuna e Graçanicës", "en", "The Municipality of Gračanica/Graçanicë"),
        ("sq", "Graçanica është afër.", "tr", "Graçanica yakındır."),
    ],
)
def test_what_says_the_same_is_not_found(source: str, target: str, source_language: str, target_language: str):
    assert codes(source, target, source_language, target_language) == set()


@pytest.mark.parametrize(
    ("source_language", "source", "target_language", "target", "code"),
    [
        ("sr-Cyrl", "Раде у општини.", "sq", "Punojnë në bashki.", "term_forbidden"),
        ("sr-Cyrl", "одлука општине", "sq", "vendim i bashkisë", "term_forbidden"),
        ("sq", "nga e hëna deri të premten", "sr-Cyrl", "од понедељка до четвртка", "weekday_differs"),
        ("sq", "e marta dhe e enjtja", "en", "Tuesday and Wednesday", "weekday_differs"),
        ("sq", "brenda 2 ditëve të punës", "sr-Cyrl", "у року од 2 дана", "duration_differs"),
        ("sq", "brenda 2 ditëve", "sr-Cyrl", "у року од 2 радна дана", "duration_differs"),
        ("sq", "2 vjet përvojë pune", "sr-Cyrl", "2 месеца радног искуства", "duration_differs"),
        ("sq", "Fëmijët nën 14 vjeç", "sr-Cyrl", "Деца млађа од 15 година", "duration_differs"),
        ("sq", "sipas nenit 14", "sr-Cyrl", "према члану 15", "article_differs"),
        ("sq", "Afati është nesër.", "sr-Cyrl", "Термин је сутра.", "term_missing"),
        ("sr-Cyrl", "Рок је сутра.", "sq", "Data është nesër.", "term_missing"),
        ("sr-Cyrl", "Грант се шаље поштом.", "en", "Write to grant@example.org.", "term_missing"),
        ("sr-Cyrl", "Буџет је усвојен.", "sq", "Projekti është miratuar.", "term_missing"),
        ("sq", "Komuna e Ferizajt", "en", "The Municipality of Gračanica/Graçanicë", "place_missing"),
        ("sq", "Graçanica është afër.", "tr", "Ferizaj yakındır.", "place_missing"),
        ("sq", "Kërkesa nuk pranohet.", "sr-Latn", "Zahtev se prima.", "negation_differs"),
    ],
)
def test_what_says_something_else_still_is(
    source: str, target: str, source_language: str, target_language: str, code: str
):
    assert code in codes(source, target, source_language, target_language)


TURKISH = (
    ("Mos hyni këtu.", "Buradan girmeyiniz.", "Buradan giriniz."),
    ("Mos e hidhni.", "Atmayın.", "Atın."),
    ("Pagesat nuk bëhen.", "Ödemeler yapılmamaktadır.", "Ödemeler yapılmaktadır."),
    ("Nëse dokumenti nuk vjen", "Belge gelmezse", "Belge gelirse"),
    ("Kërkesa nuk u pranua, prandaj", "Başvuru kabul edilmediğinden", "Başvuru kabul edildiğinden"),
    ("Nuk paguhet.", "Ödenmeyecektir.", "Ödenecektir."),
)


@pytest.mark.parametrize(("source", "says_no", "says_yes"), TURKISH)
def test_turkish_says_no_inside_the_verb_in_whatever_form_notices_have(source: str, says_no: str, says_yes: str):
    def differs(one: str, tag: str, other: str, other_tag: str) -> bool:
        return "negation_differs" in {finding.code for finding in examine(one, other, Context(tag, other_tag))}

    assert not differs(source, "sq", says_no, "tr")
    assert not differs(says_no, "tr", source, "sq")
    assert differs(source, "sq", says_yes, "tr")
    assert differs(says_no, "tr", source.replace("nuk ", "").replace("Nuk ", "").replace("Mos ", ""), "sq")


@pytest.mark.parametrize("text", ["Ramazan Bayramı kutlu olsun.", "Sermayenin payı artar.", "Temmuz, namaz vakti."])
def test_a_turkish_word_that_sounds_like_a_no_is_none(text: str):
    found = examine(text, "Kjo thuhet këtu.", Context("tr", "sq"))

    assert "negation_differs" not in {finding.code for finding in found}


@pytest.mark.parametrize(
    ("source", "target", "target_language"),
    [
        ("Jo më shumë se 2 aplikacione.", "Највише 2 пријаве.", "sr-Cyrl"),
        ("Ligji nr. 00/L-000 vlen.", "Law No. 00/L-000 is in force.", "en"),
        ("Hyrja nuk lejohet.", "Giriş yasaktır.", "tr"),
        ("S’u gjet asgjë.", "Ништа није пронађено.", "sr-Cyrl"),
        ("Askush nuk mbetet pa ujë.", "Сви имају воду, без изузетка.", "sr-Cyrl"),
        ("Nuk hapet të dielën.", "Suljettu sunnuntaina.", "fi"),
    ],
)
def test_a_negation_may_be_said_otherwise(source: str, target: str, target_language: str):
    found = examine(source, target, Context("sq", target_language)) + examine(
        target, source, Context(target_language, "sq")
    )

    assert "negation_differs" not in {finding.code for finding in found}


def test_agreed_terms_are_shown_in_the_script_of_the_target():
    (finding,) = examine("Afati është nesër.", "Termin je sutra.", Context("sq", "sr-Latn", terms=TERMS))

    assert finding.values["expected"] == "rok"


def test_the_missing_place_is_named_by_both_its_names_where_the_language_has_none():
    (finding,) = examine("Në Ferizaj sot", "In Gjilan today", Context("sq", "en", PLACES))

    assert finding.values["expected"] == "Ferizaj/Uroševac"


def test_terms_inside_longer_ones_are_found_on_request():
    finder = Finder(TERMS, "sr-Cyrl")
    text = "конкурс за радно место"

    assert [one.term.id for one in finder.find(text)] == ["vacancy"]
    assert [one.term.id for one in finder.find(text, nested=True)] == ["competition", "vacancy"]


def test_a_clitic_may_stand_inside_a_term_and_another_word_may_not():
    finder = Finder(TERMS, "sr-Cyrl")

    assert len(finder.find("Организација је цивилног друштва.")) == 1
    assert finder.find("Организација новог цивилног друштва.") == []
