"""The command line: arguments, progress, exit codes. The only module that prints.

Heavy parts are imported where a command needs them, so that `refcheck extract` starts fast.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

from refcheck import __version__
from refcheck.errors import ReadingError, RefcheckError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from refcheck.extraction.found import Extractor
    from refcheck.extraction.kinds import Example
    from refcheck.model import Document, Severity, Unread
    from refcheck.report import Report
    from refcheck.reporting import RuleText
    from refcheck.resolution.catalogue import Catalogue
    from refcheck.settings import Settings

EXIT_CLEAN, EXIT_FINDINGS, EXIT_USAGE, EXIT_UNREAD, EXIT_INTERRUPTED = 0, 1, 2, 3, 130
_EXITS = """\
exit codes:
  0    nothing at or above --fail-on
  1    findings at or above --fail-on
  2    wrong usage, or nothing could be read
  3    some inputs could not be read (the others were checked)
  130  interrupted (finished reports are kept)
"""
FORMATS = ("html", "json")
FAIL_ON = ("error", "warning", "never")
SETTINGS = "refcheck.toml"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with the exit code of the contract."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = run(arguments)
        sys.stdout.flush()
    except RefcheckError as error:
        _complain(str(error))
        code = EXIT_USAGE
    except KeyboardInterrupt:
        _complain("interrupted; finished reports are kept")
        code = EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone (`refcheck extract … | head`): nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = EXIT_CLEAN
    sys.exit(code)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. Raises UsageError for what argparse cannot see."""
    options = _parser().parse_args(arguments)
    match options.command:
        case "extract":
            return _print_text(options.files) if options.text else _extract(options)
        case "check":
            return _check(options)
        case "lookup":
            return _lookup(options)
        case "kinds":
            return _kinds(options)
        case _:
            return _explain(options.rules)


def _wrapped(prog: str) -> argparse.HelpFormatter:
    """The formatter of argparse, told the width: finding it out itself costs the import of shutil at each start."""
    return argparse.HelpFormatter(prog, width=_width())


def _raw(prog: str) -> argparse.HelpFormatter:
    """The same for texts with line breaks of their own."""
    return argparse.RawDescriptionHelpFormatter(prog, width=_width())


def _width() -> int:
    columns = os.environ.get("COLUMNS", "")
    try:
        return (int(columns) if columns.isdigit() else os.get_terminal_size().columns) - 2
    except OSError:  # no terminal
        return 78


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="refcheck",
        formatter_class=_wrapped,
        description="Checks the references in United Nations documents: symbols, resolutions, decisions of the "
        "International Court of Justice, footnotes, agenda items, links.",
        epilog="Try: refcheck check letter.txt, then open reports/letter.html",
    )
    parser.add_argument("--version", action="version", version=f"refcheck {__version__}")
    commands = parser.add_subparsers(prog="refcheck", dest="command", required=True, metavar="COMMAND")

    check = commands.add_parser(
        "check",
        help="check documents and write a report for each",
        description="Checks documents against themselves and the embedded catalogue, and writes one page a document.",
        epilog=_EXITS,
        formatter_class=_raw,
    )
    check.add_argument(
        "paths", nargs="+", metavar="PATH", help=".txt, .md, .html, .docx or .pdf files, folders, or globs"
    )
    check.add_argument("--out", default="reports", metavar="DIR", help="default: reports/")
    check.add_argument(
        "--format",
        default="html,json",
        type=_formats,
        metavar="LIST",
        help=f"any of {', '.join(FORMATS)}; default: both",
    )
    check.add_argument(
        "--fail-on",
        choices=FAIL_ON,
        default="error",
        help="the mildest finding that makes the exit code 1; default: error",
    )
    check.add_argument(
        "--offline", action="store_true", help="open no network connection (this version never opens one)"
    )
    _add_config(check)

    extract = commands.add_parser(
        "extract",
        formatter_class=_wrapped,
        help="print the references of documents, one JSON object a line",
        description="Prints every reference with its place, its canonical form and what the text says of it.",
    )
    extract.add_argument(
        "files", nargs="+", metavar="FILE", help=".txt, .md, .html, .docx or .pdf files; - reads standard input"
    )
    extract.add_argument(
        "--text", action="store_true", help="print the text that start and end count in, exactly, and no references"
    )
    _add_config(extract)

    lookup = commands.add_parser(
        "lookup",
        formatter_class=_wrapped,
        help="show what is known of one reference",
        description="Shows what the catalogue and the symbol rules know of one reference.",
        epilog='Try: refcheck lookup "S/RES/853 (1993)"',
    )
    lookup.add_argument("reference", nargs="+", metavar="REFERENCE", help="as a text would write it")
    _add_config(lookup)

    kinds = commands.add_parser(
        "kinds",
        formatter_class=_wrapped,
        help="list the kinds of reference, and try the examples of your own",
        description="Lists what is looked for, with an example of each written form: built-in kinds, and those of "
        "your own, whose examples are tried.",
    )
    _add_config(kinds)

    explain = commands.add_parser(
        "explain",
        formatter_class=_wrapped,
        help="explain a rule, with a wrong and a right example",
        description="Explains rules; without a name, lists all of them.",
    )
    explain.add_argument("rules", nargs="*", metavar="RULE")
    return parser


