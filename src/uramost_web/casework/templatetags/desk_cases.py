"""A few words for the pages of clerks."""

from collections.abc import Iterable
from typing import Final

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from uramost_web.casework import desk_wording
from uramost_web.casework.forms_asking import language_choices
from uramost_web.casework.queue import SOON, Choice
from uramost_web.casework.queue_lines import Line
from uramost_web.templatetags.uramost import kept

register = template.Library()
SELECTED: Final = SafeString(" selected")
Choices = tuple[tuple[str, str], ...]


@register.filter
def desk_state(code: str) -> str:
    """A state as the clerk reads it."""
    return desk_wording.state(code)


@register.simple_tag
def options(choices: Iterable[tuple[str, str]], chosen: str, *, languages: bool = False) -> SafeString:
    """The options of a select; of `languages` each is in its own."""
    row = '<option value="{0}" lang="{0}"{1}>{2}</option>' if languages else '<option value="{0}"{1}>{2}</option>'
    chosen_or_not = ((code, SELECTED if code == chosen else "", name) for code, name in choices)
    return format_html_join("", row, chosen_or_not)


@register.filter
def letter_state(code: str) -> str:
    return str(desk_wording.LETTER_STATES.get(code, code))


LINE: Final = """<li class="entry"><h2><a href="{}{}/">{}</a> · {}</h2>
<p lang="">{}</p>
<p class="cluster"><span class="tag tag-{}">{}</span>
{}</p>
<p class="entry-meta">{} <span lang="{}">{}</span> · {}{} · {} · {}</p></li>"""


@register.simple_tag
def queue_lines(lines: Iterable[Line]) -> SafeString:
    """The cases of the queue: in a template its twenty lines took a third of the page's time."""
    address, answer_in = reverse("cases:queue"), _("Answer in:")
    return format_html_join(
        "",
        LINE,
        (
            (
                address,
                line.case.reference,
                line.case.reference,
                line.service,
                line.beginning,
                "quiet" if line.due == "ended" else "info",
                line.state,
                line.when,
                answer_in,
                line.case.language,
                line.language,
                line.office,
                line.place,
                line.channel,
                line.assignee,
            )
            for line in lines
        ),
    )


@register.simple_tag
def queue_form(chosen: Choice, services: Choices, places: Choices) -> SafeString:
    """How the queue is searched and narrowed: the same for all who narrow it alike, unless words were typed."""
    make = _queue_form_anew if chosen.words else _queue_form
    return make(get_language() or "", chosen, services, places, tuple(language_choices()))


def _queue_form_anew(
    _language: str, chosen: Choice, services: Choices, places: Choices, tongues: Choices
) -> SafeString:
    shown = {"chosen": chosen, "services": services, "places": places, "tongues": tongues}
    return render_to_string("casework/desk_queue_form.html", {**shown, "soon": SOON, "states": desk_wording.states()})


_queue_form = kept(_queue_form_anew)
