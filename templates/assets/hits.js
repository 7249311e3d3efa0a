// 章句: arriving from the search page: the words are marked where they stand, and one can step from hit to hit.
"use strict";
{
  const address = new URL(location.href), wished = (address.searchParams.get("hl") ?? "").split("|").filter(Boolean);
  const read = (text) => { try { return decodeURIComponent(text); } catch { return text; } };
  const place = document.getElementById(read(address.hash.slice(1)));
  // What is remembered is read with care: other sites of this host may write there, too. Its links lead to this site or nowhere.
  const root = new URL("../", document.currentScript.src).href;
  const ours = (href) => typeof href === "string" && href.startsWith(root);
  let held = null;
  try { held = JSON.parse(sessionStorage.getItem("zhangju:hits")); } catch { /* nothing remembered */ }
  if (!Array.isArray(held?.hits) || ![...held.hits, held.back].every(ours)) held = null;
  const at = held?.hits.indexOf(address.href) ?? -1;
  address.searchParams.delete("hl");
  try { history.replaceState(history.state, "", address); } catch { /* not in a file */ }
  const show = () => {
    const whole = place.matches("h1, h2, h3, h4, h5, h6, .s, tr, li, figure, caption, table") ? place : place.parentElement;
    const ranges = [], walker = document.createTreeWalker(whole, NodeFilter.SHOW_TEXT);
    const nodes = [];
    let text = "";
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest(".mark, .ln, .same, del")) continue;
      nodes.push([node, text.length]);
      text += node.data;
    }
    const point = (offset, end) => { const [node, start] = nodes.findLast(([, from]) => (end ? from < offset : from <= offset)); return [node, offset - start]; };
    for (const word of wished) {
      for (let from = text.indexOf(word); from >= 0; from = text.indexOf(word, from + word.length)) {
        const range = new Range();
        const [first, start] = point(from, false), [last, end] = point(from + word.length, true);
        range.setStart(first, start);
        range.setEnd(last, end);
        ranges.push(range);
      }
    }
    CSS.highlights.set("hit", new Highlight(...ranges));
  };
  if (place && wished.length && self.CSS?.highlights) {
    show();
    addEventListener("chinese", show); // what came later (parallel.js)
  }
  if (at >= 0) {
    const bar = document.createElement("nav"), data = document.body.dataset;
    bar.className = "hits";
    bar.setAttribute("aria-label", data.hits);
    const link = (href, text, label) => {
      const made = Object.assign(document.createElement(href ? "a" : "span"), { textContent: text });
      if (href) { made.href = href; made.setAttribute("aria-label", label); }
      return made;
    };
    const told = Object.assign(document.createElement("span"), { textContent: data.hitOf.replace("{i}", at + 1).replace("{n}", held.hits.length) });
    const close = Object.assign(document.createElement("button"), { type: "button", textContent: "×" });
    close.setAttribute("aria-label", data.close);
    close.addEventListener("click", () => { bar.remove(); self.CSS?.highlights?.delete("hit"); });
    bar.append(link(held.back, data.hitsBack, data.hitsBack), link(held.hits[at - 1], "‹", data.hitPrevious), told, link(held.hits[at + 1], "›", data.hitNext), close);
    document.body.append(bar);
  }
}
