"""Three made-up e-mails to a town hall that prove no case, for clerks to look at."""

from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Final

from uramost_web import outbox
from uramost_web.casework import incoming
from uramost_web.casework.models import Case
from uramost_web.places.models import Municipality

PLACE: Final = "gracanice"
MAILS: Final = (
    ("{reference}", "sr", "Шаљем и број зграде: осам. Хвала. (Измишљена порука.)"),
    ("{reference}", "sq", "Drita ende nuk punon. (Mesazh i trilluar.)"),
    ("{code}-2001-00001", "en", "I wrote to you about the rubbish. What became of it? (A made-up message.)"),
)
"""Subject, language, text. The third names a number that was never given."""


def make(at: datetime) -> int:
    """Each a day apart, the last an hour before `at`. Returns how many."""
    place = Municipality.objects.get(slug=PLACE)
    cases = list(Case.objects.filter(municipality=place, closed_at=None).order_by("-received_at")[: len(MAILS)])
    for days, (subject, language, text) in enumerate(reversed(MAILS)):
        mail = EmailMessage()
        mail["From"], mail["To"] = "Demo Resident <resident@example.org>", outbox.mailbox()
        reference = cases[days % len(cases)].reference if cases else ""
        mail["Subject"] = subject.format(reference=reference, code=place.code)
        mail["Message-ID"] = f"<demonstration-{days}@example.org>"
        mail["Content-Language"] = language
        mail.set_content(text)
        incoming.take(mail.as_bytes(), outbox.mailbox(), at - timedelta(days=days, hours=1))
    return len(MAILS)
