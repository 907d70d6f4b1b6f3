"""What is said of complete answers: the questions of the list, and a sentence for every code of `uramost.fairness`."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from uramost.fairness import Agreement, Contrast, Estimate, Share
from uramost_web.casework.times_words import in_language, percent, written

QUESTIONS: Final[Mapping[str, Promise]] = {
    "asked": gettext_lazy("Does it deal with everything that was asked?"),
    "result": gettext_lazy("Does it say what was decided or done, or what will be done and when?"),
    "reasons": gettext_lazy("Where not everything was granted: does it say why, and by which rule?"),
    "next": gettext_lazy(
        "Where the resident has to do something: does it say what, where, until when, with which papers and for which "
        "fee?"
    ),
    "remedy": gettext_lazy("Where something was refused: does it say how, where and until when one can appeal?"),
    "contact": gettext_lazy("Does it say whom one can ask further?"),
}
"""Item of the list → what the scorer is asked. A test holds that every code has its words, here and below."""

ITEMS: Final[Mapping[str, Promise]] = {
    "asked": gettext_lazy("Everything asked is dealt with"),
    "result": gettext_lazy("The result is said"),
    "reasons": gettext_lazy("Reasons are given, where not everything was granted"),
    "next": gettext_lazy("The next step is said, where there is one"),
    "remedy": gettext_lazy("The way to appeal is said, where something was refused"),
    "contact": gettext_lazy("Somebody to ask is named"),
}
"""… → how it stands in the table."""

MARKS: Final[Mapping[str, Promise]] = {
    "yes": pgettext_lazy("an item of a list is there", "Yes"),
    "no": pgettext_lazy("an item of a list is missing", "No"),
    "not_applicable": gettext_lazy("Does not apply here"),
}

FOUND: Final[Mapping[str, Promise]] = {
    "less_complete": gettext_lazy(
        "Answers to people who asked for one %(in_language)s were complete less often than answers to others about "
        "the same services: %(span)s in a hundred fewer."
    ),
    "more_complete": gettext_lazy(
        "Answers to people who asked for one %(in_language)s were complete more often than answers to others about "
        "the same services: %(span)s in a hundred more."
    ),
    "no_difference_shown": gettext_lazy(
        "Answers to people who asked for one %(in_language)s were about as often complete as answers to others about "
        "the same services: no difference is shown."
    ),
    "too_few_to_say": gettext_lazy(
        "Too few answers were read to say whether those to people who asked for one %(in_language)s are complete less "
        "often than others about the same services."
    ),
}
"""What was found → the sentence."""

REFUSED: Final[Mapping[str, Promise]] = {
    "not_over": gettext_lazy("This quarter is not over yet."),
    "drawn_already": gettext_lazy("Of this quarter a sample has been drawn already. It is drawn only once."),
    "nothing_to_draw": gettext_lazy("No case of this quarter has been answered, so there is nothing to draw."),
    "own_answer": gettext_lazy(
        "You had a part in this case. Its answer is scored by somebody who has not worked on it."
    ),
    "made_anonymous": gettext_lazy("This case was made anonymous, so there is nothing to read any more."),
    "scored_already": gettext_lazy("This answer has been scored already."),
}
"""Why an act of `sample_acts` was refused."""


def sentence(one: Contrast) -> str:
    """The comparison in one sentence."""
    return str(FOUND[one.found] % {"in_language": in_language(one.group), "span": span(one.difference)})


def span(difference: Estimate) -> str:
    """`5 to 30`, of a hundred and without its sign."""
    if difference.low is None or difference.high is None:
        return ""
    low, high = sorted((abs(difference.low), abs(difference.high)))
    return _("%(low)s to %(high)s") % {"low": written(100 * low, 0), "high": written(100 * high, 0)}


def would_have_shown(one: Contrast) -> str:
    """How large a difference would have been seen, where none was; else nothing."""
    if one.found not in {"no_difference_shown", "too_few_to_say"} or one.detectable is None:
        return ""
    return _("A difference of %(number)s in a hundred or more would most likely have been seen.") % {
        "number": written(100 * one.detectable, 0)
    }


def share(one: Share | None) -> str:
    """`78 % (64–88)`; a dash for what is not shown."""
    if one is None or one.share.low is None or one.share.high is None:
        return "–"
    return f"{percent(one.share.value)} ({written(100 * one.share.low, 0)}–{written(100 * one.share.high, 0)})"


def agreed(one: Agreement) -> str:
    return ngettext(
        "Two people read %(total)s of these answers without knowing of each other; about %(agreed)s of them they came "
        "to the same result.",
        "Two people read %(total)s of these answers without knowing of each other; about %(agreed)s of them they came "
        "to the same result.",
        one.agreed.total,
    ) % {"total": one.agreed.total, "agreed": one.agreed.count}
