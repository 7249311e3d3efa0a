// 章句: reading on where one left off, offered at home and on the page of a plan (reading.js remembers it on the device). The sections under
// each chapter of a plan's contents are folded; they are shown where all of them have room, and on paper.
"use strict";
(() => {
  const ROOM = 60; // lines of contents that a screen or two hold
  const offer = document.querySelector(".resume");
  let kept = {};
  try { kept = JSON.parse(localStorage.getItem("zhangju:read")) ?? {}; } catch { /* no storage, or not ours */ }
  const own = offer.dataset.plan;
  const titles = new Map([...document.querySelectorAll("li[data-plan]")].map((row) => [row.dataset.plan, row.querySelector("h3").textContent]));
  const plan = own ?? Object.keys(kept).findLast((name) => titles.has(name));
  const place = Object.hasOwn(kept, plan) ? kept[plan] : null;
  if (place?.at && place.folder) {
    const name = [own ? "" : titles.get(plan), place.name?.replace(/\s+/g, " ")].filter(Boolean).join(" · ") || place.at;
    const href = `${own ? "" : `${plan}/`}${encodeURIComponent(place.folder)}/#${encodeURIComponent(place.at)}`;
    offer.append(Object.assign(document.createElement("a"), { href, textContent: name }));
    offer.hidden = false;
  }
  const folded = [...document.querySelectorAll(".contents li > details")];
  const unfold = () => { for (const sections of folded) sections.open = true; };
  if (document.querySelectorAll(".contents a").length <= ROOM && matchMedia("(min-width: 64rem)").matches) unfold();
  addEventListener("beforeprint", unfold);
})();
