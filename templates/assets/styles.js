// 章句: citation styles, from an item in the terms of CSL to its text. Fetched with cite.js; without a page around it, for the tests.
// `at` and `atEn` are the place in the plan; dates are `2021`, `2021-01` or `2021-01-27`; what is not known is absent.
"use strict";
(globalThis.zhangju ??= /** @type {Zhangju} */ ({})).styles = (() => {
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
  const inEnglish = (date) => {
    const [year, month, day] = date.split("-");
    return year + (month ? `, ${MONTHS[month - 1]}` : "") + (day ? ` ${Number(day)}` : "");
  };
  const joined = (parts, by) => parts.filter(Boolean).join(by);
  const framed = (before, text, after) => (text ? `${before}${text}${after}` : "");
  const tex = (text) => text.replace(/[\\{}&%$#_~^]/g, (char) => ({ "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" })[char] ?? `\\${char}`);

  // GB/T 7714—2025, as the style of CSL has it: reports (8.2) and web pages (8.11), both online.
  const gbt = (item) => {
    const page = item.type === "webpage";
    const title = `${joined([item.title, item.number], "：")}[${page ? "EB" : "R"}${item.url ? "/OL" : ""}]`;
    const year = (item.publisher ? item.issued?.slice(0, 4) : item.issued) ?? framed("[", item.accessed?.slice(0, 4), "]");
    const printed = joined([joined([joined([item.place, item.publisher], "："), year], "，"), item.at], "：");
    const dates = framed("（", item.issued, "）") + framed("[", item.accessed, "]");
    return `${joined([item.author, title, ...(page ? [dates] : [item.edition, item.publisher ? printed : joined([year, item.at], "：")]), item.url], ". ")}.${framed(" [", item.unofficial, "]")}`;
  };

  // APA 7: a title that is not English is followed by its translation.
  const apa = (item) => {
    const notes = joined([item.editionEn, item.atEn, item.unofficialEn], "; ");
    const title = item.title + framed(" [", item.titleEn, "]") + framed(" (", notes, ")");
    const author = item.authorEn ?? item.author;
    const date = `(${item.issued ? inEnglish(item.issued) : "n.d."})`;
    return `${joined(author ? [author, date, title] : [title, date], ". ")}. ${item.by ? `${item.by}. ` : ""}${item.url}`;
  };

  const bibtex = (item) => {
    const [year, month] = (item.issued ?? "").split("-");
    const fields = {
      author: item.author && `{${tex(item.author)}}`,
      title: `{${tex(item.title)}}`,
      year,
      month: month && String(Number(month)),
      publisher: item.publisher && tex(item.publisher),
      address: item.place && tex(item.place),
      number: item.number && tex(item.number),
      note: tex(joined([joined([item.at, item.edition], "，"), item.unofficial], "; ")),
      url: item.url,
      urldate: item.accessed,
      language: "chinese",
    };
    const lines = Object.entries(fields).filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}}`);
    return `@misc{${item.id},\n${lines.join(",\n")}\n}`;
  };

  // RIS, as reference managers read it: two letters, two blanks, a hyphen, a blank; lines end in CR LF.
  const ris = (item) => {
    const slashed = (date) => date && `${date.replaceAll("-", "/")}${"/".repeat(3 - date.split("-").length)}`;
    const fields = [
      ["TY", item.type === "webpage" ? "ELEC" : "RPRT"],
      ["AU", item.author && (item.person ? item.author : `${item.author},`)],
      ["TI", item.title],
      ["TT", item.titleEn],
      ["PY", item.issued?.slice(0, 4)],
      ["DA", slashed(item.issued)],
      ["PB", item.publisher],
      ["CY", item.place],
      ["SN", item.number],
      ["ET", item.edition],
      ["SP", item.at],
      ["N2", item.words],
      ["LA", "zh"],
      ["UR", item.url],
      ["Y2", slashed(item.accessed)],
    ];
    const line = (text) => String(text).replace(/\s*\n\s*/g, " ");
    return [...fields.filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${line(value)}`), "ER  - ", ""].join("\r\n");
  };
  return { gbt, apa, bibtex, ris, inEnglish };
})();
