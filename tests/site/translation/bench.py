"""The workbench as one person's browser has it open."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from tests.conftest import AT
from tests.site.pages import said
from uramost_web.translation import actions
from uramost_web.translation.models import Target, Translation


@dataclass
class Bench:
    """Sends what the page sends: the segment's text, the versions it was opened with, the script."""

    browser: Any
    row: Translation
    person: Any

    def page(self, position: int = 1, **query: str) -> str:
        answer = self.browser.get(self.address("workbench"), {"s": position, **query})
        assert answer.status_code == 200
        return said(answer)

    def open(self, position: int) -> dict[str, Any]:
        """What the form has in its fields when the segment is opened."""
        context = self.browser.get(self.address("workbench"), {"s": position}).context
        active = context["active"]
        return {
            "text": context["form"]["text"].value() or "",
            "seen": active.version,
            "of": active.segment.version,
            "tag": context["tag"],
            "keep": " ".join(active.keep),
        }

    def send(self, position: int, form: dict[str, Any], act: str, *, typing: bool = False, **changed: Any) -> Any:
        """Press a button of the form; `typing`: as htmx saves a draft."""
        headers = {"HX-Request": "true"} if typing else {}
        data = {**form, "act": act, **changed}
        return self.browser.post(self.address("segment", position), data, headers=headers)

    def save(self, position: int, text: str, act: str = "confirm") -> Any:
        return self.send(position, self.open(position), act, text=text)

    def have(self, *texts: str, drafts: tuple[int, ...] = ()) -> None:
        """These sentences have been written when the story begins: by the act, without a page for each."""
        for position, text in enumerate(texts, start=1):
            target = self.target(position)
            actions.write(
                target=target, text=text, seen=target.version, confirm=position not in drafts, by=self.person, at=AT
            )

    def press(self, button: str, **values: str) -> Any:
        """Hand over, review or open again; the page that follows."""
        return self.browser.post(self.address(button), values, follow=True)

    def target(self, position: int) -> Target:
        return Target.objects.select_related("segment").get(translation=self.row, segment__position=position)

    def address(self, name: str, *more: int) -> str:
        return reverse(f"translation:{name}", args=[self.row.pk, *more])

    def state(self) -> str:
        self.row.refresh_from_db()
        return self.row.state
