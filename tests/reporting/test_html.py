from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.model import (
    SEVERITIES,
    Acceptance,
    Block,
    Candidate,
    Comparison,
    Document,
    Evidence,
    Finding,
    Kind,
    NoteMark,
    Reference,
    Related,
    Role,
    Severity,
    Span,
    Status,
    TitleClaim,
    Verdict,
)
from refcheck.report import Report
from refcheck.reporting.html import RuleText, render, sentence
from tests.reporting.examples import LETTER_TEXT, OPEN, accepted_letter, document, letter, reference, report, span_of
from tests.reporting.hostile import TEXTS as EVERYTHING
from tests.reporting.hostile import hostile
from tests.reporting.page_reader import Page, read_page

RULES = {"resolution-year": RuleText("Year does not fit", "What it is.", "Why it is.", "853 (1994)", "853 (1993)")}
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "JaVaScRiPt\t:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "{{ 7 * 7 }}{% for %}",
    "</style></script></title><svg onload=alert(1)>",
    "\u202eevil\u2066 \u2069\u2069",
    "null\0byte",
    "https://example.org/\"onclick='x'<>",
    "https://user@[broken",
)


def assert_harmless(page: Page) -> None:
    """One style, one script, both ours; links only to the web or into the page; no handlers."""
    assert page.unclosed == []
    assert len(page.styles) == len(page.scripts) == 1
    assert "alert" not in page.scripts[0]
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert not {"src", "style", "srcset", "action", "formaction"} & {n for _, a in page.tags for n in a}
    assert not {tag for tag, _ in page.tags} & {"img", "iframe", "object", "embed", "base", "link"}
    for href in page.attributes("href"):
        assert re.match(r"#|https?://[^/]", href), href
        assert not re.search(r"[\s<>\"]", href), href


def assert_links_arrive(page: Page) -> None:
    identifiers = page.attributes("id")
    assert len(identifiers) == len(set(identifiers))
    targets = {href[1:] for href in page.attributes("href") if href.startswith("#")}
    targets |= {name for names in page.attributes("aria-labelledby") for name in names.split()}
    targets |= {name for names in page.attributes("aria-describedby") for name in names.split()}
    assert targets <= set(identifiers)


