// Two minutes before an idle session ends, say so and offer to stay. Work in another tab counts too.
(function () {
  "use strict";

  const WARNING = 120;
  const idle = Number(document.body.dataset.idleSeconds || 0);
  if (!idle) return;

  const touch = () => localStorage.setItem("last-request", String(Date.now()));
  const idleFor = () => (Date.now() - Number(localStorage.getItem("last-request") || Date.now())) / 1000;
  const dialog = document.getElementById("idle-dialog");

  function stay() {
    fetch(document.body.dataset.extendUrl || location.href, { headers: { "HX-Request": "true" } }).then((answer) => {
      if (answer.status === 401) return over();
      touch();
      dialog.close();
    });
  }

  function over() {
    dialog.querySelector("h2").textContent = "已自动退出，请在新标签页登录后回到本页保存";
    if (!dialog.open && dialog.showModal) dialog.showModal();
  }

  function words(seconds) {
    return seconds >= 60 ? `${Math.ceil(seconds / 60)} 分钟` : `${Math.max(0, Math.floor(seconds))} 秒`;
  }

  function look() {
    const left = idle - idleFor();
    if (left > Math.min(WARNING, idle / 2)) {
      if (dialog.open) dialog.close();
      return;
    }
    dialog.querySelector("[data-idle-left]").textContent = words(left);
    if (left <= 0) return over();
    if (!dialog.open && dialog.showModal) dialog.showModal();
  }

  touch();
  document.addEventListener("htmx:afterRequest", (event) => { if (!event.target.closest("[hx-trigger*=every]")) touch(); });
  // A fragment was refused because the session is over: the page and what was typed into it stay.
  document.addEventListener("session-ended", over);
  dialog.querySelector("[data-stay]").addEventListener("click", stay);
  setInterval(look, 5000);
})();
