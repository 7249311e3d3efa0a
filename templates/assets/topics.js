// 章句: which plans the table of topics shows, where there are many.
"use strict";
{
  const table = document.querySelector("table.counts"), heads = [...table.tHead.rows[0].cells].slice(1);
  zhangju.filterList(heads, (head, fold) => fold(head.dataset.find), () => {
    for (const row of table.tBodies[0].rows) heads.forEach((head, i) => { row.cells[i + 1].hidden = head.hidden; });
  });
}
