// 章句: how far the reader is, where in the contents, and what paper needs. For pages of running text.
"use strict";
(() => {
  const { words, plan, stuck, openPanel, closePanel, panelNow, offerCopies, placeOf, PLACES } = zhangju;
  const text = document.querySelector("article.text");
  const bars = document.querySelectorAll("header.site, .thumb");
  const side = document.querySelector(".page > .contents");
  const entries = new Map([...side.querySelectorAll("a")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
  const headings = [...text.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter((heading) => entries.has(heading.id));
  let current = null;

  // The section in hand is the last one whose heading has passed the head of the screen; at the end of the text, where none can come up
  // there any more, the line goes down to meet them. Headings stand in order, so halving finds it.
  const sectionAt = (line) => {
    let [low, high] = [0, headings.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (headings[middle].getBoundingClientRect().top <= line) low = middle + 1;
      else high = middle;
    }
    return headings[low - 1];
  };
  const sectionOf = (place) => headings.findLast((one) => one === place || one.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING);
  const now = document.querySelector(".where .now");
  const chapter = now?.cloneNode(true);
  const tellPlace = (heading) => {
    const link = entries.get(heading?.id);
    if (!now) return;
    if (link) {
      now.replaceChildren(...[...link.childNodes].map((node) => node.cloneNode(true)));
      now.hash = link.hash;
      const number = now.querySelector(".number");
      if (number && heading.dataset.n) number.textContent = heading.dataset.n;
    }
    else if (now.hash !== chapter.hash) { now.replaceChildren(...[...chapter.childNodes].map((node) => node.cloneNode(true))); now.href = chapter.href; }
  };
  const show = () => {
    const box = text.getBoundingClientRect();
    const read = Math.min(1, Math.max(0, -box.top / Math.max(1, box.height - innerHeight)));
    for (const bar of bars) bar.style.setProperty("--read", read.toFixed(4));
    const room = Math.min(innerHeight, box.bottom + scrollY - innerHeight); // what there is to scroll while the line goes down
    const top = stuck() + 48, left = room > 0 ? Math.max(0, box.bottom - innerHeight) / room : 1;
    const line = top + Math.max(0, innerHeight - top) * Math.max(0, 1 - left);
    const { arrived } = zhangju, here = arrived && Math.abs(scrollY - arrived.y) < innerHeight / 6;
    const heading = here ? sectionOf(document.getElementById(arrived.section)) : sectionAt(line);
    const entry = entries.get(heading?.id);
    if (entry === current) return;
    current?.removeAttribute("aria-current");
    current = entry;
    current?.setAttribute("aria-current", "location");
    tellPlace(heading);
    if (!current || getComputedStyle(side).position !== "sticky") return;
    const [at, seen] = [current.getBoundingClientRect(), side.getBoundingClientRect()];
    if (at.top < seen.top + 60 || at.bottom > seen.bottom - 60) side.scrollTop += at.top - seen.top - seen.height / 2;
  };
  let waiting = 0;
  const soon = () => { waiting ||= requestAnimationFrame(() => { waiting = 0; show(); }); };
  for (const kind of ["scroll", "resize", "arrived"]) addEventListener(kind, soon, { passive: true });
  soon();

  // On a phone the contents come up from the foot of the screen; those of the whole plan are fetched when they are wanted.
  const closing = (event) => { if (event.target.closest("a[href*='#']")?.pathname === location.pathname) closePanel(false); };
  const planContents = async (link, list) => {
    const page = await fetch(link.href).then((answer) => answer.text()).then((html) => new DOMParser().parseFromString(html, "text/html"));
    const found = page.querySelector(".contents ol");
    for (const folded of found.querySelectorAll("details")) folded.replaceWith(folded.lastElementChild);
    for (const inner of found.querySelectorAll("a")) inner.href = new URL(inner.getAttribute("href"), link.href).href;
    list.replaceChildren(...found.childNodes);
  };
  document.querySelector(".contents-opener")?.addEventListener("click", (event) => {
    event.preventDefault();
    if (panelNow()?.opener === event.currentTarget) return closePanel(true);
    const list = side.querySelector("ol").cloneNode(true);
    list.addEventListener("click", closing);
    const up = document.querySelector(".where a:not(.now)").cloneNode(true);
    up.className = "up";
    up.append(` · ${words.planContents}`);
    up.addEventListener("click", async (inner) => {
      if (inner.metaKey || inner.ctrlKey || inner.shiftKey || up.dataset.done) return;
      inner.preventDefault();
      try { await planContents(up, list); up.dataset.done = "1"; } catch { location.href = up.href; } // a file, or offline
    });
    openPanel(event.currentTarget, event.currentTarget.textContent, true, up, list);
    panelNow().classList.add("held", "contents");
    list.querySelector("[aria-current]")?.scrollIntoView({ block: "center" });
  });

  // By keyboard: the text is one stop, at the place in hand; arrows go on from place to place, Enter tells what can be done with it.
  const places = [...text.querySelectorAll(PLACES)];
  let stop = null;
  const stopAt = (part, focus) => {
    stop?.removeAttribute("tabindex");
    stop?.removeAttribute("aria-description");
    stop = part;
    stop.tabIndex = 0;
    stop.setAttribute("aria-description", words.placeKeys);
    if (focus) { stop.focus({ preventScroll: true }); stop.scrollIntoView({ block: "nearest" }); }
  };
  const firstSeen = () => {
    const line = stuck();
    return places.find((one) => { const box = one.getBoundingClientRect(); return box.height && box.bottom > line + 4; });
  };
  const inHand = (event) => {
    if (document.activeElement?.closest("article.text")) return;
    const wished = places.find((part) => part.matches(":target, .here")), box = wished?.getBoundingClientRect();
    const seen = box && box.bottom > 0 && box.top < innerHeight, part = seen ? wished : firstSeen();
    const first = seen && document.activeElement === document.body && !event.shiftKey; // browsers would go on behind what the link led to
    if (part && (first || part !== stop)) stopAt(part, first);
    if (first) event.preventDefault();
  };
  document.addEventListener("keydown", (event) => { // not of the text itself: what stands in it would count as a link without an address
    if (event.target !== stop || event.metaKey || event.ctrlKey || event.altKey || event.shiftKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    if (!step) return offerCopies(stop, placeOf(stop));
    let at = places.indexOf(stop);
    do at += step; while (places[at] && !places[at].getClientRects().length);
    if (places[at]) stopAt(places[at], true);
  });

  // Where one left off is kept on the device, for the plan's page and home to offer (`resume.js`).
  const keep = () => {
    try {
      const kept = JSON.parse(localStorage.getItem("zhangju:read")) ?? {};
      delete kept[plan.id];
      const name = now?.textContent.trim();
      const seen = firstSeen();
      if (scrollY > innerHeight / 2 && seen) kept[plan.id] = { at: seen.id, name, folder: location.pathname.replace(/index\.html$/, "").split("/").filter(Boolean).at(-1) };
      localStorage.setItem("zhangju:read", JSON.stringify(Object.fromEntries(Object.entries(kept).slice(-30))));
    } catch { /* no storage: nothing to offer */ }
  };
  addEventListener("pagehide", keep);
  document.addEventListener("keydown", (event) => { if (event.key === "Tab" && !event.defaultPrevented) inHand(event); }, true);

  // On paper a link has a number, and its address stands after the text. It goes when printing is over.
  const notes = document.querySelector(".addresses");
  const page = document.documentElement;
  const clear = () => {
    notes.hidden = true;
    notes.replaceChildren();
    page.classList.remove("part");
    document.querySelector(".printed")?.classList.remove("printed");
    document.querySelectorAll("sup.address").forEach((mark) => mark.remove());
  };
  addEventListener("beforeprint", () => {
    const part = document.querySelector(".printed");
    clear();
    part?.classList.add("printed");
    page.classList.toggle("part", Boolean(part));
    const numbers = new Map();
    for (const link of (part ?? text).querySelectorAll("a.c[href], figcaption a[rel]")) {
      if (!numbers.has(link.href)) numbers.set(link.href, numbers.size + 1);
      link.after(Object.assign(document.createElement("sup"), { className: "address", textContent: numbers.get(link.href) }));
    }
    const own = Object.assign(document.createElement("p"), { textContent: `${notes.dataset.own}　${part ? placeOf(part.querySelector("[id]")).url : location.href.split("#")[0]}` });
    const title = Object.assign(document.createElement("h2"), { textContent: notes.dataset.title });
    const list = document.createElement("ol");
    const read = (text) => { try { return decodeURI(text); } catch { return text; } };
    for (const address of numbers.keys()) list.append(Object.assign(document.createElement("li"), { textContent: read(address) }));
    notes.append(own, ...(numbers.size ? [title, list] : []));
    notes.hidden = false;
  });
  addEventListener("afterprint", clear);
})();
