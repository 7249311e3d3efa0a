// 章句: copying a place, arriving at one, and reasons where they stand. Reading needs no script.
"use strict";

const tell = (words) => {
  document.querySelector(".told")?.remove();
  const note = document.createElement("div");
  note.className = "told";
  note.setAttribute("role", "status");
  document.body.append(note);
  note.textContent = words;
  setTimeout(() => note.remove(), 2200);
};

const words = document.body.dataset;
const copy = async (text, note) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch { // refused, or not a secure address: the old way
    const held = document.activeElement;
    const box = Object.assign(document.createElement("textarea"), { value: text, className: "skip" });
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    held?.focus({ preventScroll: true });
    if (!done) return;
  }
  tell(note);
};

// What citing needs is fetched when it is first wanted.
const own = document.currentScript.src;
let citing = null;
const load = (tag, source) => new Promise((onload, onerror) => {
  const more = tag === "link" ? { rel: "stylesheet", href: new URL(source, own).href } : { src: new URL(source, own).href };
  document.head.append(Object.assign(document.createElement(tag), { onload, onerror, ...more }));
});
const loadCiting = () => citing ??= load("script", "cite.js").catch(() => { citing = null; });

// So is what the reading settings need.
let settings = null;
document.addEventListener("click", async (event) => {
  const opener = event.target.closest?.("button.settings");
  if (!opener) return;
  if (panel?.opener === opener) return void closePanel(true);
  await (settings ??= Promise.all([load("script", "settings.js"), load("link", "settings.css")]).catch(() => { settings = null; }));
  window.openSettings?.(opener);
});

// Where the style sheet cannot part Chinese from Latin and figures, a script does.
if (!CSS.supports("text-autospace", "normal")) load("script", "autospace.js");

// What a mark is called where it is read out.
for (const mark of document.querySelectorAll("a.mark")) mark.ariaLabel = `${words.linkTo} ${decodeURIComponent(mark.hash.slice(1))}`;

// On the page of a whole plan a place is cited by the address of its chapter's own page.
const pageOf = (part) => new URL(part.closest("[data-at]")?.dataset.at ?? "", location.href.split("#")[0]).href;

// A place's mark copies its link at once and offers the rest. The address changes as the link says; the page stays where it is.
const offerCopies = (opener, place) => {
  loadCiting()?.then?.(() => {
    const made = globalThis.madeBy?.(place); // who made a translation, on demand
    if (made) list.append(Object.assign(document.createElement("p"), { className: "made", textContent: made }));
  });
  const kinds = { link: words.copyLink, quotation: words.copyQuotation, gbt: "GB/T 7714", apa: "APA", bibtex: "BibTeX" };
  const list = Object.assign(document.createElement("div"), { className: "choices" });
  for (const [kind, name] of Object.entries(kinds)) {
    const choice = Object.assign(document.createElement("button"), { type: "button", textContent: name });
    choice.addEventListener("click", async () => {
      await loadCiting();
      if (!citing) return;
      closePanel(true);
      copy(cite(kind, place), kind === "link" ? words.copied : words.copiedText);
    });
    list.append(choice);
  }
  openPanel(opener, `${words.cite} ${place.from}`, true, list);
};
document.addEventListener("click", (event) => {
  const mark = event.target.closest?.("a.mark");
  if (!mark || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  const at = scrollY;
  location.hash = mark.hash;
  scrollTo({ top: at, behavior: "instant" });
  const url = pageOf(mark) + mark.hash;
  copy(url, words.copied);
  const id = decodeURIComponent(mark.hash.slice(1));
  offerCopies(mark, { from: id, to: id, url });
});

document.addEventListener("keydown", (event) => {
  if (event.key !== " " || !event.target.matches?.("a.mark")) return;
  event.preventDefault();
  event.target.click();
});

// Where nothing hovers, a touch on a sentence shows its mark.
document.addEventListener("click", (event) => {
  if (!matchMedia("(hover: none)").matches) return;
  document.querySelector(".touched")?.classList.remove("touched");
  event.target.closest?.(".s, tr, li, figcaption")?.classList.add("touched");
});

// The first selection in the text brings the script that offers to cite it.
const selecting = () => {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.anchorNode?.parentElement?.closest(".text") || !document.getElementById("plan-data")) return;
  document.removeEventListener("selectionchange", selecting);
  loadCiting();
};
document.addEventListener("selectionchange", selecting);

// Arriving: a range `#6.2.2-3,6.2.2-5` is marked whole, and the title names the place.
const titled = document.title;
const arrive = () => {
  document.querySelectorAll(".here").forEach((part) => part.classList.remove("here"));
  document.title = titled;
  let wished = "";
  try { wished = decodeURIComponent(location.hash.slice(1)).split(":~:")[0]; } catch { return; }
  const all = [...document.querySelectorAll(".text [id]")];
  const ends = wished.split(",").map((id) => all.findIndex((part) => part.id === id)).filter((i) => i >= 0).sort((a, b) => a - b);
  const data = document.getElementById("plan-data");
  if (!ends.length || !data) return;
  if (!document.querySelector(":target")) {
    all.slice(ends[0], ends.at(-1) + 1).forEach((part) => part.classList.add("here"));
    all[ends[0]].scrollIntoView();
  }
  const title = document.getElementById(all[ends[0]].id.split("-")[0])?.cloneNode(true);
  title?.querySelectorAll(".number, .absent, .state, .e ~ .z").forEach((part) => part.remove());
  document.title = `${wished} ${title?.textContent.trim() ?? ""} · ${JSON.parse(data.textContent).short}`;
};
addEventListener("hashchange", arrive);
arrive();

