"""What staff fill in about an event: facts, sessions, a place and reasons in several languages."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from uramost_web.directory.fields import Web, day
from uramost_web.directory.forms import Told
from uramost_web.events import wording
from uramost_web.events.models import Course, Event, Kind, Programme
from uramost_web.events.needs import NEEDS
from uramost_web.places.models import Municipality
from uramost_web.places.words import reader_tag, words

MOST_PLACES: Final = 100_000
MOST_SESSIONS: Final = 60
MOST_COURSES: Final = 200
"""Offered to choose from."""


class Clock(forms.TimeField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
            input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
            error_messages={"invalid": _("Write the time as 14:30."), "required": _("Write the time.")},
            **kwargs,
        )


class SessionForm(forms.Form):
    """One sitting, in one day; one whose day is empty is none."""

    on = day(label=_("Day"), required=False)
    begins = Clock(label=pgettext_lazy("time of day", "From"), required=False)
    ends = Clock(label=pgettext_lazy("time of day", "Until"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.need = ""  # type: ignore[attr-defined]  # read by uramost/field.html

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and any(data.values()):
            for name in ("on", "begins", "ends"):
                if not data.get(name):
                    self.add_error(name, _("Write the day and both times, or leave all three empty."))
            if not self.errors and data["ends"] <= data["begins"]:
                self.add_error("ends", _("A session ends after it begins."))
        return data

    def times(self) -> tuple[datetime, datetime] | None:
        """In the zone of the site."""
        data = self.cleaned_data
        if not data.get("on"):
            return None
        begin, end = (datetime.combine(data["on"], data[name]) for name in ("begins", "ends"))
        return timezone.make_aware(begin), timezone.make_aware(end)


class Sessions(forms.BaseFormSet[SessionForm]):
    """The sittings of an event, in the order of time."""

    def times(self) -> list[tuple[datetime, datetime]]:
        return sorted(found for form in self.forms if (found := form.times()))


SESSIONS: Final = forms.formset_factory(
    SessionForm, formset=Sessions, extra=0, min_num=1, max_num=MOST_SESSIONS, absolute_max=MOST_SESSIONS
)


def sessions(data: Any, event: Event | None) -> Sessions:
    """The form of an event's sessions, as they are; where more is asked for with one more that is empty."""
    there = [] if event is None else [_of_session(row.starts_at, row.ends_at) for row in event.sessions.all()]
    return cast("Sessions", SESSIONS(data, initial=there, prefix="times"))


def _of_session(starts: datetime, ends: datetime) -> dict[str, Any]:
    begin, end = timezone.localtime(starts), timezone.localtime(ends)
    return {"on": begin.date(), "begins": begin.time(), "ends": end.time()}


class ProgrammeField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django itself takes none
    """By their names: the code of a programme is for the files of donors."""

    def __init__(self) -> None:
        super().__init__(Programme.objects.order_by("code"), label=_("Programme"), required=False)

    def label_from_instance(self, obj: Any) -> str:
        return wording.plain(obj.names, words()) or str(obj)


