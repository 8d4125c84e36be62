"""The page at `/docs` that describes the API: Swagger UI, all of it served from here."""

from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles

from ui.page import STATIC

SWAGGER_UI = ("fastapi_offline", "static")
"""The package that brings its files, and the folder in it."""
DOCS_CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",  # Swagger UI's icons have styles of their own
        "img-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)


def add_docs(app: FastAPI) -> None:
    """Describe an application at `/docs`; its own page there must be turned off."""
    app.mount("/docs/files", StaticFiles(directory=STATIC, packages=[SWAGGER_UI]))

    @app.get("/docs", include_in_schema=False)
    def docs() -> HTMLResponse:
        page = (STATIC / "docs.html").read_text("utf-8")
        return HTMLResponse(page, headers={"Content-Security-Policy": DOCS_CSP})
