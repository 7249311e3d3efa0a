// 章句: arriving at a place of a text. It stands after zhangju.js, on pages that have a text.
"use strict";
{
const { words, plan, read, tell, printed, header } = zhangju;

// Arriving: the heading of the section stays readable, above the place where both have room, else in the bar; a range
// `#6.2.2-3,6.2.2-5` is marked whole, and the title names the place. Who comes back to a page finds it where it was left.
const titled = document.title;
const headingOf = (part) => document.getElementById(part.closest("section[aria-labelledby]")?.getAttribute("aria-labelledby")) ?? part;
let bar = 0;
// The bar grows when the name of the place takes two lines: who has just arrived goes along.
new ResizeObserver(() => {
  const now = parseFloat(document.documentElement.style.getPropertyValue("--bar")) || 0, by = now - bar;
  bar = now;
  if (by && zhangju.arrived && Math.abs(scrollY - zhangju.arrived.y) <= Math.abs(by) + 3) requestAnimationFrame(() => settle(...zhangju.arrived.at));
}).observe(header);
const settle = (part, last) => {
  const head = headingOf(part).getBoundingClientRect(), box = part.getBoundingClientRect(), end = last.getBoundingClientRect().bottom;
  const margin = 14, foot = document.querySelector(".thumb")?.offsetHeight ?? 0;
  bar = parseFloat(document.documentElement.style.getPropertyValue("--bar")) || 0;
  const room = innerHeight - foot - bar - 2 * margin;
  const from = Math.min(end, box.top + room / 4) - head.top <= room && head.top <= box.top ? head.top : box.top - Math.max(0, Math.min(room / 4, room - (end - box.top)));
  scrollTo({ top: scrollY + from - bar - margin, behavior: "instant" });
  zhangju.arrived = { section: headingOf(part).id, y: scrollY, at: [part, last] };
  dispatchEvent(new Event("arrived"));
};
// WebKit goes to the place by its own way once more after the page is loaded: where it is found to stand there, we settle again.
const stay = (part, last) => {
  if (zhangju.arrived?.at[0] === part && Math.abs(part.getBoundingClientRect().top - bar - 14) < 8) settle(part, last);
};
const arrive = (again) => {
  document.querySelectorAll(".here").forEach((part) => part.classList.remove("here"));
  document.title = titled;
  const wished = read(location.hash).split(":~:")[0], all = [...document.querySelectorAll(".text [id]")];
  const find = (id) => all.findIndex((part) => part.id === id);
  let ends = wished.split(",").map(find).filter((i) => i >= 0).sort((a, b) => a - b);
  if (!wished || !plan.id || document.getElementById(wished)?.closest(".text") === null) return;
  if (!ends.length) { // a place that never was, or whose address was cut: its section is what is nearest
    if (!/^[a-z\d]+[\w.-]*(,|$)/.test(wished)) return;
    let near = wished.split(",")[0].split("-")[0];
    while (near && find(near) < 0) near = near.replace(/\.?[^.]*$/, "");
    if (near) ends = [find(near)];
    if (!near && !/^\d/.test(wished)) return;
    if (again) tell(words.noPlace.replace("{id}", wished));
    if (!near) return;
  } else if (!document.querySelector(":target")) all.slice(ends[0], ends.at(-1) + 1).forEach((part) => part.classList.add("here"));
  const first = all[ends[0]], last = all[ends.at(-1)];
  const title = document.getElementById(first.id.split("-")[0])?.cloneNode(true);
  title?.querySelectorAll(".number, .absent, .state, .e ~ .z").forEach((part) => part.remove());
  document.title = `${wished.split(",").map(printed).join(",")} ${title?.textContent.trim() ?? ""} · ${plan.short}`;
  const stays = zhangju.staying === location.hash;
  zhangju.staying = "";
  if (stays || location.hash.includes(":~:") || history.state?.at === location.hash) return;
  if (first.checkVisibility?.() ?? true) {
    settle(first, last);
    if (again) for (const wait of [0, 80, 300]) setTimeout(stay, wait, first, last);
  }
  if (again) try { history.replaceState({ ...history.state, at: location.hash }, ""); } catch { /* a file */ }
};
addEventListener("hashchange", () => arrive(true));
arrive();
if (document.readyState === "complete") arrive(true);
else addEventListener("load", () => arrive(true)); // the browser's own way there ends with the page
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href*='#']:not(.mark)");
  if (!link || event.defaultPrevented || !link.hash || link.href !== location.href) return; // the same place once more
  try { history.replaceState({ ...history.state, at: null }, ""); } catch { /* the same */ }
  setTimeout(() => arrive(true));
});
}
