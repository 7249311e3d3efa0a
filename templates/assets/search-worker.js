// 章句: the search engine beside the page, so that the page never waits for it.
"use strict";
importScripts("lunr.min.js", "search-engine.js");
let engine = null;
self.addEventListener("message", async ({ data: { id, index, texts, typed, options } }) => {
  engine ??= zhangjuEngine(async (name) => {
    const answer = await fetch(`${name.startsWith("x/") ? texts : index}${name}.js`);
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    const text = await answer.text();
    return JSON.parse(text.slice(text.indexOf(",") + 1, text.lastIndexOf(")")));
  });
  try {
    postMessage({ id, found: typed === undefined ? await engine.load() : await engine.find(typed, options) });
  } catch (error) {
    engine = null; // a file that did not come is asked for again
    postMessage({ id, failed: String(error?.message ?? error) });
  }
});