texts = st.text(
    st.sampled_from("ab \n\r\t<>&;\"'#\0\x01\x85\u202e\u2069\u00e9\u0645\U0001f600/-") | st.characters(),
    max_size=60,
)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, 70))
    return Span(start, start + draw(st.integers(0, 20)))


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Reports whose spans overlap, nest, are empty, and reach beyond the text."""
    text = draw(texts)
    blocks = draw(
        st.lists(st.builds(Block, spans(), st.sampled_from(Role), st.none() | st.sampled_from("12*")), max_size=4)
    )
    marks = draw(st.lists(st.builds(NoteMark, spans(), st.sampled_from("12*")), max_size=4))
    doc = document(text, blocks=tuple(blocks), marks=tuple(marks), language=draw(st.sampled_from(["en", "ar", None])))
    references = draw(
        st.lists(
            st.builds(
                Reference,
                spans(),
                texts,
                st.sampled_from(Kind),
                st.lists(texts, max_size=2).map(tuple),
                refers_to=st.none() | st.integers(0, 30),
                footnote=st.none() | texts,
            ),
            max_size=5,
        )
    )
    verdicts = draw(st.lists(st.sampled_from(Status), min_size=len(references), max_size=len(references)))
    related = st.lists(st.builds(Related, spans(), texts), max_size=2).map(tuple)
    findings = draw(
        st.lists(
            st.builds(
                Finding,
                st.sampled_from(["a-rule", "b"]),
                st.sampled_from(SEVERITIES),
                spans(),
                texts,
                related=related,
            ),
            max_size=4,
        )
    )
    return report(
        document=doc,
        references=tuple(references),
        verdicts=tuple(Verdict(status) for status in verdicts),
        findings=tuple(findings),
    )


@given(reports())
def test_the_annotated_text_is_the_text(checked: Report) -> None:
    page = read_page(render(checked))

    # HTML cannot hold a NUL, and no file a lone surrogate; each is shown by one character as well.
    assert page.letter == re.sub("[\ud800-\udfff]", "?", checked.document.text.replace("\0", "␀"))
    assert_links_arrive(page)
    assert_harmless(page)


def test_the_annotated_letter_is_the_letter() -> None:
    page = read_page(render(letter(), RULES))

    assert page.letter == LETTER_TEXT
    assert_links_arrive(page)
    assert_harmless(page)


def test_lone_surrogates_are_shown_as_unknown() -> None:
    page = render(report("a\udcffb", path="\udcfe.txt"))

    assert read_page(page).letter == "a?b"
    assert page.encode()


@pytest.mark.parametrize("evil", HOSTILE)
def test_hostile_text_stays_text(evil: str) -> None:
    text = f"before {evil} after"
    span = span_of(text, evil)
    evidence = (Evidence(evil, evil, evil),)
    cited = Reference(span, evil, Kind.URL, (evil,), title=TitleClaim(evil, span), footnote=evil, inferred=evil)
    verdict = Verdict(
        Status.UNVERIFIABLE,
        evil,
        evil,
        (Comparison(evil, evil, evil, False),),
        evidence,
        (Candidate(evil, evil, evil),),
    )
    finding = Finding("a-rule", Severity.ERROR, span, evil, evil, (Related(span, evil),), evidence)
    let_stand = replace(finding, accepted=Acceptance(evil, evil, date(2026, 11, 20)))
    doc = Document(evil, evil, text, (), (), (NoteMark(span, evil),), evil, evil, evil, (evil,))
    rules = {"a-rule": RuleText(evil, evil, evil, evil, evil)}
    page = read_page(
        render(report(text, (cited, verdict), document=doc, findings=(finding, let_stand), skipped=(evil,)), rules)
    )

    assert page.letter == text.replace("\0", "␀")
    assert_harmless(page)
    assert_links_arrive(page)


@pytest.mark.parametrize(
    ("kind", "canonical", "addresses"),
    [
        (
            Kind.SYMBOL,
            "A/78/636",
            ["https://docs.un.org/en/A/78/636", "https://digitallibrary.un.org/search?p=A%2F78%2F636"],
        ),
        (
            Kind.RESOLUTION,
            "S/RES/853(1993)",
            [
                "https://docs.un.org/en/S/RES/853(1993)",
                "https://digitallibrary.un.org/search?p=S%2FRES%2F853%281993%29",
            ],
        ),
        (Kind.ICJ, "ICJ/180/ORD/2021-12-07", ["https://www.icj-cij.org/case/180"]),
        (Kind.ICJ, "ICJ/?/ORD/2021-12-07", ["https://www.icj-cij.org/list-of-all-cases"]),
        (Kind.SHORT, "ICJ/180/ORD/2021-12-07", ["https://www.icj-cij.org/case/180"]),
        (Kind.TREATY, "CERD", ["https://treaties.un.org/"]),
        (Kind.URL, "https://example.org/a b?q=ü%20", ["https://example.org/a%20b?q=%C3%BC%20"]),
        (Kind.URL, "ftp://example.org/a", ["https://digitallibrary.un.org/search?p=this"]),
        (Kind.URL, "javascript:alert(1)", ["https://digitallibrary.un.org/search?p=this"]),
    ],
)
def test_sources_to_look_up_by_hand(kind: Kind, canonical: str, addresses: list[str]) -> None:
    text = "see this"
    html = render(report(text, (reference(text, "this", canonical, kind=kind), OPEN)))
    links = [attributes for attributes in read_page(html).named("a") if attributes["href"].startswith("http")]

    assert [link["href"] for link in links] == addresses
    assert all(link["rel"] == "noopener noreferrer" for link in links)


def test_the_policy_names_the_style_and_the_script() -> None:
    page = read_page(render(letter()))
    policy = next(meta["content"] for meta in page.named("meta") if "http-equiv" in meta)

    for name, content in (("style-src", page.styles[0]), ("script-src", page.scripts[0])):
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{name} 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "base-uri 'none'" in policy
    assert "form-action 'none'" in policy
    assert "unsafe" not in policy


def test_same_report_same_bytes() -> None:
    assert render(letter(), RULES) == render(letter(), RULES)


def test_a_card_says_what_where_why_and_what_instead() -> None:
    page = read_page(render(letter(), RULES))

    for words in (
        "Year does not fit",
        "resolution-year",
        "“853 (1996)” is written, but resolution 853 was adopted in 1993.",
        "853 (1993)",
        "line 3",
        "error: ",
        "Why it is.",
    ):
        assert words in page.text


def test_short_form_leads_to_the_reference_meant_and_its_sign_to_its_row() -> None:
    html = render(letter())

    assert re.search(r'<a class="ref good" href="#t2" [^>]*>\*Ibid\.\*</a>', html)
    assert '<a class="sign verified" href="#r3" aria-label="Reference 3: Verified"></a>' in html


def test_a_source_cited_twice_stands_in_one_row() -> None:
    page = read_page(render(letter()))

    assert [row["id"] for row in page.named("tr") if "id" in row] == ["r1", "r2"]
    assert "r3" in page.attributes("id")


def test_verified_without_comparison_says_so() -> None:
    assert "exists; nothing else was compared" in read_page(render(letter())).text


def test_notes_lead_to_their_mark_and_back() -> None:
    text = "Text[1] more[2].\n[1] First.\n[2] Second.\n\nAnnex[1].\n[1] Another first."
    notes = [match.span() for match in re.finditer(r"(?m)^\[\d\].*$", text)]
    blocks = tuple(Block(Span(*span), Role.NOTE, text[span[0] + 1]) for span in notes)
    marks = tuple(NoteMark(Span(*m.span()), m[1]) for m in re.finditer(r"(?<=\w)\[(\d)\]", text))
    html = render(report(document=document(text, blocks=blocks, marks=marks)))

    assert re.findall(r'class="to-note" href="#(n\d)"', html) == ["n1", "n2", "n3"]
    assert re.findall(r'class="back" id="(n\d)" href="#(m\d)"', html) == [
        ("n1", "m1"),
        ("n2", "m2"),
        ("n3", "m3"),
    ]


def test_nothing_found_says_what_was_not_checked() -> None:
    text = "see A/78/1"
    page = read_page(render(report(text, (reference(text, "A/78/1", "A/78/1"), OPEN))))

    assert "No mistakes found. 0 of 1 reference is verified; 1 could not be checked here." in page.text
    assert "Offline:" in page.text
    assert page.text.count("Links were not asked: the run is offline.") == 2


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (
            (),
            "No mistakes found. The text holds no reference that could be recognized, so none was looked up.",
        ),
        (("verified",), "No mistakes found. 1 of 1 reference is verified."),
        (
            ("verified", "not-found", "not-found", "dead", "moved"),
            "1 of 5 references is verified; 2 were not found; 1 is dead; 1 is at another address.",
        ),
        (("mismatch", "mismatch", "blocked"), "2 disagree with the source; 1 could not be checked here."),
    ],
)
def test_the_sentence_counts_in_plain_words(counts: tuple[str, ...], expected: str) -> None:
    text = "A/78/1"
    cited = [(reference(text, text, text), Verdict(Status(status))) for status in counts]

    assert expected in sentence(report(text, *cited))


def test_empty_document() -> None:
    page = read_page(render(report("")))

    assert page.letter == ""
    assert_links_arrive(page)
    assert "No reference was recognized in the text." in page.text


def test_arabic_runs_from_right_to_left() -> None:
    text = "قرار A/RES/48/114"
    html = render(
        report(
            text,
            (reference(text, "A/RES/48/114", "A/RES/48/114"), OPEN),
            document=document(text, language="ar"),
        )
    )
    sheet = next(a for a in read_page(html).named("div") if a.get("id") == "letter-text")

    assert (sheet["lang"], sheet["dir"]) == ("ar", "rtl")
    assert "<bdi" in html


def test_bidi_controls_close_where_they_open() -> None:
    html = render(replace(report("text"), skipped=("\u202ereversed", "\u2066a\u202e\u2069b\u2069")))

    assert "\u202ereversed\u202c" in html
    assert "\u2066a\u202eb\u202c\u2069" in html


def test_a_thousand_references_in_half_a_million_characters() -> None:
    line = "Security Council resolution {} (1993), adopted on 29 July 1993" + ", as the Assembly recalled" * 17 + "\n"
    text = "".join(line.format(1000 + n) for n in range(1000))
    assert len(text) > 500_000
    cited = []
    for match in re.finditer(r"Security Council resolution (\d+) \(1993\)", text):
        canonical = f"S/RES/{match[1]}(1993)"
        cited.append((Reference(Span(*match.span()), match[0], Kind.RESOLUTION, (canonical,)), OPEN))
    html = render(report(text, *cited))

    assert len(html.encode()) < 3_000_000
    assert read_page(html).letter == text


def test_an_accepted_finding_is_struck_and_counted_apart() -> None:
    html = render(accepted_letter(), RULES)
    page = read_page(html)

    assert "No more mistakes found. 1 accepted finding is not counted." in page.text
    assert "Accepted by A. Editor on 20 November 2026: The letter is published." in page.text
    assert [tag["class"] for tag in page.named("article")] == ["card accepted"]
    assert html.count("<s>") == 2  # the title of the rule, and the sentence
    assert 'class="error"' not in html
    assert page.letter == LETTER_TEXT
    assert_links_arrive(page)


def test_a_card_says_how_to_accept_it_and_how_to_silence_the_rule() -> None:
    checked = letter()
    page = read_page(render(checked, RULES))
    (identity,) = checked.identities()

    assert f"--baseline baseline.json --accept {identity} --accept-by NAME --reason TEXT" in page.text
    assert 'resolution-year = "off"' in page.text


def test_where_an_accepted_finding_covers_another_the_other_one_shows() -> None:
    text = "853 (1996)"
    accepted = Acceptance("A. Editor", "So be it.", date(2026, 11, 20))
    error = Finding("a-rule", Severity.ERROR, Span(0, 10), "One.", accepted=accepted)
    hint = Finding("b-rule", Severity.INFO, Span(0, 10), "Two.")
    page = read_page(render(report(text, findings=(error, hint))))

    assert [mark["class"] for mark in page.named("mark")] == ["info", "accepted", "info"]  # two cards, then the letter


@pytest.mark.parametrize(
    ("second", "cards"),
    [
        (Finding("a-rule", Severity.ERROR, Span(11, 21), "“853 (1996)” is of 1993.", "853 (1993)"), 1),
        (Finding("a-rule", Severity.ERROR, Span(23, 34), "“res. 853/96” is of 1993.", "853 (1993)"), 1),
        (Finding("a-rule", Severity.ERROR, Span(11, 21), "“853 (1996)” is of 1993.", "855 (1993)"), 2),
        (Finding("a-rule", Severity.WARNING, Span(11, 21), "“853 (1996)” is of 1993.", "853 (1993)"), 2),
        (Finding("b-rule", Severity.ERROR, Span(11, 21), "“853 (1996)” is of 1993.", "853 (1993)"), 2),
        (Finding("a-rule", Severity.ERROR, Span(11, 21), "“853 (1996)” is of 1994.", "853 (1993)"), 2),
    ],
    ids=["same words", "other words", "other remedy", "other severity", "other rule", "other reason"],
)
def test_findings_of_one_cause_share_a_card(second: Finding, cards: int) -> None:
    text = "853 (1996)\n853 (1996)\n\nres. 853/96"
    first = Finding("a-rule", Severity.ERROR, Span(0, 10), "“853 (1996)” is of 1993.", "853 (1993)")
    checked = report(text, findings=(first, second))
    page = read_page(render(checked))

    assert len(page.named("article")) == cards
    assert set(checked.finding_ids()) <= set(page.attributes("id"))  # each place keeps its address
    assert_links_arrive(page)


def test_findings_without_remedy_or_evidence_are_one_cause_only_in_the_same_words() -> None:
    findings = tuple(Finding("a-rule", Severity.INFO, Span(at, at + 5), "A placeholder.") for at in (0, 6, 12))
    page = read_page(render(report("[one] [two] [one]", findings=findings)))

    assert [article["id"] for article in page.named("article")] == ["f-a-rule-0", "f-a-rule-6"]


def test_a_rule_is_explained_once() -> None:
    findings = tuple(Finding("resolution-year", Severity.ERROR, Span(at, at + 1), f"{at}.", "x") for at in (0, 2, 4))
    page = read_page(render(report("a b c", findings=findings), RULES))

    assert page.text.count("Why it is.") == 1
    assert page.attributes("href").count("#why-resolution-year") == 2
    assert_links_arrive(page)


def test_a_long_text_is_divided_between_paragraphs_and_stays_the_same() -> None:
    text = "".join(f"Paragraph {number} cites A/78/{number}.\r\n \t\r\n" for number in range(4000))
    notes = tuple(
        Block(Span(*match.span()), Role.NOTE, match[1])
        for match in re.finditer(r"(?<=\n)Paragraph (\d*7) [^\n]*\n", text)
    )
    html = render(report(document=document(text, blocks=notes)))

    assert html.count('<div class="part">') > 10
    assert read_page(html).letter == text


def test_the_drawing_says_in_words_what_it_shows() -> None:
    page = read_page(render(letter()))
    (drawing,) = page.named("svg")

    assert drawing["role"] == "img"
    assert drawing["aria-label"] == "Where they stand: findings on line 3; mismatch on line 3; verified on line 5."


def test_the_head_of_printed_pages_stays_a_string() -> None:
    html = render(report("text", path='a"} body{display:none} </style><script>.txt'))
    page = read_page(html)

    assert "@top-left" in page.styles[0]
    assert "display:none} <" not in page.styles[0]
    assert_harmless(page)


@pytest.mark.parametrize("evil", EVERYTHING.values(), ids=EVERYTHING)
def test_nothing_hostile_is_active(evil: str) -> None:
    page = read_page(render(hostile(evil), RULES))

    assert_harmless(page)
    assert_links_arrive(page)
    assert page.letter == re.sub("[\ud800-\udfff]", "?", evil.replace("\0", "␀"))


@pytest.mark.parametrize(
    ("related", "marked"), [(Span(0, 10), 1), (Span(5, 15), 1), (Span(12, 20), 0), (Span(0, 900), 0)]
)
def test_words_that_a_finding_mentions_are_marked_where_nothing_graver_is(related: Span, marked: int) -> None:
    finding = Finding("a-rule", Severity.ERROR, Span(12, 20), "One.", related=(Related(related, "here"),))
    html = render(report("cover page, mistaken" + " and the annex" * 100, findings=(finding,)))

    assert html.count('<span class="related">') == marked
    assert f'href="#p{related.start}"' in html
    assert_links_arrive(read_page(html))
