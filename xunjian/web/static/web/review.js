"use strict";
// The review queue by keyboard: j and k move, y confirms, n and a open the box for the reason or the unit, Escape closes it.

const items = () => Array.from(document.querySelectorAll(".review:not([data-done])"));
const current = () => document.activeElement?.closest(".review");

function move(step) {
  const all = items();
  const next = all[all.indexOf(current()) + step] ?? (step > 0 && !current() ? all[0] : null);
  next?.focus();
}

function open(box) {
  box.open = true;
  box.querySelector("input:not([type=hidden]), select").focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const item = current();
  if (event.key === "Escape") {
    const box = document.activeElement?.closest("details[open]");
    if (box) {
      box.open = false;
      item.focus();
    }
    return;
  }
  if (event.target.closest("input, select, textarea")) return;
  if (event.key === "j") move(1);
  else if (event.key === "k") move(-1);
  else if (event.key === "y") item?.querySelector("[data-key=y]")?.click();
  else if (event.key === "n" || event.key === "a") {
    const box = item?.querySelector(`details[data-key=${event.key}]`);
    if (!box) return;
    open(box);
  } else return;
  event.preventDefault();
});

// What was judged stays as a line; the next one is taken up.
document.addEventListener("htmx:afterSwap", (event) => {
  const item = document.getElementById(event.detail.target.id);
  if (!item?.matches(".review")) return;
  let next = item;
  while (next?.matches("[data-done]")) next = next.nextElementSibling;
  (next ?? item).focus();
});

items()[0]?.focus();