def _add_config(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--config", metavar="FILE", help=f"settings with kinds of your own; default: {SETTINGS} here, if there is one"
    )


def _formats(value: str) -> tuple[str, ...]:
    wanted = tuple(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))
    unknown = [part for part in wanted if part not in FORMATS]
    if unknown or not wanted:
        raise argparse.ArgumentTypeError(f'"{", ".join(unknown)}" is none of {", ".join(FORMATS)}')
    return wanted


def _complain(message: str) -> None:
    _say(f"refcheck: {' '.join(message.split())}", file=sys.stderr)


def _say(line: str, *, file: TextIO | None = None) -> None:
    """Print a line; where a progress bar stands in the terminal, above it."""
    bar = sys.modules.get("tqdm")
    if bar:
        bar.tqdm.write(line, file=file or sys.stdout)
    else:
        print(line, file=file or sys.stdout)


def _settings(options: argparse.Namespace) -> Settings | None:
    """The settings of --config, else of refcheck.toml here; where there is none, nothing is loaded to read it."""
    if options.config is None and not os.path.lexists(SETTINGS):
        return None
    from refcheck.settings import load

    return load(SETTINGS if options.config is None else options.config)


def _custom(settings: Settings | None) -> tuple[Extractor, ...]:
    """The user's own kinds, their examples tried; raises UsageError where one does not hold."""
    if settings is None:
        return ()
    from refcheck.extraction.custom import extractors

    return extractors(settings)


# --- extract -------------------------------------------------------------------------------


def _extract(options: argparse.Namespace) -> int:
    from refcheck import extract, read

    settings = _settings(options)
    _custom(settings)
    failed = 0
    for name in options.files:
        try:
            document = read(name)
        except ReadingError as error:
            _complain(str(error))
            failed += 1
            continue
        _tell_remarks(document)
        for reference in extract(document, settings):
            print(json.dumps(reference.as_json(name), ensure_ascii=False))
    return EXIT_CLEAN if not failed else EXIT_USAGE if failed == len(options.files) else EXIT_UNREAD


def _print_text(files: Sequence[str]) -> int:
    """Print the text of one document, byte for byte: no newline is translated or added."""
    from refcheck import read

    if len(files) > 1:
        raise UsageError("--text prints one document; name one file")
    sys.stdout.flush()
    sys.stdout.buffer.write(read(files[0]).text.encode("utf-8", "backslashreplace"))
    return EXIT_CLEAN


def _tell_remarks(document: Document) -> None:
    for remark in document.remarks:
        _complain(f"{document.path}: {remark}")


# --- check ---------------------------------------------------------------------------------


