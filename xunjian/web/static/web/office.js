"use strict";
// The menu of a phone, the headings beside the cells of its tables, and a question before what cannot be undone
// (<form data-ask="…">), a print button (data-print), and a word where a part of the page could not be fetched.

const button = document.querySelector(".menu-button");
if (button) {
  const menu = document.getElementById(button.getAttribute("aria-controls"));
  button.addEventListener("click", () => {
    const open = menu.classList.toggle("open");
    button.setAttribute("aria-expanded", String(open));
  });
}

document.addEventListener("submit", (event) => {
  const question = event.target.dataset.ask;
  if (question && !window.confirm(question)) event.preventDefault();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

function label(part) {
  for (const table of part.querySelectorAll("table.table")) {
    const heads = Array.from(table.querySelectorAll("thead th"), (head) => head.textContent.trim());
    if (!heads.length) continue;
    for (const row of table.tBodies[0]?.rows ?? []) {
      let place = 0;
      for (const cell of row.cells) {
        cell.dataset.label = heads[place] ?? "";
        place += cell.colSpan;
      }
    }
    table.dataset.labelled = "";
  }
}
label(document);
document.addEventListener("htmx:afterSettle", (event) => label(event.target.parentElement ?? document));

function failed() {
  if (document.getElementById("not-done")) return;
  const told = document.createElement("div");
  told.id = "not-done";
  told.className = "alert alert-danger";
  told.setAttribute("role", "alert");
  told.textContent = "没有成功：连不上服务，或服务出错。请刷新页面，看看刚才的操作是否已登记，再试一次。";
  document.querySelector("main .heading").after(told);
}
for (const trouble of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) document.addEventListener(trouble, failed);
document.addEventListener("htmx:afterOnLoad", () => document.getElementById("not-done")?.remove());

// A frame that was busy when its page came does not always go to the place its address names: it is sent there once more.
window.addEventListener("load", () => {
  for (const frame of document.querySelectorAll("iframe.archived")) frame.setAttribute("src", frame.getAttribute("src"));
});
