"""Records in English words: dates, counts, statuses, links. Every face words them alike."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from kroniek.record.types import Claim, Event, Link, Party, Place, Tally, Tie, Toll

STATUS = {
    "happened": "happened",
    "ongoing": "ongoing",
    "announced": "announced",
    "threatened": "threatened",
    "hypothetical": "hypothetical",
    "denied": "denied",
    "did-not-happen": "did not happen",
}
LINKS = {
    "reaction-to": "answers",
    "caused-by": "was caused by",
    "enabled-by": "was made possible by",
    "part-of": "is part of",
    "about": "is about",
    "contradicts": "contradicts",
}
TIES = {
    "supported-by": ("is supported by", "is not supported by"),
    "part-of": ("is part of", "is not part of"),
    "allied-with": ("is allied with", "is not allied with"),
    "opposed-to": ("is opposed to", "is not opposed to"),
    "controlled-by": ("is controlled by", "is not controlled by"),
    "linked-to": ("is linked to", "is not linked to"),
}
CLAIMS = {
    "says": "according to {}",
    "accuses": "{} accuses",
    "announces": "announced by {}",
    "denies": "denied by {}",
    "confirms": "confirmed by {}",
    "reports": "reported by {}",
    "claims-responsibility": "responsibility claimed by {}",
    "document": "according to the document {}",
}
OUTCOMES = {"strikes": "strikes", "participants": "participants", "other": "counted"}
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DIVISIONS = {
    21: "spring {}",
    22: "summer {}",
    23: "autumn {}",
    24: "winter {}",
    25: "spring {}",
    26: "summer {}",
    27: "autumn {}",
    28: "winter {}",
    29: "spring {} (southern)",
    30: "summer {} (southern)",
    31: "autumn {} (southern)",
    32: "winter {} (southern)",
    33: "first quarter of {}",
    34: "second quarter of {}",
    35: "third quarter of {}",
    36: "fourth quarter of {}",
    37: "first third of {}",
    38: "second third of {}",
    39: "last third of {}",
    40: "first half of {}",
    41: "second half of {}",
}
_SINGLE = re.compile(r"([0-9X]{4})(?:-([0-9X]{2}))?(?:-([0-9X]{2}))?")


def clean(text: str, *, line: bool = False) -> str:
    """Text that is safe to print: control and direction-changing characters, with which a text could redraw the
    terminal or pose as another, are shown as ``\\xNN``. ``line``: all white space becomes one blank."""
    if line:
        text = " ".join(text.split())
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        c if c in "\n\t" or not _hidden(c) else f"\\x{ord(c):02x}"
        for c in text.replace("\r\n", "\n").replace("\r", "\n")
    )


def _hidden(character: str) -> bool:
    category = unicodedata.category(character)
    return category in {"Cc", "Cs"} or (category == "Cf" and unicodedata.bidirectional(character) in _TURNS)


_TURNS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def ordinal(n: int) -> str:
    """1st, 2nd, 3rd, 11th."""
    suffix = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{suffix}"


# -- when ------------------------------------------------------------------------------------------------------------


def when(edtf: str) -> str:
    """An EDTF string in words: "one of 1, 8 or 15 December 2019", "since about 2014". What it cannot read
    it returns."""
    text = edtf.strip()
    if text[:1] in {"[", "{"}:
        return ("one of " if text[0] == "[" else "all of ") + _listed(
            text[1:-1].split(","), "or" if text[0] == "[" else "and"
        )
    if "/" in text:
        first, last = text.split("/", 1)
        if last == ".." or not last:
            return f"since {_single(first)}" if first not in {"", ".."} else "at any time"
        if first == ".." or not first:
            return f"until {_single(last)}"
        return f"from {_single(first)} to {_single(last)}"
    return _single(text)


def _listed(parts: list[str], joint: str) -> str:
    """Members of a set; days of one month share its name."""
    parts = [p.strip() for p in parts]
    days = [re.fullmatch(r"(\d{4}-\d\d)-(\d\d)", p) for p in parts]
    if all(days) and len({m[1] for m in days if m}) == 1:
        month = _single(parts[0][:7])
        return f"{_join([str(int(m[2])) for m in days if m], joint)} {month}"
    return _join([_span_of_set(p) for p in parts], joint)


def _span_of_set(part: str) -> str:
    if ".." not in part:
        return _single(part)
    first, last = part.split("..", 1)
    return (
        f"{_single(first)} or later"
        if not last
        else f"{_single(last)} or earlier"
        if not first
        else f"{_single(first)} to {_single(last)}"
    )


def _join(parts: list[str], joint: str) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {joint} {parts[-1]}"


def _single(text: str) -> str:
    hedge = ("about " if "~" in text or "%" in text else "") + ("perhaps " if "?" in text or "%" in text else "")
    bare = text.translate(str.maketrans("", "", "~?%"))
    m = _SINGLE.fullmatch(bare)
    if m is None:
        return text
    return hedge + (_calendar_date(m[1], m[2], m[3]) or bare)


def _calendar_date(year: str, month: str | None, day: str | None) -> str | None:
    named = (
        "an unknown year"
        if year == "XXXX"
        else f"the {year[:3]}0s"
        if year.endswith("X") and year[:3].isdigit()
        else f"the {year[:2]}00s"
        if year.endswith("XX")
        else year
    )
    if month is None or month == "XX":
        return named
    if int(month) in _DIVISIONS:
        return _DIVISIONS[int(month)].format(named)
    if not 1 <= int(month) <= 12:
        return None
    if day is None or "X" in day:
        return f"{_MONTHS[int(month) - 1]} {named}" if year.isdigit() else f"a {_MONTHS[int(month) - 1]}, {named}"
    try:
        weekday = f"{_DAYS[date(int(year), int(month), int(day)).weekday()]} " if year.isdigit() else ""
    except ValueError:
        return None
    return f"{weekday}{int(day)} {_MONTHS[int(month) - 1]}{f' {named}' if year.isdigit() else ', unknown year'}"


# -- how many --------------------------------------------------------------------------------------------------------


def count(toll: Toll) -> str:
    """The bounds of a reported count: "4", "about 1,000", "20–99", "at least 90", "best 25 (20–30)"."""
    low, best, high = toll.low, toll.best, toll.high
    about = "about " if toll.approximate else ""
    if best is not None:
        outer = "" if low in {None, best} and high in {None, best} else f" ({_bounds(low, high)})"
        return f"{about}{best:,}{outer}"
    return about + _bounds(low, high)


def _bounds(low: int | None, high: int | None) -> str:
    if low is not None and high is not None:
        return f"{low:,}" if low == high else f"{low:,}–{high:,}"
    return f"at least {low:,}" if low is not None else f"at most {high:,}" if high is not None else "unknown number"


def toll_words(toll: Toll) -> str:
    """ "20–99 killed, reported"; the contract's counts are always what somebody reported."""
    return f"{count(toll)} {OUTCOMES.get(toll.outcome, toll.outcome)}"


