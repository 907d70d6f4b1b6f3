"""POST requests: a case like any other, once."""

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from uramost import pictures
from uramost_web.casework import papers, photos, receiving, whereabouts
from uramost_web.casework.catalogue import Asks, Service, Shows
from uramost_web.casework.forms_asking import QuestionsForm
from uramost_web.casework.georeport import speaking, tokens
from uramost_web.casework.georeport.asking import Asking
from uramost_web.casework.georeport.catalogue import found
from uramost_web.casework.georeport.faults import Fault, Refusal
from uramost_web.casework.georeport.speaking import Choice
from uramost_web.casework.models import Attachment, Case, Channel, Draft
from uramost_web.casework.receiving import Asked, NotOffered
from uramost_web.places.words import words

AGAIN: Final = timedelta(days=1)
"""So long a request that is sent again is known as the same."""
PREFIX: Final = "attribute["
RECORDED: Final = ("account_id", "device_id", "media_url", "address_id")
"""Arguments that are kept with the receipt of the case, where clerks see them."""


@dataclass(frozen=True, slots=True)
class Photo:
    name: str
    content: bytes


def send(asked: Asking) -> list[dict[str, Any]]:
    """A new request, or the one that this was before. Everything that is wrong is said at once."""
    service = found(asked, asked.values["service_code"])
    faults = [*_offered(service, asked), *_place(service, asked), *_contact(service, asked)]
    given, wrong = answers(service, asked.request.POST)
    taken, refused = pictures_of(asked, service)
    choice = speaking.choice(asked.reader, asked.values["description"] or "", asked.place)
    faults += [*wrong, *refused]
    if choice is None:
        raise Refusal([*faults, Fault("language_needed", {"allowed": ", ".join(speaking.tags())})])
    if faults:
        raise Refusal(faults)
    content = _asked(asked, choice, given)
    if asked.test:
        return [_answer(Case(reference=f"{asked.place.code}-{asked.at.year}-00000"), choice, asked, service)]
    kept: list[Attachment] = []
    try:
        case = _received(asked, service, content, taken, kept)
    except Exception as fault:
        papers.forget(kept)
        if isinstance(fault, NotOffered):  # it ended while this was being read
            raise Refusal([_ended(fault.service, asked)]) from fault
        raise
    return [_answer(case, choice, asked, service)]


def _offered(service: Service, asked: Asking) -> Iterator[Fault]:
    if not service.offered_on(timezone.localdate(asked.at)):
        yield _ended(service, asked)


def _ended(service: Service, asked: Asking) -> Fault:
    return Fault("service_ended", {"name": service.name_in(asked.reader.tag)})


def _place(service: Service, asked: Asking) -> Iterator[Fault]:
    """GeoReport wants a place; a service that asks for none has none."""
    latitude, longitude = asked.values["lat"], asked.values["long"]
    if (latitude is None) != (longitude is None):
        yield Fault("point_half")
    elif latitude is not None:
        yield from _elsewhere(asked)
    elif service.place != Asks.NO and not asked.values["address_string"] and not asked.values["address_id"]:
        yield Fault("place_needed")


def _elsewhere(asked: Asking) -> Iterator[Fault]:
    """Where boundaries are known it is certain that a point is elsewhere; otherwise only when it is far from all."""
    elsewhere, other = whereabouts.doubt(asked.place, asked.values["lat"], asked.values["long"])
    if elsewhere and other is None and asked.place.latitude is not None:
        yield Fault("place_nowhere")
    elif elsewhere and other is not None and (asked.place.boundary or other.boundary):
        yield Fault("place_elsewhere", {"other": f"{other.name_in(asked.reader.tag)} ({other.slug})"})


def _contact(service: Service, asked: Asking) -> Iterator[Fault]:
    said = asked.values
    named, reachable = said["first_name"] or said["last_name"], said["email"] or said["phone"]
    if service.contact == Asks.MUST and not (named and reachable):
        yield Fault("contact_needed")


def answers(service: Service, sent: QueryDict) -> tuple[dict[str, Any], list[Fault]]:
    """(attribute → answer, what is wrong), by the same rules as the form on the web."""
    by_code: dict[str, list[str]] = {}
    for name in sent:
        if name.startswith(PREFIX):
            values = [value for value in sent.getlist(name) if value]
            by_code.setdefault(name.removeprefix(PREFIX).removesuffix("[]").removesuffix("]"), []).extend(values)
    codes = [question["code"] for question in service.questions]
    faults = [Fault("attribute_unknown", {"given": code}) for code in by_code if code not in codes]
    data: MultiValueDict[str, str] = MultiValueDict()
    for number, question in enumerate(service.questions):
        values = by_code.get(question["code"], [])
        data.setlist(f"question_{number}", [_day(value, question["datatype"]) for value in values])
    form = QuestionsForm(data, service=service)
    if form.is_valid():
        return form.answer(), faults
    for number, question in enumerate(service.questions):
        faults += [
            Fault("attribute_wrong", {"name": question["code"], "why": why})
            for why in form.errors.get(f"question_{number}", [])
        ]
    return {}, faults


