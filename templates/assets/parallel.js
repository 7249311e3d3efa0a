// 章句: which of two languages is shown. The style sheet does the showing; here the choice is remembered, shared and kept in its place.
"use strict";
{
  const choices = [...document.querySelectorAll(".view input")];
  const key = "zhangju:view";
  const choose = (value) => {
    const wished = choices.find((choice) => choice.value === value);
    if (wished) wished.checked = true;
    return Boolean(wished);
  };
  // What the address says goes before what was chosen here; it is another reader's choice and not kept.
  if (!choose(new URLSearchParams(location.search).get("view"))) {
    try { choose(localStorage.getItem(key)); } catch { /* no storage: not remembered */ }
  }

  // The text that stands at the head of the screen stays there when the view changes.
  const PARTS = ".text :is(.s, h1, h2, h3, h4, h5, h6, tr, figure)";
  let place = null;
  const mind = () => {
    const head = Math.max(0, document.querySelector("header.site")?.getBoundingClientRect().bottom ?? 0); // on a phone it goes with the page
    const parts = [...document.querySelectorAll(PARTS)];
    const first = parts.find((one) => one.getBoundingClientRect().top >= head - 1);
    const part = first?.getBoundingClientRect().top < innerHeight ? first : parts.findLast((one) => one.getBoundingClientRect().top < head);
    place = part ? { part, top: part.getBoundingClientRect().top } : null;
  };
  const view = document.querySelector(".view");
  view.addEventListener("pointerdown", mind);
  view.addEventListener("keydown", mind);
  view.addEventListener("change", (event) => {
    const { value } = event.target;
    try { localStorage.setItem(key, value); } catch { /* the same */ }
    const address = new URL(location.href);
    address.searchParams.set("view", value);
    history.replaceState(history.state, "", address);
    if (place && scrollY) scrollBy({ top: place.part.getBoundingClientRect().top - place.top, behavior: "instant" });
  });

  // Where one language is shown, a sentence that is clicked or touched opens the other.
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.target.closest("a, button, summary, input") || !getSelection().isCollapsed) return;
    event.target.closest(".parallel .text :is(.s, h1, h2, h3, h4, h5, h6, td, th, caption, figcaption, li):has(> .e)")?.classList.toggle("open");
  });
}
