// 章句: the panel of reading settings, fetched when first opened. A choice shows at once, is kept for every page, and leaves the reader
// at the same line. It needs openPanel and closePanel of zhangju.js.
"use strict";
(() => {
  const { openPanel, panelNow } = zhangju;
  const KEY = "zhangju:settings";
  const page = document.documentElement;
  const kept = () => {
    try { return JSON.parse(localStorage.getItem(KEY)) ?? {}; } catch { return {}; }
  };
  const keep = (name, value) => {
    try { localStorage.setItem(KEY, JSON.stringify({ ...kept(), [name]: value })); } catch { /* no storage: for this page only */ }
  };

  // What stands at the upper part of the screen stays there while the text around it grows.
  const holding = (change) => {
    let seen = null;
    for (let y = innerHeight / 4; y < innerHeight && !seen; y += 20) {
      seen = document.elementFromPoint(page.clientWidth / 2, y)?.closest("main :is(.s, p, h1, h2, h3, h4, li, tr, dd)");
    }
    const top = seen?.getBoundingClientRect().top;
    change();
    if (seen) scrollBy({ top: seen.getBoundingClientRect().top - top, behavior: "instant" });
  };
  // The numbers of sentences, on the screen and on paper, for who wants them. In two languages the first one carries it.
  const numberSentences = () => {
    if (!page.dataset.numbers) return;
    for (const one of document.querySelectorAll(".text .s[id]")) (one.querySelector(".e, .z") ?? one).dataset.k = one.id.split("-").at(-1);
  };
  numberSentences();

  const choose = (name, value) => holding(() => {
    if (value) page.dataset[name] = value;
    else delete page.dataset[name];
    numberSentences();
    keep(name, value);
  });

  // Another tab's choice counts here, too.
  addEventListener("storage", (event) => {
    if (event.key !== KEY) return;
    for (const name of ["theme", "size", "width", "numbers"]) {
      if (kept()[name]) page.dataset[name] = kept()[name];
      else delete page.dataset[name];
    }
  });

  zhangju.openSettings = (opener) => {
    const form = document.createElement("form");
    form.append(document.getElementById("settings").content.cloneNode(true));
    for (const input of form.elements) {
      if (input.type !== "radio") continue;
      input.checked = input.value === (page.dataset[input.name] ?? "");
      input.addEventListener("change", () => choose(input.name, input.value));
    }
    openPanel(opener, opener.dataset.title, false, form);
    panelNow().classList.add("held", "settings");
    panelNow().removeAttribute("style"); // its place is in settings.css
    form.querySelector(":checked").focus({ preventScroll: true });
  };
})();
