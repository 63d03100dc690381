// Filters for the tables that `_ext/measured_pages.py` makes. Without this script the whole table is there.
"use strict";

for (const page of document.querySelectorAll(".kc-page")) {
  const form = page.querySelector("form");
  const text = form.querySelector("input");
  const selects = [...form.querySelectorAll("select")];
  const count = page.querySelector(".kc-count");
  const body = page.querySelector("tbody");
  const limit = Number(page.dataset.limit) || Infinity;
  const root = /^(kerascompat\.|tensorflow\.|tf\.)?(tf_)?keras[23]?\./;
  const rows = [...body.rows].map((row) => ({
    row,
    name: row.cells[0].textContent,
    text: row.textContent.toLowerCase(),
    values: [...row.cells].map((cell) => (cell.dataset.values || "").split("|")),
  }));

  function words() {
    const found = text.value.trim().split(/\s+/).filter(Boolean);
    return page.dataset.noun === "names" ? found.map((word) => word.replace(root, "")) : found;
  }

  // the name itself first, then those that end with it, then those that contain it, then what speaks of it
  function rank(each, word) {
    if (!word) return 0;
    const [name, lower] = [each.name.toLowerCase(), word.toLowerCase()];
    const sought = [each.name === word, name === lower, name.endsWith("." + lower), name.includes(lower), true];
    return sought.indexOf(true);
  }

  function show() {
    const wanted = words();
    const found = rows.filter(
      (each) =>
        wanted.every((word) => each.text.includes(word.toLowerCase())) &&
        selects.every((select) => !select.value || each.values[select.dataset.column].includes(select.value)),
    );
    const shown = new Set(
      limit < Infinity ? [...found].sort((a, b) => rank(a, wanted[0]) - rank(b, wanted[0])).slice(0, limit) : found,
    );
    if (limit < Infinity) body.append(...[...shown].map((each) => each.row));
    for (const each of rows) each.row.hidden = !shown.has(each);
    const rest = found.length > shown.size ? `; the first ${shown.size} are shown` : "";
    const advice = !found.length && text.value && page.dataset.advice ? `; ${page.dataset.advice}` : "";
    count.textContent = `${found.length} of ${rows.length} ${page.dataset.noun}${rest}${advice}`;
    remember();
  }

  // what is chosen stands in the address, so that it can be sent to somebody
  function remember() {
    const chosen = new URLSearchParams();
    for (const field of [text, ...selects]) if (field.value) chosen.set(label(field), field.value);
    const hash = chosen.toString();
    if (hash !== location.hash.slice(1)) history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
  }

  function label(field) {
    return form.querySelector(`label[for="${field.id}"]`).textContent;
  }

  function recall() {
    const chosen = new URLSearchParams(location.hash.slice(1));
    for (const field of [text, ...selects]) field.value = chosen.get(label(field)) || "";
    for (const select of selects) if (select.selectedIndex < 0) select.value = "";
    show();
  }

  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));
  window.addEventListener("hashchange", recall);
  form.hidden = false;
  recall();
}
