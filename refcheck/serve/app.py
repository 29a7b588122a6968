"""The addresses of the local page, and what each does."""

from __future__ import annotations

import contextlib
import datetime as dt
import secrets
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from refcheck.errors import ReadingError
from refcheck.reading import MAX_BYTES
from refcheck.reading.kinds import refuse_unknown
from refcheck.serve import pages
from refcheck.serve.guard import FILE_HEADERS, REPORT_HEADERS, BodyTooLargeError, Guard, Names, same, too_large
from refcheck.serve.history import History, Run
from refcheck.serve.jobs import AT_A_TIME, MOST_WAITING, Decision, Jobs, Terms, TooBusyError
from refcheck.serve.names import MOST_CHARACTERS, PASTED, shown_name

_FORM_BYTES = 512 * 1024  # besides the document
_MOST_FIELDS = 20_000  # findings that are accepted at once
_MOST_REASON = 2000  # characters
_STALE = "This page is from before the server was started. Go back, load it again, and repeat what you did."


def app_of(folder: Path, terms: Terms, names: Names, key: str | None) -> Starlette:
    """The application, for all who ask or those who have the key. Raises UsageError where the folder cannot be used."""
    return _Local(History(folder), terms).app(names, key)


class _Local:
    def __init__(self, history: History, terms: Terms) -> None:
        self._history = history
        self._jobs = Jobs(history, terms)
        self._token = secrets.token_urlsafe(32)  # in every form: only a page of ours has it

    def app(self, names: Names, key: str | None) -> Starlette:
        routes = [
            Route("/", self._start),
            Route("/style.css", lambda _: Response(pages.style(), media_type="text/css")),
            Route("/script.js", lambda _: Response(pages.script(), media_type="text/javascript")),
            Route("/runs", self._submit, methods=["POST"]),
            Route("/runs/delete", self._delete_all, methods=["POST"]),
            Route("/runs/{id}", self._run),
            Route("/runs/{id}/state", self._state),
            Route("/runs/{id}/report", self._report),
            Route("/runs/{id}/files/{name}", self._file),
            Route("/runs/{id}/baseline.json", self._baseline),
            Route("/runs/{id}/accept", self._accept, methods=["POST"]),
            Route("/runs/{id}/take-back", self._take_back, methods=["POST"]),
            Route("/runs/{id}/again", self._again, methods=["POST"]),
            Route("/runs/{id}/delete", self._delete, methods=["POST"]),
        ]

        @contextlib.asynccontextmanager
        async def living(_: Starlette) -> AsyncIterator[None]:
            yield
            await run_in_threadpool(self._jobs.close)

        return Starlette(
            routes=routes,
            middleware=[Middleware(Guard, names=names, most_bytes=MAX_BYTES + _FORM_BYTES, key=key)],
            exception_handlers={
                HTTPException: _said,
                BodyTooLargeError: _said_too_large,
                TimeoutError: _said_too_slow,
                OSError: _said_of_files,
            },
            lifespan=living,
        )

    # What is read.

    def _start(self, _: Request) -> Response:
        return HTMLResponse(pages.start_page(self._all(), self._token))

    def _run(self, request: Request) -> Response:
        return HTMLResponse(pages.run_page(self._known(self._asked(request)), self._token))

    def _state(self, request: Request) -> Response:
        return JSONResponse(pages.state(self._known(self._asked(request))))

    def _report(self, request: Request) -> Response:
        run = self._asked(request)
        name = next((name for form, name in self._files(run) if form == "html"), None)
        return self._sent(run, name, REPORT_HEADERS)

    def _file(self, request: Request) -> Response:
        run, asked = self._asked(request), request.path_params["name"]
        name = next((name for _, name in self._files(run) if name == asked), None)  # of the list, never of the address
        return self._sent(run, name, {**FILE_HEADERS, "Content-Disposition": _attached(str(name))})

    def _baseline(self, request: Request) -> Response:
        file = self._history.folder(self._asked(request)) / "baseline.json"
        if not file.is_file():
            raise HTTPException(404, "No finding was accepted in this document.")
        return FileResponse(file, headers={"Content-Disposition": _attached("baseline.json")})

    # What is done.

    async def _submit(self, request: Request) -> Response:
        async with self._form(request) as form:
            online = form.get("online") == "yes"
            text = form.get("text")
            text = text if isinstance(text, str) else ""
            try:
                name, content = await _document(form, text)
                await run_in_threadpool(self._jobs.refuse_when_busy)
            except ReadingError as error:
                return await self._refused(422, f"{error.path}: {error.reason}" if error.path else error.reason, text)
            except TooBusyError:
                most = AT_A_TIME + MOST_WAITING
                return await self._refused(503, f"{most} documents wait already; try again when some are done", text)
        run = await run_in_threadpool(self._added, name, content, online)
        return RedirectResponse(f"/runs/{run.id}", 303)

    async def _accept(self, request: Request) -> Response:
        async with self._form(request) as form:
            run = self._asked(request)
            given = {name: " ".join(str(form.get(name, "")).split()) for name in ("by", "reason")}
            wanted = [value for value in form.getlist("finding") if isinstance(value, str)]
        complaint = _missing(wanted, given)
        if complaint:
            known = await run_in_threadpool(self._known, run)
            return HTMLResponse(pages.run_page(known, self._token, complaint=complaint, given=given), 422)
        return self._decided(run, Decision(accept=wanted, **given))

    async def _take_back(self, request: Request) -> Response:
        async with self._form(request) as form:
            wanted = [value for value in form.getlist("finding") if isinstance(value, str)]
        return self._decided(self._asked(request), Decision(take_back=wanted))

    async def _again(self, request: Request) -> Response:
        async with self._form(request):
            return self._decided(self._asked(request), Decision())

    async def _delete(self, request: Request) -> Response:
        async with self._form(request):
            await run_in_threadpool(self._gone, [self._asked(request)])
        return RedirectResponse("/", 303)

    async def _delete_all(self, request: Request) -> Response:
        async with self._form(request):
            await run_in_threadpool(lambda: self._gone(self._history.all()))
        return RedirectResponse("/", 303)

    # How.

    @contextlib.asynccontextmanager
    async def _form(self, request: Request) -> AsyncIterator[FormData]:
        """The form of a request, which must be one of our pages'."""
        async with request.form(max_files=1, max_fields=_MOST_FIELDS, max_part_size=MAX_BYTES) as form:
            if not same(form.get("token"), self._token):
                raise HTTPException(403, _STALE)
            yield form

    def _added(self, name: str, content: bytes, online: bool) -> Run:
        now = dt.datetime.now(dt.UTC)
        run = self._history.add(name, content, online=online, now=now, inherits=name != PASTED)
        self._jobs.start(run)
        return run

    def _decided(self, run: Run, decision: Decision) -> Response:
        if not self._jobs.start(run, decision):
            raise HTTPException(409, "This document is being checked; go back, and repeat this when it is done.")
        return RedirectResponse(f"/runs/{run.id}", 303)

    def _gone(self, runs: Sequence[Run]) -> None:
        for run in runs:
            self._jobs.end(run)
            self._history.delete(run)

    async def _refused(self, status: int, complaint: str, text: str) -> Response:
        known = await run_in_threadpool(self._all)
        return HTMLResponse(pages.start_page(known, self._token, complaint=complaint, text=text), status)

    def _asked(self, request: Request) -> Run:
        run = self._history.get(request.path_params["id"])
        if run is None:
            raise HTTPException(404, "This document is not here; perhaps it was deleted.")
        return run

    def _all(self) -> list[pages.Known]:
        return [self._known(run) for run in self._history.all()]

    def _known(self, run: Run) -> pages.Known:
        stage = self._jobs.stage(run)  # asked first: a result that comes meanwhile is no harm, one that is missed is
        return pages.Known(run, stage, self._jobs.error(run), self._history.result(run))

    def _files(self, run: Run) -> list[tuple[str, str]]:
        return [(form, name) for form, name in self._history.result(run).get("files", ())]

    def _sent(self, run: Run, name: str | None, headers: Mapping[str, str]) -> Response:
        if name is None:
            raise HTTPException(404, "There is no such report of this document.")
        file = self._history.folder(run) / self._history.result(run)["reports"] / name
        return FileResponse(file, headers=headers)


