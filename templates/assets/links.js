// 章句: a link to a clause of another plan opens that clause in place, with its neighbours one step away. Without script, or where nothing
// can be fetched, it leads there. What makes the copies, preview.js, is fetched with the first.
"use strict";
(() => {
  const { load, openPanel, closePanel, panelNow, placePanel } = zhangju;
  let fetched = null;
  const preview = () => fetched ??= load("script", "preview.js").catch((error) => { fetched = null; throw error; });
  const beside = (opener, label, content) => {
    openPanel(opener, label, true, content);
    panelNow().classList.add("held", "side");
    placePanel(); // its size has changed with its class
  };

  // Several marks at one place are one, which opens what all lead to.
  const joined = new Map();
  const join = () => {
    let first = null;
    for (const mark of document.querySelectorAll(".same:not([hidden])")) {
      if (!mark.matches(".same + .same")) { first = mark; continue; }
      joined.set(first, [...(joined.get(first) ?? []), mark]);
      first.dataset.more = joined.get(first).length + 1;
      first.ariaLabel = first.title = `${first.title} · ${mark.title.replace(/^.*?[：:]\s*/, "")}`;
      mark.hidden = true;
    }
  };
  join();
  addEventListener("chinese", join); // what came later (parallel.js)

  // In a list or a table of links the text opens under its link; in a sentence, in a panel.
  const inPlace = "li > a.to:not(.c), td > a.to:not(.c), th > a.to:not(.c)";
  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.("a.to");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button) return;
    event.preventDefault();
    const item = link.matches(inPlace) ? link.parentElement : null;
    const open = item?.querySelector(":scope > .preview");
    if (open) {
      open.remove();
      link.setAttribute("aria-expanded", "false");
      return;
    }
    try {
      await preview();
      if (!item) {
        const boxes = Object.assign(document.createElement("div"), { className: "previews" });
        boxes.append(...await Promise.all([link, ...(joined.get(link) ?? [])].map((one) => zhangju.previewOf(new URL(one.href)))));
        return beside(link, link.ariaLabel ?? link.textContent, boxes);
      }
      const box = await zhangju.previewOf(new URL(link.href));
      if (item.querySelector(":scope > .preview")) return; // a second click while the first one was fetching
      item.append(box);
      link.setAttribute("aria-expanded", "true");
    } catch { location.href = link.href; } // opened as a file, or offline
  });

  // What other plans say opens beside the text, which stays where it is; a sentence of theirs is shown whole.
  document.addEventListener("click", (event) => {
    const line = event.target.closest?.(".text .elsewhere > summary");
    if (!line) return;
    event.preventDefault();
    if (panelNow()?.opener === line) return closePanel(true);
    const list = Object.assign(document.createElement("div"), { className: "elsewhere" });
    list.append(...[...line.parentElement.children].slice(1).map((part) => part.cloneNode(true)));
    beside(line, line.textContent, list);
    for (const link of list.querySelectorAll("li > a.to")) preview().then(() => zhangju.whole(link)).catch(() => {}); // a file, or offline: as the list has it
  });
  for (const line of document.querySelectorAll(".elsewhere > summary")) line.setAttribute("aria-haspopup", "dialog");
  for (const link of document.querySelectorAll(inPlace)) link.setAttribute("aria-expanded", "false");
})();
