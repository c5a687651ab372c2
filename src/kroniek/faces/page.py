"""Records as one self-contained page: the article with its facts underlined beside the cards of its events.

Nothing is loaded from anywhere: style and script stand in the page, and its content policy allows these two (by hash)
and nothing else. Article text is hostile: every word of it goes through :func:`esc`.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from html import escape
from importlib import resources
from string import Template

from kroniek.faces import words
from kroniek.faces.marks import KINDS, LANES, Mark, marks, segments
from kroniek.record.types import Article, Claim, Event, Party, Place, Record, Toll

LEGEND = {
    "trigger": "what happened",
    "actor": "who",
    "recipient": "to whom",
    "place": "where",
    "time": "when",
    "toll": "how many",
    "claim": "who says so",
    "link": "in answer to what",
}
DASHES = {"place": "4px", "claim": "8px", "link": "3px"}
"""Kinds whose underline is broken, with the length of dash and gap: colour is not all that tells kinds apart."""
_PAGE = Template("""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="$policy">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Kroniek">
<title>$title</title>
<style>$style</style>
</head>
<body>
<header class="top">
<p class="name">Kroniek</p>
<h1>$heading</h1>
<p class="note">Every fact is underlined where it was read. Choose a field to see its words, or a word to see what was
read in it. Counts are as reported; nothing here has been checked against the world.</p>
$legend
</header>
$contents
<main>
$articles
</main>
<script>$script</script>
</body>
</html>
""")


def page(records: Sequence[Record]) -> str:
    """The page of these records, in their order."""
    style, script = _asset("page.css") + _lanes(), _asset("page.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; base-uri 'none'; "
        "form-action 'none'"
    )
    many = len(records) != 1
    heading = f"What {len(records)} articles report" if many else _name(records[0].article)
    title = f"{heading} – Kroniek" if many else f"{_name(records[0].article)} – Kroniek"
    return _PAGE.substitute(
        policy=esc(policy),
        title=esc(title),
        style=style,
        script=script,
        heading=esc(heading),
        legend=_legend(),
        contents=_contents(records) if many else "",
        articles="\n".join(_Section(n, r, many).html() for n, r in enumerate(records, 1)),
    )


def esc(text: object) -> str:
    """Text for an element or a quoted attribute. Control characters, which a page may not hold, become U+FFFD."""
    plain = "".join(
        "\ufffd" if (c < " " and c not in "\n\t\r") or "\x7f" <= c <= "\x9f" or "\ud800" <= c <= "\udfff" else c
        for c in str(text)
    )
    return escape(plain, quote=True)


def _asset(name: str) -> str:
    return resources.files("kroniek.faces").joinpath(name).read_text("utf-8")


def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _lanes() -> str:
    """A rule for each kind of fact in each underline."""
    return "".join(
        f".u{n}-{kind}{{--u{n}:var(--{kind});--d{n}:{DASHES.get(kind, '100%')};"
        f"--s{n}:{'60%' if kind in DASHES else '100%'}}}\n"
        for n in range(LANES)
        for kind in KINDS
    )


def _name(article: Article) -> str:
    return article.title or ("Standard input" if article.source == "-" else article.source)


def _legend() -> str:
    items = "".join(f'<li><span class="f u0-{kind}">{label}</span></li>' for kind, label in LEGEND.items())
    return f'<ul class="legend" aria-label="Kinds of facts">{items}</ul>'


def _contents(records: Sequence[Record]) -> str:
    rows = []
    for n, record in enumerate(records, 1):
        article = record.article
        when = words.when(article.published) if article.published else "date not known"
        about = _dotted(article.outlet, when, _count(record))
        rows.append(f'<li><a href="#a{n}">{esc(_name(article))}</a> <span>{esc(about)}</span></li>')
    return f'<nav class="contents" aria-label="Articles"><ol>{"".join(rows)}</ol></nav>'


def _count(record: Record) -> str:
    return "1 event" if len(record.events) == 1 else f"{len(record.events)} events"


def _dotted(*parts: str | None) -> str:
    return " · ".join(p for p in parts if p)


class _Section:
    """One article: its text and its cards. ``n`` counts the articles of the page and makes ids unique."""

    def __init__(self, n: int, record: Record, many: bool) -> None:
        self.n = n
        self.record = record
        self.many = many
        self.marks = marks(record)
        self.at = {path: i for i, mark in enumerate(self.marks) for path in mark.fields}

    def html(self) -> str:
        article = self.record.article
        heading = f"<h2>{esc(_name(article))}</h2>" if self.many else ""
        cards = (
            "".join(self._card(e) for e in self.record.events)
            or '<li class="none">No events were found in this article.</li>'
        )
        return (
            f'<section class="article" id="a{self.n}">\n<div class="text">{heading}<p class="meta">{self._meta()}</p>\n'
            f'<div class="body" lang="{esc(article.language)}" dir="auto">{self._body()}</div></div>\n'
            f'<div class="side"><h3 class="count">{_count(self.record)}</h3><ol class="cards">{cards}</ol>\n'
            f"{self._rest()}</div>\n</section>"
        )

    def _meta(self) -> str:
        article = self.record.article
        source = esc(article.source)
        if article.source.startswith(("http://", "https://")):
            source = f'<a href="{source}" rel="noreferrer noopener">{source}</a>'
        when = f"published {words.when(article.published)}" if article.published else "publication date not known"
        more = _dotted(article.outlet, ", ".join(article.authors), when)
        return f"{source} · {esc(more)}" if article.source not in {"-", _name(article)} else esc(more)

    # -- the text ----------------------------------------------------------------------------------------------------

    def _body(self) -> str:
        text = self.record.article.text
        number = {id(m): i for i, m in enumerate(self.marks)}
        out = []
        for segment in segments(text, self.marks):
            piece = esc(text[segment.start : segment.end])
            if not segment.marks:
                out.append(piece)
                continue
            classes = " ".join(dict.fromkeys(f"u{m.lane}-{m.kind}" for m in segment.marks))
            title = "; ".join(dict.fromkeys(self._title(m) for m in segment.marks))
            refs = " ".join(str(number[id(m)]) for m in segment.marks)
            strong = " t" if any(m.kind == "trigger" for m in segment.marks) else ""
            out.append(f'<span class="f{strong} {classes}" data-m="{refs}" title="{esc(title)}">{piece}</span>')
            out += [self._chip(m) for m in segment.marks if m.kind == "trigger" and m.end == segment.end]
        return "".join(out)

    def _title(self, mark: Mark) -> str:
        label = {"trigger": "event", "link": "link or tie"}.get(mark.kind, mark.kind)
        return f"{label} {', '.join(mark.events)}".strip()

    def _chip(self, mark: Mark) -> str:
        return "".join(
            f'<a class="chip" href="#a{self.n}-{esc(e)}" aria-label="event {esc(e)}">{esc(e)}</a>' for e in mark.events
        )

    # -- the cards ---------------------------------------------------------------------------------------------------

    def _fact(self, path: str, kind: str, content: str) -> str:
        """A field (its content is HTML) that lights the words it was read from."""
        if path not in self.at:
            return f'<span class="fact k-{kind}">{content}</span>'
        mark = f'data-m="{self.at[path]}" data-field="{esc(path)}"'
        return f'<button type="button" class="fact k-{kind}" {mark}>{content}</button>'

    def _card(self, event: Event) -> str:
        mine = [str(i) for i, m in enumerate(self.marks) if event.id in m.events]
        mode = f' <span class="mode">{esc(event.mode)}</span>' if event.mode else ""
        sure = f'<span class="sure c-{event.certainty}">{event.certainty}</span>'
        inferred = '<span class="sure c-possible">inferred</span>' if event.inferred else ""
        mentions = " ".join(
            self._fact(f"{event.id}.mentions.{n}", "trigger", f"‘{esc(_line(s.text))}’")
            for n, s in enumerate(event.mentions)
        )
        rows = [
            ("where", self._places(event)),
            ("when", self._time(event)),
            ("toll", self._tolls(event)),
            ("says so", self._claims(event.claims, event.id)),
            ("told as", mentions),
            ("context", esc(", ".join(event.contexts))),
            ("links", self._links(event)),
        ]
        return (
            f'<li class="card s-{event.status}" id="a{self.n}-{esc(event.id)}"><div class="head">'
            f'<button type="button" class="id" data-m="{" ".join(mine)}" aria-label="show all of {esc(event.id)}">'
            f"{esc(event.id)}</button>"
            f'<h4><span class="type">{esc(event.type)}</span>{mode}</h4>'
            f'<span class="badge b-{event.status}">{words.STATUS[event.status]}</span>{sure}{inferred}</div>'
            f"{self._parties(event)}<dl>{_rows(rows)}</dl>"
            f"{self._why(event)}</li>"
        )

    def _parties(self, event: Event) -> str:
        def side(name: str, kind: str, parties: list[Party]) -> str:
            found = "".join(self._fact(f"{event.id}.{name}.{n}", kind, _party(p)) for n, p in enumerate(parties))
            return f'<span class="side-{kind}">{found}</span>'

        who = side("actors", "actor", event.actors) if event.actors else '<span class="untold">who is not told</span>'
        whom = (
            f'<span class="arrow" aria-label="to">→</span>{side("recipients", "recipient", event.recipients)}'
            if event.recipients
            else ""
        )
        return f'<p class="who">{who}{whom}</p>'

    def _places(self, event: Event) -> str:
        return "".join(self._fact(f"{event.id}.places.{n}", "place", _place(p)) for n, p in enumerate(event.places))

    def _time(self, event: Event) -> str:
        if event.time is None:
            return ""
        gloss = words.when(event.time.edtf)
        return self._fact(
            f"{event.id}.time",
            "time",
            f"{esc(gloss)} <small>{_edtf(event.time.edtf)} ‘{esc(_line(event.time.text))}’</small>",
        )

    def _tolls(self, event: Event) -> str:
        out = []
        for n, toll in enumerate(event.toll):
            path = f"{event.id}.toll.{n}"
            out.append(
                f'<div class="toll">{self._fact(path, "toll", _toll(toll))}{self._claims(toll.claims, path)}</div>'
            )
        return "".join(out)

    def _claims(self, claims: list[Claim], path: str) -> str:
        return "".join(
            self._fact(f"{path}.claims.{n}", "claim", f"{esc(words.claim(c))} <small>‘{esc(_line(c.text))}’</small>")
            for n, c in enumerate(claims)
        )

    def _links(self, event: Event) -> str:
        return "".join(
            f"<div>{self._link(n)}</div>" for n, x in enumerate(self.record.links) if event.id in {x.from_, x.to}
        )

    def _link(self, n: int) -> str:
        x = self.record.links[n]
        verb = words.LINKS.get(x.kind, x.kind)
        quote = self._fact(f"links.{n}", "link", f"‘{esc(_line(x.span.text))}’")
        a, b = (f'<a class="chip" href="#a{self.n}-{esc(i)}">{esc(i)}</a>' for i in (x.from_, x.to))
        return f"{a} {esc(verb)} {b}{esc(words.unsure(x.certainty))} {quote}"

    def _why(self, event: Event) -> str:
        rules = [(k, esc(v)) for k, v in event.why.items()]
        for label, things in (
            ("who", event.actors),
            ("whom", event.recipients),
            ("where", event.places),
            ("when", [event.time] if event.time else []),
            ("toll", event.toll),
            ("says so", event.claims),
        ):
            rules += [(label, f"{esc(_line(t.text))}: {esc(t.why)}") for t in things if t.why]
        rules.append(("CAMEO", esc(event.cameo)))
        return f'<details class="why"><summary>Why</summary><dl>{_rows(rules)}</dl></details>'

    # -- links, ties, tallies, warnings ------------------------------------------------------------------------------

    def _rest(self) -> str:
        r = self.record
        parts = [
            ("How they hang together", [self._link(n) for n in range(len(r.links))]),
            (
                "Who stands with whom",
                [
                    self._fact(f"ties.{n}", "link", esc(words.tie(t))) + self._claims(t.claims, f"ties.{n}")
                    for n, t in enumerate(r.ties)
                ],
            ),
            (
                "Counted in the text",
                [
                    self._fact(f"tallies.{n}", "link", esc(words.tally(t))) + self._claims(t.claims, f"tallies.{n}")
                    for n, t in enumerate(r.tallies)
                ],
            ),
            ("Doubts and limits", [esc(w.message) for w in r.warnings]),
        ]
        return "".join(
            f'<div class="rest"><h3>{title}</h3><ul>{"".join(f"<li>{x}</li>" for x in items)}</ul></div>'
            for title, items in parts
            if items
        )


def _rows(rows: Iterable[tuple[str, str]]) -> str:
    return "".join(f"<div><dt>{esc(k)}</dt><dd>{v}</dd></div>" for k, v in rows if v)


def _line(text: str) -> str:
    return " ".join(text.split())


def _edtf(text: str) -> str:
    """An EDTF string that may be broken between its dates, not within them."""
    return "<wbr>".join(f"<code>{esc(part)}</code>" for part in re.findall(r"[^,/]*[,/]?", text) if part)


def _party(p: Party) -> str:
    code = " ".join(x for x in (p.id, p.role) if x)
    doubt = f" <em>{p.certainty}</em>" if p.certainty != "certain" else ""
    quoted = f" ‘{esc(_line(p.text))}’" if p.name and _line(p.text) != p.name else ""
    name = esc(p.name) if p.name else f"‘{esc(_line(p.text))}’"
    return f"{name}{doubt} <small><code>{esc(code)}</code>{quoted}</small>" if code or quoted else f"{name}{doubt}"


def _place(p: Place) -> str:
    precision = p.precision if p.precision != "unknown" else "precision not known"
    quoted = f" ‘{_line(p.text)}’" if p.name and p.text != p.name else ""
    return f"{esc(words.place(p))} <small>{esc(precision + quoted)}</small>"


def _toll(t: Toll) -> str:
    exact = t.low == t.best == t.high
    bounds = (
        ""
        if exact
        else _dotted(
            *(
                f"{k} {v:,}" if v is not None else f"{k} –"
                for k, v in (("low", t.low), ("best", t.best), ("high", t.high))
            )
        )
    )
    doubt = f" <em>{t.certainty}</em>" if t.certainty != "certain" else ""
    whom = f" ({esc(_line(t.whom))})" if t.whom else ""
    return (
        f"<b>{esc(words.count(t))}</b> {esc(words.OUTCOMES.get(t.outcome, t.outcome))}{whom}{doubt} "
        f"<small>{esc(_dotted(f'reported ‘{_line(t.text)}’', bounds))}</small>"
    )
