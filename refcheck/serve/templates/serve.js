"use strict";
(() => {
  const one = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const say = (words) => { one("#said").textContent = words; };
  all(".with-script[hidden]").forEach((part) => { part.hidden = false; });

  // What cannot be undone is asked about.
  all("button[data-sure]").forEach((button) => button.addEventListener("click", (event) => {
    if (!confirm(button.dataset.sure)) event.preventDefault();
  }));

  // Drop or paste a document anywhere.
  const form = one("#hand-in-form");
  if (form) {
    const file = form.elements.document;
    const text = form.elements.text;
    const tooLarge = () => {
      const large = file.files.length && file.files[0].size > Number(form.dataset.most);
      file.setCustomValidity(large ? "This file is too large." : "");
      return large;
    };
    const take = (files) => {
      file.files = files;
      say(`${file.files[0].name} is chosen`);
      if (tooLarge()) file.reportValidity();
      else one("#hand-in-form button.main").focus();
    };
    file.addEventListener("change", tooLarge);
    const hasFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
    addEventListener("dragover", (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      document.body.classList.add("dropping");
    });
    addEventListener("dragleave", (event) => { if (!event.relatedTarget) document.body.classList.remove("dropping"); });
    addEventListener("drop", (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      document.body.classList.remove("dropping");
      if (event.dataTransfer.files.length > 1) say("One document at a time: the first is taken");
      const first = new DataTransfer();
      first.items.add(event.dataTransfer.files[0]);
      take(first.files);
    });
    addEventListener("paste", (event) => {
      if (event.clipboardData.files.length) {
        event.preventDefault();
        const first = new DataTransfer();
        first.items.add(event.clipboardData.files[0]);
        take(first.files);
      } else if (event.target !== text) {
        event.preventDefault();
        text.value = event.clipboardData.getData("text/plain");
        text.focus();
      }
    });
  }

  // Where a check is, until it is done.
  const progress = one("#progress");
  if (progress) {
    let told = "";
    const leaving = new AbortController(); // whoever stops the check asks of it no more
    addEventListener("submit", () => leaving.abort());
    const show = (state) => {
      one(".steps").replaceChildren(...state.steps.map(([words, where]) => {
        const item = document.createElement("li");
        const small = document.createElement("span");
        item.className = where.replace(" ", "-");
        if (where === "now") item.setAttribute("aria-current", "step");
        small.className = "small";
        small.textContent = where;
        item.append(`${words} `, small);
        return item;
      }));
      if (state.stage !== told) say(told = state.stage);
    };
    const ask = async () => {
      try {
        const answer = await fetch(progress.dataset.state, { signal: leaving.signal });
        if (!answer.ok) throw new Error(String(answer.status));
        const state = await answer.json();
        if (!state.busy) { location.reload(); return; }
        show(state);
        if (!leaving.signal.aborted) setTimeout(ask, 400);
      } catch {
        if (leaving.signal.aborted) return;
        say("The server does not answer; it is asked again");
        setTimeout(ask, 2000);
      }
    };
    setTimeout(ask, 250);
  }
})();
