"""A model that obeys every attack, behind the real page: what of its answers is live there."""

import pytest
from obedient import ATTACKS
from page_driver import CHROMIUM, ask, chips, marked, opened, quote, serving

from ui.chat_panel import MORE
from ui.visitor import owner

pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}"),
    # Gradio's, when it sums up its queue
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
]

WATCH = r"""
window.found = [];
window.seen = 0;
const text = new Set(['P', 'SPAN', 'SMALL', 'STRONG', 'UL', 'LI', 'BR', 'DIV', 'A']);
const names = new Set(['class', 'href', 'title', 'target', 'rel', 'dir', 'data-testid']);
const ours = /^(\/article\/[\w-]+\?version=[\w-]+&start=\d+&end=\d+|#ask\/)/;
const look = (one) => {
  window.seen += 1;
  if (!text.has(one.tagName)) window.found.push(one.outerHTML);
  for (const {name, value} of one.attributes)
    if (!names.has(name) || (name === 'href' && !ours.test(value)))
      window.found.push(`${one.tagName} ${name}=${value}`);
};
const within = (node) => node.nodeType === 1 && node.closest('#chat .bot.message .prose');
new MutationObserver((changes) => {
  for (const change of changes)
    for (const node of [change.target, ...change.addedNodes])
      if (within(node)) [node, ...node.querySelectorAll('*')].forEach(look);
}).observe(document, {subtree: true, childList: true, attributes: true});
document.addEventListener('securitypolicyviolation', (one) => window.found.push(one.blockedURI));
"""
"""Looks at each element that an answer ever has, while it is written too, and at what it loads."""


@pytest.fixture(scope="module")
def attacked_page(attacked):
    """The application, and its address."""
    from ui.server import create_app

    app = create_app(attacked)
    with serving(app) as address:
        yield app, address


def holds(page):
    """Nothing that an answer had was more than text and our own links; nothing is too wide."""
    assert page.evaluate("window.found") == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")


def keep(obeyed, conversations, page):
    """Put answers into the conversation that a page shows, as if they had been asked there."""
    cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    (conversation,) = conversations.all(owner(cookies))
    for one in obeyed:
        conversations.add(owner(cookies), conversation.id, one.attack["question"], one.answer)


def show_all(page, count):
    """Open every earlier turn of the conversation."""
    shown = page.locator("#chat .bot.message")
    page.locator("#earlier").wait_for()
    while (before := shown.count()) < count:
        page.click("#earlier")
        shown.nth(min(before + MORE, count) - 1).wait_for()


def test_no_answer_has_more_than_text_and_our_own_links(window, attacked_page, obeyed):
    app, address = attacked_page
    dialogs = []
    window.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    window.add_init_script(WATCH)
    window.set_viewport_size({"width": 360, "height": 740})
    page = opened(window, address)
    title = page.title()
    asked = {one.attack["kind"]: one for one in obeyed}.values()
    for one in asked:  # of each kind one as it is written
        message = ask(page, one.attack["question"])
        assert chips(message).count() >= len(one.answer.citations) > 0, one.attack["id"]
        holds(page)
    others = [one for one in obeyed if all(one is not another for another in asked)]
    keep(others, app.state.conversations, page)
    page.reload()
    show_all(page, len(ATTACKS))
    holds(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    holds(page)
    assert page.evaluate("window.seen") >= len(ATTACKS)
    assert (dialogs, page.title()) == ([], title)


def test_what_is_not_confirmed_opens_what_it_may_be_compared_with(
    window, attacked, attacked_page, obeyed
):
    _, address = attacked_page
    unsure = (one for one in obeyed if any(said.compare for said in one.answer.sentences))
    page = opened(window, address)
    message = ask(page, next(unsure).attack["question"])
    link = message.locator(".unconfirmed + small a").first
    text = quote(attacked.index, link.get_attribute("href"))
    link.click()
    assert marked(page) == text
