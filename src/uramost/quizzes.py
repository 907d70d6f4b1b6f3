"""A test of several questions, as a trainer types it in each language: which answer is right, and how many points?

A question is a line; its answers are lines below it that begin with `-`, the right one with `*`. An empty line ends it.
In every language it has the same questions, with the same answers in the same order: otherwise two people would not be
asked the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

MOST_QUESTIONS: Final = 50
MOST_ANSWERS: Final = 8
CODES: Final = ("empty", "no_question", "few_answers", "many_answers", "one_right", "many_questions", "differs")


class BadQuiz(ValueError):
    """`code` is one of CODES, `line` where it was seen (from 1; 0: nowhere in particular), `tag` the language."""

    def __init__(self, code: str, line: int = 0, tag: str = "") -> None:
        super().__init__(f"{code} {line} {tag}".strip())
        self.code, self.line, self.tag = code, line, tag


@dataclass(frozen=True, slots=True)
class Question:
    """In one language; `right` is the place of the right answer, from 0."""

    text: str
    answers: tuple[str, ...]
    right: int


def read(typed: str) -> tuple[Question, ...]:
    """The questions of one language. Raises BadQuiz."""
    found: list[Question] = []
    block: list[str] = []
    lines = typed.splitlines()
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            block.append(line.strip())
        elif block:
            found.append(_question(block, number - len(block)))
            block = []
    if not found:
        raise BadQuiz("empty")
    if len(found) > MOST_QUESTIONS:
        raise BadQuiz("many_questions")
    return tuple(found)


def _question(block: Sequence[str], line: int) -> Question:
    text, *answers = block
    if text[0] in "-*" or any(one[0] not in "-*" for one in answers):
        raise BadQuiz("no_question", line)
    if len(answers) < 2 or not all(one[1:].strip() for one in answers):
        raise BadQuiz("few_answers", line)
    if len(answers) > MOST_ANSWERS:
        raise BadQuiz("many_answers", line)
    right = [place for place, one in enumerate(answers) if one[0] == "*"]
    if len(right) != 1:
        raise BadQuiz("one_right", line)
    return Question(text, tuple(one[1:].strip() for one in answers), right[0])


def together(by_tag: Mapping[str, Sequence[Question]]) -> list[dict[str, Any]]:
    """As it is stored: [{"text": {tag: …}, "answers": {tag: […]}, "right": place}]. Raises BadQuiz("differs")."""
    first = next(iter(by_tag.values()), ())
    if not first:
        raise BadQuiz("empty")
    for tag, questions in by_tag.items():
        if [(one.right, len(one.answers)) for one in questions] != [(one.right, len(one.answers)) for one in first]:
            raise BadQuiz("differs", tag=tag)
    return [
        {
            "text": {tag: questions[place].text for tag, questions in by_tag.items()},
            "answers": {tag: list(questions[place].answers) for tag, questions in by_tag.items()},
            "right": one.right,
        }
        for place, one in enumerate(first)
    ]


def typed(stored: Sequence[Mapping[str, Any]], tag: str) -> str:
    """Back as it was typed, to be changed."""
    return "\n\n".join(
        "\n".join(
            [
                one["text"][tag],
                *(f"{'*' if place == one['right'] else '-'} {said}" for place, said in enumerate(one["answers"][tag])),
            ]
        )
        for one in stored
    )


def points(stored: Sequence[Mapping[str, Any]], chosen: Sequence[int | None]) -> int:
    """How many are right; None is a question that was left out. Raises ValueError where numbers of both differ."""
    return sum(one["right"] == answer for one, answer in zip(stored, chosen, strict=True))


def letters(typed: str, questions: int) -> list[int | None] | None:
    """Answers from paper, as `abd-c`: a letter for each question, `-` for none. None where they do not fit."""
    tidy = "".join(typed.lower().split())
    fits = len(tidy) == questions and all(one == "-" or "a" <= one <= "h" for one in tidy)
    return [None if one == "-" else ord(one) - ord("a") for one in tidy] if fits else None
