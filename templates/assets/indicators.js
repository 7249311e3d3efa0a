// The index of indicators: its filters, and sorting by its heads. Without it the table stands as it is.
(() => {
  const form = document.querySelector(".filters");
  const table = document.querySelector(".series-list");
  if (!form || !table) return;
  const body = table.tBodies[0];
  const rows = [...body.rows];
  let whole = false;
  const status = form.querySelector("[role=status]");
  const fields = [...form.elements].filter((field) => field.name);
  const has = { plan: "plans", theme: "themes", year: "years", basis: "basis", binding: "binding" };
  const words = (text) => (text || "").split(" ");
  const fits = (row, name, value) =>
    !value || (name === "words" ? row.textContent.toLowerCase().includes(value.toLowerCase()) : words(row.dataset[has[name]]).includes(value));
  const filter = async () => {
    if (zhangju.onOtherLeaves && !whole && fields.some((field) => field.value)) {
      whole = true;
      rows.push(...await zhangju.onOtherLeaves(".series-list tbody tr"));
      body.append(...rows);
    }
    let shown = 0;
    for (const row of rows) {
      row.hidden = !fields.every((field) => fits(row, field.name, field.value.trim()));
      if (!row.hidden) shown += 1;
    }
    status.textContent = form.dataset.count.replace("{n}", shown).replace("{all}", rows.length);
    const asked = new URLSearchParams(fields.filter((field) => field.value).map((field) => [field.name, field.value]));
    const query = asked.toString();
    history.replaceState(null, "", (query ? "?" + query : location.pathname) + location.hash);
  };
  const amount = (cell) => (cell.dataset.amount ? Number(cell.dataset.amount) : NaN); // 1.2 trillion is more than 900 billion
  const keys = {
    name: (row) => row.cells[0].textContent.trim(),
    known: (row) => amount(row.cells[1]),
    target: (row) => amount(row.cells[2]),
    points: (row) => Number(row.dataset.points),
  };
  for (const head of table.tHead.rows[0].cells) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.title = table.dataset.sort + head.textContent;
    head.textContent = "";
    head.append(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") === "descending" || (head.dataset.key === "name" && !head.hasAttribute("aria-sort"));
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const key = keys[head.dataset.key];
      const order = (a, b) => {
        const [x, y] = [key(a), key(b)];
        return typeof x === "string" ? x.localeCompare(y, document.documentElement.lang) : x - y;
      };
      const none = (row) => Number(Number.isNaN(key(row))); // without a figure: last, whichever way
      body.append(...rows.slice().sort((a, b) => none(a) - none(b) || (none(a) ? 0 : up ? order(a, b) : order(b, a))));
    });
  }
  const asked = new URLSearchParams(location.search);
  for (const field of fields) if (asked.get(field.name)) field.value = asked.get(field.name);
  const more = form.querySelector(".more"); // on a phone what narrows further is folded, so that what is found comes first
  if (matchMedia("(max-width: 40rem)").matches && ![...more.querySelectorAll("select")].some((field) => field.value)) more.open = false;
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  filter();
})();
