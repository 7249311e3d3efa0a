// 章句: any two plans beside each other, clause by clause. Loads a file of each: sections, clauses, and which are counterparts (`clauses.py`).
// Marked are whole words and numbers that the other side has not, but for words of which both plans are full; where most of a clause is
// other, none (`beside.py` does the same for pages made beforehand).
"use strict";
{
  const ROOM = 220, SHORT = 40, OTHERWISE = 0.4, COMMON = 0.1; // characters shown of a clause; of one that is marked whatever; shares
  const form = document.querySelector("form.two"), result = document.querySelector(".both");
  const [first, second] = form.querySelectorAll("select"), told = form.querySelector("[role=status]"), words = form.dataset;
  /** @type {(tag: string, content?: any, values?: object) => any} */
  const make = (tag, content = [], values = {}) => {
    const element = Object.assign(document.createElement(tag), values);
    element.append(...[content].flat());
    return element;
  };

  // ---- loading

  let last = Promise.resolve();
  /** Opened as files nothing can be fetched; the offline edition has scripts, which come one by one. */
  const asScript = (file) => (last = last.catch(() => {}).then(() => new Promise((resolve, reject) => {
    self.zhangjuData = resolve;
    document.head.append(Object.assign(document.createElement("script"), { src: file.replace(/json$/, "js"), onerror: reject }));
  })));
  const fetched = async (file) => {
    const answer = await fetch(file);
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  };
  const held = new Map(); // plan → what its file holds, on its way
  const got = (plan) => {
    if (!held.has(plan)) {
      const file = `${words.source}${plan}.json`, coming = location.protocol === "file:" ? asScript(file) : fetched(file);
      held.set(plan, coming);
      coming.catch(() => held.delete(plan));
    }
    return held.get(plan);
  };

  // ---- words

  /** The sentences of a clause that are shown: all of a short one, of a long one those from a place on. */
  const shown = ({ parts }, to) => {
    const sum = (list) => list.reduce((length, [, text]) => length + text.length, 0);
    let from = 0, end = parts.length;
    if (sum(parts) > ROOM) {
      from = Math.max(0, parts.findIndex(([anchor]) => anchor === to));
      end = from + 1;
      while (end < parts.length && sum(parts.slice(from, end + 1)) <= ROOM) end++;
    }
    return `${from ? "…" : ""}${parts.slice(from, end).map(([, text]) => text).join(words.between)}${end < parts.length ? "…" : ""}`;
  };
  const segmenter = self.Intl?.Segmenter && new Intl.Segmenter("zh", { granularity: "word" });
  const cut = (text) => (text.match(/\d+(?:\.\d+)?|[^\d]+/g) ?? []).flatMap((piece) => (/^\d/.test(piece) ? [piece] : [...segmenter.segment(piece)].map((one) => one.segment)));
  /** Whether a number stands in a text as such: 5 does not stand in 2025. */
  const hasNumber = (number, text) => new RegExp(`(?<![\\d.])${number.replace(".", "\\.")}(?!\\.?\\d)`).test(text);
  /** What tells for two plans whether a text lacks a word of the other. */
  const lacking = (texts) => {
    const common = new Map();
    const isCommon = (word) => {
      if (!common.has(word)) common.set(word, texts.filter((text) => text.includes(word)).length > COMMON * texts.length);
      return common.get(word);
    };
    return (word, other) => {
      if (/^\d/.test(word)) return !hasNumber(word, other);
      return /^(?:\p{Script=Han}{2,}|[A-Za-z][A-Za-z0-9+.-]*)$/u.test(word) && !other.includes(word) && (texts.length < 1 / COMMON || !isCommon(word));
    };
  };
  /** A text with what the other has not in elements of a tag; words that follow each other are marked as one. */
  const marked = (text, other, tag, lacks) => {
    if (!segmenter) return [text];
    const pieces = cut(text).map((word) => ({ word, out: lacks(word, other) }));
    for (let n = 1; n < pieces.length - 1; n++) if (pieces[n - 1].out && pieces[n + 1].out && /^\p{Script=Han}$/u.test(pieces[n].word)) pieces[n].out = true;
    const out = pieces.reduce((length, piece) => length + (piece.out ? piece.word.length : 0), 0);
    if (text.length > SHORT && out > OTHERWISE * text.length) return [text];
    const runs = [];
    for (const { word, out: is } of pieces) {
      if (runs.at(-1)?.is === is) runs.at(-1).words += word; else runs.push({ is, words: word });
    }
    return runs.map((run) => (run.is ? make(tag, run.words) : run.words));
  };

  // ---- the page

  const linked = ([, , heading, url]) => make("a", heading, { href: `${words.root}/${url}` });
  const placed = (clause, to, name) => make("a", name, { href: `${words.root}/${clause.page}#${to}` });
  /** The words of a clause as the page shows them: marked in Chinese, plain in translation. */
  const said = (clause, text, other, tag, lacks) => {
    const content = words.translated && !clause.zh ? [text] : marked(text, other, tag, lacks);
    return words.translated && clause.zh ? [make("span", content, { lang: "zh-Hans" })] : content;
  };
  /** What may be a counterpart of a section's clauses, apart and closed. */
  const mayBe = (a, b, section, names) => {
    const found = (a.perhaps[b.id] ?? []).filter(([own]) => own === section);
    const items = found.map(([, other, url]) => make("li", make("a", names.get(other) ?? other, { href: `${words.root}/${url}` })));
    return items.length ? [make("details", [make("summary", [`${words.perhaps} `, make("small", String(items.length))]), make("ul", items)], { className: "perhaps" })] : [];
  };
  const rowsOf = (a, b, pairs, lacks) => {
    const names = new Map(b.sections.map((section) => [section[0], section[2]])), bySection = new Map();
    for (const [own, at, other, to] of pairs) {
      const section = a.clauses[own].section, clauses = bySection.get(section) ?? new Map();
      bySection.set(section, clauses.set(own, [...(clauses.get(own) ?? []), { at, other, to }]));
    }
    const nameOf = (clause) => names.get(clause.section) ?? clause.section;
    return a.sections.flatMap((section) => {
      const apart = mayBe(a, b, section[0], names), clauses = [...bySection.get(section[0]) ?? []], all = clauses.flatMap(([, found]) => found);
      if (!clauses.length && !apart.length) return [];
      const list = make("ul", all.map(({ other, to }) => make("li", placed(b.clauses[other], to, nameOf(b.clauses[other])))));
      const head = make("tr", [make("th", linked(section), { scope: "row" }), make("td", [list, ...apart])], { className: `level-${section[1]}` });
      return [head, ...clauses.map(([own, found]) => {
        const left = shown(a.clauses[own], found[0].at), right = found.map(({ other, to }) => shown(b.clauses[other], to));
        const cells = [
          make("td", said(a.clauses[own], left, right.join("\n"), "del", lacks)),
          make("td", found.map(({ other }, n) => {
            const name = found.length > 1 ? [make("b", nameOf(b.clauses[other])), " "] : [];
            return make("p", [...name, ...said(b.clauses[other], right[n], left, "ins", lacks)]);
          })),
        ];
        [a, b].forEach((plan, n) => { cells[n].dataset.label = plan.title; });
        return make("tr", cells, { className: "words" });
      })];
    });
  };
  /** The sections with text that no pair joins. */
  const alone = (plan, joined) => {
    const left = plan.sections.filter(([id, , , , text]) => text && !joined.has(id));
    if (!left.length) return [];
    const list = make("ul", left.map((section) => make("li", linked(section))), { className: "only" });
    return [make("details", [make("summary", [`${words.only}${plan.title} `, make("small", String(left.length))]), list])];
  };
  const show = (a, b) => {
    const pairs = a.pairs[b.id] ?? [];
    const lacks = lacking([a, b].flatMap((plan) => Object.values(plan.clauses).map(({ parts }) => parts.map(([, text]) => text).join(""))));
    const heads = [a, b].map((plan) => make("th", make("a", plan.title, { href: `${words.root}/${plan.id}/` }), { scope: "col" }));
    const table = make("table", [make("thead", make("tr", heads)), make("tbody", rowsOf(a, b, pairs, lacks))], { className: "compare" });
    const perhaps = a.perhaps[b.id] ?? [];
    const joined = [
      new Set([...pairs.map(([own]) => a.clauses[own].section), ...perhaps.map(([own]) => own)]),
      new Set([...pairs.map(([, , other]) => b.clauses[other].section), ...perhaps.map(([, other]) => other)]),
    ];
    const page = words.pages.split(" ").find((path) => path === `${a.id}/${b.id}` || path === `${b.id}/${a.id}`);
    told.textContent = pairs.length ? words.found.replace("{n}", String(pairs.length)) : words.none;
    result.replaceChildren(
      make("h2", `${a.title} ${words.beside} ${b.title}`, { className: "quiet" }),
      ...(page ? [make("p", make("a", words.page, { href: `${words.root}/compare/${page}/` }))] : []),
      ...[a, b].filter((plan) => plan.coverage).map((plan) => make("p", [make("b", plan.title), `　${plan.coverage}`], { className: "missing" })),
      ...(pairs.length || perhaps.length ? [table] : []),
      ...alone(a, joined[0]),
      ...alone(b, joined[1]),
    );
  };

  let asked = 0;
  const compare = async () => {
    const turn = ++asked, two = [first.value, second.value];
    result.replaceChildren();
    if (!two[0] || !two[1] || two[0] === two[1]) {
      told.textContent = two[0] && two[0] === two[1] ? words.same : "";
      return;
    }
    told.textContent = words.loading;
    try {
      const [a, b] = await Promise.all(two.map(got));
      if (turn === asked) show(a, b); // else two others were chosen meanwhile
    } catch {
      if (turn === asked) told.textContent = words.failed;
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const here = new URL(location.href);
    here.search = String(new URLSearchParams({ a: first.value, b: second.value }));
    history.replaceState(null, "", here);
    compare();
  });
  for (const [name, select] of [["a", first], ["b", second]]) {
    const wanted = new URLSearchParams(location.search).get(name);
    if ([...select.options].some((option) => option.value === wanted)) select.value = wanted;
  }
  form.hidden = false;
  if (new URLSearchParams(location.search).has("a")) compare();
}
