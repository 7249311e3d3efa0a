// 章句: the page of each entry in the printed contents of a whole plan. Browsers do not count pages for a style sheet; but columns as large as
// the printed page break where pages would, by the same rules: the column of a heading is its page. Laid out when printing begins.
"use strict";
(() => {
  const PAGE = { width: "162mm", height: "247mm" }; // A4 without the margins of print.css
  const LAID = { width: PAGE.width, height: PAGE.height, columns: `${PAGE.width} auto`, columnGap: "0", columnFill: "auto", margin: "0", padding: "0" };
  const links = [...document.querySelectorAll(".on-paper a")];
  const main = document.querySelector("main");
  const sheets = () => [...document.querySelectorAll("link[rel=stylesheet][media]")];
  const count = () => {
    const kept = { media: sheets().map((sheet) => [sheet, sheet.media]), at: scrollY };
    for (const [sheet] of kept.media) sheet.media = "all";
    document.documentElement.classList.add("measured");
    Object.assign(main.style, LAID);
    const wide = main.clientWidth, left = main.getBoundingClientRect().left;
    const pages = links.map((link) => {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      return heading && Math.floor((heading.getBoundingClientRect().left - left + 1) / wide) + 1;
    });
    document.documentElement.classList.remove("measured");
    for (const [sheet, media] of kept.media) sheet.media = media;
    for (const name of Object.keys(LAID)) main.style[name] = "";
    scrollTo({ top: kept.at, behavior: "instant" });
    links.forEach((link, i) => { if (pages[i]) link.dataset.page = pages[i]; });
  };
  addEventListener("beforeprint", count);
})();
