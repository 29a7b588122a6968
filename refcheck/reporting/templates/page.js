"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);
  const say = (words) => { one("#said").textContent = words; };
  all("[hidden].keys, [hidden].copy, form[hidden].filters").forEach((part) => { part.hidden = false; });

  // Filter the table by verdict and kind.
  const verdict = one("#by-verdict");
  const kind = one("#by-kind");
  const rows = all("tr[data-verdict]");
  const filter = () => {
    let count = 0;
    for (const row of rows) {
      row.hidden = Boolean((verdict.value && row.dataset.verdict !== verdict.value)
        || (kind.value && !row.dataset.kinds.split(" ").includes(kind.value)));
      count += row.hidden ? 0 : 1;
    }
    one("#shown").textContent = `${count} of ${rows.length} rows shown`;
  };
  if (verdict) {
    verdict.addEventListener("change", filter);
    kind.addEventListener("change", filter);
    one("form.filters").addEventListener("submit", (event) => event.preventDefault());
    all("a[data-filter]").forEach((link) => link.addEventListener("click", () => {
      verdict.value = link.dataset.filter;
      kind.value = "";
      filter();
    }));
    // A link to a row that the filter hides shows all rows again.
    addEventListener("hashchange", () => {
      const place = document.getElementById(location.hash.slice(1));
      if (place && place.closest("tr[hidden]")) {
        verdict.value = "";
        kind.value = "";
        filter();
        place.scrollIntoView();
      }
    });
  }

  // Sort by a column; the same column again turns the order round.
  all("thead th", one("main") || document).forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    const body = head.closest("table").tBodies[0];
    const key = (row) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      all("th", head.parentElement).forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const sorted = [...body.rows].sort((a, b) => key(a).localeCompare(key(b), "en", { numeric: true }));
      body.append(...(down ? sorted.reverse() : sorted));
    });
  });

  // Copy a suggestion.
  all("button.copy").forEach((button) => button.addEventListener("click", async () => {
    const text = button.parentElement.querySelector("ins");
    getSelection().selectAllChildren(text);
    try { await navigator.clipboard.writeText(text.textContent); } catch { document.execCommand("copy"); }
    button.textContent = "Copied";
    say("Suggestion copied");
  }));

  // A link to a folded hint unfolds it.
  const unfold = () => {
    const target = document.getElementById(location.hash.slice(1));
    const folded = target && target.closest("details.hints:not([open])");
    if (folded) { folded.open = true; target.scrollIntoView(); }
  };
  addEventListener("hashchange", unfold);
  unfold();

  // Next and previous, by keys that can be switched off.
  const keys = one("#keys");
  if (keys) {
    keys.addEventListener("click", () => {
      const on = keys.getAttribute("aria-pressed") !== "true";
      keys.setAttribute("aria-pressed", String(on));
      keys.textContent = on ? "Keys on" : "Keys off";
    });
    const at = { ".card": -1, "#letter-text .ref": -1 };
    const step = (selector, by) => {
      const stops = all(selector);
      if (!stops.length) return;
      at[selector] = at[selector] < 0 && by < 0 ? stops.length - 1 : (at[selector] + by + stops.length) % stops.length;
      const stop = stops[at[selector]];
      const folded = stop.closest("details:not([open])");
      if (folded) folded.open = true;
      stop.focus();
      stop.scrollIntoView({ block: "center" });
    };
    addEventListener("keydown", (event) => {
      if (keys.getAttribute("aria-pressed") !== "true" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
      const move = { n: [".card", 1], p: [".card", -1], j: ["#letter-text .ref", 1], k: ["#letter-text .ref", -1] }[event.key];
      if (move) { event.preventDefault(); step(...move); }
    });
  }

  // On paper nothing is folded.
  let opened = [];
  addEventListener("beforeprint", () => { opened = all("details:not([open])"); opened.forEach((part) => { part.open = true; }); });
  addEventListener("afterprint", () => { opened.forEach((part) => { part.open = false; }); document.body.classList.remove("findings-only"); });
  one("#print-findings")?.addEventListener("click", () => { document.body.classList.add("findings-only"); print(); });
})();
