"""An officer's lists of people have whom the rule says and nobody else, in order, whatever was done to the directory.

The rule is asked the plain way here: of a municipality is who lives in it, or is something in an organisation of it.
"""

import random

import pytest
from django.db.models import Q

from tests.conftest import AT, make_person
from tests.site.directory.conftest import give_function, make_one, make_organisation, of_the_programme
from uramost import text
from uramost_web.directory import acts, finding, forgetting, importing, looking, merging, permissions, taking_back
from uramost_web.directory.imports import Decision, Import
from uramost_web.directory.models import Function, Merge, Organisation, Person
from uramost_web.places.models import Membership, Municipality, Role
from uramost_web.places.words import words

pytestmark = pytest.mark.django_db
GIVEN, FAMILY = ("Ana", "Đorđe", "Љиљана", "Xhevahire", "Agim"), ("Krasniqi", "Đorđević", "Çiçek", "Hoxhaj")
ACTS = 40


@pytest.fixture
def viewers(kosovo, gracanica, officer, stranger):
    """An officer of each of two municipalities, one of both, and two who see everybody."""
    both = make_person("both@example.org", municipality=gracanica, roles=("officer",))
    Membership.objects.create(user=both, role=Role.OFFICER, municipality=stranger.memberships.first().municipality)
    auditor = of_the_programme("auditor@example.org", Role.AUDITOR)
    return [officer, stranger, both, auditor, of_the_programme("programme@example.org")]


def by_the_rule(viewer, q=""):
    """Their numbers in the order of the list, without anything that is kept for lists."""
    here = permissions.places(viewer)
    rows = Person.objects.filter(merged_into=None, forgotten_at=None)
    if here is not None:
        busy = Function.objects.filter(organisation__in=Organisation.objects.filter(municipality__in=here))
        rows = rows.filter(Q(municipality__in=here) | Q(pk__in=busy.values("person")))
    if q:
        rows = finding.people(finding.asked_people(q), rows)
    return [row.pk for row in sorted(rows, key=lambda row: (text.fold(row.name), row.pk))]


def listed(viewer, q=""):
    """The numbers of all pages, gone through as a reader does."""
    seen, found, after = words(), [], ""
    chosen = looking.choice({"q": q}, seen)
    while True:
        page = looking.people(permissions.places(viewer), chosen, seen, after=after)
        found += [row[0] for row in page.rows]
        if not page.following:
            return found
        after = str(page.following)


def as_kept():
    return list(Function.objects.order_by("pk").values_list("pk", "municipality", "folded"))


def as_they_are():
    return list(Function.objects.order_by("pk").values_list("pk", "organisation__municipality", "person__folded"))


def check(viewers):
    assert as_kept() == as_they_are()
    assert not Function.objects.exclude(person__in=Person.objects.standing()).exists()
    for viewer in viewers:
        for q in ("", "Ana", "Krasnqi", "Đorđe Hoxhaj"):
            assert listed(viewer, q) == by_the_rule(viewer, q), (viewer.email, q)


