// 章句: answers a query from the files under search/, which generator/search/ makes; lunr ranks words of the plans. Runs in a worker, in the page opened as a
// file, and for `zhangju search` and the tests outside of a browser (generator/search/engine.py). What both sides must agree on travels in
// the file `meta`: classes of characters, packing, weights, the words of questions.
// Documents that hold all words come first, those in which a title above holds some of them next, then sections whose sentences hold them
// between them; when these are few, documents that hold most of the query. Among equals those that hold the very phrase come first.
"use strict";
self.zhangjuEngine = (fetchFile, limits = {}) => {
  // ---- files: what is missing is asked for all at once, then the query is answered anew

  const files = new Map();
  const need = (names) => {
    const missing = [...new Set(names)].filter((name) => !files.has(name));
    if (missing.length) throw { missing };
  };
  const file = (name) => { need([name]); return files.get(name); };
  const kept = new Map();
  const once = (key, make) => { if (!kept.has(key)) kept.set(key, make()); return kept.get(key); };
  const meta = () => file("meta");

  // ---- tokens: text is folded and cut as tokens.py does

  const classes = () => once("classes", () => {
    const { han, letters, piece } = meta().tokens;
    return { han, piece: new RegExp(piece, "gu"), word: new RegExp(`^[${letters}]`, "u"), hasHan: new RegExp(`[${han}]`, "u"), allHan: new RegExp(`^[${han}]+$`, "u") };
  });
  const hasHan = (text) => classes().hasHan.test(text);

  const folds = new Map();
  const gb2312 = () => once("gb2312", () => {
    const bytes = new Uint8Array(72 * 94 * 2);
    let at = 0;
    for (let high = 0xb0; high < 0xf8; high++) for (let low = 0xa1; low < 0xff; low++) { bytes[at++] = high; bytes[at++] = low; }
    return new Set(new TextDecoder("gbk").decode(bytes));
  });
  const table = (name) => once(`fold ${name}`, () => {
    const [from, to] = name === "fold" ? file("fold") : meta().fold;
    const made = [...to];
    return new Map([...from].map((char, i) => [char, made[i]]));
  });
  const foldChar = (char) => {
    let made = folds.get(char);
    if (made === undefined) {
      made = "";
      for (const one of char.normalize("NFKC").toLowerCase()) made += table(!hasHan(one) || gb2312().has(one) ? "meta" : "fold").get(one) ?? one;
      folds.set(char, made);
    }
    return made;
  };
  const fold = (text) => { let made = ""; for (const char of text) made += foldChar(char); return made; };
  const pieces = (folded) => folded.match(classes().piece) ?? [];
  const isWord = (piece) => classes().word.test(piece);
  const spellings = () => once("spellings", () => meta().tokens.spellings.map(([from, to]) => [new RegExp(from, "g"), to]));
  const stem = (word) => (word.length < meta().tokens.stemmed || !/^[a-z]+$/.test(word) ? word : spellings().reduce((made, [from, to]) => made.replace(from, to), word));
  const wordTerm = (word) => stem(word.replaceAll(",", ""));
  const queryTerms = (folded) => {
    const found = new Map();
    const add = (term, prefix = false) => found.set(`${term} ${prefix}`, { term, prefix });
    let han = "", word = "", alone = false;
    for (const piece of pieces(folded)) {
      if (isWord(piece)) {
        if (alone) add(han, true);
        if (word) add(word);
        han = ""; alone = false; word = wordTerm(piece);
        continue;
      }
      if (word) { add(word + piece); alone = false; } else if (han) { add(han + piece); alone = false; } else alone = true;
      han = piece; word = "";
    }
    if (alone) add(han, true);
    if (word) add(word, [...word].length > 1);
    return [...found.values()];
  };

  // ---- numbers of clauses, as readers write them

  const NUMERALS = "〇零一二三四五六七八九十百";
  const NUMERAL = /^(?:[一二三四五六七八九]?百)?[零〇]?(?:[一二三四五六七八九]?十)?[一二三四五六七八九]?$/;
  const STEP = new RegExp(
    `第?\\s*(?<han>[${NUMERALS}]{1,4})\\s*(?:[编篇章节条款项]|、|(?=[/\\s.(]|[0-9]|$))|第?\\s*\\(\\s*(?<in>[${NUMERALS}]{1,4}|[0-9]{1,3})\\s*\\)\\s*项?`
    + "|第?\\s*(?<digits>[0-9]{1,3}(?:\\.[0-9]{1,3}){0,4}(?![0-9]))(?<place>-[a-z]?[0-9]+[a-z]?(?:-r[0-9]+)?)?\\s*[编篇章节条款项、]?|(?<annex>附件|附录|a(?=[.\\s]))", "y");
  const value = (numeral) => {
    if (/^[0-9]+$/.test(numeral)) return +numeral;
    let total = 0, digit = 0;
    for (const char of numeral) {
      const one = char === "〇" ? 0 : char === "百" ? 100 : "零一二三四五六七八九十".indexOf(char);
      if (one >= 10) { total += (digit || 1) * one; digit = 0; } else digit = one;
    }
    return total + digit;
  };
  const PLAINER = { 條: "条", 項: "项", 節: "节" };
  /** The path of a clause that a reader names. Articles are counted on through chapters: `条32`, of it a paragraph `条32.2` and an item `条32项2`. */
  const clauseOf = (typed) => {
    const text = typed.normalize("NFKC").trim().replace(/\.$/, "").replace(/[條項節]/g, (char) => PLAINER[char]);
    const parts = [];
    let marked = false, at = 0, place = "";
    while (at < text.length) {
      STEP.lastIndex = at;
      const found = STEP.exec(text);
      if (!found?.[0]) return null;
      const { han: outer, in: inner, digits, annex } = found.groups, han = outer ?? inner;
      if (han && !/^[0-9]+$/.test(han) && !NUMERAL.test(han)) return null;
      const number = digits ?? (annex ? "a" : String(value(han)));
      if (parts.length && digits?.includes(".") && number.split(".")[0] === parts.at(-1)) parts.pop();
      if (/条$/.test(found[0].trim())) parts.splice(0, parts.length, `条${number}`);
      else if (/项$/.test(found[0].trim()) && parts[0]?.startsWith("条")) parts.splice(0, parts.length, `${parts[0]}项${number}`);
      else parts.push(...number.split("."));
      place = found.groups.place ?? "";
      marked ||= found[0] !== (digits ?? outer);
      at = STEP.lastIndex;
      at += /^[\s/、.›>:]*/.exec(text.slice(at))[0].length;
    }
    return !parts.length || (parts.length === 1 && !marked && !place) ? null : parts.join(".") + place;
  };

  // ---- what a reader typed

  const LONGEST = 200, MOST_TERMS = 12, MARK = "§";
  const QUOTED = /“([^”]*)”|"([^"]*)"|「([^」]*)」|『([^』]*)』/g;
  const FILTER = /(^|\s)(plan|period|规划|时期)[:：]\s*(\S+)/gi;
  const patterns = () => once("patterns", () => {
    const { questions, measures } = meta(), { han } = classes();
    return {
      howMuch: new RegExp(questions.how_much), when: new RegExp(questions.when), question: new RegExp(questions.question), stop: new Set(questions.stop),
      joined: new RegExp(questions.joined, "g"), asking: new RegExp([questions.counted, ...questions.asking].join("|"), "g"),
      setApart: new RegExp(`([0-9])\\s+(?=[${measures}])|([${han}])\\s+(?=[0-9]+\\s*[年%％])`, "gu"),
      telling: new RegExp(`[^\\s${han}]+(?:[%年月日万亿岁]|类)?|[${han}]+`, "gu"),
    };
  });
  const bare = (text) => {
    let made = "";
    for (const piece of pieces(fold(text))) made += made && isWord(piece) && isWord([...made].at(-1)) ? ` ${piece}` : piece;
    return made;
  };
  const spread = (terms) => (terms.length <= MOST_TERMS ? terms : Array.from({ length: MOST_TERMS }, (_, i) => terms[Math.floor((i * (terms.length - 1)) / (MOST_TERMS - 1))]));
  const wordOf = (text, clause = null) => {
    const terms = spread(queryTerms(fold(text)));
    const options = clause ? [[{ term: MARK + clause, prefix: false }]] : [];
    if ((!clause || clause.startsWith("条") || /^[0-9]+\.[0-9]+$/.test(text.trim())) && terms.length) options.push(terms);
    return { text: bare(text), options, exact: false };
  };
  /** The words of a text without those that every text has; `after` are these where they stand between two words. */
  const plainWords = (text) => {
    const words = text.split(/\s+/).filter(Boolean).map((part) => wordOf(part, clauseOf(part))).filter((word) => word.options.length), telling = [];
    let after = "";
    for (const word of words) if (patterns().stop.has(word.text)) after += `${word.text} `; else { telling.push({ ...word, after }); after = ""; }
    return telling.length ? telling : words;
  };
  const readQuery = (typed) => {
    const all = [...typed];
    const query = { words: [], plans: [], periods: [], asks: [], cut: all.length > LONGEST };
    let text = all.slice(0, LONGEST).join("");
    for (const [, , kind, wished] of text.matchAll(FILTER)) (/^(plan|规划)$/i.test(kind) ? query.plans : query.periods).push(fold(wished));
    text = text.replace(FILTER, " ").trim().replace(patterns().setApart, "$1$2");
    query.whole = bare(text);
    query.question = patterns().question.test(query.whole);
    if (query.question) query.asks = [[`${MARK}amount`, patterns().howMuch], [`${MARK}year`, patterns().when]].filter(([, pattern]) => pattern.test(query.whole)).map(([term]) => term);
    const clause = clauseOf(text);
    if (clause) { query.words.push(wordOf(text, clause)); return query; }
    let at = 0;
    for (const quoted of text.matchAll(QUOTED)) {
      query.words.push(...plainWords(text.slice(at, quoted.index)));
      const word = wordOf(quoted.slice(1).find((group) => group !== undefined));
      if (word.options.length) query.words.push({ ...word, exact: true });
      at = quoted.index + quoted[0].length;
    }
    query.words.push(...plainWords(text.slice(at)));
    query.sentence = text.toLowerCase().split(/\s+/).some((part) => patterns().stop.has(part));
    return query;
  };
  const withoutQuestion = (words) => words.flatMap((word) => {
    if (word.exact || !hasHan(word.text)) return [word];
    // A verb is joined again over what stands inside it (贷不到款), unless that leaves a single character (看不到), which would find all that begins so.
    const cut = (text) => text.replace(patterns().asking, " ").match(patterns().telling) ?? [], long = (part) => [...part].length > 1;
    const joined = cut(word.text.replace(patterns().joined, "")), parts = joined.some(long) ? joined : cut(word.text), longer = parts.filter(long);
    return (longer.length ? longer : parts).map((part) => wordOf(part)).filter((made) => made.options.length);
  });

  // ---- the files: see packing.py and sharding.py

  /** Terms that a begun word or a single character stands for, the most frequent ones. */
  const EXPANDED = 800;
  /** For a first answer: characters of a list of documents that are read, and files of terms with one begin. */
  const { longRead, mostFiles } = { longRead: 4500, mostFiles: 8, ...limits };
  /** Of each character code the digit that it is. */
  const digits = () => once("digits", () => { const made = new Uint8Array(128); [...meta().packing].forEach((char, i) => { made[char.charCodeAt(0)] = i; }); return made; });
  const unpack = (text) => {
    const made = [], DIGITS = digits(), BASE = meta().packing.length / 2;
    let number = 0, place = 1;
    for (let i = 0; i < text.length; i++) {
      const digit = DIGITS[text.charCodeAt(i)];
      if (digit < BASE) { made.push(number + digit * place); number = 0; place = 1; } else { number += (digit - BASE) * place; place *= BASE; }
    }
    return made;
  };
  const hashed = (text) => { let made = 0; for (const char of text) made = (made * 31 + char.codePointAt(0)) & 0xfffffff; return made; };
  const begin = (width, key) => (key.startsWith(MARK) ? key : key[0] < "\u2e80" ? [...key].slice(0, width).join("") : [...key][0]);
  /** What parts the keys of one begin: of a word its next letters only, so that words with one stem stand in one file. */
  const parting = (start, key) => (key[0] < "\u2e80" && key[0] !== MARK ? key.slice(start.length, start.length + 2) : key.slice(start.length));
  const place = (folder, width, [buckets, heavy], key) => {
    const start = begin(width, key), count = heavy[start];
    return count === undefined ? `${folder}/${hashed(start) % buckets}` : `${folder}/${hashed(start)}-${hashed(parting(start, key)) % count}`;
  };
  const termFile = (key) => place("t", 2, meta().terms, key);
  const termFiles = (prefix) => {
    const start = begin(2, prefix), count = meta().terms[1][start];
    return count === undefined ? [termFile(prefix)] : Array.from({ length: count }, (_, n) => `t/${hashed(start)}-${n}`);
  };
  const spellingFile = (letters) => place("p", 3, meta().pinyin, letters);
  const lines = (name) => {
    const text = file(name);
    return once(`lines ${name}`, () => new Map((text ?? "").split("\n").filter(Boolean).map((line) => { const tab = line.indexOf("\t"); return [line.slice(0, tab), line.slice(tab + 1)]; })));
  };
  let thrifty = false;
  const expanded = ({ term, prefix }) => {
    const here = lines(termFile(term));
    if (!prefix || (here.has(term) && isWord(term))) return here.has(term) ? [term] : [];
    const names = thrifty ? termFiles(term).slice(0, mostFiles) : termFiles(term);
    need(names);
    return once(`begun ${term} ${thrifty}`, () => {
      const found = [];
      for (const name of names) for (const [key, line] of lines(name)) if (key.startsWith(term)) found.push([key, line.length]);
      return found.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, EXPANDED).map(([key]) => key);
    });
  };
  /** Where a term stands: of documents their weights, in `asked` the phrases of readers that have it, a bit each. */
  const readStand = (line) => {
    const [text = "", titles = "", also = "", english = "", asked = ""] = line.split("|");
    const made = { text: new Map(), titles: [], also: new Map(), english: new Map(), asked: new Map(), count: 0, partial: false };
    const [least, step] = meta().weights;
    for (const [name, list] of [["text", text], ["also", also], ["english", english]]) {
      let at = 0;
      for (const one of unpack(list)) { at += one >> 3; made[name].set(at, least + step * (one & 7)); made.count++; }
    }
    const { phrases } = meta();
    let asks = 0;
    for (const one of unpack(asked)) { asks += Math.floor(one / phrases); made.asked.set(asks, made.asked.get(asks) | (1 << one % phrases)); }
    made.count += made.asked.size;
    const runs = unpack(titles);
    for (let i = 0, at = 0; i < runs.length; i += 2) {
      at += runs[i] >> 3;
      made.titles.push([at, at + runs[i + 1], least + step * (runs[i] & 7)]);
      made.count += runs[i + 1];
    }
    let held = null, own = null;
    return Object.defineProperties(made, {
      said: { get: () => held ??= union([made.text, made.also, made.english].map((one) => new Set(one.keys()))) },
      own: { get: () => own ??= made.asked.size ? union([made.said, new Set(made.asked.keys())]) : made.said },
    });
  };
  const long = (line) => line.slice(1).split(" ");
  const skipped = (line) => thrifty && +long(line)[1] > longRead;
  const stand = (term) => {
    const line = lines(termFile(term)).get(term) ?? "";
    if (!line.startsWith("#")) return once(`stand ${term}`, () => readStand(line));
    const [name, , count, top] = long(line);
    if (!skipped(line)) { const whole = file(`l/${name}`); return once(`stand ${term}`, () => readStand(whole)); }
    return once(`part ${term}`, () => Object.assign(readStand(top), { count: +count, partial: true }));
  };
  const union = (sets) => { if (sets.length === 1) return sets[0]; const made = new Set(); for (const set of sets) for (const one of set) made.add(one); return made; };
  const common = (sets) => {
    if (sets.length === 1) return sets[0];
    const [least, ...others] = [...sets].sort((a, b) => a.size - b.size);
    return new Set([...least].filter((one) => others.every((set) => set.has(one))));
  };
  const heldIn = (/** @type {"own" | "said"} */ kind) => (/** @type {any} */ wanted) => { const terms = expanded(wanted); return terms.length === 1 ? stand(terms[0])[kind] : union(terms.map((term) => stand(term)[kind])); };
  /** Where a term stands, and where it is said: not only asked. */
  const own = heldIn("own"), said = heldIn("said");
  const wide = ({ term, prefix }) => thrifty && prefix && !isWord(term) && termFiles(term).length > mostFiles;
  const partial = (wanted) => wide(wanted) || expanded(wanted).some((term) => stand(term).partial);
  /** What a hyphen joins that no text has joined (clean-up) are two words. */
  const JOINED = /^[a-z0-9]+(?:[-/&'_][a-z0-9]+)+$/;
  const apart = (words) => words.flatMap((word) => (word.exact || !JOINED.test(word.text) || word.options.some((option) => option.some((wanted) => own(wanted).size)) ? [word]
    : word.text.split(/[-/&'_]/).filter((part) => part.length > 2).map((part) => wordOf(part))));
  /** Asks for all files that some words need, at once. */
  const needTerms = (words) => {
    const wanted = words.flatMap((word) => word.options.flat());
    need(wanted.flatMap(({ term, prefix }) => (prefix && !isWord(term) ? termFiles(term).slice(0, thrifty ? mostFiles : undefined) : [termFile(term)])));
    const whole = wanted.flatMap(expanded).map((term) => lines(termFile(term)).get(term)).filter((line) => line.startsWith("#") && !skipped(line));
    need(whole.map((line) => `l/${long(line)[0]}`));
  };
  const sounding = (letters) => (letters.length >= 3 ? lines(spellingFile(letters)) : new Map());
  const syllables = () => once("syllables", () => {
    const made = new Map();
    for (const [, syllable, chars] of file("sounds").matchAll(/([a-z]+)([^a-z]+)/g)) for (const char of chars) made.set(char, syllable);
    return made;
  });
  const starts = () => once("starts", () => meta().plans.map((plan) => plan[1]));
  const planOf = (number) => {
    let low = 0, high = starts().length - 1;
    while (low < high) { const middle = (low + high + 1) >> 1; if (starts()[middle] <= number) low = middle; else high = middle - 1; }
    return low;
  };
  const chunkOf = (number) => `x/${Math.floor(number / meta().chunk)}`;
  const textOf = (number) => {
    const chunk = file(chunkOf(number));
    const [section, suffix, text, english = "", heads = ""] = chunk.d[number % meta().chunk];
    return { plan: meta().plans[planOf(number)][0], section: chunk.s[section][0], anchor: chunk.s[section][0] + suffix, text, english, heads, chunk, at: section };
  };

  // ---- English words: what has their stem, and what plans say for what readers say

  const FORM = 0.85, SAID = 0.75, PHRASE = 1.3, LONGEST_PHRASE = 3, LATIN = /^[a-z][a-z0-9]*(?:[-/&'][a-z0-9]+)*$/, LETTERS = /^[a-z]{3,}$/, GAP = /[-/&'_ ]/;
  const inLatin = (word) => !word.exact && LATIN.test(word.text) && !word.options.some((option) => option.some(({ term }) => term.startsWith(MARK)));
  const stemOf = (word) => once(`stem ${word}`, () => lunr.stemmer(new lunr.Token(word)).toString());
  const stemsOf = (text) => text.split(GAP).filter(Boolean).map((part) => stemOf(wordTerm(part))).join(" ");
  const formsOf = ({ term }) => { const here = lines(termFile(term)); return once(`forms ${term}`, () => (LETTERS.test(term) ? [...here.keys()].filter((key) => key !== term && LETTERS.test(key) && stemOf(key) === stemOf(term)) : [])); };
  const phraseOf = (words) => words.map((word, i) => (i ? word.after : "") + word.text).join(" ");
  const saidFile = (word) => place("e", 2, meta().english, wordTerm(word.text.split(GAP)[0]));
  /** By its stems, what readers say in a file → what plans say for it. */
  const saidIn = (name) => { const here = lines(name); return once(`said ${name}`, () => new Map([...here].map(([key, line]) => [stemsOf(key), line.split("|")]))); };
  /** Words with all that says the same: an English word or phrase is one word, found by each of its `options`, which count for a `part` of it. */
  const widened = (words) => {
    need(words.filter(inLatin).map(saidFile));
    const found = [];
    for (let i = 0, end; i < words.length; i = end) {
      let others = [];
      for (end = i; end < words.length && end - i < LONGEST_PHRASE && inLatin(words[end]); ) end++;
      for (; end > i && !others.length; end--) others = saidIn(saidFile(words[i])).get(stemsOf(phraseOf(words.slice(i, end)))) ?? [];
      end = Math.max(i + 1, others.length ? end + 1 : 0);
      const parts = words.slice(i, end);
      if (inLatin(words[i])) found.push([{ text: phraseOf(parts), options: parts.length > 1 ? [parts.flatMap(({ options }) => options[0])] : parts[0].options, wide: true, exact: false }, others]);
      else found.push([words[i], []]);
    }
    needTerms(found.map(([word]) => word));
    const made = found.map(([word, others]) => {
      const forms = word.wide && word.options[0].length === 1 ? formsOf(word.options[0][0]).map((term) => [{ term, prefix: false, part: FORM }]) : [];
      return { ...word, options: [...word.options, ...forms, ...others.map((other) => queryTerms(fold(other)).map(({ term }) => ({ term, prefix: false, part: SAID })))] };
    });
    needTerms(made);
    return made;
  };

  /** In what readers write in Han characters, each of their words with what plans say for it; between these the pairs of characters that stand there. */
  const saidAt = (text, at) => {
    const pair = text.slice(at, at + 2), line = lines(termFile(pair)).get(`=${pair}`) ?? "";
    const known = line.split(";").map((one) => one.split(":")).filter(([rest, others]) => others && text.startsWith(rest, at + 2));
    return known.sort((one, other) => other[0].length - one[0].length)[0];
  };
  const otherwise = (text) => {
    const found = [];
    for (let at = 0; at < text.length - 1; ) {
      const said = saidAt(text, at);
      if (!said) { at++; continue; }
      const end = at + 2 + said[0].length;
      found.push({ text: text.slice(at, end), at, end, others: said[1].split("|") });
      at = end;
    }
    return found;
  };
  const inHan = (word) => !word.exact && !word.wide && classes().allHan.test(word.text) && !word.options.some((option) => option.some(({ term }) => term.startsWith(MARK)));
  const saidOtherwise = (words) => {
    const pairsOf = (text) => Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2));
    need(words.filter(inHan).flatMap(({ text }) => pairsOf(text).map(termFile)));
    const made = words.flatMap((word) => {
      const found = inHan(word) ? otherwise(word.text) : [];
      if (!found.length) return [word];
      const inside = (i) => found.some(({ at, end }) => at <= i && i + 2 <= end), parted = (i) => found.some(({ end }) => end === i + 1) && found.some(({ at }) => at === i + 1);
      const rest = pairsOf(word.text).filter((_, i) => !inside(i) && !parted(i)).map((pair) => wordOf(pair));
      return [...found.map(({ text, others }) => ({ ...wordOf(text), wide: true, worth: FIELDS, options: [...wordOf(text).options, ...others.map((other) => queryTerms(other).map(({ term }) => ({ term, prefix: false, part: SAID })))] })), ...rest];
    });
    needTerms(made);
    return made;
  };

  // ---- what a query may have been meant as: words in pinyin, and words typed with a character that only sounds right

  const SYLLABLE = /^[bpmfdtnlgkhjqxzcsryw]?h?[aeiouv]{1,3}(?:ng?|r)?$/, HEARD = 12, MISSING = 3;
  const composed = (letters) => {
    for (let end = letters.length; end > 3; end--) {
      const word = (sounding(letters.slice(0, end)).get(letters.slice(0, end)) ?? "").split(" ").find((w) => w && 2 * w.length <= end);
      if (!word) continue;
      const rest = letters.slice(end);
      if (!rest || SYLLABLE.test(rest)) return [word];
      const more = composed(rest);
      if (more.length) return [word, ...more];
    }
    return [];
  };
  const spelled = (letters) => {
    const here = sounding(letters);
    if (here.has(letters)) return here.get(letters).split(" ");
    const parts = composed(letters);
    if (parts.length) return [parts.join("")];
    const begun = letters.length < 4 ? [] : [...here.keys()].filter((key) => key.startsWith(letters)).sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
    return begun.slice(0, 2).map((key) => here.get(key).split(" ")[0]);
  };
  const readPinyin = (words) => {
    const made = [];
    const letters = (word) => !word.exact && /^[a-z' ]+$/.test(word.text);
    next: for (let i = 0; i < words.length; ) {
      let run = i;
      while (run < words.length && letters(words[run])) run++;
      for (let end = run; end > i; end--) {
        const part = words.slice(i, end);
        if (part.every((word) => word.options.some((option) => option.some((wanted) => said(wanted).size)))) continue;
        const names = spelled(part.map((word) => word.text).join("").replace(/[ ']/g, ""));
        if (!names.length) continue;
        made.push({ text: names[0], options: names.flatMap((name) => wordOf(name).options), exact: false });
        i = end;
        continue next;
      }
      made.push(words[i++]);
    }
    return made;
  };
  const heardAs = (word) => {
    const text = word.text;
    if (word.exact || word.options.some((option) => option[0].term.startsWith(MARK)) || text.length < 3 || text.length > HEARD || !classes().allHan.test(text)) return "";
    const there = Array.from({ length: text.length - 1 }, (_, i) => expanded({ term: text.slice(i, i + 2), prefix: false }).length > 0);
    if (there.filter((held) => !held).length > MISSING) return "";
    const windows = [];
    for (let i = 0; i < text.length; i++) for (let k = i + 2; k <= Math.min(text.length, i + 8); k++) if (!there.slice(i, k - 1).every(Boolean)) windows.push([i, k]);
    windows.sort((a, b) => a[0] - a[1] - (b[0] - b[1]) || a[0] - b[0]);
    for (const [i, k] of windows) {
      const letters = [...text.slice(i, k)].map((char) => syllables().get(char) ?? "").join("");
      for (const name of (sounding(letters).get(letters) ?? "").split(" ")) {
        if (name === text.slice(i, k) || name.length !== k - i || ![...name].some((char, n) => char === text[i + n])) continue;
        const meant = text.slice(0, i) + name + text.slice(k), terms = queryTerms(meant);
        need(terms.map(({ term }) => termFile(term)));
        if (common(terms.map(own)).size) return meant;
      }
    }
    return "";
  };
  const heard = (words) => words.map((word) => { const meant = heardAs(word); return meant ? wordOf(meant) : word; });

  // ---- which documents answer: those that hold all words, those of sections that do, those that hold most

  /** What readers ask that a document answers puts it behind those that say it themselves. */
  const ASKED_BEHIND = 0.25;
  const DEFINED = 4, PARTLY = 0.25, OWN_PARTLY = 0.14, MOST_PARTLY = 30, EACH_PARTLY = 6, NEAR = 40, RARE = 12, MOST_MEANT = 100;
  const allowedBy = ({ plans, periods }) => {
    if (!plans.length && !periods.length) return () => true;
    const all = meta().plans, ids = new Set(all.map((p) => p[0]).filter((id) => plans.includes(id))), same = new Set(all.map((p) => p[3]).filter((p) => periods.includes(p)));
    const chosen = all.map(([id, , , period]) => (ids.size ? ids.has(id) : !plans.length || plans.some((typed) => id.includes(typed)))
      && (same.size ? same.has(period) : !periods.length || periods.some((typed) => period.includes(typed))));
    return (number) => chosen[planOf(number)];
  };
  const known = (word) => { const there = word.options.filter((option) => option.every((wanted) => expanded(wanted).length)); return there.length ? there : word.options; };
  const holdingIn = (held) => (word) => union(known(word).map((option) => {
    const whole = option.filter((wanted) => !partial(wanted));
    return common((whole.length ? whole : option).map(held));
  }));
  const holding = holdingIn(own), saying = holdingIn(said);
  const telling = (words) => { const some = words.filter((word) => !word.options.some((option) => option.some(wide))); return some.length ? some : words; };
  const unsure = (words) => words.some((word) => known(word).some((option) => option.length > 1 && option.some(partial)));
  const runsOf = (wanted) => expanded(wanted).flatMap((term) => stand(term).titles).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const shared = (lists) => lists.slice(1).reduce((runs, other) => runs.flatMap(([a, b]) => other.filter(([c, d]) => Math.max(a, c) < Math.min(b, d)).map(([c, d]) => [Math.max(a, c), Math.min(b, d)])), lists[0] ?? []);
  const strict = (words, allowed) => {
    const found = new Map(), asked = new Map();
    if (!words.length) return found;
    needTerms(words);
    const sets = words.map(holding), told = words.map(saying), above = words.map((word) => known(word).flatMap((option) => shared(option.map(runsOf))));
    const ends = new Map(above.flatMap((runs) => runs.filter(([first, end]) => end - first <= DEFINED).map(([first, end]) => [first, end])));
    const inside = above.map((runs) => {
      const merged = [];
      for (const [first, end] of [...runs].sort((a, b) => a[0] - b[0])) { const last = merged.at(-1); if (last && first <= last[1]) last[1] = Math.max(last[1], end); else merged.push([first, end]); }
      return (number) => {
        let low = 0, high = merged.length - 1;
        while (low < high) { const middle = (low + high + 1) >> 1; if (merged[middle][0] <= number) low = middle; else high = middle - 1; }
        return merged.length > 0 && merged[low][0] <= number && number < merged[low][1];
      };
    });
    for (const number of [...union(sets)].sort((a, b) => a - b)) {
      if (!allowed(number)) continue;
      let all = true, covered = told.some((set) => set.has(number)), answered = true;
      for (let i = 0; answered && i < sets.length; i++) if (!told[i].has(number)) { all = false; if (!inside[i](number)) { covered = false; answered = sets[i].has(number); } }
      if (all) {
        found.set(number, 1);
        for (let below = number + 1; below < (ends.get(number) ?? number); below++) if (!found.has(below)) found.set(below, 2);
      } else if (covered && !found.has(number)) found.set(number, 2);
      else if (answered && !covered) asked.set(number, 2 + ASKED_BEHIND);
    }
    for (const [number, tier] of asked) if (!found.has(number)) found.set(number, tier); // what only readers ask stands behind
    return found;
  };
  const inSections = (words, allowed) => {
    const sets = words.map((word) => [...holding(word)].filter(allowed).sort((a, b) => a - b));
    if (words.length < 2 || !sets.every((set) => set.length)) return [];
    const rare = sets.reduce((least, set) => (set.length < least.length ? set : least));
    const around = rare.slice(0, RARE).map((number) => [number, sets.map((held) => held.filter((n) => Math.abs(n - number) <= NEAR))]).filter(([, near]) => near.every((held) => held.length));
    need(around.flatMap(([number, near]) => [number, ...near.flat()]).map(chunkOf));
    const found = new Set();
    for (const [number, near] of around) {
      const here = textOf(number);
      const chosen = near.map((held) => held.filter((n) => { const text = textOf(n); return text.section === here.section && text.plan === here.plan; })
        .sort((a, b) => Math.abs(a - number) - Math.abs(b - number) || a - b)[0] ?? -1);
      if (!chosen.includes(-1)) chosen.forEach((n) => found.add(n));
    }
    return [...found];
  };
  const rarity = (count) => Math.log(1 + Math.abs((meta().docs - count + 0.5) / (count + 0.5)));
  const idf = (term) => rarity(stand(term).count);
  /** How much words tell that stand together: as rare as each is, and as they are together. */
  const tells = (terms) => {
    const all = terms.map(stand), count = all.some((one) => one.partial) ? Math.min(...all.map((one) => one.count)) : common(all.map((one) => one.own)).size;
    return count ? all.reduce((sum, one) => sum + rarity(one.count), 0) / all.length + TOGETHER * rarity(count) : 0;
  };
  /** The ways in which a word that says the same as others may stand, each with its terms and how much it tells: none more than the word itself. */
  const waysOf = (word) => word.ways ??= waysIn(known(word));
  const waysIn = (options) => {
    let most = Infinity;
    return options.flatMap((option) => {
      const terms = option.map(expanded), part = option[0].part ?? 1, ways = terms.length === 1 ? terms[0].map((term) => [term]) : terms.every((some) => some.length) ? [terms.map(([term]) => term)] : [];
      return ways.map((way) => {
        const rare = tells(way);
        if (part === 1) most = Math.min(most, rare);
        return { terms: way, rare: part * (part < 1 && way.length > 1 ? PHRASE : 1) * Math.min(rare, most) };
      });
    });
  };
  /** How much of the words each document holds, by what they tell, and how much that would be of all. */
  const weighed = (words, asks, allowed) => {
    const weights = new Map(), seen = new Set(), add = (number, rare) => { if (allowed(number)) weights.set(number, (weights.get(number) ?? 0) + rare); };
    let total = 0;
    for (const wanted of words.flatMap((word) => word.options.slice(0, 1).flat())) {
      const terms = expanded(wanted), key = `${wanted.term} ${wanted.prefix}`;
      if (!terms.length || seen.has(key)) continue;
      seen.add(key);
      const rare = Math.max(...terms.map(idf));
      total += rare;
      for (const number of own(wanted)) add(number, rare);
    }
    need(asks.map(termFile));
    for (const term of asks) for (const number of stand(term).own) if (weights.has(number)) add(number, idf(term));
    return { weights, total };
  };
  const best = ({ weights, total, scores }, least, most) => [...scores].filter(([number]) => weights.get(number) >= least * total).sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, most).map(([number]) => number);
  const partly = ({ weights, total }, least) => {
    const six = (weight) => Math.round(weight * 1e6);
    const inOrder = [...weights].filter(([, weight]) => weight >= least * total).sort((a, b) => six(b[1]) - six(a[1]) || a[0] - b[0]), times = new Map();
    const ofPlan = (number) => { const plan = planOf(number), before = times.get(plan) ?? 0; times.set(plan, before + 1); return before < EACH_PARTLY; };
    return inOrder.filter(([number], rank) => ofPlan(number) || rank < MOST_PARTLY).slice(0, 2 * MOST_PARTLY).map(([number]) => number);
  };

  // ---- what answers words in English: each counts once, by the best of all that says the same, in a document and once more in its section

  const rounded = (number) => Math.floor(number * 1000 + 0.5) / 1000;
  const TOGETHER = 1.5, OWN_FIELDS = ["text", "also", "english", "asked"], ASKED = 3, FIELDS = { text: 1, titles: 0.2, also: 1.2, english: 0.8, asked: 1 }, WIDE = { text: 1, titles: 0.08, also: 0.5, english: 1, asked: 1 }, BEST_FIELD = 0.35, TITLED = 0.2, SECTION = 0.2, HELD = 1, ABOVE = HELD + OWN_FIELDS.length, PHRASED = ABOVE + 1;
  /** What a word counts for that only other phrases of readers hold than the one that holds most of what is asked; and how much more one that several hold. */
  const APART = 0.5, AGREED = 0.6;
  const after = (inOrder, number) => { let low = 0, high = inOrder.length; while (low < high) { const middle = (low + high) >> 1; if (inOrder[middle] < number) low = middle + 1; else high = middle; } return low; };
  /** Where sections begin, in files of as many documents each; in each first the one that its first document stands in. */
  const partOf = (number) => `s/${Math.floor(number / meta().spans[0])}`;
  const beginsIn = (name) => once(`begins ${name}`, () => { let at = 0; return unpack(file(name)).map((distance) => (at += distance)); });
  /** Asks for these of some documents, the first first; for a first answer of a few. */
  const needSections = (numbers) => need([...new Set(numbers.map(partOf))].slice(0, thrifty ? mostFiles : undefined));
  /** The first document of a section and the one after its last; what is not read is taken as sections of one document. */
  const sectionOf = (number) => { if (!files.has(partOf(number))) return number; const begins = beginsIn(partOf(number)); return begins[after(begins, number + 1) - 1]; };
  const endOf = (number) => { if (!files.has(partOf(number))) return number + 1; const begins = beginsIn(partOf(number)); return begins[after(begins, number + 1)] ?? (Math.floor(number / meta().spans[0]) + 1) * meta().spans[0]; };
  /** What each document holds of a word by its `ways`: how much of the word, what that is worth in each field, and which phrases of readers hold it. */
  const heldOf = ({ ways, worth }, allowed) => {
    const found = new Map();
    for (const { terms, rare } of ways) OWN_FIELDS.forEach((field, f) => {
      const [first, ...others] = terms.map((term) => stand(term)[field]);
      for (const [number, weight] of first) {
        if (!others.every((other) => other.has(number)) || !allowed(number)) continue;
        const phrases = field === "asked" ? others.reduce((both, other) => both & other.get(number), weight) : 0;
        if (field === "asked" && !phrases) continue;
        let one = found.get(number);
        if (!one) found.set(number, one = new Array(PHRASED + 1).fill(0));
        const mean = phrases ? 1 : others.reduce((sum, other) => sum + other.get(number), weight) / terms.length;
        one[HELD + f] = Math.max(one[HELD + f], worth[field] * rare * mean);
        one[PHRASED] |= phrases;
        one[0] = Math.max(one[0], rare);
      }
    });
    return found;
  };
  /** The same for what stands under a heading that has the word, of some documents. */
  const under = (found, { ways, worth }, inOrder) => {
    for (const { terms, rare } of ways) {
      const runs = terms.length > 1 ? shared(terms.map((term) => stand(term).titles)) : stand(terms[0]).titles;
      for (const [start, end, weight = 1] of runs) for (let at = after(inOrder, start); inOrder[at] < end; at++) {
        let one = found.get(inOrder[at]);
        if (!one) found.set(inOrder[at], one = new Array(PHRASED + 1).fill(0));
        one[ABOVE] = Math.max(one[ABOVE], worth.titles * rare * weight);
        one[0] = Math.max(one[0], TITLED * rare);
      }
    }
  };
  /** What the best are worth counts a little for their counterparts in other plans, which stay behind them. */
  const KIN = 0.4, KIN_WEIGHT = 0.6, KIN_MOST = 0.95, BEST = 20;
  const kinFile = (number) => `k/${Math.floor(number / meta().spans[1])}`;
  const kinIn = (name) => once(`kin ${name}`, () => {
    const made = new Map(), given = unpack(file(name));
    for (let i = 0, at = 0; i < given.length; i += 2 + given[i + 1]) made.set((at += given[i]), given.slice(i + 2, i + 2 + given[i + 1]));
    return made;
  });
  const likened = (weights, scores, allowed) => {
    const first = [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, BEST), most = new Map();
    need(first.map(([number]) => kinFile(number)));
    for (const [number, one] of first) for (const other of kinIn(kinFile(number)).get(number) ?? []) if (allowed(other) && !most.has(other)) most.set(other, [one, KIN_WEIGHT * weights.get(number)]);
    for (const [number, [one, weight]] of most) { const was = scores.get(number) ?? 0; scores.set(number, Math.max(was, Math.min(was + KIN * one, KIN_MOST * one))); weights.set(number, Math.max(weights.get(number) ?? 0, weight)); }
  };
  const bits = (mask) => { let count = 0; for (let rest = mask; rest; rest &= rest - 1) count++; return count; };
  const answering = (words, asks, also, allowed) => {
    need(asks.map(termFile));
    const plain = new Map(words.flatMap((word) => (word.wide ? [] : word.options.slice(0, 1).flat())).map((wanted) => [wanted.term, expanded(wanted).map((term) => ({ terms: [term], rare: tells([term]) }))]));
    const units = [...words.filter((word) => word.wide).map((word) => ({ ways: waysOf(word), worth: word.worth ?? WIDE })), ...[...plain.values()].map((ways) => ({ ways, worth: FIELDS }))], held = units.map((unit) => heldOf(unit, allowed));
    const inOrder = Float64Array.from(new Set([...also, ...held.flatMap((found) => [...found.keys()])])).sort();
    const total = held.reduce((sum, found) => { let most = 0; for (const one of found.values()) most = Math.max(most, one[0]); return sum + most; }, 0) || 1;
    units.forEach((unit, n) => under(held[n], unit, inOrder));
    for (const term of asks) held.push(heldOf({ ways: [{ terms: [term], rare: tells([term]) }], worth: FIELDS }, (number) => inOrder[after(inOrder, number)] === number));
    const weights = new Map(), scores = new Map(), parts = new Map();
    /** Which phrase of readers holds most of what is asked, as a bit. */
    const phraseOf = (ones) => {
      const holds = new Float64Array(meta().phrases);
      for (const one of ones) for (let rest = one ? one[PHRASED] : 0; rest; rest &= rest - 1) holds[31 - Math.clz32(rest & -rest)] += one[0];
      return 1 << holds.indexOf(Math.max(...holds));
    };
    /** Of a document, how much each word is worth and how much of it is there. */
    const partsOf = (number) => {
      const ones = held.map((found) => found.get(number)), phrase = phraseOf(ones);
      return ones.map((one) => {
        if (!one) return [0, 0];
        const fields = one.slice(HELD, PHRASED), phrases = one[PHRASED];
        if (phrases) fields[ASKED] *= (phrases & phrase ? 1 : APART) * (1 + AGREED * Math.log2(bits(phrases)));
        return [BEST_FIELD * Math.max(...fields) + (1 - BEST_FIELD) * fields.reduce((sum, value) => sum + value), one[0]];
      });
    };
    const sumOf = (some) => [0, 1].map((n) => some.reduce((sum, one) => sum + one[n], 0));
    for (const number of inOrder) {
      parts.set(number, partsOf(number));
      const [worth, weight] = sumOf(parts.get(number));
      weights.set(number, weight);
      scores.set(number, (worth * weight) / total);
    }
    const own = new Map(scores);
    needSections([...inOrder].sort((a, b) => scores.get(b) - scores.get(a) || a - b));
    for (let begin = 0, end; begin < inOrder.length; begin = end) {
      const first = sectionOf(inOrder[begin]), next = endOf(inOrder[begin]), most = held.map(() => [0, 0]);
      for (end = begin; inOrder[end] < next; end++) parts.get(inOrder[end]).forEach((here, n) => { most[n] = most[n].map((value, i) => Math.max(value, here[i])); });
      const [worth, weight] = sumOf(most);
      for (let at = begin; at < end; at++) scores.set(inOrder[at], (scores.get(inOrder[at]) + (SECTION * worth * weight) / total) * (asks.length && inOrder[at] === first ? QUESTION_HEADING : 1));
    }
    likened(weights, scores, allowed);
    /** Between others of one section a sentence stands by half of that alone which it holds itself. */
    const alone = new Map();
    for (const [number, one] of scores) { alone.set(number, rounded((one + (own.get(number) ?? 0)) / 2)); scores.set(number, rounded(one)); }
    return { weights, total, scores, alone };
  };

  // ---- lunr ranks: an index of the query's terms and of the documents found gives the scores that the whole one would give

  const WEIGHED = 60, RANKING = { ...FIELDS, asked: 0.2 };
  const ranked = (terms, numbers) => {
    const chosen = terms.slice(0, WEIGHED).sort((a, b) => (a < b ? -1 : 1)), wanted = new Set(numbers), inOrder = Float64Array.from(numbers).sort(), vectors = new Map();
    if (!chosen.length) return new Map();
    /** The documents to be ranked that a term stands in, in a field, each with its weight. */
    const inField = (term, name) => {
      if (name === "asked") return [...stand(term).asked.keys()].filter((number) => wanted.has(number)).map((number) => [number, 1]);
      if (name !== "titles") return [...stand(term)[name]].filter(([number]) => wanted.has(number));
      const titles = new Map();
      for (const [first, end, weight] of stand(term).titles) for (let at = after(inOrder, first); inOrder[at] < end; at++) titles.set(inOrder[at], Math.max(weight, titles.get(inOrder[at]) ?? 0));
      return [...titles];
    };
    const inverted = chosen.map((term, i) => {
      const posting = { _index: i };
      for (const field of Object.keys(RANKING)) {
        posting[field] = {};
        for (const [number, weight] of inField(term, field)) {
          posting[field][number] = {};
          const ref = `${field}/${number}`;
          if (!vectors.has(ref)) vectors.set(ref, []);
          vectors.get(ref).push(i, rounded(idf(term) * weight * RANKING[field]));
        }
      }
      return [term, posting];
    });
    const index = lunr.Index.load({ version: lunr.version, fields: Object.keys(RANKING), fieldVectors: [...vectors], invertedIndex: inverted, pipeline: [] });
    const matches = index.query((query) => inverted.forEach(([name]) => query.term(name, { usePipeline: false })));
    return new Map(matches.map(({ ref, score }) => [+ref, rounded(score)]));
  };

  // ---- finding

  const VERIFIED = 20, TURNS = 8, FIRST_TURNS = 2, FEW = 3, MANY = 24, LONG_QUERY = 5, RANKED = 1500, QUESTION_HEADING = 0.4;
  const score = ({ query, words, meant }, first) => {
    if (meant) return meant.scores;
    const terms = [...new Set([...query.asks, ...words.flatMap((word) => known(word).flatMap((option) => option.flatMap(expanded)))])];
    need(query.asks.map(termFile));
    const scores = ranked(terms, first);
    return lowered(scores, query.asks.length ? terms : []);
  };
  /** Scores in which a heading that holds one of `terms` counts for less: it asks rather than answers. */
  const lowered = (scores, terms) => {
    const headings = new Set(terms.flatMap((term) => stand(term).titles.map(([first]) => first)));
    for (const number of headings) if (scores.has(number)) scores.set(number, scores.get(number) * QUESTION_HEADING);
    return scores;
  };
  /** True for what is a question or a sentence of the reader's rather than words of the plans: what holds a part of it is worth showing, too. */
  const inOwnWords = (query, words) => {
    const signs = [...words.map((word) => word.text).join("")].filter(hasHan).length;
    return query.question || words.length > (signs ? 2 : 1) || signs >= LONG_QUERY;
  };
  /** So many of readers' words tell that nothing was misspelt. */
  const SEVERAL = 2;
  const order = (typed) => {
    const query = readQuery(typed), allowed = allowedBy(query);
    const asked = query.question ? withoutQuestion(query.words) : query.words;
    needTerms(telling(asked));
    let words = telling(readPinyin(widened(apart(asked)))), tiers = strict(words, allowed);
    if (!tiers.size) {
      const bared = withoutQuestion(words);
      if (bared.length) words = bared;
      if (!bared.length || !(query.question || strict(bared, allowed).size || saidOtherwise(bared).filter(({ wide }) => wide).length >= SEVERAL)) words = heard(words);
      tiers = new Map([...strict(words, allowed)].map(([number, tier]) => [number, tier + 0.5]));
    }
    const own = inOwnWords(query, words), exact = words.some((word) => word.exact);
    const said = query.question || !tiers.size ? saidOtherwise(words) : words;
    const meant = (own && query.question) || said.some(({ wide }) => wide) ? answering(said, query.asks, tiers.keys(), allowed) : null;
    if (!(own && meant) && tiers.size < FEW) for (const number of inSections(words, allowed)) if (!tiers.has(number)) tiers.set(number, 3);
    const more = exact ? [] : own && meant ? best(meant, OWN_PARTLY, MOST_MEANT) : tiers.size < (own ? MANY : FEW) ? partly(meant ?? weighed(words, query.asks, allowed), own ? OWN_PARTLY : PARTLY) : [];
    for (const number of more) if (!tiers.has(number)) tiers.set(number, 4);
    const shownTiers = new Map(tiers);
    if (query.question || (own && meant)) for (const [number, tier] of tiers) tiers.set(number, meant && query.sentence ? 1 : Math.min(tier, 2));
    // What lunr does not rank stands behind in its tier: it has a higher number.
    const inOrder = [...tiers].sort((a, b) => a[1] - b[1] || a[0] - b[0]).map(([number]) => number), first = inOrder.slice(0, RANKED);
    const made = { query, words, tiers, shownTiers, meant }, scores = score(made, first);
    first.sort((a, b) => tiers.get(a) - tiers.get(b) || (scores.get(b) ?? 0) - (scores.get(a) ?? 0) || a - b);
    const ranks = first.concat(inOrder.slice(RANKED));
    return { ...made, scores, ranks };
  };
  const IN_SIGHT = 10, LEAD = 3, EACH = 2, FAR = 1, OWN_FAR = 3, OF_ONE = 3;
  /** How good the first and second clause of a plan must be, beside the best of all, before and after the texts are read. */
  const FLOORS = [0.15, 0.4];
  /** The best of each plan in sight: among the first `room` stand the best `each` of every plan that answers about as well as the first, and
   *  of the others the best. All keep their order; what has no room follows. `weight` is a tier, `worth` a score. */
  const inSight = (found, { room, each, far, weight, worth, floors }) => {
    const near = found.filter((one) => weight(one) <= weight(found[0]) + far), times = new Map(), rounds = Array.from({ length: each }, () => []);
    for (const one of near) {
      const before = times.get(one.plan) ?? 0;
      times.set(one.plan, before + 1);
      if (before < each && worth(one) >= floors[before] * worth(found[0])) rounds[before].push(one);
    }
    const chosen = new Set(found.slice(0, LEAD));
    for (const one of [...rounds.flat(), ...found]) if (chosen.size < room) chosen.add(one);
    return [...found.filter((one) => chosen.has(one)), ...found.filter((one) => !chosen.has(one))];
  };
  /** Numbers in order, of which the first VERIFIED are to be read: the best of the clauses that are to be in sight, then others, at most `ofOne` of a clause. */
  const toRead = (numbers, sights) => {
    const clauses = new Map(), times = new Map();
    needSections(numbers);
    for (const number of numbers) { const clause = sectionOf(number); clauses.has(clause) ? clauses.get(clause).push(number) : clauses.set(clause, [number]); }
    const chosen = new Set(inSight([...clauses.values()].map((held) => ({ held, plan: planOf(held[0]) })), sights).slice(0, IN_SIGHT).map(({ held: [first] }) => first));
    for (const number of chosen) times.set(sectionOf(number), 1);
    for (const number of numbers) {
      if (chosen.size >= VERIFIED) break;
      const clause = sectionOf(number), before = times.get(clause) ?? 0;
      if (!chosen.has(number) && before < sights.ofOne) { chosen.add(number); times.set(clause, before + 1); }
    }
    return [...numbers.filter((number) => chosen.has(number)), ...numbers.filter((number) => !chosen.has(number))];
  };
  const verified = ({ query, words, tiers, shownTiers, scores }, numbers) => {
    need(numbers.map(chunkOf));
    const phrases = [query.whole, words.map((word) => word.text).join("")], all = unsure(words);
    const demanded = words.filter((word) => word.exact || all).map((word) => word.text), made = [];
    for (const number of numbers) {
      const text = textOf(number), held = bare(text.text), tier = tiers.get(number);
      if (tier < 3 && !demanded.every((phrase) => held.includes(phrase))) continue;
      const grade = phrases.some((phrase) => phrase && held.includes(phrase)) ? 0 : words.every((word) => held.includes(word.text)) ? 1 : 2;
      made.push({ number, order: tier, tier: Math.floor(shownTiers.get(number)), grade, score: scores.get(number) ?? 0, ...text });
    }
    return made.sort((a, b) => a.order - b.order || a.grade - b.grade || b.score - a.score || a.number - b.number);
  };

  // ---- what is shown

  /** Where words stand in a text: [start, end] in UTF-16 units, by the folded text without blanks and punctuation. */
  const marksIn = (text, words) => {
    let held = "";
    const at = [];
    let i = 0;
    for (const char of text) {
      for (const one of fold(char)) {
        if (hasHan(one) || isWord(one) || one === "." || one === "%") { for (let k = 0; k < one.length; k++) at.push([i, i + char.length]); held += one; }
      }
      i += char.length;
    }
    const spans = [];
    const mark = (needle) => {
      if (!needle) return 0;
      let count = 0;
      for (let from = held.indexOf(needle); from >= 0; from = held.indexOf(needle, from + needle.length)) { spans.push([at[from][0], at[from + needle.length - 1][1]]); count++; }
      return count;
    };
    for (const word of words) {
      const whole = word.text.replaceAll(" ", "");
      if (mark(whole)) continue;
      for (const option of word.options) for (const { term } of option) if (!term.startsWith(MARK) && ([...term].length > 1 || whole.length === 1)) mark(term.replaceAll(" ", ""));
    }
    spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    const merged = [];
    for (const [start, end] of spans) { const last = merged.at(-1); if (last && start <= last[1]) last[1] = Math.max(last[1], end); else merged.push([start, end]); }
    return merged;
  };
  const SHOWN = 20, IN_GROUP = 3, LEADING = 10, OF_SECTION = 0.5, MORE = 3;
  /** Hits by section, each where its best one stands, with how many are shown at once; what holds only a part stands apart, and what is only asked. */
  const grouped = (hits, total) => {
    const groups = new Map(), limit = total <= SHOWN ? SHOWN : IN_GROUP;
    for (const hit of hits) {
      const key = `${hit.plan} ${hit.section} ${hit.tier >= 4} ${hit.order % 0.5}`;
      groups.set(key, [...(groups.get(key) ?? []), hit]);
    }
    return [...groups.values()].map((group) => ({ plan: group[0].plan, hits: group, again: false, shown: Math.min(group.length, limit + (group[0].anchor === group[0].section ? 1 : 0)) }));
  };
  /** What else stands in the section of a group, as far as its texts were read for the hits. */
  const besides = ({ hits }, held) => {
    const [{ plan, section }] = hits, made = [];
    for (const start of new Set(hits.map(({ number }) => number - (number % meta().chunk)))) {
      for (let number = start; number < Math.min(start + meta().chunk, meta().docs); number++) {
        const text = textOf(number);
        if (!held.has(number) && text.plan === plan && text.section === section && text.anchor !== section) { made.push({ number, order: 4, tier: 4, beside: true, ...text }); held.add(number); }
      }
    }
    return made;
  };
  /** Where a query is answered by what it means, groups with SHOWN hits in sight: the first LEADING as they stand; then, of all others and of what stands beside them, the best by
   *  their own score and that of their section. Those of the leading sections follow these once more. */
  const filled = (found, groups) => {
    const { query, words } = found;
    const named = words.some(({ exact, options }) => exact || options.some(([{ term }]) => term.startsWith(MARK)));
    const literal = groups.some(({ hits }) => hits.some(({ grade }) => grade < 2)) || !words.every(({ text }) => hasHan(text));
    if (named || (literal && !inOwnWords(query, words))) return groups;
    const leading = groups.slice(0, groups.findIndex((_, n) => groups.slice(0, n + 1).reduce((sum, { shown }) => sum + shown, 0) >= LEADING) + 1 || groups.length);
    const held = new Set(groups.flatMap(({ hits }) => hits.map(({ number }) => number)));
    const others = groups.map((group, n) => (n < IN_SIGHT ? besides(group, held) : []));
    const scores = score(found, others.flat().map(({ number }) => number)), worth = new Map();
    const taken = leading.reduce((sum, { shown }) => sum + shown, 0);
    const open = groups.flatMap(({ hits, shown }, n) => [...hits.slice(n < leading.length ? shown : 0), ...others[n]].map((hit) => {
      hit.score ??= scores.get(hit.number) ?? 0;
      worth.set(hit, (found.meant?.alone.get(hit.number) ?? hit.score) + (found.meant ? 0 : OF_SECTION * hits[0].score));
      return hit;
    }));
    const better = (a, b) => worth.get(b) - worth.get(a) || a.number - b.number;
    const times = new Map(), ofSection = ({ plan, section }) => { const key = `${plan} ${section}`, before = times.get(key) ?? 0; times.set(key, before + 1); return before < MORE; };
    const chosen = new Set(open.sort(better).filter(ofSection).slice(0, Math.max(0, SHOWN - taken)));
    const more = leading.map((group, n) => ({ ...group, again: true, hits: [...group.hits.slice(group.shown), ...others[n]].filter((hit) => chosen.has(hit)).sort(better) }));
    const later = groups.slice(leading.length).map((group, n) => {
      const [first, ...rest] = group.hits, shown = [first, ...[...rest, ...others[leading.length + n]].filter((hit) => chosen.has(hit)).sort(better)];
      return { ...group, hits: [...shown, ...rest.filter((hit) => !chosen.has(hit))], shown: shown.length };
    });
    return [...leading.map((group) => ({ ...group, hits: group.hits.filter((hit) => !chosen.has(hit)) })), ...more.filter(({ hits }) => hits.length).map((group) => ({ ...group, shown: group.hits.length })), ...later];
  };
  /** What stands first under a heading, and its English. */
  const leadOf = ({ number, plan, section }) => {
    if (number + 1 >= meta().docs) return null;
    const next = textOf(number + 1);
    return next.plan === plan && next.section === section ? [next.text, next.english] : null;
  };
  const entry = (hit, words) => {
    const path = [];
    for (let at = hit.at; at >= 0; at = hit.chunk.s[at][3]) path.unshift(hit.chunk.s[at].slice(0, 3));
    const { plan, section, anchor, text, english, heads, number, tier, order, score, beside = false } = hit;
    return { plan, section, anchor, text, english, heads, number, tier, order, score, beside, path, lead: anchor === section ? leadOf(hit) : null, page: path.at(-1)[2], marks: marksIn(text, words), englishMarks: english ? marksIn(english, words) : [] };
  };

  /** Runs until nothing is missing. */
  const complete = async (work) => {
    for (;;) {
      try { return work(); } catch (wish) {
        if (!wish.missing) throw wish;
        await Promise.all(wish.missing.map(async (name) => files.set(name, await fetchFile(name))));
      }
    }
  };
  return {
    /** Answers a query: hits from the one numbered `from`, VERIFIED at a time; `only` are numbers of plans to keep; `whole` reads all lists. */
    find: (typed, /** @type {{from?: number, keep?: number[][], whole?: boolean}} */ { from = 0, keep = null, whole = false } = {}) => complete(() => {
      thrifty = !whole;
      const found = order(typed), { words, query } = found;
      const wished = keep ? found.ranks.filter((number) => keep.some(([first, end]) => first <= number && number < end)) : found.ranks;
      const own = inOwnWords(query, words), far = own ? OWN_FAR : FAR;
      const tierOf = (number) => Math.floor(found.tiers.get(number));
      const sights = { room: IN_SIGHT, each: EACH, far, ofOne: own ? OF_ONE : Infinity };
      const ranks = toRead(wished, { ...sights, weight: ({ held: [first] }) => tierOf(first), worth: ({ held: [first] }) => found.scores.get(first) ?? 0, floors: FLOORS });
      let next = from, some = [];
      const turns = unsure(words) ? FIRST_TURNS : TURNS;
      for (let turn = 0; turn < turns && !some.length && next < ranks.length; turn++, next += VERIFIED) some = verified(found, ranks.slice(next, next + VERIFIED));
      const groups = grouped(some, ranks.length);
      return {
        groups: (from ? groups : filled(found, inSight(groups, { ...sights, weight: ({ hits: [hit] }) => Math.floor(hit.order), worth: ({ hits: [hit] }) => hit.score, floors: FLOORS }))).map((group) => ({ ...group, hits: group.hits.map((hit) => entry(hit, words)) })), total: ranks.length, next: next < ranks.length ? next : 0, cut: query.cut, words: words.map((word) => word.text),
        empty: !query.words.length, unsure: unsure(words) || words.some((word) => known(word).some((option) => option.some(partial))),
      };
    }),
    /** Numbers of all documents that answer, with their tiers, best first: nothing is looked up in the texts. */
    places: (typed, { whole = true } = {}) => complete(() => { thrifty = !whole; const { ranks, tiers } = order(typed); return ranks.map((number) => [number, tiers.get(number)]); }),
    load: () => complete(() => meta().docs),
    terms: (text) => complete(() => queryTerms(fold(text)).map(({ term, prefix }) => term + (prefix ? "*" : ""))),
    clause: clauseOf,
    unpack: (packed) => complete(() => unpack(packed)),
  };
};
