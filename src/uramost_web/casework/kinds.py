"""What kinds of services there are: the word for one, and the heading over many."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    REQUEST = "request", _("Request")
    APPLICATION = "application", _("Application")
    COMPLAINT = "complaint", _("Complaint")
    DOCUMENT = "document", _("Demand for a public document")


HEADINGS: Final = {
    Kind.REQUEST: _("Requests"),
    Kind.APPLICATION: _("Applications"),
    Kind.COMPLAINT: _("Complaints"),
    Kind.DOCUMENT: _("Public documents"),
}
"""Kinds of services in the order of the catalogue, as headings."""