class Office:
    """Somebody of the programme who does one thing after the other, by chance."""

    def __init__(self, by, places, seed):
        self.by, self.places, self.chance = by, places, random.Random(seed)  # noqa: S311 - the same every time

    def name(self):
        return f"{self.chance.choice(GIVEN)} {self.chance.choice(FAMILY)}"

    def one_of(self, rows):
        found = list(rows.order_by("pk"))
        return self.chance.choice(found) if found else None

    def person(self):
        return self.one_of(Person.objects.standing())

    def organisation(self):
        return self.one_of(Organisation.objects.standing())

    def place(self):
        return self.chance.choice([*self.places, None])

    def add(self):
        make_one(self.by, self.name(), municipality=self.place())

    def rename(self):
        acts.change_person(person=self.person(), values={"name": self.name()}, by=self.by, at=AT)

    def moves_away(self):
        acts.change_person(person=self.person(), values={"municipality": self.place()}, by=self.by, at=AT)

    def give(self):
        give_function(self.by, self.person(), self.organisation())

    def change_function(self):
        if row := self.one_of(Function.objects.all()):
            acts.write_function(
                function=row, person=row.person, organisation=self.organisation(), what={"en": "Guest"}, since=None,
                until=None, by=self.by, at=AT,
            )  # fmt: skip

    def take(self):
        if row := self.one_of(Function.objects.all()):
            acts.take_function(function=row, by=self.by, at=AT)

    def organisation_moves(self):
        acts.write_organisation(
            organisation=self.organisation(), values={"municipality": self.place()}, names={"en": "Moved"},
            sectors=(), languages=(), by=self.by, at=AT,
        )  # fmt: skip

    def merge(self):
        kind, model = self.chance.choice(list(merging.MODELS.items()))
        rows = list(model.objects.standing().order_by("pk"))
        kept, gone = self.chance.sample(rows, 2)
        take = self.chance.choice(((), ("municipality_id",)))
        merging.merge(kind=kind, kept=kept.pk, gone=gone.pk, take=take, by=self.by, at=AT)

    def part(self):
        """A row that was itself merged since has to be parted first."""
        models = merging.MODELS
        rows = Merge.objects.filter(undone_at=None).order_by("pk")
        free = [row for row in rows if models[row.kind].objects.get(pk=row.kept).merged_into_id is None]
        if free:
            merging.undo(merge=self.chance.choice(free), by=self.by, at=AT)

    def bring(self):
        lines = "\n".join(f"{self.name()},{self.chance.choice(('Guest', ''))}" for _ in range(3))
        row = importing.begin(
            data=f"Ime i prezime,Funkcija\n{lines}\n".encode(), filename="list.csv", municipality=self.place(),
            organisation=self.organisation(), language="en", by=self.by, at=AT,
        )  # fmt: skip
        importing.compare.func(row.pk)
        row.lines.filter(decision=Decision.OPEN).update(decision=Decision.NEW)
        row.refresh_from_db()
        importing.confirm(row, by=self.by, at=AT)

    def take_back(self):
        if row := self.one_of(Import.objects.filter(state="done")):
            taking_back.undo(row, by=self.by, at=AT)

    def forget(self):
        forgetting.forget(person=self.person(), by=self.by, at=AT)


DONE = (
    "add", "rename", "moves_away", "give", "change_function", "take", "organisation_moves", "merge", "part", "bring",
    "take_back", "forget",
)  # fmt: skip


@pytest.fixture
def filled(viewers, gracanica, stranger):
    """Seventy people, of two municipalities, a third and none, and six organisations of which some have many."""
    by, other = viewers[-1], stranger.memberships.first().municipality
    third = Municipality.objects.exclude(pk__in=[gracanica.pk, other.pk]).order_by("pk")[0]
    office = Office(by, [gracanica, other, third], seed=1)
    houses = [make_organisation(by, place) for place in (gracanica, gracanica, other, other, third, None)]
    people = finding.enter([Person(name=office.name(), municipality=office.place(), added_at=AT) for _ in range(70)])
    finding.enter_functions(
        [
            Function(person=person, organisation=house)
            for person in people
            for house in office.chance.sample(houses, office.chance.choice((0, 0, 1, 3)))
        ]
    )
    return office


def test_each_sees_whom_the_rule_says_page_after_page(filled, viewers):
    check(viewers)
    assert len(listed(viewers[0])) > looking.PAGE
    assert len(set(map(tuple, map(listed, viewers)))) == 4  # the auditor sees whom the programme sees


@pytest.mark.parametrize("seed", range(3))
def test_also_after_whatever_was_done(filled, viewers, seed):
    office = Office(filled.by, filled.places, seed)
    for name in office.chance.choices(DONE, k=ACTS):
        getattr(office, name)()
        assert as_kept() == as_they_are(), name
    check(viewers)
