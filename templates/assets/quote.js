// 章句: looks a quotation up in every plan. Texts and quotation are folded alike (Simplified, half width, no blanks, no punctuation);
// pairs of characters lead to candidate places, edit distance decides, and what is too far from every place is in no plan.
// Of a large edition only pieces of its texts are loaded: those that have most of some pairs of each sentence (`quote_files.py`).
"use strict";
{
  const LIMIT = 2000, LEAST = 4, UNIT = 120, CLOSE = 0.7, CLOSE_SHORT = 0.8, GAP = 120, BUCKETS = 1 << 17;
  const form = document.querySelector("form.quote"), box = form.querySelector("textarea");
  const status = form.querySelector("[role=status]"), findings = document.querySelector(".findings"), words = form.dataset;
  // Pairs asked for of a unit, of one of many; units at a time; pieces of a unit; the votes that a piece must have of all, of the most.
  const KEYS = 8, FEWER = 4, FEW = 3, AT_ONCE = 5, BEST = 3, LIKE = 10, FIRM = 16, SHARE = 0.3, NEARLY = 0.5, SAME = 0.95;
  const parts = []; // every line: plan, section, anchor, text, and where its folded text starts
  const simple = new Map(), folds = new Map();
  let text = "", places, begins, counts; // folded texts of all plans; positions by bucket of pairs

  // ---- folding

  const foldChar = (char) => {
    let made = folds.get(char);
    if (made === undefined) {
      made = [...char.normalize("NFKC").toLowerCase()].map((c) => simple.get(c) ?? (c === "○" ? "〇" : /[\p{L}\p{N}+%‰°<>=×≤≥]/u.test(c) ? c : "")).join("");
      folds.set(char, made);
    }
    return made;
  };
  const DIGIT = /[0-9０-９]/;
  /** The folded text, and for each of its characters where it stands in the text. A point or dash between digits is part of a number. */
  const fold = (source) => {
    const at = [];
    let made = "", i = 0;
    for (const char of source) {
      let one = foldChar(char);
      if (!one && /[.．\-‐–—~～]/.test(char) && DIGIT.test(source[i - 1]) && DIGIT.test(source[i + 1])) one = /[.．]/.test(char) ? "." : "-";
      for (let k = 0; k < one.length; k++) at.push(i);
      made += one;
      i += char.length;
    }
    return { made, at };
  };

  // ---- loading, in slices that leave the page free

  const bucket = (s, i) => (Math.imul(s.charCodeAt(i), 40503) ^ s.charCodeAt(i + 1)) & (BUCKETS - 1);
  const fetched = async (file) => {
    const answer = await fetch(file);
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  };
  let last = Promise.resolve();
  /** Opened as files nothing can be fetched; the offline edition has scripts, which come one by one. */
  const asScript = (file) => (last = last.catch(() => {}).then(() => new Promise((resolve, reject) => {
    self.zhangjuData = resolve;
    document.head.append(Object.assign(document.createElement("script"), { src: file.replace(/json$/, "js"), onerror: reject }));
  })));
  const held = new Map(); // file → what it holds, on its way
  const got = (file) => {
    if (!held.has(file)) {
      const coming = location.protocol === "file:" ? asScript(file) : fetched(file);
      held.set(file, coming);
      coming.catch(() => held.delete(file));
    }
    return held.get(file);
  };
  let parted; // how many pieces and files of pairs there are, where the texts are parted
  const load = async () => {
    const data = await got(words.source);
    [...data.from].forEach((char, i) => simple.set(char, data.to[i]));
    if (data.plans) await lay(data.plans); else parted = data;
  };
  /** Make these the texts in which quotations are found. Of pieces that follow each other no border is left. */
  const lay = async (plans, numbers = []) => {
    let since = performance.now();
    const rest = async () => {
      if (performance.now() - since < 10) return;
      await new Promise((go) => setTimeout(go));
      since = performance.now();
    };
    const lines = [], known = new Map();
    let start = 0;
    parts.length = 0;
    counts = undefined;
    for (const [n, piece] of plans.entries()) {
      const plan = known.get(piece.id) ?? piece;
      known.set(piece.id, plan);
      for (const section of piece.sections) {
        for (const [anchor, line] of section.parts) {
          const { made } = fold(line);
          parts.push({ plan, section, anchor, text: line, start });
          lines.push(made);
          start += made.length;
          await rest();
        }
      }
      if (plans[n + 1]?.id === piece.id && numbers[n + 1] === numbers[n] + 1) continue;
      lines.push("\n"); // no quotation goes from one plan to the next
      start++;
    }
    text = lines.join("");
    begins = new Int32Array(BUCKETS + 1);
    places = new Int32Array(text.length);
    for (let i = 0; i < text.length - 1; i++) { begins[bucket(text, i) + 1]++; if (!(i & 4095)) await rest(); }
    for (let b = 0; b < BUCKETS; b++) begins[b + 1] += begins[b];
    const next = begins.slice();
    for (let i = 0; i < text.length - 1; i++) { places[next[bucket(text, i)]++] = i; if (!(i & 4095)) await rest(); }
  };
  let loading = null;
  const ready = () => {
    if (!loading) {
      loading = load();
      loading.catch(() => { loading = null; });
    }
    return loading;
  };

  // ---- pieces of a large edition

  /** What a text is found by: pairs of Han characters, numbers and words. */
  const keysOf = (source) => {
    const plain = [...source].map((char) => [...char.normalize("NFKC").toLowerCase()].map((c) => simple.get(c) ?? c).join("")).join("").replaceAll("○", "〇");
    const han = plain.match(/[〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3134f}]/gu) ?? [];
    return [...han.slice(1).map((char, i) => han[i] + char), ...(plain.match(/[a-z0-9]{2,}/g) ?? [])];
  };
  const fileOf = (key) => {
    let made = 0;
    for (const char of key) made = (made * 31 + char.codePointAt(0)) & 0xfffffff;
    return made % parted.files;
  };
  const near = (name) => words.source.replace("texts", name);
  const laid = new Set();
  let beyond = ""; // "+" where more pieces are likely to hold a unit than are loaded
  /** The pieces that have most of a unit's pairs, the first of them with their neighbours where a part of it may stand there. */
  const likely = async (source, most, best) => {
    const keys = keysOf(source), some = Math.min(most, keys.length), votes = new Map();
    const asked = Array.from({ length: some }, (_, i) => keys[Math.floor(((i + 0.5) * keys.length) / some)]);
    const lists = await Promise.all(asked.map(async (key) => (await got(near(`i-${fileOf(key)}`)))[key] ?? []));
    let all = 0;
    for (const list of lists) {
      const weight = Math.log(1 + parted.pieces / Math.max(1, list.length));
      all += weight;
      let at = 0;
      for (const step of list) votes.set(at += step, (votes.get(at) ?? 0) + weight);
    }
    const sorted = [...votes].filter(([, sum]) => sum >= all * SHARE).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    if (!sorted.length) return [];
    const [first, top] = sorted[0], beside = top < 0.9 * all ? [first - 1, first + 1].filter((n) => n >= 0 && n < parted.pieces) : [];
    const wanted = sorted.filter(([, sum], i) => sum >= top * (i < best ? NEARLY : SAME));
    if (sorted.filter(([, sum]) => sum >= top * SAME).length > LIKE) beyond = "+";
    return [...wanted.slice(0, LIKE).map(([n]) => n), ...beside];
  };
  /** Lay the pieces that some units are likely to stand in beside those that lie there. */
  const bring = async (sources, most, best) => {
    const before = laid.size;
    for (const list of await Promise.all(sources.map((source) => likely(source, most, best)))) for (const n of list) laid.add(n);
    if (laid.size === before) return;
    const numbers = [...laid].sort((a, b) => a - b);
    await lay(await Promise.all(numbers.map((n) => got(near(`t-${n}`)))), numbers);
  };

  // ---- finding

  const partAt = (position) => {
    let low = 0, high = parts.length - 1;
    while (low < high) { const middle = (low + high + 1) >> 1; if (parts[middle].start <= position) low = middle; else high = middle - 1; }
    return low;
  };

  /** The stretch of text[from, to) nearest to a unit by edit distance: its ends and its cost. */
  const fit = (unit, from, to) => {
    const width = to - from, cost = new Int32Array(width + 1), begin = new Int32Array(width + 1);
    for (let j = 0; j <= width; j++) begin[j] = from + j;
    for (let i = 1; i <= unit.length; i++) {
      const char = unit.charCodeAt(i - 1);
      let slant = cost[0], slantBegin = begin[0];
      cost[0] = i;
      for (let j = 1; j <= width; j++) {
        let best = slant + (char === text.charCodeAt(from + j - 1) ? 0 : 1), first = slantBegin;
        const up = cost[j] + 1, left = cost[j - 1] + 1;
        if (up < best || (up === best && begin[j] > first)) { best = up; first = begin[j]; }
        if (left < best) { best = left; first = begin[j - 1]; }
        slant = cost[j]; slantBegin = begin[j];
        cost[j] = best; begin[j] = first;
      }
    }
    let end = 0;
    for (let j = 1; j <= width; j++) if (cost[j] < cost[end]) end = j;
    return { start: begin[end], end: from + end, cost: cost[end] };
  };

  /** Where a unit stands: every exact place, else the near ones. */
  const find = (unit) => {
    const found = [], size = unit.length;
    for (let at = text.indexOf(unit); at >= 0 && found.length < 300; at = text.indexOf(unit, at + 1)) found.push({ start: at, end: at + size, cost: 0 });
    if (found.length) return found;
    counts ??= new Uint16Array((text.length >> 5) + 16); // pairs in common, by stretches of 32 possible starts
    counts.fill(0);
    for (let i = 0; i < size - 1; i++) {
      const b = bucket(unit, i);
      for (let k = begins[b]; k < begins[b + 1]; k++) counts[(places[k] - i + 128) >> 5]++;
    }
    const top = [];
    const least = Math.max(1, size * 0.3);
    for (let n = 0; n < counts.length - 1; n++) {
      const sum = counts[n] + counts[n + 1];
      if (sum < least || (top.length === 5 && sum <= top[4].sum)) continue;
      const last = top.find((t) => t.n === n - 1);
      if (last && last.sum >= sum) continue;
      if (last) top.splice(top.indexOf(last), 1);
      top.push({ n, sum });
      top.sort((a, b) => b.sum - a.sum);
      top.length = Math.min(top.length, 5);
    }
    const close = size < 10 ? CLOSE_SHORT : CLOSE;
    for (const { n } of top) {
      const start = (n << 5) - 128;
      const place = fit(unit, Math.max(0, start - 16), Math.min(text.length, start + 80 + size));
      if (1 - place.cost / Math.max(size, place.end - place.start) >= close && !found.some((f) => f.start === place.start)) found.push(place);
    }
    return found.sort((a, b) => a.cost - b.cost);
  };

  /** Pieces of a quotation that are looked up by themselves: sentences, and parts of very long ones. */
  const cut = (source, { made, at }) => {
    const ends = [];
    let k = 0;
    for (const stop of source.matchAll(/[。！？；!?;]+|\n\s*\n|[：:](?=\s*[“"「『])/g)) {
      while (k < at.length && at[k] < stop.index) k++;
      ends.push(k);
    }
    ends.push(made.length);
    const units = [];
    let low = 0;
    for (const end of ends) {
      const tail = made.length - end;
      if (end - low < 8 && tail) continue; // too short to be looked up alone: goes with what follows, or the last with what precedes
      if (tail && tail < 8) continue;
      if (end === low) continue;
      const pieces = Math.ceil((end - low) / UNIT);
      for (let p = 0; p < pieces; p++) {
        const cutAt = (q) => low + Math.round(((end - low) * q) / pieces);
        units.push({ low: cutAt(p), high: cutAt(p + 1), inside: p > 0 });
      }
      low = end;
    }
    return units;
  };

  /** Stretches of the quotation, each with the places where it stands; none for what is in no plan. */
  const trace = (made, units) => {
    const done = [];
    let open = [], low = 0, high = 0, waiting = null;
    const missing = (from, to) => {
      const last = done.at(-1);
      if (last && !last.places.length && last.high === from) last.high = to; else done.push({ low: from, high: to, places: [] });
    };
    const close = () => {
      if (open.length) done.push({ low, high, places: open.sort((a, b) => a.cost - b.cost || a.start - b.start) });
      if (waiting) missing(waiting.low, waiting.high);
      open = [];
      waiting = null;
    };
    for (const unit of units) {
      const found = find(made.slice(unit.low, unit.high));
      if (!found.length) {
        if (open.length && unit.inside) waiting = waiting ? { low: waiting.low, high: unit.high } : unit;
        else { close(); missing(unit.low, unit.high); }
        continue;
      }
      const slack = waiting ? 2 * (waiting.high - waiting.low) : 0;
      const longer = [];
      for (const chain of open) {
        for (const place of found) {
          const gap = place.start - chain.end;
          if (gap < -8 || gap > GAP + slack || place.end <= chain.end || parts[partAt(chain.start)].plan !== parts[partAt(place.start)].plan) continue;
          longer.push({ start: chain.start, end: place.end, cost: chain.cost + place.cost + Math.abs(gap) });
        }
      }
      if (longer.length) { open = longer.sort((a, b) => a.cost - b.cost).slice(0, 300); waiting = null; } else { close(); open = found; low = unit.low; }
      high = unit.high;
    }
    close();
    return done;
  };

  /** Steps that turn a stretch of the quotation into a stretch of the text: 0 the same, 1 both differ, 2 only quoted, 3 only in the text. */
  const align = (made, start, end) => {
    const m = made.length, n = end - start, reach = 64 + Math.abs(n - m), span = 2 * reach + 1;
    const steps = new Uint8Array((m + 1) * span), FAR = 1 << 28;
    let before = new Int32Array(span + 1).fill(FAR), row = new Int32Array(span + 1).fill(FAR);
    for (let i = 0; i <= m; i++) {
      row.fill(FAR);
      for (let b = 0; b < span; b++) {
        const j = i + b - reach;
        if (j < 0 || j > n) continue;
        if (!i && !j) { row[b] = 0; continue; }
        const same = i && j && made.charCodeAt(i - 1) === text.charCodeAt(start + j - 1);
        let best = i && j ? before[b] + (same ? 0 : 1) : FAR, step = same ? 0 : 1;
        if (i && before[b + 1] + 1 < best) { best = before[b + 1] + 1; step = 2; }
        if (j && b && row[b - 1] + 1 < best) { best = row[b - 1] + 1; step = 3; }
        row[b] = best;
        steps[i * span + b] = step;
      }
      [before, row] = [row, before];
    }
    const way = [];
    for (let i = m, j = n; i || j;) {
      const step = steps[i * span + j - i + reach];
      way.push(step);
      if (step !== 3) i--;
      if (step !== 2) j--;
    }
    return way.reverse();
  };

  // ---- showing

  const make = (tag, content, props) => {
    const element = Object.assign(document.createElement(tag), props);
    element.append(...[content].flat());
    return element;
  };
  const address = (part) => `${words.root}/${part.section.url}#${part.anchor}`.replace(/^\.\/(?=\.)/, "");
  const link = (part, content) => make("a", content, { href: address(part) });
  /** The legend has its words for what differs in `<del>` and `<ins>`. */
  const legend = () => words.legend.split(/(<(?:del|ins)>.*?<\/(?:del|ins)>)/).map((piece) => {
    const [, tag, text] = piece.match(/^<(del|ins)>(.*)<\//) ?? [];
    return tag ? make(tag, text) : piece;
  });
  const same = (places) => places.filter((place) => place.cost === places[0].cost);

  const show = (source, folded, { low, high, places: all }) => {
    if (!all.length) {
      const quoted = source.slice(folded.at[low], folded.at[high] ?? source.length).trim();
      return make("section", [make("p", words.none, { className: "verdict" }), make("blockquote", quoted)], { className: "none" });
    }
    const made = folded.made.slice(low, high);
    let { start, end } = all[0];
    let way = align(made, start, end);
    // What agrees by chance beyond the ends is no part of the quotation's place; a long run does not agree by chance.
    const loose = (steps) => {
      let sum = 0, least = 0, cut = 0, run = 0;
      for (const [k, step] of steps.entries()) {
        run = step ? 0 : run + 1;
        if (run > FIRM) break;
        sum += step ? -1 : 1;
        if (sum <= least) { least = sum; cut = k + 1; }
      }
      return cut > 4 && cut < steps.length ? cut : 0;
    };
    const beside = (steps) => steps.filter((step) => step !== 3).map(() => 2);
    const taken = (steps) => steps.filter((step) => step !== 2).length;
    const left = loose(way);
    start += taken(way.slice(0, left));
    way = [...beside(way.slice(0, left)), ...way.slice(left)];
    const right = way.length - loose([...way].reverse());
    end -= taken(way.slice(right));
    way = [...way.slice(0, right), ...beside(way.slice(right))];
    // One or two wrong characters at an end stand against those of the text, not beside it.
    const head = way.findIndex((s) => s !== 2), tail = [...way].reverse().findIndex((s) => s !== 2);
    const first = parts[partAt(start)].start, after = parts[partAt(end - 1) + 1]?.start ?? text.length;
    if ((head && head <= 2) || (tail && tail <= 2)) {
      if (head <= 2) start = Math.max(first, start - head);
      if (tail <= 2) end = Math.min(text[after - 1] === "\n" ? after - 1 : after, end + tail);
      way = align(made, start, end);
    }
    const extra = new Map(), kind = new Map(); // at a place of the folded text: what is only quoted; whether it is quoted
    let i = low, j = start, differing = 0, was = 0;
    for (const step of way) {
      if (step && !was) differing++;
      was = step;
      if (step === 1 || step === 2) {
        const piece = source.slice(folded.at[i], i + 1 < high ? folded.at[i + 1] : folded.at[i] + 1);
        extra.set(j, (extra.get(j) ?? "") + piece);
      }
      if (step !== 2) kind.set(j++, step ? "ins" : "same");
      if (step !== 3) i++;
    }
    const quote = document.createElement("blockquote");
    const from = partAt(start), to = partAt(end - 1);
    for (let p = from; p <= to; p++) {
      const part = parts[p], { at } = fold(part.text), line = document.createElement("div");
      line.append(link(part, part.anchor));
      let run = "", of = null;
      const flush = () => { if (run) line.append(of === "same" ? run : of === "ins" ? make("ins", run) : make("span", run, { className: "around" })); run = ""; };
      const add = (piece, next) => { if (next !== of) { flush(); of = next; } run += piece; };
      for (let k = 0, c = 0; c < part.text.length; c++) {
        if (at[k] !== c) { // punctuation goes with what stands before it, at the head with what follows
          const next = kind.get(part.start + k) ?? "around";
          add(part.text[c], of && !(of === "ins" && next !== "ins") ? of : next);
          continue;
        }
        let mine = "around";
        for (; at[k] === c; k++) {
          const said = extra.get(part.start + k);
          if (said !== undefined) { flush(); line.append(make("del", said)); extra.delete(part.start + k); }
          const here = kind.get(part.start + k);
          if (here && mine !== "ins") mine = here;
        }
        add(part.text[c], mine);
      }
      flush();
      if (p === to) for (const said of extra.values()) line.append(make("del", said));
      quote.append(line);
    }
    const main = parts[from], { plan, section } = main;
    const verdict = make("p", differing ? words.differs.replace("{n}", differing) : words.exact, { className: "verdict" });
    if (differing) verdict.append(make("span", legend(), { className: "legend" }));
    const title = link({ section, anchor: section.parts[0][0].split("-")[0] }, section.title || section.id || plan.title);
    const url = zhangju.addressOf(new URL(section.url, new URL(`${words.root}/`, location.href)).href, plan.id, main.anchor);
    const cite = `《${plan.title}》${section.id || section.title}，${words.edition}，${url}`;
    const result = make("section", [make("p", plan.title, { className: "facts" }), make("h2", title), verdict, quote, make("p", cite, { className: "cite" })]);
    result.className = differing ? "found differs" : "found exact";
    const also = same(all).slice(1);
    if (also.length) {
      const listed = make("p", `${words.also}：`, { className: "also" });
      also.slice(0, 8).forEach((place, n) => {
        const part = parts[partAt(place.start)], before = n && parts[partAt(also[n - 1].start)].plan;
        listed.append(n ? "，" : "", before === part.plan ? "" : `《${part.plan.title}》`, link(part, part.anchor));
      });
      if (also.length > 8) listed.append(words.more.replace("{n}", also.length + beyond));
      result.append(listed);
    }
    return result;
  };

  /** The stretches of a quotation. Of many units some are sought, then those that do not stand in what was found by these. */
  const traced = async (source, folded) => {
    const units = cut(source, folded), few = units.length <= FEW, tries = new Map();
    const seek = (some, best) => {
      for (const unit of some) tries.set(unit, (tries.get(unit) ?? (few ? 1 : 0)) + 1);
      return bring(some.map(({ low, high }) => source.slice(folded.at[low], folded.at[high] ?? source.length)), few ? KEYS : FEWER, best);
    };
    const step = Math.max(1, units.length / AT_ONCE);
    if (parted) {
      laid.clear();
      beyond = "";
      await lay([]);
      await seek(units.filter((_, n) => Math.floor(n / step) !== Math.floor((n - 1) / step)), few ? BEST : 1);
    }
    for (;;) {
      const done = trace(folded.made, units), lost = done.filter((one) => !one.places.length);
      const left = units.filter((unit) => (tries.get(unit) ?? 0) < 2 && lost.some((one) => one.low <= unit.low && unit.high <= one.high));
      if (!parted || !left.length) return done;
      left.sort((a, b) => (tries.get(a) ?? 0) - (tries.get(b) ?? 0));
      await seek(left.slice(0, AT_ONCE), tries.has(left[0]) ? BEST : 1);
    }
  };

  const check = async (whole) => {
    const source = whole.slice(0, LIMIT), folded = fold(source);
    findings.replaceChildren();
    if (folded.made.length < LEAST) { status.textContent = words.short; return; }
    const done = await traced(source, folded);
    findings.replaceChildren(...done.map((one) => show(source, folded, one)));
    const found = done.length === 1 ? same(done[0].places).length : done.filter((one) => one.places.length).length;
    status.textContent = (found ? words.found.replace("{n}", done.length === 1 ? found + beyond : found) : words.none) + (whole.length > LIMIT ? `　${words.long}` : "");
  };

  let turn = Promise.resolve();
  const run = () => (turn = turn.then(async () => {
    if (!places) status.textContent = words.loading;
    try {
      await ready();
      const begun = performance.now();
      await check(box.value.trim());
      performance.measure("quote", { start: begun });
    } catch (error) { console.error(error); status.textContent = words.failed; }
  }));
  form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
  box.addEventListener("focus", () => ready().catch(() => {}));
  box.addEventListener("paste", () => setTimeout(run));
  box.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit(); });
}
