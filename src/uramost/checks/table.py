"""Every check there is: what it is called, how grave a finding is, and two examples of either outcome."""

from uramost.checks import extent, form, names, negation, wording
from uramost.checks.agreement import FACT_CHECKS
from uramost.checks.finding import Check, Places
from uramost.terms import Term

# What the examples of the checks on names are checked with.
EXAMPLE_PLACES = Places(
    {
        "18": {
            "sq": ("Prishtinë", "Prishtina"),
            "sr-Latn": ("Priština",),
            "sr-Cyrl": ("Приштина",),
            "en": ("Prishtina",),
        },
        "34": {"sq": ("Graçanicë", "Graçanica"), "sr-Latn": ("Gračanica",), "sr-Cyrl": ("Грачаница",)},
    }
)
EXAMPLE_TERMS = (
    Term(
        "municipal-assembly",
        {
            "sq": ("kuvendi i komunës", "kuvendi komunal"),
            "sr-Cyrl": ("скупштина општине",),
            "en": ("municipal assembly",),
        },
        status="approved",
        forbidden={"sr-Cyrl": ("општинско веће",), "en": ("city council",)},
    ),
)

CHECKS: tuple[Check, ...] = (
    Check(  # first: it ends the examination
        "empty",
        "error",
        form.empty,
        passing=(
            ("Shpallje", "Oglas", "sq", "sr-Latn"),
            ("", "", "sq", "en"),
        ),
        failing=(
            ("Shpallje", "", "sq", "sr-Latn"),
            ("15", "⟦1⟧ ⟦/1⟧", "sq", "en"),
        ),
    ),
    Check(
        "placeable_missing",
        "error",
        form.placeables_missing,
        passing=(
            ("Hapur ⟦1⟧sot⟦/1⟧.", "Otvoreno ⟦1⟧danas⟦/1⟧.", "sq", "sr-Latn"),
            ("Rreshti i parë⟦2/⟧i dyti", "First line⟦2/⟧second", "sq", "en"),
        ),
        failing=(
            ("Hapur ⟦1⟧sot⟦/1⟧.", "Otvoreno danas.", "sq", "sr-Latn"),
            ("Rreshti i parë⟦2/⟧i dyti", "First line second", "sq", "en"),
        ),
    ),
    Check(
        "placeable_extra",
        "error",
        form.placeables_extra,
        passing=(
            ("⟦1⟧Shpallje⟦/1⟧", "⟦1⟧Oglas⟦/1⟧", "sq", "sr-Latn"),
            ("Shpallje", "Notice", "sq", "en"),
        ),
        failing=(
            ("Shpallje", "⟦1⟧Oglas⟦/1⟧", "sq", "sr-Latn"),
            ("⟦1⟧Shpallje⟦/1⟧", "⟦1⟧Notice⟦/1⟧⟦1⟧s⟦/1⟧", "sq", "en"),
        ),
    ),
    Check(
        "placeable_unbalanced",
        "error",
        form.placeables_unbalanced,
        passing=(
            ("⟦1⟧a ⟦2⟧b⟦/2⟧⟦/1⟧", "⟦2⟧a⟦/2⟧ ⟦1⟧b⟦/1⟧", "sq", "sr-Latn"),
            ("Fund⟦3/⟧", "End⟦3/⟧", "sq", "en"),
        ),
        failing=(
            ("⟦1⟧Sot⟦/1⟧", "⟦/1⟧Danas⟦1⟧", "sq", "sr-Latn"),
            ("⟦1⟧a ⟦2⟧b⟦/2⟧⟦/1⟧", "⟦1⟧a ⟦2⟧b⟦/1⟧⟦/2⟧", "sq", "en"),
        ),
    ),
    *FACT_CHECKS,
    Check(
        "negation_differs",
        "warning",
        negation.negation_differs,
        passing=(
            ("Hyrja nuk lejohet.", "Улаз је забрањен.", "sq", "sr-Cyrl"),
            ("Deri më 5 mars, jo më vonë.", "By 5 March at the latest.", "sq", "en"),
            ("Kërkesat e paplota nuk shqyrtohen.", "Непотпуни захтеви се не разматрају.", "sq", "sr-Cyrl"),
        ),
        failing=(
            ("Hyrja nuk lejohet.", "Улаз је дозвољен.", "sq", "sr-Cyrl"),
            ("The office is open.", "Zyra nuk është e hapur.", "en", "sq"),
            ("Başvurular kabul edilmez.", "Prijave se primaju.", "tr", "bs"),
        ),
    ),
    Check(
        "place_missing",
        "warning",
        names.place_missing,
        passing=(
            ("në Prishtinë", "у Приштини", "sq", "sr-Cyrl"),
            ("Komuna e Graçanicës", "gračanička opština", "sq", "sr-Latn"),
            ("në Graçanicë", "in Gračanica", "sq", "en"),
        ),
        failing=(
            ("në Prishtinë", "у Грачаници", "sq", "sr-Cyrl"),
            ("nga Graçanica në Prishtinë", "iz Gračanice", "sq", "sr-Latn"),
            ("në Graçanicë", "in Prishtina", "sq", "en"),
        ),
    ),
    Check(
        "place_extra",
        "warning",
        names.place_extra,
        passing=(
            ("në Prishtinë", "у Приштини", "sq", "sr-Cyrl"),
            ("Komuna ju fton.", "Општина вас позива.", "sq", "sr-Cyrl"),
        ),
        failing=(
            ("Komuna ju fton.", "Општина Приштина вас позива.", "sq", "sr-Cyrl"),
            ("në Prishtinë", "in Prishtina and in Gračanica", "sq", "en"),
        ),
    ),
    Check(
        "term_missing",
        "warning",
        names.term_missing,
        passing=(
            ("Vendimi i kuvendit të komunës", "Одлука скупштине општине", "sq", "sr-Cyrl"),
            ("Kuvendi komunal u mblodh.", "The municipal assembly met.", "sq", "en"),
        ),
        failing=(
            ("Vendimi i kuvendit të komunës", "Одлука савета", "sq", "sr-Cyrl"),
            ("Kuvendi komunal u mblodh.", "The council met.", "sq", "en"),
        ),
    ),
    Check(
        "term_forbidden",
        "error",
        names.term_forbidden,
        passing=(
            ("Vendimi i kuvendit të komunës", "Одлука скупштине општине", "sq", "sr-Cyrl"),
            ("Kuvendi komunal u mblodh.", "The municipal assembly met.", "sq", "en"),
        ),
        failing=(
            ("Vendimi i kuvendit të komunës", "Одлука општинског већа", "sq", "sr-Cyrl"),
            ("Kuvendi komunal u mblodh.", "The city council met.", "sq", "en"),
        ),
    ),
    Check(
        "wrong_script",
        "error",
        wording.wrong_script,
        passing=(
            ("Programi Microsoft Office", "Програм Microsoft Office", "sq", "sr-Cyrl"),
            ("Shpallje publike", "Javni oglas", "sq", "sr-Latn"),
        ),
        failing=(
            ("Shpallje publike", "Javni oglas", "sq", "sr-Cyrl"),
            ("Shpallje publike", "Јавни оглас", "sq", "sr-Latn"),
        ),
    ),
    Check(
        "look_alikes",
        "error",
        wording.look_alikes,
        passing=(
            ("Dokumenti PDF", "PDF-документ", "sq", "sr-Cyrl"),
            ("Komuna", "Opština", "sq", "sr-Latn"),
        ),
        failing=(
            ("Komuna", "Oпштина", "sq", "sr-Cyrl"),
            ("Општина", "Kоmuna", "sr-Cyrl", "sq"),
        ),
    ),
    Check(
        "wrong_language",
        "warning",
        wording.wrong_language,
        passing=(
            (
                "Kërkesa juaj u pranua nga komuna sot.",
                "Your request was received by the municipality today.",
                "sq",
                "en",
            ),
            (
                "Kërkesa juaj u pranua nga komuna sot.",
                "Vaš zahtjev je danas primljen u općini i bit će obrađen.",
                "sq",
                "bs",
            ),
        ),
        failing=(
            (
                "Kërkesa juaj u pranua nga komuna sot.",
                "Your request was received by the municipality today.",
                "sq",
                "sr-Latn",
            ),
            (
                "Kërkesa juaj u pranua nga komuna sot.",
                "Kërkesa juaj është pranuar nga komuna dhe do të shqyrtohet.",
                "sq",
                "en",
            ),
        ),
    ),
    Check(
        "letters_lost",
        "warning",
        wording.letters_lost,
        passing=(
            ("Ovo je zahtev.", "Kjo është një kërkesë.", "sr-Latn", "sq"),
            ("neni", "član", "sq", "sr-Latn"),
        ),
        failing=(
            ("Ovo je zahtev.", "Kjo eshte nje kerkese.", "sr-Latn", "sq"),
            ("neni i komunës", "clan opstine", "sq", "sr-Latn"),
        ),
    ),
    Check(
        "untranslated",
        "warning",
        form.untranslated,
        passing=(
            ("Shpallje publike", "Javni oglas", "sq", "sr-Latn"),
            ("Javni oglas", "Javni oglas", "sr-Latn", "bs"),
            ("Afati skadon. Kuvendi i Komunës.", "Rok ističe. Kuvendi i Komunës.", "sq", "sr-Latn"),
        ),
        failing=(
            ("Shpallje publike", "Shpallje publike", "sq", "sr-Latn"),
            ("See the public notice.", "See the public notice.", "en", "sq"),
            ("Afati skadon. Shih faqen e komunës.", "Rok ističe. Shih faqen e komunës.", "sq", "sr-Latn"),
        ),
    ),
    Check(
        "length_differs",
        "warning",
        form.length_differs,
        passing=(
            ("Njoftim për mbledhjen e kuvendit", "Obaveštenje o sednici skupštine", "sq", "sr-Latn"),
            ("Po", "Yes, indeed", "sq", "en"),
        ),
        failing=(
            ("Njoftim për mbledhjen e kuvendit", "Sednica", "sq", "sr-Latn"),
            ("Njoftim për mbledhjen e kuvendit", "Assembly", "sq", "en"),
        ),
    ),
    Check(
        "sentences_differ",
        "warning",
        extent.sentences_differ,
        passing=(
            (
                "Zyra është e hapur. Ejani nesër me letërnjoftim.",
                "Канцеларија ради. Дођите сутра с личном картом.",
                "sq",
                "sr-Cyrl",
            ),
            ("Zyra është e hapur. Ejani nesër në mëngjes.", "The office is open, come tomorrow morning.", "sq", "en"),
        ),
        failing=(
            ("Zyra është e hapur sot. Ejani nesër me letërnjoftim.", "Канцеларија данас ради.", "sq", "sr-Cyrl"),
            ("Zyra është e hapur.", "The office is open. Bring your identity card with you.", "sq", "en"),
        ),
    ),
    Check(
        "items_differ",
        "warning",
        extent.items_differ,
        passing=(
            ("a) kërkesa; b) pagesa", "а) захтев; б) уплата", "sq", "sr-Cyrl"),
            ("neni 7 (shtojca)", "Article 7 (annex)", "sq", "en"),
        ),
        failing=(
            ("a) kërkesa; b) pagesa; c) leja", "а) захтев; б) уплата, дозвола", "sq", "sr-Cyrl"),
            ("1) kërkesa 2) pagesa", "1) the application and the payment", "sq", "en"),
        ),
    ),
    Check(
        "lines_differ",
        "warning",
        form.lines_differ,
        passing=(
            ("a) një\nb) dy", "a) jedan\nb) dva", "sq", "sr-Latn"),
            ("një", "one\n", "sq", "en"),
        ),
        failing=(
            ("a) një\nb) dy", "a) jedan, b) dva", "sq", "sr-Latn"),
            ("një", "one\ntwo", "sq", "en"),
        ),
    ),
    Check(
        "brackets_unbalanced",
        "warning",
        form.brackets_unbalanced,
        passing=(
            ("Ligji (neni 7)", "Zakon (član 7)", "sq", "sr-Latn"),
            ("1) e para", "1) the first", "sq", "en"),
        ),
        failing=(
            ("Ligji (neni 7)", "Zakon (član 7", "sq", "sr-Latn"),
            ("Ligji [shtojca]", "The law annex]", "sq", "en"),
        ),
    ),
    Check(
        "quotes_unbalanced",
        "warning",
        form.quotes_unbalanced,
        passing=(
            ("Projekti “Ura”", "Projekat „Most“", "sq", "sr-Latn"),
            ("Projekti Ura", 'The project "Bridge"', "sq", "en"),
        ),
        failing=(
            ("Projekti “Ura”", "Projekat „Most", "sq", "sr-Latn"),
            ("Projekti “Ura”", 'The project Bridge"', "sq", "en"),
        ),
    ),
    Check(
        "figures_or_words",
        "note",
        extent.figures_or_words,
        passing=(
            ("3 anëtarë", "3 члана", "sq", "sr-Cyrl"),
            ("15 (pesëmbëdhjetë) ditë", "15 days", "sq", "en"),
        ),
        failing=(
            ("tre anëtarë", "3 члана", "sq", "sr-Cyrl"),
            ("12 anëtarë", "twelve members", "sq", "en"),
        ),
    ),
    Check(
        "end_differs",
        "note",
        form.end_differs,
        passing=(
            ("Mbledhja mbahet sot.", "Sednica se održava danas.", "sq", "sr-Latn"),
            ("Plani për vitin 2026", "План за годину 2026.", "sq", "sr-Cyrl"),
        ),
        failing=(
            ("A jeni banor?", "Vi ste stanovnik.", "sq", "sr-Latn"),
            ("Njoftim", "Notice.", "sq", "en"),
        ),
    ),
    Check(
        "capitals_differ",
        "note",
        form.capitals_differ,
        passing=(
            ("Njoftim", "Obaveštenje", "sq", "sr-Latn"),
            ("NJOFTIM PUBLIK", "ЈАВНО ОБАВЕШТЕЊЕ", "sq", "sr-Cyrl"),
        ),
        failing=(
            ("NJOFTIM PUBLIK", "Javno obaveštenje", "sq", "sr-Latn"),
            ("Zyra punon çdo ditë.", "the office is open daily.", "sq", "en"),
        ),
    ),
    Check(
        "spacing",
        "note",
        form.spacing,
        passing=(
            ("Po, sot.", "Da, danas.", "sq", "sr-Latn"),
            ("Po  sot", "Yes  today", "sq", "en"),
        ),
        failing=(
            ("Po, sot.", "Da , danas.", "sq", "sr-Latn"),
            ("Po sot", "Yes  today", "sq", "en"),
        ),
    ),
)