// Where the contents have no side of their own they begin closed, so that the text comes first.
const contents = document.querySelector(".page > .contents details");
if (contents && getComputedStyle(contents.parentElement).position !== "sticky" && !contents.contains(document.activeElement)) contents.open = false;
contents?.parentElement.classList.add("ready");

// The switch to the text as received is remembered.
const received = document.getElementById("as-received");
if (received) {
  const key = "zhangju:as-received";
  try { received.checked = localStorage.getItem(key) === "1"; } catch { /* no storage: not remembered */ }
  received.addEventListener("change", () => { try { localStorage.setItem(key, received.checked ? "1" : "0"); } catch { /* the same */ } });
}

// A repair or a flag tells its reason where it stands; without script its link leads to the collation page.
let panel = null;
const closePanel = (focus) => {
  if (!panel) return;
  const { opener } = panel;
  panel.remove();
  panel = null;
  if (focus) opener.focus({ preventScroll: true });
};
const panelNow = () => panel;
const openPanel = (opener, label, focus, ...content) => {
  closePanel(false);
  panel = Object.assign(document.createElement("div"), { className: "panel", tabIndex: -1, opener });
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-label", label);
  const close = Object.assign(document.createElement("button"), { type: "button", className: "close", textContent: words.close });
  close.addEventListener("click", () => closePanel(true));
  panel.append(...content, close);
  document.body.append(panel);
  placePanel();
  if (focus) (panel.querySelector(".choices button") ?? panel).focus({ preventScroll: true });
};
// Below its opener where there is room, else above, else where it fits; on the screen always. A line that wraps is taken where it begins.
const placePanel = () => {
  panel.classList.remove("high");
  if (getComputedStyle(panel).position === "fixed") { // a sheet at the foot of a phone, or at its head where it would hide its word
    panel.classList.toggle("high", panel.opener.getBoundingClientRect().bottom > panel.getBoundingClientRect().top);
    return;
  }
  const at = panel.opener.getClientRects()[0] ?? panel.opener.getBoundingClientRect();
  const room = { width: document.documentElement.clientWidth, height: innerHeight };
  const left = Math.max(16, Math.min(at.left, room.width - panel.offsetWidth - 16));
  const below = at.bottom + 6 + panel.offsetHeight + 8 <= room.height;
  const above = at.top - panel.offsetHeight - 6;
  const top = below ? at.bottom + 6 : above >= 8 ? above : Math.max(8, room.height - panel.offsetHeight - 8);
  panel.style.left = `${left + scrollX}px`;
  panel.style.top = `${top + scrollY}px`;
};
const openReason = (mark) => {
  const reason = document.createElement("p");
  reason.lang = mark.lang;
  reason.textContent = mark.dataset.b ? `${words.was}“${mark.dataset.b}”。${mark.title}` : mark.title;
  openPanel(mark, mark.title, true, reason, Object.assign(document.createElement("a"), { href: mark.href, textContent: words.collation }));
};
document.addEventListener("click", (event) => {
  const mark = event.target.closest?.("a.r, a.flag");
  if (mark && !(event.metaKey || event.ctrlKey || event.shiftKey)) {
    event.preventDefault();
    openReason(mark);
  } else if (panel && !event.composedPath().includes(panel) && !panel.opener.contains(event.target)) closePanel(false);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closePanel(panel?.contains(document.activeElement));
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !panel?.querySelector(".choices") || !panel.contains(document.activeElement)) return;
  event.preventDefault();
  const buttons = [...panel.querySelectorAll("button")];
  buttons.at((buttons.indexOf(document.activeElement) + step) % buttons.length).focus();
});

// Another language of this page, at the same place, with the same question and choices.
document.querySelectorAll("a.language").forEach((link) => {
  const take = () => { [link.search, link.hash] = [location.search, location.hash]; };
  for (const kind of ["pointerdown", "focus", "click"]) link.addEventListener(kind, take);
});

// A slash leads to search; who comes from there finds the words marked.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  const box = document.querySelector("form[role=search] input"), link = document.querySelector("a.to-search");
  if (!box && !link) return;
  event.preventDefault();
  if (box) { box.focus(); box.select(); } else location.assign(link.href);
});
if (new URLSearchParams(location.search).has("hl")) document.head.append(Object.assign(document.createElement("script"), { src: new URL("hits.js", own).href }));

// Search engines read the other languages' addresses whole; a site that does not know its own has only relative ones.
for (const link of document.querySelectorAll("link[hreflang]")) link.setAttribute("href", link.href);

// Opened as files, a folder is not its page.
if (location.protocol === "file:") {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
  }, true);
}
