"""A page as a browser would see it, as far as the standard library can tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "input", "rect", "path", "br", "link", "img"}


@dataclass
class Page:
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    letter: str = ""
    text: str = ""
    styles: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    unclosed: list[str] = field(default_factory=list)

    def attributes(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.tags if name in attributes]

    def named(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self._stack: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        assert len(attributes) == len(attrs), f"an attribute of {tag} is given twice"
        self.page.tags.append((tag, attributes))
        if tag not in VOID:
            inside = bool(self._stack and self._stack[-1][1]) or attributes.get("id") == "letter-text"
            self._stack.append((tag, inside))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.page.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._stack, f"</{tag}> closes nothing"
        assert self._stack.pop()[0] == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        tag, in_letter = self._stack[-1] if self._stack else ("", False)
        if tag == "style":
            self.page.styles.append(data)
        elif tag == "script":
            self.page.scripts.append(data)
        else:
            self.page.text += data
        if in_letter:
            self.page.letter += data

    def unclosed(self) -> list[str]:
        return [tag for tag, _ in self._stack]


def read_page(html: str) -> Page:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.page.unclosed = reader.unclosed()
    return reader.page
