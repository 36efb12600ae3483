// A table of fields: arrows move between cells, Enter goes down; Tab goes right by itself.
(function () {
  "use strict";

  const cells = (row) => Array.from(row.querySelectorAll("input:not([type=hidden]), select"));

  function move(field, down, right) {
    const rows = Array.from(field.closest("tbody").rows);
    const row = rows.indexOf(field.closest("tr"));
    const column = cells(rows[row]).indexOf(field);
    const target = rows[row + down] && cells(rows[row + down])[column + right];
    if (!target) return false;
    target.focus();
    if (target.select) target.select();
    return true;
  }

  // Inside a text the arrows move the caret until it stands at the edge.
  function atEdge(field, key) {
    if (field.type === "number" || field.type === "checkbox") return true;
    if (field.tagName === "SELECT") return false;
    const place = field.selectionStart;
    return field.selectionStart !== field.selectionEnd || (key === "ArrowLeft" ? place === 0 : place === field.value.length);
  }

  const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Enter: [1, 0] };

  document.addEventListener("keydown", (event) => {
    const field = event.target.closest("table[data-grid] input, table[data-grid] select");
    const step = field && steps[event.key];
    if (!step || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key !== "Enter" && field.tagName === "SELECT") return;
    if (step[1] && !atEdge(field, event.key)) return;
    event.preventDefault();
    move(field, ...step);
  });
})();
