"""Organisations of the demonstration look at themselves, five of them share, and a municipality has its plan."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Final

from uramost import documents
from uramost_web.accounts.models import User
from uramost_web.capacity import acts, files, plan_acts
from uramost_web.capacity.acts import Given
from uramost_web.capacity.models import Agreed, Instrument, Plan, Rater, Rating, Round
from uramost_web.capacity.seats import Seat
from uramost_web.directory.acts import write_organisation
from uramost_web.directory.models import Organisation
from uramost_web.places.memoranda import Memorandum
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


@dataclass(frozen=True, slots=True)
class Planned:
    """A measure; `days` until it is due and those of `steps` (days, state, note) count from the demonstration’s day."""

    item: str
    what: str
    owner: str
    days: int
    cost: int
    helps: str = ""
    shown_by: str = ""
    steps: tuple[tuple[int, str, str], ...] = ()
    file: str = ""
    others: Mapping[str, str] = field(default_factory=dict)


MEASURES: Final = (
    Planned(
        "interests", "Të shkruhet dhe të miratohet rregulli për konfliktin e interesit.", "Sekretari", -60, 0,
        steps=((-15, "done", ""),),
    ),
    Planned(
        "buying", "Të hartohet rregulli për blerje, me kufij dhe formularë.", "Menaxherja e financave", 60, 300,
        steps=((-15, "begun", ""),),
    ),
    Planned("feedback", "Të hapet një mënyrë për ankesa, edhe pa emër, në dy gjuhë.", "Koordinatorja", -10, 150),
)  # fmt: skip
OF_TOWN: Final = (
    Planned(
        "property-tax", "Të përtërihet regjistri i pronave në katër lagje.",
        "Drejtoria për Financa / Управа за финансије", 200, 12000,
        helps="Programi demonstrues / Демонстрациони програм",
        shown_by="Regjistri i ri, me numrin e pronave për çdo lagje.",
        steps=(
            (-80, "begun", "U caktuan tre veta (të trilluar) që i shënojnë pronat."),
            (-20, "begun", "Dy lagje nga katër janë regjistruar."),
        ),
        file="regjistri-i-trilluar.docx",
        others={
            "sr-Cyrl": "Обновити регистар имовине у четири насеља.",
            "en": "The property register is renewed in four neighbourhoods.",
        },
    ),
    Planned(
        "hearings", "Dëgjimet të mbahen edhe në fshatra, me përkthim.",
        "Zyra për Informim / Канцеларија за информисање", 90, 2500,
        helps="Komiteti për komunitete", shown_by="Procesverbalet në të dyja gjuhët.",
        others={
            "sr-Cyrl": "Јавне расправе одржавати и у селима, уз превод.",
            "en": "Hearings are also held in villages, with interpretation.",
        },
    ),
    Planned(
        "published", "Vendimet të botohen të njëjtën ditë në çdo gjuhë.", "Zyra ligjore / Правна служба", -30, 0,
        helps="Njësia për përkthime", shown_by="Dita e botimit në çdo gjuhë.",
        steps=(
            (-75, "begun", "Përkthyesit i marrin vendimet dy ditë përpara."),
            (-32, "done", "Të gjitha vendimet e muajit dolën të njëjtën ditë."),
        ),
        others={
            "sr-Cyrl": "Одлуке објављивати истог дана на сваком језику.",
            "en": "Decisions are published on the same day in every language.",
        },
    ),
)  # fmt: skip


def make(
    programme: User, head: User, place: Municipality, at: datetime, *, memorandum: Memorandum | None = None
) -> int:
    """How many rounds were made. `memorandum`: with which the municipality's plan is signed."""
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
            _plan(_lead(first), MEASURES, at - timedelta(days=400), at)
        acts.close(seat=_lead(first), at=at - timedelta(days=390))
    again = Organisation.objects.get(names__name=SHARING[0][0])
    _round(instrument, again, programme, at - timedelta(days=40), chance=chance, around=2.6)
    _begin(instrument, _organisation(STARTED, place, programme, at), programme, at - timedelta(days=3))
    _of_town(town_s, place, head, at, memorandum)
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


def _plan(seat: Seat, measures: tuple[Planned, ...], since: datetime, at: datetime) -> Plan:
    """Written when it begins, and followed since."""
    plan = plan_acts.make(seat=seat, since=since.date(), until=(at + timedelta(days=700)).date(), at=since)
    for one in measures:
        values = {
            "item": one.item, "what": one.what, "owner": one.owner, "starts": None, "cost": one.cost,
            "due": (at + timedelta(days=one.days)).date(), "helps": one.helps, "evidence": one.shown_by,
            "others": dict(one.others),
        }  # fmt: skip
        measure = plan_acts.write(seat=seat, plan=plan, measure=None, values=values, language="sq", at=since)
        for days, state, note in one.steps:
            moment = at + timedelta(days=days)
            plan_acts.step(seat=seat, measure=measure, state=state, note=note, language="sq", at=moment)
        if one.file:
            content = documents.build_docx(f"{one.shown_by} (i trilluar)", (), {}, "sq")
            files.keep(seat=seat, file=files.read(content), name=one.file, measure=measure, at=at - timedelta(days=20))
    return plan


def _of_town(
    instrument: Instrument, place: Municipality, head: User, at: datetime, memorandum: Memorandum | None
) -> None:
    then = at - timedelta(days=120)
    row = acts.begin(
        instrument=instrument, organisation=None, municipality=place, facilitated=True, lead="", language="",
        by=head, at=then,
    )  # fmt: skip
    lead, chance = Seat(row, by=head, leads=True), Random(SEED)  # noqa: S311 - as above
    for name in RATERS:
        rater = acts.invite(seat=lead, name=name, language="sq", user=None, at=then)
        acts.score(seat=Seat(row, rater=rater), given=_levels(row, chance, 2.1), language="sq", at=then)
    _settle(row, lead, then)
    since = then + timedelta(days=10)
    plan = _plan(lead, OF_TOWN, since, at)
    plan_acts.change(
        seat=lead, plan=plan, since=plan.since, until=plan.until, public=True, memorandum=memorandum, at=since
    )