def _check(options: argparse.Namespace) -> int:
    from refcheck.reporting import Entry, Names, write, write_index
    from refcheck.resolution.catalogue import Catalogue

    custom = _custom(_settings(options))
    unread: list[Unread] = []
    paths = list(_documents(options.paths, unread))
    entries: list[Entry] = []
    failing = False
    rules = _rule_texts()
    out = _made_folder(options.out)
    names = Names(out)
    with Catalogue.embedded() as catalogue:
        for path in _with_progress(paths):
            report = _checked(path, catalogue, custom, unread)
            if report is None:
                continue
            written = write(report, out, options.format, rules=rules, names=names)
            page = next((file.name for file in written if file.suffix == ".html"), None)
            entries.append(Entry.of(report, page))
            failing |= _fails(report, options.fail_on)
            _tell(report, written)
    for failure in unread:
        _complain(f"{failure.path}: {failure.reason}")
    if "html" in options.format and entries and len(entries) + len(unread) > 1:
        print(f"index: {write_index(entries, unread, out)}")
    if not entries:
        return EXIT_USAGE
    return EXIT_UNREAD if unread else EXIT_FINDINGS if failing else EXIT_CLEAN


def _checked(path: str, catalogue: Catalogue, custom: tuple[Extractor, ...], unread: list[Unread]) -> Report | None:
    """The report on one document; a failure is noted in `unread`, and the batch goes on."""
    from refcheck.model import Unread
    from refcheck.pipeline import check_document
    from refcheck.reading import read

    try:
        return check_document(read(path), catalogue, custom=custom)
    except ReadingError as error:
        unread.append(Unread(error.path, error.reason))
    except RefcheckError:
        raise
    except Exception as error:  # noqa: BLE001 - a defect of ours must cost one document, not the batch
        defect = f"refcheck failed on it ({type(error).__name__}: {error}); please report this with the file"
        unread.append(Unread(path, defect))
    return None


def _made_folder(name: str) -> Path:
    from pathlib import Path

    folder = Path(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"--out {folder}: cannot be made or is no folder ({error.strerror}); name another") from error
    if not os.access(folder, os.W_OK):
        raise UsageError(f"--out {folder}: no permission to write there; name another folder")
    return folder


def _documents(paths: Iterable[str], unread: list[Unread]) -> Iterator[str]:
    """The files that the arguments name, each once: folders are searched, globs expanded."""
    seen: set[str] = set()
    for argument in paths:
        for path in _expanded(argument, unread):
            if path not in seen:
                seen.add(path)
                yield path


def _expanded(argument: str, unread: list[Unread]) -> Iterator[str]:
    from glob import glob
    from pathlib import Path

    if Path(argument).is_dir():
        yield from _in_folder(argument, unread)
    elif any(sign in argument for sign in "*?[") and not os.path.lexists(argument):
        matches = sorted(glob(argument, recursive=True))  # noqa: PTH207 - patterns may be absolute
        if not matches:
            _note(unread, argument, "matches no file; check the spelling")
        for match in matches:
            yield from _in_folder(match, unread) if Path(match).is_dir() else [match]
    else:
        yield argument


def _in_folder(folder: str, unread: list[Unread]) -> Iterator[str]:
    from pathlib import Path

    from refcheck.reading import SUFFIXES

    def refused(error: OSError) -> None:
        name = error.filename or folder
        _note(unread, str(name), f"the folder cannot be read ({error.strerror}); ask its owner")

    failures = len(unread)
    found = False
    for root, folders, files in os.walk(folder, onerror=refused):
        folders.sort()
        for name in sorted(files):
            if name.lower().endswith(SUFFIXES):
                found = True
                yield str(Path(root, name))
    if not found and len(unread) == failures:
        _note(unread, folder, f"the folder holds no {' or '.join(SUFFIXES)} file")


def _note(unread: list[Unread], path: str, reason: str) -> None:
    from refcheck.model import Unread

    unread.append(Unread(path, reason))


def _with_progress(paths: list[str]) -> Iterable[str]:
    if len(paths) < 2 or not sys.stderr.isatty():
        return paths
    from tqdm import tqdm

    return tqdm(paths, unit="document", file=sys.stderr, leave=False)


