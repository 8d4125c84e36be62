"""The HTTP API: ask, search, articles, sources, index, health; described at /docs."""

from collections.abc import Iterator
from dataclasses import asdict, astuple
from datetime import date
from importlib.metadata import version
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, HTTPException, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field, field_validator

from assistant.answer import Answer, Citation, Sentence, Turn
from assistant.assistant import Assistant
from assistant.thoughts import Anew
from assistant.write import Words
from index.article import digest, iso, printable
from index.constraints import Constraints
from index.errors import Busy, CopydeskError
from index.gone import gone
from index.index import Index
from index.removal import removed
from index.sources import Loss, described, find, known
from ui.jobs import Job, Jobs

MOST = 2**31
"""Articles that a list can be paged through."""


class Limits(BaseModel):
    """What a search is limited to; days are included."""

    model_config = ConfigDict(extra="forbid")

    publishers: list[str] = Field(default=[], description="Publishers, as the articles name them")
    after: date | None = Field(None, description="The first day of publication")
    before: date | None = Field(None, description="The last day of publication")
    articles: list[str] = Field(default=[], description="Ids of articles")

    def constraints(self) -> Constraints:
        """As the index takes them."""
        return Constraints(tuple(self.publishers), self.after, self.before, tuple(self.articles))


class Earlier(BaseModel):
    """An earlier turn of the conversation."""

    question: str
    answer: str = ""
    citations: list[Citation] = Field(
        default=[],
        description="Those of its answer, as that gave them: whom “she” means is looked up in them,"
        " and their numbers are kept",
    )

    @field_validator("citations")
    @classmethod
    def could_be_given(cls, citations: list[Citation]) -> list[Citation]:
        """Refuse what no answer gives: a number below one, half of a character."""
        for citation in citations:
            if citation.number < 1:
                raise ValueError(f"citations are numbered from 1; this is {citation.number}")
            texts = [value for value in astuple(citation) if isinstance(value, str)]
            if any(printable(text) != text for text in texts):
                raise ValueError(f"citation {citation.number} holds half a character")
        return citations

    def turn(self) -> Turn:
        """As the assistant takes it."""
        return Turn(self.question, self.answer, tuple(self.citations))


class Ask(Limits):
    """A question."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"question": "What does the Nessgate Bridge cost?"}]}
    )

    question: str
    history: list[Earlier] = Field(default=[], description="Earlier turns, the oldest first")
    refuse: bool = Field(True, description="false: the best quotes, whatever their score")


class Look(Limits):
    """A search for passages."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"query": "Nessgate Bridge cost"}]})

    query: str
    k: int = Field(10, ge=1, le=100)


class Address(BaseModel):
    """Something on the web that articles come from."""

    model_config = ConfigDict(extra="forbid")

    address: Annotated[str, Field(description="Of a page, a feed or a sitemap: http or https")]


class Sync(BaseModel):
    """A sync."""

    model_config = ConfigDict(extra="forbid")

    sources: list[str] = Field(default=[], description="Known sources; none: all of them")
    dry_run: bool = False
    allow_mass_delete: bool = False
    agreed: Annotated[
        list[Loss],
        Field(description="What a job or a source `asks` that may be deleted: this, and no more"),
    ] = []
    delete_gone: Annotated[
        bool, Field(description="Delete the articles of sources, named, that are empty or missing")
    ] = False


def api_router(assistant: Assistant, index: Index, jobs: Jobs) -> APIRouter:
    """The routes under /api."""
    router = APIRouter(prefix="/api")

    @router.post("/ask", response_model=None)
    def ask(body: Ask, stream: bool = False) -> dict[str, Any] | StreamingResponse:
        """One answer; with `?stream=1` as server-sent events `sentence`, then `answer`."""
        history = [turn.turn() for turn in body.history]
        parts = assistant.stream(
            body.question, history, constraints=body.constraints(), refuse=body.refuse
        )
        if stream:
            return StreamingResponse(_events(parts), media_type="text/event-stream")
        *_, answer = parts
        assert isinstance(answer, Answer)
        return answer.to_json()

    @router.post("/search")
    def search(body: Look) -> dict[str, Any]:
        """The passages that answers are made from, the best first."""
        keys = ("article_id", "title", "publisher", "published", "url", "start", "end", "score")
        found = assistant.search(body.query, body.k, body.constraints())
        return {
            "passages": [
                {**{key: d.metadata[key] for key in keys}, "text": d.page_content} for d in found
            ]
        }

    @router.get("/articles")
    def articles(
        query: str = "",
        offset: Annotated[int, Query(ge=0, le=MOST)] = 0,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
    ) -> dict[str, Any]:
        """The articles whose title, publisher or text holds `query`, newest first."""
        total, entries = index.library.entries(printable(query), offset, limit)
        return {"total": total, "articles": [asdict(entry) for entry in entries]}

    @router.get("/articles/{article_id}")
    def article(article_id: str, version: str | None = None) -> dict[str, Any]:
        """An article with its text, as it is or as it was in an earlier version."""
        found = index.library.article(article_id, version)
        if found is None:
            raise HTTPException(404, f"There is no article {article_id!r} of that version.")
        return {
            "article_id": found.id,
            "version": found.version,
            "title": found.title,
            "publisher": found.publisher,
            "author": found.author,
            "published": iso(found.published),
            "dated": found.dated,
            "modified": iso(found.modified),
            "url": found.url,
            "language": found.language,
            "retired": index.library.retired(found.id, found.version),
            "text": found.text,
        }

    @router.delete("/articles/{article_id}", status_code=204)
    def remove(article_id: str) -> None:
        """Take an article out, and leave it out at every sync; 409 while one runs."""
        if not index.remove(article_id):
            raise HTTPException(404, f"There is no article {article_id!r}.")

    @router.get("/removed")
    def out() -> dict[str, Any]:
        """The articles that were taken out, the latest first."""
        return {"removed": [asdict(article) for article in removed(index.library)]}

    @router.delete("/removed/{article_id}", status_code=204)
    def let_in(article_id: str) -> None:
        """Let the next sync take a removed article in again."""
        if not index.let_in(article_id):
            raise HTTPException(404, f"No article {article_id!r} was removed.")

    @router.get("/health")
    def health() -> dict[str, Any]:
        """The version, how many articles there are, and whether answers use all of the search."""
        owner = index.ownership.mine
        return {
            "version": version("copydesk"),
            "articles": index.library.extent().articles,
            "ready": index.keywords_only() is None,
            "library": index.library.id,
            "owner": digest(owner.token) if owner else None,
        }

    _add_syncs(router, index, jobs)
    _add_sources(router, index, jobs)
    return router


