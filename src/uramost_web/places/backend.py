"""Who is logged in, read in one question with what every page of the desk asks of them."""

from typing import Any, Final

from allauth.account.auth_backends import AuthenticationBackend
from django.db import connection
from django.db.models import Exists, OuterRef

from uramost_web.accounts.models import User
from uramost_web.accounts.second_factor import steps_of
from uramost_web.places.models import Membership, Municipality
from uramost_web.places.permissions import HEAVY
from uramost_web.question import Joined, Question, all_but


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """Accounts as allauth knows them. The one of a session comes with its roles, their municipalities, and whether a
    second step was set up: one after the other these are four questions."""

    def get_user(self, user_id: int) -> User | None:
        rows = _WHO.about(user_id)
        if not rows:
            return None
        person: Any = rows[0][0]
        held: Any = person.memberships.all()
        held._result_cache = [role for _person, role in rows if role is not None]
        held._prefetch_done = True
        person._prefetched_objects_cache = {"memberships": held}  # as `prefetch_related` leaves it
        found: User | None = person if self.user_can_authenticate(person) else None
        return found


ACCOUNT: Final = [field.attname for field in User._meta.concrete_fields]
ROLE: Final = Joined(Membership, all_but(Membership), municipality=all_but(Municipality, *HEAVY))


def _made(values: list[Any]) -> tuple[User, Membership | None]:
    """A row is a role, the account once more with each, and at the end whether it has a second step."""
    person = User.from_db(connection.alias, ACCOUNT, values[len(ROLE.names) : -1])
    person.second_step = bool(values[-1])
    return person, None if values[0] is None else ROLE.made(values)


_WHO: Final = Question(
    lambda user: (
        User.objects.filter(pk=user)
        .order_by("memberships")
        .values_list(*(f"memberships__{name}" for name in ROLE.names), *ACCOUNT, Exists(steps_of(OuterRef("pk"))))
    ),
    _made,
)
