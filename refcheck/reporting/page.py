"""What all pages share: the templates, the inline style and script, and the policy that names them."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_OPENERS = "\u202a\u202b\u202d\u202e"
_ISOLATES = "\u2066\u2067\u2068"
_POP, _POP_ISOLATE = "\u202c", "\u2069"
_BIDI_CONTROLS = frozenset(_OPENERS + _ISOLATES + _POP + _POP_ISOLATE)
_DROP_BIDI_CONTROLS = dict.fromkeys(map(ord, _BIDI_CONTROLS))
# HTML has no NUL: parsers drop it, and not even a character reference can name it. The symbol for
# it is one code point as well, so it is seen and moves nothing.
NUL_SIGN = "\u2400"
_LONGEST_HEAD = 100  # characters; a line of paper
_AT_ONCE = 500  # of the parts that a template gives


def render_page(template: str, variables: Mapping[str, object]) -> str:
    """A whole page from a template; the same variables always give the same bytes."""
    return _environment()[0].get_template(template).render(_with_assets(variables))


def page_pieces(template: str, variables: Mapping[str, object]) -> Iterator[str]:
    """The same in pieces, for a page that need not lie in memory as a whole."""
    stream = _environment()[0].get_template(template).stream(_with_assets(variables))
    stream.enable_buffering(_AT_ONCE)
    return stream


def _with_assets(variables: Mapping[str, object]) -> dict[str, object]:
    assets = _environment()[1]
    head = _running_head(str(variables["running"])) if "running" in variables else ""
    style = f"{assets['style']}{head}"
    policy = (
        f"default-src 'none'; style-src {_hash(assets['style'], head)}; script-src {_hash(assets['script'])}; "
        "base-uri 'none'; form-action 'none'"
    )
    return {"style": raw(style), "script": raw(assets["script"]), "policy": raw(policy), **variables}


@cache
def templates_of(package: str) -> Environment:
    """The templates of another package, which print foreign text with the same care."""
    from jinja2 import PackageLoader  # noqa: PLC0415 - as late as below

    return _environment()[0].overlay(loader=PackageLoader(package, "templates"))


def style_sheet() -> str:
    """The style that all pages share."""
    return _environment()[1]["style"]


def raw(html: str) -> Markup:
    """HTML that was escaped where it was made."""
    from markupsafe import Markup  # noqa: PLC0415 - comes with Jinja, as late as Jinja

    return Markup(html)  # noqa: S704 - see the docstring; a test feeds it hostile text


def shown(text: str) -> str:
    """Foreign text, fit for a page: visible NULs, no lone surrogates, and no open bidi controls."""
    if "\0" in text:
        text = text.replace("\0", NUL_SIGN)
    if text.isascii():
        return text
    if not encodable(text):
        text = text.encode("utf-8", "replace").decode()
    return text if _BIDI_CONTROLS.isdisjoint(text) else _closed(text)


def plain(text: str) -> str:
    """Text for places without markup, such as a window's title, where nothing can isolate it."""
    return shown(text.translate(_DROP_BIDI_CONTROLS))


def _closed(text: str) -> str:
    """`text` with each bidi control closed in it, so that none reaches what stands around it."""
    kept: list[str] = []
    waiting: list[str] = []
    for character in text:
        if character in _OPENERS:
            waiting.append(_POP)
        elif character in _ISOLATES:
            waiting.append(_POP_ISOLATE)
        elif character in (_POP, _POP_ISOLATE):
            if not waiting or waiting[-1] != character:
                continue
            waiting.pop()
        kept.append(character)
    return "".join(kept) + "".join(reversed(waiting))


def encodable(text: str) -> bool:
    """Whether UTF-8 can write the text: lone surrogates it cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _printed(value: object) -> object:
    """What a template prints goes through here, so no text reaches a page unseen."""
    return shown(value) if type(value) is str else value


@cache
def _environment() -> tuple[Environment, Mapping[str, str]]:
    # Loading Jinja takes longer than rendering; a run that writes no page does not pay for it.
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        loader=PackageLoader("refcheck.reporting", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printed,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["plain"] = plain

    def source(name: str) -> str:
        loader = environment.loader
        assert loader is not None  # noqa: S101 - given above
        return loader.get_source(environment, name)[0].replace("\r\n", "\n")

    return environment, {"style": source("page.css"), "script": source("page.js")}


def _running_head(text: str) -> str:
    """What stands at the head of each printed page, as a rule of the style sheet.

    Every character that is more than a letter or a digit is escaped, so that the text stays a string.
    """
    kept = plain(text)[:_LONGEST_HEAD]
    escaped = "".join(
        character if character.isascii() and character.isalnum() else f"\\{ord(character):x} " for character in kept
    )
    return f'@page {{ @top-left {{ content: "{escaped}"; font: 8pt sans-serif; }} }}\n'


def _hash(same: str, more: str = "") -> str:
    """The hash of both together, as a policy names it; what is the same on all pages is hashed once."""
    digest = _hashed(same).copy()
    digest.update(more.encode())
    return f"'sha256-{base64.b64encode(digest.digest()).decode()}'"


@cache
def _hashed(same: str) -> hashlib._Hash:
    return hashlib.sha256(same.encode())
