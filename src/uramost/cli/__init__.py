"""The command `uramost`: work without the site. Each subcommand reads and writes ordinary files.

Exit status 0: done; 1: a check found an error; 2: it could not be done, and one sentence on standard error says why;
130: stopped by the person (Ctrl-C).
"""

import argparse
import os
import sys
from collections.abc import Sequence

from uramost.cli import (
    assessment,
    checking,
    deadlines,
    documents,
    exchange,
    fairness,
    memory,
    memory_files,
    terms,
    writing,
)
from uramost.cli.command import Command, Fault, aside

INTERRUPTED = 130  # as shells have it: 128 and the number of the signal

COMMANDS: tuple[Command, ...] = (
    *memory.COMMANDS,
    *memory_files.COMMANDS,
    *documents.COMMANDS,
    *exchange.COMMANDS,
    *terms.COMMANDS,
    *writing.COMMANDS,
    *checking.COMMANDS,
    *deadlines.COMMANDS,
    *fairness.COMMANDS,
    *assessment.COMMANDS,
)


def parser() -> argparse.ArgumentParser:
    """The arguments of all subcommands."""
    top = argparse.ArgumentParser(
        prog="uramost", description="For towns in which several languages share one town hall."
    )
    groups = {"": top.add_subparsers(required=True, metavar="COMMAND")}
    for command in COMMANDS:
        *group, word = command.words.split()
        for name in group:
            if name not in groups:
                of_group = groups[""].add_parser(name, help=f"{name}: see uramost {name} --help")
                groups[name] = of_group.add_subparsers(required=True, metavar="COMMAND")
        one = groups["".join(group)].add_parser(word, help=command.purpose, description=command.purpose)
        for argument in command.arguments:
            one.add_argument(argument.name, **argument.options)
        one.set_defaults(run=command.run)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand; the exit status."""
    options = parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has seen enough
        return 0
    except KeyboardInterrupt:  # a person has stopped it, and knows
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return INTERRUPTED
    except Fault as fault:
        aside(str(fault))
    except UnicodeDecodeError as error:
        aside(f"The text is not in UTF-8: it cannot be read at byte {error.start + 1}.")
    except OSError as error:
        aside(f"{error.filename or 'A file'} cannot be used: {(error.strerror or 'there is no such file').lower()}.")
    return 2