# -- who, where, what ------------------------------------------------------------------------------------------------


def unsure(certainty: str) -> str:
    """ ", probably" and the like; nothing where it is certain."""
    return {"probable": ", probably", "possible": ", possibly"}.get(certainty, "")


def party(value: Party | None, *, code: bool = True) -> str:
    """A party's known name with its code, else the article's words in quotes."""
    if value is None:
        return "a source not named"
    if not value.name:
        return f"‘{clean(value.text, line=True)}’"
    inside = "/".join(x for x in (value.id, value.role) if x)
    name = clean(value.name, line=True)
    return f"{name} ({clean(inside)})" if code and inside and inside != value.name else name


def party_unsure(value: Party, *, code: bool = True) -> str:
    """A party, with a mark of doubt where the article is not sure that it was them."""
    return party(value, code=code) + {"probable": " (probably)", "possible": " (possibly)"}.get(value.certainty, "")


def place(value: Place) -> str:
    """A place's known name, its country's code and how fine it is."""
    name = clean(value.name or value.text, line=True)
    country = f", {clean(value.country)}" if value.country and value.precision != "country" else ""
    return f"{name}{country}"


def kind(event: Event) -> str:
    """ "ASSAULT · aerial"."""
    return f"{event.type} · {event.mode}" if event.mode else event.type


def claim(value: Claim) -> str:
    """ "according to the United States (USA/MIL), anonymous"."""
    if value.by is None:
        return "reported, source not named"
    text = CLAIMS.get(value.kind, value.kind + " {}").format(party(value.by))
    doubt = {"probable": " (probably)", "possible": " (possibly)"}.get(value.by.certainty, "")
    on = f", on {when(value.said_on.edtf)}" if value.said_on is not None else ""
    return f"{text}{doubt}{', anonymous' if value.anonymous else ''}{on}"


def link(value: Link) -> str:
    """ "e3 answers e4, probably"."""
    return f"{value.from_} {LINKS.get(value.kind, value.kind)} {value.to}{unsure(value.certainty)}"


def tie(value: Tie) -> str:
    """ "Kataib Hezbollah is supported by Iran (IRN), since 2014, probably"."""
    verb = TIES.get(value.kind, (value.kind, f"not {value.kind}"))[0 if value.holds else 1]
    since = f", since {_single(value.from_)}" if value.from_ else ""
    until = f", until {_single(value.to)}" if value.to else ""
    return f"{party(value.a)} {verb} {party(value.b)}{since}{until}{unsure(value.certainty)}"


def tally(value: Tally) -> str:
    """ "the 11th ASSAULT on Iraq, from … to … (e2)"."""
    what = value.what
    parts = [f"the {ordinal(value.ordinal)} {what.type or 'event'}"]
    for joint, name in (("by", what.actor), ("on", what.recipient), ("in", what.place)):
        if name:
            parts.append(f"{joint} {clean(name, line=True)}")
    head = " ".join(parts)
    return f"{head}, {when(value.window)}{f' ({value.event})' if value.event else ''}"
