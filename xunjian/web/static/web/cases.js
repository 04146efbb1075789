"use strict";
// Ticks every row of the page: <input data-all="id of the form">.

for (const all of document.querySelectorAll("[data-all]")) {
  all.addEventListener("change", () => {
    for (const box of document.querySelectorAll(`input[name="case"][form="${all.dataset.all}"]`)) box.checked = all.checked;
  });
}
