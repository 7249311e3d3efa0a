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
  const offer = (address, text) => {
    const item = document.createElement("li");
    item.append(Object.assign(document.createElement("a"), { href: root + folder + address, textContent: text, lang: "zh-Hans" }));
    document.querySelector("#near ul").append(item);
    document.getElementById("near").hidden = false;
  };
  const read = (text) => { try { return decodeURIComponent(text).normalize("NFKC").toLowerCase(); } catch { return text; } };
  const wishedParts = read(location.pathname.slice(new URL(root).pathname.length)).replace(/(index)?\.html?$/, "").split("/").filter(Boolean);
  const tongues = JSON.parse(document.getElementById("tongues").textContent), folder = Object.keys(tongues).find((known) => known === `${wishedParts[0]}/`) ?? "";
  if (folder) {
    const said = tongues[folder], write = (place, text) => { document.querySelector(place).textContent = text; };
    document.documentElement.lang = said.lang;
    document.title = said[""];
    write("h1", said[""]);
    write("#said", said._text);
    write("#home", said._home);
    write("#near p", said._near);
    if (said.lang === "en") write("#stop", ".");
    document.getElementById("home").href = root + wishedParts.shift() + "/";
  }
  const [name = "", ...rest] = wishedParts;
  const common = (a, b) => { let n = 0; while (n < a.length && a[n] === b[n]) n++; return n; };
  const letters = (a) => Math.max(common(a, name), common([...a].reverse(), [...name].reverse()));
  const near = plans.map((plan) => [letters(plan.id), plan]).sort((a, b) => b[0] - a[0]);
  const [likeness, plan] = near[0];
  if (likeness < 2) { for (const one of plans) offer(one.url, one.title); return; }
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
    offer(`${section.url.split("#")[0]}#${exact.id}`, `${exact.id} ${exact.title ?? exact.text}`);
  } else if (wished) {
    const titled = sections.filter((s) => s.title.includes(wished));
    for (const s of (titled.length ? titled : sections.filter((s) => s.id !== "front").sort((a, b) => far(a.id) - far(b.id))).slice(0, 5)) offer(s.url, `${s.id} ${s.title}`);
  }
  offer(plan.url, plan.title);
})();
