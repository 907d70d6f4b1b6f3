"""The request of somebody who is logged in, for type checkers: views behind `login_required` get no other."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from uramost_web.accounts.models import User


class PersonRequest(HttpRequest):
    """A request with a person behind it."""

    user: User
    htmx: HtmxDetails
