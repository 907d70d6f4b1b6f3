"""Hearings, forums, sessions, trainings and fairs: announced, come to, interpreted, written down and followed up."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "uramost_web.events"
    verbose_name = "Events"

    def ready(self) -> None:
        """An event is announced, renamed and called off with its notice; lists of people are brought for it; who is
        forgotten is forgotten here too, and two who are one hold one place."""
        from uramost_web.directory.forgetting import FORGETTERS  # noqa: PLC0415 - models are there only now
        from uramost_web.directory.merging import JOINERS  # noqa: PLC0415
        from uramost_web.directory.purposes import PURPOSES  # noqa: PLC0415
        from uramost_web.events.announcing import follow  # noqa: PLC0415
        from uramost_web.events.bringing import PURPOSE  # noqa: PLC0415
        from uramost_web.events.forgetting import forget  # noqa: PLC0415
        from uramost_web.events.joining import JOINER  # noqa: PLC0415
        from uramost_web.notices.following import FOLLOWERS  # noqa: PLC0415

        if follow not in FOLLOWERS:
            FOLLOWERS.append(follow)
        if PURPOSE not in PURPOSES:
            PURPOSES.append(PURPOSE)
        if forget not in FORGETTERS:
            FORGETTERS.append(forget)
        JOINERS["events"] = JOINER
