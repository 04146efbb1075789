"use strict";
// Ticks every row of the page (<input data-all="id of the form">), and asks for what the chosen act needs.

for (const all of document.querySelectorAll("[data-all]")) {
  all.addEventListener("change", () => {
    for (const box of document.querySelectorAll(`input[name="case"][form="${all.dataset.all}"]`)) box.checked = all.checked;
  });
}

const act = document.getElementById("batch-act");
act?.addEventListener("change", () => {
  document.getElementById("batch-unit").required = act.value === "assign";
  document.getElementById("batch-note").required = act.value === "dismiss";
});
