"""The pages of a round: the same ones behind the secret link and at the desk."""

from typing import Final

from uramost_web.capacity.views import plans, rounds, scoring, sheets
from uramost_web.capacity.views.doors import View

PAGES: Final[tuple[tuple[str, View, str, bool], ...]] = (
    ("", rounds.home, "round", False),
    ("people/", rounds.people, "people", False),
    ("sharing/", rounds.sharing, "sharing", False),
    ("result/", rounds.result, "result", False),
    ("score/<int:number>/", scoring.score, "score", False),
    ("discuss/<int:number>/", scoring.discuss, "discuss", False),
    ("agree/<slug:item>/", scoring.agree, "agree", False),
    ("comment/", scoring.comment, "comment", False),
    ("comment/<slug:item>/", scoring.comment, "comment_item", False),
    ("evidence/<slug:item>/", plans.evidence, "evidence", True),
    ("file/<uuid:named>/", plans.file, "file", False),
    ("plan/", plans.plan, "plan", False),
    ("plan/days/", plans.plan_days, "plan_days", False),
    ("plan/new/", plans.measure, "measure_new", False),
    ("plan/<int:number>/", plans.follow, "follow", False),
    ("plan/<int:number>/change/", plans.measure, "measure", False),
    ("plan/<int:number>/file/", plans.measure_file, "measure_file", True),
    ("sheet/", sheets.sheet, "sheet", True),
    ("sheet/out/", sheets.take_home, "take_home", False),
    ("sheet/<int:number>/", sheets.brought, "brought", False),
)
"""Address, page, name, whether its form has a file."""
