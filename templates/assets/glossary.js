// 章句: what the filter of the glossary looks in, and what it hides with the entries.
"use strict";
{
  const initials = (spelled) => spelled.split("-").map((syllable) => syllable[0]).join(""); // an id is a term in pinyin
  const textOf = (entry, fold) =>
    `${fold(`${entry.querySelector("h3").textContent} ${entry.id} ${entry.querySelector("h3 + p")?.textContent ?? ""} ${entry.dataset.find ?? ""}`)} ${initials(entry.id)}`;
  zhangju.filterList(document.querySelectorAll(".entry"), textOf, (words) => {
    document.querySelectorAll(".letter").forEach((part) => { part.hidden = !part.querySelector(".entry:not([hidden])"); });
    document.querySelectorAll(".letters a[href^='#']").forEach((link) => { link.hidden = document.getElementById(link.getAttribute("href").slice(1)).parentElement.hidden; });
    document.querySelectorAll(".names").forEach((list) => { list.hidden = words.length > 0; });
  });
}
