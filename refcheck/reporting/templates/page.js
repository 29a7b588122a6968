"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  const named = (hash) => document.getElementById(hash.slice(1));
  const say = (words) => { one("#said").textContent = words; };
  all("[hidden].tools, [hidden].copy, form[hidden].filters").forEach((part) => { part.hidden = false; });

  // Filters: each is a field and a question about a row; rows that pass all of them stay.
  const filters = (rows, tests) => {
    const fields = tests.map(([selector]) => one(selector));
    const filter = () => {
      const asked = tests.map(([, test], place) => [test, fields[place].value]).filter(([, value]) => value);
      let count = 0;
      for (const row of rows) {
        const kept = asked.every(([test, value]) => test(row, value));
        if (row.hidden === kept) row.hidden = !kept;
        count += kept ? 1 : 0;
      }
      one("#shown").textContent = `${count.toLocaleString("en")} of ${rows.length.toLocaleString("en")} rows shown`;
    };
    const choose = (...values) => {
      fields.forEach((field, place) => { field.value = values[place] ?? ""; });
      filter();
    };
    fields.forEach((field) => field.addEventListener("input", filter));
    one("form.filters").addEventListener("submit", (event) => event.preventDefault());
    all("a[data-filter]").forEach((link) => link.addEventListener("click", () => choose(link.dataset.filter)));
    // A link to a row that a filter hides shows all rows again.
    addEventListener("hashchange", () => {
      const place = named(location.hash);
      if (place?.closest("tr[hidden]")) { choose(); place.scrollIntoView(); }
    });
  };
  const words = new Map();
  const wordsOf = (row) => {
    if (!words.has(row)) words.set(row, row.textContent.toLowerCase());
    return words.get(row);
  };
  if (one("#by-verdict")) {
    filters(all("tr[data-verdict]"), [
      ["#by-verdict", (row, value) => row.dataset.verdict === value],
      ["#by-kind", (row, value) => row.dataset.kinds.split(" ").includes(value)],
      ["#by-words", (row, value) => wordsOf(row).includes(value.toLowerCase())],
    ]);
  }
  if (one("#by-worst")) {
    filters(all("tr[data-worst]"), [
      ["#by-worst", (row, value) => row.dataset.worst === value],
      ["#by-words", (row, value) => wordsOf(row.cells[0]).includes(value.toLowerCase())],
    ]);
  }

  // Sort by a column; the same column again turns the order round.
  const collator = new Intl.Collator("en", { numeric: true });
  all("main table").forEach((table) => {
    const heads = all("thead th", table);
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const body = table.tBodies[0];
        const keyed = [...body.rows].map((row) => {
          const cell = row.cells[column];
          return [cell.dataset.sort ?? cell.textContent.trim(), row];
        });
        keyed.sort(([a], [b]) => (down ? collator.compare(b, a) : collator.compare(a, b)));
        body.append(...keyed.map(([, row]) => row));
      });
    });
  });

  // Copy a suggestion.
  all("button.copy").forEach((button) => button.addEventListener("click", async () => {
    const text = one("ins", button.parentElement);
    getSelection().selectAllChildren(text);
    try { await navigator.clipboard.writeText(text.textContent); } catch { document.execCommand("copy"); }
    button.textContent = "Copied";
    say("Suggestion copied");
  }));

  // A link to what is folded unfolds it.
  const reveal = (target) => {
    const folded = target?.closest("details:not([open])");
    if (folded) folded.open = true;
    return folded;
  };
  const unfold = () => {
    const target = named(location.hash);
    if (reveal(target)) target.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  unfold();

  // Beside a mark of the letter: what its card, its row or its footnote says.
  const letter = one("#letter-text");
  const note = document.createElement("aside");
  note.id = "beside";
  note.hidden = true;
  note.setAttribute("aria-label", "Note on the marked words");
  const element = (tag, className, ...children) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...children);
    return made;
  };
  const copies = (root, ...selectors) => selectors
    .map((selector) => one(selector, root)?.cloneNode(true))
    .filter(Boolean)
    .map((part) => { part.removeAttribute("id"); all("button", part).forEach((button) => button.remove()); return part; });
  const link = (href, text) => {
    const made = element("a", "", text);
    made.href = href;
    return element("p", "onward", made);
  };
  const contents = (mark) => {
    const href = mark.getAttribute("href");
    const target = named(href);
    if (href.startsWith("#f-")) {
      const card = target.closest(".card");
      return [...copies(card, "h4", ".message", ".suggestion"), link(href, "The whole finding")];
    }
    if (href.startsWith("#n")) {
      const text = target.closest(".note")?.textContent.trim() ?? "";
      return [element("p", "", text.length > 900 ? `${text.slice(0, 900)} …` : text), link(href, "To the note")];
    }
    const row = named(href.replace(/^#t/, "#r"))?.closest("tr");
    if (!row) return [];
    const meant = href.startsWith("#t");
    const name = row.cells[2].querySelector(".symbol") ?? row.cells[1].querySelector(".written");
    return [
      element("p", "stands", meant ? "Stands for " : "", name.cloneNode(true)),
      ...copies(row, ".verdict", ".compared", ".says p", ".sides", ".evidence"),
      ...(meant ? [link(href, "To the reference meant")] : []),
      link(`#${row.id}`, "Its row in the table"),
    ];
  };
  const hide = () => { note.hidden = true; };
  const show = (mark) => {
    const parts = contents(mark);
    if (!parts.length) return;
    note.className = mark.closest("mark")?.className ?? "";
    note.replaceChildren(...parts);
    note.hidden = false;
    const sheet = letter.getBoundingClientRect();
    const width = note.offsetWidth + 24;
    const inMargin = parseFloat(getComputedStyle(letter.firstElementChild).paddingInlineEnd) >= width;
    const beside = document.documentElement.clientWidth - sheet.right >= width;
    note.classList.toggle("foot", !inMargin && !beside);
    note.style.removeProperty("left");
    note.style.removeProperty("top");
    if (!inMargin && !beside) return;
    const rightToLeft = getComputedStyle(letter).direction === "rtl";
    const left = !inMargin ? sheet.right + 12 : rightToLeft ? sheet.left + 12 : sheet.right - width + 12;
    note.style.left = `${left + scrollX}px`;
    note.style.top = `${mark.getBoundingClientRect().top + scrollY - 8}px`;
  };
  if (letter) {
    document.body.append(note);
    const marks = ".ref, .to-note";
    letter.addEventListener("focusin", (event) => {
      const mark = event.target.closest(marks);
      if (mark) show(mark);
    });
    letter.addEventListener("click", (event) => {
      const mark = event.target.closest(marks);
      // A click shows the note first; the key Enter, "Ibid." and the note's own links lead on.
      if (!mark || !event.detail || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (mark.getAttribute("href").startsWith("#t")) return;
      event.preventDefault();
      mark.focus({ preventScroll: true });
      show(mark);
    });
    addEventListener("click", (event) => { if (!event.target.closest("#beside, #letter-text .ref, .to-note")) hide(); });
    addEventListener("focusin", (event) => { if (!event.target.closest("#beside, #letter-text")) hide(); });
    addEventListener("hashchange", hide);
    addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  }

  // Next and previous, by keys that can be switched off; from where the reader is.
  const keys = one("#keys");
  if (keys) {
    keys.addEventListener("click", () => {
      const on = keys.getAttribute("aria-pressed") !== "true";
      keys.setAttribute("aria-pressed", String(on));
      keys.textContent = on ? "Keys on" : "Keys off";
    });
    const step = (selector, by) => {
      const stops = all(selector);
      if (!stops.length) return;
      const here = document.activeElement.closest(selector) ?? named(location.hash)?.closest(selector);
      const at = stops.indexOf(here);
      const stop = stops[at < 0 && by < 0 ? stops.length - 1 : (at + by + stops.length) % stops.length];
      reveal(stop);
      stop.focus({ preventScroll: true });
      stop.scrollIntoView({ block: selector === ".card" ? "start" : "center" });
      if (stop.id) try { history.replaceState(null, "", `#${stop.id}`); } catch { /* a page that has no address */ }
    };
    addEventListener("keydown", (event) => {
      if (keys.getAttribute("aria-pressed") !== "true" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
      const inLetter = letter?.contains(document.activeElement);
      const findings = inLetter ? "#letter-text mark .ref, #letter-text mark > a, #letter-text .point" : ".card";
      const move = { n: [findings, 1], p: [findings, -1], j: ["#letter-text .ref", 1], k: ["#letter-text .ref", -1] }[event.key];
      if (move) { event.preventDefault(); step(...move); }
    });
  }

  // What a person ticks and notes stays in this browser, where the page may keep it.
  const tasks = one(".tasks[data-of]");
  if (tasks) {
    const key = `refcheck:${tasks.dataset.of}`;
    const fields = all("li", tasks).map((item) => [one(".symbol", item).textContent, one("input", item), one("textarea", item)]);
    let kept = null;
    try { kept = new Map(JSON.parse(localStorage.getItem(key) ?? "[]")); } catch { /* a page without memory */ }
    const told = one("#kept");
    const tell = () => {
      const done = fields.filter(([, box]) => box.checked).length;
      told.textContent = `${done} of ${fields.length} done. ${kept
        ? "Ticks and notes are kept in this browser." : "Ticks and notes are not kept here: print the page to keep them."}`;
    };
    fields.forEach(([name, box, text]) => {
      if (kept?.has(name)) [box.checked, text.value] = [kept.get(name).done === true, String(kept.get(name).note ?? "")];
      const keep = () => {
        if (kept) {
          kept.set(name, { done: box.checked, note: text.value });
          try { localStorage.setItem(key, JSON.stringify([...kept])); } catch { kept = null; }
        }
        tell();
      };
      box.addEventListener("change", keep);
      text.addEventListener("change", keep);
    });
    tell();
    told.hidden = false;
  }

  // On paper nothing is folded.
  let opened = [];
  addEventListener("beforeprint", () => { hide(); opened = all("details:not([open])"); opened.forEach((part) => { part.open = true; }); });
  addEventListener("afterprint", () => { opened.forEach((part) => { part.open = false; }); document.body.classList.remove("findings-only"); });
  one("#print-findings")?.addEventListener("click", () => { document.body.classList.add("findings-only"); print(); });
})();
