// 章句: a term's panel. The mention is a link to the glossary; here a pointer that rests on it, Enter or a tap opens what the page itself
// holds of the term. It needs openPanel, placePanel and closePanel of zhangju.js.
"use strict";
(() => {
  const { words, telling, placeOf, openPanel, closePanel, panelNow, placePanel } = zhangju;
  const REST = 500, GRACE = 300; // milliseconds a pointer rests before the panel opens, and may stray before it closes
  const held = (link) => link.dataset.t ?? link.hash?.slice(1);
  const entryOf = (name) => document.getElementById(`g-${name}`);
  let timer, trail = [];

  // What the panel shows: a copy of the entry, without its ids.
  const contentOf = (name) => {
    const entry = entryOf(name);
    const copy = entry.cloneNode(true);
    copy.hidden = false;
    copy.removeAttribute("id");
    copy.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"));
    copy.querySelectorAll("a.t").forEach((link) => { link.href ||= `${glossary}#${held(link)}`; });
    copy.className = "gloss";
    const all = Object.assign(document.createElement("a"), { className: "all", href: `${glossary}#${name}`, textContent: words.toEntry });
    (copy.querySelector(".uses") ?? copy.querySelector("dd")).append(" ", all);
    const list = document.createElement("dl");
    list.append(copy);
    return list;
  };
  const open = (opener, name, focus) => {
    const entry = entryOf(name);
    if (!entry) return false;
    const content = contentOf(name);
    /** @type {HTMLElement[]} */
    const parts = [content];
    if (trail.length) {
      const back = Object.assign(document.createElement("button"), { type: "button", className: "back", textContent: words.back });
      back.addEventListener("click", (event) => {
        event.stopPropagation(); // the panel it stands in is replaced: further up it would count as a click elsewhere
        open(opener, trail.pop(), true);
      });
      parts.unshift(back);
    }
    const called = entry.querySelector("dt a").textContent, part = opener.closest(".text [id]");
    if (part) parts.push(telling(opener, { ...placeOf(part), kind: "Term", text: `${called}：${entry.querySelector("dd").textContent}` }));
    openPanel(opener, called, focus, ...parts);
    panelNow().classList.add("term");
    panelNow().dataset.name = name;
    placePanel(); // its size has changed with its class
    return true;
  };
  const enter = (link, focus) => {
    const inside = panelNow()?.contains(link);
    if (inside) trail.push(panelNow().dataset.name);
    else trail = [];
    return open(inside ? panelNow().opener : link, held(link), focus);
  };

  // First uses are links in the page itself; the others become links when the reader asks for all.
  const glossary = document.querySelector("a.t[href], .glosses dt a")?.href.split("#")[0] ?? location.href.split("#")[0];
  const first = new WeakSet();
  const show = (choice) => {
    for (const mark of document.querySelectorAll("main a.t")) {
      const name = held(mark);
      if (!mark.dataset.t) first.add(mark);
      if (choice === "all" || (choice === "first" && first.has(mark))) mark.href = `${glossary}#${name}`;
      else { mark.dataset.t = name; mark.removeAttribute("href"); }
    }
  };
  const box = document.getElementById("terms");
  if (box) {
    const key = "zhangju:terms";
    const choice = box.querySelector("select");
    let kept = null;
    try { kept = localStorage.getItem(key); } catch { /* no storage: not remembered */ }
    if ([...choice.options].some((option) => option.value === kept)) choice.value = kept;
    if (choice.value !== "first") show(choice.value);
    addEventListener("chinese", () => show(choice.value)); // what came later (parallel.js)
    choice.addEventListener("change", () => {
      show(choice.value);
      try { localStorage.setItem(key, choice.value); } catch { /* the same */ }
    });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.t[href]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    clearTimeout(timer);
    if (enter(link, true)) event.preventDefault();
  });
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse" || event.buttons) return;
    const link = event.target.closest?.("a.t[href]");
    const now = panelNow();
    if (now?.classList.contains("term") && (now.contains(event.target) || link === now.opener)) return void clearTimeout(timer);
    clearTimeout(timer);
    if (link) timer = setTimeout(() => enter(link, false), REST);
    else if (now?.classList.contains("term") && !now.contains(document.activeElement)) timer = setTimeout(() => closePanel(false), GRACE);
  });
  document.addEventListener("pointerdown", () => clearTimeout(timer));
})();
