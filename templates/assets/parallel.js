// 章句: which of two languages is shown. The style sheet does the showing; here the choice is remembered, shared and kept in its place.
"use strict";
{
  const view = document.querySelector(".view");
  const choices = [...document.querySelectorAll(".view input")];
  const key = "zhangju:view";

  // The text that stands at the head of the screen stays there when the view changes, or when the other language comes.
  const PARTS = ".text :is(.s, h1, h2, h3, h4, h5, h6, tr, figure)";
  const inHand = () => {
    const head = Math.max(0, document.querySelector("header.site")?.getBoundingClientRect().bottom ?? 0); // on a phone it goes with the page
    const parts = [...document.querySelectorAll(PARTS)];
    const first = parts.find((one) => one.getBoundingClientRect().top >= head - 1);
    const part = first?.getBoundingClientRect().top < innerHeight ? first : parts.findLast((one) => one.getBoundingClientRect().top < head);
    return part ? { part, top: part.getBoundingClientRect().top } : null;
  };
  const stay = (place) => { if (place && scrollY) scrollBy({ top: place.part.getBoundingClientRect().top - place.top, behavior: "instant" }); };

  // The Chinese of a long chapter stands in a file of its own, in the order of the translations, and comes when it is first wanted.
  const { chinese } = view.dataset;
  const parsed = document.readyState === "loading" ? new Promise((done) => { addEventListener("DOMContentLoaded", done); }) : null;
  let fetched = null;
  const fetchChinese = () => fetched ??= new Promise((done, failed) => {
    self.zhangjuChinese = async (pieces) => {
      await parsed;
      const place = inHand();
      const held = new DOMParser().parseFromString(pieces.map((piece) => `<div>${piece}</div>`).join(""), "text/html").body.children;
      document.querySelectorAll("article.text .e").forEach((one, n) => one.after(...held[n].childNodes));
      delete view.dataset.chinese; // the style sheet lets the translation stand while it is there
      dispatchEvent(new Event("chinese"));
      stay(place);
      done();
    };
    const onerror = () => { fetched = null; failed(new Error(chinese)); };
    document.head.append(Object.assign(document.createElement("script"), { src: chinese, onerror }));
  });
  if (chinese) {
    self.zhangjuBeside = fetchChinese; // what quotes
    const asked = (event) => { if (event.target.closest?.(".text .s, .text :is(h1, h2, h3, h4, h5, h6, table, figure, li)")) fetchChinese().catch(() => {}); };
    for (const kind of ["click", "focusin"]) document.addEventListener(kind, asked);
    const arrived = () => { if (location.hash.length > 1) fetchChinese().catch(() => {}); };
    addEventListener("hashchange", arrived);
    arrived();
  }

  // A view that shows the Chinese fetches it; where it cannot come the translation stays.
  let wished = null;
  const choose = (value) => {
    const choice = choices.find((one) => one.value === value);
    if (!choice) return false;
    wished = choice;
    choice.checked = true;
    if (chinese && value !== "en") fetchChinese().catch(() => { if (wished === choice) for (const one of choices) one.checked = one.defaultChecked; });
    return true;
  };
  // What the address says goes before what was chosen here; it is another reader's choice and not kept.
  if (!choose(new URLSearchParams(location.search).get("view"))) {
    try { choose(localStorage.getItem(key)); } catch { /* no storage: not remembered */ }
  }

  let place = null;
  for (const kind of ["pointerdown", "keydown"]) view.addEventListener(kind, () => { place = inHand(); });
  view.addEventListener("change", (event) => {
    const { value } = event.target;
    try { localStorage.setItem(key, value); } catch { /* the same */ }
    const address = new URL(location.href);
    address.searchParams.set("view", value);
    history.replaceState(history.state, "", address);
    choose(value);
    stay(place);
  });

  // Where one language is shown, a sentence that is clicked or touched opens the other.
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.target.closest("a, button, summary, input") || !getSelection().isCollapsed) return;
    event.target.closest(".parallel .text :is(.s, h1, h2, h3, h4, h5, h6, td, th, caption, figcaption, li):has(> .e)")?.classList.toggle("open");
  });
}
