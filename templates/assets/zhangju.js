// 章句: copies a place's link when its mark is chosen. Everything else works without script.
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

document.addEventListener("click", async (event) => {
  const mark = event.target.closest?.("a.mark");
  if (!mark || event.metaKey || event.ctrlKey || event.shiftKey) return;
  // The address changes as the link says; copying comes on top, and may be refused.
  try {
    await navigator.clipboard.writeText(mark.href);
    tell(document.body.dataset.copied);
  } catch { /* no clipboard: the address bar has the link */ }
});

// On a phone the contents begin closed, so that the text comes first.
const contents = document.querySelector(".page > .contents details");
if (contents && matchMedia("(max-width: 67.99rem)").matches && !contents.contains(document.activeElement)) contents.open = false;

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
  const opener = panel.opener;
  panel.remove();
  panel = null;
  if (focus) opener.focus();
};
const openPanel = (mark) => {
  closePanel(false);
  const words = document.body.dataset;
  panel = Object.assign(document.createElement("div"), { className: "panel", tabIndex: -1, opener: mark });
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-label", mark.title);
  const close = Object.assign(document.createElement("button"), { type: "button", textContent: words.close });
  close.addEventListener("click", () => closePanel(true));
  const reason = document.createElement("p");
  reason.textContent = mark.dataset.b ? `${words.was}“${mark.dataset.b}”。${mark.title}` : mark.title;
  const link = Object.assign(document.createElement("a"), { href: mark.href, textContent: words.collation });
  panel.append(close, reason, link);
  document.body.append(panel);
  const at = mark.getBoundingClientRect();
  const left = Math.min(Math.max(16, at.left), document.documentElement.clientWidth - panel.offsetWidth - 16);
  const below = at.bottom + panel.offsetHeight + 16 < innerHeight;
  panel.style.left = `${left + scrollX}px`;
  panel.style.top = `${(below ? at.bottom + 6 : at.top - panel.offsetHeight - 6) + scrollY}px`;
  panel.focus();
};
document.addEventListener("click", (event) => {
  const mark = event.target.closest?.("a.r, a.flag");
  if (mark && !(event.metaKey || event.ctrlKey || event.shiftKey)) {
    event.preventDefault();
    openPanel(mark);
  } else if (panel && !panel.contains(event.target)) closePanel(false);
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape") closePanel(true); });
