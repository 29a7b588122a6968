"""The symbol is not written as symbols are.

Why
    Symbols are printed without spaces, in Latin letters, with "Add.", "Corr." and "Rev." in this case and a
    hyphen between the halves of a double one. A search for another form finds nothing.

Wrong
    see A/78/636/ADD.1

Right
    see A/78/636/Add.1
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.domain.patterns import lazy
from refcheck.model import Checked, Finding, Kind, Reference, Severity
from refcheck.rules.renamed import printed

TITLE = "Symbol in an unusual form"
SEVERITY = Severity.INFO
_FORMS = (
    ("spaces beside a stroke", lazy(r"[^\s/]\s*[ \t\u00a0]/|/[ \t\u00a0]+\S")),
    ("full-width letters or signs", lazy(r"[\uff01-\uff5e]")),
    ("letters in another case", lazy(r"/(?:ADD|REV|CORR|add|rev|corr)\.|/[Rr]es/|/dec/|/Dec/")),
    ("a zero before a number", lazy(r"(?<!UNDT/\d{4})(?<!UNAT/\d{4})[/.]0\d")),
    ("a dash of another kind, or one between spaces", lazy(r"[—−]|\s[-‐‑–]\s?(?=[A-Z]+/)|[-‐‑–][ \t](?=[A-Z]+/)")),
)
_LINE_BREAK = lazy(r"\s*\n\s*")


def check(checked: Checked) -> Iterator[Finding]:
    """One hint a form, at its first place; what a line's end does to a symbol is no style."""
    said = set[str]()
    for reference in checked.references:
        if reference.kind is not Kind.SYMBOL or not reference.canonical or reference.text in said:
            continue
        what = _unusual(reference)
        if what:
            said.add(reference.text)
            right = "-".join(printed(form) for form in reference.canonical)
            yield Finding(
                rule="symbol-style",
                severity=SEVERITY,
                span=reference.span,
                message=f'"{" ".join(reference.text.split())}" has {what}; the usual form is {right}.',
                suggestion=right,
            )


def _unusual(reference: Reference) -> str | None:
    if reference.inferred:
        return "letters of another script" if "look like" in reference.inferred else None
    text = _LINE_BREAK.sub("", reference.text)
    return next((what for what, form in _FORMS if form.search(text)), None)
