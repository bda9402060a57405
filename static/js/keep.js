// The buttons beside an answer's link: copy it, print the page. Without this script the link stands
// in its field to be copied by hand, and the browser's own menu prints.
(() => {
  "use strict";
  const field = document.querySelector("#keep-link");
  if (!field) return;
  const copy = document.querySelector("[data-copy]");
  const print = document.querySelector("[data-print]");
  const said = field.closest(".keep").querySelector(".said");

  // The address as the reader sees it, whatever the server was told of its host.
  field.value = new URL(field.dataset.path, location.href).href;
  field.addEventListener("focus", () => field.select());

  // Over plain http only the old way of copying is there; it copies what is selected.
  const byHand = () => {
    field.select();
    if (!document.execCommand("copy")) throw new Error("not copied");
  };
  const inWords = (text) => {
    said.textContent = "";
    requestAnimationFrame(() => { said.textContent = text; });
  };

  copy.addEventListener("click", async () => {
    try {
      await (navigator.clipboard ? navigator.clipboard.writeText(field.value).catch(byHand) : byHand());
      inWords(copy.dataset.said);
    } catch {
      field.select();
      inWords(copy.dataset.failed);
    }
  });
  print.addEventListener("click", () => window.print());
  copy.hidden = print.hidden = false;
})();
