// 章句: the filter of the glossary. Without script the page shows all entries.
"use strict";
(() => {
  const form = document.querySelector("form.filter");
  const input = form.querySelector("input[type=search]");
  const told = form.querySelector("[role=status]");
  const fold = (words) => words.normalize("NFKC").toLowerCase().replace(/[\s“”‘’'-]/g, "");
  const entries = [...document.querySelectorAll(".entry")].map((entry) => [
    entry,
    fold(`${entry.querySelector("h3").textContent} ${entry.id} ${entry.querySelector("p.en")?.textContent ?? ""} ${entry.dataset.find ?? ""}`),
  ]);
  const narrow = () => {
    const wished = fold(input.value);
    const kind = form.querySelector("[name=kind]:checked").value;
    let shown = 0;
    for (const [entry, text] of entries) {
      entry.hidden = !(text.includes(wished) && (!kind || entry.dataset.kind === kind));
      shown += Number(!entry.hidden);
    }
    document.querySelectorAll(".letter").forEach((part) => { part.hidden = !part.querySelector(".entry:not([hidden])"); });
    document.querySelectorAll(".letters a").forEach((link) => { link.hidden = document.getElementById(link.getAttribute("href").slice(1)).parentElement.hidden; });
    document.querySelectorAll(".names").forEach((list) => { list.hidden = Boolean(wished); });
    told.textContent = wished || kind ? (shown ? form.dataset.found.replace("{n}", shown) : form.dataset.none) : "";
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("input", (event) => { if (!event.isComposing) narrow(); });
  input.addEventListener("compositionend", narrow);
  form.addEventListener("change", narrow);
  if (input.value) narrow();
})();
