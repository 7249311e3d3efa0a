// 章句: the filter above a list, by words and by a kind. Without script the page shows all of it.
"use strict";
{
  const fold = (words) => words.normalize("NFKC").toLowerCase().replace(/[\s“”‘’'–-]/g, "");
  zhangju.filterList = (elements, textOf, after = (_words) => {}) => {
    const form = document.querySelector("form.filter");
    const input = form.querySelector("input[type=search]"), told = form.querySelector("[role=status]");
    const items = [...elements].map((element) => ({ element, text: textOf(element, fold) }));
    const kindNow = () => form.querySelector("[name=kind]:checked").value;
    const narrow = () => {
      const words = input.value.split(/\s+/).map(fold).filter(Boolean), kind = kindNow();
      let shown = 0;
      for (const { element, text } of items) {
        element.hidden = !(words.every((word) => text.includes(word)) && (!kind || element.dataset.kind === kind));
        shown += Number(!element.hidden);
      }
      after(words);
      told.textContent = words.length || kind ? (shown ? form.dataset.found.replace("{n}", shown) : form.dataset.none) : "";
    };
    form.addEventListener("submit", (event) => event.preventDefault());
    input.addEventListener("input", (event) => { if (!event.isComposing) narrow(); });
    input.addEventListener("compositionend", narrow);
    form.addEventListener("change", narrow);
    if (input.value) narrow();
    addEventListener("pageshow", () => { if (kindNow()) narrow(); }); // browsers restore it late
  };
}
