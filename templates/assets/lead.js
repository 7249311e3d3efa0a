// 章句: a short address leads to its place, and takes along what stands behind it: the view, and in a clause the sentence. Words that were
// selected there it makes a text fragment of: one that the address had already no script would see.
"use strict";
{
  const link = document.querySelector("a"), { search, hash } = location;
  const to = new URL((hash.length > 1 && link.dataset.at) || link.href);
  to.search = search;
  location.replace(hash.length > 1 ? `${to.href.split("#")[0]}${hash.replace("~text=", ":~:text=")}` : to.href);
}
