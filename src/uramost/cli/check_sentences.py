"""What `uramost check` says, in the languages of its report; a test says when a code has no sentence in one of them.

Serbian in Latin script is made from the Cyrillic. `{expected}` is what the original has or what should stand,
`{found}` what the translation has.
"""

from collections.abc import Mapping

from babel import Locale, UnknownLocaleError

from uramost.checks import Finding
from uramost.scripts import to_latin

LANGUAGES = ("sq", "sr-Cyrl", "sr-Latn", "en")

SENTENCES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "empty": "There is no translation of “{expected}”.",
        "placeable_missing": "The mark {expected} of the original is missing.",
        "placeable_extra": "The mark {found} is not in the original.",
        "placeable_unbalanced": "The mark {found} is not opened and closed in order.",
        "range_differs": "The original has the range “{expected}”, the translation turns it round: “{found}”.",
        "place_missing": "The place “{expected}” is missing, there is “{found}”.",
        "place_extra": "The place “{found}” is not in the original.",
        "term_missing": "The term “{expected}” is missing.",
        "term_forbidden": "The term “{found}” is not to be used, the right one is “{expected}”.",
        "wrong_script": "The text is in {found} script and not in {expected}.",
        "look_alikes": "“{found}” has letters of another script that look alike, it should be “{expected}”.",
        "wrong_language": "The text seems to be in {found} and not in {expected}.",
        "letters_lost": "“{found}” should be written “{expected}”.",
        "untranslated": "“{found}” stands as in the original.",
        "length_differs": "The lengths do not fit: {expected} letters in the original, {found} in the translation.",
        "sentences_differ": "The original has {expected} sentences, the translation {found}.",
        "items_differ": "The original has {expected} marks of a list, the translation {found}.",
        "lines_differ": "The original has {expected} lines, the translation {found}.",
        "brackets_unbalanced": "The bracket “{found}” has no other half.",
        "quotes_unbalanced": "The quotation mark “{found}” has no other half.",
        "figures_or_words": "The same number is “{expected}” in the original and “{found}” in the translation.",
        "end_differs": "The original ends in “{expected}”, the translation in “{found}”.",
        "capitals_differ": "One text is all in capitals or begins with one, the other is or does not.",
        "spacing": "A space is too much or missing at “{found}”.",
    },
    "sq": {
        "empty": "Mungon përkthimi i tekstit „{expected}”.",
        "placeable_missing": "Mungon shenja {expected} e origjinalit.",
        "placeable_extra": "Shenja {found} nuk është në origjinal.",
        "placeable_unbalanced": "Shenjës {found} i mungon çifti.",
        "range_differs": "Kufijtë janë ndërruar: në origjinal shkruan „{expected}”, në përkthim „{found}”.",
        "place_missing": "Mungon vendi „{expected}”; në përkthim: „{found}”.",
        "place_extra": "Vendi „{found}” nuk është në origjinal.",
        "term_missing": "Mungon termi i përcaktuar „{expected}”.",
        "term_forbidden": "Termi „{found}” nuk duhet përdorur; termi i drejtë: „{expected}”.",
        "wrong_script": "Teksti është shkruar me alfabetin tjetër ({found}; duhet {expected}).",
        "look_alikes": "Në „{found}” janë përzier shkronja të ngjashme nga dy alfabete; duhet të jetë „{expected}”.",
        "wrong_language": "Teksti duket të jetë {found}, jo {expected}.",
        "letters_lost": "„{found}” është pa shenjat mbi shkronja; duhet „{expected}”.",
        "untranslated": "„{found}” ka mbetur si në origjinal.",
        "length_differs": "Gjatësitë ndryshojnë shumë: {expected} shkronja në origjinal, {found} në përkthim.",
        "sentences_differ": "Numri i fjalive nuk është i njëjtë: {expected} në origjinal, {found} në përkthim.",
        "items_differ": "Numri i pikave të listës nuk është i njëjtë: {expected} në origjinal, {found} në përkthim.",
        "lines_differ": "Numri i rreshtave nuk është i njëjtë: {expected} në origjinal, {found} në përkthim.",
        "brackets_unbalanced": "Kllapës „{found}” i mungon çifti.",
        "quotes_unbalanced": "Thonjëzës „{found}” i mungon çifti.",
        "figures_or_words": "I njëjti numër në origjinal është „{expected}”, në përkthim „{found}”.",
        "end_differs": "Origjinali mbaron me „{expected}”, përkthimi me „{found}”.",
        "capitals_differ": "Njëri tekst është me shkronja të mëdha, tjetri jo.",
        "spacing": "Ka një hapësirë të tepërt ose të munguar te „{found}”.",
    },
    "sr-Cyrl": {
        "empty": "Недостаје превод текста „{expected}”.",
        "placeable_missing": "Недостаје ознака {expected} из изворника.",
        "placeable_extra": "Ознаке {found} нема у изворнику.",
        "placeable_unbalanced": "Ознака {found} нема свој пар.",
        "range_differs": "Границе су замењене: у изворнику стоји „{expected}”, у преводу „{found}”.",
        "place_missing": "Недостаје назив места „{expected}”; у преводу: „{found}”.",
        "place_extra": "Назива места „{found}” нема у изворнику.",
        "term_missing": "Недостаје усвојени термин „{expected}”.",
        "term_forbidden": "Термин „{found}” не треба користити; исправан је „{expected}”.",
        "wrong_script": "Текст је написан другим писмом ({found}; треба {expected}).",
        "look_alikes": "У речи „{found}” помешана су слична слова двају писама; треба „{expected}”.",
        "wrong_language": "Изгледа да је језик текста {found}, а не {expected}.",
        "letters_lost": "Реч „{found}” је остала без квачица; треба „{expected}”.",
        "untranslated": "„{found}” је остало као у изворнику.",
        "length_differs": "Дужине се знатно разликују (број слова у изворнику: {expected}, у преводу: {found}).",
        "sentences_differ": "Број реченица није исти (у изворнику: {expected}, у преводу: {found}).",
        "items_differ": "Број ставки набрајања није исти (у изворнику: {expected}, у преводу: {found}).",
        "lines_differ": "Број редова није исти (у изворнику: {expected}, у преводу: {found}).",
        "brackets_unbalanced": "Заграда „{found}” нема свој пар.",
        "quotes_unbalanced": "Наводник „{found}” нема свој пар.",
        "figures_or_words": "Исти број је у изворнику „{expected}”, а у преводу „{found}”.",
        "end_differs": "Изворник се завршава са „{expected}”, а превод са „{found}”.",
        "capitals_differ": "Један текст је писан великим словима, а други није.",
        "spacing": "Има размак вишка или недостаје размак код „{found}”.",
    },
}
FACTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "variable_differs": "variable",
        "number_differs": "number",
        "ordinal_differs": "place in an order",
        "percent_differs": "percentage",
        "amount_differs": "amount",
        "date_differs": "date",
        "weekday_differs": "day",
        "negation_differs": "negation",
        "time_differs": "time",
        "duration_differs": "duration",
        "article_differs": "part of an act",
        "law_differs": "act",
        "file_number_differs": "file number",
        "plot_differs": "plot",
        "email_differs": "e-mail address",
        "url_differs": "web address",
        "phone_differs": "telephone number",
        "iban_differs": "account",
    },
    "sq": {
        "variable_differs": "variabël",
        "number_differs": "numër",
        "ordinal_differs": "numër rendor",
        "percent_differs": "përqindje",
        "amount_differs": "shumë parash",
        "date_differs": "datë",
        "weekday_differs": "ditë e javës",
        "negation_differs": "fjalë mohuese",
        "time_differs": "orë e ditës",
        "duration_differs": "periudhë kohore",
        "article_differs": "nen i ligjit",
        "law_differs": "numër i ligjit",
        "file_number_differs": "numër i lëndës",
        "plot_differs": "numër i ngastrës",
        "email_differs": "adresë e-maili",
        "url_differs": "adresë në internet",
        "phone_differs": "numër telefoni",
        "iban_differs": "llogari bankare",
    },
    "sr-Cyrl": {
        "variable_differs": "променљива",
        "number_differs": "број",
        "ordinal_differs": "редни број",
        "percent_differs": "проценат",
        "amount_differs": "новчани износ",
        "date_differs": "датум",
        "weekday_differs": "дан у недељи",
        "negation_differs": "одрична реч",
        "time_differs": "време у дану",
        "duration_differs": "временски период",
        "article_differs": "члан закона",
        "law_differs": "број закона",
        "file_number_differs": "број предмета",
        "plot_differs": "број парцеле",
        "email_differs": "адреса е-поште",
        "url_differs": "веб-адреса",
        "phone_differs": "број телефона",
        "iban_differs": "рачун у банци",
    },
}
"""Checks that compare facts; each is said in one of three ways."""
WAYS: Mapping[str, tuple[str, str, str]] = {
    "en": (
        "The original has the {fact} “{expected}”, the translation “{found}”.",
        "The original has the {fact} “{expected}”, the translation has none like it.",
        "The translation has the {fact} “{found}”, the original has none like it.",
    ),
    "sq": (
        "Të dhëna të ndryshme ({fact}): në origjinal shkruan „{expected}”, në përkthim „{found}”.",
        "Mungon në përkthim ({fact}): „{expected}”.",
        "Nuk është në origjinal ({fact}): „{found}”.",
    ),
    "sr-Cyrl": (
        "Податак није исти ({fact}): у изворнику је „{expected}”, а у преводу „{found}”.",
        "У преводу недостаје податак ({fact}): „{expected}”.",
        "Овог податка нема у изворнику ({fact}): „{found}”.",
    ),
}
OF_DOCUMENTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "paragraph_missing": "The translation has no counterpart of this paragraph.",
        "paragraph_extra": "The original has no counterpart of this paragraph.",
        "kind_differs": "One is a heading, an item of a list or another paragraph than the other: {expected}, {found}.",
        "translated_two_ways": "The same source was translated “{expected}” before.",
    },
    "sq": {
        "paragraph_missing": "Ky paragraf mungon në përkthim.",
        "paragraph_extra": "Ky paragraf nuk është në origjinal.",
        "kind_differs": "Lloji i paragrafit (titull, pikë e listës, tekst) nuk është i njëjtë: {expected}, {found}.",
        "translated_two_ways": "I njëjti tekst më parë është përkthyer „{expected}”.",
    },
    "sr-Cyrl": {
        "paragraph_missing": "Овај пасус недостаје у преводу.",
        "paragraph_extra": "Овог пасуса нема у изворнику.",
        "kind_differs": "Врста пасуса (наслов, ставка, текст) није иста: {expected}, {found}.",
        "translated_two_ways": "Исти текст је раније преведен као „{expected}”.",
    },
}
ALONE: Mapping[str, Mapping[str, str]] = {
    "en": {"place_missing": "The place “{expected}” is missing."},
    "sq": {"place_missing": "Mungon vendi „{expected}”."},
    "sr-Cyrl": {"place_missing": "Недостаје назив места „{expected}”."},
}
"""The sentence where nothing stands in the translation instead."""
NOTHING: Mapping[str, str] = {"en": "nothing", "sq": "asgjë", "sr-Cyrl": "ништа"}
WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "Latn": "Latin",
        "Cyrl": "Cyrillic",
        "heading": "heading",
        "paragraph": "paragraph",
        "item": "item of a list",
        "cell": "cell of a table",
        "header": "page header",
        "footer": "page footer",
        "note": "footnote",
        "rom": "Romani",
    },
    "sq": {
        "Latn": "latin",
        "Cyrl": "cirilik",
        "heading": "titull",
        "paragraph": "paragraf",
        "item": "pikë e listës",
        "cell": "qelizë e tabelës",
        "header": "kokë e faqes",
        "footer": "fund i faqes",
        "note": "fusnotë",
        "rom": "romisht",
    },
    "sr-Cyrl": {
        "Latn": "латиница",
        "Cyrl": "ћирилица",
        "heading": "наслов",
        "paragraph": "пасус",
        "item": "ставка набрајања",
        "cell": "ћелија табеле",
        "header": "заглавље",
        "footer": "подножје",
        "note": "фуснота",
        "rom": "ромски",
    },
}
"""What stands in the values of findings as a code."""