def _add_syncs(router: APIRouter, index: Index, jobs: Jobs) -> None:
    @router.post("/index", status_code=202)
    def start(body: Sync | None = None) -> dict[str, Any]:
        """Start a sync; 409 while one runs.

        A source of which most would be deleted is left as it is until that is `agreed`: the job is
        done with the others, and `asks`.
        """
        wanted = body or Sync()
        sources = [find(index.library, location) for location in wanted.sources] or None
        if wanted.delete_gone and sources is None:
            raise HTTPException(400, "Name the sources whose articles are to be deleted.")
        job = jobs.start(
            sources,
            dry_run=wanted.dry_run,
            allow_mass_delete=wanted.allow_mass_delete,
            agreed=wanted.agreed,
            delete_gone=wanted.delete_gone,
        )
        return job_json(job)

    @router.get("/index")
    def progress() -> dict[str, Any]:
        """How far the sync is, or what the last one changed."""
        job = jobs.last
        return job_json(job) if job else {"state": "idle"}

    @router.get("/index/{job_id}")
    def progress_of(job_id: str) -> dict[str, Any]:
        """How far a sync is, or what it changed, by the `id` that starting it gave."""
        return job_json(_job(jobs, job_id))

    @router.delete("/index/{job_id}", status_code=202)
    def cancel_one(job_id: str) -> dict[str, Any]:
        """Stop a sync, if it is the one that runs."""
        jobs.cancel(job_id)
        return job_json(_job(jobs, job_id))

    @router.delete("/index", status_code=202)
    def cancel() -> dict[str, Any]:
        """Stop the sync that runs; what it took in until then stays."""
        job = jobs.cancel()
        return job_json(job) if job else {"state": "idle"}


def _add_sources(router: APIRouter, index: Index, jobs: Jobs) -> None:
    @router.get("/sources")
    def sources() -> dict[str, Any]:
        """The sources, what of each could not be taken in, and what it `asks` before most of it is
        deleted; where one is empty or missing, since when and what is kept of it."""
        listed = []
        for source in known(index.library):
            left = gone(index.library, source)
            of_it = described(index.library, source)
            listed.append(of_it | {"gone": asdict(left) if left else None})
        return {"sources": listed}

    @router.post("/sources", status_code=201)
    def add(body: Address) -> dict[str, Any]:
        """Make a web address known; a sync of it reads it. Folders are added at the command line
        alone: who can reach this page is not to choose what is read of the machine."""
        source = index.add_address(body.address)
        return {"id": source.id, "location": source.location}

    @router.delete("/sources/{source_id}", status_code=202)
    def forget(source_id: int) -> dict[str, Any]:
        """Forget a source and start the sync that deletes its articles; 409 while one runs."""
        for source in known(index.library):
            if source.id == source_id:
                return job_json(jobs.forget(source))
        raise HTTPException(404, f"There is no source {source_id}.")


def _job(jobs: Jobs, job_id: str) -> Job:
    if job := jobs.find(job_id):
        return job
    raise HTTPException(
        404, f"There is no sync {job_id!r} among the last ones; GET /api/index tells of the last."
    )


def job_json(job: Job) -> dict[str, Any]:
    """A job as the API gives it."""
    return {
        "id": job.id,
        "state": job.state,
        "dry_run": job.dry_run,
        "started": iso(job.started),
        "ended": iso(job.ended),
        "progress": asdict(job.progress),
        "report": asdict(job.report) if job.report else None,
        "error": job.error,
        "asks_mass_delete": bool(job.asks),
        "asks": [asdict(loss) for loss in job.asks],
    }


def _events(parts: Iterator[Words | Sentence | Anew | Answer]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Words | Anew):  # the answer at the end has what counts
            continue
        name, content = (
            ("answer", part.to_json()) if isinstance(part, Answer) else ("sentence", asdict(part))
        )
        body = JSONResponse(content).body
        yield f"event: {name}\ndata: {bytes(body).decode()}\n\n"


def explain_errors(app: FastAPI) -> None:
    """Errors meant for a person become `{"detail": …}` with 4xx."""

    @app.exception_handler(CopydeskError)
    def explain(request: Request, error: CopydeskError) -> JSONResponse:
        return JSONResponse({"detail": str(error)}, 409 if isinstance(error, Busy) else 400)

    @app.exception_handler(RequestValidationError)
    def name_what_is_wrong(request: Request, error: RequestValidationError) -> JSONResponse:
        wrong = "; ".join(
            f"{'.'.join(str(part) for part in e['loc'][1:]) or 'the body'}: {e['msg']}"
            for e in error.errors()
        )
        return JSONResponse({"detail": f"The request does not fit: {wrong}."}, 422)
