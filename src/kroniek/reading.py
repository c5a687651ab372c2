"""The face of reading: text in, record out."""

from __future__ import annotations

import hashlib

from kroniek.coding.coder import code
from kroniek.coding.times import bounds
from kroniek.errors import UserError
from kroniek.language.lexicon import languages, load_lexicon
from kroniek.language.pipeline import parse, version
from kroniek.record import Article, Record


def read(
    text: str,
    *,
    published: str | None = None,
    language: str | None = None,
    source: str = "text",
    title: str | None = None,
    outlet: str | None = None,
    authors: list[str] | None = None,
    pipeline: str | None = None,
    rules: str = "default",
) -> Record:
    """What an article says happened.

    ``published`` is EDTF at the precision that is known ("2019-12-30", "2019-12"), None if unknown: no date is guessed
    beyond it. ``language`` is BCP 47, detected if not given. ``pipeline`` names a UD-labelled spaCy pipeline to parse
    with instead of the embedded one; ``rules`` the table for vague numbers. Raises
    :class:`~kroniek.errors.UserError` for a text or option that cannot be read.
    """
    from kroniek.language.detect import detect  # noqa: PLC0415

    check_given(text, published)
    tongue = language or detect(text, languages())
    lexicon = load_lexicon(tongue)
    digest = hashlib.sha256(source.encode() + b"\0" + text.encode()).hexdigest()
    article = Article(
        id=f"sha256:{digest}",
        source=source,
        language=tongue,
        title=title,
        outlet=outlet,
        authors=authors or [],
        published=published,
        text=text,
    )
    return code(article, parse(text, lexicon, pipeline), lexicon, rules=rules, model=version(pipeline or tongue))


def check_given(text: str, published: str | None) -> None:
    """Raise :class:`UserError` for a text that is no Unicode or a publication date that is no EDTF date."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UserError(
            f"The text is broken at character {error.start}: half a surrogate pair. Decode it anew.", code="encoding"
        ) from error
    if published is not None:
        try:
            known = bounds(published)
        except ValueError:
            known = None
        if known is None or known == (None, None):
            raise UserError(
                f"published={published!r} is no date; write it as 2019-12-30, 2019-12 or 2019 (EDTF), or leave it out.",
                code="published",
            )
