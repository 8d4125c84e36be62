"""The page of an article that changed since, in a real browser, by axe-core's rules for WCAG."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from page_driver import CHROMIUM

from index.article import Article
from ui.article_page import article_page

RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
OLD = (
    "The bridge is open.\n\nIt will cost 214 million crowns, said the mayor.\n\nClarification: no."
)

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}")


@pytest.fixture(params=["light", "dark"])
def shown(request, browser):
    """The page, whose cited sentence was changed."""
    facts = {"published": date(2024, 5, 4), "dated": "feed", "publisher": "The Post"}
    old = Article("a", "The bridge", OLD, **facts)
    new = Article("a", "The bridge", OLD.replace("214", "about 238"), **facts)
    start = OLD.index("It will")
    page = browser.browser.new_page(color_scheme=request.param)
    page.set_content(article_page(old, start, start + 48, "2024-06-01T10:00:00Z", current=new))
    yield page
    page.close()


def test_it_breaks_no_rule_and_shows_what_went_and_what_came(shown):
    options = {"runOnly": RULES, "resultTypes": ["violations"]}
    assert Axe().run(shown, options=options).response["violations"] == []
    assert shown.locator("del").inner_text().strip() == "214"
    assert shown.locator("ins").inner_text().strip() == "about 238"
    assert shown.locator("del").evaluate("e => getComputedStyle(e).textDecorationLine") == (
        "line-through"
    )


def test_the_line_about_a_correction_leads_to_it(shown):
    shown.get_by_role("link", name="This article has a correction note").click()
    assert shown.locator(":target").inner_text() == "Clarification: no."
