"""Treaties and declarations that letters cite by name, with their *Treaty Series* registration.

Volume and number: United Nations, Treaty Series, from general knowledge; `canonical` is
"UNTS/volume/number", the resolution for a declaration, or a plain key for the constitutive texts.
"""

from __future__ import annotations

from typing import NamedTuple


class Treaty(NamedTuple):
    """One instrument: its official name, the key it is known by here, and its usual abbreviations."""

    canonical: str
    name: str
    abbreviations: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()


TREATIES = (
    Treaty("UN/CHARTER", "Charter of the United Nations", (), ("United Nations Charter", "UN Charter")),
    Treaty("ICJ/STATUTE", "Statute of the International Court of Justice"),
    Treaty("A/RES/217(III)[A]", "Universal Declaration of Human Rights", ("UDHR",)),
    Treaty(
        "UNTS/78/1021",
        "Convention on the Prevention and Punishment of the Crime of Genocide",
        (),
        ("Genocide Convention",),
    ),
    Treaty(
        "UNTS/75/970-973",
        "Geneva Conventions of 12 August 1949",
        (),
        ("1949 Geneva Conventions", "Geneva Conventions of 1949", "Geneva Conventions"),
    ),
    Treaty(
        "UNTS/75/972",
        "Geneva Convention relative to the Treatment of Prisoners of War",
        (),
        ("Third Geneva Convention",),
    ),
    Treaty(
        "UNTS/75/973",
        "Geneva Convention relative to the Protection of Civilian Persons in Time of War",
        (),
        ("Fourth Geneva Convention",),
    ),
    Treaty("UNTS/189/2545", "Convention relating to the Status of Refugees", (), ("Refugee Convention",)),
    Treaty("UNTS/606/8791", "Protocol relating to the Status of Refugees"),
    Treaty(
        "UNTS/660/9464",
        "International Convention on the Elimination of All Forms of Racial Discrimination",
        ("ICERD",),
    ),
    Treaty("UNTS/993/14531", "International Covenant on Economic, Social and Cultural Rights", ("ICESCR",)),
    Treaty("UNTS/999/14668", "International Covenant on Civil and Political Rights", ("ICCPR",)),
    Treaty("UNTS/1155/18232", "Vienna Convention on the Law of Treaties"),
    Treaty("UNTS/500/7310", "Vienna Convention on Diplomatic Relations"),
    Treaty("UNTS/596/8638", "Vienna Convention on Consular Relations"),
    Treaty(
        "UNTS/1249/20378",
        "Convention on the Elimination of All Forms of Discrimination against Women",
        ("CEDAW",),
    ),
    Treaty(
        "UNTS/1465/24841",
        "Convention against Torture and Other Cruel, Inhuman or Degrading Treatment or Punishment",
        (),
        ("Convention against Torture",),
    ),
    Treaty("UNTS/1577/27531", "Convention on the Rights of the Child"),
    Treaty("UNTS/2515/44910", "Convention on the Rights of Persons with Disabilities"),
    Treaty("UNTS/1833/31363", "United Nations Convention on the Law of the Sea", ("UNCLOS",)),
    Treaty(
        "UNTS/1125/17512",
        "Protocol Additional to the Geneva Conventions of 12 August 1949, and relating to the Protection of "
        "Victims of International Armed Conflicts",
        (),
        ("Additional Protocol I", "Protocol I Additional to the Geneva Conventions"),
    ),
    Treaty("UNTS/1125/17513", "Additional Protocol II to the Geneva Conventions", (), ("Additional Protocol II",)),
    Treaty("UNTS/249/3511", "Convention for the Protection of Cultural Property in the Event of Armed Conflict"),
    Treaty("UNTS/2187/38544", "Rome Statute of the International Criminal Court", (), ("Rome Statute",)),
    Treaty("UNTS/1771/30822", "United Nations Framework Convention on Climate Change", ("UNFCCC",)),
    Treaty(
        "UNTS/213/2889",
        "Convention for the Protection of Human Rights and Fundamental Freedoms",
        (),
        ("European Convention on Human Rights",),
    ),
)
"""Every instrument known by name; longer names come first where one contains another."""
