"""What an answer says of its page, and what it does not."""

from __future__ import annotations

import pytest

from refcheck.links.judgement import is_trivial_move, judge, redirect_says
from refcheck.model import Status
from refcheck.network.exchange import Answer, Failure, Request

PAGE = "https://example.org/reports/1998/annex.htm"
HTML = {"content-type": "text/html; charset=utf-8"}


def page(title: str = "Annual report", body: str = "", status: int = 200, **headers: str) -> Answer:
    text = f"<!doctype html><title>{title}</title><body>{body or 'Words.'}</body>"
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(Request(PAGE), status, {**HTML, **names}, text.encode())


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (page(), Status.VERIFIED),
        (page(status=206), Status.VERIFIED),
        (page(status=404), Status.DEAD),
        (page(status=410), Status.DEAD),
        (page(status=401), Status.BLOCKED),
        (page(status=403), Status.BLOCKED),
        (page(status=407), Status.BLOCKED),
        (page(status=429), Status.BLOCKED),
        (page(status=451), Status.BLOCKED),
        (page(status=999), Status.BLOCKED),
        (page(status=400), Status.FAILING),
        (page(status=408), Status.FAILING),
        (page(status=500), Status.FAILING),
        (page(status=503), Status.FAILING),
        (page("Just a moment...", status=503), Status.BLOCKED),
        (page("Just a moment...", status=200), Status.BLOCKED),
        (page("Client Challenge"), Status.BLOCKED),
        (page(body="window.gokuProps = {}"), Status.BLOCKED),
        (page(status=202, x_amzn_waf_action="challenge"), Status.BLOCKED),
        (page(status=404, cf_mitigated="challenge"), Status.BLOCKED),
        (page(body='<script src="https://img.sedoparking.com/x.js">'), Status.DEAD),
        (page(body="This domain example.org is for sale."), Status.DEAD),
        (Answer(Request(PAGE), 200, HTML, b""), Status.FAILING),
        (Answer(Request(PAGE), failure=Failure.NAME), Status.DEAD),
        *[
            (Answer(Request(PAGE), failure=failure), Status.FAILING)
            for failure in (
                *(Failure.LOOKUP, Failure.TIMEOUT, Failure.TLS, Failure.RESET),
                *(Failure.REFUSED, Failure.UNREACHABLE, Failure.PROTOCOL),
            )
        ],
        *[
            (Answer(Request(PAGE), failure=failure), Status.UNVERIFIABLE)
            for failure in (Failure.UNSAFE, Failure.ROBOTS, Failure.BUDGET, Failure.TIME, Failure.OFFLINE)
        ],
        (Answer(Request(PAGE), failure=Failure.POSTPONED), Status.BLOCKED),
        (Answer(Request(PAGE), failure=Failure.DOWN), Status.FAILING),
        (Answer(Request("https://x.org/a.pdf"), 200, {"content-type": "application/pdf"}, b"%PDF-"), Status.VERIFIED),
        (Answer(Request("https://x.org/a.pdf"), 200, HTML, b"<title>Error</title>"), Status.DEAD),
        (Answer(Request("https://x.org/a.pdf"), 200, HTML, b"<title>A viewer</title>x"), Status.UNVERIFIABLE),
    ],
)
def test_an_answer_is_judged(answer: Answer, status: Status) -> None:
    judged = judge(answer, whole=True)
    assert (judged.status, bool(judged.reason)) == (status, True)


@pytest.mark.parametrize(
    "title",
    [
        "Page not found | United Nations",
        "404",
        "Error 404",
        "Page introuvable",
        "Página no encontrada",
        "Страница не найдена",
        "الصفحة غير موجودة",
        "页面不存在",
        "找不到页面",
    ],
)
def test_words_of_not_found_raise_a_doubt_in_six_languages(title: str) -> None:
    """A doubt only: an article may have this title, so a neighbour that cannot exist is asked."""
    judged = judge(page(title), whole=True)
    assert (judged.status, bool(judged.doubt)) == (Status.VERIFIED, True)


@pytest.mark.parametrize(
    "title",
    [
        "Missing persons: 404 families still wait",
        "Report of the Secretary-General",
        "Domain names for sale: a market study",
        "Errors and omissions",
        "",
    ],
)
def test_a_living_page_is_never_dead(title: str) -> None:
    assert judge(page(title), whole=True).status is Status.VERIFIED


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("https://example.org/", Status.DEAD),
        ("https://www.example.org/en/", Status.DEAD),
        ("https://example.org/index.html", Status.DEAD),
        ("https://example.org/404.html", Status.DEAD),
        ("https://example.org/page-not-found", Status.DEAD),
        ("https://example.org/login?next=/reports", Status.BLOCKED),
        ("https://accounts.example.com/x", Status.BLOCKED),
        ("https://example.org/archive/1998/annex", None),
        ("https://other.org/", None),
        ("https://example.org/?id=5", None),
        ("https://example.org/documents/login-statistics.pdf", None),
    ],
)
def test_where_a_redirect_leads(target: str, status: Status | None) -> None:
    judged = redirect_says(PAGE, target)
    assert (judged.status if judged else None) == status


def test_a_front_page_may_lead_to_a_front_page() -> None:
    assert redirect_says("https://example.org/", "https://www.example.org/en/") is None
    assert redirect_says("https://example.org/en", "https://example.org/") is None


@pytest.mark.parametrize(
    ("target", "trivial"),
    [
        ("http://example.org/reports/1998/annex.htm", True),
        ("https://www.example.org/reports/1998/annex.htm/", True),
        ("https://example.org/reports/1998/annex2.htm", False),
        ("https://example.com/reports/1998/annex.htm", False),
    ],
)
def test_what_an_editor_would_not_change(target: str, trivial: bool) -> None:
    assert is_trivial_move(PAGE, target) == trivial
