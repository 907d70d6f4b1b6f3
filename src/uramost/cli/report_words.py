"""The sentences of the report of `uramost check --html`, beside those of the findings; Latin is made of Cyrillic."""

from collections.abc import Mapping

from uramost.scripts import to_latin

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "title": "Comparison report: {original} and {translation}",
        "lead": (
            "A program compared the two texts. A finding is a place to look at; a text without findings still needs "
            "to be read by a person."
        ),
        "compared": "What was compared",
        "original": "Original",
        "translation": "Translation",
        "file": "File",
        "language": "Language",
        "paragraphs": "Paragraphs",
        "fingerprint": "SHA-256 of the file",
        "day": "Compared on",
        "program": "Compared by",
        "checks": "Number of checks",
        "result": "Result",
        "severity": "Severity",
        "number": "Number",
        "errors": "Errors: to be put right",
        "warnings": "Warnings: somebody has to decide",
        "notes": "Notes: worth a look",
        "error": "Error",
        "warning": "Warning",
        "note": "Note",
        "findings": "Findings",
        "none": "Nothing was found.",
        "texts": "Both texts, paragraph by paragraph",
        "paragraph": "Paragraph {number}",
        "paragraph_there": "Paragraph {number} of the translation",
        "missing": "Missing",
    },
    "sq": {
        "title": "Raport i krahasimit: {original} dhe {translation}",
        "lead": (
            "Dy tekstet i krahasoi një program. Çdo gjetje është vend që duhet parë; edhe teksti pa gjetje duhet "
            "lexuar nga njeriu."
        ),
        "compared": "Çfarë u krahasua",
        "original": "Origjinali",
        "translation": "Përkthimi",
        "file": "Skedari",
        "language": "Gjuha",
        "paragraphs": "Paragrafë",
        "fingerprint": "Gjurma SHA-256 e skedarit",
        "day": "Data e krahasimit",
        "program": "Programi",
        "checks": "Numri i kontrolleve",
        "result": "Rezultati",
        "severity": "Rëndësia",
        "number": "Numri",
        "errors": "Gabime: duhet përmirësuar",
        "warnings": "Vërejtje: dikush duhet të vendosë",
        "notes": "Shënime: ia vlen të shihen",
        "error": "Gabim",
        "warning": "Vërejtje",
        "note": "Shënim",
        "findings": "Gjetjet",
        "none": "Nuk u gjet asgjë.",
        "texts": "Të dy tekstet, paragraf për paragraf",
        "paragraph": "Paragrafi {number}",
        "paragraph_there": "Paragrafi {number} i përkthimit",
        "missing": "Mungon",
    },
    "sr-Cyrl": {
        "title": "Извештај о поређењу: {original} и {translation}",
        "lead": (
            "Два текста је упоредио програм. Сваки налаз је место које треба погледати; и текст без налаза треба да "
            "прочита човек."
        ),
        "compared": "Шта је упоређено",
        "original": "Изворник",
        "translation": "Превод",
        "file": "Датотека",
        "language": "Језик",
        "paragraphs": "Број пасуса",
        "fingerprint": "Отисак датотеке (SHA-256)",
        "day": "Датум поређења",
        "program": "Програм",
        "checks": "Број провера",
        "result": "Резултат",
        "severity": "Тежина",
        "number": "Број",
        "errors": "Грешке: треба исправити",
        "warnings": "Упозорења: неко треба да одлучи",
        "notes": "Напомене: вреди погледати",
        "error": "Грешка",
        "warning": "Упозорење",
        "note": "Напомена",
        "findings": "Налази",
        "none": "Ништа није пронађено.",
        "texts": "Оба текста, пасус по пасус",
        "paragraph": "Пасус {number}",
        "paragraph_there": "Пасус {number} превода",
        "missing": "Недостаје",
    },
}


def words(language: str) -> Mapping[str, str]:
    """The sentences in sq, sr-Cyrl, sr-Latn or en."""
    if language == "sr-Latn":
        return {name: to_latin(sentence) for name, sentence in WORDS["sr-Cyrl"].items()}
    return WORDS[language]
