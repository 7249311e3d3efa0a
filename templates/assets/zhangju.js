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
