// 章句: copying a place, panels, and reasons where they stand. Reading needs no script.
"use strict";
{

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
const plan = JSON.parse(document.getElementById("plan-data")?.textContent ?? "{}");
// An address is what others wrote: what no text has as its code stays as it is.
const read = (hash) => { try { return decodeURIComponent(hash.replace(/^#/, "")); } catch { return hash.slice(1); } };
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
const loadCiting = () => citing ??= Promise.all([load("script", "citing.js"), self.zhangjuBeside?.()]).catch(() => { citing = null; });

// So is what the reading settings need.
let settings = null;
document.addEventListener("click", async (event) => {
  const opener = event.target.closest?.("button.settings");
  if (!opener) return;
  if (panel?.opener === opener) return void closePanel(true);
  await loadSettings();
  zhangju.openSettings?.(opener);
});
const loadSettings = () => settings ??= Promise.all([load("script", "settings.js"), load("link", "settings.css")]).catch(() => { settings = null; });

// Where the style sheet does not part Chinese from Latin and figures, a script does.
if (getComputedStyle(document.body).getPropertyValue("text-autospace") !== "normal") load("script", "autospace.js");

// What a place is called: its number as print has it, where that is another than its address.
const printed = (id) => id.replace(/[^-,]+/, (section) => document.getElementById(section)?.dataset.n ?? section);

// The marks of a text are for the pointer: the keyboard reaches the place itself (reading.js). Those of lists are called what they link to.
for (const mark of document.querySelectorAll("a.mark")) {
  if (mark.closest(".text")) { mark.tabIndex = -1; mark.setAttribute("aria-hidden", "true"); }
  else mark.ariaLabel = `${words.linkTo} ${read(mark.hash)}`;
}

// On the page of a whole plan a place is cited by the address of its chapter's own page.
const pageOf = (part) => new URL(part.closest("[data-at]")?.dataset.at ?? "", location.href.split("#")[0]).href;

// A place is linked to by the short address of its section, which has a card of its own and leads on (lead.js). A chapter is its page;
// files lead nowhere but straight. Of words selected a text fragment tells, which is not for the page that leads on.
const addressOf = (from, work, id, to = id, selected = "") => {
  const page = new URL(from), own = page.pathname.replace(/index\.html$/, ""), folder = own.split("/").at(-2), section = id.split("-")[0];
  const direct = !work || page.protocol === "file:" || section === "front" || folder === section;
  const inFront = folder === work && !own.endsWith(`/${work}/${section.split(".")[0]}/`);
  if (!direct) page.pathname = `${inFront ? own : own.slice(0, -folder.length - 1)}${section}/`;
  page.hash = direct || `${id}${selected}` !== section || to !== id ? encodeURIComponent(id) + (to === id ? "" : `,${to}`) : "";
  return page.href + (direct ? selected : selected.replace(":~:", "~"));
};
const linkTo = (part, ...place) => addressOf(pageOf(part), part.closest(".text") && plan.id, ...place);

// A place's mark copies its link at once and offers the rest. The address changes as the link says; the page stays where it is.
const choice = (list, name, act) => {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: name });
  made.addEventListener("click", (event) => {
    event.stopPropagation(); // what it opens takes the place of the panel: further up it would count as a click elsewhere
    act();
  });
  list.append(made);
};
const offerCopies = (opener, place, focus = true) => {
  loadCiting()?.then?.(() => {
    const made = zhangju.madeBy?.(place); // who made a translation, on demand
    if (made) list.append(Object.assign(document.createElement("p"), { className: "made", textContent: made }));
  });
  const kinds = { link: words.copyLink, quotation: words.copyQuotation, gbt: "GB/T 7714", apa: "APA", bibtex: "BibTeX", ris: "RIS" };
  const list = Object.assign(document.createElement("div"), { className: "choices" });
  for (const [kind, name] of Object.entries(kinds)) {
    choice(list, name, async () => {
      await loadCiting();
      if (!citing) return;
      closePanel(focus);
      copy(zhangju.cite(kind, place), kind === "link" ? words.copied : words.copiedText);
    });
  }
  const heading = document.getElementById(place.from);
  if (heading?.matches(".text :is(h1, h2, h3, h4, h5, h6)")) choice(list, words.printSection, () => loadCiting().then(() => zhangju.printSection?.(heading)));
  choice(list, words.report, () => report(opener, place));
  const { edit } = document.querySelector("article.text")?.dataset ?? {};
  if (edit) choice(list, words.edit, () => open(edit, "_blank", "noopener"));
  openPanel(opener, `${words.cite} ${printed(place.from)}`, focus, list);
};
const report = async (opener, place) => {
  await loadCiting();
  if (citing) zhangju.reportError(opener, place);
};
const telling = (opener, place) => {
  const list = Object.assign(document.createElement("span"), { className: "telling" });
  choice(list, words.report, () => report(opener, place));
  return list;
};
const placeOf = (part) => ({ from: part.id, to: part.id, url: linkTo(part, part.id) });
document.addEventListener("click", (event) => {
  const mark = event.target.closest?.("a.mark");
  if (!mark || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  const at = scrollY;
  if (location.hash !== mark.hash) zhangju.staying = mark.hash;
  location.hash = mark.hash;
  scrollTo({ top: at, behavior: "instant" });
  const id = read(mark.hash), url = linkTo(mark, id);
  copy(url, words.copied);
  offerCopies(mark, { from: id, to: id, url });
});

document.addEventListener("contextmenu", (event) => { // the browser's own way of copying it
  const mark = event.target.closest?.("a.mark");
  if (mark) mark.href = linkTo(mark, read(mark.hash));
});

document.addEventListener("keydown", (event) => {
  if (event.key !== " " || !event.target.matches?.("a.mark")) return;
  event.preventDefault();
  event.target.click();
});

// Where nothing hovers, a touch on a sentence shows its mark and what can be done with it.
const PLACES = ":is(.s, h1, h2, h3, h4, h5, h6, tr, .notes li, figure)[id]";
document.addEventListener("click", (event) => {
  if (!matchMedia("(hover: none)").matches) return;
  const before = document.querySelector(".touched");
  before?.classList.remove("touched");
  const part = event.target.closest?.(`.text ${PLACES}`);
  if (!part || part === before || event.target.closest("a, button, summary, input, label") || !getSelection().isCollapsed) return;
  part.classList.add("touched");
  offerCopies(part, placeOf(part), false);
  panel.classList.add("held", "acts");
  placePanel();
});

// The first selection in the text brings the script that offers to cite it.
const selecting = () => {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.anchorNode?.parentElement?.closest(".text") || !plan.id) return;
  document.removeEventListener("selectionchange", selecting);
  loadCiting();
};
document.addEventListener("selectionchange", selecting);

// Where the contents have no side of their own they begin closed, so that the text comes first. It stands before what is measured, which
// then is laid out once.
const contents = document.querySelector(".page > .contents details");
const aside = () => getComputedStyle(contents.parentElement).position === "sticky";
if (contents && !aside() && !contents.contains(document.activeElement)) {
  contents.open = false;
  const again = () => { // a window made wide, a tablet turned
    if (!aside()) return;
    contents.open = true;
    removeEventListener("resize", again);
  };
  for (const kind of ["resize", "load"]) addEventListener(kind, again);
}
contents?.parentElement.classList.add("ready");

// How much of the header stays on the screen: all of it, or where there is less room its last line, which says where one is.
const header = document.querySelector("header.site");
const measure = () => {
  const where = header?.querySelector(".where"), style = document.documentElement.style;
  if (!header) return;
  const lift = matchMedia("(max-width: 64rem)").matches ? where?.offsetTop ?? header.offsetHeight : 0;
  style.setProperty("--lift", `${lift}px`);
  style.setProperty("--bar", `${getComputedStyle(header).position === "sticky" ? header.offsetHeight - lift : 0}px`);
};
measure();
if (header) new ResizeObserver(measure).observe(header); // it grows with the name of the place
const stuck = () => Math.max(0, header?.getBoundingClientRect().bottom ?? 0);

// The switch to the text as received is remembered. What was put in is read out as such only while it shows.
const received = document.getElementById("as-received");
if (received) {
  const key = "zhangju:as-received";
  const say = () => { for (const part of document.querySelectorAll(".text .i")) part.role = received.checked ? "insertion" : null; };
  try { received.checked = localStorage.getItem(key) === "1"; } catch { /* no storage: not remembered */ }
  if (received.checked) say();
  addEventListener("chinese", say);
  received.addEventListener("change", () => {
    say();
    try { localStorage.setItem(key, received.checked ? "1" : "0"); } catch { /* the same */ }
  });
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
  const part = mark.closest("[id]"), place = part.closest(".text") && { ...placeOf(part), kind: mark.matches(".flag") ? "Flag" : "Text" };
  const more = Object.assign(document.createElement("a"), { href: mark.href, textContent: words.collation });
  openPanel(mark, mark.title, true, reason, more, ...(place ? [telling(mark, place)] : []));
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

// Another language of this page, at the same line, with the same question and choices.
const MOVED = "zhangju:moved";
const atTop = () => {
  const line = stuck(), wished = document.querySelector(":target, .here"), at = wished?.getBoundingClientRect();
  if (at && at.bottom > line && at.top < innerHeight) return { id: wished.id, top: at.top }; // what one came for
  for (const part of document.querySelectorAll("main [id]")) {
    const box = part.getBoundingClientRect();
    if (box.height && box.bottom > line && box.top < innerHeight && (box.top >= line - 1 || box.height < innerHeight)) return { id: part.id, top: box.top };
  }
  return {};
};
document.querySelectorAll("a.language").forEach((link) => {
  const take = (event) => {
    [link.search, link.hash] = [location.search, location.hash];
    if (event.type !== "click" || !scrollY) return;
    const far = scrollY / Math.max(1, document.documentElement.scrollHeight - innerHeight);
    try { sessionStorage.setItem(MOVED, JSON.stringify({ path: link.pathname, far, ...atTop() })); } catch { /* no storage: at the top */ }
  };
  for (const kind of ["pointerdown", "focus", "click"]) link.addEventListener(kind, take);
});
let moved = null;
try {
  moved = JSON.parse(sessionStorage.getItem(MOVED));
  sessionStorage.removeItem(MOVED);
} catch { /* nothing remembered */ }
if (moved && moved.path === location.pathname) {
  const stay = () => {
    const part = document.getElementById(moved.id);
    const top = part ? scrollY + part.getBoundingClientRect().top - moved.top : moved.far * (document.documentElement.scrollHeight - innerHeight);
    scrollTo({ top, behavior: "instant" });
  };
  stay();
  addEventListener("load", stay);
}

// A slash leads to search; who comes from there finds the words marked.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  const box = document.querySelector("form[role=search] input"), link = document.querySelector("a.to-search");
  if (!box && !link) return;
  event.preventDefault();
  if (box) { box.focus(); box.select(); } else location.assign(link.href);
});
if (new URLSearchParams(location.search).has("hl")) document.head.append(Object.assign(document.createElement("script"), { src: new URL("hits.js", own).href }));

// Search engines read the addresses of the page and of its other languages whole; a site that does not know its own has only relative ones.
for (const link of document.querySelectorAll("link[hreflang], link[rel=canonical]")) link.setAttribute("href", link.href);

// Opened as files, a folder is not its page.
if (location.protocol === "file:") {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
  }, true);
}

// What the other scripts share; tests/scripts/zhangju.d.ts says what each is.
globalThis.zhangju = {
  ...{ words, plan, read, printed, load, atTop, tell, copy, loadCiting, choice, telling, offerCopies, addressOf, linkTo, placeOf, PLACES },
  ...{ header, stuck, openPanel, closePanel, panelNow, placePanel, staying: "", arrived: null },
};
if (document.documentElement.dataset.numbers) loadSettings();
}
