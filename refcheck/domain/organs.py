"""Organs other than the principal ones: when they existed, and in which years their sessions were.

Years: research.un.org, UN Document Symbols and UN Human Rights Documentation; Assembly resolution 60/251.
Days of the Human Rights Council's sessions: the embedded table `sessions`. Sessions of the treaty bodies and
of the Working Group on Arbitrary Detention: their usual rhythm, set by symbols of 2025 that the catalogue holds
(CCPR/C/144/2, CAT/C/82/2 …) and by sessions of which the year is known; general knowledge in between.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from functools import cache
from typing import NamedTuple


class Organ(NamedTuple):
    """An organ with a series of symbols: `stem` begins them all, `last` is None while it exists."""

    stem: str  # "E/CN.4"
    name: str  # "the Commission on Human Rights"
    first: int
    last: int | None = None


# Of two stems of which one begins the other, the longer comes first.
ORGANS = (
    Organ("E/CN.4/Sub.2", "the Sub-Commission on the Promotion and Protection of Human Rights", 1947, 2006),
    Organ("E/CN.4", "the Commission on Human Rights", 1946, 2006),
    Organ("E/CN.17", "the Commission on Sustainable Development", 1993, 2013),
    Organ("E/CN.15", "the Commission on Crime Prevention and Criminal Justice", 1992),
    Organ("E/CN.16", "the Commission on Science and Technology for Development", 1993),
    Organ("S/PRST", "the series of presidential statements", 1994),
    Organ("A/HRC", "the Human Rights Council", 2006),
    Organ("T", "the Trusteeship Council", 1946, 1994),
    Organ("CCPR/C", "the Human Rights Committee", 1977),
    Organ("CERD/C", "the Committee on the Elimination of Racial Discrimination", 1970),
    Organ("CEDAW/C", "the Committee on the Elimination of Discrimination against Women", 1982),
    Organ("CAT/OP", "the Subcommittee on Prevention of Torture", 2007),
    Organ("CAT/C", "the Committee against Torture", 1987),
    Organ("CRC/C", "the Committee on the Rights of the Child", 1991),
    Organ("CMW/C", "the Committee on Migrant Workers", 2003),
    Organ("CRPD/C", "the Committee on the Rights of Persons with Disabilities", 2008),
    Organ("CED/C", "the Committee on Enforced Disappearances", 2011),
    Organ("UNEP/EA", "the Environment Assembly", 2013),
    Organ("FCCC/CP", "the Conference of the Parties to the climate convention", 1995),
    Organ("PBC", "the Peacebuilding Commission", 2006),
)


def organ_of(canonical: str) -> Organ | None:
    """The organ that a symbol belongs to: "E/CN.4/1999/79" → the Commission on Human Rights; None for others."""
    for organ in ORGANS:
        if canonical.startswith((f"{organ.stem}/", f"{organ.stem}.")):
            return organ
    return None


# First session of a stretch, the year in which it was, sessions a year; a stretch ends where the next begins.
# A session number is followed by the place that it has among the sessions of its year, counted from 0.
_RHYTHMS: dict[str, tuple[tuple[int, int, int], ...]] = {
    "E/CN.4": ((6, 1950, 1),),
    "CCPR/C": ((5, 1979, 3),),
    "CAT/C": ((2, 1989, 2), (54, 2015, 3), (69, 2020, 1), (70, 2021, 3)),
    "CERD/C": ((54, 1999, 2), (86, 2015, 3), (101, 2020, 2), (103, 2021, 3)),
    "CEDAW/C": ((16, 1997, 2), (34, 2006, 3), (43, 2009, 2), (45, 2010, 3)),
    "CRC/C": ((8, 1995, 3),),
    "CRPD/C": ((1, 2009, 2), (23, 2020, 1), (24, 2021, 2)),
    "CED/C": ((2, 2012, 2),),
    "A/HRC/WGAD": ((48, 2007, 3),),
}
_LAST_SESSIONS = {"E/CN.4": 62}


def session_year(stem: str, session: int) -> int | None:
    """The year of a session, as the organ's rhythm gives it; None for an organ or a time that is not known.

    Exact for the Commission on Human Rights; a session of a treaty body may have moved by a year.
    """
    stretches = _RHYTHMS.get(stem, ())
    place = bisect_right([first for first, _, _ in stretches], session) - 1
    if place < 0 or session > _LAST_SESSIONS.get(stem, session):
        return None
    first, year, yearly = stretches[place]
    return year + (session - first) // yearly


# First and last day of each regular session of the Human Rights Council, from the first.
_COUNCIL_SESSIONS = (
    *("2006-06-19/2006-06-30", "2006-09-18/2006-10-06", "2006-11-29/2006-12-08", "2007-03-12/2007-03-30"),
    *("2007-06-11/2007-06-18", "2007-09-10/2007-09-28", "2008-03-03/2008-03-28", "2008-06-02/2008-06-18"),
    *("2008-09-08/2008-09-24", "2009-03-02/2009-03-27", "2009-06-02/2009-06-18", "2009-09-14/2009-10-02"),
    *("2010-03-01/2010-03-26", "2010-05-31/2010-06-18", "2010-09-13/2010-10-01", "2011-02-28/2011-03-25"),
    *("2011-05-30/2011-06-17", "2011-09-12/2011-09-30", "2012-02-27/2012-03-23", "2012-06-18/2012-07-06"),
    *("2012-09-10/2012-09-28", "2013-02-25/2013-03-22", "2013-05-27/2013-06-14", "2013-09-09/2013-09-27"),
    *("2014-03-03/2014-03-28", "2014-06-10/2014-06-27", "2014-09-08/2014-09-26", "2015-03-02/2015-03-27"),
    *("2015-06-15/2015-07-03", "2015-09-14/2015-10-02", "2016-02-29/2016-03-24", "2016-06-13/2016-07-01"),
    *("2016-09-13/2016-09-30", "2017-02-27/2017-03-24", "2017-06-06/2017-06-23", "2017-09-11/2017-09-29"),
    *("2018-02-26/2018-03-23", "2018-06-18/2018-07-06", "2018-09-10/2018-09-28", "2019-02-25/2019-03-22"),
    *("2019-06-24/2019-07-12", "2019-09-09/2019-09-27", "2020-02-24/2020-06-23", "2020-06-30/2020-07-17"),
    *("2020-09-14/2020-10-07", "2021-02-22/2021-03-24", "2021-06-21/2021-07-14", "2021-09-13/2021-10-11"),
    *("2022-02-28/2022-04-01", "2022-06-13/2022-07-08", "2022-09-12/2022-10-07", "2023-02-27/2023-04-04"),
    *("2023-06-19/2023-07-14", "2023-09-11/2023-10-13", "2024-02-26/2024-04-05", "2024-06-18/2024-07-12"),
    *("2024-09-09/2024-10-11", "2025-02-24/2025-04-04", "2025-06-16/2025-07-09", "2025-09-08/2025-10-08"),
)
LAST_DATED_COUNCIL_SESSION = len(_COUNCIL_SESSIONS)


def council_session_days(session: int) -> tuple[date, date] | None:
    """The first and last day of a regular session of the Human Rights Council; None where they are not known."""
    if not 1 <= session <= LAST_DATED_COUNCIL_SESSION:
        return None
    opened, _, closed = _COUNCIL_SESSIONS[session - 1].partition("/")
    return date.fromisoformat(opened), date.fromisoformat(closed)


_WORKING_GROUP_SESSIONS = {101: (date(2024, 11, 11), date(2024, 11, 15))}


def working_group_session_days(session: int) -> tuple[date, date] | None:
    """The days of a session of the Working Group on Arbitrary Detention, as its opinions give them."""
    return _WORKING_GROUP_SESSIONS.get(session)


_POSTPONED_CONFERENCE = 26  # the twenty-sixth session was put off from 2020 to 2021


@cache
def climate_years(body: str, session: int) -> tuple[int, ...]:
    """The years whose documents hold the decisions of a session of "CP", "CMP" or "CMA" of the climate convention."""
    if body == "CMA":
        return (2016, 2017, 2018) if session == 1 else (2019,) if session == 2 else (2018 + session,)
    conference = session if body == "CP" else session + 10  # the meeting of the Kyoto Protocol began at the eleventh
    if conference == 6:
        return (2000, 2001)  # resumed in the next year
    return (1994 + conference if conference < _POSTPONED_CONFERENCE else 1995 + conference,)
