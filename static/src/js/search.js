// The search box of the header and the pickers in forms: options under a box, walked with the arrows.
// A picker (data-pick="units") asks the same search, so it offers only what the viewer may see.
(function () {
  "use strict";

  // A personal number must never stand in an address, not even half typed: it is not sent while typing.
  const isWholeNumber = (text) => /^(\d{15}|\d{17}[\dxX])$/.test(text.trim());
  const mayBeNumber = (text) => /^\d{13,}|^[1-9]\d{5}(19|20)\d{2}/.test(text.trim());

  const header = () => document.querySelector("[data-search]");

  document.addEventListener("htmx:configRequest", (event) => {
    const box = event.target;
    if (box.name === "q" && mayBeNumber(box.value)) event.preventDefault();
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const box = form.elements.q;
    if (form.method !== "get" || !box || !isWholeNumber(box.value)) return;
    event.preventDefault();
    location.assign(`${form.action}?by=number`);
  });

  /* walking options: the same for the header and for pickers */
  function move(options, step) {
    const here = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    options.forEach((option) => option.setAttribute("aria-selected", "false"));
    const next = options[(here + step + options.length) % options.length];
    next.setAttribute("aria-selected", "true");
    next.scrollIntoView({ block: "nearest" });
    return next;
  }

  function onHeaderKey(event) {
    const options = Array.from(header().querySelectorAll("a.option"));
    const chosen = options.find((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "Enter" && chosen) {
      event.preventDefault();
      return location.assign(chosen.href);
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !options.length) return;
    event.preventDefault();
    window.frame.say(move(options, step).textContent.trim().replace(/\s+/g, " "));
  }

  /* pickers */
  let lists = 0;

  function dress(box) {
    if (box.dataset.dressed || !header()) return;
    box.dataset.dressed = "1";
    const list = document.createElement("div");
    list.id = `pick-${(lists += 1)}`;
    list.className = "pick-options";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "可选项");
    list.hidden = true;
    const around = document.createElement("div");
    around.className = "pick";
    box.before(around);
    around.append(box, list);
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-controls", list.id);
    box.setAttribute("aria-expanded", "false");
    let waiting = 0;
    box.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => offer(box, list), 180);
    });
    box.addEventListener("keydown", (event) => onPickKey(event, box, list));
    box.addEventListener("blur", () => setTimeout(() => hide(box, list), 150));
    list.addEventListener("mousedown", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) choose(box, list, option);
    });
  }

  function hide(box, list) {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  function offer(box, list) {
    const words = box.value.trim();
    if (!words || mayBeNumber(words)) return hide(box, list);
    const address = `${header().action}?q=${encodeURIComponent(words)}`;
    fetch(address, { headers: { "HX-Request": "true" }, credentials: "same-origin" })
      .then((answer) => (answer.ok ? answer.text() : ""))
      .then((text) => { if (box.value.trim() === words) show(box, list, text); });
  }

  function show(box, list, text) {
    const found = new DOMParser().parseFromString(text, "text/html").querySelectorAll("a.option");
    const start = `/${box.dataset.pick}/`;
    const options = Array.from(found).filter((link) => new RegExp(`^${start}[^/?]+/$`).test(link.getAttribute("href")));
    list.replaceChildren(...options.map((link, at) => optionOf(link, `${list.id}-${at}`, start)));
    list.hidden = options.length === 0;
    box.setAttribute("aria-expanded", String(options.length > 0));
  }

  function optionOf(link, id, start) {
    const option = document.createElement("div");
    option.id = id;
    option.className = "option";
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.code = decodeURIComponent(link.getAttribute("href").slice(start.length, -1));
    option.append(...link.childNodes);
    return option;
  }

  function choose(box, list, option) {
    box.value = `${option.querySelector(".name").textContent.trim()} ${option.dataset.code}`;
    hide(box, list);
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function onPickKey(event, box, list) {
    if (list.hidden) return;
    const options = Array.from(list.children);
    const chosen = options.find((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "Escape") {
      event.stopPropagation();
      return hide(box, list);
    }
    if (event.key === "Enter" && chosen) {
      event.preventDefault();
      return choose(box, list, chosen);
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    box.setAttribute("aria-activedescendant", move(options, step).id);
  }

  const dressAll = (root) => root.querySelectorAll("input[data-pick]").forEach(dress);
  document.addEventListener("keydown", (event) => { if (!event.isComposing && event.target.closest("[data-search]")) onHeaderKey(event); });
  document.addEventListener("DOMContentLoaded", () => dressAll(document));
  document.addEventListener("htmx:load", (event) => dressAll(event.target));
})();