def _day(value: str, datatype: str) -> str:
    """Of a moment the day: more is not asked for."""
    return value[:10] if datatype == "datetime" and value[10:11] == "T" else value


def pictures_of(asked: Asking, service: Service) -> tuple[list[Photo], list[Fault]]:
    """The photographs that came, cleaned: all of them or, with what is wrong, none."""
    files = [file for _name, several in asked.request.FILES.lists() for file in several]
    if len(files) > photos.MOST:
        return [], [Fault("photos_many", {"most": photos.MOST})]
    if service.photos == Asks.MUST and not files and not asked.values["media_url"]:
        return [], [Fault("photo_needed")]
    taken, faults = [], []
    for file in files:
        name = (file.name or "")[-photos.LONGEST_NAME :]
        try:
            taken.append(Photo(name, pictures.read(file.read(pictures.MOST_BYTES + 1)).content))
        except pictures.BadPicture as bad:
            sentence = photos.REFUSED.get(bad.code) or photos.REFUSED["broken"]
            faults.append(Fault("photo_refused", {"why": str(sentence) % {"name": name}}))
    return taken, faults


def _asked(asked: Asking, choice: Choice, given: dict[str, Any]) -> Asked:
    said = asked.values
    return Asked(
        text=said["description"] or "",
        language=choice.language,
        reads=choice.reads,
        channel=Channel.API,
        given=given,
        place_text=said["address_string"] or said["address_id"] or "",
        latitude=said["lat"],
        longitude=said["long"],
        name=" ".join(part for part in (said["first_name"], said["last_name"]) if part),
        email=said["email"] or "",
        phone=said["phone"] or "",
        facts={
            **{name: said[name] for name in RECORDED if said[name]},
            "language_by": choice.by,
            "api_key": asked.key.name if asked.key else "",
        },
    )


@transaction.atomic
def _received(asked: Asking, service: Service, content: Asked, taken: list[Photo], kept: list[Attachment]) -> Case:
    """`kept`: of what files there are, should the database keep nothing. Raises `NotOffered`."""
    draft = _draft(asked, service, content)
    if draft.case is not None:
        return draft.case
    for photo in taken:
        kept.append(photos.keep(photo.content, name=photo.name, media_type="image/jpeg", at=asked.at, draft=draft))
    return receiving.receive(service=service, asked=content, at=asked.at, draft=draft)


def _draft(asked: Asking, service: Service, content: Asked) -> Draft:
    """The row that makes one case of what is sent twice, held until the end of the transaction."""
    wanted, before = keys_of(asked)
    known = Draft.objects.filter(key=before, started_at__gt=asked.at - AGAIN).first()
    if known is None:
        known, _made = Draft.objects.get_or_create(
            key=wanted,
            defaults={
                "service": service, "language": content.language, "reads": content.reads,
                "channel": Channel.API, "started_at": asked.at,
            },
        )  # fmt: skip
    held: Draft = Draft.objects.select_for_update(of=("self",)).select_related("case__municipality").get(pk=known.pk)
    return held


def keys_of(asked: Asking) -> tuple[UUID, UUID]:
    """Today's and yesterday's name of what was sent: of its Idempotency-Key or device_id, and of all its arguments.

    Without either, everything that is sent is a request of its own.
    """
    said = asked.request.headers.get("Idempotency-Key", "")[:255] or asked.values["device_id"]
    if not said or asked.key is None:
        return uuid4(), uuid4()
    arguments = sorted((name, values) for name, values in asked.request.POST.lists() if name != "api_key")
    day = timezone.localdate(asked.at)
    today, before = (_named(asked.key.pk, said, arguments, on) for on in (day, day - AGAIN))
    return today, before


def _named(*parts: Any) -> UUID:
    """Nobody can guess it: whoever knows it reaches the form of the request."""
    return UUID(bytes=hmac.new(settings.SECRET_KEY.encode(), repr(parts).encode(), hashlib.sha256).digest()[:16])


def _answer(case: Case, choice: Choice, asked: Asking, service: Service) -> dict[str, Any]:
    """The reference of what is public; of what is not a token, with which only its sender finds the reference."""
    made = {"service_notice": notice(case, choice), "account_id": asked.values["account_id"]}
    public = service.shows != Shows.NOTHING
    if public or asked.values["extensions"] or asked.test:
        made["service_request_id"] = case.reference
    if not asked.test and (not public or asked.values["extensions"]):
        made["token"] = tokens.token(case)
    return made


def notice(case: Case, choice: Choice) -> str:
    """By when an answer is due, and in which language it comes, in the reader's."""
    language = words().autonym(choice.language)
    said = [_("The answer will be in this language: %(language)s.") % {"language": language}]
    if choice.by == "text":
        said.append(_("It was told from the text, since neither locale nor Accept-Language said one."))
    if case.due_at:
        day = date_format(timezone.localtime(case.due_at), "DATE_FORMAT")
        said.insert(0, (_("Last day for an answer: %(date)s") % {"date": day}).removesuffix(".") + ".")
    return " ".join(said)