async def _document(form: FormData, text: str) -> tuple[str, bytes]:
    """The name and the bytes of what was handed in. Raises ReadingError for what cannot be taken."""
    upload = form.get("document")
    chosen = upload if isinstance(upload, UploadFile) and upload.filename else None
    if chosen is not None and text.strip():
        raise ReadingError("", "a file was chosen and a text was pasted: take one of them away")
    if chosen is None:
        if not text.strip():
            raise ReadingError("", "choose a file, or paste a text")
        return PASTED, text.replace("\r\n", "\n").encode("utf-8", "replace")
    name = shown_name(str(chosen.filename))
    refuse_unknown(name)
    content = await chosen.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise ReadingError(name, too_large(MAX_BYTES).strip())
    return name, content


def _missing(wanted: Sequence[str], given: dict[str, str]) -> str | None:
    """What a decision lacks."""
    if not wanted:
        return "Choose the findings that you accept."
    if not given["by"] or not given["reason"]:
        return "Say who accepts the findings, and why: neither can be empty."
    if len(given["by"]) > MOST_CHARACTERS or len(given["reason"]) > _MOST_REASON:
        return f"A name has at most {MOST_CHARACTERS} characters, a reason {_MOST_REASON:,}."
    return None


def _attached(name: str) -> str:
    return f"attachment; filename*=UTF-8''{quote(name, safe='')}"


_HEADINGS = {403: "Not taken", 404: "Not here", 405: "Not possible", 413: "Too large"}


def _said(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - Starlette's signature
    heading = _HEADINGS.get(error.status_code, "Not possible")
    return HTMLResponse(pages.error_page(heading, error.detail), error.status_code)


def _said_too_large(_: Request, __: Exception) -> Response:
    return HTMLResponse(pages.error_page(_HEADINGS[413], too_large(MAX_BYTES)), 413)


def _said_too_slow(_: Request, __: Exception) -> Response:
    return HTMLResponse(pages.error_page("Not taken", "The document did not come within a minute."), 408)


def _said_of_files(_: Request, error: Exception) -> Response:
    reason = f"A file could not be written, read or deleted ({getattr(error, 'strerror', None)}). Is the disk full?"
    return HTMLResponse(pages.error_page("Not done", reason), 500)
