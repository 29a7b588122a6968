""" "Ibid." has no source before it, or more than one.

Why
    "Ibid." means the one source of the note just before. In the first note there is none; after a note
    with several sources nobody can tell which is meant.

Wrong
    It was said so.<sup>1</sup>

    <sup>1</sup> Ibid., para. 3.

Right
    It was said so<sup>1</sup> and again.<sup>2</sup>

    <sup>1</sup> A/HRC/8/6/Add.2, para. 2.

    <sup>2</sup> Ibid., para. 3.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from refcheck.model import Checked, Finding, Kind, Reference, Related, Role, Severity

TITLE = "“Ibid.” without a source"
SEVERITY = Severity.ERROR


def check(checked: Checked) -> Iterator[Finding]:
    """An error in the first note; a warning after several sources; a hint after a note without a known one."""
    first = next((block.label for block in checked.document.blocks if block.role is Role.NOTE), None)
    starting: dict[int, list[Reference]] = {}
    ambiguous: dict[tuple[int, ...], Finding] = {}  # by the sources meant: a chain of "Ibid." is one finding
    for reference in checked.references:
        starting.setdefault(reference.span.start, []).append(reference)
    for reference in checked.references:
        is_ibid = reference.kind is Kind.SHORT and reference.text.lower().startswith("ibid")
        if not is_ibid or reference.footnote is None:
            continue
        if not reference.antecedents:
            yield _without_source(reference, in_first_note=reference.footnote == first)
            continue
        sources = _distinct(other for start in reference.antecedents for other in starting.get(start, ()))
        if len(sources) > 1:
            finding = _ambiguous(reference, sources)
            known = ambiguous.get(reference.antecedents)
            again = Related(reference.span, "the same is meant here")
            ambiguous[reference.antecedents] = replace(known, related=(*known.related, again)) if known else finding
    yield from ambiguous.values()


def _distinct(antecedents: Iterable[Reference]) -> list[Reference]:
    """The sources meant: two names of one document, and the address where it stands, are one."""
    sources: dict[tuple[str, ...], Reference] = {}
    for other in antecedents:
        if other.kind is not Kind.TREATY:
            sources.setdefault(other.canonical, other)
    documents = [source for source in sources.values() if source.kind is not Kind.URL]
    return documents or list(sources.values())


def _without_source(reference: Reference, *, in_first_note: bool) -> Finding:
    where = "in the first note" if in_first_note else "after a note in which no source was recognized"
    return Finding(
        rule="ibid-valid",
        severity=SEVERITY if in_first_note else Severity.INFO,
        span=reference.span,
        message=f'"Ibid." stands {where}, so there is nothing that it refers to.',
    )


def _ambiguous(reference: Reference, sources: Sequence[Reference]) -> Finding:
    return Finding(
        rule="ibid-valid",
        severity=Severity.WARNING,
        span=reference.span,
        message=f'"Ibid." follows a note with {len(sources)} sources; it was taken to mean the last, '
        f'"{sources[-1].text}".',
        related=tuple(Related(source.span, source.text) for source in sources),
    )
