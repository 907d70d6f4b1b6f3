"""Who came to what, each person once: kept beside the attendances, so that a million of them are counted at once.

Rows of `Presence` are made anew for a whole event by `counting.recount`, and never changed by hand.
"""

from django.db import models

from uramost_web.places.models import Municipality


class Presence(models.Model):
    """Somebody came to an event in a quarter. `person` is the row that stands, whoever was noted.

    It is a number and no key to the person: a merge leaves it alone, and the event is counted anew.
    """

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="presences")
    person = models.PositiveBigIntegerField(help_text="number of the person who stands")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    quarter = models.PositiveSmallIntegerField(help_text="year × 4 + 0 to 3, in local time")
    cell = models.PositiveBigIntegerField(help_text="the three above in one number: counting.cell_of")
    sessions = models.PositiveSmallIntegerField()
    minutes = models.PositiveIntegerField(help_text="of all sessions that they came to, in this quarter")
    in_all = models.PositiveSmallIntegerField(help_text="sessions of the event that they came to, in any quarter")
    of = models.PositiveSmallIntegerField(help_text="sessions that the event has")

    class Meta:
        constraints = (models.UniqueConstraint(name="present_once", fields=("event", "person", "quarter")),)
        indexes = (
            models.Index(
                fields=("municipality", "kind", "quarter", "person", "sessions", "minutes", "in_all", "of"),
                name="people_by_place_and_kind",
            ),
            # Half as wide, and numbers only: what is asked most takes a third of the time.
            models.Index(fields=("cell", "person", "sessions", "minutes", "in_all", "of"), name="people_of_a_cell"),
            models.Index(fields=("person", "event"), name="where_somebody_came"),
        )

    def __str__(self) -> str:
        return f"{self.event_id}: {self.person}"


class Tally(models.Model):
    """How an event's attendances were when it was last counted: another sum, and it is counted anew."""

    event = models.OneToOneField("events.Event", models.CASCADE, primary_key=True, related_name="tally")
    attendances = models.PositiveIntegerField()
    newest = models.PositiveBigIntegerField(db_index=True, help_text="highest number of an attendance")
    people = models.PositiveBigIntegerField(help_text="sum of the numbers of the people who stand")
    counted_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.event_id}: {self.attendances}"
