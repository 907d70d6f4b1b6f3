"""An organisation that looks at itself, a municipality that does, and who helps them. Nobody here exists."""

from typing import Any

import pytest
from django.utils import translation

from tests.conftest import AT, make_person
from tests.site.directory.conftest import make_organisation, of_the_programme
from uramost_web.capacity import acts, links, plan_acts
from uramost_web.capacity.acts import Given
from uramost_web.capacity.models import Agreed, Instrument, Plan, Rater, Rating, Round
from uramost_web.capacity.seats import Seat
from uramost_web.directory.models import Organisation


@pytest.fixture(autouse=True)
def _in_english() -> Any:
    with translation.override("en"):
        yield


@pytest.fixture
def facilitator(kosovo: None) -> Any:
    return of_the_programme("facilitator@example.org")


@pytest.fixture
def head(gracanica: Any) -> Any:
    return make_person("head@example.org", municipality=gracanica, roles=("head",))


@pytest.fixture
def cso(facilitator: Any, gracanica: Any) -> Organisation:
    return make_organisation(facilitator, gracanica)


@pytest.fixture
def instrument(kosovo: None) -> Instrument:
    return Instrument.objects.get(code="cso")


def begin(organisation: Organisation, by: Any, at: Any = AT, code: str = "cso") -> Round:
    return acts.begin(
        instrument=Instrument.objects.newest().get(code=code), organisation=organisation, municipality=None,
        facilitated=True, lead="Arta", language="sq", by=by, at=at,
    )  # fmt: skip


def begin_in(place: Any, by: Any, *, facilitated: bool = True, at: Any = AT) -> Round:
    return acts.begin(
        instrument=Instrument.objects.get(code="municipality"), organisation=None, municipality=place,
        facilitated=facilitated, lead="", language="", by=by, at=at,
    )  # fmt: skip


def seat_of(rater: Rater) -> Seat:
    """As their link opens it now."""
    row = Rater.objects.select_related("round__instrument", "round__organisation", "round__municipality").get(
        pk=rater.pk
    )
    return Seat(row.round, rater=row, leads=row.leads)


def lead_of(row: Round) -> Seat:
    return seat_of(row.raters.get(leads=True))


def codes(row: Round) -> list[str]:
    return [place.item.code for place in row.instrument.read().places()]


def everything(row: Round, value: int | None, **other: int | None) -> dict[str, Given]:
    return {code: Given(other.get(code, value)) for code in codes(row)}


def invite(row: Round, name: str, language: str = "sr-Cyrl") -> Rater:
    return acts.invite(seat=lead_of(row), name=name, language=language, user=None, at=AT)


def score(rater: Rater, given: dict[str, Given], at: Any = AT) -> None:
    acts.score(seat=seat_of(rater), given=given, language=rater.language, at=at)


def agreed_round(
    organisation: Organisation, by: Any, value: int = 2, *, at: Any = AT, said: tuple[int, ...] = ()
) -> Round:
    """From its beginning to its result, with a rater for each level of `said`."""
    row = begin(organisation, by, at)
    raters = {row.raters.get(): value} | {invite(row, f"Rater {level}"): level for level in said}
    Rating.objects.bulk_create(
        Rating(rater=rater, item=code, value=level, at=at) for rater, level in raters.items() for code in codes(row)
    )
    acts.discuss(seat=lead_of(row), at=at)
    agree_all(row, value, at)
    acts.settle(seat=lead_of(row), at=at)
    row.refresh_from_db()
    return row


def agree_all(row: Round, value: int | None, at: Any = AT) -> None:
    """At once, which by the pages takes a while."""
    Agreed.objects.bulk_create(
        Agreed(round=row, item=code, value=value, why="We looked at it.", language="en", by="Arta", at=at)
        for code in codes(row)
    )


def make_plan(row: Round, **days: Any) -> Plan:
    return plan_acts.make(seat=lead_of(row), **{"since": AT.date(), "until": None, **days}, at=AT)


@pytest.fixture
def row(cso: Organisation, facilitator: Any) -> Round:
    return begin(cso, facilitator)


def address(rater: Rater, more: str = "") -> str:
    return f"/en/assessment/{rater.key}/{links.secret(rater)}/{more}"
