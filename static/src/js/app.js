// The frame: menus, dialogs, messages, forms, tables, short appearances of masked numbers.
// Everything here makes a page better that already works without it.
(function () {
  "use strict";

  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));
  const root = document.documentElement;
  const live = () => document.getElementById("live");

  // A choice of appearance is a cookie, so that the server draws the page right the first time.
  function remember(name, value) {
    document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`;
  }

  // Screen readers hear what changed: 已保存.
  function say(words) {
    const region = live();
    if (!region) return;
    region.textContent = "";
    setTimeout(() => { region.textContent = words; }, 50);
  }

  /* menus: <details>; one open at a time */
  function closeMenus(except) {
    all("details.menu[open]").forEach((menu) => { if (menu !== except) menu.removeAttribute("open"); });
  }

  /* navigation */
  function toggleNavigation(event) {
    event.preventDefault();
    const nav = document.getElementById("navigation");
    const open = nav.classList.toggle("is-open");
    event.currentTarget.setAttribute("aria-expanded", String(open));
    if (open) nav.querySelector("a").focus();
  }

  function foldNavigation() {
    remember("nav", root.classList.toggle("nav-folded") ? "folded" : "");
  }

  // At once here, and in the background with the account, so that nothing typed on the page is lost.
  function toggleLargeText(form) {
    const large = root.classList.toggle("large");
    form.querySelector("[data-large-text]").setAttribute("aria-pressed", String(large));
    remember("text", large ? "large" : "");
    form.elements.large.value = large ? "1" : "0";
    if (form.getAttribute("action")) fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" });
    form.elements.large.value = large ? "0" : "1";
  }

  /* messages: those that only inform leave by themselves; errors and those with an action stay */
  function armMessages(scope) {
    all(".message", scope).forEach((message) => {
      const stays = message.matches(".is-error, .is-warning") || message.querySelector("a, form, button:not(.message-close)");
      if (!stays) setTimeout(() => message.remove(), 6000);
    });
  }

  /* forms: no second submit, a warning before typed text is lost, characters left */
  function markBusy(form, button) {
    if (form.dataset.sent) return false;
    form.dataset.sent = "1";
    if (button && button.dataset.busy) {
      button.dataset.idle = button.textContent;
      button.textContent = button.dataset.busy;
      button.setAttribute("aria-busy", "true");
    }
    return true;
  }

  function release(form) {
    delete form.dataset.sent;
    all("[aria-busy]", form).forEach((button) => {
      button.removeAttribute("aria-busy");
      if (button.dataset.idle) button.textContent = button.dataset.idle;
    });
  }

  function onSubmit(event) {
    const form = event.target;
    if (form.matches("[data-large-form]")) {
      event.preventDefault();
      return toggleLargeText(form);
    }
    if (form.method !== "post" || form.matches("[hx-post]")) return;
    if (!markBusy(form, event.submitter || form.querySelector("[data-busy]"))) event.preventDefault();
    delete form.dataset.dirty;
  }

  function onTyping(event) {
    const field = event.target;
    const form = field.form;
    if (form && form.hasAttribute("data-guard")) form.dataset.dirty = "1";
    if (field.tagName === "TEXTAREA" && field.maxLength > 0) showLeft(field);
  }

  function showLeft(field) {
    let left = field.nextElementSibling;
    if (!left || !left.matches(".left-count")) {
      left = document.createElement("div");
      left.className = "left-count";
      field.after(left);
    }
    left.textContent = `还可输入 ${field.maxLength - field.value.length} 字`;
  }

  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector("form[data-dirty]")) event.preventDefault();
  });
  window.addEventListener("pageshow", () => all("form[data-sent]").forEach(release));

  /* two editors: take theirs or keep mine */
  function adopt(button) {
    const field = document.getElementById(button.dataset.adopt);
    if (field && field.type === "checkbox") field.checked = button.dataset.value === "True";
    else if (field) field.value = button.dataset.value;
    all(`[data-adopt="${button.dataset.adopt}"]`).forEach((other) => {
      other.setAttribute("aria-pressed", String(other === button));
      other.classList.toggle("btn-primary", other === button);
    });
  }

  /* tables: ticking rows and density */
  function ticks(table) { return all('tbody td.tick input[type="checkbox"]', table); }

  function countTicks(table) {
    const boxes = ticks(table);
    const picked = boxes.filter((box) => box.checked);
    boxes.forEach((box) => box.closest("tr").classList.toggle("is-picked", box.checked));
    const bar = (table.closest(".table-panel") || document).querySelector("[data-selection]");
    if (!bar) return;
    bar.hidden = picked.length === 0;
    bar.querySelector("[data-selected]").textContent = picked.length;
    say(`已选 ${picked.length} 条`);
  }

  function onTick(box) {
    const table = box.closest("table");
    if (!table) return;
    if (box.matches("[data-tick-all]")) ticks(table).forEach((other) => { other.checked = box.checked; });
    countTicks(table);
  }

  function setDensity(name) {
    all(".data-table").forEach((table) => {
      table.classList.remove("is-loose", "is-tight");
      if (name) table.classList.add(name);
    });
    remember("density", name);
  }

  function restoreDensity() {
    const found = /(?:^|; )density=(is-loose|is-tight)/.exec(document.cookie);
    if (found) all(".data-table").forEach((table) => table.classList.add(found[1]));
  }

  /* a full number hides itself again */
  function armReveal(scope) {
    all("[data-hide-after]", scope).forEach((shown) => {
      if (shown.dataset.armed) return;
      shown.dataset.armed = "1";
      const left = shown.parentElement.querySelector("[data-hide-left]");
      let seconds = Number(shown.dataset.hideAfter);
      const clock = setInterval(() => {
        seconds -= 1;
        if (left) left.textContent = `已记入日志，${seconds} 秒后隐藏`;
        if (seconds > 0) return;
        clearInterval(clock);
        shown.textContent = shown.dataset.masked;
        shown.classList.remove("shown");
        if (left) left.textContent = "已隐藏";
      }, 1000);
    });
  }

  /* after an error the focus is on the summary */
  function focusSummary(scope) {
    const target = (scope || document).querySelector("[data-focus]");
    if (target) target.focus();
  }

  const clicks = {
    "[data-nav-fold]": foldNavigation,
    "[data-dismiss-message]": (button) => button.closest(".message").remove(),
    "[data-open-dialog]": (button) => { closeMenus(); openDialog(button.dataset.openDialog); },
    "[data-close-dialog]": (button) => button.closest("dialog").close(),
    "[data-density]": (button) => { setDensity(button.dataset.density); closeMenus(); },
    "[data-print]": () => window.print(),
    "[data-adopt]": adopt,
    "[data-clear-selection]": (button) => {
      const table = button.closest(".table-panel").querySelector("table");
      all('input[type="checkbox"]', table).forEach((box) => { box.checked = false; });
      countTicks(table);
    },
    "[data-fill-login]": (word) => {
      document.getElementById("id_username").value = word.textContent;
      document.getElementById("id_password").focus();
    },
  };

  function openDialog(id) {
    const dialog = document.getElementById(id);
    if (dialog && dialog.showModal && !dialog.open) dialog.showModal();
  }

  document.addEventListener("click", (event) => {
    closeMenus(event.target.closest("details.menu"));
    const toggle = event.target.closest("[data-nav-toggle]");
    if (toggle) return toggleNavigation({ preventDefault: () => event.preventDefault(), currentTarget: toggle });
    for (const [selector, act] of Object.entries(clicks)) {
      const target = event.target.closest(selector);
      if (target) return act(target);
    }
    const options = document.querySelector("[data-options]");
    if (options && !event.target.closest("[data-search]")) options.textContent = "";
  });
  document.addEventListener("submit", onSubmit);
  document.addEventListener("input", onTyping);
  document.addEventListener("change", (event) => {
    if (event.target.matches('.data-table input[type="checkbox"]')) onTick(event.target);
    if (event.target.matches("[data-autosubmit]")) event.target.form.requestSubmit();
  });

  /* htmx: focus and the live region after a swap, one request per press */
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.target.closest("form[hx-post]");
    if (form && !markBusy(form, form.querySelector("[data-busy]"))) event.preventDefault();
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest("form");
    if (form) release(form);
    if (event.detail.failed && !event.detail.xhr.getResponseHeader("HX-Redirect")) say("没有完成，请稍后再试");
  });
  document.addEventListener("htmx:load", (event) => {
    armReveal(event.target);
    armMessages(event.target);
    if (event.target !== document.body) focusSummary(event.target);
  });
  document.addEventListener("say", (event) => say(event.detail.value));

  document.addEventListener("DOMContentLoaded", () => {
    restoreDensity();
    focusSummary();
    armReveal();
    armMessages();
  });

  window.frame = { say, openDialog, closeMenus, remember, countTicks };
})();
