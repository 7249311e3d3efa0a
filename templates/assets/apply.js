// 章句: the reader's theme, text size, width and numbers, set before anything is painted. `script` tells the style sheet that script runs.
"use strict";
document.documentElement.classList.add("script");
try {
  const kept = JSON.parse(localStorage.getItem("zhangju:settings")) ?? {};
  for (const name of ["theme", "size", "width", "numbers"]) if (kept[name]) document.documentElement.dataset[name] = kept[name];
} catch { /* no storage, or not ours: as the system has it */ }
