"""The labels of footnotes and endnotes, counted as Word shows them: in the order of the references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from refcheck.reading.docx_names import (
    W_DEL,
    W_ENDNOTE_PR,
    W_ENDNOTE_REFERENCE,
    W_FOOTNOTE_PR,
    W_FOOTNOTE_REFERENCE,
    W_ID,
    W_MOVE_FROM,
    W_NUM_FMT,
    W_NUM_RESTART,
    W_NUM_START,
    W_SECT_PR,
    W_VAL,
    MC_FALLBACK,
    W_CUSTOM_MARK_FOLLOWS,
    W_BODY,
)

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_CHICAGO = "*†‡§"
_OFF = ("0", "false", "off")
