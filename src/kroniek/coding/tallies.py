"""Which one in the row: "de elfde aanval op een basis in twee maanden"."""

from __future__ import annotations

from collections.abc import Sequence

from kroniek.coding.claims import Claims
from kroniek.coding.clauses import Clauses
from kroniek.coding.drafts import Draft
from kroniek.coding.times import TimeMention
from kroniek.coding.tolls import Tolls
from kroniek.language.grammar import Text
from kroniek.record import Span, Tally, TallyWhat


def tallies(
    text: Text,
    drafts: Sequence[Draft],
    event_of: dict[int, int],
    times: dict[int, list[TimeMention]],
    claims: Claims,
    clauses: Clauses,
    tolls: Tolls,
) -> list[Tally]:
    """Ordinals before an event noun, with the window that the sentence names. Without a window it is no tally."""
    out = []
    nouns = {d.word.i: d for d in drafts if d.trigger.is_noun}
    for sentence in text.sentences:
        windows = [
            t for t in times.get(sentence.n, []) if t.edtf and (t.kind == "window" or "/" in t.edtf or len(t.edtf) <= 7)
        ]
        if not windows:
            continue
        for quantity in tolls.ordinals[sentence.n]:
            if quantity.best is None:
                continue
            draft = next((nouns[i] for i in range(quantity.last.i + 1, quantity.last.i + 4) if i in nouns), None)
            if draft is None:
                continue
            window = min(windows, key=lambda t: abs(t.first.i - draft.word.i))
            a, b = min(quantity.first.start, window.first.start), max(draft.word.end, window.last.end)
            index = event_of.get(draft.word.i)
            recipient = draft.recipients[0] if draft.recipients else None
            actor = draft.actors[0] if draft.actors else None
            place = draft.places[0].place.name if draft.places else None
            out.append(
                Tally(
                    ordinal=quantity.best,
                    window=window.edtf or "",
                    what=TallyWhat(
                        type=draft.type,
                        recipient=(recipient.id or recipient.text) if recipient else None,
                        actor=(actor.id or actor.text) if actor else None,
                        place=place,
                    ),
                    claims=claims.around(draft.word, clauses.of[draft.word.i], []),
                    span=Span.of(text.raw, a, b),
                    event=f"e{index + 1}" if index is not None else None,
                    why=f"ordinal {quantity.first.text!r}, window {text.raw[window.first.start : window.last.end]!r}",
                )
            )
    return out
