// Single keys of the office. Nothing needs them; who turns them off in their account never gets this file (WCAG 2.1.4).
// `keys.html` lists them.
(() => {
  "use strict";
  const LINES = "main .todo > li, main tbody > tr, main .runs > li";
  const STOP = "a[href], button, summary";
  const list = document.getElementById("keys");
  const shown = (one) => one.checkVisibility({ checkVisibilityCSS: true });
  const first = (selector, within = document) => [...within.querySelectorAll(selector)].find(shown);
  let going = false; // after `g`, until the next key

  for (const one of document.querySelectorAll("[data-keys-open]")) {
    one.hidden = false;
    one.addEventListener("click", () => list.showModal());
  }
  list.querySelector("[data-keys-close]").addEventListener("click", () => list.close());

  // The next or the previous of some places, from where the focus is; the first where it is nowhere among them.
  const step = (places, by) => {
    const at = places.findIndex((one) => one.contains(document.activeElement));
    const to = places[at < 0 ? 0 : at + by];
    const stop = to && (to.matches(STOP) ? to : first(STOP, to));
    stop?.focus();
    return Boolean(stop);
  };
  const lines = () => [...document.querySelectorAll(LINES)].filter((one) => shown(one) && first(STOP, one));
  const press = (one) => { one?.click(); return Boolean(one); };
  const seek = () => {
    const field = first("#seek");
    if (!field) return press(first(".seek-link")); // on a phone the search is a page
    field.focus();
    field.select();
    return true;
  };
  // The line that has the focus, else the one settled last on this page, else the first of those settled today.
  const undo = () => {
    const here = document.activeElement.closest("li");
    return press((here && first("[data-undo]", here)) ?? first("#todo [data-undo]") ?? first("[data-undo]"));
  };

  const KEYS = {
    "j": () => step(lines(), 1),
    "k": () => step(lines(), -1),
    "g": () => (going = true),
    "/": seek,
    "?": () => { list.showModal(); return true; },
    "z": undo,
  };
  const HELD = new Set(["j", "k", "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"]); // may be held down
  const ARROWS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

  const typing = (one) => one.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

  // In the strip of days arrows go from run to run, and Escape back to the list. They are no single letters.
  const inStrip = (event) => {
    if (!event.target.closest("#bande")) return false;
    if (event.key in ARROWS) return step([...document.querySelectorAll("#bande a")], ARROWS[event.key]);
    const back = event.key === "Escape" && first("#sorties a");
    if (back) back.focus();
    return Boolean(back);
  };

  const pressed = (event) => {
    if (event.ctrlKey && event.key === "Enter" && event.target.form) {
      const button = [...event.target.form.elements].find((one) => one.type === "submit");
      return press(button);
    }
    if (event.ctrlKey || event.altKey || event.metaKey || list.open) return false;
    if (inStrip(event)) return true;
    if (typing(event.target) || event.key === "Shift") return false;
    const went = going && document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    going = false;
    if (went) return press(went);
    return Object.hasOwn(KEYS, event.key) && KEYS[event.key]();
  };
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || (event.repeat && !HELD.has(event.key))) return;
    if (pressed(event)) event.preventDefault();
  });
})();