def sentence(finding: Finding, language: str = "en") -> str:
    """What a finding says in one of LANGUAGES."""
    written = "sr-Cyrl" if language == "sr-Latn" else language
    values = {name: _in_words(finding.code, value, written) for name, value in finding.values.items()}
    template, fact, nothing = *_template(finding, written), NOTHING[written]
    if language == "sr-Latn":
        template, fact, nothing = to_latin(template), to_latin(fact), to_latin(nothing)
        values = {name: to_latin(value) if finding.code in _CODED else value for name, value in values.items()}
    return template.format(**{name: value or nothing for name, value in values.items()}, fact=fact)


def _template(finding: Finding, written: str) -> tuple[str, str]:
    """The sentence with its gaps, and the word for the fact in it."""
    if not finding.values["found"] and (alone := ALONE[written].get(finding.code)):
        return alone, ""
    if finding.code not in FACTS[written]:
        return (SENTENCES[written].get(finding.code) or OF_DOCUMENTS[written][finding.code]), ""
    expected, found = finding.values["expected"], finding.values["found"]
    return WAYS[written][0 if expected and found else 1 if expected else 2], FACTS[written][finding.code]


_CODED = frozenset({"wrong_script", "wrong_language", "kind_differs"})


def _in_words(code: str, value: str, written: str) -> str:
    """Languages, scripts and kinds of paragraphs by their names."""
    if code == "wrong_language":
        return name_of(value, written)
    if code not in _CODED:
        return value
    word, _, level = value.partition(" ")
    return f"{WORDS[written].get(word, word)} {level}".strip()


def name_of(tag: str, language: str) -> str:
    """The name of a language in one of LANGUAGES; the tag of one that nobody knows."""
    if tag in WORDS["en"]:
        return WORDS[language if language in WORDS else "sr-Cyrl"][tag]
    try:
        return Locale.parse(tag.replace("-", "_")).get_display_name(language.replace("-", "_")) or tag
    except (UnknownLocaleError, ValueError):
        return tag