class EventForm(Told):
    """When is asked beside it. What the event is called and about is said by its notice."""

    TEXTS = (("venue", _("Place: hall and address"), 200),)
    municipality = forms.ChoiceField(label=_("Municipality"))
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind, widget=forms.RadioSelect)
    course = forms.ChoiceField(label=_("Part of a course or series"), required=False)
    programme = ProgrammeField()
    online = Web(label=_("Address on the web, if people can take part from afar"), required=False)
    registration = forms.BooleanField(label=_("People register"), required=False, initial=True)
    capacity = forms.IntegerField(
        label=_("Places"), required=False, min_value=1, max_value=MOST_PLACES,
        help_text=_("Empty: as many as come. When they are taken, there is a waiting list."),
    )  # fmt: skip
    closes = day(label=_("Last day to register"), required=False, help_text=_("Empty: until it begins."))
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken from the front"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Whoever registers can ask for interpretation into any other, where it is offered."),
    )  # fmt: skip
    offers = forms.MultipleChoiceField(
        label=_("What is offered"), required=False, choices=list(NEEDS.items()), widget=forms.CheckboxSelectMultiple,
        help_text=_("Whoever registers is asked about these, and about nothing else."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, event: Event | None, places: Sequence[Municipality]) -> None:
        super().__init__(data, texts={"venue": event.venue} if event else {}, initial=_of_event(event))
        seen = words()
        if event is not None:
            del self.fields["municipality"]
        else:
            self._choose("municipality", [(place.slug, place.name_in(seen.tag)) for place in places])
        own = event.course if event else None
        self._choose("course", [("", "–"), *_courses([event.municipality] if event else places, own)])
        if not Programme.objects.exists():
            del self.fields["programme"]
        stored = {one.language: one for one in seen.tongues.values() if one.stored}
        self._choose("languages", [(one.tag, one.autonym) for one in stored.values()])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = choices

    def values(self) -> dict[str, Any]:
        """For `entering.start` and `entering.change`."""
        data = self.cleaned_data
        closes = data["closes"]
        end = timezone.make_aware(datetime.combine(closes, datetime.max.time())) if closes else None
        return {
            "kind": data["kind"],
            "course": Course.objects.get(pk=int(data["course"])) if data["course"] else None,
            **({"programme": data["programme"]} if "programme" in data else {}),
            "venue": self.said("venue"),
            "online": data["online"],
            "registration": data["registration"],
            "capacity": data["capacity"],
            "closes_at": end,
            "languages": data["languages"],
            "offers": data["offers"],
        }


def _courses(places: Sequence[Municipality], own: Course | None) -> list[tuple[str, str]]:
    """The latest, and the one of which the event is part already, also if it is old or of no municipality."""
    rows = list(Course.objects.filter(municipality__in=places).order_by("-pk")[:MOST_COURSES])
    if own is not None and own not in rows:
        rows.append(own)
    seen = words()
    return [(str(row.pk), wording.plain(row.names, seen) or str(row)) for row in rows]


def _of_event(row: Event | None) -> dict[str, Any]:
    if row is None:
        return {}
    plain = ("kind", "programme", "online", "registration", "capacity", "languages", "offers")
    return {name: getattr(row, name) for name in plain} | {
        "course": str(row.course_id or ""),
        "closes": timezone.localdate(row.closes_at) if row.closes_at else None,
    }


class CancelForm(Told):
    """Why, in every language; it is public, and stands in the letters."""

    TEXTS = (("why", _("Why it does not take place"), 500),)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, texts={})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not any(data.get(f"why_{tag}") for tag, _autonym in self.tags):
            self.add_error(f"why_{self.tags[0][0]}", _("Write the reason in at least one language."))
        return data


class CourseForm(Told):
    TEXTS = (("names", _("What it is called"), 200),)
    municipality = forms.ChoiceField(label=_("Municipality"))
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind, widget=forms.RadioSelect)
    programme = ProgrammeField()

    def __init__(self, data: Any = None, *, course: Course | None, places: Sequence[Municipality]) -> None:
        there = {"kind": course.kind, "programme": course.programme_id} if course else {}
        super().__init__(data, texts={"names": course.names} if course else {}, initial=there)
        if course is not None:
            del self.fields["municipality"]
        else:
            field = cast("forms.ChoiceField", self.fields["municipality"])
            field.choices = [(place.slug, place.name_in(reader_tag())) for place in places]
        if not Programme.objects.exists():
            del self.fields["programme"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not any(data.get(f"names_{tag}") for tag, _autonym in self.tags):
            self.add_error(f"names_{self.tags[0][0]}", _("Write what it is called in at least one language."))
        return data

    def values(self) -> dict[str, Any]:
        """For `entering.enter_course` and `entering.change_course`."""
        values: dict[str, Any] = {"names": self.said("names"), "kind": self.cleaned_data["kind"]}
        return values | ({"programme": self.cleaned_data["programme"]} if "programme" in self.fields else {})
