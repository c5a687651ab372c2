"""Read many inputs: what is wrong with one is told and set aside, the rest goes on."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kroniek.errors import UserError
from kroniek.faces.words import clean
from kroniek.record.types import Record
from kroniek.sources import Given, open_source

USAGE = frozenset({"no-pipeline", "no-parser", "no-tolls", "unknown-encoding"})
"""Codes of errors that lie in an option, not in an input: they would befall every input alike."""


@dataclass(frozen=True)
class Options:
    """How inputs are read; see ``kroniek read --help``."""

    published: str | None = None
    language: str | None = None
    pipeline: str | None = None
    rules: str = "default"
    encoding: str | None = None
    debug: bool = False


@dataclass
class Outcome:
    """What came of a batch so far."""

    read: int = 0
    set_aside: int = 0

    @property
    def exit_code(self) -> int:
        """0 all read, 1 nothing could be read, 3 some set aside."""
        return 0 if not self.set_aside else 3 if self.read else 1


def say(message: str) -> None:
    """A message to standard error, under the program's name."""
    sys.stderr.write(f"kroniek: {clean(message)}\n")
    sys.stderr.flush()


def one(given: Given, options: Options) -> Record:
    """The record of an opened input. Raises :class:`UserError`."""
    from kroniek.reading import read  # noqa: PLC0415  imports the coder

    return read(
        given.text,
        published=options.published or given.published,
        language=options.language or given.language,
        source=given.source,
        title=given.title,
        outlet=given.outlet,
        authors=given.authors,
        pipeline=options.pipeline,
        rules=options.rules,
    )


def records(inputs: Sequence[str], options: Options, outcome: Outcome) -> Iterator[Record]:
    """The records of the inputs in their order; ``outcome`` counts. Raises :class:`UserError` only for an option that
    is wrong (:data:`USAGE`); everything else is told on standard error."""
    progress = len(inputs) > 1 and sys.stderr.isatty()
    for n, name in enumerate(inputs, 1):
        if progress:
            sys.stderr.write(f"\r\x1b[Kreading {n} of {len(inputs)}: {clean(name, line=True)[:60]}")
            sys.stderr.flush()
        try:
            record = one(open_source(name, options.encoding), options)
        except UserError as error:
            if error.code in USAGE:
                raise
            _set_aside(outcome, progress, _named(name, str(error)))
            continue
        except Exception as error:  # the boundary of a batch: no article may take the others down with it
            message = f"internal error ({type(error).__name__}: {clean(str(error), line=True)[:200]}); please report it"
            _set_aside(outcome, progress, _named(name, message + ("." if options.debug else ". --debug shows where.")))
            if options.debug:
                sys.stderr.write(clean(traceback.format_exc()))
            continue
        if progress:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
        outcome.read += 1
        yield record


def _set_aside(outcome: Outcome, progress: bool, message: str) -> None:
    if progress:
        sys.stderr.write("\r\x1b[K")
    outcome.set_aside += 1
    say(message)


def _named(name: str, message: str) -> str:
    """The message with the input's name before it, if it does not say it already."""
    shown = "standard input" if name == "-" else name
    return message if message.startswith(shown) else f"{shown}: {message}"
