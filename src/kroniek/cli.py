"""The face for the shell. Commands only take arguments apart and pass them on; what is slow is imported when needed."""

from __future__ import annotations

import functools
import os
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, ParamSpec, TypeVar

import typer

from kroniek import __version__
from kroniek.errors import UserError

if TYPE_CHECKING:
    from kroniek.faces.batch import Options
    from kroniek.language.lexicon import Lexicon
    from kroniek.record import Record
    from kroniek.sources import Given

OK, NOTHING, USAGE, SOME, INTERRUPTED, CLOSED_PIPE = 0, 1, 2, 3, 130, 141
"""Exit codes: all went well; nothing could be read, or a check failed; wrong usage; some inputs set aside; Ctrl-C; the
reader of our output went away."""

app = typer.Typer(
    name="kroniek",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
P = ParamSpec("P")
R = TypeVar("R")

Published = Annotated[
    str | None,
    typer.Option(
        metavar="EDTF",
        help="When it was published, as far as you know: YYYY, YYYY-MM or YYYY-MM-DD. No date is guessed beyond it.",
    ),
]
Language = Annotated[
    str | None, typer.Option(metavar="CODE", help="The language it is in (nl); found out if not given.")
]
Pipeline = Annotated[
    str | None, typer.Option(metavar="NAME", help="A spaCy pipeline with UD labels to parse with, by name or folder.")
]
Rules = Annotated[str, typer.Option(metavar="NAME", help="Table that bounds vague numbers: default, cautious, acled.")]
Encoding = Annotated[
    str | None, typer.Option(metavar="NAME", help="How the files are encoded, if not in UTF-8 (cp1252, latin-1).")
]
Plain = Annotated[
    bool, typer.Option("--plain", help="No colours and no escape codes (as when the output is no terminal).")
]
Json = Annotated[bool, typer.Option("--json", help="For machines: JSON on standard output.")]
Width = Annotated[int | None, typer.Option(min=40, max=400, metavar="COLUMNS", help="Width of the output.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show where an internal error came from.")]


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")  # a terminal that lacks a character gets "?", not a traceback
    import logging  # noqa: PLC0415

    logging.getLogger().addHandler(logging.NullHandler())  # libraries' log lines are no messages to our user
    app()


def command(name: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Register a command that ends as its user expects: an error is a message, Ctrl-C and a closed pipe are silent."""

    def register(function: Callable[P, R]) -> Callable[P, R]:
        @app.command(name)
        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                result = function(*args, **kwargs)
                sys.stdout.flush()
                return result
            except UserError as error:
                _fail(str(error))
            except KeyboardInterrupt:
                sys.stderr.write("\n")
                raise typer.Exit(INTERRUPTED) from None
            except BrokenPipeError:
                # what is left in the buffer must not be written again at exit
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
                raise typer.Exit(CLOSED_PIPE) from None
            except (typer.Exit, typer.Abort, typer.BadParameter):
                raise
            except Exception as error:  # the outermost boundary: our fault, told without a traceback
                if os.environ.get("KRONIEK_DEBUG"):
                    raise
                _fail(
                    f"internal error ({type(error).__name__}: {' '.join(str(error).split())[:200]}); please report it. "
                    "With KRONIEK_DEBUG=1 in the environment it shows where."
                )

        return run

    return register


def _fail(message: str, code: int = NOTHING) -> NoReturn:
    from kroniek.faces.batch import say  # noqa: PLC0415

    say(message)
    raise typer.Exit(code)


@app.callback(invoke_without_command=True)
def top(version: Annotated[bool, typer.Option("--version", help="Show the version and stop.")] = False) -> None:
    """Kroniek reads news and keeps the record of a conflict: who did what to whom, where, when, with what toll, who
    says so, and how sure.

    Start with: kroniek demo
    """
    if version:
        typer.echo(f"kroniek {__version__}")
        raise typer.Exit(OK)


# -- read ------------------------------------------------------------------------------------------------------------


@command("read")
def read(
    *,
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE|URL|-...", help="Articles: text or HTML files, web addresses, - for standard input."
        ),
    ],
    published: Published = None,
    language: Language = None,
    pipeline: Pipeline = None,
    rules: Rules = "default",
    encoding: Encoding = None,
    plain: Plain = False,
    html: Annotated[
        Path | None, typer.Option(metavar="OUT.html", help="Write one self-contained page of all articles.")
    ] = None,
    json: Json = False,
    width: Width = None,
    debug: Debug = False,
) -> None:
    """Read articles and show what they say happened.

    Prints the article with its facts underlined and its events; with --html writes a page, with --json one record a
    line. Exit code: 0 all read, 1 nothing could be read, 2 wrong usage, 3 some inputs set aside (standard error says
    which and why).
    """
    from kroniek.faces.batch import Outcome, records  # noqa: PLC0415

    options = _options(published, language=language, pipeline=pipeline, rules=rules, encoding=encoding, debug=debug)
    if html is not None:
        _writable(html)
    outcome = Outcome()
    show = _shower(json=json, plain=plain, width=width, silent=html is not None)
    kept: list[Record] = []
    try:
        for record in records(inputs, options, outcome):
            show(record)
            if html is not None:
                kept.append(record)
    except UserError as error:  # an option is wrong
        _fail(str(error), USAGE)
    if html is not None and kept:
        _write_page(html, kept)
    raise typer.Exit(outcome.exit_code)


def _options(
    published: str | None,
    *,
    language: str | None = None,
    pipeline: str | None = None,
    rules: str = "default",
    encoding: str | None = None,
    debug: bool = False,
) -> Options:
    """The options, checked; ends with :data:`USAGE` and a message if one is wrong."""
    from kroniek.faces.batch import Options  # noqa: PLC0415

    if published is not None:
        _check_published(published)
    if language is not None:
        from kroniek.language.lexicon import languages  # noqa: PLC0415

        if language not in languages():
            _fail(
                f"--language {language}: Kroniek does not read that language; it reads {', '.join(languages())}.", USAGE
            )
    if encoding is not None:
        import codecs  # noqa: PLC0415

        try:
            codecs.lookup(encoding)
        except (LookupError, ValueError):
            _fail(
                f"--encoding {encoding}: there is no such encoding; common ones are utf-8, cp1252, latin-1, utf-16.",
                USAGE,
            )
    return Options(published, language, pipeline, rules, encoding, debug)


def _check_published(published: str) -> None:
    form = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?", published)
    try:
        if form is None:
            raise ValueError
        date(int(form[1]), int(form[2] or 1), int(form[3] or 1))
    except ValueError:
        _fail(
            f"--published {published}: this is no date. Write 2019-12-30, 2019-12 or 2019, as far as you know it, "
            "or leave it out.",
            USAGE,
        )


def _shower(*, json: bool, plain: bool, width: int | None, silent: bool) -> Callable[[Record], None]:
    """What is done with each record as it comes."""
    if json:
        from kroniek.record import encode  # noqa: PLC0415

        def machine(record: Record) -> None:
            sys.stdout.buffer.write(encode(record) + b"\n")
            sys.stdout.buffer.flush()

        return machine
    if silent:
        return lambda record: None
    from kroniek.faces import terminal  # noqa: PLC0415

    to = terminal.console(plain=plain, width=width)
    first = True

    def people(record: Record) -> None:
        nonlocal first
        if not first:
            to.file.write("\n" + "-" * min(to.width, 80) + "\n\n")
        first = False
        terminal.show(record, to)
        to.file.flush()

    return people


def _writable(path: Path) -> None:
    """Say so before an hour of reading, not after it."""
    if path.is_dir():
        _fail(f"--html {path}: this is a folder. Give a file name, such as {path / 'record.html'}.", USAGE)
    if not path.parent.is_dir():
        _fail(f"--html {path}: there is no folder {path.parent}. Make it first.", USAGE)


def _write_page(path: Path, records: Sequence[Record]) -> None:
    from kroniek.faces.batch import say  # noqa: PLC0415
    from kroniek.faces.page import page  # noqa: PLC0415

    try:
        path.write_bytes(page(records).encode())
    except OSError as error:
        _fail(f"{path}: cannot be written ({error.strerror}).")
    events = sum(len(r.events) for r in records)
    say(f"wrote {path}: {_number(len(records), 'article')}, {_number(events, 'event')}.")


def _number(n: int, thing: str) -> str:
    return f"{n} {thing}{'' if n == 1 else 's'}"


# -- explain ---------------------------------------------------------------------------------------------------------


@command("explain")
def explain(
    *,
    file: Annotated[str, typer.Argument(metavar="FILE|URL|-", help="The article.")],
    event: Annotated[str, typer.Argument(metavar="EVENT", help="The event's id, as `kroniek read` shows it: e3.")],
    published: Published = None,
    language: Language = None,
    pipeline: Pipeline = None,
    rules: Rules = "default",
    encoding: Encoding = None,
    json: Json = False,
) -> None:
    """Say of every field of an event which words and which rule gave it.

    Read the article with the same --published, --language and --rules as before: the ids are those of `kroniek read`.
    """
    from kroniek.faces import explain as face  # noqa: PLC0415
    from kroniek.faces.batch import one  # noqa: PLC0415
    from kroniek.sources import open_source  # noqa: PLC0415

    options = _options(published, language=language, pipeline=pipeline, rules=rules, encoding=encoding)
    record = one(open_source(file, encoding), options)
    found = next((e for e in record.events if e.id == event), None)
    if found is None:
        ids = ", ".join(f"{e.id} ({e.type} ‘{' '.join(e.mentions[0].text.split())}’)" for e in record.events)
        _fail(
            f"{file}: there is no event {event!r} in its record. "
            + (f"There are: {ids}." if ids else "It has no events."),
            USAGE,
        )
    if json:
        _print_json({"article": record.article.source, "event": event, "fields": list(face.fields(record, found))})
    else:
        typer.echo("\n".join(face.lines(record, found)))


def _print_json(value: Any) -> None:
    import msgspec  # noqa: PLC0415

    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n")
    sys.stdout.buffer.flush()


# -- score -----------------------------------------------------------------------------------------------------------


@command("score")
def score(
    *,
    folder: Annotated[
        Path, typer.Argument(metavar="GOLD_DIR", help="A folder with *.gold.json files and their articles.")
    ],
    at_least: Annotated[
        float, typer.Option(min=0, max=1, metavar="F1", help="Exit with 1 if F1 over all slots is below this.")
    ] = 0.0,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="A line for each miss.")] = False,
    pipeline: Pipeline = None,
    rules: Rules = "default",
    json: Json = False,
) -> None:
    """Score what Kroniek reads against hand-made gold."""
    import msgspec  # noqa: PLC0415

    from kroniek.faces.batch import one  # noqa: PLC0415
    from kroniek.scoring import SLOTS, Tally, load_gold  # noqa: PLC0415
    from kroniek.scoring import score as add  # noqa: PLC0415
    from kroniek.sources import open_source  # noqa: PLC0415

    if not folder.is_dir():
        _fail(f"{folder}: there is no such folder.", USAGE)
    try:
        gold = load_gold(folder)
    except (ValueError, KeyError, TypeError) as error:
        _fail(
            f"{folder}: a gold file there is not as it must be ({type(error).__name__}: {error}). See gold/README.md."
        )
    tally = Tally()
    for item, path in gold:
        options = _options(item.get("published"), language=item.get("language"), pipeline=pipeline, rules=rules)
        record = one(open_source(str(path)), options)
        start = len(tally.notes)
        add(item, msgspec.to_builtins(record), tally)
        if verbose and not json:
            typer.echo("\n".join([path.name, *(f"  {note}" for note in tally.notes[start:])]))
    f1 = tally.f1()[2]
    if json:
        slots = {
            s: dict(
                zip(
                    ("right", "missed", "surplus", "precision", "recall", "f1"),
                    (tally.right[s], tally.missed[s], tally.surplus[s], *(round(x, 4) for x in tally.f1([s]))),
                    strict=True,
                )
            )
            for s in SLOTS
        }
        _print_json(
            {
                "articles": len(gold),
                "f1": round(f1, 4),
                "event_f1": round(tally.f1(["event"])[2], 4),
                "broken_spans": tally.broken,
                "slots": slots,
                "notes": tally.notes if verbose else [],
            }
        )
    else:
        typer.echo(f"{_number(len(gold), 'article')} in {folder}\n{tally.table()}")
    if f1 < at_least or tally.broken:
        broken = f" and {_number(tally.broken, 'span')} broken" if tally.broken else ""
        _fail(f"F1 over all slots is {f1:.3f}, the floor {at_least:.3f}{broken}.")


# -- frames ----------------------------------------------------------------------------------------------------------


@command("lint-frames")
def lint_frames(
    *,
    texts: Annotated[
        list[str] | None, typer.Argument(metavar="TEXT...", help="Files in which to show what frames match.")
    ] = None,
    language: Annotated[str, typer.Option(metavar="CODE", help="Whose frames.")] = "nl",
    examples: Annotated[bool, typer.Option("--examples", help="Also code every example and counter-example.")] = False,
    frame: Annotated[str | None, typer.Option(metavar="ID", help="Only this frame (nl/ASSAULT#bombarderen).")] = None,
    head: Annotated[str | None, typer.Option(metavar="LEMMA", help="Only frames with this head.")] = None,
    pipeline: Pipeline = None,
    encoding: Encoding = None,
) -> None:
    """Check the frame files; with texts, show what the frames match in them.

    Exit code 1 if a frame has a problem.
    """
    from kroniek import linting  # noqa: PLC0415
    from kroniek.language.lexicon import load_lexicon  # noqa: PLC0415
    from kroniek.ontology import Ontology  # noqa: PLC0415

    _options(None, language=language, encoding=encoding)
    lexicon = load_lexicon(language)
    chosen = [f for f in lexicon.frames.frames if (frame is None or f.id == frame) and (head is None or f.head == head)]
    if not chosen:
        _fail(
            f"no frame {frame or ''}{' with head ' + head if head else ''}. {_near(lexicon, frame or head or '')}",
            USAGE,
        )
    ids = {f.id for f in chosen}
    problems = [p for p in linting.check(lexicon, Ontology.load()) if p.frame in ids]
    if examples:
        problems += [
            linting.Problem(f.id, p) for f in chosen if (p := linting.try_example(f, language, pipeline)) is not None
        ]
    for problem in problems:
        typer.echo(str(problem))
    typer.echo(f"{_number(len(chosen), 'frame')}, {_number(len(problems), 'problem')}.")
    set_aside = _show_matches(texts or [], lexicon, frame=frame, head=head, pipeline=pipeline, encoding=encoding)
    raise typer.Exit(NOTHING if problems else SOME if set_aside else OK)


def _near(lexicon: Lexicon, wanted: str) -> str:
    """Frames whose id looks like it."""
    import difflib  # noqa: PLC0415

    heads = {f.head: f.id for f in lexicon.frames.frames}
    near = [heads[h] for h in difflib.get_close_matches(wanted.rsplit("#", 1)[-1], heads, n=3, cutoff=0.7)]
    return (
        f"Near it: {', '.join(near)}."
        if near
        else "The ids are the file's type and the entry's head: nl/ASSAULT#bombarderen."
    )


def _show_matches(
    texts: Sequence[str],
    lexicon: Lexicon,
    *,
    frame: str | None,
    head: str | None,
    pipeline: str | None,
    encoding: str | None,
) -> int:
    """Print what frames match in texts; the number of texts that could not be read."""
    from kroniek.faces.batch import say  # noqa: PLC0415
    from kroniek.faces.words import clean  # noqa: PLC0415
    from kroniek.sources import open_source  # noqa: PLC0415

    set_aside = 0
    for name in texts:
        from kroniek.faces.matching import matches  # noqa: PLC0415  imports the parser

        try:
            given = open_source(name, encoding)
        except UserError as error:
            set_aside += 1
            say(str(error))
            continue
        found = list(matches(given.text, lexicon, frame=frame, head=head, pipeline=pipeline))
        for match in found:
            typer.echo(f"{clean(name)}:{match.line}: {match.frame.id}: {clean(match.context, line=True)}")
        if not found:
            typer.echo(f"{clean(name)}: no match.")
    return set_aside


# -- the rest --------------------------------------------------------------------------------------------------------


@command("schema")
def schema() -> None:
    """Print the JSON Schema of records."""
    from kroniek.record import json_schema  # noqa: PLC0415

    _print_json(json_schema())


@command("demo")
def demo(
    html: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write a page of the sample articles into this folder.")
    ] = None,
    plain: Plain = False,
    width: Width = None,
) -> None:
    """Read the sample articles that ship with Kroniek."""
    from kroniek.demo.samples import samples  # noqa: PLC0415
    from kroniek.faces.batch import Options, one  # noqa: PLC0415

    given = samples()
    if html is not None:
        _demo_page(html, given)
        return
    _shower(json=False, plain=plain, width=width, silent=False)(one(given[0], Options()))
    typer.echo(f"""\
Where to go next
  kroniek demo --html FOLDER               all {len(given)} sample articles as a page, facts beside the text
  kroniek read FILE --published 2019-12-30  an article of your own (or a web address, or - for standard input)
  kroniek explain FILE e1                  which words and which rule gave each field
  kroniek read FILE --json                 the record, for machines""")


def _demo_page(folder: Path, given: Sequence[Given]) -> None:
    from kroniek.faces.batch import Options, one  # noqa: PLC0415

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for sample in given:
            (folder / sample.source).write_text(sample.text, "utf-8", newline="")
    except OSError as error:
        _fail(f"--html {folder}: cannot be written ({error.strerror}).", USAGE)
    _write_page(folder / "kroniek.html", [one(sample, Options()) for sample in given])
