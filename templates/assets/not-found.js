// 章句: the not-found page. The wished address is read and what lies nearest is offered. Where the site begins, this script's own address
// says: the page is served at any depth, and where it does not know the site's address, it tries some.
"use strict";
(async () => {
  if (self.zhangjuLost) return;
  self.zhangjuLost = true;
  const root = new URL("../", document.currentScript.src).href;
  document.head.append(Object.assign(document.createElement("script"), { src: `${root}assets/apply.js` }));
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: `${root}assets/zhangju.css` }));
  const plans = await fetch(`${root}api/plans.json`).then((answer) => answer.json()).catch(() => null);
  if (!Array.isArray(plans) || !plans.length) return;
  document.getElementById("home").href = root;
  // The open data have what a place is called at the root; in another language its pages say it.
  const pageAt = async (address) => {
    const answer = folder ? await fetch(root + folder + address).catch(() => null) : null;
    return answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main") : null;
  };
  const words = (part) => {
    const own = (part?.querySelector(".e") ?? part)?.cloneNode(true);
    own?.querySelectorAll(".number, .mark, .ln, .state, sup").forEach((added) => added.remove());
    return own?.textContent.trim();
  };
  const called = (page, address) => words([...page?.querySelectorAll("a[href]") ?? []].find((link) => link.getAttribute("href") === address));
  const titled = async (plan) => {
    const own = called(await home(), plan.url) || (folder === "en/" && plan.title_en);
    return [own || plan.title, own];
  };
  const offer = (address, text, own) => {
    const chinese = !own || /\p{Script=Han}/u.test(text), lang = chinese && !(own && said.lang.startsWith("zh")) ? tongues[""].lang : said.lang;
    const item = document.createElement("li");
    item.append(Object.assign(document.createElement("a"), { href: root + folder + address, textContent: text, lang }));
    document.querySelector("#near ul").append(item);
    document.getElementById("near").hidden = false;
  };
  const read = (text) => { try { return decodeURIComponent(text).normalize("NFKC").toLowerCase(); } catch { return text; } };
  const wishedParts = read(location.pathname.slice(new URL(root).pathname.length)).replace(/(index)?\.html?$/, "").split("/").filter(Boolean);
  const tongues = JSON.parse(document.getElementById("tongues").textContent), folder = Object.keys(tongues).find((known) => known === `${wishedParts[0]}/`) ?? "", said = tongues[folder];
  if (folder) {
    const write = (place, text) => { document.querySelector(place).textContent = text; };
    document.documentElement.lang = said.lang;
    if (said._style) document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: `${root}assets/${said._style}` }));
    document.title = said[""];
    write("h1", said[""]);
    write("#said", said._text);
    write("#home", said._home);
    write("#near p", said._near);
    if (said.lang === "en") write("#stop", ".");
    document.getElementById("home").href = root + wishedParts.shift() + "/";
  }
  let first = null;
  const home = () => first ??= pageAt("");
  const head = document.querySelector("header"), beyond = location.pathname.slice(new URL(root).pathname.length + folder.length);
  head.querySelector(".brand").href = root + folder;
  Object.assign(document.getElementById("search"), { href: `${root}${folder}search/`, textContent: said._search });
  for (const [other, { lang, name }] of Object.entries(tongues)) {
    const href = root + other + beyond + location.hash;
    if (other !== folder) head.querySelector(".languages").append(Object.assign(document.createElement("a"), { lang, hreflang: lang, href, textContent: name }));
  }
  Object.assign(head, { className: "site", hidden: false });
  const [name = "", ...rest] = wishedParts;
  const common = (a, b) => { let n = 0; while (n < a.length && a[n] === b[n]) n++; return n; };
  const letters = (a) => Math.max(common(a, name), common([...a].reverse(), [...name].reverse()));
  const near = plans.map((plan) => [letters(plan.id), plan]).sort((a, b) => b[0] - a[0]);
  const [likeness, plan] = near[0];
  if (likeness < 2) { for (const one of plans) offer(one.url, ...await titled(one)); return; }
  const wished = read(location.hash.slice(1)).split(/[,:]/)[0] || rest.at(-1) || "";
  const sections = (await fetch(root + plan.api).then((answer) => answer.json()).catch(() => ({ sections: [] }))).sections;
  const exact = sections.flatMap((s) => [s, ...s.sentences]).find((s) => s.id === wished);
  const steps = wished.split("-")[0].split(".");
  const far = (id) => { // how far an id lies from the wished one: shared steps first, then the next number, then the depth
    const own = id.split(".");
    const shared = common(own, steps);
    const apart = Math.abs((parseInt(own[shared], 10) || 0) - (parseInt(steps[shared], 10) || 0));
    return -shared * 1e6 + apart * 100 + Math.abs(own.length - steps.length);
  };
  if (exact) {
    const section = sections.find((s) => s.id === wished.split("-")[0]);
    const at = section.url.split("#")[0], own = words((await pageAt(at))?.querySelector(`[id="${exact.id}"]`));
    offer(`${at}#${exact.id}`, `${exact.id} ${own || (exact.title ?? exact.text)}`, own);
  } else if (wished) {
    const contents = await pageAt(plan.url), named = sections.filter((s) => s.title.includes(wished));
    for (const s of (named.length ? named : sections.filter((s) => s.id !== "front").sort((a, b) => far(a.id) - far(b.id))).slice(0, 5)) {
      const own = called(contents, s.url.slice(plan.url.length));
      offer(s.url, `${s.id} ${own || s.title}`, own);
    }
  }
  offer(plan.url, ...await titled(plan));
})();
