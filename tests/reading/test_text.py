"""Plain text and Markdown: the text unchanged; notes, indicators, links and headings beside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.errors import ReadingError
from refcheck.model import Document, Role
from refcheck.reading import from_bytes
from refcheck.reading import text as reading
from tests.checking import document


def _shown(read: Document, role: Role) -> list[tuple[str | None, str]]:
    return [(block.label, read.text[slice(*block.span)]) for block in read.blocks if block.role is role]


def _marks(text: str) -> list[tuple[str, str]]:
    return [(mark.label, text[slice(*mark.span)]) for mark in document(text).marks]


@pytest.mark.parametrize(
    "text",
    [
        "one\ntwo",
        "one\r\ntwo\r\n",
        "one\rtwo",
        "\ufefftext",
        "a\u00a0b\u00adc",
        "é e\u0301 ﬁ Ａ",
        "😀\n\n\n",
        "\ttab  ",
    ],
    ids=["lf", "crlf", "cr", "bom", "invisible", "unnormalised", "astral", "white-space"],
)
def test_text_is_the_file_without_any_change(text: str) -> None:
    read = document(text)
    assert read.text == text
    assert read.encoding == "utf-8"
    assert read.remarks == ()


@pytest.mark.parametrize(
    ("name", "format_"), [("a.txt", "txt"), ("a.md", "md"), ("a.MD", "md"), ("a", "txt"), ("-", "txt")]
)
def test_format_comes_from_the_name(name: str, format_: str) -> None:
    assert from_bytes(b"text", name).format == format_


NOTES = {
    "superscript": ("One.<sup>1</sup>\n\n<sup>1</sup> A note.\n", [("1", "<sup>1</sup> A note.")]),
    "two-lines": (
        "One.<sup>1</sup>\n\n<sup>1</sup> A note\ngoes on.\n\nText.",
        [("1", "<sup>1</sup> A note\ngoes on.")],
    ),
    "two-notes": (
        "<sup>1</sup> One.\n\n<sup>2</sup> Two.\n",
        [("1", "<sup>1</sup> One."), ("2", "<sup>2</sup> Two.")],
    ),
    "without-a-blank-line": (
        "<sup>1</sup> One.\n<sup>2</sup> Two.\n",
        [("1", "<sup>1</sup> One."), ("2", "<sup>2</sup> Two.")],
    ),
    "raised-digits": ("One.¹²\n\n¹² A note.\n", [("12", "¹² A note.")]),
    "markdown": ("One.[^a1]\n\n[^a1]: A note.\n", [("a1", "[^a1]: A note.")]),
    "escaped-star": ("One.\\*\n\n\\* A note.\n", [("*", "\\* A note.")]),
    "plain-star": ("One.*\n\n* A note.\n", [("*", "* A note.")]),
    "glued-to-a-short-word": ("One.¹²\n\n¹²In S/2023/1.", [("12", "¹²In S/2023/1.")]),
    "caret": ("One.^1^\n\n^1^ A note.\n", [("1", "^1^ A note.")]),
    "brackets": ("One[1] and two.[2]\n\n[1] A note.\n[2] Two.\n", [("1", "[1] A note."), ("2", "[2] Two.")]),
    "escaped-brackets": ("One\\[1\\].\n\n\\[1\\] A note.\n", [("1", "\\[1\\] A note.")]),
    "paragraphs-in-brackets": ("[1] A.\n\n[2] B.\n\n[3] As said at [1] above.\n", []),
    "list-in-brackets": ("See:\n[1] One\n[2] Two\n", []),
    "links-in-brackets": ("One[1].\n\n[1]: https://un.org\n", []),
    "isotope-is-no-note": ("¹⁴C was found.", []),
    "carbon-in-its-place": ("¹³A.\n\n¹⁴C.", [("13", "¹³A."), ("14", "¹⁴C.")]),
    "list-is-no-note": ("Text:\n\n* One\n* Two\n", []),
    "letter-label": ("One.<sup>a</sup>\n\n<sup>a</sup> A note.\n", [("a", "<sup>a</sup> A note.")]),
    "mark-in-running-text": ("One.<sup>1</sup> Two.", []),
    "carriage-returns": ("One.<sup>1</sup>\r\n\r\n<sup>1</sup> A note.\r\n\r\nText", [("1", "<sup>1</sup> A note.")]),
}


@pytest.mark.parametrize(("text", "notes"), NOTES.values(), ids=NOTES.keys())
def test_notes(text: str, notes: list[tuple[str, str]]) -> None:
    assert _shown(document(text), Role.NOTE) == notes


MARKS = {
    "superscript": ("One.<sup>1</sup>", [("1", "<sup>1</sup>")]),
    "several": ("One.<sup>1,2</sup>", [("1", "<sup>1,2</sup>"), ("2", "<sup>1,2</sup>")]),
    "raised": ("One.¹", [("1", "¹")]),
    "markdown": ("One.[^1]", [("1", "[^1]")]),
    "escaped-star": ("One.\\*", [("*", "\\*")]),
    "caret": ("One.^1^ 2^10^x", [("1", "^1^")]),
    "brackets": ("One[1] [sic].\n\n[1] A note.\n", [("1", "[1]")]),
    "brackets-without-a-note": ("One[1] two[2] three[7].\n\n[1] A note.\n", [("1", "[1]"), ("2", "[2]")]),
    "after-a-year": ("in 2023<sup>3</sup> it", [("3", "<sup>3</sup>")]),
    "square-metres": ("12 m<sup>2</sup> and 3 km²", []),
    "power-of-ten": ("4.4 × 10<sup>9</sup>", []),
    "ordinal": ("21<sup>st</sup>", []),
    "own-label-of-a-note": ("<sup>1</sup> A note.", []),
    "cubic-decimetres": ("35 dm³ leaked and 5 dm<sup>3</sup> more", []),
    "unit-behind-a-figure": ("5 in², 3 ha² and 9 s²", []),
    "word-that-is-a-unit-elsewhere": ("the talks we are in²\n\n² S", [("2", "²")]),
    "negative-power": ("3 kg m⁻² s⁻¹", []),
    "charge": ("Ca²⁺ and Ca<sup>2</sup>⁺", []),
    "variable": ("R² = 0.9 and x<sup>2</sup> + 1", []),
    "isotopes": ("of ¹⁴C and ²³⁵U, (<sup>137</sup>Cs) too", []),
    "isotope-at-a-line": ("²³⁵U was found.¹\n¹³⁷Cs too.", [("1", "¹")]),
    "indicator-that-lost-the-space-behind-it": (
        "One.<sup>1</sup> <sup>2</sup>In 1990\n\n<sup>1</sup> S\n\n<sup>2</sup> T",
        [("1", "<sup>1</sup>"), ("2", "<sup>2</sup>")],
    ),
    "ten-where-the-count-needs-it": (
        "killed 10<sup>1</sup> and two.<sup>2</sup>\n\n<sup>1</sup> S\n\n<sup>2</sup> T",
        [("1", "<sup>1</sup>"), ("2", "<sup>2</sup>")],
    ),
    "ten-where-the-count-has-it": (
        "one¹ two² of 10³ three³\n\n¹ S\n\n² T\n\n³ U",
        [("1", "¹"), ("2", "²"), ("3", "³")],
    ),
    "letters-behind-a-mark-without-note": (
        "One.⁹ a¹ b² two.³\n\n¹ S\n\n² T\n\n³ U",
        [("9", "⁹"), ("1", "¹"), ("2", "²"), ("3", "³")],
    ),
    "annex-a-behind-a-lost-note": ("One.¹ Two.² annex A³\n\n¹ S\n\n³ U", [("1", "¹"), ("2", "²"), ("3", "³")]),
    "ten-out-of-the-count": ("of 10³ one¹ two²\n\n¹ S\n\n² T\n\n³ U", [("1", "¹"), ("2", "²")]),
    "ten-in-an-excerpt": ("killed 10⁵ and two⁶\n\n⁵ S\n\n⁶ T", [("5", "⁵"), ("6", "⁶")]),
    "annex-a": ("one¹ annex A²\n\n¹ S\n\n² T", [("1", "¹"), ("2", "²")]),
    "carbon-dioxide": ("CO₂ and CO<sup>2</sup>", []),
}


@pytest.mark.parametrize(("text", "marks"), MARKS.values(), ids=MARKS.keys())
def test_note_indicators(text: str, marks: list[tuple[str, str]]) -> None:
    assert _marks(text) == marks


PIECES = [
    "<sup>",
    "<sup",
    "</sup>",
    "1",
    "12",
    ",",
    "a",
    " ",
    "¹",
    "²³",
    "⁴⁵⁶⁷",
    "[^",
    "[^1]",
    "]",
    "\\",
    "*",
    "\\*",
    "<",
    "\n",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_indicators_are_tried_where_one_can_stand_and_nowhere_else(text: str) -> None:
    plain = [(match.span(), match.groupdict()) for match in reading._MARK[True].finditer(text)]  # noqa: SLF001
    gated = reading._mark_matches(text)  # noqa: SLF001
    assert [(match.span(), match.groupdict()) for match in gated] == plain


LINKS = {
    "plain": ("[a](https://un.org/b)", [("a", "https://un.org/b")]),
    "brackets-in-the-target": ("[a](https://un.org/b(c))", [("a", "https://un.org/b(c)")]),
    "title": ('[a](https://un.org/b "title")', [("a", "https://un.org/b")]),
    "lost": ("[a](#)", [("a", "#")]),
    "empty": ("[a]()", [("a", "")]),
    "anchor": ("[a](#b)", [("a", "#b")]),
    "in-angle-brackets": ("[a]( b", []),
    "picture": ("![a](b.png)", []),
    "two": ("[a](b) [c](d)", [("a", "b"), ("c", "d")]),
    "not-closed": ("[a](b", []),
    "without-target": ("[a] (b)", []),
    "over-lines": ("[a\nb](c)", []),
}


@pytest.mark.parametrize(("text", "links"), LINKS.values(), ids=LINKS.keys())
def test_links(text: str, links: list[tuple[str, str]]) -> None:
    read = document(text)
    assert [(text[slice(*link.span)], link.target) for link in read.links] == links
    for link in read.links:
        assert link.target_span
        assert text[slice(*link.target_span)] == link.target


@pytest.mark.parametrize(
    ("text", "role", "shown"),
    [
        ("# A heading\n\nText", Role.HEADING, ["# A heading"]),
        ("###### A heading", Role.HEADING, ["###### A heading"]),
        ("#hashtag", Role.HEADING, []),
        ("text\n\n---\n\ntext", Role.RULE, ["---"]),
        ("text\n___\ntext", Role.RULE, ["___"]),
        ("* * *", Role.RULE, ["* * *"]),
        ("--", Role.RULE, []),
    ],
)
def test_headings_and_rules(text: str, role: Role, shown: list[str]) -> None:
    assert [part.strip() for _, part in _shown(document(text), role)] == shown


@given(
    st.lists(
        st.one_of(
            st.sampled_from(["\n", "\n\n", "<sup>1</sup> ", "# ", "---\n", "[^1]: ", "\\* ", "* A", "[a](b)", "\r\n"]),
            st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=5),
        ),
        min_size=1,
    ).map("".join)
)
def test_blocks_cover_the_text_without_a_gap(text: str) -> None:
    if not text.strip("\ufeff \t\r\n\f"):
        return
    read = document(text)
    position = 0
    for block in read.blocks:
        assert block.span.start == position
        position = block.span.end
    assert position == len(text)


ENCODED = {
    "utf-16-le": ("\ufeffRésolution".encode("utf-16-le"), "utf-16", "Résolution"),
    "utf-16-be": ("\ufeffRésolution".encode("utf-16-be"), "utf-16", "Résolution"),
    "utf-32": ("Résolution".encode("utf-32"), "utf-32", "Résolution"),
    "utf-8-with-mark": ("\ufeffRésolution".encode(), "utf-8", "\ufeffRésolution"),
}


@pytest.mark.parametrize(("content", "encoding", "text"), ENCODED.values(), ids=ENCODED.keys())
def test_encodings_with_a_mark(content: bytes, encoding: str, text: str) -> None:
    read = from_bytes(content, "a.txt")
    assert (read.encoding, read.text) == (encoding, text)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Résolution 48/114 de l’Assemblée générale, adoptée à Genève en été. " * 20),
        ("cp1251", "Резолюция 1325 (2000) Совета Безопасности была принята единогласно. " * 20),
    ],
)
def test_other_encodings_are_guessed_and_said(encoding: str, text: str) -> None:
    read = from_bytes(text.encode(encoding), "a.txt")
    assert read.text == text
    assert len(read.remarks) == 1
    assert "which is a guess" in read.remarks[0]


LANGUAGES = {
    "en": "The representatives of the States recalled the resolution that was adopted by the Council.",
    "fr": "Les représentants des États ont rappelé la résolution que le Conseil a adoptée dans une séance.",
    "es": "Los representantes de los Estados recordaron la resolución que el Consejo aprobó en una sesión.",
    "ru": "Представители государств напомнили о резолюции, принятой Советом Безопасности.",
    "ar": "أشار ممثلو الدول إلى القرار الذي اتخذه مجلس الأمن",
    "zh": "各国代表回顾了安全理事会通过的决议",
}


@pytest.mark.parametrize(("language", "text"), LANGUAGES.items(), ids=LANGUAGES.keys())
def test_language(language: str, text: str) -> None:
    assert document(text).language == language


@pytest.mark.parametrize("text", ["1 2 3", "A/78/636", "lorem ipsum dolor"])
def test_language_that_cannot_be_told(text: str) -> None:
    assert document(text).language is None


def test_digest_is_of_the_bytes() -> None:
    assert document("text").sha256 == "982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1"


def test_broken_utf_16_is_refused() -> None:
    with pytest.raises(ReadingError, match="broken UTF-16 at byte"):
        from_bytes(b"\xff\xfea\x00\x00\xd8b\x00", "a.txt")
