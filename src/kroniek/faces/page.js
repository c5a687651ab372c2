"use strict";
// A field of a card and the words it was read from share a number in data-m; lighting one lights the other.
for (const section of document.querySelectorAll(".article")) {
  const pane = section.querySelector(".text");
  const body = section.querySelector(".body");
  const all = [...section.querySelectorAll("[data-m]")];
  const numbers = new Map(all.map((el) => [el, new Set(el.dataset.m.split(" ").filter(Boolean))]));
  const inText = all.filter((el) => body.contains(el));
  const fields = all.filter((el) => el.classList.contains("fact"));
  let pinned = null;

  const shares = (a, b) => [...numbers.get(a)].some((m) => numbers.get(b).has(m));
  const light = (el) => {
    for (const other of all) {
      const titles = other.classList.contains("id");      // an event's own number lights only when it is the one chosen
      other.classList.toggle("lit", el !== null && (other === el || (!titles && shares(el, other))));
    }
  };
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  const reveal = (el) => {
    if (!el) return;
    if (body.contains(el) && getComputedStyle(pane).position === "sticky") {
      const at = el.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;
      pane.scrollTo({ top: at - pane.clientHeight / 3, behavior: calm });
    } else {
      el.scrollIntoView({ block: "center", behavior: calm });
    }
  };
  const choose = (el) => {
    pinned = pinned === el ? null : el;
    light(pinned);
    if (pinned) reveal((body.contains(el) ? fields : inText).find((other) => shares(el, other)));
  };
  const target = (event) => (event.target instanceof Element ? event.target.closest("[data-m]") : null);

  section.addEventListener("click", (event) => { const el = target(event); if (el) choose(el); });
  section.addEventListener("mouseover", (event) => {
    if (!event.movementX && !event.movementY) return;   // the page scrolled under a mouse at rest
    const el = target(event);
    if (el) light(el);
  });
  section.addEventListener("mouseout", (event) => { if (target(event)) light(pinned); });
  section.addEventListener("focusin", (event) => { const el = target(event); if (el && el.matches(":focus-visible")) light(el); });
  section.addEventListener("focusout", () => light(pinned));

  // In the text one fact at a time can be reached by Tab; the arrow keys go on to the next and back.
  inText.forEach((el, i) => { el.tabIndex = i ? -1 : 0; el.setAttribute("role", "button"); });
  body.addEventListener("keydown", (event) => {
    const i = inText.indexOf(event.target);
    if (i < 0) return;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step && inText[i + step]) {
      event.target.tabIndex = -1;
      inText[i + step].tabIndex = 0;
      inText[i + step].focus();
      event.preventDefault();
    } else if (event.key === "Enter" || event.key === " ") {
      choose(event.target);
      event.preventDefault();
    }
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") { pinned = null; light(null); } });
}
