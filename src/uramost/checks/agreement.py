"""Do the two texts state the same facts? One check for each kind of them."""

from collections.abc import Callable, Iterator

from uramost.checks.fact import Fact
from uramost.checks.facts import differences
from uramost.checks.finding import Check, Context, Seen
from uramost.checks.ranges import range_differs


def same(meaning: str, *kinds: str) -> Callable[[str, str, Context], Iterator[Seen]]:
    """A check that the facts of these kinds are the same in both texts; `meaning` names them for the manual."""

    def check(source: str, target: str, context: Context) -> Iterator[Seen]:
        for difference in differences(source, target, context.source_language, context.target_language):
            if difference.kind in kinds:
                left, right = _place(difference.source), _place(difference.target)
                yield Seen(left, right, _words(source, difference.source), _words(target, difference.target))

    check.__doc__ = meaning
    return check


def _place(fact: Fact | None) -> tuple[int, int] | None:
    return (fact.start, fact.end) if fact else None


def _words(text: str, fact: Fact | None) -> str:
    return text[fact.start : fact.end] if fact else ""


FACT_CHECKS: tuple[Check, ...] = (
    Check(
        "variable_differs",
        "error",
        same("Variables of a template: `{name}`, `%(count)s`.", "variable"),
        passing=(
            ("Përshëndetje {name}", "Zdravo {name}", "sq", "sr-Latn"),
            ("%(count)s cases", "%(count)s lëndë", "en", "sq"),
        ),
        failing=(
            ("Përshëndetje {name}", "Zdravo {ime}", "sq", "sr-Latn"),
            ("%(count)s cases", "lëndë", "en", "sq"),
        ),
    ),
    Check(
        "number_differs",
        "error",
        same("Numbers in figures or in words, however the language groups them; Roman numerals.", "number"),
        passing=(
            ("1.234 banorë", "1 234 становника", "sq", "sr-Cyrl"),
            ("tre anëtarë", "3 members", "sq", "en"),
        ),
        failing=(
            ("1.234 banorë", "1.243 становника", "sq", "sr-Cyrl"),
            ("tre anëtarë", "four members", "sq", "en"),
        ),
    ),
    Check(
        "ordinal_differs",
        "warning",
        same("Places in an order, as words: the second is not the third.", "ordinal"),
        passing=(
            ("mbledhja e tretë", "трећа седница", "sq", "sr-Cyrl"),
            ("mbledhja e tretë", "the 3rd session", "sq", "en"),
            ("për të tretën herë", "treći put, a i druge stvari", "sq", "sr-Latn"),
        ),
        failing=(
            ("mbledhja e tretë", "четврта седница", "sq", "sr-Cyrl"),
            ("kati i dytë", "the third floor", "sq", "en"),
        ),
    ),
    Check(
        "range_differs",
        "error",
        range_differs,
        passing=(
            ("nga ora 09:00 deri në orën 16:00", "од 9.00 до 16.00 часова", "sq", "sr-Cyrl"),
            ("18–65 vjeç", "aged 18 to 65", "sq", "en"),
        ),
        failing=(
            ("nga ora 09:00 deri në orën 16:00", "од 16.00 до 9.00 часова", "sq", "sr-Cyrl"),
            ("18–65 vjeç", "aged 65 to 18", "sq", "en"),
        ),
    ),
    Check(
        "percent_differs",
        "error",
        same("Percentages, as a sign or as words.", "percent"),
        passing=(
            ("12,5 për qind", "12,5 odsto", "sq", "sr-Latn"),
            ("%20 indirim", "zbritje 20 %", "tr", "sq"),
        ),
        failing=(
            ("12,5 %", "1,25 %", "sq", "sr-Latn"),
            ("%20 indirim", "zbritje 20", "tr", "sq"),
        ),
    ),
    Check(
        "amount_differs",
        "error",
        same("Sums of money with their currency, also `2 million euro`.", "amount"),
        passing=(
            ("1.234,56 €", "1.234,56 евра", "sq", "sr-Cyrl"),
            ("2 milionë euro", "EUR 2,000,000", "sq", "en"),
        ),
        failing=(
            ("1.234,56 €", "1.234,65 евра", "sq", "sr-Cyrl"),
            ("500 euro", "500 dollars", "sq", "en"),
        ),
    ),
    Check(
        "date_differs",
        "error",
        same("Dates in figures and in words; a month alone against another month.", "date", "month"),
        passing=(
            ("më 12 mars 2026", "12. март 2026.", "sq", "sr-Cyrl"),
            ("12.03.2026", "12 March 2026", "sq", "en"),
        ),
        failing=(
            ("më 12 mars 2026", "12. мај 2026.", "sq", "sr-Cyrl"),
            ("12.03.2026", "13 March 2026", "sq", "en"),
        ),
    ),
    Check(
        "weekday_differs",
        "error",
        same("Days of the week, in any case form.", "weekday"),
        passing=(
            ("të hënën", "u ponedeljak", "sq", "sr-Latn"),
            ("on Friday", "të premten", "en", "sq"),
            ("nga e hëna deri të premten", "od ponedeljka do petka", "sq", "sr-Latn"),
        ),
        failing=(
            ("të hënën", "u utorak", "sq", "sr-Latn"),
            ("on Friday", "nesër", "en", "sq"),
            ("nga e hëna deri të premten", "od ponedeljka do četvrtka", "sq", "sr-Latn"),
        ),
    ),
    Check(
        "time_differs",
        "error",
        same("Times of day: `10:00`, `10.00 h`, `ora 10`, `2 p.m.`", "time"),
        passing=(
            ("në orën 10:00", "u 10.00 časova", "sq", "sr-Latn"),
            ("at 2:30 p.m.", "në orën 14:30", "en", "sq"),
        ),
        failing=(
            ("në orën 10:00", "u 11.00 časova", "sq", "sr-Latn"),
            ("at 2:30 p.m.", "në orën 2:30", "en", "sq"),
        ),
    ),
    Check(
        "duration_differs",
        "error",
        same("Durations and deadlines; working days are not days.", "duration"),
        passing=(
            ("brenda 15 ditëve", "u roku od 15 dana", "sq", "sr-Latn"),
            ("15 iş günü", "15 ditë pune", "tr", "sq"),
            ("2 vjet përvojë pune", "2 године радног искуства", "sq", "sr-Cyrl"),
        ),
        failing=(
            ("brenda 15 ditëve", "u roku od 15 radnih dana", "sq", "sr-Latn"),
            ("within three days, 2 weeks", "brenda tri ditëve, 2 muajve", "en", "sq"),
            ("2 vjet përvojë pune", "2 месеца радног искуства", "sq", "sr-Cyrl"),
        ),
    ),
    Check(
        "article_differs",
        "error",
        same("Articles, paragraphs and points of a law.", "article", "paragraph", "point"),
        passing=(
            ("neni 7, paragrafi 2", "član 7. stav 2.", "sq", "sr-Latn"),
            ("neni 7, paragrafi 2", "Article 7.2", "sq", "en"),
            ("nën 14 vjeç", "млађи од 14 година", "sq", "sr-Cyrl"),
        ),
        failing=(
            ("neni 7, paragrafi 2", "član 7. stav 3.", "sq", "sr-Latn"),
            ("7. madde", "neni 8", "tr", "sq"),
            ("neni 14", "чланови", "sq", "sr-Cyrl"),
        ),
    ),
    Check(
        "law_differs",
        "error",
        same("Numbers of laws; `06/L-081` and `06/L-81` are one law.", "law"),
        passing=(
            ("Ligji nr. 02/L-37", "Zakon br. 02/L-37", "sq", "sr-Latn"),
            ("Ligji nr. 06/L-081", "Закон бр. 06/Л-81", "sq", "sr-Cyrl"),
        ),
        failing=(
            ("Ligji nr. 02/L-37", "Zakon br. 02/L-73", "sq", "sr-Latn"),
            ("Ligji nr. 02/L-37", "The law", "sq", "en"),
        ),
    ),
    Check(
        "file_number_differs",
        "error",
        same("Protocol, file and plot numbers, with a stroke or two hyphens.", "file"),
        passing=(
            ("Nr. 01-352/2026", "Br. 01-352/2026", "sq", "sr-Latn"),
            ("Nr. 2004/32", "No. 2004/32", "sq", "en"),
        ),
        failing=(
            ("Nr. 01-352/2026", "Br. 01-325/2026", "sq", "sr-Latn"),
            ("ngastra 71914-123-0", "plot 71914-132-0", "sq", "en"),
        ),
    ),
    Check(
        "plot_differs",
        "error",
        same("Numbers of plots as the cadastre writes them, with their zone.", "plot"),
        passing=(
            ("ngastra P-71914059-00123-0", "парцела П-71914059-00123-0", "sq", "sr-Cyrl"),
            ("ngastra P-71914059-00123-0", "plot 71914059-123-0", "sq", "en"),
        ),
        failing=(
            ("ngastra P-71914059-00123-0", "парцела П-71914059-00132-0", "sq", "sr-Cyrl"),
            ("ngastra P-71914059-00123-0", "the plot", "sq", "en"),
        ),
    ),
    Check(
        "email_differs",
        "error",
        same("E-mail addresses.", "email"),
        passing=(
            ("Shkruani në info@example.org.", "Pišite na info@example.org.", "sq", "sr-Latn"),
            ("E-posta: Info@Example.org", "E-mail: info@example.org", "sq", "en"),
        ),
        failing=(
            ("Shkruani në info@example.org.", "Pišite na inf@example.org.", "sq", "sr-Latn"),
            ("info@example.org", "by e-mail", "sq", "en"),
        ),
    ),
    Check(
        "url_differs",
        "warning",
        same("Web addresses; the language in their path may differ.", "url"),
        passing=(
            ("https://example.org/sq/njoftim", "https://example.org/sr/njoftim", "sq", "sr-Latn"),
            ("www.example.org", "http://www.example.org/", "sq", "en"),
        ),
        failing=(
            ("https://example.org/a", "https://example.org/b", "sq", "sr-Latn"),
            ("Shih www.example.org.", "See the site.", "sq", "en"),
        ),
    ),
    Check(
        "phone_differs",
        "error",
        same("Telephone numbers, by their last eight figures.", "phone"),
        passing=(
            ("Tel. 038 200 123", "Tel: 038/200-123", "sq", "sr-Latn"),
            ("+383 38 200 123", "+383 (0)38 200 123", "sq", "en"),
        ),
        failing=(
            ("Tel. 038 200 123", "Tel: 038 200 124", "sq", "sr-Latn"),
            ("+383 38 200 123", "by telephone", "sq", "en"),
        ),
    ),
    Check(
        "iban_differs",
        "error",
        same("Account numbers, however they are spaced.", "iban"),
        passing=(
            ("XK05 1212 0123 4567 8906", "XK051212012345678906", "sq", "sr-Latn"),
            ("XK051212012345678906", "XK05 1212 0123 4567 8906 OK", "sq", "en"),
        ),
        failing=(
            ("XK05 1212 0123 4567 8906", "XK05 1212 0123 4567 8960", "sq", "sr-Latn"),
            ("XK051212012345678906", "the account", "sq", "en"),
        ),
    ),
)
