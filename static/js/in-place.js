// Forms and some links are answered in the page they stand in: htmx fetches the page they ask for and
// puts its main part here. This script keeps the reader's place, tells the answer to those who do not
// see it come, and says when none came. Without it or htmx, forms and links load pages.
(() => {
  "use strict";
  const PAUSE = 400; // ms in which further changes still belong to the same question
  const main = document.querySelector("#main");
  const said = document.querySelector("#said");
  let asked; // the newest question: what answers an earlier one is not wanted any more
  let pause;
  let before; // what the reader had opened and scrolled to

  const say = (text) => {
    said.textContent = "";
    requestAnimationFrame(() => { said.textContent = text.trim().replace(/\s+/g, " "); });
  };
  const question = (address) => { // what an address asks, whatever it was made from and in whatever order
    const { pathname, searchParams } = new URL(address, location);
    searchParams.delete("v");
    searchParams.sort();
    return `${pathname}?${new URLSearchParams([...searchParams].filter(([, value]) => value))}`; // blank asks nothing
  };
  const isBack = (ctx) => !ctx.sourceEvent?.type; // Back and Forward come from no event of the page
  const isChange = (ctx) => ctx.sourceEvent?.type === "submit" && !ctx.sourceEvent.submitter;
  const isBeside = (form) => {
    const answer = main.querySelector("#answer")?.getBoundingClientRect();
    const own = form.getBoundingClientRect();
    return Boolean(answer) && (own.left >= answer.right || own.right <= answer.left);
  };
  const isInView = (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= window.innerHeight;
  };

  // A changed field is answered around its form: no field that may be in use is touched, save where
  // the form has something to say or to take back. Without an answer the last one stays.
  const aroundForm = (ctx, page) => {
    const form = ctx.sourceElement;
    const fields = form.querySelector(".wrong") ? ",#question" : "";
    Object.assign(ctx, page.querySelector("#answer")
      ? { target: main.querySelector("#answer"), select: "#answer", swap: "outerHTML show:none", selectOOB: `#top,#onward,#standing${fields}` }
      : { target: form, select: "#question", swap: "outerHTML show:none ignoreTitle:true", selectOOB: null, push: "false" });
  };
  const keepTyped = (form, fresh) => {
    for (const field of form.elements) {
      const twin = field.id && fresh.querySelector(`#${CSS.escape(field.id)}`);
      if (twin) Object.assign(twin, { value: field.value, checked: field.checked });
    }
  };

  const place = () => ({
    opened: [...main.querySelectorAll("details[open]:not(form details) > summary")].map((summary) => summary.textContent),
    scrolled: [...main.querySelectorAll(".scroll")].map((region) => region.scrollLeft),
  });
  const restore = ({ opened, scrolled }) => {
    for (const summary of main.querySelectorAll("details:not(form details) > summary")) {
      if (opened.includes(summary.textContent)) summary.parentElement.open = true;
    }
    main.querySelectorAll(".scroll").forEach((region, n) => { region.scrollLeft = scrolled[n] ?? 0; });
  };

  // Where the focus is after an answer that was asked for by button, Enter or link: on the field to
  // be mended, else where it was if the answer stands beside it, else on the answer.
  const lead = (head) => {
    const wrong = main.querySelector("[aria-invalid=true], .wrong input");
    if (wrong) return wrong.focus();
    const active = document.activeElement;
    if (main.contains(active) && active !== main && (!active.form || isBeside(active.form))) {
      say(head.textContent);
    } else {
      head.tabIndex = -1;
      head.focus({ preventScroll: true });
    }
    if (!isInView(head)) head.scrollIntoView({ behavior: "instant" });
  };
  const arrive = (ctx) => {
    const head = main.querySelector("[data-news]") ?? main.querySelector("h1");
    if (isBack(ctx)) return say(head.textContent);
    restore(before);
    if (!isChange(ctx)) return lead(head);
    const faults = [...main.querySelectorAll("#question .errorlist li")].map((fault) => fault.textContent);
    say(faults.join(" ") || head.textContent);
  };

  const fail = (ctx) => {
    if (isBack(ctx)) return location.reload(); // the address has changed already: the browser shows what is there
    main.removeAttribute("aria-busy");
    const note = document.querySelector("#no-answer").content.firstElementChild.cloneNode(true);
    note.querySelector("a").href = ctx.request.action;
    const form = ctx.sourceElement.closest("form");
    if (form) form.append(note);
    else main.prepend(note);
    note.scrollIntoView({ block: "nearest", behavior: "instant" });
  };

  const on = (name, run) => document.addEventListener(`htmx:${name}`, (event) => run(event.detail, event));
  on("before:request", ({ ctx }) => {
    const earlier = asked;
    asked = ctx;
    earlier?.request.abort?.();
    clearTimeout(pause);
    main.querySelectorAll(".no-answer").forEach((note) => note.remove());
    said.textContent = "";
    main.setAttribute("aria-busy", "true");
  });
  on("after:request", ({ ctx }, event) => {
    const page = new DOMParser().parseFromString(ctx.text, "text/html");
    const isOurs = ctx.response.status < 500 && page.querySelector("#main");
    if (ctx !== asked || !isOurs) event.preventDefault();
    if (ctx !== asked) return;
    if (!isOurs) return fail(ctx);
    main.removeAttribute("aria-busy");
    if (question(ctx.request.action) === question(location)) ctx.push = "false"; // asked again
    if (isChange(ctx)) aroundForm(ctx, page);
  });
  on("before:swap", ({ ctx, tasks }) => {
    before = place();
    if (!isChange(ctx)) return;
    tasks.map((task) => task.fragment.querySelector("#question")).filter(Boolean)
      .forEach((fresh) => keepTyped(ctx.sourceElement, fresh));
  });
  on("after:swap", ({ ctx }) => arrive(ctx));
  on("error", ({ ctx, error }) => {
    const isOvertaken = ctx !== asked || (isBack(ctx) && error.name === "AbortError");
    if (ctx && !isOvertaken) fail(ctx);
  });

  // A field of a form that stands beside its answer is answered as it changes; elsewhere the button asks.
  document.addEventListener("change", ({ target: { form } }) => {
    if (!window.htmx || form?.id !== "question" || !isBeside(form)) return;
    clearTimeout(pause);
    pause = setTimeout(() => form.requestSubmit(), PAUSE);
  });
  document.addEventListener("submit", () => clearTimeout(pause), { capture: true });
})();
