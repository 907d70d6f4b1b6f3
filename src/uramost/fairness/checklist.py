"""Is an answer complete? What has to stand in it, as a list that one person reads another's answer by."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

MARKS: Final = ("yes", "no", "not_applicable")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that an answer has to have; `may_not_apply` where there are matters that do not call for it."""

    code: str
    may_not_apply: bool = False


CHECKLIST: Final = (
    Item("asked"),  # every question and every wish is dealt with
    Item("result"),  # what was decided or done, or will be and when
    Item("reasons", may_not_apply=True),  # why, and by which rule, where not everything was granted
    Item("next", may_not_apply=True),  # what the resident has to do now: where, by when, papers, fee
    Item("remedy", may_not_apply=True),  # how, where and until when one can appeal, where it was refused
    Item("contact"),  # whom to ask further
)


class BadMarks(ValueError):
    """`code`: missing, unknown_item, unknown_mark, has_to_apply; `item`: of which item."""

    def __init__(self, code: str, item: str) -> None:
        super().__init__(f"{code}: {item}")
        self.code, self.item = code, item


def complete(marks: Mapping[str, str]) -> bool:
    """Whether everything is there that applies; `marks`: code of an item → one of MARKS. Raises BadMarks."""
    check(marks)
    return "no" not in marks.values()


def check(marks: Mapping[str, str]) -> None:
    """Raises BadMarks unless every item of the list, and nothing else, has a mark that it may have."""
    known = {item.code: item for item in CHECKLIST}
    for code in marks:
        if code not in known:
            raise BadMarks("unknown_item", code)
    for code, item in known.items():
        if code not in marks:
            raise BadMarks("missing", code)
        if marks[code] not in MARKS:
            raise BadMarks("unknown_mark", code)
        if marks[code] == "not_applicable" and not item.may_not_apply:
            raise BadMarks("has_to_apply", code)
