// 章句: a link to a clause of another plan opens that clause in place, with its neighbours one step away. Without script, or where nothing
// can be fetched, it leads there.
"use strict";
(() => {
  const { words, openPanel, closePanel, panelNow, placePanel } = zhangju;
  const pages = new Map();
  const pageOf = (url) => {
    const address = url.href.split("#")[0];
    if (!pages.has(address)) {
      pages.set(address, fetch(address).then((answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.text();
      }).then((text) => new DOMParser().parseFromString(text, "text/html")));
      pages.get(address).catch(() => pages.delete(address));
    }
    return pages.get(address);
  };
  const shown = "p, h1, h2, h3, h4, h5, h6, .table, figure";
  const blocks = (page) => [...page.querySelectorAll("article.text " + shown.split(", ").join(", article.text "))]
    .filter((block) => !block.matches(".former") && !block.closest("details") && !block.parentElement.closest("figure, .table"));

  // A copy that can stand on another page: no ids, no marks of its own, links from where they were.
  const copyOf = (block, from, wished) => {
    const copy = block.cloneNode(true);
    const heading = /^H[1-6]$/.test(block.tagName);
    const made = heading ? Object.assign(document.createElement("p"), { className: "heading" }) : copy;
    if (heading) made.append(...copy.childNodes);
    made.querySelectorAll(".mark, .ln, .l, .same, .former, details").forEach((part) => part.remove());
    made.querySelectorAll(`[id="${CSS.escape(wished)}"]`).forEach((part) => part.classList.add("wished"));
    made.querySelectorAll("a[href]").forEach((link) => { link.href = new URL(link.getAttribute("href"), from).href; });
    made.querySelectorAll("a.t, a.to").forEach((link) => link.classList.remove("t", "to"));
    for (const part of [made, ...made.querySelectorAll("[id]")]) part.removeAttribute("id");
    return made;
  };

  const previewOf = async (url) => {
    const page = await pageOf(url);
    const wished = decodeURIComponent(url.hash.slice(1)) || "front";
    const part = page.getElementById(wished);
    if (!part) throw new Error(wished);
    const box = Object.assign(document.createElement("blockquote"), { className: "preview" });
    const tools = Object.assign(document.createElement("p"), { className: "steps" });
    box.append(tools);
    const there = Object.assign(document.createElement("a"), { href: url.href, textContent: words.there });
    if (!part.closest("article.text")) { // a place of its own: an entry of a list, or a plan as a whole with what is known of it
      if (part.tagName !== "H1") tools.before(...copyOf(part, url.href, "").childNodes);
      else tools.before(...[part, ...page.querySelectorAll("dl.meta")].map((known) => copyOf(known, url.href, "")));
      tools.append(there);
      return box;
    }
    const all = blocks(page);
    const at = all.findIndex((block) => block === part || block.contains(part) || part.contains(block));
    let first = at;
    let last = at;
    while (/^H[1-6]$/.test(all[last].tagName) && last + 1 < all.length) last++; // a heading with the text under it
    const add = (i, before) => (before ? box.firstChild : tools).before(copyOf(all[i], url.href, wished));
    for (let i = first; i <= last; i++) add(i, false);
    const step = (name, more, take) => {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: name });
      const settle = () => { button.disabled = !more(); };
      button.addEventListener("click", () => {
        take();
        settle();
        if (button.disabled) tools.querySelector("button:enabled, a").focus({ preventScroll: true });
      });
      settle();
      tools.append(button);
    };
    step(words.before, () => first > 0, () => add(--first, true));
    step(words.after, () => last + 1 < all.length, () => add(++last, false));
    tools.append(there);
    return box;
  };

  const beside = (opener, label, content) => {
    openPanel(opener, label, true, content);
    panelNow().classList.add("held", "side");
    placePanel(); // its size has changed with its class
  };

  // In a list or a table of links the text opens under its link; in a sentence, in a panel.
  const inPlace = "li > a.to:not(.c), td > a.to:not(.c), th > a.to:not(.c)";
  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.("a.to");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button) return;
    event.preventDefault();
    const item = link.matches(inPlace) ? link.parentElement : null;
    const open = item?.querySelector(":scope > .preview");
    if (open) {
      open.remove();
      link.setAttribute("aria-expanded", "false");
      return;
    }
    try {
      const box = await previewOf(new URL(link.href));
      if (!item) {
        return beside(link, link.ariaLabel ?? link.textContent, box);
      }
      if (item.querySelector(":scope > .preview")) return; // a second click while the first one was fetching
      item.append(box);
      link.setAttribute("aria-expanded", "true");
    } catch { location.href = link.href; } // opened as a file, or offline
  });

  // What other plans say opens beside the text, which stays where it is; a sentence of theirs is shown whole.
  const whole = async (link) => {
    const url = new URL(link.href);
    const part = (await pageOf(url)).getElementById(decodeURIComponent(url.hash.slice(1)));
    if (!part?.matches(".s")) return;
    link.textContent = link.textContent.replace(/ .*…$/, "");
    link.after(copyOf(part, url.href, ""));
  };
  document.addEventListener("click", (event) => {
    const line = event.target.closest?.(".text .elsewhere > summary");
    if (!line) return;
    event.preventDefault();
    if (panelNow()?.opener === line) return closePanel(true);
    const list = Object.assign(document.createElement("div"), { className: "elsewhere" });
    list.append(...[...line.parentElement.children].slice(1).map((part) => part.cloneNode(true)));
    beside(line, line.textContent, list);
    for (const link of list.querySelectorAll("li > a.to")) whole(link).catch(() => {}); // a file, or offline: as the list has it
  });
  for (const line of document.querySelectorAll(".elsewhere > summary")) line.setAttribute("aria-haspopup", "dialog");
  for (const link of document.querySelectorAll(inPlace)) link.setAttribute("aria-expanded", "false");
})();
