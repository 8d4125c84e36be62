// Opens the article of a citation beside the chat. The address's hash says which one is open
// (#/article/…), so that a reload, a shared address and the Back button all work.
(() => {
  const link = 'a[href^="/article/"]';
  let opener = null;

  const wanted = () => (location.hash.startsWith("#/article/") ? location.hash.slice(1) : null);
  const pane = () => document.getElementById("article-pane");

  // The list of conversations, Gradio's sidebar. In a narrow window, and in most beside an article,
  // it would cover the chat: it is folded away as soon as it is there, or the room is not.
  const narrow = matchMedia("(max-width: 50rem)");
  const roomy = matchMedia("(min-width: 110rem)");
  let folded = false;
  const list = () => document.getElementById("conversations");
  const isOpen = () => Boolean(list()?.classList.contains("open"));
  const toggle = () => list()?.querySelector(".toggle-button")?.click();

  const fold = () => {
    const crowded = narrow.matches || (pane() && !roomy.matches);
    if (crowded && isOpen()) {
      toggle();
      folded = true;
    }
    return list() && !(crowded && isOpen());
  };

  function build() {
    const made = document.createElement("aside");
    made.id = "article-pane";
    made.setAttribute("aria-label", "Article");
    made.innerHTML =
      '<header><a target="_blank" rel="noopener">Open in a tab</a>' +
      '<button type="button" aria-label="Close the article">Close</button></header>';
    made.querySelector("button").addEventListener("click", close);
    document.body.append(made);
    return made;
  }

  function show(address) {
    const made = pane() || build();
    const page = `${address}#cited`;
    made.querySelector("a").href = page;
    made.querySelector("iframe")?.remove();
    const frame = document.createElement("iframe"); // a new one leaves no trace in the history
    frame.title = "Article";
    frame.setAttribute("sandbox", "allow-same-origin allow-popups allow-popups-to-escape-sandbox");
    frame.addEventListener("load", () =>
      frame.contentDocument?.addEventListener("keydown", onKey),
    );
    frame.src = page;
    made.append(frame);
    document.documentElement.classList.add("article-open");
    fold();
    made.querySelector("button").focus();
  }

  function hide() {
    pane()?.remove();
    document.documentElement.classList.remove("article-open");
    if (folded && !narrow.matches && !isOpen()) toggle();
    folded = false;
    const again = [...document.querySelectorAll(link)].find(
      (other) => other.getAttribute("href") === opener,
    );
    (again || document.querySelector("#question textarea"))?.focus();
  }

  function update() {
    const address = wanted();
    if (address) show(address);
    else if (pane()) hide();
  }

  function close() {
    history.pushState(null, "", location.pathname + location.search);
    hide();
  }

  function onKey(event) {
    if (event.key === "Escape" && pane()) close();
  }

  document.addEventListener(
    "click",
    (event) => {
      const target = event.target.closest?.(link);
      const plainly = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
      if (!target || !plainly || target.closest("#article-pane")) return;
      event.preventDefault();
      event.stopPropagation();
      opener = target.getAttribute("href");
      const address = `#${opener.split("#")[0]}`;
      if (location.hash === address) update();
      else location.hash = address;
    },
    true,
  );
  document.addEventListener("keydown", onKey);

  narrow.addEventListener("change", fold);
  const seen = new MutationObserver(() => fold() && seen.disconnect());
  seen.observe(document, { childList: true, subtree: true, attributes: true });
  window.addEventListener("hashchange", update);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", update);
  else update();

  window.copydesk = {
    // The address says which conversation is open, so that a reload opens it again.
    opened(id) {
      const address = new URL(location.href);
      if ((address.searchParams.get("c") || "") === id) return;
      if (id) address.searchParams.set("c", id);
      else address.searchParams.delete("c");
      history.replaceState(null, "", address);
    },
    focusQuestion() {
      if (document.activeElement === document.body)
        document.querySelector("#question textarea")?.focus();
    },
  };
})();
