
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const form = byId("filters");
  const notes = new Map();
  for (const note of document.querySelectorAll(".note")) {
    notes.set(note.dataset.n, note);
  }
  const items = [];
  for (const page of document.querySelectorAll(".page")) {
    const name = page.querySelector("h2").textContent;
    for (const line of page.querySelectorAll(".index li")) {
      const note = notes.get(line.dataset.n);
      items.push({line, note, page, words: `${name} ${note.textContent} ${line.textContent}`.toLowerCase()});
    }
  }

  const apply = () => {
    const wanted = byId("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const severities = new Set([...form.querySelectorAll("[name=severity]:checked")].map((box) => box.value));
    const family = byId("family").value;
    const shownLines = new Set();
    const shownPages = new Set();
    const hidden = new Set();
    for (const {line, note, page, words} of items) {
      const isShown = severities.has(line.dataset.severity) && (!family || line.dataset.family === family) &&
        wanted.every((word) => words.includes(word));
      line.hidden = note.hidden = !isShown;
      if (isShown) {
        shownLines.add(note.closest(".row"));
        shownPages.add(page);
      } else {
        hidden.add(line.dataset.n);
      }
    }
    for (const mark of document.querySelectorAll("mark")) {
      mark.classList.toggle("off", mark.dataset.of.split(" ").every((number) => hidden.has(number)));
    }
    for (const {note} of items) {
      const row = note.closest(".row");
      row.classList.toggle("found", shownLines.has(row));
    }
    for (const page of document.querySelectorAll(".page")) {
      page.hidden = hidden.size > 0 && !shownPages.has(page);
    }
    document.body.classList.toggle("brief", byId("brief").checked);
    byId("count").textContent = `${items.length - hidden.size} of ${items.length} shown`;
  };

  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  apply();
})();
