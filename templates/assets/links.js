// 章句: a link to a clause of another plan opens that clause in place, with its neighbours one step away. Without script, or where nothing
// can be fetched, it leads there.
"use strict";
(() => {
  const pages = new Map();
  const pageOf = (url) => {
    const address = url.href.split("#")[0];
    if (!pages.has(address)) {
      pages.set(address, fetch(address).then((answer) => {
        if (!answer.ok) throw new Error(answer.status);
        return answer.text();
      }).then((text) => new DOMParser().parseFromString(text, "text/html")));
      pages.get(address).catch(() => pages.delete(address));
    }
    return pages.get(address);
  };
  const blockOf = (part) => part.closest("p, tr, li, figure, h1, h2, h3, h4, h5, h6") ?? part;
  const shown = "p, h1, h2, h3, h4, h5, h6, .table, figure";
  const blocks = (page) => [...page.querySelectorAll("article.text " + shown.split(", ").join(", article.text "))]
    .filter((block) => !block.matches(".former") && !block.closest("details") && !block.parentElement.closest("figure, .table"));

  // A copy that can stand on another page: no ids, no marks of its own, links from where they were.
  const copyOf = (block, from, wished) => {
    const copy = block.cloneNode(true);
    const heading = /^H[1-6]$/.test(block.tagName);
    const made = heading ? Object.assign(document.createElement("p"), { className: "heading" }) : copy;
    if (heading) made.append(...copy.childNodes);
    made.querySelectorAll(".mark, .same, .ln, .l, .former, details").forEach((part) => part.remove());
    made.querySelectorAll(`[id="${CSS.escape(wished)}"]`).forEach((part) => part.classList.add("wished"));
    made.querySelectorAll("a[href]").forEach((link) => { link.href = new URL(link.getAttribute("href"), from).href; });
    made.querySelectorAll("a.t").forEach((link) => link.classList.remove("t"));
    for (const part of [made, ...made.querySelectorAll("[id]")]) part.removeAttribute("id");
    return made;
  };

  const previewOf = async (url) => {
    const page = await pageOf(url);
    const wished = decodeURIComponent(url.hash.slice(1));
    const part = page.getElementById(wished);
    if (!part) throw new Error(wished);
    if (!part.closest("article.text")) { // a place of its own, such as an entry of a list
      const box = Object.assign(document.createElement("blockquote"), { className: "preview" });
      box.append(...copyOf(part, url.href, "").childNodes);
      return box;
    }
    const all = blocks(page);
    const at = all.findIndex((block) => block === part || block.contains(part) || part.contains(block));
    let first = at;
    let last = at;
    while (/^H[1-6]$/.test(all[last].tagName) && last + 1 < all.length) last++; // a heading with the text under it
    const box = document.createElement("blockquote");
    box.className = "preview";
    const add = (i, before) => box[before ? "prepend" : "append"](copyOf(all[i], url.href, wished));
    for (let i = first; i <= last; i++) add(i, false);
    const tools = Object.assign(document.createElement("p"), { className: "steps" });
    const step = (name, more, take) => {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: name });
      const settle = () => { button.disabled = !more(); };
      button.addEventListener("click", () => { take(); box.append(tools); settle(); });
      settle();
      tools.append(button);
    };
    step(words.before, () => first > 0, () => add(--first, true));
    step(words.after, () => last + 1 < all.length, () => add(++last, false));
    tools.append(Object.assign(document.createElement("a"), { href: url.href, textContent: words.there }));
    box.append(tools);
    return box;
  };

  // In a list the text opens under its link; in a sentence, in a panel.
  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.("a.to");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button) return;
    event.preventDefault();
    const item = link.closest("li, td");
    const open = item?.querySelector(":scope > .preview");
    if (open) {
      open.remove();
      link.setAttribute("aria-expanded", "false");
      return;
    }
    try {
      const box = await previewOf(new URL(link.href));
      if (!item) return void openPanel(link, link.textContent, true, box);
      item.append(box);
      link.setAttribute("aria-expanded", "true");
    } catch { location.href = link.href; } // opened as a file, or offline
  });
  for (const link of document.querySelectorAll("li > a.to, td > a.to")) link.setAttribute("aria-expanded", "false");
})();
