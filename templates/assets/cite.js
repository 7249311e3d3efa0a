// Citing: the words of a place or a selection, where it stands, and both in the usual styles. Fetched when first wanted.
"use strict";

{
const { words, plan, printed, copy, choice, offerCopies, linkTo, openPanel, closePanel, panelNow, placePanel } = zhangju;

// Where a place stands, in the language of the citation. `6.2.2-3` is the third sentence of section 6.2.2.
const native = document.documentElement.lang === "zh-Hant"
  ? { section: "節", figure: "圖", note: "註" }
  : { section: "节", figure: "图", note: "注" };
const zh = { "": "第#句", t: "表#", r: "第#行", f: `${native.figure}#`, n: `${native.note}#` };
const en = { "": "sentence #", t: "table #", r: "row #", f: "figure #", n: "note #" };
const headingOf = (section, chinese) => {
  const heading = document.getElementById(section)?.cloneNode(true);
  heading?.querySelectorAll(`.number, .absent, .state, ${chinese ? ".e" : ".e ~ .z"}`).forEach((part) => part.remove());
  return heading?.textContent.trim() || section;
};
const sectionName = (section, chinese) => {
  const name = document.getElementById(section)?.dataset.n; // as print has it, where the address says another
  if (name) return chinese ? name : `§ ${name}`;
  if (/^\d+$/.test(section)) return chinese ? `第${section}章` : `ch. ${section}`;
  if (/^[\d.]+$/.test(section)) return chinese ? `第${section}${native.section}` : `§ ${section}`;
  if (section === "front") return chinese ? "卷首" : "front matter";
  return `“${headingOf(section, chinese)}”`;
};
const partName = (part, chinese) => {
  const [, kind, number] = part.match(/^([a-z]?)(.*)$/);
  return ((chinese ? zh : en)[kind] ?? "#").replace("#", number);
};
const placeName = (id, chinese) => {
  const [section, ...parts] = id.split("-");
  return [sectionName(section, chinese), ...parts.map((part) => partName(part, chinese))].join(chinese ? "" : ", ");
};
const where = ({ from, to }, chinese) => {
  if (from === to) return placeName(from, chinese);
  const [a, b] = [from.split("-"), to.split("-")];
  if (a.length === 2 && b.length === 2 && a[0] === b[0] && /^\d+$/.test(a[1] + b[1])) {
    return chinese ? `${sectionName(a[0], true)}第${a[1]}—${b[1]}句` : `${sectionName(a[0], false)}, sentences ${a[1]}–${b[1]}`;
  }
  return placeName(from, chinese) + (chinese ? "至" : " to ") + placeName(to, chinese);
};

// The words of a place, without what the edition adds to them.
// On a page in two languages they are the Chinese; `translated` gives the other ones, empty where there is no translation.
const wordsOf = (id, translated = false) => {
  const part = document.getElementById(id);
  if (part.matches("section.entry")) return [entryName(id), ...[...part.querySelectorAll(".meaning")].map((meaning) => clean(meaning, false))].join("：");
  if (part.matches("tr")) return [...part.cells].map((cell) => clean(cell, translated) || (translated ? clean(cell, false) : "")).join(translated ? "; " : "，");
  return clean(part.matches("table") ? part.caption : part.matches("figure") ? part.querySelector(".caption") ?? part : part, translated);
};
const clean = (part, translated) => {
  const copied = part.cloneNode(true);
  if (translated && copied.querySelector(".z") && !copied.querySelector(".e")) return "";
  copied.querySelectorAll(`.absent, .note-mark, .state, .from, small, details, sup, ${translated ? ".z" : ".e"}`).forEach((added) => added.remove());
  return copied.textContent.trim();
};
const inTranslation = !document.documentElement.lang.startsWith("zh");

// What a translation is, for everything that quotes or cites it: not the government's words, by whom, in which state, of which date.
const UNOFFICIAL = ["unofficial translation", plan.by].filter(Boolean).join(", ");
const stateOf = (place) => {
  const states = placesOf(place).map((part) => {
    const own = ownPart(part, ".e");
    const mark = own?.querySelector(".state");
    if (own?.matches(".stale")) return "out of date";
    return mark ? mark.title.replace(/^(\p{L})(.*?)\s*:\s*/u, (_, first, rest) => `${first.toLowerCase()}${rest} by `) : "unreviewed";
  });
  return [...new Set(states)].join(" and ");
};
const ownPart = (part, kind) => [...part.querySelectorAll(kind)].find((own) => own.closest("[id]") === part);
// The parts in two languages from one place to another.
const placesOf = ({ from, to }) => {
  const parts = [...document.querySelectorAll(".text [id]")];
  const [first, last] = [from, to].map((id) => parts.findIndex((part) => part.id === id));
  const held = parts.slice(first, last + 1).filter((part) => ownPart(part, ".e"));
  return held.length ? held : [document.getElementById(from)];
};
const translationOf = (place) => {
  if (!inTranslation) return "";
  return place.text === undefined ? wordsOf(place.from, true) : place.translated ?? "";
};
/** @type {(place: Place, write?: (date: string) => string) => string} */
const unofficial = (place, write = String) => (translationOf(place) ? `${UNOFFICIAL}, ${stateOf(place)}${dated`, ${write}`}` : "");
// Told where a place offers its copies.
zhangju.madeBy = (place) => {
  const told = unofficial(place, zhangju.styles.inEnglish);
  return told && `${told[0].toUpperCase()}${told.slice(1)}. The Chinese is the authority.`;
};

const pad = (number) => String(number).padStart(2, "0");
const dateInChinese = (date) => date.split("-").map((part, i) => Number(part) + "年月日"[i]).join("");
// The date of the edition in its frame; nothing where no date is known.
/** @type {(frame: TemplateStringsArray, write: (date: string) => string) => string} */
const dated = ([before, after], write) => (plan.edition ? `${before}${write(plan.edition)}${after}` : "");
const swapQuotes = (text) => text.replace(/[“”‘’]/g, (mark) => "‘’“”"["“”‘’".indexOf(mark)]);

// What is cited, in the terms of CSL: a place of a plan; an entry of the glossary or of the works cited is a page of the edition.
const itemOf = (place, text) => {
  const now = new Date();
  const accessed = `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
  const known = { url: place.url, accessed, words: text };
  if (!plan.id) {
    const title = `${entryName(place.from)}（${document.title.split(" · ")[0]}）`;
    return { ...known, type: "webpage", id: `zhangju-${place.from}`, author: plan.by, title, issued: plan.edition };
  }
  const id = `${plan.id}-${place.from}${place.to === place.from ? "" : `--${place.to}`}`;
  const { title, titleEn, author, authorEn, number, publisher, place: city, date } = plan;
  return {
    ...known, type: "report", id, title, titleEn, author, authorEn, number, publisher, place: city, person: plan.kind === "study",
    issued: plan.published ?? date, at: where(place, true), atEn: where(place, false),
    edition: plan.cited + dated`（${String}）`, editionEn: plan.citedEn + dated`, ${zhangju.styles.inEnglish}`, by: plan.by,
    unofficial: unofficial(place), unofficialEn: unofficial(place, zhangju.styles.inEnglish),
  };
};
const entryName = (id) => document.querySelector(`[id="${CSS.escape(id)}"] h3`)?.firstChild.textContent.trim() ?? id;
const quotation = (place, text) => {
  const [edition, date] = [plan.cited, dated`（${dateInChinese}）`];
  if (!plan.id) return `${text}\n——${edition}${date}\n${place.url}`;
  if (inTranslation) return quotationInTranslation(place, text);
  const title = plan.title.replaceAll("《", "〈").replaceAll("》", "〉");
  return `“${swapQuotes(text)}”\n——${plan.author ? `${plan.author}：` : ""}《${title}》${where(place, true)}，${edition}${date}\n${place.url}`;
};
// The Chinese, which is the authority, with the translation as what it is.
const quotationInTranslation = (place, text) => {
  const source = [plan.authorEn ?? plan.author, plan.titleEn ?? plan.title, where(place, false)].filter(Boolean).join(", ");
  const inner = translationOf(place).replace(/[“”]/g, (mark) => (mark === "“" ? "‘" : "’"));
  const translated = inner && ` [${unofficial(place, zhangju.styles.inEnglish)}: “${inner}”]`;
  return `“${swapQuotes(text)}”${translated}\n— ${source}. ${plan.citedEn}${dated`, ${zhangju.styles.inEnglish}`}\n${place.url}`;
};
zhangju.cite = (kind, place) => {
  const text = place.text ?? wordsOf(place.from);
  return kind === "link" ? place.url : kind === "quotation" ? quotation(place, text) : zhangju.styles[kind](itemOf(place, text));
};

// Telling an error: the form of the code host, filled in; without one, the text to send.
zhangju.reportError = (opener, place) => {
  const text = place.text ?? wordsOf(place.from);
  const told = {
    kind: words[`report${place.kind ?? "Text"}`],
    plan: plan.id ? `${plan.title}（${plan.id}）` : document.title,
    place: place.from === place.to ? printed(place.from) : `${printed(place.from)} – ${printed(place.to)}`,
    text: text.length > 600 ? `${text.slice(0, 600)}…` : text,
    address: place.url,
    edition: plan.edition ?? "",
  };
  const fill = (form) => form.replace(/\{(\w+)\}/g, (whole, name) => told[name] ?? whole);
  const [title, body] = [fill(words.reportTitle), fill(words.reportBody)];
  if (words.reportTo) {
    closePanel(true);
    const to = words.reportTo.replace(/\{(title|body)\}/g, (_whole, name) => encodeURIComponent(name === "title" ? title : body));
    return void open(to, "_blank", "noopener");
  }
  const box = Object.assign(document.createElement("textarea"), { value: `${title}\n\n${body}`, rows: 9, readOnly: true, ariaLabel: words.report });
  const list = Object.assign(document.createElement("div"), { className: "choices" });
  choice(list, words.copyReport, () => { closePanel(true); copy(box.value, words.copiedText); });
  openPanel(opener, words.report, true, box, list);
  panelNow().classList.add("held", "report");
  placePanel();
};

// One section on paper by itself, with what stands under it (reading.js).
zhangju.printSection = async (heading) => {
  closePanel(true);
  await zhangju.load("link", "settings.css");
  heading.closest("section").classList.add("printed");
  print();
};

// A selection in the text. Its ends are moved onto the words: a triple click ends at the start of the next paragraph.
const selected = () => {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const text = document.querySelector(".text");
  if (!text?.contains(range.startContainer) || !(text.contains(range.endContainer) || range.endOffset === 0)) return null;
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const held = document.createRange();
  let begun = false;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!range.intersectsNode(node)) continue;
    const start = node === range.startContainer ? range.startOffset : 0;
    const end = node === range.endContainer ? range.endOffset : node.length;
    if (!node.data.slice(start, end).trim() || !node.parentElement.closest("[id]")?.matches(".text [id]")) continue;
    if (!begun) held.setStart(node, start);
    held.setEnd(node, end);
    begun = true;
  }
  return begun ? held : null;
};

// Text fragments match whole words only, so the ends go out to the borders of words; what occurs twice gets its neighbours.
const BLOCK = "p, h1, h2, h3, h4, h5, h6, li, td, th, caption, figcaption";
const within = (block, node, offset) => {
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(node, offset);
  return before.toString().length;
};
const wordBorders = (text) => {
  if (!globalThis.Intl?.Segmenter) return [...text, ""].map((_, i) => i);
  return [...new Intl.Segmenter("zh", { granularity: "word" }).segment(text)].map((word) => word.index).concat(text.length);
};
const opening = (text, length) => text.slice(0, wordBorders(text).find((border) => border >= length) ?? text.length);
const closing = (text, length) => text.slice(wordBorders(text).findLast((border) => border <= text.length - length) ?? 0);
const directive = (range) => {
  const [first, last] = [range.startContainer, range.endContainer].map((node) => node.parentElement.closest(BLOCK));
  const [head, tail] = [first.textContent, last.textContent];
  const start = wordBorders(head).findLast((border) => border <= within(first, range.startContainer, range.startOffset));
  const end = wordBorders(tail).find((border) => border >= within(last, range.endContainer, range.endOffset));
  const short = first === last && end - start <= 60;
  const pieces = short ? [head.slice(start, end)] : [opening(first === last ? head.slice(start, end) : head.slice(start), 12), closing(tail.slice(first === last ? start : 0, end), 12)];
  const code = (text) => encodeURIComponent(text.trim()).replaceAll("-", "%2D");
  // biome-ignore lint/performance/useDomNodeTextContent: a text fragment finds what is shown
  const shown = document.body.innerText;
  let [prefix, suffix] = ["", ""];
  if (shown.split(pieces[0].trim()).length > 2) {
    const rest = document.createRange();
    rest.setStart(range.endContainer, range.endOffset);
    rest.setEndAfter(document.querySelector(".text").lastChild);
    prefix = closing(head.slice(0, start), 8);
    suffix = short ? opening(tail.slice(end), 8) || opening(rest.toString().trim().split("\n")[0], 8) : "";
  }
  return `:~:text=${prefix.trim() ? `${code(prefix)}-,` : ""}${pieces.map(code).join(",")}${suffix.trim() ? `,-${code(suffix)}` : ""}`;
};

// What was selected: the Chinese, and on a page in two languages the translation. Of a translation alone the Chinese of its places.
const wordsIn = (range, place) => {
  const tidy = (text) => text.replace(/\s*\n\s*/g, "").trim();
  if (!inTranslation) return { text: tidy(range.toString()) };
  const walker = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT);
  const held = { chinese: "", translated: "" };
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!range.intersectsNode(node) || node.parentElement.closest(".state, sup")) continue;
    const own = node.data.slice(node === range.startContainer ? range.startOffset : 0, node === range.endContainer ? range.endOffset : node.length);
    held[node.parentElement.closest(".e") ? "translated" : "chinese"] += own;
  }
  const [chinese, translated] = [tidy(held.chinese), held.translated.replace(/\s+/g, " ").trim()];
  return { text: chinese || placesOf(place).map((part) => wordsOf(part.id)).join(""), translated };
};

let offer = null;
let waiting = 0;
const offerSelected = () => {
  if (offer && panelNow()?.opener === offer) return;
  offer?.remove();
  offer = null;
  const range = selected();
  if (!range) return;
  const [from, to] = [range.startContainer, range.endContainer].map((node) => node.parentElement.closest("[id]").id);
  offer = Object.assign(document.createElement("button"), { type: "button", className: "cite-selected", textContent: words.citeSelected });
  offer.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
  offer.addEventListener("click", () => {
    const url = linkTo(range.startContainer.parentElement, from, to, directive(range));
    offerCopies(offer, { from, to, url, ...wordsIn(range, { from, to }) });
  });
  document.body.append(offer);
  const at = [...range.getClientRects()].at(-1);
  offer.style.left = `${Math.max(16, Math.min(at.right, document.documentElement.clientWidth - offer.offsetWidth - 16)) + scrollX}px`;
  offer.style.top = `${at.bottom + 8 + scrollY}px`;
};
document.addEventListener("selectionchange", () => {
  clearTimeout(waiting);
  waiting = setTimeout(offerSelected, 250);
});
// By keyboard, the first Tab after selecting reaches the offer.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Tab" || event.shiftKey || !offer || panelNow() || document.activeElement === offer) return;
  event.preventDefault();
  offer.focus();
});
offerSelected();
}
