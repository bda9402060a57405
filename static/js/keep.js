// The buttons that copy a field, and the one that prints the page; and addresses worth keeping. Without
// this script a field's text is there to be copied by hand, the browser's own menu prints, and a month
// of prices left blank stands in the address.
(() => {
  "use strict";
  // Over plain http only the old way of copying is there; it copies what is selected.
  const byHand = (field) => {
    field.select();
    if (!document.execCommand("copy")) throw new Error("not copied");
  };
  const inWords = (said, text) => {
    said.textContent = "";
    requestAnimationFrame(() => { said.textContent = text; });
  };

  const copy = async (button) => {
    const field = document.querySelector(button.dataset.copy);
    const said = button.closest(".keep, .snippet").querySelector(".said");
    try {
      await (navigator.clipboard
        ? navigator.clipboard.writeText(field.value).catch(() => byHand(field))
        : byHand(field));
      inWords(said, button.dataset.said);
    } catch {
      field.select();
      inWords(said, button.dataset.failed);
    }
  };

  // An answer that came in place brings its own link and buttons.
  const show = () => {
    const link = document.querySelector("#keep-link");
    // The address as the reader sees it, whatever the server was told of its host.
    if (link) link.value = new URL(link.dataset.path, location.href).href;
    document.querySelectorAll("[data-copy], [data-print]").forEach((button) => { button.hidden = false; });
  };

  document.addEventListener("formdata", ({ formData }) => { // of every form that is sent, by htmx or not
    if (formData.get("prices") === "") formData.delete("prices");
  });
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-copy], [data-print]");
    if (button?.dataset.copy) copy(button);
    else if (button) window.print();
  });
  document.addEventListener("focusin", ({ target }) => {
    if (target.id && document.querySelector(`[data-copy="#${target.id}"]`)) target.select();
  });
  document.addEventListener("htmx:after:swap", show);
  show();
})();
