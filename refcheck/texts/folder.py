"""The texts in a folder of the user's: read once, on all cores, and again only where a file has changed."""

from __future__ import annotations

import hashlib
import os
import stat
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, Self

from refcheck.domain.symbols import same_key
from refcheck.errors import ReadingError, UsageError
from refcheck.extraction.view import make_view
from refcheck.reading import SUFFIXES, content_of, from_bytes
from refcheck.texts.index import FileState, Index, default_path
from refcheck.texts.library import CitedText
from refcheck.texts.recognition import in_name, on_first_page

READER = "1"  # raise it when files are read or recognized otherwise: what older versions read is then read again
_MOST_FILES = 20_000
_UNSETTLED = 2_000_000_000  # nanoseconds: a file changed so lately may change again without another time of change
_LATER = ("Rev.", "Corr.")


class _Indexed(NamedTuple):
    path: str
    digest: str
    forms: tuple[str, ...]
    failure: str | None


class FolderTexts:
    """The texts of a folder, by symbol or case; answers `library.Texts`."""

    def __init__(
        self,
        folder: str | os.PathLike[str],
        index: Path | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """Index the folder. `index` is the index's file, by default in the platform's cache folder.

        `progress` is told how many files of how many have been read. Raises UsageError where the folder is none.
        """
        self._folder = str(Path(folder).absolute())
        if not os.path.isdir(self._folder):  # noqa: PTH112 - Path.is_dir raises where nobody may look
            name = os.fspath(folder)
            raise UsageError(f"--sources {name}: no such folder; name one with the texts of cited documents")
        self._index = Index(index or default_path(), READER)
        self._entries = tuple(_indexed(self._folder, self._index, progress))
        self._by_form: dict[str, _Indexed] = {}
        for entry in self._entries:
            if entry.failure is None:
                for form in entry.forms or in_name(entry.path):
                    self._by_form.setdefault(same_key(form), entry)
        self._text = lru_cache(maxsize=64)(self._read)

    def close(self) -> None:
        """Close the index."""
        self._index.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def forms(self) -> tuple[str, ...]:
        """The canonical forms of the documents at hand, as keys."""
        return tuple(self._by_form)

    @property
    def digest(self) -> str:
        """What tells these texts from any others: the files' names and bytes."""
        names = [(entry.path, entry.digest, entry.forms) for entry in self._entries]
        return hashlib.sha256(repr(names).encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def remarks(self) -> tuple[str, ...]:
        """What could not be read or recognized, one sentence a file."""
        lines = [f"{self._name(entry)}: {entry.failure}" for entry in self._entries if entry.failure]
        unknown = [self._name(entry) for entry in self._entries if not entry.failure and not self._forms(entry)]
        if unknown:
            shown = ", ".join(unknown[:5]) + (", …" if len(unknown) > 5 else "")
            lines.append(
                f"{len(unknown)} of {len(self._entries)} files name no symbol or case on their first page or in their "
                f"name, and were not used: {shown}"
            )
        return tuple(lines)

    def text_of(self, canonical: str) -> CitedText | None:
        """The text of a document; of a decision without its case, where only one at hand has that date."""
        entry = self._by_form.get(same_key(canonical))
        if entry is None and canonical.startswith("ICJ/?/"):
            tail = same_key(canonical)[len("ICJ/?") :]
            fitting = {form for form in self._by_form if form.startswith("ICJ/") and form.endswith(tail)}
            entry = self._by_form[fitting.pop()] if len(fitting) == 1 else None
        return self._text(entry) if entry else None

    def later_editions(self, canonical: str) -> tuple[CitedText, ...]:
        """The revisions and corrigenda of a document that are at hand."""
        key = same_key(canonical)
        found = [
            entry
            for form, entry in self._by_form.items()
            if form.startswith(f"{key}/")
            and form[len(key) + 1 :].startswith(tuple(name.upper() for name in _LATER))
            and "/" not in form[len(key) + 1 :]
        ]
        return tuple(text for entry in found if (text := self._text(entry)) is not None)

    def _forms(self, entry: _Indexed) -> tuple[str, ...]:
        return entry.forms or in_name(entry.path)

    def _name(self, entry: _Indexed) -> str:
        return os.path.relpath(entry.path, self._folder)

    def _read(self, entry: _Indexed) -> CitedText | None:
        document = self._index.document(entry.digest, entry.path)
        if document is None:
            return None
        return CitedText(self._forms(entry), document, f"file {self._name(entry)}")


def _indexed(folder: str, index: Index, progress: Callable[[int, int], None] | None) -> Iterator[_Indexed]:
    """Every file of the folder, those that have changed read again; in the order of their names."""
    states = sorted(_files(folder))
    known = {path: _Indexed(path, *entry) for path, entry in index.known(states).items()}
    changed = [state for state in states if state.path not in known]
    fresh = dict(_read_all(changed, index, progress))
    now = time.time_ns()
    settled = [
        (state, fresh[state.path].digest)
        for state in changed
        if state.path in fresh and fresh[state.path].digest and state.changed < now - _UNSETTLED
    ]
    digests = {path: entry.digest for path, entry in (known | fresh).items()}
    index.keep_files(folder, settled, {state.path: digests.get(state.path, "") for state in states})
    for state in states:
        if state.path in fresh:
            yield fresh[state.path]
        elif state.path in known:
            yield known[state.path]


def _files(folder: str) -> Iterator[FileState]:
    """The documents below the folder that refcheck can read by their names; hidden ones are left out."""
    count = 0
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.startswith((".", "~$")) or not name.lower().endswith(SUFFIXES):
                continue
            path = Path(place, name)
            try:
                status = path.stat()
            except OSError:
                continue  # gone since the folder was listed, or a link that leads nowhere
            if stat.S_ISREG(status.st_mode):
                count += 1
                if count > _MOST_FILES:
                    return
                yield FileState(str(path), status.st_size, status.st_mtime_ns)


def _read_all(
    states: Iterable[FileState], index: Index, progress: Callable[[int, int], None] | None
) -> Iterator[tuple[str, _Indexed]]:
    """Read files side by side: PDFs in a child process for each thread, so that all cores are at work."""
    waiting = list(states)
    if not waiting:
        return
    pool = ThreadPoolExecutor(max_workers=min(len(waiting), os.cpu_count() or 1), thread_name_prefix="texts")
    reading = threading.Lock()
    try:
        tasks = {pool.submit(_entry, state.path, index, reading): state.path for state in waiting}
        for done, task in enumerate(as_completed(tasks), 1):
            yield tasks[task], task.result()
            if progress:
                progress(done, len(waiting))
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _entry(path: str, index: Index, reading: threading.Lock) -> _Indexed:
    try:
        content = content_of(path)
    except ReadingError as error:
        return _Indexed(path, "", (), error.reason)  # not kept: the file may be readable next time
    digest = hashlib.sha256(content).hexdigest()
    known = index.content(digest)
    if known is not None:
        return _Indexed(path, *known)
    try:
        if content[:1024].find(b"%PDF") >= 0:
            document = from_bytes(content, path)
        else:
            with reading:  # parsed in this process, where two at once would take as long as one after the other
                document = from_bytes(content, path)
        forms = on_first_page(document, make_view(document))
    except ReadingError as error:
        index.keep(digest, (), None, error.reason)
        return _Indexed(path, digest, (), error.reason)
    except Exception as error:  # noqa: BLE001 - a defect of ours must cost one file, not the folder
        return _Indexed(path, "", (), f"refcheck failed on it ({type(error).__name__}: {error}); please report this")
    index.keep(digest, forms, document, None)
    return _Indexed(path, digest, forms, None)
