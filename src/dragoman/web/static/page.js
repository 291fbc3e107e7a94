// Keys, and evidence without leaving the list. The page works without any of this: every step is a link.
"use strict";

document.documentElement.classList.add("js");

const lines = () => [...document.querySelectorAll("main a.go, main a.half")];
const current = () => lines().findIndex((line) => line === document.activeElement);

function move(by) {
  const all = lines();
  if (!all.length) return;
  const at = current() < 0 ? (by > 0 ? -1 : all.length) : current();
  const next = all[Math.min(all.length - 1, Math.max(0, at + by))];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

async function show(href, push) {
  const answer = await fetch(href, { headers: { Accept: "text/html" } });
  if (!answer.ok) { location.href = href; return; }
  const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = parsed.getElementById("evidence");
  const old = document.getElementById("evidence");
  if (!fresh || !old) { location.href = href; return; }
  old.replaceWith(document.adoptNode(fresh));
  const id = fresh.querySelector("[data-id]")?.dataset.id;
  for (const line of document.querySelectorAll("main [data-id]")) {
    if (line.dataset.id === id) line.setAttribute("aria-current", "true");
    else line.removeAttribute("aria-current");
  }
  if (push) history.pushState({ evidence: true }, "", href.split("#")[0]);
  const pane = document.getElementById("evidence");
  if (matchMedia("(max-width: 63.99rem)").matches) pane.scrollIntoView();
  announce("Evidence shown");
  return pane;
}

function announce(words) {
  let said = document.getElementById("said");
  if (!said) {
    said = document.createElement("p");
    said.id = "said";
    said.className = "hidden";
    said.setAttribute("role", "status");
    document.body.append(said);
  }
  said.textContent = words;
}

// On a narrow screen the menus scroll: the page that is shown is in sight.
for (const one of document.querySelectorAll("nav [aria-current]")) {
  const bar = one.parentElement;
  bar.scrollLeft = one.offsetLeft - bar.offsetLeft - (bar.clientWidth - one.offsetWidth) / 2;
}

document.addEventListener("click", async (event) => {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const line = event.target.closest("main [data-id][href]");
  if (line && document.getElementById("evidence")) {
    event.preventDefault();
    await show(line.href, true);
    return;
  }
  const copy = event.target.closest("[data-copy], [data-copy-address]");
  if (copy) {
    const was = copy.textContent;
    try {
      await navigator.clipboard.writeText(copy.dataset.copy ?? location.href);
      copy.textContent = "Copied";
    } catch {
      copy.textContent = "Select and copy by hand";
    }
    announce(copy.textContent);
    setTimeout(() => { copy.textContent = was; }, 1500);
  }
});

// Words marked in an article can be cited and noted: their place is counted in characters, as the record counts.
document.addEventListener("selectionchange", () => {
  const offer = document.querySelector(".picked");
  const picked = document.getSelection();
  if (!offer) return;
  offer.hidden = true;
  if (!picked.rangeCount || picked.isCollapsed) return;
  const range = picked.getRangeAt(0);
  const start = placeOf(range.startContainer, range.startOffset);
  const end = placeOf(range.endContainer, range.endOffset);
  if (start === null || end === null || end <= start) return;
  const link = offer.querySelector("a");
  const address = new URL(link.href);
  address.searchParams.set("at", `${start}-${end}`);
  address.hash = "at";
  link.href = address;
  offer.hidden = false;
});

function placeOf(node, offset) {
  const paragraph = (node.nodeType === 1 ? node : node.parentElement)?.closest("[data-at]");
  if (!paragraph) return null;
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, offset);
  const text = before.cloneContents();
  for (const sign of text.querySelectorAll("sup")) sign.remove();
  return Number(paragraph.dataset.at) + [...text.textContent].length;
}

addEventListener("popstate", () => {
  if (document.getElementById("evidence")) show(location.href, false);
});

document.addEventListener("keydown", async (event) => {
  if (event.metaKey || event.ctrlKey || event.altKey) return;
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "Escape") {
    if (typing) typing.blur();
    const shown = document.querySelector('main [aria-current="true"][data-id]');
    if (shown) shown.focus();
    return;
  }
  if (typing || document.querySelector("dialog[open]")) return;
  switch (event.key) {
    case "/": event.preventDefault(); document.getElementById("q").select(); break;
    case "j": move(1); break;
    case "k": move(-1); break;
    case "o": {
      const line = lines()[current()];
      if (!line) break;
      event.preventDefault();
      if (line.dataset.id && document.getElementById("evidence")) (await show(line.href, true))?.focus({ preventScroll: true });
      else location.href = line.href;
      break;
    }
    case "a":
    case "r": {
      const line = lines()[current()];
      const button = document.querySelector(`#evidence [data-key="${event.key}"]`);
      const shown = document.querySelector("#evidence [data-id]")?.dataset.id;
      if (button && (!line || !line.dataset.id || line.dataset.id === shown)) button.click();
      break;
    }
    case "w": {
      const line = lines()[current()];
      const pane = document.getElementById("evidence");
      if (line?.dataset.id && pane && pane.querySelector("[data-id]")?.dataset.id !== line.dataset.id) await show(line.href, true);
      const wrong = document.querySelector("#evidence details.wrong");
      if (!wrong) break;
      event.preventDefault();
      wrong.open = true;
      wrong.querySelector("input:not([type=hidden]), select, textarea")?.focus();
      break;
    }
    case "?": document.getElementById("keys").showModal(); break;
    default: return;
  }
});
