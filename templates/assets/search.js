// 章句: the search page. What is typed goes to the engine (search-engine.js, in a worker; opened as a file, in the page itself); hits come
// back with their places. Nothing happens while an input method composes.
"use strict";
{
  const form = document.querySelector("form.search"), say = form.dataset, box = form.querySelector("input[type=search]");
  const status = form.querySelector("[role=status]"), list = document.querySelector(".found"), more = document.querySelector("button.more");
  const choices = [...form.querySelectorAll("select")], near = form.querySelector(".near"), related = document.querySelector(".related");
  const root = new URL("./", new URL(say.root, location.href)).href, index = new URL(say.index, location.href).href, texts = new URL(say.texts, location.href).href;
  const assets = new URL("./", document.currentScript.src).href;
  const make = (tag, properties = {}, ...children) => { const made = Object.assign(document.createElement(tag), properties); made.append(...children); return made; };
  const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, key) => values[key]);

  const fromFiles = location.protocol === "file:";

  // ---- the engine, in a worker where there is a server, else in the page

  // On a page in another language what is Chinese says so.
  const inChinese = (text) => (document.documentElement.lang === "en" && /\p{Script=Han}/u.test(text) ? { lang: say.chinese } : {});
  const script = (src) => new Promise((resolve, reject) => { document.head.append(make("script", { src, onload: resolve, onerror: reject })); });
  const arriving = new Map();
  self.zhangjuSearch = (name, value) => arriving.set(name, value);
  const asScript = async (name) => {
    await script(`${/^(x\/|c\/|facets$|topics$|names$)/.test(name) ? texts : index}${name}.js`);
    return arriving.get(name);
  };
  let asking = null;
  const engine = () => asking ??= fromFiles ? inPage() : inWorker();
  const inPage = async () => {
    await script(`${assets}lunr.min.js`);
    await script(`${assets}search-engine.js`);
    const made = zhangjuEngine(asScript);
    return (typed, options) => (typed === undefined ? made.load() : made.find(typed, options));
  };
  const inWorker = async () => {
    const worker = new Worker(`${assets}search-worker.js`), waiting = new Map();
    let last = 0;
    worker.addEventListener("message", ({ data: { id, found, failed } }) => {
      const { resolve, reject } = waiting.get(id);
      waiting.delete(id);
      if (failed) reject(new Error(failed)); else resolve(found);
    });
    worker.addEventListener("error", (event) => { for (const { reject } of waiting.values()) reject(new Error(event.message)); waiting.clear(); asking = null; });
    return (typed, options) => new Promise((resolve, reject) => {
      waiting.set(++last, { resolve, reject });
      worker.postMessage({ id: last, index, texts, typed, options });
    });
  };
  const read = async (name) => {
    if (fromFiles) return asScript(name);
    const text = await (await fetch(`${texts}${name}.js`)).text();
    return JSON.parse(text.slice(text.indexOf(",") + 1, text.lastIndexOf(")")));
  };

  // ---- what is shown

  const marked = (text, marks) => {
    const parts = [];
    let at = 0;
    for (const [start, end] of marks) { parts.push(text.slice(at, start), make("mark", { textContent: text.slice(start, end) })); at = end; }
    return [...parts, text.slice(at)];
  };
  const CONTEXT = 90;
  /** The nearest place in a direction that is not inside a Latin word. */
  const border = (text, at, step) => { while (/[A-Za-z’-]{2}/.test(text.slice(Math.max(0, at - 1), at + 1))) at += step; return at; };
  /** A long text around its first marks. */
  const snippet = (text, marks) => {
    if (text.length <= 2.2 * CONTEXT) return marked(text, marks);
    if (!marks.length) return [`${text.slice(0, border(text, 2 * CONTEXT, 1))}…`];
    const start = Math.max(0, marks[0][0] - CONTEXT / 2), end = Math.min(text.length, Math.max(start + 2 * CONTEXT, marks[0][1] + CONTEXT / 2));
    const from = border(text, start, -1), to = border(text, end, 1);
    const inside = marks.filter(([start, end]) => start >= from && end <= to).map(([start, end]) => [start - from, end - from]);
    return [from ? "…" : "", ...marked(text.slice(from, to), inside), to < text.length ? "…" : ""];
  };
  const address = (hit) => {
    const cut = (text, marks) => marks.map(([start, end]) => text.slice(start, end));
    const words = [...new Set([...cut(hit.text, hit.marks), ...cut(hit.english, hit.englishMarks)])].join("|").slice(0, 120);
    return `${root}${hit.page}${fromFiles ? "index.html" : ""}?hl=${encodeURIComponent(words)}#${hit.anchor}`;
  };
  const placed = (made, hit) => { made.classList.add("hit"); made.dataset.plan = hit.plan; made.dataset.anchor = hit.anchor; return made; };
  const inEnglish = document.documentElement.lang === "en";
  /** A hit's text; where there is a translation, the page's own language first.
   * @returns {[object, any[]]} */
  const wordsOf = (hit) => {
    const chinese = snippet(hit.text, hit.marks);
    if (!hit.english) return [inChinese(hit.text), chinese];
    const english = snippet(hit.english, hit.englishMarks);
    return inEnglish ? [{}, [...english, make("p", { lang: say.chinese }, ...chinese)]] : [{}, [...chinese, make("p", { lang: "en" }, ...english)]];
  };
  const item = (hit) => {
    const [language, parts] = wordsOf(hit);
    const heads = hit.heads ? [make("small", { ...inChinese(hit.heads), textContent: hit.heads })] : [];
    return placed(make("li", {}, make("a", { href: address(hit), ...language }, ...heads, ...parts)), hit);
  };
  /** The first words under a heading that is found alone. */
  const leadOf = ([chinese, english]) => {
    const text = inEnglish && english ? english : chinese;
    return make("p", { className: "lead", ...inChinese(text) }, ...snippet(text, []));
  };
  /** The hits of one section under its heading, which is a hit itself where it is the best. */
  const groupOf = (group) => {
    const [first] = group.hits, heading = first.anchor === first.section ? first : null, hits = heading ? group.hits.slice(1) : group.hits;
    const limit = heading ? group.shown - 1 : group.shown;
    const path = first.path.slice(first.path.length > 1 ? 1 : 0);
    const title = heading && !heading.english ? make("a", { href: address(heading), ...inChinese(heading.text) }, ...marked(heading.text, heading.marks)) : make("a", { href: heading ? address(heading) : `${root}${first.page}#${first.section}`, ...inChinese(path.at(-1)[1]), textContent: path.at(-1)[1] || first.section });
    const above = group.again ? say.again : [first.path.length > 1 ? first.path[0][1] : "", ...path.slice(0, -1).map(([, name]) => name)].filter(Boolean).join(" › ");
    const name = make("h2", {}, make("small", { textContent: above }), title);
    if (heading) placed(name, heading);
    const held = make("ol", {}, ...hits.slice(0, limit).map(item));
    const made = make("li", { className: "group" }, name, ...(heading?.lead && !hits.length ? [leadOf(heading.lead)] : []), held);
    if (hits.length > limit) {
      const rest = make("button", { type: "button", className: "rest", textContent: fill(say.rest, { n: hits.length - limit }) });
      rest.addEventListener("click", () => { const added = hits.slice(limit).map(item); held.append(...added); rest.remove(); added[0].querySelector("a").focus(); });
      made.append(rest);
    }
    return made;
  };
  let listed = [];
  const remember = () => {
    try { sessionStorage.setItem("zhangju:hits", JSON.stringify({ typed: box.value.trim(), back: location.href, hits: listed.map(address) })); } catch { /* not remembered */ }
  };
  const show = (found, again) => {
    if (!again) { list.replaceChildren(); listed = []; }
    const there = new Set(listed.filter(({ beside }) => beside).map(({ number }) => number)); // what stood beside a hit may be one itself
    const all = found.groups.map((group) => ({ ...group, hits: group.hits.filter(({ number }) => !there.has(number)) })).filter(({ hits }) => hits.length);
    const lastWhole = all.findLastIndex(({ hits: [hit] }) => hit.tier < 4);
    if (all.length > lastWhole + 1 && !list.querySelector(".partly")) all.splice(lastWhole + 1, 0, null);
    for (const group of all) list.append(group ? groupOf(group) : make("li", { className: "partly", textContent: say.partly }));
    listed.push(...all.flatMap((group) => group?.hits ?? []));
    more.hidden = !found.next;
    more.dataset.next = found.next;
    list.hidden = !listed.length;
    remember();
  };

  // ---- filters: known once something was found

  let facets = null, chapters = [], topics = [];
  const chosen = () => Object.fromEntries(choices.map((choice) => [choice.name, choice.value]));
  const offer = (choice, entries) => {
    const held = choice.value || choice.dataset.wished || "";
    choice.replaceChildren(choice.options[0], ...entries.map(([value, name]) => make("option", { value, textContent: name })));
    choice.value = entries.some(([value]) => value === held) ? held : "";
    choice.closest("label").hidden = entries.length < 2;
    if (entries.length) delete choice.dataset.wished; // wished once, by the address
  };
  const offerFilters = async () => {
    if (!facets) [facets, topics] = await Promise.all([read("facets"), read("topics")]);
    const [plan, chapter, kind, period, topic] = ["plan", "chapter", "kind", "period", "topic"].map((name) => choices.find((choice) => choice.name === name));
    offer(plan, facets.map(({ id, name }) => [id, name]));
    offer(kind, [...new Map(facets.map(({ kind: [key, name] }) => [key, name]))]);
    offer(period, [...new Set(facets.map(({ period }) => period).filter(Boolean))].sort().map((one) => [one, one.replace("-", "–")]));
    offer(topic, topics.map(([id, title]) => [id, title]));
    chapters = plan.value ? await read(`c/${plan.value}`) : [];
    offer(chapter, chapters.map(([id, name]) => [id, name]));
    form.querySelector("details.filters").hidden = false;
  };
  const within = (runs, others) => runs.flatMap(([a, b]) => others.map(([c, d]) => [Math.max(a, c), Math.min(b, d)]).filter(([first, end]) => first < end));
  const keep = () => {
    const { plan, chapter, kind, period, topic } = chosen();
    if (!facets || !(plan || kind || period || topic)) return null;
    const runs = facets.filter((one) => (!plan || one.id === plan) && (!kind || one.kind[0] === kind) && (!period || one.period === period))
      .flatMap((one) => (chapter && plan ? chapters.filter(([id]) => id === chapter).map(([, , first, end]) => [first, end]) : [[one.first, one.end]]));
    return topic ? within(runs, topics.find(([id]) => id === topic)[2]) : runs;
  };

  // ---- what was found leads on to the topics that hold most of it

  const MOST_RELATED = 3, A_THIRD = 3, BEST = 20;
  const relate = () => {
    const best = listed.slice(0, BEST), held = topics.map(([id, title, runs]) => ({ id, title, count: best.filter(({ number }) => runs.some(([first, end]) => first <= number && number < end)).length }))
      .filter(({ id, count }) => count > 1 && A_THIRD * count >= best.length && id !== chosen().topic).sort((a, b) => b.count - a.count).slice(0, MOST_RELATED);
    related.replaceChildren(...(held.length ? [make("span", { textContent: say.related }), ...held.map(({ id, title }) => make("a", { href: `${root}topics/${id}/${fromFiles ? "index.html" : ""}`, textContent: title, ...inChinese(title) }))] : []));
  };

  // ---- nothing found: what is nearest

  let names = null;
  const nearest = async (typed) => {
    names ??= await read("names");
    const plain = (text) => new Set(text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")), letters = plain(typed);
    const likeness = (name) => { const own = plain(name); return (2 * [...own].filter((char) => letters.has(char)).length) / (own.size + letters.size); };
    return names.map(([name, url]) => [likeness(name), name, url]).filter(([like]) => like >= 0.4).sort((a, b) => b[0] - a[0] || a[1].length - b[1].length).slice(0, 6);
  };
  const offerNear = async (typed) => {
    const found = await nearest(typed).catch(() => []);
    if (typed !== box.value.trim()) return;
    near.replaceChildren(...(found.length ? [make("span", { textContent: say.near }), ...found.map(([, name, url]) => make("a", { href: new URL(url, new URL(root, location.href)).href, textContent: name, ...inChinese(name) }))] : []));
  };

  // ---- asking

  let latest = 0;
  const ask = async (from = 0) => {
    const typed = box.value.trim(), turn = ++latest, query = new URLSearchParams();
    if (typed) query.set("q", typed);
    for (const { name, value, dataset } of choices) if (value || dataset.wished) query.set(name, value || dataset.wished);
    try { history.replaceState(null, "", `${location.pathname}${query.size ? `?${query}` : ""}`); } catch { /* not in a file */ }
    document.title = typed ? `${typed} · ${say.title}` : say.title;
    if (!typed) { list.replaceChildren(); list.hidden = true; listed = []; status.textContent = ""; near.replaceChildren(); related.replaceChildren(); more.hidden = true; return; }
    for (const link of document.querySelectorAll(".beyond a")) link.search = typed ? `?${new URLSearchParams({ q: typed })}` : "";
    if (!asking) status.textContent = say.loading;
    try {
      if (choices.some((choice) => choice.dataset.wished) && !facets) await offerFilters();
      const answer = await engine(), options = { from, keep: keep(), whole: from > 0 };
      let found = await answer(typed, options);
      if (turn !== latest) return;
      const tell = () => {
        show(found, from > 0);
        const places = new Set(listed.map((hit) => hit.plan)).size;
        status.textContent = found.empty ? say.wordless : !found.groups.length && !from ? say.none : fill(found.total === listed.filter(({ beside }) => !beside).length && places > 1 ? say.countIn : say.count, { n: `${found.unsure ? "≥" : ""}${found.total}`, m: places }) + (found.cut ? say.cut : "");
      };
      if (found.groups.length || !found.unsure || from) tell();
      if (found.unsure && !from) { // a first answer from the begin of very long lists; now from all of them
        found = await answer(typed, { ...options, whole: true });
        if (turn !== latest) return;
        listed = [];
        tell();
      }
      if (!found.groups.length && !found.empty) offerNear(typed); else near.replaceChildren();
      if (facets) relate(); else offerFilters().then(relate).catch(() => {});
    } catch { if (turn === latest) status.textContent = say.failed; }
  };
  let composing = false, timer = 0;
  const soon = () => { clearTimeout(timer); timer = setTimeout(ask, 90); };
  box.addEventListener("compositionstart", () => { composing = true; clearTimeout(timer); });
  box.addEventListener("compositionend", () => { composing = false; soon(); });
  box.addEventListener("input", (event) => { if (!composing && !event.isComposing) soon(); });
  box.addEventListener("focus", () => engine().then((answer) => answer()).catch(() => {}), { once: true });
  form.addEventListener("submit", (event) => { event.preventDefault(); if (composing) return; clearTimeout(timer); ask(); });
  form.addEventListener("change", async (event) => {
    if (!event.target.matches("select")) return;
    if (event.target.name === "plan") await offerFilters().catch(() => {});
    ask();
  });
  more.addEventListener("click", async () => {
    const first = listed.length;
    await ask(+more.dataset.next);
    list.querySelectorAll(".hit a")[first]?.focus();
  });

  // Arrow keys walk through the hits, Esc leads back to the box and then empties it.
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const links = [...list.querySelectorAll(".hit a")], at = links.indexOf(document.activeElement);
    if (event.key === "Escape") {
      if (at >= 0) box.focus(); else if (document.activeElement === box && box.value) { box.value = ""; ask(); }
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !links.length || !(at >= 0 || document.activeElement === box)) return;
    event.preventDefault();
    if (at + step < 0) box.focus(); else links[Math.min(links.length - 1, at + step)].focus();
  });
  list.addEventListener("click", remember);

  const wished = new URLSearchParams(location.search);
  for (const choice of choices) choice.dataset.wished = wished.get(choice.name) ?? "";
  box.value = wished.get("q") ?? "";
  box.focus();
  if (box.value) ask();
}
