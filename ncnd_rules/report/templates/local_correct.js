"use strict";
(() => {
  const read = document.getElementById("read");
  const sheet = document.querySelector(".sheet");
  if (!read) return;
  const { here } = read.dataset;
  const panel = document.getElementById("panel");
  const bar = document.getElementById("words-bar");

  const way = (tag, words, settings = {}) => Object.assign(document.createElement(tag), { textContent: words }, settings);

  // Places in the letter: what is not blank is counted, as the server counts it; numbers of findings are not the letter's.
  const isCounted = (sign) => !/[\s\u2400-\u241f\ufffd]/u.test(sign);
  const counted = (words) => [...words].filter(isCounted).length;
  const pieces = () => {
    const walker = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest("sup.numbers") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const found = [];
    let before = 0;
    while (walker.nextNode()) {
      const node = walker.currentNode;
      found.push({ node, before });
      before += counted(node.data);
    }
    return found;
  };
  const placeOf = (node, offset) => {
    const point = document.createRange();
    point.setStart(node, offset);
    let place = 0;
    for (const piece of pieces()) {
      const side = point.comparePoint(piece.node, 0);
      if (piece.node === node) return piece.before + counted(piece.node.data.slice(0, offset));
      if (side > 0) return place;
      place = piece.before + counted(piece.node.data);
    }
    return place;
  };
  const rangeOf = (first, last) => {
    const range = document.createRange();
    let begun = false;
    for (const { node, before } of pieces()) {
      let place = before;
      let at = 0;
      for (const sign of node.data) {
        const counts = isCounted(sign);
        if (counts && !begun && place === first) { range.setStart(node, at); begun = true; }
        at += sign.length;
        if (counts && ++place === last && begun) { range.setEnd(node, at); return range; }
      }
    }
    return null;
  };
  const placesOf = (line) => line.dataset.places.split(" ").filter(Boolean).map((one) => one.split("-").map(Number));
  const linesOn = (first, last) => [...read.querySelectorAll("li[data-places]")].filter((line) =>
    placesOf(line).some(([start, stop]) => start < last && first < stop));

  // What chosen words were read as, beside them.
  const hide = () => { bar.hidden = true; };
  const showBar = (first, last, box, chosen) => {
    const lines = linesOn(first, last);
    if (!chosen && !lines.length) return hide();
    const list = way("ul", "");
    for (const line of lines.slice(0, 8)) {
      const item = way("li", "");
      if (line.dataset.kind === "unread") item.append(way("span", "Not understood. "));
      else item.append(line.querySelector(".read-as").cloneNode(true), " ", line.querySelector("[data-panel]").cloneNode(true));
      for (const one of item.querySelectorAll("[id]")) one.removeAttribute("id");
      list.append(item);
    }
    if (lines.length > 8) list.append(way("li", `… and ${lines.length - 8} more, listed below the letter`));
    if (!lines.length) list.append(way("li", "No statement rests on these words."));
    const add = way("a", "Add what these words say", { href: `${here}/add?from=${first}&to=${last}`, className: "button" });
    add.dataset.panel = "";
    const close = way("button", "Close", { type: "button" });
    close.addEventListener("click", hide);
    const ways = way("p", "", { className: "ways" });
    ways.append(add, close);
    bar.replaceChildren(list, ways);
    bar.hidden = false;
    const left = Math.max(8, Math.min(box.left, innerWidth - bar.offsetWidth - 8));
    const below = box.bottom + 8 + bar.offsetHeight < innerHeight;
    bar.style.left = `${left}px`;
    bar.style.top = `${Math.max(8, below ? box.bottom + 8 : box.top - bar.offsetHeight - 8)}px`;
  };
  const choose = () => {
    const selection = getSelection();
    if (!sheet || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    if (!sheet.contains(range.startContainer) || !sheet.contains(range.endContainer)) return;
    const first = placeOf(range.startContainer, range.startOffset);
    const last = placeOf(range.endContainer, range.endOffset);
    if (first < last) showBar(first, last, range.getBoundingClientRect(), true);
    else if (range.startContainer.nodeType === Node.TEXT_NODE) {
      const word = rangeOf(first, first + 1);
      if (word) showBar(first, first + 1, word.getBoundingClientRect(), false);
    }
  };
  if (sheet) {
    // Words that carry findings are links: no selection begins in a link, nor lives on where one takes the focus.
    // While the button is down they are neither.
    let held = null;
    const free = () => {
      if (!held) return;
      held.link.setAttribute("href", held.href);
      held.link.tabIndex = -1;
      held = null;
    };
    sheet.addEventListener("mousedown", (event) => {
      const link = event.target.closest("mark a");
      if (!link || event.button || held) return;
      held = { link, href: link.getAttribute("href") };
      link.removeAttribute("href");
      link.removeAttribute("tabindex");
    });
    addEventListener("click", free, true);
    addEventListener("mouseup", () => setTimeout(free));
    addEventListener("blur", free);
    sheet.addEventListener("click", (event) => {
      if (getSelection().isCollapsed) return;
      event.preventDefault();
      event.stopPropagation();
    }, true);
    sheet.addEventListener("mouseup", (event) => { if (!event.target.closest("a") || !getSelection().isCollapsed) setTimeout(choose); });
    document.addEventListener("keyup", (event) => { if (event.shiftKey || event.key === "Shift") { if (!getSelection().isCollapsed) choose(); } });
    document.addEventListener("mousedown", (event) => { if (!bar.contains(event.target)) hide(); });
    addEventListener("scroll", hide, { passive: true });
  }

  // From a statement to its words.
  document.addEventListener("click", (event) => {
    const where = event.target.closest("a.where");
    const line = where && where.closest("li[data-places]");
    const [place] = line && sheet ? placesOf(line) : [];
    const range = place && rangeOf(...place);
    if (!range) return;
    event.preventDefault();
    event.stopPropagation();
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    range.startContainer.parentElement.scrollIntoView({ block: "center" });
  }, true);

  // Forms open beside the letter; without scripts they are pages of their own.
  let opener = null;
  const fill = (markup) => {
    const form = new DOMParser().parseFromString(markup, "text/html").getElementById("correcting");
    if (!form) { location.reload(); return; }
    panel.replaceChildren(document.importNode(form, true));
    panel.hidden = false;
    panel.scrollTop = 0;
    panel.querySelector(".form-title").focus();
  };
  const shut = () => {
    panel.hidden = true;
    panel.replaceChildren();
    if (opener && opener.isConnected) opener.focus();
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-panel]");
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    if (link) {
      event.preventDefault();
      if (!panel.contains(link)) opener = bar.contains(link) ? sheet : link;
      hide();
      fetch(link.href).then((answer) => answer.text()).then(fill, () => { location.href = link.href; });
    } else if (event.target.closest("[data-close]") && panel.contains(event.target)) {
      event.preventDefault();
      shut();
    }
  });
  const told = document.getElementById("told");
  const settle = () => told.classList.remove("toast");
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (!bar.hidden) hide();
    else if (!panel.hidden) shut();
    else settle();
  });

  // What is put in leads to the letter again, and to where one was; only in the memory of this tab.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!read.contains(form)) return;
    // The filters as they are now: the page was made with those that its address had.
    form.action = `${form.action.split("?")[0]}${location.search}`;
    const { action } = form;
    if (new URL(action).pathname.endsWith("/add")) {
      event.preventDefault();
      fetch(action, { method: "POST", body: new URLSearchParams(new FormData(form)) }).then((answer) => answer.text()).then(fill);
      return;
    }
    const pane = document.querySelector(".findings");
    const from = panel.contains(form) ? opener : event.submitter;
    const line = from && from.closest("li[data-places]");
    // What stands above may grow, so a place is told from what one looked at; a line may be gone by then.
    const near = sheet && from && !from.closest("#read") ? ".desk" : "#read";
    const tops = [line ? `#${CSS.escape(line.id)}` : "", near].filter(Boolean)
      .map((name) => [name, document.querySelector(name).getBoundingClientRect().top]);
    const groups = [...read.querySelectorAll(".read-group[open]")].map((group) => group.dataset.group);
    window.name = JSON.stringify({ ncnd: here, tops, groups, pane: pane ? pane.scrollTop : 0, line: line ? line.id : "" });
  });
  const back = () => {
    let was = null;
    try { was = JSON.parse(window.name || "null"); } catch { return; }
    if (!was || was.ncnd !== here) return;
    window.name = "";
    // Else the browser would go to what the address names once all is loaded, and take the focus along.
    history.replaceState(null, "", `${location.pathname}${location.search}`);
    for (const group of read.querySelectorAll(".read-group")) group.open = was.groups.includes(group.dataset.group);
    const line = was.line && document.getElementById(was.line);
    if (line) for (let box = line.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    const pane = document.querySelector(".findings");
    if (pane) pane.scrollTop = was.pane;
    told.classList.add("toast");
    const [name, top] = was.tops.find(([one]) => document.querySelector(one)) || ["#read", 0];
    scrollBy(0, document.querySelector(name).getBoundingClientRect().top - top);
    const close = way("button", "Close", { type: "button" });
    told.addEventListener("click", (event) => { if (event.target.closest("a, button")) settle(); });
    told.append(close);
    ((line && line.querySelector("[data-panel], button")) || told).focus({ preventScroll: true });
    const live = document.getElementById("told-live");
    setTimeout(() => { live.textContent = [...told.querySelectorAll("p")].map((one) => one.textContent).join(" "); }, 200);
  };
  back();

  for (const one of document.querySelectorAll(".with-script")) one.hidden = false;
  const parts = document.querySelector(".summary nav ul");
  if (parts) {
    const item = way("li", "");
    item.append(way("a", "What was read", { href: "#read" }));
    parts.append(item);
  }
})();
