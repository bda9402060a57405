// The buttons that copy a field, and the one that prints the page. Without this script a field's text
// is there to be copied by hand, and the browser's own menu prints.
(() => {
  "use strict";
  const link = document.querySelector("#keep-link");
  // The address as the reader sees it, whatever the server was told of its host.
  if (link) link.value = new URL(link.dataset.path, location.href).href;

  // Over plain http only the old way of copying is there; it copies what is selected.
  const byHand = (field) => {
    field.select();
    if (!document.execCommand("copy")) throw new Error("not copied");
  };
  const inWords = (said, text) => {
    said.textContent = "";
    requestAnimationFrame(() => { said.textContent = text; });
  };

  for (const button of document.querySelectorAll("[data-copy]")) {
    const field = document.querySelector(button.dataset.copy);
    const said = button.closest(".keep, .snippet").querySelector(".said");
    field.addEventListener("focus", () => field.select());
    button.addEventListener("click", async () => {
      try {
        await (navigator.clipboard
          ? navigator.clipboard.writeText(field.value).catch(() => byHand(field))
          : byHand(field));
        inWords(said, button.dataset.said);
      } catch {
        field.select();
        inWords(said, button.dataset.failed);
      }
    });
    button.hidden = false;
  }
  for (const button of document.querySelectorAll("[data-print]")) {
    button.addEventListener("click", () => window.print());
    button.hidden = false;
  }
})();
