import hashlib

from uramost.puzzles import solve, solves, zero_bits


def test_what_was_found_is_a_solution_of_that_challenge_alone() -> None:
    number = solve("one", 12)

    assert solves("one", number, 12)
    assert hashlib.sha256(f"one:{number}".encode()).hexdigest().startswith("000")
    assert not solves("another", number, 12)
    assert not any(solves("one", str(less), 12) for less in range(int(number)))


def test_bits_are_counted_from_the_left() -> None:
    for number in map(str, range(300)):
        digest = hashlib.sha256(f"x:{number}".encode()).digest()
        written = "".join(f"{byte:08b}" for byte in digest)
        assert zero_bits("x", number) == len(written) - len(written.lstrip("0"))


def test_what_is_no_number_solves_nothing() -> None:
    for number in ("", "-1", "1.0", "٣", "x", "9" * 17, " 1"):
        assert not solves("one", number, 0)
    assert solves("one", "9" * 16, 0)
