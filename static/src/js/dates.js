// Date boxes: what was typed is repeated as a weekday; a calendar opens where the browser has one (showPicker).
// The server reads the same forms and more (dates/parsing.py); this file only answers while typing.
(function () {
  "use strict";

  const DAY = 24 * 3600 * 1000;
  const WORDS = { 今天: 0, 昨天: -1, 明天: 1, 前天: -2 };
  const FORMS = [
    /^(\d{4})[.\-/年](\d{1,2})[.\-/月](\d{1,2})日?$/,
    /^(\d{4})(\d{2})(\d{2})$/,
  ];

  function read(text) {
    const typed = text.trim();
    if (typed in WORDS) return new Date(Date.now() + WORDS[typed] * DAY);
    const found = FORMS.map((form) => form.exec(typed)).find(Boolean);
    if (!found) return null;
    const [year, month, day] = found.slice(1).map(Number);
    const date = new Date(year, month - 1, day);
    return date.getMonth() === month - 1 && date.getDate() === day ? date : null;
  }

  function iso(date) {
    const two = (number) => String(number).padStart(2, "0");
    return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  }

  function words(date) {
    const weekday = `星期${"日一二三四五六"[date.getDay()]}`;
    return `${date.getFullYear()}年${date.getMonth() + 1}月${date.getDate()}日 ${weekday}`;
  }

  function calendarButton(box) {
    const calendar = document.createElement("input");
    calendar.type = "date";
    if (!calendar.showPicker) return null;
    calendar.tabIndex = -1;
    calendar.className = "date-native";
    calendar.setAttribute("aria-hidden", "true");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-icon";
    button.setAttribute("aria-label", "打开日历");
    const icons = document.querySelector("[data-icons]").dataset.icons;
    button.innerHTML = `<svg class="icon icon-20" aria-hidden="true"><use href="${icons}#calendar"></use></svg>`;
    button.addEventListener("click", () => {
      const date = read(box.value);
      calendar.value = date ? iso(date) : "";
      calendar.showPicker();
    });
    calendar.addEventListener("change", () => {
      if (!calendar.value) return;
      box.value = calendar.value;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      box.focus();
    });
    const around = document.createElement("span");
    around.className = "date-button";
    around.append(button, calendar);
    return around;
  }

  function dress(box) {
    if (box.dataset.dressed) return;
    box.dataset.dressed = "1";
    const line = document.createElement("div");
    line.className = "date-pick";
    box.before(line);
    const weekday = document.createElement("span");
    weekday.className = "weekday";
    weekday.setAttribute("aria-live", "polite");
    const button = calendarButton(box);
    line.append(box, button || "", weekday);
    if (button) line.parentElement.classList.add("has-calendar");
    const answer = () => {
      const date = read(box.value);
      weekday.textContent = date ? words(date) : "";
    };
    box.addEventListener("input", answer);
    answer();
  }

  const dressAll = (root) => root.querySelectorAll("input[data-date]").forEach(dress);
  document.addEventListener("DOMContentLoaded", () => dressAll(document));
  document.addEventListener("htmx:load", (event) => dressAll(event.target));
})();
