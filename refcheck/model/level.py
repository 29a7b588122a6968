"""What the settings say of a rule: apart from findings, so that reading settings loads nothing of a report."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """What the settings say of a rule: switched off or on, or the gravest that its findings may be."""

    OFF = "off"
    ON = "on"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"
