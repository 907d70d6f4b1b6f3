"""Organisations of the demonstration look at themselves, five of them share, and a municipality has its plan."""

from datetime import datetime, timedelta
from random import Random
from typing import Final

from uramost_web.accounts.models import User
from uramost_web.capacity import acts, plan_acts
from uramost_web.capacity.acts import Given
from uramost_web.capacity.models import Agreed, Instrument, Rater, Rating, Round
from uramost_web.capacity.seats import Seat
from uramost_web.directory.acts import write_organisation
from uramost_web.directory.models import Organisation
from uramost_web.places.models import Municipality

SHARING: Final = (
    ("Shoqata e trilluar “Ura e vogël”", "Измишљено удружење „Мали мост“"),
    ("Nisma e trilluar “Dy gjuhë”", "Измишљена иницијатива „Два језика“"),
    ("Shoqata e trilluar e grave “Fije”", "Измишљено удружење жена „Нит“"),
    ("Klubi i trilluar rinor “Sheshi”", "Измишљени омладински клуб „Трг“"),
    ("Fondacioni i trilluar “Lumi”", "Измишљена фондација „Река“"),
)
STARTED: Final = ("Shoqata e trilluar “Lagjja”", "Измишљено удружење „Комшилук“")
"""Its first round is open: whoever shows the demonstration can score in it."""
RATERS: Final = ("Vlerësuesi i trilluar A", "Измишљени оцењивач Б", "Vlerësuesi i trilluar C")
WHY: Final = "Arsye e trilluar: kështu u morën vesh tre vlerësuesit e trilluar."
SEED: Final = 5
MEASURES: Final = (
    ("interests", "Të shkruhet dhe të miratohet rregulli për konfliktin e interesit.", "Sekretari", -60, 0, "done"),
    ("buying", "Të hartohet rregulli për blerje, me kufij dhe formularë.", "Menaxherja e financave", 60, 300, "begun"),
    ("feedback", "Të hapet një mënyrë për ankesa, edhe pa emër, në dy gjuhë.", "Koordinatorja", -10, 150, "planned"),
)
OF_TOWN: Final = (
    ("property-tax", "Të përtërihet regjistri i pronave në katër lagje.", "Drejtoria për Financa", 200, 12000, "begun"),
    ("hearings", "Dëgjimet të mbahen edhe në fshatra, me përkthim.", "Zyra për Informim", 90, 2500, "planned"),
    ("published", "Vendimet të botohen ditën e njëjtë në çdo gjuhë.", "Zyra ligjore", -30, 0, "done"),
)
"""Item, what, who, days until it is due from today, cost, how it stands."""


def make(programme: User, head: User, place: Municipality, at: datetime) -> int:
    """How many rounds were made."""
    chance = Random(SEED)  # noqa: S311 - the same every time
    instrument = Instrument.objects.newest().filter(code="cso").first()
    town_s = Instrument.objects.newest().filter(code="municipality").first()
    if instrument is None or town_s is None:  # of another country's pack
        return 0
    for number, names in enumerate(SHARING):
        organisation = _organisation(names, place, programme, at)
        first = _round(
            instrument, organisation, programme, at - timedelta(days=430), chance=chance, around=1.7 + number / 5
        )
        if number == 0:
            _measures(_lead(first), MEASURES, at - timedelta(days=400), at)
        acts.close(seat=_lead(first), at=at - timedelta(days=390))
    again = Organisation.objects.get(names__name=SHARING[0][0])
    _round(instrument, again, programme, at - timedelta(days=40), chance=chance, around=2.6)
    _begin(instrument, _organisation(STARTED, place, programme, at), programme, at - timedelta(days=3))
    _of_town(town_s, place, head, at, chance)
    return Round.objects.count()


def _organisation(names: tuple[str, str], place: Municipality, by: User, at: datetime) -> Organisation:
    return write_organisation(
        organisation=None, values={"kind": "cso", "municipality": place}, sectors=("communities",),
        names=dict(zip(("sq", "sr-Cyrl"), names, strict=True)), languages=("sq", "sr"), by=by, at=at,
    )  # fmt: skip


