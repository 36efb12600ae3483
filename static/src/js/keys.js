// Keys: single letters outside of fields, Ctrl+S in forms.
(function () {
  "use strict";

  const typing = (target) => target.closest("input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable]");
  const singleKeys = () => localStorage.getItem("single-keys") !== "off";
  let afterG = false;

  /* rows of a list */
  function rows() { return Array.from(document.querySelectorAll("table[data-rows] tbody tr")); }

  function cursor() { return document.querySelector("tr.is-cursor"); }

  function moveCursor(step) {
    const list = rows();
    if (!list.length) return;
    const here = list.indexOf(cursor());
    const next = list[Math.min(Math.max(here + step, 0), list.length - 1)];
    if (cursor()) cursor().classList.remove("is-cursor");
    next.classList.add("is-cursor");
    const link = next.querySelector("a");
    if (link) link.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }

  let lastTicked = null;
  function tick(range) {
    const row = cursor();
    const box = row && row.querySelector('input[type="checkbox"]');
    if (!box) return;
    box.checked = !box.checked;
    if (range && lastTicked) tickBetween(lastTicked, row, box.checked);
    lastTicked = row;
    window.frame.countTicks(row.closest("table"));
  }

  function tickBetween(from, to, on) {
    const list = rows();
    const [a, b] = [list.indexOf(from), list.indexOf(to)].sort((x, y) => x - y);
    list.slice(a, b + 1).forEach((row) => {
      const box = row.querySelector('input[type="checkbox"]');
      if (box) box.checked = on;
    });
  }

  function go(letter) {
    const link = document.querySelector(`[data-go="${CSS.escape(letter)}"]`);
    if (link) location.assign(link.href);
  }

  function press(key) {
    const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (target) target.click();
    return Boolean(target);
  }

  const single = {
    "/": () => document.querySelector("[data-search] input").select(),
    "?": () => window.frame.openDialog("keys-dialog"),
    g: () => { afterG = true; setTimeout(() => { afterG = false; }, 1200); },
    j: () => moveCursor(1),
    k: () => moveCursor(-1),
    x: () => tick(false),
    X: () => tick(true),
  };

  function onSingle(event) {
    if (afterG) {
      afterG = false;
      return go(event.key);
    }
    if (single[event.key]) {
      event.preventDefault();
      return single[event.key]();
    }
    if (/^[a-z]$/.test(event.key)) press(event.key);
  }

  function save(event) {
    const form = event.target.closest("form") || document.querySelector("form[data-guard]");
    if (!form || form.method !== "post") return;
    event.preventDefault();
    form.requestSubmit();
  }

  function escape() {
    window.frame.closeMenus();
    const options = document.querySelector("[data-options]");
    if (options) options.textContent = "";
  }

  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") return escape();
    if ((event.ctrlKey || event.metaKey) && event.key === "s") return save(event);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("[data-search]")) return;
    if (!typing(event.target) && singleKeys() && !document.querySelector("dialog[open]")) onSingle(event);
  });

  document.addEventListener("DOMContentLoaded", () => {
    const choice = document.querySelector("[data-single-keys]");
    if (!choice) return;
    choice.checked = singleKeys();
    choice.addEventListener("change", () => localStorage.setItem("single-keys", choice.checked ? "on" : "off"));
  });
})();
