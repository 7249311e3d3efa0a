// 章句: how far the reader is, where in the contents, and what paper needs. For pages of running text.
"use strict";
(() => {
  const text = document.querySelector("article.text");
  const bars = document.querySelectorAll("header.site, .thumb");
  const side = document.querySelector(".page > .contents");
  const entries = new Map([...side.querySelectorAll("a")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
  const headings = [...text.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter((heading) => entries.has(heading.id));
  let current = null;

  // The section in hand is the last one whose heading has passed the upper third. Headings stand in order, so halving finds it.
  const sectionAt = (line) => {
    let [low, high] = [0, headings.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (headings[middle].getBoundingClientRect().top <= line) low = middle + 1;
      else high = middle;
    }
    return headings[low - 1];
  };
  const show = () => {
    const box = text.getBoundingClientRect();
    const read = Math.min(1, Math.max(0, -box.top / Math.max(1, box.height - innerHeight)));
    for (const bar of bars) bar.style.setProperty("--read", read.toFixed(4));
    const entry = entries.get(sectionAt(innerHeight / 3)?.id);
    if (entry === current) return;
    current?.removeAttribute("aria-current");
    current = entry;
    current?.setAttribute("aria-current", "location");
    if (!current || getComputedStyle(side).position !== "sticky") return;
    const [at, seen] = [current.getBoundingClientRect(), side.getBoundingClientRect()];
    if (at.top < seen.top + 60 || at.bottom > seen.bottom - 60) side.scrollTop += at.top - seen.top - seen.height / 2;
  };
  let waiting = 0;
  const soon = () => { waiting ||= requestAnimationFrame(() => { waiting = 0; show(); }); };
  for (const kind of ["scroll", "resize"]) addEventListener(kind, soon, { passive: true });
  soon();

  // On a phone the contents come up from the foot of the screen.
  document.querySelector(".contents-opener")?.addEventListener("click", (event) => {
    event.preventDefault();
    if (panelNow()?.opener === event.currentTarget) return closePanel(true);
    const list = side.querySelector("ol").cloneNode(true);
    list.addEventListener("click", (inner) => { if (inner.target.closest("a")) closePanel(false); });
    openPanel(event.currentTarget, event.currentTarget.textContent, true, list);
    panelNow().classList.add("held", "contents");
    list.querySelector("[aria-current]")?.scrollIntoView({ block: "center" });
  });

  // On paper a link has a number, and its address stands after the text. It goes when printing is over.
  const notes = document.querySelector(".addresses");
  const clear = () => {
    notes.hidden = true;
    notes.replaceChildren();
    document.querySelectorAll("sup.address").forEach((mark) => mark.remove());
  };
  addEventListener("beforeprint", () => {
    clear();
    const numbers = new Map();
    for (const link of text.querySelectorAll("a.c[href], figcaption a[rel]")) {
      if (!numbers.has(link.href)) numbers.set(link.href, numbers.size + 1);
      link.after(Object.assign(document.createElement("sup"), { className: "address", textContent: numbers.get(link.href) }));
    }
    const own = Object.assign(document.createElement("p"), { textContent: `${notes.dataset.own}　${location.href.split("#")[0]}` });
    const title = Object.assign(document.createElement("h2"), { textContent: notes.dataset.title });
    const list = document.createElement("ol");
    const read = (text) => { try { return decodeURI(text); } catch { return text; } };
    for (const address of numbers.keys()) list.append(Object.assign(document.createElement("li"), { textContent: read(address) }));
    notes.append(own, ...(numbers.size ? [title, list] : []));
    notes.hidden = false;
  });
  addEventListener("afterprint", clear);
})();
