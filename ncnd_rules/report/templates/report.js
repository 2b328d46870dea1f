"use strict";
(() => {
  const paned = (pane) => getComputedStyle(pane).overflowY === "auto" && pane.scrollHeight > pane.clientHeight;

  // The finding that is looked at, and its words.
  const choose = (id) => {
    for (const one of document.querySelectorAll(".chosen")) one.classList.remove("chosen");
    if (!id) return;
    const target = document.getElementById(id);
    if (target) target.classList.add("chosen");
    for (const words of document.querySelectorAll(`[data-owners~="${CSS.escape(id)}"]`)) {
      words.closest("mark").classList.add("chosen");
    }
  };

  const show = (id) => {
    const target = document.getElementById(id);
    if (!target) return;
    for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    const card = target.closest(".finding");
    const filter = card && card.closest(".letter").querySelector(`.show-${card.classList[1]}`);
    if (filter) filter.checked = true;
    const pane = card && card.closest(".findings");
    if (pane && paned(pane)) {
      pane.scrollTop += card.getBoundingClientRect().top - pane.getBoundingClientRect().top - 12;
      const box = pane.getBoundingClientRect();
      if (box.top > innerHeight - 200 || box.bottom < 200) pane.scrollIntoView();
    } else {
      target.scrollIntoView({ block: target.matches("mark") ? "center" : "start" });
    }
    (target.matches("mark") ? target.firstElementChild : target).focus({ preventScroll: true });
  };

  let last = "";
  document.addEventListener("click", (event) => {
    const zoom = event.target.closest("[data-zoom]");
    if (zoom) return resize(zoom);
    const link = event.target.closest('a[href^="#"]');
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    let id = link.hash.slice(1);
    const owners = (link.dataset.owners || "").split(" ");
    // Words that several findings share lead to the next of them each time.
    if (owners.length > 1 && owners.includes(last)) id = owners[(owners.indexOf(last) + 1) % owners.length];
    if (!document.getElementById(id)) return;
    event.preventDefault();
    history.replaceState(null, "", `#${id}`);
    const card = link.closest(".finding");
    last = document.getElementById(id).matches(".finding") ? id : card ? card.id : "";
    choose(last || id);
    show(id);
  });

  const resize = (button) => {
    const picture = button.closest(".derivation").querySelector("svg");
    const whole = picture.viewBox.baseVal.width;
    const now = picture.getBoundingClientRect().width;
    const room = picture.parentElement.clientWidth;
    const width = { fit: room, in: now * 1.25, out: now / 1.25 }[button.dataset.zoom];
    picture.style.maxWidth = "none";
    picture.style.width = `${Math.min(Math.max(width, 240), whole * 4)}px`;
    picture.style.height = "auto";
  };

  for (const tools of document.querySelectorAll(".zoom")) tools.hidden = false;
  const arrive = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (id) { choose(id); show(id); }
  };
  addEventListener("hashchange", arrive);
  arrive();

  // Paper cannot be unfolded.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details.paper:not([open])")];
    for (const one of folded) one.open = true;
  });
  addEventListener("afterprint", () => { for (const one of folded) one.open = false; });
})();
