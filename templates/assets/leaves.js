// 章句: a list that stands on several pages. An address of an entry that is not here leads to the page where it is.
"use strict";
{
  const nav = document.querySelector(".leaves"), page = new URL(nav.dataset.page, location.href);
  const seek = async () => {
    let name = location.hash.slice(1).split(":~:")[0];
    try { name = decodeURIComponent(name); } catch { /* as it stands */ }
    if (!name || document.getElementById(name)) return;
    const bucket = [...name].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % Number(nav.dataset.buckets);
    const known = await fetch(new URL(`where-${bucket}.json`, page)).then((answer) => answer.json()).catch(() => ({}));
    if (name in known) location.replace(new URL(`${known[name] ? `${known[name]}/` : "./"}#${name}`, page));
  };
  addEventListener("hashchange", seek);
  seek();
  // What is on the other pages, with addresses as this one has them; for who looks for something in all of it.
  let others;
  zhangju.onOtherLeaves = (selector) => others ??= Promise.all([...nav.querySelectorAll("a:not([aria-current])")].map(async (link) => {
    const html = await fetch(link.href).then((answer) => answer.text());
    const rows = [...new DOMParser().parseFromString(html, "text/html").querySelectorAll(selector)];
    for (const one of rows.flatMap((row) => [...row.querySelectorAll("a[href]")])) one.href = new URL(one.getAttribute("href"), link.href).href;
    return rows;
  })).then((lists) => lists.flat()).catch(() => []);
}