def _fails(report: Report, fail_on: str) -> bool:
    counted: dict[str, Sequence[str]] = {"error": ("error",), "warning": ("error", "warning"), "never": ()}
    return any(finding.severity in counted[fail_on] for finding in report.findings)


def _tell(report: Report, written: Sequence[Path]) -> None:
    """One line a document, and one line for each error and warning: file:line:column: what."""
    document = report.document
    _tell_remarks(document)
    for finding in report.findings:
        if finding.severity != "info":
            line = document.text.count("\n", 0, finding.span.start) + 1
            column = finding.span.start - document.text.rfind("\n", 0, finding.span.start)
            hint = f" Suggestion: {finding.suggestion}" if finding.suggestion else ""
            _say(f"{document.path}:{line}:{column}: {finding.severity} [{finding.rule}] {finding.message}{hint}")
    counts = ", ".join(_counted(number, severity) for severity, number in report.counts().items())
    summary = report.summary()
    _say(
        f"{document.path}: {counts}; {summary['verified']} of {_plural(summary['references'], 'reference')} verified, "
        f"{summary['unverifiable']} not checked -> {written[0]}"
    )


def _counted(number: int, severity: Severity) -> str:
    return _plural(number, {"error": "error", "warning": "warning", "info": "hint"}[severity])


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _rule_texts() -> dict[str, RuleText]:
    from refcheck.reporting import RuleText
    from refcheck.rules import RULES

    return {rule.name: RuleText(rule.title, rule.summary, rule.why, rule.wrong, rule.right) for rule in RULES}


# --- lookup, kinds and explain -------------------------------------------------------------


def _lookup(options: argparse.Namespace) -> int:
    from refcheck.extraction import extract
    from refcheck.extraction.view import make_view
    from refcheck.reading import from_bytes
    from refcheck.resolution.catalogue import Catalogue
    from refcheck.resolution.resolve import resolve

    written = " ".join(options.reference)
    custom = _custom(_settings(options))
    with Catalogue.embedded() as catalogue:
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


def _kinds(options: argparse.Namespace) -> int:
    from refcheck.extraction.kinds import KINDS, Example

    settings = _settings(options)
    _custom(settings)
    for row in KINDS:
        _print_kind(row.kind, row.name, row.examples)
    if settings is not None:
        for kind in settings.kinds:
            examples = [Example(one.text, tuple((form,) for form in one.canonical)) for one in kind.examples]
            _print_kind(kind.name, f"of your own, in {settings.file}; its examples hold", examples)
    return EXIT_CLEAN


def _print_kind(kind: str, name: str, examples: Iterable[Example]) -> None:
    print(f"{kind}: {name}")
    for example in examples:
        forms = ", ".join(form for forms in example.canonical for form in forms)
        print(f"  {example.text}\n    -> {forms or 'nothing'}")


def _explain(names: Sequence[str]) -> int:
    from refcheck.rules import RULES, RULES_BY_NAME

    if not names:
        for rule in RULES:
            print(f"{rule.severity:8} {rule.name:26} {rule.summary}")
        return EXIT_CLEAN
    unknown = [name for name in names if name not in RULES_BY_NAME]
    if unknown:
        raise UsageError(f'no rule is called "{unknown[0]}"; `refcheck explain` lists all{_near(unknown[0])}')
    for name in names:
        rule = RULES_BY_NAME[name]
        print(f"{rule.name} ({rule.severity})\n\n{rule.summary}\n\nWhy\n{_indented(rule.why)}")
        print(f"\nWrong\n{_indented(rule.wrong)}\n\nRight\n{_indented(rule.right)}\n")
    return EXIT_CLEAN


def _near(name: str) -> str:
    from rapidfuzz import process

    from refcheck.rules import RULES_BY_NAME

    best = process.extractOne(name, list(RULES_BY_NAME), score_cutoff=60)
    return f' (did you mean "{best[0]}"?)' if best else ""


def _indented(text: str) -> str:
    import textwrap

    return textwrap.indent(text, "  ")
