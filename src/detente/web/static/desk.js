// What a page does beyond being read: the slider, the evidence panel, keys, and what is said when something fails.
"use strict";
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const every = (selector, root = document) => [...root.querySelectorAll(selector)];
  const panel = () => one("#panel"), help = () => one("#help");

  // --- notices -------------------------------------------------------------------------------------------------------
  function say(words, bad = false) {
    const notice = document.createElement("p");
    notice.textContent = words;
    notice.className = bad ? "notice bad" : "notice";
    one("#notices").replaceChildren(notice);
    setTimeout(() => notice.remove(), bad ? 12000 : 5000);
  }
  document.addEventListener("htmx:sendError", () => say("The desk does not answer: the connection is lost. What you wrote is still here; send it again when it is back.", true));
  document.addEventListener("htmx:timeout", () => say("The desk took too long to answer. What you wrote is still here; try again.", true));
  document.addEventListener("htmx:responseError", (event) => {
    const status = event.detail.xhr.status;
    if (status === 409) say("Somebody else was first. Nothing of yours was entered, and what you wrote is still here.", true);
    else if (status >= 500) say("Something went wrong, and nothing was entered.", true);
  });

  // --- theme ---------------------------------------------------------------------------------------------------------
  function turnTheme() {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    try { localStorage.setItem("detente-theme", root.dataset.theme); } catch { /* it holds for this page */ }
    document.dispatchEvent(new Event("detente:theme"));
  }

  // --- the day looked at ---------------------------------------------------------------------------------------------
  const DAY = 86400000;
  const toDay = (text) => Math.round(Date.parse(text + "T00:00:00Z") / DAY);
  const toText = (day) => new Date(day * DAY).toISOString().slice(0, 10);

  function clocks() {
    const form = one("#clock"), slider = one("#slider"), date = one("#as-of");
    if (!form || form.dataset.ready) return;
    form.dataset.ready = "yes";
    const first = toDay(form.dataset.first), today = toDay(form.dataset.today);
    slider.min = first; slider.max = Math.max(today, first + 1);
    const show = () => {
      slider.value = toDay(date.value);
      slider.setAttribute("aria-valuetext", date.value);
    };
    show();
    let waiting = 0;
    const go = (delay) => { clearTimeout(waiting); waiting = setTimeout(() => form.requestSubmit(), delay); };
    slider.addEventListener("input", () => { date.value = toText(+slider.value); slider.setAttribute("aria-valuetext", date.value); });
    slider.addEventListener("change", () => go(250));
    date.addEventListener("change", () => { if (date.value) { show(); go(400); } });
    every("input[name=known_at]", form).forEach((field) => field.addEventListener("change", () => go(300)));
    every("[data-step]", form).forEach((button) => button.addEventListener("click", () => step(+button.dataset.step)));
    every("[data-day]", form).forEach((button) => button.addEventListener("click", () => {
      date.value = form.dataset[button.dataset.day]; show(); go(0);
    }));
  }

  function step(days) {
    const form = one("#clock"), date = one("#as-of");
    if (!form || !date.value) return;
    date.value = toText(toDay(date.value) + days);
    one("#slider").value = toDay(date.value);
    form.requestSubmit();
  }

  // --- evidence ------------------------------------------------------------------------------------------------------
  let from = null;
  function openPanel(address) {
    const dialog = panel();
    if (!dialog.open) { from = document.activeElement; dialog.showModal(); }
    htmx.ajax("GET", address, { target: "#panel-body", swap: "innerHTML" });
  }
  function toWords(root) {
    const mark = one("mark[data-first]", root), text = one(".text", root);
    if (mark && text) {
      const top = mark.getBoundingClientRect().top - text.getBoundingClientRect().top + text.scrollTop;
      if (text.scrollHeight > text.clientHeight + 4) text.scrollTop = Math.max(0, top - text.clientHeight / 3);
    }
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-panel]");
    if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0 && window.htmx) {
      event.preventDefault();
      openPanel(link.dataset.panel);
      return;
    }
    if (event.target.closest("[data-close]")) event.target.closest("dialog").close();
    if (event.target.id === "panel" || event.target.id === "help") event.target.close();
    if (event.target.closest("#theme")) turnTheme();
    if (event.target.closest("#help-button")) help().showModal();
  });
  let entered = false;
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "panel-body") {
      toWords(event.detail.target);
      const problem = one(".problem", event.detail.target), done = one(".done", event.detail.target);
      if (done) { entered = true; say(done.innerText.trim()); }
      if (problem) problem.scrollIntoView({ block: "nearest" });
    }
  });
  document.addEventListener("htmx:afterSettle", () => clocks());
  document.addEventListener("htmx:beforeRequest", () => document.body.classList.add("busy"));
  document.addEventListener("htmx:afterRequest", () => document.body.classList.remove("busy"));

  // --- lines and keys ------------------------------------------------------------------------------------------------
  const lines = () => every("#page .line a[data-panel]").filter((link) => link.offsetParent !== null);
  function move(by) {
    const all = lines();
    if (!all.length) return;
    const row = document.activeElement?.closest(".line");
    const now = all.findIndex((link) => link.closest(".line") === row);
    const seen = [...new Map(all.map((link) => [link.closest(".line"), link])).values()];
    const at = row ? seen.findIndex((link) => link.closest(".line") === row) : (now < 0 && by > 0 ? -1 : 0);
    const next = seen[Math.min(seen.length - 1, Math.max(0, at + by))];
    next.focus();
    next.closest(".line").scrollIntoView({ block: "nearest" });
  }
  function hand(key) {
    const root = panel().open ? panel() : one("#page");
    const found = one(`[data-key="${key}"]`, root);
    if (!found) return false;
    if (found.tagName === "DETAILS") {
      found.open = true;
      const field = one("input:not([type=hidden]), textarea, select", found);
      if (field) { field.focus(); field.scrollIntoView({ block: "center" }); }
    } else {
      found.click();
    }
    return true;
  }
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]") && target.type !== "range" && target.type !== "checkbox";
  const keysOn = () => { try { return localStorage.getItem("detente-keys") !== "off"; } catch { return true; } };
  const KEYS = {
    j: () => move(1), k: () => move(-1), t: turnTheme, "?": () => help().showModal(),
    "/": () => one("#quick").focus(), "[": () => step(-1), "]": () => step(1), "{": () => step(-7), "}": () => step(7),
    x: () => toWords(panel().open ? panel() : document),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !keysOn()) return;
    if (help().open) return;
    if ("acnwumsg".includes(event.key)) {
      const row = event.key === "g" && document.activeElement?.closest(".line");
      const own = row && one('[data-key="g"]', row);
      if (own) { own.open = true; one("select", own)?.focus(); event.preventDefault(); return; }
      if (hand(event.key)) event.preventDefault();
      return;
    }
    if (/^[0-9]$/.test(event.key) && !panel().open) {
      const pages = every("#sections > ul > li > a");
      pages[(+event.key + 9) % 10]?.click();
      return;
    }
    const does = KEYS[event.key];
    if (does && (!panel().open || event.key === "x" || event.key === "t" || event.key === "?")) { event.preventDefault(); does(); }
  });

  document.addEventListener("DOMContentLoaded", () => {
    clocks();
    toWords(document);
    const box = one("#keys-on");
    box.checked = keysOn();
    box.addEventListener("change", () => { try { localStorage.setItem("detente-keys", box.checked ? "on" : "off"); } catch { /* for this page */ } });
    panel().addEventListener("close", () => {
      one("#panel-body").replaceChildren();
      if (entered) { entered = false; location.reload(); }
      else from?.focus();
    });
    document.addEventListener("click", (event) => {
      const open = one("#ledgers[open]");
      if (open && !open.contains(event.target)) open.open = false;
    });
  });
})();
