// Nested lists become a navigation tree with one tab stop (WAI-ARIA: tree view). Without script they stay nested links.
(function () {
  "use strict";

  const items = (tree) => Array.from(tree.querySelectorAll("[role=treeitem]")).filter((item) => !item.closest("ul[hidden]"));
  const group = (item) => document.getElementById(item.getAttribute("aria-owns"));

  function setOpen(item, open) {
    const list = item.hasAttribute("aria-owns") && group(item);
    if (!list) return;
    list.hidden = !open;
    if (open) window.htmx.trigger(list, "opened");
    item.setAttribute("aria-expanded", String(open));
    const turn = item.parentElement.querySelector(".tree-turn");
    if (turn) turn.classList.toggle("is-open", open);
  }

  function focusItem(tree, item) {
    if (!item) return;
    tree.querySelectorAll('[role=treeitem][tabindex="0"]').forEach((other) => { other.tabIndex = -1; });
    item.tabIndex = 0;
    item.focus();
  }

  function parentItem(item) {
    const list = item.closest("ul[role=group]");
    return list && document.querySelector(`[aria-owns="${list.id}"]`);
  }

  function onTreeKey(event) {
    const tree = event.target.closest("[role=tree]");
    const item = event.target.closest("[role=treeitem]");
    if (!item) return false;
    const list = items(tree);
    const here = list.indexOf(item);
    const open = item.getAttribute("aria-expanded");
    const moves = {
      ArrowDown: () => focusItem(tree, list[here + 1]),
      ArrowUp: () => focusItem(tree, list[here - 1]),
      Home: () => focusItem(tree, list[0]),
      End: () => focusItem(tree, list[list.length - 1]),
      ArrowRight: () => (open === "false" ? setOpen(item, true) : open === "true" && focusItem(tree, list[here + 1])),
      ArrowLeft: () => (open === "true" ? setOpen(item, false) : focusItem(tree, parentItem(item))),
      "*": () => list.filter((other) => parentItem(other) === parentItem(item)).forEach((other) => setOpen(other, true)),
    };
    const move = moves[event.key] || typeAhead(event.key, tree, list, here);
    if (!move) return false;
    event.preventDefault();
    move();
    return true;
  }

  // Letters typed quickly are pinyin initials: sx finds 数学学院. Typed slowly, the same letter walks on.
  let typed = "";
  let typedAt = 0;
  function typeAhead(key, tree, list, here) {
    if (!/^[a-z]$/.test(key)) return null;
    const now = Date.now();
    typed = now - typedAt < 700 ? typed + key : key;
    typedAt = now;
    const rest = list.slice(here + (typed.length === 1 ? 1 : 0)).concat(list.slice(0, here));
    const found = rest.find((item) => (item.dataset.letters || "").startsWith(typed));
    return found ? () => focusItem(tree, found) : null;
  }

  function levelOf(name, tree) {
    let level = 0;
    for (let list = name.closest("ul"); list; list = list === tree ? null : list.parentElement.closest("ul")) level += 1;
    return level;
  }

  let lists = 0;
  function dressEntries(tree, root) {
    root.querySelectorAll("li").forEach((entry) => entry.setAttribute("role", "none"));
    root.querySelectorAll(".tree-name").forEach((name) => {
      name.setAttribute("role", "treeitem");
      name.tabIndex = -1;
      name.setAttribute("aria-level", String(levelOf(name, tree)));
      const list = name.closest("li").querySelector(":scope > ul");
      if (!list) return;
      list.id = list.id || `tree-list-${(lists += 1)}`;
      list.setAttribute("role", "group");
      name.setAttribute("aria-owns", list.id);
      setOpen(name, !list.hidden);
    });
  }

  function dressTree(tree) {
    tree.setAttribute("role", "tree");
    dressEntries(tree, tree);
    const here = tree.querySelector(".is-here .tree-name") || tree.querySelector(".tree-name");
    if (here) here.tabIndex = 0;
  }

  document.addEventListener("click", (event) => {
    const turn = event.target.closest(".tree-turn");
    if (!turn) return;
    const item = turn.parentElement.querySelector(".tree-name");
    setOpen(item, item.getAttribute("aria-expanded") !== "true");
  });

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("[role=tree]") && onTreeKey(event)) event.stopImmediatePropagation();
  }, true);
  // Children that were fetched when their unit was opened.
  document.addEventListener("htmx:afterSettle", (event) => {
    const tree = event.target.closest("[role=tree]");
    if (tree) dressEntries(tree, event.target);
  });
  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-tree]").forEach(dressTree));
})();
