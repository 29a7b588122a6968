"""`refcheck lookup`: what the catalogue and the symbol rules know of one reference."""

from __future__ import annotations

import argparse

from refcheck.commands.configured import add_config, custom_kinds, own_catalogue, settings_of
from refcheck.commands.console import EXIT_CLEAN, EXIT_FINDINGS
from refcheck.errors import UsageError


def add(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.description = "Shows what the catalogue and the symbol rules know of one reference."
    parser.epilog = 'Try: refcheck lookup "S/RES/853 (1993)"'
    parser.add_argument("reference", nargs="+", metavar="REFERENCE", help="as a text would write it")
    add_config(parser)


def run(options: argparse.Namespace) -> int:
    """Print the verdict on each reference in what was written."""
    from refcheck.extraction import extract
    from refcheck.extraction.view import make_view
    from refcheck.reading import from_bytes
    from refcheck.resolution.catalogues import open_catalogues
    from refcheck.resolution.resolve import resolve

    written = " ".join(options.reference)
    settings = settings_of(options)
    custom = custom_kinds(settings)
    with open_catalogues(own_catalogue(settings)) as catalogue:
        document = from_bytes(written.encode("utf-8", "replace"), "-")
        references = extract(document, make_view(document), catalogue.case_number, custom)
        if not references:
            raise UsageError(
                f'"{written}" is no reference that refcheck knows; try "S/RES/853 (1993)", "A/RES/48/114" or '
                '"General Assembly resolution 48/114"'
            )
        verdicts = resolve(references, catalogue)
        for reference, verdict in zip(references, verdicts, strict=True):
            print(f"{reference.text}")
            print(f"  kind      {reference.kind_name}")
            print(f"  canonical {', '.join(reference.canonical) or '-'}")
            for form in reference.canonical:
                series = catalogue.series_of(form)
                if series:
                    print(f"  series    {series.prefix} {series.body}, {_years(series.from_year, series.to_year)}")
            print(f"  verdict   {verdict.status}" + (f" ({verdict.reason})" if verdict.reason else ""))
            for item in verdict.comparisons:
                sign = "agrees" if item.agrees else f"differs: {item.known}"
                print(f"  compared  {item.field}: {item.written} - {sign}")
            for evidence in verdict.evidence:
                print(f"  evidence  {evidence.says}")
                print(
                    f"            {evidence.source}, {evidence.retrieved}"
                    + (f", {evidence.url}" if evidence.url else "")
                )
            for candidate in verdict.candidates:
                print(f"  perhaps   {candidate.written}: {candidate.reason}")
    wrong = any(verdict.status in ("mismatch", "not-found") for verdict in verdicts)
    return EXIT_FINDINGS if wrong else EXIT_CLEAN


def _years(first: int | None, last: int | None) -> str:
    return f"{first or '?'} to {last}" if last else f"since {first}" if first else "years not recorded"
