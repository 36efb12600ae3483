/* 看板: arrows between cards, 1–5 the first card of a column; Enter is the link's own. */
"use strict";

(() => {
  const typing = (target) => target.closest("input, select, textarea, [contenteditable]");
  const off = () => localStorage.getItem("single-keys") === "off";

  function grid() {
    return [...document.querySelectorAll("[data-board] [data-column]")]
      .filter((column) => column.offsetParent)
      .map((column) => [...column.querySelectorAll("[data-card]")]);
  }

  function placeOf(columns, card) {
    const column = columns.findIndex((cards) => cards.includes(card));
    return column < 0 ? null : { column, row: columns[column].indexOf(card) };
  }

  function sideways(columns, place, step) {
    let column = place.column + step;
    while (columns[column] && !columns[column].length) column += step;
    const cards = columns[column];
    return cards && cards[Math.min(place.row, cards.length - 1)];
  }

  function next(columns, place, key) {
    if (key === "ArrowLeft") return sideways(columns, place, -1);
    if (key === "ArrowRight") return sideways(columns, place, 1);
    return columns[place.column][place.row + (key === "ArrowDown" ? 1 : -1)];
  }

  function move(event, columns) {
    const place = placeOf(columns, event.target.closest("[data-card]"));
    const card = place && next(columns, place, event.key);
    if (!card) return;
    event.preventDefault();
    card.focus();
  }

  function jump(event, columns) {
    const cards = columns[Number(event.key) - 1];
    if (!cards || !cards.length) return;
    event.preventDefault();
    cards[0].focus();
  }

  document.addEventListener("keydown", (event) => {
    if (!document.querySelector("[data-board]") || event.isComposing || typing(event.target)) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^Arrow/.test(event.key)) move(event, grid());
    if (/^[1-5]$/.test(event.key) && !off() && !document.querySelector("dialog[open]")) jump(event, grid());
  });
})();
