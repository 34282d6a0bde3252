// The grid of hours, by keyboard alone. Without it each worker's name leads to a form that does the same.
// A row is sent when it is left; what was typed stays in its cell until the site has answered.
(() => {
  "use strict";
  const table = document.querySelector("[data-hours]");
  const form = document.getElementById("hours-send");
  if (!table || !form) return;
  const said = document.getElementById("hours-said");
  const words = table.dataset;
  const AGAIN = 4000; // until a row that was not answered is sent again
  const rows = [...table.tBodies[0].rows];
  const days = (row) => [...row.cells].slice(1, -1);
  const state = new Map(rows.map((row) => [row, { sending: false, timer: 0 }]));
  const day = (cell) => cell.cellIndex;
  const text = (cell) => cell.querySelector("input")?.value ?? cell.dataset.typed ?? cell.textContent;
  const base = (cell) => cell.dataset.base ?? cell.textContent;
  const typed = (row) => days(row).filter((cell) => cell.dataset.typed !== undefined);
  const tell = (lines) => {
    said.replaceChildren(...lines.filter(Boolean).map((line) => Object.assign(document.createElement("p"), { textContent: line })));
    said.hidden = !said.childElementCount;
  };

  for (const row of rows) for (const cell of days(row)) cell.tabIndex = -1;
  if (rows[0]) days(rows[0])[0].tabIndex = 0;

  const go = (cell) => {
    if (!cell) return false;
    for (const one of table.querySelectorAll("td[tabindex='0']")) one.tabIndex = -1;
    cell.tabIndex = 0;
    cell.focus();
    return true;
  };
  const at = (cell, down, along) => {
    const row = rows[rows.indexOf(cell.parentElement) + down];
    return row && days(row)[day(cell) - 1 + along];
  };

  // A cell becomes a field while it is written in.
  const open = (cell, start) => {
    if (cell.querySelector("input")) return;
    const before = cell.dataset.typed ?? cell.textContent;
    cell.dataset.base ??= cell.textContent;
    const field = document.createElement("input");
    field.value = start ?? before;
    field.maxLength = 80;
    field.autocomplete = "off";
    const who = cell.parentElement.cells[0].querySelector("a").textContent;
    field.setAttribute("aria-label", `${who}, ${cell.parentElement.dataset.p}, ${day(cell)}`);
    cell.replaceChildren(field);
    field.focus();
    if (start === undefined) field.select();
    field.addEventListener("blur", () => shut(cell, true));
  };
  const shut = (cell, keep) => {
    const field = cell.querySelector("input");
    if (!field) return;
    const value = keep ? field.value.trim() : (cell.dataset.typed ?? base(cell));
    if (value === base(cell)) delete cell.dataset.typed;
    else cell.dataset.typed = value;
    cell.classList.toggle("typed", cell.dataset.typed !== undefined);
    cell.title = cell.dataset.typed === undefined ? "" : words.unsaved;
    if (field.isConnected) cell.textContent = value;
  };

  const send = async (row) => {
    const now = state.get(row);
    const cells = typed(row);
    if (!cells.length || now.sending) return;
    clearTimeout(now.timer);
    now.sending = true;
    const sent = cells.map((cell) => [cell, cell.dataset.typed]);
    const body = new FormData(form);
    body.set("worker", row.dataset.w);
    body.set("place", row.dataset.p);
    for (const [cell, value] of sent) {
      body.set(`d${day(cell)}`, value);
      body.set(`b${day(cell)}`, base(cell));
    }
    row.querySelector("[data-sum]").title = words.saving;
    try {
      const answer = await fetch(location.pathname, { method: "POST", body, headers: { Accept: "application/json" } });
      if (!answer.headers.get("Content-Type")?.includes("json")) throw new Error("no answer");
      take(row, sent, await answer.json());
    } catch {
      tell([words.failed]);
      now.timer = setTimeout(() => send(row), AGAIN);
    } finally {
      now.sending = false;
    }
    // What was typed meanwhile.
    if (!now.timer && typed(row).some((cell) => !cell.classList.contains("wrong")) && !row.contains(document.activeElement)) send(row);
  };

  const take = (row, sent, told) => {
    state.get(row).timer = 0;
    if (!told.cells) { tell([told.fault]); return; }
    const wrong = { ...told.faults, ...told.differs };
    const of = new Map(sent);
    days(row).forEach((cell, place) => {
      const [now, mark] = told.cells[place];
      const here = day(cell);
      const later = cell.dataset.typed !== undefined && cell.dataset.typed !== of.get(cell);
      cell.dataset.base = now;
      cell.className = mark;
      cell.title = wrong[here] ?? "";
      const keeps = here in wrong || later || cell.querySelector("input");
      if (!keeps || cell.dataset.typed === now) {
        delete cell.dataset.typed;
        if (!cell.querySelector("input")) cell.textContent = now;
      }
      cell.classList.toggle("typed", cell.dataset.typed !== undefined);
      cell.classList.toggle("wrong", here in wrong);
    });
    row.querySelector("[data-sum]").textContent = told.sum;
    row.querySelector("[data-sum]").title = words.saved;
    const left = row.querySelector("[data-left]");
    left.textContent = told.left;
    left.classList.toggle("over", told.over);
    const lead = rows.find((one) => one.dataset.w === row.dataset.w)?.querySelector("[data-room]");
    if (lead) lead.textContent = told.worker;
    const differs = Object.values(told.differs);
    tell([differs.length ? words.differs : "", ...differs, ...Object.values(told.faults), ...told.warnings]);
  };

  const MOVES = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1], Enter: [1, 0] };
  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td");
    if (!cell || !days(cell.parentElement).includes(cell) || event.isComposing) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const field = cell.querySelector("input");
    const key = event.key;
    let done = true;
    if (field && key === "Escape") { shut(cell, false); go(cell); }
    else if (field && (key === "ArrowLeft" || key === "ArrowRight")) return; // within the text
    else if (key === "Enter" && event.shiftKey) { shut(cell, true); go(at(cell, -1, 0)) || go(cell); }
    else if (key in MOVES) { shut(cell, true); go(at(cell, ...MOVES[key])) || go(cell); }
    else if (key === "Tab") { shut(cell, true); done = go(at(cell, 0, event.shiftKey ? -1 : 1)); }
    else if (!field && (key === "F2" || key === " ")) open(cell);
    else if (!field && (key === "Delete" || key === "Backspace")) { open(cell, ""); shut(cell, true); go(cell); }
    else if (!field && /^[0-9]$/.test(key)) open(cell, key);
    else done = false;
    if (done) { event.preventDefault(); event.stopPropagation(); }
  });
  table.addEventListener("dblclick", (event) => { const cell = event.target.closest("td"); if (cell && days(cell.parentElement).includes(cell)) open(cell); });
  table.addEventListener("click", (event) => {
    const cell = event.target.closest("td");
    if (cell && days(cell.parentElement).includes(cell) && !cell.querySelector("input")) { if (document.activeElement === cell) open(cell); else go(cell); }
  });
  // A field that is taken away tells nobody that it lost the focus, so who comes to another row sends the last.
  let last = null;
  table.addEventListener("focusin", (event) => {
    const row = event.target.closest("tbody tr");
    if (last && last !== row) send(last);
    last = row;
  });
  table.addEventListener("focusout", (event) => {
    const row = event.target.closest("tbody tr");
    setTimeout(() => { if (row && !row.contains(document.activeElement)) send(row); });
  });
  addEventListener("pagehide", () => { for (const row of rows) send(row); });
  addEventListener("beforeunload", (event) => {
    const field = table.querySelector("td input");
    if (field) shut(field.closest("td"), true);
    if (rows.some((row) => typed(row).length)) { for (const row of rows) send(row); event.preventDefault(); }
  });
})();
