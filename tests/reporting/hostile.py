"""Texts that would do something where they are shown, if a format let them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from refcheck.model import (
    Acceptance,
    Comparison,
    DateClaim,
    DateKind,
    Evidence,
    Finding,
    Kind,
    Related,
    Severity,
    Span,
    Status,
    TitleClaim,
    Verdict,
)
from refcheck.report import Report
from tests.reporting.examples import document, reference, report

TEXTS = {
    "markup": "<b>bold</b><script>alert(1)</script>",
    "handler": '<img src=x onerror="alert(1)">',
    "end of CDATA and comment": "]]> --> --!> </system-out></testsuite><!-- x",
    "javascript address": "[click](javascript:alert(1)) javascript:alert(1)",
    "data address": "![x](data:text/html;base64,PHNjcmlwdD4=) data:text/html,<script>1</script>",
    "web address": "https://evil.example/?a=1&b=2 www.evil.example ftp://evil.example mailto:a@evil.example",
    "style": '<style>*{display:none}</style> <p style="position:fixed">',
    "table of Markdown": "a | b | c\n| --- | --- |\n# head\n\n- [x] done\n```\ncode\n``` `tick`",
    "mention and issue": "@everyone #1 GH-12 owner/repo#3",
    "comment of Markdown": '--> <!-- name="refcheck-document" value="mine" -->',
    "formula =": '=HYPERLINK("http://evil.example","x")',
    "formula +": "+1+cmd|' /C calc'!A0",
    "formula -": "-2+3",
    "formula @": "@SUM(A1:A9)",
    "formula behind a tab": "\t=1+1",
    "formula behind a return": "\r=1+1",
    "formula behind a line feed": "\n=1+1",
    "formula behind a quotation mark": '",=1+1,"',
    "formula behind a semicolon": "a;=1+1;-2",
    "full-width formula": "＝1+1",
    "bidi override": "abc\u202edcba\u2066x",
    "NUL and controls": "a\0b\x01\x02\x08\x1b[31m\x7f\x9bc",
    "lone surrogate and no characters": "a\udcffb\ufffe\uffff\U0001fffe",
    "placeholders": "{0} {1} {{x}} %s $x$ ${x}",
    "line separators": "a\u2028b\u2029c\x85d\x0be\x0cf",
    "very long": "A/78/1, " * 20_000,
}


def hostile(evil: str, path: str | None = None) -> Report:
    """A report in which every text that a document or a source can give is `evil`."""
    span = Span(0, len(evil))
    cited = reference(
        evil,
        evil,
        evil,
        kind=Kind.URL,
        footnote=evil,
        inferred=evil,
        date=DateClaim(date(2025, 1, 1), DateKind.ISSUE, span),
        title=TitleClaim(evil, span),
    )
    evidence = (Evidence(evil, evil, evil, date(2026, 1, 1)),)
    verdict = Verdict(Status.MISMATCH, evil, evil, (Comparison(evil, evil, evil, agrees=False),), evidence)
    finding = Finding("url-dead", Severity.ERROR, span, evil, evil, (Related(span, evil),), evidence)
    accepted = replace(finding, accepted=Acceptance(evil, evil, date(2026, 1, 1)))
    hint = replace(finding, severity=Severity.INFO, suggestion=None)
    name = evil[:200] if path is None else path
    return report(
        evil,
        (cited, verdict),
        path=name,
        document=document(evil, name, format="md", encoding="utf-8"),
        findings=(finding, hint, accepted),
        skipped=(evil,),
    )


def crowded(number: int = 10_000) -> Report:
    """A line with very many references, each with a finding."""
    text = "A/78/636, " * number
    findings = tuple(
        Finding("symbol-session", Severity.ERROR, Span(start, start + 8), "The session does not fit.", "A/79/636")
        for start in range(0, len(text), 10)
    )
    cited = reference(text, "A/78/636", "A/78/636")
    verdict = Verdict(Status.UNVERIFIABLE)
    references = tuple((cited._replace(span=Span(start, start + 8)), verdict) for start in range(0, len(text), 10))
    return report(text, *references, findings=findings)
