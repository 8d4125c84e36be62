// Opens the article of a citation beside the chat. The address's hash says which one is open
// (#/article/…), so that a reload, a shared address and the Back button all work.
(() => {
  const words = window.copydeskWords; // ui/text.py
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
    made.setAttribute("aria-label", words.article);
    made.innerHTML =
      '<header><a target="_blank" rel="noopener"></a><button type="button" id="ask-only"></button>' +
      '<button type="button" id="close-article"></button></header>';
    made.querySelector("a").textContent = words.open_in_tab;
    made.querySelector("#ask-only").textContent = words.ask_only;
    made.querySelector("#ask-only").addEventListener("click", askOnly);
    made.querySelector("#close-article").textContent = words.close;
    made.querySelector("#close-article").setAttribute("aria-label", words.close_article);
    made.querySelector("#close-article").addEventListener("click", close);
    document.body.append(made);
    return made;
  }

  function show(address) {
    const made = pane() || build();
    const page = `${address}#cited`;
    made.querySelector("a").href = page;
    made.querySelector("iframe")?.remove();
    const frame = document.createElement("iframe"); // a new one leaves no trace in the history
    frame.title = words.article;
    frame.setAttribute("sandbox", "allow-same-origin allow-popups allow-popups-to-escape-sandbox");
    frame.addEventListener("load", () => {
      frame.contentDocument?.addEventListener("keydown", onKey);
      made.querySelector("a").href = frame.contentWindow.location.href;
    });
    frame.src = page;
    made.append(frame);
    document.documentElement.classList.add("article-open");
    fold();
    made.querySelector("#close-article").focus();
  }

  const showChat = () => document.querySelector('#tabs [role="tab"]')?.click();

  // Limits the next questions to the article that is open (limits_panel.py hears it).
  function askOnly() {
    const id = decodeURIComponent(wanted().split("?")[0].slice("/article/".length));
    document.dispatchEvent(new CustomEvent("copydesk:only", { detail: id }));
    showChat();
    opener = null;
    if (narrow.matches) close();
    document.querySelector("#question textarea")?.focus();
  }

  // A question that is offered to be changed: the box holds it, nothing is asked yet.
  function prefill(text) {
    box().value = text;
    box().dispatchEvent(new Event("input", { bubbles: true }));
    box().focus();
  }

  // A new question goes to the top of the conversation, so that its answer is read from its
  // beginning; whoever scrolls meanwhile is left alone. Where earlier ones were asked for, what was
  // the first one stays in view, below them. Gradio names a message by its Markdown, addresses and
  // all: a screen reader is told what it is instead.
  let following = false;
  let held = 0; // questions that were shown when earlier ones were asked for
  const asked = () => [...document.querySelectorAll("#chat .user-row")];

  function place(scrolled) {
    const rows = asked();
    const more = held && rows.length > held;
    const row = more ? rows[rows.length - held] : following && rows.at(-1);
    if (!row || !scrolled) return;
    const room = more ? scrolled.clientHeight / 2 : 0;
    scrolled.scrollTop +=
      row.getBoundingClientRect().top - scrolled.getBoundingClientRect().top - room;
    if (more) held = 0;
  }

  function follow() {
    following = true;
    place(document.querySelector("#chat .panel-wrap"));
  }

  // A question is not lost, by a reload or with the server, before its answer is there: what is
  // typed and what is asked is kept, and the box holds it again.
  const WAITING = "copydesk.waiting";
  const box = () => document.querySelector("#question textarea");
  const same = (one, other) => one.split(/\s+/).join(" ").trim() === other.split(/\s+/).join(" ").trim();
  let waiting = false;

  function keep(text) {
    if (text.trim()) sessionStorage.setItem(WAITING, text);
    else sessionStorage.removeItem(WAITING);
  }

  const lastAsked = () => asked().at(-1)?.querySelector(".prose")?.innerText.trim() || "";

  function remember() {
    if (waiting && lastAsked()) keep(lastAsked());
  }

  function restore() {
    const lost = sessionStorage.getItem(WAITING) || "";
    if (same(lost, lastAsked())) sessionStorage.removeItem(WAITING); // answered meanwhile
    else if (lost && !box()?.value) prefill(lost);
  }

  function tend(chat) {
    for (const named of chat.querySelectorAll(".panel-full-width > div[aria-label]:not([role])")) {
      named.setAttribute("role", "group");
      named.setAttribute("aria-label", named.closest(".user-row") ? words.question : words.answer);
    }
    chat.querySelector('.examples[role="list"]')?.setAttribute("role", "group"); // of buttons
    chat.querySelectorAll(".edit-textarea").forEach((box) => {
      box.setAttribute("aria-label", words.question);
    });
    const scrolled = chat.querySelector(".panel-wrap");
    scrolled?.setAttribute("tabindex", "0"); // so that the arrow keys scroll it
    place(scrolled);
    remember();
  }

  function watch(chat) {
    for (const name of ["wheel", "touchmove", "pointerdown"])
      chat.addEventListener(name, () => (following = false), { passive: true });
    chat.addEventListener("keydown", (event) => {
      following = false;
      if (!event.target.matches?.(".edit-textarea") || event.key !== "Enter" || event.shiftKey) return;
      event.preventDefault();
      event.target.closest(".message-row").querySelector('button[aria-label="Submit"]')?.click();
    });
    new MutationObserver(() => tend(chat)).observe(chat, { childList: true, subtree: true });
    tend(chat);
  }

  // Gradio copies the Markdown of a message, in which what means something is escaped.
  function copyShown(event) {
    const button = event.target.closest?.('#chat button[aria-label="Copy message"]');
    const row = button?.closest(".message-row");
    const shown = row?.querySelector(".prose");
    if (!shown || !navigator.clipboard) return;
    navigator.clipboard.writeText(shown.innerText.trim());
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
  document.addEventListener(
    "click",
    (event) => {
      const target = event.target.closest?.('#chat a[href^="#ask/"]');
      if (!target) return;
      event.preventDefault();
      event.stopPropagation();
      prefill(decodeURIComponent(target.getAttribute("href").slice("#ask/".length)));
    },
    true,
  );
  // A conversation is chosen in every tab, and opens in the chat.
  document.addEventListener("click", (event) => {
    const plainly = !(event.ctrlKey || event.metaKey || event.shiftKey);
    if (plainly && event.target.closest?.("#new, #kept a")) showChat();
  });
  document.addEventListener("input", (event) => event.target === box() && keep(box().value));
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", copyShown);
  document.addEventListener(
    "click",
    (event) => {
      if (!event.target.closest?.("#earlier")) return;
      following = false;
      held = asked().length;
    },
    true,
  );

  narrow.addEventListener("change", fold);
  // The chart is drawn anew at each change; to a screen reader it is one picture, beside its table.
  function tendChart(chart) {
    for (const picture of chart.querySelectorAll("svg.marks")) {
      if (picture.getAttribute("role") !== "img") {
        picture.setAttribute("role", "img");
        picture.setAttribute("aria-label", words.chart);
      }
      picture.querySelectorAll("[role]").forEach((part) => part.removeAttribute("role"));
      picture.querySelectorAll(".role-axis-label").forEach(thin);
    }
  }

  // Along an axis no name lies on another, and nothing is said of half an article.
  function thin(axis) {
    let before = null;
    for (const label of axis.querySelectorAll("text")) {
      label.style.display = "";
      const place = label.getBoundingClientRect();
      const meets = before && place.left < before.right + 8 && place.right > before.left - 8 &&
        place.top < before.bottom && place.bottom > before.top;
      if (meets || label.textContent.includes(".")) label.style.display = "none";
      else before = place;
    }
  }

  // What the server says stays until it says something else, or is sent away.
  function watchMessages(part) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "dismiss";
    button.textContent = "×";
    button.setAttribute("aria-label", words.dismiss);
    button.addEventListener("click", () => {
      part.dataset.dismissed = "";
      document.querySelector("#question textarea")?.focus();
    });
    part.append(button);
    const changes = { childList: true, subtree: true, characterData: true };
    new MutationObserver(() => delete part.dataset.dismissed).observe(part, changes);
  }

  const watched = new Set();
  const parts = [
    ["chat", watch],
    ["over-time", watchChart],
    ["stored", watchMessages],
    ["status", watchMessages],
  ];
  const seen = new MutationObserver(() => {
    for (const [id, begin] of parts) {
      const part = document.getElementById(id);
      if (part && !watched.has(id)) begin(part);
      if (part) watched.add(id);
    }
    if (fold() && watched.size === parts.length) seen.disconnect();
  });

  function watchChart(chart) {
    const changes = { childList: true, subtree: true, attributeFilter: ["role"] };
    new MutationObserver(() => tendChart(chart)).observe(chart, changes);
    new ResizeObserver(() => setTimeout(() => tendChart(chart), 300)).observe(chart);
    tendChart(chart);
  }
  seen.observe(document, { childList: true, subtree: true, attributes: true });
  window.addEventListener("hashchange", update);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", update);
  else update();

  // Of several calls in short order only the last one's promise is kept (events.py waits for it).
  const settling = {};
  const settled = (name) =>
    new Promise((resolve) => {
      clearTimeout(settling[name]);
      settling[name] = setTimeout(resolve, 50);
    });

  window.copydesk = {
    settled,
    // The address says which conversation is open, so that a reload opens it again.
    opened(id) {
      const address = new URL(location.href);
      if ((address.searchParams.get("c") || "") === id) return;
      if (id) address.searchParams.set("c", id);
      else address.searchParams.delete("c");
      history.replaceState(null, "", address);
    },
    follow,
    restore,
    asking() {
      waiting = true;
      remember();
      follow();
    },
    ready() {
      waiting = false;
      keep(box()?.value || ""); // of what failed the box holds the question
      if (document.activeElement === document.body) box()?.focus();
    },
  };
})();
