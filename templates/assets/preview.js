// 章句: what a link to another plan shows in place, made of its page. Fetched with the first that is wanted.
"use strict";
(() => {
  const { words } = zhangju;
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
      else tools.before(...[part, page.querySelector("dl.meta")].filter(Boolean).map((known) => copyOf(known, url.href, "")));
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

  const whole = async (link) => {
    const url = new URL(link.href);
    const part = (await pageOf(url)).getElementById(decodeURIComponent(url.hash.slice(1)));
    if (!part?.matches(".s")) return;
    link.textContent = link.textContent.replace(/ .*…$/, "");
    link.after(copyOf(part, url.href, ""));
  };
  Object.assign(zhangju, { previewOf, whole });
})();