def _begin(instrument: Instrument, organisation: Organisation, by: User, at: datetime) -> Round:
    return acts.begin(
        instrument=instrument, organisation=organisation, municipality=None, facilitated=True, lead=RATERS[0],
        language="sq", by=by, at=at,
    )  # fmt: skip


def _lead(row: Round) -> Seat:
    rater = Rater.objects.select_related("round__instrument", "round__organisation").get(round=row, leads=True)
    return Seat(rater.round, rater=rater, leads=True)


def _round(
    instrument: Instrument, organisation: Organisation, by: User, at: datetime, *, chance: Random, around: float
) -> Round:
    """Scored by three, agreed on and shared."""
    row = _begin(instrument, organisation, by, at)
    for name in RATERS[1:]:
        acts.invite(seat=_lead(row), name=name, language="sr-Cyrl", user=None, at=at)
    for rater in list(row.raters.all()):
        seat = Seat(_lead(row).round, rater=rater, leads=rater.leads)
        acts.score(seat=seat, given=_levels(row, chance, around), language=rater.language, at=at)
    _settle(row, _lead(row), at)
    acts.share(seat=_lead(row), facilitated=True, shared=True, at=at)
    return row


def _levels(row: Round, chance: Random, around: float) -> dict[str, Given]:
    codes = [place.item.code for place in row.instrument.read().places()]
    tilt = Random(SEED)  # noqa: S311 - alike for all raters: each question has its own level
    return {code: Given(min(4, max(1, round(around + tilt.gauss(0, 0.8) + chance.gauss(0, 0.4))))) for code in codes}


def _settle(row: Round, lead: Seat, at: datetime) -> None:
    """What most said is what they agree on."""
    acts.discuss(seat=lead, at=at)
    said: dict[str, list[int]] = {}
    for item, value in Rating.objects.filter(rater__round=row).values_list("item", "value"):
        said.setdefault(item, []).append(value or 1)
    Agreed.objects.bulk_create(
        Agreed(
            round=row, item=item, value=sorted(values)[len(values) // 2], why=WHY, language="sq", by=lead.name, at=at
        )
        for item, values in said.items()
    )
    acts.settle(seat=lead, at=at)
    row.refresh_from_db()


def _measures(
    seat: Seat, measures: tuple[tuple[str, str, str, int, int, str], ...], since: datetime, at: datetime
) -> None:
    plan = plan_acts.make(seat=seat, since=since.date(), until=(at + timedelta(days=700)).date(), at=since)
    for item, what, owner, days, cost, state in measures:
        values = {"item": item, "what": what, "owner": owner, "starts": None, "cost": cost, "helps": "", "evidence": "",
                  "due": (at + timedelta(days=days)).date()}  # fmt: skip
        measure = plan_acts.write(seat=seat, plan=plan, measure=None, values=values, language="sq", at=since)
        if state != "planned":
            plan_acts.step(seat=seat, measure=measure, state=state, note="", language="sq", at=at - timedelta(days=15))
    if plan.municipality_id:
        plan_acts.change(seat=seat, plan=plan, since=plan.since, until=plan.until, public=True, at=since)


def _of_town(instrument: Instrument, place: Municipality, head: User, at: datetime, chance: Random) -> None:
    then = at - timedelta(days=120)
    row = acts.begin(
        instrument=instrument, organisation=None, municipality=place, facilitated=True, lead="", language="",
        by=head, at=then,
    )  # fmt: skip
    lead = Seat(row, by=head, leads=True)
    for name in RATERS:
        rater = acts.invite(seat=lead, name=name, language="sq", user=None, at=then)
        acts.score(seat=Seat(row, rater=rater), given=_levels(row, chance, 2.1), language="sq", at=then)
    _settle(row, lead, then)
    _measures(Seat(row, by=head, leads=True), OF_TOWN, then + timedelta(days=10), at)
